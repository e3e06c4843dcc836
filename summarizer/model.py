"""The nouns, in order of appearance. Frozen values: data and invariants only, no behaviour beyond them.

The way of the data::

    bytes → Bundle → CleanArticle → Sentence → Story → Facts → Prompt → Draft → Summary → Report

All offsets are Unicode code points. `Sentence` and everything found in one (mentions, spans) index the text of
the `CleanArticle` they belong to; mentions found in a text that is not an article index that text.
"""

from __future__ import annotations

import enum
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

# --------------------------------------------------------------------------------------- bundle


@dataclass(frozen=True, slots=True)
class Source:
    """What somebody handed over, unread: `name` is a file name or a label for messages, `content` the raw bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Article:
    """One text as one outlet published it. Only `text` or `html` is required; `id` is unique in its bundle.

    `number` is its place in the bundle, from 1: what citation markers in a draft refer to.
    """

    id: str
    number: int
    text: str = ""
    html: str = ""
    title: str = ""
    url: str = ""
    outlet: str = ""
    author: str = ""
    published_at: datetime | None = None
    language: str = ""
    source_name: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """What a reader of the result must know and is no error: `code` for machines, `message` for people."""

    code: str
    message: str
    article_id: str = ""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The articles handed over together, in the order given, each id once."""

    articles: tuple[Article, ...]
    notices: tuple[Notice, ...] = ()


# ------------------------------------------------------------------------------ clean articles


@dataclass(frozen=True, slots=True)
class Removal:
    """A stretch of the original that cleaning took out: [start, end) in `CleanArticle.original`, and why."""

    start: int
    end: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class OffsetRun:
    """`length` code points of the clean text that stand unchanged in the original."""

    clean_start: int
    original_start: int
    length: int


@dataclass(frozen=True, slots=True)
class CleanArticle:
    """The prose of one article without page furniture. `text` is immutable and is what every citation is cut from.

    `original` is the text before cleaning (for HTML, the text of the page); `offsets` map clean text to it, in
    order, and `removals` say what is gone. `outlet`, `published_at` and `language` are the article's own or what
    cleaning recognised; `dateline_place` and `credits` (agency and contributor lines, verbatim) are what it found.
    """

    id: str
    number: int
    text: str
    title: str = ""
    url: str = ""
    outlet: str = ""
    author: str = ""
    published_at: datetime | None = None
    language: str = ""
    dateline_place: str = ""
    credits: tuple[str, ...] = ()
    original: str = ""
    offsets: tuple[OffsetRun, ...] = ()
    removals: tuple[Removal, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def label(self) -> str:
        """How the article is named to a reader: its outlet, else its id."""
        return self.outlet or self.id

    @property
    def sha256(self) -> str:
        """Hash of the clean text (UTF-8), hex: what a stored citation is held against."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


# ------------------------------------------------------------------------ sentences and mentions


@dataclass(frozen=True, slots=True)
class Span:
    """[start, end) of the clean text of one article."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """The smallest unit that is cited. `text == article.text[start:end]`, always; `index` counts from 0."""

    article_id: str
    index: int
    start: int
    end: int
    text: str
    paragraph: int = 0

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.article_id, self.start, self.end)


class Hedge(enum.StrEnum):
    """How exactly a figure is meant."""

    NONE = "none"  # stated plainly, no hedge word
    EXACTLY = "exactly"
    ABOUT = "about"
    NEARLY = "nearly"  # a little below
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    FEWER_THAN = "fewer than"
    UP_TO = "up to"


class FigureKind(enum.StrEnum):
    """What sort of quantity a figure is; figures of different kinds never disagree with one another."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    ORDINAL = "ordinal"
    AGE = "age"
    MEASURE = "measure"  # with a unit of length, mass, temperature, magnitude …
    DURATION = "duration"
    CLOCK = "clock"  # a time of day
    SCORE = "score"  # of a game or a vote: low–high hold the two sides
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in a text. `low == high` unless it is a range or a score.

    `unit` is normalised ("USD", "%", "km"; "" for a plain count), `counted` the head noun of what is counted,
    lower-case singular ("troop"), `scope` the words that narrow it as they stand ("around Ukraine and Belarus"),
    `text` the figure with its hedge and magnitude as it stands ("more than 150,000").
    """

    start: int
    end: int
    text: str
    low: float
    high: float
    kind: FigureKind = FigureKind.COUNT
    unit: str = ""
    hedge: Hedge = Hedge.NONE
    counted: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks. [start, end) includes the marks; `words` are what stands between them.

    `speaker` is the name or noun phrase as it stands near the quotation ("" when nobody is named), a pronoun
    resolved to its name where `mentions` could; `verb` the verb of saying. `is_scare` is true for a fragment that
    nobody is said to have said; its `speaker` then is only who would have, if anybody. `told_at` is where the words
    stand that name the speaker, (0, 0) where no phrase does.
    """

    start: int
    end: int
    words: str
    speaker: str = ""
    verb: str = ""
    is_scare: bool = False
    told_at: tuple[int, int] = (0, 0)


class NameKind(enum.StrEnum):
    """What bears a name."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    OTHER = "other"  # a name whose kind the rules cannot tell


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name as it stands, with the role words that stand with it ("Foreign Minister").

    `weight` is how much its text speaks for the kind over the next one; 0 where nothing does.
    """

    start: int
    end: int
    text: str
    kind: NameKind = NameKind.OTHER
    role: str = ""
    weight: float = 0.0


class Precision(enum.StrEnum):
    """How fine a date is."""

    MINUTE = "minute"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    VAGUE = "vague"  # "recently": no dates


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time expression. `earliest` and `latest` bound it (inclusive); both are None when it cannot be resolved.

    `is_relative` is true for one that depends on the day of publication ("today", "Tuesday").
    """

    start: int
    end: int
    text: str
    earliest: date | None = None
    latest: date | None = None
    precision: Precision = Precision.VAGUE
    is_relative: bool = False


class Stance(enum.StrEnum):
    """What a speaker does with what is said."""

    SAID = "said"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    CLAIMED = "claimed"
    ASKED = "asked"
    WARNED = "warned"
    PROMISED = "promised"
    ESTIMATED = "estimated"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to say it. [start, end) is the cue ("said Tuesday" → "said"), `speaker` as it stands or resolved.

    [content_start, content_end) is what is attributed. `is_anonymous` for "a Western official". A cue of no length
    stands in an earlier paragraph, which announces this one as somebody's statement.
    """

    start: int
    end: int
    speaker: str
    cue: str
    stance: Stance
    content_start: int
    content_end: int
    is_anonymous: bool = False


class Certainty(enum.StrEnum):
    """How firmly a sentence states its main event, from firm to not at all."""

    FACT = "fact"
    EXPECTED = "expected"  # will, is to, is due to
    PLANNED = "planned"  # plans to, agreed to
    UNDERWAY = "underway"  # is withdrawing, began to: not yet done
    POSSIBLE = "possible"  # may, could, possibly
    ALLEGED = "alleged"  # allegedly, suspected, apparent


@dataclass(frozen=True, slots=True)
class Modality:
    """Negation and firmness of the main predicate, with the words that carry them."""

    is_negated: bool = False
    certainty: Certainty = Certainty.FACT
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mentions:
    """All that was found in one sentence. Offsets are those of the text that the sentence was cut from."""

    figures: tuple[Figure, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    names: tuple[Name, ...] = ()
    dates: tuple[DateMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    modality: Modality = Modality()


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence with what was found in it: the unit that facts are made of and checkers read."""

    sentence: Sentence
    mentions: Mentions

    @property
    def text(self) -> str:
        """The sentence's own words."""
        return self.sentence.text

    @property
    def article_id(self) -> str:
        """The article it stands in."""
        return self.sentence.article_id


# ----------------------------------------------------------------------------- stories and facts


class OriginKind(enum.StrEnum):
    """How a text relates to its origin."""

    ORIGINAL = "original"
    COPY = "copy"
    VERSION = "version"  # an earlier or later version of the same outlet's text
    TRANSLATION = "translation"
    COMPOSITE = "composite"  # put together from several agencies or outlets


@dataclass(frozen=True, slots=True)
class OriginMember:
    """One article under its origin, how it relates to it, and the plain reason why we say so.

    `withdrawn_by` is the id of the notice by which its outlet withdrew it, "" while it stands.
    """

    article_id: str
    kind: OriginKind
    reason: str
    withdrawn_by: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text was first written. The first member is the fullest; the others corroborate nothing more."""

    id: str
    members: tuple[OriginMember, ...]
    agencies: tuple[str, ...] = ()

    @property
    def article_ids(self) -> tuple[str, ...]:
        """Its articles, the fullest first."""
        return tuple(member.article_id for member in self.members)


@dataclass(frozen=True, slots=True)
class Story:
    """What several articles report about one event: articles in bundle order, their sentences, their origins.

    `written` is the day from which each article tells time, in their order, None where nobody can tell; without it the
    days of publication stand. `guessed` are ids of articles that give no day: theirs in `written` is a guess.
    """

    id: str
    title: str
    articles: tuple[CleanArticle, ...]
    sentences: tuple[ReadSentence, ...]
    origins: tuple[Origin, ...]
    written: tuple[date | None, ...] = ()
    guessed: frozenset[str] = frozenset()

    def article(self, article_id: str) -> CleanArticle:
        """The article of that id. Raises KeyError when the story has none."""
        for article in self.articles:
            if article.id == article_id:
                return article
        raise KeyError(article_id)

    @property
    def notice_ids(self) -> frozenset[str]:
        """The articles that are kill notices, which tell nothing of the event: one withdraws another article, or it is
        of no origin, since it withdraws none here."""
        members = [member for origin in self.origins for member in origin.members]
        by = {member.withdrawn_by for member in members if member.withdrawn_by != member.article_id}
        placed = {member.article_id for member in members}
        return frozenset(article.id for article in self.articles if article.id in by or article.id not in placed)

    @property
    def withdrawn_ids(self) -> frozenset[str]:
        """The articles that their outlets have withdrawn."""
        return frozenset(m.article_id for origin in self.origins for m in origin.members if m.withdrawn_by)

    @property
    def n_articles(self) -> int:
        """How many articles stand: no kill notices, and none that is withdrawn."""
        return len(self.articles) - len(self.notice_ids | self.withdrawn_ids)

    @property
    def n_origins(self) -> int:
        """How many origins have an article that stands."""
        gone = self.notice_ids | self.withdrawn_ids
        return sum(not gone.issuperset(origin.article_ids) for origin in self.origins)


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, organisation or place of a story under all its spellings; `name` is the fullest common one."""

    id: str
    name: str
    kind: NameKind
    spellings: tuple[str, ...]
    roles: tuple[str, ...] = ()
    article_ids: tuple[str, ...] = ()
    n_mentions: int = 0


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure with who states it, where, and since when; `origin` is the id of the article's origin.

    One that is superseded is replaced by a later version or report, or corrected: then it was wrong from the start.
    """

    figure: Figure
    span: Span
    outlet: str
    speaker: str = ""
    as_of: date | None = None
    is_superseded: bool = False
    superseded_by: str = ""
    origin: str = ""
    is_corrected: bool = False


class DisagreementKind(enum.StrEnum):
    """What the articles do not agree on."""

    FIGURE = "figure"
    DATE = "date"
    PLACE = "place"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class StatedClaim:
    """What one article says of something that is told differently elsewhere.

    `text` is cut from the article, `says` what it comes to in a few words (a day, a place, the clause). Claims with the
    same `side` agree with one another; sides count from 0.
    """

    text: str
    says: str
    side: int
    span: Span
    outlet: str
    speaker: str = ""
    as_of: date | None = None
    is_superseded: bool = False
    superseded_by: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What the articles tell of one thing and cannot all be true, with a wording that picks no side.

    One of kind FIGURE has `figures`, least first, any other `claims`, side by side. `sureness`, in 0..1, is how sure it
    is that they tell of one thing; one that is not sure is shown to readers and held against no sentence.
    """

    id: str
    subject: str
    figures: tuple[StatedFigure, ...]
    wording: str
    kind: DisagreementKind = DisagreementKind.FIGURE
    claims: tuple[StatedClaim, ...] = ()
    sureness: float = 1.0

    @property
    def is_sure(self) -> bool:
        """Whether a sentence may be held against it, and a summary tell it."""
        return self.sureness >= SURE


SURE = 0.6
"""Sureness from which a disagreement of figures is used. On dev stories, half of the false ones lie below."""


@dataclass(frozen=True, slots=True)
class QuotationVariant:
    """One wording of an utterance and where it stands; `venue` is where it was said, as the article has it."""

    words: str
    span: Span
    outlet: str
    verb: str = ""
    venue: str = ""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one speaker said, in all the wordings (translations, shortenings) that the articles give."""

    id: str
    speaker: str
    variants: tuple[QuotationVariant, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim with its evidence, before anything is drafted: one sentence that states it best, and all that support it.

    `n_origins` counts independent origins among `evidence` (the lead included). `importance` is in 0..1. `stance` is
    what the speaker does with it ("denied"), OTHER where nobody is said to say it; `modality` how firmly the lead
    states it.
    """

    id: str
    lead: Span
    text: str
    evidence: tuple[Span, ...]
    n_origins: int
    n_articles: int
    importance: float
    speaker: str = ""
    is_disputed: bool = False
    stance: Stance = Stance.OTHER
    modality: Modality = Modality()


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something that happened, with its resolved date bounds, and the sentence that says so.

    `is_planned` when it still lay ahead for whoever wrote the sentence: it may have come otherwise. `is_guessed` when
    the sentence says "Tuesday" or the like, and its article gives no day from which to tell it. `bound` is the word
    ("by", "until", "from") where what is still to come only begins or ends then. `hour` is the time of day (with its
    minutes as a fraction) where the sentence tells one.
    """

    earliest: date
    latest: date
    precision: Precision
    span: Span
    text: str
    is_planned: bool = False
    is_guessed: bool = False
    bound: str = ""
    hour: float | None = None


@dataclass(frozen=True, slots=True)
class Oddity:
    """What one article alone says, where several independent origins say otherwise: likely a slip of that text.

    `said` are its words, `span` where they stand, `others` the passages that say otherwise. It is a `figure`, of which
    the others give `other_values` (low and high), or a `verb` before one of `names`, which are one entity's.
    """

    said: str
    span: Span
    others: tuple[Span, ...]
    figure: Figure | None = None
    other_values: tuple[tuple[float, float], ...] = ()
    verb: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a story's articles state, who corroborates whom, where they disagree. Most important facts first.

    `revisions` hold figures of one thing of which only one value still holds: the others are corrected or replaced by
    later ones, and nobody disagrees. `figures` are all that the articles give, in reading order; `notices` tell what is
    odd about an article beside the others, and what was corrected; `oddities` are what of it a summary may repeat.
    """

    facts: tuple[Fact, ...] = ()
    entities: tuple[Entity, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    revisions: tuple[Disagreement, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    figures: tuple[StatedFigure, ...] = ()
    notices: tuple[Notice, ...] = ()
    oddities: tuple[Oddity, ...] = ()


# ----------------------------------------------------------------------------- prompts and drafts


@dataclass(frozen=True, slots=True)
class Brief:
    """What the editor asked for. `n_words` is the length aimed at; `as_of` is the day the summary is written on."""

    n_words: int = 180
    language: str = "en"
    style: str = "neutral"
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat: role "system", "user" or "assistant"."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A sentence as the drafter sees it, under the article number that a marker names."""

    article_number: int
    sentence: ReadSentence
    fact_id: str = ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """All that an engine may draft from: the brief, the story, its facts and the evidence lines, most important first.

    `messages` are rendered only for an engine that talks to a language model. `n_dropped` evidence lines did not
    fit the token budget.
    """

    brief: Brief
    story: Story
    facts: Facts
    evidence: tuple[EvidenceLine, ...]
    messages: tuple[Message, ...] = ()
    template: str = ""
    template_sha256: str = ""
    n_tokens: int = 0
    is_token_count_exact: bool = False
    n_dropped: int = 0


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """One unchecked sentence without its markers, and the article numbers it cites, in the order written."""

    text: str
    cited: tuple[int, ...] = ()
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that a language model counted, and how many calls it took."""

    n_prompt_tokens: int = 0
    n_completion_tokens: int = 0
    n_calls: int = 0

    def __add__(self, other: Usage) -> Usage:
        """What both together took."""
        return Usage(
            self.n_prompt_tokens + other.n_prompt_tokens,
            self.n_completion_tokens + other.n_completion_tokens,
            self.n_calls + other.n_calls,
        )


@dataclass(frozen=True, slots=True)
class Completion:
    """What a client is asked for: the chat so far and, where the reply must be JSON, its strict schema."""

    messages: tuple[Message, ...]
    model: str
    schema: Mapping[str, object] | None = None
    schema_name: str = "reply"
    n_max_tokens: int = 2_000
    temperature: float | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """A language model's whole reply: `text` exactly as it came, complete (a cut-off reply is an error instead)."""

    text: str
    model: str = ""
    usage: Usage = Usage()


@dataclass(frozen=True, slots=True)
class Draft:
    """Unchecked text with its citations; `raw` is the reply exactly as it came (empty for the embedded engine).

    `title_cited` are the article numbers that stand behind the headline, `other_titles` what may stand in for it where
    it does not pass its check, the best first.
    """

    sentences: tuple[DraftSentence, ...]
    engine: str
    model: str = ""
    title: str = ""
    title_cited: tuple[int, ...] = ()
    other_titles: tuple[str, ...] = ()
    raw: str = ""
    usage: Usage = Usage()
    notices: tuple[Notice, ...] = ()


# ------------------------------------------------------------------------ checking and the summary


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement: a sentence (or a clause of one) of a draft, what was found in it, and what it cites.

    Offsets in `mentions` index `context`, the whole text that was read; [start, end) of it is the claim, and
    `text == context[start:end]`. `previous` are the sentences before it, nearest last, for pronouns.
    """

    text: str
    start: int
    end: int
    context: str
    mentions: Mentions
    cited: tuple[int, ...] = ()
    unknown_markers: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence offered as evidence for a claim, with how near it is in words and meaning (0..1)."""

    sentence: ReadSentence
    similarity: float
    is_cited: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a checker may look at for one claim: candidates (nearest first), the whole story and its facts."""

    candidates: tuple[Candidate, ...]
    story: Story
    facts: Facts


class Severity(enum.IntEnum):
    """How much a finding matters to an editor. CRITICAL forbids export without a reason."""

    NOTE = 0
    MINOR = 1
    MAJOR = 2
    CRITICAL = 3


class ErrorCode(enum.StrEnum):
    """What is wrong with a sentence (or, for the last group, with an article). The codes are a promise to clients."""

    # accuracy
    ENTITY = "entity"
    ROLE = "role"
    PREDICATE = "predicate"
    NUMBER = "number"
    NUMBER_HEDGE = "number-hedge"
    NUMBER_SCOPE = "number-scope"
    ARITHMETIC = "arithmetic"
    PLACE = "place"
    NEGATION = "negation"
    MODALITY = "modality"
    # time
    DATE = "date"
    STALE_DATE = "stale-date"
    SUPERSEDED = "superseded"
    # sourcing
    ATTRIBUTION_SWAPPED = "attribution-swapped"
    ATTRIBUTION_DROPPED = "attribution-dropped"
    ATTRIBUTION_UPGRADED = "attribution-upgraded"
    MISCITATION = "miscitation"
    INCOMPLETE_CITATION = "incomplete-citation"
    UNKNOWN_CITATION = "unknown-citation"
    FALSE_CORROBORATION = "false-corroboration"
    CONFLICT_FLATTENED = "conflict-flattened"
    # quotes
    QUOTE_FABRICATED = "quote-fabricated"
    QUOTE_ALTERED = "quote-altered"
    QUOTE_VARIANT = "quote-variant"
    QUOTE_CONTEXT = "quote-context"
    # discourse
    COREFERENCE = "coreference"
    DISCOURSE = "discourse"
    # outside the articles
    EXTRINSIC = "extrinsic"
    INFERENCE = "inference"
    # editorial
    OPINION_AS_FACT = "opinion-as-fact"
    LOADED_LANGUAGE = "loaded-language"
    ONE_SIDED = "one-sided"
    OMISSION = "omission"
    # input
    SOURCE_ERROR = "source-error"
    BOILERPLATE = "boilerplate"
    NAME_SPLIT = "name-split"
    INJECTION = "injection"
    GARBLE = "garble"


class Vote(enum.StrEnum):
    """What a finding does: vouches for the claim, objects to it, doubts it, or only tells the reader something."""

    AFFIRM = "affirm"
    OBJECT = "object"
    DOUBT = "doubt"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One checker's answer: its vote, an error code when it objects, one plain sentence of reason, and the passages.

    `claimed` is the part of the claim it is about, `found` what the evidence has instead. `contradicts` tells a
    contradiction (the evidence says otherwise) from silence (nothing says so). `suggested` are article numbers that
    would be the right citation.
    """

    checker: str
    vote: Vote
    code: ErrorCode | None = None
    reason: str = ""
    severity: Severity = Severity.NOTE
    evidence: tuple[Span, ...] = ()
    claimed: str = ""
    found: str = ""
    contradicts: bool = False
    suggested: tuple[int, ...] = ()
    score: float | None = None


class Verdict(enum.StrEnum):
    """What verification says of a claim or a sentence."""

    SUPPORTED = "supported"
    PARTIAL = "partial"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"
    UNCLEAR = "unclear"
    NOT_CHECKABLE = "not_checkable"
    NOT_CHECKED = "not_checked"

    @property
    def is_flag(self) -> bool:
        """Whether an editor must look: something is wrong, or nobody looked."""
        return self in (Verdict.PARTIAL, Verdict.CONTRADICTED, Verdict.UNSUPPORTED, Verdict.NOT_CHECKED)


@dataclass(frozen=True, slots=True)
class Citation:
    """A visible link to evidence, as W3C Web Annotation selectors over the stored clean text.

    `number` is the marker that the reader sees. `start`, `end` are code points; the UTF-16 pair is for browsers.
    """

    number: int
    article_id: str
    outlet: str
    start: int
    end: int
    start_utf16: int
    end_utf16: int
    exact: str
    prefix: str
    suffix: str
    text_sha256: str


@dataclass(frozen=True, slots=True)
class OriginCount:
    """How many independent origins stand behind a sentence, of how many articles, and which of these are copies."""

    independent: int = 0
    total: int = 0
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """One of several claims that a sentence makes, with a verdict of its own: `text` is [start, end) of the sentence's.

    `citations` are the passages that bear it out; where nothing does, there are none.
    """

    text: str
    start: int
    end: int
    verdict: Verdict
    reason: str = ""
    codes: tuple[ErrorCode, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence of a summary with its verdict, the reason in one plain sentence, and the passages for and against.

    `score` is in 0..1, higher is better supported; `is_calibrated` says whether it may be read as a probability.
    `written_numbers` are the articles that the writer's own markers name, in the order written; `citations` are the
    passages that the checks found, which need not be of the same articles. `claims` are those of a sentence that makes
    several; () where it makes one, or where nobody can say which of them it is flagged for.
    """

    text: str
    verdict: Verdict
    reason: str = ""
    codes: tuple[ErrorCode, ...] = ()
    severity: Severity = Severity.NOTE
    findings: tuple[Finding, ...] = ()
    citations: tuple[Citation, ...] = ()
    counter_citations: tuple[Citation, ...] = ()
    origins: OriginCount = OriginCount()
    score: float | None = None
    is_calibrated: bool = False
    paragraph: int = 0
    written_numbers: tuple[int, ...] = ()
    claims: tuple[CheckedClaim, ...] = ()

    @property
    def cited_numbers(self) -> tuple[int, ...]:
        """The marker numbers a reader sees, each once, ascending."""
        return tuple(sorted({citation.number for citation in self.citations}))


def _spoken(text: str) -> str:
    """The words of a text without their case and what stands between them, with a space at either end."""
    return " ".join(["", *re.findall(r"\w+", text.casefold()), ""])


@dataclass(frozen=True, slots=True)
class Summary:
    """What passed, what was withheld and why, with the story and facts it was checked against.

    `title_check` is the headline checked as a sentence by itself; None where the text has none, and `title` is "".
    """

    id: str
    title: str
    sentences: tuple[CheckedSentence, ...]
    story: Story
    facts: Facts
    withheld: tuple[CheckedSentence, ...] = ()
    left_out: tuple[Fact, ...] = ()
    findings: tuple[Finding, ...] = ()  # about the summary as a whole: one-sided, omission
    notices: tuple[Notice, ...] = ()
    engine: str = ""
    model: str = ""
    raw_reply: str = ""
    template: str = ""
    template_sha256: str = ""
    usage: Usage = Usage()
    title_check: CheckedSentence | None = None
    version: str = ""  # of the package: its rules, weights and word lists
    settings_sha256: str = ""
    settings: Mapping[str, object] = field(default_factory=dict)  # those that decide what comes out: JSON values
    brief: Brief | None = None  # None for a text that was only checked
    prompt: tuple[Message, ...] = ()  # what a language model was asked for the draft; () where none was
    cost: float | None = None  # of all tokens, in `settings.llm_currency`; None where no price is known
    currency: str = ""

    @property
    def text(self) -> str:
        """The summary's prose without markers."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def is_title_an_articles(self) -> bool:
        """Whether the headline is one of the articles' or a piece of it, word for word."""
        title = _spoken(self.title)
        return bool(title.strip()) and any(title in _spoken(article.title) for article in self.story.articles)

    @property
    def flagged_title(self) -> CheckedSentence | None:
        """The headline where an editor must look at it: an outlet's own may be partial, as headlines do not say who
        says so, but for a figure that is overtaken."""
        check = self.title_check
        if check is None or not check.verdict.is_flag:
            return None
        is_stale = ErrorCode.SUPERSEDED in check.codes
        return None if check.verdict is Verdict.PARTIAL and self.is_title_an_articles and not is_stale else check

    @property
    def flagged(self) -> tuple[CheckedSentence, ...]:
        """The sentences an editor must look at, the headline among them, worst first."""
        headline = () if self.flagged_title is None else (self.flagged_title,)
        flags = [*headline, *(sentence for sentence in self.sentences if sentence.verdict.is_flag)]
        return tuple(sorted(flags, key=lambda sentence: -sentence.severity))


@dataclass(frozen=True, slots=True)
class Report:
    """All that came of a bundle: one summary a story (the largest story first) and what a reader must know besides."""

    summaries: tuple[Summary, ...]
    notices: tuple[Notice, ...] = ()
    version: str = ""
    audit: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_flags(self) -> bool:
        """Whether any sentence of any summary is flagged."""
        return any(summary.flagged for summary in self.summaries)


# ------------------------------------------------------------------------- facts without a summary


@dataclass(frozen=True, slots=True)
class FactSheet:
    """What the articles of one story state. `left_out` is what a summary does not tell, None where none was given.

    `notices` and `usage` tell what a language model had to do with the facts.
    """

    story: Story
    facts: Facts
    left_out: tuple[Fact, ...] | None = None
    notices: tuple[Notice, ...] = ()
    usage: Usage = Usage()


@dataclass(frozen=True, slots=True)
class FactReport:
    """All that a bundle states: one sheet a story (the largest story first) and what a reader must know besides."""

    sheets: tuple[FactSheet, ...]
    notices: tuple[Notice, ...] = ()
    version: str = ""


# ----------------------------------------------------------------------- stories without their facts


@dataclass(frozen=True, slots=True)
class GroupReport:
    """The stories of a bundle, the largest first, and what a reader must know besides."""

    stories: tuple[Story, ...]
    notices: tuple[Notice, ...] = ()
    version: str = ""
