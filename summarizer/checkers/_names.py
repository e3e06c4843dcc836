"""The names of a claim and of a story: one spelling for all, what bears them, which are known, where they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz

from summarizer.checkers._alignment import cue_words, read_groups, story_words
from summarizer.model import (
    Claim,
    Entity,
    Evidence,
    Name,
    NameKind,
    Story,
)
from summarizer.resources.sections import read_sections

NAME = "names"
TOKEN = re.compile(r"[^\W\d_][\w'’.-]*")
_LEAST_INITIALS, _MOST_INITIALS = 3, 6
_ALIKE = 86  # rapidfuzz ratio from which two spellings are one name (Zelensky, Zelenskyy, Zelenskiy)


@lru_cache(maxsize=1)
def place_names() -> Mapping[str, str]:
    """Demonyms, capitals and seats of government → the state they stand for."""
    return {word: head for head, words in read_groups("places.txt") for word in (head, *words)}


def names_of(claim: Claim, evidence: Evidence) -> list[Name]:
    """The names read in the claim, and those of the story's people that a reader of the claim alone could not tell."""
    names = [name for name in claim.mentions.names if claim.start <= name.start and name.end <= claim.end]
    people = people_of(evidence)
    for match in TOKEN.finditer(claim.text):
        start, end = claim.start + match.start(), claim.start + match.end()
        bare = re.sub(r"['’]s?$", "", match[0])
        if bare[0].isupper() and fold(bare) in people and not any(n.start < end and start < n.end for n in names):
            names.append(Name(start, start + len(bare), bare, NameKind.PERSON))
    return sorted(names, key=lambda name: name.start)


def people_of(evidence: Evidence) -> Mapping[str, str]:
    """The last word of every person's name in the story → the person."""
    return {
        token: e.name
        for e in evidence.facts.entities
        if e.kind is NameKind.PERSON and " " in e.name
        for token in tokens_of(e.name)[-1:]
    }


@dataclass(frozen=True, slots=True)
class _Known:
    """Every word that stands capitalised in the articles or belongs to them, folded; and initials of names."""

    words: frozenset[str]
    acronyms: frozenset[str]


_KNOWN: dict[int, tuple[Evidence, _Known]] = {}


def known_words(evidence: Evidence) -> _Known:
    story = evidence.story
    cached = _KNOWN.get(id(story))
    if cached is not None and cached[0].story is story and cached[0].facts is evidence.facts:
        return cached[1]
    texts = [
        text
        for a in story.articles
        for text in (a.text, a.title, a.outlet, a.author, a.dateline_place, *a.credits, a.url, a.id.replace("_", " "))
    ]
    texts += [spelling for entity in evidence.facts.entities for spelling in (entity.name, *entity.spellings)]
    tokens = {token for text in texts for token in TOKEN.findall(text)}
    words = frozenset(fold(part) for token in tokens for part in (token, *re.split(r"[-–/]", token)))
    runs = [
        run
        for text in texts
        for run in re.findall(r"(?:[A-Z][\w'’-]+(?: (?:of|for|the|and|on|in|to))*[ -]?){2,}", text)
    ]
    acronyms = {"".join(word[0] for word in re.findall(r"[A-Z][\w'’-]*", run)).lower() for run in runs}
    known = _Known(words, frozenset(acronyms))
    if len(_KNOWN) >= 8:
        _KNOWN.clear()
    _KNOWN[id(story)] = (evidence, known)
    return known


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    folded = str(anyascii(word)).lower().replace("’", "'").strip(".-'@#")
    return folded.removesuffix("'s").removesuffix("s'").replace(".", "").replace("-", "").replace("'", "")


def tokens_of(name: str) -> list[str]:
    """The telling words of a name, folded."""
    return list(_tokens(name))


@lru_cache(maxsize=16384)
def _tokens(name: str) -> tuple[str, ...]:
    words = [w for part in name.split() for w in re.split(r"[-–/]", part)]
    return tuple(f for w in words if (f := fold(w)) and f not in cue_words("particle") and len(f) > 1)


def is_known(name: Name, known: _Known, evidence: Evidence) -> bool:
    """Whether any telling word of a name stands in the articles, in whatever spelling, or stands for what does."""
    tokens = tokens_of(name.text)
    if not tokens:
        return True
    state = place_names().get(" ".join(tokens)) or place_names().get(name.text.lower())
    if state is not None:
        kin = [word for word, head in place_names().items() if head == state]
        if any(fold(word) in known.words or (" " in word and _stands(word, evidence.story)) for word in kin):
            return True
    if name.text.isupper() and fold(name.text) in known.acronyms:
        return True
    if "&" in name.text and (_stands_so(name.text, evidence.story) or _is_short_for(name.text, evidence.story)):
        return True  # "AT&T", "the S&P 500"; "SG&A"
    if len(tokens) > 1 and "".join(token[0] for token in tokens) in known.words:
        return True
    decisive = tokens if name.kind is not NameKind.PERSON else tokens[-1:]
    return any(_is_word_known(token, known.words) for token in decisive)


def _is_word_known(token: str, words: frozenset[str]) -> bool:
    if token in words or token + "s" in words or token.removesuffix("s") in words:
        return True
    if any(
        len(w) > 3 and (w.startswith(token) or token.startswith(w)) and abs(len(w) - len(token)) <= 4 for w in words
    ):
        return True
    return len(token) > 4 and any(w[0] == token[0] and fuzz.ratio(token, w) >= _ALIKE for w in words if w)


def _stands(phrase: str, story: Story) -> bool:
    return any(phrase in article.text.lower() for article in story.articles)


def _stands_so(name: str, story: Story) -> bool:
    """Whether a name stands in the articles just as it is written."""
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    return any(pattern.search(article.text) for article in story.articles)


def _is_short_for(name: str, story: Story) -> bool:
    """Whether a name with "&" is the initials of words that stand together: "SG&A", of selling, general and
    administrative costs."""
    letters = [letter.lower() for letter in name if letter.isalpha()]
    if len(letters) < _LEAST_INITIALS or name.upper() != name or len(letters) > _MOST_INITIALS:
        return False
    words = r",? (?:(?:and|&) )?".join(rf"{letter}[a-z]{{3,}}" for letter in letters)
    return any(re.search(rf"\b{words}", article.text, re.I) for article in story.articles)


def key_of(name: Name) -> str:
    tokens = tokens_of(name.text)
    return tokens[-1] if tokens else ""


def kind_of(name: Name, evidence: Evidence) -> NameKind:
    """What bears a name, by the story's entities, else as it was read."""
    tokens = set(tokens_of(name.text))
    for entity in evidence.facts.entities:
        if entity.kind is not NameKind.OTHER and any(
            tokens == set(tokens_of(spelling)) for spelling in entity.spellings
        ):
            return entity.kind
    if place_names().get(name.text.lower()):
        return NameKind.PLACE
    if name.kind is NameKind.OTHER and key_of(name) in people_of(evidence):
        return NameKind.PERSON
    return name.kind


def are_kin(one: Name, other: Name) -> bool:
    """Whether two names stand for one state: Moscow and the Kremlin."""
    table = place_names()
    first, second = table.get(one.text.lower()), table.get(other.text.lower())
    return first is not None and first == second


_PLACES: dict[int, tuple[Story, Mapping[str, list[tuple[int, int, int]]]]] = {}


def occurrences(name: Name, story: Story) -> list[tuple[int, int, int]]:
    """Where a name stands in the story: (sentence, start, end), by its last telling word."""
    known = _PLACES.get(id(story))
    if known is None or known[0] is not story:
        if len(_PLACES) >= 8:
            _PLACES.clear()
        known = _PLACES[id(story)] = story, _capitalised(story)
    return known[1].get(key_of(name), [])


def _capitalised(story: Story) -> Mapping[str, list[tuple[int, int, int]]]:
    """Where each capitalised word of a story stands, by the word folded."""
    found: dict[str, list[tuple[int, int, int]]] = {}
    for index, line in enumerate(story_words(story).lines):
        offset = line.sentence.sentence.start
        for match in TOKEN.finditer(line.sentence.text):
            if match[0][0].isupper():
                found.setdefault(fold(match[0]), []).append((index, offset + match.start(), offset + match.end()))
    return found


def is_outlet(entity: Entity, evidence: Evidence) -> bool:
    """Whether a name is that of an agency or of an outlet of the story, which may report anything."""
    own = " ".join(f"{article.outlet} {article.url} {article.author}" for article in evidence.story.articles).lower()
    if entity.name in read_sections("agencies.txt")["text"] or entity.name.lower() in own:
        return True
    return entity.name.isupper() and any(entity.name in line for a in evidence.story.articles for line in a.credits)


_HOUSE = re.compile(
    r"(?:Hall|Stadium|Arena|Church|Cathedral|Park|Square|Palace|Theatre|Theater|Centre|Center|Street|Road|Museum|Hotel"
    r"|House|Court|Castle|School|University|College|Gardens?|Airport|Station)$"
)


def are_town_and_house(one: str, other: str) -> bool:
    """Whether just one of two places is a building or a square: it stands in a town, and may stand in the other.

    >>> are_town_and_house("Osk", "Linden Hall"), are_town_and_house("Osk", "Lund")
    (True, False)
    """
    return bool(_HOUSE.search(one)) is not bool(_HOUSE.search(other))
