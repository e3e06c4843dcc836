"""Editors report wrong verdicts; what they report is kept, listed, and scored like any evaluation set."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from eval.cases import Case, read_case
from service.app import create_app
from summarizer.settings import Settings
from tests.service.test_api import is_problem
from tests.service.test_decisions import WRONG, checked

RIGHT = "Engineers found cracks in two of the cables of the Oberlund bridge."
FLAGGED: dict[str, Any] = {"sentence": 1, "kind": "wrong_flag", "author": " Pia  Rand ", "note": "Feld said nine."}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(database=str(tmp_path / "jobs.sqlite3"))


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings)) as client:
        yield client


def test_a_report_keeps_the_sentence_and_its_verdict_through_a_restart(settings: Settings) -> None:
    with TestClient(create_app(settings)) as client:
        job = checked(client, WRONG)
        answer = client.post(f"{job['href']}/reports", json=FLAGGED)
        assert answer.status_code == 201
        assert client.post(f"{job['href']}/reports", json=FLAGGED | {"author": "Ivo Ost"}).status_code == 201
    with TestClient(create_app(settings)) as client:
        page = client.get("/v1/reports", params={"limit": 1}).json()
        assert [one["author"] for one in page["reports"]] == ["Ivo Ost"]  # the newest first
        (kept,) = client.get("/v1/reports", params={"cursor": page["next"]}).json()["reports"]
        of_job = client.get(f"{job['href']}/reports").json()
        assert [one["author"] for one in of_job["reports"]] == ["Ivo Ost", "Pia Rand"]
        assert of_job["reports"][1] == kept
        assert client.get(f"{checked(client, WRONG)['href']}/reports").json() == {"reports": [], "next": None}
        is_problem(client.get(f"/v1/summaries/{job['id']}/reports"), 404)
    assert kept == answer.json()
    assert (kept["text"], kept["verdict"], kept["author"]) == (WRONG, "contradicted", "Pia Rand")
    assert (kept["sentence"], kept["job_id"]) == (1, job["id"])


def test_a_report_sent_again_under_its_key_is_one(client: TestClient) -> None:
    href = f"{checked(client, WRONG)['href']}/reports"
    first = client.post(href, json=FLAGGED, headers={"Idempotency-Key": "r"})
    again = client.post(href, json=FLAGGED, headers={"Idempotency-Key": "r"})
    assert (again.status_code, again.json()) == (201, first.json())
    is_problem(client.post(href, json=FLAGGED | {"note": "x"}, headers={"Idempotency-Key": "r"}), 422)
    assert len(client.get("/v1/reports").json()["reports"]) == 1


def test_reports_are_cases_that_the_evaluation_reads(client: TestClient) -> None:
    job = checked(client, f"{WRONG} {RIGHT}")
    for number, kind in ((1, "wrong_flag"), (2, "missed_error")):
        client.post(f"{job['href']}/reports", json=FLAGGED | {"sentence": number, "kind": kind})
    answer = client.get("/v1/reports/cases")
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    cases = [read_case(json.loads(line)) for line in answer.text.splitlines()]
    assert all(isinstance(case, Case) for case in cases)
    assert [(case.text, case.label, case.group) for case in cases if isinstance(case, Case)] == [
        (RIGHT, 0, job["id"]),
        (WRONG, 1, job["id"]),
    ]
    assert isinstance(cases[0], Case)
    assert "bridge" in cases[0].documents[0].text


def test_a_verdict_on_a_headline_is_reported_as_sentence_0(client: TestClient) -> None:
    """As events count it; it is a case like any other, and stands in the page's form."""
    job = checked(client, f"# Bridge shut, 400 dead\n\n{RIGHT}")
    (summary,) = job["result"]["summaries"]
    assert summary["title_check"]["verdict"] == "unsupported"
    answer = client.post(f"{job['href']}/reports", json=FLAGGED | {"sentence": 0})
    assert answer.status_code == 201, answer.text
    assert (answer.json()["sentence"], answer.json()["text"]) == (0, "Bridge shut, 400 dead")
    (case,) = (read_case(json.loads(line)) for line in client.get("/v1/reports/cases").text.splitlines())
    assert isinstance(case, Case)
    assert (case.text, case.label) == ("Bridge shut, 400 dead", 1)
    problem = is_problem(
        client.post(f"{job['href']}/reports", json=FLAGGED | {"sentence": 0, "kind": "missed_error"}), 422
    )
    assert "the headline is flagged already" in problem["detail"]
    assert f'<option value="{summary["id"]}-0">Headline: Bridge shut, 400 dead</option>' in client.get(job["page"]).text
    form = {"sentence": f"{summary['id']}-0", "kind": "wrong_flag", "reporter": "Ivo Ost"}
    assert client.post(f"{job['page']}/reports", data=form).status_code == 200
    assert client.post(f"{job['page']}/reports", data=form | {"sentence": "x"}).status_code == 422
    bare = checked(client, RIGHT)
    problem = is_problem(client.post(f"{bare['href']}/reports", json=FLAGGED | {"sentence": 0}), 422)
    assert problem["detail"].startswith("the text has no headline")
    is_problem(client.post(f"{job['href']}/reports", json=FLAGGED | {"sentence": -1}), 422)


def test_what_cannot_be_reported_is_told_by_its_field(client: TestClient) -> None:
    job = checked(client, WRONG)
    href = f"{job['href']}/reports"
    problem = is_problem(client.post(href, json=FLAGGED | {"sentence": 9}), 422)
    assert problem["errors"][0]["pointer"] == "/sentence"
    problem = is_problem(client.post(href, json=FLAGGED | {"summary_id": "gone"}), 422)
    assert problem["errors"][0]["pointer"] == "/summary_id"
    is_problem(client.post(href, json=FLAGGED | {"kind": "praise"}), 422)
    is_problem(client.post(href, json=FLAGGED | {"author": "  "}), 409)
    is_problem(client.post("/v1/verifications/gone/reports", json=FLAGGED), 404)
    is_problem(client.post(f"/v1/summaries/{job['id']}/reports", json=FLAGGED), 404)
    assert client.get("/v1/reports").json() == {"reports": [], "next": None}
    assert client.get("/v1/reports/cases").text == ""


def test_a_sentence_that_no_check_doubts_is_not_wrongly_flagged(client: TestClient) -> None:
    job = checked(client, RIGHT)
    assert job["result"]["summaries"][0]["sentences"][0]["verdict"] == "supported"
    problem = is_problem(client.post(f"{job['href']}/reports", json=FLAGGED), 422)
    assert problem["errors"][0]["pointer"] == "/kind"
    assert client.get("/v1/reports").json()["reports"] == []
    assert client.post(f"{job['href']}/reports", json=FLAGGED | {"kind": "missed_error"}).status_code == 201


@pytest.mark.parametrize("text", [WRONG, "Feld resigned on Friday after 400 people had died."])
def test_a_sentence_that_is_called_wrong_has_no_error_that_was_missed(client: TestClient, text: str) -> None:
    job = checked(client, text)
    assert job["result"]["summaries"][0]["sentences"][0]["verdict"] in ("contradicted", "unsupported")
    problem = is_problem(client.post(f"{job['href']}/reports", json=FLAGGED | {"kind": "missed_error"}), 422)
    assert problem["errors"][0]["pointer"] == "/kind"
    form = {"sentence": f"{job['result']['summaries'][0]['id']}-1", "kind": "missed_error", "reporter": "Pia Rand"}
    page = client.post(f"{job['page']}/reports", data=form)
    assert page.status_code == 422
    assert "Report “It is flagged, and the articles support it” if the articles support it after all." in page.text
    assert client.post(f"{job['href']}/reports", json=FLAGGED).status_code == 201


UNCLEAR = "Pedestrians used the bridge often."


def test_no_text_is_a_case_with_two_labels(client: TestClient) -> None:
    """An author's newest word counts; where authors contradict each other there is no case."""
    job = checked(client, UNCLEAR)
    assert job["result"]["summaries"][0]["sentences"][0]["verdict"] == "unclear"

    def reported(kind: str, author: str) -> list[int]:
        body = {"sentence": 1, "kind": kind, "author": author}
        assert client.post(f"{job['href']}/reports", json=body).status_code == 201
        return [json.loads(line)["label"] for line in client.get("/v1/reports/cases").text.splitlines()]

    assert reported("wrong_flag", "Pia Rand") == [1]
    assert reported("missed_error", "Pia Rand") == [0]
    job = checked(client, UNCLEAR)  # the same text in another job
    assert reported("wrong_flag", "Ivo Ost") == []
    assert reported("missed_error", "Ivo Ost") == [0]
    assert len(client.get("/v1/reports").json()["reports"]) == 4, "nothing is lost"


def test_an_editor_reports_on_the_page(client: TestClient) -> None:
    """Refused, the form comes back open with what was typed; kept, the page lists it."""
    job = checked(client, WRONG)
    summary_id = job["result"]["summaries"][0]["id"]
    form = {"sentence": f"{summary_id}-1", "kind": "wrong_flag", "reporter": "Pia <b>Rand</b>", "note": "Feld said so."}
    refused = client.post(f"{job['page']}/reports", data=form | {"reporter": " "})
    assert refused.status_code == 409
    assert 'class="report" id="reports" open' in refused.text
    assert 'value="Feld said so."' in refused.text
    assert client.post(f"{job['page']}/reports", data=form | {"sentence": f"{summary_id}-7"}).status_code == 422
    assert client.post(f"{job['page']}/reports", data=form | {"sentence": "x"}).status_code == 422
    kept = client.post(f"{job['page']}/reports", data=form)
    assert kept.status_code == 200
    assert "(1 reported)" in kept.text
    assert f"<strong>Reported</strong>, and kept for whoever looks at our checks: <q>{WRONG}</q>" in kept.text
    assert "<strong>Reported</strong>" not in client.get(job["page"], params={"reported": "another"}).text
    assert f"It is flagged, and the articles support it: <q>{WRONG}</q> Pia &lt;b&gt;Rand&lt;/b&gt;" in kept.text
    cross = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(f"{job['page']}/reports", data=form, headers=cross).status_code == 403


def test_a_refused_report_comes_back_as_the_form_names_it(client: TestClient) -> None:
    """The report form alone is open again, and the way out is told in its own words, not in the API's."""
    job = checked(client, RIGHT)
    form = {"sentence": f"{job['result']['summaries'][0]['id']}-1", "kind": "wrong_flag", "reporter": "Pia Rand"}
    refused = client.post(f"{job['page']}/reports", data=form)
    assert refused.status_code == 422
    assert "Report “It has an error, and is not flagged” if it has an error." in refused.text
    assert re.findall(r'<details class="(\w+)"[^>]* open', refused.text) == ["report"]
    empty = client.post(f"{job['page']}/edits", data={"text": ""})
    assert re.findall(r'<details class="(\w+)"[^>]* open', empty.text) == ["edit"]
    nameless = client.post(f"{job['page']}/decisions", data={"decision": "held", "author": " "})
    assert re.findall(r'<details class="(\w+)"[^>]* open', nameless.text) == ["decide"]


@pytest.mark.parametrize("form", ["edits", "decisions", "reports"])
def test_the_address_of_a_refused_form_leads_back_to_the_text(client: TestClient, form: str) -> None:
    job = checked(client, WRONG)
    answer = client.get(f"{job['page']}/{form}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/jobs/{job['id']}")
