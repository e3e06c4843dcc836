"""The API's contract as OpenAPI: what FastAPI makes of the endpoints, and what it cannot know of our security."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI

_SCHEMES: dict[str, Any] = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "An API key"},
    "key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
    "password": {"type": "http", "scheme": "basic", "description": "An API key as the password, for browsers"},
}


def contract_of(app: FastAPI, *, asks_for_keys: bool) -> Callable[[], dict[str, Any]]:
    """Gives the document; a key is promised to be asked for only where the settings name one."""
    made: Callable[[], dict[str, Any]] = app.openapi

    def openapi() -> dict[str, Any]:
        document = made()  # the same one every time
        document["components"]["securitySchemes"] = _SCHEMES
        keys: list[dict[str, list[str]]] = [{name: []} for name in _SCHEMES]
        for path, operations in document["paths"].items():
            for operation in operations.values():
                if path.startswith("/v1/"):
                    operation["security"] = keys if asks_for_keys else [{}, *keys]
        return document

    return openapi
