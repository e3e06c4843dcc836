"""Who gave, and who got? Asked by `deeds`: "took money from the builder" told as "paid money to the builder".

Giving and taking are two verbs for one deed: no article's deed with the claim's own verb has the parties exchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from summarizer.checkers._alignment import content_stems, cue_pattern, story_words
from summarizer.checkers.polarity import unquoted
from summarizer.model import Claim, ErrorCode, Evidence, Finding, Severity, Vote

NAME = "deeds"

_GIVES = re.compile(
    r"\b(?P<verb>paid|pays|paying|pay|gave|gives|giving|lent|lends|lending|sold|sells|selling|handed|donated|donates"
    r"|transferred|refunded|refund)\b(?P<what>[^.;]{1,70}?) to (?P<whom>(?!that\b)[^.;]{3,80})"
)
_TAKES = re.compile(
    r"\b(?P<verb>receiv(?:ed|es|ing)|took|takes|taking|accept(?:ed|s|ing)|got|gets|borrowed|borrows|bought|buys|buying)\b"
    r"(?P<what>[^.;]{1,70}?) from (?P<whom>[^.;]{3,80})"
)
_START = re.compile(r"[;:]|,? (?:while|whereas|but|although|that|who|which|whom)\b|, and\b")
_END = re.compile(r"\b(?:in|on|at|for|after|before|over|during|last|this|when|while|and|who|which|as)\b")

_PRICE = re.compile(r"\bfor\b")
"""Behind it stands what is paid for or with, no more what changes hands."""


@lru_cache(maxsize=8192)
def transfers_in(text: str) -> tuple[tuple[frozenset[str], frozenset[str], frozenset[str], str], ...]:
    """The givers, the receivers and what changes hands, in stems, with the words for it.

    >>> [(sorted(one), sorted(other)) for one, other, _, _ in transfers_in("Osk took money from Lund.")]
    [(['lund'], ['osk'])]
    """
    found = []
    for pattern, is_giving in ((_GIVES, True), (_TAKES, False)):
        for match in pattern.finditer(text):
            start = max((m.end() for m in _START.finditer(text, 0, match.start())), default=0)
            subject = content_stems(text[start : match.start()])
            other = content_stems(_END.split(match["whom"])[0])
            if subject and other:
                pair = (subject, other) if is_giving else (other, subject)
                what = content_stems(_PRICE.split(match["what"])[0])
                found.append((*pair, what, text[max(start, match.start() - 40) : match.end()]))
    return tuple(found)


def check_transfers(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """An objection to a giver who is the receiver wherever the articles tell of it."""
    text = unquoted(claim.text)
    if not transfers_in(text) or cue_pattern("negation").search(text):
        return
    lines = story_words(evidence.story).lines
    found = exchanged_hands(text, [line.sentence.text for line in lines])
    if found is not None:
        index, said = found
        read = lines[index].sentence
        reason = f"{evidence.story.article(read.article_id).label} has it the other way round: “{said}”."
        yield Finding(
            NAME, Vote.OBJECT, ErrorCode.ROLE, reason, Severity.CRITICAL, (read.sentence.span,), claim.text, said, True
        )  # fmt: skip


def exchanged_hands(claim: str, sentences: Sequence[str]) -> tuple[int, str] | None:
    """The sentence in which a claim's giver receives it from the claim's receiver, and its words; None where one has it
    as the claim has."""
    told = [(index, one) for index, text in enumerate(sentences) for one in transfers_in(text)]
    for giver, receiver, what, _ in transfers_in(claim):
        against: tuple[int, str] | None = None
        for index, (theirs, other, thing, said) in told:
            if giver & theirs - receiver and receiver & other - giver:
                return None
            is_turned = (giver - receiver) & (other - theirs) and (receiver - giver) & (theirs - other)
            if is_turned and what & thing and not giver & (theirs - other):
                against = against or (index, said.strip())
        if against is not None:
            return against
    return None
