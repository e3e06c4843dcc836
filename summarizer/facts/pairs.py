"""Pairs of things that a story tells, as columns: what both share, by name, one number a pair.

What decides whether two figures, or two days, are of one thing is learnt from pairs; this is how they are laid out.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Item = TypeVar("Item")


class Compared(NamedTuple):
    """Of each pair: both have one and it is the same; both have one and it is another; how many have one."""

    same: Floats
    other: Floats
    n: Floats


class Standing(NamedTuple):
    """Of each pair: 1 / rank of the second among the first's pairs with the second's article, the same the other way,
    how much it is above (below, if negative) the best other one on the worse of both sides, and how many those are."""

    first: Floats
    second: Floats
    margin: Floats
    n: Floats


class Pairs(Generic[Item]):
    """Pairs of items, each by the places of its two: (n,) `first`, (n,) `second`."""

    def __init__(self, items: Sequence[Item], pairs: Iterable[tuple[int, int]]) -> None:
        self.items = items
        found = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
        self.first, self.second = found[:, 0], found[:, 1]

    def __len__(self) -> int:
        return len(self.first)

    def codes(self, key: Callable[[Item], Hashable]) -> Ints:
        """One number for equal keys of the items, -1 for "" and None."""
        known: dict[Hashable, int] = {}
        keys = map(key, self.items)
        return np.array([-1 if one in ("", None) else known.setdefault(one, len(known)) for one in keys], np.int64)

    def compared(self, key: Callable[[Item], Hashable]) -> Compared:
        """How the two of each pair stand in what they have or do not have."""
        codes = self.codes(key)
        one, other = codes[self.first], codes[self.second]
        both = (one >= 0) & (other >= 0)
        n = (one >= 0).astype(float) + (other >= 0)
        return Compared((both & (one == other)).astype(float), (both & (one != other)).astype(float), n)

    def values(self, value: Callable[[Item], float]) -> Floats:
        """A number of each item."""
        return np.array([float(value(item)) for item in self.items])

    def summed(self, value: Callable[[Item], float]) -> Floats:
        """The sum of both: of yes and no, how many of the two."""
        values = self.values(value)
        return np.asarray(values[self.first] + values[self.second])

    def differ(self, value: Callable[[Item], float]) -> Floats:
        """Whether the two differ."""
        values = self.values(value)
        return np.asarray(values[self.first] != values[self.second], dtype=np.float64)

    def each(self, value: Callable[[Item, Item], float]) -> Floats:
        """A number of each pair."""
        items = self.items
        found = [
            float(value(items[a], items[b])) for a, b in zip(self.first.tolist(), self.second.tolist(), strict=True)
        ]
        return np.array(found)

    def cosines(self, one: NDArray[np.float32], other: NDArray[np.float32] | None = None) -> Floats:
        """Of unit rows of the items: the first's of `one` with the second's of `other` (of `one`, without)."""
        right = one if other is None else other
        return np.asarray(np.einsum("ij,ij->i", one[self.first], right[self.second]), dtype=np.float64)

    def standing(self, scores: Floats, article: Ints) -> Standing:
        """How each pair stands among those that its items make with one another's article, higher scores first."""
        if not len(self):
            return Standing(*([np.zeros(0)] * 4))
        sides = [
            _ranked(scores, one * (int(article.max()) + 1) + article[other])
            for one, other in ((self.first, self.second), (self.second, self.first))
        ]
        (rank, gap, size), (rank_back, gap_back, size_back) = sides
        return Standing(rank, rank_back, np.minimum(gap, gap_back), np.log(size + size_back))


def _ranked(scores: Floats, group: Ints) -> tuple[Floats, Floats, Floats]:
    """(1 / rank in the group, score less the best other one's, size of the group), in the order given."""
    order = np.lexsort((-scores, group))
    grouped, ordered = group[order], scores[order]
    starts = np.flatnonzero(np.r_[True, grouped[1:] != grouped[:-1]])
    lengths = np.diff(np.r_[starts, len(order)])
    place = np.arange(len(order)) - np.repeat(starts, lengths)
    is_new = np.r_[True, (grouped[1:] != grouped[:-1]) | (ordered[1:] != ordered[:-1])]
    place = place[np.maximum.accumulate(np.where(is_new, np.arange(len(order)), 0))]  # equal scores, equal ranks
    runner_up = np.where(lengths > 1, ordered[np.minimum(starts + 1, len(order) - 1)], 0.0)
    is_best = np.isin(np.arange(len(order)), starts)
    rival = np.where(is_best, np.repeat(runner_up, lengths), np.repeat(ordered[starts], lengths))
    rank, gap, size = np.empty(len(order)), np.empty(len(order)), np.empty(len(order))
    rank[order], gap[order], size[order] = 1 / (1 + place), ordered - rival, np.repeat(lengths, lengths)
    return rank, gap, size
