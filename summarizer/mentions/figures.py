"""Quantities: value or range, unit, hedge, what is counted and where; and what only looks like one, left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.mentions import lexicon
from summarizer.mentions.numbers import CARDINALS, VAGUE
from summarizer.mentions.quantities import QuantityReader
from summarizer.mentions.tokens import Line, Token
from summarizer.model import DateMention, Figure, FigureKind, Hedge

_WORD_NUMBERS = frozenset(CARDINALS) | {
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
    "dozen",
    "half",
    "couple",
}
_TRIGGERS = (
    _WORD_NUMBERS
    | frozenset(lexicon.numerals()[1])
    | frozenset(VAGUE)
    | {"quarter", "quarters", "tens", "noon", "midnight", "midday"}
)
# words after which a number is part of a name or a label, not a quantity
_LABELS = lexicon.grammar("figures-labels")
_STOP = lexicon.grammar("figures-stop")
_PREPOSITIONS = lexicon.grammar("figures-prepositions")
_CLOCK = re.compile(
    r"(?<![\d.,:/$€£])(?P<h>[01]?\d|2[0-3])(?:[:.](?P<m>[0-5]\d))?(?::[0-5]\d)?\s?(?P<half>[ap]\.?m\b\.?)|(?<![\d.,:/$€£-])(?P<h24>[01]?\d|2[0-3]):"
    r"(?P<m24>[0-5]\d)(?::[0-5]\d)?(?:\s?(?:GMT|UTC|EST|EDT|CET|BST|local time|hrs))?(?![\d:])"
    r"|\b(?P<word>noon|midnight|midday)\b"
    r"|\b(?P<hw>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d\d?) (?P<oc>o['’]clock)",
    re.IGNORECASE,
)


class _Reader(QuantityReader):
    """Reads the figures of one line; a new one for each."""

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
            if token.is_capital and number > 0 and number + 1 < len(self.tokens) and self.tokens[number + 1].is_capital:
                number += 1  # part of a name: "the Three Sisters"
                continue
            number = max(self._figure(number), number + 1)
        return tuple(sorted(self.found, key=lambda figure: figure.start))

    def _may_start(self, token: Token) -> bool:
        return token.is_word and (
            token.lower in _TRIGGERS or ("-" in token.lower and token.lower.split("-")[0] in _TRIGGERS)
        )

    def _clocks(self) -> None:
        line = self.line
        for match in _CLOCK.finditer(self.text, line.start, line.end):
            group = match.groupdict()
            if group["word"]:
                low = 0.0 if group["word"].lower() == "midnight" else 12.0
            elif group["hw"]:
                word = group["hw"].lower()
                low = float(word) if word.isdigit() else CARDINALS[word]
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


def find_figures(text: str, line: Line, dates: Sequence[DateMention]) -> tuple[Figure, ...]:
    """The figures of one line; `dates` are its time expressions, whose numbers are no figures (bare years are)."""
    return _Reader(text, line, dates).read()
