"""Where sentences begin and end, and that nothing is lost between them."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from summarizer.model import CleanArticle
from summarizer.sentences import sentence_spans, split_sentences

CASES = Path(__file__).parents[1] / "cases" / "sentences.txt"


def read_cases() -> list[tuple[str, list[str]]]:
    """The paragraphs of the case file, each with its sentences."""
    cases = []
    for block in CASES.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if not lines:
            continue
        text = ""
        for line in lines:
            text += line[1:] if line.startswith("+") else (" " if text else "") + line
        cases.append((text, [line.removeprefix("+") for line in lines]))
    return cases


def split(text: str) -> list[str]:
    """The sentences of a text."""
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(("text", "expected"), read_cases(), ids=lambda value: str(value)[:40])
def test_hard_cases(text: str, expected: list[str]) -> None:
    """Abbreviations, initials, quotations, glued sentences and lists are cut where a reader would cut."""
    assert split(text) == expected


def test_enough_cases() -> None:
    """The file holds the eighty hard paragraphs that the splitter is measured on."""
    assert len(read_cases()) >= 80


def test_paragraphs_are_boundaries() -> None:
    """A heading without a full stop does not run into the paragraph under it; wrapped lines do."""
    assert split("Sanctions\n\nThe talks went on.") == ["Sanctions", "The talks went on."]
    assert split("The talks went on\nuntil the evening.") == ["The talks went on\nuntil the evening."]


def test_nothing_but_marks() -> None:
    """A text without a word is one piece, an empty one none."""
    assert split("... !") == ["... !"]
    assert split(" \n ") == []


@pytest.mark.parametrize("piece", ["a. ", "U.S. ", '"', ". ", "“No.” ", "1. ", "x", "(", ".”A ", "A.\n"])
def test_time_is_linear(piece: str) -> None:
    """A hostile text of a hundred thousand pieces takes a few seconds at the most, even on a busy machine."""
    started = time.perf_counter()
    sentence_spans(piece * 100_000)
    assert time.perf_counter() - started < 15


def test_split_sentences_numbers_and_reads() -> None:
    """Sentences are numbered through the article, know their paragraph, and are read with the day of publication."""
    text = "About 40 people came on Tuesday. They left.\n\nNobody was hurt."
    article = CleanArticle("a", 1, text, published_at=datetime(2022, 2, 16, tzinfo=UTC))
    read = split_sentences([article])
    assert [(one.sentence.index, one.sentence.paragraph, one.text) for one in read] == [
        (0, 0, "About 40 people came on Tuesday."),
        (1, 0, "They left."),
        (2, 1, "Nobody was hurt."),
    ]
    assert all(article.text[one.sentence.start : one.sentence.end] == one.text for one in read)
    assert read[0].mentions.figures
    assert read[0].mentions.dates[0].earliest == datetime(2022, 2, 15, tzinfo=UTC).date()
