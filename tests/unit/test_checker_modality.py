"""The modality checker, by its cases (tests/cases/modality_checker.txt) and by its public function."""

from __future__ import annotations

import pytest

from summarizer.checkers import modality
from summarizer.facts import extract_facts
from summarizer.model import ErrorCode, Vote
from tests.unit.checker_cases import Case, ask, failures, read_cases, story_of

STORY, FACTS, CASES = read_cases("modality")


@pytest.mark.parametrize("case", [pytest.param(case, id=case.claim[:60]) for case in CASES])
def test_the_checker_finds_what_an_editor_would(case: Case) -> None:
    """Every case of the file holds."""
    findings = ask(modality.check, case.claim, STORY, FACTS, case.previous)
    assert case.expected, "the case expects nothing"
    assert not [wrong for expected in case.expected if (wrong := failures(expected, findings))]


def test_what_would_have_happened_denies_nothing() -> None:
    """ "Would have counted had he not cleared it" says that he cleared it."""
    told = "Oberlund keeper Ole Tamm cleared the header of Jonas Brandt off the line in the last minute on Saturday."
    story = story_of([("Meridian Post", "2031-05-06", [told])])
    claim = (
        "Jonas Brandt's header would have counted in the last minute had Oberlund keeper Ole Tamm not cleared it off "
        "the line."
    )
    assert not [f for f in ask(modality.check, claim, story, extract_facts(story)) if f.vote is Vote.OBJECT]
    denied = "Oberlund keeper Ole Tamm did not clear the header of Jonas Brandt off the line in the last minute."
    assert [f.code for f in ask(modality.check, denied, story, extract_facts(story))] == [ErrorCode.NEGATION]
