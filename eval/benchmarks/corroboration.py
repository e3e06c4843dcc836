"""Do two outlets say the same? Sentences that the facts put together, by the labels that readers gave to pairs.

`python -m eval.benchmarks.corroboration DATA` prints the weights of `resources/same_claims.txt`, fitted on the labels.

900 pairs of sentences of two outlets in 165 real stories: those that our rules of November 2026 put together, and of
those that they did not, the likest of each story and some others. Readers told (`corroboration.jsonl`: story, article
and offsets of both, label) whether both state one claim (`same`), share a part of it (`partly`), neither (`different`),
or contradict one another (`contrary`). The benchmark's figures are of stories left out of the fit, a tenth at a time.
"""

from __future__ import annotations

import argparse
import functools
import json
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.benchmarks import Benchmark, needed
from eval.benchmarks.picks import bundles
from eval.figures import Figure
from eval.metrics.intervals import bootstrap_interval
from summarizer.facts.claims import MEANING, SURE, WORDS, Claims, figures_differ, read_story, word_matrix
from summarizer.facts.view import StoryView
from summarizer.pipeline import read_story as read_articles
from summarizer.similarity import embed

LABELS = Path(__file__).with_suffix(".jsonl")
_SETS = ("wikinews", "multinews", "neus_val")
_N_FOLDS = 10
_STRENGTH = 0.1
"""Inverse of the regularization; .03 to 1 give the same."""


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """What two sentences show, whether a figure or a "not" tells them apart, and what a reader said."""

    story: str
    shown: dict[str, float]
    is_apart: bool
    label: str


def labelled_pairs(data: Path) -> Iterator[LabelledPair]:
    """Every judged pair whose sentences are still read as such."""
    wanted: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in LABELS.read_text("utf-8").splitlines():
        row = json.loads(line)
        wanted[row["story"]].append(row)
    for name in _SETS:
        for key, articles in bundles(data, name):
            if f"{name}:{key}" in wanted:
                yield from _pairs(f"{name}:{key}", articles, wanted[f"{name}:{key}"])


def _pairs(name: str, articles: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]]) -> Iterator[LabelledPair]:
    story = read_articles(
        [
            {"id": f"a{number}", "text": one["text"], "title": one.get("title") or ""}
            | ({"published_at": one["date"]} if one.get("date") else {})
            for number, one in enumerate(articles, start=1)
        ]
    )
    readings = read_story(StoryView(story))
    places = {(r.read.article_id, r.read.sentence.start): place for place, r in enumerate(readings)}
    lexical, vectors = word_matrix(readings), embed([reading.read.text for reading in readings])
    claims = Claims(readings)
    for row in rows:
        first, second = (places.get((row[side][0], row[side][1])) for side in ("one", "other"))
        if first is None or second is None:
            continue
        likeness = WORDS * float(lexical[first] @ lexical[second]) + MEANING * float(vectors[first] @ vectors[second])
        one, other = readings[first], readings[second]
        is_apart = one.is_negated != other.is_negated or figures_differ(one.figures, other.figures)
        yield LabelledPair(name, claims.shown(one, other, likeness), is_apart, row["label"])


def _fit(values: NDArray[np.float64], truth: NDArray[np.bool_]) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=_STRENGTH, max_iter=3000).fit(values, truth)


def _table(pairs: Sequence[LabelledPair]) -> tuple[list[str], NDArray[np.float64], NDArray[np.bool_]]:
    names = sorted(pairs[0].shown)
    values = np.array([[pair.shown[name] for name in names] for pair in pairs])
    return names, values, np.array([pair.label == "same" for pair in pairs])


def left_out(pairs: Sequence[LabelledPair]) -> NDArray[np.float64]:
    """How sure each pair is by weights fitted on other stories; 0 where a figure or a "not" tells it apart."""
    _, values, truth = _table(pairs)
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    values = (values - mean) / spread
    folds = np.array([zlib.crc32(pair.story.encode()) % _N_FOLDS for pair in pairs])
    sure = np.zeros(len(pairs))
    for fold in range(_N_FOLDS):
        held = folds == fold
        sure[held] = _fit(values[~held], truth[~held]).predict_proba(values[held])[:, 1]
    return np.where([pair.is_apart for pair in pairs], 0.0, sure)


def weights_of(pairs: Sequence[LabelledPair]) -> str:
    """The lines of the table of weights."""
    names, values, truth = _table(pairs)
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    model = _fit((values - mean) / spread, truth)
    slopes = model.coef_[0] / spread
    bias = float(model.intercept_[0] - (slopes * mean).sum())
    rows = [f"{name} {slope:.4f}" for name, slope in zip(names, slopes, strict=True)]
    head = "# Made by `python -m eval.benchmarks.corroboration DATA`; same_claims.md tells what it is worth."
    return "\n".join([head, f"bias {bias:.4f}", *rows])


def measure(data: Path | None) -> list[Figure]:
    """Of judged pairs of stories left out of the fit: how many that state one claim are put together, and what of
    those put together does."""
    pairs = list(labelled_pairs(needed(data)))
    sure = left_out(pairs)
    joined = sure >= SURE
    labels = np.array([pair.label for pair in pairs])

    def share(over: NDArray[np.bool_], under: NDArray[np.bool_], places: Any) -> float:
        return float((over & under)[places].sum() / max(1, under[places].sum()))

    found = []
    for key, label, over, under, better in (
        ("found", "pairs of one claim put together", joined, labels == "same", "higher"),
        ("right", "put together and of one claim", labels == "same", joined, "higher"),
        ("wrong", "put together and of two claims", np.isin(labels, ["different", "contrary"]), joined, "lower"),
    ):
        statistic = functools.partial(share, over, under)
        low, high = bootstrap_interval(statistic, [pair.story for pair in pairs]) or (None, None)
        n = int(under.sum())
        found.append(Figure(key, statistic(np.arange(len(pairs))), low, high, n, label=label, better=better))
    return found


BENCHMARK = Benchmark(
    name="corroboration",
    title="Do two outlets say the same? (dev)",
    about="900 pairs of sentences of two outlets in 165 real stories, judged by readers; each by weights that were "
    "fitted on other stories. The pairs are no sample of all: half are such as the rules of November 2026 put "
    "together, or nearly did.",
    measure=measure,
    files=lambda data: [
        LABELS,
        needed(data, "grouping", "wikinews.jsonl.gz"),
        *(needed(data, "stories", f"{name}.jsonl.gz") for name in _SETS[1:]),
    ],
    needs_data=True,
)


def main() -> None:
    """Print the weights."""
    parser = argparse.ArgumentParser(description="Fit the weights by which two sentences state one claim.")
    parser.add_argument("data", type=Path)
    print(weights_of(list(labelled_pairs(parser.parse_args().data))))


if __name__ == "__main__":
    main()
