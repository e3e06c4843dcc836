"""What sets values apart that change as news goes on: the hour of a fix, how much is counted, whose share it is.

A storm is 420 kilometres off at five and 310 at eleven; one candidate has 52 % with half of the votes counted, the
other 44 % at the end. Each is told with what makes it another value, in so many words.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from summarizer.facts.view import StoryView
from summarizer.model import Figure, FigureKind, Name, NameKind, ReadSentence

_BALLOTS = (
    r"(?:votes?|ballots?|precincts?|polling (?:stations?|places?)|districts?|wards?|constituencies|returns|seats?)"
)
_COUNTED = re.compile(
    r"\b(?:with|after|once|when) (?:about |nearly |almost |just |only |around )?"
    r"(?P<share>[\w.,-]+ ?(?:%|per ?cent)?)"
    rf"(?: of)?(?: the| all)? ?(?:{_BALLOTS}) (?:had been |have been |were |was |being )?"
    r"(?:counted|reporting|in\b|tallied|processed|declared)",
    re.I,
)
_STAGES = (
    ("projected", re.compile(r"\bexit polls?\b|\bproject(?:ed|ion|ions|s)\b", re.I)),
    (
        "final",
        re.compile(
            r"\b(?:final|full|complete|certified) (?:official )?(?:results?|count|tall(?:y|ies)|figures)\b", re.I
        ),
    ),
    (
        "partial",
        re.compile(
            r"\b(?:partial|early|preliminary|provisional|first|interim|incomplete)"
            r" (?:official )?(?:results?|returns?|counts?|tall(?:y|ies)|figures)\b",
            re.I,
        ),
    ),
)
_ALL = re.compile(r"\b(?:all|100 ?%|100 per ?cent|every)\b", re.I)
_MEMORY = 2
"""Sentences after which it still holds how much is counted."""
_VOTING = re.compile(
    r"\b(?:vot(?:e[sd]?|ing|ers)|ballots?|elections?|referendum|turnout|seats?|candidate|polls?)\b", re.I
)
_SEATS = frozenset(["seat", "vote", "ballot", "delegate"])
_SIDE_AFTER = re.compile(
    r"^(?: (?:of (?:the )?(?:votes?|voters|ballots)|had|have|voted|voting|were|was|said|went|is|are|in|to)){0,4}"
    r" (?P<side>yes|no|against|favou?r|leave|remain|stay)\b",
    re.I,
)
_FOR_NAME = re.compile(r"^(?: of (?:the )?votes?)? (?:for|went to|against) (?:[a-z’'-]+ ){0,3}$")
_NAME_BEFORE = re.compile(
    r"^(?:,[^,]{0,40},)?(?:(?:’s|'s) [a-z]+)? ?(?:(?:had|has|have|with|won|wins?|got|gets?|on|at|took|takes?|polled"
    r"|received|secured|gained|to|is|was|were|stood|led|leads?|holds?|held|about|nearly|just|almost|some|around|over"
    r"|under|more|less|than|up|only|party|a|the|behind|ahead|followed|trailed|of|votes?|share) ?){0,6}$",
    re.I,
)
_HOUR_BEFORE = re.compile(
    r"\b(?:at|by|as of|around|about|shortly (?:before|after)|until|since)(?: (?:about|around|just))? $", re.I
)
_PARTS_OF_DAY = {"morning": (5.0, 12.0), "afternoon": (12.0, 18.0), "evening": (17.0, 23.0), "midday": (12.0, 12.0)}
_PART_OF_DAY = re.compile(r"\b(morning|afternoon|evening|midday)\b", re.I)
_WAS = re.compile(r"\b(?:was|were|is|are|located|cent(?:er|re)d|lay|lies|stood)(?: (?!and\b)[a-z]+){0,3} $", re.I)
_LEAST_APART = 1.0
"""Hours between two fixes; closer ones may be one moment told twice."""
_DAY = 24.0
_MOVING = frozenset(
    ["km", "mi", "m", "nmi", "km/h", "mph", "kt", "ha", "acre", "km2", "mi2", "°C", "°F", "°", "%", "bar"]
)
"""Units of what changes by the hour: distances, winds, burnt land, heat, how much of a fire is contained."""
_DECLARED_DEAD = re.compile(r"\b(?:pronounced|declared|certified) dead\b|\bdied (?:in|at) (?:the |a )?hospital\b", re.I)


class Moment(NamedTuple):
    """Of which hour, count and side a figure is; "" and None where the text does not say."""

    stage: str = ""  # "final", "partial", "projected", or how much is counted: "40%"
    side: str = ""
    hours: tuple[float, float] | None = None  # of the value, from and to
    is_fix: bool = False  # a time of day at which something was measured
    is_of_death: bool = False  # a time of day at which somebody was pronounced dead


NO_MOMENT = Moment()


def moment_of(view: StoryView, read: ReadSentence, figure: Figure) -> Moment:
    """What sets a figure apart from others of the like that change."""
    start = read.sentence.start
    before, after = read.text[: figure.start - start], read.text[figure.end - start :]
    if figure.kind is FigureKind.CLOCK:
        is_fix = any(
            _is_placed(before, other.start - start, other.end - start)
            for other in read.mentions.figures
            if other.unit in _MOVING and other.kind is FigureKind.MEASURE and other.end <= figure.start
        )
        return Moment(
            is_fix=is_fix and _HOUR_BEFORE.search(before) is not None,
            is_of_death=_DECLARED_DEAD.search(before) is not None,
        )
    if figure.unit in _MOVING and figure.kind is FigureKind.MEASURE:
        return Moment(hours=_hours(read, figure))
    if figure.kind is not FigureKind.PERCENT and figure.counted not in _SEATS:
        return NO_MOMENT
    stage = _stage(view, read)
    if not stage and not _VOTING.search(read.text):
        return Moment(hours=_hours(read, figure))
    return Moment(stage, _side(view, read, figure, before, after))


def _is_placed(text: str, start: int, end: int) -> bool:
    """Whether a measure [start, end) before a time of day says where something was: "was 420 km off at 5 a.m."."""
    return _WAS.search(text[:start]) is not None and not re.search(r"[,;:]", text[end:])


def are_of_two_moments(one: Moment, other: Moment) -> bool:
    """Whether two figures are told of two hours, of two counts or of two sides."""
    if one.hours is not None and other.hours is not None and _gap(one.hours, other.hours) >= _LEAST_APART:
        return True
    if one.is_fix or other.is_fix or one.is_of_death != other.is_of_death:
        return True
    return _are_two_counts(one.stage, other.stage) or bool(one.side and other.side and one.side != other.side)


def _are_two_counts(one: str, other: str) -> bool:
    if not (one and other) or one == other:
        return False
    return "partial" not in (one, other) or bool({one, other} & {"final", "projected"})


def _gap(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The hours between two spans of a day, by the shorter way round the clock; 0 where they meet."""
    first, second = sorted((one, other))
    if second[0] <= first[1]:
        return 0.0
    return min(second[0] - first[1], first[0] + _DAY - second[1])


def _hours(read: ReadSentence, figure: Figure) -> tuple[float, float] | None:
    """The time or the part of the day that stands nearest, where the sentence says that it is the value's."""
    start = read.sentence.start
    clocks = [
        other for other in read.mentions.figures
        if other.kind is FigureKind.CLOCK and _HOUR_BEFORE.search(read.text[: other.start - start])
    ]  # fmt: skip
    nearest = min(clocks, key=lambda other: abs(other.start - figure.end), default=None)
    if nearest is not None:
        return nearest.low, nearest.high
    part = _PART_OF_DAY.search(read.text)
    return _PARTS_OF_DAY[part[1].lower()] if part else None


def _stage(view: StoryView, read: ReadSentence) -> str:
    """How much was counted, as the sentence says or one just before."""
    sentences, place = view.by_article()[read.article_id], read.sentence.index
    for near in reversed(sentences[max(0, place - _MEMORY) : place + 1]):
        found = _COUNTED.search(near.text)
        if found is not None:
            return "final" if _ALL.search(found.group()) else found["share"].strip().lower()
        for stage, words in _STAGES:
            if words.search(near.text):
                return stage
    return ""


def _side(view: StoryView, read: ReadSentence, figure: Figure, before: str, after: str) -> str:
    """Whose share it is: "yes" and "no", "43.9% for Aas", "Lund had 51.8%"."""
    told = _SIDE_AFTER.match(after)
    if told is not None:
        return told["side"].lower().replace("favor", "favour")
    offset = read.sentence.start
    names = [name for name in read.mentions.names if name.kind is not NameKind.PLACE]
    for name in names:
        if name.start >= figure.end and _FOR_NAME.match(after[: name.start - figure.end]):
            return _key(view, name, read)
    behind = [name for name in names if name.end <= figure.start]
    last = max(behind, key=lambda name: name.end, default=None)
    if last is not None and _NAME_BEFORE.match(before[last.end - offset :]):
        return _key(view, last, read)
    return ""


def _key(view: StoryView, name: Name, read: ReadSentence) -> str:
    entity = view.names.bearer_of(name, read.article_id)
    return entity.id if entity else name.text.casefold()
