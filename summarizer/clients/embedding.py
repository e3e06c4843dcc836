"""The doors to an embedding model: texts in, unit vectors out, whole or not at all.

A door is one method, `embed`. Batches, retries, checks of what came back and a cache by text are the same whatever
the server, so they stand here; a server's own part is `_ask`, one request.
"""

from __future__ import annotations

import hashlib
import threading
import time
from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from summarizer.clients import with_retries
from summarizer.errors import ReplyInvalid
from summarizer.settings import Settings

Vectors = NDArray[np.float32]

_TEXTS_PER_REQUEST = 64
"""Some 300 tokens each here: far below what any server takes in one request (OpenAI: 2,048 texts, 300,000 tokens)."""
_TEXTS_KEPT = 4_096
"""Vectors in the cache, the oldest go first: about 25 MB of 1,536 numbers each."""


class Embedder(Protocol):
    """A door to an embedding model."""

    @property
    def name(self) -> str:
        """The model's name: vectors of two names are of two spaces, and are never compared."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit rows, (n, d), one a text and in their order; (0, 0) for none. Raises a `ClientError` for anything less.

        No text may be empty.
        """
        ...


class BatchedEmbedder(ABC):
    """An embedder but for one method. Safe for many threads; a text is asked for once in a process."""

    def __init__(self, name: str, settings: Settings, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._name = name
        self._settings = settings
        self._sleep = sleep
        self._kept: OrderedDict[bytes, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """The model's name."""
        return self._name

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit rows, one a text. Raises a batch's last `ClientError`; the batches before it stay in the cache."""
        keys = [hashlib.sha256(text.encode("utf-8", "replace")).digest() for text in texts]
        with self._lock:
            known = {key: self._kept[key] for key in keys if key in self._kept}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        for batch in _batched(list(missing), _TEXTS_PER_REQUEST):
            rows = self._rows([missing[key] for key in batch])
            known |= dict(zip(batch, rows, strict=True))
            self._keep(batch, rows)
        if len({len(vector) for vector in known.values()}) > 1:
            raise ReplyInvalid(f"The embedding model {self._name} gave vectors of different lengths.")
        return np.stack([known[key] for key in keys]) if keys else np.zeros((0, 0), dtype=np.float32)

    @abstractmethod
    def _ask(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """The vectors of these texts as one request gives them. Raises a `ClientError`; does not retry."""

    def _rows(self, texts: Sequence[str]) -> Vectors:
        rows, _ = with_retries(
            lambda: unit_rows(self._ask(texts), len(texts), self._name), self._settings, sleep=self._sleep
        )
        return rows

    def _keep(self, keys: Sequence[bytes], rows: Vectors) -> None:
        with self._lock:
            self._kept.update(zip(keys, rows, strict=True))
            while len(self._kept) > _TEXTS_KEPT:
                self._kept.popitem(last=False)


def unit_rows(rows: Sequence[Sequence[float]], n: int, name: str) -> Vectors:
    """The rows of a reply as unit vectors. Raises `ReplyInvalid`, which a retry may mend, for what is none.

    >>> unit_rows([[3.0, 4.0]], 1, "m").round(1).tolist()
    [[0.6000000238418579, 0.800000011920929]]
    >>> unit_rows([[3.0, 4.0]], 2, "m")
    Traceback (most recent call last):
    summarizer.errors.ReplyInvalid: The embedding model m gave 1 vectors for 2 texts.
    """
    told = f"The embedding model {name}"
    if len(rows) != n:
        raise ReplyInvalid(f"{told} gave {len(rows)} vectors for {n} texts.")
    if len({len(row) for row in rows}) != 1 or not len(rows[0]):
        raise ReplyInvalid(f"{told} gave vectors that are empty or of different lengths.")
    try:
        vectors = np.array(rows, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ReplyInvalid(f"{told} gave vectors that are no numbers.") from error
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    if vectors.ndim != 2 or not np.isfinite(lengths).all() or not lengths.all():
        raise ReplyInvalid(f"{told} gave vectors that are not finite, or zero.")
    return np.asarray(vectors / lengths, dtype=np.float32)


def _batched(keys: Sequence[bytes], n: int) -> list[list[bytes]]:
    return [list(keys[start : start + n]) for start in range(0, len(keys), n)]
