"""Time expressions: every case of tests/cases/dates.txt and dates_in_news.txt."""

from __future__ import annotations

from datetime import date

import pytest

from summarizer.mentions import find_dates
from tests.unit.mention_cases import Case, read_cases


@pytest.mark.parametrize(
    "case",
    [*read_cases("dates.txt"), *read_cases("dates_in_news.txt")],
    ids=lambda case: f"{case.published} {case.text[:50]}",
)
def test_dates_of_a_sentence(case: Case) -> None:
    """The expressions are found whole, with the bounds and the precision that the day of publication gives them."""
    found = [mention for mentions in case.mentions() for mention in mentions.dates]
    assert [mention.text for mention in found] == [row[0] for row in case.expected]
    for mention, row in zip(found, case.expected, strict=True):
        first, _, last = row[1].partition("..")
        bounds = (None, None) if first == "-" else (date.fromisoformat(first), date.fromisoformat(last or first))
        assert (mention.earliest, mention.latest) == bounds
        assert mention.precision.value == row[2]
        assert mention.is_relative is (row[3] == "relative")


def test_a_part_of_a_telephone_number_is_no_year() -> None:
    (told,) = find_dates("For all other inquiries call 020 3353 2000 or write.", [(0, 52)], date(2031, 5, 6))
    assert told == ()
    (told,) = find_dates("In 1990 it had 350 members, in 2000 none.", [(0, 41)], date(2031, 5, 6))
    assert [mention.text for mention in told] == ["1990", "2000"]
