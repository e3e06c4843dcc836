"""Utterances, timeline, corroboration, ranking and what a summary leaves out."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from summarizer import extract
from summarizer.facts import extract_facts, left_out
from summarizer.model import Article, Bundle, Hedge, OriginKind, Story
from summarizer.pipeline import read_story
from tests.unit.facts_stories import Page, Told, make_story


def said(words: str, by: str, names: tuple[str, ...] = ()) -> Told:
    return Told(f"“{words}” {by} said.", [f"p:{by}", *names], said=[(words, by)])


# ------------------------------------------------------------------------------------ utterances


def test_translations_of_one_quotation_are_variants() -> None:
    story = make_story(
        Page("post", [said("We do not trust what we hear, we trust what we measure.", "Ada Quill")]),
        Page("echo", [said("We trust what we can measure, not what we hear.", "Quill")]),
        Page("wire", [said("The bridge will be closed for a year.", "Ada Quill")]),
    )
    found = extract_facts(story).utterances
    assert [(utterance.speaker, len(utterance.variants)) for utterance in found] == [("Ada Quill", 2), ("Ada Quill", 1)]


def test_the_same_words_by_two_speakers_stay_apart() -> None:
    story = make_story(
        Page("post", [said("The possibilities of talks are far from exhausted.", "Ada Quill")]),
        Page("echo", [said("Our possibilities are far from exhausted.", "Boris Penn")]),
    )
    assert {utterance.speaker for utterance in extract_facts(story).utterances} == {"Ada Quill", "Boris Penn"}


def test_pieces_beside_aligned_pieces_are_aligned() -> None:
    """Two wordings that share little stand before two wordings of one sentence: translations of one passage."""
    story = make_story(
        Page(
            "post",
            [
                said("We will believe it when we see it.", "Ada Quill"),
                said("If the gates are opened, we will believe in the treaty.", "Quill"),
            ],
        ),
        Page(
            "echo",
            [
                said("Our rule here is not to believe what is told before our eyes see it.", "Ada Quill"),
                said("When the gates have been opened we will believe in this treaty.", "Quill"),
            ],
        ),
    )
    assert [len(utterance.variants) for utterance in extract_facts(story).utterances] == [2, 2]


def test_a_speaker_without_a_name_is_the_person_beside() -> None:
    words = "We will rebuild the pier by the autumn."
    told = Told(f"“{words}” the city's mayor, Ada Quill, said.", ["p:Ada Quill"], said=[(words, "the city's mayor")])
    assert extract_facts(make_story(Page("post", [told]))).utterances[0].speaker == "Ada Quill"


# -------------------------------------------------------------------------------------- timeline


def test_a_day_that_only_compares_is_no_entry_of_the_timeline() -> None:
    text = "More than 400 people were moved out of Halm on Tuesday, the most since the great floods of 2008."
    days = [("Tuesday", date(2025, 3, 4)), ("2008", date(2008, 1, 1))]
    story = make_story(Page("post", [Told(text, ["l:Halm"], days=days)]))
    (entry,) = extract_facts(story).timeline
    assert entry.earliest == date(2025, 3, 4)
    text = "More than 400 people were moved out of Halm, the most since the great floods of 2008."
    assert extract_facts(make_story(Page("post", [Told(text, ["l:Halm"], days=days[1:])]))).timeline == ()


def test_the_timeline_is_in_order_and_names_an_event_once() -> None:
    strike, vote = date(2025, 3, 4), date(2025, 3, 2)
    text = "The dock workers of Halm began a strike on Tuesday."
    story = make_story(
        Page("post", [Told(text, ["l:Halm"], days=[("Tuesday", strike)])]),
        Page(
            "echo",
            [
                Told(text, ["l:Halm"], days=[("Tuesday", strike)]),
                Told("The dock workers' union had voted for it on Sunday by show of hands.", days=[("Sunday", vote)]),
            ],
        ),
    )
    assert [(entry.earliest, entry.text[:20]) for entry in extract_facts(story).timeline] == [
        (vote, "The dock workers' un"),
        (strike, "The dock workers of "),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Over the past two years the court of Halm has upheld 26 of 31 such verdicts, the clerk said.",
        "Readers compared the cameras in Halm with those in the novel 1984.",
    ],
)
def test_years_in_which_something_goes_on_and_titles_are_no_event(text: str) -> None:
    article = Article("a", 1, text, published_at=datetime(2031, 3, 4, tzinfo=UTC))
    assert extract_facts(read_story(Bundle((article,)))).timeline == ()


def test_a_date_that_bounds_a_span_is_no_event() -> None:
    told = Told("The pier has been closed to all ships since Tuesday.", days=[("Tuesday", date(2025, 3, 4))])
    assert extract_facts(make_story(Page("post", [told]))).timeline == ()


def test_two_facts_of_one_event_and_day_are_one_entry() -> None:
    day = date(2025, 3, 4)
    told = Told("A freighter struck the northern pier of Halm on Tuesday.", ["l:Halm"], days=[("Tuesday", day)])
    again = Told(
        "The freighter, which carried grain, struck the northern pier of Halm early on Tuesday in thick fog.",
        ["l:Halm"],
        days=[("Tuesday", day)],
    )
    assert len(extract_facts(make_story(Page("post", [told]), Page("echo", [again]))).timeline) == 1


def test_what_lay_ahead_for_the_writer_is_planned_and_its_day_is_not_that_of_the_announcement() -> None:
    text = "The harbour authority said on Monday that the pier of Halm would be open again on Friday."
    article = Article("post", 1, text=text, published_at=datetime(2025, 3, 4, tzinfo=UTC))
    (entry,) = extract_facts(read_story(Bundle((article,)))).timeline
    assert (entry.earliest, entry.is_planned) == (date(2025, 3, 7), True)


def test_a_byline_is_no_event() -> None:
    told = Told("By Ada Quill, Halm Post, Tuesday.", ["p:Ada Quill"], days=[("Tuesday", date(2025, 3, 4))])
    assert extract_facts(make_story(Page("post", [told]))).timeline == ()


def utterances_of(text: str) -> list[str]:
    article = Article("a", 1, text, published_at=datetime(2031, 5, 6, tzinfo=UTC))
    found = extract_facts(read_story(Bundle((article,)))).utterances
    return [variant.words for utterance in found for variant in utterance.variants]


def test_shreds_of_two_clauses_are_no_one_sentence() -> None:
    """Nobody said "reconsider its own rules commit to clean water"."""
    text = "Osk asked the council to “reconsider its own rules” and said it should “commit to clean water” this year."
    assert sorted(utterances_of(text)) == ["commit to clean water", "reconsider its own rules"]


def test_a_sentence_around_he_said_is_one() -> None:
    assert utterances_of("“We will not sell the pier,” Osk said, “and we will not lease it to anybody.”") == [
        "We will not sell the pier, and we will not lease it to anybody."
    ]
    assert utterances_of("Osk was calm: “it is our pier,” he said, “and we will not lease it to anybody.”") == [
        "it is our pier, and we will not lease it to anybody."
    ]


# ------------------------------------------------------------------- corroboration and importance

CLAIM = "The harbour authority of Halm closed the northern pier after a ferry struck it."


def harbour() -> Story:
    return make_story(
        Page(
            "post",
            [
                Told(CLAIM, ["l:Halm"]),
                Told("Divers found a crack below the waterline.", []),
                Told("She had never seen such a thing before.", []),
            ],
        ),
        Page("echo", [Told("After a ferry struck the northern pier, Halm's harbour authority closed it.", ["l:Halm"])]),
        Page("copy", [Told(CLAIM, ["l:Halm"])], origin="origin of post", kind=OriginKind.COPY),
        Page("wire", [Told("The harbour authority of Halm did not close the northern pier.", ["l:Halm"])]),
    )


def test_the_same_claim_in_other_words_corroborates_and_copies_count_once() -> None:
    top = extract_facts(harbour()).facts[0]
    assert (top.n_articles, top.n_origins) == (3, 2)
    assert top.lead == top.evidence[0]


@pytest.mark.parametrize(
    ("one", "other", "n_articles"),
    [
        (
            "Ada Quill, who wrote eleven cookbooks, died on Saturday in Halm after a short illness, her agent said.",
            "The writer of eleven cookbooks, Ada Quill, has died in Halm on Saturday, according to her agent.",
            2,
        ),
        (
            "Ada Quill, who wrote eleven cookbooks, died on Saturday in Halm after a short illness, her agent said.",
            "Ada Quill lived in Halm for thirty years and kept hens behind the harbour chapel.",
            1,
        ),
        (
            "Quill waved to her sister while the clerk read out the charges at the court of Halm.",
            "Quill's brother, too, was heard at the court of Halm, in another case, ten years ago.",
            1,
        ),
    ],
)
def test_who_tells_of_the_same_people_and_place_tells_not_yet_the_same(one: str, other: str, n_articles: int) -> None:
    articles = tuple(Article(f"a{n}", n, text) for n, text in enumerate((one, other), start=1))
    facts = extract_facts(read_story(Bundle(articles))).facts
    assert max(fact.n_articles for fact in facts) == n_articles


def test_a_sentence_that_says_more_is_a_fact_of_its_own_too() -> None:
    shut = "The council of Norl shut the old pier on Tuesday after divers found cracks in three of its pillars"
    sums = f"{shut}, and Mayor Ada Osk asked the government for four million crowns."
    boats = f"{shut}, and the Velta line moved its summer ferries to the quay at Brenna."
    articles = tuple(Article(f"a{n}", n, f"{text} Nobody was hurt.") for n, text in enumerate((sums, boats), start=1))
    facts = extract_facts(read_story(Bundle(articles))).facts
    assert {fact.n_articles for fact in facts if "pier" in fact.text} >= {2}
    assert {fact.text for fact in facts} >= {sums, boats}


def test_facts_are_ranked_and_the_dangling_come_last() -> None:
    facts = extract_facts(harbour()).facts
    assert [fact.importance for fact in facts] == sorted((fact.importance for fact in facts), reverse=True)
    assert facts[-1].text.startswith("She had never")
    assert all(0 <= fact.importance <= 1 for fact in facts)


def test_other_figures_are_another_claim() -> None:
    text = "The ferry company of Halm dismissed {} workers after the crash at the pier."
    pages = [
        Page(name, [Told(text.format(n), ["l:Halm"], [(str(n), n, Hedge.NONE, "worker")])])
        for name, n in (("post", 40), ("echo", 60))
    ]
    assert [fact.n_articles for fact in extract_facts(make_story(*pages)).facts] == [1, 1]


def test_the_speaker_of_an_attributed_fact_is_named_in_full() -> None:
    pages = [
        Page("post", [Told("Mayor Ada Quill opened the pier in Halm again.", ["p:Ada Quill:mayor"])]),
        Page("echo", [Told("The pier would stay open all winter long, Quill said.", ["p:Quill"], by="Quill")]),
    ]
    facts = extract_facts(make_story(*pages)).facts
    assert {fact.speaker for fact in facts if "winter" in fact.text} == {"Ada Quill"}


# -------------------------------------------------------------------------------------- left out


def test_what_a_summary_tells_is_not_left_out() -> None:
    facts = extract_facts(harbour())
    missing = left_out(facts, ["Halm's harbour authority closed its northern pier after it was struck by a ferry."])
    assert not any(fact.text == CLAIM for fact in missing)
    assert any("crack" in fact.text for fact in missing)


def test_the_most_corroborated_comes_first() -> None:
    missing = left_out(extract_facts(harbour()), ["Nothing of the kind."])
    assert missing[0].n_origins == 2
    assert [fact.n_origins for fact in missing] == sorted((fact.n_origins for fact in missing), reverse=True)


def figures_of(text: str) -> dict[str, date | None]:
    article = Article("a", 1, text, published_at=datetime(2031, 5, 6, tzinfo=UTC))
    return {f.figure.text: f.as_of for f in extract_facts(read_story(Bundle((article,)))).figures}


def test_a_figure_is_as_of_when_it_held_and_not_of_a_day_to_come() -> None:
    told = figures_of("Ferrano will cut 71 posts and close its hall in Brell by the end of the year, its owner said.")
    assert told["71"] == date(2031, 5, 6)
    assert figures_of("A first 900 doses will leave Orle on Friday, the ministry said.")["900"] == date(2031, 5, 6)
    assert figures_of("By Sunday the clinic in Orle had seen 90 patients, it said.")["90"] == date(2031, 5, 4)


def test_a_day_in_an_aside_is_not_that_of_the_figure() -> None:
    told = figures_of("Treasurer Ada Moss, who joined in February, said that 40 posts would go.")
    assert told["40"] == date(2031, 5, 6)


def test_two_statements_of_a_sentence_are_no_one_utterance() -> None:
    text = (
        "Ada Moss said her staff had not seen “a single reading from inside the gate,” but added that the offer"
        " of talks was “an encouraging step.”"
    )
    said_ = [u.variants[0].words for u in extract_facts(read_story(Bundle((Article("a", 1, text),)))).utterances]
    assert sorted(said_) == ["a single reading from inside the gate,", "an encouraging step."]


def test_the_rest_of_a_sentence_is_one_utterance() -> None:
    text = "“We will open the gate,” Ada Moss said on Friday, “if the readings stay low.”"
    (found,) = extract_facts(read_story(Bundle((Article("a", 1, text),)))).utterances
    assert found.variants[0].words == "We will open the gate, if the readings stay low."


def test_an_arabic_verb_of_saying_is_no_speaker() -> None:
    text = 'وقال وزير النقل إن الجسر أغلق يوم الاثنين. وأضاف: "لن يفتح الجسر قبل الصيف".'
    (found,) = extract_facts(read_story(Bundle((Article("a", 1, text),)))).utterances
    assert found.speaker == ""


def test_a_short_sentence_that_tells_something_is_a_fact() -> None:
    text = (
        "The quarry at Tarn recalled 40 carts on Thursday. No officer was hurt. Weiss is not a suspect. All of the "
        "missing had been accounted for. Arnim will be sworn in on Monday. She left. It was a good day. We all knew."
    )
    told = {fact.text for fact in extract([{"outlet": "Post", "text": text}]).sheets[0].facts.facts}
    assert {
        "No officer was hurt.",
        "Weiss is not a suspect.",
        "All of the missing had been accounted for.",
        "Arnim will be sworn in on Monday.",
    } <= told
    assert told.isdisjoint({"She left.", "It was a good day.", "We all knew."})


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("HALM, March 4 (Wire) - A fire swept through a mill in Halm late on Monday, officials said.", ["2031-03-03"]),
        ("HALM, March 4 (Wire) - A fire swept through a mill in Halm, officials said.", ["2031-03-04"]),
        ("Members of the union will vote on the deal by 31 July.", ["2031-07-31"]),
        ("Refunds will be available to all readers from August 24.", ["2031-08-24"]),
        ("The pier of Halm had been closed by 1 February, the clerk said.", []),
    ],
)
def test_a_dateline_gives_way_and_a_term_to_come_is_an_entry(text: str, days: list[str]) -> None:
    """The day of the event, not that of the line above the text; what is due by a day is planned for it."""
    article = Article("a", 1, text, published_at=datetime(2031, 3, 4, 12, tzinfo=UTC))
    assert [str(entry.earliest) for entry in extract_facts(read_story(Bundle((article,)))).timeline] == days


def test_a_word_or_two_may_be_all_that_somebody_says() -> None:
    """ "We refuse" with its speaker is an utterance; a shred of a sentence or a title is none."""
    text = "“We refuse,” Ada Moss told reporters. She called the plan “too little”. The band played “Blue Moon”."
    article = Article("a", 1, text, published_at=datetime(2031, 3, 4, 12, tzinfo=UTC))
    found = extract_facts(read_story(Bundle((article,)))).utterances
    assert [(one.speaker, [v.words for v in one.variants]) for one in found] == [("Ada Moss", ["We refuse,"])]
