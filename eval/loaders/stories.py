"""Stories of several articles with what people wrote of them: SummHay, Multi-News and NeuS."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path

from eval.loaders.loader import StoryRecord
from eval.loaders.published import PublishedRow, pick, read_rows
from eval.metrics.coverage import Insight
from summarizer.errors import InputError
from summarizer.model import Article

# ------------------------------------------------------------------------------------------- SummHay


def read_summhay(path: Path) -> Iterator[StoryRecord]:
    """The haystacks of SummHay, one story a subtopic: about a hundred documents, a question, and the insights to tell.

    salesforce/summary-of-a-haystack (GitHub), `data/topic_*.json`, or Salesforce/summary-of-a-haystack (Hugging Face),
    `summhay.parquet`; Laban et al. 2024; Apache-2.0 (Hugging Face card). Fields: topic_id, subtopics (subtopic_id,
    subtopic, query, insights of insight_id and insight), documents (document_id, document_text, insights_included),
    confirmed from README and card; that the Parquet file nests them as the JSON does is not confirmed.

    - `articles` are all documents of the topic in their order, for that is the haystack; a story of another subtopic of
      the topic has the same. `Insight.documents` are those whose `insights_included` names it, counted from 1.
    - `topic` is the question, `reference` "" (nobody wrote a summary). Documents are synthetic.
    """
    for file in pick(path, "topic_*.json", "*.parquet", "*.jsonl"):
        for row in read_rows(file):
            yield from _haystack(row)


def _haystack(row: PublishedRow) -> Iterator[StoryRecord]:
    topic = row.key("topic_id")
    documents = row.parts("documents")
    texts = ((document.key("document_id"), document.text("document_text")) for document in documents)
    articles = tuple(Article(id=key, number=n, text=text) for n, (key, text) in enumerate(texts, start=1))
    holders: dict[str, set[int]] = {}
    for number, document in enumerate(documents, start=1):
        for insight in document.texts("insights_included"):
            holders.setdefault(insight, set()).add(number)
    for part in row.parts("subtopics"):
        insights = tuple(
            Insight(insight.text("insight"), frozenset(holders.get(insight.key("insight_id"), ())))
            for insight in part.parts("insights")
        )
        id_ = f"summhay-{topic}-{part.key('subtopic_id')}"
        yield StoryRecord(id_, articles, insights=insights, topic=part.text("query", "subtopic"))


# ------------------------------------------------------------------------------------------- Multi-News

STORY_END = "|||||"
NEWLINE = "NEWLINE_CHAR"
SOURCE_ENDS = (".src.cleaned", ".src")


def read_multinews(path: Path) -> Iterator[StoryRecord]:
    """The stories of Multi-News: articles and the summary that an editor of newser.com wrote.

    Alex-Fabbri/Multi-News (GitHub, "raw data"), or alexfabbri/multi_news (Hugging Face), folder `data`; Fabbri et al.
    2019; for non-commercial research and education. Files: `{train,val,test}.src.cleaned` (or `.src`) with the `.tgt`
    beside it, a story a line; or JSON lines, CSV or Parquet with `document` and `summary`. Confirmed from the README
    and the TensorFlow reader.

    - "|||||" ends an article, and "NEWLINE_CHAR" stands for a line's end: the README names both as put in; nothing
      else is changed. Empty articles are dropped.
    - Left out: stories without any article, of which the published files have a few.
    """
    for file in pick(path, *(f"*{end}" for end in SOURCE_ENDS), "*.jsonl", "*.parquet", "*.csv"):
        split = file.name.split(".")[0]
        rows = _paired(file) if file.name.endswith(SOURCE_ENDS) else _in_rows(file)
        for number, (document, summary) in enumerate(rows, start=1):
            articles = _articles(("", part.replace(NEWLINE, "\n")) for part in document.split(STORY_END))
            if articles:
                reference = summary.replace(NEWLINE, "\n").strip()
                yield StoryRecord(f"multinews-{split}-{number}", articles, reference)


def _paired(file: Path) -> Iterator[tuple[str, str]]:
    end = next(end for end in SOURCE_ENDS if file.name.endswith(end))
    summaries = file.with_name(file.name.removesuffix(end) + ".tgt")
    for number, (document, summary) in enumerate(_two_files(file, summaries), start=1):
        if not summary.strip():
            raise InputError(f"{summaries.name}, row {number}: no summary")
        yield document, summary


def _in_rows(file: Path) -> Iterator[tuple[str, str]]:
    for row in read_rows(file):
        yield str(row.value("document")), row.text("summary")


# ------------------------------------------------------------------------------------------- NeuS

SEPARATOR = "[SEP]"
TITLED = re.compile(r"\s*TITLE=>(.*?)\.?\s*ARTICLE=>(.*)", re.DOTALL)


def read_neus(path: Path) -> Iterator[StoryRecord]:
    """The stories of NeuS: an article from the left, the right and the centre, and the neutral round-up of an editor.

    HLTCHKUST/framing-bias-metric (GitHub), folder `data/naacl2022_lrc_roundup_random_order_probe`; Lee et al. 2022; MIT
    (the README's badge; the articles' copyright stays with their publishers). Files: `{train,val,test}.source` with the
    `.target` beside it, a story a line. Articles are separated by "[SEP]"; each, and the round-up, is written
    "TITLE=> … . ARTICLE=> …": confirmed from the authors' code that writes the files. Texts without titles, as an
    earlier version has them, are taken, too.

    - `topic` is the round-up's title. The order is random and the files do not tell which side an article is from.
    - A story must have at least one article and a round-up; an article without a text is dropped.
    """
    for file in pick(path, "*.source"):
        for number, (source, target) in enumerate(_two_files(file, file.with_suffix(".target")), start=1):
            articles = _articles(_titled(part) for part in source.split(SEPARATOR))
            topic, reference = _titled(target)
            if not articles or not reference:
                missing = f"round-up in {file.stem}.target" if articles else "article"
                raise InputError(f"{file.name}, row {number}: no {missing}")
            yield StoryRecord(f"neus-{file.stem}-{number}", articles, reference, topic=topic)


def _titled(text: str) -> tuple[str, str]:
    """Title and text.

    >>> _titled("TITLE=> Rain stops play. ARTICLE=> It rained.")
    ('Rain stops play', 'It rained.')
    """
    found = TITLED.fullmatch(text)
    return (found[1].strip(), found[2].strip()) if found else ("", text.strip())


# ------------------------------------------------------------------------------------------- both


def _articles(titled: Iterable[tuple[str, str]]) -> tuple[Article, ...]:
    """Those that have a text, numbered from 1."""
    kept = [(title, text.strip()) for title, text in titled if text.strip()]
    return tuple(
        Article(id=f"doc-{number}", number=number, text=text, title=title)
        for number, (title, text) in enumerate(kept, start=1)
    )


def _two_files(left: Path, right: Path) -> Iterator[tuple[str, str]]:
    """Each line of a file with the same line of the other. Raises InputError when one is missing or shorter."""
    if not right.is_file():
        raise InputError(f"{left.parent} holds {left.name} but no {right.name}")
    # Only "\n" ends a line: the texts hold other characters that Python would take for one.
    with (
        left.open(encoding="utf-8", errors="replace", newline="\n") as first,
        right.open(encoding="utf-8", errors="replace", newline="\n") as second,
    ):
        for number, (one, other) in enumerate(zip_longest(first, second), start=1):
            if one is None or other is None:
                shorter = left.name if one is None else right.name
                raise InputError(f"{shorter} has no row {number}, though the other file has")
            yield one.rstrip("\n"), other.rstrip("\n")
