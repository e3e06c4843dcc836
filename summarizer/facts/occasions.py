"""What a sentence dates: the day, what happened on it by the words around it, and who says so.

A date is one of many things that a sentence says; what it dates is told by the nearest words that name a happening
(`event_classes.txt`), and by the words around it. A sentence that only gives the day ("It is dated 3 May") tells of
what the sentence before it is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from summarizer.facts.date_words import (
    AFTERMATH,
    ASIDE,
    ASPECTS,
    BEYOND,
    DATED,
    DROPPED,
    FROM_PUBLICATION,
    LAST_DONE,
    LIGHT,
    PRONOUN,
    SERIES,
    SPAN_WORD,
    STOP,
    WITNESS,
    WORD,
    events_in,
)
from summarizer.facts.topics import Topic, Topics, topic_of
from summarizer.facts.view import StoryView, resolve
from summarizer.facts.voices import speaker_of
from summarizer.model import DateMention, FigureKind, NameKind, Precision, ReadSentence

_FINE = (Precision.DAY, Precision.MINUTE)
_COMPARED = (*_FINE, Precision.WEEK, Precision.MONTH, Precision.YEAR)
_DATELINE = 0.3
"""Share of a first sentence's length within which a date is a dateline."""
_SAYING_REACH = 24
"""Characters between a word of saying and the date that is its own: "said late on Monday"."""
_SHORTEST_MONTH = 28
_WHOLE = 60
"""Words of a whole sentence, nearly always."""
_BORROWED = 0.7
"""What the words of the sentence before weigh in one that only gives the day."""
_FEW = 5
"""Words beside its date below which a sentence only gives the day."""
_JOINED = re.compile(r",? (?:and|or|as well as|and again)(?: (?:in|on|during|since))?(?: the)? |, ")
"""Between the dates of a list, each of which is told of one thing: "in the 1970s and 1980s"."""


@dataclass(frozen=True, eq=False)
class Occasion:
    """A date with what it dates. "" and empty sets stand for what the sentence does not say.

    Most is looked up when it is asked for: of few dates anything is asked.
    """

    view: StoryView
    article_id: str
    read: ReadSentence
    mention: DateMention
    days: tuple[date, date]
    left: str  # the words of its clause before it
    right: str  # and after it
    before: ReadSentence | None  # the sentence before, where that says of what it is
    events: tuple[str, ...]  # classes of the happenings named around it, the nearest first

    @cached_property
    def event(self) -> str:
        """The happening: the nearest that is more than a beginning or an end; "" where none is named."""
        return next((name for name in self.events if name not in ASPECTS), next(iter(self.events), ""))

    @property
    def aspect(self) -> str:
        """Whether its beginning or its end is dated; "" for the whole."""
        return next((name for name in self.events[:2] if name in ASPECTS), "")

    @property
    def is_day(self) -> bool:
        """Whether it is one day, no month or year."""
        return self.mention.precision in _FINE and self.days[0] == self.days[1]

    @property
    def is_anaphoric(self) -> bool:
        """Whether a pronoun stands for what it is of."""
        return bool(PRONOUN.match(self.read.text))

    @property
    def is_borrowed(self) -> bool:
        """Whether the sentence before says of what it is."""
        return self.before is not None

    @cached_property
    def speaker(self) -> str:
        """Who says so."""
        return speaker_of(self.view, self.read, self.mention.start, self.mention.end)

    @cached_property
    def voice(self) -> str:
        """The speaker's key."""
        return self.view.names.speaker_key(self.speaker, self.article_id) if self.speaker else ""

    @cached_property
    def is_witnessed(self) -> bool:
        """Whether a paper gives the day: "the register has 4 May"."""
        return bool(WITNESS.search(self.left))

    @cached_property
    def people(self) -> frozenset[str]:
        """Who is named in its clause."""
        return _people(self)

    @cached_property
    def figures(self) -> frozenset[float]:
        """How many, in its sentence."""
        counts = (figure for figure in self.read.mentions.figures if figure.kind is FigureKind.COUNT)
        return frozenset(figure.low for figure in counts if figure.low > 2)

    @cached_property
    def series(self) -> frozenset[str]:
        """Whether it is of the last, the first or the next of a sort."""
        return frozenset(name for name, words in SERIES.items() if words.search(self.left) or words.search(self.right))

    @cached_property
    def is_last_done(self) -> bool:
        """Whether it is the last time that somebody did it: "was last seen"."""
        return "last" in self.left and bool(LAST_DONE.search(self.left))

    @cached_property
    def is_dropped(self) -> bool:
        """Whether it is of a plan given up, or denied."""
        return bool(DROPPED.search(self.left))

    @cached_property
    def is_own(self) -> bool:
        """Whether it is of the happening, not only a bound of a span or the day on which somebody said so."""
        return _dates_something(self.read, self.mention)

    @cached_property
    def is_ahead(self) -> bool:
        """Whether it lies after publication."""
        published = self.view.published_on(self.article_id)
        return published is not None and self.days[0] > published

    @cached_property
    def is_writing(self) -> bool:
        """Whether it is the day that stands on a paper."""
        return bool(DATED.search(self.left))

    @cached_property
    def is_bare(self) -> bool:
        """Whether no more than the day is said: "the union says Monday"."""
        return all(word.casefold() in LIGHT for word in WORD.findall(f"{self.left} {self.right}"))

    @cached_property
    def beside(self) -> str:
        """The two words on either side and the date itself, folded."""
        offset = self.read.sentence.start
        before = WORD.findall(self.read.text[: self.mention.start - offset])[-2:]
        after = WORD.findall(self.read.text[self.mention.end - offset :])[:2]
        return " ".join((*before, self.mention.text, *after)).casefold()

    @cached_property
    def is_from_publication(self) -> bool:
        """Whether it is told from the day of publication ("yesterday", "last week"), but no weekday."""
        return bool(FROM_PUBLICATION.search(self.mention.text))

    @property
    def says(self) -> str:
        """The day in words."""
        first, last = self.days
        if first == last:
            return f"{first:%A} {first.day} {first:%B %Y}"
        is_month = (first.year, first.month, first.day) == (last.year, last.month, 1) and last.day >= _SHORTEST_MONTH
        if is_month and self.mention.precision is Precision.MONTH:
            return f"{first:%B %Y}"
        if self.mention.precision is Precision.YEAR and first.year == last.year:
            return str(first.year)
        return f"{self.mention.text} ({first.day} {first:%B %Y} to {last.day} {last:%B %Y})"


def find_occasions(view: StoryView) -> list[Occasion]:
    """The dates of a story that can be compared, in order."""
    found = []
    previous: ReadSentence | None = None
    for read in view.story.sentences:
        before = previous if previous is not None and previous.article_id == read.article_id else None
        for mention, days in _resolved(view, read):
            is_guess = mention.is_relative and view.is_guessed(read.article_id)
            if mention.precision in _COMPARED and not _is_dateline(read, mention) and not is_guess:
                found.append(_occasion(view, read, before, mention, days))
        previous = read
    return found


def _resolved(view: StoryView, read: ReadSentence) -> list[tuple[DateMention, tuple[date, date]]]:
    """The dates of a sentence with their days; those of a list have the days of the whole list."""
    published = view.published_on(read.article_id)
    told = [(mention, days) for mention in read.mentions.dates if (days := resolve(mention, published)) is not None]
    lists = [[one] for one in told]
    for one, other in pairwise(told):
        between = read.text[one[0].end - read.sentence.start : other[0].start - read.sentence.start]
        if _JOINED.fullmatch(between) and one[0].precision is other[0].precision:
            own = next(listed for listed in lists if one in listed)
            own.append(other)
            lists.remove([other])
    return [
        (mention, (min(days[0] for _, days in listed), max(days[1] for _, days in listed)))
        for listed in lists
        for mention, _ in listed
    ]


def _is_dateline(read: ReadSentence, mention: DateMention) -> bool:
    return read.sentence.index == 0 and mention.start - read.sentence.start < _DATELINE * len(read.text)


def _dates_something(read: ReadSentence, mention: DateMention) -> bool:
    """Whether the date is that of a happening: no bound of a span, not the day on which it was said."""
    place = mention.start - read.sentence.start
    if SPAN_WORD.search(read.text[:place]) or read.text.rstrip().endswith("?"):
        return False
    for cue in read.mentions.attributions:
        gap = read.text[cue.end - read.sentence.start : place] if cue.end <= mention.start else ","
        is_behind = len(gap) <= _SAYING_REACH and "," not in gap and gap.strip() != "to"  # "agreed to Monday"
        is_before = 0 <= cue.start - mention.end <= _SAYING_REACH and cue.content_start >= cue.end
        if (is_behind or is_before) and not cue.content_start <= mention.start < cue.content_end:
            return False
    return True


def _occasion(
    view: StoryView, read: ReadSentence, before: ReadSentence | None, mention: DateMention, days: tuple[date, date]
) -> Occasion:
    left, right = _clause(read, mention)
    own = events_in(left, right)
    says_little = not own and len(WORD.findall(f"{left} {right}")) <= _FEW
    is_borrowed = before is not None and (says_little or PRONOUN.match(read.text))
    events = own or events_in(_undated(read)[: mention.start - read.sentence.start], "")
    if is_borrowed and before is not None:
        events = tuple(dict.fromkeys((*events, *events_in(_undated(before), "", _WHOLE))))
    return Occasion(view, read.article_id, read, mention, days, left, right, before if is_borrowed else None, events)


def _clause(read: ReadSentence, mention: DateMention) -> tuple[str, str]:
    """What stands before and after the date in the same clause, within what one speaker says, up to other dates."""
    offset = read.sentence.start
    first, last = read.sentence.start, read.sentence.end
    for cue in read.mentions.attributions:
        if cue.content_start <= mention.start and mention.end <= cue.content_end:
            first, last = max(first, cue.content_start), min(last, cue.content_end)
    for other in read.mentions.dates:
        if other.end <= mention.start:
            first = max(first, other.end)
        elif other.start >= mention.end:
            last = min(last, other.start)
    aside = ASIDE.fullmatch(read.text[: first - offset])  # "Her licence, he said, is valid until"
    before = (f"{aside[1]} " if aside else "") + read.text[first - offset : mention.start - offset]
    after = read.text[mention.end - offset : max(mention.end, last) - offset]
    stops = [match.end() for match in STOP.finditer(before)]
    stop = STOP.search(after)
    before, after = before[stops[-1] :] if stops else before, after[: stop.start()] if stop else after
    beyond = BEYOND.search(after)
    return AFTERMATH.sub(",", before), after[: beyond.start()] if beyond else after


def _undated(read: ReadSentence) -> str:
    """The sentence with blanks for its dates: "March" is no march."""
    text = read.text
    for mention in read.mentions.dates:
        start, end = mention.start - read.sentence.start, mention.end - read.sentence.start
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _people(one: Occasion) -> frozenset[str]:
    """Who is named in the clause of the date."""
    first, last = one.mention.start - len(one.left), one.mention.end + len(one.right)
    return frozenset(
        entity.id
        for name in one.read.mentions.names
        if first <= name.start < last and name.kind is NameKind.PERSON
        if (entity := one.view.names.bearer_of(name, one.article_id))
    )


def topic_around(one: Occasion, topics: Topics) -> Topic:
    """What the date is of, by the words around it, and by those of the sentence before a borrowed one."""
    own = topics.around(one.read, one.mention.start, one.mention.end)
    if one.before is None:
        return own
    weights = {root: _BORROWED * weight for root, weight in topics.whole(one.before).weights.items()}
    for root, weight in own.weights.items():
        weights[root] = max(weight, weights.get(root, 0.0))
    return topic_of(weights)
