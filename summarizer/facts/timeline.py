"""What happened when: one entry a fact and day, in order, relative days resolved by each article's own publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from summarizer.facts.view import StoryView, resolve
from summarizer.model import DateMention, Fact, Precision, ReadSentence, TimelineEntry

_ORDER = (Precision.MINUTE, Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR)
_RANGE_WORD = re.compile(
    r"\b(?:since|until|till|through|by|before|after|from|between)(?: the| late| early| about| around)?\s*$", re.I
)


def build_timeline(view: StoryView, facts: Sequence[Fact]) -> tuple[TimelineEntry, ...]:
    """The dated facts, earliest first. Of the same day and fact one entry stands, in the fact's best words."""
    by_span = {read.sentence.span: read for read in view.story.sentences}
    found: dict[tuple[str, date, date], tuple[int, int, TimelineEntry]] = {}
    for rank, fact in enumerate(facts):
        for place, span in enumerate(fact.evidence):
            read = by_span[span]
            for mention in _main_dates(read):
                days = resolve(mention, view.published_on(read.article_id))
                if days is None:
                    continue
                entry = TimelineEntry(days[0], days[1], mention.precision, span, read.text)
                key = (fact.id, *days)
                if key not in found or place < found[key][1]:
                    found[key] = (rank, place, entry)
    rows = sorted(found.values(), key=lambda row: (row[2].earliest, row[2].latest, row[0], row[1]))
    return tuple(entry for _, _, entry in rows)


def _main_dates(read: ReadSentence) -> list[DateMention]:
    """The date that governs the sentence: the finest one outside quotations; dates that only bound a span do not."""
    quoted = [(quotation.start, quotation.end) for quotation in read.mentions.quotations]
    usable = []
    for mention in read.mentions.dates:
        if mention.precision not in _ORDER or any(start <= mention.start < end for start, end in quoted):
            continue
        before = read.text[: mention.start - read.sentence.start]
        if not _RANGE_WORD.search(before):
            usable.append(mention)
    if not usable or read.text.rstrip().endswith("?"):
        return []
    return [min(usable, key=lambda mention: (_ORDER.index(mention.precision) > 1, mention.start))]
