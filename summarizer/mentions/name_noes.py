"""What looks like a name and is none: a party's letter, a weekday, a lone demonym or role, "Game 5", "a super PAC"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.mentions import lexicon
from summarizer.mentions.name_lines import CALENDAR, NameLine, is_month_as_surname, is_surname_alone
from summarizer.mentions.name_peoples import is_demonym
from summarizer.mentions.name_starts import COMMON_CAPITALS, is_proper_capital
from summarizer.mentions.nouns import singular
from summarizer.mentions.roles import is_role_word
from summarizer.mentions.tokens import Token

PEOPLE_IN_LETTERS = re.compile(
    r"TVs|ISPs|PCs|DVDs|CDs|SUVs|ATMs|ETFs|IPOs|EVs|UFOs|IDs|M[ES]?Ps|ML[AC]s|TDs|CEOs|CFOs|PhDs|VIPs|POWs|GPs|DJs"
)  # "Congress MPs"
_NO_NOUNS = lexicon.grammar("phrases-not-noun")
_PARTY = re.compile(r"(?:[DRI]|Ind)\.?$|[DRI]-[A-Z]")
_PRONOUNS_IN_CAPITALS = frozenset(["HE", "SHE", "ME", "WE", "THEY", "THEM", "HIM", "HIS", "HER", "YOU", "YOUR", "MY"])
_NO_BODIES = frozenset(["PAC", "PACs", "LGBT", "LGBTQ", "Fahrenheit", "Celsius"])
_SEVERAL_LETTERS = re.compile(r"[A-Z]{2,5}s")
_MONTHS = frozenset(["Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"])
_SUFFIXES = frozenset(["Jr.", "Sr.", "No.", "Inc.", "Ltd.", "Co.", "Corp."])
_BEFORE_DAYS = frozenset(["Good", "Ash", "Maundy", "Palm", "Shrove", "Easter", "Whit"])
_HOLIDAYS = frozenset(["New Year", "Boxing Day"])
_LATIN = ("us", "um", "is", "a", "ae", "ii", "ensis", "ens", "ans")
_LATIN_GENUS = ("us", "um", "is", "a", "as", "es", "on", "ix", "yx", "ys", "er", "ma")
_DISEASES = lexicon.name_cues("diseases")
_SMALL = frozenset(["at", "with", "if", "for", "in", "on", "of", "to", "having", "being"])
_NEVER = (_NO_NOUNS | lexicon.grammar("phrases-determiners") | _SMALL) - {
    "will", "may", "might", "rose", "said", "here", "today", "now", "then",
}  # fmt: skip
"""Words that are no name by themselves, whatever gives them their capital."""
_QUARTER = re.compile(r"[QH][1-4]")
_TIMES = frozenset(["Eastern", "Central", "Mountain", "Pacific", "Atlantic", "Greenwich", "British", "Local"])
_COUNTED = frozenset([
    "Game", "Phase", "Tier", "Level", "Stage", "Day", "Round", "Grade", "Category", "Figure", "Page", "Step", "Type",
    "Week", "Season", "Episode", "Lap", "Turn", "Act",
])  # fmt: skip
_ZONES = lexicon.name_cues("time-zones")
_SEVERAL = frozenset(["two", "three", "four", "both"])
_LONGEST_ADDRESS = 200


def _is_glued(word: str) -> bool:
    """Whether two words have lost the space between them: "TheThree", "ButPolice"; none of them is a name.

    >>> [_is_glued(word) for word in ("TheThree", "ButPolice", "YouTube", "TheStreet", "McDonald")]
    [True, True, False, False, False]
    """
    found = _GLUED.fullmatch(word)
    is_known = word in lexicon.organisations() or word in lexicon.things() or word in _WRITTEN_AS_ONE
    return found is not None and found["rest"].lower() in lexicon.english_words() and not is_known


_GLUED = re.compile(r"(?:The|But|And|This|That|When|After|Because|While|They|He|She)(?P<rest>[A-Z][a-z]+)")
_WRITTEN_AS_ONE = frozenset(["TheStreet", "TheHill", "TheJournal", "TheWrap", "TheMarker", "TheCityUK"])


def is_no_name(line: NameLine, first: int, last: int, words: str, role: str) -> bool:
    """Whether the words are a party's letter, a weekday, a lone demonym or role, or the like."""
    token = line.tokens[first]
    is_day = words.lower() in CALENDAR and not (first == last and is_month_as_surname(line, first))
    if len(words) < 2 or _PARTY.match(words) or is_day:
        return True
    if words in _NO_BODIES or (words in _PRONOUNS_IN_CAPITALS and first > 0):
        return True  # "a super PAC", "if it were ME"
    if _SEVERAL_LETTERS.fullmatch(words) and words[:-1] not in lexicon.organisations():
        return True  # "the new GCSEs": what there are many of
    if words in _MONTHS and last + 1 < len(line.tokens) and line.tokens[last + 1].text.isdigit():
        return True  # "Jan 5"
    if _is_in_address(line, first) or (first == last and _is_glued(words)):
        return True
    if _QUARTER.fullmatch(words) or (first == last and _is_counted(line.tokens, first)):
        return True  # of a year, or a part of a race
    if first == last and (_is_illness(line.tokens, first) or _is_genus(line, first)):
        return True
    if words in _ZONES and first > 0 and _is_hour(line.tokens[first - 1].lower):
        return True
    if PEOPLE_IN_LETTERS.fullmatch(words) or _is_eve(line.tokens, first, words):
        return True
    if first == last and is_surname_alone(line, first):
        return False
    if first == last and token.lower in _NEVER and not token.text.isupper():
        return True
    if words.lower() in COMMON_CAPITALS and not is_proper_capital(line.tokens, first):
        return True
    if first < last or words in ("Republicans", "Democrats"):
        return False
    if first > 0 and line.tokens[first - 1].lower in _SEVERAL and token.text[-1] == "s":
        return token.text[:-1] in line.known.capitals  # "the two Mosses", "both Quills"
    if token.text in _SUFFIXES or (token.text in lexicon.title_words() and not role):
        return True
    if is_the_guard(line, first):
        return False
    return not role and (is_role_word(token.lower) or is_demonym(line, first))


def _is_in_address(line: NameLine, first: int) -> bool:
    """Whether the word is part of a web address: "http://example.com/AdaMoss"."""
    start = line.tokens[first].start
    if line.text[start - 1 : start] not in ("/", "=", "?", "#"):
        return False
    begins = line.text[max(0, start - _LONGEST_ADDRESS) : start].split()[-1]
    return "://" in begins or begins.startswith(("www.", "t.co", "pic.twitter"))


def _is_counted(tokens: Sequence[Token], number: int) -> bool:
    """ "Game 5", "Phase 2": what is counted, by a word that many have."""
    return tokens[number].text in _COUNTED and number + 1 < len(tokens) and tokens[number + 1].text[:1].isdigit()


def _is_illness(tokens: Sequence[Token], number: int) -> bool:
    """ "Alzheimer's", "Lyme disease"."""
    following = tokens[number + 1].lower if number + 1 < len(tokens) else ""
    return tokens[number].text in _DISEASES and following in ("'s", "disease", "syndrome")


def _is_genus(line: NameLine, number: int) -> bool:
    """ "Vanessa atalanta": a genus before a species, in Latin and in small letters."""
    following = line.tokens[number + 1] if number + 1 < len(line.tokens) else None
    if following is None or not following.text.islower() or not following.lower.endswith(_LATIN):
        return False
    word = following.lower
    if len(word) < 5 or word in lexicon.english_words() or singular(word) in lexicon.english_words():
        return False
    return line.tokens[number].lower.endswith(_LATIN_GENUS)


def _is_hour(word: str) -> bool:
    """ "9", "p.m.", "AM"."""
    return word[:1].isdigit() or word in ("am", "pm", "a.m.", "p.m.")


def is_the_guard(line: NameLine, number: int) -> bool:
    """Whether "the Guard" is the body of that name, and no role with a sentence's capital."""
    return line.tokens[number].text == "Guard" and number > 0 and line.tokens[number - 1].lower == "the"


def _is_eve(tokens: Sequence[Token], first: int, words: str) -> bool:
    """Whether the words are a day of the calendar: "Christmas Eve", "New Year's Eve", "Boxing Day"."""
    if words.endswith(" Time") and tokens[first].text in _TIMES:
        return True
    if words == "Eve":
        return first > 0 and tokens[first - 1].lower in ("christmas", "'s")
    if words in _BEFORE_DAYS or words == "Molotov":  # "Good Friday", "Molotov cocktails"
        at = first + 1
        return at < len(tokens) and (tokens[at].lower in CALENDAR or singular(tokens[at].lower) == "cocktail")
    return words in _HOLIDAYS
