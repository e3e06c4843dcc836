"""The checker that vouches for a sentence which tells a disagreement of the articles as it is."""

from __future__ import annotations

import pytest

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
