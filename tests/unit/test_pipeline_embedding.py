"""The pipeline and the command line with an embedding model: what it changes, and what its failure costs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from summarizer import extract, group, summarize
from summarizer.cli import main
from summarizer.clients.scripted import ScriptedEmbedder
from summarizer.errors import ClientUnavailable, RequestRejected
from summarizer.pipeline import group_report
from summarizer.settings import Settings
from tests.unit.test_stories_meanings import BLAZE, COURT, MILL, fires
from tests.wire import ModelServer, model_server, status

ARTICLES = [{"id": "mill", "text": MILL}, {"id": "court", "text": COURT}, {"id": "blaze", "text": BLAZE}]


def ids(stories: Any) -> list[list[str]]:
    return [[article.id for article in story.articles] for story in stories]


def failing() -> ScriptedEmbedder:
    return ScriptedEmbedder({}, otherwise=(1.0,), failures=[ClientUnavailable()] * 3)


def test_every_way_groups_by_meaning() -> None:
    expected = [["mill", "blaze"], ["court"]]
    assert ids(group(ARTICLES, embedder=fires())) == expected
    assert ids(summary.story for summary in summarize(ARTICLES, embedder=fires()).summaries) == expected
    assert ids(sheet.story for sheet in extract(ARTICLES, embedder=fires()).sheets) == expected


def test_facts_of_one_story_ask_no_model() -> None:
    """With a summary the articles are one story whatever they tell."""
    embedder = fires()
    assert ids(sheet.story for sheet in extract(ARTICLES, summary="Rain.", embedder=embedder).sheets) == [
        ["mill", "court", "blaze"]
    ]
    assert embedder.asked == []


def test_a_model_that_fails_is_told_and_costs_nothing_else() -> None:
    report = group_report(ARTICLES, embedder=failing())
    assert report.stories == group(ARTICLES)
    assert [notice.code for notice in report.notices] == ["embedding-failed"]
    assert "by their words alone" in report.notices[0].message
    assert [notice.code for notice in summarize(ARTICLES, embedder=failing()).notices] == ["embedding-failed"]
    assert [notice.code for notice in extract(ARTICLES, embedder=failing()).notices] == ["embedding-failed"]
    rejected = ScriptedEmbedder({}, otherwise=(1.0,), failures=[RequestRejected()])
    assert "API key" in group_report(ARTICLES, embedder=rejected).notices[0].message


def test_the_setting_builds_the_model() -> None:
    with model_server(answers_like(fires())) as server:
        settings = Settings(embedding_model="m", llm_base_url=server.base_url)
        assert ids(group(ARTICLES, settings)) == [["mill", "blaze"], ["court"]]
        asked = len(server.requests)
        assert ids(group(ARTICLES, settings)) == [["mill", "blaze"], ["court"]]
    assert len(server.requests) == asked, "a second call asks about nothing anew"


def answers_like(embedder: ScriptedEmbedder) -> Any:
    """A server's behaviour: the vectors of the double for whatever texts are sent."""

    def behave(handler: Any) -> None:
        server: ModelServer = handler.model_server
        texts = server.requests[-1]["input"]
        data = [{"index": n, "embedding": list(row)} for n, row in enumerate(embedder.embed(texts).tolist())]
        body = json.dumps({"object": "list", "model": "m", "data": data}).encode()
        handler.answer(200, body, {"content-type": "application/json"})

    return behave


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for article in ARTICLES:
        (tmp_path / f"{article['id']}.json").write_text(json.dumps(article), "utf-8")
    return tmp_path


@pytest.mark.parametrize("command", ["group", "summarize", "facts"])
def test_the_command_line_tells_a_failure_and_prints_the_rest(
    command: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, str(folder)]) == 0
    plain = capsys.readouterr().out
    with model_server(status(401)) as server:
        monkeypatch.setenv("SUMMARIZER_EMBEDDING_MODEL", "m")
        monkeypatch.setenv("SUMMARIZER_EMBEDDING_BASE_URL", server.base_url)
        assert main([command, str(folder)]) == 3
    printed = capsys.readouterr()
    assert plain.strip().splitlines()[0] in printed.out
    assert printed.err.startswith("summarizer: The embedding model was of no use")
    assert server.requests[0]["model"] == "m"


def test_group_json_holds_the_notice(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SUMMARIZER_EMBEDDING_MODEL", "m")
    monkeypatch.setenv("SUMMARIZER_EMBEDDING_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("SUMMARIZER_LLM_MAX_RETRIES", "0")
    assert main(["group", str(folder), "--format", "json"]) == 3
    record = json.loads(capsys.readouterr().out)
    assert len(record["stories"]) == 3
    assert [notice["code"] for notice in record["notices"]] == ["embedding-failed"]
