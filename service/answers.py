"""What the API's endpoints share: which problems they promise, and the job of an id as it is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Query, Request

from service import schemas
from service.jobs import SUMMARY, VERIFICATION, href_of
from service.problems import MEDIA_TYPE
from service.storage import Job, Storage
from service.versions import superseded, version_of
from summarizer.errors import InputError

# By its name among the shapes: a `model` would promise application/json. `JobOut` holds it, so the shape is there.
PROBLEM = {"content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    400: {"description": "Not JSON, or a feed that cannot be read"} | PROBLEM,
    415: {"description": "Not sent as application/json, or as a feed where one is taken"} | PROBLEM,
    401: {"description": "No valid API key"} | PROBLEM,
    413: {"description": "Larger than a limit"} | PROBLEM,
    422: {"description": "A field cannot be used; `errors` points at each"} | PROBLEM,
    503: {"description": "Too many jobs are waiting"} | PROBLEM,
}
OF_READING: dict[int | str, dict[str, Any]] = {status: PROBLEMS[status] for status in (401, 422)}
NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "No such job"} | PROBLEM, **OF_READING}


def _kept_summary(job_id: str, request: Request) -> Job:
    return kept_job(request.app.state.storage, job_id, SUMMARY)


def _kept_verification(job_id: str, request: Request) -> Job:
    return kept_job(request.app.state.storage, job_id, VERIFICATION)


# Before a stream begins, so that 404 can still be said.
KeptSummary = Annotated[Job, Depends(_kept_summary)]
KeptVerification = Annotated[Job, Depends(_kept_verification)]
Cursor = Annotated[
    str | None, Query(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", description="`next` of the page before.")
]


def refuse_unknown(request: Request) -> None:
    """Refuses a query parameter that the endpoint does not have: passed over, a filter would look as if it had worked.

    Raises `InputError` naming those that it has.
    """
    dependant = getattr(request.scope.get("route"), "dependant", None)
    if dependant is None or not request.query_params:
        return
    known, left = [], [dependant]
    while left:
        one = left.pop()
        known += [parameter.alias for parameter in one.query_params]
        left += one.dependencies
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        has = f"those that it has are {', '.join(known)}" if known else "this endpoint has none"
        told = f"there is no query parameter {unknown[0][:60]!r}; {has}"
        raise InputError(told, pointer=f"/{unknown[0][:60]}")


def kept_job(storage: Storage, job_id: str, kind: str = "") -> Job:
    """The job of that id, of that kind where one is named. Raises 404."""
    job = storage.job(job_id)
    if job is None or kind not in ("", job.kind):
        raise HTTPException(404, f"There is no job {job_id[:36]!r}.")
    return job


def decisions_of(job: Job, storage: Storage, n_decisions: int | None = None) -> list[schemas.DecisionOut]:
    """What was decided about a job, the oldest first, or the first `n_decisions` of it."""
    made = storage.decisions.of([job.id]).get(job.id, ())[:n_decisions]
    return [
        schemas.DecisionOut(
            decision=one.kind, author=one.author, reason=one.reason, at=one.at, summary_id=one.summary_id
        )
        for one in made
    ]


def job_out(job: Job, storage: Storage, n_decisions: int | None = None) -> schemas.JobOut:
    """The job with its decisions, the first `n_decisions` of them where a request is answered as it first was."""
    edit = storage.edits.of(job.id)
    shown: Mapping[str, Any] = {
        "id": job.id,
        "kind": job.kind,
        "status": job.status,
        "progress": job.progress,
        "title": job.title,
        "created_at": job.created_at,
        "finished_at": job.finished_at,
        "href": href_of(job),
        "page": f"/jobs/{job.id}",
        "problem": job.problem,
        "result": job.result,
        "decisions": decisions_of(job, storage, n_decisions),
        "version": version_of(storage, job, n_decisions),
        "edited_from": edit.edited_from if edit else "",
        "edits": [made.job_id for made in storage.edits.made_of([job.id])],
        "superseded_by": {text_id: by.job_id for text_id, by in superseded(storage, job).items()},
    }
    return schemas.JobOut.model_validate(shown)
