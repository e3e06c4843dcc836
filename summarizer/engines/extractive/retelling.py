"""How much of a sentence another one has told already, perhaps in other words: by rarity, number and likeness."""

from __future__ import annotations

from functools import cache, lru_cache

from summarizer.engines.extractive.gist import RAREST
from summarizer.resources.sections import read_sections
from summarizer.similarity import STOP_WORDS, idf, stem, word_vectors, words

LIKE = 0.5  # cosine from which one word tells another: "pulled" and "saved" are .55
OF_NUMBER = 5.0  # what a number weighs, beside the rarity of words


def told_share(text: str, told: str) -> float:
    """The share of a text's words, by rarity, that another one has or has the like of, 0..1.

    >>> told_share("A dozen fires were reported.", "Twelve fires have been reported.")
    1.0
    """
    own, others = _units(text), _units(told)
    weights = {root: OF_NUMBER if root.isdigit() else min(idf(word), RAREST) for root, word in own.items()}
    total = sum(weights.values())
    if not total:
        return 1.0
    found = sum(weights[root] for root in own if root in others)
    rest = [root for root in own if root not in others and root.isalpha()]
    known = [word for root, word in others.items() if root.isalpha()]
    if rest and known:
        near = (word_vectors([own[root] for root in rest]) @ word_vectors(known).T).max(axis=1)
        found += sum(weights[root] for root, value in zip(rest, near.tolist(), strict=True) if value >= LIKE)
    return float(found / total)


@lru_cache(maxsize=2048)
def _units(text: str) -> dict[str, str]:
    """The words of a text that say something, by their stems, small numbers by their digits; days say nothing."""
    found: dict[str, str] = {}
    for word in words(text):
        if word not in STOP_WORDS and not word.endswith("day") and len(word) > 1:
            found.setdefault(_digits().get(word, stem(word)), word)
    return found


@cache
def _digits() -> dict[str, str]:
    """Small numbers in words by their digits; "dozen" is one."""
    units = read_sections("drafting.txt")["units"][0].split()
    return {"dozen": "12", **{word: str(value) for value, word in enumerate(units, start=1)}}
