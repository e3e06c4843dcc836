"""What the product says of articles and texts: sentences, findings, facts, stories."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from service.schemas.base import REVISIONS, WITHDRAWN_BY, Severity, Verdict


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


class CheckedClaimOut(BaseModel):
    """One of several claims that a sentence makes, with a verdict of its own."""

    text: str
    start: int = Field(description="[start, end) of the sentence's text, in Unicode code points.")
    end: int
    verdict: Verdict
    codes: list[str]
    reason: str
    citations: list[CitationOut] = Field(description="The passages that bear it out.")


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
    written_numbers: list[int] = Field(
        default_factory=list,
        description="The articles that the text's own markers name; `citations` are the passages that were found.",
    )
    citations: list[CitationOut]
    counter_citations: list[CitationOut]
    origins: OriginCountOut
    findings: list[FindingOut]
    claims: list[CheckedClaimOut] = Field(
        default_factory=list,
        description="Of a sentence that makes several: what each is worth. A sentence is partial where no article has "
        "one of them and another is borne out. Empty where it makes one claim.",
    )


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
    is_guessed: bool = Field(
        default=False, description='The article gives no day of its own, so that its "Tuesday" is told from others\'.'
    )
    bound: str = Field(
        default="", description='"by", "until" or "from" where what is to come only begins or ends then.'
    )
    hour: float | None = Field(default=None, description="The time of day, minutes as a fraction, where one is told.")


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
    n_origins: int = Field(description="Those with an article that stands.")
    n_articles: int = Field(
        description="Those that stand; `articles` has `n_withdrawn` withdrawn ones and `n_notices` kill notices, too."
    )
    n_withdrawn: int = 0
    n_notices: int = 0


class InputOut(BaseModel):
    """Hashes of an article as it came (of a page, its text) and as it was read."""

    original_sha256: str
    text_sha256: str


class AuditOut(BaseModel):
    """Who wrote it and from what, and what it was checked with."""

    version: str = Field(default="", description="Of the package: its rules, weights and word lists.")
    settings_sha256: str = Field(default="", description="Of all settings that decide what comes out; not of keys.")
    inputs: dict[str, InputOut] = Field(default={}, description="Every article's hashes, by its id.")
    engine: str
    model: str
    template: str = Field(description="Of the prompt, with its version.")
    template_sha256: str
    settings: dict[str, Any] = Field(
        default={},
        description="Those that `settings_sha256` is of: the model's parameters, the checks' and the limits.",
    )
    brief: dict[str, Any] | None = Field(default=None, description="What was asked for; null for a text only checked.")
    prompt: list[dict[str, str]] = Field(
        default=[], description="The messages that a language model drafted from; empty where none did."
    )
    raw_reply: str
    usage: dict[str, int]
    cost: float | None = Field(
        default=None, description="Of all tokens, at the prices of the settings; null where none is set."
    )
    currency: str = ""


class SummaryOut(BaseModel):
    """A checked summary with all that it was checked against."""

    id: str
    title: str
    title_check: SentenceOut | None = Field(
        default=None, description="The headline, checked as a sentence; null where the text has none."
    )
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
