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


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ('"The “Harbour Act,” as it is called, is dead," Ada Moss said.', 0, "Ada Moss"),
        ("Ada Moss wrote: “Those with “No Harbour” shirts may stay.”", 0, "Ada Moss"),
        ("” … in Velta the boat has sailed,” wrote Ada Moss. It rained.", 0, "Ada Moss"),
        ("The mayor, a friend of it, “was sad about it. He hoped for more,” according to Ada Moss.", 0, "Ada Moss"),
        (
            "“We stay,” Ada Moss said.\n\n“Why?” reporter Otto Kranz asked her.\n\n“It is ours.”",
            2,
            "Ada Moss",
        ),
        ("“We stay,” Ada Moss said.\n\n“And why?” Otto Kranz asked.\n\n“The pier is ours.”", 2, "Otto Kranz"),
        ("“We stay,” Ada Moss said.\n\n“We are calm,” Otto Kranz said.\n\n“The pier is ours.”", 2, "Otto Kranz"),
        ("‘Sad day’ for Velta\n\nAda Moss said on Monday: “It is a sad day for us.”", 0, "Ada Moss"),
        (
            "A spokesman for Ada Moss called a report on the donors “outrageous” on Monday.",
            0,
            "A spokesman for Ada Moss",
        ),
        (
            "“Go home,” Ilse's father told Otto Moss. It rained. “Go home,” his father told Moss."
            " It cost him years. “I am still cold,” he told a reporter.",
            2,
            "Moss",
        ),
    ],
)
def test_whose_words_they_are_where_no_verb_beside_them_tells(text: str, words: int, speaker: str) -> None:
    """Marks within marks, a source behind two sentences, an answer, a headline, whom somebody speaks for."""
    found = [one for mentions in find_mentions(text, sentence_spans(text)) for one in mentions.quotations]
    assert (found[words].speaker, found[words].is_scare) == (speaker, False)


def test_a_row_of_titles_is_nobodys_words() -> None:
    """Three and more in capitals with nothing but commas between are songs or books, unless somebody calls them out."""
    text = "According to a list, the band played “Aero Boat,” “Pen Cap Song” and “Harbour.”"
    said = "Ada Moss called them “Bad Thieves,” “Old Liars” and “Fools.”"
    titles, called = (
        [one.is_scare for mentions in find_mentions(each, sentence_spans(each)) for one in mentions.quotations]
        for each in (text, said)
    )
    assert all(titles)
    assert not any(called)
