"""Whom a speaker's description means: by office, by age, by what was told before, by the kind of body."""

from __future__ import annotations

import pytest

from summarizer.facts.view import StoryView
from summarizer.model import Article, Bundle
from summarizer.pipeline import read_story


def speakers(text: str) -> list[str]:
    """Who says the quotations of an article, as the facts name them."""
    story = read_story(Bundle((Article(id="a1", number=1, text=text),)))
    view = StoryView(story)
    return [view.quoted_speaker(read, said) for read in story.sentences for said in read.mentions.quotations]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Prime Minister Ada Moss spoke. It rained. “We will stay,” the prime minister said.", "Ada Moss"),
        ("Leo Brandt won the stage on Friday. “I saw the line,” the 24-year-old from Velta said.", "Leo Brandt"),
        ("Leo Brandt beat Tim Voss by a wheel on Friday. “I saw the line,” the winner said.", "Leo Brandt"),
        ("Pleased is only Ada Moss. “We are agreed,” explained the chief of Green Reform.", "Ada Moss"),
        ("Ada Moss, the leader of Green Reform, left. “No talks,” the deputy leader said.", "deputy leader"),
        (
            "With Chancellor Tim Voss beside him, Leo Brandt smiled. His words follow the Velian ambassador to London"
            " Ada Moss’s interview. “We may give way,” said the diplomat.",
            "Ada Moss",
        ),
        ("Ada Moss, the secretary general of the league, left. “No,” the secretary general said.", "Ada Moss"),
        ("Ada Moss, a nurse, saw it. “It was dark,” the mayor said.", "mayor"),
        ("Sir Hugh Maddern, 68, runs the club. “I shall not resign,” his lordship declared.", "Hugh Maddern"),
        ("Jan Petrak lost by a wheel. “I heard a whistle,” the poor chap said.", "Jan Petrak"),
        ("Rider Jan Petrak fell twice. “He will mend,” the race doctor said.", "race doctor"),
        ("Mr Justice Brandt heard her. Ada Moss laughed while the judge called her “cold as ice”.", "Brandt"),
        (
            "Mr Justice Brandt heard Ada Moss. As the sums were read out by the judge, Moss smiled. It rained."
            " “She is cold as ice,” the judge said.",
            "Brandt",
        ),
        ("Sheriff Principal Otto Kranz was there. It rained. “It was rust,” the sheriff said.", "Otto Kranz"),
        ("Some firms fret. “We worry,” said Jovar Shah, president of a league for cheap heat.", "Jovar Shah"),
        ("Ada Moss of Velta Week magazine. “No,” said Velta Week magazine.", "Velta Week"),
        ("Mondel issued a short statement on Monday. It rained. “We will go,” the statement read.", "Mondel"),
        ("A short statement hung there. It rained. “We will go,” the statement read.", "statement"),
        ("Ada Moss, Otto Kranz and Ilse Brandt said: “We stay.”", "Ada Moss, Otto Kranz and Ilse Brandt"),
        ("Prime Minister Ada Moss lost. It rained. “We go,” the outgoing prime minister said.", "Ada Moss"),
        ("President Ada Moss was there. It rained. “We go,” the outgoing chief said.", "outgoing chief"),
        ("Former Prime Minister Ada Moss lost. “We go,” the outgoing prime minister said.", "outgoing prime minister"),
        ("Velta Rovers sacked coach Leo Brandt on Monday. The club called it “a sad day”.", "Velta Rovers"),
        ("Velta Rovers lost to Tarn United on Monday. The club called it “a sad day”.", "club"),
        ("Velta Bank shut a branch on Monday. The union called it “a sad day”.", "union"),
        ("Senator Ada Moss has a plan for Otto Kranz's harbour. The candidate called it “bold”.", "candidate"),
        ("Ada Moss has a word for Otto Kranz's plan. The candidate called it “absurd”.", "Ada Moss"),
        ("A statement attributed to the Velta Bank said the loss was “small change”.", "Velta Bank"),
        ("Otto Kranz left on Monday, Velta Bank announced. “He was ill,” the statement read.", "Velta Bank"),
        ("Otto left, Velta Bank announced. A statement hung there. “He was ill,” the statement read.", "statement"),
        ("“He was ill,” said a statement from the mayor's office.", "mayor's office"),
        ("Velta Bank was fined on Monday. “It was theft,” the court said.", "court"),
        ("Otto Kranz was sacked, Ada Moss said. “He is late,” the email read.", "email"),
        ("A letter by the door was found. “He was ill,” the letter read.", "letter"),
    ],
)  # fmt: skip
def test_a_description_means_whom_the_article_has_told_of(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


def test_the_company_is_the_one_that_spoke_before() -> None:
    text = (
        "Velta Airlines said on Monday that it would pay. It rained. The company called the strike “a shame for all”."
    )
    assert speakers(text) == ["Velta Airlines"]


def test_a_press_office_speaks_for_its_body() -> None:
    text = "The Harbour Guard was there. The Harbour Guard's press office calls that “a fairy tale”."
    assert speakers(text) == ["Harbour Guard"]
