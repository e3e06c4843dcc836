"""Conditions that a summary leaves out, and deaths that the articles rule out."""

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


DEAD = "The hospital of Orle treated 61 people, four of whom have died."
TREATED = "The hospital of Orle said it had treated 61 people for burns, four of them in intensive care."


@pytest.mark.parametrize(
    ("rest", "is_flagged"),
    [
        ("No deaths have been reported. A leak at the same plant killed 14 dockers in 2019.", True),
        ("Nobody was killed, the mayor said. The plant stays shut.", True),
        ("No deaths were reported at first. Four people have died since, the mayor said.", False),
        ("No death threats were made. Four people died of their burns, the mayor said.", False),
    ],
)
def test_deaths_are_flagged_where_the_articles_say_that_nobody_died(rest: str, *, is_flagged: bool) -> None:
    (sentence,) = verify(DEAD, [f"{TREATED} {rest}"]).summaries[0].sentences
    assert (ErrorCode.NEGATION in sentence.codes) is is_flagged
