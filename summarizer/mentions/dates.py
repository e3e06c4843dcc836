"""Time expressions, resolved to days where the day of publication and the text before them allow.

`date_words` holds the grammar, `date_bounds` the arithmetic, `date_tense` and `date_present` which way a weekday lies,
`date_scene` what was read before. `date_calendar`, `date_feasts` and `date_seasons` read what names its own place in
the calendar, `date_relative` and `date_weekdays` what is told from the day of publication, `date_anchored` what is told
from another date of the text. Here is the way through them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from summarizer.mentions import date_anchored, date_calendar, date_feasts, date_relative, date_seasons, date_weekdays
from summarizer.mentions.date_accounts import account
from summarizer.mentions.date_bounds import VAGUE, Bounds
from summarizer.mentions.date_scene import Expression, Scene, Seen
from summarizer.mentions.date_tense import Tense
from summarizer.mentions.date_words import EXPRESSION, SEASONS, TRIGGER
from summarizer.mentions.quotations import Quoted, find_quoted
from summarizer.model import DateMention

_PARTS = frozenset(["day", "date", "night", "morning", "afternoon", "evening"])
_LONGEST_LEAD = 48  # an expression begins at most so many characters before its first telling word


_DIGITS_BEFORE = re.compile(r"(?<![\d.,])\d{3,4}[ -]$")


def find_dates(
    text: str,
    spans: Sequence[tuple[int, int]],
    published: date | Sequence[date | None] | None,
    quoted: Sequence[Quoted] | None = None,
) -> tuple[tuple[DateMention, ...], ...]:
    """The time expressions of each sentence of a text; `spans` are its sentences in order.

    `published` is the day from which "today" is told, or one such day for each sentence. Weekdays and days without a
    month or year are the latest such day up to it, unless the sentence tells of the future. "Two days earlier" is told
    from the date that governs the words before it. What cannot be resolved has no bounds.

    >>> (first,), (second,) = find_dates("He left on Tuesday. He had come the day before.", [(0, 19), (20, 47)],
    ...     date(2022, 2, 16))
    >>> first.earliest, second.earliest
    (datetime.date(2022, 2, 15), datetime.date(2022, 2, 14))
    """
    days = [published] * len(spans) if published is None or isinstance(published, date) else published
    if TRIGGER.search(text) is None:
        return ((),) * len(spans)
    scene = Scene(text, find_quoted(text) if quoted is None else quoted)
    return tuple(
        tuple(_mentions(scene, number, start, end, day))
        for number, ((start, end), day) in enumerate(zip(spans, days, strict=True))
    )


def _mentions(scene: Scene, number: int, start: int, end: int, published: date | None) -> Iterator[DateMention]:
    text = scene.text
    trigger = TRIGGER.search(text, start, end)
    if trigger is None:
        return
    begin = max(start, trigger.start() - _LONGEST_LEAD)
    while begin > start and text[begin - 1].isalnum():
        begin -= 1
    for match in EXPRESSION.finditer(text, begin, end):
        told = Expression(match, start, end, published, number, scene, scene.seen[-1] if scene.seen else None)
        bounds = None if _is_of_telephone(text, match) else _read(told)
        if bounds is None:
            continue
        first, last = match.span()
        if (accounted := account(told, bounds)) is not None:
            first, bounds = first - accounted[0], accounted[1]
        if bounds.earliest is not None:
            scene.seen.append(Seen(first, last, number, bounds, told, scene.is_quoted(first)))
        yield DateMention(first, last, text[first:last], *bounds)


def _is_of_telephone(text: str, match: re.Match[str]) -> bool:
    """Whether four digits are a part of a longer number: "020 3353 2000"."""
    is_year = match[0].isdigit() and len(match[0]) == len("2000")
    return is_year and _DIGITS_BEFORE.search(text[max(0, match.start() - 6) : match.start()]) is not None


def _read(told: Expression) -> Bounds | None:
    """What the expression says; None for one that is no time after all."""
    return next((reader(told) for group, reader in _READERS if told.match[group]), None)


def _anchored(told: Expression, reader: Callable[[Expression], Bounds | None]) -> Bounds | None:
    """What a reader makes of time told from another time; nobody knows from when it is told where what is past would
    lie ahead, "The next week he left"."""
    bounds = reader(told)
    if bounds is None or bounds.earliest is None or told.published is None or bounds.earliest <= told.published:
        return bounds
    is_from_ahead = told.last is not None and told.last.days is not None and told.last.days[1] > told.published
    is_over = told.tense is Tense.PAST and not is_from_ahead
    return bounds._replace(earliest=None, latest=None) if is_over else bounds


def _unit(told: Expression) -> Bounds | None:
    """ "last week", "this winter", "the same day", "that year"."""
    when = told.words("rel").split()[-1]
    if told.words("relunit") in SEASONS:
        return date_seasons.related_season(told)
    is_told_of = told.words("rel") == "the next" and told.tense is Tense.PAST
    is_anchored = when in ("same", "following", "that") or told.words("relunit") in _PARTS or is_told_of
    if is_anchored or "previous" in when:
        return _anchored(told, date_anchored.other_unit)
    return date_relative.whole_unit(told)


def _beside(told: Expression) -> Bounds | None:
    """ "the day before", "the summer after"."""
    return _anchored(told, date_seasons.season_beside if told.words("sideu") in SEASONS else date_anchored.day_beside)


def _beyond(told: Expression) -> Bounds:
    """ "the night before last", "the summer after next"."""
    return (date_seasons.season_beyond if told.words("twiceu") in SEASONS else date_relative.beyond_unit)(told)


_READERS: tuple[tuple[str, Callable[[Expression], Bounds | None]], ...] = (
    ("nth", date_feasts.nth_weekday),
    ("nightb", date_weekdays.night_between),
    ("iso", date_calendar.iso_day),
    ("slash", date_calendar.slashed_day),
    ("m1", lambda told: date_calendar.month_and_day(told, "1")),
    ("m2", lambda told: date_calendar.month_and_day(told, "2")),
    ("m3", lambda told: date_calendar.month_and_day(told, "3")),
    ("d3", date_relative.day_of_month),
    ("d3w", date_relative.day_of_month),
    ("d4w", date_relative.day_of_month),
    ("ordr", date_relative.day_of_month),
    ("m4", lambda told: date_calendar.month(told, "m4", "y4", "part")),
    ("y5", date_calendar.part_of_year),
    ("part6", date_relative.part_of_unit),
    ("mma", date_calendar.months),
    ("m6", lambda told: date_calendar.month(told, "m6", "y6")),
    ("m7", date_calendar.lone_month),
    ("wd8", date_weekdays.weekday),
    ("twice", _beyond),
    ("near", date_relative.near_day),
    ("inday", date_anchored.within_day),
    ("rel", _unit),
    ("same", date_anchored.same_months),
    ("ends", date_relative.end_of_unit),
    ("side", _beside),
    ("agon", lambda told: _anchored(told, date_anchored.counted_units)),
    ("wfw", date_anchored.from_weekday),
    ("since", date_relative.before_units),
    ("wkn", date_relative.weekends_ago),
    ("cent", date_calendar.century),
    ("sept", lambda _: date_calendar.exact_day(2001, 9, 11)),
    ("vagu", date_anchored.uncounted_units),
    ("spanu", date_relative.span_of_units),
    ("withn", date_relative.within_units),
    ("timen", date_relative.in_units_time),
    ("aheadn", date_relative.in_units),
    ("spano", lambda _: VAGUE),
    ("vague", lambda _: VAGUE),
    ("thru", date_relative.this_week),
    ("weekend", date_relative.the_weekend),
    ("season", date_seasons.season),
    ("half", date_seasons.part_or_quarter),
    ("qn", date_seasons.quarter_sign),
    ("y9a", date_calendar.years),
    ("dec", date_calendar.decade),
    ("nineties", date_calendar.decade_by_word),
    ("short", date_calendar.decade_in_short),
    ("y9", date_calendar.year),
    ("feast", date_feasts.feast),
)
"""The group that tells each kind of expression of the grammar → its reader."""
