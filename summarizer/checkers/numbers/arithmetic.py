"""Figures that a claim has worked out: sums that nobody states, differences, shares."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations

from summarizer.checkers._alignment import (
    cue_pattern,
    stem,
    story_words,
)
from summarizer.checkers._values import EQUAL, NAME, SMALL, Place, quote, relation
from summarizer.checkers.numbers.standing import period_of
from summarizer.model import (
    Claim,
    ErrorCode,
    Figure,
    FigureKind,
    Finding,
    Severity,
    Story,
    Vote,
)

_BY = re.compile(r"\b(?:by|(?:margin|gap|lead|difference) of)\s*$")  # what follows is a difference

_OPERAND = 0.12  # how well a figure's surroundings must fit before a reader would reckon with it


def by_arithmetic(figure: Figure, others: list[Figure], claim: Claim, places: list[Place]) -> Finding | None:
    """An objection to a sum that nobody states, or to a difference of two figures of the claim that is wrong."""
    return _by_sum(figure, others, claim, places) or _by_difference(figure, others, claim)


def _by_sum(figure: Figure, others: list[Figure], claim: Claim, places: list[Place]) -> Finding | None:
    if not cue_pattern("sum").search(claim.text) or figure.low <= SMALL:
        return None
    own = {other.low for other in others}
    counted = [p for p in places if p.figure.kind is figure.kind and p.figure.low > 1]
    parts = _parts_of(
        figure.low,
        [
            p for p in counted
            if p.figure.low in own or (figure.counted and stem(p.figure.counted) == stem(figure.counted))
        ],
    )  # fmt: skip
    if parts is None:
        return None
    one, other = parts
    return Finding(
        checker=NAME,
        vote=Vote.OBJECT,
        code=ErrorCode.ARITHMETIC,
        reason=f"No article gives the sum {quote(figure)} of {quote(one.figure)} and {quote(other.figure)}.",
        severity=Severity.MAJOR,
        evidence=(one.sentence.sentence.span, other.sentence.sentence.span),
        claimed=figure.text.strip(),
    )


def _by_difference(figure: Figure, others: list[Figure], claim: Claim) -> Finding | None:
    if not _BY.search(claim.text[: figure.start - claim.start]) or not cue_pattern("difference").search(claim.text):
        return None
    operands = [o for o in others if o.kind is figure.kind and o.unit == figure.unit and o.low > figure.low]
    if len(operands) != 2 or figure.kind not in (FigureKind.MONEY, FigureKind.PERCENT):
        return None
    difference = abs(operands[0].low - operands[1].low)
    if not difference or relation(figure, _figure_like(figure, difference)) == "same":
        return None
    return Finding(
        checker=NAME,
        vote=Vote.OBJECT,
        code=ErrorCode.ARITHMETIC,
        reason=f"{quote(operands[0])} and {quote(operands[1])} are {difference:,.6g} apart, not {quote(figure)}.",
        severity=Severity.MAJOR,
        claimed=figure.text.strip(),
        found=f"{difference:,.6g}",
        contradicts=True,
    )


def _figure_like(figure: Figure, value: float) -> Figure:
    return Figure(0, 1, "", value, value, figure.kind, figure.unit)


def _parts_of(total: float, places: Iterable[Place]) -> tuple[Place, Place] | None:
    for one, other in combinations(tuple(places)[:60], 2):
        if one.figure.low != other.figure.low and abs(one.figure.low + other.figure.low - total) <= EQUAL * total:
            return one, other
    return None


def is_worked_out(figure: Figure, others: list[Figure], places: list[Place]) -> bool:
    """Whether a careful reader may get the figure from two others: a difference, a share, a rest."""
    if figure.low != figure.high or figure.kind is FigureKind.CLOCK:
        return False
    operands = [
        p.figure for p in places[:40] if p.fit >= _OPERAND and (not figure.unit or p.figure.unit == figure.unit)
    ]
    operands += [other for other in others if other.kind is figure.kind and other.unit == figure.unit]
    values = {operand.low for operand in operands} | {operand.high for operand in operands}
    if figure.kind is FigureKind.PERCENT:
        values.add(100.0)
    for one, other in combinations(sorted(values), 2):
        results = [other - one, one + other]
        if one:
            results += [other / one, 100 * one / other, 100 * (other - one) / one, 100 * (other - one) / other]
        if any(r and abs(figure.low - r) <= 0.02 * abs(r) for r in results):
            return True
    return figure.low - 1 in values and figure.low <= SMALL


_FACTORS = {
    2.0: r"twice|doubl\w+|half|halv\w+", 3.0: r"(?:tripl|trebl)\w+|three times|three-?fold|a third(?! of)",
    4.0: r"quadrupl\w+|four times|four-?fold", 5.0: r"five times|five-?fold", 6.0: r"six times|six-?fold",
    10.0: r"(?:ten|10) times|(?:ten|10)-?fold", 100.0: r"(?:a|one) hundred times",
}  # fmt: skip
"""Words by which an article lets a reader reckon one figure from another: "twice what had been planned"."""
_PER_YEAR = {"day": 365.0, "week": 52.0, "month": 12.0, "quarter": 4.0, "year": 1.0}
_RATE = re.compile(r" (?:an?|per|each|every) (?P<unit>day|week|month|quarter|year)\b")
_NEARLY = 0.02  # share by which what is reckoned may be off


def is_reckoned(figure: Figure, claim: Claim, places: list[Place], story: Story) -> bool:
    """Whether an article's figure and a word beside it make the claim's: 30 million of "ten times that", behind 3
    million; 500 a month of 6,000 a year; an original 1.1 billion of 1.4 billion, "300 million more than planned"."""
    if figure.low != figure.high or figure.kind is FigureKind.CLOCK:
        return False
    read = story_words(story)
    mine = _PER_YEAR.get(period_of(claim.text, figure.end - claim.start))
    for place in places:
        theirs = place.figure
        if theirs.kind is not figure.kind or theirs.unit != figure.unit or not theirs.low:
            continue
        text, end = place.sentence.text, theirs.end - place.sentence.sentence.start
        rate = _RATE.match(text, end)  # "a year after the cut" may be one: it is only what speaks for a claim
        period = _PER_YEAR.get(rate["unit"] if rate else period_of(text, end))
        if mine and period and _is_nearly(figure.low * mine, theirs.low * period):
            return True
        around = " ".join(
            [text, *(read.lines[i].sentence.text for i in read.neighbours[place.index] if i > place.index)]
        )
        for factor, words in _FACTORS.items():
            if re.search(rf"\b(?:{words})\b", around, re.I) and (
                _is_nearly(figure.low, theirs.low * factor) or _is_nearly(figure.low, theirs.low / factor)
            ):
                return True
        if _MORE_THAN_PLANNED.search(text[end:]) and any(
            _is_nearly(figure.low, other.low - theirs.low)
            for other in place.sentence.mentions.figures
            if (other.kind, other.unit) == (theirs.kind, theirs.unit)
        ):
            return True
    return False


_MORE_THAN_PLANNED = re.compile(
    r"^ (?:more|above|over) (?:than )?(?:originally |initially |first )?(?:planned|budget\w*|expected|forecast)"
)


def _is_nearly(one: float, other: float) -> bool:
    return abs(one - other) <= _NEARLY * max(abs(one), abs(other))
