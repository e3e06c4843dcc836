"""Boosted trees, asked by bits, answer what going down each of them answers."""

from __future__ import annotations

import random

import numpy as np
import pytest

from summarizer.trees import Trees

_N_FEATURES = 5


def _grown(seed: int, n_trees: int, n_leaves: int) -> Trees:
    """Trees of up to so many leaves, each grown by parting a leaf drawn at random."""
    draw = random.Random(seed)
    width = 2 * n_leaves - 1
    feature = np.full((n_trees, width), -1, np.int16)
    threshold, value = np.zeros((n_trees, width), np.float32), np.zeros((n_trees, width), np.float32)
    left, right = np.zeros((n_trees, width), np.int16), np.zeros((n_trees, width), np.int16)
    for tree in range(n_trees):
        leaves, n_nodes = [0], 1
        for _ in range(draw.randrange(n_leaves)):
            node = leaves.pop(draw.randrange(len(leaves)))
            feature[tree, node], threshold[tree, node] = draw.randrange(_N_FEATURES), draw.choice((0.0, 0.5, 1.0))
            left[tree, node], right[tree, node] = n_nodes, n_nodes + 1
            leaves += [n_nodes, n_nodes + 1]
            n_nodes += 2
        for node in leaves:
            value[tree, node] = draw.gauss(0, 1)
    return Trees(feature, threshold, left, right, value, draw.gauss(0, 1))


def _went_down(trees: Trees, row: np.ndarray) -> float:
    total = trees.start
    for tree in range(len(trees.feature)):
        node = 0
        while trees.feature[tree, node] >= 0:
            goes_left = row[trees.feature[tree, node]] <= trees.threshold[tree, node]
            node = int(trees.left[tree, node] if goes_left else trees.right[tree, node])
        total += float(trees.value[tree, node])
    return total


@pytest.mark.parametrize("n_leaves", [1, 2, 8, 9, 33, 64])
def test_bits_find_the_leaf_that_going_down_finds(n_leaves: int) -> None:
    trees = _grown(n_leaves, 20, n_leaves)
    draw = random.Random(0)
    values = (0.0, 0.25, 0.5, 0.75, 1.0, 2.0, float("nan"))  # on a threshold, beside it, and none
    rows = np.array([[draw.choice(values) for _ in range(_N_FEATURES)] for _ in range(200)], np.float32)
    expected = [_went_down(trees, row) for row in rows]
    assert trees.logits(rows).tolist() == pytest.approx(expected)
    assert trees.logit(rows[7]) == pytest.approx(expected[7])


def test_many_rows_are_asked_in_parts_and_none_give_none() -> None:
    trees = _grown(1, 3, 8)
    rows = np.tile(np.arange(10, dtype=np.float32)[:, None] / 8, (1_000, _N_FEATURES))
    assert trees.logits(rows).tolist() == trees.logits(rows[:10]).tolist() * 1_000
    assert trees.logits(rows[:0]).shape == (0,)


def test_a_tree_of_more_leaves_than_bits_is_refused() -> None:
    trees = Trees(*(np.zeros((1, 129), kind) for kind in (np.int16, np.float32, np.int16, np.int16, np.float32)), 0.0)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="at most 64 leaves"):
        trees.logits(np.zeros((1, 1), np.float32))
