"""What the embedded engine does not print: what leans on the untold, lists, opinions, encyclopedias, guessed days."""

from __future__ import annotations

import pytest

from summarizer.engines.extractive.naming import has_stray_pronoun
from summarizer.engines.extractive.print_rules import is_printable, judges
from summarizer.engines.extractive.wording import stand_alone, without_connectives
from summarizer.facts import extract_facts
from tests.unit.test_extractive_editing import article, story_of, texts_of
from tests.unit.test_extractive_substance import needs


@pytest.mark.parametrize(
    "text",
    [
        "Dead are Ada Osk, 30, of Lund; Per Rask, 41, of Tarn; Nina Holt, 39, of Lund, and Jon Vell, 57, of Brenna.",
        "More information: Life cycles of harbour cranes, Ada Osk and others, Journal of Ports, was published in May.",
        "The driver then lands on the track again and loses a wheel.",
        "Osk was not alone in calling the plan a mistake on Monday.",
    ],
)
def test_what_no_summary_prints(text: str) -> None:
    assert stand_alone(story_of([text]).sentences[0], (), None) is None


@pytest.mark.parametrize(
    "text",
    [
        "Ada Osk, 30, and Per Rask, 41, were found alive on Monday, police said.",
        "The car hit a wall and then lost a wheel, officials said.",
        "The port, which had since then lost its crane, closed on Monday.",
        "The mayor has not been alone with the files since Monday, a spokesman said.",
    ],
)
def test_their_neighbours_are_printed(text: str) -> None:
    assert stand_alone(story_of([text]).sentences[0], (), None) is not None


def test_whose_comments_they_are_must_have_been_told() -> None:
    """Of "Holt's comments" an article's second half may speak; a summary only behind what Holt said."""
    told = "Mayor Nina Holt called the plan a gift to the rich on Monday. "
    assert {"holt"} in needs(told + "Holt’s comments came two weeks after the first hearing.")
    assert {"holt", "offer"} in needs(
        "Mayor Nina Holt made an offer to the crews. The union's leaders dismissed Holt’s offer at once."
    )
    assert needs("Nina Holt’s comments on the plan drew anger in Lund on Monday.") == []


@pytest.mark.parametrize(
    ("text", "is_stray"),
    [
        ("Witnesses said they threw stones at the buses.", True),
        ("Several witnesses on the pier said that they had used clubs.", True),
        ("Witnesses said they heard two shots.", False),
        ("Workers said they threw the old files away.", False),
    ],
)
def test_they_are_those_of_whom_witnesses_tell(text: str, *, is_stray: bool) -> None:
    assert has_stray_pronoun(text, story_of([text]).sentences[0]) is is_stray


def test_a_fact_that_nothing_is_said_of_is_no_sentence() -> None:
    assert without_connectives("And the fact that Osk is 22 and much younger than the mayor.") == ""
    kept = "The fact that Osk is 22 surprised the jury."
    assert without_connectives(f"And the {kept[4:]}") == kept


def test_an_opinion_that_the_checks_would_flag_is_not_printed() -> None:
    assert judges("The obviously ambivalent mayor kept silent.")
    assert not judges("The mark was clearly visible on both sides.")
    assert is_printable("The mark was clearly visible on both sides of the hull.")


def test_a_guessed_day_is_not_printed() -> None:
    """An article without a date says "yesterday": the day that the facts guess for it is not told as known."""
    articles = [
        article(
            "Post", "04T08:00", "Inquiry blames owner of the quay",
            "An inquiry blamed the owner of the quay of Brenna on Tuesday.",
        ),
        {
            "outlet": "Globe",
            "title": "Inquiry blames owner of the quay in Brenna",
            "text": "Whoever owns the quay of Brenna has to answer for the cracks, the inquiry said. "
            "Yesterday, the lawyer Tilda Rask called for a new law on harbours "
            "and asked the families of the divers for their patience.",
        },
    ]  # fmt: skip
    story = story_of(articles)
    assert len(story.guessed) == 1
    asked = next(text for text in texts_of(articles, 200) if "Rask" in text)
    assert asked.startswith("The lawyer Tilda Rask called for a new law")
    dated = [articles[0], {**articles[1], "published_at": "2031-03-05T08:00:00Z"}]
    assert next(text for text in texts_of(dated, 200) if "Rask" in text).startswith("On Tuesday, the lawyer")


def test_an_encyclopedias_entry_is_no_report() -> None:
    """Its references are taken out of the text, and the summary prints and opens with none of its sentences."""
    entry = (
        "Harbour fever is a rare illness of dock workers in Brenna.[1] It was first described in 1931.[2][3] "
        "Most cases are mild,[4] and treatment lasts two weeks.[5] No vaccine against harbour fever is known.[6]"
    )
    articles = [
        {"outlet": "Entry", "title": "Harbour fever", "text": entry},
        article(
            "Post", "04T08:00", "Two dockers ill in Brenna",
            "Two dock workers of Brenna fell ill with harbour fever on Tuesday, the hospital said. "
            "Doctors expect both to be home within two weeks.",
        ),
    ]  # fmt: skip
    story = story_of(articles)
    assert "described in 1931. Most cases are mild, and treatment" in story.articles[0].text
    assert [notice.code for notice in story.articles[0].notices if notice.code == "encyclopedia"] == ["encyclopedia"]
    texts = texts_of(articles, 200)
    assert texts
    assert not any("1931" in text or "rare illness" in text for text in texts)
    assert texts_of(articles[:1], 200), "alone, it is all there is"
    assert extract_facts(story).facts
