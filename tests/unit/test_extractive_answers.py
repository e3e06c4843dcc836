"""Whoever is accused is heard: the denial behind the accusation, of the same person and matter; whose lawyer spoke."""

from __future__ import annotations

from dataclasses import replace

import pytest

from summarizer.engines.extractive.answers import Answer, accuses, read_answer
from summarizer.engines.extractive.candidate import Candidate
from summarizer.engines.extractive.ordering import arrange
from summarizer.engines.extractive.possessors import name_possessor
from summarizer.model import Span
from tests.unit.test_extractive_editing import article, story_of, texts_of

MILL = article(
    "Herald", "04T18:00", "Families in Norl sue mill over dust",
    "Thirty families in Norl sued the Osk paper mill on Tuesday over dust that they say has made their children ill. "
    "\"They measured the dust in May and they told nobody,\" said lawyer Tilda Rask, who represents the families. "
    "Osk denied that. "
    "\"Our filters were tested by the county in June,\" spokesman Paul Venn said. "
    "The county court in Brenna will hear the families on 3 April.",
)  # fmt: skip
SCHOOL = article(
    "Courier", "04T19:00", "Norl school near mill to be closed",
    "The school beside the Osk paper mill in Norl will be closed from Monday because of the dust, the town said. "
    "Some 140 pupils will be taught in the town hall until summer.",
)  # fmt: skip


def test_the_answer_of_the_accused_stands_right_behind_the_accusation() -> None:
    """Three words that only their neighbour explains, and the only answer there is."""
    printed = texts_of([MILL, SCHOOL], 150)
    accusation = next(place for place, text in enumerate(printed) if "measured the dust" in text)
    assert printed[accusation + 1] == "Osk denied that."


def test_an_answer_is_printed_behind_no_other_accusation() -> None:
    """Where the charge that it points back to is not printed, "Osk denied that." is not either."""
    printed = texts_of([MILL, SCHOOL], 40)
    assert not any("measured" in text for text in printed)
    assert "Osk denied that." not in printed


def test_a_denial_of_another_article_answers_whom_it_names() -> None:
    """Mayor Holt is accused in one article and denies wrongdoing in another; the treasurer's denial is his own."""
    paper = article(
        "Herald",
        "04T18:00",
        "Mayor Holt of Norl accused of favouring her brother",
        "An auditor accused mayor Anna Holt of Norl on Tuesday of giving her brother the contract for the new quay. "
        "The contract is worth four million crowns, the auditor's report says.",
    )
    other = article(
        "Globe", "04T20:00", "Council of Norl to debate contract for the quay",
        "The council of Norl will debate on Friday an auditor's report on the contract for the new quay. "
        "Treasurer Jan Venn denies wrongdoing. Holt denies wrongdoing.",
    )  # fmt: skip
    printed = texts_of([paper, other], 150)
    accusation = next(place for place, text in enumerate(printed) if "accused mayor Anna Holt" in text)
    assert printed[accusation + 1].endswith("Holt denies wrongdoing.")
    assert not any("Venn denies" in text for text in printed)


@pytest.mark.parametrize(
    ("before", "text", "answers"),
    [
        ("The union said the yard had hidden two accidents.", "The yard denied that.", True),
        ("The union said the yard had hidden two accidents.", "The yard has denied the allegation.", True),
        ("The report said that coach Ada Osk had bullied runners.", "Osk denied that she had bullied anybody.", True),
        ("A weekly reported that Jan Osk had been paid twice.", "“I have not taken a crown,” Osk said.", True),
        ("The yard has 40 docks and stands in Norl.", "Jan Osk denies the allegations.", False),
        ("Did the yard hide two accidents?", "The yard denied that.", False),
        ("The union said the yard had hidden two accidents.", "The union denied that it would strike.", False),
        ("Judge Ada Venn heard Jan Osk for an hour.", "Osk was denied bail.", False),
        ("Jan Osk won the race on Tuesday.", "“I did not expect this,” Osk said.", False),
    ],
)
def test_what_answers_the_sentence_before_it(before: str, text: str, *, answers: bool) -> None:
    reads = story_of([article("Post", "04T08:00", "News from Norl", f"{before} {text}")]).sentences
    assert bool(read_answer(reads[-1], reads[:-1]).to) is answers


def test_an_office_against_corruption_accuses_nobody() -> None:
    assert not accuses("The anti-corruption office opened proceedings on Tuesday.")
    assert accuses("The mayor is suspected of corruption.")


LAWYER = "His lawyer, Tilda Rask, said he would appeal."


@pytest.mark.parametrize(
    ("before", "printed"),
    [
        ("A court in Norl jailed coach Jan Osk for assault. Osk must pay 900 crowns.", "Jan Osk’s lawyer, Tilda Rask"),
        ("A court jailed coach Jan Osk. Osk, 50, did not speak. Judge Anna Holt set a date.", "Jan Osk’s lawyer"),
        ("A court jailed coach Jan Osk. Osk and his brother Karl Lund had lied to the police.", ""),
        ("A court in Norl jailed a driver for assault. Mayor Jan Osk said the town was safe.", ""),
        ("Coach Jan Osk gave evidence in Norl. The suspect, a man of 30, was held. Osk left by car.", ""),
    ],
)
def test_whose_lawyer_spoke_is_told_where_it_can_be_one_only(before: str, printed: str) -> None:
    """An appeal is news; but a lawyer given to the wrong client is worse than none."""
    reads = story_of([article("Post", "04T08:00", "News from Norl", f"{before} {LAWYER}")]).sentences
    named = name_possessor(LAWYER, reads[:-1]) or ""
    assert named.startswith(printed)
    assert bool(named) is bool(printed)


@pytest.mark.parametrize("is_denied", [True, False])
def test_what_leans_on_a_denial_that_answers_it_is_printed_all_the_same(*, is_denied: bool) -> None:
    """Neither an accusation behind its own denial nor sentences that lean on one another are lost."""
    spans = [Span("post", start, start + 9) for start in (0, 10, 20)]
    to = Answer(frozenset({"osk"}), to=frozenset({spans[2]})) if is_denied else Answer()
    lead, denial, charge = (Candidate(f"Sentence {n}.", span, 1, "post", n, 0.0) for n, span in enumerate(spans))
    denial = replace(denial, answer=to, follows=None if is_denied else charge.span)
    charge = replace(charge, follows=denial.span)
    printed = [one.span for paragraph in arrange([lead, denial, charge], {}) for one in paragraph]
    assert sorted(printed, key=lambda span: span.start) == spans
    if is_denied:
        assert printed == spans
