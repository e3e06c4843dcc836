"""Reads the plain-text cases of mentions: a text, and under it lines that begin with "=" for what must be found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from summarizer.mentions import find_mentions
from summarizer.model import Mentions
from summarizer.sentences import sentence_spans

CASES = Path(__file__).parents[1] / "cases"


@dataclass(frozen=True, slots=True)
class Case:
    """A text and the rows that are expected of it, each split at "|"."""

    text: str
    expected: tuple[tuple[str, ...], ...]
    published: date | None = None

    def mentions(self) -> tuple[Mentions, ...]:
        """What is found in the text, sentence by sentence."""
        return find_mentions(self.text, sentence_spans(self.text), self.published)


def read_cases(name: str) -> list[Case]:
    """The cases of a file in tests/cases."""
    cases: list[Case] = []
    text, rows, published = "", [], None

    def finished() -> Iterator[Case]:
        if text:
            yield Case(text.replace(" ¶ ", "\n\n"), tuple(rows), published)

    for raw in (CASES / name).read_text(encoding="utf-8").splitlines():
        line = raw.strip()
        if not line or line.startswith("# "):
            continue
        if line.startswith("= "):
            rows.append(tuple(part.strip() for part in line[2:].split("|")))
            continue
        cases.extend(finished())
        text, rows = "", []
        if line.startswith("published: "):
            day = line.removeprefix("published: ")
            published = None if day == "none" else date.fromisoformat(day)
        else:
            text = line
    cases.extend(finished())
    return cases


def part(row: tuple[str, ...], number: int) -> str | None:
    """The row's part: None when it was left out, "" when it says "-"."""
    if number >= len(row):
        return None
    return "" if row[number] == "-" else row[number]
