"""Does a speaker do with a statement what the claim says: confirm it, deny it, say it?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.checkers.attribution.findings import DISPUTABLE, MIN_SHARED, SAYS, SAYS_ALL, objection
from summarizer.checkers.speakers import name_words, same_speaker
from summarizer.checkers.statements import Statement, said_in, soft_share, telling_words, word_set
from summarizer.model import Attribution, ErrorCode, Evidence, Finding, Severity, Stance
from summarizer.similarity import content_words

_DENIALS = re.compile(
    r"\b(?:no|not|never|none|neither|nor|without|den(?:y|ies|ied|ying)|reject\w*|dismiss\w*|refus\w+|disput\w+|refut\w+|"
    r"rul(?:e|es|ed|ing) out|skeptic\w*|sceptic\w*|unclear|yet to)\b|n[’']t\b",
    re.I,
)
_DENIES = re.compile(r"\b(?:den(?:y|ies|ied|ying|ial)|reject\w*|dismiss\w*|refut\w+|disput\w+)\b", re.I)
_CONFIRMS = re.compile(r"\bconfirm\w*|\backnowledg\w*|\badmit\w*|\bverif\w+", re.I)
_OFFICE = re.compile(
    r"\b(?:government|administration|authorit\w+|officials?|minist\w+|president|cabinet|police|council|spokes\w+)\b",
    re.I,
)
_FIRM = frozenset({Stance.SAID, Stance.CONFIRMED, Stance.CLAIMED, Stance.OTHER})


def check_stance(
    attribution: Attribution, content: str, statements: Sequence[Statement], evidence: Evidence
) -> Finding | None:
    """Confirmed what was not, or denied what was said."""
    own = [s for s in statements if same_speaker(attribution.speaker, s.attribution.speaker, evidence.facts)]
    if attribution.stance is Stance.CONFIRMED:
        return _unconfirmed(attribution, content, own, statements, evidence)
    if not own or own[0].share < SAYS:
        return None
    best = own[0]
    source = best.attribution.stance
    is_denied = any(s.attribution.stance is Stance.DENIED or _DENIALS.search(s.sentence.text) for s in own)
    speaker = set(content_words(attribution.speaker))
    texts = [candidate.sentence.text for candidate in evidence.candidates]
    is_denied = is_denied or any(_DENIES.search(text) and speaker & word_set(text) for text in texts)
    if attribution.stance is Stance.DENIED and not is_denied and source in _FIRM:
        return objection(
            ErrorCode.PREDICATE,
            f"{best.label} has {best.attribution.speaker} say this, the summary deny it.",
            Severity.CRITICAL,
            best,
            attribution.cue,
            contradicts=True,
        )
    if (
        attribution.stance in (Stance.SAID, Stance.PROMISED)
        and source is Stance.DENIED
        and not _goes_on(best, content)
        and not _DENIALS.search(content)
        and not _DENIES.search(attribution.cue)
        and all(s.attribution.stance is Stance.DENIED for s in own if s.share >= SAYS)
    ):
        return objection(
            ErrorCode.PREDICATE,
            f"{best.label} has {best.attribution.speaker} deny this, the summary say it.",
            Severity.CRITICAL,
            best,
            attribution.cue,
            contradicts=True,
        )
    return None


def _goes_on(statement: Statement, content: str) -> bool:
    """Whether the claim tells what somebody says behind his denial: "denied this: “There were three warnings”"."""
    text, offset = statement.sentence.text, statement.sentence.sentence.start
    found = _GOES_ON.search(text, statement.attribution.end - offset)
    if found is None:
        return False
    telling = telling_words(content, statement.attribution.speaker)
    return soft_share(content, telling, text[found.end() :])[0] >= SAYS


_GOES_ON = re.compile(r"[:;]|,? (?:saying|insisting|adding|stressing|arguing|explaining)\b")


def _unconfirmed(
    attribution: Attribution,
    content: str,
    own: Sequence[Statement],
    statements: Sequence[Statement],
    evidence: Evidence,
) -> Finding | None:
    """A confirmation that no article has: contradicted when the speaker doubted it, upgraded when it was only said."""
    said = [s for s in statements if s.share >= SAYS]
    if any(s.attribution.stance is Stance.CONFIRMED or _CONFIRMS.search(s.sentence.text) for s in said):
        confirmed = [s for s in said if _CONFIRMS.search(s.sentence.text)]
        if not confirmed or any(not _DENIALS.search(s.sentence.text) for s in confirmed):
            return None
    about = own or _speaking_of(attribution, content, evidence)
    doubted = [
        s for s in about
        if _DENIALS.search(said_in(s.sentence, s.attribution) or s.sentence.text)
        and not _CONFIRMS.search(s.sentence.text)  # "admitted that 22 were in use, though none was connected"
    ]  # fmt: skip
    if doubted and not _DENIALS.search(content):
        return objection(
            ErrorCode.PREDICATE,
            f"{doubted[0].label} has {doubted[0].attribution.speaker} doubt this, not confirm it.",
            Severity.CRITICAL,
            doubted[0],
            attribution.cue,
            contradicts=True,
        )
    soft = [s for s in own if s.share >= SAYS and s.attribution.stance in DISPUTABLE]
    if soft:
        return objection(
            ErrorCode.ATTRIBUTION_UPGRADED,
            f"{soft[0].label} has {soft[0].attribution.speaker} say “{soft[0].attribution.cue}”, not confirm it.",
            Severity.MINOR,
            soft[0],
            attribution.cue,
        )
    return _by_others(attribution, content, statements, evidence)


def _by_others(
    attribution: Attribution, content: str, statements: Sequence[Statement], evidence: Evidence
) -> Finding | None:
    """A confirmation by somebody who in no article speaks of it, of what others are said to say."""
    figures = {word for word in word_set(content) if word[0].isdigit()}
    near = [s for s in statements if s.share >= SAYS and figures <= word_set(s.sentence.text)]
    near = [s for s in near if s.n_shared >= MIN_SHARED or figures or s.share >= SAYS_ALL]
    speaker = set(content_words(attribution.speaker))
    is_confirming = re.match(r"confirm|verif", attribution.cue, re.I) is not None
    if not near or not speaker or not is_confirming or any(_may_be(attribution.speaker, s, evidence) for s in near):
        return None
    is_named = bool(name_words(attribution.speaker))
    return objection(
        ErrorCode.PREDICATE if is_named else ErrorCode.ATTRIBUTION_UPGRADED,
        f"{near[0].label} has {near[0].attribution.speaker} say this; no article has {attribution.speaker} confirm it.",
        Severity.MAJOR,
        near[0],
        attribution.speaker,
    )


def _may_be(speaker: str, statement: Statement, evidence: Evidence) -> bool:
    """Whether the speaker of a confirmation may be who makes this statement, or stands beside it."""
    source = statement.attribution.speaker
    if same_speaker(speaker, source, evidence.facts) or word_set(speaker) & word_set(statement.sentence.text):
        return True
    return bool(_OFFICE.search(source)) and bool(_OFFICE.search(speaker))


def _speaking_of(attribution: Attribution, content: str, evidence: Evidence) -> list[Statement]:
    """What the same speaker says near this, where too few words are shared to be sure: the nearest candidates only."""
    labels = {article.id: article.label for article in evidence.story.articles}
    telling = telling_words(content, attribution.speaker)
    found = []
    for candidate in evidence.candidates:
        sentence = candidate.sentence
        for source in sentence.mentions.attributions:
            is_own = same_speaker(attribution.speaker, source.speaker, evidence.facts)
            if is_own and word_set(sentence.text) & telling.keys():
                found.append(Statement(sentence, source, candidate.similarity, 1, labels[sentence.article_id]))
    return found
