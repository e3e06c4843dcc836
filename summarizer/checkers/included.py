"""Is everything meant that the claim names? Asked by `modality`: what an article leaves out, told with the rest.

"Trains and ferries stopped" of an article by which "ferries were not affected" has all its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.checkers._alignment import content_stems, cue_pattern, stem, story_words
from summarizer.checkers.predicates import NAME
from summarizer.model import Claim, ErrorCode, Evidence, Finding, Severity, Vote

_SPARED = re.compile(
    r"\b(?:was|were|is|are|been) (?:(?:not|never) (?:affected|covered|included|part of|involved|concerned|subject to"
    r"|examined|studied)|unaffected|excluded|exempt(?:ed)?|spared|safe|left out)\b"
    r"|\b(?:ran|run|running|continued|operated) (?:as )?normal(?:ly)?\b"
)
_LEAVES_OUT = re.compile(
    r"\b(?:(?:did|does|do) not (?:cover|include|affect|concern|apply to|extend to|examine|hit)|exclud(?:es|ed|ing)"
    r"|except for|with the exception of)\b(?P<what>[^,;.]*)"
)
_PAIR = re.compile(
    r"(?=\b(?P<one>[^\W\d][\w’'-]*) (?:and|as well as) (?:(?:the|in|at|on|of|its|their|his|her) )?"
    r"(?P<other>[^\W\d][\w’'-]*))"
)
_TOO = re.compile(r"\b(?:too|as well|also|likewise|so (?:will|did|do|does|are|were|was|is|have|has)|both|nor)\b", re.I)
_SAME = re.compile(r"\bof the same \w+")
_SHARE = 0.4  # of the claim's other words in a sentence that has what is not left out
_TOLD = 0.6  # of the claim's words in a sentence that tells of both


def check_included(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """An objection to "A and B" where an article says that B is not meant."""
    lines = story_words(evidence.story).lines
    found = left_out(claim.text, [line.sentence.text for line in lines])
    if found is not None:
        index, said = found
        read = lines[index].sentence
        reason = f"{evidence.story.article(read.article_id).label} leaves that out: “{said}”."
        yield Finding(
            NAME, Vote.OBJECT, ErrorCode.NEGATION, reason, Severity.CRITICAL, (read.sentence.span,),
            claim.text, said, True,
        )  # fmt: skip


def left_out(claim: str, sentences: Sequence[str]) -> tuple[int, str] | None:
    """The sentence that leaves out one of two things which a claim names together, and its words.

    >>> left_out("Buses and trams stopped on Monday.", ["Buses stopped on Monday.", "Trams were not affected."])
    (1, 'Trams were not affected')
    """
    pairs = [(stem(match["one"]), stem(match["other"])) for match in _PAIR.finditer(claim)]
    if not pairs or cue_pattern("negation").search(claim):
        return None
    own = content_stems(claim)
    held = [content_stems(text) for text in sentences]
    for index, text in enumerate(sentences):
        out = _left_out_of(text)
        for here, there in (*pairs, *((other, one) for one, other in pairs)):
            if there not in out or here in out or {here, there} - own or not out <= own:
                continue
            rest = own - out
            is_told = any(here in words and len(rest & words) >= _SHARE * len(rest) for words in held)
            both = any(
                i != index and there in w and (len(own & w) >= _TOLD * len(own) or _TOO.search(sentences[i]))
                for i, w in enumerate(held)
            )
            if is_told and not both:
                return index, text.strip(" .")
    return None


def _left_out_of(text: str) -> frozenset[str]:
    """The stems of what a sentence leaves out."""
    text = _SAME.sub(" ", text)
    spared = _SPARED.search(text)
    if spared is not None:
        return content_stems(re.split(r"[,;:]|\b(?:which|who|that)\b", text[: spared.start()])[0])
    leaves = _LEAVES_OUT.search(text)
    return content_stems(leaves["what"]) if leaves else frozenset()
