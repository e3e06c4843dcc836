"""What the embedded engine passes over: opinion, words that judge, disputed figures, what is told already."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from summarizer import Brief, Settings
from summarizer.engines.extractive.answers import accuses
from summarizer.engines.extractive.candidate import Candidate
from summarizer.engines.extractive.candidates import commentary, read_candidates
from summarizer.engines.extractive.freshness import Freshness
from summarizer.engines.extractive.gist import read_gist
from summarizer.engines.extractive.headlines import Told, _clause, headlines
from summarizer.engines.extractive.introductions import Introductions
from summarizer.engines.extractive.print_rules import has_glued_words, is_printable
from summarizer.engines.extractive.selection import _repeats, _tells_again, choose, concepts_of
from summarizer.model import Facts, Span
from summarizer.prompting import render_prompt
from summarizer.similarity import content_words
from tests.unit.test_extractive_editing import article, story_of, texts_of

PIER = article(
    "Herald", "04T20:00", "Pier in Norl shut after cracks are found",
    "The pier in Norl was shut on Tuesday after divers found cracks in three pillars, the harbour said. "
    "The repair will cost 400,000 crowns, according to the council of Norl.",
)  # fmt: skip


def candidate(text: str, number: int = 1, **known: object) -> Candidate:
    words = frozenset(content_words(text))
    made = Candidate(
        text, Span(f"a{number}", 0, len(text)), number, f"a{number}", 0, 0.0, concepts=concepts_of(text), content=words
    )
    return replace(made, vector=np.zeros(3, dtype=np.float32), **known)  # type: ignore[arg-type]


def test_a_column_and_a_review_are_told_from_reports() -> None:
    column = article("Evening", "04T21:00", "Opinion: the pier must go", "The pier has been a shame for thirty years.")
    owned = article("Ledger", "04T22:00", "My pier", "I was there. I saw it. I told my son. I shall not go again.")
    assert commentary(story_of([PIER, column, owned])) == {"evening", "ledger"}


def test_a_word_that_the_checks_would_flag_is_not_printed() -> None:
    loaded = PIER | {"text": f"{PIER['text']} The appalling state of the pillars was known to the council since 2029."}
    assert not any("appalling" in text for text in texts_of([loaded]))


def test_a_disputed_figure_is_not_stated_flat_unless_the_summary_says_that_it_is() -> None:
    lead = candidate("The pier in Norl was shut on Tuesday after divers found cracks.", gist=1.0, main_gist=1.0)
    flat = candidate("The repair of the pillars will cost some 400,000 crowns.", 2, disagreements=("d1",))
    said = replace(flat, speaker="council")
    weights = {concept: 1.0 for one in (lead, flat) for concept in one.concepts}
    assert choose([lead, flat], weights, 120) == [lead]
    assert choose([lead, said], weights, 120) == [lead, said]
    assert flat.is_flat(())
    assert not flat.is_flat({"d1"})


def test_what_is_told_in_other_words_and_adds_nothing_is_told() -> None:
    lead = candidate("A judge in Norl ordered the harbour to close the old pier on Tuesday.")
    again = candidate("A judge in Norl told the harbour to shut the old pier.")
    named = candidate("A judge in Norl told Ada Osk to shut the old pier.")
    assert _tells_again(again, lead)
    assert not _tells_again(named, lead)
    assert not _tells_again(replace(again, figures=frozenset({3.0})), lead)


def test_a_repeated_sentence_has_its_first_place() -> None:
    first = "A ferry sank off Norl on Tuesday and four of its crew were rescued by the coast guard."
    story = story_of(
        [article("Herald", "04T20:00", "Ferry sinks", f"{first} The mayor of Norl thanked the crew. {first}")]
    )
    prompt = render_prompt(story, Facts(), Brief(n_words=60), Settings())
    found, _ = read_candidates(prompt, Introductions(story.sentences), Freshness(story), read_gist(story))
    assert {one.index for one in found if one.text == first} == {0}


def test_a_columns_sentences_lose() -> None:
    column = PIER | {"id": "column", "title": "Opinion: shut it"}
    losses = []
    for told in (PIER, column):
        story = story_of([told])
        prompt = render_prompt(story, Facts(), Brief(n_words=60), Settings())
        found, _ = read_candidates(prompt, Introductions(story.sentences), Freshness(story), read_gist(story))
        losses.append(found[0].loss)
    assert losses[1] > losses[0]


def test_a_clause_without_a_name_is_no_headline() -> None:
    lead = "A woman fell to her death in the hills, while crews searched the moor near Norl for hours."
    assert _clause(lead) == lead.rstrip(".")


def test_a_title_of_something_else_is_no_headline() -> None:
    slogan = article(
        "Evening", "04T21:00", "Comfort you can trust every single night", "The pier in Norl was shut on Tuesday."
    )
    story = story_of([PIER, slogan])
    told = Told(["The pier in Norl was shut on Tuesday after divers found cracks in three pillars."])
    assert headlines(story, read_gist(story), told)[0] == "Pier in Norl shut after cracks are found"


def test_although_has_no_part_in_a_name() -> None:
    text = "Mayor Ada Osk closed the pier on Tuesday. Although Osk agreed, the pier stays shut."
    introductions = Introductions(story_of([PIER | {"text": text}]).sentences)
    named, _ = introductions.introduce("Although Osk agreed, the pier stays shut.", "herald")
    assert named == "Although Mayor Ada Osk agreed, the pier stays shut."


def test_what_opens_an_article_may_judge_in_anothers_words() -> None:
    told = "The council dismissed Ada Osk on Tuesday over an appalling outburst, people who know of it said."
    flat = told.replace(", people who know of it said", "")
    rest = "The harbour of Norl stayed open on Tuesday and the ferries sailed."
    opens, follows = f"{told} {rest}", f"{rest} {told}"
    for text, is_printed in ((opens, True), (follows, False), (f"{flat} {rest}", False)):
        printed = texts_of([PIER, article("Ledger", "04T22:00", "Harbour chief of Norl out", text)], 300)
        assert any("appalling" in one for one in printed) == is_printed


def test_how_somebody_took_what_happened_leads_no_summary() -> None:
    mocked = candidate(
        "Sailors in Norl mocked the dismissed harbour chief Ada Osk on Tuesday.", gist=0.8, main_gist=0.8
    )
    event = candidate("The council of Norl let the harbour chief Ada Osk go on Tuesday.", 2, gist=0.7, main_gist=0.7)
    weights = {concept: 1.0 for one in (mocked, event) for concept in one.concepts}
    assert choose([mocked, event], weights, 60)[0] is event


def test_a_quotation_over_several_sentences_makes_no_column() -> None:
    told = " ".join(f"I {verb} the pier." for verb in ("love", "know", "need", "want", "see", "miss"))
    report = article(
        "Herald", "04T20:00", "Diver speaks", f"The pier in Norl was shut. “{told}” the diver Ada Osk said."
    )
    assert commentary(story_of([report])) == frozenset()


def test_a_state_without_a_day_leads_no_summary() -> None:
    state = candidate("Ada Osk is an advocate of the pier in Norl and of its repair.", gist=0.8, main_gist=0.8)
    event = candidate("Ada Osk got the pier in Norl opened on Monday after its repair.", 2, gist=0.5, main_gist=0.5)
    weights = {concept: 1.0 for one in (state, event) for concept in one.concepts}
    assert choose([state, event], weights, 60)[0] is event


# ------------------------------------------------------------------------------------------ told a second time

LEAD = "A tram left the rails in Brenna on Tuesday and hit a kiosk, injuring 12 people, the fire service said."


def chosen_of(*candidates: Candidate) -> list[str]:
    weights = {concept: 1.0 for one in candidates for concept in one.concepts}
    return [one.text for one in choose(candidates, weights, 120)]


@pytest.mark.parametrize(
    ("text", "known", "is_news"),
    [
        ("A Brenna tram jumped the rails and hit a kiosk, injuring a dozen people.", {"gist": 0.9}, False),
        ("The head of the Brenna trams accused the city on Tuesday of having ignored worn rails.", {"gist": 0.9}, True),
        ("Brenna will close its 40 kilometres of tram lines for three days, the mayor said.",
         {"gist": 0.9, "figures": frozenset({3.0, 40.0})}, True),
    ],
)  # fmt: skip
def test_what_another_article_opens_with_is_no_second_sentence_unless_it_adds(
    text: str, known: dict[str, object], *, is_news: bool
) -> None:
    lead = candidate(LEAD, gist=1.0, main_gist=1.0, figures=frozenset({12.0}))
    opening = candidate(text, 2, **known)
    opening = replace(opening, accuses=accuses(text))
    assert (text in chosen_of(lead, opening)) is is_news


@pytest.mark.parametrize(
    ("first", "again", "is_again"),
    [
        (("Firemen freed 22 passengers.", 22), ("Rescuers from the fire service pulled 22 people out.", 22), True),
        (("Ada Osk of Norl scored 22 points.", 22), ("Tilda Venn, of Holm, got 22 points later.", 22), False),
        (
            ("The study followed 48,000 nurses.", 48000),
            ("The team at Norl had data of 48,000 women nurses.", 48000),
            True,
        ),
        (("The tram was inspected in May.", None), ("The tram had passed its last inspection in May.", None), True),
        (("The tram was inspected in May.", None), ("The driver was questioned in the evening.", None), False),
    ],
)
def test_one_thing_told_in_two_articles_words_is_told_once(
    first: tuple[str, float | None], again: tuple[str, float | None], *, is_again: bool
) -> None:
    one, other = (
        candidate(text, number, index=4, figures=frozenset({value} if value else ()))
        for number, (text, value) in enumerate((first, again), start=1)
    )
    assert _repeats(other, [one]) is is_again


def test_an_opening_that_keeps_back_who_it_was_is_none_behind_the_lead() -> None:
    plain = article(
        "Herald",
        "04T20:00",
        "Tilda Rask wins Norl prize",
        "Nurse Tilda Rask won the Norl Prize for her first novel on Tuesday, the jury said.",
    )
    teaser = article("Norl News", "05T07:00", "Nurse wins prize",
                     "A nurse from the harbour clinic has won one of the biggest prizes for books. "
                     "Rask wrote the novel in the nights of two winters, she said.")  # fmt: skip
    printed = texts_of([plain, teaser])
    assert "Tilda Rask" in printed[0]
    assert not any("A nurse from the harbour clinic" in text for text in printed)


# -------------------------------------------------------------------------------------------- which headline


@pytest.mark.parametrize(
    ("plain", "other"),
    [
        ("Norl treasurer convicted of theft from club", "Guilty: Osk stares ahead as Norl jury convicts treasurer"),
        ("Painter Ada Osk dies in Norl at 91", "Norl mourns painter Ada Osk"),
        ("Kettles of Norl maker recalled over burns", "Norl kettles recalled over burns: what to do"),
        ("Singer of ‘Paper Moon’ Ada Marchand dies at 78", "Stars mourn singer Ada Marchand, dead at 78"),
        ("Coach Osk of Norl denies bullying", "Norl shocked as coach Osk faces questions"),
    ],
)
def test_a_plain_title_goes_before_one_with_colour_service_or_mourning(plain: str, other: str) -> None:
    texts = ("The news from Norl of Osk was told on Tuesday.", "Norl had news of Osk, the town said.")
    story = story_of(
        [
            article("Herald", "04T20:00", plain, f"{plain} on Tuesday, the town said. {texts[0]}"),
            article("Globe", "04T21:00", other, f"{plain} on Tuesday. {texts[1]}"),
        ]
    )
    assert (
        headlines(story, read_gist(story), Told([f"{plain} on Tuesday, the town of Norl said after noon."]))[0] == plain
    )


def test_what_may_be_a_disagreement_is_not_printed_as_two_facts() -> None:
    lead = candidate("The pier in Norl was sold on Tuesday, the harbour said.", gist=1.0, main_gist=1.0)
    one = candidate("The buyer pays 68 million crowns for the pier.", 2, open_sides=frozenset({("d1", "68 68")}))
    other = candidate("The price of the sale is 72 million crowns.", 3, open_sides=frozenset({("d1", "72 72")}))
    printed = chosen_of(lead, one, other)
    assert len({one.text, other.text} & set(printed)) == 1


def test_a_family_name_with_an_ending_of_small_words_is_no_garble() -> None:
    assert not has_glued_words("Ada Marchand, the singer, has died.")
    assert has_glued_words("The crews were leavingand wept.")


@pytest.mark.parametrize(
    "text",
    [
        "Ivan Osk beat Marek Dahl of Norl in the final.",
        "Minister Ada Osk quit over the budget on Monday.",
        "Fire spread from the mill to six houses in Norl.",
        "A water main burst near the market in Norl.",
        "The Norl council split over the new quay.",
        "The trawler sank off Norl early on Tuesday.",
        "Norl sues a builder of its new quay.",
        "The Norl council backs a ferry to Velta.",
        "Voters in Norl cast their ballots in silence on Sunday.",
        "Police in Norl caught two men near the harbour.",
        "The town of Norl chose a new mayor on Sunday.",
        "A choir of nurses sang outside the hospital.",
        "A van drove into the crowd in Norl.",
    ],
)
def test_an_irregular_verb_makes_a_sentence(text: str) -> None:
    assert is_printable(text)


@pytest.mark.parametrize(
    "text",
    [
        "A cast of forty on the old stage in Norl.",
        "The spread of the fire to the mill in Norl.",
        "New attacks on the harbour of Norl and its mill.",
        "A split in the council of Norl over the quay.",
        "The winning bid for the old mill in Norl.",
        "Police officers on the beat in Norl and Velta.",
    ],
)
def test_a_noun_that_looks_like_a_verb_makes_none(text: str) -> None:
    assert not is_printable(text)


def test_a_match_is_told_that_somebody_beat_somebody() -> None:
    printed = texts_of([article("Post", "04T08:00", "Final", "Ivan Osk beat Marek Dahl of Norl in the final.")])
    assert any("beat Marek Dahl" in text for text in printed)
