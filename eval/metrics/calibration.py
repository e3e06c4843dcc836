"""May a score be read as a probability? Expected calibration error and the points of a reliability plot."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from eval.metrics.detection import Labels, Scores

N_BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Cases whose scores lie together: how many, their mean score, and the share of them that is supported."""

    n: int
    mean_score: float
    share_supported: float


def reliability_bins(labels: Labels, scores: Scores, n_bins: int = N_BINS) -> list[Bin]:
    """Bins of equal width over 0..1, the empty ones left out (Niculescu-Mizil and Caruana 2005). Scores beyond are cut.

    >>> reliability_bins([1, 0, 1], [0.95, 0.92, 0.05])[1]
    Bin(n=2, mean_score=0.935, share_supported=0.5)
    """
    truth, values = np.asarray(labels, dtype=float), np.clip(np.asarray(scores, dtype=float), 0.0, 1.0)
    places = np.minimum((values * n_bins).astype(int), n_bins - 1)
    return [
        Bin(int(inside.sum()), float(values[inside].mean()), float(truth[inside].mean()))
        for place in range(n_bins)
        if (inside := places == place).any()
    ]


def calibration_error(labels: Labels, scores: Scores, n_bins: int = N_BINS) -> float | None:
    """Expected calibration error (Guo et al. 2017): the bins' mean distance, weighed by their sizes. None for none.

    >>> round(calibration_error([1, 0, 1], [0.95, 0.92, 0.05]), 4)
    0.6067
    """
    bins = reliability_bins(labels, scores, n_bins)
    total = sum(found.n for found in bins)
    return sum(found.n * abs(found.mean_score - found.share_supported) for found in bins) / total if total else None
