"""What articles share in wording once quotations are set aside: two reporters may quote one man, not write one text."""

from __future__ import annotations

import calendar
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from summarizer import similarity
from summarizer.model import CleanArticle, ReadSentence
from summarizer.sentences import sentence_spans

Gram = tuple[str, str, str]

_MIN_WORDS = 8
"""Shorter sentences ("He did not elaborate.") are written alike by everybody and show nothing."""
_SHARED_FROM = 0.5
"""Share of a sentence's word triples that stand in another text too, from which the sentence counts as shared. On the
seeds and the invented bundles no sentence of an independent text reaches .47."""

_LEAST_NAMES, _SAME_NAMES = 2, 0.4
"""From so many names on, and below this share of the fewer names, two texts tell of others: two companies' results in
one agency's set phrases, two matches, two verdicts. Versions and copies of a text have its names."""
_NAME = re.compile(r"(?<=[\w,;)] )[A-ZÀ-Þ][\w’'-]+")
"""A capitalised word inside a sentence."""
_NO_NAMES = frozenset(name.lower() for name in (*calendar.day_name, *calendar.month_name))
_MARK = re.compile(r'["“”„«»]')
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Prose:
    """One article's sentences without what stands in quotation marks: the word triples of each that is long enough.

    `names` are the capitalised words of all its text, days and months apart.
    """

    article_id: str
    sentences: tuple[tuple[Gram, ...], ...]
    n_words: int
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many of one article's `n_sentences` that can be compared stand, in their wording, in another too; and how
    many word for word."""

    n_shared: int
    n_sentences: int
    n_same: int = 0

    @property
    def share(self) -> float:
        """0..1; 0 when there is nothing to compare."""
        return self.n_shared / self.n_sentences if self.n_sentences else 0.0


def read_prose(article: CleanArticle, sentences: Sequence[ReadSentence]) -> Prose:
    """The article's prose; sentences are split here when none are given.

    >>> text = "The dam above the town of Orle broke on Friday night, the mayor said. “Run,” he added."
    >>> prose = read_prose(CleanArticle("a", 1, text), [])
    >>> len(prose.sentences), prose.sentences[0][0]
    (1, ('the', 'dam', 'above'))
    """
    spans = [(read.sentence.start, read.sentence.end) for read in sentences] or sentence_spans(article.text)
    unquoted = blank_quotations(article.text)
    found = []
    n_words = 0
    for start, end in spans:
        words = similarity.words(unquoted[start:end])
        n_words += len(words)
        if len(words) >= _MIN_WORDS:
            found.append(tuple(zip(words, words[1:], words[2:], strict=False)))
    return Prose(article.id, tuple(found), n_words, _names_in(article.text))


def _names_in(text: str) -> frozenset[str]:
    named = (folded for match in _NAME.finditer(text) for folded in similarity.words(match.group()))
    return frozenset(named) - _NO_NAMES - similarity.STOP_WORDS


def are_of_others(one: Prose, other: Prose) -> bool:
    """Whether the names of two texts are exchanged: what they share are the set phrases of such reports.

    >>> read = lambda text: read_prose(CleanArticle("a", 1, text), [])
    >>> brewer, yard = "Profit of brewer Halm rose, said Ole Juul.", "Profit of shipyard Norg fell, said Irma Vold."
    >>> are_of_others(read(brewer), read(yard)), are_of_others(read(brewer), read(brewer))
    (True, False)
    """
    n_fewer = min(len(one.names), len(other.names))
    return n_fewer >= _LEAST_NAMES and len(one.names & other.names) < _SAME_NAMES * n_fewer


def blank_quotations(text: str) -> str:
    """The text with every quotation replaced by blanks, at the same offsets.

    Marks are paired within a paragraph, whatever their shape, since outlets mix them; an unclosed one reaches to the
    paragraph's end.

    >>> blank_quotations('He said "no" twice.')
    'He said      twice.'
    """
    parts = list(text)
    for paragraph in _PARAGRAPH.finditer(text):
        marks = [mark.start() for mark in _MARK.finditer(text, paragraph.start(), paragraph.end())]
        if len(marks) % 2:
            marks.append(paragraph.end() - 1)
        for opening, closing in zip(marks[::2], marks[1::2], strict=True):
            parts[opening : closing + 1] = " " * (closing + 1 - opening)
    return "".join(parts)


def measure_overlaps(proses: Sequence[Prose]) -> Mapping[tuple[str, str], Overlap]:
    """For each ordered pair (a, b) that shares a sentence: how much of a's wording stands in b."""
    holders: dict[Gram, list[int]] = defaultdict(list)
    for row, prose in enumerate(proses):
        for gram in {gram for sentence in prose.sentences for gram in sentence}:
            holders[gram].append(row)
    shared: Counter[tuple[int, int]] = Counter()
    same: Counter[tuple[int, int]] = Counter()
    for row, prose in enumerate(proses):
        for sentence in prose.sentences:
            hits = Counter(other for gram in sentence for other in holders[gram] if other != row)
            for other, n_hits in hits.items():
                if n_hits >= _SHARED_FROM * len(sentence):
                    shared[row, other] += 1
                    same[row, other] += n_hits == len(sentence)
    return {
        (proses[a].article_id, proses[b].article_id): Overlap(n_shared, len(proses[a].sentences), same[a, b])
        for (a, b), n_shared in shared.items()
    }
