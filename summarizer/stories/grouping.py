"""Which articles tell of one event: average linkage (`linkage`), first carefully, then by how crowded it is around.

Articles that name different days, or different weekdays near their top, are held apart. What else there is decides how
alike two articles must be: where much is nearly the same and yet of other stories (two trials of one man, a week of
votes on one bill) more than where nothing is near. So the articles are linked twice: carefully, to see what stands in
other stories; then with less demanded, and likenesses read against how near those other stories are.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizer.model import CleanArticle
from summarizer.stories.features import LEAST, Traits, read_traits, similar_pairs
from summarizer.stories.linkage import Pair, bridge, link
from summarizer.stories.meanings import Meaning, MeaningArchive, mixed

# One setting for everything, chosen by random search on ECB+ train and dev, wikinews, NeuS val and a part of NeuS
# train, and the SummHay sources together. Settings searched for without one kind gave F1 .92 and .95 on ECB+, .87 on
# wikinews and .75 on NeuS, which rested on a weight for names that is not used here. So scores on these sets flatter.
_MERGE_STEP, _MERGE_LEAST = 0.012, 0.04
"""Mean similarity from which two single articles are one story, for each e-fold of articles handed over, and at least.
Among five, any two may well tell the same; among thousands, hardly: the best threshold was about .03 for bundles of
six, .05 for 60 to 90 articles, .08 for 900 and .12 for 3,000 (ECB+ would have it lower). The least is higher than what
is best for random bundles of six, because twin events (two quakes) in one small bundle merge too easily below it."""
_SECOND_STEP, _SECOND_SIZE_PENALTY = 0.011, 0.045
"""The same, and `linkage.SIZE_PENALTY`, when articles are linked for the second time."""
_SURE = 12
"""Groups of so many that were linked carefully stay together; with 8 F1 is the same."""
_CROWD, _CROWD_LEAST, _CROWD_WEIGHT = 15, 0.015, 0.15
"""How crowded it is around an article: its mean likeness to the 15 nearest articles of other stories. A similarity is
divided by this power of the crowding of either article beside the usual one. With weights of .08 to .15 each of ECB+,
wikinews and NeuS gained .003 to .006 F1 when all else was chosen on the other two; with .25 ECB+ lost .013. Read beside
all neighbours, an article's own story among them, the sets gained twice as much; but in one bundle with stories of all
sizes the large ones fell apart (ECB+ among wikinews and NeuS: F1 .92 to .77)."""
_DATE_PENALTY, _DATE_GRACE = 0.02, 1.4
"""What each e-fold of days between two articles costs, beyond the first three days (log(1 + 3) = 1.4)."""
_MOST_DATE_STEPS = 4.0
_WEEKDAY_PENALTY = 0.03
"""What it costs when both name weekdays near their top and none is the same."""
_LENGTH_BONUS, _USUAL_LOG_LENGTH = 0.012, 5.0
"""Long articles (log of content words above 5, or 150) say more that others do not, so less likeness is asked for."""


def partition(articles: Sequence[CleanArticle], meanings: Sequence[Meaning | None] = ()) -> tuple[tuple[int, ...], ...]:
    """The positions of the articles of each story, largest story first, positions ascending.

    Nothing depends on the order of the articles: they are put into an order of their own first. `meanings` are theirs,
    where an embedding model has read them.

    >>> texts = ("Fire destroyed the old mill in Leeds.", "The old mill in Leeds burnt down.", "Eggs are cheaper.")
    >>> partition([CleanArticle(str(n), n, text) for n, text in enumerate(texts, 1)])
    ((0, 1), (2,))
    """
    order = sorted(range(len(articles)), key=lambda place: (articles[place].sha256, articles[place].title))
    own = [meanings[place] for place in order] if any(meanings) else []
    pairs = _compared([articles[place] for place in order], own)
    n = len(order)
    groups = _linked_twice(pairs, n) if n > _CROWD else _linked(pairs, n)
    found = [tuple(sorted(order[place] for place in group)) for group in groups]
    return tuple(sorted(found, key=lambda group: (-len(group), group)))


@dataclass(frozen=True, slots=True)
class _Pairs:
    """All pairs of articles that share anything: places, how similar they are, and what else speaks for one event."""

    one: NDArray[np.int64]
    other: NDArray[np.int64]
    similarity: NDArray[np.float64]
    adjustment: NDArray[np.float64]

    def scored(self, relief: NDArray[np.float64]) -> list[Pair]:
        """Each pair with its likeness, where an article's similarities count `relief` times."""
        likeness = self.similarity * relief[self.one] * relief[self.other] + self.adjustment
        return list(zip(self.one.tolist(), self.other.tolist(), likeness.tolist(), strict=True))

    def relief(self, stories: Sequence[Sequence[int]]) -> NDArray[np.float64]:
        """For each article how much its similarities count: less where articles of other stories crowd around it."""
        n = sum(map(len, stories))
        home = np.zeros(n, dtype=np.int64)
        for number, story in enumerate(stories):
            home[story] = number
        is_outside = home[self.one] != home[self.other]
        likeness = np.maximum(self.similarity + self.adjustment, 0)[is_outside]
        rows = np.concatenate([self.one[is_outside], self.other[is_outside]])
        values = np.concatenate([likeness, likeness])
        order = np.lexsort((-values, rows))
        rows, values = rows[order], values[order]
        is_near = np.arange(len(rows)) - np.searchsorted(rows, rows) < _CROWD
        sums = np.bincount(rows[is_near], weights=values[is_near], minlength=n)
        crowding = np.log(np.maximum(sums / _CROWD, _CROWD_LEAST))
        return np.asarray(np.exp(_CROWD_WEIGHT * (crowding.mean() - crowding)))


def _compared(articles: Sequence[CleanArticle], meanings: Sequence[Meaning | None]) -> _Pairs:
    """Each pair that shares anything."""
    traits = read_traits(articles)
    rows = list(_with_meanings(similar_pairs(articles), meanings) if meanings else similar_pairs(articles))
    none = np.zeros(0)
    return _Pairs(
        one=np.concatenate([none, *(near for _, near, _ in rows)]).astype(np.int64),
        other=np.repeat([row for row, _, _ in rows], [len(near) for _, near, _ in rows]).astype(np.int64),
        similarity=np.concatenate([none, *(similarities for _, _, similarities in rows)]),
        adjustment=np.concatenate([none, *(adjustments(traits, row, near) for row, near, _ in rows)]),
    )


def _linked(pairs: _Pairs, n: int) -> list[list[int]]:
    scored = pairs.scored(np.ones(n))
    return bridge(link(scored, [[place] for place in range(n)], merge_from(n)), scored)


def _linked_twice(pairs: _Pairs, n: int) -> list[list[int]]:
    """The groups of n articles, linked carefully, then again by how crowded it is around each."""
    scored = pairs.scored(np.ones(n))
    careful = link(scored, [[place] for place in range(n)], merge_from(n))
    eased = pairs.scored(pairs.relief(bridge(careful, scored)))
    start = [part for group in careful for part in ([group] if len(group) >= _SURE else [[place] for place in group])]
    return bridge(link(eased, start, merge_from(n, _SECOND_STEP), _SECOND_SIZE_PENALTY), eased)


_Near = tuple[int, NDArray[np.int64], NDArray[np.float64]]


def _with_meanings(rows: Iterable[_Near], meanings: Sequence[Meaning | None]) -> Iterator[_Near]:
    """The rows of `similar_pairs` with meanings mixed in: all places before a row that are near in either."""
    archive = MeaningArchive()
    for row, near, similarities in rows:
        meaning = meanings[row]
        if meaning is not None:
            all_before = np.zeros(row)
            all_before[near] = similarities
            all_before = mixed(all_before, archive.cosines(meaning, range(row)), meaning)
            near = np.flatnonzero(all_before > LEAST)
            similarities = all_before[near]
        archive.add(meaning)
        yield row, near, similarities


def adjustments(traits: Traits, row: int, near: NDArray[np.int64]) -> NDArray[np.float64]:
    """What speaks for and against one event besides the words of the article of a row and of those near it."""
    days_apart = np.abs(traits.day[near] - traits.day[row])
    steps = np.clip(np.log1p(np.nan_to_num(days_apart)), 0, _MOST_DATE_STEPS) - _DATE_GRACE
    differ = (
        (traits.weekdays[near] != 0) & (traits.weekdays[row] != 0) & (traits.weekdays[near] & traits.weekdays[row] == 0)
    )
    shorter = np.minimum(traits.log_length[near], traits.log_length[row])
    return np.asarray(
        _LENGTH_BONUS * (shorter - _USUAL_LOG_LENGTH) - _DATE_PENALTY * np.maximum(steps, 0) - _WEEKDAY_PENALTY * differ
    )


def merge_from(n: int, step: float = _MERGE_STEP) -> float:
    """The mean likeness from which two single articles of n are one story."""
    return max(_MERGE_LEAST, step * math.log(max(n, 2)))
