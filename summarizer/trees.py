"""Boosted trees as the package keeps them: a few hundred small ones, their features by name, in one npz file.

They are fitted by `eval.training.boosting`; here they are only read and asked.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizer import resources

_ARRAYS = ("feature", "threshold", "left", "right", "value")
_BITS = (np.uint8, np.uint16, np.uint32, np.uint64)
_ROWS_AT_ONCE = 4_096
"""So that what is asked at once takes some ten megabytes, whatever the number of rows."""


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """Row t is tree t. `feature` is -1 at a leaf; a value at or below `threshold` goes `left`. `value` is in logits.

    `names` are those of the features, in the order of their columns; `start` is the logit before the first tree.
    """

    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float32]
    start: float
    names: tuple[str, ...] = ()

    def logits(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """One logit a row of feature values, (n, features) → (n,).

        Every node is asked of every row, whichever way the row would go: a node that a row passes to the right strikes
        out the leaves on its left, and the first leaf that is left over is the row's (QuickScorer, Lucchese and others,
        SIGIR 2015). With trees this small that takes a quarter of the time of going down each.
        """
        parts = [self._logits(rows[at : at + _ROWS_AT_ONCE]) for at in range(0, len(rows), _ROWS_AT_ONCE)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _logits(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        nodes = _nodes(self)
        columns = np.ascontiguousarray(rows.T)
        one = nodes.kept.dtype.type(1)
        left_over = np.full((len(self.feature), len(rows)), ~nodes.kept.dtype.type(0))
        for place in range(nodes.feature.shape[1]):
            goes_left = columns[nodes.feature[:, place]] <= nodes.threshold[:, place, None]
            left_over &= np.where(goes_left, ~(one - one), nodes.kept[:, place, None])
        leaf = np.bitwise_count((left_over & (~left_over + one)) - one)  # how many bits stand below the lowest set one
        values = np.take_along_axis(nodes.value, leaf.astype(np.intp), axis=1)
        return np.asarray(self.start + values.sum(axis=0, dtype=np.float64))

    def logit(self, row: NDArray[Any]) -> float:
        """The logit of one row, (features,)."""
        return float(self.logits(row[None].astype(np.float32))[0])

    def chances(self, columns: Mapping[str, NDArray[np.float64]]) -> NDArray[np.float64]:
        """One probability a row, of features by name: (n,) each → (n,)."""
        rows = np.stack([columns[name] for name in self.names], axis=1).astype(np.float32)
        return 1 / (1 + np.exp(-self.logits(rows)))


@dataclass(frozen=True, slots=True, eq=False)
class _Nodes:
    """The inner nodes of each tree in any order, (trees, places), and the values of its leaves from left to right.

    `kept` has a bit for each leaf, from the lowest: those that are left over when a row goes right.
    """

    feature: NDArray[np.intp]
    threshold: NDArray[np.float32]
    kept: NDArray[Any]
    value: NDArray[np.float64]


@functools.lru_cache(maxsize=8)
def _nodes(trees: Trees) -> _Nodes:
    """The nodes of trees. Raises ValueError for a tree of more than 64 leaves."""
    n_trees = len(trees.feature)
    n_inner = int((trees.feature >= 0).sum(axis=1).max(initial=0))
    kind = next((kind for kind in _BITS if n_inner < np.iinfo(kind).bits), None)
    if kind is None:
        raise ValueError(f"a tree has {n_inner + 1} leaves: trees are asked by bits, of at most 64 leaves")
    feature = np.zeros((n_trees, n_inner), dtype=np.intp)
    threshold = np.full((n_trees, n_inner), np.inf, dtype=np.float32)
    kept = np.full((n_trees, n_inner), ~kind(0))  # a place without a node strikes out nothing
    value = np.zeros((n_trees, n_inner + 1))
    for tree in range(n_trees):
        leaves = inner = 0
        open_nodes = [(0, -1, 0)]  # node, the place of an inner node whose left side ends here, its first leaf
        while open_nodes:
            node, ended, first = open_nodes.pop()
            if ended >= 0:  # all leaves from its first to here are on its left
                kept[tree, ended] = ~kind((1 << leaves) - (1 << first))
            elif trees.feature[tree, node] < 0:
                value[tree, leaves] = trees.value[tree, node]
                leaves += 1
            else:
                feature[tree, inner], threshold[tree, inner] = trees.feature[tree, node], trees.threshold[tree, node]
                left, right = int(trees.left[tree, node]), int(trees.right[tree, node])
                open_nodes += [(right, -1, 0), (node, inner, leaves), (left, -1, 0)]
                inner += 1
    return _Nodes(feature, threshold, kept, value)


def read_trees(name: str) -> Trees:
    """The trees of a file of the package."""
    with np.load(io.BytesIO(resources.read_bytes(name))) as stored:
        return trees_of(stored)


def trees_of(stored: Mapping[str, NDArray[Any]]) -> Trees:
    """The trees among the arrays of a file."""
    feature, threshold, left, right, value = (stored[array] for array in _ARRAYS)
    return Trees(feature, threshold, left, right, value, float(stored["start"]), tuple(stored["names"].tolist()))


def packed(trees: Trees) -> bytes:
    """The bytes of a file of these trees; the same trees give the same bytes."""
    out = io.BytesIO()
    arrays = {array: getattr(trees, array) for array in _ARRAYS}
    np.savez_compressed(out, **arrays, start=np.float64(trees.start), names=np.array(trees.names))
    return out.getvalue()
