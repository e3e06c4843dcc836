"""Is it still to be then? Asked by `dates`: a day on which something is to be, which an article has as put off.

"The hearing is scheduled for June 4" of an article that a later one overtakes: "has been postponed to June 18".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from summarizer.checkers._alignment import content_stems, story_words
from summarizer.checkers._tellings import head_of
from summarizer.model import Claim, ErrorCode, Evidence, Finding, Severity, Vote

NAME = "dates"

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = re.compile(rf"\b(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})\b")
_PUT_OFF = re.compile(
    r"\b(?:postponed|rescheduled|moved|put (?:back|off)|pushed back|brought forward|delayed|deferred|adjourned)\b"
    r"(?P<to>[^.;]{0,60}?\b(?:to|until|for) (?:[A-Z][a-z]+day,? )?)"
)
_IS_TO_BE = re.compile(
    r"\b(?:is|are) (?:now )?(?:scheduled|due|set|planned|to)\b|\bwill\b|\b(?:takes?|opens?|begins?|starts?)\b"
)
_ONCE = re.compile(
    r"\b(?:originally|initially|first|had|was|were|postponed|rescheduled|moved|instead|earlier|until now|put|delayed)\b"
)
_CLAUSE = re.compile(r"[,;:]|\b(?:and|but|that|because|while|as)\b")
_ASIDE = re.compile(r", (?:which|who|that|originally|first|initially)\b[^,]*,")
_WHY = re.compile(r"\b(?:from|because|by|due|amid|after|again|to|until|for)\b")


def check_rescheduled(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """An objection to a day that an article has as put off to another."""
    lines = story_words(evidence.story).lines
    days = [evidence.story.article(line.sentence.article_id).published_at for line in lines]
    found = put_off(claim.text, [line.sentence.text for line in lines], days)
    if found is not None:
        index, day, said = found
        read = lines[index].sentence
        reason = f"{evidence.story.article(read.article_id).label} has it “{said}”; the sentence still says {day}."
        yield Finding(
            NAME, Vote.OBJECT, ErrorCode.SUPERSEDED, reason, Severity.MAJOR, (read.sentence.span,), day, said, True
        )  # fmt: skip


def put_off(
    claim: str, sentences: Sequence[str], published: Sequence[datetime | None] = ()
) -> tuple[int, str, str] | None:
    """The sentence that puts what a claim has as to come off to another day, the claim's day, and the sentence's words;
    None where a sentence that is no older (`published`: of each, None for unknown) still has the claim's day.

    >>> put_off("The hearing is set for June 4.", ["The hearing has been postponed to June 18."])
    (0, 'June 4', 'postponed to June 18')
    """
    day = _DAY.search(claim)
    ahead = _IS_TO_BE.search(claim)
    if day is None or ahead is None or _ONCE.search(claim):
        return None
    subject, head = content_stems(claim[: ahead.start()]), head_of(claim[: ahead.start()])
    mine = set(day[0].split())
    for index, text in enumerate(sentences):
        match = _PUT_OFF.search(text)
        other = _DAY.match(text, match.end()) if match else None
        if match is None or other is None or set(other[0].split()) == mine:
            continue
        moved = _moved(text, match)
        thing = content_stems(moved)
        if not head or head_of(moved) != head or not (thing <= subject or subject <= thing):
            continue
        still = [i for i, other_text in enumerate(sentences) if i != index and _still_has(other_text, mine, subject)]
        if all(_is_older(i, index, published) for i in still):
            return index, day[0], f"{match[0]}{other[0]}"
    return None


def _moved(text: str, match: re.Match[str]) -> str:
    """What is put off: behind the verb ("postponed the hearing to"), or before it in the passive."""
    behind = _WHY.split(match["to"])[0]
    if content_stems(behind):
        return behind
    return next(
        (part for part in reversed(_CLAUSE.split(_ASIDE.sub(" ", text[: match.start()]))) if content_stems(part)), ""
    )


def _still_has(text: str, day: set[str], subject: frozenset[str]) -> bool:
    """Whether a sentence has the subject on a day still."""
    days = [set(found[0].split()) for found in _DAY.finditer(text)]
    is_overtaken = _PUT_OFF.search(text) or _ONCE.search(text)
    return day in days and not is_overtaken and subject <= content_stems(text)


def _is_older(one: int, other: int, published: Sequence[datetime | None]) -> bool:
    """Whether one sentence is known to be of an older article than another."""
    here, there = (published[one], published[other]) if published else (None, None)
    return here is not None and there is not None and here < there
