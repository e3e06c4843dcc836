"""One suite over embedders: unit rows for all texts, or a ClientError that says what happened."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from summarizer.clients import build_embedder, embedding
from summarizer.clients.embedding import Embedder
from summarizer.clients.openai import OpenAIEmbedder
from summarizer.clients.scripted import ScriptedEmbedder
from summarizer.errors import ClientError, ClientUnavailable, RateLimited, ReplyInvalid, RequestRejected
from summarizer.settings import Settings
from tests.wire import embeds, hangs, model_server, says_plainly, status


def settings_for(base_url: str, **values: object) -> Settings:
    return Settings.model_validate(
        {"llm_base_url": base_url, "llm_api_key": "k", "embedding_model": "double-1", "llm_timeout_s": 5} | values
    )


def embedder_for(base_url: str, **values: object) -> Embedder:
    return OpenAIEmbedder(settings_for(base_url, **values), sleep=lambda _: None)


def scripted(*failures: Exception | None) -> ScriptedEmbedder:
    return ScriptedEmbedder({"fire": (3.0, 4.0)}, otherwise=(0.0, 2.0), failures=failures)


def test_gives_a_unit_row_a_text() -> None:
    """In the order of the texts, whatever the order of the reply; asked by the name of the model, in plain numbers."""
    with model_server(embeds([[0.0, 2.0], [3.0, 4.0]], order=[1, 0])) as server:
        rows = embedder_for(server.base_url).embed(["fire", "rain"])
    assert rows.dtype == np.float32
    assert rows == pytest.approx(scripted().embed(["fire", "rain"]))
    assert rows == pytest.approx(np.array([[0.6, 0.8], [0.0, 1.0]]))
    asked = server.requests[0]
    assert (asked["model"], asked["input"], asked["encoding_format"]) == ("double-1", ["fire", "rain"], "float")


def test_no_texts_are_not_asked_about() -> None:
    embedder = scripted()
    assert embedder.embed([]).shape == (0, 0)
    assert embedder.asked == []


@pytest.mark.parametrize(
    ("behaviour", "error"),
    [
        (status(500), ClientUnavailable),
        (status(429, **{"retry-after": "7"}), RateLimited),
        (status(401), RequestRejected),
        (status(404), RequestRejected),
        (embeds([]), ReplyInvalid),
        (embeds([[1.0, 0.0]]), ReplyInvalid),
        (embeds([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]), ReplyInvalid),
        (embeds([[1.0, 0.0], [0.0, 1.0]], order=[0, 0]), ReplyInvalid),
        (embeds([[1.0, 0.0], [0.0, 1.0]], order=[1, 2]), ReplyInvalid),
        (embeds([[1.0, 0.0], [1.0]]), ReplyInvalid),
        (embeds([[], []]), ReplyInvalid),
        (embeds([[1.0, float("nan")], [0.0, 1.0]]), ReplyInvalid),
        (embeds([[1.0, float("inf")], [0.0, 1.0]]), ReplyInvalid),
        (embeds([[0.0, 0.0], [0.0, 1.0]]), ReplyInvalid),
        (embeds([["a", "b"], [0.0, 1.0]]), ReplyInvalid),
        (embeds([[[1.0], [2.0]], [[1.0], [2.0]]]), ReplyInvalid),
        (embeds([None, [0.0, 1.0]]), ReplyInvalid),
        (says_plainly(b"{}"), ReplyInvalid),
        (says_plainly(b"[1, 2]"), ReplyInvalid),
        (says_plainly(b"not JSON"), ReplyInvalid),
    ],
)
def test_anything_less_than_whole_is_our_error(behaviour: Any, error: type[ClientError]) -> None:
    """A wrong shape, a missing row, NaN or a status is an error that tells whether a retry helps, never a vector."""
    with model_server(behaviour) as server, pytest.raises(error) as caught:
        embedder_for(server.base_url, llm_max_retries=0).embed(["fire", "rain"])
    assert "embedding model" in str(caught.value)


def test_a_hang_and_a_server_that_is_not_there_are_unavailable() -> None:
    with model_server(hangs) as server, pytest.raises(ClientUnavailable):
        embedder_for(server.base_url, llm_timeout_s=0.3, llm_max_retries=0).embed(["fire"])
    with pytest.raises(ClientUnavailable):
        embedder_for("http://127.0.0.1:9/v1", llm_max_retries=0).embed(["fire"])


def test_a_retry_mends_what_it_can() -> None:
    """By the rules of completions: a bad reply and a status are asked about again, a rejection is not."""
    with model_server(status(503), embeds([]), embeds([[1.0, 0.0]])) as server:
        assert embedder_for(server.base_url).embed(["fire"]).tolist() == [[1.0, 0.0]]
    assert len(server.requests) == 3
    rejected = scripted(RequestRejected())
    with pytest.raises(RequestRejected):
        rejected.embed(["fire"])
    assert len(rejected.asked) == 1


def test_a_server_that_asks_for_too_long_a_wait_is_given_up() -> None:
    embedder = scripted(RateLimited(retry_after_s=120.0))
    with pytest.raises(RateLimited):
        embedder.embed(["fire"])


def test_many_texts_go_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "_TEXTS_PER_REQUEST", 2)
    embedder = scripted()
    assert embedder.embed(["fire", "a", "b", "c", "fire again"]).shape == (5, 2)
    assert embedder.asked == [("fire", "a"), ("b", "c"), ("fire again",)]


def test_a_text_is_asked_about_once() -> None:
    """Twice in one call, in a later call, and after a failure of what came with it."""
    embedder = scripted(None, RequestRejected())
    assert embedder.embed(["fire", "fire"]).tolist() == [pytest.approx([0.6, 0.8])] * 2
    with pytest.raises(RequestRejected):
        embedder.embed(["fire", "rain"])
    assert embedder.embed(["rain", "fire"]).tolist() == [[0.0, 1.0], pytest.approx([0.6, 0.8])]
    assert embedder.asked == [("fire",), ("rain",), ("rain",)]


def test_the_cache_forgets_the_oldest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "_TEXTS_KEPT", 2)
    embedder = scripted()
    for text in ("a", "b", "c", "b", "a"):
        embedder.embed([text])
    assert embedder.asked == [("a",), ("b",), ("c",), ("a",)]


def test_a_model_that_changes_its_mind_is_told() -> None:
    with model_server(embeds([[1.0, 0.0]]), embeds([[1.0, 0.0, 0.0]])) as server:
        embedder = embedder_for(server.base_url)
        embedder.embed(["fire"])
        with pytest.raises(ReplyInvalid, match="different lengths"):
            embedder.embed(["fire", "rain"])


def test_a_key_goes_only_where_it_was_given_for() -> None:
    """The language model's server and key serve unless others are given; its key is not sent to another server."""

    def key_sent(**values: object) -> str:
        embedder = OpenAIEmbedder(settings_for("http://127.0.0.1:9/v1", **values))
        return f"{embedder._api.base_url} {embedder._api.api_key}"

    assert key_sent() == "http://127.0.0.1:9/v1/ k"
    assert key_sent(embedding_api_key="own") == "http://127.0.0.1:9/v1/ own"
    assert key_sent(embedding_base_url="http://127.0.0.2:9/v1") == "http://127.0.0.2:9/v1/ none"
    assert key_sent(embedding_base_url="http://127.0.0.2:9/v1", embedding_api_key="own") == "http://127.0.0.2:9/v1/ own"


def test_without_the_setting_there_is_no_embedder() -> None:
    assert build_embedder(Settings(llm_api_key="k")) is None
    settings = settings_for("http://127.0.0.1:9/v1")
    embedder = build_embedder(settings)
    assert embedder is build_embedder(settings), "one cache serves the whole process"
    assert embedder is not None
    assert embedder.name == "double-1"


def test_grouping_without_the_setting_imports_no_openai() -> None:
    code = "import sys, summarizer; summarizer.group([{'text': 'Rain.'}]); sys.exit('openai' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
