"""Weights by which an answer is told to contradict a statement: a logistic regression, as `resources/contests.txt`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

_STRENGTH = 0.03
"""Inverse of the regularization: few pairs, many features; the best of .003 to .1 with each story left out."""
_LEAST, _LEAST_SEEN = 0.03, 15
"""Weights (of features with variance 1) below this are left out, and features that fewer pairs show."""


@dataclass(frozen=True, slots=True)
class ContestedPair:
    """What a statement and an answer show; whether they contradict one another, None where marks do not tell."""

    story: int
    shown: dict[str, float]
    is_contest: bool | None


def table_of(pairs: Sequence[ContestedPair]) -> str:
    """The lines of the table, and what it is worth in stories that were left out of the fit."""
    known = [pair for pair in pairs if pair.is_contest is not None]
    seen = Counter(name for pair in known for name, value in pair.shown.items() if value)
    names = sorted(name for name, n in seen.items() if n >= _LEAST_SEEN)
    values = np.array([[pair.shown.get(name, 0.0) for name in names] for pair in known])
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-6
    values = (values - mean) / spread
    truth = np.array([bool(pair.is_contest) for pair in known])
    stories = np.array([pair.story for pair in known])
    sure = np.zeros(len(truth))
    for story in set(stories.tolist()):
        held = stories == story
        sure[held] = _fit(values[~held], truth[~held]).predict_proba(values[held])[:, 1]
    model = _fit(values, truth)
    weights = model.coef_[0]
    kept = [place for place, weight in enumerate(weights) if abs(weight) >= _LEAST]
    bias = model.intercept_[0] - sum(weights[place] * mean[place] / spread[place] for place in kept)
    worth = average_precision_score(truth, sure)
    return "\n".join(
        [
            "# Made by `python -m eval.benchmarks.contests`; contests.md tells what it is worth.",
            f"# {len(truth)} pairs, {truth.sum()} contests; average precision {worth:.3f}",
            f"bias {bias:.3f}",
            *(f"{names[place]} {weights[place] / spread[place]:.3f}" for place in kept),
        ]
    )


def _fit(values: NDArray[np.float64], truth: NDArray[np.bool_]) -> LogisticRegression:
    return LogisticRegression(C=_STRENGTH, max_iter=3000).fit(values, truth)
