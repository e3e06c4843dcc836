"""Figures of another sort: the number stands in the articles, but of another money, as a share or as points.

"12 billion dollars" for "12 billion lira", "ten households" for "one in ten", "half the people" for "half a million",
"2 %" for "two percentage points". And whether a figure stands in an article's text where nobody read it as one.
"""

from __future__ import annotations

import re

from summarizer.checkers._alignment import Binding, story_words
from summarizer.checkers._values import EQUAL, Place, are_apart, comparable, is_of
from summarizer.checkers.numbers.standing import UNIT_FIT
from summarizer.model import Figure, FigureKind, Story

_TOLD_BY_UNIT = frozenset({FigureKind.MONEY, FigureKind.PERCENT, FigureKind.MEASURE, FigureKind.DURATION})
_NUMBER = re.compile(r"[a-z]+(?:-[a-z]+)*|\d[\d,.]*\d|\d", re.I)
_RATIO = re.compile(r"\b(?:in|of)(?: an?| every)? ([\w-]+)$", re.I)
_PART = re.compile(r"\b(half|quarter|third)\b(?=.*\b(?:million|billion|trillion|dozen)\b)", re.I)


def of_another_sort(figure: Figure, story: Story, binding: Binding) -> Place | None:
    """The place where the articles have the claim's number of another sort, where the claim's words stand around it."""
    found = [
        Place(index, line.sentence, other, fit)
        for index, line in enumerate(story_words(story).lines)
        for other in line.sentence.mentions.figures
        if _is_other_sort(figure, other) and (fit := binding.at(index, other.start, other.end)) >= UNIT_FIT
    ]
    return max(found, key=lambda place: (place.fit, -place.index), default=None)


def _is_other_sort(mine: Figure, theirs: Figure) -> bool:
    """Whether a figure has the number of the claim's in its words and tells something else."""
    if mine.kind is theirs.kind:
        is_equal = (
            abs(mine.low - theirs.low) <= EQUAL * abs(mine.low) and mine.high - mine.low == theirs.high - theirs.low
        )
        return is_equal and are_apart(mine, theirs)
    kinds = {mine.kind, theirs.kind}
    if FigureKind.PERCENT not in kinds or not kinds & {FigureKind.COUNT, FigureKind.MONEY}:
        return False
    share, number = (mine, theirs) if mine.kind is FigureKind.PERCENT else (theirs, mine)
    if mine.counted and theirs.counted and not is_of(mine, theirs):
        return False
    ratio, part = _RATIO.search(share.text.strip()), _PART.search(number.text)
    if ratio is not None and share is theirs:
        return ratio[1].lower() in [word.lower() for word in _NUMBER.findall(number.text)]
    return part is not None and re.search(rf"\b{part[1]}\b", share.text, re.I) is not None


def _clock_times(story: Story) -> set[tuple[str, int]]:
    """Where the times of day of a story end: (article, place). The "ten" of "twenty to ten" counts nothing."""
    return {
        (line.article_id, figure.end)
        for line in story.sentences
        for figure in line.mentions.figures
        if figure.kind is FigureKind.CLOCK
    }


def stands_in_text(figure: Figure, story: Story) -> bool:
    """Whether the figure stands, in digits or just so, where it was not read as one (a title, a list, a date)."""
    words = re.compile(rf"\b{re.escape(figure.text.strip())}\b", re.I)
    if not words.pattern[2:-2].isdigit():
        times = _clock_times(story) if figure.kind is not FigureKind.CLOCK else set()
        apart = _apart_from(figure, story)
        for article in story.articles:
            for match in words.finditer(article.text):
                is_within = any(start <= match.start() and match.end() <= end for start, end in apart[article.id])
                if (article.id, match.end()) not in times and not is_within:
                    return True
    if figure.low != figure.high or figure.low != int(figure.low) or re.search(r"\d\.0\b", figure.text):
        return False
    value = int(figure.low)
    pattern = re.compile(rf"(?<![\d.,])(?:{value}|{value:,})(?!\d|[.,]\d|st\b|nd\b|rd\b|th\b)")
    others = _of_other_things(figure, story)
    return any(
        any((article.id, match.end()) not in others for match in pattern.finditer(article.text))
        or pattern.search(article.title)
        for article in story.articles
    )


def _apart_from(figure: Figure, story: Story) -> dict[str, list[tuple[int, int]]]:
    """Article → where it has figures that are of another sort: the "ten" of "one in ten" are no ten.
    A bare number may be a sum of which the sentence does not say so."""
    found: dict[str, list[tuple[int, int]]] = {article.id: [] for article in story.articles}
    for line in story.sentences:
        for other in line.mentions.figures:
            kinds = {figure.kind, other.kind}
            if not comparable(figure, other) and (FigureKind.PERCENT in kinds or kinds == {FigureKind.MONEY}):
                found[line.article_id].append((other.start, other.end))
    return found


def _of_other_things(figure: Figure, story: Story) -> set[tuple[str, int]]:
    """Where numbers of a story end that were read as something else than the figure: (article, place). The 65 of "65
    million crowns" are no people, those of "90 days" no weeks."""
    found = set()
    for line in story.sentences:
        for other in line.mentions.figures:
            is_measured = other.kind in _TOLD_BY_UNIT and (other.kind is not figure.kind or other.unit != figure.unit)
            if is_measured and (figure.counted or figure.kind in _TOLD_BY_UNIT):
                digits = re.search(r"\d[\d,.]*\d|\d", other.text)
                if digits is not None:
                    found.add((line.article_id, other.start + digits.end()))
    return found
