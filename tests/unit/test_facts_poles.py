"""Two accounts of one thing's state contradict one another without a word of denial."""

from __future__ import annotations

import pytest

from summarizer.facts import extract_facts
from summarizer.facts.poles import poles_of
from summarizer.model import Disagreement, DisagreementKind
from summarizer.pipeline import read_story

FILLER = (
    " The harbour of Tollen has been rebuilt since the spring storms. Its fish hall opens again next month."
    " Fishermen from the northern villages sell herring there before dawn."
)


def claims(*texts: str) -> list[Disagreement]:
    articles = [
        {"id": f"a{n}", "title": "", "outlet": f"Outlet {n}", "text": text + FILLER} for n, text in enumerate(texts, 1)
    ]
    found = extract_facts(read_story(articles)).disagreements
    return [one for one in found if one.kind is DisagreementKind.CLAIM]


@pytest.mark.parametrize(
    "texts",
    [
        # two speakers side by side
        ("The jury of the regatta was unanimous, said Ada Brenn. A juror told us it went by three votes to two.",),
        # a rare word near both states
        ("The foghorn of Lornholm had been switched off since May.", "The foghorn was working all night, Pell said."),
        # one person
        ("Otto Kranz acted of his own accord, said the club.", "Otto Kranz was ordered to row on, said the coxswain."),
    ],
)
def test_one_thing_in_two_states_is_a_disagreement(texts: tuple[str, ...]) -> None:
    (found,) = claims(*texts)
    assert {claim.side for claim in found.claims} == {0, 1}
    assert not found.is_sure


@pytest.mark.parametrize(
    "texts",
    [
        # of two things
        (
            "The foghorn had been switched off since May.",
            "The crane of the fish hall was working all night, Pell said.",
        ),
        # of two people
        ("Otto Kranz acted of his own accord, said the club.", "Ilse Marrow was ordered to row on, said the coxswain."),
        # supposed
        ("The foghorn had been switched off since May.", "If the foghorn was working, nobody heard it, Pell said."),
        # asked for
        ("The gate of the mill was locked, said Ada Brenn. The dockers demanded that it was opened by Friday.",),
        # some are found alive, others are dead
        ("Eight sailors were found alive, the coastguard said.", "Nine sailors died there in 2003, the mayor said."),
    ],
)
def test_states_of_other_things_are_none(texts: tuple[str, ...]) -> None:
    assert not claims(*texts)


def test_a_text_that_names_both_states_names_none() -> None:
    assert poles_of("The door was locked at first and then unlocked.") == frozenset()
