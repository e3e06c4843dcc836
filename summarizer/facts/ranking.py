"""Claims that stand in several articles, put together and ranked: who corroborates whom, and what matters most."""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizer.facts.quantities import counted_class
from summarizer.facts.view import StoryView
from summarizer.model import Fact, Figure, FigureKind, ReadSentence, Span
from summarizer.similarity import content_words, embed, idf

Floats = NDArray[np.float32]

_BUCKETS = 1024
"""Columns that words are hashed to: a collision of two rare words adds noise well below the threshold."""
_WORDS, _MEANING = 0.6, 0.4
"""Shares of shared words and of nearness in meaning in how alike two sentences are (as in `similarity.Index`)."""
_SAME_CLAIM = 0.5
"""Likeness from which two sentences may state one claim, if nothing in them differs. Chosen by reading pairs of dev
stories around the threshold: at 0.5 nine of ten are the same claim."""
_SURE_CLAIM = 0.72
"""Likeness from which a difference in negation words alone is taken for one of wording."""

_DANGLING = re.compile(
    r"^[\"“‘']?(?:He|She|It|They|This|That|These|Those|His|Her|Their|Its|Him|Them|There|Here|But|And|Or|So|Yet|Also|Then"
    r"|However|Meanwhile|Nevertheless|Instead|Still|Both|Such|Others?|Another|In addition|For example|As a result"
    r"|The (?:move|decision|announcement|statement|claim|incident|latter|former|news|report|comments?|remarks?|same"
    r"|two|pair))\b"
)
_FURNITURE = re.compile(
    r"getty images|\bphoto(?:s|graph)?\b.{0,30}\b(?:by|:|credit)|click here|read more|sign up|subscribe|newsletter"
    r"|all rights reserved|cookies?\b|follow (?:us|him|her)\b|contributed to this report|copyright|©|image caption"
    r"|advertisement|this article|e-?mail (?:us|address)|has contacted .{0,60} for comment|reporting by|editing by"
    r"|associated press writers?|https?://|www\.",
    re.I,
)
_FIRST_PERSON = re.compile(r"\b(?:I|I’m|I'm|my|you|your)\b")


@dataclass(frozen=True, slots=True, eq=False)
class _Reading:
    """A sentence with what comparing it needs."""

    read: ReadSentence
    order: int
    words: tuple[str, ...]
    names: frozenset[str]
    figures: tuple[Figure, ...]
    is_negated: bool
    speakers: frozenset[str]


def rank_facts(view: StoryView, disputed: Collection[Span]) -> tuple[Fact, ...]:
    """The story's facts, most important first. `disputed` are the spans of figures that disagree."""
    readings = _readings(view)
    if not readings:
        return ()
    lexical, vectors = _matrix(readings), embed([reading.read.text for reading in readings])
    features = np.hstack([math.sqrt(_WORDS) * lexical, math.sqrt(_MEANING) * vectors]).astype(np.float32)
    centrality = _centrality(view, readings, lexical, vectors)
    quality = np.array([_quality(reading) for reading in readings], dtype=np.float32)
    disputed_articles: dict[str, list[Span]] = defaultdict(list)
    for span in disputed:
        disputed_articles[span.article_id].append(span)
    rows = []
    for lead, evidence in _claims(readings, features, quality * (0.4 + centrality)):
        members = [readings[number] for number in evidence]
        importance = _importance(view, members, float(centrality[lead]), float(quality[lead]))
        rows.append((importance, readings[lead], members))
    rows.sort(key=lambda row: (-row[0], row[1].order, row[1].read.article_id, row[1].read.sentence.start))
    return tuple(_fact(view, f"f{number}", row, disputed_articles) for number, row in enumerate(rows, start=1))


def _readings(view: StoryView) -> list[_Reading]:
    readings = []
    for read in view.story.sentences:
        words = tuple(word for word in content_words(read.text))
        if len(words) < 3:
            continue
        mentions = read.mentions
        entities = [view.names.entity_of(name.text, read.article_id) for name in mentions.names]
        speakers = {
            view.names.speaker_key(said.speaker, read.article_id)
            for said in mentions.quotations
            if said.speaker and not said.is_scare
        }
        readings.append(
            _Reading(
                read=read,
                order=read.sentence.index,
                words=words,
                names=frozenset(entity.id for entity in entities if entity is not None),
                figures=tuple(figure for figure in mentions.figures if figure.kind is not FigureKind.ORDINAL),
                is_negated=mentions.modality.is_negated,
                speakers=frozenset(speakers - {""}),
            )
        )
    return readings


def _matrix(readings: Sequence[_Reading]) -> Floats:
    """TF-IDF rows of unit length over hashed words."""
    matrix = np.zeros((len(readings), _BUCKETS), dtype=np.float32)
    for row, reading in enumerate(readings):
        for word, count in Counter(reading.words).items():
            matrix[row, zlib.crc32(word.encode()) % _BUCKETS] += (1 + math.log(count)) * idf(word)
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.maximum(lengths, 1e-9), dtype=np.float32)


def _centrality(view: StoryView, readings: Sequence[_Reading], lexical: Floats, vectors: Floats) -> Floats:
    """How near each sentence is to what most independent origins write about, scaled to 0..1."""
    origins: dict[str, list[int]] = defaultdict(list)
    for row, reading in enumerate(readings):
        origins[view.origin(reading.read.article_id)].append(row)
    score = np.zeros(len(readings), dtype=np.float32)
    for matrix, share in ((lexical, _WORDS), (vectors, _MEANING)):
        centres = [matrix[rows].mean(axis=0) for rows in origins.values()]
        centre = np.mean([centre / max(float(np.linalg.norm(centre)), 1e-9) for centre in centres], axis=0)
        found = matrix @ centre.astype(np.float32)
        score += share * found / max(float(found.max(initial=0.0)), 1e-9)
    return np.asarray(np.clip(score, 0.0, 1.0), dtype=np.float32)


def _quality(reading: _Reading) -> float:
    """How well a sentence stands alone as the statement of a fact, 0..1."""
    text = reading.read.text
    n_words = len(text.split())
    quality = 1.0
    if _DANGLING.match(text):
        quality *= 0.6
    if n_words < 8:
        quality *= 0.5
    elif n_words > 45:
        quality *= 0.75
    if text.rstrip("\"”’' ").endswith("?"):
        quality *= 0.4
    if not text.rstrip().endswith((".", "!", "?", "”", '"', "’", ")", "…")):
        quality *= 0.6
    if _FURNITURE.search(text):
        quality *= 0.25
    outside = re.sub(r"[“\"][^”\"]*[”\"]?", "", text)
    if _FIRST_PERSON.search(outside):
        quality *= 0.7
    if not outside.strip(" .,") or (
        text[:1] in '“"' and not reading.read.mentions.attributions and not reading.speakers
    ):
        quality *= 0.6
    if not reading.names and not reading.figures:
        quality *= 0.85
    return quality * (0.85 + 0.15 * math.exp(-reading.order / 6))


def _claims(readings: Sequence[_Reading], features: Floats, score: Floats) -> list[tuple[int, list[int]]]:
    """Leads, best first, each with the sentences not yet taken that state the same; the lead comes first."""
    taken = np.zeros(len(readings), dtype=bool)
    claims = []
    order = sorted(range(len(readings)), key=lambda row: (-float(score[row]), readings[row].read.text, row))
    for lead in order:
        if taken[lead]:
            continue
        taken[lead] = True
        likeness = features @ features[lead]
        near = np.flatnonzero((likeness >= _SAME_CLAIM) & ~taken)
        evidence = [lead]
        for row in sorted(near.tolist(), key=lambda row: (-float(likeness[row]), row)):
            if same_claim(readings[lead], readings[row], float(likeness[row])):
                evidence.append(row)
                taken[row] = True
        claims.append((lead, evidence))
    return claims


def same_claim(lead: _Reading, other: _Reading, likeness: float) -> bool:
    """Whether two alike sentences state one claim: no figure, speaker, name or negation of theirs may differ."""
    if lead.is_negated != other.is_negated and likeness < _SURE_CLAIM:
        return False
    if lead.speakers and other.speakers and not lead.speakers & other.speakers:
        return False
    if lead.names and other.names and len(lead.names & other.names) < 0.34 * min(len(lead.names), len(other.names)):
        return False
    return _figures_agree(lead.figures, other.figures)


def _figures_agree(figures: Sequence[Figure], others: Sequence[Figure]) -> bool:
    """Whether every figure of the lead stands in the other too (or the other has none of its kind and noun)."""
    matched = 0
    for figure in figures:
        rivals = [
            other
            for other in others
            if other.kind is figure.kind
            and other.unit == figure.unit
            and counted_class(other.counted) == counted_class(figure.counted)
        ]
        if any(_near(figure.low, other.low) and _near(figure.high, other.high) for other in rivals):
            matched += 1
        elif rivals:
            return False
    return 2 * matched >= len(figures)


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= 0.02 * max(abs(one), abs(other))


def _importance(view: StoryView, members: Sequence[_Reading], centrality: float, quality: float) -> float:
    """0..1 from corroboration by independent origins, centrality, place in the articles, figures and names."""
    origins = {view.origin(member.read.article_id) for member in members}
    corroboration = math.log(len(origins)) / math.log(max(view.n_origins(), 2))
    place = float(np.mean([math.exp(-member.order / 8) for member in members]))
    mentions = members[0].read.mentions
    telling = min(
        1.0, 0.4 * bool(members[0].figures) + 0.3 * bool(mentions.attributions) + 0.3 * (len(members[0].names) > 1)
    )
    total = 0.35 * corroboration + 0.35 * centrality + 0.2 * place + 0.1 * telling
    return min(1.0, max(0.0, total * (0.3 + 0.7 * quality)))


def _fact(
    view: StoryView, fact_id: str, row: tuple[float, _Reading, list[_Reading]], disputed: dict[str, list[Span]]
) -> Fact:
    importance, lead, members = row
    spans = tuple(member.read.sentence.span for member in members)
    return Fact(
        id=fact_id,
        lead=lead.read.sentence.span,
        text=lead.read.text,
        evidence=spans,
        n_origins=len({view.origin(span.article_id) for span in spans}),
        n_articles=len({span.article_id for span in spans}),
        importance=round(importance, 4),
        speaker=_speaker(view, lead.read),
        is_disputed=any(
            span.start <= figure.start and figure.end <= span.end
            for span in spans
            for figure in disputed.get(span.article_id, ())
        ),
    )


def _speaker(view: StoryView, read: ReadSentence) -> str:
    """Whose claim the sentence is: the speaker of the attribution or quotation that holds most of it."""
    held = [
        (cue.content_end - cue.content_start, -cue.start, cue.speaker)
        for cue in read.mentions.attributions
        if cue.speaker
    ]
    held += [
        (said.end - said.start, -said.start, said.speaker)
        for said in read.mentions.quotations
        if said.speaker and not said.is_scare
    ]
    if not held:
        return ""
    size, _, speaker = max(held)
    return view.names.speaker_name(speaker, read.article_id) if 3 * size >= len(read.text) else ""
