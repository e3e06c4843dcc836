"""Wrong names: another person or organisation, another office, another place, two facts crossed.

Codes entity, role, place and number-scope. Kinds and spellings come from the story's own entities; what stands next to
a name in any line counts as related to it, and related names are never exchanged: Beirut is in Lebanon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from eval.mutations.claims import Faithful, Mutated, swap
from eval.mutations.english import listed
from eval.mutations.fitness import unquoted
from eval.mutations.ground import Ground
from summarizer.model import Entity, ErrorCode, FigureKind, Name, NameKind
from summarizer.resources.tables import read_rows
from summarizer.similarity import content_words

_GENDERED = re.compile(r"\b(?:he|she|his|her|him|hers|himself|herself|mother|father|wife|husband|son|daughter)\b", re.I)
_BEFORE_PLACE = re.compile(r"\b(in|at|near|from|to|outside|across|around|into) $")
_BOUND = re.compile(r"['’]|-|,? [A-Z]")
_NEXT_TO = 40  # characters: names nearer than this in a line are taken to belong together ("Ashrafiya in Beirut")
_NATIONS = frozenset(row[0] for row in read_rows("demonyms.txt")) | frozenset(
    (
        "Britain",
        "UK",
        "U.K.",
        "US",
        "U.S.",
        "USA",
        "America",
        "USSR",
        "England",
        "Scotland",
        "Wales",
        "Northern Ireland",
    )
)
_STATES = frozenset(
    state.replace("-", " ")
    for state in listed(
        "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Hawaii Idaho Illinois "
        "Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri "
        "Montana Nebraska Nevada New-Hampshire New-Jersey New-Mexico New-York North-Carolina North-Dakota Ohio "
        "Oklahoma Oregon Pennsylvania Rhode-Island South-Carolina South-Dakota Tennessee Texas Utah Vermont "
        "Virginia Washington West-Virginia Wisconsin Wyoming Tasmania Victoria Queensland Ontario Quebec Alberta"
    )
)
_WIDE = re.compile(
    r"\b(?:County|Province|State|Region|District|Coast|Valley|Islands?|Territory|America|Europe|Asia|Africa|East|West|"
    r"North|South|Middle|Gulf|Ocean|Sea|River|Bay|Union|Kingdom|Republic|World)\b"
)
"""Places that hold others: what is true of a town is true of its county."""
_OFFICE = re.compile(
    r"\b(?:president|minister|chancellor|premier|secretary|senator|governor|mayor|general|commander|chief|director|"
    r"spokes(?:man|woman|person)|judge|prosecutor|attorney|chair(?:man|woman)?|leader|congress(?:man|woman)|"
    r"representative|ambassador|coach|captain|professor|superintendent|coroner|inspector|nominee|candidate|"
    r"commissioner|detective|sheriff|colonel|Rep\.|Sen\.|Gov\.|Gen\.|Col\.|archbishop|bishop|editor|engineer)(?!\w)",
    re.IGNORECASE,
)
_HELD = re.compile(r"['’]|\b(?:current|former|then|ex|late|deputy|acting|vice|wife|husband)\b", re.IGNORECASE)
_AFTER_NAME = re.compile(
    r"['’]s\b|[.,]|$| (?:has|have|had|is|was|were|will|would|in|on|of|and|to|for|at|by|with|from|after|before|who|as|"
    r"over|against|during|[a-z]+ed)\b"
)
_HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|President|Senator|Gen\.?|Sgt\.?|Justice)\.? $")
_ROLE = re.compile(
    r"(?!(?:leader|director|chief|chair|candidate|secretary|editor|representative)$)[A-Za-z][\w’' -]{3,40}",
    re.IGNORECASE,
)
"""An office that says by itself what it is: "foreign minister", not "leader"."""
_SUBJECT_VERB = re.compile(r" (?:has|had|is|was|will|[a-z]+ed|began|won|met|took|gave|led|left|told|went|made) ")


def change_person(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:
    """A person or organisation replaced by another of the story, in the same place of the sentence."""
    if _GENDERED.search(unquoted(claim.text)):
        return None
    named = list(_named(claim, ground))
    chance.shuffle(named)
    for name, entity in named:
        start = _with_title(claim, name)
        others = list(ground.people if entity.kind is NameKind.PERSON else ground.organisations)
        chance.shuffle(others)
        for other in others[:12]:
            if _can_replace(entity, other, claim, ground) and not _speaks(claim, name):
                return swap(claim, (start, name.end), other.name, ErrorCode.ENTITY)
    return None


def _named(claim: Faithful, ground: Ground) -> Iterator[tuple[Name, Entity]]:
    """The names of people and organisations that stand once, outside quotations and compounds."""
    for name in claim.mentions.names:
        entity = ground.entity_of(name.text)
        if entity is None or entity not in (*ground.people, *ground.organisations):
            continue
        if claim.text.count(name.text.split()[-1]) == 1 and claim.is_free(name.start, name.end):
            after = claim.text[name.end :]
            is_thing = re.search(r"\b(?:the|an?) $", claim.text[: name.start], re.IGNORECASE)
            if entity.kind is NameKind.PERSON and is_thing:
                continue  # "the Kalashnikov" is a rifle
            apart = not re.match(r"[’'](?!s\b)|, (?:an?|the|who|\d\d)\b| reported\b", after)
            if apart and _AFTER_NAME.match(after) and not (name.text.isupper() and entity.n_mentions < 3):
                yield name, entity


def _with_title(claim: Faithful, name: Name) -> int:
    """Where the name begins with the titles and role words before it, which are its bearer's."""
    start = name.start
    if name.role and claim.text[:start].endswith(f"{name.role} "):
        start -= len(name.role) + 1
    title = _HONORIFIC.search(claim.text[:start])
    return title.start() if title else start


def _speaks(claim: Faithful, name: Name) -> bool:
    """Whether the name is a speaker's: to change that is another error."""
    return any(name.text.split()[-1] in cue.speaker for cue in claim.mentions.attributions)


def _can_replace(entity: Entity, other: Entity, claim: Faithful, ground: Ground) -> bool:
    """Another bearer of no common word, not in the claim, whom no line connects with the rest of the claim."""
    if other.id == entity.id or other.kind is not entity.kind or _share_word(entity, other):
        return False
    if any(word in claim.text for word in other.name.split() if len(word) > 2):
        return False
    rest = claim.text
    for spelling in (entity.name, *entity.spellings):
        rest = rest.replace(spelling, " ")
    return not ground.may_say_of(other, rest, 0.25)


def _share_word(one: Entity, other: Entity) -> bool:
    words = {word.casefold() for spelling in (one.name, *one.spellings) for word in spelling.split()}
    return any(word.casefold() in words for spelling in (other.name, *other.spellings) for word in spelling.split())


def cross_facts(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:
    """What one person did, told of another who is the subject of other sentences: two facts crossed."""
    named = next(((n, e) for n, e in _named(claim, ground) if e.kind is NameKind.PERSON), None)
    if named is None or _GENDERED.search(unquoted(claim.text)) or claim.mentions.attributions:
        return None
    name, entity = named
    start = _with_title(claim, name)
    if start > 0 or not _SUBJECT_VERB.match(claim.text[name.end :]):
        return None
    subjects = [other for other in ground.people if _is_subject(other, ground)]
    chance.shuffle(subjects)
    for other in subjects:
        if _can_replace(entity, other, claim, ground):
            return swap(claim, (0, name.end), other.name, ErrorCode.ENTITY)
    return None


def _is_subject(entity: Entity, ground: Ground) -> bool:
    opening = re.compile(rf"(?:[\w. ]{{0,30}} )?{re.escape(entity.name.split()[-1])}{_SUBJECT_VERB.pattern}")
    return any(opening.match(line.text) for line in ground.holders(entity))


# ---------------------------------------------------------------------------------------------- role


def change_role(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:
    """The office before a name replaced by another person's office of the story."""
    for name in claim.mentions.names:
        entity = ground.entity_of(name.text)
        stands = name.role and claim.text[: name.start].endswith(f"{name.role} ")
        if (
            entity is None
            or entity.kind is not NameKind.PERSON
            or not stands
            or not claim.is_free(name.start, name.end)
        ):
            continue
        roles = list(_other_roles(entity, name, ground))
        chance.shuffle(roles)
        start = name.start - len(name.role) - 1
        if not _OFFICE.search(name.role) or re.search(r"['’]s? $", claim.text[:start]):
            continue
        if re.search(r"\b(?:former|ex|late|deputy|vice|the|an?|[A-Z][\w.]*)[ -]$", claim.text[:start]):
            continue  # words before it belong to the office
        if roles:
            role = roles[0]
            if name.role[0].isupper() or start == 0:
                role = " ".join(word[0].upper() + word[1:] for word in role.split())
            return swap(claim, (start, name.start - 1), role, ErrorCode.ROLE)
    return None


def _other_roles(entity: Entity, name: Name, ground: Ground) -> Iterator[str]:
    """Offices of other people that no line gives to this one and that share no word with his or hers."""
    own = {word for role in (*entity.roles, name.role) for word in content_words(role)}
    beside = {word for line in ground.holders(entity) for word in line.stems}
    for other in ground.people:
        for role in other.roles:
            words = set(content_words(role))
            is_office = _ROLE.fullmatch(role) and _OFFICE.search(role) and not _HELD.search(role)
            if (
                other.id != entity.id
                and is_office
                and own.isdisjoint(words)
                and not words <= beside
                and " of " not in role
            ):
                yield role


# --------------------------------------------------------------------------------------------- place


def change_place(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:
    """A place replaced by another of the story; where it narrows a figure, the error is one of scope."""
    names = list(claim.mentions.names)
    chance.shuffle(names)
    for name in names:
        entity = ground.entity_of(name.text)
        if entity is None or entity.kind is not NameKind.PLACE or not _is_free_place(claim, name):
            continue
        others = [other for other in ground.places if _is_elsewhere(entity, other, claim, ground)]
        chance.shuffle(others)
        for other in others:
            if not ground.may_say_of(other, claim.without(name.start, name.end), 0.2):
                code = ErrorCode.NUMBER_SCOPE if _narrows_figure(claim, name) else ErrorCode.PLACE
                return swap(claim, (name.start, name.end), other.name, code)
    return None


def _is_free_place(claim: Faithful, name: Name) -> bool:
    """A place after a preposition, not part of a longer name."""
    before, after = claim.text[: name.start], claim.text[name.end :]
    return bool(_BEFORE_PLACE.search(before)) and not _BOUND.match(after) and claim.is_free(name.start, name.end)


def _is_elsewhere(entity: Entity, other: Entity, claim: Faithful, ground: Ground) -> bool:
    """A place of the same sort that stands next to the first in no line, so that neither lies in the other."""
    if other.id == entity.id or other.name in claim.text or _share_word(entity, other):
        return False
    if _sort(entity) != _sort(other) or "wide" in (_sort(entity), _sort(other)):
        return False
    located = re.compile(rf"\b(?:in|at|near|from|to) {re.escape(other.name)}\b")
    if not any(located.search(line.text) for line in ground.lines):
        return False
    pattern = re.compile(
        rf"{re.escape(entity.name)}.{{0,{_NEXT_TO}}}{re.escape(other.name)}"
        rf"|{re.escape(other.name)}.{{0,{_NEXT_TO}}}{re.escape(entity.name)}"
    )
    return not any(pattern.search(line.text) for line in ground.lines)


def _sort(place: Entity) -> str:
    """ "nation", "state", "wide" (it may hold others) or "place"."""
    for sort, known in (("nation", _NATIONS), ("state", _STATES)):
        if not known.isdisjoint((place.name, *place.spellings)):
            return sort
    return "wide" if _WIDE.search(place.name) or not re.fullmatch(r"[A-Z][\w’' -]+", place.name) else "place"


def _narrows_figure(claim: Faithful, name: Name) -> bool:
    """Whether the place stands right behind what a figure counts: "150,000 troops in …"."""
    for figure in claim.mentions.figures:
        between = claim.text[figure.end : name.start]
        if (
            figure.kind is FigureKind.COUNT
            and figure.end < name.start
            and re.fullmatch(r" [a-z-]+(?: [a-z-]+)? \w+ ", between)
        ):
            return True
    return False
