"""Lines that name the outlet: its name over a text, alone or with the day, and behind a headline."""

from __future__ import annotations

import re
from functools import cache

from summarizer.bundle.dates import find_date
from summarizer.cleaning.datelines import read_outlets
from summarizer.cleaning.lines import Workpiece
from summarizer.resources.sections import read_sections

_MOST_LINES = 6  # of an article's top
_SMALL = frozenset({"of", "the", "and", "&", "de", "da", "do", "der", "die", "le", "la", "el", "del", "di", "für"})
_APART = re.compile(r"\s*(?:[|·•,–—]|\s-\s)\s*")
_TAIL = re.compile(r"(?P<title>.{12,}?)\s+[|·•–—-]\s+(?P<outlet>[^|·•–—]{3,40})")
_MARKS = re.compile(r"^(?:#{1,6}\s+|[*_]{1,3}(?=\w))|(?<=\w)[*_]{1,3}$")  # of Markdown, around a line


def remove_mastheads(work: Workpiece) -> None:
    """The outlet's name over the first sentence, with the day where both stand in one line."""
    for index, line in enumerate(work.lines[:_MOST_LINES]):
        if line.is_prose:
            break
        name, *others = _APART.split(_MARKS.sub("", line.text), maxsplit=1)
        day = others[0] if others else ""
        if not is_outlet(name) or (day and (find_date(day) is None or len(day.split()) > 7)):
            continue
        if not day and not _stands_beside(work, index):
            continue  # all that stands over the text may be its headline
        work.outlet = work.outlet or in_words(name)
        work.date_text = work.date_text or day
        work.remove(index, "masthead")
    work.sweep()


def part_title(text: str) -> tuple[str, str]:
    """A headline without marks, and without the outlet's name behind it; and that name, "" where there is none.

    >>> part_title("Velmar works to cut 1,400 jobs | Harbour Express"), part_title("# Rain in Orle - wettest May")
    (('Velmar works to cut 1,400 jobs', 'Harbour Express'), ('Rain in Orle - wettest May', ''))
    """
    text = _MARKS.sub("", text)
    match = _TAIL.fullmatch(text)
    if match is None or not is_outlet(match["outlet"]):
        return text, ""
    return match["title"], in_words(match["outlet"])


def _stands_beside(work: Workpiece, index: int) -> bool:
    """Whether another line stands over the first sentence, or the article has its headline already."""
    head = []
    for line in work.lines[: _MOST_LINES + 2]:
        if line.is_prose:
            break
        head.append(line)
    return bool(work.title) or any(number != index and len(line.words) >= 3 for number, line in enumerate(head))


def is_outlet(name: str) -> bool:
    """Whether words are an outlet's name: a known one, or a few capitalised words one of which papers are called by."""
    words = name.split()
    if name.casefold() in {known.casefold() for _, known in read_outlets()}:
        return True
    if not 2 <= len(words) <= 5 or not all(word[0].isupper() or word in _SMALL for word in words):
        return False
    lowered = {word.casefold() for word in words if word not in _SMALL}
    own = lowered - _listed("press") - _listed("no-outlet")
    return bool(own and lowered & _listed("press") and not lowered & _listed("no-outlet"))


def in_words(name: str) -> str:
    """A name as it is read.

    >>> in_words("HARBOUR EXPRESS")
    'Harbour Express'
    """
    return re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), name) if name.isupper() else name


@cache
def _listed(section: str) -> frozenset[str]:
    return frozenset(
        word.strip().casefold() for line in read_sections("datelines.txt")[section] for word in line.split(",")
    )
