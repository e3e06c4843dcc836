"""Time told from the day of publication: "yesterday", "last week", "three days ago", "over the past month"."""

from __future__ import annotations

from datetime import date, timedelta

from summarizer.mentions.date_bounds import UNRESOLVED, VAGUE, Bounds, days_in, on_day, shifted, weekend
from summarizer.mentions.date_words import COUNTS, WEEKDAYS, Expression
from summarizer.model import Precision

_NEAR_DAYS = {
    "the day before yesterday": (-2, -2),
    "the day after tomorrow": (2, 2),
    "yesterday": (-1, -1),
    "last night": (-1, -1),
    "tomorrow": (1, 1),
    "overnight": (-1, 0),
}
"""First and last day from publication; what is not here ("today", "this evening") is that very day."""
_UNIT_PRECISIONS = {
    "week": Precision.WEEK,
    "weekend": Precision.DAY,
    "fortnight": Precision.WEEK,
    "month": Precision.MONTH,
    "year": Precision.YEAR,
}
_TOLD_FROM_ELSEWHERE = frozenset(["same", "following", "previous"])
_UNIT_DAYS = {
    "minute": (0, Precision.DAY),
    "hour": (0, Precision.DAY),
    "day": (1, Precision.DAY),
    "week": (7, Precision.WEEK),
    "fortnight": (14, Precision.WEEK),
    "month": (30, Precision.MONTH),
    "year": (365, Precision.YEAR),
}
_UNIT_YEARS = {"year": 1, "decade": 10, "century": 100, "centurie": 100}
_LONGEST = 36_500  # days: what is told to have lasted longer is no news


def near_day(told: Expression) -> Bounds:
    """ "today", "tomorrow", "overnight"."""
    if told.published is None:
        return UNRESOLVED
    first, last = (told.published + timedelta(days=step) for step in _NEAR_DAYS.get(told.words("near"), (0, 0)))
    return Bounds(first, last, Precision.DAY, True)


def weekday(told: Expression) -> Bounds:
    """ "Tuesday", "last Tuesday", "Tuesday next week": the last such day, or the next where the future is told of."""
    published = told.published
    if published is None:
        return UNRESOLVED
    wanted = WEEKDAYS[told.words("wd8").rstrip(".")]
    when, after = told.words("when8"), told.words("after8")
    back = (published.weekday() - wanted) % 7
    forth = (wanted - published.weekday()) % 7
    if after in ("next week", "last week"):
        step = wanted - published.weekday() + (7 if after == "next week" else -7)
    elif when == "next":
        step = forth or 7
    elif when == "last":
        step = -(back or 7)
    elif "coming" in when or ("past" not in when and told.is_future()):
        step = forth
    else:
        step = -back
    return on_day(published + timedelta(days=step))


def day_of_month(told: Expression) -> Bounds | None:
    """ "the 15th": the last such day, or the next where the future is told of."""
    published, day = told.published, told.number("d3")
    if published is None:
        return UNRESOLVED
    step = 1 if told.is_future() else -1
    for months in range(13):
        year, month = divmod(published.year * 12 + published.month - 1 + step * months, 12)
        if day <= days_in(year, month + 1):
            found = date(year, month + 1, day)
            if (found - published).days * step >= 0:
                return on_day(found)
    return None


def whole_unit(told: Expression) -> Bounds:
    """ "last week", "this month", "the coming weekend"; vague where it is told from another day than publication."""
    when, unit = told.words("rel").split(), told.words("relunit")
    precision = Precision.VAGUE if _TOLD_FROM_ELSEWHERE & set(when) else _UNIT_PRECISIONS.get(unit, Precision.VAGUE)
    if told.published is None or precision is Precision.VAGUE:
        return Bounds(None, None, precision, True)
    step = 0  # "this past week" and "this coming week" are parts of this one
    if when[0] != "this":
        step = -1 if when[-1] in ("last", "past") else 1
    if unit == "weekend":
        return weekend(told.published, step)
    return Bounds(*shifted(told.published, unit, step), precision, True)


def counted_units(told: Expression) -> Bounds:
    """ "three days ago", "a year from now"; vague where it is told from another day, or nobody counted."""
    unit, direction, published = told.words("agou").rstrip("s"), told.words("agod"), told.published
    is_short = unit in ("minute", "hour", "day")
    if published is None or direction in ("later", "before") or (direction == "earlier" and not is_short):
        return VAGUE
    number = told.words("agon").split()[-1]
    count = int(number) if number.isdigit() else COUNTS.get("a couple of" if number == "of" else number, 3)
    step = count if direction == "from now" else -count
    if unit in ("minute", "hour"):
        days = count // 24 if unit == "hour" else 0
        return on_day(published + timedelta(days=days if step > 0 else -days))
    if number in ("few", "several"):
        return VAGUE
    if unit == "day":
        return on_day(published + timedelta(days=step))
    if unit in ("week", "fortnight"):
        day = published + timedelta(weeks=step * (2 if unit == "fortnight" else 1))
        return Bounds(*shifted(day, "week", 0), Precision.WEEK, True)
    if unit == "month":
        return Bounds(*shifted(published, "month", step), Precision.MONTH, True)
    years = max(step * _UNIT_YEARS[unit], 1 - published.year)
    return Bounds(*shifted(published, "year", years), Precision.YEAR, True)


def uncounted_units(told: Expression) -> Bounds:
    """ "hours ago", "just weeks before": of the short ones at least the day is known."""
    is_today = told.published is not None and told.words("vagu").split()[-1] in ("hours", "minutes")
    return Bounds(told.published, told.published, Precision.DAY, True) if is_today else VAGUE


def span_of_units(told: Expression) -> Bounds:
    """ "over the past two weeks", "in the next month": from or to the day of publication."""
    plural, number, published = told.words("spanu"), told.words("spann"), told.published
    unit = plural.rstrip("s")
    count = int(number) if number.isdigit() else COUNTS.get(number or "one", 0)
    if published is None or unit not in _UNIT_DAYS or not count or (not number and plural.endswith("s")):
        return VAGUE
    days, precision = _UNIT_DAYS[unit]
    n_days = -(-count // 24) if unit == "hour" else count * days
    length = timedelta(days=min(n_days, _LONGEST))
    if told.words("spand") in ("last", "past"):
        return Bounds(published - length, published, precision, True)
    return Bounds(published, published + length, precision, True)
