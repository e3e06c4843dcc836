"""The stories of `eval/disputes` are as their protocol wants them, and broken ones are told by name."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from eval.disputes import SPLITS, read_disputes, story_files
from summarizer.errors import InputError

GOOD = """= boats lost: figure
@ Orne Post | 2031-05-06T10:00:00Z | Boats lost
ORNE — The storm sank {1a:forty boats} on Lake Orne, wardens said.
@ Lake Radio | 2031-05-06T18:00:00Z | After the storm
The harbour master spoke of {1b:55}, and of {1b*:fifty} the day before.
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "story.txt"
    path.write_text(text, "utf-8")
    return path


def test_sides_stand_where_they_are_marked(tmp_path: Path) -> None:
    story, marks = read_disputes(write(tmp_path, GOOD))
    texts = {article.number: article.text for article in story.articles}
    (one,) = marks.disagreements
    assert (one.subject, one.kind) == ("boats lost", "figure")
    told = [(side.article, side.says, texts[side.article][side.start : side.end], side.is_old) for side in one.sides]
    assert told == [(1, "a", "forty boats", False), (2, "b", "55", False), (2, "b", "fifty", True)]
    assert not any("{" in text for text in texts.values())
    assert [article.outlet for article in story.articles] == ["Orne Post", "Lake Radio"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("= boats lost: figure", "= boats lost", "no head of a disagreement"),
        ("= boats lost: figure", "= boats lost: weight", "no head of a disagreement"),
        ("Orne Post | 2031-05-06T10:00:00Z |", "Orne Post |", "article 1 has no head"),
        ("{1a:forty boats}", "{2a:forty boats}", "has no line above"),
        ("{1b:55}", "55", "fewer than two sides"),
        ("wardens said", "wardens {said}", "a brace that marks nothing"),
    ],
)
def test_a_broken_file_is_told_by_name(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = GOOD.replace(old, new).replace(", and of {1b*:fifty} the day before", "")
    with pytest.raises(InputError, match=message) as raised:
        read_disputes(write(tmp_path, text))
    assert "story.txt" in str(raised.value)


@pytest.mark.parametrize("split", SPLITS)
def test_every_story_can_be_read(split: str) -> None:
    kinds: Counter[str] = Counter()
    n_quiet = 0
    for path in story_files(split):
        story, marks = read_disputes(path)
        assert 3 <= len(story.articles) <= 6, path.name
        kinds.update(one.kind for one in marks.disagreements)
        n_quiet += not marks.disagreements
    assert set(kinds) == {"figure", "date", "place", "claim"}
    assert min(kinds.values()) >= 15
    assert n_quiet >= len(story_files(split)) / 10


def test_no_story_is_of_both_splits() -> None:
    dev, test = ({path.read_text("utf-8") for path in story_files(split)} for split in SPLITS)
    assert not dev & test
