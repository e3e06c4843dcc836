"""Which sentences: a lead, then at each step the sentence that tells most that is new, for its length.

What matters is what several origins tell, and what they tell early: a concept (a content word, or two in a row) weighs
the more, the more origins have it and the nearer to their beginning (after Gillick and Favre 2009, "A scalable global
model for summarization", whose concepts are bigrams weighed by the documents that hold them). An origin counts once,
however many copies it has. Voices are balanced: each further sentence of a speaker or of an article counts for less.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from summarizer.engines.extractive.print_rules import outside_quotes
from summarizer.model import Span
from summarizer.similarity import Floats, content_words, idf

# Chosen on data/stories (multinews) by ROUGE and by reading. A quarter more or less of any of LENGTH_POWER,
# LONE_ORIGIN, POSITION_DECAY and SAME_SPEAKER moves ROUGE-1, -2 and -L by 0.3 at most there.
LENGTH_POWER = 0.6  # gain is divided by words ** this: 0 prefers long sentences, 1 short ones
LONE_ORIGIN = 0.35  # what a concept of only one of several origins weighs
POSITION_DECAY = 0.12  # a concept first met in the ninth sentence weighs half of one in the first
SAME_SPEAKER = 0.55  # each further sentence of a speaker
SAME_ARTICLE = 0.93  # each further sentence of an article
HEARD = 0.25  # what each further outlet that quotes an utterance adds to it
REPEATED = 0.62  # a sentence is a repetition when this part of its content words stands in one chosen before
NEAR = 0.45  # cosine from which a sentence begins to count as told: 24 % of the pairs within a multinews story reach it
SAME = 0.72  # cosine at which nothing new is left: 1 % of those pairs reach it
MIN_GAIN = 0.04  # of the first choice's: what tells less than this is not worth a reader's time


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that can stand alone, and what choosing and ordering must know of it."""

    text: str
    span: Span
    number: int  # of its article
    origin: str
    index: int  # in its article
    loss: float
    importance: float = 0.5
    fact_id: str = ""
    evidence: tuple[Span, ...] = ()
    speaker: str = ""
    utterances: tuple[str, ...] = ()
    n_heard: int = 1  # outlets that carry its best-known utterance
    disagreements: tuple[str, ...] = ()
    is_background: bool = False
    vector: Floats | None = field(default=None, repr=False, compare=False)
    concepts: frozenset[str] = field(default=frozenset(), repr=False)
    content: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def n_words(self) -> int:
        """Its length as a reader counts it."""
        return len(self.text.split())

    @property
    def is_quotation(self) -> bool:
        """Whether a fifth of it is somebody's own words."""
        own = outside_quotes(self.text)
        return sum(a != b for a, b in zip(own, self.text, strict=False)) > len(self.text) / 5


def concepts_of(text: str) -> frozenset[str]:
    """The content words of a text, and each two in a row.

    >>> sorted(concepts_of("The harbour was closed."))
    ['clos', 'harbour', 'harbour clos']
    """
    found = content_words(text)
    return frozenset(found) | frozenset(f"{a} {b}" for a, b in pairwise(found))


def weigh_concepts(sentences: Iterable[tuple[str, int, frozenset[str]]]) -> dict[str, float]:
    """What each concept of a story weighs, from (origin, place in its article, concepts) of all its sentences."""
    by_origin: dict[str, dict[str, float]] = defaultdict(dict)
    counts: Counter[str] = Counter()
    for origin, index, concepts in sentences:
        early = 1.0 / (1.0 + POSITION_DECAY * index)
        known = by_origin[origin]
        for concept in concepts:
            known[concept] = max(known.get(concept, 0.0), early)
            counts[concept] += 1
    totals: dict[str, list[float]] = defaultdict(list)
    for known in by_origin.values():
        for concept, early in known.items():
            totals[concept].append(early)
    weights = {}
    for concept, found in totals.items():
        lone = LONE_ORIGIN if len(found) == 1 and len(by_origin) > 1 else 1.0
        rare = min(1.0, idf(concept) / 4.0) if " " not in concept else 1.0
        often = min(1.0, counts[concept] / 3.0) ** 0.5
        weights[concept] = sum(sorted(found)) * lone * rare * often
    return weights


def choose(candidates: Sequence[Candidate], weights: dict[str, float], n_words: int, told: str = "") -> list[Candidate]:
    """The candidates to print, the lead first, in about `n_words` words; `told` is what is said besides them."""
    pool = sorted(candidates, key=lambda c: (c.text, c.span.article_id))
    if not pool:
        return []
    lead = max(pool, key=lambda c: (_lead_value(c, weights), c.text))
    chosen = [lead]
    covered = set(lead.concepts) | concepts_of(told)
    first_gain = _gain(lead, weights, set()) or 1.0
    n_left = n_words - lead.n_words
    while pool and n_left > 0:
        pool = [c for c in pool if not _repeats(c, chosen) and c.n_words <= n_left + n_words * 0.1]
        best = max(pool, key=lambda c: (_value(c, chosen, weights, covered), c.text), default=None)
        if best is None:
            break
        is_enough = n_left <= n_words * 0.2 and _value(best, chosen, weights, covered) < MIN_GAIN * first_gain
        if is_enough:
            break
        chosen.append(best)
        covered |= best.concepts
        n_left -= best.n_words
    return chosen


def _gain(candidate: Candidate, weights: dict[str, float], covered: set[str]) -> float:
    new = sum(sorted(weights.get(concept, 0.0) for concept in candidate.concepts - covered))
    return new / math.pow(max(8, candidate.n_words), LENGTH_POWER)


def _lead_value(candidate: Candidate, weights: dict[str, float]) -> float:
    """An opening says who did what: an early sentence, told plainly, that shares most with all articles."""
    early = 1.0 / (1.0 + 0.5 * candidate.index)
    plain = 0.6 if candidate.is_quotation or candidate.text[0] in '“"' else 1.0
    short = 0.8 if candidate.n_words > 45 or candidate.n_words < 10 else 1.0
    disputed = 0.6 if candidate.disagreements else 1.0
    return (
        _gain(candidate, weights, set())
        * early
        * plain
        * short
        * disputed
        * (1 - candidate.loss)
        * (0.5 + candidate.importance)
    )


def _value(candidate: Candidate, chosen: Sequence[Candidate], weights: dict[str, float], covered: set[str]) -> float:
    value = _gain(candidate, weights, covered) * math.pow(1 - candidate.loss, 1.5) * (0.5 + candidate.importance)
    if candidate.speaker:
        value *= math.pow(SAME_SPEAKER, sum(other.speaker == candidate.speaker for other in chosen))
    value *= 1.0 - min(0.95, max(0.0, _nearest(candidate, chosen) - NEAR) / (SAME - NEAR))
    value *= 1.0 + HEARD * min(3, candidate.n_heard - 1)
    value *= math.pow(SAME_ARTICLE, sum(other.number == candidate.number for other in chosen))
    return value


def _nearest(candidate: Candidate, chosen: Sequence[Candidate]) -> float:
    """How near in meaning the nearest of the chosen is, 0..1."""
    if candidate.vector is None:
        return 0.0
    near = [float(np.dot(candidate.vector, other.vector)) for other in chosen if other.vector is not None]
    return max(near, default=0.0)


def _repeats(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Whether one of the chosen tells this already: the same fact, the same utterance, or nearly the same words."""
    for other in chosen:
        if candidate.span == other.span or (candidate.fact_id and candidate.fact_id == other.fact_id):
            return True
        if set(candidate.utterances) & set(other.utterances) or candidate.span in other.evidence:
            return True
        shared = len(candidate.content & other.content)
        smaller = min(len(candidate.content), len(other.content))
        if smaller and shared / smaller > REPEATED and shared >= 3:
            return True
    return False


def is_background(text: str, year: int | None) -> bool:
    """Whether a sentence tells of what was before: an earlier year, or a word for former times.

    >>> is_background("A leak at the plant killed 14 dockers in 2019.", 2025)
    True
    """
    years = [int(found) for found in re.findall(r"\b(?:1[89]|20)\d\d\b", text)]
    if years and (year is None or min(years) < year):
        return True
    return bool(
        re.search(
            r"\b(?:last year|years ago|decades|since (?:the )?[12]\d{3}|previously|for years|in the past)\b", text
        )
    )
