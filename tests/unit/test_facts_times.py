"""As of when a figure held: the date of its own clause, not one that stands beside it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from summarizer.facts import extract_facts
from summarizer.model import Article, Bundle
from summarizer.pipeline import read_story

PUBLISHED = datetime(2025, 6, 18, 12, tzinfo=UTC)
TODAY, MONDAY, TUESDAY = date(2025, 6, 18), date(2025, 6, 16), date(2025, 6, 17)


def year(number: int) -> date:
    return date(number, 12, 31)


@pytest.mark.parametrize(
    ("text", "figure", "day"),
    [
        # what happened before, and what is so now
        ("The mill was founded in 1921 and employs 400 people.", "400", TODAY),
        ("The mill, founded in 1921, employs 400 people.", "400", TODAY),
        ("Founded in 1921, the mill employs 400 people.", "400", TODAY),
        ("The town had 9,000 people in 1950 and has 4,000 now.", "4,000", TODAY),
        ("The club, champion in 2019, has 40,000 members.", "40,000", TODAY),
        ("The team that won in 2018 has lost nine games.", "nine", TODAY),
        ("In 2024 the port handled 8 million tonnes, and it employs 600 people.", "600", TODAY),
        ("The hall seats 300 since it was rebuilt in 2015.", "300", TODAY),
        # another figure's date, and when somebody said so
        ("The number of members fell from 900 in 2010 to 400 in 2024.", "900", year(2010)),
        ("The firm lost 3 million crowns in 2023 and made 9 million in 2024.", "3 million crowns", year(2023)),
        ("Turnout was 61 percent, up from 55 percent in 2019.", "61 percent", TODAY),
        ("About 40 people were hurt on Monday, police said on Tuesday.", "About 40", MONDAY),
        # its own date stays
        ("The mill employed 400 people in 1998.", "400", year(1998)),
        ("In 1998 the mill employed 400 people.", "400", year(1998)),
        ("When the mine closed in 1991 it had 800 workers.", "800", year(1991)),
        ("In 2024 the port handled 8 million tonnes and employed 600 people.", "600", year(2024)),
        ("Turnout was 61 percent, up from 55 percent in 2019.", "55 percent", year(2019)),
        ("A storm hit on Monday; by Tuesday 3,000 homes were dark.", "3,000", TUESDAY),
        ("As of Monday, 112 cases had been confirmed.", "112", MONDAY),
        ("On Tuesday police said 40 people were hurt.", "40", TUESDAY),
    ],
)
def test_as_of(text: str, figure: str, day: date) -> None:
    """The day on which it held; of publication where the sentence tells of now."""
    facts = extract_facts(read_story(Bundle((Article("a1", 1, text, published_at=PUBLISHED),))))
    assert [stated.as_of for stated in facts.figures if stated.figure.text == figure] == [day]
