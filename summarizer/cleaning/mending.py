"""Characters: what is invisible goes, white space becomes plain, HTML's names of characters ("&eacute;") become what
they name, and every character knows where it came from."""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.entities import html5

from summarizer.cleaning.lines import Workpiece
from summarizer.model import OffsetRun, Removal

_BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
)
# Joiners belong to emoji and to Arabic and Indic script; elsewhere nobody sees them.
_JOINER = "(?<![\u0600-\u0dff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]+"
# A tag that some system left in a plain text: with attributes, or one that closes, or one of the best-known names.
_TAG = (
    r"<[A-Za-z][\w:-]{0,30}(?:\s{1,4}[\w:-]{1,40}=\"[^\"<>\n]{0,400}\"){1,20}\s?/?>|</[A-Za-z][\w:-]{0,30}>"
    r"|<(?:b|i|u|em|strong|small|sup|sub|span|p|br|div|tweet)\s?/?>"
)
# A quotation mark typed as two single ones or two grave accents; not of feet and inches.
_DOUBLED = r"(?<!['’‘`\d])(?:''|’’|‘‘|``)(?!['’‘`])"
_BREAKS = re.compile(r"</?(?:p|br|div)\b")
# What an encyclopedia or a paper refers to its notes by, behind a word: "in 1973.[8]", also with escaped brackets.
_REFERENCE = r"(?<=[^\s(\[])\\?\[(?:\d{1,3}|edit|citation needed|note \d{1,2})\\?\]"
LEAST_REFERENCES = 3
"""Such marks that a text must have before they are taken for that: "he said [2] it" is something else."""
_SPECIAL = re.compile(
    f"(?P<tag>{_TAG})|(?P<reference>{_REFERENCE})|(?P<mark>{_DOUBLED})|(?P<invisible>[{_INVISIBLE}]+|{_JOINER})|(?P<gap>\\s+)|(?P<cluster>[^\\W\\d_][\u0300-\u036f]+|[\ufb00-\ufb06])"
)
_CLOSES = re.compile(r"[^\s(\[—–-]\Z")
# A character by its name or number, escaped any number of times: "&amp;eacute;" stands in feeds.
_ENTITY = re.compile(r"&(?:amp;|#38;|#x26;){0,8}(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_MOST_ROUNDS = 4  # of decoding what decoding has made: only who plays with it writes more
_PLAIN_GAPS = frozenset((" ", "\n", "\n\n"))


@dataclass
class Mended:
    """A text with plain white space and nothing invisible, and where its characters stood in the original.

    `starts`, `origins` and `lengths` are stretches that were copied unchanged; `changes` what was dropped or composed.
    """

    original: str
    text: str = ""
    starts: list[int] = field(default_factory=list)
    origins: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    changes: list[Removal] = field(default_factory=list)


@dataclass
class _Writer:
    """Text as it grows, with the stretches that were copied."""

    result: Mended
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    gap: tuple[str, int] | None = None  # white space that is due before the next character, and where it stood, or -1

    def copy(self, start: int, end: int) -> None:
        """Characters that stand so in the original."""
        self._write_gap()
        self._copy(start, end)

    def insert(self, text: str) -> None:
        """Characters that do not."""
        self._write_gap()
        self._append(text)

    def space(self, text: str, at: int) -> None:
        """White space: one space, one break or an empty line, whichever is the strongest of what comes together."""
        n_breaks = min(2, len(_BREAK.findall(text)))
        kind = "\n" * n_breaks or " "
        at = at if text == kind else -1
        if self.gap is not None:
            kind, at = max(kind, self.gap[0], key=lambda one: (one[0] == "\n", len(one))), -1
        self.gap = (kind, at)

    def _write_gap(self) -> None:
        gap, self.gap = self.gap, None
        if gap is None or not self.pieces or (gap[0] == " " and self.pieces[-1][-1].isspace()):
            return
        if gap[1] >= 0:
            self._copy(gap[1], gap[1] + len(gap[0]))
        else:
            self._append(gap[0])

    def _copy(self, start: int, end: int) -> None:
        made = self.result
        if (
            made.starts
            and made.starts[-1] + made.lengths[-1] == self.length
            and made.origins[-1] + made.lengths[-1] == start
        ):
            made.lengths[-1] += end - start
        else:
            made.starts.append(self.length)
            made.origins.append(start)
            made.lengths.append(end - start)
        self._append(made.original[start:end])

    def _append(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)


def mend_text(original: str) -> Mended:
    """The text as it will be cleaned: single spaces and line breaks, composed letters, nothing invisible, no tags.

    >>> mend_text("so\\u00adft  Cafe\\u0301\\u00a0bar").text
    'soft Café bar'
    >>> mend_text('It <b>rained</b>, <post id="7">she wrote</post>, if 3 < 5 > 2.').text
    'It rained, she wrote, if 3 < 5 > 2.'
    >>> mend_text("``It rained,'' she wrote; ''it'' is 6'2''.").text
    "“It rained,” she wrote; “it” is 6'2''."
    >>> mend_text("It rained.<br>She left.").text
    'It rained.\\nShe left.'
    >>> mend_text("It has two forms.[1] The first[2][3] is rare\\\\[4\\\\], they said.").text
    'It has two forms. The first is rare, they said.'
    >>> mend_text("Ren&eacute; said it&#8217;s over &amp;amp; done; R&D; stays.").text
    'René said it’s over & done; R&D; stays.'
    """
    mended = _mended(original)
    for _ in range(_MOST_ROUNDS):
        decoded = _decoded(mended.text)
        if decoded.text == mended.text:
            break
        mended = _through(mended, _through(decoded, _mended(decoded.text)))
    return mended


def decode_entities(text: str) -> str:
    """The text with HTML's names of characters replaced by what they name.

    >>> decode_entities("Caf&eacute; fire &amp; smoke, R&D; AT&T")
    'Café fire & smoke, R&D; AT&T'
    """
    return _decoded(text).text


def _decoded(text: str) -> Mended:
    """The text with the characters that HTML's names stand for; what names none stays."""
    writer = _Writer(Mended(text))
    at = 0
    for match in _ENTITY.finditer(text) if "&" in text else ():
        named = _named(match.group())
        if named:
            if match.start() > at:
                writer.copy(at, match.start())
            writer.insert(named)
            writer.result.changes.append(Removal(match.start(), match.end(), "recomposed", match.group()))
            at = match.end()
    if at < len(text):
        writer.copy(at, len(text))
    writer.result.text = "".join(writer.pieces)
    return writer.result


def _named(entity: str) -> str:
    """What an entity stands for; "" where it stands for nothing that can be written."""
    name = entity[1:-1].rpartition(";")[2] + ";"
    if name[0] != "#" and name not in html5:
        return ""
    named = html.unescape(f"&{name}")
    return "" if "\ufffd" in named else named


def _mended(original: str) -> Mended:
    """The text with plain white space and letters, and nothing invisible."""
    writer = _Writer(Mended(original))
    changes = writer.result.changes
    has_references = len(re.findall(_REFERENCE, original)) >= LEAST_REFERENCES
    at = 0
    for match in _SPECIAL.finditer(original):
        if match["gap"] in _PLAIN_GAPS and writer.gap is None and match.start() > at:
            continue  # stays where it is; copied with its neighbours
        if match["reference"] and not has_references:
            continue
        if match.start() > at:
            writer.copy(at, match.start())
        at = match.end()
        if match["gap"]:
            writer.space(match["gap"], match.start())
        elif match["tag"]:
            changes.append(Removal(match.start(), match.end(), "markup", match.group()))
            if _BREAKS.match(match.group()):
                writer.space(" \n", match.start())  # no such break stands there: it is written, not copied
        elif match["reference"]:
            changes.append(Removal(match.start(), match.end(), "reference", match.group()))
        elif match["mark"]:
            is_end = match["mark"] in ("''", "’’") and _CLOSES.search(original[max(0, at - 3) : match.start()])
            writer.insert("”" if is_end else "“")
            changes.append(Removal(match.start(), match.end(), "recomposed", match.group()))
        elif match["invisible"]:
            changes.append(Removal(match.start(), match.end(), "invisible", match.group()))
        else:
            _compose(writer, match)
    if at < len(original):
        writer.copy(at, len(original))
    writer.result.text = "".join(writer.pieces)
    return writer.result


def _compose(writer: _Writer, match: re.Match[str]) -> None:
    composed = unicodedata.normalize("NFKC" if match.group()[0] >= "\ufb00" else "NFC", match.group())
    if composed == match.group():
        writer.copy(match.start(), match.end())
    else:
        writer.insert(composed)
        writer.result.changes.append(Removal(match.start(), match.end(), "recomposed", match.group()))


def _through(first: Mended, second: Mended) -> Mended:
    """What two steps make of a text, the second of what the first made."""
    runs = [
        run
        for start, origin, length in zip(second.starts, second.origins, second.lengths, strict=True)
        for run in _runs(first, origin, origin + length, start - origin)
    ]
    return Mended(
        first.original,
        second.text,
        [run.clean_start for run in runs],
        [run.original_start for run in runs],
        [run.length for run in runs],
        _apart([*first.changes, *(_locate(first, change) for change in second.changes)], first.original),
    )


def write_text(work: Workpiece, mended: Mended) -> tuple[str, tuple[OffsetRun, ...], tuple[Removal, ...]]:
    """The clean text, its runs into the original, and all removals there.

    Every code point of the original lies in a run or in a removal or is white space.
    """
    pieces: list[str] = []
    runs: list[OffsetRun] = []
    length = 0
    for line in work.lines:
        for place, (start, end) in enumerate(line.parts):
            joint = " " if place else "\n\n" if pieces else ""
            pieces.append(joint)
            length += len(joint)
            for piece_start, piece_end in _pieces(work.text, start, end):
                runs += _runs(mended, piece_start, piece_end, length - start)
            pieces.append(work.text[start:end].replace("\n", " "))
            length += end - start
    removals = _apart([_locate(mended, removal) for removal in work.removals], mended.original)
    gone = sorted((removal.start, removal.end) for removal in removals)
    starts = [start for start, _ in gone]

    def is_inside(change: Removal) -> bool:
        place = bisect_right(starts, change.start) - 1
        return place >= 0 and gone[place][1] >= change.end

    removals += [change for change in mended.changes if not is_inside(change)]
    return "".join(pieces), tuple(runs), tuple(sorted(removals, key=lambda one: (one.start, one.end)))


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between line breaks (of wrapped text), which become spaces."""
    found = []
    while (at := text.find("\n", start, end)) >= 0:
        found.append((start, at))
        start = at + 1
    return [*found, (start, end)]


def _runs(mended: Mended, start: int, end: int, shift: int) -> list[OffsetRun]:
    runs = []
    place = max(0, bisect_right(mended.starts, start) - 1)
    while place < len(mended.starts) and mended.starts[place] < end:
        low = max(start, mended.starts[place])
        high = min(end, mended.starts[place] + mended.lengths[place])
        if low < high:
            runs.append(OffsetRun(low + shift, mended.origins[place] + low - mended.starts[place], high - low))
        place += 1
    return runs


def _locate(mended: Mended, removal: Removal) -> Removal:
    """A removal from the mended text as one from the original: what lies between its first and last character."""
    start, end = find_origin(mended, removal.start)[0], find_origin(mended, removal.end - 1)[1]
    return Removal(start, end, removal.reason, mended.original[start:end])


def _apart(removals: Iterable[Removal], original: str) -> list[Removal]:
    """Removals of which none takes what another has taken: two lines of composed letters stand in one stretch."""
    found: list[Removal] = []
    for one in sorted(removals, key=lambda one: (one.start, one.end)):
        start = max(one.start, found[-1].end) if found else one.start
        if start < one.end:
            found.append(Removal(start, one.end, one.reason, original[start : one.end]))
    return found


def find_origin(mended: Mended, at: int) -> tuple[int, int]:
    """Where a character of the mended text stood: [start, end) in the original."""
    place = bisect_right(mended.starts, at) - 1
    if place >= 0 and at < mended.starts[place] + mended.lengths[place]:
        origin = mended.origins[place] + at - mended.starts[place]
        return origin, origin + 1
    low = mended.origins[place] + mended.lengths[place] if place >= 0 else 0
    high = mended.origins[place + 1] if place + 1 < len(mended.origins) else len(mended.original)
    return low, high  # composed: all that stands between the copied stretches
