"""Sentences as newcomers to the product wrote them: does it find the one error in each, and leave the others alone?

Invented stories and sentences over them in `eval/newsroom` by writers who knew the list of error codes and not the
rules. Split "dev" was read afterwards and the rules were mended; split "test" nobody who works on the rules reads.
What came out wrong: `python -m eval run newsroom:dev --out DIR`, then its report.
"""

from __future__ import annotations

from eval.benchmarks import Benchmark
from eval.benchmarks.sentences import code_figures, judge_checks, reliability_figures
from eval.figures import Figure
from eval.metrics.intervals import N_SAMPLES
from eval.sets import newsroom_cases, newsroom_files
from eval.tally import case_figures
from eval.units import in_processes

ABOUT = {
    "dev": "Eleven invented stories and 248 sentences over them by writers who did not know the rules. The rules were "
    "mended after reading the misses of the first six stories (33 of their 74 errors were called supported then) and "
    "the false flags of all eleven.",
    "rewordings": "29 further invented stories with 701 faithful sentences, worded as journalists reword and as near "
    "as can be to what some rule of the checks objects to, and 312 faulty ones, by somebody who knew the rules and "
    "wanted them to fail. The rules were mended by what they flagged wrongly: 46 were flagged before.",
    "test": "Five invented stories and 120 sentences over them, half with one error, by a writer who did not know the "
    "rules; a second reader without labels agreed on all 240 sentences of this and the other newer stories. Nobody who "
    "works on the rules reads them: this is what a new user with careful errors meets.",
}


def measure(split: str, n_samples: int = N_SAMPLES) -> list[Figure]:
    """The figures over all sentences of a split, and the share flagged by error code."""
    rows = in_processes(judge_checks, list(newsroom_cases(split)), n_per_unit=24)
    return [*case_figures(rows, n_samples), *reliability_figures(rows), *code_figures(rows)]


def benchmark(split: str) -> Benchmark:
    """The benchmark of one split."""
    return Benchmark(
        name=f"newsroom_{split}",
        title=f"Sentences of newcomers, {split}",
        about=ABOUT[split],
        measure=lambda _: measure(split),
        files=lambda _: newsroom_files(split),
        measure_again=lambda: measure(split, n_samples=0),
    )
