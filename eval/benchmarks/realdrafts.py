"""The benchmark of language models' summaries (`drafts`) over real stories of the benchmark data."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from eval.benchmarks import Benchmark, needed
from eval.benchmarks.drafts import FOLDER, Drafted, cases_of, figures_of, judge_draft, read_drafts
from eval.benchmarks.picks import SETS, articles_of, bundles
from eval.cases import Case
from eval.figures import Figure
from eval.metrics.intervals import N_SAMPLES
from eval.runs import Row
from eval.sets import StoryCase
from eval.units import in_processes
from eval.writers import read_story

ABOUT = {
    "dev": "120 summaries of real stories by language models, and a faulty version of nearly every sentence. The rules "
    "were mended after reading what they flagged and missed here: .09 of the faithful sentences were flagged then.",
    "test": "37 more, of other stories, by the same writers; second readers found 5 of 1,048 sentences of these "
    "and half of the others to have another label. Nobody who works on the rules reads them.",
}


def judge_all(drafts: Sequence[tuple[Drafted, Sequence[dict[str, Any]]]]) -> list[Row]:
    """The rows of summaries of real stories, each with its story's articles."""
    return [
        row
        for drafted, given in drafts
        for row in judge_draft(drafted, read_story(StoryCase(drafted.story, articles_of(given))))
    ]


def real_cases(data: Path, split: str) -> Iterator[Case]:
    """The sentences of the summaries and their faulty versions, each by itself."""
    for drafted, given in _drafts(data, split):
        yield from cases_of(drafted, articles_of(given))


def _drafts(data: Path, split: str) -> list[tuple[Drafted, list[dict[str, Any]]]]:
    known = {f"{name}:{key}": given for name in SETS for key, given in bundles(data, name)}
    return [(drafted, known[drafted.story]) for drafted in read_drafts(FOLDER / f"real_{split}.jsonl")]


def measure(data: Path | None, split: str, n_samples: int = N_SAMPLES) -> list[Figure]:
    """The figures of a split."""
    return figures_of(in_processes(judge_all, _drafts(needed(data), split), n_per_unit=2), n_samples)


def benchmark(split: str) -> Benchmark:
    """The benchmark of one split."""
    return Benchmark(
        name=f"realdrafts_{split}",
        title=f"Language models' summaries of real stories, {split}",
        about=ABOUT[split],
        measure=functools.partial(measure, split=split),
        files=lambda data: [FOLDER / f"real_{split}.jsonl", *(needed(data, *path) for path in FILES)],
        needs_data=True,
    )


FILES = tuple((folder, f"{file}.jsonl.gz") for folder, file in SETS.values())
