"""Who and where: a slot of a claim filled by another than the articles have there, by names and by attribution."""

from __future__ import annotations

import pytest

from summarizer.checkers import attribution, names
from summarizer.facts import extract_facts
from summarizer.model import ErrorCode, Finding, Vote
from tests.unit.checker_cases import ask, story_of

STORY = story_of(
    [
        (
            "Meridian Post",
            "2031-05-06",
            [
                "Transport Minister Ilse Brandt told reporters in Norrvik on Tuesday that the ferry Heron was found "
                "aground off the Tarn islands with 212 passengers.",
                "“The ferry is stable and its closure to passengers will last for months,” Brandt said.",
                "The shipping company said a fuel pump had failed shortly before dawn.",
                "Pavel Orsin, director of the International Ferry Board, said his staff had no record of the pump.",
                "Tuva Lind, Halvania's foreign minister, offered two tugs.",
            ],
        ),
        (
            "Oberlund Ledger",
            "2031-05-06",
            [
                "Prime Minister Mara Feld of Sudrania flew to the islands in the evening and spoke to the crew.",
                "The weather is improving, but another storm remains quite possible, she said.",
                "Transport Minister Ilse Brandt spoke of a serious failure.",
                "Some 140 passengers have been brought ashore, the Ledger has learned from two rescue officials.",
                "The Maritime Assembly voted to ask Feld to suspend the ferry's licence.",
            ],
        ),
        (
            "Coast Echo",
            "2031-05-06",
            [
                "Transport Chancellor Ilse Brandt appeared before the press with Mara Feld.",
                "The harbour hospital said it had treated 17 passengers for smoke and cold.",
                "In Halvania, schools along the coast were closed as a precaution.",
            ],
        ),
    ]
)
FACTS = extract_facts(STORY)


def findings_on(claim: str) -> list[Finding]:
    """What both checkers object to or doubt."""
    return [*ask(names.check, claim, STORY, FACTS), *ask(attribution.check, claim, STORY, FACTS)]


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ("Orsin said another storm remained quite possible.", ErrorCode.ATTRIBUTION_SWAPPED),
        ("Tuva Lind said the ferry's closure to passengers would last for months.", ErrorCode.ENTITY),
        (
            "The International Ferry Board said 17 passengers had been treated for smoke and cold.",
            "attribution-swapped",
        ),
        ("Orsin, commander of the International Ferry Board, had no record of the pump.", ErrorCode.ROLE),
        ("Tuva Lind, Sudrania's foreign minister, offered two tugs.", ErrorCode.ROLE),
        ("Transport Minister Tuva Lind offered two tugs.", ErrorCode.ROLE),
        ("Transport Chancellor Ilse Brandt told reporters that the ferry had been found.", ErrorCode.ROLE),
        ("Orsin told reporters in Norrvik that there was no record of the pump.", ErrorCode.PLACE),
        ("Halvania's Maritime Assembly voted to suspend the ferry's licence.", ErrorCode.ENTITY),
        ("The government confirmed that some 140 passengers had been brought ashore.", ErrorCode.ATTRIBUTION_UPGRADED),
        ("Feld met Orsin, and she said that his staff had no record of the pump.", ErrorCode.COREFERENCE),
    ],
)
def test_a_slot_that_the_articles_fill_with_another_is_objected_to(claim: str, code: ErrorCode) -> None:
    """Speaker, owner, office, place and pronoun: each objection carries its own code."""
    objections = {finding.code for finding in findings_on(claim) if finding.vote is Vote.OBJECT}
    assert code in objections


@pytest.mark.parametrize(
    "claim",
    [
        "Feld said another storm remained quite possible.",
        "The prime minister said that another storm was possible.",
        "Brandt said the ferry's closure to passengers would last for months.",
        "The transport minister told reporters in Norrvik that the ferry had been found aground.",
        "The hospital treated 17 passengers for smoke and cold, it said.",
        "Pavel Orsin, the head of the International Ferry Board, said there was no record of the pump.",
        "Halvania's foreign minister, Tuva Lind, offered two tugs.",
        "Sudrania's Maritime Assembly voted to ask Feld to suspend the ferry's licence.",
        "Two rescue officials said that some 140 passengers had been brought ashore.",
        "Feld flew to the islands, and she said that another storm was quite possible.",
    ],
)
def test_what_the_articles_say_of_these_people_is_left_alone(claim: str) -> None:
    """Other words for an office, a pronoun that is clear and the right owner are no error."""
    assert not [finding.reason for finding in findings_on(claim) if finding.vote in (Vote.OBJECT, Vote.DOUBT)]


def test_the_reason_names_both_fillers() -> None:
    """An editor sees who the articles have there and who the sentence has."""
    reasons = [finding.reason for finding in findings_on("Orsin said another storm remained quite possible.")]
    assert "The articles have Mara Feld say this (Oberlund Ledger), not Orsin." in reasons


@pytest.mark.parametrize(
    ("claim", "is_dropped"),
    [("Farmers place Jonas Brandt in one of the cars.", False), ("Jonas Brandt was in one of the cars.", True)],
)
def test_whoever_says_it_may_stand_there_with_any_verb(claim: str, *, is_dropped: bool) -> None:
    """What somebody denies needs a speaker; "place" is no verb of saying, and the farmers are named all the same."""
    told = "Farmers said that Jonas Brandt had been in one of the cars. Brandt denied that."
    story = story_of([("Meridian Post", "2031-05-06", [told])])
    found = ask(attribution.check, claim, story, extract_facts(story))
    assert any(finding.code is ErrorCode.ATTRIBUTION_DROPPED for finding in found) is is_dropped


@pytest.mark.parametrize("speaker", ["Mara Feld", "Ada Quill"])
def test_what_one_says_that_another_told_him_is_his_telling(speaker: str) -> None:
    """The articles have Brandt say it; that he has it from somebody is no exchange of speakers."""
    told = [
        "Jonas Brandt, head of the drivers’ association, said the closure would cost the harbour two million euros.",
        "Mara Feld said repairs would take three weeks.",
        "Ada Quill said nothing of the sort.",
    ]
    story = story_of([("Meridian Post", "2031-05-06", told)])
    facts = extract_facts(story)
    nested = f"Jonas Brandt said {speaker} had told him that the closure would cost the harbour two million euros."
    assert not [f for f in ask(attribution.check, nested, story, facts) if f.code is ErrorCode.ATTRIBUTION_SWAPPED]
    plain = f"{speaker} said that the closure would cost the harbour two million euros."
    assert [f.code for f in ask(attribution.check, plain, story, facts)] == [ErrorCode.ATTRIBUTION_SWAPPED]


def test_whoever_admits_a_thing_and_denies_another_has_not_doubted_it() -> None:
    """ "Admitted that 22 were in use, though none was connected" bears out that she conceded the 22."""
    told = [
        "The hospital has replaced most of its 70 old computers.",
        "On Friday Ina Dahl admitted that 22 were still in use, though she said none of them was connected to the net.",
    ]
    story = story_of([("Meridian Post", "2031-05-06", told)])
    claim = "Of the 70 old computers 22 are still in use, Ina Dahl conceded."
    found = ask(attribution.check, claim, story, extract_facts(story))
    assert not [finding for finding in found if finding.code is ErrorCode.PREDICATE]


def test_who_speaks_for_a_person_is_somebody_else() -> None:
    """What a minister says, no spokesman of another's said."""
    claim = "A spokesman for Mara Feld said the ferry's closure would last for months."
    assert [finding.reason for finding in findings_on(claim) if finding.vote is Vote.DOUBT] == [
        "Meridian Post has Brandt say this, and no article a spokesman for Mara Feld."
    ]
