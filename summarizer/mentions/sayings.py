"""The sayings of one line: verbs and nouns of saying, "according to" and colons, each with who says what."""

from __future__ import annotations

from dataclasses import replace

from summarizer.mentions import lexicon
from summarizer.mentions.clauses import Cue
from summarizer.mentions.lexicon import SayingVerb
from summarizer.mentions.phrases import Phrase, is_anonymous, phrase_after, phrase_before
from summarizer.mentions.scene import resolve
from summarizer.mentions.subjects import Subjects
from summarizer.model import NameKind, Stance

_AUXILIARIES = lexicon.grammar("attributions-auxiliaries")
_TIME = lexicon.grammar("attributions-time")
_CLOSING = ('"', "”", "’", "'")
_AFTER_SAYING = lexicon.grammar("attributions-after-saying")
_COUNTS = lexicon.grammar("attributions-counts")
_MODALS = lexicon.grammar("attributions-modals")
_BE = lexicon.grammar("attributions-be")
_LISTENERS = lexicon.grammar("attributions-listeners")
_PASSIVE_WORDS = lexicon.grammar("attributions-passive-words")
DETERMINERS_BEFORE = lexicon.grammar("attributions-determiners-before")


class SayingReader(Subjects):
    """Finds the cues of one line."""

    def read(self) -> list[Cue]:
        verbs, nouns = lexicon.saying_verbs(), lexicon.saying_nouns()
        self._colon_at_end()
        number = 0
        while number < len(self.items):
            item = self.items[number]
            if item.quoted < 0:
                if self._is_other_saying(number):
                    pass
                elif item.lower == "according" and self._lower(number + 1) == "to":
                    self._according(number)
                elif item.text == ":":
                    self._colon(number)
                elif item.is_word and item.lower in verbs and not (item.is_capital and number > 0):
                    n_before = len(self.cues)
                    self._verb(number, verbs[item.lower])
                    if len(self.cues) == n_before and item.lower in nouns:
                        self._noun(number, nouns[item.lower])
                elif item.is_word and item.lower in nouns and not item.is_capital:
                    self._noun(number, nouns[item.lower])
            number += 1
        return self._clipped()

    def _clipped(self) -> list[Cue]:
        """The cues, none telling beyond where a later "…, he said" begins."""
        clipped = []
        for cue in self.cues:
            end = cue.content[1]
            for other in self.cues:
                if other.is_trailing and other.first > cue.first and cue.content[0] < other.content[1] < end:
                    end = other.content[1]
            clipped.append(replace(cue, content=(cue.content[0], end)) if end != cue.content[1] else cue)
        return clipped

    def _colon_at_end(self) -> None:
        """A line that ends in a colon without a verb of saying: "Cruz called them on it:" lets its subject speak."""
        items = self.items
        if len(items) < 3 or items[-1].text != ":":
            return
        verbs = lexicon.saying_verbs()
        if any(item.lower in verbs for item in items[-6:]):
            return
        speaker = self._first_person(len(items))
        if speaker:
            end = items[-1].end
            verb = SayingVerb(":", Stance.SAID, "say")
            self.cues.append(Cue(len(items) - 1, len(items) - 1, verb, None, speaker, (end, end), ()))

    def _is_other_saying(self, number: int) -> bool:
        """“…,” she marvelled: a verb that no list has, where only one of saying can stand."""
        item = self.items[number]
        if (
            number < 1
            or item.is_capital
            or not item.is_word
            or not (item.lower.endswith(("ed", "s")) or self._lower(number + 1) == "back")
            or item.lower in lexicon.saying_verbs()
            or not (
                self._is_end(number + 1)
                or self.items[number + 1].text == ","
                or self.items[number + 1].quoted >= 0
                or self._lower(number + 1) in _AFTER_SAYING
            )
        ):
            return False
        phrase = phrase_before(self.text, self.items, number - 1, self.names)
        if phrase is None:
            return False
        start = self.items[0].start
        if (
            phrase.first == 0
            and self.text[:start].rstrip(" ")[-1:] in _CLOSING
            and self.text[:start].rstrip(" ")[-2:-1] in ",!?—-…"
        ):
            content: tuple[int, int] | None = (start, start)
        elif phrase.first > 0 and self.items[phrase.first - 1].quoted >= 0:
            quote = self.items[phrase.first - 1]
            if self.text[quote.start : quote.end].rstrip("\"”’'")[-1:] not in ",!?—-…":
                return False
            content = self._left_content(phrase.first)
        else:
            return False
        if content is None:
            return False
        verb = SayingVerb(item.lower, Stance.SAID, "say")
        quotes = self._quotes_in(*content) + self._quotes_right(number + 1)
        self.cues.append(
            Cue(
                number,
                number,
                verb,
                phrase,
                self._speaker(phrase),
                content,
                quotes,
                True,
                is_anonymous(phrase, self.items),
            )
        )
        return True

    def _verb(self, number: int, verbs: tuple[SayingVerb, ...]) -> None:
        items = self.items
        item = items[number]
        left = self._skip_left(number - 1)
        previous = self._lower(left)
        if previous == "to" and not item.lower.endswith(("ed", "ing", "said", "told")):
            governor = self._governor(left)
            if governor is None:
                return
            left = governor
            previous = self._lower(left)
        if previous in DETERMINERS_BEFORE or (
            previous in ("of", "for", "in", "with", "from", "at") and not item.lower.endswith("ing")
        ):
            return
        if previous in _BE:
            self._passive(number, left, verbs)
            return
        is_participle = item.lower.endswith("ing")
        if item.lower in ("states", "posts", "notes", "texts", "emails", "tweets", "reports", "shouts", "cries") and (
            previous[:1].isdigit() or previous in _COUNTS
        ):
            return
        if item.lower in ("state", "report", "post", "text", "email", "note") and (
            self._lower(number - 1) not in _MODALS and self._lower(left) not in ("they", "we", "i", "you")
        ):
            return
        if item.lower in lexicon.saying_nouns() and self._is_noun(number, left):
            return
        phrase, speaker, is_inverted = self._subject(number, left, is_participle, verbs)
        if not speaker or (speaker.lower() in ("you", "we", "i") and (speaker.lower() == "you" or not verbs[0].speaks)):
            return
        for verb in verbs:
            cue = self._governs(number, verb, phrase, speaker, is_inverted)
            if cue is not None:
                self.cues.append(cue)
                return

    def _is_noun(self, number: int, left: int) -> bool:
        """Whether a word that is both ("claims", "fears", "demand") is the noun here."""
        following, previous = self._lower(number + 1), self._lower(left)
        if previous[:1].isdigit() or previous in _COUNTS:
            return True
        if (
            following in _BE
            or following in _AUXILIARIES
            or following in ("about", "of", "from", "by", "over", ",", ".", "against", "among", "and", "in")
        ):
            return True
        if (
            previous in ("'s", "’s")
            or previous.endswith("ing")
            or (left >= 1 and self._lower(left - 1) in ("'s", "’s"))
        ):
            return True
        return left < 0 or (self.items[left].quoted >= 0 and following not in ("that",))

    def _passive(self, number: int, be: int, verbs: tuple[SayingVerb, ...]) -> None:
        """ "is said to be", "was told that", "was described by X as"."""
        verb = verbs[0]
        word = self.items[number].lower
        if word.endswith("ing"):
            left = self._skip_left(be - 1)
            phrase = phrase_before(self.text, self.items, left, self.names)
            if phrase is None:
                return
            cue = self._governs(number, verb, phrase, self._speaker(phrase), False)
            if cue is not None:
                self.cues.append(cue)
            return
        if verb.use == "as" and word not in ("described", "called"):
            return
        speaker, after, phrase = "", number + 1, None
        if self._lower(after) == "by":
            phrase = phrase_after(self.text, self.items, after + 1, self.names)
            if phrase is not None:
                speaker, after = self._speaker(phrase), phrase.last + 1
        if verb.use in ("that", "to", "as") and not speaker and self._lower(after) not in ("that", "to"):
            return
        if verb.lemma in _PASSIVE_WORDS and not speaker:
            return
        if (
            self._lower(after) in ("to", "that", "as")
            or self.items[min(after, len(self.items) - 1)].quoted >= 0
            or (word == "told" and not self._is_end(after))
        ):
            if self._is_end(after):
                start, end = self.items[0].start, self.items[be].start
            else:
                start, end = self._clause(after)
            if end > start:
                self.cues.append(
                    Cue(
                        number,
                        number,
                        verb,
                        phrase,
                        speaker,
                        (start, end),
                        self._quotes_in(start, end),
                        False,
                        bool(phrase) and is_anonymous(phrase, self.items) if phrase else False,
                    )
                )

    def _governs(
        self, number: int, verb: SayingVerb, phrase: Phrase | None, speaker: str, is_inverted: bool
    ) -> Cue | None:
        """The cue with what it tells, or None where the verb is used otherwise."""
        items = self.items
        after = (phrase.last if is_inverted and phrase is not None else number) + 1
        anonymous = phrase is not None and is_anonymous(phrase, items)
        start_of_subject = phrase.first if phrase is not None and not is_inverted else number
        if is_inverted:
            content = self._left_content(self._skip_left(number - 1) + 1)
            if content is None:
                return Cue(
                    number, number, verb, phrase, speaker, (items[number].end, items[number].end), (), True, anonymous
                )
            quotes = self._quotes_in(*content) + self._quotes_right(after)
            return Cue(number, number, verb, phrase, speaker, content, quotes, True, anonymous)
        word = items[number].lower
        place = after
        if word in _LISTENERS:
            place = self._skip_listener(after)
        place = self._skip_time(place)
        left = (
            self._left_content(start_of_subject)
            if not (items[number].lower.endswith("ing") and phrase is None)
            else None
        )
        if left is not None and self._is_short_right(place):
            if (verb.use in ("to", "as") and not self._ends_in_quote(start_of_subject)) or (
                verb.use == "that" and not self._quotes_in(*left) and not self._comma_before(start_of_subject)
            ):
                return None
            quotes = self._quotes_in(*left) + self._quotes_right(place)
            return Cue(number, number, verb, phrase, speaker, left, quotes, True, anonymous)
        if (
            self._lower(place) == ","
            and left is None
            and self._comma_before(start_of_subject)
            and verb.speaks
            and place + 3 < len(items)
        ):
            content = self._clause(place + 1)  # "In the end, she said, most of them left."
            return Cue(number, number, verb, phrase, speaker, content, self._quotes_in(*content), False, anonymous)
        if not self._takes(place, verb, number):
            return None
        if items[place].text == ":" and place == len(items) - 1:
            return Cue(
                number, number, verb, phrase, speaker, (items[place].end, items[place].end), (), False, anonymous
            )
        start, end = self._clause(place)
        if end <= start:
            return None
        quotes = self._quotes_in(start, end)
        if left is not None and self._quotes_in(*left) and self._ends_in_quote(start_of_subject):
            quotes = self._quotes_in(*left) + quotes
        return Cue(number, number, verb, phrase, speaker, (start, end), quotes, False, anonymous)

    def _according(self, number: int) -> None:
        phrase = phrase_after(self.text, self.items, number + 2, self.names)
        if phrase is None:
            k = number + 2
            while (
                k < len(self.items)
                and self.items[k].is_word
                and k - number < 12
                and self._lower(k) not in ("that", "who", "which")
            ):
                k += 1
            if k == number + 2:
                return
            phrase = Phrase(number + 2, k - 1, self.text[self.items[number + 2].start : self.items[k - 1].end])
        left = self._left_content(number) if number > 1 else None
        if left is None and number > 1:
            left = (self.items[0].start, self.items[number - 1].end)
            if number < 4:
                left = None
        if left is None:
            after = phrase.last + 1
            while after < len(self.items) and self.items[after].text != ",":
                after += 1
            content = self._clause(after) if after < len(self.items) else (self.items[-1].end, self.items[-1].end)
        else:
            content = left
        verb = SayingVerb("according", Stance.SAID, "say")
        self.cues.append(
            Cue(
                number,
                number + 1,
                verb,
                phrase,
                self._speaker(phrase),
                content,
                self._quotes_in(*content),
                left is not None,
                is_anonymous(phrase, self.items),
            )
        )

    def _colon(self, number: int) -> None:
        """ "Name: words" and "Name: “…”", where no verb of saying stands before the colon."""
        if (
            number == 0
            or number == len(self.items) - 1
            or any(cue.last >= number - 14 and cue.last < number and not cue.is_trailing for cue in self.cues)
        ):
            return
        has_quote = number + 1 < len(self.items) and self.items[number + 1].quoted >= 0
        phrase = phrase_before(self.text, self.items, number - 1, self.names)
        if phrase is None or phrase.first > 1 or (phrase.name is None and not has_quote):
            subject = self._main_subject(number) if has_quote else ""
            if subject and has_quote:
                content = self._clause(number + 1)
                self.cues.append(
                    Cue(
                        number,
                        number,
                        SayingVerb(":", Stance.SAID, "say"),
                        None,
                        subject,
                        content,
                        self._quotes_in(*content),
                    )
                )
            return
        if phrase.name is not None and phrase.name.kind is NameKind.PLACE and not has_quote:
            return
        content = self._clause(number + 1)
        self.cues.append(
            Cue(
                number,
                number,
                SayingVerb(":", Stance.SAID, "say"),
                phrase,
                self._speaker(phrase),
                content,
                self._quotes_in(*content),
                False,
                is_anonymous(phrase, self.items),
            )
        )

    def _noun(self, number: int, stance: Stance) -> None:
        """ "X's claim that …", "the ministry's announcement that …"."""
        items = self.items
        if self._lower(number + 1) != "that":
            return
        speaker, phrase = "", None
        k = number - 1
        while (
            k >= 0
            and items[k].is_word
            and items[k].lower not in ("the", "a", "an", "his", "her", "its", "their")
            and not items[k].is_capital
            and k > number - 4
        ):
            k -= 1
        if self._lower(k) in ("'s", "’s", "'", "’"):
            phrase = phrase_before(self.text, items, k - 1, self.names)
            speaker = self._speaker(phrase) if phrase is not None and phrase.text.lower() not in _TIME else ""
        elif self._lower(k) in ("his", "her"):
            speaker = resolve(
                self._lower(k), self.number, items[k].start, self.scene, [cue.speaker for cue in self.cues]
            )
        content = self._clause(number + 1)
        if content[1] > content[0] and speaker:
            self.cues.append(
                Cue(
                    number,
                    number,
                    SayingVerb(items[number].lower, stance, "that"),
                    phrase,
                    speaker,
                    content,
                    self._quotes_in(*content),
                )
            )
