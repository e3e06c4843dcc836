"""What clients are promised: the shapes of requests and answers. `summarizer.model` may change; these may only grow."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, field_validator

Verdict = Literal["supported", "partial", "contradicted", "unsupported", "unclear", "not_checkable", "not_checked"]
Severity = Literal["note", "minor", "major", "critical"]

REVISIONS = (
    "Figures of one thing of which only one value still holds: the others are corrected or replaced by later ones."
)

WITHDRAWN_BY = 'The kill notice that withdrew it, its own id where its outlet canceled it, "" while it stands.'

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


def _mended(text: str) -> str:
    """The text in whole characters: JSON can spell a half (a lone surrogate), and nothing kept or sent can hold one."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


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

    articles: list[ArticleIn] = Field(json_schema_extra={"minItems": 1})
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
    articles: list[ArticleIn] = Field(json_schema_extra={"minItems": 1})

    @field_validator("text")
    @classmethod
    def _whole_characters(cls, text: str) -> str:
        return _mended(text)


class GroupingRequest(BaseModel):
    """Articles to be told apart by event."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"articles": EXAMPLE_ARTICLES}]})

    articles: list[ArticleIn] = Field(json_schema_extra={"minItems": 1})


class FactsRequest(BaseModel):
    """Articles whose facts are wanted and, optionally, a summary of them: what does it leave out?"""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"articles": EXAMPLE_ARTICLES, "summary": "The Oberlund bridge was closed on Tuesday."}]
        },
    )

    articles: list[ArticleIn] = Field(json_schema_extra={"minItems": 1})
    summary: str | None = Field(
        default=None, description="A summary of all the articles, which are read as one story then; ours or not."
    )

    @field_validator("summary")
    @classmethod
    def _whole_characters(cls, text: str | None) -> str | None:
        return _mended(text) if text is not None else None


class NoticeOut(BaseModel):
    """What a reader must know and is no error."""

    code: str
    message: str
    article_id: str = ""


class WithdrawnOut(BaseModel):
    """An article that its outlet has withdrawn, and its story."""

    article_id: str
    story_id: str
    href: str = Field(description="Where the story is.")


class PlacementOut(BaseModel):
    """Where an article is, and what its coming changed."""

    article_id: str
    story_id: str
    is_new: bool = Field(description="Whether it began the story.")
    merged: list[str] = Field(default=[], description="Stories that are part of another now.")
    split: list[str] = Field(default=[], description="Stories that were part of another until now.")
    withdraws: list[WithdrawnOut] = Field(
        default=[], description="Of a kill notice or a cancellation: what it withdraws."
    )
    notices: list[NoticeOut] = Field(
        default=[],
        description="embedding-failed: the words decided alone; withdrawal-uncertain: a kill notice withdraws nothing, "
        "since it is not plain which article it means.",
    )
    href: str = Field(description="Where the story is.")


class KeptArticleOut(BaseModel):
    """An article of the stream as it was sent, and the story that it is in now."""

    id: str
    story_id: str
    arrived_at: datetime
    article: ArticleIn
    withdrawn_by: str = Field(default="", description=WITHDRAWN_BY)
    href: str = Field(description="Where the story is.")


class StoryEntryOut(BaseModel):
    """A story in a list."""

    id: str
    title: str
    n_articles: int = Field(description="Kill notices not counted.")
    created_at: datetime
    changed_at: datetime
    href: str


class StoryListOut(BaseModel):
    """Stories, the one with the newest article first; `next` is the cursor of the page after."""

    stories: list[StoryEntryOut]
    next: str | None = None


class StoryEventOut(BaseModel):
    """What happened to a story when an article came."""

    kind: Literal["begun", "joined", "merged", "split", "withdrawn"] = Field(
        description="It began or grew by the article, took in `other_id`, lost part of itself to `other_id`, or the "
        "article was withdrawn."
    )
    at: datetime
    article_id: str = Field(description="The article that came; of kind withdrawn, the one that was withdrawn.")
    other_id: str = ""


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


class StatedOut(BaseModel):
    """Who states something, in which article, since when, and whether it still holds."""

    speaker: str = Field(description='Who says so, "" where the article names nobody.')
    outlet: str
    origin: str = Field(default="", description="Id of the article's origin: two of one origin are one voice.")
    as_of: date | None = Field(description="The day for which it was stated.")
    is_superseded: bool = Field(
        description="It no longer holds: a later version or report replaces it, or corrects it."
    )
    superseded_by: str = Field(description='Id of the article that replaces or corrects it, "" where it still holds.')
    span: SpanOut


class FigureOut(StatedOut):
    """A figure as one outlet states it."""

    text: str = Field(description="As it stands, with its hedge and magnitude.")
    low: float
    high: float = Field(description="Equal to `low`, unless the figure is a range or a score.")
    kind: str = Field(default="count", description="count, money, percent, ordinal, age, measure, duration, clock …")
    unit: str = Field(description='Normalised ("USD", "%", "km"), "" for a plain count.')
    hedge: str = Field(description="How exactly it is meant: none, about, more than …")
    counted: str = Field(description="What is counted, singular.")
    scope: str = Field(description="The words that narrow what is counted.")
    is_corrected: bool = Field(
        default=False, description="It was wrong from the start, and `superseded_by` has set it right."
    )


class ClaimOut(StatedOut):
    """What one article says of something that is told differently elsewhere."""

    text: str = Field(description="As it stands in the article.")
    says: str = Field(description="What it comes to: a day, a place, the clause.")
    side: int = Field(description="Claims of the same side agree with one another; sides count from 0.")


class DisagreementOut(BaseModel):
    """What the articles tell of one thing and cannot all be true, with a wording that picks no side."""

    id: str
    kind: Literal["figure", "date", "place", "claim"] = "figure"
    subject: str
    wording: str
    figures: list[FigureOut] = Field(description="Of kind figure: the figures, least first.")
    claims: list[ClaimOut] = Field(default=[], description="Of any other kind: what is said, side by side.")
    sureness: float = Field(default=1.0, description="How sure it is that they tell of one thing, 0 to 1.")


class FactOut(BaseModel):
    """A claim of the articles with its evidence."""

    id: str
    text: str
    lead: SpanOut
    evidence: list[SpanOut]
    n_origins: int = Field(description="Independent origins that tell it.")
    n_articles: int
    origins: list[str] = Field(default=[], description="Ids of these origins.")
    is_of_one_origin: bool = Field(default=False, description="Nobody else confirms it, however often it is reprinted.")
    importance: float
    speaker: str = Field(description='Whose claim it is, "" for a statement of the article.')
    stance: Literal["said", "confirmed", "denied", "claimed", "asked", "warned", "promised", "estimated", "other"] = (
        Field(default="other", description="What the speaker does with it.")
    )
    certainty: Literal["fact", "underway", "expected", "planned", "possible", "alleged"] = Field(
        default="fact", description="How firmly it is stated."
    )
    is_negated: bool = Field(default=False, description="It says that something is not so.")
    cues: list[str] = Field(default=[], description="The words that carry certainty and negation.")
    is_disputed: bool = Field(description="Another article says otherwise.")


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
    verb: str = Field(default="", description="The verb of saying.")
    venue: str = Field(default="", description="Where it was said, as the article has it.")


class UtteranceOut(BaseModel):
    """What one speaker said, in all wordings."""

    id: str
    speaker: str
    variants: list[VariantOut]


class TimelineOut(BaseModel):
    """Something dated."""

    earliest: date
    latest: date
    precision: str = Field(description="How fine the date is: minute, day, week, month, year.")
    words: str = Field(default="", description="The days as a reader says them, no finer than they are known.")
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
    withdrawn_by: str = Field(default="", description=WITHDRAWN_BY)


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
    n_articles: int = Field(description="Kill notices not counted, though `articles` has them.")


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
    revisions: list[DisagreementOut] = Field(default=[], description=REVISIONS)
    left_out: list[FactOut] = Field(
        description="What no sentence tells, those of most independent origins first, then the most important."
    )
    facts: list[FactOut]
    figures: list[FigureOut] = Field(default=[], description="All that the articles give, in reading order.")
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
    notices: list[NoticeOut] = []


class StoryDetailOut(StoryOut):
    """A story of the stream: its articles, origins and timeline, what disagrees, and what happened to it."""

    created_at: datetime
    changed_at: datetime
    n_kept: int = Field(description="All its articles; `articles` are the newest, as many as a bundle may have.")
    disagreements: list[DisagreementOut]
    revisions: list[DisagreementOut] = Field(default=[], description=REVISIONS)
    timeline: list[TimelineOut] = Field(description="The earliest first.")
    figures: list[FigureOut] = Field(
        default=[], description="All that the articles give, in reading order; those of withdrawn ones as superseded."
    )
    notices: list[NoticeOut] = Field(default=[], description="What is odd about an article, or withdrawn.")
    events: list[StoryEventOut] = Field(description="The oldest first, the newest 200.")


class StoryFactsOut(BaseModel):
    """What the articles of one story state."""

    disagreements: list[DisagreementOut]
    revisions: list[DisagreementOut] = Field(default=[], description=REVISIONS)
    facts: list[FactOut] = Field(description="The most important first.")
    figures: list[FigureOut] = Field(description="All that the articles give, in reading order.")
    entities: list[EntityOut] = Field(description="People, organisations and places, with spellings and roles.")
    quotations: list[UtteranceOut] = Field(description="What was said, each in all its wordings.")
    timeline: list[TimelineOut] = Field(description="The earliest first.")
    left_out: list[FactOut] | None = Field(
        description="What the summary of the request does not tell, those of most independent origins first; null "
        "where none was sent."
    )
    story: StoryOut
    notices: list[NoticeOut] = Field(
        description="What a language model did for the facts, and what is odd about an article beside the others."
    )
    usage: dict[str, int] = Field(description="Calls and tokens of a language model that read the articles.")


class FactsOut(BaseModel):
    """The facts of each story, the largest first; of one story alone where a summary was sent."""

    version: str
    notices: list[NoticeOut]
    stories: list[StoryFactsOut]


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


class DecisionRequest(BaseModel):
    """An editor's word on a text."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"decision": "held", "author": "Pia Rand", "reason": "Waits for the ministry."}]
        },
    )

    decision: Literal["approved", "held", "withdrawn"]
    author: str = Field(min_length=1, max_length=200, description="Who decides.")
    reason: str = Field(
        default="",
        max_length=2_000,
        description="Needed for a withdrawal, and for an approval while a sentence is contradicted, unsupported or not "
        "checked.",
    )

    @field_validator("author", "reason")
    @classmethod
    def _whole_characters(cls, text: str) -> str:
        return _mended(text)


class DecisionOut(BaseModel):
    """What was decided, by whom, when and why; the newest decision holds."""

    decision: Literal["approved", "held", "withdrawn"]
    author: str
    reason: str
    at: datetime


class SentenceReportRequest(BaseModel):
    """An editor's word that a verdict is wrong."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"sentence": 2, "kind": "missed_error", "author": "Pia Rand", "note": "It was the harbour."}]
        },
    )

    sentence: int = Field(ge=1, description="Its number in the text, from 1.")
    kind: Literal["wrong_flag", "missed_error"] = Field(
        description="A flag on a sentence that the articles support, or an error that was not flagged."
    )
    author: str = Field(min_length=1, max_length=200, description="Who reports.")
    note: str = Field(default="", max_length=2_000, description="What is wrong, for whoever looks at it.")
    summary_id: str = Field(default="", max_length=64, description="Which text, where a job has several.")

    @field_validator("author", "note")
    @classmethod
    def _whole_characters(cls, text: str) -> str:
        return _mended(text)


class SentenceReportOut(BaseModel):
    """A report as it is kept: the sentence and the verdict that it had."""

    id: str
    job_id: str
    summary_id: str
    sentence: int
    text: str
    verdict: str
    kind: Literal["wrong_flag", "missed_error"]
    author: str
    note: str
    at: datetime


class SentenceReportListOut(BaseModel):
    """Reports, the newest first; `next` continues the list."""

    reports: list[SentenceReportOut]
    next: str | None


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
    decisions: list[DecisionOut] = Field(default=[], description="Of editors, the oldest first; the newest one holds.")


class JobListOut(BaseModel):
    """Jobs without their results, the newest first; `next` continues the list."""

    jobs: list[JobOut]
    next: str | None
