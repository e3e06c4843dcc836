"""A job is followed as Server-Sent Events: how far it is, a verdict a sentence, its end; and again from a break."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service import jobs as jobs_module
from service.app import create_app
from summarizer.settings import Settings
from tests.articles import COUNCIL
from tests.service.test_api import is_problem

TEXT = "The bridge was closed on Tuesday. It will stay closed for at least nine weeks, Feld said. Feld swims."


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(database=str(tmp_path / "jobs.sqlite3")))) as client:
        yield client


def events(client: TestClient, href: str, last: str = "") -> list[tuple[str, str, dict[str, Any]]]:
    """(event, id, data) of all that a stream tells until it ends."""
    found = []
    with client.stream("GET", f"{href}/events", headers={"Last-Event-ID": last} if last else {}) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        for block in answer.read().decode().strip().split("\n\n"):
            fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
            if fields:
                found.append((fields["event"], fields.get("id", ""), json.loads(fields["data"])))
    return found


def test_a_job_tells_every_verdict_and_then_its_end(client: TestClient) -> None:
    job = client.post("/v1/verifications", json={"articles": [COUNCIL], "text": TEXT}).json()
    told = events(client, job["href"])
    assert [row[0] for row in told] == ["verdict"] * 3 + ["end"], "how it ended is told once, and last"
    verdicts = [row for row in told if row[0] == "verdict"]
    assert [row[1] for row in verdicts] == ["verdict-1", "verdict-2", "verdict-3"]
    assert (verdicts[1][2]["sentence"], verdicts[1][2]["verdict"]) == (2, "contradicted")
    assert "three weeks" in verdicts[1][2]["reason"]
    assert told[-1] == ("end", "end", {"status": "succeeded", "problem": None})


def test_the_verdict_on_the_headline_comes_first(client: TestClient) -> None:
    job = client.post("/v1/verifications", json={"articles": [COUNCIL], "text": f"Bridge shut\n\n{TEXT}"}).json()
    verdicts = [row for row in events(client, job["href"]) if row[0] == "verdict"]
    assert [(row[1], row[2]["sentence"]) for row in verdicts[:2]] == [("verdict-1", 0), ("verdict-2", 1)]
    assert verdicts[0][2]["text"] == "Bridge shut"


def test_progress_is_told_with_ids_until_the_job_ends(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever comes back from there is told on with the next number, and gets every verdict."""
    verify = jobs_module.pipeline.verify

    def slow(*given: Any, progress: Any, **named: Any) -> Any:
        progress("Reading")
        time.sleep(0.6)  # three looks of the stream
        return verify(*given, **named)

    monkeypatch.setattr("service.jobs.pipeline.verify", slow)
    told: dict[str, list[tuple[str, str, dict[str, Any]]]] = {}
    for last in ("", "progress-4"):
        body = {"articles": [COUNCIL], "text": f"{TEXT} {last}"}
        with client.stream("POST", "/v1/verifications", json=body, headers={"Prefer": "wait=0"}) as answer:
            href = answer.headers["location"]
        told[last] = events(client, href, last)
    for last, first in (("", 1), ("progress-4", 5)):
        progress = [row for row in told[last] if row[0] == "progress"]
        assert [row[1] for row in progress] == [f"progress-{first + n}" for n in range(len(progress))]
        assert (progress[-1][2]["status"], progress[-1][2]["progress"]) == ("running", "Reading")
        assert [row[1] for row in told[last][len(progress) :]][:2] == ["verdict-1", "verdict-2"]


def test_who_comes_back_gets_what_is_wanting(client: TestClient) -> None:
    job = client.post("/v1/verifications", json={"articles": [COUNCIL], "text": TEXT}).json()
    events(client, job["href"])
    again = events(client, job["href"], "verdict-2")
    assert [row[1] for row in again] == ["verdict-3", "end"]
    assert events(client, job["href"], "end") == []
    assert next(row[1] for row in events(client, job["href"], "nonsense") if row[1]) == "verdict-1"


def test_only_a_kept_job_of_that_kind_is_followed(client: TestClient) -> None:
    job = client.post("/v1/verifications", json={"articles": [COUNCIL], "text": TEXT}).json()
    is_problem(client.get(f"/v1/summaries/{job['id']}/events"), 404)
    is_problem(client.get("/v1/verifications/gone/events"), 404)


def test_a_cancelled_job_ends_the_stream(client: TestClient) -> None:
    job = client.post("/v1/verifications", json={"articles": [COUNCIL], "text": "The bridge. " * 400}).json()
    ended = client.delete(job["href"]).json()["status"]
    assert events(client, job["href"])[-1][2]["status"] == ended
