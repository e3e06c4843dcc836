"""What a number measures: the unit after it, money and ages."""

from __future__ import annotations

import re
from typing import NamedTuple

from summarizer.mentions import lexicon
from summarizer.mentions.currencies import currency_of
from summarizer.mentions.habits import COINS_OR_THINGS
from summarizer.mentions.lexicon import Unit
from summarizer.mentions.nouns import looks_plural, singular
from summarizer.mentions.values import ValueReader
from summarizer.model import FigureKind

_KOREAN = re.compile(r"\bKorea|\bSeoul\b|₩|\bKRW\b")
"""In a text whose "won" may be money."""
_LEAST_WON = 1000.0
_AFTER_WON = frozenset([
    "", ".", ",", ";", ":", "(", ")", "—", "–", "-", "in", "to", "on", "for", "from", "of", "a", "per", "each", "and",
    "or", "worth", "as", "by", "at", "with", "last", "this", "after",
])  # fmt: skip
_PER_HOUR = {"km": "km/h", "mi": "mph"}
_DEGREES = {"celsius": "°C", "c": "°C", "fahrenheit": "°F", "f": "°F"}
_LETTER_UNITS = lexicon.grammar("figures-is-ambiguous-unit-words")
_CLEAR_SHORT_UNITS = frozenset(["mm", "cm", "ton", "min", "mi", "sec", "secs", "hr"])
_HYPHENS = ("-", "‑")
_PAID = frozenset(["for", "of", "to", "by", "than", "at", "from", "about", "over", "under", "another", "only"])
"""Before a sum of a money that the text counts in: "a voucher for twelve crowns"."""
_OF_THINGS = frozenset(["of", "on", "in", "at", "above", "across", "along", "with"])
"""After what is no money in a text that counts in one of that name: "two crowns of gilded lead"."""
_LARGE = frozenset(["million", "millions", "billion", "billions", "milliard", "milliards", "thousand"])
_SHARED = frozenset(
    [
        "poll",
        "polls",
        "polling",
        "swing",
        "pollster",
        "approval",
        "survey",
        "rate",
        "rates",
        "inflation",
        "turnout",
        "interest",
        "yield",
    ]
)
_LEADS = frozenset(["lead", "leads", "led", "leading", "ahead", "trails", "trailing", "support", "margin", "gap"])
_GAMES = frozenset(["shooting", "shot", "rebounds", "assists", "halftime", "game", "games", "team", "season"])
"""Where these stand, points are scored, whatever share of the shots went in."""
_INDICES = frozenset([
    "index", "industrials", "dow", "nasdaq", "ftse", "dax", "nikkei", "sensex", "nifty", "composite", "stocks",
])  # fmt: skip
_WHOLE = 100.0
_DESCRIBING = lexicon.grammar("figures-between-number-and-unit")
"""Adjectives that may stand between a number and its unit."""
_CHANGES = frozenset([
    "lead", "rise", "fall", "cut", "margin", "swing", "increase", "decrease", "drop", "dip", "jump", "gain",
    "advantage", "gap", "hike",
])  # fmt: skip
"""What a number of points of a share is."""
_SMALL_SUM = 20
_MONEY_WORDS = lexicon.grammar("figures-money-words")
_WEIGHING = frozenset(["weigh", "weighs", "weighed", "weighing", "weight", "heavier", "lighter", "overweight"])
_HEAVIER = frozenset(["heavier", "lighter", "overweight", "underweight", "thinner", "slimmer", "fatter"])
_LINES_OF_SCREENS = frozenset(["240", "360", "480", "720", "1080", "1440", "2160"])
_IN_A_MILLION = frozenset(["million", "billion", "trillion", "thousand"])
_LONG_TIMES = frozenset(["days", "weeks", "months", "years", "decades", "hours", "minutes"])
_SHORT_TIMES = frozenset(["minute", "hour", "day", "night", "week", "month", "year"])


class Measured(NamedTuple):
    """A unit, and the token after it; without a kind where the number measures nothing."""

    kind: FigureKind | None
    unit: str
    end: int


class UnitReader(ValueReader):
    """Reads the units of numbers among the words of one line."""

    def _unit(self, start: int, end: int, kind: FigureKind | None) -> Measured:
        """The unit of the number in the tokens [start, end), whose kind is known or not."""
        if kind is FigureKind.PERCENT:
            return Measured(kind, "%", end)
        tail = self._compound_tail(end - 1)
        found = self._unit_of_tail(tail, end) if tail else None
        if found is not None or end >= len(self.tokens):
            return found or Measured(kind, "", end)
        position = end + 1 if self._word(end) in _HYPHENS and self._touches(end) else end
        if self._word(end) == "of" and self._word(end - 1) in _LARGE and self._is_currency(self._word(end + 1)):
            position = end + 1  # "3,1 millions of pesos"
        found = self._unit_of_two(position) or self._money(start, end, position) or self._measure(end, position)
        return found or self._points_of_share(position) or self._described_unit(position) or Measured(None, "", end)

    def _points_of_share(self, position: int) -> Measured | None:
        """ "a lead of three points" where the line tells of shares; elsewhere points are a score."""
        if (
            self._word(position) not in ("point", "points")
            or not self._tells_shares()
            or self._is_of_index(position - 1)
        ):
            return None
        return Measured(FigureKind.PERCENT, "pp", position + 1)

    def _is_of_index(self, number: int) -> bool:
        """Whether points are those of an index of stocks: "rose 0.6 percent, or 210 points"."""
        found = self._number(number)
        return (found is not None and found[0] > _WHOLE) or any(token.lower in _INDICES for token in self.tokens)

    def _tells_shares(self) -> bool:
        """Whether the figure before is a share, the line speaks of polls and rates, or of a lead and of shares."""
        last = (*self.before[-1:], *self.found[-1:])
        if any(figure.kind is FigureKind.PERCENT for figure in last):
            return True
        words = {token.lower for token in self.tokens}
        if not words.isdisjoint(_SHARED):
            return True
        has_shares = not words.isdisjoint(("%", "percent", "cent"))
        return has_shares and not words.isdisjoint(_LEADS) and words.isdisjoint(_GAMES)

    def _described_unit(self, position: int) -> Measured | None:
        """ "three long hours", "12 more kilometres", "two whole days"."""
        unit = lexicon.units().get(self._word(position + 1))
        if unit is None or len(self._word(position + 1)) < 4:
            return None
        if self._word(position) not in _DESCRIBING and not self._is_described_time(position, unit):
            return None
        is_of_time = unit.kind is FigureKind.DURATION or self._word(position) in (
            "more",
            "further",
            "additional",
            "extra",
        )
        return Measured(unit.kind, unit.name, position + 2) if is_of_time else None

    def _is_described_time(self, position: int, unit: Unit) -> bool:
        """ "three remarkable weeks": any adjective may stand between a number and its days, weeks or years."""
        word, plural = self._word(position), self._word(position + 1)
        is_adjective = word.endswith(("able", "ible", "ful", "ous", "ive", "ing", "less", "al", "ant", "ent", "ic"))
        return unit.kind is FigureKind.DURATION and plural.endswith("s") and plural in _LONG_TIMES and is_adjective

    def _unit_of_tail(self, tail: str, end: int) -> Measured | None:
        """The unit within the last token of the number: "ten-year", "million-mark"."""
        head = tail.partition("-")[0]
        if tail == "point" and self._word(end) in _CHANGES and self._tells_shares():
            return Measured(FigureKind.PERCENT, "pp", end)  # "a four-point lead in the poll"
        unit = lexicon.units().get(tail) or lexicon.units().get(head)
        if unit is not None:
            return Measured(unit.kind, unit.name, end)
        return Measured(FigureKind.MONEY, self._currency(head), end) if self._is_currency(head) else None

    def _currency(self, word: str) -> str:
        """The currency that a word names: its code, or the noun of one that no list knows; "" for none."""
        currency = lexicon.currencies()[1].get(word, "")
        if currency or not self._is_currency(word):
            return currency
        return singular(word)

    def _unit_of_two(self, position: int) -> Measured | None:
        """ "square miles", "per cent", "% points", "US dollars"."""
        word, following = self._word(position), self._word(position + 1)
        unit = lexicon.units().get(f"{word}-{following}")
        if unit is not None:
            return Measured(unit.kind, unit.name, position + 2)
        if word == "%" and following in ("point", "points"):
            return Measured(FigureKind.PERCENT, "pp", position + 2)
        if word == "parts" and following == "per" and self._word(position + 2) in _IN_A_MILLION:
            return Measured(FigureKind.MEASURE, f"parts per {self._word(position + 2)}", position + 3)
        return self._money_of_country(position)

    def _money_of_country(self, position: int) -> Measured | None:
        """ "12 billion Turkish lira", "900 Hong Kong dollars"."""
        for length in (1, 2):
            end = position + length
            if end >= self.n_tokens or not all(token.is_word for token in self.tokens[position : end + 1]):
                return None
            if self._word(end) in COINS_OR_THINGS:
                return None  # "40 Swedish crown princes"
            whose = " ".join(token.text for token in self.tokens[position:end])
            if unit := currency_of(whose, self._word(end)):
                return Measured(FigureKind.MONEY, unit, end + 1)
        return None

    def _is_won(self, start: int, position: int) -> bool:
        """Whether "won" is South Korea's money: "2 trillion won in tax", in a text that names the country."""
        found = self._number(start)
        is_sum = found is not None and found[0] >= _LEAST_WON and self._word(position + 1) in _AFTER_WON
        return is_sum and _KOREAN.search(self.text) is not None

    def _money(self, start: int, end: int, position: int) -> Measured | None:
        word = self._word(position)
        head, _, tail = word.partition("-")  # "212-million-mark"
        currency = self._currency(word) or (self._currency(head) if tail and position > end else "")
        is_other_word = (
            word == "real"
            or (word == "won" and not self._is_won(start, position))
            or (word in ("try", "sterling") and position == end)
        )
        if not currency or is_other_word or self._is_no_coin(start, end, position):
            return None
        if word in ("pounds", "pound") and not self._has_sign(start) and self._is_weight(start, end, position):
            return Measured(FigureKind.MEASURE, "lb", position + 1)
        return Measured(FigureKind.MONEY, currency, position + 1)

    def _is_weight(self, start: int, end: int, position: int) -> bool:
        """ "weighs about 180 pounds", "3.5 pounds of pressure", and in a text that counts in dollars any pounds."""
        if self._word(end - 1) in _LARGE:
            return False
        if self.habits.has_dollars:
            return True
        if self._word(position) == "pound":
            return False
        is_weighed = end == position and any(
            token.lower in _WEIGHING for token in self.tokens[max(0, start - 6) : start]
        )
        of_what = self._word(position + 1) in ("of", "heavier", "lighter")
        return is_weighed or (of_what and self.tokens[start].text.replace(".", "").isdigit())

    def _is_no_coin(self, start: int, end: int, position: int) -> bool:
        """Whether a word that can be money is none: "three marks on the wall", "two crowns"."""
        word = self._word(position)
        if word == "p":  # "217p", but "a 1080p screen"
            return not self._touches(position) or self.tokens[start].text in _LINES_OF_SCREENS
        if singular(word) not in COINS_OR_THINGS or word == "pounds":
            return False
        if word in COINS_OR_THINGS and position == end:
            return self._word(end - 1) != "one" and self._word(end - 1) not in lexicon.magnitudes()  # "the 3,000 mark"
        found = self._number(start)
        following = self._word(position + 1)
        if singular(word) in self.habits.currencies and (self._word(start - 1) in _PAID or following not in _OF_THINGS):
            return False
        if found is None or found[0] >= _SMALL_SUM or found[0] % 1 or found[1] > start + 1 or position > end:
            return False
        line = {token.lower for token in self.tokens}
        return line.isdisjoint(_MONEY_WORDS) and self._word(position + 1) not in ("a", "per", "each", "apiece")

    def _measure(self, end: int, position: int) -> Measured | None:
        word, units = self._word(position), lexicon.units()
        if word == "barrels" and self._is_of_barrels(end):
            return None
        if word in units:
            return None if self._is_other_word(word, position, end) else self._named_unit(units[word], position + 1)
        head, hyphen, _ = word.partition("-")  # "59-year-old", "10-day trip"
        if head in units and (position > end or (hyphen and self._touches(end))):
            return Measured(units[head].kind, units[head].name, position + 1)
        return None

    def _is_of_barrels(self, end: int) -> bool:
        """Whether a few barrels are things, "two barrels of concrete", and no measure of oil."""
        found = self._number(end - 1)
        words = {token.lower for token in self.tokens}
        return found is not None and found[0] < _SMALL_SUM and words.isdisjoint(("oil", "crude", "petrol", "beer"))

    def _named_unit(self, unit: Unit, after: int) -> Measured:
        """The unit with what the next words make of it: "km per hour", "degrees Celsius"."""
        per = (self._word(after), self._word(after + 1))
        if unit.name in _PER_HOUR and per in (("per", "hour"), ("an", "hour"), ("/", "h")):
            return Measured(FigureKind.MEASURE, _PER_HOUR[unit.name], after + 2)
        if unit.name == "°" and self._word(after) in _DEGREES:
            return Measured(FigureKind.MEASURE, _DEGREES[self._word(after)], after + 1)
        return Measured(unit.kind, unit.name, after)

    def _is_other_word(self, word: str, position: int, end: int) -> bool:
        """Whether a word that can be a unit is none here: "the 5 C students", "a dozen day beds"."""
        token = self.tokens[position]
        if word in _SHORT_TIMES and self._word(end - 1) == "dozen" and position == end:
            return looks_plural(self._word(position + 1))
        if word in ("c", "f"):
            return not (token.is_capital and self._touches(position))
        if word == "st" or word.startswith("st-"):
            return not self._touches(position)
        if word in _LETTER_UNITS:
            is_clear = self._touches(position) or word in _CLEAR_SHORT_UNITS
            return word == "in" or (token.is_capital and not is_clear)
        if word == "second":  # "a tenth of a second", but "two second homes"
            return position == end and self._word(end - 1) not in ("a", "one")
        if word == "stone":  # "lost two stone", but "two stone bridges"
            return self._noun_follows(position + 1) and self._word(position + 1) not in _HEAVIER
        return word == "foot" and position == end and self._word(position + 1) in ("soldiers", "patrols")
