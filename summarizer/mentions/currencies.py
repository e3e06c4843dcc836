"""Whose money a sum is of: "12 billion Turkish lira", "900 Hong Kong dollars", and when two sums are of one money.

Many countries call their money dollar, pound, krone or peso; a text that says no country may mean its own. So "40
million kroner" may be Danish ones where another text says so, while "US dollars" are never Hong Kong dollars.
"""

from __future__ import annotations

import re
from functools import cache

from summarizer.mentions import lexicon
from summarizer.mentions.nouns import singular
from summarizer.model import Figure

_LONGEST_COUNTRY = 2
"""Words: "Hong Kong", "South Korean"."""
_NO_MONEY = frozenset(["p", "cent", "cents", "penny", "pence", "bitcoin", "bitcoins", "euro", "euros", "buck", "bucks"])
"""Words of money that no country's name makes another money."""
_SIGN = re.compile(r"(?:(?P<country>[A-Za-z]{1,3})?(?P<sign>[$£¥]|kr\b)|\b(?P<code>[A-Z]{3})\b)")
_OF_SIGN = {"$": "dollar", "£": "pound", "¥": "yen", "kr": "crown"}


def currency_of(whose: str, word: str) -> str:
    """The unit of a country's money, both as they stand; "" where that is no country or no money.

    >>> currency_of("Turkish", "lira"), currency_of("Hong Kong", "dollars"), currency_of("Jamaican", "dollars")
    ('TRY', 'HKD', 'Jamaica dollar')
    >>> currency_of("Old", "dollars"), currency_of("Turkish", "carpets")
    ('', '')
    """
    noun = word.lower()
    known = lexicon.currencies_of().get((whose.lower().replace(" ", "-"), noun), "")
    if known or noun not in lexicon.currencies()[1] or noun in _NO_MONEY:
        return known
    country = lexicon.demonyms().get(whose, "")
    return f"{country} {singular(noun)}" if country else ""


def is_one_currency(one: Figure, other: Figure) -> bool:
    """Whether two sums may be of one money: by unit, or because one of them names no country where the other does."""
    if one.unit == other.unit or not (one.unit and other.unit):
        return True
    names = _name_of(one), _name_of(other)
    if not all(name for name, _ in names) or all(is_told for _, is_told in names):
        return False
    return bool(_family(one.unit, names[0][0]) & _family(other.unit, names[1][0]))


def _name_of(figure: Figure) -> tuple[str, bool]:
    """The word for a sum's money ("dollar"; "" where none is plain), and whether it is told of which country."""
    sign = _SIGN.search(figure.text)
    if sign and sign["code"] and sign["code"].lower() in lexicon.currencies()[1]:
        return sign["code"], True
    if sign and sign["sign"]:
        return _OF_SIGN[sign["sign"]], bool(sign["country"])
    words = figure.text.replace("-", " ").split()
    for place, word in enumerate(words):
        noun = word.lower().strip(".,")
        if noun in lexicon.currencies()[1] or noun == "won":
            before = (" ".join(words[max(0, place - n) : place]) for n in range(1, _LONGEST_COUNTRY + 1))
            return singular(noun), any(currency_of(whose, noun) for whose in before)
    return "", False


@cache
def _family(unit: str, name: str) -> frozenset[str]:
    """The names that a money has in its own country and elsewhere: "krone" and "crown"."""
    names = {singular(word) for (_, word), code in lexicon.currencies_of().items() if code == unit}
    return frozenset({name, unit.rpartition(" ")[2], *names})
