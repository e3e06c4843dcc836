"""Tables of records, read and written one row at a time: JSON lines, CSV and Parquet; memory stays flat.

The format is told by the name: `.parquet`, `.csv`, `.csv.gz`, and JSON lines for everything else (gzip is recognised
by its content). In a CSV file a list (`docs`, `codes`) is written as JSON. Parquet needs pyarrow, which the extra
`eval` installs.
"""

from __future__ import annotations

import csv
import gzip
import importlib
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from summarizer.errors import InputError

GZIP_MAGIC = b"\x1f\x8b"
N_ROWS_AT_ONCE = 256  # of a Parquet file: a column store is read and written in stretches

Record = Mapping[str, object]
Row = tuple[int, Record | InputError]

# ------------------------------------------------------------------------------------------- reading


def read_records(path: Path) -> Iterator[Row]:
    """Each row's number (from 1) with its record, or with the error that says why it is none. Empty lines are skipped.

    Raises InputError when the file itself cannot be read.
    """
    try:
        yield from _reader(path)(path)
    except (OSError, EOFError, gzip.BadGzipFile, csv.Error, UnicodeError) as error:
        hint = "Give a .jsonl, .jsonl.gz, .csv or .parquet file."
        raise InputError(f"{path} cannot be read: {error}", hint=hint) from error


def count_records(path: Path) -> int | None:
    """How many rows hold something, for a progress bar; None when only reading the whole file would tell."""
    try:
        if path.suffix == ".parquet":
            return int(_pyarrow("pyarrow.parquet").ParquetFile(path).metadata.num_rows)
        if _is_csv(path):
            return None
        with _open(path) as lines:
            return sum(1 for line in lines if line.strip())
    except (OSError, EOFError, gzip.BadGzipFile, ValueError):
        return None


def _reader(path: Path) -> Callable[[Path], Iterator[Row]]:
    if path.suffix == ".parquet":
        return _read_parquet
    return _read_csv if _is_csv(path) else _read_lines


def _is_csv(path: Path) -> bool:
    return path.name.endswith((".csv", ".csv.gz"))


def _read_lines(path: Path) -> Iterator[Row]:
    with _open(path) as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield number, _record(line, number)


def _open(path: Path) -> IO[bytes]:
    """The file's bytes, unpacked when they are gzip, whatever the file is called."""
    with path.open("rb") as raw:
        is_gzip = raw.read(2) == GZIP_MAGIC
    return cast(IO[bytes], gzip.open(path, "rb") if is_gzip else path.open("rb"))


def _record(line: bytes, number: int) -> Record | InputError:
    try:
        found = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8", errors="replace"))
    except (ValueError, RecursionError):
        return InputError(f"line {number} is no JSON", pointer=f"/{number}")
    if not isinstance(found, dict):
        return InputError(f"line {number} is no JSON object", pointer=f"/{number}")
    return found


def _read_csv(path: Path) -> Iterator[Row]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))  # the default of 131,072 is less than a long article
    with io.TextIOWrapper(_open(path), encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = csv.DictReader(file)
        for number, row in enumerate(rows, start=1):
            if None in row:
                problem = f"row {number} has more fields than the header"
                yield number, InputError(problem, pointer=f"/{number}", hint="Quote fields that hold commas.")
                continue
            yield number, {name: _field(value) for name, value in row.items() if value not in (None, "")}


def _field(value: str) -> object:
    """A list or object written as JSON, else the text itself."""
    if value[:1] in "[{":
        try:
            return cast(object, json.loads(value))
        except (ValueError, RecursionError):
            return value
    return value


def _read_parquet(path: Path) -> Iterator[Row]:
    table = _pyarrow("pyarrow.parquet")
    number = 0
    try:
        for batch in table.ParquetFile(path).iter_batches(batch_size=N_ROWS_AT_ONCE):
            for record in batch.to_pylist():
                number += 1
                yield number, {name: value for name, value in record.items() if value is not None}
    except ValueError as error:  # pyarrow's own errors are ValueErrors
        raise InputError(f"{path} is no Parquet file that can be read: {error}") from error


def _pyarrow(module: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise InputError("Parquet files need pyarrow.", hint="pip install 'summarizer[eval]'") from error


# ------------------------------------------------------------------------------------------- writing


@contextmanager
def writing(path: Path) -> Iterator[Callable[[Record], None]]:
    """A function that writes one record to the file, which is there whole or not at all.

    Raises InputError when the file cannot be written.
    """
    half_written = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        opened = _writer(path)(half_written)
        with opened as write:
            yield write
        half_written.replace(path)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error}") from error
    finally:
        half_written.unlink(missing_ok=True)


def write_records(path: Path, records: Iterable[Record]) -> int:
    """All records to the file; gives their number."""
    n_written = 0
    with writing(path) as write:
        for record in records:
            write(record)
            n_written += 1
    return n_written


def json_line(record: Record) -> str:
    """The record as one line; lone surrogates, which cannot be written, become question marks."""
    line = json.dumps(record, ensure_ascii=False, allow_nan=False, default=str)
    return line.encode("utf-8", "replace").decode("utf-8") + "\n"


def _writer(path: Path) -> Callable[[Path], Any]:
    if path.suffix == ".parquet":
        return _write_parquet
    if _is_csv(path):
        return _write_csv_packed if path.suffix == ".gz" else _write_csv
    return _write_lines_packed if path.suffix == ".gz" else _write_lines


@contextmanager
def _write_lines(path: Path, opener: Callable[..., Any] = open) -> Iterator[Callable[[Record], None]]:
    with opener(path, "wt", encoding="utf-8") as file:
        yield lambda record: file.write(json_line(record))


def _write_lines_packed(path: Path) -> Any:
    return _write_lines(path, gzip.open)


@contextmanager
def _write_csv(path: Path, opener: Callable[..., Any] = open) -> Iterator[Callable[[Record], None]]:
    """Columns are those of the first record, and `message`; a later field that these lack is refused."""
    with opener(path, "wt", encoding="utf-8", errors="replace", newline="") as file:
        rows: list[Any] = []

        def write(record: Record) -> None:
            if not rows:
                rows.append(csv.DictWriter(file, [*record, *(["message"] if "message" not in record else [])]))
                rows[0].writeheader()
            cells = {
                name: json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
                for name, value in record.items()
            }
            rows[0].writerow(cells)

        yield write


def _write_csv_packed(path: Path) -> Any:
    return _write_csv(path, gzip.open)


@contextmanager
def _write_parquet(path: Path) -> Iterator[Callable[[Record], None]]:
    arrow, parquet = _pyarrow("pyarrow"), _pyarrow("pyarrow.parquet")
    waiting: list[Record] = []
    writers: list[Any] = []

    def flush() -> None:
        if not waiting:
            return
        schema = writers[0].schema if writers else None
        table = arrow.Table.from_pylist(
            [_for_columns(row) for row in waiting], schema=schema or _schema(arrow, waiting)
        )
        if not writers:
            writers.append(parquet.ParquetWriter(path, table.schema))
        writers[0].write_table(table)
        waiting.clear()

    def write(record: Record) -> None:
        waiting.append(record)
        if len(waiting) >= N_ROWS_AT_ONCE:
            flush()

    yield write
    flush()
    if not writers:
        parquet.write_table(arrow.table({}), path)
    for writer in writers:
        writer.close()


def _for_columns(record: Record) -> dict[str, object]:
    """A column has one type: ids, which may be anything, become text."""
    return {name: str(value) if name == "id" and value is not None else value for name, value in record.items()}


def _schema(arrow: Any, rows: list[Record]) -> Any:
    """Columns from the first rows, with those that a later row may need: a list may be empty, a message come late."""
    found = arrow.Table.from_pylist([_for_columns(row) for row in rows]).schema
    fields = [
        arrow.field(field.name, arrow.list_(arrow.string()))
        if str(field.type) in ("list<element: null>", "list<item: null>")
        else field
        for field in found
        if str(field.type) != "null"
    ]
    if "message" not in {field.name for field in fields}:
        fields.append(arrow.field("message", arrow.string()))
    return arrow.schema(fields)
