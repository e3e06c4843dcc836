"""What the articles say, asked so that no mutation is true by accident: every doubt counts as "may be true"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from summarizer.facts import extract_facts
from summarizer.model import Entity, Facts, Figure, NameKind, ReadSentence, Story
from summarizer.similarity import content_words, embed, idf

LEAST = 0.3
"""Share of a claim's other words (by rarity) with which a sentence may tell of the same thing; chosen by reading."""
_NEAR_IN_MEANING = 0.5  # cosine; between .5 and .65 about one line in five told the same when 28 were read
_TOUCHED = 0.12  # share with which a line and a claim that have a figure in common are about one thing
_WIDER = 0.2  # more is asked of a sentence together with its neighbours: they hold more words by chance
_PERSON = re.compile(
    r"[A-Z][\w’'-]+(?: (?:[A-Z]\.|de|la|van|von|der|bin|al|el|ibn|di|da))*(?: (?:al-|el-)?[A-Z][\w’'-]+){1,2}"
)
_ORGANISATION = re.compile(
    r"(?:[A-Z][a-z’'-]+ (?:(?:of|for|the|and) )*)+(?:Party|Church|University|College|Council|Committee|Bank|Group|"
    r"Corporation|Office|Service|Police|Department|Ministry|Institute|Association|Union|Agency|Authority|Commission|Court|Watch|"
    r"Museum|Centre|Center|Company|Force|Guard|Assembly|League|Foundation|Organi[sz]ation|Hospital)"
)
_NO_PERSON = re.compile(
    r"\b(?:Party|Church|University|College|School|City|County|Street|Park|Court|News|Times|Post|Press|House|Council|"
    r"Committee|Bank|Group|Inc|Ltd|Corp|Office|Service|Police|Department|Institute|Association|Union|Club|United|"
    r"Award|Prize|Act|Day|War|River|Bay|Island|Road|Hall|Hospital|Store|Cup|League|State|National|International|Best|New|North|South|East|West)\b"
)


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A sentence of the story (or a headline) as a bag of stems with the values of its figures."""

    text: str
    article_id: str
    stems: frozenset[str]
    values: frozenset[float]
    read: ReadSentence | None = None


class Ground:
    """A story with what the mutators ask of it: its lines, its cast, and whether something may be said."""

    def __init__(self, story: Story, others: Sequence[Story] = ()) -> None:
        self.story = story
        self.others = tuple(others)
        self.lines = tuple(_lines(story))
        self._weights = {stem: idf(stem) for line in self.lines for stem in line.stems}
        self._texts = frozenset(_plain(line.text) for line in self.lines)
        self._holders: dict[str, tuple[Line, ...]] = {}
        self._near = [self._around(at) for at in range(len(self.lines))]

    # ------------------------------------------------------------------------------------- the cast

    @cached_property
    def facts(self) -> Facts:
        """What the story's articles state; reading it costs most of the time, so it is read when first asked."""
        return extract_facts(self.story)

    @cached_property
    def people(self) -> tuple[Entity, ...]:
        """People with a first name and a surname, the most mentioned first."""
        return tuple(
            entity for entity in self.facts.entities
            if entity.kind is NameKind.PERSON and _PERSON.fullmatch(entity.name) and not _NO_PERSON.search(entity.name)
        )  # fmt: skip

    @cached_property
    def organisations(self) -> tuple[Entity, ...]:
        """Organisations that speak, or whose names of several words no headline or caption made."""
        found = (entity for entity in self.facts.entities if entity.kind is NameKind.ORGANISATION)
        return tuple(entity for entity in found if entity.id in self._voices or _ORGANISATION.fullmatch(entity.name))

    @cached_property
    def _voices(self) -> frozenset[str]:
        """Whoever is told to have said something, by entity id."""
        heard = (cue for read in self.story.sentences for cue in read.mentions.attributions)
        return frozenset(entity.id for cue in heard if (entity := self.entity_of(cue.speaker)) is not None)

    @cached_property
    def places(self) -> tuple[Entity, ...]:
        """Places, the most mentioned first."""
        return tuple(entity for entity in self.facts.entities if entity.kind is NameKind.PLACE)

    @cached_property
    def speakers(self) -> tuple[Entity, ...]:
        """People who are told to have said something."""
        return tuple(entity for entity in self.people if entity.id in self._voices)

    @cached_property
    def _spellings(self) -> dict[str, Entity]:
        found: dict[str, Entity] = {}
        for entity in self.facts.entities:
            for spelling in (entity.name, *entity.spellings):
                found.setdefault(spelling.casefold(), entity)
        return found

    def entity_of(self, name: str) -> Entity | None:
        """Who or what a name means; honorifics before it do not count."""
        bare = re.sub(r"^(?:the|Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady)\.? ", "", name).removesuffix("’s").removesuffix("'s")
        return self._spellings.get(bare.casefold())

    def holders(self, entity: Entity) -> tuple[Line, ...]:
        """The lines that name an entity."""
        if entity.id not in self._holders:
            self._holders[entity.id] = tuple(self._find_holders(entity))
        return self._holders[entity.id]

    def _find_holders(self, entity: Entity) -> Iterator[Line]:
        tails = {spelling.casefold() for spelling in (entity.name.split()[-1], *entity.spellings)}
        return (line for line in self.lines if any(tail in line.text.casefold() for tail in tails))

    # ----------------------------------------------------------------------------- what may be said

    def share(self, context: Collection[str], held: Collection[str]) -> float:
        """How much of a context (stems, by rarity) is held; 1 for an empty context, which tells nothing apart."""
        whole = sum(self._weight(stem) for stem in context)
        return sum(self._weight(stem) for stem in context if stem in held) / whole if whole else 1.0

    def _weight(self, stem: str) -> float:
        if stem not in self._weights:
            self._weights[stem] = idf(stem)
        return self._weights[stem]

    def may_say(self, new: str, context: str, least: float = LEAST) -> bool:
        """Whether some line that holds all of `new` may tell of the context: then nothing false would be made."""
        wanted, around = frozenset(content_words(new)), frozenset(content_words(context))
        return any(
            wanted <= line.stems
            and (self.share(around, line.stems) >= least or self.share(around, self._near[at]) >= least + _WIDER)
            for at, line in enumerate(self.lines)
        )

    def may_say_of(self, entity: Entity, context: str, least: float = LEAST) -> bool:
        """`may_say` for any spelling of an entity."""
        around = frozenset(content_words(context))
        names = set(self.holders(entity))
        return any(
            self.share(around, line.stems) >= least or self.share(around, self._near[at]) >= least + _WIDER
            for at, line in enumerate(self.lines)
            if line in names
        )

    def figures_near(self, figure: Figure, context: str, least: float = 0.2) -> Iterator[Figure]:
        """The figures of the same kind and unit in lines that may tell of the context."""
        around = frozenset(content_words(re.sub(r"\d[\d,.]*", " ", context)))
        for line in self.lines:
            if line.read is not None and self.share(around, line.stems) >= least:
                for other in line.read.mentions.figures:
                    if other.kind is figure.kind and other.unit == figure.unit:
                        yield other

    def states_value(self, value: float, context: str, least: float = 0.15) -> bool:
        """Whether a line with that value may tell of the context."""
        around = frozenset(content_words(context))
        return any(value in line.values and self.share(around, line.stems) >= least for line in self.lines)

    def article_says(self, article_id: str, text: str, least: float) -> bool:
        """Whether some passage of three sentences of an article holds so much of a text."""
        around = frozenset(content_words(text))
        return any(
            self.share(around, self._near[at]) >= least
            for at, line in enumerate(self.lines)
            if line.article_id == article_id
        )

    def article_tells(self, article_id: str, text: str, least: float) -> bool:
        """`article_says`, or a line of the article that is near in meaning: "found dead" for "the lifeless body"."""
        nearness = self._vectors @ embed([text])[0]
        return self.article_says(article_id, text, least) or any(
            nearness[at] >= _NEAR_IN_MEANING for at, line in enumerate(self.lines) if line.article_id == article_id
        )

    @cached_property
    def _vectors(self) -> NDArray[np.float32]:
        """The meaning of every line."""
        return embed([line.text for line in self.lines])

    def article_counts(self, article_id: str, value: float, text: str) -> bool:
        """Whether an article has a figure of that value in a line that has anything to do with a text."""
        around = frozenset(content_words(text))
        return any(
            value in line.values and self.share(around, line.stems) >= _TOUCHED
            for line in self.lines
            if line.article_id == article_id
        )

    def states(self, text: str) -> bool:
        """Whether an article has these very words as a sentence."""
        return _plain(text) in self._texts

    def quotes(self, content: str, least: float = 0.6) -> bool:
        """Whether a quotation anywhere in the story holds so much of these words."""
        around = frozenset(content_words(content))
        return any(
            self.share(around, frozenset(content_words(quotation.words))) >= least
            for read in self.story.sentences
            for quotation in read.mentions.quotations
        )

    def same_origin(self, article_id: str) -> frozenset[str]:
        """The articles of the same origin, itself included."""
        for origin in self.story.origins:
            if article_id in origin.article_ids:
                return frozenset(origin.article_ids)
        return frozenset((article_id,))

    def day_of(self, article_id: str) -> date | None:
        """The day that an article gives as its own; a day inferred from the story is not good enough here."""
        published = self.story.article(article_id).published_at
        return published.date() if published else None

    def _around(self, at: int) -> frozenset[str]:
        """The stems of a line and of its neighbours in the same article."""
        line = self.lines[at]
        near = self.lines[max(0, at - 1) : at + 2]
        return frozenset().union(*(other.stems for other in near if other.article_id == line.article_id))


def _lines(story: Story) -> Iterator[Line]:
    """Sentences and headlines: a checker sees both."""
    for article in story.articles:
        if article.title:
            yield Line(article.title, article.id, frozenset(content_words(article.title)), frozenset())
        for read in story.sentences:
            if read.article_id == article.id:
                values = frozenset(v for figure in read.mentions.figures for v in (figure.low, figure.high))
                yield Line(read.text, article.id, frozenset(content_words(read.text)), values, read)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
