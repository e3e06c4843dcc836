"""A language model's draft: the prompt in, strict JSON out, every cited number checked against the evidence.

The reply may carry prose or a code fence around its JSON; one that cannot be read is shown to the model once more
with what is wrong with it. What it says is not believed here: verification comes next, as for any text.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from summarizer.clients import Client, complete_with_retries
from summarizer.errors import ReplyInvalid
from summarizer.model import Completion, Draft, DraftSentence, Message, Notice, Prompt, Reply, Usage
from summarizer.settings import Settings

MAX_SENTENCES = 200  # a reply with more is not a summary


class _Sentence(BaseModel):
    model_config = ConfigDict(extra="forbid")
    text: str
    evidence: list[int]
    paragraph: int


class _Summary(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: str
    sentences: list[_Sentence]


class LlmEngine:
    """Drafts by a client; needs the prompt's messages."""

    name = "llm"

    def __init__(self, client: Client, settings: Settings) -> None:
        self._client = client
        self._settings = settings

    @property
    def template(self) -> str:
        """The prompt template of the settings."""
        return self._settings.template

    def draft(self, prompt: Prompt) -> Draft:
        """The draft that the model wrote. Raises a `ClientError` when it could not, after the retries that help."""
        reply = self._ask(prompt.messages)
        try:
            return _read_reply(reply, prompt)
        except ReplyInvalid as problem:
            correction = (
                Message("assistant", reply.text),
                Message(
                    "user", f"{problem} Reply again, with the one JSON object that was asked for and nothing else."
                ),
            )
            again = self._ask((*prompt.messages, *correction))
            both = Usage(
                reply.usage.n_prompt_tokens + again.usage.n_prompt_tokens,
                reply.usage.n_completion_tokens + again.usage.n_completion_tokens,
                reply.usage.n_calls + again.usage.n_calls,
            )
            return _read_reply(replace(again, usage=both), prompt)

    def _ask(self, messages: tuple[Message, ...]) -> Reply:
        completion = Completion(
            messages=messages,
            model=self._settings.llm_model,
            schema=_Summary.model_json_schema(),
            schema_name="summary",
            n_max_tokens=self._settings.llm_reply_tokens,
            temperature=self._settings.llm_temperature,
        )
        reply = complete_with_retries(self._client, completion, self._settings)
        return replace(reply, text=_whole(reply.text))


def _read_reply(reply: Reply, prompt: Prompt) -> Draft:
    """The draft that a reply holds. Raises `ReplyInvalid` saying what is wrong with it."""
    try:
        summary = _Summary.model_validate(find_json(reply.text))
    except ValidationError as error:
        first = error.errors()[0]
        where = "/".join(str(part) for part in first["loc"])
        raise ReplyInvalid(f"The reply's JSON is not a summary: {where}: {first['msg']}.") from error
    sentences, n_unknown = [], 0
    for written in summary.sentences[:MAX_SENTENCES]:
        text = _whole(" ".join(written.text.split()))
        known = [n for n in written.evidence if 1 <= n <= len(prompt.evidence)]
        n_unknown += len(written.evidence) - len(known)
        cited = tuple(sorted({prompt.evidence[n - 1].article_number for n in known}))
        if text:
            sentences.append(DraftSentence(text, cited, max(0, written.paragraph)))
    if not sentences:
        raise ReplyInvalid("The reply holds no sentence.")
    notices = []
    if n_unknown:
        notices.append(
            Notice("unknown-citation", f"The language model cited {n_unknown} evidence numbers that do not exist.")
        )
    if len(summary.sentences) > MAX_SENTENCES:
        notices.append(
            Notice("cut", f"Only the first {MAX_SENTENCES} of {len(summary.sentences)} sentences were kept.")
        )
    return Draft(
        sentences=tuple(sentences),
        engine="llm",
        model=reply.model,
        title=_whole(" ".join(summary.title.split())),
        raw=reply.text,
        usage=reply.usage,
        notices=tuple(notices),
    )


def _whole(text: str) -> str:
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
