"""Where jobs and their results are kept. The only place with SQL; rows go in and out as frozen `Job`s."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sql

from service.storage.articles import Arrival, ArticleStore, KeptArticle, KeptStory, StoryEvent, Withdrawn
from service.storage.decisions import Decision, DecisionStore
from service.storage.deliveries import DeliveryStore
from service.storage.edits import Edit, EditStore
from service.storage.keys import DuplicateKey, KeyStore, Once
from service.storage.records import RESULT, Record, RecordStore, append_record, sha256_of_text
from service.storage.reports import ReportStore, SentenceReport
from service.storage.tables import EDITS, FOLLOWED_ONCE, TABLES

__all__ = [
    "Arrival",
    "ArticleStore",
    "Decision",
    "DuplicateKey",
    "Edit",
    "Job",
    "KeptArticle",
    "KeptStory",
    "Once",
    "Record",
    "SentenceReport",
    "Storage",
    "StoryEvent",
    "Withdrawn",
]

QUEUED, RUNNING, SUCCEEDED, FAILED, CANCELLED = "queued", "running", "succeeded", "failed", "cancelled"
UNFINISHED = (QUEUED, RUNNING)

_jobs = sql.Table(
    "jobs",
    TABLES,
    sql.Column("id", sql.String(36), primary_key=True),  # UUIDv7: sorts by time
    sql.Column("kind", sql.String(16), nullable=False),
    sql.Column("status", sql.String(16), nullable=False, index=True),
    sql.Column("progress", sql.Text, nullable=False, default=""),
    sql.Column("n_tries", sql.Integer, nullable=False, default=0),
    sql.Column("created_at", sql.String(40), nullable=False),
    sql.Column("finished_at", sql.String(40)),
    sql.Column("title", sql.Text, nullable=False, default=""),
    sql.Column("request", sql.Text, nullable=False),
    sql.Column("result", sql.Text),
    sql.Column("view", sql.Text),
    sql.Column("problem", sql.Text),
    sql.Column("idempotency_key", sql.String(255), unique=True),
    sql.Column("request_sha256", sql.String(64), nullable=False),
)


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work and what came of it: `request` and `result` are JSON values, `view` ready HTML."""

    id: str
    kind: str
    request: dict[str, Any]
    request_sha256: str
    created_at: datetime
    status: str = QUEUED
    progress: str = ""
    n_tries: int = 0
    finished_at: datetime | None = None
    title: str = ""
    result: dict[str, Any] | None = None
    view: str | None = None
    problem: dict[str, Any] | None = None
    idempotency_key: str | None = field(default=None, repr=False)

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will come."""
        return self.status not in UNFINISHED


class Storage:
    """Jobs in a database (SQLite by default, in WAL mode so that readers do not wait). Safe for many threads."""

    def __init__(self, database: str) -> None:
        url = database if "://" in database else f"sqlite:///{database}"
        if url.startswith("sqlite:///") and ":memory:" not in url:
            Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
        self._engine = sql.create_engine(url)
        if self._engine.dialect.name == "sqlite":
            sql.event.listen(self._engine, "connect", _tune_sqlite)
        TABLES.create_all(self._engine)
        with contextlib.suppress(sql.exc.IntegrityError):  # of a chain that has forked already, as it says itself
            FOLLOWED_ONCE.create(self._engine, checkfirst=True)  # in databases that were begun without it
        self.articles = ArticleStore(self._engine)
        self.decisions = DecisionStore(self._engine)
        self.edits = EditStore(self._engine)
        self.records = RecordStore(self._engine)
        self.reports = ReportStore(self._engine)
        self.keys = KeyStore(self._engine)
        self.deliveries = DeliveryStore(self._engine)

    def close(self) -> None:
        """Lets the connections go."""
        self._engine.dispose()

    def is_ready(self) -> bool:
        """Whether the database answers."""
        try:
            with self._engine.connect() as connection:
                connection.execute(sql.select(sql.func.count()).select_from(_jobs.select().limit(1).subquery()))
        except sql.exc.SQLAlchemyError:
            return False
        return True

    def add(self, job: Job) -> None:
        """Keeps a new job, and of what it is an edit. Raises `DuplicateKey` when its idempotency key is taken."""
        try:
            with self._engine.begin() as connection:
                connection.execute(_jobs.insert().values(**_row(job)))
                if "edited_from" in job.request:
                    edited = {name: job.request[name] for name in ("edited_from", "summary_id")}
                    connection.execute(EDITS.insert().values(job_id=job.id, **edited))
        except sql.exc.IntegrityError as error:
            raise DuplicateKey from error

    def job(self, job_id: str) -> Job | None:
        """The job of that id, or None."""
        return self._one(_jobs.c.id == job_id)

    def state(self, job_id: str) -> tuple[str, str] | None:
        """(status, what the job is doing now), without its request and result; None where there is none."""
        query = sql.select(_jobs.c.status, _jobs.c.progress).where(_jobs.c.id == job_id)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return (str(row[0]), str(row[1])) if row is not None else None

    def job_of_key(self, idempotency_key: str) -> Job | None:
        """The job that was asked for under that idempotency key, or None."""
        return self._one(_jobs.c.idempotency_key == idempotency_key)

    def _one(self, condition: sql.ColumnElement[bool]) -> Job | None:
        with self._engine.connect() as connection:
            row = connection.execute(_jobs.select().where(condition)).mappings().first()
        return _job(row) if row is not None else None

    def page(self, kind: str | None, *, before: str | None, n: int, status: str | None = None) -> tuple[Job, ...]:
        """At most `n` jobs, the newest first, older than the id `before`; results and views are not loaded."""
        light = [column for column in _jobs.c if column.name not in ("result", "view", "request")]
        query = sql.select(*light).order_by(_jobs.c.id.desc()).limit(n)
        if kind is not None:
            query = query.where(_jobs.c.kind == kind)
        if status is not None:
            query = query.where(_jobs.c.status == status)
        if before is not None:
            query = query.where(_jobs.c.id < before)
        with self._engine.connect() as connection:
            return tuple(_job(row) for row in connection.execute(query).mappings())

    def unfinished(self) -> tuple[str, ...]:
        """Ids of the jobs that are queued or were running, the oldest first."""
        query = sql.select(_jobs.c.id).where(_jobs.c.status.in_(UNFINISHED)).order_by(_jobs.c.id)
        with self._engine.connect() as connection:
            return tuple(connection.execute(query).scalars())

    def n_unfinished(self) -> int:
        """How many jobs wait or run."""
        query = sql.select(sql.func.count()).select_from(_jobs).where(_jobs.c.status.in_(UNFINISHED))
        with self._engine.connect() as connection:
            return int(connection.execute(query).scalar_one())

    def start(self, job_id: str) -> Job | None:
        """Marks the job as running, one more try; None when it was cancelled or finished meanwhile."""
        self._change(job_id, UNFINISHED, status=RUNNING, n_tries=_jobs.c.n_tries + 1)
        job = self.job(job_id)
        return job if job is not None and job.status == RUNNING else None

    def note_progress(self, job_id: str, progress: str) -> bool:
        """Keeps what the job is doing now, for people. False when it runs no more: somebody cancelled it."""
        return self._change(job_id, (RUNNING,), progress=progress)

    def requeue(self, job_id: str) -> None:
        """Puts a running job back as if it had not been tried; one that was cancelled stays so."""
        self._change(job_id, (RUNNING,), status=QUEUED, n_tries=_jobs.c.n_tries - 1, progress="")

    def finish(self, job: Job, timings: Mapping[str, str | float] | None = None) -> None:
        """Keeps how a running job ended and its record, all in one transaction; a job that was cancelled stays so."""
        kept = _row(job)
        ended = {name: kept[name] for name in ("status", "title", "result", "view", "problem")}
        told = {
            "kind": job.kind,
            "status": job.status,
            "request_sha256": job.request_sha256,
            "result_sha256": sha256_of_text(kept["result"] or ""),
            "timings": dict(timings or {}),
        }
        is_running = (_jobs.c.id == job.id) & (_jobs.c.status == RUNNING)
        changed = (
            _jobs.update().where(is_running).values(**ended, finished_at=datetime.now(UTC).isoformat(), progress="")
        )
        with self._engine.begin() as connection:
            if connection.execute(changed).rowcount == 1:
                append_record(connection, RESULT, job.id, told)

    def result_sha256(self, job_id: str) -> str:
        """The hash of a job's result as it is kept now."""
        query = sql.select(_jobs.c.result).where(_jobs.c.id == job_id)
        with self._engine.connect() as connection:
            return sha256_of_text(connection.execute(query).scalar_one_or_none() or "")

    def cancel(self, job_id: str) -> None:
        """Cancels a job that has not finished; any other is left as it is."""
        self._change(job_id, UNFINISHED, status=CANCELLED, finished_at=datetime.now(UTC).isoformat(), progress="")

    def _change(self, job_id: str, from_statuses: tuple[str, ...], **values: Any) -> bool:
        """Changes the job if it has one of the statuses; whether it had."""
        condition = (_jobs.c.id == job_id) & _jobs.c.status.in_(from_statuses)
        with self._engine.begin() as connection:
            return connection.execute(_jobs.update().where(condition).values(**values)).rowcount == 1


def _tune_sqlite(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


def _row(job: Job) -> dict[str, Any]:
    return {
        "id": job.id,
        "kind": job.kind,
        "status": job.status,
        "progress": job.progress,
        "n_tries": job.n_tries,
        "created_at": job.created_at.isoformat(),
        "finished_at": job.finished_at.isoformat() if job.finished_at else None,
        "title": job.title,
        "request": json.dumps(job.request),
        "result": json.dumps(job.result, ensure_ascii=False) if job.result is not None else None,
        "view": job.view,
        "problem": json.dumps(job.problem) if job.problem is not None else None,
        "idempotency_key": job.idempotency_key,
        "request_sha256": job.request_sha256,
    }


def _job(row: Any) -> Job:
    def value(name: str) -> Any:
        kept = row.get(name)
        return json.loads(kept) if kept is not None else None

    return Job(
        id=row["id"],
        kind=row["kind"],
        status=row["status"],
        progress=row["progress"],
        n_tries=row["n_tries"],
        created_at=datetime.fromisoformat(row["created_at"]),
        finished_at=datetime.fromisoformat(row["finished_at"]) if row["finished_at"] else None,
        title=row["title"],
        request=value("request") or {},
        result=value("result"),
        view=row.get("view"),
        problem=value("problem"),
        idempotency_key=row["idempotency_key"],
        request_sha256=row["request_sha256"],
    )
