"""How a figure stands in its sentence: in which unit, per what time, by how much or up to what, where, of whom what.

A figure may stand in the articles and still not be what the claim says it is: nine weeks for nine months, a rate of a
year for one of a month, "by" for "to", the 26 missing for the dead. These are read from the few words around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from summarizer.checkers._alignment import content_stems, cue_words
from summarizer.checkers._values import Place, relation
from summarizer.model import Claim, Figure, FigureKind, ReadSentence, Story

UNIT_FIT = 0.35
"""How well a place must fit where the claim's number stands in another unit: the same number is no chance."""
STATE_FIT = 0.3  # and one that tells of people in the very state that the claim tells of
_MEASURED = frozenset({FigureKind.DURATION, FigureKind.MEASURE})
_UNIT_WORDS = cue_words("measure_noun")
"""Nouns that measure, also where nobody took them for a unit."""
_PERIODS = {
    "hourly": "hour", "daily": "day", "nightly": "night", "weekly": "week", "monthly": "month",
    "quarterly": "quarter", "yearly": "year", "annually": "year", "annum": "year",
}  # fmt: skip
_PER = re.compile(
    r"^(?:\s+[a-z-]+){0,3}?\s+(?:(?:an?|per|each|every)\s+(?P<unit>second|minute|hour|day|night|week|month|quarter|year|annum"
    r"|season|litre|liter|gallon|barrel|tonne|ton|kilo|kilogram|pound|ounce|share|head|person|household|kilometre|mile"
    r"|(?:cubic|square) (?:metre|meter|foot|mile|kilometre))\b"
    r"(?!\s+(?:after|before|later|earlier|ago|off|long|trip|of|in advance|into|out))"
    r"|(?P<word>hourly|daily|nightly|weekly|monthly|quarterly|yearly|annually)\b)",
    re.I,
)
_CHANGES = re.compile(
    r"\b(?:ris\w+|rose|rais\w+|fell|fall\w*|cut\w*|increas\w+|reduc\w+|lower\w*|grew|grow\w*|climb\w+|drop\w*|declin\w+"
    r"|jump\w+|shr[aiu]nk\w*|slash\w+|lift\w+|slid\w*|plung\w+|soar\w+|surg\w+|widen\w+|narrow\w+)\b",
    re.I,
)
_BEFORE = re.compile(r"\b(by|to) (?:(?:about|around|some|nearly|almost|more than|at least|up to|just|over) )*$", re.I)
_STATES = {
    "dead": r"died|dead|dies|dying|deaths?|toll|kill(?:ed|s|ing|ings)?|lost their lives|perished|drowned|fatal\w*",
    "missing": r"missing|unaccounted for",
    "hurt": r"injur\w+|wounded|hurt|treated|hospitali[sz]ed|(?:taken|brought|rushed|flown) to (?:a |the )?hospitals?",
    "arrested": r"arrest\w*|detain\w+|in custody|held by police",
    "rescued": r"rescu\w+|saved|pulled from",
    "evacuated": r"evacuat\w+|displaced|left their homes|fled",
    "aboard": r"aboard|on board|carrying",
    "sought": r"asked for|sought|demand\w+|called for|requested|wanted",
    "sentenced": r"sentenc\w+|jailed|imprison\w+|given",
}  # fmt: skip
TOLLS = frozenset({"dead", "missing", "hurt", "arrested", "rescued", "evacuated"})
ANYBODY = content_stems("people person persons others men women")
_CLAUSE_END = re.compile(r"[,;:()]|\b(?:and|but|while|whereas|though|although|after|before|including)\b")
_PLACED = re.compile(
    r"^(?:\s[a-z-]+){0,2}?\s(?:in|at|near|around|across|on|along|inside|within|outside) (?:the )?"
    r"(?P<where>(?:[\w’'-]+ ?){1,4})"
)
_PART_OF = re.compile(r"^\s+of\s+(?:[\w’'-]+\s+){0,4}$")


def other_unit(figure: Figure, places: Sequence[Place]) -> Place | None:
    """The place where the articles have the claim's number in another unit of the kind."""
    mine = _unit_of(figure)
    if not mine or figure.low != figure.high:
        return None
    return next(
        (
            place
            for place in places
            if _unit_of(place.figure) not in ("", mine)
            and place.figure.low == figure.low
            and place.figure.high == figure.high
            and place.fit >= UNIT_FIT
            and relation(figure, place.figure) == "other"
        ),
        None,
    )


def _unit_of(figure: Figure) -> str:
    return (figure.unit if figure.kind in _MEASURED else "") or (
        figure.counted if figure.counted in _UNIT_WORDS else ""
    )


def period_of(text: str, end: int) -> str:
    """Per what time a figure that ends at a place of the text is given; "" where it is none of a time.

    >>> period_of("It costs 9 million lei a year.", 22), period_of("It sank with 3 men a day after.", 14)
    ('year', '')
    """
    found = _PER.match(text[end:])
    if found is None:
        return ""
    unit = (found["unit"] or found["word"]).lower()
    return _PERIODS.get(unit, unit)


def other_period(figure: Figure, claim: Claim, same: Sequence[Place]) -> tuple[Place, str, str] | None:
    """The place that gives the figure per another time, with the time of the claim and its own."""
    mine = period_of(claim.text, figure.end - claim.start)
    theirs = [(place, period_of(place.sentence.text, _end(place))) for place in same]
    if not mine or not theirs or not all(theirs_ for _, theirs_ in theirs):
        return None
    if any(period == mine for _, period in theirs):
        return None
    return theirs[0][0], mine, theirs[0][1]


def other_direction(figure: Figure, claim: Claim, same: Sequence[Place]) -> tuple[Place, str, str] | None:
    """The place that has "to" before the figure where the claim has "by", or the other way round, of what changes."""
    mine = _BEFORE.search(claim.text[: figure.start - claim.start])
    if mine is None or not _CHANGES.search(claim.text[: mine.start()]):
        return None
    theirs = [(place, _BEFORE.search(place.sentence.text[: _start(place)])) for place in same]
    if not theirs or any(found is None or found[1].lower() == mine[1].lower() for _, found in theirs):
        return None
    return next((place, mine[1].lower(), found[1].lower()) for place, found in theirs if found is not None)


def elsewhere(figure: Figure, claim: Claim, same: Sequence[Place]) -> tuple[Place, str] | None:
    """The place where the articles have the figure somewhere else than the claim, and another figure there."""
    mine = _PLACED.match(claim.text[figure.end - claim.start :])
    if mine is None or not mine["where"][:1].isupper() or not same:
        return None
    where = mine["where"].split()[0]
    if _A_TIME.match(where):
        return None
    for place in same:
        theirs = _PLACED.match(place.sentence.text[_end(place) :])
        if theirs is None or where in theirs["where"]:
            return None
        others = [f for f in place.sentence.mentions.figures if f.start != place.figure.start]
        if not any(_is_at(where, place.sentence, other) for other in others):
            return None
    return same[0], where


_A_TIME = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|Easter|Christmas|New"
)


def _is_at(where: str, sentence: ReadSentence, figure: Figure) -> bool:
    found = _PLACED.match(sentence.text[figure.end - sentence.sentence.start :])
    between = r"^(?: of (?:them|those|which|whom))? (?:in|at|near|around|across) "
    after = sentence.text[figure.end - sentence.sentence.start :]
    return (found is not None and where in found["where"]) or re.match(between + re.escape(where), after) is not None


@lru_cache(maxsize=1)
def _states() -> Sequence[tuple[str, re.Pattern[str]]]:
    return tuple((name, re.compile(rf"\b(?:{words})\b", re.I)) for name, words in _STATES.items())


_TIMES = re.compile(r"[ -](?:times?|fold|percent|per cent|%)\b", re.I)


def state_at(text: str, start: int, end: int) -> str:
    """In which state those are whom a figure at [start, end) counts, by the words of its clause; "" where none says.

    >>> state_at("The toll rose to 19 and 26 people were missing.", 17, 19)
    'dead'
    >>> state_at("The toll rose to 19 and 26 people were missing.", 24, 26)
    'missing'
    """
    if _TIMES.match(text, end):
        return ""  # "four times more resistant to being killed" counts nobody
    ends = [match.start() for match in _CLAUSE_END.finditer(text)]
    first = max((at + 1 for at in ends if at < start), default=0)
    last = min((at for at in ends if at >= end), default=len(text))
    nearest = [
        (min(abs(found.start() - end), abs(start - found.end())), name)
        for name, words in _states()
        for found in words.finditer(text, first, last)
    ]
    return min(nearest)[1] if nearest else ""


def state_words(state: str) -> re.Pattern[str]:
    """The words that tell of a state."""
    return dict(_states())[state]


def state_in(claim: Claim, figure: Figure) -> str:
    return state_at(claim.text, figure.start - claim.start, figure.end - claim.start)


def state_of(place: Place) -> str:
    return state_at(place.sentence.text, _start(place), _end(place))


def clause_around(figure: Figure, claim: Claim) -> tuple[int, int]:
    """Start and end, in the claim's context, of the clause that a figure stands in."""
    ends = [
        m for m in _CLAUSE_END.finditer(claim.context, claim.start, claim.end) if not m.start() < figure.end <= m.end()
    ]
    start = max((m.end() for m in ends if m.end() <= figure.start), default=claim.start)
    return start, min((m.start() for m in ends if m.start() >= figure.end), default=claim.end)


_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_IN_YEAR = re.compile(r"\b(?:in|for|during|of) (?P<year>(?:19|20)\d\d)\b")


def other_year(figure: Figure, claim: Claim, same: Sequence[Place]) -> tuple[Place, str, str] | None:
    """The place that gives the figure of another year than the claim does, where its sentence gives another figure of
    the claim's year, with both years: "6,300 in 2022" of "fell to 4,100 in 2022 from 6,300 in 2021"."""
    own, sole = _IN_YEAR.search(figure.scope), _IN_YEAR.search(claim.text)
    alike = [f for f in claim.mentions.figures if (f.kind, f.unit) == (figure.kind, figure.unit)]
    is_sole = len(alike) == len(_YEAR.findall(claim.text)) == 1 and not _OF_OLD.search(claim.text)
    mine = own["year"] if own else sole["year"] if sole and is_sole else ""
    if not mine or not same or figure.kind is FigureKind.YEAR:
        return None
    found: tuple[Place, str, str] | None = None
    for place in same:
        theirs = _IN_YEAR.search(place.figure.scope)
        others = [
            other for other in place.sentence.mentions.figures
            if (other.kind, other.unit) == (figure.kind, figure.unit) and other.start != place.figure.start
        ]  # fmt: skip
        if theirs is None or theirs["year"] == mine:
            return None
        if any(scope["year"] == mine for other in others if (scope := _IN_YEAR.search(other.scope)) is not None):
            found = found or (place, mine, theirs["year"])
    return found


_OF_OLD = re.compile(r"\b(?:earlier|previous(?:ly)?|past|last|ago|years?|decades?|history|once|former(?:ly)?)\b", re.I)
_TURN_OF_YEAR = 3  # until March, last year's happenings may be what the articles are of


def past_year(place: Place, claim: Claim, story: Story) -> str:
    """The year of which a place's sentence tells, where it is a past one that the claim and what is before it do not
    name; "" where there is none, or nobody knows when the articles were written."""
    told = _YEAR.findall(place.sentence.text)
    before = " ".join((*claim.previous, claim.text))
    days = [day for day in story.written if day is not None]
    if not told or not days or _OF_OLD.search(before) or any(year in before for year in told):
        return ""
    newest = max(days)
    least = newest.year - (2 if newest.month <= _TURN_OF_YEAR else 1)
    return told[-1] if max(map(int, told)) <= least else ""


def is_whole_of(rival: Place, parts: Iterable[Place]) -> bool:
    """Whether a figure is the whole of which an article gives the claim's as a part: "eleven of the 34 posts"."""
    return any(
        part.index == rival.index
        and part.figure.end < rival.figure.start
        and _PART_OF.match(part.sentence.text[_end(part) : _start(rival)])
        for part in parts
    )


_OF_WHICH = re.compile(r",? of (?:which|whom|them|these|those),? (?:(?:only|just|about|some|nearly|at least) )*$", re.I)
_OF_THEM = re.compile(r" of (?:which|whom|them|these|those)\b", re.I)
_CLEAR_PART = 0.3  # by how much more of the claim's words must stand on the other side of "of which"


def whole_or_part(figure: Figure, claim: Claim, same: Sequence[Place]) -> tuple[Place, Figure] | None:
    """Where an article tells a whole and a part ("620 beds, of which 75 are closed"), and the claim of the one what is
    said of the other: the place of the claim's figure, and the figure that it is said of."""
    own = content_stems(claim.text[: figure.start - claim.start] + " " + claim.text[figure.end - claim.start :])
    own -= content_stems(figure.counted)
    told = {other.low for other in claim.mentions.figures if other.start != figure.start}
    for place in same:
        text, start = place.sentence.text, place.sentence.sentence.start
        for other in place.sentence.mentions.figures:
            first, second = sorted((place.figure, other), key=lambda one: one.start)
            if first is second or other.low in told or first.high < second.low:
                continue  # "two of those three" tells the part first
            between, behind = text[first.end - start : second.start - start], text[second.end - start :]
            is_part = _OF_WHICH.search(between) or _OF_THEM.match(behind)
            if is_part and first is place.figure and _is_of_part(behind, text[: second.start - start], claim.text):
                return place, other
            if not _OF_WHICH.search(between):
                continue
            whole = content_stems(text[: second.start - start]) & own
            part = content_stems(text[second.end - start :]) & own
            only_whole, only_part = len(whole - part), len(part - whole)
            mine, theirs = (only_whole, only_part) if first is place.figure else (only_part, only_whole)
            if theirs - mine >= max(1, _CLEAR_PART * len(own)) and theirs > 2 * mine:
                return place, other
    return None


_SHARED_OUT = re.compile(
    r"\b(?:of (?:the|them|those|these|whom|which)|half|both|includ\w+|among|together|not|never|all but)\b", re.I
)
"""What divides in the claim, too."""


def _is_of_part(told: str, before: str, claim: str) -> bool:
    """Whether all that is told of a part alone ("five of them in a critical condition") stands in a claim that divides
    nothing."""
    alone = content_stems(re.split(r"[,;.]", _OF_THEM.sub(" ", told))[0]) - content_stems(before)
    return bool(alone) and alone <= content_stems(claim) and not _SHARED_OUT.search(claim)


def _start(place: Place) -> int:
    return place.figure.start - place.sentence.sentence.start


def _end(place: Place) -> int:
    return place.figure.end - place.sentence.sentence.start
