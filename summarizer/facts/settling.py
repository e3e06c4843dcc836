"""What a second reader holds to be a disagreement, made into one by our own rules and words, or refused.

The reader only points at words of articles. Whether these can all be true is asked here once more, as far as rules
can tell: a false disagreement is worse than a missed one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from summarizer.facts.figures import by_size, incompatible, is_revision, stated_figures
from summarizer.facts.name_tables import place_key
from summarizer.facts.quantities import Quantity, read_quantity
from summarizer.facts.view import StoryView, resolve
from summarizer.facts.voices import speaker_of
from summarizer.facts.wording import subject_of, wording_of
from summarizer.model import (
    DateMention,
    Disagreement,
    DisagreementKind,
    Figure,
    FigureKind,
    ReadSentence,
    Span,
    StatedClaim,
    StatedFigure,
)
from summarizer.similarity import content_words

SentenceOf = Callable[[Span], ReadSentence | None]

_EXACT = frozenset({FigureKind.AGE, FigureKind.ORDINAL, FigureKind.SCORE, FigureKind.YEAR})
"""Kinds of figures that nobody rounds: two that are not equal cannot both be right."""
_MATTERS = {
    DisagreementKind.DATE: "the date",
    DisagreementKind.PLACE: "the place",
    DisagreementKind.CLAIM: "what happened",
}
"""What a disagreement is said to be about when no words of the articles serve."""
_MOST_SUBJECT_WORDS = 8
_EDGES = " ,.;:!?()“”\"'‘’"
"""What does not belong to words that are put between quotation marks or into a sentence of ours."""


@dataclass(frozen=True, slots=True)
class AnchoredSide:
    """What one article says of a disputed thing: a passage, the decisive words in it, and a number that is the same for
    all that agree."""

    passage: Span
    says: Span
    side: int


@dataclass(frozen=True, slots=True)
class AnchoredDisagreement:
    """A disagreement that a second reader points at; `subject` are words of an article that name what it is about."""

    kind: DisagreementKind
    sides: tuple[AnchoredSide, ...]
    subject: Span | None = None


class Settler:
    """Makes disagreements of what a second reader points at in one story."""

    def __init__(self, view: StoryView, sentence_of: SentenceOf) -> None:
        self._view = view
        self._sentence_of = sentence_of

    def settle(self, found: AnchoredDisagreement) -> Disagreement | None:
        """The disagreement with a wording of ours, without an id; None when its sides agree or are one voice's."""
        quantities = [self._quantity(side.says) for side in found.sides]
        if found.kind is DisagreementKind.FIGURE and None not in quantities:
            return self._of_figures([quantity for quantity in quantities if quantity is not None], found.subject)
        kind = DisagreementKind.CLAIM if found.kind is DisagreementKind.FIGURE else found.kind
        sides = [side for side in found.sides if kind is not DisagreementKind.DATE or self._date(side.says)]
        claims = self._put_beside((), sides, kind, {})
        if len({claim.side for claim in claims}) < 2 or not _are_of_two(claims):
            return None
        subject = self._subject(found.subject, claims) or _MATTERS[kind]
        return Disagreement("", subject, (), self._wording(subject, claims), kind, claims)

    def join(self, known: Disagreement, other: Disagreement) -> Disagreement:
        """A known disagreement with the sides that another one on the same thing adds; unchanged when they differ
        in kind."""
        if known.kind is not other.kind:
            return known
        join = self._join_figures if known.kind is DisagreementKind.FIGURE else self._join_claims
        return join(known, other)

    # ------------------------------------------------------------------------------- figures

    def _join_figures(self, known: Disagreement, other: Disagreement) -> Disagreement:
        own = self._quantities(stated.span for stated in known.figures)
        added = self._quantities(s.span for s in other.figures if not _stands_in(s.span, spans_of(known)))
        measures = {_measure(quantity) for quantity in own}
        fitting = [q for q in added if _is_bare(q.figure) or _measure(q) in measures]
        figures = stated_figures(self._view, sorted((*own, *fitting), key=by_size))
        if len(figures) <= len(known.figures):
            return known
        return replace(known, figures=figures, wording=wording_of(self._view, known.subject, figures))

    def _quantities(self, spans: Iterable[Span]) -> list[Quantity]:
        return [quantity for span in spans if (quantity := self._quantity(span)) is not None]

    def _quantity(self, says: Span) -> Quantity | None:
        """The figure that the decisive words hold, read by the rules; None without one."""
        read = self._sentence_of(says)
        held = [(_shared(says, f.start, f.end), f) for f in read.mentions.figures] if read else []
        n_shared, figure = max(held, key=lambda row: row[0], default=(0, None))
        return read_quantity(self._view, read, figure) if read and figure and n_shared > 0 else None

    def _of_figures(self, quantities: Sequence[Quantity], named: Span | None) -> Disagreement | None:
        cluster = _of_one_measure(quantities)
        pairs = [(one, other) for number, one in enumerate(cluster) for other in cluster[number + 1 :]]
        if not any(_is_other_value(one, other) for one, other in pairs):
            return None
        stated = stated_figures(self._view, cluster)
        if not _are_of_two(stated) or is_revision(stated):
            return None
        subject = self._subject(named, stated) or subject_of(cluster, self._view)
        return Disagreement("", subject, stated, wording_of(self._view, subject, stated))

    # ------------------------------------------------------------------------------- claims

    def _join_claims(self, known: Disagreement, other: Disagreement) -> Disagreement:
        homes: dict[int, int] = {}
        added = []
        for claim in other.claims:
            home = next((c.side for c in known.claims if _stands_in(_cut_span(claim), [_cut_span(c)])), None)
            if home is None:
                added.append(AnchoredSide(claim.span, _cut_span(claim), claim.side))
            else:
                homes.setdefault(claim.side, home)
        claims = self._put_beside(known.claims, added, known.kind, homes)
        if {claim.side for claim in claims} == {claim.side for claim in known.claims}:
            return replace(known, claims=claims)
        return replace(known, claims=claims, wording=self._wording(known.subject, claims))

    def _put_beside(
        self,
        known: tuple[StatedClaim, ...],
        sides: Iterable[AnchoredSide],
        kind: DisagreementKind,
        homes: dict[int, int],
    ) -> tuple[StatedClaim, ...]:
        """The claims with those of `sides` beside them: each on the side that it agrees with, or on a new one.

        `homes` tells where the sides by the reader's numbers have gone.
        """
        claims = list(known)
        for side in sides:
            own = self._claim(side)
            agreeing = [claim.side for claim in claims if self._agree(kind, claim, own)]
            if not agreeing and side.side in homes and not self._is_other_day(kind, claims, homes[side.side], own):
                agreeing = [homes[side.side]]
            number = agreeing[0] if agreeing else max((claim.side for claim in claims), default=-1) + 1
            homes.setdefault(side.side, number)
            if not any(c.side == number and c.span.article_id == own.span.article_id for c in claims):
                claims.append(replace(own, side=number))
        claims.sort(key=lambda claim: claim.side)
        return tuple(self._with_later(claim, claims) for claim in claims)

    def _claim(self, side: AnchoredSide) -> StatedClaim:
        view, article_id = self._view, side.passage.article_id
        read = self._sentence_of(side.says)
        return StatedClaim(
            text=self._cut(side.passage),
            says=" ".join(self._cut(side.says).split()),
            side=0,
            span=side.passage,
            outlet=view.label(article_id),
            speaker=speaker_of(view, read, side.says.start, side.says.end) if read else "",
            as_of=view.published_on(article_id),
            origin=view.origin(article_id),
        )

    def _with_later(self, claim: StatedClaim, claims: Sequence[StatedClaim]) -> StatedClaim:
        own = claim.span.article_id
        later = [
            other.span.article_id
            for other in claims
            if other.side != claim.side
            and other.span.article_id != own
            and self._view.later_version(own, other.span.article_id)
        ]
        return replace(claim, is_superseded=True, superseded_by=later[0]) if later else claim

    def _agree(self, kind: DisagreementKind, one: StatedClaim, other: StatedClaim) -> bool:
        """Whether two claims say the same, as far as rules can tell."""
        words, others = _words(one.says), _words(other.says)
        if words == others or kind is DisagreementKind.CLAIM:
            return words == others
        days, other_days = self._days(one), self._days(other)
        if kind is DisagreementKind.DATE and days and other_days:
            return days[0] <= other_days[1] and other_days[0] <= days[1]
        if kind is DisagreementKind.PLACE and place_key(one.says) == place_key(other.says):
            return True
        return set(words) <= set(others) or set(others) <= set(words)

    def _is_other_day(
        self, kind: DisagreementKind, claims: Sequence[StatedClaim], number: int, own: StatedClaim
    ) -> bool:
        """Whether a claim means other days than those of a side, which no reader's number can make one."""
        if kind is not DisagreementKind.DATE or self._days(own) is None:
            return False
        return any(self._days(claim) is not None for claim in claims if claim.side == number)

    def _days(self, claim: StatedClaim) -> tuple[date, date] | None:
        mention = self._date(_cut_span(claim))
        return resolve(mention, self._view.published_on(claim.span.article_id)) if mention else None

    def _date(self, says: Span) -> DateMention | None:
        """The date that the decisive words hold, read by the rules; None without one."""
        read = self._sentence_of(says)
        held = (m for m in (read.mentions.dates if read else ()) if _shared(says, m.start, m.end) > 0)
        return next(held, None)

    def _subject(self, named: Span | None, told: Sequence[StatedFigure | StatedClaim]) -> str:
        """The words that name the matter, if two of the articles that disagree use them all, as neutral words are."""
        if named is None:
            return ""
        text = " ".join(self._cut(named).split()).strip(_EDGES)
        words = set(content_words(text))
        articles = {stated.span.article_id for stated in told}
        using = [id_ for id_ in articles if words <= set(content_words(self._view.article(id_).text))]
        fits = words and len(text.split()) <= _MOST_SUBJECT_WORDS and len(using) > 1
        return text if fits else ""

    def _wording(self, subject: str, claims: Sequence[StatedClaim]) -> str:
        """One neutral sentence with each side in the articles' words and whose they are."""
        live = [claim for claim in claims if not claim.is_superseded]
        if len({claim.side for claim in live}) < 2:
            live = list(claims)
        told: dict[int, list[StatedClaim]] = {}
        for claim in live:
            told.setdefault(claim.side, []).append(claim)
        sides = [
            f"“{own[0].says.strip(_EDGES)}” ({', '.join(dict.fromkeys(self._who(claim) for claim in own))})"
            for own in told.values()
        ]
        on = "" if subject.startswith("“") or subject == _MATTERS[DisagreementKind.CLAIM] else f" on {subject}"
        return f"Reports differ{on}: {', '.join(sides[:-1])} or {sides[-1]}."

    def _who(self, claim: StatedClaim) -> str:
        return claim.speaker or self._view.outlet(claim.span.article_id) or "a report"

    def _cut(self, span: Span) -> str:
        return self._view.article(span.article_id).text[span.start : span.end]


def spans_of(disagreement: Disagreement) -> tuple[Span, ...]:
    """The decisive words of a disagreement: its figures, or what its claims say where these words stand."""
    return (*(stated.span for stated in disagreement.figures), *(_cut_span(claim) for claim in disagreement.claims))


def is_one_matter(one: Disagreement, other: Disagreement) -> bool:
    """Whether the two rest on the same words: on both sides, or nearly the very same on one."""
    known = spans_of(one)
    held = [span for span in spans_of(other) if _stands_in(span, known)]
    return len(held) > 1 or any(
        2 * _shared(span, near.start, near.end) > max(span.end - span.start, near.end - near.start)
        for span in held
        for near in known
        if near.article_id == span.article_id
    )


def _cut_span(claim: StatedClaim) -> Span:
    """Where the words that a claim `says` stand in its text; the whole of it when they are of our making."""
    pattern = r"\s+".join(map(re.escape, claim.says.split()))
    found = re.search(rf"(?<!\w){pattern}(?!\w)", claim.text) if pattern else None
    if found is None:
        return claim.span
    return Span(claim.span.article_id, claim.span.start + found.start(), claim.span.start + found.end())


def _stands_in(span: Span, spans: Iterable[Span]) -> bool:
    return any(span.article_id == other.article_id and _shared(span, other.start, other.end) > 0 for other in spans)


def _shared(span: Span, start: int, end: int) -> int:
    return min(span.end, end) - max(span.start, start)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _is_other_value(one: Quantity, other: Quantity) -> bool:
    if one.figure.kind in _EXACT:
        return (one.figure.low, one.figure.high) != (other.figure.low, other.figure.high)
    return incompatible(one, other)


def _of_one_measure(quantities: Sequence[Quantity]) -> list[Quantity]:
    """Each figure once, least first: those of the measure that most have, and bare numbers ("11 km, or 18")."""
    once = {(q.article_id, q.figure.start): q for q in quantities}.values()
    measures = Counter(_measure(q) for q in once if not _is_bare(q.figure))
    most = max(measures, key=lambda measure: (measures[measure], *measure)) if measures else None
    return sorted((q for q in once if _is_bare(q.figure) or _measure(q) == most), key=by_size)


def _measure(quantity: Quantity) -> tuple[FigureKind, str]:
    return quantity.figure.kind, quantity.figure.unit


def _is_bare(figure: Figure) -> bool:
    return figure.kind is FigureKind.COUNT and not figure.unit


def _are_of_two(told: Sequence[StatedFigure | StatedClaim]) -> bool:
    """Whether two articles, or two voices in one, tell it: an article does not contradict itself."""
    return len({(stated.span.article_id, stated.speaker) for stated in told}) > 1
