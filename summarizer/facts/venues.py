"""Where something was said, as the article has it: "reporters in Lornholm", "in a televised address", "on Twitter"."""

from __future__ import annotations

import re

_OCCASION = (
    r"(?:statement|interview|speech|address|(?:news |press )?conference|briefing|tweet|post|letter|e-?mail|message"
    r"|meeting|hearing|rally|ceremony|broadcast|video|call|column|article|report|session|debate|memo|note|podcast"
    r"|programme|program)"
)
_NAME = r"[A-Z][\w’'&-]*(?: (?:of |the |and )?[A-Z][\w’'&-]*){0,4}"
_AUDIENCE = (
    rf"\b(?:reporters|journalists|(?:the|a|an) (?:\w+ ){{0,2}}{_OCCASION}"
    r"|(?:(?<=told )|(?<=tell )|(?<=to )|(?:[Oo]utside|[Ii]nside|[Bb]efore|[Ii]n front of|[Aa]t|[Ii]n) )"
    r"(?:the|a|an) (?:\w+ ){0,2}(?:court|parliament|crowd|committee|council))"
    rf"(?: (?:in|at|on|outside|near|after|before) (?:the )?{_NAME})?"
)
_WITHIN = (
    r"\b(?:[Ii]n|[Oo]n|[Aa]t|[Dd]uring|[Tt]hrough|[Vv]ia|[Bb]y) "
    rf"(?:(?:an?|his|her|its|their|the|this|that) (?:[\w-]+ ){{0,3}}{_OCCASION}\b|writing|parliament|court|Congress)"
    rf"(?: (?:with|to|in|at|on|of|from|by) (?:the )?{_NAME})?"
)
_ON = r"\bon (?:Twitter|Facebook|Telegram|Instagram|LinkedIn|TikTok|YouTube|X|television|TV|(?:the )?radio"
_ON += r"|social media)\b"
_TOLD = rf"\b(?:told|to) (?:the )?(?:{_NAME})(?=[,.; ]|$)"
_VENUE = re.compile("|".join((_AUDIENCE, _WITHIN, _ON, _TOLD)))
_TO_WHOM = re.compile(r"^(?:told|to) (?:the )?")
_OUTLETS = re.compile(
    r"\b(?:News|Times|Post|Herald|Tribune|Courier|Radio|TV|Television|Journal|Gazette|Press|Agency|Observer|Chronicle|Star"
    r"|Mail|Telegraph|Broadcasting|Channel|BBC|CNN|NBC|ABC|CBS|Reuters)\b"
)
"""Whom a quotation may be told to that is a place to say it: other people who are told are no venue."""


_BODY = re.compile(r"\b(?:writing|parliament|court|Congress)$")
_NEAR = 45
"""Characters from a quotation within which a body is where it was said: "he would fight it in court" is further off."""


def venue_of(text: str, start: int, end: int) -> str:
    """Where the quotation [start, end) of a sentence's text was said, in the sentence's own words; "" where not told.

    >>> venue_of("“We are ready,” Ada Moss told reporters in Lornholm on Monday.", 0, 15)
    'reporters in Lornholm'
    >>> venue_of("“We are ready,” Ada Moss said.", 0, 15)
    ''
    >>> venue_of("“Not guilty,” said the court.", 0, 13), venue_of("“No,” she said outside the court.", 0, 5)
    ('', 'outside the court')
    >>> venue_of("“We are ready,” Ada Moss said, should the owner of the pier choose to fight it in court.", 0, 15)
    ''
    """
    found = [(match.start(), match.group()) for match in _VENUE.finditer(text) if not start <= match.start() < end]
    told = [
        (away, words)
        for away, words in ((min(abs(place - end), abs(start - place)), words) for place, words in found)
        if (not _TO_WHOM.match(words) or _OUTLETS.search(words)) and not (_BODY.search(words) and away > _NEAR)
    ]
    return _TO_WHOM.sub("", min(told)[1]) if told else ""
