"""Long work: queued in storage, done by worker threads, taken up again after a restart.

A job is its stored request; whoever runs it needs nothing else. A job that brought the process down twice is given
up, so that one poisonous bundle cannot keep the service in a loop.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

import uuid_utils

from service.problems import KeyReused, QueueFull, problem_of
from service.storage import FAILED, SUCCEEDED, DuplicateKey, Job, Storage
from summarizer import pipeline
from summarizer.bundle import read_bundle
from summarizer.errors import SummarizerError
from summarizer.model import Brief, Bundle, Report
from summarizer.report import headline, report_record, report_view
from summarizer.settings import Settings

log = logging.getLogger(__name__)

SUMMARY, VERIFICATION = "summary", "verification"
FAULT = HTTPStatus.INTERNAL_SERVER_ERROR.phrase
N_TRIES_AT_MOST = 3  # the first, and two after the process died under it


class _Stopped(Exception):
    """The job was cancelled, or the service stops."""


class Jobs:
    """Submits, runs and cancels jobs."""

    def __init__(self, storage: Storage, settings: Settings, told: Callable[[str], None] | None = None) -> None:
        """Takes up what was left; `told` is called with the id of every job that has ended."""
        self._storage = storage
        self._settings = settings
        self._told = told or (lambda _: None)
        self._workers = ThreadPoolExecutor(settings.n_workers, thread_name_prefix="job")
        self._finished: dict[str, Future[None]] = {}  # one a job under way, done when the job has ended
        self._is_closing = False
        for job_id in storage.unfinished():
            self._enqueue(job_id)

    def close(self) -> None:
        """Leaves all jobs to the next start, the running ones as soon as they next tell their progress."""
        self._is_closing = True
        self._workers.shutdown(wait=True, cancel_futures=True)

    def submit(self, kind: str, request: dict[str, Any], idempotency_key: str | None = None) -> Job:
        """The queued job, or the one that the same key and request gave before.

        Raises `InputError` for a bundle or text that cannot be used (nothing is queued), `KeyReused`, `QueueFull`.
        """
        sha256 = hashlib.sha256(json.dumps([kind, request], sort_keys=True).encode()).hexdigest()
        if idempotency_key is not None:
            before = self._storage.job_of_key(idempotency_key)
            if before is not None:
                return _same_request(before, sha256)
        if kind == VERIFICATION:  # bad input is told at once
            pipeline.check_text(request["text"], self._settings, pointer="/text")
        _bundle_of(request, self._settings, datetime.now(UTC))
        if self._storage.n_unfinished() >= self._settings.max_queued:
            raise QueueFull
        job = Job(
            id=str(uuid_utils.uuid7()),
            kind=kind,
            request=request,
            request_sha256=sha256,
            created_at=datetime.now(UTC),
            idempotency_key=idempotency_key,
        )
        try:
            self._storage.add(job)
        except DuplicateKey:  # the same key arrived twice at once
            before = self._storage.job_of_key(idempotency_key or "")
            if before is None:
                raise
            return _same_request(before, sha256)
        self._enqueue(job.id)
        return job

    async def wait(self, job_id: str, seconds: float) -> None:
        """Returns when the job has ended, when the time is up, or when the server stops: the job outlives it."""
        finished = self._finished.get(job_id)
        if finished is not None and seconds > 0:
            with contextlib.suppress(asyncio.CancelledError):  # whoever waits is told where to ask again
                await asyncio.wait([asyncio.wrap_future(finished)], timeout=seconds)

    def cancel(self, job_id: str) -> None:
        """Cancels a job that has not finished; one that runs stops where it next tells its progress."""
        self._storage.cancel(job_id)
        self._wake(job_id)

    def _enqueue(self, job_id: str) -> None:
        self._finished[job_id] = Future()
        self._workers.submit(self._run, job_id)

    def _wake(self, job_id: str) -> None:
        finished = self._finished.pop(job_id, None)
        if finished is not None:
            finished.set_result(None)

    def _run(self, job_id: str) -> None:
        try:
            job = self._storage.start(job_id)
            if job is not None:
                self._do(job)
                self._told(job_id)
        except _Stopped:
            self._storage.requeue(job_id)
        except Exception:  # the next start takes the job up again
            log.exception("what came of job %s cannot be kept", job_id)
        finally:
            self._wake(job_id)

    def _do(self, job: Job) -> None:
        if job.n_tries > N_TRIES_AT_MOST:
            gone = {"status": 500, "title": FAULT, "detail": "The service stopped during this job too often."}
            self._storage.finish(replace(job, status=FAILED, problem=gone))
            return
        now, began = datetime.now(UTC), time.monotonic()

        def timings() -> dict[str, str | float]:
            waited = max(0.0, (now - job.created_at).total_seconds())
            taken = time.monotonic() - began
            at = now.isoformat()
            return {"started_at": at, "read_at": at, "waited_s": round(waited, 3), "took_s": round(taken, 3)}

        try:
            report = work(job, self._settings, lambda message: self._tell(job.id, message), now)
            ended = replace(
                job,
                status=SUCCEEDED,
                title=headline(report.summaries[0]) if report.summaries else "",
                result=report_record(report),
                view=report_view(report),
            )
            self._storage.finish(ended, timings())
        except SummarizerError as error:
            self._storage.finish(replace(job, status=FAILED, problem=problem_of(error)), timings())
        except _Stopped:
            raise
        except Exception:  # a fault of ours must end in a failed job, not in a dead worker
            log.exception("job %s failed", job.id)
            fault = {"status": 500, "title": FAULT, "detail": f"Job {job.id} failed by a fault of ours."}
            self._storage.finish(replace(job, status=FAILED, problem=fault), timings())

    def _tell(self, job_id: str, message: str) -> None:
        if self._is_closing or not self._storage.note_progress(job_id, message):
            raise _Stopped


def href_of(job: Job) -> str:
    """Where the API has the job."""
    return f"/v1/{'summaries' if job.kind == SUMMARY else 'verifications'}/{job.id}"


def _same_request(before: Job, sha256: str) -> Job:
    if before.request_sha256 != sha256:
        raise KeyReused
    return before


def _bundle_of(request: dict[str, Any], settings: Settings, now: datetime) -> Bundle:
    return read_bundle(request["articles"], settings, now=now)


def work(job: Job, settings: Settings, tell: Callable[[str], None], now: datetime) -> Report:
    """What a job asks for, from its request alone; `now` is what embargo and expiry of its articles are measured by."""
    bundle = _bundle_of(job.request, settings, now)
    if job.kind == VERIFICATION:
        return pipeline.verify(job.request["text"], bundle, settings, title=job.request.get("title", ""), progress=tell)
    engine = job.request.get("engine") or settings.engine
    brief = Brief(n_words=job.request.get("n_words") or Brief().n_words)
    return pipeline.summarize(bundle, brief, settings.model_copy(update={"engine": engine}), progress=tell)
