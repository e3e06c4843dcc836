"""Is what the claim tells of a person told of another? The rest of the claim is looked for, then who stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from summarizer.checkers._alignment import cue_pattern
from summarizer.checkers._names import NAME
from summarizer.checkers._offices import head_of, story_offices
from summarizer.checkers._people import StoryPeople, story_people
from summarizer.checkers.speakers import is_anothers
from summarizer.checkers.statements import soft_share, telling_words, word_set
from summarizer.model import Claim, ErrorCode, Evidence, Finding, Name, NameKind, Severity, Vote

# Measured on the training pairs: an objection met 13 faulty sentences to 1 faithful from .4 on, and 1 to 0 below it.
TELLS = 0.4  # share of the rest of the claim in one sentence from which that sentence tells of the claim
_TELLS_SURELY = 0.7  # from here on, another person in that very sentence is worth a doubt: 3 faulty to 1 faithful
_CLOSE = 0.15  # sentences with a share that much smaller may be meant as well
_MIN_SHARED = 3  # words shared: two are often a common phrase
_REACH = 1  # a person named so many sentences away may still be who is meant
_MAX_NEAR = 6
_SPELLED = 75  # rapidfuzz ratio of two last names from which one person may bear both

_APPOSITION = re.compile(r"^, [^,]{3,80},|^ (?:of|from|for) (?:the )?[A-Z][^,;]{2,60}?(?= [a-z]{3,}|,)")
_IN = re.compile(r"\b(?:at|in|outside|inside|near) (?:the )?$")  # a hall that bears a person's name
_SAYS_SO = re.compile(r"\baccording to (?:(?:his|her|its|their|the|an?) [^,.;]{2,40},? )?$", re.I)
"""Before who says it, of whom nothing is told: "according to his coach, Ada Moss"."""
_OF_ANOTHER = re.compile(r"[’']s? |\b(?:for|with|of) ")


@dataclass(frozen=True, slots=True)
class _Slot:
    """A person of the claim, the name as it stands, and the rest of what is told of that person."""

    person: str
    name: str
    rest: str
    is_statement: bool


def check_elsewhere(names: list[Name], claim: Claim, evidence: Evidence) -> list[Finding]:
    """An objection when what the claim tells of a person stands only where another is named and that one is not.

    A doubt when the person is named in the next sentence only, since a pronoun may mean him.
    """
    people = story_people(evidence)
    in_claim = people.named(claim.text)
    for slot in _slots(names, claim, people):
        share, near = _near(slot, evidence)
        if not near or any(slot.person in people.present[i] for i in near):
            continue
        is_sure = not any(slot.person in people.around(i, _REACH, evidence.story) for i in near)
        others = people.present[near[0]] - in_claim
        if not is_sure:  # whom the next sentence names may be the very treasurer "of St Brann's hospital"
            others -= _owners(others, evidence.story.sentences[near[0]].text, people)
        if slot.is_statement and not others:
            others = frozenset().union(*(people.speaking[i] for i in near)) - in_claim
        others -= _named_by_office(others, claim, evidence)
        if not others or any(_may_be_one(own, other) for own in (slot.person, slot.name) for other in others):
            continue
        if is_sure or share >= _TELLS_SURELY:
            is_swapped = not slot.is_statement and bool(others & people.speaking[near[0]])
            code = ErrorCode.ATTRIBUTION_SWAPPED if is_swapped else ErrorCode.ENTITY
            return [_finding(code, slot, " or ".join(sorted(others)), near[0], evidence, is_sure=is_sure)]
    return []


def _named_by_office(persons: frozenset[str], claim: Claim, evidence: Evidence) -> frozenset[str]:
    """Those of some persons whom a claim may mean by whose office they hold: Tom Ito by "her coach"."""
    heads = {
        head_of(match[0].lower())
        for match in cue_pattern("role").finditer(claim.text)
        if _WHOSE.search(claim.text[: match.start()])
    }
    given = story_offices(evidence)
    return frozenset(who for who in persons if any(heads & office.heads for office in given.get(who, ())))


_WHOSE = re.compile(r"(?:\b(?:his|her|their)|[’']s?)(?: [\w-]+){0,2} $")
_OWNS = re.compile(
    r"((?:[A-Z][\w.-]+ ){0,3}[A-Z][\w.-]+)[’']s? (?:hospital|school|church|cathedral|college|university|square|park"
    r"|hall|market|prison|theatre|stadium)\b"
)


def _owners(persons: frozenset[str], text: str, people: StoryPeople) -> frozenset[str]:
    """Those of some persons who only lend a house their name in a text: nothing is told of "St Brannock's hospital"."""
    owners = frozenset[str]().union(*(people.named(match[1]) for match in _OWNS.finditer(text)))
    return owners & persons - people.named(_OWNS.sub(" ", text))


def _finding(code: ErrorCode, slot: _Slot, found: str, index: int, evidence: Evidence, *, is_sure: bool) -> Finding:
    sentence = evidence.story.sentences[index]
    label = evidence.story.article(sentence.article_id).label
    return Finding(
        checker=NAME,
        vote=Vote.OBJECT if is_sure else Vote.DOUBT,
        code=code,
        reason=f"The articles tell this of {found} ({label}), not of {slot.name}.",
        severity=Severity.MAJOR,
        evidence=(sentence.sentence.span,),
        claimed=slot.name,
        found=found,
        contradicts=is_sure,
    )


def _may_be_one(one: str, other: str) -> bool:
    """Whether two persons may be one whom the articles spell in two ways: Morsi and Mursi."""
    short, long = sorted((one, other), key=len)
    if short.isupper() and short.replace(".", "") == "".join(word[0] for word in re.findall(r"\b[A-Z][\w’'-]*", long)):
        return True
    last, other_last = one.split()[-1].lower(), other.split()[-1].lower()
    return last[0] == other_last[0] and fuzz.ratio(last, other_last) >= _SPELLED


def _slots(names: list[Name], claim: Claim, people: StoryPeople) -> Iterator[_Slot]:
    """The persons of a claim: first who says something in it, with what is said; then the others, with all the rest."""
    done = set()
    for attribution in claim.mentions.attributions:
        content = claim.context[max(claim.start, attribution.content_start) : min(claim.end, attribution.content_end)]
        speaker = attribution.speaker
        is_own = not is_anothers(speaker, claim.text) and not _OF_ANOTHER.search(speaker)
        for person in people.named(speaker) - people.named(content) if is_own else ():
            done.add(person)
            yield _Slot(person, speaker, content, is_statement=True)
    for name in names:
        after = claim.text[name.end - claim.start :]
        is_bare = name.kind is not NameKind.PLACE and not after.startswith(("'s ", "’s ", "' ", "’ "))
        before = claim.text[: name.start - claim.start]
        is_bare = is_bare and not _IN.search(before) and not _SAYS_SO.search(before)
        is_bare = is_bare and not is_anothers(name.text, claim.text)
        for person in people.named(name.text) - done if is_bare else ():
            done.add(person)
            start, end = _told_with(name, claim)
            before = claim.text[start : name.start - claim.start].rstrip()
            after = claim.text[name.end - claim.start : end]
            after = _APPOSITION.sub(" ", after, count=1)
            yield _Slot(person, name.text, f"{before.removesuffix(name.role)} {after}", is_statement=False)


def _told_with(name: Name, claim: Claim) -> tuple[int, int]:
    """Where what a claim tells of a name begins and ends: who says so is no part of it."""
    for attribution in claim.mentions.attributions:
        start, end = max(claim.start, attribution.content_start), min(claim.end, attribution.content_end)
        if start <= name.start and name.end <= end:
            return start - claim.start, end - claim.start
    return 0, len(claim.text)


def _near(slot: _Slot, evidence: Evidence) -> tuple[float, list[int]]:
    """The sentences that tell best what is told of a person, nearest first, and how much of it the first has."""
    telling = telling_words(slot.rest, slot.person)
    found = []
    for index, sentence in enumerate(evidence.story.sentences):
        if len(word_set(sentence.text) & telling.keys()) >= 1:
            share, n_shared = soft_share(slot.rest, telling, sentence.text)
            if n_shared >= _MIN_SHARED:
                found.append((share, index))
    found.sort(key=lambda pair: (-pair[0], pair[1]))
    if not found or found[0][0] < TELLS:
        return 0.0, []
    best = found[0][0]
    return best, [index for share, index in found[:_MAX_NEAR] if share >= max(best - _CLOSE, TELLS / 2)]
