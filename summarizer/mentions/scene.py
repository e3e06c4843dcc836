"""Who has been named so far in a text, and whom a pronoun stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from summarizer.mentions import lexicon
from summarizer.mentions.phrases import PRONOUNS
from summarizer.model import Name, NameKind

_FEMALE_ROLES = lexicon.grammar("phrases-female-roles")
_MALE_ROLES = lexicon.grammar("phrases-male-roles")


@dataclass(slots=True)
class Scene:
    """Who has been named so far, for pronouns: filled line by line."""

    people: list[tuple[int, Name, bool]] = field(default_factory=list)  # (line, name, is the line's first)
    perhaps: list[tuple[int, Name, bool]] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    full: dict[str, str] = field(default_factory=dict)  # surname → full name
    bodies: list[tuple[int, Name]] = field(default_factory=list)
    speakers: list[tuple[int, str]] = field(default_factory=list)  # (line, resolved speaker)
    roles: list[tuple[str, Name]] = field(default_factory=list)

    def enter(self, number: int, names: Sequence[Name]) -> None:
        """Note the names of the line before its pronouns are read."""
        first = True
        for name in names:
            if name.kind is NameKind.PERSON or (name.kind is NameKind.OTHER and name.text.split()[-1] in self.full):
                self.people.append((number, name, first))
                words = name.text.split()
                if len(words) > 1:
                    self.full[words[-1]] = name.text
                gender = gender_of(name)
                if gender in ("m", "f"):
                    self.genders[words[-1]] = gender
                if name.role:
                    self.roles.append((name.role.lower(), name))
            elif name.kind is NameKind.OTHER and " " not in name.text:
                self.perhaps.append((number, name, first))  # a surname, as far as anybody can tell
            elif name.kind is NameKind.ORGANISATION or name.kind is NameKind.PLACE:
                self.bodies.append((number, name))
            first = False

    def hear(self, number: int, names: Sequence[Name]) -> None:
        """Note who has spoken in the line: a lone word of no known kind that speaks is a person's surname."""
        for name in names:
            if name.kind is NameKind.OTHER and " " not in name.text:
                self.people.append((number, name, True))

    def is_person(self, speaker: str) -> bool:
        """Whether the speaker is somebody who may be "he" or "she"."""
        return any(name.text == speaker for _, name, _ in self.people)

    def gender(self, speaker: str) -> str:
        """What is known of the speaker's gender: "m", "f" or ""."""
        words = speaker.split()
        if not words:
            return ""
        known = self.genders.get(words[-1], "")
        if known:
            return known
        head = words[-1].lower()
        return "f" if head in _FEMALE_ROLES else "m" if head in _MALE_ROLES else ""


def gender_of(name: Name) -> str:
    """What a first name, a title or a role tells: "m", "f" or ""."""
    for word in name.role.split():
        told = lexicon.titles().get(word, "")
        if told:
            return told
        if word.lower() in _FEMALE_ROLES:
            return "f"
        if word.lower() in _MALE_ROLES:
            return "m"
    words = name.text.split()
    if len(words) > 1:
        gender = lexicon.first_names().get(words[0], "")
        return gender if gender in ("m", "f") else ""
    return ""


def resolve(phrase_text: str, number: int, start: int, scene: Scene, own: Sequence[str]) -> str:
    """The name that a pronoun or a definite role stands for; the words themselves where none fits.

    `own` are speakers already found in this line, nearest last.
    """
    word = phrase_text.lower()
    if word in ("he", "she", "his", "her", "him"):
        gender = "m" if word in ("he", "his", "him") else "f"
        return _person(gender, number, start, scene, own) or phrase_text
    if word == "it":
        near = [
            name for line, name in scene.bodies if number - 2 <= line <= number and (line < number or name.end <= start)
        ]
        spoken = [
            speaker
            for line, speaker in scene.speakers
            if line >= number - 1 and not scene.gender(speaker) and " " not in speaker
        ]
        return spoken[-1] if spoken else near[-1].text if near else phrase_text
    if word == "they":
        spoken = [
            s
            for line, s in scene.speakers
            if line >= number - 2 and (s.split()[-1].endswith("s") or " and " in s) and not scene.gender(s)
        ]
        return spoken[-1] if spoken else phrase_text
    return phrase_text


def _person(gender: str, number: int, start: int, scene: Scene, own: Sequence[str]) -> str:
    def fits(speaker: str) -> bool:
        told = scene.gender(speaker)
        return told in ("", gender)

    def surely(speaker: str) -> bool:
        return scene.gender(speaker) == gender

    same_line = [name for line, name, _ in scene.people if line == number and name.end <= start]
    for speaker in reversed(own):
        if speaker and fits(speaker) and scene.is_person(speaker):
            return speaker
    subjects = [
        name.text
        for line, name, first in scene.people
        if line == number and first and name.end <= start and fits(name.text)
    ]
    if subjects:
        return subjects[0]
    if same_line and fits(same_line[0].text):
        return same_line[0].text
    for back in range(1, 5):
        spoken = [
            s
            for line, s in scene.speakers
            if line == number - back and s and s[0].isupper() and fits(s) and s.split()[0].lower() not in PRONOUNS
        ]
        spoken = [s for s in spoken if s.split()[-1] in scene.genders or any(n.text == s for _, n, _ in scene.people)]
        if spoken:
            return spoken[-1]
        leads = [n.text for line, n, first in scene.people if line == number - back and first and fits(n.text)]
        if leads:
            return leads[0]
        others = [n.text for line, n, _ in scene.people if line == number - back and fits(n.text)]
        if others:
            return others[0]
    for _, name, _ in reversed(scene.people):
        if surely(name.text):
            return name.text
    leads = [name.text for line, name, first in scene.perhaps if first and number - 2 <= line < number]
    return leads[-1] if leads else ""
