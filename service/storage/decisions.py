"""What editors decided about texts: appended, never changed; the newest one holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sql

from service.storage.keys import Once, keep_key
from service.storage.tables import DECISIONS

APPROVED, HELD, WITHDRAWN = "approved", "held", "withdrawn"


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided about a job's text, when and why."""

    kind: str
    author: str
    reason: str
    at: datetime


class Overtaken(Exception):
    """Something was decided about the job meanwhile."""


class DecisionStore:
    """Decisions in the service's database. Safe for many threads."""

    def __init__(self, engine: sql.Engine) -> None:
        self._engine = engine

    def add(self, job_id: str, decision: Decision, once: Once | None = None, n_before: int | None = None) -> int:
        """Keeps a decision beside those before it; how many the job has now.

        Raises `DuplicateKey` where something was made under the key of the request before, `Overtaken` (nothing is
        kept) where the job has other decisions than the `n_before` that whoever decides knew of.
        """
        values = {"kind": decision.kind, "author": decision.author, "reason": decision.reason}
        count = sql.select(sql.func.count()).select_from(DECISIONS).where(DECISIONS.c.job_id == job_id)
        with self._engine.begin() as connection:
            connection.execute(DECISIONS.insert().values(job_id=job_id, at=decision.at.isoformat(), **values))
            n_decisions = int(connection.execute(count).scalar_one())
            if n_before is not None and n_decisions != n_before + 1:
                raise Overtaken
            keep_key(connection, once, str(n_decisions))
        return n_decisions

    def of(self, job_ids: Collection[str]) -> Mapping[str, tuple[Decision, ...]]:
        """The decisions about each of these jobs that has any, the oldest first."""
        query = DECISIONS.select().where(DECISIONS.c.job_id.in_(job_ids)).order_by(DECISIONS.c.number)
        found: dict[str, tuple[Decision, ...]] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(query).mappings():
                made = Decision(row["kind"], row["author"], row["reason"], datetime.fromisoformat(row["at"]))
                found[row["job_id"]] = (*found.get(row["job_id"], ()), made)
        return found
