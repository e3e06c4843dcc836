"""What several numbers or words make together: shares, ratios, ranges, scores, ranks and vague plurals."""

from __future__ import annotations

import re
from typing import NamedTuple

from summarizer.mentions import lexicon
from summarizer.mentions.nouns import looks_plural
from summarizer.mentions.numbers import CARDINALS, ONES, NumberReader, digits
from summarizer.model import FigureKind

_RANKS = lexicon.numerals()[1]
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
_VAGUE_AFTER = {"hundred": "hundreds", "thousand": "thousands", "million": "millions", "dozen": "dozens"}
"""After "several" and "a few"."""
_LARGE_PLURALS = {"thousands": 1e3, "millions": 1e6, "billions": 1e9}
_DASHES = frozenset("-–—‑")
_NUMERATORS = frozenset(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])
_SCORE_WORDS = lexicon.grammar("figures-score-words")
_PART_WORDS = lexicon.grammar("figures-part-words")
_AFTER_HALF = frozenset(["of", "the", "its", "their", "his", "her", "all", "our"])
_AFTER_A_SHARE = frozenset(["of", "more", "less", "fewer", "higher", "lower", "were", "are", "have"])
_BEFORE_A_RANK = frozenset(["the", "a", "finished", "came", "ranked", "in"])
_NAMED_BY_RANK = frozenset(["party", "parties", "world", "reich", "sector", "way"])
_PARTS_OF_A_SERIES = lexicon.grammar("figures-parts-of-a-series")
"""What "first" and "second" count: before other words they tell an order ("the first time"), no rank."""
_SECOND_OF = _PARTS_OF_A_SERIES | lexicon.grammar("figures-second-of-a-series")
_AFTER_A_NOUN_OF_RANK = frozenset(["the", "a", "its", "his", "her", "their", "to", "and", "or", "for", "of"])
_NO_HALVES = frozenset(["mast", "time", "brother", "sister", "past", "way", "moon", "term", "price"])
_TENS_AND_RANK = re.compile(r"(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-([a-z]+)$")
_LEADS_TO_SCORE = frozenset(["to", "with", "on", "has", "have", "had", "scored", "got"])
_RANGE_WORDS = frozenset(["margin", "range", "ranging", "ranges", "ranged", "anywhere", "varying", "varied", "varies"])
COUNTED_IN_SCORES = frozenset(["votes", "goals", "games", "sets", "points"])
"""What both numbers of a score count: "three votes to two"."""
_VOTE_WORDS = frozenset(["vote", "votes", "voted", "voting", "by", "score", "won", "beat", "lost", "lead", "majority"])


class Value(NamedTuple):
    """From `low` to `high`, written in the tokens up to `end`; `kind` where the words tell it."""

    low: float
    high: float
    end: int
    kind: FigureKind | None = None


def _share(percent: float, end: int) -> Value:
    return Value(percent, percent, end, FigureKind.PERCENT)


class ValueReader(NumberReader):
    """Reads what numbers say among the words of one line."""

    def _value(self, start: int) -> Value | None:
        special = self._special(start)
        if special is not None:
            return special
        first = self._number(start)
        if first is None:
            return None
        low, end = first
        if self.tokens[start].text.isdigit() and self._word(end) in ("st", "nd", "rd", "th") and self._touches(end):
            return Value(low, low, end + 1, FigureKind.ORDINAL)
        return self._range(start, end, low) or Value(low, low, end)

    def _special(self, start: int) -> Value | None:
        """What is no plain number."""
        word, following = self._word(start), self._word(start + 1)
        if word in VAGUE or word == "tens":
            return self._vague(start)
        if word in ("several", "few"):
            is_vague = (following in _VAGUE_AFTER and self._word(start + 2) != "of") or following == "hundred"
            return Value(*VAGUE[_VAGUE_AFTER[following]], start + 2) if is_vague else None
        if word == "couple" and following == "of" and self._word(start - 1) == "a":
            factor = {"dozen": 12.0, "hundred": 100.0, "thousand": 1e3, "million": 1e6}.get(self._word(start + 2))
            if factor:
                return Value(2.0 * factor, 2.0 * factor, start + 3)
            return Value(2.0, 2.0, start + 1, FigureKind.COUNT)
        if word in ("half", "quarter"):
            return self._part(start)
        if word in _RANKS:
            return self._rank(start)
        if "-" in word and (tens := _TENS_AND_RANK.match(word)) and _RANKS.get(tens[2], 20) < 10:
            rank = CARDINALS[tens[1]] + _RANKS[tens[2]]
            return Value(rank, rank, start + 1, FigureKind.ORDINAL)
        return self._fraction(start) or self._part_of_whole(start) or self._votes(start)

    def _part_of_whole(self, start: int) -> Value | None:
        """ "one in five", "five of a hundred", "one child in nine"; "6 out of 7" points is a score."""
        if self._is_capital(start) and not self.tokens[start].text.isdigit() and start > 0:
            return None
        following = self._word(start + 1)
        if following in ("in", "out") or (following == "of" and self._word(start + 2) == "a"):
            ratio = self._ratio(start)
            if ratio is None:
                return None
            return (self._points(start, ratio[1]) if following == "out" else None) or _share(*ratio)
        if self._word(start) != "one" or self._word(start + 2) not in ("in", "out") or looks_plural(following):
            return None
        ratio = self._ratio(start, start + 2)
        if ratio is None or ratio[0] == 100 or (self._noun_follows(ratio[1]) and looks_plural(self._word(ratio[1]))):
            return None
        return _share(*ratio)

    def _points(self, start: int, end: int) -> Value | None:
        """ "She leads with 6 out of 7": what somebody has of what could be had."""
        if not (self.tokens[start].text[0].isdigit() and self._is_digit(end - 1)) or self._noun_follows(end):
            return None
        leads = start > 0 and (self._word(start - 1) in _LEADS_TO_SCORE or self.tokens[start - 1].is_capital)
        low, high = digits(self.tokens[start].text), digits(self.tokens[end - 1].text)
        return Value(low, high, end, FigureKind.SCORE) if leads and low is not None and high is not None else None

    def _votes(self, start: int) -> Value | None:
        """ "three votes to two"."""
        if self._word(start + 1) not in COUNTED_IN_SCORES or self._word(start + 2) not in ("to", "against"):
            return None
        one, other = self._number(start), self._number(start + 3) if start + 3 < len(self.tokens) else None
        if one is None or other is None or one[1] != start + 1:
            return None
        return Value(one[0], other[0], other[1], FigureKind.SCORE)

    def _vague(self, start: int) -> Value | None:
        """ "dozens of", "tens of thousands", "hundreds more"."""
        word, following = self._word(start), self._word(start + 1)
        factor = _LARGE_PLURALS.get(self._word(start + 2)) if following == "of" else None
        if word == "tens":
            return Value(20 * factor, 100 * factor - 1, start + 3, FigureKind.COUNT) if factor else None
        if self._word(start - 1) == "of" and self._word(start - 2) in ("tens", "hundreds"):
            return None
        if following != "of" and (word == "scores" or not (following in ("more", "") or self._noun_follows(start + 1))):
            return None
        if word == "hundreds" and factor:
            return Value(200 * factor, 999 * factor, start + 3, FigureKind.COUNT)
        return Value(*VAGUE[word], start + 1, FigureKind.COUNT)

    def _fraction(self, start: int) -> Value | None:
        """ "two-thirds", "three quarters of"."""
        word, following = self._word(start), self._word(start + 1)
        head, _, tail = word.partition("-")
        if head in _NUMERATORS and tail in _DENOMINATORS:
            return _share(100 * ONES[head] / _DENOMINATORS[tail], start + 1)
        if word not in ONES or following not in _DENOMINATORS or following == "half":
            return None
        if (following.endswith("s") or word == "one") and self._word(start + 2) in ("of", "the", "majority", ""):
            return _share(100 * ONES[word] / _DENOMINATORS[following], start + 2)
        return None

    def _part(self, start: int) -> Value | None:
        """ "half a million", "half of", "a quarter of", "half an hour"."""
        word, following, previous = self._word(start), self._word(start + 1), self._word(start - 1)
        if previous == "a" and self._word(start - 2) == "and":  # "a day and a half"
            return None
        is_share = word == "half" and previous in ("and", "one", "last") and following in ("of", "the", "a")
        if (previous in _PART_WORDS and not is_share) or following in _NO_HALVES:
            return None
        if word == "quarter":
            unit = self._word(start + 3)
            if (
                following == "of"
                and self._word(start + 2) in ("an", "a")
                and (unit in lexicon.units() or unit == "percentage")
            ):
                return Value(0.25, 0.25, start + 3)
            is_part = previous == "a" or (previous == "one" and self._word(start + 2) != "the")
            return _share(25.0, start + 1) if following == "of" and is_part else None
        if following in ("a", "an"):
            return self._half_of_unit(start)
        return _share(50.0, start + 1) if following in _AFTER_HALF or self._noun_follows(start + 1) else None

    def _half_of_unit(self, start: int) -> Value | None:
        unit = self._word(start + 2)
        if unit == "dozen":
            return Value(6.0, 6.0, start + 3, FigureKind.COUNT)
        magnitude = lexicon.magnitudes().get(unit) if len(unit) > 1 else None
        if magnitude:
            return Value(magnitude / 2, magnitude / 2, start + 3)
        return Value(0.5, 0.5, start + 2) if unit.replace("-", "") in lexicon.units() else None

    def _rank(self, start: int) -> Value | None:
        """ "the third day"; "a third of" is a share."""
        word, following, previous = self._word(start), self._word(start + 1), self._word(start - 1)
        if previous in ("a", "one") and word in _DENOMINATORS and following in _AFTER_A_SHARE:
            return _share(100 / _DENOMINATORS[word], start + 1)
        if word in ("first", "second"):
            is_rank = self._is_part_of_series(start)
        else:
            is_rank = following not in _NAMED_BY_RANK and (self._noun_follows(start + 1) or previous in _BEFORE_A_RANK)
        if not is_rank or self._is_capital(start):
            return None
        return Value(_RANKS[word], _RANKS[word], start + 1, FigureKind.ORDINAL)

    def _is_part_of_series(self, start: int) -> bool:
        """Whether "first" or "second" numbers a part of a series: "second round", "the first summer … the second"."""
        word, following, previous = self._word(start), self._word(start + 1), self._word(start - 1)
        if previous in ("at", "split"):
            return False
        if following == "time":
            return word == "second" and previous in ("the", "this", "that", "for")
        if following in (_SECOND_OF if word == "second" else _PARTS_OF_A_SERIES):
            return True
        other = "second" if word == "first" else "first"
        places = [place for place, token in enumerate(self.tokens) if token.lower == other]
        if not places or previous not in ("the", "a", "its", "her", "his"):
            return False
        if self._noun_follows(start + 1):
            return any(self._word(place - 1) == "the" and not self._noun_follows(place + 1) for place in places)
        return any(
            place < start and self._noun_follows(place + 1) and self._word(place - 1) == "the" for place in places
        )

    def _range(self, start: int, end: int, low: float) -> Value | None:
        """ "10 to 15", "between 3 and 5", "10-15 million", "2-1"."""
        joined = self._joint(start, end)
        if joined is None:
            return None
        joint, place = joined
        position = self._place_of_second(start, place)
        second = self._number(position) if position is not None else None
        if position is None or second is None:
            return None
        high, after = second
        if self._word(end) == "%" and self._word(after) not in ("%", "percent", "per"):
            return None
        if joint in _DASHES and self._is_score(start, after):
            return Value(low, high, after, FigureKind.SCORE)
        before = {self._word(k) for k in range(start - 4, start)}
        if joint == "to" and low > high and self._is_tally(start, after, before):
            return Value(low, high, after, FigureKind.SCORE)
        low *= self._shared_magnitude(low, high, position, after)
        if high <= low or (joint == "or" and high > low * 3):
            return None
        if joint == "to" and "from" in before and not before & _RANGE_WORDS:
            return None  # a change: "rose from 3 to 5"
        if joint == "to" and self._word(start - 1) == "by" and high < low * 3 and self._is_tally(start, after, before):
            return Value(low, high, after, FigureKind.SCORE)
        return Value(low, high, after)

    def _is_tally(self, start: int, after: int, before: set[str]) -> bool:
        """Whether two numbers with "to" are a vote or a result: "voted by 17 to 12"."""
        if "from" in before or "due" in before or after - start != 3 or self._noun_follows(after):
            return False
        line = {token.lower for token in self.tokens[max(0, start - 12) : after + 4]}
        return bool(before & _VOTE_WORDS) and bool(line & _SCORE_WORDS)

    def _joint(self, start: int, end: int) -> tuple[str, int] | None:
        """What joins a range's two numbers, and the token after it."""
        has_percent = self._word(end) == "%" and self._word(end + 1) in ("-", "–", "to")
        place = end + 1 if has_percent else end
        joint = self._word(place)
        if joint in _DASHES:
            is_joint = has_percent or joint == "–" or self._touches(end)
        else:
            is_joint = joint in ("to", "or") or (joint == "and" and self._word(start - 1) == "between")
        return (joint, place + 1) if is_joint else None

    def _place_of_second(self, start: int, place: int) -> int | None:
        """The token that a range's second number begins with, at `place` or after a currency's sign there."""
        if place < len(self.tokens) and self._has_sign(place + 1):
            if not self._has_sign(start):
                return None
            place += 1
        if place >= len(self.tokens) or self._is_blocked(self.tokens[place]):
            return None
        if self._is_digit(place):
            return place
        if self._word(place - 1) in _DASHES and not self.tokens[start].is_word:
            return None
        return place if self._word(place) in CARDINALS or "-" in self._word(place) else None

    def _shared_magnitude(self, low: float, high: float, position: int, after: int) -> float:
        """The magnitude that a range's first number shares with its second ("10 to 15 million"), or 1."""
        written = digits(self.tokens[position].text) or CARDINALS.get(self._word(position))
        if not written or after - position < 2:
            return 1.0
        factor = high / written
        return factor if factor >= 100 and low * factor < high else 1.0

    def _is_score(self, start: int, after: int) -> bool:
        low, high = self.tokens[start], self.tokens[after - 1]
        if not (low.text.isdigit() and high.text.isdigit()) or len(low.text) > 3 or len(high.text) > 3:
            return False
        around = {self._word(k) for k in range(max(0, start - 6), min(len(self.tokens), after + 4))}
        return bool(around & _SCORE_WORDS) or int(low.text) >= int(high.text)
