"""Noun phrases that can speak: where they begin and end, whom they name, and whom a pronoun stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.mentions import lexicon
from summarizer.mentions.nouns import singular
from summarizer.mentions.tokens import Line, Token
from summarizer.model import Name, NameKind

PRONOUNS = frozenset(["he", "she", "they", "it", "we", "i", "you", "who"])
DETERMINERS = lexicon.grammar("phrases-determiners")
_PARTICLES = lexicon.grammar("phrases-particles")
_NP_PREPOSITIONS = frozenset(["of", "for", "from", "in", "at", "with", "on", "to", "against"])
_NOT_NOUN = lexicon.grammar("phrases-not-noun")
_ANONYMOUS = lexicon.grammar("phrases-anonymous")
Item = Token
"""A token outside quotations, or a whole stretch of quotation."""
_IS_HEAD_WORDS = lexicon.grammar("phrases-is-head-words")
_PHRASE_AFTER_WORDS = lexicon.grammar("phrases-phrase-after-words")


@dataclass(frozen=True, slots=True)
class Phrase:
    """items[first..last] of a line: a noun phrase. `name` is the person or body it ends in, if any."""

    first: int
    last: int
    text: str
    name: Name | None = None


def items_of(line: Line, quoted: Sequence[tuple[int, int, int]]) -> tuple[Item, ...]:
    """The line's tokens with each stretch of quotation (start, end, number) as one item."""
    if not quoted:
        return line.tokens
    found: list[Item] = []
    stretches = list(quoted)
    position = 0
    for token in line.tokens:
        while position < len(stretches) and stretches[position][1] <= token.start:
            position += 1
        if position < len(stretches) and stretches[position][0] <= token.start:
            start, end, number = stretches[position]
            if not found or found[-1].quoted != number:
                found.append(Item(start, end, "“”", "“”", False, False, number))
            continue
        found.append(token)
    return tuple(found)


def is_noun_like(item: Item) -> bool:
    """Whether the word may stand in a noun phrase."""
    return item.is_word and (item.lower not in _NOT_NOUN or item.text in ("US", "IT", "WHO"))


def phrase_before(text: str, items: Sequence[Item], last: int, names: Sequence[Name]) -> Phrase | None:
    """The noun phrase that ends at items[last], or None."""
    if last < 0:
        return None
    item = items[last]
    if item.lower.partition("'")[0] in PRONOUNS and item.is_word:
        return Phrase(last, last, item.text.replace("’", "'").partition("'")[0])
    if item.lower in (
        "this",
        "that",
        "these",
        "those",
        "many",
        "some",
        "others",
        "few",
        "most",
        "both",
        "another",
        "one",
    ):
        return Phrase(last, last, item.text)
    if item.quoted >= 0 or not (is_noun_like(item) or item.text in (")",)):
        return None
    if item.lower in DETERMINERS or item.lower in _NP_PREPOSITIONS:
        return None
    if (
        last > 0
        and not item.is_capital
        and item.lower.endswith("ed")
        and is_noun_like(items[last - 1])
        and items[last - 1].lower not in DETERMINERS
    ):
        last -= 1  # "images released Tuesday showed"
    first = _left_edge(items, last)
    if first is None or (first == last and not item.is_capital and item.lower.endswith(("ing", "ed", "ly"))):
        return None
    return _phrase(text, items, first, last, names)


def _left_edge(items: Sequence[Item], last: int) -> int | None:
    first = last
    number = last - 1
    if items[last].text == ")":
        while number >= 0 and items[number].text != "(":
            number -= 1
        number -= 1
        first = number
    while number >= 0:
        item = items[number]
        if item.text in ("'s", "’s", "'", "’", "-", "/", "&"):
            pass
        elif (
            item.quoted >= 0
            or (not item.is_word and not item.text[0].isdigit())
            or (item.lower == "that" and number > 0)
        ):
            break
        elif item.lower in _PARTICLES and items[number + 1].is_capital:
            pass
        elif item.lower in DETERMINERS:
            first = number
            if number > 1 and items[number - 1].lower in _NP_PREPOSITIONS and _is_head(items, number - 2):
                number -= 2
                first = number
                number -= 1
                continue
            if (
                number > 1
                and items[number - 1].lower == "and"
                and items[number - 2].is_word
                and is_noun_like(items[number - 2])
                and _coordinates(items, number - 1)
            ):
                number -= 1
                continue
            break
        elif item.lower in _NP_PREPOSITIONS:
            if not _is_head(items, number - 1):
                break
        elif item.lower == "and":
            if not (
                number > 0
                and items[number - 1].is_word
                and is_noun_like(items[number - 1])
                and _coordinates(items, number)
            ):
                break
        elif (
            not is_noun_like(item)
            or (
                item.lower in lexicon.saying_verbs()
                and not item.is_capital
                and item.lower not in ("report", "state", "post", "claim")
            )
            or (not item.is_capital and item.lower.endswith(("ly",)) and item.lower not in ("family",))
            or (not item.is_capital and items[number + 1].is_capital and not _adjoins(item))
        ):
            break
        first = number
        number -= 1
    while first < last and (
        items[first].lower in _NP_PREPOSITIONS
        or items[first].lower == "and"
        or (not items[first].is_word and not items[first].text[0].isdigit())
    ):
        first += 1
    return first


def _adjoins(item: Item) -> bool:
    """Whether a lower-case word may stand before a name in one phrase: a role or its modifier."""
    return (
        singular(item.lower) in lexicon.roles()
        or item.lower in lexicon.role_modifiers()
        or item.lower in ("western", "eastern", "northern", "southern", "senior", "top", "fellow", "rival")
        or item.lower.endswith("-based")
    )


def _is_head(items: Sequence[Item], number: int) -> bool:
    """Whether the word can be a head with a prepositional phrase after it: "a spokesman for", "officials in"."""
    if number < 0:
        return False
    item = items[number]
    if not item.is_word or not is_noun_like(item):
        return False
    word = singular(item.lower)
    return (
        word in lexicon.roles()
        or word in _ANONYMOUS
        or item.lower in _IS_HEAD_WORDS
        or (item.lower.endswith("s") and not item.lower.endswith(("ss", "us", "is")))
        or _is_full_name_of(items, number)
    )


def _is_full_name_of(items: Sequence[Item], number: int) -> bool:
    """Whether a full name ends here that says where its bearer belongs: "Ada Moss of the union"."""
    is_full_name = number > 0 and items[number].is_capital and items[number - 1].is_capital
    return is_full_name and number + 1 < len(items) and items[number + 1].lower in ("of", "from", "at", "for", "with")


def _is_plural_owner(items: Sequence[Item], number: int) -> bool:
    """Whether an apostrophe ends a plural that owns the next word: "the drivers' association"."""
    return (
        items[number].text in ("'", "’")
        and items[number - 1].lower.endswith("s")
        and number + 1 < len(items)
        and items[number + 1].is_word
    )


def _coordinates(items: Sequence[Item], number: int) -> bool:
    """Whether "and" at `number` joins two noun phrases that are the subject: the left one begins its clause."""
    k = number - 1
    steps = 0
    while (
        k >= 0
        and steps < 7
        and (items[k].is_word or items[k].text in ("'s", "’s", "-"))
        and (is_noun_like(items[k]) or items[k].lower in ("of",))
    ):
        if items[k].lower in DETERMINERS:
            k -= 1
            break
        if items[k].lower in lexicon.saying_verbs() and not items[k].is_capital:
            return False
        k -= 1
        steps += 1
    if k < 0 or items[k].quoted >= 0:
        return True
    return items[k].text in (",", ";", ":", "—", "–") or items[k].lower in (
        "that",
        "but",
        "as",
        "when",
        "while",
        "because",
    )


def phrase_after(text: str, items: Sequence[Item], first: int, names: Sequence[Name]) -> Phrase | None:
    """The noun phrase that begins at items[first], or None."""
    if first >= len(items) or items[first].quoted >= 0:
        return None
    item = items[first]
    if item.lower in PRONOUNS - {"who"}:
        return Phrase(first, first, item.text)
    if (item.lower in _NOT_NOUN and item.text not in ("US", "WHO")) or item.lower in (
        "so",
        "like",
        "well",
        "oh",
        "yes",
        "no",
    ):
        return None
    if item.lower.endswith("ing") and item.text not in lexicon.places():
        return None
    if not (
        item.is_capital
        or item.lower in DETERMINERS
        or _adjoins(item)
        or item.lower in ("officials", "sources", "police", "people", "authorities")
    ):
        return None
    if item.lower in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "that"):
        return None
    last = first
    number = first + 1
    while number < len(items) and number - first < 14:
        item = items[number]
        if item.text in ("'s", "’s", "&", "-") or _is_plural_owner(items, number):
            pass
        elif item.quoted >= 0 or not (item.is_word or item.text[0].isdigit()):
            break
        elif item.text[0].isdigit():
            pass
        elif item.lower in ("of", "for", "from", "with", "at"):
            if not (number + 1 < len(items) and items[number + 1].is_word):
                break
            if item.lower in ("with", "at", "from") and not _is_head(items, number - 1):
                break
        elif item.lower in ("the", "a", "an", "his", "its", "their"):
            if items[number - 1].lower not in ("of", "for", "from", "with", "at", "and"):
                break
        elif item.lower in ("and",):
            if not (number + 1 < len(items) and items[number + 1].is_capital and items[number - 1].is_capital):
                break
        elif (
            not is_noun_like(item)
            or (item.lower in _PHRASE_AFTER_WORDS and items[number - 1].lower not in ("a", "the", "an"))
            or (item.lower in lexicon.saying_verbs() and not item.is_capital)
            or (
                not item.is_capital
                and item.lower.endswith(("ing", "ed", "ly"))
                and "-" not in item.lower
                and number - first > 1
            )
        ):
            break
        last = number
        number += 1
    while last > first and (
        items[last].lower in ("of", "for", "from", "with", "at", "the", "and")
        or items[last].text in ("'s", "’s", "-", "&")
    ):
        last -= 1
    if items[last].lower in DETERMINERS and last == first and items[last].lower not in ("some", "many", "both", "most"):
        return None
    return _phrase(text, items, first, last, names)


def _is_base(word: str) -> bool:
    """Whether a form of saying is the bare verb, which is often a noun: "state television"."""
    return any(verb.lemma == word for verb in lexicon.saying_verbs()[word])


def _phrase(text: str, items: Sequence[Item], first: int, last: int, names: Sequence[Name]) -> Phrase:
    if items[last].text == ")":
        opening = next((k for k in range(last, first, -1) if items[k].text == "("), first + 1)
        last = max(opening - 1, first)
    start, end = items[first].start, items[last].end
    name = None
    for candidate in names:
        if candidate.start < start or candidate.end > end:
            continue
        is_person = candidate.kind is NameKind.PERSON
        is_head = candidate.end >= end - 1 and (is_person or candidate.start == start)
        is_first = is_person and name is None and candidate.start <= start + 40
        if is_head or (is_first and text[candidate.end : candidate.end + 2] in (" o", " f", ", ")):
            name = candidate
    return Phrase(first, last, text[start:end], name)


def speaker_text(phrase: Phrase, text: str, items: Sequence[Item]) -> str:
    """The phrase as a speaker: a person's name without role, else the words without a leading "the"."""
    words = " ".join(phrase.text.split())
    if phrase.name is not None and not any(items[k].lower == "and" for k in range(phrase.first, phrase.last + 1)):
        before = text[items[phrase.first].start : phrase.name.start]
        if phrase.name.kind is NameKind.PERSON or not before.strip() or before.strip().lower() == "the":
            return " ".join(phrase.name.text.split())
    if words.lower().startswith("the "):
        words = words[4:]
    return words


def is_anonymous(phrase: Phrase, items: Sequence[Item]) -> bool:
    """Whether the phrase is somebody without a name: "a Western official", "sources"."""
    if phrase.name is not None and phrase.name.kind is NameKind.PERSON:
        return False
    words = [items[k].lower for k in range(phrase.first, phrase.last + 1)]
    if words[0] in ("the", "his", "her", "its", "their") and not any(word in ("source", "sources") for word in words):
        return False
    return any(singular(word) in _ANONYMOUS for word in words) or words[0] in ("somebody", "someone")
