"""How many errors made by program do the checks find? Mutations of sentences made from our invented articles."""

from __future__ import annotations

from eval.benchmarks import Benchmark
from eval.benchmarks.sentences import ABOUT, bundle_files, code_figures, judge_checks
from eval.cases import Case
from eval.figures import Figure
from eval.gold import all_bundles
from eval.metrics.intervals import N_SAMPLES
from eval.mutations import mutate_story
from eval.sets import story_of_bundle
from eval.tally import case_figures
from eval.units import in_processes
from eval.writers import read_story

N_PER_CODE = 1
"""Of each story: thirty-one stories give enough of a code, and a quick benchmark must stay quick."""


def benchmark(split: str) -> Benchmark:
    """The benchmark of one split."""
    return Benchmark(
        name=f"mutations_{split}",
        title=f"Errors made by program, {split}",
        about=f"{ABOUT[split]} `python -m eval mutate` makes faithful sentences from the articles and one error a "
        "code in them; both are checked. By code: mutations flagged, whatever the code they got.",
        measure=lambda _: measure(split),
        files=lambda _: bundle_files(split),
        measure_again=lambda: measure(split, n_samples=0),
    )


def measure(split: str, n_samples: int = N_SAMPLES) -> list[Figure]:
    """The figures over all cases, and the share flagged by error code."""
    rows = in_processes(judge_checks, mutated_cases(split), n_per_unit=40)
    return [*case_figures(rows, n_samples), *code_figures(rows)]


def mutated_cases(split: str) -> list[Case]:
    """Faithful sentences made from the bundles of a split, and their mutations."""
    stories = [read_story(story_of_bundle(bundle)) for bundle in all_bundles(split) if bundle.gold.facts]
    return [case for story in stories for case in mutate_story(story, n_per_code=N_PER_CODE)]
