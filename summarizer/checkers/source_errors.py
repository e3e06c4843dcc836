"""Does the claim repeat what one article says and all others that speak of it contradict? Then an editor is told.

A note, never an objection: the sentence says what a source says, and the source is likely wrong. Which article is
alone, and with what, `facts` has found: a figure, a verb turned round ("may withdraw from" where all others have
"join"), a day or a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.checkers._alignment import holds
from summarizer.checkers.predicates import forms_of
from summarizer.model import (
    Claim,
    Disagreement,
    DisagreementKind,
    ErrorCode,
    Evidence,
    Finding,
    Oddity,
    Severity,
    Span,
    StatedClaim,
    Story,
    Vote,
)

NAME = "source-errors"

_OTHERS = 2  # independent origins that must say otherwise
_NEAR = {DisagreementKind.DATE: 0.45, DisagreementKind.PLACE: 0.45, DisagreementKind.CLAIM: 0.6}
"""How near a claim must be to the passage that stands alone, by what it is alone with."""
_REACH = 40  # characters between a verb and the name that it governs
_SHOWN_WORDS = 14


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """A note for each article whose lone statement the claim repeats, or nothing."""
    found = [*_of_oddities(claim, evidence), *_of_disagreements(claim, evidence)]
    return tuple({finding.evidence[0].article_id: finding for finding in reversed(found)}.values())


def _of_oddities(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    for oddity in evidence.facts.oddities:
        if _gives_its_figure(claim, oddity, evidence) or _governs(claim, oddity):
            yield _note(oddity.said, oddity.span, oddity.others, evidence.story)


def _gives_its_figure(claim: Claim, oddity: Oddity, evidence: Evidence) -> bool:
    """Whether the claim gives the lone figure, of the same thing, and not the one of the others beside it."""
    odd = oddity.figure
    if odd is None or not _similarity(oddity.span, evidence) >= _NEAR[DisagreementKind.DATE]:
        return False
    own = [figure for figure in claim.mentions.figures if claim.start <= figure.start < claim.end]
    values = {(figure.low, figure.high) for figure in own if figure.kind is odd.kind and figure.unit == odd.unit}
    return (odd.low, odd.high) in values and not values & set(oddity.other_values)


def _governs(claim: Claim, oddity: Oddity) -> bool:
    """Whether the claim has the lone verb before the same name, and undoes it by no "not"."""
    if not oddity.verb:
        return False
    verbs = "|".join(sorted(map(re.escape, forms_of(oddity.verb) | {oddity.verb})))
    for name in oddity.names:
        between = rf"(?:\s+(?:from|of|to|into|with|the|its|their|[a-z]+ing)){{0,4}}\s+{re.escape(name)}\b"
        found = re.search(rf"\b(?:{verbs}){between}", claim.text, re.I)
        if found and found.end() - found.start() <= _REACH + len(name):
            return not re.search(r"\b(?:not|never|no|deni\w+)\b|n['’]t\b", claim.text[: found.start()])
    return False


def _of_disagreements(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    for disagreement in evidence.facts.disagreements:
        alone = _alone(disagreement)
        if alone is None or not disagreement.is_sure or any(one.is_superseded for one in disagreement.claims):
            continue
        others = [one for one in disagreement.claims if one.side != alone.side]
        near = _similarity(alone.span, evidence)
        if near < _NEAR[disagreement.kind]:
            continue
        if disagreement.kind is DisagreementKind.CLAIM:
            is_repeated = near > max(_similarity(one.span, evidence) for one in others)
        else:
            is_repeated = _has(claim, alone) and not any(_has(claim, one) for one in others)
        if is_repeated:
            yield _note(alone.says, alone.span, [one.span for one in others], evidence.story)


def _alone(disagreement: Disagreement) -> StatedClaim | None:
    """The claim of the one origin on a side of its own, where several origins agree on the only other side."""
    sides: dict[int, dict[str, StatedClaim]] = {}
    for one in disagreement.claims:
        sides.setdefault(one.side, {}).setdefault(one.origin, one)
    if disagreement.kind not in _NEAR or len(sides) != 2:
        return None
    lone, several = sorted(sides.values(), key=len)
    if len(lone) != 1 or len(several) < _OTHERS or lone.keys() & several.keys():
        return None
    return next(iter(lone.values()))


def _has(claim: Claim, stated: StatedClaim) -> bool:
    return re.search(rf"\b{re.escape(stated.text)}\b", claim.text, re.I) is not None


def _similarity(span: Span, evidence: Evidence) -> float:
    """How near the claim is to the sentence in which a passage stands; 0 where that is none of its candidates."""
    near = (candidate.similarity for candidate in evidence.candidates if holds(candidate.sentence, span))
    return max(near, default=0.0)


def _note(said: str, span: Span, others: Sequence[Span], story: Story) -> Finding:
    words = said.split()
    shown = " ".join(words[:_SHOWN_WORDS]) + (" …" if len(words) > _SHOWN_WORDS else "")
    labels = list(dict.fromkeys(story.article(other.article_id).label for other in others))
    listed = labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"
    reason = (
        f"Only {story.article(span.article_id).label} says “{shown.rstrip('.')}”; {listed} say otherwise: it may be an "
        "error of that article."
    )
    evidence = (span, *others)
    return Finding(NAME, Vote.NOTE, ErrorCode.SOURCE_ERROR, reason, Severity.NOTE, evidence=evidence, claimed=said)
