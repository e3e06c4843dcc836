"""A claim with its figures and days as the articles write them: "two weeks" where they have 14 days, "20 percent" for
"one in five", "Tuesday evening" for "the evening of 14 April". What compares words would else miss what is there."""

from __future__ import annotations

import re

from summarizer.checkers._alignment import Binding, slot_of, story_words
from summarizer.checkers._days import agree, read_day
from summarizer.checkers._values import Place, comparable, own_figures, relation
from summarizer.model import Claim, DateMention, Figure, FigureKind, Hedge, Story

_FIT = 0.2
"""How well what stands around an article's figure must fit for the claim to be told in its words."""
_BARE = frozenset({FigureKind.COUNT, FigureKind.ORDINAL, FigureKind.AGE})
"""Kinds of which a value alone is not enough: "two" counts what it counts."""
_TOKEN = re.compile(r"\w+(?:[.,:]\w+)*|[%$€£¥]")


def in_their_words(claim: Claim, story: Story) -> str:
    """The claim's text, each of its figures and days as an article writes it that gives the same there."""
    text = claim.text
    days = [day for day in claim.mentions.dates if claim.start <= day.start and day.end <= claim.end]
    written = [(figure.start, figure.end, _written(figure, claim, story)) for figure in own_figures(claim)]
    written += [(day.start, day.end, _dated(day, claim, story)) for day in days]
    last = claim.end + 1
    for start, end, theirs in sorted(written, key=lambda one: -one[0]):
        if theirs is not None and end <= last:
            text = text[: start - claim.start] + theirs + text[end - claim.start :]
            last = start
    return text


def _dated(mention: DateMention, claim: Claim, story: Story) -> str | None:
    """How an article writes a claim's day; None where one writes it as the claim does, or none tells of that day there.

    Only days that both can be placed on the calendar are one: a bare weekday may be another week's.
    """
    mine = read_day(mention)
    if mine.day is None:
        return None
    binding = Binding(claim.text, slot_of(mention, claim), story)
    own = _tokens(mention.text)
    best, theirs = 0.0, None
    for index, line in enumerate(story_words(story).lines):
        for other in line.sentence.mentions.dates:
            day = read_day(other)
            if day.day is None or not agree(mine, day):
                continue
            if own <= _tokens(line.sentence.text):
                return None
            fit = binding.at(index, other.start, other.end)
            if fit >= _FIT and fit > best:
                best, theirs = fit, other.text
    return theirs


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
