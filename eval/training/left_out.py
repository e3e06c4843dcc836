"""Fits the weights of `summarizer.facts.coverage`: is a fact told by a summary, or left out?

`left_out.jsonl` beside this file holds facts of dev bundles, an extractive summary of each bundle, and what a reader
said: told 1, in part 0.5, not told 0. Those were chosen of which two earlier ways disagreed, and of those that both
took for told the least sure, so that most are hard. Facts in part told are left out of the fit: either answer is right.

    python -m eval.training.left_out
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from summarizer import extract
from summarizer.bundle import read_bundle
from summarizer.facts.coverage import SIGNS, SURE, coverage_signs
from summarizer.model import Source
from summarizer.settings import Settings

_JUDGED = Path(__file__).with_suffix(".jsonl")
_BUNDLES = Path(__file__).parents[1] / "bundles"
_REGULAR = 2.0  # the inverse strength of the penalty on weights; 0.5 to 10 give the same area within .01

Floats = NDArray[np.float64]


def judged_signs() -> Iterator[tuple[str, Floats, float]]:
    """Bundle, signs and judgement of every judged fact that the rules still find."""
    for line in _JUDGED.read_text("utf-8").splitlines():
        row = json.loads(line)
        folder = sorted((_BUNDLES / row["bundle"] / "articles").iterdir())
        bundle = read_bundle([Source(file.name, file.read_bytes()) for file in folder], Settings())
        facts = extract(bundle, summary=" ".join(row["summary"])).sheets[0].facts
        told = {judged["text"]: judged["told"] for judged in row["facts"]}
        for fact, signs in zip(facts.facts, coverage_signs(facts, row["summary"]), strict=True):
            if fact.text in told:
                yield row["bundle"], np.asarray(signs, dtype=np.float64), told[fact.text]


def main() -> None:
    """Fit, and print the weights with what they find in bundles that they were not fitted on."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import GroupKFold, cross_val_predict

    rows = [row for row in judged_signs() if row[2] != 0.5]
    groups, signs, told = (
        [row[0] for row in rows],
        np.array([row[1] for row in rows]),
        np.array([row[2] for row in rows]),
    )
    model = LogisticRegression(C=_REGULAR, max_iter=1000)
    chances = cross_val_predict(model, signs, told, groups=groups, cv=GroupKFold(9), method="predict_proba")[:, 1]
    found, wrong = chances[told == 1] >= SURE, chances[told == 0] >= SURE
    print(f"{len(rows)} facts, ROC-AUC {roc_auc_score(told, chances):.3f} over bundles left out")
    print(f"told: {found.sum()} of {len(found)} found; not told: {wrong.sum()} of {len(wrong)} taken for told")
    model.fit(signs, told)
    for name, weight in zip(SIGNS, model.coef_[0], strict=True):
        print(f"{name:12} {weight:.1f}")
    print(f"bias         {model.intercept_[0]:.1f}")


if __name__ == "__main__":
    main()
