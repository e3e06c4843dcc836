"""Errors as RFC 9457 problem details: `application/problem+json`, validation errors too."""

from __future__ import annotations

import http
import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.feeds import TAKES_FEEDS
from service.frame import html_response
from summarizer.errors import ClientError, InputError, LimitExceeded, SummarizerError

log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"


class QueueFull(SummarizerError):
    """Too many jobs are waiting."""

    retryable = True
    hint = "Try again in a minute."


class KeyReused(SummarizerError):
    """This Idempotency-Key was used for another request."""

    hint = "Use a new key for a new request."


class ArticleExists(SummarizerError):
    """Another article with this id is kept already."""

    hint = "Give every article, and every version of one, an id of its own."


class DecisionRefused(SummarizerError):
    """This decision cannot be kept."""


class ExportRefused(SummarizerError):
    """This text cannot be handed on."""


def install_problem_handlers(app: FastAPI) -> None:
    """Makes every error of the app a problem document; a fault of ours says nothing of its inside."""

    @app.exception_handler(SummarizerError)
    async def _ours(request: Request, error: SummarizerError) -> Response:
        headers = {"Retry-After": "30"} if error.retryable else None
        return problem_response(problem_of(error), request, headers)

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> Response:
        if _is_unread_body(request, error):
            problem = {
                "status": 415,
                "title": _title(415),
                "detail": f"Send the body as Content-Type: application/json{_or_feed(request)}.",
            }
            return problem_response(problem, request, {"Accept": "application/json"})
        errors = [_error_of(e, error.body) for e in error.errors()]
        # A body that is no JSON at all is a bad request; one of the wrong shape cannot be worked on.
        is_malformed = any(e["type"] == "json_invalid" for e in error.errors())
        problem = {
            "status": 400 if is_malformed else 422,
            "title": _title(400 if is_malformed else 422),
            "detail": "; ".join(f"{e['pointer'] or 'body'}: {e['detail']}" for e in errors[:3]),
            "errors": errors,
        }
        return problem_response(problem, request)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        problem = {"status": error.status_code, "title": _title(error.status_code), "detail": str(error.detail)}
        unread = _unread(error)
        if unread:
            problem |= {"detail": f"body: {unread}", "errors": [{"pointer": "", "detail": unread}]}
        if error.status_code != 405:
            return problem_response(problem, request, error.headers)
        allow = {"Allow": ", ".join(_allowed_methods(request))}
        return Response(None, 204, allow) if request.method == "OPTIONS" else problem_response(problem, request, allow)

    @app.exception_handler(Exception)
    async def _fault(request: Request, error: Exception) -> Response:
        request_id = getattr(request.state, "request_id", "")
        log.error("unexpected error at %s, request %s", quote(request.url.path), request_id, exc_info=error)
        told = (
            f"A fault of ours; it is logged as request {request_id}."
            if request_id
            else "A fault of ours; it is logged."
        )
        problem = {"status": 500, "title": _title(500), "detail": told}
        return problem_response(problem, request, {"X-Request-ID": request_id} if request_id else None)


class BodyLimit:
    """Refuses a request body over `n_bytes` with a problem document, before it is parsed (ASGI middleware).

    FastAPI's own `max_body_size` answers in plain text, whatever handlers are installed.
    """

    def __init__(self, app: ASGIApp, n_bytes: int) -> None:
        self._app = app
        self._n_bytes = n_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Counts the body as it arrives, whatever length it claims to have."""
        too_large = HTTPException(413, f"The request body is larger than {self._n_bytes} bytes (max_bundle_bytes).")
        n_received = 0

        async def counted() -> Message:
            nonlocal n_received
            message = await receive()
            n_received += len(message.get("body", b""))
            if n_received > self._n_bytes:
                raise too_large
            return message

        claimed = Headers(scope=scope).get("content-length", "") if scope["type"] == "http" else ""
        if claimed.isdigit() and int(claimed) > self._n_bytes:
            problem = {"status": 413, "title": _title(413), "detail": too_large.detail}
            await problem_response(problem, Request(scope), {"Connection": "close"})(scope, receive, send)
            return
        await self._app(scope, counted if scope["type"] == "http" else receive, send)


class HeadAsGet:
    """Answers HEAD as GET without the body, for every path that has a GET (ASGI middleware)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on as a GET and drops what comes as its body."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def headers_only(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await self._app({**scope, "method": "GET"}, receive, headers_only)


def problem_of(error: SummarizerError) -> dict[str, Any]:
    """The problem document for one of our errors, with a pointer for each thing that is wrong."""
    status = _status(error)
    told = str(error) if not error.hint or str(error).endswith((".", "?", "!")) else f"{error}."
    detail = f"{told} {error.hint}".strip()
    problem: dict[str, Any] = {"status": status, "title": _title(status), "detail": detail}
    if isinstance(error, InputError):
        problem["errors"] = [{"pointer": pointer, "detail": what} for pointer, what in error.problems]
    return problem


def _status(error: SummarizerError) -> int:
    if isinstance(error, LimitExceeded):
        return 413
    if isinstance(error, InputError):
        return 422
    if isinstance(error, ClientError):
        return 502
    if isinstance(error, QueueFull):
        return 503
    if isinstance(error, ArticleExists | DecisionRefused | ExportRefused):
        return 409
    return 422 if isinstance(error, KeyReused) else 500


def problem_response(problem: dict[str, Any], request: Request, headers: Mapping[str, str] | None = None) -> Response:
    """The problem as a document; as a page where a browser asked for one of ours."""
    if not request.url.path.startswith("/v1") and "text/html" in request.headers.get("accept", ""):
        return html_response(
            ["nav.html", "problem.html"], problem["title"], problem["status"], headers, problem=problem
        )
    body = {"type": "about:blank", **problem, "instance": quote(request.url.path)}
    return JSONResponse(body, problem["status"], dict(headers or {}), media_type=MEDIA_TYPE)


def _allowed_methods(request: Request) -> list[str]:
    """The methods that this path answers, HEAD wherever GET and OPTIONS always."""
    routes = request.app.router.routes
    own = [
        method
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE")
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes)
    ]
    return [*own, *(["HEAD"] if "GET" in own else []), "OPTIONS"]


def _or_feed(request: Request) -> str:
    is_taken = getattr(request.scope.get("route"), "openapi_extra", None) is TAKES_FEEDS
    return ", or a feed as application/rss+xml or application/atom+xml" if is_taken else ""


def _is_unread_body(request: Request, error: RequestValidationError) -> bool:
    """Whether a body was sent under a media type that is not JSON, and was therefore not read as such."""
    sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    is_json = sent == "application/json" or (sent.startswith("application/") and sent.endswith("+json"))
    return (
        not is_json
        and request.url.path.startswith("/v1")
        and any(e["loc"] == ("body",) and e["input"] for e in error.errors())
    )


def _error_of(error: Mapping[str, Any], body: object) -> dict[str, str]:
    """One validation error with its pointer. JSON that breaks off has no fields to point at: its place is told."""
    if error["type"] != "json_invalid":
        return {"pointer": _pointer(error["loc"]), "detail": error["msg"]}
    why = error.get("ctx", {}).get("error", error["msg"])
    at = error["loc"][-1]
    if not isinstance(body, str) or not isinstance(at, int):
        return {"pointer": "", "detail": f"not valid JSON: {why}"}
    line, column = body.count("\n", 0, at) + 1, at - body.rfind("\n", 0, at)
    return {"pointer": "", "detail": f"not valid JSON at line {line}, column {column}: {why}"}


def _unread(error: HTTPException) -> str:
    """Why a body could not be read, where the error says no more than that; "" for any other error."""
    cause = error.__cause__ if error.status_code == 400 else None
    if isinstance(cause, InputError):  # of a feed
        return "; ".join(detail for _, detail in cause.problems)
    if isinstance(cause, UnicodeDecodeError):
        return f"not UTF-8 at byte {cause.start + 1}: send JSON as UTF-8"
    if isinstance(cause, RecursionError):
        return "not valid JSON: nested too deeply"
    return f"not valid JSON: {cause}" if isinstance(cause, ValueError) else ""


def _title(status: int) -> str:
    try:
        return http.HTTPStatus(status).phrase
    except ValueError:
        return "Error"


def _pointer(location: tuple[str | int, ...]) -> str:
    """RFC 6901 pointer into the body: FastAPI's location without its first part."""
    parts = location[1:] if location and location[0] == "body" else location
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)
