"""Data in the package: word lists, vectors, fitted weights. The only module below the edges that reads files."""

from __future__ import annotations

import gzip
from importlib import resources

__all__ = ["read_bytes", "read_text"]


def read_bytes(name: str) -> bytes:
    """The bytes of a file of this package; of a name that ends in .gz, unpacked.

    >>> read_bytes("document_frequencies.txt.gz")[:1].isdigit()
    True
    """
    raw = resources.files(__name__).joinpath(name).read_bytes()
    return gzip.decompress(raw) if name.endswith(".gz") else raw


def read_text(name: str) -> str:
    """The text of a file of this package, UTF-8; of a name that ends in .gz, unpacked."""
    return read_bytes(name).decode("utf-8")
