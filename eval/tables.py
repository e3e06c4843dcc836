"""Records of a .jsonl or .jsonl.gz file, one at a time: memory stays flat however long the file is."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, cast

from summarizer.errors import InputError

GZIP_MAGIC = b"\x1f\x8b"


def read_records(path: Path) -> Iterator[tuple[int, Mapping[str, object] | InputError]]:
    """Each line's number (from 1) with its record, or with the error that says why it is none. Empty lines are skipped.

    Raises InputError when the file itself cannot be read.
    """
    try:
        with _open(path) as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield number, _record(line, number)
    except (OSError, EOFError, gzip.BadGzipFile) as error:
        raise InputError(f"{path} cannot be read: {error}", hint="Give a .jsonl or .jsonl.gz file.") from error


def count_records(path: Path) -> int:
    """How many lines hold something: for a progress bar. 0 when the file cannot be read."""
    try:
        with _open(path) as lines:
            return sum(1 for line in lines if line.strip())
    except (OSError, EOFError, gzip.BadGzipFile):
        return 0


def _open(path: Path) -> IO[bytes]:
    """The file's bytes, unpacked when they are gzip, whatever the file is called."""
    with path.open("rb") as raw:
        is_gzip = raw.read(2) == GZIP_MAGIC
    return cast(IO[bytes], gzip.open(path, "rb") if is_gzip else path.open("rb"))


def _record(line: bytes, number: int) -> Mapping[str, object] | InputError:
    try:
        found = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8", errors="replace"))
    except (ValueError, RecursionError):
        return InputError(f"line {number} is no JSON", pointer=f"/{number}")
    if not isinstance(found, dict):
        return InputError(f"line {number} is no JSON object", pointer=f"/{number}")
    return found
