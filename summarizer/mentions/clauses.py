"""What a verb of saying governs: where the clause, the quotation or the order begins and ends that is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.mentions import lexicon
from summarizer.mentions.lexicon import SayingVerb
from summarizer.mentions.phrases import PRONOUNS, Item, Phrase, phrase_after
from summarizer.mentions.scene import Scene
from summarizer.model import Name, Stance

_AUXILIARIES = lexicon.grammar("attributions-auxiliaries")
_TIME = lexicon.grammar("attributions-time")
_BE = lexicon.grammar("attributions-be")
_PLACES_OF_SPEECH = lexicon.grammar("attributions-places-of-speech")
_WH = lexicon.grammar("attributions-wh")
_BARE_CLAUSE = lexicon.grammar("attributions-bare-clause")
_TAKES_WORDS = lexicon.grammar("attributions-takes-words")
_SKIP_TIME_WORDS = lexicon.grammar("attributions-skip-time-words")
_SKIP_PHRASE_WORDS = lexicon.grammar("attributions-skip-phrase-words")
_SKIP_PHRASE_WORDS_2 = lexicon.grammar("attributions-skip-phrase-words-2")
_SKIP_PHRASE_WORDS_3 = lexicon.grammar("attributions-skip-phrase-words-3")
_IS_SHORT_RIGHT_WORDS = lexicon.grammar("attributions-is-short-right-words")
_IS_ADJUNCT_WORDS = lexicon.grammar("attributions-is-adjunct-words")
DETERMINERS_BEFORE = lexicon.grammar("attributions-determiners-before")


@dataclass(frozen=True, slots=True)
class Cue:
    """One saying found in a line: the items it spans, its subject, and what it governs."""

    first: int
    last: int
    verb: SayingVerb
    phrase: Phrase | None
    speaker: str
    content: tuple[int, int]  # of the text
    quoted: tuple[int, ...]  # the quotations it governs
    is_trailing: bool = False
    is_anonymous: bool = False


class Clauses:
    """The words of one line, and what of them a saying may tell. The base of the reader of sayings."""

    def __init__(self, text: str, items: Sequence[Item], names: Sequence[Name], number: int, scene: Scene) -> None:
        self.text = text
        self.items = items
        self.names = names
        self.number = number
        self.scene = scene
        self.cues: list[Cue] = []

    def _lower(self, number: int) -> str:
        return self.items[number].lower if 0 <= number < len(self.items) else ""

    def _is_end(self, number: int) -> bool:
        return number >= len(self.items) or self.items[number].text in (".", "!", "?", ";")

    def _comma_before(self, number: int) -> bool:
        return self._lower(number - 1) == ","

    def _ends_in_quote(self, number: int) -> bool:
        k = number - 1
        while k >= 0 and self.items[k].text in (",", "—", "–", "-"):
            k -= 1
        return k >= 0 and self.items[k].quoted >= 0

    def _takes(self, place: int, verb: SayingVerb, number: int) -> bool:
        """Whether what follows is something said."""
        items = self.items
        word = self._lower(place)
        if place >= len(items):
            return False
        if word == ":" and (verb.speaks or verb.use == "that"):
            return True
        window = range(place, min(len(items), place + 9))
        has_quote = any(items[k].quoted >= 0 for k in window)
        nouns = lexicon.saying_nouns()
        has_that = any(
            items[k].lower == "that" and self._lower(k - 1) not in nouns
            for k in range(place, min(len(items), place + 7))
        )
        has_clause = word == "that" or has_quote or has_that or word in _WH
        if verb.use == "say":
            return not self._is_end(place) and (word != "," or has_quote or has_that)
        if verb.use == "note":
            return has_clause or (not self._is_end(place) and word not in ("up", "on", ","))
        if verb.use == "state":
            return has_clause or self._clause_follows(place)
        if verb.use == "that":
            if word == "that" or items[place].quoted >= 0 or word == ":" or has_that:
                return True
            if word in _WH and verb.lemma not in ("see", "hear", "find", "consider", "prove", "feel"):
                return True
            if verb.lemma == "accuse":
                return True
            if verb.lemma == "describe":
                return True
            if has_quote and verb.lemma not in ("see", "hear", "find", "know", "learn"):
                return True
            return verb.lemma in _BARE_CLAUSE and self._clause_follows(place)
        if verb.use == "to":
            if verb.lemma == "call":
                return word in ("on", "for", "upon") or False
            if verb.stance is Stance.OTHER or verb.lemma in ("promise", "pledge", "vow", "swear", "threaten"):
                return word in ("to", "that") or items[place].quoted >= 0
            has_to = any(items[k].lower == "to" for k in range(place, min(len(items), place + 9)))
            return has_to or word == "that" or has_quote
        return has_quote or (
            verb.lemma in _TAKES_WORDS
            and not self._is_end(place)
            and word not in ("off", "up", "in", "out", "into")
            and (verb.lemma not in ("call",) or self._naming(place))
            and items[number].is_word
        )

    def _naming(self, place: int) -> bool:
        """ "called it a mistake": an object and then an "a" or "the"."""
        return any(self._lower(k) in ("a", "an", "the", "“”") for k in range(place + 1, place + 6))

    def _clause_follows(self, place: int) -> bool:
        """Whether a finite clause begins here: a subject and a verb."""
        phrase = phrase_after(self.text, self.items, place, self.names)
        if phrase is None:
            word = self._lower(place)
            return word in ("there",)
        following = self._lower(phrase.last + 1)
        return (
            following in _BE
            or following in _AUXILIARIES
            or (following.endswith(("ed", "s", "n't", "n’t")) and following.isalpha())
        )

    def _skip_listener(self, place: int) -> int:
        """The item after the one spoken to."""
        items = self.items
        if (
            place >= len(items)
            or items[place].quoted >= 0
            or self._lower(place) in ("that", ",", ":", "for", "to", "if", "whether")
        ):
            return place
        if self._lower(place) in ("him", "her", "them", "us", "me", "you", "it"):
            return place + 1
        phrase = phrase_after(self.text, items, place, self.names)
        if phrase is not None:
            return phrase.last + 1
        if items[place].is_word:
            number = place
            while (
                number < len(items)
                and items[number].is_word
                and items[number].lower not in _PLACES_OF_SPEECH
                and items[number].lower not in _TIME
                and items[number].lower not in ("that", "he", "she", "they", "it", "there", "we", "to", "who")
            ):
                number += 1
                if number - place >= 4:
                    break
            return number
        return place

    def _skip_time(self, place: int) -> int:
        """The item after time, venue and the like: "on Tuesday", "in a statement", "at a news conference in Kyiv"."""
        items = self.items
        number = place
        while number < len(items):
            item = items[number]
            word = item.lower
            if item.quoted >= 0 or word == "that":
                break
            if (
                word == "to"
                and not (number + 1 < len(items) and items[number + 1].is_capital)
                and (self._lower(number + 1) not in DETERMINERS_BEFORE)
            ):
                break
            if word in _SKIP_TIME_WORDS and number + 1 < len(items):
                stop = self._skip_phrase(number)
                if stop == number:
                    break
                number = stop
                continue
            if word in _TIME - {"the", "may"} or (item.text[0].isdigit() and number > place):
                number += 1
                continue
            if word in (
                "again",
                "separately",
                "simply",
                "repeatedly",
                "afterward",
                "afterwards",
                "publicly",
                "flatly",
                "bluntly",
                "however",
                "only",
                "out",
            ):
                number += 1
                continue
            break
        return number

    def _skip_phrase(self, number: int) -> int:
        """The item after a prepositional phrase of time or venue that begins at `number`; itself where it is none."""
        items = self.items
        k = number + 1
        if self._lower(number) in ("of", "by", "from", "over") and self._lower(number) != "from":
            return number
        words = 0
        while k < len(items) and words < 9:
            word = items[k].lower
            if items[k].quoted >= 0 or not (
                items[k].is_word or items[k].text[0].isdigit() or items[k].text in ("'s", "’s")
            ):
                break
            if word in _SKIP_PHRASE_WORDS:
                break
            if (
                words
                and word in ("the", "a", "his", "its")
                and self._lower(k - 1) not in ("in", "on", "at", "with", "to", "of", "from", "for", "by")
            ):
                break
            if (
                words
                and items[k].is_capital
                and not items[k - 1].is_capital
                and self._lower(k - 1) not in _SKIP_PHRASE_WORDS_3
                and word not in _TIME
            ):
                break
            k += 1
            words += 1
        following = items[k] if k < len(items) else None
        if (
            following is None
            or following.quoted >= 0
            or following.text in (",", ".", ":", ";", "!", "?", "—", "–")
            or following.lower in _SKIP_PHRASE_WORDS_2
            or following.is_capital
        ):
            return k if words else number
        return number

    def _is_short_right(self, place: int) -> bool:
        """Whether nothing that could be said follows: the end, or a comma and a participle or relative clause."""
        if self._is_end(place):
            return True
        item = self.items[place]
        if item.text in ("—", "–", "(", ")"):
            return True
        if item.text == ",":
            return True
        if item.quoted >= 0 or item.text == ":":
            return False
        if item.lower in _IS_SHORT_RIGHT_WORDS:
            return not any(k.lower == "that" for k in self.items[place : place + 4])
        return False

    def _left_content(self, before: int) -> tuple[int, int] | None:
        """What is said to the left of items[before]: a quotation, or a clause that ends in a comma."""
        items = self.items
        end = before - 1
        while end >= 0 and items[end].text in (",", "—", "–", "-", "?", "!", "…", "..."):
            end -= 1
        if end < 0 or (end == before - 1 and items[end].quoted < 0):
            return None
        start = 0
        for cue in self.cues:
            if cue.last < end and cue.content[1] <= items[end].end and cue.is_trailing:
                start = max(start, cue.last + 1)
        while start < end and items[start].text in (",", ".", ";"):
            start += 1
        if start <= end and self._lower(start) in ("but", "and", "however", "still") and start < end:
            start += 1
        words = sum(1 for k in range(start, end + 1) if items[k].is_word)
        if items[end].quoted < 0 and (words < 4 or self._is_adjunct(start, end)):
            return None
        return items[start].start, items[end].end

    def _is_adjunct(self, start: int, end: int) -> bool:
        """Whether items[start..end] are no clause of their own: "On Tuesday", "Speaking at a news conference"."""
        first = self._lower(start)
        if first in _IS_ADJUNCT_WORDS:
            return not any(self.items[k].text == "," for k in range(start, end))
        return first.endswith("ing") and first not in ("nothing", "everything", "something", "anything", "king")

    def _quotes_right(self, place: int) -> tuple[int, ...]:
        """The quotations that go on after the speaker: "…," he said, "…"."""
        items = self.items
        number = self._skip_time(place)
        steps = 0
        while number < len(items) and steps < 14:
            if items[number].quoted >= 0:
                before = items[number - 1].text
                return (
                    (items[number].quoted,) if before in (",", ".", ":", ";", "—", "–", "-", "“”") or steps <= 2 else ()
                )
            if items[number].lower in lexicon.saying_verbs() and steps:
                return ()
            number += 1
            steps += 1
        return ()

    def _quotes_in(self, start: int, end: int) -> tuple[int, ...]:
        return tuple(item.quoted for item in self.items if item.quoted >= 0 and item.start < end and start < item.end)

    def _clause(self, place: int) -> tuple[int, int]:
        """[start, end) of the clause from items[place] on."""
        items = self.items
        for k in range(place, min(len(items), place + 12)):
            if items[k].quoted >= 0 or items[k].text in (";",):
                break
            if items[k].lower == "that" and (k == place or items[k - 1].text != ","):
                place = k + 1 if k + 1 < len(items) else k
                break
            if (
                items[k].lower in _BE
                or items[k].lower in _AUXILIARIES
                or items[k].lower in PRONOUNS
                or items[k].lower.endswith("ed")
            ):
                break
        while place < len(items) and items[place].text in (",", ":", "—", "–"):
            place += 1
        if place >= len(items):
            return items[-1].end, items[-1].end
        end = len(items)
        for k in range(place + 1, len(items)):
            if items[k].text == ";" or (items[k].text == "," and self._leaves(k)):
                end = k
                break
        while end > place and items[end - 1].text in (".", ",", "!", "?"):
            end -= 1
        return items[place].start, items[end - 1].end if end > place else items[place].end

    def _leaves(self, comma: int) -> bool:
        """Whether the clause ends at this comma: another saying of the same speaker follows."""
        word, second = self._lower(comma + 1), self._lower(comma + 2)
        verbs = lexicon.saying_verbs()
        if word in verbs and word.endswith("ing"):
            return True
        if word in ("but", "and", "while") and second in verbs:
            return True
        return word == "according" or (word in ("underscoring", "citing", "referring"))
