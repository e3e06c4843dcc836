"""How does it compare? A record that no article tells of, and a comparison that the articles have the other way round.

"The largest in the country" and "the longest that anybody ever got" are what a hasty writer adds of his own; no article
with a word of that sort, nor one that tells of a first or a record in some other way, means that nobody says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from summarizer.checkers._alignment import content_stems, cue_words, read_groups, share_told, story_words
from summarizer.checkers.extremes import exchanged_extremes
from summarizer.languages import is_all_in
from summarizer.model import Claim, ErrorCode, Evidence, Finding, NameKind, ReadSentence, Severity, Vote

NAME = "comparisons"

_OF_ALL = re.compile(
    r"\b(?:in|of) (?:the|its|his|her|their|[A-Z]\w+[’']s) (?:country|world|region|history|continent|nation|city|state"
    r"|province|town|county)\b|\bever\b|\bon record\b|\bof all\b|\bin history\b|[’']s history\b"
    r"|\b(?:country|world|nation|region|city|town|state)[’']s (?:\w+ )?\w+est\b"
)
"""That something is the first of all its kind; "the largest of the three" is seen by who looks."""
_A_RECORD = re.compile(
    r"\b(?:records?|ever|never before|unprecedented|all-time|historic|history|(?:not|first) since|top|peak|leading|main"
    r"|than any|no other|none of|unmatched|champions?|first|only|\w{3,}est)\b",
    re.I,
)
_SHARED = 2  # words that a sentence with a record of another sort must share with the claim to be of the same
_SPEAKS = 0.3  # share of the claim's words in a sentence that compares the same
_BEFORE = 60  # characters before a name in which its sentence says how it compares
_NOT = re.compile(r"\b(?:no|not|hardly|n[’']t) (?:\w+ ){0,2}$")


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objections to a claim's superlative that no article has, and to a comparison or a pair of extremes that is turned
    round."""
    return (*_records(claim, evidence), *_turned_round(claim, evidence), *_exchanged(claim, evidence))


def _exchanged(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    lines = story_words(evidence.story).lines
    found = exchanged_extremes(claim.text, [line.sentence.text for line in lines])
    if found is not None:
        read, said = lines[found[0]].sentence, found[1]
        label = evidence.story.article(read.article_id).label
        yield Finding(
            NAME, Vote.OBJECT, ErrorCode.PREDICATE, f"{label} has the extremes the other way round.", Severity.MAJOR,
            (read.sentence.span,), claim.text, said, True,
        )  # fmt: skip


@cache
def _kinds() -> dict[str, str]:
    """Superlatives by what kind of record they tell of."""
    return {word: head for head, words in read_groups("records.txt") for word in words}


def _records(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    if not _OF_ALL.search(claim.text) or not is_all_in(evidence.story):
        return
    own = content_stems(claim.text)
    for word in re.findall(r"[a-z]+", claim.text.lower()):
        kind = _kinds().get(word)
        if kind is None or _is_told(kind, own, evidence):
            continue
        yield Finding(
            NAME, Vote.OBJECT, ErrorCode.EXTRINSIC, f"No article says “{word}”.", Severity.MAJOR, claimed=word
        )  # fmt: skip
        return


def _is_told(kind: str, own: frozenset[str], evidence: Evidence) -> bool:
    """Whether any sentence has a record of the kind, or one of another sort of what the claim is about."""
    for line in story_words(evidence.story).lines:
        text = line.sentence.text
        if any(_kinds().get(word) == kind for word in re.findall(r"[a-z]+", text.lower())):
            return True
        if _A_RECORD.search(text) and len(line.stems & own) >= _SHARED:
            return True
    return False


_COUNTED = (
    r"[£$€]?\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|a dozen|dozen|hundred|thousand|million|half"
    r"|third|quarter|twice"
)
"""Behind "less than" a figure: nothing is compared with anything."""


@cache
def _than() -> re.Pattern[str]:
    both = "|".join(sorted(cue_words("compares_up") | cue_words("compares_down")))
    return re.compile(
        rf"\b(?P<word>{both})(?: \w+){{0,3}}? than\b(?! (?:an? )?(?:{_COUNTED})\b)"
        r"(?P<rest>[^,.;]*)",
        re.I,
    )


def _turned_round(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """An objection where the claim has more than somebody of what the articles have less of, or the other way round."""
    match = _than().search(claim.text)
    if match is None or _NOT.search(claim.text[: match.start()]):
        return
    start, end = claim.start + match.start("rest"), claim.start + match.end("rest")
    named = [
        n.text.split()[-1] for n in claim.mentions.names if start <= n.start < end and n.kind is not NameKind.OTHER
    ]
    is_up = match["word"].lower() in cue_words("compares_up")
    own, read = content_stems(claim.text), story_words(evidence.story)
    against: ReadSentence | None = None
    for line in read.lines:
        if share_told(own, line.stems, read) < _SPEAKS:
            continue
        for direction in _directions(line.sentence.text, named):
            if direction == is_up:
                return
            against = against or line.sentence
    if against is not None:
        label = evidence.story.article(against.article_id).label
        yield Finding(
            NAME, Vote.OBJECT, ErrorCode.PREDICATE, f"{label} compares the two the other way round.", Severity.MAJOR,
            (against.sentence.span,), match[0].strip(), against.text, True,
        )  # fmt: skip


def _directions(text: str, named: list[str]) -> Iterator[bool]:
    """For each of the names that a sentence compares something with, whether that is more."""
    up, down = cue_words("compares_up"), cue_words("compares_down")
    for name in named:
        at = text.find(name)
        words = re.findall(r"[a-z]+", text[max(0, at - _BEFORE) : at].lower()) if at >= 0 else []
        told = [word for word in words if word in up or word in down]
        if told:
            yield told[-1] in up
