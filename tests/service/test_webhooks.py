"""Webhooks: signed, kept, tried again, ended by 410; never to a private network unless the settings allow it."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from service import app as app_module
from service import webhooks
from service.storage import Storage
from service.webhooks import Webhooks, sign
from summarizer.errors import InputError
from summarizer.settings import Settings
from tests.articles import COUNCIL

SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX"  # the bytes 0 to 23


class Receiver:
    """A receiver that answers with the next of its statuses, the last one for good."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.requests: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        return httpx2.Response(status, headers={"location": "https://elsewhere.example/"} if status == 302 else {})


def until(holds: Callable[[], bool]) -> None:
    """Waits for what a thread does."""
    for _ in range(500):
        if holds():
            return
        time.sleep(0.01)
    pytest.fail("it never came to hold")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        database=str(tmp_path / "jobs.sqlite3"),
        webhook_url="http://desk.example/hook",
        webhook_secret=SecretStr(SECRET),
        webhook_private=True,
    )


@pytest.fixture
def storage(settings: Settings) -> Iterator[Storage]:
    storage = Storage(settings.database)
    yield storage
    storage.close()


def statuses(storage: Storage) -> list[tuple[str, int]]:
    """(status, tries) of all messages, in their order."""
    from service.storage.tables import DELIVERIES

    with storage._engine.connect() as connection:
        rows = connection.execute(DELIVERIES.select().order_by(DELIVERIES.c.id)).mappings()
        return [(row["status"], row["n_tries"]) for row in rows]


def test_an_ended_job_and_a_decision_are_told_and_signed(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    receiver = Receiver(204)
    made = lambda storage, given: Webhooks(storage, given, httpx2.MockTransport(receiver))  # noqa: E731
    monkeypatch.setattr(app_module, "Webhooks", made)
    with TestClient(app_module.create_app(settings)) as client:
        job = client.post("/v1/summaries", json={"articles": [COUNCIL]}, headers={"Prefer": "wait=20"}).json()
        held = {"decision": "held", "author": "Pia Rand", "reason": "I ask."}
        for _ in range(2):  # the second is the same request again
            client.post(f"{job['href']}/decisions", json=held, headers={"Idempotency-Key": "k"})
        client.post(f"{job['href']}/decisions", json=held | {"decision": "approved"})
        until(lambda: len(receiver.requests) == 3)
    first, second, third = (json.loads(request.content) for request in receiver.requests)
    assert [one["type"] for one in (first, second, third)] == ["summary.succeeded", "summary.held", "summary.approved"]
    assert first["data"] == {
        "id": job["id"], "kind": "summary", "status": "succeeded", "title": job["title"], "href": job["href"],
    }  # fmt: skip
    assert second["data"]["reason"] == "I ask."
    request = receiver.requests[0]
    message, timestamp = request.headers["webhook-id"], int(request.headers["webhook-timestamp"])
    assert abs(timestamp - time.time()) < 60
    assert request.headers["webhook-signature"] == sign(SECRET, message, timestamp, request.content.decode())
    assert message != receiver.requests[1].headers["webhook-id"]


@pytest.mark.parametrize("status", [302, 404, 500])
def test_what_is_not_taken_is_tried_again_later(storage: Storage, settings: Settings, status: int) -> None:
    """A redirect is not followed; the pauses grow, and so long nobody is asked."""
    clock = [1_000_000.0]
    receiver = Receiver(status, 200)
    hooks = Webhooks(storage, settings, httpx2.MockTransport(receiver), lambda: clock[0])
    hooks.tell("summary.succeeded", {"id": "a"})
    until(lambda: statuses(storage) == [("pending", 1)])
    delivery = storage.deliveries.next(settings.webhook_url)
    assert delivery is not None
    assert 4 <= delivery.due - clock[0] <= 6
    assert len(receiver.requests) == 1
    clock[0] += 7
    hooks.tell("summary.succeeded", {"id": "b"})  # wakes the thread
    until(lambda: statuses(storage) == [("delivered", 1), ("delivered", 0)])
    hooks.close()


def test_a_message_is_given_up_after_the_last_pause(storage: Storage, settings: Settings) -> None:
    clock = [1_000_000.0]
    hooks = Webhooks(storage, settings, httpx2.MockTransport(Receiver(500)), lambda: clock[0])
    hooks.tell("summary.failed", {})
    for tries in range(1, len(webhooks.PAUSES_S) + 1):
        until(lambda tries=tries: statuses(storage) == [("pending", tries)])  # type: ignore[misc]
        clock[0] += 50_000
        hooks._wakes.set()
    until(lambda: statuses(storage) == [("failed", len(webhooks.PAUSES_S))])
    hooks.close()


def test_gone_ends_all_messages_through_a_restart(storage: Storage, settings: Settings) -> None:
    receiver = Receiver(410)
    hooks = Webhooks(storage, settings, httpx2.MockTransport(receiver))
    hooks.tell("summary.succeeded", {})
    until(lambda: statuses(storage) == [("gone", 0)])
    hooks.close()
    again = Webhooks(storage, settings, httpx2.MockTransport(receiver))
    again.tell("summary.succeeded", {})
    again.close()
    assert len(statuses(storage)) == len(receiver.requests) == 1


def test_what_was_pending_is_sent_after_a_restart(storage: Storage, settings: Settings) -> None:
    def unreachable(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("no route", request=request)

    clock = [1_000_000.0]
    hooks = Webhooks(storage, settings, httpx2.MockTransport(unreachable), lambda: clock[0])
    hooks.tell("summary.succeeded", {})
    until(lambda: statuses(storage) == [("pending", 1)])
    hooks.close()
    clock[0] += 10
    receiver = Receiver(200)
    again = Webhooks(storage, settings, httpx2.MockTransport(receiver), lambda: clock[0])
    until(lambda: statuses(storage) == [("delivered", 1)])
    again.close()
    assert len(receiver.requests) == 1


@pytest.mark.parametrize("address", ["10.0.0.7", "127.0.0.1", "169.254.169.254", "::1", "fe80::1%eth0"])
def test_no_message_goes_to_a_private_network(
    storage: Storage, settings: Settings, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    def looked_up(*_: object, **__: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))]

    monkeypatch.setattr(webhooks.socket, "getaddrinfo", looked_up)
    receiver = Receiver(200)
    public = settings.model_copy(update={"webhook_url": "https://desk.example/hook", "webhook_private": False})
    hooks = Webhooks(storage, public, httpx2.MockTransport(receiver))
    hooks.tell("summary.succeeded", {})
    until(lambda: statuses(storage) == [("pending", 1)])
    hooks.close()
    assert receiver.requests == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"webhook_secret": SecretStr("whsec_c2hvcnQ=")}, "no secret"),
        ({"webhook_secret": SecretStr("AAECAwQFBgcICQoLDA0ODxAREhMUFRYX")}, "no secret"),
        ({"webhook_private": False}, "no https address"),
        ({"webhook_url": "ftp://desk.example/"}, "no https address"),
    ],
)
def test_settings_that_cannot_be_used_are_told_at_the_start(
    storage: Storage, settings: Settings, changed: dict[str, Any], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        Webhooks(storage, settings.model_copy(update=changed))


def test_without_an_address_nothing_is_kept(storage: Storage, settings: Settings) -> None:
    hooks = Webhooks(storage, settings.model_copy(update={"webhook_url": ""}))
    hooks.tell("summary.succeeded", {})
    hooks.close()
    assert statuses(storage) == []


def test_a_signature_is_that_of_the_specification() -> None:
    """The example of Standard Webhooks 1.0, which libraries of receivers are tested with."""
    secret, message, body = (
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        '{"test": 2432232314}',
    )
    assert sign(secret, message, 1614265330, body) == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
