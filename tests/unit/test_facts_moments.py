"""Days that disagree: found where one event must be meant, and left alone where each sentence may tell of its own."""

from __future__ import annotations

import pytest

from summarizer.facts import extract_facts
from summarizer.model import Disagreement, DisagreementKind
from summarizer.pipeline import read_story

DAY = "2025-03-04T10:00:00+00:00"  # a Tuesday
FILLER = (
    "The harbour of Tollen has been rebuilt since the storms, and its fish hall smells of tar. "
    "Fishermen from the northern villages sell herring there before dawn. "
)


def days(*texts: str) -> list[Disagreement]:
    articles = [
        {"id": f"a{number}", "title": "", "outlet": f"Outlet {number}", "published_at": DAY, "text": FILLER + text}
        for number, text in enumerate(texts, start=1)
    ]
    found = extract_facts(read_story(articles)).disagreements
    return [disagreement for disagreement in found if disagreement.kind is DisagreementKind.DATE]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # the last and the next of a series
        ("The ferry crews’ last strike, in May 2023, went on for a week.", "The last walkout was in March 2024."),
        ("The crane was last inspected in January.", "The crane had been inspected last in 2024, the mayor said."),
        ("The dockers will march again on 22 March.", "The next demonstration of the dockers is on 23 March."),
        # the day that stands on a letter
        ("The guild wrote a letter to the mayor. It is dated 3 February.", "The letter bears the date of 9 February."),
        # what is set for a day
        ("Councillors vote on the plan on 18 March.", "The ballot will be held on 20 March."),
        ("The rowers have until 11 March to appeal.", "The deadline for appeals of the rowers is 12 March."),
        # what befalls somebody once
        ("Ilse Marrow died on 11 February.", "Ilse Marrow, the old harbour master, died on 12 February."),
        # so many in one such happening
        (
            "Nine sailors died aboard the Gannet in a fire in 2021.",
            "In May 2022 a fire killed nine sailors of the Gannet.",
        ),
        # what has expired and what is valid
        ("The trawler's licence expired on 31 January.", "The permit of the trawler is valid until 30 June."),
    ],
)
def test_two_articles_tell_one_event_of_two_days(one: str, other: str) -> None:
    found = days(one, other)
    assert len(found) == 1
    assert [claim.side for claim in found[0].claims] == [0, 1]
    assert "Outlet 1" in found[0].wording
    assert "Outlet 2" in found[0].wording


@pytest.mark.parametrize(
    "passage",
    [
        "The envoy said both sides would meet on 10 March. Not so, said Ada Brill, who has agreed to 14 March.",
        "Ole Hamm died, his son says, on 20 February; the certificate in the file gives 22 February.",
        "The notice went out on 3 February, Ada Brill said. Ole Hamm says that the notice reached him on 24 February.",
        "The lock opened on 12 February, not 11 February.",
        "The lock failed on 11 February, Ada Brill said. Ole Hamm says it was on 13 February.",
    ],
)
def test_a_passage_sets_one_day_against_another(passage: str) -> None:
    (found,) = days(passage, "Nothing else is known.")
    assert {claim.side for claim in found.claims} == {0, 1}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The last strike was in May 2023.", "The last strike was in 2023."),  # a month of that year
        ("The last strike was in May 2023.", "A strike was called in March 2024."),
        ("The pool is to reopen on 17 March.", "The museum is to reopen on 24 March."),
        ("Councillors vote on 18 March.", "Councillors vote on 18 March and again on 20 March."),
        ("The ballot was to be held on 18 March.", "The ballot will be held on 20 March."),  # a plan given up
        ("Ilse Marrow died on 11 February.", "Ole Hamm died on 12 February."),
        ("The talks began on 11 February.", "The talks ended on 12 February."),
        ("The pool has been shut since 11 February.", "The pool has been repaired since 12 February."),
        ("The pool will be closed on 17 March.", "The pool will stay shut until 24 March for repairs to its roof."),
        ("The letter is dated 3 February.", "The letter reached the mayor on 9 February."),  # the post is slow
        ("The letters were written in 2022 and 2023.", "The letters were written on 1 April 2023."),  # one of a list
    ],
)
def test_days_that_may_be_of_two_events(one: str, other: str) -> None:
    assert not days(one, other)


@pytest.mark.parametrize(
    "passage",
    [
        "Ada Brill said that the vote was on 11 February. She said that the count was on 12 February.",
        "Ada Brill said that the pool opened on 11 February. Ole Hamm said that the hall opened on 12 February.",
        "The report came out on 11 February. The hall was painted on 12 February.",
        "Ada Brill was wrongly named as the heir who sold the pool in the 1970s and 1980s.",
    ],
)
def test_a_passage_that_tells_of_two_days(passage: str) -> None:
    assert not days(passage, "Nothing else is known.")
