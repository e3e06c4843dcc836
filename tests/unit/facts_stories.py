"""Stories made by hand for the tests of `facts`: sentences with their mentions, found by their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from summarizer.model import (
    Attribution,
    CleanArticle,
    DateMention,
    Figure,
    Hedge,
    Mentions,
    Modality,
    Name,
    NameKind,
    Origin,
    OriginKind,
    OriginMember,
    Precision,
    Quotation,
    ReadSentence,
    Sentence,
    Stance,
    Story,
)

KINDS = {"p": NameKind.PERSON, "o": NameKind.ORGANISATION, "l": NameKind.PLACE, "?": NameKind.OTHER}


@dataclass
class Told:
    """A sentence: `names` as "p:Ada Quill" or "p:Ada Quill:mayor", `figures` as (text, value, hedge, counted),
    `said` as (words, speaker), `by` the speaker of the whole sentence, `days` as (text, day)."""

    text: str
    names: Sequence[str] = ()
    figures: Sequence[tuple[str, float, Hedge, str]] = ()
    said: Sequence[tuple[str, str]] = ()
    by: str = ""
    days: Sequence[tuple[str, date]] = ()


@dataclass
class Page:
    """An article with its outlet and origin."""

    id: str
    told: Sequence[Told]
    outlet: str = ""
    origin: str = ""
    kind: OriginKind = OriginKind.ORIGINAL
    published: date | None = None
    reason: str = ""
    _spans: list[tuple[int, int]] = field(default_factory=list)


def make_story(*pages: Page) -> Story:
    """The pages as a story, every article under its origin (its own when none is given)."""
    articles, sentences = [], []
    origins: dict[str, list[OriginMember]] = {}
    for number, page in enumerate(pages, start=1):
        text = " ".join(told.text for told in page.told)
        published = (
            datetime(page.published.year, page.published.month, page.published.day, tzinfo=UTC)
            if page.published
            else None
        )
        articles.append(CleanArticle(page.id, number, text, outlet=page.outlet or page.id, published_at=published))
        start = 0
        for index, told in enumerate(page.told):
            span = Sentence(page.id, index, start, start + len(told.text), told.text, index)
            sentences.append(ReadSentence(span, _mentions(told, start)))
            start += len(told.text) + 1
        origins.setdefault(page.origin or f"origin of {page.id}", []).append(
            OriginMember(page.id, page.kind, page.reason)
        )
    return Story(
        "story", "", tuple(articles), tuple(sentences), tuple(Origin(name, tuple(m)) for name, m in origins.items())
    )


def _mentions(told: Told, offset: int) -> Mentions:
    def at(words: str) -> tuple[int, int]:
        start = told.text.index(words)
        return offset + start, offset + start + len(words)

    names = []
    for spec in told.names:
        kind, text, *role = spec.split(":")
        names.append(Name(*at(text), text, KINDS[kind], role[0] if role else ""))
    return Mentions(
        figures=tuple(
            Figure(*at(text), text, value, value, hedge=hedge, counted=counted)
            for text, value, hedge, counted in told.figures
        ),
        quotations=tuple(
            Quotation(at(words)[0] - 1, at(words)[1] + 1, words, speaker, "said") for words, speaker in told.said
        ),
        names=tuple(names),
        dates=tuple(DateMention(*at(text), text, day, day, Precision.DAY) for text, day in told.days),
        attributions=(Attribution(offset, offset, told.by, "said", Stance.SAID, offset, offset + len(told.text)),)
        if told.by
        else (),
        modality=Modality(is_negated=" not " in told.text),
    )
