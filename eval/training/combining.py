"""Weights by which findings become a probability: a logistic regression, as `resources/combining.txt`."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from eval.metrics.calibration import calibration_error
from eval.metrics.detection import roc_auc

_STRENGTH = 0.3
"""Inverse of the regularization: many of the findings are rare."""
FAULTY = 0.10
"""Share of faulty sentences in what is checked, of which nobody can know more than a guess: language models that
summarize news err in about one sentence of ten (RAGTruth, FaithBench), people at a desk more seldom."""
_MARGIN = 0.52
"""Standard errors over sets that are added, as the next sentences are of another set: the normal quantile of 70 %."""
LEAST_PASSING = 0.2  # share of the faithful sentences that must pass a bar
SHARES = (0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2)
_OWN = ("sentences", "mutations", "newsroom", "drafts", "realdrafts", "pairs_dev", "claims_dev")
_OWN_WEIGHT = 2.0
"""Sets about several articles, with errors in careful wordings: what newsrooms send. They weigh twice the others."""
_LEAST_SEEN = 12
"""Names that fewer sentences show are left to what they have in common with others ("contradicted")."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A labelled sentence: the set it is of, what its findings show, whether it is faithful, and whether it is open:
    only a low probability would keep it from "supported"."""

    source: str
    shown: Mapping[str, float]
    label: int
    is_open: bool


def table_of(rows: Sequence[Shown]) -> str:
    """The lines of the table, with what each set scores when it is left out of the fit."""
    sources = sorted({row.source for row in rows})
    lines = []
    left_out = np.zeros(len(rows))
    for source in sources:
        model = _Model([row for row in rows if row.source != source])
        places = [place for place, row in enumerate(rows) if row.source == source]
        own = [rows[place] for place in places]
        chances = left_out[places] = model.chances(own)
        labels = [row.label for row in own]
        alone = [row.shown.get("log odds", 0.0) for row in own]
        area, before = roc_auc(labels, chances.tolist()), roc_auc(labels, alone)
        error = calibration_error(labels, chances.tolist())
        lines.append(f"# {source}: n {len(own)}, AUC {area:.3f} (log odds alone {before:.3f}), ECE {error:.3f}")
    return "\n".join(
        [
            "# Made by `python -m eval.benchmarks.combining`; each set left out of the fit that judges it.",
            *lines,
            *_Model(rows).lines(),
            *(f"bar {share} {bar:.3f}" for share, bar in bars(rows, left_out)),
        ]
    )


def _is_free(name: str) -> bool:
    """Whether a weight may have either sign: one that tells the kind of text, or corrects another for that kind."""
    return name in ("copied", "several") or name.endswith(", several")


def bars(rows: Sequence[Shown], chances: NDArray[np.float64]) -> list[tuple[float, float]]:
    """For each share of `SHARES` the least probability from which sentences may be called supported, so that of these
    at most that share is not, where `FAULTY` of all sentences are faulty.

    Conformal risk control (Angelopoulos et al. 2024) for a risk that does not fall steadily: the bound must hold for
    every higher bar that a fifth of the faithful sentences pass; where none keeps a share, the highest of these is
    given. A faulty sentence that passes is added to the count, for the next one. All sets weigh the same, and the bound
    must hold for sentences over several articles and over one alike: what tells them right differs.
    """
    is_bundle = np.array(["several" in row.shown for row in rows])
    kinds = [
        _bars_of([row for row, chosen in zip(rows, kind, strict=True) if chosen], chances[kind])
        for kind in (is_bundle, ~is_bundle)
        if kind.any()
    ]
    return [(share, max(bars[place] for bars in kinds)) for place, share in enumerate(SHARES)]


def _bars_of(rows: Sequence[Shown], chances: NDArray[np.float64]) -> list[float]:
    """The bar of one kind of sentences for each share."""
    sources = np.array([row.source for row in rows])
    labels = np.array([row.label for row in rows])
    is_open = np.array([row.is_open for row in rows])
    grid = np.round(np.arange(0.30, 0.981, 0.005), 3)
    risks = []
    for bar in grid:
        passes = is_open & (chances >= bar)
        shares = {label: _shares(passes[labels == label], sources[labels == label], 1 - label) for label in (0, 1)}
        faithful = (1 - FAULTY) * shares[1].mean()
        if shares[1].mean() < LEAST_PASSING:
            break  # of so few sentences nobody can say what share is faulty
        error = shares[0].std(ddof=1) / math.sqrt(len(shares[0])) if len(shares[0]) > 1 else 0.0
        faulty = FAULTY * (shares[0].mean() + _MARGIN * error)
        risks.append(faulty / (faulty + faithful))
    grid = grid[: len(risks)]
    worst = np.maximum.accumulate(np.array(risks)[::-1])[::-1]
    found = []
    for share in SHARES:
        kept = grid[worst <= share]
        found.append(float(kept[0] if len(kept) else grid[-1]))
    return found


def _shares(passes: NDArray[np.bool_], sources: NDArray[np.str_], n_more: int) -> NDArray[np.float64]:
    """The share of each set that passes, with so many more that do, for the next sentence."""
    each = [passes[sources == source] for source in sorted(set(sources.tolist()))]
    return np.array([(own.sum() + n_more) / (len(own) + n_more) for own in each])


class _Model:
    """The regression over some rows; both labels of a set weigh the same. No objection may speak for a sentence, no
    vote for it against it (what corrects another where there are several articles may): names whose weight has the
    wrong sign are chance, and are left out one after the other."""

    def __init__(self, rows: Sequence[Shown]) -> None:
        seen = Counter(name for row in rows for name in row.shown)
        self.names = sorted(name for name, n in seen.items() if n >= _LEAST_SEEN)
        each = Counter((row.source, row.label) for row in rows)
        weights = np.array([(_OWN_WEIGHT if row.source in _OWN else 1) / each[row.source, row.label] for row in rows])
        weights *= len(rows) / weights.sum()
        labels = np.array([row.label for row in rows])
        while True:
            self.model = LogisticRegression(C=_STRENGTH, max_iter=3000).fit(self._values(rows), labels, weights)
            wrong = {
                name: abs(weight)
                for name, weight in zip(self.names, self.model.coef_[0], strict=True)
                if not _is_free(name) and (weight > 0) != (name in ("log odds", "read") or name.endswith("affirm"))
            }
            if not wrong:
                break
            self.names.remove(max(wrong, key=lambda name: wrong[name]))

    def _values(self, rows: Sequence[Shown]) -> NDArray[np.float64]:
        return np.array([[row.shown.get(name, 0.0) for name in self.names] for row in rows])

    def chances(self, rows: Sequence[Shown]) -> NDArray[np.float64]:
        return np.asarray(self.model.predict_proba(self._values(rows))[:, 1])

    def lines(self) -> list[str]:
        weights = zip(self.names, self.model.coef_[0], strict=True)
        return [f"bias {self.model.intercept_[0]:.3f}", *(f"{name} {weight:.3f}" for name, weight in weights)]
