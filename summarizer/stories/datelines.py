"""The head of a text: its place, agency and day, "HALM, May 7 (TCP) —", and notices, "Updated on 9 May 2031"."""

from __future__ import annotations

import re

from summarizer.model import CleanArticle

_DATELINE = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ.’' /-]+(?:, [\w.’ ]{2,24})?, (?P<date>[^()—–.]{3,24}?)(?:\.| ?\(| ?[-—–])")
_HEAD = 120  # characters: a dateline ends within them
_A_DAY = (
    r"(?:\w+day,? )?(?:\d{1,2}(?:st|nd|rd|th|\.)? [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?"
    r"|\d{1,2}\.\d{1,2}\.)(?:,? ?20\d\d)?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
)
# Words apart by a space: were the space optional, one long word could be cut in three in thousands of ways.
_NAMES = r"[A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]+){0,2} ?"
_LOOSE_DATELINE = re.compile(
    rf"^[\[(]?{_NAMES}(?:/[A-Z]{{2,6}}|\([^()]{{2,40}}\))?(?:, {_NAMES})?"
    rf"(?:,| ?[—–-]) (?P<date>{_A_DAY})(?:\.?:| ?\(|\.? ?[-—–/\])]|\.(?= [A-Z“\"]))"
)
"""Other spellings of a dateline: a town in small letters, a colon, brackets, the agency before the day."""


def day_of_dateline(line: str) -> str | None:
    """The words for its day in a dateline that opens the line; None where there is none.

    >>> day_of_dateline("HALM, May 7 (TCP) — Divers found a bell."), day_of_dateline("Divers found a bell.")
    ('May 7', None)
    """
    head = line[:_HEAD]
    found = _DATELINE.match(head) or _LOOSE_DATELINE.match(head)
    return found["date"] if found else None


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_NOTICE = re.compile(
    r"^\W*(?:this (?:text|article|story|page|report)(?: was| is)? )?(?P<day>(?:last |first )?"
    r"(?:updated|revised|modified|published|posted|written|filed|(?:correct )?as (?:of|at)|status|state of play)\b"
    rf"[^.!?]{{0,60}}?\b(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?"
    r"|\d{4}-\d\d-\d\d)\.?,?(?: 20\d\d\b)?)",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"^[^()]{0,60}\((?P<names>[^()]{2,40})\)")


def day_of_notice(line: str) -> str | None:
    """The words up to the day in a notice that opens the line, "Updated on Friday, 9 May 2031, 18.30. This text …".

    >>> day_of_notice("Updated on 9 May 2031, 6 pm. We have added the toll."), day_of_notice("Divers updated a chart.")
    ('Updated on 9 May 2031', None)
    """
    found = _NOTICE.match(line)
    return found["day"] if found else None


def is_only_a_date(line: str) -> bool:
    """Whether little stands in the line but a date, "Tuesday, 14 November 2023": the head of a page."""
    return len(line) <= _HEAD and re.match(r"\W*(?:\w+day,? )?\d{1,2}(?:st|nd|rd|th)? \w+ 20\d\d\b", line) is not None


def agencies(article: CleanArticle) -> frozenset[str]:
    """The agencies that an article's dateline names, in capitals."""
    datelines = [removal.text for removal in article.removals if removal.reason == "dateline"]
    found = (_AGENCY.match(head) for head in (*datelines, article.text[:_HEAD]))
    return frozenset(
        name
        for match in found
        if match
        for name in re.split(r"[/,&]\s*", match["names"])
        if re.fullmatch(r"[A-Z]{2,6}", name)
    )
