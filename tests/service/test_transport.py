"""Ids of requests, compressed bodies, and what the contract promises of keys."""

from __future__ import annotations

import gzip
import json
import logging
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
import uvicorn
from fastapi.testclient import TestClient
from pydantic import SecretStr

from service.app import create_app
from summarizer.settings import Settings
from tests.articles import BUNDLE, COUNCIL
from tests.service.test_api import is_problem

GZIP = {"Content-Type": "application/json", "Content-Encoding": "gzip"}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(database=str(tmp_path / "jobs.sqlite3"), max_bundle_bytes=200_000)


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client


def test_a_packed_body_is_read_and_a_long_answer_is_packed(client: TestClient) -> None:
    """As newsroom tools send many articles; who cannot unpack gets the answer as it is."""
    packed = gzip.compress(json.dumps({"articles": BUNDLE}).encode())
    response = client.post("/v1/facts", content=packed, headers=GZIP)
    assert response.status_code == 200, response.text
    assert response.headers["content-encoding"] == "gzip"
    assert len(response.json()["stories"]) == 1
    plain = client.post("/v1/facts", json={"articles": BUNDLE}, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.json() == response.json()


@pytest.mark.parametrize(
    ("body", "encoding", "expected"),
    [
        (b"{}", "gzip", 400),
        (gzip.compress(json.dumps({"articles": [COUNCIL]}).encode())[:-20], "gzip", 400),
        (gzip.compress(b'{"articles": [' + b" " * 50_000_000 + b"]}"), "gzip", 413),
        (b"{}", "br", 415),
    ],
)
def test_a_body_that_cannot_be_unpacked_is_a_problem(
    client: TestClient, body: bytes, encoding: str, expected: int
) -> None:
    """No gzip, one that breaks off, a bomb, another encoding: told as such, never a fault."""
    response = client.post("/v1/facts", content=body, headers=GZIP | {"Content-Encoding": encoding})
    is_problem(response, expected)
    assert response.headers.get("accept-encoding", "gzip") == "gzip"


def test_a_request_is_found_in_the_log_by_its_id(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    """The client's own id is kept; one that could forge a line of the log is not; without one it is made up."""
    with caplog.at_level(logging.INFO, "service.transport"):
        assert client.get("/v1/stories", headers={"X-Request-ID": "desk-17"}).headers["x-request-id"] == "desk-17"
        forged = client.get("/v1/stories", headers={"X-Request-ID": "a b 200"}).headers["x-request-id"]
        made = client.get("/v1/stories/none").headers["x-request-id"]
    assert len({"a b 200", forged, made}) == 3
    told = [record.getMessage() for record in caplog.records if record.name == "service.transport"]
    assert told[0].startswith("GET /v1/stories 200 ")
    assert told[0].endswith("request desk-17")
    assert told[2].startswith("GET /v1/stories/none 404 ")


def test_a_path_cannot_forge_the_log(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    """A line end, an escape or a NUL in a path stands in the log as it was sent, and does nothing there."""
    with caplog.at_level(logging.INFO, "service.transport"):
        client.get("/v1/stories/x%0AINFO%20forged%1b%5b31m%00%c2%9b")
    (told,) = [record.getMessage() for record in caplog.records if record.name == "service.transport"]
    assert told.startswith("GET /v1/stories/x%0AINFO%20forged%1B%5B31m%00%C2%9B 404 ")
    assert told.isprintable()


def test_a_fault_is_told_by_its_id(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who meets a fault of ours can say which one."""

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("inside")

    monkeypatch.setattr("service.stories.Stories.page", fail)
    response = client.get("/v1/stories", headers={"X-Request-ID": "desk-18"})
    problem = is_problem(response, 500)
    assert "desk-18" in problem["detail"]
    assert "inside" not in response.text
    assert response.headers["x-request-id"] == "desk-18"


def test_the_contract_asks_for_a_key_only_where_there_is_one(client: TestClient, settings: Settings) -> None:
    """Without keys every operation may be asked without one; with keys three ways to send it are named."""
    open_ = client.get("/openapi.json").json()
    assert {} in open_["paths"]["/v1/stories"]["get"]["security"]
    assert "security" not in open_["paths"]["/healthz"]["get"]
    kept = settings.model_copy(update={"api_keys": (SecretStr("k"),)})
    with TestClient(create_app(kept)) as client_of_kept:
        document = client_of_kept.get("/openapi.json").json()
    wanted = document["paths"]["/v1/stories"]["get"]["security"]
    assert {} not in wanted
    assert {name for one in wanted for name in one} == set(document["components"]["securitySchemes"])


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_a_job_is_found_under_its_own_kind_only(client: TestClient, method: str) -> None:
    """A summary is no verification."""
    job = client.post("/v1/summaries", json={"articles": [COUNCIL]}, headers={"Prefer": "wait=20"}).json()
    is_problem(client.request(method, f"/v1/verifications/{job['id']}"), 404)
    assert client.request(method, f"/v1/summaries/{job['id']}").json()["status"] == "succeeded"


def test_whoever_waits_when_the_server_stops_is_told_where_to_ask(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The job outlives the server: its client gets 202 and the address, not a fault."""
    begun, done = threading.Event(), threading.Event()

    def slow(*_: Any, progress: Any, **__: Any) -> Any:
        begun.set()
        done.wait(20)
        progress("Still at it")  # where a stopping service stops

    monkeypatch.setattr("service.jobs.pipeline.summarize", slow)
    server = uvicorn.Server(
        uvicorn.Config(create_app(settings), port=0, log_level="critical", timeout_graceful_shutdown=1)
    )
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    while not server.started:
        time.sleep(0.01)
    address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    answers: list[Any] = []

    def ask() -> None:
        with httpx2.Client(timeout=30) as caller:
            body = {"articles": [COUNCIL]}
            answers.append(caller.post(f"{address}/v1/summaries", json=body, headers={"Prefer": "wait=20"}))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    assert begun.wait(10)
    server.should_exit = True
    asking.join(15)
    done.set()
    running.join(15)
    (answer,) = answers
    assert answer.status_code == 202
    assert answer.headers["location"].startswith("/v1/summaries/")
