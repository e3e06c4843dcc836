"""What is odd about an article beside the others, where something was said, and every figure with who gives it."""

from __future__ import annotations

import pytest

from summarizer.facts import extract_facts
from summarizer.facts.venues import venue_of
from summarizer.model import Certainty, Facts, Stance
from summarizer.pipeline import read_story

DAY = "2025-03-04T10:00:00+00:00"
LONG = "Mist lay over the estuary of Tollen in the morning, and pilots waited for hours before the first ship came in."


def facts(*texts: str) -> Facts:
    return extract_facts(
        read_story(
            [
                {"id": f"a{number}", "outlet": f"Outlet {number}", "published_at": DAY, "text": text}
                for number, text in enumerate(texts, start=1)
            ]
        )
    )


def codes(found: Facts) -> list[tuple[str, str]]:
    return [(notice.code, notice.article_id) for notice in found.notices]


JOINING = (
    "Ostrania wants to join the Free Port Union next year, its envoy Ada Moss told the assembly.",
    "The envoy of Ostrania promised reforms before the small country may join the Free Port Union.",
    "Under the treaty, Ostrania could leave the Free Port Union within a year, wrote the paper on Monday.",
)


def test_an_article_that_alone_says_the_opposite_is_told() -> None:
    assert codes(facts(*JOINING)) == [("opposite-of-others", "a3")]
    assert "leave the Free Port Union" in facts(*JOINING).notices[0].message


def test_two_against_one_is_needed_and_a_verb_that_another_has_too_is_no_slip() -> None:
    assert not facts(*JOINING[1:]).notices
    assert not facts(
        *JOINING, "For ten years Ole Brand and his small party have asked to leave the Free Port Union."
    ).notices


def test_a_figure_that_one_origin_has_alone_is_told() -> None:
    texts = (
        "The ferry Alba ran aground off Tollen with 212 passengers aboard on Monday, the coast guard said.",
        "All of the 212 passengers aboard the ferry Alba were brought ashore at Tollen by fishermen on Monday.",
        "The ferry Alba had 121 passengers aboard when it ran aground off Tollen on Monday, witnesses said.",
    )
    assert ("stands-alone", "a3") in codes(facts(*texts))


def test_an_article_that_denies_its_own_sentence_is_told() -> None:
    text = (
        f"{LONG} The northern harbour gate was opened for the grain ships on Sunday. "
        "The northern harbour gate was not opened for the grain ships on Sunday."
    )
    assert codes(facts(text)) == [("contradicts-itself", "a1")]


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("“We wait,” Ole Brand told reporters in Lornholm on Monday.", "reporters in Lornholm"),
        ("Ole Brand said in a televised address: “We wait for the tide.”", "in a televised address"),
        ("“We wait,” Ole Brand wrote on Telegram.", "on Telegram"),
        ("In an interview with Radio Velta, Brand said: “We wait for the tide.”", "In an interview with Radio Velta"),
        ("“We wait,” Ole Brand told his wife.", ""),
        ("Brand spoke of “reporters in Lornholm” and smiled.", ""),
    ],
)
def test_where_a_quotation_was_said(text: str, venue: str) -> None:
    start, end = text.index("“"), text.index("”") + 1
    assert venue_of(text, start, end) == venue


def test_variants_carry_verb_and_venue() -> None:
    found = facts(f"{LONG} “We wait for the tide and for nobody else,” Ole Brand told reporters in Lornholm.")
    (variant,) = [variant for utterance in found.utterances for variant in utterance.variants]
    assert variant.venue == "reporters in Lornholm"
    assert variant.verb


def test_every_figure_is_stated_with_speaker_outlet_and_origin() -> None:
    found = facts(f"{LONG} Police said that more than 300 people were moved out. In 2019 the quay was closed.")
    told = {stated.figure.text: stated for stated in found.figures}
    assert "2019" not in told
    assert told["more than 300"].speaker == "Police"
    assert told["more than 300"].outlet == "Outlet 1"
    assert all(stated.origin for stated in found.figures)


def test_a_fact_says_what_its_speaker_does_and_how_firm_it_is() -> None:
    found = facts(
        f"{LONG} The ministry denied that the quay was closed. The northern bridge may be opened to lorries in May."
    )
    by_text = {fact.text: fact for fact in found.facts}
    assert by_text["The ministry denied that the quay was closed."].stance is Stance.DENIED
    assert by_text["The northern bridge may be opened to lorries in May."].modality.certainty is Certainty.POSSIBLE
    assert by_text["The northern bridge may be opened to lorries in May."].stance is Stance.OTHER
