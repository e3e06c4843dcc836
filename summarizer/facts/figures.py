"""Figures that tell of the same thing and cannot all be right: between articles, and between speakers in one.

First the figures of one thing are put together (`rivals` says how sure that is), then those groups are kept in which
two cannot both be right. What both sentences say and say differently (whose, where, when, in which state) keeps figures
apart whatever else they share; and nobody contradicts himself in one passage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cache
from itertools import combinations, islice, pairwise

from summarizer.facts.corrections import find_corrected
from summarizer.facts.figure_words import counted_class
from summarizer.facts.quantities import Quantity, as_of, find_quantities
from summarizer.facts.rivals import APART, NEAR, Choices, features, is_sum_of, is_told_beside, place, sureness
from summarizer.facts.slips import is_correction, is_slip, taken_back
from summarizer.facts.topics import Topics
from summarizer.facts.view import StoryView
from summarizer.facts.wording import revision_of, subject_of, wording_of
from summarizer.model import SURE, Disagreement, FigureKind, Hedge, Span, StatedFigure

_MAX_RATIO, _MAX_RATIO_APART = 5.0, 3.0
"""Figures further apart are taken to be of different things: where one says only how many, and else."""
NEAR_SENTENCES = 2
"""Sentences between two rivals of one passage."""
_SURE_NEAR, _SURE_APART = 0.35, 0.35
"""Sureness (`rivals`) from which two figures are of one thing: of one passage, and of two articles. Chosen on dev, each
story judged by weights that were fitted on the others."""
_SAME, _LEAST_SHARED = 0.45, 0.3
"""How much two equal figures must share to be one: nearly nothing, where they are large or count the same."""
_SAME_STATE, _SAME_STATE_OF_YEAR, _ONE_STATE_SURE = 0.4, 0.2, 0.8
"""How like the words around two figures must be that count the same in the same state: so many killed, and so many
killed in the same year; and how sure it then is that they are of one thing."""
_SAME_CLAUSE = 4
"""Words of a clause that is the same but for the figure."""
_OF_ONE_FRAME = (FigureKind.CLOCK, FigureKind.SCORE)
"""Kinds of which a story has many: they are of one thing only where they stand in the same frame."""
_SAME_SENTENCE = ((1 / 2, 0.45), (1 / 3, 0.6))
"""How much of the words right around two figures, and of the sentences, must be alike for these to be versions or
copies of one sentence, whose figures are of one thing."""
_ONE_STATE = timedelta(days=1)
"""Figures of days further apart are taken for news, not for a disagreement: tolls rise, counts go on."""
_OLDEST = 115
"""Years: what is older is no person."""
_MOST = 400
"""Quantities that are compared pair by pair; a story that has more is a list of figures."""
_RISEN = re.compile(
    r"\b(?:ris(?:en|es|ing)|rose|climb(?:s|ed|ing)|increas(?:es|ed|ing)|jump(?:s|ed)|grow[ns]?|grew|gone up|went up)"
    r"(?: \w+){0,3}? to(?: \w+)?\s*$",
    re.I,
)
"""Before a figure that takes the place of lower ones told earlier."""
_GROWING = frozenset(["dead", "hurt", "missing", "arrested", "displaced", "rescued", "infected", "destroyed"])

_RESPONDERS = ("rescuer", "firefighter", "fireman", "paramedic", "medic", "diver", "officer", "policeman", "volunteer")
_ABOUT_AN_HOUR = {hedge: 0.25 if hedge in (Hedge.ABOUT, Hedge.NEARLY) else 0.0 for hedge in Hedge}
"""Hours by which a time of day may be off that is told so."""

_WITH_KILLER = re.compile(
    r"\b(?:includ(?:ing|es)|among them|as well as|counting)(?: [^\s.;]+){0,3}?"
    r" (?:gunm[ae]n|shooters?|assailants?|attackers?|suspects?|bombers?|killers?|perpetrators?|hijackers?)\b",
    re.I,
)
_VAGUE = re.compile(
    r"^(?!.*\d)(?!.*\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half)\b)"
    r".*\b(?:dozens|scores|hundreds|thousands|millions|billions|several|a few|(?:more than|over|at least) a dozen)\b",
    re.I | re.S,
)
"""A figure that nobody has counted; "two dozen" and "2.3 millions" are as exact as digits."""
_MOST_OF_VAGUE = 3.0
"""Times what "dozens" or "more than a dozen" may be: who says so has not counted."""
_OVER_A_SUM = 1.45
""" "Over $1 billion" may be 1.4 billion."""
_OFF, _OFF_TIME = 0.1, 0.2
"""Share by which "about" may be off; a length of time is told in quarters of an hour."""

_HEDGE_ORDER = (
    Hedge.FEWER_THAN, Hedge.UP_TO, Hedge.NEARLY, Hedge.ABOUT, Hedge.NONE, Hedge.EXACTLY, Hedge.AT_LEAST, Hedge.MORE_THAN
)  # fmt: skip


def find_figure_disagreements(view: StoryView, topics: Topics) -> tuple[list[Disagreement], list[Disagreement]]:
    """The story's disagreements of figures, and what was only corrected or replaced; without ids, in no order."""
    found, revised = [], []
    quantities = list(islice(find_quantities(view, topics), _MOST))
    choices = Choices(quantities)
    for cluster in _clusters(quantities, topics, choices):
        if not _disagrees(cluster):
            continue
        ordered = sorted([*cluster, *taken_back(view, topics, cluster, quantities)], key=by_size)
        subject = subject_of(ordered)
        stated = stated_figures(view, ordered)
        sure = _sureness(cluster, topics, choices)
        if sure < SURE and _are_of_one_teller(ordered):
            continue
        if _disagrees(_live(cluster, stated)):
            found.append(Disagreement("", subject, stated, wording_of(view, subject, stated), sureness=sure))
        elif any(figure.is_superseded for figure in stated):
            revised.append(Disagreement("", subject, stated, revision_of(view, subject, stated), sureness=sure))
    return found, revised


def _are_of_one_teller(cluster: Sequence[Quantity]) -> bool:
    """Whether one article has them all and names not two who give them: it then hardly ever contradicts itself."""
    voices = {one.voice for one in cluster if one.voice}
    return len({one.article_id for one in cluster}) == 1 and len(voices) < 2


def _live(cluster: Sequence[Quantity], stated: Sequence[StatedFigure]) -> list[Quantity]:
    """The figures of a cluster that nothing has replaced."""
    gone = {(old.span.article_id, old.figure.low, old.figure.high) for old in stated if old.is_superseded}
    return [one for one in cluster if (one.article_id, one.figure.low, one.figure.high) not in gone]


def by_size(quantity: Quantity) -> tuple[float, int, float, str, int]:
    """What puts figures in order, the least first, equal ones by their hedges."""
    figure = quantity.figure
    return figure.low, _HEDGE_ORDER.index(figure.hedge), figure.high, quantity.article_id, figure.start


# --------------------------------------------------------------------------------- same quantity?


def _clusters(quantities: Sequence[Quantity], topics: Topics, choices: Choices) -> list[list[Quantity]]:
    """Groups of one quantity each: the surest tie first, and no group may hold two that exclude one another."""
    ties = []
    for first, second in _near_in_size(quantities):
        one, other = quantities[first], quantities[second]
        if is_comparable(one, other) and not is_excluded(one, other):
            surplus = _surplus(one, other, topics, choices)
            if surplus >= 0:
                ties.append(((-round(surplus, 4), *sorted((by_size(one), by_size(other)))), first, second))
    home = {number: [number] for number in range(len(quantities))}
    parted = []
    for _, first, second in sorted(ties):
        left, right = home[first], home[second]
        if left is right or any(is_excluded(quantities[a], quantities[b]) for a in left for b in right):
            parted.append((first, second))
            continue
        left.extend(right)
        for number in right:
            home[number] = left
    groups = {id(group): group for group in home.values()}
    found = [[quantities[number] for number in group] for group in groups.values() if len(group) > 1]
    pairs = [(quantities[a], quantities[b]) for a, b in parted if home[a] is not home[b]]
    return found + [[one, other] for one, other in pairs if _is_set_against(one, other)]


def _is_set_against(one: Quantity, other: Quantity) -> bool:
    """Whether a sentence itself sets two figures of two givers against one another, wherever else each is told."""
    return one.read is other.read and incompatible(one, other)


def _near_in_size(quantities: Sequence[Quantity]) -> Iterator[tuple[int, int]]:
    """The places of pairs that are not too far apart to be of one thing: a window over them by size, of one kind, of
    one article, or with a mere number.

    What a sentence says to be an error, and sets right, may be a slip of any size.
    """
    for first, (one, other) in enumerate(pairwise(quantities)):
        low, high = sorted((one.figure.high, other.figure.high))
        if high > _MAX_RATIO * low and not one.correction and is_slip(one, other):
            yield first, first + 1
    noticed = [number for number, quantity in enumerate(quantities) if quantity.correction]
    yield from (pair for pair in combinations(noticed, 2) if is_correction(*(quantities[number] for number in pair)))
    figures = [quantity.figure for quantity in quantities]
    mere = {n for n, one in enumerate(quantities) if one.figure.kind is FigureKind.COUNT and not one.counted}
    order = sorted(range(len(figures)), key=lambda number: (figures[number].high, number))
    for rank, first in enumerate(order, start=1):
        one, most = quantities[first], _MAX_RATIO * figures[first].high
        for second in islice(order, rank, None):
            if figures[second].high > most:
                break
            is_of_one = figures[second].kind is one.figure.kind or quantities[second].article_id == one.article_id
            if is_of_one or first in mere or second in mere:
                yield min(first, second), max(first, second)


def _sureness(cluster: Sequence[Quantity], topics: Topics, choices: Choices) -> float:
    """How sure it is that figures which cannot both be right are of one thing: of the surest pair."""
    sure = [
        min(1.0, _surplus(one, other, topics, choices) + _needed(one, other))
        for one, other in combinations(cluster, 2)
        if incompatible(one, other) and is_comparable(one, other) and not is_excluded(one, other)
    ]
    return round(max(sure, default=0.0), 2)


def _needed(one: Quantity, other: Quantity) -> float:
    return _SURE_NEAR if one.article_id == other.article_id else _SURE_APART


def _surplus(one: Quantity, other: Quantity, topics: Topics, choices: Choices) -> float:
    """How much surer than needed it is that two figures are of one thing; below 0 where it is not."""
    is_same = (one.figure.low, one.figure.high) == (other.figure.low, other.figure.high)
    if one.figure.kind is FigureKind.AGE and one.owner:
        return 1.0  # of one person
    if is_correction(one, other):
        return 1.0
    is_near = one.article_id == other.article_id and abs(place(one) - place(other)) <= NEAR_SENTENCES
    low, high = sorted((one.figure.high, other.figure.high))
    if not is_same and not is_near and (one.article_id == other.article_id or high > _MAX_RATIO_APART * low):
        return -1.0
    if is_sum_of(one, other) or is_sum_of(other, one):
        return -1.0
    if not (is_same or is_near) and (is_told_beside(one, other) or is_told_beside(other, one)):
        return -1.0  # "21 of the 43 seats": the 43 of another article is this one, not a rival of the 21
    if _is_series(one, other):
        return 1.0 - _needed(one, other)
    found = features(one, other, topics, choices)
    if is_same:
        if not found["same counted"] and found["alike"] + found["shared"] < _LEAST_SHARED:
            return -1.0  # two counts are equal by chance
        own = 0.5 * found["alike"] + 0.5 * found["shared"] + 0.2 * found["same counted"] + 0.2 * found["same state"]
        return own - 0.3 * found["other counted"] + 0.1 * (high >= 10) + 0.2 * (high >= 100) - _SAME
    if is_near:
        return sureness(found, NEAR) - _needed(one, other)
    if one.clause == other.clause and len(one.clause) > _SAME_CLAUSE:
        return 1.0
    if any(found["frame"] >= frame and found["sentences alike"] >= sentence for frame, sentence in _SAME_SENTENCE):
        return 1.0
    if one.figure.kind in _OF_ONE_FRAME:
        return -1.0
    is_one_state = found["same counted"] and found["same state"] and not found["other relation"]
    least = _SAME_STATE_OF_YEAR if one.years & other.years else _SAME_STATE
    is_one_state = is_one_state and found["alike"] >= least
    return max(sureness(found, APART) - _SURE_APART, _ONE_STATE_SURE - _SURE_APART if is_one_state else -1.0)


def _is_series(one: Quantity, other: Quantity) -> bool:
    """Whether one figure is a count that has "risen to" the other, day by day: four dead, and nine dead the day after.

    Whole counts only: what is told of a place, an owner or a part has a series of its own.
    """
    old, new = sorted((one, other), key=by_size)
    if old.state not in _GROWING or (old.state, old.counted) != (new.state, new.counted) or not incompatible(old, new):
        return False
    if any((part.place, part.owner, part.relation) != ("", "", "") for part in (old, new)):
        return False
    is_later = old.days is not None and new.days is not None and old.days[1] < new.days[0]
    return is_later and _says_risen(new)


def _says_risen(new: Quantity) -> bool:
    return _RISEN.search(new.read.text[: new.figure.start - new.read.sentence.start]) is not None


def is_comparable(one: Quantity, other: Quantity) -> bool:
    """Whether the two measure in the same unit, or one sets the other right."""
    return _is_of_one_measure(one, other) or is_correction(one, other)


def _is_of_one_measure(one: Quantity, other: Quantity) -> bool:
    """Whether the units are the same; a bare sum of millions may be the money that the other names."""
    first, second = one.figure, other.figure
    kinds = first.kind, second.kind
    if first.kind is second.kind and first.kind in _OF_ONE_FRAME:
        return one.article_id != other.article_id
    bare = one if first.kind is FigureKind.COUNT else other
    if first.kind is not second.kind and (
        bare.figure.kind is not FigureKind.COUNT or bare.counted or any(kind in _OF_ONE_FRAME for kind in kinds)
    ):
        return False
    low, high = (first.high, second.high) if first.high < second.high else (second.high, first.high)
    if low <= 0 or high / low > _MAX_RATIO:
        return False
    if FigureKind.AGE in kinds:
        is_of_things = low > _OLDEST and not (one.owner or other.owner)
        return first.kind is second.kind and (is_of_things or (bool(one.owner) and one.owner == other.owner))
    if first.kind is second.kind:
        return first.unit == second.unit or (first.kind is FigureKind.MONEY and not (first.unit and second.unit))
    return bare.figure.high >= 1000 if FigureKind.MONEY in kinds else one.article_id == other.article_id


def is_excluded(one: Quantity, other: Quantity) -> bool:
    """Whether something that both sentences say tells that these are different quantities, and neither sets the other
    right."""
    return _is_told_apart(one, other) and not is_correction(one, other)


def _is_told_apart(one: Quantity, other: Quantity) -> bool:
    is_one_article = one.article_id == other.article_id
    if is_one_article and (one.voice == other.voice or not (one.voice or other.voice)):
        return True  # nobody contradicts himself
    if is_one_article and one.places and other.places and not one.places & other.places:
        return True
    if is_one_article and one.figure.kind is not other.figure.kind:
        return True
    for said, told in ((one.state, other.state), (one.owner, other.owner), (one.place, other.place)):
        if said and told and said != told:
            return True
    relations = {one.relation, other.relation}
    if relations == {"wanted", "offered"} or (len(relations) == 2 and relations & {"goal", "foreseen"}):
        return True  # what may or should be is no count
    if one.counted and other.counted and one.counted != other.counted and "person" not in (one.counted, other.counted):
        return True  # shares of different wholes, counts of different things
    if is_one_article and one.figure.kind is FigureKind.PERCENT and not (one.is_elliptic or other.is_elliptic):
        return True  # shares of one passage, each told in full, are the shares of its answers
    if "dead" in (one.state, other.state) and _counts_killer(one) != _counts_killer(other):
        return True  # the victims, and all dead
    if "person" in (one.counted, other.counted) and {one.counted, other.counted} & _responders():
        return True  # those who help are not those whom it struck
    if not is_one_article or not (one.is_elliptic or other.is_elliptic):
        is_grown = one.state in _GROWING or other.state in _GROWING
        is_one_time = one.is_past == other.is_past or bool(one.years & other.years)
        if not is_one_time or (is_grown and one.is_firm != other.is_firm):
            return True
        if len(relations) == 2 and relations - {"", "part"}:
            return True
    if one.figure.kind in _OF_ONE_FRAME:
        return False
    low, high = sorted((one.figure.high, other.figure.high))
    most = _MAX_RATIO if one.is_elliptic or other.is_elliptic else _MAX_RATIO_APART
    return high / low > most or _apart_in_time(one, other)


def _counts_killer(quantity: Quantity) -> bool:
    """Whether whoever killed is expressly among those counted: "four people dead, including the assailant"."""
    return _WITH_KILLER.search(quantity.read.text[quantity.figure.end - quantity.read.sentence.start :]) is not None


@cache
def _responders() -> frozenset[str]:
    return frozenset(counted_class(word) for word in _RESPONDERS)


def _apart_in_time(one: Quantity, other: Quantity) -> bool:
    """Whether the figures tell of other times: named years differ, or months, or resolved days lie apart."""
    if one.is_elliptic or other.is_elliptic:
        return False
    if one.years and other.years and not one.years & other.years:
        return True
    if one.as_of and other.as_of and one.as_of != other.as_of:
        return True
    if one.months and other.months and not one.months & other.months:
        return True
    if not one.days or not other.days or not {one.state, other.state} & _GROWING:
        return False
    first, second = sorted((one.days, other.days))
    return second[0] - first[1] > _ONE_STATE


# --------------------------------------------------------------------------------- can both be right?


def _bounds(quantity: Quantity) -> tuple[float, float]:
    """The values that a fair reader of the figure would call right."""
    figure = quantity.figure
    low, high = figure.low, figure.high
    if figure.kind is FigureKind.CLOCK:
        return low - _ABOUT_AN_HOUR[figure.hedge], high + _ABOUT_AN_HOUR[figure.hedge]
    rough = _roundness(high)
    if _VAGUE.search(figure.text):
        return 0.8 * low, high * _MOST_OF_VAGUE
    if figure.hedge is Hedge.ABOUT:
        off = _OFF_TIME if figure.kind is FigureKind.DURATION else _OFF
        return low - max(off * low, rough), high + max(off * high, rough)
    if figure.hedge is Hedge.NEARLY:
        return (0.8 if high < 10 else 0.92) * low, high
    if figure.hedge in (Hedge.MORE_THAN, Hedge.AT_LEAST):
        return low, high * (_OVER_A_SUM if figure.kind is FigureKind.MONEY else 1.1)
    if figure.hedge is Hedge.FEWER_THAN:
        return 0.8 * low, high
    if figure.hedge is Hedge.UP_TO:
        return 0.95 * low, high
    return low - rough, high + rough


def _roundness(value: float) -> float:
    """How far off a figure in round hundreds may be: half its last digit that is no zero, at most a twentieth of it."""
    if value < 100 or value != int(value):
        return 0.02 * value if value != int(value) else 0.0
    digits = str(int(value))
    zeros = len(digits) - len(digits.rstrip("0"))
    return min(0.5 * 10**zeros, 0.05 * value) if zeros > 1 else 0.0


def incompatible(one: Quantity, other: Quantity) -> bool:
    """Whether the two figures, read fairly, cannot both be right. Equal values in different words can."""
    if one.figure.low == other.figure.low and one.figure.high == other.figure.high:
        return False
    (low, high), (other_low, other_high) = _bounds(one), _bounds(other)
    return high < other_low or other_high < low


def _disagrees(cluster: Sequence[Quantity]) -> bool:
    return any(
        incompatible(one, other)
        and (
            one.article_id != other.article_id or not one.voice or one.voice != other.voice or is_correction(one, other)
        )
        for number, one in enumerate(cluster)
        for other in cluster[number + 1 :]
    )


def stated_figures(view: StoryView, cluster: Sequence[Quantity]) -> tuple[StatedFigure, ...]:
    """Quantities as figures that somebody states, in their order, with what corrects or replaces one."""
    stated = []
    for quantity in _distinct(cluster):
        figure = quantity.figure
        corrected = find_corrected(view).get((quantity.article_id, figure.start))
        by = (corrected.by if corrected else "") or _replaced_by(view, quantity, cluster)
        stated.append(
            StatedFigure(
                figure=figure,
                span=Span(quantity.article_id, figure.start, figure.end),
                outlet=view.label(quantity.article_id),
                speaker=quantity.speaker,
                as_of=as_of(view, quantity.read, figure),
                is_superseded=bool(by),
                superseded_by=by,
                origin=view.origin(quantity.article_id),
                is_corrected=bool(corrected and corrected.is_wrong),
            )
        )
    return tuple(stated)


def is_revision(stated: Sequence[StatedFigure]) -> bool:
    """Whether only one value of those told still holds, the others being corrected or replaced."""
    live = {(figure.figure.low, figure.figure.high) for figure in stated if not figure.is_superseded}
    return len(live) < 2 and any(figure.is_superseded for figure in stated)


def _replaced_by(view: StoryView, quantity: Quantity, cluster: Sequence[Quantity]) -> str:
    """The article that gives a newer figure: a later version of the same text, an update by the same outlet, or a later
    report that it has risen."""
    value = quantity.figure.low, quantity.figure.high
    others = [one for one in cluster if one.article_id != quantity.article_id]
    kept = {(one.figure.low, one.figure.high) for one in cluster if one.article_id == quantity.article_id}
    versions = [
        one for one in others
        if view.later_version(quantity.article_id, one.article_id)
        or (view.updates(quantity.article_id, one.article_id) and not _are_two_voices(quantity, one))
    ]  # fmt: skip
    if any((one.figure.low, one.figure.high) == value for one in versions):
        versions = []  # the later version keeps it
    newer = [one.article_id for one in versions if (one.figure.low, one.figure.high) not in kept]
    newer += [one.article_id for one in others if _has_risen_since(view, quantity, one)]
    return newer[0] if newer else ""


def _are_two_voices(one: Quantity, other: Quantity) -> bool:
    return bool(one.voice and other.voice) and one.voice != other.voice


def _has_risen_since(view: StoryView, old: Quantity, new: Quantity) -> bool:
    """Whether a later article says that a count, which only grows, has risen to its figure: "risen to seven"."""
    first, second = view.article(old.article_id).published_at, view.article(new.article_id).published_at
    if not first or not second or (first.tzinfo is None) != (second.tzinfo is None) or first >= second:
        return False
    if new.state not in _GROWING or old.state != new.state or old.figure.high >= new.figure.low:
        return False
    return _says_risen(new)


def _distinct(cluster: Sequence[Quantity]) -> list[Quantity]:
    """Each article's figures once: the same value said again by the same speaker, or by none, is one."""
    kept: dict[tuple[str, float, float, Hedge, str], Quantity] = {}
    for quantity in cluster:
        figure = quantity.figure
        kept.setdefault((quantity.article_id, figure.low, figure.high, figure.hedge, quantity.voice), quantity)
    return list(kept.values())
