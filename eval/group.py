"""`python -m eval group`: articles in a JSON lines file to the story each belongs to."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, cast

from tqdm import tqdm

from summarizer.errors import BundleError
from summarizer.model import CleanArticle
from summarizer.stories import partition


def group_file(data: Path, out: Path) -> None:
    """Write `{id, story}` for every `{id, title, text, date?}` of the file, in its order; .gz names are packed."""
    run_group(data, out, progress=False)


def run_group(data: Path, out: Path, *, progress: bool) -> int:
    """The same, with a progress bar where wanted; gives the number of stories.

    All articles of the file are one bundle and are grouped together. Benchmark texts are prose already, so nothing
    is cleaned. A record without title, date or text is grouped by what it has. Raises `BundleError` naming the line
    that is no record with an id.
    """
    articles = list(tqdm(_articles(data), desc="Reading", unit=" articles", disable=not progress, file=sys.stderr))
    stories = partition(articles)
    story_of = {place: f"story-{number}" for number, group in enumerate(stories, start=1) for place in group}
    with _open(out, "w") as file:
        for place, article in enumerate(tqdm(articles, desc="Writing", disable=not progress, file=sys.stderr)):
            file.write(json.dumps({"id": article.id, "story": story_of[place]}, ensure_ascii=False) + "\n")
    return len(stories)


def clean_article(record: dict[str, object], number: int) -> CleanArticle:
    """A benchmark record as an article whose text is prose already.

    >>> clean_article({"id": 7, "title": None, "text": "Rain.", "date": "2012-09-05"}, 1).published_at.isoformat()
    '2012-09-05T00:00:00+00:00'
    """
    return CleanArticle(
        id=str(record["id"]),
        number=number,
        text=str(record.get("text") or ""),
        title=str(record.get("title") or ""),
        published_at=_moment(record.get("date")),
    )


def _moment(value: object) -> datetime | None:
    """A date as it stands in benchmark files, or None where it is absent or not one."""
    try:
        moment = datetime.fromisoformat(str(value or "").strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _articles(data: Path) -> Iterator[CleanArticle]:
    with _open(data, "r") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except json.JSONDecodeError as error:
                raise BundleError(
                    f"Line {number} of {data.name} is not JSON: {error.msg}.", pointer=f"/{number}"
                ) from None
            if not isinstance(record, dict) or record.get("id") in (None, ""):
                raise BundleError(f"Line {number} of {data.name} is no record with an id.", pointer=f"/{number}/id")
            yield clean_article(record, number)


def _open(path: Path, mode: str) -> IO[str]:
    if path.suffix == ".gz":
        return cast(IO[str], gzip.open(path, mode + "t", encoding="utf-8"))
    return path.open(mode, encoding="utf-8")
