"""Statements that answer one another nearby: "It was jammed, he said. She tells it the other way round."

Only some answers are denials in so many words. Others insist, mock, reply, or say that there was nothing of what has
just been told. Which of the statements around it such a sentence contradicts, and whether any, is told by weights of
what both show (`resources/contests.md`): fitted on our dev stories, with the passages of real ones beside them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from summarizer.facts.denials import (
    CLAIMS_NOTHING,
    POINTS_BACK,
    Opposed,
    denials_in,
    denied_topics,
    is_one_passage,
    is_one_voice,
    passage,
    voice_at,
    voice_of,
)
from summarizer.facts.negations import denied_words, is_negated
from summarizer.facts.oddities import opposed_forms
from summarizer.facts.topics import Topic, Topics, likeness
from summarizer.facts.view import StoryView
from summarizer.model import ReadSentence, Span
from summarizer.resources import read_text
from summarizer.similarity import stem, words

SURE = 0.3
"""How sure an answer must be: of real pairs left out of the fit half are then right, of our stories' 59 of 98."""
_UNWEIGHED = 0.5
"""How sure a pair is that rules name and the weights do not read: 10 of 24 were right on dev."""
_STRONG = frozenset({"denial", "deny", "contrary", "contest", "mock", "reject"})
_DENYING = frozenset({"denial", "deny"})
_ANSWERING = _STRONG | {"hold", "answer", "nothing", "not"}
"""Signs of which an answer has one: those that say that a claim is not so, and those that may."""
_BACK, _FORTH = 4, 2
"""Sentences before and after an answer in which what it answers stands."""
_FAR_BACK = 12
"""As far back may stand what somebody is accused of who denies "the allegations"."""
_CHARGES = re.compile(r"\b(?:allegations?|accusations?|charges?|claims?|wrongdoing|involvement|responsibility)\b", re.I)
_HEARSAY = re.compile(r"\b(?:speculat|rumou?r|report|suggest|question|criticis|criticiz)\w*", re.I)
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_SUBJECT = re.compile(r"(?:[^,]*, )?(?:but |and )?(?:the|a|an|his|her|its|their|both|one of) (\w+(?: \w+){0,3})", re.I)
_SHORT, _LONG = 8, 60
_BEGINNING = 4
"""Letters that a verb and the noun made of it share."""
_AGREES = re.compile(r", (?:too|likewise|as well),|\b(?:likewise|agree[sd]?|concur\w*|confirm(?:s|ed))\b", re.I)
"""Words by which somebody takes the side of who spoke before."""
_DENIES_NOT = re.compile(
    r"(?:\b(?:not|never|nor|cannot)|n['’]t) (?:\w+ )?"
    r"(?:den[iy]|disput|contest|contradict|reject|dismiss|rul|challeng|question)",
    re.I,
)
NOBODY = frozenset({"nobody", "no one", "none", "nothing", "one", "some", "many", "few"})
"""Words in the place of a speaker that name none."""


def is_nobody(name: str) -> bool:
    """Whether the words in the place of a speaker name none: "nobody", "neither website".

    >>> is_nobody("Neither website"), is_nobody("Noor Moss")
    (True, False)
    """
    return name.casefold() in NOBODY or name.casefold().startswith(("neither ", "no "))


_Shown = dict[str, float]
"""What is shown, by name: 1 for what is so, or how much."""


@dataclass(frozen=True, slots=True)
class _Statement:
    """A sentence with what it shows of claiming and answering."""

    read: ReadSentence
    voice: str
    signs: frozenset[str]
    denied: frozenset[str]
    words: frozenset[str]  # folded
    n_words: int


def find_contests(view: StoryView, topics: Topics, named: Sequence[Opposed]) -> Iterator[Opposed]:
    """Answers with what they answer, each once; `named` are pairs that rules hold to be opposed.

    Those of them that stand in one sentence, or too far apart to be weighed, are taken as they are.
    """
    best: dict[Span, Opposed] = {}
    left = dict.fromkeys(named)
    for pair, found in contested(view, topics, named):
        left.pop(pair, None)
        sure = sureness(found) if found else 0.0
        if sure >= SURE and (pair.denial not in best or sure > best[pair.denial].sureness):
            best[pair.denial] = replace(pair, sureness=sure)
    yield from (replace(pair, sureness=_UNWEIGHED) for pair in left)
    yield from best.values()


def contested(view: StoryView, topics: Topics, named: Sequence[Opposed]) -> Iterator[tuple[Opposed, dict[str, float]]]:
    """Every pair of a possible answer and a statement near it, with what both show; nothing of a pair that rules name
    though the answer says itself that it denies something else."""
    names = {entity.id: entity.name for entity in view.names.entities}
    for article_id, reads in view.by_article().items():
        statements = [_statement(view, read) for read in reads]
        rules = [pair for pair in named if pair.claim.article_id == pair.denial.article_id == article_id]
        for place, answer in enumerate(statements):
            if not answer.signs & _ANSWERING or answer.n_words > _LONG or _AGREES.search(answer.read.text):
                continue
            if CLAIMS_NOTHING.search(answer.read.text) and not answer.signs & {"denial"}:
                continue
            of_charges = "denial" in answer.signs and _CHARGES.search(answer.read.text) is not None
            denied = denied_topics(answer.read, topics)
            for other in range(
                max(0, place - (_FAR_BACK if of_charges else _BACK)), min(len(reads), place + _FORTH + 1)
            ):
                claim = statements[other]
                if other == place or not _may_answer(names, claim, answer):
                    continue
                if place - other > _BACK and not ("accuse" in claim.signs and _is_named(names, claim, answer)):
                    continue
                rule = _rule_of(claim.read, answer.read, rules)
                speaker = names.get(claim.voice, claim.voice)
                if (of_charges and not _charges(claim)) or _is_of_another(topics, claim, speaker, denied):
                    if rule is not None:
                        yield rule, {}
                    continue
                found = _shown(topics, names, claim, answer, place - other)
                found["named"] = float(rule is not None)
                yield rule or _pair(view, reads, other, place, statements), found


def _rule_of(claim: ReadSentence, answer: ReadSentence, rules: Sequence[Opposed]) -> Opposed | None:
    return next(
        (rule for rule in rules if _stands_in(claim, rule.claim) and _stands_in(answer, rule.denial)),
        None,
    )


def _stands_in(read: ReadSentence, span: Span) -> bool:
    return read.sentence.start < span.end and span.start < read.sentence.end


def _may_answer(names: Mapping[str, str], claim: _Statement, answer: _Statement) -> bool:
    if claim.n_words > _LONG or not (answer.signs & _STRONG or (claim.voice and answer.voice)):
        return False
    if "deny" in claim.signs and "deny" in answer.signs:
        return False  # two who deny what each is charged with
    return not (is_one_voice(names, claim.voice, answer.voice) or CLAIMS_NOTHING.search(claim.read.text))


def _charges(claim: _Statement) -> bool:
    """Whether a statement may be what somebody denies who denies "the allegations": a charge, or what is reported."""
    is_said = bool(claim.voice) or bool(claim.signs & {"accuse", "quoted"})
    return is_said or _HEARSAY.search(claim.read.text) is not None


def _is_of_another(topics: Topics, claim: _Statement, speaker: str, denied: Sequence[Topic]) -> bool:
    """Whether an answer says itself what it denies, and no word of that, nor one that begins like it ("invade" for
    "invasion"), is in the claim, but for the name of who makes it."""
    said_by = {stem(word)[:_BEGINNING] for word in words(speaker)}
    told = {root[:_BEGINNING] for root in topics.whole(claim.read).weights} - said_by
    return bool(denied) and all(told.isdisjoint(root[:_BEGINNING] for root in topic.weights) for topic in denied)


def _pair(
    view: StoryView, reads: Sequence[ReadSentence], place: int, answering: int, statements: Sequence[_Statement]
) -> Opposed:
    claim, answer = statements[place], statements[answering]
    n_more = 0
    if answer.signs & _STRONG and 0 < place < answering and is_one_passage(view, reads[place - 1], claim.read):
        place, n_more = place - 1, 1
    told = passage(view, reads, place, n_more, claim.voice)
    follows = int(bool(answer.signs & _STRONG) and (place > answering or answering > place))
    return Opposed(told, claim.voice, passage(view, reads, answering, follows, answer.voice), answer.voice)


def _statement(view: StoryView, read: ReadSentence) -> _Statement:
    text = read.text
    words = [word.casefold() for word in _WORD.findall(text)]
    signs = signs_in(words)
    at = -1
    if signs & _ANSWERING:
        match = next(denials_in(read), None)
        at = match.start() if match else _first_sign(text)
        if match:
            signs.add("denial")
        elif _DENIES_NOT.search(text):
            signs -= _ANSWERING
        if at >= 0 and POINTS_BACK.match(text, match.end() if match else at):
            signs.add("backs")
    if is_negated(text) and not _DENIES_NOT.search(text):
        signs.add("not")
    if "?" in text:
        signs.add("asked")
    if read.mentions.quotations:
        signs.add("quoted")
    voice = voice_of(view, read)
    if is_nobody(voice):
        voice = ""
    if not voice and at >= 0:
        subject = _SUBJECT.match(text[:at])
        voice = voice_at(view, read, at) or (subject[1].casefold() if subject else "")
    denied = denied_words(text) if "not" in signs else frozenset[str]()
    return _Statement(read, voice, frozenset(signs), denied, frozenset(words), len(words))


def _first_sign(text: str) -> int:
    for match in _WORD.finditer(text):
        if _signs_of_word(match[0].casefold()) & (_STRONG | {"hold", "answer"}):
            return match.end()
    return -1


_Table = tuple[
    Mapping[str, frozenset[str]], tuple[tuple[str, str], ...], Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
]
"""Signs by word; (beginning, sign) of words with a "*"; phrases and their signs by their first words."""


@cache
def _table() -> _Table:
    words: dict[str, set[str]] = {}
    beginnings: list[tuple[str, str]] = []
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for line in read_text("contest_signs.txt").splitlines():
        sign, _, listed = line.partition("#")[0].partition(":")
        for entry in filter(None, (entry.strip() for entry in listed.split(","))):
            parts = tuple(entry.split())
            if len(parts) > 1:
                phrases.setdefault(parts[0], []).append((parts, sign))
            elif entry.endswith("*"):
                beginnings.append((entry[:-1], sign))
            else:
                words.setdefault(entry, set()).add(sign)
    return (
        {word: frozenset(signs) for word, signs in words.items()},
        tuple(beginnings),
        {word: tuple(found) for word, found in phrases.items()},
    )


@lru_cache(maxsize=50_000)
def _signs_of_word(word: str) -> frozenset[str]:
    words, beginnings, _ = _table()
    return words.get(word, frozenset()) | {sign for beginning, sign in beginnings if word.startswith(beginning)}


def signs_in(words: Sequence[str]) -> set[str]:
    """The signs of claiming and answering that a sentence's folded words are."""
    phrases = _table()[2]
    signs = set[str]().union(*map(_signs_of_word, words))
    for place, word in enumerate(words):
        for parts, sign in phrases.get(word, ()):
            if tuple(words[place : place + len(parts)]) == parts:
                signs.add(sign)
    return signs


def _shown(topics: Topics, names: Mapping[str, str], claim: _Statement, answer: _Statement, distance: int) -> _Shown:
    """What a statement and an answer to it show, by name."""
    is_other = bool(claim.voice and answer.voice)
    is_accused = "accuse" in claim.signs and not claim.signs & _DENYING and bool(answer.signs & _DENYING)
    found = {f"answer {sign}": 1.0 for sign in answer.signs}
    found |= {f"claim {sign}": 1.0 for sign in claim.signs}
    found |= {f"answer {sign}, other voice": 1.0 for sign in answer.signs & _ANSWERING if is_other}
    found |= {f"answer {sign}, next": 1.0 for sign in answer.signs if distance == 1}
    found |= {
        "other voice": float(is_other),
        "claim of nobody": float(not claim.voice),
        "answer of nobody": float(not answer.voice),
        "answerer named": float(is_other and _is_named(names, claim, answer)),
        "accused": float(is_accused),
        "accused, named": float(is_accused and _is_named(names, claim, answer)),
        "of charges": float(bool(answer.signs & _DENYING) and _CHARGES.search(answer.read.text) is not None),
        "names": float(not _names(claim).isdisjoint(_names(answer))),
        "two hold": float("hold" in claim.signs and "hold" in answer.signs),
        "short answer": float(answer.n_words < _SHORT),
        "answer's length": math.log(1 + answer.n_words),
        "claim's length": math.log(1 + claim.n_words),
    }
    return found | _shown_by_place(claim, answer, distance, is_other) | _shown_by_words(topics, claim, answer)


def _shown_by_place(claim: _Statement, answer: _Statement, distance: int, is_other: bool) -> _Shown:
    is_strong = bool(answer.signs & _STRONG)
    is_near = claim.read.sentence.paragraph == answer.read.sentence.paragraph
    is_adjacent = distance == 1 and is_near and is_other
    return {
        "strong": float(is_strong),
        "next": float(distance == 1),
        "two apart": float(distance == 2),
        "far": float(distance > 2),
        "after": float(distance < 0),
        "strong, after": float(is_strong and distance < 0),
        "same paragraph": float(is_near),
        "adjacent": float(is_adjacent),
        "strong adjacent": float(is_adjacent and is_strong),
        "strong, back, adjacent": float(is_adjacent and is_strong and "backs" in answer.signs),
        "weak, other paragraph": float(not is_strong and not is_near),
    }


def _shown_by_words(topics: Topics, claim: _Statement, answer: _Statement) -> _Shown:
    one, other = topics.whole(claim.read), topics.whole(answer.read)
    told = [root for root in answer.denied if root in one.weights and root not in claim.denied]
    denied = [root for root in claim.denied if root in other.weights and root not in answer.denied]
    negated = [bool(statement.signs & {"not", "denial"}) for statement in (claim, answer)]
    alike, shared = likeness(one, other)
    return {
        "alike": alike,
        "shared": shared,
        "weak and shared": 0.0 if answer.signs & _STRONG else shared,
        "denied told": max((one.weights[root] for root in told), default=0.0),
        "told denied": max((other.weights[root] for root in denied), default=0.0),
        "other polarity": float(negated[0] != negated[1]),
        "both negated": float(all(negated)),
        "opposed": float(_has_opposites(claim.words, answer.words)),
    }


def _has_opposites(claim: frozenset[str], answer: frozenset[str]) -> bool:
    """Whether a word of the one is the opposite of a word of the other."""
    opposed = opposed_forms()
    return any(word in opposed and not claim.isdisjoint(opposed[word]) for word in answer)


def _is_named(names: Mapping[str, str], claim: _Statement, answer: _Statement) -> bool:
    """Whether a statement names who answers it, by the last word of the name."""
    name = [word for word in names.get(answer.voice, answer.voice).split() if word not in ("Jr.", "Sr.")]
    return bool(name) and re.search(rf"(?<!\w){re.escape(name[-1])}(?!\w)", claim.read.text, re.I) is not None


def _names(statement: _Statement) -> set[str]:
    return {name.text for name in statement.read.mentions.names}


@cache
def _weights() -> Mapping[str, float]:
    """The weights of `resources/contests.txt`."""
    rows = (line.rpartition(" ") for line in read_text("contests.txt").splitlines() if line and line[0] != "#")
    return {name: float(weight) for name, _, weight in rows}


def sureness(found: Mapping[str, float]) -> float:
    """The probability that an answer contradicts a statement, by what both show."""
    weights = _weights()
    shown = [weights[name] * value for name, value in found.items() if value and name in weights]
    points = weights.get("bias", 0.0) + math.fsum(shown)
    return 1 / (1 + math.exp(-points))
