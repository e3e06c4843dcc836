"""Is told flat what two outlets tell in opposite ways? Asked of the disagreements that the facts hold.

A sentence that one article has word for word is no less one side of a disagreement: where another article has the
opposite of the same sentence, another day, place or score in it, a reader must learn of both. Who is named as saying
it may tell that only if he says it on this side alone. Counts and amounts are asked by `checkers.numbers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from summarizer.checkers import outlet_named
from summarizer.facts.opposites import are_of_one_thing, told_apart
from summarizer.model import (
    Claim,
    Disagreement,
    DisagreementKind,
    ErrorCode,
    Evidence,
    FigureKind,
    Finding,
    Severity,
    Span,
    Story,
    Vote,
)

NAME = "contested"
_LEAST_SURE = 0.5
"""How sure a disagreement must be: less than elsewhere, since both sides are as like the sentence as two tellings."""
_TELLS_BOTH = re.compile(r"\b(?:differ|disagree|disput|conflict|contradict)\w*|\bwhether\b", re.I)
_OF_ONE_VOICE = frozenset({ErrorCode.NEGATION, ErrorCode.PREDICATE, ErrorCode.MODALITY})
_OF_EITHER = _OF_ONE_VOICE | {ErrorCode.QUOTE_ALTERED, ErrorCode.QUOTE_FABRICATED, ErrorCode.ATTRIBUTION_SWAPPED}
_WHOLE = 0.95
"""Share of the words of a sentence on a disagreement that must be those of its sides."""
_WORD = re.compile(r"[^\W_]+(?:[-–][^\W_]+)*")
_EMPTY = frozenset(
    ["the", "a", "an", "on", "in", "at", "of", "early", "late", "morning", "evening", "afternoon", "night"]
)


@dataclass(frozen=True, slots=True)
class _Told:
    """One article's side: its number, its sentence, the words that differ ("" for the whole sentence), where."""

    side: str
    sentence: str
    slot: str
    span: Span
    outlet: str


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """An objection to a sentence that tells one side of a disagreement as if there were no other, a note on one that
    names who says so on its side alone, a finding that vouches for one that tells both, or nothing."""
    if tells_both(claim.text):
        return _told_whole(claim, evidence)
    if outlet_named(claim.text, evidence.story)[1]:
        return ()
    for own, against in _contests(claim, evidence):
        found = _finding(claim, own[0], against[0])
        if _is_said_by_one_side(claim, against):
            return (replace(found, vote=Vote.NOTE, code=None, severity=Severity.NOTE, contradicts=False),)
        return (found,)
    return ()


def tells_both(text: str) -> bool:
    """Whether a sentence says that there are two accounts."""
    return _TELLS_BOTH.search(text) is not None


def _told_whole(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """A finding that vouches for a sentence that says that the articles differ and otherwise has the sides' words and
    the names of those who tell them, and no others."""
    held = {word for word in _words(claim.text) if not _TELLS_BOTH.fullmatch(word)} - {"reports", "accounts"}
    for disagreement in evidence.facts.disagreements:
        if disagreement.kind is not DisagreementKind.CLAIM:
            continue
        told = set[str]().union(*(_words(f"{one.text} {one.speaker} {one.outlet}") for one in disagreement.claims))
        if _share_of(held, told) >= _WHOLE:
            spans = tuple(one.span for one in disagreement.claims)
            return (Finding(NAME, Vote.AFFIRM, None, "The articles disagree as the sentence says.", evidence=spans),)
    return ()


def _share_of(part: set[str], whole: set[str]) -> float:
    return len(part & whole) / len(part) if part else 0.0


def other_side(claim: Claim, evidence: Evidence) -> set[str]:
    """The articles that have another side of what a sentence tells: whoever says it, they cannot be cited for it; none
    for one that tells that they differ."""
    if tells_both(claim.text):
        return set()
    return {one.span.article_id for _, against in _contests(claim, evidence) for one in against}


def _contests(claim: Claim, evidence: Evidence) -> Iterator[tuple[list[_Told], list[_Told]]]:
    """The disagreements of which a sentence tells a side: who tells that one, and who another."""
    for disagreement in evidence.facts.disagreements:
        told = list(_told(disagreement, evidence.story)) if disagreement.sureness >= _LEAST_SURE else []
        against = [one for one in told if _excludes(claim.text, one)]
        sides = {one.side for one in against}
        own = [one for one in told if one.side not in sides and _says(claim.text, one)]
        if against and own:
            yield own, against


def _told(disagreement: Disagreement, story: Story) -> Iterator[_Told]:
    """The sides of a disagreement, each passage with its sentence."""
    for stated in disagreement.figures:
        if stated.figure.kind is FigureKind.SCORE:
            side = f"{stated.figure.low} {stated.figure.high}"
            yield _Told(side, _around(stated.span, story), stated.figure.text, stated.span, stated.outlet)
    for claim in disagreement.claims:
        is_whole = disagreement.kind is DisagreementKind.CLAIM
        sentence = claim.text if is_whole else _around(claim.span, story)
        yield _Told(str(claim.side), sentence, "" if is_whole else claim.text, claim.span, claim.outlet)


def _around(span: Span, story: Story) -> str:
    """The sentence that a passage stands in; "" where it is none."""
    return next(
        (
            read.text
            for read in story.sentences
            if read.article_id == span.article_id and read.sentence.start <= span.start < read.sentence.end
        ),
        "",
    )


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)} - _EMPTY


def _excludes(text: str, told: _Told) -> bool:
    """Whether a sentence cannot be true where this side is."""
    if told.slot:
        return are_of_one_thing(text, told.sentence) and not _words(told.slot) <= _words(text)
    apart = told_apart(text, told.sentence)
    return apart is not None and apart.excludes


def _says(text: str, told: _Told) -> bool:
    """Whether a sentence says what this side does."""
    if told.slot:
        return are_of_one_thing(text, told.sentence) and _words(told.slot) <= _words(text)
    return are_of_one_thing(text, told.sentence) and told_apart(text, told.sentence) is None


def _is_said_by_one_side(claim: Claim, against: Sequence[_Told]) -> bool:
    """Whether the sentence names somebody as saying it whom the other side does not."""
    speakers = [said.speaker for said in claim.mentions.attributions if said.speaker]
    speakers += [said.speaker for said in claim.mentions.quotations if said.speaker and not said.is_scare]
    named = {words[-1] for speaker in speakers if (words := _WORD.findall(speaker.casefold()))}
    return bool(named) and not any(named & _words(one.sentence) for one in against)


def _finding(claim: Claim, own: _Told, other: _Told) -> Finding:
    reason = f"The articles disagree: {other.outlet} has “{other.slot or other.sentence.rstrip('.')}”; the sentence "
    reason += f"tells only what {own.outlet} has."
    return Finding(
        NAME,
        Vote.OBJECT,
        ErrorCode.CONFLICT_FLATTENED,
        reason,
        Severity.MAJOR,
        evidence=(other.span,),
        claimed=own.slot or claim.text,
        found=other.slot or other.sentence,
        contradicts=True,
    )


def is_told_whole(findings: Sequence[Finding]) -> bool:
    """Whether a sentence tells a disagreement with its sides: no clause of it is a claim by itself."""
    return any(f.checker == NAME and f.vote is Vote.AFFIRM for f in findings)


def without_one_voice(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings without those that hold one side's words against a sentence that is contested (the other articles do
    say so), or against one that tells both."""
    if is_told_whole(findings):
        return tuple(f for f in findings if f.vote not in (Vote.OBJECT, Vote.DOUBT) or f.code not in _OF_EITHER)
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
