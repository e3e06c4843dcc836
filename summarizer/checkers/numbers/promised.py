"""Is a figure that the articles have only as offered, asked for or planned told as paid, sold or exchanged?

"Paid 50 million in aid" of what was offered has the figure, the payer and the purpose right. Verbs of giving and taking
are looked for before the figure, in its own clause; it is found only where every sentence with the figure has a verb of
what is to come there, and none of giving.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.checkers._alignment import content_stems, share_told, stem, story_words
from summarizer.checkers._values import Place
from summarizer.model import Claim, Figure, FigureKind, Story

_GIVEN = re.compile(
    r"\b(?:paid|gave|given|granted|donated|spent|sent|delivered|contributed|transferred|provided|handed|received|"
    r"invested|lent|awarded|sold|bought|exchanged|freed|hired|created|disbursed)\b"
)
_AHEAD = re.compile(
    r"\b(?:offer(?:s|ed|ing)?|pledg(?:e|es|ed|ing)|promis(?:e|es|ed|ing)|propos(?:e|es|ed|ing)|plan(?:s|ned|ning)? to|"
    r"will|would|may|might|could|asked for|sought|seek(?:s|ing)?|demand(?:s|ed|ing)?|request\w*|consider(?:s|ed|ing)|"
    r"(?:hop(?:e|es|ed|ing)|intend\w*|threaten\w*|vow\w*|is|are) to)\b"
)
_OPEN = re.compile(
    r"\b(?:offer|pledg|promis|propos|plan|will|would|could|may|might|sought|demand|want|request|consider|hop|intend|if"
    r"|expect|should|owe|claim|ask|due|to be|estimat|not|never|no)\w*\b|n[’']t\b",
    re.I,
)
_CLAUSE = re.compile(r"[;:—]|, (?:and|but|while|which|who)\b|\bwhile\b|\bbut\b")
_BEHIND = 60  # characters behind a figure in which it may be said that it was given
_SPEAKS = 0.4  # share of the claim's words in a sentence that tells of the same
_LEAST = 4  # figures up to this stand everywhere


def only_promised(figure: Figure, claim: Claim, same: Sequence[Place], story: Story) -> tuple[Place, str, str] | None:
    """The place that has a figure as to come, its word for that and the claim's for its having come.

    Measured: 2 faulty sentences and no faithful one of all development sets.
    """
    before = _clause_before(claim.text, figure.start - claim.start)
    given = list(_GIVEN.finditer(before))
    if not given or figure.low <= _LEAST or figure.kind is FigureKind.YEAR or _OPEN.search(claim.text):
        return None
    words = content_stems(claim.text.replace(figure.text, " ")) - {stem(given[-1][0])}
    found: tuple[Place, str, str] | None = None
    for place in same:
        text, start = place.sentence.text, place.sentence.sentence.start
        theirs = _clause_before(text, place.figure.start - start)
        ahead = _AHEAD.search(theirs)
        behind = text[place.figure.end - start :][:_BEHIND]
        if ahead is None or _GIVEN.search(theirs, ahead.end()) or _GIVEN.search(behind):
            return None
        if share_told(words, story_words(story).lines[place.index].stems, story_words(story)) >= _SPEAKS:
            found = found or (place, ahead[0], given[-1][0])
    return found


def _clause_before(text: str, at: int) -> str:
    """What stands before a place of a text in its clause."""
    return text[max((match.end() for match in _CLAUSE.finditer(text, 0, at)), default=0) : at]
