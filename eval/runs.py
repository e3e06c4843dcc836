"""A run: one system over one set, kept in a folder with all that is needed to read, compare and repeat it.

::

    results.jsonl    a row a text or story, in the order of the set: what was asked, the gold, what came of it
    figures.json     what the rows amount to, each figure with its interval
    manifest.json    what was run: kind, set and its hash, system or writer, version and hash of the code, the command;
                     written last: a folder without it holds no finished run
    report.html, report.md

A run of kind "cases" holds `{id, group, label, level, code, twin, gold_spans, text, score, verdict, codes, spans,
reason, sentences}` a row, one of kind "stories" `{id, group, text, sentences, withheld, measures, facts}`. The work is
done in units (`eval.units`): a run that was killed goes on. For its figures a run holds all rows in memory; files of
any length are for `score`.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import summarizer
from eval.cases import Case, OddRecord
from eval.figures import Figure, figure_from
from eval.fingerprint import code_fingerprint, harness_fingerprint
from eval.judging import judge_summary, told_facts
from eval.score import answer_record, judge_all
from eval.sets import NamedSet, StoryCase, cases_of, find_set, stories_of
from eval.systems import build_system, system_fingerprint
from eval.tables import write_records
from eval.tally import case_figures, story_figures
from eval.units import Plan, UnitStore, do_units
from eval.writers import WritingOptions, check_writer, write, writer_fingerprint
from summarizer.errors import InputError

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What `run` may be told. `limit`: only the first so many cases or stories of the set."""

    system: str = "checks"
    writing: WritingOptions = field(default_factory=WritingOptions)
    limit: int | None = None
    is_restarted: bool = False
    command: str = ""
    plan: Plan = field(default_factory=lambda: Plan(n_per_unit=50, what="Running"))


@dataclass(frozen=True, slots=True)
class Run:
    """A run that is done."""

    folder: Path
    manifest: Mapping[str, Any]
    figures: tuple[Figure, ...]

    @property
    def name(self) -> str:
        """How tables call it: the system or writer, and the set."""
        return f"{self.manifest['who']} on {self.manifest['set']}"

    @property
    def kind(self) -> str:
        """ "cases", "stories" or "figures"."""
        return str(self.manifest["kind"])

    def rows(self) -> Iterator[Row]:
        """Its results, one at a time. Raises InputError when they cannot be read."""
        path = self.folder / "results.jsonl"
        try:
            with path.open(encoding="utf-8") as lines:
                yield from map(json.loads, lines)
        except (OSError, ValueError) as error:
            raise InputError(f"{path} cannot be read: {error}", hint="Run the set again with --restart.") from error


def run_set(spelling: str, out: Path, options: RunOptions) -> Run:
    """Run a set into a folder. Raises InputError when there is no such set, system or writer, or no row to judge."""
    named = find_set(spelling)
    if named.kind == "cases":
        build_system(options.system)
        _check_gold(_cases(named, options))
    else:
        check_writer(options.writing.writer)
    identity = identity_of(named, options)
    if not options.is_restarted:
        _check_folder(out, identity)
    with UnitStore(out / "parts", identity, is_restarted=options.is_restarted) as store:
        (out / "manifest.json").unlink(missing_ok=True)  # it says that a run is finished
        n_units = _do(named, store, options)
        if not n_units:
            raise InputError(f"The set {spelling!r} has no row.")
        n_rows = write_records(out / "results.jsonl", store.answers(n_units))
        now = datetime.now(UTC).isoformat(timespec="seconds")
        run = finish_run(out, {**identity, "n_rows": n_rows, "command": options.command, "made_at": now})
        store.remove()
    return run


def _check_folder(out: Path, identity: Mapping[str, Any]) -> None:
    """Raises InputError for a folder that holds another finished run, or something that is no run."""
    if out.exists() and not out.is_dir():
        raise InputError(f"{out} is a file.", hint="Give --out the name of a folder.")
    held = {path.name for path in out.iterdir()} if out.is_dir() else set()
    if "manifest.json" in held:
        manifest = _read_json(out / "manifest.json")
        changed = [name for name, value in identity.items() if manifest.get(name) != value]
        if changed:
            what = f"{out} holds another run ({', '.join(changed)} differ)."
            raise InputError(what, hint="Give --restart to replace it, or another --out.")
    elif held - {"parts", "results.jsonl", "figures.json", "report.html", "report.md"}:
        raise InputError(f"{out} holds other files.", hint="Give --out the name of a new folder.")


def _read_json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _do(named: NamedSet, store: UnitStore, options: RunOptions) -> int:
    plan = _plan(named, options)
    if named.kind == "cases":
        return do_units(functools.partial(judge_unit, system=options.system), _cases(named, options), store, plan)
    stories = islice(stories_of(named.spelling), options.limit)
    return do_units(functools.partial(write_unit, writing=options.writing), stories, store, plan)


def _cases(named: NamedSet, options: RunOptions) -> Iterator[Case | OddRecord]:
    return islice(cases_of(named.spelling), options.limit)


def _check_gold(cases: Iterable[Case | OddRecord]) -> None:
    """Raises InputError for a label or code that is none, before any work is done: its figures would be wrong."""
    for case in cases:
        if isinstance(case, OddRecord) and case.is_gold:
            raise InputError(case.message)


def _plan(named: NamedSet, options: RunOptions) -> Plan:
    """A story is as much work as a few dozen texts."""
    if named.kind == "cases":
        return options.plan
    return replace(options.plan, n_per_unit=max(1, options.plan.n_per_unit // 25), what="Writing")


def identity_of(named: NamedSet, options: RunOptions) -> dict[str, Any]:
    """All that decides a run's rows: two runs of one identity have the same."""
    is_judged = named.kind == "cases"
    writing = options.writing
    seen = system_fingerprint(options.system) if is_judged else writer_fingerprint(writing)
    return {
        "kind": named.kind,
        "set": named.spelling,
        "who": options.system if is_judged else _who(writing),
        "writing": None if is_judged else asdict(writing),
        "limit": options.limit,
        "rows_per_unit": _plan(named, options).n_per_unit,
        "data_hash": named.data_hash,
        "version": summarizer.__version__,
        "code_hash": code_fingerprint(),
        "harness_hash": harness_fingerprint(),
        "who_hash": seen,
    }


def _who(writing: WritingOptions) -> str:
    return " ".join(part for part in (writing.writer, writing.template, writing.model) if part)


def finish_run(out: Path, manifest: Mapping[str, Any]) -> Run:
    """The figures of the rows that lie in the folder, kept beside them. All rows are held at once for this."""
    run = Run(out, manifest, ())
    rows = list(run.rows())
    figures = case_figures(rows) if manifest["kind"] == "cases" else story_figures(rows)
    return keep_run(out, manifest, figures)


def keep_run(out: Path, manifest: Mapping[str, Any], figures: Sequence[Figure]) -> Run:
    """The manifest and the figures, written into the folder."""
    out.mkdir(parents=True, exist_ok=True)
    kept = [figure.to_json() for figure in figures]
    (out / "figures.json").write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return Run(out, manifest, tuple(figures))


def read_run(folder: Path) -> Run:
    """A run that was kept. Raises InputError naming what the folder lacks."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        figures = tuple(map(figure_from, json.loads((folder / "figures.json").read_text("utf-8"))))
        return Run(folder, manifest, figures)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise InputError(f"{folder} holds no finished run: {error}", hint="Give the --out folder of a run.") from error


# ------------------------------------------------------------------------------------ units of work


def judge_unit(cases: Sequence[Case | OddRecord], system: str) -> list[Row]:
    """The rows of some cases: what was asked, the gold, and the system's answer."""
    answers = judge_all(cases, system)
    rows = []
    for case, answer in zip(cases, answers, strict=True):
        gold = _gold(case) if isinstance(case, Case) else {"id": case.id, "label": None}
        rows.append(gold | answer_record(case.id, answer, has_details=True))
    return rows


def _gold(case: Case) -> Row:
    return {
        "id": case.id,
        "group": case.group,
        "label": case.label,
        "level": case.level,
        "code": case.code,
        "twin": case.twin,
        "gold_spans": None if case.spans is None else [list(span) for span in case.spans],
        "text": case.text,
    }


def write_unit(cases: Sequence[StoryCase], writing: WritingOptions) -> list[Row]:
    """The rows of some stories: the summary that the writer wrote, its measures, and what it tells."""
    return [_story_row(case, writing) for case in cases]


def _story_row(case: StoryCase, writing: WritingOptions) -> Row:
    written = write(case, writing)
    row: Row = {"id": case.id, "group": case.id}
    if written is None:
        return row | {"text": "", "sentences": [], "measures": {}, "message": f"{writing.writer} has no summary of it"}
    summary = written.summary
    return row | {
        "title": summary.title or summary.story.title,
        "text": summary.text,
        "sentences": [
            {
                "text": sentence.text,
                "cited": list(numbers),
                "verdict": sentence.verdict.value,
                "codes": [code.value for code in sentence.codes],
                "reason": sentence.reason,
                "evidence": [f"{c.outlet or c.article_id}: {c.exact}" for c in sentence.citations[:3]],
            }
            for sentence, numbers in zip(summary.sentences, written.cited, strict=True)
        ],
        "withheld": [{"text": s.text, "verdict": s.verdict.value, "reason": s.reason} for s in summary.withheld],
        "measures": judge_summary(written, case),
        "facts": [asdict(fact) for fact in told_facts(case, summary)],
    }
