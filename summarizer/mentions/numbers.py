"""Numbers as words and digits: values, magnitudes, ranges, shares, scores and ordinals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.mentions import lexicon
from summarizer.mentions.tokens import Line, Token
from summarizer.model import DateMention, Figure, FigureKind, Precision

_ONES = {word: value for word, value in lexicon.numerals()[0].items() if value < 20}
_TENS = {word: value for word, value in lexicon.numerals()[0].items() if value >= 20}
_ORDINALS = lexicon.numerals()[1]
_DENOMINATORS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
    "tenth": 10, "tenths": 10,
}  # fmt: skip
# vague plurals: "dozens of people"; the bounds are what a careful reader would still accept
VAGUE = {
    "dozens": (24.0, 99.0), "scores": (40.0, 99.0), "hundreds": (200.0, 999.0), "thousands": (2e3, 99_999.0),
    "millions": (2e6, 999e6), "billions": (2e9, 999e9), "trillions": (2e12, 999e12),
}  # fmt: skip
CARDINALS = lexicon.numerals()[0]
_NOT_ONE_AFTER = lexicon.grammar("figures-not-one-after")
_NOT_ONE_BEFORE = lexicon.grammar("figures-not-one-before")
_STOP = lexicon.grammar("figures-stop")
_OFF = re.compile(
    r"https?://\S+|www\.\S+|\[[\d,\s–-]+\]|\(\d\)(?= [A-Z])|\+?\(?\d{2,4}\)?[ -.]\d{3}[ -.]\d{4}\b"
    r"|\b\d{3}-\d{4}\b|@\w+|#\w+"
    r"|\b24/7\b|\b9/11\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b"
)
_LIST_MARK = re.compile(r"\s*(?:\(?\d{1,2}[.)]|[-*•]\s*\d{1,2}[.)])\s+(?=[A-Z“\"'])")
_SCORE_WORDS = lexicon.grammar("figures-score-words")
_PART_WORDS = lexicon.grammar("figures-part-words")
_IS_ONE_WORDS = lexicon.grammar("figures-is-one-words")


def _is_bare_year(mention: DateMention) -> bool:
    return mention.precision is Precision.YEAR and len(mention.text) == 4 and mention.text.isdigit()


def _digits(text: str) -> float | None:
    if re.fullmatch(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?", text):
        return float(text.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", text):
        return float(text.replace(".", ""))
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return float(text)
    if re.fullmatch(r"\d+,\d{1,2}", text):
        return float(text.replace(",", "."))
    return None


def _factor(high: float, low: float, tokens: Sequence[Token]) -> float:
    """The magnitude that a range's first number shares with its second: "10 to 15 million"."""
    own = (
        _digits(tokens[0].text)
        if tokens and tokens[0].text[0].isdigit()
        else CARDINALS.get(tokens[0].lower)
        if tokens
        else None
    )
    if not own or len(tokens) < 2:
        return 0.0
    factor = high / own
    return factor if factor >= 100 and low * factor < high else 0.0


class NumberReader:
    """Reads numbers among the words of one line: the base of the reader of figures."""

    def __init__(self, text: str, line: Line, dates: Sequence[DateMention]) -> None:
        self.text = text
        self.tokens = line.tokens
        self.line = line
        self.blocked = [(d.start, d.end) for d in dates if not _is_bare_year(d)]
        self.years = {d.start: d for d in dates if _is_bare_year(d)}
        self.blocked += [match.span() for match in _OFF.finditer(text, line.start, line.end)]
        mark = _LIST_MARK.match(text, line.start, line.end)
        if mark is not None:
            self.blocked.append(mark.span())
        self.found: list[Figure] = []

    def _word(self, number: int) -> str:
        return self.tokens[number].lower if 0 <= number < len(self.tokens) else ""

    def _touches(self, number: int) -> bool:
        return number > 0 and self.tokens[number].start == self.tokens[number - 1].end

    def _is_capital(self, number: int) -> bool:
        return self.tokens[number].is_capital and number > 0

    def _noun_follows(self, number: int) -> bool:
        if number >= len(self.tokens):
            return False
        token = self.tokens[number]
        return token.is_word and token.lower not in _STOP

    def _is_blocked(self, token: Token) -> bool:
        return any(start < token.end and token.start < end for start, end in self.blocked)

    def _has_sign(self, number: int) -> bool:
        signs = lexicon.currencies()[0]
        return number > 0 and self.tokens[number - 1].text in signs

    def _value(self, start: int) -> tuple[float, float, int, FigureKind | None] | None:
        """(low, high, the token after, kind where the words tell it)."""
        token = self.tokens[start]
        special = self._special(start)
        if special is not None:
            return special
        first = self._number(start)
        if first is None:
            return None
        low, end = first
        if token.text.isdigit() and self._word(end) in ("st", "nd", "rd", "th") and self._touches(end):
            return low, low, end + 1, FigureKind.ORDINAL
        second = self._range(start, end, low)
        if second is not None:
            return second
        return low, low, end, None

    def _special(self, start: int) -> tuple[float, float, int, FigureKind | None] | None:
        word, following, previous = self._word(start), self._word(start + 1), self._word(start - 1)
        if word in VAGUE:
            if previous == "of" and self._word(start - 2) in ("tens", "hundreds"):
                return None
            if word == "scores" and following != "of":
                return None
            if following != "of" and word != "scores" and not self._noun_follows(start + 1):
                return (*VAGUE[word], start + 1, FigureKind.COUNT) if following in ("more", "") else None
            second = self._word(start + 2)
            if word == "hundreds" and following == "of" and second in ("thousands", "millions", "billions"):
                factor = {"thousands": 1e3, "millions": 1e6, "billions": 1e9}[second]
                return 200 * factor, 999 * factor, start + 3, FigureKind.COUNT
            return (*VAGUE[word], start + 1, FigureKind.COUNT)
        if word == "tens":
            second = self._word(start + 2)
            if following == "of" and second in ("thousands", "millions", "billions"):
                factor = {"thousands": 1e3, "millions": 1e6, "billions": 1e9}[second]
                return 20 * factor, 99 * factor + factor - 1, start + 3, FigureKind.COUNT
            return None
        if word == "couple":
            return (2.0, 2.0, start + 1, FigureKind.COUNT) if following == "of" and previous == "a" else None
        if word in ("twice", "no", "quarters"):
            return None
        if word in ("half", "quarter"):
            return self._part(start)
        if word in _ORDINALS:
            return self._ordinal(start)
        if "-" in word and word.split("-")[0] in ("one", "two", "three", "four", "five", "half"):
            head, _, tail = word.partition("-")
            if tail in _DENOMINATORS and head != "half":
                share = 100 * _ONES[head] / _DENOMINATORS[tail]
                return share, share, start + 1, FigureKind.PERCENT
        if (
            word in _ONES
            and following in _DENOMINATORS
            and following not in ("second", "half")
            and self._word(start + 2) in ("of", "the", "majority", "")
            and (following.endswith("s") or word == "one")
        ):
            share = 100 * _ONES[word] / _DENOMINATORS[following]
            return share, share, start + 2, FigureKind.PERCENT
        if following in ("in", "out") and not self._is_capital(start):
            return self._one_in(start)
        return None

    def _one_in(self, start: int) -> tuple[float, float, int, FigureKind | None] | None:
        position = start + 2 if self._word(start + 1) == "in" else start + 3
        if position == start + 3 and self._word(start + 2) != "of":
            return None
        first = (_digits(self.tokens[start].text) or CARDINALS.get(self._word(start), 0.0), start + 1)
        second = self._number(position) if position < len(self.tokens) else None
        if second is None or not 0 < first[0] < second[0]:
            return None
        if self._word(start + 1) == "in" and (
            first[0] > 9 or second[0] > 10_000 or self.tokens[position].start in self.years
        ):
            return None
        share = 100 * first[0] / second[0]
        return share, share, second[1], FigureKind.PERCENT

    def _part(self, start: int) -> tuple[float, float, int, FigureKind | None] | None:
        """ "half a million", "half of", "a quarter of", "half an hour"."""
        word, following, previous = self._word(start), self._word(start + 1), self._word(start - 1)
        is_share = word == "half" and previous in ("and", "one", "last") and following in ("of", "the", "a")
        if previous in _PART_WORDS and not is_share:
            return None
        if word == "half" and following in ("a", "an"):
            unit = self._word(start + 2)
            magnitude = lexicon.magnitudes().get(unit) if unit not in ("m", "k", "b") else None
            if unit == "dozen":
                return 6.0, 6.0, start + 3, FigureKind.COUNT
            if magnitude:
                return magnitude / 2, magnitude / 2, start + 3, None
            if unit.replace("-", "") in lexicon.units():
                return 0.5, 0.5, start + 2, None
            return None
        if word == "half" and (
            following in ("of", "the", "its", "their", "his", "her", "all", "our") or self._noun_follows(start + 1)
        ):
            return 50.0, 50.0, start + 1, FigureKind.PERCENT
        if (
            word == "quarter"
            and following == "of"
            and previous in ("a", "one")
            and self._word(start + 2) not in ("the",)
        ):
            return 25.0, 25.0, start + 1, FigureKind.PERCENT
        if word == "quarter" and following == "of" and previous == "a":
            return 25.0, 25.0, start + 1, FigureKind.PERCENT
        return None

    def _ordinal(self, start: int) -> tuple[float, float, int, FigureKind | None] | None:
        word, following, previous = self._word(start), self._word(start + 1), self._word(start - 1)
        if (
            previous in ("a", "one")
            and word in _DENOMINATORS
            and word != "second"
            and following in ("of", "more", "less", "fewer", "higher", "lower")
        ):
            share = 100 / _DENOMINATORS[word]
            return share, share, start + 1, FigureKind.PERCENT
        if word in ("first", "second"):
            wanted = (
                "quarter round place term day week half year month straight consecutive person victim seed"
                " goal title win "
                "defeat grade degree century anniversary phase floor dose case death woman man black overall"
            )
            if following not in wanted.split() or previous in ("at", "split"):
                return None
        elif following in ("party", "parties", "world", "reich", "sector", "way") or not (
            self._noun_follows(start + 1) or previous in ("the", "a", "finished", "came", "ranked", "in")
        ):
            return None
        if self._is_capital(start):
            return None
        return _ORDINALS[word], _ORDINALS[word], start + 1, FigureKind.ORDINAL

    def _number(self, start: int) -> tuple[float, int] | None:
        """The number that begins here with its magnitude: (value, the token after)."""
        token = self.tokens[start]
        if token.text[0].isdigit():
            value = _digits(token.text)
            if value is None:
                return None
            return self._magnitude(value, start + 1)
        return self._words_number(start)

    def _magnitude(self, value: float, number: int) -> tuple[float, int]:
        if self._word(number) == "-" and self._word(number + 1) in ("million", "billion", "trillion"):
            number += 1
        word = self._word(number)
        if word in ("m", "k", "b", "t") and not (self._touches(number) or self._has_sign(number - 1)):
            return value, number
        if (
            word == "m"
            and not self._has_sign(number - 1)
            and value < 1000
            and self.tokens[number].text == "m"
            and not self._noun_follows(number + 1)
        ):
            return value, number
        factor = lexicon.magnitudes().get(word.split("-")[0] if word.endswith(("-dollar", "-pound", "-euro")) else word)
        if factor is None:
            if word == "dozen":
                return value * 12, number + 1
            return value, number
        if word == "hundred" and value != int(value):
            factor = 100.0
        return self._magnitude(value * factor, number + 1) if factor < 1e6 else (value * factor, number + 1)

    def _words_number(self, start: int) -> tuple[float, int] | None:
        total, current, number = 0.0, None, start
        while number < len(self.tokens):
            word = self._word(number)
            if "-" in word:
                parts = word.split("-")
                if len(parts) == 2 and parts[0] in _TENS and parts[1] in _ONES:
                    current = (current or 0.0) + _TENS[parts[0]] + _ONES[parts[1]]
                    number += 1
                    continue
                break
            if word in CARDINALS and (
                current is None
                or current % 100 == 0
                or (current % 10 == 0 and word in _ONES and _ONES[word] < 10 and current % 100 >= 20)
            ):
                if current is not None and current == 0:
                    break
                current = (current or 0.0) + CARDINALS[word]
            elif word == "hundred" and (current is not None or self._word(start - 1) in ("a", "several")):
                current = (current or 1.0) * 100
            elif word == "dozen" and (current is not None or self._word(start - 1) in ("a", "several", "some") or True):
                return (current or 1.0) * 12, number + 1
            elif word in ("thousand", "million", "billion", "trillion") and (
                current is not None or self._word(start - 1) == "a"
            ):
                total += (current or 1.0) * lexicon.magnitudes()[word]
                current = 0.0
            elif (
                word == "and"
                and current is not None
                and (total or current >= 100)
                and self._word(number + 1).split("-")[0] in CARDINALS
                and self._word(number - 1) in ("hundred", "thousand", "million")
            ):
                pass
            else:
                break
            number += 1
        if current is None:
            return None
        value = total + current
        if number == start + 1 and self._word(start) == "one" and not self._is_one(start):
            return None
        if number == start + 1 and self._word(start) == "zero" and self._word(start + 1) in ("tolerance", "-"):
            return None
        if self._word(number) == "and" and self._word(number + 1) == "a" and self._word(number + 2) == "half":
            return value + 0.5, number + 3
        return value, number

    def _is_one(self, start: int) -> bool:
        following, previous = self._word(start + 1), self._word(start - 1)
        if previous in _NOT_ONE_BEFORE:
            return False
        if following in ("in", "out"):
            return self._one_in(start) is not None
        if following in _NOT_ONE_AFTER or following in ("-", "’s", "'s"):
            return following == "of" and False
        if start == 0:
            return following in _IS_ONE_WORDS
        return self._noun_follows(start + 1) and not (
            start + 1 < len(self.tokens) and self.tokens[start + 1].is_capital
        )

    def _range(self, start: int, end: int, low: float) -> tuple[float, float, int, FigureKind | None] | None:
        """ "10 to 15", "between 3 and 5", "10-15 million", "2-1"."""
        joint, previous = self._word(end), self._word(start - 1)
        position = end + 1
        is_dash = joint in ("-", "–", "—", "‑")
        if is_dash and not (self._touches(end) or joint == "–"):
            return None
        if joint == "%" and self._word(end + 1) in ("-", "–", "to"):
            position, is_dash = end + 2, self._word(end + 1) != "to"
            joint = self._word(end + 1)
        if not (is_dash or joint in ("to", "or") or (joint == "and" and previous == "between")):
            return None
        if position < len(self.tokens) and self.tokens[position].text in lexicon.currencies()[0]:
            if not self._has_sign(start):
                return None
            position += 1
        if position >= len(self.tokens) or (
            is_dash and not self.tokens[position].text[0].isdigit() and not self.tokens[start].is_word
        ):
            return None
        second = (
            self._number(position)
            if (
                self.tokens[position].text[0].isdigit()
                or self._word(position) in CARDINALS
                or "-" in self._word(position)
            )
            else None
        )
        if second is None or self._is_blocked(self.tokens[position]):
            return None
        high, after = second
        if self._word(end) == "%" and self._word(after) not in ("%", "percent", "per"):
            return None
        if is_dash and self._is_score(start, after):
            return low, high, after, FigureKind.SCORE
        factor = _factor(high, low, self.tokens[position:after])
        if high > low and factor:
            low *= factor
        if high <= low or (joint == "or" and high > low * 3):
            return None
        if joint == "to" and (previous == "from" or self._is_change(start)):
            return None
        return low, high, after, None

    def _is_change(self, start: int) -> bool:
        words = {self._word(k) for k in range(max(0, start - 4), start)}
        return "from" in words

    def _is_score(self, start: int, after: int) -> bool:
        low, high = self.tokens[start], self.tokens[after - 1]
        if not (low.text.isdigit() and high.text.isdigit()) or len(low.text) > 3 or len(high.text) > 3:
            return False
        around = {self._word(k) for k in range(max(0, start - 6), min(len(self.tokens), after + 4))}
        if around & _SCORE_WORDS:
            return True
        return int(low.text) >= int(high.text)
