"""Is told as so what the articles have as doubted, denied or too early to tell? Asked by `modality`.

"Analysts expect a profit" of analysts who doubt one shares nearly every word with what they say. It objects only where
what the articles doubt holds what the claim tells, and no sentence that tells of it does so without the doubt.
"""

from __future__ import annotations

import re

from summarizer.checkers._alignment import Alignment, content_stems, share_told, story_words
from summarizer.checkers._tellings import CALLED_FALSE
from summarizer.model import Story

_DOUBTS = re.compile(
    r"\b(?:doubt(?:s|ed|ing)?(?: that| whether| if)?|rul(?:es?|ed|ing) out(?: that)?|den(?:y|ies|ied|ying)(?: that)?"
    r"|(?:is|are|was|were) (?:highly |very )?unlikely (?:that|to)|s[kc]eptical (?:that|of|about)"
    r"|far from certain (?:that|whether|if)|(?:not|n['’]t) (?:expect|believe|think|see|foresee)"
    # not shown: "has not yet seen one reading that shows", "no evidence that", "has not been established whether"
    r"|(?:(?:no|without|little|neither|hardly any)"
    r"|(?:not|n['’]t|never|yet to)(?: \w+){0,3}? (?:any|one|a|an|a single|the))"
    r"(?: [\w-]+){0,2}? (?:evidence|proof|signs?|indications?|readings?|stud(?:y|ies)|data|records?|documents?|tests?"
    r"|guarantees?|assurances?|reasons?|grounds|results?)"
    r" (?:that|to|which|whether|yet|show\w*|suggest\w*|prov\w+|say\w*)"
    r"(?: (?:shows?|showed|suggests?|proves?|says?|believe|think|show|prove|suggest|say|that|whether)){0,2}"
    r"|(?:not|n['’]t|never|yet to|failed to|unable to)(?: yet)? (?:been )?(?:prov(?:e|ed|en)|shown?|establish(?:ed)?"
    r"|demonstrate[d]?|verif(?:y|ied)|conclude[d]?|determined?) (?:that|whether|if))\b",
    re.I,
)
_SOON = re.compile(r"\b(?:too (?:early|soon)|premature) to [a-z]+ (?P<what>[^.;,]{5,90})", re.I)
_NEGATIVE = re.compile(
    r"\b(?:no|not|never|nor|neither|nobody|none|without|refus\w+|reject\w*|doubt\w*|unlikely|den(?:y|ies|ied|ying|ial)"
    r"|rul\w+ out|turn\w* down|s[kc]eptic\w*|uncertain|unclear"
    r"|fail\w*|dismiss\w*|question\w*|disput\w*|hardly|pessimis\w*|too|only"
    r"|little|few|lack\w*|against|oppos\w*|exclude\w*|whether)\b|n[’']t\b",
    re.I,
)
"""What may deny or doubt in words of its own."""
_OPEN = re.compile(
    r"\b(?:early|soon|premature|may|might|could|if|unknown|yet|possib\w+|likely|suspect\w*|caution\w*|warn\w*|declin\w*"
    r"|would|cannot|hop\w+|ask\w*)\b",
    re.I,
)
_END = re.compile(
    r"[;.]|\band [“\"]|: |,? (?:saying|insisting|adding|stressing|arguing|explaining)\b"  # what is so instead
    r"|, (?:but|and|while|though|although|which|who)\b|\bbut\b"
)
_TELLS = 0.5  # share of the claim in a sentence that tells of it
_DOUBTED = 0.3  # share of the claim, whoever doubts left out, in what is doubted, and so many words of it
_LEAST = 2
_SPOKEN_OF = 0.6  # share of what it is too early to tell that the claim tells


def doubted(claim: str, aligned: tuple[Alignment, ...], story: Story) -> tuple[Alignment, str] | None:
    """The sentence that has what the claim tells as doubted or denied, and its words for that.

    Measured: 8 faulty sentences and no faithful one of all development sets.
    """
    if _NEGATIVE.search(claim) or CALLED_FALSE.search(claim):
        return None
    read, wanted = story_words(story), content_stems(claim)
    found: tuple[Alignment, str] | None = None
    for alignment in (a for a in aligned[:6] if a.score >= _TELLS):
        text = alignment.sentence.text
        cue = _DOUBTS.search(text)
        if cue is None or _NEGATIVE.search(text[: cue.start()] + text[cue.end() :]):
            return None
        end = _END.search(text, cue.end())
        content = content_stems(text[cue.end() : end.start() if end else len(text)])
        rest = wanted - content_stems(text[: cue.start()])
        if len(rest & content) < _LEAST or share_told(rest, content, read) < _DOUBTED:
            return None
        found = found or (alignment, cue[0])
    return found


def too_early(claim: str, aligned: tuple[Alignment, ...], story: Story) -> tuple[Alignment, str] | None:
    """The sentence that has it as too early to tell what the claim tells, and its words for that."""
    if _NEGATIVE.search(claim) or _OPEN.search(claim):
        return None
    read, own = story_words(story), content_stems(claim)
    for alignment in aligned:
        soon = _SOON.search(alignment.sentence.text)
        what = content_stems(soon["what"]) if soon else frozenset[str]()
        if soon is not None and len(what & own) >= _LEAST and share_told(what, own, read) >= _SPOKEN_OF:
            return alignment, soon[0]
    return None
