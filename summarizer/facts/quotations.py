"""One utterance a thing said: its wordings (translations, shortenings, pieces) in several articles joined.

Speakers are compared first: near-identical words by two people stay two utterances. Of one speaker, pieces of two
articles are aligned best pair first, and an article's two pieces never fall together, so that what resembles most is
paired and what is left over pairs with what is left over.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from summarizer.facts.view import StoryView
from summarizer.model import Quotation, QuotationVariant, ReadSentence, Span, Utterance
from summarizer.similarity import content_words, embed, idf, words

_SENTENCE_END = re.compile(r"[.!?…]['’”\"]?\s+(?=[\"“‘'A-Z])")
_SHORTEST = 3
"""Words a quotation needs to count as something said; shorter ones are shreds ("non-starters")."""

_SAME_WORDS, _SAME_MEANING, _SAME_ANONYMOUS = 0.62, 0.5, 0.8
"""Likeness (`_likeness`) from which a speaker's pieces are one utterance: by itself, and where both stand in the same
place of their articles' quotations; and from which unattributed words are the words of a named speaker."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence of a quotation: whose, where, and the words."""

    key: str
    speaker: str
    article_id: str
    start: int
    end: int
    words: str


def find_utterances(view: StoryView) -> tuple[Utterance, ...]:
    """What speakers said in the story, that with most wordings first, then in the order of the articles."""
    pieces = _pieces(view)
    by_speaker: dict[str, list[_Piece]] = defaultdict(list)
    for piece in pieces:
        by_speaker[piece.key].append(piece)
    nobody = by_speaker.pop("", [])
    clusters = [cluster for key in sorted(by_speaker) for cluster in _clusters(by_speaker[key])]
    clusters = _place_anonymous(clusters, nobody)
    utterances = []
    ranked = sorted(clusters, key=lambda group: (-len({p.article_id for p in group}), group[0].speaker, group[0].words))
    for number, cluster in enumerate(ranked, start=1):
        speaker = next((piece.speaker for piece in cluster if piece.speaker), "")
        variants = tuple(
            QuotationVariant(piece.words, Span(piece.article_id, piece.start, piece.end), view.label(piece.article_id))
            for piece in sorted(cluster, key=lambda piece: (piece.article_id, piece.start))
        )
        utterances.append(Utterance(f"q{number}", speaker, variants))
    return tuple(utterances)


def _pieces(view: StoryView) -> list[_Piece]:
    """The sentences of all quotations; parts of one sentence around its "he said" are put together."""
    pieces: list[_Piece] = []
    for read in view.story.sentences:
        parts: list[_Piece] = []
        for quotation in read.mentions.quotations:
            if not quotation.is_scare:
                parts.extend(_split(view, read, quotation))
        joined: list[_Piece] = []
        for part in parts:
            before = joined[-1] if joined else None
            if before is not None and before.key == part.key and _continues(before.words, part.words):
                joined[-1] = replace(before, end=part.end, words=f"{before.words} {part.words}")
            else:
                joined.append(part)
        pieces.extend(part for part in joined if len(words(part.words)) >= _SHORTEST)
    return pieces


def _continues(words_before: str, words_after: str) -> bool:
    return words_after[:1].islower() and not re.search(r"[.!?…]['’”\"]?$", words_before)


def _split(view: StoryView, read: ReadSentence, quotation: Quotation) -> list[_Piece]:
    speaker = view.speaker(read, quotation.speaker)
    key = view.names.speaker_key(speaker, read.article_id)
    offset = quotation.start
    body = quotation.words
    inside = read.text.find(body, max(0, quotation.start - read.sentence.start))
    if inside >= 0:
        offset = read.sentence.start + inside
    cuts = [0, *(match.end() for match in _SENTENCE_END.finditer(body)), len(body)]
    sentences = [(start, end) for start, end in pairwise(cuts) if body[start:end].strip()]
    merged: list[tuple[int, int]] = []
    for start, end in sentences:
        short = len(words(body[start:end])) < _SHORTEST + 2
        if merged and (
            short or _is_open(body[slice(*merged[-1])]) or len(words(body[slice(*merged[-1])])) < _SHORTEST + 2
        ):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return [
        _Piece(
            key,
            speaker,
            read.article_id,
            offset + start,
            offset + start + len(body[start:end].rstrip()),
            body[start:end].strip(),
        )
        for start, end in merged
    ]


def _is_open(text: str) -> bool:
    """Whether an inner quotation is left open."""
    return text.count("‘") > len(re.findall(r"’(?!\w)", text))


def _clusters(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """A speaker's pieces, those of one utterance together."""
    if len(pieces) == 1:
        return [list(pieces)]
    vectors = embed([piece.words for piece in pieces])
    likeness = vectors @ vectors.T
    texts = [frozenset(content_words(piece.words)) for piece in pieces]
    pairs = []
    for first, one in enumerate(pieces):
        for second in range(first + 1, len(pieces)):
            other = pieces[second]
            if one.article_id != other.article_id:
                score = _likeness(float(likeness[first, second]), texts[first], texts[second])
                if score >= _SAME_MEANING:
                    pairs.append((-score, first, second))
    home = {number: [number] for number in range(len(pieces))}
    for negative, first, second in sorted(pairs):
        left, right = home[first], home[second]
        if left is right or -negative < _SAME_WORDS:
            continue
        if {pieces[number].article_id for number in left} & {pieces[number].article_id for number in right}:
            continue
        left.extend(right)
        for number in right:
            home[number] = left
    groups = {id(group): group for group in home.values()}
    return [[pieces[number] for number in group] for group in groups.values()]


def _likeness(meaning: float, texts: frozenset[str], others: frozenset[str]) -> float:
    """How like two wordings are, 0..1: shared rare words of the shorter one, and nearness of meaning."""
    weights = [sum(idf(word) for word in text) for text in (texts, others)]
    if min(weights) <= 0:
        return max(0.0, meaning)
    shared = sum(idf(word) for word in texts & others)
    contained = shared / min(weights)
    balanced = shared / math.sqrt(weights[0] * weights[1])
    return 0.5 * max(0.0, meaning) + 0.25 * contained + 0.25 * balanced


def _place_anonymous(clusters: list[list[_Piece]], nobody: Sequence[_Piece]) -> list[list[_Piece]]:
    """Unattributed words go to the named speaker of almost the same words, else among themselves."""
    if not nobody:
        return clusters
    named = [piece for cluster in clusters for piece in cluster]
    home = [cluster for cluster in clusters for _ in cluster]
    meaning = embed([piece.words for piece in nobody]) @ embed([piece.words for piece in named]).T if named else None
    texts = [frozenset(content_words(piece.words)) for piece in named]
    left: list[_Piece] = []
    for row, piece in enumerate(nobody):
        own = frozenset(content_words(piece.words))
        scores = [
            (_likeness(float(meaning[row, column]), own, texts[column]), -column)
            for column in range(len(named))
            if meaning is not None and meaning[row, column] >= _SAME_WORDS
        ]
        best = max(scores, default=(0.0, 0))
        if best[0] >= _SAME_ANONYMOUS and piece.article_id not in {other.article_id for other in home[-best[1]]}:
            home[-best[1]].append(piece)
        else:
            left.append(piece)
    return clusters + (_clusters(left) if left else [])
