"""Idempotency keys of decisions and reports: with which request each came, and what was made. Jobs keep their own."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sql

from service.storage.tables import KEYS


class DuplicateKey(Exception):
    """Something was made under this idempotency key already."""


@dataclass(frozen=True, slots=True)
class Once:
    """A request that is to be done once: the key it came with, and the hash of all that it asks for."""

    key: str
    request_sha256: str


class KeyStore:
    """Idempotency keys in the service's database. Safe for many threads."""

    def __init__(self, engine: sql.Engine) -> None:
        self._engine = engine

    def made(self, key: str) -> tuple[Once, str] | None:
        """The request that came with that key, and the id of what it made; None where there was none."""
        with self._engine.connect() as connection:
            row = connection.execute(KEYS.select().where(KEYS.c.key == key)).mappings().first()
        return (Once(row["key"], row["request_sha256"]), row["made"]) if row is not None else None


def keep_key(connection: sql.Connection, once: Once | None, made: str) -> None:
    """Keeps what a request made, in the transaction that makes it. Raises `DuplicateKey` when the key is taken."""
    if once is None:
        return
    try:
        connection.execute(KEYS.insert().values(key=once.key, request_sha256=once.request_sha256, made=made))
    except sql.exc.IntegrityError as error:
        raise DuplicateKey from error
