"""Where is it most, where least? Asked by `comparisons`: two extremes whose places are exchanged.

"Rents rose fastest in A and slowest in B" shares every word with the same told the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from summarizer.checkers._alignment import content_stems, stem
from summarizer.checkers._tellings import head_of, told_elsewhere, union

_WORDS = (
    "fastest|highest|strongest|largest|biggest|greatest|most|longest|oldest|richest|best|warmest|hottest|wettest|steepest"
    "|heaviest|widest|deepest|loudest|busiest|easiest|cheapest|safest|youngest|slowest|lowest|weakest|smallest|least"
    "|fewest|shortest|poorest|worst|coldest|coolest|driest|lightest|narrowest|shallowest|quietest|hardest|dearest"
)
_EXTREME = re.compile(rf"\b(?P<word>{_WORDS})\b", re.I)
_ENDS = re.compile(r"[;:.()“”\"]|,|\b(?:and|but|while|whereas|although|which|who|according|said|found|since)\b")

_TOLD = 0.5  # of the claim's other words, in a sentence that tells it without an extreme of another kind
_LONGEST = 120  # characters behind an extreme in which its place stands
_WHEN = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|(?:19|20)\d\d)\b"
)
_SUBJECT_END = re.compile(
    r"\b(?:is|are|was|were|has|have|had|rose|fell|grew|rises?|falls?|grows?|holds?|held|pays?|paid|sees?|saw|leads?"
    r"|recorded|reported|showed|shows?)\b|[,;:]"
)


@lru_cache(maxsize=8192)
def extremes_in(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Each extreme of a text with the stems of what stands behind it, where that is placed ("in", "among", "at").

    >>> [(word, sorted(place)) for word, place in extremes_in("It was highest in Osk and lowest in Lund.")]
    [('highest', ['osk']), ('lowest', ['lund'])]
    """
    found = []
    for match in _EXTREME.finditer(text):
        end = _ENDS.search(text, match.end(), match.end() + _LONGEST)
        behind = text[match.end() : end.start() if end else match.end() + _LONGEST]
        placed = re.search(r"\b(?:in|among|at|for|on|with|near|along|between|over)\b(?P<where>.*)", behind)
        place = content_stems(placed["where"]) if placed else frozenset[str]()
        if place:
            found.append((match["word"].lower(), place))
    return tuple(found)


def exchanged_extremes(claim: str, sentences: Sequence[str]) -> tuple[int, str] | None:
    """The sentence that has an extreme of a claim elsewhere, and another one at its place, with what it says; None
    where a sentence has an extreme where the claim has it."""
    mine = _by_word(claim)
    subject, when = frozenset({head_of(_SUBJECT_END.split(claim)[0])} - {""}), set(_WHEN.findall(claim))
    against: tuple[int, str] | None = None
    for index, text in enumerate(sentences if mine else ()):
        theirs = _by_word(text)
        is_of_another = not subject <= content_stems(text) or (
            when and not when & set(days := _WHEN.findall(text)) and days
        )
        for word, place in mine.items():
            here = place - union(other for name, other in mine.items() if name != word)
            there = theirs.get(word, frozenset())
            if here & there:
                return None
            others = union(other for name, other in theirs.items() if name != word) - there
            shared = (content_stems(claim) & content_stems(text)) - here - {stem(name) for name in (*mine, *theirs)}
            is_told = told_elsewhere(sentences, index, here, content_stems(claim) - here, _TOLD, _others_than(word))
            if there and here & others and shared and not is_of_another and not is_told:
                against = against or (index, text.strip())
    return against


def _by_word(text: str) -> dict[str, frozenset[str]]:
    """The places of each extreme of a text."""
    found = extremes_in(text)
    return {word: union(place for name, place in found if name == word) for word, _ in found}


@lru_cache
def _others_than(word: str) -> re.Pattern[str]:
    """A pattern that finds any extreme but one."""
    return re.compile(rf"\b(?!{word}\b)(?:{_WORDS})\b", re.I)
