"""Weights by which an answer is told to contradict a statement: a logistic regression, as `resources/contests.txt`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

_STRENGTH = 0.03
"""Inverse of the regularization: few pairs, many features; the best of .003 to .1 with each story left out."""
_LEAST, _LEAST_SEEN = 0.03, 15
"""Weights (of features with variance 1) below this are left out, and features that fewer pairs show."""
_N_FOLDS = 20
_BARS = (0.2, 0.3, 0.4, 0.5, 0.6)


@dataclass(frozen=True, slots=True)
class ContestedPair:
    """What a statement and an answer show; whether they contradict one another, None where marks do not tell."""

    story: int
    shown: dict[str, float]
    is_contest: bool | None
    is_judged: bool = False  # by a reader, in real news
    is_held_out: bool = False  # from the fit


def table_of(pairs: Sequence[ContestedPair]) -> str:
    """The lines of the table, and what it is worth in stories that were left out of the fit."""
    known = [pair for pair in pairs if pair.is_contest is not None and not pair.is_held_out]
    seen = Counter(name for pair in known for name, value in pair.shown.items() if value)
    names = sorted(name for name, n in seen.items() if n >= _LEAST_SEEN)
    values = _values(known, names)
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-6
    values = (values - mean) / spread
    truth = np.array([bool(pair.is_contest) for pair in known])
    stories = np.array([pair.story for pair in known])
    sure = np.zeros(len(truth))
    for held in _folds(stories):
        sure[held] = _fit(values[~held], truth[~held]).predict_proba(values[held])[:, 1]
    model = _fit(values, truth)
    weights = model.coef_[0]
    kept = [place for place, weight in enumerate(weights) if abs(weight) >= _LEAST]
    bias = model.intercept_[0] - sum(weights[place] * mean[place] / spread[place] for place in kept)
    is_judged = np.array([pair.is_judged for pair in known])
    apart = [pair for pair in pairs if pair.is_contest is not None and pair.is_held_out]
    told = model.predict_proba((_values(apart, names) - mean) / spread)[:, 1]
    return "\n".join(
        [
            "# Made by `python -m eval.benchmarks.contests`; contests.md tells what it is worth.",
            f"# {len(truth)} pairs, {truth.sum()} contests; of those left out of the fit, right at bars of {_BARS}:",
            _worth("invented stories and unjudged pairs", truth[~is_judged], sure[~is_judged]),
            _worth("real news, judged", truth[is_judged], sure[is_judged]),
            _worth("real news, held out", np.array([bool(pair.is_contest) for pair in apart]), told),
            f"bias {bias:.3f}",
            *(f"{names[place]} {weights[place] / spread[place]:.3f}" for place in kept),
        ]
    )


def _values(pairs: Sequence[ContestedPair], names: Sequence[str]) -> NDArray[np.float64]:
    return np.array([[pair.shown.get(name, 0.0) for name in names] for pair in pairs])


def _folds(stories: NDArray[np.int_]) -> Iterator[NDArray[np.bool_]]:
    """Which pairs are left out, whole stories together, a twentieth at a time."""
    for fold in range(_N_FOLDS):
        held = stories % _N_FOLDS == fold
        if held.any():
            yield held


def _worth(name: str, truth: NDArray[np.bool_], sure: NDArray[np.float64]) -> str:
    shown = [sure >= bar for bar in _BARS]
    told = ", ".join(f"{truth[at].sum()} of {at.sum()}" for at in shown)
    return f"# {name}: average precision {average_precision_score(truth, sure):.3f} of {truth.sum()}; right {told}"


def _fit(values: NDArray[np.float64], truth: NDArray[np.bool_]) -> LogisticRegression:
    return LogisticRegression(C=_STRENGTH, max_iter=3000).fit(values, truth)
