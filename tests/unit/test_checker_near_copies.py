"""The checker of near copies, by its cases (tests/cases/near_copies_checker.txt) and by what must never happen."""

from __future__ import annotations

import pytest

from summarizer.checkers import near_copies
from summarizer.facts import extract_facts
from summarizer.model import CleanArticle, Facts, Story
from summarizer.sentences import split_sentences
from summarizer.stories import as_one_story
from tests.unit.checker_cases import Case, ask, failures, read_cases

STORY, FACTS, CASES = read_cases("near_copies")


@pytest.mark.parametrize("case", [pytest.param(case, id=case.claim[:80]) for case in CASES])
def test_the_checker_finds_what_an_editor_would(case: Case) -> None:
    """Every case of the file holds."""
    findings = ask(near_copies.check, case.claim, STORY, FACTS, case.previous)
    assert case.expected, "the case expects nothing"
    assert not [wrong for expected in case.expected if (wrong := failures(expected, findings))]


def test_every_sentence_of_the_articles_is_its_own_copy() -> None:
    """What an article says word for word is never objected to by what another says nearly so."""
    for read in STORY.sentences:
        assert not ask(near_copies.check, read.text, STORY, FACTS, "")


def test_a_finding_shows_the_passage_and_both_wordings() -> None:
    """An editor sees what the sentence has, what the article has instead, and where."""
    claim = "The slope slid some 200 metres before it came to rest against the pier of the viaduct."
    (finding,) = ask(near_copies.check, claim, STORY, FACTS, "")
    (span,) = finding.evidence
    passage = STORY.article(span.article_id).text[span.start : span.end]
    assert passage.startswith("The slope slid some 35 metres")
    assert (finding.claimed, finding.found) == ("some 200 metres", "some 35 metres")


@pytest.mark.parametrize("claim", ["", " ", "not", "?", "12", "not not not " * 50, "a " * 5_000, "“", "; ; ;"])
def test_odd_claims_say_nothing_and_raise_nothing(claim: str) -> None:
    """Whatever a sentence holds, there is an answer."""
    assert not ask(near_copies.check, claim, STORY, FACTS, "") if claim.strip() else True


def test_a_story_without_articles_says_nothing() -> None:
    """No sentence, no near copy."""
    assert not ask(near_copies.check, "It rained on Monday in Hask.", Story("s", "", (), (), ()), Facts(), "")


_WALK = CleanArticle(
    "post",
    1,
    "Jane Osk and George Osk left the hut at noon. Mr Osk said his wife went ahead to look for a safe path. "
    "Mrs Osk fell some thirty metres from a narrow ledge.",
)
FAMILY = as_one_story((_WALK,), split_sentences((_WALK,)))


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("Jane Osk said his wife went ahead to look for a safe path.", ["entity"]),
        ("George Osk said his wife went ahead to look for a safe path.", []),
        ("George Osk fell some thirty metres from a narrow ledge.", ["entity"]),
        ("Jane Osk fell some thirty metres from a narrow ledge.", []),
        ("Osk fell some thirty metres from a narrow ledge.", []),
    ],
)
def test_one_of_a_family_is_not_the_other(claim: str, found: list[str]) -> None:
    """A given name that the title in the article does not fit is another person's."""
    told = ask(near_copies.check, claim, FAMILY, extract_facts(FAMILY), "")
    assert [one.code.value for one in told if one.code] == found
