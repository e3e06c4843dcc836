"""A second reader's reply → places in the articles; what does not stand there word for word is dropped and counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from summarizer.citations import Page
from summarizer.clients.structured import find_json
from summarizer.errors import ReplyInvalid
from summarizer.facts import AnchoredDisagreement, AnchoredFact, AnchoredSide, Found
from summarizer.model import Certainty, CleanArticle, DisagreementKind, Span, Stance

MAX_ENTRIES = 200
"""Of each list of a reply: more than anybody asked for."""

Row = TypeVar("Row", bound=BaseModel)


class _Fact(BaseModel):
    model_config = ConfigDict(extra="forbid")
    article: int
    quote: str
    speaker: str
    stance: Stance
    certainty: Literal["fact", "expected", "planned", "possible", "alleged"]


class _Side(BaseModel):
    model_config = ConfigDict(extra="forbid")
    side: int
    article: int
    quote: str
    says: str


class _Disagreement(BaseModel):
    model_config = ConfigDict(extra="forbid")
    kind: DisagreementKind
    subject: str
    sides: list[_Side]


class _Reply(BaseModel):
    model_config = ConfigDict(extra="forbid")
    facts: list[_Fact]
    disagreements: list[_Disagreement]


def reply_schema() -> dict[str, Any]:
    """The JSON schema that a reply is asked to keep."""
    return _Reply.model_json_schema()


def read_reply(text: str, articles: Sequence[CleanArticle]) -> tuple[Found, int]:
    """What a reply says of these articles, as places in them, and how many of its entries are of no use.

    An entry that breaks the schema or quotes what its article does not have is dropped alone. Raises `ReplyInvalid`
    for a reply that is no such object at all.
    """
    reply = find_json(text)
    lists = [reply.get(name) if isinstance(reply, dict) else None for name in ("facts", "disagreements")]
    facts, n_bad = _rows(_Fact, lists[0])
    disagreements, n_worse = _rows(_Disagreement, lists[1])
    pages = {article.number: Page(article) for article in articles}
    anchored = [_anchor_fact(fact, pages) for fact in facts]
    opposing = [_anchor_disagreement(disagreement, pages) for disagreement in disagreements]
    found = Found(
        tuple(fact for fact in anchored if fact is not None),
        tuple(disagreement for disagreement in opposing if disagreement is not None),
    )
    return found, n_bad + n_worse + anchored.count(None) + opposing.count(None)


def _rows(kind: type[Row], entries: object) -> tuple[list[Row], int]:
    """The entries that keep the schema, and how many do not or are too many. Raises `ReplyInvalid` for no list."""
    if not isinstance(entries, list):
        raise ReplyInvalid('The reply\'s JSON has not the two lists "facts" and "disagreements".')
    rows = []
    for entry in entries[:MAX_ENTRIES]:
        try:
            rows.append(kind.model_validate(entry))
        except ValidationError:
            continue
    return rows, len(entries) - len(rows)


def _anchor_fact(fact: _Fact, pages: Mapping[int, Page]) -> AnchoredFact | None:
    page = pages.get(fact.article)
    span = page.quotation(fact.quote) if page else None
    if page is None or span is None:
        return None
    # Of several places that name the speaker, the nearest is meant.
    speaker = min(page.places(fact.speaker), key=lambda named: _distance(named, span), default=None)
    return AnchoredFact(span, speaker, fact.stance, Certainty(fact.certainty))


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _anchor_disagreement(disagreement: _Disagreement, pages: Mapping[int, Page]) -> AnchoredDisagreement | None:
    """The disagreement with the sides that can be found, if there are two; its subject from the first article that
    has those words."""
    sides = []
    for side in disagreement.sides[:MAX_ENTRIES]:
        page = pages.get(side.article)
        passage = page.quotation(side.quote) if page else None
        if page is None or passage is None:
            continue
        inside = (span for span in page.places(side.says) if passage.start <= span.start and span.end <= passage.end)
        says = next(inside, None)
        if says is not None:
            sides.append(AnchoredSide(passage, says, side.side))
    if len(sides) < 2:
        return None
    subjects = (next(page.places(disagreement.subject), None) for page in pages.values())
    subject = next((span for span in subjects if span is not None), None)
    return AnchoredDisagreement(disagreement.kind, tuple(sides), subject)
