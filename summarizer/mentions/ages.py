"""Which numbers are ages: "59-year-old", "aged nine", "Ada Moss, 59,", "he is 59", "a woman of 81", "under five"."""

from __future__ import annotations

from summarizer.mentions import lexicon
from summarizer.mentions.nouns import looks_plural
from summarizer.mentions.numbers import CARDINALS
from summarizer.mentions.units import UnitReader
from summarizer.model import FigureKind

_PEOPLE = lexicon.grammar("figures-people")
_STOP = lexicon.grammar("figures-stop")
_HYPHENS = ("-", "‑")
_OLDEST = 120  # years: a larger number is no age
_OLDEST_BETWEEN_COMMAS = 110
_YOUNGEST_IN_BRACKETS = 5  # "Ada Moss (59)"; smaller numbers after names are votes, goals or notes
_NOT_AGED = frozenset(["feb.", "jan."])
_BOUNDS = frozenset(["under", "over", "below", "above"])
_ARE = frozenset(["is", "was", "'s", "am", "are", "were", "turned", "turns", "turning"])
_AGED = frozenset(["he", "she", "who", "i"])
_AFTER_AN_AGE = frozenset(
    ["and", "when", "but", "or", "at", "with", "in", "now", "on", "by", "that", "who", "she", "he", "then"]
)
_N_WORDS_BEFORE_A_BOUND = 5


class AgeReader(UnitReader):
    """Tells ages among the numbers of one line."""

    def _age(self, kind: FigureKind, start: int, end: int) -> tuple[FigureKind, int]:
        """ "59-year-old", "59 years old", "59 years of age": an age where the words around the unit say so."""
        following, second = self._word(end), self._word(end + 1)
        if self._word(end - 1).endswith(("-old", "-olds")):
            return FigureKind.AGE, end
        if following == "old":
            return FigureKind.AGE, end + 1
        if (following == "of" and second == "age") or (following in _HYPHENS and second in ("old", "olds")):
            return FigureKind.AGE, end + 2
        is_of_person = self._word(end - 1) in ("years", "year", "months") and self._is_of_person(start, end)
        return (FigureKind.AGE, end) if is_of_person else (kind, end)

    def _is_age(self, start: int, end: int) -> bool:
        """Whether a bare number is an age."""
        number, previous = self.tokens[start].text, self._word(start - 1)
        value = int(number) if number.isdigit() and len(number) < 4 else int(CARDINALS.get(number.lower(), 0))
        if not 0 < value <= _OLDEST:
            return False
        if previous in ("aged", "ages") or (previous == "age" and self._word(start - 2) in ("of", "at", "under")):
            return True
        if end > start + 1:
            return False
        if self._is_bound(start, end):
            return True
        if not number.isdigit():
            return False
        if previous == "(" and self._word(end) == ")" and start > 1 and self.tokens[start - 2].is_capital:
            return value >= _YOUNGEST_IN_BRACKETS
        return self._is_apposition(start, end, value) or self._is_told(start, end) or self._is_of_person(start, end)

    def _is_apposition(self, start: int, end: int, value: int) -> bool:
        """ "Ada Moss, 59, said", "The man, 34, is"."""
        if start < 2 or self._word(start - 1) != "," or self._word(end) not in (",", ".", "and"):
            return False
        name = self.tokens[start - 2]
        is_list = self._is_digit(end + 1)  # "in Kyiv, 50, 60 and 70"
        if name.lower in _NOT_AGED or value > _OLDEST_BETWEEN_COMMAS or is_list:
            return False
        return name.is_capital or (self._word(end) == "," and self._is_person(start - 2))

    def _is_person(self, number: int) -> bool:
        word = self._word(number)
        return word in _PEOPLE or word in lexicon.roles()

    def _is_told(self, start: int, end: int) -> bool:
        """ "he is 58,", "Benvessi was 34 when", "who turned 80"."""
        verb = self._word(start - 1)
        if verb not in _ARE or not self._ends_bare(end) or start < 2:
            return False
        subject = self.tokens[start - 2]
        if subject.lower in _AGED or (verb.startswith("turn") and (subject.is_capital or self._is_person(start - 2))):
            return True
        is_first = start == 2 or self._word(start - 3) in (",", ";", ".", "“", "and")
        before_name = subject.is_capital and (is_first or self.tokens[start - 3].is_capital)
        return (
            before_name and subject.is_word and subject.lower not in _STOP and self._word(end) in (",", ".", "and", "")
        )

    def _ends_bare(self, end: int) -> bool:
        following = self._word(end)
        return (not following.isalpha() and following != "%") or following in _AFTER_AN_AGE

    def _is_of_person(self, start: int, end: int) -> bool:
        """ "a woman of 81", "a worker, Ada Moss, of 24 years"."""
        if self._word(start - 1) != "of" or start < 2 or self._noun_follows(end):
            return False
        place = start - 3 if self._word(start - 2) == "," else start - 2
        if place < 0 or self._word(end) == "%":
            return False
        if place == start - 3:  # a name between commas
            return self.tokens[place].is_capital and self._word(end - 1) == "years"
        return self._word(place) in _PEOPLE - {"all", "those"} and not self._word(place).endswith("s")

    def _is_bound(self, start: int, end: int) -> bool:
        """ "children under two", "over 60 or under five"."""
        if self._word(start - 1) not in _BOUNDS:
            return False
        if not self._ends_bare(end):
            is_noun = looks_plural(self._word(end)) or self._word(end) in lexicon.units()
            return self._word(start - 2) in _PEOPLE and self._word(end).isalpha() and not is_noun
        around = range(max(0, start - 1 - _N_WORDS_BEFORE_A_BOUND), start - 1)
        before = self._word(start - 2)
        is_near = self._is_person(start - 2) or before in ("or", "and", "were", "are", "was", "is", "not", "those")
        return is_near and any(self._is_person(place) or self._word(place) in _AGED for place in around)
