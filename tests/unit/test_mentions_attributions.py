"""Who says what: every case of tests/cases/attributions.txt."""

from __future__ import annotations

import pytest

from summarizer.mentions import find_mentions
from summarizer.sentences import sentence_spans
from tests.unit.mention_cases import Case, part, read_cases


@pytest.mark.parametrize("case", read_cases("attributions.txt"), ids=lambda case: case.text[:60])
def test_attributions_of_a_text(case: Case) -> None:
    """Every saying is found once, with its speaker, stance and what is said."""
    found = sorted((a for mentions in case.mentions() for a in mentions.attributions), key=lambda a: a.start)
    assert [(a.speaker.lower(), a.cue, a.stance.value) for a in found] == [
        ((part(row, 0) or "").lower(), row[1], row[2]) for row in case.expected
    ]
    for attribution, row in zip(found, case.expected, strict=True):
        content = part(row, 3)
        told = case.text[attribution.content_start : attribution.content_end]
        assert not content or told.startswith(content)
        assert attribution.is_anonymous is (part(row, 4) == "anonymous")


def test_a_statement_in_a_paragraph_of_its_own_is_the_speakers() -> None:
    """Every sentence of the paragraph that "said in a statement:" announces, and none of the next."""
    text = (
        "Ada Quist, who heads the union, said in a statement:\n\nThe council does not listen. It never did.\n\n"
        "The ban takes effect on Monday."
    )
    found = find_mentions(text, sentence_spans(text))
    assert [[a.speaker for a in mentions.attributions] for mentions in found] == [["Ada Quist"]] * 3 + [[]]
    assert [a.start == a.end for mentions in found[1:3] for a in mentions.attributions] == [True, True]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Quist said in a statement: The council does not listen.",
        "Ada Quist said in a statement:\n\n“The council does not listen.”",
        "The council plans three things:\n\nIt will widen the road.",
    ],
)
def test_what_is_no_paragraph_announced_by_a_speaker_is_nobodys_by_that(text: str) -> None:
    assert not [a for m in find_mentions(text, sentence_spans(text)) for a in m.attributions if a.start == a.end]
