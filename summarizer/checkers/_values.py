"""What a figure is worth: which figures compare, in what unit, and whether two are the same."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from summarizer.checkers._alignment import (
    stem,
)
from summarizer.mentions import is_one_currency, plural
from summarizer.model import (
    Claim,
    Evidence,
    Figure,
    FigureKind,
    Hedge,
    ReadSentence,
)

NAME = "numbers"
_MORE = frozenset({Hedge.MORE_THAN, Hedge.AT_LEAST})
_LESS = frozenset({Hedge.FEWER_THAN, Hedge.UP_TO, Hedge.NEARLY})
_SECONDS = {
    "second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86400.0, "week": 604800.0, "fortnight": 1209600.0,
    "month": 2629800.0, "year": 31557600.0, "decade": 315576000.0, "century": 3155760000.0,
}  # fmt: skip

_METRIC = {
    "km": ("m", 1000.0), "m": ("m", 1.0), "cm": ("m", 0.01), "mm": ("m", 0.001), "mi": ("m", 1609.34),
    "yd": ("m", 0.9144), "ft": ("m", 0.3048), "in": ("m", 0.0254), "nmi": ("m", 1852.0),
    "kg": ("kg", 1.0), "g": ("kg", 0.001), "t": ("kg", 1000.0), "lb": ("kg", 0.45359), "oz": ("kg", 0.02835),
    "stone": ("kg", 6.35029), "ha": ("m2", 1e4), "acre": ("m2", 4046.86), "km2": ("m2", 1e6), "mi2": ("m2", 2.59e6),
    "m2": ("m2", 1.0), "ft2": ("m2", 0.0929),
    "l": ("l", 1.0), "ml": ("l", 0.001), "cl": ("l", 0.01), "hl": ("l", 100.0),
    "km/h": ("km/h", 1.0), "mph": ("km/h", 1.60934), "W": ("W", 1.0), "kW": ("W", 1e3), "MW": ("W", 1e6),
    "GW": ("W", 1e9), "TW": ("W", 1e12), "kWh": ("kWh", 1.0), "MWh": ("kWh", 1e3), "GWh": ("kWh", 1e6),
    "TWh": ("kWh", 1e9), "pp": ("pp", 1.0), "bp": ("pp", 0.01),
}  # fmt: skip

SMALL = 12.0  # a count a reader makes by counting what is named
_LEAST_BARE_SUM = 1000.0  # a number that may be a sum of money though its sentence does not say so
EQUAL = 0.005  # relative difference of what is the same figure written in another way
_ROUNDED = 0.06  # the same for a figure with a hedge: 148,700 is "about 150,000", 53 % "about half"
_BEYOND = 0.16  # "more than 150,000" may be said of up to 174,000
_VAGUE = 4.0  # a stated range so wide ("thousands") bears no figure out and contradicts none
_FRACTION = re.compile(r"\b(?:an?|one) (half|third|quarter|fifth|tenth)$")


@dataclass(frozen=True, slots=True)
class Place:
    """A figure of the articles: the story's sentence it stands in, and how well its surroundings fit the claim's."""

    index: int
    sentence: ReadSentence
    figure: Figure
    fit: float


def own_figures(claim: Claim) -> list[Figure]:
    """The claim's figures outside quotations, which are checked word by word elsewhere."""
    quoted = [(q.start, q.end) for q in claim.mentions.quotations]
    inside = [f for f in claim.mentions.figures if claim.start <= f.start and f.end <= claim.end]
    own = [_as_share(f) for f in inside if not any(start <= f.start < end for start, end in quoted)]
    return [as_meant(f, claim.context[: f.start]) for f in own]


_DENIED = re.compile(r"(?:\b(?:not|never)|n[’']t) [a-z]+ (?:(?!(?:and|but|that|which|who)\b)[a-z]+ ){0,5}$", re.I)
_TURNED = {Hedge.FEWER_THAN: Hedge.AT_LEAST, Hedge.MORE_THAN: Hedge.UP_TO}


def as_meant(figure: Figure, before: str) -> Figure:
    """A figure with the hedge that it has behind a denied verb: what "will not fall below 40" is at least 40."""
    turned = _TURNED.get(figure.hedge)
    return replace(figure, hedge=turned) if turned is not None and _DENIED.search(before) else figure


def _as_share(figure: Figure) -> Figure:
    """ "A third" as a share, where it was read as a rank."""
    match = _FRACTION.search(figure.text)
    if figure.kind is not FigureKind.ORDINAL or match is None:
        return figure
    share = 100.0 / {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}[match[1]]
    return replace(figure, low=share, high=share, kind=FigureKind.PERCENT, unit="%")


def comparable(one: Figure, other: Figure) -> bool:
    loose = {FigureKind.COUNT, FigureKind.ORDINAL, FigureKind.AGE, FigureKind.DURATION, FigureKind.MEASURE}
    if one.kind == other.kind:
        return not are_apart(one, other)
    if FigureKind.MONEY in (one.kind, other.kind):  # "the policy says 12 million": its sentence does not tell of what
        bare = other if one.kind is FigureKind.MONEY else one
        return bare.kind is FigureKind.COUNT and not bare.counted and bare.low >= _LEAST_BARE_SUM
    return one.kind in loose and other.kind in loose


def are_apart(one: Figure, other: Figure) -> bool:
    """Whether two figures of a kind are never one by their units: sums of two moneys, per cent and points."""
    if one.kind is FigureKind.MONEY:
        return not is_one_currency(one, other)
    return one.kind is FigureKind.PERCENT and (one.unit == "%") != (other.unit == "%")


def _values(one: Figure, other: Figure) -> tuple[float, float, float, float]:
    """Low and high of both in one unit where their units convert, else as they stand."""
    if one.unit in _SECONDS and other.unit in _SECONDS:
        a, b = _SECONDS[one.unit], _SECONDS[other.unit]
        return one.low * a, one.high * a, other.low * b, other.high * b
    if one.unit in _METRIC and other.unit in _METRIC and _METRIC[one.unit][0] == _METRIC[other.unit][0]:
        a, b = _METRIC[one.unit][1], _METRIC[other.unit][1]
        return one.low * a, one.high * a, other.low * b, other.high * b
    return one.low, one.high, other.low, other.high


def converts(one: Figure, other: Figure) -> bool:
    """Whether two figures have other units of one sort: metres and kilometres, days and weeks."""
    if one.unit == other.unit:
        return False
    if one.unit in _SECONDS and other.unit in _SECONDS:
        return True
    return one.unit in _METRIC and other.unit in _METRIC and _METRIC[one.unit][0] == _METRIC[other.unit][0]


def _measure_apart(one: Figure, other: Figure) -> bool:
    """Whether two measures are in units of which none is told in the other: 40 miles are not 40 km/h."""
    if one.kind is not FigureKind.MEASURE or other.kind is not FigureKind.MEASURE or not one.unit or not other.unit:
        return False
    a, b = _METRIC.get(one.unit), _METRIC.get(other.unit)
    return one.unit != other.unit and (a is None or b is None or a[0] != b[0])


def relation(claimed: Figure, stated: Figure) -> str:
    """ "same", "hedge" (the value, with a hedge that says otherwise), "vague" (as wide as "thousands") or "other".

    >>> relation(Figure(0, 1, "", 150_000, 150_000, hedge=Hedge.ABOUT), Figure(0, 1, "", 148_700, 148_700))
    'same'
    >>> relation(Figure(0, 1, "", 53, 53, hedge=Hedge.UP_TO), Figure(0, 1, "", 53, 53, hedge=Hedge.AT_LEAST))
    'hedge'
    """
    if _measure_apart(claimed, stated):
        return "other"
    low, high, stated_low, stated_high = _values(claimed, stated)
    if claimed.kind is FigureKind.SCORE:
        return "same" if {low, high} == {stated_low, stated_high} else "other"
    if low == high and stated_high >= _VAGUE * stated_low > 0:
        return "vague"
    if low != high and stated_low != stated_high:
        is_one = abs(low - stated_low) <= EQUAL * stated_low and abs(high - stated_high) <= EQUAL * stated_high
        return "same" if is_one else "other"
    if low != high or stated_low != stated_high:
        inside = low * (1 - EQUAL) <= stated_high and stated_low <= high * (1 + EQUAL)
        return "same" if inside else "other"
    if abs(low - stated_low) <= EQUAL * max(abs(low), abs(stated_low)):
        is_below = (
            claimed.hedge is Hedge.FEWER_THAN
            and stated.hedge in (Hedge.NONE, Hedge.EXACTLY)
            and claimed.low > SMALL
            and bool(claimed.counted)
            and stem(claimed.counted) == stem(stated.counted)
        )
        return "hedge" if is_below or _hedges_clash(claimed.hedge, stated.hedge) else "same"
    if not stated_low or not low:
        return "other"
    ratio = stated_low / low
    if claimed.hedge in _MORE:
        if 1 < ratio <= 1 + _BEYOND:
            return "same"
        return (
            "hedge"
            if 1 - _ROUNDED <= ratio < 1 and stated.hedge not in _MORE and _is_rounder(low, stated_low)
            else "other"
        )
    if claimed.hedge in _LESS:
        if 1 - _BEYOND <= ratio < 1:
            return "same"
        return (
            "hedge"
            if 1 < ratio <= 1 + _ROUNDED and stated.hedge not in _LESS and _is_rounder(low, stated_low)
            else "other"
        )
    if claimed.hedge is Hedge.ABOUT and abs(ratio - 1) <= _ROUNDED:
        return "same"
    return "other"


def _is_rounder(one: float, other: float) -> bool:
    """Whether the first figure has fewer significant digits than the second."""
    return len(f"{one:.10g}".replace(".", "").strip("0")) < len(f"{other:.10g}".replace(".", "").strip("0"))


def _hedges_clash(claimed: Hedge, stated: Hedge) -> bool:
    if claimed is Hedge.EXACTLY:
        return stated not in (Hedge.EXACTLY, Hedge.NONE)
    return (claimed in _MORE and stated in _LESS) or (claimed in _LESS and stated in _MORE)


def counts_same(one: Figure, other: Figure) -> bool:
    """Whether two figures may count the same thing: nobody says what, or the same noun."""
    if one.unit != other.unit and one.unit and other.unit and one.kind is not FigureKind.DURATION:
        return one.unit in _METRIC and other.unit in _METRIC
    return not one.counted or not other.counted or stem(one.counted) == stem(other.counted)


def is_of(one: Figure, other: Figure) -> bool:
    """Whether two figures count the same thing, and both say what."""
    return bool(one.counted) and bool(other.counted) and stem(one.counted) == stem(other.counted)


def quote(figure: Figure) -> str:
    """The figure as it stands, with what it counts: "more than 4,200 people"."""
    words = figure.text.strip()
    if words[:1].isupper() and not words.isupper():
        words = words[0].lower() + words[1:]
    is_noun = figure.counted and figure.counted not in ("them", "those", "people") and not figure.counted.endswith("ed")
    return f"{words} {plural(figure.counted)}" if is_noun and figure.low != 1 and not figure.unit else words


def outlet(sentence: ReadSentence, evidence: Evidence) -> str:
    return evidence.story.article(sentence.article_id).label
