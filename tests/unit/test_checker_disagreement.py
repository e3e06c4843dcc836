"""The checker that vouches for a sentence which tells a disagreement of the articles as it is."""

from __future__ import annotations

import pytest

from summarizer.checkers import disagreement
from summarizer.model import Verdict
from summarizer.pipeline import verify

ARTICLES = [
    {
        "id": "a1",
        "outlet": "Harbour Post",
        "published_at": "2025-03-04T10:00:00+00:00",
        "text": "The ferry Alba ran aground off Tollen on Monday. The coast guard said that 12 people were killed.",
    },
    {
        "id": "a2",
        "outlet": "Tollen Echo",
        "published_at": "2025-03-04T12:00:00+00:00",
        "text": "After the ferry Alba ran aground off Tollen, the hospital said that 19 people were killed.",
    },
]


def verdict(text: str) -> Verdict:
    (sentence,) = verify(text, ARTICLES).summaries[0].sentences
    return sentence.verdict


def test_both_figures_with_whose_they_are_are_supported() -> None:
    assert verdict("Reports differ on people killed: 12 (coast guard) or 19 (hospital).") is Verdict.SUPPORTED


@pytest.mark.parametrize(
    "text",
    [
        "Reports differ on people killed: 12 (hospital) or 19 (coast guard).",  # turned round
        "Reports differ on people killed: 12 (coast guard) or 21 (hospital).",  # a figure that nobody has
    ],
)
def test_a_disagreement_told_otherwise_is_not_vouched_for(text: str) -> None:
    assert verdict(text) is not Verdict.SUPPORTED


@pytest.mark.parametrize(
    "text",
    [
        "The coast guard said that 12 people were killed, the hospital 19.",
        "According to the coast guard 12 people were killed, and the hospital said 19.",
        "The people killed were 12 according to the coast guard, 19 according to the hospital.",
    ],
)
def test_figures_given_one_by_one_are_vouched_for(text: str) -> None:
    assert affirms(text)


@pytest.mark.parametrize(
    "text",
    [
        "The coast guard said that 19 people were killed, the hospital 12.",  # turned round
        "The coast guard said that 12 people were killed, the hospital 21.",  # a figure that nobody has
        "The coast guard said that 12 people were killed, the hospital at least 19.",  # a hedge that nobody has
        "The coast guard said that 12 people were killed, 19 in the first hour after the crew left its posts.",
    ],
)
def test_and_no_others(text: str) -> None:
    assert not affirms(text)


def affirms(text: str) -> bool:
    (sentence,) = verify(text, ARTICLES).summaries[0].sentences
    return any(finding.checker == disagreement.NAME for finding in sentence.findings)


def test_a_sentence_that_tells_each_side_is_cited_to_all_of_them() -> None:
    """The other figure of an outlet is no reason to leave it out: without it the second half stands nowhere."""
    (sentence,) = (
        verify("The coast guard said that 12 people were killed, the hospital 19.", ARTICLES).summaries[0].sentences
    )
    assert {citation.article_id for citation in sentence.citations} == {"a1", "a2"}
