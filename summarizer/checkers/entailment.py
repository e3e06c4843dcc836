"""Does the evidence say this? A small model, fitted to human labels, over how the claim stands in the articles.

The only checker that reads the whole claim and can vouch for it. It affirms where a careful reader probably would,
objects where nothing supports the claim, and otherwise doubts, each with the probability as its score. It sees which
words the evidence has and how they stand together; it does not understand them: who did what to whom, opposites and
most negations escape it (`resources/entailment.md` has the figures). The other checkers look for these, and `reader`
has the opinion of a model that reads.
"""

from __future__ import annotations

import functools
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from summarizer import resources
from summarizer.checkers._alignment import outlet_named
from summarizer.checkers._same_figures import in_their_words
from summarizer.checkers._support import NAMES, Support, measure, read_evidence
from summarizer.languages import is_comparable
from summarizer.model import (
    Claim,
    ErrorCode,
    Evidence,
    Finding,
    Name,
    NameKind,
    ReadSentence,
    Severity,
    Span,
    Story,
    Vote,
)
from summarizer.similarity import content_words
from summarizer.trees import Trees, trees_of

NAME = "entailment"
_IN_ANOTHER_LANGUAGE = "An article is in another language than the text; whether it says this, a reader must decide."
COPYING, SOURCES = "copying", "sources"
"""Who notes how much of a claim is copied, and from how many articles it may have been put together."""

_WORD_FOR_WORD = 0.95
"""Longest common run, as a share of the claim, from which the claim stands in the articles as it is."""
_ADDS = 0.08
"""A second sentence is shown as evidence when it holds this much more of the claim than the first alone."""
_MUCH_MISSING = 0.3
"""Share of a claim's words that no sentence has, from which nothing vouches for it: one of three in "He is guilty"."""
_HARDLY = 0.15
"""Probability below which a claim is objected to though each of its names stands in the articles. What lies between
this and the model's own bound is as often a careful rewording as an error (16 of 25 and 17 of 60, decision 80)."""
_MAX_NAMED = 3  # missing words named in a reason: an editor needs a few to start from


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Boosted trees, their calibration, and the thresholds."""

    trees: Trees
    slope: float
    offset: float
    object_below: float
    affirm_from: float


@functools.cache
def _model() -> Model:
    return read_model(resources.read_bytes("entailment.npz"))


def read_model(raw: bytes) -> Model:
    """The model of a file that `eval.training.entailment` wrote. Raises ValueError when it reads other features."""
    with np.load(io.BytesIO(raw)) as stored:
        if tuple(stored["names"].tolist()) != NAMES:
            raise ValueError("entailment.npz was fitted on other features; run eval.training.entailment again")
        numbers = (float(stored[name]) for name in ("slope", "offset", "object_below", "affirm_from"))
        return Model(trees_of(stored), *numbers)


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """The probability that a careful reader accepts the claim; nothing where there is nothing to read.

    Two notes tell what kind of text it is: how much of the claim stands in an article in one run, 0..1, which tells
    copies from rewordings, and the share of the articles that is not the first, 0 for a single one.
    """
    sentences = evidence.story.sentences
    told = _told(in_their_words(claim, evidence.story), evidence.story)
    support = measure(told, read_evidence(tuple(sentence.text for sentence in sentences)))
    if support is None:
        return ()
    return (
        _judged(claim, support, evidence.story),
        Finding(COPYING, Vote.NOTE, score=round(support.value("longest run"), 3)),
        Finding(SOURCES, Vote.NOTE, score=round(1 - 1 / len(evidence.story.articles), 3)),
    )


def _judged(claim: Claim, support: Support, story: Story) -> Finding:
    """The finding on a claim that the articles support so far."""
    sentences = story.sentences
    chance = probability(support)
    spans = _spans(support, sentences)
    model = _model()
    if chance >= model.affirm_from and support.value("missing words") < _MUCH_MISSING:
        return Finding(NAME, Vote.AFFIRM, None, _affirmed(support), evidence=spans, score=chance)
    claimed = ", ".join(support.missing[:_MAX_NAMED])
    is_little = chance < _HARDLY or (chance < model.object_below and support.value("names missing"))
    if is_little and not is_comparable(claim.context, story):
        return Finding(NAME, Vote.DOUBT, None, _IN_ANOTHER_LANGUAGE, Severity.MAJOR, (), claimed, score=chance)
    if is_little:
        code = likely_code(claim, support, [sentences[row] for row in support.best])
        return Finding(NAME, Vote.OBJECT, code, _objected(support), Severity.MAJOR, (), claimed, score=chance)
    severity = Severity.MAJOR if chance < model.object_below else Severity.MINOR
    return Finding(NAME, Vote.DOUBT, None, _doubted(support), severity, spans, claimed, score=chance)


_DIFFER = re.compile(
    r"^(?:the )?(?:reports|accounts|outlets|articles|sources) (?:differ|disagree|vary|conflict)(?: on)?", re.I
)


def _told(text: str, story: Story) -> str:
    """What is told of the event, without the outlets that tell it and their disagreeing: no article says that."""
    told, _ = outlet_named(text, story)
    for article in story.articles:
        if article.outlet and article.outlet in told:
            told = re.sub(rf"\b(?:the )?{re.escape(article.outlet)}(?!\w)", " ", told, flags=re.I)
    rest = _DIFFER.sub("", told)
    return rest if content_words(rest) else text


def probability(support: Support) -> float:
    """The chance that a careful reader accepts the claim, where half of all claims are faulty."""
    model = _model()
    logit = model.slope * model.trees.logit(support.values) + model.offset
    chance = 1.0 / (1.0 + math.exp(-logit))
    if support.value("longest run") >= _WORD_FOR_WORD and not support.value("evidence negated alone"):
        chance = max(chance, 0.97)
    return round(chance, 4)


def likely_code(claim: Claim, support: Support, best: Sequence[ReadSentence]) -> ErrorCode:
    """What is most likely wrong with a claim that the model does not accept, by what sets it apart from the sentences
    that hold most of it. The model itself gives no reason."""
    if support.value("missing words") >= _MOSTLY_MISSING:
        return ErrorCode.EXTRINSIC
    if support.value("negated alone") or support.value("evidence negated alone"):
        return ErrorCode.NEGATION
    if support.value("figures not in best"):
        return ErrorCode.NUMBER
    missing = " ".join(support.missing)
    if any(name.text in missing for name in claim.mentions.names):
        return ErrorCode.ENTITY
    if support.value("names not in best"):
        place = any(name.kind is NameKind.PLACE for name in _strangers(claim, best))
        return ErrorCode.PLACE if place else ErrorCode.ENTITY
    if support.value("evidence hedged alone"):
        return ErrorCode.MODALITY
    if _ORDER.search(claim.text) and not support.missing:
        return ErrorCode.DISCOURSE
    return ErrorCode.PREDICATE if support.missing else ErrorCode.ROLE


_MOSTLY_MISSING = 0.4  # share of the claim's words in no sentence from which it tells of something else
_ORDER = re.compile(r"\b(?:after|before|because|since|until|following|prompting|led to|as a result)\b", re.I)


def _strangers(claim: Claim, best: Sequence[ReadSentence]) -> list[Name]:
    """Names of the claim that the sentences do not have."""
    text = " ".join(sentence.text for sentence in best)
    return [name for name in claim.mentions.names if name.text not in text]


def _spans(support: Support, sentences: Sequence[ReadSentence]) -> tuple[Span, ...]:
    """The sentence that holds most of the claim, and the one that adds most to it where that is much."""
    adds = support.value("two soft") - support.value("one soft")
    return tuple(sentences[row].sentence.span for row in support.best[: 2 if adds >= _ADDS else 1])


def _affirmed(support: Support) -> str:
    if support.value("longest run") >= _WORD_FOR_WORD:
        return "The articles have these very words."
    if support.value("copied words") >= 0.7:
        return "The articles say this in nearly the same words."
    return "The articles say this in other words."


def _objected(support: Support) -> str:
    if support.missing:
        return f"Nothing in the articles mentions {_named(support.missing)}."
    return "No passage of the articles says this, though its words occur in them."


def _doubted(support: Support) -> str:
    if support.missing:
        return f"The articles say something like it, but nothing in them mentions {_named(support.missing)}."
    return "The articles say something like it; whether they say just this, a reader must decide."


def _named(missing: Sequence[str]) -> str:
    quoted = [f"“{words}”" for words in missing[:_MAX_NAMED]]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
