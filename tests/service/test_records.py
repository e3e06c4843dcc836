"""The audit record: what made a summary, how long it took, the chain of records, and the same work done again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sql
from fastapi.testclient import TestClient

from service.app import create_app
from service.storage import Storage, records
from summarizer.settings import Settings
from tests.articles import BUNDLE

CLAIM = "The bridge was closed on Tuesday after cracks were found in two of its cables. [1]"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(database=str(tmp_path / "jobs.sqlite3"))


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings)) as client:
        yield client


def summarized(client: TestClient) -> dict[str, Any]:
    headers = {"Prefer": "wait=20"}
    job: dict[str, Any] = client.post("/v1/summaries", json={"articles": BUNDLE}, headers=headers).json()
    assert job["status"] == "succeeded"
    return job


def verified(client: TestClient) -> dict[str, Any]:
    job: dict[str, Any] = client.post("/v1/verifications", json={"articles": BUNDLE, "text": CLAIM}).json()
    assert job["status"] == "succeeded"
    return job


def test_the_audit_says_what_made_the_summary(client: TestClient) -> None:
    """The parameters, what was asked for and the cost, none of which is a key; no prompt where no model was asked."""
    audit = summarized(client)["result"]["summaries"][0]["audit"]
    assert (audit["cost"], audit["prompt"], audit["brief"]["n_words"]) == (0.0, [], 180)
    told = audit["settings"]
    assert hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest() == audit["settings_sha256"]
    assert {"llm_model", "llm_temperature", "max_unsupported_share"} <= told.keys()
    assert not any("key" in name or "secret" in name or name == "database" for name in told)


def test_a_job_is_recorded_with_its_timings(client: TestClient) -> None:
    job = summarized(client)
    answer = client.get(f"/v1/records/{job['id']}").json()
    assert answer["is_unchanged"] is True
    (record,) = answer["records"]
    content = record["content"]
    assert (record["kind"], content["status"], content["kind"]) == ("result", "succeeded", "summary")
    assert content["timings"]["took_s"] > 0
    assert content["timings"]["waited_s"] >= 0
    parts = ["result", job["id"], json.dumps(content, sort_keys=True, ensure_ascii=False), record["previous_sha256"]]
    made = hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
    assert record["sha256"] == made, "as the contract says it is made"
    assert client.get("/v1/records/0192f0a0-0000-7000-8000-000000000000").status_code == 404


def test_every_record_has_the_hash_of_the_one_before(client: TestClient, settings: Settings) -> None:
    """Results and decisions in one chain; who changes one of them later is found out."""
    assert client.get("/v1/records").json() == {"n_records": 0, "sha256": "", "is_whole": True, "first_broken": None}
    first, second = summarized(client), verified(client)
    decision = {"decision": "held", "author": "Pia Rand", "reason": "Waits."}
    assert client.post(f"/v1/summaries/{first['id']}/decisions", json=decision).status_code == 201
    records = client.get(f"/v1/records/{first['id']}").json()["records"]
    assert [record["kind"] for record in records] == ["result", "decision"]
    assert (records[1]["content"]["author"], records[1]["content"]["reason"]) == ("Pia Rand", "Waits.")
    (between,) = client.get(f"/v1/records/{second['id']}").json()["records"]
    assert between["previous_sha256"] == records[0]["sha256"]
    assert records[1]["previous_sha256"] == between["sha256"]
    chain = client.get("/v1/records").json()
    assert (chain["n_records"], chain["sha256"], chain["is_whole"]) == (3, records[1]["sha256"], True)

    engine = sql.create_engine(f"sqlite:///{settings.database}")
    with engine.begin() as connection:
        connection.execute(
            sql.text("UPDATE jobs SET result = replace(result, 'bridge', 'tunnel') WHERE kind = 'summary'")
        )
    assert client.get(f"/v1/records/{first['id']}").json()["is_unchanged"] is False
    assert client.get("/v1/records").json()["is_whole"], "the chain says what was recorded"
    with engine.begin() as connection:
        connection.execute(sql.text("DELETE FROM records WHERE number = 2"))
    engine.dispose()
    chain = client.get("/v1/records").json()
    assert (chain["is_whole"], chain["first_broken"]) == (False, 3)


def test_the_chain_cannot_fork(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who appends while somebody else does, on a database that lets both, follows the other's record."""
    database = f"sqlite:///{tmp_path / 'chain.sqlite3'}"
    storage, engine = Storage(database), sql.create_engine(database)
    with engine.begin() as connection:
        connection.execute(sql.text("DROP INDEX records_followed_once"))  # as databases were before
    storage.close()
    storage = Storage(database)
    newest, seen = records._newest, list[str]()

    def stale(connection: sql.Connection) -> str:
        seen.append(newest(connection))
        return seen[0] if len(seen) in (2, 3) else seen[-1]

    monkeypatch.setattr(records, "_newest", stale)
    for number in range(3):
        with engine.begin() as connection:
            records.append_record(connection, "result", f"job-{number}", {"number": number})
    engine.dispose()
    assert len(seen) == 5
    chain = storage.records.chain()
    assert (chain.n_records, chain.first_broken) == (3, None)
    assert chain.sha256 == storage.records.of("job-2")[0].sha256
    storage.close()


def test_a_chain_that_has_forked_is_told_and_goes_on(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'chain.sqlite3'}"
    storage, engine = Storage(database), sql.create_engine(database)
    with engine.begin() as connection:
        connection.execute(sql.text("DROP INDEX records_followed_once"))
        for job_id in ("a", "b"):
            records.append_record(connection, "result", job_id, {})
        connection.execute(sql.text("UPDATE records SET previous_sha256 = (SELECT min(previous_sha256) FROM records)"))
    storage.close()
    storage = Storage(database)
    with engine.begin() as connection:
        records.append_record(connection, "result", "c", {})
    engine.dispose()
    chain = storage.records.chain()
    assert (chain.n_records, chain.first_broken) == (3, 2)
    storage.close()


@pytest.mark.parametrize("made", [summarized, verified])
def test_a_replay_gives_the_same_bytes(client: TestClient, made: Any) -> None:
    job = made(client)
    replay = client.post(f"/v1/records/{job['id']}/replays").json()
    assert replay["is_same"] is True, replay["differs"]
    assert (replay["is_same_version"], replay["is_same_settings"], replay["differs"]) == (True, True, [])
    recorded = client.get(f"/v1/records/{job['id']}").json()["records"][0]["content"]["result_sha256"]
    assert replay["replayed_sha256"] == recorded


def test_a_replay_tells_what_differs(client: TestClient, settings: Settings) -> None:
    """Another result, and other settings, are told; a job without a result, or with a model in it, is refused."""
    job = summarized(client)
    engine = sql.create_engine(f"sqlite:///{settings.database}")
    with engine.begin() as connection:
        changed = json.dumps(job["result"] | {"version": "0.0"}, ensure_ascii=False)
        connection.execute(sql.text("UPDATE jobs SET result = :result"), {"result": changed})
    replay = client.post(f"/v1/records/{job['id']}/replays").json()
    assert replay["is_same"] is False
    assert "/version" in replay["differs"]
    with engine.begin() as connection:
        job["result"]["summaries"][0]["audit"]["usage"]["n_calls"] = 1
        connection.execute(sql.text("UPDATE jobs SET result = :result"), {"result": json.dumps(job["result"])})
    engine.dispose()
    refused = client.post(f"/v1/records/{job['id']}/replays")
    assert refused.status_code == 409
    assert "model" in refused.json()["detail"]


@pytest.mark.parametrize(
    ("made", "changed", "is_refused"),
    [
        (summarized, {"engine": "llm"}, True),
        (summarized, {"engine": "llm", "use_judge": False, "use_second_reader": False}, True),
        (summarized, {"use_judge": True}, True),
        (summarized, {"use_second_reader": True}, True),
        (summarized, {"embedding_model": "embed-1"}, True),
        (summarized, {"entailment_model": "judges/large"}, True),
        (verified, {"engine": "llm"}, True),
        (verified, {"engine": "llm", "use_judge": False, "use_second_reader": False}, False),
        (verified, {"use_judge": True}, True),
        (verified, {"embedding_model": "embed-1"}, False),
    ],
)
def test_no_replay_asks_a_model(
    client: TestClient, settings: Settings, made: Any, changed: dict[str, Any], is_refused: bool
) -> None:
    """What was made by rules alone is not made again by a model that the settings name meanwhile."""
    job = made(client)
    with TestClient(create_app(settings.model_copy(update=changed | {"llm_base_url": "http://[::1]:9/v1"}))) as later:
        answer = later.post(f"/v1/records/{job['id']}/replays")
    assert answer.status_code == (409 if is_refused else 200)
    assert "model" in answer.json()["detail"] if is_refused else answer.json()["is_same_settings"] is False
