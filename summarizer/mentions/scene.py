"""Who has been named so far in a text, and whom a pronoun stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from summarizer.mentions import lexicon
from summarizer.mentions.genders import FEMALE_ROLES, MALE_ROLES, People, is_subject, title_gender
from summarizer.mentions.nouns import singular
from summarizer.mentions.phrases import PRONOUNS
from summarizer.model import Name, NameKind

_HE = frozenset(["he", "his", "him"])
_SHE = frozenset(["she", "her"])
_OWNERS = frozenset(["his", "her", "their"])
_TOLD_OF = re.compile(r"\b(?:says|said|that|told \w+) $")
_OWNER = re.compile(r"['’]s ")
_ATTACHED = re.compile(r"(?<=[a-z]) (?:for|of|at|from|in|to|with) ")
_OWNED_BY = re.compile(r"\b(his|her) (?:(?!and\b|said\b|that\b)[a-z-]+,? ){1,3}$", re.IGNORECASE)
_OWNED_REACH = 40
_OFFICES = frozenset(["service", "department", "office", "authority", "ministry", "administration", "headquarters"])
_MEMORY = 4  # so many lines back a pronoun may mean anybody who fits


class Seen(NamedTuple):
    """A name, the line that has it, and whether it is the line's first."""

    line: int
    name: Name
    is_first: bool
    gender: str = ""  # by the title that stands before it: "Mrs Moss" may share her surname


class Lead(NamedTuple):
    """Somebody without a name with whom a line begins, and the pronoun that may mean them: he, it or they."""

    pronoun: str
    words: str
    end: int  # of the text


@dataclass(slots=True)
class Scene:
    """Who has been named so far, for pronouns: filled line by line. `known` is what the whole text tells."""

    text: str = ""
    known: People = field(default_factory=People)
    people: list[Seen] = field(default_factory=list)
    perhaps: list[Seen] = field(default_factory=list)  # who may be a person, as far as anybody can tell
    bodies: list[tuple[int, Name]] = field(default_factory=list)
    bodies_by_word: dict[str, dict[str, None]] = field(default_factory=dict)
    speakers: list[tuple[int, str]] = field(default_factory=list)  # (line, resolved speaker)
    leads: dict[int, Lead] = field(default_factory=dict)  # line → whom without a name it begins with
    roles: list[tuple[str, Name]] = field(default_factory=list)
    others: dict[int, list[str]] = field(default_factory=dict)  # line → people without a name whom it tells of
    openings: dict[int, str] = field(default_factory=dict)  # line → the name that its subject is
    crowds: dict[int, str] = field(default_factory=dict)  # line → the people, several, of whom it tells first
    carried: dict[int, tuple[str, str]] = field(default_factory=dict)  # line → ("m" or "f", whom its first "he" means)

    def enter(self, number: int, names: Sequence[Name]) -> None:
        """Note the names of the line before its pronouns are read."""
        is_first = True
        for name in names:
            is_lead = is_first and is_subject(self.text, name) and not self._is_owner(name)
            seen = Seen(number, name, is_lead, title_gender(self.text, name) or "")
            is_first = is_first and not seen.is_first
            if self.known.is_person(name):
                self.people.append(seen)
                if name.role:
                    self.roles.append((name.role.lower(), name))
            elif self.known.may_be_person(name) or (name.kind is NameKind.OTHER and " " not in name.text):
                self.perhaps.append(seen)
            if name.kind in (NameKind.ORGANISATION, NameKind.PLACE):
                self.bodies.append((number, name))
                for word in name.text.split():
                    self.bodies_by_word.setdefault(word.lower(), {})[name.text] = None

    def _is_owner(self, name: Name) -> bool:
        """Whether the name only owns somebody else: "Moss's lawyer was there"."""
        return self.text[name.end : name.end + 2] in ("'s", "’s")

    def hear(self, number: int, names: Sequence[Name]) -> None:
        """Note who has spoken in the line: a lone word of no known kind that speaks is a person's surname."""
        for name in names:
            if name.kind is NameKind.OTHER and " " not in name.text:
                self.people.append(Seen(number, name, True))

    def carry(self, number: int, word: str, start: int) -> None:
        """Note whom the "he" or "she" with which a line begins means: the next one most likely is the same."""
        gender = "m" if word == "he" else "f"
        name = _person(gender, number, start, self, ())
        if name:
            self.carried[number] = gender, name

    def is_person(self, speaker: str) -> bool:
        """Whether the speaker is somebody who may be "he" or "she"."""
        return any(seen.name.text == speaker for seen in self.people)

    def gender(self, speaker: str) -> str:
        """What is known of the speaker's gender: "m", "f" or ""."""
        described = _ATTACHED.split(speaker)[0]  # "a spokesman for Ada Moss" is no woman
        words = described.split()
        if not words:
            return ""
        head = words[-1].lower()
        return self.known.gender(described) or ("f" if head in FEMALE_ROLES else "m" if head in MALE_ROLES else "")

    def body(self, word: str, start: int) -> str:
        """The only body before `start` whose name holds the word, for "the federation"; "" for one of several."""
        named = [name for name in self.bodies_by_word.get(word.lower(), ()) if " " in name]
        if named and not any(name.text in named and name.end <= start for _, name in self.bodies):
            return ""
        return named[0] if len(named) == 1 and word.title() in lexicon.organisation_heads() else ""

    def may_mean(self, words: str, gender: str) -> bool:
        """Whether a pronoun of that gender may be somebody without a name of whom the line before tells."""
        owner = words.split()[0].lower()
        if (owner in _HE and gender == "m") or (owner in _SHE and gender == "f"):
            return False  # "Moss greeted her sister. She said": Moss
        return self.gender(words) in ("", gender)

    def led_by(self, line: int, name: str) -> bool:
        """Whether the line begins with somebody of that name, at most with a title before it."""
        return self.openings.get(line) == name

    def has_role(self, speaker: str) -> bool:
        """Whether the speaker is one person told by a role: "a hospital worker"."""
        head = speaker.split(" of ")[0].split(" at ")[0].split()[-1].lower()
        return head in lexicon.roles() and head == singular(head) and head != "police"


def resolve(phrase_text: str, number: int, start: int, scene: Scene, own: Sequence[str]) -> str:
    """The name that a pronoun or a definite role stands for; the words themselves where none fits.

    The pronoun stands at `start` in line `number`; `own` are speakers already found in this line, nearest last.
    """
    word = phrase_text.lower()
    if word in _HE:
        return _person("m", number, start, scene, own) or phrase_text
    if word in _SHE:
        return _person("f", number, start, scene, own) or phrase_text
    if word == "it":
        return _body(number, start, scene, own) or phrase_text
    return (_several(number, scene) if word == "they" else "") or phrase_text


def _body(number: int, start: int, scene: Scene, own: Sequence[str]) -> str:
    """The body that "it" is: one that has just spoken, else the nearest."""
    said = next((speaker for speaker in reversed(own) if speaker.lower() not in PRONOUNS), "")
    if said and not scene.gender(said) and not scene.is_person(said):
        return said  # "The regulator said it had asked for “…”"
    for line, speaker in reversed(scene.speakers):
        if line >= number - 1 and not scene.gender(speaker) and _is_one_body(speaker):
            return speaker
    led = _led(number, "it", scene)
    if led:
        return led
    for line, name in reversed(scene.bodies):
        is_near = number - 2 <= line < number or (line == number and name.end <= start)
        if is_near and (name.kind is NameKind.ORGANISATION or scene.led_by(line, name.text)):
            return name.text  # "two streets of Wendle, it said": a town speaks only where a line is about it
    return ""


def _is_one_body(speaker: str) -> bool:
    """Whether a speaker is a body told by one word or by what it is: "Velta", "fire service"."""
    *others, head = speaker.split()
    is_head = head.title() in lexicon.organisation_heads() or head.lower() in _OFFICES
    return not others or (is_head and head == singular(head) and " and " not in speaker)


def _several(number: int, scene: Scene) -> str:
    """The speakers that "they" are."""
    for line, speaker in reversed(scene.speakers):
        is_plural = " and " in speaker or speaker.split()[-1].endswith("s")
        if line >= number - 2 and is_plural and not scene.gender(speaker):
            return speaker
    return _led(number, "they", scene) or scene.crowds.get(number - 1, "") or _team(number, scene)


def _team(number: int, scene: Scene) -> str:
    """The body, told of as many, with which the line before begins: "Velta Rowing protested. They said …"."""
    opening = scene.openings.get(number - 1, "")
    if opening and any(name.text == opening and name.kind is NameKind.ORGANISATION for _, name in scene.bodies):
        return opening
    words = _OWNER.split(_led(number, "it", scene))[0]
    is_body = bool(words) and words.split()[-1].title() in lexicon.organisation_heads()
    return words if is_body else ""


def _led(number: int, pronoun: str, scene: Scene) -> str:
    """Whom without a name the line before begins with, where the pronoun may mean them; "" for others."""
    lead = scene.leads.get(number - 1)
    return lead.words if lead is not None and lead.pronoun == pronoun else ""


def _person(gender: str, number: int, start: int, scene: Scene, own: Sequence[str]) -> str:
    """The person that "he" or "she" is: in this line, else the lines before, else the nearest of that gender."""

    def fits(speaker: str) -> bool:
        return scene.gender(speaker) in ("", gender)

    spoken = next((speaker for speaker in reversed(own) if speaker and fits(speaker) and scene.is_person(speaker)), "")
    if spoken:
        return spoken
    here = [
        seen
        for seen in scene.people
        if seen.line == number and seen.name.end <= start and not _is_told_by_whose(scene.text, seen.name, gender)
    ]
    leads = [seen.name.text for seen in here if seen.is_first and fits(seen.name.text)]
    lead = scene.leads.get(number)
    if lead is not None and lead.pronoun == "he" and lead.end <= start and fits(lead.words):
        told = [seen.name for seen in here if scene.known.gender(seen.name.text) == gender]
        if told and not scene.gender(lead.words) and _TOLD_OF.search(scene.text, lead.end, told[0].start):
            return told[0].text  # "The judge said Ada Moss had written a letter, which she regretted"
        return lead.words  # "The nurse, who knew Moss, said she had …"
    free = [seen for seen in here if is_subject(scene.text, seen.name)]
    if leads or (free and fits(here[0].name.text)):
        return (leads or [here[0].name.text])[0]
    for line in range(number - 1, number - 1 - _MEMORY, -1):
        found = _person_of_line(line, gender, scene, is_next=line == number - 1)
        if found:
            return found
    if here and fits(here[0].name.text):
        return here[0].name.text
    for is_sure in (True, False):  # a given name's ending tells less than all else
        for seen in reversed(scene.people):
            if scene.known.gender(seen.name.text, is_sure=is_sure) == gender:
                return seen.name.text
    perhaps = [seen.name.text for seen in scene.perhaps if seen.is_first and number - 2 <= seen.line < number]
    perhaps = perhaps or [
        seen.name.text
        for seen in scene.perhaps
        if number - _MEMORY <= seen.line < number and scene.known.may_be_person(seen.name)
    ]
    return perhaps[-1] if perhaps else ""


def _is_told_by_whose(text: str, name: Name, gender: str) -> bool:
    """Whether a name is told by whose its bearer is: "her partner Moss" is not the "she" of its sentence."""
    owner = _OWNED_BY.search(text, max(0, name.start - _OWNED_REACH), name.start)
    return owner is not None and owner[1].lower() == ("his" if gender == "m" else "her")


def _person_of_line(line: int, gender: str, scene: Scene, *, is_next: bool) -> str:
    """Who of an earlier line a pronoun may be: its last speaker, else whom it begins with, else whom it names.

    `is_next`: right before the pronoun's, where "his father" may be "he"; further off it is whose father he was.
    """
    people = {seen.name.text for seen in scene.people}
    first = next((seen.name.text for seen in scene.people if seen.line == line and seen.is_first), "")
    for number, speaker in reversed(scene.speakers):
        if number == line and speaker.split()[0].lower() not in PRONOUNS:
            if first and speaker not in people and scene.gender(first) in ("", gender) and scene.led_by(line, first):
                continue  # "Moss quoted a patient who had said so": the pronoun after it is Moss
            is_person = scene.known.gender(speaker) or speaker in people or scene.has_role(speaker)
            if speaker.split()[0].lower() in _OWNERS or (" and " in speaker and speaker not in people):
                continue  # "his sister", "she and her sister": told beside the person whom the pronoun means
            if is_person and scene.gender(speaker) in ("", gender):
                return speaker
    if scene.carried.get(line, ("", ""))[0] == gender:
        return scene.carried[line][1]
    named = [
        seen
        for seen in scene.people
        if seen.line == line and (seen.gender or scene.gender(seen.name.text)) in ("", gender)
    ]
    leads = [seen for seen in named if seen.is_first]
    if leads:
        return leads[0].name.text
    perhaps = [seen for seen in scene.perhaps if seen.line == line and scene.gender(seen.name.text) in ("", gender)]
    likely = [
        seen
        for seen in perhaps
        if seen.is_first and (scene.known.may_be_person(seen.name) or scene.led_by(line, seen.name.text))
    ]
    if likely or named:
        return (likely or named)[0].name.text
    led = _led(line + 1, "he", scene)
    owner = "" if is_next else "his " if gender == "m" else "her "
    if led and scene.gender(led) in ("", gender) and not (owner and led.lower().startswith(owner)):
        return led
    others = (words for words in scene.others.get(line, ()) if not owner or not words.lower().startswith(owner))
    return next((words for words in others if scene.may_mean(words, gender)), "")
