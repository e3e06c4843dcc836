"""Which code and which data a figure was measured with: short hashes that change when what they stand for does."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1]
MEASURED = ("summarizer", "prompts")
"""The folders whose content decides what the product answers."""
KEPT = (".py", ".txt", ".md", ".npz", ".gz", ".json", ".html", ".onnx")
LENGTH = 12  # hex digits: two versions of a project do not meet in 48 bits


@functools.cache
def code_fingerprint() -> str:
    """Of the library, its resources and the prompts, as they lie on disk; cards and other prose do not count."""
    found = (path for folder in MEASURED for path in (ROOT / folder).rglob("*") if path.suffix in KEPT)
    return fingerprint(path for path in found if path.suffix != ".md" or path.is_relative_to(ROOT / "prompts"))


@functools.cache
def harness_fingerprint() -> str:
    """Of the evaluation's own code: what decides scores and figures besides the library."""
    return fingerprint(path for path in (ROOT / "eval").rglob("*.py"))


def fingerprint(paths: Iterable[Path]) -> str:
    """Of files: their names under the project (or alone, where they lie outside) and their bytes, whatever the order.

    >>> fingerprint([]) == fingerprint([])
    True
    """
    digest = hashlib.sha256()
    for path in sorted(paths):
        name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        digest.update(f"{name}\0{content}\n".encode())
    return digest.hexdigest()[:LENGTH]
