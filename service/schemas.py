"""What clients are promised: the shapes of requests and answers. `summarizer.model` may change; these may only grow."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, field_validator

Verdict = Literal["supported", "partial", "contradicted", "unsupported", "unclear", "not_checkable", "not_checked"]
Severity = Literal["note", "minor", "major", "critical"]

EXAMPLE_ARTICLES: list[JsonValue] = [
    {
        "id": "meridian-1",
        "outlet": "Meridian Post",
        "published_at": "2031-05-06T14:20:00Z",
        "title": "Bridge closed after cracks are found",
        "text": "The Oberlund bridge was closed on Tuesday after engineers found cracks in two of its cables, "
        "the city council said. About 12,000 cars cross it every day.",
    },
    {
        "id": "ledger-1",
        "outlet": "Oberlund Ledger",
        "published_at": "2031-05-06T17:05:00Z",
        "text": "Oberlund's council shut the bridge over the Tarn on Tuesday. More than 15,000 vehicles use it daily, "
        "said Mara Feld, the council's chief engineer.",
    },
]


class ArticleIn(BaseModel):
    """One article. Only `text` or `html` is needed; a field that we do not know is noted in the result, not refused."""

    model_config = ConfigDict(extra="allow")

    id: str | None = Field(default=None, description="Unique in the bundle; made up when it is left out.")
    text: str | None = Field(default=None, description="Plain text, page furniture and all.")
    html: str | None = Field(default=None, description="The page; its main text is extracted.")
    title: str | None = None
    url: str | None = None
    outlet: str | None = Field(default=None, description="Who published it.")
    author: str | None = None
    published_at: str | None = Field(default=None, description="RFC 3339, with a zone.")
    language: str | None = Field(default=None, description="BCP 47, such as en.")


class SummaryRequest(BaseModel):
    """A bundle of articles to be summarized; a bundle that mixes events gives one summary each."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"articles": EXAMPLE_ARTICLES, "n_words": 120}]}
    )

    articles: list[ArticleIn]
    n_words: int | None = Field(default=None, ge=10, le=5_000, description="Words aimed at.")
    engine: Literal["extractive", "llm"] | None = Field(default=None, description="Who writes; the setting by default.")


class VerificationRequest(BaseModel):
    """A summary, ours or not, and the articles to check it against."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "text": "The bridge closed on Monday. [1] Exactly 12,000 cars use it. [1]",
                    "articles": EXAMPLE_ARTICLES,
                }
            ]
        },
    )

    text: str = Field(description="The summary; markers such as [2] name articles by their place, from 1.")
    articles: list[ArticleIn]

    @field_validator("text")
    @classmethod
    def _whole_characters(cls, text: str) -> str:
        """JSON can spell half a character (a lone surrogate); nothing that is kept or sent can hold one."""
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class GroupingRequest(BaseModel):
    """Articles to be told apart by event."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"articles": EXAMPLE_ARTICLES}]})

    articles: list[ArticleIn]


class NoticeOut(BaseModel):
    """What a reader must know and is no error."""

    code: str
    message: str
    article_id: str = ""


class SpanOut(BaseModel):
    """[start, end) of the clean text of one article, in Unicode code points."""

    article_id: str
    start: int
    end: int


class CitationOut(BaseModel):
    """A passage, as W3C Web Annotation selectors over the article's clean text."""

    number: int = Field(description="The marker that readers see: the article's place in the bundle.")
    article_id: str
    outlet: str
    text_sha256: str
    position_unit: Literal["unicode code point"]
    selector: list[dict[str, Any]]
    utf16: dict[str, int]


class FindingOut(BaseModel):
    """One checker's answer."""

    checker: str
    vote: Literal["affirm", "object", "doubt", "note"]
    code: str | None
    severity: Severity
    reason: str
    claimed: str
    found: str
    contradicts: bool
    suggested: list[int]
    score: float | None
    evidence: list[SpanOut]


class OriginCountOut(BaseModel):
    """Independent origins behind a sentence, articles in all, and which of these are copies."""

    independent: int
    total: int
    copies: list[str]


class SentenceOut(BaseModel):
    """A sentence with its verdict, the reason in one sentence, and the passages for and against it."""

    text: str
    paragraph: int
    verdict: Verdict
    codes: list[str]
    severity: Severity
    reason: str
    score: float | None
    is_calibrated: bool
    citations: list[CitationOut]
    counter_citations: list[CitationOut]
    origins: OriginCountOut
    findings: list[FindingOut]


class FigureOut(BaseModel):
    """A figure as one outlet states it."""

    text: str
    low: float
    high: float
    unit: str
    hedge: str
    counted: str
    scope: str
    speaker: str
    outlet: str
    as_of: date | None
    is_superseded: bool
    superseded_by: str
    span: SpanOut


class DisagreementOut(BaseModel):
    """Figures that cannot all be right, least first, and a wording that picks no side."""

    id: str
    subject: str
    wording: str
    figures: list[FigureOut]


class FactOut(BaseModel):
    """A claim of the articles with its evidence."""

    id: str
    text: str
    lead: SpanOut
    evidence: list[SpanOut]
    n_origins: int
    n_articles: int
    importance: float
    speaker: str
    is_disputed: bool


class EntityOut(BaseModel):
    """A person, organisation or place under all its spellings."""

    id: str
    name: str
    kind: str
    spellings: list[str]
    roles: list[str]
    article_ids: list[str]
    n_mentions: int


class VariantOut(BaseModel):
    """One wording of an utterance."""

    words: str
    span: SpanOut
    outlet: str


class UtteranceOut(BaseModel):
    """What one speaker said, in all wordings."""

    id: str
    speaker: str
    variants: list[VariantOut]


class TimelineOut(BaseModel):
    """Something dated."""

    earliest: date
    latest: date
    precision: str
    span: SpanOut
    text: str
    is_planned: bool = False


class RemovalOut(BaseModel):
    """What cleaning took out of the original, and why."""

    start: int
    end: int
    reason: str
    text: str


class ArticleOut(BaseModel):
    """An article as it was read: its clean text, which citations index, and what cleaning removed."""

    id: str
    number: int
    title: str
    outlet: str
    author: str
    url: str
    published_at: datetime | None
    language: str
    dateline_place: str
    credits: list[str]
    text: str
    sha256: str
    removals: list[RemovalOut]
    notices: list[NoticeOut]


class OriginMemberOut(BaseModel):
    """An article under its origin, and why we say so."""

    article_id: str
    kind: Literal["original", "copy", "version", "translation", "composite"]
    reason: str


class OriginOut(BaseModel):
    """Where a text was first written; its articles corroborate once."""

    id: str
    members: list[OriginMemberOut]
    agencies: list[str]


class StoryOut(BaseModel):
    """The articles of one event and their origins."""

    id: str
    title: str
    articles: list[ArticleOut]
    origins: list[OriginOut]
    n_origins: int
    n_articles: int


class AuditOut(BaseModel):
    """Who wrote it and from what."""

    engine: str
    model: str
    template: str
    template_sha256: str
    raw_reply: str
    usage: dict[str, int]


class SummaryOut(BaseModel):
    """A checked summary with all that it was checked against."""

    id: str
    title: str
    text: str
    counts: dict[str, int] = Field(description="Sentences by verdict.")
    sentences: list[SentenceOut]
    withheld: list[SentenceOut] = Field(description="Written but not passed, each with its reason.")
    findings: list[FindingOut]
    disagreements: list[DisagreementOut]
    left_out: list[FactOut]
    facts: list[FactOut]
    entities: list[EntityOut]
    quotations: list[UtteranceOut]
    timeline: list[TimelineOut]
    story: StoryOut
    notices: list[NoticeOut]
    audit: AuditOut


class ReportOut(BaseModel):
    """All that came of a bundle: one summary a story, the largest first."""

    version: str
    notices: list[NoticeOut]
    summaries: list[SummaryOut]


class GroupingOut(BaseModel):
    """The stories that the articles tell, the largest first."""

    version: str
    stories: list[StoryOut]


class ProblemPartOut(BaseModel):
    """One thing that is wrong, and where."""

    pointer: str
    detail: str


class ProblemOut(BaseModel):
    """RFC 9457 problem details."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    instance: str = ""
    errors: list[ProblemPartOut] = []


class JobOut(BaseModel):
    """Long work and, once it has succeeded, its result."""

    id: str
    kind: Literal["summary", "verification"]
    status: Literal["queued", "running", "succeeded", "failed", "cancelled"]
    progress: str
    title: str
    created_at: datetime
    finished_at: datetime | None
    href: str
    page: str = Field(description="The editors' page of this job.")
    problem: ProblemOut | None = None
    result: ReportOut | None = None


class JobListOut(BaseModel):
    """Jobs without their results, the newest first; `next` continues the list."""

    jobs: list[JobOut]
    next: str | None
