"""Of what is somebody accused, convicted or acquitted, against what does he appeal? Asked by `happenings`.

"Appeal against his conviction" of one against the length of a sentence shares all its words but the one that matters.
It objects only where no article has any word of what the claim names, and one names something else with the same verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.checkers._alignment import content_stems, share_told, stem, story_words
from summarizer.checkers.polarity import unquoted
from summarizer.model import Claim, Evidence, ReadSentence

_CHARGE = re.compile(
    r"\b(?P<verb>appeal(?:s|ed|ing)? against|charged with|accused of|convicted of|guilty (?:of|to)|fined for"
    r"|arrested (?:for|on suspicion of|over)|suspected of|acquitted of|(?:sentenced|jailed) (?:for|over)"
    r"|sued (?:for|over)|apologi[sz]ed for|investigated (?:for|over))\s+(?P<what>(?:[\w’'-]+ ?){1,7})",
    re.I,
)
_END = re.compile(
    r"\b(?:and|but|while|who|which|that|after|before|when|in|on|at|by|with|from|to|as|for|since|during|because)\b"
)
_ONE_CRIME = tuple(
    frozenset().union(*(content_stems(word) for word in words.split()))
    for words in (
        "stealing stole stolen theft thefts larceny embezzlement embezzling embezzled fraud fraudulent defrauding"
        " defrauded swindling swindle pocketing misappropriation misappropriating",
        "bribery bribes bribe corruption graft kickbacks",
        "assault assaulting attack attacking beating hitting",
    )
)
"""Stems of words for one crime, of which a headline has the shorter: "guilty of fraud" of who stole from a fund."""
_SPEAKS = 0.3  # share of what stands before the verb in a sentence that tells of the same person


def another_charge(claim: Claim, evidence: Evidence) -> Iterator[tuple[ReadSentence, str, str]]:
    """The sentence that names something else, what it says, and what the claim says.

    Of 2,900 faithful sentences of all development sets it objects to none.
    """
    text = unquoted(claim.text)
    lines = story_words(evidence.story).lines
    known = frozenset[str]().union(*(line.stems for line in lines))
    for match in _CHARGE.finditer(text):
        what = _what(match)
        if not what or what & known:
            continue
        before = content_stems(text[: match.start()])
        for line in lines:
            near = share_told(before, line.stems, story_words(evidence.story)) >= _SPEAKS
            for other in _CHARGE.finditer(line.sentence.text) if near else ():
                if _verb(other) == _verb(match) and _what(other) and not _is_one_crime(what, _what(other)):
                    yield line.sentence, _told(other), _told(match)
                    return


def _what(match: re.Match[str]) -> frozenset[str]:
    return content_stems(_END.split(match["what"])[0])


def _is_one_crime(what: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two charges are one by different words.

    >>> _is_one_crime(content_stems("fraud"), content_stems("stealing from a fund"))
    True
    >>> _is_one_crime(content_stems("fraud"), content_stems("murder"))
    False
    """
    return any(what & crime and other & crime for crime in _ONE_CRIME)


def _verb(match: re.Match[str]) -> str:
    return stem(match["verb"].split()[0])


def _told(match: re.Match[str]) -> str:
    return f"{match['verb']} {match['what']}".strip()
