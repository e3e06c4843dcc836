"""Whether two ways to name a speaker may mean one person or body: sure yes, sure no, or nobody can tell.

An objection over a speaker needs a sure "no". So only two full names that share no word, and that no role or article
links, are different; a pronoun, a role without a name ("the minister") or a body whose member the other is stays open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

from summarizer.checkers._names import is_outlet, place_names
from summarizer.model import Entity, Evidence, Facts, NameKind

SPELLING = 0.9
"""Jaro-Winkler similarity from which two surnames count as one: Zelensky and Zelenskyy .98, Sergei and Sergey .93;
Scholz and Schultz .89, Putin and Putnam .88, Biden and Blinken .74 stay apart."""

_PRONOUNS_LIST = """
    he she they it his her their its him them who i we you
    """
_PRONOUNS = frozenset(_PRONOUNS_LIST.split())
_TITLES_LIST = """
    mr mrs ms miss dr prof sir lord lady dame rev president minister secretary chancellor chief general gen maj
    major col colonel capt captain lt sgt senator sen rep congressman congresswoman governor gov mayor king queen
    prince princess pope judge justice spokesman spokeswoman spokesperson ambassador envoy director chairman
    chairwoman chair ceo head leader officer commander former deputy vice prime foreign defense defence interior
    finance police the a an of and for in on to at by from with new senior top official officials state attorney
    sheriff detective inspector professor author coach analyst lawyer founder owner manager press secretary-general
    us u.s uk eu
    """
_TITLES = frozenset(_TITLES_LIST.split())
_BODY_LIST = """
    agency army association bank board bureau centre center church city club committee company congress corp council
    county court department europe forces foundation fund government group house inc institute league ministry
    nations news office organisation organization parliament party police post school senate service society states
    street team times union united university white kremlin authority commission federation hospital airlines north
    south
    """
_BODY = frozenset(_BODY_LIST.split())
_WORD = re.compile(r"[^\W\d_][\w’'.\-]*")


@lru_cache(maxsize=4096)
def name_words(speaker: str) -> tuple[str, ...]:
    """The words of a speaker's name that are capitalised and no titles, in plain lower-case letters, in order.

    >>> name_words("Foreign Minister Élodie Marchand")
    ('elodie', 'marchand')
    >>> name_words("the minister"), name_words("She")
    ((), ())
    """
    words = []
    for match in _WORD.finditer(re.split(r",|\bof\b|\bfor\b", speaker)[0] or speaker):
        word = match.group()
        plain = re.sub(r"'s?$", "", anyascii(word)).strip(".-'").lower()
        if word[:1].isupper() and len(plain) > 1 and plain not in _TITLES and plain not in _PRONOUNS:
            words.append(plain)
    return tuple(words)


_OF_SOMEBODY = re.compile(r"\w[’']s? (?:[a-z-]+ ){0,3}[a-z-]+$", re.ASCII)
"""Who is called by whose he is: "Osk's lawyer", "the founders' spokesman"."""


def same_speaker(one: str, other: str, facts: Facts) -> bool | None:
    """Whether both name one speaker: True, False, or None when nobody can tell.

    >>> same_speaker("Mayor Ada Quill", "Quill", Facts()), same_speaker("Ada Quill", "Boris Penn", Facts())
    (True, False)
    >>> same_speaker("the mayor", "Ada Quill", Facts()) is None, same_speaker("Penn's lawyer", "Boris Penn", Facts())
    (True, None)
    >>> same_speaker("Sergei Quill", "Sergei Penn", Facts())
    False
    """
    if one.casefold() != other.casefold() and (_OF_SOMEBODY.search(one) or _OF_SOMEBODY.search(other)):
        return None  # "Osk's lawyer" is somebody whom an article may name
    words, others = name_words(one), name_words(other)
    if not words or not others:
        return None
    if _share(words, others):
        return True
    entity, other_entity = _entity(words, facts), _entity(others, facts)
    if entity is not None and entity is other_entity:
        return True
    if _linked(words, other, other_entity) or _linked(others, one, entity):
        return None
    return False if _is_person(words, entity) and _is_person(others, other_entity) else None


def are_apart(one: str, other: str, evidence: Evidence) -> bool:
    """Whether of two speakers one is a person or a body, the other another body, and no sentence names both."""
    entity, other_entity = named_entity(one, evidence), named_entity(other, evidence)
    if entity is None or other_entity is None or entity is other_entity:
        return False
    if entity.kind is NameKind.OTHER and other_entity.kind is NameKind.OTHER:
        return False
    words, others = name_words(one), name_words(other)
    return not any(
        words[-1] in text and others[-1] in text
        for text in (anyascii(sentence.text).lower() for sentence in evidence.story.sentences)
    )


def named_entity(speaker: str, evidence: Evidence) -> Entity | None:
    """The person or body that a speaker's name means; none for an office, a place, what stands for a state, an outlet.

    "Israel's defence minister" may be any person, and Moscow or an agency may say what somebody else is quoted with.
    """
    name = name_words(speaker)
    if not name or not _ends_in(speaker, name):
        return None
    entity = _entity(name, evidence.facts)
    if entity is None or entity.kind is NameKind.PLACE or entity.name.lower() in place_names():
        return None
    return None if is_outlet(entity, evidence) else entity


def _ends_in(speaker: str, name: tuple[str, ...]) -> bool:
    """Whether a speaker's last word is the name's: not so for an office that somebody else may hold."""
    return name_words(speaker.split()[-1]) == name[-1:]


def is_anothers(speaker: str, text: str) -> bool:
    """Whether in a text somebody speaks for whom a speaker's name means, or with them, so that another is meant.

    >>> is_anothers("Ada Quill", "A lawyer for Mayor Ada Quill said so."), is_anothers("Quill", "Quill said so.")
    (True, False)
    """
    name = re.escape(speaker.strip())
    return bool(name) and re.search(rf"\b[a-z]+ (?:for|with|of) (?:[A-Z][\w.]* ){{0,3}}{name}\b", text) is not None


def is_body(speaker: str) -> bool:
    """Whether a speaker is an authority or a company without a name ("the government", "the health ministry").

    >>> is_body("The government"), is_body("the mayor")
    (True, False)
    """
    return not name_words(speaker) and not _BODY.isdisjoint(speaker.lower().split())


def _share(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether two names share their last word, or one of a single word is part of the other, spelling aside."""
    if len(words) > 1 and len(others) > 1:
        return _alike(words[-1], others[-1])
    return any(_alike(word, other) for word in words for other in others)


def _alike(word: str, other: str) -> bool:
    return word == other or JaroWinkler.similarity(word, other) >= SPELLING


def _entity(words: tuple[str, ...], facts: Facts) -> Entity | None:
    """The story's entity that this name means: one of its spellings ends in the name's last word."""
    read = _read(facts)
    if words not in read.found:
        best: tuple[int, Entity] | None = None
        for entity, spellings in read.spellings:
            shared = max((len(set(words) & set(names)) for names in spellings if _share(words, names)), default=None)
            if shared is not None and (best is None or shared > best[0]):
                best = (shared, entity)
        read.found[words] = best[1] if best else None
    return read.found[words]


@dataclass(slots=True)
class _Entities:
    """A story's entities with their spellings as name words, and what was looked up among them."""

    facts: Facts
    spellings: tuple[tuple[Entity, tuple[tuple[str, ...], ...]], ...]
    found: dict[tuple[str, ...], Entity | None] = field(default_factory=dict)


_LAST: dict[int, _Entities] = {}  # the last few stories, by identity: every statement of a story asks again
_MAX_KEPT = 8


def _read(facts: Facts) -> _Entities:
    known = _LAST.get(id(facts))
    if known is not None and known.facts is facts:
        return known
    read = _Entities(
        facts,
        tuple(
            (entity, tuple(dict.fromkeys(names for s in (entity.name, *entity.spellings) if (names := name_words(s)))))
            for entity in facts.entities
        ),
    )
    if len(_LAST) >= _MAX_KEPT:
        _LAST.clear()
    _LAST[id(facts)] = read
    return read


def _linked(words: tuple[str, ...], speaker: str, entity: Entity | None) -> bool:
    """Whether a name stands in another speaker's roles ("NATO" in "NATO Secretary General", "Russia" in "Russian")."""
    roles = anyascii(" ".join((speaker, *(entity.roles if entity else ())))).lower()
    return len(words) == 1 and re.search(rf"\b{re.escape(words[0][: max(4, len(words[0]) - 3)])}", roles) is not None


def _is_person(words: tuple[str, ...], entity: Entity | None) -> bool:
    """Whether this surely is a person: the story says so, or a name of two or more words that is no body's."""
    if entity is not None:
        return entity.kind is NameKind.PERSON
    return len(words) > 1 and not _BODY.intersection(words)
