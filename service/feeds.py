"""A feed as the body of a request: RSS or Atom, its items the articles."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute
from starlette.datastructures import MutableHeaders
from starlette.types import Message

from summarizer.bundle import read_feed_source
from summarizer.errors import BundleError
from summarizer.model import Source

MEDIA_TYPES = ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml")
_EXAMPLE = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0">
  <channel>
    <title>Meridian Post</title>
    <language>en</language>
    <item>
      <title>Bridge closed after cracks are found</title>
      <link>https://meridian.example/bridge</link>
      <guid>meridian-1</guid>
      <pubDate>Tue, 06 May 2025 14:20:00 GMT</pubDate>
      <description>The Oberlund bridge was closed on Tuesday after engineers found cracks in two cables.</description>
      <source url="https://ledger.example/rss">Oberlund Ledger</source>
    </item>
  </channel>
</rss>"""
_SCHEMA = {"type": "string", "description": "An RSS or Atom feed; every item or entry is an article."}
TAKES_FEEDS: dict[str, Any] = {
    "requestBody": {
        "content": {
            "application/rss+xml": {"schema": _SCHEMA, "example": _EXAMPLE},
            "application/atom+xml": {"schema": _SCHEMA},
        }
    }
}
"""What OpenAPI says of an endpoint whose body may be a feed (`openapi_extra`); `FeedRoute` reads it there."""


class FeedRoute(APIRoute):
    """A route that takes a feed for `{"articles": […]}` where it says so; XML that cannot be read is a problem 400."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The usual handler, which sees the feed's items as JSON."""
        handler = super().get_route_handler()
        if self.openapi_extra is not TAKES_FEEDS:
            return handler

        async def with_feed(request: Request) -> Response:
            sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
            return await handler(await _as_json(request) if sent in MEDIA_TYPES else request)

        return with_feed


async def _as_json(request: Request) -> Request:
    source = Source("the feed", await request.body())
    try:
        items = await run_in_threadpool(read_feed_source, source, request.app.state.settings)
    except BundleError as error:
        raise HTTPException(400) from error  # the handler tells why
    body = json.dumps({"articles": items}).encode()
    scope = {**request.scope, "headers": list(request.scope["headers"])}
    MutableHeaders(scope=scope)["content-type"] = "application/json"
    del MutableHeaders(scope=scope)["content-length"]

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return Request(scope, receive)
