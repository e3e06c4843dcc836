"""What the articles let people say, and how much of a claim's telling words it has. No checker: a measure for some.

A word tells the more the rarer it is in news. Words count as had when the text has them, or words near in meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from summarizer.model import Attribution, Evidence, ReadSentence, Span, Stance
from summarizer.similarity import Floats, content_words, idf, word_vectors, words

SPEAKS = 0.35  # share from which a statement speaks of what the claim says
LIKE = 0.55  # word vectors nearer than this are like words ("soldiers" and "troops" .86)
TURN = re.compile(r"[;—–]|,? (?:but|while|whereas|although|though)\b")
"""Where a sentence turns to another speaker: "Osk called it routine, but the union said the crew had complained"."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What an article lets somebody say, and how much of the claim's words it has."""

    sentence: ReadSentence
    attribution: Attribution
    share: float
    n_shared: int
    label: str

    @property
    def span(self) -> Span:
        """The sentence that it stands in."""
        return self.sentence.sentence.span


def telling_words(text: str, speaker: str = "") -> Mapping[str, float]:
    """The content words of what is said, without the speaker's own name, with how much each tells."""
    own = set(content_words(speaker))
    return {word: idf(word) for word in content_words(text) if word not in own}


@lru_cache(maxsize=16384)
def word_set(text: str) -> frozenset[str]:
    """The content words of a text."""
    return frozenset(content_words(text))


@lru_cache(maxsize=8192)
def _vectors(text: str) -> tuple[tuple[str, ...], Floats]:
    """The content words of a text, each once, and their unit vectors."""
    own = tuple(dict.fromkeys(word for word in words(text) if content_words(word)))
    return own, word_vectors(own)


def soft_share(content: str, telling: Mapping[str, float], text: str) -> tuple[float, int]:
    """The share of what is said that a text has in its own or in like words, and how many words that are."""
    wanted, left = _vectors(content)
    there, right = _vectors(text)
    if not wanted or not there:
        return 0.0, 0
    nearest = (left @ right.T).max(axis=1)
    has = word_set(text)
    total = held = 0.0
    n_held = 0
    for word, near in zip(wanted, nearest, strict=True):
        weight = max((telling[part] for part in content_words(word) if part in telling), default=0.0)
        value = 1.0 if any(part in has for part in content_words(word)) else float(near) if near >= LIKE else 0.0
        total, held, n_held = total + weight, held + weight * value, n_held + (value > 0 and weight > 0)
    return (held / total if total else 0.0), n_held


def share_of(telling: Mapping[str, float], text: str) -> float:
    """The share of what is said that a text has in its own words."""
    total = sum(telling.values())
    return sum(telling[word] for word in word_set(text) & telling.keys()) / total if total else 0.0


def find_statements(said: str, telling: Mapping[str, float], evidence: Evidence) -> list[Statement]:
    """All that anybody says in the story that speaks of this, nearest first."""
    labels = {article.id: article.label for article in evidence.story.articles}
    found = []
    for sentence in evidence.story.sentences:
        for attribution in (*sentence.mentions.attributions, *_quoted(sentence)):
            content = said_in(sentence, attribution)
            if (
                _is_of_nearer(attribution, sentence)
                or not attribution.speaker
                or not word_set(content) & telling.keys()
            ):
                continue
            share, n_shared = soft_share(said, telling, content)
            if share >= SPEAKS:
                found.append(Statement(sentence, attribution, share, n_shared, labels[sentence.article_id]))
    found.sort(key=lambda statement: (-statement.share, not statement.attribution.speaker[0].isupper()))
    return found


def _is_of_nearer(read: Attribution, sentence: ReadSentence) -> bool:
    """Whether what a verb is read to utter is what a nearer one, of another speaker, does: "Osk praised it, while Lund
    said it came “too late”"."""
    return any(
        read.end <= other.start < other.content_start <= read.content_start and other.speaker != read.speaker
        for other in sentence.mentions.attributions
    )


def _quoted(sentence: ReadSentence) -> Iterator[Attribution]:
    """The quotations that a speaker of another sentence, or of no attribution, utters."""
    for quotation in sentence.mentions.quotations:
        is_held = any(
            a.content_start <= quotation.start and quotation.end <= a.content_end
            for a in sentence.mentions.attributions
        )
        if quotation.speaker and not quotation.is_scare and not is_held:
            start, end = quotation.start, quotation.end
            yield Attribution(start, start, quotation.speaker, quotation.verb or "said", Stance.SAID, start, end)


def said_in(sentence: ReadSentence, attribution: Attribution) -> str:
    """What a sentence lets somebody say, up to where it turns to another speaker: "praised the cut, while Osk said"."""
    offset = sentence.sentence.start
    start, end = max(0, attribution.content_start - offset), max(0, attribution.content_end - offset)
    for other in sentence.mentions.attributions:
        if attribution.content_start < other.start < attribution.content_end and other.speaker != attribution.speaker:
            turn = TURN.search(sentence.text, start, other.start - offset)
            end = min(end, turn.start()) if turn is not None else end
    return sentence.text[start:end]
