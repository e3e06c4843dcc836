"""A text and what was edited from it know of one another; only the one approved last is handed on as usable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from summarizer.settings import Settings
from tests.articles import COUNCIL, HANDBALL

TEXT = "The Oberlund bridge was closed on Tuesday."


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(database=str(tmp_path / "jobs.sqlite3")))) as client:
        yield client


def written(client: TestClient, *articles: dict[str, Any]) -> dict[str, Any]:
    asked = {"articles": list(articles or [COUNCIL])}
    job: dict[str, Any] = client.post("/v1/summaries", json=asked, headers={"Prefer": "wait=20"}).json()
    return job


def edited(client: TestClient, job: dict[str, Any], place: int = 0, text: str = TEXT) -> dict[str, Any]:
    form = {"summary_id": job["result"]["summaries"][place]["id"], "text": text}
    page = client.post(f"{job['page']}/edits", data=form)
    edit: dict[str, Any] = client.get(f"/v1/verifications/{page.url.path.rpartition('/')[2]}").json()
    return edit


def decided(client: TestClient, job: dict[str, Any], decision: str = "approved") -> None:
    body = {"decision": decision, "author": "Pia Rand", "reason": "Known."}
    assert client.post(f"{job['href']}/decisions", json=body).status_code == 201


def items(client: TestClient, job: dict[str, Any], format: str = "ninjs") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"{job['href']}/export", params={"format": format}).json()
    return found


def statuses(client: TestClient, *jobs: dict[str, Any]) -> list[str]:
    return [item["pubStatus"] for job in jobs for item in items(client, job)]


def test_a_text_and_its_edit_are_linked_both_ways(client: TestClient) -> None:
    job = written(client)
    edit = edited(client, job)
    assert (edit["edited_from"], edit["edits"]) == (job["id"], [])
    (listed,) = client.get("/v1/summaries").json()["jobs"]
    for shown in (listed, client.get(job["href"]).json()):
        assert (shown["edited_from"], shown["edits"], shown["superseded_by"]) == ("", [edit["id"]], {})
    assert f'Edited from <a href="{job["page"]}">' in client.get(edit["page"]).text
    assert f'A newer text of this was checked: <a href="{edit["page"]}">' in client.get(job["page"]).text
    assert "A newer text" not in client.get(edit["page"]).text


def test_the_version_approved_last_supersedes_the_others(client: TestClient) -> None:
    job = written(client)
    decided(client, job)
    (before,) = items(client, job)
    edit = edited(client, job)
    assert statuses(client, job, edit) == ["usable", "withheld"], "an edit alone supersedes nothing"
    decided(client, edit)
    assert statuses(client, job, edit) == ["withheld", "usable"]
    (after,) = items(client, job)
    assert int(after["version"]) > int(before["version"]), "a receiver takes what is newer"
    assert after["versionCreated"] > before["versionCreated"]
    assert "Superseded by another version, approved by Pia Rand." in after["edNote"]
    assert [(a["rel"], a["uri"]) for a in after["associations"]][-1] == ("replacedBy", f"urn:uuid:{edit['id']}")
    (newer,) = items(client, edit)
    assert [(a["rel"], a["uri"]) for a in newer["associations"]][-1] == ("replaces", before["uri"])
    (old,), (new,) = items(client, job, "jsonld"), items(client, edit, "jsonld")
    assert old["creativeWorkStatus"] == f"Superseded by {new['@id']}"
    assert (new["isBasedOn"], "isBasedOn" in old) == ([{"@type": "NewsArticle", "@id": old["@id"]}], False)
    assert old["version"] == int(after["version"])
    shown = client.get(job["href"]).json()
    assert shown["superseded_by"] == {job["result"]["summaries"][0]["id"]: edit["id"]}
    page = client.get(job["page"]).text
    assert f'<strong>Superseded</strong>. <a href="{edit["page"]}">A newer text</a>' in page
    assert "summary, superseded" in client.get("/").text
    assert "Superseded" not in client.get(edit["page"]).text


def test_no_format_hands_a_superseded_text_on_as_usable(client: TestClient) -> None:
    """Whole records name the versions, too; a text to print says at its head that another one holds."""
    job = written(client)
    edit = edited(client, job)
    decided(client, job)
    decided(client, edit)
    (old,), (new,) = items(client, job, "json"), items(client, edit, "json")
    uris = [f"urn:uuid:{one['id']}" for one in (job, edit)]
    assert [(one["uri"], one["status"]) for one in (old, new)] == list(zip(uris, ("withheld", "usable"), strict=True))
    assert (old["replaces"], old["replaced_by"]) == ([], uris[1])
    assert (new["replaces"], new["replaced_by"]) == ([uris[0]], "")
    assert (old["version"], old["created"] < old["modified"]) == (3, True)
    for format in ("md", "html"):
        texts = [client.get(f"{one['href']}/export", params={"format": format}).text for one in (job, edit)]
        told = ["Superseded by another version, approved by Pia Rand." in text for text in texts]
        assert told == [True, False]
        assert ["Withheld. " in text for text in texts] == told
    assert client.get(f"{job['href']}/export?format=md").text.startswith("**Withheld. ")


def test_a_text_that_is_approved_anew_holds_again(client: TestClient) -> None:
    job = written(client)
    edit = edited(client, job)
    for one, holding in ((edit, ["withheld", "usable"]), (job, ["usable", "withheld"])):
        decided(client, one)
        assert statuses(client, job, edit) == holding
    versions = [item["version"] for one in (job, edit) for item in items(client, one)]
    assert versions == ["3", "3"], "every approval of either makes a new version of both"
    assert "An earlier text" in client.get(edit["page"]).text
    decided(client, job, "withdrawn")
    assert statuses(client, job, edit) == ["canceled", "withheld"], "nothing is handed on that nobody approved anew"


def test_an_edit_of_an_edit_replaces_both(client: TestClient) -> None:
    job = written(client)
    decided(client, job)
    first = edited(client, job)
    second = edited(client, first, text="The bridge was closed on Tuesday.")
    decided(client, second)
    assert statuses(client, job, first, second) == ["withheld", "withheld", "usable"]
    replaced = [one["uri"] for one in items(client, second)[0]["associations"] if one["rel"] == "replaces"]
    assert replaced == [f"urn:uuid:{first['id']}", f"urn:uuid:{job['id']}"]


def test_an_edit_of_one_story_leaves_the_other_as_it_is(client: TestClient) -> None:
    job = written(client, COUNCIL, HANDBALL)
    decided(client, job)
    before = items(client, job)
    assert len(before) == 2
    edit = edited(client, job)
    decided(client, edit)
    after = items(client, job)
    assert [item["pubStatus"] for item in after] == ["withheld", "usable"]
    assert after[1] == before[1]
    assert [a["uri"] for a in items(client, edit)[0]["associations"]][-1] == before[0]["uri"]
    title = job["result"]["summaries"][0]["title"]
    assert f"<strong>Superseded</strong>: “{title}”." in client.get(job["page"]).text


def test_the_newest_tell_summaries_checks_and_edits_apart(client: TestClient) -> None:
    """By a word each, and by names: a headline, or the first words of a text that has none; never an article's."""
    job = written(client)
    edited(client, job)
    client.post("/v1/verifications", json={"articles": [COUNCIL], "text": TEXT})
    page = client.get("/").text
    newest = re.findall(r'<li><a href="[^"]*">([^<]*)</a> <span class="quiet">(\w+), (\w+)', page)
    title = job["result"]["summaries"][0]["title"]
    assert newest == [
        (f"“{TEXT}”", "check", "succeeded"),
        (title, "edit", "succeeded"),
        (title, "summary", "succeeded"),
    ]
