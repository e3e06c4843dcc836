"""How many errors do the checks find in the gold sentences of our invented bundles, how many true ones do they flag?

Split "dev" was looked at while the rules were made; "test" was written by writers who never saw them, and nobody who
works on the rules reads it. Sentences that came out wrong: `python -m eval run sentences:dev --out DIR`, then its
report.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eval.benchmarks import Benchmark
from eval.cases import Case, OddRecord
from eval.figures import Figure
from eval.gold import all_bundles
from eval.metrics.calibration import reliability_bins
from eval.metrics.intervals import N_SAMPLES, wilson_interval
from eval.runs import Row, judge_unit
from eval.sets import NOT_READ, cases_of
from eval.tally import CaseColumns, by_code, case_figures
from eval.units import in_processes

ABOUT = {
    "dev": "Bundles that the rules may be read against and tuned on.",
    "test": "Bundles whose writers (see the datasheet) have not seen the rules; nothing is tuned on them.",
}


def benchmark(split: str) -> Benchmark:
    """The benchmark of one split."""
    return Benchmark(
        name=f"sentences_{split}",
        title=f"Errors found in invented stories, {split}",
        about=f"{ABOUT[split]} A sentence is flagged when its verdict is partial, contradicted, unsupported or not "
        "checked; the score alone gives the ROC-AUC. By code: faulty sentences flagged, whatever the code "
        "they got.",
        measure=lambda _: measure(split),
        files=lambda _: bundle_files(split),
        measure_again=lambda: measure(split, n_samples=0),
    )


def measure(split: str, n_samples: int = N_SAMPLES) -> list[Figure]:
    """The figures over all gold sentences of a split, and the share flagged by error code."""
    rows = in_processes(judge_checks, list(cases_of(f"sentences:{split}")), n_per_unit=40)
    return [*case_figures(rows, n_samples), *reliability_figures(rows), *code_figures(rows)]


def reliability_figures(rows: Sequence[Row]) -> list[Figure]:
    """A reliability plot as a table: of the sentences with a score between two tenths, the share that is faithful."""
    columns = CaseColumns(rows)
    figures = []
    for found in reliability_bins(columns.labels, columns.scores):
        n_right = round(found.share_supported * found.n)
        low = int(found.mean_score * 10) / 10
        name = f"score {low:.1f} to {low + 0.1:.1f}"
        interval = wilson_interval(n_right, found.n)
        figures.append(Figure(f"faithful/{name}", found.share_supported, *interval, found.n, label=name))
    return figures


def code_figures(rows: Sequence[Row]) -> list[Figure]:
    """The share of faulty texts flagged, by error code."""
    return [
        Figure(f"flagged/{code}", n_flagged / n, *wilson_interval(n_flagged, n), n, label=code, better="higher")
        for code, n, n_flagged, _ in by_code(rows)
    ]


def judge_checks(cases: Sequence[Case | OddRecord]) -> list[Row]:
    """The rows of some cases by our checks."""
    return judge_unit(cases, "checks")


def bundle_files(split: str) -> list[Path]:
    """The files of a split's bundles."""
    folders = [bundle.folder for bundle in all_bundles(split) if bundle.gold.faulty]
    return [path for folder in folders for path in folder.rglob("*") if path.is_file() and path.name not in NOT_READ]
