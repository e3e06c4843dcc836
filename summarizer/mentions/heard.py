"""A line of a text with the sayings found in it: what whoever looks for a quotation's speaker goes by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.mentions import lexicon
from summarizer.mentions.candidates import Candidate, verb_after
from summarizer.mentions.clauses import Cue
from summarizer.mentions.lexicon import SayingVerb
from summarizer.mentions.phrases import Item, Phrase
from summarizer.mentions.tokens import Line
from summarizer.model import Stance

POINTING = frozenset(["that", "this", "so", "thus"])
GUESSED = SayingVerb("", Stance.SAID, "as")
"""Of somebody who says a quotation without any verb."""
_JOINING = lexicon.grammar("candidates-prepositions") | {"and", "or", "who", "which", "that", "but", "'s", "’s"}
Piece = tuple[int, int, int]
"""[start, end) of the stretch of a quotation that lies in one line, and the number of the quotation."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One line with the sayings found in it; `candidates` are who may own a quotation that no verb governs."""

    line: Line
    items: tuple[Item, ...]
    pieces: Sequence[Piece]
    cues: Sequence[Cue]
    candidates: tuple[Candidate, ...]


def is_bare(items: Sequence[Item]) -> bool:
    """Whether the line has hardly a word outside quotations, at most a credit: "“We will sign.” / VELTA POST"."""
    words = [item for item in items if item.quoted < 0 and item.is_word]
    if len(words) <= 1:
        return True
    after = items[1] if items[0].quoted >= 0 else None
    is_credit = (
        after is not None and after.text in ("/", "—", "–", "(", "[") and all(item.is_capital for item in words[:1])
    )
    return is_credit and sum(not item.is_capital for item in words) <= 1


def is_subject(items: Sequence[Item], phrase: Phrase) -> bool:
    """Whether a verb follows the phrase, or a lower-case word that joins it to nothing: "Moss shook her head"."""
    if phrase.name is not None and phrase.name.end < items[phrase.last].end - 1:
        return True  # a verb that looked like the phrase's last noun: "Moss sees little to laugh about"
    following = items[phrase.last + 1] if phrase.last + 1 < len(items) else None
    if following is not None and following.is_word and not following.is_capital and following.quoted < 0:
        return following.lower not in _JOINING
    return verb_after(items, phrase) >= 0
