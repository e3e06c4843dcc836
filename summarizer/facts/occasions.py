"""What a sentence dates: the day, what happened on it by the words around it, and who says so.

A date is one of many things that a sentence says; what it dates is told by the nearest words that name a happening
(`event_classes.txt`), and by the words around it. A sentence that only gives the day ("It is dated 3 May") tells of
what the sentence before it is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from summarizer.facts.quantities import speaker_of
from summarizer.facts.topics import Topic, Topics, topic_of
from summarizer.facts.view import StoryView, resolve
from summarizer.model import DateMention, FigureKind, NameKind, Precision, ReadSentence
from summarizer.resources.tables import read_rows
from summarizer.similarity import STOP_WORDS, stem

_FINE = (Precision.DAY, Precision.MINUTE)
_COMPARED = (*_FINE, Precision.WEEK, Precision.MONTH, Precision.YEAR)
ASPECTS = ("begin", "end")
_DATELINE = 0.3
"""Share of a first sentence's length within which a date is a dateline."""
_SAYING_REACH = 24
"""Characters between a word of saying and the date that is its own: "said late on Monday"."""
_WORDS_BEFORE, _WORDS_AFTER = 16, 7
"""Words on either side of a date in which the happening that it dates is named."""
_SHORTEST_MONTH = 28
_WHOLE = 60
"""Words of a whole sentence, nearly always."""
_UNTIL = re.compile(r"\b(?:un)?till?(?: the| at least)?\s*$", re.I)
"""What is shut until a day reopens then."""
_DROPPED = re.compile(
    r"\b(?:(?:was|were|had been) (?:first |originally |once )?(?:to|due|scheduled|expected|planned|supposed|meant)"
    r"|had (?:first |originally |once )?(?:hoped|planned|expected|wanted|meant|intended)|originally|initially"
    r"|instead of|rather than|not|never|n[’']t)\b",
    re.I,
)
"""What was to be on that day, and is no longer, or never was."""
_LAST_DONE = re.compile(r"\b(?:was|were|been|had|has|have|is|\w+ed) last\b|\blast \w+ed\b", re.I)
_ASIDE = re.compile(r"([^,]+), [^,]{1,40}, ?")
_FROM_PUBLICATION = re.compile(
    r"\b(?:to(?:day|night|morrow)|yesterday|this|last|next|ago|earlier|later|before|overnight|weekend|(?:with)?in)\b",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_STOP = re.compile(r"[;:]\s|\s[–—]\s|—|,? \b(?:but|while|whereas|although|though)\b")
_BEYOND = re.compile(
    r"\b(?:after|before|following|when|as|amid|over|because|since|ahead of|to (?:discuss|mark))\b", re.I
)
"""What stands behind these is another event than the one that is dated."""
_AFTERMATH = re.compile(r"\b(?:after|following|before|since|amid|over|despite)\b[^,;]*(?:,|$)", re.I)
_SPAN_WORD = re.compile(
    r"\b(?:since|from|between|through|after|before|following|at least until|than|dating|as of|compared (?:with|to))"
    r"(?: the| late| early| about| around| at least| back to)*\s*$",
    re.I,
)
"""A date behind these only bounds a span; what happened is not of that day."""
_LAST = re.compile(
    r"\b(?:last|previous|latest|most recent)\b(?! (?:week|month|year|night|spring|summer|autumn|fall|winter"
    r"|decade|(?:mon|tues|wednes|thurs|fri|satur|sun)day|[A-Z]\w+ \d|\d))",
    re.I,
)
_FIRST = re.compile(
    r"\b(?:first|earliest)\b(?! (?:quarter|half|time|round|class|minister|lady|aid|person|place|week|month|year|day"
    r"|team|division|floor|name|[A-Z]))",
    re.I,
)
_NEXT = re.compile(r"\b(?:next|again|coming|further)\b(?! (?:week|month|year|spring|summer|autumn|fall|winter))", re.I)
_SERIES = {"last": _LAST, "first": _FIRST, "next": _NEXT}
_PRONOUN = re.compile(
    r"[“\"‘']?(?:it|they|this|that|she|he|her|his|its|their)\b(?! (?:said|says|told|added|adds)\b)|[^.;]{0,60}\bthem\b",
    re.I,
)
_WITNESS = re.compile(
    r"\b(?:certificate|records?|register|log(?:book)?|file|minutes|diary|stamp|postmark|entry|copy|documents?|receipt"
    r"|transcript|report|notice|label|ledger|plaque|papers)\b[^.;:]{0,60}?"
    r"\b(?:gives?|gave|says?|said|shows?|showed|bears?|bore|carry|carries|carried|has|had|records?|puts? it (?:at|on)"
    r"|reads?|names?|states?)(?: the (?:date|day)(?: of| as)?)?(?: on| it was)?\W*$",
    re.I,
)
_DATED = re.compile(
    r"\b(?:dated|datelined|postmarked|(?:bears?|carr(?:y|ies)|bore|carried) the date(?: of)?)\W*$", re.I
)
_LIGHT = STOP_WORDS | {
    "happened",
    "took",
    "place",
    "came",
    "day",
    "date",
    "correct",
    "actually",
    "fact",
    "late",
    "early",
}
"""Words that say nothing of what happened."""
_BORROWED = 0.7
"""What the words of the sentence before weigh in one that only gives the day."""
_FEW = 5
"""Words beside its date below which a sentence only gives the day."""


@dataclass(frozen=True, slots=True, eq=False)
class Occasion:
    """A date with what it dates. "" and empty sets stand for what the sentence does not say."""

    read: ReadSentence
    mention: DateMention
    days: tuple[date, date]
    events: tuple[str, ...]  # classes of the happenings named around it, the nearest first
    speaker: str
    voice: str  # who says so: the speaker's key
    is_witnessed: bool  # a paper gives the day: "the register has 4 May"
    people: frozenset[str]  # named in its clause
    figures: frozenset[float]  # how many, in its sentence
    series: frozenset[str]  # the last, the first or the next of its sort
    is_last_done: bool  # "was last seen": the last time that somebody did
    is_dropped: bool  # a plan given up, or denied
    is_own: bool  # of the happening, not only a bound of a span or the day on which somebody said so
    is_ahead: bool  # after publication
    is_writing: bool  # the day that stands on a paper
    is_bare: bool  # it says no more than the day: "the union says Monday"
    is_borrowed: bool  # the sentence before says of what
    around: tuple[tuple[str, ...], tuple[str, ...]]
    before: ReadSentence | None  # the sentence that a borrowed one tells of

    @property
    def article_id(self) -> str:
        """The article it stands in."""
        return self.read.article_id

    @property
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
    def is_from_publication(self) -> bool:
        """Whether it is told from the day of publication ("yesterday", "last week"), but no weekday."""
        return bool(_FROM_PUBLICATION.search(self.mention.text))

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
        for mention in read.mentions.dates:
            days = resolve(mention, view.published_on(read.article_id))
            if days is not None and mention.precision in _COMPARED and not _is_dateline(read, mention):
                found.append(_occasion(view, read, before, mention, days))
        previous = read
    return found


def _is_dateline(read: ReadSentence, mention: DateMention) -> bool:
    return read.sentence.index == 0 and mention.start - read.sentence.start < _DATELINE * len(read.text)


def _dates_something(read: ReadSentence, mention: DateMention) -> bool:
    """Whether the date is that of a happening: no bound of a span, not the day on which it was said."""
    place = mention.start - read.sentence.start
    if _SPAN_WORD.search(read.text[:place]) or read.text.rstrip().endswith("?"):
        return False
    for cue in read.mentions.attributions:
        gap = read.text[cue.end - read.sentence.start : place] if cue.end <= mention.start else ","
        is_behind = len(gap) <= _SAYING_REACH and "," not in gap and gap.strip() != "to"  # "agreed to Monday"
        is_before = 0 <= cue.start - mention.end <= _SAYING_REACH and cue.content_start >= cue.end
        if (is_behind or is_before) and not cue.content_start <= mention.start < cue.content_end:
            return False
    return True


def _occasion(
    view: StoryView, read: ReadSentence, before: ReadSentence | None, mention: DateMention,
    days: tuple[date, date],
) -> Occasion:  # fmt: skip
    left, right = _clause(read, mention)
    is_borrowed = before is not None and (
        bool(_PRONOUN.match(read.text)) or len(_WORD.findall(left + " " + right)) <= _FEW
    )
    events = _events(left, right) or _events(_undated(read)[: mention.start - read.sentence.start], "")
    if is_borrowed and before is not None:
        events = tuple(dict.fromkeys((*events, *_events(_undated(before), "", _WHOLE))))
    published = view.published_on(read.article_id)
    speaker = speaker_of(view, read, mention.start, mention.end)
    return Occasion(
        read=read,
        mention=mention,
        days=days,
        events=events,
        speaker=speaker,
        voice=view.names.speaker_key(speaker, read.article_id) if speaker else "",
        is_witnessed=bool(_WITNESS.search(left)),
        people=_people(view, read, mention, left, right),
        figures=frozenset(
            figure.low for figure in read.mentions.figures if figure.kind is FigureKind.COUNT and figure.low > 2
        ),
        series=frozenset(name for name, words in _SERIES.items() if words.search(left) or words.search(right)),
        is_last_done=bool(_LAST_DONE.search(left)),
        is_own=_dates_something(read, mention),
        is_dropped=bool(_DROPPED.search(left)),
        is_ahead=published is not None and days[0] > published,
        is_writing=bool(_DATED.search(left)),
        is_bare=not [word for word in _WORD.findall(f"{left} {right}") if word.casefold() not in _LIGHT],
        is_borrowed=is_borrowed,
        around=_around(read, mention),
        before=before if is_borrowed else None,
    )


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
    aside = _ASIDE.fullmatch(read.text[: first - offset])  # "Her licence, he said, is valid until"
    before = (f"{aside[1]} " if aside else "") + read.text[first - offset : mention.start - offset]
    after = read.text[mention.end - offset : max(mention.end, last) - offset]
    stops = [match.end() for match in _STOP.finditer(before)]
    stop = _STOP.search(after)
    before, after = before[stops[-1] :] if stops else before, after[: stop.start()] if stop else after
    beyond = _BEYOND.search(after)
    return _AFTERMATH.sub(",", before), after[: beyond.start()] if beyond else after


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    classes: dict[str, tuple[str, ...]] = {}
    for name, words in read_rows("event_classes.txt"):
        for word in words.split():
            for key in (word, stem(word)):
                classes[key] = tuple(dict.fromkeys((*classes.get(key, ()), name)))
    return classes


def classes_of(word: str) -> tuple[str, ...]:
    """The classes of happening that a folded word names."""
    return _classes().get(word) or _classes().get(stem(word), ())


def _events(left: str, right: str, reach: int = _WORDS_BEFORE) -> tuple[str, ...]:
    """The classes of the happenings that the words before and after a date name, the nearest first."""
    ranked = []
    for words, most in ((_WORD.findall(left)[::-1], reach), (_WORD.findall(right), _WORDS_AFTER)):
        for distance, word in enumerate(words[:most]):
            ranked += [(distance, name) for name in classes_of(word.casefold())]
    is_until = bool(_UNTIL.search(left))
    return tuple(dict.fromkeys("reopen" if name == "shut" and is_until else name for _, name in sorted(ranked)))


def _undated(read: ReadSentence) -> str:
    """The sentence with blanks for its dates: "March" is no march."""
    text = read.text
    for mention in read.mentions.dates:
        start, end = mention.start - read.sentence.start, mention.end - read.sentence.start
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _people(view: StoryView, read: ReadSentence, mention: DateMention, left: str, right: str) -> frozenset[str]:
    """Who is named in the clause of the date."""
    first, last = mention.start - len(left), mention.end + len(right)
    return frozenset(
        entity.id
        for name in read.mentions.names
        if first <= name.start < last and name.kind is NameKind.PERSON
        if (entity := view.names.bearer_of(name, read.article_id))
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


def _around(read: ReadSentence, mention: DateMention) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The three words nearest to the date on either side, folded; "" beyond an end of the sentence."""
    offset = read.sentence.start
    left = [word.casefold() for word in _WORD.findall(read.text[: mention.start - offset])][::-1]
    right = [word.casefold() for word in _WORD.findall(read.text[mention.end - offset :])]
    return tuple([*left, "", "", ""][:3]), tuple([*right, "", "", ""][:3])
