"""How the modality checker reads single clauses, by cases (tests/cases/clauses_checker.txt)."""

from __future__ import annotations

import pytest

from summarizer.checkers import modality
from tests.unit.checker_cases import Case, ask, failures, read_cases

STORY, FACTS, CASES = read_cases("clauses")


@pytest.mark.parametrize("case", [pytest.param(case, id=case.claim[:60]) for case in CASES])
def test_the_checker_finds_what_an_editor_would(case: Case) -> None:
    """Every case of the file holds."""
    findings = ask(modality.check, case.claim, STORY, FACTS, case.previous)
    assert case.expected, "the case expects nothing"
    assert not [wrong for expected in case.expected if (wrong := failures(expected, findings))]


def test_a_pronoun_is_read_as_the_person_it_means() -> None:
    """ "He did not rule out legal action" tells of the man of the sentence before, for a claim that names him."""
    (finding,) = ask(modality.check, "Piet Holm ruled out legal action.", STORY, FACTS)
    (span,) = finding.evidence
    assert STORY.article(span.article_id).text[span.start : span.end] == "He did not rule out legal action."
