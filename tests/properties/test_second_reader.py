"""What holds of a second reader's facts whatever it replies: every text in them is an article's or ours."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import Settings
from summarizer.clients.scripted import ScriptedClient
from summarizer.facts import extract_facts
from summarizer.second_reader import SecondReader
from tests.unit.test_second_reader import MILL, RIVAL, story_of

STORY = story_of(MILL, RIVAL)
RULES = extract_facts(STORY)
OWN = "Ψ"  # a character that stands in no article and in no word of ours: the model's own voice
NUMBERS = {article.id: article.number for article in STORY.articles}


@st.composite
def words_of(draw: st.DrawFn, text: str) -> str:
    """A stretch of a text's words, now and then with something of the model's own."""
    words = text.split() or [""]
    start = draw(st.integers(0, len(words) - 1))
    cut = " ".join(words[start : start + draw(st.integers(1, len(words)))])
    return cut + draw(st.sampled_from(["", "", "", "", "", OWN, f" {OWN}lied{OWN}"]))


@st.composite
def quotations(draw: st.DrawFn) -> dict[str, Any]:
    """Words of a sentence and the article they are said to be from: mostly the right one."""
    read = draw(st.sampled_from(STORY.sentences))
    number = draw(st.sampled_from([NUMBERS[read.article_id]] * 6 + [1, 2, 3]))
    return {"article": number, "quote": draw(words_of(read.text))}


TEXTS = st.one_of(
    st.sampled_from(STORY.sentences).flatmap(lambda read: words_of(read.text)),
    st.text(alphabet=f"{OWN}ab \n“", max_size=12),
)


@st.composite
def stated(draw: st.DrawFn) -> dict[str, Any]:
    return draw(quotations()) | {
        "speaker": draw(st.one_of(TEXTS, st.sampled_from(["Orla Venn", "Norrby", ""]))),
        "stance": draw(st.sampled_from(["said", "denied", "other", "nonsense"])),
        "certainty": draw(st.sampled_from(["fact", "alleged"])),
    }


@st.composite
def sides(draw: st.DrawFn) -> dict[str, Any]:
    side = draw(quotations())
    return side | {"says": draw(words_of(side["quote"])), "side": draw(st.integers(1, 3))}


DISAGREEMENTS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["figure", "date", "place", "claim"]),
        "subject": TEXTS,
        "sides": st.lists(sides(), min_size=1, max_size=5),
    }
)
ENTRIES = st.fixed_dictionaries(
    {"facts": st.lists(stated(), max_size=4), "disagreements": st.lists(DISAGREEMENTS, max_size=4)}
)
REPLIES = st.one_of(ENTRIES.map(lambda entries: json.dumps(entries, ensure_ascii=False)), st.text(max_size=60))


@settings(max_examples=150, deadline=None)
@given(REPLIES)
def test_no_reply_gets_a_text_of_its_own_into_the_facts(reply: str) -> None:
    """Facts are sentences of articles, claims are cut from them, and no word of the model's own is anywhere."""
    client = ScriptedClient([reply, reply])
    facts = SecondReader(client, Settings(llm_max_retries=0)).read(STORY, RULES).facts
    assert OWN not in str(asdict(facts))
    texts = {article.id: article.text for article in STORY.articles}
    sentences = {read.text for read in STORY.sentences}
    assert {fact.text for fact in facts.facts} <= sentences
    spoken = [fact.speaker for fact in facts.facts]
    spoken += [claim.speaker for found in facts.disagreements for claim in found.claims]
    assert all(any(name in " ".join(text.split()) for text in texts.values()) for name in spoken)
    for disagreement in facts.disagreements:
        told = (*disagreement.figures, *disagreement.claims)
        assert len({(stated.span.article_id, stated.speaker) for stated in told}) > 1
        for figure in disagreement.figures:
            assert texts[figure.span.article_id][figure.span.start : figure.span.end] == figure.figure.text
        for claim in disagreement.claims:
            assert texts[claim.span.article_id][claim.span.start : claim.span.end] == claim.text
            assert claim.says in " ".join(claim.text.split())


@settings(max_examples=60, deadline=None)
@given(REPLIES)
def test_the_rules_are_never_contradicted(reply: str) -> None:
    """Every fact and disagreement of the rules stays, with what they had said of it."""
    client = ScriptedClient([reply, reply])
    facts = SecondReader(client, Settings(llm_max_retries=0)).read(STORY, RULES).facts
    after = {fact.id: fact for fact in facts.facts}
    for fact in RULES.facts:
        kept = after[fact.id]
        assert (kept.lead, kept.text, kept.evidence, kept.importance) == (
            fact.lead,
            fact.text,
            fact.evidence,
            fact.importance,
        )
        assert not fact.speaker or kept.speaker == fact.speaker
    assert [d.id for d in facts.disagreements][: len(RULES.disagreements)] == [d.id for d in RULES.disagreements]
