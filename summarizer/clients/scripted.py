"""Prepared replies, for tests and examples: ships in the package so that others can test what they build on us."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from summarizer.clients.embedding import BatchedEmbedder
from summarizer.errors import ClientUnavailable
from summarizer.model import Completion, Reply, Usage
from summarizer.settings import Settings


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


class ScriptedEmbedder(BatchedEmbedder):
    """Vectors by a dictionary: a text's is the sum of those whose words stand in it, of the rest `otherwise`.

    `failures` are raised by the first requests, one each (None: that request is answered). Keeps the requests in
    `asked`, and never sleeps.

    >>> embedder = ScriptedEmbedder({"quake": (1, 0, 0), "tremor": (1, 0, 0), "trial": (0, 1, 0)}, otherwise=(0, 0, 1))
    >>> embedder.embed(["The quake.", "A tremor!", "Rain."]).tolist()
    [[1.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]
    """

    def __init__(
        self,
        vectors: Mapping[str, Sequence[float]],
        *,
        otherwise: Sequence[float],
        failures: Iterable[Exception | None] = (),
        name: str = "scripted",
    ) -> None:
        super().__init__(name, Settings(), sleep=lambda _: None)
        self._vectors = vectors
        self._otherwise = otherwise
        self._failures = list(failures)
        self.asked: list[tuple[str, ...]] = []

    def _ask(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        self.asked.append(tuple(texts))
        failure = self._failures[len(self.asked) - 1] if len(self.asked) <= len(self._failures) else None
        if failure is not None:
            raise failure
        return [self._vector(text) for text in texts]

    def _vector(self, text: str) -> Sequence[float]:
        found = [vector for word, vector in self._vectors.items() if word in text]
        return [sum(column) for column in zip(*found, strict=True)] if found else self._otherwise
