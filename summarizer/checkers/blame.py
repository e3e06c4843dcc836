"""To what does the claim put it down? Idioms of cause without a "because": "is to blame", "as the reason".

Asked by `dates` beside `order`, which reads "because" and its like. It objects where the articles put the blame on
something else, and nowhere on this; and where they say in so many words that this was not the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.checkers._alignment import content_stems, story_words
from summarizer.checkers.statements import soft_share, telling_words
from summarizer.model import Claim, Evidence, ReadSentence

_PUTS_DOWN = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\bput [^,.;]{3,80}? down to (?P<cause>[^,.;]+)",
        r"(?P<cause>[^,.;:]{4,90}?) (?:is|are|was|were) to blame\b",
        r"\b(?:gave|cited|named|gives|cites|names) (?P<cause>[^,.;]{3,80}?) as the (?:main )?(?:reason|cause)\b",
        r"\b(?:reason|cause)s? (?:for|of) [^,.;]{3,60}? (?:is|was|were|are) (?P<cause>[^,.;]+)",
    )
)
_BLAMES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\bblam(?:es|ed|ing) [^,.;]{3,80}? on (?P<cause>[^,.;]+)",
        r"\bblam(?:es|ed|ing) (?P<cause>[^,.;]+?)"
        r"(?= for\b| and (?:[\w’'-]+ ){0,3}?(?:said|says|[a-z]+ed)\b|[,.;]|$)",
    )
)
_AT_FAULT = re.compile(
    r"(?:^|\b(?:that|said|says)\b|[,;:“] ?)(?P<cause>(?:(?!\b(?:that|said|says)\b)[^,.;:“]){4,60}?)"
    r" (?:is|are|was|were) to blame\b"
)
"""What somebody says is at fault: "said that a dry spring was to blame"."""
_NO_CAUSE = re.compile(
    r"\b(?:not|n[’']t|nothing|no) (?:\w+ ){0,3}?(?:reason|cause|to blame|to do with|because|link\w*|fault)\b"
    r"|\bcost only\b",
    re.I,
)
_CAUSES = re.compile(r"\b(?:because|due to|owing to|caused|thanks to|result|after|since|led to)\b")
_SAME = 0.34  # share of the claim's cause in another from which the two may be one
_TOLD = 0.6  # share of it in a sentence of cause that may have it in another way
_DENIED = 0.7  # share of it in a sentence that says that it was none


def another_cause(claim: Claim, evidence: Evidence) -> Iterator[tuple[ReadSentence, str]]:
    """The sentence that puts it down to something else, or says that it was not this; and what it says."""
    yield from _blamed_otherwise(claim, evidence)
    mine = next(_causes(claim.text, _PUTS_DOWN), "")
    telling = telling_words(mine)
    if not telling or _NO_CAUSE.search(claim.text):
        return
    others: list[tuple[float, str, ReadSentence]] = []
    for line in story_words(evidence.story).lines:
        text = line.sentence.text
        causes = list(_causes(text, (*_PUTS_DOWN, *_BLAMES)))
        others += [(soft_share(mine, telling, cause)[0], cause, line.sentence) for cause in causes]
        share = soft_share(mine, telling, text)[0]
        no_cause = _NO_CAUSE.search(text)
        if no_cause and share >= _DENIED and not any(soft_share(mine, telling, cause)[0] >= _SAME for cause in causes):
            yield line.sentence, no_cause[0]
            return
        if _CAUSES.search(text) and share >= _TOLD:
            return
    if others and max(share for share, _, _ in others) < _SAME:
        _, cause, sentence = others[0]
        yield sentence, cause.strip()


def _blamed_otherwise(claim: Claim, evidence: Evidence) -> Iterator[tuple[ReadSentence, str]]:
    """The sentence in which those who blame in the claim blame something else, where none has them blame this."""
    mine = next((match for idiom in _BLAMES for match in idiom.finditer(claim.text)), None)
    if mine is None or _NO_CAUSE.search(claim.text):
        return
    telling, who = telling_words(mine["cause"]), content_stems(claim.text[: mine.start()])
    told: list[tuple[ReadSentence, str]] = []
    for line in story_words(evidence.story).lines if telling and who else ():
        text = line.sentence.text
        if soft_share(mine["cause"], telling, text)[0] >= _TOLD and (who & line.stems or _CAUSES.search(text)):
            return
        for idiom in _BLAMES:
            for match in idiom.finditer(text):
                if soft_share(mine["cause"], telling, match["cause"])[0] >= _SAME:
                    return
                if who & content_stems(text[: match.start()]):
                    told.append((line.sentence, match["cause"].strip()))
        at_fault = _AT_FAULT.search(text)
        if at_fault is not None and who & (line.stems - content_stems(at_fault["cause"])):
            if content_stems(at_fault["cause"]) & content_stems(mine["cause"]):
                return  # "too much rain", told as "excessive rain"
            told.append((line.sentence, at_fault["cause"].strip()))
    yield from told[:1]


def _causes(text: str, idioms: tuple[re.Pattern[str], ...]) -> Iterator[str]:
    for idiom in idioms:
        yield from (match["cause"] for match in idiom.finditer(text))
