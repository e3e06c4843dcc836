"""A claim's days as the articles write them, and what is done although its sentence leaves something else open."""

from __future__ import annotations

import pytest

from summarizer.checkers._same_figures import in_their_words
from summarizer.model import Verdict
from summarizer.pipeline import verify
from summarizer.verification.reading import read_claims, read_draft
from tests.unit.test_extractive_editing import article, story_of

PASS = [
    article(
        "Post", "04T08:00", "Pass of Tarn shut",
        "The pass of Tarn is to stay closed until Wednesday evening. A lorry had blocked it on Monday, police said.",
    )
]  # fmt: skip
LEAGUE = [
    article(
        "Post", "04T08:00", "League acts against Varland",
        "The Western League imposed sanctions on Varland on Monday after talks in Lund failed, and warned that more "
        "could follow. In February Varland invaded Ostmark despite warnings, and no peace plan has been agreed.",
    ),
    article(
        "Globe", "04T10:00", "League may act against Dovria",
        "The League will discuss on Friday whether to impose sanctions on Dovria, which may invade Aal.",
    ),
]  # fmt: skip


def told(text: str) -> str:
    story = story_of(PASS)
    (claim,) = read_claims(read_draft(text), story)
    return in_their_words(claim.whole, story)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The pass of Tarn stays closed until 5 March.", "The pass of Tarn stays closed until Wednesday."),
        ("The pass of Tarn stays closed until 6 March.", "The pass of Tarn stays closed until 6 March."),  # another day
        ("The pass of Tarn stays closed until Wednesday.", "The pass of Tarn stays closed until Wednesday."),
        ("A lorry blocked the pass on 3 March.", "A lorry blocked the pass on Monday."),
        ("A lorry blocked the pass in 2031.", "A lorry blocked the pass in 2031."),
    ],
)
def test_a_day_is_told_in_the_articles_words(text: str, expected: str) -> None:
    assert told(text) == expected


def verdict(text: str) -> Verdict:
    return verify(text, LEAGUE).summaries[0].sentences[0].verdict


@pytest.mark.parametrize(
    "text",
    [
        "The Western League imposed sanctions on Varland on Monday.",
        "Varland invaded Ostmark in February.",
    ],
)
def test_what_is_done_is_told_as_done_whatever_else_is_open(text: str) -> None:
    assert not verdict(text).is_flag


@pytest.mark.parametrize(
    ("text", "articles"), [("The League imposed sanctions on Dovria.", 1), ("Dovria invaded Aal.", 1)]
)
def test_what_may_come_is_still_not_done(text: str, articles: int) -> None:
    assert verify(text, LEAGUE[articles:]).summaries[0].sentences[0].verdict.is_flag
