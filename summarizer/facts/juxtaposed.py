"""Two speakers set against one another in one sentence: "He braked, says the driver; the witness says that he did not."

Editors put two accounts of one thing side by side with a semicolon, and leave it to the reader to see that they do not
agree. Both halves must tell who says it, and neither may give a figure: figures that differ are compared as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.facts.contests import is_nobody
from summarizer.facts.denials import Opposed
from summarizer.facts.view import StoryView
from summarizer.model import ReadSentence, Span

_LEAST_WORDS = 4
"""Words of half a sentence that tells a claim."""
_GOES_ON = re.compile(
    r"\W*(?:(?:but|and|while|though|yet) )?(?:he|she|it|they|this|that|these|both|in|on|at|by|for|so|which)\b", re.I
)
"""Beginnings of a second half that goes on with what the first says."""


def find_juxtaposed(view: StoryView) -> Iterator[Opposed]:
    """Pairs of halves of one sentence, each of another speaker."""
    for read in view.story.sentences:
        place = read.text.find(";") if len(read.mentions.attributions) > 1 else -1
        if place < 0 or read.text.count(";") > 1 or _has_figures(read):
            continue
        cut = read.sentence.start + place
        before = _voices(view, read, read.sentence.start, cut)
        after = _voices(view, read, cut, read.sentence.end)
        halves = read.text[:place], read.text[place + 1 :]
        if len(before) != 1 or len(after) != 1 or before == after or _GOES_ON.match(halves[1]):
            continue
        if min(len(half.split()) for half in halves) >= _LEAST_WORDS:
            start = cut + 1 + len(halves[1]) - len(halves[1].lstrip())
            first = Span(read.article_id, read.sentence.start, cut)
            yield Opposed(first, min(before), Span(read.article_id, start, read.sentence.end), min(after))


def _has_figures(read: ReadSentence) -> bool:
    return len(read.mentions.figures) > 1


def _voices(view: StoryView, read: ReadSentence, start: int, end: int) -> set[str]:
    """Who is said to say something in a stretch of a sentence, all of it."""
    phrases = [
        a.speaker
        for a in read.mentions.attributions
        if a.speaker and start <= a.start < end and start <= a.content_start and a.content_end <= end
    ]
    if any(map(is_nobody, phrases)):
        return set()  # "Neither website has said how": nobody says anything
    return {view.names.speaker_key(view.speaker(read, phrase), read.article_id) for phrase in phrases} - {""}
