"""Who says it: what is attributed in every sentence, and whose words the quotations are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizer.mentions import lexicon
from summarizer.mentions.candidates import Candidate, Place, features, line_features, verb_after
from summarizer.mentions.clauses import Cue
from summarizer.mentions.genders import read_people
from summarizer.mentions.leads import note_lead
from summarizer.mentions.lexicon import SayingVerb
from summarizer.mentions.nouns import singular
from summarizer.mentions.phrases import PRONOUNS, Item, Phrase, items_of
from summarizer.mentions.quotations import Quoted, is_statement
from summarizer.mentions.ranking import probabilities
from summarizer.mentions.sayings import SayingReader
from summarizer.mentions.scene import Scene
from summarizer.mentions.tokens import Line
from summarizer.model import Attribution, Name, NameKind, Quotation, Stance

_NO_WORDS = lexicon.grammar("attributions-no-words")
_POINTING = frozenset(["that", "this", "so", "thus"])
_GUESSED = SayingVerb("", Stance.SAID, "as")
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
_JOINING = lexicon.grammar("candidates-prepositions") | {"and", "or", "who", "which", "that", "but", "'s", "’s"}
_ANSWERING = frozenset([
    "disagreed", "disagrees", "replied", "replies", "countered", "counters", "answered", "answers", "denied", "denies",
    "rejected", "rejects", "dismissed", "dismisses", "contradicted", "contradicts", "retorted", "agreed", "agrees",
    "asked",
    "responded", "responds", "also", "too",
])  # fmt: skip
_EARLY = 6
_LONGEST_WORD = 16
_BESIDE = 6
"""So many words may stand between a verb of saying and the quotation that it plainly governs."""

Speech = tuple[tuple[Attribution, ...], tuple[Quotation, ...]]
Piece = tuple[int, int, int]
"""[start, end) of the stretch of a quotation that lies in one line, and the number of the quotation."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """One line with the sayings found in it; `candidates` are who may own a quotation that no verb governs."""

    line: Line
    items: tuple[Item, ...]
    pieces: Sequence[Piece]
    cues: Sequence[Cue]
    candidates: tuple[Candidate, ...]


def read_speech(
    text: str, lines: Sequence[Line], names: Sequence[Sequence[Name]], quoted: Sequence[Quoted]
) -> tuple[Speech, ...]:
    """(attributions, quotations) of every line. A quotation over several lines is given in pieces, one a line."""
    heard = _listen(text, lines, names, quoted)
    voices = _Voices(text, heard, quoted).find()
    return tuple(
        (
            tuple(_attribution(text, one.items, cue) for cue in one.cues),
            tuple(
                _quotation(text, one, piece, quoted[piece[2]], voices.get((number, piece[2]))) for piece in one.pieces
            ),
        )
        for number, one in enumerate(heard)
    )


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A quotation that no verb plainly governs: [start, end), what speaks for each option, where candidates stand."""

    start: int
    end: int
    options: list[list[str]]
    spans: tuple[tuple[int, int], ...]


def open_cases(
    text: str, lines: Sequence[Line], names: Sequence[Sequence[Name]], quoted: Sequence[Quoted]
) -> tuple[OpenCase, ...]:
    """The quotations whose speaker has to be weighed, for fitting the weights."""
    voices = _Voices(text, _listen(text, lines, names, quoted), quoted)
    voices.find()
    return tuple(voices.weighed)


def _listen(
    text: str, lines: Sequence[Line], names: Sequence[Sequence[Name]], quoted: Sequence[Quoted]
) -> list[_Heard]:
    """The sayings line by line, each read with what the lines before it told."""
    scene = Scene(text, read_people(text, lines, names))
    heard = []
    every = _pieces(text, lines, quoted)
    for number, (line, own, pieces) in enumerate(zip(lines, names, every, strict=True)):
        is_near = bool(pieces) or _may_tell_neighbour(lines, every, number)
        outside = [name for name in own if not any(start <= name.start < end for start, end, _ in pieces)]
        scene.enter(number, outside)
        items = items_of(line, pieces)
        reader = SayingReader(text, items, own, number, scene)
        note_lead(number, items, own, scene)
        cues = reader.read()
        heard.append(_Heard(line, items, pieces, cues, _with_cues(reader.candidates(), cues) if is_near else ()))
        scene.speakers.extend((number, cue.speaker) for cue in cues if cue.speaker)
        scene.hear(number, [cue.phrase.name for cue in cues if cue.phrase is not None and cue.phrase.name is not None])
    return heard


def _with_cues(candidates: Sequence[Candidate], cues: Sequence[Cue]) -> tuple[Candidate, ...]:
    """The candidates with the subjects of sayings that are none of them: "the accused told them"."""
    missing = [
        Candidate(cue.phrase, cue.speaker)
        for cue in cues
        if cue.phrase is not None and cue.speaker and not any(_is_of(cue, one.phrase) for one in candidates)
    ]
    unique = {candidate.phrase.first: candidate for candidate in missing}
    return tuple(sorted((*candidates, *unique.values()), key=lambda one: one.phrase.first))


def _may_tell_neighbour(lines: Sequence[Line], pieces: Sequence[Sequence[Piece]], number: int) -> bool:
    """Whether a line without quotation may say whose the one is that fills the next line or ends the last."""
    if number and pieces[number - 1] and pieces[number - 1][-1][1] >= lines[number - 1].end - 1:
        return True
    following = pieces[number + 1] if number + 1 < len(lines) else ()
    if following and following[0][0] == lines[number + 1].start:
        return following[-1][1] >= lines[number + 1].end - 1
    before, tokens = pieces[number - 1] if number else (), lines[number].tokens
    return bool(before) and bool(tokens) and tokens[0].lower in _POINTING


def _pieces(text: str, lines: Sequence[Line], quoted: Sequence[Quoted]) -> list[list[Piece]]:
    """For every line its stretches of quotation: (start, end, number of the quotation)."""
    found: list[list[Piece]] = []
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


class _Voices:
    """Finds whose words the quotations of a text are."""

    def __init__(self, text: str, heard: Sequence[_Heard], quoted: Sequence[Quoted]) -> None:
        self.text = text
        self.heard = heard
        self.quoted = quoted
        self.known: dict[int, Cue] = {}  # quotation → the first cue found for it
        self.weighed: list[OpenCase] = []

    def find(self) -> dict[tuple[int, int], Cue]:
        """(line, quotation) → the cue that says whose words they are: one of the line's own, else a neighbour's."""
        found: dict[tuple[int, int], Cue] = {}
        lines_of: dict[int, list[int]] = {}
        for number, one in enumerate(self.heard):
            for _, _, index in one.pieces:
                lines_of.setdefault(index, []).append(number)
                cue = _cue_of(one, index)
                if cue is not None and _is_plain(one, cue, index):
                    found[number, index] = cue
                    self.known.setdefault(index, cue)
        for index, numbers in lines_of.items():
            for number in numbers:
                if (number, index) not in found:
                    context = self.known.get(index) or self._neighbour(index, numbers[0], numbers[-1])
                    cue = self._ranked(number, index, context)
                    if cue is not None:
                        found[number, index] = cue
                        self.known.setdefault(index, cue)
            if index in self.known:
                for number in numbers:
                    found.setdefault((number, index), self.known[index])
        return found

    def _ranked(self, number: int, index: int, context: Cue | None) -> Cue | None:
        """The likeliest speaker of a quotation that no verb plainly governs, if it is somebody's at all."""
        one = self.heard[number]
        if context is not None and _is_bare(one.items):
            return context
        rule = _cue_of(one, index)
        options = options_of(self.text, one, index, context)
        likely = probabilities(options)
        item = one.items[_place_of(one, index)]
        spans = ((one.items[own.phrase.first].start, one.items[own.phrase.last].end) for own in one.candidates)
        self.weighed.append(OpenCase(item.start, item.end, options, tuple(spans)))
        *somebody, nobody = _within_clause(one, likely, _place_of(one, index))
        best = max(range(len(somebody)), key=somebody.__getitem__)
        item = one.items[_place_of(one, index)]
        is_word = " " not in self.text[item.start : item.end]
        is_doubtful = nobody > somebody[best] and (rule is None or (is_word and rule.verb.use != "as"))
        is_doubtful = is_doubtful and not is_statement(self.text[item.start : item.end])
        if best == len(somebody) - 1:
            return None if is_doubtful else context
        phrase, speaker = one.candidates[best]
        if rule is not None and _is_only_told_of(one, rule, phrase, index):
            return replace(rule, is_doubtful=is_doubtful)
        if rule is not None and (rule.speaker == speaker or _is_of(rule, phrase)):
            return replace(rule, is_doubtful=is_doubtful)
        place = _place_of(one, index)
        cue = Cue(place, place, _GUESSED, phrase, speaker, (item.start, item.end), (index,))
        told_at = one.items[phrase.first].start, one.items[phrase.last].end
        return replace(cue, is_doubtful=is_doubtful, told_at=told_at)

    def _neighbour(self, index: int, first: int, last: int) -> Cue | None:
        """Who says a quotation in the lines first..last that no verb there governs: the lines around them tell."""
        one = self.heard[first]
        opens = bool(one.items) and one.items[0].quoted == index
        before = self.heard[first - 1] if first > 0 else None
        if opens and before is not None and before.items and before.items[-1].text == ":":
            return _before_colon(before)
        after = self._line_after(index, last)
        if after is not None:
            return after
        if not opens or not _is_bare(one.items):
            return None
        return self._presented_after(index, first, last) or self._speaker_before(index, first)

    def _presented_after(self, index: int, first: int, last: int) -> Cue | None:
        """Who a paragraph that begins with mere quotation tells of next: "“Never.” Ada Moss shakes her head."."""
        goes_on = index > 0 and self.quoted[index - 1].goes_on
        opens = first == 0 or "\n" in self.text[self.heard[first - 1].line.end : self.heard[first].line.start]
        last += 1
        while opens and last < len(self.heard) and self._is_beside(last) and _is_all_quoted(self.heard[last].items):
            last += 1
        if goes_on or not opens or last >= len(self.heard) or not self._is_beside(last):
            return None
        one = self.heard[last]
        if any(item.lower in _ANSWERING for item in one.items[:_EARLY]):
            return None
        presenting = _presenting(one)
        return presenting and _guessed(presenting, one)

    def _is_beside(self, number: int) -> bool:
        """Whether the line stands in the paragraph of the one before."""
        return "\n" not in self.text[self.heard[number - 1].line.end : self.heard[number].line.start]

    def _line_after(self, index: int, last: int) -> Cue | None:
        """The cue of the line after one that the quotation closes: a signature, or "he asked." in the paragraph."""
        items = self.heard[last].items
        if last + 1 >= len(self.heard) or not items or items[-1].quoted != index:
            return None
        after = self.heard[last + 1]
        signed = _signature(self.text, after.items)
        if signed is not None:
            return signed
        told = _told_again(after)
        if told is not None:
            return told
        is_same_paragraph = "\n" not in self.text[self.heard[last].line.end : after.line.start]
        return _leading_cue(after) if is_same_paragraph else None

    def _speaker_before(self, index: int, first: int) -> Cue | None:
        """Who goes on to speak in a line that is nothing but quotation."""
        if self.quoted[index].goes_on and index + 1 in self.known:
            return self.known[index + 1]
        turned = self._turned_to(first)
        if turned is not None:
            return turned
        for number in range(first, max(-1, first - 6), -1):
            one = self.heard[number]
            earlier = [piece[2] for piece in one.pieces if piece[2] < index and piece[2] in self.known]
            if earlier:
                return self.known[earlier[-1]]
            spoken = [cue for cue in one.cues if cue.speaker and cue.verb.speaks]
            if number < first and spoken:
                return spoken[-1]
        return self._only_person(first)

    def _turned_to(self, first: int) -> Cue | None:
        """The person of whom alone the line before tells, its subject: "Ada Moss shook her head. “Never.”"."""
        one = self.heard[first - 1] if first > 0 and self._is_beside(first) else None
        if one is None or one.pieces or any(cue.speaker and cue.verb.speaks for cue in one.cues):
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
        return _guessed(named, one) if is_asked or _is_subject(one.items, named.phrase) else None

    def _only_person(self, first: int) -> Cue | None:
        """The only person of the line before one that is nothing but a statement, where nobody else has spoken."""
        one = self.heard[first - 1] if first > 0 else None
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


def _guessed(candidate: Candidate, one: _Heard) -> Cue:
    """The cue of somebody whom a line tells of beside a quotation, without a verb of saying."""
    phrase, speaker = candidate
    told_at = one.items[phrase.first].start, one.items[phrase.last].end
    return Cue(0, 0, _GUESSED, phrase, speaker, (one.line.start, one.line.start), (), told_at=told_at)


def _without_verb(asked: Candidate) -> str:
    """The speaker without an infinitive that looked like a noun: "does the ministry make"."""
    words = asked.speaker.split()
    head = words[-1].lower()
    is_head = lexicon.is_person_noun(singular(head)) or head.title() in lexicon.organisation_heads()
    return asked.speaker if asked.phrase.name is not None or is_head or len(words) == 1 else " ".join(words[:-1])


def _within_clause(one: _Heard, likely: Sequence[float], place: int) -> list[float]:
    """The likelihoods where a semicolon stands before the quotation: only subjects behind it may have said it."""
    stop = max((k for k in range(place) if one.items[k].text == ";"), default=-1)
    behind = [stop < own.phrase.first < place and _is_subject(one.items, own.phrase) for own in one.candidates]
    if stop < 0 or not any(behind):
        return list(likely)
    rest = list(likely[len(behind) :])
    return [chance if is_behind else 0.0 for chance, is_behind in zip(likely, behind, strict=False)] + [0.0] + rest[1:]


def _is_person(candidate: Candidate) -> bool:
    return candidate.phrase.name is not None and candidate.phrase.name.kind is NameKind.PERSON


def _asked(one: _Heard) -> Candidate | None:
    """Whose view a question asks for: "What does the ministry make of it? “…”"."""
    lower = [item.lower for item in one.items]
    if lower[-1] != "?" or lower[0] not in _ASKING:
        return None
    for candidate in one.candidates:
        before = lower[candidate.phrase.first - 1] if candidate.phrase.first else ""
        if before in _ASKING_VERBS and candidate.speaker.lower() not in PRONOUNS:
            return candidate._replace(speaker=_without_verb(candidate))
    return None


def _is_subject(items: Sequence[Item], phrase: Phrase) -> bool:
    """Whether a verb follows the phrase, or a lower-case word that joins it to nothing: "Moss shook her head"."""
    if phrase.name is not None and phrase.name.end < items[phrase.last].end - 1:
        return True  # a verb that looked like the phrase's last noun: "Moss sees little to laugh about"
    following = items[phrase.last + 1] if phrase.last + 1 < len(items) else None
    if following is not None and following.is_word and not following.is_capital and following.quoted < 0:
        return following.lower not in _JOINING
    return verb_after(items, phrase) >= 0


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


def _presenting(one: _Heard) -> Candidate | None:
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
    is_pointed = [item.lower for item in one.items[:2]] in _PRESENTING or one.items[0].lower in _POINTING
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


def _cue_of(one: _Heard, index: int) -> Cue | None:
    """The cue of a line that governs the quotation: the nearest of those that cover it."""
    covering = [cue for cue in one.cues if index in cue.quoted and cue.speaker]
    if not covering:
        return None
    place = _place_of(one, index)
    return min(
        covering,
        key=lambda cue: (cue.verb.stance is Stance.OTHER or cue.verb.lemma in _NO_WORDS, abs(cue.first - place)),
    )


def _place_of(one: _Heard, index: int) -> int:
    return next(place for place, item in enumerate(one.items) if item.quoted == index)


def _is_plain(one: _Heard, cue: Cue, index: int) -> bool:
    """Whether the verb of saying stands right beside the quotation, so that nobody else can be its speaker."""
    place = _place_of(one, index)
    item = one.items[place]
    is_near = abs(cue.first - place) <= _BESIDE
    if item.end - item.start < _LONGEST_WORD and not is_near:
        return False
    return cue.verb.speaks and cue.verb.lemma not in _NO_WORDS and (is_near or cue.is_trailing)


def _is_only_told_of(one: _Heard, rule: Cue, phrase: Phrase, index: int) -> bool:
    """Whether the phrase stands in what somebody says before the quotation: "Moss said Brandt was “a champion”"."""
    place = _place_of(one, index)
    is_said = rule.verb.speaks and rule.first < phrase.first and phrase.last < place and not rule.is_trailing
    return is_said and not any(_is_of(cue, phrase) for cue in one.cues)


def _is_of(cue: Cue, phrase: Phrase) -> bool:
    """Whether the phrase is the cue's subject or a part of it."""
    return cue.phrase is not None and cue.phrase.first <= phrase.last and phrase.first <= cue.phrase.last


def options_of(text: str, one: _Heard, index: int, context: Cue | None) -> list[list[str]]:
    """What speaks for each candidate of the line, for the speaker of the lines around, and for nobody."""
    number = _place_of(one, index)
    item = one.items[number]
    place = Place(number, text[item.start : item.end])
    around = line_features(one.items, place, one.cues, context.speaker if context is not None else "")
    return [*features(one.items, one.candidates, place, one.cues), *around]


def _is_bare(items: Sequence[Item]) -> bool:
    """Whether the line has hardly a word outside quotations, at most a credit: "“We will sign.” / VELTA POST"."""
    words = [item for item in items if item.quoted < 0 and item.is_word]
    if len(words) <= 1:
        return True
    after = items[1] if items[0].quoted >= 0 else None
    is_credit = (
        after is not None and after.text in ("/", "—", "–", "(", "[") and all(item.is_capital for item in words[:1])
    )
    return is_credit and sum(not item.is_capital for item in words) <= 1


def _before_colon(one: _Heard) -> Cue | None:
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


def _told_again(one: _Heard) -> Cue | None:
    """A line after a quotation that says whose it was: "That was Ada Moss, the chair."."""
    words = [item.lower for item in one.items[:2]]
    if len(words) < 2 or words[0] not in _POINTING or words[1] not in ("was", "is", "from"):
        return None
    for phrase, speaker in one.candidates or ():
        if phrase.first == 2 and phrase.name is not None and phrase.name.kind is NameKind.PERSON:
            start = one.items[0].start
            return Cue(0, 1, _GUESSED, phrase, speaker, (start, start), ())
    return None


def _leading_cue(one: _Heard) -> Cue | None:
    """The cue of a line that is only "he asked." or "said Smith, …" after a quotation that ended the line before."""
    for cue in one.cues:
        begin = cue.phrase.first if cue.phrase is not None else cue.first
        if min(begin, cue.first) <= 1 and (not one.items[0].is_capital or cue.is_trailing):
            return cue
    return None


def _quotation(text: str, one: _Heard, piece: Piece, whole: Quoted, cue: Cue | None) -> Quotation:
    start, end, _ = piece
    inner = text[max(start, whole.inner_start) : max(min(end, whole.inner_end), max(start, whole.inner_start))]
    words = inner.strip()
    if cue is None:
        n_words = len(words.split())
        is_short = n_words <= 8 and not is_statement(words) and (n_words <= 4 or words[-1:] not in ".!?,")
        return Quotation(start, end, words, is_scare=is_short and not _is_bare(one.items))
    verb = {":": "", "according": "according to"}.get(cue.verb.lemma, cue.verb.lemma)
    return Quotation(start, end, words, cue.speaker, verb, cue.is_doubtful, cue.told_at)
