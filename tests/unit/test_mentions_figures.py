"""Figures: every case of tests/cases/figures.txt and figures_in_news.txt."""

from __future__ import annotations

import pytest

from summarizer.mentions import find_mentions, singular
from summarizer.model import Figure, Hedge
from summarizer.sentences import sentence_spans
from tests.unit.mention_cases import Case, part, read_cases

CASES = [*read_cases("figures.txt"), *read_cases("figures_in_news.txt")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:60])
def test_figures_of_a_sentence(case: Case) -> None:
    """The figures are those of the case, in order, with all that the case tells of each."""
    found = [figure for mentions in case.mentions() for figure in mentions.figures]
    assert [figure.text for figure in found] == [row[0] for row in case.expected]
    for figure, row in zip(found, case.expected, strict=True):
        _check(figure, row)


def _check(figure: Figure, row: tuple[str, ...]) -> None:
    low, _, high = row[1].partition("..")
    assert figure.low == pytest.approx(float(low), rel=1e-3)
    assert figure.high == pytest.approx(float(high or low), rel=1e-3)
    kind, _, unit = row[2].partition(" ")
    assert (figure.kind.value, figure.unit) == (kind, unit)
    for expected, value in (
        (part(row, 3), figure.hedge.value),
        (part(row, 4), figure.counted),
        (part(row, 5), figure.scope),
    ):
        assert expected is None or value == expected


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("troops", "troop"),
        ("lives", "life"),
        ("people", "person"),
        ("parties", "party"),
        ("classes", "class"),
        ("police", "police"),
    ],
)
def test_singular_of_what_is_counted(plural: str, expected: str) -> None:
    """Counted nouns are compared in the singular."""
    assert singular(plural) == expected


def test_both_notations_of_a_time_are_one_number() -> None:
    """The same time of day is exactly the same value, by the clock of twelve hours or of twenty-four."""
    text = "It began at 11:20 p.m. and not at 23:20."
    figures = find_mentions(text, [(0, len(text))])[0].figures
    assert [figure.text for figure in figures] == ["11:20 p.m.", "23:20"]
    assert figures[0].low == figures[1].low


def _told(text: str) -> list[tuple[str, float, str, str]]:
    mentions = find_mentions(text, sentence_spans(text))
    return [(each.text, each.low, each.kind.value, each.unit) for found in mentions for each in found.figures]


def test_a_text_tells_its_own_money_without_a_plural() -> None:
    """A noun that no list knows, told with sums, is the money of the whole text, small sums of it too."""
    text = "A seat was sold for 3,000 dara. A place on the roof costs 12 dara."
    assert _told(text) == [("3,000 dara", 3000, "money", "dara"), ("12 dara", 12, "money", "dara")]


def test_points_between_thousands_are_seen_in_the_whole_text() -> None:
    """Where one number ends in three noughts after its point, the points of the text stand between thousands."""
    assert [row[1] for row in _told("The union counts 25.000. The town says 21.450 marched.")] == [25_000, 21_450]


def test_paragraphs_of_a_live_blog_open_with_the_time() -> None:
    """A time of day that opens a paragraph is one, where several do."""
    text = "14.35 The minister spoke in the hall.\n\n13.50 Four boats are at sea."
    kinds = [row[2] for row in _told(text)]
    assert kinds == ["clock", "clock", "count"]
    assert [row[1] for row in _told(text)] == pytest.approx([14.583, 13.833, 4], abs=0.01)


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("The drivers worked over three shifts on Monday.", Hedge.NONE),
        ("The plane flew over three countries.", Hedge.NONE),
        ("The dispute is over 40 jobs.", Hedge.NONE),
        ("They argued over 12 seats.", Hedge.NONE),
        ("The flat is above two shops.", Hedge.NONE),
        ("He beat Osk over 800 metres.", Hedge.NONE),
        ("Talks about 40 boats failed.", Hedge.NONE),
        ("There were 40-something boats.", Hedge.ABOUT),
        ("Not even 40 boats came.", Hedge.FEWER_THAN),
        # neighbours that are hedges
        ("The toll is over 40 people.", Hedge.MORE_THAN),
        ("They flew over 400 tourists home.", Hedge.MORE_THAN),
        ("The council passed over 40 laws.", Hedge.MORE_THAN),
        ("The party stayed above 40 seats.", Hedge.MORE_THAN),
        ("She ran over 400 metres.", Hedge.MORE_THAN),
        ("The class has around 9 pupils.", Hedge.ABOUT),
    ],
)
def test_over_above_and_around_tell_the_way_or_how_many(text: str, hedge: Hedge) -> None:
    """A preposition of way, place or cause is no hedge."""
    (read,) = find_mentions(text, sentence_spans(text))
    assert [figure.hedge for figure in read.figures] == [hedge]
