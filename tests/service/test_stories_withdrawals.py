"""Kill notices in the service's stream: told in the placement, kept through restarts, seen in the story."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sql
from fastapi.testclient import TestClient

from service.app import create_app
from summarizer.settings import Settings
from tests.articles import COPY, COUNCIL, HANDBALL, LEDGER
from tests.service.test_api import is_problem
from tests.service.test_stories import added

KILL = {
    "id": "kill",
    "outlet": "Meridian Post",
    "published_at": "2031-05-06T19:00:00Z",
    "title": f"KILL: {COUNCIL['title']}",
    "text": f"Editors: please kill the story headlined “{COUNCIL['title']}”. About 12,000 cars cannot be stood up.",
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(database=str(tmp_path / "jobs.sqlite3"))


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings)) as client:
        yield client


def members(story: dict[str, Any]) -> dict[str, str]:
    return {m["article_id"]: m["withdrawn_by"] for origin in story["origins"] for m in origin["members"]}


def test_a_kill_notice_withdraws_the_article_that_it_names(client: TestClient) -> None:
    council = added(client, COUNCIL)
    added(client, LEDGER)
    before = client.get(council["href"]).json()
    assert len(before["disagreements"]) == 1
    assert set(members(before).values()) == {""}
    placed = added(client, KILL)
    assert placed["withdraws"] == [
        {"article_id": COUNCIL["id"], "story_id": council["story_id"], "href": council["href"]}
    ]
    assert placed["notices"] == []
    story = client.get(council["href"]).json()
    assert story["disagreements"] == []
    assert members(story)[COUNCIL["id"]] == "kill"
    assert members(story)[LEDGER["id"]] == ""
    assert ("withdrawn", COUNCIL["id"]) in [(event["kind"], event["article_id"]) for event in story["events"]]
    assert [n["article_id"] for n in story["notices"] if n["code"] == "withdrawn"] == [COUNCIL["id"]]
    assert story["title"] == LEDGER["title"], "a withdrawn headline is none"
    assert {f["span"]["article_id"] for f in story["figures"] if not f["is_superseded"]} == {LEDGER["id"]}
    assert {f["superseded_by"] for f in story["figures"] if f["is_superseded"]} == {"kill"}
    assert client.get(f"/v1/articles/{COUNCIL['id']}").json()["withdrawn_by"] == "kill"
    assert client.get(f"/v1/articles/{LEDGER['id']}").json()["withdrawn_by"] == ""


def test_the_list_shows_a_headline_that_stands(client: TestClient) -> None:
    added(client, COUNCIL)
    added(client, LEDGER)
    added(client, KILL)
    titles = [story["title"] for story in client.get("/v1/stories").json()["stories"]]
    assert LEDGER["title"] in titles
    assert COUNCIL["title"] not in titles


def test_a_withdrawal_is_kept_and_told_once_more(settings: Settings) -> None:
    with TestClient(create_app(settings)) as client:
        council = added(client, COUNCIL)
        added(client, LEDGER)
        first = added(client, KILL)
    with TestClient(create_app(settings)) as client:
        assert added(client, KILL, status=200)["withdraws"] == first["withdraws"]
        assert members(client.get(council["href"]).json())[COUNCIL["id"]] == "kill"


def test_another_outlets_notice_withdraws_nothing(client: TestClient) -> None:
    council = added(client, COUNCIL)
    added(client, LEDGER)
    for outlet in ("Oberlund Ledger", ""):
        placed = added(client, KILL | {"id": f"kill{outlet}", "outlet": outlet})
        assert placed["withdraws"] == []
        assert [notice["code"] for notice in placed["notices"]] == ["withdrawal-uncertain"]
    assert set(members(client.get(council["href"]).json()).values()) == {""}


def test_a_doubt_is_told_with_what_could_be_meant(client: TestClient) -> None:
    """Two articles of nearly that headline: neither is withdrawn."""
    added(client, COUNCIL)
    added(client, COUNCIL | {"id": "update", "title": "Oberlund bridge closed after new cracks are found"})
    placed = added(client, KILL)
    assert placed["withdraws"] == []
    assert "meridian, update" in placed["notices"][0]["message"]


def test_versions_of_one_headline_are_withdrawn_together_and_a_copy_is_told(client: TestClient) -> None:
    council = added(client, COUNCIL)
    added(client, COUNCIL | {"id": "update", "text": f"{COUNCIL['text']}\n\nA ferry will run from Friday."})
    added(client, COPY)
    placed = added(client, KILL)
    assert [one["article_id"] for one in placed["withdraws"]] == ["meridian", "update"]
    story = client.get(council["href"]).json()
    assert {name for name, notice in members(story).items() if notice} == {"meridian", "update"}
    assert ("copy-of-withdrawn", "herald") in [(notice["code"], notice["article_id"]) for notice in story["notices"]]


def test_a_second_notice_finds_nothing_that_stands(client: TestClient) -> None:
    added(client, COUNCIL)
    added(client, KILL)
    again = added(client, KILL | {"id": "kill2", "text": f"{KILL['text']} A reminder."})
    assert again["withdraws"] == []
    assert "no earlier article" in again["notices"][0]["message"]


def test_a_notice_may_name_an_id(client: TestClient) -> None:
    added(client, COUNCIL)
    sport = added(client, HANDBALL | {"id": "post-2031-0506-17"})
    notice = {"outlet": "Meridian Post", "text": "Editors: please kill the story with the id post-2031-0506-17."}
    assert [one["story_id"] for one in added(client, notice)["withdraws"]] == [sport["story_id"]]
    story = client.get(sport["href"]).json()
    assert story["timeline"] == []
    assert all(figure["is_superseded"] for figure in story["figures"])


def test_a_notice_that_could_not_be_kept_withdraws_nothing(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise sql.exc.OperationalError("insert", {}, Exception("disk full"))

    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        council = added(client, COUNCIL)
        with monkeypatch.context() as broken:
            broken.setattr("service.storage.articles._refresh", fail)  # the last step of the transaction
            is_problem(client.post("/v1/articles", json=KILL), 500)
        assert set(members(client.get(council["href"]).json()).values()) == {""}
        assert len(added(client, KILL)["withdraws"]) == 1


def test_articles_kept_before_there_were_notices_are_served(settings: Settings) -> None:
    """A database of an earlier version gets the new tables; what it holds has no head, so nothing is guessed."""
    with TestClient(create_app(settings)) as client:
        council = added(client, COUNCIL)
    engine = sql.create_engine(f"sqlite:///{settings.database}")
    with engine.begin() as connection:
        for table in ("article_heads", "withdrawals", "article_meanings"):
            connection.execute(sql.text(f"DROP TABLE {table}"))
    engine.dispose()
    with TestClient(create_app(settings)) as client:
        assert client.get(council["href"]).json()["n_kept"] == 1
        assert [notice["code"] for notice in added(client, KILL)["notices"]] == ["withdrawal-uncertain"]
        assert added(client, LEDGER)["story_id"] == council["story_id"]


def test_an_article_sent_again_as_canceled_is_withdrawn(client: TestClient) -> None:
    """IPTC's way: the same id once more with `pubStatus`. It is no article of its own, and may be sent twice."""
    council = added(client, COUNCIL)
    added(client, LEDGER)
    cancel = {"id": COUNCIL["id"], "outlet": COUNCIL["outlet"], "pubStatus": "canceled"}
    for _ in range(2):
        placed = added(client, cancel, status=200)
        assert placed["article_id"] == COUNCIL["id"]
        assert [one["article_id"] for one in placed["withdraws"]] == [COUNCIL["id"]]
    story = client.get(council["href"]).json()
    assert members(story) == {COUNCIL["id"]: COUNCIL["id"], LEDGER["id"]: ""}
    assert (story["n_articles"], story["n_kept"], story["n_withdrawn"], story["n_origins"]) == (1, 1, 1, 1)
    assert story["disagreements"] == []
    assert story["title"] == LEDGER["title"]
    assert {f["span"]["article_id"] for f in story["figures"] if not f["is_superseded"]} == {LEDGER["id"]}
    assert {f["span"]["article_id"] for f in story["figures"] if f["is_superseded"]} == {COUNCIL["id"]}
    assert [event["article_id"] for event in story["events"] if event["kind"] == "withdrawn"] == [COUNCIL["id"]]


def test_a_cancellation_names_a_uri_for_all_its_versions(settings: Settings) -> None:
    """ninjs names an article by its uri, and versions share one; found again after a restart."""
    uri = "urn:post:2031:17"
    ninjs = {"uri": uri, "versioncreated": COUNCIL["published_at"], "headline": COUNCIL["title"], "source": "Post"}
    with TestClient(create_app(settings)) as client:
        added(client, ninjs | {"body_text": COUNCIL["text"]})
        added(client, ninjs | {"body_text": f"{COUNCIL['text']} A ferry will run from Friday."})
    with TestClient(create_app(settings)) as client:
        placed = added(client, {"uri": uri, "pubstatus": "canceled"}, status=200)
        assert len(placed["withdraws"]) == 2
        story = client.get(placed["href"]).json()
        assert set(members(story)) == set(members(story).values())


def test_a_cancellation_of_what_is_not_kept_or_of_another_outlet_is_told(client: TestClient) -> None:
    added(client, COUNCIL)
    unknown = client.post("/v1/articles", json={"id": "gone", "pubstatus": "canceled"})
    (error,) = is_problem(unknown, 422)["errors"]
    assert error["pointer"] == "/id"
    assert "no article is kept under gone" in error["detail"]
    is_problem(client.post("/v1/articles", json={"id": "meridian", "outlet": "Herald", "pubstatus": "canceled"}), 422)
    assert client.get("/v1/articles/meridian").json()["withdrawn_by"] == ""


def test_a_kill_notice_is_no_article_of_its_story(client: TestClient) -> None:
    """It is shown among the articles of what it withdraws and not counted, nor is that."""
    council = added(client, COUNCIL)
    added(client, LEDGER)
    placed = added(client, KILL)
    assert placed["story_id"] == council["story_id"]
    story = client.get(council["href"]).json()
    assert "kill" in [article["id"] for article in story["articles"]]
    assert (story["n_articles"], story["n_kept"], story["n_withdrawn"], story["n_notices"]) == (1, 1, 1, 1)
    assert len(story["articles"]) == 3
    sport = added(client, HANDBALL | {"id": "post-2031-0506-17"})
    notice = {"outlet": "Meridian Post", "text": "Editors: please kill the story with the id post-2031-0506-17."}
    assert added(client, notice)["story_id"] == sport["story_id"], "however little it has in common with it"
    listed = client.get("/v1/stories").json()["stories"]
    assert {story["id"]: (story["n_articles"], story["n_withdrawn"]) for story in listed} == {
        council["story_id"]: (1, 1),
        sport["story_id"]: (0, 1),  # shown still: an archive hides nothing
    }


BARGE = {
    "outlet": "Skarvik Agency",
    "published_at": "2031-03-04T07:40:00Z",
    "title": "Barge runs aground off Skarvik, 14 hurt",
    "text": "A barge carrying 312 workers ran aground off Skarvik Island early on Tuesday, injuring 14 people, the "
    "coast guard said.\n\nThe vessel, the Olga Rast, struck a sandbank north of the harbour, spokeswoman Ilse Torp "
    "said. Two of the injured were taken to a hospital in Lund Bay.\n\nOperator Rast Lines suspended all services "
    "until Friday.",
}
UPDATE = BARGE | {
    "published_at": "2031-03-04T13:15:00Z",
    "title": "UPDATE 2-Barge accident off Skarvik injures 21",
    "text": "The number of people injured when a barge ran aground off Skarvik Island rose to 21 on Tuesday, the coast "
    "guard said.\n\nAll 312 workers on board the Olga Rast are ashore, spokeswoman Ilse Torp said. Five of the injured "
    "remained in hospital in Lund Bay.\n\nRast Lines denied that it had ignored warnings.",
}
VOICES = {
    "outlet": "Kystposten",
    "published_at": "2031-03-04T16:30:00Z",
    "title": "“Like thunder”: workers tell of Skarvik grounding",
    "text": "Workers who were aboard the Olga Rast on Tuesday morning described a sudden jolt and minutes of darkness."
    "\n\n“It was like thunder,” said Tomas Eik, a carpenter who was travelling to work with his brother.\n\nHospital "
    "director Kari Moen said 19 people had been treated in Lund Bay, most for cuts and broken bones.\n\nThe Olga Rast "
    "was refitted last year at a cost of 6.5 million crowns, company records show.",
}
KILL_VOICES = {
    "id": "k1",
    "outlet": "Kystposten",
    "published_at": "2031-03-04T18:00:00Z",
    "title": f"KILL: {VOICES['title']}",
    "text": f"Editors: please kill the story headlined “{VOICES['title']}”. The quotation of Tomas Eik could not be "
    "verified. A corrected story will follow.",
}
STRAY = {
    "id": "k2",
    "outlet": "Skarvik Agency",
    "title": "KILL: something",
    "text": "Editors: please kill the story headlined “Nothing of that name”.",
}


def test_notices_regroup_nothing(settings: Settings) -> None:
    """They are like one another and in part like the story; the killed article stays in its story all the same."""
    with TestClient(create_app(settings)) as client:
        placed = [added(client, one | {"id": f"b{n}"}) for n, one in enumerate((BARGE, UPDATE, VOICES))]
        (story_id,) = {one["story_id"] for one in placed}
        assert added(client, KILL_VOICES)["story_id"] == story_id
        first = added(client, STRAY)
    with TestClient(create_app(settings)) as client:  # nor when the stream is taken up again
        stray = added(client, STRAY | {"id": "k3"})
        for one in (first, stray):
            assert (one["merged"], one["split"], one["withdraws"]) == ([], [], [])
            assert "no earlier article" in one["notices"][0]["message"]
        assert client.get("/v1/articles/b2").json()["story_id"] == story_id
        added(client, HANDBALL)
        listed = client.get("/v1/stories").json()["stories"]
        assert [(one["n_articles"], one["n_withdrawn"]) for one in listed] == [(1, 0), (2, 1)]


def test_a_notice_goes_where_what_it_withdraws_goes(client: TestClient) -> None:
    """An article that comes may move others: their notices are shown with them."""
    mill = "Fire broke out in the Velden paper mill; smoke drifted over the river."
    crew = "Two firemen are missing. Owner Ada Quill had the night shift sent home."
    first = added(client, {"id": "mill", "text": mill})
    second = added(client, {"id": "crew", "text": crew, "title": "Night shift sent home", "outlet": "Velden Post"})
    kill = {"id": "kill", "text": f"It is wrong. {crew}", "title": "KILL: Night shift sent home"}
    for outlet, is_it in (("Velden Post", True), ("Oberlund Ledger", False)):
        placed = added(client, kill | {"id": f"kill {outlet}", "outlet": outlet})
        assert (placed["story_id"], bool(placed["withdraws"])) == (second["story_id"], is_it)
    assert added(client, {"id": "both", "text": f"{mill} {crew}"})["merged"] == [second["story_id"]]
    for name in ("crew", "kill Velden Post", "kill Oberlund Ledger"):
        assert client.get(f"/v1/articles/{name}").json()["story_id"] == first["story_id"]


def test_a_story_of_a_notice_alone_has_no_source(client: TestClient) -> None:
    alone = added(client, KILL)
    assert client.get("/v1/stories").json()["stories"] == []
    story = client.get(alone["href"]).json()
    assert (story["n_articles"], story["n_origins"], story["n_notices"], story["origins"]) == (0, 0, 1, [])


def test_a_notice_that_matches_nothing_is_no_source(settings: Settings) -> None:
    """It withdraws nothing and says so; in its story it is shown and counted as no article and no origin."""
    with TestClient(create_app(settings)) as client:
        council = added(client, COUNCIL)
        placed = added(client, KILL | {"outlet": "Oberlund Ledger"})
        assert placed["story_id"] == council["story_id"]
        assert [notice["code"] for notice in placed["notices"]] == ["withdrawal-uncertain"]
    with TestClient(create_app(settings)) as client:
        story = client.get(council["href"]).json()
        assert [article["id"] for article in story["articles"]] == [COUNCIL["id"], "kill"]
        assert members(story) == {COUNCIL["id"]: ""}
        assert (story["n_articles"], story["n_origins"], story["n_notices"], story["n_kept"]) == (1, 1, 1, 1)
        assert client.get("/v1/stories").json()["stories"][0]["n_articles"] == 1


def test_what_is_withdrawn_and_sent_again_is_no_notice(client: TestClient) -> None:
    """Not even where its outlet has canceled it, which makes it its own notice: it withdraws nothing, and stays so."""
    added(client, COUNCIL)
    added(client, {"id": COUNCIL["id"], "pubStatus": "canceled"}, status=200)
    again = added(client, COUNCIL, status=200)
    assert again["withdraws"] == []
    (notice,) = again["notices"]
    assert (notice["code"], notice["article_id"]) == ("withdrawn", COUNCIL["id"])
    assert client.get(f"/v1/articles/{COUNCIL['id']}").json()["withdrawn_by"] == COUNCIL["id"]
