"""Whom an article credits: the outlet it was taken from, the agencies behind it, a translator."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from summarizer.model import CleanArticle
from summarizer.resources.sections import read_sections

_TAKEN = re.compile(
    r"(?:(?:originally|first) (?:belongs? to|published|appeared|posted|ran|reported)(?: (?:by|on|in|at))?|"
    r"(?:re(?:published|printed|posted)|syndicated|reproduced|courtesy)"
    r"(?: (?:with|by) (?:kind )?permission)? (?:from|of)|"
    r"^\W*(?:source|via|from)\b(?!.*\b(?:originally|first) )\W*)\s*:?\s*(?P<outlet>[^\n|]{2,60})",
    re.I,
)
_HELPED = re.compile(
    r"\b(?:contributed|additional reporting|editing by|edited by|with (?:reporting|inputs?|files))\b", re.I
)
_WRITERS = re.compile(r"\(\s*(?:reporting|reported|writing|written|words) by\b", re.I)
_TRANSLATED = re.compile(r"\b(?:machine[- ])?translat(?:ed|ion)\b", re.I)
_DATELINE_AGENCY = re.compile(r"\(\s*([A-Z][\w.&’' -]{1,30}?)\s*\)\s*[-–—]*\s*$")
_SLASH_TAIL = re.compile(r"[.!?”\")]\s*/\s*(?P<names>[A-Z][^\n/.!?]{2,70})\s*$")
_BRACKET_TAIL = re.compile(r"[.!?”\")]\s*(?P<names>\((?!(?:ends?|more|laughs)\b)[A-Z][\w.&’' ,/-]{1,40}\))\s*$")
""" "… until Thursday. (Interwire)": who filed it, after the last sentence."""
_BRACKETED = re.compile(r"\(\s*[^()]{2,60}\)")
_CREDIT_WORDS = 10
"""A last line this short that ends without a full stop may be a credit which cleaning took for prose."""
_TAIL_CHARS = 80
_NAME_BREAK = re.compile(r"\s*(?:,|/|;|\band\b|&|\be\b|\by\b|\bund\b|\bet\b)\s*")


@dataclass(frozen=True, slots=True)
class Credits:
    """What an article says about where it comes from.

    `taken_from` is the outlet it says it was first published by; `wire` the agency whose text it carries (by its
    dateline or author line); `agencies` all agencies named; `is_composite` when several are named as its sources.
    """

    taken_from: str = ""
    wire: str = ""
    agencies: tuple[str, ...] = ()
    is_composite: bool = False
    is_translated: bool = False


def read_credits(article: CleanArticle) -> Credits:
    """The credits of one article.

    >>> read_credits(CleanArticle("a", 1, "", credits=("/NYT, AP and AFP",)))
    Credits(taken_from='', wire='', agencies=('NYT', 'AP', 'AFP'), is_composite=True, is_translated=False)
    >>> read_credits(CleanArticle("a", 1, "", credits=("This article originally belongs to Kite.example",))).taken_from
    'Kite.example'
    """
    tail, bracket = _SLASH_TAIL.search(article.text), _BRACKET_TAIL.search(article.text[-_TAIL_CHARS:])
    last = [
        line
        for line in article.text.rsplit("\n", 2)[1:]
        if len(line.split()) <= _CREDIT_WORDS and line[-1:] not in ".?!"
    ]
    lines = [
        *article.credits,
        *last,
        *(["/" + tail["names"]] if tail else []),
        *([bracket["names"]] if bracket else []),
    ]
    lines += [  # "(Reuters, AP)" by itself looks like what stands under a picture
        removal.text
        for removal in article.removals
        if removal.reason == "caption" and _BRACKETED.fullmatch(removal.text.strip()) and _agencies_in(removal.text)
    ]
    taken_from = wire = ""
    agencies: list[str] = []
    sources: list[str] = []
    for line in lines:
        named = _agencies_in(line)
        taken = _TAKEN.search(line)
        dateline = None if _WRITERS.search(line) else _DATELINE_AGENCY.search(line)
        if taken and not taken_from and not _HELPED.search(line):
            taken_from = taken["outlet"].strip(" .()")
        if dateline and not _HELPED.search(line):
            wire = wire or dateline[1]
            named = (*named, dateline[1])
        elif not _HELPED.search(line) and not taken:
            sources.extend(named)
        agencies.extend(named)
    if article.author and _canonical(article.author) in _known():
        wire = wire or article.author
        agencies.append(article.author)
    unique = tuple({_canonical(name): name for name in reversed(agencies)}.values())[::-1]
    distinct = {_canonical(name) for name in sources}
    if not wire and len(distinct) == 1:
        wire = sources[0]
    is_translated = any(_TRANSLATED.search(line) for line in lines) or any(
        notice.code == "machine-translated" for notice in article.notices
    )
    return Credits(taken_from, wire, unique, len(distinct) > 1, is_translated)


def names_outlet(credited: str, article: CleanArticle) -> bool:
    """Whether the credited name ("Nbcnews.com") is the article's outlet ("NBC News") or the host of its page.

    >>> names_outlet("Nbcnews.com", CleanArticle("a", 1, "", outlet="NBC News"))
    True
    """
    wanted = _bare(credited)
    if len(wanted) < 2:
        return False
    host = re.sub(r"^https?://(?:www\.)?|/.*$", "", article.url)
    for name in (article.outlet, host):
        bare = _bare(name)
        if len(bare) >= 2 and (bare == wanted or (min(len(bare), len(wanted)) >= 6 and _one_begins(bare, wanted))):
            return True
    return False


def _one_begins(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)


def _bare(name: str) -> str:
    """A name or host without ending, article, case and blanks: "The Kite News", "kitenews.co.uk" → "kitenews"."""
    host = re.sub(r"\.(?:com|org|net|example|info|co|news|tv|[a-z]{2})(?:\.[a-z]{2})?/?$", "", name.strip().casefold())
    return re.sub(r"[^a-z0-9]", "", re.sub(r"^(?:www\.|the )", "", host))


@cache
def _known() -> frozenset[str]:
    return frozenset(_canonical(name) for name in read_sections("agencies.txt")["text"])


@cache
def _canonical(name: str) -> str:
    bare = re.sub(r"[^a-z0-9]", "", re.sub(r"^the ", "", name.casefold()))
    return _SAME_AGENCY.get(bare, bare)


_SAME_AGENCY = {
    "associatedpress": "ap",
    "agencefrancepresse": "afp",
    "thomsonreuters": "reuters",
    "newyorktimes": "nyt",
    "nytimes": "nyt",
    "washingtonpost": "wpost",
    "wp": "wpost",
    "pamedia": "pa",
    "pressassociation": "pa",
    "canadianpress": "thecanadianpress",
}


def _agencies_in(line: str) -> tuple[str, ...]:
    """The agencies a credit line names: those we know, and anything listed after a slash ("/TCP, MERIDIAN POST")."""
    if line.startswith("/"):
        return tuple(name.strip(" .") for name in _NAME_BREAK.split(line[1:]) if name.strip(" ."))
    found = []
    for part in re.split(r"[,;/|()]|\band\b|\bby\b|\bfrom\b|\bcontributed\b|&|:|\s[-–—]+\s?", line):
        name = part.strip(" .-–—")
        if name and _canonical(name) in _known():
            found.append(name)
    return tuple(found)
