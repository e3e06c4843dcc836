"""Findings → one probability: what lowers it, what cannot touch it, and how high the bar for "supported" lies."""

from __future__ import annotations

import pytest

from summarizer import pipeline, verification
from summarizer.model import ErrorCode, Finding, Severity, Verdict, Vote
from summarizer.settings import Settings
from summarizer.verification.combining import bar_for, probability, probability_of, shown_by

VOUCHED = Finding("entailment", Vote.AFFIRM, score=0.8)
WRONG = Finding("numbers", Vote.OBJECT, ErrorCode.NUMBER, severity=Severity.CRITICAL, contradicts=True)
UNSURE = Finding("dates", Vote.DOUBT, severity=Severity.MINOR)
NOTE = Finding("quotes", Vote.NOTE, ErrorCode.QUOTE_VARIANT)


def chance(*findings: Finding) -> float:
    found = probability(findings)
    assert found is not None
    return found


def test_objections_and_doubts_lower_it_and_notes_do_not() -> None:
    assert chance(VOUCHED, WRONG) < chance(VOUCHED)
    assert chance(VOUCHED, WRONG) < 0.5
    assert chance(VOUCHED, UNSURE) < chance(VOUCHED)
    assert chance(VOUCHED, NOTE) == chance(VOUCHED)


def test_what_somebody_objects_to_is_never_called_likely() -> None:
    """Whatever the models say of it, also of a copy of a single article."""
    sure = (Finding("entailment", Vote.AFFIRM, score=0.99), Finding("reader", Vote.NOTE, score=0.99))
    assert chance(*sure) > 0.5
    assert chance(*sure, WRONG) <= 0.5


def test_shared_words_tell_less_of_several_articles_than_of_one() -> None:
    several = Finding("sources", Vote.NOTE, score=0.8)
    more, less = (Finding("entailment", Vote.AFFIRM, score=score) for score in (0.95, 0.3))
    assert chance(more, several) - chance(less, several) < chance(more) - chance(less)
    assert chance(more, several) > chance(less, several)


def test_it_rises_with_the_models_own() -> None:
    scores = [chance(Finding("entailment", Vote.AFFIRM, score=score)) for score in (0.1, 0.4, 0.7, 0.95)]
    assert scores == sorted(scores)
    assert scores[0] < scores[-1]


def test_it_is_never_nan_and_absent_when_nobody_spoke() -> None:
    assert probability([]) is None
    for score in (float("nan"), 0.0, 1.0):
        assert 0.0 < chance(Finding("entailment", Vote.AFFIRM, score=score)) < 1.0


def test_a_judge_is_believed_before_the_embedded_model() -> None:
    judged = Finding("judge", Vote.AFFIRM, score=0.97)
    doubting = Finding("entailment", Vote.DOUBT, score=0.3)
    assert chance(doubting, judged) > chance(VOUCHED)


def test_the_same_checker_counts_once_however_often_it_objects() -> None:
    other = Finding("numbers", Vote.OBJECT, ErrorCode.NUMBER, severity=Severity.MAJOR, contradicts=True, claimed="40")
    assert shown_by([VOUCHED, WRONG, other]) == shown_by([VOUCHED, WRONG])


def test_names_that_the_table_does_not_have_count_nothing() -> None:
    assert probability_of({"log odds": 0.0, "a new checker objects": 1.0}, {"log odds": 1.0}) == 0.5


def test_a_smaller_share_of_errors_asks_for_more() -> None:
    shares = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
    found = [bar_for(share) for share in shares]
    assert found == sorted(found, reverse=True)


def test_a_stricter_setting_leaves_sentences_unclear_and_flags_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not sure enough is for a reader; nobody has said that it is wrong."""
    story = pipeline.read_story([{"id": "a", "text": "The dam held on Monday. Forty farms were flooded."}])
    draft = verification.read_draft("Forty farms were flooded.")

    def vouching(*_: object) -> tuple[Finding, ...]:
        return (VOUCHED,)

    monkeypatch.setattr(verification, "CHECKERS", (("entailment", vouching),))
    monkeypatch.setattr(verification.Library, "verbatim", lambda *_: ())
    monkeypatch.setattr(verification, "bar_for", lambda share: 1 - share)
    easy, strict = (
        pipeline.verify_draft(draft, story, Settings(max_unsupported_share=share)).sentences[0] for share in (0.5, 0.01)
    )
    assert (easy.verdict, strict.verdict) == (Verdict.SUPPORTED, Verdict.UNCLEAR)
    assert easy.score == strict.score
    assert easy.is_calibrated
