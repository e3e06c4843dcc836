"""What a language model's second reading adds to the facts of the rules: disagreements of our stories of split test.

The replies are recorded (`eval/replies/reading`), by models that saw the rendered prompt and nothing else, so the
figures are of prompt, anchoring and merging with replies of that quality, not of one product's model.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from eval.benchmarks import Benchmark
from eval.benchmarks.mentions import Count, Scores, compare_disagreements
from eval.benchmarks.sentences import ABOUT
from eval.figures import HIGHER, LOWER, Figure
from eval.marked import bundles_with_marks, read_bundle
from eval.metrics.intervals import N_SAMPLES, bootstrap_interval
from summarizer.clients.recorded import RecordedClient
from summarizer.facts import extract_facts
from summarizer.second_reader import FAILED, SecondReader
from summarizer.settings import Settings

SPLIT = "test"
REPLIES = Path(__file__).parents[1] / "replies" / "reading"


def measure(n_samples: int = N_SAMPLES) -> list[Figure]:
    """F1, precision and recall of disagreements by the rules alone and with the reading; intervals resample stories."""
    alone: list[Count] = []
    together: list[Count] = []
    n_added = n_failed = 0
    for bundle in bundles_with_marks(SPLIT):
        story, marks = read_bundle(bundle)
        facts = extract_facts(story)
        reading = SecondReader(RecordedClient(REPLIES), Settings()).read(story, facts)
        n_failed += any(notice.code == FAILED for notice in reading.notices)
        n_added += len(reading.facts.facts) - len(facts.facts)
        alone.append(
            _disagreements(compare_disagreements(bundle.name, story, marks, (*facts.disagreements, *facts.revisions)))
        )
        read = (*reading.facts.disagreements, *reading.facts.revisions)
        together.append(_disagreements(compare_disagreements(bundle.name, story, marks, read)))
    figures = []
    for name, rows in (("rules", alone), ("with_model", together)):
        for key in ("f1", "precision", "recall"):

            def statistic(at: Iterable[int], rows: list[Count] = rows, key: str = key) -> float | None:
                total = Count()
                for place in at:
                    total.add(rows[place])
                value: float | None = getattr(total, key)
                return value

            low, high = bootstrap_interval(statistic, len(rows), n_samples=n_samples) or (None, None)
            label = f"disagreements, {key.capitalize()}, {name.replace('_', ' ')}"
            n, value = int(sum(row.wanted for row in rows)), statistic(range(len(rows)))
            figures.append(Figure(f"{name}/{key}", value, low, high, n, label=label, better=HIGHER))
    n = len(alone)
    figures.append(Figure("facts_added", float(n_added), n=n, unit="facts", label="facts that only the model tells"))
    figures.append(Figure("failed", float(n_failed), n=n, unit="stories", label="replies of no use", better=LOWER))
    return figures


def _disagreements(scores: Scores) -> Count:
    return scores["disagreements"]


BENCHMARK = Benchmark(
    name="reading",
    title=f"Second reading by a language model, {SPLIT}",
    about=f"{ABOUT[SPLIT]} Replies recorded beforehand, written by language models that saw the prompt `facts.v1` "
    "alone; every item is anchored in an exact span or dropped, and merged with the rules' facts.",
    measure=lambda _: measure(),
    files=lambda _: [
        *(path for bundle in bundles_with_marks(SPLIT) for path in bundle.folder.rglob("*") if path.is_file()),
        *REPLIES.glob("*.json"),
    ],
)
