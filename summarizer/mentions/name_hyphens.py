"""Words that a hyphen joins of which one is a name: "Tarn-based", "anti-Moss", "the US-UK talks", "R-Texas"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarizer.mentions import lexicon
from summarizer.mentions.name_lines import CALENDAR, known_kind
from summarizer.mentions.tokens import Line, Token
from summarizer.model import NameKind

_PREFIXES = lexicon.name_cues("before-hyphens")
_SECOND_PARTS = lexicon.name_cues("after-hyphens") | lexicon.grammar("names-skip-common-words")
_PARTIES = frozenset(["D", "R", "I"])
_LONGEST = 3


def split_hyphens(line: Line) -> Line:
    """The line with such words as two words and a mark; as it is where it has none."""
    if not any("-" in token.text and token.is_word for token in line.tokens):
        return line
    found: list[Token] = []
    for token in line.tokens:
        at = _split_at(found, token) if "-" in token.text and token.is_word else -1
        found.extend([token] if at < 0 else _parts(token, at))
    return replace(line, tokens=tuple(found))


def _split_at(before: Sequence[Token], token: Token) -> int:
    """The place of the hyphen after or before which a name of its own stands; -1 for none."""
    if known_kind(token.text) or token.text in lexicon.demonyms() or _ends_known(before, token.text):
        return -1
    last, first = token.text.rfind("-"), token.text.find("-")
    ending, opening = token.text[last + 1 :], token.text[:first]
    if ending.islower():
        return last if token.is_capital and _is_compound(before, token.text[:last], ending) else -1
    if not ending[:1].isupper():
        return -1
    if opening in _PARTIES or opening in _PREFIXES or (opening.lower() in _PREFIXES and not before):
        return first
    return last if first == last and _are_two(before, opening, ending) else -1


def _ends_known(before: Sequence[Token], ending: str) -> bool:
    """Whether a word ends a known name of several: "Agence France-Presse"."""
    words = [token.text for token in before[-_LONGEST:]]
    return any(known_kind(" ".join([*words[start:], ending])) for start in range(len(words)))


def _is_compound(before: Sequence[Token], opening: str, ending: str) -> bool:
    """ "Tarn-based", "US-led", "T-shirt", "TV-ready"."""
    if len(opening) == 1 or opening.lower() in CALENDAR:
        return len(ending) > 2
    if ending not in _SECOND_PARTS and not ending.endswith(("ed", "ing")):
        return False
    is_name = bool(known_kind(opening)) or opening.lower() not in lexicon.english_words()
    is_name = is_name or opening in lexicon.demonyms()
    return is_name or (bool(before) and before[-1].is_capital)


def _are_two(before: Sequence[Token], opening: str, ending: str) -> bool:
    """ "the US-UK talks", "the African-American vote", "a Washington Post-ABC News poll"."""
    if opening in lexicon.demonyms() or ending in lexicon.demonyms():
        return True
    kinds = known_kind(opening), known_kind(ending)
    if all(kinds):
        return True
    names = lexicon.first_names()
    if NameKind.PLACE in kinds and opening not in names and ending not in names:
        return True  # "the Orbeck-Russia inquiry"
    words = [token.text for token in before[-_LONGEST:]]
    return any(known_kind(" ".join([*words[start:], opening])) for start in range(len(words)))


def _parts(token: Token, at: int) -> list[Token]:
    """The word before the hyphen, the hyphen and the word after it."""
    spans = ((0, at), (at, at + 1), (at + 1, len(token.text)))
    parts = []
    for start, end in spans:
        text = token.text[start:end]
        is_word = text[0].isalpha()
        begin = token.start + start
        parts.append(Token(begin, begin + len(text), text, text.lower(), is_word, is_word and text[0].isupper()))
    return parts
