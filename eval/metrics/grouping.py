"""Numbers over labelled sets. Each gives None where it is not defined: an empty set, or one kind of label only."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


def roc_auc(labels: Sequence[int], scores: Sequence[float]) -> float | None:
    """How often a positive scores above a negative, ties half: 0.5 is chance. None without both kinds.

    >>> roc_auc([1, 1, 0], [0.9, 0.4, 0.4])
    0.75
    >>> roc_auc([1, 1], [0.3, 0.4]) is None
    True
    """
    truth, values = np.asarray(labels, dtype=bool), np.asarray(scores, dtype=float)
    n_positive, n_negative = int(truth.sum()), int((~truth).sum())
    if not n_positive or not n_negative:
        return None
    rank_sum = float(_ranks(values)[truth].sum())
    return (rank_sum - n_positive * (n_positive + 1) / 2) / (n_positive * n_negative)


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ranks from 1, equal values sharing their mean rank."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = counts.cumsum()
    return np.asarray((ends - (counts - 1) / 2)[inverse], dtype=np.float64)


def balanced_accuracy(labels: Sequence[int], accepted: Sequence[bool]) -> float | None:
    """The mean of the share of positives accepted and of negatives refused. None without both kinds.

    >>> balanced_accuracy([1, 1, 0, 0], [True, False, False, False])
    0.75
    """
    truth, taken = np.asarray(labels, dtype=bool), np.asarray(accepted, dtype=bool)
    if not truth.any() or truth.all():
        return None
    return float((taken[truth].mean() + (~taken[~truth]).mean()) / 2)


def bootstrap_interval(
    metric: Callable[[Sequence[int], Sequence[float]], float | None],
    labels: Sequence[int],
    scores: Sequence[float],
    *,
    groups: Sequence[str] | None = None,
    n_samples: int = 500,
    share: float = 0.95,
) -> tuple[float, float] | None:
    """The interval that holds `share` of the metric over resampled sets; the same input gives the same interval.

    With `groups` (one a row: its document), whole groups are drawn, since rows of one document are no independent
    witnesses. None where the metric is undefined on the set itself.

    >>> bootstrap_interval(roc_auc, [1, 0] * 20, [0.9, 0.1] * 20)
    (1.0, 1.0)
    """
    if metric(labels, scores) is None:
        return None
    truth, values = np.asarray(labels), np.asarray(scores, dtype=float)
    names = np.arange(len(truth)) if groups is None else np.unique(np.asarray(groups), return_inverse=True)[1]
    order = np.argsort(names, kind="stable")
    members = np.split(order, np.flatnonzero(np.diff(names[order])) + 1)
    rng = np.random.default_rng(0)
    found = []
    for _ in range(n_samples):
        rows = np.concatenate([members[i] for i in rng.integers(0, len(members), len(members))])
        value = metric(truth[rows].tolist(), values[rows].tolist())
        if value is not None:
            found.append(value)
    low, high = np.quantile(found, [(1 - share) / 2, (1 + share) / 2])
    return float(low), float(high)


def mean(values: Sequence[float | None]) -> float | None:
    """The mean of the values that are defined. None when none is.

    >>> mean([1.0, None, 0.0]), mean([None]), mean([])
    (0.5, None, None)
    """
    defined = [value for value in values if value is not None]
    return sum(defined) / len(defined) if defined else None


@dataclass(frozen=True, slots=True)
class GroupingScores:
    """How well groups match the true ones: BCubed precision, recall and F1, and precision and recall over pairs."""

    precision: float
    recall: float
    f1: float
    pair_precision: float
    pair_recall: float


def bcubed(truth: Sequence[str], found: Sequence[str]) -> GroupingScores | None:
    """BCubed (Bagga and Baldwin 1998): for each item, the share of its found group that is truly its, and back.

    Pair figures are 1 where no pair is found or true. None for an empty set.

    >>> scores = bcubed(["a", "a", "b"], ["1", "1", "1"])
    >>> round(scores.precision, 3), scores.recall, round(scores.pair_precision, 3)
    (0.556, 1.0, 0.333)
    """
    if not truth:
        return None
    both = Counter(zip(truth, found, strict=True))
    of_truth, of_found = Counter(truth), Counter(found)
    n = len(truth)
    precision = sum(k * k / of_found[group] for (_, group), k in both.items()) / n
    recall = sum(k * k / of_truth[group] for (group, _), k in both.items()) / n
    right, found_pairs, true_pairs = (
        sum(k * (k - 1) for k in counts.values()) for counts in (both, of_found, of_truth)
    )
    return GroupingScores(
        precision,
        recall,
        2 * precision * recall / (precision + recall),
        right / found_pairs if found_pairs else 1.0,
        right / true_pairs if true_pairs else 1.0,
    )


def wilson_interval(n_hits: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share of few cases (Wilson 1927); (0, 1) when there is no case.

    >>> [round(bound, 2) for bound in wilson_interval(8, 10)]
    [0.49, 0.94]
    """
    if n == 0:
        return 0.0, 1.0
    share, z2 = n_hits / n, z * z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = z * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)
