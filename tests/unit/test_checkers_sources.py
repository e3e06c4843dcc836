"""What only an editor can mend: an article's own error repeated, and one person told under two spellings."""

from __future__ import annotations

import pytest

from summarizer.model import CheckedSentence, ErrorCode, Finding, Verdict, Vote
from summarizer.pipeline import verify

OUTLETS = ("Post", "Quarter", "Roundel")


def bundle(*texts: str) -> list[dict[str, str]]:
    return [
        {"outlet": outlet, "published_at": "2031-06-17T12:00:00Z", "text": text}
        for outlet, text in zip(OUTLETS, texts, strict=False)
    ]


def check(text: str, articles: list[dict[str, str]]) -> CheckedSentence:
    """The last sentence of a text, checked."""
    return verify(text, articles).summaries[0].sentences[-1]


def told(sentence: CheckedSentence, code: ErrorCode) -> list[Finding]:
    return [finding for finding in sentence.findings if finding.code is code]


JOINING = bundle(
    "Ostrania wants to join the Free Port Union next year, its envoy Ada Moss told the assembly.",
    "The envoy of Ostrania promised reforms before the small country may join the Free Port Union.",
    "Under the treaty, Ostrania could leave the Free Port Union within a year, wrote the paper on Monday.",
)
ABOARD = bundle(
    "The ferry Alba ran aground off Tollen with 212 passengers aboard on Monday, the coast guard said.",
    "All of the 212 passengers aboard the ferry Alba were brought ashore at Tollen by fishermen on Monday.",
    "The ferry Alba had 121 passengers aboard when it ran aground off Tollen on Monday, witnesses said.",
)
BUS = bundle(
    "A bus went off the coast road near Ebbe on Monday and four people were killed, police said. Its brakes failed.",
    "Four people died when a bus crashed near Ebbe on Monday. Jon Reed, who drove it, was arrested.",
    "A bus crashed near Ebbe on Sunday, killing four people. The driver, Jon Reed, was arrested in Tarn.",
)


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("Ostrania could leave the Free Port Union within a year.", JOINING),
        ("The envoy said Ostrania was leaving the Free Port Union.", JOINING),
        ("The ferry Alba had 121 passengers aboard when it ran aground off Tollen on Monday.", ABOARD),
        ("A bus crashed near Ebbe on Sunday, killing four people.", BUS),
    ],
)
def test_an_error_of_one_article_that_is_repeated_is_noted(text: str, articles: list[dict[str, str]]) -> None:
    """With who is alone and who says otherwise; a note decides nothing."""
    (note,) = told(check(text, articles), ErrorCode.SOURCE_ERROR)
    assert note.vote is Vote.NOTE
    assert "Only Roundel says" in note.reason
    assert "Post and Quarter say otherwise" in note.reason
    assert next(span.article_id for span in note.evidence) == "article-3"


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("Ostrania wants to join the Free Port Union.", JOINING),
        ("Ostrania will not leave the Free Port Union.", JOINING),
        ("Ada Moss, the envoy, left the assembly.", JOINING),
        ("The ferry Alba had 212 passengers aboard when it ran aground off Tollen.", ABOARD),
        ("The ferry Alba had 121 or 212 passengers aboard when it ran aground off Tollen on Monday.", ABOARD),
        ("A bus crashed near Ebbe on Monday, killing four people.", BUS),
        ("Reports differ on whether a bus crashed near Ebbe on Sunday or on Monday.", BUS),
        ("A bus crashed near Ebbe on Sunday, killing four people.", BUS[1:]),
    ],
)
def test_what_others_say_too_is_no_error_of_one(text: str, articles: list[dict[str, str]]) -> None:
    """Nor what tells both, nor one word against one."""
    assert not told(check(text, articles), ErrorCode.SOURCE_ERROR)


MAYOR = bundle(
    "Mykhailo Shevch, the mayor of Ebbe, said on Monday that the bridge was unsafe. “We will not wait,” Shevch said.",
    "The mayor of Ebbe, Mikhail Shevch, told reporters that the bridge was not safe. A council meeting follows.",
    "Mayor Shevch of Ebbe warned on Monday of an unsafe bridge, and engineer Lena Koh agreed.",
)


@pytest.mark.parametrize(
    "text",
    [
        "Mykhailo Shevch and Mikhail Shevch said that the bridge was unsafe.",
        "Mayor Mykhailo Shevch, engineer Lena Koh and Mikhail Shevch warned of an unsafe bridge.",
        "Mikhail Shevch told Mykhailo Shevch that the bridge was not safe.",
    ],
)
def test_one_person_told_as_two_is_flagged(text: str) -> None:
    sentence = check(text, MAYOR)
    assert ErrorCode.NAME_SPLIT in sentence.codes
    assert sentence.verdict.is_flag
    assert "are one person" in told(sentence, ErrorCode.NAME_SPLIT)[0].reason


@pytest.mark.parametrize(
    "text",
    [
        "Mykhailo Shevch (also spelled Mikhail Shevch) said that the bridge was unsafe.",
        "Mykhailo Shevch said the bridge was unsafe, and Shevch will not wait.",
        "Mykhailo Shevch and Lena Koh warned of an unsafe bridge.",
        "Mykhailo Shevch and Mikhail Shevch were both at the bridge.",
    ],
)
def test_one_person_told_as_one_is_not(text: str) -> None:
    assert not told(check(text, MAYOR), ErrorCode.NAME_SPLIT)


def test_two_spellings_in_two_sentences_are_noted() -> None:
    text = "Mykhailo Shevch said the bridge was unsafe. Mikhail Shevch told reporters that the bridge was not safe."
    sentence = check(text, MAYOR)
    assert sentence.verdict is Verdict.SUPPORTED
    (note,) = told(sentence, ErrorCode.NAME_SPLIT)
    assert (note.vote, note.claimed) == (Vote.NOTE, "Mikhail Shevch")


def test_two_whom_an_article_names_together_are_two() -> None:
    """Whatever the names look like."""
    articles = bundle(*(one["text"] for one in MAYOR[:2]), "Mykhailo Shevch and his cousin Mikhail Shevch were seen.")
    sentence = check("Mykhailo Shevch and Mikhail Shevch said that the bridge was unsafe.", articles)
    assert not told(sentence, ErrorCode.NAME_SPLIT)


def test_two_whom_one_article_names_are_two() -> None:
    articles = [
        {"outlet": "Post", "text": "Marc Lund won the race. Mark Lund, his brother, came third in the race."},
        {"outlet": "Echo", "text": "Mark Lund said that he was glad of the third place."},
    ]
    (sentence,) = (
        verify("Marc Lund won the race and his brother Mark Lund came third.", articles).summaries[0].sentences
    )
    assert ErrorCode.NAME_SPLIT not in sentence.codes
