"""Feasts, and days that a month gives by their weekday: "Christmas Eve", "Whit Monday", "the last Sunday in May"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from summarizer.mentions.date_bounds import UNRESOLVED, Bounds, easter, month_bounds, on_day, shifted
from summarizer.mentions.date_calendar import YEAR_STEPS, is_cycle, said_year, year_of_month
from summarizer.mentions.date_scene import Expression
from summarizer.mentions.date_tense import Tense
from summarizer.mentions.date_words import MONTHS, ORDINALS, WEEKDAYS
from summarizer.model import Precision

_FEASTS = {
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "boxing": (12, 26),
    "halloween": (10, 31),
    "may": (5, 1),
    "valentine": (2, 14),
    "all saints": (11, 1),
    "new year eve": (12, 31),
    "new year": (1, 1),
}
_EASTER_DAYS = {
    "good friday": -2,
    "easter monday": 1,
    "ash wednesday": -46,
    "palm sunday": -7,
    "maundy thursday": -3,
    "ascension": 39,
    "whit sunday": 49,
    "whit monday": 50,
}
_MOVABLE_FEASTS = {"thanksgiving": (11, 3, "fourth"), "labor": (9, 0, "first"), "memorial": (5, 0, "last")}
"""Month, weekday and which of them in the month."""


def nth_weekday(told: Expression) -> Bounds | None:
    """ "the last Sunday in May", "the first weekend of October": a weekend is of the month that has its Saturday."""
    if is_cycle(told):
        return None
    name, which = told.words("nthd").rstrip("."), told.words("nth").split()[1]
    year, number, is_relative = _month_of_nth(told)
    if year is None:
        return UNRESOLVED
    found = _of_month(year, number, WEEKDAYS.get(name, 5), which)
    return Bounds(found, found + timedelta(days=int(name == "weekend")), Precision.DAY, is_relative)


def _month_of_nth(told: Expression) -> tuple[int | None, int, bool]:
    """Year (None where nobody can tell) and month, and whether the year is told from publication."""
    if not told.match["nthm"]:
        if told.published is None:
            return None, 0, True
        first, _ = shifted(told.published, "month", YEAR_STEPS.get(told.words("nthu").split()[0], 0))
        return first.year, first.month, True
    number = MONTHS[told.words("nthm").rstrip(".")]
    year, is_relative = said_year(told, "nthy")
    return year or year_of_month(told, number), number, is_relative


def _of_month(year: int, number: int, weekday: int, which: str) -> date:
    """The first, second … or last such weekday of a month."""
    first, last = month_bounds(year, number)
    if which in ("last", "final"):
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    return first + timedelta(days=(weekday - first.weekday()) % 7, weeks=ORDINALS[which] - 1)


def feast(told: Expression) -> Bounds | None:
    """ "Christmas", "Easter Monday": the day, where it is told as a time and not as a kind of tree or market."""
    is_day = re.search(r"(?:day|eve)$", told.words("feast")) is not None and told.words("feast") != "may day"
    if (
        _NAMED_FOR_IT.match(told.after(16))
        or not _FEAST_ENDS.match(told.after(10))
        or not (is_day or _AT_A_FEAST.search(told.before(12)))
    ):
        return None
    if told.published is None:
        return UNRESOLVED
    name = re.sub(r"['’]s?(?= )|['’]$| \d+$", "", told.words("feast")).removesuffix(" day")
    name = "new year eve" if name == "new years eve" else name.replace("new years", "new year")
    if year := told.number("feasty"):
        day = _feast_day(name, year)
        return Bounds(day, day, Precision.DAY, False)
    this_year = told.published.year
    days = [_feast_day(name, year) for year in (this_year - 1, this_year, this_year + 1)]
    return on_day(_by_tense(told, days, told.published))


def _feast_day(name: str, year: int) -> date:
    """The day of a feast in a year."""
    if name in _MOVABLE_FEASTS:
        number, weekday, which = _MOVABLE_FEASTS[name]
        return _of_month(year, number, weekday, which)
    if name in _FEASTS:
        return date(year, *_FEASTS[name])
    return easter(year) + timedelta(days=_EASTER_DAYS.get(name, 0))


def _by_tense(told: Expression, days: list[date], published: date) -> date:
    """Of a feast's days the next or the last, as the tense is; one that is near ahead is to come in any case."""
    following = min(day for day in days if day >= published)
    last = max(day for day in days if day <= published)
    if told.before(5).lower().startswith("last"):
        return last
    if told.is_ahead or (following - published).days <= _SOON:
        return following
    return last if told.tense is Tense.PAST else min(last, following, key=lambda day: abs((day - published).days))


_SOON = 21  # days
_AT_A_FEAST = re.compile(
    r"\b(?:by|before|at|since|until|till|after|on|over|last|this|next|from|to|and|,) (?:the )?$", re.IGNORECASE
)
_NAMED_FOR_IT = re.compile(r" (?:[Aa]greement|[Aa]ccords?|[Pp]act|[Dd]eal|[Tt]reaty|[Mm]assacre|[Rr]ising)\b")
"""What keeps the name of the feast on which it was made: "the Good Friday Agreement"."""
_FEAST_ENDS = re.compile(
    r"[.,;:)?!”\"’'—–]|$| (?:(?:morning|afternoon|evening|night|holidays?|and|or|when|but|if|in|that|he|she|they|it|we"
    r"|I|the|an?|to|for|at|on|with|as|because|will|had|has|is|was|were|rose|fell|\w+ed|[A-Z]\w*)\b|\d)"
)
