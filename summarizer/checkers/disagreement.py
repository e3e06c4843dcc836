"""Does the claim tell a disagreement of the articles as it is, with whose each figure is? Then it vouches for it.

It only affirms. A sentence that ranges over several articles ("from 12 (police) to 19 (the agency)") stands in none of
them, so no single sentence can bear it out; the figures with their speakers can.
"""

from __future__ import annotations

import re

from summarizer.checkers._alignment import cue_pattern
from summarizer.model import Claim, Disagreement, Evidence, Figure, Finding, StatedFigure, Vote

NAME = "disagreement"

_LEAST = 2
"""Figures that a claim must give to tell that they differ."""


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """A finding that vouches for the claim, or nothing."""
    own = [f for f in claim.mentions.figures if claim.start <= f.start < claim.end]
    if len(own) < _LEAST or not cue_pattern("dispute").search(claim.text):
        return ()
    for disagreement in evidence.facts.disagreements:
        held = [_stated(figure, claim, disagreement) for figure in own]
        if all(held) and len({(s.figure.low, s.figure.high) for s in held if s}) >= _LEAST:
            spans = tuple(stated.span for stated in held if stated)
            reason = "The articles disagree as the sentence says, and the figures are of whom it names."
            return (Finding(NAME, Vote.AFFIRM, None, reason, evidence=spans),)
    return ()


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
