"""Lengths of time written as clocks are, as sport does: "in 4:12:33", "1:24 behind", "a lead of 2:14", "1'43\""."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from summarizer.mentions.tokens import Line

_TIMING = re.compile(
    r"(?<![\d.,:])(?:(?P<h>\d{1,2}):(?P<hm>[0-5]\d):(?P<hs>[0-5]\d)(?:\.\d+)?"
    r"|(?P<m>\d{1,3}):(?P<s>[0-5]\d(?:\.\d+)?)"
    r"|(?P<pm>\d{1,2})['’′](?P<ps>[0-5]\d)(?:[\"”″]|['’′]{2})?"
    r"|(?P<lh>\d{1,2}) ?h(?:rs?)? ?(?P<lm>[0-5]?\d) ?(?:m|mins?|['’′])"
    r"(?: ?(?P<ls>[0-5]?\d) ?(?:s|secs?|[\"”″]|['’′]{2}))?(?!\w)"
    r"|(?P<sm>\d{1,3}) ?m(?:ins?)? ?(?P<ss>[0-5]?\d) ?s(?:ecs?)?(?!\w)"
    r"|(?P<q>\d{1,2})[″])(?![\d:])(?!\s?[ap]\.?m\b| (?:GMT|UTC|CET|local time))"
)
_MAY_BE = re.compile(r"\d(?::\d\d|['’′]\d|″| ?[hm][a-z]* ?\d)")
_BEFORE = re.compile(
    r"\b(?:lead|gap|margin|advantage|deficit|cushion|time|record|best)(?: \w+)? (?:of|to|at|by|was|is|from)"
    r"(?: (?:about|around|just|only|over|under|nearly|almost))? $"
    r"|\b(?:clocked|timed at|finish(?:ed|ing) in|won in|lost|gained|trails? by|trailed by|leads? by|led by|beat \w+ by"
    r"|ran|swam)(?: (?:about|around|just|only))? $",
    re.I,
)
_AFTER = re.compile(
    r" (?:behind|ahead|adrift|back|down|clear|faster|slower|off|short|in front|to (?:spare|go|play)"
    r"|on (?:the )?[A-Z])\b"
)
_TIMES_ARE_LONG = re.compile(r"\b(?:in|of|with|by) $", re.I)


class Timing(NamedTuple):
    """A length of time in text[start:end], in its largest unit: hours or minutes."""

    start: int
    end: int
    value: float
    unit: str


def tells_gaps(text: str) -> bool:
    """Whether a text tells by how many minutes and seconds somebody was ahead of others.

    >>> tells_gaps("Moss came in 1:24 behind Bray."), tells_gaps("They meet at 1:24 in the hall.")
    (True, False)
    """
    return _MAY_BE.search(text) is not None and any(
        match["m"]
        and (_BEFORE.search(text[max(0, match.start() - 60) : match.start()]) or _AFTER.match(text, match.end()))
        for match in _TIMING.finditer(text)
    )


def find_timings(text: str, line: Line, has_gaps: bool) -> Iterator[Timing]:
    """The lengths of time of a line that look like times of day, in a text that tells gaps or does not.

    >>> from summarizer.mentions.tokens import read_lines
    >>> text = "She won in 1:30:00 with a lead of 2:15; they meet at 21:30."
    >>> [(found.value, found.unit) for found in find_timings(text, read_lines(text, [(0, len(text))])[0], True)]
    [(1.5, 'hour'), (2.25, 'minute')]
    """
    if _MAY_BE.search(text, line.start, line.end) is None:
        return
    for match in _TIMING.finditer(text, line.start, line.end):
        before, after = text[line.start : match.start()], text[match.end() : line.end]
        if match["h"]:
            if _TIMES_ARE_LONG.search(before) or _BEFORE.search(before):
                hours = int(match["h"]) + int(match["hm"]) / 60 + int(match["hs"]) / 3600
                yield Timing(*match.span(), hours, "hour")
        elif match["pm"]:
            yield Timing(*match.span(), int(match["pm"]) + int(match["ps"]) / 60, "minute")
        elif match["lh"]:
            hours = int(match["lh"]) + int(match["lm"]) / 60 + int(match["ls"] or 0) / 3600
            yield Timing(*match.span(), hours, "hour")
        elif match["sm"]:
            yield Timing(*match.span(), int(match["sm"]) + int(match["ss"]) / 60, "minute")
        elif match["q"]:
            yield Timing(*match.span(), float(match["q"]), "second")
        elif (
            "." in match.group() or (has_gaps and len(match["m"]) == 1) or _BEFORE.search(before) or _AFTER.match(after)
        ):
            yield Timing(*match.span(), int(match["m"]) + float(match["s"]) / 60, "minute")
