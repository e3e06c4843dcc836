"""How long somebody may be jailed: "faces up to 20 years in prison" and "could be jailed for up to 25 years"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from summarizer.facts.quantities import Quantity
from summarizer.model import FigureKind

_FACES = re.compile(
    r"\b(?:fac(?:es?|ed|ing)"
    r"|(?:could|can|may|might) (?:\w+ )?(?:face|be (?:jailed|imprisoned|sentenced|sent)|get|spend|serve)"
    r"|carr(?:y|ies)|punishable by|maximum (?:sentence|penalty|punishment|prison term|term))\b[^.;,]{0,45}$",
    re.I,
)
_JAIL = re.compile(r"\b(?:prison|jail(?:ed)?|imprison\w*|behind bars|custody|sentenced?)\b", re.I)
_OF_ONE_CHARGE = re.compile(
    r"\b(?:each|every|per|(?:on|for) (?:one|the|another)(?: \w+){0,3}) (?:count|charge)\b", re.I
)
_LEAST = re.compile(r"\b(?:minimum|at least)\b", re.I)
_SURE, _OF_A_CHARGE = 0.7, 0.5
"""How sure it is that each article's only such length of time is of one person's sentence, in a story of one trial; and
where one of them tells it of one charge."""


def find_penalties(quantities: Sequence[Quantity]) -> Iterator[tuple[tuple[int, int], float]]:
    """Pairs, by their places, of the longest sentence that two articles say one person faces, the only one in each;
    and how sure it is that it is one."""
    faced: dict[str, list[int]] = defaultdict(list)
    for place, quantity in enumerate(quantities):
        if _is_faced(quantity):
            faced[quantity.article_id].append(place)
    alone = sorted(places[0] for places in faced.values() if len({quantities[p].figure.high for p in places}) == 1)
    for first, second in combinations(alone, 2):
        names = quantities[first].names, quantities[second].names
        if not (names[0] and names[1]) or not names[0].isdisjoint(names[1]):
            charges = [_OF_ONE_CHARGE.search(quantities[place].read.text) is not None for place in (first, second)]
            yield (first, second), _OF_A_CHARGE if any(charges) else _SURE


def _is_faced(quantity: Quantity) -> bool:
    figure, text = quantity.figure, quantity.read.text
    if figure.kind is not FigureKind.DURATION or figure.unit != "year" or _LEAST.search(text):
        return False
    return _FACES.search(text[: figure.start - quantity.read.sentence.start]) is not None and bool(_JAIL.search(text))
