"""One article at a time: how near does the stream of stories come to grouping all at once, and does order matter?

Each grouping set is streamed in the order of its dates and in shuffled orders; no window, since some sets have dates
of all years. What changes with the order is the largest difference of BCubed F1 between any two of them.
"""

from __future__ import annotations

import random
from pathlib import Path

from eval.benchmarks import Benchmark, needed
from eval.benchmarks.grouping import SETS, Record, found_groups, read_set
from eval.figures import Figure
from eval.group import clean_article
from eval.metrics.grouping import GroupingScores, bcubed
from summarizer.errors import InputError
from summarizer.stories import StoryStream

N_SHUFFLES = 5
_NO_WINDOW = 10**6  # days


def stream_scores(records: list[Record], order: list[int]) -> GroupingScores:
    """The scores of records streamed in that order."""
    stream = StoryStream(_NO_WINDOW)
    articles = [clean_article(record, number) for number, record in enumerate(records, start=1)]
    for place in order:
        stream.add(articles[place])
    found = [str(stream.story_of(article.id)) for article in articles]
    scores = bcubed([str(record["cluster"]) for record in records], found)
    if scores is None:
        raise InputError("There is no record to group.")
    return scores


def orders(records: list[Record]) -> list[list[int]]:
    """By date, then shuffled, the same every time."""
    places = list(range(len(records)))
    by_date = sorted(places, key=lambda place: (str(records[place].get("date") or ""), str(records[place]["id"])))
    return [by_date, *(random.Random(seed).sample(places, len(places)) for seed in range(N_SHUFFLES))]


def measure(data: Path | None) -> list[Figure]:
    """BCubed F1 and pairwise precision of each set, streamed; beside all at once; and what the order changes."""
    figures = []
    for name in SETS:
        records = read_set(needed(data), name)
        scores = [stream_scores(records, order) for order in orders(records)]
        f1 = [score.f1 for score in scores]
        at_once = bcubed([str(record["cluster"]) for record in records], found_groups(records))
        rows = [
            ("f1", "BCubed F1, by date", f1[0], min(f1), max(f1), "higher"),
            ("pair_precision", "precision over pairs, by date", scores[0].pair_precision, None, None, "higher"),
            ("at_once", "BCubed F1, all at once", at_once.f1 if at_once else None, None, None, "higher"),
            ("order", "most that the order changes F1 by", max(f1) - min(f1), None, None, "lower"),
        ]
        for key, label, value, low, high, better in rows:
            figures.append(Figure(f"{name}/{key}", value, low, high, len(records), label=label, better=better))
    return figures


BENCHMARK = Benchmark(
    name="streaming",
    title="Stories of a stream (dev)",
    about="The grouping sets, one article at a time: by date and in five shuffled orders (ranges are over them). The "
    "settings are those of grouping, chosen on these sets; nothing was chosen for the stream.",
    measure=measure,
    files=lambda data: [
        needed(data, "grouping", f"{file}.jsonl.gz") for file in sorted({file for file, _ in SETS.values()})
    ],
    needs_data=True,
)
