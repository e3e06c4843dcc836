"""The audit record of a job over HTTP: its place in the chain of records, and made again from what is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.concurrency import run_in_threadpool

import summarizer
from service import schemas
from service.answers import NOT_FOUND, PROBLEM, PROBLEMS, kept_job, refuse_unknown
from service.jobs import SUMMARY, work
from service.security import require_key
from service.storage import Job, Storage
from service.storage.records import RESULT, sha256_of_text
from summarizer.report import report_record
from summarizer.settings import Settings, sha256_of

_MOST_TOLD = 20  # places that differ
NO_REPLAY: dict[int | str, dict[str, Any]] = {
    **NOT_FOUND,
    409: {"description": "No result yet, or a model had part in it, or would have now: it need not answer alike"}
    | PROBLEM,
}

router = APIRouter(prefix="/v1", dependencies=[Depends(require_key), Depends(refuse_unknown)])


@router.get("/records", responses={401: PROBLEMS[401]}, summary="Is the chain of records whole?")
async def get_chain(request: Request) -> schemas.ChainOut:
    """Looks at every record from the first: results and decisions, each with the hash of the one before it."""
    storage: Storage = request.app.state.storage
    chain = await run_in_threadpool(storage.records.chain)
    return schemas.ChainOut(**asdict(chain), is_whole=chain.first_broken is None)


@router.get("/records/{job_id}", responses=NOT_FOUND, summary="The records of a job: result, timings, decisions")
def get_records(job_id: str, request: Request) -> schemas.RecordsOut:
    """Hashes of what was asked for and what came out, how long it took, and every decision, as they stand in the chain.

    `is_unchanged` tells whether the result that is kept is still the one that was recorded.
    """
    storage: Storage = request.app.state.storage
    job = kept_job(storage, job_id)
    records = storage.records.of(job.id)
    made = [record.content["result_sha256"] for record in records if record.kind == RESULT]
    return schemas.RecordsOut(
        records=[schemas.RecordOut(**asdict(record)) for record in records],
        is_unchanged=storage.result_sha256(job.id) == made[-1] if made else None,
    )


@router.post("/records/{job_id}/replays", responses=NO_REPLAY, summary="Make a result again, and compare the bytes")
async def post_replay(job_id: str, request: Request) -> schemas.ReplayOut:
    """Does the work of the job once more, from the request that is kept and as of the time it was read; keeps nothing.

    The same version under the same settings gives the same bytes.
    """
    storage: Storage = request.app.state.storage
    settings: Settings = request.app.state.settings
    job = await run_in_threadpool(kept_job, storage, job_id)
    if job.result is None:
        raise HTTPException(409, "There is no result to make again.")
    if _had_a_model(job):
        told = "A model had part in it, and need not answer alike: its prompt, parameters and reply stand in `audit`."
        raise HTTPException(409, told)
    if _would_ask_a_model(job, settings):
        told = "Under today's settings a model would have part in it, which need not answer alike and may cost money."
        raise HTTPException(409, told)
    records = await run_in_threadpool(storage.records.of, job.id)
    read_at = next((r.content["timings"].get("read_at") for r in reversed(records) if r.kind == RESULT), None)
    now = datetime.fromisoformat(read_at) if read_at else job.created_at
    report = await run_in_threadpool(work, job, settings, lambda _: None, now)
    text = json.dumps(report_record(report), ensure_ascii=False)
    again = json.loads(text)
    kept, made = sha256_of_text(json.dumps(job.result, ensure_ascii=False)), sha256_of_text(text)
    audits = [summary["audit"] for summary in job.result["summaries"]]
    return schemas.ReplayOut(
        is_same=kept == made,
        result_sha256=kept,
        replayed_sha256=made,
        is_same_version=all(audit.get("version") == summarizer.__version__ for audit in audits),
        is_same_settings=all(audit.get("settings_sha256") == sha256_of(settings) for audit in audits),
        differs=[pointer for pointer, _ in zip(_differing(job.result, again), range(_MOST_TOLD), strict=False)],
    )


def _had_a_model(job: Job) -> bool:
    audits = [summary["audit"] for summary in (job.result or {}).get("summaries", [])]
    return any(
        audit["usage"]["n_calls"] or any(audit.get("settings", {}).get(name) for name in _MODELS) for audit in audits
    )


def _would_ask_a_model(job: Job, settings: Settings) -> bool:
    """Whether `work` would ask a model for the job as the settings are now."""
    is_summary = job.kind == SUMMARY
    writes = ((job.request.get("engine") if is_summary else None) or settings.engine) == "llm"
    reads = any(writes if wanted is None else wanted for wanted in (settings.use_judge, settings.use_second_reader))
    groups = is_summary and bool(settings.embedding_model)
    return reads or groups or (is_summary and writes) or bool(settings.entailment_model)


_MODELS = ("embedding_model", "entailment_model")


def _differing(one: object, other: object, pointer: str = "") -> Iterator[str]:
    """JSON pointers to what is not the same in two values."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in {**one, **other}:
            escaped = str(key).replace("~", "~0").replace("/", "~1")
            yield from _differing(one.get(key), other.get(key), f"{pointer}/{escaped}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for index, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from _differing(left, right, f"{pointer}/{index}")
    elif one != other:
        yield pointer
