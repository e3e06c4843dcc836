"""One outlet tells as so what another says was not so: a possible disagreement, in English only."""

from __future__ import annotations

import pytest

from summarizer import extract
from summarizer.facts.gainsaid import negated_clauses, plain_clauses
from summarizer.model import Disagreement, DisagreementKind
from tests.unit.facts_stories import Page, Told, make_story
from tests.unit.test_extractive_editing import story_of

DAY = "2031-05-06T12:00:00+00:00"
SAFE = "All 40 passengers of the ferry Osk are safe after she ran aground off Lund. The coastguard said {}."
AGROUND = "The ferry Osk ran aground off Lund on Monday. {}. All 40 passengers were taken off."
NO_CALL = SAFE.format("it had received no call from the skipper on any channel")
GAINSAID = [
    (
        "A fire at the Ostel care home in Lund killed three residents on Monday. The fire service said the alarm in "
        "the east wing had gone off at once and woken the staff. Two nurses were treated for smoke.",
        "Three people died on Monday when fire swept through a care home in Lund. “No alarm sounded in the east wing,” "
        "said Ada Quill, whose mother survived. The mayor promised an inquiry.",
    ),
    (
        "The footbridge at Tarn collapsed on Tuesday and two walkers were hurt. The council said an engineer had "
        "inspected the bridge in March and found it sound. It will be rebuilt.",
        "Two walkers were hurt when a footbridge fell into the river at Tarn. The engineers' union said no inspection "
        "of the bridge had been carried out in March. Repairs will take a year.",
    ),
    (AGROUND.format("The skipper had called the coastguard on channel 16, its owner said"), NO_CALL),
]
AT_ONE = [
    (AGROUND.format("The coastguard said nothing had been heard from the skipper by radio"), NO_CALL),
    (AGROUND.format("The skipper, who is 61, has called at Lund for years"), NO_CALL),
    (
        "The council of Tarn approved the budget on Monday. The library will stay open on Sundays.",
        "The council of Tarn voted for the budget. No school will be closed next year. Nobody spoke of the library.",
    ),
]


def disagreements(*texts: str) -> tuple[Disagreement, ...]:
    articles = [
        {"outlet": f"Outlet {number}", "published_at": DAY, "text": text} for number, text in enumerate(texts, start=1)
    ]
    return extract(articles).sheets[0].facts.disagreements


@pytest.mark.parametrize(("tells", "denies"), GAINSAID)
def test_what_another_outlet_says_was_not_so_may_be_a_disagreement(tells: str, denies: str) -> None:
    (found,) = disagreements(tells, denies)
    assert found.kind is DisagreementKind.CLAIM
    assert {claim.outlet for claim in found.claims} == {"Outlet 1", "Outlet 2"}
    assert not found.is_sure


@pytest.mark.parametrize(("one", "other"), AT_ONE)
def test_two_negations_or_another_matter_are_none(one: str, other: str) -> None:
    assert disagreements(one, other) == ()


def test_the_order_of_the_articles_does_not_matter() -> None:
    for tells, denies in GAINSAID:
        sides = [
            {(claim.text, found.sureness) for found in disagreements(*texts) for claim in found.claims}
            for texts in ((tells, denies), (denies, tells))
        ]
        assert sides[0] == sides[1]


def test_clauses_are_told_by_their_negation() -> None:
    told = Told("Lund said no siren sounded, but no fewer than 40 guests had left the hall by then.")
    (read,) = make_story(Page("1", [told])).sentences
    (denied,) = negated_clauses(read)
    assert (denied.before, denied.negation, denied.behind) == ("Lund said ", "no", " siren sounded, ")
    assert list(plain_clauses(read)) == [" no fewer than 40 guests had left the hall by then."]


@pytest.mark.parametrize(
    ("text", "n_clauses"),
    [
        ("The fire service did not report how many crews had left the quay.", 0),
        ("The owner refused to comment on the crack in the crane.", 0),
        ("Air was measured in the old quay and not the fishing harbour.", 0),
        ("The fire service did not measure the air in the old quay.", 1),
        ("No alarm rang in the old quay, the owner said.", 1),
    ],
)
def test_what_leaves_it_open_or_only_sets_apart_denies_nothing(text: str, n_clauses: int) -> None:
    assert len(negated_clauses(story_of([text]).sentences[0])) == n_clauses
