"""Findings → verdict, reason and severity: the rules of decision, in one place and without any reading.

A sentence is supported when somebody affirms and nobody objects. What an objection does:

===================  ==============================================================================  ==============
effect               when                                                                            verdict
===================  ==============================================================================  ==============
says otherwise       `contradicts`, unless the code is of the third row                              contradicted
nobody says so       severity MAJOR or CRITICAL, unless the code is of the third row                 unsupported
fact stands, but     severity MINOR or NOTE; or one of `WORDING`: hedge, scope, attribution dropped  partial
                     or upgraded, citation, corroboration, loaded or opinionated words, a stale or
                     superseded figure, a conflict told as settled
===================  ==============================================================================  ==============

A doubt of severity MAJOR makes what is otherwise supported unclear, and so does too low a probability (`combining`).
What nobody vouches for is supported where the probability alone is high enough and a passage is near (`may_stand`).
Where nobody affirms and nobody objects, the sentence is unclear when the articles have something near, else
unsupported. Clauses are judged alone by the checker that affirms: one that stands beside one that does not makes the
sentence partial.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from summarizer.checkers import attribution, disagreement, modality, names, near_copies, numbers, reader
from summarizer.checkers.entailment import COPYING, SOURCES
from summarizer.checkers.entailment import NAME as ENTAILMENT
from summarizer.judge import NAME as JUDGE
from summarizer.model import ErrorCode, Finding, Severity, Verdict, Vote

__all__ = [
    "COPYING",
    "ENTAILMENT",
    "JUDGE",
    "READER",
    "SOURCES",
    "VERBATIM",
    "WORDING",
    "decide",
    "deciding",
    "effect_of",
    "is_counted",
    "is_nearly_copied",
    "join_clauses",
    "may_stand",
    "probabilities",
    "severity_of",
    "weigh",
]

WORDING = frozenset(
    {
        ErrorCode.NUMBER_HEDGE,
        ErrorCode.ATTRIBUTION_DROPPED,
        ErrorCode.ATTRIBUTION_UPGRADED,
        ErrorCode.MISCITATION,
        ErrorCode.INCOMPLETE_CITATION,
        ErrorCode.UNKNOWN_CITATION,
        ErrorCode.FALSE_CORROBORATION,
        ErrorCode.CONFLICT_FLATTENED,
        ErrorCode.SUPERSEDED,
        ErrorCode.STALE_DATE,
        ErrorCode.LOADED_LANGUAGE,
        ErrorCode.OPINION_AS_FACT,
        ErrorCode.INFERENCE,
        ErrorCode.QUOTE_VARIANT,
        ErrorCode.QUOTE_CONTEXT,
    }
)
"""Codes of a fact that stands though its wording or sourcing is wrong: an editor mends it in place."""

STANDS_IN_A_COPY = WORDING - {ErrorCode.NUMBER_HEDGE, ErrorCode.INFERENCE, ErrorCode.ATTRIBUTION_UPGRADED}
"""What may still be objected to a sentence that an article has word for word: its sourcing, its age, its tone."""

READER = reader.NAME
VERBATIM = "verbatim"

_NEVER = 2.0
_GUESSES = {"little": 0.3, "whose": 0.4, "firmness": 0.5, "voice": 0.6}
"""The reader's score from which a guess is only doubted. Of 17,400 careful sentences of real stories guesses met as
many faithful ones as faulty where it is higher, and four faulty ones to one faithful where it is lower
(decision 134)."""
_COPIED = 0.3
"""Share in one run from which words that stand near one another tell more than the reader does."""
_FIRMNESS = frozenset({ErrorCode.NEGATION, ErrorCode.MODALITY, ErrorCode.PREDICATE})
_NEARLY_COPIED = 0.7
"""Share in one run from which a sentence is nearly a copy: on dev 140 faithful and 9 faulty ones meet no objection."""
_WHOSE = frozenset({ErrorCode.ENTITY, ErrorCode.PLACE, ErrorCode.ATTRIBUTION_SWAPPED})

_SEVERITY = {
    Verdict.CONTRADICTED: Severity.CRITICAL,
    Verdict.UNSUPPORTED: Severity.MAJOR,
    Verdict.NOT_CHECKED: Severity.MAJOR,
    Verdict.PARTIAL: Severity.MINOR,
    Verdict.UNCLEAR: Severity.MINOR,
    Verdict.SUPPORTED: Severity.NOTE,
    Verdict.NOT_CHECKABLE: Severity.NOTE,
}
"""The least severity of a verdict; a finding behind it may be more severe."""


def weigh(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings that count. What is said against the words of a sentence that an article has just so does not; nor
    does what the embedded model makes of one that a judge has vouched for, passage in hand: the judge reads better."""
    if any(finding.checker == JUDGE and finding.vote is Vote.AFFIRM for finding in findings):
        findings = [f for f in findings if f.checker != ENTAILMENT or f.vote not in (Vote.OBJECT, Vote.DOUBT)]
    run = next((f.score for f in findings if f.checker == COPYING and f.score is not None), 0.0)
    if run < _COPIED:
        read = next((f.score for f in findings if f.checker == READER and f.score is not None), 0.0)
        findings = [replace(f, vote=Vote.DOUBT) if read >= _believed_below(f) else f for f in findings]
    if not any(finding.checker == VERBATIM for finding in findings):
        return tuple(findings)
    against = (Vote.OBJECT, Vote.DOUBT)
    return tuple(finding for finding in findings if finding.vote not in against or finding.code in STANDS_IN_A_COPY)


def _believed_below(finding: Finding) -> float:
    """The reader's score from which an objection is only a doubt; above all scores for what is no guess.

    A guess rests on which words stand near which: that the articles have too little of a claim, tell it of somebody
    else, or less firmly. A name or a figure that no article has is none.
    """
    if finding.vote is not Vote.OBJECT:
        return _NEVER
    if finding.checker == ENTAILMENT:
        return _GUESSES["little"]
    if finding.checker == names.NAME and finding.contradicts and finding.code in _WHOSE:
        return _GUESSES["whose"]
    if finding.checker == modality.NAME and finding.code in _FIRMNESS and finding.severity < Severity.CRITICAL:
        return _GUESSES["firmness"]
    if finding.code is ErrorCode.COREFERENCE:
        return _GUESSES["whose"]
    if finding.code is ErrorCode.CONFLICT_FLATTENED and not finding.contradicts:
        return _GUESSES["whose"]  # that articles agree is looked for in words, too
    if finding.checker == near_copies.NAME:
        return _GUESSES["firmness"]
    if finding.code in (ErrorCode.INFERENCE, ErrorCode.LOADED_LANGUAGE) or (
        finding.checker == attribution.NAME and finding.code is ErrorCode.ATTRIBUTION_DROPPED
    ):
        return _GUESSES["voice"]
    return _NEVER


def effect_of(finding: Finding) -> Verdict:
    """The verdict that one objection alone would bring."""
    if finding.code in WORDING or finding.severity <= Severity.MINOR:
        return Verdict.PARTIAL
    return Verdict.CONTRADICTED if finding.contradicts else Verdict.UNSUPPORTED


def decide(findings: Sequence[Finding], *, has_evidence: bool) -> Verdict:
    """The verdict on one claim. `has_evidence` tells whether any passage is near enough to speak of it at all.

    >>> decide([Finding("a", Vote.AFFIRM)], has_evidence=True).value
    'supported'
    >>> decide([Finding("a", Vote.AFFIRM)], has_evidence=False).value
    'unsupported'
    >>> decide([Finding("a", Vote.AFFIRM), Finding("b", Vote.OBJECT, severity=Severity.MINOR)], has_evidence=True).value
    'partial'
    >>> decide([], has_evidence=True).value
    'unclear'
    """
    effects = {effect_of(finding) for finding in findings if finding.vote is Vote.OBJECT}
    for verdict in (Verdict.CONTRADICTED, Verdict.UNSUPPORTED):
        if verdict in effects:
            return verdict
    if not has_evidence:
        return Verdict.UNSUPPORTED
    if Verdict.PARTIAL in effects:
        return Verdict.PARTIAL
    is_doubted = any(f.vote is Vote.DOUBT and f.severity >= Severity.MAJOR for f in findings)
    is_affirmed = any(finding.vote is Vote.AFFIRM for finding in findings)
    return Verdict.SUPPORTED if is_affirmed and not is_doubted else Verdict.UNCLEAR


def may_stand(findings: Sequence[Finding], chance: float, bar: float) -> bool:
    """Whether a sentence to which nobody objects, and for which nobody vouches, is likely enough to be supported: its
    probability reaches the bar, and no checker doubts it much."""
    is_doubted = any(f.vote is Vote.DOUBT and f.severity >= Severity.MAJOR for f in weigh(findings))
    return chance >= bar and not is_doubted


def is_nearly_copied(findings: Sequence[Finding]) -> bool:
    """Whether most of a sentence stands in an article in one run, and nobody doubts the rest: that has been set beside
    it item by item (`near_copies`), which tells more than any probability."""
    run = next((f.score for f in findings if f.checker == COPYING), None)  # of the sentence; clauses come after it
    is_doubted = any(f.vote is Vote.DOUBT and f.checker != ENTAILMENT for f in findings)
    return run is not None and run >= _NEARLY_COPIED and not is_doubted


def is_counted(findings: Sequence[Finding]) -> bool:
    """Whether the articles' figures vouch for a sentence that tells no more than them, and whose each is."""
    return any(f.checker in (numbers.NAME, disagreement.NAME) and f.vote is Vote.AFFIRM for f in findings)


def join_clauses(whole: Verdict, clauses: Sequence[Verdict]) -> Verdict:
    """The verdict on a sentence of several clauses: a clause that nobody supports makes a supported sentence partial.

    A sentence that is only unclear as a whole is supported when each of its clauses is.
    """
    if not clauses or whole not in (Verdict.SUPPORTED, Verdict.UNCLEAR):
        return whole
    if any(verdict in (Verdict.UNSUPPORTED, Verdict.CONTRADICTED) for verdict in clauses):
        return Verdict.PARTIAL if Verdict.SUPPORTED in clauses else whole
    return Verdict.SUPPORTED if all(verdict is Verdict.SUPPORTED for verdict in clauses) else whole


def severity_of(verdict: Verdict, findings: Iterable[Finding]) -> Severity:
    """How much a sentence's verdict matters to an editor."""
    objections = [finding.severity for finding in findings if finding.vote is Vote.OBJECT]
    if verdict is Verdict.PARTIAL:
        return max([Severity.MINOR, *(min(severity, Severity.MAJOR) for severity in objections)])
    if verdict in (Verdict.CONTRADICTED, Verdict.UNSUPPORTED):
        return max([_SEVERITY[verdict], *objections])
    return _SEVERITY[verdict]


def deciding(findings: Sequence[Finding], verdict: Verdict) -> Finding | None:
    """The finding whose reason an editor should read first."""
    objections = [finding for finding in findings if finding.vote is Vote.OBJECT]
    if verdict in (Verdict.CONTRADICTED, Verdict.UNSUPPORTED):
        same = [finding for finding in objections if effect_of(finding) is verdict]
        objections = same or objections
    ranked = sorted(objections, key=lambda finding: (-finding.severity, finding.checker == ENTAILMENT))
    if ranked and verdict.is_flag:
        return ranked[0]
    doubts = [finding for finding in findings if finding.vote is Vote.DOUBT and finding.reason]
    return max(doubts, key=lambda finding: finding.severity) if doubts and verdict is Verdict.UNCLEAR else None


def probabilities(findings: Sequence[Finding]) -> list[float]:
    """How likely the sentence is supported, says the judge; where none was asked, the entailment checker, for the
    sentence and for each clause that it was asked about. Empty where neither looked."""
    for checker in (JUDGE, ENTAILMENT):
        given = [f.score for f in findings if f.checker == checker and f.score is not None and f.score == f.score]
        if given:
            return given
    return []
