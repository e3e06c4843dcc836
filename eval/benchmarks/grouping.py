"""How well are articles grouped into stories? BCubed and pair scores on the grouping sets, at the one fixed setting.

`python -m eval.benchmarks.grouping --data DIR` (or `SUMMARIZER_DATA`) prints a line a set, and one for small bundles of
one to three stories as newsrooms hand them over; "twins" are small bundles of two events of one topic (two quakes, two
trials), the hardest there are. Each set is one bundle, its articles shuffled.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import sys
from collections import defaultdict
from pathlib import Path

from eval.group import clean_article
from eval.metrics import GroupingScores, bcubed
from summarizer.stories import partition

Record = dict[str, object]

SETS = {
    "ecb+ train": ("ecbplus", ("train",)),
    "ecb+ dev": ("ecbplus", ("dev",)),
    "wikinews": ("wikinews", ("big", "medium", "small")),
    "neus val": ("neus_val", ("val",)),
    "summhay sources": ("summhay_sources", ("all",)),
}
FLOORS = {"ecb+ train": 0.91, "ecb+ dev": 0.94, "wikinews": 0.87, "neus val": 0.87}
"""BCubed F1 that may not be lost again: a little below what was measured. Issue 5 asks for .93, .93, .90, .90."""
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
    groups = partition([clean_article(record, number) for number, record in enumerate(records, start=1)])
    found = {place: str(number) for number, group in enumerate(groups) for place in group}
    return bcubed([str(record["cluster"]) for record in records], [found[place] for place in range(len(records))])


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


def _share_exact(bundles: list[list[Record]]) -> float:
    scores = [score for bundle in bundles if (score := score_records(bundle))]
    return sum(score.f1 > 1 - 1e-9 for score in scores) / len(scores)


def main() -> int:
    """Print the table; 1 when a floor is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("SUMMARIZER_DATA"))
    data = parser.parse_args().data
    if data is None:
        parser.error("Give the data folder with --data or SUMMARIZER_DATA.")
    is_below = False
    print("set                articles  BCubed P     R     F1   pairs P     R   small: F1  exact  twins")
    for name in SETS:
        records = read_set(Path(data), name)
        random.Random(0).shuffle(records)
        scores = score_records(records)
        small = [score for bundle in small_bundles(records) if (score := score_records(bundle))]
        if scores is None or not small:
            continue
        exact = sum(score.f1 > 1 - 1e-9 for score in small) / len(small)
        twins = twin_bundles(records)
        shown = f"{_share_exact(twins):.2f}" if twins else "-"
        print(
            f"{name:18} {len(records):8}     {scores.precision:.3f} {scores.recall:.3f} {scores.f1:.3f}     "
            f"{scores.pair_precision:.3f} {scores.pair_recall:.3f}      "
            f"{sum(score.f1 for score in small) / len(small):.3f}   {exact:.2f}   {shown}",
            flush=True,
        )
        if scores.f1 < FLOORS.get(name, 0.0):
            print(f"{name}: below its floor of {FLOORS[name]}", file=sys.stderr)
            is_below = True
    return int(is_below)


if __name__ == "__main__":
    raise SystemExit(main())
