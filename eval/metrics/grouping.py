"""How well groups of articles match the true stories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GroupingScores:
    """How well groups match the true ones: BCubed precision, recall and F1, and precision and recall over pairs."""

    precision: float
    recall: float
    f1: float
    pair_precision: float | None
    pair_recall: float | None


def bcubed(truth: Sequence[str], found: Sequence[str]) -> GroupingScores | None:
    """BCubed (Bagga and Baldwin 1998): for each item, the share of its found group that is truly its, and back.

    Pair figures are None where no pair is found, or true. None for an empty set.

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
        right / found_pairs if found_pairs else None,
        right / true_pairs if true_pairs else None,
    )


def bcubed_items(truth: Sequence[str], found: Sequence[str]) -> tuple[list[float], list[float]]:
    """Each item's own BCubed precision and recall, whose means the scores are: to resample for an interval.

    >>> bcubed_items(["a", "a", "b"], ["1", "1", "1"])[1]
    [1.0, 1.0, 1.0]
    """
    both = Counter(zip(truth, found, strict=True))
    of_truth, of_found = Counter(truth), Counter(found)
    pairs = list(zip(truth, found, strict=True))
    return (
        [both[pair] / of_found[pair[1]] for pair in pairs],
        [both[pair] / of_truth[pair[0]] for pair in pairs],
    )
