"""Does one sentence of the articles hold nearly all of the claim's words? Then it vouches for it, where nobody objects.

It only affirms. Doubting what no two sentences hold together was tried and taken out: on three invented stories it
(with a doubt for words that a claim turns on) took "supported" from 55 to 35 of 85 faithful sentences, and only from
36 to 32 of 112 faulty ones.
"""

from __future__ import annotations

import re

from summarizer.checkers._alignment import align, content_stems, cue_pattern
from summarizer.model import Claim, Evidence, Finding, Vote

NAME = "coverage"

_NEARLY = 0.65  # share of the claim's words (rare ones weigh more) that one sentence must hold
_BRACKETS = re.compile(r"\([^)]*\)")  # whose figure it is, or another name


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """A finding that vouches for the claim, or nothing."""
    text = cue_pattern("dispute").sub(" ", _BRACKETS.sub(" ", claim.text))
    nearest = align(text, evidence.story)[:1]
    if not nearest or not content_stems(text) or nearest[0].score < _NEARLY:
        return ()
    reason = "A sentence of the articles holds nearly all of this."
    return (Finding(NAME, Vote.AFFIRM, None, reason, evidence=(nearest[0].sentence.sentence.span,)),)
