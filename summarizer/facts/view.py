"""A story as the parts of `facts` look at it: who published what when, under which origin, and who is who."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from summarizer.facts.names import Names
from summarizer.mentions import find_mentions
from summarizer.model import CleanArticle, DateMention, NameKind, OriginKind, Precision, Quotation, ReadSentence, Story

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_OF_MONTH = re.compile(rf"\b({'|'.join(_WEEKDAYS)}),? the (\d{{1,2}})(?:st|nd|rd|th)\b", re.I)
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b", re.I)
_TAG = re.compile(r"[^.?!“\"]{3,}?\b(said|says|told|added|wrote|tweeted|warned|asked|insisted|replied)\b")
_TAG_REACH = 120
_LONG_REMOVAL = 1000
"""Removed stretches longer than this are lists of other stories, with dates of their own."""
_RECENT = timedelta(days=21)
"""A fully dated day this near to the story's latest one is taken to belong to the event, not to its history."""


class StoryView:
    """The story with what every part asks: article and origin by id, day of publication, entities."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.names = Names(story)
        self._articles = {article.id: article for article in story.articles}
        self._origins = {article_id: origin.id for origin in story.origins for article_id in origin.article_ids}
        self._days = publication_days(story)
        self.n_origins = len({self.origin(article.id) for article in story.articles})

    def article(self, article_id: str) -> CleanArticle:
        """The article of that id."""
        return self._articles[article_id]

    def label(self, article_id: str) -> str:
        """How the article is named to a reader."""
        return self._articles[article_id].label

    def outlet(self, article_id: str) -> str:
        """Who published the article, "" when nobody knows."""
        return self._articles[article_id].outlet

    def origin(self, article_id: str) -> str:
        """The id of the article's origin; an article that no origin holds is its own."""
        return self._origins.get(article_id, f"article {article_id}")

    def published_on(self, article_id: str) -> date | None:
        """The day of publication, given or inferred from the story's own dates."""
        return self._days.get(article_id)

    def speaker(self, read: ReadSentence, phrase: str) -> str:
        """Who a speaker's phrase in a sentence is: a phrase without a name takes the name set beside it."""
        for name in read.mentions.names:
            entity = self.names.bearer_of(name, read.article_id) if name.text == phrase else None
            if entity is not None and entity.kind is NameKind.PERSON:
                return entity.name
        if phrase and self.names.entity_of(phrase, read.article_id) is None:
            for beside in (read.text.find(phrase), read.text.casefold().find(phrase.casefold())):
                if beside < 0:
                    continue
                end = read.sentence.start + beside + len(phrase)
                for name in read.mentions.names:
                    gap = read.text[end - read.sentence.start : max(0, name.start - read.sentence.start)]
                    if end <= name.start <= end + 3 and name.kind is NameKind.PERSON and gap.strip() in ("", ","):
                        return self.names.speaker_name(name.text, read.article_id)
        return self.names.speaker_name(phrase, read.article_id)

    def quoted_speaker(self, read: ReadSentence, quotation: Quotation) -> str:
        """Who said a quotation; where nobody is named, the person between it and the verb of saying after it."""
        if quotation.speaker:
            return self.speaker(read, quotation.speaker)
        start = quotation.end - read.sentence.start
        tag = _TAG.match(read.text[start : start + _TAG_REACH])
        if tag is None:
            return ""
        end = quotation.end + tag.start(1)
        people = [
            name
            for name in read.mentions.names
            if quotation.end <= name.start and name.end <= end and name.kind is NameKind.PERSON
        ]
        return self.names.speaker_name(people[-1].text, read.article_id) if people else ""

    def later_version(self, earlier: str, later: str) -> bool:
        """Whether `later` surely is a later version of the text of `earlier`."""
        if self.origin(earlier) != self.origin(later):
            return False
        first, second = self.article(earlier).published_at, self.article(later).published_at
        members = {
            member.article_id: member
            for origin in self.story.origins
            for member in origin.members
            if origin.id == self.origin(earlier)
        }
        if OriginKind.VERSION not in (members[earlier].kind, members[later].kind):
            return False
        if first is not None and second is not None:
            return (first.tzinfo is None) == (second.tzinfo is None) and first < second
        reasons = (members[earlier].reason.casefold(), members[later].reason.casefold())
        return "earlier version" in reasons[0] or ("later version" in reasons[1] and "later version" not in reasons[0])


def publication_days(story: Story) -> dict[str, date | None]:
    """The day each article was published: given, else the one day that the story's own dates point to, else None.

    Articles of one story appear within days of one another, so a page without a date takes the others' day when they
    give one; else a weekday with its day of the month ("Tuesday, the 15th") or the weekday that the articles name
    most, put next to the latest full date that stands in them.
    """
    given = {article.id: article.published_at.date() if article.published_at else None for article in story.articles}
    known = sorted(day for day in given.values() if day is not None)
    if len(known) == len(given):
        return given
    guess = known[len(known) // 2] if known else _inferred_day(story)
    return {article_id: day or guess for article_id, day in given.items()}


def _inferred_day(story: Story) -> date | None:
    full = [*_full_days(mention for read in story.sentences for mention in read.mentions.dates), *_removed_days(story)]
    if not full:
        return None
    latest = max(full)
    named = Counter[int]()
    for read in story.sentences:
        for weekday, number in _DAY_OF_MONTH.findall(read.text):
            for offset in range(-_RECENT.days, _RECENT.days + 1):
                day = latest + timedelta(days=offset)
                if day.day == int(number) and _WEEKDAYS[day.weekday()] == weekday.lower():
                    named[offset] += 1
    if named:
        return latest + timedelta(days=max(named))
    weekdays = Counter(word.lower() for read in story.sentences for word in _WEEKDAY.findall(read.text))
    if not weekdays:
        return latest
    most = max(_WEEKDAYS, key=lambda word: (weekdays[word], -_WEEKDAYS.index(word)))
    return latest + timedelta(days=(_WEEKDAYS.index(most) - latest.weekday()) % 7)


def _full_days(mentions: Iterable[DateMention]) -> list[date]:
    return [
        mention.earliest
        for mention in mentions
        if mention.earliest is not None and mention.earliest == mention.latest and not mention.is_relative
    ]


def _removed_days(story: Story) -> list[date]:
    """Full dates in what cleaning took out: captions and bylines carry the day when the prose does not."""
    found: list[date] = []
    for article in story.articles:
        for removal in article.removals:
            if re.search(r"\b20\d\d\b", removal.text) and len(removal.text) < _LONG_REMOVAL:
                (mentions,) = find_mentions(removal.text, [(0, len(removal.text))])
                found.extend(_full_days(mentions.dates))
    return found


def resolve(mention: DateMention, published: date | None) -> tuple[date, date] | None:
    """The days that a time expression means; one that `mentions` left open is resolved when the weekday alone tells.

    >>> resolve(DateMention(0, 7, "Tuesday", is_relative=True, precision=Precision.DAY), date(2022, 2, 17))
    (datetime.date(2022, 2, 15), datetime.date(2022, 2, 15))
    """
    if mention.earliest is not None and mention.latest is not None:
        return mention.earliest, mention.latest
    if published is None or mention.precision not in (Precision.DAY, Precision.MINUTE):
        return None
    words = mention.text.casefold()
    day: date | None = None
    numbered = _DAY_OF_MONTH.search(words)
    weekday = _WEEKDAY.search(words)
    if re.search(r"\b(today|tonight|this (?:morning|afternoon|evening))\b", words):
        day = published
    elif re.search(r"\b(yesterday|last night)\b", words):
        day = published - timedelta(days=1)
    elif re.search(r"\btomorrow\b", words):
        day = published + timedelta(days=1)
    elif numbered or re.fullmatch(r"(?:the )?\d{1,2}(?:st|nd|rd|th)", words):
        number = int(re.search(r"\d+", words).group())  # type: ignore[union-attr]
        near = (published + timedelta(days=offset) for offset in range(-27, 4))
        day = next((near_day for near_day in sorted(near, reverse=True) if near_day.day == number), None)
    elif weekday and re.search(r"\bnext\b", words):
        day = published + timedelta(days=((_WEEKDAYS.index(weekday[1].lower()) - published.weekday() - 1) % 7) + 1)
    elif weekday:
        day = published - timedelta(days=(published.weekday() - _WEEKDAYS.index(weekday[1].lower())) % 7)
    return (day, day) if day else None
