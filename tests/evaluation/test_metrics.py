"""Metrics: right on small sets worked out by hand, and undefined on nothing."""

from __future__ import annotations

import pytest

from eval.metrics import balanced_accuracy, bootstrap_interval, mean, roc_auc


def test_nothing_has_no_metric() -> None:
    """An empty set scores None, never 0 or 1."""
    assert roc_auc([], []) is None
    assert balanced_accuracy([], []) is None
    assert bootstrap_interval(roc_auc, [], []) is None
    assert mean([]) is None


@pytest.mark.parametrize("label", [0, 1])
def test_one_kind_of_label_has_no_metric(label: int) -> None:
    """There is nothing to tell apart."""
    assert roc_auc([label, label], [0.1, 0.9]) is None
    assert balanced_accuracy([label, label], [True, False]) is None


def test_roc_auc_counts_pairs_and_ties_half() -> None:
    """Of six pairs four are in order and one is tied."""
    assert roc_auc([1, 1, 0, 0, 0], [0.9, 0.5, 0.5, 0.2, 0.7]) == pytest.approx(4.5 / 6)
    assert roc_auc([0, 1], [0.9, 0.1]) == 0.0
    assert roc_auc([0, 1, 0, 1], [0.5] * 4) == 0.5


def test_balanced_accuracy_does_not_reward_the_larger_class() -> None:
    """To accept everything is worth one half, however many positives there are."""
    assert balanced_accuracy([1] * 99 + [0], [True] * 100) == 0.5


def test_the_interval_holds_the_value_and_is_the_same_each_time() -> None:
    """Narrower with more rows; wider when whole documents are drawn."""
    labels = [1, 0, 1, 1, 0, 0, 1, 0] * 10
    scores = [0.9, 0.4, 0.6, 0.3, 0.5, 0.2, 0.8, 0.7] * 10
    value = roc_auc(labels, scores)
    first = bootstrap_interval(roc_auc, labels, scores)
    assert first == bootstrap_interval(roc_auc, labels, scores)
    assert first is not None
    assert value is not None
    assert first[0] <= value <= first[1]
    few = bootstrap_interval(roc_auc, labels[:16], scores[:16])
    assert few is not None
    assert few[1] - few[0] > first[1] - first[0]
    grouped = bootstrap_interval(roc_auc, labels, scores, groups=[str(i // 20) for i in range(80)])
    assert grouped is not None
