"""Phrases that stand beside one another and mean one: "the minister, Ada Moss,", "people briefed on the talks"."""

from __future__ import annotations

import re

from summarizer.mentions import lexicon
from summarizer.mentions.clauses import Clauses
from summarizer.mentions.nouns import singular
from summarizer.mentions.phrases import PRONOUNS, Phrase, is_epithet, phrase_after, phrase_before
from summarizer.mentions.verb_forms import is_verb
from summarizer.model import NameKind

BEFORE_OBJECTS = frozenset(["in", "at", "of", "for", "with", "by", "from", "to", "on", "against"])
_LONGEST_OFFICE = 8
_LONGEST_RELATIVE = 10
_ATTACHING = frozenset([
    "next", "to", "beside", "near", "behind", "with", "from", "by", "before", "in", "front", "of", "opposite",
    "standing", "sitting", "me", "us", "him", "her", "them", "it",
])  # fmt: skip
_OPENERS = frozenset(["the", "a", "an", "his", "her", "its", "their", "our", "one", "another", "some", "many"])
_CLAUSE_OPENERS = frozenset([",", ";", ":", "—", "–", "that", "but", "as", "when", "while", "because", "and"])
_BE = lexicon.grammar("attributions-be")
_DOCUMENTS = lexicon.grammar("attributions-stated-by-things")
_HEAD = re.compile(r" (?:of|for|from|in|at|with|on|to) ")
_PARTICLES = frozenset(["dead", "off", "out", "up", "down", "away", "in", "on"])
_HOUSEHOLDS = frozenset(["family", "couple", "crew", "household"])
_PARTICIPLES = lexicon.grammar("candidates-irregular-pasts") | {
    "shot",
    "hurt",
    "born",
    "held",
    "stuck",
    "struck",
    "known",
}


class Appositions(Clauses):
    """Finds the phrase that names somebody when another stands beside it or belongs to it."""

    def _apposed_person(self, number: int, left: int) -> Phrase | None:
        """The name in "Kuleba, the minister, said", unless another subject follows the verb."""
        if left <= 1 or self.items[left].text not in (",", "—", "–", "--") or self.items[left - 1].quoted >= 0:
            return None
        phrase = self._before_apposition(left)
        if phrase is None or phrase.name is None or phrase.name.kind not in (NameKind.PERSON, NameKind.OTHER):
            return None
        inverted = phrase_after(self.text, self.items, number + 1, self.names)
        if inverted is None:
            return phrase
        is_told_of = self._lower(inverted.last + 1) == "," and self._lower(inverted.last + 2) in ("who", "which")
        return None if is_told_of or self._is_end(inverted.last + 1) else phrase

    def _apposed_after(self, phrase: Phrase) -> Phrase | None:
        """The name set after a role without one: "said the director of the institute, Ada Moss."."""
        if phrase.name is not None and phrase.name.kind is NameKind.PERSON:
            return None
        number = phrase.last + 1
        if self._lower(number) in ("of", "in", "at", "for", "to"):
            while number < len(self.items) and number < phrase.last + _LONGEST_OFFICE and self.items[number].is_word:
                number += 1
        if self._lower(number) != ",":
            return None
        inner = phrase_after(self.text, self.items, number + 1, self.names)
        if inner is None or not self._is_only_name(inner) or self._lower(phrase.last).endswith("s"):
            return None
        is_ended = self._is_end(inner.last + 1) or self._lower(inner.last + 1) in (",", "in", "on", "at")
        return Phrase(phrase.first, inner.last, inner.text, inner.name) if is_ended else None

    def _is_only_name(self, phrase: Phrase) -> bool:
        """Whether the phrase is the name of somebody, at most with a title before it: "Dr Ada Moss"."""
        name = phrase.name
        if name is None or name.kind is NameKind.PLACE or not self.items[phrase.last].end <= name.end + 1:
            return False
        return self.items[phrase.first].start == name.start or self.items[phrase.first].text in lexicon.title_words()

    def _before_apposition(self, comma: int) -> Phrase | None:
        """The phrase that ", …," at `comma` stands beside: "Kuleba, the minister, said"."""
        items, mark = self.items, self.items[comma].text
        for opening in range(comma - 1, max(-1, comma - 26), -1):
            if items[opening].quoted >= 0 or items[opening].text in (";", ":"):
                return None
            if items[opening].text != mark:
                continue
            phrase = phrase_before(self.text, items, opening - 1, self.names)
            following = self._lower(opening + 1)
            is_named = phrase is not None and (phrase.name is not None or self._is_source(phrase))
            if phrase is not None and (is_named or (following == "who" and items[phrase.last].is_capital)):
                if following in ("and", "but", "or"):
                    return None
                inner = phrase_before(self.text, items, comma - 1, self.names)
                if inner is not None and inner.first == opening + 1 and self._is_apposed_name(phrase, inner):
                    # "the minister, Ada Moss, said"
                    return Phrase(phrase.first, inner.last, inner.text, inner.name)
                earlier = self._earlier_name(phrase)
                return earlier or phrase
        return None

    def _is_apposed_name(self, phrase: Phrase, inner: Phrase) -> bool:
        """Whether the inner phrase names whom the phrase before the comma tells by a role: "the mayor, Ada Moss,"."""
        if inner.name is None or (phrase.name is not None and phrase.name.kind is NameKind.PERSON):
            return False
        if inner.name.kind is NameKind.PERSON:
            return True
        is_governed = self._lower(phrase.first - 1) in BEFORE_OBJECTS  # "the governor of Velta, Ada Moss,"
        is_role = phrase.name is None and not self.items[phrase.last].is_capital
        is_whole = inner.name.kind is NameKind.ORGANISATION and self.items[inner.last].end <= inner.name.end + 1
        return (is_role or is_governed) and (self._is_only_name(inner) or is_whole)

    def _earlier_name(self, phrase: Phrase) -> Phrase | None:
        """For "Smith, D-N.J., the chairman, said": the name before the first of several commas."""
        if phrase.name is not None and phrase.name.kind is NameKind.PERSON:
            return None
        for k in range(phrase.first - 1, max(-1, phrase.first - 14), -1):
            if self.items[k].quoted >= 0:
                return None
            if self.items[k].text == ",":
                earlier = phrase_before(self.text, self.items, k - 1, self.names)
                if earlier is not None and earlier.name is not None and earlier.name.kind is NameKind.PERSON:
                    return earlier
        return None

    def _opens_clause(self, number: int) -> bool:
        """Whether a clause may begin at the item: at the line's start, after a quotation, a mark or a conjunction."""
        if number <= 0 or self.items[number - 1].quoted >= 0:
            return True
        return self._lower(number - 1) in _CLAUSE_OPENERS

    def _is_person_phrase(self, phrase: Phrase) -> bool:
        """Whether the phrase means one person by a role or an age: "the mayor", "the 40-year-old", "a woman"."""
        words = phrase.text.lower().split()
        is_of_people = len(words) == 2 and words[0] == "the" and words[1].title() in lexicon.demonyms()
        return (
            is_epithet(phrase.text)
            or is_of_people
            or any(word in lexicon.roles() and word == singular(word) for word in words[:4])
        )

    def _is_source(self, phrase: Phrase) -> bool:
        words = _HEAD.split(phrase.text.lower())[0].split()  # "executives for the firm, which made a loss, say"
        return bool(words) and (
            words[0] in _OPENERS or words[-1].endswith("s") or singular(words[-1]) in lexicon.roles()
        )

    def _above(self, phrase: Phrase | None) -> Phrase | None:
        """The phrase that another belongs to: "people briefed on the move said", "an official close to Moss said"."""
        if phrase is None or self._lower(phrase.first - 1) not in BEFORE_OBJECTS or phrase.text.lower() in PRONOUNS:
            return phrase
        if self._follows_body(phrase):
            return phrase
        head = phrase.first - 2
        noun = self._before_participle(head)
        is_attached = noun < head
        above = phrase_before(self.text, self.items, noun, self.names) if head >= 0 else None
        while (
            above is not None and self._lower(above.first - 1) in BEFORE_OBJECTS and above.first > 1 and not is_attached
        ):
            further = phrase_before(self.text, self.items, self._before_participle(above.first - 2), self.names)
            if further is None:
                break
            above = further
        if above is None or not self._opens_clause(above.first):
            return phrase
        head_word = singular(_HEAD.split(above.text.lower())[0].split()[-1])
        is_aged = head_word.endswith("year-old")
        is_person = is_aged or above.name is not None or lexicon.is_person_noun(head_word)
        is_person = is_person or head_word in _DOCUMENTS | _HOUSEHOLDS  # "a notice at the gate says"
        return above if is_person or (is_attached and self._lower(above.last).endswith("s")) else phrase

    def _before_participle(self, number: int) -> int:
        """The item before a participle that tells of a noun: "people briefed on", "a man shot dead by"."""
        if number <= 0:
            return number
        verb = number - (self._lower(number) in _PARTICLES)
        word = self._lower(verb)
        is_told = word in ("familiar", "close") or word.endswith(("ed", "ing")) or word in _PARTICIPLES
        return verb - 1 if is_told and verb > 0 else number

    def _follows_body(self, phrase: Phrase) -> bool:
        """Whether a person's name stands right behind that of a body: "the leader of the House of Velta Ada Moss"."""
        name = phrase.name
        if name is None or name.kind is not NameKind.PERSON or name.start == self.items[phrase.first].start:
            return False
        return any(own is not name and own.end == name.start - 1 for own in self.names)

    def _of_relative(self, left: int) -> Phrase | None:
        """The phrase that a relative clause before the verb tells of: "a guard who feared for his job said"."""
        reach = range(left, max(0, left - _LONGEST_RELATIVE), -1)
        first = next((k for k in reach if self._lower(k) == "who" or self._is_relative_that(k)), -1)
        between = self.items[first + 1 : left + 1]
        if first < 1 or len(between) < 2 or any(item.quoted >= 0 or not item.is_word for item in between):
            return None
        if between[0].is_capital or between[0].lower in PRONOUNS:
            return None  # "the man who Moss thinks said so" has another subject
        is_set = self._lower(first - 1) == ","  # "Moss, who is outside the gate said"
        if is_set and not (is_verb(self.items, first + 1) or self._lower(first + 1) in _BE):
            return None  # "Moss, who spokesman Otto Brandt says is ill"
        last = first - 1 - is_set
        return phrase_before(self.text, self.items, last, self.names)

    def _is_relative_that(self, number: int) -> bool:
        """Whether a "that" stands for the noun before it: "a voice that did not give its name"."""
        if self._lower(number) != "that" or number != 2 or self._lower(0) not in _OPENERS:
            return False
        return self._lower(1) not in lexicon.saying_nouns() and self._lower(1) not in lexicon.saying_verbs()

    def _leading_person(self, before: int) -> Phrase | None:
        """Who begins the line or clause, where the words before the verb belong to him: "A man next to me said"."""
        phrase = phrase_after(self.text, self.items, 0, self.names)
        if phrase is None or phrase.last >= before - 1 or not self._is_person_phrase(phrase):
            return None
        between = self.items[phrase.last + 1 : before + 1]
        is_attached = all(item.is_word and item.lower in _ATTACHING for item in between)
        return phrase if is_attached else None

    def _apposed_to(self, phrase: Phrase) -> Phrase | None:
        """The person whom the phrase after a comma tells of: "Ada Moss, a 40-year-old nurse, is sure"."""
        opener = self._lower(phrase.first)
        is_role = opener == singular(opener) and opener in lexicon.roles()  # "Ada Moss, director of the bank, is"
        if phrase.name is not None or not (is_role or opener in ("a", "an", "the", "its", "their", "our")):
            return None
        return self._before_comma_named(phrase) if self._is_person_phrase(phrase) else None

    def _before_comma_named(self, phrase: Phrase) -> Phrase | None:
        """Who is named before the comma behind which the phrase stands."""
        if phrase.first < 2 or self._lower(phrase.first - 1) != ",":
            return None
        last = phrase.first - 2
        if last > 1 and self.items[last].text.isdigit() and self._lower(last - 1) == ",":
            last -= 2  # "Ada Moss, 46, a nurse"
        before = phrase_before(self.text, self.items, last, self.names)
        kinds = (NameKind.PERSON, NameKind.OTHER)
        is_named = before is not None and before.name is not None and before.name.kind in kinds
        return before if is_named else None
