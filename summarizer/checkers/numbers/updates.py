"""A count that a later article brings up to date: which figures of earlier articles it overtakes.

"The death toll rose to five" says neither "people" nor "killed", and shares few words with "four people were killed",
though it is what overtakes that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from summarizer.checkers._values import Place, comparable, relation
from summarizer.model import Evidence, Figure, ReadSentence, Story

_COME_TO = re.compile(
    r"\b(?:r[io]s(?:e|en|es|ing)|rose|climb\w*|gr[eo]w\w*|increas\w*|jump\w*|soar\w*|f[ae]ll(?:en|s|ing)?|dropp?\w*"
    r"|declin\w*|shr[aiu]nk\w*|correct\w*|revis\w*|rais\w*|lower\w*|updat\w*|br(?:ought|inging|ings)|t(?:ook|akes|aking)"
    r"|went up|gone up|gone down|went down|stands?|stood|reach\w*|now)\b[^.;]{0,80}?"
    r"(?:\b(?:to|at|reach(?:es|ed|ing)?) )(?:(?:at least|about|around|some|nearly|almost|more than) )?$",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:number|tolls?|count|total|figure|tally)\b|\b(?:arrests|deaths|cases|injuries|casualties|victims|fatalities)\b",
    re.IGNORECASE,
)


def is_update(read: ReadSentence, start: int) -> bool:
    """Whether the figure at `start` of a sentence (as its article counts) is what a total has come to."""
    before = read.text[: start - read.sentence.start]
    return _COME_TO.search(before) is not None and _TOTAL.search(before) is not None


def without_overtaken(places: Sequence[Place], same: Sequence[Place], evidence: Evidence) -> list[Place]:
    """Places of figures without those of articles older than one that has the claim's own as an update."""
    days = [
        day for place in same
        if is_update(place.sentence, place.figure.start)
        and (day := _day(place.sentence.article_id, evidence.story)) is not None
    ]  # fmt: skip
    if not days:
        return list(places)
    latest = max(days)
    kept = []
    for place in places:
        day = _day(place.sentence.article_id, evidence.story)
        if day is None or day >= latest or place in same:
            kept.append(place)
    return kept


def _day(article_id: str, story: Story) -> date | None:
    published = story.article(article_id).published_at
    return published.date() if published else None


def is_overtaken(read: ReadSentence, figure: Figure, story: Story) -> bool:
    """Whether an article later than a sentence's has a figure as what a total has come to since."""
    day = _day(read.article_id, story)
    return day is not None and any(
        (later := _day(other.article_id, story)) is not None and later > day
        for other in story.sentences
        for stated in other.mentions.figures
        if comparable(figure, stated) and relation(figure, stated) == "same" and is_update(other, stated.start)
    )
