"""The editors' page: a form to paste or drop articles, and the checked summary beside its evidence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, HTTPException, Request, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from service.decisions import decide, export, export_text, flags_in_words, kept_back_of, withdrawals_of
from service.edits import check_in_passing, drafts_of, edit_of
from service.forms import FormRefused, FormRoute, articles_of
from service.frame import html_response
from service.jobs import SUMMARY, VERIFICATION, Jobs
from service.problems import problem_of
from service.reports import KINDS, in_form_words, report, sentences_of
from service.security import require_key, require_same_site
from service.storage import FAILED, SUCCEEDED, Job, Storage
from service.storage.decisions import APPROVED
from service.texts import texts_of
from service.versions import superseded, version_of
from summarizer.errors import SummarizerError
from summarizer.model import Brief, Source
from summarizer.report import TEXT_FORMATS
from summarizer.settings import Settings

LENGTH = re.compile(r"[0-9]{2,4}")
LINE_END = re.compile(r"\r\n?")  # browsers post CRLF, whatever the operating system
N_RECENT = 20
MOST_NAME_CHARS = 80  # of a headline in the name of a file
EXPORTS = {"md": "Markdown", "html": "HTML", "ninjs": "ninjs", "jsonld": "JSON-LD"}
"""What the page hands a text on as: format, and its name."""

router = APIRouter(
    dependencies=[Depends(require_key)],
    include_in_schema=False,
    default_response_class=HTMLResponse,
    route_class=FormRoute,
)


@router.get("/")
def get_form(request: Request) -> HTMLResponse:
    """The form, and the newest results."""
    return _form_page(request)


@router.post("/jobs", dependencies=[Depends(require_same_site)])
async def post_form(
    request: Request,
    pasted: Annotated[str, Form()] = "",
    summary: Annotated[str, Form()] = "",
    n_words: Annotated[str, Form()] = "",
    files: Annotated[list[UploadFile] | None, Form()] = None,
) -> Response:
    """Queues what the form holds and goes to its page; a form that cannot be used comes back with the reason."""
    pasted, summary = LINE_END.sub("\n", pasted), LINE_END.sub("\n", summary)
    settings: Settings = request.app.state.settings
    jobs: Jobs = request.app.state.jobs
    uploads = [Source(f.filename or "upload", await f.read()) for f in files or [] if f.filename or f.size]
    try:
        asked: dict[str, Any] = {"articles": await run_in_threadpool(articles_of, pasted, uploads, settings)}
        if summary.strip():
            job = await run_in_threadpool(jobs.submit, VERIFICATION, asked | {"text": summary})
        else:
            length = {"n_words": int(n_words)} if LENGTH.fullmatch(n_words) and 10 <= int(n_words) <= 5_000 else {}
            job = await run_in_threadpool(jobs.submit, SUMMARY, asked | length)
    except SummarizerError as error:
        return _form_page(request, error, pasted, summary, n_words, has_files=bool(uploads))
    await jobs.wait(job.id, min(5.0, settings.max_wait_s))
    return RedirectResponse(f"/jobs/{job.id}", status_code=303)


@router.get("/jobs/{job_id}")
def get_job_page(job_id: str, request: Request, reported: str = "") -> HTMLResponse:
    """The summary of a job; while it is not there yet, how far it is. `reported` is the report just made, by its id."""
    storage: Storage = request.app.state.storage
    job = storage.job(job_id)
    if job is None:
        raise HTTPException(404, "There is no such summary.")
    if job.status == SUCCEEDED:
        return _result_page(job, storage, reported=reported)
    return html_response(["nav.html", "waiting.html"], "Summary", job=job, is_failed=job.status == FAILED)


@router.post("/jobs/{job_id}/cancel", dependencies=[Depends(require_same_site)])
def post_cancel(job_id: str, request: Request) -> Response:
    """Cancels a job that has not finished, and goes to its page; what has finished stays as it is."""
    storage: Storage = request.app.state.storage
    jobs: Jobs = request.app.state.jobs
    if storage.job(job_id) is None:
        raise HTTPException(404, "There is no such summary.")
    jobs.cancel(job_id)
    return RedirectResponse(f"/jobs/{quote(job_id, safe='')}", status_code=303)


@router.post("/jobs/{job_id}/edits", dependencies=[Depends(require_same_site)])
async def post_edit(
    job_id: str,
    request: Request,
    text: Annotated[str, Form()] = "",
    title: Annotated[str | None, Form()] = None,
    summary_id: Annotated[str, Form()] = "",
) -> Response:
    """Checks an edited summary against the articles of the one before, and goes to its page."""
    storage: Storage = request.app.state.storage
    settings: Settings = request.app.state.settings
    jobs: Jobs = request.app.state.jobs
    before = await run_in_threadpool(_written, storage, job_id)
    text = LINE_END.sub("\n", text)
    try:
        asked = await run_in_threadpool(edit_of, before, summary_id, text, settings, title)
        job = await run_in_threadpool(jobs.submit, VERIFICATION, asked)
    except SummarizerError as error:
        return _result_page(before, storage, error, {summary_id: text, "title": title or ""}, opens="edit")
    await jobs.wait(job.id, min(5.0, settings.max_wait_s))
    return RedirectResponse(f"/jobs/{job.id}", status_code=303)


@router.post("/jobs/{job_id}/checks", dependencies=[Depends(require_same_site)])
def post_check(
    job_id: str,
    request: Request,
    text: Annotated[str, Form()] = "",
    title: Annotated[str | None, Form()] = None,
    summary_id: Annotated[str, Form()] = "",
) -> Response:
    """The verdicts on a text while it is being edited: what the page's script asks for. Nothing is kept."""
    storage: Storage = request.app.state.storage
    job = _written(storage, job_id)
    if not text.strip():
        return JSONResponse([])
    settings: Settings = request.app.state.settings
    return JSONResponse(check_in_passing(job, summary_id, LINE_END.sub("\n", text), settings, title))


@router.post("/jobs/{job_id}/decisions", dependencies=[Depends(require_same_site)])
def post_decision(
    job_id: str,
    request: Request,
    decision: Annotated[Literal["approved", "held", "withdrawn"], Form()],
    author: Annotated[str, Form(max_length=200)] = "",
    reason: Annotated[str, Form(max_length=2_000)] = "",
    summary_id: Annotated[str, Form(max_length=64)] = "",
    version: Annotated[int | None, Form()] = None,
) -> Response:
    """Keeps an editor's decision, and shows the page with it; one that is refused comes back with what was typed."""
    storage: Storage = request.app.state.storage
    job = _written(storage, job_id)
    try:
        made = decide(storage, job, decision, author, reason, summary_id, seen=version)
        request.app.state.webhooks.tell_decision(job, made.decision)
    except SummarizerError as error:
        return _result_page(
            job, storage, error, {"author": author, "reason": reason, "decided": summary_id}, opens="decide"
        )
    return RedirectResponse(f"/jobs/{job.id}", status_code=303)


@router.get("/jobs/{job_id}/cancel")
@router.get("/jobs/{job_id}/edits")
@router.get("/jobs/{job_id}/decisions")
@router.get("/jobs/{job_id}/reports")
def get_page_of(job_id: str) -> Response:
    """The page of the text, for whoever asks again for an address that a refused form has left in the browser."""
    return RedirectResponse(f"/jobs/{quote(job_id, safe='')}", status_code=303)


@router.post("/jobs/{job_id}/reports", dependencies=[Depends(require_same_site)])
def post_report(
    job_id: str,
    request: Request,
    kind: Annotated[Literal["wrong_flag", "missed_error"], Form()],
    sentence: Annotated[str, Form(max_length=80)] = "",
    reporter: Annotated[str, Form(max_length=200)] = "",
    note: Annotated[str, Form(max_length=2_000)] = "",
) -> Response:
    """Keeps an editor's report on a sentence (its id on the page: text, dash, number), and shows the page again."""
    storage: Storage = request.app.state.storage
    job = _written(storage, job_id)
    summary_id, _, number = sentence.rpartition("-")
    try:
        kept = report(storage, job, kind, int(number) if number.isdecimal() else -1, reporter, note, summary_id)
    except SummarizerError as error:
        typed = {"reporter": reporter, "note": note, "kind": kind, "sentence": sentence}
        return _result_page(job, storage, in_form_words(error), typed, opens="report")
    return RedirectResponse(f"/jobs/{job.id}?reported={kept.id}", status_code=303)


@router.get("/jobs/{job_id}/export/{format}")
def get_export(job_id: str, format: Literal["md", "html", "ninjs", "jsonld"], request: Request) -> Response:
    """The texts as a file, of news items or to print; one that may not be handed on comes back with the reason."""
    storage: Storage = request.app.state.storage
    job = _written(storage, job_id)
    is_text = format in TEXT_FORMATS
    headers = {"Content-Disposition": f'attachment; filename="{_file_name(job)}.{format}{"" if is_text else ".json"}"'}
    try:
        if is_text:
            guards = {"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff"}
            return Response(export_text(storage, job, format), media_type=f"text/{format}", headers=headers | guards)
        return JSONResponse(export(storage, job, format), headers=headers)
    except SummarizerError as error:
        return _result_page(job, storage, error, opens="decide")


def _file_name(job: Job) -> str:
    """What an editor finds the file by again: its headline and the day it was written, in plain letters.

    >>> from datetime import UTC, datetime
    >>> _file_name(Job("0199", "summary", {}, "", datetime(2031, 5, 6, tzinfo=UTC), title="“Café” shut: why?"))
    'cafe-shut-why-2031-05-06'
    """
    plain = unicodedata.normalize("NFKD", job.title).encode("ascii", "ignore").decode().casefold()
    words = "-".join(re.findall(r"[a-z0-9]+", plain))[:MOST_NAME_CHARS].rstrip("-") or "summary"
    return f"{words}-{job.finished_at or job.created_at:%Y-%m-%d}"


def _written(storage: Storage, job_id: str) -> Job:
    """The job whose summary is there; a missing page for any other."""
    job = storage.job(job_id)
    if job is None or job.status != SUCCEEDED:
        raise HTTPException(404, "There is no such summary.")
    return job


def _result_page(
    job: Job,
    storage: Storage,
    error: SummarizerError | None = None,
    typed: Mapping[str, str] | None = None,
    opens: Literal["", "decide", "edit", "report"] = "",
    reported: str = "",
) -> HTMLResponse:
    """A finished job: its text to be edited, and what came of it.

    With an error, the form that `opens` is the one to mend, and what was typed is still there.
    """
    texts, decisions = texts_of(job), storage.decisions.of([job.id]).get(job.id, ())
    return html_response(
        ["nav.html", "versions.html", "decisions.html", "edit.html", "report.html"],
        job.title or "Summary",
        problem_of(error)["status"] if error else 200,
        view=job.view or "",
        job=job,
        drafts=drafts_of(job, typed),
        edited_from=_listed(storage, [job.request.get("edited_from", "")]),
        newer=_listed(storage, [edit.job_id for edit in storage.edits.made_of([job.id])]),
        superseded=superseded(storage, job),
        error=error,
        opens=opens,
        kinds=KINDS,
        exports=EXPORTS,
        decisions=decisions,
        version=version_of(storage, job),
        is_withdrawn=bool(withdrawals_of(texts, decisions)),
        is_kept_back=bool(kept_back_of(texts, decisions)),
        flags=flags_in_words(texts),
        reports=storage.reports.of(job.id),
        reported=reported,
        sentences=sentences_of(job),
        typed=typed or {},
    )


def _standing(storage: Storage, jobs: Iterable[Job]) -> dict[str, str]:
    """How it stands with each job in a word: what was decided last, whether it is superseded, else how far it is."""
    jobs = tuple(jobs)
    decided = storage.decisions.of([job.id for job in jobs])
    last = {job_id: made[-1] for job_id, made in decided.items()}
    in_words = {job_id: f"{one.kind} in part" if one.summary_id else one.kind for job_id, one in last.items()}
    found = {job.id: in_words.get(job.id, job.status) for job in jobs}
    return found | {job.id: "superseded" for job in jobs if found[job.id] == APPROVED and superseded(storage, job)}


def _listed(storage: Storage, job_ids: Iterable[str]) -> list[tuple[Job, str]]:
    """These jobs, as far as they are kept, each with how it stands with it."""
    jobs = [job for job in map(storage.job, job_ids) if job is not None]
    standing = _standing(storage, jobs)
    return [(job, standing[job.id]) for job in jobs]


def _form_page(
    request: Request,
    error: SummarizerError | None = None,
    pasted: str = "",
    summary: str = "",
    n_words: str = str(Brief().n_words),
    *,
    has_files: bool = False,
) -> HTMLResponse:
    storage: Storage = request.app.state.storage
    recent = storage.page(None, before=None, n=N_RECENT)
    refused = error if isinstance(error, FormRefused) else None
    return html_response(
        ["form.html"],
        "Summarize articles",
        problem_of(error)["status"] if error else 200,
        recent=recent,
        standing=_standing(storage, recent),
        edits=storage.edits.among([job.id for job in recent]),
        error=error,
        unread=refused.unread if refused else (),
        told=refused.told if refused else (),
        has_files=has_files,
        pasted=pasted,
        summary=summary,
        n_words=n_words,
    )
