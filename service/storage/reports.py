"""What editors reported about single sentences: appended, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sql

from service.storage.keys import Once, keep_key
from service.storage.tables import REPORTS

WRONG_FLAG, MISSED_ERROR = "wrong_flag", "missed_error"


@dataclass(frozen=True, slots=True)
class SentenceReport:
    """Somebody's word that a verdict is wrong: of which sentence (`number` in its text; 0 is the headline), and why."""

    id: str
    job_id: str
    summary_id: str
    number: int
    text: str
    verdict: str
    kind: str
    author: str
    note: str
    at: datetime


class ReportStore:
    """Reports in the service's database. Safe for many threads."""

    def __init__(self, engine: sql.Engine) -> None:
        self._engine = engine

    def add(self, report: SentenceReport, once: Once | None = None) -> None:
        """Keeps a report. Raises `DuplicateKey` where something was made under the key of the request before."""
        values = {name: getattr(report, name) for name in SentenceReport.__slots__}
        with self._engine.begin() as connection:
            connection.execute(REPORTS.insert().values(**values | {"at": report.at.isoformat()}))
            keep_key(connection, once, report.id)

    def one(self, report_id: str) -> SentenceReport | None:
        """The report of that id, or None."""
        return next(iter(self._all(REPORTS.select().where(REPORTS.c.id == report_id))), None)

    def page(self, *, before: str | None, n: int) -> tuple[SentenceReport, ...]:
        """At most `n` reports, the newest first, older than the id `before`."""
        query = REPORTS.select().order_by(REPORTS.c.id.desc()).limit(n)
        if before is not None:
            query = query.where(REPORTS.c.id < before)
        return self._all(query)

    def of(self, job_id: str) -> tuple[SentenceReport, ...]:
        """The reports about a job's sentences, the oldest first."""
        return self._all(REPORTS.select().where(REPORTS.c.job_id == job_id).order_by(REPORTS.c.id))

    def _all(self, query: sql.Select[Any]) -> tuple[SentenceReport, ...]:
        with self._engine.connect() as connection:
            return tuple(_report(row) for row in connection.execute(query).mappings())


def _report(row: Mapping[Any, Any]) -> SentenceReport:
    values = {name: row[name] for name in SentenceReport.__slots__}
    return SentenceReport(**values | {"at": datetime.fromisoformat(row["at"])})
