"""How well are articles grouped into stories? BCubed and pair scores on the grouping sets, at the one fixed setting.

Each set is measured whole, and as small bundles of one to three stories as newsrooms hand them over; "twins" are
small bundles of two events of one topic (two quakes, two trials), the hardest there are. Each set is one bundle, its
articles shuffled.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from pathlib import Path

import numpy as np

from eval.benchmarks import Benchmark, needed
from eval.figures import Figure
from eval.group import clean_article
from eval.metrics.grouping import GroupingScores, bcubed, bcubed_items
from eval.metrics.intervals import Rows, bootstrap_interval, mean_of, wilson_interval
from summarizer.stories import partition

Record = dict[str, object]

SETS = {
    "ecb+ train": ("ecbplus", ("train",)),
    "ecb+ dev": ("ecbplus", ("dev",)),
    "wikinews": ("wikinews", ("big", "medium", "small")),
    "neus val": ("neus_val", ("val",)),
    "summhay sources": ("summhay_sources", ("all",)),
}
_N_SMALL = 100


def read_set(data: Path, name: str) -> list[Record]:
    """The records of one set of `SETS`. Raises FileNotFoundError naming the file that is absent."""
    file_name, splits = SETS[name]
    path = data / "grouping" / f"{file_name}.jsonl.gz"
    if not path.exists():
        raise FileNotFoundError(f"{path} is absent: give the data folder with --data or SUMMARIZER_DATA.")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [record for line in file if (record := json.loads(line))["split"] in splits]


def score_records(records: list[Record]) -> GroupingScores | None:
    """The scores of records grouped as one bundle."""
    return bcubed([str(record["cluster"]) for record in records], found_groups(records))


def found_groups(records: list[Record]) -> list[str]:
    """The group that we put each record into, all as one bundle."""
    groups = partition([clean_article(record, number) for number, record in enumerate(records, start=1)])
    found = {place: str(number) for number, group in enumerate(groups) for place in group}
    return [found[place] for place in range(len(records))]


def _intervals(truth: list[str], found: list[str]) -> dict[str, tuple[float, float] | None]:
    """Of BCubed's three, resampling true stories with the articles' own scores kept: the grouping is not made anew."""
    precisions, recalls = map(np.array, bcubed_items(truth, found))

    def f1(at: Rows) -> float:
        p, r = precisions[at].mean(), recalls[at].mean()
        return float(2 * p * r / (p + r))

    return {
        "f1": bootstrap_interval(f1, truth),
        "precision": bootstrap_interval(mean_of(precisions), truth),
        "recall": bootstrap_interval(mean_of(recalls), truth),
    }


def small_bundles(records: list[Record], n: int = _N_SMALL) -> list[list[Record]]:
    """Bundles of one to three stories of two to six articles each, the same ones every time."""
    chance = random.Random(0)
    by_cluster: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_cluster[str(record["cluster"])].append(record)
    clusters = [cluster for _, cluster in sorted(by_cluster.items()) if len(cluster) > 1]
    bundles = []
    for _ in range(n):
        chosen = chance.sample(clusters, chance.randint(1, 3))
        bundles.append(
            [record for cluster in chosen for record in chance.sample(cluster, min(len(cluster), chance.randint(2, 6)))]
        )
    return bundles


def twin_bundles(records: list[Record], n: int = _N_SMALL) -> list[list[Record]]:
    """Bundles of two to five articles on each of the two events that ECB+ has for a topic, the same ones every time."""
    chance = random.Random(0)
    topics: dict[str, dict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))
    for record in sorted(records, key=lambda record: str(record["id"])):
        topics[str(record.get("topic", ""))][str(record["cluster"])].append(record)
    pairs = [list(events.values()) for topic, events in sorted(topics.items()) if topic and len(events) == 2]
    bundles = []
    for _ in range(n if pairs else 0):
        sampled = [chance.sample(event, min(len(event), chance.randint(2, 5))) for event in chance.choice(pairs)]
        bundles.append([record for event in sampled for record in event])
    return bundles


def _scores(bundles: list[list[Record]]) -> list[GroupingScores]:
    return [score for bundle in bundles if (score := score_records(bundle))]


def _exact(scores: list[GroupingScores]) -> float:
    return sum(score.f1 > 1 - 1e-9 for score in scores) / len(scores)


def measure(data: Path | None) -> list[Figure]:
    """BCubed and pair scores of each set, and how small bundles come out."""
    figures = []
    for name in SETS:
        records = read_set(needed(data), name)
        random.Random(0).shuffle(records)
        truth, groups = [str(record["cluster"]) for record in records], found_groups(records)
        scores, small = bcubed(truth, groups), _scores(small_bundles(records))
        if scores is None or not small:
            continue
        twins = _scores(twin_bundles(records))
        rows = [
            ("f1", "BCubed F1", scores.f1, len(records)),
            ("precision", "BCubed precision", scores.precision, len(records)),
            ("recall", "BCubed recall", scores.recall, len(records)),
            ("pair_precision", "precision over pairs", scores.pair_precision, len(records)),
            ("pair_recall", "recall over pairs", scores.pair_recall, len(records)),
            ("small_f1", "small bundles, BCubed F1", sum(score.f1 for score in small) / len(small), len(small)),
            ("small_exact", "small bundles wholly right", _exact(small), len(small)),
            *([("twins_exact", "twin events wholly right", _exact(twins), len(twins))] if twins else []),
        ]
        bounds = _intervals(truth, groups) | {
            "small_f1": bootstrap_interval(mean_of([score.f1 for score in small]), len(small)),
            "small_exact": wilson_interval(round(_exact(small) * len(small)), len(small)),
            "twins_exact": wilson_interval(round(_exact(twins) * len(twins)), len(twins)) if twins else None,
        }
        for key, label, value, n in rows:
            low, high = bounds.get(key) or (None, None)
            figures.append(Figure(f"{name}/{key}", value, low, high, n, label=label, better="higher"))
    return figures


BENCHMARK = Benchmark(
    name="grouping",
    title="Grouping of articles into stories (dev)",
    about="ECB+ train and dev, wikinews, NeuS val and SummHay's sources, each as one bundle, at the one fixed "
    "setting, which was chosen on them. Intervals resample stories with the one grouping kept; none is "
    "stated for pairs, which are no sample.",
    measure=measure,
    files=lambda data: [
        needed(data, "grouping", f"{file}.jsonl.gz") for file in sorted({file for file, _ in SETS.values()})
    ],
    needs_data=True,
)
