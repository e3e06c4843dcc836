"""The text of an article while it is cleaned: lines of parts of the original, and what was taken out of them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from summarizer.model import Notice, OffsetRun, Removal

_NEWLINE = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_TERMINAL = re.compile(r"[.!?。！？][\"'”’»)\]]*\Z|[\"”’»][.!?]\Z|[.!?…][\"”’]+\Z")
_ELLIPSIS = re.compile(r"(?:…|\.{3,}|\[(?:…|\.{3})\])[\"”’]?\Z")
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_SPECIAL = re.compile(
    r"(?P<gap>\s+)"
    "|(?P<invisible>[\u00ad\u034f\u061c\u115f\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]+|(?<![\u0600-\u0dff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]+)"
    "|(?P<cluster>[^\\W\\d_][\u0300-\u036f]+|[ﬀ-ﬆ])"
)
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
    def is_prose(self) -> bool:
        """Whether it reads as a sentence or more: at least six words and a sentence's end."""
        return self.is_sentence and len(self.words) >= 6


@dataclass
class Workpiece:
    """One article on the bench: its lines still there, removals so far, and what was recognised on the way."""

    original: str
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
        return " ".join(self.original[start:end] for start, end in parts)

    def _trim(self, start: int, end: int) -> tuple[int, int] | None:
        return trim(self.original, start, end)

    def _log(self, start: int, end: int, reason: str) -> None:
        if trimmed := self._trim(start, end):
            start, end = trimmed
            self.removals.append(Removal(start, end, reason, self.original[start:end]))


def trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """[start, end) without outer white space, None when nothing else is in it."""
    inner = text[start:end]
    if not inner.strip():
        return None
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())


def split_lines(original: str) -> list[Line]:
    """The lines of a text; of one that is wrapped at a column, its paragraphs.

    >>> [line.text for line in split_lines("A headline\\n\\nIt rained.\\n")]
    ['A headline', 'It rained.']
    """
    spans: list[tuple[int, int, bool]] = []
    start, follows_blank = 0, True
    for end, after in [*((match.start(), match.end()) for match in _NEWLINE.finditer(original)), (len(original), -1)]:
        if trimmed := trim(original, start, end):
            spans.append((*trimmed, follows_blank))
            follows_blank = False
        else:
            follows_blank = True
        start = after
    if _is_wrapped(original, spans):
        spans = _unwrap(spans)
    return [Line([(start, end)], original[start:end], blank) for start, end, blank in spans]


def _is_wrapped(original: str, spans: list[tuple[int, int, bool]]) -> bool:
    inner = [(one, two) for one, two in zip(spans, spans[1:], strict=False) if not two[2]]
    if len(inner) < 2 or max(end - start for start, end, _ in spans) > _WRAP_WIDTH:
        return False
    goes_on = sum(
        original[two[0]].islower() or (one[1] - one[0] > 50 and original[one[1] - 1] not in '.!?:”"')
        for one, two in inner
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


@dataclass
class _Writer:
    """Clean text as it grows, with the runs that map it to the original."""

    original: str
    pieces: list[str] = field(default_factory=list)
    runs: list[OffsetRun] = field(default_factory=list)
    length: int = 0

    def copy(self, start: int, end: int) -> None:
        """Characters that stand so in the original."""
        if start >= end:
            return
        last = self.runs[-1] if self.runs else None
        if last and last.clean_start + last.length == self.length and last.original_start + last.length == start:
            self.runs[-1] = OffsetRun(last.clean_start, last.original_start, last.length + end - start)
        else:
            self.runs.append(OffsetRun(self.length, start, end - start))
        self.insert(self.original[start:end])

    def insert(self, text: str) -> None:
        """Characters that do not."""
        self.pieces.append(text)
        self.length += len(text)


def write_text(work: Workpiece) -> tuple[str, tuple[OffsetRun, ...]]:
    """The clean text with its offset runs. White space becomes single spaces; what is invisible is logged as removed.

    Every code point of the original lies in a run or in a removal or is white space.
    """
    writer = _Writer(work.original)
    for number, line in enumerate(work.lines):
        if number:
            writer.insert("\n\n")
        for place, (start, end) in enumerate(line.parts):
            _write_part(writer, work, start, end, has_gap=place > 0)
    return "".join(writer.pieces), tuple(writer.runs)


def _write_part(writer: _Writer, work: Workpiece, start: int, end: int, *, has_gap: bool) -> None:
    original = work.original
    at = start
    gap: int | None = -1 if has_gap else None  # a space is due: its place in the original, or -1
    has_text = False

    def flush() -> None:
        nonlocal gap
        if gap is not None and (has_text or has_gap):
            if gap >= 0:
                writer.copy(gap, gap + 1)
            else:
                writer.insert(" ")
        gap = None

    for match in _SPECIAL.finditer(original, start, end):
        if match.start() > at:
            flush()
            writer.copy(at, match.start())
            has_text = True
        at = match.end()
        if match["gap"]:
            gap = match.start() if match.group() == " " and gap is None else -1
        elif match["invisible"]:
            work.removals.append(Removal(match.start(), match.end(), "invisible", match.group()))
        else:
            composed = unicodedata.normalize("NFKC" if match.group()[0] >= "\ufb00" else "NFC", match.group())
            flush()
            if composed == match.group():
                writer.copy(match.start(), match.end())
            else:
                writer.insert(composed)
                work.removals.append(Removal(match.start(), match.end(), "recomposed", match.group()))
            has_text = True
    if at < end:
        flush()
        writer.copy(at, end)
