"""How good is a summary? Every measure of one summary of one story, each None where it is not defined."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.gold import GoldDisagreement
from eval.metrics.citing import citation_scores
from eval.metrics.coverage import Covered, cover_all, coverage_scores
from eval.metrics.wording import rouge
from eval.sets import KeyFact, StoryCase
from eval.systems.own import check, read_documents
from eval.writers import Written
from summarizer.citations import strip_markers
from summarizer.mentions import find_mentions
from summarizer.model import Article, CheckedSentence, ErrorCode, Summary, Verdict
from summarizer.sentences import sentence_spans
from summarizer.similarity import content_words, words

Measures = dict[str, float | None]

EDITORIAL = frozenset({ErrorCode.LOADED_LANGUAGE, ErrorCode.OPINION_AS_FACT})
SAME = 0.005
"""Share by which a figure may differ from a gold one and be it: rounding in the last digit that is shown."""


def judge_summary(written: Written, case: StoryCase) -> Measures:
    """All measures of a summary; those that need gold are None where the set has none."""
    summary = written.summary
    texts = [sentence.text for sentence in summary.sentences]
    sentences = list(zip(texts, written.cited, strict=True))
    measures: Measures = {}
    measures |= verdict_shares(summary.sentences)
    measures |= _citing(summary.sentences, written.cited, case)
    measures |= fact_measures(case.facts, sentences)
    measures |= disagreement_measures(case.disagreements, texts)
    measures["attribution_accuracy"] = attribution_accuracy(case.facts, texts)
    measures["neutral"] = neutrality(summary.sentences)
    measures |= rouge(_prose(case.reference), summary.text) or _NO_ROUGE
    measures["n_words"] = float(len(summary.text.split()))
    measures["n_withheld"] = float(len(summary.withheld))
    return measures


def _prose(reference: str) -> str:
    """A reference without its citation markers."""
    return strip_markers(reference)[0]


_NO_ROUGE: Mapping[str, float | None] = {"rouge1": None, "rouge2": None, "rougeL": None}


def verdict_shares(sentences: Sequence[CheckedSentence]) -> Measures:
    """The shares of sentences that are supported, partial, contradicted, unsupported and unclear, of the checkable."""
    verdicts: list[Verdict] = [s.verdict for s in sentences if s.verdict is not Verdict.NOT_CHECKABLE]
    names: dict[str, Verdict] = {
        "supported": Verdict.SUPPORTED,
        "partial": Verdict.PARTIAL,
        "contradicted": Verdict.CONTRADICTED,
        "unsupported": Verdict.UNSUPPORTED,
        "summary_unclear": Verdict.UNCLEAR,
    }
    return {name: verdicts.count(verdict) / len(verdicts) if verdicts else None for name, verdict in names.items()}


def _citing(sentences: Sequence[CheckedSentence], cited: Sequence[tuple[int, ...]], case: StoryCase) -> Measures:
    """ALCE's recall and precision, judged by our checks over the cited articles alone."""
    rows = [
        (sentence.text, numbers)
        for sentence, numbers in zip(sentences, cited, strict=True)
        if sentence.verdict is not Verdict.NOT_CHECKABLE
    ]
    by_number = {article.number: article for article in case.articles}

    @functools.cache
    def supports(text: str, numbers: tuple[int, ...]) -> bool:
        if not by_number.keys() >= set(numbers):
            return False  # as in ALCE's code: a number that names no article spoils the sentence's citations
        return supported_by(text, tuple(by_number[n] for n in numbers), is_raw=case.is_raw)

    scores = citation_scores(rows, supports)
    return {
        "citation_recall": scores.recall if scores else None,
        "citation_precision": scores.precision if scores else None,
    }


def supported_by(text: str, articles: tuple[Article, ...], *, is_raw: bool) -> bool:
    """Whether these articles alone support a sentence, by our checks."""
    if not articles:
        return False
    story, facts = read_documents(articles, is_raw=is_raw)
    found = check(text, story, facts)
    return bool(found) and all(sentence.verdict is Verdict.SUPPORTED for sentence in found)


# --------------------------------------------------------------------------------- what it tells


def fact_measures(facts: Sequence[KeyFact], sentences: Sequence[tuple[str, tuple[int, ...]]]) -> Measures:
    """Coverage, citation F1 and joint score over all gold facts, and the share of key facts left out."""
    scores = coverage_scores([fact.insight for fact in facts], sentences)
    missed = [told.score == 0 for fact, told in _told(facts, [text for text, _ in sentences]) if fact.is_key]
    return {
        "coverage": scores.coverage if scores else None,
        "citation_f1": scores.citation if scores else None,
        "joint": scores.joint if scores else None,
        "omission": sum(missed) / len(missed) if missed else None,
    }


def _told(facts: Sequence[KeyFact], texts: Sequence[str]) -> list[tuple[KeyFact, Covered]]:
    """Each fact with how the sentences tell it."""
    return list(zip(facts, cover_all([fact.insight.text for fact in facts], texts), strict=True))


def disagreement_measures(disagreements: Sequence[GoldDisagreement], texts: Sequence[str]) -> Measures:
    """Of the gold disagreements, how many are told (two sides at least) and how many as if only one side were."""
    if not disagreements:
        return {"disagreements_told": None, "disagreements_flattened": None}
    sides = [n_sides_told(disagreement, texts) for disagreement in disagreements]
    return {
        "disagreements_told": sum(n >= 2 for n in sides) / len(sides),
        "disagreements_flattened": sum(n == 1 for n in sides) / len(sides),
    }


def n_sides_told(disagreement: GoldDisagreement, texts: Sequence[str]) -> int:
    """How many different sides the sentences tell: of figures, different values; of claims, those covered.

    A value counts in a sentence that has a word of the disagreement's subject: the same number of other things is none.

    >>> from eval.gold import GoldFigure
    >>> two = tuple(GoldFigure(value=value, article=1) for value in (3000, 4200))
    >>> n_sides_told(GoldDisagreement(subject="people", figures=two), ["Between 3,000 and 4,200 people left."])
    2
    """
    if disagreement.figures:
        values = {figure.value for figure in disagreement.figures}
        subject = set(content_words(" ".join([disagreement.subject, *(f.text for f in disagreement.figures)])))
        near = [text for text in texts if subject & {word for word in content_words(text) if not word.isdigit()}]
        told = {bound for text in near for bound in _values(text)}
        return sum(any(abs(value - other) <= SAME * max(abs(value), 1e-9) for other in told) for value in values)
    return sum(told.score > 0 for told in cover_all([claim.text for claim in disagreement.claims], texts))


def _values(text: str) -> set[float]:
    found = find_mentions(text, sentence_spans(text))
    return {bound for mentions in found for figure in mentions.figures for bound in (figure.low, figure.high)}


def attribution_accuracy(facts: Sequence[KeyFact], texts: Sequence[str]) -> float | None:
    """Of the claims told that only somebody's word stands for, the share whose sentence (or the one before) names them.

    None when no such claim is told.
    """
    right = []
    for fact, found in _told(facts, texts):
        if fact.names and found.place is not None:
            near = " ".join(texts[max(0, found.place - 1) : found.place + 1])
            right.append(_names_one(near, fact.names))
    return sum(right) / len(right) if right else None


def _names_one(text: str, names: Sequence[str]) -> bool:
    own = set(words(text))
    return any(set(words(name)) <= own for name in names if words(name))


# --------------------------------------------------------------------------------------- its tone


def neutrality(sentences: Sequence[CheckedSentence]) -> float | None:
    """The share of sentences whose own words are not loaded and tell no opinion as a fact. None for no sentence."""
    if not sentences:
        return None
    loaded = sum(any(finding.code in EDITORIAL for finding in sentence.findings) for sentence in sentences)
    return 1 - loaded / len(sentences)


# ------------------------------------------------------------------------------------- for reading


@dataclass(frozen=True, slots=True)
class ToldFact:
    """A gold fact with how far the summary tells it."""

    text: str
    is_key: bool
    score: float
    sentence: str


def told_facts(case: StoryCase, summary: Summary) -> list[ToldFact]:
    """Each gold fact with the sentence that tells it."""
    texts = [sentence.text for sentence in summary.sentences]
    return [
        ToldFact(fact.insight.text, fact.is_key, covered.score, "" if covered.place is None else texts[covered.place])
        for fact, covered in _told(case.facts, texts)
    ]
