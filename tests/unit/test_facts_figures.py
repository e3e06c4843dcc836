"""Disagreements: figures of one thing that cannot all be right, and nothing else among them."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest

from summarizer.facts import extract_facts
from summarizer.facts.quantities import Quantity
from summarizer.facts.rivals import may_be_of_one_thing
from summarizer.model import Disagreement, Figure, FigureKind, Hedge, OriginKind
from tests.unit.facts_stories import Page, Told, make_story


def disagreements(*pages: Page) -> tuple[Disagreement, ...]:
    return extract_facts(make_story(*pages)).disagreements


def toll(
    article: str, text: str, value: float, counted: str = "person", hedge: Hedge = Hedge.NONE, by: str = ""
) -> Page:
    """An article of one sentence: the figure is the first number word of `text` in braces."""
    start, end = text.index("{"), text.index("}")
    figure = text[start + 1 : end]
    told = Told(text.replace("{", "").replace("}", ""), figures=[(figure, value, hedge, counted)], by=by)
    return Page(article, [told], outlet=article.title())


SOLDIERS = (
    Page(
        "post",
        [Told("Despite more than 100,000 Karvelian troops near Ostrania, nobody plans a war.",
              ["l:Ostrania"], [("more than 100,000", 100_000, Hedge.MORE_THAN, "troop")])],
        outlet="Post",
    ),
    Page(
        "echo",
        [Told("Karvelia has placed some 130,000 troops near Ostrania on three sides.",
              ["l:Karvelia", "l:Ostrania"], [("some 130,000", 130_000, Hedge.ABOUT, "troop")])],
        outlet="Echo",
    ),
    Page(
        "wire",
        [
            Told("Officials estimated that Karvelia has amassed nearly 140,000 soldiers near Ostrania.",
                 ["l:Karvelia", "l:Ostrania"], [("nearly 140,000", 140_000, Hedge.NEARLY, "soldier")], by="officials"),
            Told("About 30,000 Karvelian troops have been deployed to Halm, including near Ostrania.",
                 ["l:Halm", "l:Ostrania"], [("About 30,000", 30_000, Hedge.ABOUT, "troop")]),
        ],
        outlet="Wire",
    ),
    Page(
        "tribune",
        [
            Told("Karvelia has 150,000 troops near Ostrania, which is about 20,000 more than reported, Quill said.",
                 ["l:Karvelia", "l:Ostrania", "p:Quill"],
                 [("150,000", 150_000, Hedge.NONE, "troop"), ("about 20,000", 20_000, Hedge.ABOUT, "")], by="Quill"),
            Told("The war near Ostrania has claimed some 14,000 lives.",
                 ["l:Ostrania"], [("some 14,000", 14_000, Hedge.ABOUT, "life")]),
        ],
        outlet="Tribune",
    ),
)  # fmt: skip


def test_the_figures_of_one_force_are_one_disagreement_and_nothing_is_mixed_in() -> None:
    found = disagreements(*SOLDIERS)
    assert [[stated.figure.low for stated in one.figures] for one in found] == [[100_000, 130_000, 140_000, 150_000]]
    assert found[0].figures[-1].speaker == "Quill"
    assert "near Ostrania" in found[0].subject
    assert "from more than 100,000 (Post) to 150,000 (Quill)" in found[0].wording


def test_the_order_of_articles_changes_nothing() -> None:
    assert disagreements(*SOLDIERS) == disagreements(*reversed(SOLDIERS))


def test_tolls_disagree() -> None:
    found = disagreements(
        toll("ledger", "The blast in the harbour killed {12} people.", 12),
        toll("herald", "In the harbour blast, {14} people were killed.", 14),
    )
    assert len(found) == 1
    assert found[0].wording == "Reports differ on people killed: 12 (Ledger) or 14 (Herald)."


@pytest.mark.parametrize(
    ("text", "value", "hedge"),
    [
        ("In the harbour blast, {twelve} people were killed.", 12, Hedge.NONE),
        ("The harbour blast killed {at least 12} people.", 12, Hedge.AT_LEAST),
        ("The harbour blast injured {14} people.", 14, Hedge.NONE),
        ("The harbour blast in 2019 killed {14} people.", 14, Hedge.NONE),
        ("A blast in the harbour could kill {14} people.", 14, Hedge.NONE),
        ("The harbour blast killed {14} more people.", 14, Hedge.NONE),
        ("The harbour blast killed {14} of them.", 14, Hedge.NONE),
        ("The harbour blast killed {140} people.", 140, Hedge.NONE),
    ],
)
def test_what_is_no_disagreement(text: str, value: float, hedge: Hedge) -> None:
    assert not disagreements(
        toll("ledger", "The blast in the harbour killed {12} people.", 12), toll("herald", text, value, hedge=hedge)
    )


def test_people_and_boats_are_no_sure_disagreement() -> None:
    """ "Souls" are people and "boats" are none: no list tells, so the trees do, by the words around."""
    found = disagreements(
        toll("ledger", "The blast in the harbour killed {12} people.", 12),
        toll("herald", "Rescuers counted {14} boats in the harbour.", 14, "boat"),
    )
    assert not [one for one in found if one.is_sure]


def test_one_article_does_not_disagree_with_itself() -> None:
    told = [
        Told("The blast in the harbour killed 12 people.", figures=[("12", 12, Hedge.NONE, "person")]),
        Told("The blast in the harbour killed 14 people.", figures=[("14", 14, Hedge.NONE, "person")]),
    ]
    assert not disagreements(Page("ledger", told))


def test_a_later_version_supersedes() -> None:
    text = "Some {} people have been evacuated from the harbour."
    early, late = (
        Page(
            name,
            [Told(text.format(n), figures=[(f"Some {n}", float(n.replace(",", "")), Hedge.ABOUT, "person")])],
            origin="Kestrel",
            kind=OriginKind.VERSION,
            published=day,
        )
        for name, n, day in (("early", "3,000", date(2025, 6, 16)), ("late", "4,000", date(2025, 6, 17)))
    )
    facts = extract_facts(make_story(early, late))
    assert facts.disagreements == ()
    (found,) = facts.revisions
    assert [(stated.is_superseded, stated.superseded_by) for stated in found.figures] == [(True, "late"), (False, "")]


def test_a_disputed_fact_says_so() -> None:
    facts = extract_facts(make_story(*SOLDIERS)).facts
    assert {fact.is_disputed for fact in facts if "About 30,000" in fact.text} == {False}
    assert {fact.is_disputed for fact in facts if "130,000" in fact.text} == {True}


@pytest.mark.parametrize(("counted", "is_one"), [("", True), ("person", False)])
def test_a_bare_number_is_money_only_while_nothing_tells_what_it_counts(counted: str, is_one: bool) -> None:
    """ "19 million" may be the talers that another outlet names, but not where its sentence speaks of savers."""

    def quantity(kind: FigureKind, value: float, counted: str, article: str) -> Quantity:
        figure = Figure(0, 1, "", value, value, kind, "taler" if kind is FigureKind.MONEY else "")
        return cast(
            Quantity,
            SimpleNamespace(figure=figure, counted=counted, article_id=article, owner="", correction=""),
        )

    money = quantity(FigureKind.MONEY, 38e6, "", "a")
    assert may_be_of_one_thing(money, quantity(FigureKind.COUNT, 19e6, counted, "b")) is is_one
