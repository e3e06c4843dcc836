"""A sentence that may be printed, and what choosing and ordering must know of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from summarizer.engines.extractive.answers import NO_ANSWER, SAME_MATTER, Answer
from summarizer.engines.extractive.antecedents import Need
from summarizer.engines.extractive.print_rules import outside_quotes
from summarizer.model import Span
from summarizer.similarity import Floats


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that can stand alone, and what choosing and ordering must know of it."""

    text: str
    span: Span
    number: int  # of its article
    origin: str
    index: int  # in its article
    loss: float
    importance: float = 0.5
    fact_id: str = ""
    evidence: tuple[Span, ...] = ()
    speaker: str = ""
    utterances: tuple[str, ...] = ()
    is_filler: bool = False  # it tells little
    n_heard: int = 1  # outlets that carry its best-known utterance
    disagreements: tuple[str, ...] = ()
    open_sides: frozenset[tuple[str, str]] = frozenset()  # the same of what may be a disagreement, or none
    sides: frozenset[tuple[str, str]] = frozenset()  # disagreements of which it tells a side, and which one
    is_background: bool = False
    is_of_newest_day: bool = True
    gist: float = 0.5  # how much of what happened it tells
    main_gist: float = 0.5  # how much of it its main clause tells
    needs: tuple[Need, ...] = ()  # what must have been told before it
    follows: Span | None = None  # the sentence of its article that it leans on, and right behind which it must stand
    accuses: bool = False  # somebody, in the outlet's words or another's
    answer: Answer = NO_ANSWER  # to an accusation
    is_teaser: bool = False  # it opens its article with somebody who is named later: "A nurse has won a prize"
    is_reply_only: bool = False  # printed behind an accusation, or not at all
    vector: Floats | None = field(default=None, repr=False, compare=False)
    figures: frozenset[float] = frozenset()  # their values, lower and upper bounds
    concepts: frozenset[str] = field(default=frozenset(), repr=False)
    content: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def n_words(self) -> int:
        """Its length as a reader counts it."""
        return len(self.text.split())

    def answers(self, other: Candidate) -> bool:
        """Whether it tells another side of a disagreement of which the other tells one."""
        told = dict(other.sides)
        return self.replies(other) or any(told.get(id_, side) != side for id_, side in self.sides)

    def replies(self, other: Candidate) -> bool:
        """Whether it is the answer of whom the other accuses: to its very words, or to the same matter."""
        if not self.answer.by or other.answer.by:
            return False
        if other.span in self.answer.to:
            return True
        is_of_another = (
            self.answer.leans or not other.accuses or other.speaker in {*self.answer.by, self.speaker} - {""}
        )
        if is_of_another or not self.answer.by <= other.content:
            return False
        return self.answer.of_anything or len((self.content & other.content) - self.answer.by) >= SAME_MATTER

    def is_flat(self, told_of: Collection[str]) -> bool:
        """Whether it states as so what others give otherwise, where the summary does not say that they do."""
        return not self.speaker and any(id_ not in told_of for id_ in self.disagreements)

    @property
    def is_quotation(self) -> bool:
        """Whether a fifth of it is somebody's own words."""
        own = outside_quotes(self.text)
        return sum(a != b for a, b in zip(own, self.text, strict=False)) > len(self.text) / 5
