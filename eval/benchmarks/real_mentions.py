"""Figures, quotations, names and dates of real news, where every one of them is marked.

`python -m eval.benchmarks.real_mentions DATA --show N [--what figures,dates]` prints what is missed and what is too
much, of split `dev` only.

Articles of Wikinews' sources, of PolNeAR's train part and of Multi-News, each by itself, cut to 3,000 characters;
figures are marked in all, dates in those with a day of publication, names and quotations in some. They are marked by
the page that the invented bundles are marked by (`eval/bundles/MARKING.md`), by readers who knew no
rule and saw no program's reading. `real_mentions.jsonl` holds for each the set, the id, how many characters are read,
and the marks with their offsets there: no text. What counts as right says `eval.benchmarks.mentions`.
"""

from __future__ import annotations

import argparse
import json
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from eval.benchmarks import Benchmark, needed
from eval.benchmarks.facts import read_stories
from eval.benchmarks.mentions import Miss, Scores, figures_of, measure_story, print_misses
from eval.figures import Figure
from eval.marks import MarkedArticle, MarkedDate, MarkedFigure, MarkedName, MarkedQuote, Marks
from summarizer.model import Article, Bundle, CleanArticle, Story
from summarizer.pipeline import read_story

MARKS = Path(__file__).with_name("real_mentions.jsonl")
_SETS = ("grouping/wikinews", "quotes/polnear_train", "stories/multinews")
_HOW_MANY = {
    "dev": "289 articles (82 for names, 250 for quotations)",
    "test": "119 articles (32 for names, 80 for quotations)",
}
_PARTS = ("figures", "dates", "quotes", "names")


def marked_articles(data: Path, split: str) -> Iterator[tuple[str, Story, Marks, tuple[str, ...]]]:
    """(id, the article as one story, its marks, which parts are marked) of a split."""
    texts = {(name, row["id"]): row for name in _SETS for row in _articles(data, name)}
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
        parts = tuple(part for part in _PARTS if part in marked)
        yield row["id"], story, Marks({1: _marks(marked, story.articles[0])}), parts


def _articles(data: Path, name: str) -> Iterator[dict[str, Any]]:
    """The articles of a set; those of a file of stories by the story's id and their place in it ("a-7#1")."""
    for row in read_stories(needed(data, *f"{name}.jsonl.gz".split("/"))):
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


def measured(data: Path, split: str) -> Iterator[tuple[Scores, list[Miss]]]:
    """The counts of each article, and what is not as it is marked."""
    return (measure_story(*row) for row in marked_articles(data, split))


def figures(data: Path | None, split: str) -> list[Figure]:
    """Every figure of a split."""
    return figures_of([scores for scores, _ in measured(needed(data), split)])


def benchmark(split: str) -> Benchmark:
    """The benchmark of one split."""
    about = {"dev": "The rules may be read against these and tuned on them.", "test": "Nothing is tuned on these."}
    return Benchmark(
        name=f"real_{split}",
        title=f"Figures, quotations, names and dates of real news, {split}",
        about=f"{_HOW_MANY[split]}, of Wikinews' sources, PolNeAR and Multi-News, marked by readers who knew no rule. "
        f"{about[split]} What counts as right says `eval.benchmarks.mentions`.",
        measure=lambda data: figures(data, split),
        files=lambda data: [MARKS, *(needed(data, *f"{name}.jsonl.gz".split("/")) for name in _SETS)],
        needs_data=True,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is not as it is marked in split dev, and the counts."""
    parser = argparse.ArgumentParser(description="What is missed in the real articles of split dev.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--what", default=",".join(_PARTS), help="which parts, by commas")
    parser.add_argument("--show", type=int, default=0, help="print so many misses of each part")
    options = parser.parse_args(arguments)
    print_misses(measured(options.data, "dev"), options.what.split(","), options.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
