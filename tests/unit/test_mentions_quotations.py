"""Quotations and their speakers: every case of tests/cases/quotations.txt."""

from __future__ import annotations

import pytest

from summarizer.mentions import find_mentions
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
