"""Who is for it, and who against? Asked by `deeds`: who supports in the claim what the articles have him oppose.

The two sides of a dispute share every word but the verb: "the Left supports the runway, which the Centre wants to
block" has all the words of an article that tells it the other way round. Each verb of taking sides is read with its
party, in the claim and in the articles; who stands on the other side there, and nowhere on the claim's, is swapped.

Measured on 17,957 careful sentences of real stories: 8 faulty ones and one faithful.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarizer.checkers._alignment import content_stems, cue_pattern, story_words
from summarizer.checkers._tellings import union
from summarizer.checkers.polarity import unquoted
from summarizer.model import Claim, ErrorCode, Evidence, Finding, Severity, Vote

NAME = "deeds"

_VERB_OF = (
    r"(?= (?:the|an?|it|this|that|them|him|her|his|its|their|such|any|all|more|new|plans?|proposals?|calls?|demands?"
    r"|changes?|[A-Z]))"
)
"""What follows a word that is a noun or an adverb as well, where it is a verb: "back the plan"."""
_AIMS = (
    r"(?:wants?|wanted|wish(?:es|ed)?|plan(?:s|ned)?|intend(?:s|ed)?|pledge[sd]?|vow(?:s|ed)?|promise[sd]?|fought"
    r"|hope[sd]?|aim(?:s|ed)?) to "
)
_FOR = re.compile(
    rf"\b(?:support(?:s|ed|ing)\b(?! (?:for|from|of))|support{_VERB_OF}"
    rf"|back(?:s|ed|ing)\b(?! (?:down|off|out|away|into|up))|back{_VERB_OF}"
    rf"|welcom(?:es|ed|ing)\b|welcome{_VERB_OF}|favou?r(?:s|ed|ing)\b|favou?r{_VERB_OF}|in favou?r of"
    rf"|endors(?:e|es|ed|ing)\b|approv(?:e|es|ed) of|agreed? (?:to|with)|accept(?:s|ed)?\b|granted\b|vot(?:e|es|ed) for"
    rf"|{_AIMS}(?:introduce|build|keep|extend|adopt|allow|expand|preserve)\b)"
)
_AGAINST = re.compile(
    rf"\b(?:oppos(?:e|es|ed|ing)\b(?! side)|reject(?:s|ed|ing)?\b|critici[sz](?:e|es|ed|ing)\b|condemn(?:s|ed|ing)?\b"
    rf"|dismiss(?:es|ed|ing)?{_VERB_OF}|(?:is|are|was|were|be|been|vot(?:e|es|ed)|stood|spoke) against\b"
    rf"|object(?:s|ed)? to|turn(?:s|ed) (?:it |them |the \w+ )?down|refus(?:e|es|ed)\b|resist(?:s|ed)?\b"
    rf"|denounc(?:e|es|ed)\b|{_AIMS}(?:stop|block|scrap|abolish|prevent|halt|cancel|overturn|end|delay)\b)"
)
_START = re.compile(
    r"[;:()“”\"]|,|\b(?:and|but|while|whereas|although|though|which|that|whom|because|after|when|as|if)\b"
)
_BY = re.compile(r"\w* by (?P<who>[^,;.]{3,60})")
_SELF = re.compile(r"\b(?:it|they|he|she|who)\W*$", re.I)
_AUXILIARY = re.compile(
    r"\b(?:have|has|had|is|are|was|were|been|be|also|strongly|firmly|later|since|will|would|to|not|\w+ly)\b"
)
_LONGEST = 6  # content words of a party
_TOPIC = 0.34  # share of the claim's other words in the sentence of the rival and the one before it
_MOST = re.compile(r"\b(?:most|(?:a|the) (?:\w+ )?majority) (?:of )?(?:the )?(?P<who>[\w’' -]{3,60}?),? ?$", re.I)
_MAJORITY = re.compile(r"\b(?:most|majority)\b|\b(?:5[1-9]|[6-9]\d)(?:\.\d+)? ?(?:%|per ?cent\b)", re.I)
_PART = re.compile(r"[;]|\b(?:but|while|whereas|though|although)\b")


_EARLIER = re.compile(r"\b(?:old|first|earlier|previous|former|original|initial|initially|at first)\b")
_HAD = re.compile(r"\bhad (?:\w+ ){0,2}\w+(?:ed|en|st|nt|ght)\b")
_SOME = re.compile(r"\b(?:some|many|several|a few|parts? of|a number of)\b", re.I)
_TURNS = re.compile(
    r"\b(?:gave|gives|agreed|granted|approved|accepted|passed|voted|votes|backed|supported|pleased|relented|changed"
    r"|after all|later|instead|finally|eventually|wants?|yes|angry|against|critici[sz]\w+|opposed|rejected|gave in)\b"
)
"""What whoever was against it may do afterwards."""
_AND_OTHERS = re.compile(r"\band (?:[\w-]+ ){1,3}(?:against|for|in favou?r)\b", re.I)
"""Behind a side: others of the same party are on the other, "seven members voted for it and four against"."""
_ONESELF = re.compile(r"\b(?:it|its|they|their|he|his|she|her)\b", re.I)


@dataclass(frozen=True, slots=True)
class Side:
    """Who takes which side: for (True) or against, the stems of the party, and where the verb stands."""

    is_for: bool
    party: frozenset[str]
    start: int
    end: int


@lru_cache(maxsize=8192)
def sides_in(text: str) -> tuple[Side, ...]:
    """The sides that parties take in a text, in order.

    >>> [(side.is_for, sorted(side.party)) for side in sides_in("Osk backed the plan, which Lund wants to stop.")]
    [(True, ['osk']), (False, ['lund'])]
    """
    found = []
    for is_for, pattern in ((True, _FOR), (False, _AGAINST)):
        for match in pattern.finditer(text):
            by = _BY.match(text, match.end() - 1)
            party = _stems(by["who"]) if by else _party_before(text, match.start())
            if party and len(party) <= _LONGEST:
                found.append(Side(is_for, party, match.start(), match.end()))
    return tuple(sorted(found, key=lambda side: side.start))


def _party_before(text: str, end: int) -> frozenset[str]:
    """Who stands before a verb, back to where its clause begins; none for a pronoun."""
    starts = [match.end() for match in _START.finditer(text, 0, end)]
    for start in [*reversed(starts), 0]:
        party = _stems(text[start:end])
        if party or _SELF.search(text[start:end]):
            return party
    return frozenset()


def _stems(words: str) -> frozenset[str]:
    return content_stems(_AUXILIARY.sub(" ", words))


def check_sides(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """An objection to a party, or to most of a group, on the side on which no article has it."""
    text = unquoted(claim.text)
    if not sides_in(text):
        return
    lines = story_words(evidence.story).lines
    texts = [said if not sides_in(said := line.sentence.text) else unquoted(said) for line in lines]
    found = on_the_other_side(text, texts) or majority_reversed(text, texts)
    if found is not None:
        index, said = found
        read = lines[index].sentence
        label = evidence.story.article(read.article_id).label
        reason = f"{label} has it on the other side (“{said}”)."
        same = [i for i, line in enumerate(lines) if line.sentence.article_id == read.article_id]
        if _may_be_over(text, texts[index], said) or _acts_again(text, said, [texts[i] for i in same if i > index]):
            yield Finding(
                NAME, Vote.DOUBT, None, f"{label} may have it on both sides (“{said}”).", Severity.MINOR,
                (read.sentence.span,),
            )  # fmt: skip
            return
        yield Finding(
            NAME, Vote.OBJECT, ErrorCode.ROLE, reason, Severity.MAJOR, (read.sentence.span,), claim.text, said, True
        )  # fmt: skip


def on_the_other_side(claim: str, sentences: Sequence[str]) -> tuple[int, str] | None:
    """The sentence that has a party of the claim on the other side, and its words; None where one bears it out."""
    mine = sides_in(claim)
    if not mine or cue_pattern("negation").search(claim):
        return None
    topic = content_stems(claim) - union(side.party for side in mine)
    topic -= union(content_stems(claim[side.start : side.end]) for side in mine)
    told = [(index, side) for index, text in enumerate(sentences) for side in sides_in(text)] if topic else []
    for side in mine:
        own = side.party - union(other.party for other in mine if other.is_for is not side.is_for)
        theirs = [(index, other) for index, other in told if own & other.party]
        if any(other.is_for is side.is_for for _, other in theirs):
            continue
        for index, other in theirs:
            near = content_stems(" ".join(sentences[max(0, index - 1) : index + 1]))
            is_denied = cue_pattern("negation").search(sentences[index]) is not None
            is_split = _AND_OTHERS.search(sentences[index], other.end) is not None
            if len(topic & near) >= _TOPIC * len(topic) and not (is_denied or is_split):
                return index, _around(sentences[index], other)
    return None


def majority_reversed(claim: str, sentences: Sequence[str]) -> tuple[int, str] | None:
    """The sentence that has most of a group on the other side than the claim has them, and its words."""
    for is_for, pattern in ((True, _FOR), (False, _AGAINST)):
        match = pattern.search(claim)
        most = _MOST.search(claim[: match.start()]) if match else None
        who = content_stems(most["who"]) if most else frozenset[str]()
        against: tuple[int, str] | None = None
        for index, text in enumerate(sentences) if who else ():
            before = content_stems(sentences[index - 1]) if index else frozenset[str]()
            for part in _PART.split(text):
                own = content_stems(part) & who
                sides = {sign for sign, cue in ((True, _FOR), (False, _AGAINST)) if cue.search(part)}
                sides |= {False} if re.search(r"\bagainst\b", part) else set()
                if own == who and is_for in sides:
                    return None
                if own and who <= own | before and sides == {not is_for} and _MAJORITY.search(part):
                    against = against or (index, part.strip(" .,"))
        if against is not None:
            return against
    return None


def _may_be_over(claim: str, text: str, said: str) -> bool:
    """Whether a side was taken before something else, to something earlier, or by some of them only."""
    return any(cue.search(text) and not cue.search(claim) for cue in (_EARLIER, _HAD)) or bool(
        _SOME.search(said) and not _SOME.search(claim)
    )


def _acts_again(claim: str, said: str, after: Sequence[str]) -> bool:
    """Whether a party of the claim, or a pronoun, does something about what the claim tells in a later sentence."""
    party = union(side.party for side in sides_in(claim)) & content_stems(said)
    topic = content_stems(claim) - union(side.party for side in sides_in(claim))
    return any(
        _TURNS.search(text)
        and not cue_pattern("negation").search(text)
        and (party & content_stems(text) or _ONESELF.search(text))
        and topic & content_stems(text)
        for text in after
    )


def _around(text: str, side: Side) -> str:
    """Who and what of a side, as an editor reads it."""
    return " ".join([*text[: side.start].split()[-5:], *text[side.start :].split()[:6]]).strip(" .,;")
