"""What a number measures: the unit after it, money and ages."""

from __future__ import annotations

from typing import NamedTuple

from summarizer.mentions import lexicon
from summarizer.mentions.lexicon import Unit
from summarizer.mentions.values import ValueReader
from summarizer.model import FigureKind

_DOLLARS_OF = {"us": "USD", "american": "USD", "australian": "AUD", "canadian": "CAD", "singapore": "SGD"}
_PER_HOUR = {"km": "km/h", "mi": "mph"}
_DEGREES = {"celsius": "°C", "c": "°C", "fahrenheit": "°F", "f": "°F"}
_LETTER_UNITS = lexicon.grammar("figures-is-ambiguous-unit-words")
_CLEAR_SHORT_UNITS = frozenset(["mm", "cm", "ton", "min", "mi", "sec", "secs", "hr"])
_HYPHENS = ("-", "‑")
_OLDEST = 120  # years: a larger number is no age
_OLDEST_BETWEEN_COMMAS = 110
_NOT_AGED = frozenset(["feb.", "jan."])


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
        if end >= len(self.tokens):
            return Measured(kind, "", end)
        position = end + 1 if self._word(end) in _HYPHENS and self._touches(end) else end
        found = self._unit_of_two(position) or self._money(start, end, position) or self._measure(end, position)
        return found or Measured(None, "", end)

    def _unit_of_two(self, position: int) -> Measured | None:
        """ "square miles", "per cent", "% points", "US dollars"."""
        word, following = self._word(position), self._word(position + 1)
        unit = lexicon.units().get(f"{word}-{following}")
        if unit is not None:
            return Measured(unit.kind, unit.name, position + 2)
        if word == "%" and following in ("point", "points"):
            return Measured(FigureKind.PERCENT, "pp", position + 2)
        if word in _DOLLARS_OF and following in ("dollar", "dollars"):
            return Measured(FigureKind.MONEY, _DOLLARS_OF[word], position + 2)
        return None

    def _money(self, start: int, end: int, position: int) -> Measured | None:
        word, following = self._word(position), self._word(position + 1)
        currency = lexicon.currencies()[1].get(word)
        is_other_word = (
            word == "real" or (word == "won" and following) or (word in ("try", "sterling") and position == end)
        )
        if currency is None or is_other_word:
            return None
        if word == "pounds" and following in ("of", "heavier", "lighter") and self.tokens[start].text.isdigit():
            return Measured(FigureKind.MEASURE, "lb", position + 1)
        return Measured(FigureKind.MONEY, currency, position + 1)

    def _measure(self, end: int, position: int) -> Measured | None:
        word, units = self._word(position), lexicon.units()
        if word in units:
            return None if self._is_other_word(word, position, end) else self._named_unit(units[word], position + 1)
        head, hyphen, _ = word.partition("-")  # "59-year-old", "10-day trip"
        if head in units and (position > end or (hyphen and self._touches(end))):
            return Measured(units[head].kind, units[head].name, position + 1)
        return None

    def _named_unit(self, unit: Unit, after: int) -> Measured:
        """The unit with what the next words make of it: "km per hour", "degrees Celsius"."""
        if unit.name in _PER_HOUR and self._word(after) in ("per", "an") and self._word(after + 1) == "hour":
            return Measured(FigureKind.MEASURE, _PER_HOUR[unit.name], after + 2)
        if unit.name == "°" and self._word(after) in _DEGREES:
            return Measured(FigureKind.MEASURE, _DEGREES[self._word(after)], after + 1)
        return Measured(unit.kind, unit.name, after)

    def _is_other_word(self, word: str, position: int, end: int) -> bool:
        """Whether a word that can be a unit is none here: "the 5 C students", "at 3 in the morning"."""
        token = self.tokens[position]
        if word in ("c", "f"):
            return not (token.is_capital and self._touches(position))
        if word in _LETTER_UNITS:
            is_clear = self._touches(position) or word in _CLEAR_SHORT_UNITS
            return word == "in" or (token.is_capital and not is_clear)
        if word == "second":
            return position == end
        return word == "foot" and position == end and self._word(position + 1) in ("soldiers", "patrols")

    def _age(self, kind: FigureKind, end: int) -> tuple[FigureKind, int]:
        """ "59-year-old", "59 years old", "59 years of age": an age where the words after the unit say so."""
        following, second = self._word(end), self._word(end + 1)
        if self._word(end - 1).endswith(("-old", "-olds")):
            return FigureKind.AGE, end
        if following == "old":
            return FigureKind.AGE, end + 1
        if (following == "of" and second == "age") or (following in _HYPHENS and second in ("old", "olds")):
            return FigureKind.AGE, end + 2
        return kind, end

    def _is_age(self, start: int, end: int) -> bool:
        """Whether a bare number is an age: "aged 59", "Ada Moss, 59, said"."""
        number, previous = self.tokens[start].text, self._word(start - 1)
        if not number.isdigit() or len(number) > 3 or int(number) > _OLDEST:
            return False
        if previous in ("aged", "ages") or (previous == "age" and self._word(start - 2) in ("of", "at", "under")):
            return True
        if start < 2 or previous != "," or self._word(end) not in (",", ".", "and"):
            return False
        name = self.tokens[start - 2]
        is_list = self._is_digit(end + 1)  # "in Kyiv, 50, 60 and 70"
        return name.is_capital and name.lower not in _NOT_AGED and int(number) <= _OLDEST_BETWEEN_COMMAS and not is_list
