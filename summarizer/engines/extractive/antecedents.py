"""What a sentence takes as known: things it calls "the …" that its article introduced before.

A sentence taken out of its article may say "the claim" of a claim that nobody has read of. Such a noun is a need: one
of its words, or one of like meaning, must stand in a sentence printed before. A noun that its article never introduced
is known to all ("the government") or explained where it stands ("the number of …"), except where it always points back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from summarizer.engines.extractive.print_rules import outside_quotes, pattern, words_of
from summarizer.model import Name, NameKind, ReadSentence
from summarizer.similarity import STOP_WORDS, content_words, stem, word_vectors, words

LIKE = 0.5  # cosine from which one printed noun introduces another: "bill" and "law"
Need = frozenset[str]  # stems, one of which must have been printed


def needs_of(text: str, read: ReadSentence, before: Sequence[ReadSentence]) -> tuple[Need, ...]:
    """What must have been told before `text` is printed. `before` are the sentences before it in its article."""
    own = outside_quotes(text)
    found: list[Need] = []
    own_names = {stem(word) for name in read.mentions.names for word in words(name.text)}
    for counted in _counted().finditer(own):
        found += [frozenset({counted["n"]}), frozenset({stem(counted["noun"])})]
    for definite in _definite().finditer(own):
        phrase, tail = _whole_phrase(definite["noun"], own[definite.end() :])
        nouns = [stem(word) for word in words(phrase) if word not in STOP_WORDS]
        if not nouns or _is_told_inside(nouns, own[: definite.start()]) or (not before and definite.start()):
            continue  # what an article's first sentence speaks of, it introduces; all but its subject
        word, following = phrase.split()[-1], _FOLLOWING.match(tail)
        if following is None and not definite["s"] and _names_place(tail):
            continue
        is_explained = following is not None and following[1] in words_of("explaining") and not definite["s"]
        if pattern("pointing-back", is_start=True).fullmatch(word):
            is_where = following is not None and following[1] in ("in", "at", "on", "for") and not _names_place(tail)
            if not is_explained or is_where:
                found.append(frozenset(nouns) | _bodies(word, before, own_names))
        elif not is_explained and not pattern("known-to-all", is_start=True).fullmatch(word):
            need = frozenset(nouns)
            if any(need & _introduces(earlier.text) for earlier in before):
                found.append(need)
    for of_somebody in _of_somebody().finditer(own):
        need = frozenset(stem(word) for part in of_somebody.groups("") for word in words(part))
        if any(need & set(content_words(earlier.text)) for earlier in before):
            found.append(need)
    if _bare_office().search(own) and not any(_is_body(name) for name in read.mentions.names):
        found += [need] if (need := _names_of_bodies(before[-3:])) else []
    return tuple(dict.fromkeys(found))


@cache
def _bare_office() -> re.Pattern[str]:
    """An office before a name, of a body that only the sentences before tell: "Spokesman Ada Osk"."""
    office, body = pattern("of-a-body").pattern, pattern("body").pattern
    return re.compile(
        rf"(?:^|[,”\"] (?:(?:said|says|told) )?)(?i:(?:{body} )?{office}) (?=[A-Z][\w’'-]+ (?:[A-Z]|said))"
    )


@cache
def _of_somebody() -> re.Pattern[str]:
    """Words or an act of somebody named, as something known: "Osk's comments", "Osk's offer"."""
    said, done = pattern("words-of-somebody").pattern, pattern("act-of-somebody").pattern
    return re.compile(rf"([A-Z][\w-]+)(?:[’']s|(?<=s)[’']) (?:(?:{said})|({done}))\b")


@cache
def _definite() -> re.Pattern[str]:
    noun = rf"(?:(?!{pattern('ordinals').pattern}\b)[a-z-]+ ){{0,2}}?[a-z-]{{3,}}"
    return re.compile(rf"\b[Tt]he (?P<noun>{noun})(?P<s>[’']s)?(?=[,.;:]| (?P<next>[a-z]+)\b|[’']s| |$)")


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"(?<!of )\b[Tt]he (?P<n>{pattern('counted').pattern}) (?P<noun>[a-z]{{3,}})\b")


@cache
def _introduced() -> re.Pattern[str]:
    return re.compile(rf"\b{pattern('introducing').pattern}\s+(?P<phrase>(?:[a-z-]+\s+){{0,2}}[a-z-]{{3,}})")


@lru_cache(maxsize=8192)
def _introduces(text: str) -> frozenset[str]:
    """The nouns that a sentence introduces as something new, by stem."""
    return frozenset(
        stem(word)
        for found in _introduced().finditer(text)
        for word in words(found["phrase"])
        if word not in STOP_WORDS
    )


_FOLLOWING = re.compile(r" ([a-z]+)\b")


def _whole_phrase(noun: str, tail: str) -> tuple[str, str]:
    """The noun with the one that it only qualifies ("bus strike"), and what follows."""
    found = _FOLLOWING.match(tail)
    word = found[1] if found else ""
    is_noun = len(word) > 2 and word not in STOP_WORDS and word not in words_of("explaining")
    if found is None or not is_noun or pattern("verb").fullmatch(word) or word.endswith(("ing", "ly")):
        return noun, tail
    return f"{noun} {word}", tail[found.end() :]


def _names_place(tail: str) -> bool:
    """Whether what follows "the hospital" tells which one: "in Norl" or its name, but not "on Monday"."""
    found = re.match(r" (?:[a-z]+ (?:the )?)?(?P<name>[A-Z][\w’'-]+)", tail)
    return found is not None and found["name"].lower() not in words_of("calendar-words")


def _is_told_inside(nouns: Sequence[str], head: str) -> bool:
    """Whether the sentence itself has named the thing before."""
    return bool(set(nouns) & set(content_words(head)))


def _bodies(word: str, before: Sequence[ReadSentence], own_names: set[str]) -> Need:
    """For "the company" and the like, the names of the organisations that the article told of just before."""
    if not pattern("body", is_start=True).fullmatch(word):
        return frozenset()
    return _names_of_bodies(before[-4:]) | own_names


def _names_of_bodies(before: Sequence[ReadSentence]) -> Need:
    """The words of the names of organisations in some sentences, by stem."""
    return frozenset(
        stem(part)
        for read in before
        for name in read.mentions.names
        if _is_body(name)
        for part in words(name.text)
        if part not in STOP_WORDS
    )


def _is_body(name: Name) -> bool:
    return name.kind in (NameKind.ORGANISATION, NameKind.OTHER)


class Told:
    """What has been printed so far, and which needs it answers."""

    def __init__(self, needs: Iterable[Need] = ()) -> None:
        self._open = dict.fromkeys(needs)
        self._answered: set[Need] = set()

    def add(self, text: str) -> None:
        """Takes in a printed sentence: what it names may be called "the …" from now on."""
        told = dict.fromkeys(words(text))
        roots = {stem(word) for word in told}
        vectors = word_vectors([word for word in told if len(word) > 3 and word not in STOP_WORDS])
        for need in list(self._open):
            wanted = [root for root in sorted(need) if root.isalpha() and len(root) > 3]
            is_answered = not roots.isdisjoint(need)
            if not is_answered and wanted and len(vectors):
                is_answered = bool((word_vectors(wanted) @ vectors.T).max() >= LIKE)
            if is_answered:
                self._answered.add(need)
                del self._open[need]

    def answers(self, needs: Iterable[Need]) -> bool:
        """Whether every need is answered by a printed word or one of like meaning."""
        return self._answered.issuperset(needs)
