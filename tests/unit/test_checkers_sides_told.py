"""A sentence that tells each side with its own figure, speaker or office contradicts none of them."""

from __future__ import annotations

import pytest

from summarizer.checkers.editorial import states_opinion
from summarizer.model import Summary, Verdict
from summarizer.pipeline import verify
from tests.unit.test_extractive_editing import article

MILL = [
    article(
        "Post", "04T08:00", "Mill fire in Brenna costs jobs",
        "The fire at the Lund mill in Brenna destroyed goods worth nearly 380 million crowns, its owner Per Rask said. "
        "An engineer on the site, who asked not to be named, says the roof was nearly 60 metres up. "
        "Rask will go to the Court of Disputed Claims, which must hear any case by 27 May. "
        "A clerk had copied a number wrongly from the list of stores, the insurers said.",
    ),
    article(
        "Globe", "04T10:00", "Brenna mill burns down",
        "Goods worth 435 million crowns burned at the Lund mill, the ministry of trade said, correcting its figure. "
        "The chamber of commerce reckons with about 520 million crowns. The roof was at about 40 metres, the fire "
        "service said. The Watch, a group of citizens, looked at the stores. Its head, Ada Osk, said that nobody had "
        "answered her. She added that the Watch had seen no sign of arson.",
    ),
]  # fmt: skip


def flags(text: str) -> list[str]:
    summary: Summary = verify(text, MILL).summaries[0]
    return [f"{s.reason}" for s in summary.sentences if s.verdict.is_flag and s.verdict is not Verdict.NOT_CHECKED]


@pytest.mark.parametrize(
    "text",
    [
        "The goods were worth nearly 380 million crowns according to Rask, 435 million according to the ministry and "
        "about 520 million according to the chamber of commerce.",
        "The fire service puts the roof at about 40 metres, an engineer on the site says it was nearly 60.",
        "The Watch’s head, Ada Osk, said it had seen no sign of arson.",
        "The Court of Disputed Claims must hear any case by 27 May.",
        "According to the insurers, 27 lists were kept; a clerk had copied a number wrongly.",
    ],
)
def test_who_tells_each_side_with_its_own_is_not_flagged(text: str) -> None:
    assert flags(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The goods burned at the mill were worth about 520 million crowns, its owner Per Rask said.",
        "Goods worth 450 million crowns burned at the Lund mill, the ministry of trade said.",
    ],
)
def test_another_sides_figure_and_nobodys_still_are(text: str) -> None:
    assert flags(text) != []


def test_how_something_was_done_is_no_judgement() -> None:
    assert states_opinion("The clerk was wrongly praised for it.")
    assert states_opinion("Osk wrongly blamed the clerk.")
    assert not states_opinion("A clerk had copied a number wrongly.")
    assert not states_opinion("One number was entered wrongly in the list.")
