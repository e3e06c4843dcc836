"""Articles that are withdrawn within the bundle that holds them: by status, or by a kill notice. None is used."""

from __future__ import annotations

from typing import Any

import pytest

from summarizer import extract, group, summarize, verify
from summarizer.errors import InputError
from summarizer.model import Verdict
from tests.articles import COUNCIL, HANDBALL, LEDGER

KILL = {
    "id": "kill",
    "outlet": "Meridian Post",
    "published_at": "2031-05-06T19:00:00Z",
    "title": f"KILL: {COUNCIL['title']}",
    "text": f"Editors: please kill the story headlined “{COUNCIL['title']}”. About 12,000 cars cannot be stood up.",
}
CANCEL = {"id": COUNCIL["id"], "outlet": COUNCIL["outlet"], "pubstatus": "canceled"}


@pytest.mark.parametrize("withdrawal", [KILL, CANCEL])
def test_what_is_withdrawn_is_not_used(withdrawal: dict[str, Any]) -> None:
    """Not in a summary, nor its facts, nor as evidence; the reader is told."""
    articles = [COUNCIL, LEDGER, withdrawal]
    report = summarize(articles)
    (summary,) = report.summaries
    assert [article.id for article in summary.story.articles] == [LEDGER["id"]]
    told = [notice for notice in report.notices if notice.code in ("withdrawn", "canceled")]
    assert {notice.article_id for notice in told} == {COUNCIL["id"]}
    assert extract(articles).sheets[0].facts.disagreements == ()
    checked = verify("About 12,000 cars cross the bridge every day, according to the council.", articles).summaries[0]
    assert checked.sentences[0].verdict is not Verdict.SUPPORTED
    assert [article.id for story in group(articles) for article in story.articles] == [LEDGER["id"]]


def test_each_article_that_is_withdrawn_is_named() -> None:
    """Two versions of one headline: a notice each, which says by what."""
    again = COUNCIL | {"id": "again", "published_at": "2031-05-06T15:00:00Z"}
    told = [notice for notice in summarize([COUNCIL, again, LEDGER, KILL]).notices if notice.code == "withdrawn"]
    assert [notice.article_id for notice in told] == [COUNCIL["id"], "again"]
    assert all(str(COUNCIL["title"]) in notice.message and "(kill)" in notice.message for notice in told)


def test_a_notice_withdraws_nothing_of_another_outlet_or_after_it() -> None:
    """Another outlet's notice is a doubt that is told; a text that came out again after the notice stands."""
    report = summarize([COUNCIL, LEDGER, KILL | {"outlet": "Valley Herald"}])
    used = {article.id for summary in report.summaries for article in summary.story.articles}
    assert used == {COUNCIL["id"], LEDGER["id"]}, "the notice itself is no source either"
    assert "withdrawal-uncertain" in {notice.code for notice in report.notices}
    again = COUNCIL | {"id": "again", "published_at": "2031-05-06T22:00:00Z"}
    report = summarize([COUNCIL, again, KILL])
    assert [article.id for article in report.summaries[0].story.articles] == ["again"]


def test_nothing_left_is_an_error_that_says_why() -> None:
    with pytest.raises(InputError, match="has withdrawn"):
        summarize([COUNCIL, KILL])
    with pytest.raises(InputError, match="has canceled it"):
        summarize([COUNCIL, CANCEL])


def test_news_of_killing_withdraws_nothing() -> None:
    """An article that tells of a withdrawal elsewhere is an article."""
    news = {
        "id": "news",
        "outlet": "Meridian Post",
        "title": "Minister retracts statement on wolves",
        "text": "The minister retracted a statement on wolves on Monday. Wolves kill some 300 sheep a year in Orle.",
    }
    report = group([news, HANDBALL])
    assert {article.id for story in report for article in story.articles} == {"news", HANDBALL["id"]}
