"""The HTTP API as its clients see it."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx2
import pytest
import uvicorn
from fastapi.testclient import TestClient
from pydantic import SecretStr

import summarizer
from service.app import create_app
from summarizer.model import Report
from summarizer.settings import Settings
from tests.articles import BUNDLE, COUNCIL, HANDBALL, LEDGER
from tests.wire import model_server, status


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(database=str(tmp_path / "kept" / "jobs.sqlite3"))


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings)) as client:
        yield client


def is_problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert problem["status"] == status
    assert problem["title"]
    return problem


def test_waiting_gives_the_result(client: TestClient) -> None:
    """`Prefer: wait` answers 200 with a cited, checked summary, whose selectors cut the stored text."""
    response = client.post("/v1/summaries", json={"articles": BUNDLE}, headers={"Prefer": "wait=20"})
    assert response.status_code == 200
    assert response.headers["preference-applied"] == "wait"
    (summary,) = response.json()["result"]["summaries"]
    texts = {article["id"]: article["text"] for article in summary["story"]["articles"]}
    assert summary["sentences"]
    for sentence in summary["sentences"]:
        assert sentence["citations"], sentence
        for citation in sentence["citations"]:
            quote, position = citation["selector"]
            assert texts[citation["article_id"]][position["start"] : position["end"]] == quote["exact"]


def test_the_audit_record_says_what_made_a_text(settings: Settings) -> None:
    """The package, the settings that decide (no keys), and what came in; the same again for a text of somebody's."""
    audits = []
    for change in ({}, {"n_workers": 1, "llm_api_key": SecretStr("k")}, {"max_unsupported_share": 0.01}):
        with TestClient(create_app(settings.model_copy(update=change))) as client:
            body = {"articles": [COUNCIL | {"text": f"{COUNCIL['text']}\n\nShare this article"}]}
            summary = client.post("/v1/summaries", json=body, headers={"Prefer": "wait=20"}).json()["result"]
            checked = client.post("/v1/verifications", json=body | {"text": "The bridge is shut."}).json()["result"]
        (audit,) = [one["audit"] for one in summary["summaries"]]
        assert checked["summaries"][0]["audit"]["settings_sha256"] == audit["settings_sha256"]
        assert audit["version"] == summary["version"] == summarizer.__version__
        audits.append(audit)
    first, same, other = (audit["settings_sha256"] for audit in audits)
    assert first == same != other
    (hashes,) = audits[0]["inputs"].values()
    assert hashes["text_sha256"] == summary["summaries"][0]["story"]["articles"][0]["sha256"]
    assert hashes["original_sha256"] == hashlib.sha256(body["articles"][0]["text"].encode()).hexdigest()


def test_queued_then_fetched(client: TestClient) -> None:
    """Without a preference: 202 with Location and Retry-After; the job is found there with its result."""
    response = client.post("/v1/summaries", json={"articles": BUNDLE})
    assert response.status_code in (200, 202)
    assert response.headers["location"] == response.json()["href"]
    done = client.get(response.headers["location"], headers={"Prefer": "wait=20"}).json()
    assert done["status"] == "succeeded"
    assert done["result"]["summaries"][0]["story"]["n_origins"] == 2


def test_bad_articles_are_told_by_pointer_and_nothing_is_queued(client: TestClient) -> None:
    """Every field that cannot be used is named, in one answer."""
    bad = [COUNCIL | {"published_at": "the day before"}, {"id": "empty", "text": ""}]
    problem = is_problem(client.post("/v1/summaries", json={"articles": bad}), 422)
    pointers = {part["pointer"] for part in problem["errors"]}
    assert {"/articles/0/published_at", "/articles/1/text"} <= pointers
    assert client.get("/v1/summaries").json()["jobs"] == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"{not json", 400),
        (b'{"articles": 3}', 422),
        (b'{"articles": []}', 422),
        (b'{"articles": [5]}', 422),
        (b'{"articles": [{"text": "\xff"}]}', 400),
        (b'{"articles": [], "n_words": NaN}', 422),
        (b'{"articles": [], "n_words": ' + b"9" * 6_000 + b"}", 400),
        (b"", 422),
    ],
)
def test_malformed_bodies_are_problems(client: TestClient, body: bytes, expected: int) -> None:
    """What is no request at all comes back as a problem document, never as a 500."""
    response = client.post("/v1/summaries", content=body, headers={"content-type": "application/json"})
    problem = is_problem(response, expected)
    assert problem["title"] == HTTPStatus(expected).phrase, "as RFC 9457 wants it beside about:blank"
    assert problem["errors"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('{"articles": [{"text": "Café"}]}'.encode("latin-1"), "not UTF-8 at byte 28"),
        (b'{"articles": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
        (b'{"n_words": ' + b"9" * 6_000 + b"}", "Exceeds the limit"),
    ],
)
def test_a_body_that_cannot_be_read_says_why(client: TestClient, body: bytes, told: str) -> None:
    response = client.post("/v1/summaries", content=body, headers={"content-type": "application/json"})
    problem = is_problem(response, 400)
    assert problem["errors"][0]["pointer"] == ""
    assert told in problem["errors"][0]["detail"]
    assert told in problem["detail"]


@pytest.mark.parametrize("n_words", ["60", True, 60.5])
def test_a_number_is_a_number(client: TestClient, n_words: object) -> None:
    (error,) = is_problem(client.post("/v1/summaries", json={"articles": [COUNCIL], "n_words": n_words}), 422)["errors"]
    assert error["pointer"] == "/n_words"


@pytest.mark.parametrize(("n_words", "is_told"), [(10, True), (180, False)])
def test_a_summary_longer_than_asked_for_says_so(client: TestClient, n_words: int, is_told: bool) -> None:
    body = {"articles": [COUNCIL], "n_words": n_words}
    job = client.post("/v1/summaries", json=body, headers={"Prefer": "wait=20"}).json()
    (summary,) = job["result"]["summaries"]
    told = [notice["message"] for notice in summary["notices"] if notice["code"] == "longer-than-asked"]
    wanted = f"The summary has {len(summary['text'].split())} words; 10 were asked for. No sentence is cut."
    assert told == ([wanted] if is_told else [])


def test_broken_json_is_told_by_line_and_column(client: TestClient) -> None:
    """There is no field to point at: the place stands in the message."""
    response = client.post(
        "/v1/summaries", content=b'{"articles": [\n  {"text": }]}', headers={"content-type": "application/json"}
    )
    (error,) = is_problem(response, 400)["errors"]
    assert error["pointer"] == ""
    assert "line 2, column 12" in error["detail"]


def test_no_article_and_no_words_are_told_at_their_place(client: TestClient) -> None:
    """An empty list is pointed at; a text of dots is no article."""
    (error,) = is_problem(client.post("/v1/summaries", json={"articles": []}), 422)["errors"]
    assert error["pointer"] == "/articles"
    dots = client.post("/v1/summaries", json={"articles": [{"text": "..."}]})
    (error,) = is_problem(dots, 422)["errors"]
    assert error["pointer"] == "/articles/0/text"


def test_a_model_without_a_key_is_told_at_once(client: TestClient) -> None:
    """Nobody waits for a connection that cannot be had; the notice names the setting."""
    request = {"articles": [COUNCIL], "engine": "llm"}
    response = client.post("/v1/summaries", json=request, headers={"Prefer": "wait=20"})
    (summary,) = response.json()["result"]["summaries"]
    told = " ".join(notice["message"] for notice in summary["notices"])
    assert "No API key is set" in told
    assert "SUMMARIZER_LLM_API_KEY" in told
    assert summary["text"]


def test_deep_json_is_refused(client: TestClient) -> None:
    """A body nested a hundred thousand deep is an error, not a crash."""
    body = b'{"articles": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    response = client.post("/v1/summaries", content=body, headers={"content-type": "application/json"})
    assert response.status_code in (400, 422)
    assert response.headers["content-type"] == "application/problem+json"


def test_too_large_a_body_is_413(tmp_path: Path) -> None:
    """The limit on a body is enforced before anything is read into a bundle."""
    small = Settings(database=str(tmp_path / "j.sqlite3"), max_bundle_bytes=1_000)
    with TestClient(create_app(small)) as client:
        is_problem(client.post("/v1/summaries", json={"articles": [{"text": "a" * 5_000}]}), 413)
        chunked = client.post("/v1/summaries", content=iter([b"a" * 600] * 3))
        is_problem(chunked, 413)


def test_the_same_key_gives_the_same_job(client: TestClient) -> None:
    """An Idempotency-Key repeats the first answer; another body under it is refused."""
    headers = {"Idempotency-Key": "desk-7"}
    first = client.post("/v1/summaries", json={"articles": BUNDLE}, headers=headers).json()
    again = client.post("/v1/summaries", json={"articles": BUNDLE}, headers=headers).json()
    assert first["id"] == again["id"]
    is_problem(client.post("/v1/summaries", json={"articles": [COUNCIL]}, headers=headers), 422)


def test_a_key_is_the_same_with_and_without_quotes(client: TestClient) -> None:
    """The draft asks for a quoted string, and many clients leave the quotes out."""
    ids = {
        client.post("/v1/summaries", json={"articles": [COUNCIL]}, headers={"Idempotency-Key": key}).json()["id"]
        for key in ('"a \\"b\\""', 'a "b"', '"a \\"b\\"";sf=1')
    }
    assert len(ids) == 1
    empty = client.post("/v1/summaries", json={"articles": [COUNCIL]}, headers={"Idempotency-Key": '""'})
    assert is_problem(empty, 422)["errors"][0]["pointer"] == "/header/idempotency-key"


def test_a_key_whose_request_is_being_answered_is_409(settings: Settings, held_work: threading.Event) -> None:
    """With the job's address; once the first is answered, it is the first answer again. Another body is 422 always."""
    asked = {"articles": [COUNCIL]}
    first: list[Any] = []
    with TestClient(create_app(settings)) as client:

        def ask() -> None:
            headers = {"Idempotency-Key": "k", "Prefer": "wait=20"}
            first.append(client.post("/v1/summaries", json=asked, headers=headers))

        asking = threading.Thread(target=ask)
        asking.start()
        while not client.get("/v1/summaries").json()["jobs"]:
            time.sleep(0.01)
        again = client.post("/v1/summaries", json=asked, headers={"Idempotency-Key": '"k"'})
        is_problem(again, 409)
        is_problem(client.post("/v1/summaries", json={"articles": [LEDGER]}, headers={"Idempotency-Key": "k"}), 422)
        held_work.set()
        asking.join()
        assert again.headers["location"] == first[0].headers["location"]
        last = client.post("/v1/summaries", json=asked, headers={"Idempotency-Key": "k"})
        assert (last.status_code, last.json()["id"]) == (200, first[0].json()["id"])


def test_verification_flags_and_explains(client: TestClient) -> None:
    """A wrong figure is flagged with its code, a reason and the passage that speaks against it."""
    text = "The Oberlund bridge was closed on Tuesday. [1] It will stay closed for at least nine weeks, Feld said. [1]"
    response = client.post("/v1/verifications", json={"text": text, "articles": [COUNCIL, LEDGER]})
    assert response.status_code == 200
    first, second = response.json()["result"]["summaries"][0]["sentences"]
    assert first["verdict"] == "supported"
    assert second["verdict"] == "contradicted"
    assert "number" in second["codes"]
    assert "nine" in second["reason"]
    assert "three" in second["reason"]


def test_an_empty_summary_cannot_be_verified(client: TestClient) -> None:
    """Nothing to check is an error, not a pass."""
    is_problem(client.post("/v1/verifications", json={"text": "  ", "articles": BUNDLE}), 422)


@pytest.mark.parametrize(("text", "told"), [("[9]", "nothing but markers ([9])"), ("...\n\n!", "no words")])
def test_what_has_no_words_cannot_be_verified(client: TestClient, text: str, told: str) -> None:
    problem = is_problem(client.post("/v1/verifications", json={"text": text, "articles": BUNDLE}), 422)
    assert problem["errors"] == [{"pointer": "/text", "detail": f"The summary has {told}."}]


def test_markers_of_unknown_articles_are_counted_and_told(client: TestClient) -> None:
    """In the headline, behind a sentence, on a line of their own."""
    text = "# Bridge shut [8]\n\nThe Oberlund bridge was closed on Tuesday. [1][9]\n\n[S4]"
    job = client.post("/v1/verifications", json={"text": text, "articles": [COUNCIL]}).json()
    (summary,) = job["result"]["summaries"]
    assert [one["message"] for one in summary["notices"] if one["code"] == "unknown-markers"] == [
        "3 markers name no article and were removed: [9], [S4], [8]."
    ]
    assert summary["text"] == "The Oberlund bridge was closed on Tuesday."
    assert summary["sentences"][0]["codes"] == ["unknown-citation"]


def test_grouping_tells_events_apart(client: TestClient) -> None:
    """Two events come back as two stories, a copy under its origin."""
    response = client.post("/v1/groupings", json={"articles": [COUNCIL, HANDBALL, LEDGER, BUNDLE[2]]})
    assert response.status_code == 200
    stories = [{article["id"] for article in story["articles"]} for story in response.json()["stories"]]
    assert stories == [{"meridian", "ledger", "herald"}, {"sport"}]
    assert response.json()["stories"][0]["n_origins"] == 2


def test_facts_are_told_without_a_summary(client: TestClient) -> None:
    """Each story's facts with speakers and origins, the disagreement, quotations and names; no summary, no left out."""
    response = client.post("/v1/facts", json={"articles": [COUNCIL, HANDBALL, LEDGER, BUNDLE[2]]})
    assert response.status_code == 200
    bridge, sport = response.json()["stories"]
    assert [len(story["story"]["articles"]) for story in (bridge, sport)] == [3, 1]
    assert bridge["left_out"] is None
    assert bridge["disagreements"][0]["kind"] == "figure"
    origins = {origin["id"] for origin in bridge["story"]["origins"]}
    for fact in bridge["facts"]:
        assert len(fact["origins"]) == fact["n_origins"]
        assert set(fact["origins"]) <= origins
        assert fact["is_of_one_origin"] == (fact["n_origins"] == 1)
    for stated in bridge["disagreements"][0]["figures"]:
        assert stated["origin"] in origins
    assert any("risk" in said["variants"][0]["words"] for said in bridge["quotations"])
    assert any(entry["words"] == "6 May 2031" for entry in bridge["timeline"])


def test_facts_tell_what_a_summary_leaves_out(client: TestClient) -> None:
    """Any summary will do; one that is empty or too long is a problem that points at it."""
    body = {"articles": BUNDLE, "summary": "Mara Feld said that the bridge will stay closed for at least three weeks."}
    (story,) = client.post("/v1/facts", json=body).json()["stories"]
    left_out = [fact["text"] for fact in story["left_out"]]
    assert any("Brandt demanded" in text for text in left_out)
    assert not any("three weeks, Feld said" in text for text in left_out)
    problem = is_problem(client.post("/v1/facts", json=body | {"summary": " "}), 422)
    assert problem["errors"][0]["pointer"] == "/summary"
    is_problem(client.post("/v1/facts", json=body | {"summary": "Long. " * 10_000}), 413)
    half = client.post(
        "/v1/facts",
        content=json.dumps(body | {"summary": "Closed \ud83d."}).encode(),
        headers={"content-type": "application/json"},
    )
    assert half.status_code == 200


def test_the_promised_words_are_those_of_the_model() -> None:
    """What clients may expect to read is what the model can say."""
    from typing import get_args

    from service import schemas
    from summarizer.model import Certainty, DisagreementKind, Stance

    for shape, field, words in (
        (schemas.FactOut, "stance", Stance),
        (schemas.FactOut, "certainty", Certainty),
        (schemas.DisagreementOut, "kind", DisagreementKind),
    ):
        assert set(get_args(shape.model_fields[field].annotation)) == {word.value for word in words}


def test_a_result_kept_by_an_older_version_is_still_given(settings: Settings) -> None:
    """What was stored before facts had a stance, disagreements a kind and the record figures, can still be read."""
    import dataclasses

    from service.storage import Storage

    with TestClient(create_app(settings)) as client:
        done = client.post("/v1/summaries", json={"articles": BUNDLE}, headers={"Prefer": "wait=20"}).json()
    storage = Storage(settings.database)
    job = storage.job(done["id"])
    assert job is not None
    assert job.result is not None
    (summary,) = job.result["summaries"]
    new = {
        "kind",
        "claims",
        "origin",
        "origins",
        "is_of_one_origin",
        "stance",
        "certainty",
        "is_negated",
        "cues",
        "verb",
        "venue",
        "words_of_days",
    }
    for row in (*summary["facts"], *summary["left_out"], *summary["disagreements"]):
        for name in new & set(row):
            del row[name]
    for disagreement in summary["disagreements"]:
        for figure in disagreement["figures"]:
            for name in ("kind", "origin"):
                del figure[name]
    for variant in (variant for said in summary["quotations"] for variant in said["variants"]):
        del variant["verb"], variant["venue"]
    for entry in summary["timeline"]:
        del entry["words"]
    del summary["figures"]
    old = dataclasses.replace(job, id="0199-old", idempotency_key=None)
    storage.add(old)
    storage.finish(old)
    storage.close()
    with TestClient(create_app(settings)) as client:
        kept = client.get("/v1/summaries/0199-old")
        assert kept.status_code == 200
        assert kept.json()["result"]["summaries"][0]["facts"][0]["stance"] == "other"


def test_unknown_jobs_and_paths_are_problems(client: TestClient) -> None:
    """404 in the same form as every other error."""
    is_problem(client.get("/v1/summaries/none"), 404)
    is_problem(client.delete("/v1/summaries/none"), 404)
    is_problem(client.get("/nowhere"), 404)


def test_lists_are_paged_newest_first(client: TestClient) -> None:
    """The cursor continues where the page ended, without gaps or repeats."""
    ids = [client.post("/v1/summaries", json={"articles": [COUNCIL], "n_words": 20 + n}).json()["id"] for n in range(3)]
    first = client.get("/v1/summaries", params={"limit": 2}).json()
    second = client.get("/v1/summaries", params={"limit": 2, "cursor": first["next"]}).json()
    assert [job["id"] for job in first["jobs"] + second["jobs"]] == ids[::-1]
    assert second["next"] is None


@pytest.mark.parametrize("path", ["/v1/summaries", "/v1/reports", "/v1/stories"])
@pytest.mark.parametrize("cursor", ["zzz", "\x00", "", "9" * 40])
def test_what_is_no_cursor_is_told(client: TestClient, path: str, cursor: str) -> None:
    """A tool that loses its place must not begin anew, nor take an empty page for the end."""
    (error,) = is_problem(client.get(path, params={"cursor": cursor}), 422)["errors"]
    assert error["pointer"] == "/query/cursor"


def test_keys_guard_all_but_health(tmp_path: Path) -> None:
    """With keys set, a request without one is refused; health is always open."""
    guarded = Settings(database=str(tmp_path / "j.sqlite3"), api_keys=("desk-key",))  # type: ignore[arg-type]
    with TestClient(create_app(guarded)) as client:
        is_problem(client.get("/v1/summaries"), 401)
        assert client.get("/").status_code == 401
        assert client.get("/healthz").status_code == 200
        assert client.get("/v1/summaries", headers={"Authorization": "Bearer desk-key"}).status_code == 200
        for wrong in ({"X-API-Key": "desk-kez"}, {"Authorization": "Bearer desk-key2"}, {"X-API-Key": "desk"}):
            is_problem(client.get("/v1/summaries", headers=wrong), 401)
        assert client.get("/v1/summaries", headers={"X-API-Key": "desk-key"}).status_code == 200
        assert client.get("/", auth=("editor", "desk-key")).status_code == 200


def test_a_failing_language_model_still_gives_a_summary(settings: Settings) -> None:
    """The extractive summary stands in, and a notice says why."""
    with model_server(status(500)) as server:
        told = settings.model_copy(update={"llm_base_url": server.base_url, "llm_max_retries": 0})
        with TestClient(create_app(told)) as client:
            asked = {"articles": BUNDLE, "engine": "llm"}
            job = client.post("/v1/summaries", json=asked, headers={"Prefer": "wait=20"}).json()
    (summary,) = job["result"]["summaries"]
    assert summary["audit"]["engine"] == "extractive"
    assert summary["sentences"]
    assert "llm-failed" in {notice["code"] for notice in summary["notices"]}


def test_work_goes_on_after_a_restart(settings: Settings) -> None:
    """A job that was queued when the service stopped is done by the next start; a finished one is still there."""
    from service.storage import Job, Storage

    storage = Storage(settings.database)
    import datetime

    waiting = Job("0199-waiting", "summary", {"articles": BUNDLE}, "hash", datetime.datetime.now(datetime.UTC))
    storage.add(waiting)
    storage.close()
    with TestClient(create_app(settings)) as client:
        job = client.get("/v1/summaries/0199-waiting", headers={"Prefer": "wait=20"}).json()
    assert job["status"] == "succeeded"
    with TestClient(create_app(settings)) as client:
        assert client.get("/v1/summaries/0199-waiting").json()["result"] == job["result"]


def test_a_poisonous_job_is_given_up(settings: Settings) -> None:
    """A job under which the process died too often fails, instead of bringing every start down."""
    import dataclasses
    import datetime

    from service.storage import RUNNING, Job, Storage

    storage = Storage(settings.database)
    job = Job("0199-poison", "summary", {"articles": BUNDLE}, "hash", datetime.datetime.now(datetime.UTC))
    storage.add(dataclasses.replace(job, status=RUNNING, n_tries=3))
    storage.close()
    with TestClient(create_app(settings)) as client:
        kept = client.get("/v1/summaries/0199-poison", headers={"Prefer": "wait=20"}).json()
    assert kept["status"] == "failed"


def test_a_finished_job_cannot_be_cancelled(settings: Settings) -> None:
    """What has finished stays as it is."""
    with TestClient(create_app(settings)) as client:
        done = client.post("/v1/summaries", json={"articles": [COUNCIL]}, headers={"Prefer": "wait=20"}).json()
        assert client.delete(done["href"]).json()["status"] == "succeeded"


@pytest.fixture
def held_work(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Work that tells its progress again and again and does not end until the event is set."""
    release = threading.Event()

    def hold(_articles: object, *_rest: object, progress: Callable[[str], None], **_named: object) -> Report:
        while not release.wait(0.01):
            progress("Held")
        return Report(())

    monkeypatch.setattr("service.jobs.pipeline.summarize", hold)
    yield release
    release.set()


def test_cancelling_ends_the_wait_and_the_work(settings: Settings, held_work: threading.Event) -> None:
    """A queued and a running job can be cancelled; whoever waits is told at once, and the worker is free again."""
    with TestClient(create_app(settings.model_copy(update={"n_workers": 1}))) as client:
        running = client.post("/v1/summaries", json={"articles": [COUNCIL]}).json()["href"]
        queued = client.post("/v1/summaries", json={"articles": [LEDGER]}).json()["href"]
        last = client.post("/v1/summaries", json={"articles": [HANDBALL]}).json()["href"]
        told: list[float] = []

        def wait() -> None:
            client.get(running, headers={"Prefer": "wait=20"})
            told.append(time.monotonic())

        waiting = threading.Thread(target=wait)
        waiting.start()
        assert client.delete(queued).json()["status"] == "cancelled"
        time.sleep(0.2)
        cancelled_at = time.monotonic()
        assert client.delete(running).json()["status"] == "cancelled"
        waiting.join()
        assert told[0] - cancelled_at < 5
        held_work.set()
        assert client.get(last, headers={"Prefer": "wait=20"}).json()["status"] == "succeeded"
        assert client.get(running).json()["status"] == "cancelled"


def test_stopping_the_service_does_not_count_against_a_job(settings: Settings, held_work: threading.Event) -> None:
    """However often the service is restarted in good order during a job, the job is done in the end."""
    for _ in range(5):
        with TestClient(create_app(settings)) as client:
            jobs = client.get("/v1/summaries").json()["jobs"]
            href = (
                jobs[0]["href"] if jobs else client.post("/v1/summaries", json={"articles": [COUNCIL]}).json()["href"]
            )
            while client.get(href).json()["status"] != "running":
                time.sleep(0.01)
    held_work.set()
    with TestClient(create_app(settings)) as client:
        assert client.get(href, headers={"Prefer": "wait=20"}).json()["status"] == "succeeded"


def test_what_cannot_be_kept_ends_as_a_failed_job(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A result that the database refuses fails the job, instead of leaving it running for ever."""
    monkeypatch.setattr("service.jobs.report_view", lambda _report: "half a character: \ud800")
    job = client.post("/v1/summaries", json={"articles": [COUNCIL]}, headers={"Prefer": "wait=20"}).json()
    assert job["status"] == "failed"
    assert [one["id"] for one in client.get("/v1/summaries", params={"status": "failed"}).json()["jobs"]] == [job["id"]]
    assert client.get("/v1/summaries", params={"status": "succeeded"}).json() == {"jobs": [], "next": None}
    is_problem(client.get("/v1/summaries", params={"status": "lost"}), 422)
    assert job["problem"]["status"] == 500


def test_half_characters_are_no_fault(client: TestClient) -> None:
    """Lone surrogates, which JSON can spell and UTF-8 cannot, come back as replacement characters."""
    article = {"text": "The council said \ud800 that 12 people were hurt at the port."}
    content = json.dumps({"articles": [article], "text": "The council said \ud83d that 12 people were hurt."}).encode()
    response = client.post("/v1/verifications", content=content, headers={"content-type": "application/json"})
    assert response.json()["status"] == "succeeded"
    assert "\ufffd" in response.json()["result"]["summaries"][0]["text"]


def test_many_posts_of_one_key_at_once_are_one_job(client: TestClient) -> None:
    """The same Idempotency-Key from many threads at the same moment gives one job, whose address every answer has."""
    answers: list[httpx2.Response] = []

    def post() -> None:
        sent = client.post("/v1/summaries", json={"articles": BUNDLE}, headers={"Idempotency-Key": "at once"})
        answers.append(sent)  # type: ignore[arg-type]

    threads = [threading.Thread(target=post) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} <= {200, 202, 409}
    assert len({answer.headers["location"] for answer in answers}) == 1
    assert len(client.get("/v1/summaries").json()["jobs"]) == 1


def test_a_summary_that_is_too_long_is_told_at_once(tmp_path: Path) -> None:
    """413 with a pointer to the text, and no job."""
    small = Settings(database=str(tmp_path / "j.sqlite3"), max_summary_chars=100)
    with TestClient(create_app(small)) as client:
        body = {"text": "The bridge is closed. " * 20, "articles": [COUNCIL]}
        problem = is_problem(client.post("/v1/verifications", json=body), 413)
        assert problem["errors"][0]["pointer"] == "/text"


def test_a_body_that_is_not_sent_as_json_is_415(client: TestClient) -> None:
    """The likeliest slip with curl is told in words, not as a puzzle about dictionaries."""
    for sent in ("text/plain", "application/x-www-form-urlencoded"):
        response = client.post("/v1/summaries", content=b'{"articles": []}', headers={"content-type": sent})
        problem = is_problem(response, 415)
        assert "application/json" in problem["detail"]


@pytest.mark.parametrize("path", ["/v1/summaries", "/healthz", "/", "/openapi.json"])
def test_every_get_answers_head(client: TestClient, path: str) -> None:
    """HEAD gives the status and the headers of GET, without the body."""
    head, get = client.head(path), client.get(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == get.headers["content-type"]


def test_methods_are_named(client: TestClient) -> None:
    """A method that a path does not know is a problem, and Allow names every one that it does."""
    response = client.put("/v1/summaries", json={})
    is_problem(response, 405)
    assert response.headers["allow"] == "GET, POST, HEAD, OPTIONS"
    assert client.options("/v1/summaries/x").headers["allow"] == "GET, DELETE, HEAD, OPTIONS"
    assert client.options("/v1/groupings").status_code == 204


def test_an_empty_key_lets_nobody_in(tmp_path: Path) -> None:
    """A stray comma in the keys of the settings is no key, and no key at all is none of them."""
    guarded = Settings(database=str(tmp_path / "j.sqlite3"), api_keys=("desk-key", ""))  # type: ignore[arg-type]
    with TestClient(create_app(guarded)) as client:
        for headers in ({}, {"Authorization": "Bearer"}, {"X-API-Key": ""}, {"Authorization": "Basic Og=="}):
            is_problem(client.get("/v1/summaries", headers=headers), 401)
        assert client.get("/v1/summaries", headers={"X-API-Key": "desk-key"}).status_code == 200


def test_nothing_is_fetched_from_elsewhere(client: TestClient) -> None:
    """The pages that FastAPI adds of itself, whose scripts come from another host, are off."""
    assert client.get("/docs").status_code == 404
    assert client.get("/redoc").status_code == 404


def test_over_a_real_socket(settings: Settings) -> None:
    """A real server and a real client: health, a summary, the page."""
    server = uvicorn.Server(uvicorn.Config(create_app(settings), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        with httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
            assert client.get("/readyz").json() == {"status": "ready"}
            job = client.post("/v1/summaries", json={"articles": BUNDLE}, headers={"Prefer": "wait=20"}).json()
            assert job["status"] == "succeeded"
            page = client.get(job["page"])
            assert page.headers["content-security-policy"].startswith("default-src 'none'")
            assert job["title"] in page.text
    finally:
        server.should_exit = True
        thread.join()


def test_the_contract_names_its_examples(client: TestClient) -> None:
    """OpenAPI shows an example for every request and problem details for its errors."""
    contract = client.get("/openapi.json").json()
    for name in ("SummaryRequest", "VerificationRequest", "GroupingRequest", "FactsRequest"):
        assert contract["components"]["schemas"][name]["examples"]
    responses = contract["paths"]["/v1/summaries"]["post"]["responses"]
    assert set(responses["202"]["headers"]) == {"Location", "Retry-After"}
    for path, methods in contract["paths"].items():
        for operation in methods.values():
            for status_code, answer in operation["responses"].items():
                assert status_code < "400" or list(answer["content"]) == ["application/problem+json"], (path, answer)


def test_a_text_comes_with_its_headline_or_goes_by_its_first_words(client: TestClient) -> None:
    """The title of a checked text is its own, in the text or beside it; never that of an article."""
    asked = {"articles": [COUNCIL], "text": "The bridge was shut on Tuesday, the council of Oberlund said in a note."}
    job = client.post("/v1/verifications", json=asked | {"title": "Bridge shut"}).json()
    assert (job["title"], job["result"]["summaries"][0]["title"]) == ("Bridge shut", "Bridge shut")
    job = client.post("/v1/verifications", json=asked).json()
    assert job["title"] == "“The bridge was shut on Tuesday, the council of Oberlund …”"
    assert job["result"]["summaries"][0]["title"] == ""
    assert "headlines" not in client.get(f"{job['href']}/export").json()[0]
    is_problem(client.post("/v1/verifications", json=asked | {"title": "Long " * 200}), 422)


FEED = (
    '<rss version="2.0"><channel><title>Meridian Post</title>'
    + "".join(
        f"<item><guid>{article['id']}</guid><title>{article.get('title', '')}</title>"
        f"<pubDate>{article['published_at']}</pubDate><description>{article['text']}</description></item>"
        for article in BUNDLE
    )
    + "<item><title>Only a headline</title></item></channel></rss>"
)


@pytest.mark.parametrize(("path", "key"), [("/v1/groupings", "stories"), ("/v1/facts", "stories")])
@pytest.mark.parametrize("kind", ["application/rss+xml", "text/xml; charset=utf-8", "application/atom+xml"])
def test_a_feed_as_a_body(client: TestClient, path: str, key: str, kind: str) -> None:
    """Its items are the articles; one without text is told of."""
    response = client.post(path, content=FEED.encode(), headers={"content-type": kind})
    assert response.status_code == 200, response.text
    ids = {article["id"] for story in response.json()[key] for article in story.get("story", story)["articles"]}
    assert ids == {article["id"] for article in BUNDLE}
    assert [notice["code"] for notice in response.json()["notices"]] == ["no-text"]


def test_a_feed_is_summarized(client: TestClient) -> None:
    """As a job like any other: the items are what is kept."""
    headers = {"content-type": "application/rss+xml", "Prefer": "wait=20"}
    response = client.post("/v1/summaries", content=FEED.encode(), headers=headers)
    assert response.status_code == 200, response.text
    assert response.json()["result"]["summaries"][0]["sentences"]
    assert "no-text" in [notice["code"] for notice in response.json()["result"]["notices"]]


def test_a_feed_that_cannot_be_read(client: TestClient) -> None:
    """The place and the remedy, as for JSON that breaks off; where no feed is taken, 415 says what is."""
    headers = {"content-type": "application/rss+xml"}
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa">]><rss><channel><item><title>&a;</title></item></channel></rss>'
    for content, told in ((FEED[:-20], "line 1"), ("{}", "line 1"), (bomb, "DOCTYPE")):
        problem = is_problem(client.post("/v1/groupings", content=content.encode(), headers=headers), 400)
        assert told in problem["detail"]
        assert told in problem["errors"][0]["detail"]
    refused = client.post("/v1/verifications", content=FEED.encode(), headers=headers)
    assert "feed" not in is_problem(refused, 415)["detail"]
    refused = client.post("/v1/groupings", content=b"Rain.", headers={"content-type": "text/plain"})
    assert "application/rss+xml" in is_problem(refused, 415)["detail"]


def test_the_contract_tells_of_feeds(client: TestClient) -> None:
    """OpenAPI names the media types where they are taken, with an example that is taken."""
    paths = client.get("/openapi.json").json()["paths"]
    content = paths["/v1/groupings"]["post"]["requestBody"]["content"]
    assert set(content) == {"application/json", "application/rss+xml", "application/atom+xml"}
    example = content["application/rss+xml"]["example"]
    headers = {"content-type": "application/rss+xml"}
    story = client.post("/v1/groupings", content=example.encode(), headers=headers).json()["stories"][0]
    assert story["articles"][0]["outlet"] == "Oberlund Ledger"
    assert set(paths["/v1/articles"]["post"]["requestBody"]["content"]) == {"application/json"}
