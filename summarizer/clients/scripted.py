"""Prepared replies, for tests and examples: ships in the package so that others can test what they build on us."""

from __future__ import annotations

from collections.abc import Iterable

from summarizer.errors import ClientUnavailable
from summarizer.model import Completion, Reply, Usage


class ScriptedClient:
    """Gives the prepared replies in order; an error among them is raised. Keeps what it was asked in `asked`.

    >>> from summarizer.model import Message
    >>> client = ScriptedClient(["hello"])
    >>> client.complete(Completion((Message("user", "hi"),), model="m")).text
    'hello'
    """

    name = "scripted"

    def __init__(self, replies: Iterable[str | Exception]) -> None:
        self._replies = list(replies)
        self.asked: list[Completion] = []

    def complete(self, completion: Completion) -> Reply:
        """The next prepared reply. Raises `ClientUnavailable` when none is left."""
        self.asked.append(completion)
        if len(self.asked) > len(self._replies):
            raise ClientUnavailable("The script has no reply left.")
        reply = self._replies[len(self.asked) - 1]
        if isinstance(reply, Exception):
            raise reply
        return Reply(reply, completion.model, Usage(n_calls=1))
