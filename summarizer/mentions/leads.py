"""Whom a line begins with and whom else it tells of without a name, for the pronouns of the lines after."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.mentions import lexicon
from summarizer.mentions.nouns import looks_plural, singular
from summarizer.mentions.phrases import PRONOUNS, Item, Phrase, is_noun_like, phrase_after, phrase_before, speaker_text
from summarizer.mentions.scene import Lead, Scene
from summarizer.mentions.verb_forms import is_verb
from summarizer.model import Name

_OPENERS = frozenset(["a", "an", "one", "the", "his", "her", "its", "their", "our", "my", "another"])
_SETTING = frozenset([
    "in", "on", "at", "after", "before", "during", "outside", "inside", "behind", "beside", "below", "above", "under",
    "near", "opposite", "among", "across", "by", "from", "later", "earlier", "meanwhile", "still", "yesterday", "today",
])  # fmt: skip
_PREPOSITIONS = lexicon.grammar("candidates-prepositions")
_NO_ONE = frozenset(["people", "authority", "police"])
_LONGEST_SETTING = 10
_AFTER_HEAD = re.compile(r" (?:of|for|from|in|at|with) ")
_LONGEST_ROLE = 5
_ALONE = frozenset(["another", "one"])
_BEFORE_NAME = frozenset([",", "like", "called", "named", "as"])
_PLURAL_OWNERS = frozenset(["its", "their", "our"])


def note_lead(number: int, items: Sequence[Item], names: Sequence[Name], scene: Scene) -> None:
    """Note the people or the body without a name that a line begins with, for the pronouns of the lines after."""
    first = _first_of_subject(items)
    if first < len(items) and items[first].lower in _ALONE and _ends_alone(items, first + 1):
        scene.leads[number] = Lead("he", items[first].text, items[first].end)
        return
    subject = _pronoun_of(items, first, names, scene)
    if subject is not None:
        scene.carry(number, subject.lower, subject.start)
    scene.others[number] = _people_of(scene.text, items, names)
    crowd = _crowd_of(scene.text, items, names)
    if crowd:
        scene.crowds[number] = crowd
    phrase = _before_verb(scene.text, items, phrase_after(scene.text, items, first, names) if items else None)
    if phrase is None or phrase.text.lower() in PRONOUNS:
        return
    if phrase.name is not None and phrase.name.end >= items[phrase.last].end - 1:
        scene.openings[number] = phrase.name.text
    words, end = speaker_text(phrase, items), items[phrase.last].end
    head = _AFTER_HEAD.split(phrase.text.lower())[0].split()[-1]
    is_role = lexicon.is_person_noun(singular(head)) and singular(head) not in _NO_ONE
    is_nameless = phrase.name is None and (phrase.last == first or not items[phrase.last].is_capital)
    if " and " in phrase.text or (looks_plural(head) and is_role):
        scene.leads[number] = Lead("they", words, end)
    elif is_role and is_nameless and (items[first].lower in _OPENERS or "'s" in phrase.text or "’s" in phrase.text):
        is_alone = not any(phrase.last < k for k in _starts_of(items, names)) or not _is_comma(items, phrase.last + 1)
        if is_alone:
            scene.leads[number] = Lead("he", words, end)
    elif phrase.name is None and (items[first].lower in ("the", "its", "their") or _is_owned(phrase, items)):
        scene.leads[number] = Lead("it", words, end)


def _pronoun_of(items: Sequence[Item], first: int, names: Sequence[Name], scene: Scene) -> Item | None:
    """The "he" or "she" that a line is about: the first word of its subject, or behind what sets the scene.

    "In Velta last year he beat Daniel Koros": nobody stands before it who may be meant.
    """
    if first < len(items) and items[first].lower in ("he", "she"):
        return items[first]
    if not items or not (items[0].lower in _SETTING or items[0].lower.endswith(("ly", "ing"))):
        return None
    for item in items[1:_LONGEST_SETTING]:
        is_named = any(name.end <= item.start and scene.known.is_person(name) for name in names)
        if item.quoted >= 0 or is_named:
            return None
        if item.lower in ("he", "she"):
            return item
    return None


def _first_of_subject(items: Sequence[Item]) -> int:
    """The item with which the subject of a line may begin: past a time of day, and past a phrase set before it."""
    first = next((k for k, item in enumerate(items[:2]) if item.is_word), 0)  # past "09.40"
    if not items or first + 1 >= len(items):
        return first
    if items[first].lower in ("for", "as"):
        return first + 1 + (items[first + 1].lower == "for")  # "For the skipper, it was a night to remember"
    if items[first].lower in _SETTING or items[first].lower.endswith("ly"):
        for k in range(first + 1, min(len(items) - 1, first + _LONGEST_SETTING)):
            if items[k].text == ",":
                return k + 1
            is_after_noun = items[k - 1].is_word and is_noun_like(items[k - 1]) and items[k - 1].lower not in _OPENERS
            if k > first + 1 and items[k].lower in _OPENERS and is_after_noun:
                return k  # "At the opening a boy of six stood before it"
    return first


def _is_owned(phrase: Phrase, items: Sequence[Item]) -> bool:
    """Whether the phrase is what somebody named has: "Moss's campaign"."""
    return not items[phrase.last].is_capital and any(
        items[k].lower == "'s" and items[k - 1].is_capital for k in range(phrase.first + 1, phrase.last)
    )


def _is_comma(items: Sequence[Item], number: int) -> bool:
    return number < len(items) and items[number].text == ","


def _ends_alone(items: Sequence[Item], number: int) -> bool:
    """Whether a comma or a verb follows, so that the word before it stands for somebody."""
    if number < len(items) and items[number].lower in lexicon.saying_nouns():
        return items[number].lower.endswith(("s", "ed"))  # "Another tweet read"
    return _is_comma(items, number) or (number < len(items) and is_verb(items, number))


def _starts_of(items: Sequence[Item], names: Sequence[Name]) -> list[int]:
    """The items with which names begin."""
    starts = {name.start for name in names}
    return [k for k, item in enumerate(items) if item.start in starts]


def _before_verb(text: str, items: Sequence[Item], phrase: Phrase | None) -> Phrase | None:
    """The phrase without a verb that looked like its last noun: "My husband owns none"."""
    if phrase is None:
        return None
    for k in range(phrase.first + 1, phrase.last + 1):
        is_attribute = items[k].lower.endswith(("ing", "ed")) and k < phrase.last  # "his sporting director"
        if is_verb(items, k) and not items[k].is_capital and not is_attribute:
            is_named = phrase.name is not None and phrase.name.end <= items[k - 1].end
            last = k - 1
            words = text[items[phrase.first].start : items[last].end]
            is_empty = last == phrase.first and items[last].lower in _OPENERS
            return None if is_empty else Phrase(phrase.first, last, words, phrase.name if is_named else None)
    return phrase


def _crowd_of(text: str, items: Sequence[Item], names: Sequence[Name]) -> str:
    """The first people of a line who are several and do something: "thousands of Germans", "protesters"; or ""."""
    for k, item in enumerate(items):
        is_people = item.is_word and item.quoted < 0 and item.lower.endswith(("s", "men", "people", "children"))
        if not is_people or singular(item.lower) == item.lower or singular(item.lower) in _NO_ONE:
            continue
        if lexicon.is_person_noun(singular(item.lower)) or (item.is_capital and item.text in lexicon.demonyms()):
            phrase = phrase_before(text, items, k, names)
            before = items[phrase.first - 1].lower if phrase is not None and phrase.first else ""
            is_one = phrase is None or items[phrase.first].lower in ("a", "an") or before in ("'s", "’s")
            if phrase is not None and not is_one and (before == "by" or before not in _PREPOSITIONS):
                return speaker_text(phrase, items)
    return ""


def _people_of(text: str, items: Sequence[Item], names: Sequence[Name]) -> list[str]:
    """The people whom a line tells of without a name, in order: "the nurse", "her colleague"."""
    starts = set(_starts_of(items, names))
    found = []
    for k, item in enumerate(items):
        if not item.is_word or item.is_capital or item.quoted >= 0 or not lexicon.is_person_noun(item.lower):
            continue
        following = items[k + 1].lower if k + 1 < len(items) else ""
        is_named = k + 1 in starts or (following in _BEFORE_NAME and k + 2 in starts)
        if lexicon.is_person_noun(following) and not is_named:
            continue  # "the attorney general": the second word is the office
        if item.lower in _NO_ONE or is_named or following in ("'s", "’s", "'"):
            continue
        first = k - 1
        while (
            first >= 0
            and k - first < _LONGEST_ROLE
            and is_noun_like(items[first])
            and items[first].lower not in _OPENERS
        ):
            first -= 1
        if first >= 0 and items[first].lower in _OPENERS - _PLURAL_OWNERS:
            words = text[items[first].start : item.end]
            found.append(words[4:] if words.lower().startswith("the ") else words)
    return found
