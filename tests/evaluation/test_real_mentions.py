"""The marks of real articles: kept by offsets in the article as given, placed in its clean text."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from eval import marked as sources
from eval.benchmarks import real_mentions

TEXT = "Ada  Moss counted 30 boats on Monday.\n\nShare on Facebook\n\n“None sank,” Moss said."


def set_of(tmp_path: Path, text: str) -> Path:
    """Outside data with one article, and the file of its marks."""
    for name in sources.SETS:
        path = tmp_path / f"{name}.jsonl.gz"
        path.parent.mkdir(exist_ok=True)
        row = {"id": "a", "title": "Boats", "text": text, "date": "2031-05-08"}
        path.write_bytes(gzip.compress((json.dumps(row) + "\n").encode()))
    marks = {
        "set": sources.SETS[0], "id": "a", "split": "dev", "characters": len(TEXT),
        "names": [[0, 9, "Ada Moss", "person"], [48, 56, "Facebook", "organisation"], [71, 75, "Ada Moss", "person"]],
        "dates": [[30, 36, "2031-05-05", "2031-05-05"]],
        "figures": [[18, 20, 30, 30, "count", "none", "boats", ""]],
        "quotes": [[58, 70, "Ada Moss", "said", False]],
    }  # fmt: skip
    (tmp_path / "marks.jsonl").write_text(json.dumps(marks) + "\n", "utf-8")
    return tmp_path


def test_marks_stand_where_cleaning_has_put_their_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = set_of(tmp_path, TEXT + " What comes after the cut is not read.")
    monkeypatch.setattr(sources, "MARKS", tmp_path / "marks.jsonl")
    ((_, story, marks, parts),) = sources.marked_articles(data, "dev")
    marked = marks.articles[1]
    assert parts == ("figures", "dates", "quotes", "names")
    text = story.articles[0].text
    assert "after the cut" not in text
    assert "Facebook" not in text
    assert [name.text for name in marked.names] == ["Ada Moss", "Moss"]  # what cleaning took has no mark
    assert [text[mark.start : mark.end] for mark in (*marked.dates, *marked.figures, *marked.quotes)] == [
        "Monday",
        "30",
        "“None sank,”",
    ]
    assert not list(sources.marked_articles(data, "test"))


def test_a_mark_keeps_the_ends_that_cleaning_writes_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ada Moss counted the boats. ''None sank,'' Moss said."
    data = set_of(tmp_path, text)
    line = json.loads((tmp_path / "marks.jsonl").read_text())
    line |= {
        "characters": len(text),
        "names": [],
        "dates": [],
        "figures": [],
        "quotes": [[28, 42, "Ada Moss", "said", False]],
    }
    (tmp_path / "marks.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    monkeypatch.setattr(sources, "MARKS", tmp_path / "marks.jsonl")
    ((_, story, marks, _),) = sources.marked_articles(data, "dev")
    (quote,) = marks.articles[1].quotes
    assert story.articles[0].text[quote.start : quote.end] in ("''None sank,''", "“None sank,”", '"None sank,"')


def test_a_perfect_reading_counts_as_one_and_a_wrong_mark_as_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = set_of(tmp_path, TEXT)
    monkeypatch.setattr(sources, "MARKS", tmp_path / "marks.jsonl")
    figures = {figure.key: figure.value for figure in real_mentions.figures(data, "dev")}
    assert figures["figures"] == figures["dates"] == figures["quotes"] == figures["names"] == 1.0
    assert not [key for key in figures if key.startswith("disagreements")]  # none is marked
    rows = json.loads((tmp_path / "marks.jsonl").read_text())
    del rows["names"], rows["quotes"]
    (tmp_path / "marks.jsonl").write_text(json.dumps(rows) + "\n")  # what nobody marked is not measured
    assert {figure.key for figure in real_mentions.figures(data, "dev")} == {
        "figures", "figures_value", "dates", "dates_resolved",
    }  # fmt: skip
    path = tmp_path / "marks.jsonl"
    path.write_text(path.read_text().replace('30, 30, "count"', '31, 31, "count"'))
    assert {figure.key: figure.value for figure in real_mentions.figures(data, "dev")}["figures"] == 0.0
