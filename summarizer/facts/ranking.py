"""Claims that stand in several articles, put together and ranked: who corroborates whom, and what matters most."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from summarizer.facts.claims import MEANING, WORDS, Claims, Reading, read_story, sides_of, word_matrix
from summarizer.facts.notices import is_notice
from summarizer.facts.view import StoryView
from summarizer.model import Disagreement, Fact, ReadSentence, Span, Stance, Utterance
from summarizer.similarity import embed

Floats = NDArray[np.float32]

_WEIGHTS = {"corroboration": 0.5, "centrality": 0.2, "place": 0.1, "length": 0.1, "names": 0.05, "telling": 0.05}
"""What makes a fact important. Found by coordinate ascent on the three sets of eval/benchmarks/facts.py, then rounded
towards what an editor would say: average precision there changes by less than .02 between neighbouring choices."""

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
    r"|associated press writers?|https?://|www\."
)
"""Searched in folded text, which is several times as quick as ignoring case."""
_QUOTE_MARK = re.compile(r"[“”\"„«»]")
_GARBLED = frozenset({"machine-translated", "glued-words"})
_FIRST_PERSON = re.compile(r"\b(?:I|I’m|I'm|my|you|your)\b")


def rank_facts(
    view: StoryView, disagreements: Sequence[Disagreement], utterances: Sequence[Utterance], stale: Collection[Span]
) -> tuple[Fact, ...]:
    """The story's facts, most important first. What stands on two sides of a disagreement is not of one fact. `stale`
    are the spans of figures that are corrected or replaced: a sentence with one leads no fact that another can lead."""
    readings = read_story(view, utterances, disagreements)
    if not readings:
        return ()
    lexical, vectors = word_matrix(readings), embed([reading.read.text for reading in readings])
    features = np.hstack([math.sqrt(WORDS) * lexical, math.sqrt(MEANING) * vectors]).astype(np.float32)
    centrality = _centrality(view, readings, lexical, vectors)
    furniture = [
        _FURNITURE.search(reading.read.text.casefold()) is not None
        or is_notice(view, reading.read)
        or any(_holds(reading.read.sentence.span, span) for span in stale if span.article_id == reading.read.article_id)
        for reading in readings
    ]
    quality = np.array(
        [
            _quality(reading) * _wording(view, reading) * (0.25 if is_bare else 1.0)
            for reading, is_bare in zip(readings, furniture, strict=True)
        ],
        dtype=np.float32,
    )
    disputed_articles: dict[str, list[Span]] = defaultdict(list)
    for disagreement in disagreements:
        for span, _ in sides_of(disagreement):
            disputed_articles[span.article_id].append(span)
    rows = []
    for lead, evidence in Claims(readings).group(features, quality * (0.4 + centrality)):
        members = [readings[number] for number in evidence]
        importance = _importance(view, members, float(centrality[lead]), float(quality[lead]))
        importance *= 0.4 if furniture[lead] else 1.0
        rows.append((importance, readings[lead], members))
    rows.sort(key=lambda row: (-round(row[0], 4), row[1].order, row[1].read.article_id, row[1].read.sentence.start))
    return tuple(_fact(view, f"f{number}", row, disputed_articles) for number, row in enumerate(rows, start=1))


def _centrality(view: StoryView, readings: Sequence[Reading], lexical: Floats, vectors: Floats) -> Floats:
    """How near each sentence is to what most independent origins write about, scaled to 0..1."""
    origins: dict[str, list[int]] = defaultdict(list)
    for row, reading in enumerate(readings):
        origins[view.origin(reading.read.article_id)].append(row)
    score = np.zeros(len(readings), dtype=np.float32)
    for matrix, share in ((lexical, WORDS), (vectors, MEANING)):
        centres = [matrix[rows].mean(axis=0) for rows in origins.values()]
        centre = np.mean([centre / max(float(np.linalg.norm(centre)), 1e-9) for centre in centres], axis=0)
        found = matrix @ centre.astype(np.float32)
        score += share * found / max(float(found.max(initial=0.0)), 1e-9)
    return np.asarray(np.clip(score, 0.0, 1.0), dtype=np.float32)


def _quality(reading: Reading) -> float:
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
    outside = re.sub(r"[“\"][^”\"]*[”\"]?", "", text)
    if _FIRST_PERSON.search(outside):
        quality *= 0.7
    if not outside.strip(" .,") or (
        text[:1] in '“"' and not reading.read.mentions.attributions and not reading.speakers
    ):
        quality *= 0.6
    if len(_QUOTE_MARK.findall(text)) % 2:
        quality *= 0.45  # torn out of a longer quotation
    if not reading.names and not reading.figures:
        quality *= 0.85
    return quality * (0.85 + 0.15 * math.exp(-reading.order / 6))


def _wording(view: StoryView, reading: Reading) -> float:
    """Less for the sentences of a text that a machine has translated or that has run together: where another outlet
    tells the same in proper words, these are shown."""
    codes = {notice.code for notice in view.article(reading.read.article_id).notices}
    return 0.7 if codes & _GARBLED else 1.0


def _importance(view: StoryView, members: Sequence[Reading], centrality: float, quality: float) -> float:
    """0..1 from corroboration by independent origins, centrality, place in the articles, figures and names."""
    origins = {view.origin(member.read.article_id) for member in members}
    lead = members[0]
    signals = {
        "corroboration": math.log(len(origins)) / math.log(max(view.n_origins, 2)),
        "centrality": centrality,
        "place": max(math.exp(-member.order / 8) for member in members),
        "length": min(1.0, len(lead.vocabulary) / 20),
        "names": min(1.0, len(lead.names) / 4),
        "telling": 0.5 * bool(lead.figures) + 0.5 * bool(lead.read.mentions.attributions),
    }
    total = sum(_WEIGHTS[name] * value for name, value in signals.items())
    return min(1.0, max(0.0, total * (0.5 + 0.5 * quality)))


def _fact(
    view: StoryView, fact_id: str, row: tuple[float, Reading, list[Reading]], disputed: dict[str, list[Span]]
) -> Fact:
    importance, lead, members = row
    spans = tuple(member.read.sentence.span for member in members)
    speaker, stance = _speaker(view, lead.read)
    return Fact(
        id=fact_id,
        lead=lead.read.sentence.span,
        text=lead.read.text,
        evidence=spans,
        n_origins=len({view.origin(span.article_id) for span in spans}),
        n_articles=len({span.article_id for span in spans}),
        importance=round(importance, 4),
        speaker=speaker,
        is_disputed=any(_holds(span, figure) for span in spans for figure in disputed.get(span.article_id, ())),
        stance=stance,
        modality=lead.read.mentions.modality,
    )


def _holds(span: Span, inner: Span) -> bool:
    return span.article_id == inner.article_id and span.start <= inner.start and inner.end <= span.end


def _speaker(view: StoryView, read: ReadSentence) -> tuple[str, Stance]:
    """Whose claim the sentence is, and what they do with it: of the attribution or quotation that holds most of it."""
    held = [
        (cue.content_end - cue.content_start, -cue.start, cue.speaker, cue.stance)
        for cue in read.mentions.attributions
        if cue.speaker
    ]
    held += [
        (said.end - said.start, -said.start, said.speaker, Stance.SAID)
        for said in read.mentions.quotations
        if said.speaker and not said.is_scare
    ]
    if not held:
        return "", Stance.OTHER
    size, _, speaker, stance = max(held)
    return (view.speaker(read, speaker), stance) if 3 * size >= len(read.text) else ("", Stance.OTHER)
