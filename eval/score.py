"""`python -m eval score`: how well each text of a file is supported by its documents, by the product or another system.

A record is `{id, doc | docs, text}` (`eval.cases` has all that it may hold; what a file says of labels and codes is not
looked at: only `run` measures against them). Each is answered by `{id, score, verdict,
codes}` in the order of the file: `score` in 0..1, higher is better supported; `verdict` and `codes` are the worst
sentence's and all sentences'. A record that cannot be scored has score 0, verdict "not_checked" and a `message`, and
one that states nothing score 0.5 and "not_checkable"; none stops the run. With `has_details` each answer also holds its
sentences with reason and evidence.

Score and verdict can disagree: the verdict is a decision (what a check objects to is flagged, whatever else speaks for
the sentence), the score is the probability that all findings give together, of the worst sentence and lifted a little
by the others. Who must say yes or no takes the verdict, who sorts takes the score. Rows and answers are JSON lines, CSV
or Parquet, by the files' names.

The work is done in units whose answers are kept beside the output (`OUT.parts/`) until all are done: the same command
goes on where a killed run stopped.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from eval.cases import Case, OddRecord, odd_record, read_ungraded
from eval.fingerprint import code_fingerprint, harness_fingerprint
from eval.outcome import Outcome, outcome_of
from eval.systems import Answer, build_system, failed, system_fingerprint
from eval.tables import Record, check_writable, count_records, read_records, write_records
from eval.units import Plan, UnitStore, do_units
from summarizer.errors import InputError

Json = dict[str, object]
Numbered = tuple[int, Record | str]


@dataclass(frozen=True, slots=True)
class ScoreOptions:
    """What `score` may be told: the system, whether answers hold their sentences, whether to begin anew."""

    system: str = "checks"
    has_details: bool = False
    is_restarted: bool = False
    plan: Plan = field(default_factory=lambda: Plan(what="Scoring"))


def score_file(data: Path, out: Path) -> None:
    """Write `{id, score, verdict, codes}` for every record of the file, in its order."""
    run_score(data, out)


def run_score(data: Path, out: Path, options: ScoreOptions | None = None) -> Outcome:
    """The same, as the options say; gives what came of the records.

    Raises InputError when the file cannot be read at all or holds no record, when another run is writing there, and
    when what an earlier run left belongs to other data, code or options.
    """
    options = options or ScoreOptions()
    check_writable(out, data)
    build_system(options.system)  # a system that cannot be had is told before the work begins
    parts = out.with_name(f"{out.name}.parts")
    identity: Json = {
        "data": hash_of_file(data),
        "system": options.system,
        "details": options.has_details,
        "rows per unit": options.plan.n_per_unit,
        "code": code_fingerprint() + harness_fingerprint() + system_fingerprint(options.system),
    }
    with UnitStore(parts, identity, is_restarted=options.is_restarted) as store:
        total = count_records(data) if options.plan.has_progress else None
        work = functools.partial(score_unit, system=options.system, has_details=options.has_details)
        n_units = do_units(work, numbered_records(data), store, options.plan, total=total)
        if not n_units:
            raise InputError(f"{data} has no record.")
        write_records(out, store.answers(n_units))
        outcome = outcome_of(lambda: store.answers(n_units))
        store.remove()
    return outcome


def numbered_records(data: Path) -> Iterator[Numbered]:
    """Each row's number with its record, or with the words that say why it is none."""
    for number, record in read_records(data):
        yield number, str(record) if isinstance(record, InputError) else dict(record)


def score_unit(rows: Sequence[Numbered], system: str = "checks", has_details: bool = False) -> list[Json]:
    """The answers to some numbered records: one unit of work."""
    read = [
        odd_record(None, number, found) if isinstance(found, str) else read_ungraded(found, number)
        for number, found in rows
    ]
    answers = judge_all(read, system)
    return [answer_record(case.id, answer, has_details) for case, answer in zip(read, answers, strict=True)]


def judge_all(cases: Sequence[Case | OddRecord], system: str) -> list[Answer]:
    """The system's answers, odd records answered in their places."""
    found = iter(build_system(system).judge([case for case in cases if isinstance(case, Case)]))
    return [next(found) if isinstance(case, Case) else failed(case.message) for case in cases]


def score_record(record: Mapping[str, object], number: int = 1) -> Json:
    """Our answer to one record; `number` is its row, for messages.

    >>> score_record({"id": "a", "doc": "The old bridge over the river was closed on Monday.",
    ...               "text": "The old bridge over the river was closed on Monday."})["verdict"]
    'supported'
    >>> score_record({"id": "b", "doc": "", "text": "It rained."}, 7)["message"]
    'line 7 (id b): "doc" is empty'
    """
    return score_unit([(number, record)])[0]


def answer_record(given: object, answer: Answer, has_details: bool = False) -> Json:
    """An answer as a record; with details, its spans, reason and sentences."""
    given = given if isinstance(given, str | int | None) or given == given else None  # NaN is no id, and no JSON
    record: Json = {"id": given, "score": answer.score, "verdict": answer.verdict, "codes": list(answer.codes)}
    if answer.message:
        record["message"] = answer.message
    if has_details:
        record["spans"] = None if answer.spans is None else [list(span) for span in answer.spans]
        record["reason"] = answer.reason
        record["sentences"] = [asdict(sentence) for sentence in answer.sentences]
    return record


def hash_of_file(path: Path) -> str:
    """SHA-256 of a file's bytes, hex. Raises InputError when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
