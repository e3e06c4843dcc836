"""A text is handed on in the formats of newsrooms, with its status; never while a flag stands without a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.storage import RUNNING, Storage
from summarizer.settings import Settings
from tests.articles import COUNCIL, HANDBALL
from tests.service.test_api import is_problem
from tests.service.test_decisions import WRONG, checked
from tests.service.test_reports import RIGHT
from tests.unit.test_pipeline_headlines import SLIP


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(database=str(tmp_path / "jobs.sqlite3")))) as client:
        yield client


def exported(client: TestClient, job: dict[str, Any], format: str = "ninjs") -> dict[str, Any]:
    answer = client.get(f"{job['href']}/export", params={"format": format})
    assert answer.status_code == 200, answer.text
    (item,) = answer.json()
    assert isinstance(item, dict)
    return item


def decided(client: TestClient, job: dict[str, Any], decision: str, reason: str = "") -> None:
    body = {"decision": decision, "author": "Pia Rand", "reason": reason}
    assert client.post(f"{job['href']}/decisions", json=body).status_code == 201


def test_a_summary_is_handed_on_with_the_status_that_an_editor_gave_it(client: TestClient) -> None:
    job = client.post("/v1/summaries", json={"articles": [COUNCIL]}, headers={"Prefer": "wait=20"}).json()
    item = exported(client, job)
    assert (item["uri"], item["pubStatus"]) == (f"urn:uuid:{job['id']}", "withheld"), "nobody has decided"
    assert item["edNote"].startswith("Not yet approved by an editor.")
    assert (item["version"], item["versionCreated"]) == ("1", job["finished_at"].replace("Z", "+00:00"))
    decided(client, job, "approved")
    approved = exported(client, job)
    assert (approved["pubStatus"], approved["version"]) == ("usable", "2")
    decided(client, job, "held")
    assert exported(client, job)["pubStatus"] == "withheld"
    decided(client, job, "withdrawn", "The council took it back")
    item = exported(client, job)
    assert (item["pubStatus"], item["version"]) == ("canceled", "4"), "a receiver takes what is newer"
    assert item["versionCreated"] > approved["versionCreated"]
    assert item["edNote"].startswith("Withdrawn by Pia Rand: The council took it back. ")
    assert item["firstCreated"] == approved["firstCreated"] == job["finished_at"].replace("Z", "+00:00")
    answer = client.get(f"{job['href']}/export", params={"format": "jsonld"})
    linked = answer.json()[0]
    assert (linked["dateCreated"], linked["dateModified"]) == (item["firstCreated"], item["versionCreated"])
    assert linked["version"] == 4
    assert answer.headers["content-type"] == "application/ld+json"
    assert answer.json()[0]["creativeWorkStatus"] == "Withdrawn"
    is_problem(client.get(f"{job['href']}/export", params={"format": "pdf"}), 422)
    is_problem(client.get("/v1/summaries/gone/export"), 404)


def test_a_flag_without_a_reason_keeps_a_text_from_being_handed_on(client: TestClient) -> None:
    job = checked(client, WRONG)
    problem = is_problem(client.get(f"{job['href']}/export"), 409)
    assert "1 sentence is contradicted, unsupported or not checked" in problem["detail"]
    decided(client, job, "held", "I ask Feld.")
    is_problem(client.get(f"{job['href']}/export"), 409)
    decided(client, job, "approved", "Feld told us so.")
    item = exported(client, job)
    assert item["pubStatus"] == "usable"
    assert item["edNote"].startswith("Approved by Pia Rand: Feld told us so. 0 of 1 sentences are supported")
    assert "digitalSourceType" not in item  # nobody told us who wrote it


def test_what_was_handed_on_and_is_held_since_is_told_to_be_withheld(client: TestClient) -> None:
    """Approved over flags, exported, then held: whoever has it must learn that it is not to be used."""
    job = checked(client, WRONG)
    decided(client, job, "approved", "Feld told us so.")
    decided(client, job, "held", "Feld denies it")
    item = exported(client, job)
    assert (item["pubStatus"], item["version"]) == ("withheld", "3")
    assert item["edNote"].startswith("Held by Pia Rand: Feld denies it. ")
    assert client.get(f"{job['page']}/export/ninjs").status_code == 200
    assert "(once it is approved" not in client.get(job["page"]).text


def test_a_text_is_handed_on_to_be_printed_and_as_its_whole_record(client: TestClient) -> None:
    """Nothing of an article is markup; what may not be used says so above all else."""
    hostile = COUNCIL | {"title": "Bridge <b>shut</b> *now*", "url": "https://post.example/a?b=1&c=2"}
    text = "# <i>Bridge</i> closed\n\nThe Oberlund bridge was closed on Tuesday. [1]"
    job = client.post("/v1/verifications", json={"articles": [hostile], "text": text}).json()

    def texts() -> tuple[str, str]:
        answers = [client.get(f"{job['href']}/export", params={"format": name}) for name in ("md", "html")]
        kinds = [answer.headers["content-type"].partition(";")[0] for answer in answers]
        assert kinds == ["text/markdown", "text/html"]
        assert answers[1].headers["content-security-policy"] == "default-src 'none'"
        return answers[0].text, answers[1].text

    markdown, page = texts()
    assert markdown.startswith("**Withheld. Not yet approved by an editor.**\n\n# ")
    assert "<p><strong>Withheld. Not yet approved by an editor.</strong></p>" in page
    decided(client, job, "approved", "Known.")
    markdown, page = texts()
    assert markdown == (
        "# \\<i\\>Bridge\\</i\\> closed\n\nThe Oberlund bridge was closed on Tuesday. [1]\n\n"
        "- [1] Meridian Post: Bridge \\<b\\>shut\\</b\\> \\*now\\* (2031-05-06) <https://post.example/a?b=1&c=2>\n"
    )
    assert "<h1>&lt;i&gt;Bridge&lt;/i&gt; closed</h1>" in page
    assert '<a href="https://post.example/a?b=1&amp;c=2">Meridian Post: Bridge &lt;b&gt;shut' in page
    decided(client, job, "withdrawn", "The council took it back.")
    assert texts()[0].startswith("**Withdrawn. Withdrawn by Pia Rand: The council took it back.**")
    item = exported(client, job, "json")
    assert (item["status"], item["version"], item["note"]) == (
        "canceled",
        3,
        "Withdrawn by Pia Rand: The council took it back.",
    )
    assert item["summary"]["sentences"] == job["result"]["summaries"][0]["sentences"]
    assert item["summary"]["audit"] == job["result"]["summaries"][0]["audit"]


@pytest.mark.parametrize("format", ["md", "html", "json"])
def test_no_format_hands_a_flag_on_without_a_reason(client: TestClient, format: str) -> None:
    is_problem(client.get(f"{checked(client, WRONG)['href']}/export", params={"format": format}), 409)


@pytest.mark.parametrize(
    ("engine", "source"),
    [("llm", "compositeWithTrainedAlgorithmicMedia"), ("extractive", "composite"), ("given", None)],
)
def test_an_edited_text_says_what_it_was_made_of(tmp_path: Path, engine: str, source: str | None) -> None:
    """A model's words do not lose their mark by an editor's hand; of what somebody gave us nothing is said."""
    settings = Settings(database=str(tmp_path / "jobs.sqlite3"))
    with TestClient(create_app(settings)) as client:
        job = client.post("/v1/summaries", json={"articles": [COUNCIL]}, headers={"Prefer": "wait=20"}).json()
        storage = Storage(settings.database)
        kept = storage.job(job["id"])
        assert kept is not None
        assert kept.result is not None
        kept.result["summaries"][0]["audit"]["engine"] = engine
        storage.add(replace(kept, id="first", status=RUNNING))
        storage.finish(replace(kept, id="first"))
        edited = "first"
        for text in (RIGHT, f"{RIGHT} {RIGHT}"):  # an edit of an edit, too
            form = {"summary_id": job["result"]["summaries"][0]["id"], "text": text}
            page = client.post(f"/jobs/{edited}/edits", data=form, follow_redirects=False)
            edited = page.headers["location"].rpartition("/")[2]
            decided(client, {"href": f"/v1/verifications/{edited}"}, "approved", "Known.")
            item = exported(client, {"href": f"/v1/verifications/{edited}"})
            assert item.get("digitalSourceType", {}).get("name") == source


def test_the_page_hands_on_a_file_or_says_why_not(client: TestClient) -> None:
    job = checked(client, WRONG)
    page = client.get(job["page"])
    assert "(once it is approved with a reason, or edited)" in page.text
    again = client.get(f"{job['page']}/decisions", follow_redirects=False)
    assert (again.status_code, again.headers["location"]) == (303, job["page"])
    refused = client.get(f"{job['page']}/export/ninjs")
    assert refused.status_code == 409
    assert "1 sentence is contradicted" in refused.text
    assert "approve it with the reason first" in refused.text
    decided(client, job, "approved", "Feld told us so.")
    assert "(once it is approved" not in client.get(job["page"]).text
    answer = client.get(f"{job['page']}/export/ninjs")
    named = f"the-bridge-will-stay-closed-for-at-least-nine-weeks-{job['finished_at'][:10]}"
    assert answer.headers["content-disposition"] == f'attachment; filename="{named}.ninjs.json"'
    assert answer.json()[0]["type"] == "text"
    for format, begins in (("md", "The bridge will stay"), ("html", "<!doctype html>")):
        answer = client.get(f"{job['page']}/export/{format}")
        assert answer.headers["content-disposition"] == f'attachment; filename="{named}.{format}"'
        assert answer.headers["content-security-policy"] == "default-src 'none'"
        assert answer.text.startswith(begins)
    assert client.get("/jobs/gone/export/ninjs").status_code == 404


def two_texts(client: TestClient) -> tuple[dict[str, Any], str, str]:
    """A job of two stories, the first with a headline that its articles contradict, and the ids of its texts."""
    body = {"articles": [SLIP, HANDBALL]}
    job = client.post("/v1/summaries", json=body, headers={"Prefer": "wait=20"}).json()
    by_flag = sorted(job["result"]["summaries"], key=lambda one: one["title_check"]["verdict"] == "supported")
    assert len(by_flag) == 2
    return job, by_flag[0]["id"], by_flag[1]["id"]


def test_texts_of_one_job_are_decided_and_handed_on_each_by_itself(client: TestClient) -> None:
    job, flagged, fine = two_texts(client)
    href = f"{job['href']}/export"
    is_problem(client.get(href), 409)
    is_problem(client.get(href, params={"summary_id": flagged}), 409)
    (item,) = client.get(href, params={"summary_id": fine}).json()
    assert (item["pubStatus"], item["version"]) == ("withheld", "1")
    body = {"decision": "approved", "author": "Pia Rand", "summary_id": fine}
    decided_job = client.post(f"{job['href']}/decisions", json=body)
    assert decided_job.status_code == 201, decided_job.text
    assert [one["summary_id"] for one in decided_job.json()["decisions"]] == [fine]
    (item,) = client.get(href, params={"summary_id": fine}).json()
    assert (item["pubStatus"], item["version"]) == ("usable", "2")
    is_problem(client.get(href), 409)
    is_problem(client.post(f"{job['href']}/decisions", json=body | {"summary_id": flagged}), 409)
    body |= {"summary_id": flagged, "reason": "Feld told us so."}
    assert client.post(f"{job['href']}/decisions", json=body).status_code == 201
    held = body | {"decision": "held", "summary_id": fine}
    assert client.post(f"{job['href']}/decisions", json=held).status_code == 201
    statuses = {item["uri"]: item["pubStatus"] for item in client.get(href).json()}
    assert sorted(statuses.values()) == ["usable", "withheld"]
    assert "Withheld" in client.get(href, params={"format": "md", "summary_id": fine}).text
    assert "Withheld" not in client.get(href, params={"format": "md", "summary_id": flagged}).text
    decided(client, job, "withdrawn", "All of it.")
    assert {item["pubStatus"] for item in client.get(href).json()} == {"canceled"}


def test_a_text_that_there_is_not_is_told(client: TestClient) -> None:
    job, _, fine = two_texts(client)
    problem = is_problem(client.get(f"{job['href']}/export", params={"summary_id": "gone"}), 422)
    assert (problem["errors"][0]["pointer"], fine in problem["detail"]) == ("/query/summary_id", True)
    body = {"decision": "held", "author": "Pia Rand", "summary_id": "gone"}
    problem = is_problem(client.post(f"{job['href']}/decisions", json=body), 422)
    assert problem["errors"][0]["pointer"] == "/summary_id"


def test_the_only_text_of_a_job_is_all_of_it(client: TestClient) -> None:
    """Named or not, it is the same decision: edits of it are superseded as ever."""
    job = checked(client, RIGHT)
    (summary,) = job["result"]["summaries"]
    body = {"decision": "approved", "author": "Pia Rand", "summary_id": summary["id"]}
    assert client.post(f"{job['href']}/decisions", json=body).json()["decisions"][0]["summary_id"] == ""
    assert client.get(f"{job['href']}/export", params={"summary_id": summary["id"]}).json()[0]["pubStatus"] == "usable"


def test_one_of_several_texts_is_decided_about_on_the_page(client: TestClient) -> None:
    job, _, fine = two_texts(client)
    page = client.get(job["page"]).text
    assert f'<option value="{fine}">' in page
    form = {"decision": "held", "author": "Pia Rand", "summary_id": fine}
    page = client.post(f"{job['page']}/decisions", data=form).text
    title = next(one["title"] for one in job["result"]["summaries"] if one["id"] == fine)
    assert f"<strong>Held</strong> (“{title}”) by Pia Rand" in page
    assert "held in part" in client.get("/").text
    assert (
        "<select"
        not in client.get(checked(client, RIGHT)["page"])
        .text.partition("Approve</button>")[0]
        .partition('class="decide"')[2]
    )


def test_a_text_of_several_that_is_held_after_its_approval_is_told_to_be_withheld(client: TestClient) -> None:
    """Approved by itself or with all of them, over flags; what was never approved is held back all the same."""
    job, flagged, fine = two_texts(client)
    href, of_flagged = f"{job['href']}/export", {"summary_id": flagged}
    body = {"decision": "approved", "author": "Pia Rand", "reason": "Feld told us so."}
    client.post(f"{job['href']}/decisions", json=body | {"summary_id": fine})
    client.post(f"{job['href']}/decisions", json=body | {"decision": "held"})
    is_problem(client.get(href, params=of_flagged), 409)
    assert client.get(href, params={"summary_id": fine}).json()[0]["pubStatus"] == "withheld"
    assert "(once it is approved" in client.get(job["page"]).text
    client.post(f"{job['href']}/decisions", json=body)
    client.post(f"{job['href']}/decisions", json=body | of_flagged | {"decision": "held", "reason": "Feld denies it"})
    (item,) = client.get(href, params=of_flagged).json()
    assert (item["pubStatus"], item["version"]) == ("withheld", "4"), "what was decided of the other is none of its"
    assert item["edNote"].startswith("Held by Pia Rand: Feld denies it. ")
    assert sorted(one["pubStatus"] for one in client.get(href).json()) == ["usable", "withheld"]
    assert "(once it is approved" not in client.get(job["page"]).text


def test_an_edit_is_superseded_by_what_is_decided_of_its_own_text_only(client: TestClient) -> None:
    """An approval of the other story's text says nothing of it."""
    job, flagged, fine = two_texts(client)
    text = next(one["text"] for one in job["result"]["summaries"] if one["id"] == flagged)
    form = {"summary_id": flagged, "text": text, "title": ""}
    edited = client.post(f"{job['page']}/edits", data=form, follow_redirects=False).headers["location"]
    edit = client.get(f"/v1/verifications/{edited.rpartition('/')[2]}").json()
    decided(client, edit, "approved", "Known.")
    body = {"decision": "approved", "author": "Pia Rand", "reason": "Known.", "summary_id": fine}
    client.post(f"{job['href']}/decisions", json=body)
    assert client.get(edit["href"]).json()["superseded_by"] == {}
    assert client.get(job["href"]).json()["superseded_by"] == {flagged: edit["id"]}
    client.post(f"{job['href']}/decisions", json=body | {"summary_id": flagged})
    assert list(client.get(edit["href"]).json()["superseded_by"].values()) == [job["id"]]
