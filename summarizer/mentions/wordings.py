"""Sayings told without a known verb of saying: "in her words", "is Moss's guess", "one hears from the ministry"."""

from __future__ import annotations

from dataclasses import replace

from summarizer.mentions import lexicon
from summarizer.mentions.clauses import Cue
from summarizer.mentions.lexicon import SayingVerb
from summarizer.mentions.nouns import looks_plural, singular
from summarizer.mentions.phrases import Phrase, is_noun_like, phrase_after, phrase_before
from summarizer.mentions.tellings import Tellings
from summarizer.model import NameKind, Stance

_CLOSING = frozenset("\"”“’'«»")
_AFTER_SAYING = lexicon.grammar("attributions-after-saying") | {","}
_RETORTS = frozenset(["shot", "hit", "bit"])  # "shot back"
_VIEWS = frozenset(["view", "opinion", "eyes"])
_WORDS = frozenset(["words", "phrase", "word", "account", "telling", "description"]) | _VIEWS
_VERDICTS = lexicon.grammar("wordings-verdicts")
_HEARING = frozenset(["hear", "hears", "heard", "get", "got", "comes", "came", "come", "is", "was"])
_OWNERS = frozenset(["his", "her", "their", "its"])
_SPEAKING = frozenset(["he", "she"])
_IRREGULAR = lexicon.grammar("candidates-irregular-pasts") - {"was", "were", "had", "did"}
_LONGEST_HEARING = 7
_SOUNDING = lexicon.grammar("wordings-sounding")
_LONGEST_PLURAL = 4
_LONGEST_QUOTED = 30
"""Items from "quoted" to "as saying": the one quoted with all that is said of him."""
_QUOTING = frozenset(["quote", "quotes", "quoted", "quoting", "cite", "cites", "cited", "citing"])
_SAYS = SayingVerb("", Stance.SAID, "say")
_NO_VERBS = frozenset(["his", "its", "this", "us", "as", "thus", "yes", "perhaps", "always"])


class Wordings(Tellings):
    """Finds the sayings that no list of verbs knows. Stands between what verbs tell and the reader of sayings."""

    def _is_beside_quotation(self) -> bool:
        """Whether the line holds a quotation or follows one, as all that is found here does."""
        start = self.items[0].start if self.items else 0
        return self.text[max(0, start - 3) : start].rstrip(" ")[-1:] in _CLOSING or any(
            item.quoted >= 0 for item in self.items
        )

    def _other_saying(self, number: int) -> bool:
        """“…,” she marvelled: adds a saying that no list has, where only one of saying can stand."""
        return (
            self._marvelled(number)
            or self._inverted_saying(number)
            or self._inserted_saying(number)
            or self._in_words(number)
            or self._verdict(number)
            or self._heard_from(number)
            or self._all_they_say(number)
            or self._as_they_put_it(number)
            or self._quoted_as_saying(number)
            or self._shot_back(number)
        )

    def _marvelled(self, number: int) -> bool:
        """A verb after quotation and subject: “…,” she marvelled."""
        if not self._may_be_saying(number):
            return False
        phrase = phrase_before(self.text, self.items, number - 1, self.names)
        content = self._quotation_before(phrase) if phrase is not None else None
        if phrase is None or content is None or self._is_past(phrase.first):
            return False  # "…,” boomed the speakers"
        verb = SayingVerb(self._lower(number), Stance.SAID, "say")
        cue = replace(self._cue(number, verb, self._speaker(phrase), phrase), is_trailing=True)
        self.cues.append(self._telling(cue, content, self._quotes_right(number + 1)))
        return True

    def _may_be_saying(self, number: int) -> bool:
        """Whether the word looks like a verb that ends its clause."""
        following = self._lower(number + 1)
        if number < 1 or not (self._is_verb_form(number) or following == "back"):
            return False
        if self._lower(number) in lexicon.saying_verbs():
            return False
        return self._is_end(number + 1) or following in _AFTER_SAYING or self.items[number + 1].quoted >= 0

    def _is_verb_form(self, number: int) -> bool:
        item = self.items[number]
        is_form = item.lower.endswith(("ed", "s")) or item.lower in _IRREGULAR or item.lower in lexicon.saying_verbs()
        return item.is_word and not item.is_capital and is_form and item.lower not in _NO_VERBS

    def _inverted_saying(self, number: int) -> bool:
        """A verb right after a quotation and before somebody who ends the clause: “…,” snapped Moss, the chair."""
        before = number - 1 - (self._lower(number - 1) == ",")
        verbs = lexicon.saying_verbs().get(self._lower(number), ())
        if before < 0 or self.items[before].quoted < 0 or (verbs and verbs[0].speaks and verbs[0].lemma != "tell"):
            return False
        if not self._is_verb_form(number):
            return False
        is_part = before > 0 and (self.items[before - 1].is_word or self.items[before - 1].text == ",")
        if not verbs and is_part:
            return False  # "The verdict, “an accident”, angered Moss"
        phrase = phrase_after(self.text, self.items, number + 1, self.names) or self._many_after(number + 1)
        if phrase is None or not self._ends_inversion(phrase.last + 1):
            return False
        named = self._apposed_after(phrase) or phrase
        if not self._is_somebody(named) and not (self._is_past(number) and self._sounds(named)):
            return False
        verb = verbs[0] if verbs else SayingVerb(self._lower(number), Stance.SAID, "say")
        cue = self._cue(number, verb, self._speaker(named), named)
        self.cues.append(self._told_before(replace(cue, verb=verb._replace(use="say"))))
        return True

    def _is_past(self, number: int) -> bool:
        """Whether a word in small letters ends as a verb of the past does."""
        item = self.items[number]
        return item.is_word and not item.is_capital and item.lower.endswith("ed")

    def _many_after(self, first: int) -> Phrase | None:
        """The people or things without article that begin there: "rang temple bells", "chanted angry fans"."""
        stop = first
        while stop < min(len(self.items), first + _LONGEST_PLURAL) and self._is_plain_noun(stop):
            stop += 1
        if stop == first or not looks_plural(self._lower(stop - 1)):
            return None
        return Phrase(first, stop - 1, self.text[self.items[first].start : self.items[stop - 1].end])

    def _is_plain_noun(self, number: int) -> bool:
        item = self.items[number]
        is_noun = item.quoted < 0 and is_noun_like(item) and not item.is_capital
        return is_noun and item.lower not in _AFTER_SAYING and not item.lower.endswith("ly")

    def _sounds(self, phrase: Phrase) -> bool:
        """Whether the phrase means those or that of which words are heard: "the crowd", "a loudspeaker"."""
        head = singular(self._lower(phrase.last))
        return phrase.name is None and (head in _SOUNDING or lexicon.is_person_noun(head))

    def _is_somebody(self, phrase: Phrase) -> bool:
        """Whether the phrase means one person: by name, pronoun or role."""
        if phrase.name is not None and phrase.name.kind in (NameKind.PERSON, NameKind.OTHER):
            return True
        return phrase.text.lower() in _SPEAKING or self._is_person_phrase(phrase)

    def _inserted_saying(self, number: int) -> bool:
        """An unknown verb of "he" or "she" between commas, and a quotation: "It was, she beamed, “a triumph”"."""
        if number < 2 or self._lower(number - 1) not in _SPEAKING or not self._is_verb_form(number):
            return False
        if self._lower(number) in lexicon.saying_verbs() or self._lower(number - 2) != ",":
            return False
        near = self.items[number + 1 : number + 5]
        if not near or near[0].text != "," or not any(item.quoted >= 0 for item in near):
            return False
        phrase = Phrase(number - 1, number - 1, self.items[number - 1].text)
        verb = SayingVerb(self._lower(number), Stance.SAID, "say")
        self.cues.append(
            self._telling(self._cue(number, verb, self._speaker(phrase), phrase), self._clause(number + 2))
        )
        return True

    def _in_words(self, number: int) -> bool:
        """ "In her words, “…”", "“…”, in Moss's own words"."""
        if self._lower(number) not in _WORDS:
            return False
        owner = number - 1 - (self._lower(number - 1) == "own")
        phrase = self._owning(owner)
        before = self._lower(phrase.first - 1) if phrase is not None else ""
        if phrase is None or before not in ("in", "by") or (before == "by" and self._lower(number) in _VIEWS):
            return False  # "he stood by his view that “…”"
        content = None
        if any(item.quoted >= 0 for item in self.items[number + 1 : number + 4]):
            content = self._clause(number + 1)
        elif self._ends_in_quote(phrase.first - 1):
            content = self._left_content(phrase.first - 1)
        return self._add(number, phrase, content)

    def _verdict(self, number: int) -> bool:
        """ "“Not today,” was the mayor's answer": what is said, and whose it is called."""
        if self._lower(number) not in _VERDICTS:
            return False
        phrase = self._owning(number - 1)
        if phrase is None or self._lower(phrase.first - 1) not in ("is", "was"):
            return False
        be = phrase.first - 1
        return self._ends_in_quote(be) and self._add(number, phrase, self._left_content(be))

    def _owning(self, number: int) -> Phrase | None:
        """The owner that ends at `number`: "her", "the mayor's"."""
        if self._lower(number) in _OWNERS:
            return Phrase(number, number, self.items[number].text)
        if self._lower(number) not in ("'s", "’s", "'", "’"):
            return None
        return phrase_before(self.text, self.items, number - 1, self.names)

    def _heard_from(self, number: int) -> bool:
        """ "“Not today” is all we hear from the ministry", "“…” came from Moss"."""
        if self._lower(number) != "from":
            return False
        first = next((k for k in range(number - 1, -1, -1) if self.items[k].quoted >= 0), -1)
        between = self.items[first + 1 : number]
        is_told = any(item.lower in _HEARING for item in between) and not any(item.is_capital for item in between)
        if first < 0 or len(between) > _LONGEST_HEARING or not is_told:
            return False
        phrase = phrase_after(self.text, self.items, number + 1, self.names)
        if phrase is None or not self._ends_inversion(phrase.last + 1):
            return False
        if any(item.lower in ("according", *lexicon.saying_verbs()) for item in self.items[phrase.last + 1 :]):
            return False  # "“Not a word” came from the ministry, Moss said"
        item = self.items[first]
        return self._add(number, phrase, (item.start, item.end))

    def _all_they_say(self, number: int) -> bool:
        """ "“No comment,” was all Moss would say", "“…”: that is how the mayor puts it"."""
        if self._lower(number) not in ("all", "what", "how") or self._lower(number - 1) not in ("is", "was"):
            return False
        be = number - 1 - (self._lower(number - 2) in ("that", "this"))
        phrase = phrase_after(self.text, self.items, number + 1 + (self._lower(number + 1) == "that"), self.names)
        before = be - (self._lower(be - 1) == ":")
        if phrase is None or not self._ends_in_quote(before) or self._is_end(phrase.last + 1):
            return False
        if phrase.text.lower() in ("we", "i", "you"):
            return False  # "… is all we hear from the ministry"
        return self._add(number, phrase, self._left_content(before))

    def _as_they_put_it(self, number: int) -> bool:
        """ "A week “without sleep”, as Moss puts it", "as the mayor has it"."""
        if self._lower(number) not in ("puts", "put", "has", "had") or self._lower(number + 1) != "it":
            return False
        phrase = phrase_before(self.text, self.items, number - 1, self.names)
        if phrase is None or self._lower(phrase.first - 1) != "as":
            return False
        before = phrase.first - 2 - (self._lower(phrase.first - 2) == ",")
        if before >= 0 and self.items[before].quoted >= 0:
            return self._add(number, phrase, (self.items[before].start, self.items[before].end))
        is_followed = any(item.quoted >= 0 for item in self.items[number + 2 : number + 5])
        return is_followed and self._add(number, phrase, self._clause(number + 2))

    def _quoted_as_saying(self, number: int) -> bool:
        """ "The report quotes one nurse as saying “…”", "“…,” Moss was quoted as saying"."""
        if self._lower(number) not in ("saying", "telling") or self._lower(number - 1) != "as":
            return False
        reach = range(number - 2, max(-1, number - _LONGEST_QUOTED), -1)
        verb = next((k for k in reach if self._lower(k) in _QUOTING), -1)
        if verb < 0 or any(self._lower(k) in (";", "“”") for k in range(verb + 1, number)):
            return False
        if self._lower(verb - 1) in ("was", "were", "is", "been", "being"):
            phrase = phrase_before(self.text, self.items, self._skip_left(verb - 1), self.names)
        else:
            phrase = phrase_after(self.text, self.items, verb + 1, self.names)
        if phrase is None:
            return False
        is_followed = any(item.quoted >= 0 for item in self.items[number + 1 : number + 12])
        if not is_followed:
            content = self._left_content(phrase.first) if self._ends_in_quote(phrase.first) else None
            return self._add(number, phrase, content)
        self.cues = [cue for cue in self.cues if cue.first != verb]
        if not self._add(number, phrase, self._clause(number + 1)):
            return False
        cue = self.cues.pop()
        self.cues.append(replace(cue, verb=cue.verb._replace(use="quoted")))  # whoever else is named in between
        return True

    def _shot_back(self, number: int) -> bool:
        """A verb with "back" and a quotation: "Moss shot back, “Never.”", "she fired back angrily: “…”"."""
        is_verb = self._is_verb_form(number - 1) or self._lower(number - 1) in _RETORTS
        if self._lower(number) != "back" or not is_verb:
            return False
        if self._lower(number - 1) in lexicon.saying_verbs():
            return False
        after = number + 1 + (self._lower(number + 1).endswith("ly"))
        after += self._lower(after) in (",", ":")
        phrase = phrase_before(self.text, self.items, self._skip_left(number - 2), self.names)
        is_told = after < len(self.items) and self.items[after].quoted >= 0
        if phrase is None or not is_told or after == number + 1:
            return False
        return self._add(number - 1, phrase, self._clause(after))

    def _add(self, number: int, phrase: Phrase, content: tuple[int, int] | None) -> bool:
        if content is None:
            return False
        speaker = self._speaker(phrase)
        cue: Cue = replace(
            self._cue(number, _SAYS, speaker, phrase), is_trailing=content[1] <= self.items[number].start
        )
        self.cues.append(self._telling(cue, content))
        return True
