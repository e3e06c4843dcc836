"""Does a sentence of the articles say the same in nearly the same words, but for one thing?

A veto. Where most of a part of the claim stands in a sentence in the same order, what differs is set side by side: a
figure, a date or a name with another in its place, a hedge, a noun that is counted, a negation or a word like "may"
that only one of them has, a word with its opposite, "because" with "although". Other checkers ask how well the
surroundings of a figure or a name fit, and must leave alone what the articles have somewhere else, too; a near copy
tells what is meant. It objects only where no other sentence that tells of it has what the claim has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from summarizer.checkers.near_copies.figures import check_counted, check_figure, check_hedges
from summarizer.checkers.near_copies.named import check_date, check_name, check_office, check_relatives
from summarizer.checkers.near_copies.part import NAME, Part
from summarizer.checkers.near_copies.reading import Difference, NearCopy
from summarizer.checkers.near_copies.wording import (
    check_connective,
    check_loaded,
    check_modal,
    check_negation,
    check_opposite,
    check_upgraded,
)
from summarizer.model import Claim, Evidence, Finding

__all__ = ["NAME", "check"]


_WHOLE = 0.95  # share from which a near copy that differs in nothing ends the search: the claim is taken from it
_MOST = 5  # items that one side of a difference may hold: more is another wording, not another thing
_SOURCE = re.compile(r"^(?:according to|as reported by) [^,]{2,60}, ", re.I)
_SPEECH = re.compile(
    r"^[^,;:]{2,80}? (?:said|says|stated|announced|reported|added|warned|estimated|confirmed|told [\w ]{2,20}?)"
    r"(?: (?:on |late |early )?\w+day)? that ",
    re.I,
)
_PART_END = re.compile(r";\s+|,\s+(?:and|but|while|whereas)\s+")


_RULES: tuple[Callable[[Difference, NearCopy, Part], Finding | None], ...] = (
    check_figure, check_date, check_office, check_name, check_opposite, check_connective, check_upgraded,
    check_negation, check_modal, check_loaded,
)  # fmt: skip


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objections to what a claim has in another way than all sentences that are nearly its copies."""
    found: list[Finding] = []
    for start, end in _parts(claim.text):
        part = Part(claim, start, end, evidence)
        speech = _SPEECH.match(part.text)
        if not part.copies and speech is not None:  # what is said may stand in the articles as the outlet's own words
            part = Part(claim, start + speech.end(), end, evidence)
        found.extend(_check_part(part))
    return tuple(found)


def _parts(text: str) -> list[tuple[int, int]]:
    """The parts of a sentence that may come from different articles, without the naming of an outlet before them.

    >>> [text[a:b] for text in ["It rained, and the old mill burned."] for a, b in _parts(text)]
    ['It rained', 'the old mill burned.']
    """
    source = _SOURCE.match(text)
    start = source.end() if source else 0
    parts = []
    for match in _PART_END.finditer(text, start):
        parts.append((start, match.start()))
        start = match.end()
    return [*parts, (start, len(text))]


def _check_part(part: Part) -> Iterator[Finding]:
    for copy in part.copies[:2]:
        found = [*check_hedges(copy, part), *check_counted(copy, part), *check_relatives(copy, part)]
        for difference in copy.differences:
            is_small = len(difference.mine) <= _MOST and len(difference.theirs) <= _MOST
            if is_small and not any(part.is_quoted(item) for item in difference.mine):
                found.extend([f for rule in _RULES if (f := rule(difference, copy, part)) is not None][:1])
        if found or copy.share >= _WHOLE:
            yield from found[:2]
            return
