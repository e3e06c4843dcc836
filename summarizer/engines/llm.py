"""A language model's draft: the prompt in, strict JSON out, every cited number checked against the evidence.

The reply may carry prose or a code fence around its JSON; one that cannot be read is shown to the model once more
with what is wrong with it. What it says is not believed here: verification comes next, as for any text.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, ValidationError

from summarizer.clients import Client
from summarizer.clients.structured import complete_json, find_json, whole_characters
from summarizer.errors import ReplyInvalid
from summarizer.model import Completion, Draft, DraftSentence, Notice, Prompt, Reply
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
        completion = Completion(
            messages=prompt.messages,
            model=self._settings.llm_model,
            schema=_Summary.model_json_schema(),
            schema_name="summary",
            n_max_tokens=self._settings.llm_reply_tokens,
            temperature=self._settings.llm_temperature,
        )
        return complete_json(self._client, completion, self._settings, lambda reply: _read_reply(reply, prompt))


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
        text = whole_characters(" ".join(written.text.split()))
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
        title=whole_characters(" ".join(summary.title.split())),
        raw=reply.text,
        usage=reply.usage,
        notices=tuple(notices),
    )
