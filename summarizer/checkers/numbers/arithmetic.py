"""Figures that a claim has worked out: sums that nobody states, differences, shares."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations

from summarizer.checkers._alignment import (
    cue_pattern,
    stem,
)
from summarizer.checkers._values import EQUAL, NAME, SMALL, Place, quote, relation
from summarizer.model import (
    Claim,
    ErrorCode,
    Figure,
    FigureKind,
    Finding,
    Severity,
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
