"""Time told from another time in the text: "two days earlier", "the same morning", "an hour later".

What they are told from is the date that governs there: the last one told before, in the same voice
(`Expression.anchor`).
"""

from __future__ import annotations

import re
from datetime import date

from summarizer.mentions.date_bounds import (
    UNIT_PRECISIONS,
    UNRESOLVED,
    VAGUE,
    Bounds,
    months_bounds,
    moved,
    on_day,
    shifted,
    weekend,
    year_meant,
)
from summarizer.mentions.date_calendar import exact_day
from summarizer.mentions.date_relative import around, count_of, counted_ago
from summarizer.mentions.date_scene import Expression
from summarizer.mentions.date_tense import Tense
from summarizer.mentions.date_words import MONTHS, WEEKDAYS
from summarizer.model import Precision

_DAY_PARTS = frozenset(["day", "date", "night", "morning", "afternoon", "evening"])
_STEPS = {"following": 1, "next": 1, "previous": -1}
_ENDS = re.compile(
    r"^(?:[.,;:)”\"’—–]|\s[—–-]|$| (?:and|but|when|that|in|at|on|by|he|she|they|it|to|with|after|before|had|was|were"
    r"|has|would)\b)"
)
_BARE = re.compile(r"^(?:[.,;:)”\"’—–]|\s[—–-]|$| (?:and|but|when|that|in|at|on|by|with)\b)")
"""What follows a "before" or "after" that stands alone: not the event it tells of."""
_EVENT = re.compile(
    r"^ (?:the|a|an|his|her|its|their|our|my|that|this|these|those|he|she|they|we|it|[A-Z]\w+(?:[’']s?)?|\w{3,}ing"
    r"|[a-z]+(?:s|ion|ment|-\w+)|(?:two|three|four|five|six|seven|eight|nine|ten|\d+) \w+)\b"
)
_EVENT_REACH = 70
_IS_ABOUT = re.compile(r"(?:less|more) than |over |under |just (?:over|under) |at least |barely ")
_DAY_APPOSED = re.compile(r" [^,.;:]{3,50}, on ((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),")


def other_unit(told: Expression) -> Bounds | None:
    """ "the same day", "the following week", "that night": the one of the governing date, or beside it."""
    when, unit = told.words("rel").split()[-1], told.words("relunit")
    if unit in _DAY_PARTS:
        if when not in (("same", "that") if unit == "date" else ("same", "following", "next", "previous", "that")):
            return None
        days = told.anchor(Precision.DAY)
        return on_day(moved(days[0], "day", _STEPS.get(when, 0))) if days else UNRESOLVED
    if unit not in UNIT_PRECISIONS:
        return None
    precision = UNIT_PRECISIONS[unit]
    days = told.anchor(precision)
    if days is None:
        return None
    if unit == "weekend":
        return weekend(days[0], _STEPS.get(when, 0))
    return Bounds(*shifted(days[0], unit, _STEPS.get(when, 0)), precision, True)


def within_day(told: Expression) -> Bounds:
    """ "earlier in the day": of the governing date, else of the day of publication."""
    if (days := told.anchor(Precision.DAY)) is not None:
        return on_day(days[0])
    return on_day(told.published) if told.published else UNRESOLVED


def day_beside(told: Expression) -> Bounds | None:
    """ "the day before", "the night after"; of an event, "the day before the vote", where its day is told."""
    unit, step = told.words("sideu"), -1 if told.words("sided") == "before" else 1
    if told.before(4).endswith(" to "):
        return None  # "a year to the day after the flood"
    if not _ENDS.match(told.after(8)) and not _EVENT.match(told.after(24)):
        return None
    if (named := _named_after(told)) is not None:
        return on_day(moved(named, "day", step)) if unit in _DAY_PARTS else None
    if (apposed := told.apposed_to()) is not None and unit in _DAY_PARTS:
        return apposed.bounds
    precision = Precision.DAY if unit in _DAY_PARTS else UNIT_PRECISIONS[unit]
    days = told.anchor(precision)
    if days is None:
        return None
    if unit in _DAY_PARTS:
        return on_day(moved(days[0], "day", step))
    return weekend(days[0], step) if unit == "weekend" else Bounds(*shifted(days[0], unit, step), precision, True)


def counted_units(told: Expression) -> Bounds | None:
    """ "three days ago" from publication; "two days earlier", "an hour later" from the governing date.

    Nothing where no date governs that is fine enough ("in 1997 … three weeks later"): then it is a length of time.
    """
    direction, unit, count = told.words("agod"), told.words("agou").rstrip("s"), count_of(told, "agon")
    if direction == "away":
        return _ahead(told, unit)
    if direction == "ago" or direction.startswith("from"):
        return counted_ago(told)
    if count is None or unit == "minute":  # minutes are a length of time: the day stays what it was
        return None
    step = count if direction in ("later", "after", "afterwards") else -count
    is_of_event = direction in ("before", "after") and not _BARE.match(told.after(8))
    if is_of_event:
        if (named := _named_after(told)) is not None:
            return around(named, unit, step)
        is_short = UNIT_PRECISIONS[unit] in (Precision.DAY, Precision.WEEK)
        apposed = told.apposed_to() or (told.of_clause() if is_short else None)
        if apposed is None and _IS_ABOUT.match(told.words("agon")):
            return None  # how long before: no day that it could be
        if apposed is not None:
            is_coarser = UNIT_PRECISIONS[unit] is Precision.DAY and apposed.bounds.precision is not Precision.DAY
            return None if is_coarser else apposed.bounds
        return _beside_event(told, unit, step)
    if (again := _told_again(told, unit, step)) is not None:
        return again
    if unit != "hour" and direction in ("earlier", "later") and told.after(5) == " than":
        return None  # "a week earlier than in 2029" compares
    days = told.anchor(UNIT_PRECISIONS[unit])
    if days is None or (unit == "year" and not _is_year_told(told)):
        return None
    return around(days[0], unit, 0 if unit == "hour" and count < _A_DAY else step)


def _ahead(told: Expression, unit: str) -> Bounds | None:
    """ "The vote is three weeks away": from publication on; hours tell how far a place is."""
    if unit in ("hour", "minute") or told.tense is Tense.PAST:
        return None
    apposed = told.apposed_to()
    return apposed.bounds if apposed is not None else counted_ago(told)


def _told_again(told: Expression, unit: str, step: float) -> Bounds | None:
    """ "on Friday, three days earlier": Friday, where another day was told before that lies so far from it."""
    apposed = told.apposed_to()
    if apposed is None or not apposed.days or UNIT_PRECISIONS[unit] is not Precision.DAY:
        return None
    others = [seen.days[0] for seen in told.scene.seen if seen.days and seen is not apposed]
    return apposed.bounds if any(moved(day, unit, step) == apposed.days[0] for day in others) else None


def _beside_event(told: Expression, unit: str, step: float) -> Bounds | None:
    """ "two days after the vote": from the day on which the vote was told of, or from the date that governs.

    Nothing where no date was told before: nobody knows from when to count.
    """
    if not _EVENT.match(told.after(24)) or unit == "hour":
        return None
    if (after := _DAY_APPOSED.match(told.after(_EVENT_REACH))) is not None and told.published is not None:
        back = (told.published.weekday() - WEEKDAYS[after[1].lower()]) % 7
        return on_day(moved(told.published, "day", -back))
    event = next(
        (
            day
            for word in re.findall(r"[a-z]{4,}", told.after(_EVENT_REACH).split(",")[0])
            if (day := told.day_of(word))
        ),
        None,
    )
    if re.match(r" (?:it|that|this)\W", told.after(6)):
        said = (seen for seen in reversed(told.scene.seen) if seen.bounds.precision is Precision.DAY)
        last = next(said, None)
        event = last.days[0] if last and last.days and last.line >= told.line - 1 else None
    if event is not None:
        return around(event, unit, step)
    if not told.scene.seen or UNIT_PRECISIONS[unit] is Precision.YEAR:
        return None
    days = told.anchor(UNIT_PRECISIONS[unit])
    if days is None:
        return None
    there = around(days[0], unit, step)
    if not _is_after_all(there, told):
        return there
    return on_day(days[0]) if UNIT_PRECISIONS[unit] is Precision.DAY else None  # the date before is that of the clause


def _is_after_all(bounds: Bounds, told: Expression) -> bool:
    """Whether what is told as past would lie ahead: the event is another than that of the date before."""
    is_later = told.published is not None and bounds.latest is not None and bounds.latest > told.published
    return is_later and told.tense is not Tense.FUTURE


_A_DAY = 24  # hours: fewer are told of the same day


def _is_year_told(told: Expression) -> bool:
    """Whether years are counted from somewhere: a date before, or publication, as "from a year earlier" is."""
    return bool(told.scene.seen) or told.words("agon") in ("a", "one")


def uncounted_units(told: Expression) -> Bounds | None:
    """ "hours ago", "just weeks before": of the short ones at least the day is known."""
    unit = told.words("vagu").split()[-1]
    if unit == "minutes":
        return None  # a length of time: the day stays what it was
    if unit != "hours":
        return VAGUE
    if told.words("vagd") == "ago":
        return on_day(told.published) if told.published else UNRESOLVED
    if told.words("vagd") in ("before", "after") and not _ENDS.match(told.after(8)):
        return None
    days = told.anchor(Precision.DAY)
    return on_day(days[0]) if days else UNRESOLVED


def same_months(told: Expression) -> Bounds | None:
    """ "the same months of 2024", "the same period last year": what was told of before, in that year."""
    if told.published is None:
        return VAGUE
    told_year = re.search(r"\d{4}", told.words("samey"))
    year = int(told_year[0]) if told_year else told.published.year - 1
    spans = [
        seen
        for seen in told.scene.seen
        if seen.days and seen.line >= told.line - 1 and seen.bounds.precision is Precision.MONTH
    ]
    if not spans and told.words("same").endswith("quarter"):
        over = shifted(told.published, "quarter", -1)[0]  # results are told of the quarter that is over
        return Bounds(*months_bounds(year + over.year - told.published.year, over.month, 3), Precision.MONTH, False)
    if not spans:
        return Bounds(date(year, 1, 1), date(year, 12, 31), Precision.YEAR, False)
    together = [seen for seen in spans if seen.line == spans[-1].line]
    first, last = together[0].bounds.earliest, together[-1].bounds.latest
    if first is None or last is None or first > last:
        return None
    n_months = (last.year - first.year) * 12 + last.month - first.month + 1
    return Bounds(*months_bounds(year, first.month, n_months), Precision.MONTH, False)


def from_weekday(told: Expression) -> Bounds | None:
    """ "three weeks from Thursday": from the nearest such day, as far on as it says."""
    count = count_of(told, "wfn")
    if told.published is None or count is None:
        return VAGUE
    forth = (WEEKDAYS[told.words("wfw").rstrip(".")] - told.published.weekday()) % 7
    nearest = moved(told.published, "day", forth if forth <= _NEAREST else forth - 7)
    return on_day(moved(nearest, told.words("wfu").rstrip("s"), count))


_DATED_EVENT = re.compile(
    r" (?:(?:the|an?|his|her|its|their|that) |(?:[A-Z][\w.-]+ )?[A-Z][\w.-]+[’']s? |the [a-z]+[’']s? )"
    r"(?:[a-z-]+ )?([A-Z][a-z]{2,8})\.? (\d{1,2})(?= [a-z])"
)
_NEAREST = 3  # days: half a week


def _named_after(told: Expression) -> date | None:
    """The day of the event that follows, where it is named by it: "two days before Monday's vote", "three days after
    the board's Feb. 10 notice"."""
    dated = _DATED_EVENT.match(told.after(60))
    if dated is not None and told.published is not None and dated[1].lower() in MONTHS:
        month, day = MONTHS[dated[1].lower()], int(dated[2])
        bounds = exact_day(year_meant(month, day, told.published, told.tense), month, day)
        return bounds.earliest if bounds else None
    found = re.match(
        r" (?:(?:the|an?|his|her|its|their|that) (?:[a-z-]+ ){1,4}?on )?(?:the )?([A-Z]\w+day)(?:[’']s)?\b",
        told.after(60),
    )
    if found is None or told.published is None or found[1].lower() not in WEEKDAYS:
        return None
    wanted = WEEKDAYS[found[1].lower()]
    forth = (wanted - told.published.weekday()) % 7
    return moved(told.published, "day", forth if told.is_ahead else forth - 7 if forth else 0)
