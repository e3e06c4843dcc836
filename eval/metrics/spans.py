"""Which stretches of a text are wrong: overlap in characters, as RAGTruth and LettuceDetect count it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.metrics.detection import F1Score, f1_of

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class SpanCounts:
    """Characters marked by both, by the system, and by the annotators."""

    n_both: int = 0
    n_found: int = 0
    n_wanted: int = 0


def span_counts(wanted: Spans, found: Spans) -> SpanCounts:
    """Characters, each counted once however many spans hold it.

    >>> span_counts([(0, 4)], [(2, 6), (3, 5)])
    SpanCounts(n_both=2, n_found=4, n_wanted=4)
    """
    gold, given = _places(wanted), _places(found)
    return SpanCounts(len(gold & given), len(given), len(gold))


def span_f1(counts: Iterable[SpanCounts]) -> F1Score | None:
    """Over all texts together (micro): a long wrong stretch weighs more than a short one. None when nothing is marked.

    >>> span_f1([SpanCounts(2, 4, 4), SpanCounts(0, 0, 0)]).f1
    0.5
    """
    rows = list(counts)
    n_wanted = sum(row.n_wanted for row in rows)
    if not n_wanted:
        return None
    return f1_of(sum(row.n_both for row in rows), sum(row.n_found for row in rows), n_wanted)


def _places(spans: Spans) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}
