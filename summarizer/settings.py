"""One frozen Settings: plain data, builds nothing. Read from the environment only at the edges (`from_environment`)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field, JsonValue, SecretStr

from summarizer.model import Usage

PREFIX = "SUMMARIZER_"
_OF_THE_SERVICE = (
    "llm_api_key", "embedding_api_key", "database", "n_workers", "max_wait_s", "max_queued", "api_keys", "webhook_url",
    "webhook_secret", "webhook_private", "llm_prompt_price", "llm_completion_price", "llm_currency",
)  # fmt: skip


class Settings(BaseModel):
    """Every knob of the product, with the defaults that it is measured with.

    Limits protect the service from hostile input; each is enforced with an error that names the limit. Sizes are
    in characters (code points) unless the name says bytes, times in seconds.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    # limits of a bundle
    max_articles: int = Field(default=200, ge=1)
    max_article_chars: int = Field(default=400_000, ge=100)
    max_source_bytes: int = Field(default=20_000_000, ge=1_000)
    max_bundle_bytes: int = Field(default=100_000_000, ge=1_000)
    max_json_depth: int = Field(default=32, ge=2)
    max_summary_chars: int = Field(default=50_000, ge=100)

    # the language model (used by engine "llm", the second reader of facts and the judge)
    engine: str = Field(default="extractive", pattern="^(extractive|llm)$")
    client: str = Field(default="openai", pattern="^(openai|langchain)$")
    llm_model: str = "gpt-5.1"
    llm_base_url: str = ""
    llm_api_key: SecretStr = SecretStr("")
    llm_timeout_s: float = Field(default=60.0, gt=0)
    llm_max_retries: int = Field(default=2, ge=0, le=10)
    llm_max_retry_after_s: float = Field(default=20.0, ge=0)
    llm_context_tokens: int = Field(default=32_000, ge=1_000)
    llm_reply_tokens: int = Field(default=2_000, ge=100)
    llm_reading_tokens: int = Field(default=6_000, ge=100)  # of a reply that lists facts and disagreements
    llm_temperature: float | None = None
    llm_prompt_price: float | None = Field(
        default=None, ge=0
    )  # of a million tokens; None: nobody said, no cost is told
    llm_completion_price: float | None = Field(default=None, ge=0)
    llm_currency: str = Field(default="USD", pattern="^[A-Z]{3}$")
    use_judge: bool | None = None  # None: where a language model writes or a client is given
    use_second_reader: bool | None = None  # likewise
    template: str = "summary.v1"

    # the checks: of the sentences called supported, at most this share should not be; fewer leaves more unclear
    entailment_model: str = ""  # a folder: a larger classifier as judge (needs `summarizer[models]`)
    max_unsupported_share: float = Field(default=0.05, ge=0.01, le=0.5)

    # the embedding model, for grouping (OpenAI-compatible); "" is off, retries and time-outs are the language model's
    embedding_model: str = ""
    embedding_base_url: str = ""  # "": the language model's, and its key
    embedding_api_key: SecretStr = SecretStr("")

    # the stream of stories
    story_window_days: int = Field(default=14, ge=1)  # articles further apart than this are of different events

    # the service
    database: str = "var/summarizer.sqlite3"
    n_workers: int = Field(default=2, ge=1)
    max_wait_s: float = Field(default=30.0, ge=0)
    max_queued: int = Field(default=1_000, ge=1)
    api_keys: tuple[SecretStr, ...] = ()
    webhook_url: str = ""  # who is told when a job has ended or an editor has decided (Standard Webhooks 1.0)
    webhook_secret: SecretStr = SecretStr("")  # whsec_ and 24 to 64 bytes in base64
    webhook_private: bool = False  # may the receiver be on a private network, or take plain http?


def sha256_of(settings: Settings) -> str:
    """Hash of all settings that decide what comes out of articles, hex: for the record of a summary.

    Keys, and where the service keeps things and whom it tells, decide nothing.

    >>> sha256_of(Settings(database="a")) == sha256_of(Settings()) != sha256_of(Settings(max_articles=3))
    True
    """
    deciding = settings.model_dump(mode="json", exclude=set(_OF_THE_SERVICE))
    return hashlib.sha256(json.dumps(deciding, sort_keys=True).encode()).hexdigest()


def deciding_settings(settings: Settings) -> dict[str, JsonValue]:
    """The settings that `sha256_of` hashes, as JSON: the parameters of the models and of the checks, and the limits.

    What an address holds before its "@" is left out: it may be a key.

    >>> told = deciding_settings(Settings(llm_base_url="https://ada:secret@models.example/v1", llm_api_key="k"))
    >>> told["llm_base_url"], told["llm_temperature"], "llm_api_key" in told
    ('https://models.example/v1', None, False)
    """
    deciding = settings.model_dump(mode="json", exclude=set(_OF_THE_SERVICE))
    return {name: re.sub("//[^/@]*@", "//", one) if isinstance(one, str) else one for name, one in deciding.items()}


def cost_of(usage: Usage, settings: Settings) -> float | None:
    """What the tokens cost at the prices of the settings, in their currency; None where a price is not known.

    >>> from summarizer.model import Usage
    >>> cost_of(Usage(2_000, 500, 1), Settings(llm_prompt_price=1.25, llm_completion_price=10))
    0.0075
    """
    if usage.n_calls == 0:
        return 0.0
    if settings.llm_prompt_price is None or settings.llm_completion_price is None:
        return None
    prompt, completion = settings.llm_prompt_price, settings.llm_completion_price
    return round((usage.n_prompt_tokens * prompt + usage.n_completion_tokens * completion) / 1_000_000, 6)


def from_environment(environment: Mapping[str, str]) -> Settings:
    """Settings from `SUMMARIZER_*` variables; `OPENAI_API_KEY` and `OPENAI_BASE_URL` serve where ours are unset.

    Raises pydantic's ValidationError naming the setting that cannot be used.

    >>> from_environment({"SUMMARIZER_MAX_ARTICLES": "3"}).max_articles
    3
    >>> from_environment({}).engine
    'extractive'
    """
    values: dict[str, object] = {}
    for name in Settings.model_fields:
        raw = environment.get(PREFIX + name.upper())
        if raw is not None and raw != "":
            values[name] = tuple(part.strip() for part in raw.split(",")) if name == "api_keys" else raw
    if "llm_api_key" not in values and environment.get("OPENAI_API_KEY"):
        values["llm_api_key"] = environment["OPENAI_API_KEY"]
    if "llm_base_url" not in values and environment.get("OPENAI_BASE_URL"):
        values["llm_base_url"] = environment["OPENAI_BASE_URL"]
    return Settings.model_validate(values)
