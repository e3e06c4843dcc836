"""Several systems over several sets: a table of one figure, with intervals, and the mean over the sets."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from eval.figures import LOWER, Figure, number, one_line, shown
from eval.metrics.intervals import mean
from eval.runs import Run, RunOptions, identity_of, read_run, run_set
from eval.sets import find_set
from eval.systems import build_system
from eval.writers import check_writer
from summarizer.errors import InputError


def run_all(systems: Sequence[str], sets: Sequence[str], out: Path, options: RunOptions) -> tuple[list[Run], list[str]]:
    """Every system over every set, each in a folder of its own, and what failed, in words. What is done is read.

    Systems are checkers where a set is of labelled texts, and writers where it is of stories.
    """
    runs: list[Run] = []
    failures: list[str] = []
    named_sets = [find_set(spelling) for spelling in sets]
    for named in named_sets:  # what cannot be had is told before hours of work
        for system in systems:
            build_system(system) if named.kind == "cases" else check_writer(system)
    for spelling, named in zip(sets, named_sets, strict=True):
        for system in systems:
            folder = out / f"{_name(system)}-on-{_name(spelling)}"
            chosen = replace(options, system=system, writing=replace(options.writing, writer=system))
            kept = None if options.is_restarted else _kept(folder, identity_of(named, chosen))
            is_other = (folder / "manifest.json").exists()
            try:
                runs.append(
                    kept or run_set(spelling, folder, replace(chosen, is_restarted=chosen.is_restarted or is_other))
                )
            except InputError as error:  # one system that fails does not lose the others' work
                failures.append(f"{system} on {spelling}: {error}")
    return runs, failures


def _kept(folder: Path, identity: Mapping[str, Any]) -> Run | None:
    """The run that lies in the folder, if it is the very one that is wanted."""
    try:
        run = read_run(folder)
    except InputError:
        return None
    return run if all(run.manifest.get(name) == value for name, value in identity.items()) else None


def render_leaderboard(runs: Sequence[Run], key: str = "", failures: Sequence[str] = ()) -> str:
    """A Markdown table, a system a row and a set a column, best mean first; below it what could not be measured.

    `key` names the figure; without one, the ROC-AUC of runs over texts, coverage of those over stories. Raises
    InputError when no run has the figure.
    """
    key = key or _default_key(runs)
    figures = {(run.manifest["who"], run.manifest["set"]): _figure(run, key) for run in runs}
    known = [figure for figure in figures.values() if figure is not None and figure.value is not None]
    if not known:
        names = sorted({figure.key for run in runs for figure in run.figures if figure.value is not None})
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
        f"| system | {' | '.join(map(one_line, sets))} | mean |",
        "|---|" + "---|" * (len(sets) + 1),
    ]
    for system in systems:
        cells = [_cell(figures.get((system, name)), runs, system, name) for name in sets]
        average = means[system]
        lines.append(f"| {one_line(system)} | {' | '.join(cells)} | {'–' if average is None else number(average)} |")
    if failures:
        lines += ["", "Not measured:", "", *(f"- {one_line(failure)}" for failure in failures)]
    return "\n".join(lines) + "\n"


def _default_key(runs: Sequence[Run]) -> str:
    """The leading figure that some run has a value of."""
    wanted = ("coverage", "supported") if runs and runs[0].kind == "stories" else ("auc", "faulty_flagged")
    has_value = {figure.key for run in runs for figure in run.figures if figure.value is not None}
    return next((key for key in wanted if key in has_value), wanted[0])


def _cell(figure: Figure | None, runs: Sequence[Run], system: str, name: str) -> str:
    """The figure, and what share of the set it leaves out because the system could not judge it."""
    if figure is None:
        return "–"
    run = next(run for run in runs if (run.manifest["who"], run.manifest["set"]) == (system, name))
    left_out = _value(_figure(run, "not_judged")) or _value(_figure(run, "not_written"))
    return shown(figure) + (f", {number(left_out)} not judged" if left_out else "")


def _figure(run: Run, key: str) -> Figure | None:
    return next((figure for figure in run.figures if figure.key == key), None)


def _value(figure: Figure | None) -> float | None:
    return figure.value if figure else None


def _name(spelling: str) -> str:
    """A spelling as part of a folder's name: to be read by people, and no other's."""
    readable = "".join(c if c.isalnum() or c in ".-_" else "-" for c in Path(spelling).name or spelling)[:40]
    return f"{readable}-{hashlib.sha256(spelling.encode()).hexdigest()[:6]}"
