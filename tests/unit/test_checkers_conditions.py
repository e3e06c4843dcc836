"""Conditions that a summary leaves out: only the articles' own, and only where they are not met."""

from __future__ import annotations

import pytest

from summarizer import verify
from summarizer.model import ErrorCode

CLAIM = "The town of Orle will open the northern gate to lorries on Monday."


@pytest.mark.parametrize(
    ("told", "is_flagged"),
    [
        ("The town of Orle will open the northern gate to lorries on Monday if the bridge holds.", True),
        (
            "The town of Orle will open the northern gate to lorries on Monday, “if you want peace, prepare” above it.",
            False,
        ),
    ],
)
def test_a_condition_within_a_quotation_is_none_of_what_is_told(told: str, *, is_flagged: bool) -> None:
    (sentence,) = (
        verify(CLAIM, [f"{told} The mayor said that the lorries had waited for a week."]).summaries[0].sentences
    )
    assert (ErrorCode.MODALITY in sentence.codes) is is_flagged
