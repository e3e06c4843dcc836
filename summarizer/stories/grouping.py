"""Which articles tell of one event: average linkage over a sparse graph of likely pairs.

Two things make it more careful than plain average linkage. Groups that have grown must be nearer to each other than
single articles must be: two quakes, each told by ten outlets, share a vocabulary but little more. And articles that
name different days, or different weekdays near their top, are held apart.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

import numpy as np
from numpy.typing import NDArray

from summarizer.model import CleanArticle
from summarizer.stories.features import LEAST, Traits, read_traits, similar_pairs
from summarizer.stories.meanings import Meaning, MeaningArchive, mixed

# One setting for everything, chosen by random search on ECB+ train and dev, wikinews, NeuS val and a part of NeuS
# train, and the SummHay sources together. Settings searched for without one kind gave F1 .92 and .95 on ECB+, .87 on
# wikinews and .75 on NeuS, which rested on a weight for names that is not used here. So scores on these sets flatter.
_MERGE_STEP, _MERGE_LEAST = 0.012, 0.04
"""Mean similarity from which two single articles are one story, for each e-fold of articles handed over, and at least.
Among five, any two may well tell the same; among thousands, hardly: the best threshold was about .03 for bundles of
six, .05 for 60 to 90 articles, .08 for 900 and .12 for 3,000 (ECB+ would have it lower). The least is higher than what
is best for random bundles of six, because twin events (two quakes) in one small bundle merge too easily below it."""
_SIZE_PENALTY = 0.06
"""How much more two groups need, for each e-fold of the smaller one's size."""
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
    singles = [[place] for place in range(len(order))]
    own = [meanings[place] for place in order] if any(meanings) else []
    groups = link(_scored_pairs([articles[place] for place in order], own), singles, merge_from(len(order)))
    found = [tuple(sorted(order[place] for place in group)) for group in groups]
    return tuple(sorted(found, key=lambda group: (-len(group), group)))


def _scored_pairs(articles: Sequence[CleanArticle], meanings: Sequence[Meaning | None]) -> list[tuple[int, int, float]]:
    """Each pair that shares anything, with its similarity less what speaks against it."""
    traits = read_traits(articles)
    pairs: list[tuple[int, int, float]] = []
    rows = similar_pairs(articles)
    for row, near, similarities in _with_meanings(rows, meanings) if meanings else rows:
        scores = similarities + adjustments(traits, row, near)
        pairs.extend(zip(near.tolist(), [row] * len(near), scores.tolist(), strict=True))
    return pairs


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


def merge_from(n: int) -> float:
    """The mean similarity from which two single articles of n are one story."""
    return max(_MERGE_LEAST, _MERGE_STEP * math.log(max(n, 2)))


def link(pairs: Iterable[tuple[int, int, float]], start: Sequence[Sequence[int]], least: float) -> list[list[int]]:
    """Join the two nearest groups again and again while they are `least` near; unlisted pairs of members count nothing.

    `start` are the groups to begin with, mostly of one member each.
    """
    groups = {number: list(group) for number, group in enumerate(start)}
    home = {member: number for number, group in groups.items() for member in group}
    sums: dict[int, dict[int, float]] = {number: {} for number in groups}
    for one, other, score in pairs:
        a, b = home[one], home[other]
        if a != b:
            sums[a][b] = sums[b][a] = sums[a].get(b, 0.0) + score
    heap = [
        (-nearness, a, b)
        for a, others in sums.items()
        for b, total in others.items()
        if a < b and (nearness := nearness_of(total, len(groups[a]), len(groups[b]))) >= least
    ]
    heapq.heapify(heap)
    fresh = count(len(groups))
    while heap:
        _, a, b = heapq.heappop(heap)
        if a not in groups or b not in groups:
            continue
        joined = next(fresh)
        groups[joined] = groups.pop(a) + groups.pop(b)
        left, right = sums.pop(a), sums.pop(b)
        sums[joined] = {}
        for other in sorted((left.keys() | right.keys()) - {a, b}):
            total = left.get(other, 0.0) + right.get(other, 0.0)
            sums[other].pop(a, None)
            sums[other].pop(b, None)
            sums[joined][other] = sums[other][joined] = total
            nearness = nearness_of(total, len(groups[joined]), len(groups[other]))
            if nearness >= least:
                heapq.heappush(heap, (-nearness, other, joined))
    return list(groups.values())


def nearness_of(total: float, n_here: int, n_there: int) -> float:
    """The mean score of all pairs between two groups, less the penalty for the smaller one's size."""
    return total / (n_here * n_there) - _SIZE_PENALTY * math.log(min(n_here, n_there))
