"""A run → one self-contained HTML page and Markdown: figures, plots, tables, and the worst cases with their evidence.

The page fetches nothing: plots are SVG inside it. What a text says is escaped; a record is untrusted input.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2

from eval.figures import Figure, number, one_line, shown
from eval.report.plots import Plot, can_draw, case_plots, story_plots
from eval.runs import Run
from eval.tally import by_code

Row = Mapping[str, Any]

N_WORST = 15
N_TEXT_CHARS = 600
"""Of a text that is shown: a whole paragraph, not a whole article."""


@dataclass(frozen=True, slots=True)
class WorstCase:
    """A row that came out most wrong: what is wrong with it, its text in pieces (marked or not), reasons, evidence."""

    id: str
    what: str
    pieces: tuple[tuple[str, bool], ...]
    reasons: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a report."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def write_reports(run: Run) -> tuple[Path, Path]:
    """`report.html` and `report.md` in the run's folder; without plots where matplotlib is absent (`can_draw`)."""
    rows = list(run.rows())
    draw = case_plots if run.kind == "cases" else story_plots
    plots = draw(rows) if can_draw() else []
    tables = _case_tables(rows) if run.kind == "cases" else _story_tables(rows)
    worst = worst_cases(rows) if run.kind == "cases" else worst_stories(rows)
    html, markdown = run.folder / "report.html", run.folder / "report.md"
    html.write_text(_page(run, plots, tables, worst), encoding="utf-8", errors="replace")
    markdown.write_text(_markdown(run, tables, worst), encoding="utf-8", errors="replace")
    return html, markdown


# ------------------------------------------------------------------------------------------ worst


def worst_cases(rows: Sequence[Row], n: int = N_WORST) -> list[WorstCase]:
    """The labelled rows whose score is furthest from their label, those that could not be judged before all."""
    labelled = [row for row in rows if row.get("label") is not None]
    scores = _in_unit([float(row["score"]) for row in labelled])
    ranked = sorted(
        ((_wrongness(row, score), row) for row, score in zip(labelled, scores, strict=True)),
        key=lambda pair: (-pair[0], str(pair[1]["id"])),
    )
    return [_worst(row) for wrongness, row in ranked[:n] if wrongness > 0.5]


def _wrongness(row: Row, score: float) -> float:
    """How wrong a row came out: not judged, then flags that are wrong, then, where there are no flags, the score."""
    if row.get("message"):
        return 3.0
    distance = abs(score - float(row["label"]))
    if not row["verdict"]:
        return distance
    is_flagged = row["verdict"] in ("partial", "contradicted", "unsupported", "not_checked")
    return 1.0 + distance if is_flagged == (row["label"] == 1) else 0.0


def _in_unit(scores: Sequence[float]) -> list[float]:
    """Scores in 0..1 as they are; others (of a foreign system) by their place among all.

    >>> _in_unit([-9.0, 9.0, 0.0])
    [0.0, 1.0, 0.5]
    """
    if all(0 <= score <= 1 for score in scores):
        return list(scores)
    order = {score: place for place, score in enumerate(sorted(set(scores)))}
    return [order[score] / max(len(order) - 1, 1) for score in scores]


def _worst(row: Row) -> WorstCase:
    code = f" ({row['code']})" if row.get("code") else ""
    kind = f"faulty{code}" if row["label"] == 0 else "supported"
    said = row.get("message") or f"{row['verdict'] or 'score'} {number(float(row['score']))}"
    codes = f" ({', '.join(row['codes'])})" if row.get("codes") else ""
    sentences = row.get("sentences") or []
    shown_spans = row.get("gold_spans") or row.get("spans") or []
    return WorstCase(
        id=str(row["id"]),
        what=f"{kind}, but: {said}{codes}",
        pieces=_pieces(str(row["text"])[:N_TEXT_CHARS], shown_spans),
        reasons=tuple(dict.fromkeys(s["reason"] for s in sentences if s["reason"]))[:3],
        evidence=tuple(dict.fromkeys(passage for s in sentences for passage in s["evidence"]))[:4],
    )


def _pieces(text: str, spans: Sequence[Sequence[int]]) -> tuple[tuple[str, bool], ...]:
    """The text cut where marked stretches begin and end.

    >>> _pieces("ab cd ef", [(3, 5)])
    (('ab ', False), ('cd', True), (' ef', False))
    """
    pieces: list[tuple[str, bool]] = []
    end = 0
    for start, stop in sorted((int(a), int(b)) for a, b in spans):
        if start >= end:
            pieces += [(text[end:start], False), (text[start:stop], True)]
            end = stop
    return tuple(piece for piece in (*pieces, (text[end:], False)) if piece[0])


def worst_stories(rows: Sequence[Row], n: int = N_WORST) -> list[WorstCase]:
    """The sentences of the summaries that are flagged or were withheld, story by story."""
    found = []
    for row in rows:
        sentences = [(s, s["verdict"]) for s in row["sentences"]]
        sentences += [(s, f"withheld: {s['verdict']}") for s in row.get("withheld", [])]
        for sentence, verdict in sentences:
            if verdict in ("partial", "contradicted", "unsupported", "not_checked") or verdict.startswith("withheld"):
                evidence = tuple(sentence.get("evidence", ()))
                pieces = ((sentence["text"], False),)
                found.append(WorstCase(str(row["id"]), verdict, pieces, (sentence["reason"],), evidence))
    return found[:n]


# ----------------------------------------------------------------------------------------- tables


def _case_tables(rows: Sequence[Row]) -> list[Table]:
    codes = by_code(rows)
    tables = []
    if codes:
        cells = tuple((code, str(n), f"{flagged} ({flagged / n:.0%})", str(named)) for code, n, flagged, named in codes)
        tables.append(Table("By error code", ("code", "faulty", "flagged", "with the right code"), cells))
    verdicts = ("supported", "unclear", "partial", "contradicted", "unsupported", "not_checkable", "not_checked")
    judged = [row for row in rows if row.get("label") is not None and row["verdict"]]
    counts = tuple(
        (
            name,
            *(str(sum(row["verdict"] == verdict for row in judged if row["label"] == label)) for verdict in verdicts),
        )
        for name, label in (("supported texts", 1), ("faulty texts", 0))
    )
    if judged:
        tables.append(Table("Verdicts", ("", *verdicts), counts))
    return tables


def _story_tables(rows: Sequence[Row]) -> list[Table]:
    keys = ("supported", "citation_recall", "citation_precision", "coverage", "omission", "disagreements_told")
    cells = tuple(
        (str(row["id"]), *("–" if (v := row["measures"].get(key)) is None else number(v) for key in keys))
        for row in rows
    )
    header = ("story", *(Figure(key, None).name for key in keys))
    missed = tuple(
        (str(row["id"]), fact["text"])
        for row in rows
        for fact in row.get("facts", [])
        if fact["is_key"] and fact["score"] == 0
    )
    tables = [Table("By story", header, cells)]
    if missed:
        tables.append(Table("Key facts left out", ("story", "fact"), missed[:60]))
    return tables


# ------------------------------------------------------------------------------------------ pages


def _page(run: Run, plots: Sequence[Plot], tables: Sequence[Table], worst: Sequence[WorstCase]) -> str:
    source = (Path(__file__).parent / "page.html").read_text("utf-8")
    template = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(source)
    figures = [(figure.name, shown(figure), figure.n) for figure in run.figures]
    manifest = _told_manifest(run)
    return template.render(
        title=run.name, figures=figures, plots=plots, tables=tables, worst=worst, manifest=manifest, kind=run.kind
    )


def _told_manifest(run: Run) -> dict[str, str]:
    """What was run, in words; what says nothing is left out."""
    found = {}
    for name, value in run.manifest.items():
        parts = value.items() if isinstance(value, dict) else ()
        text = ", ".join(f"{key} {part}" for key, part in parts if part) if parts else str(value)
        if value not in (None, "", {}):
            found[name.replace("_", " ")] = text
    return found


def _markdown(run: Run, tables: Sequence[Table], worst: Sequence[WorstCase]) -> str:
    lines = [f"# {one_line(run.name)}", "", "| figure | value (95 % interval) | n |", "|---|---|---|"]
    lines += [f"| {figure.name} | {shown(figure)} | {figure.n or ''} |" for figure in run.figures]
    for table in tables:
        lines += ["", f"## {table.title}", "", _line(table.header), "|---" * len(table.header) + "|"]
        lines += [_line(cells) for cells in table.rows]
    if worst:
        lines += ["", "## Worst cases"]
    for case in worst:
        text = "".join(f"**{piece}**" if is_marked else piece for piece, is_marked in case.pieces)
        lines += ["", f"- `{one_line(case.id)}` {one_line(case.what)}: {one_line(text)}"]
        lines += [f"  - {one_line(reason)}" for reason in case.reasons]
        lines += [f"  - > {one_line(passage)}" for passage in case.evidence]
    lines += ["", "## What was run", ""]
    lines += [f"- {name}: `{one_line(str(value))}`" for name, value in _told_manifest(run).items()]
    return "\n".join(lines) + "\n"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(one_line, cells))} |"
