"""What one outlet says was not so, and another tells as so: "No alarm rang", "the alarm had gone off".

In English only, since it rests on negations and on there being none. A negation is the commonest small difference
between sentences that do not contradict one another at all, so that it tells a contradiction only beside what both
share. Trees over pairs of a negated clause and another article's sentence say how sure that is; `resources/gainsaid.md`
tells what they were fitted on and what they are worth.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from summarizer.facts.contests import signs_in
from summarizer.facts.date_words import ASPECTS, classes_of
from summarizer.facts.denials import CLAIMS_NOTHING, Opposed, voice_of
from summarizer.facts.negations import NEGATION, UNREAL, without_idioms
from summarizer.facts.oddities import opposed_forms
from summarizer.facts.pairs import Floats, Pairs
from summarizer.facts.topics import Topic, Topics, held, likeness
from summarizer.facts.view import StoryView
from summarizer.languages import ENGLISH
from summarizer.model import NameKind, ReadSentence
from summarizer.similarity import STOP_WORDS, embed
from summarizer.trees import Trees, read_trees

LEAST = 0.4
"""How sure it must be. Chosen on dev, each story judged by trees that were fitted on others: of what that adds half is
right, and in 357 real stories it adds next to nothing."""
_MOST_SURE = 0.55
"""How sure such a pair is at most: held against no sentence, since of the surest two in three are right."""
_NEGATES = re.compile(
    NEGATION.pattern + r"|\b(?:den(?:y|ies|ied|ying)|refus(?:es?|ed|ing)|reject(?:s|ed|ing)?|fail(?:s|ed|ing)? to"
    r"|lack(?:s|ed|ing)?|absence of|unannounced)\b",
    re.I,
)
_TELLS_NOTHING = re.compile(
    r"(?: (?:to|yet|immediately|directly|publicly))* (?:say|report|disclose|comment|specify|reveal|respond"
    r"|answer|repl(?:y|ied)|confirm|name|identify|explain|elaborate|give|provide|discuss|know|see)\b",
    re.I,
)
"""Behind a negation, what leaves everything open: "did not report how many", "declined to say"."""
_SETS_APART = re.compile(r"(?:\b(?:and|but|or)|,) $", re.I)
"""Before a negation that only sets one thing apart from another: "in the old quay and not the fishing harbour"."""
_CUT = re.compile(
    r"[;:—–()“”\"]|, |\b(?:that|but|while|although|though|because|which|who|when|after|before|where|whether)\b", re.I
)
"""Between the clauses of a sentence."""
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_LEAST_WORDS = 2
"""Content words of a clause that tells something."""
_LONGEST = 70
"""Words of a sentence that is compared."""
_LEAST_HELD = 0.12
"""How much of a negated clause, by weight, a sentence must have."""
_NEAREST = 5
"""Sentences of each other article, those that hold most of it, with which a negated clause is compared."""
_MOST = 300
"""Negated clauses that are compared; a story that has more is no news."""
_KINDS = ("not", "no", "never", "nobody", "nothing", "without", "den", "refus", "reject", "fail")
_SIGNS = ("denial", "deny", "contrary", "contest", "mock", "reject", "hold", "answer", "nothing", "accuse")


@dataclass(frozen=True, eq=False)
class Told:
    """A clause that says that something is not so, or a whole sentence with a clause that says that something is so:
    [start, end) of its article."""

    read: ReadSentence
    start: int
    end: int
    text: str
    negation: str  # folded; "" for a sentence that is told as so
    behind: str  # what follows the negation in its clause
    before: str


def find_gainsaid(view: StoryView, topics: Topics) -> Iterator[Opposed]:
    """Negated clauses with the other articles' sentences that tell the same as so, the surest of each clause."""
    pairs = Gainsaid(view, topics)
    best: dict[int, tuple[float, int]] = {}
    for first, second, sure in zip(pairs.first.tolist(), pairs.second.tolist(), pairs.sureness().tolist(), strict=True):
        if sure >= LEAST and sure > best.get(first, (0.0, 0))[0]:
            best[first] = sure, second
    for first, (sure, second) in best.items():
        denial, claim = pairs.items[first].read, pairs.items[second].read
        yield Opposed(
            claim.sentence.span,
            voice_of(view, claim),
            denial.sentence.span,
            voice_of(view, denial),
            round(min(sure, _MOST_SURE), 2),
        )


class Gainsaid(Pairs[Told]):
    """Pairs of a negated clause (`first`) and a sentence of another article (`second`) that has much of it; `columns`
    are what they share, by name."""

    def __init__(self, view: StoryView, topics: Topics) -> None:
        items, pairs = _candidates(view, topics)
        super().__init__(items, pairs)
        self._view, self._topics = view, topics
        self.columns = self._all_columns() if len(self) else {}

    def sureness(self) -> Floats:
        """How sure it is that the two of each pair contradict one another, 0..1."""
        return _trees().chances(self.columns) if self.columns else np.zeros(0)

    def _all_columns(self) -> dict[str, Floats]:
        found = self._by_meaning() | self._by_words() | self._by_mentions() | self._by_signs()
        article = self.codes(lambda one: one.read.article_id)
        score = 0.4 * found["clause and sentence"] + 0.3 * found["held"] + 0.3 * found["sentences alike"]
        stands = self.standing(score, article)
        found |= {"rank": stands.first, "rank back": stands.second, "margin": stands.margin, "choices": stands.n}
        stands = self.standing(found["clauses"], article)
        return found | {"rank of clause": stands.first, "back of clause": stands.second, "clause margin": stands.margin}

    def _by_meaning(self) -> dict[str, Floats]:
        """Cosines of word vectors; of a sentence, that of its nearest clause which negates nothing."""
        items = self.items
        own = embed([one.text for one in items])
        whole = embed([one.read.text for one in items])
        behind = embed([one.behind or one.text for one in items])
        before = {
            id(read): previous
            for reads in self._view.by_article().values()
            for previous, read in zip([None, *reads], reads, strict=False)
        }
        led = [before.get(id(one.read)) for one in items]
        passage = embed(
            [f"{a.text} {one.read.text}" if a else one.read.text for a, one in zip(led, items, strict=True)]
        )
        plain = {place: plain_clauses(items[place].read) for place in dict.fromkeys(self.second.tolist())}
        clauses = {text: number for number, text in enumerate(dict.fromkeys(t for ts in plain.values() for t in ts))}
        rows = embed(list(clauses))
        places = {place: [clauses[text] for text in texts] for place, texts in plain.items()}
        near = np.array([
            [float((rows[places[b]] @ side[a]).max()) for side in (own, behind)]
            for a, b in zip(self.first.tolist(), self.second.tolist(), strict=True)
        ])  # fmt: skip
        return {
            "clauses": near[:, 0],
            "behind and clause": near[:, 1],
            "clause and sentence": self.cosines(own, whole),
            "behind and sentence": self.cosines(behind, whole),
            "sentences": self.cosines(whole),
            "passages": self.cosines(passage),
        }

    def _by_words(self) -> dict[str, Floats]:
        topics = self._topics
        own = {place: topics.of(self.items[place].text) for place in dict.fromkeys(self.first.tolist())}
        behind = {place: topics.of(self.items[place].behind) for place in own}
        before = {place: topics.of(self.items[place].before) for place in own}
        rows = []
        for a, b in zip(self.first.tolist(), self.second.tolist(), strict=True):
            one, whole, other = own[a], topics.whole(self.items[a].read), topics.whole(self.items[b].read)
            common = _common(one, other)
            sentences, shorter = likeness(whole, other)
            rows.append([
                held(one, other), *[*common, 0.0, 0.0, 0.0][:3], len(common), _alien(one, other),
                held(behind[a], other), max(_common(behind[a], other), default=0.0),
                held(before[a], other), max(_common(before[a], other), default=0.0), sentences, shorter,
            ])  # fmt: skip
        names = (
            "held", "first common", "second common", "third common", "common words", "alien", "behind held",
            "behind common", "before held", "before common", "sentences alike", "sentences shared",
        )  # fmt: skip
        return dict(zip(names, np.array(rows, dtype=np.float64).T, strict=True))

    def _by_mentions(self) -> dict[str, Floats]:
        view, items = self._view, self.items
        bearers = [
            [(name.kind, entity.id) for name in one.read.mentions.names
             if (entity := view.names.bearer_of(name, one.read.article_id))]
            for one in items
        ]  # fmt: skip
        named = [frozenset(bearer for _, bearer in own) for own in bearers]
        people = [frozenset(bearer for kind, bearer in own if kind is NameKind.PERSON) for own in bearers]
        figures = [frozenset((figure.kind, figure.low) for figure in one.read.mentions.figures) for one in items]
        days = [frozenset(date.earliest for date in one.read.mentions.dates if date.earliest) for one in items]
        happenings = [
            frozenset(name for word in _words(one.text) for name in classes_of(word)) - set(ASPECTS) for one in items
        ]
        words = [frozenset(_words(one.text)) for one in items]
        return {
            "names": self._common(named),
            "people": self._common(people),
            "other people": self._apart(people),
            "figures": self._common(figures),
            "days": self._common(days),
            "other days": self._apart(days),
            "happenings": self._common(happenings),
            "other happenings": self._apart(happenings),
            "opposed": np.array([
                float(_has_opposites(words[a], words[b]))
                for a, b in zip(self.first.tolist(), self.second.tolist(), strict=True)
            ]),
        }  # fmt: skip

    def _by_signs(self) -> dict[str, Floats]:
        voices = {id(one): voice_of(self._view, one.read) for one in self.items}
        same, other, n = self.compared(lambda one: voices[id(one)])
        found = {"same voice": same, "other voice": other, "voices": n}
        signs = [signs_in(_words(one.read.text)) for one in self.items]
        both = {
            "unreal": self.values(lambda one: UNREAL.search(one.text) is not None),
            "unreal sentence": self.values(lambda one: UNREAL.search(one.read.text) is not None),
            "quoted": self.values(lambda one: bool(one.read.mentions.quotations)),
            "negated": self.values(lambda one: _NEGATES.search(without_idioms(one.read.text)) is not None),
            "place": self.values(lambda one: one.read.sentence.index),
            "length": self.values(lambda one: len(one.text.split())),
            "silent": self.values(lambda one: CLAIMS_NOTHING.search(one.read.text) is not None),
            **{sign: np.array([float(sign in own) for own in signs]) for sign in _SIGNS},
        }
        for name, values in both.items():
            found[f"{name}, denying"], found[f"{name}, telling"] = values[self.first], values[self.second]
        for kind in _KINDS:
            found[f"by {kind}"] = self.values(functools.partial(_is_by, kind))[self.first]
        return found

    def _common(self, sets: Sequence[frozenset[object]]) -> Floats:
        return np.array([float(len(sets[a] & sets[b])) for a, b in zip(self.first, self.second, strict=True)])

    def _apart(self, sets: Sequence[frozenset[object]]) -> Floats:
        return np.array([
            float(bool(sets[a] and sets[b]) and sets[a].isdisjoint(sets[b]))
            for a, b in zip(self.first, self.second, strict=True)
        ])  # fmt: skip


@functools.cache
def _trees() -> Trees:
    return read_trees("gainsaid.npz")


def _candidates(view: StoryView, topics: Topics) -> tuple[list[Told], list[tuple[int, int]]]:
    """The clauses and sentences that are compared, and the pairs of them, by places."""
    reads = [
        read
        for read in view.story.sentences
        if len(read.text.split()) <= _LONGEST and view.language(read.article_id) == ENGLISH
    ]
    denied = [clause for read in reads for clause in negated_clauses(read)][:_MOST]
    plain = [read for read in reads if plain_clauses(read)]
    holding: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, read in enumerate(plain):
        for root, weight in topics.whole(read).weights.items():
            holding[root].append((number, weight))
    pairs = []
    for place, clause in enumerate(denied):
        topic = topics.of(clause.text)
        common: dict[int, float] = defaultdict(float)
        for root, weight in topic.weights.items():
            for number, other in holding.get(root, ()):
                common[number] += min(weight, other)
        by_article: dict[str, list[tuple[float, int]]] = defaultdict(list)
        for number, weight in common.items():
            if weight >= _LEAST_HELD * topic.total and plain[number].article_id != clause.read.article_id:
                by_article[plain[number].article_id].append((-round(weight, 6), number))
        for found in by_article.values():
            pairs += [(place, number) for _, number in sorted(found)[:_NEAREST]]
    met = sorted({number for _, number in pairs})  # of the others nothing need be known
    places = {number: len(denied) + place for place, number in enumerate(met)}
    items = [*denied, *(Told(plain[number], *_span(plain[number]), plain[number].text, "", "", "") for number in met)]
    return items, [(place, places[number]) for place, number in sorted(pairs)]


def _span(read: ReadSentence) -> tuple[int, int]:
    return read.sentence.start, read.sentence.end


def negated_clauses(read: ReadSentence) -> list[Told]:
    """The clauses of a sentence that say that something is not so."""
    text, offset = read.text, read.sentence.start
    masked = without_idioms(text)
    found: list[Told] = []
    if _NEGATES.search(masked) is None:
        return found
    for first, last in _clauses(text):
        match = _NEGATES.search(masked, first, last)
        is_open = (
            match is None
            or _TELLS_NOTHING.match(text, match.end(), last)
            or _SETS_APART.search(text[first : match.start()])
        )
        if match is not None and not is_open:
            found.append(
                Told(
                    read, offset + first, offset + last, text[first:last], match[0].casefold(),
                    text[match.end() : last], text[first : match.start()],
                )
            )  # fmt: skip
    return found


def plain_clauses(read: ReadSentence) -> tuple[str, ...]:
    """The clauses of a sentence that negate nothing."""
    return _plain_clauses(read.text)


@functools.lru_cache(maxsize=4_096)
def _plain_clauses(text: str) -> tuple[str, ...]:
    masked = without_idioms(text)
    return tuple(text[first:last] for first, last in _clauses(text) if _NEGATES.search(masked, first, last) is None)


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """[start, end) of the clauses that tell something."""
    for first, last in pairwise([0, *(cut.end() for cut in _CUT.finditer(text)), len(text)]):
        if sum(word not in STOP_WORDS for word in _words(text[first:last])) >= _LEAST_WORDS:
            yield first, last


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _common(one: Topic, other: Topic) -> list[float]:
    """The weights of the common words, the lower of both, the heaviest first."""
    return sorted(
        (min(weight, other.weights[root]) for root, weight in one.weights.items() if root in other.weights),
        reverse=True,
    )


def _alien(one: Topic, other: Topic) -> float:
    """The weight of the weightiest word that the other has not."""
    return max((weight for root, weight in one.weights.items() if root not in other.weights), default=0.0)


def _has_opposites(one: frozenset[str], other: frozenset[str]) -> bool:
    opposed = opposed_forms()
    return any(word in opposed and not one.isdisjoint(opposed[word]) for word in other)


def _is_by(kind: str, one: Told) -> bool:
    """Whether a clause is negated by a word of that kind."""
    if kind in ("not", "no"):
        return one.negation == kind or (kind == "not" and one.negation.endswith(("n't", "n’t")))
    return one.negation.startswith(kind)
