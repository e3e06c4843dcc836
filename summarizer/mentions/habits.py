"""How one text writes its figures: what no single sentence tells, but the whole text does.

A text translated by machine keeps the points and commas of its first language ("1.860", "6,7"); a country has its own
money ("quiros"); a report of an earthquake tells magnitudes without the word; a report of an evening means the evening.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarizer.mentions import lexicon
from summarizer.mentions.nouns import looks_plural, singular

_COMMAS = re.compile(r",\d{1,3}(?!\d)")
_GOES_ON = re.compile(r"[.,]\d")
_BEFORE_COMMA = re.compile(r"(?<![\d.,])\d{1,3}$")
_MAGNITUDES = ("quake", "magnitude", "Richter")
_EVENING = ("evening", "tonight", "last night", "this night")
_MORNING = ("morning", "dawn", "breakfast", "sunrise")
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
    has_decimals, has_commas = _commas(text)
    return Habits(
        has_points=has_decimals and not has_commas,
        has_commas=has_commas,
        currencies=_own_currencies(text),
        has_magnitudes=any(word in text for word in _MAGNITUDES),
        is_evening=any(word in text for word in _EVENING) and not any(word in text for word in _MORNING),
    )


def _commas(text: str) -> tuple[bool, bool]:
    """(whether a comma stands before decimals somewhere, whether one stands between thousands)."""
    has_decimals = has_thousands = False
    for match in _COMMAS.finditer(text):
        if _BEFORE_COMMA.search(text, max(0, match.start() - 4), match.start()) is None:
            continue
        if match.end() - match.start() == 4:
            has_thousands = True
        elif _GOES_ON.match(text, match.end()) is None:
            has_decimals = True
    return has_decimals, has_thousands


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
