"""People to whom the articles give offices, or kin, that one person hardly has at once: mostly slips of translation.

Copy calls one person by many roles ("Dr", "head of the mission", "captain"), so only classes are compared of which
nobody bears two in one story: who speaks for a body and who heads it, a mayor and a minister, a grandson and a nephew.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from summarizer.facts.view import StoryView
from summarizer.model import Disagreement, DisagreementKind, Name, NameKind, ReadSentence, Span, StatedClaim

_CLASSES: Mapping[str, str] = {
    "spokes": r"spokes(?:man|woman|person)|press officer",
    "head": r"(?:president|chair(?:man|woman|person)?|director(?:[ -]general)?|chief executive|ceo|manager|owner)",
    "minister": r"minister",
    "premier": r"prime minister|premier",
    "mayor": r"mayor",
    "governor": r"governor",
    "officer": r"(?:returning|electoral|medical|customs|press|fire) officer|officer",
    "judge": r"judge|magistrate",
}  # fmt: skip
_CLASS = {name: re.compile(rf"\b(?:{words})\b", re.I) for name, words in _CLASSES.items()}
_EXCLUSIVE = frozenset(
    frozenset(pair)
    for pair in (
        ("spokes", "head"), ("spokes", "minister"), ("spokes", "mayor"), ("spokes", "governor"), ("spokes", "judge"),
        ("minister", "mayor"), ("minister", "governor"), ("mayor", "governor"), ("premier", "mayor"),
        ("premier", "governor"), ("officer", "minister"), ("officer", "head"), ("officer", "mayor"),
        ("officer", "governor"), ("judge", "minister"), ("judge", "mayor"), ("judge", "head"),
    )
)  # fmt: skip
_ONE_HOLDS = frozenset({"minister", "premier", "mayor", "governor", "head"})
"""Classes of offices that one person at a time holds."""
_KIN = re.compile(
    r"\b(?:grand)?(?:son|daughter|father|mother)\b|\b(?:nephew|niece|cousin|brother|sister|uncle|aunt|husband|wife|widow)\b",
    re.I,
)
_MISTAKEN = tuple(
    frozenset(words.split())
    for words in (
        "son grandson nephew", "daughter granddaughter niece", "brother cousin", "sister cousin",
        "father grandfather uncle", "mother grandmother aunt", "husband brother", "wife sister",
    )
)  # fmt: skip
"""Kin that a careless hand takes for one another. Everybody is somebody's daughter and may be another's mother."""
_NO_LONGER = re.compile(r"\b(?:former|ex|once|then|late|deputy|vice|acting|designate|elect|assistant|shadow)\b", re.I)
_REACH = 70
"""Characters between a name and the words of its role."""


@dataclass(frozen=True, slots=True)
class _Borne:
    """A role as one article gives it."""

    read: ReadSentence
    name: Name
    kind: str


def find_offices(view: StoryView) -> Iterator[Disagreement]:
    """Disagreements of claims on who somebody is, without ids, in the order of the people."""
    borne: dict[str, list[_Borne]] = defaultdict(list)
    for read in view.story.sentences:
        for name in read.mentions.names:
            kind = _kind_of(name.role) if name.role and not _NO_LONGER.search(name.role) else ""
            entity = view.names.bearer_of(name, read.article_id) if kind else None
            if entity is not None and entity.kind is NameKind.PERSON:
                borne[entity.name].append(_Borne(read, name, kind))
    yield from _mixed_up(view, borne)
    for person in sorted(borne):
        kinds = {role.kind for role in borne[person]}
        for one in sorted(kinds):
            for other in sorted(kind for kind in kinds if kind > one):
                sides = [[role for role in borne[person] if role.kind == kind] for kind in (one, other)]
                if _exclude_one_another(one, other) and _in_other_articles(*sides):
                    yield _disagreement(view, person, sides)


def _mixed_up(view: StoryView, borne: Mapping[str, Sequence[_Borne]]) -> Iterator[Disagreement]:
    """One office that some articles give to one bearer of a surname and others to another, as a careless hand does."""
    holders: dict[tuple[str, str], list[str]] = defaultdict(list)
    for person in sorted(borne):
        for office in sorted({role.name.role.casefold() for role in borne[person] if role.kind in _ONE_HOLDS}):
            holders[person.split()[-1], office].append(person)
    for (_, office), people in sorted(holders.items()):
        for place, one in enumerate(people):
            for other in people[place + 1 :]:
                sides = [
                    [role for role in borne[person] if role.name.role.casefold() == office] for person in (one, other)
                ]
                names = set(one.split()), set(other.split())
                if not names[0] <= names[1] and not names[1] <= names[0] and _in_other_articles(*sides):
                    yield _disagreement(view, office, sides, [one, other])


def _kind_of(role: str) -> str:
    """The class of a role; the kin word itself for kin; "" for roles that are not compared."""
    kin = _KIN.search(role)
    if kin:
        return f"kin {kin.group().casefold()}"
    if _CLASS["premier"].search(role):
        return "premier"
    return next((name for name, words in _CLASS.items() if words.search(role)), "")


def _exclude_one_another(one: str, other: str) -> bool:
    if one.startswith("kin ") and other.startswith("kin "):
        kin = {one.removeprefix("kin "), other.removeprefix("kin ")}
        return any(kin <= mistaken for mistaken in _MISTAKEN)
    return frozenset((one, other)) in _EXCLUSIVE


def _in_other_articles(first: Sequence[_Borne], second: Sequence[_Borne]) -> bool:
    """Whether no article gives both: one that does knows what it says."""
    return not {role.read.article_id for role in first} & {role.read.article_id for role in second}


def _disagreement(
    view: StoryView, matter: str, sides: Sequence[Sequence[_Borne]], people: Sequence[str] = ()
) -> Disagreement:
    """Sides that give a person other offices, or, with `people`, an office to other people: one a side."""
    claims = []
    for number, side in enumerate(sides):
        first: dict[str, _Borne] = {}
        for role in side:
            first.setdefault(role.read.article_id, role)
        stated = [_stated(view, first[article_id], number) for article_id in sorted(first)]
        claims += [replace(claim, says=people[number]) if people else claim for claim in stated]
    told = [next(claim for claim in claims if claim.side == number) for number in (0, 1)]
    subject = f"who is {matter}" if people else f"who {matter} is"
    wording = f"Reports differ on {subject}: {told[0].says} ({told[0].outlet}) or {told[1].says} ({told[1].outlet})."
    return Disagreement("", subject, (), wording, DisagreementKind.CLAIM, tuple(claims))


def _stated(view: StoryView, role: _Borne, side: int) -> StatedClaim:
    read, name = role.read, role.name
    start, end = name.start - read.sentence.start, name.end - read.sentence.start
    around = [
        (match.start(), match.end())
        for match in re.finditer(re.escape(name.role), read.text)
        if min(abs(match.start() - end), abs(start - match.end())) <= _REACH
    ]
    if around:
        start, end = min(start, around[0][0]), max(end, around[0][1])
    own = read.article_id
    return StatedClaim(
        text=read.text[start:end],
        says=name.role,
        side=side,
        span=Span(own, read.sentence.start + start, read.sentence.start + end),
        outlet=view.label(own),
        as_of=view.published_on(own),
        origin=view.origin(own),
    )
