"""Is a statement still told as one? What every article tells as somebody's, the summary must not tell as fact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from summarizer.checkers.attribution.findings import DISPUTABLE, NAME, STATES, objection
from summarizer.checkers.statements import Statement, said_in, share_of, soft_share, telling_words, word_set
from summarizer.model import (
    Attribution,
    Certainty,
    Claim,
    ErrorCode,
    Evidence,
    Finding,
    ReadSentence,
    Severity,
    Vote,
)

STATES_ALIKE = 0.66  # as STATES, like words counted
WITHIN = 0.6  # of the words it shares with the claim stand in what is attributed, so that it is somebody's statement

_RELATIVE = re.compile(r"(?<=.{15})\b(?:that|which|who|where|when)\b")


def dropped(claim: Claim, evidence: Evidence) -> Iterable[Finding]:
    """A claim in the summary's own voice that every article tells as somebody's statement."""
    telling = telling_words(claim.text)
    if len(telling) < 3 or re.search(r"\b(?:according to|reportedly|allegedly|alleged)\b", claim.text, re.I):
        return
    figures = {word for word in telling if word[0].isdigit()}
    near = {candidate.sentence for candidate in evidence.candidates}
    stating = [
        sentence
        for sentence in evidence.story.sentences
        if figures <= word_set(sentence.text) and _states(claim.text, telling, sentence, is_near=sentence in near)
    ]
    if not stating:
        return
    statements = []
    for sentence in stating:
        held = _holder(sentence, telling)
        if held is None or _is_told(held, claim):
            return  # an article's own voice, or the claim does tell whose it is
        statements.append(held)
    labels = {article.id: article.label for article in evidence.story.articles}
    best = max(zip(stating, statements, strict=True), key=lambda pair: share_of(telling, pair[0].text))
    statement = Statement(best[0], best[1], 1.0, len(telling), labels[best[0].article_id])
    speaker = statement.attribution.speaker or "somebody"
    reason = f"{statement.label} has this only as said by {speaker}; the summary tells it as fact."
    if _is_disputable(claim, statements, figures, evidence):
        yield objection(ErrorCode.ATTRIBUTION_DROPPED, reason, Severity.MINOR, statement, claim.text)
    else:
        yield Finding(
            NAME, Vote.NOTE, ErrorCode.ATTRIBUTION_DROPPED, reason, Severity.NOTE, (statement.span,), found=speaker
        )


def _states(said: str, telling: Mapping[str, float], sentence: ReadSentence, *, is_near: bool) -> bool:
    """Whether a sentence states the claim, in its own words or, for one of the nearest, in like words."""
    if share_of(telling, sentence.text) >= STATES:
        return True
    return is_near and soft_share(said, telling, sentence.text)[0] >= STATES_ALIKE


def _holder(sentence: ReadSentence, telling: Mapping[str, float]) -> Attribution | None:
    """The attribution that holds most of the words shared with the claim; None when the sentence states them itself."""
    shared = word_set(sentence.text) & telling.keys()
    total = sum(telling[word] for word in shared)
    for attribution in sentence.mentions.attributions:
        said = said_in(sentence, attribution)
        relative = _RELATIVE.search(said)
        taken_for_granted = word_set(said[relative.start() :]) if relative else frozenset()
        held = sum(telling[word] for word in shared & word_set(said))
        granted = sum(telling[word] for word in shared & taken_for_granted)
        if total and held >= WITHIN * total and granted < WITHIN * total:
            return attribution
    return None


def _is_told(statement: Attribution, claim: Claim) -> bool:
    """Whether the claim names the speaker all the same ("Officials put the number at …")."""
    return bool(word_set(statement.speaker) & word_set(claim.text))


def _is_disputable(claim: Claim, statements: Sequence[Attribution], figures: set[str], evidence: Evidence) -> bool:
    """Whether a reader must know who says it: an estimate, an allegation, a figure in dispute, a forecast."""
    if any(statement.stance in DISPUTABLE for statement in statements):
        return True
    if claim.mentions.modality.certainty is Certainty.EXPECTED:
        return True
    return any(
        figures & word_set(stated.figure.text)
        for disagreement in evidence.facts.disagreements
        if disagreement.is_sure
        for stated in disagreement.figures
    )
