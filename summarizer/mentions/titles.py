"""Titles in quotation marks: a book, a film or a programme that bears them; nobody says them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.mentions import lexicon
from summarizer.mentions.nouns import singular
from summarizer.mentions.quotations import Quoted

_WORKS = lexicon.grammar("titles-works")
_SMALL = lexicon.grammar("titles-small-words")
_BEARING = frozenset(["entitled", "titled", "headlined", "subtitled", "retitled"])
_NAMING = frozenset(["called", "named", "dubbed"])
_BEFORE_TITLES = frozenset(["on", "in", "of", "with", "told", "watching", "from"])
_MEETINGS = frozenset(
    ["interview", "interviews", "appearance", "conversation", "chat", "spoke", "speaking", "appeared"]
)
_SPOKEN = frozenset(["chant", "cry", "shout", "slogan", "chorus", "yell", "refrain", "cheer"])
"""What is heard of many: "chants of “No More Rent”"."""
_MAKERS = frozenset(["host", "co-host", "anchor", "author", "star", "director", "creator", "singer", "presenter"])
_CALLED = re.compile(
    r"\b(?:(?:also |better |best |widely |commonly |locally |popularly |affectionately |variously )?known as"
    r"|so[- ]called|nicknamed|code-?named|under the (?:stage |pen |code )?name|by the (?:stage |pen |nick)?name"
    r"|(?:stage|pen|code|screen) name|moniker|pseudonym|alias|hashtag)(?: (?:of|is|was|the))? $",
    re.IGNORECASE,
)
"""Behind these stands what somebody or something is called."""
_LABELLED = lexicon.grammar("titles-labelled")
_DETERMINED = re.compile(
    r"\b(?:the|an?|its|his|her|their|our|this|that|[\w-]+['’]s)(?: [a-z][\w-]*){0,2} $", re.IGNORECASE
)
_GIVEN = re.compile(r"(?:^|[^\w])([A-Z][\w’'-]+) $")
_SURNAME = re.compile(r" [A-Z]\w")
_WORD = re.compile(r"[^\W_](?:[\w’'&.-]*[\w])?")
_JOINT = re.compile(r"[,;]?\s*(?:(?:and|or|&)\s+)?")
_FEWEST_IN_ROW = 3
_LONGEST = 12
_REACH = 60
"""Characters before a quotation in which a title's noun stands."""
_LONGEST_NOUN = 3


def is_title(text: str, quoted: Quoted) -> bool:
    """Whether a quotation is the title of a work: in capitals throughout, behind what bears titles.

    >>> text = 'In his book "The Lost Harbour" he was "Not Amused".'
    >>> [is_title(text, Quoted(start, end, start + 1, end - 1)) for start, end in ((12, 30), (38, 51))]
    [True, False]
    """
    words = _WORD.findall(text, quoted.inner_start, min(quoted.inner_end, quoted.inner_start + _REACH * 2))
    if not words or len(words) > _LONGEST or not _are_capitals(words) or "! " in text[quoted.start : quoted.end]:
        return False
    before = text[max(0, quoted.start - _REACH) : quoted.start]
    if before.rstrip()[-1:] in (":", ";", ".", "!", "?", ""):
        return False
    told = [word.lower() for word in _WORD.findall(before)]
    if _bears(told):
        return True
    after = _WORD.match(text, quoted.end + 1)
    if after is not None and (singular(after[0].lower()) in _WORKS or after[0].lower() in _MAKERS):
        return len(words) > 1
    return len(words) > 1 and not before.rstrip(" ").endswith(",") and _is_place_of_title(told)


def titles_in_series(text: str, quoted: Sequence[Quoted]) -> frozenset[int]:
    """Which quotations stand in a row of titles, as of songs: three or more in capitals with only commas between.

    >>> from summarizer.mentions.quotations import find_quoted
    >>> text = 'They sang "The Long Road," "Harbour" and "Old Friends." She said "Oh Dear," "Never" and "Go."'
    >>> sorted(titles_in_series(text, find_quoted(text)))
    [0, 1, 2]
    """
    found: set[int] = set()
    row: list[int] = []
    for index, one in enumerate((*quoted, None)):
        joined = bool(row) and one is not None and _JOINT.fullmatch(text, quoted[row[-1]].end, one.start) is not None
        is_capital = one is not None and _are_capitals_of(text, one)
        if row and not (joined and is_capital):
            if _are_titles(text, [quoted[k] for k in row]):
                found.update(row)
            row = []
        if is_capital:
            row.append(index)
    return frozenset(found)


def _are_capitals_of(text: str, quoted: Quoted) -> bool:
    words = _WORD.findall(text, quoted.inner_start, min(quoted.inner_end, quoted.inner_start + _REACH * 2))
    return 0 < len(words) <= _LONGEST and _are_capitals(words)


def _are_titles(text: str, row: Sequence[Quoted]) -> bool:
    """Whether the row is long enough, most of it more than a word, and nobody is said to say it."""
    n_long = sum(" " in text[one.inner_start : one.inner_end] for one in row)
    before = (word.lower() for word in _WORD.findall(text, max(0, row[0].start - _REACH), row[0].start))
    is_said = any(word in lexicon.saying_verbs() or singular(word) in _SPOKEN for word in before)
    return len(row) >= _FEWEST_IN_ROW and n_long * 2 >= len(row) and not is_said


def is_naming(text: str, quoted: Quoted) -> bool:
    """Whether the marks hold what somebody or something is called, and nothing said: a nickname, a number.

    >>> text = 'Otto "Rusty" Kranz, known as "the baker", said "no".'
    >>> [is_naming(text, Quoted(start, end, start + 1, end - 1)) for start, end in ((5, 12), (29, 40), (47, 51))]
    [True, True, False]
    """
    words = text[quoted.inner_start : quoted.inner_end]
    if len(words) > _REACH or "\n" in words:
        return False
    if not any(letter.isalpha() or letter in "%$£€" for letter in words):
        return True  # "the password “12345”"
    before = text[max(0, quoted.start - _REACH) : quoted.start]
    if _CALLED.search(before) is not None:
        return True
    if _is_of_noun(text, quoted, before):
        return True
    given = _GIVEN.search(before)
    return (
        given is not None
        and given[1] in lexicon.first_names()
        and words[-1].isalnum()
        and _SURNAME.match(text, quoted.end) is not None
    )


def _is_of_noun(text: str, quoted: Quoted, before: str) -> bool:
    """Whether the marks hold what tells a thing from others of its kind: "its “Velta First” campaign"."""
    words = _WORD.findall(text, quoted.inner_start, quoted.inner_end)
    after = _WORD.match(text, quoted.end + 1)
    if len(words) < 2 or after is None or after[0] not in _LABELLED or not words[0][:1].isupper():
        return False
    return text[quoted.inner_end - 1].isalnum() and _DETERMINED.search(before) is not None


def _are_capitals(words: list[str]) -> bool:
    """Whether every word but the small ones has a capital."""
    return words[0][:1].isupper() and all(word[:1].isupper() or word.isdigit() or word in _SMALL for word in words)


def _bears(told: list[str]) -> bool:
    """Whether what stands before is a work, or is said to bear a title: "a segment entitled", "a film called"."""
    if not told:
        return False
    if told[-1] in _BEARING or singular(told[-1]) in _WORKS:
        return True
    if told[-1] == "of" and len(told) > 1 and told[-2] in _MAKERS:
        return True  # "the author of “Harbours”"
    return told[-1] in _NAMING and any(singular(word) in _WORKS for word in told[-1 - _LONGEST_NOUN : -1])


def _is_place_of_title(told: list[str]) -> bool:
    """Whether a preposition stands right before, or before whose it is: "on “The Late Hour”", "on VTV's “Today”"."""
    if not told:
        return False
    if told[-1].endswith(("'s", "’s")):
        return any(word in _BEFORE_TITLES for word in told[-1 - _LONGEST_NOUN : -1])
    earlier = singular(told[-2]) if len(told) > 1 else ""
    if told[-1] == "with":
        return earlier in _MEETINGS
    return told[-1] in _BEFORE_TITLES and earlier not in _SPOKEN and earlier not in lexicon.saying_nouns()
