"""Is a statement still told as one? What every article tells as somebody's, the summary must not tell as fact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from summarizer.checkers.attribution.answers import answered
from summarizer.checkers.attribution.findings import DISPUTABLE, NAME, STATES, objection
from summarizer.checkers.statements import Statement, said_in, share_of, soft_share, telling_words, word_set
from summarizer.model import (
    Attribution,
    Certainty,
    Claim,
    ErrorCode,
    Evidence,
    FigureKind,
    Finding,
    ReadSentence,
    Severity,
    Stance,
    Vote,
)

STATES_ALIKE = 0.66  # as STATES, like words counted
WITHIN = 0.6  # of the words it shares with the claim stand in what is attributed, so that it is somebody's statement

_CLAIM = r"the (?:claim|accusation|allegation|charge|report|criticism)s?"
_DENIAL = re.compile(
    rf"\b(?:den(?:y|ies|ied) (?:that|this|it|the|having|any|ever)|(?:reject|dismiss)(?:s|es|ed) "
    rf"(?:that|this|it|{_CLAIM})|"
    rf"call(?:s|ed|ing) (?:that|this|it|{_CLAIM}) (?:\w+ )?(?:unfounded|baseless|untrue|false|wrong|absurd|nonsense)|"
    r"disput(?:es|ed) (?:that|this|it|the \w+))",
    re.I,
)
_ACCUSED = re.compile(r"^(?P<speaker>[^,;:]{2,60}?) (?P<cue>accus(?:es|ed|ing)|blam(?:es|ed)|alleg(?:es|ed))\b")
_OF_ONESELF = re.compile(r"\W*(?:that )?(?:he|she|they|it|i|we|his|her|their|its|my|our)\b", re.I)
_SAYS = re.compile(r"\b(?:sa(?:y|ys|id)|puts?|estimat\w+|claim\w*|report\w*|told|according|complain\w* that)\b", re.I)
_RELATIVE = re.compile(r"(?<=.{15})\b(?:that|which|who|where|when)\b")


def dropped(claim: Claim, evidence: Evidence) -> Iterable[Finding]:
    """A claim in the summary's own voice that every article tells as somebody's statement."""
    telling = telling_words(claim.text)
    if len(telling) < 2 or re.search(r"\b(?:according to|reportedly|allegedly|alleged)\b", claim.text, re.I):
        return
    figures = {word for word in telling if word[0].isdigit()}
    near = {candidate.sentence for candidate in evidence.candidates}
    stating = [
        sentence
        for sentence in evidence.story.sentences
        if figures <= word_set(sentence.text) and _states(claim.text, telling, sentence, is_near=sentence in near)
    ]
    if not stating or (len(telling) < 3 and not any(_is_denied(sentence, evidence) for sentence in stating)):
        return
    statements = []
    for sentence in stating:
        held = _holder(sentence, telling)
        if held is not None and held.cue.lower().startswith("announc"):
            return  # who announces what he does makes it so
        is_open = _is_denied(sentence, evidence) and not _SAYS.search(claim.text)
        is_open = is_open and not (held is not None and _is_said_by_subject(held, sentence, claim))
        if held is None or (_is_told(held, claim) and not is_open) or _is_of_body(held, sentence, claim):
            return  # an article's own voice, or the claim does tell whose it is
        statements.append(held)
    labels = {article.id: article.label for article in evidence.story.articles}
    best = max(zip(stating, statements, strict=True), key=lambda pair: share_of(telling, pair[0].text))
    statement = Statement(best[0], best[1], 1.0, len(telling), labels[best[0].article_id])
    speaker = statement.attribution.speaker or "somebody"
    reason = f"{statement.label} has this only as said by {speaker}; the summary tells it as fact."
    is_denied = any(_is_denied(sentence, evidence) for sentence in stating)
    is_answered = any(answered(claim, s, held, evidence) for s, held in zip(stating, statements, strict=True))
    if is_denied or is_answered or _is_disputable(claim, statements, figures, evidence):
        severity = Severity.MAJOR if is_answered else Severity.MINOR  # two accounts are no guess
        yield objection(ErrorCode.ATTRIBUTION_DROPPED, reason, severity, statement, claim.text)
    else:
        yield Finding(
            NAME, Vote.NOTE, ErrorCode.ATTRIBUTION_DROPPED, reason, Severity.NOTE, (statement.span,), found=speaker
        )


def _is_said_by_subject(held: Attribution, sentence: ReadSentence, claim: Claim) -> bool:
    """Whether the claim begins with whoever says it ("Farmers place him there"), and that is not whom it is about."""
    is_first = bool(held.speaker) and claim.text.casefold().startswith(held.speaker.casefold())
    return is_first and _OF_ONESELF.match(said_in(sentence, held)) is None


def _states(said: str, telling: Mapping[str, float], sentence: ReadSentence, *, is_near: bool) -> bool:
    """Whether a sentence states the claim, in its own words or, for one of the nearest, in like words."""
    if share_of(telling, sentence.text) >= STATES:
        return True
    return is_near and soft_share(said, telling, sentence.text)[0] >= STATES_ALIKE


def _holder(sentence: ReadSentence, telling: Mapping[str, float]) -> Attribution | None:
    """The attribution that holds most of the words shared with the claim; None when the sentence states them itself."""
    shared = word_set(sentence.text) & telling.keys()
    attributions = [*sentence.mentions.attributions, *_accusations(sentence)]
    for attribution in attributions:
        said = said_in(sentence, attribution)
        relative = _RELATIVE.search(said) if attribution.stance is not Stance.DENIED else None
        taken_for_granted = word_set(said[relative.start() :]) if relative else frozenset()
        total = sum(telling[word] for word in shared - word_set(attribution.speaker))  # "he" is what he says of himself
        held = sum(telling[word] for word in shared & word_set(said))
        granted = sum(telling[word] for word in shared & taken_for_granted)
        if total and held >= WITHIN * total and granted < WITHIN * total:
            return attribution
    return None


def _is_denied(sentence: ReadSentence, evidence: Evidence) -> bool:
    """Whether the sentence, or the next one of its article, has somebody deny it."""
    if any(attribution.stance is Stance.DENIED for attribution in sentence.mentions.attributions):
        return True
    here = sentence.sentence
    return any(
        other.article_id == sentence.article_id
        and other.sentence.index == here.index + 1
        and _DENIAL.search(other.text) is not None
        for other in evidence.story.sentences
    )


def _accusations(sentence: ReadSentence) -> Iterable[Attribution]:
    """ "Residents accused the council of ignoring them" as somebody's statement."""
    match = _ACCUSED.search(sentence.text)
    if match is not None:
        start, cue = sentence.sentence.start, (match.start("cue"), match.end("cue"))
        yield Attribution(
            start + cue[0], start + cue[1], match["speaker"].strip(), match["cue"], Stance.CLAIMED,
            start + cue[1], sentence.sentence.end,
        )  # fmt: skip


def _is_told(statement: Attribution, claim: Claim) -> bool:
    """Whether the claim names the speaker all the same ("Officials put the number at …")."""
    return bool(word_set(statement.speaker) & word_set(claim.text))


def _is_of_body(held: Attribution, sentence: ReadSentence, claim: Claim) -> bool:
    """Whether the claim has it from the body whose office stands before the speaker's name: "The union put losses at …"
    of what "union president Osk estimated"."""
    says = _SAYS.search(claim.text)
    subject = word_set(claim.text[: says.start()]) if says else frozenset[str]()
    office = sentence.text[: max(0, held.start - sentence.sentence.start)]
    return bool(subject) and subject <= word_set(office)


_SCHEDULED = re.compile(
    r"\b(?:scheduled|rescheduled|postponed|due|set) (?:for|to|on|in|until)\b"
    r"|\b(?:will|would|is to|are to|was to|were to) (?:re)?(?:open|begin|start|take place|be held|resume|close"
    r"|be closed|meet|sit|convene|hear|last|end|run from|discuss|debate|vote|decide|visit|travel|arrive|leave|return)\b"
)


def _is_timetable(claim: Claim) -> bool:
    """Whether a claim tells when something is to be, which nobody disputes: "the trial will open on September 7"."""
    is_dated = any(claim.start <= mention.start < claim.end for mention in claim.mentions.dates)
    is_measured = any(figure.kind in (FigureKind.MONEY, FigureKind.PERCENT) for figure in claim.mentions.figures)
    return is_dated and not is_measured and _SCHEDULED.search(claim.text) is not None


def _is_disputable(claim: Claim, statements: Sequence[Attribution], figures: set[str], evidence: Evidence) -> bool:
    """Whether a reader must know who says it: an estimate, an allegation, a figure in dispute, a forecast, words."""
    if any(statement.stance in DISPUTABLE or statement.start == statement.end for statement in statements):
        return True  # one of no length is of a statement in a paragraph of its own: every word is the speaker's
    if claim.mentions.modality.certainty is Certainty.EXPECTED and not _is_timetable(claim):
        return True
    return any(
        figures & word_set(stated.figure.text)
        for disagreement in evidence.facts.disagreements
        if disagreement.is_sure
        for stated in disagreement.figures
    )
