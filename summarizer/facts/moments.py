"""Days and places that the articles tell differently: "by Saturday", "by Sunday".

A day or a place is one of many things that a sentence says, and sentences tell of many events. Which days are of one
event is told by `date_rivals`; of places, only those are compared that stand among the same words of sentences that are
nearly the same: copies, versions, translations.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import TypeVar

from summarizer.facts.date_rivals import NEAR_SENTENCES, Tellings, can_both_hold, tie
from summarizer.facts.name_tables import place_key
from summarizer.facts.occasions import Occasion, find_occasions
from summarizer.facts.topics import Topics, alike, heaviest
from summarizer.facts.view import StoryView
from summarizer.model import Disagreement, DisagreementKind, NameKind, ReadSentence, Span, StatedClaim

_SENTENCES, _AROUND = 0.5, 0.75
"""How like the sentences, and the words around the places, must be. Read on dev stories."""
_HEAVY = 2
_MOST = 400
"""Dates that are compared; a story that has more is a list of them."""
_PREPOSITION = re.compile(r"\b(?:in|at|near|from|to|outside|off)\s+(?:the\s+)?$")
_BEFORE, _AFTER = 9, 4
"""Words around a day or place that tell of what it is."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A day or place of a sentence, as it stands and as it may be compared; `key` is that of its side."""

    read: ReadSentence
    start: int
    end: int
    key: str
    says: str
    speaker: str = ""
    indirect: int = 0  # how little its own sentence says of what it is

    @property
    def words(self) -> str:
        """The day or place as it stands, folded."""
        offset = self.read.sentence.start
        return self.read.text[self.start - offset : self.end - offset].casefold()


_One = TypeVar("_One")


def find_moments(view: StoryView, topics: Topics) -> Iterator[Disagreement]:
    """Disagreements of days, then of places, without ids."""
    for occasions, sureness in _of_days(find_occasions(view)[:_MOST], topics):
        yield _disagreement(view, DisagreementKind.DATE, _sides(occasions), sureness)
    groups: list[list[_Told]] = []
    places = sorted(_places(view), key=lambda one: (one.read.article_id, one.start))
    for first, second in _across(places, [heaviest(topics.whole(one.read), _HEAVY) for one in places]):
        one, other = places[first], places[second]
        if _differ(topics, one, other):
            _enter(groups, [one, other])
    for group in groups:
        yield _disagreement(view, DisagreementKind.PLACE, group, 1.0)


def _candidates(marks: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Pairs that have one of their marks in common, in order."""
    by_mark: dict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(marks):
        for mark in dict.fromkeys(own):
            by_mark[mark].append(number)
    return sorted({pair for numbers in by_mark.values() for pair in combinations(numbers, 2)})


def _across(told: Sequence[_Told], marks: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """The same of two articles' places: within one, which says a thing many times, there is nothing to compare."""
    by_mark: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, own in enumerate(marks):
        for mark in dict.fromkeys(own):
            by_mark[mark][told[number].read.article_id].append(number)
    both = (pair for own in by_mark.values() for pair in combinations(own.values(), 2))
    return sorted({(min(pair), max(pair)) for one, other in both for pair in product(one, other)})


def _of_days(occasions: Sequence[Occasion], topics: Topics) -> list[tuple[list[Occasion], float]]:
    """Groups of dates of one event that cannot all be right, each with how sure that is."""
    ordered = sorted(occasions, key=lambda one: (one.article_id, one.mention.start))
    tellings = Tellings(ordered, topics)
    groups: list[list[Occasion]] = []
    sure: list[tuple[Occasion, float]] = []
    marks = [
        [*(f"event {name}" for name in one.events), *heaviest(topics.whole(one.read), _HEAVY), *_passages(one)]
        for one in ordered
    ]
    for first, second in _candidates(marks):
        one, other = ordered[first], ordered[second]
        if not can_both_hold(one, other) and (sureness := tie(one, other, tellings)):
            _enter(groups, [one, other])
            sure.append((one, sureness))
    return [(group, max(sureness for one, sureness in sure if one in group)) for group in groups]


def _passages(one: Occasion) -> list[str]:
    """Marks that the dates of a few sentences of one article have in common."""
    number = one.read.sentence.index
    last = [f"{one.article_id} last"] if one.is_last_done else []
    return [*last, *(f"{one.article_id} {n}" for n in range(number, number + NEAR_SENTENCES + 1))]


def _sides(group: Sequence[Occasion]) -> list[_Told]:
    """The dates of a group with those that can both hold on one side, which says the finest of them."""
    sides: list[list[Occasion]] = []
    for one in sorted(group, key=lambda one: (one.days[1] - one.days[0], one.days, one.article_id, one.mention.start)):
        side = next((side for side in sides if can_both_hold(side[0], one)), None)
        if side is None:
            sides.append([one])
        else:
            side.append(one)
    return [
        _Told(
            one.read, one.mention.start, one.mention.end, side[0].days[0].isoformat(), side[0].says, one.speaker,
            2 * one.is_anaphoric + one.is_witnessed,
        )
        for side in sides
        for one in side
    ]  # fmt: skip


def _places(view: StoryView) -> list[_Told]:
    found = []
    known = set()
    for read in view.story.sentences:
        if (read.article_id, read.text) in known:
            continue  # an article that says a thing again says nothing more
        known.add((read.article_id, read.text))
        for name in read.mentions.names:
            before = read.text[: name.start - read.sentence.start]
            entity = view.names.bearer_of(name, read.article_id)
            if entity is not None and entity.kind is NameKind.PLACE and _PREPOSITION.search(before):
                key = f"{entity.id} {place_key(entity.name)}"
                found.append(_Told(read, name.start, name.end, key, entity.name))
    return found


def _differ(topics: Topics, one: _Told, other: _Told) -> bool:
    """Whether two articles' nearly equal sentences have different places among the same words."""
    if one.read.article_id == other.read.article_id or one.key == other.key or one.words == other.words:
        return False
    if alike(topics.whole(one.read), topics.whole(other.read)) < _SENTENCES:
        return False
    if alike(*(topics.around(each.read, each.start, each.end) for each in (one, other))) < _AROUND:
        return False
    return one.says not in other.read.text and other.says not in one.read.text


def _enter(groups: list[list[_One]], pair: Sequence[_One]) -> None:
    """Put a pair with the groups that hold one of it, which become one."""
    mine = [group for group in groups if any(one in group for one in pair)]
    merged = [one for group in mine for one in group]
    merged += [one for one in pair if one not in merged]
    groups[:] = [group for group in groups if not any(group is one for one in mine)] + [merged]


def _disagreement(view: StoryView, kind: DisagreementKind, group: Sequence[_Told], sureness: float) -> Disagreement:
    sides = sorted({told.key for told in group})
    claims = []
    for told in sorted(group, key=lambda told: (told.key, told.read.article_id, told.start)):
        own = told.read.article_id
        later = [o.read.article_id for o in group if o.key != told.key and view.later_version(own, o.read.article_id)]
        claims.append(
            StatedClaim(
                text=told.read.text[told.start - told.read.sentence.start : told.end - told.read.sentence.start],
                says=told.says,
                side=sides.index(told.key),
                span=Span(own, told.start, told.end),
                outlet=view.label(own),
                speaker=told.speaker,
                as_of=view.published_on(own),
                is_superseded=bool(later),
                superseded_by=later[0] if later else "",
                origin=view.origin(own),
            )
        )
    subject = _subject(min(group, key=lambda told: told.indirect))
    what = "when" if kind is DisagreementKind.DATE else "where"
    return Disagreement(
        "", subject, (), f"Reports differ on {what} (“{subject}”): {_told_by(claims)}.", kind, tuple(claims), sureness
    )


def _told_by(claims: Sequence[StatedClaim]) -> str:
    """Each side with those who take it: the outlets, or the speakers where one article tells of two."""
    is_one_article = len({claim.span.article_id for claim in claims}) == 1
    told = []
    for side in dict.fromkeys(claim.says for claim in claims):
        who = [(is_one_article and claim.speaker) or claim.outlet for claim in claims if claim.says == side]
        told.append(f"{side} ({', '.join(dict.fromkeys(who))})")
    return " or ".join(told)


def _subject(told: _Told) -> str:
    """The words before the day or place, as they stand."""
    before = told.read.text[: told.start - told.read.sentence.start].split()[-_BEFORE:]
    after = told.read.text[told.end - told.read.sentence.start :].split()[:_AFTER]
    return " ".join([*before, "…", *after]).strip(' ,.;:“”"')
