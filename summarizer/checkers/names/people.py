"""Who stands in which sentence of a story, under whatever spelling, pronouns of speech resolved. Read once a story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from summarizer.checkers._alignment import story_words
from summarizer.checkers.names.reading import TOKEN, fold, tokens_of
from summarizer.model import Evidence, Facts, NameKind, ReadSentence, Story


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
    people = StoryPeople(dict(_last_words(evidence.facts)), _all_words(evidence.facts), (), ())
    lines = [line.sentence for line in story_words(evidence.story).lines]
    speaking = tuple(people.named(" ".join(_speakers(sentence))) for sentence in lines)
    present = tuple(people.named(line.text) | who for line, who in zip(lines, speaking, strict=True))
    people = StoryPeople(people.by_word, people.spelled, present, speaking)
    if len(_READ) >= _MAX_KEPT:
        _READ.clear()
    _READ[id(evidence.facts)] = evidence.facts, people
    return people


def _last_words(facts: Facts) -> Iterator[tuple[str, str]]:
    for entity in facts.entities:
        if entity.kind is NameKind.PERSON and " " in entity.name:
            for spelling in (entity.name, *entity.spellings):
                for word in tokens_of(spelling)[-1:]:
                    yield word, entity.name


def _all_words(facts: Facts) -> Mapping[str, frozenset[str]]:
    return {
        entity.name: frozenset(word for spelling in (entity.name, *entity.spellings) for word in tokens_of(spelling))
        for entity in facts.entities
        if entity.kind is NameKind.PERSON
    }


def _speakers(sentence: ReadSentence) -> Iterator[str]:
    yield from (attribution.speaker for attribution in sentence.mentions.attributions)
    yield from (quotation.speaker for quotation in sentence.mentions.quotations)
