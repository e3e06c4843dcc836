"""Between which values a fair reader would call a figure right: "about 40" may be 37, "more than 40" hardly 80."""

from __future__ import annotations

import re

from summarizer.model import Figure, FigureKind, Hedge

_ABOUT_AN_HOUR = {hedge: 0.25 if hedge in (Hedge.ABOUT, Hedge.NEARLY) else 0.0 for hedge in Hedge}
"""Hours by which a time of day may be off that is told so."""
_HALF = re.compile(
    r"[ap]\.?\s?m\b|\d[:.h]\d\d|noon|midday|midnight|morning|afternoon|evening|night|hours|GMT|UTC", re.I
)
"""What tells in which half of the day a time is."""
HALF_A_DAY = 12.0
_SLIGHT = 1e-6
"""Hours that are no difference, but of how minutes are written as fractions."""
_VAGUE = re.compile(
    r"^(?!.*\d)(?!.*\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half)\b)"
    r".*\b(?:dozens|scores|hundreds|thousands|millions|billions|several|a few|(?:more than|over|at least) a dozen)\b",
    re.I | re.S,
)
"""A figure that nobody has counted; "two dozen" and "2.3 millions" are as exact as digits."""
_MOST_OF_VAGUE = 3.0
"""Times what "dozens" or "more than a dozen" may be: who says so has not counted."""
_OVER_A_SUM = 1.45
""" "Over $1 billion" may be 1.4 billion."""
_OFF, _OFF_TIME = 0.1, 0.2
"""Share by which "about" may be off; a length of time is told in quarters of an hour."""

_OFF_CLOSE, _OFF_FIFTIES = 0.035, 0.07
"""Share by which "about" may be off where it gives more than one digit: "about 320", "about 350"."""
_FEW = 100
_TIMES = frozenset([FigureKind.CLOCK, FigureKind.DURATION])


def bounds_of(figure: Figure) -> tuple[float, float]:
    """The lowest and the highest value that a fair reader of the figure would call right."""
    low, high = figure.low, figure.high
    if figure.kind is FigureKind.CLOCK:
        return low - _ABOUT_AN_HOUR[figure.hedge], high + _ABOUT_AN_HOUR[figure.hedge]
    rough = _roundness(high)
    if _VAGUE.search(figure.text):
        return 0.8 * low, high * _MOST_OF_VAGUE
    if figure.hedge is Hedge.ABOUT:
        off = _OFF_TIME if figure.kind is FigureKind.DURATION else _OFF
        return low - max(off * low, rough), high + max(off * high, rough)
    if figure.hedge is Hedge.NEARLY:
        return (0.8 if high < 10 else 0.92) * low, high
    if figure.hedge in (Hedge.MORE_THAN, Hedge.AT_LEAST):
        return low, high * (_OVER_A_SUM if figure.kind is FigureKind.MONEY else 1.1)
    if figure.hedge is Hedge.FEWER_THAN:
        return 0.8 * low, high
    if figure.hedge is Hedge.UP_TO:
        return 0.95 * low, high
    return low - rough, high + rough


def _closer(figure: Figure) -> tuple[float, float]:
    """The bounds of a figure beside another: who says "about 260,000" has not rounded to hundreds of thousands."""
    low, high = figure.low, figure.high
    if (
        figure.hedge is not Hedge.ABOUT
        or figure.kind in _TIMES
        or low != high
        or low < _FEW
        or _VAGUE.search(figure.text)
    ):
        return bounds_of(figure)
    digits = f"{low:.12g}".replace(".", "").rstrip("0")
    share = _OFF if len(digits) == 1 else _OFF_CLOSE
    if digits[1:] == "5":  # "about 350" is rounded to fifties
        share = min(_OFF_FIFTIES, max(share, 2.5 / int(digits)))
    off = max(share * low, _roundness(low))
    return low - off, high + off


def _roundness(value: float) -> float:
    """How far off a figure in round hundreds may be: half its last digit that is no zero, at most a twentieth of it."""
    if value < 100 or value != int(value):
        return 0.02 * value if value != int(value) else 0.0
    digits = str(int(value))
    zeros = len(digits) - len(digits.rstrip("0"))
    return min(0.5 * 10**zeros, 0.05 * value) if zeros > 1 else 0.0


def can_both_be_right(one: Figure, other: Figure) -> bool:
    """Whether two figures, read fairly, can both be right. Equal values in different words can."""
    return _meet(one, other, bounds_of(one), bounds_of(other))


def may_stand_side_by_side(one: Figure, other: Figure) -> bool:
    """Whether two figures can both be right that are of one thing for sure: "about 260,000" and "some 310,000" cannot,
    since each shows by its digits how far it is rounded."""
    return _meet(one, other, _closer(one), _closer(other))


def may_be_either_half(figure: Figure) -> bool:
    """Whether a time of day may be one of two: "ten past four" does not say of which half of the day."""
    return figure.kind is FigureKind.CLOCK and _HALF.search(figure.text) is None


def _meet(one: Figure, other: Figure, bounds: tuple[float, float], others: tuple[float, float]) -> bool:
    if (one.low, one.high) == (other.low, other.high):
        return True
    is_open = one.kind is other.kind and (may_be_either_half(one) or may_be_either_half(other))
    return any(
        others[0] <= bounds[1] + shift + _SLIGHT and bounds[0] + shift <= others[1] + _SLIGHT
        for shift in ((0.0, HALF_A_DAY, -HALF_A_DAY) if is_open else (0.0,))
    )
