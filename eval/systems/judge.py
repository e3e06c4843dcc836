"""A language model as judge: documents and sentences in, a verdict with a quotation out. A quotation must exist.

The model is any that `summarizer.clients` reaches. A verdict whose quotation stands in no document does not count: its
sentence is "not_checked". A model that cannot be reached stops the run, which goes on later: nobody's silence is a
score.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eval.cases import Case
from eval.systems import Answer, SentenceAnswer, failed
from eval.systems.own import combine, read_documents
from summarizer.clients import Client, build_client, complete_with_retries
from summarizer.clients.langchain import format_messages
from summarizer.clients.structured import find_json
from summarizer.errors import InputError, ReplyInvalid, ReplyRefused
from summarizer.model import Completion, Verdict
from summarizer.prompting import fence_around, read_template
from summarizer.report.wording import WORST_FIRST
from summarizer.sentences import sentence_spans
from summarizer.settings import Settings, from_environment

TEMPLATE = "judge.v1"
MIN_QUOTE_WORDS = 3
"""A shorter quotation stands in every document and proves nothing."""
MAX_DOCUMENT_CHARS = 100_000
"""Of all documents together: what a context window of 32,000 tokens holds of prose."""


class _Judged(BaseModel):
    model_config = ConfigDict(extra="forbid")
    number: int
    verdict: Literal["supported", "contradicted", "unsupported", "partial", "not_checkable"]
    probability: float = Field(ge=0, le=1)
    quote: str
    reason: str


class _Judgement(BaseModel):
    model_config = ConfigDict(extra="forbid")
    sentences: list[_Judged]


class JudgeSystem:
    """A language model that judges, by a client."""

    name = "judge"

    def __init__(self, client: Client, settings: Settings) -> None:
        self._client = client
        self._settings = settings

    def judge(self, cases: Sequence[Case]) -> list[Answer]:
        """One answer a case. Raises a `ClientError` when the model cannot be asked."""
        return [self._judge(case) for case in cases]

    def _judge(self, case: Case) -> Answer:
        sentences = [case.text[start:end] for start, end in sentence_spans(case.text)]
        if not sentences:
            return failed("the text has no sentence")
        documents = [article.text for article in read_documents(case.documents, is_raw=case.is_raw)[0].articles]
        if sum(map(len, documents)) > MAX_DOCUMENT_CHARS:
            return failed(f"its documents have more than {MAX_DOCUMENT_CHARS} characters")
        try:
            judged = self._ask(documents, sentences)
        except (ReplyInvalid, ReplyRefused) as error:
            return failed(str(error))
        return _answer(case.text, judged, documents)

    def _ask(self, documents: Sequence[str], sentences: Sequence[str]) -> list[_Judged]:
        template = read_template(TEMPLATE)
        shown = "\n\n".join(f"Document {n}:\n{text}" for n, text in enumerate(documents, start=1))
        variables = {
            "documents": shown,
            "sentences": "\n".join(f"{n}. {' '.join(text.split())}" for n, text in enumerate(sentences, start=1)),
        }
        variables["fence"] = fence_around("\0".join(variables.values()))
        completion = Completion(
            messages=format_messages(template.messages, variables),
            model=self._settings.llm_model,
            schema=_Judgement.model_json_schema(),
            schema_name="judgement",
            n_max_tokens=self._settings.llm_reply_tokens,
            temperature=self._settings.llm_temperature,
        )
        reply = complete_with_retries(self._client, completion, self._settings)
        try:
            judged = _Judgement.model_validate(find_json(reply.text)).sentences
        except ValidationError as error:
            raise ReplyInvalid(f"The reply's JSON is no judgement: {error.errors()[0]['msg']}.") from error
        if [row.number for row in judged] != list(range(1, len(sentences) + 1)):
            raise ReplyInvalid(f"The reply judges {len(judged)} sentences of {len(sentences)}.")
        return judged


def _answer(text: str, judged: Sequence[_Judged], documents: Sequence[str]) -> Answer:
    known = [" ".join(document.split()) for document in documents]
    told = []
    for row, (start, end) in zip(judged, sentence_spans(text), strict=True):
        quote = " ".join(row.quote.split()).strip("“”\"' ")
        is_real = len(quote.split()) >= MIN_QUOTE_WORDS and any(quote in document for document in known)
        needs_quote = row.verdict in ("supported", "contradicted")
        verdict = row.verdict if is_real or not needs_quote else Verdict.NOT_CHECKED.value
        reason = row.reason if verdict == row.verdict else "The passage that the judge quotes is in no document."
        score = row.probability if verdict == row.verdict else 0.0
        evidence = (quote,) if is_real else ()
        told.append(SentenceAnswer(text[start:end], start, end, verdict, score, (), reason, evidence))
    scored = [row for row in told if row.verdict != Verdict.NOT_CHECKABLE.value]
    if not scored:
        return Answer(0.5, Verdict.NOT_CHECKABLE.value, spans=(), sentences=tuple(told))
    worst = min(scored, key=lambda row: WORST_FIRST.index(Verdict(row.verdict)))
    spans = tuple((row.start, row.end) for row in told if Verdict(row.verdict).is_flag)
    score = combine([row.score or 0.0 for row in scored])
    return Answer(round(score, 4), worst.verdict, (), spans, worst.reason, tuple(told))


def judge_from_environment() -> JudgeSystem:
    """The judge that the environment's settings name. Raises InputError when they name none."""
    settings = from_environment(os.environ)
    if not settings.llm_api_key.get_secret_value() and not settings.llm_base_url:
        hint = "Set OPENAI_API_KEY, or SUMMARIZER_LLM_BASE_URL for your own server, and SUMMARIZER_LLM_MODEL."
        raise InputError("The judge needs a language model.", hint=hint)
    return JudgeSystem(build_client(settings), settings)
