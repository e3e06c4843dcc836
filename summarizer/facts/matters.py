"""What figures are of that count no noun, in words that an editor can print: "the time", "the age of Jon Reed", "the
score of Ebbe United and Corran", "turnout", "the amount". Never a place, and never a word picked from around them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from summarizer.facts.quantities import Quantity
from summarizer.facts.view import StoryView
from summarizer.mentions.lexicon import is_english
from summarizer.model import FigureKind, NameKind
from summarizer.similarity import STOP_WORDS

_OF_MEASURE = {
    **dict.fromkeys(("km", "m", "cm", "mm", "mi", "yd", "ft", "in", "nmi"), "the distance"),
    **dict.fromkeys(("km/h", "mph"), "the speed"),
    **dict.fromkeys(("kg", "g", "mg", "lb", "oz", "stone"), "the weight"),
    **dict.fromkeys(("ha", "acre", "km2", "mi2", "m2", "ft2"), "the area"),
    **dict.fromkeys(("°C", "°F", "°"), "the temperature"),
    "magnitude": "the magnitude",
}
_OF_KIND = {
    FigureKind.CLOCK: "the time", FigureKind.MONEY: "the amount", FigureKind.PERCENT: "the share",
    FigureKind.DURATION: "the length of time", FigureKind.AGE: "the age", FigureKind.SCORE: "the score",
    FigureKind.MEASURE: "the measurement",
}  # fmt: skip
_DIMENSIONS = {
    "tall": "height", "high": "height", "height": "height", "deep": "depth", "depth": "depth", "long": "length",
}  # fmt: skip
_DIMENSION = re.compile(r"\s+(?:\w+ )?(tall|high|deep|long)\b|\b(height|depth) of\W+(?:\w+ ){0,2}$")
_WINDS = re.compile(r"\b(?:winds?|gust\w*)\b", re.I)
_TIME_NOUNS = frozenset([
    "second", "minute", "hour", "day", "night", "week", "weekend", "month", "year", "decade", "time", "morning",
    "afternoon", "evening", "season", "quarter", "half", "spring", "summer", "autumn", "winter", "moment", "past",
    "future", "end", "start", "beginning", "period", "spell", "seconds", "minutes", "hours", "days", "nights", "weeks",
    "months", "years", "decades",
])  # fmt: skip
_MEASURED_AFTER = re.compile(r"\s+(?:in|of)\s+((?:[a-z][a-z-]+\s+){0,2}[a-z][a-z-]{2,})(?=[\s,.;])")
_SHARED_OUT = re.compile(r"\s+of\s+(?:the\s+|its\s+|their\s+|all\s+)?((?:[a-z][a-z-]+\s+)?[a-z][a-z-]{2,})(?=[\s,.;])")
_MEASURED_BEFORE = re.compile(
    r"\b(?:the|its|their|his|her|an?|[A-Z][\w’'-]+[’']s)\s+((?:[a-z][a-z-]+\s+){0,1}[a-z][a-z-]{2,})\s+"
    r"(?:of|is|was|at|to|as|are|were|reached|totalled|totaled)\s*$"
)
_OPENS = re.compile(
    r"^(?:“|\")?([A-Z][a-z]{3,})(?: (?:in|at|of) (?:the )?[\w’' -]{2,30}?)? "
    r"(?:was|is|stood at|reached|rose to|fell to|hit|came to)\b[^,;]{0,20}$"
)
""" "Turnout in Ebbe was", "Unemployment fell to"."""
_WHY = re.compile(r"[a-z]{3,}ing\b")
""" "Fined 200,000 crowns for falsifying records" tells why, not what is measured."""
_SUMS = {
    "the fine": r"\bfin(?:e|ed|es|ing)\b",
    "the price": r"\b(?:price[sd]?|(?:sold|bought|sale|auctioned) (?:\w+ )?for)\b",
    "the bail": r"\bbail\b",
    "the damage": r"\bdamage\b",
    "the cost": r"\bcosts?\b",
}
"""What a sum is that is told by a verb: what somebody was fined is the fine."""
_TERMS = {
    "the longest possible sentence": r"\b(?:faces?|facing|up to|maximum|as (?:much|many) as)\b"
    r".*\b(?:prison|jail|bars|sentence\w*)\b|\b(?:jailed for|sentenced to) (?:up to|a maximum)\b",
    "the sentence": r"\b(?:sentence[sd]?|jailed|prison term|in (?:prison|jail)|behind bars)\b",
}
"""What a length of time is, by the words of its sentence."""
_VOTE = re.compile(r"\b(?:votes?|ballots?|election|poll(?:s|ed)?)\b", re.I)
_TEAMS = 2


def matter_of(view: StoryView | None, cluster: Sequence[Quantity]) -> str:
    """What figures of one thing are of, by their kind and by words that stand right beside them: a noun phrase."""
    kinds = {quantity.figure.kind for quantity in cluster} - {FigureKind.COUNT}
    kind = kinds.pop() if len(kinds) == 1 else FigureKind.COUNT
    if kind is FigureKind.AGE:
        return _age_of(view, cluster)
    if kind is FigureKind.SCORE:
        return _score_of(view, cluster)
    if kind is FigureKind.CLOCK:
        return "the time"
    return _measured(cluster, kind) or _by_cues(cluster, kind) or _by_unit(cluster, kind)


def _by_unit(cluster: Sequence[Quantity], kind: FigureKind) -> str:
    """The word for what figures of a kind measure."""
    if kind is FigureKind.MEASURE:
        units = {_OF_MEASURE.get(quantity.figure.unit, "") for quantity in cluster}
        word = units.pop() if len(units) == 1 else ""
        dimensions = {_dimension(quantity) for quantity in cluster}
        if word == "the distance" and len(dimensions) == 1 and (told := dimensions.pop()):
            return f"the {told}"
        return word or _OF_KIND[kind]
    if kind is FigureKind.PERCENT and all(_VOTE.search(quantity.read.text) for quantity in cluster):
        return "the share of the vote"
    return _OF_KIND.get(kind, "the number")


def _dimension(quantity: Quantity) -> str:
    text, start = quantity.read.text, quantity.read.sentence.start
    after = _DIMENSION.match(text[quantity.figure.end - start :])
    before = _DIMENSION.search(text[: quantity.figure.start - start])
    found = after or before
    return _DIMENSIONS[(found[1] or found[2])] if found else ""


def _by_cues(cluster: Sequence[Quantity], kind: FigureKind) -> str:
    """What a sum or a length of time is, where the sentences of all say so."""
    cues = _SUMS if kind is FigureKind.MONEY else _TERMS if kind is FigureKind.DURATION else {}
    for matter, cue in cues.items():
        if all(re.search(cue, quantity.read.text, re.I) for quantity in cluster):
            return matter
    if kind is FigureKind.MEASURE and all(_WINDS.search(quantity.read.text) for quantity in cluster):
        return "the wind speed" if {q.figure.unit for q in cluster} <= {"km/h", "mph", "kt"} else ""
    return ""


def _age_of(view: StoryView | None, cluster: Sequence[Quantity]) -> str:
    owners = {quantity.owner for quantity in cluster}
    name = _name(view, owners.pop()) if len(owners) == 1 else ""
    return f"the age of {name}" if name else "the age"


def _score_of(view: StoryView | None, cluster: Sequence[Quantity]) -> str:
    """ "The score of Ebbe United and Corran" where all tell of these two and no third."""
    shared = frozenset.intersection(*(quantity.names | quantity.places for quantity in cluster))
    names = {name for key in shared if (name := _team(view, cluster[0], key))}
    teams = sorted(names, key=cluster[0].read.text.index)
    if len(teams) != _TEAMS:
        return "the score"
    return f"the score of {teams[0]} and {teams[1]}"


def _team(view: StoryView | None, quantity: Quantity, key: str) -> str:
    """The name of a side, by an entity's id or a place's key; "" for a person."""
    if view is None:
        return ""
    for entity in view.names.entities:
        if entity.kind is NameKind.PERSON:
            continue
        if entity.id == key or (entity.kind is NameKind.PLACE and entity.name.casefold() == key):
            return entity.name if entity.name in quantity.read.text else ""
    return ""


def _name(view: StoryView | None, id_: str) -> str:
    found = [entity.name for entity in (view.names.entities if view else ()) if entity.id == id_]
    return found[0] if found else ""


def _measured(cluster: Sequence[Quantity], kind: FigureKind) -> str:
    """What is measured, in the words right beside one of the figures: "$2bn in witness fees", "a net worth of"."""
    found = []
    for quantity in cluster:
        text, offset = quantity.read.text, quantity.read.sentence.start
        before, after = text[: quantity.figure.start - offset], text[quantity.figure.end - offset :]
        opening, told = _OPENS.search(before), _MEASURED_BEFORE.search(before)
        if opening and is_english(opening[1].lower()):
            found.append(opening[1].lower())
        if told and _is_matter(told[1]):
            found.append(f"the {told[1]}")
        shared = _SHARED_OUT.match(after) if kind is FigureKind.PERCENT else None
        behind = _MEASURED_AFTER.match(after) if kind is FigureKind.MONEY else None
        if shared and _is_matter(shared[1]):
            found.append(f"the share of the {shared[1]}")
        elif behind and _is_matter(behind[1]):
            found.append(f"the {behind[1]}")
    return _most(found)


def _is_matter(phrase: str) -> bool:
    """Whether a phrase can name what is measured: no time, and not why."""
    words = phrase.split()
    return (
        words[-1] not in STOP_WORDS and words[-1] not in _TIME_NOUNS and words[0] not in STOP_WORDS
        and not _WHY.match(phrase)
    )  # fmt: skip


def _most(texts: Iterable[str]) -> str:
    counted = Counter(texts)
    return max(counted, key=lambda text: (counted[text], -len(text), text)) if counted else ""
