"""The stream of articles as newsroom tools see it: one at a time, through restarts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sqlalchemy as sql
from fastapi.testclient import TestClient

from service.app import create_app
from service.storage import Arrival, ArticleStore, KeptArticle
from summarizer.settings import Settings
from summarizer.stories import Placement, Trace
from summarizer.stories.archive import TermVector
from tests.articles import COUNCIL, HANDBALL, LEDGER
from tests.service.test_api import is_problem


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(database=str(tmp_path / "jobs.sqlite3"), max_article_chars=5_000)


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings)) as client:
        yield client


def added(client: TestClient, article: dict[str, Any], status: int = 201) -> dict[str, Any]:
    response = client.post("/v1/articles", json=article)
    assert response.status_code == status, response.text
    placement: dict[str, Any] = response.json()
    return placement


def test_articles_of_one_event_come_into_one_story(client: TestClient) -> None:
    first = added(client, COUNCIL)
    assert client.get(first["href"]).json()["n_articles"] == 1
    second, other = added(client, LEDGER), added(client, HANDBALL)
    assert (first["is_new"], second["is_new"], other["is_new"]) == (True, False, True)
    assert first["story_id"] == second["story_id"] != other["story_id"]
    story = client.get(second["href"]).json()
    assert [article["id"] for article in story["articles"]] == [COUNCIL["id"], LEDGER["id"]]
    assert story["n_origins"] == 2
    assert story["n_kept"] == story["n_articles"] == 2
    assert story["timeline"]
    assert [(event["kind"], event["article_id"]) for event in story["events"]] == [
        ("begun", COUNCIL["id"]),
        ("joined", LEDGER["id"]),
    ]


def test_stories_are_listed_by_their_newest_article(client: TestClient) -> None:
    council, handball = added(client, COUNCIL), added(client, HANDBALL)
    added(client, LEDGER)
    page = client.get("/v1/stories", params={"limit": 1}).json()
    assert [story["id"] for story in page["stories"]] == [council["story_id"]]
    assert page["stories"][0]["n_articles"] == 2
    assert page["stories"][0]["title"] == COUNCIL["title"]
    rest = client.get("/v1/stories", params={"limit": 5, "cursor": page["next"]}).json()
    assert [story["id"] for story in rest["stories"]] == [handball["story_id"]]
    assert rest["next"] is None
    is_problem(client.get("/v1/stories", params={"cursor": "x"}), 422)


def test_a_story_is_listed_under_the_headline_that_its_outlet_has_corrected(client: TestClient) -> None:
    added(client, COUNCIL | {"title": "Council of Orle cuts 2,400 trees"})
    added(
        client,
        COUNCIL | {"id": "later", "title": "Council of Orle cuts 1,400 trees", "text": COUNCIL["text"] + " Yes."},
    )
    (listed,) = client.get("/v1/stories").json()["stories"]
    assert (listed["n_articles"], listed["title"]) == (2, "Council of Orle cuts 1,400 trees")


def test_the_same_article_again_changes_nothing(client: TestClient) -> None:
    first = added(client, COUNCIL)
    again = added(client, COUNCIL, status=200)
    assert (again["story_id"], again["is_new"]) == (first["story_id"], False)
    assert client.get("/v1/stories").json()["stories"][0]["n_articles"] == 1
    problem = is_problem(client.post("/v1/articles", json=COUNCIL | {"text": "Another text altogether."}), 409)
    assert "an id of its own" in problem["detail"]


def test_what_is_odd_about_an_article_is_told(client: TestClient) -> None:
    """As a bundle's answer tells it; also to who sends it again."""
    for status in (201, 200):
        placed = added(client, COUNCIL | {"expires": "rubbish", "foo": 1}, status)
        assert [(one["code"], one["article_id"]) for one in placed["notices"]] == [
            ("unread-expiry", COUNCIL["id"]),
            ("unknown-field", COUNCIL["id"]),
        ]
    (sent,) = client.post("/v1/groupings", json={"articles": [COUNCIL | {"foo": 1}]}).json()["notices"]
    assert (sent["code"], sent["message"]) == ("unknown-field", placed["notices"][1]["message"])


def test_an_article_without_an_id_gets_one(client: TestClient) -> None:
    response = client.post("/v1/articles", json={"text": "Rain fell on Orle all week."})
    kept = client.get(response.headers["location"]).json()
    assert kept["id"] == response.json()["article_id"]
    assert kept["story_id"] == response.json()["story_id"]
    assert kept["article"]["text"] == "Rain fell on Orle all week."
    again = client.post("/v1/articles", json={"text": "Rain fell on Orle all week."})
    assert (again.status_code, again.json()["article_id"]) == (200, kept["id"]), "a retry makes no second article"


def test_an_id_may_be_an_address(client: TestClient) -> None:
    added(client, COUNCIL | {"id": "https://post.example/a?b=1#c"})
    response = client.post("/v1/articles", json=COUNCIL | {"id": "https://post.example/a?b=1#c"})
    assert client.get(response.headers["location"]).json()["id"] == "https://post.example/a?b=1#c"


@pytest.mark.parametrize(
    ("article", "status", "pointer"),
    [
        ({"id": "a", "text": ""}, 422, "/text"),
        ({"id": "a"}, 422, "/text"),
        ({"id": "a", "text": "Rain.", "published_at": "the day before"}, 422, "/published_at"),
        ({"id": "a", "text": "Rain. " * 1_000}, 413, "/text"),
        ({"id": "a", "text": "Rain.", "embargoed": "2999-01-01"}, 422, ""),
        ({"articles": [COUNCIL]}, 422, "/articles"),
        ({"id": "a", "text": '<rss version="2.0"><channel></channel></rss>'}, 422, "/text"),
        ({"id": 7, "text": "Rain."}, 422, "/id"),
        ({"id": "a" * 300, "text": "Rain."}, 422, "/id"),
        ({"id": "a\u009b31m", "text": "Rain."}, 422, "/id"),
    ],
)
def test_a_bad_article_is_refused_and_nothing_kept(
    client: TestClient, article: dict[str, Any], status: int, pointer: str
) -> None:
    problem = is_problem(client.post("/v1/articles", json=article), status)
    assert [part["pointer"] for part in problem["errors"]] == [pointer], problem
    assert client.get("/v1/stories").json()["stories"] == []


def test_what_is_not_there_is_told(client: TestClient) -> None:
    is_problem(client.get("/v1/stories/no-such-story"), 404)
    is_problem(client.get("/v1/articles/no-such-article"), 404)


def test_a_restart_goes_on(settings: Settings) -> None:
    with TestClient(create_app(settings)) as client:
        before = added(client, COUNCIL)
    with TestClient(create_app(settings)) as client:
        assert added(client, LEDGER)["story_id"] == before["story_id"]
        assert added(client, COUNCIL, status=200)["story_id"] == before["story_id"]
        assert client.get(before["href"]).json()["n_kept"] == 2


MILL = "Fire broke out in the Velden paper mill; smoke drifted over the river."
SHIFT = "Two firemen are missing. Owner Ada Quill had the night shift sent home."


def test_a_story_that_is_part_of_another_leads_there(client: TestClient) -> None:
    first = added(client, {"id": "a", "text": MILL})
    second = added(client, {"id": "b", "text": SHIFT})
    both = added(client, {"id": "c", "text": f"{MILL} {SHIFT}"})
    assert both["story_id"] == first["story_id"]
    assert both["merged"] == [second["story_id"]]
    moved = client.get(second["href"], follow_redirects=False)
    assert is_problem(moved, 308)
    assert moved.headers["location"] == first["href"]
    assert client.get(second["href"]).json()["n_kept"] == 3
    assert [story["id"] for story in client.get("/v1/stories").json()["stories"]] == [first["story_id"]]
    events = client.get(first["href"]).json()["events"]
    assert ("merged", "c", second["story_id"]) in [(e["kind"], e["article_id"], e["other_id"]) for e in events]


def test_an_address_leads_to_the_story_that_has_most_of_what_it_had(settings: Settings) -> None:
    """What was merged may part again, under a new id."""
    with TestClient(create_app(settings)):
        store = ArticleStore(sql.create_engine(f"sqlite:///{settings.database}"))
    for name, placement in {
        "quay": Placement("quay", "fire", is_new=True),
        "flood": Placement("flood", "river", is_new=True),
        "both": Placement("both", "fire", False, merged=(("river", "fire"),), moved=(("flood", "river", "fire"),)),
    }.items():
        store.add(arrival(name, placement))
    assert store.story("river").merged_into == "fire"  # type: ignore[union-attr]
    parted = Placement("late", "water", True, split=(("water", "fire"),), moved=(("flood", "fire", "water"),))
    store.add(arrival("late", parted))
    assert store.story("river").merged_into == "water"  # type: ignore[union-attr]


def arrival(name: str, placement: Placement) -> Arrival:
    nothing = TermVector(np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.float32))
    trace = Trace(name, placement.story_id, nothing, 1.0, 0, 1.0, 1.0, near=())
    kept = KeptArticle(name, placement.story_id, datetime(2031, 5, 3, tzinfo=UTC), {"id": name}, name)
    return Arrival(kept, name, "Post", name, trace, placement)


def test_an_article_that_could_not_be_kept_is_in_no_story(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise sql.exc.OperationalError("insert", {}, Exception("disk full"))

    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        before = added(client, COUNCIL)
        with monkeypatch.context() as broken:
            broken.setattr(ArticleStore, "add", fail)
            is_problem(client.post("/v1/articles", json=LEDGER), 500)
        assert client.get(before["href"]).json()["n_kept"] == 1
        assert added(client, LEDGER)["story_id"] == before["story_id"]


@pytest.mark.parametrize("blank", ["", "  "])
def test_a_blank_id_is_none(client: TestClient, blank: str) -> None:
    """Tools that fill every field send one: two such articles are two, and the same one again is the same."""
    first = added(client, COUNCIL | {"id": blank})
    second = added(client, LEDGER | {"id": blank})
    assert first["article_id"] != second["article_id"]
    assert added(client, COUNCIL | {"id": blank}, status=200)["article_id"] == first["article_id"]
    assert client.get(f"/v1/articles/{first['article_id']}").json()["story_id"] == first["story_id"]


CRANE = {
    "id": "crane-1",
    "outlet": "Sund Post",
    "published_at": "2031-06-17T12:00:00Z",
    "text": "A crane fell at the port of Ebbe on Monday, killing two people, the harbour master said.",
}


@pytest.mark.parametrize(
    "again",
    [
        {"published_at": "2031-06-17T14:00:00+02:00"},
        {"author": None, "title": ""},
        {"outlet": " Sund  Post "},
    ],
)
def test_the_same_article_in_other_spelling_is_the_same(client: TestClient, again: dict[str, Any]) -> None:
    """An instant in another zone, a field without anything in it."""
    first = client.post("/v1/articles", json=CRANE)
    assert first.status_code == 201
    second = client.post("/v1/articles", json=CRANE | again)
    assert second.status_code == 200, second.text
    assert second.json()["story_id"] == first.json()["story_id"]


def test_another_article_of_an_id_is_told_by_what_differs(client: TestClient) -> None:
    client.post("/v1/articles", json=CRANE)
    later = client.post("/v1/articles", json=CRANE | {"published_at": "2031-06-17T12:30:00Z"})
    assert later.status_code == 409
    assert "its published_at is not the same" in later.json()["detail"]
    both = client.post("/v1/articles", json=CRANE | {"text": f"{CRANE['text']} Two more died.", "title": "Crane falls"})
    assert "its text, title are not the same" in both.json()["detail"]


def test_an_article_of_which_nothing_is_left_is_told_at_once(client: TestClient) -> None:
    """With a headline it is kept, with a notice; without, it is none."""
    banner = "<html><body><div class='cookie-banner'>We use cookies. Accept all cookies</div></body></html>"
    refused = client.post("/v1/articles", json={"html": "<html><body></body></html>"})
    assert refused.status_code == 422
    assert "nothing is left" in refused.json()["detail"]
    kept = client.post("/v1/articles", json={"html": banner, "title": "Crane falls at the port of Ebbe"})
    assert kept.status_code == 201
    assert [notice["code"] for notice in kept.json()["notices"]] == ["empty"]


def test_what_came_without_an_id_is_not_called_by_one(client: TestClient) -> None:
    """The sender never saw the id that it would get."""
    problem = client.post("/v1/articles", json={"text": "Rain.", "published_at": "soon"}).json()
    assert "article-" not in problem["detail"]
    assert 'the article: "published_at" "soon" is no date' in problem["detail"]
    named = client.post("/v1/articles", json={"id": "r-1", "text": "Rain.", "published_at": "soon"}).json()
    assert 'article "r-1"' in named["detail"]


def test_the_list_of_stories_is_filtered_by_whole_words(client: TestClient) -> None:
    """Whatever their case and accents; parts of words are none, and one page after another finds them all."""
    titles = ["Ärzte of São Bento leave party", "Art thieves rob Straße museum", "東京で地震", "Mayor's ally quits"]
    texts = ["Doctors marched out.", "Paintings vanished at night.", "Ground shook.", "Aides resigned."]
    for number, (title, text) in enumerate(zip(titles, texts, strict=True)):
        sent = {"id": f"w-{number}", "title": title, "text": f"{text} {title}.", "outlet": f"Echo {number}"}
        assert client.post("/v1/articles", json=sent).status_code == 201

    def found(q: str) -> set[str]:
        return {one["title"] for one in client.get("/v1/stories", params={"q": q}).json()["stories"]}

    assert found(" ") == set(titles)
    assert found("art") == {titles[1]}
    assert found("ärzte") == found("ARZTE Party,") == {titles[0]}
    assert found("STRASSE") == {titles[1]}
    assert found("地震") == {titles[2]}
    assert found("mayor") == {titles[3]}
    assert found("part") == found("100%") == set()
    first = client.get("/v1/stories", params={"q": "art", "limit": 1}).json()
    assert client.get("/v1/stories", params={"q": "art", "cursor": first["next"]}).json()["stories"] == []
    refused = client.get("/v1/stories", params={"q": "?!"})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/query/q"


@pytest.mark.parametrize("since", ["0001-01-01T00:00:00+10:00", "9999-12-31T23:59:59-10:00"])
def test_a_time_that_utc_does_not_have_is_refused(client: TestClient, since: str) -> None:
    answer = client.get("/v1/stories", params={"since": since})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/query/since"
    assert client.get("/v1/stories", params={"since": "0001-01-01T00:00:00Z"}).status_code == 200


def test_the_list_of_stories_is_filtered(client: TestClient) -> None:
    """By the time of a change and by words of the title; what it cannot be filtered by is refused, not passed over."""
    client.post("/v1/articles", json=CRANE | {"title": "Crane falls at the port of Ebbe"})
    second = client.post("/v1/articles", json=COUNCIL).json()
    listed = client.get("/v1/stories").json()["stories"]
    assert len(listed) == 2
    titles = [one["title"] for one in client.get("/v1/stories", params={"q": "PORT crane"}).json()["stories"]]
    assert titles == ["Crane falls at the port of Ebbe"]
    assert client.get("/v1/stories", params={"q": "100%"}).json()["stories"] == []
    changed = next(one["changed_at"] for one in listed if one["id"] == second["story_id"])
    found = client.get("/v1/stories", params={"since": changed}).json()["stories"]
    assert [one["id"] for one in found] == [second["story_id"]]
    assert client.get("/v1/stories", params={"since": "2099-01-01T00:00:00+02:00"}).json()["stories"] == []
    assert client.get("/v1/stories", params={"since": "2031-05-06"}).status_code == 422
    refused = client.get("/v1/stories", params={"status": "open"})
    assert refused.status_code == 422
    assert "'status'" in refused.json()["detail"]
    assert "since" in refused.json()["detail"]
    assert refused.json()["errors"][0]["pointer"] == "/status"
    assert client.get("/v1/articles/crane-1", params={"q": "x"}).status_code == 422
