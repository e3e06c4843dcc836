"""A part of a claim with its near copies, and what the rules that read it have in common."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from summarizer.checkers._alignment import Line, content_stems, story_words
from summarizer.checkers.near_copies.reading import Item, NearCopy, near_copies, read_items
from summarizer.model import (
    Claim,
    DateMention,
    ErrorCode,
    Evidence,
    Figure,
    Finding,
    Severity,
    Vote,
)

NAME = "near_copies"


TOLD = 0.4  # share of the part's other words by which another sentence tells of the same
_BESIDE = 0.5  # a word of the sentence before or after counts so much in that


@dataclass(frozen=True)
class Part:
    """[start, end) of a claim's text with its near copies: what every rule looks at."""

    claim: Claim
    start: int
    end: int
    evidence: Evidence

    @cached_property
    def text(self) -> str:
        return self.claim.text[self.start : self.end]

    @cached_property
    def copies(self) -> tuple[NearCopy, ...]:
        items = read_items(self.text, self.claim.start + self.start, self.claim.mentions, self.evidence)
        return near_copies(self.text, items, self.evidence)

    def words(self, item: Item) -> str:
        return self.claim.context[item.start : item.end]

    def is_quoted(self, item: Item) -> bool:
        return any(q.start <= item.start < q.end for q in self.claim.mentions.quotations)

    def is_told(self, item: Item | None, has: Callable[[Line], bool]) -> bool:
        """Whether another sentence that tells of the part, `item` left out, has what `has` asks of it."""
        read = story_words(self.evidence.story)
        left_out = content_stems(self.words(item)) if item is not None else frozenset[str]()
        wanted = {stem_: read.weight(stem_) for stem_ in content_stems(self.text) - left_out}
        total = sum(wanted.values())
        copies = {copy.index for copy in self.copies}
        for index, line in enumerate(read.lines):
            if index in copies or not has(line):
                continue
            beside = {s for other in read.neighbours[index] if other not in copies for s in read.lines[other].stems}
            held = sum(wanted[s] for s in wanted.keys() & line.stems)
            near = sum(wanted[s] for s in (wanted.keys() - line.stems) & beside)
            if held + _BESIDE * near >= TOLD * total:
                return True
        return False

    @cached_property
    def copied_figures(self) -> tuple[Figure, ...]:
        """The figures of all near copies, wherever they stand in them."""
        return tuple(item.mention for c in self.copies for item in c.items if isinstance(item.mention, Figure))

    @cached_property
    def copied_dates(self) -> tuple[DateMention, ...]:
        """The dates of all near copies."""
        return tuple(item.mention for c in self.copies for item in c.items if isinstance(item.mention, DateMention))


def finding(code: ErrorCode, reason: str, copy: NearCopy, claimed: str, found: str) -> Finding:
    return Finding(
        checker=NAME, vote=Vote.OBJECT, code=code, reason=reason, severity=Severity.MAJOR,
        evidence=(copy.line.sentence.sentence.span,), claimed=claimed, found=found, contradicts=True,
    )  # fmt: skip


def has_figure(agrees: Callable[[Figure], bool]) -> Callable[[Line], bool]:
    return lambda line: any(agrees(figure) for figure in line.sentence.mentions.figures)


def has_word(key: str) -> Callable[[Line], bool]:
    return lambda line: key in line.stems


def plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()
