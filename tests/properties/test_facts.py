"""What holds of facts whatever the story: spans lie in their articles, nothing depends on the order of articles."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.facts import extract_facts, left_out
from summarizer.model import CleanArticle, Origin, OriginKind, OriginMember, Story
from summarizer.sentences import split_sentences

PIECES = (
    "Mayor Ada Quill said on Tuesday that 40 people were hurt in Halm.",
    "At least 60 people were hurt in the Halm ferry crash, the police said.",
    "“We will rebuild the pier,” Quill told reporters.",
    "Quill: “We shall build the pier again.”",
    "Boris Quill, a carpenter, did not agree.",
    "The ferry company (FC) lost $2 million in 2019 and more than 3m dollars last year.",
    "He left at once.",
    "No.",
    "¿Qué? “Open ‘quotation",
    "U.S. officials and the United States Navy sent divers from Kiev and Kyiv.",
    "",
    "1,000 1,000 1,000",
)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    texts = draw(st.lists(st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join), max_size=4))
    day = draw(st.one_of(st.none(), st.just(datetime(2025, 3, 5, tzinfo=UTC))))
    articles = tuple(
        CleanArticle(f"a{number}", number, text, outlet=f"Outlet {number}", published_at=day if number % 2 else None)
        for number, text in enumerate(texts, start=1)
    )
    origins = tuple(
        Origin(f"o{article.number}", (OriginMember(article.id, OriginKind.ORIGINAL, ""),)) for article in articles
    )
    return Story("s", "", articles, split_sentences(articles), origins)


@settings(max_examples=60, deadline=None)
@given(stories())
def test_every_span_cuts_its_article(story: Story) -> None:
    facts = extract_facts(story)
    texts = {article.id: article.text for article in story.articles}
    for fact in facts.facts:
        assert texts[fact.lead.article_id][fact.lead.start : fact.lead.end] == fact.text
        assert fact.lead in fact.evidence
        assert 1 <= fact.n_origins <= fact.n_articles <= len(fact.evidence)
        assert 0 <= fact.importance <= 1
    for disagreement in facts.disagreements:
        stated = [(figure.span, figure.figure.text) for figure in disagreement.figures]
        stated += [(claim.span, claim.text) for claim in disagreement.claims]
        assert len(stated) > 1
        for span, words in stated:
            assert texts[span.article_id][span.start : span.end] == words
    for utterance in facts.utterances:
        for variant in utterance.variants:
            assert 0 <= variant.span.start < variant.span.end <= len(texts[variant.span.article_id])
    assert [entry.earliest for entry in facts.timeline] == sorted(entry.earliest for entry in facts.timeline)


@settings(max_examples=40, deadline=None)
@given(stories(), st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(story: Story, random: object) -> None:
    articles = list(story.articles)
    random.shuffle(articles)  # type: ignore[attr-defined]
    order = {article.id: place for place, article in enumerate(articles)}
    sentences = sorted(story.sentences, key=lambda read: (order[read.article_id], read.sentence.index))
    shuffled = Story("s", "", tuple(articles), tuple(sentences), tuple(reversed(story.origins)))
    one, other = extract_facts(story), extract_facts(shuffled)
    assert one.entities == other.entities
    assert one.disagreements == other.disagreements
    assert one.utterances == other.utterances
    assert {fact.text for fact in one.facts} == {fact.text for fact in other.facts}


@settings(max_examples=40, deadline=None)
@given(stories())
def test_a_spelling_means_one_entity(story: Story) -> None:
    spellings = [text.casefold() for entity in extract_facts(story).entities for text in entity.spellings]
    assert len(spellings) == len(set(spellings))


@settings(max_examples=40, deadline=None)
@given(stories())
def test_a_summary_of_all_leads_leaves_nothing_out(story: Story) -> None:
    facts = extract_facts(story)
    assert left_out(facts, [fact.text for fact in facts.facts]) == ()
    assert set(left_out(facts, [])) == set(facts.facts)
