"""Is told flat what two outlets tell in opposite ways? Asked of the disagreements on claims that the facts hold.

A sentence that one article has word for word is no less one side of a disagreement, whoever it names as its source:
where another article has the opposite of the same sentence, a reader must learn of both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.checkers import outlet_named
from summarizer.facts.opposites import told_apart
from summarizer.model import (
    Claim,
    DisagreementKind,
    ErrorCode,
    Evidence,
    Finding,
    Severity,
    StatedClaim,
    Vote,
)

NAME = "contested"
_TELLS_BOTH = re.compile(r"\b(?:differ|disagree|disput|conflict|contradict)\w*|\bwhether\b", re.I)
_OF_ONE_VOICE = frozenset({ErrorCode.NEGATION, ErrorCode.PREDICATE, ErrorCode.MODALITY})


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """An objection to a sentence that tells one side of a disagreement as if there were no other; or nothing.

    The sentence must be as like both sides as `facts.opposites` asks, and exclude the one and not the other.
    """
    if _TELLS_BOTH.search(claim.text) or outlet_named(claim.text, evidence.story)[1]:
        return ()
    for disagreement in evidence.facts.disagreements:
        if disagreement.kind is not DisagreementKind.CLAIM:
            continue
        against = [c for c in disagreement.claims if (a := told_apart(claim.text, c.text)) is not None and a.excludes]
        sides = {stated.side for stated in against}
        own = [c for c in disagreement.claims if c.side not in sides and told_apart(claim.text, c.text) is None]
        if len(sides) == 1 and own:
            return (_finding(claim, own[0], against[0]),)
    return ()


def _finding(claim: Claim, own: StatedClaim, other: StatedClaim) -> Finding:
    reason = f"The articles disagree: {other.outlet} has it that “{other.says.rstrip('.')}”; the sentence tells only "
    reason += f"what {own.outlet} has."
    return Finding(
        NAME,
        Vote.OBJECT,
        ErrorCode.CONFLICT_FLATTENED,
        reason,
        Severity.MAJOR,
        evidence=(other.span,),
        claimed=claim.text,
        found=other.text,
        contradicts=True,
    )


def without_one_voice(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings without those that hold the other side's words against a sentence that is contested: one of the
    articles does say so."""
    other = {span.article_id for f in findings if f.checker == NAME for span in f.evidence}
    return tuple(
        f
        for f in findings
        if not (
            f.vote is Vote.OBJECT
            and f.code in _OF_ONE_VOICE
            and f.evidence
            and {span.article_id for span in f.evidence} <= other
        )
    )
