"""Which articles tell of one event: weighted words, a sparse graph of likely pairs, average linkage over it."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Sequence
from itertools import count

import numpy as np
from numpy.typing import NDArray

from summarizer import similarity
from summarizer.model import CleanArticle

_MERGE_FROM = 0.2
"""Mean similarity from which two groups are one story; 0.8 is the distance that served all dev sets best."""


def partition(articles: Sequence[CleanArticle]) -> tuple[tuple[int, ...], ...]:
    """The positions of the articles of each story, largest story first, positions ascending.

    >>> texts = ("Fire destroyed the old mill in Leeds.", "The old mill in Leeds burnt down.", "Eggs are cheaper.")
    >>> partition([CleanArticle(str(n), n, text) for n, text in enumerate(texts, 1)])
    ((0, 1), (2,))
    """
    order = sorted(range(len(articles)), key=lambda place: (articles[place].sha256, articles[place].title))
    groups = _link(_similar_pairs([articles[place] for place in order]), len(order))
    found = [tuple(sorted(order[place] for place in group)) for group in groups]
    return tuple(sorted(found, key=lambda group: (-len(group), group)))


_TITLE_WEIGHT, _LEDE_WEIGHT, _LEDE_WORDS, _DECAY_WORDS = 3.0, 2.0, 30, 200.0
"""A title's word counts three times, a lede's twice; later words count less the later they stand."""
_BACKGROUND_WEIGHT = 1000.0
"""As how many articles the table of news words counts beside the bundle's own, in how rare a word is."""
_CHARS_READ = 20_000


def _counts(article: CleanArticle) -> dict[str, float]:
    weights: Counter[str] = Counter()
    for word in similarity.content_words(article.title):
        weights[word] += _TITLE_WEIGHT  # type: ignore[assignment]
    for place, word in enumerate(similarity.content_words(article.text[:_CHARS_READ])):
        late = max(0, place - _LEDE_WORDS)
        weights[word] += _LEDE_WEIGHT if not late else 1 / (1 + late / _DECAY_WORDS)  # type: ignore[assignment]
    return {word: 1 + math.log(weight) if weight >= 1 else weight for word, weight in weights.items()}


def _similar_pairs(articles: Sequence[CleanArticle]) -> dict[tuple[int, int], float]:
    """The cosine of each pair of articles that share words worth naming."""
    counts = [_counts(article) for article in articles]
    n = len(counts)
    used: Counter[str] = Counter(word for words in counts for word in words)
    rarity = {
        word: max(
            0.1, -math.log((_BACKGROUND_WEIGHT * math.exp(-similarity.idf(word)) + seen) / (_BACKGROUND_WEIGHT + n))
        )
        for word, seen in used.items()
    }
    postings: dict[str, list[tuple[int, float]]] = {}
    for row, words in enumerate(counts):
        weighted = {word: weight * rarity[word] for word, weight in words.items()}
        length = math.sqrt(sum(weight * weight for weight in weighted.values())) or 1.0
        for word in sorted(weighted):
            postings.setdefault(word, []).append((row, weighted[word] / length))
    shared = {
        word: (np.array([row for row, _ in found]), np.array([weight for _, weight in found]))
        for word, found in postings.items()
        if len(found) > 1
    }
    pairs: dict[tuple[int, int], float] = {}
    for row, words in enumerate(counts):
        scores: NDArray[np.float64] = np.zeros(n)
        for word in sorted(words):
            if word in shared:
                rows, weights = shared[word]
                scores[rows] += weights * weights[np.searchsorted(rows, row)]
        for other in np.flatnonzero(scores[:row] > _PAIR_FROM):
            pairs[int(other), row] = float(scores[other])
    return pairs


_PAIR_FROM = 0.02
"""A pair less similar than this counts as sharing nothing."""


def _link(pairs: dict[tuple[int, int], float], n: int) -> list[list[int]]:
    """Average linkage: join the two nearest groups again and again while they are near enough."""
    groups: dict[int, list[int]] = {place: [place] for place in range(n)}
    sums: dict[int, dict[int, float]] = {place: {} for place in range(n)}
    heap: list[tuple[float, int, int]] = []
    for (a, b), score in pairs.items():
        sums[a][b] = sums[b][a] = score
        heap.append((-score, a, b))
    heapq.heapify(heap)
    fresh = count(n)
    while heap and -heap[0][0] >= _MERGE_FROM:
        _, a, b = heapq.heappop(heap)
        if a not in groups or b not in groups:
            continue
        joined = next(fresh)
        groups[joined] = groups.pop(a) + groups.pop(b)
        left, right = sums.pop(a), sums.pop(b)
        sums[joined] = {}
        for other in sorted((left.keys() | right.keys()) - {a, b}):
            total = left.get(other, 0.0) + right.get(other, 0.0)
            sums[other].pop(a, None)
            sums[other].pop(b, None)
            sums[joined][other] = sums[other][joined] = total
            heapq.heappush(heap, (-total / (len(groups[joined]) * len(groups[other])), other, joined))
    return list(groups.values())
