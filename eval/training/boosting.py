"""Gradient-boosted trees for a yes-or-no label, in numpy: small, deterministic, with directions that may be fixed.

Histogram splits, grown leaf by leaf, logistic loss (Friedman 2001; Ke et al. 2017). It exists so that the package's
weights can be made again with what the package already needs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizer.trees import Trees

Array = NDArray[np.float64]
N_BINS = 64


@dataclass(frozen=True, slots=True)
class Options:
    """How many trees, how fast, how large. `directions` holds 1, -1 or 0 a feature: rising, falling, free."""

    n_trees: int = 150
    rate: float = 0.06
    n_leaves: int = 8
    least_weight: float = 60.0
    shrink: float = 5.0
    share_of_features: float = 0.5
    directions: tuple[int, ...] = ()
    seed: int = 0


@dataclass(slots=True)
class _Leaf:
    node: int
    rows: NDArray[np.int64]
    totals: Array  # (2, features, bins): gradient and curvature
    low: float
    high: float
    split: tuple[float, int, int] = (0.0, -1, 0)  # gain, feature, last bin to the left


def fit(rows: NDArray[np.float32], labels: NDArray[np.int64], weights: Array, options: Options) -> Trees:
    """Trees fitted to weighted labels of 0 and 1. The same input gives the same trees."""
    rng = np.random.default_rng(options.seed)
    edges = [
        np.unique(np.quantile(column, np.linspace(0, 1, N_BINS + 1)[1:-1])).astype(np.float32) for column in rows.T
    ]
    binned = np.stack([np.searchsorted(edge, column, "left") for edge, column in zip(edges, rows.T, strict=True)], 1)
    mean = float((weights * labels).sum() / weights.sum())
    start = float(np.log(mean / (1 - mean)))
    logits = np.full(len(labels), start)
    n_features = rows.shape[1]
    n_used = max(1, round(n_features * options.share_of_features))
    shape = (options.n_trees, 2 * options.n_leaves - 1)
    trees = Trees(
        np.full(shape, -1, np.int16), np.zeros(shape, np.float32), np.zeros(shape, np.int16),
        np.zeros(shape, np.int16), np.zeros(shape, np.float32), start,
    )  # fmt: skip
    for tree in range(options.n_trees):
        chances = 1 / (1 + np.exp(-logits))
        slopes = weights * (labels - chances)
        curves = weights * chances * (1 - chances)
        used = np.sort(rng.choice(n_features, n_used, replace=False))
        for leaf in _grow(tree, trees, binned[:, used], used, edges, slopes, curves, options):
            logits[leaf.rows] += float(trees.value[tree, leaf.node])
    return trees


def _grow(
    tree: int,
    trees: Trees,
    binned: NDArray[np.int64],
    used: NDArray[np.int64],
    edges: list[NDArray[np.float32]],
    slopes: Array,
    curves: Array,
    options: Options,
) -> list[_Leaf]:
    """One tree written into row `tree` of `trees`; its leaves with the rows that end there."""
    directions = np.array([options.directions[f] if options.directions else 0 for f in used])
    flat = binned + np.arange(len(used)) * N_BINS
    everything = np.arange(len(slopes))
    root = _Leaf(0, everything, _totals(flat, everything, slopes, curves), -np.inf, np.inf)
    _find_split(root, directions, options)
    leaves, n_nodes = [root], 1
    while len(leaves) < options.n_leaves:
        best = max(leaves, key=lambda leaf: leaf.split[0])
        gain, column, last = best.split
        if gain <= 0:
            break
        goes_left = binned[best.rows, column] <= last
        feature = int(used[column])
        trees.feature[tree, best.node] = feature
        trees.threshold[tree, best.node] = edges[feature][last]
        trees.left[tree, best.node], trees.right[tree, best.node] = n_nodes, n_nodes + 1
        rows = (best.rows[goes_left], best.rows[~goes_left])
        smaller = int(len(rows[1]) < len(rows[0]))
        counted = _totals(flat, rows[smaller], slopes, curves)
        totals = (best.totals - counted, counted) if smaller else (counted, best.totals - counted)
        bounds = [(best.low, best.high), (best.low, best.high)]
        if directions[column]:
            middle = sum(_value(total[:, 0].sum(-1), best, options) for total in totals) / 2
            bounds = [(best.low, middle), (middle, best.high)]
            if directions[column] < 0:
                bounds.reverse()
        leaves.remove(best)
        for side in (0, 1):
            child = _Leaf(n_nodes + side, rows[side], totals[side], *bounds[side])
            _find_split(child, directions, options)
            leaves.append(child)
        n_nodes += 2
    for leaf in leaves:
        trees.value[tree, leaf.node] = options.rate * _value(leaf.totals[:, 0].sum(-1), leaf, options)
    return leaves


def _totals(flat: NDArray[np.int64], rows: NDArray[np.int64], slopes: Array, curves: Array) -> Array:
    width = flat.shape[1]
    where = flat[rows].ravel()
    parts = [np.bincount(where, np.repeat(part[rows], width), width * N_BINS) for part in (slopes, curves)]
    return np.asarray(np.stack(parts).reshape(2, width, N_BINS), dtype=np.float64)


def _value(sums: Array, leaf: _Leaf, options: Options) -> float:
    return float(np.clip(sums[0] / (sums[1] + options.shrink), leaf.low, leaf.high))


def _find_split(leaf: _Leaf, directions: NDArray[np.int64], options: Options) -> None:
    """Write the best split of a leaf into it: the one that raises the likelihood most and keeps every direction."""
    left = leaf.totals.cumsum(-1)[:, :, :-1]
    whole = leaf.totals[:, :1].sum(-1, keepdims=True)
    right = whole - left
    values = [np.clip(side[0] / (side[1] + options.shrink), leaf.low, leaf.high) for side in (left, right)]
    own = _value(leaf.totals[:, 0].sum(-1), leaf, options)
    gains = sum(
        (side[0] * value - 0.5 * (side[1] + options.shrink) * value**2)
        for side, value in zip((left, right), values, strict=True)
    ) - (whole[0] * own - 0.5 * (whole[1] + options.shrink) * own**2)
    allowed = (directions[:, None] * (values[1] - values[0]) >= 0) | (directions[:, None] == 0)
    n_left = left[1] * 4, right[1] * 4  # a row's curvature is at most a quarter of its weight
    allowed &= (n_left[0] >= options.least_weight) & (n_left[1] >= options.least_weight)
    gains = np.where(allowed, gains, -np.inf)
    column, last = np.unravel_index(int(np.argmax(gains)), gains.shape)
    leaf.split = (float(gains[column, last]), int(column), int(last))
