"""Figures of another sort are no figures of the claim's; the same figure in another form is."""

from __future__ import annotations

import pytest

from summarizer.checkers import numbers
from summarizer.facts import extract_facts
from summarizer.model import Verdict, Vote
from summarizer.pipeline import verify
from tests.unit.checker_cases import ask, story_of

ON = "The council of Ebbe met on Monday. Officials said the report would be published next month."


def is_objected(claim: str, told: str) -> bool:
    story = story_of([("Meridian Post", "2031-05-06", [f"{told} {ON}"])])
    return any(finding.vote is Vote.OBJECT for finding in ask(numbers.check, claim, story, extract_facts(story)))


def verdict(claim: str, told: str) -> Verdict:
    articles = [{"outlet": "Meridian Post", "published_at": "2031-05-06T12:00:00Z", "text": f"{told} {ON}"}]
    return verify(claim, articles).summaries[0].sentences[0].verdict


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("The airline owes 12 billion dollars.", "The airline owes 12 billion Turkish lira, the bank said."),
        ("The bridge cost 40 million euros.", "The bridge cost 40 million Norwegian kroner, an audit found."),
        ("The bridge cost 40 million Swedish kronor.", "The bridge cost 40 million Norwegian kroner, an audit found."),
        ("The clinic was fined 900,000 US dollars.", "The clinic was fined 900,000 Hong Kong dollars on Monday."),
        ("Bread prices rose by 2% in May.", "Bread prices rose by two percentage points in May, the bureau said."),
        (
            "The bank raised its rate by half a percent.",
            "The bank raised its rate by half a percentage point on Monday.",
        ),
        ("Half the people fled the city.", "About half a million people fled the city, the governor said."),
        ("A quarter of the people fled the city.", "A quarter of a million people fled the city, the governor said."),
        ("Ten households in Ebbe have no water.", "One in ten households in Ebbe have no water, the council said."),
        ("Five pupils missed school on Monday.", "One in five pupils missed school on Monday, the ministry said."),
        ("A pair of climbers were rescued.", "A dozen climbers were rescued on Mount Orr, police said."),
        ("Three climbers were rescued.", "A pair of climbers were rescued on Mount Orr, police said."),
        ("Sales at Velt tripled last year.", "Sales at Velt doubled last year, the company said."),
        ("Rents in Ebbe doubled in ten years.", "Rents in Ebbe have tripled in ten years, a survey found."),
        ("The tunnel is two kilometres long.", "The tunnel is 1,000 metres long, the council said."),
    ],
)
def test_a_number_of_another_sort_is_objected_to(claim: str, told: str) -> None:
    assert is_objected(claim, told)


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("The bridge cost 40 million kroner.", "The bridge in Ebbe cost 40 million Danish kroner."),
        ("The firm lost $40 million.", "The firm lost A$40 million, it said."),
        ("The firm lost 40 million dollars.", "The firm lost 40 million Australian dollars, it said."),
        (
            "Half of the people fled the city.",
            "Half a million people, or half of the people of the city, fled the city.",
        ),
        ("Ten households have no water.", "One in ten households have no water; in Ost ten households have no water."),
        ("Her lead in the poll is 3%.", "Her lead in the poll is 3%, three points less than in May."),
        ("Sales more than doubled last year.", "Sales nearly tripled last year at Velt, the firm said."),
        ("Sales at Velt tripled.", "Sales at Velt rose from 12 million to 36 million euros; those at Ost doubled."),
        ("The walk was about 60 miles long.", "The walk was 97 km long, the club said."),
    ],
)
def test_what_may_be_the_same_is_not(claim: str, told: str) -> None:
    assert not is_objected(claim, told)


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("The club paid 3 million euros for the striker Ivo Lund.", "The club paid €3m for the striker Ivo Lund."),
        ("The match begins at 17:00 on Friday.", "The match begins at 5pm on Friday in Ebbe."),
        ("The strike will last 14 days, the union said.", "The strike will last two weeks, the union said on Monday."),
        ("20 percent of pupils missed school on Monday.", "One in five pupils missed school on Monday, he said."),
        ("A fifth of pupils missed school on Monday.", "One in five pupils missed school on Monday, the town said."),
        ("She is the twenty-first woman to win the prize.", "She is the 21st woman to win the prize, the jury said."),
        ("He was sentenced to two years in prison.", "He was sentenced to 24 months in prison on Monday."),
        ("The hearing lasted an hour and a half.", "The hearing lasted 90 minutes, a clerk said on Monday."),
        ("The tunnel is one kilometre long.", "The tunnel is 1,000 m long, the council said on Monday."),
    ],
)
def test_the_same_figure_in_another_form_is_supported(claim: str, told: str) -> None:
    assert verdict(claim, told) is Verdict.SUPPORTED


def test_another_value_in_another_form_is_not() -> None:
    told = "The strike will last 14 days, the union said on Monday."
    assert verdict("The strike will last three weeks, the union said.", told) is not Verdict.SUPPORTED


def test_a_sum_told_without_its_money_stands_in_the_articles() -> None:
    told = "The secretariat put the contracts at 38.4 million dollars, and letters of intent at 27 million."
    assert not is_objected("The secretariat put contracts at 38.4 million, listing letters separately.", told)
    told = "The firm must pay back 31 million dollars, of which 12 million dollars have been refunded."
    assert not is_objected("The firm must pay back 31 million dollars, of which 12 million are refunded.", told)
