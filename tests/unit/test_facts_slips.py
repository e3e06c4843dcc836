"""What an outlet sets right belongs together with what it had said before."""

from __future__ import annotations

import pytest

from summarizer.facts import extract_facts
from summarizer.model import Disagreement
from summarizer.pipeline import read_story

DAY = "2025-03-04T10:00:00+00:00"


def disagreements(*told: tuple[str, str]) -> list[Disagreement]:
    articles = [
        {"id": f"a{n}", "title": "", "outlet": outlet, "published_at": DAY, "text": text}
        for n, (outlet, text) in enumerate(told, start=1)
    ]
    facts = extract_facts(read_story(articles))
    return [*facts.disagreements, *facts.revisions]  # what an outlet has set right is no dispute


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "A crane toppled on a sleeping welder. The welder, who is 34, was freed at noon.",
            "The welder freed from under the crane is 43, not 34 as we first reported.",
        ),
    ],
)
def test_a_corrected_figure_stands_beside_the_earlier_one_of_the_outlet(before: str, after: str) -> None:
    (found,) = disagreements(("Tollen Post", before), ("Tollen Post", after))
    assert {stated.span.article_id for stated in found.figures} == {"a1", "a2"}


@pytest.mark.parametrize(
    "text",
    [
        "On Monday we said that three sailors had swum ashore. It was two.",
        "An earlier version of this post said that the ferry carried two engines. It has three.",
    ],
)
def test_an_outlet_sets_right_what_it_said_in_the_sentence_before(text: str) -> None:
    (found,) = disagreements(("Post", text))
    assert sorted(stated.figure.low for stated in found.figures) == [2, 3]


def test_the_same_figure_of_another_outlet_is_not_taken_back() -> None:
    (found,) = disagreements(
        ("Post", "The welder freed from under the crane is 43, not 34 as we first reported."),
        ("Echo", "A welder slept under the crane that toppled, and 34 dockers went home."),
    )
    assert {stated.span.article_id for stated in found.figures} == {"a1"}


def test_a_figure_that_the_sentence_gives_too_is_no_rival() -> None:
    assert not disagreements(
        ("Post", "With 21 seats in the 43-seat council of Tollen, the Reed Party needs two more for a majority."),
        ("Echo", "The Reed Party will have 22 of the 43 seats in the council of Tollen and needs no partner."),
    )[1:]
