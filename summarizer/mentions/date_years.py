"""The year of a day or month that is told without one, where a year that was told before governs it."""

from __future__ import annotations

import re

from summarizer.mentions.date_scene import Expression, Seen
from summarizer.mentions.date_tense import Tense
from summarizer.model import Precision

_PAPER = 2  # sentences between a paper's year and its day
_OPENS = re.compile(
    r"(?:^|[;:—–“\"]\s*)[“\"‘']?(?:(?:But|And|Yet|Then|Back|but|and|yet|then|back),? )?(?:(?:In|During|in|during) )?$"
)
"""Before a year that opens its clause, "In 2028 the river froze on"; not "since" or "until" one."""
_OPENS_SUBJECT = re.compile(r"(?:^|[;:—–“\"]\s*)[“\"‘']?(?:(?:But|And|but|and) )?[Tt]he $")
_OTHER_SCENE = re.compile(
    r"[;:.“”\"]|(?!^),|^, [^,]*\b(?:said|told|wrote|added|recalled|testified|says|tells)\b"
    r"|\b(?:but|while|whereas|who|which|that|when|where|after|before|since|until|till|because|then|now)\b"
)
_RUNS = re.compile(
    r"(?:[’']s?)?(?: [\w-]+){1,4}? (?:(?:will|is|was|are|were|has|had|to|be|been|due|set|expected|also|both) )*"
    r"(?:begins?|began|begun|starts?|started|opens?|opened|runs?|ran|ends?|ended|finish(?:es|ed)?|closes?|closed"
    r"|concludes?|concluded|takes? place|took place|taken place|held|fought|played|returns?|returned|kicks? off"
    r"|kicked off|gets? under way|got under way|falls?|fell|lasts?|lasted"
    r"|(?:moved|postponed|put back|brought forward|fixed|scheduled|planned)(?= (?:to|for)\b))\b"
    r"(?: (?!on\b)[\w’'-]+){0,5}(?: (?:on|in|from|at))? (?:the )?"
)
"""What an event of a year does on its days, "Next year's race begins on"; a budget of next year is voted on in this."""


def governing_year(told: Expression) -> int | None:
    """The year that a day or month without one takes from a date before it: beside it, in its clause, or long past."""
    return _year_of_clause(told) or _year_of_past(told)


def _year_of_clause(told: Expression) -> int | None:
    """The year told in the same clause, or that of the day before: "In 2028 it ran on 6 May and on 9 June"."""
    last = told.last
    if last is None or not last.days or last.line != told.line or last.days[0].year != last.days[1].year:
        return None
    year, between = last.days[0].year, told.match.string[last.end : told.match.start()]
    if last.bounds.precision is Precision.YEAR:
        is_beside = re.fullmatch(r",? \(?(?:on |in )?(?:the )?", between) is not None  # "a year ago, on 18 November"
        return year if is_beside or _is_of_clause(told, last, between) else None
    if last.bounds.precision not in (Precision.DAY, Precision.MONTH) or _OTHER_SCENE.search(between):
        return None
    return year if _year_of_clause(last.told) == year and _agrees(told, year) else None


def _agrees(told: Expression, year: int) -> bool:
    """Whether the tense lets the day lie in a year that is over, or to come."""
    off = year - told.published.year if told.published else 0
    return told.tense is Tense.PAST if off < 0 else told.is_ahead if off > 0 else False


def _is_of_clause(told: Expression, last: Seen, between: str) -> bool:
    """Whether a year opens the clause in which the day is told, or is that of the event that the clause is about."""
    opening = told.match.string[told.start : last.start]
    if between.startswith(("’", "'")) or _OPENS_SUBJECT.search(opening):
        is_subject = between.startswith(("’", "'")) and _OPENS.search(opening) is not None
        return (is_subject or _OPENS_SUBJECT.search(opening) is not None) and _RUNS.fullmatch(between) is not None
    if not last.days or not _OPENS.search(opening) or _OTHER_SCENE.search(between):
        return False
    return _agrees(told, last.days[0].year)


def _year_of_past(told: Expression) -> int | None:
    """The year that a day or month without one takes from the date with a year right before it, long past.

    "On 26 April 1986 the reactor burned. On 27 April the town was cleared."
    """
    last = told.last
    if told.published is None or last is None or last.line < told.line - _PAPER or last.bounds.is_relative:
        return None
    if told.before(12).endswith(("dated ", "date ")) and last.bounds.precision is Precision.YEAR and last.days:
        return last.days[0].year  # of a paper: the year in which it was just said to have been written
    if last.line < told.line - 1 or told.match.string[: last.start].endswith(("born on ", "born in ")):
        return None
    if not last.days or last.is_quoted or last.bounds.precision not in (Precision.DAY, Precision.MONTH):
        return None
    is_long_past = last.days[0].year < told.published.year and told.tense is not Tense.FUTURE
    return last.days[0].year if is_long_past else None
