"""The articles that are marked by hand, with their marks: our bundles, and real articles one by one."""

from __future__ import annotations

import gzip
import json
from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from eval.gold import GoldBundle, all_bundles
from eval.marks import FILE, MarkedArticle, MarkedDate, MarkedFigure, MarkedName, MarkedQuote, Marks, read_marks
from eval.sets import articles_of
from summarizer.errors import InputError
from summarizer.model import Article, Bundle, CleanArticle, Story
from summarizer.pipeline import read_story

MARKS = Path(__file__).parent / "benchmarks" / "real_mentions.jsonl"
SETS = ("grouping/wikinews", "quotes/polnear_train", "stories/multinews")
PARTS = ("figures", "dates", "quotes", "names")


def bundles_with_marks(split: str) -> list[GoldBundle]:
    """The bundles of a split that are marked."""
    return [bundle for bundle in all_bundles(split) if (bundle.folder / FILE).is_file()]


def read_bundle(bundle: GoldBundle) -> tuple[Story, Marks]:
    """A bundle as one story, as the product reads it, with its marks."""
    story = read_story(Bundle(articles_of(bundle.folder)))
    return story, read_marks(bundle.folder, {article.number: article.text for article in story.articles})


def marked_articles(data: Path, split: str) -> Iterator[tuple[str, Story, Marks, tuple[str, ...]]]:
    """(id, the article as one story, its marks, which parts are marked) of a split."""
    texts = {(name, row["id"]): row for name in SETS for row in _articles(data, name)}
    for line in MARKS.read_text("utf-8").splitlines():
        marked = json.loads(line)
        if marked["split"] != split:
            continue
        row = texts[marked["set"], marked["id"]]
        article = Article(
            id=row["id"],
            number=1,
            text=row["text"][: marked["characters"]],
            title=row["title"] or "",
            outlet=row.get("source") or row.get("publisher") or "",
            published_at=datetime.combine(date.fromisoformat(row["date"]), time(12), UTC) if row["date"] else None,
        )
        story = read_story(Bundle((article,)))
        parts = tuple(part for part in PARTS if part in marked)
        yield row["id"], story, Marks({1: _marks(marked, story.articles[0])}), parts


def _records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a gzip JSON-lines file. Raises InputError when it is absent."""
    if not path.is_file():
        raise InputError(f"{path} is not there.", hint="Give --data DIR or set SUMMARIZER_DATA.")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def _articles(data: Path, name: str) -> Iterator[dict[str, Any]]:
    """The articles of a set; those of a file of stories by the story's id and their place in it ("a-7#1")."""
    for row in _records(data / f"{name}.jsonl.gz"):
        if "articles" not in row:
            yield row
        for place, article in enumerate(row.get("articles", ())):
            yield {**article, "id": f"{row['id']}#{place}"}


def _marks(marked: dict[str, Any], article: CleanArticle) -> MarkedArticle:
    """The marks by offsets in the clean text; one of which cleaning has left nothing is left out."""
    runs = article.offsets
    begin = [run.original_start for run in runs]

    def clean(place: int, after: bool) -> int:
        """Where a character stands in the clean text; of one written otherwise, where that begins or ends."""
        at = bisect_right(begin, place) - 1
        if at >= 0 and place < runs[at].original_start + runs[at].length:
            return runs[at].clean_start + place - runs[at].original_start + after
        if after:
            return runs[at + 1].clean_start if at + 1 < len(runs) else len(article.text)
        return runs[at].clean_start + runs[at].length if at >= 0 else 0

    def placed(kind: str) -> Iterator[tuple[tuple[int, int, str], list[Any]]]:
        for start, end, *rest in marked.get(kind, ()):
            is_left = any(run.original_start < end and start < run.original_start + run.length for run in runs)
            first, last = clean(start, after=False), clean(end - 1, after=True)
            if is_left:
                yield (first, last, article.text[first:last]), rest

    return MarkedArticle(
        names=[MarkedName(*stretch, *rest) for stretch, rest in placed("names")],
        dates=[MarkedDate(*stretch, *map(date.fromisoformat, rest)) for stretch, rest in placed("dates")],
        figures=[MarkedFigure(*stretch, *rest) for stretch, rest in placed("figures")],
        quotes=[MarkedQuote(*stretch, *rest) for stretch, rest in placed("quotes")],
    )
