"""`python -m eval score`: how well each text of a JSON lines file is supported by its document, by the product itself.

A record is `{id, doc | docs, text}`; `docs` is a list of texts or of objects with `text` (and `title`, `outlet` …).
Each is answered by `{id, score, verdict, codes}` in the order of the file: `score` in 0..1, higher is better supported;
`verdict` and `codes` are the worst sentence's and all sentences'. A record that cannot be scored has score 0, verdict
"not_checked" and a `message`, and one that states nothing score 0.5 and "not_checkable"; none stops the run. The same
articles are read once for records that follow one another.
"""

from __future__ import annotations

import functools
import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tqdm import tqdm

from eval.batches import answers_in_order, create_text_file
from eval.records import count_records, read_records
from summarizer import verification
from summarizer.errors import InputError
from summarizer.facts import extract_facts
from summarizer.model import Article, CheckedSentence, CleanArticle, Facts, Finding, Story, Verdict, Vote
from summarizer.report.wording import WORST_FIRST
from summarizer.sentences import split_sentences
from summarizer.settings import Settings
from summarizer.stories import as_one_story
from summarizer.verification.decision import ENTAILMENT, VERBATIM, effect_of, weigh

LIMITS = Settings()  # a text or document that the product would refuse is refused here, with the same limits
BATCH = 16  # records a task: neighbours often share a document, which is then read once

UNKNOWN = 0.5  # the score of a text that states nothing: neither for it nor against it

Json = dict[str, object]


def score_file(data: Path, out: Path) -> None:
    """Write `{id, score, verdict, codes}` for every record of the file, in its order."""
    run_score(data, out)


def run_score(data: Path, out: Path, *, processes: int | None = None, progress: bool = False) -> int:
    """The same, with a progress bar where wanted; gives the number of records.

    Raises InputError when the file cannot be read at all, or when `processes` is below 1.
    """
    total = count_records(data) if progress else None
    n_done = 0
    with (
        create_text_file(out) as file,
        tqdm(total=total, desc="Scoring", unit=" records", disable=not progress, file=sys.stderr) as bar,
    ):
        rows = enumerate_records(data)
        for answer in answers_in_order(score_batch, rows, n_per_batch=BATCH, n_processes=processes):
            file.write(json.dumps(answer, ensure_ascii=False, allow_nan=False) + "\n")
            n_done += 1
            bar.update()
    return n_done


def enumerate_records(data: Path) -> Iterator[tuple[int, Json | str]]:
    """Each line's number with its record, or with the words that say why it is none."""
    for number, record in read_records(data):
        yield number, str(record) if isinstance(record, InputError) else dict(record)


def score_batch(batch: Sequence[tuple[int, Json | str]]) -> list[Json]:
    """The answers to some numbered records."""
    return [
        _not_checked(number, None, found) if isinstance(found, str) else score_record(found, number)
        for number, found in batch
    ]


# -------------------------------------------------------------------------------------- one record


def score_record(record: Mapping[str, object], number: int = 1) -> Json:
    """The answer to one record; `number` is its line, for messages.

    >>> score_record({"id": "a", "doc": "The old bridge over the river was closed on Monday.",
    ...               "text": "The old bridge over the river was closed on Monday."})["verdict"]
    'supported'
    >>> score_record({"id": "b", "doc": "", "text": "It rained."}, 7)["message"]
    'line 7 (id b): "doc" is empty'
    """
    problem = _problem_of(record)
    given = record.get("id")
    if problem:
        return _not_checked(number, given, problem)
    try:
        story, facts = read_documents(_documents(record))
        sentences = check(str(record["text"]), story, facts)
    except Exception as error:  # noqa: BLE001 - one odd record must not stop thousands; its answer says what happened
        return _not_checked(number, given, f"could not be checked ({type(error).__name__})")
    return answer(given, sentences)


def answer(given: object, sentences: Sequence[CheckedSentence]) -> Json:
    """The record's answer from its sentences; those that state nothing count for nothing."""
    scored = [sentence for sentence in sentences if sentence.score is not None]
    if not scored:
        return {"id": given, "score": UNKNOWN, "verdict": Verdict.NOT_CHECKABLE.value, "codes": []}
    verdict = min((sentence.verdict for sentence in scored), key=WORST_FIRST.index)
    codes = dict.fromkeys(code.value for sentence in scored for code in sentence.codes)
    score = combine([support_of(sentence.findings) for sentence in scored])
    return {"id": given, "score": round(score, 4), "verdict": verdict.value, "codes": list(codes)}


def combine(scores: Sequence[float]) -> float:
    """A text is as good as its worst sentence, a little relieved by the others.

    >>> combine([0.8]), combine([0.2, 0.8])
    (0.8, 0.26)
    """
    return round((1 - MEAN_SHARE) * min(scores) + MEAN_SHARE * sum(scores) / len(scores), 6)


MEAN_SHARE = 0.2
"""The mean's part in a text's score. On texts of several sentences .0 to .4 score within .002 of one another."""


def support_of(findings: Sequence[Finding]) -> float:
    """How well a sentence is supported, to rank by: the entailment checker's odds, lowered by what the rules found.

    Not `CheckedSentence.score`, which keeps every verdict in a band of its own, as an editor's list needs: a rule that
    errs then costs a sentence its whole rank (macro AUC .730 against .746: resources/entailment.md).

    >>> from summarizer.model import Finding, Vote
    >>> support_of([Finding("entailment", Vote.AFFIRM, score=0.8)])
    0.8
    >>> support_of([])
    0.5
    """
    chances = [f.score for f in findings if f.checker == ENTAILMENT and f.score is not None and math.isfinite(f.score)]
    chance = VERBATIM_CHANCE if any(f.checker == VERBATIM for f in findings) else min(chances, default=0.5)
    counted = [finding for finding in weigh(findings) if finding.checker != ENTAILMENT]
    effects = {effect_of(finding) for finding in counted if finding.vote is Vote.OBJECT}
    penalty = sum(PENALTIES[effect] for effect in effects)
    if any(finding.vote is Vote.DOUBT for finding in counted):
        penalty += DOUBT_PENALTY
    chance = min(max(chance, 0.01), 0.99)
    return round(1 / (1 + math.exp(penalty - math.log(chance / (1 - chance)))), 6)


VERBATIM_CHANCE = 0.97  # what the entailment checker gives a claim that stands in an article word for word
PENALTIES = {Verdict.CONTRADICTED: 1.0, Verdict.UNSUPPORTED: 1.0, Verdict.PARTIAL: 0.3}
DOUBT_PENALTY = 0.5
"""In log-odds, by the verdict that an objection brings. Coarse: ten settings tried lie within .004 of macro AUC."""


def check(text: str, story: Story, facts: Facts) -> tuple[CheckedSentence, ...]:
    """Every sentence of a text with its verdict."""
    return verification.verify(verification.read_draft(text), story, facts).sentences


def read_documents(documents: Sequence[Article]) -> tuple[Story, Facts]:
    """The documents as one story with its facts, read once for records that follow one another.

    Benchmark documents are prose without page furniture, often lower-cased or tokenised: nothing is cleaned away.
    """
    return _read(tuple((d.id, d.title, d.outlet, d.text) for d in documents))


@functools.lru_cache(maxsize=4)
def _read(documents: tuple[tuple[str, str, str, str], ...]) -> tuple[Story, Facts]:
    articles = tuple(
        CleanArticle(id=id_, number=number, text=text, title=title, outlet=outlet, original=text)
        for number, (id_, title, outlet, text) in enumerate(documents, start=1)
    )
    story = as_one_story(articles, split_sentences(articles))
    return story, extract_facts(story)


# ------------------------------------------------------------------------------------ odd records


def _problem_of(record: Mapping[str, object]) -> str:
    """Why a record cannot be scored, or "" when it can."""
    if record.get("id") in (None, ""):
        return 'no "id"'
    text = record.get("text")
    if not isinstance(text, str):
        return 'no "text"' if text is None else '"text" is no string'
    if not text.strip():
        return '"text" is empty'
    if len(text) > LIMITS.max_summary_chars:
        return f'"text" has {len(text)} characters, the limit is {LIMITS.max_summary_chars}'
    name = "docs" if record.get("docs") is not None else "doc"
    given = record.get(name)
    if given is None:
        return 'neither "doc" nor "docs"'
    if not isinstance(given, str | list):
        return f'"{name}" is neither a text nor a list of texts'
    parts = given if isinstance(given, list) else [given]
    for place, part in enumerate(parts):
        body = part.get("text") if isinstance(part, dict) else part
        if not isinstance(body, str):
            return f'"{name}/{place}" is neither a text nor an object with "text"'
        if len(body) > LIMITS.max_article_chars:
            return f'"{name}/{place}" has {len(body)} characters, the limit is {LIMITS.max_article_chars}'
    return "" if _documents(record) else f'"{name}" is empty'


def _documents(record: Mapping[str, object]) -> tuple[Article, ...]:
    """The record's documents that have text, as articles."""
    given = record.get("docs") if record.get("docs") is not None else record.get("doc")
    found: list[Article] = []
    for part in given if isinstance(given, list) else [given]:
        fields: Mapping[str, object] = part if isinstance(part, dict) else {"text": part}
        text = str(fields["text"])
        if text.strip():
            number = len(found) + 1
            title, outlet = (str(fields.get(name) or "") for name in ("title", "outlet"))
            found.append(Article(f"doc-{number}", number, text=text, title=title, outlet=outlet))
    return tuple(found)


def _not_checked(number: int, given: object, problem: str) -> Json:
    where = f"line {number}" if given in (None, "") else f"line {number} (id {given})"
    verdict = Verdict.NOT_CHECKED.value
    return {"id": given, "score": 0.0, "verdict": verdict, "codes": [], "message": f"{where}: {problem}"}
