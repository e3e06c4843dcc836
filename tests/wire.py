"""A language-model server at the wire level: HTTP on loopback, one prepared behaviour a request.

What is tested against it goes through the real `openai` library and real sockets.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["_Handler"], None]


@dataclass
class ModelServer:
    """`base_url` to point a client at, and the request bodies that arrived, in order."""

    base_url: str
    requests: list[dict[str, Any]] = field(default_factory=list)
    behaviours: list[Behaviour] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    model_server: ModelServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.model_server.requests.append(json.loads(body))
        number = min(len(self.model_server.requests), len(self.model_server.behaviours)) - 1
        self.model_server.behaviours[number](self)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Silent: a test's output is its own."""

    def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.send_header("connection", "close")  # a client that is dropped unclosed leaves no socket open
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def start_stream(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        self.close_connection = True

    def send_chunk(self, delta: dict[str, Any], finish: str | None = None, usage: dict[str, int] | None = None) -> None:
        chunk = {
            "id": "c",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": "double-1",
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
            "usage": usage,
        }
        self.wfile.write(b"data: " + json.dumps(chunk).encode() + b"\n\n")
        self.wfile.flush()


def says(text: str, finish: str = "stop") -> Behaviour:
    """Streams the text in pieces, with usage at the end."""

    def behave(handler: _Handler) -> None:
        handler.start_stream()
        for start in range(0, len(text), 40):
            handler.send_chunk({"content": text[start : start + 40]})
        handler.send_chunk({}, finish, {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18})
        handler.wfile.write(b"data: [DONE]\n\n")

    return behave


def embeds(rows: list[Any], order: list[int] | None = None) -> Behaviour:
    """Answers with these vectors, numbered as they stand, or as `order` says."""

    def behave(handler: _Handler) -> None:
        numbers = order if order is not None else list(range(len(rows)))
        data = [{"object": "embedding", "index": n, "embedding": row} for n, row in zip(numbers, rows, strict=True)]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        body = json.dumps({"object": "list", "model": "double-1", "data": data, "usage": usage}).encode()
        handler.answer(200, body, {"content-type": "application/json"})

    return behave


def says_plainly(body: bytes) -> Behaviour:
    """Answers 200 with these bytes, called JSON."""

    def behave(handler: _Handler) -> None:
        handler.answer(200, body, {"content-type": "application/json"})

    return behave


def refuses(handler: _Handler) -> None:
    """Streams a refusal."""
    handler.start_stream()
    handler.send_chunk({"refusal": "I cannot help with that."})
    handler.send_chunk({}, "stop")
    handler.wfile.write(b"data: [DONE]\n\n")


def cuts_the_stream(handler: _Handler) -> None:
    """Starts an answer and closes the connection."""
    handler.start_stream()
    handler.send_chunk({"content": '{"title": "Half of'})


def hangs(handler: _Handler) -> None:
    """Accepts the request and never answers, until the server is stopped."""
    handler.model_server.stopped.wait(30)


def status(code: int, message: str = "no", **headers: str) -> Behaviour:
    """Answers with an error status."""

    def behave(handler: _Handler) -> None:
        body = json.dumps({"error": {"message": message, "type": "double"}}).encode()
        handler.answer(code, body, {"content-type": "application/json"} | headers)

    return behave


@contextmanager
def model_server(*behaviours: Behaviour) -> Iterator[ModelServer]:
    """A running server that behaves as told, request by request; the last behaviour is repeated."""
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    double = ModelServer(f"http://127.0.0.1:{server.server_port}/v1", behaviours=list(behaviours))
    handler.model_server = double
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield double
    finally:
        double.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()
