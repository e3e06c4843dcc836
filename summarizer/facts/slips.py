"""Figures that an article sets right: "43, not 34, as we first reported", "We said that three had escaped. It was two".

What is set right stands, as a rule, in an earlier article or version of the same outlet, and belongs to the same
disagreement: an editor must see which of the articles to hand was wrong.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from summarizer.facts.quantities import Quantity
from summarizer.facts.topics import Topics, shared
from summarizer.facts.view import StoryView
from summarizer.model import FigureKind

_CORRECTS = re.compile(r"(?: [\w’'-]+){0,3},?(?: and| but)? not (?:at |by |the |a |some )?", re.I)
"""Between a figure and the one that it sets right."""
_OF_AN_ERROR = re.compile(
    r"\b(?:earlier|first (?:said|reported|told|given)|previous\w*|correct(?:s|ed|ion)"
    r"|wrong(?:ly)?|mistake\w*|errors?)\b",
    re.I,
)
_OWN_TEXT = r"(?:an|our) (?:earlier|previous|first|original) (?:version|edition|report|article|story|post|text)"
_WE_SAID = re.compile(
    rf"\b(?:we|this (?:news)?paper|{_OWN_TEXT}(?: of this (?:article|story|report|post|text|page|blog))?)"
    r"(?: \w+ly| first| earlier| had)? (?:said|reported|wrote|gave|put|stated|told|printed|published)\b",
    re.I,
)
"""Words by which an outlet tells what it has said itself."""
_SETS_RIGHT = re.compile(
    r"\W*(?:in fact|actually|(?:it|they|he|she) (?:is|was|are|were|has|have|had)"
    r"|there (?:are|were)|that (?:is|was)|the (?:right|correct))\b",
    re.I,
)
_SAME_THING = 0.15
"""How much a corrected figure and an equal one of the same outlet must share."""


def is_correction(one: Quantity, other: Quantity) -> bool:
    """Whether one is set right by the other: by a notice, in one sentence, or right after an outlet's own error."""
    if one.correction and one.correction == other.correction:
        return True
    if one.article_id != other.article_id or other.figure.kind not in (one.figure.kind, FigureKind.COUNT):
        return False
    first, second = sorted((one, other), key=lambda quantity: quantity.figure.start)
    if one.read is other.read:
        offset = one.read.sentence.start
        between = one.read.text[first.figure.end - offset : second.figure.start - offset]
        return _CORRECTS.fullmatch(between) is not None
    is_next = second.read.sentence.index - first.read.sentence.index == 1
    return is_next and bool(_WE_SAID.search(first.read.text) and _SETS_RIGHT.match(second.read.text))


def is_slip(one: Quantity, other: Quantity) -> bool:
    """Whether a sentence says that one of the two is an error: such a slip may be of any size."""
    return _OF_AN_ERROR.search(one.read.text) is not None and is_correction(one, other)


def taken_back(
    view: StoryView, topics: Topics, cluster: Collection[Quantity], quantities: Sequence[Quantity]
) -> list[Quantity]:
    """The figures of other articles of an outlet that a correction in the cluster takes back: the likest of each."""
    found = []
    wrong = [(one, other) for one in cluster for other in cluster if one is not other and _is_wrong(one, other)]
    for one, right in wrong:
        best: dict[str, tuple[float, Quantity]] = {}
        for other in quantities:
            is_equal = (one.figure.low, one.figure.high) == (other.figure.low, other.figure.high)
            if not is_equal or other in cluster or other.article_id == one.article_id:
                continue
            counts_same = bool(other.counted) and other.counted in (one.counted, right.counted)
            if not _may_be_of_one_outlet(view, one, other, counts_same):
                continue
            likeness = shared(topics.whole(one.read), topics.whole(other.read)) + _SAME_THING * counts_same
            if likeness >= _SAME_THING and likeness > best.get(other.article_id, (0.0, other))[0]:
                best[other.article_id] = likeness, other
        found += [other for _, other in best.values()]
    return found


def _is_wrong(one: Quantity, other: Quantity) -> bool:
    """Whether `one` is what `other` sets right: the figure behind "not", or the outlet's own of before."""
    if one.correction or not is_correction(one, other):
        return False
    return (one.figure.start > other.figure.start) is (one.read is other.read)


def _may_be_of_one_outlet(view: StoryView, one: Quantity, other: Quantity, counts_same: bool) -> bool:
    """Whether both stand in articles of one outlet or origin; where the outlet is unknown, they must count the same."""
    outlets = {view.outlet(one.article_id), view.outlet(other.article_id)}
    if view.origin(one.article_id) == view.origin(other.article_id) or (len(outlets) == 1 and "" not in outlets):
        return True
    return "" in outlets and counts_same
