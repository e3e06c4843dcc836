"""What a verb of saying tells: the clause after it, the one before its subject, or that of a passive."""

from __future__ import annotations

from dataclasses import replace

from summarizer.mentions import lexicon
from summarizer.mentions.clauses import FINITE, Cue
from summarizer.mentions.lexicon import SayingVerb
from summarizer.mentions.nouns import singular
from summarizer.mentions.phrases import PRONOUNS, Phrase, phrase_after, phrase_before
from summarizer.mentions.subjects import Subjects
from summarizer.mentions.verb_forms import is_verb

_PREPOSITIONS = lexicon.grammar("candidates-prepositions")
_LISTENERS = lexicon.grammar("attributions-listeners")
_TIME = lexicon.grammar("attributions-time")
_PASSIVE_WORDS = lexicon.grammar("attributions-passive-words")
_JOINING = frozenset(["and", "but", "yet", "so"])
_CLOSING = frozenset("\"”“’'«»")
_HAS = lexicon.grammar("attributions-be") | frozenset(["has", "had", "have", "will", "would", "did", "can", "could"])
_RELATIVE = 6
"""So many items after its comma the verb of a relative clause may stand."""
_GOES_ON = frozenset(",!?—-…")
_SHOWING = frozenset(["show", "find", "suggest", "indicate", "reveal", "project", "estimate", "say"])
_LONGEST_NAMING = 6
"""So many items after "called" may stand before the quotation that it is called: "as a mere “trap”"."""
DOCUMENTS = lexicon.grammar("attributions-stated-by-things") | lexicon.grammar("attributions-shown-by-things")


class Tellings(Subjects):
    """Finds what a verb of saying tells. Stands between the reader of subjects and that of sayings."""

    def _passive(self, number: int, be: int, verb: SayingVerb) -> None:
        """ "is said to be", "was told that", "was described by X as"; and "was saying that"."""
        word = self._lower(number)
        if word.endswith("ing"):
            phrase = phrase_before(self.text, self.items, self._skip_left(be - 1), self.names)
            told = self._told(self._cue(number, verb, self._speaker(phrase), phrase)) if phrase is not None else None
            if told is not None:
                self.cues.append(told)
            return
        phrase = None
        if self._lower(number + 1) == "by":
            phrase = phrase_after(self.text, self.items, number + 2, self.names)
        after = phrase.last + 1 if phrase is not None else number + 1
        cue = self._cue(number, verb, self._speaker(phrase) if phrase is not None else "", phrase)
        if self._is_passive_saying(cue, after):
            content = (self.items[0].start, self.items[be].start) if self._is_end(after) else self._clause(after)
            if content[1] > content[0]:
                self.cues.append(self._telling(cue, content))

    def _by_agent(self, number: int, verb: SayingVerb) -> bool:
        """Add what somebody behind "by" calls so: "was described as “a trap” by Moss", "dubbed “the oven” by fans"."""
        if self._lower(number + 1) == "by":
            return self._by_agent_before(number, verb)
        quote = next(
            (k for k in range(number + 1, min(len(self.items), number + _LONGEST_NAMING)) if self._is_quote(k)), -1
        )
        between = self.items[number + 1 : quote]
        if quote < 0 or any(not item.is_word or item.is_capital or item.lower in PRONOUNS for item in between):
            return False
        by = quote + 1 + (self._lower(quote + 1) == ",")
        if self._lower(by) != "by":
            return False
        phrase = phrase_after(self.text, self.items, by + 1, self.names)
        if phrase is None:
            return False
        item = self.items[quote]
        cue = self._cue(number, verb._replace(use="say"), self._speaker(phrase), phrase)
        self.cues.append(self._telling(cue, (item.start, item.end)))
        return True

    def _by_agent_before(self, number: int, verb: SayingVerb) -> bool:
        """ "A law described by Moss in May as “a trap”": the quotation is that of whom "by" names before it."""
        phrase = phrase_after(self.text, self.items, number + 2, self.names)
        if phrase is None:
            return False
        reach = range(phrase.last + 1, min(len(self.items), phrase.last + 1 + _LONGEST_NAMING + 2))
        quote = next((k for k in reach if self._is_quote(k)), -1)
        between = [item.lower for item in self.items[phrase.last + 1 : quote]]
        if quote < 0 or "as" not in between or any(not word[0].isalnum() for word in between):
            return False
        item = self.items[quote]
        cue = self._cue(number, verb._replace(use="say"), self._speaker(phrase), phrase)
        self.cues.append(self._telling(cue, (item.start, item.end)))
        return True

    def _is_quote(self, number: int) -> bool:
        return self.items[number].quoted >= 0

    def _is_passive_saying(self, cue: Cue, after: int) -> bool:
        """Whether the passive verb is followed by what is said; `after` is the item after it and its agent."""
        word, following = self._lower(cue.first), self._lower(after)
        if cue.verb.use == "as" and word not in ("described", "called"):
            return False
        if not cue.speaker and (
            cue.verb.lemma in _PASSIVE_WORDS
            or (cue.verb.use in ("that", "to", "as") and following not in ("that", "to"))
        ):
            return False
        if following in ("to", "that", "as") or (word == "told" and not self._is_end(after)):
            return True
        return self.items[min(after, len(self.items) - 1)].quoted >= 0

    def _told_before(self, cue: Cue) -> Cue:
        """The saying of a subject that follows its verb, with what stands before: "…, said Moss"."""
        trailing = replace(cue, is_trailing=True)
        content = self._left_content(self._skip_left(cue.first - 1) + 1)
        if content is None:
            return trailing
        after = cue.phrase.last if cue.phrase is not None else cue.first
        return self._telling(trailing, content, self._quotes_right(after + 1))

    def _told(self, cue: Cue) -> Cue | None:
        """The saying with what it tells, after the verb or before the subject; None where the verb has another use."""
        number, verb = cue.first, cue.verb
        subject = cue.phrase.first if cue.phrase is not None else number
        word = self._lower(number)
        place = self._skip_time(self._skip_listener(number + 1) if word in _LISTENERS else number + 1)
        is_participle = word.endswith("ing") and cue.phrase is None
        if verb.lemma in ("call", "dub", "label", "brand") and self._is_titled(cue, place):
            return None
        if not is_participle and verb.speaks and self._lower(subject - 1) == "as":
            as_told = self._as_told(cue, place, subject - 1)
            if as_told is not None:
                return as_told
        left = self._left_content(subject) if not is_participle else None
        if left is not None and (self._is_short_right(place) or self._is_aside(place, subject, verb)):
            if not self._may_trail(verb, subject, left):
                return None
            return self._telling(replace(cue, is_trailing=True), left, self._quotes_right(place))
        if left is None and verb.speaks and subject == 0 and cue.phrase is not None and self._is_end(place):
            before = self._quotation_before(cue.phrase)
            return self._telling(replace(cue, is_trailing=True), before) if before is not None else None
        if left is not None and verb.use == "as" and self._names_it(place, subject):
            return self._telling(replace(cue, is_trailing=True), left)
        is_relative = cue.phrase is not None and self._lower(cue.phrase.last + 2) in ("who", "which")
        if left is None and verb.speaks and not is_relative and self._is_inserted(place, subject):
            return self._telling(cue, self._clause(place + 1))
        if not self._takes(place, verb) and not self._shows(cue, place):
            return None
        if self._lower(place) == ":" and place == len(self.items) - 1:
            end = self.items[place].end
            return replace(cue, content=(end, end))
        told = self._telling(cue, self._within_relative(cue, *self._clause(place)))
        if told.content[1] <= told.content[0]:
            return None
        if left is not None and self._ends_in_quote(subject):
            return replace(told, quoted=self._quotes_in(*left) + told.quoted)
        return told

    def _within_relative(self, cue: Cue, start: int, end: int) -> tuple[int, int]:
        """What is told, no further than the relative clause that tells it: "Moss, who had warned of ice, left at 9"."""
        after = cue.phrase.last + 1 if cue.phrase is not None else len(self.items)
        if self._lower(after) != "," or self._lower(after + 1) not in ("who", "which") or cue.first > after + _RELATIVE:
            return start, end
        for k in range(cue.first + 1, len(self.items) - 1):
            if self.items[k].text == "," and (self._lower(k + 1) in _HAS or is_verb(self.items, k + 1)):
                return start, min(end, self.items[k].start)
        return start, end

    def _as_told(self, cue: Cue, place: int, opener: int) -> Cue | None:
        """What somebody says by "as": "As the mayor said on Monday, six fled", "Six fled, as the mayor said"."""
        before = self._lower(opener - 1)
        opens = opener == 0 or before in _JOINING or self.items[opener - 1].text in (",", ";", ":", "—", "–", "--")
        if not opens:
            return None
        if self._lower(place) == "," and before != ",":
            return self._telling(cue, self._clause(place + 1))
        if before == "," and self._is_end(place):
            content = self._left_content(opener)
            return self._telling(replace(cue, is_trailing=True), content) if content is not None else None
        return None

    def _names_it(self, place: int, subject: int) -> bool:
        """Whether a quotation is what somebody calls something: "“A trap,” the union called it."."""
        is_object = self._lower(place) in ("it", "him", "her", "them", "that", "this")
        return is_object and self._is_short_right(place + 1) and self._ends_in_quote(subject)

    def _quotation_before(self, phrase: Phrase) -> tuple[int, int] | None:
        """The quotation that ends before the phrase and goes on with it: in this line, or in the one before."""
        start = self.items[0].start
        if phrase.first == 0:
            before = self.text[max(0, start - 4) : start].rstrip(" ")[-2:]
            return (start, start) if before[1:] in _CLOSING and before[:1] in _GOES_ON else None
        place = phrase.first - 1
        quote = self.items[place]
        if quote.text == "," and place > 0 and self.items[place - 1].quoted >= 0:
            return self._left_content(phrase.first)
        if quote.quoted < 0 or self.text[quote.start : quote.end].rstrip("\"”’'")[-1:] not in _GOES_ON:
            return None
        return self._left_content(phrase.first)

    def _is_titled(self, cue: Cue, place: int) -> bool:
        """Whether a thing bears a name: "a film called “The Long Night”"."""
        phrase = cue.phrase
        if phrase is None or phrase.name is not None or place >= len(self.items):
            return False
        if self.items[place].quoted < 0:
            return self.items[place].is_capital and self._lower(phrase.first) in ("a", "an")  # "a firm called Mondel"
        head = singular(self._lower(phrase.last))
        return head not in lexicon.roles() and head not in PRONOUNS and self._lower(phrase.first) in ("a", "an", "the")

    def _is_aside(self, place: int, subject: int, verb: SayingVerb) -> bool:
        """Whether what follows only tells how or where a quotation was said: "“…,” he said aboard the plane"."""
        if not verb.speaks or not self._ends_in_quote(subject) or self._lower(place) == ":":
            return False
        if self._lower(place) == "that":  # "“…,” she said at the rite that will end the week"
            before = self._lower(place - 1)
            return self._lower(place + 1) in FINITE and place - 1 > subject + 1 and before not in _TIME
        return self._lower(place) in _PREPOSITIONS or self._lower(place).endswith("ly")

    def _shows(self, cue: Cue, place: int) -> bool:
        """Whether a document tells what follows: "the poll shows a lead", "records show he paid"."""
        if cue.verb.lemma not in _SHOWING or cue.phrase is None or self._is_end(place):
            return False
        head = singular(self._lower(cue.phrase.last))
        return head in DOCUMENTS and self._lower(place) not in (",", "up", "for", "in", "on")

    def _may_trail(self, verb: SayingVerb, subject: int, left: tuple[int, int]) -> bool:
        """Whether the verb can follow what it tells: "…, he argued", but not "…, he asked"."""
        if verb.use in ("to", "as"):
            return self._ends_in_quote(subject)
        return verb.use != "that" or bool(self._quotes_in(*left)) or self._comma_before(subject)

    def _is_inserted(self, place: int, subject: int) -> bool:
        """Whether subject and verb stand between commas: "In the end, she said, most of them left."."""
        return self._lower(place) == "," and self._comma_before(subject) and place + 3 < len(self.items)
