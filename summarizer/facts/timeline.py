"""What happened when: one entry an event and day, in order, relative days resolved by when each article was written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from summarizer import similarity
from summarizer.facts.stretches import hour_of, is_stretch, join_stretches
from summarizer.facts.view import StoryView, resolve
from summarizer.model import Certainty, DateMention, Fact, Precision, ReadSentence, TimelineEntry

_ORDER = (Precision.MINUTE, Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR)
_RANGE_WORD = re.compile(
    r"\b(?:(?:since|until|till|through|by|before|after|from|between)(?: the| late| early| about| around)?"
    r"|(?:since|than)(?: [\w’'-]+){1,5})\s*$",
    re.I,
)
"""What only bounds a span or compares before a date: "the largest since the floods of 2008"."""
_TERM = re.compile(r"\b(?P<bound>by|from|until|till)(?: the)?\s*$", re.IGNORECASE)
"""Before the day on which what is planned will be done, begins or ends."""
_DATELINE_ENDS = re.compile(r",? ?\([^()\n]{2,40}\)\s*[-–—]{1,2}\s|\s?[-–—]{1,2}\s+(?=[A-Z“\"])")
_DATELINE_WITHIN = 50
_OF_WORK = re.compile(
    r"\b(?:novel|book|fiction|film|movie|album|song|play|series|drama|classic|show|musical)s?,? [“‘'\"]?$"
    r"|['’]s [“‘'\"]?$",
    re.I,
)
"""Before a number that is the title of a work: "Orwell's 1984", "the film 1917"."""
_LONGEST = 400
"""Days of the longest relative time in which one thing happens: "last year"."""
_AHEAD = (Certainty.EXPECTED, Certainty.PLANNED)
_SAYING_REACH = 24
"""A date that begins so near behind a word of saying ("said late on Monday") is that of the saying."""
_LEAST_WORDS = 4
"""Words in lower case that a sentence has at least beside its date; a byline or the head of a page has fewer."""
_SAME_EVENT = 0.5
"""Share of the rarer words of the shorter of two sentences of one day that make them tell of one event."""


def build_timeline(view: StoryView, facts: Sequence[Fact]) -> tuple[TimelineEntry, ...]:
    """The dated facts, earliest first. Of the same day and event one entry stands, in the best fact's best words."""
    by_span = {read.sentence.span: read for read in view.story.sentences}
    found: dict[tuple[str, date, date, str], tuple[int, int, TimelineEntry]] = {}
    for rank, fact in enumerate(facts):
        for place, span in enumerate(fact.evidence):
            entry = _entry(view, by_span[span])
            if entry is None:
                continue
            key = (fact.id, *_days_of(entry))
            if key not in found or place < found[key][1]:
                found[key] = (rank, place, entry)
    of_days: dict[tuple[date, date, str], list[tuple[int, int, TimelineEntry]]] = defaultdict(list)
    for row in sorted(found.values(), key=lambda row: row[:2]):
        told = of_days[_days_of(row[2])]
        if not any(_is_one_event(row[2], other) for _, _, other in told):
            told.append(row)
    kept = [row for days in sorted(of_days) for row in of_days[days]]
    return tuple(entry for _, _, entry in kept)


def _days_of(entry: TimelineEntry) -> tuple[date, date, str]:
    return entry.earliest, entry.latest, entry.bound


def _entry(view: StoryView, read: ReadSentence) -> TimelineEntry | None:
    """What the sentence tells of its day; planned when the day had not come for whoever wrote it."""
    written = view.written_on(read.article_id)
    told = ((mention, resolve(mention, written)) for mention in _main_dates(read, written))
    told = ((one, found) for one, found in told if found is not None and not _is_span(one, found))
    mention, days = next(told, (None, None))
    if mention is None or days is None:
        return None
    is_guessed = view.is_guessed(read.article_id)
    is_ahead = read.mentions.modality.certainty in _AHEAD if is_guessed else True
    is_planned = written is not None and days[0] > written and is_ahead
    is_told_from = is_guessed and mention.is_relative
    bound = _bound(read, mention) if is_planned else ""
    hour = hour_of(read, mention) if days[0] == days[1] else None
    return TimelineEntry(
        *days, mention.precision, read.sentence.span, read.text, is_planned, is_told_from, bound=bound, hour=hour
    )


_COMPARED = re.compile(r"\b(?:(?:up|down) from|compared (?:with|to)|against|than the)\b(?:[^,;.]|\.(?=\d)){0,40}$")
_IN_RELATIVE = re.compile(r", (?:whose|who|which)\b[^,;]*$")


def _bound(read: ReadSentence, mention: DateMention) -> str:
    """The word that makes a date only the day by, until or from which something is; "" for none."""
    found = None if is_stretch(mention) else _TERM.search(read.text[: mention.start - read.sentence.start])
    return found["bound"].lower().replace("till", "until") if found else ""


def _is_span(mention: DateMention, days: tuple[date, date]) -> bool:
    """Whether an expression means years up to now, in which something goes on: "over the past two years"."""
    return mention.is_relative and (days[1] - days[0]).days > _LONGEST


def _main_dates(read: ReadSentence, written: date | None) -> list[DateMention]:
    """The dates of a sentence, the one that governs it first: the finest outside quotations, and rather what is told
    than the telling.

    Dates that only bound a span do not count, but for a term that is still to come, nor those of what is only compared
    with, a question or a line that is no sentence. The day of a dateline counts where the sentence tells no other.
    """
    quoted = [(quotation.start, quotation.end) for quotation in read.mentions.quotations]
    usable = []
    for mention in join_stretches(read, read.mentions.dates):
        if mention.precision not in _ORDER or any(start <= mention.start < end for start, end in quoted):
            continue
        before = read.text[: mention.start - read.sentence.start]
        is_title = mention.precision is Precision.YEAR and _OF_WORK.search(before) is not None
        is_term = written is not None and _TERM.search(before) and mention.earliest and mention.earliest > written
        is_bound = not is_stretch(mention) and _RANGE_WORD.search(before) is not None
        is_compared = _COMPARED.search(before) is not None  # "67 percent, up from 62 in 2022" tells nothing of 2022
        if (is_term or not is_bound) and not (is_title or is_compared):
            usable.append(mention)
    if not usable or read.text.rstrip().endswith("?") or len(re.findall(r"\b[a-z]+", read.text)) < _LEAST_WORDS:
        return []
    return sorted(
        usable,
        key=lambda m: (
            _is_of_dateline(read, m),
            _is_beside(read, m),
            _ORDER.index(m.precision) > 1,
            _is_of_saying(read, m),
            m.start,
        ),
    )


def _is_beside(read: ReadSentence, mention: DateMention) -> bool:
    """Whether the date is of something that the sentence only sets its news beside: "The toll in Thursday's accident
    rose on Friday", "Osk, whose coach left on Thursday, …"."""
    offset = read.sentence.start
    before, after = read.text[: mention.start - offset], read.text[mention.end - offset :]
    return after[:2] in ("’s", "'s") or _IN_RELATIVE.search(before) is not None


def _is_of_dateline(read: ReadSentence, mention: DateMention) -> bool:
    """Whether the date is that of the line above the text: "VELTA, March 4 (Wire) - A fire broke out on Tuesday"."""
    offset = read.sentence.start
    return (
        mention.start - offset < _DATELINE_WITHIN and _DATELINE_ENDS.match(read.text, mention.end - offset) is not None
    )


def _is_of_saying(read: ReadSentence, mention: DateMention) -> bool:
    """Whether the date is when something was said: "said on Monday that the duty will rise on 15 July"."""
    return any(
        0 <= mention.start - cue.end <= _SAYING_REACH and not cue.content_start <= mention.start < cue.content_end
        for cue in read.mentions.attributions
    )


def _is_one_event(one: TimelineEntry, other: TimelineEntry) -> bool:
    """Whether two entries of the same days tell of one event: most rare words of the shorter stand in the other."""
    words, others = (frozenset(similarity.content_words(entry.text)) for entry in (one, other))
    shorter = min(words, others, key=lambda each: (sum(map(similarity.idf, sorted(each))), sorted(each)))
    total = sum(map(similarity.idf, sorted(shorter)))
    return total > 0 and sum(map(similarity.idf, sorted(words & others))) >= _SAME_EVENT * total
