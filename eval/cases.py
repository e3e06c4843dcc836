"""A case: a text with the articles that it must be true of and, where somebody has judged it, what they found.

The spelling of a case in a file is a record, in any of the formats of `tables`::

    {"id": "a1", "doc": "...", "text": "..."}                                  one document
    {"id": "a1", "docs": ["...", {"text": "...", "outlet": "..."}], "text": "..."}   several

and optionally `label` (1 supported, 0 not; `LABELS` has the words that are read, too), `level` ("sentence" or
"summary"), `group` (cases of one document or story are no independent witnesses), `code` (the error made), `twin` (the
pair that it belongs to), `spans` (what is wrong: `[[start, end], …]` in code points of `text`), `raw` (true when
documents may carry page furniture, and are cleaned).
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from eval.tables import Record, read_records
from summarizer.bundle.dates import read_date
from summarizer.errors import InputError
from summarizer.model import Article, ErrorCode
from summarizer.settings import Settings

LIMITS = Settings()
"""A text or document that the product would refuse is refused here, with the same limits."""

SpanList = tuple[tuple[int, int], ...]
LEVELS = ("sentence", "summary")
LABELS: Mapping[str, int] = {"1": 1, "true": 1, "yes": 1, "supported": 1, "faithful": 1,
                             "0": 0, "false": 0, "no": 0, "unsupported": 0, "unfaithful": 0}  # fmt: skip
"""What a label may be, in letters of any case; 1.0 and 0.0 too. No other number is one: .8 is somebody's score."""


@dataclass(frozen=True, slots=True)
class Case:
    """A text, its documents, and the gold: `label` 1 is supported, 0 not, None unknown."""

    id: object
    text: str
    documents: tuple[Article, ...]
    label: int | None = None
    level: str = "sentence"
    group: str = ""
    code: str = ""
    twin: str = ""
    spans: SpanList | None = None
    is_raw: bool = False


@dataclass(frozen=True, slots=True)
class OddRecord:
    """A record that is no case, with the place and the reason in words; its id where it has one."""

    id: object
    message: str
    is_gold: bool = False  # the text could be judged, but its label or code is none


def read_case(record: Record, number: int = 1) -> Case | OddRecord:
    """The case that a record spells, or what is wrong with it; `number` is its row, for the message.

    >>> read_case({"id": "b", "doc": "", "text": "It rained."}, 7).message
    'line 7 (id b): "doc" is empty'
    >>> read_case({"id": "b", "doc": "It rained.", "text": "It rained.", "label": "0"}).label
    0
    """
    given = record.get("id")
    problem = _problem_of(record)
    if problem:
        return odd_record(given, number, problem)
    problem = _problem_of_gold(record)
    if problem:
        return replace(odd_record(given, number, problem), is_gold=True)
    documents = _documents(record)
    group = str(record.get("group") or "") or _group_of(documents)
    return Case(
        id=given,
        text=str(record["text"]),
        documents=documents,
        label=_label(record.get("label")),
        level="summary" if record.get("level") in ("summary", "response") else "sentence",
        group=group,
        code=_code(record),
        twin=str(record.get("twin") or ""),
        spans=_spans(record.get("spans"), len(str(record["text"]))),
        is_raw=record.get("raw") in (True, "true", "True", 1, "1"),
    )


def read_ungraded(record: Record, number: int = 1) -> Case | OddRecord:
    """The same without its label and code, whatever they are: for who judges texts and measures nothing against gold.

    >>> read_ungraded({"id": "b", "doc": "It rained.", "text": "It rained.", "label": "4 of 5"}).label
    """
    return read_case({name: value for name, value in record.items() if name not in ("label", "code", "codes")}, number)


def odd_record(given: object, number: int, problem: str) -> OddRecord:
    """A record that cannot be used, told by its row and id."""
    where = f"line {number}" if given in (None, "") else f"line {number} (id {given})"
    told = problem if problem.startswith(("line ", "row ")) else f"{where}: {problem}"
    return OddRecord(given, "".join(c if c.isprintable() else " " for c in told))  # a terminal obeys some of them


def read_cases(path: Path) -> Iterator[Case | OddRecord]:
    """The cases of a file, one at a time. Raises InputError when the file cannot be read."""
    for number, record in read_records(path):
        yield OddRecord(None, str(record)) if isinstance(record, InputError) else read_case(record, number)


def problems_of_article(fields: Record) -> list[str]:
    """What of an article that is to be grouped or summarized cannot be used, in words: it is read without that.

    >>> problems_of_article({"title": "Rain", "text": " ", "date": "soon"})
    ['no text', "the date 'soon' cannot be read"]
    """
    text, date = fields.get("text"), fields.get("date")
    problems = [] if text is not None and str(text).strip() else ["no text"]
    if date and read_date(str(date)) is None:
        problems.append(f"the date {str(date)[:40]!r} cannot be read")
    return problems


def write_case(case: Case) -> dict[str, object]:
    """The record that spells the case: what any other checker can read, too."""
    record: dict[str, object] = {"id": case.id, "docs": [_written(d) for d in case.documents], "text": case.text}
    optional = {
        "label": case.label,
        "level": case.level,
        "group": case.group or None,
        "code": case.code or None,
        "twin": case.twin or None,
        "spans": None if case.spans is None else [list(span) for span in case.spans],
        "raw": case.is_raw or None,
    }
    return record | {name: value for name, value in optional.items() if value is not None}


# ---------------------------------------------------------------------------------------- the parts


def _has(record: Record) -> str:
    """Which fields a record has, where one is missing: it may be there under another name."""
    names = [str(name)[:40] for name in record]
    return f" (it has {', '.join(names[:6])}{' …' if len(names) > 6 else ''})" if names else ""


def _problem_of(record: Record) -> str:
    """Why a record cannot be scored, or "" when it can."""
    given_id = record.get("id")
    if given_id in (None, ""):
        return f'no "id"{_has(record)}'
    if not isinstance(given_id, str | int) and not (isinstance(given_id, float) and math.isfinite(given_id)):
        return '"id" is neither a text nor a number'
    text = record.get("text")
    if not isinstance(text, str):
        return f'no "text"{_has(record)}' if text is None else '"text" is no string'
    if not text.strip():
        return '"text" is empty'
    if len(text) > LIMITS.max_summary_chars:
        return f'"text" has {len(text)} characters, the limit is {LIMITS.max_summary_chars}'
    name = "docs" if record.get("docs") is not None else "doc"
    given = record.get(name)
    if given is None:
        return f'neither "doc" nor "docs"{_has(record)}'
    if not isinstance(given, str | list):
        return f'"{name}" is neither a text nor a list of texts'
    parts = given if isinstance(given, list) else [given]
    for place, part in enumerate(parts):
        body = (part.get("text") or part.get("html")) if isinstance(part, dict) else part
        if not isinstance(body, str):
            return f'"{name}/{place}" is neither a text nor an object with "text"'
        if len(body) > LIMITS.max_article_chars:
            return f'"{name}/{place}" has {len(body)} characters, the limit is {LIMITS.max_article_chars}'
    return "" if _documents(record) else f'"{name}" is empty'


def _problem_of_gold(record: Record) -> str:
    """What is wrong with a record's label or code, or "" when nothing is."""
    label = record.get("label")
    if _has_label(label) and _label(label) is None:
        words = [", ".join(word for word, value in LABELS.items() if value == wanted) for wanted in (1, 0)]
        return f'"label" is {label!r}; read are {words[0]} (supported) and {words[1]} (not)'
    code = _code(record)
    if code and code not in {known.value for known in ErrorCode}:
        return f'"code" is {code!r}, none of the error codes'
    return ""


def _code(record: Record) -> str:
    """The error's code: `code`, or the first of `codes`, as `score` writes them."""
    codes = record.get("codes")
    first = codes[0] if isinstance(codes, list) and codes else ""
    return str(record.get("code") or first)


def _documents(record: Record) -> tuple[Article, ...]:
    """The record's documents that have text, as articles."""
    given = record.get("docs") if record.get("docs") is not None else record.get("doc")
    found: list[Article] = []
    for part in given if isinstance(given, list) else [given]:
        fields: Mapping[str, object] = part if isinstance(part, dict) else {"text": part}
        text, html = str(fields.get("text") or ""), str(fields.get("html") or "")
        if text.strip() or html.strip():
            number = len(found) + 1
            title, outlet, url, name = (
                str(fields.get(field) or "") for field in ("title", "outlet", "url", "source_name")
            )
            dated = read_date(str(fields["published_at"])) if fields.get("published_at") else None
            found.append(
                Article(
                    id=f"doc-{number}",
                    number=number,
                    text=text,
                    html=html,
                    title=title,
                    url=url,
                    outlet=outlet,
                    published_at=dated[0] if dated else None,
                    source_name=name,
                )
            )
    return tuple(found)


def _written(article: Article) -> dict[str, object]:
    """A document as a record has it: the fields that it has."""
    fields: dict[str, object] = {
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "published_at": article.published_at.isoformat() if article.published_at else "",
        "source_name": article.source_name,
        "html": article.html,
        "text": article.text,
    }
    return {name: value for name, value in fields.items() if value}


def _group_of(documents: tuple[Article, ...]) -> str:
    """Cases over the same documents belong together."""
    digest = hashlib.sha256()
    for document in documents:
        digest.update((document.text or document.html).encode("utf-8", "replace"))
    return digest.hexdigest()[:16]


def _has_label(value: object) -> bool:
    return value is not None and value != ""


def _label(value: object) -> int | None:
    """1 supported, 0 not, None for no label and for what is none.

    >>> [_label(value) for value in (True, "Yes", " Unfaithful ", 0.0, 0.8, "maybe", None)]
    [1, 1, 0, 0, None, None, None]
    """
    return LABELS.get(str(value).strip().casefold().removesuffix(".0"))


def _spans(value: object, length: int) -> SpanList | None:
    """Spans inside the text, in order; None where nothing is marked (which is not the same as none)."""
    if not isinstance(value, list):
        return None
    found: list[tuple[int, int]] = []
    for part in value:
        pair = (part.get("start"), part.get("end")) if isinstance(part, dict) else part
        start, end = pair if isinstance(pair, list | tuple) and len(pair) == 2 else (None, None)
        if isinstance(start, int) and isinstance(end, int) and 0 <= start < end:
            found.append((start, min(end, length)))
    return tuple(sorted(found))
