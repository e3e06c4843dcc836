"""Two figures of one sentence exchanged: "lent 1.3 million" where the article has 1.3 million spent and 640,000 lent.

A figure is bound to the verb that it is an object or a subject of, in its own clause. It objects only where a sentence
has the claim's figure with another verb and the claim's verb with another figure, and no sentence has them together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from summarizer.checkers._alignment import content_stems, cue_pattern, share_told, stem, story_words
from summarizer.model import Claim, Evidence, Figure, FigureKind, ReadSentence

_KINDS = (FigureKind.COUNT, FigureKind.MONEY, FigureKind.PERCENT)
_CLAUSE = re.compile(r"[;,:—]|\band\b|\bbut\b|\bwhile\b")
_CLAUSE_END = re.compile(r"[;,:—.]|\band\b|\bbut\b|\bwhile\b")
_BEHIND = 40  # characters behind a figure in which the verb stands whose subject it is
_SPEAKS = 0.35  # share of the claim's words in a sentence that tells of the same


def exchanged(claim: Claim, evidence: Evidence) -> Iterator[tuple[Figure, Figure, ReadSentence]]:
    """The claim's figure, the one that the articles have with its verb, and the sentence that has both."""
    own = [f for f in claim.mentions.figures if claim.start <= f.start and f.kind in _KINDS]
    mine = _verbs(claim.text, claim.start, own)
    read, words = story_words(evidence.story), content_stems(claim.text)
    for figure, verb in mine.items():
        found: tuple[Figure, Figure, ReadSentence] | None = None
        for line in read.lines:
            alike = [f for f in line.sentence.mentions.figures if (f.kind, f.unit) == (figure.kind, figure.unit)]
            same = [f for f in alike if (f.low, f.high) == (figure.low, figure.high)]
            if not same:
                continue
            theirs = _verbs(line.sentence.text, line.sentence.sentence.start, alike)
            if any(theirs.get(f) == verb for f in same):
                found = None
                break
            rival = next((f for f in alike if f not in same and theirs.get(f) == verb), None)
            is_elsewhere = rival is not None and all(f in theirs for f in same)
            if rival is not None and is_elsewhere and share_told(words, line.stems, read) >= _SPEAKS:
                found = found or (figure, rival, line.sentence)
        if found is not None:
            yield found


def _verbs(text: str, offset: int, figures: Sequence[Figure]) -> Mapping[Figure, str]:
    """By figure the stem of the verb that governs it, where the list of such verbs has one in its clause."""
    found = {}
    for figure in figures:
        before = _CLAUSE.split(text[: figure.start - offset])[-1]
        behind = _CLAUSE_END.split(text[figure.end - offset : figure.end - offset + _BEHIND])[0]
        verbs = cue_pattern("governs_figure").findall(before)[-1:] or cue_pattern("governs_figure").findall(behind)[:1]
        if verbs:
            found[figure] = stem(verbs[0])
    return found
