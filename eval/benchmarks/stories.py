"""How good are the summaries of our invented bundles? The embedded engine's beside the story writers' and leads.

The writer's summary (the bundle's gold `summary`) shows what the measures can reach, the articles' first sentences what
is had for nothing. All three are judged alike.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from eval.benchmarks import Benchmark
from eval.benchmarks.sentences import ABOUT, bundle_files
from eval.figures import Figure
from eval.metrics.intervals import N_SAMPLES
from eval.runs import write_unit
from eval.sets import stories_of
from eval.tally import story_figures
from eval.units import in_processes
from eval.writers import WritingOptions

WRITERS = ("extractive", "reference", "leads")
N_WORDS = 160
"""About as long as the writers' summaries, so that coverage may be compared."""


def benchmark(split: str) -> Benchmark:
    """The benchmark of one split."""
    return Benchmark(
        name=f"bundles_{split}",
        title=f"Summaries of invented stories, {split}",
        about=f"{ABOUT[split]} `extractive` is the embedded engine at {N_WORDS} words, `reference` what the "
        "story's writer would print, `leads` the articles' first sentences in turn. Coverage is by "
        "`eval.metrics.coverage`, verdicts and citations by our own checks.",
        measure=lambda _: measure(split),
        files=lambda _: bundle_files(split),
        # the engine's own, of one split: the rest takes a minute
        measure_again=(lambda: measure(split, WRITERS[:1], 0)) if split == "dev" else None,
    )


def measure(split: str, writers: Sequence[str] = WRITERS, n_samples: int = N_SAMPLES) -> list[Figure]:
    """Every measure, for each writer."""
    stories = [story for story in stories_of(f"bundles:{split}") if story.facts]
    figures = []
    for writer in writers:
        work = functools.partial(write_unit, writing=WritingOptions(writer, N_WORDS))
        rows = in_processes(work, stories, n_per_unit=2)
        found = story_figures(rows, n_samples)
        figures += [
            Figure(f"{writer}/{f.key}", f.value, f.low, f.high, f.n, f.unit)
            for f in found
            if f.value is not None and not (writer == "reference" and f.key.startswith("rouge"))
        ]
    return figures
