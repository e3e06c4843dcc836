"""Another figure, a hedge that the very figure does not bear, and who is counted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from summarizer import similarity
from summarizer.checkers._alignment import stem, story_words
from summarizer.checkers._values import comparable, outlet, quote, relation
from summarizer.checkers.near_copies.part import Part, finding, has_figure, has_word, plain
from summarizer.checkers.near_copies.reading import Difference, NearCopy
from summarizer.checkers.numbers.updates import is_overtaken
from summarizer.checkers.polarity import lower_words
from summarizer.model import (
    ErrorCode,
    Figure,
    FigureKind,
    Finding,
    Hedge,
)

_OF_THEIR_OWN = frozenset({FigureKind.AGE, FigureKind.ORDINAL, FigureKind.CLOCK, FigureKind.SCORE})
"""Kinds that never stand where another kind stands."""
_KIN = 0.5  # cosine of word vectors from which a noun that is counted may follow from what stands around
_STRICT = {Hedge.MORE_THAN: 1, Hedge.FEWER_THAN: -1, Hedge.NEARLY: -1}
"""Hedges that are wrong of the very figure. "At least 19", "up to 19" and "about 19" are true of 19."""
_ANYBODY = frozenset(("people", "person", "individual", "victim", "member", "other", "one", "thing", "item", "case"))


_TOLD_BY = frozenset({"report", "article", "account", "outlet", "source", "version"})


def check_figure(difference: Difference, copy: NearCopy, part: Part) -> Finding | None:
    pair = difference.only("figure")
    claimed, stated = (pair[0].mention, pair[1].mention) if pair else (None, None)
    if pair is None or not isinstance(claimed, Figure) or not isinstance(stated, Figure):
        return None
    if plain(claimed.text) == plain(stated.text):
        return None  # read in two ways, by what stands around: "a quarter past eight" in the evening, "1.860"
    if claimed.counted.lower().rstrip("s") in _TOLD_BY:
        return None  # "one report said"
    is_alike = comparable(claimed, stated) and (claimed.unit == stated.unit or not claimed.unit or not stated.unit)
    if claimed.kind is not stated.kind and {claimed.kind, stated.kind} & _OF_THEIR_OWN:
        return None
    if not is_alike or relation(claimed, stated) != "other":
        return None

    def is_same(figure: Figure) -> bool:
        return comparable(claimed, figure) and relation(claimed, figure) != "other"

    if any(map(is_same, part.copied_figures)) or part.is_told(pair[0], has_figure(is_same)):
        return None
    if is_overtaken(copy.line.sentence, claimed, part.evidence.story):
        return None  # "the toll rose to seven" shares few words with the four dead that it overtakes
    where = outlet(copy.line.sentence, part.evidence)
    reason = f"The articles say {quote(stated)} ({where}), the sentence {quote(claimed).rstrip('.')}."
    return finding(ErrorCode.NUMBER, reason, copy, claimed.text.strip(), stated.text.strip())


def check_hedges(copy: NearCopy, part: Part) -> Iterator[Finding]:
    """Objections to "more than 60" where a near copy says 60, or "less than" where it says "at least"."""
    for mine, theirs in copy.pairs:
        claimed, stated = mine.mention, theirs.mention
        if not isinstance(claimed, Figure) or not isinstance(stated, Figure) or part.is_quoted(mine):
            continue
        if claimed.hedge not in _STRICT or stated.hedge not in (Hedge.NONE, Hedge.EXACTLY):
            continue

        bears_out = partial(_bears_out, claimed)
        if any(map(bears_out, part.copied_figures)):
            continue
        if part.is_told(mine, has_figure(bears_out)):
            continue
        where = outlet(copy.line.sentence, part.evidence)
        reason = f"The articles say {quote(stated)} ({where}), the sentence {quote(claimed).rstrip('.')}."
        yield finding(ErrorCode.NUMBER_HEDGE, reason, copy, claimed.text.strip(), stated.text.strip())


def _bears_out(claimed: Figure, figure: Figure) -> bool:
    """Whether a figure of the articles says what a hedged one of the claim says, and not just its plain value."""
    is_plain = figure.hedge in (Hedge.NONE, Hedge.EXACTLY) and figure.low == claimed.low
    return comparable(claimed, figure) and relation(claimed, figure) == "same" and not is_plain


def check_counted(copy: NearCopy, part: Part) -> Iterator[Finding]:
    """Objections to "3,000 tourists" where a near copy has 3,000 people and nothing near it speaks of tourists."""
    read = story_words(part.evidence.story)
    for mine, theirs in copy.pairs:
        claimed, stated = mine.mention, theirs.mention
        if not isinstance(claimed, Figure) or not isinstance(stated, Figure) or claimed.unit or stated.unit:
            continue
        noun, other = stem(claimed.counted), stem(stated.counted)
        if not noun or not other or noun == other or claimed.counted in _ANYBODY or part.is_quoted(mine):
            continue
        around = {s for i in (copy.index, *read.neighbours[copy.index]) for s in read.lines[i].stems}
        if noun in around or part.is_told(mine, has_word(noun)):
            continue
        if _is_kin(claimed.counted, copy.line.sentence.text):
            continue
        where = outlet(copy.line.sentence, part.evidence)
        reason = f"The articles count {quote(stated)} ({where}), the sentence {quote(claimed).rstrip('.')}."
        yield finding(ErrorCode.NUMBER_SCOPE, reason, copy, quote(claimed), quote(stated))


def _is_kin(noun: str, text: str) -> bool:
    """Whether a noun is near in meaning to any word of a text ("villagers" where the villages are named)."""
    words = sorted(set(lower_words(text)) - similarity.STOP_WORDS)
    near = similarity.word_vectors([noun]) @ similarity.word_vectors(words).T
    return bool(near.size) and float(near.max()) >= _KIN
