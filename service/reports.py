"""An editor's word on a single verdict: a flag that is wrong, an error that was missed. Each is an evaluation case."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import uuid_utils

from service.idempotency import made_before
from service.problems import DecisionRefused
from service.storage import SUCCEEDED, DuplicateKey, Job, Once, Storage
from service.storage.reports import MISSED_ERROR, WRONG_FLAG, SentenceReport
from service.texts import ids_of, texts_of
from summarizer.errors import InputError, SummarizerError
from summarizer.model import Verdict

_LABELS = {WRONG_FLAG: 1, MISSED_ERROR: 0}
"""What the reporter says of the sentence: the articles support it, or they do not."""
KINDS = {WRONG_FLAG: "It is flagged, and the articles support it", MISSED_ERROR: "It has an error, and is not flagged"}
"""What may be reported, as the form on the page names it."""
_CALLED_WRONG = frozenset({Verdict.CONTRADICTED, Verdict.UNSUPPORTED, Verdict.PARTIAL})
_PAGE = 100


def report(
    storage: Storage,
    job: Job,
    kind: str,
    number: int,
    author: str,
    note: str,
    summary_id: str,
    once: Once | None = None,
) -> SentenceReport:
    """Keeps a report on a sentence of a finished job, `number` counting from 1 in its text; 0 is its headline.

    The same request `once` more changes nothing.

    Raises `DecisionRefused` for a job without a text or a report without a name, `InputError` where there is no such
    text or sentence, or where the report says nothing: a sentence that no check doubts is said to be wrongly flagged,
    or one that the checks call wrong already is said to have an error that they missed.
    """
    before = _made_before(storage, once)
    if before is not None:
        return before
    author, note = " ".join(author.split()), note.strip()
    if job.status != SUCCEEDED:
        raise DecisionRefused("There is no text yet to report on")
    if not author:
        raise DecisionRefused("A report needs a name", hint="Say who reports.")
    summary = _summary_of(job, summary_id)
    checked = _checked(summary)
    if number not in checked:
        n_sentences = len(summary["sentences"])
        told = f"there is no sentence {number}; the text has {n_sentences}" if number else "the text has no headline"
        raise InputError(told, pointer="/sentence", hint="Count from 1, in the order of the text; 0 is its headline.")
    sentence, called = checked[number], f"sentence {number}" if number else "the headline"
    if kind == WRONG_FLAG and sentence["verdict"] == Verdict.SUPPORTED:
        told = f"{called} is not flagged; its verdict is supported"
        raise InputError(told, pointer="/kind", hint=f"Report {MISSED_ERROR} if it has an error.")
    if kind == MISSED_ERROR and sentence["verdict"] in _CALLED_WRONG:
        told = f"{called} is flagged already; its verdict is {sentence['verdict']}"
        raise InputError(told, pointer="/kind", hint=f"Report {WRONG_FLAG} if the articles support it after all.")
    kept = SentenceReport(
        id=str(uuid_utils.uuid7()),
        job_id=job.id,
        summary_id=summary["id"],
        number=number,
        text=sentence["text"],
        verdict=sentence["verdict"],
        kind=kind,
        author=author,
        note=note,
        at=datetime.now(UTC),
    )
    try:
        storage.reports.add(kept, once)
    except DuplicateKey:  # the same key arrived twice at once
        return _made_before(storage, once) or kept
    return kept


def _checked(summary: dict[str, Any]) -> dict[int, dict[str, Any]]:
    """What was checked of a text, by its number: the sentences from 1, and the headline as 0, as events count."""
    headline = summary.get("title_check")
    return dict([(0, headline)] if headline else []) | dict(enumerate(summary["sentences"], start=1))


def _made_before(storage: Storage, once: Once | None) -> SentenceReport | None:
    made = made_before(storage, once)
    return storage.reports.one(made) if made is not None else None


def in_form_words(error: SummarizerError) -> SummarizerError:
    """The same error for whoever filled in the form, which names no kind by its code."""
    for kind, words in KINDS.items():
        error.hint = error.hint.replace(kind, f"“{words}”")
    return error


def _summary_of(job: Job, summary_id: str) -> dict[str, Any]:
    """The text of that id, or the only one. Raises `InputError`."""
    found = texts_of(job, summary_id)
    if len(found) == 1:
        return found[0]
    hint = f"Name one of {ids_of(found)}." if found else ""
    raise InputError("the job has several texts" if found else "the job has no text", pointer="/summary_id", hint=hint)


def cases_of(storage: Storage) -> Iterator[str]:
    """The reports as lines of JSON that `python -m eval score` reads: sentence, articles, and the reporter's label.

    One case a sentence, by the newest report on it, the newest first: an author may think better of it. One on which
    authors contradict each other is left out, since nobody knows its label; so is one whose job is no longer kept.
    """
    said: dict[tuple[str, int], dict[str, SentenceReport]] = {}  # a text has one id, whichever job checked it
    before = None
    while page := storage.reports.page(before=before, n=_PAGE):
        for kept in page:
            said.setdefault((kept.summary_id, kept.number), {}).setdefault(kept.author, kept)
        before = page[-1].id
    for by_author in said.values():
        newest, *others = by_author.values()
        job = storage.job(newest.job_id) if all(other.kind == newest.kind for other in others) else None
        if job is not None and job.result is not None:
            yield json.dumps(_case(newest, job), ensure_ascii=False) + "\n"


def _case(kept: SentenceReport, job: Job) -> dict[str, Any]:
    """The record of a case (`eval.cases`), with what the product said beside what the reporter says."""
    summary = _summary_of(job, kept.summary_id)
    documents = [
        {name: article[name] for name in ("text", "title", "outlet", "published_at") if article[name]}
        for article in summary["story"]["articles"]
    ]
    extra = {"verdict": kept.verdict, "reported_by": kept.author, "note": kept.note}
    return {
        "id": kept.id,
        "docs": documents,
        "text": kept.text,
        "label": _LABELS[kept.kind],
        "level": "sentence",
        "group": kept.job_id,
        **{name: value for name, value in extra.items() if value},
    }


def sentences_of(job: Job) -> list[tuple[str, str]]:
    """(id on the page, words) of the checked headline and every sentence of a job's texts, told by its number."""
    return [
        (f"{one['id']}-{number}", f"{number}. {sentence['text']}" if number else f"Headline: {sentence['text']}")
        for one in texts_of(job)
        for number, sentence in _checked(one).items()
    ]
