"""Who stands in which sentence of a story, under whatever spelling, pronouns of speech resolved. Read once a story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from summarizer.checkers._alignment import cue_pattern, story_words
from summarizer.checkers._names import TOKEN, fold, tokens_of
from summarizer.model import Entity, Evidence, Facts, NameKind, ReadSentence, Story

_APPOSITION = re.compile(r"^, ([^,.;“”\"]{3,60}),")
_MAX_WORDS = 3  # of a person's name


@dataclass(frozen=True, slots=True)
class StoryPeople:
    """The story's persons, and who stands in each sentence or speaks it.

    `by_word` finds one by the last word of any spelling, `spelled` has all words of all of a person's spellings.
    """

    by_word: Mapping[str, str]
    spelled: Mapping[str, frozenset[str]]
    present: tuple[frozenset[str], ...]
    speaking: tuple[frozenset[str], ...]

    def named(self, text: str) -> frozenset[str]:
        """The persons whom a text names."""
        words = (fold(token) for token in TOKEN.findall(text) if token[0].isupper())
        return frozenset(self.by_word[word] for word in words if word in self.by_word)

    def around(self, index: int, reach: int, story: Story) -> frozenset[str]:
        """The persons in a sentence and in those of its article up to `reach` sentences from it."""
        article = story.sentences[index].article_id
        rows = range(max(0, index - reach), min(len(self.present), index + reach + 1))
        return frozenset().union(*(self.present[i] for i in rows if story.sentences[i].article_id == article))


_READ: dict[int, tuple[Facts, StoryPeople]] = {}
_MAX_KEPT = 8


def story_people(evidence: Evidence) -> StoryPeople:
    """Who stands where in the story that a claim is held against."""
    known = _READ.get(id(evidence.facts))
    if known is not None and known[0] is evidence.facts and len(known[1].present) == len(evidence.story.sentences):
        return known[1]
    persons = _persons(evidence)
    people = StoryPeople(dict(_last_words(persons)), _all_words(persons), (), ())
    lines = [line.sentence for line in story_words(evidence.story).lines]
    speaking = tuple(people.named(" ".join(_speakers(sentence))) for sentence in lines)
    present = tuple(people.named(line.text) | who for line, who in zip(lines, speaking, strict=True))
    people = StoryPeople(people.by_word, people.spelled, present, speaking)
    if len(_READ) >= _MAX_KEPT:
        _READ.clear()
    _READ[id(evidence.facts)] = evidence.facts, people
    return people


def _last_words(persons: Iterable[Entity]) -> Iterator[tuple[str, str]]:
    for entity in persons:
        for spelling in (entity.name, *entity.spellings) if " " in entity.name else ():
            for word in tokens_of(spelling)[-1:]:
                yield word, entity.name


def _all_words(persons: Iterable[Entity]) -> Mapping[str, frozenset[str]]:
    return {
        entity.name: frozenset(word for spelling in (entity.name, *entity.spellings) for word in tokens_of(spelling))
        for entity in persons
    }


def _persons(evidence: Evidence) -> list[Entity]:
    """The story's persons, with those whom only an office beside the name shows to be one ("Tuva Lind, the mayor")."""
    return [
        entity
        for entity in evidence.facts.entities
        if entity.kind is NameKind.PERSON or (entity.kind is NameKind.OTHER and _bears_office(entity.name, evidence))
    ]


def _bears_office(name: str, evidence: Evidence) -> bool:
    """Whether an office stands directly before a name of two or three words, or after it between commas."""
    if not 2 <= len(name.split()) <= _MAX_WORDS:
        return False
    for sentence in evidence.story.sentences:
        at = sentence.text.find(name)
        if at < 0:
            continue
        before, after = sentence.text[:at].rstrip(" ,"), sentence.text[at + len(name) :]
        office = _APPOSITION.match(after)
        if before and cue_pattern("role").fullmatch(before.split()[-1]):
            return True
        if office and cue_pattern("role").search(office[1]) and not cue_pattern("no_apposition").search(office[1]):
            return True
    return False


def _speakers(sentence: ReadSentence) -> Iterator[str]:
    yield from (attribution.speaker for attribution in sentence.mentions.attributions)
    yield from (quotation.speaker for quotation in sentence.mentions.quotations)
