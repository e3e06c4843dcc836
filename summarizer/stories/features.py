"""What is compared of an article: its weighted words and word pairs, its day, the weekdays it names, its length."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from summarizer import languages, similarity
from summarizer.model import CleanArticle
from summarizer.stories.archive import LEAST_SHARED, WEEKDAY_WORDS, TermVector, unstrange, vector_of

Weights = Mapping[str, float]

_TITLE_WEIGHT, _LEDE_WEIGHT, _LEDE_WORDS, _DECAY_WORDS = 3.0, 2.0, 30, 200.0
"""A title's word counts three times, a lede's twice; later words count less the later they stand."""
_BACKGROUND_WEIGHT = 1000.0
"""As how many articles the table of news words counts beside the bundle's own, in how rare a word is."""
_PAIRS_SHARE = 0.44
"""The part of word pairs ("heavyweight title") in a similarity; single words have the rest."""
_PAIR_WORDS = 400
_CHARS_READ = 20_000
_LEAD_CHARS = 500
_MOST_TERMS = 200
"""Terms of an article that a stream of stories keeps: about 4 kB. Twice as many changed F1 by less than .005."""
_LANGUAGE_CHARS = 300
"""Characters of a text that tell its language."""
_FOREIGN_WORTH = 0.7
"""In another language than English no table tells how rare a word is: two court reports in German share "Landgericht"
and a dozen more. So likenesses there are halved, which those of two tellings of one event can bear."""
LEAST = 0.02
"""Articles less similar than this are not compared further: they count as sharing nothing."""

_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_MONTH = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATE_FORMS = (
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+(?P<year>(?:19|20)\d\d)\b", re.I),
    re.compile(rf"\b{_DAY}\s+{_MONTH},?\s+(?P<year>(?:19|20)\d\d)\b", re.I),
)
_WEEKDAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_WEEKDAYS = {name: 1 << bit for bit, name in enumerate(("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun"))}


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of n articles besides their words: the day (ordinal, NaN when unknown), the weekdays named near
    the top (a bit each), the natural logarithm of the number of content words."""

    day: NDArray[np.float64]
    weekdays: NDArray[np.int64]
    log_length: NDArray[np.float64]


def read_traits(articles: Sequence[CleanArticle]) -> Traits:
    """The traits of the articles, in their order."""
    found = [traits_of(article) for article in articles]
    return Traits(
        day=np.array([day for day, _, _ in found], dtype=np.float64),
        weekdays=np.array([weekdays for _, weekdays, _ in found], dtype=np.int64),
        log_length=np.array([log_length for _, _, log_length in found], dtype=np.float64),
    )


def traits_of(article: CleanArticle) -> tuple[float, int, float]:
    """Day (ordinal, NaN when unknown), weekdays and length of one article, as in `Traits`."""
    day = find_day(article)
    n_words = math.log(max(5, _n_words(article)))
    return float(day.toordinal()) if day else math.nan, _weekdays(article.text[:_LEAD_CHARS]), n_words


def find_day(article: CleanArticle) -> date | None:
    """The day of an article: when it was published, else the first full date near its top, else None.

    >>> find_day(CleanArticle("a", 1, "ORLE, 11 May 2024 - A dam broke."))
    datetime.date(2024, 5, 11)
    """
    if article.published_at:
        moment = article.published_at
        return (moment.astimezone(UTC) if moment.tzinfo else moment).date()
    matches = [match for form in _DATE_FORMS for match in form.finditer(article.text[:_LEAD_CHARS])]
    for match in sorted(matches, key=lambda match: match.start()):
        try:
            return date(int(match["year"]), _MONTHS[match["month"].lower()], int(match["day"]))
        except ValueError:  # 31 February: no date
            continue
    return None


def _weekdays(text: str) -> int:
    return sum(_WEEKDAYS[name] for name in set(_WEEKDAY.findall(text)))


@lru_cache(maxsize=256)
def _words(article: CleanArticle) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The content words of title and text, without the outlet's own name and what is common in another language."""
    title, body = similarity.content_words(article.title), similarity.content_words(article.text[:_CHARS_READ])
    outlet, common = similarity.content_words(article.outlet), _common_words(_language(article))
    if not outlet and not common:
        return title, body
    untold = common.union(outlet)
    return tuple(word for word in title if word not in untold), tuple(word for word in body if word not in untold)


def _language(article: CleanArticle) -> str:
    return languages.language_of(article.text[:_LANGUAGE_CHARS]) or languages.ENGLISH


@cache
def _common_words(language: str) -> frozenset[str]:
    return frozenset(similarity.content_words(" ".join(sorted(languages.common_words(language)))))


def _worth(article: CleanArticle) -> float:
    """How many times the weights of an article count: less where nobody knows how rare its words are."""
    return 1.0 if _language(article) == languages.ENGLISH else _FOREIGN_WORTH


def _n_words(article: CleanArticle) -> int:
    return sum(len(words) for words in _words(article))


def similar_pairs(articles: Sequence[CleanArticle]) -> Iterator[tuple[int, NDArray[np.int64], NDArray[np.float64]]]:
    """For each article its place, the places before it that share something with it, and how similar these are, 0..1.

    Cosines of TF-IDF vectors over words and over pairs of neighbouring words, by postings: no more memory than the
    words take, and one row of similarities at a time.
    """
    worths = [_worth(article) for article in articles]
    words = [_count_words(article) for article in articles]
    pairs = [_count_pairs(article) for article in articles]
    n = len(articles)
    parts = (
        (_weigh(words, lambda word, seen: _rarity(word, seen, n)), math.sqrt(1 - _PAIRS_SHARE)),
        (_weigh(pairs, lambda _, seen: -math.log((seen + 0.5) / (n + _BACKGROUND_WEIGHT))), math.sqrt(_PAIRS_SHARE)),
    )
    postings = _Postings(
        [
            {term: weight * share * worths[row] for vectors, share in parts for term, weight in vectors[row].items()}
            for row in range(n)
        ]
    )
    for row in range(n):
        scores = postings.scores(row)
        near = np.flatnonzero(scores[:row] > LEAST)
        yield row, near, scores[near]


def term_vector(article: CleanArticle) -> TermVector:
    """An article's weightiest words and word pairs, weighed by the table of news alone.

    So what two articles have in common does not depend on which others there are, or on who came first.
    """
    weights: dict[str, float] = {}
    worth = _worth(article)
    words = {word: count * _rarity(word, 0, 0) for word, count in _count_words(article).items()}
    for part, share in ((words, 1 - _PAIRS_SHARE), (_count_pairs(article), _PAIRS_SHARE)):
        length = math.sqrt(math.fsum(weight * weight for weight in part.values()))
        weights |= {term: weight * math.sqrt(share) * worth / length for term, weight in part.items()}
    return vector_of(weights, _MOST_TERMS, _is_strange)


def _is_strange(term: str) -> bool:
    """Whether a term is a word of which nobody knows how rare it is, alone or beside a day: "Ostrel Tuesday"."""
    first, _, second = term.partition(" ")
    if second:
        if first not in WEEKDAY_WORDS and second not in WEEKDAY_WORDS:
            return False
        first = second if first in WEEKDAY_WORDS else first
    return not first[0].isdigit() and not similarity.is_listed(first)


def _count_words(article: CleanArticle) -> Weights:
    title, body = _words(article)
    counts: dict[str, float] = {}
    for word in title:
        counts[word] = counts.get(word, 0.0) + _TITLE_WEIGHT
    for place, word in enumerate(body):
        late = place - _LEDE_WORDS
        counts[word] = counts.get(word, 0.0) + (_LEDE_WEIGHT if late < 0 else 1 / (1 + late / _DECAY_WORDS))
    return {word: 1 + math.log(count) if count >= 1 else count for word, count in counts.items()}


def _count_pairs(article: CleanArticle) -> Weights:
    title, body = _words(article)
    sequence = (*title, "", *body[:_PAIR_WORDS])
    counts: dict[str, float] = {}
    for place, (first, second) in enumerate(pairwise(sequence)):
        if first and second:
            counts[f"{first} {second}"] = 1 / (1 + place / _DECAY_WORDS)
    return counts


def _rarity(word: str, seen: int, n: int) -> float:
    """How rare a word is in news and in these articles together: a bundle of five cannot tell alone."""
    expected = _BACKGROUND_WEIGHT * math.exp(-similarity.idf(word))
    return max(0.1, -math.log((expected + seen) / (_BACKGROUND_WEIGHT + n)))


def _weigh(counts: Sequence[Weights], rarity: Callable[[str, int], float]) -> list[dict[str, float]]:
    """Unit vectors of counts times rarity, terms in alphabetical order, so that sums come out the same always."""
    seen = Counter(term for row in counts for term in row)
    rare = {term: rarity(term, n_rows) for term, n_rows in seen.items()}
    vectors = []
    for row in counts:
        weights = {term: row[term] * rare[term] for term in sorted(row)}
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        vectors.append({term: weight / length for term, weight in weights.items()} if length else {})
    return vectors


class _Postings:
    """For each term shared by two rows or more, the rows that have it: one flat array, each term a slice of it."""

    def __init__(self, vectors: Sequence[Weights]) -> None:
        self._n = len(vectors)
        seen = Counter(term for vector in vectors for term in vector)
        number = {term: place for place, term in enumerate(term for term, n_rows in seen.items() if n_rows > 1)}
        self._terms = [np.array([number[t] for t in vector if t in number], dtype=np.int64) for vector in vectors]
        self._weights = [np.array([w for t, w in vector.items() if t in number]) for vector in vectors]
        terms = np.concatenate(self._terms) if vectors else np.zeros(0, dtype=np.int64)
        rows = np.repeat(np.arange(self._n), [len(found) for found in self._terms])
        order = np.argsort(terms, kind="stable")
        self._rows = rows[order]
        self._row_weights = np.concatenate(self._weights)[order] if vectors else np.zeros(0)
        self._starts = np.searchsorted(terms[order], np.arange(len(number) + 1))
        self._is_strange = np.array([_is_strange(term) for term in number], dtype=np.bool_)
        self._tells = np.array([term not in WEEKDAY_WORDS for term in number], dtype=np.int64)

    def scores(self, row: int) -> NDArray[np.float64]:
        """The dot product of one row with every row, as far as more than strange words bears it; 0 with those that it
        shares but one word with, weekdays apart."""
        terms = self._terms[row]
        starts = self._starts[terms]
        lengths = self._starts[terms + 1] - starts
        if not lengths.sum():
            return np.zeros(self._n)
        places = np.arange(lengths.sum()) + np.repeat(starts - np.concatenate(([0], lengths.cumsum()[:-1])), lengths)
        weights = np.repeat(self._weights[row], lengths) * self._row_weights[places]
        rows = self._rows[places]
        n_shared = np.bincount(rows, weights=np.repeat(self._tells[terms], lengths), minlength=self._n)
        products = np.bincount(rows, weights=weights, minlength=self._n)
        is_strange = np.repeat(self._is_strange[terms], lengths)
        borne = unstrange(products.astype(np.float64), weights[is_strange], rows[is_strange])
        return np.asarray(np.where(n_shared >= LEAST_SHARED, borne, 0.0), dtype=np.float64)
