"""What a reviewer of the facts found: other years' tolls, wholes, lawyers, offices to come, days beside the news."""

from __future__ import annotations

from summarizer.facts import extract_facts
from summarizer.model import Facts
from tests.unit.test_extractive_editing import article, story_of


def facts(*texts: str) -> Facts:
    outlets = ("Post", "Globe", "Courier")
    hours = ("04T08:00", "04T10:00", "04T12:00")
    return extract_facts(
        story_of([article(o, h, "Bridge", text) for o, h, text in zip(outlets, hours, texts, strict=False)])
    )


def said_by(told: Facts, words: str) -> list[str]:
    return [one.speaker for one in told.utterances if any(words in variant.words for variant in one.variants)]


def test_a_toll_of_another_year_disagrees_with_none() -> None:
    told = facts(
        "The bridge of Brenna collapsed on Tuesday, killing 15 people, the fire service said.",
        "The bridge of Brenna collapsed on Tuesday. One of the same kind collapsed in July 2029, killing 17 people.",
    )
    assert not [d for d in told.disagreements if {f.figure.low for f in d.figures} & {17}]


def test_of_how_many_something_was_done_is_not_how_many() -> None:
    told = facts(
        "The operator said 1,900 of 2,400 trains were cancelled in Brenna on Tuesday.",
        "In Brenna 4,100 trains were cancelled on Monday and Tuesday, the union said.",
    )
    assert not [d for d in told.disagreements if {f.figure.low for f in d.figures} & {2_400}]


def test_the_lawyer_is_not_the_prosecutor() -> None:
    told = facts(
        "Prosecutor Lena Ostrow asked for nine years for the port's owner on Tuesday. “This is not justice,” the "
        "lawyer said outside the court."
    )
    assert said_by(told, "This is not justice") != ["Lena Ostrow"]


def test_the_new_minister_is_not_the_outgoing_one() -> None:
    told = facts(
        "Prime Minister Eva Stolt said farewell on Tuesday. The party of the outgoing Stolt lost the vote. “I bring my "
        "own chair,” the new prime minister said."
    )
    assert said_by(told, "I bring my own chair") == ["new prime minister"]


def test_a_sentence_is_of_the_day_of_its_news() -> None:
    told = facts("The fire service said the toll of Monday’s fire in Brenna rose to 14 on Tuesday.")
    assert [entry.earliest.day for entry in told.timeline] == [4]
    told = facts("Turnout in Brenna was 67.2 percent on Tuesday, up from 61.9 percent in 2022, officials said.")
    assert [entry.earliest.year for entry in told.timeline] == [2031]
    assert facts("Turnout in Brenna was 67.2 percent at 8 p.m., up from 61.9 percent in 2022.").timeline == ()


def test_whom_a_denial_is_of_is_not_told_by_the_speakers_name() -> None:
    """That Hale says whom the boos were for is nothing that the chairman denies, who denies that Hale will go."""
    told = facts(
        "“The boos were for me,” coach Tom Hale said on Tuesday. Chairman Per Rask denied that Hale would be dismissed."
    )
    assert told.disagreements == ()
