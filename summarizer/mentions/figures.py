"""Quantities: value or range, unit, hedge, what is counted and where; and what only looks like one, left out."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from summarizer.mentions import lexicon
from summarizer.mentions.tokens import Line, Token
from summarizer.model import DateMention, Figure, FigureKind, Hedge, Precision

_ONES = {word: value for word, value in lexicon.numerals()[0].items() if value < 20}
_TENS = {word: value for word, value in lexicon.numerals()[0].items() if value >= 20}
_ORDINALS = lexicon.numerals()[1]
_DENOMINATORS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4, "fifth": 5,
    "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10,
}  # fmt: skip
# vague plurals: "dozens of people"; the bounds are what a careful reader would still accept
_VAGUE = {
    "dozens": (24.0, 99.0), "scores": (40.0, 99.0), "hundreds": (200.0, 999.0), "thousands": (2e3, 99_999.0),
    "millions": (2e6, 999e6), "billions": (2e9, 999e9), "trillions": (2e12, 999e12),
}  # fmt: skip
_SMALL = {**_ONES, **_TENS}
_WORD_NUMBERS = frozenset(_SMALL) | {"hundred", "thousand", "million", "billion", "trillion", "dozen", "half", "couple"}
_TRIGGERS = (
    _WORD_NUMBERS
    | frozenset(_ORDINALS)
    | frozenset(_VAGUE)
    | {"quarter", "quarters", "tens", "noon", "midnight", "midday"}
)

# words after which a number is part of a name or a label, not a quantity
_LABELS = lexicon.grammar("figures-labels")
_NOT_ONE_AFTER = lexicon.grammar("figures-not-one-after")
_NOT_ONE_BEFORE = lexicon.grammar("figures-not-one-before")
_STOP = lexicon.grammar("figures-stop")
_PREPOSITIONS = lexicon.grammar("figures-prepositions")
_SCOPE = lexicon.grammar("figures-scope")
_PLURALS = lexicon.grammar("figures-plurals")
_SINGULARS = lexicon.singulars()
_ADVERB = re.compile(r"^[a-z]+ly$")
_NOUN_LY = frozenset(
    ["family", "supply", "reply", "ally", "assembly", "rally", "anomaly", "monopoly", "butterfly", "fly", "bully"]
)
_CLOCK = re.compile(
    r"(?<![\d.,:/$€£])(?P<h>[01]?\d|2[0-3])(?:[:.](?P<m>[0-5]\d))?(?::[0-5]\d)?\s?(?P<half>[ap]\.?m\b\.?)|(?<![\d.,:/$€£-])(?P<h24>[01]?\d|2[0-3]):"
    r"(?P<m24>[0-5]\d)(?::[0-5]\d)?(?:\s?(?:GMT|UTC|EST|EDT|CET|BST|local time|hrs))?(?![\d:])|\b(?P<word>noon|midnight|midday)\b"
    r"|\b(?P<hw>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d\d?) (?P<oc>o['’]clock)",
    re.IGNORECASE,
)
_OFF = re.compile(
    r"https?://\S+|www\.\S+|\[[\d,\s–-]+\]|\(\d\)(?= [A-Z])|\+?\(?\d{2,4}\)?[ -.]\d{3}[ -.]\d{4}\b|\b\d{3}-\d{4}\b|@\w+|#\w+"
    r"|\b24/7\b|\b9/11\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b"
)
_LIST_MARK = re.compile(r"\s*(?:\(?\d{1,2}[.)]|[-*•]\s*\d{1,2}[.)])\s+(?=[A-Z“\"'])")
_SCORE_WORDS = lexicon.grammar("figures-score-words")


_PART_WORDS = lexicon.grammar("figures-part-words")
_IS_ONE_WORDS = lexicon.grammar("figures-is-one-words")
_IS_AMBIGUOUS_UNIT_WORDS = lexicon.grammar("figures-is-ambiguous-unit-words")
_IS_NO_HEDGE_WORDS = lexicon.grammar("figures-is-no-hedge-words")
_COUNTED_WORDS = lexicon.grammar("figures-counted-words")


@functools.cache
def _hedge_tables() -> tuple[dict[tuple[str, ...], Hedge], dict[tuple[str, ...], Hedge], int]:
    before: dict[tuple[str, ...], Hedge] = {}
    after: dict[tuple[str, ...], Hedge] = {}
    for hedge, heads, tails in lexicon.hedges():
        before.update({tuple(phrase.split()): hedge for phrase in heads})
        after.update({tuple(phrase.split()): hedge for phrase in tails})
    return before, after, max(map(len, before))


def singular(word: str) -> str:
    """The singular of an English noun, lower case; a word that is none stays.

    >>> [singular(word) for word in ("troops", "countries", "lives", "people", "gas")]
    ['troop', 'country', 'life', 'person', 'gas']
    """
    word = word.lower()
    if word in _SINGULARS:
        return _SINGULARS[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


class _Reader:
    """Reads the figures of one line; a new one for each."""

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

    def read(self) -> tuple[Figure, ...]:
        if not any(token.text[0].isdigit() or token.lower in _TRIGGERS or "-" in token.text for token in self.tokens):
            return ()
        self._clocks()
        number = 0
        while number < len(self.tokens):
            token = self.tokens[number]
            if not (token.text[0].isdigit() or self._may_start(token)):
                number += 1
                continue
            number = max(self._figure(number), number + 1)
        return tuple(sorted(self.found, key=lambda figure: figure.start))

    def _may_start(self, token: Token) -> bool:
        return token.is_word and (
            token.lower in _TRIGGERS or ("-" in token.lower and token.lower.split("-")[0] in _TRIGGERS)
        )

    def _is_blocked(self, token: Token) -> bool:
        return any(start < token.end and token.start < end for start, end in self.blocked)

    def _clocks(self) -> None:
        line = self.line
        for match in _CLOCK.finditer(self.text, line.start, line.end):
            group = match.groupdict()
            if group["word"]:
                low = 0.0 if group["word"].lower() == "midnight" else 12.0
            elif group["hw"]:
                word = group["hw"].lower()
                low = float(word) if word.isdigit() else _ONES[word]
            else:
                hours = int(group["h"] or group["h24"])
                low = hours + int(group["m"] or group["m24"] or 0) / 60
                half = (group["half"] or "").lower()
                if half.startswith("p") and hours < 12:
                    low += 12
                elif half.startswith("a") and hours == 12:
                    low -= 12
            self.found.append(Figure(match.start(), match.end(), match.group(), low, low, FigureKind.CLOCK, "h"))
            self.blocked.append(match.span())

    # ------------------------------------------------------------------------------- one figure

    def _figure(self, start: int) -> int:
        token = self.tokens[start]
        if self._is_blocked(token):
            return start + 1
        if token.start in self.years:
            year = self.years[token.start]
            if year.earliest is not None and year.latest is not None and year.earliest.year == year.latest.year:
                value = float(year.earliest.year)
                self.found.append(Figure(year.start, year.end, year.text, value, value, FigureKind.YEAR))
            return start + 1
        parsed = self._value(start)
        if parsed is None:
            return start + 1
        low, high, end, kind = parsed
        if kind is None and self._is_label(start, end):
            return end
        return self._finish(start, end, low, high, kind)

    def _word(self, number: int) -> str:
        return self.tokens[number].lower if 0 <= number < len(self.tokens) else ""

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

    def _touches(self, number: int) -> bool:
        return number > 0 and self.tokens[number].start == self.tokens[number - 1].end

    def _special(self, start: int) -> tuple[float, float, int, FigureKind | None] | None:
        word, following, previous = self._word(start), self._word(start + 1), self._word(start - 1)
        if word in _VAGUE:
            if previous == "of" and self._word(start - 2) in ("tens", "hundreds"):
                return None
            if word == "scores" and following != "of":
                return None
            if following != "of" and word != "scores" and not self._noun_follows(start + 1):
                return (*_VAGUE[word], start + 1, FigureKind.COUNT) if following in ("more", "") else None
            second = self._word(start + 2)
            if word == "hundreds" and following == "of" and second in ("thousands", "millions", "billions"):
                factor = {"thousands": 1e3, "millions": 1e6, "billions": 1e9}[second]
                return 200 * factor, 999 * factor, start + 3, FigureKind.COUNT
            return (*_VAGUE[word], start + 1, FigureKind.COUNT)
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
        ):
            if following.endswith("s") or word == "one":
                share = 100 * _ONES[word] / _DENOMINATORS[following]
                return share, share, start + 2, FigureKind.PERCENT
        if following in ("in", "out") and not self._is_capital(start):
            return self._one_in(start)
        return None

    def _is_capital(self, number: int) -> bool:
        return self.tokens[number].is_capital and number > 0

    def _one_in(self, start: int) -> tuple[float, float, int, FigureKind | None] | None:
        position = start + 2 if self._word(start + 1) == "in" else start + 3
        if position == start + 3 and self._word(start + 2) != "of":
            return None
        first = (_digits(self.tokens[start].text) or _SMALL.get(self._word(start), 0.0), start + 1)
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
        if previous in _PART_WORDS:
            if not (word == "half" and previous in ("and", "one", "last") and following in ("of", "the", "a")):
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
                "quarter round place term day week half year month straight consecutive person victim seed goal title win "
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

    def _noun_follows(self, number: int) -> bool:
        if number >= len(self.tokens):
            return False
        token = self.tokens[number]
        return token.is_word and token.lower not in _STOP

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

    def _has_sign(self, number: int) -> bool:
        signs = lexicon.currencies()[0]
        return number > 0 and self.tokens[number - 1].text in signs

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
            if word in _SMALL and (
                current is None
                or current % 100 == 0
                or (current % 10 == 0 and word in _ONES and _ONES[word] < 10 and current % 100 >= 20)
            ):
                if current is not None and current == 0:
                    break
                current = (current or 0.0) + _SMALL[word]
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
                and self._word(number + 1).split("-")[0] in _SMALL
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
                self.tokens[position].text[0].isdigit() or self._word(position) in _SMALL or "-" in self._word(position)
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

    def _is_label(self, start: int, end: int) -> bool:
        """Whether the number belongs to a name: "Boeing 737", "Article 5", "Nord Stream 2"."""
        token = self.tokens[start]
        if start == 0:
            return False
        previous = self.tokens[start - 1]
        if (
            previous.text in ("-", "–", "/", "#", "№")
            and previous.end == token.start
            and start > 1
            and self.tokens[start - 2].end == previous.start
        ):
            return self.tokens[start - 2].is_word
        if not previous.is_word:
            return False
        if previous.lower in _LABELS and (previous.is_capital or token.text.isdigit()) and not token.is_word:
            return True
        if not previous.is_capital or token.is_word or end != start + 1 or not token.text.isdigit():
            return False
        if previous.text in lexicon.demonyms() or (start == 1 and previous.lower in lexicon.common_words()):
            return False
        if previous.lower in _STOP or previous.lower in _PREPOSITIONS or previous.lower in ("killing", "some"):
            return False
        following = self._word(end)
        return len(token.text) <= 4 and (following in _STOP or not following.isalpha())

    # -------------------------------------------------------------------- unit, hedge, what, where

    def _finish(self, start: int, end: int, low: float, high: float, kind: FigureKind | None) -> int:
        unit = ""
        begin = start
        signs, names = lexicon.currencies()
        if begin > 0 and self.tokens[begin - 1].text in signs:
            begin -= 1
            unit, kind = signs[self.tokens[begin].text], FigureKind.MONEY
            if (
                begin > 0
                and self.tokens[begin - 1].text in ("US", "A", "C", "HK", "NZ", "AU", "CA", "R", "S")
                and self._touches(begin)
            ):
                begin -= 1
                unit = signs.get(self.tokens[begin].text + "$", unit)
        elif (
            begin > 0
            and self.tokens[begin - 1].text in ("-", "−")
            and self.tokens[begin - 1].end == self.tokens[begin].start
            and (begin == 1 or self.tokens[begin - 2].end != self.tokens[begin - 1].start)
        ):
            begin -= 1
            low, high = -high, -low
        if kind is None or kind is FigureKind.PERCENT:
            kind, unit, end = self._unit(start, end, kind)
        if kind is FigureKind.PERCENT and not unit:
            unit = "%"
        if kind is FigureKind.MONEY and self._word(end) in names:
            end += 1
        if kind is None and self._is_age(start, end):
            kind, unit = FigureKind.AGE, "year"
        if kind is FigureKind.AGE or kind is FigureKind.DURATION:
            kind, end = self._age(kind, end)
        hedge, begin = self._hedge_before(begin)
        if hedge is Hedge.NONE:
            hedge, end = self._hedge_after(end)
        counted, noun_end = "", end
        if kind in (
            None,
            FigureKind.COUNT,
            FigureKind.PERCENT,
            FigureKind.MEASURE,
            FigureKind.MONEY,
            FigureKind.ORDINAL,
        ):
            counted, noun_end = self._counted(end, low == high == 1, kind)
            if not counted and kind in (None, FigureKind.COUNT):
                counted = self._counted_before(begin)
        if hedge is Hedge.NONE and noun_end > end:
            hedge, _ = self._hedge_after(noun_end)
        scope = self._scope(noun_end)
        first, last = self.tokens[begin], self.tokens[end - 1]
        self.found.append(
            Figure(
                first.start,
                last.end,
                self.text[first.start : last.end],
                low,
                high,
                kind or FigureKind.COUNT,
                unit,
                hedge,
                counted,
                scope,
            )
        )
        return end

    def _unit(self, start: int, end: int, kind: FigureKind | None) -> tuple[FigureKind | None, str, int]:
        if end >= len(self.tokens) or kind is FigureKind.PERCENT:
            return kind, "%" if kind is FigureKind.PERCENT else "", end
        names, units = lexicon.currencies()[1], lexicon.units()
        position = end
        if self._word(end) in ("-", "‑") and self._touches(end):
            position = end + 1
        word = self._word(position)
        two = f"{word}-{self._word(position + 1)}"
        if two in units:
            return units[two].kind, units[two].name, position + 2
        if word == "per" and self._word(position + 1) == "cent":
            word, position = "percent", position + 1
        if word == "%" and self._word(position + 1) in ("point", "points"):
            return FigureKind.PERCENT, "pp", position + 2
        if word == "percentage" and self._word(position + 1).startswith("point"):
            return FigureKind.PERCENT, "pp", position + 2
        if word in names and not (
            word == "real"
            or (word == "won" and self._word(position + 1))
            or (word in ("try", "sterling") and position == end)
        ):
            money_word = word
            if (
                money_word == "pounds"
                and self._word(position + 1) in ("of", "heavier", "lighter")
                and self.tokens[start].text.isdigit()
            ):
                return FigureKind.MEASURE, "lb", position + 1
            return FigureKind.MONEY, names[word], position + 1
        head = word.split("-")[0]
        if word in ("us", "australian", "canadian", "american", "new", "hong", "singapore") and self._word(
            position + 1
        ) in ("dollars", "dollar"):
            unit = {"australian": "AUD", "canadian": "CAD", "new": "NZD", "hong": "HKD", "singapore": "SGD"}.get(
                word, "USD"
            )
            return FigureKind.MONEY, unit, position + 2
        if word in units:
            found = units[word]
            if self._is_ambiguous_unit(word, position, end):
                return None, "", end
            name = found.name
            after = position + 1
            if name in ("km", "mi") and self._word(after) in ("per", "an") and self._word(after + 1) in ("hour",):
                return FigureKind.MEASURE, "km/h" if name == "km" else "mph", after + 2
            if name in ("km", "mi") and self._word(after) == "an" and self._word(after + 1) == "hour":
                return FigureKind.MEASURE, "km/h" if name == "km" else "mph", after + 2
            if name == "°":
                if self._word(after) in ("celsius", "c"):
                    return FigureKind.MEASURE, "°C", after + 1
                if self._word(after) in ("fahrenheit", "f"):
                    return FigureKind.MEASURE, "°F", after + 1
            return found.kind, name, after
        if position > end and head in units:  # "59-year-old", "10-day trip"
            return units[head].kind, units[head].name, position + 1
        if position == end and "-" in word and word.split("-")[0] in units and self._touches(end):
            return units[head].kind, units[head].name, end + 1
        return None, "", end

    def _is_ambiguous_unit(self, word: str, position: int, end: int) -> bool:
        token = self.tokens[position]
        if word in ("c", "f"):
            return not (token.is_capital and self._touches(position))
        if word in _IS_AMBIGUOUS_UNIT_WORDS:
            if word == "in":
                return True
            return (
                not (self._touches(position) or word in ("mm", "cm", "ton", "min", "mi", "sec", "secs", "hr"))
                and token.is_capital
            )
        if word == "second":
            return position == end
        if word == "°":
            return False
        return word == "foot" and position == end and self._word(position + 1) in ("soldiers", "patrols")

    def _age(self, kind: FigureKind, end: int) -> tuple[FigureKind, int]:
        """ "59-year-old", "aged 59", "59 years old"."""
        word = self._word(end - 1)
        if word.endswith(("-old", "-olds")):
            return FigureKind.AGE, end
        if self._word(end) in ("old", "of") and (self._word(end) == "old" or self._word(end + 1) == "age"):
            return FigureKind.AGE, end + (1 if self._word(end) == "old" else 2)
        if self._word(end) in ("-", "‑") and self._word(end + 1) in ("old", "olds"):
            return FigureKind.AGE, end + 2
        return kind, end

    def _is_age(self, start: int, end: int) -> bool:
        token = self.tokens[start]
        if not token.text.isdigit() or len(token.text) > 3 or int(token.text) > 120:
            return False
        if self._word(start - 1) in ("aged", "ages") or (
            self._word(start - 1) == "age" and self._word(start - 2) in ("of", "at", "under")
        ):
            return True
        return (
            start > 1
            and self._word(start - 1) == ","
            and self._word(end) in (",", ".", "and")
            and self.tokens[start - 2].is_capital
            and self.tokens[start - 2].is_word
            and self.tokens[start - 2].lower not in ("feb.", "jan.")
            and int(token.text) < 111
            and (end >= len(self.tokens) or not self._range_follows(end))
        )

    def _range_follows(self, end: int) -> bool:
        return end + 1 < len(self.tokens) and self.tokens[end + 1].text[0].isdigit()

    def _hedge_before(self, begin: int) -> tuple[Hedge, int]:
        before, _, longest = _hedge_tables()
        position = begin
        if self._word(position - 1) in ("a", "an", "the") and position > 0:
            words_a = True
        else:
            words_a = False
        for skip in (0, 1) if words_a else (0,):
            for length in range(min(longest, position - skip), 0, -1):
                words = tuple(self._word(k) for k in range(position - skip - length, position - skip))
                hedge = before.get(words)
                if hedge is None:
                    continue
                if words in (
                    ("over",),
                    ("under",),
                    ("around",),
                    ("about",),
                    ("above",),
                    ("below",),
                ) and self._is_no_hedge(position - skip - length):
                    continue
                return hedge, position - skip - length
        if self._word(begin - 1) == "between" or (
            words_a and self._word(begin) in ("half", "hundred", "thousand", "million", "dozen", "quarter", "third")
        ):
            return (Hedge.NONE, begin - 1) if words_a else (Hedge.NONE, begin)
        return Hedge.NONE, begin

    def _is_no_hedge(self, number: int) -> bool:
        """ "took over 3 firms" is no figure of "more than"; "talked about 3 things" none of "about"."""
        previous = self._word(number - 1)
        word = self._word(number)
        if word == "about":
            return previous in _IS_NO_HEDGE_WORDS
        if word == "over":
            return previous in (
                "took",
                "take",
                "taking",
                "taken",
                "won",
                "hand",
                "handed",
                "victory",
                "win",
                "presided",
            )
        return False

    def _hedge_after(self, end: int) -> tuple[Hedge, int]:
        _, after, _ = _hedge_tables()
        for length in (3, 2, 1):
            words = tuple(self._word(k) for k in range(end, end + length))
            hedge = after.get(words)
            if hedge is not None:
                return hedge, end + length
        if self._word(end) == "+":
            return Hedge.AT_LEAST, end + 1
        return Hedge.NONE, end

    def _counted(self, end: int, is_one: bool, kind: FigureKind | None) -> tuple[str, int]:
        """The head noun of what is counted, and the token after it."""
        number = end
        if self._word(number) in ("more", "other", "additional", "extra", "further", "new", "fewer", "less"):
            number += 1
        if self._word(number) == "of":
            number += 1
            while self._word(number) in _COUNTED_WORDS:
                number += 1
        elif kind in (FigureKind.MONEY, FigureKind.PERCENT, FigureKind.MEASURE):
            if (
                kind is FigureKind.PERCENT
                and self._word(number) in ("the", "its", "their", "all")
                and self._word(end - 1) in ("half",)
            ):
                number += 1
            elif kind is FigureKind.PERCENT and self._is_ratio(end):
                pass
            elif kind is not FigureKind.MEASURE or self._word(end) in _STOP:
                return "", end
        noun, after = "", end
        steps = 0
        while number < len(self.tokens) and steps < 7:
            token = self.tokens[number]
            word = token.lower
            if not token.is_word:
                if token.text == "-" or (
                    token.text == "," and not noun and steps and self._noun_follows(number + 1) and word != "."
                ):
                    number, steps = number + 1, steps + 1
                    continue
                break
            if word in _STOP and not (word in ("killed", "left") and not noun):
                break
            if token.is_capital and token.text not in lexicon.demonyms() and noun:
                break
            if word in (
                "killed",
                "wounded",
                "injured",
                "dead",
                "missing",
                "arrested",
                "detained",
                "homeless",
                "hospitalised",
                "hospitalized",
            ) and not self._plural_ahead(number + 1):
                noun, after = noun or word, number + 1
                break
            if noun and (word.endswith(("ing", "ed")) or (_ADVERB.match(word) and word not in _NOUN_LY)):
                break
            if self._word(number + 1) == "'s":  # "two of the country's banks": the owner is not what is counted
                noun, after, number, steps = "", end, number + 2, steps + 1
                continue
            noun, after = word, number + 1
            if (
                word in _PLURALS
                or (word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in ("u.s.", "us"))
            ) and not is_one:
                if not self._compound(number):
                    break
            number, steps = number + 1, steps + 1
        if not noun or noun in lexicon.units() or not noun[0].isalpha() or (is_one and noun.endswith("ly")):
            return "", end
        return singular(noun), after

    def _is_ratio(self, end: int) -> bool:
        """Whether the figure is "one in five": what follows is what is counted."""
        return self._word(end - 2) in ("in", "of")

    def _plural_ahead(self, number: int) -> bool:
        return number < len(self.tokens) and self._word(number) in _PLURALS | {
            "soldiers",
            "civilians",
            "workers",
            "passengers",
        }

    def _compound(self, number: int) -> bool:
        """Whether a plural is only the first part of the noun: "sports clubs", "arms dealers"."""
        return self._word(number) in (
            "sports",
            "arms",
            "savings",
            "sales",
            "customs",
            "communications",
            "systems",
            "veterans",
        ) and self._noun_follows(number + 1)

    def _counted_before(self, begin: int) -> str:
        """ "the death toll rose to 45": the noun that the verb tells of."""
        for number in range(begin - 1, max(-1, begin - 9), -1):
            word = self._word(number)
            if word in (".", ";", ","):
                break
            if word == "toll":
                return "death"
            if word == "number" and self._word(number + 1) == "of":
                return singular(self._word(number + 2)) if self._word(number + 2) not in _STOP else ""
        return ""

    def _scope(self, number: int) -> str:
        """The prepositional words that follow and narrow what is counted, as they stand."""
        first = number
        if first >= len(self.tokens):
            return ""
        word = self._word(first)
        token = self.tokens[first]
        is_participle = word.endswith(("ing", "ed")) and word not in _STOP and token.is_word and len(word) > 4
        if is_participle and (
            self._word(first + 1) in _SCOPE or (first + 1 < len(self.tokens) and self.tokens[first + 1].is_capital)
        ):
            number += 1
        elif word not in _SCOPE:
            return ""
        last = first
        while number < len(self.tokens) and number - first < 12:
            token = self.tokens[number]
            word = token.lower
            if not token.is_word and not token.text[0].isdigit() and token.text not in ("'s", "’s"):
                break
            if number > first and self._ends_scope(number):
                break
            last = number
            number += 1
        while last > first and self._word(last) in _STOP and not self.tokens[last].is_capital:
            last -= 1
        if last == first:
            return ""
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def _ends_scope(self, number: int) -> bool:
        token = self.tokens[number]
        word = token.lower
        if any(start <= token.start < end for start, end in self.blocked):
            return True
        if word in _SCOPE or word in ("the", "a", "an", "its", "their", "his", "her", "of"):
            return False
        if word == "and":
            following = number + 1
            return not (
                following < len(self.tokens)
                and (
                    self.tokens[following].is_capital
                    or self._word(following) in _SCOPE
                    or self._word(following) in ("the",)
                )
            )
        if word in _STOP:
            return True
        return bool(
            word.endswith("ed") and not token.is_capital and self._word(number - 1) not in ("the", "a", "an", "of")
        )


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
        else _SMALL.get(tokens[0].lower)
        if tokens
        else None
    )
    if not own or len(tokens) < 2:
        return 0.0
    factor = high / own
    return factor if factor >= 100 and low * factor < high else 0.0


def find_figures(text: str, line: Line, dates: Sequence[DateMention]) -> tuple[Figure, ...]:
    """The figures of one line; `dates` are its time expressions, whose numbers are no figures (bare years are)."""
    return _Reader(text, line, dates).read()
