"""Facts are found without work done twice, or done for what cannot matter; and the short cuts hide nothing."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from unittest import mock

import pytest

from summarizer.facts import claims, convictions, denials, extract_facts, figure_words, notices, ranking, rivals
from summarizer.facts.negations import is_negated
from summarizer.facts.quantities import Quantity, find_quantities
from summarizer.facts.topics import Topics, alike, likeness, shared
from summarizer.facts.view import StoryView
from summarizer.model import Figure, FigureKind, Hedge, ReadSentence, Story
from summarizer.pipeline import read_story

TEXTS = (
    "Two barges sank off Tollen on Monday, and 14 sailors are missing, warden Ada Moss said. The salvage will cost 3 "
    "million crowns. Moss, 52, is adamant that no alarm rang. Brokers put the loss at about 8 million.",
    "The harbour union insists that an alarm did ring. It counts 17 missing sailors, not 14. One in five crews had no "
    "radio, and 20 percent of the rafts leaked. “We heard it for 12 minutes,” pilot Jonas Brack told the Echo.",
    "Brack denies that he heard anything. Rescuers searched for 40 minutes and drew 9 people from the water. The rafts "
    "were 31 years old, the union said. Warden Ada Moss swears there were 14 men aboard.",
)


@pytest.fixture(scope="module")
def story() -> Story:
    return read_story([{"id": f"a{n}", "title": "", "outlet": f"O{n}", "text": text} for n, text in enumerate(TEXTS)])


@pytest.fixture(scope="module")
def quantities(story: Story) -> list[Quantity]:
    return list(find_quantities(StoryView(story)))


def test_who_speaks_in_a_sentence_is_worked_out_once(story: Story) -> None:
    asked: Counter[tuple[str, int]] = Counter()

    def voice_of(view: StoryView, read: ReadSentence) -> str:
        asked[read.article_id, read.sentence.start] += 1
        return worked_out(view, read)

    worked_out = denials._voice_of
    with mock.patch.object(denials, "_voice_of", voice_of):
        extract_facts(story)
    assert set(asked.values()) == {1}


def test_every_pair_of_figures_that_can_be_of_one_thing_is_looked_at(story: Story, quantities: list[Quantity]) -> None:
    found = rivals.Rivals(StoryView(story), quantities)
    looked_at = set(zip(found.first.tolist(), found.second.tolist(), strict=True))
    comparable = {
        (first, second)
        for (first, one), (second, other) in combinations(enumerate(quantities), 2)
        if rivals.may_be_of_one_thing(one, other)
        and not rivals._are_told_apart(one, other)
        and max(one.figure.high, other.figure.high) <= 5 * min(one.figure.high, other.figure.high)
        and FigureKind.CLOCK not in (one.figure.kind, other.figure.kind)
    }
    assert comparable
    assert comparable == looked_at


def test_a_sentence_weighs_the_same_as_its_words(story: Story) -> None:
    topics = Topics(story)
    for read in story.sentences:
        whole = topics.whole(read)
        assert whole == topics.of(read.text)
        for other in story.sentences:
            both = topics.whole(other)
            assert likeness(whole, both) == (alike(whole, both), shared(whole, both))
            assert (other in topics.sentences_with(whole.weights)) == bool(whole.weights.keys() & both.weights.keys())


@pytest.mark.parametrize(
    "text",
    [
        "Warden Ada Moss is ADAMANT that it rang.",
        "Ada Moss remains certain that it rang.",
        "Ada Moss is quite Sure that it rang.",
        "Ada Moss felt convinced that it rang.",
        "Ada Moss was positive that it rang.",
        "According to Ada Moss there was a bell.",
        "Ada Moss swears there was a bell.",
        "Ada Moss swore it rang.",
    ],
)
def test_what_is_looked_for_first_hides_no_conviction(text: str) -> None:
    assert list(convictions._certainties(text))
    assert not list(convictions._certainties("A bell rang, Ada Moss said."))


@pytest.mark.parametrize(
    ("before", "after", "relation"),
    [("They sailed in Flight No. ", ".", "label"), ("ANOTHER ", " came.", "extra"), ("Rafts: ", " PER DAY.", "rate")],
)
def test_capitals_hide_nothing_around_a_figure(before: str, after: str, relation: str) -> None:
    figure = Figure(0, 1, "7", 7.0, 7.0, FigureKind.COUNT, "", Hedge.NONE, "")
    assert figure_words.relation_of(before, after, figure) == relation


def test_capitals_hide_no_furniture_negation_or_notice() -> None:
    assert ranking._FURNITURE.search("READ MORE: the barges of Tollen".casefold())
    assert is_negated("NOBODY heard it.")
    assert is_negated("They DIDN’T hear it.")
    assert notices.opens_notice("Three sailors, as AN EARLIER VERSION said, had fled.")


def test_a_sentence_is_not_compared_with_all_that_are_like_it() -> None:
    """Of a text all of whose sentences are alike, each is compared with some: else its time grows with its square."""
    text = " ".join(
        f"Repairs of the old town hall cost the council of Halm {n} crowns on Monday." for n in range(211, 291)
    )
    story = read_story([{"text": text}])
    compared = mock.Mock(wraps=claims.figures_differ)
    with mock.patch.object(claims, "figures_differ", compared), mock.patch.object(claims, "_MOST_MISSED", 5):
        facts = extract_facts(story)
    n_sentences = len(story.sentences)
    assert n_sentences == len(facts.facts) == 80
    assert n_sentences < compared.call_count <= 5 * n_sentences


def test_what_says_the_same_is_found_behind_what_does_not() -> None:
    """A few that are like it and say something else end no search."""
    text = " ".join(
        f"Repairs of the old town hall cost the council of Halm {n} crowns on Monday." for n in range(211, 251)
    )
    last = "On Monday the repairs of Halm's old town hall cost the council 211 crowns."
    (fact,) = (
        fact for fact in extract_facts(read_story([{"text": text}, {"text": last}])).facts if "211 crowns" in fact.text
    )
    assert {span.article_id for span in fact.evidence} == {"article-1", "article-2"}
