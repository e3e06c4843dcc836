"""The numbers checker, by its cases (tests/cases/numbers_checker.txt) and by its public function."""

from __future__ import annotations

import pytest

from summarizer.checkers import numbers
from summarizer.facts import extract_facts
from summarizer.model import Vote
from tests.unit.checker_cases import Case, ask, failures, read_cases, story_of

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


@pytest.mark.parametrize(
    ("claim", "is_objected"),
    [
        ("Not quite 21,000 people in the United States have died of the fever.", False),
        ("Not quite 21,000 people in the Netherlands have died of the fever.", True),
        ("The two must find 1,000 euros between them.", False),
        ("The two must find 1,000 euros.", True),
    ],
)
def test_what_a_nation_counts_is_counted_in_its_state_and_shares_may_be_added(claim: str, *, is_objected: bool) -> None:
    """ "21,000 Americans" are people in the United States; twice 500 euros are 1,000 between two."""
    told = (
        "Nearly 21,000 Americans had died of the fever by Monday, the institute said.",
        "The two were fined 500 euros each, a court said in Oberlund.",
    )
    story = story_of([("Meridian Post", "2031-05-06", list(told))])
    found = ask(numbers.check, claim, story, extract_facts(story))
    assert any(finding.vote is Vote.OBJECT for finding in found) is is_objected
