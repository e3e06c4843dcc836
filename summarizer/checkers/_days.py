"""What a date says that another may agree or disagree with: weekday, month, day of the month, year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from summarizer.checkers._alignment import cue_pattern
from summarizer.model import DateMention, Precision

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Day:
    """What can be compared of a date: weekday (0..6), month, day of the month, year; None where it does not say."""

    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None

    @property
    def is_empty(self) -> bool:
        return self == Day()


def read_day(mention: DateMention) -> Day:
    """What a date says: in its words or, for a weekday or "today" that was resolved, on the calendar."""
    words = mention.text.lower()
    weekday = next((i for i, name in enumerate(_WEEKDAYS) if re.search(rf"\b{name}s?\b", words)), None)
    month = next(
        (i + 1 for i, name in enumerate(_MONTHS) if re.search(rf"\b(?:{name}|{name[:3]}|{name[:4]})\b", words)), None
    )
    year = re.search(r"\b(1[5-9]\d\d|20\d\d)\b", words)
    day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", words)
    spelled = Day(weekday, month, int(day[1]) if day and month else None, int(year[1]) if year else None)
    if spelled.month or spelled.year or not (weekday is not None or cue_pattern("stale").search(words)):
        return spelled
    resolved = mention.earliest if mention.earliest is not None and mention.earliest == mention.latest else None
    if resolved is not None and mention.precision in (Precision.DAY, Precision.MINUTE):
        return day_of(resolved)
    return spelled


def agree(one: Day, other: Day) -> bool | None:
    """Whether two dates agree in all that both say; None when they say nothing of the same sort."""
    pairs = [(one.weekday, other.weekday), (one.month, other.month), (one.day, other.day), (one.year, other.year)]
    both = [(a, b) for a, b in pairs if a is not None and b is not None]
    return all(a == b for a, b in both) if both else None


def day_of(day: date) -> Day:
    return Day(day.weekday(), day.month, day.day, day.year)


def is_one_of(one: str, several: str) -> bool:
    """Whether a day is one of several told together.

    >>> is_one_of("16 March", "14 and 16 March"), is_one_of("15 March", "14 and 16 March")
    (True, False)
    """
    days, words = re.findall(r"\d+", one), re.findall(r"[a-z]+", one.lower())
    more = re.findall(r"\w+", several.lower())
    return bool(days) and len(re.findall(r"\d+", several)) > len(days) and set(days) | set(words) <= set(more)
