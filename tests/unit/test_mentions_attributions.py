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


def last_speaker(text: str) -> str:
    """Who says what the last sentence of a text tells; "" for nobody."""
    *_, last = find_mentions(text, sentence_spans(text))
    return last.attributions[-1].speaker if last.attributions else ""


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Halden mayor Mia Stone resigned on Monday. She said the land was sold.", "Mia Stone"),
        ("Plainview surgeon Alan Keyes was cleared on Thursday. He said he was glad.", "Alan Keyes"),
        ("Abel Tesfu has been banned. At 19 he beat Daniel Koros. He said he would appeal.", "Abel Tesfu"),
        ("Greta Palm is dead. In Lund last year she beat Clara Bohm. She said it was luck.", "Greta Palm"),
        ("Hugo Brandt was shot. Moyes, the city's police chief, stood by his men. He said they were right.", "Moyes"),
        (
            "Andrea Conti, whose job is at risk, met the chairman, Sir Alan Wragg. He said he would stay.",
            "Andrea Conti",
        ),
    ],
)
def test_a_pronoun_speaks_for_whom_the_sentence_before_is_about(text: str, speaker: str) -> None:
    """No town before an office, no rival who is beaten, nobody whose name only has a woman's ending."""
    assert last_speaker(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Fire tore through Wendle, the fire service said. It hurt 7 people in two streets of Wendle, it said.",
         "fire service"),
        ("A fire near Trescott doubled in size, the forest service said. It was 3 miles from Trescott, it said.",
         "forest service"),
        ("Karvelia rejected the report on Monday. It said the figures were wrong.", "Karvelia"),
    ],
)  # fmt: skip
def test_a_town_says_nothing_where_only_something_happens_in_it(text: str, speaker: str) -> None:
    """ "It said" is the body that spoke; a place speaks where the sentence before is about it."""
    assert last_speaker(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The family of a man shot dead by police in Brenn said on Sunday that he had been unarmed.",
            "family of a man",
        ),
        ("Police in Brenn said on Sunday that two men were held.", "Police in Brenn"),
        ("“He had nothing in his hands,” his mother, Denise Holt, told reporters.", "Denise Holt"),
    ],
)
def test_who_is_told_of_beside_the_speaker_says_nothing(text: str, speaker: str) -> None:
    """Neither who shot the man of the family, nor the "his" before a mother."""
    assert last_speaker(text) == speaker
    *_, last = find_mentions(text, sentence_spans(text))
    assert "his" not in [attribution.cue for attribution in last.attributions]
