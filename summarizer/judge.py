"""A language model judges the sentences of a summary: articles and sentences in, a verdict with quoted evidence out.

Its word counts only with a passage: a quotation that its article does not have, word for word, drops the verdict.
What it says then is a `Finding` like any checker's, shown under the model's name; the rules' objections stand beside
it. A model that fails costs its own findings only. Shape of the task: MiniCheck (Tang et al. 2024), with the evidence
asked for as in FActScore's and ALCE's judges.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarizer.citations import MIN_QUOTED_WORDS, Page
from summarizer.clients import Client, Metered, build_client
from summarizer.clients.langchain import format_messages
from summarizer.clients.structured import complete_json, find_json
from summarizer.errors import ClientError, ReplyInvalid
from summarizer.model import Completion, ErrorCode, Finding, Message, Notice, Severity, Span, Story, Usage, Vote
from summarizer.prompting import N_TOKENS_PER_MESSAGE, article_lines, fence_around, read_template, token_counter
from summarizer.settings import Settings
from summarizer.similarity import Index

__all__ = ["NAME", "Judge", "Judged", "Judgement", "JudgesSentences", "ask", "finding_of"]

NAME = "judge"
TEMPLATE = "judge.v2"
N_PER_CALL = 12
"""Sentences in a call: the replies to more grow careless towards their end, and may be cut."""
TOKENS_PER_SENTENCE = 160  # of a reply, at most: a quotation of forty words and a reason
N_NEAREST = 8  # sentences of the articles for each of the summary's, where the articles do not fit into a call
MAX_REASON_CHARS = 300

FAILED = "judge-failed"  # codes of notices: the model did not answer,
DROPPED = "judge-dropped"  # some of its verdicts came without words that an article has

CODES = (
    "entity", "role", "place", "date", "discourse", "coreference", "number", "number-hedge", "number-scope",
    "arithmetic", "predicate", "negation", "modality", "attribution-swapped", "attribution-dropped",
    "attribution-upgraded", "conflict-flattened", "quote-fabricated", "quote-altered", "quote-context", "extrinsic",
    "inference", "opinion-as-fact", "loaded-language",
)  # fmt: skip
"""What a reader of the articles can tell. Citations and origins are counted, not judged: the rules do that."""


class Judged(BaseModel):
    """One entry of a reply, as it is asked for."""

    model_config = ConfigDict(extra="forbid")
    number: int
    verdict: Literal["supported", "contradicted", "unsupported", "partial", "not_checkable"]
    code: str
    probability: float = Field(ge=0, le=1)
    article: int
    quote: str
    wrong: str
    reason: str


class _Reply(BaseModel):
    model_config = ConfigDict(extra="forbid")
    sentences: list[Judged]


@dataclass(frozen=True, slots=True)
class Judgement:
    """For each claim the finding of the judge (None where its word does not count), and what a reader must know."""

    findings: tuple[Finding | None, ...]
    notices: tuple[Notice, ...] = ()
    usage: Usage = field(default_factory=Usage)


class JudgesSentences(Protocol):
    """What `verification` may ask for a second opinion on every sentence: a language model, or a larger classifier."""

    def judge(self, sentences: Sequence[str], story: Story) -> Judgement:
        """A finding for each sentence, in order; None where it has nothing to say that counts."""
        ...


class Judge:
    """Judges by a client; without one, by the client that the settings name, built when it is first needed."""

    def __init__(self, client: Client | None, settings: Settings) -> None:
        self._client = client
        self._settings = settings

    def judge(self, sentences: Sequence[str], story: Story) -> Judgement:
        """A finding for each sentence, in order. Never raises a `ClientError`: that becomes a notice."""
        if not sentences or not story.sentences:
            return Judgement((None,) * len(sentences))
        try:
            self._client = self._client or build_client(self._settings)
        except ClientError as error:
            return Judgement((None,) * len(sentences), (_failure(error),))
        metered = Metered(self._client)
        findings: list[Finding | None] = []
        notices: list[Notice] = []
        n_dropped = 0
        for start in range(0, len(sentences), N_PER_CALL):
            part = sentences[start : start + N_PER_CALL]
            try:
                judged = ask(metered, part, story, self._settings)
            except ClientError as error:
                notices.append(_failure(error))
                findings.extend([None] * (len(sentences) - start))
                break
            found = [finding_of(row, claim, story, self._settings) for row, claim in zip(judged, part, strict=True)]
            n_dropped += sum(
                finding is None and row.verdict != "not_checkable" for finding, row in zip(found, judged, strict=True)
            )
            findings.extend(found)
        if n_dropped:
            notices.append(_dropped(n_dropped))
        return Judgement(tuple(findings), tuple(notices), metered.usage)


def ask(client: Client, claims: Sequence[str], story: Story, settings: Settings) -> list[Judged]:
    """The model's own words on some claims, one entry each. Raises the `ClientError` that is left after the retries."""
    completion = Completion(
        messages=_messages(claims, story, settings),
        model=settings.llm_model,
        schema=_schema(),
        schema_name="judgement",
        n_max_tokens=max(settings.llm_reply_tokens, TOKENS_PER_SENTENCE * len(claims)),
        temperature=settings.llm_temperature,
    )
    return complete_json(client, completion, settings, lambda reply: _read(reply.text, len(claims)))


# ------------------------------------------------------------------------------------------ prompts


def _messages(claims: Sequence[str], story: Story, settings: Settings) -> tuple[Message, ...]:
    """All that the articles say where it fits the budget, else the sentences nearest to the claims."""
    count, _ = token_counter()
    frame = sum(count(message.content) + N_TOKENS_PER_MESSAGE for message in _rendered((), claims))
    budget = settings.llm_context_tokens - max(settings.llm_reply_tokens, TOKENS_PER_SENTENCE * len(claims)) - frame
    lines = [line for _, lines in article_lines(story) for line in lines]
    if sum(count(f"{line}\n") for line in lines) > budget:
        lines = list(_nearest(claims, story))
        sizes = list(accumulate(count(f"{line}\n") for line in lines))
        lines = lines[: bisect_right(sizes, budget)]
    return _rendered(lines, claims)


def _nearest(claims: Sequence[str], story: Story) -> Iterator[str]:
    """For each claim in turn the sentences that hold most of it, each once."""
    index = Index([sentence.text for sentence in story.sentences])
    numbers = {article.id: article.number for article in story.articles}
    rows = dict.fromkeys(row for claim in claims for row in index.covering(claim, N_NEAREST))
    for row in rows:
        sentence = story.sentences[row]
        yield f"[{numbers[sentence.article_id]}] {' '.join(sentence.text.split())}"


def _rendered(lines: Sequence[str], claims: Sequence[str]) -> tuple[Message, ...]:
    variables = {
        "articles": "\n".join(lines),
        "sentences": "\n".join(f"{n}. {' '.join(claim.split())}" for n, claim in enumerate(claims, start=1)),
    }
    variables["fence"] = fence_around("\0".join(variables.values()))
    return format_messages(read_template(TEMPLATE).messages, variables)


def _schema() -> dict[str, Any]:
    schema = _Reply.model_json_schema()
    schema["$defs"]["Judged"]["properties"]["code"]["enum"] = ["", *CODES]
    return schema


# ------------------------------------------------------------------------------------------ replies


def _read(text: str, n_claims: int) -> list[Judged]:
    """The entries of a reply, one a claim. Raises `ReplyInvalid` for anything else."""
    try:
        judged = _Reply.model_validate(find_json(text)).sentences
    except ValidationError as error:
        raise ReplyInvalid(f"The reply's JSON is no judgement: {error.errors()[0]['msg']}.") from error
    if [row.number for row in judged] != list(range(1, n_claims + 1)):
        raise ReplyInvalid(f"The reply judges {len(judged)} sentences of {n_claims}, or not in their order.")
    return judged


def finding_of(row: Judged, claim: str, story: Story, settings: Settings) -> Finding | None:
    """The entry as a finding; None where it says nothing, or nothing that the articles bear out."""
    span = _quoted(row, story)
    if row.verdict == "not_checkable" or (span is None and row.verdict != "unsupported"):
        return None
    spans = () if span is None else (span,)
    reason = f"{settings.llm_model}: {' '.join(row.reason.split())[:MAX_REASON_CHARS]}"
    if row.verdict == "supported":
        return Finding(NAME, Vote.AFFIRM, None, reason, evidence=spans, score=row.probability)
    severity, code = _OBJECTIONS[row.verdict]
    wrong = " ".join(row.wrong.split())
    return Finding(
        NAME,
        Vote.OBJECT,
        ErrorCode(row.code) if row.code in CODES else code,
        reason,
        severity,
        spans,
        claimed=wrong if wrong in claim else "",
        contradicts=row.verdict == "contradicted",
        score=row.probability,
    )


_OBJECTIONS: Mapping[str, tuple[Severity, ErrorCode]] = {
    "contradicted": (Severity.CRITICAL, ErrorCode.PREDICATE),
    "unsupported": (Severity.MAJOR, ErrorCode.EXTRINSIC),
    "partial": (Severity.MINOR, ErrorCode.INFERENCE),
}
"""How much a verdict's objection weighs, and its code where the model gives none that there is."""


def _quoted(row: Judged, story: Story) -> Span | None:
    """Where the quotation stands: in the article that is named, else in the first that has it."""
    quote = row.quote.strip().strip("“”\"'‘’ ").rstrip(".… ")
    if len(quote.split()) < MIN_QUOTED_WORDS:  # the words stand somewhere in every story
        return None
    ordered = sorted(story.articles, key=lambda article: (article.number != row.article, article.number))
    return next((span for article in ordered if (span := Page(article).quotation(quote))), None)


# ----------------------------------------------------------------------------------------- notices


def _failure(error: ClientError) -> Notice:
    hint = f" {error.hint}" if error.hint else ""
    return Notice(FAILED, f"The language model did not judge every sentence: {error}{hint} The other checks stand.")


def _dropped(n: int) -> Notice:
    verdicts = "One verdict of the language model" if n == 1 else f"{n} verdicts of the language model"
    return Notice(DROPPED, f"{verdicts} came without words that an article has, and did not count.")
