"""What several numbers or words make together: ranges, scores, ranks and vague plurals."""

from __future__ import annotations

import re

from summarizer.mentions import lexicon
from summarizer.mentions.nouns import looks_plural, singular
from summarizer.mentions.numbers import CARDINALS, digits
from summarizer.mentions.shares import ShareReader, Value
from summarizer.model import FigureKind

_RANKS = lexicon.numerals()[1]
# vague plurals: "dozens of people"; the bounds are what a careful reader would still accept
VAGUE = {
    "dozens": (24.0, 99.0), "scores": (40.0, 99.0), "hundreds": (200.0, 999.0), "thousands": (2e3, 99_999.0),
    "millions": (2e6, 999e6), "billions": (2e9, 999e9), "trillions": (2e12, 999e12),
}  # fmt: skip
_FEW = {"pair": 2.0, "trio": 3.0, "quartet": 4.0, "score": 20.0}
_COMES_IN_PAIRS = lexicon.grammar("figures-comes-in-pairs")
"""What "a pair of" counts as one: shoes, glasses."""
_WHOSE = frozenset(["the", "his", "her", "its", "their", "my", "our", "your", "these", "those", "them", "us"])
_PARTS_OF_A_MILLION = {
    f"{part}-{whole}": share * value
    for part, share in (("half", 0.5), ("quarter", 0.25))
    for whole, value in (("million", 1e6), ("billion", 1e9), ("trillion", 1e12))
}
_VAGUE_AFTER = {"hundred": "hundreds", "thousand": "thousands", "million": "millions", "dozen": "dozens"}
"""After "several" and "a few"."""
_LARGE_PLURALS = {"thousands": 1e3, "millions": 1e6, "billions": 1e9}
_DASHES = frozenset("-–—‑")
_SCORE_WORDS = lexicon.grammar("figures-score-words")
_BEFORE_A_RANK = frozenset(["the", "a", "finished", "came", "ranked", "in"])
_NAMED_BY_RANK = frozenset(["party", "parties", "world", "reich", "sector", "way", "circuit"])
_PARTS_OF_A_SERIES = lexicon.grammar("figures-parts-of-a-series")
"""What "first" and "second" count: before other words they tell an order ("the first time"), no rank."""
_RECURRING = _PARTS_OF_A_SERIES | {"time", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}
_BEFORE_THE_NEXT = frozenset(["the", "this", "his", "her", "its", "their", "'s"])
_OWNERS_OF_SERIES = frozenset(["his", "her", "its", "their"])
_NO_SERIES_AFTER_SECOND = lexicon.grammar("figures-no-series-after-second")
"""After "second" where it numbers no part of a series, or the word after it is not what it numbers."""
_SECOND_OF = _PARTS_OF_A_SERIES | lexicon.grammar("figures-second-of-a-series")
_AFTER_A_NOUN_OF_RANK = frozenset(["the", "a", "its", "his", "her", "their", "to", "and", "or", "for", "of"])
_OWNERS = frozenset(["the", "its", "their", "his", "her", "a"])
_COMES_AGAIN = lexicon.grammar("figures-comes-again")
"""At the end of a name, what a rank before it counts: "the 12th Ostra Film Festival"."""
_SPLIT = re.compile(r"(\d{1,3})-to-(\d{1,3})\b(?!-)")
_ALSO_A_COURT = frozenset(["circuit"])
_NAMED_BY_DIGITS = lexicon.grammar("figures-named-by-rank")
_RANKED = lexicon.grammar("figures-ranked")
_COMES_IN = frozenset(
    ["finished", "finish", "finishing", "came", "comes", "placed", "ranked", "qualified", "ended", "close"]
)
"""Before the place that somebody took: "finished second", "was a close second"."""
_MOVED = frozenset(
    ["promoted", "moved", "moves", "climbed", "climbs", "rose", "dropped", "slipped", "fell", "up", "down"]
)
_TENS_AND_RANK = re.compile(r"(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-([a-z]+)$")
_MOST_UNEVEN = 10.0
"""How many times the other's votes a winner may have, where only the place of the numbers tells a result."""
_CHANGES = frozenset([
    "rose", "fell", "gained", "lost", "dropped", "climbed", "slipped", "added", "shed", "jumped", "sank", "slid",
    "eased", "up", "down", "rising", "falling", "gaining", "losing", "dropping", "climbing", "declined", "advanced",
])  # fmt: skip
_MOST_OF_A_RANGE = 5.0
"""Behind a verb of change, ends further apart are the change and where it ended."""
_RANGE_WORDS = frozenset(["margin", "range", "ranging", "ranges", "ranged", "anywhere", "varying", "varied", "varies"])
COUNTED_IN_SCORES = frozenset(["votes", "goals", "games", "sets", "points"])
"""What both numbers of a score count: "three votes to two"."""
_GOALS = {"nil": 0.0, "love": 0.0} | {word: value for word, value in CARDINALS.items() if value < 10}
_RESULTS = frozenset(
    ["vote", "votes", "win", "victory", "defeat", "loss", "margin", "decision", "majority", "lead", "draw"]
)
"""After two numbers with "to" that are a vote or a result: "a 32 to 12 vote"."""
_VOTE_WORDS = frozenset(["vote", "votes", "voted", "voting", "by", "score", "won", "beat", "lost", "lead", "majority"])


class ValueReader(ShareReader):
    """Reads what numbers say among the words of one line."""

    def _value(self, start: int) -> Value | None:
        special = self._special(start) or self._goals(start) or self._split_vote(start)
        if special is not None:
            return special
        first = self._number(start)
        if first is None:
            return None
        low, end = first
        if (
            self.tokens[start].text.isdigit()
            and self._word(end).partition("-")[0] in ("st", "nd", "rd", "th")
            and self._touches(end)
            and not (self._word(end) == "st" and (low % 10 != 1 or low % 100 == 11))  # "14st": stone
        ):
            is_name = self._is_name_by_number(end + 1)
            return None if is_name else Value(low, low, end + 1, FigureKind.ORDINAL)
        if self._word(end) == "grand" and not self._noun_follows(end + 1):
            return Value(1e3 * low, 1e3 * low, end + 1, FigureKind.MONEY)
        if (self._word(end), self._word(end + 1)) == ("of", "a") and self._is_percentage_point(end + 2):
            return Value(low, low, end + 2)  # "0.3 of a percentage point"
        return self._range(start, end, low) or self._of_whole(start, end, low) or Value(low, low, end)

    def _split_vote(self, start: int) -> Value | None:
        """ "a 5-to-4 ruling"."""
        found = _SPLIT.match(self.text, self.tokens[start].start) if self._is_digit(start) else None
        if found is None:
            return None
        end = next((n for n in range(start, self.n_tokens) if self.tokens[n].start >= found.end()), self.n_tokens)
        return Value(float(found[1]), float(found[2]), end, FigureKind.SCORE)

    def _goals(self, start: int) -> Value | None:
        """ "3:1", which is no time of day: the way results are written on the continent."""
        words = [self.tokens[place].text for place in range(start, min(start + 3, self.n_tokens))]
        if len(words) < 3 or words[1] != ":" or not (self._touches(start + 1) and self._touches(start + 2)):
            return None
        is_ratio = any(token.lower in ("ratio", "scale", "odds", "majority") for token in self.tokens)
        if is_ratio or not (words[0].isdigit() and words[2].isdigit()) or len(words[0]) > 2 or len(words[2]) > 1:
            return None
        return Value(float(words[0]), float(words[2]), start + 3, FigureKind.SCORE)

    def _is_name_by_number(self, number: int) -> bool:
        """Whether a rank in digits is part of a name: "5th Avenue", "the 3rd Battalion"."""
        if number >= len(self.tokens) or not self.tokens[number].is_capital:
            return False
        words = [token for token in self.tokens if token.is_word]
        is_demonym = self.tokens[number].text in lexicon.demonyms()
        if self._is_of_recurring(number):
            return False
        if self._last_of_name(number) in _NAMED_BY_DIGITS:
            return True
        return not is_demonym and 2 * sum(token.is_capital for token in words) < len(words)

    def _is_of_recurring(self, number: int) -> bool:
        """Whether the name that begins there is that of what comes again: "the 34th Marrow Classic"."""
        last = self._last_of_name(number)
        return last in _COMES_AGAIN and (self._word(number) != last or last not in _ALSO_A_COURT)

    def _last_of_name(self, number: int) -> str:
        """The last of the words with capitals that begin there; "of" joins two: "U.S. Circuit Court of Appeals"."""
        end = number
        while end < self.n_tokens and self.tokens[end].is_capital:
            end += 2 if self._word(end + 1) == "of" and end + 2 < self.n_tokens and self._is_capital(end + 2) else 1
        return self._word(end - 1)

    def _of_whole(self, start: int, end: int, low: float) -> Value | None:
        """ "12 of its 90 million florins": the magnitude of the whole is that of its part."""
        if (
            self._word(end) != "of"
            or self._word(end + 1) not in _OWNERS
            or end != start + 1
            or not self._is_digit(start)
        ):
            return None
        place = end + 2
        whole = self._number(place) if self._is_digit(place) else None
        written = digits(self.tokens[place].text) if whole is not None else None
        if whole is None or not written or low >= written or whole[0] < 1e6:
            return None
        factor = whole[0] / written
        return Value(low * factor, low * factor, end) if factor > 1 else None

    def _special(self, start: int) -> Value | None:
        """What is no plain number."""
        word, following = self._word(start), self._word(start + 1)
        if word in VAGUE or word == "tens":
            return self._vague(start)
        if word == "half-dozen":
            return Value(6.0, 6.0, start + 1, FigureKind.COUNT)
        if word in ("several", "few"):
            is_vague = (following in _VAGUE_AFTER and self._word(start + 2) != "of") or following == "hundred"
            return Value(*VAGUE[_VAGUE_AFTER[following]], start + 2) if is_vague else None
        if word == "couple" and following == "of" and self._word(start - 1) == "a":
            factor = {"dozen": 12.0, "hundred": 100.0, "thousand": 1e3, "million": 1e6}.get(self._word(start + 2))
            if factor:
                return Value(2.0 * factor, 2.0 * factor, start + 3)
            return Value(2.0, 2.0, start + 1, FigureKind.COUNT)
        if (few := self._few_in_a_word(start)) is not None:
            return few
        share = self._share(start)
        if share is not None or word in ("half", "quarter"):
            return share
        if word in _RANKS:
            return self._either_rank(start) or self._rank(start)
        if "-" in word and (tens := _TENS_AND_RANK.match(word)) and _RANKS.get(tens[2], 20) < 10:
            rank = CARDINALS[tens[1]] + _RANKS[tens[2]]
            return Value(rank, rank, start + 1, FigureKind.ORDINAL)
        if "-" in word and (ranked := self._ranked(start)) is not None:
            return ranked
        return self._result_in_words(start) or self._votes(start)

    def _few_in_a_word(self, start: int) -> Value | None:
        """ "a pair of climbers", "a score of protesters", "a quarter-million", "half-million", "a half million";
        neither "a pair of gloves" nor "a score of 3-1"."""
        word, following = self._word(start), self._word(start + 2)
        part = f"{word}-{self._word(start + 1)}"
        if part in _PARTS_OF_A_MILLION and self._word(start - 1) == "a" and self._word(start - 2) != "and":
            return Value(_PARTS_OF_A_MILLION[part], _PARTS_OF_A_MILLION[part], start + 2)  # "a half million"
        if word in _PARTS_OF_A_MILLION:
            return Value(_PARTS_OF_A_MILLION[word], _PARTS_OF_A_MILLION[word], start + 1)
        if word not in _FEW or self._word(start + 1) != "of" or self._word(start - 1) != "a":
            return None
        counted = next((w for n in range(start + 2, start + 6) if looks_plural(w := self._word(n))), "")
        if not self._noun_follows(start + 2) or not counted or counted in _COMES_IN_PAIRS or following in _WHOSE:
            return None
        return None if counted == "points" else Value(_FEW[word], _FEW[word], start + 1, FigureKind.COUNT)

    def _ranked(self, start: int) -> Value | None:
        """ "a second-round tie", "the third-largest town", "a fifth-grader"."""
        head, _, tail = self._word(start).partition("-")
        if head not in _RANKS or tail not in _RANKED or self._is_capital(start):
            return None
        return Value(_RANKS[head], _RANKS[head], start + 1, FigureKind.ORDINAL)

    def _result_in_words(self, start: int) -> Value | None:
        """ "drew nil-nil", "lost two-one", "won three-nil"."""
        one, _, other = self._word(start).partition("-")
        if one not in _GOALS or other not in _GOALS or _GOALS[one] < _GOALS[other]:
            return None
        return Value(_GOALS[one], _GOALS[other], start + 1, FigureKind.SCORE)

    def _votes(self, start: int) -> Value | None:
        """ "three votes to two"."""
        if self._word(start + 1) not in COUNTED_IN_SCORES or self._word(start + 2) not in ("to", "against"):
            return None
        if self._word(start - 1) in ("from", "than"):
            return None  # "narrowed from 11 points to three"
        one = self._number(start)
        other = self._number(start + 3) if start + 3 < len(self.tokens) else None
        if self._word(start + 3) == "one":
            other = 1.0, start + 4  # "two votes to one they agreed": here "one" is never a pronoun
        if one is None or other is None or one[1] != start + 1:
            return None
        if other[0] > one[0] * _MOST_UNEVEN or self._word(start - 1) in _CHANGES or self._word(other[1]) == "%":
            return None  # "fell 41 points to 7,402": by how much, and to what
        return Value(one[0], other[0], other[1], FigureKind.SCORE)

    def _vague(self, start: int) -> Value | None:
        """ "dozens of", "tens of thousands", "hundreds more"."""
        word, following = self._word(start), self._word(start + 1)
        factor = _LARGE_PLURALS.get(self._word(start + 2)) if following == "of" else None
        if word == "tens":
            return Value(20 * factor, 100 * factor - 1, start + 3, FigureKind.COUNT) if factor else None
        if self._word(start - 1) == "of" and self._word(start - 2) in ("tens", "hundreds"):
            return None
        if following != "of" and (word == "scores" or not self._is_vague_alone(start)):
            return None
        if word == "hundreds" and factor:
            return Value(200 * factor, 999 * factor, start + 3, FigureKind.COUNT)
        return Value(*VAGUE[word], start + 1, FigureKind.COUNT)

    def _is_vague_alone(self, start: int) -> bool:
        """ "thousands fled", "Thousands were on the street", not "in the thousands" or "the hundreds"."""
        if self._word(start + 1) in ("more", "") or self._noun_follows(start + 1):
            return True
        return self._word(start - 1) not in ("the", "its", "their", "by", "-")

    def _either_rank(self, start: int) -> Value | None:
        """ "in fourth or fifth place"."""
        other = self._word(start + 2)
        if self._word(start + 1) != "or" or other not in _RANKS or self._is_blocked(self.tokens[start + 2]):
            return None
        low, high = _RANKS[self._word(start)], _RANKS[other]
        return Value(low, high, start + 3, FigureKind.ORDINAL) if low + 1 == high and low > 1 else None

    def _rank(self, start: int) -> Value | None:
        """ "the third day", "a second list"."""
        word, following, previous = self._word(start), self._word(start + 1), self._word(start - 1)
        if previous == "every" and self._is_share_of_all(start + 1):
            return Value(100 / _RANKS[word], 100 / _RANKS[word], start + 1, FigureKind.PERCENT)
        if word in ("first", "second"):
            is_rank = self._is_part_of_series(start)
        else:
            is_listed = start > 0 and self.tokens[start - 1].is_capital and self._tells_other_rank(start)
            is_rank = following not in _NAMED_BY_RANK and (
                self._noun_follows(start + 1)
                or previous in _BEFORE_A_RANK | _OWNERS
                or (start > 0 and (following != "," or is_listed))
            )
        if not is_rank or self._is_capital(start):
            return None
        return Value(_RANKS[word], _RANKS[word], start + 1, FigureKind.ORDINAL)

    def _tells_other_rank(self, start: int) -> bool:
        """Whether another rank stands in the line: "Moss finished second, Orr third, Kalt was fourth"."""
        return any(token.lower in _RANKS and place != start for place, token in enumerate(self.tokens))

    def _is_share_of_all(self, number: int) -> bool:
        """Whether "every fourth" is followed by what there are many of: "every fourth wagon", not "year"."""
        unit = lexicon.units().get(self._word(number))
        return self._noun_follows(number) and unit is None and self._word(number) not in _RECURRING

    def _is_part_of_series(self, start: int) -> bool:
        """Whether "first" or "second" numbers a part of a series: "second round", "the first summer … the second"."""
        word, following, previous = self._word(start), self._word(start + 1), self._word(start - 1)
        if previous in ("at", "split"):
            return False
        if word == "first" and following == "place" and previous == "the" and self._word(start - 2) == "in":
            return False  # "should not have been there in the first place"
        if self._took_place(start) or singular(following) == "position":
            return True
        if word == "first" and following == "and" and self._word(start + 2) == "second":
            return True
        if following == "time":
            return word == "second" and previous in ("the", "this", "that", "for")
        if following in (_SECOND_OF if word == "second" else _PARTS_OF_A_SERIES):
            return True
        if word == "second" and previous in _OWNERS_OF_SERIES and following in ("in", "of", "this", "since", ",", "."):
            return True  # "her second of the night"
        if word == "second" and previous in _BEFORE_THE_NEXT and self._noun_follows(start + 1):
            return following not in _NO_SERIES_AFTER_SECOND
        other = "second" if word == "first" else "first"
        places = [place for place, token in enumerate(self.tokens) if token.lower == other]
        if word == "second" and previous == "the" and any(self._word(place - 1) == "'s" for place in places):
            return self._word(start + 1) in (
                "in",
                "of",
                "since",
                ".",
                ",",
            )  # "the club's first final and the second in"
        if not places or previous not in ("the", "a", "its", "her", "his"):
            return False
        if self._noun_follows(start + 1):
            return any(self._word(place - 1) == "the" and not self._noun_follows(place + 1) for place in places)
        return any(
            place < start and self._noun_follows(place + 1) and self._word(place - 1) == "the" for place in places
        )

    def _took_place(self, start: int) -> bool:
        """ "finished second", "was promoted to second", "finish the race second"."""
        if self._noun_follows(start + 1) or self._is_capital(start):
            return False
        previous = self._word(start - 1)
        if previous in ("to", "into", "from"):
            return self._word(start - 2) in _MOVED
        words = {self._word(place) for place in range(max(0, start - 3), start)}
        return previous in _COMES_IN or ("race" in words and not words.isdisjoint(_COMES_IN))

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
        is_falling = joint == "to" and low > high
        if is_falling and (self._is_tally(start, after, before) or self._is_result(start, after, low / (high or 1))):
            return Value(low, high, after, FigureKind.SCORE)
        low *= self._shared_magnitude(low, high, position, after)
        if high <= low or (joint == "or" and high > low * 3):
            return None
        if joint == "to" and before & _CHANGES and low and high > low * _MOST_OF_A_RANGE:
            return None  # "fell $1.10 to $64.32": by how much, and to what
        is_counted = start == 1 and self._noun_follows(after) and looks_plural(self._word(after))
        if joint == "to" and "from" in before and not (before & _RANGE_WORDS or is_counted):
            return None  # a change, "rose from 3 to 5"; none in "From four to 11 rebels were killed"
        if joint == "to" and self._word(start - 1) == "by" and high < low * 3 and self._is_tally(start, after, before):
            return Value(low, high, after, FigureKind.SCORE)
        return Value(low, high, after)

    def _is_result(self, start: int, after: int, ratio: float) -> bool:
        """ "… had put her in front, 1,418 to 1,402": two numbers alone, the larger one first."""
        return self._word(start - 1) == "," and ratio < _MOST_UNEVEN and not self._noun_follows(after)

    def _is_tally(self, start: int, after: int, before: set[str]) -> bool:
        """Whether two numbers with "to" are a vote or a result: "voted by 17 to 12"."""
        is_told_what = self._noun_follows(after) and self._word(after) not in _RESULTS
        if "from" in before or "due" in before or after - start != 3 or is_told_what:
            return False
        line = {token.lower for token in self.tokens[max(0, start - 12) : after + 4]}
        return bool(before & _VOTE_WORDS) and bool(line & _SCORE_WORDS)

    def _joint(self, start: int, end: int) -> tuple[str, int] | None:
        """What joins a range's two numbers, and the token after it."""
        has_percent = self._word(end) == "%" and self._word(end + 1) in ("-", "–", "to")
        place = end + 1 if has_percent else end
        joint = self._word(place)
        if joint in _DASHES and self._touches(place) and self._word(place + 1) in ("or", "to"):
            return self._word(place + 1), place + 2  # "a 10- or 12-minute film"
        if joint in _DASHES:
            is_joint = has_percent or joint == "–" or self._touches(end)
        else:
            before = start - 2 if self._has_sign(start) else start - 1
            is_between = self._word(before) == "between" or (
                self._word(before - 3) == "between" and self._word(before - 1) in ("age", "ages")
            )  # "between the ages of 12 and 17"
            is_joint = joint in ("to", "or") or (joint == "and" and is_between)
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
