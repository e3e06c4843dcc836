"""Figures, quotations, names and dates of real news, where every one of them is marked.

`python -m eval.benchmarks.real_mentions DATA --show N [--what figures,dates]` prints what is missed and what is too
much, of split `dev` only.

Articles of Wikinews' sources, of PolNeAR's train part and of Multi-News, each by itself, cut to 3,000 characters;
figures are marked in all, dates in those with a day of publication, names and quotations in some. They are marked by
the page that the invented bundles are marked by (`eval/bundles/MARKING.md`), by readers who knew no
rule and saw no program's reading. `real_mentions.jsonl` holds for each the set, the id, how many characters are read,
and the marks with their offsets there: no text. What counts as right says `eval.benchmarks.mentions`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.benchmarks import Benchmark, needed
from eval.benchmarks.mentions import Miss, Scores, figures_of, measure_story, print_misses
from eval.figures import Figure
from eval.marked import MARKS, PARTS, SETS, marked_articles

_HOW_MANY = {
    "dev": "289 articles (82 for names, 250 for quotations)",
    "test": "119 articles (32 for names, 80 for quotations)",
}


def measured(data: Path, split: str) -> Iterator[tuple[Scores, list[Miss]]]:
    """The counts of each article, and what is not as it is marked."""
    return (measure_story(*row) for row in marked_articles(needed(data), split))


def figures(data: Path | None, split: str) -> list[Figure]:
    """Every figure of a split."""
    return figures_of([scores for scores, _ in measured(needed(data), split)])


def benchmark(split: str) -> Benchmark:
    """The benchmark of one split."""
    about = {"dev": "The rules may be read against these and tuned on them.", "test": "Nothing is tuned on these."}
    return Benchmark(
        name=f"real_{split}",
        title=f"Figures, quotations, names and dates of real news, {split}",
        about=f"{_HOW_MANY[split]}, of Wikinews' sources, PolNeAR and Multi-News, marked by readers who knew no rule. "
        f"{about[split]} What counts as right says `eval.benchmarks.mentions`.",
        measure=lambda data: figures(data, split),
        files=lambda data: [MARKS, *(needed(data, *f"{name}.jsonl.gz".split("/")) for name in SETS)],
        needs_data=True,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is not as it is marked in split dev, and the counts."""
    parser = argparse.ArgumentParser(description="What is missed in the real articles of split dev.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--what", default=",".join(PARTS), help="which parts, by commas")
    parser.add_argument("--show", type=int, default=0, help="print so many misses of each part")
    options = parser.parse_args(arguments)
    print_misses(measured(options.data, "dev"), options.what.split(","), options.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
