"""What somebody waits for, has in store or is urged to do: its time lies ahead although no verb says so."""

from __future__ import annotations

import re
from functools import cache

from summarizer.resources.sections import read_sections

_REACH = 100
"""Characters before a time that are read."""
_AWAITED = re.compile(
    r"\b(?:await(?:s|ed|ing)?|(?:eyes|focus|attention) (?:is|are|will be|turns?|now turns?) (?:now )?(?:on|to)"
    r"|(?:look|looks|looking) (?:ahead|forward) to|(?:brac|gear|prepar|train|rehears)(?:e|es|s|ing|ing up|es up| up)"
    r" for|build-?up to|countdown to|[Ww]hy (?:not|don[’']t (?:we|you))"
    r"\b[^.;:?]{1,50}?(?: on)?) (?:the )?$"
)
"""Right before what is waited for: "await Thursday's figures", "Why don't we meet on"."""
_SOUGHT = re.compile(
    r"\b(?:[Ss]ought|[Ss]eeks?|[Ss]eeking|directed|instructed|[Dd]emand(?:s|ed|ing)?)\b[^.;:,]{1,60} by (?:the )?"
    r"(?:(?:noon|midnight|close|end|morning|evening) (?:on|of) )?$"
)
"""What is wanted by a day: "sought a reply by"."""
_IN_STORE = re.compile(
    r"\b(?:[Hh]ave|[Hh]as|[’']ve|[’']s)(?: got)? (?:an?|another|no|two|three|our|their|his|her|its) "
    r"(?P<what>[\w’' -]{2,40}?) (?:on|this) (?:the )?$"
    r"|\b(?:[a-z]+s|people|they|who|we|I|[A-Z]\w+) faces? (?!up\b)(?P<faced>[\w’' -]{2,40}?)"
    r"(?: (?:on|in|at))? (?:the )?$"
)
"""What somebody has before him: "We've got a big game on", "Passengers face delays on"."""
_OUT = re.compile(r"(?:^|[,(—–] ?)out(?: on)? $")
"""Before the day on which a film or a report appears or appeared: "the album, out on"."""
_URGED = re.compile(
    r"\b(?:(?:urg|encourag|implor|invit)(?:es?|ed|ing)|(?:summon|remind)(?:s|ed|ing)?|call(?:s|ed|ing) on)\b"
    r"(?P<whom>[^.;:,]{0,50}?) (?:to|for) (?P<deed>[\w’' -]{2,40}?)(?: on)? (?:the )?$"
)


@cache
def _done() -> re.Pattern[str]:
    """What stands between what is ahead and a day that may be of something else: "has a letter sent on"."""
    past = "|".join(word for line in read_sections("tense.txt")["past"] for word in line.split())
    return re.compile(
        rf"\b(?:\w+ed|{past}|after|since|following|from|over|about|of|that|who|which|when|where|because|despite|as|than"
        r"|is|are)\b"
    )


def is_awaited(before: str) -> bool:
    """Whether the words before a time say that somebody waits for it, wants something by it or has it in store.

    >>> is_awaited("We've got a big game on "), is_awaited("He has a scar from a fall on ")
    (True, False)
    """
    tail = before[-_REACH:]
    if _AWAITED.search(tail) or _SOUGHT.search(tail):
        return True
    found = _IN_STORE.search(tail)
    return found is not None and _done().search(found["what"] or found["faced"] or "") is None


def is_undecided(before: str) -> bool:
    """Whether the time may lie either way: that of what somebody was urged to do or that of the urging, or the one
    when something is out.

    >>> is_undecided("She urged members to reject it on "), is_undecided("She told members of it on ")
    (True, False)
    """
    found = _URGED.search(before[-_REACH:])
    if found is None:
        return _OUT.search(before[-_REACH:]) is not None
    return _done().search(f"{found['whom']} {found['deed']}") is None
