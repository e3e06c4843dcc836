"""The only doors to a language model. A client is one method, `complete`; everything else is built on it.

`openai` speaks to any OpenAI-compatible server, `langchain` to any LangChain chat model, `recorded` replays replies
from a folder, `scripted` gives prepared ones (both for tests and for evaluation without a network). `embedding` is the
door to an embedding model, where the settings name one.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, TypeVar

from summarizer.errors import ClientError, RateLimited
from summarizer.model import Completion, Reply, Usage
from summarizer.settings import Settings

if TYPE_CHECKING:
    from summarizer.clients.embedding import Embedder

Answer = TypeVar("Answer")

FIRST_DELAY_S = 0.5  # doubled at each retry, as the openai library does


class Client(Protocol):
    """A door to a language model.

    `complete` gives the whole reply or raises a `ClientError`: it never gives half a reply, and it does not retry.
    """

    @property
    def name(self) -> str:
        """What the audit record calls it."""
        ...

    def complete(self, completion: Completion) -> Reply:
        """The model's reply to the chat."""
        ...


class Metered:
    """A client that counts what goes through it: calls that fail too, and the tokens of replies that are of no use."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self.usage = Usage()

    @property
    def name(self) -> str:
        """The name of the client inside."""
        return self._client.name

    def complete(self, completion: Completion) -> Reply:
        """The reply of the client inside."""
        self.usage += Usage(n_calls=1)
        reply = self._client.complete(completion)
        self.usage += replace(reply.usage, n_calls=0)
        return reply


def build_client(settings: Settings) -> Client:
    """The client that the settings name. Imports its library only now (a second or more of CPU)."""
    if settings.client == "langchain":
        from summarizer.clients.langchain import LangChainClient

        return LangChainClient.from_settings(settings)
    from summarizer.clients.openai import OpenAIClient

    return OpenAIClient(settings)


def build_embedder(settings: Settings) -> Embedder | None:
    """The embedding model that the settings name; None where they name none. Imports its library only now.

    Equal settings give the same embedder, so that its cache serves every call in the process.
    """
    return _embedder_of(settings) if settings.embedding_model else None


@lru_cache(maxsize=2)
def _embedder_of(settings: Settings) -> Embedder:
    from summarizer.clients.openai import OpenAIEmbedder

    return OpenAIEmbedder(settings)


def complete_with_retries(
    client: Client,
    completion: Completion,
    settings: Settings,
    *,
    sleep: Callable[[float], None] = time.sleep,
) -> Reply:
    """The reply, with retries as in `with_retries`. Usage counts every call. Raises the last `ClientError`."""
    reply, n_calls = with_retries(lambda: client.complete(completion), settings, sleep=sleep)
    return replace(reply, usage=replace(reply.usage, n_calls=n_calls))


def with_retries(
    ask: Callable[[], Answer], settings: Settings, *, sleep: Callable[[float], None] = time.sleep
) -> tuple[Answer, int]:
    """An answer and how many calls it took, after at most `settings.llm_max_retries` retries of what one can mend.

    Waits as long as the server asks (Retry-After) but never longer than `llm_max_retry_after_s`: a server that asks
    for more is given up at once, because an editor is waiting. Otherwise the delay doubles, with jitter. Raises the
    last `ClientError`.
    """
    delay_s = FIRST_DELAY_S
    for n_tried in range(settings.llm_max_retries + 1):
        try:
            return ask(), n_tried + 1
        except ClientError as error:
            asked_s = error.retry_after_s if isinstance(error, RateLimited) else None
            if not error.retryable or n_tried == settings.llm_max_retries:
                raise
            if asked_s is not None and asked_s > settings.llm_max_retry_after_s:
                raise
            sleep(asked_s if asked_s is not None else delay_s * random.uniform(0.75, 1.25))
            delay_s *= 2
    raise ClientError  # unreachable: the loop returns or raises
