"""Published files and their rows: which file to read, and every missing field told with its file, row and name.

A public benchmark is no untrusted chat: a row that lacks what it must have is an error, for to leave it out in silence
would falsify the figures. What a loader leaves out on purpose, its docstring says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from eval.tables import Record, read_records
from summarizer.errors import InputError
from summarizer.model import Article

KEY_LENGTH = 16  # hex digits of a document's hash, as in `eval.cases`
FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One row of a file, or a part of one; `place` tells where it stands, for messages.

    Where several names are given for a field, the first that the row has counts: publishers differ in spelling.
    """

    fields: Record
    place: str

    def error(self, problem: str) -> InputError:
        """An error that names the file and the row.

        >>> str(PublishedRow({}, "dev.jsonl, row 3").error("no claim"))
        'dev.jsonl, row 3: no claim'
        """
        return InputError(f"{self.place}: {problem}")

    def value(self, *names: str) -> object:
        """The field's value. Raises InputError when the row has none."""
        for name in names:
            if self.fields.get(name) is not None:
                return self.fields[name]
        raise self.error(f"no {_spelt(names)}")

    def text(self, *names: str) -> str:
        """A text that is not blank, exactly as it stands."""
        found = self.value(*names)
        if not isinstance(found, str) or not found.strip():
            raise self.error(f"{_spelt(names)} is no text")
        return found

    def key(self, *names: str) -> str:
        """An identifier, which may be a text or a whole number."""
        found = self.value(*names)
        if isinstance(found, bool) or not isinstance(found, str | int) or not str(found).strip():
            raise self.error(f"{_spelt(names)} is no identifier")
        return str(found)

    def whole(self, *names: str) -> int:
        """A whole number; CSV writes it as a text."""
        found = self.value(*names)
        try:
            return int(str(found))
        except ValueError:
            raise self.error(f"{_spelt(names)} is no whole number") from None

    def label(self) -> int:
        """The field "label", where 1 is supported and 0 is not, as with us."""
        found = self.whole("label")
        if found not in (0, 1):
            raise self.error(f'"label" is {found}, neither 1 nor 0')
        return found

    def flag(self, *names: str) -> bool:
        """Yes or no, in any of the usual spellings."""
        found = FLAGS.get(str(self.value(*names)).strip().lower())
        if found is None:
            raise self.error(f"{_spelt(names)} is neither yes nor no")
        return found

    def values(self, *names: str) -> list[object]:
        """A list, which may be empty."""
        found = self.value(*names)
        if not isinstance(found, list):
            raise self.error(f"{_spelt(names)} is no list")
        return found

    def texts(self, *names: str) -> list[str]:
        """A list of texts."""
        found = self.values(*names)
        if not all(isinstance(part, str) for part in found):
            raise self.error(f"{_spelt(names)} is no list of texts")
        return cast(list[str], found)

    def parts(self, *names: str) -> list[PublishedRow]:
        """A list of objects, each with its own place."""
        found = self.values(*names)
        if not all(isinstance(part, dict) for part in found):
            raise self.error(f"{_spelt(names)} is no list of objects")
        name = next(name for name in names if self.fields.get(name) is not None)
        return [PublishedRow(cast(Record, part), f"{self.place}, {name}/{n}") for n, part in enumerate(found)]


def read_rows(path: Path) -> Iterator[PublishedRow]:
    """The rows of a JSON lines, CSV or Parquet file one at a time, or of a JSON file, which is read whole.

    A JSON file may hold a list of objects, one object, or JSON lines. Raises InputError when it cannot be read.
    """
    for number, record in read_records(path):
        if isinstance(record, InputError):
            raise InputError(f"{path.name}: {record}") from record
        yield PublishedRow(record, f"{path.name}, row {number}")


def pick(path: Path, *patterns: str) -> list[Path]:
    """The file itself; of a folder the files of the first pattern that has any, at its top or, failing that, below.

    Raises InputError when the folder has none.
    """
    if path.is_file():
        return [path]
    for pattern in patterns:
        found = sorted(path.glob(pattern)) or sorted(path.rglob(pattern))
        if found:
            return found
    raise InputError(f"{path} holds no {' and no '.join(patterns)}")


def document_key(*texts: str) -> str:
    """A short hash by which cases of the same documents are known to belong together.

    >>> document_key("It rained.") == document_key("It rained.")
    True
    """
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode("utf-8", "replace"))
    return digest.hexdigest()[:KEY_LENGTH]


def one_document(text: str) -> tuple[Article, ...]:
    """The documents of a case that has only one.

    >>> one_document("It rained.")[0].number
    1
    """
    return (Article(id="doc-1", number=1, text=text),)


def _spelt(names: tuple[str, ...]) -> str:
    return " or ".join(f'"{name}"' for name in names)
