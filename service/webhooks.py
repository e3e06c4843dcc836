"""Whoever the settings name is told when a job has ended or an editor has decided: Standard Webhooks 1.0.

A message is kept, signed and sent by one thread, so that nobody waits for the receiver, and tried again with growing
pauses and jitter until the receiver takes it (any 2xx) or it is given up. 410 ends all messages to that address; a
redirect is a failure. The receiver may not be on a private network, unless the settings allow it: an address is looked
up before every try.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import ipaddress
import json
import logging
import random
import socket
import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import httpx2
import uuid_utils

from service.jobs import href_of
from service.storage import Decision, Job, Storage
from service.storage.deliveries import DELIVERED, FAILED, GONE, Delivery
from summarizer.errors import InputError
from summarizer.settings import Settings

log = logging.getLogger(__name__)

PAUSES_S = (5.0, 300.0, 1_800.0, 7_200.0, 18_000.0, 36_000.0, 36_000.0)
"""Before the second try, the third …: more than a day in all, as the specification wants."""
_JITTER = 0.2
_TIMEOUT_S = 15.0
_LONGEST_SLEEP_S = 60.0
_SECRET_PREFIX = "whsec_"
_SECRET_BYTES = range(24, 65)


def sign(secret: str, message_id: str, timestamp: int, body: str) -> str:
    """The `webhook-signature` of a message.

    >>> sign("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX", "msg_1", 1614265330, '{"test":1}')
    'v1,o3zPOOjBw5lHoqOe+yHH0FZ2DRfzH+nviTdkmim/z1E='
    """
    signed = f"{message_id}.{timestamp}.{body}".encode()
    return "v1," + base64.b64encode(hmac.new(_key(secret), signed, hashlib.sha256).digest()).decode()


def _key(secret: str) -> bytes:
    """The key that a secret spells. Raises `InputError`."""
    try:
        key = base64.b64decode(secret.removeprefix(_SECRET_PREFIX), validate=True)
    except binascii.Error:
        key = b""
    if not secret.startswith(_SECRET_PREFIX) or len(key) not in _SECRET_BYTES:
        raise InputError(
            "SUMMARIZER_WEBHOOK_SECRET is no secret of Standard Webhooks.",
            hint="Give whsec_ and 24 to 64 random bytes in base64.",
        )
    return key


class Webhooks:
    """Tells one receiver what happens; does nothing where the settings name none."""

    def __init__(
        self,
        storage: Storage,
        settings: Settings,
        transport: httpx2.BaseTransport | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        """Starts the thread that sends. Raises `InputError` for an address or a secret that cannot be used."""
        self._deliveries = storage.deliveries
        self._url, self._secret = settings.webhook_url, settings.webhook_secret.get_secret_value()
        self._allows_private = settings.webhook_private
        self._now = now
        self._wakes, self._is_closing = threading.Event(), False
        if not self._url:
            return
        _key(self._secret)
        schemes = ("https", "http") if self._allows_private else ("https",)
        if urlsplit(self._url).scheme not in schemes or not urlsplit(self._url).hostname:
            raise InputError(
                "SUMMARIZER_WEBHOOK_URL is no https address.",
                hint="http and private addresses need SUMMARIZER_WEBHOOK_PRIVATE=1.",
            )
        self._client = httpx2.Client(timeout=_TIMEOUT_S, follow_redirects=False, transport=transport)
        self._thread = threading.Thread(target=self._run, name="webhooks", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stops sending; what is pending goes on with the next start."""
        if self._url:
            self._is_closing = True
            self._wakes.set()
            self._thread.join(_TIMEOUT_S + 1)
            self._client.close()

    def tell(self, event: str, data: Mapping[str, Any]) -> None:
        """Keeps a message of this type; it is sent at once, by the thread."""
        if not self._url or self._deliveries.is_gone(self._url):
            return
        at = self._now()
        told = {"type": event, "timestamp": datetime.fromtimestamp(at, UTC).isoformat(), "data": dict(data)}
        body = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        self._deliveries.add(Delivery(f"msg_{uuid_utils.uuid7()}", self._url, body, 0, at))
        self._wakes.set()

    def tell_job(self, job: Job | None) -> None:
        """That a job has ended: `summary.succeeded`, `verification.failed` and so on."""
        if job is not None and job.is_finished:
            self.tell(f"{job.kind}.{job.status}", _data_of(job))

    def tell_decision(self, job: Job, decision: Decision) -> None:
        """What an editor has decided: `summary.approved`, `verification.withdrawn` and so on."""
        told = {"decision": decision.kind, "author": decision.author, "reason": decision.reason}
        named = {"summary_id": decision.summary_id} if decision.summary_id else {}
        self.tell(f"{job.kind}.{decision.kind}", _data_of(job) | told | named)

    def _run(self) -> None:
        while not self._is_closing:
            self._wakes.clear()
            try:
                delivery = self._deliveries.next(self._url)
                pause = _LONGEST_SLEEP_S if delivery is None else delivery.due - self._now()
                if delivery is not None and pause <= 0:
                    self._send(delivery)
                    continue
            except Exception:  # a database that does not answer must not end the thread
                log.exception("webhook messages cannot be read")
                pause = _LONGEST_SLEEP_S
            self._wakes.wait(min(max(pause, 0.01), _LONGEST_SLEEP_S))

    def _send(self, delivery: Delivery) -> None:
        if self._deliveries.is_gone(self._url):
            self._deliveries.end(delivery.id, FAILED)
            return
        timestamp = int(self._now())
        headers = {
            "content-type": "application/json",
            "webhook-id": delivery.id,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": sign(self._secret, delivery.id, timestamp, delivery.body),
        }
        try:
            self._check_address()
            status = self._client.post(self._url, content=delivery.body.encode(), headers=headers).status_code
        except (httpx2.HTTPError, OSError) as error:
            self._put_off(delivery, f"{type(error).__name__}: {error}")
            return
        if status == 410:
            log.warning("the webhook receiver is gone (410); it is told nothing more")
            self._deliveries.end(delivery.id, GONE)
        elif 200 <= status < 300:
            self._deliveries.end(delivery.id, DELIVERED)
        else:
            self._put_off(delivery, f"status {status}")

    def _put_off(self, delivery: Delivery, reason: str) -> None:
        if delivery.n_tries >= len(PAUSES_S):
            log.error("webhook message %s is given up: %s", delivery.id, reason)
            self._deliveries.end(delivery.id, FAILED)
            return
        pause = PAUSES_S[delivery.n_tries] * random.uniform(1 - _JITTER, 1 + _JITTER)
        log.warning("webhook message %s could not be delivered (%s); again in %.0f s", delivery.id, reason, pause)
        self._deliveries.put_off(delivery.id, delivery.n_tries + 1, self._now() + pause)

    def _check_address(self) -> None:
        """Raises OSError where the receiver is on a private network and may not be."""
        if self._allows_private:
            return
        parts = urlsplit(self._url)
        for *_, address in socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM):
            if not ipaddress.ip_address(str(address[0]).partition("%")[0]).is_global:
                raise OSError(f"{parts.hostname} is not a public address")


def _data_of(job: Job) -> dict[str, Any]:
    """What a receiver needs to fetch the rest."""
    return {"id": job.id, "kind": job.kind, "status": job.status, "title": job.title, "href": href_of(job)}
