"""Where a name begins in a run of capitals: sentences, demonyms, weekdays and headlines have capitals too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from anyascii import anyascii

from summarizer.mentions import lexicon
from summarizer.mentions.name_lines import (
    CALENDAR,
    CALENDAR_IN_NAMES,
    NameLine,
    is_surname_alone,
    known_kind,
    known_until,
    of_two_trades,
)
from summarizer.mentions.name_peoples import demonym_in_name, is_demonym
from summarizer.mentions.nouns import singular
from summarizer.mentions.tokens import Token
from summarizer.model import NameKind

_BRANCHES = lexicon.grammar("names-branches")
_ENDS_OF_BODIES = lexicon.organisation_heads() | lexicon.name_cues("bodies-end")
_BODY_OPENINGS = lexicon.name_cues("foreign-bodies")
_THING_OPENINGS = lexicon.name_cues("thing-openings")
_BEFORE_NAMES = lexicon.name_cues("before-names")
_BODY_NOUNS = lexicon.name_cues("bodies")
_PEOPLE_OF_BODIES = frozenset(word for word in lexicon.name_cues("bodies-end") if word.endswith("s"))
_VERBS_AFTER = lexicon.grammar("names-verbs-after")
_SAID = lexicon.grammar("names-said")
_SAID_OF = lexicon.grammar("names-said-of")
COMMON_CAPITALS = lexicon.grammar("names-common-capitals")
_COMPOUND_ENDS = lexicon.grammar("names-skip-common-words")
_COMPOUND_BEGINNINGS = frozenset(["pro", "anti", "non", "ex", "former", "then", "mid", "post", "pre"])
_CALENDAR_BEFORE_NAMES = frozenset(["may", "st."])
_CONTRACTIONS = re.compile(
    r"(?:they|we|you|he|she|it|i|that|who|there|here|what|how|where|y)'(?:re|ve|ll|d|m|s|all)"
    r"|(?:do|ca|wo|is|did|was|were|has|have|had|could|would|should|does|are|must|need)n?n't|can't|ain't|let's"
)
_SPEAKING_PRONOUNS = frozenset([
    "the", "a", "he", "she", "it", "they", "we", "i", "you", "one", "who", "this", "that", "which",
    "so", "thus", "nobody", "none", "both", "others", "another", "some", "many", "few", "what", "as",
])  # fmt: skip
_SINGULAR_VERBS = frozenset(["is", "was", "has", "says", "won", "lost", "wants", "plans", "leads", "expects"])
_BEFORE_DAYS = frozenset(
    ["on", "in", "by", "since", "until", "from", "of", "last", "next", "this", "early", "late", "mid"]
)
_MONTHS_AS_NAMES = frozenset(["April", "June", "August"])
_PAPERS = frozenset(
    ["Mirror", "Times", "Post", "Herald", "Telegraph", "Express", "Mail", "World", "Star", "Independent", "News"]
)
_OPENING_ADJECTIVES = frozenset([
    "civil", "red", "blue", "green", "black", "white", "golden", "silver", "grand", "great", "royal", "united", "first",
    "free", "national", "central", "public", "general", "global", "universal", "northern", "southern", "eastern",
    "western",
])  # fmt: skip
_NO_ADVERBS = frozenset(["king", "beijing", "sterling"])
_SENTENCE_OPENERS = frozenset([*"“„\"«»‘'•:;.?!…(—–-*|]▪►▶●◦‣→➤■□·✓>", "--", "..."])
_HOURS = frozenset(["am", "pm", "a.m.", "p.m.", "h", "gmt"])
_BEFORE_PARTIES = frozenset(["for", "plus", "like", "unlike", "among", "most", "many", "some", "more", "but", "with"])
_LONGEST_HOUR = 6
_LONGEST_DATELINE = 8
MARKERS = frozenset(["Q.", "A.", "I."])
_MAY_BE_ACRONYMS = frozenset(["it", "us", "who"])
_COMMON_ENDS = ("ing", "ly", "ers", "ists", "tion", "ment", "ness", "ians", "ity", "ism", "isms")
_ADJECTIVES = ("ic", "al", "ive", "ous", "able", "ible", "less", "ful", "ary")
_NO_SUBJECTS = lexicon.grammar("phrases-not-noun") | _VERBS_AFTER | {"'s"}
_PORTFOLIOS = frozenset(["minister", "ministry", "secretary", "department", "ministers", "secretaries"])


def name_start(line: NameLine, first: int, last: int) -> int:
    """The first token of the run that is not just a common word with a sentence's capital, a demonym or a weekday."""
    tokens = line.tokens
    while first <= last and not _is_whole(line, first, last) and _is_skipped(line, first, last):
        first += 1
        while first <= last and not tokens[first].is_capital:
            first += 1
    return first


_SHORT_WORDS = frozenset(
    ["yes", "no", "now", "new", "all", "and", "the", "for", "not", "win", "buy", "how", "why", "war", "end"]
)


def is_proper_capital(tokens: Sequence[Token], number: int) -> bool:
    """ "the West" as a party to politics; the Moon and the Earth with a capital that no sentence gives them."""
    if tokens[number].text in ("Moon", "Earth"):
        return not _begins_sentence(tokens, number)
    before = tokens[number - 1] if number else None
    if tokens[number].text in ("Republicans", "Democrats"):
        return before is not None and before.lower == "the"
    if tokens[number].text == "Parliament" or tokens[number].text == "Government":
        is_definite = tokens[number].text == "Parliament" or (before is not None and before.lower == "the")
        return is_definite and before is not None and before.is_word and not before.is_capital
    return tokens[number].text == "West" and number > 0 and tokens[number - 1].lower == "the"


def _is_whole(line: NameLine, first: int, last: int) -> bool:
    if known_until(line.tokens, first) > first:
        return True
    return _begins_known(line, first, last) or of_two_trades(line.tokens, first, last)


def _begins_known(line: NameLine, first: int, last: int) -> bool:
    """Whether the run begins with a known name of two words or more."""
    words = [token.text for token in line.tokens[first : min(last + 1, first + 5)]]
    return any(known_kind(" ".join(words[:stop])) for stop in range(len(words), 1, -1))


def _is_skipped(line: NameLine, first: int, last: int) -> bool:
    """Whether the run's first token is no part of a name."""
    token = line.tokens[first]
    word = token.lower
    if first == last and is_surname_alone(line, first):
        return False
    if first < last and token.text in ("LGBT", "LGBTQ"):
        return True
    if (
        word in CALENDAR
        and not (word in _CALENDAR_BEFORE_NAMES and first < last)
        and not _is_channel(line, first, last)
    ):
        return not _is_calendar_in_name(line.tokens, first, last)
    if is_demonym(line, first) and not demonym_in_name(line.tokens, first, last):
        return True
    if token.text.isupper() and is_shouted_word(line, first, last):
        return True
    if _is_portfolio(line.tokens, first) and (first == last or line.tokens[last].text not in _ENDS_OF_BODIES):
        return True
    if (
        "-" in word
        and not (first < last and line.tokens[last].text in _ENDS_OF_BODIES)
        and (word.partition("-")[0] in _COMPOUND_BEGINNINGS or token.text.rpartition("-")[2] in _COMPOUND_ENDS)
    ):
        return True
    if _begins_sentence(line.tokens, first) and _is_common_start(line, first, last):
        return True
    if line.is_headline and word in lexicon.common_words() and token.text not in line.known.mid:
        return True
    return word in COMMON_CAPITALS and first == last and not is_proper_capital(line.tokens, first)


def _is_channel(line: NameLine, first: int, last: int) -> bool:
    """ "TV Velta": a name and no role after it."""
    if line.tokens[first].text != "TV" or first == last:
        return False
    following = line.tokens[first + 1]
    return following.lower not in lexicon.english_words() and following.text not in lexicon.first_names()


def is_shouted_word(line: NameLine, number: int, other: int) -> bool:
    """Whether a word in capitals is a common one: in a heading ("WHAT IT COSTS"), or a long one ("HEALTH")."""
    token = line.tokens[number]
    word, titled = token.lower, token.text.title()
    if (word == "if" or word in CALENDAR_IN_NAMES) and number != other:
        return False  # "Holt IF", "Ada Moss III"
    if token.text.isupper() and _CONTRACTIONS.fullmatch(word):
        return True  # "WE'RE"
    if not token.text.isupper() or len(word) < 2 or titled in line.known.mid or known_kind(titled):
        return False
    if number != other and (titled in _ENDS_OF_BODIES or token.text in _ENDS_OF_BODIES):
        return False
    is_word = word in lexicon.english_words() or word in lexicon.common_words()
    if line.is_shouted:
        return is_word or (line.is_headline and not known_kind(token.text))
    if number == 0 and _opens_small(line.tokens):
        return word in lexicon.common_words() and word not in _MAY_BE_ACRONYMS
    is_long = len(word) > 3 or number != other or word in _SHORT_WORDS
    return is_long and is_word and not known_kind(token.text)


def _opens_small(tokens: Sequence[Token]) -> bool:
    """Whether a word in small letters follows the first: "HE fell", as papers set the first word of a report."""
    return len(tokens) > 1 and tokens[1].is_word and not tokens[1].is_capital


def _is_portfolio(tokens: Sequence[Token], number: int) -> bool:
    """ "the minister of Health", "the minister of the Interior" in small letters."""
    if tokens[number].text == "Treasury" and number and tokens[number - 1].lower == "the":
        return False
    at = number - 2 if number > 1 and tokens[number - 1].lower == "the" else number - 1
    if at < 1 or tokens[at].lower not in ("of", "for") or tokens[at - 1].lower not in _PORTFOLIOS:
        return False
    return singular(tokens[number].lower) in lexicon.english_words()


def _is_calendar_in_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """ "the Sunday Mirror", "June Halloran": a paper's day, a month that is a given name, where no date stands."""
    if first == last or (first > 0 and tokens[first - 1].lower in _BEFORE_DAYS):
        return False
    if tokens[last].text in _PAPERS:
        return first > 0 and tokens[first - 1].lower == "the"
    is_given = tokens[first].text in _MONTHS_AS_NAMES and tokens[last].text not in _ENDS_OF_BODIES
    return is_given and last == first + 1 and tokens[last].lower not in lexicon.english_words()


def _begins_sentence(tokens: Sequence[Token], number: int) -> bool:
    """Whether nothing, a mark or, in a live report, the hour alone stands before: "13.50 Four men are …"."""
    if number == 0 or tokens[number - 1].text in _SENTENCE_OPENERS:
        return True
    if number == 1 and tokens[0].text in MARKERS:
        return True
    if tokens[number - 1].text == ")" and number <= _LONGEST_DATELINE and tokens[number - 2].is_capital:
        return True  # "(CNN) A woman", "TARN (Reuters) Four men"
    before = tokens[:number] if number <= _LONGEST_HOUR else ()
    return bool(before) and all(not token.is_word or token.lower in _HOURS for token in before)


def _is_common_start(line: NameLine, first: int, last: int) -> bool:
    """Whether the first word of a sentence has its capital from there only."""
    token = line.tokens[first]
    word = token.lower
    if word in lexicon.grammar("phrases-determiners") or _CONTRACTIONS.fullmatch(word):
        return True
    if first < last and word in _BEFORE_NAMES and line.tokens[first + 1].text not in _ENDS_OF_BODIES:
        return True
    if _describes(line.tokens, first, last) or _numbers(line.tokens, first, last):
        return True
    if token.text.isupper() and len(word) > 1 and word not in ("in", "on", "of", "and"):
        return False
    if token.text in lexicon.title_words():
        return False
    if first < last:
        if known_kind(f"{token.text} {line.tokens[first + 1].text}") or _opens_body(line, first, last):
            return False
        if known_kind(token.text) is NameKind.ORGANISATION and _opens_office(line.tokens, first + 1, last):
            return False  # "House Majority Leader Ada Moss"
        is_preposition = (
            word in _BEFORE_PARTIES
            or word in lexicon.grammar("phrases-not-noun")
            or word in lexicon.grammar("phrases-determiners")
        )
        if (
            last == first + 1
            and line.tokens[last].text in _PEOPLE_OF_BODIES
            and not line.is_headline
            and not is_preposition
        ):
            return False  # "Street Medics say …"
    elif _speaks(line.tokens, first):
        return word in _SPEAKING_PRONOUNS
    if first == last and known_kind(token.text) and _is_subject(line.tokens, first):
        return False  # "Labour’s", "Labour won"
    if word in lexicon.common_words():
        return _is_common_word(line, first, last)
    if token.text in lexicon.first_names() or known_kind(token.text):
        return False
    if first == last and (_is_plural_subject(line, first) or _is_portfolio_of(line.tokens, first)):
        return True
    if token.text in line.known.mid and word not in line.known.lower:
        return False
    is_english = word in lexicon.english_words()
    if is_english and first == last and _has_noun_after(line.tokens, first):
        return True
    if is_english and word in line.known.lower and first == last and _has_office_after(line.tokens, first):
        return True
    if token.text in line.known.mid:
        return False
    return word in line.known.lower or _looks_common(line.tokens, first, last)


def _opens_office(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a role stands here, or a word before it: "Speaker", "Majority Leader"."""
    offices = [singular(token.lower) in lexicon.roles() for token in tokens[first : min(last, first + 1) + 1]]
    return any(offices)


def _is_subject(tokens: Sequence[Token], number: int) -> bool:
    """Whether a possessive or a verb that bodies have in the singular follows."""
    following = tokens[number + 1] if number + 1 < len(tokens) else None
    return following is not None and (following.lower == "'s" or following.lower in _SINGULAR_VERBS)


def _is_plural_subject(line: NameLine, number: int) -> bool:
    """Whether a plural that is no name elsewhere has a verb in the plural after it: "Kiosks are shut"."""
    token = line.tokens[number]
    following = line.tokens[number + 1].lower if number + 1 < len(line.tokens) else ""
    if (
        following not in ("are", "were", "have", "that", "who")
        or token.text in _PEOPLE_OF_BODIES
        or token.text in line.known.mid
    ):
        return False
    word = token.lower
    return word.endswith("s") and not word.endswith(("ss", "us", "is")) and singular(word) != word


def _is_portfolio_of(tokens: Sequence[Token], number: int) -> bool:
    """ "Interior minister Ada Moss", at the beginning of a sentence."""
    following = tokens[number + 1].lower if number + 1 < len(tokens) else ""
    return tokens[number].lower in _BRANCHES and following in _PORTFOLIOS


def _describes(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a common word stands before a given name and a surname: "Sprinter Odo Kress won"."""
    if last < first + 2 or tokens[first].text in lexicon.first_names() or tokens[last].text in _ENDS_OF_BODIES:
        return False
    is_common = tokens[first].lower in lexicon.english_words() and singular(tokens[first].lower) not in lexicon.roles()
    return is_common and tokens[first + 1].text in lexicon.first_names() and tokens[first + 2].is_capital


def _numbers(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a letter marks a question, an answer or a part: "Q. Were you there? A. Yes."."""
    return first < last and tokens[first].text in MARKERS and tokens[first + 1].lower in lexicon.common_words()


def _opens_body(line: NameLine, first: int, last: int) -> bool:
    """ "Radio Velta", "Field & Sons", "Fire Service": a common word that opens a body's name."""
    tokens, following = line.tokens, line.tokens[first + 1]
    if following.lower in ("of", "for") and tokens[first].text in lexicon.organisation_heads():
        return True
    if following.text == "&" or (tokens[first].text, following.text) in line.known.pairs:
        return True
    if following.text in lexicon.organisation_heads() and tokens[first].lower in _BRANCHES:
        return True
    if tokens[first].text in _THING_OPENINGS and following.is_capital:
        return True  # "Storm Edda"
    if tokens[first].lower in _OPENING_ADJECTIVES and tokens[last].text in _ENDS_OF_BODIES:
        return True  # "Civil Protection Agency", "Red Bull Racing"
    return (
        tokens[first].text in _BODY_OPENINGS and following.is_capital and following.lower not in lexicon.english_words()
    )


def _speaks(tokens: Sequence[Token], number: int) -> bool:
    """Whether a verb of saying follows a word that is neither a plural nor a body ("Police said")."""
    word = tokens[number].lower
    has_verb = number + 1 < len(tokens) and tokens[number + 1].lower in _SAID
    return has_verb and not word.endswith("s") and word not in _SAID_OF


def _is_common_word(line: NameLine, first: int, last: int) -> bool:
    """Whether a word that the list of common words has is one here."""
    token = line.tokens[first]
    word = token.lower
    if first < last:
        if token.text in lexicon.first_names():
            return False
        if singular(word) in lexicon.roles() and not line.is_headline:
            return word.endswith("s") and word != "boss"
        return True
    is_name_elsewhere = token.text in line.known.mid and word not in line.known.lower
    if token.text in line.known.surnames:  # "Young people" beside "Sam Young"
        return True
    return not is_name_elsewhere or word in ("the", "in", "on", "but", "and") or _has_noun_after(line.tokens, first)


def _has_noun_after(tokens: Sequence[Token], number: int) -> bool:
    """Whether a word in small letters that is no verb, joint or possessive follows: "Road accidents"."""
    following = tokens[number + 1] if number + 1 < len(tokens) else None
    if following is None or not following.is_word or following.is_capital or following.lower in _VERBS_AFTER:
        return False
    return following.lower in lexicon.english_words() and following.lower.endswith("s") and following.lower != "'s"


def _has_office_after(tokens: Sequence[Token], number: int) -> bool:
    """Whether a role or the word for a body follows in small letters: "Airport director", "Tunnel operator"."""
    following = tokens[number + 1] if number + 1 < len(tokens) else None
    if following is None or following.is_capital:
        return False
    return following.lower in lexicon.roles() or following.lower in _BODY_NOUNS


def _looks_common(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a word that nobody knows looks like a common one."""
    word = tokens[first].lower
    if first < last:
        return word.endswith(("ing", "ly")) and word not in _NO_ADVERBS and tokens[first + 1].is_capital
    following = tokens[first + 1].lower if first + 1 < len(tokens) else ""
    is_english = _is_english(word)
    if word.endswith("ed") and following in ("by", "with", "from", "in", "to", "at", "on"):
        return True  # "Galvanised by the vote"
    if word.endswith(_ADJECTIVES) and following in lexicon.english_words() and following not in _NO_SUBJECTS:
        return True  # "Microscopic traces were found"
    if following == "'s" or following in _VERBS_AFTER or not is_english:
        return word.endswith(_COMMON_ENDS) or word.rpartition("-")[2] in lexicon.english_words()
    return True


def _is_english(word: str) -> bool:
    """Whether the word, its stem or what stands before an apostrophe is in the list of English words."""
    english = lexicon.english_words()
    if not word.isascii():
        word = anyascii(word)  # "café"
    stem = word.removeprefix("re").removeprefix("un")
    forms = (word, singular(word), word.partition("'")[0], stem, word.removesuffix("ed"), word.removesuffix("d"))
    return any(form in english for form in forms if len(form) > 1)
