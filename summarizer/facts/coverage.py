"""Which facts a summary leaves out.

A summary tells a fact in other words, and it speaks of the same people without telling it. So names and offices are
taken out before words and meaning are compared, and figures of one value count much, more so beside a shared name.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from summarizer.facts.figure_words import counted_class
from summarizer.mentions import find_mentions
from summarizer.model import Fact, Facts, Figure, FigureKind, Span
from summarizer.similarity import content_words, embed, idf, words

Words = frozenset[str]
Floats = NDArray[np.float32]

SIGNS = ("nearest", "together", "meaning", "length", "figures", "figures of it", "all words")
"""What is weighed, each 0 to 1: the share of the fact's words that one sentence has, that all have together, nearness
in meaning, how many words there are, the share of its figures that one sentence has, the same where that sentence
shares a name with it, and the share of all its words, names too. Rare words weigh more."""
_WEIGHTS, _BIAS = (2.1, 1.1, 1.1, 2.1, 1.7, 1.9, 1.6), -5.1
"""Fitted by `eval.training.left_out` on facts of dev bundles that a reader has judged, told or not."""
SURE = 0.6  # chance from which a fact counts as told: one told that is listed costs a glance, one hidden is lost
_ENOUGH_WORDS = 8  # of these, more tell no more
_LEAST_QUOTED = 4  # words of a quotation, from which it is known again
_SAME = 0.9  # share of all its words in one sentence with which a fact is told, whatever the rest says
_TELLING = 13  # figures from here on tell by their value alone; "three" needs the same thing counted
_LONGEST = 1_500  # characters of what may be a sentence
_NO_VALUES = frozenset({FigureKind.YEAR, FigureKind.ORDINAL, FigureKind.AGE, FigureKind.CLOCK})


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence of the summary or of a fact: all its words, those that are no names, and its figures."""

    words: Words
    bare: Words
    figures: tuple[Figure, ...]


def left_out(facts: Facts, texts: Sequence[str]) -> tuple[Fact, ...]:
    """The facts that a summary does not tell, those of most independent origins first, then the most important.

    >>> left_out(Facts(), ["Nothing happened."])
    ()
    """
    if not facts.facts:
        return ()
    weights = np.array(_WEIGHTS)
    signs = coverage_signs(facts, texts)
    quoted = _quoted(facts, texts)
    missing = [
        fact
        for fact, row in zip(facts.facts, signs, strict=True)
        if row[-1] < _SAME
        and float(row @ weights) + _BIAS < math.log(SURE / (1 - SURE))
        and not any(_is_most_of(span, fact.lead) for span in quoted)
    ]
    return _once_each(facts, sorted(missing, key=lambda fact: (-fact.n_origins, -fact.importance)))


def _once_each(facts: Facts, missing: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts without those that only have what somebody said, as one before them has it, in another wording."""
    said: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for utterance in facts.utterances:
        for variant in utterance.variants:
            if len(variant.words.split()) >= _LEAST_QUOTED:
                said[variant.span.article_id].append((utterance.id, variant.span))
    seen: set[str] = set()
    kept = []
    for fact in missing:
        own = {id_ for id_, span in said.get(fact.lead.article_id, ()) if _is_part_of(span, fact.lead)}
        if not own or own - seen:
            kept.append(fact)
        seen |= own
    return tuple(kept)


def _is_part_of(span: Span, lead: Span) -> bool:
    """Whether a quotation of an article is a third of the sentence of it that tells a fact, at least."""
    return 3 * (min(span.end, lead.end) - max(span.start, lead.start)) >= lead.end - lead.start


def _quoted(facts: Facts, texts: Sequence[str]) -> list[Span]:
    """Where the articles have, in whatever wording or translation, what the summary quotes in one of them."""
    told = [" ".join(words(text)) for text in texts]
    found: list[Span] = []
    for utterance in facts.utterances:
        wordings = [" ".join(words(variant.words)) for variant in utterance.variants]
        if any(len(wording.split()) >= _LEAST_QUOTED and wording in text for wording in wordings for text in told):
            found.extend(variant.span for variant in utterance.variants)
    return found


def _is_most_of(span: Span, lead: Span) -> bool:
    """Whether a quotation is at least half of the sentence that tells a fact."""
    is_inside = span.article_id == lead.article_id and lead.start <= span.start and span.end <= lead.end
    return is_inside and 2 * (span.end - span.start) >= lead.end - lead.start


def coverage_signs(facts: Facts, texts: Sequence[str]) -> Floats:
    """What speaks for each fact being told: a row a fact, a column a sign of `SIGNS`."""
    if not texts:
        return np.zeros((len(facts.facts), len(SIGNS)), dtype=np.float32)
    names, offices = _named(facts)
    unsaid = names | offices
    told = [_told(text, unsaid, _figures_in(text)) for text in texts]
    current = _current(facts)
    rows = [
        _signs(_told(fact.text, unsaid, _within(fact.lead, current)), told, names, near)
        for fact, near in zip(facts.facts, _nearness(facts, texts, unsaid), strict=True)
    ]
    return np.array(rows, dtype=np.float32).reshape(len(facts.facts), len(SIGNS))


def _told(text: str, unsaid: Words, figures: Iterable[Figure]) -> _Told:
    words = frozenset(content_words(text))
    return _Told(words, words - unsaid, tuple(figure for figure in figures if figure.kind not in _NO_VALUES))


def _signs(fact: _Told, told: Sequence[_Told], names: Words, near: float) -> tuple[float, ...]:
    words, bare, own_names = fact.words, fact.bare, fact.words & names
    found = [_figures_told(fact.figures, one.figures) for one in told]
    of_it = [share for share, one in zip(found, told, strict=True) if own_names & one.words]
    return (
        max(_share(bare, one.bare) for one in told),
        _share(bare, frozenset().union(*(one.bare for one in told))),
        near,
        min(len(bare), _ENOUGH_WORDS) / _ENOUGH_WORDS,
        max(found),
        max(of_it, default=0.0),
        max(_share(words, one.words) for one in told),
    )


def _nearness(facts: Facts, texts: Sequence[str], unsaid: Words) -> list[float]:
    """How near each fact is to a sentence in meaning, names aside."""

    def bare(text: str) -> str:
        return " ".join(word for word in content_words(text) if word not in unsaid)

    near = embed([bare(fact.text) for fact in facts.facts]) @ embed([bare(text) for text in texts]).T
    return [float(value) for value in near.max(axis=1)]


def _named(facts: Facts) -> tuple[Words, Words]:
    """The words of the story's names under all spellings, and those of people's offices and roles."""
    names = {
        word for entity in facts.entities for name in (entity.name, *entity.spellings) for word in content_words(name)
    }
    offices = {word for entity in facts.entities for role in entity.roles for word in content_words(role)}
    return frozenset(names), frozenset(offices)


def _current(facts: Facts) -> dict[str, list[tuple[int, Figure]]]:
    """By article, in order of place, the figures without those that are corrected or replaced: nobody should tell
    them."""
    found: dict[str, list[tuple[int, Figure]]] = defaultdict(list)
    for stated in sorted(facts.figures, key=lambda stated: stated.span.start):
        if not stated.is_superseded:
            found[stated.span.article_id].append((stated.span.start, stated.figure))
    return found


def _within(lead: Span, figures: Mapping[str, Sequence[tuple[int, Figure]]]) -> list[Figure]:
    """The figures of one sentence."""
    own = figures.get(lead.article_id, ())
    first, last = (bisect_left(own, place, key=itemgetter(0)) for place in (lead.start, lead.end))
    return [figure for _, figure in own[first:last]]


def _figures_in(text: str) -> list[Figure]:
    """The figures of a sentence; one too long to be any is read in parts, since readers compare word with word."""
    spans = [(start, min(start + _LONGEST, len(text))) for start in range(0, len(text), _LONGEST)]
    return [figure for read in find_mentions(text, spans) for figure in read.figures]


def _figures_told(figures: Sequence[Figure], told: Sequence[Figure]) -> float:
    """Which part of the figures is among those told."""
    return sum(any(_is_same(figure, other) for other in told) for figure in figures) / max(1, len(figures))


def _is_same(one: Figure, other: Figure) -> bool:
    """Whether two figures have one value and count one thing; a small one must say what it counts."""
    if (one.low, one.high) != (other.low, other.high):
        return False
    if (one.kind, one.unit) != (other.kind, other.unit):
        return one.high >= _TELLING and any(_is_bare(figure) for figure in (one, other))
    if one.counted and other.counted:
        return counted_class(one.counted) == counted_class(other.counted)
    return one.high >= _TELLING or bool(one.unit)


def _is_bare(figure: Figure) -> bool:
    """Whether a figure says neither its unit nor what it counts: "4.6 million"."""
    return figure.kind is FigureKind.COUNT and not figure.unit and not figure.counted


def _share(words: Words, found: Words) -> float:
    """Which part of the words is found, rare ones weighing more."""
    total = math.fsum(idf(word) for word in words)
    return math.fsum(idf(word) for word in words & found) / total if total else 0.0
