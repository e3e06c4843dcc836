"""LangChain, entered here only: any LangChain chat model as a client, and its prompt templates.

The reply's JSON is read from the plain text of the message: LangChain's structured output loses the raw text when
the model wraps its JSON in prose, and then nothing can be mended.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from summarizer.errors import ClientUnavailable, RateLimited, ReplyInvalid, ReplyRefused, RequestRejected
from summarizer.model import Completion, Message, Reply, Usage
from summarizer.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

ROLES = {"system": "system", "human": "user", "ai": "assistant"}


def format_messages(templates: Sequence[Message], variables: Mapping[str, str]) -> tuple[Message, ...]:
    """The chat that the templates make with the variables put in.

    Braces in a value are safe; a literal brace in a template is doubled. Raises KeyError for a missing variable.

    >>> format_messages((Message("user", "Say {what}."),), {"what": "{this}"})[0].content
    'Say {this}.'
    """
    from langchain_core.prompts import ChatPromptTemplate

    chat = ChatPromptTemplate.from_messages([(template.role, template.content) for template in templates])
    return tuple(Message(ROLES[m.type], str(m.content)) for m in chat.format_messages(**variables))


class LangChainClient:
    """Any LangChain chat model: `LangChainClient(ChatAnthropic(...))`, or one named by the settings."""

    name = "langchain"

    def __init__(self, chat_model: BaseChatModel) -> None:
        self._chat_model = chat_model

    @classmethod
    def from_settings(cls, settings: Settings) -> LangChainClient:
        """The chat model of `settings.llm_model`, which may name a provider ("anthropic:claude-…") that is installed.

        Raises `RequestRejected` when its provider is not installed or not known.
        """
        from langchain.chat_models import init_chat_model

        arguments: dict[str, Any] = {"timeout": settings.llm_timeout_s, "max_retries": 0}
        if settings.llm_base_url:
            arguments["base_url"] = settings.llm_base_url
        if settings.llm_api_key.get_secret_value():
            arguments["api_key"] = settings.llm_api_key.get_secret_value()
        provider = None if ":" in settings.llm_model else "openai"
        try:
            return cls(init_chat_model(settings.llm_model, model_provider=provider, **arguments))
        except (ImportError, ValueError) as error:
            raise RequestRejected(
                f"LangChain has no chat model named {settings.llm_model!r}.",
                hint="Write provider:model and install that provider's package.",
            ) from error

    def complete(self, completion: Completion) -> Reply:
        """The model's reply as plain text. Raises a `ClientError`, whatever the provider's own error is."""
        chat = [(message.role, message.content) for message in completion.messages]
        arguments: dict[str, Any] = {"max_tokens": completion.n_max_tokens}
        if completion.temperature is not None:
            arguments["temperature"] = completion.temperature
        try:
            message = self._chat_model.invoke(chat, **arguments)
        except Exception as error:  # every provider has errors of its own; all become ours
            raise _translated(error) from error
        ending = message.response_metadata
        finish = ending.get("finish_reason") or ending.get("stop_reason")
        if message.additional_kwargs.get("refusal") or finish in ("content_filter", "refusal"):
            raise ReplyRefused("The language model declined to write this summary.")
        if finish in ("length", "max_tokens"):
            raise ReplyInvalid("The language model's reply was cut off at its token limit.")
        text = str(message.text)
        if not text.strip():
            raise ReplyInvalid("The language model's reply is empty.")
        counted = message.usage_metadata
        usage = Usage(counted["input_tokens"], counted["output_tokens"], 1) if counted else Usage(n_calls=1)
        return Reply(text, str(ending.get("model_name") or completion.model), usage)


def _translated(error: Exception) -> Exception:
    """Our error for a provider's: by its HTTP status where it has one, else as a server that cannot be reached."""
    status = getattr(error, "status_code", None)
    if status == 429:
        headers = getattr(getattr(error, "response", None), "headers", None) or {}
        asked = headers.get("retry-after", "")
        return RateLimited(retry_after_s=float(asked) if asked.replace(".", "", 1).isdigit() else None)
    if isinstance(status, int) and 400 <= status < 500 and status not in (408, 409):
        return RequestRejected(f"The language model's server rejected the request with status {status}.")
    return ClientUnavailable("The language model could not be asked through LangChain.")
