"""The names checker, by its cases (tests/cases/names_checker.txt) and by its public function."""

from __future__ import annotations

import pytest

from summarizer.checkers import names
from tests.unit.checker_cases import Case, ask, failures, read_cases

STORY, FACTS, CASES = read_cases("names")


@pytest.mark.parametrize("case", [pytest.param(case, id=case.claim[:60]) for case in CASES])
def test_the_checker_finds_what_an_editor_would(case: Case) -> None:
    """Every case of the file holds."""
    findings = ask(names.check, case.claim, STORY, FACTS, case.previous)
    assert case.expected, "the case expects nothing"
    assert not [wrong for expected in case.expected if (wrong := failures(expected, findings))]


def test_a_claim_without_names_is_left_alone() -> None:
    """Nothing is said where the question does not arise."""
    assert ask(names.check, "The cables had to be replaced.", STORY, FACTS) == ()
