"""The rules of decision: from findings to verdict, severity and score."""

from __future__ import annotations

import pytest

from summarizer.model import ErrorCode, Finding, Severity, Verdict, Vote
from summarizer.verification.decision import decide, deciding, join_clauses, may_stand, severity_of, weigh

AFFIRM = Finding("entailment", Vote.AFFIRM, score=0.9)
DOUBT = Finding("modality", Vote.DOUBT, severity=Severity.MAJOR, reason="Not sure.")
SMALL_DOUBT = Finding("modality", Vote.DOUBT, severity=Severity.MINOR, reason="Not quite sure.")
WRONG = Finding("numbers", Vote.OBJECT, ErrorCode.NUMBER, "12, not 15.", Severity.CRITICAL, contradicts=True)
INVENTED = Finding("names", Vote.OBJECT, ErrorCode.ENTITY, "Nobody has that name.", Severity.MAJOR)
HEDGE = Finding("numbers", Vote.OBJECT, ErrorCode.NUMBER_HEDGE, "About 12.", Severity.MAJOR, contradicts=True)
SMALL = Finding("names", Vote.OBJECT, ErrorCode.ROLE, "A former mayor.", Severity.MINOR)
UNLIKELY = Finding("entailment", Vote.OBJECT, ErrorCode.EXTRINSIC, "Nothing says so.", Severity.MAJOR, score=0.1)
MISCITED = Finding("citing", Vote.OBJECT, ErrorCode.MISCITATION, "It is in another.", Severity.MINOR)
COPIED = Finding("verbatim", Vote.AFFIRM, score=1.0)
NOTE = Finding("quotes", Vote.NOTE, ErrorCode.QUOTE_VARIANT, "One of two wordings.")


@pytest.mark.parametrize(
    ("findings", "has_evidence", "verdict"),
    [
        ([AFFIRM], True, Verdict.SUPPORTED),
        ([AFFIRM, NOTE], True, Verdict.SUPPORTED),
        ([AFFIRM, SMALL_DOUBT], True, Verdict.SUPPORTED),
        ([AFFIRM, DOUBT], True, Verdict.UNCLEAR),
        ([AFFIRM, WRONG], True, Verdict.CONTRADICTED),
        ([AFFIRM, INVENTED], True, Verdict.UNSUPPORTED),
        ([WRONG, INVENTED], True, Verdict.CONTRADICTED),
        ([AFFIRM, HEDGE], True, Verdict.PARTIAL),
        ([AFFIRM, SMALL], True, Verdict.PARTIAL),
        ([AFFIRM, MISCITED], True, Verdict.PARTIAL),
        ([UNLIKELY], True, Verdict.UNSUPPORTED),
        ([UNLIKELY, MISCITED], True, Verdict.UNSUPPORTED),
        ([DOUBT], True, Verdict.UNCLEAR),
        ([], True, Verdict.UNCLEAR),
        ([], False, Verdict.UNSUPPORTED),
        ([AFFIRM], False, Verdict.UNSUPPORTED),
        ([NOTE], False, Verdict.UNSUPPORTED),
    ],
)
def test_supported_means_that_somebody_affirms_and_nobody_objects(
    findings: list[Finding], has_evidence: bool, verdict: Verdict
) -> None:
    assert decide(findings, has_evidence=has_evidence) is verdict


def test_an_articles_own_sentence_is_supported_unless_its_sourcing_is_wrong() -> None:
    assert decide(weigh([COPIED, WRONG, INVENTED, UNLIKELY]), has_evidence=True) is Verdict.SUPPORTED
    assert decide(weigh([COPIED, MISCITED]), has_evidence=True) is Verdict.PARTIAL


@pytest.mark.parametrize(
    ("whole", "clauses", "joined"),
    [
        (Verdict.SUPPORTED, [Verdict.SUPPORTED, Verdict.UNSUPPORTED], Verdict.PARTIAL),
        (Verdict.SUPPORTED, [Verdict.SUPPORTED, Verdict.UNCLEAR], Verdict.SUPPORTED),
        (Verdict.UNCLEAR, [Verdict.SUPPORTED, Verdict.SUPPORTED], Verdict.SUPPORTED),
        (Verdict.UNCLEAR, [Verdict.UNCLEAR, Verdict.UNSUPPORTED], Verdict.UNCLEAR),
        (Verdict.CONTRADICTED, [Verdict.SUPPORTED, Verdict.SUPPORTED], Verdict.CONTRADICTED),
        (Verdict.SUPPORTED, [], Verdict.SUPPORTED),
    ],
)
def test_a_clause_that_nobody_supports_makes_a_sentence_partial(
    whole: Verdict, clauses: list[Verdict], joined: Verdict
) -> None:
    assert join_clauses(whole, clauses) is joined


def test_the_most_severe_objection_is_told_first_and_a_rule_before_the_model() -> None:
    assert deciding([UNLIKELY, INVENTED, MISCITED], Verdict.UNSUPPORTED) is INVENTED
    assert deciding([INVENTED, WRONG], Verdict.CONTRADICTED) is WRONG
    assert deciding([AFFIRM, DOUBT], Verdict.UNCLEAR) is DOUBT
    assert deciding([AFFIRM], Verdict.SUPPORTED) is None


@pytest.mark.parametrize(
    ("verdict", "findings", "severity"),
    [
        (Verdict.SUPPORTED, [AFFIRM, NOTE], Severity.NOTE),
        (Verdict.PARTIAL, [AFFIRM, SMALL], Severity.MINOR),
        (Verdict.PARTIAL, [AFFIRM, HEDGE], Severity.MAJOR),
        (Verdict.CONTRADICTED, [WRONG], Severity.CRITICAL),
        (Verdict.UNSUPPORTED, [], Severity.MAJOR),
        (Verdict.UNCLEAR, [], Severity.MINOR),
    ],
)
def test_severity_follows_the_verdict_and_what_is_behind_it(
    verdict: Verdict, findings: list[Finding], severity: Severity
) -> None:
    assert severity_of(verdict, findings) is severity


def test_what_a_judge_vouches_for_is_not_undone_by_the_embedded_model_but_by_rules() -> None:
    vouched = Finding("judge", Vote.AFFIRM, score=0.95)
    assert decide(weigh([vouched, UNLIKELY]), has_evidence=True) is Verdict.SUPPORTED
    assert decide(weigh([UNLIKELY]), has_evidence=True) is Verdict.UNSUPPORTED
    assert decide(weigh([vouched, WRONG]), has_evidence=True) is Verdict.CONTRADICTED


def test_a_guess_is_only_doubted_where_the_reader_finds_the_claim_told() -> None:
    """That words are missing, or that the articles tell it of somebody else, are guesses; a strange name is none."""
    strange_words = Finding("entailment", Vote.OBJECT, ErrorCode.EXTRINSIC, "a", Severity.MAJOR, score=0.1)
    somebody_else = Finding(
        "names", Vote.OBJECT, ErrorCode.ENTITY, "b", Severity.MAJOR, found="Orla Venn", contradicts=True
    )
    strange_name = Finding("names", Vote.OBJECT, ErrorCode.ENTITY, "c", Severity.MAJOR)
    told, untold = (Finding("reader", Vote.NOTE, score=score) for score in (0.8, 0.2))
    doubtful = Finding("entailment", Vote.DOUBT, score=0.4)
    for guess in (strange_words, somebody_else):
        findings = {guess, doubtful} - ({doubtful} if guess is strange_words else set())
        assert decide(weigh([*findings, untold]), has_evidence=True).is_flag
        assert decide(weigh([*findings, told]), has_evidence=True) is Verdict.UNCLEAR
    assert decide(weigh([strange_name, doubtful, told]), has_evidence=True).is_flag
    copied = Finding("copying", Vote.NOTE, score=0.4)
    assert decide(weigh([somebody_else, copied, told]), has_evidence=True).is_flag, "of a near copy it is no guess"


def test_how_much_the_reader_must_believe_depends_on_the_guess() -> None:
    """Turned firmness is a guess too; a condition that is left out (critical) and what is about a figure are none."""
    told = Finding("reader", Vote.NOTE, score=0.55)
    turned = Finding("modality", Vote.OBJECT, ErrorCode.NEGATION, "a", Severity.MAJOR, contradicts=True)
    dropped = Finding("attribution", Vote.OBJECT, ErrorCode.ATTRIBUTION_DROPPED, "b", Severity.MAJOR)
    assert not decide(weigh([turned, told]), has_evidence=True).is_flag
    assert decide(weigh([dropped, told]), has_evidence=True).is_flag
    assert not decide(weigh([dropped, Finding("reader", Vote.NOTE, score=0.65)]), has_evidence=True).is_flag
    condition = Finding("modality", Vote.OBJECT, ErrorCode.MODALITY, "c", Severity.CRITICAL, contradicts=True)
    figure = Finding("numbers", Vote.OBJECT, ErrorCode.NUMBER, "d", Severity.MAJOR, contradicts=True)
    assert all(decide(weigh([sure, told]), has_evidence=True).is_flag for sure in (condition, figure))


def test_what_nobody_vouches_for_may_stand_by_its_probability() -> None:
    mild = Finding("entailment", Vote.DOUBT, score=0.5, severity=Severity.MINOR)
    grave = Finding("numbers", Vote.DOUBT, severity=Severity.MAJOR)
    assert may_stand([mild], 0.6, 0.57)
    assert not may_stand([mild], 0.5, 0.57)
    assert not may_stand([mild, grave], 0.9, 0.57)
