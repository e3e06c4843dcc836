"""From which day to which: the arithmetic of weekends, weeks, months, years and their parts."""

from __future__ import annotations

import calendar
from datetime import MAXYEAR, date, timedelta
from typing import NamedTuple

from summarizer.mentions.date_words import COUNTS
from summarizer.model import Precision


class Bounds(NamedTuple):
    """What an expression says: its first and last day (None where nobody can tell), how exactly, and from where."""

    earliest: date | None
    latest: date | None
    precision: Precision
    is_relative: bool


UNRESOLVED = Bounds(None, None, Precision.DAY, True)
VAGUE = Bounds(None, None, Precision.VAGUE, True)
UNIT_PRECISIONS = {
    "minute": Precision.DAY,
    "hour": Precision.DAY,
    "day": Precision.DAY,
    "night": Precision.DAY,
    "weekend": Precision.DAY,
    "week": Precision.WEEK,
    "fortnight": Precision.WEEK,
    "month": Precision.MONTH,
    "quarter": Precision.MONTH,
    "year": Precision.YEAR,
    "decade": Precision.YEAR,
    "century": Precision.YEAR,
    "centurie": Precision.YEAR,
}
_UNIT_YEARS = {"year": 1, "decade": 10, "century": 100, "centurie": 100}
_EARLY, _LATE = 10, 20
"""Early May ends with its 10th day, mid-May with its 20th."""


def on_day(day: date) -> Bounds:
    """One day, told from the day of publication."""
    return Bounds(day, day, Precision.DAY, True)


def month_bounds(year: int, month: int) -> tuple[date, date]:
    """A month's first and last day."""
    return date(year, month, 1), date(year, month, days_in(year, month))


def months_bounds(year: int, month: int, n_months: int) -> tuple[date, date]:
    """The first and last day of so many months: a season, a quarter, a half.

    >>> months_bounds(2030, 12, 3)
    (datetime.date(2030, 12, 1), datetime.date(2031, 2, 28))
    """
    years, last = divmod(month - 2 + n_months, 12)
    return date(year, month, 1), month_bounds(year + years, last + 1)[1]


def year_bounds(first: int, last: int | None = None) -> Bounds:
    """The years from `first` to `last`, both in."""
    return Bounds(date(first, 1, 1), date(last or first, 12, 31), Precision.YEAR, False)


def days_in(year: int, month: int) -> int:
    """How many days the month has."""
    return calendar.monthrange(year, month)[1]


def part_of(part: str, first: date, last: date) -> tuple[date, date]:
    """What "late", "early", "mid", "the end of", "the second half of" or "the third week of" leave of [first, last].

    Of a month ten days, of a year four months, of a decade about a third; all of it for other words.

    >>> part_of("mid", *month_bounds(2031, 5))
    (datetime.date(2031, 5, 11), datetime.date(2031, 5, 20))
    """
    words = part.split()
    if words and words[-1] == "of" and words[-2] in ("days", "weeks", "months"):
        return _ends_of(words, first, last)
    if "week" in words:
        return _week_of(words[words.index("week") - 1], first, last)
    if "half" in words:
        middle = _middle(first, last)
        return (first, middle - timedelta(days=1)) if "first" in words else (middle, last)
    if last.year > first.year:
        years = [first.year, first.year + 3, first.year + 6]  # the early, middle and late years of a decade
        thirds = [(date(years[0], 1, 1), date(years[1], 12, 31)), (date(years[1] + 1, 1, 1), date(years[2], 12, 31))]
        thirds.append((date(years[2] + 1, 1, 1), last))
    elif first.month < last.month:
        n_months = (last.month - first.month + 1) // 3
        thirds = [months_bounds(first.year, first.month + n * n_months, n_months) for n in range(3)]
    elif (last - first).days == 6:
        thirds = [(first, first + timedelta(days=1)), (first + timedelta(days=2), first + timedelta(days=4))]
        thirds.append((first + timedelta(days=4), last))
    else:
        early, middle = first.replace(day=_EARLY), first.replace(day=_LATE)
        thirds = [(first, early), (first.replace(day=_EARLY + 1), middle), (first.replace(day=_LATE + 1), last)]
    third = _third(part)
    return (first, last) if third is None else thirds[third]


def _ends_of(words: list[str], first: date, last: date) -> tuple[date, date]:
    """ "the last days of": a third, as "late"; "the first two weeks of": so many days."""
    is_last = words[1] in ("last", "final", "closing", "dying")
    count = COUNTS.get(words[2], int(words[2]) if words[2].isdigit() else 0)
    if not count:
        return part_of("late" if is_last else "early", first, last)
    if words[-2] == "months":
        edge = months_bounds(last.year, max(1, last.month + 1 - count), count)[0] if is_last else first
        return (max(first, edge), last) if is_last else (first, min(last, months_bounds(first.year, 1, count)[1]))
    off = timedelta(days=int(count) * (7 if words[-2] == "weeks" else 1) - 1)
    return (max(first, last - off), last) if is_last else (first, min(last, first + off))


def _third(part: str) -> int | None:
    if part.startswith("late") or "end" in part or "close" in part:
        return 2
    if part.startswith("early") or "start" in part or "beginning" in part:
        return 0
    return 1 if part.startswith("mid") or "middle" in part else None


def _middle(first: date, last: date) -> date:
    """The first day of the second half: July of a year, the 16th of a month."""
    return first.replace(month=7) if first.month < last.month else first.replace(day=16)


def _week_of(which: str, first: date, last: date) -> tuple[date, date]:
    """A week of a month from Monday to Sunday: its first week is the one that holds most of its first seven days."""
    if which in ("last", "final"):
        monday = last - timedelta(days=last.weekday())
    else:
        fourth = first + timedelta(days=3)
        number = ("first", "second", "third", "fourth").index(which)
        monday = fourth - timedelta(days=fourth.weekday()) + timedelta(weeks=number)
    return monday, monday + timedelta(days=6)


def shifted(day: date, unit: str, step: int) -> tuple[date, date]:
    """The whole week, month, quarter or year (decade, century: year) that lies `step` of them from the day's own."""
    if unit in ("week", "fortnight"):
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=step * (2 if unit == "fortnight" else 1))
        return monday, monday + timedelta(days=6)
    if unit == "month":
        year, month = divmod(day.year * 12 + day.month - 1 + step, 12)
        return month_bounds(year, month + 1)
    if unit == "quarter":
        year, quarter = divmod(day.year * 4 + (day.month - 1) // 3 + step, 4)
        return months_bounds(year, quarter * 3 + 1, 3)
    year = min(max(day.year + step * _UNIT_YEARS[unit], 1), MAXYEAR)
    return date(year, 1, 1), date(year, 12, 31)


def moved(day: date, unit: str, step: float) -> date:
    """The day that lies so many units away: months and years by the calendar, hours in whole days begun.

    >>> moved(date(2031, 5, 31), "month", -3), moved(date(2031, 5, 31), "hour", 30)
    (datetime.date(2031, 2, 28), datetime.date(2031, 6, 2))
    """
    if unit in ("minute", "hour"):
        days = -int(-abs(step) // 24) if unit == "hour" else 0
        return day + timedelta(days=days if step > 0 else -days)
    if unit in ("day", "night"):
        return day + timedelta(days=round(step))
    if unit in ("week", "fortnight"):
        return day + timedelta(days=round(step * (14 if unit == "fortnight" else 7)))
    months = round(step * (1 if unit == "month" else 12 * _UNIT_YEARS[unit]))
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(year, 1), MAXYEAR)
    return date(year, month + 1, min(day.day, days_in(year, month + 1)))


def weekend(day: date, step: int) -> Bounds:
    """The weekend that is over (-1), the last that has begun (0), or the one that is on or next to come (1)."""
    saturday = day - timedelta(days=(day.weekday() - 5) % 7)
    is_on = day.weekday() >= 5
    if is_on and step < 0:
        saturday -= timedelta(weeks=1)
    elif not is_on and step > 0:
        saturday += timedelta(weeks=1)
    return Bounds(saturday, saturday + timedelta(days=1), Precision.DAY, True)


def year_meant(month: int, day: int, published: date, tense: str) -> int:
    """The year that a month and day without one mean: the nearest, unless the tense of a far one says otherwise."""
    days = {
        year: (date(year, month, min(day, days_in(year, month))) - published).days
        for year in (published.year - 1, published.year, published.year + 1)
        if 1 <= year <= MAXYEAR
    }
    nearest = min(days, key=lambda year: (abs(days[year]), days[year]))
    if tense == "past" and days[nearest] > _SOON:
        return nearest - 1
    if tense in ("future", "present") and days[nearest] < -_JUST_GONE:
        return nearest + 1
    return nearest


_SOON = 21
"""What is told as past and lies no more than three weeks ahead was agreed on, and is still to come."""
_JUST_GONE = 31


def easter(year: int) -> date:
    """Easter Sunday of a year (the anonymous Gregorian computus).

    >>> easter(2024)
    datetime.date(2024, 3, 31)
    """
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)
