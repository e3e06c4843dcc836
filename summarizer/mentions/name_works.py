"""Titles of works between quotation marks, which are one name whatever stands in them: "The Salt, and After"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.mentions import lexicon
from summarizer.mentions.name_appositions import THING, class_votes
from summarizer.mentions.nouns import singular
from summarizer.mentions.tokens import Line, Token

_MARKED = re.compile(
    r"“(?P<curly>[A-Z0-9][^“”\"\n]{2,90}?)(?:”|’’)"
    r"|(?<!\w)‘(?P<single>[A-Z0-9][^‘’“”\"\n]{2,90})’(?!\w)"
    r"|(?<![\w'])'(?P<plain>[A-Z0-9][^'‘’“”\"\n]{2,90})(?<=\S)'(?![\w'])"
    r"|(?<![\w\"])\"(?P<straight>[A-Z0-9][^“”\"\n]{2,90})(?<=\S)\"(?!\w)"
    r"|(?<![\w'])''(?P<double>[A-Z0-9][^“”\"\n]{2,90}?)(?<=\S)''(?![\w'])"
)
_MARK = re.compile("[“\"‘']")
_SMALL = lexicon.name_cues("small-in-titles")
_BEFORE_WORDS = frozenset(["said", "says", "chanted", "shouted", "chanting", "shouting", "slogan", "banner", "sign"])
_ENDS = ",.;"
_LEAST, _MOST = 2, 12


def find_works(text: str, line: Line) -> Iterator[tuple[int, int]]:
    """The first and last token of each title of a line."""
    if not _MARK.search(text, line.start, line.end):
        return
    for match in _MARKED.finditer(text, line.start, line.end + 2):  # marks may close after the sentence's full stop
        start, end = match.span(match.lastgroup or 0)
        while end > start and text[end - 1] in _ENDS:
            end -= 1
        inside = [k for k, token in enumerate(line.tokens) if start <= token.start and token.end <= end]
        if inside and _is_title(line.tokens, inside[0], inside[-1]):
            yield inside[0], inside[-1]


def _is_title(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether all its words but small ones have capitals, and no full name goes around it as around a nickname."""
    words = [token for token in tokens[first : last + 1] if token.is_word and token.lower != "'s"]
    if not _LEAST <= len(words) <= _MOST or not all(word.is_capital or word.lower in _SMALL for word in words):
        return False
    if sum(word.is_capital for word in words) < _LEAST or all(word.text.isupper() for word in words):
        return False
    before = first - 1
    while before >= 0 and not tokens[before].is_word:
        before -= 1
    after = last + 1
    while after < len(tokens) and not tokens[after].is_word and tokens[after].text not in ",.;:":
        after += 1
    if before == first - 2 and any(kind is not THING for kind, _ in class_votes(singular(tokens[before].lower))):
        return False  # "the firm “Moss and Quill”"
    is_around = before >= 0 and tokens[before].is_capital and after < len(tokens) and tokens[after].is_capital
    return not is_around and not (before >= 0 and tokens[before].lower in _BEFORE_WORDS)
