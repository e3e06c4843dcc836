"""The numbers checker, by its cases (tests/cases/numbers_checker.txt) and by its public function."""

from __future__ import annotations

import pytest

from summarizer.checkers import numbers
from tests.unit.checker_cases import Case, ask, failures, read_cases

STORY, FACTS, CASES = read_cases("numbers")


@pytest.mark.parametrize("case", [pytest.param(case, id=case.claim[:60]) for case in CASES])
def test_the_checker_finds_what_an_editor_would(case: Case) -> None:
    """Every case of the file holds."""
    findings = ask(numbers.check, case.claim, STORY, FACTS, case.previous)
    assert case.expected, "the case expects nothing"
    assert not [wrong for expected in case.expected if (wrong := failures(expected, findings))]


def test_an_objection_names_both_values_and_the_passage() -> None:
    """A reader sees at once what the article says and what the sentence says."""
    (finding,) = ask(numbers.check, "Ines Holm said that 430 volunteers were at work around Oberlund.", STORY, FACTS)
    span = finding.evidence[0]
    assert "340" in finding.reason
    assert "430" in finding.reason
    assert "340" in STORY.article(span.article_id).text[span.start : span.end]


def test_a_claim_is_read_apart_from_its_draft() -> None:
    """What stands in the sentence before changes nothing about the figures of a sentence."""
    text = "No more than 53 houses were destroyed in Oberlund."
    alone = ask(numbers.check, text, STORY, FACTS)
    assert ask(numbers.check, text, STORY, FACTS, "About 340 volunteers were at work in Oberlund.") == alone
