"""Quantities: value or range, unit, hedge, what is counted and where; and what only looks like one, left out.

The reader is built up in files: `numbers` (plain numbers), `shares`, `values` (ranges, ranks), `units`, `ages`,
`quantities` (hedges, counted nouns, scopes), `bare` (units taken over), and here the figure that they make together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from summarizer.mentions import lexicon
from summarizer.mentions.ages import DECADES, PARENTS
from summarizer.mentions.bare import BareReader
from summarizer.mentions.clock_times import find_clock_times
from summarizer.mentions.nouns import looks_plural, singular
from summarizer.mentions.numbers import CARDINALS, NO_CONTEXT, Context
from summarizer.mentions.shares import DENOMINATORS, Value
from summarizer.mentions.timings import find_timings
from summarizer.mentions.tokens import Line, Token
from summarizer.mentions.units import Measured
from summarizer.mentions.values import COUNTED_IN_SCORES, VAGUE
from summarizer.model import DateMention, Figure, FigureKind, Hedge

_TRIGGERS = frozenset([
    *CARDINALS, *lexicon.numerals()[1], *VAGUE, "hundred", "thousand", "million", "billion", "trillion", "dozen",
    "half", "nil", "couple", "pair", "trio", "quartet", "score", "quarter", "quarters", "tens", "noon", "midnight",
    "midday", "several", "few",
    *DECADES, *DENOMINATORS,
])  # fmt: skip
_OF_DECADES = frozenset(["the", "early", "mid", "late", "and", "’", "'"])
_LABELS = lexicon.grammar("figures-labels")
"""Words after which a number is part of a name or a label, not a quantity."""
_NUMBERED = lexicon.grammar("figures-numbered")
"""What is numbered rather than counted: "door two"."""
_NAME_WITH_NUMBER = re.compile(r"[A-Z][a-z]+-[A-Z][a-z]+")
"""A number with a capital, tied to another word with one: the "Six-Party" talks."""
_LARGE_SUMS = frozenset(["millions", "billions", "trillions"])
_PAID = lexicon.grammar("figures-paid-in-billions")

_FEET_AND_INCHES = re.compile(r"(?<![\w.,'’])([3-8])['’′] ?(1[01]|\d)(?:[\"”″]|'')")
"""How tall somebody is: "a 4'9\" star"."""
_PICTURE = re.compile(r"\s*(?:\d{1,3} of \d{1,3}\.?|\d{1,2}\.)\s*")
"""A line that tells which of several pictures is shown, or numbers what follows."""
_WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
_NO_LABELS = _WEEKDAYS | {code.lower() for code in lexicon.currencies()[0].values() if len(code) == 3}
_STOP = lexicon.grammar("figures-stop")
_NO_NAMES = _STOP | lexicon.grammar("figures-prepositions") | {"killing", "some"}
_GROUPS = frozenset(["group", "committee", "council", "class", "gang", "band"])
_JOINTS = frozenset("-–/#№_")
_PARTS_OF_UNIT = {
    "metre": 100, "metres": 100, "meter": 100, "meters": 100, "feet": 12, "foot": 12, "minutes": 60, "minute": 60,
    "hours": 60, "hour": 60, "years": 12, "year": 12, "days": 24, "day": 24, "stone": 14, "st": 14, "ft": 12,
    "weeks": 7, "week": 7, "lb": 16, "lbs": 16, "pounds": 16,
}  # fmt: skip
"""How many of the next smaller unit make one: what a bare number after the unit tells."""
_SMALLER = {
    "years": ("month", "months"), "year": ("month", "months"), "weeks": ("day", "days"), "week": ("day", "days"),
    "days": ("hour", "hours"), "day": ("hour", "hours"), "hours": ("minute", "minutes", "min", "mins"),
    "hour": ("minute", "minutes", "min", "mins"), "minutes": ("second", "seconds", "sec", "secs"),
    "minute": ("second", "seconds", "sec", "secs"), "feet": ("inch", "inches", "in"), "foot": ("inch", "inches", "in"),
    "ft": ("inch", "inches", "in"), "metres": ("cm", "centimetres"), "stone": ("lb", "lbs", "pounds"),
    "st": ("lb", "lbs"), "lb": ("oz", "ounces"), "lbs": ("oz", "ounces"), "pounds": ("oz", "ounces"),
}  # fmt: skip
"""The next smaller unit by its words: "four hours and 40 minutes" is one length of time."""
_COINS_IN_ONE = 100
_SMALLEST_ROUND = 1000.0
_BARE_PARTS = frozenset(
    ["metre", "metres", "meter", "meters", "feet", "foot", "ft", "hours", "hour", "minutes", "minute", "stone"]
)
_HALF = ["and", "a", "half"]
_DOLLAR_PREFIXES = frozenset(["US", "A", "C", "HK", "NZ", "AU", "CA", "R", "S", "NT"])
_LONG_UNITS = frozenset(word for word, unit in lexicon.units().items() if len(word) > 3)
_MEASURED = frozenset([FigureKind.MONEY, FigureKind.MEASURE, FigureKind.DURATION])
_COUNTING = frozenset([
    None, FigureKind.COUNT, FigureKind.PERCENT, FigureKind.MEASURE, FigureKind.MONEY, FigureKind.ORDINAL,
])  # fmt: skip


class _Reader(BareReader):
    """Reads the figures of one line; a new one for each."""

    last_label = -1
    """The token after the last number that was a label."""

    def read(self) -> tuple[Figure, ...]:
        self._clocks()
        number = 0
        while number < len(self.tokens):
            if "-of-" in self.tokens[number].lower:
                self._in_compound(number)
                number += 1
            elif _may_start(self.tokens[number]) and not self._is_in_name(number):
                number = max(self._figure(number), number + 1)  # forward, whatever a reader makes of it
            else:
                number += 1
        return tuple(sorted(self.found, key=lambda figure: figure.start))

    def _in_compound(self, number: int) -> None:
        """Add the number that ends a compound: "a mum-of-two", "the father-of-12"."""
        token = self.tokens[number]
        head, _, tail = token.text.rpartition("-")
        value = float(tail) if tail.isdigit() else CARDINALS.get(tail.lower())
        if value and head.endswith("-of") and not self._is_blocked(token):
            begin = token.end - len(tail)
            counted = "child" if head[:-3].lower() in PARENTS else ""
            self.found.append(Figure(begin, token.end, tail, value, value, FigureKind.COUNT, counted=counted))

    def _is_in_name(self, number: int) -> bool:
        """Whether a word of number is part of a name: "the Three Sisters"."""
        following = number + 1
        if number > 0 and _NAME_WITH_NUMBER.fullmatch(self.tokens[number].text):
            return True
        return self._is_capital(number) and following < len(self.tokens) and self.tokens[following].is_capital

    def _clocks(self) -> None:
        """Times of day are figures of their own kind, and nothing in them is another figure; lengths of time that are
        written like them come first."""
        for timing in find_timings(self.text, self.line, self.habits.has_gaps):
            self._add_time(timing.start, timing.end, (timing.value, FigureKind.DURATION, timing.unit))
        for height in _FEET_AND_INCHES.finditer(self.text, self.line.start, self.line.end):
            feet = int(height[1]) + int(height[2]) / _PARTS_OF_UNIT["foot"]
            self._add_time(*height.span(), (feet, FigureKind.MEASURE, "ft"))
        for clock in find_clock_times(self.text, self.line, self.habits):
            self._add_time(clock.start, clock.end, (clock.hour, FigureKind.CLOCK, "h"))

    def _add_time(self, start: int, end: int, told: tuple[float, FigureKind, str]) -> None:
        """Add what (value, kind, unit) text[start:end] tells, with its hedge, unless it is part of something else."""
        if any(at <= start < last for at, last in self.blocked):
            return
        n_tokens = len(self.tokens)
        begin = next((n for n, token in enumerate(self.tokens) if token.start >= start), 0)
        hedge, first = self._hedge_before(begin) if self.tokens[begin].start == start else (Hedge.NONE, begin)
        if hedge is Hedge.UP_TO and told[1] is FigureKind.CLOCK:
            hedge, first = Hedge.NONE, begin  # "danced right up to 8 p.m.": until then
        start = min(start, self.tokens[first].start)
        if hedge is Hedge.NONE:
            hedge, after = self._hedge_after(
                next((n for n in range(begin, n_tokens) if self.tokens[n].start >= end), n_tokens)
            )
            end = self.tokens[after - 1].end if hedge is not Hedge.NONE else end
        value, kind, unit = told
        self.found.append(Figure(start, end, self.text[start:end], value, value, kind, unit, hedge))
        self.blocked.append((start, end))

    def _figure(self, start: int) -> int:
        token = self.tokens[start]
        if self._is_blocked(token):
            return start + 1
        is_year = token.start in self.years and (
            self._unit(start, start + 1, None).kind not in _MEASURED or self._word(start + 1) == "season"
        )
        if is_year:
            year = self.years[token.start]
            number = float(year.text)
            self.found.append(Figure(year.start, year.end, year.text, number, number, FigureKind.YEAR))
            return start + 1
        if self._is_one_or_two(start):
            return self._one_or_two(start)
        if self._is_one_and_a_half(start):
            return self._finish(start - 4, Value(1.0, 1.0, start - 3))
        if self._goes_on_one(start):
            return self._finish(start - 3, Value(1.0, 1.0, start - 2))
        decade = self._decade_of_life(start)
        value = Value(*decade, FigureKind.AGE) if decade is not None else self._value(start)
        if value is None:
            return start + 1
        if value.kind is None and self._is_label(start, value.end):
            self.last_label = value.end
            return value.end
        return self._finish(start, value)

    def _is_one_or_two(self, start: int) -> bool:
        """Whether "two" is that of "a day or two", "an anecdote or two"."""
        words = [self._word(place) for place in range(start - 3, start + 1)]
        if words[2:] != ["or", "two"] or words[0] not in ("a", "an"):
            return False
        return self._noun_follows(start - 2) and not looks_plural(words[1]) and not self._noun_follows(start + 1)

    def _one_or_two(self, start: int) -> int:
        """Add "a day or two" as one figure. Gives the token after it."""
        self._finish(start - 3, Value(1.0, 2.0, start - 2))
        found = self.found.pop()
        last = self.tokens[start].end
        self.found.append(replace(found, end=last, text=self.text[found.start : last]))
        return start + 1

    def _is_one_and_a_half(self, start: int) -> bool:
        """Whether "half" is that of "an hour and a half"."""
        unit = lexicon.units().get(self._word(start - 3))
        words = [self._word(place) for place in range(start - 4, start + 1)]
        return unit is not None and words[0] in ("a", "an") and words[2:] == _HALF

    def _goes_on_one(self, start: int) -> bool:
        """Whether the number goes on with one larger unit: "an hour and forty minutes"."""
        if self._word(start - 1) != "and" or self._word(start - 3) not in ("a", "an"):
            return False
        found = self._number(start) if self._word(start - 2) in _SMALLER else None
        return found is not None and self._word(found[1]) in _SMALLER[self._word(start - 2)]

    def _is_label(self, start: int, end: int) -> bool:
        """Whether the number belongs to a name: "Boeing 737", "Article 5", "Nord Stream 2"."""
        if start == 0:
            return False
        token, previous = self.tokens[start], self.tokens[start - 1]
        if self.last_label == start - 1 and previous.lower in (",", "and", "or", "to", "&", "-", "–"):
            return token.text.isdigit() and not self._counts_plural(end)  # "lines 1, 3 and 7"
        if self._is_group_of(start) or self._is_block(start, end):
            return True
        if self._word(end) == "s" and self._touches(end) and token.text.isdigit() and previous.lower in _OF_DECADES:
            return True  # "the 60s"
        if token.lower == "zero" and previous.lower == "ground":
            return True
        if end < self.n_tokens and self.tokens[end].text in ("BC", "BCE"):
            return True  # "built in 2,400 BC": a year
        if previous.text in lexicon.currencies()[0] and self._touches(start):
            return False  # "Sh120"
        if previous.text in _JOINTS and start > 1 and self._touches(start) and self._touches(start - 1):
            return self.tokens[start - 2].is_word
        if token.is_word:
            is_named = token.is_capital and previous.is_capital and previous.is_word
            return (is_named and previous.lower in _LABELS) or self._is_label_in_words(start, end)
        if not previous.is_word or self._word(end) == "%" or previous.lower in _NO_LABELS:
            return False
        if not previous.is_capital and self._word(end) in _LONG_UNITS:  # "won the stage 1 minute ahead"
            return False
        is_number = token.text.replace(".", "").isdigit() if previous.lower == "version" else token.text.isdigit()
        if previous.lower in _LABELS and (previous.is_capital or is_number):
            return True
        if previous.lower in _NUMBERED and is_number and not self._noun_follows(end):
            return True
        if not previous.is_capital or end != start + 1 or not token.text.isdigit() or len(token.text) > 4:
            return False
        if self._word(end) in ("per", "pct", "percent", "percentage"):
            return False
        is_no_name = (
            previous.text in lexicon.demonyms()
            or (start == 1 and (previous.lower in lexicon.common_words() or previous.lower.endswith(("ing", "ly"))))
            or previous.lower in _NO_NAMES
        )
        last = self.found[-1] if self.found else None
        is_next_age = (
            last is not None and last.kind is FigureKind.AGE and self._is_age_handed_on(last, float(token.text))
        )
        if is_next_age or self._is_made(start, end):
            return False  # "makes Ivo Ost 52, his daughter Lena Ost 47"
        following = self._word(end)
        return not is_no_name and (following in _STOP or not following.isalpha())

    def _counts_plural(self, end: int) -> bool:
        return looks_plural(self._word(end)) and self._noun_follows(end)

    def _is_group_of(self, start: int) -> bool:
        """ "the Group of 77", "the Class of 1984": a name that a number ends."""
        if self._word(start - 1) != "of" or start < 2 or self._noun_follows(start + 1):
            return False
        return self._is_capital(start - 2) and self._word(start - 2) in _GROUPS

    def _is_block(self, start: int, end: int) -> bool:
        """ "the 6600 block of Mirra Road": house numbers."""
        return self.tokens[start].text.isdigit() and self._word(end) == "block" and self._word(end + 1) == "of"

    def _is_label_in_words(self, start: int, end: int) -> bool:
        """ "on page two, line three"; "Marova Two has asked", in a sentence that is no headline in capitals."""
        if self._noun_follows(end) and not self.tokens[start].is_capital:
            return False
        if self._word(start - 1) in _NUMBERED:
            return end == start + 1
        is_name = self.tokens[start].is_capital and self.tokens[start - 1].is_capital and self.tokens[start - 1].is_word
        lower = sum(token.is_word and not token.is_capital for token in self.tokens)
        return (
            is_name and 2 * lower > len(self.tokens) and (self._word(end) in _STOP or not looks_plural(self._word(end)))
        )

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
            unit = unit or "year"  # "in her forties"
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
        is_rate = self._word(end) in ("apiece", "each", "a", "per")  # "puts the masks at 700 apiece": a price
        if not counted and not is_rate and value.kind in (None, FigureKind.COUNT):
            counted = self._counted_before(begin)
        return counted, noun_end

    def _with_rest(self, value: Value, kind: FigureKind | None, end: int) -> tuple[Value, int]:
        """(the value with what stands after its unit, the token after): "1 metre 92", "two hours and a half"."""
        if kind in _MEASURED and [self._word(place) for place in range(end, end + 3)] == _HALF:
            return value._replace(low=value.low + 0.5, high=value.high + 0.5), end + 3
        feet = re.fullmatch(r"(?:foot|feet)-(\d\d?)", self._word(end - 1))
        if feet and kind is FigureKind.MEASURE:  # "5-foot-10"
            rest = int(feet[1]) / _PARTS_OF_UNIT["foot"]
            return value._replace(low=value.low + rest, high=value.high + rest), end
        unit = self._word(end - 1).rpartition("-")[2]
        parts = _PARTS_OF_UNIT.get(unit) if kind in (FigureKind.MEASURE, FigureKind.DURATION) else None
        if kind is FigureKind.MONEY and self._is_currency(unit) and value.low < _SMALLEST_ROUND:
            parts = _COINS_IN_ONE
        if parts is None or value.low != value.high or value.low % 1:
            return value, end
        joint = end + 1 if self._word(end) in ("and", ",", "-") else end
        if joint >= len(self.tokens) or self._is_blocked(self.tokens[joint]):
            return value, end
        found = self._number(joint)
        if found is None or not 0 < found[0] < parts or found[0] == value.low:
            return value, end
        is_told = self._word(found[1]) in _SMALLER.get(unit, ())
        if not is_told and ((joint > end and self._word(end) != "-") or self._has_counted(found[1])):
            return value, end
        if not is_told and unit not in _BARE_PARTS and kind is not FigureKind.MONEY:
            return value, end
        rest = found[0] / parts
        after = found[1] + 1 if is_told else found[1]
        return value._replace(low=value.low + rest, high=value.high + rest), after

    def _has_counted(self, number: int) -> bool:
        return self._noun_follows(number) and self._word(number) not in ("tall", "high", "long", "wide", "deep")

    def _finish(self, start: int, value: Value) -> int:
        """Add the figure whose value begins at `start`. Gives the token after it."""
        begin, value, currency = self._signed(start, value)
        tail, value_end = self._hedge_tail(value.end)  # "30-plus years", "300+ people"
        value = value._replace(end=value_end)
        kind, unit, end = self._kind_and_unit(start, value, currency)
        if unit == "cent":  # "99 cents": of a money that goes without saying, as in "$0.99"
            value = value._replace(low=value.low / _COINS_IN_ONE, high=value.high / _COINS_IN_ONE)
            unit = ""
        value, end = self._with_rest(value, kind, end)
        value, kind, unit, end = self._below_zero(value, kind, unit, end)
        hedge, begin = self._led_by(begin, start, end, kind)
        hedge = tail if hedge is Hedge.NONE else hedge
        if self._word(start) in _LARGE_SUMS and end == start + 1 and self._word(begin - 1) in _PAID:
            kind, value = FigureKind.MONEY, value._replace(kind=FigureKind.MONEY)
        if kind is None and (scale := self._scale(begin, end)):
            kind, unit, value = FigureKind.MEASURE, scale, value._replace(kind=FigureKind.YEAR)
        if hedge is Hedge.NONE:
            hedge, end = self._hedge_after(end)
        counted, noun_end = self._what_is_counted(begin, end, value._replace(kind=kind))
        is_bare = kind is None and counted in ("", "them")
        measured = self._taken_over(begin, start, end, value.low) if is_bare else None
        measured = measured or (self._as_part(begin, end, value.low) if kind is None and counted == "them" else None)
        if measured is not None:
            kind, unit, counted = measured.kind, measured.unit, ""
        if hedge is Hedge.NONE and noun_end > end:
            hedge, after = self._hedge_after(noun_end)
            if after > noun_end:  # "300 animals, give or take ten"
                self.blocked.append((self.tokens[noun_end].start, self.tokens[after - 1].end))
        if hedge is Hedge.NONE and self._ends_no_more(end):
            hedge = Hedge.UP_TO
        first, last = self.tokens[begin].start, self.tokens[end - 1].end
        text, scope = self.text[first:last], self._scope(noun_end)
        kind = kind or FigureKind.COUNT
        self.found.append(Figure(first, last, text, value.low, value.high, kind, unit, hedge, counted, scope))
        return end

    def _below_zero(
        self, value: Value, kind: FigureKind | None, unit: str, end: int
    ) -> tuple[Value, FigureKind | None, str, int]:
        """ "14 degrees below zero", "nine below freezing": a temperature, with the words that say on which side."""
        if self._word(end) not in ("below", "above") or self._word(end + 1) not in ("zero", "freezing"):
            return value, kind, unit, end
        if kind is not None and not unit.startswith("°"):
            return value, kind, unit, end
        if self._word(end) == "below":
            value = value._replace(low=-value.high, high=-value.low)
        return value, FigureKind.MEASURE, unit or "°", end + 2

    def _led_by(self, begin: int, start: int, end: int, kind: FigureKind | None) -> tuple[Hedge, int]:
        """The hedge before the number in [start, end), whose sign stands at `begin`, and where the figure begins."""
        hedge, begin = self._hedge_before(begin)
        if kind is FigureKind.AGE and hedge is Hedge.ABOUT and self._word(begin + 1) in ("a", "an"):
            return Hedge.NONE, start  # "warned them about a 40-year-old": about whom, not about how old
        if (kind is FigureKind.DURATION and self._is_during(begin) and self._word(end) != "since") or (
            kind is None and self._is_in_stages(begin, end)
        ):
            return Hedge.NONE, begin + 1
        if kind is FigureKind.ORDINAL and hedge is Hedge.UP_TO:
            return Hedge.NONE, start  # "move up to 12th"
        return hedge, start if kind is FigureKind.ORDINAL and hedge is Hedge.NONE else begin


def _may_start(token: Token) -> bool:
    """Whether a figure may begin with the token."""
    lower = token.lower
    if lower in _TRIGGERS or lower[0].isdigit():
        return True
    return "-" in lower and ("-of-" in lower or lower.partition("-")[0] in _TRIGGERS or lower.endswith("0s"))


def find_figures(
    text: str, line: Line, dates: Sequence[DateMention], context: Context = NO_CONTEXT
) -> tuple[Figure, ...]:
    """The figures of one line; `dates` are its time expressions, whose numbers are no figures (bare years are)."""
    if not any(_may_start(token) for token in line.tokens) or _PICTURE.fullmatch(text, line.start, line.end):
        return ()  # most lines: not worth a reader
    return _Reader(text, line, dates, context).read()
