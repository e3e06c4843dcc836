"""Which numbers are ages: "59-year-old", "aged nine", "Ada Moss, 59,", "he is 59", "a woman of 81", "under five"."""

from __future__ import annotations

import re

from summarizer.mentions import lexicon
from summarizer.mentions.nouns import looks_plural, singular
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
_TURNING = frozenset(["they", "we", "you"])
"""Before "turned 18", besides whoever it is."""
_ADVERBS = frozenset(["now", "already", "just", "only", "then", "not", "barely", "scarcely"])
_OLDEST_CHILD = 12
"""After "at" a number no larger may be a time of day: "died at nine"."""
_DIED = frozenset(["died", "dead", "retired", "married", "emigrated", "retire"])
PARENTS = frozenset(["mother", "father", "mum", "mom", "dad", "mam", "parent", "parents"])
_MOST_CHILDREN = 15
_LEADERS = frozenset(["leader", "head", "chief", "captain", "commander", "chair", "chairman", "chairwoman"])
"""Whose "of 12" tells whom they lead, no age."""
_GROUPS_OF_PEOPLE = frozenset(["people", "men", "women", "children", "those", "all", "youth", "team", "crew", "jury"])
_HEDGES = frozenset(
    ["about", "around", "roughly", "approximately", "between", "under", "over", "least", "nearly", "almost"]
)
_SUPERLATIVES = frozenset(["oldest", "youngest", "eldest"])
_OWNERS = frozenset(["his", "her", "their", "my", "our", "your"])
DECADES = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
    "teens": 10,
}
_PARTS_OF_DECADES = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
"""The first and the last year of a part of a decade: "in her late 30s" is 37 to 39."""
_FATES = frozenset(["dead", "killed", "injured", "wounded", "missing", "victim", "casualty", "hostage", "them"])
_AFTER_A_BIRTHDAY = frozenset(["the", "this", "last", "yesterday", "today", "tomorrow", "two", "three"])
_AFTER_AN_AGE = frozenset(
    ["and", "when", "but", "or", "at", "with", "in", "now", "on", "by", "that", "who", "she", "he", "then"]
)
_ESTIMATE = frozenset(["make", "makes", "made", "making", "put", "puts", "thought", "think", "believed", "guessed"])
_BIRTHDAYS = frozenset(["next", "this", "last", "tomorrow", "today", "yesterday"])
_TERMS = frozenset(["jail", "jailed", "prison", "sentence", "sentences", "sentenced", "term", "court", "judge", "gave"])
_N_WORDS_BEFORE_A_BOUND = 5


def _may_be_age(in_words: int, written: str) -> bool:
    """Whether a number can bound an age.

    >>> _may_be_age(0, "70"), _may_be_age(12, "twelve"), _may_be_age(0, "700")
    (True, True, False)
    """
    return 0 < (int(written) if written.isdigit() else in_words) < _OLDEST


class AgeReader(UnitReader):
    """Tells ages among the numbers of one line."""

    def _age(self, kind: FigureKind, start: int, end: int) -> tuple[FigureKind, int]:
        """ "59-year-old", "59 years old", "59 years of age": an age where the words around the unit say so."""
        following, second = self._word(end), self._word(end + 1)
        if self._word(end - 1).endswith(("-old", "-olds")):
            return FigureKind.AGE, end
        if self._word(end - 1) in ("year", "years") and self._is_of_oldest(start):
            return FigureKind.AGE, end
        if following == "old":
            return FigureKind.AGE, end + 1
        if (following == "of" and second == "age") or (following in _HYPHENS and second in ("old", "olds")):
            return FigureKind.AGE, end + 2
        if self._word(end - 1) in ("years", "year") and self._is_years_after_name(start, end):
            return FigureKind.AGE, end
        is_of_person = self._word(end - 1) in ("years", "year", "months") and self._is_of_person(start, end)
        return (FigureKind.AGE, end) if is_of_person else (kind, end)

    def _is_age(self, start: int, end: int) -> bool:
        """Whether a bare number is an age."""
        number, previous = self.tokens[start].text, self._word(start - 1)
        value = self._whole(start)
        if not 0 < value <= _OLDEST:
            return False
        is_said = previous in ("aged", "ages") or (previous in _ADVERBS and self._word(start - 2) == "aged")
        is_said = is_said or (previous in _HEDGES and "aged" in (self._word(start - 2), self._word(start - 3)))
        is_said = is_said or (previous == "as" and self._word(start - 2) in ("young", "old"))
        is_said = is_said or (
            previous == "than" and self._word(start - 2) in ("younger", "older") and self._ends_bare(end)
        )
        if (
            is_said
            or (previous == "both" and number.isdigit() and self._word(end) == ",")
            or (previous == "age" and self._word(start - 2) in ("of", "at", "under"))
        ):
            return True
        if self._is_age_again(start, end) or (self._is_of_oldest(start) and not self._noun_follows(end)):
            return True
        if previous == "of" and self._word(start - 2) in ("age", "ages"):
            return True
        if previous in ("to", "from") and self._is_change_of_age(start, end):
            return True
        if previous in ("between", "from") and self._word(start - 2) == "aged":
            return True
        has_half = [self._word(place) for place in range(end - 3, end)] == ["and", "a", "half"]
        if has_half and end == start + 4:  # "the child is three and a half"
            return self._is_told(start, end)
        if end > start + 1:
            return False
        if self._is_bound(start, end):
            return True
        if not number.isdigit() and (value == 1 or self._word(end) == "of"):
            return False
        if self._is_at_age(start, end, value) or (value > _OLDEST_CHILD and self._is_made(start, end)):
            return True
        if previous == "(" and self._word(end) in (")", ",") and start > 1 and self.tokens[start - 2].is_capital:
            return value >= _YOUNGEST_IN_BRACKETS
        return self._is_apposition(start, end, value) or self._is_told(start, end) or self._is_of_person(start, end)

    def _is_years_after_name(self, start: int, end: int) -> bool:
        """ "the driver Ilko Manev, 61 years, ": as translations tell an age; in a court's report it is a sentence."""
        comma = start - 1
        if self._word(comma) != "," or self._word(end) not in (",", ".", ";", ")", "") or comma < 2:
            return False
        is_name = self._is_full_name(comma)
        number = self.tokens[start].text
        return is_name and number.isdigit() and _YOUNGEST_IN_BRACKETS <= int(number) <= _OLDEST and self._is_free()

    def _is_full_name(self, comma: int) -> bool:
        """Whether two words with capitals stand before."""
        return self.tokens[comma - 1].is_capital and self.tokens[comma - 2].is_capital

    def _is_free(self) -> bool:
        """Whether the line tells of no sentence or term of office."""
        return _TERMS.isdisjoint(token.lower for token in self.tokens)

    def _is_made(self, start: int, end: int) -> bool:
        """ "the police make her 33", "records put him at 102", "makes Ada Korr 91"."""
        place = start - 2 if self._word(start - 1) == "at" else start - 1
        if place < 1 or not self._ends_bare(end):
            return False
        if self._word(place) in ("him", "her"):
            return self._word(place - 1) in _ESTIMATE
        is_name = place == start - 1 and self.tokens[place].is_capital and self.tokens[place - 1].is_capital
        return is_name and self._word(place - 2) in _ESTIMATE and _OLDEST_CHILD < self._whole(start) <= _OLDEST

    def _whole(self, start: int) -> int:
        """The number of a token in digits, of three at most, or in words; else 0."""
        number = self.tokens[start].text
        return int(number) if number.isdigit() and len(number) < 4 else self._whole_in_words(start)

    def _is_at_age(self, start: int, end: int, value: int) -> bool:
        """ "died at 71", "At 71, Ada Moss still climbs"."""
        if self._word(start - 1) != "at" or value <= _OLDEST_CHILD:
            return False
        if self._word(start - 2) in _DIED:
            return self._ends_bare(end)
        after = self.tokens[end + 1] if end + 1 < len(self.tokens) else None
        return (
            start == 1 and self._word(end) == "," and after is not None and (after.is_capital or after.lower in _AGED)
        )

    def _is_apposition(self, start: int, end: int, value: int) -> bool:
        """ "Ada Moss, 59, said", "The man, 34, is"."""
        comma = start - 2 if self._word(start - 1) in ("now", "then", "just", "only") else start - 1
        if comma < 1 or self._word(comma) != ",":
            return False
        if self._word(end) in _BIRTHDAYS and value > _OLDEST_CHILD:  # "the singer, 30 next month,"
            return self._is_person(comma - 1) or (comma > 1 and self._is_full_name(comma))
        if self._word(end) not in (",", ".", "and", ";", ")", ""):
            return False
        name = self.tokens[comma - 1]
        # "in Kyiv, 50, 60 and 70"
        is_list = self._is_digit(end + 1) or (self._word(end) == "and" and self._word(end + 1) in CARDINALS)
        if is_list and self._word(end) == "and" and self._word(end + 2) == "," and name.lower.endswith("s"):
            return self._is_person(comma - 1) or singular(name.lower) in lexicon.roles()
        if name.lower in _NOT_AGED or value > _OLDEST_BETWEEN_COMMAS or is_list:
            return False
        return name.is_capital or (self._word(end) == "," and self._is_person(comma - 1))

    def _is_person(self, number: int) -> bool:
        word = self._word(number)
        return word in _PEOPLE or word in lexicon.roles()

    def _is_age_again(self, start: int, end: int) -> bool:
        """ "aged 9 and 12", "is 43, not 34": a number beside one that is an age, with nothing after it to count."""
        last = self.found[-1] if self.found else None
        if (
            last is None
            or last.kind is not FigureKind.AGE
            or self._noun_follows(end)
            or self._word(end) in ("of", "more")
        ):
            return False
        between = self.text[last.end : self.tokens[start].start].strip()
        if between in (", not", "not", "and not", ", but not"):
            return True
        has_aged = any(token.lower in ("aged", "ages", "age") for token in self.tokens[max(0, start - 10) : start])
        if between == "and" and self._word(end) == "," and " " not in last.text and self._whole(start):
            return True  # "two drivers, 29 and 33, were"
        return has_aged and between in (",", "and", "or", ", and", "to")

    def _is_of_oldest(self, start: int) -> bool:
        """ "The oldest of the dead was 81, the youngest nine"."""
        words = [token.lower for token in self.tokens[max(0, start - 6) : start]][::-1]
        if _SUPERLATIVES.isdisjoint(words):
            return False
        if words[:2] == ["at", ","]:
            words = words[2:]  # "the oldest, at 91, is"
        for place, word in enumerate(words):
            if word in _SUPERLATIVES:
                return (
                    place == 0 or words[0] in _ARE or words[0] in ("counts", "counted", "aged") or words[0] in _ADVERBS
                )
            if word in (",", ";", "."):
                return False
        return False

    def _is_told(self, start: int, end: int) -> bool:
        """ "he is 58,", "Benvessi was now 34", "who turned 80", "the man's age is 40"."""
        place = start - 2 if self._word(start - 1) in _ADVERBS else start - 1
        verb = self._word(place)
        if verb == "been" and self._word(place - 1) in ("had", "has", "have"):
            verb, place = "was", place - 1  # "he had been 19 when"
        has_turned = verb.startswith("turn") and self._word(end) in _AFTER_A_BIRTHDAY
        if verb not in _ARE or not (has_turned or self._ends_bare(end)) or place < 1:
            return False
        if self._word(place - 1) in ("already", "still") and place > 1:
            place -= 1  # "he already was 18 at the time"
        subject = self.tokens[place - 1]
        is_somebody = subject.is_capital or subject.text == "," or self._is_person(place - 1)
        if self._is_person_told(place, end):
            return True
        if subject.lower in _AGED or (verb.startswith("turn") and (is_somebody or subject.lower in _TURNING)):
            return True
        if subject.lower == "and" and any(figure.kind is FigureKind.AGE for figure in self.found):
            return True  # "she was 27 then and is 31 now"
        if verb in ("is", "was") and self._is_about_age(place):
            return True
        is_first = place == 1 or self._word(place - 2) in (",", ";", ".", "“", "and")
        before_name = subject.is_capital and (is_first or self.tokens[place - 2].is_capital)
        return (
            before_name and subject.is_word and subject.lower not in _STOP and self._word(end) in (",", ".", "and", "")
        )

    def _is_person_told(self, verb: int, end: int) -> bool:
        """ "the victim was 33", "the child is four"; and "…, now 52, was 48 at the time" after an age."""
        noun = self._word(verb - 1)
        if self._word(verb) not in ("is", "was", "'s") or self._word(end) in ("to", "of"):
            return False
        if noun == ",":
            return (
                bool(self.found)
                and self.found[-1].kind is FigureKind.AGE
                and self.found[-1].end + 1 >= (self.tokens[verb - 1].start)
            )
        is_one = noun in _PEOPLE or noun in lexicon.roles()
        return is_one and not noun.endswith("s") and noun not in _LEADERS and noun not in _GROUPS_OF_PEOPLE

    def _whole_in_words(self, start: int) -> int:
        """The number of "nine" and "eighty-one", 0 where there is none."""
        word = self.tokens[start].lower
        tens, _, ones = word.partition("-")
        if ones:
            return int(CARDINALS.get(tens, 0) + CARDINALS[ones]) if ones in CARDINALS and tens in CARDINALS else 0
        return int(CARDINALS.get(word, 0))

    def _is_about_age(self, verb: int) -> bool:
        """Whether the subject of the verb is an age: "The age of the man who fell is 43"."""
        places = [place for place in range(verb) if self._word(place) == "age"]
        return bool(places) and "," not in [self._word(place) for place in range(places[-1], verb)]

    def _decade_of_life(self, start: int) -> tuple[float, float, int] | None:
        """ "a woman in her forties", "men in their late 20s": (youngest, oldest, the token after)."""
        end, word = start + 1, self._word(start)
        part = ""
        if self.tokens[start].text.isdigit() and self._word(end) in ("s", "'s") and self._touches(end):
            decade, end = int(word), end + 1
        else:
            joined = re.fullmatch(r"(early|mid|late)-(\d0)s", word)
            part = joined[1] if joined else ""
            decade = int(joined[2]) if joined else int(DECADES.get(word, 0))
        place = start - 1
        while self._word(place) in _PARTS_OF_DECADES or self._word(place) in _HYPHENS:
            part = self._word(place) if self._word(place) in _PARTS_OF_DECADES else part
            place -= 1
        if not 10 <= decade <= 90 or decade % 10 or self._word(place) not in _OWNERS or self._word(place - 1) != "in":
            return None
        first, last = _PARTS_OF_DECADES.get(part, (0, 9))
        if decade == DECADES["teens"] and part == "early":
            first, last = 3, 4  # thirteen and fourteen
        return float(decade + first), float(decade + last), end

    def _ends_bare(self, end: int) -> bool:
        following = self._word(end)
        return (not following.isalpha() and following != "%") or following in _AFTER_AN_AGE

    def _is_of_person(self, start: int, end: int) -> bool:
        """ "a woman of 81", "a worker, Ada Moss, of 24 years"."""
        if self._word(start - 1) in _HEDGES:  # "a woman of about 40"
            start -= 1
        if self._word(start - 1) != "of" or start < 2 or self._noun_follows(end):
            return False
        place = start - 3 if self._word(start - 2) == "," else start - 2
        if self._word(place) in PARENTS and self._whole(start) <= _MOST_CHILDREN:
            return False  # "a mother of two"
        if self._is_described(place) and self._word(end) == ",":
            return True
        if place < 0 or self._word(end) == "%":
            return False
        if place == start - 3:  # a name between commas
            return self.tokens[place].is_capital and self._word(end - 1) == "years"
        word = self._word(place)
        is_one = (word in _PEOPLE - {"all", "those"} or word in lexicon.roles()) and not word.endswith("s")
        return is_one and word not in _LEADERS

    def _counts_persons(self, before: int) -> bool:
        """Whether what was counted last in the line is people: "Twelve of the dead were under 16"."""
        last = self.found[-1] if self.found else None
        if last is None or last.kind not in (FigureKind.COUNT, FigureKind.PERCENT):
            return False
        names = (last.counted, f"{last.counted}s")
        is_people = any(name in _PEOPLE or name in lexicon.roles() for name in names) or last.counted in _FATES
        return is_people or any(self._is_person(place) for place in range(max(0, before - 8), before))

    def _is_described(self, noun: int) -> bool:
        """Whether the noun ends ", a retired harbour pilot": what one person is, after a name."""
        word = self._word(noun)
        if not word.endswith(("er", "or", "man", "woman", "ist", "ant", "ian")) or word in _LEADERS:
            return False
        for place in range(noun - 1, max(0, noun - 6), -1):
            if self._word(place) in ("a", "an"):
                return self._word(place - 1) == "," and place > 1 and self.tokens[place - 2].is_capital
            if not self.tokens[place].is_word:
                return False
        return False

    def _is_change_of_age(self, start: int, end: int) -> bool:
        """ "raise the retirement age to 67 from 65"."""
        words = [self._word(place) for place in range(max(0, start - 7), start)]
        is_bare = self._ends_bare(end) or self._word(end) in ("from", "to", "for")
        return not {"age", "ages"}.isdisjoint(words) and is_bare and not self._has_sign(start)

    def _is_bound(self, start: int, end: int) -> bool:
        """ "children under two", "over 60 or under five"."""
        if self._word(start - 1) not in _BOUNDS:
            return False
        if not self._ends_bare(end):
            is_noun = looks_plural(self._word(end)) or self._word(end) in lexicon.units()
            return self._word(start - 2) in _PEOPLE and self._word(end).isalpha() and not is_noun
        around = range(max(0, start - 1 - _N_WORDS_BEFORE_A_BOUND), start - 1)
        before = self._word(start - 2)
        if before in ("both", "mostly") and _may_be_age(self._whole_in_words(start), self.tokens[start].text):
            return True
        is_near = self._is_person(start - 2) or before in (
            "or",
            "and",
            "were",
            "are",
            "was",
            "is",
            "not",
            "those",
            "be",
        )
        if before in ("were", "are", "was", "is", "be", "been") and self._counts_persons(start):
            return True
        return is_near and any(self._is_person(place) or self._word(place) in _AGED for place in around)
