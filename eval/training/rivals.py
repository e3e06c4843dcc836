"""Weights by which two figures are told to be of one thing: a logistic regression, as the tables of `facts.rivals`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

_STRENGTH = 0.1
"""Inverse of the regularization: few pairs, many features."""
_LEAST = 0.05
"""Weights below this are left out of a table."""


def table_of(name: str, rows: Sequence[tuple[int, Mapping[str, float], bool]]) -> str:
    """The source of a table of weights, with what it is worth.

    `rows` are pairs: their story, what they share by name, and whether they are of one thing. The average precision is
    of weights fitted on the other stories.
    """
    names = sorted(rows[0][1])
    values = np.array([[features[name] for name in names] for _, features, _ in rows])
    truth, stories = np.array([row[2] for row in rows]), np.array([row[0] for row in rows])
    sure = np.zeros(len(truth))
    for story in set(stories[truth].tolist()):
        held = stories == story
        sure[held] = _fit(values[~held], truth[~held]).predict_proba(values[held])[:, 1]
    rest = ~np.isin(stories, stories[truth])
    model = _fit(values, truth)
    sure[rest] = model.predict_proba(values[rest])[:, 1] if rest.any() else 0
    precision = average_precision_score(truth, sure)
    lines = [
        f"# {len(truth)} pairs, {truth.sum()} of one thing; average precision {precision:.3f}",
        f"{name}: Mapping[str, float] = {{",
        f'    "": {model.intercept_[0]:.2f},',
        *(
            f'    "{feature}": {weight:.2f},'
            for feature, weight in zip(names, model.coef_[0], strict=True)
            if abs(weight) >= _LEAST
        ),
        "}",
    ]
    return "\n".join(lines)


def _fit(values: NDArray[np.float64], truth: NDArray[np.bool_]) -> LogisticRegression:
    return LogisticRegression(C=_STRENGTH, max_iter=3000).fit(values, truth)
