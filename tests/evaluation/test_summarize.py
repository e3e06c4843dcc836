"""`python -m eval summarize`: one answer a record, in order, whatever the record holds."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from eval.__main__ import main
from eval.summarize import SummarizeOptions, run_summarize, summarize_file, summarize_rows
from eval.units import Plan
from summarizer.model import Verdict
from tests.articles import BUNDLE

ARTICLES = [{"id": a["id"], "text": a["text"], "title": a["title"], "date": a["published_at"]} for a in BUNDLE]


def written(path: Path) -> list[dict[str, Any]]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_a_record_gives_a_summary_with_citations_and_verdicts() -> None:
    """The text is its sentences; every citation is the id of one of the record's articles."""
    (answer,) = summarize_rows([(1, {"id": "bridge", "articles": ARTICLES})], 100)
    assert answer["id"] == "bridge"
    assert answer["text"] == " ".join(sentence["text"] for sentence in answer["sentences"])
    assert "bridge" in answer["text"]
    ids = {article["id"] for article in ARTICLES}
    for sentence in answer["sentences"]:
        assert sentence["citations"]
        assert set(sentence["citations"]) <= ids
        assert sentence["verdict"] in {verdict.value for verdict in Verdict}


def test_odd_records_are_answered_and_lose_nothing() -> None:
    """No id, no articles, no text, ids twice or of another type, a lone surrogate, a false date: an answer each."""
    odd: list[Any] = [
        {},
        {"id": None, "articles": None},
        {"id": 7, "articles": "Only a text."},
        {"id": "a", "articles": [None, 3, [], {"text": None}, {"id": 1}]},
        {"id": "b", "articles": [{"id": 1, "text": "\ud800 rain"}, {"id": 1, "text": "x" * 5000, "date": 12}]},
        {"id": "c", "articles": [{"id": 9, "text": ARTICLES[0]["text"], "title": ["t"], "date": "soon"}]},
    ]
    answers = summarize_rows([*enumerate(odd, start=1), (7, "line 7 is no JSON")], 80)
    assert [answer["id"] for answer in answers] == ["line-1", None, 7, "a", "b", "c", "line-7"]
    assert answers[6]["problem"] == "line 7 is no JSON"
    assert {citation for sentence in answers[5]["sentences"] for citation in sentence["citations"]} == {9}
    has_problem = ["problem" in answer for answer in answers[:6]]
    assert has_problem == [True] * 6
    empty = "; no sentence of its articles can be printed"
    problems = [answer["problem"] for answer in answers]
    assert problems[0] == "line 1: no article of the record has text"
    assert problems[2] == 'line 3 (id 7): "articles" must be a list of articles, not str'
    assert problems[3] == "line 4 (id a): article 1: no text; article 4: no text; article 5: no text" + empty
    twice = "article 2: the date '12' cannot be read; 1 id occurs more than once: 1"
    assert problems[4] == f"line 5 (id b): {twice}{empty}"
    assert problems[5] == "line 6 (id c): article 1: the date 'soon' cannot be read"
    assert [bool(answer["text"]) for answer in answers] == [False] * 5 + [True, False]
    json.dumps(answers).encode()


def test_a_file_is_answered_line_by_line_in_order(tmp_path: Path) -> None:
    """In and out may be packed; twenty records come back in the order they stood in, across processes."""
    data, out = tmp_path / "data.jsonl.gz", tmp_path / "out.jsonl"
    with gzip.open(data, "wt", encoding="utf-8") as file:
        for number in range(20):
            articles = ARTICLES if number % 9 == 0 else [{"id": "a", "text": f"It rained on {number} days in May."}]
            file.write(json.dumps({"id": number, "articles": articles}) + "\n")
        file.write("{broken\n")
    outcome = run_summarize(data, out, SummarizeOptions(90, plan=Plan(n_per_unit=8)))
    assert (outcome.n, outcome.n_unjudged, outcome.first_problem) == (21, 1, "line 21 is no JSON")
    answers = written(out)
    assert [answer["id"] for answer in answers] == [*range(20), "line-21"]
    assert answers[0]["sentences"] == answers[9]["sentences"] != []


def test_the_command_tells_odd_records(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On standard error and by its exit code, as `score` does; what could be summarized is written."""
    records = [{"id": "a", "articles": ARTICLES}, {"id": "a", "articles": [*ARTICLES, {"id": "x"}]}]
    data, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    data.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    command = ["summarize", "--data", str(data), "--out", str(out), "--processes", "1"]
    assert main(command) == 2
    told = capsys.readouterr().err
    n = len(ARTICLES) + 1
    assert f"1 of 2 records could not be used as they are. The first: line 2 (id a): article {n}: no text" in told
    assert "note: 1 id occurs more than once: a" in told
    assert all(answer["text"] for answer in written(out))
    assert main([*command, "--allow-odd"]) == 0


def test_an_empty_file_gives_an_empty_file(tmp_path: Path) -> None:
    """Nothing in, nothing out."""
    (tmp_path / "none.jsonl").write_text("\n", encoding="utf-8")
    summarize_file(tmp_path / "none.jsonl", tmp_path / "out.jsonl.gz")
    assert written(tmp_path / "out.jsonl.gz") == []
