"""Two runs side by side: how each figure differs, how sure that is, and which cases changed.

The runs must be over the same rows; those that only one has are told and left out. Differences are of a paired
bootstrap: both systems on the same resampled documents or stories (Koehn 2004), so that a hard document counts for
both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from eval.figures import HIGHER, MEANINGS, NEITHER, Figure, number, one_line
from eval.metrics.intervals import MIN_GROUPS, N_SAMPLES, Difference, paired_bootstrap
from eval.outcome import repeated_ids, repeats_in_words
from eval.runs import Run
from eval.tally import statistics_of
from summarizer.errors import InputError
from summarizer.model import Verdict

Row = dict[str, Any]
SURE = 0.975
"""From which share of the samples a difference is called sure: its 95 % interval leaves out 0."""


@dataclass(frozen=True, slots=True)
class Change:
    """A row that came out otherwise: its id, text, what each run said, and the gold label."""

    id: str
    text: str
    first: str
    second: str
    is_better: bool | None
    label: int | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Of a second run to a first, over the rows that both have."""

    first: Run
    second: Run
    n_rows: int
    n_left_out: int
    n_groups: int
    differences: tuple[tuple[str, Difference], ...]
    changes: tuple[Change, ...]


def compare(first: Run, second: Run, n_samples: int = N_SAMPLES) -> Comparison:
    """The comparison of two runs of one kind. Raises InputError when they share no rows."""
    if first.kind != second.kind:
        raise InputError(f"A run of {first.kind} cannot be compared with one of {second.kind}.")
    one, other = (_by_id(run) for run in (first, second))
    ids = [id_ for id_ in one if id_ in other and _is_judged(one[id_]) and _is_judged(other[id_])]
    if not ids:
        raise InputError("The two runs share no judged rows.", hint="Compare runs over the same set.")
    rows, others = [one[id_] for id_ in ids], [other[id_] for id_ in ids]
    for row, its in zip(rows, others, strict=True):
        if first.kind == "cases" and row["text"] != its["text"]:
            raise InputError(f"Row {row['id']} has another text in the second run: the sets are not the same.")
        if row.get("label") != its.get("label"):
            had, has = (_label(side) for side in (row, its))
            what = f"Row {row['id']} has {had} in the first run and {has} in the second: the sets are not the same."
            raise InputError(what, hint="Run both over the same file.")
    statistics, groups, _ = statistics_of(rows)
    theirs, _, _ = statistics_of(others)
    differences = [
        (key, found)
        for key, statistic in statistics.items()
        if key in theirs and (found := paired_bootstrap(statistic, theirs[key], groups, n_samples=n_samples))
    ]
    n_left_out = len(one) + len(other) - 2 * len(ids)
    changes = _changes(rows, others, is_one_scale=first.manifest["who"] == second.manifest["who"])
    return Comparison(first, second, len(ids), n_left_out, len(set(groups)), tuple(differences), tuple(changes))


def _label(row: Row) -> str:
    return "no label" if row.get("label") is None else f"the label {row['label']}"


def _by_id(run: Run) -> dict[str, Row]:
    """The rows by their ids. Raises InputError for ids that repeat: it is not known which belong together.

    Rows without an id, which could not be judged, are there by their places: they are counted, never compared.
    """
    rows = list(run.rows())
    repeated = repeated_ids(lambda: (row["id"] for row in rows))
    if repeated:
        what = f"The rows of {run.folder} cannot be matched: {repeats_in_words(repeated)}."
        raise InputError(what, hint="Give every record an id of its own, and run the set again.")
    return {f"(row {place})" if row["id"] is None else str(row["id"]): row for place, row in enumerate(rows)}


def _is_judged(row: Row) -> bool:
    return not row.get("message")


def _changes(rows: Sequence[Row], others: Sequence[Row], *, is_one_scale: bool) -> list[Change]:
    """Rows whose verdict (where neither run has any: score) or text is another, those that became worse first."""
    found = []
    for row, its in zip(rows, others, strict=True):
        change = _story_change(row, its) if "measures" in row else _case_change(row, its, is_one_scale)
        if change is not None:
            found.append(change)
    return sorted(found, key=lambda change: (change.is_better is not False, change.id))


def _case_change(row: Row, its: Row, is_one_scale: bool) -> Change | None:
    """None where nothing changed, and where nothing can be told: two systems' bare scores are of two scales."""
    if row["verdict"] and its["verdict"]:
        before, after = _standing(row["verdict"]), _standing(its["verdict"])
        said = row["verdict"], its["verdict"]
    elif is_one_scale and not (row["verdict"] or its["verdict"]):
        before, after = row["score"], its["score"]
        said = f"{before:.3f}", f"{after:.3f}"
    else:
        return None
    if said[0] == said[1]:
        return None
    label = row.get("label")
    is_better = None if label is None or before == after else (after > before) == (label == 1)
    return Change(str(row["id"]), row["text"], *said, is_better, label)


def _standing(verdict: str) -> int:
    """How well a verdict speaks of a text. One flag is as good as another: which it is, the label does not say."""
    return 2 if verdict == "supported" else 0 if Verdict(verdict).is_flag else 1


def _story_change(row: Row, its: Row) -> Change | None:
    if row["text"] == its["text"] and row["measures"] == its["measures"]:
        return None
    counts = [_counted(side) for side in (row, its)]
    before, after = (side["measures"].get("supported") for side in (row, its))
    is_better = None if before is None or after is None or before == after else after > before
    return Change(str(row["id"]), row.get("title") or str(row["id"]), counts[0], counts[1], is_better)


def _counted(row: Row) -> str:
    verdicts = [sentence["verdict"] for sentence in row["sentences"]]
    flagged = sum(verdict in ("partial", "contradicted", "unsupported", "not_checked") for verdict in verdicts)
    return f"{len(verdicts)} sentences, {verdicts.count('supported')} supported, {flagged} flagged"


# ------------------------------------------------------------------------------------ how it reads


def verdict_of(key: str, found: Difference) -> str:
    """Which run is better by one figure, and how sure that is, in words.

    >>> verdict_of("auc", Difference(0.7, 0.8, 0.1, 0.02, 0.18, 0.99))
    'second better (99 % of the samples)'
    >>> verdict_of("auc", Difference(0.7, 0.71, 0.01, -0.05, 0.07, 0.6))
    'no sure difference'
    """
    direction = MEANINGS.get(key, ("", NEITHER))[1]
    if direction == NEITHER:
        return ""
    chance = found.chance_higher if direction == HIGHER else 1 - found.chance_higher
    if found.low <= 0 <= found.high or max(chance, 1 - chance) < SURE:
        return "no sure difference"
    return f"{'second' if chance > 0.5 else 'first'} better ({max(chance, 1 - chance):.0%} of the samples)".replace(
        "%", " %"
    )


def _other_data(found: Comparison) -> list[str]:
    if found.first.manifest["data_hash"] == found.second.manifest["data_hash"]:
        return []
    return ["", "**The data of the two runs differ**: only what both have is compared, and it may not be the same."]


def worse_figures(found: Comparison) -> list[str]:
    """The figures in which the second run is worse for sure. Raises InputError where too few documents tell nothing."""
    if found.n_groups < MIN_GROUPS:
        what = f"{found.n_groups} documents or stories are too few to tell whether a run is worse."
        raise InputError(what, hint=f"{MIN_GROUPS} are needed: compare runs over a larger set.")
    return [Figure(key, None).name for key, row in found.differences if verdict_of(key, row).startswith("first")]


def in_short(found: Comparison) -> str:
    """Which run is better and how sure that is, in a sentence or two."""
    if found.n_groups < MIN_GROUPS:
        return f"**In short:** {found.n_groups} documents or stories are too few to tell ({MIN_GROUPS} are needed)."
    verdicts = [(Figure(key, None).name, verdict_of(key, row)) for key, row in found.differences]
    parts = []
    for which in ("second", "first"):
        names = [name for name, verdict in verdicts if verdict.startswith(which)]
        listed = f" ({', '.join(names)})" if names else ""
        parts.append(f"the {which} is better for sure in {len(names)}{listed}")
    n_open = sum(verdict == "no sure difference" for _, verdict in verdicts)
    n_judged = sum(bool(verdict) for _, verdict in verdicts)
    chance = round(n_judged * 2 * (1 - SURE), 1)
    return (
        f"**In short:** of {n_judged} figures {parts[0]}, {parts[1]}; {n_open} show no sure difference. Among so "
        f"many about {chance} would look sure by chance alone."
    )


def _two_scales(found: Comparison) -> list[str]:
    """What is said where rows cannot be compared: by scores of one's own scale nothing is better or worse."""
    is_other = found.first.kind == "cases" and found.first.manifest["who"] != found.second.manifest["who"]
    if not is_other or all(row["verdict"] for run in (found.first, found.second) for row in run.rows()):
        return []
    return [
        "Rows without a verdict of both systems are not compared: each system's scores have a scale of their own.",
        "",
    ]


def render_comparison(found: Comparison, n_changes: int = 20) -> str:
    """The comparison as Markdown: a line a figure, then the rows that changed."""
    lines = [
        f"# {found.second.name} against {found.first.name}",
        "",
        f"{found.n_rows} rows that both have; {found.n_left_out} that only one has, or could not be judged, left out. "
        f"Differences with 95 % intervals, from {N_SAMPLES:,} paired resamples of {found.n_groups} documents or "
        "stories.",
        *_other_data(found),
        "",
        "| figure | first | second | difference | which is better |",
        "|---|---|---|---|---|",
    ]
    for key, row in found.differences:
        unit = "words" if key == "n_words" else ""
        name = Figure(key, None).name
        bounds = number(row.difference)
        if found.n_groups >= MIN_GROUPS:
            bounds += f" ({number(row.low)} to {number(row.high)})"
        values = f"{number(row.first, unit)} | {number(row.second, unit)}"
        verdict = verdict_of(key, row) if found.n_groups >= MIN_GROUPS else "too few to tell"
        lines.append(f"| {name} | {values} | {bounds} | {verdict} |")
    lines += ["", in_short(found)]
    worse = sum(change.is_better is False for change in found.changes)
    better = sum(change.is_better is True for change in found.changes)
    lines += [
        "",
        *_two_scales(found),
        f"{len(found.changes)} rows changed: {better} for the better, {worse} for the worse.",
        "",
    ]
    for change in found.changes[:n_changes]:
        mark = {True: "better", False: "worse", None: "other"}[change.is_better]
        gold = {1: " (supported)", 0: " (faulty)", None: ""}[change.label]
        said = f"{one_line(change.first)} → {one_line(change.second)}"
        lines.append(f"- {mark}: `{one_line(change.id)}`{gold} {said}: {one_line(change.text)[:160]}")
    if len(found.changes) > n_changes:
        lines.append(f"- and {len(found.changes) - n_changes} more")
    return "\n".join(lines) + "\n"
