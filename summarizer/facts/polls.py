"""Whose poll a share comes from: 'just 18 percent back it in a new Hale & Bright poll', 'less than a third agreed'.

Those who are asked say what they think; how many of them do says the poll. It is named in the sentence, or in one just
before: "the survey also found".
"""

from __future__ import annotations

import re

from summarizer.facts.view import StoryView
from summarizer.model import Figure, FigureKind, ReadSentence

_POLL = r"(?:polls?|surveys?)\b"
_WORD = r"[A-Z][\w’'./&-]*"
_NAMED = re.compile(rf"(?<![\w’'./&-])(?P<by>{_WORD}(?: (?:(?:&|and) )?{_WORD}){{0,6}}) (?:[a-z]+ ){{0,2}}{_POLL}")
"""A pollster's name before the poll, at most two words between: "Hale & Bright telephone poll"."""
_AVERAGE = re.compile(rf"(?<![\w’'./&-])(?P<by>{_WORD}(?: {_WORD}){{0,3}}) (?:polling )?average\b")
_BY = re.compile(rf"\b{_POLL}(?: [a-z]+){{0,3}}? (?:by|from) (?:the )?(?P<by>{_WORD}(?: (?:& |of )?{_WORD}){{0,5}})")
_TOLD_AGAIN = re.compile(rf"\b(?:the|that|this|same) (?:[a-z]+ ){{0,2}}{_POLL}", re.I)
_REPORTS = re.compile(
    rf"\b(?:according to|in|from) (?:an?|the|its|that|this)\b[^.;:]{{0,60}}?\b{_POLL}"
    rf"|\b{_POLL}[^.;:]{{0,120}}?\b(?:found|finds|show(?:s|ed|n)?|reveal(?:s|ed)?|suggest(?:s|ed)?|indicate[sd]?"
    r"|puts?|gives?|gave|had|has|said|says|reported|estimated)\b",
    re.I,
)
_ANSWER = re.compile(
    r"^(?: of [^,;:.“”]{2,60}?)? (?:also )?(?:said?|says?|agreed?|disagreed?|support(?:ed|s)?|opposed?|back(?:ed|s)?"
    r"|th(?:ink|ought)|believed?|want(?:ed)?|view(?:ed)?|approved?|disapproved?|favou?r(?:ed)?|prefer(?:red)?"
    r"|expect(?:ed)?|felt|feel|trust(?:ed)?|rated?|chose"
    r"|were (?:unsure|undecided|unhappy|against|in favou?r|satisfied|opposed))\b"
)
"""Behind a share: what those who were asked answered."""
_JOINT = re.compile(r"[-/–]| and ")
_OPENERS = frozenset(["A", "An", "The", "In", "According", "One", "Another", "But", "And", "That", "This", "New"])
_REACH = 100  # characters behind a share
_MEMORY = 3
"""A poll may be told again so many sentences after it was named."""


def pollster_of(view: StoryView, read: ReadSentence, figure: Figure) -> str:
    """The poll or pollster that gives a share of people; "" where the sentence and those before report none."""
    if figure.kind is not FigureKind.PERCENT:
        return ""
    own = _named_poll(view, read)
    if own:
        return own if _REPORTS.search(read.text) else ""
    is_again = _TOLD_AGAIN.search(read.text) is not None
    after = read.text[figure.end - read.sentence.start :][:_REACH]
    if not is_again and _ANSWER.match(after) is None:
        return ""
    sentences, place = view.by_article()[read.article_id], read.sentence.index
    for before in reversed(sentences[max(0, place - _MEMORY) : place]):
        named = _named_poll(view, before)
        if named:
            return named
    return ""


def _named_poll(view: StoryView, read: ReadSentence) -> str:
    """The pollster that a sentence names, or the poll of two together: "Tarn Herald-TV Velta poll"."""
    if "poll" not in read.text and "survey" not in read.text:
        return ""
    for pattern in (_BY, _AVERAGE, _NAMED):
        found = pattern.search(read.text)
        if found is None:
            continue
        by = found["by"].strip()
        words = by.split()
        while words and words[0] in _OPENERS:
            words = words[1:]
        if not words:
            continue
        by = " ".join(words).removesuffix("'s").removesuffix("’s")
        if _JOINT.search(by):
            return f"{by} poll"
        return view.names.speaker_name(by, read.article_id)
    return ""
