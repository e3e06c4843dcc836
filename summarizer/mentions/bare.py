"""What a number without a unit or noun measures, by what was said before: "212 million marks, of which 60 million"."""

from __future__ import annotations

import re

from summarizer.mentions import lexicon
from summarizer.mentions.ellipses import INHERITED, EllipsisReader
from summarizer.mentions.nouns import looks_plural
from summarizer.mentions.units import Measured
from summarizer.model import Figure, FigureKind

_MOST_BEFORE = 50  # figures of the line before that are looked at
_MONEY_WORDS = lexicon.grammar("figures-money-words")
_SCALES = frozenset(["magnitude", "rated", "rating", "richter"])
_PREPOSITIONS = frozenset(["at", "to", "by", "of", "with", "in", "from", "for", "on", "against"])
_AGAINST = (
    ("of", "which"), ("instead", "of"), ("rather", "than"), ("compared", "with"), ("compared", "to"), ("up", "from"),
    ("down", "from"), ("against",), ("not",), ("but", "not"), ("and", "not"), ("of", "these"), ("of", "that"),
    ("out", "of"), ("and", "then"), ("then",),
)  # fmt: skip
"""Before a number that is told beside another of the same unit."""
_STATES = lexicon.grammar("figures-states")
_OWNERS = frozenset(["the", "its", "their", "his", "her", "a"])
_USUAL = frozenset(["the", "usual", "planned", "promised", "expected", "normal", "required", "scheduled", "original"])
_PERIODS = frozenset(["month", "week", "year", "day", "hour", "head", "person", "night", "piece", "ticket"])
_MORE_THAN = frozenset([("more", "than"), ("less", "than")])
_LARGE = frozenset(["million", "milliard", "billion", "trillion", "m", "bn", "millions", "milliards", "billions"])
_PAYS = frozenset([
    "fined", "paid", "pay", "pays", "cost", "costs", "costing", "worth", "owes", "owed", "earns", "earned", "charged",
    "asked", "asks", "demanded", "demands", "fine", "fines",
])  # fmt: skip
_ASKED = frozenset(["asked", "asks", "asking", "settled", "settle", "sued", "suing", "budgeted", "insured"])
_SMALLEST_SUM = 1000.0
"""A bare number after a verb of paying is a sum from here on: "fined 45,000"."""
_PRICE = re.compile(r"\d+\.\d\d")
_COLDEST = 100.0
_IN_PERCENT = re.compile(r"%|cent|pct|point")
_STRONGEST_QUAKE = 10.0
_WHOLE = 100.0
_MOST_UNLIKE = 10.0
"""How many times larger or smaller a number may be that is told as another of the same sum or share."""
_MEASURES = lexicon.grammar("figures-measured-of")
_PAY_WORDS = lexicon.grammar("figures-pay-words")
"""Of these a bare number "a month" is money."""
_SUMS = lexicon.grammar("figures-sums")
"""Of these a bare number is money: "a ransom of 40,000"."""
_ABSOLUTE = INHERITED - {FigureKind.PERCENT}
_CHANGES = frozenset([
    "up", "down", "by", "rose", "fell", "gained", "lost", "added", "climbed", "dropped", "shed", "another", "jumped",
])  # fmt: skip
_NORMS = lexicon.grammar("figures-norms")
"""What is said of a sum or share that is set against another: "35 was usual"."""
_IS = frozenset(["is", "was", "would", "seems", "seemed", "might"])
_FINDS = frozenset(["find", "finds", "found", "think", "thinks", "thought", "consider", "considers", "considered"])
_MAKES = frozenset(["make", "makes", "made", "put", "puts"])
_CLOSES = frozenset([",", ".", ";", ")", "", "—", "–"])
_NORM_REACH = 4
_NEAR = 4  # words: "14 crowns a litre, up from 9"


class BareReader(EllipsisReader):
    """Finds the unit of a bare number among the figures before it."""

    def _taken_over(self, begin: int, start: int, end: int, low: float) -> Measured | None:
        """What the number in the tokens [start, end), with its hedge from `begin` on, measures; None for a count."""
        if self._word(start - 1) == "minus" and abs(low) < _COLDEST:
            return Measured(FigureKind.MEASURE, "°", end)
        if self._is_of_quake(start, low):
            return Measured(FigureKind.MEASURE, "magnitude", end)
        found = self._told_elsewhere(begin, start, end, low)
        return None if found is not None and found.kind is FigureKind.PERCENT and low > _WHOLE else found

    def _told_elsewhere(self, begin: int, start: int, end: int, low: float) -> Measured | None:
        """What the words around, or the figure before, say that a bare number measures."""
        return (
            self._left_out(begin, start, end, low)
            or self._of_measured(end)
            or self._as_in_line(begin, end)
            or self._as_in_line_before(begin, end)
            or self._as_fraction(begin, start, end)
            or self._as_money(begin, end)
            or self._as_paid(begin, start, end, low)
            or self._of_dimension(begin, end)
            or self._as_told_again(begin, end, low)
        )

    def _as_told_again(self, begin: int, end: int, low: float) -> Measured | None:
        """ "It costs 90 marks; 35 was usual", "finds 85 more fitting", "Her builder makes it 61,000": told again."""
        last = self._last() or next(
            (figure for figure in self.before[::-1] if figure.kind is not FigureKind.YEAR), None
        )
        if last is None or not _hands_on(last):
            return None
        if not last.low / _MOST_UNLIKE <= low <= last.high * _MOST_UNLIKE:
            return None
        after = tuple(self._word(place) for place in range(end, end + _NORM_REACH))
        is_norm = after[0] in _IS and not _NORMS.isdisjoint(after[1:])
        is_found = self._word(begin - 1) in _FINDS and not _NORMS.isdisjoint(after[:2])
        is_made = self._word(begin - 1) == "it" and self._word(begin - 2) in _MAKES and after[0] in _CLOSES
        is_it = self._word(begin - 2) == "it" and self._word(begin - 1) in _IS | {"'s"}
        is_same = is_norm or is_found or is_made or (is_it and after[0] in _CLOSES)
        return Measured(last.kind, last.unit, end) if is_same else None

    def _as_part(self, begin: int, end: int, low: float) -> Measured | None:
        """ "won by 11 seconds and lost five of them"."""
        last = self._last()
        if last is None or last.kind not in INHERITED or last.kind is FigureKind.PERCENT or not 0 < low <= last.high:
            return None
        between = [token.lower for token in self.tokens[:begin] if token.start >= last.end]
        return None if any(map(looks_plural, between)) else Measured(last.kind, last.unit, end)

    def _of_dimension(self, begin: int, end: int) -> Measured | None:
        """ "speeds of up to 90", "a temperature of 38": what is measured tells that it is a measure."""
        is_told = self._word(begin - 1) == "of" and self._word(begin - 2) in _MEASURES
        return Measured(FigureKind.MEASURE, "", end) if is_told and self._is_bare(end) else None

    def _of_measured(self, end: int) -> Measured | None:
        """ "12 of its 90 million florins", "3 of the 48 hours": the unit stands behind the whole."""
        place = end + 2 if self._word(end + 1) in _OWNERS else end + 1
        found = self._number(place) if self._word(end) == "of" and place < len(self.tokens) else None
        if found is None:
            return None
        unit = self._unit(place, found[1], None)
        return Measured(unit.kind, unit.unit, end) if unit.kind in INHERITED else None

    def _as_fraction(self, begin: int, start: int, end: int) -> Measured | None:
        """ "2 percent, now fears 1.6": a fraction counts nothing, so it measures what was measured last."""
        text = self.tokens[start].text
        last = self._last() or (self.before[-1] if self.before else None)
        if not re.fullmatch(r"\d{1,3}[.,]\d{1,2}", text) or last is None or not _hands_on(last):
            return None
        if last.kind is FigureKind.PERCENT and self._word(begin - 1) == "at":  # "fell 5 percent to close at 31.40"
            return Measured(FigureKind.MONEY, "", end) if _PRICE.fullmatch(text) and self._is_bare(end) else None
        return Measured(last.kind, last.unit, end) if self._is_bare(end) else None

    def _as_paid(self, begin: int, start: int, end: int, low: float) -> Measured | None:
        """ "fined 45,000", "bought a beer for 4.50": a sum whose currency goes without saying."""
        if not self._is_bare(end):
            return None
        is_sum = self._word(begin - 1) in _PAYS and low >= _SMALLEST_SUM
        last = self._last()
        is_next_sum = last is not None and last.kind is FigureKind.MONEY and self._word(begin - 1) in _PAYS
        if is_next_sum and last is not None and last.low / _MOST_UNLIKE <= low <= last.high * _MOST_UNLIKE:
            return Measured(FigureKind.MONEY, last.unit, end)  # "a 40-crown red that is worth ten"
        is_sum = is_sum or (self._word(begin - 1) == "of" and self._word(begin - 2) in _SUMS)
        is_price = self._word(begin - 1) in ("for", "at", "cost", "costs") and self._has_money_word(begin, end)
        is_money = is_sum or (is_price and _PRICE.fullmatch(self.tokens[start].text) is not None)
        return Measured(FigureKind.MONEY, "", end) if is_money else None

    def _scale(self, begin: int, end: int) -> str:
        """The scale that a number is on: "magnitude 6.7", "a player rated 2,688"; "" for none."""
        words = [self._word(k) for k in range(begin - 2, begin)]
        scale = words[0] if words[1] in ("of", "at", "as") else words[1]
        if self._word(end) == "-" and self._word(end + 1) == "magnitude":  # "a 4.6-magnitude tremor"
            return "magnitude"
        return scale if scale in _SCALES and (scale == "magnitude" or self._is_bare(end)) else ""

    def _is_of_quake(self, start: int, low: float) -> bool:
        """ "6.7" in a report of an earthquake."""
        text = self.tokens[start].text
        return self.habits.has_magnitudes and low < _STRONGEST_QUAKE and len(text) == 3 and text[1] in ".,"

    def _last(self) -> Figure | None:
        """The figure before in this line."""
        unlike = (FigureKind.YEAR, FigureKind.CLOCK)
        return next((figure for figure in reversed(self.found) if figure.kind not in unlike), None)

    def _as_in_line(self, begin: int, end: int) -> Measured | None:
        """The unit of the figure before, where the words between set the two side by side."""
        last = self._last()
        if last is None or not _hands_on(last) or not self._is_bare(end):
            return None
        place = next((n for n in range(begin, -1, -1) if self.tokens[n].start < last.end), 0)
        between = tuple(self._word(k) for k in range(place + 1, begin))
        plain = tuple(word for word in between if word not in _USUAL)  # "instead of the planned two"
        is_beside = any(plain[-len(words) :] == words for words in _AGAINST) or between == (",",)
        is_gap = len(between) > 1 and between[-1] in _PREPOSITIONS and between[-1] == self._word_before(last)
        is_less = last.kind is FigureKind.MONEY and (
            self._word(end) in ("below", "above") or (self._word(end), self._word(end + 1)) in _MORE_THAN
        )
        is_change = (
            between[-1:] == ("to",) and len(between) < _NEAR and self._word_before(last) == "from"
        )  # "from 310 hectares to 190"
        is_from = between[-1:] == ("from",) and len(between) <= _NEAR and self._word_before(last) == "to"
        is_next_sum = (
            last.kind is FigureKind.MONEY and between[-1:] == ("and",) and self._word(end) in ("for", "to", "on")
        )
        is_share = last.kind is FigureKind.PERCENT and self._is_share(end)  # "lost 2 percent to 2,408.07" is none
        is_to = is_share and between == ("to",)  # "by 44 percent to 39"
        is_to = is_to or (last.kind is FigureKind.MEASURE and between == ("by",))  # "four metres by three"
        is_to = is_to or (between == ("to",) and self._is_of_change(last))  # "up 6 crowns to 48"
        is_or = last.kind is FigureKind.MONEY and between[-1:] == ("or",) and self._is_like(last, end)
        is_price = last.kind is FigureKind.PERCENT and between[-1:] == ("at",) and self._is_price(begin)
        is_said = (
            between[-1:] != ()
            and between[-1] in _STATES
            and not is_price
            and self._is_at_end(end)
            and self._is_like(last, end)
        )
        is_same = is_change or is_to or is_or or is_said or is_beside or is_gap or is_less or is_from or is_next_sum
        return Measured(last.kind, last.unit, end) if is_same else None

    def _is_share(self, end: int) -> bool:
        """Whether the number that ends there may be a share of a whole."""
        found = self._number(end - 1)
        return found is not None and found[0] <= _WHOLE

    def _is_of_change(self, last: Figure) -> bool:
        """Whether the figure before tells by how much something measured went up or down."""
        return last.kind in _ABSOLUTE and self._word_before(last) in _CHANGES

    def _is_price(self, begin: int) -> bool:
        """Whether a number is written as prices are: "lost 6 percent and closed at 48.15"."""
        return _PRICE.fullmatch(self.tokens[begin].text) is not None

    def _word_before(self, figure: Figure) -> str:
        number = next((n for n, token in enumerate(self.tokens) if token.start >= figure.start), 0)
        return self._word(number - 1)

    def _is_bare(self, end: int) -> bool:
        """Whether no noun follows, nor a blank that another number fills."""
        following = self._word(end)
        return not self._noun_follows(end) and following != "%"

    def _as_in_line_before(self, begin: int, end: int) -> Measured | None:
        """ "The company has spoken of 31." after a line that told hours."""
        before = [figure for figure in self.before[-_MOST_BEFORE:] if figure.kind is not FigureKind.YEAR]
        is_last = self._is_at_end(end)
        is_stated = self._word(begin - 1) in _STATES or (
            self._word(begin - 1) == "of" and "spoke" in self._word(begin - 2)
        )
        if self._last() is not None or not before or not _hands_on(before[-1]) or not is_stated:
            return None
        goes_on = self._word(end) in (",", ";") and self._word(end + 1) != "at"  # "say 12, at least, are damp"
        if not is_last and not (goes_on and self._is_like(before[-1], end)):
            return None
        return Measured(before[-1].kind, before[-1].unit, end)

    def _is_like(self, last: Figure, end: int) -> bool:
        """Whether the number that ends there is as large as the figure before, give or take."""
        found = self._number(end - 1)
        return found is not None and last.low / _MOST_UNLIKE <= found[0] <= last.high * _MOST_UNLIKE

    def _is_at_end(self, end: int) -> bool:
        return end >= len(self.tokens) or (self._word(end) == "." and end + 1 >= len(self.tokens) - 1)

    def _as_money(self, begin: int, end: int) -> Measured | None:
        """ "sold for 2 million", "puts them at 50,000 apiece" after a sum of money."""
        last = self._last() or (self.before[-1] if self.before else None)
        sum_before = last if last is not None and last.kind is FigureKind.MONEY else None
        unit = sum_before.unit if sum_before is not None else ""
        if self._word(end - 1) in _LARGE:
            is_asked = self._word(begin - 1) == "for" and self._word(begin - 2) in _ASKED
            is_money = sum_before is not None or is_asked or self._has_money_word(begin, end)
        elif self._word(end) in ("apiece", "each"):
            is_priced = self._word(begin - 1) in ("at", "for") or self._has_money_word(begin, end)
            is_money = is_priced or sum_before is not None
        else:
            words = {token.lower for token in self.tokens[max(0, begin - 12) : end]}
            is_known = sum_before is not None or not words.isdisjoint(_PAY_WORDS)
            is_money = is_known and self._word(end) in ("a", "an", "per") and self._word(end + 1) in _PERIODS
        return Measured(FigureKind.MONEY, unit, end) if is_money and self._is_bare(end) else None

    def _has_money_word(self, begin: int, end: int) -> bool:
        """Whether the clause around tells of money."""
        words = {token.lower for token in self.tokens[max(0, begin - 12) : end + 12]}
        if self._word(begin - 1) == "for" and self._word(begin - 2) in ("went", "go", "goes", "gone"):
            return True
        return not words.isdisjoint(_MONEY_WORDS)


def _hands_on(figure: Figure) -> bool:
    """Whether a bare number may be of the same unit; a share in words ("a fifth") has none to hand on."""
    if figure.kind is FigureKind.PERCENT:
        return _IN_PERCENT.search(figure.text) is not None
    return figure.kind in INHERITED
