"""Which of several may have said a quotation, where grammar alone does not tell: weights of what speaks for each."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence

from summarizer.resources import read_text


@functools.cache
def _weights() -> dict[str, float]:
    rows = (row.rpartition("|") for row in read_text("speakers.txt").splitlines() if row and not row.startswith("#"))
    return {feature.strip(): float(weight) for feature, _, weight in rows}


def probabilities(options: Sequence[Sequence[str]]) -> list[float]:
    """How likely each option is, given what speaks for it; together they are 1."""
    weights = _weights()
    scores = [math.fsum(weights.get(feature, 0.0) for feature in told) for told in options]
    highest = max(scores)
    odds = [math.exp(score - highest) for score in scores]
    total = math.fsum(odds)
    return [one / total for one in odds]
