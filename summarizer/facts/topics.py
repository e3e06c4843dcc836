"""What a stretch of a sentence is about: the words around it, near ones and those rare in the story weighing more.

Two figures are of one thing, and two clauses of one event, when the words around them are the same. Words that stand in
every sentence of a story tell nothing there, so their weight is their rarity in news times their rarity in the story.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from summarizer.facts.name_tables import demonyms
from summarizer.model import ReadSentence, Story
from summarizer.resources import read_text
from summarizer.similarity import STOP_WORDS, idf, stem


class Topic(NamedTuple):
    """Weighed words, by their roots, and the weight of all of them."""

    weights: Mapping[str, float]
    total: float


def topic_of(weights: Mapping[str, float]) -> Topic:
    """The topic of these weighed words."""
    return Topic(weights, math.fsum(weights.values()))


_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_CLAUSE = re.compile(r"[,;:—–()]")
_CLAUSE_WORDS = frozenset([
    "and", "but", "while", "whereas", "who", "which", "where", "because", "after", "before", "when",
])  # fmt: skip
_REACH = 6.0
"""Words: how fast a word's weight falls with its distance from the stretch."""
_OTHER_CLAUSE = 0.6
"""What a word of the next clause weighs beside one of the same clause."""
_SPEAKER = 0.2
"""What a word weighs that only tells who says it."""
_SAYING = frozenset([
    "said", "says", "saying", "told", "tells", "added", "adds", "according", "estimated", "estimates",
    "estimate", "put", "puts", "counted", "counts", "count", "speaks", "spoke", "reported", "reports", "claims",
    "claimed", "believes", "thinks", "announced", "confirmed",
])  # fmt: skip


@cache
def head_words() -> dict[str, str]:
    """The head of each word that news copy uses for others, by stems."""
    heads: dict[str, str] = {}
    for line in read_text("synonyms.txt").splitlines():
        head, colon, rest = line.partition("#")[0].partition(":")
        for word in (head, *rest.split(",")) if colon else ():
            if word.strip().isalpha():
                heads.setdefault(stem(word.strip()), stem(head.strip()))
    return heads


@lru_cache(maxsize=50_000)
def root_of(word: str) -> str:
    """One form for a folded word, its inflections, and the words that news copy uses for it."""
    root = stem(demonyms().get(word, word))
    return head_words().get(root, root)


_Weighed = tuple[tuple[int, int], str, tuple[str, float]]
"""A word of a sentence: where it stands, folded, its root ("" where it tells nothing) with its weight."""


class _Weights(dict[str, tuple[str, float]]):
    """The root and weight of each folded word, filled as they are asked for; ("", 0.0) of one that tells nothing."""

    def __init__(self, rarity: Mapping[str, float]) -> None:
        super().__init__()
        self._rarity = rarity  # in the story, by root

    def __missing__(self, own: str) -> tuple[str, float]:
        root = "" if own in STOP_WORDS or own in _SAYING or len(own) < 2 else root_of(own)
        self[own] = root, idf(own) * self._rarity.get(root, 1.0) if root else 0.0
        return self[own]


class Topics:
    """The topics of stretches of one story."""

    def __init__(self, story: Story) -> None:
        self._sentences = story.sentences
        self._folded = {read.text: _folded(read.text) for read in story.sentences}
        n_sentences = len(self._folded)
        roots = {own: root_of(own) for words in self._folded.values() for own in words}
        spread = Counter(root for words in self._folded.values() for root in {roots[own] for own in words})
        full = math.log(2 + n_sentences)
        self._weights = _Weights({root: math.log(1 + n_sentences / n) / full for root, n in spread.items()})
        self._whole: dict[str, Topic] = {}
        self._words: dict[str, Sequence[_Weighed]] = {}
        self._holding: dict[str, list[int]] = defaultdict(list)  # the numbers of the sentences that a root weighs in

    def around(self, read: ReadSentence, start: int, end: int) -> Topic:
        """The weighed words around [start, end) of a sentence; that stretch itself is no part of its topic."""
        text, offset = read.text, read.sentence.start
        first, last = _told(read, start, end)
        weights: dict[str, float] = {}
        words = self._weighed(text)
        for side in (
            [word for word in reversed(words) if word[0][1] <= start - offset],
            [word for word in words if word[0][0] >= end - offset],
        ):
            is_before = bool(side) and side[0][0][1] <= start - offset
            edge, clause = (start if is_before else end) - offset, 1.0
            for distance, ((begins, ends), own, (root, weight)) in enumerate(side):
                gap = text[ends:edge] if is_before else text[edge:begins]
                if (gap != " " and _CLAUSE.search(gap)) or (distance and own in _CLAUSE_WORDS):
                    clause *= _OTHER_CLAUSE
                edge = begins if is_before else ends
                if root:
                    weight *= math.exp(-distance / _REACH) * clause
                    weight *= 1.0 if first <= begins and ends <= last else _SPEAKER
                    weights[root] = max(weight, weights.get(root, 0.0))
        return topic_of(weights)

    def _weighed(self, text: str) -> Sequence[_Weighed]:
        """The words of a sentence."""
        if text not in self._words:
            words = self._folded[text]
            spans = [match.span() for match in _WORD.finditer(text)]
            self._words[text] = list(zip(spans, words, map(self._weights.__getitem__, words), strict=True))
        return self._words[text]

    def whole(self, read: ReadSentence) -> Topic:
        """The weighed words of a sentence, near and far alike."""
        text = read.text
        if text not in self._whole:
            self._whole[text] = self._topic(self._folded[text])
        return self._whole[text]

    def words(self, read: ReadSentence) -> Sequence[str]:
        """The words of a sentence, folded."""
        return self._folded[read.text]

    def sentences_with(self, roots: Iterable[str]) -> list[ReadSentence]:
        """The sentences of the story in which one of the roots has weight, in order."""
        if not self._holding:
            for number, read in enumerate(self._sentences):
                for root in self.whole(read).weights:
                    self._holding[root].append(number)
        numbers = {number for root in roots for number in self._holding.get(root, ())}
        return [self._sentences[number] for number in sorted(numbers)]

    def of(self, text: str) -> Topic:
        """The weighed words of any text."""
        return self._topic(_folded(text))

    def _topic(self, words: Iterable[str]) -> Topic:
        return topic_of({root: weight for root, weight in map(self._weights.__getitem__, words) if root})


def _folded(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _told(read: ReadSentence, start: int, end: int) -> tuple[int, int]:
    """The stretch of the sentence's text in which the same is told by the same speaker, as offsets in it."""
    first, last = read.sentence.start, read.sentence.end
    for attribution in read.mentions.attributions:
        if attribution.content_start <= start and end <= attribution.content_end:
            first, last = max(first, attribution.content_start), min(last, attribution.content_end)
    return first - read.sentence.start, last - read.sentence.start


def heaviest(topic: Topic, n: int) -> list[str]:
    """The n weightiest words of a topic, by their roots.

    >>> heaviest(topic_of({"toll": 2.0, "rain": 1.0, "flood": 2.0}), 2)
    ['flood', 'toll']
    """
    return sorted(topic.weights, key=lambda root: (-topic.weights[root], root))[:n]


def shared(one: Topic, other: Topic) -> float:
    """How much two topics have in common, 0..1: the common weight beside that of the lighter one.

    >>> shared(topic_of({"toll": 2.0, "flood": 2.0}), topic_of({"toll": 2.0}))
    1.0
    """
    return likeness(one, other)[1]


def held(one: Topic, other: Topic) -> float:
    """How much of a topic another has, too, 0..1: the common weight beside its own.

    >>> held(topic_of({"toll": 2.0, "flood": 2.0}), topic_of({"toll": 2.0}))
    0.5
    """
    return _common(one, other) / one.total if one.total > 0 else 0.0


def alike(one: Topic, other: Topic) -> float:
    """How like two topics are, 0..1: the common weight beside the mean of both.

    >>> alike(topic_of({"toll": 2.0, "flood": 2.0}), topic_of({"toll": 2.0}))
    0.6666666666666666
    """
    return likeness(one, other)[0]


def likeness(one: Topic, other: Topic) -> tuple[float, float]:
    """How much two topics are `alike` and how much `shared`: both at once are quicker than one after the other."""
    common, both, lighter = _common(one, other), one.total + other.total, min(one.total, other.total)
    return 2 * common / both if both > 0 else 0.0, common / lighter if lighter > 0 else 0.0


def _common(one: Topic, other: Topic) -> float:
    """The weight of the common words, the lower of both; the sum is exact, so their order is of no matter."""
    first, second = one.weights, other.weights
    if len(first) > len(second):
        first, second = second, first
    return math.fsum([min(weight, second[word]) for word, weight in first.items() if word in second])
