"""The chain of records: how every job ended and what editors decided of it, each with the hash of the one before.

Whoever changes, drops or inserts one later breaks the chain behind it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sql

from service.storage.tables import RECORDS

RESULT, DECISION = "result", "decision"
_FIRST = "0" * 64  # stands for the record before the first


@dataclass(frozen=True, slots=True)
class Record:
    """One record of the chain: `sha256` is of all the rest of it, the hash of the one before among it."""

    number: int
    kind: str
    job_id: str
    content: dict[str, Any]
    previous_sha256: str
    sha256: str


def sha256_of_text(text: str) -> str:
    """Hash of a text (UTF-8), hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _hash(kind: str, job_id: str, content: str, previous: str) -> str:
    return sha256_of_text(json.dumps([kind, job_id, content, previous], ensure_ascii=False))


def append_record(connection: sql.Connection, kind: str, job_id: str, content: Mapping[str, Any]) -> None:
    """Puts a record at the end of the chain. The transaction has written before: nobody else appends meanwhile."""
    last = sql.select(RECORDS.c.sha256).order_by(RECORDS.c.number.desc()).limit(1).with_for_update()
    previous = connection.execute(last).scalar_one_or_none() or _FIRST
    kept = json.dumps(dict(content), sort_keys=True, ensure_ascii=False)
    sha256 = _hash(kind, job_id, kept, previous)
    values = {"kind": kind, "job_id": job_id, "content": kept, "previous_sha256": previous, "sha256": sha256}
    connection.execute(RECORDS.insert().values(**values))


class RecordStore:
    """Reads the chain. Safe for many threads."""

    def __init__(self, engine: sql.Engine) -> None:
        self._engine = engine

    def of(self, job_id: str) -> tuple[Record, ...]:
        """The records about a job, the oldest first."""
        query = RECORDS.select().where(RECORDS.c.job_id == job_id).order_by(RECORDS.c.number)
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(Record(**{**row, "content": json.loads(row["content"])}) for row in rows)

    def end(self) -> tuple[int, str]:
        """How many records there are, and the hash of the newest ("" where there is none)."""
        count = sql.select(sql.func.count()).select_from(RECORDS)
        newest = sql.select(RECORDS.c.sha256).order_by(RECORDS.c.number.desc()).limit(1)
        with self._engine.connect() as connection:
            return int(connection.execute(count).scalar_one()), connection.execute(newest).scalar_one_or_none() or ""

    def first_broken(self) -> int | None:
        """The number of the first record that does not follow from those before it; None where the chain is whole."""
        previous = _FIRST
        with self._engine.connect() as connection:
            for row in connection.execute(RECORDS.select().order_by(RECORDS.c.number)).mappings():
                made = _hash(row["kind"], row["job_id"], row["content"], row["previous_sha256"])
                if row["previous_sha256"] != previous or row["sha256"] != made:
                    return int(row["number"])
                previous = row["sha256"]
        return None
