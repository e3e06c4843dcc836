"""Statements of which one denies what the other says: "there was room for 8 percent", "there was no room at all".

Two people in one passage, or two outlets in sentences that are nearly the same: what stands behind a negation in one
stands without any in the other. Only words that tell something count, and only near one another; a negation is the
commonest small difference between sentences that do not contradict one another at all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from summarizer.facts.denials import Opposed, voice_of
from summarizer.facts.topics import Topics, alike, root_of, shared
from summarizer.facts.view import StoryView
from summarizer.model import ReadSentence
from summarizer.similarity import STOP_WORDS

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
NEGATION = re.compile(r"\b(?:not|no|never|nobody|no one|nothing|none|neither|nor|without|cannot|[a-z]+n['’]t)\b", re.I)
_NEGATES = re.compile(NEGATION.pattern)
"""The same for folded text, in which it is found several times as quickly as by ignoring case."""
_NO_NEGATION = re.compile(
    r"\bno (?:fewer|less|more|later|earlier|longer|doubt) than\b|\bnot (?:only|just|yet|least)\b|\bnot until\b"
    r"|\b(?:no|not) (?:\w+ )?(?:relation|relative|related|kin|family)\b(?: (?:of|to|with) (?:the )?\w+(?: \w+)?)?"
    r"|\bwould not (?:comment|say|confirm|be drawn)\b"
    r"|\b(?:did|do|does|could) not (?:say|answer|comment|want|wish|reply|respond|give|know|report|disclose|specify"
    r"|explain|name)\b"
    r"|\b(?:not|n['’]t) (?:to be |been |be )?(?:named|allowed|answered|authori[sz]ed)\b",
    re.I,
)
_DENYING = re.compile(
    NEGATION.pattern
    + r"|\b(?:un(?!der|til|ion|it|ite|ique)\w{3,}|cleared|acquitted|lacks?|lacked|failed|fails|den(?:y|ies|ied)"
    r"|reject\w*|refus\w*|ruled out)\b"
)
"""Searched in folded text, which is several times as quick as ignoring case."""
UNREAL = re.compile(
    r"\b(?:if|unless|when|until|should|would|could|(?-i:may)|might|will|shall|let|wants?|must)\b|\?", re.I
)
"""What is wished, supposed or to come contradicts nothing that is."""
_CLAUSE_END = re.compile(r"[,;:—–()“”\"]|\b(?:but|while|although|though|because|and|who|which)\b")
_DENIED_WORDS = 3
"""Content words behind a negation that it denies."""
_NEAR = 2
_SHARED_NEAR, _ALIKE_AFAR = 0.2, 0.55
"""How much two sentences must have in common: of one passage (of the shorter), and of two articles (of both)."""
_TELLING_NEAR, _TELLING = 1.6, 2.0
"""Weight (rarity in news and story) of the word that one denies and the other does not."""


def find_negations(view: StoryView, topics: Topics) -> Iterator[Opposed]:
    """Pairs of statements that differ in a negation, as (the plain one, the one that denies it)."""
    reads = [read for read in view.story.sentences if not UNREAL.search(read.text)]
    denied = [denied_words(read.text) for read in reads]
    plain = [frozenset() if _DENYING.search(read.text.casefold()) else _roots(topics.words(read)) for read in reads]
    holding: dict[str, list[int]] = defaultdict(list)
    for number, roots in enumerate(plain):
        for root in roots:
            holding[root].append(number)
    for number, read in enumerate(reads):
        weights = topics.whole(read).weights if denied[number] else {}
        telling = sorted(root for root in denied[number] if weights.get(root, 0.0) >= _TELLING_NEAR)
        for other_number in sorted({other for root in telling for other in holding[root]}):
            other = reads[other_number]
            if _is_of_one(view, topics, read, other, denied[number] & plain[other_number]):
                yield Opposed(other.sentence.span, voice_of(view, other), read.sentence.span, voice_of(view, read))


def _is_of_one(
    view: StoryView, topics: Topics, read: ReadSentence, other: ReadSentence, common: frozenset[str]
) -> bool:
    """Whether a negated sentence and a plain one tell of the same, so that they contradict one another."""
    topic, other_topic = topics.whole(read), topics.whole(other)
    telling = max(topic.weights.get(root, 0.0) for root in common)
    voice, other_voice = voice_of(view, read), voice_of(view, other)
    if read.article_id == other.article_id:
        is_near = abs(read.sentence.index - other.sentence.index) <= _NEAR
        is_two = bool(voice and other_voice and voice != other_voice) and _is_said(read) and _is_said(other)
        return is_near and is_two and telling >= _TELLING_NEAR and shared(topic, other_topic) >= _SHARED_NEAR
    if voice and voice == other_voice and (read.mentions.quotations or other.mentions.quotations):
        return False  # two wordings of what one person said
    return telling >= _TELLING and alike(topic, other_topic) >= _ALIKE_AFAR


def _is_said(read: ReadSentence) -> bool:
    """Whether a good part of a sentence is what somebody says, not the outlet's own telling."""
    held = [a.content_end - a.content_start for a in read.mentions.attributions if a.speaker]
    held += [q.end - q.start for q in read.mentions.quotations if q.speaker and not q.is_scare]
    return 3 * max(held, default=0) >= len(read.text)


def is_negated(text: str) -> bool:
    """Whether a text negates anything.

    >>> is_negated("There was no room."), is_negated("No fewer than 9 came.")
    (True, False)
    """
    return _negates(text) and _negates(_NO_NEGATION.sub(" ", text))


def without_idioms(text: str) -> str:
    """The text with blanks for the negations that deny nothing ("no fewer than 9"), as long as it was."""
    return _NO_NEGATION.sub(lambda match: " " * len(match[0]), text)


def _negates(text: str) -> bool:
    return _NEGATES.search(text.casefold()) is not None


@lru_cache(maxsize=10_000)
def denied_words(text: str) -> frozenset[str]:
    """The roots of the first content words behind each negation of a text.

    >>> sorted(denied_words("There was no room at all."))
    ['room']
    """
    if not _negates(text):
        return frozenset()
    text = without_idioms(text)
    found: set[str] = set()
    for negation in NEGATION.finditer(text):
        end = next((cut.start() for cut in _CLAUSE_END.finditer(text, negation.end())), len(text))
        words = [word[0].casefold() for word in _WORD.finditer(text, negation.end(), end)]
        found |= {root_of(word) for word in [word for word in words if word not in STOP_WORDS][:_DENIED_WORDS]}
    return frozenset(found)


def _roots(words: Iterable[str]) -> frozenset[str]:
    return frozenset(root_of(word) for word in words if word not in STOP_WORDS)
