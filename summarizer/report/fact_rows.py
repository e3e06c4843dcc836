"""The facts of a story as the rows that a reader sees: the same for Markdown and for the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from summarizer.model import (
    Certainty,
    CleanArticle,
    Disagreement,
    DisagreementKind,
    Entity,
    Fact,
    Facts,
    NameKind,
    Origin,
    OriginKind,
    Span,
    StatedClaim,
    StatedFigure,
    Story,
    TimelineEntry,
    Utterance,
)
from summarizer.report.days import days_for_machines, days_in_words
from summarizer.report.wording import of_what, value_in_words

_TITLES = {
    DisagreementKind.FIGURE: "The outlets disagree",
    DisagreementKind.DATE: "The outlets disagree on the date",
    DisagreementKind.PLACE: "The outlets disagree on the place",
    DisagreementKind.CLAIM: "Claims that contradict one another",
}
_DOUBTS = {
    DisagreementKind.FIGURE: "The outlets may disagree",
    DisagreementKind.DATE: "The outlets may disagree on the date",
    DisagreementKind.PLACE: "The outlets may disagree on the place",
    DisagreementKind.CLAIM: "Claims that may contradict one another",
}
_FIRMNESS = {Certainty.UNDERWAY: "under way"}
_MOST_ROWS, _OF_A_VALUE = 12, 3  # of a table that is shown whole; of one value in a longer one
GROUPS_OF_NAMES = {
    NameKind.PERSON: "People",
    NameKind.ORGANISATION: "Organisations",
    NameKind.PLACE: "Places",
    NameKind.OTHER: "Other names",
}


@dataclass(frozen=True, slots=True)
class Repeated:
    """The article whose text another one repeats, and how: a copy, a version, a translation, a composite."""

    article: CleanArticle
    how: str


@dataclass(frozen=True, slots=True)
class Superseded:
    """What no longer holds, the article with the later version, where it is known, and whether that corrects it."""

    by: CleanArticle | None = None
    is_corrected: bool = False

    @property
    def how(self) -> str:
        """The words before the article that replaced it."""
        return "earlier figure, corrected" if self.is_corrected else "superseded"


@dataclass(frozen=True, slots=True)
class StatedRow:
    """A figure or a claim as one article states it.

    `said` is what it comes to (the figure as it stands; the day, place or clause), `passage` a claim's own words.
    `superseded` is None where it still holds, `copy_of` where no other row has the same origin; `origin` is the first
    article of the origin.
    """

    said: str
    span: Span
    article: CleanArticle
    who: str
    as_of: date | None
    superseded: Superseded | None
    copy_of: Repeated | None
    origin: CleanArticle
    hedge: str = ""
    of_what: str = ""
    value: str = ""
    passage: str = ""
    side: int = 0


@dataclass(frozen=True, slots=True)
class Revised:
    """What a figure was and is: its wordings, the article that set it right or has the later one, where it is known."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    by: CleanArticle | None
    is_corrected: bool


@dataclass(frozen=True, slots=True)
class Day:
    """What happened in one stretch of time, the most important first; `machine` is "" for a stretch without a name."""

    words: str
    machine: str
    entries: tuple[TimelineEntry, ...]


def title_of(disagreement: Disagreement) -> str:
    """The heading of its section, without its subject; "may" where it is not sure that both sides tell of one thing."""
    return (_TITLES if disagreement.is_sure else _DOUBTS)[disagreement.kind]


def revised(story: Story, revision: Disagreement) -> Revised:
    """What became of a figure: what was corrected where anything was, else what a later report has replaced."""
    gone = [stated for stated in revision.figures if stated.is_corrected]
    is_corrected = bool(gone)
    gone = gone or [stated for stated in revision.figures if stated.is_superseded]
    standing = [stated for stated in revision.figures if not stated.is_superseded]
    by = next((told.by for stated in gone if (told := _superseded(story, stated)) and told.by), None)
    return Revised(_wordings(gone), _wordings(standing), by, is_corrected)


def _wordings(figures: Iterable[StatedFigure]) -> tuple[str, ...]:
    """The figures as they stand, each value once."""
    found = {(stated.figure.low, stated.figure.high): " ".join(stated.figure.text.split()) for stated in figures}
    return tuple(found.values())


def title_of_revision(revision: Disagreement) -> str:
    """The heading of its section, without its subject."""
    if any(stated.is_corrected for stated in revision.figures):
        return "Corrected"
    return "Replaced by a later figure" if revision.is_sure else "Perhaps replaced by a later figure"


def stated_rows(story: Story, disagreement: Disagreement) -> tuple[StatedRow, ...]:
    """The figures of a disagreement, least first, or its claims, those that agree one below the other."""
    if disagreement.kind is DisagreementKind.FIGURE:
        beside = {stated.span.article_id for stated in disagreement.figures}
        return tuple(_figure_row(story, stated, beside) for stated in disagreement.figures)
    claims = sorted(disagreement.claims, key=lambda claim: claim.side)
    beside = {claim.span.article_id for claim in claims}
    return tuple(_claim_row(story, claim, beside) for claim in claims)


def folded(rows: Sequence[StatedRow]) -> tuple[tuple[StatedRow, ...], tuple[StatedRow, ...]]:
    """The rows that a reader sees at once, and those that say the same: of many, the first few of each value stand."""
    if len(rows) <= _MOST_ROWS:
        return tuple(rows), ()
    n_of: Counter[str] = Counter()
    shown: list[StatedRow] = []
    others: list[StatedRow] = []
    for row in rows:
        n_of[row.value] += 1
        (shown if n_of[row.value] <= _OF_A_VALUE else others).append(row)
    return tuple(shown), tuple(others)


def figure_rows(story: Story, figures: Iterable[StatedFigure]) -> tuple[StatedRow, ...]:
    """All figures, in the order given."""
    return tuple(_figure_row(story, stated, ()) for stated in figures)


def _figure_row(story: Story, stated: StatedFigure, beside: Collection[str]) -> StatedRow:
    figure, article = stated.figure, story.article(stated.span.article_id)
    return StatedRow(
        said=" ".join(figure.text.split()),
        span=stated.span,
        article=article,
        who=stated.speaker,
        as_of=stated.as_of,
        superseded=_superseded(story, stated),
        copy_of=copy_of(story, article.id, beside),
        origin=_first_of_origin(story, article.id),
        hedge=figure.hedge.value if figure.hedge.value != "none" else "",
        of_what=of_what(figure),
        value=value_in_words(figure),
    )


def _claim_row(story: Story, claim: StatedClaim, beside: Collection[str]) -> StatedRow:
    article = story.article(claim.span.article_id)
    words, says = _bare_words(claim.text), _bare_words(claim.says)
    is_verbatim = not says or says == words or (claim.says.endswith("…") and words.startswith(says))  # once is enough
    return StatedRow(
        said=claim.text if is_verbatim else claim.says,
        span=claim.span,
        article=article,
        who=claim.speaker,
        as_of=claim.as_of,
        superseded=_superseded(story, claim),
        copy_of=copy_of(story, article.id, beside),
        origin=_first_of_origin(story, article.id),
        passage="" if is_verbatim else claim.text,
        side=claim.side + 1,
    )


def _superseded(story: Story, stated: StatedFigure | StatedClaim) -> Superseded | None:
    if not stated.is_superseded:
        return None
    by = next((article for article in story.articles if article.id == stated.superseded_by), None)
    return Superseded(by, is_corrected=isinstance(stated, StatedFigure) and stated.is_corrected)


def copy_of(story: Story, article_id: str, beside: Collection[str]) -> Repeated | None:
    """Whose text the article repeats where that text stands in another row too; None for the first of its origin.

    `beside` are the articles of all rows. Two rows of one origin are one voice, however many outlets print it.
    """
    origin = _origin(story, article_id)
    if origin is None or not (set(origin.article_ids) & set(beside)) - {article_id}:
        return None
    first, *others = origin.members
    own = next((member for member in others if member.article_id == article_id), None)
    if own is None:
        return None
    how = OriginKind.COPY if own.kind is OriginKind.ORIGINAL else own.kind
    return Repeated(story.article(first.article_id), how.value)


def _origin(story: Story, article_id: str) -> Origin | None:
    return next((origin for origin in story.origins if article_id in origin.article_ids), None)


def _first_of_origin(story: Story, article_id: str) -> CleanArticle:
    origin = _origin(story, article_id)
    return story.article(origin.members[0].article_id if origin else article_id)


def origins_of(story: Story, fact: Fact) -> str:
    """How many independent origins tell a fact, and which.

    One origin is told as such: nobody else confirms the fact, however often it is reprinted.
    """
    told_in = dict.fromkeys(span.article_id for span in (fact.lead, *fact.evidence))
    names: dict[str, None] = {}
    for article_id in told_in:
        origin = _origin(story, article_id)
        ids = origin.article_ids if origin else (article_id,)
        names[story.article(next(id_ for id_ in ids if id_ in told_in)).label] = None
    number = "one origin only" if fact.n_origins == 1 else f"{fact.n_origins} origins"
    return f"{number}: {', '.join(names)}"


def told_how(fact: Fact) -> str:
    """Who says it, how firmly it is stated, and whether others disagree; "" for a plain statement of the article."""
    parts = []
    if fact.speaker:
        stance = fact.stance.value
        parts.append(f"according to {fact.speaker}" if stance == "other" else f"{fact.speaker} {stance}")
    elif fact.stance.value != "other":
        parts.append(f"somebody {fact.stance.value}")
    if fact.modality.certainty.value != "fact":
        parts.append(_FIRMNESS.get(fact.modality.certainty, fact.modality.certainty.value))
    if fact.modality.is_negated:
        parts.append("negated")
    if fact.is_disputed:
        parts.append("disputed")
    return "; ".join(parts)


def one_an_article(story: Story, spans: Iterable[Span]) -> tuple[tuple[CleanArticle, Span], ...]:
    """The first of the spans in each article, by the articles' numbers."""
    found: dict[str, Span] = {}
    for span in spans:
        found.setdefault(span.article_id, span)
    pairs = ((story.article(article_id), span) for article_id, span in found.items())
    return tuple(sorted(pairs, key=lambda pair: pair[0].number))


def in_several_wordings(facts: Facts) -> tuple[Utterance, ...]:
    """The utterances that the articles give in more than one wording; other quotation marks are no other words."""
    return tuple(u for u in facts.utterances if len({_bare_words(variant.words) for variant in u.variants}) > 1)


def _bare_words(words: str) -> str:
    return " ".join(re.findall(r"\w+", words)).casefold()


def days_of(timeline: Sequence[TimelineEntry]) -> tuple[Day, ...]:
    """The timeline by days (months, years), earliest first, each day said once."""
    grouped = groupby(timeline, key=lambda entry: (entry.earliest, entry.latest, _in_words(entry)))
    return tuple(
        Day(words, days_for_machines(earliest, latest), tuple(entries))
        for (earliest, latest, words), entries in grouped
    )


def _in_words(entry: TimelineEntry) -> str:
    """When it was or will be: "6 May 2031", "by 6 May 2031"."""
    return f"{entry.bound} {days_in_words(entry.earliest, entry.latest, entry.precision)}".lstrip()


def by_hour(entries: Sequence[TimelineEntry]) -> tuple[TimelineEntry, ...]:
    """Entries of one day, those that tell a time of day put in its order; the others stay where they are."""
    timed = iter(sorted((entry for entry in entries if entry.hour is not None), key=lambda entry: entry.hour or 0.0))
    return tuple(entry if entry.hour is None else next(timed) for entry in entries)


def in_pieces(story: Story, facts: Facts, entry: TimelineEntry) -> tuple[tuple[str, Superseded | None], ...]:
    """An entry's text cut where it states something superseded: pieces, each with what superseded it or None."""
    old: dict[tuple[int, int], Superseded | None] = {}
    figures = [stated for disagreement in facts.disagreements for stated in disagreement.figures]
    for stated in (*figures, *facts.figures):
        start, end = stated.span.start - entry.span.start, stated.span.end - entry.span.start
        if stated.is_superseded and stated.span.article_id == entry.span.article_id and 0 <= start < end:
            old.setdefault((start, end), _superseded(story, stated))
    pieces: list[tuple[str, Superseded | None]] = []
    at = 0
    for (start, end), told in sorted(old.items()):
        if at <= start and end <= len(entry.text):
            pieces += [(entry.text[at:start], None), (entry.text[start:end], told)]
            at = end
    return tuple(piece for piece in (*pieces, (entry.text[at:], None)) if piece[0])


def names_by_kind(facts: Facts) -> tuple[tuple[str, tuple[Entity, ...]], ...]:
    """People, organisations, places and other names, each group only where there are any."""
    groups = ((title, tuple(e for e in facts.entities if e.kind is kind)) for kind, title in GROUPS_OF_NAMES.items())
    return tuple((title, entities) for title, entities in groups if entities)


def other_spellings(entity: Entity) -> tuple[str, ...]:
    """How the articles spell a name besides its fullest common spelling."""
    return tuple(spelling for spelling in entity.spellings if spelling != entity.name)
