"""What a small model that reads claim and evidence together makes of them (`cross_encoder`).

It has an opinion and no vote: alone it is right too seldom to affirm or object, and it cannot say why. Its opinion goes
into the probability (`verification.combining`), where it tells careful rewordings from subtle errors, of which the
words alone say nothing.
"""

from __future__ import annotations

import math

from summarizer import cross_encoder
from summarizer.checkers._same_figures import in_their_words
from summarizer.checkers._support import read_evidence
from summarizer.model import Claim, Evidence, Finding, Vote

NAME = "reader"


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """The model's opinion as a score (even odds are .5), without a reason, so that no editor is shown one; nothing
    where there is nothing to read."""
    sentences = evidence.story.sentences
    words = read_evidence(tuple(sentence.text for sentence in sentences))
    told = in_their_words(claim, evidence.story)
    rows = cross_encoder.select(told, words.index)
    opinion = cross_encoder.read(" ".join(sentences[row].text for row in rows), told)
    if opinion is None:
        return ()
    spans = tuple(sentences[row].sentence.span for row in rows)
    score = round(1 / (1 + math.exp(-opinion.balance)), 4)
    return (Finding(NAME, Vote.NOTE, evidence=spans, score=score),)
