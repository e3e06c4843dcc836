"""Citation numbers follow the order in which a reader meets them, whatever the draft's own were."""

from __future__ import annotations

import re

from summarizer.engines import Engine
from summarizer.model import Citation, Draft, DraftSentence, Prompt, Report
from summarizer.pipeline import read_story, summarize_story
from summarizer.report import render_report
from tests.articles import COUNCIL, HANDBALL, LEDGER


class Fixed:
    """An engine that writes these sentences."""

    template = "summary.v1"

    def __init__(self, *sentences: DraftSentence, title: str = "") -> None:
        self._sentences = sentences
        self._title = title

    def draft(self, prompt: Prompt) -> Draft:
        """What it was told to write."""
        del prompt
        return Draft(self._sentences, engine="fixed", title=self._title)


SHUT = "Bridge closed after engineers found cracks in two of its cables"
STORY = read_story([COUNCIL, LEDGER, HANDBALL])


def test_numbers_follow_what_the_checks_cite() -> None:
    """The draft cites the first article for what only the second has; readers meet the second as [1]."""
    engine: Engine = Fixed(
        DraftSentence("Brandt demanded that the council open a temporary ferry by Friday.", cited=(1, 2)),
        DraftSentence("The bridge, which was opened in 1974, carries the only road to the old town.", cited=(1,)),
    )
    summary = summarize_story(STORY, engine=engine)
    met = [number for sentence in summary.sentences for number in sentence.cited_numbers]
    assert list(dict.fromkeys(met)) == sorted(set(met))
    assert [article.number for article in summary.story.articles] == [1, 2, 3]
    by_id = {article.id: article.number for article in summary.story.articles}
    assert by_id["ledger"] == 1

    def citations() -> list[Citation]:
        return [
            citation
            for sentence in (*summary.sentences, *summary.withheld)
            for citation in (*sentence.citations, *sentence.counter_citations)
        ]

    assert citations()
    assert all(by_id[citation.article_id] == citation.number for citation in citations())


def test_the_headline_cites_by_the_new_numbers_too() -> None:
    engine: Engine = Fixed(
        DraftSentence("Brandt demanded that the council open a temporary ferry by Friday.", cited=(2,)), title=SHUT
    )
    summary = summarize_story(STORY, engine=engine)
    by_id = {article.id: article.number for article in summary.story.articles}
    assert by_id["meridian"] == 2
    assert summary.title_check is not None
    assert "meridian" in [citation.article_id for citation in summary.title_check.citations]
    assert all(by_id[citation.article_id] == citation.number for citation in summary.title_check.citations)


def test_reasons_that_name_a_number_name_the_new_one() -> None:
    """A sentence that cites the wrong article says so of the number that the reader sees."""
    engine: Engine = Fixed(
        DraftSentence("Brandt demanded that the council open a temporary ferry by Friday.", cited=(2,)),
        DraftSentence("Goalkeeper Ines Holm saved 17 shots, the most of any keeper this season.", cited=(1,)),
    )
    summary = summarize_story(STORY, engine=engine)
    labels = {article.number: article.label for article in summary.story.articles}
    shown = render_report(Report((summary,)), "md")
    for label, number in re.findall(r"(Meridian Post|Oberlund Ledger) \[(\d)\]", shown):
        assert labels[int(number)] == label
