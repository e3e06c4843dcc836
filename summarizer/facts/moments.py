"""Days and places that nearly equal sentences of two articles tell differently: "by Saturday", "by Sunday".

A day or a place is one of many things that a sentence says, and sentences tell of many events; so only sentences that
are nearly the same, with the day or place among the same words, are compared: copies, versions, translations.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from summarizer.facts.name_tables import place_key
from summarizer.facts.topics import Topic, Topics, alike, heaviest
from summarizer.facts.view import StoryView, resolve
from summarizer.model import Disagreement, DisagreementKind, NameKind, Precision, ReadSentence, Span, StatedClaim

_SENTENCES, _AROUND = 0.5, 0.75
"""How like the sentences, and the words around the days or places, must be. Read on dev stories."""
_FROM_PUBLICATION = re.compile(
    r"\b(?:to(?:day|night|morrow)|yesterday|this|last|next|ago|earlier|later|overnight)\b", re.I
)
"""Days told from the day of publication differ between days of publication, not between accounts."""
_HEAVY = 2
_DATELINE = 0.3
"""Share of a sentence's length within which a day with a month is a dateline."""
_PREPOSITION = re.compile(r"\b(?:in|at|near|from|to|outside|off)\s+(?:the\s+)?$")


@dataclass(frozen=True, slots=True)
class _Told:
    """A day or place of a sentence, as it stands and as it may be compared."""

    read: ReadSentence
    start: int
    end: int
    key: str
    says: str
    topic: Topic

    @property
    def words(self) -> str:
        """The day or place as it stands, folded."""
        offset = self.read.sentence.start
        return self.read.text[self.start - offset : self.end - offset].casefold()


def find_moments(view: StoryView, topics: Topics) -> Iterator[Disagreement]:
    """Disagreements of days, then of places, without ids."""
    for kind, told in ((DisagreementKind.DATE, _days(view, topics)), (DisagreementKind.PLACE, _places(view, topics))):
        groups: list[list[_Told]] = []
        for one, other in _pairs(sorted(told, key=lambda one: (one.read.article_id, one.start))):
            if _differ(topics, one, other):
                _enter(groups, one, other)
        for group in groups:
            yield _disagreement(view, kind, group)


def _pairs(told: Sequence[_Told]) -> Iterator[tuple[_Told, _Told]]:
    """Pairs that have the weightiest word around them in common, as nearly equal sentences have; in order."""
    by_root: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(told):
        for root in heaviest(one.topic, _HEAVY):
            by_root[root].append(number)
    pairs = {pair for numbers in by_root.values() for pair in combinations(numbers, 2)}
    return ((told[first], told[second]) for first, second in sorted(pairs))


def _days(view: StoryView, topics: Topics) -> list[_Told]:
    found = []
    for read in view.story.sentences:
        for mention in read.mentions.dates:
            days = resolve(mention, view.published_on(read.article_id))
            is_told = not _FROM_PUBLICATION.search(mention.text) and mention.precision in (
                Precision.DAY,
                Precision.MINUTE,
            )
            is_dateline = read.sentence.index == 0 and mention.start - read.sentence.start < _DATELINE * len(read.text)
            if days and is_told and not is_dateline:
                topic = topics.around(read, mention.start, mention.end)
                key = days[0].isoformat()
                found.append(
                    _Told(read, mention.start, mention.end, key, f"{days[0]:%A} {days[0].day} {days[0]:%B %Y}", topic)
                )
    return found


def _places(view: StoryView, topics: Topics) -> list[_Told]:
    found = []
    for read in view.story.sentences:
        for name in read.mentions.names:
            before = read.text[: name.start - read.sentence.start]
            entity = view.names.bearer_of(name, read.article_id)
            if entity is not None and entity.kind is NameKind.PLACE and _PREPOSITION.search(before):
                topic = topics.around(read, name.start, name.end)
                found.append(
                    _Told(read, name.start, name.end, f"{entity.id} {place_key(entity.name)}", entity.name, topic)
                )
    return found


def _differ(topics: Topics, one: _Told, other: _Told) -> bool:
    """Whether two articles' nearly equal sentences have different days (or places) among the same words."""
    if one.read.article_id == other.read.article_id or one.key == other.key or one.words == other.words:
        return False  # the same word: "Friday" said in other weeks
    if alike(one.topic, other.topic) < _AROUND:
        return False
    if alike(topics.whole(one.read), topics.whole(other.read)) < _SENTENCES:
        return False
    return one.says not in other.read.text and other.says not in one.read.text


def _enter(groups: list[list[_Told]], one: _Told, other: _Told) -> None:
    for group in groups:
        if one in group or other in group:
            group.extend(told for told in (one, other) if told not in group)
            return
    groups.append([one, other])


def _disagreement(view: StoryView, kind: DisagreementKind, group: Sequence[_Told]) -> Disagreement:
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
                as_of=view.published_on(own),
                is_superseded=bool(later),
                superseded_by=later[0] if later else "",
                origin=view.origin(own),
            )
        )
    subject = _subject(group[0])
    what = "when" if kind is DisagreementKind.DATE else "where"
    told_by = " or ".join(
        f"{side} ({', '.join(dict.fromkeys(c.outlet for c in claims if c.says == side))})"
        for side in dict.fromkeys(claim.says for claim in claims)
    )
    return Disagreement("", subject, (), f"Reports differ on {what} (“{subject}”): {told_by}.", kind, tuple(claims))


def _subject(told: _Told) -> str:
    """The words before the day or place, as they stand."""
    before = told.read.text[: told.start - told.read.sentence.start].split()[-9:]
    after = told.read.text[told.end - told.read.sentence.start :].split()[:4]
    return " ".join([*before, "…", *after]).strip(' ,.;:“”"')
