"""Does the claim tell what stands only in the page around an article: a teaser, a comment, words to a language model?

A veto over what cleaning took out. It objects when such a passage has nearly all of a claim and no article comes near.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from summarizer.model import Claim, ErrorCode, Evidence, Finding, Severity, Vote
from summarizer.resources.sections import read_sections
from summarizer.similarity import content_words, idf

NAME = "removed"

_KEPT = frozenset(
    (
        "title",
        "correction",
        "subheading",
        "caption",
        "dateline",
        "credit",
        "byline",
        "timestamp",
        "media-label",
        "browser-warning",
    )
)
"""Reasons of removals that speak of the story, or of no event at all."""
_MIN_WORDS = 4  # content words of a claim and of a passage that can be compared
_HAS = 0.6  # weighted share of a claim's words in a removed passage from which the claim is taken from it
_BEYOND = 0.2  # by how much it must have more than any sentence of the articles


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """An objection when the claim's words stand together only in a passage that is no part of any article."""
    wanted = {word: idf(word) for word in content_words(claim.text)}
    if len(wanted) < _MIN_WORDS:
        return ()
    best, text, reason, label = 0.0, "", "", ""
    for article in evidence.story.articles:
        for removal in article.removals:
            if removal.reason in _KEPT or removal.text.count(" ") < _MIN_WORDS:
                continue
            share = _share(wanted, removal.text)
            if share > best:
                best, text, reason, label = share, removal.text, removal.reason, article.label
    if best < _HAS or best - _told(wanted, (sentence.text for sentence in evidence.story.sentences)) < _BEYOND:
        return ()
    is_order = reason == "injection" or _orders().search(text) is not None
    what = "words to a language model" if is_order else "the page around the article"
    return (
        Finding(
            NAME,
            Vote.OBJECT,
            ErrorCode.INJECTION if is_order else ErrorCode.BOILERPLATE,
            f"Only {what} in {label} says this, no article.",
            Severity.CRITICAL,
            claimed=claim.text,
            found=text,
        ),
    )


def _share(wanted: Mapping[str, float], text: str) -> float:
    there = frozenset(content_words(text))
    return sum(weight for word, weight in wanted.items() if word in there) / sum(wanted.values())


def _told(wanted: Mapping[str, float], sentences: Iterable[str]) -> float:
    return max((_share(wanted, sentence) for sentence in sentences), default=0.0)


@lru_cache(maxsize=1)
def _orders() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in read_sections("injection.txt")["command"]), re.I)
