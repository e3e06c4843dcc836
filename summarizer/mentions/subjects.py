"""Who speaks: the subject of a verb of saying, before it, after it, or in the clause before."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from summarizer.mentions import lexicon
from summarizer.mentions.appositions import BEFORE_OBJECTS, Appositions
from summarizer.mentions.candidates import Candidate, phrases_of
from summarizer.mentions.clauses import DETERMINERS_BEFORE
from summarizer.mentions.lexicon import SayingVerb
from summarizer.mentions.nouns import singular
from summarizer.mentions.phrases import (
    PRONOUNS,
    Item,
    Phrase,
    is_noun_like,
    phrase_after,
    phrase_before,
    speaker_text,
)
from summarizer.mentions.scene import resolve
from summarizer.model import Name, NameKind

_AUXILIARIES = lexicon.grammar("attributions-auxiliaries")
_TIME = lexicon.grammar("attributions-time")
_MODALS = lexicon.grammar("attributions-modals")
_ENDS_INVERSION_WORDS = lexicon.grammar("attributions-ends-inversion-words")


_TIME_BEFORE_VERBS = _TIME - {"the", "in", "at", "on", "this", "last", "may", "march", "day"}
_NO_ADVERBS = frozenset(["family", "assembly", "ally", "italy", "july", "emily", "kelly", "reilly"])
_ASIDES = frozenset(["however", "meanwhile", "though", "too", "instead", "also", "then"])
_SPEECH_ENDS = frozenset([",", "—", "–", "-", "?", "!", "…", "...", "."])
_BEFORE_PARTICIPLES = frozenset(["while", "when", "by", "in", "after", "before", "without"])
_WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
_OWNERS = frozenset(["his", "her"])
_RELATIVES = frozenset(["who", "which"])

_REPLIES = frozenset(["answer", "reply", "response", "retort", "verdict", "version", "comment", "view", "explanation"])
_BE = lexicon.grammar("attributions-be")
_NOTICES = frozenset([
    "banner", "placard", "poster", "sign", "notice", "leaflet", "flyer", "t-shirt", "shirt", "statement", "website",
])  # fmt: skip
_OWNED_BY = {"its": "it", "his": "he", "her": "she", "their": "they"}
_LEAST_REPORT = 3
_LONGEST_EXCLAMATION = 3
_ENDS_OF_PAST_OR_PLURAL = ("ed", "say", "said", "consider", "think", "believe", "explain", "report", "note", "stress")
_OFFICES_OF_SPEECH = frozenset(["service", "press-service", "office", "headquarters", "department", "administration"])
_GOVERNING = lexicon.grammar("candidates-prepositions") | BEFORE_OBJECTS | {"outside", "inside", "near", "across"}
_JOINING = frozenset(["but", "and", "yet", "so", "still"])
_LONGEST_SET = 8
_AFTER_AS_FOR = 2
_DOCUMENTS = lexicon.grammar("attributions-stated-by-things")
_SUBORDINATORS = frozenset(["when", "after", "while", "although", "though", "because", "since", "once", "if", "before"])
_AS = frozenset([("just", "as"), ("even", "as"), ("even", "though"), ("just", "when"), ("only", "when")])
_OBJECTS = frozenset(["it", "that", "this", "them", "him", "her", "us", "me", "so"])


_SENDING_VERBS = lexicon.grammar("subjects-sending-verbs")
_LONGEST_SENDING = 8
_OF_CROWDS = frozenset(["chant", "shout", "yell", "scream", "cry", "sing"])
_LONGEST_TRADE = 6
_WHOM = {"him": "he", "her": "she", "them": "they"}


_BLAMING = frozenset(
    form
    for stem in (
        "criticis", "criticiz", "mock", "accus", "attack", "blast", "slamm", "prais", "thank", "condemn", "denounc",
        "ridicul", "chid", "rebuk", "fault", "lambast", "scold", "applaud", "assail", "su", "fin", "fir", "suspend",
        "jail", "arrest", "castigat", "berat", "reprimand", "reproach", "blam", "hail", "commend",
    )
    for form in (f"{stem}ed", f"{stem}ing", f"{stem}es", f"{stem}s")
)  # fmt: skip
"""Forms of verbs whose object has done what "for" tells."""
_LEAST_BLAMING = 3
_BEGIN_CLAUSES = frozenset(["while", "whereas", "although", "though", ";"])


class Subject(NamedTuple):
    """Who speaks, by which phrase, and whether it stands after the verb. No speaker where nobody is found."""

    phrase: Phrase | None
    speaker: str
    is_inverted: bool = False


NOBODY = Subject(None, "")


def _is_adverb(item: Item) -> bool:
    return item.lower.endswith("ly") and item.lower not in _NO_ADVERBS and not item.is_capital


class Subjects(Appositions):
    """Finds the speaker of a verb of saying. The middle of the reader of sayings."""

    def _skip_left(self, number: int) -> int:
        """The item before auxiliaries, adverbs and words of time, from `number` to the left."""
        is_aside = number >= 2 and self.items[number].text == "," and self.items[number - 2].text == ","
        if is_aside and self._lower(number - 1) in _ASIDES:
            number -= 3
        while number >= 0:
            item = self.items[number]
            if item.quoted >= 0 or not (item.is_word or item.text[0].isdigit()):
                break
            is_name = item.text == "May" and number > 0 and self.items[number - 1].is_capital
            if (item.lower in _AUXILIARIES and not is_name) or _is_adverb(item):
                number -= 1
            elif item.lower in ("here", "there") and number > 0 and is_noun_like(self.items[number - 1]):
                number -= 1  # "a doctor there says"
            elif item.lower in ("each", "both") and self.items[number - 1].is_word and number > 0:
                number -= 1  # "what Velta and Tarn each called a farce"
            elif self._is_time_before_verb(number):
                number -= 1
                while number > 0 and self._lower(number) in ("on", "late", "early", "last", "this"):
                    number -= 1
            else:
                break
        return number

    def _is_time_before_verb(self, number: int) -> bool:
        """Whether a word of time stands between subject and verb: "the ministry Tuesday said"."""
        word = self._lower(number)
        if number == 0 or word not in _TIME_BEFORE_VERBS:
            return False
        return word in ("week", "month", "year") or self._lower(number - 1) not in ("the", "a", "this", "his", "her")

    def _governor(self, number: int) -> int | None:
        """The subject's end before "went on to say", "continued to describe"; None for other infinitives."""
        previous = self._lower(number - 1)
        if previous in ("on", "continued", "continues", "began", "appeared", "seemed", "sought", "used"):
            return self._skip_left(number - (3 if previous == "on" else 2))
        return None

    def _subject(self, number: int, left: int, is_participle: bool, verbs: tuple[SayingVerb, ...]) -> Subject:
        """Who speaks by the verb at `number`, before which the items up to `left` may name the speaker."""
        apposed = self._apposed_person(number, left)
        if apposed is not None and not (is_participle and self._is_object(apposed)):
            return self._named(apposed)
        if is_participle:
            beside = phrase_before(self.text, self.items, left, self.names) if left > 0 else None
            if beside is not None and self._lower(beside.first - 1) == "with":
                return self._named(beside)  # "with Moss calling it a scandal"
            if beside is not None and verbs[0].lemma in _OF_CROWDS and self._are_people(beside):
                return self._named(self._crowd(beside))  # "she was met by a crowd of students chanting"
            sent = self._sender_of(beside) if beside is not None else -1
            if sent >= 0:
                return self._of_sender(sent)
            blamed = self._blamed(left)
            if blamed is not None:
                return self._named(blamed)
            own = self._clause_subject(left)
            return self._named(own) if own is not None else Subject(None, self._participant(left))
        within = self._speaks_within(number, left)
        if within is not None:
            return self._named(within, is_inverted=True)
        inverted = None
        if self._may_follow_speech(left) or self._is_exclamation(left, number):
            if verbs[0].speaks and verbs[0].lemma != "tell":
                after = self._after_weekday(number + 1)
                inverted = phrase_after(self.text, self.items, after, self.names) or self._named_after(after, left)
            if inverted is not None and inverted.text.lower() in _OBJECTS:
                inverted = None  # "Ada Moss, the chair, denied it": what is denied, not who denies
            if inverted is not None and self._is_aside_end(left) and self._is_thing(inverted):
                inverted = None  # "Otto Kranz, whose club, Velta, reported a broken wrist"
            if inverted is not None and (
                self._ends_inversion(inverted.last + 1)
                or self._is_document(inverted)
                or self._is_told_by(inverted, left)
            ):
                return self._named(self._apposed_after(inverted) or inverted, is_inverted=True)
            if left < 0 or self.items[left].quoted >= 0:
                return self._before_quotation(left)
        previous = self._lower(left)
        if previous in (",", "--"):
            return self._before_comma(number, left, inverted)
        if previous in ("who", "which", "that"):
            return self._antecedent(left)
        if previous in ("and", "but", "or", "then"):
            return Subject(None, self._main_subject(left))
        relative = self._of_relative(left)
        if relative is not None:
            return self._named(relative)
        told = self._inverted_before_colon(number, left, verbs[0])
        if told is not None:
            return self._named(told)
        phrase = self._above(phrase_before(self.text, self.items, left, self.names))
        if phrase is None and self._lower(left) in _OBJECTS:
            phrase = self._leading_person(left)
        return NOBODY if phrase is None or self._is_no_subject(phrase, number, verbs) else self._named(phrase)

    def _blamed(self, left: int) -> Phrase | None:
        """Who is blamed or praised for what he said: "the minister mocked Moss for calling it “a farce”"."""
        if self._lower(left) not in ("for", "of") or left < _LEAST_BLAMING:
            return None
        phrase = phrase_before(self.text, self.items, left - 1, self.names)
        if phrase is None or phrase.first < 1 or self._lower(phrase.first - 1) not in _BLAMING:
            return None
        is_passive = self._lower(self._skip_left(phrase.first - 2)) in _BE or self._lower(phrase.first - 2) in _BE
        return None if is_passive else phrase

    def _named_after(self, first: int, left: int) -> Phrase | None:
        """Who is named with an age or a trade that no list has, after a quotation: "“…,” said balloonist Ada Moss"."""
        is_quoted = self._ends_in_quote(left + 1)
        if not is_quoted and not (self._lower(first - 1) in ("said", "says") and self._lower(left) == ","):
            return None
        for k in range(first, min(len(self.items) - 1, first + _LONGEST_TRADE + 1)):
            item = self.items[k]
            name = next((own for own in self.names if own.start == item.start), None)
            is_told = is_quoted or lexicon.is_person_noun(self._lower(k - 1))  # "…, said rescue chief Ada Moss"
            if name is not None and name.kind in (NameKind.PERSON, NameKind.OTHER) and k > first and is_told:
                last = self._end_of(name, k)
                return Phrase(k, last, self.text[item.start : self.items[last].end], name)
            is_plain = item.text[0].isdigit() or item.text == "-" or is_noun_like(item)  # "51-year-old"
            if item.quoted >= 0 or item.is_capital or not is_plain or item.lower in DETERMINERS_BEFORE:
                return None
        return None

    def _are_people(self, phrase: Phrase) -> bool:
        """Whether the phrase means several people without a name: "a group of students", "fans"."""
        head = self._lower(phrase.last)
        return phrase.name is None and singular(head) != head and lexicon.is_person_noun(singular(head))

    def _crowd(self, people: Phrase) -> Phrase:
        """The people with what they are together: "a crowd of students"."""
        first = people.first - 3
        if self._lower(people.first - 1) != "of" or self._lower(first) not in ("a", "an", "the"):
            return people
        return Phrase(first, people.last, self.text[self.items[first].start : self.items[people.last].end])

    def _is_told_by(self, phrase: Phrase, left: int) -> bool:
        """Whether a person stands behind a quotation and its verb: nothing else can be said there."""
        is_person = phrase.name is not None and phrase.name.kind is NameKind.PERSON
        return is_person and self._ends_in_quote(left + 1)

    def _is_aside_end(self, left: int) -> bool:
        """Whether a comma stands at `left` that ends no quotation."""
        return left >= 1 and self.items[left].text == "," and self.items[left - 1].quoted < 0

    def _is_thing(self, phrase: Phrase) -> bool:
        """Whether a phrase with "a" is none of those who speak: neither people nor a body nor a document."""
        head = self._lower(phrase.last)
        is_one = phrase.name is None and self._lower(phrase.first) in ("a", "an")
        is_speaker = self._is_person_phrase(phrase) or head.title() in lexicon.organisation_heads()
        return is_one and " of " not in phrase.text and not is_speaker and not self._is_document(phrase)

    def _speaks_within(self, number: int, left: int) -> Phrase | None:
        """The body in which somebody speaks after what is said: "“…”, noted in the Ministry of Energy"."""
        is_within = self._lower(number + 1) in ("in", "at") and self._lower(number).endswith(_ENDS_OF_PAST_OR_PLURAL)
        ends_quote = left >= 0 and (self.items[left].quoted >= 0 or (left > 0 and self.items[left - 1].quoted >= 0))
        if not is_within or not ends_quote:
            return None
        phrase = phrase_after(self.text, self.items, number + 2, self.names)
        if phrase is None or not self._is_end(phrase.last + 1):
            return None
        is_named = phrase.name is not None and phrase.name.kind is NameKind.ORGANISATION
        words = phrase.text.lower().split(" of ")[0].split()
        is_office = words[-1] in _OFFICES_OF_SPEECH
        return phrase if is_named or is_office or words[-1].title() in lexicon.organisation_heads() else None

    def _is_exclamation(self, left: int, number: int) -> bool:
        """Whether a word or two and a comma are all that is said: "Nonsense, says Moss:"."""
        is_short = 1 <= left <= _LONGEST_EXCLAMATION and self.items[left].text == "," and left == number - 1
        starts = {name.start for name in self.names}
        plain = all(
            item.is_word and item.start not in starts and item.lower not in PRONOUNS for item in self.items[:left]
        )
        if not is_short or not plain or phrase_after(self.text, self.items, 0, self.names) is None:
            return is_short and plain and self._lower(0) not in _SUBORDINATORS
        return len(self.items[:left]) == 1 and not lexicon.is_person_noun(singular(self._lower(0)))

    def _is_document(self, phrase: Phrase) -> bool:
        """Whether the phrase is a text without a name: "the leaflet", "a banner"."""
        return phrase.name is None and singular(self._lower(phrase.last)) in _DOCUMENTS

    def _inverted_before_colon(self, number: int, left: int, verb: SayingVerb) -> Phrase | None:
        """Who stands between the verb and a colon, where what stands before is no subject: "Of the fire says Moss:"."""
        opener = self._lower(0)
        is_set = opener in BEFORE_OBJECTS | {"about"} and not any(item.text == "," for item in self.items[:number])
        if not is_set or not verb.speaks or left > _LONGEST_SET:
            return None
        phrase = phrase_after(self.text, self.items, number + 1, self.names)
        return phrase if phrase is not None and self._lower(phrase.last + 1) == ":" else None

    def _after_weekday(self, number: int) -> int:
        """The item after a day that stands between verb and subject: "said on Tuesday the minister"."""
        first = number + (self._lower(number) in ("on", "this", "last"))
        is_day = self._lower(first) in _WEEKDAYS and first + 1 < len(self.items) and self.items[first + 1].is_word
        return first + 1 if is_day else number

    def _named(self, phrase: Phrase, is_inverted: bool = False) -> Subject:
        return Subject(phrase, self._speaker(phrase), is_inverted)

    def _may_follow_speech(self, left: int) -> bool:
        """Whether what is said may end at `left`: the line's start, a quotation, or a clause and a mark."""
        if left < 0 or self.items[left].quoted >= 0:
            return True
        return self.items[left].text in _SPEECH_ENDS and (left == 0 or self._may_invert(left))

    def _before_quotation(self, left: int) -> Subject:
        """Who goes on to speak after a quotation without a subject of its own."""
        if left < 1:
            return Subject(None, self._spoke_before())
        if self.cues:
            return Subject(None, self.cues[-1].speaker)
        phrase = phrase_before(self.text, self.items, left - 1, self.names)
        return self._named(phrase) if phrase is not None and phrase.name is not None else NOBODY

    def _spoke_before(self) -> str:
        """Who goes on in a line whose verb has no subject, as some languages leave it out: "…," said."""
        earlier = [speaker for line, speaker in self.scene.speakers if line >= self.number - 3]
        return next((speaker for speaker in reversed(earlier) if self.scene.is_person(speaker)), "")

    def _before_comma(self, number: int, comma: int, inverted: Phrase | None) -> Subject:
        phrase = self._before_apposition(comma) or inverted
        if phrase is not None:
            return self._named(phrase)
        is_plain = self._lower(number) in ("said", "says", "told", "added")
        return Subject(None, self._main_subject(comma)) if self.cues or is_plain else NOBODY

    def _antecedent(self, pronoun: int) -> Subject:
        """Whom "who", "which" or "that" stands for."""
        end = pronoun - 2 if self._lower(pronoun - 1) == "," else pronoun - 1
        phrase = phrase_before(self.text, self.items, end, self.names)
        if phrase is None or (self._lower(pronoun) == "that" and phrase.name is None):
            return NOBODY
        if phrase.name is not None and phrase.name.kind is NameKind.PLACE and self._lower(pronoun) == "who":
            phrase = self._who_from(phrase) or phrase
        return self._named(phrase)

    def _who_from(self, place: Phrase) -> Phrase | None:
        """Who is said to be of a place: "Ada Moss, 46, a nurse in Velta, who said", "a nurse from Velta who said"."""
        if self._lower(place.first - 1) not in BEFORE_OBJECTS:
            return None
        above = phrase_before(self.text, self.items, place.first - 2, self.names)
        named = self._before_comma_named(above) if above is not None else None
        return named or above

    def _is_no_subject(self, phrase: Phrase, number: int, verbs: tuple[SayingVerb, ...]) -> bool:
        """Whether the phrase cannot be the verb's subject: wrong number, or the object of a preposition."""
        verb, form = verbs[0], self._lower(number)
        head = self._lower(phrase.last)
        if form == verb.lemma and form not in ("read", "forecast", "text") and self._lower(number - 1) not in _MODALS:
            attached = (k for k in range(phrase.first + 1, phrase.last) if self._lower(k) in BEFORE_OBJECTS)
            is_plural = (
                head in ("i", "we", "you", "they", "people", "police", "who")
                or head.endswith("s")
                or self._lower(next(attached, 0) - 1).endswith("s")  # "Doctors in Velta say"
                or " and " in phrase.text
            )
            if not is_plural or head in ("he", "she", "it", "this"):
                return True
        before = self._lower(phrase.first - 1)
        if (before == "in" and singular(head) in _DOCUMENTS) or (before == "for" and phrase.first == _AFTER_AS_FOR):
            return True  # "in a message posted at noon she spoke", "as for the fire declared out"
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
        return comma >= _LEAST_REPORT

    def _ends_inversion(self, number: int) -> bool:
        if self._is_end(number):
            return True
        item = self.items[number]
        return item.quoted >= 0 or item.text in (",", ":", "—", "–", "(", "-") or item.lower in _ENDS_INVERSION_WORDS

    def _participant(self, left: int) -> str:
        """Who speaks by a participle: "…, saying that", "by announcing that"; "" where it is a noun's."""
        is_word = left >= 0 and self.items[left].is_word
        if is_word and self._lower(left) != "and" and self._lower(left) not in _BEFORE_PARTICIPLES:
            return ""
        return self._main_subject(left)

    def _is_object(self, phrase: Phrase) -> bool:
        """Whether a verb stands right before a name: "targeted Paul Osk, the minister, saying"."""
        before = self._lower(phrase.first - 1) if phrase.first > 0 else ""
        return len(before) > 3 and (before.endswith("ed") or before in lexicon.grammar("candidates-irregular-pasts"))

    def _clause_subject(self, comma: int) -> Phrase | None:
        """Whom a later clause of the sentence begins with: "…, while President Osk, pledging help, ordered"."""
        if comma < 1 or self.items[comma].text != ",":
            return None
        beside = phrase_before(self.text, self.items, comma - 1, self.names)
        if beside is None or beside.first < 1:
            return None
        before = self.items[beside.first - 1].text.lower()
        begins = before in _BEGIN_CLAUSES or (before in ("and", "but") and self.items[beside.first - 2].text == ",")
        return beside if begins else None

    def _sender_of(self, phrase: Phrase) -> int:
        """The verb by which somebody sends what "saying" tells: "texted a friend saying", "put out a note saying"."""
        stop = max(-1, phrase.first - _LONGEST_SENDING)
        for k in range(phrase.first - 1, stop, -1):
            item = self.items[k]
            if item.quoted >= 0 or not item.is_word:
                return -1
            if item.lower in _SENDING_VERBS and self._lower(k - 1) not in DETERMINERS_BEFORE:
                return k if self._lower(self._skip_left(k - 1)) not in _BE else -1
        return -1

    def _of_sender(self, verb: int) -> Subject:
        """Who sends what follows the verb: its subject, or whom it lets send it ("made her wire an uncle")."""
        left = self._skip_left(verb - 1)
        if self._lower(left) == "to" and self._lower(left - 1) in _WHOM:
            left -= 1
            return self._named(Phrase(left, left, _WHOM[self._lower(left)]))
        phrase = phrase_before(self.text, self.items, left, self.names)
        if phrase is not None and self._lower(phrase.first - 1) not in BEFORE_OBJECTS:
            return self._named(phrase)
        return Subject(None, self._main_subject(verb))

    def _main_subject(self, before: int) -> str:
        """The speaker of the cue before, else the subject that the sentence begins with."""
        spoken = [cue.speaker for cue in self.cues if cue.speaker and cue.first < before]
        if spoken:
            return spoken[-1]
        person = self._first_person(before)
        if person:
            return person
        if before < 1:
            earlier = [speaker for line, speaker in self.scene.speakers if line >= self.number - 1]
            return earlier[-1] if earlier else ""
        phrase = self._first_subject(before) or phrase_after(self.text, self.items, 0, self.names)
        if phrase is None and self._lower(0) in _JOINING:
            phrase = phrase_after(self.text, self.items, 1, self.names)  # "But the mayor stayed, saying"
        return self._speaker(phrase) if phrase is not None and phrase.last < before + 1 else ""

    def _main_clause(self, before: int) -> int:
        """The item with which the main clause begins: past "When Moss left," where somebody follows the comma."""
        if self._lower(0) not in _SUBORDINATORS and (self._lower(0), self._lower(1)) not in _AS:
            return 0
        for k in range(2, min(before, len(self.items) - 1)):
            if self.items[k].quoted >= 0 or self._lower(k) in lexicon.saying_verbs():
                return 0
            if self.items[k].text == ",":
                phrase = phrase_after(self.text, self.items, k + 1, self.names)
                is_subject = (
                    phrase is not None and phrase.last < before and self._lower(phrase.last + 1) not in (",", "and")
                )
                return k + 1 if is_subject else 0
        return 0

    def _first_subject(self, before: int) -> Phrase | None:
        """The first pronoun or name of the line that is no one's object or owner."""
        first = self._main_clause(before)
        for k in range(first, min(before + 1, first + 14)):
            item = self.items[k]
            if item.is_word and item.lower != "who" and item.lower in PRONOUNS:
                return Phrase(k, k, item.text)
            for name in self.names:
                is_body = name.start == item.start and (name.kind is not NameKind.PLACE or k <= 1)
                if is_body and self._lower(k - 1 - (self._lower(k - 1) == "the")) not in _GOVERNING:
                    end = self._end_of(name, k)
                    if self._lower(end + 1) == "'s":
                        break
                    return Phrase(k, end, self.text[item.start : self.items[end].end], name)
        return None

    def _end_of(self, name: Name, first: int) -> int:
        """The last item of a name that begins at `first`."""
        return next((k for k in range(first, len(self.items)) if self.items[k].end >= name.end), first)

    def candidates(self) -> tuple[Candidate, ...]:
        """Every phrase of the line that may be a quotation's speaker, with whom it stands for."""
        found = []
        for phrase in phrases_of(self.text, self.items, self.names):
            whole = phrase_after(self.text, self.items, phrase.first, self.names)
            is_attached = phrase.name is None and self._lower(phrase.last + 1) in BEFORE_OBJECTS
            if whole is not None and whole.last > phrase.last and is_attached:
                phrase = replace(phrase, text=whole.text)
            named = self._apposed_after(phrase) or self._apposed_to(phrase) or phrase
            speaker = self._antecedent(phrase.first).speaker if phrase.text in _RELATIVES else self._speaker(named)
            is_topic = self._lower(phrase.first) == "it" and self._lower(phrase.last + 1) in _BE  # "it is “a scandal”"
            if is_topic and self.items[min(phrase.last + 2, len(self.items) - 1)].quoted >= 0:
                continue
            if speaker.strip(" -.,:0123456789") and speaker.lower() != "you" and self._lower(phrase.last) not in _TIME:
                found.append(Candidate(phrase, speaker))
        return tuple(found)

    def _first_person(self, before: int) -> str:
        """The first person named before the verb who is no one's object or owner."""
        first = self._main_clause(before)
        for k in range(first, min(before + 1, len(self.items), first + 18)):
            item = self.items[k]
            if item.quoted >= 0 or (item.lower in PRONOUNS and item.lower != "who"):
                return ""
            for name in self.names:
                if name.start != item.start or name.kind is not NameKind.PERSON:
                    continue
                is_owner = self._lower(self._end_of(name, k) + 1) == "'s"
                is_object = self._lower(k - 1) in BEFORE_OBJECTS | {"and", "than"}
                if not is_owner and not is_object and (not name.role or k == 0 or not self._governed(name)):
                    return " ".join(name.text.split())
        return ""

    def _governed(self, name: Name) -> bool:
        """Whether the name with its role stands behind a preposition: "alongside Chancellor Olaf Scholz"."""
        start = self.text.rfind(name.role, 0, name.start)
        before = self.text[max(0, start - 20) : start].split()
        return bool(before) and before[-1].lower() in BEFORE_OBJECTS | {"alongside", "than"}

    def _is_notice(self, phrase: Phrase) -> bool:
        """Whether the phrase is a text that tells nothing but what its owner has to say: "their banner"."""
        return singular(self._lower(phrase.last)) in _NOTICES

    def _owner_of_reply(self, phrase: Phrase) -> Phrase | None:
        """Who gave what the phrase names: "Moss's answer", "the firm's reply"."""
        if phrase.first < phrase.last and self._lower(phrase.first) in _OWNED_BY and self._is_notice(phrase):
            return Phrase(phrase.first, phrase.first, _OWNED_BY[self._lower(phrase.first)])
        if self._lower(phrase.last) in _REPLIES and self._lower(phrase.first) in _OWNERS:
            return Phrase(phrase.first, phrase.first, self.items[phrase.first].text)
        for k in range(phrase.last - 1, phrase.first, -1):
            if self._lower(k) in ("'s", "’s"):
                is_reply = self._lower(phrase.last) in _REPLIES or self._is_notice(phrase)
                return phrase_before(self.text, self.items, k - 1, self.names) if is_reply else None
        return None

    def _topic(self) -> Phrase | None:
        """The person whom a line announces: "As for the mayor: she told us"."""
        if (self._lower(0), self._lower(1)) != ("as", "for"):
            return None
        phrase = phrase_after(self.text, self.items, 2, self.names)
        is_topic = phrase is not None and self._lower(phrase.last + 1) in (":", ",")
        return phrase if phrase is not None and is_topic and self._is_person_phrase(phrase) else None

    def _start_of_pronoun(self, word: str, number: int) -> int:
        """Where whom a pronoun means has been named: before the same one that begins the line: "She …, she said"."""
        first = self.items[0]
        is_same = first.lower == word and word in ("he", "she")
        return first.start if is_same or self._follows_report(number) else self.items[number].start

    def _follows_report(self, number: int) -> bool:
        """Whether a clause before the pronoun is what it says: "Moss would appeal, she said", where she is not Moss."""
        if self._lower(number - 1) != "," or self._lower(number + 1) not in lexicon.saying_verbs():
            return False
        return self._is_end(number + 2) and number > _LEAST_REPORT and not self._is_adjunct(0, number - 2)

    def _speaker(self, phrase: Phrase) -> str:
        words = speaker_text(phrase, self.items)
        lower = words.lower()
        start = self.items[phrase.first].start
        if lower in PRONOUNS | _OWNERS:
            topic = self._topic() if lower in ("he", "she") else None
            if topic is not None:
                return self._speaker(topic)
            start = self._start_of_pronoun(lower, phrase.first)
            return resolve(words, self.number, start, self.scene, [cue.speaker for cue in self.cues])
        owner = self._owner_of_reply(phrase)
        if owner is not None:
            return self._speaker(owner)
        if phrase.name is None and phrase.text.lower().startswith("the ") and " " not in words:
            for role, name in reversed(self.scene.roles):
                if role.split()[-1] == lower and name.end <= start:
                    return name.text
            return self.scene.body(words, start) or words
        return words
