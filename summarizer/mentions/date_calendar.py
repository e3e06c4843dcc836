"""Time that names its own place in the calendar: days of months, months, years, decades."""

from __future__ import annotations

import re
from datetime import date

from summarizer.mentions.date_bounds import (
    UNRESOLVED,
    Bounds,
    month_bounds,
    part_of,
    year_bounds,
    year_meant,
)
from summarizer.mentions.date_scene import Expression
from summarizer.mentions.date_tense import Tense, is_before_fixture
from summarizer.mentions.date_words import DAY_NUMBERS, DECADES, MONTHS, SEASONS, WEEKDAYS
from summarizer.mentions.date_years import governing_year
from summarizer.model import Precision

_LAST_YEAR = 2100
YEAR_STEPS = {"last": -1, "this": 0, "next": 1}
_NAME_BEFORE = re.compile(
    r"(?:\b(?!(?:If|When|But|And|As|While|Since|That|This|Until|Although|Because|Though|So|Yet|Was|Is|Did|Does|Had|Has"
    r"|Like|Unlike|Only|Even|Not)\b)[A-Z][a-z]+|\b[A-Z]\.|\bM(?:r|rs|s)\.?) $"
)
_HABIT = re.compile(
    r"\b(?:typically|usually|normally|generally|traditionally|annually|every year|each year|used to|alike"
    r"|all year round)\b"
)
_BARE_SEASON = re.compile(rf"\b(?:in|by) (?:{'|'.join(SEASONS)})\b")
_NAME_AFTER = re.compile(r" (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z][a-z]")
_IN_A_MONTH = re.compile(r"(?:^|[,;:“\"] ?)(?:In|Since|Until|By|in|since|until|by) $")
"""A month that opens its clause may stand before a name: "In July Karvel's council met"."""
_TIME_WORD = re.compile(
    r"\b(?:in|since|until|till|by|from|to|during|before|after|through|of|next|last|this|between|late|early|mid|for"
    r"|and|or|as early as|as late as|as|the|each|around|about|on|when|till|throughout|[-–—]|,)\s?$",
    re.IGNORECASE,
)
_STRONG_TIME_WORD = re.compile(
    r"\b(?:in|since|until|till|during|before|after|through|next|last|this|between|late|early|mid|throughout"
    r"|as early as|as late as)\s$",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"\b(?:reach|book|qualif|advanc|progress|earn|secur|seal|clinch|set up|set-up|through to|place in|ticket to)\w*\b"
    r"[^.;:]*\b(?:[Ff]inals?|semi-?finals?|quarter-?finals?|play-?offs?|showdown|clash)"
    r" (?:against [^,;]{3,40} )?on (?:the )?$"
)
"""Who reaches the final on a day told without a year reached it before that day."""
_ENDS = re.compile(
    r"^(?:[.,;:)?!”\"’'—–]|\s?[-–—]|$| (?:to|until|and|or|through|on|onwards?|when|with|if|next|last|this)\b)"
)


def exact_day(year: int, month: int, day: int, last: int | None = None, is_relative: bool = False) -> Bounds | None:
    """A day, or several of one month; None for one that no calendar has."""
    try:
        return Bounds(date(year, month, day), date(year, month, last or day), Precision.DAY, is_relative)
    except ValueError:  # the 31st of a month of thirty days
        return None


def iso_day(told: Expression) -> Bounds | None:
    """ "2022-02-15"."""
    year, month, day = map(int, told.words("iso").split("-"))
    return exact_day(year, month, day)


def slashed_day(told: Expression) -> Bounds | None:
    """ "15/2/2022", "2/15/2022", "3.2.2022"; nothing for "3/2/2022", which two readers read in two ways."""
    words = told.words("slash")
    first, second, year = map(int, re.split(r"[/.]", words))
    day, month = (second, first) if second > 12 else (first, second)
    return exact_day(year, month, day) if day > 12 or day == month or "." in words else None


def month_and_day(told: Expression, order: str) -> Bounds | None:
    """ "February 15–17, 2022", "15 February", "the first of May": each order has its own groups in the grammar."""
    month = MONTHS[told.words("m" + order).rstrip(".")]
    first = DAY_NUMBERS[told.words("ord")] if order == "3" else told.number("d" + order)
    year, last = told.number("y" + order), first
    if order != "3":
        last = max(first, told.number(f"d{order}b"))
    if order == "2":
        first = told.number("d2a") or first
    if year:
        return exact_day(year, month, first, last)
    if order != "3" and told.words("year" + order):
        meant, _ = said_year(told, "year" + order)
        return exact_day(meant, month, first, last, is_relative=True) if meant else UNRESOLVED
    if (told_year := governing_year(told)) is not None:
        return exact_day(told_year, month, first, last, is_relative=True)
    if told.published is None:
        return UNRESOLVED
    joined = told.joined_to()
    weekday = (told.words("wd" + order) if order in "12" else "").rstrip(".")
    if weekday and (fitting := _year_of_weekday(weekday, month, first, told.published)) is not None:
        year = fitting
    elif joined and joined.days:
        year = joined.days[1].year + (month < joined.days[1].month)
    else:
        is_named = is_before_fixture(told.after(40)) and re.search(
            r"(?:\b(?:the|an?|its|his|her|their)|[’']s) $", told.before(8)
        )
        is_open = is_named or _REACHED.search(told.before(90))
        year = year_meant(month, first, told.published, Tense.UNTOLD if is_open else told.tense)
    return exact_day(year, month, first, last, is_relative=True)


def _year_of_weekday(weekday: str, month: int, day: int, published: date) -> int | None:
    """The nearest year in which the day falls on the weekday that stands with it."""
    years = sorted(range(published.year - 5, published.year + 2), key=lambda year: abs(year - published.year))
    for year in years:
        bounds = exact_day(year, month, day)
        if bounds and bounds.earliest and bounds.earliest.weekday() == WEEKDAYS[weekday]:
            return year
    return None


def month(told: Expression, month_group: str, year_group: str = "", part_group: str = "") -> Bounds | None:
    """ "late December", "February 2022", "March last year", "next March"."""
    number = MONTHS[told.words(month_group).rstrip(".")]
    part = told.words(part_group) if part_group else ""
    year, is_relative = said_year(told, year_group)
    if year is None:
        year, is_relative = _year_after(told), False
    if year is None:
        is_relative = True
        if told.published is None:
            return Bounds(None, None, Precision.MONTH, True)
        year = governing_year(told) or told.published.year + _years_off(number, part, told, told.published)
    return Bounds(*part_of(part, *month_bounds(year, number)), Precision.MONTH, is_relative)


def months(told: Expression) -> Bounds | None:
    """ "March-April this year": from the first day of the one to the last of the other."""
    first, last = (MONTHS[told.words(group).rstrip(".")] for group in ("mma", "mmb"))
    year, is_relative = said_year(told, "mmy")
    if year is None:
        if told.published is None:
            return Bounds(None, None, Precision.MONTH, True)
        year = told.published.year + _years_off(last, "", told, told.published)
    start = date(year - (first > last), first, 1)
    return Bounds(start, month_bounds(year, last)[1], Precision.MONTH, is_relative)


def said_year(told: Expression, group: str) -> tuple[int | None, bool]:
    """The year that an expression names, "2022" or "last year", and whether it is told from publication."""
    words = told.words(group) if group else ""
    if number := re.search(r"\d{4}", words):
        return int(number[0]), False
    step = next((step for word, step in YEAR_STEPS.items() if word in words.split()), None)
    if not words or told.published is None:
        return None, True
    return told.published.year + (step or 0), True


def _year_after(told: Expression) -> int | None:
    """The year of the second of two months, which the first one shares: "January to March 2025"."""
    found = re.match(
        r"(?: to | and | until | or |[-–—] ?)(?:early |late )?([A-Z][a-z]{2,8})\.?,? ((?:1[5-9]|20)\d\d)\b",
        told.after(40),
    )
    return int(found[2]) if found and found[1].lower() in MONTHS else None


def _years_off(number: int, when: str, told: Expression, published: date) -> int:
    """In which year from that of publication a month lies."""
    months = number - published.month
    joined = told.joined_to()
    if joined and joined.days and not when:
        return joined.days[0].year - published.year + (number < joined.days[0].month)
    if not when and _is_vote_to_come(told):
        return 1 if months < 0 else 0
    is_open = told.tense is Tense.INTENDED or _is_adjective(told)
    is_open = (is_open and not when) or (told.tense is Tense.EITHER and not when.endswith(("last", "past", "next")))
    if is_open:  # "the October figures", "bailed until December": the nearest
        return min((-1, 0, 1), key=lambda years: abs(months + 12 * years))
    if when == "this" and months > 0:
        return 0  # "this November", told in August
    is_last, is_next = when.endswith(("last", "past", "previous")), when.endswith(("next", "coming", "following"))
    if is_next or (not is_last and told.is_ahead):
        return 1 if months < 0 or (when == "next" and months == 0) else 0
    return -1 if months > 0 or (is_last and months == 0) else 0


def _is_vote_to_come(told: Expression) -> bool:
    """Whether a month tells which vote lies ahead: "toward the November election", "will be on the May ballot"."""
    if _VOTE.match(told.after(40)) is None or re.search(r"\b(?:the|an?|this|[’']s) $", told.before(8)) is None:
        return False
    before = told.before(40)
    is_open = told.tense is not Tense.PAST and _STOOD_IN.search(before) is not None
    return told.is_ahead or is_open or _TOWARDS_IT.search(before) is not None


_VOTE = re.compile(
    r" (?:(?:general|presidential|parliamentary|state|local|mayoral|leadership|regional|federal|midterm|recall|snap)"
    r" )?(?:elections?|ballot|primar(?:y|ies)|caucus(?:es)?|referendums?|run-?off|midterms|polls|vote)\b"
)
_TOWARDS_IT = re.compile(
    r"\b(?:towards?|ahead of|heading into|going into|in time for|preparing for|appear on) (?:the|an?|this) $"
)
_STOOD_IN = re.compile(r"\b(?:in|for) (?:the|an?|this) $")
_HOPED = re.compile(
    r"\b(?:threat|prospect|chances?|risk|hopes?|fears?|plans?|bid|ahead|possible|possibility|likely)\b[^.;]{0,70}$"
)
"""What has been said to lie ahead: "the threat of an exit in a June referendum"."""


def _is_adjective(told: Expression) -> bool:
    """Whether a month only tells which one is meant of several: "the November strike"."""
    if re.match(r" (?:delivery|futures|contract)\b", told.after(10)):
        return True
    if re.search(r"\ban? $", told.before(4)):
        is_open = told.tense is not Tense.PAST or _HOPED.search(told.before(90)) is not None
        return is_open and is_before_fixture(told.after(40))
    is_determined = re.search(r"\b(?:the|its|his|her|their|[’']s) [“\"‘]?$", told.before(8))
    return bool(is_determined and re.match(r" [a-z]+", told.after(6)))


def lone_month(told: Expression) -> Bounds | None:
    """ "in March", "the November strike"; no march that somebody is on, no Ms May, no swallows that come in May."""
    before, after, name = told.before(24), told.after(24), told.match["m7"]
    if name == "March" and _A_MARCH.match(after):
        return None
    if not told.words("when7"):
        if re.match(r" (?:day|night|morning|afternoon|evening)s?\b", after):
            return None  # "the hottest June day"
        if before.endswith("-") or (_NAME_AFTER.match(after) and not _IN_A_MONTH.search(before)):
            return None
        if _NAME_BEFORE.search(before) and not _TIME_WORD.search(before):
            return None
        if name in ("May", "March", "Mar", "Jan", "Sep", "Dec") or len(name.rstrip(".")) < 4:
            is_timed = (
                _STRONG_TIME_WORD.search(before)
                or (_TIME_WORD.search(before) and _ENDS.match(after))
                or _ENDS_ACCOUNT.search(before)
                or _tells_which(name, before, after)
                or _follows_month(told)
            )
            if not is_timed:
                return None
        elif not before and not after:
            return None
    if re.search(r"\b(?:every|each|(?:an?|any|every|each)(?: \w+)? \w+day in) $", before, re.IGNORECASE) or is_cycle(
        told
    ):
        return None
    return month(told, "m7", part_group="when7")


def _tells_which(name: str, before: str, after: str) -> bool:
    """Whether a month whose name means other things, too, tells which vote or count is meant: "a May poll"."""
    if _ONE_OF_SEVERAL.search(before) is None:
        return False
    is_one = re.search(r"\b[Aa] [“\"‘]?$", before) is not None  # "a March wind" is of any year
    if name.startswith("Mar") and not is_one and _NO_MARCHERS.match(after):
        return True
    return is_before_fixture(after) or _COUNTED_MONTHLY.match(after) is not None


_NO_MARCHERS = re.compile(r" (?!organi[sz]|leader|route|famil|sister|participa)[a-z]{3,}")
_ONE_OF_SEVERAL = re.compile(r"(?:\b(?:[Aa]n?|[Tt]he|its|his|her|their|our|this|last)|[’']s) [“\"‘]?$")


def _follows_month(told: Expression) -> bool:
    """Whether another month stands right before it, "from January to March"."""
    joined = told.joined_to()
    return joined is not None and bool(joined.told.match["m7"] or joined.told.match["m6"])


_ENDS_ACCOUNT = re.compile(r"\b(?:weeks?|months|quarter|half|year) (?:to|ending|ended|through) (?:in )?$")
"""Before the month with which a time ends that figures are given for: "the three months to March rose"."""
_COUNTED_MONTHLY = re.compile(
    r" (?:polls?|polling|surveys?|ballot|reports?|figures?|data|numbers|results?|sales|inflation|payrolls|reading"
    r"|issue|edition|elections|primaries|meetings|contests?)\b"
)
"""What is made or published month by month, or voted on in one."""
_A_MARCH = re.compile(r" (?:[Oo]n|[Aa]gainst) (?:the )?(?!\w+day\b)[A-Z]")
"""After "March": what it is a march on, "the March on Orvan"."""


def year_of_month(told: Expression, number: int) -> int | None:
    """In which year a month without one lies; None where nobody knows when the text was written."""
    if told.published is None:
        return None
    return governing_year(told) or told.published.year + _years_off(number, "", told, told.published)


def is_cycle(told: Expression) -> bool:
    """Whether the sentence tells what happens every year: "usually", or in the present beside a bare season."""
    sentence = told.match.string[told.start : told.end]
    if _HABIT.search(sentence):
        return True
    is_timeless = told.tense in (Tense.UNTOLD, Tense.PRESENT)
    return is_timeless and _BARE_SEASON.search(sentence) is not None


def part_of_year(told: Expression) -> Bounds:
    """ "early 2023", "the end of 2019"."""
    year = told.number("y5")
    return Bounds(*part_of(told.words("part5"), date(year, 1, 1), date(year, 12, 31)), Precision.MONTH, False)


def years(told: Expression) -> Bounds | None:
    """ "2014–2018", "2014-18"."""
    first, last = told.number("y9a"), told.number("y9b")
    if last < 100:
        last += first // 100 * 100
    return year_bounds(first, last) if first <= last <= first + 200 else None


def decade(told: Expression) -> Bounds:
    """ "the 1990s", "the late 1990s"."""
    first = told.number("dec")
    if re.fullmatch(r"\d{4}['’]s", told.words("decade")):
        return year_bounds(first)  # "2030's winner"
    bounds = part_of(told.words("decp").strip("- "), date(first, 1, 1), date(first + 9, 12, 31))
    return Bounds(*bounds, Precision.YEAR, False)


def century(told: Expression) -> Bounds | None:
    """ "the 21st century", "the early twentieth century": the first is that of the years 1 to 100."""
    words = told.words("cent")
    number = int(words[:-2]) if words[0].isdigit() else DAY_NUMBERS[words]
    if not 0 < number <= _LAST_YEAR // 100:
        return None
    part = told.words("centp").removeprefix("the ").strip("- ")
    first, last = {"early": (1, 33), "mid": (34, 66), "late": (67, 100)}.get(part, (1, 100))
    return Bounds(
        date(100 * number - 100 + first, 1, 1), date(100 * number - 100 + last, 12, 31), Precision.YEAR, False
    )


def decade_by_word(told: Expression) -> Bounds | None:
    """ "the nineties" of the last century; of the heat they are none."""
    return _decade_told(told, 10 * DECADES[told.words("nin")], "ninp")


def decade_in_short(told: Expression) -> Bounds | None:
    """ "the 70s", "the late ’80s": of the last century."""
    return _decade_told(told, told.number("sho"), "shop")


def _decade_told(told: Expression, first: int, part_group: str) -> Bounds | None:
    is_time = _IN_A_DECADE.search(told.before(12)) or _DECADE_WAS.match(told.after(8))
    if not is_time or _HEAT.search(told.match.string, told.start, told.end):
        return None
    bounds = part_of(told.words(part_group).strip("- "), date(1900 + first, 1, 1), date(1909 + first, 12, 31))
    return Bounds(*bounds, Precision.YEAR, False)


_IN_A_DECADE = re.compile(
    r"\b(?:about|on|like|in|of|since|from|during|until|till|through|throughout|by|to|before|after|and|into) $",
    re.IGNORECASE,
)
_DECADE_WAS = re.compile(r" (?:was|were|had|saw|began|ended)\b")
_HEAT = re.compile(
    r"\b(?:degrees?|[Tt]emperatures?|[Mm]ercury|thermometers?|Fahrenheit|heat\w*|[Hh]ighs|[Ll]ows|humidity|scor\w+)\b|°"
)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|of|until|till|from|to|and|during|before|after|between|for|late|early|mid|year|the|,"
    r"|and|or|through|around|back|circa|season|spring|summer|autumn|fall|winter|election|ending|fiscal|its|his|her"
    r"|their)|[(\[–—-]|^) ?$",
    re.IGNORECASE,
)
_YEAR_AFTER = re.compile(
    r"^(?: (?:election|season|census|report|study|survey|budget|campaign|war|law|act|agreement|deal|treaty"
    r"|attack|referendum|"
    r"World|Olympic|Paris|Summer|Winter|film|book|novel|song|album|model|invasion|annexation|presidential|general|crisis|"
    r"earthquake|and|to|but|when|with|as|at|after|before|for|that|by|,)|[,.;:)\]?!]|'s|’s|$)"
)
_SURELY_YEAR = re.compile(r"\b(?:in|since|until|till|during|the|its|his|her|their) $", re.IGNORECASE)
_COUNTED = re.compile(r"^ (?!(?:was|is|has|as|this|its|his|us)\b)[a-z]+(?<!s)s\b")


_A_YEARS_OWN = re.compile(r"\b(?:[Aa]n?|[Tt]his|[Tt]hat|[Ee]very|[Ee]ach) $")
_ENDS_THEN = re.compile(
    r" (?:comes|came|draws|drew|begins|began|dawns|dawned|ends|ended|closes|closed|approaches|opens|opened|wore"
    r"|wears)\b"
)
"""What a year does: "As 2015 comes to an end"."""
_OF_A_YEAR = re.compile(r"\b(?:an?|[Tt]he|[Aa]ll|[Ee]very|[Ee]ach|[Aa]ny|[Mm]ost|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts) $")
_MADE_THEN = re.compile(
    r" (?:[A-Z][a-z]+ [\dA-Z]|(?:campaign|race|contest|candidate|hopeful|contender|nominee|bid|vote)s?\b)"
)
"""After a year that tells of which one something is: "a 1968 Boler 727", "all 2028 campaigns"."""


_OWNED = re.compile(r"(?:[’']s|s[’']) $")
_PLAIN_NOUN = re.compile(r" [A-Za-z]")
_NOUN_OR_TITLE = re.compile(r" (?:[A-Za-z]|[“\"‘][A-Z])")
_VOTES = re.compile(r" (?:elections|primaries|races|campaigns)\b")
_VOTED = re.compile(r" (?:election|primary|race|vote|campaign|ballot)\b")


def _is_owned(before: str, after: str) -> bool:
    """ "Orr's 1960 classic", "a great 2014 Winter Games": years, where nothing in the plural is counted."""
    if _OWNED.search(before) and _VOTES.match(after):
        return True  # "other states' 2014 elections"
    if not _NOUN_OR_TITLE.match(after) or _COUNTED.match(after):
        return False
    is_named = after[1:2].isupper() or not after[1:2].isalpha() or _VOTED.match(after) is not None
    return _OWNED.search(before) is not None or (_A_GREAT.search(before) is not None and is_named)


_A_GREAT = re.compile(
    r"(?:\b(?i:an?|the|our|this|his|her|its|their)|[’']s) "
    r"(?!(?:further|total|full|good|mere|record|remaining|other|first|last|next)\b)[a-z]+ $"
)


def year(told: Expression) -> Bounds | None:
    """A bare number of a year, where the words around it let it be one."""
    number, before, after = told.number("y9"), told.before(32), told.after(24)
    if number > _LAST_YEAR:
        return None
    if (_OF_A_YEAR.search(before) and _MADE_THEN.match(after)) or _is_owned(before, after) or _ENDS_THEN.match(after):
        return year_bounds(number)
    if _A_YEARS_OWN.search(before) and _PLAIN_NOUN.match(after) and not _COUNTED.match(after):
        return year_bounds(number)  # "this 2012 interview"
    if not (_YEAR_BEFORE.search(before) or _YEAR_AFTER.search(after)):
        return None
    if _COUNTED.match(after) and not _SURELY_YEAR.search(before):
        return None
    return year_bounds(number)
