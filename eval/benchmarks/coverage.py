"""Does our coverage metric judge as people do? SummHay's human judgements of insights in summaries, beside two
baselines.

People said of each insight whether a summary covers it fully, in part, or not (Laban et al. 2024). Weights and
thresholds of `eval.metrics.coverage` were fitted on the conversations (`python -m eval.benchmarks.coverage DATA` fits
them anew); what is reported is over the news. Spearman's correlation is over insights and over summaries (mean
coverage of a subtopic); balanced accuracy is of "covered at all" and of the three classes. The baselines' thresholds
are fitted on the same conversations.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.benchmarks import Benchmark, needed
from eval.benchmarks.facts import read_stories
from eval.figures import Figure
from eval.metrics.coverage import cover_all, cover_features, weight_among
from eval.metrics.detection import balanced_accuracy
from eval.metrics.intervals import Statistic, bootstrap_interval, paired_bootstrap
from eval.metrics.wording import rouge
from summarizer.similarity import content_words, idf

LEVELS = {"not_covered": 0.0, "partially_covered": 0.5, "fully_covered": 1.0}
_MARKERS = re.compile(r"\s*\[[\d,\s]+\]|\*+|^#+\s*")
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """An insight, all of its story's, the summary's bullets, what people said (0, 0.5 or 1), and the summary's id."""

    insight: str
    insights: tuple[str, ...]
    bullets: tuple[str, ...]
    human: float
    summary: str


def read_judged(path: Path, split: str) -> list[Judged]:
    """The judged insights of a split ("conv" or "news")."""
    found = []
    for row in read_stories(path):
        if row["split"] != split:
            continue
        bullets = tuple(text for bullet in row["summary"] if (text := _MARKERS.sub("", bullet).strip()))
        insights = {insight["insight_id"]: insight["insight"] for insight in row["reference_insights"]}
        for judged in row["annotation"]:
            if judged["insight_id"] in insights:
                human = LEVELS[judged["coverage"]]
                found.append(
                    Judged(insights[judged["insight_id"]], tuple(insights.values()), bullets, human, row["id"])
                )
    return found


# ------------------------------------------------------------------------------------- three ways


def by_words(row: Judged) -> float:
    """Ours: the strength of `cover`."""
    return cover_all(row.insights, row.bullets)[row.insights.index(row.insight)].strength


def by_rouge(row: Judged) -> float:
    """Baseline: the highest ROUGE-1 of the insight and a bullet."""
    return max(((rouge(row.insight, bullet) or {}).get("rouge1", 0.0) for bullet in row.bullets), default=0.0)


def by_tf_idf(row: Judged) -> float:
    """Baseline: the highest TF-IDF cosine of the insight and a bullet."""
    return max((_cosine(row.insight, bullet) for bullet in row.bullets), default=0.0)


WAYS: dict[str, Callable[[Judged], float]] = {"ours": by_words, "ROUGE-1": by_rouge, "TF-IDF": by_tf_idf}


def _cosine(one: str, other: str) -> float:
    a, b = _weights(one), _weights(other)
    length = float(np.sqrt(sum(v * v for v in a.values()) * sum(v * v for v in b.values())))
    return sum(value * b.get(word, 0.0) for word, value in a.items()) / length if length else 0.0


def _weights(text: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for word in content_words(text):
        found[word] = found.get(word, 0.0) + idf(word)
    return found


# ------------------------------------------------------------------------------------- the figures


def thresholds(scores: Floats, human: Floats) -> tuple[float, float]:
    """From where an insight counts as covered in part and fully: the pair with the best three-class accuracy."""
    grid = np.unique(np.quantile(scores, np.linspace(0.02, 0.98, 49)))
    pairs = [(low, high) for low in grid for high in grid if low <= high]
    return max(pairs, key=lambda pair: _three_class(np.digitize(scores, pair) / 2, human) or 0.0)


def _three_class(found: Floats, human: Floats) -> float | None:
    """The mean of the three classes' recalls; None when one has no case."""
    shares = [float((found[human == level] == level).mean()) for level in LEVELS.values() if (human == level).any()]
    return sum(shares) / len(shares) if len(shares) == len(LEVELS) else None


def spearman(a: Floats, b: Floats) -> float | None:
    """Spearman's rank correlation, ties sharing their mean rank. None where one of both does not vary.

    >>> round(spearman(np.array([1.0, 2.0, 3.0]), np.array([10.0, 30.0, 20.0])), 3)
    0.5
    """
    ranks = [_mean_ranks(values) for values in (a, b)]
    if any(rank.std() == 0 for rank in ranks):
        return None
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])


def _mean_ranks(values: Floats) -> Floats:
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    return np.asarray((counts.cumsum() - (counts - 1) / 2)[inverse], dtype=np.float64)


def measure(data: Path | None) -> list[Figure]:
    """Agreement with people on the news, for each way."""
    path = _path(data)
    fitted_on, reported = read_judged(path, "conv"), read_judged(path, "news")
    statistics = {}
    for name, way in WAYS.items():
        levels = thresholds(_scores(fitted_on, way), _human(fitted_on))
        statistics[name] = _statistics(reported, _scores(reported, way), levels)
    summaries = [row.summary for row in reported]
    figures = [
        _figure(
            f"{name}/{key}",
            statistic(np.arange(len(reported))),
            bootstrap_interval(statistic, summaries),
            len(reported),
        )
        for name, own in statistics.items()
        for key, statistic in own.items()
    ]
    for key, statistic in statistics["ours"].items():
        found = paired_bootstrap(statistics["ROUGE-1"][key], statistic, summaries)
        if found is not None:
            bounds = (found.low, found.high)
            figures.append(_figure(f"ours less ROUGE-1/{key}", found.difference, bounds, len(reported)))
    return figures


LABELS = {
    "spearman": "Spearman, insights",
    "spearman_summaries": "Spearman, summaries",
    "covered": "balanced accuracy, covered at all",
    "three": "balanced accuracy, three classes",
}


def _figure(key: str, value: float | None, bounds: tuple[float, float] | None, n: int) -> Figure:
    low, high = bounds or (None, None)
    return Figure(key, value, low, high, n, label=LABELS[key.rpartition("/")[2]], better="higher")


def _statistics(rows: Sequence[Judged], scores: Floats, levels: tuple[float, float]) -> dict[str, Statistic]:
    human, classes = _human(rows), np.digitize(scores, levels) / 2
    return {
        "spearman": lambda at: spearman(scores[at], human[at]),
        "spearman_summaries": lambda at: _by_summary(rows, at, classes, human),
        "covered": lambda at: balanced_accuracy((human[at] > 0).astype(np.int64), classes[at] > 0),
        "three": lambda at: _three_class(classes[at], human[at]),
    }


def _by_summary(rows: Sequence[Judged], at: Any, classes: Floats, human: Floats) -> float | None:
    """Of the mean coverage of each summary, as often as it was drawn."""
    drawn = np.bincount(at, minlength=len(rows))
    places: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        if drawn[place]:
            places.setdefault(row.summary, []).append(place)
    times = [int(drawn[own[0]]) for own in places.values()]
    means = [np.repeat([values[own].mean() for own in places.values()], times) for values in (classes, human)]
    return spearman(means[0], means[1])


def _scores(rows: Sequence[Judged], way: Callable[[Judged], float]) -> Floats:
    return np.array([way(row) for row in rows])


def _human(rows: Sequence[Judged]) -> Floats:
    return np.array([row.human for row in rows])


def _path(data: Path | None) -> Path:
    return needed(data, "stories", "coverage_summhay_human.jsonl.gz")


BENCHMARK = Benchmark(
    name="coverage",
    title="Coverage as people judge it (SummHay, news)",
    about="Does a summary tell an insight? People's judgements of insights in summaries; fitted on conversations, "
    "reported on news.",
    measure=measure,
    files=lambda data: [_path(data)],
    needs_data=True,
)


def main() -> None:
    """Fit the weights' thresholds anew and print them, with the agreement that single features would have."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    rows = read_judged(_path(parser.parse_args().data), "conv")
    features = np.array([cover_features(row.insight, row.bullets, weight_among(row.insights)) for row in rows])
    human = _human(rows)
    for place, name in enumerate(("words, nearest", "words, whole", "pairs, whole", "meaning")):
        print(f"{name:15} Spearman {spearman(features[:, place], human):.3f}")
    strength = features.mean(axis=1)
    print(f"together        Spearman {spearman(strength, human):.3f}")
    low, high = thresholds(strength, human)
    print(f"PARTLY, FULLY = {low:.2f}, {high:.2f}")


if __name__ == "__main__":
    main()
