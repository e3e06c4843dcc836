"""A story as the parts of `facts` look at it: who published what when, under which origin, and who is who."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from summarizer.facts.descriptions import Descriptions
from summarizer.facts.names import Names
from summarizer.languages import ENGLISH, article_languages
from summarizer.mentions import find_dates
from summarizer.mentions.lexicon import is_english
from summarizer.model import CleanArticle, DateMention, NameKind, OriginKind, Precision, Quotation, ReadSentence, Story
from summarizer.origins import UPDATE_OF, UPDATED_BY
from summarizer.origins.updates import is_update_of

_TAG = re.compile(r"[^.?!“\"]{3,}?\b(said|says|told|added|wrote|tweeted|warned|asked|insisted|replied)\b")
_THING = re.compile(
    r"\b(?:polls?|surveys?|reports?|stud(?:y|ies)|statement|letter|memo|documents?|analysis|website|records|data|results"
    r"|findings|figures|numbers|estimates|statistics|complaint|lawsuit|suit|filing|paper|article|book|release)$",
    re.I,
)
_SEVERAL = re.compile(r"(?:two|three|four|five|six|seven|eight|nine|ten|several|many|some|most|both|\d+) ", re.I)
"""How a phrase begins that means more than one: "according to six senators, Moss": no apposition."""
_PAPERS = re.compile(
    r"(?<=\w) (?:magazine|newspaper|newspapers|website|news website|news agency|news site|daily|average)$"
)
"""What an outlet is, behind its name: "Velta Week magazine"."""
_SENT = frozenset(["statement", "email", "e-mail", "memo", "letter", "message", "note", "release"])
_SENT_BY = re.compile(
    rf"(?:an? |the )?(?:[\w-]+ )?(?:{'|'.join(sorted(_SENT))}) (?:from|by) (?:the )?(?P<who>.+)", re.I
)
_SENT_BEFORE = 6
"""A document may be told of again so many sentences after it was sent."""
_ISSUED = frozenset(["statement", "release"])
_JUST = 2
"""Sentences before "the statement" of which nobody has told: whoever spoke there has made it."""
_SENDS = re.compile(
    r"(?:^|, |^\W+)(?P<who>[^\W\d_][^,;:“”\"]{1,50}?) (?:has |have |had |also |later |then ){0,2}"
    r"(?:issued|released|sent(?: out)?|put out|published|posted|circulated|e-?mailed|distributed)"
    r" (?:an?|its|his|her|their) (?:[\w-]+ ){0,3}?"
    r"(?P<what>statement|email|e-mail|memo|letter|message|note|release)\b"
)
_NO_OWNERS = frozenset(["a", "an", "the", "one", "his", "her", "its", "their", "that", "this", "a joint", "an earlier"])
_ARTICLE = re.compile(r"^(?:an?|the) ", re.I)
_WRITTEN = re.compile(
    r" (?:attributed to|(?:signed|issued|released|published|posted|sent|made|written|put out) by|from|by) (?:the )?"
)
"""Between a document and who wrote it."""
_TAG_REACH = 120
_SUBJECT_REACH = 30
"""Characters in which a sentence names its subject."""


class Corrected(NamedTuple):
    """A figure that a notice is about: the notice's number, for an old figure the article that says so, and whether it
    was wrong or only is of yesterday."""

    number: int
    by: str = ""
    is_wrong: bool = False


class StoryView:
    """The story with what every part asks: article and origin by id, day of publication, entities."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.names = Names(story)
        self._descriptions = Descriptions(story, self.names)
        self._articles = {article.id: article for article in story.articles}
        self._origins = {article_id: origin.id for origin in story.origins for article_id in origin.article_ids}
        self._in_order: dict[str, list[ReadSentence]] = {article.id: [] for article in story.articles}
        for read in story.sentences:
            self._in_order[read.article_id].append(read)
        published = [article.published_at.date() if article.published_at else None for article in story.articles]
        self._written = {a.id: day for a, day in zip(story.articles, story.written or published, strict=True)}
        self._languages: Mapping[str, str] | None = None  # once asked
        self._speakers: dict[tuple[str, int, str], str] = {}
        # once asked, by article and place: who gives a figure, who speaks in a sentence
        self.givers: dict[tuple[str, int], str] = {}
        self.voices: dict[tuple[str, int], str] = {}
        # what `corrections` reads, once asked: figures that notices are about, and where the notices stand
        self.corrected: dict[tuple[str, int], Corrected] | None = None
        self.notices: dict[str, list[tuple[int, int]]] | None = None
        self.n_origins = len({self.origin(read.article_id) for read in story.sentences})  # a kill notice has none

    def article(self, article_id: str) -> CleanArticle:
        """The article of that id."""
        return self._articles[article_id]

    def label(self, article_id: str) -> str:
        """How the article is named to a reader."""
        return self._articles[article_id].label

    def by_article(self) -> Mapping[str, Sequence[ReadSentence]]:
        """The sentences of each article, in order."""
        return self._in_order

    def outlet(self, article_id: str) -> str:
        """Who published the article, "" when nobody knows."""
        return self._articles[article_id].outlet

    def origin(self, article_id: str) -> str:
        """The id of the article's origin; an article that no origin holds is its own."""
        return self._origins.get(article_id, f"article {article_id}")

    def published_on(self, article_id: str) -> date | None:
        """The day of publication, given or inferred from the story's own dates."""
        published = self._articles[article_id].published_at
        return published.date() if published else self._written[article_id]

    def language(self, article_id: str) -> str:
        """The code of the language that the article is in; English where nobody can tell."""
        if self._languages is None:
            self._languages = article_languages(self.story)
        return self._languages.get(article_id) or ENGLISH

    def is_guessed(self, article_id: str) -> bool:
        """Whether the article gives no day, so that it is anybody's guess what its "Tuesday" means."""
        return article_id in self.story.guessed

    def written_on(self, article_id: str) -> date | None:
        """The day from which the article tells time: later than publication when it was updated, earlier in a copy."""
        return self._written[article_id]

    def speaker(self, read: ReadSentence, phrase: str) -> str:
        """Who a speaker's phrase in a sentence is: a phrase without a name takes the name set beside it."""
        key = read.article_id, read.sentence.start, phrase
        if key not in self._speakers:
            self._speakers[key] = self._speaker(read, phrase)
        return self._speakers[key]

    def _speaker(self, read: ReadSentence, phrase: str) -> str:
        kind = phrase.casefold().removeprefix("a ").removeprefix("an ")
        sender = self._sender(read, phrase, kind) if kind in _SENT else ""
        if sender:
            return sender
        sent = _SENT_BY.fullmatch(phrase)
        if sent is not None:
            return self.speaker(read, sent["who"])
        named = _PAPERS.sub("", phrase)
        if named != phrase and any(name.text == named.removeprefix("The ") for name in read.mentions.names):
            phrase = named
        for name in read.mentions.names:
            entity = self.names.bearer_of(name, read.article_id) if name.text == phrase else None
            if entity is not None and entity.kind is NameKind.PERSON:
                return entity.name
        if " and " in phrase and self._are_several(read, phrase):
            return phrase  # "Ada Moss, Otto Brandt and Ilse Kranz": no one of them alone
        if phrase and self.names.entity_of(phrase, read.article_id) is None:
            is_thing = (
                _THING.search(phrase) is not None or _SEVERAL.match(phrase) is not None
            )  # "according to the poll, Moss": no apposition
            for beside in (read.text.find(phrase), read.text.casefold().find(phrase.casefold())):
                if beside < 0 or is_thing:
                    continue
                end = read.sentence.start + beside + len(phrase)
                for name in read.mentions.names:
                    gap = read.text[end - read.sentence.start : max(0, name.start - read.sentence.start)]
                    if end <= name.start <= end + 3 and name.kind is NameKind.PERSON and gap.strip() in ("", ","):
                        return self.names.speaker_name(name.text, read.article_id)
            is_name = _is_name(phrase) or any(name.text == phrase for name in read.mentions.names)
            described = "" if is_name else self._descriptions.bearer(read, phrase)  # "Jalal Shah" is no shah
            if described:
                return self.names.speaker_name(described, read.article_id)
        return self.names.speaker_name(phrase, read.article_id)

    def _sender(self, read: ReadSentence, phrase: str, kind: str) -> str:
        """Whose "a statement" is by its own sentence, or "the statement" by those before; "" where nobody is told.

        It is whoever sent one or spoke in one; "the statement" of which nobody has told is by who has just spoken.
        """
        writer = self._writer(read, phrase)
        if writer or phrase.casefold() != kind:
            return writer
        own = self._in_order[read.article_id]
        near = own[max(0, read.sentence.index - _SENT_BEFORE) : read.sentence.index]
        for before in reversed(near):
            sent = _SENDS.search(before.text) if kind in before.text else None
            if sent is not None and sent["what"] == kind:
                return self.speaker(before, sent["who"].removeprefix("The ").removeprefix("the "))
        told = next((before for before in reversed(near) if re.search(rf"\b{kind}\b", before.text)), None)
        if told is None and kind not in _ISSUED:
            return ""  # an email may be by anybody
        if told is None:
            return next(filter(None, map(self._named_speaker, reversed(near[-_JUST:]))), "")
        if any(one.speaker.casefold() == kind for one in told.mentions.attributions):
            return self._sender(told, kind, kind)
        is_spoken = re.search(rf"\bin (?:an?|its|their|his|her) (?:\w+ )?{kind}\b", told.text) is not None
        return self._owner(told, kind) or self._writer(told, kind) or (self._named_speaker(told) if is_spoken else "")

    def _owner(self, read: ReadSentence, kind: str) -> str:
        """Whose text a sentence lets speak: "said a police statement"; "" for nobody's."""
        owners = (cue.speaker.removesuffix(f" {kind}") for cue in read.mentions.attributions if " " in cue.speaker)
        of_text = (owner for owner in owners if f"{owner} {kind}" in read.text)
        named = next((owner for owner in of_text if owner.casefold() not in _NO_OWNERS), "")
        return self.speaker(read, _ARTICLE.sub("", named)) if named else ""

    def _writer(self, read: ReadSentence, phrase: str) -> str:
        """The name that a sentence sets behind a document: "a statement signed by the union", "an email from Moss"."""
        place = read.text.casefold().find(phrase.casefold())
        written = _WRITTEN.match(read.text, place + len(phrase)) if place >= 0 else None
        if written is None:
            return ""
        start = read.sentence.start + written.end()
        return next((self.speaker(read, name.text) for name in read.mentions.names if name.start == start), "")

    def _named_speaker(self, read: ReadSentence) -> str:
        """Who is said to say something in a sentence, where that is one person or body with a name."""
        found = {self.speaker(read, one.speaker) for one in read.mentions.attributions if one.speaker}
        named = {name for name in found if self.names.entity_of(name, read.article_id) is not None}
        return named.pop() if len(named) == len(found) == 1 else ""

    def _are_several(self, read: ReadSentence, phrase: str) -> bool:
        """Whether the phrase is a list of people: of two at least whom the article knows by name."""
        parts = phrase.replace(" and ", ", ").split(", ")
        found = (self.names.entity_of(part, read.article_id) for part in parts)
        return len({entity.id for entity in found if entity is not None and entity.kind is NameKind.PERSON}) > 1

    def last_speaker(self, read: ReadSentence) -> str:
        """The person who spoke last, in this article, before a sentence: who "he" or "she" in it likely is."""
        own = self._in_order[read.article_id]
        for before in reversed(own[max(0, read.sentence.index - 2) : read.sentence.index]):
            for attribution in reversed(before.mentions.attributions):
                name = self.speaker(before, attribution.speaker) if attribution.speaker else ""
                entity = self.names.entity_of(name, read.article_id) if name else None
                if entity is not None and entity.kind is NameKind.PERSON:
                    return name
        return ""

    def last_person(self, read: ReadSentence) -> str:
        """Who "he" or "she" at the beginning of a sentence likely is: who spoke last, or begins the sentence before."""
        speaker = self.last_speaker(read)
        own = self._in_order[read.article_id]
        before = own[read.sentence.index - 1] if not speaker and 0 < read.sentence.index <= len(own) else None
        if before is None or before.sentence.paragraph != read.sentence.paragraph:
            return speaker
        first = [name for name in before.mentions.names if name.start - before.sentence.start <= _SUBJECT_REACH]
        if len(first) != 1:
            return ""
        entity = self.names.bearer_of(first[0], read.article_id)
        return entity.name if entity is not None and entity.kind is NameKind.PERSON else ""

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
        if earlier == later or self.origin(earlier) != self.origin(later):
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
        if any(members[id_].reason.startswith((UPDATE_OF, UPDATED_BY)) for id_ in (earlier, later)):
            return False  # told anew: what it does not take back may stand (`updates`)
        if first is not None and second is not None:
            return (first.tzinfo is None) == (second.tzinfo is None) and first < second
        reasons = (members[earlier].reason.casefold(), members[later].reason.casefold())
        return "earlier version" in reasons[0] or ("later version" in reasons[1] and "later version" not in reasons[0])

    def updates(self, earlier: str, later: str) -> bool:
        """Whether `later` calls itself an update and is by the outlet of `earlier`, which it came after; however much
        of it was written anew."""
        return is_update_of(self.article(later), self.article(earlier))


def _is_name(phrase: str) -> bool:
    """Whether a phrase is a name by its words: capitals of which the first is no word of English."""
    words = phrase.split()
    return len(words) > 1 and all(word[:1].isupper() for word in words) and not is_english(words[0].casefold())


def resolve(mention: DateMention, published: date | None) -> tuple[date, date] | None:
    """The days that a time expression means; one that was read without a day of publication is read again with it.

    >>> resolve(DateMention(0, 7, "Tuesday", is_relative=True, precision=Precision.DAY), date(2022, 2, 17))
    (datetime.date(2022, 2, 15), datetime.date(2022, 2, 15))
    """
    if mention.earliest is not None and mention.latest is not None:
        return mention.earliest, mention.latest
    if published is None or mention.precision is Precision.VAGUE:
        return None
    (again,) = find_dates(mention.text, [(0, len(mention.text))], published)
    if not again or again[0].earliest is None or again[0].latest is None:
        return None
    return again[0].earliest, again[0].latest
