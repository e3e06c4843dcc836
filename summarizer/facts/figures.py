"""Figures that tell of the same thing and cannot all be right: between articles, and between speakers in one.

First the figures of one thing are put together (`rivals` says how sure that is), then those groups are kept in which
two cannot both be right. Nobody contradicts himself in one article, and what an outlet sets right is of one thing with
what it takes back, however far apart the two are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice

from summarizer.facts.bounds import can_both_be_right, may_stand_side_by_side
from summarizer.facts.corrections import find_corrected
from summarizer.facts.penalties import find_penalties
from summarizer.facts.quantities import Quantity, find_quantities
from summarizer.facts.rivals import GROWING, Rivals
from summarizer.facts.slips import is_correction, is_slip, taken_back
from summarizer.facts.times import as_of
from summarizer.facts.topics import Topics
from summarizer.facts.view import StoryView
from summarizer.facts.wording import revision_of, subject_of, wording_of
from summarizer.model import Disagreement, FigureKind, Hedge, Span, StatedFigure

_LEAST = 0.2
"""How sure it must be that two figures are of one thing. Chosen on dev, each story judged by trees that were fitted on
others: lower, half of what is shown is none; higher, half of what there is is missed."""
_LEAST_AGREED = 0.6
"""The same for two figures that can both be right: a wrong one would show an outlet on a side that it is not on."""
_LEAST_OF_ONE = 0.8
"""The same where one article has all figures and names not two who give them."""
_APART = 0.03
"""A pair below this keeps two groups apart, whatever else ties them."""
_SAME_CLAUSE = 4
"""Words of a clause that is the same but for the figure."""
_MOST = 400
"""Quantities that are compared pair by pair; a story that has more is a list of figures."""
_FROM = re.compile(
    r"\b(?:up|down|rising|rose|risen|increased|raised|lowered|revised|fell|fallen|cut|changed)(?: \w+)? from"
    r" (?:an? |the )?"
    r"(?:(?:earlier|previous|initial|first|about|around|some|at least|estimate of|figure of|toll of|count of) )*$"
    r"|\b(?:earlier|previous|initial|first) (?:estimate|figure|toll|count|number|report)s? of (?:about |some )?$",
    re.I,
)
"""Before the figure that another has taken the place of."""
_AT_FIRST = re.compile(
    r"\b(?:initially|at first|originally|had (?:earlier|previously|first)|earlier had)\b[^.;,]{0,60}$", re.I
)
"""Before a figure that somebody gave before he knew better."""
_RISEN = re.compile(
    r"\b(?:ris(?:en|es|ing)|rose|climb(?:s|ed|ing)|increas(?:es|ed|ing)|jump(?:s|ed)|grow[ns]?|grew|gone up|went up"
    r"|raised(?: \w+){0,14}?|put(?: \w+){0,10}? up)(?: \w+){0,3}? to(?: \w+)?\s*$",
    re.I,
)
"""Before a figure that takes the place of lower ones told earlier."""

_HEDGE_ORDER = (
    Hedge.FEWER_THAN, Hedge.UP_TO, Hedge.NEARLY, Hedge.ABOUT, Hedge.NONE, Hedge.EXACTLY, Hedge.AT_LEAST, Hedge.MORE_THAN
)  # fmt: skip

Ties = Mapping[tuple[int, int], float]
"""How sure it is that two quantities, by their places, are of one thing."""


def find_figure_disagreements(view: StoryView, topics: Topics) -> tuple[list[Disagreement], list[Disagreement]]:
    """The story's disagreements of figures, and what was only corrected or replaced; without ids, in no order."""
    found, revised = [], []
    quantities = list(islice(find_quantities(view), _MOST))
    ties = _ties(view, quantities)
    for places in _clusters(quantities, ties):
        cluster = [quantities[place] for place in places]
        if not _disagrees(cluster):
            continue
        ordered = sorted([*cluster, *taken_back(view, topics, cluster, quantities)], key=by_size)
        subject = subject_of(ordered, view)
        stated = stated_figures(view, ordered)
        sure = _sureness(quantities, places, ties)
        if sure < _LEAST_OF_ONE and _are_of_one_teller(ordered):
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


def _ties(view: StoryView, quantities: Sequence[Quantity]) -> Ties:
    """How sure it is that pairs are of one thing, of all that may be, as the trees and what is certain have it."""
    rivals = Rivals(view, quantities)
    ties = {
        (first, second): float(sureness)
        for first, second, sureness in zip(
            rivals.first.tolist(), rivals.second.tolist(), rivals.sureness().tolist(), strict=True
        )
    }
    for pair, sureness in find_penalties(quantities):
        ties[pair] = max(ties.get(pair, 0.0), sureness)
    return ties | {
        pair: 1.0 for pair in (*ties, *_set_right(quantities)) if _is_certain(*(quantities[place] for place in pair))
    }


def _set_right(quantities: Sequence[Quantity]) -> Iterator[tuple[int, int]]:
    """Pairs of which one sets the other right, of any size and measure."""
    noticed = [place for place, quantity in enumerate(quantities) if quantity.correction]
    yield from combinations(noticed, 2)
    for second in range(1, len(quantities)):
        if is_slip(quantities[second - 1], quantities[second]):
            yield second - 1, second


def _is_certain(one: Quantity, other: Quantity) -> bool:
    """Whether two figures are of one thing, whatever else they share: the age of one person, a correction, a count that
    has risen, a clause that is the same but for the figure, two givers of one sentence."""
    is_one_person = one.figure.kind is FigureKind.AGE and bool(one.owner) and one.owner == other.owner
    is_one_clause = one.clause == other.clause and len(one.clause) > _SAME_CLAUSE
    is_copy = one.read.text == other.read.text and _place(one) == _place(other)
    return (
        is_one_person
        or is_one_clause
        or is_copy
        or is_correction(one, other)
        or _is_series(one, other)
        or _are_given_in_one_breath(one, other)
    )


def _place(one: Quantity) -> int:
    """Where in its sentence it stands."""
    return one.figure.start - one.read.sentence.start


def _are_given_in_one_breath(one: Quantity, other: Quantity) -> bool:
    """Whether one sentence gives the first with what it counts and the other bare: "organisers counted 2,500 marchers,
    the police 900"."""
    second = max(one, other, key=lambda quantity: quantity.figure.start)
    return (
        one.read is other.read and bool(one.voice and other.voice) and one.voice != other.voice and second.is_elliptic
    )


def _clusters(quantities: Sequence[Quantity], ties: Ties) -> list[list[int]]:
    """Groups of one quantity each, by places: the surest tie first, and no group may hold two that exclude one
    another."""
    sizes = [by_size(quantity) for quantity in quantities]
    ranked = sorted(
        (-round(sureness, 4), sorted((sizes[a], sizes[b])), a, b)
        for (a, b), sureness in ties.items()
        if sureness >= (_LEAST_AGREED if can_both_be_right(quantities[a].figure, quantities[b].figure) else _LEAST)
    )
    home = {place: [place] for place in range(len(quantities))}
    parted = []
    for _, _, first, second in ranked:
        left, right = home[first], home[second]
        if left is right:
            continue
        if any(_exclude(quantities, ties, a, b) for a in left for b in right):
            parted.append((first, second))
            continue
        left.extend(right)
        for place in right:
            home[place] = left
    groups = {id(group): group for group in home.values()}
    found = [group for group in groups.values() if len(group) > 1]
    return found + [
        [a, b] for a, b in parted if home[a] is not home[b] and _is_set_against(quantities[a], quantities[b])
    ]


def _exclude(quantities: Sequence[Quantity], ties: Ties, first: int, second: int) -> bool:
    """Whether two figures cannot both be right and are not of one thing: too unlike, told apart, or one voice's."""
    if can_both_be_right(quantities[first].figure, quantities[second].figure):
        return False
    return ties.get((min(first, second), max(first, second)), 0.0) < _APART


def _is_set_against(one: Quantity, other: Quantity) -> bool:
    """Whether a sentence itself sets two figures of two givers against one another, wherever else each is told."""
    return one.read is other.read and not can_both_be_right(one.figure, other.figure)


def _sureness(quantities: Sequence[Quantity], places: Sequence[int], ties: Ties) -> float:
    """How sure it is that figures which cannot both be right are of one thing: of the surest pair."""
    sure = [
        ties.get((min(pair), max(pair)), 0.0)
        for pair in combinations(places, 2)
        if not may_stand_side_by_side(quantities[pair[0]].figure, quantities[pair[1]].figure)
    ]
    return round(max(sure, default=0.0), 2)


def _is_series(one: Quantity, other: Quantity) -> bool:
    """Whether one figure is a count that has "risen to" the other, day by day: four dead, and nine dead the day after.

    Whole counts only: what is told of a place, an owner or a part has a series of its own.
    """
    old, new = sorted((one, other), key=by_size)
    if old.state not in GROWING or (old.state, old.counted) != (new.state, new.counted) or not incompatible(old, new):
        return False
    if any((part.place, part.owner, part.relation) != ("", "", "") for part in (old, new)):
        return False
    is_later = old.days is not None and new.days is not None and old.days[1] < new.days[0]
    return is_later and _says_risen(new)


def _says_risen(new: Quantity) -> bool:
    return _RISEN.search(new.read.text[: new.figure.start - new.read.sentence.start]) is not None


# --------------------------------------------------------------------------------- can both be right?


def incompatible(one: Quantity, other: Quantity) -> bool:
    """Whether the two figures, which are of one thing, cannot both be right."""
    return not may_stand_side_by_side(one.figure, other.figure)


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
    report that it has risen, or from what."""
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
    newer += [one.article_id for one in cluster if one.read is quantity.read and _says_from(one, quantity)]
    newer += [one.article_id for one in cluster if _is_of_first_report(quantity) and _comes_after(one, quantity)]
    newer += [one.article_id for one in others if _has_grown_since(view, quantity, one, cluster)]
    return newer[0] if newer else _replaced_where_it_is_from(view, quantity, others)


def _has_grown_since(view: StoryView, old: Quantity, new: Quantity, cluster: Sequence[Quantity]) -> bool:
    """Whether a count that only grows is higher on a later day, when nobody gives the lower one any more."""
    days = view.published_on(old.article_id), view.published_on(new.article_id)
    if days[0] is None or days[1] is None or any(view.is_guessed(one.article_id) for one in (old, new)):
        return False
    if old.state not in GROWING or (old.state, old.counted, old.place) != (new.state, new.counted, new.place):
        return False
    if days[0] >= days[1] or not incompatible(old, new) or old.figure.high >= new.figure.low:
        return False
    if _are_two_voices(old, new) or any((part.owner, part.relation) != ("", "") for part in (old, new)):
        return False  # nobody takes back what another counted, nor the whole a part
    return not any(
        can_both_be_right(one.figure, old.figure) and (day := view.published_on(one.article_id)) and day >= days[1]
        for one in cluster
    )


def _replaced_where_it_is_from(view: StoryView, quantity: Quantity, others: Sequence[Quantity]) -> str:
    """The article that replaces a figure in the outlet that this one has it from: "14, the Nordwind agency says"."""
    for source in others:
        outlet = view.outlet(source.article_id)
        is_same = (source.figure.low, source.figure.high) == (quantity.figure.low, quantity.figure.high)
        is_from = bool(outlet) and view.outlet(quantity.article_id) != outlet and _credits(quantity, outlet)
        if is_same and is_from and (by := _replaced_by(view, source, [one for one in others if one is not quantity])):
            return by
    return ""


def _credits(quantity: Quantity, outlet: str) -> bool:
    """Whether the sentence of a figure, or who gives it, names an outlet."""
    return re.search(rf"\b{re.escape(outlet)}\b", f"{quantity.speaker} {quantity.read.text}", re.I) is not None


def _are_two_voices(one: Quantity, other: Quantity) -> bool:
    return bool(one.voice and other.voice) and one.voice != other.voice


def _has_risen_since(view: StoryView, old: Quantity, new: Quantity) -> bool:
    """Whether a later article says that a count, which only grows, has risen to its figure ("risen to seven"), or from
    which figure it has changed."""
    first, second = view.article(old.article_id).published_at, view.article(new.article_id).published_at
    is_undated = first is None and second is None  # then the words alone tell which is the later
    if not is_undated and (
        not first or not second or (first.tzinfo is None) != (second.tzinfo is None) or first >= second
    ):
        return False
    if _says_from(new, old):
        return True
    if new.state not in GROWING or old.state != new.state or old.figure.high >= new.figure.low:
        return False
    return _says_risen(new)


def _says_from(new: Quantity, old: Quantity) -> bool:
    """Whether the sentence of the new figure itself gives the old one as what it was: "36, up from 29 on Tuesday"."""
    start = new.read.sentence.start
    return any(
        (figure.low, figure.high) == (old.figure.low, old.figure.high)
        and figure.start > new.figure.start
        and _FROM.search(new.read.text[: figure.start - start])
        for figure in new.read.mentions.figures
    )


def _is_of_first_report(quantity: Quantity) -> bool:
    """Whether the sentence itself says that a figure was what was said at first: "police initially said about six"."""
    return _AT_FIRST.search(quantity.read.text[: quantity.figure.start - quantity.read.sentence.start]) is not None


def _comes_after(new: Quantity, first: Quantity) -> bool:
    """Whether a figure that cannot be right beside a first report takes its place: one told later in its article."""
    is_behind = new.article_id == first.article_id and new.figure.start > first.figure.start
    return is_behind and incompatible(new, first) and not _is_of_first_report(new)


def _distinct(cluster: Sequence[Quantity]) -> list[Quantity]:
    """Each article's figures once: the same value said again by the same speaker, or by none, is one."""
    kept: dict[tuple[str, float, float, Hedge, str], Quantity] = {}
    for quantity in cluster:
        figure = quantity.figure
        kept.setdefault((quantity.article_id, figure.low, figure.high, figure.hedge, quantity.voice), quantity)
    return list(kept.values())
