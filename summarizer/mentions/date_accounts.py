"""The time that figures are given for: "the three months to March", "the year ended 30 June".

The day or month that is read is where such a time ends; how long it is stands before it.
"""

from __future__ import annotations

import re
from datetime import MINYEAR, timedelta

from summarizer.mentions.date_bounds import Bounds, months_bounds, moved
from summarizer.mentions.date_scene import Expression
from summarizer.mentions.date_words import COUNTS
from summarizer.model import Precision

_N_MONTHS = {"month": 1, "quarter": 3, "half": 6, "half-year": 6, "year": 12}
_ENDS = ("to ", "ending ", "ended ", "through ", "to end-", "the ", "in ", "on ", "of ", "end ")
"""How what stands before the end of an account ends: a look before the slow one."""
_BEFORE = re.compile(
    rf"\b[Tt]he (?:(?:first|second|third|fourth|last|final|financial|fiscal|full) )?"
    rf"(?:(?P<count>\d{{1,2}}|{'|'.join(word for word in COUNTS if ' ' not in word and len(word) > 2)})[ -])?"
    r"(?P<unit>week|month|quarter|half-year|half|year)s?"
    r" (?:to|ending|ended|through|(?:that|which) (?:ended|ends))(?: (?:in|on))?(?: the end of| end-?)? ?(?:the )?$"
)


def account(told: Expression, end: Bounds) -> tuple[int, Bounds] | None:
    """How many characters before its end an account begins, and all its days; None where the date is no such end.

    Weeks are counted in days; months, quarters and years by the calendar, from the day after as many before.
    """
    before = told.before(_REACH)
    found = _BEFORE.search(before) if before.endswith(_ENDS) else None
    if found is None or end.latest is None or end.earliest is None:
        return None
    count = int(found["count"]) if (found["count"] or "").isdigit() else COUNTS.get(found["count"] or "one", 0)
    length = len(before) - found.start()
    if not count or end.latest.year - count <= MINYEAR:
        return None
    if found["unit"] == "week":
        return length, Bounds(end.latest - timedelta(days=7 * count - 1), end.latest, Precision.WEEK, end.is_relative)
    n_months = _N_MONTHS[found["unit"]] * count
    if end.precision is Precision.MONTH:
        first = moved(end.latest.replace(day=1), "month", 1 - n_months)
        return length, Bounds(*months_bounds(first.year, first.month, n_months), Precision.MONTH, end.is_relative)
    first = moved(end.latest + timedelta(days=1), "month", -n_months)
    return length, Bounds(first, end.latest, Precision.MONTH, end.is_relative)


_REACH = 60
"""Characters before its end within which an account begins."""
