"""One suite over every client: a whole reply, or a ClientError that says what happened."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.clients import Client, complete_with_retries
from summarizer.clients.langchain import LangChainClient
from summarizer.clients.openai import OpenAIClient
from summarizer.clients.recorded import RecordedClient
from summarizer.clients.scripted import ScriptedClient
from summarizer.errors import (
    ClientError,
    ClientUnavailable,
    RateLimited,
    ReplyInvalid,
    ReplyRefused,
    RequestRejected,
)
from summarizer.model import Completion, Message
from summarizer.settings import Settings
from tests.wire import cuts_the_stream, hangs, model_server, refuses, says, status

ASKED = Completion((Message("system", "Be brief."), Message("user", "Say {hello}.")), model="double-1")
WIRE_CLIENTS = ("openai", "langchain")


def client_of(kind: str, base_url: str, **settings: object) -> Client:
    values = Settings.model_validate(
        {"llm_base_url": base_url, "llm_model": "double-1", "llm_api_key": "k", "llm_timeout_s": 5} | settings
    )
    return OpenAIClient(values) if kind == "openai" else LangChainClient.from_settings(values)


@pytest.mark.parametrize("kind", WIRE_CLIENTS)
def test_gives_the_whole_reply(kind: str) -> None:
    """The text comes back exactly as the server sent it, whether streamed or not."""
    behaviour = says("Hello, {world}.") if kind == "openai" else plain("Hello, {world}.")
    with model_server(behaviour) as server:
        reply = client_of(kind, server.base_url).complete(ASKED)
    assert reply.text == "Hello, {world}."
    assert (reply.usage.n_prompt_tokens, reply.usage.n_completion_tokens) == (11, 7)
    assert server.requests[0]["messages"][1] == {"role": "user", "content": "Say {hello}."}


def plain(text: str, finish: str = "stop"):
    """Answers at once, without a stream (the way that LangChain asks)."""
    import json

    def behave(handler) -> None:
        body = {
            "id": "c",
            "object": "chat.completion",
            "created": 0,
            "model": "double-1",
            "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}],
            "usage": {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18},
        }
        handler.answer(200, json.dumps(body).encode(), {"content-type": "application/json"})

    return behave


@pytest.mark.parametrize("kind", WIRE_CLIENTS)
@pytest.mark.parametrize(
    ("behaviour", "error"),
    [
        (status(500), ClientUnavailable),
        (status(503), ClientUnavailable),
        (status(429, **{"retry-after": "7"}), RateLimited),
        (status(401), RequestRejected),
        (status(404), RequestRejected),
        (status(400), RequestRejected),
    ],
)
def test_a_status_becomes_our_error(kind: str, behaviour, error: type[ClientError]) -> None:
    """Each status raises the error that tells whether a retry helps; none carries the server's own text."""
    with model_server(behaviour) as server, pytest.raises(error) as caught:
        client_of(kind, server.base_url).complete(ASKED)
    assert "double" not in str(caught.value)
    if isinstance(caught.value, RateLimited):
        assert caught.value.retry_after_s == 7


@pytest.mark.parametrize("kind", WIRE_CLIENTS)
def test_a_hang_ends_at_the_time_out(kind: str) -> None:
    """A server that accepts the request and says nothing is given up after the time-out."""
    with model_server(hangs) as server, pytest.raises(ClientUnavailable):
        client_of(kind, server.base_url, llm_timeout_s=0.3).complete(ASKED)


@pytest.mark.parametrize("kind", WIRE_CLIENTS)
def test_a_server_that_is_not_there(kind: str) -> None:
    """A refused connection is unavailable, not a traceback."""
    with pytest.raises(ClientUnavailable):
        client_of(kind, "http://127.0.0.1:9/v1").complete(ASKED)


@pytest.mark.parametrize("kind", WIRE_CLIENTS)
def test_a_reply_cut_at_its_limit_is_invalid(kind: str) -> None:
    """finish_reason "length" never passes as a reply."""
    with (
        model_server(says("half", "length") if kind == "openai" else plain("half", "length")) as server,
        pytest.raises(ReplyInvalid),
    ):
        client_of(kind, server.base_url).complete(ASKED)


def test_refusal_and_cut_stream() -> None:
    """A refusal is told apart from a stream that ends without a finish reason."""
    with model_server(refuses) as server, pytest.raises(ReplyRefused):
        client_of("openai", server.base_url).complete(ASKED)
    with model_server(cuts_the_stream) as server, pytest.raises(ClientUnavailable):
        client_of("openai", server.base_url).complete(ASKED)


def test_a_server_without_schemas_is_asked_more_simply() -> None:
    """A 400 about response_format is answered by json_object, then by nothing, and that is remembered."""
    import dataclasses

    asked = dataclasses.replace(ASKED, schema={"type": "object"})
    no = status(400, "unknown field response_format")
    with model_server(no, no, says("ok")) as server:
        client = client_of("openai", server.base_url)
        assert client.complete(asked).text == "ok"
        assert client.complete(asked).text == "ok"
    formats = [request.get("response_format", {}).get("type") for request in server.requests]
    assert formats == ["json_schema", "json_object", None, None]


def test_retries_wait_as_the_server_asks() -> None:
    """Retry-After is kept; other delays double; what a retry cannot mend is raised at once."""
    waits: list[float] = []
    client = ScriptedClient([RateLimited(retry_after_s=3.0), ClientUnavailable(), "done"])
    reply = complete_with_retries(client, ASKED, Settings(), sleep=waits.append)
    assert reply.text == "done"
    assert reply.usage.n_calls == 3
    assert waits[0] == 3.0
    assert 0.75 <= waits[1] <= 1.25
    once = ScriptedClient([RequestRejected(), "never"])
    with pytest.raises(RequestRejected):
        complete_with_retries(once, ASKED, Settings(), sleep=waits.append)
    assert len(once.asked) == 1


def test_a_server_that_asks_for_too_long_a_wait_is_given_up() -> None:
    """An editor does not wait two minutes in silence."""
    client = ScriptedClient([RateLimited(retry_after_s=120.0), "never"])
    with pytest.raises(RateLimited):
        complete_with_retries(client, ASKED, Settings(), sleep=lambda s: pytest.fail(f"slept {s} s"))


def test_recorded_replies_replay(tmp_path: Path) -> None:
    """A recorded question is replayed; a new one without a live client is an error."""
    live = ScriptedClient(["first"])
    assert RecordedClient(tmp_path, live).complete(ASKED).text == "first"
    assert RecordedClient(tmp_path).complete(ASKED).text == "first"
    with pytest.raises(ClientUnavailable):
        RecordedClient(tmp_path).complete(Completion((Message("user", "other"),), model="double-1"))
