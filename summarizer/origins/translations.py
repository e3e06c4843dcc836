"""Translations share no wording with what they translate: names, figures and the order of telling give them away."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

from summarizer import similarity
from summarizer.model import CleanArticle, ReadSentence
from summarizer.sentences import sentence_spans

_ALIGNED_FROM = 0.3
"""Sentences less alike than this do not tell the same."""
_MIN_ALIGNED, _MIN_SHARE = 4, 0.6
"""Aligned sentences that a translation needs, and their share of the shorter text."""
_FIGURES_SHARE = 0.3
"""What equal figures add to a score: translators keep every figure, two reporters choose different ones."""
_MIN_SCORE = 0.65
"""Translations in the tuning half of `origin_pairs` score .95 and more, independent texts and the seeds up to .55."""

_ANCHOR = re.compile(r"\d+(?:[.,]\d+)*|\b[A-ZÀ-ÞА-Я][\w’'-]{2,}")


@dataclass(frozen=True, slots=True)
class Parallel:
    """How many of the shorter text's sentences are told, in the same order, by the other; `score` is their likeness."""

    n_aligned: int
    n_sentences: int
    score: float


def find_parallels(
    articles: Sequence[CleanArticle],
    sentences: Mapping[str, Sequence[ReadSentence]],
    translated: Collection[str],
) -> dict[tuple[str, str], Parallel]:
    """Pairs (a < b by id) of which one is a translation of the other.

    Only pairs are looked at of which one is known to be translated (its credits or its language say so), or whose
    languages differ: two reporters at one press conference tell the same things in nearly the same order too.
    """
    found = {}
    texts = {article.id: _split(article, sentences.get(article.id, ())) for article in articles}
    ordered = sorted(articles, key=lambda article: article.id)
    for place, a in enumerate(ordered):
        for b in ordered[place + 1 :]:
            is_foreign = bool(a.language and b.language and a.language[:2] != b.language[:2])
            if not is_foreign and not (a.id in translated) ^ (b.id in translated):
                continue
            parallel = align(texts[a.id], texts[b.id], is_foreign=is_foreign)
            if (
                parallel.n_aligned >= _MIN_ALIGNED
                and parallel.n_aligned >= _MIN_SHARE * parallel.n_sentences
                and (parallel.score >= _MIN_SCORE)
            ):
                found[a.id, b.id] = parallel
    return found


def _split(article: CleanArticle, sentences: Sequence[ReadSentence]) -> tuple[str, ...]:
    if sentences:
        return tuple(sentence.text for sentence in sentences)
    return tuple(article.text[start:end] for start, end in sentence_spans(article.text))


def align(a: Sequence[str], b: Sequence[str], *, is_foreign: bool) -> Parallel:
    """The best alignment of two texts' sentences that keeps their order.

    >>> english = ["The dam of Orle broke, hitting 40 homes.", "Marta Ruiz went to Orle."]
    >>> spanish = ["El dique de Orle se rompió con 40 casas.", "Marta Ruiz viajó a Orle."]
    >>> align(english, spanish, is_foreign=True).n_aligned
    2
    """
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    likeness = _likeness(short, long, is_foreign=is_foreign)
    n, m = likeness.shape
    best = np.zeros((n + 1, m + 1))
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            gain = likeness[i - 1, j - 1] if likeness[i - 1, j - 1] >= _ALIGNED_FROM else 0.0
            best[i, j] = max(best[i - 1, j], best[i, j - 1], best[i - 1, j - 1] + gain)
    n_aligned, i, j = 0, n, m
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            n_aligned, i, j = n_aligned + 1, i - 1, j - 1
    score = float(best[n, m]) / n + _FIGURES_SHARE * _figures_in_common(short, long) if n else 0.0
    return Parallel(n_aligned, n, score)


def _figures_in_common(a: Sequence[str], b: Sequence[str]) -> float:
    """Figures of both over figures of either, 0..1; 0 where one text has fewer than two, which shows nothing."""
    left, right = (
        {found for sentence in text for found in _anchors(sentence) if found[0].isdigit()} for text in (a, b)
    )
    return len(left & right) / len(left | right) if min(len(left), len(right)) >= 2 else 0.0


def _likeness(a: Sequence[str], b: Sequence[str], *, is_foreign: bool) -> NDArray[np.float64]:
    """0..1 for each pair of sentences: shared names and figures, and in one language the vectors' likeness too."""
    anchors_a, anchors_b = ([_anchors(sentence) for sentence in text] for text in (a, b))
    common = frozenset().union(*anchors_a) & frozenset().union(*anchors_b)
    anchors_a, anchors_b = ([found & common for found in anchors] for anchors in (anchors_a, anchors_b))
    out = np.zeros((len(a), len(b)))
    for i, left in enumerate(anchors_a):
        for j, right in enumerate(anchors_b):
            if left and right:
                out[i, j] = len(left & right) / (len(left | right) + 0.5)
    if not is_foreign and len(a) and len(b):
        meaning = np.clip(similarity.embed(a) @ similarity.embed(b).T, 0, 1)
        out = 0.4 * out + 0.6 * meaning
    return out


def _anchors(sentence: str) -> frozenset[str]:
    """Names by their first letters (spellings differ between languages) and figures without separators."""
    found = set()
    for match in _ANCHOR.finditer(sentence):
        plain = anyascii(match.group()).casefold()
        found.add(re.sub(r"[.,]", "", plain) if plain[0].isdigit() else plain[:4])
    return frozenset(found)
