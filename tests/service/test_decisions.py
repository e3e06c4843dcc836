"""Editors decide about texts: by name, with a reason where one is due, and nothing of it is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.decisions import flags_in_words
from service.storage import Storage
from service.storage.decisions import Decision, Overtaken
from summarizer.settings import Settings
from tests.articles import COUNCIL, HANDBALL
from tests.service.test_api import is_problem

WRONG = "The bridge will stay closed for at least nine weeks, Feld said."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(database=str(tmp_path / "jobs.sqlite3"))


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings)) as client:
        yield client


def checked(client: TestClient, text: str) -> dict[str, Any]:
    job: dict[str, Any] = client.post("/v1/verifications", json={"articles": [COUNCIL], "text": text}).json()
    return job


def test_decisions_are_kept_in_order_and_through_a_restart(settings: Settings) -> None:
    with TestClient(create_app(settings)) as client:
        job = client.post("/v1/summaries", json={"articles": [COUNCIL]}, headers={"Prefer": "wait=20"}).json()
        for decision, reason in (("held", ""), ("approved", ""), ("withdrawn", "The council took it back.")):
            body = {"decision": decision, "author": " Pia  Rand ", "reason": reason}
            assert client.post(f"{job['href']}/decisions", json=body).status_code == 201
    with TestClient(create_app(settings)) as client:
        made = client.get(job["href"]).json()["decisions"]
        assert [(one["decision"], one["author"]) for one in made] == [
            ("held", "Pia Rand"),
            ("approved", "Pia Rand"),
            ("withdrawn", "Pia Rand"),
        ]
        (listed,) = client.get("/v1/summaries").json()["jobs"]
        assert listed["decisions"] == made
        assert client.get(f"{job['href']}/decisions").json() == {"decisions": made}
        is_problem(client.get(f"/v1/verifications/{job['id']}/decisions"), 404)


def test_a_flag_is_overridden_with_a_reason_only(client: TestClient) -> None:
    """Nobody approves a contradicted sentence without saying why; a withdrawal says why, too."""
    href = f"{checked(client, WRONG)['href']}/decisions"
    problem = is_problem(client.post(href, json={"decision": "approved", "author": "Pia Rand"}), 409)
    assert "1 sentence is contradicted, unsupported or not checked" in problem["detail"]
    is_problem(client.post(href, json={"decision": "withdrawn", "author": "Pia Rand", "reason": "  "}), 409)
    is_problem(client.post(href, json={"decision": "approved", "author": "  ", "reason": "Known."}), 409)
    is_problem(client.post(href, json={"decision": "printed", "author": "Pia Rand"}), 422)
    told = client.post(href, json={"decision": "approved", "author": "Pia Rand", "reason": "Feld told us so."})
    assert [one["reason"] for one in told.json()["decisions"]] == ["Feld told us so."]


def test_what_nobody_checked_is_not_approved_without_a_reason(client: TestClient) -> None:
    """A stretch too long to be a sentence is not checked: an approval must not read as if it had been."""
    job = checked(client, "bridge " * 600)
    assert job["result"]["summaries"][0]["sentences"][0]["verdict"] == "not_checked"
    is_problem(client.post(f"{job['href']}/decisions", json={"decision": "approved", "author": "Pia Rand"}), 409)


HEADLINE = "# Bridge shut, 400 dead\n\nThe Oberlund bridge was closed on Tuesday. [1]"


def test_a_false_headline_over_true_sentences_is_a_flag(client: TestClient) -> None:
    """It is read before any sentence: checked like one, told by a notice, approved with a reason only."""
    job = checked(client, HEADLINE)
    (summary,) = job["result"]["summaries"]
    assert [sentence["verdict"] for sentence in summary["sentences"]] == ["supported"]
    assert (summary["title"], summary["title_check"]["verdict"]) == ("Bridge shut, 400 dead", "unsupported")
    assert summary["title_check"]["reason"] == "No article has the figure 400 dead."
    (notice,) = [one for one in summary["notices"] if one["code"] == "headline"]
    assert notice["message"].startswith("The headline is unsupported: ")
    page = client.get(job["page"]).text
    assert '<p class="why">No article has the figure 400 dead.</p>' in page
    assert "Headline unsupported. 1 sentence: 1 supported." in page
    assert "The headline is unsupported: " not in page, "it is told beside the headline, and once"
    assert "to approve while the headline is contradicted, unsupported or not checked." in page
    is_problem(client.get(f"{job['href']}/export"), 409)
    problem = is_problem(client.post(f"{job['href']}/decisions", json={"decision": "approved", "author": "Pia"}), 409)
    assert problem["detail"].startswith("The headline is contradicted, unsupported or not checked. Edit the text")
    body = {"decision": "approved", "author": "Pia", "reason": "Feld told us so."}
    assert client.post(f"{job['href']}/decisions", json=body).status_code == 201
    (item,) = client.get(f"{job['href']}/export").json()
    assert "Unsupported: “Bridge shut, 400 dead”" in item["edNote"]
    both = checked(client, f"{HEADLINE} {WRONG} [1]")
    problem = is_problem(client.get(f"{both['href']}/export"), 409)
    assert problem["detail"].startswith("The headline and 1 sentence are contradicted")


def exported(client: TestClient, job: dict[str, Any], format: str) -> str:
    answer = client.get(f"{job['href']}/export", params={"format": format})
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("title", ["Bridge shut, 400 dead", "  Bridge shut,\n400 dead [1]"])
def test_a_headline_that_is_given_apart_is_checked_too(client: TestClient, title: str) -> None:
    """Sent with the text, or typed on the page: no way around the check, and none for its markers into the text."""
    text = "The Oberlund bridge was closed on Tuesday. [1]"
    job = client.post("/v1/verifications", json={"articles": [COUNCIL], "text": text, "title": title}).json()
    first = checked(client, text)
    form = {"summary_id": first["result"]["summaries"][0]["id"], "text": text, "title": title}
    edit = client.post(f"{first['page']}/edits", data=form, follow_redirects=False).headers["location"]
    for one in (job, client.get(f"/v1/verifications/{edit.rpartition('/')[2]}").json()):
        (summary,) = one["result"]["summaries"]
        assert (summary["title"], summary["title_check"]["verdict"]) == ("Bridge shut, 400 dead", "unsupported")
        is_problem(client.get(f"{one['href']}/export"), 409)
    (headline, sentence) = client.post(f"{first['page']}/checks", data=form).json()
    assert (headline["part"], headline["verdict"], sentence["part"]) == ("title", "unsupported", "text")
    assert len(client.post(f"{first['page']}/checks", data=form | {"title": "Bridge closed"}).json()) == 1


@pytest.mark.parametrize("headline", ["Bridge closed after cracks found", "What we know so far"])
def test_a_headline_that_is_right_or_states_nothing_is_no_flag(client: TestClient, headline: str) -> None:
    job = checked(client, f"{headline}\n\nThe Oberlund bridge was closed on Tuesday. [1]")
    (summary,) = job["result"]["summaries"]
    assert summary["title"] == headline
    assert summary["title_check"]["verdict"] in ("supported", "not_checkable")
    body = {"decision": "approved", "author": "Pia Rand"}
    assert client.post(f"{job['href']}/decisions", json=body).status_code == 201


def test_a_text_without_a_headline_has_none_to_check(client: TestClient) -> None:
    """No article's is taken for it, in no format; a page goes by the text's first words."""
    text = "The Oberlund bridge was closed on Tuesday. [1]"
    job = checked(client, text)
    assert "<title>The Oberlund bridge was closed on Tuesday.</title>" in exported(client, job, "html")
    assert "<h1>" not in exported(client, job, "html")
    assert "\n# " not in exported(client, job, "md")
    (summary,) = job["result"]["summaries"]
    assert (summary["title"], summary["title_check"]) == ("", None)


def test_a_decision_sent_again_under_its_key_is_one(settings: Settings) -> None:
    """Through a restart, and with the answer that it had at first; another one under that key is refused."""
    key = {"Idempotency-Key": '"desk-7"'}
    held = {"decision": "held", "author": "Pia Rand"}
    with TestClient(create_app(settings)) as client:
        job = checked(client, WRONG)
        href = f"{job['href']}/decisions"
        first = client.post(href, json=held, headers=key)
        assert client.post(href, json=held).status_code == 201, "without a key it is another decision"
    with TestClient(create_app(settings)) as client:
        again = client.post(href, json=held, headers=key)
        assert (again.status_code, again.json()) == (201, first.json())
        is_problem(client.post(href, json=held | {"reason": "Wait."}, headers=key), 422)
        other = checked(client, "The bridge is shut.")
        is_problem(client.post(f"{other['href']}/decisions", json=held, headers=key), 422)
        assert len(client.get(job["href"]).json()["decisions"]) == 2


def test_only_a_text_of_that_kind_is_decided_about(client: TestClient) -> None:
    job = checked(client, WRONG)
    body = {"decision": "held", "author": "Pia Rand"}
    is_problem(client.post(f"/v1/summaries/{job['id']}/decisions", json=body), 404)
    is_problem(client.post("/v1/verifications/gone/decisions", json=body), 404)


def test_an_editor_decides_on_the_page(client: TestClient) -> None:
    """Refused, the form comes back with what was typed; kept, the page and the list of the newest say it."""
    page = checked(client, WRONG)["page"]
    form = {"decision": "approved", "author": "Pia <b>Rand</b>"}
    refused = client.post(f"{page}/decisions", data=form)
    assert refused.status_code == 409
    assert "or give the reason" in refused.text
    assert 'value="Pia &lt;b&gt;Rand&lt;/b&gt;"' in refused.text
    kept = client.post(f"{page}/decisions", data=form | {"reason": "Feld told us so."})
    assert kept.status_code == 200
    assert "<strong>Approved</strong> by Pia &lt;b&gt;Rand&lt;/b&gt;" in kept.text
    assert "check, approved" in client.get("/").text
    again = client.post(f"{page}/decisions", data=form | {"decision": "withdrawn", "reason": "Feld took it back."})
    assert "<strong>Withdrawn</strong>" in again.text
    assert "1 decided before" in again.text
    cross = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(f"{page}/decisions", data=form | {"reason": "x"}, headers=cross).status_code == 403


def test_a_decision_about_an_older_version_is_refused_and_told_why(client: TestClient) -> None:
    """Two editors have the page open: the one who did not see what the other decided is asked again."""
    job = checked(client, "The Oberlund bridge was closed on Tuesday.")
    href, page = f"{job['href']}/decisions", job["page"]
    stale = re.findall(r'name="version" value="(\d+)"', client.get(page).text)
    assert stale == [str(job["version"])]
    withdrawn = {"decision": "withdrawn", "author": "Chief", "reason": "libel risk", "version": job["version"]}
    assert client.post(href, json=withdrawn).status_code == 201
    form = {"decision": "approved", "author": "Night desk", "version": stale[0]}
    refused = client.post(f"{page}/decisions", data=form)
    assert refused.status_code == 409
    assert "This text was withdrawn by Chief just now: libel risk" in refused.text
    assert 'value="Night desk"' in refused.text
    problem = is_problem(client.post(href, json={"decision": "held", "author": "Pia", "version": 1}), 409)
    assert problem["detail"].startswith("This text was withdrawn by Chief just now: libel risk. Your page")
    again = re.findall(r'name="version" value="(\d+)"', refused.text)
    assert client.post(f"{page}/decisions", data=form | {"version": again[0]}).status_code == 409, "without a reason"
    reason = {"version": again[0], "reason": "The lawyers agree."}
    assert client.post(f"{page}/decisions", data=form | reason).status_code == 200
    made = client.get(job["href"]).json()
    assert ([one["decision"] for one in made["decisions"]], made["version"]) == (["withdrawn", "approved"], 3)


def test_a_decision_about_a_text_that_an_edit_superseded_meanwhile_is_refused(client: TestClient) -> None:
    job = checked(client, "The Oberlund bridge was closed on Tuesday.")
    form = {"summary_id": job["result"]["summaries"][0]["id"], "text": "The bridge was closed on Tuesday."}
    edit = client.post(f"{job['page']}/edits", data=form, follow_redirects=False).headers["location"]
    approved = {"decision": "approved", "author": "Chief"}
    client.post(f"{edit}/decisions", data=approved)
    body = approved | {"author": "Night desk", "version": job["version"]}
    problem = is_problem(client.post(f"{job['href']}/decisions", json=body), 409)
    assert problem["detail"].startswith("Another version of this text was approved by Chief just now.")
    assert client.post(f"{job['href']}/decisions", json=body | {"version": 2}).status_code == 201


def test_who_has_not_seen_what_was_decided_of_another_text_is_asked_again(client: TestClient) -> None:
    """A version is of the job: told of every text what came last, an editor decides anew, and both decisions hold."""
    body = {"articles": [COUNCIL, HANDBALL]}
    job = client.post("/v1/summaries", json=body, headers={"Prefer": "wait=20"}).json()
    first, second = ((one["id"], one["title"]) for one in job["result"]["summaries"])
    href = f"{job['href']}/decisions"
    chief = {"decision": "held", "author": "Chief", "summary_id": first[0], "version": job["version"]}
    assert client.post(href, json=chief).status_code == 201
    withdrawn = {"decision": "withdrawn", "reason": "libel risk", "version": 2}
    assert client.post(href, json=chief | withdrawn).status_code == 201
    form = {"decision": "approved", "author": "Night desk", "summary_id": second[0], "version": str(job["version"])}
    refused = client.post(f"{job['page']}/decisions", data=form)
    assert refused.status_code == 409
    assert f"“{first[1]}” was withdrawn by Chief just now: libel risk</strong>." in refused.text
    assert f'<option value="{second[0]}" selected>' in refused.text
    (version,) = re.findall(r'name="version" value="(\d+)"', refused.text)
    assert client.post(f"{job['page']}/decisions", data=form | {"version": version}).status_code == 200
    made = client.get(job["href"]).json()
    assert [(one["summary_id"], one["decision"]) for one in made["decisions"]] == [
        (first[0], "held"),
        (first[0], "withdrawn"),
        (second[0], "approved"),
    ]
    problem = is_problem(client.post(href, json={"decision": "held", "author": "Pia", "version": 2}), 409)
    assert problem["detail"].startswith(f"“{first[1]}” was withdrawn by Chief just now: libel risk; “{second[1]}” was")
    problem = is_problem(client.post(href, json={"decision": "held", "author": "Pia", "version": 9}), 409)
    assert problem["detail"].startswith("There is no such version")


def test_an_approval_of_all_texts_is_one_of_that_which_was_withdrawn(client: TestClient) -> None:
    """So it needs a reason; one of the other text needs none."""
    body = {"articles": [COUNCIL, HANDBALL]}
    job = client.post("/v1/summaries", json=body, headers={"Prefer": "wait=20"}).json()
    first, second = ((one["id"], one["title"]) for one in job["result"]["summaries"])
    href, approved = f"{job['href']}/decisions", {"decision": "approved", "author": "Pia"}
    withdrawn = {"decision": "withdrawn", "author": "Chief", "reason": "libel risk"}
    client.post(href, json=withdrawn | {"summary_id": first[0]})
    assert client.post(href, json=approved | {"summary_id": second[0]}).status_code == 201
    assert "and to approve what was withdrawn" in client.get(job["page"]).text
    for named in ({}, {"summary_id": first[0]}):
        problem = is_problem(client.post(href, json=approved | named), 409)
        assert problem["detail"].startswith(f"“{first[1]}” was withdrawn by Chief. Give the reason")
    assert client.post(href, json=approved | {"reason": "The lawyers agree."}).status_code == 201
    client.post(href, json=withdrawn)
    problem = is_problem(client.post(href, json=approved), 409)
    assert problem["detail"].startswith("All 2 texts were withdrawn by Chief.")
    problem = is_problem(client.post(href, json=approved | {"summary_id": second[0]}), 409)
    assert problem["detail"].startswith(f"“{second[1]}” was withdrawn by Chief.")


def test_a_decision_of_before_it_could_name_a_text_or_a_version_keeps_its_key(client: TestClient) -> None:
    """Sent again with neither, or with both empty, it is the same request; with one of them it is another."""
    job, key = checked(client, WRONG), {"Idempotency-Key": "k"}
    held: dict[str, Any] = {"decision": "held", "author": "Pia Rand"}
    first = client.post(f"{job['href']}/decisions", json=held, headers=key)
    again = client.post(f"{job['href']}/decisions", json=held | {"summary_id": "", "version": None}, headers=key)
    assert (again.status_code, again.json()) == (201, first.json())
    is_problem(client.post(f"{job['href']}/decisions", json=held | {"version": 1}, headers=key), 422)


def test_of_two_decisions_at_once_one_is_kept(settings: Settings) -> None:
    """Both saw the same version: the store itself lets only one of them in."""
    storage = Storage(settings.database)
    first, second = (Decision("held", author, "", datetime.now(UTC)) for author in ("Pia", "Ivo"))
    storage.decisions.add("one", first, n_before=0)
    with pytest.raises(Overtaken):
        storage.decisions.add("one", second, n_before=0)
    assert storage.decisions.of(["one"]) == {"one": (first,)}
    storage.close()


def test_flagged_headlines_are_counted_in_words() -> None:
    """One is "the headline", two are two."""
    flagged = {"title": "Bridge burns", "title_check": {"verdict": "contradicted"}, "sentences": []}
    assert flags_in_words([flagged]) == "the headline is contradicted, unsupported or not checked"
    assert flags_in_words([flagged, flagged]) == "2 headlines are contradicted, unsupported or not checked"
