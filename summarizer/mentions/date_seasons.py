"""Seasons, quarters and halves of a year: "last winter", "the summer of 2019", "Q3 2024", "the first half of 2023"."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, date, timedelta

from summarizer.mentions.date_bounds import Bounds, month_bounds, months_bounds
from summarizer.mentions.date_calendar import is_cycle, said_year
from summarizer.mentions.date_scene import Expression
from summarizer.mentions.date_tense import Tense
from summarizer.mentions.date_words import ORDINALS, SEASONS
from summarizer.model import Precision

_SEASON_ENDS = re.compile(
    r"^(?:[.,;:)?!”\"’'—–]|$| (?:of|in|when|and|to|after|before|but|that|for|with|by|on|at|as|is|was|were|had|has|have"
    r"|will|would|he|she|they|it|or|from|than|because|if|while|who|which|the|a|about|some|this|last|next|[a-z]+ed"
    r"|are|may|could|did|does|since|under|over|through|until|there|twelve|two|three|\d+)\b)"
)
_TIMED = re.compile(
    r"\b(?:in|by|since|until|till|from|during|over|before|after|late|early|of|this"
    r"|(?:planned|scheduled|set|due|slated|expected) for) $",
    re.IGNORECASE,
)
_WAS = re.compile(r" (?:was|were|had|has|will|brought|saw)\b")
_NUMBERS_OF_MONEY = re.compile(
    r"%|\b(?:per ?cent|profits?|sales|revenues?|growth|GDP|earnings|econom\w+|output|exports?|imports?|orders|net|loss"
    r"|million|billion|bn|grew|shrank|rose|fell|year-on-year|investors|results|inflation)\b"
)


def season(told: Expression) -> Bounds | None:
    """ "the autumn", "last winter", "the summer of 2019"; the nearest that the tense allows."""
    return _season(told, told.words("season"), "seasony", "")


def related_season(told: Expression) -> Bounds | None:
    """ "this winter", "last spring", "the coming summer"."""
    return _season(told, told.words("relunit"), "", told.words("rel").split()[-1])


def _season(told: Expression, name: str, year_group: str, when: str) -> Bounds | None:
    first = SEASONS[name]
    year, is_relative = said_year(told, year_group)
    if year is None:
        before = told.before(16)
        is_timed = bool(when) or _TIMED.search(before) or (told.match["the9"] and _is_told_of(told, before))
        if not is_timed or not _SEASON_ENDS.match(told.after(16)) or (not when and told.tense is Tense.UNTOLD):
            return None
        if not when and is_cycle(told):
            return None
        if name == "fall" and not (
            when or (told.match["the9"] and not re.search(r"(?:before|after|since|by) $", before))
        ):
            return None
        if not when and not told.match["the9"] and told.tense is Tense.PRESENT:
            return None
        if told.published is None:
            return Bounds(None, None, Precision.MONTH, True)
        year = _anchored_year(told, first, when) or _season_year(told, first, when, told.published)
    if not MINYEAR < year < MAXYEAR:
        return None
    bounds = months_bounds(year, first, 3)
    if told.match["part9"]:
        number = {"early": 0, "mid": 1, "late": 2}[told.words("part9").split()[0]]
        start = bounds[0] if not number else months_bounds(year, first, number)[1] + timedelta(days=1)
        bounds = month_bounds(start.year, start.month)
    return Bounds(*bounds, Precision.MONTH, is_relative)


def _is_told_of(told: Expression, before: str) -> bool:
    """Whether "the summer" is a time: waited for, or itself what is told of ("the summer was quiet")."""
    return re.search(r"\b(?:into|for|on|through|throughout) $", before) is not None or (
        _WAS.match(told.after(12)) is not None
    )


def _anchored_year(told: Expression, first: int, when: str) -> int | None:
    """The year of "that autumn" and "the following spring": from the date told before, where there is one."""
    last = told.last
    if when not in ("that", "same", "following", "previous") or last is None or not last.days:
        return None
    if last.line < told.line - 1 or last.days[1].year - last.days[0].year > 1:
        return None
    start = last.days[0]
    year = start.year if start.month > (first + 2) % 12 or first != SEASONS["winter"] else start.year - 1
    if when == "following":
        return year if last.bounds.precision is not Precision.YEAR and start.month < first else year + 1
    return year - 1 if when == "previous" else year


def _season_year(told: Expression, first: int, when: str, published: date) -> int:
    """In which year the season meant begins."""
    begun = next(year for year in (published.year, published.year - 1) if date(year, first, 1) <= published)
    is_on = months_bounds(begun, first, 3)[1] >= published
    if when in ("last", "past", "previous"):
        return begun - 1 if is_on else begun
    if when in ("next", "coming", "following"):
        return begun + 1
    if when in ("this", "current") and not is_on:
        is_near = (date(begun + 1, first, 1) - published).days < (published - months_bounds(begun, first, 3)[1]).days
        return begun if told.tense is Tense.PAST and not is_near else begun + 1 if told.is_ahead or is_near else begun
    return begun + 1 if told.is_ahead and not is_on else begun


def season_beside(told: Expression) -> Bounds | None:
    """ "the summer before", "the winter after": told from the date right before it, never from an event."""
    last = told.last
    if last is None or not last.days or last.line < told.line - 1 or not _SIDE_ENDS.match(told.after(8)):
        return None
    first, is_before = SEASONS[told.words("sideu")], told.words("sided") == "before"
    year = last.days[0].year + (0 if is_before else -1)
    if not MINYEAR + 1 < year < MAXYEAR - 2:
        return None
    while is_before and months_bounds(year, first, 3)[1] >= last.days[0]:
        year -= 1
    while not is_before and date(year, first, 1) <= last.days[1]:
        year += 1
    return Bounds(*months_bounds(year, first, 3), Precision.MONTH, True)


_SIDE_ENDS = re.compile(r"[.,;:)”\"’—–]|\s[—–-]|$| (?:and|but|when|in|at|by)\b")


def season_beyond(told: Expression) -> Bounds:
    """ "the summer before last", "the winter after next"."""
    first, published = SEASONS[told.words("twiceu")], told.published
    if published is None:
        return Bounds(None, None, Precision.MONTH, True)
    is_before = told.words("twiced") == "before last"
    year = _season_year(told, first, "last" if is_before else "next", published) + (-1 if is_before else 1)
    return Bounds(*months_bounds(year, first, 3), Precision.MONTH, True)


def part_or_quarter(told: Expression) -> Bounds | None:
    """ "the first half of 2023", "the third quarter": of a game or a distance it is none."""
    unit, which = told.words("halfu"), told.words("half")
    year, is_relative = said_year(told, "halfy")
    if year is None and (unit == "half" or not _NUMBERS_OF_MONEY.search(told.match.string[told.start : told.end])):
        return None
    return _quarter(told, ORDINALS[which], unit, year, is_relative)


_IN_A_QUARTER = re.compile(
    r"(?:\b(?:[Ii]n|[Ff]or|[Oo]f|[Ff]rom|[Ss]ince|[Bb]y|[Dd]uring|[Uu]ntil|and|to|this|last|next)|^) $"
)
_OF_A_QUARTER = re.compile(
    r" (?:results?|earnings|revenues?|profits?|sales|GDP|growth|figures?|forecasts?|guidance|reports?|numbers"
    r"|loss(?:es)?|deliveries|output|orders|net|operating)\b"
)


def quarter_sign(told: Expression) -> Bounds | None:
    """ "Q3 2024", "in Q3"; nothing for the Q3 that is a round of a race."""
    is_told = told.words("qy") or _IN_A_QUARTER.search(told.before(10)) or _OF_A_QUARTER.match(told.after(20))
    if not is_told:
        return None
    return _quarter(told, int(told.words("qn")[1]), "quarter", told.number("qy") or None, not told.words("qy"))


def _quarter(told: Expression, number: int, unit: str, year: int | None, is_relative: bool) -> Bounds | None:
    n_months = 6 if unit == "half" else 3
    if number > 12 // n_months:
        number = 12 // n_months if number == ORDINALS["last"] else 0
    if number < 1:
        return None
    first = (number - 1) * n_months + 1
    if year is None:
        if told.published is None:
            return Bounds(None, None, Precision.MONTH, True)
        year = told.published.year
        if not told.is_ahead and date(year, first, 1) > told.published:
            year -= 1
        elif told.is_ahead and months_bounds(year, first, n_months)[1] < told.published:
            year += 1
    return Bounds(*months_bounds(year, first, n_months), Precision.MONTH, is_relative)
