"""Clean articles to sentences with exact offsets, each read by `mentions`.

A rule splitter of our own: pysbd loses text that holds its marker characters, takes time that grows with the square
of the length and splits quotations from their speakers; this one is linear and lossless by construction, because it
only ever decides where to cut. How the two compare on `tests/cases/sentences.txt` stands in the tests.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from summarizer.mentions import find_mentions
from summarizer.model import CleanArticle, Mentions, ReadSentence, Sentence
from summarizer.resources.sections import read_sections

_CLOSERS = "\"'”’»)\\]}"
_OPENERS = "\"'“‘«([{¿¡„‚"
# Runs (of marks, of spaces) are looked at from their beginning only: from each of their characters took the square.
_CUT = re.compile(
    rf"(?P<mark>(?<![.!?…。！？])[.!?…。！？]++(?:\s?[.…]{{2,}}+)?)(?P<closers>[{_CLOSERS}]*)(?P<gap>\s+|(?=[“\"A-ZÀ-ÞА-Я]))"
)
_WORD_BEFORE = re.compile(rf"[^\s{_OPENERS}—–/]*\Z")
_WORD_AFTER = re.compile(rf"[{_OPENERS}]*([^\s{_CLOSERS}.,;:!?…]+)")
_BREAK = re.compile(r"(?<![^\S\n])[^\S\n]*\n\s*|[\u2028\u2029\x85]\s*")
_BULLET = re.compile(r"(?:[-•*–—·‣▪]|\(?(?:\d{1,2}|[a-zA-Z])[.)])\s")
_LIST_NUMBER = re.compile(r"\(?(?:\d{1,3}|[ivx]{1,4}|[a-zA-Z])\Z")
_ACRONYM = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]\Z")
_CLOCK = re.compile(r"(?:[ap]\.m|noon)\Z", re.I)
_AFTER_CLOCK = re.compile(
    r"(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?|Sun)(?:day)?\b|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)"
    r"[a-z]*\b\.?|(?:[ECMPA][SD]?T|GMT|UTC|BST|CES?T|IST|JST|MSK|Eastern|Central|Pacific|Mountain|Greenwich|local)\b"
)
_SPEECH = (
    r"(?:said|says|told|added|adds|asked|wrote|tweeted|replied|continued|explained|warned|insisted|recalled|noted|concluded"
    r"|declared|stated|argued|joked|shouted|posted|responded|testified|reported)"
)
_NAME = r"(?:[A-Z][\w’'-]*\.?|de|la|van|von|al|bin|el|the|of|[A-Z]\.)"
# After a closed quotation with a full stop by mistake: “… today.” Maj. Gen. Piet Vos said in a statement.
_TAG = re.compile(
    rf"(?:(?:{_NAME}\s+){{1,8}}|[Hh]e\s+|[Ss]he\s+|[Tt]hey\s+){_SPEECH}"
    r"(?=\s*[.,:]|\s+(?:in|on|at|during|to|after|before|via|by|of|late|early|Sunday|Monday|Tuesday|Wednesday|Thursday|Friday"
    r"|Saturday|yesterday|today|reporters|lawmakers|journalists)\b)(?!\s+that\b)[^.!?“”\"]{0,90}[.,:]"
)
_FINITE = re.compile(
    r"\s+(?:said|says|told|has|had|have|was|were|is|are|will|would|also|added|did|does|may|might|could|can)\b"
)
_PAST = re.compile(r"\s+[a-z]{3,}ed\b")
_LOWER_START = re.compile(r"[a-zà-ÿа-я]")
_ADDRESS = re.compile(r"(?:https?:|www\.|@)|[a-z0-9]\.(?:com|org|net|gov|edu|co|io|info|uk|de|fr|ru|ua)\b", re.I)
# Nobody's sentence is longer (about 250 words). Readers compare the words of one sentence with each other: a stretch
# without a full stop must not cost the square of its length.
_MAX_SENTENCE = 1_500
_MAX_TEXT_LOOK = 20_000  # characters of a text in which a name is looked for
_MAX_LOOK = 40  # characters before a full stop that are looked at: longer tokens are no abbreviations


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where sentences stand: trimmed, in order, without overlap; every character that is no space lies in one.

    >>> text = "Sen. Bob Menendez, D-N.J., spoke at 5 p.m. Monday. Nobody replied."
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['Sen. Bob Menendez, D-N.J., spoke at 5 p.m. Monday.', 'Nobody replied.']
    """
    spans: list[tuple[int, int]] = []
    for start, end in _paragraphs(text):
        spans.extend(_split_paragraph(text, start, end))
    return tuple(spans)


def split_sentences(articles: Sequence[CleanArticle]) -> tuple[ReadSentence, ...]:
    """The sentences of all articles, in order, each with what `mentions` found in it."""
    read: list[ReadSentence] = []
    for article in articles:
        spans: list[tuple[int, int]] = []
        paragraphs: list[int] = []
        for number, (start, end) in enumerate(_paragraphs(article.text)):
            found = [
                part for span in _split_paragraph(article.text, start, end) for part in _break_up(article.text, *span)
            ]
            spans.extend(found)
            paragraphs.extend([number] * len(found))
        read.extend(
            ReadSentence(Sentence(article.id, index, start, end, article.text[start:end], paragraph), mentioned)
            for index, ((start, end), paragraph, mentioned) in enumerate(
                zip(spans, paragraphs, _find_mentions(article, tuple(spans)), strict=True)
            )
        )
    return tuple(read)


def _find_mentions(article: CleanArticle, spans: tuple[tuple[int, int], ...]) -> tuple[Mentions, ...]:
    published = article.published_at.date() if article.published_at else None
    return find_mentions(article.text, spans, published=published)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Stretches between line breaks; a single break inside a sentence (wrapped text) does not count."""
    stretches = []
    start = 0
    for match in _BREAK.finditer(text):
        is_wrap = (
            match.group().count("\n") == 1
            and match.start() > start
            and text[match.start() - 1] not in ".!?…:" + "\"”’'"
            and _LOWER_START.match(text, match.end()) is not None
            and not _BULLET.match(text, match.end())
        )
        if not is_wrap:
            stretches.append((start, match.start()))
            start = match.end()
    stretches.append((start, len(text)))
    trimmed = ((_skip_space(text, start, end), end) for start, end in stretches)
    return [(start, start + len(text[start:end].rstrip())) for start, end in trimmed if start < end]


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _split_paragraph(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _CUT.finditer(text, start, end):
        if match.end() >= end or match.start() < begin:
            continue
        if _ends_sentence(text, match, begin, end):
            cut = match.end("closers")
            spans.append((begin, cut))
            begin = match.end()
    spans.append((begin, end))
    return _join_scraps(text, spans)


def _break_up(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence of an article in parts that can be read: cut at spaces where it is too long to be one."""
    parts = []
    while end - start > _MAX_SENTENCE:
        space = text.rfind(" ", start + _MAX_SENTENCE // 2, start + _MAX_SENTENCE)
        cut = space if space > 0 else start + _MAX_SENTENCE
        parts.append((start, start + len(text[start:cut].rstrip())))
        start = _skip_space(text, cut, end)
    return [*parts, (start, end)]


def _join_scraps(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pieces without a letter or digit (a stray full stop, a lost quotation mark) go to their neighbour."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if start >= end:
            continue
        is_scrap = not any(char.isalnum() for char in text[start:end])
        was_scrap = bool(joined) and not any(char.isalnum() for char in text[joined[-1][0] : joined[-1][1]])
        if joined and (is_scrap or was_scrap):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _ends_sentence(text: str, match: re.Match[str], begin: int, end: int) -> bool:
    mark, closers, gap = match["mark"], match["closers"], match["gap"]
    before_match = _WORD_BEFORE.search(text, max(begin, match.start() - _MAX_LOOK), match.start())
    before = before_match.group() if before_match else ""
    after_match = _WORD_AFTER.match(text, match.end(), end)
    after = after_match[1] if after_match else ""
    if not gap:
        return _is_glued(text, match, before, end)
    if not after:
        return False  # what follows is punctuation only
    if _speaker_follows(text, match, closers, end):
        return False
    first = text[match.end()]
    if mark[0] in "。！？":
        return True
    is_small = after[0].islower() and not after[1:2].isupper()  # iPads
    if is_small and not (mark == "." and not closers and _is_plain_end(before) and first not in _OPENERS):
        return False
    if mark == ".":
        return bool(closers.strip(")]}")) or _full_stop_ends(before, after, text, match, begin, end)
    if mark.startswith(("..", "…")) and not closers:
        return after[0].isupper() and after not in ("I", "I’m", "I'm") and after[0] not in "0123456789"
    if (mark in "!?" and not closers and after in ("Inc", "Corp")) or first in ",;:–—-":
        return False
    return not (text[match.start() - 1 : match.start()] == "(" and closers.startswith(")"))  # (?) and (…)


def _is_plain_end(before: str) -> bool:
    """Whether a word before a full stop is an ordinary one, so that a small letter behind it is a slip."""
    known = before.lower() in _small_abbreviations()
    return len(before) >= 5 and before.isalpha() and before.islower() and not known


@cache
def _listed(section: str) -> frozenset[str]:
    """The words of a section of the abbreviations; all abbreviations for "any"."""
    lists = read_sections("abbreviations.txt")
    names = ("title", "company", "numbered", "state") if section == "any" else (section,)
    return frozenset(word for name in names for line in lists[name] for word in line.split())


@cache
def _small_abbreviations() -> frozenset[str]:
    return frozenset(word.lower() for word in _listed("any"))


def _full_stop_ends(before: str, after: str, text: str, match: re.Match[str], begin: int, end: int) -> bool:
    is_start = after in _listed("starter") or after.split("’")[0].split("'")[0] in _listed("starter")
    tail = before.rsplit("-", 1)[-1]
    if text[match.end()] in "-–—,;:&/":
        return False
    if not before:
        return True
    if _CLOCK.search(before):
        return not _AFTER_CLOCK.match(text, match.end())
    if match.start() - len(before) == begin and _LIST_NUMBER.fullmatch(before):
        return False  # "1. First", "a. Then"
    if before in _listed("numbered"):
        return not after[0].isdigit()
    if before in _listed("title") or tail in _listed("title"):
        return False
    if before in _listed("state") or tail in _listed("state"):
        return is_start or (
            text[match.start() - len(before) - 2 : match.start() - len(before)] == ", " and tail == before
        )
    if _ACRONYM.fullmatch(before) or _ACRONYM.fullmatch(tail):
        return is_start or _new_subject(after, text, match, (begin, match.start() - len(before), end))
    if len(before) == 1 and before.isalpha() and before.isupper():
        return is_start or before == "I"
    if before in _listed("company"):
        return is_start and not (before == "St" and after == "The")
    return True


def _new_subject(after: str, text: str, match: re.Match[str], bounds: tuple[int, int, int]) -> bool:
    """Whether "U.S. Putin said" is two sentences: a name that is no office, with a verb behind it."""
    begin, word_start, end = bounds
    if not after[0].isupper() or after in _listed("office") or not text.endswith(("the ", "The "), begin, word_start):
        return False
    word = _WORD_AFTER.match(text, match.end(), end)
    if word is None:
        return False
    # with another verb only where the text has somebody of that name: "the U.S. Steel announced" is one sentence
    is_person = _PAST.match(text, word.end(), end) is not None and _has_bearer(after, text)
    return is_person or _FINITE.match(text, word.end(), end) is not None


def _has_bearer(name: str, text: str) -> bool:
    """Whether a word stands elsewhere in a text behind a given name or a title: "Gov. Ada Osk"."""
    before = re.compile(rf"\b(?!U\.?S|The\b)[A-Z][a-z]+\.? {re.escape(name)}\b")
    return before.search(text[:_MAX_TEXT_LOOK]) is not None


def _speaker_follows(text: str, match: re.Match[str], closers: str, end: int) -> bool:
    """Whether a closed quotation goes on with who said it: “Why?” Smith asked."""
    if not any(closer in closers for closer in "\"”’'»"):
        return False
    tag = _TAG.match(text, match.end(), min(end, match.end() + 220))
    if not tag:
        return False
    return "“" not in text[match.end() : tag.end()]


def _is_glued(text: str, match: re.Match[str], before: str, end: int) -> bool:
    """Whether a space is missing between two sentences: "by rail.The ministry"."""
    if match["mark"] == "…" and not match["closers"]:
        return False
    opener = text[match.end()]
    after = text[match.end() : min(end, match.end() + 30)].lstrip('“"')
    stem = re.sub(r"[^\w]+\Z", "", before)
    if opener in '“"':
        closes = match["closers"] or (opener == '"' and not after[:1].isupper())
        return not closes and len(stem) > 2 and after[:1].isupper() and opener == "“"
    if not re.match(r"[A-ZÀ-ÞА-Я][a-zà-ÿа-я’']|A\s|I\s", after) or _ADDRESS.search(before + "." + after.split(" ")[0]):
        return False
    if match["closers"].strip(")]}") and _speaker_follows(text, match, match["closers"], end):
        return False
    is_word = len(stem) >= 3 and (stem[-3:].islower() or stem.isdigit())
    return is_word and stem not in _listed("any") and "." not in stem
