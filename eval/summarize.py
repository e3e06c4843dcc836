"""`python -m eval summarize`: a summary for every record of a JSON lines file, each record's articles as one story."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tqdm import tqdm

from eval.batches import answers_in_order, create_text_file
from eval.records import read_records
from summarizer.bundle.dates import read_date
from summarizer.cleaning import clean_articles
from summarizer.errors import InputError
from summarizer.model import Article, Brief, Bundle, Summary
from summarizer.pipeline import summarize_story
from summarizer.sentences import split_sentences
from summarizer.stories import as_one_story

Row = tuple[int, Mapping[str, object] | InputError]
BATCH = 8  # records a task: small enough that the processes finish together, large enough that passing them is cheap
DEFAULT_WORDS = 180


def summarize_file(data: Path, out: Path, words: int = DEFAULT_WORDS) -> None:
    """Write `{id, text, sentences: [{text, citations, verdict}]}` for every record of the file, in its order."""
    run_summarize(data, out, words, progress=False)


def run_summarize(data: Path, out: Path, words: int, *, progress: bool) -> int:
    """The same, with a progress bar where wanted; gives the number of records.

    A record is `{id, articles: [{id, title?, text, date?, outlet?}]}`, in a file whose name ends in .jsonl or
    .jsonl.gz. One that cannot be used is answered by an empty text and a `problem` that says why; none stops the run.
    The file is read as it is worked off, by as many processes as there are processors.
    """
    n_records = 0
    work = functools.partial(summarize_rows, words=words)
    with (
        create_text_file(out) as file,
        tqdm(desc="Summarizing", unit=" records", disable=not progress, file=sys.stderr) as bar,
    ):
        for answer in answers_in_order(work, read_records(data), n_per_batch=BATCH):
            file.write(json.dumps(answer, ensure_ascii=False) + "\n")
            n_records += 1
            bar.update()
    return n_records


def summarize_rows(rows: Iterable[Row], words: int) -> list[dict[str, Any]]:
    """The answers to some lines of a file, each given by its number and its record or what is wrong with it."""
    return [_answer(number, record, words) for number, record in rows]


def _answer(number: int, record: Mapping[str, object] | InputError, words: int) -> dict[str, Any]:
    if isinstance(record, InputError):
        return _no_answer(f"line-{number}", str(record))
    record_id = record.get("id", f"line-{number}")
    try:
        articles, ids = read_articles(record.get("articles"))
        if not any(article.text.strip() for article in articles):
            return _no_answer(record_id, "no article of the record has text")
        summary = summarize_articles(articles, words)
    except Exception as error:  # noqa: BLE001 - one odd record must not lose a run of thousands; its answer says why
        return _no_answer(record_id, f"{type(error).__name__}: {error}")
    return {
        "id": record_id,
        "text": summary.text,
        "sentences": [
            {
                "text": sentence.text,
                "citations": list(dict.fromkeys(ids[citation.article_id] for citation in sentence.citations)),
                "verdict": sentence.verdict.value,
            }
            for sentence in summary.sentences
        ],
    }


def _no_answer(record_id: object, problem: str) -> dict[str, Any]:
    return {"id": record_id, "text": "", "sentences": [], "problem": problem}


def summarize_articles(articles: tuple[Article, ...], words: int) -> Summary:
    """One summary of all these articles together."""
    clean = clean_articles(Bundle(articles))
    return summarize_story(as_one_story(clean, split_sentences(clean)), Brief(n_words=words))


def read_articles(found: object) -> tuple[tuple[Article, ...], dict[str, object]]:
    """A record's articles, and by our ids theirs as they stand in the record: ours are unique, whatever theirs are.

    >>> articles, ids = read_articles([{"id": 7, "text": "Rain."}, {"id": 7, "text": None}, "odd"])
    >>> [(article.id, article.text) for article in articles], ids
    ([('a1', 'Rain.'), ('a2', ''), ('a3', 'odd')], {'a1': 7, 'a2': 7, 'a3': 3})
    """
    rows = found if isinstance(found, list) else [found] if found else []
    articles: list[Article] = []
    ids: dict[str, object] = {}
    for number, row in enumerate(rows, start=1):
        fields = row if isinstance(row, dict) else {"text": row}
        dated = read_date(_text(fields.get("date"))) if fields.get("date") else None
        articles.append(
            Article(
                id=f"a{number}",
                number=number,
                text=_text(fields.get("text")),
                title=_text(fields.get("title")),
                outlet=_text(fields.get("outlet")),
                published_at=dated[0] if dated else None,
            )
        )
        ids[f"a{number}"] = fields.get("id", number)
    return tuple(articles), ids


def _text(value: object) -> str:
    """A field as text; lone surrogates, which cannot be written, become question marks."""
    return "" if value is None else str(value).encode("utf-8", "replace").decode("utf-8")
