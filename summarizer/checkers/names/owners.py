"""Is it whose the claim says, and does the body act that the claim has act? For bodies and states, not for persons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.checkers._alignment import story_words
from summarizer.checkers._names import NAME, TOKEN, fold, is_outlet, people_of, tokens_of
from summarizer.checkers._offices import same_body, story_offices
from summarizer.checkers._people import story_people
from summarizer.checkers.statements import soft_share, telling_words, word_set
from summarizer.model import Claim, Entity, ErrorCode, Evidence, Finding, Name, NameKind, ReadSentence, Severity, Vote

_NAME = r"[A-Z][\w’'&-]*(?:(?: of| for| the| and)* [A-Z][\w’'&-]*)*"
_OWNED = re.compile(rf"\b({_NAME})['’]s ({_NAME})")
TELLS = 0.6  # share of the rest of the claim in one sentence from which that sentence tells of the claim
_CLOSE = 0.15
_MIN_SHARED = 4
_MIN_MENTIONS = 2
_WHERE = (["in"], ["at"], ["near"], ["from"], ["before"], ["In"], ["At"], ["Near"], ["Before"])
_REACH = 2  # a body named so many sentences away may still be whose it is


def check_owners(names: list[Name], claim: Claim, evidence: Evidence) -> list[Finding]:
    """Objections to an owner with whom no article names what is owned, and to a body of which this is not told."""
    return list(_owner(claim, evidence)) or list(_other_body(names, claim, evidence))[:1]


def _owner(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """One state's parliament, where the articles name it far from that state and beside another's office holders."""
    offices, people = story_offices(evidence), story_people(evidence)
    for match in _OWNED.finditer(claim.text):
        owner, owned = _entity(match[1], evidence), tokens_of(match[2])
        there = [i for i, line in enumerate(story_words(evidence.story).lines) if _names_all(owned, line.sentence.text)]
        if owner is None or not owned or any(_stands_near(match[1], i, evidence) for i in there):
            continue
        beside = {body for i in there for who in people.present[i] for o in offices.get(who, ()) for body in o.bodies}
        rivals = [other for body in beside if (other := _entity(body, evidence)) and other.kind is owner.kind]
        if rivals and owner not in rivals:
            reason = f"No article names {match[2]} with {match[1]}; it stands with those of {rivals[0].name}."
            yield _objection(match[1], rivals[0].name, evidence.story.sentences[there[0]], reason)


def _other_body(names: list[Name], claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """A body of which the claim tells what the articles tell of one other alone, with this one nowhere near."""
    claimed = {token for name in names for token in tokens_of(name.text)}
    for name in names:
        body = _entity(name.text, evidence)
        before = claim.text[: name.start - claim.start].removesuffix("the ").split()[-1:]
        if body is None or body.kind is NameKind.PLACE or before in _WHERE or is_outlet(body, evidence):
            continue
        rest = f"{claim.text[: name.start - claim.start]} {claim.text[name.end - claim.start :]}"
        near = _near(rest, evidence)
        if not near or any(_stands_near(name.text, i, evidence) for i in near):
            continue
        best = evidence.story.sentences[near[0]]
        others = {other.name: other for n in best.mentions.names if (other := _entity(n.text, evidence))}
        rivals = [
            other
            for other in others.values()
            if other.kind is body.kind and other.n_mentions >= _MIN_MENTIONS
            if not claimed & set(tokens_of(other.name)) and not is_outlet(other, evidence)
        ]
        if len(rivals) == 1:
            label = evidence.story.article(best.article_id).label
            reason = f"The articles tell this of {rivals[0].name} ({label}), not of {name.text}."
            yield _objection(name.text, rivals[0].name, best, reason)


def _near(rest: str, evidence: Evidence) -> list[int]:
    """The sentences that tell best of the rest of a claim."""
    telling = telling_words(rest)
    found = []
    for index, sentence in enumerate(evidence.story.sentences):
        if word_set(sentence.text) & telling.keys():
            share, n_shared = soft_share(rest, telling, sentence.text)
            if share >= TELLS and n_shared >= _MIN_SHARED:
                found.append((share, index))
    found.sort(key=lambda pair: (-pair[0], pair[1]))
    return [index for share, index in found if share >= found[0][0] - _CLOSE]


def _entity(name: str, evidence: Evidence) -> Entity | None:
    """The story's body or place of that name; none for a person's."""
    tokens = tokens_of(name)
    if not tokens or tokens[-1] in people_of(evidence):
        return None
    for entity in evidence.facts.entities:
        if entity.kind is not NameKind.PERSON and any(tokens == tokens_of(s) for s in entity.spellings):
            return entity
    return None


def _names_all(tokens: list[str], text: str) -> bool:
    words = {fold(token) for token in TOKEN.findall(text) if token[0].isupper()}
    return all(token in words for token in tokens)


def _stands_near(name: str, index: int, evidence: Evidence) -> bool:
    """Whether a body stands in a sentence or near it, by whatever word for it."""
    lines = story_words(evidence.story).lines
    article = lines[index].sentence.article_id
    rows = range(max(0, index - _REACH), min(len(lines), index + _REACH + 1))
    texts = [lines[i].sentence.text for i in rows if lines[i].sentence.article_id == article]
    words = {fold(token) for text in texts for token in TOKEN.findall(text) if token[0].isupper()}
    return any(same_body(token, word) for token in tokens_of(name) for word in words)


def _objection(claimed: str, found: str, sentence: ReadSentence, reason: str) -> Finding:
    return Finding(
        checker=NAME,
        vote=Vote.OBJECT,
        code=ErrorCode.ENTITY,
        reason=reason,
        severity=Severity.MAJOR,
        evidence=(sentence.sentence.span,),
        claimed=claimed,
        found=found,
        contradicts=True,
    )
