"""A claim with its figures as the articles write them: "two weeks" where they have 14 days, "20 percent" for "one in
five". What compares words would else miss a figure that is there."""

from __future__ import annotations

import re

from summarizer.checkers._alignment import Binding, slot_of, story_words
from summarizer.checkers._values import Place, comparable, own_figures, relation
from summarizer.model import Claim, Figure, FigureKind, Hedge, Story

_FIT = 0.2
"""How well what stands around an article's figure must fit for the claim to be told in its words."""
_BARE = frozenset({FigureKind.COUNT, FigureKind.ORDINAL, FigureKind.AGE})
"""Kinds of which a value alone is not enough: "two" counts what it counts."""
_TOKEN = re.compile(r"\w+(?:[.,:]\w+)*|[%$€£¥]")


def in_their_words(claim: Claim, story: Story) -> str:
    """The claim's text, each of its figures as an article writes it that gives the same value there."""
    text, figures = claim.text, own_figures(claim)
    for figure in sorted(figures, key=lambda one: -one.start):
        theirs = _written(figure, claim, story)
        if theirs is not None:
            start, end = figure.start - claim.start, figure.end - claim.start
            text = text[:start] + theirs + text[end:]
    return text


def _written(figure: Figure, claim: Claim, story: Story) -> str | None:
    """How an article writes a claim's figure; None where one writes it as the claim does, or none has it there."""
    if figure.kind is FigureKind.YEAR or figure.low != figure.high:
        return None
    binding = Binding(claim.text, slot_of(figure, claim), story)
    own = _tokens(figure.text)
    found: list[Place] = []
    for index, line in enumerate(story_words(story).lines):
        for other in line.sentence.mentions.figures:
            if not _is_same(figure, other):
                continue
            if own <= _tokens(line.sentence.text):
                return None
            fit = binding.at(index, other.start, other.end)
            if fit >= _FIT:
                found.append(Place(index, line.sentence, other, fit))
    best = max(found, key=lambda place: (place.fit, -place.index), default=None)
    return best.figure.text if best is not None else None


def _is_same(mine: Figure, theirs: Figure) -> bool:
    if not comparable(mine, theirs) or theirs.low != theirs.high or relation(mine, theirs) != "same":
        return False
    if mine.hedge is not theirs.hedge and Hedge.NONE not in (mine.hedge, theirs.hedge):
        return False
    is_measured = mine.kind is theirs.kind and bool(mine.unit) == bool(theirs.unit)
    return is_measured and (mine.kind not in _BARE or mine.low == theirs.low)


def _tokens(text: str) -> frozenset[str]:
    return frozenset(token.casefold() for token in _TOKEN.findall(text))
