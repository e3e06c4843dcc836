"""The embedded engine: what it prints, what it never prints, and that it can be relied on to do the same again."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import permutations
from pathlib import Path

import pytest

from summarizer import Brief, Settings
from summarizer.bundle import read_bundle
from summarizer.cleaning import clean_articles
from summarizer.engines.extractive import ExtractiveEngine
from summarizer.engines.extractive.introductions import Introductions
from summarizer.facts import extract_facts
from summarizer.model import Article, Bundle, Draft, DraftSentence, Facts, Notice, Prompt, Source, Story
from summarizer.pipeline import summarize
from summarizer.prompting import render_prompt
from summarizer.sentences import split_sentences
from summarizer.similarity import words
from summarizer.stories import as_one_story
from tests.articles import BUNDLE

DEMO = Path(__file__).parents[2] / "eval" / "bundles" / "port-sarabi"


def prompt_of(articles: Bundle | Sequence[Mapping[str, object] | str], n_words: int = 180) -> Prompt:
    """The prompt that the pipeline would render for these articles as one story."""
    bundle = articles if isinstance(articles, Bundle) else read_bundle(articles, Settings())
    clean = clean_articles(bundle)
    story = as_one_story(clean, split_sentences(clean))
    return render_prompt(story, extract_facts(story), Brief(n_words=n_words), Settings())


def draft_of(articles: Bundle | Sequence[Mapping[str, object] | str], n_words: int = 180) -> Draft:
    return ExtractiveEngine().draft(prompt_of(articles, n_words))


def texts_of(draft: Draft) -> list[str]:
    return [sentence.text for sentence in draft.sentences]


def without_brackets(text: str) -> str:
    """A sentence on figures without who gives them: the draft introduces these by full name and title."""
    return re.sub(r" \([^()]*\)", "", text)


def n_words_of(draft: Draft) -> int:
    return sum(len(text.split()) for text in texts_of(draft))


@cache
def demo_articles() -> tuple[Article, ...]:
    files = sorted((DEMO / "articles").iterdir())
    return read_bundle([Source(file.name, file.read_bytes()) for file in files], Settings()).articles


@cache
def demo_draft(n_words: int) -> Draft:
    return draft_of(Bundle(demo_articles()), n_words)


ONE = (
    "The council of Brenna closed the ferry pier on Monday after divers found cracks in three of its pillars. "
    "But the pier, however, also serves the fishing fleet, harbour master Tilda Rask said. "
    "She said that the repairs would cost about 400,000 crowns."
)


# ------------------------------------------------------------------------------------- what it gives


def test_nothing_to_draft_from_is_said() -> None:
    """No evidence gives no sentence and a notice, not an error."""
    prompt = Prompt(Brief(), Story("s", "", (), (), ()), Facts(), ())
    draft = ExtractiveEngine().draft(prompt)
    assert draft.sentences == ()
    assert [notice.code for notice in draft.notices] == ["nothing-drafted"]


def test_a_short_article_gives_what_there_is() -> None:
    """One sentence in, one sentence out, cited."""
    sentence = "The ferry between Brenna and Holm will not run on Sunday, the harbour office said."
    assert draft_of([sentence]).sentences == (DraftSentence(sentence, (1,), 0),)


@pytest.mark.parametrize("n_words", [80, 120, 180, 250, 320])
def test_the_length_asked_for_is_kept(n_words: int) -> None:
    """Between 80 and 110 per cent of the words asked for, where the articles hold as much."""
    assert 0.8 * n_words <= n_words_of(demo_draft(n_words)) <= 1.1 * n_words


def test_every_sentence_is_the_articles_own_and_cites_them() -> None:
    """All its words stand in the articles it cites, numbers ascending; only the figures' wording is written."""
    prompt = prompt_of(Bundle(demo_articles()))
    written = {without_brackets(disagreement.wording) for disagreement in prompt.facts.disagreements}
    known = {article.number: set(words(article.text)) for article in prompt.story.articles}
    days = {"monday", "tuesday", "on", "s", "said"}
    for sentence in ExtractiveEngine().draft(prompt).sentences:
        assert sentence.cited
        assert list(sentence.cited) == sorted(set(sentence.cited))
        if without_brackets(sentence.text) not in written:
            cited = set().union(*(known[number] for number in sentence.cited))
            assert set(words(sentence.text)) <= cited | days, sentence.text


def test_paragraphs_go_up_from_zero() -> None:
    """The lead stands in paragraph 0 and paragraphs follow one another without a gap."""
    places = [sentence.paragraph for sentence in demo_draft(180).sentences]
    assert places == sorted(places)
    assert set(places) == set(range(max(places) + 1))
    assert max(places) >= 1


def test_figures_that_differ_get_one_sentence_that_cites_every_outlet() -> None:
    """The range is told once, in the facts' wording, and no other sentence gives one of the figures as settled."""
    prompt = prompt_of(Bundle(demo_articles()))
    disagreement = next(d for d in prompt.facts.disagreements if "3,000" in d.wording)
    wording = without_brackets(disagreement.wording)
    told = [s for s in ExtractiveEngine().draft(prompt).sentences if without_brackets(s.text) == wording]
    assert len(told) == 1
    numbers = {article.id: article.number for article in prompt.story.articles}
    assert set(told[0].cited) == {numbers[stated.span.article_id] for stated in disagreement.figures}
    for n_words in (180, 600):
        others = " ".join(text for text in texts_of(demo_draft(n_words)) if without_brackets(text) != wording)
        assert not re.search(r"\b(?:3,000|3,500|3,800|4,000|4,200)\b", others)


@pytest.mark.parametrize(("sureness", "n_told"), [(0.65, 0), (0.75, 1)])
def test_the_summary_itself_tells_only_of_what_surely_differs(sureness: float, n_told: int) -> None:
    """What may be no disagreement is for the editor's page, not for print."""
    prompt = prompt_of(Bundle(demo_articles()))
    wording = next(d.wording for d in prompt.facts.disagreements if "3,000" in d.wording)
    found = tuple(replace(d, sureness=sureness) for d in prompt.facts.disagreements)
    draft = ExtractiveEngine().draft(replace(prompt, facts=replace(prompt.facts, disagreements=found)))
    texts = [without_brackets(sentence.text) for sentence in draft.sentences]
    assert texts.count(without_brackets(wording)) == n_told


def test_without_facts_a_sentence_cites_its_own_article() -> None:
    """The simplest prompt, evidence alone, gives a draft too."""
    prompt = replace(prompt_of(Bundle(demo_articles())), facts=Facts())
    numbers = {article.number: " ".join(article.text.split()) for article in prompt.story.articles}
    sentences = ExtractiveEngine().draft(prompt).sentences
    assert len(sentences) > 3
    assert all(len(sentence.cited) == 1 for sentence in sentences[:1])
    assert all(any(sentence.text[-40:] in numbers[number] for number in sentence.cited) for sentence in sentences)


def test_another_origin_goes_before_a_machine_translation() -> None:
    """No sentence of the machine-translated composite stands where others tell as much."""
    assert not any(sentence.cited == (5,) for n_words in (120, 180, 250) for sentence in demo_draft(n_words).sentences)


def test_an_article_that_is_marked_as_machine_translated_is_the_last_choice() -> None:
    """The same article weighs less once cleaning has marked it."""
    rival = "Divers in Brenna checked the ferry pier on Monday and the council shut it to everybody."
    prompt = replace(prompt_of([ONE, rival], 30), facts=Facts())
    plain = ExtractiveEngine().draft(prompt).sentences[0].cited
    (marked,) = (article for article in prompt.story.articles if article.number in plain)
    notice = Notice("machine-translated", "", marked.id)
    articles = tuple(replace(a, notices=(notice,)) if a is marked else a for a in prompt.story.articles)
    again = ExtractiveEngine().draft(replace(prompt, story=replace(prompt.story, articles=articles)))
    assert again.sentences[0].cited != plain


# --------------------------------------------------------------------------------- what never stands


def test_no_page_furniture_injection_or_garble_is_printed() -> None:
    """Nothing of the demo bundle's furniture, its planted instruction or its translation slips comes through."""
    gold = json.loads((DEMO / "gold.json").read_text(encoding="utf-8"))
    text = " ".join(text for n in (80, 180, 400) for text in texts_of(demo_draft(n)))
    for phrase in [
        *gold["furniture"],
        "leavingand",
        "Anvarmet",
        "Chancellor",
        "This satellite image",
        "has contacted",
        "not the",
    ]:
        assert phrase not in text, phrase


@pytest.mark.parametrize(
    "dangling",
    [
        "The second was worse than the first of the two by a wide margin.",
        "Those pillars were built by a firm that no longer exists today.",
        "That decision was criticised by several owners of boats in the town.",
        "We walked down to the pier on Monday night to see it with our eyes.",
        "What will become of the fishing fleet when the winter storms begin?",
        "Sign up for our newsletter to get the harbour news every morning.",
        "The Brenna Herald has contacted the harbour office for a comment.",
        "A fisherman looks at the closed pier in Brenna, Monday, March 3, 2031.",
        "Clara Venn came forward in spring to accuse him of hiding the cracks.",
        "The Department of Harbours says he will stay in office until the summer.",
        "“The town has lived with the cracks for years and nobody has looked.",
    ],
)
def test_a_sentence_that_cannot_stand_alone_is_left_out(dangling: str) -> None:
    """Dangling references, first person, questions, asides, captions and torn quotations are not printed."""
    texts = texts_of(draft_of([f"{ONE} {dangling}"], 400))
    assert dangling not in texts
    assert len(texts) >= 2


@pytest.mark.parametrize(
    "leaning",
    [
        "It will take weeks to mend them.",
        "They are to be replaced with steel before the winter storms come.",
        "Such cracks are found in every tenth pier along the northern coast.",
    ],
)
def test_a_sentence_that_leans_on_the_one_before_stands_right_behind_it_or_nowhere(leaning: str) -> None:
    """As in its article, so that a reader of the summary reads it as a reader of the article does."""
    pillars = "Cracks up to two metres long run through the pillars of the old pier, the harbour office said."
    places = set()
    for n_words in (20, 30, 40, 60, 400):
        texts = texts_of(
            draft_of([f"{ONE} {pillars} {leaning} The fleet will use the port of Norl until then."], n_words)
        )
        if leaning in texts:
            places.add(texts.index(leaning) - next(i for i, text in enumerate(texts) if "two metres long" in text))
    assert places == {1}


def test_connectives_go_and_the_rest_stays() -> None:
    """ "But", "however" and "also" tie a sentence to another; they are dropped, nothing else is."""
    assert "The pier serves the fishing fleet, harbour master Tilda Rask said." in texts_of(draft_of([ONE], 400))


def test_negation_hedge_and_too_survive() -> None:
    """What looks like a connective and carries meaning stays: it is too early, not also."""
    article = (
        "The council of Brenna closed the ferry pier on Monday after divers found cracks in its pillars. "
        "The harbour office said it was too early to say whether the pier could be saved. "
        "Divers have not yet looked at more than about half of the pillars, the office said."
    )
    text = " ".join(texts_of(draft_of([article], 400)))
    assert "it was too early to say" in text
    assert "have not yet looked at more than about half" in text


# ----------------------------------------------------------------------------------------- who and when


def test_a_pronoun_is_named_where_one_person_stands_before_it() -> None:
    """ "She said" becomes the only person the sentence before is about."""
    said = [text for text in texts_of(draft_of([ONE], 400)) if "400,000" in text]
    assert said
    assert said[0].startswith(("Tilda Rask", "Harbour master Tilda Rask", "Rask"))


def test_a_pronoun_that_could_be_two_people_is_not_printed() -> None:
    """With two candidates nobody is named: the sentence is left out."""
    article = (
        "The council of Brenna closed the ferry pier on Monday after divers found cracks in three of its pillars. "
        "Mayor Anna Holt met the diver Clara Venn on the pier on Monday evening. "
        "She doubts that the pillars can be saved before the winter storms."
    )
    assert not any("doubts" in text for text in texts_of(draft_of([article], 400)))


def test_a_pronoun_never_becomes_a_name_of_the_other_gender() -> None:
    """ "She" after a sentence about John alone is somebody else, who was named further up: not printed."""
    article = (
        "The council of Brenna closed the ferry pier on Monday after divers found cracks in three of its pillars. "
        "John Stubb told the council that the firm had checked the pillars in spring. "
        "She likened the checks to a walk in the fog and demanded new ones."
    )
    assert not any("likened" in text for text in texts_of(draft_of([article], 400)))


def test_a_title_is_lent_by_the_article_that_has_it_and_cited() -> None:
    """Where only another article says what somebody is, the sentence takes the title and cites that article too."""
    prompt = prompt_of(["Mayor Anna Holt opened the meeting.", "Anna Holt said on Monday that the pier was safe."])
    sentence = prompt.story.sentences[1]
    text, lenders = Introductions(prompt.story.sentences).introduce(sentence.text, sentence.article_id)
    assert text == "Mayor Anna Holt said on Monday that the pier was safe."
    assert lenders == {prompt.story.articles[0].id}


def test_a_family_name_is_introduced_in_full() -> None:
    """A reader meets nobody under a family name alone whose full name the article has."""
    prompt = prompt_of(["Mayor Anna Holt spoke first. Nobody else came. Holt said that the pier was safe."])
    text, lenders = Introductions(prompt.story.sentences).introduce("Holt said that the pier was safe.", "article-1")
    assert text == "Mayor Anna Holt said that the pier was safe."
    assert lenders == {"article-1"}


def test_today_becomes_a_day() -> None:
    """A relative day is told as the day of the week of the article's own date; in a quotation it stays."""
    article = {
        "text": "The council of Brenna said today that the ferry pier would stay closed. “Nobody sails today,” said "
        "harbour master Tilda Rask, who has led the office for nine years.",
        "published_at": "2031-03-04T10:00:00Z",
    }
    texts = texts_of(draft_of([article], 400))
    assert "The council of Brenna said on Tuesday that the ferry pier would stay closed." in texts
    assert any("Nobody sails today" in text for text in texts)


def test_the_headline_is_an_articles_neutral_one() -> None:
    """A title that shouts or asks is passed over for a plain one."""
    loud = "Did divers find cracks in three pillars of the Brenna ferry pier on Monday?"
    plain = "Brenna council closes ferry pier after cracks are found"
    draft = draft_of([{"title": loud, "text": ONE}, {"title": plain, "text": ONE.replace("But", "Yet")}])
    assert draft.title == plain


# ----------------------------------------------------------------------------------------- reliability


def test_the_same_prompt_gives_the_same_draft() -> None:
    """Twice the same."""
    assert draft_of(BUNDLE) == draft_of(BUNDLE)


def test_the_order_of_articles_changes_no_sentence() -> None:
    """Every order of the articles gives the same sentences in the same paragraphs, citing the same articles."""

    def told(order: Sequence[Article]) -> list[tuple[str, int, set[str]]]:
        renumbered = tuple(
            Article(**{name: getattr(article, name) for name in Article.__slots__} | {"number": number})
            for number, article in enumerate(order, start=1)
        )
        ids = {article.number: article.id for article in renumbered}
        draft = draft_of(Bundle(renumbered))
        return [(s.text, s.paragraph, {ids[number] for number in s.cited}) for s in draft.sentences]

    orders = [*permutations(demo_articles())][::29]
    first = told(demo_articles())
    assert all(told(order) == first for order in orders)


def test_copies_do_not_make_a_sentence_weightier() -> None:
    """A wire copy counts once: five copies of one text do not push the other origin's sentences out."""
    copies = [BUNDLE[0] | {"id": f"copy-{n}", "outlet": f"Outlet {n}"} for n in range(5)]
    draft = draft_of([*copies, BUNDLE[1]], 120)
    assert any(6 in sentence.cited for sentence in draft.sentences)


@pytest.mark.parametrize("word", ["A" * 100_000, "Aa" * 50_000, "O'" * 50_000, "A." * 50_000])
def test_a_word_without_end_is_drafted_from_like_any_other(word: str) -> None:
    """What may open a dateline is never tried in more ways than one: else these would not come to an end."""
    report = summarize([Source("a.txt", f"{word}\n\nThe ferry sank off Tessel on Monday.".encode())])
    assert report.summaries
