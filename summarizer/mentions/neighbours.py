"""Who says a quotation that no verb of its own line governs: the lines around it tell.

A colon before it, a signature or "he asked." behind it, whoever went on speaking, or the one person told of beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarizer.mentions import lexicon
from summarizer.mentions.candidates import Candidate
from summarizer.mentions.clauses import Cue
from summarizer.mentions.heard import GUESSED, POINTING, Heard, is_bare, is_subject
from summarizer.mentions.lexicon import SayingVerb
from summarizer.mentions.nouns import singular
from summarizer.mentions.phrases import PRONOUNS, Item, phrase_after, speaker_text
from summarizer.mentions.quotations import Quoted, is_statement
from summarizer.model import NameKind, Stance

_PRESENTING = (
    ["the", "speaker"],
    ["the", "voice"],
    ["with", "these"],
    ["with", "those"],
    ["so", "says"],
    ["these", "are"],
)
_OWNERS = frozenset(["his", "her", "its", "their"])
_ASKING_VERBS = frozenset(["does", "do", "did"])
_ASKING = frozenset(["what", "how", "why", "and", "but", "so", "where"]) | _ASKING_VERBS
_ANSWERING = frozenset([
    "disagreed", "disagrees", "replied", "replies", "countered", "counters", "answered", "answers", "denied", "denies",
    "rejected", "rejects", "dismissed", "dismisses", "contradicted", "contradicts", "retorted", "agreed", "agrees",
    "asked",
    "responded", "responds", "also", "too",
])  # fmt: skip
_SPEECHES = frozenset([
    "address", "speech", "statement", "remark", "interview", "conference", "briefing", "letter", "tweet", "message",
])  # fmt: skip
"""What somebody gives whose words stand in the next paragraph."""
_LISTENERS = frozenset(["him", "her", "them"])
_EARLY = 6
_AFTER_SO = 2


class Neighbours:
    """A text's lines as neighbours of its quotations; `known` has the cues found so far, by quotation, and grows."""

    def __init__(self, text: str, heard: Sequence[Heard], quoted: Sequence[Quoted], known: Mapping[int, Cue]) -> None:
        self._text = text
        self._heard = heard
        self._quoted = quoted
        self._known = known

    def cue(self, index: int, first: int, last: int) -> Cue | None:
        """Who says a quotation in the lines first..last that no verb there governs; None where nobody is told."""
        one = self._heard[first]
        opens = bool(one.items) and one.items[0].quoted == index
        before = self._heard[first - 1] if first > 0 else None
        if opens and before is not None and before.items and before.items[-1].text == ":":
            return _before_colon(before)
        after = self._line_after(index, last)
        if after is not None:
            return after
        if not opens or not is_bare(one.items):
            return None
        return self._presented_after(index, first, last) or self._speaker_before(index, first)

    def goes_on(self, index: int, first: int) -> Cue | None:
        """Who has just spoken in the paragraph, where a statement opens the next line: "“…,” Moss said. “…”"."""
        quoted = self._quoted[index]
        if first == 0 or not self._is_beside(first) or not is_statement(self._text[quoted.start : quoted.end]):
            return None
        before = self._heard[first - 1]
        earlier = [piece[2] for piece in before.pieces if piece[2] < index and piece[2] in self._known]
        return self._known[earlier[-1]] if earlier else None

    def _presented_after(self, index: int, first: int, last: int) -> Cue | None:
        """Who a paragraph that begins with mere quotation tells of next: "“Never.” Ada Moss shakes her head."."""
        goes_on = index > 0 and self._quoted[index - 1].goes_on
        opens = first == 0 or "\n" in self._text[self._heard[first - 1].line.end : self._heard[first].line.start]
        last += 1
        while opens and last < len(self._heard) and self._is_beside(last) and _is_all_quoted(self._heard[last].items):
            last += 1
        if goes_on or not opens or last >= len(self._heard) or not self._is_beside(last):
            return None
        one = self._heard[last]
        if any(item.lower in _ANSWERING for item in one.items[:_EARLY]):
            return None
        presenting = _presenting(one)
        return presenting and _guessed(presenting, one)

    def _is_beside(self, number: int) -> bool:
        """Whether the line stands in the paragraph of the one before."""
        return "\n" not in self._text[self._heard[number - 1].line.end : self._heard[number].line.start]

    def _line_after(self, index: int, last: int) -> Cue | None:
        """The cue of the line after one that the quotation closes: a signature, or "he asked." in the paragraph."""
        items = self._heard[last].items
        if last + 1 >= len(self._heard) or not items or items[-1].quoted != index:
            return None
        after = self._heard[last + 1]
        signed = _signature(self._text, after.items)
        if signed is not None:
            return signed
        told = _told_again(self._text, after)
        if told is not None:
            return told
        is_same_paragraph = "\n" not in self._text[self._heard[last].line.end : after.line.start]
        return _leading_cue(after) if is_same_paragraph else None

    def _speaker_before(self, index: int, first: int) -> Cue | None:
        """Who goes on to speak in a line that is nothing but quotation."""
        if self._quoted[index].goes_on and index + 1 in self._known:
            return self._known[index + 1]
        turned = self._turned_to(first)
        if turned is not None:
            return turned
        asking: Cue | None = None
        for number in range(first, max(-1, first - 6), -1):
            one = self._heard[number]
            earlier = [piece[2] for piece in one.pieces if piece[2] < index and piece[2] in self._known]
            if earlier:
                cue = self._known[earlier[-1]]
                if asking is None and self._is_answer(index, earlier[-1], cue, first):
                    asking = cue
                if asking is None or cue.speaker != asking.speaker:
                    return cue
                continue
            spoken = [cue for cue in one.cues if cue.speaker and cue.verb.speaks]
            if number < first and spoken and asking is None:
                return spoken[-1]
        return asking or self._only_person(first)

    def _is_answer(self, index: int, before: int, cue: Cue, first: int) -> bool:
        """Whether a paragraph may answer the question before it, and so is not by whoever asked "“Why?”"."""
        pair = (self._quoted[before], self._quoted[index])
        question, answer = (self._text[one.inner_start : one.inner_end].rstrip(" ,") for one in pair)
        is_asked = cue.verb.lemma == "ask" and question.endswith("?") and not answer.endswith("?")
        home = next((one for one in self._heard[max(0, first - _EARLY) : first] if cue in one.cues), None)
        return is_asked and not self._is_beside(first) and home is not None and _asks_somebody(home, cue)

    def _turned_to(self, first: int) -> Cue | None:
        """The person of whom alone the line before tells, its subject: "Ada Moss shook her head. “Never.”"."""
        one = self._heard[first - 1] if first > 0 else None
        if one is None or one.pieces or any(cue.speaker and cue.verb.speaks for cue in one.cues):
            return None
        if not self._is_beside(first) and not any(singular(item.lower) in _SPEECHES for item in one.items):
            return None
        asked = _asked(one)
        if asked is not None:
            return _guessed(asked, one)
        opening = (own for own in one.candidates if own.phrase.first <= 1 and own.phrase.text.lower() not in _OWNERS)
        named = next(opening, None)
        people = {own.speaker for own in one.candidates if _is_person(own)}
        if named is None or not (_is_person(named) or named.speaker in people):  # "her neighbour, Ada Moss"
            return None
        is_asked = one.items[-1].text == "?" and named.phrase.first == 1  # "And Moss, who was there? “Never.”"
        return _guessed(named, one) if is_asked or is_subject(one.items, named.phrase) else None

    def _only_person(self, first: int) -> Cue | None:
        """The only person of the line before one that is nothing but a statement, where nobody else has spoken."""
        one = self._heard[first - 1] if first > 0 else None
        if one is None:
            return None
        if not self._is_beside(first):
            leading = _presenting(one)
            return leading and _guessed(leading, one)
        people = [
            candidate
            for candidate in one.candidates
            if candidate.phrase.name is not None and candidate.phrase.name.kind in (NameKind.PERSON, NameKind.OTHER)
        ] or [candidate for candidate in one.candidates[:1] if _is_role(candidate)]
        people = people or [candidate for candidate in one.candidates[:1] if _is_body(candidate)]
        is_sure = len({candidate.speaker for candidate in people}) == 1 or (people and people[0].phrase.first == 0)
        return _guessed(people[0], one) if is_sure else None


def _asks_somebody(one: Heard, cue: Cue) -> bool:
    """Whether a line says whom the question goes to; a question to nobody may be answered by whoever puts it."""
    if cue.phrase is None or cue.phrase.first > cue.first or cue.first + 1 >= len(one.items):
        return False
    listener = one.items[cue.first + 1]
    return listener.quoted < 0 and (listener.is_capital or listener.lower in _LISTENERS)


def _guessed(candidate: Candidate, one: Heard) -> Cue:
    """The cue of somebody whom a line tells of beside a quotation, without a verb of saying."""
    phrase, speaker = candidate
    told_at = one.items[phrase.first].start, one.items[phrase.last].end
    return Cue(0, 0, GUESSED, phrase, speaker, (one.line.start, one.line.start), (), told_at=told_at)


def _without_verb(asked: Candidate) -> str:
    """The speaker without an infinitive that looked like a noun: "does the ministry make"."""
    words = asked.speaker.split()
    head = words[-1].lower()
    is_head = lexicon.is_person_noun(singular(head)) or head.title() in lexicon.organisation_heads()
    return asked.speaker if asked.phrase.name is not None or is_head or len(words) == 1 else " ".join(words[:-1])


def _is_person(candidate: Candidate) -> bool:
    return candidate.phrase.name is not None and candidate.phrase.name.kind is NameKind.PERSON


def _asked(one: Heard) -> Candidate | None:
    """Whose view a question asks for: "What does the ministry make of it? “…”"."""
    lower = [item.lower for item in one.items]
    if lower[-1] != "?" or lower[0] not in _ASKING:
        return None
    for candidate in one.candidates:
        before = lower[candidate.phrase.first - 1] if candidate.phrase.first else ""
        if before in _ASKING_VERBS and candidate.speaker.lower() not in PRONOUNS:
            return candidate._replace(speaker=_without_verb(candidate))
    return None


def _is_all_quoted(items: Sequence[Item]) -> bool:
    return bool(items) and all(item.quoted >= 0 for item in items)


def _is_role(candidate: Candidate) -> bool:
    """Whether the candidate opens its line and is one person told by a role: "The former pilot", "A woman"."""
    phrase = candidate.phrase
    words = phrase.text.lower().split()
    is_one = words[-1] in lexicon.roles() and words[-1] == singular(words[-1])
    return phrase.first == 0 and (words[0] in ("a", "an") or is_one)


def _is_body(candidate: Candidate) -> bool:
    """Whether the candidate opens its line and is a body, by name or by its kind: "The museum", "Velta Bank"."""
    phrase = candidate.phrase
    is_named = phrase.name is not None and phrase.name.kind is NameKind.ORGANISATION
    return phrase.first == 0 and (is_named or phrase.text.split()[-1].title() in lexicon.organisation_heads())


def _presenting(one: Heard) -> Candidate | None:
    """Who a line begins with: somebody named, or "The speaker is Ada Moss", "With these words Ada Moss left"."""
    if not one.candidates:
        return None
    people = [
        candidate
        for candidate in one.candidates
        if candidate.phrase.name is not None
        and candidate.phrase.name.kind is not NameKind.PLACE
        and candidate.phrase.name.kind is not NameKind.ORGANISATION
    ]
    first = people[0] if people else None
    is_pointed = [item.lower for item in one.items[:2]] in _PRESENTING or one.items[0].lower in POINTING
    if first is not None and (first.phrase.first <= 1 or is_pointed):
        return first
    leading = one.candidates[0]
    if (
        first is not None
        and first.phrase.first <= _EARLY
        and leading.phrase.first == 0
        and first.phrase is leading.phrase
    ):
        return first
    return leading if _is_role(leading) and first is None else None


def _before_colon(one: Heard) -> Cue | None:
    """The cue of a line that ends in a colon and lets somebody speak in the next."""
    others = [cue for cue in one.cues if cue.speaker and cue.speaker.lower() not in ("we", "you", "i")]
    spoken = [cue for cue in others if not cue.is_trailing]
    near = [cue for cue in spoken if cue.first >= len(one.items) - 8 or cue.verb.speaks]
    return near[-1] if near else spoken[-1] if spoken else None


def _signature(text: str, items: Sequence[Item]) -> Cue | None:
    """A line that is a dash and a name, under a quotation."""
    if 2 <= len(items) <= 6 and items[0].text in "-–—" and items[1].is_capital:
        words = [item for item in items[1:] if item.is_word]
        if all(word.is_capital for word in words):
            start, end = words[0].start, words[-1].end
            return Cue(0, 0, SayingVerb(":", Stance.SAID, "say"), None, text[start:end], (start, start), ())
    return None


def _told_again(text: str, one: Heard) -> Cue | None:
    """A line after a quotation that says whose it was: "That was Ada Moss, the chair."."""
    words = [item.lower for item in one.items[:2]]
    if len(words) == 2 and words[0] in ("so", "thus"):
        return _so_said(text, one, words[1])
    if len(words) < 2 or words[0] not in POINTING or words[1] not in ("was", "is", "from"):
        return None
    for phrase, speaker in one.candidates or ():
        if phrase.first == 2 and phrase.name is not None and phrase.name.kind is NameKind.PERSON:
            start = one.items[0].start
            return Cue(0, 1, GUESSED, phrase, speaker, (start, start), ())
    return None


def _so_said(text: str, one: Heard, verb: str) -> Cue | None:
    """ "So says a voice from the tower.", "Thus wrote Ada Moss in 1920.": whose the quotation before it was."""
    verbs = lexicon.saying_verbs().get(verb, ())
    phrase = phrase_after(text, one.items, _AFTER_SO, ()) if verbs and verbs[0].speaks else None
    if phrase is None:
        return None
    known = (own.speaker for own in one.candidates if own.phrase.first == _AFTER_SO)
    start = one.items[0].start
    told_at = one.items[phrase.first].start, one.items[phrase.last].end
    speaker = next(known, speaker_text(phrase, one.items))
    return Cue(0, 1, verbs[0], phrase, speaker, (start, start), (), told_at=told_at)


def _leading_cue(one: Heard) -> Cue | None:
    """The cue of a line that is only "he asked." or "said Smith, …" after a quotation that ended the line before."""
    for cue in one.cues:
        begin = cue.phrase.first if cue.phrase is not None else cue.first
        if min(begin, cue.first) <= 1 and (not one.items[0].is_capital or cue.is_trailing):
            return cue
    return None
