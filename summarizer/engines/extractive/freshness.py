"""What time has overtaken: versions that were replaced, plans whose day is over, counts that have risen since.

A summary is read after the last article was written. What an earlier one tells as going on, as expected or as counted
so far is old once a later one tells of the same: the later one is what an editor prints.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from summarizer.engines.extractive.persons import family_of
from summarizer.engines.extractive.print_rules import outside_quotes, pattern, words_of
from summarizer.model import CleanArticle, NameKind, Precision, ReadSentence, Story
from summarizer.similarity import content_words, idf, stem, words

OVERTAKEN_SHARE = 0.4  # of the words of a passing state, by rarity, that a later article's sentence must have
_CALENDAR = frozenset(map(stem, words_of("calendar-words")))


@cache
def _risen() -> re.Pattern[str]:
    """A count told to have changed: "cases have reached 31", "raised to nine the number of dead"."""
    number = (
        r"(?:(?:at least|more than|about|nearly|some|almost) )?"
        rf"(?:\d|(?:{'|'.join(sorted(words_of('number-words')))})\b)"
    )
    moves, set_to = pattern("count-moves").pattern, pattern("count-set").pattern
    return re.compile(
        rf"\b(?P<noun>[a-z]{{3,}}) (?:(?:has|have|had) )?{moves} (?:to |by |past )?{number}"
        rf"|\b{set_to} to {number}\w* the number of (?P<counted>[a-z]{{3,}})"
    )


@dataclass(frozen=True, slots=True)
class _Later:
    """What is known of one article: the words of its sentences, the nouns whose counts it tells to have changed, the
    persons of whom it tells that they have been found, alive or dead, and which votes are over for it, by the names
    that are told with each: of who stood, or where."""

    sentences: tuple[frozenset[str], ...]
    risen: frozenset[str]
    found: frozenset[str]
    decided: tuple[frozenset[str], ...]


class Freshness:
    """Tells of each sentence whether a later article has overtaken it; built once for a story."""

    def __init__(self, story: Story) -> None:
        self._articles = {article.id: article for article in story.articles}
        published = [article.published_at.date() if article.published_at else None for article in story.articles]
        self._days = {a.id: day for a, day in zip(story.articles, story.written or published, strict=True)}
        days = [day for day in self._days.values() if day is not None]
        self._newest = max(days, default=None)
        self.replaced = replaced_versions(story)
        own: dict[str, list[ReadSentence]] = {}
        for read in story.sentences:
            own.setdefault(read.article_id, []).append(read)
        self._read = {
            id_: _Later(
                tuple(frozenset(content_words(read.text)) - _CALENDAR for read in reads),
                frozenset(
                    stem(found["noun"] or found["counted"])
                    for read in reads
                    for found in _risen().finditer(outside_quotes(read.text))
                ),
                frozenset(name for read in reads if _has_come_to_light(read.text) for name in _persons(read)),
                tuple(_contestants(read, reads) for read in reads if _tells_outcome(read.text)),
            )
            for id_, reads in own.items()
        }
        self._own = own
        self._texts = {id_: frozenset(read.text for read in reads) for id_, reads in own.items()}

    def is_overtaken(self, read: ReadSentence) -> bool:
        """Whether an editor who has all articles would not print this sentence any more."""
        text, id_ = read.text, read.article_id
        newer = self.replaced.get(id_)
        if newer and text not in self._texts.get(newer, ()):
            return True
        own = outside_quotes(text)
        if self._is_over(read, own):
            return True
        later = [other for other in self._articles.values() if self._is_later(other, self._articles[id_])]
        counted = {stem(figure.counted) for figure in read.mentions.figures if figure.counted}
        if read.mentions.figures and is_of_deaths(own):
            counted |= words_of("toll-stems")
        sought = _persons(read) if pattern("sought").search(own) else frozenset[str]()
        passing = pattern("passing").search(own)
        is_plan = passing is not None and passing[0] == "expected to"
        names = frozenset(stem(word) for name in read.mentions.names for word in words(name.text) if is_plan)
        if pattern("interim").search(own) and self._is_decided_later(id_, _contestants(read, self._own[id_])):
            return True
        for other in later:
            known = self._read.get(other.id)
            if known and (counted & known.risen or sought & known.found):
                return True
            if known and passing and _is_told(text, known.sentences, names):
                return True
        return False

    def has_old_title(self, article_id: str) -> bool:
        """Whether an article's title tells how a vote stands that has ended in a later one."""
        title = outside_quotes(self._articles[article_id].title)
        is_interim = pattern("interim").search(title) or pattern("interim-title").search(title)
        if not is_interim or _tells_outcome(title):
            return False
        known = {name for reads in self._own.values() for read in reads for name in _told_names(read)}
        named = frozenset(name for name in known if re.search(rf"\b{re.escape(name)}\b", title))
        opening = _told_names(*self._own.get(article_id, ())[:1])
        return self._is_decided_later(article_id, named or opening)

    def _is_decided_later(self, article_id: str, names: frozenset[str]) -> bool:
        """Whether a later article tells how a vote has ended of one of these persons or places."""
        article = self._articles[article_id]
        return any(
            self._is_later(self._articles[id_], article) and any(names & of_vote for of_vote in known.decided)
            for id_, known in self._read.items()
        )

    def is_of_newest_day(self, article_id: str) -> bool:
        """Whether the article was written on the day of the newest one; where nobody can tell, it may have been."""
        day = self._days[article_id]
        return day is None or self._newest is None or day >= self._newest

    def is_of_earlier_day(self, article_id: str, than: str) -> bool:
        """Whether the article was written on a day before another one's; not where nobody can tell."""
        day, other = self._days[article_id], self._days[than]
        return day is not None and other is not None and day < other

    def _is_over(self, read: ReadSentence, own: str) -> bool:
        """Whether what it tells to lie ahead, or to go on, was to be on a day before the newest article's."""
        ahead = pattern("ahead").search(own)
        if ahead is None or self._newest is None:
            return False
        base, ends = read.sentence.start, pattern("clause-end").search(own, ahead.end())
        start, end = base + ahead.end(), base + (ends.start() if ends else len(own))
        within = [mention for mention in read.mentions.dates if start <= mention.start < end]
        days = [mention.latest for mention in within if mention.precision is Precision.DAY and mention.latest]
        return bool(days) and max(days) < self._newest

    def _is_later(self, other: CleanArticle, article: CleanArticle) -> bool:
        first, second = article.published_at, other.published_at
        if first is not None and second is not None and _comparable(first, second):
            return second > first
        days: tuple[date | None, date | None] = self._days[article.id], self._days[other.id]
        return days[0] is not None and days[1] is not None and days[1] > days[0]


def _persons(read: ReadSentence) -> frozenset[str]:
    """The full names of persons in a sentence."""
    return frozenset(
        re.sub(r"[’']s$", "", name.text)
        for name in read.mentions.names
        if name.kind is NameKind.PERSON and " " in name.text
    )


def _told_names(*reads: ReadSentence) -> frozenset[str]:
    """The places and the family names of persons in some sentences; a word that is a name of who knows what may be a
    place that no list has."""
    return frozenset(
        family_of(name.text) if name.kind is NameKind.PERSON else re.sub(r"[’']s$", "", name.text)
        for read in reads
        for name in read.mentions.names
        if name.kind in (NameKind.PERSON, NameKind.PLACE) or (name.kind is NameKind.OTHER and " " not in name.text)
    )


def _contestants(read: ReadSentence, article: Sequence[ReadSentence]) -> frozenset[str]:
    """By which names the vote of a sentence goes: its own, and where it has no place those its article opens with."""
    has_place = any(name.kind is NameKind.PLACE for name in read.mentions.names)
    return _told_names(read) | (frozenset() if has_place else _told_names(*article[:1]))


def _tells_outcome(text: str) -> bool:
    """Whether a text tells how an election or a vote has ended, and not how it may. A match before a vote is none.

    >>> _tells_outcome("Osk has won the election in Norl."), _tells_outcome("Osk would have won the election.")
    (True, False)
    """
    own = outside_quotes(text)
    found = pattern("decided").search(own)
    if found is None or _OPEN.search(own) or pattern("interim").search(own):
        return False
    told = _BESIDE_A_VOTE.sub("", own.lower())
    is_of_electors = _WINS.fullmatch(found[0]) is None and pattern("electors").search(told) is not None
    return is_of_electors or pattern("contest").search(told) is not None


_WINS = re.compile(r"(?:won|wins|beat|defeat)\w*")
_BESIDE_A_VOTE = re.compile(
    r"\b(?:before|ahead of|since|until) (?:the |an? |this |next |its |their )?(?:[\w’'-]+ ){0,3}?"
    r"(?:elections?|votes?|polls?|ballots?|referendums?)\b"
)


_OPEN = re.compile(
    r"\b(?:would|could|may|might|if|whether|will|had|to be|hopes?|expect(?:s|ed)|in (?:19|20)\d\d"
    r"|last (?:year|month|week|time|election))\b|\?"
)


def _has_come_to_light(text: str) -> bool:
    return bool(re.search(rf"\b{pattern('come-to-light').pattern}\b", outside_quotes(text)))


def is_of_deaths(text: str) -> bool:
    """Whether a text tells of people killed.

    >>> is_of_deaths("Nine people died."), is_of_deaths("The deadline passed.")
    (True, False)
    """
    return bool(re.search(rf"\b{pattern('dead').pattern}\b", text, re.IGNORECASE))


def replaced_versions(story: Story) -> dict[str, str]:
    """The articles that a later one of the same outlet and origin replaces, each with the newest of these."""
    found = {}
    for origin in story.origins:
        members = [story.article(id_) for id_ in origin.article_ids]
        dated = [(a.published_at, a) for a in members if a.published_at is not None and a.outlet]
        for day, article in dated:
            newer = [
                (when, other.id)
                for when, other in dated
                if other.outlet == article.outlet and _comparable(day, when) and when > day
            ]
            if newer:
                found[article.id] = max(newer)[1]
    return found


def _comparable(first: datetime, second: datetime) -> bool:
    return (first.tzinfo is None) == (second.tzinfo is None)


def _is_told(text: str, sentences: Sequence[frozenset[str]], names: frozenset[str]) -> bool:
    """Whether one of the sentences has enough of the text's words to be of the same matter, not these names alone."""
    wanted = sorted(frozenset(content_words(text)) - _CALENDAR)
    total = sum(idf(word) for word in wanted)
    if not total:
        return False
    for other in sentences:
        shared = [word for word in wanted if word in other]
        if (
            len(shared) >= 2
            and not names.issuperset(shared)
            and sum(idf(word) for word in shared) >= OVERTAKEN_SHARE * total
        ):
            return True
    return False
