"""Pairs as columns, how alike their surroundings are, and trees over them."""

from __future__ import annotations

import io

import numpy as np
import pytest

from summarizer.facts.bounds import bounds_of, can_both_be_right
from summarizer.facts.pairs import Pairs
from summarizer.facts.quantities import find_quantities
from summarizer.facts.rivals import Rivals
from summarizer.facts.view import StoryView
from summarizer.model import Figure, FigureKind, Hedge
from summarizer.pipeline import read_story
from summarizer.trees import Trees, packed


def test_pairs_tell_what_both_have() -> None:
    pairs = Pairs(["ab", "", "ac", "ab"], [(0, 3), (0, 2), (0, 1)])
    same, other, n = pairs.compared(lambda one: one)
    assert (same.tolist(), other.tolist(), n.tolist()) == ([1, 0, 0], [0, 1, 0], [2, 2, 1])
    assert pairs.summed(len).tolist() == [4, 4, 2]
    assert pairs.differ(len).tolist() == [0, 0, 1]
    assert pairs.each(lambda a, b: a[:1] == b[:1]).tolist() == [1, 1, 0]


def test_standing_is_among_the_pairs_with_one_article() -> None:
    """Item 0 of article 0 has two pairs with article 1 and one with article 2."""
    pairs = Pairs(range(4), [(0, 1), (0, 2), (0, 3)])
    stands = pairs.standing(np.array([0.5, 0.9, 0.1]), np.array([0, 1, 1, 2]))
    assert stands.first.tolist() == [0.5, 1.0, 1.0]
    assert stands.second.tolist() == [1.0, 1.0, 1.0]
    assert stands.margin.tolist() == pytest.approx([-0.4, 0.4, 0.1])
    assert stands.n.tolist() == pytest.approx([np.log(3), np.log(3), np.log(2)])


def test_no_pairs_are_no_error() -> None:
    pairs: Pairs[int] = Pairs([], [])
    assert len(pairs) == 0
    assert pairs.standing(np.zeros(0), np.zeros(0, dtype=np.int64)).first.tolist() == []
    story = read_story([{"id": "a", "title": "", "text": "Nobody counted anything."}])
    assert Rivals(StoryView(story), []).sureness().tolist() == []


def test_pairs_of_figures_are_of_one_measure_and_two_voices() -> None:
    texts = (
        "Police counted 40 boats on Lake Orne. The search took 12 hours and cost 3 million crowns.",
        "A warden counted 55 boats on Lake Orne. It took 14 hours and cost 4 million crowns. Ten boats were lost.",
    )
    story = read_story([{"id": f"a{n}", "title": "", "outlet": f"O{n}", "text": text} for n, text in enumerate(texts)])
    quantities = list(find_quantities(StoryView(story)))
    rivals = Rivals(StoryView(story), quantities)
    found = {
        (quantities[a].figure.text, quantities[b].figure.text) for a, b in zip(rivals.first, rivals.second, strict=True)
    }
    assert found == {("40", "55"), ("12 hours", "14 hours"), ("3 million crowns", "4 million crowns")}
    assert all(len(column) == len(rivals) for column in rivals.columns.values())
    assert ((rivals.sureness() > 0) & (rivals.sureness() < 1)).all()


def test_nobody_contradicts_himself() -> None:
    text = "Warden Ada Moss counted 40 boats on Lake Orne. Moss counted 55 boats later. Police counted 60 boats there."
    view = StoryView(read_story([{"id": "a", "title": "", "outlet": "Echo", "text": text}]))
    rivals = Rivals(view, list(find_quantities(view)))
    voices = [(rivals.items[a].voice, rivals.items[b].voice) for a, b in zip(rivals.first, rivals.second, strict=True)]
    assert voices
    assert all(one != other for one, other in voices)


@pytest.mark.parametrize(
    ("one", "other", "is_fair"),
    [
        (("40", 40, Hedge.NONE), ("40", 40, Hedge.NONE), True),
        (("40", 40, Hedge.NONE), ("41", 41, Hedge.NONE), False),
        (("about 40", 40, Hedge.ABOUT), ("43", 43, Hedge.NONE), True),
        (("more than 4,200", 4200, Hedge.MORE_THAN), ("4,213", 4213, Hedge.NONE), True),
        (("more than 4,200", 4200, Hedge.MORE_THAN), ("5,100", 5100, Hedge.NONE), False),
        (("dozens", 24, Hedge.NONE), ("60", 60, Hedge.NONE), True),
        (("nearly 4,000", 4000, Hedge.NEARLY), ("3,800", 3800, Hedge.NONE), True),
        (("nearly 4,000", 4000, Hedge.NEARLY), ("4,300", 4300, Hedge.NONE), False),
    ],
)
def test_what_a_fair_reader_calls_right(
    one: tuple[str, float, Hedge], other: tuple[str, float, Hedge], is_fair: bool
) -> None:
    first, second = (
        Figure(0, len(text), text, value, value, FigureKind.COUNT, hedge=hedge) for text, value, hedge in (one, other)
    )
    assert can_both_be_right(first, second) is is_fair
    assert can_both_be_right(second, first) is is_fair
    low, high = bounds_of(first)
    assert low <= one[1] <= high


def test_trees_are_kept_and_asked_by_name() -> None:
    """One tree: b at most 0.5 gives -1, else 2; the start is 0.5."""
    trees = Trees(
        np.array([[1, -1, -1]], np.int16), np.array([[0.5, 0, 0]], np.float32), np.array([[1, 0, 0]], np.int16),
        np.array([[2, 0, 0]], np.int16), np.array([[0, -1, 2]], np.float32), 0.5, ("a", "b"),
    )  # fmt: skip
    columns = {"b": np.array([0.5, 0.6]), "a": np.array([9.0, 9.0])}
    assert trees.chances(columns).tolist() == pytest.approx([1 / (1 + np.exp(0.5)), 1 / (1 + np.exp(-2.5))])
    with np.load(io.BytesIO(packed(trees))) as stored:
        assert stored["names"].tolist() == ["a", "b"]
    assert packed(trees) == packed(trees)


@pytest.mark.parametrize(
    ("one", "other", "is_fair"),
    [
        (("ten past four", 16 + 1 / 6), ("4.10 a.m.", 4 + 1 / 6), True),
        (("half past nine", 9.5), ("21:30", 21.5), True),
        (("ten past four", 16 + 1 / 6), ("6.30 a.m.", 6.5), False),
        (("4.10 p.m.", 16 + 1 / 6), ("4.10 a.m.", 4 + 1 / 6), False),
        (("four in the morning", 4.0), ("16:00", 16.0), False),
    ],
)
def test_a_time_that_does_not_tell_its_half_of_the_day_may_be_either(
    one: tuple[str, float], other: tuple[str, float], is_fair: bool
) -> None:
    first, second = (Figure(0, len(text), text, hour, hour, FigureKind.CLOCK) for text, hour in (one, other))
    assert can_both_be_right(first, second) is is_fair
    assert can_both_be_right(second, first) is is_fair
