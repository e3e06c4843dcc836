"""Plain numbers in words and digits, with their magnitudes: the base of the reader of figures.

`values` adds what several numbers make together, `quantities` what stands around them, `figures` puts it all together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from summarizer.mentions import lexicon
from summarizer.mentions.habits import Habits
from summarizer.mentions.lookalikes import find_lookalikes
from summarizer.mentions.nouns import looks_plural, singular
from summarizer.mentions.tokens import Line, Token
from summarizer.model import DateMention, Figure, FigureKind, Precision

CARDINALS = lexicon.numerals()[0]
ONES = {word: value for word, value in CARDINALS.items() if value < 20}
_TENS = {word: value for word, value in CARDINALS.items() if value >= 20}
_LARGE = frozenset(["thousand", "million", "milliard", "billion", "trillion"])
_INDIAN = frozenset(["lakh", "lakhs", "crore", "crores"])
_BEFORE_A_RACE = frozenset(["the", "'s", "over"])
"""Before "5,000m", a race as "200m" is."""
_SHORT_MAGNITUDES = frozenset(["m", "k", "b", "t"])
_NOT_ONE_AFTER = lexicon.grammar("figures-not-one-after") | {"-", "'s"}
_NOT_ONE_BEFORE = lexicon.grammar("figures-not-one-before")
NOUNS_IN_LY = frozenset([
    "family", "supply", "reply", "ally", "assembly", "rally", "anomaly", "monopoly", "butterfly", "fly", "bully",
])  # fmt: skip
_VERBS_AFTER_ONE = lexicon.grammar("figures-verbs-after-one")
_IS_ONE_WORDS = lexicon.grammar("figures-is-one-words")
_MONEY_WORDS = lexicon.grammar("figures-money-words")
_STOP = lexicon.grammar("figures-stop")
_TIED = re.compile(r"([a-z]+)-(?:plus|a-[a-z]+|per-[a-z]+)")
"""A magnitude and what is tied to it."""
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


_MINUTES = re.compile(r"\b(?:\d+|[a-z]+) minutes?\b", re.I)
_POINTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_NUMBER_WORDS = frozenset([*CARDINALS, *_LARGE, "hundred", "and", "a", "half"])
_HALF = ["and", "a", "half"]
_HALF_SHORT = ["and", "half"]
_WHOLES = frozenset(["them", "us", "you", "those", "these", "whom", "which", "many", "several", "most", "all"])
_NO_HEADS = frozenset(["", "one", "zero", "a", "and", "half"])
_NO_TAILS = lexicon.grammar("figures-no-compound-nouns")
_FOR_A_DAY = frozenset(["for", "in", "within", "after", "lasted", "than", "least", "under"])
"""Before "one day" where it is a length of time."""
_OBJECTS = frozenset(["the", "a", "an", "his", "her", "their", "its", "it", "he", "she", "they", "to", "him", "them"])
_DAY_PARTS = frozenset(["day", "evening", "morning", "afternoon", "night"])
_OF_ONE = frozenset(["with", "in", "for", "from", "at", "to", "after", "under"])
_OF_WHICH = frozenset(["which", "whom", "whose", "each", "every"])
_CROWDS = frozenset(
    ["jobless", "unemployed", "viewers", "population", "audience", "users", "subscribers", "unemployment"]
)
_NOT_METRES = frozenset([",", ".", ";", "", "and", "or", "instead", "not"])
_VAGUE_TAILS = frozenset(["odd", "ish", "something", "plus"])
_COMPOUND_NOUNS = lexicon.grammar("figures-compound-nouns")
_PLURALS = lexicon.grammar("figures-plurals")


def compound(word: str) -> tuple[list[str], str]:
    """A word with hyphens as its words of number and the rest, which is a unit or a noun.

    >>> compound("twenty-five-year-old"), compound("million-euro"), compound("north-east")
    ((['twenty', 'five'], 'year-old'), (['million'], 'euro'), ([], 'north-east'))
    """
    parts = word.split("-")
    end = next((place for place, part in enumerate(parts) if part not in _NUMBER_WORDS), len(parts))
    return parts[:end], "-".join(parts[end:])


def _is_bare_year(mention: DateMention) -> bool:
    return mention.precision is Precision.YEAR and len(mention.text) == 4 and mention.text.isdigit()


def _is_number_still(mention: DateMention) -> bool:
    """Whether the numbers of a time expression are figures: a year, and minutes, which tell no day."""
    return _is_bare_year(mention) or _MINUTES.search(mention.text) is not None


class Context(NamedTuple):
    """What the rest of the text says of a line's figures: its habits, and the figures of the line before."""

    habits: Habits = Habits()
    before: Sequence[Figure] = ()


NO_CONTEXT = Context()


@dataclass(slots=True)
class _Sum:
    """A number in words as it grows: "two million" and then "three hundred and five"."""

    total: float = 0.0
    current: float | None = None

    def take(self, word: str, previous: str, following: str) -> bool:
        """Add the word, if it goes on with the number."""
        if word in CARDINALS:
            return self._take_cardinal(word)
        if word == "hundred" and (self.current is not None or previous == "a"):
            self.current = (self.current or 1.0) * 100
            return True
        if word in _LARGE and (self.current is not None or previous == "a"):
            self.total += (self.current or 1.0) * lexicon.magnitudes()[word]
            self.current = 0.0
            return True
        return word == "and" and self._goes_on(previous, following)

    def take_all(self, words: list[str]) -> bool:
        """Add the words of a compound, if they all go on with the number: "twenty-one", "two-and-a-half". Else none."""
        half = next((len(end) for end in (_HALF, _HALF_SHORT) if words[-len(end) :] == end), 0)
        words = words[: len(words) - half]
        around = ["", *words, ""]
        before = self.total, self.current
        taken = all(self.take(word, *around[place : place + 3 : 2]) for place, word in enumerate(words))
        if not (taken and words):
            self.total, self.current = before
            return False
        if half and self.current is not None:
            self.current += 0.5
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

    def __init__(self, text: str, line: Line, dates: Sequence[DateMention], context: Context) -> None:
        self.text = text
        self.tokens = line.tokens
        self.n_tokens = len(line.tokens)
        self.line = line
        self.habits = context.habits
        self.before = context.before
        self.found: list[Figure] = []
        self.years = {mention.start: mention for mention in dates if _is_bare_year(mention)}
        self.blocked = [(mention.start, mention.end) for mention in dates if not _is_number_still(mention)]
        self.blocked += find_lookalikes(text, line.start, line.end)

    def _word(self, number: int) -> str:
        return self.tokens[number].lower if 0 <= number < self.n_tokens else ""

    def _touches(self, number: int) -> bool:
        return number > 0 and self.tokens[number].start == self.tokens[number - 1].end

    def _is_capital(self, number: int) -> bool:
        return 0 < number < self.n_tokens and self.tokens[number].is_capital

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
        found = self._digits(start)
        return None if found is None else self._magnified(*found)

    def _digits(self, start: int) -> tuple[float, int] | None:
        """The number in digits, in groups by blanks or points too: (value, the token after)."""
        text, end = self.tokens[start].text, start + 1
        if len(text) <= 3 and text.isdigit():
            while self._is_group(end):
                text, end = text + self.tokens[end].text, end + 1
        if _POINTED.fullmatch(text) and self._has_points(end):
            text = text.replace(".", "")
        value = digits(text)
        if value is None:
            return None
        if [self._word(place) for place in range(end, end + 3)] == _HALF:
            return value + 0.5, end + 3  # "3 and a half hours"
        if (mixed := self._mixed(end)) is not None:
            return value + mixed, end + 4
        part = _VULGAR.get(self._word(end))
        return (value + part, end + 1) if part and self._touches(end) else (value, end)

    def _mixed(self, end: int) -> float | None:
        """The fraction that is tied to a whole number, as American markets write it: "up 4-1/2 cents"."""
        if [self._word(end), self._word(end + 2)] != ["-", "/"] or end + 3 >= self.n_tokens:
            return None
        parts = self.tokens[end + 1].text, self.tokens[end + 3].text
        is_tied = all(self._touches(place) for place in range(end, end + 4))
        is_share = is_tied and all(part.isdigit() for part in parts) and 0 < int(parts[0]) < int(parts[1])
        return int(parts[0]) / int(parts[1]) if is_share else None

    def _is_group(self, number: int) -> bool:
        """Whether a group of three digits goes on with the number before: "12 500 people"."""
        if not self._is_digit(number):
            return False
        token, gap = self.tokens[number], self.text[self.tokens[number - 1].end : self.tokens[number].start]
        is_blank = gap in ("\u00a0", "\u202f", "\u2009") or (gap == " " and not self.habits.has_commas)
        return is_blank and len(token.text) == 3 and token.text.isdigit() and not self._is_blocked(token)

    def _has_points(self, end: int) -> bool:
        """Whether the point before three digits stands between thousands: "1.860 persons" in a translated text."""
        if self.habits.has_points:
            return True
        word = self._word(end)
        is_noun = word in _PLURALS or looks_plural(word)
        return is_noun and not self.habits.has_commas and not (word in lexicon.units() or self._is_currency(word))

    def _is_currency(self, word: str) -> bool:
        return word in lexicon.currencies()[1] or (bool(word) and singular(word) in self.habits.currencies)

    def _magnified(self, value: float, number: int) -> tuple[float, int]:
        """The value times the magnitudes that follow: (value, the token after)."""
        if self._word(number) == "-" and compound(self._word(number + 1))[0][:1] in (
            ["million"],
            ["billion"],
            ["trillion"],
        ):
            number += 1
        if self._word(number) == "-" and self._word(number + 1) in ("crore", "crores", "lakh", "lakhs"):
            number += 1
        word = self._word(number)
        if (tied := _TIED.fullmatch(word)) and tied[1] in lexicon.magnitudes():
            word = tied[1]  # "£400m-plus", "£350m-a-year"
        if word in _SHORT_MAGNITUDES and not self._is_short_magnitude(value, number):
            return value, number
        if word == "dozen":
            return value * 12, number + 1
        if "-" in word and self._compound_tail(number):
            word = word.partition("-")[0]
        factor = lexicon.magnitudes().get(word)
        if factor is None:
            return value, number
        if factor < 1e6:
            return self._magnified(value * factor, number + 1)
        return self._with_thousands(value * factor, number + 1)

    def _with_thousands(self, value: float, number: int) -> tuple[float, int]:
        """ "1 million 200 thousand": a sum that goes on in digits, as translations write it."""
        place = number + 1 if self._word(number) == "and" else number
        if self._is_digit(place) and self._word(place + 1) == "thousand" and not self._is_blocked(self.tokens[place]):
            rest = digits(self.tokens[place].text)
            if rest is not None and rest < 1e3:
                return value + rest * 1e3, place + 2
        return value, number

    def _is_tail(self, tail: str, parts: Sequence[str]) -> bool:
        """Whether what follows a number's hyphen is a unit or is counted: "ten-year", "three-member"."""
        head, _, rest = tail.partition("-")
        is_noun = lexicon.is_english(head) or (head.isalpha() and len(head) > 3)
        if parts and parts[-1] not in _NO_HEADS and not rest and head not in _NO_TAILS and is_noun:
            return True
        is_unit = head in lexicon.units() or tail in lexicon.units()  # "million-square-kilometre"
        return is_unit or head in _COMPOUND_NOUNS or head in _VAGUE_TAILS or self._is_currency(head)

    def _compound_tail(self, number: int) -> str:
        """The unit or noun in the token of a number ("ten-year", "million-mark"), else ""."""
        word = self._word(number)
        parts, tail = compound(word) if "-" in word else ([], "")
        return tail if parts and self._is_tail(tail, parts) else ""

    def _is_short_magnitude(self, value: float, number: int) -> bool:
        """Whether a letter is a magnitude: "$5 m", "300k"; a lone "m" after a small number is metres."""
        if self._has_sign(number - 1):
            return True
        is_crowd = any(
            looks_plural(self._word(place)) or self._word(place) in _PLURALS for place in (number + 1, number + 2)
        )
        is_of_many = self._noun_follows(number + 1) and (is_crowd or self._is_currency(self._word(number + 1)))
        is_race = self._word(number - 2) in _BEFORE_A_RACE and not self._noun_follows(number + 1)
        is_metre = self.tokens[number].text == "m" and (value < 1000 or is_race) and not is_of_many
        is_metre = is_metre and not self._tells_money() and not self._goes_on_millions(number)
        return self._touches(number) and not is_metre

    def _goes_on_millions(self, number: int) -> bool:
        """ "His bonus is 1.8m crowns. It's 1.1m, the bank says": the letter of a sum told before."""
        last = (*self.before[-1:], *self.found[-1:])
        is_sum = bool(last) and last[-1].kind is FigureKind.MONEY and last[-1].low >= 1e6
        return is_sum and self._word(number + 1) in _NOT_METRES

    def _tells_money(self) -> bool:
        return any(token.lower in _MONEY_WORDS or token.lower in _CROWDS for token in self.tokens)

    def _number_in_words(self, start: int) -> tuple[float, int] | None:
        growing, number = _Sum(), start
        while number < len(self.tokens):
            word = self._word(number)
            if word == "dozen":
                return (growing.current or 1.0) * 12, number + 1
            parts, tail = compound(word) if "-" in word else ([], "")
            if tail == "dozen" and number == start and growing.take_all(parts):  # "two-dozen towns"
                return (growing.current or 1.0) * 12, number + 1
            if tail and not self._is_tail(tail, parts):
                break
            around = self._word(number - 1), self._word(number + 1)
            if not (growing.take_all(parts) if parts else growing.take(word, *around)):
                break
            number += 1
            if tail:
                break
        has_half = [self._word(k) for k in range(number, number + 3)] == _HALF
        if growing.current is None or (number == start + 1 and not has_half and self._is_no_number(start)):
            return None
        if has_half:
            return self._with_half(growing, number + 3)
        value = growing.total + growing.current
        if self._word(number) in _INDIAN:  # "two lakh devotees"
            return self._magnified(value, number)
        if self._word(number) == "and" and (part := self._quarters(number + 1)):  # "nine and a quarter hours"
            return self._magnified(value + part, number + 3)
        return value, number

    def _quarters(self, number: int) -> float:
        """A quarter or three before a unit, else 0."""
        words = (self._word(number), self._word(number + 1))
        part = {("a", "quarter"): 0.25, ("three", "quarters"): 0.75}.get(words, 0.0)
        following = self._word(number + 2)
        return part if following in lexicon.units() or following in lexicon.magnitudes() else 0.0

    def _with_half(self, growing: _Sum, end: int) -> tuple[float, int]:
        """ "three and a half", "a million and a half", "two and a half million"."""
        value = growing.total + (growing.current or 0.0)
        if growing.total and not growing.current:
            scale = max(factor for factor in lexicon.magnitudes().values() if factor <= value)
            return value + scale / 2, end
        return self._magnified(value + 0.5, end)

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
        if previous == "at" and self._word(start - 2) in ("are", "is", "were", "was", "be", "been"):
            return False  # "the reports are at one"
        if self._is_one_among(start):
            return True
        if following in ("in", "out"):
            return self._ratio(start) is not None
        if following in _DAY_PARTS:
            return previous in _FOR_A_DAY
        if following == "or" and self._word(start + 2) in CARDINALS:
            return True  # "more than one or two"
        if previous == "but" and self._word(start - 2) in ("last", "next"):
            return False
        if following in ("fewer", "less"):
            return True
        if following == "point" and previous == "at":
            return False  # "at one point the crowd sang"
        if following == "of" and previous in ("and", "or", ","):
            return self._is_one_more_of(start)
        if following in _NOT_ONE_AFTER or not self._noun_follows(start + 1):
            return False
        if following.endswith("ing") and self._word(start + 2) in _OBJECTS:
            return False  # "with one claiming the mill"
        if self.tokens[start + 1].is_capital:
            return self._is_one_of_name(start)
        if following in _IS_ONE_WORDS:
            return True
        second = self._word(start + 2)
        is_participle = following.endswith(("ed", "hurt")) and (second in _STOP or not second.isalpha())
        if (
            following in _VERBS_AFTER_ONE
            or is_participle
            or (following.endswith("ly") and following not in NOUNS_IN_LY)
        ):
            return False
        if looks_plural(following):  # "if one arrives"
            return False
        return start > 0 or (second != "," and following not in ("day", "way", "reason"))

    def _is_one_of_name(self, start: int) -> bool:
        """ "one Karvelian soldier", "one State Department commission": a noun stands behind the name, no verb."""
        end = start + 1
        while end < self.n_tokens and self.tokens[end].is_capital:
            end += 1
        noun = self._word(end)
        is_verb = noun.endswith("ed") or noun in _VERBS_AFTER_ONE or noun in lexicon.saying_verbs()
        return self._noun_follows(end) and noun.isalpha() and not looks_plural(noun) and not is_verb

    def _is_one_among(self, start: int) -> bool:
        """ "Four of the climbers are in hospital, one with a broken wrist": one of those who were counted."""
        if self._word(start - 1) != "," or self._word(start + 1) not in _OF_ONE or self._ratio(start) is not None:
            return False
        last = self.found[-1] if self.found else None
        is_more = last is not None and last.kind is FigureKind.COUNT and last.low > 1 and bool(last.counted)
        return is_more and self._word(start + 2) not in _OF_WHICH

    def _is_one_more_of(self, start: int) -> bool:
        """ "three counts of fraud and one of perjury": the noun before is counted again, of another sort."""
        is_sort = (
            self._word(start + 2) not in _WHOLES
            and not self._is_capital(start + 2)
            and self._noun_follows(start + 2)
            and not looks_plural(self._word(start + 2))
        )
        last = self.found[-1] if self.found else None
        return is_sort and last is not None and last.counted != "" and self._word(start + 2) not in _PLURALS

    def _ratio(self, start: int, joint: int = 0) -> tuple[float, int] | None:
        """ "one in five", "two out of three", joined at the token `joint`: (the share in percent, the token after)."""
        joint = joint or start + 1
        is_in = self._word(joint) in ("in", "of")
        if not is_in and self._word(joint + 1) != "of":
            return None
        position = joint + (1 if is_in else 2)
        part = digits(self.tokens[start].text) or CARDINALS.get(self._word(start), 0.0)
        if self._word(position) == "a" and self._word(position + 1) in ("hundred", "thousand", "million"):
            position += 1
        whole = self._number(position) if position < len(self.tokens) else None
        if whole is None or not 0 < part < whole[0] or whole[0] % 1:
            return None
        if is_in and (part > 9 or (whole[0] > 10_000 and part > 1) or self.tokens[position].start in self.years):
            return None  # "seven in 2019"
        return 100 * part / whole[0], whole[1]
