"""From which day to which: the arithmetic of weekends, weeks, months, years and their parts."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple

from summarizer.model import Precision


class Bounds(NamedTuple):
    """What an expression says: its first and last day (None where nobody can tell), how exactly, and from where."""

    earliest: date | None
    latest: date | None
    precision: Precision
    is_relative: bool


UNRESOLVED = Bounds(None, None, Precision.DAY, True)
VAGUE = Bounds(None, None, Precision.VAGUE, True)


def on_day(day: date) -> Bounds:
    """One day, told from the day of publication."""
    return Bounds(day, day, Precision.DAY, True)


def month_bounds(year: int, month: int) -> tuple[date, date]:
    """A month's first and last day."""
    return date(year, month, 1), date(year, month, days_in(year, month))


def year_bounds(first: int, last: int | None = None) -> Bounds:
    """The years from `first` to `last`, both in."""
    return Bounds(date(first, 1, 1), date(last or first, 12, 31), Precision.YEAR, False)


def days_in(year: int, month: int) -> int:
    """How many days the month has."""
    return calendar.monthrange(year, month)[1]


def part_of(part: str, first: date, last: date) -> tuple[date, date]:
    """The third of [first, last] that "late", "early", "mid" and the like mean; all of it for other words."""
    third = (last - first).days + 1
    early, late = first + timedelta(days=third // 3), first + timedelta(days=third * 2 // 3)
    if part.startswith("late") or "end of" in part:
        return late, last
    if part.startswith("early") or "start" in part or "beginning" in part:
        return first, early
    if part.startswith("mid") or "middle" in part:
        return early, late
    return first, last


def shifted(day: date, unit: str, step: int) -> tuple[date, date]:
    """The whole week, month or year that lies `step` of them from the day's own."""
    if unit in ("week", "fortnight"):
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=step)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        year, month = divmod(day.year * 12 + day.month - 1 + step, 12)
        return month_bounds(year, month + 1)
    return date(day.year + step, 1, 1), date(day.year + step, 12, 31)


def weekend(published: date | None, step: int) -> Bounds:
    """The weekend before or at the day of publication; with a step of 1, the next one."""
    if published is None:
        return UNRESOLVED
    saturday = published - timedelta(days=(published.weekday() - 5) % 7)
    if step == 1 and published.weekday() < 5:
        saturday += timedelta(weeks=1)
    return Bounds(saturday, saturday + timedelta(days=1), Precision.DAY, True)


def year_meant(month: int, day: int, published: date, is_future: bool) -> int:
    """The year that a month and day without one mean.

    It is the year of publication, unless that makes a day long gone of one that is to come, or the other way round.
    """
    this_year = date(published.year, month, min(day, days_in(published.year, month)))
    distance = (this_year - published).days
    if is_future:
        return published.year + 1 if distance < -31 else published.year
    return published.year if distance <= 7 else published.year - 1
