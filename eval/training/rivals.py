"""Trees that tell how sure it is that a pair is of one thing (`resources/rivals.npz`), or contradicts itself
(`resources/gainsaid.npz`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score

from eval.training.boosting import Options, fit
from summarizer.facts.pairs import Floats
from summarizer.trees import Trees

OPTIONS = Options(n_trees=300, rate=0.05, n_leaves=8, least_weight=4.0, shrink=5.0, share_of_features=0.3)
N_FOLDS = 8


@dataclass(frozen=True, slots=True)
class StoryPairs:
    """The pairs of one story: what they share by name, whether each is what is looked for, and what each weighs."""

    story: str
    columns: dict[str, Floats]
    is_one: NDArray[np.bool_]
    weight: Floats


def fitted(stories: Sequence[StoryPairs], options: Options = OPTIONS) -> Trees:
    """Trees fitted on these stories' pairs; the same pairs give the same trees."""
    names = tuple(sorted(stories[0].columns))
    rows, truth, weight = (np.concatenate(parts) for parts in zip(*(_rows(one, names) for one in stories), strict=True))
    known = weight > 0
    trees = fit(rows[known], truth[known].astype(np.int64), weight[known], options)
    return replace(trees, names=names)


def left_out(stories: Sequence[StoryPairs], options: Options = OPTIONS) -> list[Floats]:
    """The sureness of each story's pairs by trees that were fitted on other stories."""
    fold = np.random.default_rng(0).permutation(len(stories)) % N_FOLDS
    found: list[Floats] = [np.zeros(0)] * len(stories)
    for number in range(N_FOLDS):
        trees = fitted([one for one, own in zip(stories, fold, strict=True) if own != number], options)
        for place in np.flatnonzero(fold == number).tolist():
            found[place] = trees.chances(stories[place].columns)
    return found


def average_precision(stories: Sequence[StoryPairs], sure: Sequence[Floats]) -> float:
    """How well the sureness ranks the pairs that count, of all stories together."""
    truth, weight = (np.concatenate([getattr(one, part) for one in stories]) for part in ("is_one", "weight"))
    return float(average_precision_score(truth[weight > 0], np.concatenate(list(sure))[weight > 0]))


def _rows(one: StoryPairs, names: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.bool_], Floats]:
    return np.stack([one.columns[name] for name in names], axis=1).astype(np.float32), one.is_one, one.weight
