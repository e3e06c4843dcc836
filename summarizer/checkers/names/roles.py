"""Offices and parties: who the articles say holds them, and who the claim does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.checkers._alignment import cue_pattern, story_words
from summarizer.checkers.names.reading import NAME, fold, key_of, people_of, tokens_of
from summarizer.model import (
    Claim,
    ErrorCode,
    Evidence,
    Finding,
    Name,
    NameKind,
    ReadSentence,
    Severity,
    Story,
    Vote,
)

_APPOSITION = re.compile(r", ([^,.;]{3,60})[,.]")  # "Mara Feld, the chief engineer, "
_PARTIES = frozenset({"democrat", "republican"})


def check_roles(names: list[Name], claim: Claim, evidence: Evidence) -> list[Finding]:
    """Objections to a role that the articles give to somebody else and never to this person."""
    found: list[Finding] = []
    for name in names:
        head = _role_of(name, claim)
        if not head or name.kind is NameKind.PLACE:
            continue
        key = key_of(name)
        theirs = _roles_in(evidence.story, key)
        entity_roles = " ".join(
            role
            for e in evidence.facts.entities
            if key in {fold(w) for s in e.spellings for w in s.split()}
            for role in e.roles
        ).lower()
        if head in theirs or head in entity_roles or not theirs:
            continue
        if head in _PARTIES and not theirs & _PARTIES:
            continue
        holder = _holder(head, key, evidence)
        if holder is None:
            found.extend(_misplaced_role(name, head, key, evidence))
            continue
        sentence, other = holder
        found.append(
            Finding(
                checker=NAME,
                vote=Vote.OBJECT,
                code=ErrorCode.ROLE,
                reason=f"The articles call {other} {head}, and {name.text} {', '.join(sorted(theirs))}; "
                f"the sentence calls {name.text} {head}.",
                severity=Severity.MAJOR,
                evidence=(sentence.sentence.span,),
                claimed=f"{head} {name.text}",
                found=", ".join(sorted(theirs)),
                contradicts=True,
            )
        )
    return found


def _misplaced_role(name: Name, head: str, key: str, evidence: Evidence) -> Iterator[Finding]:
    """A doubt about a role that no article gives to anybody, of a person whom the articles give others."""
    roles = [role for e in evidence.facts.entities if key in tokens_of(e.name)[-1:] for role in e.roles]
    if len(roles) >= 2:
        yield Finding(
            checker=NAME,
            vote=Vote.DOUBT,
            code=ErrorCode.ROLE,
            reason=f"The articles call {name.text} {', '.join(roles[:3])}, not {head}.",
            severity=Severity.MINOR,
            claimed=f"{head} {name.text}",
            found=", ".join(roles),
        )


def _role_of(name: Name, claim: Claim) -> str:
    """The role word that stands with a name in the claim: before it, or after it between commas."""
    heads = cue_pattern("role").findall(name.role)
    if heads:
        return str(heads[-1]).lower()
    words = claim.text[: name.start - claim.start].split()[-1:]
    if words and cue_pattern("role").fullmatch(words[0]):
        return words[0].lower()
    match = _APPOSITION.match(claim.text[name.end - claim.start :][:80])
    if match and not cue_pattern("no_apposition").search(match[1]):
        inside = cue_pattern("role").findall(match[1])
        return str(inside[-1]).lower() if inside else ""
    return ""


def _roles_in(story: Story, key: str) -> set[str]:
    """The role words that stand with a name anywhere in the story."""
    roles = set()
    for line in story_words(story).lines:
        for match in re.finditer(r"[A-Z][\w'’-]+", line.sentence.text):
            if fold(match[0]) != key:
                continue
            before = line.sentence.text[max(0, match.start() - 60) : match.start()]
            after = line.sentence.text[match.end() : match.end() + 70]
            roles |= {w.lower() for w in cue_pattern("role").findall(re.split(r"[.;]", before)[-1])}
            roles |= {w.lower() for w in cue_pattern("role").findall(re.split(r"[.;]", after)[0])}
    return roles


def _holder(head: str, key: str, evidence: Evidence) -> tuple[ReadSentence, str] | None:
    """A sentence in which somebody else bears the role, directly before the name or after a comma, and that name."""
    pattern = re.compile(
        rf"\b(?i:{head}) ((?:[A-Z][\w'’-]+ ?){{1,3}})"
        rf"|((?:[A-Z][\w'’-]+ ?){{1,3}}), (?:the |a |an )?[^,.;]{{0,30}}\b(?i:{head})\b"
    )
    people = people_of(evidence)
    for line in story_words(evidence.story).lines:
        for match in pattern.finditer(line.sentence.text):
            other = (match[1] or match[2]).strip()
            if not other[:1].isupper():
                continue
            tokens = tokens_of(other)
            if tokens and key not in tokens and tokens[-1] in people:
                return line.sentence, other
    return None
