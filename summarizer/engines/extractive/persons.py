"""Whom a "he" or a "she" surely means: the person that the sentences before it are about, nobody whom they only name.

"He beat Hugo Brandt. He had sold the site": the second "he" is the first, not the man who stands nearest. A subject
is taken up by the next one; whoever is only an object is meant where nobody else can be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from summarizer.engines.extractive.print_rules import outside_quotes, pattern
from summarizer.mentions.lexicon import first_names, grammar, role_modifiers, titles
from summarizer.model import Name, NameKind, ReadSentence
from summarizer.resources.sections import read_sections

SINGULAR = re.compile(r"\b(?:he|she|him|his|hers?|himself|herself)\b", re.IGNORECASE)
_NOMINATIVE = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
_MALE = frozenset({"he", "his", "him", "himself"})
_SUBJECT_WITHIN = 80  # characters: a person named later is seldom whom the sentence is about
_N_LOOKED_BACK = 5  # sentences; further back a pronoun's name is anybody's guess
_OPENS_ADJUNCT = (
    r"(?:After|Although|As|At|Before|By|During|For|Following|From|If|In|On|Since|Though|Under|When|While|With|Within"
    r"|Without|[A-Z][a-z]+ing)\b"
)
_ADJUNCT = re.compile(rf"{_OPENS_ADJUNCT}[^,]{{1,90}}, ")
_SETTING = re.compile(rf"(?:{_OPENS_ADJUNCT}|(?:And|But|Later|Last|Next|Now|Once|Then|Today|Yesterday)\b)")
_SAYING = re.compile(r" (?:said|says|added|told|wrote|explained|warned|argued|insisted)\b")
_LONGEST_SETTING = 14  # words
_LEAST_TITLED = 2
_PREPOSITIONS = grammar("candidates-prepositions") | {"than", "as", "including"}
_VERBS = grammar("candidates-irregular-pasts") - {"said"}
_INVERTED = frozenset({"said", "says", "added", "wrote", "explained", "insisted", "argued", "noted", "that"})
_FREES = _INVERTED | grammar("attributions-time") - {"in", "at", "on", "the", "last"} | {
    "although", "and", "as", "because", "born", "but", "if", "once", "or", "so", "though", "when", "where", "whether",
    "while", "yet",
}  # fmt: skip
"""Words after which a name begins a clause: of saying, of time, conjunctions."""
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their", "former", "then", "late"})
_TITLED = re.compile(r"\b(?P<title>[A-Z][a-z]+)\.? $")


class _Told(NamedTuple):
    """A person named in a sentence, or a "he" or "she": as its subject or not, "m", "f" or "" where that is known."""

    text: str
    is_subject: bool
    gender: str
    is_pronoun: bool = False


def person_meant(before: Sequence[ReadSentence], pronoun: str) -> str:
    """The name, as full as its sentence has it, of the one whom an opening pronoun means; "" where that is not sure.

    `before` are the sentences before it in its article, nearest last.
    """
    gender = "m" if pronoun.lower() in _MALE else "f"
    if before and _opens_with_owner(outside_quotes(before[-1].text), gender):
        return ""  # "Her lawyer, Nina Marsh, said so. She": the client or the lawyer
    for read in reversed(before[-_N_LOOKED_BACK:]):
        own = outside_quotes(read.text)
        told = list(_told(read, own))
        subject = next((one for one in told if one.is_subject), None)
        named = [one for one in told if not one.is_pronoun]
        if subject is not None and subject.is_pronoun and subject.gender == gender:
            if not _is_led_by_pronoun(own):
                return ""
            if any(one.is_subject and one.gender in ("", gender) for one in named):
                return ""  # "He said Hugo Brandt had sold it": either
            continue
        return _one_of(read, own, named, gender) if named else ""
    return ""


def _opens_with_owner(own: str, gender: str) -> bool:
    """Whether a sentence opens with "His" or "Her", perhaps after a setting: "On Monday her lawyer".

    >>> [_opens_with_owner(text, "f") for text in ("Her aide left.", "On Monday, her aide left.", "His aide left.")]
    [True, True, False]
    """
    owner = "[Hh]is" if gender == "m" else "[Hh]er"
    found = re.match(rf"(?P<head>[^,]*,? ?)\b{owner}\b", own)
    return found is not None and (not found["head"] or _SETTING.match(own) is not None)


def is_somebodys(name: str, before: Sequence[ReadSentence], pronoun: str) -> bool:
    """Whether the last sentence that names a person tells whose he or she is: then a pronoun may mean either.

    "Her lawyer, Nina Marsh, said so", "Ida Velk's daughter Nina Marsh": the other one must go by the pronoun, too.
    """
    is_male = pronoun.lower() in _MALE
    for read in reversed(before[-_N_LOOKED_BACK:]):
        own = outside_quotes(read.text)
        at = own.find(family_of(name))
        if at < 0:
            continue
        found = _OWNER.search(own[:at])
        if found is None:
            return False
        owner = found["owner"]
        return (
            (owner.lower() == "his") == is_male if owner.lower() in ("his", "her") else _may_own(owner, read, pronoun)
        )
    return False


def _may_own(family: str, read: ReadSentence, pronoun: str) -> bool:
    owners = [name for name in read.mentions.names if re.sub(r"[’']s?$", "", name.text).endswith(family)]
    return any(name.kind is NameKind.PERSON and may_be(name.text, pronoun) for name in owners)


_OWNER = re.compile(
    r"\b(?P<owner>[Hh]is|[Hh]er|[A-Z][\w-]+(?=[’']s? ))(?:[’']s?)? (?:[\w-]+ ){0,3}?[a-z-]+,? (?:[A-Z][\w’'.-]+ ){0,2}$"
)
"""Whose the person is whose family name comes next: "Her defence lawyer, Nina "."""


def _is_led_by_pronoun(own: str) -> bool:
    """Whether a sentence is about its first "he" or "she": it begins so, with "In Velta he", or ends in ", he said".

    >>> [_is_led_by_pronoun(text) for text in ("In Velta he won.", "    , he said.", "Velta said he had won.")]
    [True, True, False]
    """
    found = _NOMINATIVE.search(own)
    if found is None:
        return False
    head = own[: found.start()].strip()
    is_set = _SETTING.match(own) is not None and len(head.split()) <= _LONGEST_SETTING
    is_saying = head.endswith(",") and _SAYING.match(own[found.end() :]) is not None
    return not head.strip(",") or is_set or is_saying


def _one_of(read: ReadSentence, own: str, named: Sequence[_Told], gender: str) -> str:
    """The only person of a sentence, where he or she is its subject, or where it has none who is somebody else."""
    if all(one.gender for one in named):
        named = [one for one in named if one.gender == gender] or named
    full = max((one.text for one in named), key=lambda text: (len(text), text))
    family = family_of(full)
    is_one = all(family_of(one.text) == family for one in named)
    unclear = any(name.kind is NameKind.OTHER and " " in name.text for name in read.mentions.names)
    is_about_another = re.search(rf"\b{re.escape(family)}[’']", own) or whole("relation").search(own)
    if not is_one or unclear or is_about_another or any(one.gender not in ("", gender) for one in named):
        return ""
    if own.find(family) >= _SUBJECT_WITHIN or not may_be(full, "he" if gender == "m" else "she"):
        return ""
    return "" if _is_nameless(read, own) else full


def is_only_object(name: str, before: Sequence[ReadSentence]) -> bool:
    """Whether the last sentence that names a person has another subject, a person too: "The candidate rang Mr Osk"."""
    family = family_of(name)
    for read in reversed(before[-_N_LOOKED_BACK:]):
        own = outside_quotes(read.text)
        told = list(_told(read, own))
        mine = [one for one in told if not one.is_pronoun and family_of(one.text) == family]
        if mine:
            others = any(one.is_subject for one in told if one not in mine) or _is_nameless(read, own)
            return others and not any(one.is_subject for one in mine)
    return False


def _told(read: ReadSentence, own: str) -> Iterator[_Told]:
    """The persons and pronouns of a sentence outside its quotations, in order."""
    found: list[tuple[int, _Told]] = []
    for name in read.mentions.names:
        start = name.start - read.sentence.start
        if name.kind is NameKind.PERSON and own[start : start + 1].strip():
            is_owner = own[name.end - read.sentence.start :].startswith(("’", "'"))
            is_subject = not is_owner and not _is_governed(_before_phrase(own[:start]))
            found.append((start, _Told(name.text, is_subject, gender_of(name, own[:start]))))
    for pronoun in _NOMINATIVE.finditer(own):
        gender = "m" if pronoun[0].lower() == "he" else "f"
        found.append((pronoun.start(), _Told(pronoun[0], is_subject=True, gender=gender, is_pronoun=True)))
    yield from (one for _, one in sorted(found, key=lambda placed: placed[0]))


def _before_phrase(head: str) -> list[str]:
    """The words before the phrase that ends in a name, without title, office and article.

    >>> _before_phrase("On Monday he met the mayor, "), _before_phrase("The Velta mayor, "), _before_phrase("He beat ")
    (['On', 'Monday', 'he', 'met'], [], ['He', 'beat'])
    """
    words = re.findall(r"[\w’'.-]+|[,;:—–]", head)
    if words[-1:] == [","] and not any(_is_verb(word) for word in words):
        return []  # "A third defendant, the firm's head of sales, "
    if words[-1:] == [","] and len(words) > 1 and words[-2].lower() in role_heads():
        words.pop()
    is_role = False
    while words:
        word = words[-1].rstrip(".")
        is_title = word.lower() in role_heads() | role_modifiers() | _DETERMINERS or word in titles()
        is_bound = word.lower() in _PREPOSITIONS | _FREES or not word[:1].isalpha()
        is_part = word[:1].isupper() or (is_role and not _is_verb(word))  # "Health Minister", "independence hero"
        if not is_title and (is_bound or not is_part or len(head.split()) < _LEAST_TITLED):
            break
        is_role = is_role or word.lower() in role_heads()
        words.pop()
    return words


def _is_governed(words: Sequence[str]) -> bool:
    """Whether a name after these words is an object: of a preposition or of a verb that is none of saying.

    >>> [_is_governed(text.split()) for text in ("he rang", "with", "as", "said", "late on Monday ,", "and")]
    [True, True, False, False, False, False]
    """
    last = words[-1].lower() if words else ","
    return last[:1].isalpha() and last not in _FREES and not last.endswith("ly")


def _is_verb(word: str) -> bool:
    """Whether a word looks like a verb by its form."""
    is_form = word in _VERBS or word.endswith(("ed", "ing")) or pattern("verb").fullmatch(word) is not None
    return is_form and word not in role_heads() and word[:1].islower()


def _is_nameless(read: ReadSentence, own: str) -> bool:
    """Whether a sentence is about a person whom it does not name: "The candidate, who lost, rang Mr Osk"."""
    starts = [name.start - read.sentence.start for name in read.mentions.names if name.kind is NameKind.PERSON]
    if not starts:
        return False
    opening = _ADJUNCT.match(own)
    begin = opening.end() if opening is not None and opening.end() <= min(starts) else 0
    words = _before_phrase(own[begin : min(starts)])
    end = next((n for n, word in enumerate(words) if _is_verb(word)), len(words))
    return has_person(" ".join(words[:end]))


def without_person(head: str, start: int, end: int) -> str:
    """A text without the person who is named in it from `start` to `end`, without office and what is added of him.

    >>> without_person("Minister Lena Marsh, the leader, said ", 9, 19)
    ' said '
    """
    phrase = _before_phrase(head[:start])
    kept = head.rfind(phrase[-1], 0, start) + len(phrase[-1]) if phrase else 0
    return head[:kept] + re.sub(r"^, (?:who|an?|the|[a-z-]+ (?:of|at|for)) [^,]*,", "", head[end:])


def gender_of(name: Name, head: str) -> str:
    """ "m" or "f" as the title before a name or the given name tells, "" for others."""
    title = _TITLED.search(head)
    told = titles().get(title["title"], "") if title else ""
    given = first_names().get(name.text.split()[0], "u") if " " in name.text else "u"
    return told or (given if given in ("m", "f") else "")


def may_be(name: str, pronoun: str) -> bool:
    """Whether a person of this name may go by "he" or "she": names say nothing, or nothing else.

    >>> may_be("John Osk", "She"), may_be("John Osk", "he"), may_be("Zzyzx Osk", "she")
    (False, True, True)
    """
    gender = first_names().get(name.split()[0], "u")
    return gender not in ("m", "f") or (gender == "m") == (pronoun.lower() in _MALE)


def has_person(head: str) -> bool:
    """Whether a text speaks of a person by what he or she is: "an experienced mountain walker"."""
    if whole("person").search(head):
        return True
    phrases = re.findall(rf"(?:{_OPENS_PHRASE})\s((?:[a-z-]+\s){{0,3}}[a-z-]+)", head, re.IGNORECASE)
    return any(word in role_heads() for phrase in phrases for word in phrase.split())


_OPENS_PHRASE = r"\b(?:an?|the|one|another|his|her|its|their)\b|\w[’']s?\b"
"""What opens the phrase of a noun: "a top investigator", "its police chief", "Lima's mayor"."""


@cache
def whole(section: str) -> re.Pattern[str]:
    """A section of the drafting words as whole words; the plurals with their capitals as they stand."""
    return re.compile(rf"\b{pattern(section).pattern}\b", re.IGNORECASE if section != "plural" else 0)


@cache
def role_heads() -> frozenset[str]:
    """The nouns of what a person is or does, in the singular."""
    return frozenset(word for line in read_sections("words/roles.txt")[""] for word in line.split())


def family_of(name: str) -> str:
    """The family name: the last word but for "Jr." and the like.

    >>> family_of("Ada Osk Jr.")
    'Osk'
    """
    words = [
        word for word in re.sub(r"[’']s$", "", name).split() if word not in ("Jr.", "Sr.", "Jr", "Sr", "II", "III")
    ]
    return words[-1] if words else name
