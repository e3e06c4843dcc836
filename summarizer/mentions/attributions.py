"""Who says it: verbs and nouns of saying with their subjects and what they tell; speakers of quotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizer.mentions import lexicon
from summarizer.mentions.lexicon import SayingVerb
from summarizer.mentions.phrases import (
    PRONOUNS,
    Item,
    Phrase,
    Scene,
    is_anonymous,
    items_of,
    phrase_after,
    phrase_before,
    resolve,
    speaker_text,
)
from summarizer.mentions.quotations import Quoted
from summarizer.mentions.tokens import Line
from summarizer.model import Attribution, Name, NameKind, Quotation, Stance

_AUXILIARIES = lexicon.grammar("attributions-auxiliaries")
_TIME = lexicon.grammar("attributions-time")
_CLOSING = ('"', "”", "’", "'")
_NO_WORDS = frozenset("show find see know hear learn feel prove believe think fear hope expect reject".split())
_AFTER_SAYING = frozenset("back and as when while before after at in on to during".split())
_COUNTS = frozenset(
    "two three four five six seven eight nine ten eleven twelve many several few some other both most all swing battleground".split()
)
_MODALS = frozenset(
    "will would can could may might shall should must did do does didn't don't doesn't won't not".split()
)
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_LISTENERS = lexicon.grammar("attributions-listeners")
_PLACES_OF_SPEECH = lexicon.grammar("attributions-places-of-speech")
_WH = frozenset(["whether", "how", "why", "what", "if", "who", "where", "when"])
_BARE_CLAUSE = lexicon.grammar("attributions-bare-clause")
_TITLE_WORDS = frozenset(["the", "a", "an"])
_STATED_BY_THINGS = lexicon.grammar("attributions-stated-by-things")


_PASSIVE_WORDS = lexicon.grammar("attributions-passive-words")
_ENDS_INVERSION_WORDS = lexicon.grammar("attributions-ends-inversion-words")
_TAKES_WORDS = lexicon.grammar("attributions-takes-words")
_SKIP_TIME_WORDS = lexicon.grammar("attributions-skip-time-words")
_SKIP_PHRASE_WORDS = lexicon.grammar("attributions-skip-phrase-words")
_SKIP_PHRASE_WORDS_2 = lexicon.grammar("attributions-skip-phrase-words-2")
_SKIP_PHRASE_WORDS_3 = lexicon.grammar("attributions-skip-phrase-words-3")
_IS_SHORT_RIGHT_WORDS = lexicon.grammar("attributions-is-short-right-words")
_IS_ADJUNCT_WORDS = lexicon.grammar("attributions-is-adjunct-words")


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


def read_speech(
    text: str, lines: Sequence[Line], names: Sequence[Sequence[Name]], quoted: Sequence[Quoted]
) -> tuple[tuple[tuple[Attribution, ...], tuple[Quotation, ...]], ...]:
    """(attributions, quotations) of every line. A quotation over several lines is given in pieces, one a line."""
    scene = Scene()
    lines_cues: list[list[Cue]] = []
    all_items: list[tuple[Item, ...]] = []
    subjects: list[tuple[str, int]] = []
    pieces = _pieces(text, lines, quoted)
    for number, line in enumerate(lines):
        scene.enter(number, names[number])
        items = items_of(line, [(start, end, index) for start, end, index in pieces[number]])
        all_items.append(items)
        reader = _Reader(text, items, names[number], number, scene)
        cues = reader.read()
        lines_cues.append(cues)
        subjects.append(reader.subject() if pieces[number] else ("", 0))
        scene.speakers.extend((number, cue.speaker) for cue in cues if cue.speaker)
    voices = _voices(text, lines, all_items, lines_cues, pieces, quoted, subjects)
    result = []
    for number in range(len(lines)):
        attributions = tuple(_attribution(text, all_items[number], cue) for cue in lines_cues[number])
        quotations = tuple(
            _quotation(text, piece, quoted[piece[2]], voices.get((number, piece[2])), _is_bare(all_items[number]))
            for piece in pieces[number]
        )
        result.append((attributions, quotations))
    return tuple(result)


def _pieces(text: str, lines: Sequence[Line], quoted: Sequence[Quoted]) -> list[list[tuple[int, int, int]]]:
    """For every line its stretches of quotation: (start, end, number of the quotation)."""
    found: list[list[tuple[int, int, int]]] = []
    first = 0
    for line in lines:
        while first < len(quoted) and quoted[first].end <= line.start:
            first += 1
        own = []
        for index in range(first, len(quoted)):
            if quoted[index].start >= line.end:
                break
            start, end = max(quoted[index].start, line.start), min(quoted[index].end, line.end)
            if text[start:end].strip("\"“”‘’'«»„ .,"):
                own.append((start, end, index))
        found.append(own)
    return found


def _attribution(text: str, items: Sequence[Item], cue: Cue) -> Attribution:
    start, end = items[cue.first].start, items[cue.last].end
    return Attribution(start, end, cue.speaker, text[start:end], cue.verb.stance, *cue.content, cue.is_anonymous)


class _Reader:
    """Finds the cues of one line."""

    def __init__(self, text: str, items: Sequence[Item], names: Sequence[Name], number: int, scene: Scene) -> None:
        self.text = text
        self.items = items
        self.names = names
        self.number = number
        self.scene = scene
        self.cues: list[Cue] = []

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

    def _lower(self, number: int) -> str:
        return self.items[number].lower if 0 <= number < len(self.items) else ""

    def _is_end(self, number: int) -> bool:
        return number >= len(self.items) or self.items[number].text in (".", "!", "?", ";")

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

    # --------------------------------------------------------------------------------- verbs

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

    def _skip_left(self, number: int) -> int:
        if number >= 2 and self.items[number].text == "," and self.items[number - 2].text == ",":
            if self._lower(number - 1) in ("however", "meanwhile", "though", "too", "instead", "also", "then"):
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
        """The subject's end before "went on to say", "continued to describe", "was quick to say"; None for other infinitives."""
        previous = self._lower(number - 1)
        if previous in ("on", "continued", "continues", "began", "appeared", "seemed", "sought", "used"):
            return self._skip_left(number - (3 if previous == "on" else 2))
        return None

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

    def _subject(
        self, number: int, left: int, is_participle: bool, verbs: tuple[SayingVerb, ...]
    ) -> tuple[Phrase | None, str, bool]:
        """(its phrase, the speaker, whether it stands after the verb)."""
        items, previous = self.items, self._lower(left)
        phrase: Phrase | None = None
        if left > 1 and items[left].text == "," and items[left - 1].quoted < 0:
            phrase = self._before_apposition(left)
            if phrase is not None and phrase.name is not None and phrase.name.kind is NameKind.PERSON:
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
                earlier = self._earlier_name(phrase, opening)
                return earlier or phrase
        return None

    def _earlier_name(self, phrase: Phrase, opening: int) -> Phrase | None:
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
        del opening
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
        if left >= 0 and self.items[left].is_word and not self._lower(left) == "and":
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
        """Who the line is about, a person or a pronoun that begins it, and where the verb after it may stand; "" for none."""
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

    # -------------------------------------------------------------------------------- content

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
        if items[end].quoted < 0:
            if words < 4 or self._is_adjunct(start, end):
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

    # ----------------------------------------------------------------- according to, colon, nouns

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
        if self._lower(number + 1) != "that" and not (self._lower(number + 1) == "of" and False):
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


DETERMINERS_BEFORE = lexicon.grammar("attributions-determiners-before")


# ------------------------------------------------------------------------- speakers of quotations


def _voices(
    text: str,
    lines: Sequence[Line],
    items: Sequence[Sequence[Item]],
    cues: Sequence[Sequence[Cue]],
    pieces: Sequence[Sequence[tuple[int, int, int]]],
    quoted: Sequence[Quoted],
    subjects: Sequence[tuple[str, int]],
) -> dict[tuple[int, int], Cue]:
    """(line, quotation) → the cue that says whose words they are."""
    found: dict[tuple[int, int], Cue] = {}
    by_quotation: dict[int, Cue] = {}
    for number, own in enumerate(cues):
        for _, _, index in pieces[number]:
            cue = _cue_of(own, index, items[number]) or _subject_of(text, subjects[number], index, items[number])
            if cue is not None:
                found[number, index] = cue
                by_quotation.setdefault(index, cue)
    where: dict[int, list[int]] = {}
    for number, row in enumerate(pieces):
        for _, _, index in row:
            where.setdefault(index, []).append(number)
    for index, numbers in where.items():
        cue = by_quotation.get(index)
        if cue is None:
            cue = _neighbour(text, index, numbers, lines, items, cues, pieces, quoted, by_quotation)
            if cue is not None:
                by_quotation[index] = cue
        if cue is not None:
            for number in numbers:
                found.setdefault((number, index), cue)
    return found


def _cue_of(own: Sequence[Cue], index: int, items: Sequence[Item]) -> Cue | None:
    """The cue of a line that governs the quotation: the nearest of those that cover it."""
    covering = [cue for cue in own if index in cue.quoted and cue.speaker]
    if not covering:
        return None
    place = next(k for k, item in enumerate(items) if item.quoted == index)
    return min(
        covering,
        key=lambda cue: (cue.verb.stance is Stance.OTHER or cue.verb.lemma in _NO_WORDS, abs(cue.first - place)),
    )


_LEADS_IN = frozenset(
    "as for to of with a an the his her their its about by on over it him them being calling saying “”".split()
) | {","}


def _subject_of(text: str, subject: tuple[str, int], index: int, items: Sequence[Item]) -> Cue | None:
    """Of a quotation that no verb of saying governs, the line's subject: 'Moss derided it as “an insult”'.

    Titles ('the film “The Long Night”') and single words stay nobody's.
    """
    speaker, after = subject
    if not speaker:
        return None
    place = next(k for k, item in enumerate(items) if item.quoted == index)
    item = items[place]
    words = text[item.start : item.end].strip("\"“”‘’'.,!? ").split()
    lead = items[place - 1].lower if place else ""
    capitals = sum(word[:1].isupper() for word in words if len(word) > 3)
    is_title = capitals and capitals >= sum(len(word) > 3 for word in words) - (0 if len(words) < 4 else 1)
    if place <= after or len(words) < 2 or is_title or (lead not in _LEADS_IN and len(words) < 4):
        return None
    if lead in ("the", "a", "an", "his", "her", "their", "its") and len(words) < 3:
        return None
    return Cue(place, place, SayingVerb("", Stance.SAID, "as"), None, speaker, (item.start, item.end), (index,))


def _is_bare(items: Sequence[Item]) -> bool:
    """Whether the line has hardly a word outside quotations."""
    return sum(1 for item in items if item.quoted < 0 and item.is_word) <= 1


def _neighbour(
    text: str,
    index: int,
    numbers: Sequence[int],
    lines: Sequence[Line],
    items: Sequence[Sequence[Item]],
    cues: Sequence[Sequence[Cue]],
    pieces: Sequence[Sequence[tuple[int, int, int]]],
    quoted: Sequence[Quoted],
    known: dict[int, Cue],
) -> Cue | None:
    """Who says a quotation that no verb of its own lines governs: the lines before and after tell."""
    first, last = numbers[0], numbers[-1]
    before, after = first - 1, last + 1
    opens = items[first][0].quoted == index if items[first] else False
    closes = _closes(items[last], index)
    if opens and before >= 0 and items[before] and items[before][-1].text == ":":
        return _before_colon(items[before], cues[before])
    if closes and after < len(lines):
        signed = _signature(text, items[after])
        if signed is not None:
            return signed
    if closes and after < len(lines) and "\n" not in text[lines[last].end : lines[after].start]:
        lead = _leading_cue(items[after], cues[after])
        if lead is not None:
            return lead
    if not (opens and _is_bare(items[first])):
        return None
    if quoted[index].goes_on and index + 1 < len(quoted):
        cue = known.get(index + 1)
        if cue is not None:
            return cue
    for number in (first, before, before - 1):
        if number < 0:
            break
        row = [piece[2] for piece in pieces[number] if piece[2] < index and piece[2] in known]
        if row:
            return known[row[-1]]
        if number != first and cues[number]:
            spoken = [cue for cue in cues[number] if cue.speaker and cue.verb.speaks]
            if spoken:
                return spoken[-1]
        if number < first and _is_bare(items[number]):
            continue
    return None


def _before_colon(items: Sequence[Item], cues: Sequence[Cue]) -> Cue | None:
    """The cue of a line that ends in a colon and lets somebody speak in the next."""
    spoken = [
        cue for cue in cues if cue.speaker and not cue.is_trailing and cue.speaker.lower() not in ("we", "you", "i")
    ]
    near = [cue for cue in spoken if cue.first >= len(items) - 8 or cue.verb.speaks]
    return near[-1] if near else spoken[-1] if spoken else None


def _signature(text: str, items: Sequence[Item]) -> Cue | None:
    """A line that is a dash and a name, under a quotation."""
    if 2 <= len(items) <= 6 and items[0].text in "-–—" and items[1].is_capital:
        words = [item for item in items[1:] if item.is_word]
        if all(word.is_capital for word in words):
            start, end = words[0].start, words[-1].end
            return Cue(0, 0, SayingVerb(":", Stance.SAID, "say"), None, text[start:end], (start, start), ())
    return None


def _closes(items: Sequence[Item], index: int) -> bool:
    return bool(items) and items[-1].quoted == index


def _leading_cue(items: Sequence[Item], cues: Sequence[Cue]) -> Cue | None:
    """The cue of a line that is only "he asked." or "said Smith, …" after a quotation that ended the line before."""
    for cue in cues:
        begin = cue.phrase.first if cue.phrase is not None else cue.first
        if min(begin, cue.first) <= 1 and (not items[0].is_capital or cue.is_trailing):
            return cue
    return None


def _quotation(text: str, piece: tuple[int, int, int], whole: Quoted, cue: Cue | None, is_alone: bool) -> Quotation:
    start, end, _ = piece
    inner = text[max(start, whole.inner_start) : max(min(end, whole.inner_end), max(start, whole.inner_start))]
    words = inner.strip()
    n_words = len(words.split())
    is_scare = cue is None and not is_alone and (n_words <= 4 or (n_words <= 8 and words[-1:] not in ".!?,"))
    if cue is None:
        return Quotation(start, end, words, is_scare=is_scare)
    verb = cue.verb.lemma if cue.verb.lemma != ":" else ""
    return Quotation(start, end, words, cue.speaker, "according to" if verb == "according" else verb)
