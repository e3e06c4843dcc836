"""Who says it: what is attributed in every sentence, and whose words the quotations are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from summarizer.mentions import lexicon
from summarizer.mentions.candidates import Candidate, Place, features, line_features
from summarizer.mentions.clauses import Cue
from summarizer.mentions.genders import read_people
from summarizer.mentions.heard import GUESSED, POINTING, Heard, Piece, is_bare, is_subject
from summarizer.mentions.leads import note_lead
from summarizer.mentions.neighbours import Neighbours
from summarizer.mentions.nouns import singular
from summarizer.mentions.phrases import PRONOUNS, Item, Phrase, items_of
from summarizer.mentions.quotations import Quoted, is_statement
from summarizer.mentions.ranking import probabilities
from summarizer.mentions.sayings import SayingReader
from summarizer.mentions.scene import Scene
from summarizer.mentions.titles import is_naming, is_title, titles_in_series
from summarizer.mentions.tokens import Line
from summarizer.mentions.verb_forms import is_verb
from summarizer.model import Attribution, Name, Quotation, Stance

_NO_WORDS = lexicon.grammar("attributions-no-words")
_GRAMMAR = (
    lexicon.grammar("attributions-auxiliaries")
    | lexicon.grammar("attributions-time")
    | lexicon.grammar("phrases-not-noun")
) - {"the", "of", "and", "in", "at", "on", "to", "for", "it", "us", "this", "that", "next", "last"}
"""Words that tell of time or of how a verb is meant: capitalised, they may be somebody's name."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_FEWEST_AGAIN = 8
_FEWEST_WORDS_AGAIN = 2
"""Letters, and words, of what a headline has again; a word more within the text: “climate change” is anybody's."""
_DASHES = frozenset(["–", "—", "-", "--"])
_HEADING = 3
_LONGEST_WORD = 16
_NAMING = frozenset(
    [
        "blame",
        "praise",
        "condemn",
        "reject",
        "criticise",
        "mock",
        "ridicule",
        "welcome",
        "call",
        "describe",
        "dub",
        "label",
        "brand",
        "characterise",
        "dismiss",
        "hail",
        "denounce",
        "slam",
    ]
)
_BESIDE_SUBJECT = 3
_BESIDE = 6
"""So many words may stand between a verb of saying and the quotation that it plainly governs."""

Speech = tuple[tuple[Attribution, ...], tuple[Quotation, ...]]


def read_speech(
    text: str, lines: Sequence[Line], names: Sequence[Sequence[Name]], quoted: Sequence[Quoted]
) -> tuple[Speech, ...]:
    """(attributions, quotations) of every line. A quotation over several lines is given in pieces, one a line."""
    heard = _listen(text, lines, names, quoted)
    named = frozenset(index for index, one in enumerate(quoted) if is_naming(text, one))
    titles = named | titles_in_series(text, quoted)
    titles |= frozenset(index for index, one in enumerate(quoted) if is_title(text, one))
    voices = _Voices(text, heard, quoted).find()
    blocks = _in_blocks(text, heard)
    return tuple(
        (
            (*(_attribution(text, one.items, cue) for cue in one.cues), *blocks.get(number, ())),
            tuple(
                _quotation(text, one, piece, quoted[piece[2]], voice, piece[2] in titles)
                for piece in one.pieces
                for voice in [None if piece[2] in named else voices.get((number, piece[2]))]
            ),
        )
        for number, one in enumerate(heard)
    )


def _in_blocks(text: str, heard: Sequence[Heard]) -> dict[int, tuple[Attribution]]:
    """By line, whose words a paragraph without quotation marks is, which a line before it announces.

    "Osk, who heads the union, said in a statement:", then the statement in a paragraph of its own. The cue is of no
    length and stands where the line begins: the line itself has none.
    """
    found: dict[int, tuple[Attribution]] = {}
    for number, (one, following) in enumerate(pairwise(heard), start=1):
        at, end = one.line.start, one.line.end
        cue = next((cue for cue in reversed(one.cues) if cue.speaker and cue.verb.speaks and not cue.quoted), None)
        is_announced = text[at:end].rstrip().endswith(":") and "\n\n" in text[end : following.line.start]
        if cue is None or not is_announced or one.pieces:
            continue
        for own, line in enumerate(heard[number:], start=number):
            if own > number and "\n" in text[heard[own - 1].line.end : line.line.start]:
                break
            is_telling = own == number and any(cue.speaker and cue.verb.speaks for cue in line.cues)
            if line.pieces or is_telling or text[line.line.start : line.line.end].rstrip().endswith(":"):
                break
            start, stop = line.line.start, line.line.end
            found[own] = (Attribution(start, start, cue.speaker, cue.verb.lemma, cue.verb.stance, start, stop),)
    return found


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A quotation that no verb plainly governs: [start, end), what speaks for each option, where candidates stand.

    `speakers` has who each candidate means, then who speaks in the lines around; the last option is nobody.
    """

    start: int
    end: int
    options: list[list[str]]
    spans: tuple[tuple[int, int], ...]
    speakers: tuple[str, ...]


def open_cases(
    text: str, lines: Sequence[Line], names: Sequence[Sequence[Name]], quoted: Sequence[Quoted]
) -> tuple[OpenCase, ...]:
    """The quotations whose speaker has to be weighed, for fitting the weights."""
    voices = _Voices(text, _listen(text, lines, names, quoted), quoted)
    voices.find()
    return tuple(voices.weighed)


def _listen(text: str, lines: Sequence[Line], names: Sequence[Sequence[Name]], quoted: Sequence[Quoted]) -> list[Heard]:
    """The sayings line by line, each read with what the lines before it told."""
    scene = Scene(text, read_people(text, lines, names))
    heard = []
    every = _pieces(text, lines, quoted)
    for number, (line, own, pieces) in enumerate(zip(lines, names, every, strict=True)):
        is_near = bool(pieces) or _may_tell_neighbour(lines, every, number)
        outside = [name for name in own if not any(start <= name.start < end for start, end, _ in pieces)]
        scene.enter(number, outside)
        items = _with_words_of_names(items_of(line, pieces), own)
        reader = SayingReader(text, items, own, number, scene)
        note_lead(number, items, own, scene)
        cues = reader.read()
        heard.append(Heard(line, items, pieces, cues, _with_cues(reader.candidates(), cues) if is_near else ()))
        scene.speakers.extend((number, cue.speaker) for cue in cues if cue.speaker)
        scene.hear(number, [cue.phrase.name for cue in cues if cue.phrase is not None and cue.phrase.name is not None])
    return heard


def _with_words_of_names(items: tuple[Item, ...], names: Sequence[Name]) -> tuple[Item, ...]:
    """The items, none of a name's words one of grammar: "May told the Commons", "VELTA TODAY reported"."""
    told: dict[int, Item] = {}
    for name in names:
        if not any(part.lower() in _GRAMMAR for part in name.text.split() if part != "The"):
            continue
        for k, item in enumerate(items):
            if name.start <= item.start < name.end and item.is_capital and item.lower in _GRAMMAR:
                told[k] = item._replace(lower=item.text)
    return tuple(told.get(k, item) for k, item in enumerate(items)) if told else items


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
    return bool(before) and bool(tokens) and tokens[0].lower in POINTING


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


def _folded(words: str) -> str:
    """The words alone, folded, each between spaces."""
    return f" {' '.join(_WORD.findall(words.casefold()))} "


class _Voices:
    """Finds whose words the quotations of a text are."""

    def __init__(self, text: str, heard: Sequence[Heard], quoted: Sequence[Quoted]) -> None:
        self.text = text
        self.heard = heard
        self.quoted = quoted
        self.known: dict[int, Cue] = {}  # quotation → the first cue found for it
        self.neighbours = Neighbours(text, heard, quoted, self.known)
        self.weighed: list[OpenCase] = []

    def find(self) -> dict[tuple[int, int], Cue]:
        """(line, quotation) → the cue that says whose words they are: one of the line's own, else a neighbour's."""
        found: dict[tuple[int, int], Cue] = {}
        lines_of: dict[int, list[int]] = {}
        for number, one in enumerate(self.heard):
            for _, _, index in one.pieces:
                lines_of.setdefault(index, []).append(number)
                cue = _cue_of(one, index)
                joined = found.get((number, _joined_to(one, index)))
                if joined is not None and (cue is None or not _is_plain(one, cue, index)):
                    cue = found[number, index] = joined  # "blamed it on “bad wine” and “worse luck”"
                    self.known.setdefault(index, cue)
                elif cue is not None and _is_plain(one, cue, index):
                    found[number, index] = cue
                    self.known.setdefault(index, cue)
        self._hear_again(lines_of)
        plain = frozenset(self.known)  # no other line of a quotation has a say where one has its verb of saying
        for index, numbers in lines_of.items():
            for number in numbers:
                if (number, index) not in found and index not in plain:
                    context = self.known.get(index) or self.neighbours.cue(index, numbers[0], numbers[-1])
                    cue = self._ranked(number, index, context)
                    if cue is not None:
                        found[number, index] = cue
                        self.known.setdefault(index, cue)
            if index in self.known:
                for number in numbers:
                    found.setdefault((number, index), self.known[index])
        return found

    def _hear_again(self, lines_of: Mapping[int, Sequence[int]]) -> None:
        """Give words that are quoted again to the only one who is plainly said to have said them.

        A headline takes some of them, "‘Black day’ for Velta"; within the text it is what is quoted by itself, and by
        nobody else: of "Moss called it “a black day for us” … “A black day for us”?".
        """
        said = {index: _folded(self._words(index)) for index in self.known}
        again: dict[int, Cue] = {}
        for index, (number, *_) in lines_of.items():
            words = _folded(self._words(index))
            n_words = len(words.split())
            if index in said or len(words) < _FEWEST_AGAIN or n_words < _FEWEST_WORDS_AGAIN:
                continue
            if number == 0:
                homes = [other for other, own in said.items() if words in own]
            elif n_words > _FEWEST_WORDS_AGAIN and _cue_of(self.heard[number], index) is None:
                homes = [other for other, own in said.items() if words == own]
            else:
                continue
            if len({self.known[other].speaker.split()[-1] for other in homes}) == 1:
                cue = max((self.known[other] for other in homes), key=lambda cue: len(cue.speaker))
                start = self.heard[lines_of[homes[0]][0]].line.start
                again[index] = Cue(0, 0, GUESSED, None, cue.speaker, (start, start), (), told_at=(start, start))
        self.known.update(again)

    def _words(self, index: int) -> str:
        return self.text[self.quoted[index].inner_start : self.quoted[index].inner_end]

    def _ranked(self, number: int, index: int, context: Cue | None) -> Cue | None:
        """The likeliest speaker of a quotation that no verb plainly governs, if it is somebody's at all."""
        one = self.heard[number]
        if context is not None and is_bare(one.items):
            return context
        rule = _cue_of(one, index)
        if context is None and rule is None and _place_of(one, index) == 0:
            context = self.neighbours.goes_on(index, number)
            if context is not None and not any(cue.quoted and cue.speaker for cue in one.cues):
                return context
        options = options_of(self.text, one, index, context)
        likely = probabilities(options)
        item = one.items[_place_of(one, index)]
        spans = ((one.items[own.phrase.first].start, one.items[own.phrase.last].end) for own in one.candidates)
        speakers = (*(own.speaker for own in one.candidates), context.speaker if context is not None else "")
        self.weighed.append(OpenCase(item.start, item.end, options, tuple(spans), speakers))
        *somebody, nobody = _within_clause(one, likely, _place_of(one, index))
        best = max(range(len(somebody)), key=somebody.__getitem__)
        item = one.items[_place_of(one, index)]
        is_word = " " not in self.text[item.start : item.end]
        is_told = rule is not None and (rule.verb.use == "as" or (rule.verb.use == "say" and not rule.is_trailing))
        is_doubtful = nobody > somebody[best] and (rule is None or (is_word and not is_told))
        is_doubtful = is_doubtful and not is_statement(self.text[item.start : item.end])
        if best == len(somebody) - 1:
            return None if is_doubtful else context
        phrase, speaker = one.candidates[best]
        if rule is not None and _is_only_told_of(one, rule, phrase, index):
            return replace(rule, is_doubtful=is_doubtful)
        if rule is not None and (rule.speaker == speaker or _is_of(rule, phrase)):
            return replace(rule, is_doubtful=is_doubtful)
        place = _place_of(one, index)
        cue = Cue(place, place, GUESSED, phrase, speaker, (item.start, item.end), (index,))
        told_at = one.items[phrase.first].start, one.items[phrase.last].end
        return replace(cue, is_doubtful=is_doubtful, told_at=told_at)


def _within_clause(one: Heard, likely: Sequence[float], place: int) -> list[float]:
    """The likelihoods where a semicolon stands before the quotation: only subjects behind it may have said it."""
    stop = max((k for k in range(place) if one.items[k].text == ";"), default=-1)
    behind = [stop < own.phrase.first < place and is_subject(one.items, own.phrase) for own in one.candidates]
    if stop < 0 or not any(behind):
        return list(likely)
    rest = list(likely[len(behind) :])
    return [chance if is_behind else 0.0 for chance, is_behind in zip(likely, behind, strict=False)] + [0.0] + rest[1:]


def _cue_of(one: Heard, index: int) -> Cue | None:
    """The cue of a line that governs the quotation: the nearest of those that cover it."""
    covering = [cue for cue in one.cues if index in cue.quoted and cue.speaker]
    if not covering:
        return None
    place = _place_of(one, index)
    is_told_after = any(cue.is_trailing and cue.first > place for cue in covering)
    return min(
        covering,
        key=lambda cue: (
            cue.verb.stance is Stance.OTHER or cue.verb.lemma in _NO_WORDS,
            cue.verb.lemma == ":" and is_told_after,  # "The talk angered the union: “…,” he said"
            abs(cue.first - place),
        ),
    )


def _joined_to(one: Heard, index: int) -> int:
    """The quotation that "and" or "or" joins to this one, right before it; -1 where none stands there."""
    place = _place_of(one, index)
    is_joined = place > 1 and one.items[place - 1].lower in ("and", "or")
    return one.items[place - 2].quoted if is_joined else -1


def _place_of(one: Heard, index: int) -> int:
    return next(place for place, item in enumerate(one.items) if item.quoted == index)


def _is_plain(one: Heard, cue: Cue, index: int) -> bool:
    """Whether the verb of saying stands right beside the quotation, so that nobody else can be its speaker."""
    place = _place_of(one, index)
    item = one.items[place]
    is_near = abs(cue.first - place) <= _BESIDE
    if item.end - item.start < _LONGEST_WORD and not is_near and cue.verb.use != "quoted":
        return False
    if _is_named_so(one, cue, place) or cue.verb.use == "quoted":
        return True
    return cue.verb.speaks and cue.verb.lemma not in _NO_WORDS and (is_near or cue.is_trailing)


def _is_named_so(one: Heard, cue: Cue, place: int) -> bool:
    """Whether a verb of naming has its subject before it and the quotation beside it: "what Moss called “a trap”"."""
    phrase = cue.phrase
    if cue.verb.use != "as" or cue.verb.lemma not in _NAMING or phrase is None:
        return False
    last = one.items[phrase.last]
    if not last.is_capital and last.lower not in PRONOUNS and not lexicon.is_person_noun(singular(last.lower)):
        return False  # "a class called “Perception”"
    is_active = 0 <= cue.first - phrase.last <= _BESIDE_SUBJECT and cue.first < place <= cue.first + _BESIDE
    between = one.items[cue.first + 1 : place]
    return (
        is_active
        and all(item.is_word and item.quoted < 0 for item in between)
        and not any(is_verb(one.items, k) for k in range(cue.first + 1, place))
    )


def _is_only_told_of(one: Heard, rule: Cue, phrase: Phrase, index: int) -> bool:
    """Whether the phrase stands in what somebody says before the quotation: "Moss said Brandt was “a champion”"."""
    place = _place_of(one, index)
    is_said = rule.verb.speaks and rule.first < phrase.first and phrase.last < place and not rule.is_trailing
    return is_said and not any(_is_of(cue, phrase) for cue in one.cues)


def _is_of(cue: Cue, phrase: Phrase) -> bool:
    """Whether the phrase is the cue's subject or a part of it."""
    return cue.phrase is not None and cue.phrase.first <= phrase.last and phrase.first <= cue.phrase.last


def options_of(text: str, one: Heard, index: int, context: Cue | None) -> list[list[str]]:
    """What speaks for each candidate of the line, for the speaker of the lines around, and for nobody."""
    number = _place_of(one, index)
    item = one.items[number]
    place = Place(number, text[item.start : item.end])
    speaker = context.speaker if context is not None else ""
    around = line_features(one.items, place, one.cues, speaker)
    return [*features(one.items, one.candidates, place, one.cues, speaker), *around]


def _is_heading(items: Sequence[Item]) -> bool:
    """Whether the line is words in marks between two dashes, as headings within a text are: "– “Who cares?” –"."""
    ends = [item for item in items if item.text not in (".", "!", "?")]
    return len(ends) == _HEADING and ends[0].text in _DASHES and ends[-1].text in _DASHES


def _quotation(text: str, one: Heard, piece: Piece, whole: Quoted, cue: Cue | None, is_work: bool) -> Quotation:
    start, end, _ = piece
    inner = text[max(start, whole.inner_start) : max(min(end, whole.inner_end), max(start, whole.inner_start))]
    words = inner.strip()
    if cue is None and (is_work or _is_heading(one.items)):
        return Quotation(start, end, words, is_scare=True)
    if cue is None:
        n_words = len(words.split())
        is_short = n_words <= 8 and not is_statement(words) and (n_words <= 4 or words[-1:] not in ".!?,")
        return Quotation(start, end, words, is_scare=is_short and not is_bare(one.items))
    verb = {":": "", "according": "according to"}.get(cue.verb.lemma, cue.verb.lemma)
    return Quotation(start, end, words, cue.speaker, verb, cue.is_doubtful or is_work, cue.told_at)
