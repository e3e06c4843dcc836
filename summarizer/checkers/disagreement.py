"""Does the claim tell a disagreement of the articles as it is, with whose each figure is? Then it vouches for it.

It only affirms. A sentence that ranges over several articles ("from 12 (police) to 19 (the agency)", "police counted
12, the agency 19") stands in none of them, so no single sentence can bear it out; the figures with their speakers can.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.checkers._alignment import cue_pattern
from summarizer.model import (
    Claim,
    Disagreement,
    Evidence,
    Figure,
    Finding,
    ReadSentence,
    Span,
    StatedFigure,
    Story,
    Vote,
)
from summarizer.similarity import STOP_WORDS, content_words, stem, words

NAME = "disagreement"

_LEAST = 2
"""Figures that a claim must give to tell that they differ."""
_NEXT = 40
"""Characters behind a number in which what it counts stands."""
_UNTOLD = 0.2
"""Share of the claim's words that may be its own: how somebody gives a figure, another word for what is counted."""


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """A finding that vouches for the claim, or nothing."""
    own = [f for f in claim.mentions.figures if claim.start <= f.start < claim.end]
    if len(own) < _LEAST:
        return ()
    is_told = cue_pattern("dispute").search(claim.text) is not None
    for disagreement in evidence.facts.disagreements if is_told else ():
        held = [_stated(figure, claim, disagreement) for figure in own]
        if all(held) and len({(s.figure.low, s.figure.high) for s in held if s}) >= _LEAST:
            spans = tuple(stated.span for stated in held if stated)
            reason = "The articles disagree as the sentence says, and the figures are of whom it names."
            return (Finding(NAME, Vote.AFFIRM, None, reason, evidence=spans),)
    given = _given(own, claim, evidence.facts.figures, evidence.story)
    if len({(stated.figure.low, stated.figure.high) for stated in given}) < _LEAST:
        return ()
    reason = "The articles have each of the figures from whom the sentence says."
    return (Finding(NAME, Vote.AFFIRM, None, reason, evidence=tuple(stated.span for stated in given)),)


def _given(own: Sequence[Figure], claim: Claim, stated: Sequence[StatedFigure], story: Story) -> list[StatedFigure]:
    """The figures of the articles that a claim gives one by one, each behind its giver or all before theirs ("3,000
    according to Osk"); none where one is nobody's or somebody else's, or where it tells of anything else."""
    counted = [figure for figure in own if not _is_of_givers(figure, claim, stated)]
    edges = [claim.start, *(figure.end for figure in counted)]
    stops = [*(figure.start for figure in counted), claim.end]
    for windows in (zip(edges, stops[:-1], strict=False), zip(edges[1:], stops[1:], strict=True)):
        found = [
            given
            for figure, (start, stop) in zip(counted, windows, strict=True)
            if (given := _of_giver(figure, claim.context[start:stop], stated)) is not None
        ]
        if len(found) == len(counted) and _tells_nothing_else(claim, found, story):
            return found
    return []


def _is_of_givers(figure: Figure, claim: Claim, stated: Sequence[StatedFigure]) -> bool:
    """Whether a number only counts those who give a figure: "two relief officials"."""
    following = words(claim.context[figure.end : figure.end + _NEXT])[:2]
    return any(set(following) & set(words(one.speaker)) for one in stated)


def _of_giver(figure: Figure, around: str, stated: Sequence[StatedFigure]) -> StatedFigure | None:
    """The figure of that value and hedge whose giver is named in a stretch of the claim."""
    told = set(words(around))
    for one in stated:
        giver = set(words(one.speaker or one.outlet)) - STOP_WORDS
        is_same = (one.figure.low, one.figure.high, one.figure.hedge) == (figure.low, figure.high, figure.hedge)
        if is_same and not one.is_superseded and giver & told:
            return one
    return None


def _tells_nothing_else(claim: Claim, found: Sequence[StatedFigure], story: Story) -> bool:
    """Whether the claim's other words stand in the sentences that give the figures, or are the givers'."""
    spans = [stated.span for stated in found]
    texts = [
        read.text
        for read in story.sentences
        if any(read.article_id == span.article_id and _holds(read, span) for span in spans)
    ]
    givers = [f"{stated.speaker} {stated.outlet}" for stated in found]
    known = {stem(word) for text in (*texts, *givers) for word in words(text)}
    own = [word for word in content_words(claim.text) if not word[0].isdigit()]
    return sum(word not in known for word in own) <= _UNTOLD * len(own)


def _holds(read: ReadSentence, span: Span) -> bool:
    return read.sentence.start <= span.start and span.end <= read.sentence.end


def _stated(figure: Figure, claim: Claim, disagreement: Disagreement) -> StatedFigure | None:
    """The disagreement's figure that the claim gives, with its hedge and whoever stands in brackets behind it."""
    same = [
        stated
        for stated in disagreement.figures
        if (stated.figure.low, stated.figure.high) == (figure.low, figure.high) and stated.figure.hedge is figure.hedge
    ]
    named = re.match(r"[^()\d]{0,40}\(([^()]+(?:\([^()]*\))?[^()]*)\)", claim.context[figure.end :])
    whose = named[1].casefold() if named else ""
    for stated in same:
        holder = (stated.speaker or stated.outlet).casefold()
        if not whose or whose == "a report" or whose in holder or (holder and holder in whose):
            return stated
    return None
