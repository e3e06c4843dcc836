"""What all findings on a sentence together say of it: one calibrated probability that a careful reader accepts it.

A logistic regression over the findings, its weights in `resources/combining.txt` (`python -m eval.benchmarks.combining`
fits them, `combining.md` tells what they are worth). It ranks and tells how sure; verdicts are for `decision`, so that
no weight can silence a rule's objection.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache

from summarizer.model import Finding, Vote
from summarizer.resources import read_text
from summarizer.verification.decision import (
    COPYING,
    ENTAILMENT,
    JUDGE,
    READER,
    SOURCES,
    VERBATIM,
    effect_of,
    probabilities,
    weigh,
)

_CLIP = 0.02
"""Probabilities of the models are kept within [.02, .98]: nobody is surer than that of a sentence."""
_UNKNOWN = 0.5
FLAGGED = 0.45
"""What is flagged is never called likely."""
_OF_BUNDLES = ("log odds", "read", "contradicted", "unsupported", "partial")
"""What weighs otherwise where there are several articles."""


def shown_by(findings: Sequence[Finding]) -> dict[str, float]:
    """What the findings show, by name: the models' log odds, how much is copied, and which checker objects, doubts or
    affirms to what end.

    What the models say and that something is objected to stands again as ", several" where there are several articles:
    there, shared words tell little, since every article has them, and what reads and what looks things up tells more.

    >>> shown_by([Finding("entailment", Vote.AFFIRM, score=0.5)])
    {'log odds': 0.0}
    """
    counted = weigh(findings)
    is_copy = any(finding.checker == VERBATIM for finding in findings)
    chance = 1.0 if is_copy else min(probabilities(findings), default=_UNKNOWN)
    chance = min(max(chance, _CLIP), 1 - _CLIP)
    found = {"log odds": math.log(chance / (1 - chance))}
    for finding in counted:
        if finding.checker == READER and finding.score is not None:
            found["read"] = math.log(max(finding.score, 1e-4) / max(1 - finding.score, 1e-4))
        if finding.checker == COPYING and finding.score is not None:
            found.setdefault("copied", finding.score)
        if finding.checker in (ENTAILMENT, JUDGE, VERBATIM) or finding.vote is Vote.NOTE:
            continue
        effect = effect_of(finding).value if finding.vote is Vote.OBJECT else finding.vote.value
        found[effect] = 1.0
        found[f"{finding.checker} {effect}"] = 1.0
    if any(finding.checker == SOURCES and finding.score for finding in findings):
        found |= {f"{name}, several": found[name] for name in _OF_BUNDLES if name in found}
        found["several"] = 1.0
    return found


def probability(findings: Sequence[Finding]) -> float | None:
    """How likely a careful reader accepts the sentence, in a world where half of all sentences are faulty, 0..1.

    None when no checker said anything. Where somebody objects it is less than even: over one article the weights
    alone rank well, and trust objections too little.

    >>> probability([Finding("entailment", Vote.AFFIRM, score=0.9)]) > 0.5
    True
    """
    if not findings:
        return None
    chance = probability_of(shown_by(findings), _weights())
    return min(chance, FLAGGED) if any(f.vote is Vote.OBJECT for f in weigh(findings)) else chance


def probability_of(shown: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The same by other weights; what they do not know counts nothing."""
    points = weights.get("bias", 0.0) + math.fsum(weights.get(name, 0.0) * value for name, value in shown.items())
    return round(1 / (1 + math.exp(-points)), 4)


def bar_for(share: float) -> float:
    """The least probability from which a sentence may be called supported, if of those at most `share` may be faulty.

    Between two shares of the table the stricter one counts.

    >>> bar_for(0.05) >= bar_for(0.2)
    True
    """
    listed = {float(name.partition(" ")[2]): bar for name, bar in _weights().items() if name.startswith("bar ")}
    return listed[max((known for known in listed if known <= share), default=min(listed))]


@cache
def _weights() -> Mapping[str, float]:
    rows = (line.rpartition(" ") for line in read_text("combining.txt").splitlines() if line and line[0] != "#")
    return {name: float(weight) for name, _, weight in rows}
