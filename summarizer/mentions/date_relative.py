"""Time told from the day of publication: "yesterday", "last week", "three days ago", "over the past month"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from summarizer.mentions.date_bounds import (
    UNIT_PRECISIONS,
    UNRESOLVED,
    VAGUE,
    Bounds,
    days_in,
    moved,
    on_day,
    part_of,
    shifted,
    weekend,
    year_bounds,
)
from summarizer.mentions.date_present import is_nowadays
from summarizer.mentions.date_scene import Expression
from summarizer.mentions.date_tense import Tense
from summarizer.mentions.date_words import COUNTS, DAY_NUMBERS, WEEKDAYS
from summarizer.model import Precision

_NEAR_DAYS = {
    "the day before yesterday": (-2, -2),
    "the day after tomorrow": (2, 2),
    "yesterday": (-1, -1),
    "last night": (-1, -1),
    "tomorrow": (1, 1),
    "overnight": (-1, 0),
}
"""First and last day from publication; what is not here ("today", "this evening") is that very day."""
_FROM_TODAY = ("last night", "overnight")
"""What a text of the very day says too: "last night" does not make it a morning paper that tells of yesterday."""
_SPOKEN_DAYS = re.compile(r"today|tonight|this (?:morning|afternoon|evening)")
_AS_TODAY = re.compile(r"\bas \w+ $")
_ASKED_OF_NOW = re.compile(
    r"\b(?:[Ww]hat|[Ww]ho|[Ww]here|[Hh]ow|[Ww]hich)(?: [\w’'-]+){0,12}? (?:is|are|do|does)\b[^.;:?!]{0,80}\btoday\?"
    r"|\b(?:[Ww]hat|[Ww]ho|[Ww]here|[Hh]ow) (?:is|are|do|does)\b[^.;:?!]{0,80}\btoday\?"
)
"""A question that asks how things are nowadays: "Who does her work today?"."""
_TITLE_BEFORE = re.compile(r"\b(?:USA|Russia|Ukraine|India|China|Africa|World|History|The) $")
_A_STAY_OVERNIGHT = re.compile(r"\b(?:an?|the|his|her|its|their|no|any|\w+ an)(?: \w+ly)? $", re.IGNORECASE)
_DAY_BEFORE = re.compile(r"day(?: night)? $", re.IGNORECASE)
_DAY_AFTER = re.compile(r" (?:on|into|from|to) (?:the )?[A-Z]\w+day\b")
_SAID_ON = re.compile(
    r"[^“”\".;:]{0,60}?\b(?:said|told|wrote|added|announced|declared|warned|shouted|posted)\b[^“”\".;:,]{0,50}?"
    r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|last night)\b"
)
_ON_DAY_SAID = re.compile(
    r"\b(?:said|told|wrote|added|announced|declared|warned|posted)\b(?: [\w’'-]+){0,3}? (?:on )?"
    r"(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|last night)\b(?: that|,|:)?(?: [\w’'-]+){0,3} ?$"
)
_MAXIM = re.compile(r"\b(?:who|whoever|what|whatever|he who|those who)\b[^.;:]*\btoday\b[^.;:]*\btomorrow\b", re.I)
_SATURDAY = 5
_LONGEST = 36_500  # days: what is told to have lasted longer is no news


def near_day(told: Expression) -> Bounds | None:
    """ "today", "tomorrow", "overnight"; nothing for the "today" that means nowadays, or an overnight train."""
    words = told.words("near")
    words = f"the {words}" if words.startswith("day ") else words
    if words.endswith("today") and (
        is_nowadays(told.before(40))
        or (_AS_TODAY.search(told.before(40)) and told.after(4).startswith(" as "))
        or _ASKED_OF_NOW.search(told.match.string, told.start, told.end)
        or (told.match["near"] == "Today" and _is_no_opening(told))
    ):
        return None
    if words == "overnight" and (
        _A_STAY_OVERNIGHT.search(told.before(16))
        or _DAY_BEFORE.search(told.before(12))
        or _DAY_AFTER.match(told.after(24))
    ):
        return None
    if words == "tomorrow" and _A_TOMORROW.search(told.before(20)):
        return None  # "a better tomorrow"
    if _MAXIM.search(told.match.string, told.start, told.end) and told.scene.is_quoted(told.match.start()):
        return None  # "Who sows today reaps tomorrow" is of no day
    if told.published is None:
        return UNRESOLVED
    from_day = _day_said(told, told.published)
    if from_day is None:
        from_day = _day_of_speech(told, told.published) if _SPOKEN_DAYS.fullmatch(words) else told.published
    first, last = (from_day + timedelta(days=step) for step in _NEAR_DAYS.get(words, (0, 0)))
    return Bounds(first, last, Precision.DAY, True)


def _is_no_opening(told: Expression) -> bool:
    """Whether "Today" is part of a name ("told Orvan's Today show", "USA Today") or opens what is so nowadays."""
    is_inside = told.before(2)[:1].isalnum() or _TITLE_BEFORE.search(told.before(12)) is not None
    return is_inside or re.match(r" there (?:is|are) ", told.after(12)) is not None


def _day_said(told: Expression, published: date) -> date | None:
    """The day on which a quotation was said, where its sentence tells: “We leave tomorrow,” he said on Friday."""
    at = told.match.start()
    quoted = next((quoted for quoted in told.scene.quoted if quoted.start <= at < quoted.end), None)
    if quoted is None:
        return None
    found = _SAID_ON.match(told.match.string, quoted.end, told.end)
    found = found or _ON_DAY_SAID.search(told.match.string[told.start : quoted.start])
    if found is None:
        return None
    if found[1].lower() in ("yesterday", "last night"):
        return published - timedelta(days=1)
    return published - timedelta(days=(published.weekday() - WEEKDAYS[found[1].lower()]) % 7)


def _day_of_speech(told: Expression, published: date) -> date:
    """The day of a quoted "today": the day before publication where all is told of that day, as in a morning paper."""
    if told.scene.is_live or not told.scene.is_quoted(told.match.start()):
        return published
    own = [
        seen.days
        for seen in told.scene.seen
        if not seen.is_quoted and seen.bounds.precision is Precision.DAY and seen.told.words("near") not in _FROM_TODAY
    ]
    yesterday = (published - timedelta(days=1),) * 2
    if (published, published) in own or not own or own[-1] != yesterday:
        return published
    return yesterday[0]


def day_of_month(told: Expression) -> Bounds | None:
    """ "the 15th", "Monday, the 16th", "the 5th of next month": the last such day, or the next one to come."""
    published, day = told.published, told.number("d3") or told.number("d3w") or told.number("d4w")
    day = day or DAY_NUMBERS.get(told.words("ordr"), 0)
    weekday_ = (told.words("wd3") or told.words("wd4")).rstrip(".")
    if published is None:
        return UNRESOLVED
    if of_month := told.words("of3") or told.words("ofr"):
        first, _ = shifted(published, "month", {"last": -1, "next": 1}.get(of_month.split()[1], 0))
        return on_day(first.replace(day=day)) if day <= days_in(first.year, first.month) else None
    if weekday_:
        near = (published + timedelta(days=off) for off in sorted(range(-366, 367), key=lambda off: (abs(off), off)))
        return next((on_day(d) for d in near if d.day == day and d.weekday() == WEEKDAYS[weekday_]), None)
    if not re.search(
        r"\b(?:on|until|till|by|since|from|before|after|of|to|for|through|evening|night|morning) $", told.before(12)
    ):
        return None
    if (of_told := _in_month_told(told, day)) is not None:
        return on_day(of_told)
    if told.tense is Tense.UNTOLD:
        near = (published + timedelta(days=off) for off in sorted(range(-31, 32), key=lambda off: (abs(off), off)))
        return next((on_day(d) for d in near if d.day == day), None)
    step = 1 if told.is_ahead else -1
    for months in range(13):
        year, month = divmod(published.year * 12 + published.month - 1 + step * months, 12)
        if day <= days_in(year, month + 1):
            found = date(year, month + 1, day)
            if (found - published).days * step >= 0:
                return on_day(found)
    return None


def _in_month_told(told: Expression, day: int) -> date | None:
    """The day in the month that was named right before: "seized on 3 March and freed on the 15th"."""
    last = told.last
    if last is None or not last.days or last.line < told.line - 1 or last.is_quoted or told.is_ahead:
        return None
    if not any(last.told.match[group] for group in ("m1", "m2", "m3", "m4", "m6", "m7")):
        return None
    first = last.days[0]
    is_in = last.bounds.precision is Precision.MONTH or day > first.day
    return first.replace(day=day) if is_in and day <= days_in(first.year, first.month) else None


def whole_unit(told: Expression) -> Bounds | None:
    """ "last week", "this month", "the coming weekend", "this quarter"."""
    when, unit = told.words("rel").split(), told.words("relunit")
    if unit not in UNIT_PRECISIONS or unit in ("day", "night"):
        return None
    is_owned = _OWNER_BEFORE.search(told.before(8)) is not None
    is_of_it = told.after(5) == " of a" and when[0] == "the"
    if when[-1] in ("last", "next") and (is_of_it or (is_owned and _OF_SOMETHING.match(told.after(16)))):
        return None  # "his last year in office", "the last week of a campaign"
    if told.published is None:
        return Bounds(None, None, UNIT_PRECISIONS[unit], True)
    if _is_span(told, when, unit):
        return _span(told.published, unit, -1 if when[-1] in ("last", "past") else 1)
    if unit == "decade":  # by the calendar: "last decade", "this decade"
        first_year = (told.published.year // 10 + {"last": -1, "next": 1}.get(when[-1], 0)) * 10
        return year_bounds(first_year, first_year + 9)._replace(is_relative=True)
    step = 0  # "this past week" and "this coming week" are parts of this one
    if when[0] != "this" and when[-1] not in ("current", "present"):
        step = -1 if when[-1] in ("last", "past") else 1
    if unit == "weekend":
        if when == ["this"]:
            step = 0 if told.tense is Tense.PAST else 1
        if when[-1] == "next" and told.published.weekday() >= _SATURDAY:
            return weekend(told.published + timedelta(weeks=1), 0)
        return weekend(told.published, step)
    return Bounds(*shifted(told.published, unit, step), UNIT_PRECISIONS[unit], True)


_OF_SOMETHING = re.compile(
    r" (?:in office\b|as (?:an?|mayor|president|head|captain|leader|minister|chief)\b|of (?:an?|his|her) )"
)
_A_TOMORROW = re.compile(r"\b(?:an?|our|their) (?:(?:better|brighter|new|different|safer|greener|fairer) )?$")


_OWNER_BEFORE = re.compile(r"(?:\b(?:his|her|their|its)|[’']s) $")


def _is_span(told: Expression, when: list[str], unit: str) -> bool:
    """ "the past week", "over the last month", "in the next year": so long before publication or after it."""
    if when[0] != "the" or unit not in ("week", "fortnight", "month", "year", "decade"):
        return False
    is_within = re.search(r"\b(?:in|over|during|within|throughout) $", told.before(12), re.IGNORECASE) is not None
    is_within = is_within or unit == "decade"
    return when[-1] == "past" or (is_within and when[-1] in ("last", "next"))


def beyond_unit(told: Expression) -> Bounds:
    """ "the night before last", "the week after next"."""
    unit, step = told.words("twiceu"), -2 if told.words("twiced") == "before last" else 2
    if told.published is None:
        return Bounds(None, None, UNIT_PRECISIONS.get(unit, Precision.DAY), True)
    if unit == "weekend":
        return weekend(told.published + timedelta(weeks=step // 2), step // 2)
    if unit in ("day", "night", "evening"):
        return on_day(told.published + timedelta(days=step))
    return Bounds(*shifted(told.published, unit, step), UNIT_PRECISIONS[unit], True)


def end_of_unit(told: Expression) -> Bounds:
    """ "by year's end"."""
    unit = told.words("endsu")
    if told.published is None:
        return Bounds(None, None, UNIT_PRECISIONS[unit], True)
    return Bounds(*part_of("end", *shifted(told.published, unit, 0)), UNIT_PRECISIONS[unit], True)


def part_of_unit(told: Expression) -> Bounds:
    """ "the end of the month", "late last year", "early next week": told of the current one unless it names another."""
    when, unit, published = told.words("det6").split()[-1], told.words("unit6"), told.published
    if published is None:
        return Bounds(None, None, UNIT_PRECISIONS[unit], True)
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(when, 0)
    part = told.words("part6")
    bounds = shifted(published, unit, step)
    if unit == "decade":
        decade = year_bounds((published.year // 10 + step) * 10, (published.year // 10 + step) * 10 + 9)
        bounds = decade.earliest or bounds[0], decade.latest or bounds[1]
    if not part.startswith(("later", "earlier")):
        bounds = part_of(part, *bounds)
    return Bounds(*bounds, UNIT_PRECISIONS[unit], True)


def this_week(told: Expression) -> Bounds | None:
    """ "throughout the week", "the week's losses": the one in which it is told."""
    if told.published is None:
        return None
    return Bounds(*shifted(told.published, "week", 0), Precision.WEEK, True)


def the_weekend(told: Expression) -> Bounds:
    """ "the weekend": the last one, or the next where the future is told of."""
    if told.published is None:
        return UNRESOLVED
    return weekend(told.published, 1 if told.is_ahead else 0)


def count_of(told: Expression, group: str) -> float | None:
    """The number before a unit of time; None where nobody counted ("a few", "several")."""
    words = re.split(r" (?=\S+$)", told.words(group)) if group == "agon" else [told.words(group)]
    whole = told.words(group)
    if "half a" in whole:
        return 0.5
    if "couple" in whole:
        return 2.0
    number = whole.removesuffix(" and a half").split()[-1] if whole else words[-1]
    half = 0.5 if whole.endswith(" and a half") or "and a half" in told.match.group() else 0.0
    return int(number) + half if number.isdigit() else COUNTS[number] + half if number in COUNTS else None


def counted_ago(told: Expression) -> Bounds:
    """ "three days ago", "a year from now": the whole week, month or year that it is."""
    unit, published, count = told.words("agou").rstrip("s"), told.published, count_of(told, "agon")
    if published is None or count is None:
        return VAGUE
    direction = told.words("agod")
    if direction in ("from today", "from tomorrow"):  # counted to the day
        return on_day(moved(published, unit, count) + timedelta(days=direction.endswith("tomorrow")))
    return around(published, unit, count if direction in ("from now", "away") else -count)


def weekends_ago(told: Expression) -> Bounds:
    """ "two weekends ago"."""
    count = count_of(told, "wkn")
    if told.published is None or count is None:
        return VAGUE
    return weekend(told.published - timedelta(weeks=int(count) - 1), -1)


def before_units(told: Expression) -> Bounds:
    """ "before two years", as other languages say for "two years ago"."""
    count = count_of(told, "sincen")
    if told.published is None or count is None:
        return VAGUE
    return around(told.published, told.words("sinceu").rstrip("s"), -count)


def around(day: date, unit: str, step: float) -> Bounds:
    """The day, week, month or year that lies so far from a day."""
    there = moved(day, unit, step)
    if UNIT_PRECISIONS[unit] is Precision.DAY:
        return on_day(there)
    whole = {"fortnight": "week", "decade": "year", "century": "year", "centurie": "year"}.get(unit, unit)
    return Bounds(*shifted(there, whole, 0), UNIT_PRECISIONS[unit], True)


def span_of_units(told: Expression) -> Bounds | None:
    """ "over the past two weeks", "in the next month": from or to the day of publication."""
    plural, published = told.words("spanu"), told.published
    unit = plural.rstrip("s")
    if (
        told.after(4).startswith(" of")
        or (unit in ("day", "night", "hour", "minute") and not told.words("spann"))
        or unit == "minute"
    ):
        return None
    count = count_of(told, "spann") if told.words("spann") else None if plural.endswith("s") else 1
    if published is None or not count:
        return VAGUE
    forth = told.words("spand").split()[-1] in ("next", "coming")
    return _span(published, unit, count if forth else -count)


def within_units(told: Expression) -> Bounds | None:
    """ "within ten days" of what is to come; how long something took is no date."""
    count = count_of(told, "withn")
    before = told.before(80)
    if told.words("withu").startswith(("hour", "minute")) and (count or 0) < _A_DAY:
        return None
    is_rule = _RULED.search(before) is not None and _OF_ONE.search(before) is None
    if count is None or is_rule or not (told.is_ahead or _PROMISED.search(before)):
        return None
    if told.published is None:
        return VAGUE
    return _span(told.published, told.words("withu").rstrip("s"), count)


_A_DAY = 24  # hours: fewer are a length of time within it
_RULED = re.compile(r"\b(?:must|should|has to|have to|can|may)\b[^,;:.]*$")
_OF_ONE = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Hh]is|[Hh]er|[Ii]ts|[Hh]e|[Ss]he|[Ii]t)(?: [\w-]+){0,3} (?:must|should|has to)\b"
)
"""What one thing or person must do is a deadline, what "owners" must do is a rule."""
_PROMISED = re.compile(
    r"\b(?:promis|pledg|vow|expect|order|demand|request|deadline|want|announc|guarante|due|deliver)\w*\b", re.I
)


def in_units(told: Expression) -> Bounds | None:
    """ "in two weeks" of what is to come; how long something takes, or within how long it comes again, is no date."""
    count = count_of(told, "aheadn")
    before = told.before(120)
    if count is None or told.tense not in (Tense.FUTURE, Tense.PRESENT) or _LASTING.search(before):
        return None
    if told.published is None:
        return VAGUE
    return around(told.published, told.words("aheadu").rstrip("s"), count)


_RANKED = (
    r"\d+(?:st|nd|rd|th)|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|\w+teen|\w+tie)th"
    r"|first|second|third|best|worst|more|most|less|only|(?:few|bett|bigg|larg|great|long|fast|high|low)er"
    r"|(?!(?i:for|harv|requ|arr|inter|prot|cont|w|gu|qu|conqu|pri|r|t|n)est)\w+est"
)
"""Before "in two weeks": the third, worst or most of all within them. A minister or a harvest ranks nothing."""
_LASTING = re.compile(
    rf"\b(?:can|could|cannot|twice|times|(?:{_RANKED})(?: [\w-]+){{0,4}}"
    r"|(?:buil[dt]|finish|complet|train|learn|deliver|produc|double|halve|tripl|sell|sold|walk|run|ran"
    r"|ripen|grow|travel|cover|reach|earn|made?|make|gain|lose|lost|us(?:e|ing) up|rise|fall)(?:e|s|ed|d|ing)?"
    r"(?: [\w’'-]+){0,4}) $"
)


def in_units_time(told: Expression) -> Bounds:
    """ "in three days' time"."""
    count = count_of(told, "timen")
    if told.published is None or count is None:
        return VAGUE
    return around(told.published, told.words("timeu").rstrip("s"), count)


def _span(published: date, unit: str, step: float) -> Bounds:
    other = moved(published, unit, step)
    first, last = min(published, other), max(published, other)
    if (last - first).days > _LONGEST:
        first = max(first, published - timedelta(days=_LONGEST))
        last = min(last, published + timedelta(days=_LONGEST))
    return Bounds(first, last, UNIT_PRECISIONS[unit], True)
