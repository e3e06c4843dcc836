"""Does the claim let say or find just what the articles have rejected? Asked by `modality`.

"The head teacher dismissed accusations of cheating" and "the head teacher said that there had been cheating" share
every word, and so do "a court acquitted him of striking a judge" and "a court found that he had struck a judge".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.checkers._alignment import content_stems, cue_pattern, share_told, story_words
from summarizer.checkers._tellings import CALLED_FALSE
from summarizer.checkers.polarity import unquoted
from summarizer.checkers.predicates import NAME
from summarizer.model import Claim, ErrorCode, Evidence, Finding, ReadSentence, Severity, Vote

_SAID = re.compile(r"\b(?:said|says|confirm(?:s|ed)|admit(?:s|ted)|acknowledge[sd]?|agree[sd]|told)\b")
_FOUND = re.compile(r"\b(?:found|ruled|conclude[sd]|established|held|decided|determined) that\b")
_REJECTED = re.compile(
    r"\b(?:reject(?:s|ed)|dismiss(?:es|ed)|den(?:ies|ied)|disput(?:es|ed)|refut(?:es|ed)|contradict(?:s|ed))"
    r"(?: \w+){0,2}? (?:claims?|accusations?|allegations?|reports?|suggestions?|rumou?rs?|speculation|charges?)"
    r"(?: (?:by|from|in) [^,.;]{2,40}?)? (?:of|that) (?P<what>[^,.;]{3,90})"
)
_CLEARED = re.compile(
    r"\b(?:acquit(?:s|ted)|clear(?:s|ed)|exonerate[sd]?|absolve[sd]?)\b[^.;]{0,60}? (?:of|on) (?P<what>[^.;]{3,90})"
    r"|\bnot guilty (?:of|on) (?P<other>[^.;]{3,90})"
)
_NO = re.compile(
    r"\b(?:no|not|never|denied|denies|deny|rejected|dismissed|acquitted|cleared|exonerated|although|but"
    r"|refut\w+|disput\w+|contest\w+|ruled out|rules out)\b|n[’']t\b"
)
_OFFENCE = re.compile(
    r"^.*\b(?:charges?|counts?|accusations?|allegations?) (?:of|that)\b"
    r"|\bon (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)
_ELSE = re.compile(r",|\b(?:but|while|and (?:upheld|fined|convicted|ordered|said))\b")
_PRONOUN = re.compile(r"(?:he|she|they|it) (?:also |later )?$", re.I)
_OWNS_UP = re.compile(
    r"(?<!not )\b(?:convict(?:s|ed|ion)|guilty|fined|admit(?:s|ted)|admission|conced(?:es|ed)|acknowledge[sd]?"
    r"|confess\w*|apologi[sz]ed|upheld|regret(?:s|ted))\b"
)
_OWN_WORDS = re.compile(r"^(?:he|she|they|it|the [\w’'-]+(?: [\w’'-]+)?) (?:also |later |then )?"
                        r"(?:said|says|told|found|confirmed|wrote|did|had)\b", re.I)  # fmt: skip

_NO_FIGURE = re.compile(
    r"\b(?:too early (?:for|to (?:say|give|tell|estimate))|declin(?:ed|es) to (?:give|say|put|estimate)"
    r"|g[ai]ve[sn]? no (?:figures?|estimates?|numbers?)"
    r"|(?:has|have|had) not yet (?:inspected|counted|estimated|assessed)"
    r"|no (?:figures?|estimates?) (?:yet|of its own)|did not give (?:an? |any )?(?:figures?|numbers?|estimates?))\b"
)
_GIVER = re.compile(
    r"\baccording to (?:the )?(?P<last>[^,.;]{3,50})|^(?P<first>[^,;]{3,50}?) (?:said|says|puts?|estimate[sd]?)\b"
)
_DIGITS = re.compile(r"\d[\d.,]*\d|\d")
_PART = re.compile(r"[;.](?!\d)|, (?:while|but|and)\b|\b(?:while|whereas|but)\b")


def check_refuted(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """An objection to a claim that has somebody say, or a court find, what an article has him reject."""
    text = unquoted(claim.text)
    if _NO.search(text) or CALLED_FALSE.search(text) or cue_pattern("negation").search(text):
        return
    lines = story_words(evidence.story).lines
    found = rejected_by_him(text, [line.sentence.text for line in lines])
    if found is not None:
        index, said = found
        read = lines[index].sentence
        reason = f"{evidence.story.article(read.article_id).label} has the contrary: “{said}”."
        yield Finding(
            NAME, Vote.OBJECT, ErrorCode.NEGATION, reason, Severity.CRITICAL, (read.sentence.span,),
            claim.text, said, True,
        )  # fmt: skip


_GRANTS = re.compile(
    r"^(?P<who>[^,;]{2,60}?) (?:has |have |had )?(?:agreed to|accepted|granted|gave in to|given in to|bowed to"
    r"|yielded to|conceded|complied with|met|fulfilled)"
    r" (?P<what>(?:[^,;.]{0,40}? )?(?:demands?|requests?|calls?|conditions?|ultimatum)\b.*)"
)
_REBUFFS = re.compile(
    r"\b(?:reject\w*|dismiss\w*|refus\w*|turn(?:s|ed)? down|rebuff\w*|spurn\w*|rul(?:es|ed) out|non-?starters?"
    r"|declin\w*)\b"
)
_YIELDS = re.compile(
    r"\b(?:agree[sd]? to(?! (?:put|talk|discuss|meet|consider|negotiate|review|study|look|hold|continue|examine))"
    r"|accept\w*|grant(?:s|ed)|g[ai]ve[ns]? in|gave way|bow(?:s|ed) to|yield\w*|conced\w*|compl(?:y|ied) with|relent\w*"
    r"|met the|back(?:s|ed) down)"
)
_ASKED_BEFORE = 2  # sentences before a refusal in which it may be told what is refused
_DEMANDED = 0.4  # share of what is demanded that a refusal and what stands before it tell


def check_demand(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """An objection to a demand told as met that the articles have refused, by whoever meets it in the claim."""
    match = _GRANTS.search(unquoted(claim.text))
    if match is None or _NO.search(match["who"]):
        return
    who, what = content_stems(match["who"]), content_stems(match["what"])
    read = story_words(evidence.story)
    refused: tuple[ReadSentence, str] | None = None
    for index, line in enumerate(read.lines):
        if not who & line.stems:
            continue
        here = line.sentence.sentence
        before = [
            other for other in read.lines[max(0, index - _ASKED_BEFORE) : index]
            if other.sentence.article_id == here.article_id
        ]  # fmt: skip
        told = line.stems.union(*(other.stems for other in before))
        if share_told(what, told, read) < _DEMANDED:
            continue
        if _YIELDS.search(line.sentence.text):
            return
        rebuff = _REBUFFS.search(line.sentence.text)
        refused = refused or ((line.sentence, rebuff[0]) if rebuff else None)
    if refused is not None:
        sentence, word = refused
        reason = f"{evidence.story.article(sentence.article_id).label} says “{word}”, the sentence that it was met."
        yield Finding(
            NAME, Vote.OBJECT, ErrorCode.PREDICATE, reason, Severity.CRITICAL, (sentence.sentence.span,),
            claim.text, word, True,
        )  # fmt: skip


def check_giver(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """An objection to a figure told as of somebody who, says an article, gives none."""
    lines = story_words(evidence.story).lines
    found = gives_none(claim.text, [line.sentence.text for line in lines])
    if found is not None:
        index, said = found
        read = lines[index].sentence
        reason = f"{evidence.story.article(read.article_id).label} has no figure of theirs: “{said}”."
        yield Finding(
            NAME, Vote.OBJECT, ErrorCode.ATTRIBUTION_SWAPPED, reason, Severity.CRITICAL, (read.sentence.span,),
            claim.text, said, True,
        )  # fmt: skip


def gives_none(claim: str, sentences: Sequence[str]) -> tuple[int, str] | None:
    """The sentence in which whoever gives a figure in a claim gives none, beside that figure, and its words; None where
    any has it of him.

    >>> gives_none("Police put it at 900.", ["Organisers put it at 900; police declined to give a figure."])
    (0, 'police declined to give a figure')
    """
    match = _GIVER.search(claim)
    figures = set(_DIGITS.findall(claim))
    giver = content_stems(match["last"] or match["first"]) if match else frozenset[str]()
    against: tuple[int, str] | None = None
    for index, text in enumerate(sentences if giver and figures and not _NO_FIGURE.search(claim) else ()):
        for part in _PART.split(text):
            if not giver <= content_stems(part):
                continue
            none = _NO_FIGURE.search(part)
            if none is not None and figures & set(_DIGITS.findall(part, none.end())):
                return None
            if none is not None:
                near = " ".join(sentences[max(0, index - 1) : index + 1])
                against = against or ((index, part.strip(" .")) if figures & set(_DIGITS.findall(near)) else None)
            elif figures & set(_DIGITS.findall(part)):
                return None
    return against


def rejected_by_him(claim: str, sentences: Sequence[str]) -> tuple[int, str] | None:
    """The sentence in which whoever says or finds something in a claim rejects just that, and its words.

    >>> rejected_by_him("Osk said that there had been cheating.", ["Osk dismissed accusations of cheating."])
    (0, 'dismissed accusations of cheating')
    """
    for says, rejects in ((_SAID, _REJECTED), (_FOUND, _CLEARED)):
        cue = says.search(claim)
        subject = content_stems(claim[: cue.start()]) if cue else frozenset[str]()
        told = content_stems(claim[cue.end() :]) if cue else frozenset[str]()
        for index, text in enumerate(sentences if subject and told else ()):
            match = rejects.search(text)
            if match is None:
                continue
            before = text[: match.start()]
            if _PRONOUN.match(before) and index:
                before = sentences[index - 1]
            if not subject & content_stems(before):
                continue
            part = _ELSE.split(next(part for part in match.groups() if part))[0]
            what = content_stems(_OFFENCE.sub(" ", part))
            if not what or not what <= told:
                continue
            hit = what
            if any(i != index and says.search(t) and subject & (s := content_stems(t)) and hit <= s
                   for i, t in enumerate(sentences)):  # fmt: skip
                continue
            if any(_tells_of_part(other, hit) for i, other in enumerate(sentences) if i != index):
                continue
            return index, match[0].strip()
    return None


def _tells_of_part(text: str, what: frozenset[str]) -> bool:
    """Whether a sentence owns up to what another rejects, or convicts of it, or has it in his own words."""
    return _OWNS_UP.search(text) is not None or bool(_OWN_WORDS.search(text) and what & content_stems(text))
