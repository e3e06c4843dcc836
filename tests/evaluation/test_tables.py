"""Tables: what is written is read again, in every format, and a bad file is told in words."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from eval.__main__ import main
from eval.cases import Case, OddRecord, read_case, read_cases, write_case
from eval.tables import count_records, read_records, write_records
from summarizer.errors import InputError
from tests.evaluation.test_score import BAD, BRIDGE, GOOD

ROWS = [
    {"id": "a", "text": 'Rain, "heavy"\nfell — 3 cm', "docs": ["one", "two"], "score": 0.5, "codes": []},
    {"id": "b", "text": "Sun.", "docs": ["drei"], "score": 1.0, "codes": ["number", "date"]},
]


@pytest.mark.parametrize(
    "name", ["t.jsonl", "t.jsonl.gz", "t.csv", "t.csv.gz", "t.tsv.gz", "T.TSV", "T.CSV", "t.parquet", "T.PARQUET"]
)
def test_what_is_written_is_read(tmp_path: Path, name: str) -> None:
    """Lists, line breaks, quotation marks and other scripts come back; no half-written file stays."""
    path = tmp_path / name
    assert write_records(path, ROWS) == 2
    found = [record for _, record in read_records(path)]
    assert [(r["id"], r["text"], list(r["docs"])) for r in found if isinstance(r, dict)] == [  # type: ignore[call-overload]
        (row["id"], row["text"], row["docs"]) for row in ROWS
    ]
    assert [list(r["codes"]) for r in found if isinstance(r, dict)] == [[], ["number", "date"]]  # type: ignore[call-overload]
    assert count_records(path) == (None if "sv" in name.lower() else 2)
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


def test_a_parquet_file_longer_than_one_stretch_keeps_late_messages(tmp_path: Path) -> None:
    """Columns that the first rows do not show: a message at the end, lists that were empty, ids of two types."""
    rows: list[dict[str, object]] = [{"id": n, "score": 0.5, "codes": []} for n in range(600)]
    rows.append({"id": "last", "score": 0.0, "codes": ["number"], "message": "line 601: no text"})
    path = tmp_path / "t.parquet"
    write_records(path, rows)
    found = [record for _, record in read_records(path)]
    assert len(found) == 601
    assert isinstance(found[-1], dict)
    assert found[-1]["message"] == "line 601: no text"
    assert found[-1]["codes"] == ["number"]
    assert found[-1]["id"] == "last"


def test_a_writer_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    """The old file stays whole when the new one could not be finished."""
    path = tmp_path / "t.jsonl"
    path.write_text("old", encoding="utf-8")

    def rows() -> object:
        yield {"id": 1}
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        write_records(path, rows())  # type: ignore[arg-type]
    assert path.read_text("utf-8") == "old"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("name", ["t.csv", "t.parquet"])
def test_fields_that_come_late_have_their_columns(tmp_path: Path, name: str) -> None:
    """After hundreds of records without them: a problem, nested spans, a fraction among whole numbers."""
    rows: list[dict[str, object]] = [{"id": n, "score": 1, "spans": [], "codes": []} for n in range(600)]
    rows.append({"id": "x", "score": 0.5, "spans": [[0, 3]], "codes": [], "problem": "none", "sentences": [{"a": [1]}]})
    write_records(tmp_path / name, rows)
    last = [record for _, record in read_records(tmp_path / name)][-1]
    assert isinstance(last, dict)
    assert float(last["score"]) == 0.5
    assert (last["spans"], last["problem"], last["sentences"]) == ([[0, 3]], "none", [{"a": [1]}])


def test_a_document_that_is_json_stays_a_text(tmp_path: Path) -> None:
    """Only fields that hold lists are read as JSON: data-to-text benchmarks have such documents."""
    record: dict[str, object] = {
        "id": "a",
        "doc": '{"name": "Lenna Cafe", "stars": 4}',
        "text": "[1] It has four stars.",
    }
    for name in ("t.csv", "t.parquet"):
        write_records(tmp_path / name, [record])
        assert [found for _, found in read_records(tmp_path / name)] == [record]


@pytest.mark.parametrize(
    ("name", "content"),
    [("t.parquet", b"no parquet"), ("t.jsonl.gz", b"\x1f\x8bbroken"), ("t.csv.gz", b"\x1f\x8bbroken")],
)
def test_a_broken_file_is_an_input_error_that_names_it(tmp_path: Path, name: str, content: bytes) -> None:
    """Never a traceback."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=name.replace(".", r"\.")):
        list(read_records(tmp_path / name))


def test_a_csv_row_that_does_not_fit_is_told_in_its_place(tmp_path: Path) -> None:
    """The rows around it are read."""
    (tmp_path / "t.csv").write_text("id,text\na,Rain.\nb,Rain, and more\nc,Sun.\n", encoding="utf-8")
    found = [record for _, record in read_records(tmp_path / "t.csv")]
    assert isinstance(found[1], InputError)
    assert str(found[1]) == "line 3 has 3 fields parted by ',', the header 2; quote fields that hold it"
    assert found[2] == {"id": "c", "text": "Sun."}


def test_a_csv_row_is_told_by_the_line_on_which_it_begins(tmp_path: Path) -> None:
    """What an editor shows: header, empty lines and line breaks in fields count."""
    content = 'id,doc,text\na,"one\n\nmore",Rain.\n\nb,two,\nc,three,Sun.\n'
    (tmp_path / "t.csv").write_text(content, encoding="utf-8")
    assert [number for number, _ in read_records(tmp_path / "t.csv")] == [2, 6, 7]
    odd = list(read_cases(tmp_path / "t.csv"))[1]
    assert isinstance(odd, OddRecord)
    assert odd.message.startswith('line 6 (id b): no "text"')


def test_a_long_csv_field_is_read(tmp_path: Path) -> None:
    """The library's own limit is shorter than a long article."""
    text = "word " * 50_000
    write_records(tmp_path / "t.csv", [{"id": "a", "doc": text}])
    assert [record for _, record in read_records(tmp_path / "t.csv")] == [{"id": "a", "doc": text}]


def test_score_reads_and_writes_every_format(tmp_path: Path) -> None:
    """The same answers, whichever way the records come and go."""
    given = [GOOD, BAD, {"id": "odd", "doc": "", "text": "It rained."}]
    answers = {}
    for name in ("in.jsonl", "in.csv", "in.parquet"):
        write_records(tmp_path / name, given)
        for out in ("out.jsonl.gz", "out.csv", "out.parquet"):
            arguments = ["score", "--data", str(tmp_path / name), "--out", str(tmp_path / out), "--processes", "1"]
            assert main([*arguments, "--allow-unjudged"]) == 0
            rows = [record for _, record in read_records(tmp_path / out) if isinstance(record, dict)]
            answers[name, out] = [(r["id"], float(str(r["score"])), r["verdict"], list(r["codes"])) for r in rows]
    assert len({str(found) for found in answers.values()}) == 1
    assert [found[2] for found in answers["in.csv", "out.parquet"]] == ["supported", "unsupported", "not_checked"]


def test_documents_of_a_parquet_file_may_be_structs(tmp_path: Path) -> None:
    """As other people's data frames have them."""
    rows = [{"id": "a", "docs": [{"text": BRIDGE, "outlet": "Lenna Post"}], "text": "The bridge was closed."}]
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "t.parquet")
    (case,) = read_cases(tmp_path / "t.parquet")
    assert isinstance(case, Case)
    assert case.documents[0].outlet == "Lenna Post"


def test_a_case_is_spelled_and_read_again() -> None:
    """Gold and documents and all."""
    record: dict[str, object] = {
        "id": "a", "docs": [{"text": BRIDGE, "outlet": "Post", "published_at": "2025-03-04T10:00:00+00:00"}],
        "text": "Nine were hurt.", "label": 0, "level": "summary", "group": "g", "code": "number", "twin": "t",
        "spans": [[0, 4]], "raw": True,
    }  # fmt: skip
    case = read_case(record)
    assert isinstance(case, Case)
    assert write_case(case) == record


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("label", "maybe", "\"label\" is 'maybe'; read are 1, true, yes, supported, faithful (supported) and 0, "),
        ("label", 0.8, '"label" is 0.8;'),
        ("code", "typo", '"code"'),
        ("id", float("nan"), '"id"'),
        ("spans", [[9, 2], "x", [1, 99]], ""),
    ],
)
def test_odd_gold_is_told_or_mended(field: str, value: object, message: str) -> None:
    """A label or code that is none is an odd record; spans are cut to the text."""
    found = read_case(GOOD | {field: value})
    if message:
        assert isinstance(found, OddRecord)
        assert message in found.message
    else:
        assert isinstance(found, Case)
        assert found.spans == ((1, len(str(GOOD["text"]))),)


@pytest.mark.parametrize(
    ("spelled", "label"),
    [(1, 1), (0.0, 0), (False, 0), ("YES", 1), ("no", 0), ("Supported", 1), (" unfaithful", 0), ("1.0", 1), ("", None)],
)
def test_a_label_may_be_a_word(spelled: object, label: int | None) -> None:
    """As people's own files have it; an empty one is none."""
    found = read_case(GOOD | {"label": spelled})
    assert isinstance(found, Case)
    assert found.label == label


def test_gzip_is_told_by_content(tmp_path: Path) -> None:
    """Whatever the file is called."""
    (tmp_path / "t.jsonl").write_bytes(gzip.compress(b'{"id": 1}\n'))
    assert [record for _, record in read_records(tmp_path / "t.jsonl")] == [{"id": 1}]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("odd.csv", '\ufeffID, Doc ,TEXT\r\n1,"It rained in Orle, all day.",It rained.\r\n'),
        ("semicolons.csv", "id;doc;text\n\n1;It rained in Orle, all day.;It rained.\n"),
        ("tabs.csv", "id\tdoc\ttext\n1\tIt rained in Orle, all day.\tIt rained.\n"),
        ("tabs.tsv", "id\tdoc\ttext\n1\tIt rained in Orle, all day.\tIt rained.\n"),
        ("late.csv", '\n\nid,text,doc\n1,It rained.,"It rained in Orle, all day."\n'),
        ("bars.csv", "id|doc|text\n1|It rained in Orle, all day.|It rained.\n"),
        ("told.csv", "sep=;\r\nid;doc;text\r\n1;It rained in Orle, all day.;It rained.\r\n"),
        ("quoted.csv", '"id";"doc";"text"\n1;"It rained in Orle, all day.";It rained.\n'),
    ],
)
def test_a_spreadsheets_own_csv_is_read(tmp_path: Path, name: str, content: str) -> None:
    """Whatever parts its columns, with capitals in its header, empty lines above it and a mark of its encoding."""
    path = tmp_path / name
    path.write_text(content, "utf-8", newline="")
    ((number, record),) = read_records(path)
    assert number == len(content.splitlines())
    assert record == {"id": "1", "doc": "It rained in Orle, all day.", "text": "It rained."}


@pytest.mark.parametrize("name", ["T.CSV", "t.tsv", "t.tsv.gz"])
def test_a_table_is_written_as_its_name_says(tmp_path: Path, name: str) -> None:
    """JSON lines in a file that is called .CSV are read by nobody."""
    write_records(tmp_path / name, [{"id": "a", "text": "Rain, and more."}])
    content = (tmp_path / name).read_bytes()
    text = (gzip.decompress(content) if name.endswith(".gz") else content).decode()
    assert text == ('id,text\na,"Rain, and more."\n' if name == "T.CSV" else "id\ttext\na\tRain, and more.\n")


@pytest.mark.parametrize("indent", [None, 1])
def test_a_json_file_may_be_one_array(tmp_path: Path, indent: int | None) -> None:
    """Or JSON lines; under another name its lines are told what they should be."""
    (tmp_path / "t.json").write_text(json.dumps([*ROWS, 7], indent=indent), encoding="utf-8")
    found = list(read_records(tmp_path / "t.json"))
    assert found[:2] == [(1, ROWS[0]), (2, ROWS[1])]
    assert str(found[2][1]) == "row 3 is no JSON object"
    (tmp_path / "t.json").write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    assert [record for _, record in read_records(tmp_path / "t.json")] == ROWS
    (tmp_path / "t.jsonl").write_text(json.dumps(ROWS, indent=indent), encoding="utf-8")
    assert "when it is called .json" in str(next(read_records(tmp_path / "t.jsonl"))[1])


def test_a_workbook_is_told_by_its_name(tmp_path: Path) -> None:
    """Its bytes are no lines of anything."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(InputError, match="xlsx files cannot be read") as found:
        list(read_records(path))
    assert ".csv" in found.value.hint
    with pytest.raises(InputError, match="packed already"):
        write_records(tmp_path / "t.parquet.gz", [])


def test_a_missing_field_is_told_with_those_that_are_there() -> None:
    odd = read_case({"article": "It rained.", "summary": "It rained."}, 3)
    assert isinstance(odd, OddRecord)
    assert odd.message == 'line 3: no "id" (it has article, summary)'


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(("name", "line"), [("t.jsonl", 2), ("t.csv", 3)])
def test_a_file_in_another_encoding_is_refused_before_a_row_is_used(
    tmp_path: Path, name: str, line: int, packed: bool
) -> None:
    """A mangled name is another name: the file, the line and the way out are told, and nothing is judged."""
    rows = [{"id": "a", "text": "It rained."}, {"id": "b", "text": "Bürgermeister Krähe sprach."}]
    write_records(tmp_path / name, rows)
    content = (tmp_path / name).read_text("utf-8").encode("cp1252")
    (tmp_path / name).write_bytes(gzip.compress(content) if packed else content)
    with pytest.raises(InputError, match=rf"{name} is not UTF-8: line {line} has the byte 0xFC") as found:
        next(read_records(tmp_path / name))
    assert "Save it as UTF-8" in found.value.hint


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("name", ["t.jsonl", "t.csv"])
def test_marked_text_is_read(tmp_path: Path, name: str, encoding: str) -> None:
    """As Excel and PowerShell save it; without its mark UTF-16 is refused, and no NUL is printed."""
    rows = [{"id": "a", "text": "Bürgermeister „Krähe“ sprach.\nEs regnete."}]
    write_records(tmp_path / name, rows)
    text = (tmp_path / name).read_text("utf-8")
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    (tmp_path / name).write_text(mark + text, encoding)
    assert [record for _, record in read_records(tmp_path / name)] == rows
    if encoding != "utf-8":
        assert count_records(tmp_path / name) == (None if name == "t.csv" else 1)
    (tmp_path / name).write_text(text, "utf-16-le")
    with pytest.raises(InputError, match="line 1, has NUL bytes: it is UTF-16 without its mark"):
        list(read_records(tmp_path / name))


def test_messages_hold_no_control_characters() -> None:
    """A column's name or an id may hold anything; a terminal is not handed it."""
    odd = read_case({"id": "a\x00\x1b[31m", "doc": "It rained.", "texts\x00": "It rained."})
    assert isinstance(odd, OddRecord)
    assert odd.message == 'line 1 (id a  [31m): no "text" (it has id, doc, texts )'
    assert odd.id == "a\x00\x1b[31m"
