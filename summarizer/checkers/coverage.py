"""Do one or two sentences of the articles hold the claim's words together? Scattered words vouch for little.

It affirms a claim that one sentence nearly holds, and keeps one from being vouched for that no two sentences do. On
the training pairs of `data/claims`, where every claim is a free paraphrase, that took "supported" from 248 to 110 of
the 629 faulty sentences and from 334 to 190 of the 653 faithful ones; of the 75 faithful sentences of the lists about
the seeds, two Multi-News stories and the demo bundle, nearer to the articles' words, 66 instead of 60 are supported.
"""

from __future__ import annotations

import re

from summarizer.checkers._alignment import align, content_stems, cue_pattern, story_words
from summarizer.model import Claim, Evidence, Finding, Severity, Vote

NAME = "coverage"

_ONE = 0.5  # share of the claim's words in one sentence,
_TWO = 0.75  # or in two together, without which nobody may vouch for it
_NEARLY = 0.65  # share in one sentence that affirms where nobody objects
_BRACKETS = re.compile(r"\([^)]*\)")  # whose figure it is, or another name
_TRIED = 6  # sentences tried as the first of two


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """A finding that vouches for a claim, or a grave doubt; none in between and for a claim without content words."""
    read = story_words(evidence.story)
    text = cue_pattern("dispute").sub(" ", _BRACKETS.sub(" ", claim.text))
    nearest = align(text, evidence.story)[:_TRIED]
    wanted = content_stems(text)
    if not nearest or not wanted:
        return ()
    best = nearest[0]
    if best.score >= _NEARLY:
        reason = "A sentence of the articles holds nearly all of this."
        return (Finding(NAME, Vote.AFFIRM, None, reason, evidence=(best.sentence.sentence.span,)),)
    total = sum(read.weight(stem) for stem in wanted)
    two, held = 0.0, best.matched
    for alignment in nearest:
        rest = wanted - alignment.matched
        added = max((rest & line.stems for line in read.lines), key=lambda s: sum(map(read.weight, s)))
        share = alignment.score + sum(map(read.weight, added)) / total
        if share > two:
            two, held = share, alignment.matched | added
    if best.score >= _ONE or two >= _TWO:
        return ()
    missing = [word for word in re.findall(r"[\w’'-]+", text) if content_stems(word) - held]
    quoted = [f"“{word}”" for word in dict.fromkeys(missing)][:3]
    named = " or ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))
    reason = f"The nearest passages say something like it, but nothing of {named}."
    return (Finding(NAME, Vote.DOUBT, None, reason, Severity.MAJOR, (best.sentence.sentence.span,)),)
