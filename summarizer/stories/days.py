"""From which day a text is told: what its "today" means.

Mostly the day of publication. Not so where the text says itself when it was written (a dateline, a byline, "updated
…"), where it is a copy that another outlet printed later (its "today" is the day of the original), and where nobody
says: then the story's other texts tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from summarizer import similarity
from summarizer.mentions import find_dates
from summarizer.model import CleanArticle, DateMention, Origin, Precision, ReadSentence
from summarizer.stories.datelines import agencies, day_of_dateline, day_of_notice, is_only_a_date

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b", re.I)
_DAY_OF_MONTH = re.compile(rf"\b({'|'.join(_WEEKDAYS)}),? the (\d{{1,2}})(?:st|nd|rd|th)\b", re.I)
_TELLING_REMOVALS = frozenset(
    ["title", "deck", "timestamp", "dateline", "byline", "page", "credit", "subheading", "label"]
)
_LONG_LINE = 120
"""A line of furniture, a byline or a credit is no longer; what is longer is prose with dates of its own."""
_HEAD_LINES, _TAIL_LINES = 3, 4
_UPDATED = re.compile(r"\b(?:updated|modified|revised)\b(?P<rest>.*)", re.I)
_WRITTEN = re.compile(
    r"^\W*(?:by|from our|text|words|report(?:ing)?|story|written|filed)\b"
    r"|\b(?:reprinted|syndicated|republished|correspondent)\b",
    re.I,
)
_MAY_NAME_A_DAY = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|day\b|\d-\d|\d[./]\d")
_TODAY = re.compile(
    r"\b(?:today|tonight|this (?:morning|afternoon|evening))[, (]+(?:on )?"
    r"(?P<day>(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:the )?)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2}\b)(?:,? \d{4})?)"
)
""" "This evening, Thursday 1 November": the text's own day."""
_HEAD = 3_000
"""Characters of a text in which it says so."""
_NAMES_A_DAY = re.compile(r"\d.*[A-Z][a-z]{2}|[A-Z][a-z]{2}.*\d")
_AHEAD = re.compile(r"\b(?:will|would|shall|due|to be|expected|plans?|planned|scheduled|set to|until|by|before)\b")
_FROM_ANOTHER = re.compile(r"\b(?:yesterday|today|tomorrow|tonight|night|morning|this|next|last)\b", re.I)
_NEAR_DAY = re.compile(r"yesterday|last night", re.I)
_LONG_BEFORE = timedelta(days=14)
"""A text is printed at most so long after the day it gives as its own; an older date in its furniture is another's."""
_RECENT = timedelta(days=21)
"""A fully dated day this near to the story's latest one is taken to belong to the event, not to its history."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BORN = re.compile(r"\b(?:born|birth|founded)\b", re.I)
_LONG_REMOVAL = 1000
"""Removed stretches longer than this are lists of other stories, with dates of their own."""
_SHARED = 0.5
"""Share of a sentence's word triples that stand in the original, as in `origins.wording`."""


class Days(NamedTuple):
    """From which day each article tells time, None where nobody can tell; `guessed` are those whose day no text gives:
    it is that of the story's other texts, or near a date that stands in them."""

    written: dict[str, date | None]
    guessed: frozenset[str]


def days_of_writing(
    articles: Sequence[CleanArticle], sentences: Sequence[ReadSentence], origins: Sequence[Origin]
) -> Days:
    """The day each article was written, as far as anybody can tell: the one from which it tells time."""
    published = {article.id: _published(article) for article in articles}
    middle = _middle(published.values())
    inferred, is_told = _inferred_day(articles, sentences) if middle is None else (None, False)
    guess = middle or inferred
    own = {article.id: _own_day(article, published[article.id], guess) for article in articles}
    days = {name: told or published[name] for name, told in own.items()}
    for article in articles:
        if own[article.id] is None:
            days[article.id] = _day_of_agency(article, articles, own, published[article.id]) or days[article.id]
    for article in articles:
        if days[article.id] is None:
            days[article.id] = _day_of_origin(article.id, origins, days)
    known = {name: day for name, day in days.items() if day is not None}
    guessed = {name for name, day in days.items() if day is None}
    for article in articles:
        if days[article.id] is None and (nearest := _day_of_nearest(article, articles, known)) is not None:
            days[article.id] = _fitting_day(article, sentences, known, nearest)
    for article in articles:
        if article.id in guessed:
            days[article.id] = _not_before_what_it_tells(article, sentences, days[article.id] or guess)
    return Days(days, frozenset() if is_told else frozenset(name for name in guessed if days[name] is not None))


def told_from(
    articles: Sequence[CleanArticle],
    sentences: Sequence[ReadSentence],
    origins: Sequence[Origin],
    days: Mapping[str, date | None],
) -> tuple[ReadSentence, ...]:
    """The sentences with their dates told from the days they were written, where that is not the day of publication."""
    of_article: dict[str, list[ReadSentence]] = {article.id: [] for article in articles}
    for read in sentences:
        of_article[read.article_id].append(read)
    found: list[ReadSentence] = []
    for article in articles:
        reads = of_article[article.id]
        original = _original(article, articles, origins, days)
        shared = _shared(reads, original) if original else [False] * len(reads)
        from_days = [days[original.id] if original and is_shared else days[article.id] for is_shared in shared]
        for version in _earlier_versions(article, articles, origins, days):  # the first that has the sentence wrote it
            kept = {read.text for read in of_article[version.id]}
            if any(read.text not in kept for read in reads):  # worked over, not printed again for another day
                from_days = [days[version.id] if r.text in kept else d for r, d in zip(reads, from_days, strict=True)]
        if all(day == _published(article) for day in from_days):
            found.extend(reads)
            continue
        spans = [(read.sentence.start, read.sentence.end) for read in reads]
        dates = find_dates(article.text, spans, from_days)
        found.extend(
            replace(read, mentions=replace(read.mentions, dates=told)) for read, told in zip(reads, dates, strict=True)
        )
    return tuple(found)


def _published(article: CleanArticle) -> date | None:
    return article.published_at.date() if article.published_at else None


def _middle(days: Iterable[date | None]) -> date | None:
    known = sorted(day for day in days if day is not None)
    return known[len(known) // 2] if known else None


# ------------------------------------------------------------------------- what the article says


def _not_before_what_it_tells(
    article: CleanArticle, sentences: Sequence[ReadSentence], guess: date | None
) -> date | None:
    """A guessed day, or the latest of the days soon after it of which the article tells as past: it is no earlier."""
    if guess is None:
        return None
    own = [read for read in sentences if read.article_id == article.id]
    told = find_dates(article.text, [(read.sentence.start, read.sentence.end) for read in own], guess)
    later = [
        mention.earliest
        for read, dates in zip(own, told, strict=True)
        if not _AHEAD.search(read.text)
        for mention in dates
        if mention.earliest is not None and mention.earliest == mention.latest and _NAMES_A_DAY.search(mention.text)
        and timedelta() < mention.earliest - guess <= _LONG_BEFORE
    ]  # fmt: skip
    return max(later, default=guess)


def _own_day(article: CleanArticle, published: date | None, guess: date | None) -> date | None:
    """The day that an article gives for itself: updated, written, or (where nothing else is known) printed."""
    reference = published or guess
    updated: list[date] = []
    written: list[date] = []
    printed: list[date] = []
    for line, is_byline in _telling_lines(article):
        if update := _UPDATED.search(line):
            updated.extend(_days_in(update["rest"], reference))
            line = line[: update.start()]
        found = _days_in(line, reference)
        (written if is_byline or _WRITTEN.search(line) else printed).extend(found)
    if published is None:
        written += [day for said in _TODAY.finditer(article.text[:_HEAD]) for day in _days_in(said["day"], reference)]
        return max(updated, default=None) or next(iter(written), None) or min(printed, default=None)
    newer = [day for day in updated if timedelta() <= day - published <= _RECENT]
    older = [day for day in written if timedelta() <= published - day <= _LONG_BEFORE]
    return max(newer, default=None) or next(iter(older), None)


def _telling_lines(article: CleanArticle) -> Iterator[tuple[str, bool]]:
    """The lines in which an article's day may stand, and whether it is surely the writer's."""
    for removal in article.removals:
        if removal.reason in _TELLING_REMOVALS and len(removal.text) <= 2 * _LONG_LINE:
            yield removal.text, removal.reason in ("dateline", "byline")
    yield article.title, False
    for credit in article.credits:
        yield credit, True
    lines = [line for line in article.text.split("\n") if line.strip()]
    if (day := next(filter(None, map(day_of_dateline, lines[:_HEAD_LINES])), None)) is not None:
        yield day, True
    for line in lines[:_HEAD_LINES]:
        if (day := day_of_notice(line)) is not None:
            yield day, True
        elif (len(line) <= _LONG_LINE and not line.rstrip().endswith((".", "?", "!"))) or is_only_a_date(line):
            yield line, True
    for line in lines[-_TAIL_LINES:]:
        if len(line) <= _LONG_LINE and _WRITTEN.search(line):
            yield line, True


def _days_in(line: str, reference: date | None) -> list[date]:
    """The single days that a line names, not told from another."""
    if not _MAY_NAME_A_DAY.search(line):
        return []
    (mentions,) = find_dates(line, [(0, len(line))], reference, ())
    return [
        mention.earliest
        for mention in mentions
        if mention.earliest is not None
        and mention.earliest == mention.latest
        and mention.precision is Precision.DAY
        and not _FROM_ANOTHER.search(mention.text)
    ]


def _day_of_agency(
    article: CleanArticle, articles: Sequence[CleanArticle], own: Mapping[str, date | None], published: date | None
) -> date | None:
    """The day of another text that the same agency filed: of one event it files on one day, mostly."""
    own_agencies = agencies(article)
    filed = [
        day
        for other in articles
        if other is not article and own_agencies & agencies(other) and (day := own[other.id]) is not None
        if published is None or timedelta() <= published - day <= _LONG_BEFORE
    ]
    return max(filed, default=None)


# ------------------------------------------------------------------------- what the others say


def _day_of_origin(article_id: str, origins: Sequence[Origin], days: Mapping[str, date | None]) -> date | None:
    """The day of the text that this one is taken from, or the first of those that share its origin."""
    for origin in origins:
        if article_id in origin.article_ids:
            return next((day for member in origin.members if (day := days[member.article_id]) is not None), None)
    return None


def _day_of_nearest(article: CleanArticle, articles: Sequence[CleanArticle], known: Mapping[str, date]) -> date | None:
    """The day of the text that tells most of the same: the state of affairs is that of its day."""
    words = frozenset(similarity.content_words(article.text))

    def common(other: CleanArticle) -> float:
        shared = words & frozenset(similarity.content_words(other.text))
        return round(sum(similarity.idf(word) for word in shared), 6)

    others = [other for other in articles if other.id in known]
    return max((common(other), known[other.id]) for other in others)[1] if others else None


def _fitting_day(
    article: CleanArticle, sentences: Sequence[ReadSentence], known: Mapping[str, date], nearest: date
) -> date:
    """Of the other texts' days, the one from which most of the article's "Sunday" and "yesterday" are days they name.

    The nearest text's day where none is better: a story is told of the same few days in all its texts.
    """
    candidates = sorted(set(known.values()), key=lambda day: (day != nearest, day))
    spans = [(read.sentence.start, read.sentence.end) for read in sentences if read.article_id == article.id]
    if len(candidates) < 2 or not spans:
        return nearest
    named = {day for read in sentences if read.article_id in known for day in _single_days(read.mentions.dates)}

    def fitting(day: date) -> int:
        told = find_dates(article.text, spans, day)
        return sum(own in named for dates in told for own in _single_days(dates))

    return max(candidates, key=fitting)  # of equal ones the first


def _single_days(mentions: Iterable[DateMention]) -> list[date]:
    """The days that are told from another: "Sunday", "yesterday"."""
    return [
        mention.earliest
        for mention in mentions
        if mention.earliest is not None and mention.earliest == mention.latest and mention.is_relative
    ]


def _outlet(article: CleanArticle) -> str:
    """The outlet, or what stands alone over the headline where nobody names one: the head of a paper, mostly."""
    heads = (removal.text.strip() for removal in article.removals if removal.reason == "label")
    return article.outlet or next(heads, "")


def _original(
    article: CleanArticle, articles: Sequence[CleanArticle], origins: Sequence[Origin], days: Mapping[str, date | None]
) -> CleanArticle | None:
    """The earlier text, of another outlet, from which the article, printed later, takes sentences over."""
    origin = next((origin for origin in origins if article.id in origin.article_ids), None)
    own = days[article.id]
    if origin is None or own is None or article.published_at is None:
        return None
    earlier = [
        (day, other.id, other)
        for other in articles
        if other.id in origin.article_ids
        and (not _outlet(other) or _outlet(other) != _outlet(article))
        and (day := days[other.id]) is not None
        and timedelta() < own - day <= _LONG_BEFORE
    ]
    return min(earlier, key=lambda row: row[:2])[2] if earlier else None


def _earlier_versions(
    article: CleanArticle, articles: Sequence[CleanArticle], origins: Sequence[Origin], days: Mapping[str, date | None]
) -> list[CleanArticle]:
    """What the same outlet printed before of the same text, latest first.

    A sentence that stands there word for word was not written again: its "this morning" is that of the first version.
    """
    origin = next((origin for origin in origins if article.id in origin.article_ids), None)
    own = days[article.id]
    if origin is None or own is None or not _outlet(article):
        return []
    earlier = [
        (day, other.id, other)
        for other in articles
        if other.id in origin.article_ids and _outlet(other) == _outlet(article)
        if (day := days[other.id]) is not None and timedelta() < own - day <= _LONG_BEFORE
    ]
    return [other for _, _, other in sorted(earlier, key=lambda row: row[:2], reverse=True)]


def _shared(reads: Sequence[ReadSentence], original: CleanArticle) -> list[bool]:
    """Which sentences stand, in their wording, in the original too."""
    there = _triples(original.text)
    own = [_triples(read.text) if any(d.is_relative for d in read.mentions.dates) else set() for read in reads]
    return [
        bool(triples) and len(triples & there) >= _SHARED * len(triples) and not _is_told_anew(read, original.text)
        for read, triples in zip(reads, own, strict=True)
    ]


def _is_told_anew(read: ReadSentence, original: str) -> bool:
    """Whether the sentence has a "yesterday" that the original never wrote: who copies a day later may tell the day."""
    near = (mention.text.lower() for mention in read.mentions.dates if _NEAR_DAY.fullmatch(mention.text))
    return any(words not in original.lower() for words in near)


def _triples(text: str) -> set[tuple[str, str, str]]:
    """The word triples of a text, by which `origins.wording` compares too."""
    words = similarity.words(text)
    return set(zip(words, words[1:], words[2:], strict=False))


def _inferred_day(articles: Sequence[CleanArticle], sentences: Sequence[ReadSentence]) -> tuple[date | None, bool]:
    """The one day that a story's own dates point to, where no article gives one; and whether it is as good as told.

    A weekday with its day of the month ("Tuesday, the 15th") or the weekday that the articles name most, put next to
    the latest full date that stands in them. Where they name a later year that date is history, and tells nothing.
    """
    own = (mention for read in sentences if not _BORN.search(read.text) for mention in read.mentions.dates)
    full = [*_full_days(own), *_removed_days(articles)]
    latest = max(full, default=None)
    if latest is None or any(int(year) > latest.year for read in sentences for year in _YEAR.findall(read.text)):
        return None, False
    named = Counter[int]()
    for read in sentences:
        for weekday, number in _DAY_OF_MONTH.findall(read.text):
            for offset in range(-_RECENT.days, _RECENT.days + 1):
                day = latest + timedelta(days=offset)
                if day.day == int(number) and _WEEKDAYS[day.weekday()] == weekday.lower():
                    named[offset] += 1
    if named:
        return latest + timedelta(days=max(named)), True
    weekdays = Counter(word.lower() for read in sentences for word in _WEEKDAY.findall(read.text))
    if not weekdays:
        return latest, False
    most = max(_WEEKDAYS, key=lambda word: (weekdays[word], -_WEEKDAYS.index(word)))
    return latest + timedelta(days=(_WEEKDAYS.index(most) - latest.weekday()) % 7), False


def _full_days(mentions: Iterable[DateMention]) -> list[date]:
    return [
        mention.earliest
        for mention in mentions
        if mention.earliest is not None and mention.earliest == mention.latest and not mention.is_relative
    ]


def _removed_days(articles: Sequence[CleanArticle]) -> list[date]:
    """Full dates in what cleaning took out: captions and bylines carry the day when the prose does not."""
    found: list[date] = []
    for article in articles:
        for removal in article.removals:
            if re.search(r"\b20\d\d\b", removal.text) and len(removal.text) < _LONG_REMOVAL:
                (mentions,) = find_dates(removal.text, [(0, len(removal.text))], None, ())
                found.extend(_full_days(mentions))
    return found
