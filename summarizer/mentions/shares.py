"""Parts of a whole: "two-thirds", "half of", "one in five", "a one-in-ten chance", "by half", "half an hour"."""

from __future__ import annotations

from typing import NamedTuple

from summarizer.mentions import lexicon
from summarizer.mentions.nouns import looks_plural
from summarizer.mentions.numbers import CARDINALS, ONES, NumberReader, digits
from summarizer.model import FigureKind

DENOMINATORS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
    "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10, "twelfth": 12, "twelfths": 12, "twentieth": 20,
    "twentieths": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "hundredth": 100,
    "hundredths": 100, "thousandth": 1000, "thousandths": 1000,
}  # fmt: skip
_NUMERATORS = frozenset(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])
_PART_WORDS = lexicon.grammar("figures-part-words")
_AFTER_HALF = frozenset(["of", "the", "its", "their", "his", "her", "all", "our", "that"])
_AFTER_A_SHARE = frozenset(["of", "more", "less", "fewer", "higher", "lower", "were", "are", "have"])
_NO_HALVES = frozenset(["mast", "time", "brother", "sister", "past", "way", "moon", "term", "price"])
_LEADS_TO_SCORE = frozenset(["to", "with", "on", "has", "have", "had", "scored", "got"])
_HEDGES = frozenset(
    ["than", "nearly", "almost", "about", "around", "roughly", "least", "over", "under", "only", "some"]
)
_CHANGES = lexicon.grammar("figures-changes")
"""Before a share of what changes: "by a third", "shares lost a fifth"."""
_SAID_OF_SHARE = frozenset(
    ["said", "say", "thought", "think", "want", "believe", "feel", "felt", "saw", "see", "chose"]
)
_AFTER_A_VERB = frozenset(
    ["with", "that", "to", "the", "it", "their", "they", "for", "against", "in", "on", "as", "by", "no", "a", "an"]
)
_FEWEST_TO_SHARE = 10
"""Of at least so many people or things "a third had left" tells a share; of two, the next one."""


class Value(NamedTuple):
    """From `low` to `high`, written in the tokens up to `end`; `kind` where the words tell it."""

    low: float
    high: float
    end: int
    kind: FigureKind | None = None


def _percent(percent: float, end: int) -> Value:
    return Value(percent, percent, end, FigureKind.PERCENT)


class ShareReader(NumberReader):
    """Reads shares among the words of one line."""

    def _share(self, start: int) -> Value | None:
        """The share that begins here, or a part of one unit."""
        word = self._word(start)
        if word in ("half", "quarter"):
            return self._part(start)
        if word in DENOMINATORS:
            return self._one_part(start)
        return self._chance(start) or self._fraction(start) or self._part_of_whole(start)

    def _chance(self, start: int) -> Value | None:
        """ "a one-in-ten chance", "1-in-5"."""
        part, _, whole = self._word(start).partition("-in-")
        end = start + 1
        if not whole and self._word(start + 1) == "-" and self._word(start + 2).startswith("in-"):
            whole, end = self._word(start + 2)[3:], start + 3
        low, high = (digits(word) or CARDINALS.get(word, 0.0) for word in (part, whole))
        return _percent(100 * low / high, end) if 0 < low < high else None

    def _part_of_unit(self, share: Value) -> Value:
        """A share of one unit is a number of units: "nine tenths of a percent", "a quarter of an hour"."""
        end = share.end
        unit = self._word(end + 2)
        is_unit = unit in lexicon.units() or unit in ("percentage", "point")
        if self._word(end) != "of" or self._word(end + 1) not in ("a", "an", "one"):
            return share
        magnitude = lexicon.magnitudes().get(unit, 0.0) if len(unit) > 2 else 0.0
        if magnitude:  # "a quarter of a million"
            return Value(share.low / 100 * magnitude, share.high / 100 * magnitude, end + 3)
        if not is_unit:
            return share
        return Value(share.low / 100, share.high / 100, end + 2)

    def _one_part(self, start: int) -> Value | None:
        """ "a third of", "a tenth of a second", "nearly a third", "by a fifth"."""
        if self._word(start - 1) not in ("a", "one"):
            return None
        share = self._part_of_unit(_percent(100 / DENOMINATORS[self._word(start)], start + 1))
        if share.kind is None or self._word(start + 1) in _AFTER_A_SHARE:
            return share
        if self._word(start + 1) == "off" and not self._noun_follows(start + 2):
            return share  # "knocked a third off the sentence"
        is_alone = not self._noun_follows(start + 1) or self._is_time(start + 1) or self._is_done_by(start + 1)
        is_share = self._word(start - 2) in _HEDGES | _CHANGES or self._has_shared()
        is_beside = (
            self._word(start + 1).endswith("ed") and bool(self.found) and self.found[-1].kind is FigureKind.PERCENT
        )
        return share if (is_alone and is_share) or is_beside else None

    def _is_done_by(self, number: int) -> bool:
        """ "less than a third agreed with her": the verb of those who are that share."""
        word, second = self._word(number), self._word(number + 1)
        return (word in _SAID_OF_SHARE or word.endswith("ed")) and (second in _AFTER_A_VERB or not second.isalpha())

    def _is_time(self, number: int) -> bool:
        return any(start <= self.tokens[number].start < end for start, end in self.blocked)

    def _has_shared(self) -> bool:
        """Whether what stands before is a number of people or things that can be shared."""
        last = self.found[-1] if self.found else None
        if last is None or last.kind not in (FigureKind.COUNT, FigureKind.PERCENT):
            return False
        return last.kind is FigureKind.PERCENT or last.low >= _FEWEST_TO_SHARE

    def _part_of_whole(self, start: int) -> Value | None:
        """ "one in five", "five of a hundred", "one child in nine"; "6 out of 7" points is a score."""
        if self._is_capital(start) and not self.tokens[start].text.isdigit() and start > 0:
            return None
        following = self._word(start + 1)
        if following in ("in", "out") or (following == "of" and self._word(start + 2) == "a"):
            ratio = self._ratio(start)
            if ratio is None:
                return None
            return (self._points(start, ratio[1]) if following == "out" else None) or _percent(*ratio)
        if self._word(start) != "one" or self._word(start + 2) not in ("in", "out") or looks_plural(following):
            return None
        ratio = self._ratio(start, start + 2)
        if ratio is None or ratio[0] == 100 or (self._noun_follows(ratio[1]) and looks_plural(self._word(ratio[1]))):
            return None
        return _percent(*ratio)

    def _points(self, start: int, end: int) -> Value | None:
        """ "She leads with 6 out of 7": what somebody has of what could be had."""
        if not (self.tokens[start].text[0].isdigit() and self._is_digit(end - 1)) or self._noun_follows(end):
            return None
        leads = start > 0 and (self._word(start - 1) in _LEADS_TO_SCORE or self.tokens[start - 1].is_capital)
        low, high = digits(self.tokens[start].text), digits(self.tokens[end - 1].text)
        return Value(low, high, end, FigureKind.SCORE) if leads and low is not None and high is not None else None

    def _fraction(self, start: int) -> Value | None:
        """ "two-thirds", "three quarters of", "nine tenths of a percent"."""
        word, following = self._word(start), self._word(start + 1)
        head, _, tail = word.partition("-")
        if head in _NUMERATORS and tail in DENOMINATORS:
            return self._part_of_unit(_percent(100 * ONES[head] / DENOMINATORS[tail], start + 1))
        if word == "one" and following == "half" and self._word(start + 2) not in lexicon.units():
            return _percent(50.0, start + 2)
        if word not in ONES or following not in DENOMINATORS or following == "half":
            return None
        is_share = self._word(start + 2) in ("of", "the", "majority") or not self._noun_follows(start + 2)
        if not (following.endswith("s") or word == "one") or not is_share:
            return None
        return self._part_of_unit(_percent(100 * ONES[word] / DENOMINATORS[following], start + 2))

    def _part(self, start: int) -> Value | None:
        """ "half a million", "half of", "a quarter of", "half an hour", "by half", "almost half"."""
        word, following, previous = self._word(start), self._word(start + 1), self._word(start - 1)
        if previous == "a" and self._word(start - 2) == "and" and following != "of":  # "a day and a half"
            return None
        if word == "half" and following in ("a", "an"):
            return self._half_of_unit(start)
        is_share = word == "half" and previous in ("and", "one", "last") and following in ("of", "the")
        if (previous in _PART_WORDS and not is_share) or following in _NO_HALVES:
            return None
        is_one_part = previous == "a" or (previous == "one" and self._word(start + 2) != "the")
        if word == "quarter":
            share = self._part_of_unit(_percent(25.0, start + 1))
            if share.kind is None:
                return share
            is_of_whole = following in ("of", "off") or self._word(start - 2) in _CHANGES
            return share if is_one_part and is_of_whole else None
        is_change = "by" in (previous, self._word(start - 2) if previous in ("a", "the") else "")
        is_alone = is_change or previous in _HEDGES
        return (
            _percent(50.0, start + 1) if following in _AFTER_HALF or self._noun_follows(start + 1) or is_alone else None
        )

    def _half_of_unit(self, start: int) -> Value | None:
        unit = self._word(start + 2)
        if unit == "dozen":
            return Value(6.0, 6.0, start + 3, FigureKind.COUNT)
        magnitude = lexicon.magnitudes().get(unit) if len(unit) > 1 else None
        if magnitude:
            return Value(magnitude / 2, magnitude / 2, start + 3)
        is_unit = unit.replace("-", "") in lexicon.units() or unit == "point" or self._is_percentage_point(start + 2)
        return Value(0.5, 0.5, start + 2) if is_unit else None

    def _is_percentage_point(self, number: int) -> bool:
        return f"{self._word(number)}-{self._word(number + 1)}" in lexicon.units()
