"""Does a summary tell an insight, and cite the right documents for it? Coverage, citation and joint score of SummHay.

In SummHay (Laban et al. 2024) a person or a language model says whether a summary covers an insight fully (1), in part
(0.5) or not (0). `cover_all` decides it without either: by the insight's words that the nearest sentence and the whole
summary have, by its word pairs, and by meaning (static vectors). A word weighs by its rarity in news, and less the more
of the story's insights have it: what all of them say tells none of them apart. How it is weighed, and the thresholds,
were fitted on the conversations of SummHay's human judgements (`python -m eval.benchmarks.coverage DATA`); on its news
they are measured (`python -m eval run coverage`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np

from summarizer.similarity import content_words, embed, idf

SHARED = 2.0
"""How strongly a word that other insights share is lowered: weight x (1 - share of them that have it) ** SHARED. On the
conversations 0 gives Spearman .668, 1 .703, 2 .713, 3 .718, 4 .721: beyond 2 little is won, and names weigh nothing."""
PARTLY, FULLY = 0.31, 0.48
"""From which strength an insight counts as covered in part, and fully."""

Weight = Callable[[str], float]
Part = TypeVar("Part", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Covered:
    """How an insight is told: `score` 0, 0.5 or 1, `strength` in 0..1, and the place of the sentence that tells it.

    `place` is None where nothing does.
    """

    score: float
    strength: float
    place: int | None


def cover_all(insights: Sequence[str], sentences: Sequence[str]) -> list[Covered]:
    """Whether the sentences tell each of a story's insights.

    >>> [found.place for found in cover_all(["Nine were hurt.", "A judge resigned."], ["The judge resigned in May."])]
    [None, 0]
    >>> cover_all(["Nine people were hurt."], [])[0].score
    0.0
    """
    if not sentences:
        return [Covered(0.0, 0.0, None) for _ in insights]
    weight = weight_among(insights)
    return [_covered(insight, sentences, weight) for insight in insights]


def _covered(insight: str, sentences: Sequence[str], weight: Weight) -> Covered:
    strength = float(np.mean(cover_features(insight, sentences, weight)))
    if strength < PARTLY:
        return Covered(0.0, strength, None)
    return Covered(1.0 if strength >= FULLY else 0.5, strength, _nearest(insight, sentences, weight))


def weight_among(insights: Sequence[str]) -> Weight:
    """How much a word weighs: its rarity in news, lowered by the share of these insights that have it."""
    shared = Counter(word for insight in insights for word in set(content_words(insight)))
    n = len(insights) + 1

    def weight(word: str) -> float:
        others = max(shared[word] - 1, 0)  # the insight's own use of it is no sharing
        return float(idf(word) * (1 - others / n) ** SHARED)

    return weight


def cover_features(insight: str, sentences: Sequence[str], weight: Weight) -> tuple[float, float, float, float]:
    """The four numbers in 0..1 that the strength is the mean of."""
    words = frozenset(content_words(insight))
    told = [frozenset(content_words(sentence)) for sentence in sentences]
    pairs = frozenset(pairwise(content_words(insight)))
    told_pairs = frozenset(pair for sentence in sentences for pair in pairwise(content_words(sentence)))
    vectors = embed([insight, *sentences])
    meaning = float(np.max(vectors[1:] @ vectors[0]))
    return (
        max(_share(words, found, weight) for found in told),
        _share(words, frozenset().union(*told), weight),
        _share(pairs, told_pairs, lambda pair: weight(pair[0]) + weight(pair[1])),
        min(max(meaning, 0.0), 1.0),
    )


def _share(wanted: frozenset[Part], found: frozenset[Part], weight: Callable[[Part], float]) -> float:
    total = sum(map(weight, wanted))
    return sum(map(weight, wanted & found)) / total if total else 0.0


def _nearest(insight: str, sentences: Sequence[str], weight: Weight) -> int:
    words = frozenset(content_words(insight))
    vectors = embed([insight, *sentences])
    near = vectors[1:] @ vectors[0]
    told = (_share(words, frozenset(content_words(sentence)), weight) for sentence in sentences)
    return max(enumerate(told), key=lambda row: (row[1] + float(near[row[0]]), -row[0]))[0]


# ---------------------------------------------------------------------------------------- SummHay


@dataclass(frozen=True, slots=True)
class Insight:
    """What a summary should tell, and the documents that hold it."""

    text: str
    documents: frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class CoverageScores:
    """SummHay's three: `citation` is None when nothing is covered."""

    coverage: float
    citation: float | None
    joint: float
    n_insights: int


def coverage_scores(
    insights: Sequence[Insight], sentences: Sequence[tuple[str, Iterable[Hashable]]]
) -> CoverageScores | None:
    """Coverage, citation F1 and joint score of a summary's sentences with what they cite. None without insights.

    >>> wanted = [Insight("Nine people were hurt.", frozenset({1, 2})), Insight("The mayor resigned.", frozenset({3}))]
    >>> coverage_scores(wanted, [("Nine people were hurt.", [1])])
    CoverageScores(coverage=0.5, citation=0.6666666666666666, joint=0.3333333333333333, n_insights=2)
    """
    if not insights:
        return None
    texts = [text for text, _ in sentences]
    covered = cover_all([insight.text for insight in insights], texts)
    cited = [
        citation_f1(insight.documents, frozenset(sentences[found.place][1])) if found.place is not None else None
        for insight, found in zip(insights, covered, strict=True)
    ]
    given = [value for value in cited if value is not None]
    joint = sum(found.score * (value or 0.0) for found, value in zip(covered, cited, strict=True))
    return CoverageScores(
        sum(found.score for found in covered) / len(insights),
        sum(given) / len(given) if given else None,
        joint / len(insights),
        len(insights),
    )


def citation_f1(wanted: frozenset[Hashable], cited: frozenset[Hashable]) -> float:
    """F1 of the documents cited against those that hold the insight; 0 when either is empty.

    >>> citation_f1(frozenset({1, 2}), frozenset({2}))
    0.6666666666666666
    """
    both = len(wanted & cited)
    return 2 * both / (len(wanted) + len(cited)) if both else 0.0
