"""Time expressions, resolved to days where the day of publication allows.

`date_words` holds the grammar, `date_bounds` the arithmetic, `date_relative` what is told from the day of publication.
Here is the way through them, and what names its own month or year.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from summarizer.mentions.date_bounds import (
    UNRESOLVED,
    VAGUE,
    Bounds,
    month_bounds,
    part_of,
    weekend,
    year_bounds,
    year_meant,
)
from summarizer.mentions.date_relative import (
    counted_units,
    day_of_month,
    near_day,
    span_of_units,
    uncounted_units,
    weekday,
    whole_unit,
)
from summarizer.mentions.date_words import EXPRESSION, MONTHS, TRIGGER, Expression
from summarizer.model import DateMention, Precision

_LONGEST_LEAD = 48  # an expression begins at most so many characters before its first telling word
_VERBS_TOO = frozenset(["May", "March"])
_LAST_YEAR = 2100
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|of|until|till|from|to|and|during|before|after|between|for|late|early|mid|year|the|,"
    r"|and|or|through|around|back|circa|season|spring|summer|autumn|fall|winter|election|ending|fiscal)|[(\[–—-]|^) ?$",
    re.IGNORECASE,
)
_YEAR_AFTER = re.compile(
    r"^(?: (?:election|season|census|report|study|survey|budget|campaign|war|law|act|agreement|deal|treaty"
    r"|attack|referendum|"
    r"World|Olympic|Paris|Summer|Winter|film|book|novel|song|album|model|invasion|annexation|presidential|general|crisis|"
    r"earthquake|and|to|but|when|with|as|at|after|before|for|that|by|,)|[,.;:)\]]|'s|’s|$)"
)


def find_dates(text: str, start: int, end: int, published: date | None) -> tuple[DateMention, ...]:
    """The time expressions in text[start:end].

    Weekdays and days without a month or year are the latest such day up to `published`, unless the sentence tells
    of the future. A relative expression stays unresolved when `published` is None.

    >>> find_dates("He left on Tuesday.", 0, 19, date(2022, 2, 16))[0].earliest
    datetime.date(2022, 2, 15)
    >>> find_dates("He left on Tuesday.", 0, 19, None)[0].earliest is None
    True
    """
    return tuple(_mentions(text, start, end, published))


def _mentions(text: str, start: int, end: int, published: date | None) -> Iterator[DateMention]:
    trigger = TRIGGER.search(text, start, end)
    if trigger is None:
        return
    begin = max(start, trigger.start() - _LONGEST_LEAD)
    while begin > start and text[begin - 1].isalnum():
        begin -= 1
    for match in EXPRESSION.finditer(text, begin, end):
        told = Expression(match, start, end, published)
        bounds = _read(told)
        if bounds is not None:
            yield DateMention(told.begin, match.end(), text[told.begin : match.end()], *bounds)


def _read(told: Expression) -> Bounds | None:
    """What the expression says; None for one that is no time after all."""
    return next((reader(told) for group, reader in _READERS if told.match[group]), None)


def _exact_day(year: int, month: int, day: int, last: int | None = None, is_relative: bool = False) -> Bounds | None:
    try:
        return Bounds(date(year, month, day), date(year, month, last or day), Precision.DAY, is_relative)
    except ValueError:  # the 31st of a month of thirty days
        return None


def _iso_day(told: Expression) -> Bounds | None:
    year, month, day = map(int, told.words("iso").split("-"))
    return _exact_day(year, month, day)


def _slashed_day(told: Expression) -> Bounds | None:
    """ "15/2/2022", "2/15/2022", "3.2.2022"; nothing for "3/2/2022", which two readers read in two ways."""
    words = told.words("slash")
    first, second, year = map(int, re.split(r"[/.]", words))
    day, month = (second, first) if second > 12 else (first, second)
    return _exact_day(year, month, day) if day > 12 or "." in words else None


def _month_and_day(told: Expression, order: str) -> Bounds | None:
    """ "February 15–17, 2022", "15 February": the two orders have their own groups in the grammar."""
    month = MONTHS[told.words("m" + order).rstrip(".")]
    first, year = told.number("d" + order), told.number("y" + order)
    last = max(first, told.number(f"d{order}b"))
    if year:
        return _exact_day(year, month, first, last)
    if told.published is None:
        return UNRESOLVED
    return _exact_day(year_meant(month, first, told.published, told.is_future()), month, first, last, is_relative=True)


def _month(told: Expression, month_group: str, year_group: str = "", part_group: str = "") -> Bounds:
    """ "late December", "February 2022", "next March"."""
    month = MONTHS[told.words(month_group).rstrip(".")]
    part = told.words(part_group) if part_group else ""
    year = told.number(year_group) if year_group else 0
    is_relative = not year
    if is_relative:
        if told.published is None:
            return Bounds(None, None, Precision.MONTH, True)
        year = told.published.year + _years_off(month - told.published.month, part, told)
    return Bounds(*part_of(part, *month_bounds(year, month)), Precision.MONTH, is_relative)


def _years_off(months: int, when: str, told: Expression) -> int:
    """In which year a month lies that comes so many months after that of publication in the calendar."""
    is_future = "next" in when or "coming" in when or (when not in ("last", "past") and told.is_future())
    if is_future:
        return 1 if months < 0 else 0
    return -1 if months > 0 or (when == "last" and months == 0) else 0


def _month_after_word(told: Expression) -> Bounds | None:
    """ "in March", "next March", but no "march" that somebody is on."""
    if told.words("when7") in ("of", "from", "by") and told.match["m7"] in _VERBS_TOO:
        return None
    return _month(told, "m7", part_group="when7")


def _part_of_year(told: Expression) -> Bounds:
    year = told.number("y5")
    first, last = part_of(told.words("part5"), date(year, 1, 1), date(year, 12, 31))
    return Bounds(first, last, Precision.MONTH, False)


def _years(told: Expression) -> Bounds | None:
    """ "2014–2018", "2014-18"."""
    first, last = told.number("y9a"), told.number("y9b")
    if last < 100:
        last += first // 100 * 100
    return year_bounds(first, last) if first <= last <= first + 200 else None


def _decade(told: Expression) -> Bounds:
    return year_bounds(told.number("dec"), told.number("dec") + 9)


def _year(told: Expression) -> Bounds | None:
    """A bare number of a year, where the words around it let it be one."""
    year, stop = told.number("y9"), told.match.end()
    after = told.match.string[stop : min(told.end, stop + 16)]
    if year > _LAST_YEAR or not (_YEAR_BEFORE.search(told.before(16)) or _YEAR_AFTER.search(after)):
        return None
    return year_bounds(year)


_READERS: tuple[tuple[str, Callable[[Expression], Bounds | None]], ...] = (
    ("iso", _iso_day),
    ("slash", _slashed_day),
    ("m1", lambda told: _month_and_day(told, "1")),
    ("m2", lambda told: _month_and_day(told, "2")),
    ("d3", day_of_month),
    ("m4", lambda told: _month(told, "m4", "y4", "part")),
    ("y5", _part_of_year),
    ("m6", lambda told: _month(told, "m6", "y6")),
    ("m7", _month_after_word),
    ("wd8", weekday),
    ("near", near_day),
    ("rel", whole_unit),
    ("agon", counted_units),
    ("vagu", uncounted_units),
    ("spanu", span_of_units),
    ("spano", lambda _: VAGUE),
    ("vague", lambda _: VAGUE),
    ("weekend", lambda told: weekend(told.published, 0)),
    ("y9a", _years),
    ("dec", _decade),
    ("y9", _year),
)
"""The group that tells each kind of expression of the grammar → its reader."""
