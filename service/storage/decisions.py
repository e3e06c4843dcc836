"""What editors decided about texts: appended, never changed; the newest one holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sql

from service.storage.keys import Once, keep_key
from service.storage.records import DECISION, append_record
from service.storage.tables import DECIDED_TEXTS, DECISIONS

APPROVED, HELD, WITHDRAWN = "approved", "held", "withdrawn"


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided about a job's texts, when and why: about the one of that id, "" for all of them."""

    kind: str
    author: str
    reason: str
    at: datetime
    summary_id: str = ""


def about(decisions: Iterable[Decision], summary_id: str) -> tuple[Decision, ...]:
    """Of a job's decisions those that are about a text of it, whether it is named or all are meant."""
    return tuple(one for one in decisions if one.summary_id in ("", summary_id))


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
            kept = DECISIONS.insert().values(job_id=job_id, at=decision.at.isoformat(), **values)
            number = connection.execute(kept.returning(DECISIONS.c.number)).scalar_one()
            if decision.summary_id:
                named = {"decision": number, "summary_id": decision.summary_id}
                connection.execute(DECIDED_TEXTS.insert().values(**named))
            n_decisions = int(connection.execute(count).scalar_one())
            if n_before is not None and n_decisions != n_before + 1:
                raise Overtaken
            append_record(
                connection,
                DECISION,
                job_id,
                {**values, "at": decision.at.isoformat(), "summary_id": decision.summary_id},
            )
            keep_key(connection, once, str(n_decisions))
        return n_decisions

    def of(self, job_ids: Collection[str]) -> Mapping[str, tuple[Decision, ...]]:
        """The decisions about each of these jobs that has any, the oldest first."""
        kept = DECISIONS.outerjoin(DECIDED_TEXTS, DECIDED_TEXTS.c.decision == DECISIONS.c.number)
        query = sql.select(*DECISIONS.c, DECIDED_TEXTS.c.summary_id).select_from(kept)
        query = query.where(DECISIONS.c.job_id.in_(job_ids)).order_by(DECISIONS.c.number)
        found: dict[str, tuple[Decision, ...]] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(query).mappings():
                at, summary_id = datetime.fromisoformat(row["at"]), row["summary_id"] or ""
                made = Decision(row["kind"], row["author"], row["reason"], at, summary_id)
                found[row["job_id"]] = (*found.get(row["job_id"], ()), made)
        return found
