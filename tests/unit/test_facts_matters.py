"""What a disagreement of figures is about, in words that can be printed: by kind, never a place or a word nearby."""

from __future__ import annotations

import pytest

from tests.unit.test_facts_disagreements import disagreements


@pytest.mark.parametrize(
    ("one", "other", "subject"),
    [
        (
            "The ceremony in Port Marigold started at 3pm on Friday, the mayor's office said.",
            "The ceremony in Port Marigold started at 4pm on Friday, a clerk said.",
            "the time",
        ),
        (
            "Ebbe United beat Corran 3-1 on Saturday to reach the final.",
            "Ebbe United beat Corran 3-2 on Saturday to reach the final.",
            "the score of Ebbe United and Corran",
        ),
        (
            "The owner of the port paid 3 million euros to the council in Port Marigold on Monday.",
            "The owner of the port paid 5 million euros to the council in Port Marigold on Monday.",
            "the amount",
        ),
        (
            "Turnout in Ebbe was 58% on Sunday, the board said.",
            "Turnout in Ebbe was 64% on Sunday, officials said.",
            "turnout",
        ),
        (
            "The storm had winds of 150 kph as it passed Ebbe, the weather bureau said.",
            "The storm had winds of 190 kph as it passed Ebbe, the weather office said.",
            "the wind speed",
        ),
        (
            "The driver Jon Reed, 24, was taken to hospital in Ebbe after the crash.",
            "The driver Jon Reed, 42, was taken to hospital in Ebbe after the crash.",
            "the age of Jon Reed",
        ),
        (
            "The library in Ebbe was sold for 3 million euros to a brewer.",
            "The library in Ebbe was sold for 5 million euros to a brewer.",
            "the price",
        ),
    ],
)
def test_the_subject_goes_by_the_kind_of_figure(one: str, other: str, subject: str) -> None:
    (found,) = disagreements(one, other)
    assert found.subject == subject
    assert found.wording.startswith(f"Reports differ on {subject}: ")


def test_what_is_counted_is_still_named() -> None:
    (found,) = disagreements("The flood destroyed 40 homes in Ebbe.", "The flood destroyed 55 homes in Ebbe.")
    assert found.subject == "homes destroyed in Ebbe"


def test_what_nobody_has_counted_is_no_end_of_the_range() -> None:
    told = "{} were ordered to leave their homes in Ebbe as the river rose on Monday."
    (found,) = disagreements(
        *(told.format(n) for n in ("Tens of thousands of people", "Some 85,000 people", "About 92,000 people"))
    )
    assert "85,000" in found.wording
    assert "92,000" in found.wording
    assert "tens of thousands" not in found.wording


def test_an_age_is_told_as_a_number() -> None:
    (found,) = disagreements(
        "Jon Reed, 24, signed for Ebbe on Monday.", "Jon Reed, a 25-year-old striker, signed for Ebbe on Monday."
    )
    assert found.wording == "Reports differ on the age of Jon Reed: 24 (Outlet 1) or 25 (Outlet 2)."
