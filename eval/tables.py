"""Tables of records, read and written one row at a time: JSON lines, CSV and Parquet; memory stays flat.

The format is told by the name, in capitals or not: `.parquet`, `.csv`, `.tsv`, and JSON lines for everything else;
`.gz` behind it is packed (what is read is unpacked whatever it is called). A `.json` file may also be one array of the
records, which is held in memory whole. Text is UTF-8, or UTF-16 with its mark; a file in another encoding is refused
before any row of it is used. What parts the columns of a CSV file that is read is told by its header: a comma,
semicolon, tab or bar, or by a line `sep=;` above it; the names of our own fields may be spelled with capitals and
spaces around them. CSV and Parquet have columns: they are those of all records, however late one first has a field, so
the records are kept in a file beside the output until all are there. A list of texts is a list in Parquet; what is
nested deeper, and in CSV every list, is written as JSON. Parquet needs pyarrow, which the extra `eval` installs.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import importlib
import io
import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast

from summarizer.errors import InputError

GZIP_MAGIC = b"\x1f\x8b"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SAVE = "Save it as UTF-8: a spreadsheet's “CSV UTF-8”, or iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW."
READ = ".jsonl, .json, .csv, .tsv (each also .gz) or .parquet"
FOREIGN = (".xlsx", ".xls", ".ods", ".feather", ".arrow", ".avro", ".sqlite", ".zip")
"""Names under which nobody wants JSON lines; any other name than those of `READ` has them."""
DELIMITERS: Mapping[str, str] = {".csv": ",", ".tsv": "\t"}
"""What parts the columns that are written."""
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
        raise InputError(f"{path} cannot be read: {error}", hint=f"Give a {READ} file.") from error


def count_records(path: Path) -> int | None:
    """How many rows hold something, for a progress bar; None when only reading the whole file would tell."""
    try:
        if _form(path) == ".parquet":
            return int(_pyarrow("pyarrow.parquet").ParquetFile(path).metadata.num_rows)
        if _form(path) in (".json", *DELIMITERS, *FOREIGN):
            return None
        with _open_text(path) as lines:
            return sum(1 for line in lines if line.strip())
    except (OSError, EOFError, gzip.BadGzipFile, ValueError, InputError):
        return None


def _reader(path: Path) -> Callable[[Path], Iterator[Row]]:
    form = _form(path)
    if form == ".parquet":
        return _read_parquet
    if form in DELIMITERS:
        return _read_csv
    if form in FOREIGN:
        raise InputError(f"{form} files cannot be read.", hint=f"Save it as {READ}.")
    return _read_json if form == ".json" else _read_lines


def _form(path: Path) -> str:
    """What the name says of the format: its last suffix, in small letters, but for `.gz`.

    >>> _form(Path("a/DATA.CSV")), _form(Path("x.tsv.gz")), _form(Path("x.2024.jsonl"))
    ('.csv', '.tsv', '.jsonl')
    """
    name = path.name.lower()
    return Path(name.removesuffix(".gz")).suffix


def _read_json(path: Path) -> Iterator[Row]:
    """The records of one JSON array, by their places; a file that is JSON lines after all is read as such."""
    with _open_text(path) as file:
        try:
            found = json.load(file)
        except (ValueError, RecursionError):
            yield from _read_lines(path)
            return
    for number, record in enumerate(found if isinstance(found, list) else [found], start=1):
        is_record = isinstance(record, dict)
        yield number, record if is_record else InputError(f"row {number} is no JSON object", pointer=f"/{number}")


def _read_lines(path: Path) -> Iterator[Row]:
    with _open_text(path) as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield number, _record(line, number)


def _open(path: Path) -> IO[bytes]:
    """The file's bytes, unpacked when they are gzip, whatever the file is called."""
    with path.open("rb") as raw:
        is_gzip = raw.read(2) == GZIP_MAGIC
    return cast(IO[bytes], gzip.open(path, "rb") if is_gzip else path.open("rb"))


def _open_text(path: Path, newline: str = "\n") -> IO[str]:
    """The file's text. Raises InputError when it is in another encoding than its first bytes say."""
    encoding = _encoding(path)
    return io.TextIOWrapper(cast(Any, _open(path)), encoding, newline=newline)


def _encoding(path: Path) -> str:
    """UTF-8, or what the file's first bytes say.

    Raises InputError naming the first line that is not UTF-8. The whole file is looked at before a row is used: a text
    whose letters were mangled would be judged like any other, and its verdict be wrong.
    """
    with _open(path) as lines:
        for number, line in enumerate(lines, start=1):
            if number == 1 and line.startswith(UTF_16):
                return "utf-16"
            if number == 1 and b"\0" in line:
                raise InputError(
                    f"{path}, line 1, has NUL bytes: it is UTF-16 without its mark, or no text.", hint=SAVE
                )
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                what = f"{path} is not UTF-8: line {number} has the byte 0x{line[error.start]:02X}."
                raise InputError(what, hint=SAVE) from error
    return "utf-8-sig"  # which reads a text without the mark, too


def _record(line: str, number: int) -> Record | InputError:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict):
        return found
    what = "no JSON" if found is None else "no JSON object"
    if line.startswith("["):
        what += " (JSON lines have an object {…} a line; a file that is one array is read when it is called .json)"
    return InputError(f"line {number} is {what}", pointer=f"/{number}")


def _read_csv(path: Path) -> Iterator[Row]:
    """The rows, each with the line of the file on which it begins: what an editor shows, whatever a field holds."""
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))  # the default of 131,072 is less than a long article
    with _open_text(path, newline="") as file:
        head, n_above = "", 0
        while not head.strip() and (head := file.readline()):
            n_above += 1
        told = _TOLD_DELIMITER.fullmatch(head.strip())
        if told:
            head, n_above = file.readline(), n_above + 1
        delimiter = told[1] if told else max(",;\t|", key=_bare(head).count)
        names = [_as_ours(name) for name in next(csv.reader([head], delimiter=delimiter), [])]
        rows, end = csv.reader(file, delimiter=delimiter), n_above
        for row in rows:
            number, end = end + 1, n_above + rows.line_num
            if len(row) > len(names):
                parted = f"{len(row)} fields parted by {delimiter!r}, the header {len(names)}"
                yield number, InputError(f"line {number} has {parted}; quote fields that hold it", pointer=f"/{number}")
            elif row:
                yield number, {name: _field(name, value) for name, value in zip(names, row, strict=False) if value}


_TOLD_DELIMITER = re.compile("sep=(.)")
"""What Excel reads and writes above the header."""


def _bare(head: str) -> str:
    """A header without what stands in quotes."""
    return "".join(head.split('"')[::2])


def _as_ours(name: str) -> str:
    """A column's name as we spell it, where it is one of ours.

    >>> _as_ours(" Text "), _as_ours("My column")
    ('text', 'My column')
    """
    bare = name.strip().casefold()
    return bare if bare in _OURS else name


_OURS = frozenset({"id", "doc", "docs", "text", "label", "level", "group", "code", "twin", "spans", "raw", "articles"})
NESTED = frozenset({"docs", "articles", "codes", "spans", "sentences"})
"""Fields that hold lists: in CSV, and where they are nested deeply in Parquet, they are written as JSON."""


def _field(name: str, value: object) -> object:
    """A list that was written as JSON, else the value itself: a document may be JSON and is still a text."""
    if name in NESTED and isinstance(value, str) and value[:1] in "[{":
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
                yield number, {name: _field(name, value) for name, value in record.items() if value is not None}
    except ValueError as error:  # pyarrow's own errors are ValueErrors
        raise InputError(f"{path} is no Parquet file that can be read: {error}") from error


def _pyarrow(module: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise InputError("Parquet files need pyarrow.", hint="pip install 'summarizer[eval]'") from error


# ------------------------------------------------------------------------------------------- writing


def write_records(path: Path, records: Iterable[Record]) -> int:
    """All records to the file, which is there whole or not at all; gives their number.

    Raises InputError when the file cannot be written.
    """
    check_writable(path)
    half_written = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if _form(path) in (".parquet", *DELIMITERS):
            n_written = _write_columns(path, half_written, records)
        else:
            with _opened(half_written, is_packed=_is_packed(path)) as file:
                n_written = sum(1 for record in records if file.write(json_line(record)))
        _settle(half_written)
        half_written.replace(path)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        half_written.unlink(missing_ok=True)
    return n_written


def check_writable(path: Path, given: Path | None = None) -> None:
    """Raises InputError for a path that cannot be what is meant: a folder, a device, the very input, a foreign format.

    Called before the work begins, so that hours of it are not lost at the end.
    """
    if path.exists() and not path.is_file():
        raise InputError(f"{path} is no file that can be written.", hint="Give --out the name of a file.")
    if given is not None and path.exists() and given.exists() and path.samefile(given):
        raise InputError(f"{path} is both --data and --out: the input would be lost.", hint="Give another --out.")
    if _form(path) in FOREIGN:
        raise InputError(f"{_form(path)} files cannot be written.", hint=f"Give a {READ} name.")
    if _form(path) == ".parquet" and _is_packed(path):
        raise InputError("Parquet is packed already.", hint="Leave the .gz out of the name.")


def json_line(record: Record) -> str:
    """The record as one line; lone surrogates, which cannot be written, become question marks."""
    line = json.dumps(record, ensure_ascii=False, allow_nan=False, default=str)
    return line.encode("utf-8", "replace").decode("utf-8") + "\n"


def _is_packed(path: Path) -> bool:
    return path.suffix.lower() == ".gz"


def _opened(path: Path, *, is_packed: bool) -> IO[str]:
    return cast(IO[str], gzip.open(path, "wt", encoding="utf-8") if is_packed else path.open("w", encoding="utf-8"))


def _settle(path: Path) -> None:
    """The file's content is on the disk, not only on its way there."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _write_columns(path: Path, half_written: Path, records: Iterable[Record]) -> int:
    """The records as columns, in two passes: which columns there are is known only at the end."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", dir=path.parent) as spool:
        kinds: dict[str, str] = {}
        n_written = 0
        for record in records:
            spool.write(json_line(record))
            n_written += 1
            for name, value in record.items():
                kinds[name] = _common(kinds.get(name), _kind(value))
        spool.seek(0)
        rows = map(json.loads, spool)
        if _form(path) == ".parquet":
            _write_parquet(half_written, rows, kinds)
        else:
            with _opened(half_written, is_packed=_is_packed(path)) as file:
                _write_csv(file, rows, list(kinds), DELIMITERS[_form(path)])
    return n_written


def _kind(value: object) -> str:
    """What a column must be to hold a value: "", "bool", "int", "float", "text", "texts" or "json"."""
    if value is None:
        return ""
    for kind, types in (("bool", bool), ("int", int), ("float", float), ("text", str)):
        if isinstance(value, types):
            return kind
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "texts"
    return "json" if isinstance(value, list | dict) else "text"


def _common(first: str | None, second: str) -> str:
    """What holds both.

    >>> _common("int", "float"), _common("", "texts"), _common("int", "text"), _common("texts", "json")
    ('float', 'texts', 'text', 'json')
    """
    if not first or not second or first == second:
        return first or second
    if {first, second} == {"int", "float"}:
        return "float"
    return "json" if {first, second} & {"texts", "json"} else "text"


def _write_csv(file: IO[str], rows: Iterable[Record], names: list[str], delimiter: str) -> None:
    writer = csv.DictWriter(file, names, lineterminator="\n", delimiter=delimiter)
    writer.writeheader()
    for row in rows:
        writer.writerow(
            {name: _as_json(value) if isinstance(value, list | dict) else value for name, value in row.items()}
        )


def _write_parquet(path: Path, rows: Iterator[Record], kinds: Mapping[str, str]) -> None:
    arrow, parquet = _pyarrow("pyarrow"), _pyarrow("pyarrow.parquet")
    types = {
        "bool": arrow.bool_(),
        "int": arrow.int64(),
        "float": arrow.float64(),
        "texts": arrow.list_(arrow.string()),
    }
    schema = arrow.schema([arrow.field(name, types.get(kind, arrow.string())) for name, kind in kinds.items()])
    with parquet.ParquetWriter(path, schema) as writer:
        while stretch := list(islice(rows, N_ROWS_AT_ONCE)):
            cells = [{name: _cell(row.get(name), kind) for name, kind in kinds.items()} for row in stretch]
            writer.write_table(arrow.Table.from_pylist(cells, schema=schema))


def _cell(value: object, kind: str) -> object:
    """A value as its column holds it."""
    if value is None or kind in ("bool", "int", "texts"):
        return value
    if kind == "float" and isinstance(value, int | float):
        return float(value)
    return _as_json(value) if kind == "json" or not isinstance(value, str) else value


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
