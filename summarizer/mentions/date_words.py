"""The words that tell time: months, weekdays and counts, and one grammar of the expressions made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date


def _numbered(rows: str, first: int = 0) -> dict[str, int]:
    """Every word of every row of a list → the number of its row."""
    return {word: number for number, row in enumerate(rows.split(","), start=first) for word in row.split()}


MONTHS = _numbered(
    "january jan, february feb, march mar, april apr, may, june jun, july jul, august aug, september sept sep,"
    " october oct, november nov, december dec",
    first=1,
)
WEEKDAYS = _numbered(
    "monday mon, tuesday tues tue, wednesday wed, thursday thurs thu, friday fri, saturday sat, sunday sun"
)
COUNTS = _numbered("zero, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve") | {
    "a": 1,
    "an": 1,
    "a couple of": 2,
    "a few": 3,
    "several": 3,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
}

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)(?:\.|\b))"
)
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|(?:Mon|Tues|Tue|Wed|Thurs|Thu|Fri|Sat)\.)"
_CENTURY = r"(?:1[5-9]|20)"
_YEAR = _CENTURY + r"\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_COUNT = (
    r"(?:\d{1,3}|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|an?"
    r"|a couple of"
    r"|a few|several))"
)
_UNIT = r"(?:minute|hour|day|week|fortnight|month|year|decade|century|centurie)s?"

EXPRESSION = re.compile(
    r"\b(?=\w)(?:"  # all begin where a word does: one look there instead of one for every kind
    + "|".join(
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
            rf"(?P<decade>\b(?:[Tt]he )?(?:[Ee]arly |[Ll]ate |[Mm]id-?)?(?P<dec>{_CENTURY}\d0)s)\b",
            rf"(?P<y9>(?<![\d.,$€£:/#-])\b{_YEAR})\b(?![-–]\d|[.,:]\d|%| ?(?:km|kg|m|ft|miles|people|troops"
            rf"|soldiers|dollars|euros|pounds|percent|per cent|units|homes|houses|jobs|cases|deaths)\b)",
            r"(?P<vague>\b(?:[Rr]ecently|[Ll]ately|[Ss]oon|[Ii]n recent (?:days|weeks|months|years|hours)"
            r"|[Tt]hese days))\b",
        )
    )
    + ")"
)
TRIGGER = re.compile(
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
_BEFORE_A_CALENDAR_MONTH = frozenset(["next", "last", "this", "past", "this past", "this coming"])
_REACH = 90  # so many characters around an expression tell whether it lies ahead


@dataclass(frozen=True, slots=True)
class Expression:
    """A match of EXPRESSION in the sentence [start, end) of the text, told on the day `published`."""

    match: re.Match[str]
    start: int
    end: int
    published: date | None

    @property
    def begin(self) -> int:
        """Where it begins: "next March" at "next", "in March" at "March"."""
        when = self.words("when7")
        return self.match.start("m7" if when and when not in _BEFORE_A_CALENDAR_MONTH else 0)

    def words(self, group: str) -> str:
        """A part of the match in lower case without spaces around; "" for one that is not there."""
        return (self.match[group] or "").strip().lower()

    def number(self, group: str) -> int:
        """A part of the match that is digits; 0 for one that is not there."""
        return int(self.match[group] or 0)

    def before(self, length: int) -> str:
        """So many characters of the sentence before the expression, or fewer."""
        return self.match.string[max(self.start, self.match.start() - length) : self.match.start()]

    def is_future(self) -> bool:
        """Whether the clause before (or, with a leading time, after) the expression tells of the future."""
        before = self.before(_REACH)
        past = max((found.end() for found in _PAST.finditer(before)), default=-1)
        future = max((found.end() for found in _FUTURE.finditer(before)), default=-1)
        if past >= 0 or future >= 0:
            return future > past
        stop = self.match.end()
        after = re.split(r"[;:.]", self.match.string[stop : stop + _REACH])[0]
        first_future, first_past = _FUTURE.search(after), _PAST.search(after)
        return first_future is not None and (first_past is None or first_future.start() < first_past.start())
