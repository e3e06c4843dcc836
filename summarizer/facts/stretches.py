"""Two dates that are one stretch of days, "from 28 April to 2 May", and the time of day of what a sentence tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from summarizer.model import DateMention, FigureKind, Precision, ReadSentence

_FROM = re.compile(r"\bfrom(?: the| late| early)?\s*$", re.I)
_BETWEEN = re.compile(r"\bbetween(?: the| late| early)?\s*$", re.I)
_PART = r"(?: (?:night|morning|afternoon|evening|lunchtime))?"
_TO = re.compile(rf"{_PART},?\s?(?:to|until|till|through|[-–—])\s?(?:the |late |early )?", re.I)
_AND = re.compile(rf"{_PART} and (?:the |late |early )?", re.I)
_SAYS_BOTH = re.compile(r"\d ?[-–—] ?\d| (?:to|and|until|through) ")
_FINE = (Precision.DAY, Precision.WEEK, Precision.MONTH)
"""From one year to another somebody holds an office or a war goes on: no entry of its own."""
_PARTS_OF_DAY = (
    (re.compile(r"\b(?:small|early) hours\b|\bbefore dawn\b", re.I), 3.0),
    (re.compile(r"\bdawn\b", re.I), 6.0),
    (re.compile(r"\bmorning\b", re.I), 9.0),
    (re.compile(r"\b(?:lunchtime|midday)\b", re.I), 12.0),
    (re.compile(r"\bafternoon\b", re.I), 15.0),
    (re.compile(r"\bevening\b", re.I), 19.0),
    (re.compile(r"\b(?:to)?night\b", re.I), 22.0),
)
"""Words for a part of the day beside a date → the hour that stands for it."""
_BESIDE = 24
"""Characters on either side of a date in which its part of the day stands."""


def join_stretches(read: ReadSentence, dates: Sequence[DateMention]) -> list[DateMention]:
    """The dates of a sentence, each two that say from when to when made one: "between Monday and Wednesday"."""
    joined: list[DateMention] = []
    for mention in dates:
        if joined and (whole := _joined(read, joined[-1], mention)) is not None:
            joined[-1] = whole
        else:
            joined.append(mention)
    return joined


def is_stretch(mention: DateMention) -> bool:
    """Whether a date says itself from when to when, "3 to 7 May": what stands before it bounds nothing.

    >>> [is_stretch(DateMention(0, 10, words, precision=Precision.DAY)) for words in ("3 to 7 May", "on 7 May")]
    [True, False]
    """
    return mention.precision in _FINE and _SAYS_BOTH.search(mention.text) is not None


def hour_of(read: ReadSentence, mention: DateMention) -> float | None:
    """The hour at which a sentence tells of its day, by its one time of day or the part of the day beside the date."""
    clocks = {figure.low for figure in read.mentions.figures if figure.kind is FigureKind.CLOCK}
    if len(clocks) == 1:
        return clocks.pop()
    offset = read.sentence.start
    start, end = max(0, mention.start - offset - _BESIDE), mention.end - offset + _BESIDE
    beside = re.split(r"[,;:]", read.text[start : mention.start - offset])[-1]
    beside += read.text[mention.start - offset : mention.end - offset]
    beside += re.split(r"[,;:.]", read.text[mention.end - offset : end])[0]
    found = [hour for pattern, hour in _PARTS_OF_DAY if pattern.search(beside)]
    return None if clocks or not found else found[0]


def _joined(read: ReadSentence, first: DateMention, second: DateMention) -> DateMention | None:
    """Two dates as one stretch, where the words before and between them make one."""
    if first.earliest is None or second.latest is None or not {first.precision, second.precision} <= set(_FINE):
        return None
    offset = read.sentence.start
    before, between = read.text[: first.start - offset], read.text[first.end - offset : second.start - offset]
    is_one = (_FROM.search(before) and _TO.fullmatch(between)) or (_BETWEEN.search(before) and _AND.fullmatch(between))
    if not is_one or second.latest < first.earliest:
        return None
    return replace(
        first,
        end=second.end,
        text=read.text[first.start - offset : second.end - offset],
        latest=second.latest,
        precision=max(first.precision, second.precision, key=_FINE.index),
        is_relative=first.is_relative or second.is_relative,
    )
