"""Has somebody got what he has only asked for? Asked by `modality`: an application or a nomination told as its outcome.

"Has applied for a licence" and "has a licence" share every word that tells something. Measured on 17,957 careful
sentences of real stories: 3 faulty ones and no faithful one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.checkers._alignment import content_stems, story_words
from summarizer.checkers._tellings import head_of, told_elsewhere
from summarizer.checkers.predicates import NAME
from summarizer.model import Claim, ErrorCode, Evidence, Finding, Severity, Vote

_ASKED = re.compile(
    r"\b(?P<cue>appl(?:y|ies|ied|ying) for|(?:asked|petitioned|bid) for|request(?:ed|s)|nominated for|shortlisted for"
    r"|(?:an? |the )?(?:candidates?|nominee|favourite|contender) for|(?:is|are|was|were) seeking(?= an? )"
    r"|sought(?= an? ))"
    r"(?P<what>[^,;.]{3,80})?"
)
_GOT = re.compile(
    r"\b(?:has|have|had|holds?|won|wins?|receiv(?:ed|es)|gets?|got|obtained|secured"
    r"|(?:been|was|were) (?:awarded|granted|given|approved|patented))\b"
)
_GIVEN = re.compile(
    r"\b(?:holds?|won|wins?|receiv(?:ed|es)|gets?|got|obtained|secured|awarded|granted|given|approved|patented|gave"
    r"|took|takes)\b"
)
_HAS = re.compile(r"(?:has|have|had)$")
_PERFECT = re.compile(r" (?:\w+ly )?(?:\w+(?:ed|en|wn)|been|won|made|said|sent|put|to|already|yet|begun|had)\b")
_OPEN = re.compile(
    r"\b(?:appl\w+|ask\w*|request\w*|nominat\w+|shortlist\w*|candidate\w*|seek\w*|sought|bid|pending|nominee|running"
    r"|will|would|may|might|could|if|to be|hope\w*|want\w*|plan\w*|propos\w*|not|n[’']t|never|no|yet)\b"
)
"""What leaves it open in the claim, too."""
_AFTER = re.compile(r"\b(?:after|before|when|while|and|but|which|who)\b")
_PASSIVE = re.compile(r"\b(?:been|was|were|is|are) $")
_APPROVED = re.compile(r"\b(?:approved|adopted|passed|agreed on|decided on|enacted)\b")
_WEIGHED = re.compile(r"\b(?:discuss(?:ed|es|ing)|debat(?:ed|es|ing)|consider(?:ed|s|ing)|deliberated|examined)\b")
_DECIDED = re.compile(
    r"\b(?:approv|adopt|pass(?:ed|es|age)|agree|decid|decision|enact|endors|vot(?:e|ed|es|ing)\b|back|support|ratif|green"
    r"|yes\b|nod\b|blessing|go-ahead|in favou?r|unanim|majority|accept|resolv|carried|waved"
    r"|sign(?:ed|s) off|clear(?:ed|s)\b|settled|introduc|impos|banned|enter(?:s|ed)? into force|law\b)"
)
_TURNED_OUT = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bbe )\b(?:accepted|approved|granted|successful|agreed|said yes|elected|beat|defeated"
    r"|honou?red|named|appointed|won|issued|paid|handed|awarded|conferred|chosen|picked|confirmed|cleared|signed|opened"
    r"|upheld|got|received|gave)\b"
)
"""How it may have ended, in a sentence behind: no word of what was asked for need stand there."""
_REFUSED = re.compile(r"\b(?:refus|reject|turned down|declin|not\b|no\b|never\b|yet\b)|n[’']t\b")
_TOLD = 0.3  # of what was asked for, in a sentence that tells of it as of something that is there
_MOSTLY = 0.6  # the same where that does not name the thing itself
_UNDECIDED = re.compile(rf"{_WEIGHED.pattern}|{_OPEN.pattern}")
_ALMOST = 0.75  # of the claim's words in a sentence that only has it weighed
_SHARE = 0.5  # of what was asked for that the claim has, and of the claim's words around where it was


def check_granted(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """An objection to a claim that has got what the articles have only as asked for, or nominated for."""
    lines = story_words(evidence.story).lines
    texts = [line.sentence.text for line in lines]
    found = only_asked_for(claim.text, texts) or only_weighed(claim.text, texts)
    if found is not None:
        index, cue = found
        read = lines[index].sentence
        reason = f"{evidence.story.article(read.article_id).label} has it only as “{cue}”, the sentence as done."
        yield Finding(
            NAME, Vote.OBJECT, ErrorCode.MODALITY, reason, Severity.CRITICAL, (read.sentence.span,),
            claim.text, cue, True,
        )  # fmt: skip


def only_asked_for(claim: str, sentences: Sequence[str]) -> tuple[int, str] | None:
    """The sentence in which what a claim has as got is only asked for, and its words; None where one has it as given.

    >>> only_asked_for("Osk has a licence to sell wine.", ["Osk has applied for a licence to sell wine."])
    (0, 'applied for a licence to sell wine')
    """
    got = _GOT.search(claim)
    if got is None or _OPEN.search(claim):
        return None
    if _HAS.search(got[0]) and _PERFECT.match(claim, got.end()) and not _GIVEN.search(claim, got.end()):
        return None
    own = content_stems(claim)
    for index, text in enumerate(sentences):
        for match in _ASKED.finditer(text):
            around = content_stems(" ".join(sentences[max(0, index - 1) : index + 1]))
            wanted = _what(match, text)
            hit = own & wanted
            if not hit or len(hit) < _SHARE * len(wanted) or len(own & around) < max(_SHARE * len(own), 3):
                continue
            if any(_GIVEN.search(other) and len(hit & content_stems(other)) > _SHARE * len(hit) for other in sentences):
                continue
            head = frozenset({head_of(_AFTER.split(match["what"] or "")[0])}) & hit
            told = (told_elsewhere(sentences, index, thing, hit, share, _OPEN) for thing, share in (
                (head, _TOLD), (frozenset[str](), _TOLD if not head else _MOSTLY)
            ))  # fmt: skip
            if any(told) or _turned_out(sentences[index + 1 :]):
                continue
            return index, match[0].strip()
    return None


def only_weighed(claim: str, sentences: Sequence[str]) -> tuple[int, str] | None:
    """The sentence in which is only discussed what a claim has as approved, and its words; None where any decides.

    >>> only_weighed("The council approved a ban on noise.", ["The council discussed a ban on noise on Monday."])
    (0, 'discussed')
    """
    done = _APPROVED.search(claim)
    if done is None or _OPEN.search(claim) or any(_DECIDED.search(text) for text in sentences):
        return None
    own = content_stems(claim) - content_stems(done[0])
    for index, text in enumerate(sentences):
        match = _WEIGHED.search(text)
        if match is None or len(own & content_stems(text)) < _ALMOST * len(own):
            continue
        if not told_elsewhere(sentences, index, frozenset(), own, _SHARE, _UNDECIDED):
            return index, match[0]
    return None


def _turned_out(sentences: Sequence[str]) -> bool:
    """Whether one of some sentences may tell that it was given."""
    return any(_TURNED_OUT.search(text) and not _REFUSED.search(text) for text in sentences)


def _what(match: re.Match[str], text: str) -> frozenset[str]:
    """The stems of what is asked for: behind the verb, or before it in the passive ("a grant has been requested")."""
    before = text[: match.start()]
    is_passive = _PASSIVE.search(before) is not None and not match["cue"].startswith(("nominat", "shortlist"))
    if is_passive or not (match["what"] or "").strip():
        return content_stems(re.split(r"[,;]", before)[-1])
    return content_stems(_AFTER.split(match["what"])[0])
