"""What a text denies, and where: shared by the checkers of negation, firmness and predicates."""

from __future__ import annotations

import re

from summarizer.checkers._alignment import cue_pattern, read_words

_CLAUSE_END = re.compile(r"[,;:—–.()“”\"]|\b(?:but|while|although|though|whereas|because|however)\b")
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]?")
_NOT_BEFORE = re.compile(
    r"(?:\bnot|n[’']t|\bnever)(?= (?:[a-z-]+ ){1,3}(?:before|until|till|earlier than) (?:at least |the |this |next "
    r"|late |early |mid-?|end of |start of |beginning of )*(?:\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january"
    r"|february|march|april|may\b|june|july|august|september|october|november|december|spring|summer|autumn|winter"
    r"|noon|midnight|morning|evening|afternoon|night|week|month|year|quarter|season)"
    r"(?! (?:and|but|or)\b))",
    re.I,
)
""" "Will not open before May" tells when it opens, and denies nothing."""
COUNTERFACTUAL = re.compile(
    r"\bhad (?:[\w’'-]+,? ){1,10}not\b|\bwould (?:not )?have (?!to\b)|\bif (?:\w+ ){1,4}had not\b"
    r"|\bnever\b[^,;.]{3,60}\bbefore\b|^Should\b[^,]*\bnot\b"
)
"""What would have happened, or had not before: the "not" in it says that it did."""


def unquoted(text: str) -> str:
    """The text with quotations and phrases that only look like negations blanked out, of the same length."""
    for pattern in (_QUOTED, _NOT_BEFORE, cue_pattern("no_negation")):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


def lower_words(text: str) -> list[str]:
    """The words of letters of a text, in lower case."""
    return re.findall(r"[a-z]+", text.lower())


def is_negative(text: str, shared: str = "") -> bool:
    """Whether anything in a text denies, openly or by what a word implies that `shared` does not have."""
    implied = {cue.lower() for cue in cue_pattern("implied_negation").findall(text)}
    common = set(lower_words(shared))
    return bool(cue_pattern("negation").search(unquoted(text))) or any(cue not in common for cue in implied)


def denied_predicates(text: str) -> frozenset[str]:
    """The stem of the first content word after each negation of a text, outside quotations: what it denies.

    >>> sorted(denied_predicates("NATO has not confirmed the withdrawal."))
    ['confirm']
    >>> denied_predicates("No fewer than 296 children died."), denied_predicates('He said "never again".')
    (frozenset(), frozenset())
    """
    text = unquoted(text)
    words = [word for word in read_words(text) if word.stem]
    ends = [match.start() for match in _CLAUSE_END.finditer(text)]
    denied: set[str] = set()
    for cue in cue_pattern("negation").finditer(text):
        stop = next((end for end in ends if end >= cue.end()), len(text))
        denied |= {word.stem for word in [w for w in words if cue.end() <= w.start < stop][:1]}
    return frozenset(denied)


def corrects(affirming: str, denying: str) -> bool:
    """Whether of two texts one corrects a figure by a "not", and the other in so many words.

    >>> corrects("2.1 million, correcting the 2.4 million given before", "2.1 million, not 2.4 million as stated")
    True
    """
    return _CORRECTS.search(affirming) is not None and _NOT_A_FIGURE.search(denying) is not None


_CORRECTS = re.compile(
    r"\b(?:correct(?:s|ed|ing)|revis(?:es|ed|ing)|instead of|rather than|(?:up|down|raised|lowered|cut) from)\b", re.I
)
_NOT_A_FIGURE = re.compile(r"\bnot (?:[a-z]+ ){0,2}[$€£]?\d", re.I)
