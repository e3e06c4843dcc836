"""Disagreements of invented stories that hold more decoys than disagreements (`eval/disputes`).

A disagreement of ours is right, and one that is marked found, as `eval.benchmarks.mentions` says: two of its items that
differ stand on two sides of one that is marked. `python -m eval.benchmarks.disputes [NAME ...] --show N` prints what is
missed or too much in split dev.
"""

from __future__ import annotations

import argparse
import functools
import sys
from collections.abc import Sequence

from eval.benchmarks import Benchmark
from eval.benchmarks.mentions import Miss, Scores, figures_of, measure_story, print_misses
from eval.disputes import FOLDER, read_disputes, story_files
from eval.figures import Figure
from eval.metrics.intervals import N_SAMPLES

ABOUT = {
    "dev": "Rules were read and weights fitted on these stories.",
    "test": "Stories by writers of their own, which nobody who works on the rules reads and nothing is fitted on.",
}


def measure(split: str, n_samples: int = N_SAMPLES) -> list[Figure]:
    """Every figure of a split."""
    return figures_of([_measured(path.stem, split)[0] for path in story_files(split)], n_samples)


@functools.cache
def _measured(name: str, split: str) -> tuple[Scores, list[Miss]]:
    story, marks = read_disputes(FOLDER / split / f"{name}.txt")
    return measure_story(name, story, marks, ("disagreements",))


def benchmark(split: str) -> Benchmark:
    """The benchmark of one split."""
    return Benchmark(
        name=f"disputes_{split}",
        title=f"Disagreements among decoys, invented stories, {split}",
        about=f"{ABOUT[split]} All that the articles disagree on is marked (`eval/disputes/PROTOCOL.md`), and every "
        "story has at least six decoys: figures, days, places and statements that differ and do not disagree.",
        measure=lambda _: measure(split),
        files=lambda _: story_files(split),
        measure_again=lambda: measure(split, 0),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is not as it is marked in split dev, and the counts."""
    parser = argparse.ArgumentParser(description="Disagreements missed or too much in split dev.")
    parser.add_argument("stories", nargs="*", help="names of stories; default: all of dev")
    parser.add_argument("--show", type=int, default=0, help="print so many")
    options = parser.parse_args(arguments)
    names = options.stories or [path.stem for path in story_files("dev")]
    print_misses((_measured(name, "dev") for name in names), ["disagreements"], options.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
