"""The words around a date that tell what it dates: happenings, bounds of a span, papers, the last of a series."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from summarizer.facts.topics import root_of
from summarizer.resources.tables import read_rows
from summarizer.similarity import STOP_WORDS, stem

ASPECTS = ("begin", "end")
_WORDS_BEFORE, _WORDS_AFTER = 16, 7
"""Words on either side of a date in which the happening that it dates is named."""
_UNTIL = re.compile(r"\b(?:un)?till?(?: the| at least)?\s*$", re.I)
"""What is shut until a day reopens then."""
DROPPED = re.compile(
    r"\b(?:(?:was|were|had been) (?:first |originally |once )?(?:to|due|scheduled|expected|planned|supposed|meant)"
    r"|had (?:first |originally |once )?(?:hoped|planned|expected|wanted|meant|intended)|originally|initially"
    r"|instead of|rather than|not|never|n[’']t)\b",
    re.I,
)
"""What was to be on that day, and is no longer, or never was."""
LAST_DONE = re.compile(r"\b(?:was|were|been|had|has|have|is|\w+ed) last\b|\blast \w+ed\b", re.I)
ASIDE = re.compile(r"([^,]+), [^,]{1,40}, ?")
FROM_PUBLICATION = re.compile(
    r"\b(?:to(?:day|night|morrow)|yesterday|this|last|next|ago|earlier|later|before|overnight|weekend|(?:with)?in)\b",
    re.I,
)
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
STOP = re.compile(r"[;:]\s|\s[–—]\s|—|,? \b(?:but|while|whereas|although|though)\b")
BEYOND = re.compile(
    r"\b(?:after|before|following|when|as|amid|over|because|since|ahead of|to (?:discuss|mark))\b", re.I
)
"""What stands behind these is another event than the one that is dated."""
AFTERMATH = re.compile(r"\b(?:after|following|before|since|amid|over|despite)\b[^,;]*(?:,|$)", re.I)
SPAN_WORD = re.compile(
    r"\b(?:since|from|between|through|after|before|following|at least until|than|dating|as of|compared (?:with|to))"
    r"(?: the| late| early| about| around| at least| back to)*\s*$",
    re.I,
)
"""A date behind these only bounds a span; what happened is not of that day."""
_LAST = re.compile(
    r"\b(?:last|previous|latest|most recent)\b(?! (?:week|month|year|night|spring|summer|autumn|fall|winter"
    r"|decade|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?-i:[A-Z])\w+ \d|\d))",
    re.I,
)
_FIRST = re.compile(
    r"\b(?:first|earliest)\b(?! (?:quarter|half|time|round|class|minister|lady|aid|person|place|week|month|year|day"
    r"|team|division|floor|name|(?-i:[A-Z])))",
    re.I,
)
_NEXT = re.compile(r"\b(?:next|again|coming|further)\b(?! (?:week|month|year|spring|summer|autumn|fall|winter))", re.I)
SERIES = {"last": _LAST, "first": _FIRST, "next": _NEXT}
PRONOUN = re.compile(
    r"[“\"‘']?(?:it|they|this|that|she|he|her|his|its|their)\b(?! (?:said|says|told|added|adds)\b)|[^.;]{0,60}\bthem\b",
    re.I,
)
WITNESS = re.compile(
    r"\b(?:certificate|records?|register|log(?:book)?|file|minutes|diary|stamp|postmark|entry|copy|documents?|receipt"
    r"|transcript|report|notice|label|ledger|plaque|papers)\b[^.;:]{0,60}?"
    r"\b(?:gives?|gave|says?|said|shows?|showed|bears?|bore|carry|carries|carried|has|had|records?|puts? it (?:at|on)"
    r"|reads?|names?|states?)(?: the (?:date|day)(?: of| as)?)?(?: on| it was)?\W*$",
    re.I,
)
DATED = re.compile(r"\b(?:dated|datelined|postmarked|(?:bears?|carr(?:y|ies)|bore|carried) the date(?: of)?)\W*$", re.I)
LIGHT = STOP_WORDS | {
    "happened",
    "took",
    "place",
    "came",
    "day",
    "date",
    "correct",
    "actually",
    "fact",
    "late",
    "early",
}
"""Words that say nothing of what happened."""


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    classes: dict[str, tuple[str, ...]] = {}
    for name, words in read_rows("event_classes.txt"):
        for word in words.split():
            for key in (word, stem(word)):
                classes[key] = tuple(dict.fromkeys((*classes.get(key, ()), name)))
    return classes


@lru_cache(maxsize=20_000)
def classes_of(word: str) -> tuple[str, ...]:
    """The classes of happening that a folded word names."""
    return _classes().get(word) or _classes().get(stem(word), ())


def events_in(left: str, right: str, reach: int = _WORDS_BEFORE) -> tuple[str, ...]:
    """The classes of the happenings that the words before and after a date name, the nearest first."""
    ranked = []
    for words, most in ((WORD.findall(left)[::-1], reach), (WORD.findall(right), _WORDS_AFTER)):
        for distance, word in enumerate(words[:most]):
            ranked += [(distance, name) for name in classes_of(word.casefold())]
    is_until = bool(_UNTIL.search(left))
    return tuple(dict.fromkeys("reopen" if name == "shut" and is_until else name for _, name in sorted(ranked)))


@cache
def roots_of(event: str) -> frozenset[str]:
    """The roots, as topics have them, of the words that name a happening of a class."""
    return frozenset(
        root_of(word) for name, words in read_rows("event_classes.txt") if name == event for word in words.split()
    )
