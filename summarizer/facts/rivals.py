"""How sure it is that two figures are of one thing: weights of what they share, fitted on our dev stories.

Two questions, since other things tell: of two figures of one passage (somebody else says another number), and of two in
different articles. The weights are those of a logistic regression (`eval/benchmarks/rivals.py` prints them).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from summarizer.facts.quantities import Quantity
from summarizer.facts.topics import Topics, alike, likeness
from summarizer.model import FigureKind, Hedge

_CONTRAST = re.compile(
    r"\b(?:but|while|however|by contrast|whereas|although|though|instead|only|in fact|disput\w+|own)\b|;", re.I
)

NEAR: Mapping[str, float] = {
    "": 0.07,
    "below ten": -0.27,
    "below three": -0.08,
    "contrast": -0.16,
    "frame": 0.19,
    "hedges": 0.52,
    "one counted": 0.30,
    "one voice": -0.70,
    "other counted": -0.37,
    "other firmness": 0.10,
    "other time": -0.13,
    "other voice": 0.52,
    "part": 0.17,
    "ratio": -0.57,
    "same counted": 0.16,
    "same names": -0.20,
    "same places": -0.19,
    "same sentence": 0.22,
    "second says only how many": 0.63,
    "sentences alike": -0.05,
    "sentences between": -0.61,
    "thousands": 0.33,
    "wanted": -0.15,
}
APART: Mapping[str, float] = {
    "": -1.79,
    "alike": 0.82,
    "below ten": -0.32,
    "below three": -0.27,
    "choices": -0.44,
    "first says only how many": 0.68,
    "frame": 0.71,
    "hedges": 0.73,
    "one counted": -0.45,
    "one voice": 0.26,
    "other counted": -0.65,
    "other figures": -0.44,
    "other firmness": -0.38,
    "other places": 0.10,
    "other relation": -0.10,
    "other voice": 1.13,
    "part": 0.06,
    "ratio": -1.46,
    "same counted": 1.00,
    "same names": 0.06,
    "same places": 0.14,
    "same state": 0.53,
    "same voice": 0.06,
    "second says only how many": 0.68,
    "sentences alike": 0.84,
    "shared": 0.97,
    "thousands": 0.79,
    "wanted": -0.67,
}


_SUMS = 0.001
"""Share by which a sum may be off."""


class Choices:
    """How many figures of one sort each article gives: of many, any two are less likely to be of one thing."""

    def __init__(self, quantities: Iterable[Quantity]) -> None:
        self._n = Counter((quantity.article_id, *_sort_of(quantity)) for quantity in quantities)

    def number(self, one: Quantity, other: Quantity) -> int:
        """How many figures of its sort each has in the other's article, together."""
        return self._n[other.article_id, *_sort_of(one)] + self._n[one.article_id, *_sort_of(other)]


def _sort_of(quantity: Quantity) -> tuple[FigureKind, str, str]:
    return quantity.figure.kind, quantity.figure.unit, quantity.counted


def features(one: Quantity, other: Quantity, topics: Topics, choices: Choices) -> dict[str, float]:
    """What two figures share and do not, by name; the weights above go with them."""
    first, second = one, other
    if (other.article_id, other.figure.start) < (one.article_id, one.figure.start):
        first, second = other, one
    low, high = sorted((first.figure.high, second.figure.high))
    alike_around, shared_around = likeness(first.topic, second.topic)
    same_article = first.article_id == second.article_id
    same_sentence = first.read is second.read
    is_count = first.figure.kind is FigureKind.COUNT
    is_people = _is_people(first, second)
    return {
        "other voice": bool(first.voice and second.voice) and first.voice != second.voice,
        "one voice": bool(first.voice) != bool(second.voice),
        "same voice": bool(first.voice) and first.voice == second.voice,
        "first says only how many": first.is_elliptic,
        "second says only how many": second.is_elliptic,
        "same counted": bool(first.counted) and first.counted == second.counted,
        "other counted": bool(first.counted and second.counted) and first.counted != second.counted and not is_people,
        "one counted": bool(first.counted) != bool(second.counted) or is_people,
        "other relation": first.relation != second.relation,
        "part": "part" in (first.relation, second.relation),
        "same state": bool(first.state) and first.state == second.state,
        "other state": bool(first.state and second.state) and first.state != second.state,
        "alike": alike_around,
        "shared": shared_around,
        "sentences alike": 0.0 if same_sentence else alike(topics.whole(first.read), topics.whole(second.read)),
        "frame": frame(first, second),
        "hedges": _is_hedged(first) + _is_hedged(second),
        "ratio": math.log(high / low) if low > 0 else 2.0,
        "sentences between": abs(place(first) - place(second)) if same_article else 0,
        "below three": low < 3 and is_count,
        "below ten": low < 10 and is_count,
        "thousands": low >= 1000,
        "other firmness": first.is_firm != second.is_firm,
        "other time": first.is_past != second.is_past,
        "contrast": same_article and _CONTRAST.search(_between(first, second)) is not None,
        "wanted": first.is_wanted + second.is_wanted,
        "same sentence": same_sentence,
        "same names": not first.names.isdisjoint(second.names),
        "same places": not first.places.isdisjoint(second.places),
        "choices": 0.0 if same_article else math.log(max(1, choices.number(first, second))),
        "other figures": not same_article and _have_other_figures(first, second),
        "other places": bool(first.places and second.places) and first.places.isdisjoint(second.places),
    }


def is_told_beside(one: Quantity, other: Quantity) -> bool:
    """Whether the sentence of one gives the other's value, too."""
    figure = other.figure
    return any(
        (beside.low, beside.high, beside.kind) == (figure.low, figure.high, figure.kind)
        for beside in one.read.mentions.figures
        if beside.start != one.figure.start
    )


def is_sum_of(one: Quantity, other: Quantity) -> bool:
    """Whether one is what the other and a figure beside it come to: 4 million, "2.5 million here and 1.5 there"."""
    figure = other.figure
    return any(
        abs(figure.low + beside.low - one.figure.low) <= _SUMS * one.figure.low
        for beside in other.read.mentions.figures
        if beside.start != figure.start and (beside.kind, beside.unit) == (figure.kind, figure.unit)
    )


def sureness(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The probability that two figures with these features are of one thing."""
    shown = [weights[name] * value for name, value in found.items() if value and name in weights]
    points = weights.get("", 0.0) + math.fsum(shown)
    return 1 / (1 + math.exp(-points))


def place(quantity: Quantity) -> int:
    """The number of its sentence in the article."""
    return quantity.read.sentence.index


def frame(first: Quantity, second: Quantity) -> float:
    """How much of the six words around both figures is the same, counted outwards from them, 0..1."""
    (before, after), (other_before, other_after) = first.around, second.around
    n = 0
    for words, others in ((before, other_before), (after, other_after)):
        for word, other in zip(words, others, strict=False):
            if word != other:
                break
            n += 1
    return n / (len(before) + len(after))


def _between(first: Quantity, second: Quantity) -> str:
    """What is said between two figures of one sentence; else what the second's sentence says before it."""
    text, offset = second.read.text, second.read.sentence.start
    start = first.figure.end - offset if first.read is second.read else 0
    return text[start : second.figure.start - offset]


def _have_other_figures(first: Quantity, second: Quantity) -> bool:
    """Whether both sentences give figures beside these, and none of them in common."""
    return bool(first.beside and second.beside) and first.beside.isdisjoint(second.beside)


def _is_people(first: Quantity, second: Quantity) -> bool:
    """Whether one counts people and the other something that may be people: "spectators", "players"."""
    return first.counted != second.counted and "person" in (first.counted, second.counted)


def _is_hedged(quantity: Quantity) -> bool:
    return quantity.figure.hedge not in (Hedge.NONE, Hedge.EXACTLY)
