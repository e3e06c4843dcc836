"""What every request passes on its way in and out: an id that logs and answers share, and compressed bodies."""

from __future__ import annotations

import logging
import re
import time
import zlib
from urllib.parse import quote

import uuid_utils
from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.problems import problem_response

log = logging.getLogger(__name__)

_ID = re.compile(r"[\w.:-]{1,64}")
_GZIP = 16 + zlib.MAX_WBITS
_PIECE = 64 * 1024  # bytes inflated at a time: a bomb is noticed before it is in memory


class RequestId:
    """Gives every request an id, or keeps the one it came with, and logs a line for it (ASGI middleware).

    The id is `request.state.request_id`, and the answer's `X-Request-ID`.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, and logs what came of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _ID.fullmatch(given) else str(uuid_utils.uuid7())
        scope.setdefault("state", {})["request_id"] = request_id
        began = time.monotonic()
        status = 500

        async def told(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        try:
            await self._app(scope, receive, told)
        finally:
            taken = time.monotonic() - began
            path = quote(scope["path"])  # decoded, it could forge a line of the log or steer the terminal that shows it
            log.info("%s %s %d %.3f s, request %s", scope["method"], path, status, taken, request_id)


class Inflate:
    """Unpacks request bodies sent with `Content-Encoding: gzip`, up to `n_bytes` of them (ASGI middleware).

    Any other encoding is a problem 415, which names what can be read (RFC 9110, 15.5.16).
    """

    def __init__(self, app: ASGIApp, n_bytes: int) -> None:
        self._app = app
        self._n_bytes = n_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a plain body on as it is."""
        encoding = Headers(scope=scope).get("content-encoding", "").strip().lower() if scope["type"] == "http" else ""
        if encoding in ("", "identity"):
            await self._app(scope, receive, send)
            return
        if encoding not in ("gzip", "x-gzip"):
            problem = {
                "status": 415,
                "title": "Unsupported Media Type",
                "detail": "Send the body as it is, or with Content-Encoding: gzip.",
            }
            await problem_response(problem, Request(scope), {"Accept-Encoding": "gzip"})(scope, receive, send)
            return
        headers = MutableHeaders(scope=scope)
        del headers["content-encoding"], headers["content-length"]
        await self._app(scope, _Inflated(receive, self._n_bytes), send)


class _Inflated:
    """The messages of a compressed body, unpacked. Raises 400 for a body that is no gzip, 413 for one too large."""

    def __init__(self, receive: Receive, n_bytes: int) -> None:
        self._receive = receive
        self._n_left = n_bytes
        self._limit = n_bytes
        self._stream = zlib.decompressobj(_GZIP)

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] != "http.request":
            return message
        body = self._unpacked(message.get("body", b""))
        if not message.get("more_body") and not self._stream.eof:
            raise HTTPException(400, "The body breaks off: it is no whole gzip stream.")
        return {**message, "body": body}

    def _unpacked(self, packed: bytes) -> bytes:
        pieces = []
        while packed:
            try:
                piece = self._stream.decompress(packed, _PIECE)
            except zlib.error:
                raise HTTPException(400, "The body is no gzip stream.") from None
            packed = self._stream.unconsumed_tail
            self._n_left -= len(piece)
            if self._n_left < 0:
                told = f"The request body is larger than {self._limit} bytes (max_bundle_bytes) when it is unpacked."
                raise HTTPException(413, told)
            pieces.append(piece)
        return b"".join(pieces)
