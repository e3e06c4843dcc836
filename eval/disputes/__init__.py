"""Invented events as several outlets tell them, every disagreement marked, and much that only looks like one.

`PROTOCOL.md` says what is marked and how. Each story is a text file of `dev/` or `test/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from eval.marks import DISAGREEMENT_KINDS, MarkedDisagreement, MarkedSide, Marks
from summarizer.cleaning import clean_articles
from summarizer.errors import InputError
from summarizer.model import Article, Bundle, CleanArticle, Story
from summarizer.origins import find_origins
from summarizer.sentences import split_sentences

FOLDER = Path(__file__).parent
SPLITS = ("dev", "test")
_MARK = re.compile(r"\{(\d+)([a-z])(\*?):([^{}]*)\}")
_HEAD = re.compile(r"= (?P<subject>.+): (?P<kind>\w+)")


@dataclass(frozen=True, slots=True)
class _Given:
    """One article as it was written, without braces, and its marks: number, side, whether it is old, [start, end)."""

    article: Article
    marks: tuple[tuple[int, str, bool, int, int], ...]


def story_files(split: str) -> list[Path]:
    """The files of a split, by name."""
    return sorted((FOLDER / split).glob("*.txt"))


def read_disputes(path: Path) -> tuple[Story, Marks]:
    """The story of a file, read as the product reads a bundle, with its disagreements.

    Raises InputError, naming file and place, where the file is not as the protocol wants it.
    """
    head, *bodies = re.split(r"^@ ", path.read_text("utf-8"), flags=re.M)
    subjects = [_subject(path, line) for line in head.strip().splitlines()]
    given = [_article(path, number, body) for number, body in enumerate(bodies, start=1)]
    cleaned = clean_articles(Bundle(tuple(one.article for one in given)))
    sentences = split_sentences(cleaned)
    story = Story(path.stem, "", cleaned, sentences, find_origins(cleaned, sentences))
    texts = {article.number: article for article in cleaned}
    sides: dict[int, list[MarkedSide]] = {number: [] for number in range(1, len(subjects) + 1)}
    for one in given:
        for number, side, is_old, start, end in one.marks:
            if number not in sides:
                raise InputError(
                    f"{path.name}: {{{number}{side}: …}} has no line above", hint="Begin the file with '= …: kind'."
                )
            sides[number] += _side(texts[one.article.number], side, is_old, start, end)
    for number, found in sides.items():
        if len({side.says for side in found}) < 2:
            raise InputError(
                f"{path.name}: disagreement {number} has fewer than two sides", hint="Mark the other side."
            )
    disagreements = [MarkedDisagreement(*subject, tuple(sides[number])) for number, subject in enumerate(subjects, 1)]
    return story, Marks(disagreements=disagreements)


def _subject(path: Path, line: str) -> tuple[str, str]:
    found = _HEAD.fullmatch(line.strip())
    if found is None or found["kind"] not in DISAGREEMENT_KINDS:
        raise InputError(
            f"{path.name}: “{line}” is no head of a disagreement", hint="Write '= what it is about: kind'."
        )
    return found["subject"], found["kind"]


def _article(path: Path, number: int, body: str) -> _Given:
    first, _, rest = body.partition("\n")
    try:
        outlet, time, title = (part.strip() for part in first.split("|"))
        published = datetime.fromisoformat(time)
    except ValueError as error:
        raise InputError(
            f"{path.name}: article {number} has no head", hint="Write '@ outlet | time | headline'."
        ) from error
    text, marks, at = "", [], 0
    rest = rest.strip()
    for found in _MARK.finditer(rest):
        text += rest[at : found.start()]
        marks.append((int(found[1]), found[2], bool(found[3]), len(text), len(text) + len(found[4])))
        text, at = text + found[4], found.end()
    text += rest[at:]
    if "{" in text or "}" in text:
        raise InputError(f"{path.name}: article {number} has a brace that marks nothing", hint="Write {1a:words}.")
    return _Given(Article(str(number), number, text, title, outlet=outlet, published_at=published), tuple(marks))


def _side(article: CleanArticle, side: str, is_old: bool, start: int, end: int) -> Iterator[MarkedSide]:
    """The side in the clean text; none where cleaning has taken its words out."""
    places = [place for one in (start, end - 1) for place in _clean_place(article, one)]
    if len(places) == 2:
        first, last = places[0], places[1] + 1
        yield MarkedSide(article.number, first, last, article.text[first:last], side, is_old)


def _clean_place(article: CleanArticle, place: int) -> Iterator[int]:
    for run in article.offsets:
        if run.original_start <= place < run.original_start + run.length:
            yield run.clean_start + place - run.original_start
