"""Whose sister, whose landlord, what by trade: words that say what somebody is to another, or does for a living.

Unlike an office such a word binds right at the name: "his sister, Elitsa", "Taxi driver Bernd Hollweg". It objects
where the articles have another of the same sort at that name, and the claim's nowhere near it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from summarizer.checkers._alignment import cue_words, stem, story_words
from summarizer.checkers._names import NAME
from summarizer.mentions import lexicon
from summarizer.model import Claim, ErrorCode, Evidence, Finding, NameKind, ReadSentence, Severity, Vote

_ALIKE = (
    frozenset({"wife", "widow", "spouse"}), frozenset({"husband", "widower", "spouse"}),
    frozenset({"partner", "boyfriend"}), frozenset({"partner", "girlfriend"}),
    frozenset({"owner", "landlord"}), frozenset({"owner", "landlady"}),
)  # fmt: skip
"""Relations that one person may have to another at once."""
_NAME = r"(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3})"
_TRADE = re.compile(
    r"(?:^|[.,;:”\"—–] ?|\b(?:and|but|while|said|by|of|to|for|with|from) )"
    rf"(?P<trade>(?:[A-Z]?[a-z-]+ ){{0,2}}[a-z-]+) {_NAME}"
)


@lru_cache(maxsize=1)
def _kin() -> re.Pattern[str]:
    words = "|".join(sorted(cue_words("relation")))
    return re.compile(
        rf"\b(?:(?P<before>{words}),? {_NAME}"
        rf"|(?P<after>[A-Z][\w’'-]+), (?:(?:his|her|their|the|an?|[A-Z][\w’'-]+[’']s) )?"
        rf"(?:(?!whose\b)[a-z]+ )?(?P<kin>{words})\b)"
    )


def check_relations(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """Objections to what somebody is to another person, or by trade, where the articles have another at his name."""
    for read in (_relations, _trades):
        for key, word in read(claim.text).items():
            theirs: dict[str, ReadSentence] = {}
            for line in story_words(evidence.story).lines:
                text = line.sentence.text
                if key not in text.casefold():
                    continue
                found = read(text).get(key)
                if found is None and stem(word) in line.stems:
                    theirs = {}
                    break  # it may say so in other words
                if found is not None:
                    theirs.setdefault(found, line.sentence)
            if not theirs or any(_may_be_one(word, other) for other in theirs) or not _is_person(key, claim):
                continue
            other, sentence = next(iter(theirs.items()))
            label = evidence.story.article(sentence.article_id).label
            told = f"{label} has {key.title()} as {other}, the sentence as {word}."
            yield Finding(
                NAME, Vote.OBJECT, ErrorCode.ROLE, told, Severity.MAJOR, (sentence.sentence.span,), word, other, True
            )


def _is_person(key: str, claim: Claim) -> bool:
    return any(key in name.text.casefold().split() and name.kind is not NameKind.PLACE for name in claim.mentions.names)


def _may_be_one(word: str, other: str) -> bool:
    return stem(word) == stem(other) or any({word, other} <= alike for alike in _ALIKE)


@lru_cache(maxsize=4096)
def _relations(text: str) -> dict[str, str]:
    """By the last word of a name, what its bearer is to somebody.

    >>> _relations("He sued his sister, Elitsa Venn."), _relations("Venn, the tenant of Lund, left.")
    ({'venn': 'sister'}, {'venn': 'tenant'})
    """
    found: dict[str, str] = {}
    for match in _kin().finditer(text):
        name = match["name"] or match["after"]
        found.setdefault(name.split()[-1].casefold(), (match["before"] or match["kin"]).casefold())
    return found


@lru_cache(maxsize=4096)
def _trades(text: str) -> dict[str, str]:
    """By the last word of a name, the trade that stands right before it.

    >>> _trades("Taxi driver Bernd Hollweg wants it gone."), _trades("On Monday Bernd Hollweg left.")
    ({'hollweg': 'driver'}, {})
    """
    found: dict[str, str] = {}
    for match in _TRADE.finditer(text):
        trade = match["trade"].split()[-1].casefold()
        if trade in lexicon.roles() and trade not in cue_words("any_role"):
            found.setdefault(match["name"].split()[-1].casefold(), trade)
    return found
