"""Results → figures: what the rows of a run amount to, each figure with its interval and only where it is defined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.figures import Figure
from eval.metrics import calibration, detection
from eval.metrics.intervals import N_SAMPLES, Rows, Statistic, bootstrap_interval, wilson_interval
from eval.metrics.spans import SpanCounts, span_counts, span_f1

Row = Mapping[str, Any]
"""A row of `results.jsonl`; `eval.runs` says what it holds."""


class CaseColumns:
    """The judged, labelled rows of a run, a column a field. `statistics` are its figures as functions of row places.

    Rows that the system could not judge are in no figure but `not_judged`: they are neither right nor wrong.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        labelled = [row for row in rows if row.get("label") is not None]
        self.rows = [row for row in labelled if not row.get("message")]
        self.n_not_judged = sum(bool(row.get("message")) for row in rows)
        self.n_all = len(rows)
        self.labels = np.array([row["label"] for row in self.rows], dtype=np.int64)
        self.scores = np.array([row["score"] for row in self.rows], dtype=float)
        self.verdicts = np.array([row["verdict"] for row in self.rows], dtype=object)
        self.groups = [str(row.get("group") or place) for place, row in enumerate(self.rows)]
        self.flagged = np.array([_is_flag(row) for row in self.rows], dtype=bool)
        self.named = np.array([_is_named(row) for row in self.rows], dtype=bool)
        self.coded = np.array([row["label"] == 0 and bool(row.get("code")) for row in self.rows], dtype=bool)
        self.has_verdicts = bool(self.rows) and all(row["verdict"] for row in self.rows)
        self.twins = _twins(self.rows)

    def statistics(self) -> dict[str, Statistic]:
        """Each figure that this run can have, by key."""
        found: dict[str, Statistic] = {
            "auc": lambda at: detection.roc_auc(self.labels[at], self.scores[at]),
            "recall_at_5": lambda at: detection.recall_at_false_flags(self.labels[at], self.scores[at]),
            "best_balanced_accuracy": self._best_balanced,
        }
        if self.has_verdicts:
            found |= {
                "faulty_flagged": lambda at: _share(self.flagged[at], self.labels[at] == 0),
                "faithful_flagged": lambda at: _share(self.flagged[at], self.labels[at] == 1),
                "balanced_accuracy": lambda at: detection.balanced_accuracy(self.labels[at], ~self.flagged[at]),
                "text_f1": lambda at: _f1(self.labels[at] == 0, self.flagged[at]),
                "faulty_supported": lambda at: _share(self.verdicts[at] == "supported", self.labels[at] == 0),
                "faithful_supported": lambda at: _share(self.verdicts[at] == "supported", self.labels[at] == 1),
                "unclear": lambda at: _share(self.verdicts[at] == "unclear", np.ones(len(at), dtype=bool)),
            }
        if self.has_verdicts and self.coded.any():
            found["right_code"] = lambda at: _share(self.named[at], self.coded[at])
        if self.rows and self.scores.min() >= 0 and self.scores.max() <= 1:
            found["calibration_error"] = self._calibration_error
        if self.twins:
            found["twin_order"] = self._twin_order
        return found | self._by_marks()

    def n_of(self, key: str) -> int:
        """Over how many rows (of twins: pairs) a figure is."""
        if key == "twin_order":
            return len(self.twins)
        if key == "right_code":
            return int(self.coded.sum())
        if key in ("span_f1", "sentence_f1"):
            return len(self._marked())
        if key.startswith("faulty") or key == "recall_at_5":
            return int((self.labels == 0).sum())
        return int((self.labels == 1).sum()) if key.startswith("faithful") else len(self.rows)

    def _calibration_error(self, at: Rows) -> float | None:
        return calibration.calibration_error(self.labels[at], self.scores[at])

    def _best_balanced(self, at: Rows) -> float | None:
        found = detection.best_balanced_accuracy(self.labels[at], self.scores[at])
        return found[0] if found else None

    def _twin_order(self, at: Rows) -> float | None:
        """Of each faulty text with a twin, as often as it was drawn: 1 where the twin scores higher, half for a tie."""
        won = [self.twins[int(place)] for place in at if int(place) in self.twins]
        return sum(won) / len(won) if won else None

    def _marked(self) -> list[int]:
        """The rows in which annotators marked what is wrong, or that nothing is."""
        return [place for place, row in enumerate(self.rows) if row.get("gold_spans") is not None]

    def _by_marks(self) -> dict[str, Statistic]:
        """F1 over sentences and characters, where annotators marked what is wrong and the system says where."""
        marked = self._marked()
        if not any(self.rows[place]["gold_spans"] for place in marked):
            return {}
        found: dict[str, Statistic] = {}
        told = [place for place in marked if self.rows[place].get("spans") is not None]
        if told:
            counts = {p: span_counts(self.rows[p]["gold_spans"], self.rows[p]["spans"]) for p in told}
            found["span_f1"] = lambda at: _span_f1([counts[int(p)] for p in at if int(p) in counts])
        pairs = {place: _sentence_pairs(self.rows[place]) for place in marked if self.rows[place].get("sentences")}
        if pairs:
            found["sentence_f1"] = lambda at: _pair_f1([pair for p in at if int(p) in pairs for pair in pairs[int(p)]])
        return found


def _twins(rows: Sequence[Row]) -> dict[int, float]:
    """By the place of a faulty text: how its faithful twin fares against it. One twin may have several faulty ones."""
    faithful = {row["twin"]: row["score"] for row in rows if row.get("twin") and row["label"] == 1}
    found = {}
    for place, row in enumerate(rows):
        if row["label"] == 0 and row.get("twin") in faithful:
            right = faithful[row["twin"]]
            found[place] = 1.0 if right > row["score"] else 0.5 if right == row["score"] else 0.0
    return found


def case_figures(rows: Sequence[Row], n_samples: int = N_SAMPLES) -> list[Figure]:
    """The figures of a run over labelled texts."""
    columns = CaseColumns(rows)
    everything = np.arange(len(columns.rows))
    figures = []
    for key, statistic in columns.statistics().items():
        value = statistic(everything) if len(everything) else None
        n = columns.n_of(key)
        low, high = interval_of(statistic, value, columns.groups, n, n_samples)
        figures.append(Figure(key, value, low, high, n))
    if columns.n_all:
        low, high = wilson_interval(columns.n_not_judged, columns.n_all)
        figures.append(Figure("not_judged", columns.n_not_judged / columns.n_all, low, high, columns.n_all))
    return figures


def interval_of(
    statistic: Statistic, value: float | None, groups: Sequence[str], n: int, n_samples: int = N_SAMPLES
) -> tuple[float | None, float | None]:
    """The bootstrap's bounds; of a share that is 0 or 1 in every sample, Wilson's: resampling shows nothing rare."""
    bounds = bootstrap_interval(statistic, groups, n_samples=n_samples) if value is not None else None
    if bounds is not None and value in (0.0, 1.0) and bounds[0] == bounds[1] and n:
        return wilson_interval(round(value * n), n)
    return bounds or (None, None)


def by_code(rows: Sequence[Row]) -> list[tuple[str, int, int, int]]:
    """By error code: how many faulty texts, how many flagged, how many with the right code."""
    columns = CaseColumns(rows)
    faulty = [place for place, row in enumerate(columns.rows) if row["label"] == 0 and row.get("code")]
    total = Counter(columns.rows[place]["code"] for place in faulty)
    flagged = Counter(columns.rows[place]["code"] for place in faulty if columns.flagged[place])
    named = Counter(columns.rows[place]["code"] for place in faulty if columns.named[place])
    return [(code, n, flagged[code], named[code]) for code, n in sorted(total.items())]


def story_figures(rows: Sequence[Row], n_samples: int = N_SAMPLES) -> list[Figure]:
    """The figures of a run over stories: the mean of each measure over the stories where it is defined."""
    keys = dict.fromkeys(key for row in rows for key in row["measures"])
    figures = []
    for key in keys:
        statistic = story_statistic(rows, key)
        value = statistic(np.arange(len(rows)))
        n = sum(row["measures"].get(key) is not None for row in rows)
        if key in ("n_words", "n_withheld"):
            low, high = bootstrap_interval(statistic, _groups(rows), n_samples=n_samples) or (None, None)
        else:
            low, high = interval_of(statistic, value, _groups(rows), n, n_samples)
        figures.append(Figure(key, value, low, high, n, unit="words" if key == "n_words" else ""))
    if rows:
        n_missing = sum(bool(row.get("message")) for row in rows)
        figures.append(Figure("not_written", n_missing / len(rows), n=len(rows)))
    return figures


def story_statistic(rows: Sequence[Row], key: str) -> Statistic:
    """The mean of a measure as a function of row places."""
    values = np.array([np.nan if (v := row["measures"].get(key)) is None else float(v) for row in rows])

    def statistic(at: Rows) -> float | None:
        defined = values[at][~np.isnan(values[at])]
        return float(defined.mean()) if len(defined) else None

    return statistic


def statistics_of(rows: Sequence[Row]) -> tuple[dict[str, Statistic], list[str], Sequence[Row]]:
    """The figures of either kind of run as functions of row places, the rows' groups, and the rows themselves."""
    if rows and "measures" in rows[0]:
        keys = dict.fromkeys(key for row in rows for key in row["measures"])
        return {key: story_statistic(rows, key) for key in keys}, _groups(rows), rows
    columns = CaseColumns(rows)
    return columns.statistics(), columns.groups, columns.rows


# --------------------------------------------------------------------------------------- small parts

_FLAGS = frozenset({"partial", "contradicted", "unsupported", "not_checked"})


def _is_flag(row: Row) -> bool:
    return row["verdict"] in _FLAGS


def _is_named(row: Row) -> bool:
    return _is_flag(row) and bool(row.get("code")) and row["code"] in row.get("codes", ())


def _groups(rows: Sequence[Row]) -> list[str]:
    return [str(row.get("group") or row["id"]) for row in rows]


def _share(hits: NDArray[np.bool_], among: NDArray[np.bool_]) -> float | None:
    return float(hits[among].mean()) if among.any() else None


def _f1(wanted: NDArray[np.bool_], found: NDArray[np.bool_]) -> float | None:
    score = detection.f1_score(wanted, found)
    return score.f1 if score else None


def _span_f1(counts: Sequence[SpanCounts]) -> float | None:
    score = span_f1(counts)
    return score.f1 if score else None


def _pair_f1(pairs: Sequence[tuple[bool, bool]]) -> float | None:
    score = detection.f1_score([wanted for wanted, _ in pairs], [found for _, found in pairs])
    return score.f1 if score else None


def _sentence_pairs(row: Row) -> list[tuple[bool, bool]]:
    """Of each sentence: whether the annotators marked a part of it, and whether the system flags it."""
    return [
        (any(start < s["end"] and s["start"] < end for start, end in row["gold_spans"]), s["verdict"] in _FLAGS)
        for s in row["sentences"]
        if s["start"] < s["end"]
    ]
