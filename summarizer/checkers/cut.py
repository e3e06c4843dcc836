"""Does the claim repeat an article's words without what governs them: "the ferries sail" where half of them do?

Words that stand in an article in a row vouch for a claim, to every measure of overlap. They do not where they stand
behind "half of", "the wife of" or "a rumour that": then the article says it of a part, of somebody else, or as what is
rumoured. It objects where the claim's opening words, its verb among them, stand in the articles only behind such a
head. (What stands under a condition is for `conditions`.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from summarizer.checkers._alignment import cue_words, story_words
from summarizer.checkers._names import place_names
from summarizer.checkers._verbs import is_past
from summarizer.checkers.polarity import unquoted
from summarizer.model import Claim, ErrorCode, Evidence, Finding, NameKind, ReadSentence, Severity, Vote

NAME = "cut"

_TOKEN = re.compile(r"[^\W_]+(?:[’'.&-][^\W_]+)*|[,;:()—–“”\"]")
_LEAST = 4  # words that must agree: fewer are a common phrase,
_LEAST_OF_SHORT = 3  # but for a claim that is no longer
_SHORT = 5
_WITHIN = cue_words("governing")
"""Prepositions by which a head governs the words behind it: "the lawyer for Anna Berg was arrested"."""
_QUANTIFIERS = cue_words("part_head")
_TRANSPARENT = cue_words("same_head")
"""Heads behind which the words mean the same: "the city of Vessa", "dozens of residents"."""
_UNSURE = cue_words("unsure_head")
_HEDGED = re.compile(
    r"\b(?:rumou?r|claim|fear|possib|suspicion|idea|myth|alleg|hope|speculat|threat|risk|chance|danger|den[iy]|doubt"
    r"|theory|accus|suggest)\w*",
    re.I,
)


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """An objection to a claim that the articles' words bear out only without what stands right before them."""
    text = unquoted(claim.text)
    own = _words(text)
    first = _opening(own, _in_names(text))
    if first is None:
        return ()
    found: Finding | None = None
    for line in story_words(evidence.story).lines:
        words = _words(line.sentence.text)
        for at in _places(words, first):
            finding = _governed(words, at, own, text, line.sentence, evidence)
            if finding is None:
                return ()  # it stands there by itself, too
            found = found or finding
    return (found,) if found is not None else ()


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(match[0].lower().replace("’", "'") for match in _TOKEN.finditer(text))


def _in_names(text: str) -> frozenset[int]:
    """The places of the words with a capital: "Disputed" in "the Court of Disputed Returns" is no verb."""
    return frozenset(at for at, match in enumerate(_TOKEN.finditer(text)) if match[0][0].isupper())


def _opening(own: Sequence[str], names: frozenset[int]) -> tuple[str, ...] | None:
    """The claim's first words up to its verb and one more: what it says of whom; None where no verb is near. `names`
    are the places of words that are no verbs."""
    verb = next((at for at in range(1, min(len(own), 9)) if at not in names and _is_verb(own[at])), None)
    if verb is None or "," in own[: verb + 1]:
        return None
    end = min(verb + 2, len(own))
    least = _LEAST if len([word for word in own if word.isalnum()]) > _SHORT else _LEAST_OF_SHORT
    return tuple(own[: max(end, least)]) if len(own) >= least else None


def _is_verb(word: str) -> bool:
    return word in cue_words("auxiliary") or is_past(word)


def _places(words: Sequence[str], first: Sequence[str]) -> Iterator[int]:
    """Where the claim's opening stands."""
    n = len(first)
    for at in range(len(words) - n + 1):
        if tuple(words[at : at + n]) == tuple(first):
            yield at


def _governed(
    words: Sequence[str], at: int, own: Sequence[str], text: str, sentence: ReadSentence, evidence: Evidence
) -> Finding | None:
    """The objection where what stands before the words governs them; None where they stand by themselves."""
    before = words[at - 1] if at else ""
    label = evidence.story.article(sentence.article_id).label
    if before in _WITHIN:
        head = _head(words, at - 1)
        if not head or head[-1] in _TRANSPARENT or head[-1] in own[:6]:
            return None
        if before == "by" and any(_is_verb(word) for word in words[max(0, at - _PASSIVE) : at - 1]):
            return None  # "taken on Sunday by thieves who …": who did it, and no part of the day
        if _speaks_for(own, evidence):
            return None
        is_part = before == "of" and (head[-1] in _QUANTIFIERS or head[-1].isdigit())
        if is_part and own[0] not in _DEFINITE and not own[0].isdigit():
            return None  # "half of residents", "residents": no word says that it is all of them
        told = " ".join((*head, before, *own[:4]))
        code = ErrorCode.NUMBER_SCOPE if is_part else ErrorCode.ENTITY
        return _objection(code, f"{label} says this only of “{told} …”.", sentence, text, told)
    if before == "that" and at >= 2 and words[at - 2] in _UNSURE and not _HEDGED.search(text):
        told = f"{words[at - 2]} that"
        return _objection(ErrorCode.MODALITY, f"{label} has this only as a {told} it is so.", sentence, text, told)
    return None


_DEFINITE = cue_words("definite")
_PASSIVE = 8  # words before "by" among which a participle may stand


def _speaks_for(own: Sequence[str], evidence: Evidence) -> bool:
    """Whether the claim opens with a place: "Karvelia said" is said of its ministry, too."""
    places = {e.name.lower() for e in evidence.facts.entities if e.kind is NameKind.PLACE} | set(place_names())
    opening = [word for word in own[:3] if word != "the"]
    return bool(opening) and (opening[0] in places or " ".join(opening[:2]) in places)


def _head(words: Sequence[str], at: int) -> tuple[str, ...]:
    """The noun that a preposition at a place hangs on, with the word before it; none behind a verb or a comma."""
    if at < 1:
        return ()
    head = words[at - 1]
    if not head[0].isalnum() or _is_verb(head) or head in cue_words("small") - _QUANTIFIERS:
        return ()
    before = words[at - 2] if at >= 2 else ""
    return (before, head) if before in ("a", "an", "the") else (head,)


def _objection(code: ErrorCode, reason: str, sentence: ReadSentence, claimed: str, found: str) -> Finding:
    return Finding(
        NAME,
        Vote.OBJECT,
        code,
        reason,
        Severity.MAJOR,
        (sentence.sentence.span,),
        claimed,
        found,
        contradicts=code is not ErrorCode.MODALITY,
    )
