"""The editors' page as a browser gets it, without a browser."""

from __future__ import annotations

import dataclasses
import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.storage import FAILED, Job, Storage
from summarizer.settings import Settings
from tests.articles import COUNCIL, LEDGER


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(database=str(tmp_path / "jobs.sqlite3")))) as client:
        yield client


def headline_of(page: str) -> str:
    """The headline that a page shows above its summary."""
    found = re.search(r'<h1><span class="handle"[^>]*><span class="text">(.*?)</span>', page)
    return html.unescape(re.sub(r'<u class="differs">|</u>', "", found[1])) if found else ""


def test_pasted_articles_become_a_page(client: TestClient) -> None:
    """Two articles apart by dashes give a summary page with both."""
    response = client.post("/jobs", data={"pasted": f"{COUNCIL['text']}\n---\n{LEDGER['text']}"})
    assert response.status_code == 200
    assert "2 articles" in response.text
    assert "Speaks against it" not in response.text


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_of_browsers_part_articles_too(client: TestClient, line_end: str) -> None:
    """Browsers end the lines of a text field with CRLF: two articles all the same, and no stray character in them."""
    pasted = f"{COUNCIL['text']}\n\n---\n\n{LEDGER['text']}".replace("\n", line_end)
    response = client.post("/jobs", data={"pasted": pasted, "summary": f"The bridge was shut.{line_end}It rained."})
    assert response.status_code == 200
    assert "2 articles" in response.text
    assert "\r" not in response.text


def test_dropped_files_and_a_summary_to_check(client: TestClient) -> None:
    """A summary in the form is checked against the dropped files; its wrong figure is shown with the reason."""
    files = [("files", ("council.txt", COUNCIL["text"].encode(), "text/plain"))]
    data = {"summary": "The bridge will stay closed for at least nine weeks, Feld said."}
    response = client.post("/jobs", data=data, files=files)
    assert "contradicted" in response.text
    assert "Speaks against it" in response.text


def test_an_empty_form_comes_back_with_the_reason(client: TestClient) -> None:
    """Nothing pasted: the form again, with what to do, and what was typed still in it."""
    response = client.post("/jobs", data={"pasted": "", "summary": "Kept words.", "n_words": "77"})
    assert response.status_code == 422
    assert 'value="77"' in response.text
    assert "There is no article." in response.text
    assert "Kept words." in response.text


def test_markup_in_an_article_is_text(client: TestClient) -> None:
    """An article cannot put script or markup into the page."""
    hostile = COUNCIL["text"] + '\n\nThe mayor "<script>alert(1)</script>" said <b>nothing</b> about the closed bridge.'
    response = client.post("/jobs", data={"pasted": hostile})
    assert "<script>alert" not in response.text
    assert "<b>nothing" not in response.text


def test_another_sites_form_is_refused(client: TestClient) -> None:
    """A page of another site cannot post in an editor's name."""
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://testserver:8001"},
        {"Origin": "null"},
    ):
        assert client.post("/jobs", data={"pasted": "text"}, headers=headers).status_code == 403, headers
    own = client.post("/jobs", data={"pasted": "text"}, headers={"Origin": "http://testserver"})
    assert own.status_code == 200
    assert own.headers["referrer-policy"] == "same-origin", "else a browser sends our own forms with Origin: null"


@pytest.mark.parametrize("n_words", ["²", "3", "many", "9" * 5_000])
def test_an_odd_length_is_the_usual_length(client: TestClient, n_words: str) -> None:
    """What is no number of words from 10 to 5000 is passed over; digits that only look so are no fault."""
    response = client.post("/jobs", data={"pasted": str(COUNCIL["text"]), "n_words": n_words})
    assert response.status_code == 200
    assert "1 article" in response.text


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.docx", b"PK\x03\x04\x14\x00\x06\x00", "office document"),
        ("a.txt", b"", "empty"),
        ("a.pdf", b"%PDF-1.4", "PDF"),
    ],
)
def test_files_that_hold_no_text_are_told_by_name(client: TestClient, name: str, content: bytes, told: str) -> None:
    """The form comes back with the file's name and what is wrong with it."""
    response = client.post("/jobs", files=[("files", (name, content, "application/octet-stream"))])
    assert response.status_code == 422
    assert name in response.text
    assert told in response.text


def test_a_summary_that_is_too_long_comes_back_with_the_reason(client: TestClient) -> None:
    """The form again, with the limit, and what was typed still in it."""
    response = client.post("/jobs", data={"pasted": str(COUNCIL["text"]), "summary": "Long. " * 10_000})
    assert response.status_code == 413
    assert "max_summary_chars" in response.text


def test_a_browser_gets_pages_for_errors_and_programs_get_problems(client: TestClient) -> None:
    """A stale link is told to an editor in words; a program gets a problem document."""
    page = client.get("/jobs/gone", headers={"Accept": "text/html,*/*"})
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert 'href="/"' in page.text
    assert client.get("/jobs/gone").headers["content-type"] == "application/problem+json"
    api = client.get("/v1/summaries/gone", headers={"Accept": "text/html"})
    assert api.headers["content-type"] == "application/problem+json"


def test_an_edited_text_is_checked_again_with_markers_that_stay_true(client: TestClient) -> None:
    """The page holds the text with its markers; edited, it is checked against the same articles under their numbers."""
    pasted = f"{LEDGER['title']}\n\n{LEDGER['text']}\n---\n{COUNCIL['title']}\n\n{COUNCIL['text']}"
    page = client.post("/jobs", data={"pasted": pasted})
    drafted = re.search(r'<textarea id="edit-(\w+)"[^>]*>(.*?)</textarea>', page.text, re.S)
    assert drafted is not None
    summary_id, text = drafted[1], html.unescape(drafted[2])
    assert "[1]" in text
    edited = client.post(f"{page.url.path}/edits", data={"summary_id": summary_id, "text": text})
    assert edited.url.path != page.url.path
    assert page.url.path in edited.text, "it says of what it is an edition"
    assert "miscitation" not in edited.text
    assert "badge v-contradicted" not in edited.text
    wrong = client.post(
        f"{edited.url.path}/edits", data={"text": "The bridge will stay closed for at least nine weeks, Feld said. [1]"}
    )
    assert "badge v-contradicted" in wrong.text


def test_an_edit_keeps_the_headline_or_changes_it(client: TestClient) -> None:
    """Shown, kept and handed on: the headline of the text before, or the editor's; never an article's."""
    job = client.post("/v1/summaries", json={"articles": [COUNCIL, LEDGER]}, headers={"Prefer": "wait=20"}).json()
    (summary,) = job["result"]["summaries"]
    edits = f"{job['page']}/edits"
    form = {"summary_id": summary["id"], "text": "The bridge was shut on Tuesday."}
    kept = client.post(edits, data=form)
    assert headline_of(kept.text) == summary["title"]
    changed = client.post(edits, data=form | {"title": " Bridge <b>shut</b> \n for weeks "})
    assert headline_of(changed.text) == "Bridge <b>shut</b> for weeks"
    assert 'value="Bridge &lt;b&gt;shut&lt;/b&gt; for weeks"' in changed.text, "to be edited again"
    again = client.post(f"{changed.url.path}/edits", data={"text": "The bridge was closed on Tuesday."})
    assert headline_of(again.text) == "Bridge <b>shut</b> for weeks"
    (item,) = client.get(f"{again.url.path}/export/ninjs").json()
    assert item["headlines"] == [{"role": "main", "value": "Bridge <b>shut</b> for weeks"}]
    long = client.post(edits, data=form | {"title": "Long " * 200})
    assert long.status_code == 413
    assert ">The bridge was shut on Tuesday.</textarea>" in long.text


def test_a_headline_in_the_text_is_edited_apart(client: TestClient) -> None:
    """A text that came with its headline in the first line is edited in two fields, and comes back whole."""
    text = "Bridge shut for weeks\n\nThe bridge was shut on Tuesday. [1]"
    page = client.post("/jobs", data={"pasted": str(COUNCIL["text"]), "summary": text})
    assert 'value="Bridge shut for weeks"' in page.text
    assert ">The bridge was shut on Tuesday. [1]</textarea>" in page.text
    edited = client.post(f"{page.url.path}/edits", data={"text": "The bridge was shut. [1]", "title": "Bridge closed"})
    assert headline_of(edited.text) == "Bridge closed"
    assert edited.text.count("Bridge shut for weeks") == 1, "as the name of what it was edited from"


@pytest.mark.parametrize(("text", "status"), [("", 422), ("Long. " * 10_000, 413)])
def test_an_edited_text_that_cannot_be_checked_is_not_lost(client: TestClient, text: str, status: int) -> None:
    page = client.post("/jobs", data={"pasted": str(COUNCIL["text"])})
    summary_id = re.findall(r'textarea id="edit-([\w-]+)"', page.text)[0]
    response = client.post(f"{page.url.path}/edits", data={"summary_id": summary_id, "text": text})
    assert response.status_code == status
    assert 'role="alert"' in response.text
    assert text.strip()[:4_000] in response.text
    assert client.post("/jobs/gone/edits", data={"text": "x"}).status_code == 404


def test_a_fact_left_out_can_be_put_into_the_text(client: TestClient) -> None:
    """Each comes with a button that has its words and its marker; nothing of it can be markup."""
    data = {"pasted": f"{COUNCIL['text']}\n\nIt cost “a <b>lot</b>” & more in 1974.", "summary": "The bridge was shut."}
    page = client.post("/jobs", data=data)
    inserted = re.findall(r'class="insert" data-into="edit-(\w+)" data-text="([^"]*)"', page.text)
    assert inserted
    assert all(words.endswith("[1]") for _, words in inserted)
    assert f'id="edit-{inserted[0][0]}"' in page.text
    assert "<b>lot" not in page.text


def test_an_edited_text_is_checked_in_passing_and_not_kept(client: TestClient) -> None:
    """What the page's script asks for at every pause: a verdict a sentence, and no job."""
    job = client.post("/v1/summaries", json={"articles": [COUNCIL]}, headers={"Prefer": "wait=20"}).json()
    form = {"summary_id": job["result"]["summaries"][0]["id"], "text": "It opened in 1974. [1]\r\n\r\nFeld swims."}
    answer = client.post(f"{job['page']}/checks", data=form)
    assert answer.status_code == 200
    assert [one["text"] for one in answer.json()] == ["It opened in 1974.", "Feld swims."]
    assert answer.json()[1]["verdict"] != "supported"
    assert answer.json()[1]["word"]
    assert client.post(f"{job['page']}/checks", data=form | {"text": " "}).json() == []
    assert client.post(f"{job['page']}/checks", data=form | {"summary_id": "gone"}).status_code == 422
    assert client.post("/jobs/gone/checks", data=form).status_code == 404
    cross = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(f"{job['page']}/checks", data=form, headers=cross).status_code == 403
    assert len(client.get("/v1/summaries").json()["jobs"]) == 1
    assert "data-checks" in client.get(job["page"]).text


def test_nothing_is_done_to_a_summary_that_was_never_written(tmp_path: Path) -> None:
    settings = Settings(database=str(tmp_path / "jobs.sqlite3"))
    storage = Storage(settings.database)
    job = Job("0199-failed", "summary", {"articles": [COUNCIL]}, "hash", datetime.now(UTC))
    storage.add(dataclasses.replace(job, status=FAILED))
    storage.close()
    typed = {
        "edits": {"text": "x", "reason": "x"},
        "checks": {"text": "It rained."},
        "decisions": {"decision": "approved", "author": "Pia Rand"},
        "reports": {"kind": "missed_error", "reporter": "Pia Rand", "sentence": "s1-1"},
    }
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        found = {path: client.post(f"/jobs/{job.id}/{path}", data=data).status_code for path, data in typed.items()}
        found["export"] = client.get(f"/jobs/{job.id}/export/ninjs").status_code
    assert found == dict.fromkeys(found, 404)


def test_a_pasted_text_may_be_as_large_as_the_limits_say(client: TestClient) -> None:
    """More than the megabyte of a usual form field; what is too long for one article is told on the form, text kept."""
    file = [("files", ("ledger.txt", str(LEDGER["text"]).encode(), "text/plain"))]  # a form without is not multipart
    part = f"{COUNCIL['text']} " + "word " * 60_000
    response = client.post("/jobs", data={"pasted": "\n---\n".join([part] * 5)}, files=file)
    assert response.status_code == 200
    assert response.url.path.startswith("/jobs/")
    long = "Kept. " + "word " * 400_000
    response = client.post("/jobs", data={"pasted": long}, files=file)
    assert response.status_code == 413
    assert "more than the limit of 400,000 (max_article_chars)." in response.text
    assert "SUMMARIZER_" not in response.text
    assert "Kept. word word" in response.text


def test_what_cannot_be_used_is_told_once_in_an_editors_words(client: TestClient) -> None:
    files = [
        ("files", (name, content, "application/octet-stream"))
        for name, content in (("ok.txt", COUNCIL["text"].encode()), ("e.txt", b""), ("a.pdf", b"%PDF-1.4"))
    ]
    told = re.findall(r'<div class="error".*?</div>', client.post("/jobs", files=files).text, re.DOTALL)[0]
    assert "2 of 3 files cannot be used." in told
    assert re.findall(r'<li data-unread="(\d)"[^>]*>(.*?)</li>', told) == [
        ("1", "e.txt: the text is empty"),
        ("2", "a.pdf: this is a PDF, not text"),
    ]
    assert [told.count(word) for word in ("a.pdf", "/text", "problem")] == [1, 0, 0]
    pasted = client.post("/jobs", data={"pasted": "!!"})
    assert "pasted article 1: the text has no words" in pasted.text


def test_a_job_that_waits_is_cancelled_on_its_page(tmp_path: Path) -> None:
    settings = Settings(database=str(tmp_path / "jobs.sqlite3"))
    with TestClient(create_app(settings)) as client:
        storage: Storage = client.app.state.storage  # type: ignore[attr-defined]
        storage.add(Job("0199-waits", "summary", {"articles": [COUNCIL]}, "hash", datetime.now(UTC)))
        waits = client.get("/jobs/0199-waits")
        assert re.search(r'<form method="post" action="/jobs/0199-waits/cancel">', waits.text)
        assert "<h1>Cancelled</h1>" in client.post("/jobs/0199-waits/cancel").text
        assert "Cancel</button>" not in client.get("/jobs/0199-waits").text
        cross = {"Sec-Fetch-Site": "cross-site"}
        assert client.post("/jobs/0199-waits/cancel", headers=cross).status_code == 403
        assert client.post("/jobs/gone/cancel").status_code == 404


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_feed_is_uploaded(client: TestClient, encoding: str) -> None:
    """Its items are articles; one without text is told of in the result."""
    feed = (
        "<rss><channel><title>Ebbe Echo</title><item><title>Crane falls</title><description>A crane fell at the port "
        "of Ebbe on Monday, killing two people.</description></item><item><title>Only a headline</title></item>"
        "</channel></rss>"
    )
    files = {"files": ("feed.xml", feed.encode(encoding), "text/xml")}
    response = client.post("/jobs", files=files, follow_redirects=True)
    assert response.status_code == 200
    assert "A crane fell at the port of Ebbe" in response.text
    assert "Only a headline" in response.text
