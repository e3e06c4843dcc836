"""Boosted trees as the package keeps them: a few hundred small ones, their features by name, in one npz file.

They are fitted by `eval.training.boosting`; here they are only read and asked.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizer import resources

_ARRAYS = ("feature", "threshold", "left", "right", "value")


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
        """One logit a row of feature values, (n, features) → (n,)."""
        out = np.full(len(rows), self.start)
        for tree in range(len(self.feature)):
            node = np.zeros(len(rows), dtype=np.int64)
            while (self.feature[tree][node] >= 0).any():
                feature = self.feature[tree][node]
                goes_left = rows[np.arange(len(rows)), np.maximum(feature, 0)] <= self.threshold[tree][node]
                below = np.where(goes_left, self.left[tree][node], self.right[tree][node])
                node = np.where(feature >= 0, below, node)
            out += self.value[tree][node]
        return out

    def logit(self, row: NDArray[Any]) -> float:
        """The logit of one row, (features,): all trees at once, which is quicker for one."""
        trees = np.arange(len(self.feature))
        node = np.zeros(len(trees), dtype=np.intp)
        while ((feature := self.feature[trees, node]) >= 0).any():
            goes_left = row[np.maximum(feature, 0)] <= self.threshold[trees, node]
            below = np.where(goes_left, self.left[trees, node], self.right[trees, node])
            node = np.where(feature >= 0, below, node)
        return self.start + float(self.value[trees, node].sum())

    def chances(self, columns: Mapping[str, NDArray[np.float64]]) -> NDArray[np.float64]:
        """One probability a row, of features by name: (n,) each → (n,)."""
        rows = np.stack([columns[name] for name in self.names], axis=1).astype(np.float32)
        return 1 / (1 + np.exp(-self.logits(rows)))


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
