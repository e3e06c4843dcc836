"""The terms of many articles, found again by what they share: the archive behind the stream of stories.

Postings lie in a few immutable segments (sorted arrays), as in a log-structured merge tree (O'Neil et al. 1996): new
articles go into a small dictionary, which is frozen into a segment when it is full; segments of like size are merged,
and what is no longer alive is left out then. So memory is flat arrays, and adding costs the same however many articles
there are. Looking up costs the same, too, because only the rarest terms are followed, up to a fixed number of postings;
the likeliest articles are then compared exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int32]
Terms = NDArray[np.uint32]
Weights = NDArray[np.float32]

_FRESH_ARTICLES = 512
"""Articles whose postings are kept in the dictionary before they are frozen."""
_MOST_POSTINGS = 20_000
"""Postings that one search follows, the rarest terms first: about 0.3 ms."""


_DIGITS = 6
_NOWHERE: tuple[list[int], list[float]] = ([], [])


class TermVector(NamedTuple):
    """The weightiest terms of an article: their hashes, ascending, and their weights; no longer than 1 in all."""

    terms: Terms
    weights: Weights


@dataclass(frozen=True, slots=True)
class _Segment:
    """Postings of many articles: each term, ascending, has the slice of `rows` and `weights` from its `starts` on."""

    terms: Terms
    starts: NDArray[np.int64]
    rows: Rows
    weights: Weights

    def places(self, terms: Terms) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where the postings of each of the terms begin, and how many there are."""
        at = np.searchsorted(self.terms, terms)
        at = np.minimum(at, max(0, len(self.terms) - 1))
        is_here = self.terms[at] == terms if len(self.terms) else np.zeros(len(terms), dtype=bool)
        starts = np.where(is_here, self.starts[at], 0)
        return starts, np.where(is_here, self.starts[at + 1] - starts, 0)


class TermArchive:
    """Term vectors by row number (0, 1, 2 … in the order of arrival); rows that are dropped are never found again."""

    def __init__(self) -> None:
        self._vectors: list[TermVector | None] = []
        self._fresh: dict[int, tuple[list[int], list[float]]] = {}  # by term: rows, and the term's weight in each
        self._n_fresh = 0
        self._segments: list[_Segment] = []

    def __len__(self) -> int:
        return len(self._vectors)

    def vector(self, row: int) -> TermVector:
        """The vector of a row. Raises KeyError when it was dropped."""
        vector = self._vectors[row]
        if vector is None:
            raise KeyError(row)
        return vector

    def add(self, vector: TermVector) -> int:
        """Keep a vector; its row."""
        row = len(self._vectors)
        self._vectors.append(vector)
        for term, weight in zip(vector.terms.tolist(), vector.weights.tolist(), strict=True):
            rows, weights = self._fresh.setdefault(term, ([], []))
            rows.append(row)
            weights.append(weight)
        self._n_fresh += 1
        if self._n_fresh >= _FRESH_ARTICLES:
            self._freeze()
        return row

    def drop(self, row: int) -> None:
        """Forget a row; its postings go when segments are merged next."""
        self._vectors[row] = None

    def candidates(self, vector: TermVector, n_most: int) -> list[int]:
        """The rows that share most with a vector, judged by its rarest terms, the likeliest first."""
        terms, weights = vector
        fresh = [self._fresh.get(term, _NOWHERE) for term in terms.tolist()]
        n_fresh = np.array([len(rows) for rows, _ in fresh], dtype=np.int64)
        places = [segment.places(terms) for segment in self._segments]
        seen = n_fresh + sum((lengths for _, lengths in places), start=np.zeros(len(terms), dtype=np.int64))
        order = np.argsort(seen, kind="stable")
        order = order[np.cumsum(seen[order]) <= _MOST_POSTINGS]
        followed = order[seen[order] > 0]
        listed = [fresh[place] for place in followed.tolist()]
        rows = [np.array([row for rows_, _ in listed for row in rows_], dtype=np.int32)]
        products = [
            np.repeat(weights[followed], n_fresh[followed])
            * np.array([weight for _, their in listed for weight in their], dtype=np.float32)
        ]
        for segment, (starts, lengths) in zip(self._segments, places, strict=True):
            n_each = lengths[followed]
            at = np.arange(n_each.sum()) + np.repeat(
                starts[followed] - np.concatenate(([0], n_each.cumsum()[:-1])), n_each
            )
            rows.append(segment.rows[at])
            products.append(np.repeat(weights[followed], n_each) * segment.weights[at])
        unique, inverse = np.unique(np.concatenate(rows), return_inverse=True)
        scores = np.bincount(inverse, weights=np.concatenate(products), minlength=len(unique))
        best = np.lexsort((unique, -np.round(scores, _DIGITS)))
        alive = (row for row in unique[best].tolist() if self._vectors[row] is not None)
        return list(islice(alive, n_most))

    def similarities(self, vector: TermVector, rows: Sequence[int]) -> NDArray[np.float64]:
        """The dot products of a vector with those of these rows, exactly; 0 for a row that was dropped."""
        vectors = [self._vectors[row] for row in rows]
        n_each = [len(other.terms) if other is not None else 0 for other in vectors]
        if not sum(n_each) or not len(vector.terms):
            return np.zeros(len(rows))
        terms = np.concatenate([other.terms for other in vectors if other is not None])
        weights = np.concatenate([other.weights for other in vectors if other is not None])
        at = np.minimum(np.searchsorted(vector.terms, terms), len(vector.terms) - 1)
        products = np.where(vector.terms[at] == terms, vector.weights[at].astype(np.float64) * weights, 0.0)
        of_row = np.repeat(np.arange(len(rows)), n_each)
        return np.asarray(np.bincount(of_row, weights=products, minlength=len(rows)), dtype=np.float64)

    def _freeze(self) -> None:
        """Make a segment of the fresh postings, and one of any two that are of like size."""
        first = len(self._vectors) - self._n_fresh
        self._segments.append(self._built(range(first, len(self._vectors))))
        self._fresh.clear()
        self._n_fresh = 0
        while len(self._segments) > 1 and 2 * len(self._segments[-1].rows) >= len(self._segments[-2].rows):
            last, before = self._segments.pop(), self._segments.pop()
            rows = np.unique(np.concatenate([last.rows, before.rows]))
            self._segments.append(self._built(rows.tolist()))

    def _built(self, rows: Sequence[int]) -> _Segment:
        alive = [(row, vector) for row in rows if (vector := self._vectors[row]) is not None]
        if not alive:
            empty = np.zeros(0, dtype=np.uint32)
            return _Segment(empty, np.zeros(1, dtype=np.int64), empty.astype(np.int32), empty.astype(np.float32))
        terms = np.concatenate([vector.terms for _, vector in alive])
        weights = np.concatenate([vector.weights for _, vector in alive])
        of_row = np.repeat(np.array([row for row, _ in alive], dtype=np.int32), [len(v.terms) for _, v in alive])
        order = np.argsort(terms, kind="stable")
        unique, starts = np.unique(terms[order], return_index=True)
        ends = np.concatenate([starts, [len(terms)]]).astype(np.int64)
        return _Segment(unique, ends, of_row[order], weights[order])
