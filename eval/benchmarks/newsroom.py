"""Sentences as newcomers to the product wrote them: does it find the one error in each, and leave the others alone?

Invented stories and sentences over them in `eval/newsroom` by writers who knew the list of error codes and not the
rules. Split "dev" was read afterwards and the rules were mended; split "test" nobody who works on the rules reads.
`python -m eval.benchmarks.newsroom` prints what comes out otherwise in dev.
"""

from __future__ import annotations

from pathlib import Path

from eval.benchmarks import Benchmark
from eval.benchmarks.seeds import Outcome, figures_of, judge_row, print_misses, read_rows
from eval.figures import Figure
from summarizer.bundle import read_bundle
from summarizer.facts import extract_facts
from summarizer.model import Facts, Source, Story
from summarizer.pipeline import read_story
from summarizer.settings import Settings

FOLDER = Path(__file__).parents[1] / "newsroom"
ABOUT = {
    "dev": "Eleven invented stories and 248 sentences over them by writers who did not know the rules. The rules were "
    "mended after reading the misses of the first six stories (33 of their 74 errors were called supported then) and "
    "the false flags of all eleven.",
    "test": "Five invented stories and 120 sentences over them, half with one error, by a writer who did not know the "
    "rules. Nobody who works on the rules reads them: this is what a new user meets.",
}


def judge_rows(split: str) -> list[Outcome]:
    """Every sentence of a split, checked against its own story."""
    stories: dict[str, tuple[Story, Facts]] = {}
    outcomes = []
    for row in read_rows(FOLDER / split / "sentences.jsonl"):
        if row["story"] not in stories:
            paths = sorted((FOLDER / split / row["story"]).glob("*.json"))
            files = [Source(path.name, path.read_bytes()) for path in paths]
            story = read_story(read_bundle(files, Settings()))
            stories[row["story"]] = story, extract_facts(story)
        outcomes.append(judge_row(row, *stories[row["story"]]))
    return outcomes


def measure(split: str) -> list[Figure]:
    """Errors found, found with the right code, and faithful sentences flagged."""
    return figures_of(judge_rows(split))


def benchmark(split: str) -> Benchmark:
    """The benchmark of one split."""
    return Benchmark(
        name=f"newsroom_{split}",
        title=f"Sentences of newcomers, {split}",
        about=ABOUT[split],
        measure=lambda _: measure(split),
        files=lambda _: sorted(path for path in (FOLDER / split).rglob("*") if path.is_file()),
        measure_again=lambda: measure(split),
    )


if __name__ == "__main__":
    print_misses(judge_rows("dev"))
