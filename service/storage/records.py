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
_MOST_TRIES = 50  # to be the next one, where many append at once


@dataclass(frozen=True, slots=True)
class Record:
    """One record of the chain: `sha256` is of all the rest of it, the hash of the one before among it."""

    number: int
    kind: str
    job_id: str
    content: dict[str, Any]
    previous_sha256: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Chain:
    """How many records there are, the hash of the newest ("" where there is none), and the number of the first that
    does not follow from those before it: None where the chain is whole."""

    n_records: int
    sha256: str
    first_broken: int | None


def sha256_of_text(text: str) -> str:
    """Hash of a text (UTF-8), hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _hash(kind: str, job_id: str, content: str, previous: str) -> str:
    return sha256_of_text(json.dumps([kind, job_id, content, previous], ensure_ascii=False))


def append_record(connection: sql.Connection, kind: str, job_id: str, content: Mapping[str, Any]) -> None:
    """Puts a record at the end of the chain, in a transaction that has written before.

    On SQLite nobody else appends meanwhile. Elsewhere somebody may: no two records can follow the same one, and whoever
    comes second follows the first.
    """
    kept = json.dumps(dict(content), sort_keys=True, ensure_ascii=False)
    for n_left in reversed(range(_MOST_TRIES)):
        previous = _newest(connection)
        sha256 = _hash(kind, job_id, kept, previous)
        values = {"kind": kind, "job_id": job_id, "content": kept, "previous_sha256": previous, "sha256": sha256}
        try:
            with connection.begin_nested():
                connection.execute(RECORDS.insert().values(**values))
        except sql.exc.IntegrityError:
            if not n_left:
                raise
        else:
            return


def _newest(connection: sql.Connection) -> str:
    """The hash of the record that the next one follows."""
    last = sql.select(RECORDS.c.sha256).order_by(RECORDS.c.number.desc()).limit(1).with_for_update()
    return connection.execute(last).scalar_one_or_none() or _FIRST


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

    def chain(self) -> Chain:
        """The whole chain, read at one moment: what is appended meanwhile is no part of it."""
        n_records, newest, previous, first_broken = 0, "", _FIRST, None
        with self._engine.connect() as connection:
            for row in connection.execute(RECORDS.select().order_by(RECORDS.c.number)).mappings():
                made = _hash(row["kind"], row["job_id"], row["content"], row["previous_sha256"])
                if first_broken is None and (row["previous_sha256"] != previous or row["sha256"] != made):
                    first_broken = int(row["number"])
                n_records, newest, previous = n_records + 1, row["sha256"], row["sha256"]
        return Chain(n_records, newest, first_broken)
