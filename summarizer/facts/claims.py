"""Which sentences of several articles state one claim: the step from sentences to facts.

Two sentences that share a topic are near in words and in meaning, so nearness only offers candidates. Whether they
state one claim is told by fitted weights of how much of each, word by word, the other says too (words of the story's
own topic count for little), and of figures and openings in common (`resources/same_claims.md`); never where a figure or
a "not" of theirs differs. A wrong corroboration is worse than a missed one.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from summarizer.facts.opposites import main_clause, told_apart
from summarizer.facts.quantities import counted_class
from summarizer.facts.topics import root_of
from summarizer.facts.view import StoryView
from summarizer.mentions import is_one_currency
from summarizer.model import Disagreement, Figure, FigureKind, Hedge, ReadSentence, Sentence, Span, Utterance
from summarizer.resources import read_text
from summarizer.similarity import STOP_WORDS, idf, word_vectors, words

Floats = NDArray[np.float32]

WORDS, MEANING = 0.6, 0.4
"""Shares of shared words and of nearness in meaning in how alike two sentences are (as in `similarity.Index`)."""
_BUCKETS = 768
"""Columns that words are hashed to: a collision of two rare words adds noise well below the threshold."""
_DIGITS = 4
"""Digits of a score that count: sums of floats differ in the last ones by the order in which they are added."""
_BLOCK = 256
"""Leads whose likeness to all sentences is computed at once: bounds memory for stories of many articles."""
CANDIDATE = 0.42
"""Likeness from which a pair is looked at: of judged pairs below it one in ten states one claim."""
SURE = 0.7
"""How sure it must be that two sentences state one claim: of judged pairs of real news left out of the fit, .88 of
those so joined state one, .02 do not at all, and .54 of those that do are joined (`same_claims.md`)."""
SPENT = 0.6
"""Of a sentence's words, from which a fact that it is evidence for tells it: one that says more is a fact of its own,
too. Chosen by what editors would print (`eval.benchmarks.picks`): .405 of it printed without, .416 with."""
_MOST_MISSED = 100
"""After so many candidates in a row that state something else, the nearest first, the rest is not looked at: in a long
text all of whose sentences are alike, looking at each pair takes the square of its length."""
_OPENING = 2
"""Sentences with which an article opens."""
_MOST_FIGURES = 3
_HOPELESS = 0.15
"""Share held in the very words below which words of like meaning are not looked for: they never made up for it."""
_LEAST_WORDS = 3
"""Content words of a sentence that states something, whatever it is like."""
_SHORT_FACT = 4
"""Words of a shorter one that states something all the same: "No officer was hurt." """
_LEANS = re.compile(r"(?:he|she|it|they|this|that|these|those|we|i|you|there|and|but|so|or)\b", re.I)
_SHORT = 5
"""A main clause of fewer content words says too little to be looked for by itself."""
_SAYING = frozenset(
    (
        "told",
        "tells",
        "added",
        "reported",
        "reporters",
        "according",
        "announced",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
    )
)
_EXACT, _ROUNDED, _ROUND = 0.001, 0.02, 10_000.0
"""Relative difference of what is one value: of plain counts below ten thousand, and of others, which may be rounded."""
_SYNONYM = 0.62
"""Nearness from which two words count as one in part: "soldiers" and "troops" are .86."""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A sentence with what comparing it needs: `vocabulary` maps its content words' stems to the
    words as folded, `core` are those of its main clause."""

    read: ReadSentence
    order: int
    vocabulary: Mapping[str, str]
    core: frozenset[str]
    names: frozenset[str]
    figures: tuple[Figure, ...]
    is_negated: bool
    speakers: frozenset[str]
    utterances: frozenset[str]
    sides: Mapping[int, frozenset[str]]
    """Of which disagreements, by number, it tells which sides."""


def sides_of(disagreement: Disagreement) -> list[tuple[Span, str]]:
    """The passages of a disagreement, each with the name of its side: figures of one value are of one."""
    found = [(stated.span, f"{stated.figure.low} {stated.figure.high}") for stated in disagreement.figures]
    return found + [(claim.span, str(claim.side)) for claim in disagreement.claims]


def read_story(
    view: StoryView, utterances: Sequence[Utterance] = (), disagreements: Sequence[Disagreement] = ()
) -> list[Reading]:
    """The story's sentences that can state something, in order, each with the utterances it mostly consists of, and
    the sides that it takes in disagreements."""
    sides: dict[str, list[tuple[Span, int, str]]] = defaultdict(list)
    for number, disagreement in enumerate(disagreements):
        for span, side in sides_of(disagreement):
            sides[span.article_id].append((span, number, side))
    said_in: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for utterance in utterances:
        for variant in utterance.variants:
            said_in[variant.span.article_id].append((variant.span, utterance.id))
    readings = []
    for read in view.story.sentences:
        vocabulary = _vocabulary(read.text)
        if len(vocabulary) < _LEAST_WORDS and not _is_short_fact(read, len(vocabulary)):
            continue
        main = main_clause(read.text)
        core = frozenset(_vocabulary(main)) if len(main) < len(read.text) else frozenset(vocabulary)
        mentions = read.mentions
        entities = [view.names.bearer_of(name, read.article_id) for name in mentions.names]
        speakers = {
            view.names.speaker_key(view.speaker(read, said.speaker), read.article_id)
            for said in mentions.quotations
            if said.speaker and not said.is_scare
        }
        readings.append(
            Reading(
                read=read,
                order=read.sentence.index,
                vocabulary=vocabulary,
                core=core if len(core) >= _SHORT else frozenset(vocabulary),
                names=frozenset(entity.id for entity in entities if entity is not None),
                figures=tuple(figure for figure in mentions.figures if figure.kind is not FigureKind.ORDINAL),
                is_negated=mentions.modality.is_negated,
                speakers=frozenset(speakers - {""}),
                utterances=_held_by(read.sentence, said_in[read.article_id]),
                sides=_sides_in(read.sentence, sides[read.article_id]),
            )
        )
    return readings


def _is_short_fact(read: ReadSentence, n_content: int) -> bool:
    """Whether a sentence of hardly any content words tells something by itself: of whom, or that it is not so."""
    if len(read.text.split()) < _SHORT_FACT or not read.text.rstrip().endswith(".") or _LEANS.match(read.text):
        return False
    return n_content > 1 or (n_content > 0 and read.mentions.modality.is_negated)


def _sides_in(sentence: Sentence, told: Sequence[tuple[Span, int, str]]) -> dict[int, frozenset[str]]:
    """The sides that stand in a sentence, by the numbers of their disagreements."""
    found: dict[int, frozenset[str]] = {}
    for span, number, side in told:
        if span.start < sentence.end and sentence.start < span.end:
            found[number] = found.get(number, frozenset()) | {side}
    return found


def _held_by(sentence: Sentence, said: Sequence[tuple[Span, str]]) -> frozenset[str]:
    """The utterances that make up more than half of a sentence."""
    start, end = sentence.start, sentence.end
    half = len(sentence.text) / 2
    return frozenset(
        utterance
        for span, utterance in said
        if span.start < end and start < span.end and min(span.end, end) - max(span.start, start) > half
    )


def _vocabulary(text: str) -> dict[str, str]:
    """The content words of a text by their stems; words of a people stand under their place."""
    found = {}
    for word in words(text):
        if word not in STOP_WORDS and word not in _SAYING and (len(word) > 1 or word.isdigit()):
            found[root_of(word)] = word
    return found


def word_matrix(readings: Sequence[Reading]) -> Floats:
    """Rows of unit length over hashed words, weighed by rarity."""
    matrix = np.zeros((len(readings), _BUCKETS), dtype=np.float32)
    for row, reading in enumerate(readings):
        for word in reading.vocabulary:
            matrix[row, zlib.crc32(word.encode()) % _BUCKETS] += idf(word)
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.maximum(lengths, 1e-9), dtype=np.float32)


class Claims:
    """Puts sentences that state one claim together."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = readings
        spread = Counter(word for reading in readings for word in reading.vocabulary)
        full = math.log(1 + len(readings))
        self._weights = {word: idf(word) * math.log(1 + len(readings) / n) / full for word, n in spread.items()}
        folded: dict[str, str] = {}
        for reading in readings:
            for root, word in reading.vocabulary.items():
                folded[root] = min(word, folded.get(root, word))
        self._rows = {word: row for row, word in enumerate(folded)}
        self._vectors = word_vectors(list(folded.values()))

    def group(self, features: Floats, score: Floats) -> list[tuple[int, list[int]]]:
        """Leads, best `score` first, each with the sentences not yet taken that state the same; the lead is first."""
        readings = self._readings
        is_free = np.ones(len(readings), dtype=np.bool_)
        places = np.argsort(sorted(range(len(readings)), key=self._place))
        claims = []
        saying: dict[str, list[int]] = defaultdict(list)
        for row, reading in enumerate(readings):
            for utterance in reading.utterances:
                saying[utterance].append(row)
        order = sorted(range(len(readings)), key=lambda row: (-round(float(score[row]), _DIGITS), places[row]))
        for block in range(0, len(order), _BLOCK):
            leads = [row for row in order[block : block + _BLOCK] if is_free[row]]
            likeness = features[leads] @ features.T
            for lead, alike in zip(leads, likeness, strict=True):
                if not is_free[lead]:
                    continue
                is_free[lead] = False
                evidence = [lead]
                for utterance in sorted(readings[lead].utterances):
                    new = [row for row in saying[utterance] if is_free[row]]
                    evidence.extend(new)
                    is_free[new] = False
                rows = np.flatnonzero((alike >= CANDIDATE) & is_free)
                nearest = np.lexsort((places[rows], -np.round(alike[rows].astype(np.float64), _DIGITS)))
                same = self._same(readings[lead], rows[nearest].tolist(), alike)
                evidence.extend(same)
                is_free[[row for row in same if self.held(readings[row], readings[lead]) >= SPENT]] = False
                claims.append((lead, evidence))
        return claims

    def _same(self, lead: Reading, nearest: Sequence[int], alike: Floats) -> list[int]:
        """Which of these sentences state what the lead does: as far as some do, the nearest first."""
        same: list[int] = []
        missed = 0
        for row in nearest:
            if self.is_same(lead, self._readings[row], float(alike[row])):
                same.append(row)
                missed = 0
            elif (missed := missed + 1) == _MOST_MISSED:
                break
        return same

    def _place(self, row: int) -> tuple[str, str, int]:
        """What orders equals, whatever order the articles came in."""
        read = self._readings[row].read
        return read.text, read.article_id, read.sentence.start

    def is_same(self, lead: Reading, other: Reading, likeness: float) -> bool:
        """Whether two sentences state one claim, sure enough; never where a figure, a "not" or an opposite tells them
        apart, or a disagreement on whose other side the other stands."""
        if any(lead.sides[number].isdisjoint(other.sides[number]) for number in lead.sides.keys() & other.sides.keys()):
            return False
        if lead.is_negated != other.is_negated or figures_differ(lead.figures, other.figures):
            return False
        if sureness(self.shown(lead, other, likeness)) < SURE:
            return False
        return told_apart(lead.read.text, other.read.text) is None

    def shown(self, lead: Reading, other: Reading, likeness: float) -> dict[str, float]:
        """What two sentences show of stating one claim, by name; `likeness` (0..1) is of their words and meanings."""
        held, back = self.held(lead, other), self.held(other, lead)
        core, core_back = self.held(lead, other, lead.core), self.held(other, lead, other.core)
        return {
            "alike": likeness,
            "less held": min(held, back),
            "more held": max(held, back),
            "core held": max(core, core_back),
            "roots in common": float(len(lead.vocabulary.keys() & other.vocabulary.keys())),
            "openings": float(lead.order < _OPENING) + float(other.order < _OPENING),
            "figures in common": float(min(_MOST_FIGURES, n_equal(lead.figures, other.figures))),
        }

    def held(self, lead: Reading, other: Reading, of: Collection[str] | None = None) -> float:
        """The share of the lead's content words (or of those given) that stand in the other sentence.

        Words rare in news and in the story weigh more; one that only has a word of like meaning there counts in part.
        """
        wanted = lead.vocabulary if of is None else of
        weights = self._weights
        total = math.fsum([weights[word] for word in wanted])
        held = math.fsum([weights[word] for word in wanted if word in other.vocabulary])
        if not total or held < _HOPELESS * total:
            return held / total if total else 0.0
        missing = [word for word in sorted(wanted) if word not in other.vocabulary and word.isalpha()]
        free = [self._rows[word] for word in other.vocabulary if word not in lead.vocabulary]
        if missing and free:
            near = self._vectors[[self._rows[word] for word in missing]] @ self._vectors[free].T
            for word, value in zip(missing, near.max(axis=1).tolist(), strict=True):
                if value >= _SYNONYM:
                    held += weights[word] * value
        return held / total


def figures_differ(figures: Sequence[Figure], others: Sequence[Figure]) -> bool:
    """Whether a figure of one sentence is given otherwise in another: of the same measure and noun, and never so."""
    for figure in figures:
        rivals = [
            other
            for other in others
            if other.kind is figure.kind
            and (other.unit == figure.unit or figure.kind is FigureKind.MONEY)
            and counted_class(other.counted) == counted_class(figure.counted)
        ]
        if rivals and not any(_is_one_value(figure, other) for other in rivals):
            return True
    return False


def n_equal(figures: Sequence[Figure], others: Sequence[Figure]) -> int:
    """How many figures of one sentence the other gives, too."""
    return sum(
        any(
            other.kind is figure.kind
            and (other.unit == figure.unit or figure.kind is FigureKind.MONEY)
            and _is_one_value(figure, other)
            for other in others
        )
        for figure in figures
    )


@cache
def _weights() -> Mapping[str, float]:
    """The weights of `resources/same_claims.txt`."""
    rows = (line.rpartition(" ") for line in read_text("same_claims.txt").splitlines() if line and line[0] != "#")
    return {name: float(weight) for name, _, weight in rows}


def sureness(shown: Mapping[str, float]) -> float:
    """The probability that two sentences state one claim, by what both show."""
    weights = _weights()
    return 1 / (1 + math.exp(-weights["bias"] - math.fsum([weights[name] * value for name, value in shown.items()])))


def _is_one_value(figure: Figure, other: Figure) -> bool:
    """Whether two figures give one value; a rounded one may be told of what it rounds, "211" is not "212"."""
    if figure.kind is FigureKind.MONEY and not is_one_currency(figure, other):
        return False
    is_plain = {figure.hedge, other.hedge} <= {Hedge.NONE, Hedge.EXACTLY}
    slack = _EXACT if is_plain and min(figure.low, other.low) < _ROUND else _ROUNDED
    return all(
        abs(one - two) <= slack * max(abs(one), abs(two))
        for one, two in ((figure.low, other.low), (figure.high, other.high))
    )
