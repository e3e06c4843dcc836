"""Noun phrases that can speak: where they begin and end, whom they name, and whom a pronoun stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.mentions import lexicon
from summarizer.mentions.nouns import looks_plural, singular
from summarizer.mentions.representatives import BELONGINGS, speaks_for
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
_STAND_ALONE = frozenset([
    "this", "that", "these", "those", "many", "some", "others", "few", "most", "both", "another", "one",
])  # fmt: skip
_NOT_LAST = DETERMINERS | _NP_PREPOSITIONS
_VERB_PARTICLES = frozenset(["up", "out", "down"])
_PARTS = frozenset(["one", "several", "none", "all", "two", "three", "each"])
_JOINTS = frozenset(["'s", "’s", "'", "’", "-", "/", "&"])
_NOUNS_TOO = frozenset(["report", "state", "post", "claim"])
_SENT = frozenset(["email", "e-mail", "tweet", "text", "post", "note"])
_NEIGHBOURS = frozenset(["western", "eastern", "northern", "southern", "senior", "top", "fellow", "rival"])
_CLAUSE_OPENERS = frozenset([",", ";", ":", "—", "–", "that", "but", "as", "when", "while", "because", "what"])
_NOT_FIRST = frozenset([
    "so", "like", "well", "oh", "yes", "no", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    "sunday", "that",
])  # fmt: skip
_BARE_PLURALS = frozenset(["officials", "sources", "police", "people", "authorities"])
_AFTER_PREPOSITIONS = frozenset(["of", "for", "from", "with", "at"])
_NOT_LAST_AFTER = _AFTER_PREPOSITIONS | {"the", "and", "'s", "-", "&", "next", "close", "familiar", "involved"}
_DETERMINERS_ALONE = frozenset(["some", "many", "both", "most"])
_POSSESSIVE_END = re.compile(r"(?<=\w)['’]s$")
_REFLEXIVE = re.compile(r" (?:(?:him|her|it)self|themselves)$")
_EPITHET = re.compile(r"(?:the )?[\w-]+-year-old", re.IGNORECASE)
_MAY_SPEAK = (
    lexicon.grammar("speaking-things")
    | lexicon.grammar("attributions-stated-by-things")
    | lexicon.grammar("attributions-shown-by-things")
    | _IS_HEAD_WORDS
    | _STAND_ALONE
    | BELONGINGS
)
_ENDS_OF_PEOPLE = ("er", "or", "ist", "ian", "eer", "ee", "ant", "ate")
_LONGEST_PHRASE = 14
_LONGEST_LIST = 30
_LONGEST_COORDINATED = 7


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
    pronoun = item.text.replace("’", "'").partition("'")[0]
    if item.is_word and pronoun.lower() in PRONOUNS:
        return Phrase(last, last, pronoun)
    if item.lower in ("them", "us", "those") and last > 1 and items[last - 1].lower == "of":
        return Phrase(last - 2, last, text[items[last - 2].start : item.end])  # "one of them"
    if item.text in ("'s", "’s") and last and items[last - 1].is_capital and _says(items, last + 1):
        return phrase_before(text, items, last - 1, names)  # a shop that is called by its owner: "Bremner's says"
    if item.lower in _STAND_ALONE:
        return Phrase(last, last, item.text)
    if item.text == ")":
        opening = next((k for k in range(last, 0, -1) if items[k].text == "("), 0)
        return phrase_before(text, items, opening - 1, names)  # "the Federation of Tarn (FT) said"
    if item.quoted >= 0 or not is_noun_like(item) or item.lower in _NOT_LAST:
        return None
    if item.lower in _VERB_PARTICLES and last > 1 and _is_participle_of(items, last - 1):
        last -= 1  # "a notice pinned up on Tuesday said"
    if _is_participle_of(items, last):
        last -= 1  # "images released Tuesday showed"
    first = _left_edge(items, last)
    for name in names:  # "the Ministry of the Environment of Karvelia": a name is never cut
        if name.start < items[first].start < name.end == items[last].end:
            first = next((number for number in range(first) if items[number].start >= name.start), first)
            first -= first > 0 and items[first - 1].lower in DETERMINERS
    if first == last and not items[last].is_capital and items[last].lower.endswith(("ing", "ed", "ly")):
        return None
    if first > 1 and items[first - 1].text == "," and any(items[k].lower == "and" for k in range(first + 1, last)):
        first = _first_of_list(items, first, names)
    return _phrase(text, items, first, last, names)


def _first_of_list(items: Sequence[Item], second: int, names: Sequence[Name]) -> int:
    """The first item of "his sons Otto, Max and Udo", of which the names from `second` on are known; else `second`."""
    starts = {name.start: name for name in names}
    if items[second].start not in starts:
        return second
    first = second
    while first > max(1, second - _LONGEST_LIST) and items[first - 1].text == ",":
        ends = (name for name in starts.values() if name.end == items[first - 2].end)
        listed = next(ends, None)
        begin = first - 2
        while listed is not None and begin > 0 and items[begin].start > listed.start:
            begin -= 1
        if listed is None or items[begin].start != listed.start or listed.kind is NameKind.PLACE:
            return second
        first = begin
    before = _left_edge(items, first)
    if before > 0 and _is_plural(items[before - 1]):
        before = _left_edge(items, before - 1)  # "his children", which no list of roles has
    opens = before == 0 or items[before - 1].quoted >= 0 or items[before - 1].lower in _CLAUSE_OPENERS
    return before if opens else second


def _is_plural(item: Item) -> bool:
    """Whether the word is a plural in small letters: "children", "sons"."""
    return item.is_word and not item.is_capital and is_noun_like(item) and singular(item.lower) != item.lower


def _is_participle_of(items: Sequence[Item], number: int) -> bool:
    """Whether a participle follows the noun that it tells of."""
    item, before = items[number], items[number - 1]
    is_participle = number > 0 and not item.is_capital and item.lower.endswith("ed")
    return is_participle and is_noun_like(before) and before.lower not in DETERMINERS


def _left_edge(items: Sequence[Item], last: int) -> int:
    """The first item of the noun phrase that ends at `last`."""
    first = last
    if items[last].text == ")":
        while first > 0 and items[first].text != "(":
            first -= 1
        first -= 1
    number = first - 1
    while number >= 0:
        if items[number].lower in DETERMINERS and not (items[number].lower == "that" and number > 0):
            if number > 1 and items[number - 1].lower in _NP_PREPOSITIONS and _is_head(items, number - 2):
                first = number - 2  # "a spokesman for the ministry"
            elif number > 1 and items[number - 1].lower == "and" and _joins_nouns(items, number - 1):
                first = number  # "the mayor and the council"
                number -= 1
                continue
            else:
                first = number
                break
        elif _belongs_left(items, number):
            first = number
        else:
            break
        number = first - 1
    while first < last and _is_no_opening(items[first]):
        first += 1
    return first


def _is_no_opening(item: Item) -> bool:
    """Whether no noun phrase begins with the item: a preposition, "and", a mark."""
    is_mark = not item.is_word and not item.text[0].isdigit()
    return is_mark or item.lower in _NP_PREPOSITIONS or item.lower == "and"


def _belongs_left(items: Sequence[Item], number: int) -> bool:
    """Whether a noun phrase that begins after the item begins with it or before it."""
    item, following = items[number], items[number + 1]
    if item.text in _JOINTS or _is_tight(items, number):
        return True
    if item.quoted >= 0 or not (item.is_word or item.text[0].isdigit()) or item.lower == "that":
        return False
    if item.lower in _PARTICLES and following.is_capital:
        return True
    if item.lower in _NP_PREPOSITIONS:
        return _is_head(items, number - 1)
    if item.lower == "and":
        return _joins_nouns(items, number)
    if item.text[0].isdigit() and following.text == "-":
        return True  # "the 40-year-old"
    if item.text.isdigit() and number > 1 and items[number - 1].lower == "of" and _is_plural(following):
        return True  # "relatives of 16 men"
    if not is_noun_like(item):
        return False
    if item.is_capital:
        return True
    is_verb = item.lower in lexicon.saying_verbs() and item.lower not in _NOUNS_TOO
    is_adverb = item.lower.endswith("ly") and item.lower != "family"
    return not is_verb and not is_adverb and (not following.is_capital or _adjoins(item))


def _joins_nouns(items: Sequence[Item], number: int) -> bool:
    """Whether "and" at `number` stands after a noun and joins it to the next phrase."""
    before = items[number - 1]
    return number > 0 and before.is_word and is_noun_like(before) and _coordinates(items, number)


def _adjoins(item: Item) -> bool:
    """Whether a lower-case word may stand before a name in one phrase: a role or its modifier."""
    return (
        singular(item.lower) in lexicon.roles()
        or item.lower in lexicon.role_modifiers()
        or item.lower in _NEIGHBOURS
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
        (word in _PARTS and items[number + 1].lower == "of")
        or word in lexicon.roles()
        or word in _ANONYMOUS
        or item.lower in _IS_HEAD_WORDS
        or looks_plural(item.lower)
        or _is_full_name_of(items, number)
        or (number < 3 and items[number - 1].lower in ("a", "an") and items[number + 1].lower == "of")
    )


def _is_full_name_of(items: Sequence[Item], number: int) -> bool:
    """Whether a full name ends here that says where its bearer belongs: "Ada Moss of the union"."""
    is_full_name = number > 0 and items[number].is_capital and items[number - 1].is_capital
    return is_full_name and number + 1 < len(items) and items[number + 1].lower in ("of", "from", "at", "for", "with")


def _says(items: Sequence[Item], number: int) -> bool:
    """Whether the word is a form of saying that is no noun: "says", but not "claims"."""
    word = items[number].lower if number < len(items) else ""
    return word in lexicon.saying_verbs() and word not in lexicon.saying_nouns() and word.endswith(("s", "said", "ed"))


def _is_tight(items: Sequence[Item], number: int) -> bool:
    """Whether a dash without spaces joins two names: "the Moss–Brandt company"."""
    if items[number].text not in ("–", "—") or not 0 < number < len(items) - 1:
        return False
    before, dash, after = items[number - 1 : number + 2]
    return before.end == dash.start and dash.end == after.start and before.is_capital and after.is_capital


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
    stop = max(-1, number - 1 - _LONGEST_COORDINATED)
    for k in range(number - 1, stop, -1):
        item = items[k]
        if not (item.is_word or item.text in ("'s", "’s", "-")) or not (is_noun_like(item) or item.lower == "of"):
            stop = k
            break
        if item.lower in DETERMINERS:
            stop = k - 1
            break
        if item.lower in lexicon.saying_verbs() and not item.is_capital:
            return False
    return stop < 0 or items[stop].quoted >= 0 or items[stop].lower in _CLAUSE_OPENERS


def phrase_after(text: str, items: Sequence[Item], first: int, names: Sequence[Name]) -> Phrase | None:
    """The noun phrase that begins at items[first], or None."""
    if first >= len(items) or items[first].quoted >= 0:
        return None
    if items[first].lower in PRONOUNS - {"who"}:
        return Phrase(first, first, items[first].text)
    if not _may_open(items[first]):
        return None
    last = first
    while last + 1 < min(len(items), first + _LONGEST_PHRASE) and _belongs_right(items, first, last + 1):
        last += 1
    for name in names:  # "Ada Moss of the Institute for Near Seas": a name is never cut
        if items[first].start <= name.start < items[last].end < name.end:
            ends = (k for k in range(last, min(len(items), first + _LONGEST_PHRASE)) if items[k].end == name.end)
            last = next(ends, last)
    while last > first and items[last].lower in _NOT_LAST_AFTER:
        last -= 1
    if last == first and items[last].lower in DETERMINERS - _DETERMINERS_ALONE:
        return None
    return _phrase(text, items, first, last, names)


def _may_open(item: Item) -> bool:
    """Whether a noun phrase that speaks may begin with the word."""
    is_no_noun = item.lower in _NOT_NOUN or item.lower in _NP_PREPOSITIONS
    if (is_no_noun and item.text not in ("US", "WHO")) or item.lower in _NOT_FIRST:
        return False
    if item.lower.endswith("ing") and item.text not in lexicon.places():
        return False
    return item.is_capital or item.lower in DETERMINERS or item.lower in _BARE_PLURALS or _adjoins(item)


def _belongs_right(items: Sequence[Item], first: int, number: int) -> bool:
    """Whether the item goes on with the noun phrase items[first] to items[number - 1]."""
    item, before = items[number], items[number - 1]
    following = items[number + 1] if number + 1 < len(items) else None
    if item.text in ("'s", "’s", "&", "-") or _is_plural_owner(items, number) or _is_tight(items, number):
        return True
    if item.quoted >= 0 or not item.is_word:
        return item.quoted < 0 and item.text[0].isdigit()
    if item.lower in _AFTER_PREPOSITIONS:
        is_attached = item.lower in ("of", "for") or _is_head(items, number - 1)
        return following is not None and following.is_word and is_attached
    if item.lower in ("the", "a", "an", "his", "its", "their"):
        return before.lower in _AFTER_PREPOSITIONS or before.lower == "and"
    if item.lower == "and":
        return following is not None and following.is_capital and before.is_capital
    if not is_noun_like(item) or (item.lower in _PHRASE_AFTER_WORDS and before.lower not in ("a", "the", "an")):
        return False
    if item.is_capital:
        return True
    is_verbal = item.lower.endswith(("ing", "ed", "ly")) and "-" not in item.lower and number - first > 1
    is_verbal = is_verbal or (item.lower.endswith("ed") and looks_plural(before.lower))  # "Crowds cheered"
    is_document = item.lower in _SENT and before.lower in ("the", "a", "an", "his", "her", "its")  # "read the email"
    return not is_verbal and (is_document or item.lower not in lexicon.saying_verbs())


def _phrase(text: str, items: Sequence[Item], first: int, last: int, names: Sequence[Name]) -> Phrase:
    if items[last].text == ")":
        opening = next((k for k in range(last, first, -1) if items[k].text == "("), first + 1)
        last = max(opening - 1, first)
    start, end = items[first].start, items[last].end
    name = None
    for candidate in names:
        if candidate.start < start or candidate.end > end:
            continue
        if name is not None and text[name.end : candidate.start].strip() in _NP_PREPOSITIONS:
            continue  # "Ada Moss of Hartley": the town that is called as people are
        is_person = candidate.kind is NameKind.PERSON
        if is_person and speaks_for(text[start : candidate.start]):
            continue  # "a spokesman for Ada Moss"
        is_head = candidate.end >= end - 1 and (is_person or _is_no_part(text[start : candidate.start]))
        may_speak = is_person or (candidate.kind is NameKind.OTHER and " " in candidate.text)
        is_first = may_speak and name is None and candidate.start <= start + 40
        if is_head or (is_first and text[candidate.end : candidate.end + 2] in (" o", " f", ", ")):
            name = candidate
    return Phrase(first, last, text[start:end], name)


def _is_no_part(before: str) -> bool:
    """Whether what stands before a name in its phrase is nothing, or a title: "Dr Ada Moss"."""
    return all(word in lexicon.title_words() for word in before.split())


def speaker_text(phrase: Phrase, items: Sequence[Item]) -> str:
    """The phrase as a speaker: a person's name without role, else the words without a leading "the"."""
    words = _REFLEXIVE.sub("", _POSSESSIVE_END.sub("", " ".join(phrase.text.split())))
    if phrase.name is not None and not any(items[k].lower == "and" for k in range(phrase.first, phrase.last + 1)):
        before = phrase.text.rpartition(phrase.name.text)[0]
        if phrase.name.kind is NameKind.PERSON or before.strip().lower() == "the" or _is_no_part(before):
            return " ".join(phrase.name.text.split())
    if words.lower().startswith("the "):
        words = words[4:]
    return words


def can_speak(phrase: Phrase, items: Sequence[Item]) -> bool:
    """Whether a phrase means people, a body or a text: "the jurors", "a new study"; not "wound points", "the day".

    Whoever has a name or stands for somebody may speak; of other words the head tells, by lists and by how it ends.
    """
    head = _head_of(phrase, items)
    if phrase.name is not None or head.is_capital or head.lower in PRONOUNS or not head.is_word:
        return True
    word = singular(head.lower)
    return (
        word in _MAY_SPEAK
        or head.lower in _MAY_SPEAK
        or lexicon.is_person_noun(word)
        or word.title() in lexicon.organisation_heads()
        or word.endswith(_ENDS_OF_PEOPLE)
    )


def _head_of(phrase: Phrase, items: Sequence[Item]) -> Item:
    """The word that tells what a phrase is: the last before what is attached by a preposition or a comma."""
    for number in range(phrase.first + 1, phrase.last + 1):
        if items[number].lower in _NP_PREPOSITIONS or items[number].text in (",", "("):
            return items[number - 1]
    return items[phrase.last]


def is_epithet(words: str) -> bool:
    """Whether the words mean somebody named before by age alone: "the 40-year-old".

    >>> is_epithet("the 40-year-old"), is_epithet("a 40-year-old driver")
    (True, False)
    """
    return _EPITHET.fullmatch(words) is not None


def is_anonymous(phrase: Phrase, items: Sequence[Item]) -> bool:
    """Whether the phrase is somebody without a name: "a Western official", "sources"."""
    if phrase.name is not None and phrase.name.kind is NameKind.PERSON:
        return False
    words = [items[k].lower for k in range(phrase.first, phrase.last + 1)]
    if words[0] in ("the", "his", "her", "its", "their") and not any(word in ("source", "sources") for word in words):
        return False
    return any(singular(word) in _ANONYMOUS for word in words) or words[0] in ("somebody", "someone")
