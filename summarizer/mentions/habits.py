"""How one text writes its figures: what no single sentence tells, but the whole text does.

A text translated by machine keeps the points and commas of its first language ("1.860", "6,7"); a country has its own
money ("quiros"); a report of an earthquake tells magnitudes without the word; a report of an evening means the evening.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.mentions import lexicon
from summarizer.mentions.nouns import looks_plural, singular

_COMMA_DECIMALS = re.compile(r"(?<![\d.,])\d{1,3},\d{1,2}(?![\d,]|\.\d)(?= ?(?:%|[A-Za-z.;:)”\"]|$))", re.M)
_COMMA_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)")
_MAGNITUDES = re.compile(r"\b(?:earthquakes?|quakes?|aftershocks?|magnitudes?|Richter)\b", re.I)
_EVENING = re.compile(r"\b(?:evening|(?:to|last |this )night)\b", re.I)
_MORNING = re.compile(r"\b(?:morning|dawn|breakfast|sunrise)\b", re.I)
_MONEY_WORDS = lexicon.grammar("figures-money-words")
_AMOUNT = re.compile(
    r"(?<![\w.,])\d[\d.,]*(?: (?:thousand|million|billion|trillion))?[ -](?P<noun>[a-z]{3,}s)\b"
    r"|\b(?:hundred|thousand|million|billion)[ -](?P<after>[a-z]{3,}s?)\b"
)
_CLAUSE = re.compile(r"[^.;!?\n]*$")
_REACH = 110  # characters before an amount in which a word of money makes the noun after it money


@dataclass(frozen=True, slots=True)
class Habits:
    """`has_points` between thousands ("1.860"), the text's own `currencies` (singular), `has_magnitudes` of
    earthquakes, and whether its times without a.m. or p.m. are of the evening."""

    has_points: bool = False
    has_commas: bool = False
    currencies: frozenset[str] = frozenset()
    has_magnitudes: bool = False
    is_evening: bool = False


def read_habits(text: str) -> Habits:
    """The habits of a text.

    >>> habits = read_habits("The depth was 6,7 km. The mill was fined 9.000 zorins.")
    >>> habits.has_points, habits.currencies
    (True, frozenset({'zorin'}))
    """
    has_commas = _COMMA_THOUSANDS.search(text) is not None
    return Habits(
        has_points=not has_commas and _COMMA_DECIMALS.search(text) is not None,
        has_commas=has_commas,
        currencies=_own_currencies(text),
        has_magnitudes=_MAGNITUDES.search(text) is not None,
        is_evening=_EVENING.search(text) is not None and _MORNING.search(text) is None,
    )


def _own_currencies(text: str) -> frozenset[str]:
    """Nouns that no list knows, which a text gives sums of money in: "was fined 400,000 quiros"."""
    found = set()
    for match in _AMOUNT.finditer(text):
        noun = match["noun"] or match["after"]
        if noun in lexicon.currencies()[1] or noun in lexicon.units() or lexicon.is_english(noun):
            continue
        if not lexicon.is_english(singular(noun)) and looks_plural(noun) and _is_of_money(text, match.start()):
            found.add(singular(noun))
    return frozenset(found)


def _is_of_money(text: str, place: int) -> bool:
    clause = _CLAUSE.search(text[max(0, place - _REACH) : place])
    return clause is not None and not _MONEY_WORDS.isdisjoint(re.findall(r"[a-z]+", clause.group().lower()))
