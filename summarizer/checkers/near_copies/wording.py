"""A word and its opposite, a reason told as a hindrance, yes told as no, the possible told as done, a judging word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from summarizer.checkers._alignment import Line, align, cue_pattern, cue_words, stem, story_words
from summarizer.checkers._loaded import loaded_words
from summarizer.checkers._values import outlet
from summarizer.checkers.near_copies.part import TOLD, Part, finding, has_word
from summarizer.checkers.near_copies.reading import CONNECTIVES, Difference, Item, NearCopy
from summarizer.checkers.polarity import corrects, denied_predicates, lower_words, unquoted
from summarizer.checkers.predicates import PAST, agree_after_all, is_thing, opposites
from summarizer.model import (
    ErrorCode,
    Finding,
    Severity,
)

_SIDES = (
    frozenset(("left", "right")), frozenset(("north", "south", "east", "west")), frozenset(("upper", "lower")),
    frozenset(("northern", "southern", "eastern", "western")), frozenset(("morning", "afternoon", "evening", "night")),
    frozenset(("spring", "summer", "autumn", "winter")), frozenset(("mother", "father")),
    frozenset(("brother", "sister")), frozenset(("son", "daughter")), frozenset(("husband", "wife")),
    frozenset(("first", "second", "third", "fourth", "fifth", "last")),
)  # fmt: skip
"""Words of which one excludes the others where they stand in one place."""
_NOT = re.compile(r"\bnot\b|n['’]t\b|\bcannot\b", re.I)
_NEXT = 2
_DOUBLED = ("nothing", "nobody", "no one", "none", "never")
_WEAK_WORD = frozenset(("may", "might", "could", "can"))
_STRONG_WORD = frozenset(("will", "would", "must", "shall"))


def check_opposite(difference: Difference, copy: NearCopy, part: Part) -> Finding | None:
    """A word and its opposite."""
    table = opposites()
    for item in difference.mine:
        word = part.words(item).lower()
        for other in difference.theirs:
            found = copy.words(other).lower()
            if found not in table.get(word, ()) and not any({word, found} <= side for side in _SIDES if word != found):
                continue
            if part.is_told(item, has_word(item.key)):
                return None
            text, start = copy.line.sentence.text, copy.line.sentence.sentence.start
            mine = (item.start - part.claim.start, item.end - part.claim.start)
            if agree_after_all(part.claim.text, mine, text, (other.start - start, other.end - start)):
                continue
            if is_thing(found, copy.region[: copy.region.lower().find(found)]):
                continue
            where = outlet(copy.line.sentence, part.evidence)
            return finding(ErrorCode.PREDICATE, f'{where} says "{found}", the sentence "{word}".', copy, word, found)
    return None


def check_connective(difference: Difference, copy: NearCopy, part: Part) -> Finding | None:
    """A reason told as a hindrance, or an order turned round."""
    pair = difference.only("connective")
    if pair is None:
        return None
    mine, theirs = pair[0].key, pair[1].key
    if not any((mine in one and theirs in other) or (mine in other and theirs in one) for one, other in CONNECTIVES):
        return None
    where = outlet(copy.line.sentence, part.evidence)
    reason = f'{where} joins the two by "{theirs}", the sentence by "{mine}".'
    return finding(ErrorCode.DISCOURSE, reason, copy, mine, theirs)


def check_negation(difference: Difference, copy: NearCopy, part: Part) -> Finding | None:
    """A yes told as a no, or the other way round."""
    mine = any(item.kind == "negation" for item in difference.mine[-_NEXT:])  # what is denied agrees, and comes next
    theirs = any(item.kind == "negation" for item in difference.theirs[-_NEXT:])
    if mine == theirs or difference.after is None:
        return None
    affirming, denying = (copy.region, part.text) if mine else (part.text, copy.region)
    yes, no = _negations(affirming), _negations(denying)
    if not no - yes or yes - no or yes & Counter(_DOUBLED) or cue_pattern("negation").search(unquoted(affirming)):
        return None  # "had no plans" and "did not plan" deny alike, and some deny twice
    if _denies_a_noun(difference.theirs if theirs else difference.mine, copy if theirs else part):
        return None
    if corrects(affirming, denying):
        return None
    denied = difference.after.key
    copies = {other.index for other in part.copies}
    for near in align(part.text, part.evidence.story)[:6]:
        line = story_words(part.evidence.story).lines[near.index]
        if near.index in copies or near.score < TOLD or denied not in line.stems:
            continue
        if (denied in denied_predicates(line.sentence.text)) == mine:
            return None
    where = outlet(copy.line.sentence, part.evidence)
    reason = f"The sentence {'denies what' if mine else 'says what'} {where} {'says' if mine else 'denies'}."
    return finding(ErrorCode.NEGATION, reason, copy, part.text, copy.line.sentence.text)


def _denies_a_noun(items: Sequence[Item], text: NearCopy | Part) -> bool:
    """Whether what denies is "without" with its own noun behind it: "agreed without a vote to hold a hearing"."""
    at = next((place for place, item in enumerate(items) if item.kind == "negation"), len(items))
    return at < len(items) - 1 and text.words(items[at]).lower() == "without"


def _negations(text: str) -> Counter[str]:
    """What denies in a text, openly or by what a word implies."""
    plain = unquoted(text)
    found = [*cue_pattern("negation").findall(plain), *cue_pattern("implied_negation").findall(plain)]
    return Counter("not" if _NOT.search(cue) else cue.lower() for cue in found)


def check_modal(difference: Difference, copy: NearCopy, part: Part) -> Finding | None:
    """What is planned, possible or alleged told as done, or what may be as what will be."""
    mine = [item for item in difference.mine if item.kind == "modal"]
    theirs = [item for item in difference.theirs if item.kind == "modal"]
    if len(theirs) != 1 or len(mine) > 1 or difference.after is None:
        return None
    weak = copy.words(theirs[0]).lower()
    if weak in cue_words("unsure_open") or (not mine and weak in _STRONG_WORD | {"would"}):
        return None  # what was to come may have come; `modality` looks at the forms of the verb
    if mine:
        if re.search(rf"\b{weak} not\b", copy.region):
            return None  # what "could not be passed" will not be
        if weak not in _WEAK_WORD or part.words(mine[0]).lower() not in _STRONG_WORD:
            return None
    elif any(cue_pattern(name).search(part.text) for name in ("undone", "tentative", "weakened", "future")):
        return None
    elif not _is_done(part, difference.after):
        return None  # "is keen to look at" is another way to say that somebody wants to
    done = difference.after.key

    def is_done(line: Line) -> bool:
        return done in line.stems and not (set(lower_words(line.sentence.text)) & _open_words())

    if part.is_told(None, is_done):
        return None
    where = outlet(copy.line.sentence, part.evidence)
    return finding(ErrorCode.MODALITY, f'{where} does not say it so firmly ("{weak}").', copy, part.text, weak)


def _is_done(part: Part, item: Item) -> bool:
    """Whether a word of the claim stands there as done: in the past or the perfect."""
    word = part.words(item).lower()
    before = part.claim.context[: item.start].split()[-1:]
    return word.endswith("ed") or word in PAST or bool({"has", "have", "had", "was", "were", "been"} & set(before))


def _open_words() -> frozenset[str]:
    return cue_words("future") | cue_words("planning") | cue_words("weakened")


def check_upgraded(difference: Difference, copy: NearCopy, part: Part) -> Finding | None:
    """A belief told as confirmed."""
    mine = [part.words(item).lower() for item in difference.mine]
    theirs = [copy.words(item).lower() for item in difference.theirs]
    sure = next((word for word in mine if word in cue_words("confirmation")), None)
    believed = next((word for word in theirs if word in cue_words("belief")), None)
    if sure is None or believed is None or part.is_told(None, has_word(stem(sure))):
        return None
    where = outlet(copy.line.sentence, part.evidence)
    reason = f'{where} says "{believed}", the sentence "{sure}".'
    return finding(ErrorCode.ATTRIBUTION_UPGRADED, reason, copy, sure, believed)


def check_loaded(difference: Difference, copy: NearCopy, part: Part) -> Finding | None:
    """A judging word that the summary puts in, whoever is said to have said it."""
    mine = [part.words(item) for item in difference.mine]
    word = next((found for found in mine if loaded_words(f"the {found}")), None)
    if word is None or any(loaded_words(f"the {copy.words(item)}") for item in difference.theirs):
        return None
    key = stem(word)
    if any(key in line.stems for line in story_words(part.evidence.story).lines):
        return None
    where = outlet(copy.line.sentence, part.evidence)
    judging = finding(ErrorCode.LOADED_LANGUAGE, f"“{word}” judges, and {where} does not.", copy, word, copy.region)
    return replace(judging, severity=Severity.MINOR, contradicts=False)
