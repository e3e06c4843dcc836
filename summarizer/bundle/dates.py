"""Dates as articles and their files spell them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
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
_HOURS = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "JST": 9, "AEST": 10, "AEDT": 11,
}  # fmt: skip
"""Hours ahead of UTC. A name that two zones have (IST) is none of them: it is told that no zone is known."""
_AMERICAN = {"ET": "EST", "CT": "CST", "MT": "MST", "PT": "PST"}  # an hour more in summer
_CLOCK = re.compile(
    r"^[\s,|•·–—-]*(?:at\s+)?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?::\d\d)?\s*(?P<half>[ap]\.?m\b\.?)?\s*"
    rf"\(?(?P<zone>{'|'.join(sorted((*_HOURS, *_AMERICAN), key=len, reverse=True))})?\b",
    re.I,
)
_ZONE_NAME = re.compile(rf"\s*\(?({'|'.join((*_HOURS, *_AMERICAN))})\b", re.I)
_BY_WORDS = re.compile(rf"\d\s*[ap]\.?m\b|\d\s*\(?(?:{'|'.join((*_HOURS, *_AMERICAN))})\b", re.I)
"""A time of day that RFC 2822 has not: half days, which its reader passes over, and zones that it does not know."""
_UNPADDED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
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
    if unpadded := _UNPADDED.fullmatch(value):
        value = "-".join(part.zfill(2) for part in unpadded.groups())
    if _BY_WORDS.search(value) and (written := find_date(value)) is not None:
        return _with_zone(written)
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
        rest = text[iso.end() :]
        try:
            found = datetime.fromisoformat(iso.group())
        except ValueError:
            return None
        if len(iso.group()) == len("2031-05-06"):
            return _at_clock(found.date(), rest)
        named = _ZONE_NAME.match(rest)
        return found.replace(tzinfo=_zone(named[1].upper(), found.date())) if named and not found.tzinfo else found
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
        zone = _zone((clock["zone"] or "").upper(), day)
    if hour > 23 or minute > 59:
        hour = minute = 0
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)


def _zone(name: str, day: date) -> timezone | None:
    """The zone of that name on that day; None for no name.

    >>> [str(_zone("ET", date(2026, month, 10))) for month in (1, 3, 11)], _zone("", date(2026, 1, 1))
    (['UTC-05:00', 'UTC-04:00', 'UTC-05:00'], None)
    """
    if name in _AMERICAN:
        march, november = date(day.year, 3, 8), date(day.year, 11, 1)
        begins = march + timedelta(days=(6 - march.weekday()) % 7)  # the second Sunday of March
        ends = november + timedelta(days=(6 - november.weekday()) % 7)  # the first of November
        return timezone(timedelta(hours=_HOURS[_AMERICAN[name]] + (begins <= day < ends)))
    return timezone(timedelta(hours=_HOURS[name])) if name in _HOURS else None


def _with_zone(found: datetime) -> tuple[datetime, bool] | None:
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        return None
    if found.tzinfo is None:
        return found.replace(tzinfo=UTC), False
    return found, True
