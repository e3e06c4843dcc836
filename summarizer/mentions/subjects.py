"""Who speaks: the subject of a verb of saying, before it, after it, or in the clause before."""

from __future__ import annotations

from summarizer.mentions import lexicon
from summarizer.mentions.clauses import Clauses
from summarizer.mentions.lexicon import SayingVerb
from summarizer.mentions.phrases import PRONOUNS, Phrase, phrase_after, phrase_before, speaker_text
from summarizer.mentions.scene import resolve
from summarizer.model import Name, NameKind

_AUXILIARIES = lexicon.grammar("attributions-auxiliaries")
_TIME = lexicon.grammar("attributions-time")
_MODALS = lexicon.grammar("attributions-modals")
_ENDS_INVERSION_WORDS = lexicon.grammar("attributions-ends-inversion-words")


class Subjects(Clauses):
    """Finds the speaker of a verb of saying. The middle of the reader of sayings."""

    def _skip_left(self, number: int) -> int:
        is_aside = number >= 2 and self.items[number].text == "," and self.items[number - 2].text == ","
        if is_aside and self._lower(number - 1) in ("however", "meanwhile", "though", "too", "instead", "also", "then"):
            number -= 3
        while number >= 0:
            item = self.items[number]
            word = item.lower
            if item.quoted >= 0 or not (item.is_word or item.text[0].isdigit()):
                break
            if word in _AUXILIARIES or (
                word.endswith("ly")
                and word not in ("family", "assembly", "ally", "italy", "july", "emily", "kelly", "reilly")
                and not item.is_capital
            ):
                number -= 1
            elif (
                word in _TIME - {"the", "in", "at", "on", "this", "last", "may", "march"}
                and number > 0
                and (
                    self._lower(number - 1) not in ("the", "a", "this", "his", "her")
                    or word in ("week", "month", "year")
                )
                and word not in ("day",)
            ):
                number -= 1
                while number > 0 and self._lower(number) in ("on", "late", "early", "last", "this"):
                    number -= 1
            else:
                break
        return number

    def _governor(self, number: int) -> int | None:
        """The subject's end before "went on to say", "continued to describe"; None for other infinitives."""
        previous = self._lower(number - 1)
        if previous in ("on", "continued", "continues", "began", "appeared", "seemed", "sought", "used"):
            return self._skip_left(number - (3 if previous == "on" else 2))
        return None

    def _subject(
        self, number: int, left: int, is_participle: bool, verbs: tuple[SayingVerb, ...]
    ) -> tuple[Phrase | None, str, bool]:
        """(its phrase, the speaker, whether it stands after the verb)."""
        items, previous = self.items, self._lower(left)
        phrase: Phrase | None = None
        if left > 1 and items[left].text == "," and items[left - 1].quoted < 0:
            phrase = self._before_apposition(left)
            if phrase is not None and phrase.name is not None and phrase.name.kind in (NameKind.PERSON, NameKind.OTHER):
                inverted = phrase_after(self.text, items, number + 1, self.names)
                if inverted is None or not self._is_end(inverted.last + 1):
                    return phrase, self._speaker(phrase), False
            phrase = None
        can_invert = verbs[0].speaks and verbs[0].lemma != "tell"
        if is_participle:
            return self._participle(left)
        if (
            left < 0
            or items[left].quoted >= 0
            or (
                items[left].text in (",", "—", "–", "-", "?", "!", "…", "...", ".")
                and (left == 0 or self._may_invert(left))
            )
        ):
            if can_invert:
                phrase = phrase_after(self.text, items, number + 1, self.names)
                if phrase is not None and self._ends_inversion(phrase.last + 1):
                    return phrase, self._speaker(phrase), True
            if left < 0 or items[left].quoted >= 0:
                if left > 0 and self.cues and items[left].quoted >= 0:
                    return None, self.cues[-1].speaker, False
                if items[min(left, len(items) - 1)].quoted >= 0 and left >= 1:
                    phrase = phrase_before(self.text, items, left - 1, self.names)
                    if phrase is not None and phrase.name is not None:
                        return phrase, self._speaker(phrase), False
                return None, "", False
        if items[left].text == ",":
            phrase = phrase or self._before_apposition(left)
            if phrase is not None:
                return phrase, self._speaker(phrase), False
            return (
                None,
                (
                    self._main_subject(left)
                    if self.cues or items[number].lower in ("said", "says", "told", "added")
                    else ""
                ),
                False,
            )
        if previous in ("who", "which", "that"):
            end = left - 1
            if end >= 0 and items[end].text == ",":
                end -= 1
            phrase = phrase_before(self.text, items, end, self.names)
            if phrase is None or (previous == "that" and phrase.name is None):
                return None, "", False
            return phrase, self._speaker(phrase), False
        if previous in ("and", "but", "or", "then"):
            speaker = self._main_subject(left)
            return None, speaker, False
        phrase = phrase_before(self.text, items, left, self.names)
        if phrase is None or self._is_no_subject(phrase, number, verbs):
            return None, "", False
        return phrase, self._speaker(phrase), False

    def _is_no_subject(self, phrase: Phrase, number: int, verbs: tuple[SayingVerb, ...]) -> bool:
        """Whether the phrase cannot be the verb's subject: wrong number, or the object of a preposition."""
        verb, form = verbs[0], self._lower(number)
        head = self._lower(phrase.last)
        if form == verb.lemma and form not in ("read", "forecast", "text") and self._lower(number - 1) not in _MODALS:
            is_plural = (
                head in ("i", "we", "you", "they", "people", "police", "who")
                or head.endswith("s")
                or " and " in phrase.text
            )
            if not is_plural or head in ("he", "she", "it", "this"):
                return True
        before = self._lower(phrase.first - 1)
        return (
            before in ("for", "of", "about", "with", "to", "from", "by", "against")
            and (phrase.name is None or form in lexicon.saying_nouns())
            and (not verb.speaks or form in lexicon.saying_nouns())
        )

    def _may_invert(self, comma: int) -> bool:
        """Whether what stands before the comma may be what is said: a quotation, or a clause from the line's start."""
        before = self.items[comma - 1] if comma > 0 else None
        if before is not None and before.quoted >= 0:
            return True
        return comma >= 4

    def _ends_inversion(self, number: int) -> bool:
        if self._is_end(number):
            return True
        item = self.items[number]
        return item.quoted >= 0 or item.text in (",", ":", "—", "–", "(", "-") or item.lower in _ENDS_INVERSION_WORDS

    def _before_apposition(self, comma: int) -> Phrase | None:
        """The phrase that ", …," at `comma` stands beside: "Kuleba, the minister, said"."""
        items = self.items
        for opening in range(comma - 1, max(-1, comma - 26), -1):
            if items[opening].quoted >= 0 or items[opening].text in (";", ":"):
                return None
            if items[opening].text != ",":
                continue
            phrase = phrase_before(self.text, items, opening - 1, self.names)
            if phrase is not None and (phrase.name is not None or self._is_source(phrase)):
                following = self._lower(opening + 1)
                if following in ("and", "but", "which", "or") and following != "who":
                    return None
                inner = phrase_before(self.text, items, comma - 1, self.names)
                if (
                    inner is not None
                    and inner.name is not None
                    and inner.name.kind is NameKind.PERSON
                    and inner.first == opening + 1
                    and not (phrase.name is not None and phrase.name.kind is NameKind.PERSON)
                ):
                    # "the minister, Ada Moss, said"
                    return Phrase(phrase.first, inner.last, inner.text, inner.name)
                earlier = self._earlier_name(phrase)
                return earlier or phrase
        return None

    def _earlier_name(self, phrase: Phrase) -> Phrase | None:
        """For "Smith, D-N.J., the chairman, said": the name before the first of several commas."""
        if phrase.name is not None and phrase.name.kind is NameKind.PERSON:
            return None
        for k in range(phrase.first - 1, max(-1, phrase.first - 14), -1):
            if self.items[k].quoted >= 0:
                return None
            if self.items[k].text == ",":
                earlier = phrase_before(self.text, self.items, k - 1, self.names)
                if earlier is not None and earlier.name is not None and earlier.name.kind is NameKind.PERSON:
                    return earlier
        return None

    def _is_source(self, phrase: Phrase) -> bool:
        words = phrase.text.lower().split()
        return bool(words) and (
            words[0] in ("the", "a", "an", "his", "her", "one", "another", "some", "many") or words[-1].endswith("s")
        )

    def _participle(self, left: int) -> tuple[Phrase | None, str, bool]:
        if left >= 0 and self._lower(left) in (
            "by",
            "of",
            "for",
            "in",
            "without",
            "after",
            "before",
            "while",
            "when",
            "from",
            "despite",
            "about",
        ):
            if self._lower(left) not in ("while", "when", "by", "in", "after", "before", "without"):
                return None, "", False
            return None, self._main_subject(left), False
        if left >= 0 and self.items[left].is_word and self._lower(left) != "and":
            return None, "", False
        return None, self._main_subject(left), False

    def _main_subject(self, before: int) -> str:
        """The speaker of the cue before, else the subject that the sentence begins with."""
        if self.cues:
            for cue in reversed(self.cues):
                if cue.speaker and cue.first < before:
                    return cue.speaker
        person = self._first_person(before)
        if person:
            return person
        if before < 1:
            spoken = [speaker for line, speaker in self.scene.speakers if line >= self.number - 1]
            return spoken[-1] if spoken else ""
        for k in range(min(before + 1, 14)):
            item = self.items[k]
            if item.lower in PRONOUNS and item.is_word and item.lower != "who":
                return self._speaker(Phrase(k, k, item.text))
            for name in self.names:
                if (
                    name.start == item.start
                    and (name.kind is not NameKind.PLACE or k <= 1)
                    and self._lower(k - 1) not in ("in", "at", "of", "for", "with", "by", "from", "to", "on", "against")
                ):
                    end = next((m for m in range(k, len(self.items)) if self.items[m].end >= name.end), k)
                    if self._lower(end + 1) in ("'s", "’s"):
                        break
                    return self._speaker(Phrase(k, end, self.text[item.start : self.items[end].end], name))
        phrase = phrase_after(self.text, self.items, 0, self.names)
        if phrase is not None and phrase.last < before:
            return self._speaker(phrase)
        return ""

    def subject(self) -> tuple[str, int]:
        """The person or pronoun that begins the line ("" for none), and where the verb after it may stand."""
        for k in range(min(len(self.items), 18)):
            item = self.items[k]
            if item.quoted >= 0:
                break
            if item.lower in ("he", "she"):
                return self._speaker(Phrase(k, k, item.text)), k + 1
            for name in self.names:
                if name.start == item.start and (
                    name.kind is NameKind.PERSON or (name.kind is NameKind.OTHER and " " not in name.text)
                ):
                    if name.kind is NameKind.OTHER or self._first_person(k + 1):
                        return " ".join(name.text.split()), k + 1
                    break
        return "", 0

    def _first_person(self, before: int) -> str:
        """The first person named before the verb who is no one's object or owner."""
        for k in range(min(before + 1, len(self.items), 18)):
            item = self.items[k]
            if item.quoted >= 0 or (item.lower in PRONOUNS and item.lower != "who"):
                return ""
            for name in self.names:
                if name.start != item.start or name.kind is not NameKind.PERSON:
                    continue
                end = next((m for m in range(k, len(self.items)) if self.items[m].end >= name.end), k)
                previous = self._lower(k - 1)
                if (
                    self._lower(end + 1) != "'s"
                    and (not name.role or k == 0 or not self._governed(name))
                    and previous
                    not in ("in", "at", "of", "for", "with", "by", "from", "to", "on", "against", "and", "than")
                ):
                    return " ".join(name.text.split())
        return ""

    def _governed(self, name: Name) -> bool:
        """Whether the name with its role stands behind a preposition: "alongside Chancellor Olaf Scholz"."""
        start = self.text.rfind(name.role, 0, name.start)
        before = self.text[max(0, start - 20) : start].split()
        return bool(before) and before[-1].lower() in (
            "in",
            "at",
            "of",
            "for",
            "with",
            "by",
            "from",
            "to",
            "on",
            "against",
            "alongside",
            "than",
        )

    def _speaker(self, phrase: Phrase) -> str:
        words = speaker_text(phrase, self.text, self.items)
        lower = words.lower()
        start = self.items[phrase.first].start
        if lower in PRONOUNS:
            return resolve(words, self.number, start, self.scene, [cue.speaker for cue in self.cues])
        if phrase.name is None and phrase.text.lower().startswith("the ") and " " not in words:
            for role, name in reversed(self.scene.roles):
                if role.split()[-1] == lower and name.end <= start:
                    return name.text
        return words
