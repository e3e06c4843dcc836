"""Does the claim say of an event what the articles say of it, or the opposite, or a near predicate that is not true?

A veto, asked by `modality`: opposites ("rose" / "fell"), outcomes of which one event bears only one ("acquitted" /
"fined"), and "confirmed" of somebody who has no word of it. It objects only where a sentence clearly tells of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from summarizer.checkers._alignment import (
    Alignment,
    Binding,
    Line,
    Slot,
    StoryWords,
    align,
    content_stems,
    cue_pattern,
    read_groups,
    story_words,
)
from summarizer.checkers.polarity import is_negative, lower_words, unquoted
from summarizer.model import Claim, ErrorCode, Finding, Severity, Story, Vote

NAME = "modality"

_BOUND = 0.45  # how well an opposite must stand where the claim has its predicate
_CLEARLY = 0.12  # by how much better than the claim's own word, in a sentence that has both
_WINDOW = 0.6  # share of the claim's other words in a sentence and its neighbours from which they tell of its event
_SUBJECT = 0.6  # share of a subject's words by which a sentence speaks of it
_NOBODY = re.compile(
    r"\b(?:nobody|no one|none|neither)\b[^,;.]{0,60}\b(?:confirm|verif|establish|prove)", re.IGNORECASE
)
_COUNTED = re.compile(r"confirmed (?:\w+ )?(?:cases?|deaths?|dead|infections?|figures?|number|total|toll)\b", re.I)
"""What is counted, and nothing that is confirmed."""
_THINGS = frozenset({"charge", "charges", "question", "questions", "sign", "signs", "suit", "land"})
"""Predicates of the lists that are things as well, and then tell of no outcome."""
_NOUN_BEFORE = re.compile(
    r"\b(?:an?|the|this|that|these|those|no|any|all|both|of|on|under|his|her|its|their|two|three|four|[\w-]+[’']s?) "
    r"(?:[\w-]+ )?$",
    re.IGNORECASE,
)
_LONG = 70  # words: a "sentence" of more is no sentence (lower-cased or unpunctuated text)

_IRREGULAR = {
    "rise": "rose risen", "fall": "fell fallen", "grow": "grew grown", "shrink": "shrank shrunk", "sink": "sank sunk",
    "win": "won", "lose": "lost", "beat": "beaten", "begin": "began begun", "buy": "bought", "sell": "sold",
    "send": "sent",
    "give": "gave given", "take": "took taken", "find": "found", "hide": "hid hidden", "forbid": "forbade forbidden",
    "leave": "left", "withdraw": "withdrew withdrawn", "forget": "forgot forgotten", "lend": "lent", "build": "built",
    "withhold": "withheld", "uphold": "upheld", "hold": "held", "overturn": "overturned", "draw": "drew drawn",
    "strike": "struck", "die": "died dying", "spread": "", "cut": "", "shut": "", "quit": "", "burst": "",
}  # fmt: skip
_KEPT_SINGLE = frozenset(("open", "reopen", "enter", "weaken", "strengthen", "widen", "offer", "worsen", "pardon"))
PAST = frozenset(word for forms in _IRREGULAR.values() for word in forms.split())
"""Irregular past forms and participles of the predicates in the lists."""


def is_thing(word: str, before: str) -> bool:
    """Whether a predicate of the lists is a noun by what stands before it, and one that tells of no outcome.

    >>> is_thing("charge", "acquitted on a "), is_thing("charge", "prosecutors will ")
    (True, False)
    """
    return word in _THINGS and _NOUN_BEFORE.search(before) is not None


def check_predicates(claim: Claim, story: Story) -> Iterator[Finding]:
    """Objections to predicates that the articles contradict."""
    yield from _check_opposites(claim, story)
    yield from _check_confirmation(claim, story)


def contradiction(code: ErrorCode, alignment: Alignment, reason: str, claimed: str, found: str) -> Finding:
    """An objection that a sentence says otherwise."""
    return Finding(
        checker=NAME,
        vote=Vote.OBJECT,
        code=code,
        reason=reason,
        severity=Severity.MAJOR,
        evidence=(alignment.sentence.sentence.span,),
        claimed=claimed,
        found=found,
        contradicts=True,
    )


def label(story: Story, alignment: Alignment) -> str:
    """How the article of a sentence is named to a reader."""
    return story.article(alignment.sentence.article_id).label


def aligned_with(text: str, story: Story) -> tuple[Alignment, ...]:
    """The sentences that tell of a text, best first, without those that are no sentences."""
    return tuple(a for a in align(text, story) if a.sentence.text.count(" ") < _LONG)


# --------------------------------------------------------------------------------------- opposites


@lru_cache(maxsize=1)
def opposites() -> Mapping[str, frozenset[str]]:
    """Every inflected form of a predicate → the forms that cannot be said of the same event."""
    table: dict[str, set[str]] = {}
    pairs = [(head, word) for head, words in read_groups("antonyms.txt") for word in words]
    pairs += [
        (one, other) for _, words in read_groups("rival_predicates.txt") for one in words for other in words
        if one != other
    ]  # fmt: skip
    for one, other in pairs:
        for form in forms_of(one):
            table.setdefault(form, set()).update(forms_of(other))
        for form in forms_of(other):
            table.setdefault(form, set()).update(forms_of(one))
    return {word: frozenset(others) for word, others in table.items()}


def forms_of(word: str) -> frozenset[str]:
    """A word with its regular inflections and the irregular ones known.

    >>> sorted(forms_of("deny"))
    ['denied', 'denies', 'deny', 'denying']
    """
    if word in _IRREGULAR:
        stem_ = word.removesuffix("e")
        doubled = stem_ + stem_[-1] if re.search(r"[^aeiou][aeiou][tnd]$", stem_) else stem_
        return frozenset({word, word + "s", doubled + "ing", *_IRREGULAR[word].split()})
    if word.endswith("y") and word[-2] not in "aeiou":
        return frozenset({word, word[:-1] + "ies", word[:-1] + "ied", word + "ing"})
    if word.endswith("e"):
        return frozenset({word, word + "s", word + "d", word[:-1] + "ing"})
    if re.search(r"(?:[^aeiou]|qu)[aeiou][bdgmnprt]$", word) and word not in _KEPT_SINGLE:
        return frozenset({word, word + "s", word + word[-1] + "ed", word + word[-1] + "ing", word + "ed", word + "ing"})
    plural = "es" if word.endswith(("s", "sh", "ch", "x")) else "s"
    return frozenset({word, word + plural, word + "ed", word + "ing"})


def _check_opposites(claim: Claim, story: Story) -> Iterator[Finding]:
    """An objection when the sentence that tells of the claim has the opposite of one of its predicates, and not it."""
    table = opposites()
    words = set(lower_words(claim.text))
    for word in dict.fromkeys(lower_words(unquoted(claim.text))):
        if word not in table or words & table[word]:
            continue
        place = re.search(rf"\b{word}\b", claim.text, re.IGNORECASE)
        if place is not None and _AT_FIRST.search(claim.text[: place.start()]):
            continue  # "gave in, having first rejected it": what was so before
        found = _find_opposite(Slot(place.start(), place.end()), claim, story, table[word]) if place else None
        if found is not None:
            alignment, other = found
            reason = f'{label(story, alignment)} says "{other}", the sentence "{word}".'
            yield contradiction(ErrorCode.PREDICATE, alignment, reason, word, other)
            return


def _find_opposite(place: Slot, claim: Claim, story: Story, rivals: frozenset[str]) -> tuple[Alignment, str] | None:
    """The sentence that has an opposite just where the claim has its word at `place`, and that opposite."""
    own = content_stems(claim.text[place.start : place.end])
    rest = content_stems(claim.text[: place.start] + " " + claim.text[place.end :]) - own
    near = _windows(rest, story)
    if not near:
        return None
    is_denied = bool(cue_pattern("negation").search(unquoted(claim.text)))
    binding = Binding(claim.text, place, story)
    best: tuple[float, Alignment, str] | None = None
    if any(
        own & line.stems and not _forms_in(line, rivals) and not _is_spared(line, is_denied=is_denied)
        for _, line in near
    ):
        return None
    for share, line in near:
        text = line.sentence.text
        index = story_words(story).lines.index(line)
        least = max((binding.at(index, word.start, word.end) for word in line.words if word.stem in own), default=0.0)
        least = max(_BOUND, least + _CLEARLY if least else 0.0)  # "guilty of one, acquitted of the other"
        if bool(cue_pattern("negation").search(unquoted(text))) != is_denied:
            continue
        for match in re.finditer(r"[a-z]+", text.lower()):
            start = line.sentence.sentence.start + match.start()
            if match[0] not in rivals or binding.at(index, start, start + len(match[0])) < least:
                continue
            if is_thing(match[0], text[: match.start()]):
                continue  # who was acquitted "on a charge of fraud" was cleared of it
            if agree_after_all(claim.text, (place.start, place.end), text, match.span()):
                continue
            if best is None or share > best[0]:
                best = share, Alignment(index, line.sentence, share, rest & line.stems), match[0]
    return (best[1], best[2]) if best else None


_OF_A_RATE = re.compile(r"\b(?:inflation|growth|pace|momentum)(?: rate)?(?: [\w-]+){0,4} ?$", re.I)
"""Before a verb: what tells how fast something else rises."""
_AT_FIRST = re.compile(r"\b(?:having|had|after) (?:at )?(?:first|initially|originally|previously|earlier|long) $", re.I)
_STAYS = re.compile(
    r"(?:left|leav(?:e|es|ing)) (?:(?:it|him|her|them|us|me|[\w-]+) )?(?:un\w+|open|without|dead|injured|wounded"
    r"|homeless|stranded|behind|alone|intact|vacant|empty)\b",
    re.I,
)
_THAN = re.compile(r"(?: [\w,’'-]+){0,4}? than (?P<whom>(?:[\w’'-]+ ?){1,6})", re.I)


def agree_after_all(claim: str, mine: tuple[int, int], text: str, theirs: tuple[int, int]) -> bool:
    """Whether a word of a claim and its opposite in a sentence say the same, by what stands around them.

    >>> agree_after_all("Osk left it unread.", (4, 8), "It arrived on Monday.", (3, 10))
    True
    """
    return (
        _STAYS.match(claim, mine[0]) is not None  # what was left unread has not gone
        or _STAYS.match(text, theirs[0]) is not None
        or _compares_from_there(claim, mine, text, theirs)
        or _counts_the_rest(claim[mine[1] :], text[theirs[1] :])  # who lost four of five games won one of them
        # inflation that falls to 2 percent has prices rise by them
        or bool(_OF_A_RATE.search(text[: theirs[0]])) != bool(_OF_A_RATE.search(claim[: mine[0]]))
    )


def _compares_from_there(claim: str, mine: tuple[int, int], text: str, theirs: tuple[int, int]) -> bool:
    """Whether two comparisons are one, told from either side: who "offered less than Osk" is behind the "than" of
    "Osk offered more than Lund"."""
    here, there = _THAN.match(claim, mine[1]), _THAN.match(text, theirs[1])
    if here is not None and there is None:  # "bigger than that of May", and "in May there was a smaller one"
        return bool(_ARTICLE.search(text[: theirs[0]]) and content_stems(here["whom"]) & content_stems(text))
    if here is None or there is None:
        return False
    first, second = content_stems(claim[: mine[0]]), content_stems(here["whom"])
    behind = content_stems(text[there.start("whom") : there.end() + _REST])
    return bool((first - second) & behind) and not (second - first) & behind


_ARTICLE = re.compile(r"\b(?:an?|another) $", re.I)
_REST = 60  # characters behind a "than" in which it may be said who is meant: "the next bidder, Bank Lund"
_COUNT_AFTER = re.compile(
    r"^ (?:(?:at (?:least|most)|only|just|all|no more than) )?(?P<n>\d+|one|two|three|four|five|six|seven|eight|nine"
    r"|ten|eleven|twelve|none)\b(?! (?:percent|per cent|points?)\b|%)",
    re.I,
)


def _counts_the_rest(behind: str, other: str) -> bool:
    """Whether behind two predicates stand two numbers, each of a part: "won two", "lost three".

    >>> _counts_the_rest(" one of five games.", " four of five games."), _counts_the_rest(" the game.", " the game.")
    (True, False)
    """
    mine, theirs = _COUNT_AFTER.match(behind), _COUNT_AFTER.match(other)
    return mine is not None and theirs is not None and mine["n"].lower() != theirs["n"].lower()


_SPARED = re.compile(
    r"\b(?:not (?:oblige|require|force|compel|have)|need not|without (?:having|being obliged))\b", re.I
)


def _is_spared(line: Line, *, is_denied: bool) -> bool:
    """Whether a line has somebody not obliged to do what the claim has as done: that bears nothing out."""
    return not is_denied and _SPARED.search(unquoted(line.sentence.text)) is not None


def _forms_in(line: Line, rivals: frozenset[str]) -> bool:
    return not rivals.isdisjoint(lower_words(line.sentence.text))


def _windows(wanted: frozenset[str], story: Story) -> list[tuple[float, Line]]:
    """The sentences that hold a share of the words themselves and most of them together with their neighbours."""
    read = story_words(story)
    total = sum(read.weight(stem_) for stem_ in wanted)
    found = []
    for index, line in enumerate(read.lines):
        if not wanted & line.stems or line.sentence.text.count(" ") >= _LONG:
            continue
        around = frozenset[str]().union(*(read.lines[other].stems for other in read.neighbours[index]))
        inside = sum(read.weight(stem_) for stem_ in wanted & line.stems)
        beside = sum(read.weight(stem_) for stem_ in wanted & (around - line.stems))
        share = (inside + 0.7 * beside) / total if total else 0.0
        if share >= _WINDOW or inside / total >= _BOUND:
            found.append((share, line))
    return sorted(found, key=lambda pair: -pair[0])[:6]


# ------------------------------------------------------------------------------------ confirmation


def _check_confirmation(claim: Claim, story: Story) -> Iterator[Finding]:
    """An objection to "NATO confirmed the withdrawal" where the articles say that it has seen no sign of one."""
    cue = cue_pattern("confirmation").search(unquoted(claim.text))
    if cue is None or is_negative(claim.text) or _COUNTED.match(claim.text, cue.start()):
        return
    read = story_words(story)
    subjects = content_stems(claim.text[: cue.start()])
    objects = content_stems(claim.text[cue.end() :])
    if not subjects:
        return
    against: Alignment | None = None
    for index, line in enumerate(read.lines):
        if _NOBODY.search(line.sentence.text) and _holds(objects, line, read):
            against = Alignment(index, line.sentence, 1.0, objects & line.stems)
            break
        matched = subjects & line.stems
        if not _holds(subjects, line, read):
            continue
        text = line.sentence.text
        if cue_pattern("unconfirmed").search(text):
            against = against or Alignment(index, line.sentence, 1.0, matched)
        elif cue_pattern("confirmation").search(text) or cue_pattern("granting").search(text):
            return
    if against is not None:
        reason = f"{label(story, against)} does not have it confirmed."
        yield contradiction(ErrorCode.PREDICATE, against, reason, cue[0], against.sentence.text)


def _holds(wanted: frozenset[str], line: Line, read: StoryWords) -> bool:
    """Whether a sentence has a good part of some words."""
    total = sum(read.weight(stem_) for stem_ in wanted)
    return total > 0 and sum(read.weight(stem_) for stem_ in wanted & line.stems) >= _SUBJECT * total
