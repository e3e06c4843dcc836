"""Time expressions, resolved to days where the day of publication allows."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from summarizer.model import DateMention, Precision

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
_SMALL = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
} | {"a": 1, "an": 1, "a couple of": 2, "a few": 3, "several": 3, "fifteen": 15, "twenty": 20, "thirty": 30}

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)(?:\.|\b))"
)
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|(?:Mon|Tues|Tue|Wed|Thurs|Thu|Fri|Sat)\.)"
_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_COUNT = (
    r"(?:\d{1,3}|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|an?"
    r"|a couple of"
    r"|a few|several))"
)
_UNIT = r"(?:minute|hour|day|week|fortnight|month|year|decade|century|centurie)s?"

_TIME = re.compile(
    "|".join(
        (
            rf"(?P<iso>\b{_YEAR}-[01]\d-[0-3]\d)\b",
            rf"(?P<slash>\b\d{{1,2}}[/.]\d{{1,2}}[/.](?:{_YEAR}))\b",
            # Tuesday, Feb. 15, 2022 · February 15 · Feb. 15–17
            rf"(?:(?P<wd1>{_WEEKDAY}),? )?(?P<m1>\b{_MONTH}) (?P<d1>{_DAY})(?:st|nd|rd|th)?(?!\d|[,.]\d|:\d)"
            rf"(?: ?(?:[-–—]|to|and|through) ?(?P<d1b>{_DAY})(?:st|nd|rd|th)?(?![\d:]))?(?:,? (?P<y1>{_YEAR})\b)?",
            # Tuesday 15 February 2022 · the 15th of February · 15–17 February
            rf"(?:(?P<wd2>{_WEEKDAY}),? )?(?:(?<![\d.,:])\b(?:the )?)(?P<d2>{_DAY})(?:st|nd|rd|th)?"
            rf"(?: ?(?:[-–—]|to|and) ?(?P<d2b>{_DAY})(?:st|nd|rd|th)?)? (?:of )?(?P<m2>{_MONTH})(?![\w])(?:,?"
            rf" (?P<y2>{_YEAR})\b)?",
            # Monday, the 14th · the 15th
            rf"(?P<wd3>{_WEEKDAY})?(?(wd3),? |\b)[Tt]he (?P<d3>{_DAY})(?:st|nd|rd|th)\b(?! [a-z]*(?:century"
            rf"|anniversary|"
            r"birthday|floor|district|time|minute|day|hole|round|edition|season|amendment|congress|hour|inning|place|century))"
            r"(?=[,.;:)]|$| (?:and|of (?:this|last|next) month|when|but|he|she|they|it|to|that|in|at)\b)",
            # late December · early 2023 · February 2022 · in March · mid-June
            rf"(?P<part>\b(?:[Ll]ate|[Ee]arly|[Mm]id|[Tt]he (?:end|start|beginning|middle) of|[Ee]nd of|[Ss]tart of))"
            rf"[ -](?P<m4>{_MONTH})(?![\w])(?:,? (?P<y4>{_YEAR})\b)?",
            rf"(?P<part5>\b(?:[Ll]ate|[Ee]arly|[Mm]id|[Tt]he (?:end|start|beginning|middle) of))["
            rf" -](?P<y5>{_YEAR})\b(?!-)",
            rf"(?P<m6>\b{_MONTH})(?:,? | of )(?P<y6>{_YEAR})\b",
            rf"(?P<when7>\b(?:[Nn]ext|[Ll]ast|[Tt]his(?: past| coming)?|[Pp]ast|[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y"
            rf"|[Dd]uring|[Ff]rom|[Oo]f|[Bb]efore|[Aa]fter|[Tt]hrough|[Ee]very|[Ee]ach))"
            rf" (?P<m7>{_MONTH})(?![\w])(?! \d)",
            rf"(?P<when8>\b(?:[Nn]ext|[Ll]ast|[Tt]his(?: past| coming)?|[Pp]ast|[Cc]oming) )?(?P<wd8>\b{_WEEKDAY})"
            r"(?P<after8> (?:next|last) week| week)?(?!\w| Times| Telegraph| Mirror| Express| Mail| Post|"
            r" Herald| Night Live| Night Football| Sun\b)",
            r"(?P<near>\b(?:[Tt]he day (?:before yesterday|after tomorrow)|[Yy]esterday|[Tt]oday|[Tt]omorrow"
            r"|[Tt]onight|[Ll]ast night"
            r"|[Tt]his (?:morning|afternoon|evening)|[Ee]arlier (?:on )?today|[Oo]vernight))\b(?! Show)",
            r"(?P<rel>\b(?:[Ll]ast|[Nn]ext|[Tt]his(?: past| coming)?|[Pp]revious|[Tt]he (?:previous|following"
            r"|same|past|last|next|coming))) "
            r"(?P<relunit>day|weekend|week|fortnight|month|year|decade|century|quarter|spring|summer|autumn|fall|winter)\b(?!-)",
            rf"(?P<agon>\b(?:(?:[Aa]bout|[Aa]round|[Aa]lmost|[Nn]early|[Oo]ver|[Ss]ome|[Mm]ore than)"
            rf" )?{_COUNT}) (?P<agou>{_UNIT})"
            r" (?P<agod>ago|earlier|later|before|from now)\b",
            r"(?P<vagu>\b(?:[Jj]ust |[Oo]nly )?(?:[Mm]inutes|[Hh]ours|[Dd]ays|[Ww]eeks|[Mm]onths|[Yy]ears))"
            r" (?P<vagd>ago|earlier|later|before|after)\b",
            rf"(?P<spanw>\b(?:[Ii]n|[Oo]ver|[Dd]uring|[Ff]or|[Ww]ithin)) the (?P<spand>last|past|next|coming)"
            rf" (?:(?P<spann>{_COUNT}) )?(?P<spanu>{_UNIT})\b",
            rf"\b[Ii]n (?P<spano>the coming|coming|recent) (?P<spanv>{_UNIT})\b",
            r"(?P<weekend>\b[Tt]he weekend|\b[Oo]ver the weekend)\b",
            rf"(?P<y9a>\b{_YEAR})(?: ?[-–—/] ?| to | and )(?P<y9b>{_YEAR}|\d\d)\b(?![-–]\d)(?=[^\d%]|$)",
            rf"(?P<decade>\b(?:[Tt]he )?(?:[Ee]arly |[Ll]ate |[Mm]id-?)?(?P<dec>{_YEAR[:-4]}\d0)s)\b",
            rf"(?P<y9>(?<![\d.,$€£:/#-])\b{_YEAR})\b(?![-–]\d|[.,:]\d|%| ?(?:km|kg|m|ft|miles|people|troops"
            rf"|soldiers|dollars|euros|pounds|percent|per cent|units|homes|houses|jobs|cases|deaths)\b)",
            r"(?P<vague>\b(?:[Rr]ecently|[Ll]ately|[Ss]oon|[Ii]n recent (?:days|weeks|months|years|hours)"
            r"|[Tt]hese days))\b",
        )
    )
)
_TRIGGER = re.compile(
    r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)|day\b|days\b|tomorrow|night|"
    r"morning|afternoon|evening|week|month|year|decade|century|quarter|spring|summer|autumn|winter|fall\b|hour|minute|"
    r"\brecent|\blately|\bsoon\b",
    re.IGNORECASE,
)
"""Without one of these a text holds no time expression: a quick look before the slow one."""
_FUTURE = re.compile(
    r"\b(?:will|would|shall|scheduled|due|set to|expected|plans?|planned|planning|until|upcoming|ahead of"
    r"|going to|is to|are to"
    r"|ends?|begins?|starts?|takes? place|deadline|before|may|might|could|should|hopes?|intends?"
    r"|as early as|as soon as|as late as|no later than)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:said|told|was|were|had|did|has|have|announced|met|held|killed|died|began|came|wrote|voted|won|lost|struck|hit|arrested|\w{3,}ed)\b",
    re.IGNORECASE,
)
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
    trigger = _TRIGGER.search(text, start, end)
    if trigger is None:
        return
    # an expression begins at most so many characters before its first telling word ("the beginning of …")
    begin = max(start, trigger.start() - 48)
    while begin > start and text[begin - 1].isalnum():
        begin -= 1
    for match in _TIME.finditer(text, begin, end):
        found = _read(match, text, start, end, published)
        if found is None:
            continue
        earliest, latest, precision, is_relative = found
        begin = match.start()
        if match["when7"] and match["when7"].lower() not in (
            "next",
            "last",
            "this",
            "past",
            "this past",
            "this coming",
        ):
            begin = match.start("m7")
        yield DateMention(begin, match.end(), text[begin : match.end()], earliest, latest, precision, is_relative)


_Found = tuple[date | None, date | None, Precision, bool]
_UNRESOLVED: _Found = (None, None, Precision.DAY, True)


def _read(match: re.Match[str], text: str, start: int, end: int, published: date | None) -> _Found | None:
    group = match.groupdict()
    kind = match.lastgroup
    if group["iso"]:
        return _day(group["iso"][:4], group["iso"][5:7], group["iso"][8:])
    if group["slash"]:
        first, second, year = re.split(r"[/.]", group["slash"])
        if int(second) > 12:
            first, second = second, first
        return _day(year, second, first) if int(first) > 12 or "." in group["slash"] else None
    for number in "12":
        if group["m" + number]:
            return _month_day(group, number, match, text, start, end, published)
    if group["d3"]:
        return _bare_day(int(group["d3"]), match, text, start, published)
    if group["m4"]:
        return _month(group["m4"], group["y4"], group["part"], match, text, start, published)
    if group["y5"]:
        return (*_part_of_year(int(group["y5"]), group["part5"]), Precision.MONTH, False)
    if group["m6"]:
        return _month(group["m6"], group["y6"], "", match, text, start, published)
    if group["m7"]:
        when = group["when7"].lower()
        if when in ("of", "from", "by") and group["m7"] in ("May", "March"):
            return None
        return _month(group["m7"], None, when, match, text, start, published)
    if group["wd8"]:
        return _weekday(group, match, text, start, end, published)
    if group["near"]:
        return _near(group["near"].lower(), published)
    if group["rel"]:
        return _relative_unit(group["rel"].lower(), group["relunit"], published)
    if group["agon"]:
        return _counted_back(group["agon"].lower(), group["agou"], group["agod"], published)
    if group["vagu"]:
        unit = group["vagu"].lower().split()[-1]
        if published is not None and unit in ("hours", "minutes"):
            return published, published, Precision.DAY, True
        return None, None, Precision.VAGUE, True
    if group["spanu"]:
        return _span(group["spand"], group["spann"], group["spanu"], published)
    if group["spano"] or group["vague"]:
        return None, None, Precision.VAGUE, True
    if group["weekend"]:
        return _weekend(published, 0)
    if group["y9a"]:
        return _years(int(group["y9a"]), group["y9b"])
    if group["dec"]:
        first_year = int(group["dec"])
        return date(first_year, 1, 1), date(first_year + 9, 12, 31), Precision.YEAR, False
    if kind is not None and group["y9"]:
        return _year(int(group["y9"]), match, text, start, end)
    return None


def _day(year: str, month: str, day: str) -> _Found | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found, found, Precision.DAY, False


def _is_future(match: re.Match[str], text: str, start: int) -> bool:
    """Whether the clause before (or, with a leading time, after) the expression tells of the future."""
    before = text[max(start, match.start() - 90) : match.start()]
    past = max((m.end() for m in _PAST.finditer(before)), default=-1)
    future = max((m.end() for m in _FUTURE.finditer(before)), default=-1)
    if past == future == -1:
        after = re.split(r"[;:.]", text[match.end() : match.end() + 90])[0]
        first_future = _FUTURE.search(after)
        first_past = _PAST.search(after)
        return first_future is not None and (first_past is None or first_future.start() < first_past.start())
    return future > past


def _month_day(
    group: dict[str, str | None],
    number: str,
    match: re.Match[str],
    text: str,
    start: int,
    end: int,
    published: date | None,
) -> _Found | None:
    del end
    name = str(group["m" + number])
    month = _MONTHS[name.rstrip(".").lower()]
    first = int(str(group["d" + number]))
    last = int(group["d" + number + "b"] or first)
    year_text = group["y" + number]
    if year_text:
        years = [int(year_text)]
    elif published is None:
        return None, None, Precision.DAY, True
    else:
        years = _near_years(month, first, published, _is_future(match, text, start))
    try:
        found = date(years[0], month, first), date(years[0], month, max(first, last))
    except ValueError:
        return None
    return (*found, Precision.DAY, not year_text)


def _near_years(month: int, day: int, published: date, is_future: bool) -> list[int]:
    """The year that a month and day without one mean: the nearest past one, or the next where the future is told of."""
    day = min(day, calendar.monthrange(published.year, month)[1])
    this = date(published.year, month, day)
    distance = (this - published).days
    if is_future:
        return (
            [published.year if distance >= 0 else published.year + 1]
            if distance < -31 or distance >= 0
            else [published.year]
        )
    return [published.year if distance <= 7 else published.year - 1]


def _bare_day(day: int, match: re.Match[str], text: str, start: int, published: date | None) -> _Found | None:
    if published is None:
        return _UNRESOLVED
    year, month = published.year, published.month
    step = 1 if _is_future(match, text, start) else -1
    for _ in range(13):
        if day <= calendar.monthrange(year, month)[1]:
            found = date(year, month, day)
            if (found >= published) if step > 0 else (found <= published):
                return found, found, Precision.DAY, True
        month += step
        if month in (0, 13):
            year, month = year + step, 12 if month == 0 else 1
    return None


def _part_bounds(part: str, first: date, last: date) -> tuple[date, date]:
    part = part.lower()
    length = (last - first).days + 1
    if part.startswith("late") or "end of" in part:
        return first + timedelta(days=length * 2 // 3), last
    if part.startswith("early") or "start" in part or "beginning" in part:
        return first, first + timedelta(days=length // 3)
    if part.startswith("mid") or "middle" in part:
        return first + timedelta(days=length // 3), first + timedelta(days=length * 2 // 3)
    return first, last


def _part_of_year(year: int, part: str) -> tuple[date, date]:
    return _part_bounds(part, date(year, 1, 1), date(year, 12, 31))


def _month(
    name: str, year_text: str | None, part: str, match: re.Match[str], text: str, start: int, published: date | None
) -> _Found | None:
    month = _MONTHS[name.rstrip(".").lower()]
    if year_text:
        year = int(year_text)
    elif published is None:
        return None, None, Precision.MONTH, True
    else:
        is_future = (
            "next" in part or "coming" in part or (part not in ("last", "past") and _is_future(match, text, start))
        )
        year = published.year
        if is_future and month < published.month:
            year += 1
        elif (not is_future and month > published.month) or (part == "last" and month == published.month):
            year -= 1
    first, last = date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    first, last = _part_bounds(part, first, last)
    return first, last, Precision.MONTH, not year_text


def _weekday(
    group: dict[str, str | None], match: re.Match[str], text: str, start: int, end: int, published: date | None
) -> _Found | None:
    del end
    if published is None:
        return _UNRESOLVED
    weekday = _WEEKDAYS[str(group["wd8"]).rstrip(".").lower()]
    when = (group["when8"] or "").strip().lower()
    after = (group["after8"] or "").strip()
    back = (published.weekday() - weekday) % 7
    forth = (weekday - published.weekday()) % 7
    if after == "next week" or after == "last week":
        monday = published - timedelta(days=published.weekday())
        found = monday + timedelta(days=weekday + (7 if after == "next week" else -7))
    elif when == "next":
        found = published + timedelta(days=forth or 7)
    elif when == "last":
        found = published - timedelta(days=back or 7)
    elif "coming" in when or (when != "past" and "past" not in when and _is_future(match, text, start)):
        found = published + timedelta(days=forth)
    else:
        found = published - timedelta(days=back)
    return found, found, Precision.DAY, True


def _near(words: str, published: date | None) -> _Found:
    if published is None:
        return _UNRESOLVED
    if "before yesterday" in words:
        days = (-2, -2)
    elif "after tomorrow" in words:
        days = (2, 2)
    elif words in ("yesterday", "last night"):
        days = (-1, -1)
    elif words == "tomorrow":
        days = (1, 1)
    elif words == "overnight":
        days = (-1, 0)
    else:
        days = (0, 0)
    first, last = (published + timedelta(days=n) for n in days)
    return first, last, Precision.DAY, True


def _relative_unit(when: str, unit: str, published: date | None) -> _Found | None:
    if "same" in when or "following" in when or when in ("the previous", "previous"):
        return None, None, Precision.VAGUE, True
    step = (
        -1
        if when.endswith(("last", "past")) and "this" not in when
        else 1
        if when.endswith(("next", "coming")) and "this" not in when
        else 0
    )
    precisions = {
        "week": Precision.WEEK,
        "weekend": Precision.DAY,
        "fortnight": Precision.WEEK,
        "month": Precision.MONTH,
        "year": Precision.YEAR,
    }
    precision = precisions.get(unit, Precision.VAGUE)
    if published is None or precision is Precision.VAGUE:
        return None, None, precision, True
    if unit == "weekend":
        return _weekend(published, step)
    return (*_shifted(published, unit, step), precision, True)


def _shifted(day: date, unit: str, step: int) -> tuple[date, date]:
    """The whole week, month or year that lies `step` of them from the day's own."""
    if unit in ("week", "fortnight"):
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=step)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        months = day.year * 12 + day.month - 1 + step
        year, month = divmod(months, 12)
        return date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1])
    return date(day.year + step, 1, 1), date(day.year + step, 12, 31)


def _weekend(published: date | None, step: int) -> _Found:
    if published is None:
        return _UNRESOLVED
    saturday = published - timedelta(days=(published.weekday() - 5) % 7)
    if step >= 0 and published.weekday() < 5 and step == 1:
        saturday += timedelta(weeks=1)
    return saturday, saturday + timedelta(days=1), Precision.DAY, True


def _counted_back(count_text: str, unit: str, direction: str, published: date | None) -> _Found | None:
    unit = unit.rstrip("s")
    if (
        published is None
        or direction in ("later", "before")
        or (direction == "earlier" and unit not in ("hour", "minute", "day"))
    ):
        return None, None, Precision.VAGUE, True
    words = count_text.split()
    number = words[-1] if words[-1] != "of" else "a couple of"
    count = int(number) if number.isdigit() else _SMALL.get(number, 3)
    is_vague = number in ("few", "several")
    sign = 1 if direction == "from now" else -1
    if unit in ("minute", "hour"):
        days = count // 24 if unit == "hour" and count >= 24 else 0
        day = published + timedelta(days=sign * days)
        return day, day, Precision.DAY, True
    if is_vague:
        return None, None, Precision.VAGUE, True
    if unit == "day":
        day = published + timedelta(days=sign * count)
        return day, day, Precision.DAY, True
    if unit in ("week", "fortnight"):
        day = published + timedelta(weeks=sign * count * (2 if unit == "fortnight" else 1))
        return (*_shifted(day, "week", 0), Precision.WEEK, True)
    if unit == "month":
        return (*_shifted(published, "month", sign * count), Precision.MONTH, True)
    years = count * {"year": 1, "decade": 10}.get(unit, 100)
    return (*_shifted(published, "year", max(sign * years, 1 - published.year)), Precision.YEAR, True)


def _span(direction: str, count_text: str | None, unit: str, published: date | None) -> _Found:
    is_plural = unit.endswith("s")
    unit = unit.rstrip("s")
    number = (count_text or "one").lower()
    count = int(number) if number.isdigit() else _SMALL.get(number, 0)
    days = {"minute": 0, "hour": 0, "day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}.get(unit)
    if published is None or days is None or not count or (count_text is None and is_plural):
        return None, None, Precision.VAGUE, True
    if unit == "hour":
        count, days = (count + 23) // 24, 1
    length = timedelta(days=min(count * days, 36_500))
    precision = (
        Precision.DAY
        if days <= 1
        else Precision.WEEK
        if days <= 14
        else Precision.MONTH
        if days == 30
        else Precision.YEAR
    )
    if direction in ("last", "past"):
        return published - length, published, precision, True
    return published, published + length, precision, True


def _years(first: int, second: str) -> _Found | None:
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if last < first or last - first > 200:
        return None
    return date(first, 1, 1), date(last, 12, 31), Precision.YEAR, False


def _year(year: int, match: re.Match[str], text: str, start: int, end: int) -> _Found | None:
    before = text[max(start, match.start() - 16) : match.start()]
    after = text[match.end() : min(end, match.end() + 16)]
    if year > 2100 or not (_YEAR_BEFORE.search(before) or _YEAR_AFTER.search(after)):
        return None
    return date(year, 1, 1), date(year, 12, 31), Precision.YEAR, False
