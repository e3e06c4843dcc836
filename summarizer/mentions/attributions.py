"""Who says it: what is attributed in every sentence, and whose words the quotations are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.mentions import lexicon
from summarizer.mentions.clauses import Cue
from summarizer.mentions.genders import read_people
from summarizer.mentions.lexicon import SayingVerb
from summarizer.mentions.phrases import Item, items_of
from summarizer.mentions.quotations import Quoted
from summarizer.mentions.sayings import SayingReader
from summarizer.mentions.scene import Scene
from summarizer.mentions.tokens import Line
from summarizer.model import Attribution, Name, Quotation, Stance

_NO_WORDS = lexicon.grammar("attributions-no-words")
_LEADS_IN = lexicon.grammar("attributions-leads-in")


Speech = tuple[tuple[Attribution, ...], tuple[Quotation, ...]]
Piece = tuple[int, int, int]
"""[start, end) of the stretch of a quotation that lies in one line, and the number of the quotation."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """One line with the sayings found in it; `subject` is who may own a quotation that no verb governs."""

    line: Line
    items: tuple[Item, ...]
    pieces: Sequence[Piece]
    cues: Sequence[Cue]
    subject: tuple[str, int]


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
                _quotation(text, piece, quoted[piece[2]], voices.get((number, piece[2])), _is_bare(one.items))
                for piece in one.pieces
            ),
        )
        for number, one in enumerate(heard)
    )


def _listen(
    text: str, lines: Sequence[Line], names: Sequence[Sequence[Name]], quoted: Sequence[Quoted]
) -> list[_Heard]:
    """The sayings line by line, each read with what the lines before it told."""
    scene = Scene(text, read_people(text, lines, names))
    heard = []
    for number, (line, own, pieces) in enumerate(zip(lines, names, _pieces(text, lines, quoted), strict=True)):
        outside = [name for name in own if not any(start <= name.start < end for start, end, _ in pieces)]
        scene.enter(number, outside)
        items = items_of(line, pieces)
        reader = SayingReader(text, items, own, number, scene)
        cues = reader.read()
        heard.append(_Heard(line, items, pieces, cues, reader.subject() if pieces else ("", 0)))
        scene.speakers.extend((number, cue.speaker) for cue in cues if cue.speaker)
        scene.hear(number, [cue.phrase.name for cue in cues if cue.phrase is not None and cue.phrase.name is not None])
    return heard


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

    def find(self) -> dict[tuple[int, int], Cue]:
        """(line, quotation) → the cue that says whose words they are: one of the line's own, else a neighbour's."""
        found: dict[tuple[int, int], Cue] = {}
        lines_of: dict[int, list[int]] = {}
        for number, one in enumerate(self.heard):
            for _, _, index in one.pieces:
                lines_of.setdefault(index, []).append(number)
                cue = _cue_of(one, index) or _subject_of(self.text, one, index)
                if cue is not None:
                    found[number, index] = cue
                    self.known.setdefault(index, cue)
        for index, numbers in lines_of.items():
            cue = self.known.get(index) or self._neighbour(index, numbers[0], numbers[-1])
            if cue is not None:
                self.known[index] = cue
                for number in numbers:
                    found.setdefault((number, index), cue)
        return found

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
        return self._speaker_before(index, first) if opens and _is_bare(one.items) else None

    def _line_after(self, index: int, last: int) -> Cue | None:
        """The cue of the line after one that the quotation closes: a signature, or "he asked." in the paragraph."""
        items = self.heard[last].items
        if last + 1 >= len(self.heard) or not items or items[-1].quoted != index:
            return None
        after = self.heard[last + 1]
        signed = _signature(self.text, after.items)
        if signed is not None:
            return signed
        is_same_paragraph = "\n" not in self.text[self.heard[last].line.end : after.line.start]
        return _leading_cue(after) if is_same_paragraph else None

    def _speaker_before(self, index: int, first: int) -> Cue | None:
        """Who goes on to speak in a line that is nothing but quotation."""
        if self.quoted[index].goes_on and index + 1 in self.known:
            return self.known[index + 1]
        for number in range(first, max(-1, first - 3), -1):
            one = self.heard[number]
            earlier = [piece[2] for piece in one.pieces if piece[2] < index and piece[2] in self.known]
            if earlier:
                return self.known[earlier[-1]]
            spoken = [cue for cue in one.cues if cue.speaker and cue.verb.speaks]
            if number < first and spoken:
                return spoken[-1]
        return None


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


def _subject_of(text: str, one: _Heard, index: int) -> Cue | None:
    """Of a quotation that no verb of saying governs, the line's subject: 'Moss derided it as “an insult”'.

    Titles ('the film “The Long Night”') and single words stay nobody's.
    """
    speaker, after = one.subject
    if not speaker:
        return None
    place = _place_of(one, index)
    item = one.items[place]
    words = text[item.start : item.end].strip("\"“”‘’'.,!? ").split()
    lead = one.items[place - 1].lower if place else ""
    capitals = sum(word[:1].isupper() for word in words if len(word) > 3)
    is_title = capitals and capitals >= sum(len(word) > 3 for word in words) - (0 if len(words) < 4 else 1)
    if place <= after or len(words) < 2 or is_title or (lead not in _LEADS_IN and len(words) < 4):
        return None
    if lead in ("the", "a", "an", "his", "her", "their", "its") and len(words) < 3:
        return None
    return Cue(place, place, SayingVerb("", Stance.SAID, "as"), None, speaker, (item.start, item.end), (index,))


def _is_bare(items: Sequence[Item]) -> bool:
    """Whether the line has hardly a word outside quotations, at most a credit: "“We will sign.” / VELTA POST"."""
    words = [item for item in items if item.quoted < 0 and item.is_word]
    if len(words) <= 1:
        return True
    after = items[1] if items[0].quoted >= 0 else None
    is_credit = after is not None and after.text in ("/", "—", "–", "(", "[") and all(item.is_capital for item in words[:1])
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


def _leading_cue(one: _Heard) -> Cue | None:
    """The cue of a line that is only "he asked." or "said Smith, …" after a quotation that ended the line before."""
    for cue in one.cues:
        begin = cue.phrase.first if cue.phrase is not None else cue.first
        if min(begin, cue.first) <= 1 and (not one.items[0].is_capital or cue.is_trailing):
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
