"""Numbers whose unit stands elsewhere in their own sentence: "The tower is 120 metres high, the chimney 95"."""

from __future__ import annotations

from summarizer.mentions.quantities import QuantityReader
from summarizer.mentions.tokens import Token
from summarizer.mentions.units import Measured
from summarizer.model import Figure, FigureKind

INHERITED = frozenset([FigureKind.MONEY, FigureKind.MEASURE, FigureKind.DURATION, FigureKind.PERCENT])
_DETERMINERS = frozenset([
    "the", "a", "an", "his", "her", "its", "their", "another", "one", "in", "at", "for", "this", "that", "others",
    "those",
])  # fmt: skip
_JOINTS = (
    ("instead", "of"), ("rather", "than"), ("and", "then"), ("and", "later"), ("not",), ("but", "not"), ("by",), ("x",),
    ("×",), ("to",), ("or",), ("and",), (",", "maybe"), (",", "perhaps"), (",", "possibly"), (",", "even"),
    (",", "if", "not"), (",", "or", "even"),
)  # fmt: skip
"""Between a bare number and one that has the unit of both: "9 instead of 6 crowns"."""
_NEEDS_FROM = frozenset(["to"])
_NEEDS_PAIR = frozenset(["and", "or", "not"])
_DIMENSIONS = frozenset(["wide", "high", "tall", "long", "deep", "thick", "across", "broad"])
_MOST_UNLIKE = 15.0
"""How many times larger or smaller one of two things may be that a sentence sets side by side."""
_LONGEST_SUBJECT = 4
_WHOLE = 100.0
_YOUNGEST, _OLDEST = 12, 110
"""Years, of those whose age is told without the word after another's."""
_ANSWERS = frozenset(["no", "yes", "against", "undecided", "for", "opposed", "unsure", "neither"])
_HOLDING = frozenset(
    ["got", "gets", "polled", "polls", "took", "takes", "won", "received", "scored", "has", "had", "holds", "held"]
)


class EllipsisReader(QuantityReader):
    """Finds the unit of a bare number in the same sentence."""

    def _left_out(self, begin: int, start: int, end: int, low: float) -> Measured | None:
        """What a bare number in the tokens [start, end), with its hedge from `begin` on, measures by what is beside."""
        return (
            self._shared_with_next(start, end)
            or self._by_dimension(end)
            or self._as_gapped(begin, end, low)
            or self._as_every(begin, end)
            or self._as_share_again(begin, end, low)
        )

    def _shared_with_next(self, start: int, end: int) -> Measured | None:
        """ "48 by 61 cm", "from 5 to 7 percent", "9 instead of 6 crowns": the unit stands behind the second number."""
        joint = next((words for words in _JOINTS if self._words(end, len(words)) == words), None)
        if joint is None or (joint[0] in _NEEDS_FROM and self._word(start - 1) not in ("from", "between")):
            return None
        place = end + len(joint)
        found = self._number(place) if place < self.n_tokens and not self._is_blocked(self.tokens[place]) else None
        if found is None:
            return None
        unit = self._unit(place, found[1], None)
        own = self._number(start)
        if joint[0] in _NEEDS_PAIR and ((len(joint) == 1 and unit.kind is not FigureKind.PERCENT) or own is None):
            return None
        is_like = own is None or found[0] / _MOST_UNLIKE <= own[0] <= found[0] * _MOST_UNLIKE
        is_shared = unit.kind in (FigureKind.MEASURE, FigureKind.PERCENT, FigureKind.MONEY) or (
            unit.kind is FigureKind.DURATION and joint[0] in ("instead", "rather", ",")
        )
        return Measured(unit.kind, unit.unit, end) if is_shared and (is_like or joint[0] in ("by", "to")) else None

    def _words(self, start: int, length: int) -> tuple[str, ...]:
        return tuple(self._word(place) for place in range(start, start + length))

    def _by_dimension(self, end: int) -> Measured | None:
        """ "212 metres long and 32 wide": the adjective says that it is a length, of the unit before."""
        if self._word(end) not in _DIMENSIONS:
            return None
        last = next((figure for figure in reversed(self.found) if figure.kind is FigureKind.MEASURE), None)
        return Measured(FigureKind.MEASURE, last.unit if last else "m", end)

    def _as_every(self, begin: int, end: int) -> Measured | None:
        """ "every ten minutes instead of every six"."""
        last = self.found[-1] if self.found else None
        is_every = self._word(begin - 1) == "every" and self._words(begin - 3, 2) in (
            ("instead", "of"),
            ("rather", "than"),
        )
        is_length = last is not None and last.kind is FigureKind.DURATION
        return Measured(FigureKind.DURATION, last.unit, end) if is_every and is_length and last else None

    def _as_gapped(self, begin: int, end: int, low: float) -> Measured | None:
        """ "He got 18 years, his wife six": a clause without a verb, after one that tells a measure."""
        last = next((figure for figure in reversed(self.found) if figure.kind is not FigureKind.YEAR), None)
        if last is None or self._word(end) not in (",", ";", ".", "and", "", ")"):
            return None
        is_age = last.kind is FigureKind.AGE and self._is_age_handed_on(last, low)
        if last.kind not in INHERITED and not is_age:
            return None
        if not last.low / _MOST_UNLIKE <= low <= last.high * _MOST_UNLIKE:
            return None
        after = next((n for n in range(begin, -1, -1) if self.tokens[n].start < last.end), 0) + 1
        between = self.tokens[after:begin]
        breaks = [place for place, token in enumerate(between) if token.lower in (",", ";", "and", "but")]
        if not breaks:
            return None
        subject = tuple(token for token in between[breaks[-1] + 1 :] if token.lower not in _REST)
        return Measured(last.kind, last.unit, end) if self._is_subject(subject) and _is_unit_written(last) else None

    def _is_age_handed_on(self, last: Figure, low: float) -> bool:
        """ "makes him 52, his daughter 47": after an age that is said of somebody, not one that stands by a name."""
        before = self.text[: last.start].rstrip()[-1:]
        return last.text.isdigit() and before.isalpha() and _YOUNGEST < low <= _OLDEST

    def _as_share_again(self, begin: int, end: int, low: float) -> Measured | None:
        """ "53 percent voted for her; Bray got 44", "40 percent said yes, 35 no": shares of the same whole."""
        last = next(
            (figure for figure in reversed((*self.before[-1:], *self.found)) if figure.kind is not FigureKind.YEAR),
            None,
        )
        if last is None or last.kind is not FigureKind.PERCENT or not _is_unit_written(last) or low > _WHOLE:
            return None
        previous, following = self._word(begin - 1), self._word(end)
        is_answer = following in _ANSWERS and previous in (",", ";", "and", "with")
        is_own = previous in _HOLDING and (not self._noun_follows(end) or following == "in")
        is_rest = previous in ("remaining", "another", "other") and not self._noun_follows(end)
        return Measured(FigureKind.PERCENT, "%", end) if is_answer or is_own or is_rest else None

    def _is_subject(self, words: tuple[Token, ...]) -> bool:
        """Whether the words are a short phrase of nouns, or say where."""
        if not 0 < len(words) <= _LONGEST_SUBJECT or not all(token.is_word for token in words):
            return False
        if words[0].lower in _DETERMINERS:
            return len(words) > 1 and not any(self._is_verb(token) for token in words[1:])
        return all(token.is_capital for token in words)

    def _is_verb(self, token: Token) -> bool:
        return token.lower in _VERBS or (token.lower.endswith("ed") and not token.is_capital)


_REST = frozenset(["remaining", "rest"])
_VERBS = frozenset([
    "is", "was", "are", "were", "be", "has", "had", "have", "took", "lost", "won", "of", "to", "with", "by", "at",
    "about", "for",
    "killed", "left", "says", "said", "toll", "number", "total",
])  # fmt: skip


def _is_unit_written(figure: Figure) -> bool:
    """Whether a figure's unit stands with it; a share in words ("a fifth") has none to hand on."""
    if figure.text.replace(".", "").isdigit():
        return True  # taken over itself: "want 5 per cent, the drivers 9, the porters 8"
    return figure.kind is not FigureKind.PERCENT or any(sign in figure.text for sign in ("%", "cent", "pct", "point"))
