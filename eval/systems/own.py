"""Our checks as a system under test, whole and in parts, and the word-overlap baseline."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from eval.cases import Case
from eval.systems import Answer, SentenceAnswer, failed
from summarizer import verification
from summarizer.cleaning import clean_articles
from summarizer.facts import extract_facts
from summarizer.model import Article, Bundle, CheckedSentence, CleanArticle, Facts, Finding, Story, Verdict, Vote
from summarizer.report.wording import WORST_FIRST
from summarizer.sentences import split_sentences
from summarizer.similarity import words
from summarizer.stories import as_one_story
from summarizer.verification.combining import probability
from summarizer.verification.decision import COPYING, ENTAILMENT, SOURCES, VERBATIM, weigh

UNKNOWN = 0.5
"""The score of a text that states nothing: neither for it nor against it."""


class OwnSystem:
    """`checks`, `rules`, `entailment` or `overlap`. A case that breaks something is answered, and stops nothing."""

    def __init__(self, name: str) -> None:
        self.name = name

    def judge(self, cases: Sequence[Case]) -> list[Answer]:
        """One answer a case, in order; the same documents are read once for cases that follow one another."""
        return [self._judge(case) for case in cases]

    def _judge(self, case: Case) -> Answer:
        try:
            if self.name == "overlap":
                return Answer(overlap(case.text, prose_case(case).documents))
            story, facts = read_documents(case.documents, is_raw=case.is_raw)
            return answer(case.text, check(case.text, story, facts), part=self.name)
        except Exception as error:  # noqa: BLE001 - one odd case must not stop thousands; its answer says what happened
            return failed(f"could not be checked ({type(error).__name__})")


def check(text: str, story: Story, facts: Facts) -> tuple[CheckedSentence, ...]:
    """Every sentence of a text with its verdict."""
    return verification.verify(verification.read_draft(text), story, facts).sentences


def answer(text: str, sentences: Sequence[CheckedSentence], part: str = "checks") -> Answer:
    """The text's answer from its sentences; those that state nothing count for nothing."""
    told = _told(text, sentences, part)
    scored = [sentence for sentence in sentences if sentence.verdict is not Verdict.NOT_CHECKABLE]
    if not scored:
        return Answer(UNKNOWN, Verdict.NOT_CHECKABLE.value, spans=(), sentences=told)
    score = combine([_score_of(sentence, part) for sentence in scored])
    if part != "checks":
        return Answer(round(score, 4), sentences=told)
    verdict = min((sentence.verdict for sentence in scored), key=WORST_FIRST.index)
    codes = dict.fromkeys(code.value for sentence in scored for code in sentence.codes)
    spans = [span for sentence, row in zip(sentences, told, strict=True) for span in _wrong(text, sentence, row)]
    worst = min(scored, key=lambda sentence: WORST_FIRST.index(sentence.verdict))
    return Answer(round(score, 4), verdict.value, tuple(codes), tuple(sorted(set(spans))), worst.reason, told)


def _score_of(sentence: CheckedSentence, part: str) -> float:
    """How well a sentence is supported by a part of the checks; 0 where nobody could look, which is no support."""
    if sentence.verdict is Verdict.NOT_CHECKED:
        return 0.0
    return support_of(_of_part(sentence.findings, part))


def _of_part(findings: Sequence[Finding], part: str) -> list[Finding]:
    if part == "rules":
        return [finding for finding in findings if finding.checker not in (ENTAILMENT, VERBATIM, COPYING, SOURCES)]
    if part == "entailment":
        return [finding for finding in findings if finding.checker == ENTAILMENT]
    return list(findings)


def _told(text: str, sentences: Sequence[CheckedSentence], part: str) -> tuple[SentenceAnswer, ...]:
    """The sentences in place, each with the score that the text's is made of; one that is not found has no length."""
    found, end = [], 0
    for sentence in sentences:
        start, end = _place(text, sentence.text, end)
        passages = (*sentence.counter_citations, *sentence.citations)
        checkable = sentence.verdict is not Verdict.NOT_CHECKABLE
        found.append(
            SentenceAnswer(
                text=sentence.text,
                start=start,
                end=end,
                verdict=sentence.verdict.value,
                score=_score_of(sentence, part) if checkable else None,
                codes=tuple(code.value for code in sentence.codes),
                reason=sentence.reason,
                evidence=tuple(f"{passage.outlet or passage.article_id}: {passage.exact}" for passage in passages[:3]),
            )
        )
    return tuple(found)


def _place(text: str, words_of: str, begin: int, stop: int | None = None) -> tuple[int, int]:
    """Where words stand in the text, at or after a place; markers and white space among them do not matter.

    An empty stretch at that place where they do not stand there.

    >>> _place("Ten were hurt [1]. Rain fell.", "Ten were hurt.", 0)
    (0, 18)
    """
    stop = len(text) if stop is None else stop
    start = text.find(words_of, begin, stop)
    if start >= 0:
        return start, start + len(words_of)
    tokens = re.findall(r"\w+|[^\w\s]", words_of)
    found = re.compile(r"(?:\s|\[[^\]]{0,40}\])*".join(map(re.escape, tokens))).search(text, begin, stop)
    return found.span() if found and tokens else (begin, begin)


def _wrong(text: str, sentence: CheckedSentence, row: SentenceAnswer) -> list[tuple[int, int]]:
    """The stretches of a flagged sentence that its objections are about, or the whole of it where none says."""
    if not sentence.verdict.is_flag or row.start == row.end:
        return []
    spans = []
    for finding in weigh(sentence.findings):
        if finding.vote is Vote.OBJECT and finding.claimed:
            start, end = _place(text, finding.claimed, row.start, row.end)
            if start < end:
                spans.append((start, end))
    return spans or [(row.start, row.end)]


# ------------------------------------------------------------------------------------------- scores


def combine(scores: Sequence[float]) -> float:
    """A text is as good as its worst sentence, a little relieved by the others.

    >>> combine([0.8]), combine([0.2, 0.8])
    (0.8, 0.26)
    """
    return round((1 - MEAN_SHARE) * min(scores) + MEAN_SHARE * sum(scores) / len(scores), 6)


MEAN_SHARE = 0.2
"""The mean's part in a text's score. On texts of several sentences .0 to .4 score within .002 of one another."""


def support_of(findings: Sequence[Finding]) -> float:
    """How well a sentence is supported by these findings: the product's own probability; half where nobody spoke.

    >>> support_of([])
    0.5
    """
    found = probability(findings)
    return UNKNOWN if found is None else found


def overlap(text: str, documents: Sequence[Article]) -> float:
    """The share of the text's two-word sequences that the documents have; half for a text of one word.

    >>> overlap("It rained hard.", [Article("a", 1, text="It rained on Monday.")])
    0.5
    """
    pairs = list(pairwise(words(text)))
    known = _word_pairs(tuple(document.text or document.html for document in documents))
    return sum(pair in known for pair in pairs) / len(pairs) if pairs else UNKNOWN


@functools.lru_cache(maxsize=4)
def _word_pairs(texts: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    return frozenset(pair for text in texts for pair in pairwise(words(text)))


# ---------------------------------------------------------------------------------------- documents


@functools.lru_cache(maxsize=4)
def prose_of(documents: tuple[Article, ...], *, is_raw: bool = False) -> tuple[CleanArticle, ...]:
    """The documents without page furniture: cleaned where they are raw, as they are where they are prose."""
    return clean_articles(Bundle(documents)) if is_raw else tuple(map(as_prose, documents))


def prose_case(case: Case) -> Case:
    """The case with documents that any checker can read: prose instead of pages."""
    if not case.is_raw:
        return case
    documents = tuple(
        Article(a.id, a.number, text=a.text, title=a.title, outlet=a.outlet, url=a.url, published_at=a.published_at)
        for a in prose_of(case.documents, is_raw=True)
    )
    return replace(case, documents=documents, is_raw=False)


@functools.lru_cache(maxsize=4)
def read_documents(documents: tuple[Article, ...], *, is_raw: bool = False) -> tuple[Story, Facts]:
    """The documents as one story with its facts, read once for cases that follow one another.

    Benchmark documents are prose without page furniture, often lower-cased or tokenised: nothing is cleaned away.
    Raw ones (`is_raw`) are cleaned as the product cleans what it is given.
    """
    articles = prose_of(documents, is_raw=is_raw)
    story = as_one_story(articles, split_sentences(articles))
    return story, extract_facts(story)


def as_prose(document: Article) -> CleanArticle:
    """A document that is prose already, as the product holds clean articles."""
    return CleanArticle(
        id=document.id,
        number=document.number,
        text=document.text,
        title=document.title,
        outlet=document.outlet,
        published_at=document.published_at,
        original=document.text,
    )
