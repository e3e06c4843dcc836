"""`python -m eval summarize`: a summary for every record of a file, each record's articles as one story."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eval.cases import problems_of_article
from eval.fingerprint import code_fingerprint, harness_fingerprint
from eval.outcome import Outcome, outcome_of, repeated_ids, repeats_in_words
from eval.score import Numbered, hash_of_file, numbered_records
from eval.tables import check_writable, count_records, write_records
from eval.units import Plan, UnitStore, do_units
from summarizer.bundle.dates import read_date
from summarizer.cleaning import clean_articles
from summarizer.model import Article, Brief, Bundle, Summary
from summarizer.pipeline import summarize_story
from summarizer.sentences import split_sentences
from summarizer.stories import as_one_story

DEFAULT_WORDS = 180


@dataclass(frozen=True, slots=True)
class SummarizeOptions:
    """What `summarize` may be told: the length aimed at, and whether to begin anew."""

    n_words: int = DEFAULT_WORDS
    is_restarted: bool = False
    plan: Plan = field(default_factory=lambda: Plan(n_per_unit=50, what="Summarizing"))


def summarize_file(data: Path, out: Path, words: int = DEFAULT_WORDS) -> None:
    """Write `{id, text, sentences: [{text, citations, verdict}]}` for every record of the file, in its order."""
    run_summarize(data, out, SummarizeOptions(words))


def run_summarize(data: Path, out: Path, options: SummarizeOptions | None = None) -> Outcome:
    """The same, as the options say; gives what came of the records.

    A record is `{id, articles: [{id, title?, text, date?, outlet?}]}`. One that cannot be used is answered by an empty
    text and a `problem` that says why, and where an article of it cannot be used as it is (no text, a date that cannot
    be read, an id that another of them has), the summary of the rest has a `problem`, too; none stops the run. A run
    that was killed goes on where it stopped.
    """
    options = options or SummarizeOptions()
    check_writable(out, data)
    parts = out.with_name(f"{out.name}.parts")
    identity = {
        "data": hash_of_file(data),
        "words": options.n_words,
        "code": code_fingerprint() + harness_fingerprint(),
    }
    identity["rows per unit"] = options.plan.n_per_unit
    with UnitStore(parts, identity, is_restarted=options.is_restarted) as store:
        total = count_records(data) if options.plan.has_progress else None
        work = functools.partial(summarize_rows, words=options.n_words)
        n_units = do_units(work, numbered_records(data), store, options.plan, total=total)
        write_records(out, store.answers(n_units))
        outcome = outcome_of(lambda: store.answers(n_units))
        store.remove()
    return outcome


def summarize_rows(rows: Sequence[Numbered], words: int) -> list[dict[str, Any]]:
    """The answers to some lines of a file, each given by its number and its record or what is wrong with it."""
    return [_answer(number, record, words) for number, record in rows]


def _answer(number: int, record: Mapping[str, object] | str, words: int) -> dict[str, Any]:
    if isinstance(record, str):
        return _no_answer(f"line-{number}", record)
    where = f"line {number}" + (f" (id {record['id']})" if record.get("id") not in (None, "") else "")
    record_id = record.get("id", f"line-{number}")
    given = record.get("articles")
    if given is not None and not isinstance(given, list):
        return _no_answer(record_id, f'{where}: "articles" must be a list of articles, not {type(given).__name__}')
    try:
        articles, ids = read_articles(given)
        if not any(article.text.strip() for article in articles):
            return _no_answer(record_id, f"{where}: no article of the record has text")
        summary = summarize_articles(articles, words)
    except Exception as error:  # noqa: BLE001 - one odd record must not lose a run of thousands; its answer says why
        return _no_answer(record_id, f"{where}: {type(error).__name__}: {error}")
    problems = problems_of_articles(given)
    if not summary.text.strip():
        problems.append("no sentence of its articles can be printed")
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
        **({"problem": f"{where}: {'; '.join(problems)}"} if problems else {}),
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


def problems_of_articles(found: Sequence[object] | None) -> list[str]:
    """What of a record's articles cannot be used as it is.

    >>> problems_of_articles(["Rain.", {"id": 7, "text": "Sun."}, {"id": 7, "date": "soon"}])
    ["article 3: no text, the date 'soon' cannot be read", '1 id occurs more than once: 7']
    """
    rows = [row if isinstance(row, dict) else {"text": row} for row in found or ()]
    told = [(place, problems_of_article(row)) for place, row in enumerate(rows, start=1)]
    repeated = repeated_ids(lambda: (row.get("id") for row in rows))
    return [
        *(f"article {place}: {', '.join(problems)}" for place, problems in told if problems),
        *([repeats_in_words(repeated)] if repeated else []),
    ]


def _text(value: object) -> str:
    """A field as text; lone surrogates, which cannot be written, become question marks."""
    return "" if value is None else str(value).encode("utf-8", "replace").decode("utf-8")
