"""Which offices the articles give to whom, and of which body: "Ostrania's foreign minister", "head of the Office"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from summarizer.checkers._alignment import cue_pattern, cue_words, read_groups, story_words
from summarizer.checkers._names import TOKEN, fold, place_names
from summarizer.checkers._people import StoryPeople, story_people
from summarizer.model import Evidence, Facts, Story

_WORD = re.compile(r"[^\W_][\w.&’'-]*")
_GENERAL = re.compile(r"\b(director|secretary|attorney|governor)[ -]general\b", re.I)
_INNER = frozenset({"of", "the", "for"})
_BREAKS = frozenset({"against", "as", "by", "from", "over", "to", "with", "and", "that", "when", "while", "after"})
""" "Running for governor against Attorney General Osk": what stands before such a word is somebody else's office."""
_AFTER = re.compile(r"^,? (?:(?:who is|is|the|a|an|its|their) )*([^,.;:“”\"()]{3,80})(?=[,.;)]|$)")
_OF = re.compile(r"^ (?:of|for|from) (?:the )?((?:[A-Z][\w.&’'-]*(?: (?:of|for|and|the))* ?)+)")
_LONG_STATES = re.compile(rf"\b(?:{'|'.join(name for name in place_names() if ' ' in name)})\b", re.I)
_MAX_WORDS = 12
_PREFIX = 4  # letters that a state and its adjective share at least: Ostrania, Ostranian


@dataclass(frozen=True, slots=True)
class Office:
    """An office as it stands with a person's name: its heads ("minister"), what it is for, the bodies it names."""

    person: str
    heads: frozenset[str]
    fields: frozenset[str]
    bodies: frozenset[str]
    text: str
    index: int = 0


def offices_in(text: str, people: StoryPeople, index: int = 0) -> Iterator[Office]:
    """The offices that a text gives to persons of the story.

    A phrase before a name reaches back over capitalised words, offices and what stands between them; one after it
    stands between commas and has no verb.
    """
    for match in TOKEN.finditer(text):
        person = people.by_word.get(fold(match[0])) if match[0][0].isupper() else None
        if person is None:
            continue
        own = people.spelled.get(person, frozenset()) | {fold(match[0])}
        before, after = _before(text[: match.start()], own), _after(text[match.end() :])
        following = _OF.match(text[match.end() :]) if before else None
        if following:
            before = f"{before} of {following[1]}"
        for phrase in (_last_office(before), after):
            if any(fold(word) in people.by_word for word in TOKEN.findall(phrase)):
                continue
            heads = frozenset(head_of(word) for word in cue_pattern("role").findall(_spelled_out(phrase)))
            if heads:
                yield Office(person, heads, *_parts(phrase), phrase.strip(" ,"), index)


def _last_office(phrase: str) -> str:
    """What of a phrase belongs to the name that follows: "spokeswoman for Prime Minister" → "Prime Minister"."""
    last = re.split(r"\b(?:for|of|to)\b", phrase)[-1]
    if not last.strip():
        return ""  # "a spokesman for" is an office, but not of whoever follows
    return last if cue_pattern("role").search(_spelled_out(last)) else phrase


def _before(text: str, own: frozenset[str]) -> str:
    """The words directly before a name that may belong to an office."""
    words = list(_WORD.finditer(text))[-_MAX_WORDS:]
    start = len(text)
    is_after_head = False
    for word in reversed(words):
        gap = text[word.end() : start] if start < len(text) else text[word.end() :]
        if gap.strip() and not (gap.strip() == "," and start == len(text)):
            break
        if fold(word[0]) in own and start == len(text):
            text = text[: word.start()]
            start = len(text)
            continue
        is_head = bool(cue_pattern("role").fullmatch(_spelled_out(word[0])))
        is_between = is_after_head and word[0].lower() not in _BREAKS
        if not (word[0][0].isupper() or is_head or word[0].lower() in _INNER or is_between):
            break
        is_after_head = is_head
        start = word.start()
    return text[start:]


def _after(text: str) -> str:
    """What stands between commas after a name, unless it is a clause."""
    match = _AFTER.match(text) if text.startswith(",") else None
    return match[1] if match and not cue_pattern("no_apposition").search(match[1]) else ""


def _parts(phrase: str) -> tuple[frozenset[str], frozenset[str]]:
    """What an office is for ("foreign") and the bodies that it names ("Ostrania")."""
    fields: set[str] = set()
    bodies: set[str] = set()
    for match in _WORD.finditer(_one_word_states(phrase)):
        word = fold(match[0])
        if cue_pattern("role").fullmatch(_spelled_out(match[0])) or (
            word in cue_words("small") and not match[0].isupper()
        ):
            continue
        (fields if word in cue_words("office_field") or match[0][0].islower() else bodies).add(head_of(word))
    return frozenset(fields), frozenset(bodies)


@lru_cache(maxsize=4096)
def _one_word_states(phrase: str) -> str:
    """A phrase with states of several words under a name of one: "United States President" → "America President"."""
    for name in _LONG_STATES.findall(phrase):
        state = place_names()[name.lower()]
        short = next((word for word, head in place_names().items() if head == state and " " not in word), "")
        phrase = phrase.replace(name, short.capitalize() or name)
    return phrase


@lru_cache(maxsize=4096)
def _spelled_out(text: str) -> str:
    """A text with the usual short forms of offices written out (Col., Sen.), and generals that are none left out."""
    text = _GENERAL.sub(r"\1", text)
    return re.sub(r"\b([A-Z][a-z]+)\.", lambda match: _short_forms().get(match[1].lower(), match[0]), text)


@lru_cache(maxsize=1)
def _short_forms() -> Mapping[str, str]:
    return {short: head for head, words in read_groups("offices.txt") for word in words
            if (short := word.removesuffix(".")) != word}  # fmt: skip


@lru_cache(maxsize=1)
def _same_offices() -> Mapping[str, str]:
    return {word: head for head, words in read_groups("offices.txt") for word in (head, *words)}


def head_of(office: str) -> str:
    """An office's head word, the same for words that news copy uses for one another: premier, prime minister."""
    return _same_offices().get(office.lower(), office.lower())


def same_body(one: str, other: str) -> bool:
    """Whether two words stand for one body or state.

    >>> same_body("ostrania", "ostranian"), same_body("russia", "russian"), same_body("ostrania", "karvelia")
    (True, True, False)
    """
    table = place_names()
    first, second = table.get(one, one), table.get(other, other)
    shared = min(len(first), len(second)) - 2
    return first == second or (shared >= _PREFIX and first[:shared] == second[:shared])


_READ: dict[int, tuple[Facts, Story, Mapping[str, tuple[Office, ...]]]] = {}
_MAX_KEPT = 8


def story_offices(evidence: Evidence) -> Mapping[str, tuple[Office, ...]]:
    """Every office that the articles give, by person; read once a story."""
    known = _READ.get(id(evidence.facts))
    if known is not None and known[0] is evidence.facts and known[1] is evidence.story:
        return known[2]
    people = story_people(evidence)
    found: dict[str, tuple[Office, ...]] = {}
    for index, line in enumerate(story_words(evidence.story).lines):
        if people.present[index]:
            for office in offices_in(line.sentence.text, people, index):
                found[office.person] = (*found.get(office.person, ()), office)
    if len(_READ) >= _MAX_KEPT:
        _READ.clear()
    _READ[id(evidence.facts)] = evidence.facts, evidence.story, found
    return found


def holder_of(speaker: str, evidence: Evidence) -> str:
    """The one person to whom the articles give the office that a speaker is named by; "" when none or several hold it.

    "The governor" is a person when the articles know one governor only; "Syria's governor" not if theirs is another's.
    """
    heads = {head_of(word) for word in cue_pattern("role").findall(_spelled_out(speaker))}
    if not heads or not cue_pattern("role").fullmatch(speaker.split()[-1]):
        return ""
    fields, bodies = _parts(speaker)
    holders = [
        person
        for person, offices in story_offices(evidence).items()
        if (same := [office for office in offices if heads <= office.heads])
        and _fits(fields, frozenset().union(*(office.fields for office in same)))
        and _fits(bodies, frozenset().union(*(office.bodies for office in same)))
    ]
    return holders[0] if len(holders) == 1 else ""


def _fits(claimed: frozenset[str], given: frozenset[str]) -> bool:
    """Whether what one office names may be what another does: either names nothing, or they share something."""
    return not claimed or not given or any(same_body(one, other) for one in claimed for other in given)
