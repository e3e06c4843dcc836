"""Datelines: the place and day at the head of a text, "HALM, May 7 (TCP) —", as agencies and papers spell them."""

from __future__ import annotations

import re

_DATELINE = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ.’' /-]+(?:, [\w.’ ]{2,24})?, (?P<date>[^()—–.]{3,24}?)(?:\.| ?\(| ?[-—–])")
_A_DAY = (
    r"(?:\w+day,? )?(?:\d{1,2}(?:st|nd|rd|th|\.)? [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?"
    r"|\d{1,2}\.\d{1,2}\.)(?:,? ?20\d\d)?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
)
_LOOSE_DATELINE = re.compile(
    r"^[\[(]?(?:[A-ZÀ-Þ][\w.’'-]+ ?){1,3}(?:/[A-Z]{2,6}|\([^()]{2,40}\))?(?:, (?:[A-ZÀ-Þ][\w.’'-]+ ?){1,3})?"
    rf"(?:,| ?[—–-]) (?P<date>{_A_DAY})(?:\.?:| ?\(|\.? ?[-—–/\])]|\.(?= [A-Z“\"]))"
)
"""Other spellings of a dateline: a town in small letters, a colon, brackets, the agency before the day."""


def day_of_dateline(line: str) -> str | None:
    """The words for its day in a dateline that opens the line; None where there is none.

    >>> day_of_dateline("HALM, May 7 (TCP) — Divers found a bell."), day_of_dateline("Divers found a bell.")
    ('May 7', None)
    """
    found = _DATELINE.match(line) or _LOOSE_DATELINE.match(line)
    return found["date"] if found else None
