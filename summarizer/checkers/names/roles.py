"""Offices and parties: who the articles say holds them, and who the claim does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from summarizer.checkers._alignment import cue_pattern, cue_words, story_words
from summarizer.checkers._names import NAME, TOKEN, fold, place_names, tokens_of
from summarizer.checkers._offices import Office, head_of, offices_in, same_body, story_offices
from summarizer.checkers._people import story_people
from summarizer.model import (
    Claim,
    ErrorCode,
    Evidence,
    Finding,
    Severity,
    Story,
    Vote,
)

_PARTIES = frozenset({"democrat", "republican"})
_RANKS = frozenset({"former", "acting", "deputy", "vice", "senior", "chief", "general", "state", "first", "second"})
_FORMER = re.compile(r"(?:former|ex-|then|past|late)", re.I)
_LEADERS = frozenset({"president", "chairman"})
_CHIEFS = frozenset({"president", "chairman", "director", "ceo", "commissioner", "governor", "premier"})
"""Whom news copy calls the chief of a body for short."""
_SURE_ARTICLES = 2
_BESIDE = 7  # words between a name and the body that somebody belongs to


def check_roles(claim: Claim, evidence: Evidence) -> list[Finding]:
    """Objections to an office that the articles give to somebody else, of another body, or by another name."""
    theirs = story_offices(evidence)
    entities = [set(tokens_of(spelling)) for e in evidence.facts.entities for spelling in e.spellings]
    found: list[Finding] = []
    for read in offices_in(claim.text, story_people(evidence)):
        bodies = {word for tokens in entities if tokens <= read.bodies for word in tokens}
        office = replace(read, bodies=frozenset(bodies | (read.bodies & place_names().keys())))
        given = theirs.get(office.person, ())
        finding = _other_body(office, given, theirs, evidence) or _slip(office, given, evidence)
        finding = (
            finding or _other_field(office, given, theirs, evidence) or _other_head(office, given, theirs, evidence)
        )
        if finding is not None:
            found.append(finding)
    return found


def _other_body(
    office: Office, given: Sequence[Office], all_given: Mapping[str, tuple[Office, ...]], evidence: Evidence
) -> Finding | None:
    """The same office, of a body in which others hold one, and which no sentence names beside this person."""
    others = {body for who, offices in all_given.items() if who != office.person for o in offices for body in o.bodies}
    if not any(same_body(body, other) for body in office.bodies for other in others):
        return None
    same = [other for other in given if other.heads & office.heads and other.bodies]
    theirs = {body for other in same for body in other.bodies}
    if not same or not office.bodies or any(same_body(a, b) for a in office.bodies for b in theirs):
        return None
    if any(
        len(word) > 1 and word.isupper()
        for text in (office.text, *(other.text for other in same))
        for word in text.split()
    ):
        return None  # may be short for the body's full name
    if any(_stands_beside(office, line.sentence.text, evidence) for line in story_words(evidence.story).lines):
        return None
    return _objection(office, same[0], Severity.MAJOR, evidence)


def _stands_beside(office: Office, text: str, evidence: Evidence) -> bool:
    """Whether a text has one of an office's bodies so near to the person's name that it may be his."""
    by_word = story_people(evidence).by_word
    words = [fold(token) for token in TOKEN.findall(text)]
    return any(
        same_body(body, word)
        for at, name in enumerate(words)
        if by_word.get(name) == office.person
        for word in words[max(0, at - _BESIDE) : at + _BESIDE]
        for body in office.bodies
    )


def _slip(office: Office, given: Sequence[Office], evidence: Evidence) -> Finding | None:
    """An office that one article gives, where at least two others have another for the same field or body."""
    sentences = evidence.story.sentences
    mine = {sentences[other.index].article_id for other in given if other.heads & office.heads}
    rivals = [other for other in given if not other.heads & office.heads and _is_same_field(office, other)]
    if len(mine) != 1 or len({sentences[other.index].article_id for other in rivals} - mine) < _SURE_ARTICLES:
        return None
    return _objection(office, rivals[0], Severity.MINOR, evidence)


def _other_field(
    office: Office, given: Sequence[Office], theirs: Mapping[str, tuple[Office, ...]], evidence: Evidence
) -> Finding | None:
    """The same sort of office for something else, which another person holds: environment for foreign minister."""
    same = [other for other in given if other.heads & office.heads and _fields(other)]
    mine = _fields(office)
    if not mine or not same or any(mine & _fields(other) for other in same):
        return None
    others = [other for who, offices in theirs.items() if who != office.person for other in offices]
    is_held = any(other.heads & office.heads and mine & _fields(other) for other in others)
    return _objection(office, same[0], Severity.MAJOR, evidence) if is_held else None


def _fields(office: Office) -> frozenset[str]:
    """What an office is for, if that is one of the usual fields."""
    return (office.fields & cue_words("office_field")) - _RANKS


def _other_head(
    office: Office, given: Sequence[Office], theirs: Mapping[str, tuple[Office, ...]], evidence: Evidence
) -> Finding | None:
    """An office that no article gives this person: another holds it, or the articles have another for the same body."""
    others = [other for who, offices in theirs.items() if who != office.person for other in offices]
    if not given and _FORMER.match(office.text):
        return None  # whom nobody gives an office may have held it before the one who holds it now
    held = [other for other in others if other.heads & office.heads and (given or _is_same_field(office, other))]
    key = tokens_of(office.person)[-1]
    near = {head_of(word) for word in _roles_in(evidence.story, key)} | {h for other in given for h in other.heads}
    if office.heads & near or (office.heads <= _PARTIES and not near & _PARTIES):
        return None
    if any(heads & _LEADERS and "leader" in others for heads, others in ((office.heads, near), (near, office.heads))):
        return None  # who leads a party may be its president
    is_nobody_elses = all(other.heads.isdisjoint(office.heads) for other in others)
    if (
        office.heads == {"chief"}
        and is_nobody_elses
        and any(
            other.heads & _CHIEFS and office.fields <= other.fields and office.bodies <= other.bodies for other in given
        )
    ):
        return None
    same = [other for other in given if _is_same_field(office, other)]
    if same:
        return _objection(office, same[0], Severity.MAJOR, evidence)
    return _objection(office, (given or held)[0], Severity.MAJOR, evidence) if held else _doubt(office, given)


def _is_same_field(one: Office, other: Office) -> bool:
    """Whether two offices are for the same thing or of the same body, so that one person holds only one of them."""
    return bool(one.fields & other.fields - _RANKS) or any(same_body(a, b) for a in one.bodies for b in other.bodies)


def _objection(office: Office, other: Office, severity: Severity, evidence: Evidence) -> Finding:
    sentence = evidence.story.sentences[other.index]
    label = evidence.story.article(sentence.article_id).label
    return Finding(
        checker=NAME,
        vote=Vote.OBJECT,
        code=ErrorCode.ROLE,
        reason=f"The articles call {other.person} “{other.text}” ({label})"
        + (f", not “{office.text}”." if other.person == office.person else f", not {office.person}."),
        severity=severity,
        evidence=(sentence.sentence.span,),
        claimed=office.text,
        found=other.text,
        contradicts=True,
    )


def _doubt(office: Office, given: Sequence[Office]) -> Finding | None:
    """A doubt about an office that no article gives to anybody, of a person whom the articles give others."""
    if len(given) < _SURE_ARTICLES:
        return None
    roles = ", ".join(dict.fromkeys(other.text for other in given[:3]))
    return Finding(
        checker=NAME,
        vote=Vote.DOUBT,
        code=ErrorCode.ROLE,
        reason=f"The articles call {office.person} {roles}, not {office.text}.",
        severity=Severity.MAJOR,
        claimed=office.text,
        found=roles,
    )


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
