"""How much of a claim stands in the evidence, in numbers: what the entailment model looks at.

A claim's content words are aligned with those of each sentence, by stem and by word vector, rare words weighing more.
From that: how much the best sentence, the best two and the best four hold; what is left that nothing holds; whether
words that stand together in the claim stand together there; how much is copied; and whether figures, names, negation
and hedges agree. Everything is read from plain words, so that lower-cased, tokenised or mangled text works too.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from summarizer import similarity
from summarizer.similarity import STOP_WORDS, Index, idf, stem, words

Floats = NDArray[np.float32]

POOL = 40
"""Sentences looked at: the nearest ones. With all of a large bundle, every word stands somewhere."""
_SYNONYM = 0.55
"""Word vectors nearer than this count as one meaning, in part ("soldiers" and "troops" are .86)."""

_TELLING = 2.0
"""A word rarer than this (in fewer than one in seven articles) is worth naming when it is missing."""

_NEGATIONS = frozenset(
    (
        "not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot", "denied",
        "deny", "denies", "refused",
    )
)  # fmt: skip
_HEDGES = frozenset(
    (
        "may", "might", "could", "would", "possible", "possibly", "perhaps", "likely", "unlikely",
        "reportedly", "alleged", "allegedly", "apparently", "suspected", "expected", "plans", "planned",
        "proposed", "considering", "if", "whether", "believed", "claims", "claimed", "suggested", "appears",
        "seems", "potential", "potentially",
    )
)  # fmt: skip
_NUMBER_WORDS = {
    word: str(value)
    for value, word in enumerate(
        (
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        )
    )
} | {"first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "dozen": "12"}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_NOT_CONTRACTED = re.compile(r"\b\w+n['’]t\b")
_TOKEN = re.compile(r"\w(?:[^\s“”\"]*\w)?")
_CAPITALISED = re.compile(r"\b[A-Z][\w'’-]+")
_SEGMENT_END = re.compile(r"[,;:–—]|\b(?:and|but|while|after|before|because|although|which|who)\b")


@dataclass(frozen=True, slots=True, eq=False)
class EvidenceWords:
    """The sentences of the evidence, read once: their words, vectors, and where each stem stands."""

    texts: tuple[str, ...]
    index: Index
    folded: tuple[tuple[str, ...], ...]
    stems: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Support:
    """The numbers for one claim, in the order of `NAMES`; the sentences that hold most of it; the words none holds.

    `missing` are words as the claim writes them, neighbours together, the weightiest first.
    """

    values: Floats
    best: tuple[int, ...]
    missing: tuple[str, ...]

    def value(self, name: str) -> float:
        """One of the numbers."""
        return float(self.values[NAMES.index(name)])


NAMES = (
    "one hard", "one soft", "two hard", "two soft", "four hard", "four soft", "all hard", "all soft",
    "two soft minus hard", "worst word", "second worst word", "missing words", "missing rare words", "least segment",
    "mean segment", "cosine", "second cosine", "nearest score", "cosine of two", "pairs together", "pairs near",
    "pairs in order", "bigrams", "trigrams", "fourgrams", "longest run", "density", "copied words", "function words",
    "figures missing", "share of figures missing", "figures not in best", "names missing", "share of names missing",
    "names not in best", "negated alone", "evidence negated alone", "hedged alone", "evidence hedged alone",
    "log words", "log sentences", "mean rarity", "has figures", "has names", "is lower case", "quoted words missing",
)  # fmt: skip


def _folded(text: str) -> tuple[str, ...]:
    """The words of a text, numbers told in words as digits.

    >>> _folded("Twenty-six of the thirty boats")
    ('26', 'of', 'the', '30', 'boats')
    """
    found: list[str] = []
    is_open = False  # after "twenty", which a unit may follow
    for word in words(text):
        unit = _NUMBER_WORDS.get(word, word)
        if word in _TENS:
            found.append(str(_TENS[word]))
        elif is_open and unit.isdigit() and len(unit) == 1 and unit != "0":
            found[-1] = str(int(found[-1]) + int(unit))
        else:
            found.append(unit)
        is_open = word in _TENS
    return tuple(found)


@functools.lru_cache(maxsize=8)
def read_evidence(texts: tuple[str, ...]) -> EvidenceWords:
    """The sentences of the evidence, ready to be asked many times."""
    folded = tuple(_folded(text) for text in texts)
    stems = tuple(tuple(stem(word) for word in row if word not in STOP_WORDS) for row in folded)
    return EvidenceWords(texts, Index(texts), folded, stems)


def measure(text: str, evidence: EvidenceWords) -> Support | None:
    """How much of `text` the evidence holds; None when either has no words that tell anything."""
    folded = _folded(text)
    content = list(dict.fromkeys(word for word in folded if word not in STOP_WORDS))
    scores = evidence.index.scores(text)
    order = [int(row) for row in np.argsort(-scores, kind="stable")[:POOL] if evidence.folded[int(row)]]
    if not content or not order:
        return None
    weights = np.array([idf(stem(word)) for word in content], dtype=np.float32)
    weights /= weights.sum()
    hard, soft = _aligned(content, order, evidence)
    chosen = _best_four(weights, soft)
    first, pair = chosen[:1], chosen[:2]
    in_all = soft.max(axis=1)
    lacking = weights * (1 - in_all)
    worst = np.sort(lacking)[::-1]
    best_rows = tuple(order[column] for column in pair)
    pool_words = {word for row in order for word in evidence.folded[row]}
    best_words = {word for row in best_rows for word in evidence.folded[row]}
    segments = _segments(text, content, weights, soft)
    claim_vector = similarity.embed([text])[0]
    cosines = np.sort(evidence.index.vectors[order] @ claim_vector)[::-1]
    both = evidence.index.vectors[list(best_rows)].sum(axis=0)
    figures = [word for word in dict.fromkeys(folded) if word[0].isdigit()]
    names = _names(text)
    negated, hedged = _stances(text), _stances(" ".join(evidence.texts[row] for row in best_rows))
    values = [
        *(
            float(weights @ matrix[:, columns].max(axis=1))
            for columns in (first, pair, chosen)
            for matrix in (hard, soft)
        ),
        float(weights @ hard.max(axis=1)),
        float(weights @ in_all),
        float(weights @ (soft[:, pair].max(axis=1) - hard[:, pair].max(axis=1))),
        float(worst[0]),
        float(worst[1]) if len(worst) > 1 else 0.0,
        float((in_all < 0.5).mean()),
        float(sum(min(1.0, idf(stem(word)) / 8) for word, got in zip(content, in_all, strict=True) if got < 0.5)),
        min(segments),
        sum(segments) / len(segments),
        float(cosines[0]),
        float(cosines[1]) if len(cosines) > 1 else 0.0,
        float(scores[order[0]]),
        float(both @ claim_vector / (np.sqrt(both @ both) + 1e-9)),
        *_pairs(folded, order, evidence),
        *_copying(folded, order, evidence),
        *_absence(figures, pool_words, best_words),
        *_absence(names, pool_words, best_words),
        float(negated[0] > hedged[0]),
        float(hedged[0] > negated[0]),
        float(negated[1] > hedged[1]),
        float(hedged[1] > negated[1]),
        math.log(len(folded)),
        math.log(len(order)),
        float(np.mean([idf(stem(word)) for word in content])) / 10,
        float(bool(figures)),
        float(bool(names)),
        float(text == text.lower()),
        _quoted_missing(text, pool_words),
    ]
    lost = {
        word: float(weight)
        for word, got, weight in zip(content, in_all, lacking, strict=True)
        if got < 0.5 and (word[0].isdigit() or idf(stem(word)) > _TELLING)
    }
    return Support(np.array(values, dtype=np.float32), best_rows, _as_written(text, lost))


def _as_written(text: str, lost: Mapping[str, float]) -> tuple[str, ...]:
    """Stretches of the text made of lost words, the weightiest first."""
    stretches: list[tuple[float, int, int]] = []
    is_open = False
    for match in _TOKEN.finditer(text):
        weight = max((lost.get(word, 0.0) for word in _folded(match[0])), default=0.0)
        if weight and is_open and text[stretches[-1][2] : match.start()].isspace():
            total, start, _ = stretches[-1]
            stretches[-1] = (total + weight, start, match.end())
        elif weight:
            stretches.append((weight, match.start(), match.end()))
        is_open = bool(weight)
    ranked = sorted(stretches, key=lambda stretch: (-stretch[0], stretch[1]))
    return tuple(dict.fromkeys(text[start:end] for _, start, end in ranked))


def _aligned(content: list[str], order: list[int], evidence: EvidenceWords) -> tuple[Floats, Floats]:
    """How well each sentence holds each content word, by stem alone and with vectors: two of (words, sentences)."""
    distinct: dict[str, int] = {}
    flat: list[int] = []
    starts: list[int] = []
    for row in order:
        starts.append(len(flat))
        flat.extend(distinct.setdefault(found, len(distinct)) for found in evidence.stems[row] or evidence.folded[row])
    found_words = list(distinct)
    stems = [stem(word) for word in content]
    equal = np.zeros((len(content), len(found_words)), dtype=np.float32)
    for row, own in enumerate(stems):
        column = distinct.get(own, distinct.get(content[row]))
        if column is not None:
            equal[row, column] = 1.0
    near = similarity.word_vectors(content) @ similarity.word_vectors(found_words).T
    figures = np.array([word[0].isdigit() for word in content])
    near[figures] = 0.0  # one figure never stands for another
    near = np.where(near >= _SYNONYM, np.minimum(near, 0.95), 0.0)
    near = np.maximum(near, equal)
    hard = np.maximum.reduceat(equal[:, flat], starts, axis=1)
    soft = np.maximum.reduceat(near[:, flat], starts, axis=1)
    return hard, soft


def _best_four(weights: Floats, soft: Floats) -> list[int]:
    """Up to four sentences that together hold most of the claim: the best pair first, then what adds most."""
    single = weights @ soft
    front = np.argsort(-single, kind="stable")[:10]
    chosen = [int(front[0])]
    held = soft[:, chosen[0]]
    for _ in range(min(3, soft.shape[1] - 1)):
        gains = weights @ np.maximum(held[:, None], soft)
        gains[chosen] = -1.0
        chosen.append(int(np.argmax(gains)))
        held = np.maximum(held, soft[:, chosen[-1]])
    return chosen


def _segments(text: str, content: list[str], weights: Floats, soft: Floats) -> list[float]:
    """For each clause of the claim, how much of it the one sentence that holds most of it holds."""
    place = {word: row for row, word in enumerate(content)}
    held: list[float] = []
    for segment in _SEGMENT_END.split(text):
        rows = [place[word] for word in _folded(segment) if word in place]
        if len(rows) > 1:
            share = weights[rows] / weights[rows].sum()
            held.append(float((share @ soft[rows]).max()))
    return held or [float((weights @ soft).max())]


def _pairs(folded: Sequence[str], order: list[int], evidence: EvidenceWords) -> tuple[float, float, float]:
    """Of neighbouring content words of the claim: how many stand in one sentence, near each other, in this order."""
    content = [stem(word) for word in folded if word not in STOP_WORDS]
    neighbours = [(a, b) for a, b in pairwise(content) if a != b]
    if not neighbours:
        return 0.0, 0.0, 0.0
    together = near = ordered = 0
    places: list[dict[str, int]] = [{word: i for i, word in enumerate(evidence.stems[row])} for row in order]
    for a, b in neighbours:
        found = [(row[a], row[b]) for row in places if a in row and b in row]
        together += bool(found)
        near += any(abs(i - j) <= 3 for i, j in found)
        ordered += any(0 < j - i <= 6 for i, j in found)
    n = len(neighbours)
    return together / n, near / n, ordered / n


def _copying(folded: Sequence[str], order: list[int], evidence: EvidenceWords) -> tuple[float, ...]:
    """Shares of the n-grams found, the longest run, density of runs (Grusky 2018), words in runs of three or more."""
    n = len(folded)
    grams: list[float] = []
    for size in (2, 3, 4):
        own = [tuple(folded[i : i + size]) for i in range(n - size + 1)]
        if own:
            wanted, got = set(own), set()
            for row in order:
                line = evidence.folded[row]
                got.update(wanted.intersection(zip(*(line[i:] for i in range(size)), strict=False)))
            grams.append(sum(gram in got for gram in own) / len(own))
        else:
            grams.append(0.0)
    runs = _runs(folded, order, evidence)
    everything = {word for row in order for word in evidence.folded[row]}
    plain = [word for word in folded if word in STOP_WORDS]
    return (
        *grams,
        max(runs, default=0) / n,
        math.log1p(sum(run * run for run in runs) / n),
        sum(run for run in runs if run >= 3) / n,
        sum(word in everything for word in plain) / len(plain) if plain else 1.0,
    )


def _runs(folded: Sequence[str], order: list[int], evidence: EvidenceWords) -> list[int]:
    """Lengths of the longest stretches of the claim that stand in a sentence word for word, greedily from the left."""
    where: dict[str, list[tuple[int, int]]] = {}
    wanted = set(folded)
    for row in order:
        for i, word in enumerate(evidence.folded[row]):
            if word in wanted:
                where.setdefault(word, []).append((row, i))
    runs: list[int] = []
    start = 0
    while start < len(folded):
        longest = 0
        for row, i in where.get(folded[start], ()):
            line = evidence.folded[row]
            length = 1
            while (
                start + length < len(folded) and i + length < len(line) and folded[start + length] == line[i + length]
            ):
                length += 1
            longest = max(longest, length)
        if longest:
            runs.append(longest)
        start += max(1, longest)
    return runs


def _absence(own: Sequence[str], pool: set[str], best: set[str]) -> tuple[float, float, float]:
    """How many are in no sentence (up to 3), their share, and the share that the best two sentences lack."""
    if not own:
        return 0.0, 0.0, 0.0
    absent = sum(word not in pool for word in own)
    return min(3.0, absent), absent / len(own), sum(word not in best for word in own) / len(own)


def _names(text: str) -> list[str]:
    """Folded capitalised words, but not the first one: that one is capitalised anyhow."""
    if text == text.upper():
        return []
    found = [
        match
        for match in _CAPITALISED.finditer(text)
        if match.start() > 0 and text[: match.start()].rstrip()[-1:] not in ".!?"
    ]
    folded = (part for match in found for part in words(match[0]))
    return [word for word in dict.fromkeys(folded) if word not in STOP_WORDS]


def _stances(text: str) -> tuple[int, int]:
    """How many words negate and how many hedge."""
    found = words(text)
    n_negations = sum(word in _NEGATIONS for word in found) + len(_NOT_CONTRACTED.findall(text))
    return n_negations, sum(word in _HEDGES for word in found)


def _quoted_missing(text: str, pool: set[str]) -> float:
    """Of the words between quotation marks, the share that no sentence has."""
    quoted = [word for match in re.findall(r"[“\"]([^”\"]{3,})[”\"]", text) for word in words(match)]
    return sum(word not in pool for word in quoted) / len(quoted) if quoted else 0.0
