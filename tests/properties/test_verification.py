"""What holds for every draft: no verdict on nothing, citations that can be found again, order does not matter."""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import verification
from summarizer.facts import extract_facts
from summarizer.model import CleanArticle, Facts, Story, Verdict, Vote
from summarizer.sentences import split_sentences
from summarizer.stories import as_one_story
from tests.articles import COUNCIL, LEDGER


def read_story(*fields: dict[str, str]) -> Story:
    articles = tuple(CleanArticle(f["id"], n, f["text"], outlet=f["outlet"]) for n, f in enumerate(fields, start=1))
    return as_one_story(articles, split_sentences(articles))


STORY = read_story(COUNCIL, LEDGER)
TURNED = read_story(LEDGER, COUNCIL)
FACTS, TURNED_FACTS = extract_facts(STORY), extract_facts(TURNED)
EMPTY = Story("empty", "", (), (), ())

PIECES = st.sampled_from(
    [
        "The council closed the bridge on Tuesday.",
        "About 12,000 cars cross the bridge every day, according to the council.",
        "Exactly 15,000 cars crossed it, five outlets report.",
        "“We cannot take any risk with people's lives,” Mara Feld told reporters.",
        "“We cannot take any risk at all,” said Jonas Brandt.",
        "It will stay closed, while Brandt demanded that the council open a temporary ferry.",
        "What now?",
        "- Repairs would take three weeks [1]",
        "[2]",
        "[7]",
        "[S1]",
        "\n\n",
        "“",
        "[sic]",
        "🌊",
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=5).map(" ".join), st.text(max_size=80))


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_every_draft_gets_an_honest_record(text: str) -> None:
    draft = verification.read_draft(text)
    summary = verification.verify(draft, STORY, FACTS)
    assert len(summary.sentences) == len(draft.sentences)
    for sentence in summary.sentences:
        assert sentence.reason
        assert sentence.score is None or (0.0 <= sentence.score <= 1.0 and not math.isnan(sentence.score))
        for citation in (*sentence.citations, *sentence.counter_citations):
            article = STORY.article(citation.article_id)
            assert article.number == citation.number
            assert article.text[citation.start : citation.end] == citation.exact != ""
            assert citation.text_sha256 == article.sha256
        if sentence.verdict is Verdict.SUPPORTED:
            assert any(finding.vote is Vote.AFFIRM for finding in sentence.findings)
            assert sentence.citations
        if sentence.verdict in (Verdict.CONTRADICTED, Verdict.UNSUPPORTED):
            assert sentence.citations == ()
    assert verification.verify(draft, STORY, FACTS) == summary


@settings(max_examples=20, deadline=None)
@given(TEXTS)
def test_nothing_is_supported_by_no_articles(text: str) -> None:
    summary = verification.verify(verification.read_draft(text), EMPTY, Facts())
    assert {s.verdict for s in summary.sentences} <= {Verdict.UNSUPPORTED, Verdict.NOT_CHECKABLE, Verdict.PARTIAL}
    assert not any(sentence.citations for sentence in summary.sentences)


@settings(max_examples=20, deadline=None)
@given(st.lists(PIECES.filter(lambda piece: "[" not in piece), max_size=5).map(" ".join))
def test_the_order_of_the_articles_changes_no_verdict(text: str) -> None:
    draft = verification.read_draft(text)
    one = verification.verify(draft, STORY, FACTS)
    other = verification.verify(draft, TURNED, TURNED_FACTS)
    assert [s.verdict for s in one.sentences] == [s.verdict for s in other.sentences]
    assert [set(s.codes) for s in one.sentences] == [set(s.codes) for s in other.sentences]
