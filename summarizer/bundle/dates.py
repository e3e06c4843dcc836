"""Dates as articles and their files spell them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DAY_FIRST = rf"{_DAY.replace('<day>', '<day2>')}\s+(?:of\s+)?{_MONTH.replace('<month>', '<month2>')},?"
_WRITTEN = re.compile(
    rf"\b(?:{_MONTH}\s+{_DAY}\b,?|{_DAY_FIRST})\s+(?P<year>(?:19|20)\d\d)\b",
    re.I,
)
_DOTTED = re.compile(r"\b(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>(?:19|20)\d\d)\b")  # only ever day first
_CLOCK = re.compile(
    r"^[\s,|•·–—-]*(?:at\s+)?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s*(?P<half>[ap]\.?m\b\.?)?\s*"
    r"(?P<zone>UTC|GMT|EST|EDT|ET|CST|CDT|CT|MST|MDT|MT|PST|PDT|PT|BST|CET|CEST|Z)?\b",
    re.I,
)
_ISO = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?\b")
_FIRST_YEAR, _LAST_YEAR = 1600, 2200  # beyond: a slip of the pen, and arithmetic with zones may overflow


def read_date(value: str) -> tuple[datetime, bool] | None:
    """When it was, with a zone, and whether the zone was stated; None when it is no date.

    RFC 3339, RFC 2822, a plain date, and dates as English text spells them. Without a zone it is UTC.

    >>> read_date("2022-02-15T18:30:00Z")
    (datetime.datetime(2022, 2, 15, 18, 30, tzinfo=datetime.timezone.utc), True)
    >>> read_date("Feb. 15, 2022")[0].isoformat(), read_date("15 February 2022")[1], read_date("soon")
    ('2022-02-15T00:00:00+00:00', False, None)
    """
    value = value.strip()
    if not value or len(value) > 60:
        return None
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = parse(value)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return _with_zone(found)
    written = find_date(value)
    return _with_zone(written) if written else None


def find_date(text: str) -> datetime | None:
    """The first whole date (with a year) in a text; midnight when no time stands behind it. Zone only where stated.

    >>> find_date("Published Tuesday, March 3, 2020 at 6:30 p.m.").isoformat()
    '2020-03-03T18:30:00'
    """
    text = text[:400]
    if iso := _ISO.search(text):
        try:
            return datetime.fromisoformat(iso.group())
        except ValueError:
            return None
    match = _WRITTEN.search(text) or _DOTTED.search(text)
    if not match:
        return None
    try:
        day = date(int(match["year"]), *_month_and_day(match))
    except ValueError:
        return None
    return _at_clock(day, text[match.end() :])


def _month_and_day(match: re.Match[str]) -> tuple[int, int]:
    if match.re is _DOTTED:
        return int(match["month"]), int(match["day"])
    month = (match["month"] or match["month2"])[:3].lower()
    return _MONTHS.index(month) + 1, int(match["day"] or match["day2"])


def _at_clock(day: date, rest: str) -> datetime:
    clock = _CLOCK.match(rest)
    hour = minute = 0
    zone = None
    if clock and (clock["minute"] or clock["half"]):
        hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
        if clock["half"]:
            hour = hour % 12 + (12 if clock["half"][0] in "pP" else 0)
        zone = UTC if (clock["zone"] or "").upper() in ("UTC", "GMT", "Z") else None
    if hour > 23 or minute > 59:
        hour = minute = 0
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)


def _with_zone(found: datetime) -> tuple[datetime, bool] | None:
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        return None
    if found.tzinfo is None:
        return found.replace(tzinfo=UTC), False
    return found, True
