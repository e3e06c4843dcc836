"""An article while it is cleaned: lines made of parts of its text, and what was taken out of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from summarizer.model import Notice, Removal

_TERMINAL = re.compile(r"[.!?。！？][\"'”’»)\]]*\Z|[\"”’»][.!?]\Z|[.!?…][\"”’]+\Z")
_ELLIPSIS = re.compile(r"(?:…|\.{3,}|\[(?:…|\.{3})\])[\"”’]?\Z")
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_WRAP_WIDTH = 110  # lines of mail and wire text are broken before this many characters


@dataclass
class Line:
    """A paragraph of the page: parts of the original, all others of its characters having been removed."""

    parts: list[tuple[int, int]]
    text: str
    follows_blank: bool = True

    @property
    def words(self) -> list[str]:
        """Its words, without punctuation."""
        return _WORD.findall(self.text)

    @property
    def is_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_TERMINAL.search(self.text)) and not self.is_cut_short

    @property
    def is_cut_short(self) -> bool:
        """Whether it ends in an ellipsis."""
        return bool(_ELLIPSIS.search(self.text))

    @property
    def is_open(self) -> bool:
        """Whether it breaks off in the middle of a sentence: words enough, no mark at its end."""
        return len(self.words) >= 10 and not self.is_sentence and not self.is_cut_short and self.text[-1] not in ":;"

    @property
    def is_prose(self) -> bool:
        """Whether it reads as a sentence or more: at least six words and a sentence's end."""
        return self.is_sentence and len(self.words) >= 6


@dataclass
class Workpiece:
    """One article on the bench: its lines still there, removals so far, and what was recognised on the way.

    All offsets are into `text`, the mended text; `mending.write_text` takes them back to the original.
    """

    text: str
    lines: list[Line]
    title: str = ""
    outlet: str = ""
    author: str = ""
    dateline_place: str = ""
    date_text: str = ""
    credits: list[str] = field(default_factory=list)
    removals: list[Removal] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def remove(self, index: int, reason: str) -> None:
        """Take a whole line out, later lines keep their place until `sweep`."""
        for start, end in self.lines[index].parts:
            self._log(start, end, reason)
        self.lines[index] = Line([], "")

    def cut(self, index: int, start: int, end: int, reason: str) -> str:
        """Take [start, end) of a line's text out; gives the words that are gone."""
        line = self.lines[index]
        gone = line.text[start:end]
        kept: list[tuple[int, int]] = []
        at = 0
        for part_start, part_end in line.parts:
            length = part_end - part_start
            low, high = max(0, min(length, start - at)), max(0, min(length, end - at))
            if low < high:
                self._log(part_start + low, part_start + high, reason)
                kept += [(part_start, part_start + low), (part_start + high, part_end)]
            else:
                kept.append((part_start, part_end))
            at += length + 1  # parts are joined by one space
        line.parts = [part for one in kept if (part := self._trim(*one))]
        line.text = self._join(line.parts)
        return gone.strip()

    def sweep(self) -> None:
        """Forget the lines of which nothing is left."""
        self.lines = [line for line in self.lines if line.parts]

    def notice(self, code: str, message: str) -> None:
        """Note something for the reader, once."""
        if not any(notice.code == code for notice in self.notices):
            self.notices.append(Notice(code, message))

    def _join(self, parts: list[tuple[int, int]]) -> str:
        return " ".join(self.text[start:end].replace("\n", " ") for start, end in parts)

    def _trim(self, start: int, end: int) -> tuple[int, int] | None:
        return trim(self.text, start, end)

    def _log(self, start: int, end: int, reason: str) -> None:
        if trimmed := self._trim(start, end):
            start, end = trimmed
            self.removals.append(Removal(start, end, reason, self.text[start:end]))


def trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """[start, end) without outer white space, None when nothing else is in it."""
    inner = text[start:end]
    if not inner.strip():
        return None
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())


def split_lines(text: str) -> list[Line]:
    """The lines of a mended text; of one that is wrapped at a column, its paragraphs.

    >>> [line.text for line in split_lines("A headline\\n\\nIt rained.\\n")]
    ['A headline', 'It rained.']
    """
    spans: list[tuple[int, int, bool]] = []
    start, follows_blank = 0, True
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if trimmed := trim(text, start, end):
            spans.append((*trimmed, follows_blank))
            follows_blank = False
        else:
            follows_blank = True
        start = end + 1
    if _is_wrapped(text, spans):
        spans = _unwrap(spans)
    return [Line([(start, end)], text[start:end].replace("\n", " "), blank) for start, end, blank in spans]


def _is_wrapped(text: str, spans: list[tuple[int, int, bool]]) -> bool:
    inner = [(one, two) for one, two in pairwise(spans) if not two[2]]
    if len(inner) < 2 or max(end - start for start, end, _ in spans) > _WRAP_WIDTH:
        return False
    goes_on = sum(
        text[two[0]].islower() or (one[1] - one[0] > 50 and text[one[1] - 1] not in '.!?:”"') for one, two in inner
    )
    return goes_on >= 0.5 * len(inner)


def _unwrap(spans: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """Joins a line to the one before it where that one was full: within one block, and nearly as wide as the text."""
    width = max(end - start for start, end, _ in spans)
    joined: list[tuple[int, int, bool]] = []
    last_length = 0
    for start, end, blank in spans:
        if joined and not blank and last_length > 0.6 * width:
            joined[-1] = (joined[-1][0], end, joined[-1][2])
        else:
            joined.append((start, end, blank))
        last_length = end - start
    return joined
