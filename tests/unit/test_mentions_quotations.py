"""Quotations and their speakers: every case of tests/cases/quotations.txt."""

from __future__ import annotations

import pytest

from summarizer.mentions import find_mentions
from summarizer.sentences import sentence_spans
from tests.unit.mention_cases import Case, part, read_cases


@pytest.mark.parametrize("case", read_cases("quotations.txt"), ids=lambda case: case.text[:60])
def test_quotations_of_a_text(case: Case) -> None:
    """The words between the marks are found, with who says them and the verb."""
    found = [quotation for mentions in case.mentions() for quotation in mentions.quotations]
    assert [quotation.words for quotation in found] == [row[0] for row in case.expected]
    for quotation, row in zip(found, case.expected, strict=True):
        speaker = part(row, 1)
        assert quotation.is_scare is (speaker == "scare")
        assert quotation.speaker == ("" if speaker == "scare" else speaker)
        verb = part(row, 2)
        assert verb is None or quotation.verb == verb


def test_pieces_of_one_quotation_stay_in_their_sentences() -> None:
    """A quotation over two sentences is given as one piece in each, so that a sentence can be cited alone."""
    text = "“We are late. We are cold,” Ada Moss said."
    first, second = find_mentions(text, [(0, 13), (14, len(text))])
    assert [text[q.start : q.end] for q in first.quotations + second.quotations] == ["“We are late.", "We are cold,”"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The works were shown in a segment entitled ''Paint My Barge.'' Nobody saw it.", "Paint My Barge."),
        ("He paid eight crowns, according to his book ''The Craft of Keels.'' It sank.", "The Craft of Keels."),
        ("Ada Moss wrote a play called “Harbour Lights” in May.", "Harbour Lights"),
        ("Ada Moss said on Tarn TV’s “Good Morning Harbour” that the pier was shut.", "Good Morning Harbour"),
        ("In an interview with “Fish and Friends,” Ada Moss told of the wreck.", "Fish and Friends,"),
        ("So says a voice late in “Hail, Admiral!” -- a film by Velta Pictures.", "Hail, Admiral!"),
        ("The “Late Harbour” host Otto Kranz was moved.", "Late Harbour"),
    ],
)
def test_a_title_of_a_work_is_nobodys_words(text: str, title: str) -> None:
    """A name of a book, a film or a programme in marks is no quotation, whoever stands beside it."""
    (quotation,) = [one for mentions in find_mentions(text, sentence_spans(text)) for one in mentions.quotations]
    assert quotation.words == title
    assert quotation.is_scare


@pytest.mark.parametrize(
    "text",
    [
        "Otto Kranz called her “Lazy Ada” on Monday.",
        "They answered with chants of “No More Rent!”",
        "Ada Moss said: “Velta First.”",
    ],
)
def test_a_name_or_slogan_that_somebody_calls_is_no_title(text: str) -> None:
    """Capitals alone make no title: nothing that bears one stands before."""
    (quotation,) = [one for mentions in find_mentions(text, sentence_spans(text)) for one in mentions.quotations]
    assert not quotation.is_scare
