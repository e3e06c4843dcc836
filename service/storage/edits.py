"""Which text was edited from which: appended, never changed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sql

from service.storage.tables import EDITS


@dataclass(frozen=True, slots=True)
class Edit:
    """A job whose text was edited from a text of an earlier one (`summary_id`, where that has several)."""

    job_id: str
    edited_from: str
    summary_id: str


class EditStore:
    """Edits in the service's database. Safe for many threads; `Storage.add` keeps them, each with its job."""

    def __init__(self, engine: sql.Engine) -> None:
        self._engine = engine

    def of(self, job_id: str) -> Edit | None:
        """What the text of a job was edited from; None for one that is no edit."""
        found = self._all(EDITS.c.job_id == job_id)
        return found[0] if found else None

    def among(self, job_ids: Collection[str]) -> frozenset[str]:
        """Which of these jobs are edits."""
        return frozenset(edit.job_id for edit in self._all(EDITS.c.job_id.in_(job_ids)))

    def made_of(self, job_ids: Collection[str]) -> tuple[Edit, ...]:
        """The edits of the texts of these jobs, the oldest first."""
        return self._all(EDITS.c.edited_from.in_(job_ids))

    def _all(self, condition: sql.ColumnElement[bool]) -> tuple[Edit, ...]:
        query = EDITS.select().where(condition).order_by(EDITS.c.job_id)
        with self._engine.connect() as connection:
            return tuple(Edit(**row) for row in connection.execute(query).mappings())
