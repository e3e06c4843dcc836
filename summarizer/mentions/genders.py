"""Who of the names of a text are people, and whether "he" or "she" may stand for them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from summarizer.mentions import lexicon
from summarizer.mentions.tokens import Line, Token
from summarizer.model import Name, NameKind

FEMALE_ROLES = lexicon.grammar("phrases-female-roles")
MALE_ROLES = lexicon.grammar("phrases-male-roles")
_TOLD_BY = {"he": "m", "himself": "m", "his": "m", "she": "f", "herself": "f", "hers": "f"}
_TITLE_BEFORE = re.compile(r"([A-Z][a-z]+\.?) $")
_ROLE_BEFORE = re.compile(r"([a-z]+), $")
_GOVERNS = re.compile(
    r"(?:^|\W)(?:in|at|of|from|to|on|by|for|with|against|near|than|about|like)(?: the)? $", re.IGNORECASE
)
_LONGEST_NAME = 4
_NO_PERSONS_WORDS = lexicon.grammar("genders-no-persons-words") | {
    word.lower() for words in (lexicon.organisation_heads(), *lexicon.place_heads()) for word in words
}


def is_subject(text: str, name: Name) -> bool:
    """Whether the name is governed by no preposition: "In Velta …" tells of nobody."""
    return _GOVERNS.search(text, max(0, name.start - 12), name.start) is None


@dataclass(slots=True)
class People:
    """The people of a text: by full name and by surname, with their gender where something tells it."""

    surnames: frozenset[str] = frozenset()
    full: dict[str, frozenset[str]] = field(default_factory=dict)  # surname → the full names that end in it
    genders: dict[str, str] = field(default_factory=dict)
    guesses: dict[str, str] = field(default_factory=dict)  # by the ending of the given name alone

    def is_person(self, name: Name) -> bool:
        """Whether the name surely is a person's: by its kind, or because the text calls a person so."""
        if name.kind is NameKind.PERSON:
            return True
        if name.kind is NameKind.ORGANISATION:  # a surname that looks like a firm's: "Ada Moss … Moss has decided"
            return name.text in self.surnames and name.text not in lexicon.organisations()
        return name.kind is NameKind.OTHER and name.text.split()[-1] in self.surnames

    def may_be_person(self, name: Name) -> bool:
        """Whether a name of unknown kind looks like a given name and a surname."""
        if name.kind is not NameKind.OTHER:
            return name.kind is NameKind.PERSON
        words = name.text.split()
        return name.text in self.guesses or (
            1 < len(words) <= _LONGEST_NAME and not any(word.lower() in _NO_PERSONS_WORDS for word in words)
        )

    def gender(self, speaker: str, *, is_sure: bool = False) -> str:
        """ "m", "f" or "" of a name; `is_sure` leaves out what only the ending of the given name tells."""
        words = speaker.split()
        if not words:
            return ""
        others = self.full.get(words[-1], frozenset()) - {speaker}
        told = self.genders.get(speaker, "")
        if not told and len(words) > 1 and not others:
            told = self.genders.get(words[-1], "")
        if told or is_sure:
            return told
        if len(words) == 1 and len(others) == 1:
            (speaker,) = others
        return self.guesses.get(speaker, "")


def read_people(text: str, lines: Sequence[Line], names: Sequence[Sequence[Name]]) -> People:
    """The people of a text, from the kinds of its names, titles, roles, given names and the pronouns beside them."""
    people = People()
    every = [name for own in names for name in own]
    people.surnames = frozenset(
        name.text.split()[-1] for name in every if name.kind is NameKind.PERSON or title_gender(text, name) is not None
    )
    full: dict[str, set[str]] = {}
    for name in every:
        words = name.text.split()
        if len(words) > 1 and (people.is_person(name) or people.may_be_person(name)):
            full.setdefault(words[-1], set()).add(name.text)
    people.full = {surname: frozenset(bearers) for surname, bearers in full.items()}
    votes: dict[str, Counter[str]] = {}
    for name in every:
        told = gender_of(name) or title_gender(text, name) or _apposed_gender(text, name)
        if told:
            votes.setdefault(name.text, Counter())[told] += 5  # more than pronouns, which may be another's
    for line, own in zip(lines, names, strict=True):
        for bearer, told in _told_by_pronouns(text, line, own, people):
            votes.setdefault(bearer, Counter())[told] += 1
    for bearer, counts in votes.items():
        if counts["m"] != counts["f"]:
            people.genders[bearer] = "m" if counts["m"] > counts["f"] else "f"
    _share_genders(people)
    return people


def _share_genders(people: People) -> None:
    """A surname has the gender of its only bearer, and the other way round; given names in -a are a guess."""
    for surname, bearers in people.full.items():
        if len(bearers) == 1:
            (bearer,) = bearers
            told = people.genders.get(bearer, "") or people.genders.get(surname, "")
            if told:
                people.genders[bearer] = people.genders[surname] = told
        else:
            told_of = {people.genders.get(bearer, "") for bearer in bearers}
            if len(told_of) == 1 and "" not in told_of:
                people.genders.setdefault(surname, told_of.pop())
        for bearer in bearers:
            given = bearer.split()[0]
            if given.endswith("a") and given not in lexicon.first_names():
                people.guesses[bearer] = "f"


def title_gender(text: str, name: Name) -> str | None:
    """The gender that a title right before the name tells ("Mr", "Dr": ""), None without a title."""
    before = _TITLE_BEFORE.search(text, max(0, name.start - 12), name.start)
    return lexicon.titles().get(before[1]) if before is not None else None


def _apposed_gender(text: str, name: Name) -> str:
    """The gender that a role with a comma before the name tells: "his mother, Ada Moss"."""
    before = _ROLE_BEFORE.search(text, max(0, name.start - 20), name.start)
    word = before[1] if before is not None else ""
    return "f" if word in FEMALE_ROLES else "m" if word in MALE_ROLES else ""


def _told_by_pronouns(text: str, line: Line, names: Sequence[Name], people: People) -> Iterator[tuple[str, str]]:
    """The name that a sentence begins with, where it is the only one, and what its pronouns tell: "Moss … herself"."""
    persons = [name for name in names if people.is_person(name) or people.may_be_person(name)]
    words = [token.lower for token in line.tokens]
    told = {_TOLD_BY[word] for word in words if word in _TOLD_BY}
    if len(told) != 1 or any(mark in words for mark in "\"“‘'"):
        return
    reflexive = [token for token in line.tokens if token.lower in ("himself", "herself")]
    if not persons and reflexive:
        persons = [name for name in names if name.kind is NameKind.OTHER and is_subject(text, name)][:1]
    if len(persons) != 1 or not is_subject(text, persons[0]):
        return
    after: list[Token] = [token for token in line.tokens if token.start > persons[0].end and token.lower in _TOLD_BY]
    if after:
        yield persons[0].text, told.pop()


def gender_of(name: Name) -> str:
    """What a first name, a title or a role tells: "m", "f" or ""."""
    for word in name.role.split():
        told = lexicon.titles().get(word, "")
        if told:
            return told
        if word.lower() in FEMALE_ROLES:
            return "f"
        if word.lower() in MALE_ROLES:
            return "m"
    words = name.text.split()
    if len(words) > 1:
        gender = lexicon.first_names().get(words[0], "")
        return gender if gender in ("m", "f") else ""
    return ""
