"""How well a score or a flag tells supported texts (label 1) from unsupported ones (label 0)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Labels = Sequence[int] | NDArray[np.int64]
Scores = Sequence[float] | NDArray[np.float64]
Flags = Sequence[bool] | NDArray[np.bool_]


def roc_auc(labels: Labels, scores: Scores) -> float | None:
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


def roc_points(labels: Labels, scores: Scores) -> list[tuple[float, float]]:
    """The curve of `roc_auc`: (share of negatives, share of positives) that score at or above each threshold.

    Empty without both kinds.

    >>> roc_points([1, 0], [0.9, 0.4])
    [(0.0, 0.0), (0.0, 1.0), (1.0, 1.0)]
    """
    truth, values = np.asarray(labels, dtype=bool), np.asarray(scores, dtype=float)
    if not truth.any() or truth.all():
        return []
    order = np.argsort(-values, kind="stable")
    ranked, sorted_values = truth[order], values[order]
    is_last = np.append(sorted_values[1:] != sorted_values[:-1], True)
    hits = (np.cumsum(ranked) / truth.sum())[is_last]
    misses = (np.cumsum(~ranked) / (~truth).sum())[is_last]
    return [(0.0, 0.0), *((float(x), float(y)) for x, y in zip(misses, hits, strict=True))]


def balanced_accuracy(labels: Labels, accepted: Flags) -> float | None:
    """The mean of the share of positives accepted and of negatives refused. None without both kinds.

    >>> balanced_accuracy([1, 1, 0, 0], [True, False, False, False])
    0.75
    """
    truth, taken = np.asarray(labels, dtype=bool), np.asarray(accepted, dtype=bool)
    if not truth.any() or truth.all():
        return None
    return float((taken[truth].mean() + (~taken[~truth]).mean()) / 2)


def best_balanced_accuracy(labels: Labels, scores: Scores) -> tuple[float, float] | None:
    """The highest balanced accuracy that any one threshold gives, and that threshold (accept at or above it).

    Optimistic on the set it is chosen on: say so where it is shown. None without both kinds.

    >>> best_balanced_accuracy([1, 1, 0], [0.9, 0.4, 0.2])
    (1.0, 0.4)
    """
    truth, values = np.asarray(labels, dtype=bool), np.asarray(scores, dtype=float)
    if not truth.any() or truth.all():
        return None
    order = np.argsort(-values, kind="stable")
    ranked, sorted_values = truth[order], values[order]
    is_last = np.append(sorted_values[1:] != sorted_values[:-1], True)  # equal scores are accepted together
    accepted = (np.cumsum(ranked) / truth.sum())[is_last]
    refused = 1 - (np.cumsum(~ranked) / (~truth).sum())[is_last]
    balanced = (accepted + refused) / 2
    best = int(np.argmax(balanced))
    return float(balanced[best]), float(sorted_values[is_last][best])


@dataclass(frozen=True, slots=True)
class F1Score:
    """Precision, recall and their harmonic mean, of the class that is looked for."""

    precision: float
    recall: float
    f1: float


def f1_score(wanted: Flags, found: Flags) -> F1Score | None:
    """Of what is wanted (here: the unsupported) among what is found (the flagged). None when nothing is wanted.

    Precision is 0 when nothing is found: an empty answer is not a precise one.

    >>> f1_score([True, True, False], [True, False, False]).f1
    0.6666666666666666
    """
    truth, given = np.asarray(wanted, dtype=bool), np.asarray(found, dtype=bool)
    if not truth.any():
        return None
    right = int((truth & given).sum())
    return f1_of(right, int(given.sum()), int(truth.sum()))


def f1_of(n_right: float, n_found: float, n_wanted: float) -> F1Score:
    """From counts, `n_wanted` above 0.

    >>> f1_of(1, 2, 4).recall
    0.25
    """
    precision = n_right / n_found if n_found else 0.0
    recall = n_right / n_wanted
    return F1Score(precision, recall, 2 * precision * recall / (precision + recall) if n_right else 0.0)


def recall_at_false_flags(labels: Labels, scores: Scores, share: float = 0.05) -> float | None:
    """The share of unsupported texts below the highest threshold that flags at most `share` of the supported ones.

    None without both kinds.

    >>> recall_at_false_flags([1] * 20 + [0, 0], [0.5] * 19 + [0.1, 0.2, 0.9], share=0.05)
    0.5
    """
    truth, values = np.asarray(labels, dtype=bool), np.asarray(scores, dtype=float)
    if not truth.any() or truth.all():
        return None
    allowed = int(np.floor(share * truth.sum() + 1e-9))
    at = np.sort(values[truth])[allowed] if allowed < truth.sum() else np.inf
    return float((values[~truth] < at).mean())
