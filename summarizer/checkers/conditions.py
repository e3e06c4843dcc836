"""Does the claim tell without its condition what the articles tell only under one? Asked by `modality`.

"The shop will stay open if the town raises 300,000" does not say that it will stay open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.checkers._alignment import Alignment, Line, content_stems, share_told, story_words
from summarizer.checkers.polarity import unquoted
from summarizer.checkers.statements import soft_share, telling_words
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
    r"|^(?:should|were|had)\b|^with\b(?=.*\bwould\b)|, (?:should|were|had) (?:he|she|it|they|the|[A-Z])"
    r"|depend\w*|plan(?:s|ned)?|intend\w*|threaten\w*|expect\w*|due|possib\w*|want\w*|hop(?:e|es|ed|ing))\b",
    re.I,
)
"""What leaves open whether it will be so."""
_ANYHOW = re.compile(r"\b(?:whatever|regardless|no matter|in any (?:case|event)|either way|come what may)\b", re.I)
_WHETHER = re.compile(r"\bwhether\b[^,;]*$", re.I)
_AHEAD = re.compile(r"\b(?:will|would|shall|can|to)\b", re.I)
_END = re.compile(r"[,;.”\"—–]|\b(?:but|and|while)\b")
_PLAIN_CUE = re.compile(
    r"(?<!even )(?<!as )(?<!what )(?<!only )\b(?:if|unless|provided that|provided (?=the|it|he|she|they|a)|as long as"
    r"|so long as|on condition that|only if)\b(?! not\b| so\b| any\b)",
    re.I,
)
_WILL = re.compile(r"\b(?:will|would|shall|is to|are to|going to)\b", re.I)
_LEAST = 3  # words that tell something
_LIKE, _FLAT = 0.5, 0.45  # share of the claim's words, or their like, under the condition, and in a sentence without
_HELD = 0.6  # share of the claim's words that what depends on the condition holds
_ELSEWHERE = 0.6  # share of them in another sentence that tells it without any condition
_TOLD = 0.34  # share of the condition's own words from which the claim tells it in other words


def unconditional(claim: Claim, story: Story, aligned: tuple[Alignment, ...]) -> Iterator[tuple[Alignment, str]]:
    """The sentence that tells the claim under a condition, and the condition, where none tells it without."""
    if _OPEN.search(claim.text) or not _AHEAD.search(claim.text):
        return
    found = _in_other_words(claim, story)
    if found is not None:
        yield found
        return
    is_denied = _ANYHOW.search(claim.text) is not None
    read = story_words(story)
    own = content_stems(claim.text)
    for alignment in aligned[:4]:
        text = unquoted(alignment.sentence.text)
        cue = next((m for m in _CUE.finditer(text) if not _ASKED.search(text[: m.start()])), None)
        if cue is not None and _WHETHER.search(text[: cue.start()]):
            continue  # "will discuss whether to act if …": the condition is of what is open
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


def _in_other_words(claim: Claim, story: Story) -> tuple[Alignment, str] | None:
    """The same where the claim says what will be in words of its own, by words of like meaning."""
    telling = telling_words(claim.text)
    if len(telling) < _LEAST or not _WILL.search(claim.text):
        return None
    best: tuple[float, Line, str] | None = None
    flat = 0.0
    for line in story_words(story).lines:
        text = unquoted(line.sentence.text)
        cue = next((m for m in _PLAIN_CUE.finditer(text) if not _ASKED.search(text[: m.start()])), None)
        end = _END.search(text, cue.end() + 1) if cue else None
        stop = end.start() if end else len(text)
        condition = text[cue.start() : stop] if cue else ""
        rest = f"{text[: cue.start()]} {text[stop:]}" if cue else text
        if not _WILL.search(rest):
            condition = ""
        share = soft_share(claim.text, telling, rest)[0]
        if not condition:
            flat = max(flat, share)
        elif share >= _LIKE and (best is None or share > best[0]):
            of_condition = telling_words(condition)
            if soft_share(condition, of_condition, claim.text)[0] <= _TOLD:
                best = share, line, condition
    if best is None or flat >= _FLAT:
        return None
    share, line, condition = best
    places = [place for place, other in enumerate(story_words(story).lines) if other is line]
    return Alignment(places[0], line.sentence, share, frozenset()), condition
