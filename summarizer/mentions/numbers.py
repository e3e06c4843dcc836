"""Plain numbers in words and digits, with their magnitudes: the base of the reader of figures.

`values` adds what several numbers make together, `quantities` what stands around them, `figures` puts it all together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.mentions import lexicon
from summarizer.mentions.tokens import Line, Token
from summarizer.model import DateMention, Figure, Precision

CARDINALS = lexicon.numerals()[0]
ONES = {word: value for word, value in CARDINALS.items() if value < 20}
_TENS = {word: value for word, value in CARDINALS.items() if value >= 20}
_LARGE = frozenset(["thousand", "million", "billion", "trillion"])
_SHORT_MAGNITUDES = frozenset(["m", "k", "b", "t"])
_NOT_ONE_AFTER = lexicon.grammar("figures-not-one-after") | {"-", "'s"}
_NOT_ONE_BEFORE = lexicon.grammar("figures-not-one-before")
_IS_ONE_WORDS = lexicon.grammar("figures-is-one-words")
_STOP = lexicon.grammar("figures-stop")
# addresses, telephone numbers, footnotes, dates in digits: numbers that count nothing
_OFF = re.compile(
    r"https?://\S+|www\.\S+|\[[\d,\s–-]+\]|\(\d\)(?= [A-Z])|\+?\(?\d{2,4}\)?[ -.]\d{3}[ -.]\d{4}\b"
    r"|\b\d{3}-\d{4}\b|@\w+|#\w+"
    r"|\b24/7\b|\b9/11\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b"
)
_LIST_MARK = re.compile(r"\s*(?:\(?\d{1,2}[.)]|[-*•]\s*\d{1,2}[.)])\s+(?=[A-Z“\"'])")
_DIGITS = (
    (re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?"), (",", "")),  # 1,250,000.5
    (re.compile(r"\d{1,3}(?:\.\d{3}){2,}"), (".", "")),  # 1.250.000
    (re.compile(r"\d+(?:\.\d+)?"), ("", "")),
    (re.compile(r"\d+,\d{1,2}"), (",", ".")),  # 3,5
)
"""Ways to write a number in digits → what to replace so that Python can read it."""


def digits(text: str) -> float | None:
    """The number that is written in digits, or None."""
    for pattern, change in _DIGITS:
        if pattern.fullmatch(text):
            return float(text.replace(*change))
    return None


def _is_bare_year(mention: DateMention) -> bool:
    return mention.precision is Precision.YEAR and len(mention.text) == 4 and mention.text.isdigit()


@dataclass(slots=True)
class _Sum:
    """A number in words as it grows: "two million" and then "three hundred and five"."""

    total: float = 0.0
    current: float | None = None

    def take(self, word: str, previous: str, following: str) -> bool:
        """Add the word, if it goes on with the number."""
        if "-" in word:
            return self._take_hyphened(word)
        if word in CARDINALS:
            return self._take_cardinal(word)
        if word == "hundred" and (self.current is not None or previous in ("a", "several")):
            self.current = (self.current or 1.0) * 100
            return True
        if word in _LARGE and (self.current is not None or previous == "a"):
            self.total += (self.current or 1.0) * lexicon.magnitudes()[word]
            self.current = 0.0
            return True
        return word == "and" and self._goes_on(previous, following)

    def _take_hyphened(self, word: str) -> bool:
        """ "twenty-one"."""
        tens, _, ones = word.partition("-")
        if tens not in _TENS or ones not in ONES:
            return False
        self.current = (self.current or 0.0) + _TENS[tens] + ONES[ones]
        return True

    def _take_cardinal(self, word: str) -> bool:
        """ "five" begins a number or goes on with "a hundred" and "twenty"."""
        if self.current is not None:
            after_tens = self.current % 10 == 0 and self.current % 100 >= 20 and ONES.get(word, 10) < 10
            if not self.current or not (self.current % 100 == 0 or after_tens):
                return False
        self.current = (self.current or 0.0) + CARDINALS[word]
        return True

    def _goes_on(self, previous: str, following: str) -> bool:
        """Whether "and" goes on with the number: "a hundred and five"."""
        is_large = self.total > 0 or (self.current or 0.0) >= 100
        return is_large and previous in ("hundred", "thousand", "million") and following.partition("-")[0] in CARDINALS


class NumberReader:
    """Reads numbers among the words of one line."""

    def __init__(self, text: str, line: Line, dates: Sequence[DateMention]) -> None:
        self.text = text
        self.tokens = line.tokens
        self.line = line
        self.found: list[Figure] = []
        self.years = {mention.start: mention for mention in dates if _is_bare_year(mention)}
        self.blocked = [(mention.start, mention.end) for mention in dates if not _is_bare_year(mention)]
        self.blocked += [match.span() for match in _OFF.finditer(text, line.start, line.end)]
        mark = _LIST_MARK.match(text, line.start, line.end)
        if mark is not None:
            self.blocked.append(mark.span())

    def _word(self, number: int) -> str:
        return self.tokens[number].lower if 0 <= number < len(self.tokens) else ""

    def _touches(self, number: int) -> bool:
        return number > 0 and self.tokens[number].start == self.tokens[number - 1].end

    def _is_capital(self, number: int) -> bool:
        return self.tokens[number].is_capital and number > 0

    def _is_digit(self, number: int) -> bool:
        return number < len(self.tokens) and self.tokens[number].text[0].isdigit()

    def _noun_follows(self, number: int) -> bool:
        if number >= len(self.tokens):
            return False
        token = self.tokens[number]
        return token.is_word and token.lower not in _STOP

    def _is_blocked(self, token: Token) -> bool:
        return any(start < token.end and token.start < end for start, end in self.blocked)

    def _has_sign(self, number: int) -> bool:
        """Whether a currency's sign stands before."""
        return number > 0 and self.tokens[number - 1].text in lexicon.currencies()[0]

    def _number(self, start: int) -> tuple[float, int] | None:
        """The number that begins here with its magnitude: (value, the token after)."""
        if not self._is_digit(start):
            return self._number_in_words(start)
        value = digits(self.tokens[start].text)
        return None if value is None else self._magnified(value, start + 1)

    def _magnified(self, value: float, number: int) -> tuple[float, int]:
        """The value times the magnitudes that follow: (value, the token after)."""
        if self._word(number) == "-" and self._word(number + 1) in ("million", "billion", "trillion"):
            number += 1
        word = self._word(number)
        if word in _SHORT_MAGNITUDES and not self._is_short_magnitude(value, number):
            return value, number
        if word == "dozen":
            return value * 12, number + 1
        if word.endswith(("-dollar", "-pound", "-euro")):
            word = word.partition("-")[0]
        factor = lexicon.magnitudes().get(word)
        if factor is None:
            return value, number
        return self._magnified(value * factor, number + 1) if factor < 1e6 else (value * factor, number + 1)

    def _is_short_magnitude(self, value: float, number: int) -> bool:
        """Whether a letter is a magnitude: "$5 m", "300k"; a lone "m" after a small number is metres."""
        if self._has_sign(number - 1):
            return True
        is_metre = self.tokens[number].text == "m" and value < 1000 and not self._noun_follows(number + 1)
        return self._touches(number) and not is_metre

    def _number_in_words(self, start: int) -> tuple[float, int] | None:
        growing, number = _Sum(), start
        while number < len(self.tokens):
            if self._word(number) == "dozen":
                return (growing.current or 1.0) * 12, number + 1
            if not growing.take(self._word(number), self._word(number - 1), self._word(number + 1)):
                break
            number += 1
        if growing.current is None or (number == start + 1 and self._is_no_number(start)):
            return None
        value = growing.total + growing.current
        if [self._word(k) for k in range(number, number + 3)] == ["and", "a", "half"]:
            return value + 0.5, number + 3
        return value, number

    def _is_no_number(self, start: int) -> bool:
        """Whether a lone "one" is a pronoun, or a lone "zero" part of an idiom."""
        word, following = self._word(start), self._word(start + 1)
        if word == "one":
            return not self._is_one(start)
        return word == "zero" and following in ("tolerance", "-")

    def _is_one(self, start: int) -> bool:
        """Whether "one" counts: "one person", not "one of them", "no one" or "the one who"."""
        following, previous = self._word(start + 1), self._word(start - 1)
        if previous in _NOT_ONE_BEFORE:
            return False
        if following in ("in", "out"):
            return self._ratio(start) is not None
        if following in _NOT_ONE_AFTER:
            return False
        if start == 0:
            return following in _IS_ONE_WORDS
        return self._noun_follows(start + 1) and not self.tokens[start + 1].is_capital

    def _ratio(self, start: int) -> tuple[float, int] | None:
        """ "one in five", "two out of three": (the share in percent, the token after)."""
        is_in = self._word(start + 1) == "in"
        if not is_in and self._word(start + 2) != "of":
            return None
        position = start + (2 if is_in else 3)
        part = digits(self.tokens[start].text) or CARDINALS.get(self._word(start), 0.0)
        whole = self._number(position) if position < len(self.tokens) else None
        if whole is None or not 0 < part < whole[0]:
            return None
        if is_in and (part > 9 or whole[0] > 10_000 or self.tokens[position].start in self.years):
            return None  # "seven in 2019"
        return 100 * part / whole[0], whole[1]
