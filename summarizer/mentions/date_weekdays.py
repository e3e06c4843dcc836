"""Weekdays: "Tuesday", "next Tuesday", "Sunday week", "the Saturday before the vote"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from summarizer.mentions.date_bounds import UNRESOLVED, Bounds, on_day
from summarizer.mentions.date_scene import Expression
from summarizer.mentions.date_tense import Tense, has_something
from summarizer.mentions.date_words import COUNTS, WEEKDAYS
from summarizer.model import Precision

_ONE_OF_MANY = re.compile(r"\b(?:on an?|every|each|any|one|some|most|alternate|ordinary|usual|normal|typical) $", re.I)
_HABIT_AFTER = re.compile(r" (?:mornings|afternoons|evenings|nights|lunchtimes)\b")
_NAMED_DAY = re.compile(
    r"\b(?:Sheffield|Black|Good|Super|Ash|Palm|Bloody|Cyber|Giving|Fat|Shrove|Maundy|Holy|Easter|Whit|Happy|Ruby"
    r") $"
)
_MAIL_ON = re.compile(r"(?<!Royal )(?<!Daily )\bMail on $")
"""Before the Sunday that is the name of a paper."""
_BESIDE = re.compile(r" (?P<side>before|after)\b(?: (?:the|his|her|its|their) (?:[a-z]+ )?(?P<event>[a-z]{3,})\b)?")
_NIGHT_TO = re.compile(r"\bnight (?:to|into) $")  # the night that both days share
_WEEK_RANGE = re.compile(r"(?:to|through|[-–—]) ?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_OFTEN = re.compile(r"\b(?:hourly|daily|weekly|every|each|usually|normally|weekdays?|weekends)\b")
_FOLLOWS = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day ?(?:to|through|[-–—]) ?$")
_PLAINLY = 2  # days: "next Thursday" is neither tomorrow nor the day after


def weekday(told: Expression) -> Bounds | None:
    """ "Tuesday", "last Tuesday", "Tuesday next week": the last such day, or the next where the future is told of."""
    before = told.before(24)
    if _NAMED_DAY.search(before) or _HABIT_AFTER.match(told.after(12)) or _is_habit(told, before):
        return None
    if told.words("wd8") == "sunday" and _MAIL_ON.search(before):
        return None
    published = told.published
    wanted = WEEKDAYS[told.words("wd8").rstrip(".")]
    when, after = told.words("when8"), told.words("after8")
    joined = told.joined_to() if not after else None
    if joined and not any(joined.told.match[group] for group in ("wd1", "wd2", "wd3", "wd8", "near")):
        joined = None  # "from 3 March until Tuesday"
    if not when and (beside := _BESIDE.match(told.after(24))) and before.lower().endswith("the "):
        return _beside_event(told, wanted, beside)
    if when in ("the following", "the previous", "the same", "that") or (
        joined and joined.days and not when and joined.bounds.precision is Precision.DAY
    ):
        from_day = joined.days[1] if joined and joined.days else (told.anchor(Precision.DAY) or (None, None))[1]
        return on_day(_beside(from_day, wanted, when)) if from_day else UNRESOLVED
    if published is None:
        return UNRESOLVED
    if when.removesuffix("’s").removesuffix("'s").endswith(" week"):  # "last week Thursday"
        when, after = "", when.removesuffix("’s").removesuffix("'s")
    elif after in ("last", "next", "gone", "just gone"):  # "Monday last"
        when, after = ("coming" if after == "next" else "last" if after == "last" else "past"), ""
    day = published + timedelta(days=_steps(told, published.weekday(), wanted, when, after))
    if _NIGHT_TO.search(before):
        return Bounds(day - timedelta(days=1), day, Precision.DAY, True)
    return on_day(day)


def night_between(told: Expression) -> Bounds:
    """ "the night from Monday to Tuesday": both days."""
    if told.published is None:
        return UNRESOLVED
    wanted = WEEKDAYS[told.words("nightb").rstrip(".")]
    day = told.published + timedelta(days=_steps(told, told.published.weekday(), wanted, "", ""))
    return Bounds(day - timedelta(days=1), day, Precision.DAY, True)


def _is_habit(told: Expression, before: str) -> bool:
    """ "every Monday", "on a Friday", "an ordinary Thursday", "open Monday to Friday"; not "in a Tuesday interview"."""
    if _ONE_OF_MANY.search(before) and not re.match(r" [a-z]+(?<!ing)\b(?<! in)(?<! of)(?<! and)", told.after(0)):
        return True
    if re.match(r" (?:of|in) (?:every|each|any) (?:month|year)\b", told.after(16)):
        return True  # "the first Monday of every month"
    if re.search(r", an? $", before) and told.after(1) in (",", ".", ";"):
        return True  # "on the fifth, a Sunday,"
    is_range = _WEEK_RANGE.search(told.after(16)[:16]) if re.match(r" ?(?:to|through|[-–—])", told.after(9)) else None
    from_before = re.search(r"\b(?:from|between)(?: \w+day)?(?: to| and)? $", told.before(24), re.IGNORECASE)
    if from_before and _OFTEN.search(told.match.string, told.start, told.end):
        from_before = None
    return bool(
        (is_range or _FOLLOWS.search(before)) and not from_before and told.tense in (Tense.UNTOLD, Tense.PRESENT)
    )


def _beside_event(told: Expression, wanted: int, beside: re.Match[str]) -> Bounds:
    """ "the Saturday before the vote": from the day told where the vote was named, or from the date that governs."""
    event = beside["event"]
    from_day = told.day_of(event) if event else None
    if from_day is None:
        from_day = (told.anchor(Precision.DAY) or (None,))[0]
    if from_day is None:
        return UNRESOLVED
    return on_day(_beside(from_day, wanted, "the previous" if beside["side"] == "before" else "the following"))


def _beside(day: date, wanted: int, when: str) -> date:
    """The weekday that follows the day, or comes before it, or lies on or next after it."""
    if when == "the previous":
        return day - timedelta(days=((day.weekday() - wanted) % 7) or 7)
    forth = (wanted - day.weekday()) % 7
    return day + timedelta(days=(forth or 7) if when == "the following" else forth)


def _steps(told: Expression, own: int, wanted: int, when: str, after: str) -> int:
    """How many days lie between publication on weekday `own` and the wanted weekday."""
    back, forth = (own - wanted) % 7, (wanted - own) % 7
    if after in ("week", "fortnight"):
        return forth + (7 if after == "week" else 14)
    if when.endswith((" on", " from")):
        number = when.split()[0]
        weeks = 2 if "fortnight" in when else int(number) if number.isdigit() else COUNTS.get(number, 1)
        return (forth if forth <= 3 or when.endswith("on") else -back) + 7 * weeks
    if after.endswith(" week"):
        return wanted - own + (7 if "next" in after or "following" in after else 0 if "this" in after else -7)
    if when.endswith("next"):  # a day or two ahead it would be named plainly
        return forth + 7 if forth <= _PLAINLY else forth
    if when.endswith("last") or "previous" in when:
        return -(back or 7)
    if when == "this" and not (told.tense is Tense.PAST and forth > 3):
        return wanted - own if wanted >= own or told.tense is not Tense.FUTURE else forth
    if "past" in when:
        return -back
    if "coming" in when or told.is_ahead:
        return forth
    if told.tense is Tense.EITHER:
        return forth if forth < back else -back
    is_nearer = forth <= back if has_something(told.after(16)) else back > 1
    return forth if told.tense is Tense.INTENDED and is_nearer else -back
