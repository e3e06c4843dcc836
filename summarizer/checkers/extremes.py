"""Where is it most, where least? Asked by `comparisons`: two extremes whose places are exchanged.

"Rents rose fastest in A and slowest in B" shares every word with the same told the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from summarizer.checkers._alignment import content_stems, stem

_WORDS = (
    "fastest|highest|strongest|largest|biggest|greatest|most|longest|oldest|richest|best|warmest|hottest|wettest|steepest"
    "|heaviest|widest|deepest|loudest|busiest|easiest|cheapest|safest|youngest|slowest|lowest|weakest|smallest|least"
    "|fewest|shortest|poorest|worst|coldest|coolest|driest|lightest|narrowest|shallowest|quietest|hardest|dearest"
)
_EXTREME = re.compile(rf"\b(?P<word>{_WORDS})\b", re.I)
_ENDS = re.compile(r"[;:.()“”\"]|,|\b(?:and|but|while|whereas|although|which|who|according|said|found|since)\b")


@lru_cache(maxsize=8192)
def extremes_in(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Each extreme of a text with the stems of what stands behind it, where that is placed ("in", "among", "at").

    >>> [(word, sorted(place)) for word, place in extremes_in("It was highest in Osk and lowest in Lund.")]
    [('highest', ['osk']), ('lowest', ['lund'])]
    """
    found = []
    for match in _EXTREME.finditer(text):
        end = _ENDS.search(text, match.end())
        behind = text[match.end() : end.start() if end else len(text)]
        placed = re.search(r"\b(?:in|among|at|for|on|with|near|along|between)\b(?P<where>.*)", behind)
        place = content_stems(placed["where"]) if placed else frozenset[str]()
        if place:
            found.append((match["word"].lower(), place))
    return tuple(found)


def exchanged_extremes(claim: str, sentences: Sequence[str]) -> tuple[int, str] | None:
    """The sentence that has an extreme of a claim elsewhere, and another one at its place, with what it says; None
    where a sentence has an extreme where the claim has it."""
    mine = dict(extremes_in(claim))
    against: tuple[int, str] | None = None
    for index, text in enumerate(sentences if mine else ()):
        theirs = dict(extremes_in(text))
        for word, place in mine.items():
            here = place - _union(other for name, other in mine.items() if name != word)
            there = theirs.get(word, frozenset())
            if here & there:
                return None
            others = _union(other for name, other in theirs.items() if name != word) - there
            shared = (content_stems(claim) & content_stems(text)) - here - {stem(name) for name in (*mine, *theirs)}
            if there and here & others and shared:
                against = against or (index, text.strip())
    return against


def _union(parts: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*parts)
