"""Where will it be? The place of what is over, told as that of what is to come.

"The ministers met in Mirlow. Their next meeting is in Tarn": the claim that has the next one in Mirlow has only words
of the articles. It objects where the sentence that tells of the claim has another place, and none has the claim's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.checkers._alignment import content_stems, story_words
from summarizer.checkers._names import NAME, are_town_and_house
from summarizer.model import Claim, ErrorCode, Evidence, Finding, Severity, Vote

_DAYS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
)
_PLACED = re.compile(
    rf"\bin (?P<place>(?!(?:{_DAYS})\b)[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)"
    r"(?=[,.;:)]|$| (?:on|in|at|from|to|and|by|for|with|after|before|this|next|last|until|when|where|which|but|as)\b)"
)
_AHEAD = re.compile(
    r"\b(?:will|takes? place|(?:is|are) (?:to|due|scheduled|planned)|next|to be held|opens?|begins?|starts?)\b"
)
_ASIDE = re.compile(r",? (?:who|which|whose|where|that)\b[^,.;]*")
_HOSTS = re.compile(r"\bhost(?:s|ed|ing)?\b")
_TELLS = 0.6  # share of the claim's other words in a sentence that tells of it
_SAYS_SO = 0.5  # the same in one that has the claim's place, and may say so
_LEAST = 3


def check_venue(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """An objection to the place of what is to come, where the articles have another."""
    lines = story_words(evidence.story).lines
    found = other_venue(claim.text, [line.sentence.text for line in lines])
    if found is not None:
        index, mine, theirs = found
        read = lines[index].sentence
        reason = f"{evidence.story.article(read.article_id).label} has it in {theirs}, not in {mine}."
        yield Finding(
            NAME, Vote.OBJECT, ErrorCode.PLACE, reason, Severity.MAJOR, (read.sentence.span,), mine, theirs, True
        )  # fmt: skip


def other_venue(claim: str, sentences: Sequence[str]) -> tuple[int, str, str] | None:
    """The sentence that has what is to come at another place than a claim, with the claim's place and its own.

    >>> other_venue("The next talks on tolls are in Osk.", ["They met in Osk.", "The next talks on tolls are in Lund."])
    (1, 'Osk', 'Lund')
    """
    if not _AHEAD.search(claim):
        return None
    everything = content_stems(claim)
    for match in _PLACED.finditer(_ASIDE.sub(" ", claim)):
        place = content_stems(match["place"])
        own = everything - place
        rival: tuple[float, int, str] | None = None
        for index, text in enumerate(sentences if len(own) >= _LEAST else ()):
            held = content_stems(text)
            share = len(own & held) / len(own)
            is_ahead = _AHEAD.search(text) or _HOSTS.search(text)
            if place & held and (share >= _SAYS_SO or (is_ahead and own & held)):
                rival = None
                break
            others = [
                other["place"] for other in _PLACED.finditer(_ASIDE.sub(" ", text))
                if not content_stems(other["place"]) & everything
                and not are_town_and_house(match["place"], other["place"])
            ]  # fmt: skip
            if share >= _TELLS and others and not place & held and (rival is None or share > rival[0]):
                rival = share, index, others[0]
        if rival is not None:
            return rival[1], match["place"], rival[2]
    return None
