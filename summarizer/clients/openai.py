"""Any OpenAI-compatible server, by the `openai` library (version 3 and later, which stands on httpx2)."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from summarizer.clients.embedding import BatchedEmbedder
from summarizer.errors import (
    ClientUnavailable,
    RateLimited,
    ReplyInvalid,
    ReplyRefused,
    RequestRejected,
)
from summarizer.model import Completion, Reply, Usage
from summarizer.settings import Settings

if TYPE_CHECKING:
    import openai

# What a server that knows no strict schemas is asked for next: any JSON object, then plain text.
RESPONSE_FORMATS = ("json_schema", "json_object", "none")


class OpenAIClient:
    """Chat completions of an OpenAI-compatible server, streamed, so that a hung or dripping server is noticed.

    `http_client` is handed to the library as it is (tests give one that ends in a test double).
    """

    name = "openai"

    def __init__(self, settings: Settings, *, http_client: Any = None) -> None:
        import openai

        self._timeout_s = settings.llm_timeout_s
        self._response_format = 0
        # openai.com takes nobody without a key; a server of one's own may.
        self._lacks_key = not settings.llm_api_key.get_secret_value() and not settings.llm_base_url
        self._api = openai.OpenAI(
            api_key=settings.llm_api_key.get_secret_value() or "none",
            base_url=settings.llm_base_url or None,
            timeout=settings.llm_timeout_s,
            max_retries=0,  # one place retries: summarizer.clients.complete_with_retries
            http_client=http_client,
        )

    def complete(self, completion: Completion) -> Reply:
        """The whole reply. Raises a `ClientError` for anything less; never sleeps on its own.

        A server that rejects `response_format` is asked again with a simpler one, and that is remembered.
        """
        import openai

        if self._lacks_key:
            raise RequestRejected(
                "No API key is set for the language model.",
                hint="Set SUMMARIZER_LLM_API_KEY or OPENAI_API_KEY; SUMMARIZER_LLM_BASE_URL for a server without keys.",
            )
        while True:
            try:
                return self._stream(completion)
            except openai.APIStatusError as error:
                if self._can_simplify(error, completion):
                    self._response_format += 1
                    continue
                raise _translated(error) from error
            except openai.APITimeoutError as error:
                raise ClientUnavailable(f"The language model did not answer within {self._timeout_s:g} s.") from error
            except openai.APIConnectionError as error:
                raise ClientUnavailable("The connection to the language model failed or was cut.") from error
            except openai.APIError as error:  # an error event inside the stream
                raise ClientUnavailable("The language model's server reported an error while it answered.") from error

    def _can_simplify(self, error: openai.APIStatusError, completion: Completion) -> bool:
        names_format = "response_format" in str(error) or "json_schema" in str(error)
        return (
            completion.schema is not None
            and error.status_code in (400, 422)
            and names_format
            and self._response_format < len(RESPONSE_FORMATS) - 1
        )

    def _stream(self, completion: Completion) -> Reply:
        deadline = time.monotonic() + self._timeout_s
        request: dict[str, Any] = {
            "model": completion.model,
            "messages": [{"role": message.role, "content": message.content} for message in completion.messages],
            "max_completion_tokens": completion.n_max_tokens,
            "stream_options": {"include_usage": True},
        }
        if completion.temperature is not None:
            request["temperature"] = completion.temperature
        wanted = RESPONSE_FORMATS[self._response_format]
        if completion.schema is not None and wanted == "json_schema":
            schema = {"name": completion.schema_name, "strict": True, "schema": dict(completion.schema)}
            request["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif completion.schema is not None and wanted == "json_object":
            request["response_format"] = {"type": "json_object"}
        stream = self._api.chat.completions.create(stream=True, **request)
        with stream:
            return _gathered(stream, deadline, self._timeout_s)


class OpenAIEmbedder(BatchedEmbedder):
    """Embeddings of an OpenAI-compatible server (`/v1/embeddings`), by the model of `settings.embedding_model`.

    Asks the language model's server with its key unless the settings give others; a key goes to no other server than
    the one that it was given for. `http_client` as in `OpenAIClient`.
    """

    def __init__(
        self, settings: Settings, *, http_client: Any = None, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        import openai

        super().__init__(settings.embedding_model, settings, sleep=sleep)
        base_url, key = _embedding_server(settings)
        self._api = openai.OpenAI(
            api_key=key or "none",
            base_url=base_url or None,
            timeout=settings.llm_timeout_s,
            max_retries=0,  # one place retries: summarizer.clients.with_retries
            http_client=http_client,
        )

    def _ask(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """As plain numbers, which every server can send, in the order of the texts by the reply's own index."""
        import openai

        who = "embedding model"
        try:
            reply = self._api.embeddings.create(model=self.name, input=list(texts), encoding_format="float")
        except openai.APIStatusError as error:
            raise _translated(error, who) from error
        except openai.APITimeoutError as error:
            told = f"The {who} did not answer within {self._settings.llm_timeout_s:g} s."
            raise ClientUnavailable(told) from error
        except openai.APIConnectionError as error:
            raise ClientUnavailable(f"The connection to the {who} failed or was cut.") from error
        except (openai.OpenAIError, ValueError) as error:  # the library finds no data, or the reply is no JSON
            raise ReplyInvalid(f"The {who}'s reply cannot be read.") from error
        return _in_order(reply)


def _embedding_server(settings: Settings) -> tuple[str, str]:
    """Base URL and key of the embedding model; the language model's where that speaks to the same kind of server.

    >>> _embedding_server(Settings(llm_base_url="http://one/v1", llm_api_key="k"))
    ('http://one/v1', 'k')
    >>> _embedding_server(Settings(client="langchain", llm_model="anthropic:claude", llm_api_key="k"))
    ('', '')
    """
    base_url, key = settings.embedding_base_url, settings.embedding_api_key.get_secret_value()
    provider = (
        settings.llm_model.partition(":")[0] if settings.client == "langchain" and ":" in settings.llm_model else ""
    )
    if base_url or provider not in ("", "openai"):
        return base_url, key
    return settings.llm_base_url, key or settings.llm_api_key.get_secret_value()


def _in_order(reply: Any) -> list[Sequence[float]]:
    """The vectors of a reply by their index. Raises `ReplyInvalid` where one is missing, twice there or no list."""
    rows = getattr(reply, "data", None)
    if not isinstance(rows, list):
        raise ReplyInvalid("The embedding model's reply has no vectors.")
    vectors = {
        row.index: row.embedding
        for row in rows
        if isinstance(getattr(row, "embedding", None), list) and isinstance(getattr(row, "index", None), int)
    }
    if set(vectors) != set(range(len(rows))):
        raise ReplyInvalid("The embedding model's reply lacks vectors, or has two for one text.")
    return [vectors[number] for number in range(len(rows))]


def _gathered(stream: Any, deadline: float, timeout_s: float) -> Reply:
    """The reply that the chunks of a stream make, or the error that they amount to."""
    import httpx2

    parts: list[str] = []
    refusal: list[str] = []
    finish, model, usage = "", "", Usage(n_calls=1)
    try:
        for chunk in stream:
            if time.monotonic() > deadline:
                raise ClientUnavailable(f"The language model did not finish within {timeout_s:g} s.")
            model = chunk.model or model
            if chunk.usage is not None:
                usage = Usage(chunk.usage.prompt_tokens or 0, chunk.usage.completion_tokens or 0, 1)
            for choice in chunk.choices[:1]:
                finish = choice.finish_reason or finish
                if choice.delta is not None:
                    parts.append(choice.delta.content or "")
                    refusal.append(getattr(choice.delta, "refusal", None) or "")
    except httpx2.TimeoutException as error:
        raise ClientUnavailable(f"The language model stopped answering for {timeout_s:g} s.") from error
    except (httpx2.HTTPError, ValueError) as error:
        raise ClientUnavailable("The language model's reply was cut off on its way.") from error
    return _whole_reply("".join(parts), "".join(refusal), finish, model, usage)


def _whole_reply(text: str, refusal: str, finish: str, model: str, usage: Usage) -> Reply:
    if refusal.strip() or finish == "content_filter":
        raise ReplyRefused("The language model declined to write this summary.")
    if finish == "length":
        raise ReplyInvalid("The language model's reply was cut off at its token limit.")
    if not finish:
        raise ClientUnavailable("The language model's reply was cut off on its way.")
    if not text.strip():
        raise ReplyInvalid("The language model's reply is empty.")
    return Reply(text, model, usage)


def _translated(error: openai.APIStatusError, who: str = "language model") -> Exception:
    """Our error for a status: what a retry can mend, and what it cannot. Never carries the server's text."""
    status = error.status_code
    if status == 429:
        return RateLimited(f"The {who}'s server asks us to slow down.", retry_after_s=_retry_after_s(error))
    if status in (408, 409) or status >= 500:
        return ClientUnavailable(f"The {who}'s server answered with status {status}.")
    return RequestRejected(f"The {who}'s server rejected the request with status {status}.")


def _retry_after_s(error: openai.APIStatusError) -> float | None:
    """Seconds of a Retry-After header in its delta form, or of OpenAI's retry-after-ms; None for anything else."""
    headers = error.response.headers
    try:
        if "retry-after-ms" in headers:
            return max(0.0, float(headers["retry-after-ms"]) / 1000)
        return max(0.0, float(headers["retry-after"]))
    except (KeyError, ValueError):
        return None
