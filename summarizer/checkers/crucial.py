"""Do the nearest passages have the words on which a claim turns: who refused, what was all, the largest, the cause?

It only doubts, gravely: a sentence whose other words fit may still be false by such a word, and nobody may vouch for it
until a passage that tells of its event has the word, or one of its meaning.
"""

from __future__ import annotations

import re

from summarizer.checkers._alignment import align, content_stems, cue_pattern, story_words
from summarizer.checkers.polarity import unquoted
from summarizer.checkers.predicates import is_predicate, opposites_of
from summarizer.model import Claim, Evidence, Finding, Severity, Story, Vote
from summarizer.similarity import word_similarity, words

NAME = "crucial"

_TELLS = 0.35  # share of the claim's other words from which a sentence tells of its event
_WORD = re.compile(r"[A-Za-z]+")
_PASSAGES = 4
_MEANS = 0.62  # word similarity from which another word bears one out, unless it is an opposite
_SUPERLATIVES = (
    "honest",
    "latest",
    "protest",
    "request",
    "interest",
    "arrest",
    "forest",
    "contest",
    "manifest",
    "west",
)


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """A doubt for the first crucial word that no passage about the claim's event has."""
    text = unquoted(claim.text)
    for match in _WORD.finditer(text):
        word = match[0].lower()
        is_name = match[0] != word and text[: match.start()].strip() != ""
        if is_name or not _is_crucial(word):
            continue
        rest = claim.text[: match.start()] + " " + claim.text[match.end() :]
        there = _passages(rest, evidence.story)
        if there and not _bears_out(word, there):
            reason = f"The nearest passages do not say “{match[0]}”."
            return (Finding(NAME, Vote.DOUBT, None, reason, Severity.MAJOR, claimed=match[0]),)
    return ()


def _is_crucial(word: str) -> bool:
    if cue_pattern("crucial").fullmatch(word):
        return True
    return is_predicate(word) and cue_pattern("soft").fullmatch(word) is None


def _passages(text: str, story: Story) -> tuple[str, ...]:
    """The sentences that tell of a text, each with its neighbours."""
    read = story_words(story)
    near = [a for a in align(text, story)[:_PASSAGES] if a.score >= _TELLS]
    rows = dict.fromkeys(row for a in near for row in (a.index, *read.neighbours[a.index]))
    return tuple(read.lines[row].sentence.text for row in rows)


def _bears_out(word: str, passages: tuple[str, ...]) -> bool:
    own = content_stems(word) or {word}
    opposites = opposites_of(word)
    is_denial = cue_pattern("negation").fullmatch(word) is not None
    for passage in passages:
        if is_denial and cue_pattern("negation").search(passage):
            return True
        if own & (content_stems(passage) | set(words(passage))):
            return True
        if any(_means(word, other, opposites) for other in words(passage)):
            return True
    return False


def _means(word: str, other: str, opposites: frozenset[str]) -> bool:
    """Whether two words are of one meaning: near, or opposed to the same word; never of one and its opposite."""
    if other in opposites:
        return False
    return bool(opposites & opposites_of(other)) or word_similarity(word, other) >= _MEANS
