"""The service's stream with an embedding model: kept through restarts, and no article is lost when the model fails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service import stories as stories_module
from service.app import create_app
from summarizer.settings import Settings
from tests.service.test_stories import added
from tests.unit.test_pipeline_embedding import answers_like
from tests.unit.test_stories_meanings import BLAZE, COURT, MILL, fires
from tests.wire import ModelServer, model_server, status


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server(answers_like(fires())) as server:
        yield server


@pytest.fixture
def settings(tmp_path: Path, server: ModelServer) -> Settings:
    return Settings(
        database=str(tmp_path / "jobs.sqlite3"),
        embedding_model="m",
        embedding_base_url=server.base_url,
        llm_max_retries=0,
    )


def posted(settings: Settings, *articles: tuple[str, str]) -> list[dict[str, Any]]:
    with TestClient(create_app(settings)) as client:
        return [added(client, {"id": name, "text": text}) for name, text in articles]


def test_other_words_come_into_the_story_through_a_restart(settings: Settings) -> None:
    (mill, court) = posted(settings, ("mill", MILL), ("court", COURT))
    (blaze,) = posted(settings, ("blaze", BLAZE))
    assert blaze["story_id"] == mill["story_id"] != court["story_id"]
    assert blaze["notices"] == []


def test_an_article_sent_again_asks_no_model(settings: Settings, server: ModelServer) -> None:
    with TestClient(create_app(settings)) as client:
        added(client, {"id": "mill", "text": MILL})
        asked = len(server.requests)
        added(client, {"id": "mill", "text": MILL}, status=200)
    assert len(server.requests) == asked


def test_a_model_that_fails_loses_no_article(
    settings: Settings, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Placed by its words, with a notice; the model is left alone for a while, and asked again after that."""
    good = server.behaviours[0]
    with TestClient(create_app(settings)) as client:
        server.behaviours[:] = [status(503)]
        first = added(client, {"id": "mill", "text": MILL})
        server.behaviours[:] = [good]
        second = added(client, {"id": "mill2", "text": f"{MILL} Again."})
        assert [notice["code"] for notice in (*first["notices"], *second["notices"])] == ["embedding-failed"] * 2
        assert second["story_id"] == first["story_id"]
        assert len(server.requests) == 1
        assert client.get(first["href"]).json()["n_kept"] == 2
    monkeypatch.setattr(stories_module, "_PAUSE_S", 0.0)
    placed = posted(settings, ("mill3", f"{MILL} A third time."), ("blaze", BLAZE))
    assert [row["story_id"] for row in placed] == [first["story_id"]] * 2, "by words to the first, by meaning to this"
    assert [row["notices"] for row in placed] == [[], []]


def test_a_stream_goes_on_when_the_model_is_taken_away(settings: Settings) -> None:
    (mill,) = posted(settings, ("mill", MILL))
    plain = settings.model_copy(update={"embedding_model": ""})
    again, blaze = posted(plain, ("again", f"{MILL} Again."), ("blaze", BLAZE))
    assert again["story_id"] == mill["story_id"] != blaze["story_id"]


def test_a_grouping_tells_that_the_model_failed(settings: Settings, server: ModelServer) -> None:
    server.behaviours[:] = [status(401)]
    with TestClient(create_app(settings)) as client:
        answer = client.post("/v1/groupings", json={"articles": [{"text": MILL}, {"text": BLAZE}]}).json()
    assert len(answer["stories"]) == 2
    assert [notice["code"] for notice in answer["notices"]] == ["embedding-failed"]
