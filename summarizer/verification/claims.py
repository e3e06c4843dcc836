"""The claims of a sentence that has several, each with a verdict of its own: what is borne out, and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarizer.model import CheckedClaim, CheckedSentence, Citation, Claim, Finding, Verdict, Vote
from summarizer.verification.passages import MAX_CITATIONS

_SHOWN_CHARS = 120  # of a claim in a reason


def findings_on(
    clause: Claim, found: Sequence[Finding], whole: Sequence[Finding], others: Sequence[Claim]
) -> tuple[Finding, ...]:
    """What counts for one clause: all that it was found to be when asked alone, but objections only of the kinds that
    the whole sentence met; and those of the whole that name words which stand in no other clause.

    A clause is less to go by than its sentence: alone, it would meet objections that the rest answers.
    """
    objections = [finding for finding in whole if finding.vote is Vote.OBJECT]
    kinds = {(finding.checker, finding.code) for finding in objections}
    kept = [f for f in found if f.vote is not Vote.OBJECT or (f.checker, f.code) in kinds]
    met = {(finding.checker, finding.code) for finding in kept if finding.vote is Vote.OBJECT}
    own = [
        finding
        for finding in objections
        if finding.claimed
        and (finding.checker, finding.code) not in met
        and finding.claimed in clause.text
        and not any(finding.claimed in other.text for other in others if other is not clause)
    ]
    return (*kept, *own)


def with_claims(sentence: CheckedSentence, claims: Sequence[CheckedClaim]) -> CheckedSentence:
    """The sentence with its claims; partial, where no article has one of them and another is borne out.

    It is as severe as before: what was made up stands beside what is true. Where nobody can say which claim the
    sentence is flagged for, none is told, and one that is only unclear has no claim that is worse.
    """
    verdicts = {claim.verdict for claim in claims}
    if sentence.verdict is Verdict.UNCLEAR:
        return replace(sentence, claims=tuple(_no_worse(claim, sentence) for claim in claims))
    if sentence.verdict.is_flag and not any(verdict.is_flag for verdict in verdicts):
        return sentence
    if sentence.verdict is not Verdict.UNSUPPORTED or not {Verdict.SUPPORTED, Verdict.UNSUPPORTED} <= verdicts:
        return replace(sentence, claims=tuple(claims))
    invented = next(claim for claim in claims if claim.verdict is Verdict.UNSUPPORTED)
    borne_out = [claim for claim in claims if claim.verdict is Verdict.SUPPORTED]
    return replace(
        sentence,
        verdict=Verdict.PARTIAL,
        reason=f"Borne out but for “{_shortened(invented.text)}”: {_continued(invented.reason)}",
        citations=_merged(borne_out),
        claims=tuple(claims),
    )


def _no_worse(claim: CheckedClaim, sentence: CheckedSentence) -> CheckedClaim:
    """A claim of an unclear sentence: what nobody objects to in the whole is not flagged in a part."""
    if not claim.verdict.is_flag:
        return claim
    return replace(claim, verdict=Verdict.UNCLEAR, reason=sentence.reason, codes=(), citations=())


def _shortened(text: str) -> str:
    text = text.rstrip(".")
    return text if len(text) <= _SHOWN_CHARS else f"{text[:_SHOWN_CHARS].rsplit(' ', 1)[0]} …"


def _continued(reason: str) -> str:
    """A reason behind a colon."""
    return reason[0].lower() + reason[1:] if reason.startswith(("No ", "The ", "Nobody ")) else reason


def _merged(claims: Sequence[CheckedClaim]) -> tuple[Citation, ...]:
    """The passages of all these claims, one an article."""
    first = {citation.article_id: citation for claim in reversed(claims) for citation in reversed(claim.citations)}
    ids = dict.fromkeys(citation.article_id for claim in claims for citation in claim.citations)
    return tuple(first[id_] for id_ in ids)[:MAX_CITATIONS]
