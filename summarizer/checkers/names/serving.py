"""Whose lawyer, whose manager? "Marc Daube, his lawyer" of the articles, told as somebody's by name.

Whom "his" means nobody tells for sure: a man, and mostly whoever the sentence before begins with. So another owner is
doubted and no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from summarizer import resources
from summarizer.checkers._alignment import story_words
from summarizer.checkers._names import NAME
from summarizer.model import Claim, ErrorCode, Evidence, Finding, Severity, Vote

_SERVES = (
    r"(?:[a-z]+ )?(?:lawyer|attorney|solicitor|barrister|counsel|manager|agent|coach|trainer|spokesman|spokeswoman"
    r"|spokesperson|adviser|advisor|producer|publisher|doctor|physician|assistant|accountant)"
)
_NAME = r"[A-Z][\w’'-]*\w(?: [A-Z][\w’'-]*\w)*"
_OWNED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<who>{_NAME}), (?:the )?(?P<owner>{_NAME})[’']s? {_SERVES}\b",
        rf"(?P<owner>{_NAME})[’']s? {_SERVES},? (?P<who>{_NAME})",
        rf"(?P<who>{_NAME}), (?:the |an? )?{_SERVES} (?:of|for|to) (?P<owner>{_NAME})",
    )
)
_FULL = re.compile(r"\b[A-Z][\w’'-]*\w(?: (?:[A-Z][\w’'-]*\w|de|van|von|al|bin))+")
_WORD = re.compile(r"\b[A-Z][\w’'-]*\w")
_REACH = 3  # sentences before in which a pronoun finds whom it means


def check_serving(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """A doubt about whose lawyer (manager, coach) somebody is, where the articles tell it by a pronoun of another."""
    lines = story_words(evidence.story).lines
    found = anothers(claim.text, [line.sentence.text for line in lines])
    if found is not None:
        index, said, owner = found
        read = lines[index].sentence
        label = evidence.story.article(read.article_id).label
        reason = f"{label} has “{said}”, which seems not to be of {owner}."
        yield Finding(
            NAME, Vote.DOUBT, ErrorCode.ENTITY, reason, Severity.MAJOR, (read.sentence.span,), claim.text, said
        )  # fmt: skip


def anothers(claim: str, sentences: Sequence[str]) -> tuple[int, str, str] | None:
    """The sentence with "his lawyer" that a claim gives to one who seems not to be meant: its words, and that one.

    >>> told = ["Jan Osk sued Ida Lund on Monday.", "His lawyer, Per Moor, was sure."]
    >>> anothers("Per Moor, Lund's lawyer, was sure.", told), anothers("Osk's lawyer, Per Moor, was sure.", told)
    ((1, 'His lawyer, Per Moor', 'Lund'), None)
    """
    for match in (match for pattern in _OWNED for match in pattern.finditer(claim)):
        who, owner = _last(match["who"]), _last(match["owner"])
        given: dict[str, set[str]] = {}
        for full in (full for text in sentences for full in _FULL.findall(text)):
            given.setdefault(_last(full), set()).add(full.split()[-2])
        if who == owner or owner not in given or _is_told(owner, sentences):
            continue
        told = re.compile(
            rf"\b(?P<before>[Hh]is|[Hh]er) {_SERVES},? (?:[A-Z][\w’'-]+ )*{re.escape(who)}\b"
            rf"|\b{re.escape(who)}, (?P<after>his|her) {_SERVES}\b"
        )
        for index, text in enumerate(sentences):
            found = told.search(text)
            if found is None:
                continue
            gender = "m" if (found["before"] or found["after"]).lower() == "his" else "f"
            meant = _meant(sentences, index, found.start(), {k: v for k, v in given.items() if k != who}, gender)
            if not _may_be(given[owner], gender) or (meant and meant != owner):
                return index, found[0], owner
    return None


def _meant(sentences: Sequence[str], index: int, end: int, given: Mapping[str, set[str]], gender: str) -> str:
    """The first person, by last name, of the nearest sentence that names any whom "his" or "her" may mean."""
    for place in range(index, max(-1, index - _REACH - 1), -1):
        text = sentences[place][:end] if place == index else sentences[place]
        for word in _WORD.findall(text):
            name = _last(word)
            if name in given and _may_be(given[name], gender):
                return name
    return ""


def _is_told(owner: str, sentences: Sequence[str]) -> bool:
    """Whether a sentence has somebody serve the owner by name."""
    name = re.escape(owner)
    told = re.compile(rf"\b{name}[’']s? {_SERVES}\b|\b{_SERVES} (?:of|for|to) (?:[A-Z]\S* )*{name}\b")
    return any(told.search(text) for text in sentences)


def _last(name: str) -> str:
    return re.sub(r"[’']s?$", "", name.split()[-1])


@lru_cache(maxsize=1)
def _genders() -> dict[str, str]:
    rows = (line.split() for line in resources.read_text("given_names.txt").splitlines() if line[:1] in "mf")
    return {word: row[0] for row in rows for word in row[1:]}


def _may_be(given: Iterable[str], gender: str) -> bool:
    """Whether any who bear one of some given names may be "m" or "f"."""
    return any(_gender(name) in ("", gender) for name in given)


def _gender(given: str) -> str:
    """ "m" or "f" for a given name that is known or ends as mostly women's do, else ""."""
    word = given.casefold()
    return _genders().get(word, "f" if word.endswith("a") else "")
