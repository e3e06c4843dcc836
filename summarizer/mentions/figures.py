"""Quantities: value or range, unit, hedge, what is counted and where; and what only looks like one, left out.

The reader is built up in files: `numbers` (plain numbers), `values` (shares, ranges, ranks), `units`, `quantities`
(hedges, counted nouns, scopes), and here the figure that they make together.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.mentions import lexicon
from summarizer.mentions.bare import BareReader
from summarizer.mentions.clock_times import find_clock_times
from summarizer.mentions.nouns import singular
from summarizer.mentions.numbers import CARDINALS, NO_CONTEXT, Context
from summarizer.mentions.tokens import Line, Token
from summarizer.mentions.units import Measured
from summarizer.mentions.values import COUNTED_IN_SCORES, VAGUE, Value
from summarizer.model import DateMention, Figure, FigureKind, Hedge

_TRIGGERS = frozenset([
    *CARDINALS, *lexicon.numerals()[1], *VAGUE, "hundred", "thousand", "million", "billion", "trillion", "dozen",
    "half", "couple", "quarter", "quarters", "tens", "noon", "midnight", "midday", "several", "few",
])  # fmt: skip
_LABELS = lexicon.grammar("figures-labels")
"""Words after which a number is part of a name or a label, not a quantity."""
_WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
_NO_LABELS = _WEEKDAYS | {code.lower() for code in lexicon.currencies()[0].values() if len(code) == 3}
_STOP = lexicon.grammar("figures-stop")
_NO_NAMES = _STOP | lexicon.grammar("figures-prepositions") | {"killing", "some"}
_JOINTS = frozenset("-–/#№")
_DOLLAR_PREFIXES = frozenset(["US", "A", "C", "HK", "NZ", "AU", "CA", "R", "S"])
_MEASURED = frozenset([FigureKind.MONEY, FigureKind.MEASURE, FigureKind.DURATION])
_COUNTING = frozenset([
    None, FigureKind.COUNT, FigureKind.PERCENT, FigureKind.MEASURE, FigureKind.MONEY, FigureKind.ORDINAL,
])  # fmt: skip


class _Reader(BareReader):
    """Reads the figures of one line; a new one for each."""

    def read(self) -> tuple[Figure, ...]:
        self._clocks()
        number = 0
        while number < len(self.tokens):
            if _may_start(self.tokens[number]) and not self._is_in_name(number):
                number = self._figure(number)
            else:
                number += 1
        return tuple(sorted(self.found, key=lambda figure: figure.start))

    def _is_in_name(self, number: int) -> bool:
        """Whether a word of number is part of a name: "the Three Sisters"."""
        following = number + 1
        return self._is_capital(number) and following < len(self.tokens) and self.tokens[following].is_capital

    def _clocks(self) -> None:
        """Times of day are figures of their own kind, and nothing in them is another figure."""
        for clock in find_clock_times(self.text, self.line, self.habits.is_evening):
            begin = next((n for n, token in enumerate(self.tokens) if token.start >= clock.start), 0)
            hedge, begin = self._hedge_before(begin) if self.tokens[begin].start == clock.start else (Hedge.NONE, begin)
            start = min(clock.start, self.tokens[begin].start)
            text = self.text[start : clock.end]
            if not any(at <= clock.start < end for at, end in self.blocked):
                self.found.append(Figure(start, clock.end, text, clock.hour, clock.hour, FigureKind.CLOCK, "h", hedge))
                self.blocked.append((start, clock.end))

    def _figure(self, start: int) -> int:
        token = self.tokens[start]
        if self._is_blocked(token):
            return start + 1
        if token.start in self.years:
            year = self.years[token.start]
            number = float(year.text)
            self.found.append(Figure(year.start, year.end, year.text, number, number, FigureKind.YEAR))
            return start + 1
        value = self._value(start)
        if value is None:
            return start + 1
        if value.kind is None and self._is_label(start, value.end):
            return value.end
        return self._finish(start, value)

    def _is_label(self, start: int, end: int) -> bool:
        """Whether the number belongs to a name: "Boeing 737", "Article 5", "Nord Stream 2"."""
        if start == 0:
            return False
        token, previous = self.tokens[start], self.tokens[start - 1]
        if previous.text in _JOINTS and start > 1 and self._touches(start) and self._touches(start - 1):
            return self.tokens[start - 2].is_word
        if token.is_word:
            return token.is_capital and previous.is_capital and previous.lower in _LABELS
        if not previous.is_word or self._word(end) == "%" or previous.lower in _NO_LABELS:
            return False
        if previous.lower in _LABELS and (previous.is_capital or token.text.isdigit()):
            return True
        if not previous.is_capital or end != start + 1 or not token.text.isdigit() or len(token.text) > 4:
            return False
        is_no_name = (
            previous.text in lexicon.demonyms()
            or (start == 1 and previous.lower in lexicon.common_words())
            or previous.lower in _NO_NAMES
        )
        following = self._word(end)
        return not is_no_name and (following in _STOP or not following.isalpha())

    def _signed(self, start: int, value: Value) -> tuple[int, Value, str]:
        """(where the figure begins with its sign, its value, its currency): "-5", "$5", "US$5"."""
        signs = lexicon.currencies()[0]
        before = start - 1
        if before < 0:
            return start, value, ""
        sign = self.tokens[before].text
        if sign in _DOLLAR_PREFIXES and self._word(before - 1) == "$" and self._touches(before):  # "$US5"
            return before - 1, value._replace(kind=FigureKind.MONEY), signs.get(sign + "$", signs["$"])
        if len(sign) == 3 and sign.isupper() and sign.lower() in lexicon.currencies()[1]:  # "EUR 5"
            return before, value._replace(kind=FigureKind.MONEY), lexicon.currencies()[1][sign.lower()]
        if sign in signs:
            money = value._replace(kind=FigureKind.MONEY)
            country = self.tokens[before - 1].text if before > 0 and self._touches(before) else ""
            if country in _DOLLAR_PREFIXES:
                return before - 1, money, signs.get(country + "$", signs[sign])
            return before, money, signs[sign]
        if (sign in ("-", "−") and self._touches(start) and not self._touches(before)) or (
            sign.lower() == "minus" and self._word(before - 1) != "or"
        ):
            return before, value._replace(low=-value.high, high=-value.low), ""
        return start, value, ""

    def _kind_and_unit(self, start: int, value: Value, currency: str) -> Measured:
        """What the figure measures, and the token after its unit."""
        kind, unit, end = value.kind, currency, value.end
        if kind is None or kind is FigureKind.PERCENT:
            kind, unit, end = self._unit(start, end, kind)
        elif kind is FigureKind.COUNT and self._word(end) == "of":  # "thousands of miles"
            measured = self._unit(start, end + 1, None)
            if measured.kind in _MEASURED:
                kind, unit, end = measured
        if kind is FigureKind.MONEY and self._word(end) in lexicon.currencies()[1]:
            end += 1
        if kind is None and self._is_age(start, end):
            kind, unit = FigureKind.AGE, "year"
        if kind is FigureKind.AGE or kind is FigureKind.DURATION:
            kind, end = self._age(kind, start, end)
        return Measured(kind, unit, end)

    def _what_is_counted(self, begin: int, end: int, value: Value) -> tuple[str, int]:
        """The noun that is counted ("" for none), and the token after it."""
        if value.kind is FigureKind.SCORE and self._word(begin + 1) in COUNTED_IN_SCORES:
            return singular(self._word(begin + 1)), end
        if value.kind not in _COUNTING:
            return "", end
        is_one = value.low == value.high == 1 or value.kind is FigureKind.ORDINAL
        if value.kind is FigureKind.PERCENT and self._word(end - 2) in ("in", "of") and self._word(end - 4) == "one":
            return singular(self._word(end - 3)), end  # "one child in nine"
        counted, noun_end = self._counted(end, is_one, value.kind)
        if not counted and value.kind in (None, FigureKind.COUNT):
            counted = self._counted_before(begin)
        return counted, noun_end

    def _finish(self, start: int, value: Value) -> int:
        """Add the figure whose value begins at `start`. Gives the token after it."""
        begin, value, currency = self._signed(start, value)
        tail, value_end = self._hedge_tail(value.end)  # "30-plus years", "300+ people"
        value = value._replace(end=value_end)
        kind, unit, end = self._kind_and_unit(start, value, currency)
        hedge, begin = self._hedge_before(begin)
        hedge = tail if hedge is Hedge.NONE else hedge
        begin = start if kind is FigureKind.ORDINAL and hedge is Hedge.NONE else begin
        if kind is None and (scale := self._scale(begin, end)):
            kind, unit, value = FigureKind.MEASURE, scale, value._replace(kind=FigureKind.YEAR)
        if kind is FigureKind.DURATION and self._is_during(begin):
            hedge, begin = Hedge.NONE, begin + 1
        if hedge is Hedge.NONE:
            hedge, end = self._hedge_after(end)
        counted, noun_end = self._what_is_counted(begin, end, value._replace(kind=kind))
        if kind is None and not counted and (measured := self._taken_over(begin, start, end, value.low)) is not None:
            kind, unit = measured.kind, measured.unit
        if hedge is Hedge.NONE and noun_end > end:
            hedge, _ = self._hedge_after(noun_end)
        if hedge is Hedge.NONE and self._ends_no_more(end):
            hedge = Hedge.UP_TO
        first, last = self.tokens[begin].start, self.tokens[end - 1].end
        self.found.append(
            Figure(
                start=first,
                end=last,
                text=self.text[first:last],
                low=value.low,
                high=value.high,
                kind=kind or FigureKind.COUNT,
                unit=unit,
                hedge=hedge,
                counted=counted,
                scope=self._scope(noun_end),
            )
        )
        return end


def _may_start(token: Token) -> bool:
    """Whether a figure may begin with the token."""
    if token.text[0].isdigit() or token.lower in _TRIGGERS:
        return True
    return "-" in token.lower and token.lower.partition("-")[0] in _TRIGGERS


def find_figures(
    text: str, line: Line, dates: Sequence[DateMention], context: Context = NO_CONTEXT
) -> tuple[Figure, ...]:
    """The figures of one line; `dates` are its time expressions, whose numbers are no figures (bare years are)."""
    if not any(_may_start(token) for token in line.tokens):
        return ()  # most lines: not worth a reader
    return _Reader(text, line, dates, context).read()
