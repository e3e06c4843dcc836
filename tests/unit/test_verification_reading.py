"""Any text becomes a draft: sentences, markers, paragraphs, titles."""

from __future__ import annotations

from datetime import date

import pytest

from summarizer.model import CleanArticle, Draft, DraftSentence, Story
from summarizer.pipeline import read_story
from summarizer.verification import read_draft, without_title
from summarizer.verification.reading import read_claims


def read(text: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(sentence.text, sentence.cited) for sentence in read_draft(text).sentences]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Rain fell [1]. The dam held. [2]", [("Rain fell.", (1,)), ("The dam held.", (2,))]),
        ("Rain fell.[1] The dam held.[2]", [("Rain fell.", (1,)), ("The dam held.", (2,))]),
        ("[1] Rain fell. [2] The dam held.", [("Rain fell.", (1,)), ("The dam held.", (2,))]),
        ("Rain [1] fell, and the dam held [2].", [("Rain fell, and the dam held.", (1, 2))]),
        ("Rain fell [2][1][2].", [("Rain fell.", (2, 1))]),
        ("Rain fell [S1].", [("Rain fell. [S1]", ())]),
        ("- Rain fell. [1]\n- The dam held [2]", [("Rain fell.", (1,)), ("The dam held", (2,))]),
        ("1. Rain fell.\n2. The dam held.", [("Rain fell.", ()), ("The dam held.", ())]),
        ("Rain **fell** in __Oberlund__.", [("Rain fell in Oberlund.", ())]),
        ("Rain fell\nin Oberlund.", [("Rain fell in Oberlund.", ())]),
        ("“No cut [sic] was seen,” she said.", [("“No cut [sic] was seen,” she said.", ())]),
        ("", []),
        ("   \n\n ", []),
        ("[1]", []),
    ],
)
def test_sentences_and_their_markers_are_read(text: str, sentences: list[tuple[str, tuple[int, ...]]]) -> None:
    assert read(text) == sentences


@pytest.mark.parametrize(
    ("text", "title", "n_sentences"),
    [
        ("Dam holds after heavy rain\n\nRain fell. The dam held.", "Dam holds after heavy rain", 2),
        ("Dam holds after heavy rain\nRain fell. The dam held.", "Dam holds after heavy rain", 2),
        ("# Dam holds\n\nRain fell.", "Dam holds", 1),
        ("**Dam holds**\n\nRain fell.", "Dam holds", 1),
        ("Dam holds [1]\n\nRain fell.", "Dam holds", 1),
        ("The dam held after rain.\n\nRain fell.", "", 2),
        ("Dam holds after heavy rain", "", 1),
        ("- Rain fell\n- The dam held", "", 2),
    ],
)
def test_a_first_line_without_a_full_stop_is_the_title(text: str, title: str, n_sentences: int) -> None:
    draft = read_draft(text)
    assert (draft.title, len(draft.sentences)) == (title, n_sentences)
    below = read_draft(without_title(text), title)
    assert (below.title, below.sentences) == (title, draft.sentences)


def test_a_title_of_its_own_leaves_all_of_the_text() -> None:
    draft = read_draft("Dam holds\n\nRain fell.", "Rain stops")
    assert draft.title == "Rain stops"
    assert [sentence.text for sentence in draft.sentences] == ["Dam holds", "Rain fell."]


def test_markers_on_a_line_of_their_own_belong_to_the_sentence_before() -> None:
    draft = read_draft("Rain fell. [3]\n\n[1][3] [S9]\n\nIt snowed.")
    assert [(one.text, one.cited, one.paragraph) for one in draft.sentences] == [
        ("Rain fell. [S9]", (3, 1), 0),
        ("It snowed.", (), 2),
    ]


def test_the_markers_of_a_title_are_its_own() -> None:
    draft = read_draft("# Dam holds [2][1]\n\nRain fell. [3]")
    assert (draft.title, draft.title_cited) == ("Dam holds", (2, 1))


def test_paragraphs_bullets_and_headings_are_kept_apart() -> None:
    text = "Rain fell. It stopped.\n\n## Damage\n\n- The dam held.\n- Nobody was hurt.\n\nSchools closed."
    draft = read_draft(text)
    assert [(s.text, s.paragraph) for s in draft.sentences] == [
        ("Rain fell.", 0),
        ("It stopped.", 0),
        ("Damage", 1),
        ("The dam held.", 2),
        ("Nobody was hurt.", 3),
        ("Schools closed.", 4),
    ]
    assert draft.raw == text


STORY = Story("s", "", (CleanArticle("a", 1, "Rain fell."), CleanArticle("b", 2, "The dam held.")), (), ())


def test_claims_are_cut_from_one_context_and_know_what_came_before() -> None:
    draft = read_draft("Mara Feld closed the dam. She said it would hold. [2]\n\nRain fell [7] [S3].")
    first, second, third = (sentence.whole for sentence in read_claims(draft, STORY))
    assert second.text == "She said it would hold."
    assert first.context == second.context
    for claim in (first, second, third):
        assert claim.context[claim.start : claim.end] == claim.text
    assert second.previous == ("Mara Feld closed the dam.",)
    assert (second.cited, second.unknown_markers) == ((2,), ())
    assert (third.cited, third.unknown_markers) == ((), ("[7]", "[S3]"))


def test_markers_left_in_an_engines_sentence_are_read_too() -> None:
    draft = Draft((DraftSentence("Rain fell [2].", (1,)),), engine="llm")
    claim = read_claims(draft, STORY)[0].whole
    assert (claim.text, claim.cited) == ("Rain fell.", (1, 2))


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        (
            "The council closed the bridge on Tuesday, while drivers were sent over the northern crossing.",
            ["The council closed the bridge on Tuesday", "drivers were sent over the northern crossing."],
        ),
        (
            "The council closed the bridge on Tuesday; the ferry will start on Friday morning.",
            ["The council closed the bridge on Tuesday", "the ferry will start on Friday morning."],
        ),
        (
            "The council closed the old bridge, and Mara Feld said repairs would take weeks.",
            ["The council closed the old bridge", "Mara Feld said repairs would take weeks."],
        ),
        ("The council closed the bridge, the ferry, and the old town tunnel.", []),
        ("Feld said: “The council closed the bridge, and the ferry will start on Friday.”", []),
        ("The council closed the bridge.", []),
        ("The council (which had met on Monday, while drivers were protesting outside) closed the bridge.", []),
        ("It rained, and they left.", []),
    ],
)
def test_clauses_are_cut_only_where_it_is_safe(sentence: str, clauses: list[str]) -> None:
    read_ = read_claims(read_draft(sentence), STORY)[0]
    assert [clause.text for clause in read_.clauses] == clauses


def test_days_of_a_summary_are_told_from_the_last_day_that_any_article_tells() -> None:
    dated = {"id": "a", "title": "", "text": "The dam held.", "published_at": "2031-05-02T09:00:00+00:00"}
    notice = (
        "Updated on Thursday, 8 May 2031, 18.30. This page replaces what we wrote the day before yesterday about the"
        " dam, when the coastguard knew neither how it stood nor who had been on it."
    )
    story = read_story([dated, {"id": "b", "title": "", "text": f"{notice}\n\nThe dam broke this afternoon."}])
    claim = read_claims(read_draft("The dam broke on Thursday."), story)[0].whole
    assert [day.earliest for day in claim.mentions.dates] == [date(2031, 5, 8)]
