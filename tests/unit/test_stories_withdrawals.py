"""Kill notices: what is one, what it withdraws, and what a withdrawn article no longer states."""

from __future__ import annotations

import pytest

from summarizer.bundle import read_bundle
from summarizer.cleaning import clean_articles
from summarizer.facts import extract_facts
from summarizer.model import CleanArticle, Story
from summarizer.pipeline import read_story
from summarizer.settings import Settings
from summarizer.stories import find_withdrawn, mark_withdrawn, read_kill_notice, uncertainty
from summarizer.stories.withdrawals import KillNotice, Standing
from tests.articles import BUNDLE, COUNCIL, LEDGER

HEADLINE = COUNCIL["title"]


def read(title: str, text: str, outlet: str = "Meridian Post") -> CleanArticle:
    """The article as cleaning leaves it: it takes some marks for headlines and datelines."""
    (clean,) = clean_articles(read_bundle([{"id": "n", "title": title, "text": text, "outlet": outlet}], Settings()))
    return clean


def notice_of(title: str, text: str = "The council has not closed it.", outlet: str = "Meridian Post") -> KillNotice:
    notice = read_kill_notice(read(title, text, outlet))
    assert notice is not None
    return notice


@pytest.mark.parametrize(
    "title",
    [
        f"KILL: {HEADLINE}",
        f"KILL - {HEADLINE}",
        f"KILL ADVISORY: {HEADLINE}",
        f"MANDATORY KILL: {HEADLINE}",
        f"WITHDRAWN: {HEADLINE}",
        f"STORY WITHDRAWN - {HEADLINE}",
        f"Story removed: {HEADLINE}",
        f"ADVISORY - Story withdrawn: {HEADLINE}",
        f"RETRACTION: {HEADLINE}",
        f"Retraction: {HEADLINE}",
        f"RETRACTED - {HEADLINE}",
        f"{HEADLINE}, KILL",
        f"{HEADLINE} (WITHDRAWN)",
        f"Meridian Post KILLS STORY: {HEADLINE}",
    ],
)
def test_a_mark_in_the_title_names_what_is_withdrawn(title: str) -> None:
    assert notice_of(title).headlines == (HEADLINE,)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("ADVISORY", f"Editors: please kill the story headlined “{HEADLINE}”. It was sent in error."),
        ("ADVISORY", f"EDITORS - Please disregard the story titled '{HEADLINE}' sent at 1420 GMT."),
        ("Note to editors", f'Do not use the story headlined "{HEADLINE}". A substitute will follow.'),
        ("KILL KILL KILL", f"The story headlined “{HEADLINE}” cannot be stood up."),
        ("Advisory", f"Meridian Post has withdrawn its story “{HEADLINE}”. There will be no substitute."),
        (
            "Advisory",
            f"Meridian Post's report on a bridge was wrong. Meridian Post has withdrawn the story “{HEADLINE}”.",
        ),
        ("Advisory", f"We are retracting our article “{HEADLINE}”, which rested on a forged letter."),
        ("Advisory", f"The story headlined “{HEADLINE}” has been withdrawn."),
        ("Advisory", f"A kill is mandatory. The story is headlined “{HEADLINE}”."),
        (HEADLINE, "This story has been withdrawn. The council says that the bridge is open."),
        (HEADLINE, "This article was retracted by the Meridian Post on Wednesday."),
    ],
)
def test_an_instruction_names_what_is_withdrawn(title: str, text: str) -> None:
    assert HEADLINE in notice_of(title, text).headlines


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Wolves kill 40 sheep near Orle", "Wolves killed 40 sheep. The report was withdrawn from sale."),
        ("Kill switch law passes", "The council passed the law. It will kill the story of the old port, critics said."),
        ("MAN VOWED TO KILL", "A man who vowed to kill was arrested."),
        ("KILL-BILL STAR IN ORLE", "The actress came to Orle."),
        ("Story withdrawn after minister complains", "The Ledger withdrew its report after the minister complained."),
        ("Ledger says sorry", "The Ledger has retracted its article “Bridge closed”, which was wrong."),
        ("Editor in court", "“Please kill the story,” he wrote. “This story has been withdrawn,” he was told."),
        ("Bill withdrawn", "The bill has been withdrawn. Soldiers were withdrawn from this article of the treaty."),
        ("Troops withdrawn", "The minister said that the earlier order has been withdrawn."),
        (
            "Orle says bridge is open",
            "The council of Orle said on Tuesday that its bridge was open. Meridian Post withdrew a report that said "
            "it was shut, and apologised. Drivers had turned back in the rain all morning.",
        ),
        (
            "Halm denies bid, shares drop",
            "Fish farmer Halm denied on Tuesday that it would buy its rival, and its shares fell by a tenth. Meridian "
            "Post has withdrawn an earlier story that said a deal had been agreed.",
        ),
        ("Correction: bridge", "An earlier version of this story misstated the day of the closure."),
        ("", ""),
    ],
)
def test_news_of_killing_and_withdrawing_is_no_notice(title: str, text: str) -> None:
    assert read_kill_notice(CleanArticle("n", 1, text, title=title, outlet="Meridian Post")) is None


# ------------------------------------------------------------------------------- what is meant

BRIDGE = Standing("post-17", "s1", HEADLINE)
OTHERS = [
    Standing("post-18", "s2", "Lions beat Falcons to reach final"),
    Standing("post-19", "s1", "Ferry for the old town"),
]


def test_a_near_same_headline_is_meant() -> None:
    for named in (
        HEADLINE,
        "Oberlund bridge closed after cracks found",
        "Oberlund Bridge is closed after cracks are found",
    ):
        assert find_withdrawn(notice_of(f"KILL: {named}"), [*OTHERS, BRIDGE]).article_ids == ("post-17",)


def test_a_stated_id_is_meant_whatever_the_headlines() -> None:
    notice = notice_of("ADVISORY", "Editors: please kill the story with the id post-18, sent on Tuesday.")
    assert find_withdrawn(notice, [*OTHERS, BRIDGE]).article_ids == ("post-18",)


def test_a_short_id_is_no_sign() -> None:
    notice = notice_of("ADVISORY", "Editors: please kill the story about a 1 km bridge.")
    assert find_withdrawn(notice, [Standing("1", "s", "Bridge"), Standing("a", "s", "Rain")]).article_ids == ()


def test_versions_of_one_headline_in_one_story_are_meant_together() -> None:
    notice = notice_of(f"KILL: {HEADLINE}")
    version = Standing("post-20", "s1", f"{HEADLINE}.")
    assert find_withdrawn(notice, [BRIDGE, version]).article_ids == ("post-17", "post-20")
    elsewhere = Standing("post-20", "s9", HEADLINE)
    doubt = find_withdrawn(notice, [BRIDGE, elsewhere])
    assert doubt.article_ids == ()
    assert "post-17, post-20" in doubt.doubt


@pytest.mark.parametrize(
    ("notice", "earlier", "told"),
    [
        (notice_of("KILL: Ferry sinks"), [BRIDGE], "no earlier article of Meridian Post"),
        (notice_of(f"KILL: {HEADLINE}"), [], "no earlier article of Meridian Post"),
        (notice_of(f"KILL: {HEADLINE}", outlet=""), [BRIDGE], "names no outlet"),
        (notice_of("BC-Oberlund-Bridge-KILL", "Kill the story slugged BC-Oberlund-Bridge."), [BRIDGE], "post-17"),
        (
            notice_of(f"KILL: {HEADLINE}"),
            [BRIDGE, Standing("post-20", "s1", "Oberlund bridge closed after new cracks are found")],
            "several articles",
        ),
    ],
)
def test_what_is_not_plain_is_told_and_not_guessed(notice: KillNotice, earlier: list[Standing], told: str) -> None:
    withdrawal = find_withdrawn(notice, earlier)
    assert withdrawal.article_ids == ()
    (doubt,) = uncertainty(notice, withdrawal)
    assert (doubt.code, doubt.article_id) == ("withdrawal-uncertain", "n")
    assert told in doubt.message


# ------------------------------------------------------------------------------------- the story

KILL = {
    "id": "kill",
    "outlet": "Meridian Post",
    "published_at": "2031-05-06T19:00:00Z",
    "title": f"KILL: {HEADLINE}",
    "text": "Editors: please kill the story headlined “Oberlund bridge closed after cracks are found”. It says that "
    "12,000 cars cross the bridge every day; nobody has counted them.",
}


def killed(*withdrawn: str) -> Story:
    return mark_withdrawn(read_story([*BUNDLE, KILL]), dict.fromkeys(withdrawn, "kill"))


def test_a_withdrawn_article_is_marked_and_its_figures_are_not_current() -> None:
    plain, story = read_story([*BUNDLE, KILL]), killed("meridian")
    assert extract_facts(plain).disagreements, "the two outlets gave different numbers of cars"
    facts = extract_facts(killed("meridian", "herald"))
    assert facts.disagreements == ()
    assert {fact.lead.article_id for fact in facts.facts} == {"ledger"}
    by_article = {stated.span.article_id: stated for stated in facts.figures}
    assert by_article["meridian"].is_superseded
    assert by_article["meridian"].superseded_by == "kill"
    assert not by_article["ledger"].is_superseded
    assert "kill" not in by_article, "the notice states nothing itself"
    members = {member.article_id: member for origin in story.origins for member in origin.members}
    assert members["meridian"].withdrawn_by == "kill"
    assert members["ledger"].withdrawn_by == members["herald"].withdrawn_by == ""
    told = [(notice.code, notice.article_id) for notice in extract_facts(story).notices]
    assert told == [("withdrawn", "meridian"), ("copy-of-withdrawn", "herald")], (
        "what others print stands, with a warning"
    )


def test_a_notice_is_no_origin_of_its_own() -> None:
    story = killed("meridian")
    (own,) = [origin for origin in story.origins if "kill" in origin.article_ids]
    assert "meridian" in own.article_ids
    assert [member.reason for member in own.members if member.article_id == "kill"] == [
        "withdraws Meridian Post's text"
    ]
    assert len(story.origins) == 2


def test_a_story_of_which_nothing_is_withdrawn_is_the_same() -> None:
    story = read_story([COUNCIL, LEDGER])
    assert mark_withdrawn(story, {}) is story
    assert mark_withdrawn(story, {"elsewhere": "kill"}) is story


def test_a_notice_that_is_in_another_story_withdraws_here_too() -> None:
    story = mark_withdrawn(read_story([COUNCIL, LEDGER]), {"meridian": "kill"})
    facts = extract_facts(story)
    assert {fact.lead.article_id for fact in facts.facts} == {"ledger"}
    assert all(stated.is_superseded == (stated.span.article_id == "meridian") for stated in facts.figures)
    assert [stated.span.article_id for stated in facts.figures][:1] == ["meridian"], "in reading order still"


def test_a_story_of_which_all_is_withdrawn_states_nothing() -> None:
    facts = extract_facts(mark_withdrawn(read_story([COUNCIL]), {"meridian": "kill"}))
    assert (facts.facts, facts.disagreements, facts.timeline) == ((), (), ())
    assert all(stated.is_superseded for stated in facts.figures)
    assert facts.figures


def test_a_notice_in_a_story_of_its_own_states_nothing_there() -> None:
    story = mark_withdrawn(read_story([KILL]), {"meridian": "kill"})
    facts = extract_facts(story)
    assert (facts.facts, facts.figures, facts.timeline) == ((), (), ())
    assert (story.origins, story.n_articles, story.notice_ids) == ((), 0, {"kill"})


def test_a_notice_that_withdraws_nothing_is_no_source() -> None:
    story = mark_withdrawn(read_story([*BUNDLE, KILL]), {}, ["kill"])
    assert "kill" not in [id_ for origin in story.origins for id_ in origin.article_ids]
    assert (story.n_articles, story.n_origins, story.notice_ids) == (3, 2, {"kill"})
    assert {fact.lead.article_id for fact in extract_facts(story).facts} <= {"meridian", "ledger", "herald"}


def test_only_what_stands_is_counted() -> None:
    """Two of three articles are withdrawn, and with them one of two origins."""
    story = killed("meridian", "herald")
    assert (story.n_articles, story.n_origins) == (1, 1)
    assert story.withdrawn_ids == {"meridian", "herald"}
    assert len(story.articles) == story.n_articles + len(story.withdrawn_ids) + len(story.notice_ids)
