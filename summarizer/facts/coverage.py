"""Which facts a summary leaves out."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from summarizer.facts.claims import main_clause
from summarizer.model import Fact, Facts
from summarizer.similarity import content_words, embed, idf

_COVERED_WORDS, _COVERED_MEANING = 0.55, 0.8
"""Share of a fact's words (rare ones weigh more) that one sentence of the summary must hold, or how near it must be in
meaning, for the fact to count as told."""
_COVERED_MAIN, _CLAUSE = 0.7, 4
"""Share of the words of the fact's main clause that tells it too, if the clause has this many content words."""
_TOGETHER = 0.75
"""Share of a fact's words that the summary as a whole must hold where no single sentence does."""


def left_out(facts: Facts, texts: Sequence[str]) -> tuple[Fact, ...]:
    """The facts that a summary does not tell, those of most independent origins first, then the most important.

    >>> left_out(Facts(), ["Nothing happened."])
    ()
    """
    if not facts.facts:
        return ()
    told = [frozenset(content_words(text)) for text in texts]
    whole = frozenset(word for words in told for word in words)
    meaning = _nearest([fact.text for fact in facts.facts], texts)
    missing = [
        fact
        for fact, near in zip(facts.facts, meaning, strict=True)
        if near < _COVERED_MEANING and not _is_told(fact.text, told, whole)
    ]
    return tuple(sorted(missing, key=lambda fact: (-fact.n_origins, -fact.importance)))


def _is_told(text: str, told: Sequence[frozenset[str]], whole: frozenset[str]) -> bool:
    """Whether one sentence tells the claim, or its main clause, or all sentences together tell it."""
    words = frozenset(content_words(text))
    if _share(words, whole) >= _TOGETHER or _best_share(words, told) >= _COVERED_WORDS:
        return True
    main = frozenset(content_words(main_clause(text)))
    return len(main) >= _CLAUSE and _best_share(main, told) >= _COVERED_MAIN


def _nearest(claims: Sequence[str], texts: Sequence[str]) -> list[float]:
    if not texts:
        return [0.0] * len(claims)
    return [float(value) for value in np.max(embed(claims) @ embed(texts).T, axis=1)]


def _best_share(words: frozenset[str], told: Sequence[frozenset[str]]) -> float:
    return max((_share(words, found) for found in told if words & found), default=0.0)


def _share(words: frozenset[str], found: frozenset[str]) -> float:
    """Which part of the words is found, rare ones weighing more."""
    total = math.fsum(idf(word) for word in words)
    return math.fsum(idf(word) for word in words & found) / total if total else 0.0
