"""Figures that tell of the same thing in several articles and cannot all be right.

A false disagreement is worse than a missed one, so two figures are compared only when kind, unit and what is counted
are equal, nothing that both sentences say (whose, where, in which state, when) differs, and enough of it agrees.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from summarizer.facts.quantities import Quantity, find_quantities
from summarizer.facts.view import StoryView
from summarizer.facts.wording import subject_of, wording_of
from summarizer.model import Disagreement, FigureKind, Hedge, Span, StatedFigure
from summarizer.similarity import idf

_MAX_RATIO = 2.2
"""Figures further apart are taken to be of different things. The widest honest spread seen (tolls of one day) is 2."""

_SMALL = 10
_NEEDED, _NEEDED_SMALL, _NEEDED_UNNAMED = 2.0, 2.5, 3.0
"""Agreement needed (`_agreement`): of figures, of small ones ("two men") that often differ by chance, and of sums and
shares whose noun is unknown. Chosen on dev stories by reading what comes out (eval/benchmarks/facts.py)."""

_MANY, _NEEDED_OF_MANY = 1000, 1.0
"""Thousands of people in one state, of one day and story, within the ratio: hardly two things."""
_ONE_STATE = timedelta(days=1)
"""Figures of days further apart are taken for news, not for a disagreement: tolls rise, counts go on."""

_HEDGE_ORDER = (
    Hedge.FEWER_THAN, Hedge.UP_TO, Hedge.NEARLY, Hedge.ABOUT, Hedge.NONE, Hedge.EXACTLY, Hedge.AT_LEAST, Hedge.MORE_THAN
)  # fmt: skip


def find_disagreements(view: StoryView) -> tuple[Disagreement, ...]:
    """The story's disagreements, those with most articles first."""
    buckets: dict[tuple[FigureKind, str, str], list[Quantity]] = defaultdict(list)
    for quantity in find_quantities(view):
        buckets[quantity.figure.kind, quantity.figure.unit, quantity.counted].append(quantity)
    found: list[tuple[int, str, list[Quantity]]] = []
    for bucket in buckets.values():
        if len({quantity.article_id for quantity in bucket}) < 2:
            continue
        for cluster in _clusters(_distinct(bucket)):
            if _disagrees(cluster):
                ordered = sorted(cluster, key=_order)
                found.append((-len({quantity.article_id for quantity in cluster}), subject_of(ordered), ordered))
    found.sort(key=lambda row: (row[0], row[1], _order(row[2][0])))
    disagreements = []
    for number, (_, subject, cluster) in enumerate(found, start=1):
        stated = stated_figures(view, cluster)
        disagreements.append(Disagreement(f"d{number}", subject, stated, wording_of(view, subject, stated)))
    return tuple(disagreements)


def _order(quantity: Quantity) -> tuple[float, int, float, str, int]:
    figure = quantity.figure
    return figure.low, _HEDGE_ORDER.index(figure.hedge), figure.high, quantity.article_id, figure.start


def _distinct(bucket: Sequence[Quantity]) -> list[Quantity]:
    """Each article's figures once: the same value said again by the same speaker, or by none, is one."""
    kept: dict[tuple[str, float, float, Hedge, str, str], Quantity] = {}
    for quantity in bucket:
        figure = quantity.figure
        key = (quantity.article_id, figure.low, figure.high, figure.hedge, quantity.speaker_key, quantity.place)
        kept.setdefault(key, quantity)
    return list(kept.values())[:400]


# --------------------------------------------------------------------------------- same quantity?


def _clusters(quantities: Sequence[Quantity]) -> list[list[Quantity]]:
    """Groups of one quantity each: best agreement first, and no group may hold two that exclude one another."""
    pairs = []
    for first in range(len(quantities)):
        for second in range(first + 1, len(quantities)):
            one, other = quantities[first], quantities[second]
            agreement = 0.0 if _excluded(one, other) else _agreement(one, other)
            if agreement >= _needed(one, other):
                pairs.append((-agreement, first, second))
    home = {number: [number] for number in range(len(quantities))}
    for _, first, second in sorted(pairs):
        left, right = home[first], home[second]
        if left is right or any(_excluded(quantities[a], quantities[b]) for a in left for b in right):
            continue
        left.extend(right)
        for number in right:
            home[number] = left
    groups = {id(group): group for group in home.values()}
    return [[quantities[number] for number in group] for group in groups.values() if len(group) > 1]


def _excluded(one: Quantity, other: Quantity) -> bool:
    """Whether something that both sentences say tells that these are different quantities."""
    if one.is_past != other.is_past or one.is_firm != other.is_firm:
        return True
    for said, told in ((one.state, other.state), (one.owner, other.owner), (one.place, other.place)):
        if said and told and said != told:
            return True
    if one.counted == "person" and one.figure.kind is FigureKind.COUNT and not (one.state and other.state):
        return True
    low, high = sorted((one.figure.high, other.figure.high))
    if low <= 0 or high / low > _MAX_RATIO:
        return True
    if _apart_in_time(one, other):
        return True
    same_voice = one.speaker_key == other.speaker_key or not one.speaker_key or not other.speaker_key
    return one.article_id == other.article_id and same_voice and incompatible(one, other)


def _apart_in_time(one: Quantity, other: Quantity) -> bool:
    """Whether the figures tell of other times: named years differ, or months, or resolved days lie apart."""
    if (
        one.years != other.years
        or one.as_of != other.as_of
        or (one.months and other.months and not one.months & other.months)
    ):
        return True
    if not one.days or not other.days:
        return False
    first, second = sorted((one.days, other.days))
    return second[0] - first[1] > _ONE_STATE


def _agreement(one: Quantity, other: Quantity) -> float:
    """How much of what both sentences say agrees; whose, where and state count 1 each, shared words up to 3."""
    agreement = 0.0
    for said, told in ((one.state, other.state), (one.owner, other.owner), (one.place, other.place)):
        agreement += 1.0 if said and said == told else 0.0
    agreement += 1.5 * _shared(one.near, other.near, one.counted) + 1.5 * _shared(
        one.context, other.context, one.counted
    )
    if one.names & other.names:
        agreement += 0.4
    if one.places and other.places and not one.places & other.places:
        agreement -= 1.0
    return agreement


def _shared(words: frozenset[str], others: frozenset[str], counted: str) -> float:
    """Cosine of two word sets, rare words weighing more; the counted noun itself counts for nothing."""
    common = math.fsum(idf(word) ** 2 for word in words & others if word != counted)
    if not common:
        return 0.0
    lengths = [math.fsum(idf(word) ** 2 for word in group if word != counted) for group in (words, others)]
    return common / math.sqrt(lengths[0] * lengths[1])


def _needed(one: Quantity, other: Quantity) -> float:
    if not one.counted or one.figure.kind in (FigureKind.MONEY, FigureKind.PERCENT, FigureKind.MEASURE):
        return _NEEDED_UNNAMED if not one.counted else _NEEDED_SMALL
    least = min(one.figure.high, other.figure.high)
    if one.counted == "person":  # their state agrees, or they were excluded
        return _NEEDED_OF_MANY if least >= _MANY else _NEEDED if least >= _SMALL else _NEEDED_SMALL
    return _NEEDED_SMALL if least < _SMALL else _NEEDED


# --------------------------------------------------------------------------------- can both be right?


def _bounds(quantity: Quantity) -> tuple[float, float]:
    """The values that a fair reader of the figure would call right."""
    figure = quantity.figure
    low, high = figure.low, figure.high
    rough = _roundness(high)
    if figure.hedge is Hedge.ABOUT:
        return low - max(0.1 * low, rough), high + max(0.1 * high, rough)
    if figure.hedge is Hedge.NEARLY:
        return 0.92 * low, high
    if figure.hedge in (Hedge.MORE_THAN, Hedge.AT_LEAST):
        return low, high * 1.2
    if figure.hedge is Hedge.FEWER_THAN:
        return 0.8 * low, high
    if figure.hedge is Hedge.UP_TO:
        return 0.95 * low, high
    return low - rough, high + rough


def _roundness(value: float) -> float:
    """How far off a figure in round hundreds may be: half its last digit that is no zero, at most a twentieth of it."""
    if value < 100 or value != int(value):
        return 0.02 * value if value != int(value) else 0.0
    digits = str(int(value))
    zeros = len(digits) - len(digits.rstrip("0"))
    return min(0.5 * 10**zeros, 0.05 * value) if zeros > 1 else 0.0


def incompatible(one: Quantity, other: Quantity) -> bool:
    """Whether the two figures, read fairly, cannot both be right. Equal values in different words can."""
    if one.figure.low == other.figure.low and one.figure.high == other.figure.high:
        return False
    (low, high), (other_low, other_high) = _bounds(one), _bounds(other)
    return high < other_low or other_high < low


def _disagrees(cluster: Sequence[Quantity]) -> bool:
    return any(
        one.article_id != other.article_id and incompatible(one, other)
        for number, one in enumerate(cluster)
        for other in cluster[number + 1 :]
    )


def stated_figures(view: StoryView, cluster: Sequence[Quantity]) -> tuple[StatedFigure, ...]:
    """Quantities as figures that somebody states, in their order, with the later version that replaces one."""
    stated = []
    for quantity in cluster:
        later = [
            other.article_id
            for other in cluster
            if other.article_id != quantity.article_id
            and view.later_version(quantity.article_id, other.article_id)
            and (other.figure.low, other.figure.high) != (quantity.figure.low, quantity.figure.high)
        ]
        figure = quantity.figure
        stated.append(
            StatedFigure(
                figure=figure,
                span=Span(quantity.article_id, figure.start, figure.end),
                outlet=view.label(quantity.article_id),
                speaker=quantity.speaker,
                as_of=quantity.days[1] if quantity.days else None,
                is_superseded=bool(later),
                superseded_by=later[0] if later else "",
            )
        )
    return tuple(stated)
