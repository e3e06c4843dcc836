"""Which words of a claim stand in which sentence of a story, and near what. Shared by the checkers, and below them.

Two questions:

- `align(text, story)`: which sentences tell of what the text tells? Share of the text's content words (weighted by
  rarity in the story) that a sentence has, words of one meaning counted as one.
- `Binding`: does what stands around a slot of the claim (a figure, a name, a date) stand around that filler in the
  articles, or around another? Words near the slot weigh more than those far from it, in the claim and in the article.

Verification may use `align` to choose candidates; it needs only the story and a text.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from summarizer import resources
from summarizer.model import Claim, NameKind, ReadSentence, Span, Story

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:[’'.&-][^\W_]+)*[’']?", re.UNICODE)
_CLAUSE_END = re.compile(r"[,;:—–()]|\b(?:and|but|while|whereas|although|though|who|which|because|after|before|when)\b")
_SUFFIXES = (
    "izations", "ization", "ations", "ation", "ingly", "ities", "ments", "ment", "ness", "ings", "ing", "edly", "ions",
    "ion", "ity", "ies", "ied", "ers", "er", "ors", "or", "ed", "es", "ly", "al", "s", "e", "y",
)  # fmt: skip
_NEAR_CLAIM = 6.0  # words: how fast the weight of the claim's words falls with their distance from the slot
_NEAR_ARTICLE = 10.0  # the same in an article, where sentences are longer
_ACROSS_CLAUSE = 0.6  # a word of the next clause counts so much
_NEIGHBOUR = 0.35  # a word of the sentence before or after counts so much


@lru_cache(maxsize=16)
def read_groups(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The entries of a word list of the package, one "head: word, word" a line ("#" begins a remark), as (head, words).

    >>> dict(read_groups("places.txt"))["ukraine"][0]
    'ukrainian'
    """
    groups = []
    for line in resources.read_text(name).splitlines():
        head, colon, rest = line.partition("#")[0].partition(":")
        if colon:
            groups.append((head.strip(), tuple(word.strip() for word in rest.split(",") if word.strip())))
    return tuple(groups)


@lru_cache(maxsize=64)
def cue_words(name: str) -> frozenset[str]:
    """The words and phrases of one line of `cues.txt`."""
    return frozenset(dict(read_groups("cues.txt"))[name])


@lru_cache(maxsize=64)
def cue_pattern(name: str) -> re.Pattern[str]:
    """A pattern that finds the words and phrases of one line of `cues.txt`, whatever their case.

    >>> cue_pattern("negation").findall("They didn't and cannot.")
    ["didn't", 'cannot']
    """
    phrases = sorted(cue_words(name), key=len, reverse=True)
    spelled = (re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", " ") for phrase in phrases)
    return re.compile(rf"\b(?:{'|'.join(spelled)})\b", re.IGNORECASE)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word's stem, the same for words of one meaning where the list of synonyms knows them.

    >>> stem("killed") == stem("deaths"), stem("troops") == stem("soldiers")
    (True, True)
    """
    word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'").replace(".", "")
    word = _irregular().get(word, word)
    return _synonyms().get(word) or _synonyms().get(_cut(word)) or _cut(word)


def _cut(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word


@lru_cache(maxsize=1)
def _irregular() -> Mapping[str, str]:
    pairs = (pair.partition(":") for pair in resources.read_text("irregular_forms.txt").split())
    return {form: base for form, _, base in pairs}


@lru_cache(maxsize=1)
def _synonyms() -> Mapping[str, str]:
    table: dict[str, str] = {}
    for head, words in (*read_groups("synonyms.txt"), *read_groups("places.txt")):
        for word in (head, *words):
            if " " not in word:
                table.setdefault(word, "=" + head)
                if len(word) > 3:
                    table.setdefault(_cut(word), "=" + head)
    return table


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, which in order and in which clause, and its stem ("" for a function word)."""

    start: int
    end: int
    position: int
    clause: int
    stem: str


@lru_cache(maxsize=4096)
def read_words(text: str, offset: int = 0) -> tuple[Word, ...]:
    """The words of a text, `offset` added to where they stand."""
    ends = [match.start() for match in _CLAUSE_END.finditer(text)]
    found, clause = [], 0
    for position, match in enumerate(_WORD.finditer(text)):
        while clause < len(ends) and ends[clause] < match.end() - 1:
            clause += 1
        lower = match[0].lower()
        found.append(
            Word(
                offset + match.start(),
                offset + match.end(),
                position,
                clause,
                "" if lower in cue_words("small") else stem(match[0]),
            )
        )
    return tuple(found)


_TOLD_BY = re.compile(
    r"^(?:according to|as reported by|as) (?:the )?(?P<first>[^,]{2,60}?)(?: (?:reports|reported|writes|wrote))?, "
    r"|, (?:according to (?:the )?(?P<last>[^,]{2,60}?)"
    r"|(?:the )?(?P<end>[^,]{2,60}?) (?:reports|reported|writes|wrote))(?=[.]?$)",
    re.IGNORECASE,
)


def outlet_named(text: str, story: Story) -> tuple[str, str]:
    """A sentence without "according to the Harbour Express", and that outlet of the story; ("", "" for none) as it is.

    Which outlet reports a thing is no part of what it reports: no article says that of itself.
    """
    match = _TOLD_BY.search(text)
    if match is None:
        return text, ""
    named = (match["first"] or match["last"] or match["end"]).strip().casefold().removeprefix("the ")
    known = {article.label.casefold().removeprefix("the "): article.label for article in story.articles}
    if named not in known:
        return text, ""
    rest = text[: match.start()] + text[match.end() :]
    return rest[:1].upper() + rest[1:], known[named]


def content_stems(text: str) -> frozenset[str]:
    """The stems of the content words of a text."""
    return frozenset(word.stem for word in read_words(text) if word.stem)


def holds(read: ReadSentence, span: Span) -> bool:
    """Whether a passage begins in a sentence."""
    return read.article_id == span.article_id and read.sentence.start <= span.start < read.sentence.end


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the story with its words."""

    sentence: ReadSentence
    words: tuple[Word, ...]
    stems: frozenset[str]
    meant: frozenset[str] = frozenset()
    """Stems of the names that its pronouns stand for."""


@dataclass(frozen=True, slots=True)
class StoryWords:
    """A story's sentences as words, in order, and how rare each stem is among them."""

    lines: tuple[Line, ...]
    rarity: Mapping[str, float]
    neighbours: tuple[tuple[int, ...], ...]

    def weight(self, stem_: str) -> float:
        """How much a stem tells: rare ones more; a stem that the story has not tells as much as the rarest."""
        return self.rarity.get(stem_, self.rarity.get("", 1.0))


_READ: dict[int, tuple[Story, StoryWords]] = {}  # the last few stories, by identity: reading one costs milliseconds


def story_words(story: Story) -> StoryWords:
    """The words of a story, read once."""
    known = _READ.get(id(story))
    if known is not None and known[0] is story:
        return known[1]
    lines = tuple(
        Line(
            read, words := read_words(read.text, read.sentence.start), frozenset(w.stem for w in words if w.stem), meant
        )
        for read, meant in zip(story.sentences, _meant(story.sentences), strict=True)
    )
    counts = Counter(stem_ for line in lines for stem_ in line.stems)
    n = max(1, len(lines))
    rarity = {stem_: math.log(1 + n / count) for stem_, count in counts.items()} | {"": math.log(1 + n)}
    neighbours = tuple(
        tuple(
            other
            for other in (i - 1, i + 1)
            if 0 <= other < len(lines) and lines[other].sentence.article_id == line.sentence.article_id
        )
        for i, line in enumerate(lines)
    )
    if len(_READ) >= 8:
        _READ.clear()
    read_story = StoryWords(lines, rarity, neighbours)
    _READ[id(story)] = (story, read_story)
    return read_story


_PRONOUN = re.compile(r"\b(?:he|she|him|his|her)\b", re.I)
_BEFORE = 2  # sentences before in which a pronoun finds whom it means


def _meant(sentences: Sequence[ReadSentence]) -> Iterator[frozenset[str]]:
    """For each sentence the stems of the person that its first pronoun means: the last one named shortly before."""
    last: tuple[str, int, str] | None = None  # article, number of the sentence, name
    for read in sentences:
        people = [name for name in read.mentions.names if name.kind is NameKind.PERSON]
        pronoun = _PRONOUN.search(read.text)
        at = read.sentence.start + pronoun.start() if pronoun else None
        named_before = at is not None and any(name.start < at for name in people)
        is_near = last is not None and last[0] == read.article_id and read.sentence.index - last[1] <= _BEFORE
        speakers = " ".join(a.speaker for a in read.mentions.attributions if a.speaker not in read.text)
        name = last[2] if last is not None and is_near and at is not None and not named_before else ""
        yield content_stems(f"{name} {speakers}")
        if people:
            last = read.article_id, read.sentence.index, people[-1].text
        elif name and last is not None:
            last = read.article_id, read.sentence.index, name


def share_told(part: frozenset[str], other: frozenset[str], read: StoryWords) -> float:
    """The share (0..1) of some stems that stand among others, rare ones weighing more; 0 of none."""
    total = sum(read.weight(stem_) for stem_ in part)
    return sum(read.weight(stem_) for stem_ in part & other) / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Alignment:
    """A sentence that tells of what a text tells: `score` is the weighted share of the text's content words it has."""

    index: int
    sentence: ReadSentence
    score: float
    matched: frozenset[str]


def align(text: str, story: Story, without: frozenset[str] = frozenset()) -> tuple[Alignment, ...]:
    """The sentences of a story by their share of a text's content, best first; `without` are stems not to count."""
    read = story_words(story)
    wanted = {stem_: read.weight(stem_) for stem_ in content_stems(text) - without}
    total = sum(wanted.values())
    if not total:
        return ()
    found = []
    for index, line in enumerate(read.lines):
        matched = line.stems & wanted.keys()
        if matched:
            matched |= line.meant & wanted.keys()
            score = sum(wanted[stem_] for stem_ in matched) / total
            found.append(Alignment(index, line.sentence, score, frozenset(matched)))
    return tuple(sorted(found, key=lambda alignment: (-alignment.score, alignment.index)))


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of the claim that a figure, a name or a date fills: [start, end)."""

    start: int
    end: int


class _Mention(Protocol):
    """Anything that was found in a text: it stands somewhere."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def slot_of(mention: _Mention, claim: Claim) -> Slot:
    """Where a mention of the claim stands in the claim's own text."""
    return Slot(mention.start - claim.start, mention.end - claim.start)


class Binding:
    """How well what stands around a slot of the claim fits what stands around a place in the articles.

    `ignored` are spans of the claim that are no context: the other fillers of the same kind.
    """

    def __init__(self, text: str, slot: Slot, story: Story, ignored: Iterable[Slot] = ()) -> None:
        self._read = story_words(story)
        words = read_words(text)
        here = [w for w in words if w.start < slot.end and slot.start < w.end]
        at = here[len(here) // 2] if here else None
        spans = [slot, *ignored]
        self._wanted: dict[str, float] = {}
        for word in words:
            if not word.stem or at is None or any(word.start < s.end and s.start < word.end for s in spans):
                continue
            near = math.exp(-abs(word.position - at.position) / _NEAR_CLAIM)
            if word.clause != at.clause:
                near *= _ACROSS_CLAUSE
            value = near * self._read.weight(word.stem)
            self._wanted[word.stem] = max(value, self._wanted.get(word.stem, 0.0))
        self._total = sum(self._wanted.values())

    @property
    def context(self) -> Mapping[str, float]:
        """The stems around the slot, with their weights."""
        return self._wanted

    def at(self, index: int, start: int, end: int) -> float:
        """How well the slot's surroundings fit the place [start, end) of the story's sentence `index`, in 0..1."""
        if not self._total:
            return 0.0
        line = self._read.lines[index]
        here = [w for w in line.words if w.start < end and start < w.end]
        at = here[len(here) // 2] if here else None
        best: dict[str, float] = {}
        for word in line.words:
            if word.stem in self._wanted and not (word.start < end and start < word.end):
                near = 1.0
                if at is not None:
                    near = math.exp(-max(0, abs(word.position - at.position) - 2) / _NEAR_ARTICLE)
                    if word.clause != at.clause:
                        near *= _ACROSS_CLAUSE**0.5
                best[word.stem] = max(near, best.get(word.stem, 0.0))
        for other in self._read.neighbours[index]:
            for stem_ in self._read.lines[other].stems & self._wanted.keys():
                best[stem_] = max(_NEIGHBOUR, best.get(stem_, 0.0))
        return sum(self._wanted[stem_] * near for stem_, near in best.items()) / self._total
