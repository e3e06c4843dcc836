"""Does another sentence tell the claim as well? What a rule asks that found one which tells the contrary.

Words that a claim shares with one sentence are no proof that this is about the claim: the same bundle may tell it in
other words elsewhere. A rule that reads few words stands down there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from summarizer.checkers._alignment import content_stems, cue_pattern

_PREPOSITION = re.compile(
    r"\b(?:of|on|for|in|at|to|from|with|by|before|after|about|against|over|between|into|through|during)\b"
)

CALLED_FALSE = re.compile(
    r"\b(?:false|falsely|unfounded|baseless|groundless|untrue|wrong|nonsense|rubbish|slander\w*|lies?|invent\w+"
    r"|fabricat\w+|made up|without (?:foundation|substance|merit))\b"
)
"""What a claim calls what is said: it denies it, though without a negation."""


def told_elsewhere(
    sentences: Sequence[str], but: int, subject: frozenset[str], rest: frozenset[str], share: float,
    without: re.Pattern[str],
) -> bool:  # fmt: skip
    """Whether a sentence other than number `but` has all of the subject's stems and a share (0..1) of the rest, and
    neither a negation nor what `without` finds."""
    for index, text in enumerate(sentences):
        if index == but or without.search(text) or cue_pattern("negation").search(text):
            continue
        held = content_stems(text)
        if subject <= held and len(rest & held) >= share * len(rest):
            return True
    return False


def head_of(phrase: str) -> str:
    """The stem of the head of a noun phrase: the last content word before its first preposition; "" for none.

    >>> head_of("the closing concert of the festival"), head_of("a separate council vote on fees")
    ('concert', '=vote')
    """
    words = re.findall(r"[^\W_][\w’'-]*", _PREPOSITION.split(phrase.strip())[0])
    stems = [stem_ for word in words for stem_ in content_stems(word)]
    return stems[-1] if stems else ""


def union(parts: Iterable[frozenset[str]]) -> frozenset[str]:
    """All stems of some sets."""
    return frozenset[str]().union(*parts)
