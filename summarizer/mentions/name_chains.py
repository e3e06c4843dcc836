"""Names side by side are of one kind: "insurers Moss, Quill and Tarn", "firms such as X", "X, Pfizer and Y"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from summarizer.mentions import lexicon
from summarizer.mentions.name_appositions import PERSON, THING, Vote, class_votes
from summarizer.mentions.name_kinds import Look
from summarizer.mentions.nouns import singular
from summarizer.mentions.tokens import Token

_INTRODUCED = frozenset(["like", "including", "include", "includes", "included", ":", "namely", "are", "were"])
_MAKERS = frozenset(["makes", "maker", "produces", "manufactures", "brews", "markets"])
_JOINTS = (["and"], ["or"], [","], [",", "and"], [",", "or"], ["&"])
_SURE = 2.5
_OF_MANY, _OF_TWO, _CLASSED = 1.5, 0.8, 2.5


def is_coordinated(tokens: Sequence[Token], last: int, first: int) -> bool:
    """Whether "and", "or" or a comma alone stands between two names."""
    return first - last <= len(_JOINTS[-2]) + 1 and [token.lower for token in tokens[last + 1 : first]] in _JOINTS


def chain_votes(
    tokens: Sequence[Token], spans: Sequence[tuple[int, int, str]], looks: Mapping[str, Look]
) -> Iterator[tuple[str, Vote]]:
    """(name, vote) for the names of a list, each told by its first and last token and its words."""
    known = [looks[words] for _, _, words in spans]
    if len(spans) == 1 and tokens[spans[0][0] - 1].lower not in _INTRODUCED and tokens[spans[0][0] - 1].lower != "as":
        return
    sure = {kind for kind, weight in known if weight >= _SURE}
    for kind, weight in _introduced(tokens, spans[0][0]):
        for number, (_, _, words) in enumerate(spans):
            if number or tokens[spans[0][0] - 1].lower in _INTRODUCED or tokens[spans[0][0] - 1].lower == "as":
                yield words, (kind, weight)
    if len(sure) != 1:
        return
    (kind,) = sure
    if kind is PERSON and len(spans) < 3:
        return
    for (_, _, words), (_, weight) in zip(spans, known, strict=True):
        if weight < _SURE:
            yield words, (kind, _OF_MANY if len(spans) > 2 else _OF_TWO)


def _introduced(tokens: Sequence[Token], first: int) -> Iterator[Vote]:
    """What stands before a list tells of its names: "the insurers X and Y", "firms such as X and Y"."""
    at = first - 1
    if at > 1 and tokens[at].lower == "as" and tokens[at - 1].lower == "such":
        at -= 2
    elif at > 0 and tokens[at].lower in _INTRODUCED:
        at -= 1
    if at > 0 and tokens[at].text == ",":
        at -= 1
    if at < 0 or not tokens[at].is_word:
        return
    word = tokens[at].lower
    noun = singular(word)
    if noun != word and noun not in lexicon.roles():
        yield from ((kind, min(weight, _CLASSED)) for kind, weight in class_votes(noun) if kind is not PERSON)
    elif word in _MAKERS or (word == "of" and at > 0 and tokens[at - 1].lower in _MAKERS):
        yield THING, 1.5
