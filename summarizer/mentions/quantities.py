"""What stands around a number: hedges, the noun that is counted and the words that narrow it."""

from __future__ import annotations

import functools
import itertools

from summarizer.mentions import lexicon
from summarizer.mentions.ages import PARENTS, AgeReader
from summarizer.mentions.nouns import looks_plural, singular
from summarizer.mentions.numbers import NOUNS_IN_LY
from summarizer.model import FigureKind, Hedge

_STOP = lexicon.grammar("figures-stop")
_SCOPE = lexicon.grammar("figures-scope")
_PLURALS = lexicon.grammar("figures-plurals")
_COMPOUND_NOUNS = lexicon.grammar("figures-compound-nouns")
_PLURALS_OF_FATE = _PLURALS | {"soldiers", "civilians", "workers", "passengers"}
"""Who may stand after what happened to them: "40 wounded soldiers"."""
_MORE_PLURALS = lexicon.grammar("figures-more-plurals")
"""Plurals without an s, besides those of the grammar."""
_PEOPLES = ("ese", "ish", "ench", "swiss", "people", "men", "folk")
_FATES = frozenset([
    "killed", "wounded", "injured", "dead", "missing", "arrested", "detained", "homeless", "hospitalised",
    "hospitalized",
])  # fmt: skip
_PLURAL_MODIFIERS = frozenset([
    "sports", "arms", "savings", "sales", "customs", "communications", "systems", "veterans",
])  # fmt: skip
_ADDED = frozenset(["more", "other", "additional", "extra", "further", "new", "fewer", "less"])
_AFTER_OF = lexicon.grammar("figures-counted-words")
_ARTICLE_NUMBERS = frozenset(
    [
        "half",
        "hundred",
        "thousand",
        "million",
        "dozen",
        "quarter",
        "third",
        "couple",
        "few",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "tenth",
    ]
)
_COMPARES = frozenset([Hedge.MORE_THAN, Hedge.FEWER_THAN])
_ASKED_ABOUT = lexicon.grammar("figures-is-no-hedge-words")
_PLACES = frozenset(["over", "under", "above", "below", "beneath", "about", "around"])
_LYING = lexicon.grammar("figures-lying")
"""After these "under" tells where: "buried under two metres of snow"."""
_QUARRELS = lexicon.grammar("figures-quarrels")
"""After these "over" tells what about: "a row over 300 jobs"."""
_ACCUSED = frozenset(["held", "arrested", "jailed", "charged", "sued", "sacked", "tried", "resigns", "quits"])
"""After these "over" and a sum of money tells why: "held over £2m theft"."""
_ADDS = frozenset([
    "add", "adds", "added", "adding", "catch", "catches", "caught", "own", "owned", "owns", "come", "comes", "came",
    "sum", "sums", "went", "go", "goes", "gone", "pushed", "pushes", "shot", "moved", "moves",
])  # fmt: skip
_DIMENSIONS = lexicon.grammar("figures-dimensions")
"""After a measure these say what is measured, and count nothing."""
_TAKEN_OVER = frozenset(["took", "take", "taking", "taken", "won", "hand", "handed", "victory", "win", "presided"])
_ARTICLES = frozenset(["the", "a", "an", "of"])
_GOES_ON_SCOPE = _SCOPE | {"the", "a", "an", "its", "their", "his", "her", "of"}
_DURING = lexicon.grammar("figures-over-is-more-than")
_STAGES = frozenset([
    "rounds", "sessions", "stages", "legs", "phases", "instalments", "installments", "sittings", "episodes", "hearings",
    "shifts", "seasons", "meetings", "innings", "courses", "evenings", "nights", "weekends", "terms", "lessons",
])  # fmt: skip
_PRONOUNS = frozenset(["them", "us", "you", "whom", "which", "what", "it"])
_ENDS_PREDICATE = frozenset([",", ".", ";", "on", "in", "at", "for", "to", "by", "a", "the", "through", "after", "and"])
"""After a word in -ed that is what the counted did, and names no noun: "several thousand marched on"."""
_GOING = lexicon.grammar("figures-going")
"""After these a preposition tells the way: "flew over three countries", "goes around four lakes"."""
_FEW = 12
_OCCASIONS = frozenset(["missions", "sorties", "flights", "times", "stories", "storeys", "floors", "patients", "flags"])
_DISTANCES = frozenset([
    "m", "metres", "meters", "km", "kilometres", "kilometers", "miles", "yards", "furlongs", "hurdles", "laps", "holes",
])  # fmt: skip
_RACES = frozenset([
    "beat", "beats", "beaten", "won", "wins", "win", "victory", "champion", "title", "gold", "silver", "bronze",
    "medal", "raced", "races", "race", "record", "sprint", "final",
])  # fmt: skip
_TALLIES = frozenset(["number", "count", "tally", "total", "estimate"])
_GROUPS = frozenset(["crew", "staff"])
_LONGEST_NOUN = 7
_LONGEST_SCOPE = 12
_FARTHEST_SUBJECT = 8
_FARTHEST_PUT = 12


@functools.cache
def _hedge_tables() -> tuple[dict[tuple[str, ...], Hedge], dict[tuple[str, ...], Hedge], int, frozenset[str]]:
    """(phrases before a figure, phrases after it, length of the longest before, the last words of those before)."""
    before: dict[tuple[str, ...], Hedge] = {}
    after: dict[tuple[str, ...], Hedge] = {}
    for hedge, heads, tails in lexicon.hedges():
        before.update({tuple(phrase.split()): hedge for phrase in heads})
        after.update({tuple(phrase.split()): hedge for phrase in tails})
    return before, after, max(map(len, before)), frozenset(phrase[-1] for phrase in before)


class QuantityReader(AgeReader):
    """Reads hedges, counted nouns and scopes among the words of one line."""

    def _hedge_before(self, begin: int) -> tuple[Hedge, int]:
        """The hedge before the number at `begin`, and where the figure begins with it or with its article."""
        before, _, longest, last_words = _hedge_tables()
        has_article = self._word(begin - 1) in ("a", "an", "the")
        stops = (begin, begin - 1) if has_article or self._word(begin - 1) == "another" else (begin,)
        if self._word(begin - 1) in _ADDED and self._word(begin - 2) in ("a", "an"):
            stops = (begin, begin - 2)  # "at least a further 20"
        for stop in stops:
            words = tuple(token.lower for token in self.tokens[max(0, stop - longest) : stop])
            if not words or words[-1] not in last_words:
                continue
            for place in range(len(words)):
                first = stop - len(words) + place
                hedge = before.get(words[place:])
                if hedge in _COMPARES and self._word(stop) == "the":
                    continue  # "more than the 300 promised": compared with, not counted
                if hedge is not None and not self._is_no_hedge(first) and not self._is_place(first, stop, begin):
                    return hedge, first
        is_article_part = has_article and self._word(begin) in _ARTICLE_NUMBERS
        return Hedge.NONE, begin - 1 if is_article_part else begin

    def _is_no_hedge(self, number: int) -> bool:
        """ "took over 3 firms" is no figure of "more than"; "talked about 3 things" none of "about"."""
        word, previous = self._word(number), self._word(number - 1)
        if (word, self._word(number + 1)) == ("up", "to") and previous in _ADDS:
            return True  # "adds up to 14 percent"
        if word == "as" and previous in ("times", "twice"):
            return True  # "four times as many as the 10,000 it was built for"
        return (word == "about" and previous in _ASKED_ABOUT) or (word == "over" and previous in _TAKEN_OVER)

    def _is_place(self, first: int, stop: int, begin: int) -> bool:
        """Whether a preposition tells where or over what, not how many: "over the 40 km", "over a 10-year period",
        "buried under two metres of mud", "a row over 300 jobs"."""
        word, previous = self._word(first), self._word(first - 1)
        if stop != first + 1 or word not in _PLACES:
            return False
        if previous in _LYING and word in ("under", "below", "beneath"):
            return True
        if stop == begin and self._is_way(word, previous, begin):
            return True
        if word == "over" and (previous in _QUARRELS or (previous in _ACCUSED and self._has_sign(begin + 1))):
            return True
        if stop == begin or self._word(begin) in _ARTICLE_NUMBERS:
            return False
        article = self._word(stop)
        return article == "the" or (article in ("a", "an") and word not in ("about", "around"))

    def _is_way(self, word: str, previous: str, begin: int) -> bool:
        """Whether the preposition at `begin` - 1 tells the way, the place or the cause of a few things: "flew over
        three countries", "a flat above two shops", "the dispute is over 40 jobs", "beat Osk over 800 metres"."""
        noun = self._word(begin + 1)
        if word == "over" and noun in _DISTANCES and any(self._word(begin - k) in _RACES for k in range(2, 5)):
            return True
        is_measured = (
            not noun.isalpha() or noun in lexicon.units() or noun in lexicon.magnitudes() or noun in _OCCASIONS
        )
        if is_measured or not looks_plural(noun):
            return False
        if word == "over" and previous in ("is", "was", "are", "were"):
            return self._word(begin - 3) in _QUARRELS
        few = lexicon.numerals()[0].get(self._word(begin), 0) or (
            self._word(begin).isdigit() and int(self._word(begin))
        )
        if not 0 < few <= _FEW:
            return False  # "flew over 400 tourists home", "stayed above 40 seats"
        if word in ("above", "below", "beneath"):
            return True
        return previous in _GOING and word in ("over", "under", "around")

    def _hedge_after(self, end: int) -> tuple[Hedge, int]:
        """The hedge after the figure, and the token after it."""
        after = _hedge_tables()[1]
        word = self._word(end - 1)
        if word.endswith(("-odd", "-ish", "-something")):
            return Hedge.ABOUT, end
        if word.endswith("-plus"):
            return Hedge.AT_LEAST, end
        if (
            (word_after := self._word(end)) == "at"
            and self._word(end + 1) == "least"
            and not self._noun_or_number(end + 2)
        ):
            return Hedge.AT_LEAST, end + 2  # "40 people at least."
        for length in (4, 3, 2, 1) if word_after else ():
            hedge = after.get(tuple(self._word(k) for k in range(end, end + length)))
            if length == 1 and word_after == "plus" and (self._is_digit(end + 1) or self._has_sign(end + 2)):
                continue  # "£60m plus £5m in add-ons"
            # "two heads, no more than 30 cm high", "five makers and up to 250 percent"
            if hedge is not None and self._word(end + length) not in ("than", "to", "margin", "or"):
                return hedge, self._after_margin(end + length)
        return (Hedge.AT_LEAST, end + 1) if self._word(end) == "+" else (Hedge.NONE, end)

    def _noun_or_number(self, number: int) -> bool:
        return number < len(self.tokens) and (self.tokens[number].is_word or self._is_digit(number))

    def _hedge_tail(self, end: int) -> tuple[Hedge, int]:
        """The hedge that hangs on a number, before its unit, and the token after it: "30-plus years", "300+ people"."""
        return self._hedge_after(end) if self._word(end) in ("-", "+") and self._touches(end) else (Hedge.NONE, end)

    def _after_margin(self, end: int) -> int:
        """The token after the number of "give or take two" or "plus or minus 3"."""
        has_margin = self._word(end - 2) == "or" and self._word(end - 1) in ("take", "minus") and end < len(self.tokens)
        found = self._number(end) if has_margin else None
        if found is None or self._word(found[1]) in lexicon.units():  # "give or take 15 metres" is a figure of its own
            return end
        return found[1]

    def _ends_no_more(self, end: int) -> bool:
        """Whether the sentence ends in "…, no more." and tells no other figure before that."""
        if self._word(len(self.tokens) - 2) != "more":
            return False
        words = [token.lower for token in self.tokens[end:] if token.is_word or token.text == ","]
        return words[-3:] in ([",", "no", "more"], [",", "not", "more"]) and "," not in words[:-3]

    def _is_during(self, begin: int) -> bool:
        """Whether "over" before a length of time says when, not how long: "Over two days, it rained"."""
        return self._word(begin) == "over" and self._word(begin - 1) not in _DURING

    def _is_in_stages(self, begin: int, end: int) -> bool:
        """ "hammered out over six rounds of talks": in how many stages, not "more than"."""
        return begin > 0 and self._is_during(begin) and self._word(end) in _STAGES

    def _counted(self, end: int, is_one: bool, kind: FigureKind | None) -> tuple[str, int]:
        """The head noun of what is counted, and the token after it."""
        tail = self._compound_tail(end - 1)
        if kind is FigureKind.ORDINAL and tail in lexicon.numerals()[1]:
            tail = ""  # "the twenty-first woman"
        if tail and tail not in lexicon.units() and "-" not in tail and not self._is_currency(tail):
            return singular(tail), end  # "a three-member panel"
        if self._word(end) == "-" and self._touches(end) and self._word(end + 1).isalpha():
            noun = singular(self._word(end + 1))
            return "" if noun == "strong" else noun, end + 2  # "a 158-vehicle pileup"
        if self._word(end) == "of" and self._word(end + 1) in _PRONOUNS:
            return "them" if self._word(end + 1) == "them" else "", end + 2
        first = self._first_counted(end, kind)
        noun, after = self._head_noun(first, is_one) if first is not None else ("", end)
        if kind in (None, FigureKind.COUNT) and not is_one and self._word(end) != "of" and not self._is_countable(noun):
            return "", end
        is_unit = noun in lexicon.units() and kind is not FigureKind.ORDINAL
        is_unit = is_unit or (self._word(end) == "of" and self._is_currency(noun))  # "12 of its 90 million florins"
        if not noun[:1].isalpha() or is_unit or (is_one and noun.endswith("ly") and noun not in NOUNS_IN_LY):
            return "", end
        return singular(noun), after

    def _first_counted(self, end: int, kind: FigureKind | None) -> int | None:
        """The token where the noun after a figure may begin; None where the figure counts nothing."""
        number = end + 1 if self._word(end) in _ADDED else end
        if self._word(number) == "of":
            number += 1
            while self._word(number) in _AFTER_OF:
                number += 1
            return self._after_number_of_whole(number)
        if kind is FigureKind.PERCENT:
            if self._word(number) in ("the", "its", "their", "all") and self._word(end - 1) == "half":
                return number + 1
            is_ratio = not {"in", "of"}.isdisjoint((self._word(end - 2), self._word(end - 3)))
            # "one in five": what follows is what is counted
            return number if is_ratio else None
        if kind is FigureKind.MONEY or (kind is FigureKind.MEASURE and self._word(end) in _STOP | _DIMENSIONS):
            return None
        return number

    def _after_number_of_whole(self, number: int) -> int:
        """The token after the number of the whole, if any: "58 of the 151 seats", "7 of the town's 14 pubs"."""
        place = number
        if self._word(number + 1) == "'s":
            place = number + 2
        found = self._number(place) if place < len(self.tokens) else None
        return found[1] if found is not None else number

    def _head_noun(self, number: int, is_one: bool) -> tuple[str, int]:
        """The last noun of the phrase that begins at `number` ("" for none), and the token after it."""
        noun, after = "", number
        for step in range(_LONGEST_NOUN):
            word = self._word(number)
            if not word or self._ends_noun(number, noun, step):
                break
            if word in _FATES and self._word(number + 1) not in _PLURALS_OF_FATE:
                return noun or word, number + 1
            if noun and self._is_verbal(word) and self._is_plural(self._word(number + 1)) and not self._is_plural(noun):
                number += 1  # "unpaid parking tickets"
                continue
            if noun and (self._is_verbal(word) or (is_one and looks_plural(word))):
                break
            if not noun and word.endswith("ed") and self._word(number + 1) in _ENDS_PREDICATE:
                break
            if not self.tokens[number].is_word:
                number += 1
            elif self._word(number + 1) == "'s":  # "two of the country's banks": the owner is not what is counted
                noun, number = "", number + 2
            else:
                noun, after = word, number + 1
                if self._is_plural(word) and not is_one and not self._is_modifier(number):
                    break
                number += 1
        return noun, after

    def _is_plural(self, word: str) -> bool:
        return word in _PLURALS or (looks_plural(word) and not word.endswith("u.s"))

    def _ends_noun(self, number: int, noun: str, step: int) -> bool:
        """Whether the token cannot belong to the phrase of nouns and adjectives that is counted."""
        token = self.tokens[number]
        if not token.is_word:
            is_list = token.text == "," and not noun and step > 0 and self._noun_follows(number + 1)
            return token.text != "-" and not is_list
        if token.lower in _STOP and (noun or token.lower != "killed"):
            return True
        return bool(noun) and token.is_capital and token.text not in lexicon.demonyms()

    def _is_countable(self, noun: str) -> bool:
        """Whether a noun can be counted by a number above one: a plural, a people, or the fate of people."""
        if self._is_plural(noun) or noun in _FATES or noun in _MORE_PLURALS:
            return True
        return noun.endswith(_PEOPLES)

    def _is_verbal(self, word: str) -> bool:
        """Whether the word after a noun looks like a participle or an adverb."""
        return word.endswith(("ing", "ed")) or (word.endswith("ly") and word not in NOUNS_IN_LY)

    def _is_modifier(self, number: int) -> bool:
        """Whether a plural is only the first part of the noun: "sports clubs", "arms dealers"."""
        return self._word(number) in _PLURAL_MODIFIERS and self._noun_follows(number + 1)

    def _counted_before(self, begin: int) -> str:
        """ "the death toll rose to 45": the noun that the verb tells of."""
        for number in range(begin - 1, max(-1, begin - 1 - _FARTHEST_SUBJECT), -1):
            word = self._word(number)
            if word in (".", ";", ","):
                break
            if word == "toll":
                return "death"
            if word in _TALLIES and self._word(number + 1) == "of":
                return self._noun_of_tally(number + 2, begin)
        if self._word(begin - 1) == "of" and self._word(begin - 2) in _GROUPS:
            return self._word(begin - 2)  # "her crew of eight"
        if self._word(begin - 1) == "of" and self._word(begin - 2) in PARENTS:
            return "child"
        clause = {self._word(place) for place in range(max(0, begin - _FARTHEST_PUT), begin - 2)}
        is_put = self._word(begin - 1) == "at" and not clause.isdisjoint(("put", "puts"))
        return singular(self._word(begin - 2)) if is_put and looks_plural(self._word(begin - 2)) else ""

    def _noun_of_tally(self, number: int, begin: int) -> str:
        """The head noun of what a tally counts: "the number of serious liver cases"."""
        words = [self._word(place) for place in range(number, min(begin, number + 4))]
        words = list(itertools.takewhile(lambda word: word not in _STOP and word.isalpha(), words))
        plurals = [word for word in words if self._is_plural(word)]
        return singular(plurals[0] if plurals else words[0]) if words else ""

    def _scope(self, first: int) -> str:
        """The prepositional words that follow and narrow what is counted, as they stand."""
        if not self._begins_scope(first):
            return ""
        last = first
        for number in range(first + 1, min(len(self.tokens), first + _LONGEST_SCOPE)):
            token = self.tokens[number]
            if not (token.is_word or token.text[0].isdigit() or token.lower == "'s") or self._ends_scope(number):
                break
            last = number
        while last > first and self._word(last) in _STOP and not self.tokens[last].is_capital:
            last -= 1
        return self.text[self.tokens[first].start : self.tokens[last].end] if last > first else ""

    def _begins_scope(self, first: int) -> bool:
        """Whether a preposition stands here, or a participle and then a preposition or a name."""
        word, following = self._word(first), first + 1
        if word in _SCOPE:
            return True
        if not word.endswith(("ing", "ed")) or word in _STOP or len(word) <= 4:
            return False
        return self._word(following) in _SCOPE or (following < len(self.tokens) and self.tokens[following].is_capital)

    def _ends_scope(self, number: int) -> bool:
        token, word = self.tokens[number], self._word(number)
        if any(start <= token.start < end for start, end in self.blocked):
            return True
        if word in _GOES_ON_SCOPE:
            return False
        if word == "and":
            following = self._word(number + 1)
            goes_on = following in _SCOPE or following == "the" or (following and self.tokens[number + 1].is_capital)
            return not goes_on
        if word in _STOP:
            return True
        return word.endswith("ed") and not token.is_capital and self._word(number - 1) not in _ARTICLES
