"""Which words of a sentence no passage beside it has, and what the passages have in their place.

It decides nothing, and knows no more than words: it shows an editor where to look, also where the checks saw nothing.
So it must be quiet where the wording merely differs. Words of one meaning (the checkers' list), inflections, verbs of
saying and small words count as the same; a word, but no figure, may stand in the sentences around a passage, where they
deny nothing; and of what a passage tells besides, nothing is marked: only what stands where the sentence has a word of
its own, and what turns a shared word round ("not", "may", "if").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from summarizer.checkers import cue_words, stem

_WORD = re.compile(r"\d+(?:[.,]\d+)*(?:st|nd|rd|th)?\b|[ap]\.m\.|[^\W_]+(?:[’'.&-][^\W_]+)*")
_SMALL_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_NUMBERS = {word: str(number) for number, word in enumerate(_SMALL_NUMBERS.split(), start=1)}
_TURNS = {
    word: kind
    for kind, words in {
        "not": "not no never none nothing nobody neither nor without cannot",
        "may": "may might could possibly perhaps reportedly allegedly",
        "if": "if unless",
    }.items()
    for word in words.split()
}
"""Small words that change what is said of the word after them, by what they do."""
_DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
_SAYING = (
    "tell told add added report reported announce state stated explain note noted speak write call called include "
    "including according saying today yesterday tomorrow however meanwhile also another put give make place name "
    "account differ number figure count whereas although though around"
)
_EMPTY = frozenset(stem(word) for word in _SAYING.split())
"""Words of saying and of no content: another one there is another wording."""
_MOST_SHARE = 0.5
"""Of a sentence's words: where more are its own, the passage tells of something else, and names and figures say so."""
_FEW = 4
_SPELLINGS = (("is", "iz"), ("ys", "yz"), ("enc", "ens"))  # British and American, of stems
_OUR = re.compile(r"(?<=\w\w\w)our(?=(?:s|ed|ing|ers?)?$)", re.IGNORECASE)  # "harbour", not "four"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and whether its words are to be marked."""

    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Differences:
    """A sentence and the passages beside it in pieces; `own` and `instead` are the marked words of either side."""

    sentence: tuple[Piece, ...]
    passages: tuple[tuple[Piece, ...], ...]

    @property
    def own(self) -> tuple[str, ...]:
        """What the sentence alone has."""
        return _marked([self.sentence])

    @property
    def instead(self) -> tuple[str, ...]:
        """What passages have in its place."""
        return _marked(self.passages)


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    key: str  # the same for words that count as one; "" for a small word
    turn: str = ""
    is_name: bool = False

    @property
    def is_surely_name(self) -> bool:
        """Whether it is one though it does not begin the text, where every word is written like a name."""
        return self.is_name and self.start > 0

    @property
    def is_figure(self) -> bool:
        return self.key[:1].isdigit()


def differences(sentence: str, passages: Sequence[str], around: Iterable[str] = ()) -> Differences:
    """The sentence and the passages with what differs marked; `around` is what else stands near the passages.

    >>> told = differences("Aid came by air, Moss said.", ["Aid is coming by rail and road, Moss told reporters."])
    >>> told.own, told.instead
    (('air',), ('rail', 'road'))
    >>> differences("The dam was not sealed.", ["Engineers sealed the dam."]).own
    ('not',)
    >>> differences("Nine people were killed.", ["Police said 9 people had died."]).own
    ()
    """
    own, others = _read(sentence), [_read(passage) for passage in passages]
    if not others:
        return Differences((Piece(sentence),), ())
    shared = {word.key for words in others for word in words if word.key}
    near = {word.key for text in around for word in _told(text)}
    turns = {word.turn for words in others for word in words}
    has_day = any(word.key in _DAYS for words in others for word in words)
    lacking = {place for place, word in enumerate(own) if _is_own(word, shared, turns, has_day=has_day)}
    lacking -= {place for place in lacking if not own[place].is_figure and own[place].key in near}
    n_content = sum(bool(word.key) for word in own)
    if len(lacking) > max(_FEW, n_content * _MOST_SHARE):
        lacking = {place for place in lacking if own[place].is_figure or own[place].is_name}
        marks: list[set[int]] = [set() for _ in others]
    else:
        marks = [_instead(own, lacking, words) for words in others]
    return Differences(
        _pieces(sentence, own, lacking),
        tuple(_pieces(text, words, found) for text, words, found in zip(passages, others, marks, strict=True)),
    )


def _is_own(word: _Word, shared: Collection[str], turns: Collection[str], *, has_day: bool) -> bool:
    if word.turn:
        return word.turn not in turns
    if word.key in _DAYS and not has_day:  # a passage may say "today"
        return False
    return bool(word.key) and word.key not in shared


def _told(text: str) -> tuple[_Word, ...]:
    """What a text around the passages lends them: its words; of one that denies something, the names alone."""
    words = _read(text)
    is_denial = any(word.turn == "not" for word in words)
    return tuple(word for word in words if word.is_name or not is_denial)


def _instead(own: Sequence[_Word], lacking: Collection[int], other: Sequence[_Word]) -> set[int]:
    """Which words of a passage stand in place of the sentence's own, or turn a shared one round."""
    content = [place for place, word in enumerate(own) if word.key]
    theirs = [place for place, word in enumerate(other) if word.key]
    matcher = SequenceMatcher(None, [own[p].key for p in content], [other[p].key for p in theirs], autojunk=False)
    keys = {word.key for word in own}
    n_matched = sum(block.size for block in matcher.get_matching_blocks())
    found = _rivals(own, lacking, other) if n_matched else set()
    found |= _turned(own, other) if n_matched > 1 else set()
    for tag, start, end, from_, to in matcher.get_opcodes():
        missing = [place for place in content[start:end] if place in lacking and own[place].key not in _DAYS]
        if tag != "replace" or not n_matched or not missing or len(missing) * 2 < end - start:
            continue
        before = own[content[start - 1]] if start else None  # what both have, beside the stretch
        after = own[content[end]] if end < len(content) else None
        stretch = [place for place in theirs[from_:to] if other[place].key not in keys]
        most = len(missing) + (not all(own[place].is_figure for place in missing))
        if before and after:
            found.update(stretch if len(stretch) <= len(missing) + 2 else ())
        elif before and not before.is_surely_name:  # of a name both may tell different things
            found.update(stretch[:most])
        elif after and not after.is_surely_name:
            found.update(stretch[-most:])
    return found


def _rivals(own: Sequence[_Word], lacking: Collection[int], other: Sequence[_Word]) -> set[int]:
    """The figures of a passage beside the words that stand beside the sentence's own figures, and its other days."""
    keys = {word.key for word in own}
    figures = [place for place in lacking if own[place].is_figure]
    after = {own[one].key for place in figures for one in _next(own, place)}
    before = {own[one].key for place in figures for one in _last(own, place)}
    has_day = any(own[place].key in _DAYS for place in lacking)
    return {
        place
        for place, word in enumerate(other)
        if word.key not in keys
        and (
            (word.key in _DAYS and has_day)
            or (word.is_figure and any(other[one].key in after for one in _next(other, place)))
            or (word.is_figure and any(other[one].key in before for one in _last(other, place)))
        )
    }


def _turned(own: Sequence[_Word], other: Sequence[_Word]) -> set[int]:
    """The words of a passage that turn a word round which both have, of a kind that the sentence has not."""
    keys, turns = {word.key for word in own}, {word.turn for word in own}
    return {
        place
        for place, word in enumerate(other)
        if word.turn and word.turn not in turns and any(other[one].key in keys for one in _next(other, place))
    }


def _next(words: Sequence[_Word], place: int) -> list[int]:
    """Where the next word that is no small one stands."""
    return [one for one in range(place + 1, min(place + 4, len(words))) if words[one].key][:1]


def _last(words: Sequence[_Word], place: int) -> list[int]:
    """Where the word before it that is no small one stands."""
    return [one for one in range(place - 1, max(place - 4, -1), -1) if words[one].key][:1]


@lru_cache(maxsize=2048)
def _read(text: str) -> tuple[_Word, ...]:
    found = []
    for match in _WORD.finditer(text):
        lower = match[0].lower().replace("’", "'")
        turn = "not" if lower.endswith("n't") else _TURNS.get(lower, "")
        key = (
            ""
            if turn or lower in ("a.m.", "p.m.") or (lower in cue_words("small") and lower not in _NUMBERS)
            else _key(match[0], lower)
        )
        found.append(_Word(match.start(), match.end(), key, turn, match[0][0].isupper()))
    return tuple(found)


def _key(word: str, lower: str) -> str:
    if lower in _NUMBERS:
        return _NUMBERS[lower]
    if lower[0].isdigit():
        return re.sub(r",|(?:st|nd|rd|th)$", "", lower)
    if lower in _DAYS:
        return lower
    found = stem(_OUR.sub("or", word.replace("-", "")))
    if found in _EMPTY:
        return ""
    for british, american in _SPELLINGS:
        if found.endswith(british) and len(found) > len(british) + 2:
            return found[: -len(british)] + american
    return found


def _pieces(text: str, words: Sequence[_Word], marked: Collection[int]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at = 0
    for place in sorted(marked):
        word = words[place]
        between = text[at : word.start]
        if pieces and pieces[-1].differs and not between.strip():  # one stroke below words that follow one another
            pieces[-1] = Piece(pieces[-1].text + between + text[word.start : word.end], differs=True)
        else:
            pieces += [Piece(between)] * bool(between)
            pieces.append(Piece(text[word.start : word.end], differs=True))
        at = word.end
    return (*pieces, *([Piece(text[at:])] if at < len(text) else []))


def _marked(texts: Iterable[Iterable[Piece]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(piece.text for text in texts for piece in text if piece.differs))
