"""Accounts that put one thing into two states: "The alarm had been off since May", "Every alarm was live".

No word of denial need stand in either. What tells of a contradiction is that both are of the same thing (a weighty word
or a person that both name) and that the states exclude one another (`resources/poles.txt`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from summarizer.facts.denials import Opposed, voice_of
from summarizer.facts.topics import Topics, root_of
from summarizer.facts.view import StoryView
from summarizer.model import NameKind, ReadSentence
from summarizer.resources import read_text

_UNREAL = re.compile(
    r"\b(?:if|unless|whether|should|would|could|(?-i:may)|might|wants?|must|demand\w*|urge[sd]?|asked(?! for))\b|\?",
    re.I,
)
"""What is wished, asked for or supposed contradicts nothing that is."""
_NEGATED = re.compile(
    r"\b(?:not|never|no|nobody|neither|nor|cannot)\b(?: [\w’'-]+){0,2}\W*$|n[’']t(?: [\w’'-]+){0,2}\W*$", re.I
)
_NEAR = 4
"""Sentences of one article between two accounts of one thing."""
_WEIGHTY_NEAR, _WEIGHTY = 0.7, 1.0
"""Weight of the word near the state that both accounts must share: in one passage, and in two articles."""
_SURENESS = 0.55
"""Below what a summary tells: the same word may be of another thing."""
_OF_PEOPLE = frozenset({"life", "senses", "drink"})


@dataclass(frozen=True, slots=True)
class _Account:
    """A sentence that puts something into a state: the poles it names, as (name, side)."""

    read: ReadSentence
    voice: str
    poles: frozenset[tuple[str, int]]
    people: frozenset[str]

    def around(self, topics: Topics, name: str) -> Mapping[str, float]:
        """The words around those that name a state, weighed."""
        match = next(match for words in _table()[name] for match in words.finditer(self.read.text))
        offset = self.read.sentence.start
        return topics.around(self.read, offset + match.start(), offset + match.end()).weights


def find_poles(view: StoryView, topics: Topics) -> Iterator[Opposed]:
    """Pairs of accounts, in order, that put one thing into states which exclude one another."""
    by_pole: dict[tuple[str, int], list[_Account]] = defaultdict(list)
    accounts = [
        _Account(read, voice_of(view, read), poles, _people(view, read))
        for read in view.story.sentences
        if (poles := poles_of(read.text)) and not _UNREAL.search(read.text)
    ]
    for account in accounts:
        for pole in account.poles:
            by_pole[pole].append(account)
    for name in _table():
        for one in by_pole[name, 0]:
            for other in by_pole[name, 1]:
                if _exclude(topics, name, one, other):
                    first, second = sorted((one, other), key=lambda account: account.read.sentence.span.start)
                    yield Opposed(
                        first.read.sentence.span, first.voice, second.read.sentence.span, second.voice, _SURENESS
                    )


def poles_of(text: str) -> frozenset[tuple[str, int]]:
    """The poles that a text names, each once; a pole that it negates is the other one. Both of one are none.

    >>> poles_of("The vote was unanimous."), poles_of("The vote was not unanimous.")
    (frozenset({('vote', 0)}), frozenset({('vote', 1)}))
    """
    found = set()
    for name in _named_by(text):
        sides = _table()[name]
        told = set()
        for side, words in enumerate(sides):
            for match in words.finditer(text):
                told.add(1 - side if _NEGATED.search(text[: match.start()]) else side)
        if len(told) == 1:
            found.add((name, told.pop()))
    return frozenset(found)


def _exclude(topics: Topics, name: str, one: _Account, other: _Account) -> bool:
    """Whether two accounts are of one thing, and of two voices."""
    is_one_article = one.read.article_id == other.read.article_id
    if one.voice and one.voice == other.voice:
        return False  # nobody contradicts himself
    if is_one_article and (
        not (one.voice or other.voice) or abs(one.read.sentence.index - other.read.sentence.index) > _NEAR
    ):
        return False
    if one.people and other.people:
        return not one.people.isdisjoint(other.people)
    if is_one_article and _are_side_by_side(one, other):
        return True  # of what, the first of them says
    if name in _OF_PEOPLE and not is_one_article:
        return False  # one of many: "eight were found alive", "nine died in 2003"
    first, second = one.around(topics, name), other.around(topics, name)
    words = (first.keys() & second.keys()) - _roots_of(name)
    weight = max((min(first[root], second[root]) for root in words), default=0.0)
    return weight >= (_WEIGHTY_NEAR if is_one_article else _WEIGHTY)


def _are_side_by_side(one: _Account, other: _Account) -> bool:
    """Whether two speakers follow one another in a paragraph."""
    first, second = one.read.sentence, other.read.sentence
    return (
        bool(one.voice and other.voice) and first.paragraph == second.paragraph and abs(first.index - second.index) == 1
    )


def _people(view: StoryView, read: ReadSentence) -> frozenset[str]:
    return frozenset(
        entity.id
        for name in read.mentions.names
        if name.kind is NameKind.PERSON and (entity := view.names.bearer_of(name, read.article_id))
    )


_LETTERS = re.compile(r"[a-z]+")


@cache
def _table() -> Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """The words of both poles, by name."""
    found = {}
    for name, poles in _rows():
        one, other = (re.compile(rf"\b(?:{'|'.join(map(_pattern, words))})\b", re.I) for words in poles)
        found[name] = (one, other)
    return found


def _named_by(text: str) -> Iterator[str]:
    """The names of which a text may have a pole: it has the longest word of one of their phrases."""
    exact, starred = _longest_words()
    words = _LETTERS.findall(text.lower())
    found = {name for word in words if word in exact for name in exact[word]}
    spaced = f" {' '.join(words)}"
    found |= {name for prefix, name in starred if f" {prefix}" in spaced}
    return (name for name in _table() if name in found)


@cache
def _longest_words() -> tuple[Mapping[str, frozenset[str]], tuple[tuple[str, str], ...]]:
    exact: dict[str, set[str]] = {}
    starred = []
    for name, poles in _rows():
        for phrase in (phrase for pole in poles for phrase in pole):
            longest = max(re.findall(r"[a-z]+\*?", phrase.lower()), key=len)
            if longest.endswith("*"):
                starred.append((longest[:-1], name))
            else:
                exact.setdefault(longest, set()).add(name)
    return {word: frozenset(names) for word, names in exact.items()}, tuple(starred)


def _rows() -> Iterator[tuple[str, Sequence[Sequence[str]]]]:
    for line in read_text("poles.txt").splitlines():
        name, colon, poles = line.partition("#")[0].partition(":")
        if colon:
            yield name, [[word.strip() for word in pole.split(",")] for pole in poles.split("|")]


def _pattern(words: str) -> str:
    return re.escape(words).replace(r"\*", r"\w*")


@cache
def _roots_of(name: str) -> frozenset[str]:
    """The roots of the words of both poles: that both accounts name the state tells nothing of what is in it."""
    words = " ".join(word for own, poles in _rows() if own == name for pole in poles for word in pole)
    return frozenset(root_of(word) for word in re.findall(r"[a-z-]+", words))
