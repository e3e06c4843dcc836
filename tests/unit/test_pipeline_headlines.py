"""The headline of our own summaries: one that does not pass its check gives way to the next best that does."""

from __future__ import annotations

import pytest

from summarizer import summarize, verify
from summarizer.model import ErrorCode, Verdict

SLIP = {
    "id": "p1",
    "outlet": "Oriel Gazette",
    "published_at": "2031-05-12T10:00:00Z",
    "title": "Battelworks plans plant in Vard",
    "text": "Battery maker Cellux plans to build a 1.2 billion crown plant in Vard that would employ 1,800 people, the "
    "company said on Monday.\n\nConstruction could begin in the spring if the council approves the site, chief "
    "executive Amina Tour said.",
}
FIRST = {
    "id": "f1",
    "outlet": "Skarvik Agency",
    "published_at": "2031-03-04T07:40:00Z",
    "title": "Ferry runs aground off Skarvik Island, 14 hurt",
    "text": "A ferry carrying 312 people ran aground off Skarvik Island early on Tuesday, injuring at least 14 people, "
    "the coast guard said.\n\nThe Olga Rast struck a sandbank north of the harbour, spokeswoman Ilse Torp said.",
}
UPDATE = {
    "id": "f2",
    "outlet": "Skarvik Agency",
    "published_at": "2031-03-04T13:15:00Z",
    "title": "Ferry accident off Skarvik Island injures 21",
    "text": "The number of people injured when a ferry ran aground off Skarvik Island rose to 21 on Tuesday, the coast "
    "guard said, up from 14 earlier in the day.\n\nAll 312 people on board the Olga Rast have been brought ashore, "
    "spokeswoman Ilse Torp said.",
}
THIRD = {
    "id": "f3",
    "outlet": "Kystposten",
    "published_at": "2031-03-04T16:30:00Z",
    "title": "Passengers tell of Skarvik grounding",
    "text": "Passengers aboard the Olga Rast on Tuesday morning described a sudden jolt and minutes of darkness.\n\n"
    "Hospital director Kari Moen said 19 people had been treated in Lund Bay, most for cuts and broken bones.",
}
FERRY = [FIRST, UPDATE, THIRD]


def test_a_title_with_a_slip_gives_way_to_the_next_best() -> None:
    lead = "Battery maker Cellux plans to build its second plant in Vard, because the town has a deep port."
    (summary,) = summarize([SLIP | {"text": f"{lead}\n\n{SLIP['text']}"}]).summaries
    assert summary.title_check is not None
    assert summary.title == summary.title_check.text == "Battery maker Cellux plans to build its second plant in Vard"
    assert summary.title_check.verdict is Verdict.SUPPORTED
    assert [(one.text, one.verdict) for one in summary.withheld] == [(SLIP["title"], Verdict.CONTRADICTED)]
    assert not [notice for notice in summary.notices if notice.code == "headline"]


def test_an_outlets_own_title_stays_with_its_flag_where_nothing_else_will_do() -> None:
    """As ever: an editor sees it."""
    (summary,) = summarize([SLIP]).summaries
    assert summary.title == SLIP["title"]
    assert summary.flagged_title is not None
    assert summary.withheld == ()


@pytest.mark.parametrize(
    "title", ["Ferry runs aground off Skarvik Island, 14 hurt", "14 injured as ferry runs aground off Skarvik"]
)
def test_a_figure_that_is_overtaken_is_flagged_in_a_headline_as_in_a_sentence(title: str) -> None:
    """ "14 hurt" counts those whom "at least 14 people" were; an outlet's own title is no exception."""
    (summary,) = verify(
        "All 312 people on board were brought ashore.", [FIRST | {"title": title}, UPDATE, THIRD], title=title
    ).summaries
    assert summary.flagged_title is not None
    assert summary.flagged_title.codes == (ErrorCode.SUPERSEDED,)
    assert "14 hurts" not in summary.flagged_title.reason
    current = verify("All 312 people on board were brought ashore.", FERRY, title=UPDATE["title"])
    assert current.summaries[0].flagged_title is None


def test_a_figure_of_others_is_not_the_one_that_is_overtaken() -> None:
    """Fourteen who were rescued are not the fourteen hurt."""
    rescued = "Ferry runs aground off Skarvik Island, 14 rescued"
    article = FIRST | {
        "text": f"{FIRST['text']}\n\nBoats rescued 14 people from the water off Skarvik Island, she said."
    }
    (summary,) = verify(
        "All 312 people on board were brought ashore.", [article, UPDATE, THIRD], title=rescued
    ).summaries
    assert summary.title_check is not None
    assert ErrorCode.SUPERSEDED not in summary.title_check.codes


@pytest.mark.parametrize("articles", [FERRY, [FIRST, UPDATE]])
def test_a_headline_with_a_figure_that_is_overtaken_is_not_chosen(articles: list[dict[str, str]]) -> None:
    """However sure it is that the checks would flag it."""
    (summary,) = summarize(articles).summaries
    assert "14" not in summary.title
    assert "Skarvik" in summary.title
    assert summary.flagged_title is None


# ------------------------------------------------------------------------ an apt title is no contradiction


def titled(title: str, *texts: str) -> Verdict:
    """The verdict on a title above two articles."""
    articles = [
        {"id": f"t{n}", "outlet": f"Post {n}", "published_at": "2031-05-12T10:00:00Z", "title": "News", "text": text}
        for n, text in enumerate(texts)
    ]
    (summary,) = verify(texts[0], articles, title=title).summaries
    assert summary.title_check is not None
    return summary.title_check.verdict


MAY = "Half an hour of rowing a day may cut the risk of gout by a fifth, according to a study from Norl."
FLAT = "Men who row for half an hour a day are a fifth less likely to get gout, a study of 9,000 found on Monday."
STOLEN = "A jury in Norl on Monday found treasurer Jan Osk guilty of stealing 90,000 crowns from the rowing club."


@pytest.mark.parametrize(
    ("title", "text", "is_flagged"),
    [
        ("Rowing linked to lower gout risk: study", MAY, False),
        ("Rowing cuts the risk of gout by a fifth", MAY, True),
        ("Treasurer found guilty of fraud", STOLEN, False),
        ("Treasurer found guilty of arson", STOLEN, True),
    ],
)
def test_a_title_in_its_own_words_for_a_link_or_a_crime_is_not_flagged(
    title: str, text: str, *, is_flagged: bool
) -> None:
    assert titled(title, text, FLAT if text == MAY else "Osk, 50, will be sentenced in June.").is_flag is is_flagged
