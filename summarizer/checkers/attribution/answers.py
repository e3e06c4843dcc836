"""Has somebody else another account of it? Then it is one side's, whoever tells it, and no fact.

"The minister said that crime had fallen by 12 percent. The police union put the drop at 4 percent": no denial, and
still two accounts. What answers a statement is the next sentence, or the rest of its own, where another speaker gives
a figure of the sort with another value, or where whom it is about gives his own account.
"""

from __future__ import annotations

import re

from summarizer.checkers._alignment import content_stems, cue_pattern
from summarizer.checkers.statements import word_set
from summarizer.model import Attribution, Claim, Evidence, Figure, FigureKind, ReadSentence

_GIVES = re.compile(
    r"\b(?:puts?|measured|estimat\w+|found|counted|counts?|says?|said|spoke of|speaks? of|according to|calculat\w+"
    r"|reckons?)\b"
)
_HIMSELF = re.compile(r"^(?:he|she|it|they|his|her|their|the (?:minister|president|mayor|company|spokes\w+))\b", re.I)
_NAME = re.compile(r"\b[A-Z][\w’-]{2,}")
_MEASURES = frozenset({FigureKind.PERCENT, FigureKind.MONEY, FigureKind.COUNT, FigureKind.MEASURE})
_ALIKE = 1.06  # times as much: one figure, rounded
_REFERS = re.compile(
    r"\b(?:puts?|putting|estimat\w+) (?:it|this|that|them|the (?!number|share|cost|price)\w+|(?:its|their) number) at\b"
    r"|\b(?:the (?:real|true|actual|correct|right) \w+|instead|in fact|only|just)\b"
)
"""What points back to the figure before it, though no word of that stands there."""
_WAYS = content_stems(
    "rise fall up down increase decrease drop grow cut percent per cent more less about year years month months last"
    " people said put puts estimated number"
)
"""No more than that something rose or fell, and when."""
_TO_COME = re.compile(r"\b(?:would|will|plans?|offer\w*|hopes?|thank\w*|welcom\w+|regret\w*)\b")
"""What is no account of what was."""
_FAR = 20.0  # times as much: figures of two things


def answered(claim: Claim, sentence: ReadSentence, statement: Attribution, evidence: Evidence) -> bool:
    """Whether another account follows the sentence that has what a claim tells as somebody's statement."""
    after = _next(sentence, evidence)
    if after is None or _HIMSELF.match(after.text) or word_set(statement.speaker) & word_set(after.text):
        return False
    return _gives_other(claim, after) or _is_own_account(claim, statement, after)


def _next(sentence: ReadSentence, evidence: Evidence) -> ReadSentence | None:
    here = sentence.sentence
    return next(
        (
            other for other in evidence.story.sentences
            if other.article_id == sentence.article_id and other.sentence.index == here.index + 1
        ),
        None,
    )  # fmt: skip


def _gives_other(claim: Claim, after: ReadSentence) -> bool:
    """Whether somebody gives a figure of the claim's sort there, with another value."""
    mine = [f for f in claim.mentions.figures if f.kind in _MEASURES and claim.start <= f.start < claim.end]
    theirs = [figure for figure in after.mentions.figures if figure.kind in _MEASURES]
    is_of_it = _REFERS.search(after.text) or _shared(claim.text, after.text)
    return bool(_GIVES.search(after.text) and is_of_it) and any(_rivals(one, other) for one in mine for other in theirs)


def _shared(one: str, other: str) -> frozenset[str]:
    """What two texts have both in view, but for names, figures, and that something rose or fell."""
    names = content_stems(" ".join(_NAME.findall(one))) & content_stems(" ".join(_NAME.findall(other)))
    return frozenset(s for s in content_stems(one) & content_stems(other) - names - _WAYS if not s[:1].isdigit())


def _rivals(one: Figure, other: Figure) -> bool:
    if (one.kind, one.unit) != (other.kind, other.unit) or not one.low or not other.low:
        return False
    if one.kind is FigureKind.COUNT and one.counted != other.counted:
        return False
    is_apart = other.low > one.high * _ALIKE or one.low > other.high * _ALIKE
    return is_apart and 1 / _FAR < other.low / one.low < _FAR


def _is_own_account(claim: Claim, statement: Attribution, after: ReadSentence) -> bool:
    """Whether whom a claim is about says something of it there himself."""
    is_of_it = _shared(claim.text, after.text) or cue_pattern("negation").search(after.text)
    if _TO_COME.search(after.text) and not is_of_it:
        return False
    about = set(_NAME.findall(claim.text)) - set(_NAME.findall(statement.speaker))
    return any(
        about & set(_NAME.findall(attribution.speaker)) and after.text.startswith(attribution.speaker[:4])
        for attribution in after.mentions.attributions
    )
