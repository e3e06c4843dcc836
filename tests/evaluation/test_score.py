"""`eval score`: every record is answered in its place, odd ones with a message, by any number of processes."""

from __future__ import annotations

import gzip
import json
import math
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.score import ScoreOptions, run_score, score_record
from eval.systems.own import combine
from eval.units import Plan

BRIDGE = (
    "The old bridge over the river Lenna was closed on Monday after divers found cracks in two of its piers. "
    "Mayor Mara Feld said repairs would take at least three weeks. Ferries will run every ten minutes."
)
GOOD = {"id": "good", "doc": BRIDGE, "text": "The old bridge over the river Lenna was closed on Monday."}
BAD = {"id": "bad", "doc": BRIDGE, "text": "The airport of Vienna was bought by a Brazilian football club in 1987."}


def run(tmp_path: Path, lines: list[object], *, processes: int = 1, name: str = "in.jsonl") -> list[dict[str, object]]:
    """The answers to these records (or raw lines)."""
    data, out = tmp_path / name, tmp_path / "out.jsonl"
    body = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    data.write_bytes(gzip.compress(body.encode()) if name.endswith(".gz") else body.encode())
    run_score(data, out, ScoreOptions(plan=Plan(n_per_unit=16, n_processes=processes)))
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_a_supported_text_scores_above_an_invented_one(tmp_path: Path) -> None:
    """Scores lie in 0..1 and verdicts say the same."""
    good, bad = run(tmp_path, [GOOD, BAD])
    assert (good["id"], bad["id"]) == ("good", "bad")
    assert 0.0 <= float(str(bad["score"])) < 0.4 < 0.7 <= float(str(good["score"])) <= 1.0
    assert good["verdict"] == "supported"
    assert bad["verdict"] in ("unsupported", "contradicted")


ODD: list[tuple[object, str]] = [
    ({"doc": BRIDGE, "text": "It rained."}, 'no "id"'),
    ({"id": "x", "doc": "", "text": "It rained."}, '"doc" is empty'),
    ({"id": "x", "doc": "   \n", "text": "It rained."}, '"doc" is empty'),
    ({"id": "x", "docs": [], "text": "It rained."}, '"docs" is empty'),
    ({"id": "x", "docs": [7], "text": "It rained."}, '"docs/0"'),
    ({"id": "x", "docs": [{"title": "no text"}], "text": "It rained."}, '"docs/0"'),
    ({"id": "x", "doc": {"text": "no"}, "text": "It rained."}, '"doc" is neither'),
    ({"id": "x", "doc": BRIDGE, "text": ""}, '"text" is empty'),
    ({"id": "x", "doc": BRIDGE}, 'no "text"'),
    ({"id": "x", "doc": BRIDGE, "text": ["a"]}, '"text" is no string'),
    ({"id": "x", "text": "It rained."}, 'neither "doc" nor "docs"'),
    ({"id": "x", "doc": BRIDGE, "text": "word " * 20_000}, '"text" has 100000 characters, the limit is'),
    ({"id": "x", "docs": ["word " * 200_000], "text": "It rained."}, '"docs/0" has 1000000 characters'),
    ("{not json", "no JSON"),
    ("[1, 2]", "no JSON object"),
    ('{"id": "x", "doc": ' + "[" * 50_000, "no JSON"),
]


def test_odd_records_are_answered_with_a_message_that_names_the_line(tmp_path: Path) -> None:
    """And the records after them are scored all the same."""
    answers = run(tmp_path, [*(record for record, _ in ODD), GOOD])
    assert len(answers) == len(ODD) + 1
    for number, (answer, (_, message)) in enumerate(zip(answers, ODD, strict=False), start=1):
        assert answer["verdict"] == "not_checked"
        assert answer["score"] == 0.0
        assert f"line {number}" in str(answer["message"])
        assert message in str(answer["message"])
    assert answers[-1]["verdict"] == "supported"


@pytest.mark.parametrize(
    ("document", "text"),
    [
        ("Президент сообщил об этом в среду.", "Президент сообщил об этом."),
        ("東京で地震がありました。", "東京で地震。"),
        (BRIDGE, "word " * 1_000),
        (BRIDGE * 300, "The old bridge was closed on Monday."),
        ("\x00\ud800 broken \u202e text", "broken \udfff text here now"),
        ('{"name": "Lenna Cafe", "stars": 4.5, "hours": {"Monday": "8:0-17:0"}}', "Lenna Cafe has 4.5 stars."),
        ("...", "!!!"),
        ("a" * 100_000, "b" * 1_000),
    ],
)
def test_nothing_that_a_text_may_be_stops_the_run(document: str, text: str) -> None:
    """Other scripts, huge, broken or mangled text: a score in 0..1 or a message, never an error and never NaN."""
    answer = score_record({"id": 1, "doc": document, "text": text})
    json.dumps(answer, allow_nan=False)
    assert math.isfinite(float(str(answer["score"])))
    assert 0.0 <= float(str(answer["score"])) <= 1.0


def test_documents_may_be_texts_or_articles(tmp_path: Path) -> None:
    """All of them are evidence together."""
    parts = BRIDGE.split(". ")
    texts, articles = run(
        tmp_path,
        [
            {"id": "t", "docs": parts, "text": GOOD["text"]},
            {"id": "a", "docs": [{"text": part, "outlet": "Lenna Post"} for part in parts], "text": GOOD["text"]},
        ],
    )
    assert texts["verdict"] == articles["verdict"] == "supported"


def test_labels_and_codes_do_not_matter(tmp_path: Path) -> None:
    """Nothing is measured against them here, so no record is refused for one, and none changes the answer."""
    gold = [{}, {"label": "4 of 5"}, {"label": 0.8}, {"label": "Yes", "code": "intrinsic"}, {"codes": ["typo"]}]
    answers = run(tmp_path, [GOOD | its for its in gold])
    assert answers == [answers[0]] * len(gold)
    assert answers[0]["verdict"] == "supported"


def test_processes_keep_the_order_and_the_answers(tmp_path: Path) -> None:
    """Gzip in, two processes: the same as one after the other."""
    records = [{**(GOOD if i % 3 else BAD), "id": f"r{i}"} for i in range(40)]
    assert run(tmp_path, list(records), processes=2, name="in.jsonl.gz") == run(tmp_path, list(records))


def test_the_command_says_what_is_wrong_with_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2 and the file's name; no traceback."""
    out = str(tmp_path / "out.jsonl")
    assert main(["score", "--data", str(tmp_path / "absent.jsonl"), "--out", out]) == 2
    assert "absent.jsonl" in capsys.readouterr().err
    data = tmp_path / "in.jsonl"
    data.write_text(json.dumps(GOOD), encoding="utf-8")
    assert main(["score", "--data", str(data), "--out", out, "--processes", "0"]) == 2
    assert main(["score", "--data", str(data), "--out", out, "--processes", "1"]) == 0
    assert json.loads(Path(out).read_text(encoding="utf-8"))["id"] == "good"


def test_failure_does_not_look_like_success(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Odd records are counted aloud and told by the exit code, unless they are allowed; the answers are there."""
    data, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    score = ["score", "--data", str(data), "--out", str(out), "--processes", "1"]
    data.write_text(json.dumps(GOOD) + "\n{broken\n", encoding="utf-8")
    assert main(score) == 2
    assert "1 of 2 records could not be judged. The first: line 2" in capsys.readouterr().err
    assert main([*score, "--allow-unjudged", "--fail-on", "unclear"]) == 0
    data.write_text("{broken\n{also\n", encoding="utf-8")
    assert main([*score, "--allow-unjudged"]) == 2
    assert "2 of 2 records" in capsys.readouterr().err
    assert len(out.read_text("utf-8").splitlines()) == 2


@pytest.mark.parametrize("name", ["in.jsonl", "in.csv"])
def test_a_file_without_a_record_is_refused(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty file, or a header alone, is what a broken step before us leaves: no success, and no output."""
    (tmp_path / name).write_text("id,doc,text\n" if name == "in.csv" else "\n", encoding="utf-8")
    assert main(["score", "--data", str(tmp_path / name), "--out", str(tmp_path / "out.jsonl")]) == 2
    assert f"{name} has no record" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_build_can_be_failed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the verdicts, as `summarizer verify --fail-on` does, or by the share that is supported."""
    data, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    score = ["score", "--data", str(data), "--out", str(out), "--processes", "1"]
    states_nothing = {"id": "w", "doc": BRIDGE, "text": "Wow!"}
    data.write_text("\n".join(map(json.dumps, [GOOD, BAD, states_nothing])), encoding="utf-8")
    assert main(score) == 0
    told = capsys.readouterr().err
    assert "1 supported" in told
    assert "1 not_checkable" in told
    assert main([*score, "--fail-on", "contradicted"]) == 0
    assert main([*score, "--fail-on", "unsupported"]) == 1
    assert "1 of 3 texts are not good enough: 1 unsupported" in capsys.readouterr().err
    assert main([*score, "--min-supported", "0.5"]) == 0
    assert main([*score, "--min-supported", "0.51"]) == 1
    assert "0.500 of the texts are supported, 0.51 are asked for" in capsys.readouterr().err
    assert main([*score, "--system", "overlap", "--min-supported", "0.5"]) == 2
    assert "gives scores and no verdicts" in capsys.readouterr().err
    for share, message in (
        ("80", "write 0.8 for 80 %"),
        ("x", "is no number"),
        ("nan", "no share"),
        ("-1", "no share"),
    ):
        with pytest.raises(SystemExit):
            main([*score, f"--min-supported={share}"])
        assert message in capsys.readouterr().err


def test_what_cannot_be_written_to_is_told_before_the_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The input itself, a folder, a device, a spreadsheet: refused, and nothing is lost."""
    data = tmp_path / "in.jsonl"
    data.write_text(json.dumps(GOOD), encoding="utf-8")
    for out in (data, tmp_path, Path("/dev/null"), tmp_path / "scores.xlsx"):
        assert main(["score", "--data", str(data), "--out", str(out), "--processes", "1"]) == 2
        assert str(out.suffix or out) in capsys.readouterr().err
    assert json.loads(data.read_text("utf-8")) == GOOD
    assert Path("/dev/null").is_char_device()


def test_a_text_is_worse_than_its_mean_sentence() -> None:
    """One bad sentence weighs more than the good ones around it."""
    assert combine([0.9]) == pytest.approx(0.9)
    assert 0.1 < combine([0.1, 0.9, 0.9]) < 0.9 * 2 / 3
