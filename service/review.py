"""What editors say of a text, over HTTP: decisions, the text as they let it be handed on, reports on its verdicts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from service import schemas
from service.answers import (
    NOT_FOUND,
    OF_READING,
    PROBLEM,
    PROBLEMS,
    Cursor,
    KeptSummary,
    KeptVerification,
    decisions_of,
    job_out,
    kept_job,
    refuse_unknown,
)
from service.decisions import decide, export, export_text
from service.idempotency import IdempotencyKey, once_of
from service.jobs import SUMMARY, VERIFICATION
from service.reports import cases_of, report
from service.security import require_key
from service.storage import Job, SentenceReport, Storage

DECIDED: dict[int | str, dict[str, Any]] = {
    **PROBLEMS,
    404: {"description": "No such job"} | PROBLEM,
    409: {"description": "No text yet, a reason is wanting, or somebody else has decided since `version`"} | PROBLEM,
}
EXPORT_TYPES = {"ninjs": "application/json", "jsonld": "application/ld+json", "json": "application/json"}
TEXT_TYPES = {"md": "text/markdown", "html": "text/html"}
EXPORTED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "News items: IPTC ninjs 3.1, NewsArticle of schema.org as JSON-LD, whole records, or texts",
        "content": {name: {"schema": {"type": "array", "items": {"type": "object"}}} for name in EXPORT_TYPES.values()}
        | {name: {"schema": {"type": "string"}} for name in TEXT_TYPES.values()},
    },
    404: {"description": "No such job"} | PROBLEM,
    409: {"description": "No text yet, or a flag stands without a reason"} | PROBLEM,
    **OF_READING,
}
NDJSON = "application/x-ndjson"
OF_CASES: dict[int | str, dict[str, Any]] = {
    200: {"description": "One case a line", "content": {NDJSON: {"schema": {"type": "string"}}}},
    401: PROBLEMS[401],
}

router = APIRouter(prefix="/v1", dependencies=[Depends(require_key), Depends(refuse_unknown)])

Format = Annotated[
    Literal["ninjs", "jsonld", "json", "md", "html"],
    Query(description="IPTC ninjs 3.1, JSON-LD of schema.org, the whole record, or a text to print."),
]
SummaryId = Annotated[str, Query(max_length=64, description="Only the text of this id; all of them without it.")]


@router.post("/summaries/{job_id}/decisions", status_code=201, responses=DECIDED, summary="Approve, hold or withdraw")
def post_summary_decision(
    job_id: str, body: schemas.DecisionRequest, request: Request, idempotency_key: IdempotencyKey = None
) -> schemas.JobOut:
    """Keeps the decision beside those before it. An approval over flags, and a withdrawal, need a reason (409)."""
    return _decided(SUMMARY, job_id, body, request, idempotency_key)


@router.post("/verifications/{job_id}/decisions", status_code=201, responses=DECIDED, summary="Approve, hold, withdraw")
def post_verification_decision(
    job_id: str, body: schemas.DecisionRequest, request: Request, idempotency_key: IdempotencyKey = None
) -> schemas.JobOut:
    """Keeps the decision beside those before it. An approval over flags, and a withdrawal, need a reason (409)."""
    return _decided(VERIFICATION, job_id, body, request, idempotency_key)


@router.get("/summaries/{job_id}/decisions", responses=NOT_FOUND, summary="What editors decided")
def get_summary_decisions(job: KeptSummary, request: Request) -> schemas.DecisionListOut:
    """The decisions on its texts, the oldest first; the newest one holds."""
    return schemas.DecisionListOut(decisions=decisions_of(job, request.app.state.storage))


@router.get("/verifications/{job_id}/decisions", responses=NOT_FOUND, summary="What editors decided")
def get_verification_decisions(job: KeptVerification, request: Request) -> schemas.DecisionListOut:
    """The decisions on its text, the oldest first; the newest one holds."""
    return schemas.DecisionListOut(decisions=decisions_of(job, request.app.state.storage))


def _decided(
    kind: str, job_id: str, body: schemas.DecisionRequest, request: Request, key: str | None
) -> schemas.JobOut:
    storage: Storage = request.app.state.storage
    job = kept_job(storage, job_id, kind)
    # Left out where unsaid, so that keys of before these were there hold.
    unsaid = {name for name in ("summary_id", "version") if not getattr(body, name)}
    once = once_of(key, job_id, "decision", body.model_dump(exclude=unsaid))
    made = decide(storage, job, body.decision, body.author, body.reason, body.summary_id, once, body.version)
    if made.is_new:
        request.app.state.webhooks.tell_decision(job, made.decision)
    return job_out(job, storage, made.n_decisions)


@router.get("/summaries/{job_id}/export", responses=EXPORTED, summary="A summary as news items to publish")
def get_summary_export(job_id: str, request: Request, format: Format = "ninjs", summary_id: SummaryId = "") -> Response:
    """A list, one item a story. Refused (409) while a flag stands without a reason; a withdrawn text is canceled."""
    return _exported(SUMMARY, job_id, format, summary_id, request)


@router.get("/verifications/{job_id}/export", responses=EXPORTED, summary="A checked text as a news item to publish")
def get_verification_export(
    job_id: str, request: Request, format: Format = "ninjs", summary_id: SummaryId = ""
) -> Response:
    """A list of one item. Refused (409) while a flag stands without a reason; a withdrawn text is canceled."""
    return _exported(VERIFICATION, job_id, format, summary_id, request)


def _exported(kind: str, job_id: str, format: str, summary_id: str, request: Request) -> Response:
    storage: Storage = request.app.state.storage
    job = kept_job(storage, job_id, kind)
    if format in TEXT_TYPES:
        guards = {"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff"}
        return Response(export_text(storage, job, format, summary_id), media_type=TEXT_TYPES[format], headers=guards)
    items = export(storage, job, format, summary_id)
    return JSONResponse(items, media_type=EXPORT_TYPES[format])


@router.post("/summaries/{job_id}/reports", status_code=201, responses=DECIDED, summary="Report a wrong verdict")
def post_summary_report(
    job_id: str, body: schemas.SentenceReportRequest, request: Request, idempotency_key: IdempotencyKey = None
) -> schemas.SentenceReportOut:
    """Keeps the report; all of them are evaluation cases (`GET /v1/reports/cases`)."""
    return _reported(SUMMARY, job_id, body, request, idempotency_key)


@router.post("/verifications/{job_id}/reports", status_code=201, responses=DECIDED, summary="Report a wrong verdict")
def post_verification_report(
    job_id: str, body: schemas.SentenceReportRequest, request: Request, idempotency_key: IdempotencyKey = None
) -> schemas.SentenceReportOut:
    """Keeps the report; all of them are evaluation cases (`GET /v1/reports/cases`)."""
    return _reported(VERIFICATION, job_id, body, request, idempotency_key)


@router.get("/summaries/{job_id}/reports", responses=NOT_FOUND, summary="What editors reported of it")
def get_summary_reports(job: KeptSummary, request: Request) -> schemas.SentenceReportListOut:
    """All reports on its verdicts, the newest first."""
    return _reports_of(job, request.app.state.storage)


@router.get("/verifications/{job_id}/reports", responses=NOT_FOUND, summary="What editors reported of it")
def get_verification_reports(job: KeptVerification, request: Request) -> schemas.SentenceReportListOut:
    """All reports on its verdicts, the newest first."""
    return _reports_of(job, request.app.state.storage)


def _reports_of(job: Job, storage: Storage) -> schemas.SentenceReportListOut:
    reports = reversed(storage.reports.of(job.id))
    return schemas.SentenceReportListOut(reports=[_report_out(kept) for kept in reports], next=None)


def _reported(
    kind: str, job_id: str, body: schemas.SentenceReportRequest, request: Request, key: str | None
) -> schemas.SentenceReportOut:
    storage: Storage = request.app.state.storage
    job = kept_job(storage, job_id, kind)
    once = once_of(key, job_id, "report", body.model_dump())
    kept = report(storage, job, body.kind, body.sentence, body.author, body.note, body.summary_id, once)
    return _report_out(kept)


@router.get("/reports", responses=OF_READING, summary="Reports on verdicts")
def get_reports(
    request: Request,
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> schemas.SentenceReportListOut:
    """What editors reported, the newest first."""
    storage: Storage = request.app.state.storage
    reports = storage.reports.page(before=cursor, n=limit)
    return schemas.SentenceReportListOut(
        reports=[_report_out(kept) for kept in reports], next=reports[-1].id if len(reports) == limit else None
    )


@router.get("/reports/cases", responses=OF_CASES, summary="The reports as evaluation cases")
def get_report_cases(request: Request) -> StreamingResponse:
    """Lines of JSON that `python -m eval score` reads: the sentence, its articles and the reporter's label."""
    return StreamingResponse(cases_of(request.app.state.storage), media_type=NDJSON)


def _report_out(kept: SentenceReport) -> schemas.SentenceReportOut:
    shown = asdict(kept)
    return schemas.SentenceReportOut.model_validate(shown | {"sentence": shown.pop("number")})
