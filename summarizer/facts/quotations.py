"""One utterance a thing said: its wordings (translations, shortenings, pieces) in several articles joined.

Speakers are compared first: near-identical words by two people stay two utterances. Of one speaker, pieces of two
articles are aligned best pair first, and an article's two pieces never fall together; then pieces that stand beside
aligned ones are aligned too when they are a little alike, since translations of a passage keep its order.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from summarizer.facts.venues import venue_of
from summarizer.facts.view import StoryView
from summarizer.model import Quotation, QuotationVariant, ReadSentence, Span, Utterance
from summarizer.similarity import content_words, embed, idf, words

_SENTENCE_END = re.compile(r"[.!?…]['’”\"]?\s+(?=[\"“‘'A-Z])")
_OTHER_STATEMENT = re.compile(
    r"\b(?:and|but|while|though|although|then|later)\b[^“”\"]*\b(?:add|sa[iy]|call|describ|term|prais|nam|dismiss|warn|told"
    r"|stat|argu|insist|conced|acknowledg|was|were|is|are)\w*\b|\b(?:add(?:ed|s|ing)|sa(?:id|ys|ying)|told \w+) that\b",
    re.I,
)
"""Between two quotations: what makes the second a part of another statement, not the rest of the first."""
_TAG = re.compile(
    r"(?:[\w’'.-]+ ){1,3}(?:said|says|added|told \w+|wrote|asked|explained|continued|went on)(?: \w+){0,2}"
)
"""What alone may stand between the pieces of one sentence that begins in small letters: else they are two shreds."""
_SHORTEST = 3
"""Words a quotation needs to count as something said; shorter ones are shreds ("non-starters")."""

_SAME_WORDS, _SAME_PLACE, _SAME_ANONYMOUS = 0.62, 0.3, 0.8
"""Likeness (`_likeness`) from which a speaker's pieces are one utterance: by itself, and beside pieces that already are
one (translations of one passage keep its order); and from which unattributed words are a named speaker's."""
_LONGEST = 3_000  # characters of one utterance: pieces are joined no further
_NEAR = 400
"""Characters between two pieces of one passage: about a "he said" and a sentence."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence of a quotation: whose, where, and the words."""

    key: str
    speaker: str
    article_id: str
    start: int
    end: int
    words: str
    verb: str = ""
    venue: str = ""


def find_utterances(view: StoryView) -> tuple[Utterance, ...]:
    """What speakers said in the story, that with most wordings first, then in the order of the articles."""
    pieces = _pieces(view)
    by_speaker: dict[str, list[_Piece]] = defaultdict(list)
    for piece in sorted(pieces, key=lambda piece: (piece.article_id, piece.start)):
        by_speaker[piece.key].append(piece)
    nobody = by_speaker.pop("", [])
    clusters = [cluster for key in sorted(by_speaker) for cluster in _clusters(by_speaker[key])]
    clusters = _place_anonymous(clusters, nobody)
    utterances = []
    ranked = sorted(clusters, key=lambda group: (-len({p.article_id for p in group}), group[0].speaker, group[0].words))
    for number, cluster in enumerate(ranked, start=1):
        speaker = next((piece.speaker for piece in cluster if piece.speaker), "")
        variants = tuple(
            QuotationVariant(
                words=piece.words,
                span=Span(piece.article_id, piece.start, piece.end),
                outlet=view.label(piece.article_id),
                verb=piece.verb,
                venue=piece.venue,
            )
            for piece in sorted(cluster, key=lambda piece: (piece.article_id, piece.start))
        )
        utterances.append(Utterance(f"q{number}", speaker, variants))
    return tuple(utterances)


def _pieces(view: StoryView) -> list[_Piece]:
    """The sentences of all quotations; what stands around a "he said", or in an inner quotation, is put together."""
    pieces: list[_Piece] = []
    before: tuple[ReadSentence, str] | None = None
    for read in view.story.sentences:
        for quotation in read.mentions.quotations:
            if quotation.is_scare:
                continue
            speaker = view.quoted_speaker(read, quotation)
            if not speaker and before is not None and _goes_on(before[0], read, quotation):
                speaker = before[1]
            if speaker:
                before = read, speaker
            for part in _split(view, read, quotation, speaker):
                last = pieces[-1] if pieces else None
                if last is not None and last.key == part.key and _is_one(last, part, read):
                    pieces[-1] = replace(last, end=part.end, words=f"{last.words} {part.words}")
                else:
                    pieces.append(part)
    return [piece for piece in pieces if len(words(piece.words)) >= _SHORTEST or _is_short_statement(piece)]


def _is_short_statement(piece: _Piece) -> bool:
    """Whether a word or two are all that somebody says, "“We refuse,” Moss said", and no shred of it."""
    is_whole = piece.words[:1].isupper() and piece.words.rstrip().endswith((",", ".", "!", "?"))
    return is_whole and bool(piece.speaker) and bool(piece.verb)


def _goes_on(before: ReadSentence, read: ReadSentence, quotation: Quotation) -> bool:
    """Whether a bare quotation follows right upon a sentence whose speaker is known, in the same paragraph."""
    one, other = before.sentence, read.sentence
    is_bare = quotation.end - quotation.start >= len(read.text) - 2
    return (
        is_bare
        and one.article_id == other.article_id
        and one.paragraph == other.paragraph
        and other.index - one.index == 1
    )


def _is_one(last: _Piece, part: _Piece, read: ReadSentence) -> bool:
    if last.article_id != part.article_id or part.start - last.end > _NEAR or len(last.words) > _LONGEST:
        return False
    if _is_open(last.words):
        return True
    between = read.text[max(0, last.end - read.sentence.start) : part.start - read.sentence.start]
    is_tag = _OTHER_STATEMENT.search(between) is None and (
        not last.words[:1].islower() or _TAG.fullmatch(between.strip(" ,”“\"’‘'")) is not None
    )
    return last.start >= read.sentence.start and is_tag and _continues(last.words, part.words)


def _continues(words_before: str, words_after: str) -> bool:
    return words_after[:1].islower() and not re.search(r"[.!?…]['’”\"]?$", words_before)


def _split(view: StoryView, read: ReadSentence, quotation: Quotation, speaker: str) -> list[_Piece]:
    key = view.names.speaker_key(speaker, read.article_id)
    venue = _venue(view, read, quotation)
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
            quotation.verb,
            venue,
        )
        for start, end in merged
    ]


def _venue(view: StoryView, read: ReadSentence, quotation: Quotation) -> str:
    """Where it was said: told in its own sentence, else in the one that names its speaker."""
    own = venue_of(read.text, quotation.start - read.sentence.start, quotation.end - read.sentence.start)
    start, end = quotation.told_at
    if own or start == end or read.sentence.start <= start < read.sentence.end:
        return own
    telling = view.by_article()[read.article_id]
    told = next((other for other in telling if other.sentence.start <= start < other.sentence.end), None)
    return venue_of(told.text, start - told.sentence.start, end - told.sentence.start) if told else ""


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
            if one.article_id != pieces[second].article_id:
                score = _likeness(float(likeness[first, second]), texts[first], texts[second])
                if score >= _SAME_PLACE:
                    pairs.append((-score, first, second))
    pairs.sort()
    home = {number: [number] for number in range(len(pieces))}
    for negative, first, second in pairs:
        if -negative >= _SAME_WORDS:
            _join(home, pieces, first, second)
    beside = _neighbours(pieces)
    for _, first, second in pairs:
        if any(
            home[one] is home[other]
            for one, other in zip(beside[first], beside[second], strict=True)
            if one >= 0 <= other
        ):
            _join(home, pieces, first, second)
    groups = {id(group): group for group in home.values()}
    return [[pieces[number] for number in group] for group in groups.values()]


def _join(home: dict[int, list[int]], pieces: Sequence[_Piece], first: int, second: int) -> None:
    """Put two pieces' groups together, unless an article would stand in the group twice."""
    left, right = home[first], home[second]
    articles = {pieces[number].article_id for number in left}
    if left is not right and not any(pieces[number].article_id in articles for number in right):
        left.extend(right)
        for number in right:
            home[number] = left


def _neighbours(pieces: Sequence[_Piece]) -> list[tuple[int, int]]:
    """The piece of the same speaker right before and right after each in its article, -1 where none is near."""
    order = sorted(range(len(pieces)), key=lambda number: (pieces[number].article_id, pieces[number].start))
    found = [[-1, -1] for _ in pieces]
    for before, after in pairwise(order):
        one, other = pieces[before], pieces[after]
        if one.article_id == other.article_id and other.start - one.end <= _NEAR:
            found[before][1], found[after][0] = after, before
    return [(before, after) for before, after in found]


def _likeness(meaning: float, texts: frozenset[str], others: frozenset[str]) -> float:
    """How like two wordings are, 0..1: shared rare words of the shorter one, and nearness of meaning."""
    weights = [math.fsum(idf(word) for word in text) for text in (texts, others)]
    if min(weights) <= 0:
        return max(0.0, meaning)
    shared = math.fsum(idf(word) for word in texts & others)
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
            if meaning is not None and meaning[row, column] >= 0.5
        ]
        best = max(scores, default=(0.0, 0))
        if best[0] >= _SAME_ANONYMOUS and piece.article_id not in {other.article_id for other in home[-best[1]]}:
            home[-best[1]].append(piece)
        else:
            left.append(piece)
    return clusters + (_clusters(left) if left else [])
