"""What an outlet tells anew replaces what it told before, however much of the text is new."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from summarizer import pipeline
from summarizer.facts import extract_facts
from summarizer.model import Article, Bundle, ErrorCode, Facts, StatedFigure, Story
from summarizer.verification import read_draft, verify

MORNING = (
    "TARNOW, July 15 (KPA) - Power cuts left about 180,000 households in southern Meruvia without electricity on "
    "Wednesday.\n\nFour people have died in the heat since Sunday, the health ministry said."
)
EVENING = (
    "TARNOW, July 16 (KPA) - The cuts reached the capital on Thursday, leaving some 260,000 households across Meruvia "
    "without electricity, and the number of people killed by the heat rose to nine, authorities said.\n\nTrains stood "
    "still for two hours."
)
HEADER = "(Updates number of households and deaths, adds trains)\n\n"


def read(later: str, outlet: str = "KPA", early: str = MORNING) -> tuple[Story, Facts]:
    """The morning's article of KPA and a later one, as one story with its facts."""
    articles = (
        Article("early", 1, early, outlet="KPA", published_at=datetime(2031, 7, 15, 16, tzinfo=UTC)),
        Article("late", 2, later, outlet=outlet, published_at=datetime(2031, 7, 16, 18, tzinfo=UTC)),
    )
    story = pipeline.read_story(Bundle(articles))
    return story, extract_facts(story)


def replaced(facts: Facts) -> dict[float, bool]:
    """Every figure that is told in a disagreement or a revision, and whether another has replaced it."""
    told: list[StatedFigure] = [s for one in (*facts.disagreements, *facts.revisions) for s in one.figures]
    return {stated.figure.low: stated.is_superseded for stated in told}


def test_an_update_replaces_the_figures_that_it_tells_anew() -> None:
    """The header says what was updated; a count of the dead that "rose to nine" needs none."""
    _, facts = read(HEADER + EVENING)
    assert replaced(facts) == {180_000.0: True, 260_000.0: False, 4.0: True, 9.0: False}
    assert not facts.disagreements


@pytest.mark.parametrize(("later", "outlet"), [(EVENING, "KPA"), (HEADER + EVENING, "Ostrel Post")])
def test_without_the_header_or_by_another_outlet_both_figures_stand(later: str, outlet: str) -> None:
    """Nobody says then that the first was wrong or is over."""
    assert not replaced(read(later, outlet)[1])[180_000.0]


@pytest.mark.parametrize(
    ("sentence", "is_flagged"),
    [
        ("The health ministry says four people have been killed by the heat. [1]", True),
        ("The health ministry said on Wednesday that four people had been killed by the heat. [1]", False),
    ],
)
def test_a_replaced_figure_told_as_of_today_is_flagged_though_somebody_says_it(
    sentence: str, *, is_flagged: bool
) -> None:
    """Of its own day it was right."""
    (checked,) = verify(read_draft(sentence), *read(HEADER + EVENING)).sentences
    assert (ErrorCode.SUPERSEDED in checked.codes) is is_flagged


@pytest.mark.parametrize(
    ("early", "kept"),
    [
        (MORNING.replace("on Wednesday.", "on Wednesday, the grid operator said."), 180_000.0),
        (MORNING.replace("Four people have died in the heat", "Four of the dead were in Tarnow"), 4.0),
    ],
)
def test_what_another_gave_and_what_one_place_counts_is_not_replaced(early: str, kept: float) -> None:
    """An update by the outlet does not take back somebody else's figure, nor does the whole take back a part."""
    assert early != MORNING
    assert not replaced(read(HEADER + EVENING, early=early)[1]).get(kept, False)


def test_a_figure_that_another_outlet_says_it_was_is_replaced() -> None:
    """ "Up from 29": whoever tells what it was before does not disagree with whoever told it then."""
    early = "Twenty-nine people were hurt when the ferry hit the rocks on Wednesday, the regional hospital said."
    later = "Thirty-six people have been treated for injuries, the regional hospital said, up from 29 on Wednesday."
    _, facts = read(later, outlet="Vard Radio", early=early)
    assert facts.disagreements == ()
    assert replaced(facts) == {29.0: True, 36.0: False}
