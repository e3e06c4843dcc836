"""Replies that must be JSON: read from plain text, and shown to the model once more where they cannot be read."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from summarizer.clients import Client, complete_with_retries
from summarizer.errors import ReplyInvalid
from summarizer.model import Completion, Message, Reply
from summarizer.settings import Settings

Read = TypeVar("Read")


def complete_json(client: Client, completion: Completion, settings: Settings, read: Callable[[Reply], Read]) -> Read:
    """What `read` makes of the model's reply; where it raises `ReplyInvalid`, of a second one, asked for with the first
    reply and what is wrong with it. The usage of the second reply counts both.

    Raises the `ClientError` that is left after the retries that help.
    """
    reply = _ask(client, completion, settings)
    try:
        return read(reply)
    except ReplyInvalid as problem:
        wish = f"{problem} Reply again, with the one JSON object that was asked for and nothing else."
        correction = (Message("assistant", reply.text), Message("user", wish))
        again = _ask(client, replace(completion, messages=(*completion.messages, *correction)), settings)
        return read(replace(again, usage=reply.usage + again.usage))


def _ask(client: Client, completion: Completion, settings: Settings) -> Reply:
    reply = complete_with_retries(client, completion, settings)
    return replace(reply, text=whole_characters(reply.text))


def whole_characters(text: str) -> str:
    """The text without half characters (lone surrogates): JSON can spell them, nothing can keep or print them."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def find_json(text: str) -> Any:
    """The first JSON object in a text, whatever prose or code fence is around it. Raises `ReplyInvalid` without one.

    >>> find_json('Sure! Here it is: {"title": "A {b}"} Anything else?')
    {'title': 'A {b}'}
    """
    decoder = json.JSONDecoder()
    start = text.find("{")
    for _ in range(100):  # a reply with more false starts than this is no JSON
        if start < 0:
            break
        try:
            found, _ = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):  # a ValueError is also what a number of 5,000 digits raises
            start = text.find("{", start + 1)
        else:
            return found
    raise ReplyInvalid("The reply holds no JSON object.")
