"""`Idempotency-Key` as the IETF draft has it: the same request again gives the first answer, another one is refused."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Annotated, Any

from fastapi import Depends, Header

from service.problems import KeyReused
from service.storage import Once, Storage
from summarizer.errors import InputError

_QUOTED = re.compile(r'\s*"((?:[^"\\]|\\["\\])*)"\s*(?:;.*)?')


def read_key(
    idempotency_key: Annotated[
        str | None,
        Header(
            min_length=1,
            max_length=255,
            description="A quoted string (RFC 8941); without quotes it is the same key. Same key and body: the first "
            "answer, however often it is sent; another body: 422; while the first is being answered: 409.",
        ),
    ] = None,
) -> str | None:
    """The key of a request, without its quotes: the draft asks for them, and many clients leave them out.

    >>> read_key('"desk-7"'), read_key("desk-7"), read_key(None)
    ('desk-7', 'desk-7', None)
    """
    found = _QUOTED.fullmatch(idempotency_key or "")
    key = re.sub(r"\\(.)", r"\1", found[1]) if found is not None else idempotency_key
    if key == "":
        raise InputError("The Idempotency-Key is empty.", pointer="/header/idempotency-key")
    return key


IdempotencyKey = Annotated[str | None, Depends(read_key)]


def once_of(key: str | None, *asked: Any) -> Once | None:
    """The request with its key; None where it has none, and may be done again."""
    if key is None:
        return None
    return Once(key, hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest())


def made_before(storage: Storage, once: Once | None) -> str | None:
    """The id of what this very request made before. Raises `KeyReused` where another one came with its key."""
    before = storage.keys.made(once.key) if once is not None else None
    if before is None:
        return None
    if before[0] != once:
        raise KeyReused
    return before[1]
