"""`python -m eval group`: articles in a file to the story each belongs to."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from eval.cases import problems_of_article
from eval.outcome import Outcome, outcome_of, repeated_ids
from eval.tables import read_records, write_records
from summarizer.bundle.dates import read_date
from summarizer.errors import BundleError, InputError
from summarizer.model import CleanArticle
from summarizer.stories import partition


def group_file(data: Path, out: Path) -> None:
    """Write `{id, story}` for every `{id, title, text, date?}` of the file, in its order; .gz names are packed."""
    run_group(data, out, progress=False)


def run_group(data: Path, out: Path, *, progress: bool) -> tuple[int, Outcome]:
    """The same, with a progress bar where wanted; gives the number of stories, and what came of the records.

    All articles of the file are one bundle and are grouped together. Benchmark texts are prose already, so nothing
    is cleaned. A record without text, with a date that cannot be read or with an id that another has is grouped by
    what it has, and its row says so (`problem`). Raises `BundleError` naming the line that is no record with an id.
    """
    rows = list(tqdm(_rows(data), desc="Reading", unit=" articles", disable=not progress, file=sys.stderr))
    stories = partition([row.article for row in rows])
    story_of = {place: f"story-{number}" for number, group in enumerate(stories, start=1) for place in group}
    repeated = set(repeated_ids(lambda: (row.id for row in rows)))
    answers = [_answer(row, story_of[place], str(row.id) in repeated) for place, row in enumerate(rows)]
    write_records(out, answers)
    return len(stories), outcome_of(lambda: answers)


@dataclass(frozen=True, slots=True)
class _Row:
    """A record's number, its id as it was given, the record as an article, and what is wrong with it."""

    number: int
    id: object
    article: CleanArticle
    problem: str


def _answer(row: _Row, story: str, is_repeated: bool) -> dict[str, object]:
    problems = [problem for problem in (row.problem, "another record has its id" if is_repeated else "") if problem]
    told = {"problem": f"line {row.number} (id {row.id}): {'; '.join(problems)}"} if problems else {}
    return {"id": row.id, "story": story, **told}


def clean_article(record: Mapping[str, object], number: int) -> CleanArticle:
    """A benchmark record as an article whose text is prose already.

    >>> clean_article({"id": 7, "title": None, "text": "Rain.", "date": "2012-09-05"}, 1).published_at.isoformat()
    '2012-09-05T00:00:00+00:00'
    """
    dated = read_date(_text(record.get("date"))) if record.get("date") else None
    return CleanArticle(
        id=_text(record["id"]),
        number=number,
        text=_text(record.get("text")),
        title=_text(record.get("title")),
        published_at=dated[0] if dated else None,
    )


def _text(value: object) -> str:
    """A field as text; lone surrogates, which cannot be written, become question marks."""
    return "" if value is None else str(value).encode("utf-8", "replace").decode("utf-8")


def _rows(data: Path) -> Iterator[_Row]:
    for number, record in read_records(data):
        if isinstance(record, InputError):
            raise BundleError(f"{data.name}: {record}.", pointer=record.pointer) from record
        if record.get("id") in (None, ""):
            raise BundleError(f"Line {number} of {data.name} is no record with an id.", pointer=f"/{number}/id")
        article = clean_article(record, number)
        yield _Row(number, record["id"], article, "; ".join(problems_of_article(record)))
