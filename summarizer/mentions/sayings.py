"""The sayings of one line: verbs and nouns of saying, "according to" and colons, each with who says what."""

from __future__ import annotations

import re
from dataclasses import replace

from summarizer.mentions import lexicon
from summarizer.mentions.clauses import DETERMINERS_BEFORE, Cue
from summarizer.mentions.lexicon import SayingVerb
from summarizer.mentions.nouns import singular
from summarizer.mentions.phrases import PRONOUNS, Phrase, can_speak, is_noun_like, phrase_after, phrase_before
from summarizer.mentions.scene import resolve
from summarizer.mentions.tellings import DOCUMENTS
from summarizer.mentions.wordings import Wordings
from summarizer.model import NameKind, Stance

_AUXILIARIES = lexicon.grammar("attributions-auxiliaries")
_TIME = lexicon.grammar("attributions-time")
_COLON = SayingVerb(":", Stance.SAID, "say")
_ACCORDING = SayingVerb("according", Stance.SAID, "say")
_NO_INFINITIVES = ("ed", "ing", "said", "told")
_PREPOSITIONS = frozenset(["of", "for", "in", "with", "from", "at"])
_PLURALS_TOO = frozenset(["states", "posts", "notes", "texts", "emails", "tweets", "reports", "shouts", "cries"])
_SINGULARS_TOO = frozenset(["state", "report", "post", "text", "email", "note"])
_OF_OBJECTS = frozenset(["for", "of", "about", "to", "as", "on", "against"])
_OF_TOPICS = frozenset(["on", "about", "regarding", "re"])
_LONGEST_OBJECT = 4
_FEWEST_SAID = 3
"""What stands after "Moss:" in fewer words is a figure or a label, nothing said."""
_LONGEST_INVERTED = 8
_ANSWERS = frozenset([
    "answer", "reply", "reaction", "response", "verdict", "comment", "statement", "message", "word", "text",
    "note", "line",
    "email", "e-mail", "tweet", "post", "explanation", "version", "letter",
])  # fmt: skip
_REPLIES = frozenset(["answer", "reply", "response", "verdict", "comment", "words", "advice", "conclusion", "retort"])
_COMING = frozenset(["comes", "came", "come", "arrived", "arrives", "reached", "reaches"])
_OWNED_BY = {"its": "it", "his": "he", "her": "she", "their": "they"}
_OTHERWISE = frozenset(["otherwise", "differently", "differ", "differs", "disagree", "disagrees", "disagreed"])
_IDIOMS_OF_DENIAL = frozenset([
    "another way", "none of it", "not have it", "having none", "having that", "a different story", "another story",
    "a different tale", "won't have it", "won’t have it", "having it", "other way round", "a different version",
])  # fmt: skip
_AFTER_NAME_AND_VERB = 2
_MOSTLY_NOUNS = frozenset(["states", "comments", "rules", "points", "posts", "texts", "began", "begin", "begins"])
_ASKED_FIRST = frozenset(["asked", "pressed", "questioned", "told"])
_NO_PASTS = frozenset(["known", "seen", "shown", "written", "spoken"])
"""Participles that no clause has for its verb without "have" or "be"."""
_PLURAL_PRONOUNS = frozenset(["they", "we", "i", "you"])
_IS_VERB_FIRST = re.compile(r"[\u0590-\u08ff]")
"""Letters of Hebrew and Arabic, which put the verb first: a lone word before a colon is one, and nobody."""
_ARTICLES = frozenset(["the", "a", "an", "his", "her", "its", "their"])
_COUNTS = lexicon.grammar("attributions-counts")
_MODALS = lexicon.grammar("attributions-modals")
_BE = lexicon.grammar("attributions-be")
_AFTER_NOUNS = _BE | _AUXILIARIES | {"about", "of", "from", "by", "over", ",", ".", "against", "among", "and", "in"}


_NO_NAMING = frozenset(["speak", "talk", "address", "discuss", "quote", "cite", "express"])


def _names(verb: SayingVerb) -> bool:
    """Whether the verb calls or treats somebody or something as what it is followed by: "call", "describe"."""
    return (verb.use == "as" and verb.lemma not in _NO_NAMING) or verb.lemma == "describe"


class SayingReader(Wordings):
    """Finds the cues of one line."""

    def read(self) -> list[Cue]:
        self._colon_at_end()
        may_quote = self._is_beside_quotation()
        for number, item in enumerate(self.items):
            if item.quoted < 0 and not (may_quote and self._other_saying(number)):
                self._saying(number)
        return self._clipped()

    def _saying(self, number: int) -> None:
        """Add the saying that the word or colon at `number` tells of, if any."""
        item = self.items[number]
        if item.text == ":":
            self._colon(number)
        is_name = item.is_capital and number > 0 and item.lower != "according"
        if not item.is_word or (is_name and not (item.lower.endswith("s") and self._is_headline())):
            return
        if item.lower == "according" and self._lower(number + 1) == "to":
            self._according(number)
            return
        n_before = len(self.cues)
        if item.lower in lexicon.saying_verbs():
            self._verb(number, lexicon.saying_verbs()[item.lower])
        if item.lower == "words" and self._lower(number + 1) == "of" and self._lower(number - 1) == "the":
            self._in_words_of(number)
        if item.lower in _REPLIES and len(self.cues) == n_before:
            self._replied(number)
        if item.lower in lexicon.saying_nouns() and len(self.cues) == n_before:
            self._noun(number, lexicon.saying_nouns()[item.lower])

    def _is_headline(self) -> bool:
        """Whether every longer word of the line has a capital, so that a capital tells nothing."""
        words = [item for item in self.items if item.quoted < 0 and item.is_word and len(item.text) > 3]
        return len(words) >= 4 and sum(not item.is_capital for item in words) <= len(words) // 6

    def _clipped(self) -> list[Cue]:
        """The cues, none telling beyond where a later "…, he said" begins."""
        clipped = []
        for cue in self.cues:
            start, end = cue.content
            for other in self.cues:
                if other.is_trailing and other.first > cue.first and start < other.content[1] < end:
                    end = other.content[1]
            clipped.append(replace(cue, content=(start, end)))
        return clipped

    def _colon_at_end(self) -> None:
        """A line that ends in a colon without a verb of saying: "Cruz called them on it:" lets its subject speak."""
        items, verbs = self.items, lexicon.saying_verbs()
        is_told = items[0].lower != "from" and any(item.lower in verbs for item in items[-6:])
        if len(items) < 3 or items[-1].text != ":" or is_told:
            return
        sender = phrase_after(self.text, items, 1, self.names) if items[0].lower == "from" else None
        leading = sender or self._leading_speaker()
        speaker = "" if sender is not None else self._first_person(len(items))
        speaker = speaker or (self._speaker(leading) if leading is not None else "")
        if speaker:
            self.cues.append(self._cue(len(items) - 1, _COLON, speaker))

    def _verb(self, number: int, verbs: tuple[SayingVerb, ...]) -> None:
        word = self._lower(number)
        left = self._skip_left(number - 1)
        if self._lower(left) == "to" and not word.endswith(_NO_INFINITIVES):
            governor = self._governor(left)
            if governor is None:
                return
            left = governor
        if word.endswith("ed") and _names(verbs[0]) and self._by_agent(number, verbs[0]):
            return
        if self._lower(left) in _BE:
            self._passive(number, left, verbs[0])
            return
        if word == "accused" and self._lower(number + 1) == "of":
            return  # "a firm accused of fraud": who accuses says whom before "of"
        if self._is_no_verb(number, left):
            return
        if number == 0 and word in _ASKED_FIRST and self._comma_after(number) > number + 1:
            cue = self._cue(number, verbs[0], "")
            end = self.items[self._comma_after(number) - 1].end
            self.cues.append(replace(cue, content=(self.items[number + 1].start, end)))
            return
        if number == 0 and word.endswith("ing") and (subject := self._subject_after_comma()) is not None:
            self._fronted(verbs, subject)
            return
        phrase, speaker, is_inverted = self._subject(number, left, word.endswith("ing"), verbs)
        if not speaker or speaker.lower() == "you" or (speaker.lower() in ("we", "i") and not verbs[0].speaks):
            return
        for verb in verbs:
            cue = self._cue(number, verb, speaker, phrase)
            told = self._told_before(cue) if is_inverted else self._told(cue)
            if told is not None:
                is_said = verb.lemma == "say" and self._lower(self._skip_time(number + 1)) == "that"
                if told.quoted or is_said or phrase is None or can_speak(phrase, self.items):
                    self.cues.append(told)
                return

    def _subject_after_comma(self) -> Phrase | None:
        """The main clause's subject behind a participle that opens the line: "Insisting it was safe, Moss left"."""
        comma = self._comma_after(0)
        subject = phrase_after(self.text, self.items, comma + 1, self.names) if comma > 1 else None
        return subject if subject is not None and self._lower(subject.last + 1) not in (",", "and") else None

    def _fronted(self, verbs: tuple[SayingVerb, ...], subject: Phrase) -> None:
        """Add what a participle that opens the line tells, up to the comma; "Responding to the news" tells nothing."""
        end = self.items[self._comma_after(0) - 1].end
        if subject.name is not None:
            subject = replace(subject, text=subject.name.text)
        for verb in verbs:
            is_clause = self._that_follows(1) or self._clause_follows(1) or self.items[1].quoted >= 0
            if self._lower(1) != "to" and is_clause and self._takes(1, verb):
                start, _ = self._clause(1)
                cue = self._cue(0, verb, self._speaker(subject), subject)
                self.cues.append(self._telling(cue, (start, end)))
                return

    def _comma_after(self, number: int) -> int:
        """The first comma after the item; -1 where none stands before a quotation or the end."""
        for k in range(number + 1, len(self.items)):
            if self.items[k].quoted >= 0:
                break
            if self.items[k].text == ",":
                return k
        return -1

    def _is_no_verb(self, number: int, left: int) -> bool:
        """Whether a form of saying is a noun here: "the report", "of state", "nine states", "X's claims about"."""
        word, previous = self._lower(number), self._lower(left)
        if previous in DETERMINERS_BEFORE or (previous in _PREPOSITIONS and not word.endswith("ing")):
            return True
        if self._closes(number, left):
            return False
        if word in _PLURALS_TOO and (previous[:1].isdigit() or previous in _COUNTS):
            return True
        if word == "briefed" and self._lower(number + 1) == "on":
            return True  # "people briefed on the talks"
        if word in _NO_PASTS and left == number - 1:
            return True  # "the institute, known as the IDC,"
        if word in _MOSTLY_NOUNS and not self._tells(number + 1):
            return True
        if word.endswith("s") and left == number - 1 and self._is_of_preposition(left):
            return True
        if word in _SINGULARS_TOO and self._lower(number - 1) not in _MODALS and previous not in _PLURAL_PRONOUNS:
            return True
        return word in lexicon.saying_nouns() and self._is_noun(number, left)

    def _is_of_preposition(self, number: int) -> bool:
        """Whether a word is all that stands between a preposition and a noun: "in brief remarks the mayor spoke"."""
        item = self.items[number]
        is_word = item.quoted < 0 and item.is_word and not item.is_capital
        is_one = is_word and not lexicon.is_person_noun(singular(item.lower)) and item.lower not in PRONOUNS
        return is_one and self._lower(number - 1) in _PREPOSITIONS

    def _closes(self, number: int, left: int) -> bool:
        """Whether a form that may be a noun ends the line after its subject: "“…”, the council claims."."""
        if not self._is_end(number + 1) or not self._lower(number).endswith("s") or left != number - 1:
            return False
        phrase = phrase_before(self.text, self.items, left, self.names)
        if phrase is None or self._lower(phrase.first - 1) != "," or self._lower(phrase.last) == "'s":
            return False
        begins = self._lower(phrase.first) in DETERMINERS_BEFORE or phrase.name is not None
        return begins and self._left_content(phrase.first) is not None

    def _tells(self, number: int) -> bool:
        """Whether what is said follows at once: "that", a colon or a quotation."""
        return number < len(self.items) and (
            self.items[number].quoted >= 0 or self._lower(number) in ("that", ":", ",")
        )

    def _is_noun(self, number: int, left: int) -> bool:
        """Whether a word that is both ("claims", "fears", "demand") is the noun here."""
        following, previous = self._lower(number + 1), self._lower(left)
        if previous[:1].isdigit() or previous in _COUNTS or following in _AFTER_NOUNS:
            return True
        is_object = previous.endswith("ed") and not self.items[left].is_capital and left == number - 1
        if is_object and self._lower(left - 1) not in DETERMINERS_BEFORE | _ARTICLES:
            return True  # "the blast shattered hopes that"
        if previous == "'s" or previous.endswith("ing") or self._lower(left - 1) == "'s":
            return True
        return left < 0 or (self.items[left].quoted >= 0 and following != "that")

    def _according(self, number: int) -> None:
        phrase = self._source_after(number + 2)
        if phrase is None:
            return
        ends_quote = number > 0 and self.items[number - 1].quoted >= 0
        opens = (number < 2 and not ends_quote) or self.items[number - 1].text in (":", ";", "—", "–", "--")
        left = self._left_content(number) if not opens else None
        if left is None and number >= 4 and not opens:
            left = (self.items[0].start, self.items[number - 1].end)
        if left is None:
            commas = (k for k in range(phrase.last + 1, len(self.items)) if self.items[k].text == ",")
            content = self._clause(next(commas, len(self.items)))
        else:
            content = left
        cue = self._cue(number, _ACCORDING, self._speaker(phrase), phrase)
        self.cues.append(self._telling(replace(cue, last=number + 1, is_trailing=left is not None), content))

    def _in_words_of(self, number: int) -> None:
        """ "The vaccine, in the words of Ada Moss, is “a seat belt”": what holds the quotations is said by her."""
        if self._lower(number - 2) not in ("in", "under", "by", "on", "to"):
            return
        phrase = self._source_after(number + 2)
        if phrase is None:
            return
        content = self._clause(phrase.last + 1) if not self._is_end(phrase.last + 1) else None
        content = content or (self.items[0].start, self.items[number - 2].start)
        cue = self._cue(number, _ACCORDING, self._speaker(phrase), phrase)
        self.cues.append(self._telling(cue, content))

    def _replied(self, number: int) -> None:
        """ "“Never,” came the reply", "was the verdict of the union", "were her last words": whose reply it is."""
        first = number - 1
        while first > 0 and self._is_adjective(first) and self._lower(first) not in _COMING | _BE:
            first -= 1
        is_set = self._lower(first) in _ARTICLES and self._lower(first - 1) in _COMING | _BE
        if not is_set or not self._ends_in_quote(first - 1):
            return
        owner, phrase = self._lower(first), None
        if self._lower(number + 1) in ("of", "from"):
            phrase = phrase_after(self.text, self.items, number + 2, self.names)
            speaker = self._speaker(phrase) if phrase is not None else ""
        elif owner in _OWNED_BY:
            speaker = self._speaker(Phrase(first, first, _OWNED_BY[owner]))
        else:
            lead = self.scene.leads.get(self.number - 1)
            speaker = self.scene.openings.get(self.number - 1, "") or (lead.words if lead is not None else "")
        content = self._left_content(first - 1)
        if speaker and content is not None:
            cue = replace(self._cue(number, _COLON, speaker, phrase), is_trailing=True)
            self.cues.append(self._telling(cue, content))

    def _source_after(self, first: int) -> Phrase | None:
        """Who or what "according to" names: "a Tarn/Velta poll", "its own reports", "people close to the talks"."""
        phrase = phrase_after(self.text, self.items, first, self.names) or self._words_after(first)
        if phrase is None:
            return None
        last = phrase.last
        while last + 1 < len(self.items) and (
            self.items[last + 1].text in ("/", "-", "'s", "’s")
            or (self._is_source_word(last + 1) and phrase.last < last + 1)
        ):
            last += 1
        if self._lower(last) in ("close", "familiar") and last > first:
            last -= 1
        if last == phrase.last:
            return phrase
        start, end = self.items[first].start, self.items[last].end
        name = phrase.name if phrase.name is not None and phrase.name.end >= end - 1 else None
        return Phrase(first, last, self.text[start:end], name)

    def _is_source_word(self, number: int) -> bool:
        """Whether the word goes on with a source's phrase, also where it might be a verb elsewhere."""
        item = self.items[number]
        is_noun = item.lower in lexicon.saying_nouns() or singular(item.lower) in DOCUMENTS
        return item.is_word and (
            is_noun or (self.items[number - 1].text in ("/", "-", "'s", "’s") and is_noun_like(item))
        )

    def _words_after(self, first: int) -> Phrase | None:
        """The words from `first` on, when they are no phrase that anybody would call a speaker's."""
        stop = first
        while (
            stop < min(len(self.items), first + 10)
            and self.items[stop].is_word
            and self._lower(stop) not in ("that", "who", "which")
        ):
            stop += 1
        if stop == first:
            return None
        return Phrase(first, stop - 1, self.text[self.items[first].start : self.items[stop - 1].end])

    def _colon(self, number: int) -> None:
        """ "Name: words" and "Name: “…”", where no verb of saying stands before the colon."""
        is_governed = any(number - 14 <= cue.last < number and not cue.is_trailing for cue in self.cues)
        if number in (0, len(self.items) - 1) or is_governed:
            return
        has_quote = self.items[number + 1].quoted >= 0
        sender = self._sender(number) if has_quote else ""
        if sender or self._tells_otherwise(number):
            leading = self._leading_speaker()
            speaker = sender or (self._speaker(leading) if leading is not None else "")
            if speaker:
                self.cues.append(self._telling(self._cue(number, _COLON, speaker), self._clause(number + 1)))
                return
        phrase = self._before_colon(number)
        if phrase is not None and number == 1 and phrase.name is None and _IS_VERB_FIRST.match(phrase.text):
            return  # "وأضاف:", and he added
        if phrase is not None and phrase.first == 1 and self._lower(0) in _OF_TOPICS and self._lower(1) not in _TIME:
            speaker = self._spoke_before()  # "On lentils: “Get rid of them.”"
            if has_quote and speaker:
                self.cues.append(self._telling(self._cue(number, _COLON, speaker), self._clause(number + 1)))
            return
        is_after_verb = phrase is not None and self._lower(phrase.first - 1) in lexicon.saying_verbs()
        is_inverted = is_after_verb and number <= _LONGEST_INVERTED
        is_label = phrase is not None and self._lower(phrase.first - 1) in (
            "-",
            "–",
            "—",
        )  # "More polls – Ada Moss: “…”"
        is_answer = phrase is not None and self._is_answer_of(phrase)
        is_label = is_label or is_answer
        if (
            phrase is not None
            and (phrase.first <= 1 or is_inverted or (is_label and has_quote))
            and (phrase.name is not None or has_quote or (is_inverted and self._holds_quotation(number)))
        ):
            is_short = sum(item.is_word for item in self.items[number + 1 :]) < _FEWEST_SAID
            is_place = phrase.name is not None and phrase.name.kind is NameKind.PLACE
            if not has_quote and (is_short or is_place):
                return
            cue = self._cue(number, _COLON, self._speaker(phrase), phrase)
        else:
            subject = self._speaker_before_colon(number) if has_quote else ""
            if not subject:
                return
            cue = self._cue(number, _COLON, subject)
        self.cues.append(self._telling(cue, self._clause(number + 1)))

    def _holds_quotation(self, number: int) -> bool:
        return any(item.quoted >= 0 for item in self.items[number:])

    def _tells_otherwise(self, colon: int) -> bool:
        """Whether somebody is said to see things his own way: "Moss remembers it otherwise: the gate “stood open”"."""
        before = [item.lower for item in self.items[max(0, colon - 3) : colon]]
        is_idiom = " ".join(before[-3:]) in _IDIOMS_OF_DENIAL or " ".join(before[-2:]) in _IDIOMS_OF_DENIAL
        return is_idiom or any(word in _OTHERWISE for word in before[-2:])

    def _sender(self, colon: int) -> str:
        """Whence the words after the colon come: "From its office comes this:", "Then this came from the union:"."""
        before = [item.lower for item in self.items[:colon]]
        is_announced = bool({"this", "these"} & set(before)) or before[-1] in _ANSWERS
        if not is_announced or not _COMING & set(before):
            return ""
        for k, word in enumerate(before):
            if word == "from" or (word == "of" and before[k - 1] == "out"):
                return self._sender_named(k + 1)
        return ""

    def _sender_named(self, first: int) -> str:
        owner = _OWNED_BY.get(self._lower(first))
        if owner is not None:
            return self._speaker(Phrase(first, first, owner))
        phrase = phrase_after(self.text, self.items, first, self.names)
        if phrase is None:
            return ""
        owns = next((k for k in range(phrase.first + 1, phrase.last) if self._lower(k) in ("'s", "’s")), 0)
        owning = phrase_before(self.text, self.items, owns - 1, self.names) if owns else None
        return self._speaker(owning or phrase)

    def _is_answer_of(self, phrase: Phrase) -> bool:
        """Whether the phrase is whose answer it is: "Reaction of the firm: “…”", "A word from the tower: “…”"."""
        if self._lower(phrase.first - 1) not in ("from", "of", "by"):
            return False
        return self._lower(phrase.first - 2) in _ANSWERS and phrase.first - 2 <= self._after_clock() + 2

    def _before_colon(self, colon: int) -> Phrase | None:
        """The phrase right before a colon, past a verb that no list has: "Moss counters:"."""
        is_verb = colon == _AFTER_NAME_AND_VERB and not self.items[1].is_capital and self.items[0].is_capital
        last = colon - 2 if is_verb and self._lower(1).endswith(("s", "ed")) else colon - 1
        return phrase_before(self.text, self.items, last, self.names)

    def _speaker_before_colon(self, colon: int) -> str:
        """Who lets what follows the colon be heard: whom the line begins with, else the subject before."""
        leading = self._leading_speaker()
        last = self.cues[-1] if self.cues else None
        if last is not None and last.phrase is not None and last.phrase.last == colon - 1:
            return last.speaker  # "It was out, said the chief: “…”"
        is_topic = self._lower(0) == "as" and self._lower(1) == "for"
        if leading is not None:
            return self._speaker(leading)
        return self._spoke_before() if is_topic else self._main_subject(colon)

    def _leading_speaker(self) -> Phrase | None:
        """Who begins the line and may speak though no verb of saying follows: "A guard, who was there, agrees:"."""
        first = self._after_clock()
        first += self._lower(first) in ("to", "for")  # "To the mayor the matter is simple:"
        if self._lower(first) == "it" and self._lower(first + 1) in _BE:
            first += 2  # "It is an old fisherman who says it:"
        phrase = phrase_after(self.text, self.items, first, self.names)
        phrase = (phrase and self._apposed_after(phrase)) or phrase
        is_one = phrase is not None and self._lower(first) in ("a", "an")
        is_named = phrase is not None and phrase.name is not None and phrase.name.kind is NameKind.PERSON
        if phrase is None or not (is_one or is_named or self._is_person_phrase(phrase) or self._are_several(phrase)):
            return None
        return phrase

    def _after_clock(self) -> int:
        """The first item after the time of day with which an entry of a live report begins: "09.40", "11:02"."""
        words = (k for k, item in enumerate(self.items[:5]) if item.is_word and item.lower not in ("am", "pm"))
        first = next(words, 0)
        return first if first and self.items[0].text[0].isdigit() else 0

    def _are_several(self, phrase: Phrase) -> bool:
        """Whether the phrase means people by a role, or a body: "the organisers", "the jury"."""
        head = self._lower(phrase.last)
        return lexicon.is_person_noun(singular(head)) or head.title() in lexicon.organisation_heads()

    def _noun(self, number: int, stance: Stance) -> None:
        """ "X's claim that …", "the ministry's announcement that …", "X's call for a “…”"."""
        quoted = self._quoted_object(number)
        if self._lower(number + 1) != "that" and quoted is None:
            return
        owner = number - 1
        while owner > number - 4 and self._is_adjective(owner):
            owner -= 1
        speaker, phrase = self._owner(owner)
        content = quoted or self._clause(number + 1)
        if content[1] > content[0] and speaker:
            use = "quoted" if quoted else "that"
            cue = self._cue(number, SayingVerb(self._lower(number), stance, use), speaker, phrase)
            self.cues.append(self._telling(cue, content))

    def _quoted_object(self, number: int) -> tuple[int, int] | None:
        """The quotation that a noun of saying has for an object: "Moss's call for a “clean slate”"."""
        if self._lower(number + 1) not in _OF_OBJECTS:
            return None
        for item in self.items[number + 2 : number + 2 + _LONGEST_OBJECT]:
            if item.quoted >= 0:
                return item.start, item.end
            if not item.is_word or item.lower in ("that", "who", "which", "and", "but"):
                return None
        return None

    def _is_adjective(self, number: int) -> bool:
        """Whether the word may stand between an owner and a noun of saying: "Moss's latest claim"."""
        if number < 0:
            return False
        item = self.items[number]
        return item.is_word and not item.is_capital and item.lower not in _ARTICLES and item.lower != "'s"

    def _owner(self, number: int) -> tuple[str, Phrase | None]:
        """(the speaker, its phrase) of a possessive that ends at `number`; no speaker for other words."""
        word = self._lower(number)
        if word in ("'s", "'", "’"):
            phrase = phrase_before(self.text, self.items, number - 1, self.names)
            is_time = phrase is None or phrase.text.lower() in _TIME  # "Tuesday's claim"
            return ("" if phrase is None or is_time else self._speaker(phrase)), phrase
        if word in ("his", "her"):
            spoken = [cue.speaker for cue in self.cues]
            return resolve(word, self.number, self.items[number].start, self.scene, spoken), None
        return "", None
