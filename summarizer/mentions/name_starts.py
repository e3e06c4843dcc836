"""Where a name begins in a run of capitals: sentences, demonyms, weekdays and headlines have capitals too."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from summarizer.mentions import lexicon
from summarizer.mentions.name_lines import CALENDAR, NameLine, known_kind
from summarizer.mentions.nouns import singular
from summarizer.mentions.tokens import Token

_VERBS_AFTER = lexicon.grammar("names-verbs-after")
_SAID = lexicon.grammar("names-said")
_SAID_OF = lexicon.grammar("names-said-of")
COMMON_CAPITALS = lexicon.grammar("names-common-capitals")
_COMPOUND_ENDS = lexicon.grammar("names-skip-common-words")
_COMPOUND_BEGINNINGS = frozenset(["pro", "anti", "non", "ex", "former", "then", "mid", "post", "pre"])
_CALENDAR_BEFORE_NAMES = frozenset(["may", "st."])
_SPEAKING_PRONOUNS = frozenset([
    "the", "a", "he", "she", "it", "they", "we", "i", "you", "one", "who", "this", "that", "which",
])  # fmt: skip
_PLACES_OF_TWO = frozenset(["Latin", "Saudi", "Northern", "Eastern", "Southern", "Western"])
_PLACES_OF_TWO_ENDS = frozenset([
    "America", "Arabia", "Ireland", "Europe", "Africa", "Cape", "Australia", "Sahara", "Union", "Command",
])  # fmt: skip
_NO_ADVERBS = frozenset(["king", "beijing", "sterling"])
_SENTENCE_OPENERS = frozenset("“„\"«‘'•:;.?!…(—–-*")


def name_start(line: NameLine, first: int, last: int) -> int:
    """The first token of the run that is not just a common word with a sentence's capital, a demonym or a weekday."""
    tokens = line.tokens
    while first <= last and not _begins_known(line, first, last) and _is_skipped(line, first, last):
        first += 1
        while first <= last and not tokens[first].is_capital:
            first += 1
    return first


_DEMONYM = re.compile(r"(?=[A-Z])(?:(.+?[aeo])ns?|(.+?)ians?|(.+?)ans?|(.+?)ese|(.+?)ish)$")
_BASE_ENDS = ("", "a", "e", "o", "ia", "y", "land")


def derived_demonyms(capitals: Collection[str]) -> dict[str, str]:
    """The capitalised words that are made of another one as demonyms are, with that one.

    >>> derived_demonyms({"Karvelian", "Karvelia", "Norish", "Adrian"})
    {'Karvelian': 'Karvelia'}
    """
    found = {}
    for word in capitals:
        match = _DEMONYM.match(word)
        if match is None or word in lexicon.first_names():
            continue
        stem = next(part for part in match.groups() if part is not None)
        bases = (base for part in (stem, word.rstrip("s")[:-2], word.rstrip("s")[:-3]) for base in (part + end for end in _BASE_ENDS))
        base = next((base for base in bases if base in capitals and base != word and len(base) > 3), None)
        if base is not None:
            found[word] = base
    return found


def is_the_west(tokens: Sequence[Token], number: int) -> bool:
    """ "the West" as a party to politics."""
    return tokens[number].text == "West" and number > 0 and tokens[number - 1].lower == "the"


def _begins_known(line: NameLine, first: int, last: int) -> bool:
    """Whether the run begins with a known name of two words or more."""
    words = [token.text for token in line.tokens[first : min(last + 1, first + 5)]]
    return any(known_kind(" ".join(words[:stop])) for stop in range(len(words), 1, -1))


def _is_skipped(line: NameLine, first: int, last: int) -> bool:
    """Whether the run's first token is no part of a name."""
    token = line.tokens[first]
    word = token.lower
    if word in CALENDAR and not (word in _CALENDAR_BEFORE_NAMES and first < last):
        return True
    if token.text in lexicon.demonyms() and not _demonym_in_name(line.tokens, first, last):
        return True
    if "-" in word and (
        word.partition("-")[0] in _COMPOUND_BEGINNINGS or token.text.rpartition("-")[2] in _COMPOUND_ENDS
    ):
        return True
    if _begins_sentence(line.tokens, first) and _is_common_start(line, first, last):
        return True
    if line.is_headline and word in lexicon.common_words() and token.text not in line.known.mid:
        return True
    return word in COMMON_CAPITALS and first == last and not is_the_west(line.tokens, first)


def _demonym_in_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """ "American Airlines", "British Museum", "Republican Party" keep the demonym; "Russian President X" does not."""
    if first == last or " ".join(token.text for token in tokens[first + 1 : last + 1]) in lexicon.places():
        return False
    following = tokens[first + 1]
    if tokens[first].text in _PLACES_OF_TWO and following.text in _PLACES_OF_TWO_ENDS:
        return True
    heads = lexicon.organisation_heads()
    if singular(following.lower) in lexicon.roles() or following.lower in lexicon.role_modifiers():
        return tokens[last].text in heads and singular(tokens[last].lower) not in lexicon.roles()
    ends, _ = lexicon.place_heads()
    return any(token.text in heads or token.text in ends for token in tokens[first + 1 : last + 1])


def _begins_sentence(tokens: Sequence[Token], number: int) -> bool:
    return number == 0 or tokens[number - 1].text in _SENTENCE_OPENERS


def _is_common_start(line: NameLine, first: int, last: int) -> bool:
    """Whether the first word of a sentence has its capital from there only."""
    token = line.tokens[first]
    word = token.lower
    if word in ("the", "a", "an"):
        return True
    if token.text.isupper() and len(word) > 1 and word not in ("in", "on", "of", "and"):
        return False
    if token.text in lexicon.title_words():
        return False
    if first < last:
        if known_kind(f"{token.text} {line.tokens[first + 1].text}"):
            return False
    elif _speaks(line.tokens, first):
        return word in _SPEAKING_PRONOUNS
    if word in lexicon.common_words():
        return _is_common_word(line, first, last)
    if token.text in line.known.mid or token.text in lexicon.first_names() or known_kind(token.text):
        return False
    return word in line.known.lower or _looks_common(line.tokens, first, last)


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
    return not is_name_elsewhere or word in ("the", "in", "on", "but", "and")


def _looks_common(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a word that nobody knows looks like a common one."""
    word = tokens[first].lower
    if first < last:
        return word.endswith(("ing", "ly")) and word not in _NO_ADVERBS and tokens[first + 1].is_capital
    following = tokens[first + 1].lower if first + 1 < len(tokens) else ""
    if following == "'s" or following in _VERBS_AFTER:
        return word.endswith(("ing", "ly", "ers", "ists", "tion", "ment", "ness", "ians"))
    return True
