"""Sentences with one small error each, as hasty writers make them, over short invented reports; as many faithful ones.

`eval/slips` holds 960 sentences over 160 reports by two writers who had seen neither the rules nor their tests: a
copy shortened, a rewording and two facts joined beside three slips of thirty kinds (a unit, who did it to whom, a
condition left out). Split "dev" was read, "test" nobody who works on the rules reads. What came out wrong:
`python -m eval run eval/slips/dev.jsonl --out DIR`, then its report.
"""

from __future__ import annotations

from pathlib import Path

from eval.benchmarks import Benchmark
from eval.benchmarks.sentences import code_figures, judge_checks, reliability_figures
from eval.cases import Case, read_cases
from eval.figures import Figure
from eval.metrics.intervals import N_SAMPLES
from eval.tally import case_figures
from eval.units import in_processes

FOLDER = Path(__file__).parents[1] / "slips"
ABOUT = {
    "dev": "420 sentences over 70 short invented reports by two writers, half with one small error. The rules were "
    "mended after reading what they missed: .46 were found then.",
    "test": "540 sentences over 90 further reports by the same writers, who did not know the rules, half with one "
    "small error. Nobody who works on the rules reads them. The first writer's 60 reports are of the kind that the "
    "rules were mended by twice, the second's 30 once.",
}


def measure(split: str, n_samples: int = N_SAMPLES) -> list[Figure]:
    """The figures over all sentences of a split, and the share flagged by error code."""
    cases = [case for case in read_cases(FOLDER / f"{split}.jsonl") if isinstance(case, Case)]
    rows = in_processes(judge_checks, cases, n_per_unit=24)
    return [*case_figures(rows, n_samples), *reliability_figures(rows), *code_figures(rows)]


def benchmark(split: str) -> Benchmark:
    """The benchmark of one split."""
    return Benchmark(
        name=f"slips_{split}",
        title=f"Slips in short reports, {split}",
        about=ABOUT[split],
        measure=lambda _: measure(split),
        files=lambda _: [FOLDER / f"{split}.jsonl"],
        measure_again=lambda: measure(split, n_samples=0),
    )
