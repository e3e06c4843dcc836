"""Two prompts end to end, with recorded drafts: which is better, and how sure is that?

`eval/replies/` holds what a language model wrote to each prompt for the bundles of split dev, one file a template. They
go through today's checks, so that the comparison is the same everywhere and goes on when the facts in a prompt change.
"""

from __future__ import annotations

import functools
from pathlib import Path

from eval.benchmarks import Benchmark
from eval.benchmarks.sentences import bundle_files
from eval.figures import MEANINGS, Figure
from eval.metrics.intervals import bootstrap_interval, paired_bootstrap
from eval.runs import write_unit
from eval.sets import stories_of
from eval.tally import statistics_of
from eval.units import in_processes
from eval.writers import WritingOptions

REPLIES = Path(__file__).parents[1] / "replies"
TEMPLATES = ("summary.v1", "summary.v2")


def options_of(template: str) -> WritingOptions:
    """How the drafts of a template are read."""
    return WritingOptions(f"file:{REPLIES / template}.jsonl")


def measure(_: Path | None = None) -> list[Figure]:
    """Every measure for each template, and the paired differences of the second to the first."""
    stories = [story for story in stories_of("bundles:dev") if story.facts]
    rows = {
        template: in_processes(functools.partial(write_unit, writing=options_of(template)), stories, n_per_unit=2)
        for template in TEMPLATES
    }
    first, second = (statistics_of(rows[template]) for template in TEMPLATES)
    figures = []
    for key, statistic in first[0].items():
        is_told = key in second[0] and key != "n_withheld"  # of a recorded draft nothing is withheld
        found = paired_bootstrap(statistic, second[0][key], first[1]) if is_told else None
        if found is None:
            continue
        columns = (
            (TEMPLATES[0], found.first, bootstrap_interval(statistic, first[1])),
            (TEMPLATES[1], found.second, bootstrap_interval(second[0][key], second[1])),
            ("difference", found.difference, (found.low, found.high)),
        )
        unit = "words" if key == "n_words" else ""
        label, better = MEANINGS[key]
        for column, value, bounds in columns:
            low, high = bounds or (None, None)
            figures.append(Figure(f"{column}/{key}", value, low, high, len(stories), unit, label, better))
    return figures


BENCHMARK = Benchmark(
    name="prompts",
    title="Two prompts compared",
    about="What one language model wrote to `summary.v1` and `summary.v2` for the bundles of split dev, recorded "
    "in `eval/replies` and checked anew; differences are of paired resamples of whole stories: one is better for sure "
    "where its interval leaves out 0.",
    measure=measure,
    files=lambda _: [*bundle_files("dev"), *sorted(REPLIES.glob("*.jsonl"))],
)
