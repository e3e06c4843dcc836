"""Which names of organisations and places are one: acronyms with their expansions, short forms, other word orders."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from anyascii import anyascii
from rapidfuzz.distance import OSA

from summarizer.facts.name_forms import skeleton
from summarizer.resources.tables import read_rows, read_words
from summarizer.similarity import idf, stem

_SMALL = read_words("name_words.txt", "small")
_SUFFIXES = re.compile(
    r",? (?:inc|corp|corporation|co|company|ltd|limited|llc|plc|group|ag|gmbh|sa|nv|holdings)\.?$", re.I
)
_DEFINED = re.compile(r"((?:[A-Z][\w’'&-]*(?: (?:of|the|and|for|on|in|de|la))* ){2,9})\(([A-Z][A-Za-z.]{1,8})\)")
_SAINT = re.compile(r"(?:St\.?|Saint) \S+$")  # "in St Ada" is in St Ada's Hospital where the story has one
_NEAR_RIVER = re.compile(r" (?:de|del|da|do|am|an der|upon|sur|sous)(?: (?:la|los|las|le))? [A-Z]")
"""After the short name of a town: "Santiago de Cuba"."""
_FEATURE = re.compile(r"^(?:River|Mount|Mt\.?|Volcano|Loch|Lough) | (?:River|Volcano|Glacier|Strait)$")
_TOWNS_BODIES = read_words("name_words.txt", "townsbodies")
_RARE = 6.0
"""From this rarity (`similarity.idf`) a first word alone may stand for its organisation: Maxar yes, National no."""


def same_organisation_groups(
    names: Sequence[str],
    known: Sequence[str],
    places: Collection[str],
    texts: Sequence[str],
    articles: Mapping[str, frozenset[str]] | None = None,
    things: Collection[str] = (),
    towns: Collection[str] = (),
) -> list[list[str]]:
    """`names` and `known` in groups of one bearer each; only `names` (and what joins them) are grouped anew.

    `articles` tells where each of `names` stands; `things` are those of ships, events and works,
    `towns` what may be a town's, be it by a hint: it is no short form of its hospital.

    >>> same_organisation_groups(["Maxar Technologies", "Maxar", "North Harbour Fund", "NHF"], [], set(), [])
    [['Maxar Technologies', 'Maxar'], ['North Harbour Fund', 'NHF']]
    """
    tabled = set(known)
    every = list(dict.fromkeys([*names, *known]))
    parent = list(range(len(every)))
    position = {text: number for number, text in enumerate(every)}

    def find(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    def join(one: str, other: str) -> None:
        first, second = find(position[one]), find(position[other])
        if first != second and not (one in tabled and other in tabled):
            parent[max(first, second)] = min(first, second)

    for one, other in (
        *_same_key(every, {*places, *towns}),
        *_misspelled(every),
        *_translated(names, articles or {}),
        *_acronyms(every, texts, places),
        *_first_words(names, every, {*places, *things}, towns),
        *_features(names, places),
        *_heads(names, every, places, articles or {}),
        *_with_owner(names, every),
        *_products(names, things),
    ):
        if one in position and other in position:
            join(one, other)
    groups: dict[int, list[str]] = defaultdict(list)
    for text in every:
        groups[find(position[text])].append(text)
    return [group for group in groups.values() if any(text in set(names) for text in group)]


@lru_cache(maxsize=20_000)
def _words(name: str) -> tuple[str, ...]:
    plain = _SUFFIXES.sub("", anyascii(name)).lower().replace("defence", "defense").replace("centre", "center")
    return tuple(word for word in re.findall(r"[a-z0-9]+", plain.replace(".", "")) if word not in _SMALL)


def _same_key(every: Sequence[str], places: Collection[str] = ()) -> list[tuple[str, str]]:
    """Pairs of names of the same words; a firm's without "Inc" is the firm's, where it is no place's."""
    folded = {place.casefold() for place in places}
    first: dict[object, str] = {}
    pairs = []
    for text in every:
        words = _words(text)
        alone = text if len(words) != 1 or words[0] in folded else _SUFFIXES.sub("", text)
        key: object = (
            tuple(sorted(words)) if len(words) > 1 else skeleton(alone) if len(alone) > 4 else alone.casefold()
        )
        for each in (key, "".join(words) if len(words) > 1 else ""):  # "Dry Land Institute", "Dryland Institute"
            if each in first:
                pairs.append((first[each], text))
            elif each:
                first[each] = text
    return pairs


_MOST_WORDS = 12  # of a name; a longer run of capitals is a list or noise, and each is compared with each


_LONG = 8


def _is_slip(one: str, other: str) -> bool:
    """Whether two long words begin alike and differ by one letter within, or by two that are exchanged at the end."""
    if abs(len(one) - len(other)) > 1 or OSA.distance(one, other) != 1:
        return False
    is_exchanged = len(one) == len(other) and sorted(one) == sorted(other)
    return is_exchanged or one[-2:] == other[-2:]


def _misspelled(every: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of names of several words that are equal but for one letter of one word: "Porto Sarn", "Port Sarn".

    And of long single words of one letter more, less or exchanged: "Slavostok", "Slovostok".
    """
    alone: dict[str, list[str]] = defaultdict(list)
    by_word: dict[tuple[int, str], list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    pairs: list[tuple[str, str]] = []
    for text in every:
        words = _words(text)
        if len(words) == 1 and len(text) >= _LONG and text.isalpha():
            pairs.extend((other, text) for other in alone[text[:2]] if _is_slip(other, text))
            alone[text[:2]].append(text)
        for word in words if 1 < len(words) <= _MOST_WORDS else ():
            for other, others in by_word[len(words), word]:
                unlike = [(a, b) for a, b in zip(words, others, strict=True) if a != b]
                if len(unlike) == 1 and min(map(len, unlike[0])) >= 4 and OSA.distance(*unlike[0]) == 1:
                    pairs.append((other, text))
            by_word[len(words), word].append((text, words))
    return pairs


@cache
def _translations() -> dict[str, str]:
    """Each word that translators put for others, by the first of them."""
    return {stem(word): stem(row[0]) for row in read_rows("body_words.txt") for word in row}


def _meaning(name: str) -> frozenset[str]:
    """The stems of a body's name, those of one sense as one.

    >>> _meaning("Peasants' League") == _meaning("Farmers' League")
    True
    """
    words = [word for word in _words(name) if word != "affairs"]  # "Foreign Ministry", "Ministry of Foreign Affairs"
    return frozenset(_translations().get(word, word) for word in map(stem, words))


def _translated(names: Sequence[str], articles: Mapping[str, frozenset[str]]) -> list[tuple[str, str]]:
    """Pairs of names or acronyms of one sense of which no article has both: a body in a text and in a translation."""
    alike: dict[object, list[str]] = defaultdict(list)
    for text in names:
        if _is_acronym(text) and len(text) > 2:  # "KFF", "FKF"
            alike["".join(sorted(text))].append(text)
        elif len(_words(text)) > 1:
            alike[_meaning(text)].append(text)
    return [
        (group[0], text)
        for group in alike.values()
        for text in group[1:]
        if not articles.get(group[0], frozenset()) & articles.get(text, frozenset())
    ]


_GIVEN = re.compile(r"(?: \(|,? (?:also |better |locally )?known as (?:the )?)$")
_LONGEST_NAME = 150


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "")
    return 2 <= len(letters) <= 6 and sum(c.isupper() for c in letters) >= len(letters) - 1 and letters[0].isupper()


def _initials(text: str) -> set[str]:
    words = re.findall(r"[^\W\d_]+", text)
    capitals = "".join(word[0] for word in words if word.lower() not in _SMALL)
    return {capitals.upper(), "".join(word[0] for word in words).upper()}


def _acronyms(every: Sequence[str], texts: Sequence[str], places: Collection[str] = ()) -> list[tuple[str, str]]:
    """Pairs of a full name and its acronym: as an article defines them in brackets, or by unique initials."""
    acronyms = {text.replace(".", "").upper(): text for text in every if _is_acronym(text) and text not in places}
    pairs: list[tuple[str, str]] = []
    if not acronyms:
        return pairs
    long_names = [text for text in every if " " in text or text.count("-") > 1]
    by_initials: dict[str, set[str]] = defaultdict(set)
    for text in long_names:
        for initials in _initials(text):
            by_initials[initials].add(text)
    for letters, text in acronyms.items():
        found = {frozenset(_words(name)): name for name in sorted(by_initials.get(letters, ()))}
        if len(found) == 1 and len(letters) >= 3:
            pairs.append((next(iter(found.values())), text))
    known = set(every)
    for body in texts:
        for letters, text in acronyms.items():
            before = _before_the_acronym(body, text) if len(letters) > 1 else ""
            pairs.extend((name, text) for name in long_names if before.endswith(name) and name not in places)
        for defined, short in (found for line in body.splitlines() if "(" in line for found in _DEFINED.findall(line)):
            words = defined.split()
            for start in range(len(words)):
                name = " ".join(words[start:])
                if short in known and name in known and short.replace(".", "").upper() in _initials(name):
                    pairs.append((name, short))
                    break
    return pairs


def _before_the_acronym(text: str, acronym: str) -> str:
    """What a text says before it first gives the acronym as another name: "… (VKL)", "…, known as VKL"; else ""."""
    at = text.find(acronym)
    before = text[max(0, at - _LONGEST_NAME) : at] if at > 0 else ""
    found = _GIVEN.search(before)
    return before[: found.start()] if found else ""


def _first_words(
    names: Sequence[str], every: Sequence[str], places: Collection[str], towns: Collection[str]
) -> list[tuple[str, str]]:
    """Pairs of a name and its first words alone (one word only if rare), where only one name begins with them."""
    longer: dict[str, set[str]] = defaultdict(set)
    for text in every:
        words = re.sub("['’]s | u\\.?s\\.? ", " ", text.casefold()).replace("–", " – ").split()
        if len(_words(text)) > 1 and (text not in places or _NEAR_RIVER.search(text)):
            for stop in range(1, len(words)):
                longer[" ".join(words[:stop])].add(text)
    pairs = []
    for text in names:
        found = longer.get(text.casefold(), set())
        is_of_river = len(found) == 1 and _NEAR_RIVER.match(min(found)[len(text) :])
        if not _are_one(found) or (text in places and not (_SAINT.match(text) or is_of_river)):
            continue
        if text in towns and min(found).split()[-1].casefold() in _TOWNS_BODIES:
            continue
        if " " in text or idf(stem(text.casefold())) >= _RARE:
            pairs.append((min(found), text))
    return pairs


def _are_one(names: Collection[str]) -> bool:
    """Whether names are of the same words, or go on from one another: "Orbeck Sarn", "Orbeck Sarn Bank"."""
    if len({frozenset(_words(name)) for name in names}) == 1:
        return True
    ordered = sorted(names, key=len)
    return bool(ordered) and all(
        longer.startswith(f"{shorter} ") and " " in shorter for shorter, longer in pairwise(ordered)
    )


def _products(names: Sequence[str], things: Collection[str]) -> list[tuple[str, str]]:
    """Pairs of a product and several of it: "an Orbeo", "the Orbeos"."""
    known = set(names)
    return [
        (text[:-1], text) for text in names if text in things and text[-1:] == "s" and text[:-1] in known & {*things}
    ]


def _features(names: Sequence[str], places: Collection[str]) -> list[tuple[str, str]]:
    """Pairs of a river or mountain and its name alone: "the River Oke", "the Oke"; towns share the names of others."""
    known = set(names)
    found = ((text, _FEATURE.sub("", text)) for text in names if text in places)
    return [(text, alone) for text, alone in found if alone != text and alone in known]


def _heads(
    names: Sequence[str], every: Sequence[str], places: Collection[str], articles: Mapping[str, frozenset[str]]
) -> list[tuple[str, str]]:
    """Pairs of a body and its last words alone ("the Federation"), where one body of the story or article ends so."""
    longer: dict[str, set[str]] = defaultdict(set)
    for text in [*names, *(text for text in every if not text.endswith("House"))]:
        head = re.split(r" (?:of|for) ", text)[0].casefold().split()
        if " " in text and text not in places:
            for start in range(len(head)):
                longer[" ".join(head[start:])].add(text)
        head = text.casefold().split()[-1:]
        if text.split()[-2:-1] == ["of"]:  # "Karvia" is no "Bank of Karvia"
            continue
        if " " in text and (text not in places or _is_common(head[0])):  # "the Tunnel" is the Tarn Tunnel
            longer[head[0]].add(text)
    pairs = []
    for text in names:
        found = longer.get(text.casefold(), set()) - {text}
        if not found or (text in places and not _is_common(text)):
            continue
        near = {name for name in found if articles.get(name, frozenset()) & articles.get(text, frozenset())} or found
        for candidates in (found, near):
            if len({_meaning(name) for name in candidates}) == 1:
                pairs.append((min(candidates), text))
                break
    return pairs


def _is_common(text: str) -> bool:
    """Whether a name is one common word ("Tunnel")."""
    return " " not in text and idf(stem(text.casefold())) < _RARE


def _with_owner(names: Sequence[str], every: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of a body with and without its country ("Russian Defense Ministry"), where only one country's is named."""
    owners = {word.casefold() for row in read_rows("demonyms.txt") for form in row for word in form.split()}
    owners |= {"us", "uk", "eu"}
    named: dict[frozenset[str], set[str]] = defaultdict(set)
    plain: dict[frozenset[str], str] = {}
    for text in every:
        words = frozenset(_words(text))
        rest = words - owners
        if rest and rest != words and len(rest) >= 2:
            named[rest].add(text)
        elif len(words) >= 2:
            plain.setdefault(words, text)
    return [
        (plain[rest], text)
        for rest, texts in named.items()
        if rest in plain and len({frozenset(_words(text)) for text in texts}) == 1
        for text in sorted(texts)
        if text in set(names) or plain[rest] in set(names)
    ]
