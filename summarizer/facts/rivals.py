"""How sure it is that two figures are of one thing: fitted trees over what they share.

All pairs of a story are read at once, as columns: what stands around them, what is counted and in which state, whose,
where and when, who gives them, how large they are, and whether anything else in the other's article is a better match.
`resources/rivals.md` tells what the trees were fitted on and what they are worth.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from summarizer.facts.bounds import HALF_A_DAY, bounds_of, may_be_either_half
from summarizer.facts.contexts import Stretch, likeness
from summarizer.facts.figure_words import ESTIMATE, counted_class
from summarizer.facts.moving import are_of_two_moments
from summarizer.facts.pairs import Floats, Ints, Pairs
from summarizer.facts.quantities import Quantity
from summarizer.facts.view import StoryView
from summarizer.mentions import is_one_currency
from summarizer.model import FigureKind, Hedge
from summarizer.similarity import embed
from summarizer.trees import Trees, read_trees

_MOST_TIMES, _MOST_TIMES_APART = 5.0, 3.0
"""Figures further apart are taken to be of different things: of one article, and of two."""
_MOST_HOURS = 8.0
"""Times of day further apart are taken to be of different things."""
_DAY = 24.0
_MOST_SURE_TURNED = 0.55
_SLIGHT = 1e-6
_KINDS = (
    FigureKind.COUNT, FigureKind.MONEY, FigureKind.MEASURE, FigureKind.PERCENT, FigureKind.DURATION, FigureKind.CLOCK,
    FigureKind.SCORE, FigureKind.AGE,
)  # fmt: skip
_BARE_FOR = frozenset([FigureKind.MEASURE, FigureKind.MONEY, FigureKind.PERCENT, FigureKind.DURATION])
"""Kinds of which a number may stand alone: "at 231"."""
_RELATIONS = (
    "part", "extra", "each", "change", "rate", "compared", "wanted", "offered", "goal", "foreseen", "forecast",
)  # fmt: skip
GROWING = frozenset(["dead", "hurt", "missing", "arrested", "displaced", "rescued", "infected", "destroyed"])
"""States of which counts grow as news comes in."""
_RESPONDERS = ("rescuer", "firefighter", "fireman", "paramedic", "medic", "diver", "officer", "policeman", "volunteer")
_PEOPLE = (
    "people",
    "men",
    "women",
    "children",
    "workers",
    "passengers",
    "victims",
    "residents",
    "customers",
    "soldiers",
)
"""Nouns that count people: how near another noun is to the nearest of them tells whether it may count people, too."""
_THINGS = (
    "engine", "house", "building", "car", "truck", "bus", "lorry", "train", "tram", "plane", "helicopter", "ship",
    "rocket", "shot", "ticket", "vote", "school", "shop", "store", "street", "road", "bridge", "village", "town",
    "city", "country", "company", "ton", "tonne", "acre", "hectare", "mile", "kilometre", "kilometer", "tree", "animal",
    "dog", "horse", "cow", "book", "document", "page", "tent", "bed", "room", "floor", "apartment", "flat", "window",
    "bag", "bottle", "phone", "computer", "weapon", "gun", "bomb", "drone", "tank", "flight", "match", "game", "goal",
    "point",
)  # fmt: skip
"""Nouns that count no people, whatever has happened to them."""
_OLDEST = 120
"""Years that a person may live to."""
_LEAD = 3
"""Sentences that open an article."""
_HALF_A_YEAR = 180
_SUMS = 0.001
"""Share by which a sum may be off."""
_NEVER = 5.0
"""Days between two figures of which one is of no day."""
_SET_AGAINST = re.compile(
    r"\b(?:but|while|whereas|although|though|instead|rather|only|in fact|disput\w+|den(?:y|ies|ied)|contradict\w*|not"
    r"|however|own|correct\w*|earlier|first)\b",
    re.I,
)


class Rivals(Pairs[Quantity]):
    """The pairs of a story's figures that may be of one thing: of one measure and like size, of two articles or two
    voices. `columns` are what they share, by name."""

    def __init__(self, view: StoryView, quantities: Sequence[Quantity]) -> None:
        super().__init__(quantities, _candidates(quantities))
        self._view = view
        self._article = self.codes(lambda one: one.article_id)
        self.columns = self._all_columns() if len(self) else {}

    def sureness(self) -> Floats:
        """How sure it is that the figures of each pair are of one thing, 0..1.

        Two times of day that are near only in another half of the day than they were read in are never called sure.
        """
        if not self.columns:
            return np.zeros(0)
        high = self.values(lambda one: one.figure.high)
        told = np.abs(high[self.first] - high[self.second])
        near = _hours_apart(self.items, self.first, self.second)
        is_turned = (self.columns[FigureKind.CLOCK.value] > 0) & (near + _SLIGHT < np.minimum(told, _DAY - told))
        sure = _trees().chances(self.columns)
        return np.where(is_turned, np.minimum(sure, _MOST_SURE_TURNED), sure)

    def _all_columns(self) -> dict[str, Floats]:
        stretches = [Stretch(one.read, one.figure.start, one.figure.end) for one in self.items]
        found = likeness(self._view, stretches, self)
        stands = self.standing(0.5 * found["windows"] + 0.5 * found["sentences"], self._article)
        found |= {
            "better rank": np.maximum(stands.first, stands.second),  # whichever article comes first
            "worse rank": np.minimum(stands.first, stands.second),
            "margin": stands.margin,
            "choices": stands.n,
        }
        for columns in (self._of_nouns, self._of_values, self._of_states, self._of_times, self._of_voices):
            found |= columns()
        return found

    def _of_nouns(self) -> dict[str, Floats]:
        same, other, n = self.compared(lambda one: one.counted)
        nouns = embed([one.figure.counted for one in self.items])
        human = self.values(lambda one: _humanity(one.figure.counted))
        return {
            "nouns": self.cosines(nouns),
            "most human": np.maximum(human[self.first], human[self.second]),
            "least human": np.minimum(human[self.first], human[self.second]),
            "same noun": same,
            "other noun": other,
            "with noun": n,
            "people": self.summed(lambda one: one.counted == "person"),
        }

    def _of_values(self) -> dict[str, Floats]:
        values = self.codes(lambda one: (one.figure.low, one.figure.high))
        lows, highs = np.array([bounds_of(one.figure) for one in self.items]).T
        is_equal = values[self.first] == values[self.second]
        apart = (highs[self.first] < lows[self.second]) | (highs[self.second] < lows[self.first])
        high = self.values(lambda one: one.figure.high)
        low = np.minimum(high[self.first], high[self.second])
        is_clock = self.summed(lambda one: one.figure.kind is FigureKind.CLOCK) > 0
        gap = _hours_apart(self.items, self.first, self.second)
        ratio = np.log(np.maximum(high[self.first], high[self.second]) / np.maximum(low, 0.01))
        found = {
            "both right": (is_equal | ~apart).astype(float),
            "equal": is_equal.astype(float),
            "ratio": np.where(is_clock, gap / 4, ratio),
            "size": np.log10(np.maximum(low, 0.1)),
            "round": self.summed(lambda one: one.figure.high % 10 == 0),
            "hedged": self.summed(lambda one: one.figure.hedge not in (Hedge.NONE, Hedge.EXACTLY)),
            "mixed kinds": self.differ(lambda one: _KINDS.index(one.figure.kind)),
            "told beside": self.each(lambda a, b: _is_told_beside(a, b) or _is_told_beside(b, a)),
            "other figures": self.each(_have_other_figures),
            "estimated": self.summed(lambda one: ESTIMATE.search(_before(one)) is not None),
            "set against": self.summed(lambda one: _SET_AGAINST.search(_before(one)) is not None),
        }
        found["told in both"], found["told by"] = self._told(values)
        for kind in _KINDS:
            found[str(kind.value)] = self.summed(functools.partial(_is_of_kind, kind))
        return found

    def _told(self, values: Ints) -> tuple[Floats, Floats]:
        """(how many of the two values the other's article gives, too; the shares of articles that give each)."""
        articles: dict[int, set[int]] = defaultdict(set)
        for value, article in zip(values.tolist(), self._article.tolist(), strict=True):
            articles[value].add(article)
        crossed = [
            (int(self._article[b]) in articles[int(values[a])]) + (int(self._article[a]) in articles[int(values[b])])
            for a, b in zip(self.first.tolist(), self.second.tolist(), strict=True)
        ]
        spread = np.array([len(articles[value]) for value in values.tolist()]) / max(2, int(self._article.max()) + 1)
        return np.array(crossed, dtype=np.float64), np.asarray(spread[self.first] + spread[self.second])

    def _of_states(self) -> dict[str, Floats]:
        found: dict[str, Floats] = {}
        for name, compared in (
            ("state", self.compared(lambda one: one.state)),
            ("owner", self.compared(lambda one: one.owner)),
            ("place", self.compared(lambda one: one.place)),
            ("relation", self.compared(lambda one: one.relation)),
        ):
            found[f"same {name}"], found[f"other {name}"], found[f"with {name}"] = compared
        for relation in _RELATIONS:
            found[relation] = self.summed(functools.partial(_is_of_relation, relation))
        return found | {
            "firm": self.summed(lambda one: one.is_firm),
            "other firmness": self.differ(lambda one: one.is_firm),
            "is wanted": self.summed(lambda one: one.is_wanted),
            "only how many": self.summed(lambda one: one.is_elliptic),
            "same names": self.each(lambda a, b: not a.names.isdisjoint(b.names)),
            "same places": self.each(lambda a, b: not a.places.isdisjoint(b.places)),
            "other places": self.each(lambda a, b: bool(a.places and b.places) and a.places.isdisjoint(b.places)),
        }

    def _of_times(self) -> dict[str, Floats]:
        return {
            "other time": self.differ(lambda one: one.is_past),
            "past": self.summed(lambda one: one.is_past),
            "same years": self.each(lambda a, b: not a.years.isdisjoint(b.years)),
            "other years": self.each(lambda a, b: bool(a.years and b.years) and a.years.isdisjoint(b.years)),
            "other months": self.each(lambda a, b: bool(a.months and b.months) and a.months.isdisjoint(b.months)),
            "days apart": self.each(_days_apart),
            "days published apart": self.each(functools.partial(_published_apart, self._view)),
            "opening": self.summed(lambda one: one.read.sentence.index < _LEAD),
        }

    def _of_voices(self) -> dict[str, Floats]:
        same, other, n = self.compared(lambda one: one.voice)
        sentence = self.values(lambda one: one.read.sentence.index)
        is_one = self._article[self.first] == self._article[self.second]
        versions = _versions(self._view)
        return {
            "versions": self.each(lambda a, b: (a.article_id, b.article_id) in versions),
            "same voice": same,
            "other voice": other,
            "voices": n,
            "one article": is_one.astype(float),
            "sentences between": np.where(is_one, np.abs(sentence[self.first] - sentence[self.second]), 0.0),
        }


@functools.cache
def _trees() -> Trees:
    return read_trees("rivals.npz")


def _versions(view: StoryView) -> frozenset[tuple[str, str]]:
    """Pairs of articles of which one is a version of the other, in either order."""
    ids = list(view.by_article())
    return frozenset((a, b) for a in ids for b in ids if view.later_version(a, b) or view.later_version(b, a))


def _candidates(quantities: Sequence[Quantity]) -> Iterator[tuple[int, int]]:
    """Pairs of figures of one measure and like size, by two articles or two voices."""
    first, second = np.triu_indices(len(quantities), 1)
    high = np.array([quantity.figure.high for quantity in quantities])
    is_clock = np.array([quantity.figure.kind is FigureKind.CLOCK for quantity in quantities], dtype=bool)
    large, small = np.maximum(high[first], high[second]), np.minimum(high[first], high[second])
    gap = _hours_apart(quantities, first, second)
    is_near = np.where(is_clock[first], gap <= _MOST_HOURS, large <= _MOST_TIMES * small)
    kept = np.flatnonzero(is_near & (is_clock[first] == is_clock[second]))
    for a, b in zip(first[kept].tolist(), second[kept].tolist(), strict=True):
        one, other = quantities[a], quantities[b]
        if may_be_of_one_thing(one, other) and not _are_told_apart(one, other):
            yield a, b


def _hours_apart(quantities: Sequence[Quantity], first: Ints, second: Ints) -> Floats:
    """Hours between the two times of day of each pair, on a face of twelve where one does not tell its half."""
    high = np.array([quantity.figure.high for quantity in quantities])
    is_open = np.array([may_be_either_half(quantity.figure) for quantity in quantities], dtype=bool)
    round_ = np.where(is_open[first] | is_open[second], HALF_A_DAY, _DAY)
    gap = np.abs(high[first] - high[second]) % round_
    return np.asarray(np.minimum(gap, round_ - gap), dtype=np.float64)


def may_be_of_one_thing(one: Quantity, other: Quantity) -> bool:
    """Whether two figures have one measure, and are given by two articles or two voices."""
    if one.article_id == other.article_id and one.voice == other.voice:
        return False  # nobody contradicts himself
    first, second = one.figure, other.figure
    low, high = sorted((first.high, second.high))
    if one.article_id != other.article_id and first.kind is not FigureKind.CLOCK and high > _MOST_TIMES_APART * low:
        return False
    if first.kind is second.kind:
        if first.kind is FigureKind.MONEY:
            return is_one_currency(first, second)
        if first.kind is FigureKind.AGE:
            may_be_two = (
                not one.owner and low <= _OLDEST and one.clause != other.clause
            )  # "a girl of 12", "a girl of 14"
            return one.owner == other.owner and not may_be_two
        return first.unit == second.unit
    if one.article_id == other.article_id:
        return False
    bare, told = (one, other) if first.kind is FigureKind.COUNT else (other, one)
    return bare.figure.kind is FigureKind.COUNT and not bare.counted and told.figure.kind in _BARE_FOR


def _are_told_apart(one: Quantity, other: Quantity) -> bool:
    """Whether both sentences tell, in so many words, that these are different quantities: dead and injured, of another
    year, a wish beside a count, so many more.

    Few conditions: each was right of more than half of the pairs that the trees held to be of one thing on dev.
    """
    if one.state and other.state and one.state != other.state:
        return True
    if are_of_two_moments(one.moment, other.moment):
        return True  # of another hour, another count, another side
    if one.is_whole != other.is_whole and one.article_id != other.article_id:
        return True  # what was done to some of them was not done to all
    if _are_of_other_times(one, other):
        return True  # "seventeen were killed there in July of last year"
    relations = {one.relation, other.relation}
    if relations == {"wanted", "offered"} or (len(relations) == 2 and relations & {"goal", "foreseen"}):
        return True  # what may or should be is no count
    if any(first and second and first.isdisjoint(second) for first, second in (
        (one.years, other.years), (one.months, other.months)
    )):  # fmt: skip
        return True
    is_one_breath = one.article_id == other.article_id and (one.is_elliptic or other.is_elliptic)
    if one.is_past != other.is_past and not one.years & other.years and not is_one_breath:
        return True
    if _is_sum_of(one, other) or _is_sum_of(other, one):
        return True
    if FigureKind.PERCENT in (one.figure.kind, other.figure.kind):
        if one.counted and other.counted and one.counted != other.counted:
            return True  # shares of different wholes
        if one.article_id == other.article_id and not (one.is_elliptic or other.is_elliptic):
            return True  # shares of one passage, each told in full, are the shares of its answers
    if _is_of_things(one, other) or _is_of_things(other, one):
        return True  # nobody who counts fire engines counts the dead
    if (one.is_height and other.is_rest) or (other.is_height and one.is_rest):
        return True  # at its height, and later
    if "dead" in (one.state, other.state) and one.counts_killer != other.counts_killer:
        return True  # the victims, and all dead
    if "person" in (one.counted, other.counted) and {one.counted, other.counted} & _responders():
        return True  # those who help are not those whom it struck
    if len(relations) == 2 and "extra" in relations:
        return True  # so many more
    return one.is_firm != other.is_firm and (one.state in GROWING or other.state in GROWING)


def _are_of_other_times(one: Quantity, other: Quantity) -> bool:
    """Whether two tolls are dated half a year apart or more: they are of two events."""
    if one.days is None or other.days is None or not {one.state, other.state} <= GROWING:
        return False
    return (one.days[0] - other.days[1]).days >= _HALF_A_YEAR or (other.days[0] - one.days[1]).days >= _HALF_A_YEAR


def _is_of_things(one: Quantity, other: Quantity) -> bool:
    """Whether one counts people and the other, by its noun, things."""
    return one.counted == "person" and other.figure.kind is FigureKind.COUNT and other.counted in _things()


@functools.lru_cache(maxsize=4_096)
def _humanity(noun: str) -> float:
    """How near a noun is to one that counts people, -1..1; 0 for none."""
    return float((embed([noun]) @ embed(_PEOPLE).T).max())


@functools.cache
def _things() -> frozenset[str]:
    return frozenset(counted_class(word) for word in _THINGS)


@functools.cache
def _responders() -> frozenset[str]:
    return frozenset(counted_class(word) for word in _RESPONDERS)


def _is_of_kind(kind: FigureKind, one: Quantity) -> bool:
    return one.figure.kind is kind


def _is_of_relation(relation: str, one: Quantity) -> bool:
    return one.relation == relation


def _before(one: Quantity) -> str:
    return one.read.text[: one.figure.start - one.read.sentence.start]


def _is_told_beside(one: Quantity, other: Quantity) -> bool:
    """Whether the sentence of one gives the other's value, too."""
    figure = other.figure
    return (figure.kind, figure.unit, figure.low) in one.beside


def _is_sum_of(one: Quantity, other: Quantity) -> bool:
    """Whether one is what the other and a figure beside it come to: 4 million, "2.5 million here and 1.5 there"."""
    figure = other.figure
    return any(
        (kind, unit) in ((figure.kind, figure.unit), (FigureKind.COUNT, ""))
        and abs(figure.low + low - one.figure.low) <= _SUMS * one.figure.low
        for kind, unit, low in other.beside
    )


def _have_other_figures(one: Quantity, other: Quantity) -> bool:
    """Whether both sentences give figures beside these, and none of them in common."""
    return bool(one.beside and other.beside) and one.beside.isdisjoint(other.beside)


def _days_apart(one: Quantity, other: Quantity) -> float:
    """The days that lie between those that two figures are of; 0 where they may be of one day."""
    if one.days is None or other.days is None:
        return _NEVER
    return float(max(0, (one.days[0] - other.days[1]).days, (other.days[0] - one.days[1]).days))


def _published_apart(view: StoryView, one: Quantity, other: Quantity) -> float:
    first, second = view.published_on(one.article_id), view.published_on(other.article_id)
    return float(abs((first - second).days)) if first and second else _NEVER
