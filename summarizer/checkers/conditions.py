"""Does the claim tell without its condition what the articles tell only under one? Asked by `modality`.

"The shop will stay open if the town raises 300,000" does not say that it will stay open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.checkers._alignment import Alignment, content_stems, share_told, story_words
from summarizer.model import Claim, Story

_CUE = re.compile(
    r"(?<!even )(?<!as )(?<!what )(?<!only )\b(?:if|unless|provided(?: that)?|as long as|on condition that)\b"
    r"(?! not\b| so\b| any\b)",
    re.I,
)
_ASKED = re.compile(
    r"\b(?:ask\w*|wonder\w*|know\w*|see|saw|decid\w*|check\w*|tell|told|clear|doubt\w*|question\w*|sure|test\w*) $",
    re.I,
)
""" "Asked if", "to see if": a question, and no condition."""
_OPEN = re.compile(
    r"\b(?:if|unless|provided|as long as|on condition|in case|once|when|until|could|(?-i:may)"
    r"|might|whether|conditional\w*"
    r"|depend\w*|plan(?:s|ned)?|intend\w*|threaten\w*|expect\w*|due|possib\w*|want\w*|hop(?:e|es|ed|ing))\b",
    re.I,
)
"""What leaves open whether it will be so."""
_ANYHOW = re.compile(r"\b(?:whatever|regardless|no matter|in any (?:case|event)|either way|come what may)\b", re.I)
_AHEAD = re.compile(r"\b(?:will|would|shall|can|to)\b", re.I)
_END = re.compile(r"[,;.”\"—–]|\b(?:but|and|while)\b")
_HELD = 0.6  # share of the claim's words that what depends on the condition holds
_ELSEWHERE = 0.6  # share of them in another sentence that tells it without any condition
_TOLD = 0.34  # share of the condition's own words from which the claim tells it in other words


def unconditional(claim: Claim, story: Story, aligned: tuple[Alignment, ...]) -> Iterator[tuple[Alignment, str]]:
    """The sentence that tells the claim under a condition, and the condition, where none tells it without."""
    if _OPEN.search(claim.text) or not _AHEAD.search(claim.text):
        return
    is_denied = _ANYHOW.search(claim.text) is not None
    read = story_words(story)
    own = content_stems(claim.text)
    for alignment in aligned[:4]:
        text = alignment.sentence.text
        cue = next((m for m in _CUE.finditer(text) if not _ASKED.search(text[: m.start()])), None)
        if cue is None:
            if alignment.score >= _ELSEWHERE:
                return
            continue
        end = _END.search(text, cue.end() + 1)
        stop = end.start() if end else len(text)
        condition, rest = text[cue.start() : stop], f"{text[: cue.start()]} {text[stop:]}"
        held, told = share_told(own, content_stems(rest), read), share_told(content_stems(condition), own, read)
        if (held >= _HELD and told <= _TOLD) or (is_denied and held + told >= _HELD):
            yield alignment, condition
            return
