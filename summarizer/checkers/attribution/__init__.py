"""Is it said by whom the claim says, in the way that the claim says, and is a statement still told as one?

What the claim lets somebody say is compared with what the articles let people say, by the share of its telling words.
Somebody else saying it, everywhere, is a swap, or a doubt where nobody can tell the two apart; nameless people become
a named body, or one a plural, is an upgrade; a statement that can be disputed told as fact, though every article tells
it as somebody's, is a dropped attribution.
Facts that any article also states in its own voice need nobody to say them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from summarizer.checkers._offices import holder_of
from summarizer.checkers.attribution.dropped import dropped
from summarizer.checkers.attribution.findings import CLOSE, NAME
from summarizer.checkers.attribution.pronouns import misread_pronoun, misread_speaker, misread_within
from summarizer.checkers.attribution.speaker import body_swapped, swapped, unheard, upgraded
from summarizer.checkers.attribution.stance import check_stance
from summarizer.checkers.speakers import is_anothers
from summarizer.checkers.statements import Statement, find_statements, telling_words
from summarizer.model import Attribution, Claim, Evidence, Finding

__all__ = ["NAME", "check"]


_TURN = re.compile(r",? (?:but|while|whereas|although|though) ")


def _own_part(read: Attribution, attributions: Sequence[Attribution], claim: Claim) -> str:
    """What the claim lets one speaker say, without what it goes on to let others say, or has let them say before.

    "Osk called it routine, but the union said …", "Osk said one was hurt, Rask said two and Moss said three", "two
    according to Osk and three according to Rask".
    """
    start, end = max(read.content_start, claim.start), min(read.content_end, claim.end)
    for other in attributions:
        if other.speaker == read.speaker or not read.content_start < other.start < read.content_end:
            continue
        if read.content_end <= read.start:  # who says it follows: what stands before the last speaker is that one's
            named = claim.context.find(other.speaker, other.end, read.content_end)
            start = max(start, named + len(other.speaker) if named >= 0 else start)
            continue
        turn = _TURN.search(claim.context, read.content_start, other.start)
        named = claim.context.rfind(other.speaker, read.content_start, other.start)
        joints = [m.start() for m in _JOINT.finditer(claim.context, read.content_start, max(named, read.content_start))]
        near = [at for at in joints if named - at <= _LONGEST_NAME and len(claim.context[start:at].split()) > _FEWEST]
        end = min([end, *([turn.start()] if turn else []), *near[-1:]])
    return claim.context[start:end]


_JOINT = re.compile(r", (?:and )?| and ")
_LONGEST_NAME = 60  # characters of a speaker with what he is
_FEWEST = 3  # words that are less than a clause: "Osk said the mayor, Holt, said …"


_OPENING = re.compile(r"[A-Z][a-z]+ing (?P<whom>[^,;]{2,80}), (?:he|she|they|it)\b")


_OWNED = re.compile(r"[’']s (?:success|death|failure|remarks?|comments?|decision|move|plan|victory|rise|fall|return)$")
"""What cannot speak: "Osk's success, wrote Ada Moss, testified to"."""


def _is_beside(speaker: str, cue: int, claim: Claim) -> bool:
    """Whether "he" was read as whom the words before it set beside him: "Supporting candidate Osk, he said"."""
    opening = _OPENING.match(claim.text)
    return opening is not None and claim.start + opening.end() <= cue and speaker in opening["whom"]


def _is_named_alike(read: Attribution, statement: Statement, best: float) -> bool:
    """Whether an article that has it calls its speaker just what the claim calls him."""
    return statement.share >= best - CLOSE and statement.attribution.speaker.casefold() == read.speaker.casefold()


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Findings on who says what in the claim; on a claim that nobody says, whether somebody should."""
    findings: list[Finding] = []
    attributions = [a for a in claim.mentions.attributions if claim.start <= a.start < claim.end]
    for read in attributions:
        holder = holder_of(read.speaker, evidence) if read.speaker else ""
        attribution = replace(read, speaker=holder) if holder else read
        content = _own_part(read, attributions, claim)
        telling = telling_words(content, attribution.speaker)
        if len(telling) < 2 or is_anothers(attribution.speaker, claim.text):
            continue
        if _is_beside(attribution.speaker, read.start, claim) or _OWNED.search(attribution.speaker):
            continue
        statements = find_statements(content, telling, evidence)
        if any(_is_named_alike(read, statement, statements[0].share) for statement in statements):
            attribution = read  # an article says so in the claim's words, whoever holds the office
        around = [a.speaker for a in attributions if a.content_start <= read.start < a.content_end]
        finding = (
            check_stance(attribution, content, statements, evidence)
            or swapped(attribution, statements, evidence, around)
            or body_swapped(attribution, statements, evidence)
            or upgraded(attribution, statements, claim, evidence)
            or misread_speaker(attribution, statements, claim, evidence)
            or unheard(attribution, statements, evidence)
        )
        if finding is not None:
            findings.append(finding)
    if not attributions and not claim.mentions.quotations:
        findings.extend(dropped(claim, evidence))
    findings.extend(misread_pronoun(claim, evidence))
    findings.extend(misread_within(claim, evidence))
    return tuple(findings)
