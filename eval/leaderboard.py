"""Several systems over several sets: a table of one figure, with intervals, and the mean over the sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from eval.figures import LOWER, Figure, number, shown
from eval.metrics.intervals import mean
from eval.runs import Run, RunOptions, read_run, run_set
from summarizer.errors import InputError


def run_all(systems: Sequence[str], sets: Sequence[str], out: Path, options: RunOptions) -> list[Run]:
    """Every system over every set, each in a folder of its own; those that are done already are read.

    Systems are checkers where a set is of labelled texts, and writers where it is of stories.
    """
    runs = []
    for spelling in sets:
        for system in systems:
            folder = out / f"{_name(system)}-on-{_name(spelling)}"
            if (folder / "figures.json").exists() and not options.is_restarted:
                runs.append(read_run(folder))
                continue
            chosen = replace(options, system=system, writing=replace(options.writing, writer=system))
            runs.append(run_set(spelling, folder, chosen))
    return runs


def render_leaderboard(runs: Sequence[Run], key: str = "") -> str:
    """A Markdown table, a system a row and a set a column, best mean first.

    `key` names the figure; without one, the ROC-AUC of runs over texts, coverage of those over stories. Raises
    InputError when no run has the figure.
    """
    key = key or ("coverage" if runs and runs[0].kind == "stories" else "auc")
    figures = {(run.manifest["who"], run.manifest["set"]): _figure(run, key) for run in runs}
    known = [figure for figure in figures.values() if figure is not None and figure.value is not None]
    if not known:
        names = sorted({figure.key for run in runs for figure in run.figures})
        raise InputError(f"No run has the figure {key!r}.", hint=f"They have: {', '.join(names)}.")
    systems = list(dict.fromkeys(run.manifest["who"] for run in runs))
    sets = list(dict.fromkeys(run.manifest["set"] for run in runs))
    means = {system: mean([_value(figures.get((system, name))) for name in sets]) for system in systems}
    is_lower = known[0].direction == LOWER
    systems.sort(key=lambda system: (means[system] is None, (means[system] or 0.0) * (1 if is_lower else -1)))
    lines = [
        f"# {known[0].name}",
        "",
        f"{'Lower' if is_lower else 'Higher'} is better; 95 % intervals over whole documents or stories.",
        "",
        f"| system | {' | '.join(sets)} | mean |",
        "|---|" + "---|" * (len(sets) + 1),
    ]
    for system in systems:
        cells = [shown(figure) if (figure := figures.get((system, name))) else "–" for name in sets]
        average = means[system]
        lines.append(f"| {system} | {' | '.join(cells)} | {'–' if average is None else number(average)} |")
    return "\n".join(lines) + "\n"


def _figure(run: Run, key: str) -> Figure | None:
    return next((figure for figure in run.figures if figure.key == key), None)


def _value(figure: Figure | None) -> float | None:
    return figure.value if figure else None


def _name(spelling: str) -> str:
    """A spelling as part of a folder's name."""
    return "".join(c if c.isalnum() or c in ".-_" else "-" for c in Path(spelling).name or spelling)[:60]
