"""What a number counts or measures: unit, hedge, counted noun and scope."""

from __future__ import annotations

import functools
import re

from summarizer.mentions import lexicon
from summarizer.mentions.numbers import NumberReader
from summarizer.model import FigureKind, Hedge

_STOP = lexicon.grammar("figures-stop")
_SCOPE = lexicon.grammar("figures-scope")
_PLURALS = lexicon.grammar("figures-plurals")
_SINGULARS = lexicon.singulars()
_ADVERB = re.compile(r"^[a-z]+ly$")
_NOUN_LY = frozenset(
    ["family", "supply", "reply", "ally", "assembly", "rally", "anomaly", "monopoly", "butterfly", "fly", "bully"]
)
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


class QuantityReader(NumberReader):
    """Reads what stands around a number: the middle of the reader of figures."""

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
        words_a = position > 0 and self._word(position - 1) in ("a", "an", "the")
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
        if self._word(end) == "-" and self._touches(end) and self._word(end + 1).isalpha():
            return singular(self._word(end + 1)), end + 2  # "a 158-vehicle pileup"
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
            is_plural = word in _PLURALS or (word.endswith("s") and not word.endswith(("ss", "us", "is", "u.s")))
            if is_plural and not is_one and not self._compound(number):
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
