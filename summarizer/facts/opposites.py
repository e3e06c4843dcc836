"""What tells two sentences apart that share nearly every word: a "not", an opposite, a "will" or a "may".

"The pier collapsed" and "the pier did not collapse" are as like in words as two sentences can be, and cannot both be
true. Such a pair is no corroboration (`claims`), is a disagreement where two outlets tell it (`parallels`), and the
one cannot be cited for the other (`verification`).
"""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from summarizer.checkers.predicates import PAST
from summarizer.facts.oddities import opposed_forms
from summarizer.facts.poles import poles_of
from summarizer.facts.topics import root_of
from summarizer.similarity import STOP_WORDS


class Apart(enum.Enum):
    """How two sentences differ: the first two exclude one another; the others say it less firmly, or of another day."""

    DENIED = "one denies what the other says"
    OPPOSITE = "one has the opposite word"
    UNDONE = "one has as to come, or under way, what the other has as done"
    POSSIBLE = "one has as possible what the other has as coming"
    DAYS = "each names weekdays, and none in common"

    @property
    def excludes(self) -> bool:
        """Whether both cannot be true at one time."""
        return self in (Apart.DENIED, Apart.OPPOSITE)


_DENIAL = re.compile(
    r"(?:\b(?:not|never|no longer|cannot)|n['’]t) (?:(?:been|be|being|have|had|to|\w+ly) ){0,3}(?P<plain>[a-z]+)"
    r"|\b(?:refus(?:es?|ed|ing)|declin(?:es?|ed|ing)|fail(?:s|ed|ing)?|unable) to (?:be )?(?P<refused>[a-z]+)"
)
_DENIES_NOTHING = re.compile(
    r"\b(?:yet|still|so far|until|not (?:only|just|least)|nobody|nothing|(?:should|would|could) not have)\b|\?"
)
"""What makes of a "not" none, or one that only holds for now: "had not signed yet", "did not ask nobody"."""
_NEGATIVE = re.compile(r"\b(?:no|nobody|none|nothing|nor|neither|without|not|never|cannot|den(?:y|ies|ied))\b|n't\b|\?")
"""What may deny in words of its own: "would build no farm"."""
_OPEN = re.compile(
    r"\b(?P<modal>may|might|could|can|will|would|shall|should)(?: not| never)? (?:\w+ly )?(?:be )?(?P<bare>[a-z]+)"
    r"|\b(?:plan|plans|planned|hope|hopes|hoped|want|wants|wanted|intends?|intended|seeks?|expects?|expected|due|set"
    r"|scheduled|is|are|was|were|ready|about|try|trying|tried|threatens?|threatened|vows?|vowed|aims?|aimed) to"
    r" (?:be )?(?P<planned>[a-z]+)"
)
_POSSIBLE = frozenset(["may", "might", "could", "can"])
_GOING = re.compile(r"\b(?:is|are|was|were|be) (?:\w+ly )?([a-z]{3,}ing)\b")
_NOT_DONE = frozenset(["be", "being", "to", "is", "are", "was", "were", "a", "an", "the", "by", "of", "its", "their"])
"""Words before a form in "-ed" that is no finite verb, or is told of somebody by another."""
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
_NUMBER = re.compile(
    r"\d[\d.,]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|fourth|fifth|sixth|last|next)\b"
)
_TOLD_BY = re.compile(
    r",? (?:[^,;]{2,60} (?:said|says|announced|reported|told [^,;]{2,40})|according to [^,;]{2,60})"
    r"(?: [^,;]{2,30})?[.]?$"
    r"|^[^,;]{2,60}? (?:said|says) (?:on \w+day )?that "
)
"""Who says it, which is no part of what is said."""
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
_EMPTY = frozenset(
    ["refused", "refuses", "failed", "fails", "declined", "declines", "unable", "also", "again", "late", "early",
     "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "morning", "evening", "night"]
)  # fmt: skip
_IN_COMMON = 0.55
"""Of the content words of two sentences, from which they are about one thing (Dice, 1945)."""


_SUBORDINATE = re.compile(
    r",? (?:but|although|though|while|whereas|which|who|whom|whose|amid|despite|because|after|before|as|since|adding"
    r"|saying)\b|[;–—]| - "
)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a sentence says and denies, by roots: `opened` is what is to come, true where only possible;
    a plain sentence denies nothing."""

    words: frozenset[str]
    roots: frozenset[str]
    main: frozenset[str]
    denied: frozenset[str]
    is_plain: bool
    opened: Mapping[str, bool]
    going: frozenset[str]
    done: frozenset[str]
    poles: frozenset[tuple[str, int]]
    weekdays: frozenset[str]
    numbers: frozenset[str]
    own: frozenset[str]
    """The roots without those of who says it, of weekdays, and of refusing and failing."""


def are_of_one_thing(one: str, other: str) -> bool:
    """Whether two sentences share most of their content words.

    >>> are_of_one_thing("The ferry sank off Lund on Monday.", "The ferry sank off Tarn on Monday, police said.")
    True
    """
    first, second = _read(one).roots, _read(other).roots
    return 2 * len(first & second) >= max(1.0, _IN_COMMON * (len(first) + len(second)))


def told_apart(one: str, other: str) -> Apart | None:
    """How two sentences that share most of their words differ in what they say; None where nothing shows it.

    >>> told_apart("The pier in Corran collapsed in the storm.", "The pier in Corran did not collapse in the storm.")
    <Apart.DENIED: 'one denies what the other says'>
    >>> told_apart("The missing climber was found alive.", "The missing climber was found dead.").excludes
    True
    >>> told_apart("The pier was closed.", "The mayor resigned.")
    """
    if not are_of_one_thing(one, other):
        return None
    first, second = _read(one), _read(other)
    if not _are_of_two(first, second):
        for denial, plain in ((first, second), (second, first)):
            if plain.is_plain and not denial.denied.isdisjoint(plain.roots):
                return Apart.DENIED
        if _has_opposite(first, second):
            return Apart.OPPOSITE
    if _in_two_states(first, second):
        return Apart.OPPOSITE
    for plan, fact in ((first, second), (second, first)):
        if any(root in fact.done and root not in plan.done and root not in fact.opened for root in plan.opened):
            return Apart.UNDONE
        if any(root in fact.done and root not in plan.done | fact.going for root in plan.going):
            return Apart.UNDONE
        if any(is_possible and fact.opened.get(root) is False for root, is_possible in plan.opened.items()):
            return Apart.POSSIBLE
    if first.weekdays and second.weekdays and first.weekdays.isdisjoint(second.weekdays):
        return Apart.DAYS
    return None


def main_clause(text: str) -> str:
    """What stands before the first clause that only adds to a sentence; the whole of a sentence without one.

    >>> main_clause("The pier was closed, although the mayor had asked for time.")
    'The pier was closed'
    """
    return _SUBORDINATE.split(text, maxsplit=1)[0]


def _has_opposite(first: _Told, second: _Told) -> bool:
    """Whether a word of one main clause, which the other has not, has its opposite in the other's."""
    opposed = opposed_forms()
    theirs = {word for word in second.main if word in opposed and root_of(word) not in first.roots}
    return bool(theirs) and any(
        word in opposed and root_of(word) not in second.roots and not theirs.isdisjoint(opposed[word])
        for word in first.main
    )


def _are_of_two(first: _Told, second: _Told) -> bool:
    """Whether each sentence has something of its own that the other has not, besides what is denied or opposed, or
    numbers of its own: "won the first leg", "lost the second"; "killed 12", "injured 14"."""
    if first.numbers != second.numbers:
        return True
    mine, theirs = first.own - second.roots, second.own - first.roots
    return bool(_unopposed(first, mine, theirs)) and bool(_unopposed(second, theirs, mine))


def _unopposed(told: _Told, own: AbstractSet[str], others: AbstractSet[str]) -> set[str]:
    """The words of a sentence, of these roots, that have no opposite among the other's."""
    opposed = opposed_forms()
    words = (word for word in told.words if root_of(word) in own)
    return {word for word in words if not any(root_of(form) in others for form in opposed.get(word, ()))}


def _in_two_states(first: _Told, second: _Told) -> bool:
    return any((name, 1 - side) in second.poles for name, side in first.poles)


@lru_cache(maxsize=8_192)
def _read(text: str) -> _Told:
    folded = text.casefold().replace("’", "'")
    told = _TOLD_BY.sub(" ", folded).replace("'s ", " ")
    words = {word for word in _WORD.findall(folded.replace("'s ", " ")) if word not in STOP_WORDS}
    denied = () if _DENIES_NOTHING.search(folded) else _DENIAL.finditer(folded)
    opened: dict[str, bool] = {}
    for match in _OPEN.finditer(folded):
        is_possible = match["modal"] in _POSSIBLE
        opened.setdefault(root_of(match["bare"] or match["planned"]), is_possible)
    return _Told(
        words=frozenset(words),
        roots=frozenset(map(root_of, words)),
        main=frozenset(_WORD.findall(main_clause(folded))),
        denied=frozenset(root_of(match["plain"] or match["refused"]) for match in denied),
        is_plain=not (_NEGATIVE.search(folded) or _DENIAL.search(folded)),
        opened=opened,
        going=frozenset(root_of(match[1]) for match in _GOING.finditer(folded)),
        done=_done(folded),
        poles=poles_of(text),
        weekdays=frozenset(_WEEKDAY.findall(folded)),
        numbers=frozenset(_NUMBER.findall(_WEEKDAY.sub("", told))),
        own=frozenset(root_of(word) for word in _WORD.findall(told) if word not in STOP_WORDS and word not in _EMPTY),
    )


def _done(folded: str) -> frozenset[str]:
    """The roots of the verbs that tell of what is done: past forms and perfects, not passives and participles."""
    found = set()
    before = ""
    for word in _WORD.findall(folded):
        if (word.endswith("ed") or word in PAST) and before not in _NOT_DONE:
            found.add(root_of(word))
        before = word
    return frozenset(found)
