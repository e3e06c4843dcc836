"""What an editor strikes out: sentences that tell nothing, that hang in the air, that are told already or are stale."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest

from summarizer import summarize
from summarizer.engines.extractive.antecedents import needs_of
from summarizer.engines.extractive.candidate import Candidate
from summarizer.engines.extractive.freshness import Freshness, _tells_outcome
from summarizer.engines.extractive.naming import has_stray_pronoun, name_pronoun
from summarizer.engines.extractive.ordering import arrange
from summarizer.engines.extractive.selection import choose, concepts_of, is_background
from summarizer.engines.extractive.substance import Substance
from summarizer.engines.extractive.wording import stand_alone
from summarizer.facts import extract_facts
from summarizer.languages import article_languages, language_of, main_language
from summarizer.model import Span
from summarizer.similarity import content_words
from tests.unit.test_extractive_editing import article, draft_of, story_of, texts_of

# --------------------------------------------------------------------------------------- one language

QUAY = [
    article(
        "Post", "04T08:00", "Quay closed in Brenna",
        "The city of Brenna closed its western quay on Tuesday after divers found cracks in two pillars. "
        "Repairs will cost about 400,000 crowns, harbour master Tilda Rask said.",
    ),
    article(
        "Globe", "04T10:00", "Brenna quay shut, ferries moved",
        "Brenna's western quay was closed on Tuesday because of cracks in two pillars. "
        "Ferries to Holm leave from the fish market, the harbour office said.",
    ),
    article(
        "Gazette", "04T11:00", "Le quai ouest de Brenna a été fermé",
        "La ville de Brenna a fermé mardi son quai ouest après la découverte de fissures dans deux piliers. "
        "Le maire Paul Venn a dit que les travaux can durer un an.",
    ),
]  # fmt: skip


def test_a_summary_is_in_one_language_and_says_what_it_leaves_out() -> None:
    """No sentence and no headline of the French article, but a notice that names it."""
    draft = draft_of(QUAY, 200)
    assert all(language_of(sentence.text) != "fr" for sentence in draft.sentences)
    assert "quai" not in draft.title
    assert [(notice.code, notice.article_id) for notice in draft.notices] == [("other-language", "gazette")]
    assert "French" in draft.notices[0].message


def test_where_most_articles_are_in_another_language_the_summary_is_too() -> None:
    """Two French articles beside an English one: French, without what opens with "Il"."""
    more = article(
        "Courrier", "04T12:00", "Brenna : le quai ouest fermé",
        "Le quai ouest de Brenna est fermé depuis mardi à cause de fissures dans les piliers. "
        "Il a été construit par la ville il y a un siècle.",
    )  # fmt: skip
    texts = texts_of([QUAY[0], QUAY[2], more], 200)
    assert main_language(story_of([QUAY[0], QUAY[2], more])) == "fr"
    assert texts
    assert all(language_of(text) in ("fr", "") for text in texts)
    assert not any(text.startswith("Il ") for text in texts)


def test_no_english_sentence_is_written_into_a_french_summary() -> None:
    """Figures that differ are not told in English words there."""
    more = [
        article("Courrier", "04T12:00", "Brenna", "Onze personnes ont été blessées mardi à Brenna, dit la police."),
        article("Tribune", "04T13:00", "Brenna", "Douze personnes ont été blessées mardi à Brenna, dit le maire."),
    ]  # fmt: skip
    assert all(language_of(text) in ("fr", "") for text in texts_of(more, 200))


def test_a_name_in_another_language_makes_no_sentence_foreign() -> None:
    """Small words within names do not count."""
    assert language_of("La Voz de la Costa said that the mayor of Las Palmas had left.") == "en"
    assert set(article_languages(story_of(QUAY)).values()) == {"en", "fr"}


# ------------------------------------------------------------------------------- what tells little


@pytest.mark.parametrize(
    "text",
    [
        "Only time will tell whether the new tram line pays.",
        "The debate about the tram line is set to continue.",
        "Public transport matters to many people.",
        "The driver's sister tells it another way.",
        "The city engineer, Ada Osk, defended her department.",
        "President Ida Venn spoke to the nation from Brenna at 8 p.m.",
        "What a day it was for the town of Norl.",
        "The owners of the tram have issued a statement from Brenna.",
        "The state of the older line is another matter.",
    ],
)  # fmt: skip
def test_a_sentence_that_says_nothing_is_not_printed(text: str) -> None:
    """Set phrases, a contradiction without what it says, a speech without a word of it."""
    story = story_of([f"Trams in Norl stopped on Tuesday after a mast fell on the line. {text}"])
    assert Substance(story).says_nothing(text)
    assert text not in texts_of([f"Trams in Norl stopped on Tuesday after a mast fell on the line. {text}"])


@pytest.mark.parametrize(
    "text",
    [
        "The council denied that the line had been inspected in May.",
        "The court confirmed the sentence of two years on Monday.",
        "The debate lasted nine hours and ended with a vote.",
        "Ada Osk spoke of a failure in the signal box.",
    ],
)
def test_a_sentence_that_says_something_is_not_taken_for_a_set_phrase(text: str) -> None:
    """The same verbs with what was said."""
    assert not Substance(story_of([text])).says_nothing(text)


@pytest.mark.parametrize(
    ("text", "tells_little"),
    [
        ("Buses are among the most popular means of transport.", True),
        ("Buses usually run for thirty years.", True),
        ("“I always take the early one,” said a woman who did not wish to be named.", True),
        ("“I saw the mast fall on the tram,” said a woman with a child.", False),
        ("“I was never told,” Ada Osk said.", True),
        ("“The mast had been rusting for years,” Ada Osk said.", False),
        ("People stood in the drizzle with candles.", True),
        ("Drizzle had made the line slippery, the fire service said.", False),
    ],
)
def test_general_truths_colour_and_empty_quotations_count_for_less(text: str, tells_little: bool) -> None:
    """Whether a quotation is about the matter is asked of the other sentences."""
    about = "A mast fell on a tram in Norl on Tuesday. The mast had stood since 1950. Workers cut the mast to pieces."
    story = story_of([f"{about} {text}"])
    read = next(read for read in story.sentences if read.text.strip() == text)
    assert bool(Substance(story).loss(text, read)) is tells_little


def test_a_summary_is_shorter_rather_than_filled_up() -> None:
    """Nothing of the passer-by, the weather and the trams in general, though there is room for them."""
    filler = [
        "Buses are among the most popular means of transport.",
        "“I always take the early one,” said a woman who did not wish to be named.",
        "People stood in the drizzle with candles.",
    ]
    facts = "A mast fell on a tram in Norl on Tuesday and injured six people, the fire service said."
    other = "Six people were injured in Norl on Tuesday when a mast fell on a tram. Line 4 is closed until Friday."
    text = " ".join(texts_of([f"{facts} {' '.join(filler)}", other], 300))
    assert "Line 4 is closed" in text
    assert not any(sentence in text for sentence in filler)


# -------------------------------------------------------------------------- what hangs in the air


def wording_of(text: str) -> str:
    """The sentence as it can stand alone, "" when it cannot."""
    found = stand_alone(story_of([text]).sentences[0], (), None)
    return found.text if found else ""


@pytest.mark.parametrize(
    "text",
    [
        "Housing minister Dora Holt called it the best law of the decade.",
        "Opposition leader Rolf Asch said it would stop all building.",
        "Police put it down to an overheated axle.",
        "The power company Lumen expects to restore it by Saturday.",
        "Rolf Asch said they had been told twice, at two and at three.",
        "Rolf Asch, who stood beside the lorry, contradicted him on Monday.",
        "The ferrymen, according to Rolf Asch, went home that night with an offer.",
        "City engineer defended the state of the bridge on Tuesday.",
        "The river authority says about 55 hours.",
    ],
)
def test_what_stands_for_nothing_in_its_sentence_is_not_printed(text: str) -> None:
    """Objects and subjects without anything before them, offices without an article, an answer without its question."""
    assert not wording_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "The company said it would close the plant in Norl.",
        "Parliament said it would vote on the law in May.",
        "Holt said it was too early to speak of a cause.",
        "The bridge was closed after divers had found that it was cracked.",
        "Police said the van was stolen and that it had been burnt.",
        "The city engineer, Ada Osk, said the bridge was safe.",
        "Visitors numbered about 3,000, police said on Sunday.",
    ],
)
def test_what_has_something_to_stand_for_is_printed(text: str) -> None:
    """The nearest misfires: organisations, expletives, things told in the same sentence."""
    read = story_of([text]).sentences[0]
    assert not has_stray_pronoun(text, read)
    assert wording_of(text) == text


def test_what_goes_on_this_morning_is_told_without_a_day() -> None:
    """A day of the week in the present tense would be read as one to come."""
    texts = texts_of([
        article(
            "Post", "04T08:00", "Trawler sinks",
            "A trawler sank off Norl early on Tuesday. Five of the crew are in hospital in Norl this morning.",
        ),
    ])  # fmt: skip
    assert "Five of the crew are in hospital in Norl." in texts


def test_a_day_that_cannot_be_left_out_is_named() -> None:
    """No "today" is printed for want of a place where it can be cut."""
    text = "The breeders in Makor have today made known that all sprouts of an old barley are dead."
    texts = texts_of([article("Post", "04T08:00", "Barley dead", text)])
    assert texts == [text.replace("today", "on Tuesday")]


def test_her_client_is_not_she() -> None:
    """A pronoun before a person gives way to no name: the sentence is about that person; before a thing it does."""
    before, client, appeal = story_of([
        "Minister Nadja Obor told the court on Monday that two letters had been lost. "
        "Her client had a return ticket in his coat. Her appeal was turned down within the hour."
    ]).sentences  # fmt: skip
    assert name_pronoun(client.text, client, [before]) is None
    assert name_pronoun(appeal.text, appeal, [before]) == "Nadja Obor’s appeal was turned down within the hour."


def named_last(text: str) -> str | None:
    """The last sentence of a text with its pronoun named; None where nobody can surely be."""
    *before, last = story_of([text]).sentences
    return name_pronoun(last.text, last, before)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ivo Lasker quit on Monday. He took office in 2014, when he beat Hugo Brandt. He had sold a site.", "Lasker"),
        ("Abel Osk is banned. He trains in Iten. In Lund last year he beat Daniel Koros. He has denied it.", "Osk"),
        ("Greta Palme has died. At 19 she defeated Clara Bohm and signed a contract. She refused to fly.", "Palme"),
        ("Hugo Tarn has won. Brandishing a replica of the sword of Ivo Brand, he spoke. He praised Velta.", "Tarn"),
        ("Police arrested Luis Ortega on Friday. He was taken to Velta.", "Ortega"),
        ("Ruth Lander sacked Hugo Brandt on Monday. He had leaked a report.", "Brandt"),
        ("Born Hugo Neil Tarn, he went into parliament in 1950. He left it ten years later.", "Tarn"),
    ],
)
def test_a_pronoun_takes_up_whom_the_sentence_before_is_about(text: str, named: str) -> None:
    """The subject of the sentence before goes on; a rival who is beaten in it is nobody's "he"."""
    told = named_last(text)
    assert f"{named} " in (told or "")


@pytest.mark.parametrize(
    "text",
    [
        "The judge sentenced Mark Lowry to five years. He said that the crime was grave.",
        "The candidate, who was watching in the city, rang Hugo Osk to concede. “It is over,” he said.",
        "The minister, in a letter to Hugo Osk, listed the failings. “We have no time,” he wrote.",
        "Mayor Ivo Lasker said Hugo Brandt had lied. He had sold the site.",
        "Hana Tincopa held a plate. Her son was poisoned by bad milk. He is now 13 and, she said, still ill.",
        "Ivo Lasker quit. It emerged that he had paid Hugo Brandt. He had sold the site.",
        "Hugo Brandt spoke. Ada Reiss said a barrier had been moved. Gerrit Holt died, he says, on the 30th.",
        "A nurse was jailed. Her lawyer, Nina Marsh, said she would appeal. She told the court she was sorry.",
        "A nurse was jailed. On Monday her sister, Nina Marsh, said she was well. She told the court she was sorry.",
        "Ida Velk was jailed. Velk’s lawyer, Nina Marsh, said she would appeal. She told the court she was sorry.",
    ],
)
def test_nobody_is_named_for_a_pronoun_that_may_be_somebody_else(text: str) -> None:
    """A wrong name is worse than a sentence that is not printed."""
    assert named_last(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "His lawyer, Nina Marsh, said he would appeal. She told the court he was sorry.",
        "Coach Nina Marsh spoke on Monday. She told the court the club was sorry.",
    ],
)
def test_who_speaks_for_somebody_of_the_other_gender_is_named(text: str) -> None:
    assert "Marsh told the court" in (named_last(text) or "")


@pytest.mark.parametrize(
    ("text", "is_stray"),
    [
        ("Marsh said she had lost his trust.", True),
        ("Minister Lena Marsh said his successor would be chosen in May.", True),
        ("Lena Marsh, the minister, said his successor would be chosen in May.", True),
        ("Mrs Marsh said his successor would be chosen in May.", True),
        ("Asked about his plans, Lena Marsh said the council would meet.", True),
        ("Marsh said she had lost her trust in the council.", False),
        ("The minister told Lena Marsh his successor would be chosen in May.", False),
        ("Lena Marsh told Jan Osk she had lost his report.", False),
        ("Asked about her plans, Lena Marsh said the council would meet.", False),
        ("Minister Lena Marsh told a reporter that his report was wrong.", False),
    ],
)
def test_a_pronoun_stands_for_nobody_of_the_other_gender(text: str, *, is_stray: bool) -> None:
    assert has_stray_pronoun(text, story_of([text]).sentences[0]) is is_stray


def test_a_name_put_in_stands_for_its_own_pronoun_only() -> None:
    before, lost, kept = story_of([
        "Coach Nina Marsh left on Monday. She said she had lost his trust. She said she had lost her trust in Osk."
    ]).sentences  # fmt: skip
    assert stand_alone(lost, [before], None) is None
    assert stand_alone(kept, [before], None) is not None


def test_the_middle_of_a_quotation_is_not_printed_as_the_papers_own_words() -> None:
    """Its marks stand in other sentences: printed alone, it is the newsroom that says it."""
    told = story_of(["Ed Mill, the leader, said: “We have lost a friend. Osk was a giant of the party. We mourn.”"])
    *before, middle, _ = told.sentences
    assert stand_alone(middle, before, None) is None


def needs(text: str) -> list[set[str]]:
    """What the last sentence of a text takes as told."""
    *before, last = story_of([text]).sentences
    return [set(need) for need in needs_of(last.text, last, before)]


def test_a_bare_office_needs_its_body() -> None:
    """ "Spokesman Beat Lohr" is nobody's before the firm has been named; with the firm beside it nothing is needed."""
    told = "Securon put the loss at three million francs. "
    assert {"securon"} in needs(told + "Spokesman Beat Lohr said on Friday that money had been counted again.")
    assert needs(told + "Securon spokesman Beat Lohr said on Friday that money had been counted again.") == []


def test_a_definite_phrase_is_read_whole() -> None:
    """ "The bus strike" is a strike and no bus; "the hospital in Norl" and "the company Lumen" say which one."""
    told = "A bus and a train met at a hospital. A strike was over. "
    assert not any(need == {"bus"} for need in needs(told + "Officials said the bus strike in Karsund had ended."))
    assert needs(told + "Doctors at the hospital in Norl treated six people.") == []
    assert needs(told + "Managers of the company Lumen resigned.") == []
    assert needs(told + "Doctors at the hospital treated six people.")


def test_an_opening_introduces_what_it_speaks_of() -> None:
    """The first sentence of an article needs nothing told before, but for its subject."""
    assert needs("Workers at a plant in Norl went on strike on Monday after the union and the operator had met.") == []


def candidate(
    text: str,
    start: int,
    sides: frozenset[tuple[str, str]] = frozenset(),
    *,
    figures: Collection[float] = (),
    is_of_newest_day: bool = True,
) -> Candidate:
    """A sentence as a candidate of one article, at a place in it."""
    return Candidate(
        text, Span("post", start, start + len(text)), 1, "post", start, 0.0, sides=sides, figures=frozenset(figures),
        is_of_newest_day=is_of_newest_day, concepts=concepts_of(text), content=frozenset(content_words(text)),
    )  # fmt: skip


# ------------------------------------------------------------------------- what is told or stale


def test_figures_that_are_told_are_not_told_again() -> None:
    """The same turnout by the same ministry in other words; one with a figure of its own is printed."""
    lead = candidate("Teachers in Norl went on strike on Thursday over pay.", 0)
    told = candidate("The education ministry said 43 percent of teachers had taken part.", 1, figures={43.0, 208.0})
    again = candidate("By the count of the ministry 43 percent of staff walked out.", 2, figures={43.0})
    other = candidate("By the count of the ministry 61 percent of staff walked out.", 3, figures={61.0})
    weights = {concept: 1.0 + (one is told) for one in (other, again, told, lead) for concept in one.concepts}
    texts = [one.text for one in choose([lead, told, again, other], weights, 200)]
    assert other.text in texts
    assert again.text not in texts


@pytest.mark.parametrize(
    "earlier",
    [
        "The state mediator has summoned the drivers to talks on Wednesday in the town hall.",
        "The weather office expects the storm to reach the island on Wednesday morning.",
    ],
)
def test_what_was_to_come_and_is_over_is_not_printed(earlier: str) -> None:
    """A summons and a forecast for a day before the newest article's."""
    story = story_of([
        article("Post", "04T10:00", "Before", f"Drivers and fishermen stayed at home on Tuesday. {earlier}"),
        article("Globe", "06T10:00", "After", "Buses run again, the operator said on Thursday."),
    ])  # fmt: skip
    fresh = Freshness(story)
    assert [read.text for read in story.sentences if fresh.is_overtaken(read)] == [earlier]


def test_a_search_gives_way_to_its_end() -> None:
    """Who has not been seen in the first article is found in the second."""
    story = story_of([
        article("Post", "04T10:00", "Cook missing", "Tam Ellery, cook of the trawler, has not been seen since Monday."),
        article("Globe", "05T10:00", "Cook found", "Tam Ellery, cook of the trawler, was found alive on an island."),
    ])  # fmt: skip
    assert [Freshness(story).is_overtaken(read) for read in story.sentences] == [True, False]


def test_who_is_missing_in_a_long_sentence_is_found_in_another() -> None:
    """The two have hardly a word in common but the name."""
    missing = (
        "Deckhand Idris Pallan, 23, and Tam Ellery, the 58-year-old cook, have not been seen since the Stormhild cut "
        "through their boat in the small hours of Monday."
    )
    story = story_of([
        article("Post", "04T10:00", "Two missing", missing),
        article("Globe", "05T10:00", "Cook found", "Tam Ellery turned up alive in Havn on Wednesday, it was said."),
    ])  # fmt: skip
    assert [Freshness(story).is_overtaken(read) for read in story.sentences] == [True, False]


def test_a_figure_that_its_outlet_has_replaced_is_not_printed() -> None:
    """The live page's second text, in other words, has another number of customers."""
    first = article(
        "Post", "04T10:00", "Cards fail in Norl",
        "Nobody knows when it will end. Some 300,000 customers of the Norl Savings Bank cannot pay by card, it says. "
        "At the Pelican café guests left their watches as a pledge, says Nia Hall, who runs the place.",
    )  # fmt: skip
    later = article(
        "Post", "04T18:00", "Cards still fail in Norl",
        "The bank has revised its figure upwards: 420,000 customers of the Norl Savings Bank cannot pay by card. "
        "Branches close at six. A supplier denies that an update of its own was to blame.",
    ) | {"id": "post-2"}  # fmt: skip
    globe = article(
        "Globe", "05T19:00", "Regulator counts customers",
        "The regulator counts 510,000 customers of the Norl Savings Bank who could not pay by card on Tuesday.",
    )  # fmt: skip
    story = story_of([first, later, globe])
    facts = extract_facts(story)
    old = [s.figure.text for d in (*facts.disagreements, *facts.revisions) for s in d.figures if s.is_superseded]
    assert any("300,000" in text for text in old)
    assert not any("300,000" in text for text in texts_of([first, later, globe], 200))


# ---------------------------------------------------------------------------------- both sides


ACCUSED = candidate(
    "The sirens in Aude did not sound, opposition leader Perrin Dault said.", 1, frozenset({("d1", "0")})
)
ANSWER = candidate("Rohan Tuala said every siren in Aude had been heard.", 4, frozenset({("d1", "1")}))
OTHERS = [
    candidate("A storm killed four people on the island of Verra on Tuesday.", 0),
    candidate("Sugar growers said a third of the harvest was lost in the east.", 2),
    candidate("The airport of Verra stays closed until Thursday because of the storm.", 3),
]


def test_the_answer_to_what_is_told_stands_beside_it() -> None:
    """What civil protection says of the sirens comes next, wherever its article has it."""
    chosen = [OTHERS[0], ACCUSED, *OTHERS[1:], ANSWER]
    places = {one.span: one.index for one in chosen}
    texts = [one.text for paragraph in arrange(chosen, places) for one in paragraph]
    assert texts.index(ANSWER.text) == texts.index(ACCUSED.text) + 1


def test_the_answer_is_chosen_before_what_weighs_as_much() -> None:
    """With room for one more sentence beside the accusation, it is its answer."""
    pool = [OTHERS[0], ACCUSED, ANSWER, OTHERS[1]]
    weights = dict.fromkeys(sorted({concept for one in pool for concept in one.concepts}), 1.0)
    weights |= dict.fromkeys(sorted(ACCUSED.concepts), 3.0)
    n_words = OTHERS[0].n_words + ACCUSED.n_words + OTHERS[1].n_words
    with_sides = choose(pool, weights, n_words)
    without = choose([replace(one, sides=frozenset()) for one in pool], weights, n_words)
    assert ANSWER.text in [one.text for one in with_sides]
    assert ANSWER.text not in [one.text for one in without]


def test_a_giver_of_two_figures_is_no_dispute() -> None:
    """Who puts right his own count disagrees with nobody."""
    draft = draft_of([
        article("Post", "04T10:00", "Recount", "The commission said on Tuesday that Mele Oku led by 14 votes."),
        article("Globe", "04T12:00", "Recount", "The commission said on Tuesday that Mele Oku led by 16 votes."),
    ], 200)  # fmt: skip
    assert not any(sentence.text.startswith("Reports differ") for sentence in draft.sentences)


def test_the_newest_day_stands_first() -> None:
    """What drivers wanted before the strike ended comes after what its end costs, though it stands higher up."""
    lead = candidate("The bus strike in Karsund was suspended on Thursday.", 0)
    wanted = candidate("Drivers wanted split shifts to be abolished by next summer.", 1, is_of_newest_day=False)
    fares = candidate("Fares will rise by 4 percent in February, the operator said.", 4)
    places = {lead.span: 0, wanted.span: 1, fares.span: 4}
    texts = [one.text for paragraph in arrange([lead, wanted, fares], places) for one in paragraph]
    assert texts == [lead.text, fares.text, wanted.text]


def arranged(*chosen: Candidate) -> list[str]:
    """The texts in their order, each at its own place in its article."""
    places = {span: span.start for one in chosen for span in (one.span, *one.evidence)}
    return [one.text for paragraph in arrange(chosen, places) for one in paragraph]


def test_a_sentence_stands_as_high_as_any_outlet_has_it() -> None:
    """The court's fine is a brief's second sentence, and another's eighth: it comes before what both have fifth."""
    lead = candidate("The owner of the Lund mill was found guilty on Monday.", 0)
    closure = candidate("The mill closed after the fire and will not open again.", 5)
    fine = replace(candidate("The court fined the company two million crowns.", 8), evidence=(Span("brief", 1, 9),))
    assert arranged(lead, closure, fine) == [lead.text, fine.text, closure.text]


def test_a_year_in_it_puts_no_sentence_last() -> None:
    """What somebody is sentenced for is old, the sentence is news."""
    lead = candidate("The owner's lawyers called the trial of the Lund mill unfair.", 0)
    sentence = replace(candidate("He was jailed on Monday for a fire in 2019.", 2), is_background=True)
    appeal = candidate("They said an appeal would be lodged within a week.", 6)
    assert arranged(lead, appeal, sentence) == [lead.text, sentence.text, appeal.text]


def test_what_takes_something_as_told_waits_only_for_what_tells_it() -> None:
    """What the lawsuit asks for waits for the sentence that has one; what nobody tells is waited for by nothing."""
    lead = candidate("Two people were hurt at the harbour of Lund on Monday.", 0)
    leaning = replace(candidate("The lawsuit asks for nine million crowns.", 1), needs=(frozenset({"lawsuit"}),))
    telling = candidate("A family filed a lawsuit against the port in March.", 3)
    other = candidate("Doctors said both would be home within days.", 2)
    assert arranged(lead, leaning, other, telling) == [lead.text, other.text, telling.text, leaning.text]
    assert arranged(lead, leaning, other) == [lead.text, leaning.text, other.text]


def test_what_somebody_now_says_of_former_years_is_no_background() -> None:
    """The judge's finding on 2021 stands with the verdict, the tunnel's year of building at the end."""
    assert not is_background("The judge said that he had known of it since 2021.", 2026)
    assert not is_background("Some 38 talers vanished between 2019 and 2025, according to the prosecutor.", 2026)
    assert is_background("The tunnel was opened in 1987.", 2026)


# ------------------------------------------------------------------------------------ who it is


def test_somebody_is_introduced_from_another_article() -> None:
    """The full name and the office of the one who has only a family name in the article that is quoted."""
    draft = draft_of([
        article(
            "Post", "04T10:00", "Rent cap passed",
            "Parliament passed a cap on rents on Tuesday by 76 votes to 74. "
            "Opposition leader Ruben Asch asked what was next?",
        ),
        article(
            "Globe", "05T10:00", "After the vote",
            "A day after the vote on rents, landlords went to court on Wednesday. "
            "Asch demanded a vote of confidence next week.",
        ),
    ], 200)  # fmt: skip
    asked = next(sentence for sentence in draft.sentences if "demanded" in sentence.text)
    assert asked.text == "Opposition leader Ruben Asch demanded a vote of confidence next week."
    assert asked.cited == (1, 2)


@pytest.mark.parametrize(
    ("earlier", "office"),
    [
        ("Association chairman Hugo Lamm left at noon.", "ssociation"),
        ("State mediator Hugo Lamm left at noon.", "tate mediator"),
    ],
)
def test_an_office_is_lent_only_where_it_fits(earlier: str, office: str) -> None:
    """Not of an association that nobody has named, nor before an office that stands there already."""
    texts = texts_of([
        article("Post", "04T10:00", "Talks in Norl", f"Landlords and tenants met in Norl on Tuesday. {earlier}"),
        article(
            "Globe", "05T10:00", "Norl landlords go to court",
            "Landlords in Norl went to court on Wednesday. Forty flats will not be built, mediator Hugo Lamm said.",
        ),
    ], 200)  # fmt: skip
    said = next(text for text in texts if "Forty flats" in text)
    assert office not in said


def test_no_office_is_lent_where_articles_differ_on_it() -> None:
    """Chairman in one article, director in another: a third that names neither gets neither."""
    texts = texts_of([
        article("Post", "04T10:00", "Mine closed", "A mine in Norl was closed on Tuesday. Director Ada Osk left."),
        article("Globe", "04T11:00", "Mine shut", "The mine in Norl was shut on Tuesday. Chairman Ada Osk left."),
        article(
            "Echo", "04T12:00", "Mine is closed", "A mine in Norl is closed. Ada Osk denied that gas had leaked."
        ),
    ], 200)  # fmt: skip
    assert not any("irector Ada Osk denied" in text or "hairman Ada Osk denied" in text for text in texts)


def test_an_occupation_is_written_small_within_a_sentence() -> None:
    """ "Statistician" opened its own sentence; within another it is a common noun."""
    texts = texts_of([
        article(
            "Post", "04T10:00", "Test for cancer",
            "A blood test found 71 percent of cancers in Norl on Tuesday. "
            "Statistician Pavel Orlik said that most alarms would be false. "
            "Amara Dufresne said Orlik's figures were right but nobody planned to test everybody.",
        ),
    ], 35)  # fmt: skip
    assert not any("said Statistician" in text for text in texts)


# ------------------------------------------------------------------------------------ headlines


def headline_of(*articles: tuple[str, str, str]) -> str:
    """The headline over articles given as (day and hour, title, text)."""
    return draft_of([article(f"Outlet{i}", *parts) for i, parts in enumerate(articles)], 120).title


CRASH = "At least 16 people were killed when a bus fell into a ravine near Kerta early on Sunday, the hospital said."
EARLIER = "At least 12 people were killed when a bus fell into a ravine near Kerta early on Sunday, police said."


def test_a_headline_gives_no_toll_that_the_lead_contradicts() -> None:
    """Only the part that still holds is kept of the earlier title."""
    title = headline_of(("02T08:00", "Night bus plunges into ravine, 12 dead", EARLIER), ("03T08:00", "", CRASH))
    assert title == "Night bus plunges into ravine"


def test_a_headline_is_of_the_leads_day() -> None:
    """A strike that has been suspended is not said to go on."""
    title = headline_of(
        (
            "03T08:00",
            "Bus drivers strike for second day in Karsund",
            "Bus drivers in Karsund were on strike for a second day on Tuesday over split shifts.",
        ),
        (
            "05T08:00",
            "Bus strike suspended after talks",
            "The bus strike in Karsund was suspended on Thursday after 17 hours of talks on split shifts.",
        ),
        ("05T09:00", "", "A strike of bus drivers over split shifts in Karsund was suspended on Thursday after talks."),
    )
    assert title == "Bus strike suspended after talks"


@pytest.mark.parametrize("title", ["They sprouted and they died", "Forty-six went away, forty-four come home"])
def test_a_headline_says_of_whom_it_speaks(title: str) -> None:
    """Neither a pronoun nor a number without its noun opens one."""
    text = "All sprouts of an old barley have died in the greenhouse of Makor, the institute said on Thursday."
    assert headline_of(("03T08:00", title, text)) != title


def test_a_language_that_the_engine_does_not_write_is_told() -> None:
    """No sentence is blamed for what no rule knows; where sentences are repeated all the same, that is told, too."""
    fire = {
        "id": "kita",
        "language": "ja",
        "text": "5日午前6時ごろ、北浜市の港で倉庫が燃え、3人がけがをした。"
        "消防によると、火は約4時間後に消し止められた。",
    }
    (summary,) = summarize([fire]).summaries
    (notice,) = (notice for notice in summary.notices if notice.code == "nothing-drafted")
    assert "in Japanese, in which the embedded engine does not write" in notice.message
    (read,) = summary.story.articles
    assert ["(ja)" in notice.message for notice in read.notices if notice.code == "other-language"] == [True]
    pier = "Пристань в Норле закрыли во вторник. Водолазы нашли трещины в трёх сваях старой пристани, сообщил порт."
    (summary,) = summarize([{"id": "a", "text": pier}]).summaries
    assert summary.sentences
    assert [notice.message for notice in summary.notices if notice.code == "other-language"]
    assert "Cyrillic" in summary.notices[0].message or "Russian" in summary.notices[0].message
    (summary,) = summarize(
        [{"id": "a", "text": "Le quai de Norl a été fermé mardi, a dit le port de la ville."}]
    ).summaries
    assert not [notice for notice in summary.notices if notice.code in ("other-language", "nothing-drafted")]


# ------------------------------------------------------------------------------- what an outcome has overtaken

COUNT = article(
    "Herald", "04T20:00", "Osk leads in Norl as votes are counted",
    "Ada Osk was on course to become mayor of Norl on Tuesday, partial results showed. "
    "With 67% of ballots counted, Osk had 52% and the treasurer Jan Venn 45%, the town clerk said. "
    "An exit poll for Radio Norl puts Osk on 54%. "
    "Turnout was 61%, the highest for twenty years.",
)  # fmt: skip
OUTCOME = article(
    "Globe", "05T07:00", "Venn wins mayoral election in Norl",
    "Jan Venn has won the election for mayor of Norl by 214 votes, after the last ballots from the harbour came in. "
    "Venn said he would open the new quay in May.",
)  # fmt: skip


def test_once_an_outcome_is_told_its_counts_and_forecasts_are_stale() -> None:
    """No interim share, no exit poll, no title of the count; what does not change by it stays."""
    draft = draft_of([COUNT, OUTCOME], 150)
    printed = " ".join(sentence.text for sentence in draft.sentences)
    assert "has won the election" in printed
    assert not any(words in printed for words in ("on course", "67%", "exit poll"))
    assert "Turnout was 61%" in printed
    assert "leads" not in f"{draft.title} {' '.join(draft.other_titles)}"


def test_while_nobody_tells_an_outcome_the_count_is_the_news() -> None:
    """A later article with another vote that somebody won once, or that he may win this one, decides nothing."""
    later = article(
        "Globe", "05T07:00", "Count goes on in Norl",
        "The count of the votes for mayor of Norl goes on. Jan Venn, who had won the primary in May, would have won "
        "the election with the ballots from the harbour, his party said.",
    )  # fmt: skip
    assert any("52%" in text for text in texts_of([COUNT, later], 150))


def left_after(stale: str, later: str) -> bool:
    """Whether a sentence of Norl's count is still printed when the later article tells something else."""
    count = article("Herald", "04T20:00", "Norl votes", f"Voters in Norl chose a mayor on Tuesday. {stale}")
    story = story_of([count, article("Globe", "05T07:00", "The day after", later)])
    (read,) = (read for read in story.sentences if read.text == stale)
    return not Freshness(story).is_overtaken(read)


@pytest.mark.parametrize(
    ("stale", "later"),
    [
        ("With half of the votes counted in Norl, Ada Osk was leading.", "Hugo Brandt has won the election in Velta."),
        ("Exit polls put Ada Osk on 54%.", "In Velta, Hugo Brandt conceded the vote at midnight."),
        ("The government is expected to hold talks with the unions.", "Ada Osk has won the election in Norl."),
        ("Ada Osk is set to become the first woman to lead Norl.", "Ada Osk has won the election in Norl."),
        ("The mayor is expected to take office in the spring.", "Ada Osk has won the election in Norl."),
        ("The new council is expected to take its seats in May.", "Ada Osk has won the election in Norl."),
        ("Jan Venn is expected to form a government.", "Jan Venn has won the election in Norl."),
        (
            "With half of the votes counted in Norl, Ada Osk was leading.",
            "Norl beat Velta 2-0 before a crowd of voters.",
        ),
    ],
)
def test_another_vote_or_none_overtakes_nothing(stale: str, later: str) -> None:
    """Another town's, a match, what stays true of whoever has won."""
    assert left_after(stale, later)


@pytest.mark.parametrize(
    ("stale", "later"),
    [
        ("With half of the votes counted, Ada Osk was leading.", "Jan Venn has won the election in Norl."),
        ("Exit polls put Ada Osk on 54%.", "Venn won the election. Ada Osk conceded the vote to him at midnight."),
        ("The Greens were expected to keep their majority.", "The Free Party won most votes in Norl."),
        ("Qarvia's Greens were on course to win the election.", "Ada Osk has won Qarvia's election."),
        ("Ada Osk is set to become mayor.", "The mayoral election in Norl was won by Jan Venn."),
        ("Ada Osk was likely to take 54% of the vote.", "The mayoral election in Norl was won by Jan Venn."),
    ],
)
def test_the_end_of_the_same_vote_overtakes_its_count(stale: str, later: str) -> None:
    """Of the same person or place, named in the sentence or by what opens its article."""
    assert not left_after(stale, later)


def test_a_title_of_the_count_stays_where_another_towns_vote_is_over() -> None:
    other = article("Globe", "05T07:00", "Brandt wins in Velta", "Hugo Brandt has won the election in Velta.")
    assert not Freshness(story_of([COUNT, other])).has_old_title(story_of([COUNT, other]).articles[0].id)
    assert Freshness(story_of([COUNT, OUTCOME])).has_old_title(story_of([COUNT, OUTCOME]).articles[0].id)


# ---------------------------------------------------------------------------- answers and retorts without their word

DRAIN = article(
    "Herald", "04T20:00", "Fire in Norl silo forces families out",
    "A fire in a grain silo in Norl forced families from their homes on Tuesday, the fire service said. "
    "The council said that each family would get 300 crowns. It said that shops would get nothing. "
    "The guild of shopkeepers called that “a disgrace”.",
)  # fmt: skip


def test_an_answer_is_not_printed_without_its_question() -> None:
    """A bare "Everyone who …" below a question is none; a whole sentence below one is."""
    asked = article(
        "Globe", "04T21:00", "Norl silo: your questions",
        "Who has to leave?\nEveryone between the canal and the mill, and all who live on a boat.\n"
        "When can people go home?\nNot before Thursday noon, when the air in the cellars is tested again.\n"
        "Are schools open?\nThe schools of Norl will open again on Friday, the town says.",
    )  # fmt: skip
    printed = " ".join(texts_of([DRAIN, asked], 150))
    assert "Everyone between" not in printed
    assert "Not before" not in printed
    assert "The schools of Norl will open again on Friday" in printed


def test_what_somebody_calls_that_stands_behind_it() -> None:
    printed = texts_of([DRAIN], 150)
    retort = next(place for place, text in enumerate(printed) if "a disgrace" in text)
    assert printed[retort - 1] == "It said that shops would get nothing."


def test_a_quotation_of_those_told_before_leans_on_them() -> None:
    """ "They knew …" is nobody's, where the sentence that says who they are is not printed."""
    told = "Parents of pupils spoke of the fire drill. “They knew in May and said nothing,” teacher Ada Osk said."
    story = story_of([article("Post", "04T08:00", "Drill in Norl", told)])
    read = story.sentences[-1]
    assert stand_alone(read, story.sentences[:-1], None) is None
    assert stand_alone(read, story.sentences[:-1], None, may_lean=True) is not None


@pytest.mark.parametrize(
    ("text", "is_decided"),
    [
        ("Ada Osk has won the election for mayor.", True),
        ("Voters in Norl rejected the bridge in a vote on Sunday.", True),
        ("Jan Venn conceded the vote at midnight.", True),
        ("Ada Osk, who won the primary in May, will wait for the count of the vote.", False),
        ("The commission rejected 70 ballots of the vote in Norl.", False),
        ("Ada Osk would have won the election with the ballots from the harbour.", False),
        ("Ada Osk was elected by parliament on Tuesday.", True),
        ("The Greens won a majority in parliament.", True),
        ("A man was beaten outside parliament on Tuesday.", False),
        ("Norl beat Velta 2-0 before a crowd of voters.", False),
        ("Norl beat Velta 2-0 a week before the election.", False),
    ],
)
def test_what_ends_a_vote(text: str, *, is_decided: bool) -> None:
    assert _tells_outcome(text) is is_decided
