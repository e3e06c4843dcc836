"""How one text writes its figures: what no single sentence tells, but the whole text does.

A text translated by machine keeps the points and commas of its first language ("1.860", "6,7"); a country has its own
money ("quiros"); a report of an earthquake tells magnitudes without the word; a report of an evening means the evening.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.mentions import lexicon
from summarizer.mentions.nouns import singular
from summarizer.mentions.timings import tells_gaps

_CLEAR_CLOCK = re.compile(
    r"(?=[\dmn])(?<![\d.,:])(?:(\d\d?)(?:[.:]([0-5]\d))?\s?([ap])\.?m\b|([01]\d|2[0-3]):([0-5]\d)(?!:?\d)|(midnight|noon)\b)",
    re.I,
)
_STAMP = re.compile(r"^(?:[01]?\d|2[0-3])[.:][0-5]\d(?:\s[ap]\.?m\.?)?:?\s", re.M)
_COMMAS = re.compile(r",\d{1,3}(?!\d)")
_POINTS = re.compile(r"(?<![\d.,:])[1-9]\d{0,2}\.\d{3}(?![\d.,]\d|\d)")
_DECIMAL = re.compile(r"(?<![\d.,])\d+\.\d(?!\d)")
_GOES_ON = re.compile(r"[.,]\d")
_BEFORE_COMMA = re.compile(r"(?<![\d.,])\d{1,3}$")
_AMERICAN = re.compile(r"(?<![A-Z])\$\d|\b(?:Fahrenheit|feet|inches)\b")
_MAGNITUDES = ("quake", "magnitude", "Richter")
_EVENING = ("evening", "tonight", "last night", "this night")
_MORNING = ("morning", "dawn", "breakfast", "sunrise")
_MONEY_WORDS = lexicon.grammar("figures-money-words")
_AMOUNT = re.compile(
    r"(?<![\w.,])\d[\d.,]*(?: (?:thousand|million|billion|trillion))?[ -]"
    r"(?P<noun>[a-z]{3,}|[a-z]{2,}['’][a-z]{2,})\b(?!['’][a-z]{3})"
    r"|\b(?:hundred|thousand|million|billion)[ -](?P<after>[a-z]{3,})\b"
)
COINS_OR_THINGS = frozenset(["mark", "crown", "sovereign", "pound", "florin", "guinea"])
_VERB_TAILS = ("'ve", "'re", "'ll")
_SHORTEST_SUM = 3  # characters, with the blank: "500 crowns" are money
_CLAUSE = re.compile(r"[^.;!?\n]*$")
_CLAUSE_AFTER = re.compile(r"[^.;!?\n]*")
_REACH = 110  # characters before an amount in which a word of money makes the noun after it money


@dataclass(frozen=True, slots=True)
class Habits:
    """`has_points` between thousands ("1.860"), the text's own `currencies` (singular), `has_magnitudes` of
    earthquakes, whether its times without a.m. or p.m. are of the evening, the places and hours of the times of day
    that leave no doubt (`clocks`), and whether its paragraphs open with the time of day, as in a live blog,
    whether it tells by how many minutes and seconds somebody was ahead (`has_gaps`), and whether it counts in dollars,
    feet or degrees Fahrenheit and in no pounds sterling, so that its pounds are a weight (`has_dollars`)."""

    has_points: bool = False
    has_commas: bool = False
    currencies: frozenset[str] = frozenset()
    has_magnitudes: bool = False
    is_evening: bool = False
    clocks: tuple[tuple[int, float], ...] = ()
    has_stamps: bool = False
    has_gaps: bool = False
    has_dollars: bool = False


def read_habits(text: str) -> Habits:
    """The habits of a text.

    >>> habits = read_habits("The depth was 6,7 km. The mill was fined 9.000 zorins.")
    >>> habits.has_points, habits.currencies
    (True, frozenset({'zorin'}))
    """
    has_decimals, has_commas = _commas(text)
    return Habits(
        has_points=not has_commas and (has_decimals or _has_points(text)),
        has_commas=has_commas,
        currencies=_own_currencies(text),
        has_magnitudes=any(word in text for word in _MAGNITUDES),
        is_evening=any(word in text for word in _EVENING) and not any(word in text for word in _MORNING),
        clocks=tuple(_clear_clocks(text)),
        has_gaps=tells_gaps(text),
        has_dollars=_AMERICAN.search(text) is not None and "£" not in text and "sterling" not in text,
        has_stamps=len(_STAMP.findall(text)) > 1,
    )


def _clear_clocks(text: str) -> Iterator[tuple[int, float]]:
    """Where a time of day stands that says which half of the day it means, and its hour."""
    for match in _CLEAR_CLOCK.finditer(text):
        hour, minutes, half, hour24, minutes24, word = match.groups()
        if word:
            yield match.start(), 0.0 if word.lower() == "midnight" else 12.0
        elif hour24:
            yield match.start(), int(hour24) + int(minutes24) / 60
        elif int(hour) <= 12:
            yield match.start(), int(hour) % 12 + (12 if half.lower() == "p" else 0) + int(minutes or 0) / 60


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


def _has_points(text: str) -> bool:
    """Whether points stand between thousands: "25.000", or two numbers such as "1.240" and no plain decimals."""
    found = set(_POINTS.findall(text))
    return any(number.endswith("000") for number in found) or (len(found) > 1 and _DECIMAL.search(text) is None)


def _own_currencies(text: str) -> frozenset[str]:
    """Nouns that a text gives sums of money in: of those that no list knows ("was fined 400,000 quiros", "3,000 dara"),
    and of the coins that may be other things ("19,000 crowns")."""
    found, n_strange = set(), Counter[str]()
    for match in _AMOUNT.finditer(text):
        noun = match["noun"] or match["after"]
        noun = noun.replace("’", "'")
        if noun.endswith(_VERB_TAILS):
            continue
        if singular(noun) in COINS_OR_THINGS and (match["after"] or len(match.group()) - len(noun) > _SHORTEST_SUM):
            found.add(singular(noun))
        if noun in lexicon.currencies()[1] or noun in lexicon.units() or lexicon.is_english(noun):
            continue
        coin = singular(noun)
        if not lexicon.is_english(coin):
            n_strange[coin] += 1
            if n_strange[coin] > 1 or _is_of_money(text, match):
                found.add(coin)
    return frozenset(found)


def _is_of_money(text: str, amount: re.Match[str]) -> bool:
    """Whether the clause around an amount tells of money."""
    before = _CLAUSE.search(text[max(0, amount.start() - _REACH) : amount.start()])
    after = _CLAUSE_AFTER.match(text[amount.end() : amount.end() + _REACH // 2])
    around = " ".join(found.group() for found in (before, after) if found is not None)
    return not _MONEY_WORDS.isdisjoint(re.findall(r"[a-z]+", around.lower()))
