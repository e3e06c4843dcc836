"""Claims that contradict one another, put together over the articles: each side with all who take it.

`denials`, `negations`, `contests`, `juxtaposed`, `poles`, `parallels` and `gainsaid` find pairs of passages; pairs that
tell of the same, in copies or in other words, are one disagreement, and passages of other articles that say what a side
says join it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from summarizer.facts.contests import find_contests, is_nobody
from summarizer.facts.denials import CLAIMS_NOTHING, Opposed, find_denials, is_denial, is_one_voice
from summarizer.facts.gainsaid import find_gainsaid
from summarizer.facts.givers import may_speak
from summarizer.facts.juxtaposed import find_juxtaposed
from summarizer.facts.negations import denied_words, find_negations, is_negated
from summarizer.facts.parallels import find_parallels
from summarizer.facts.poles import find_poles
from summarizer.facts.topics import Topic, Topics, alike, heaviest
from summarizer.facts.view import StoryView
from summarizer.model import Disagreement, DisagreementKind, ReadSentence, Span, StatedClaim

_SAME_CLAIM, _SAME_PAIR = 0.45, 0.35
"""How like two passages must be to say the same: of one side, and of both sides of two pairs taken together."""
_LONGEST = 24
"""Words of a passage that a wording prints."""
_LEAST_WORDS = 5
_HEAVY = 4
_ASKS = re.compile(r"\basked (?:[\w’'.-]+ ){1,4}?(?:if|whether)\b[^.;]*[.]?[”\"’']?$", re.I)


@dataclass(slots=True)
class _Matter:
    """One disagreement as it grows: the passages of its two sides, and how sure the surest pair of them is."""

    sides: tuple[list[Span], list[Span]]
    sureness: float


def find_oppositions(view: StoryView, topics: Topics, told: Collection[Collection[Span]]) -> list[Disagreement]:
    """Disagreements of claims, without ids; `told` are the spans of each other disagreement that is told already.

    A claim may give a figure that somebody disputes, and be denied for another reason: only where both passages take
    part in one disagreement it is told twice.
    """
    matters: list[_Matter] = []
    reader = _Reader(view, topics)
    names = {entity.id: entity.name for entity in view.names.entities}
    named = [*find_denials(view, topics), *find_negations(view, topics)]
    pairs = [*find_contests(view, topics, named), *find_juxtaposed(view), *find_poles(view, topics)]
    pairs += find_parallels(view, topics)
    pairs += find_gainsaid(view, topics)
    for pair in sorted(pairs, key=lambda pair: (_where(pair.denial), _where(pair.claim))):
        is_told = any(_holds(pair.claim, spans) and _holds(pair.denial, spans) for spans in told)
        is_one = pair.claim.end != pair.denial.start and is_one_voice(names, pair.claimed_by, pair.denied_by)
        if reader.is_readable(pair) and not is_told and not is_one and not reader.is_of_nothing(pair):
            reader.enter(pair, matters)
    for matter in matters:
        reader.widen(matter)
    return [reader.disagreement(matter) for matter in matters]


def _where(span: Span) -> tuple[str, int, int]:
    return span.article_id, span.start, span.end


def _holds(passage: Span, told: Iterable[Span]) -> bool:
    return any(
        span.article_id == passage.article_id and passage.start <= span.start and span.end <= passage.end
        for span in told
    )


class _Reader:
    """Puts the pairs of one story together."""

    def __init__(self, view: StoryView, topics: Topics) -> None:
        self.view, self.topics = view, topics
        self._topics: dict[tuple[str, int, int], Topic] = {}

    def text(self, span: Span) -> str:
        """The words of a passage."""
        return self.view.article(span.article_id).text[span.start : span.end]

    def topic(self, span: Span) -> Topic:
        """What a passage is about."""
        key = span.article_id, span.start, span.end
        if key not in self._topics:
            self._topics[key] = self.topics.of(self.text(span))
        return self._topics[key]

    def is_readable(self, pair: Opposed) -> bool:
        """Whether both passages are sentences, not lines of a page."""
        return all(
            len(text.split()) >= _LEAST_WORDS or is_denial(text) or is_negated(text)
            for text in (self.text(pair.claim), self.text(pair.denial))
        ) and bool(re.search(r"[.!?…][”“\"’‘'«»›‹)\]]*$", self.text(pair.denial).rstrip()))

    def is_of_nothing(self, pair: Opposed) -> bool:
        """Whether one of both is no claim: a question that an answer follows, or both only say that they are silent."""
        claim, denial = self.text(pair.claim), self.text(pair.denial)
        is_silent = CLAIMS_NOTHING.search(claim) is not None and CLAIMS_NOTHING.search(denial) is not None
        return is_silent or _ASKS.search(claim) is not None

    def enter(self, pair: Opposed, matters: list[_Matter]) -> None:
        """Add a pair to the matter that it belongs to, or begin one."""
        for matter in matters:
            claims, denials = matter.sides
            for one, other in ((pair.claim, pair.denial), (pair.denial, pair.claim)):
                likeness = self._best(one, claims), self._best(other, denials)
                if max(likeness) >= _SAME_CLAIM and sum(likeness) / 2 >= _SAME_PAIR:
                    claims.append(one)
                    denials.append(other)
                    matter.sureness = max(matter.sureness, pair.sureness)
                    return
        matters.append(_Matter(([pair.claim], [pair.denial]), pair.sureness))

    def _best(self, span: Span, others: Sequence[Span]) -> float:
        if any(_overlaps(span, other) for other in others):
            return 1.0
        topic = self.topic(span)
        return max(alike(topic, self.topic(other)) for other in others)

    def widen(self, matter: _Matter) -> None:
        """Let sentences of articles that no side has yet join the side that they say the same as."""
        for side, other in (matter.sides, matter.sides[::-1]):
            taken = {span.article_id for span in side}
            denies = [self._polarity(span) for span in side]
            best: dict[str, tuple[float, Span]] = {}
            for read in self._near(side):
                span = read.sentence.span
                if read.article_id in taken or any(_overlaps(span, passage) for passage in other):
                    continue
                likeness = self._best(span, side)
                is_best = likeness > best.get(read.article_id, (0.0, span))[0]
                if likeness >= _SAME_CLAIM and is_best and self._polarity(span) in denies:
                    best[read.article_id] = likeness, span
            side.extend(span for _, span in best.values())

    def _near(self, side: Sequence[Span]) -> list[ReadSentence]:
        """The sentences that hold one of the weightiest words of a side: others cannot say the same."""
        return self.topics.sentences_with({root for span in side for root in heaviest(self.topic(span), _HEAVY)})

    def _polarity(self, span: Span) -> bool:
        text = self.text(span)
        return bool(denied_words(text)) or is_denial(text)

    def disagreement(self, matter: _Matter) -> Disagreement:
        """The matter as users see it."""
        sides = [_without_doubles(side) for side in matter.sides]
        claims = [
            self._stated(_apart(span, sides[1 - number]), number, sides[1 - number])
            for number, side in enumerate(sides)
            for span in sorted(side, key=lambda span: (span.article_id, span.start))
        ]
        one, other = (next(claim for claim in claims if claim.side == number) for number in (0, 1))
        first, second = _who(one), _who(other)
        if first == second:
            first, second = (", ".join(dict.fromkeys((_who(claim), claim.outlet))) for claim in (one, other))
        # no full stop within the quotation marks: a reader of sentences would end the sentence there
        both = (f"“{says.rstrip('.')}” ({who})" for says, who in ((one.says, first), (other.says, second)))
        wording = f"Reports differ: {'; '.join(both)}."
        subject, sureness = f"“{_shortened(one.says, 12).rstrip('.')}”", round(matter.sureness, 2)
        return Disagreement("", subject, (), wording, DisagreementKind.CLAIM, tuple(claims), sureness)

    def _stated(self, span: Span, side: int, others: Sequence[Span]) -> StatedClaim:
        told = self.text(span)
        span = replace(span, start=span.start + len(told) - len(told.lstrip(" ,;:–—-\n")))
        reads = self._reads(span)
        return StatedClaim(
            text=self.text(span),
            says=_shortened(self._nearest(reads, span, others), _LONGEST),
            side=side,
            span=span,
            outlet=self.view.label(span.article_id),
            speaker=self._speaker(reads, span),
            as_of=self.view.published_on(span.article_id),
            origin=self.view.origin(span.article_id),
        )

    def _nearest(self, reads: Sequence[ReadSentence], span: Span, others: Sequence[Span]) -> str:
        """Of a passage of several sentences the one that stands nearest to the other side's words, if anybody says it:
        what is denied stands right before the denial, and what leads up to it is no part of the quarrel."""
        follows = any(other.article_id == span.article_id and other.start >= span.end for other in others)
        if len(reads) < 2:
            return self.text(span)
        said = [read for read in reads if read.mentions.attributions or read.mentions.quotations]
        read = (said or reads)[-1] if follows else reads[0]
        start, end = max(span.start, read.sentence.start), min(span.end, read.sentence.end)
        return self.text(replace(span, start=start, end=end))

    def _reads(self, span: Span) -> list[ReadSentence]:
        return [
            read
            for read in self.view.by_article()[span.article_id]
            if read.sentence.start < span.end and span.start < read.sentence.end
        ]

    def _speaker(self, reads: Sequence[ReadSentence], span: Span) -> str:
        """Who says a passage: of a sentence of two speakers, the one of its own half."""
        for read in reads:
            said = [(q.start, q.speaker) for q in read.mentions.quotations if q.speaker and not q.is_scare]
            said += [(cue.start, cue.speaker) for cue in read.mentions.attributions if cue.speaker]
            for start, speaker in said:
                name = self.view.speaker(read, speaker) if span.start <= start < span.end else ""
                if name and not is_nobody(name) and may_speak(self.view, read, name):
                    return name
        return ""


def _overlaps(one: Span, other: Span) -> bool:
    return one.article_id == other.article_id and one.start < other.end and other.start < one.end


def _apart(span: Span, others: Sequence[Span]) -> Span:
    """What a passage tells beside those of the other side that it holds: of one sentence, its own half."""
    start, end = span.start, span.end
    for other in sorted((other for other in others if _overlaps(span, other)), key=lambda other: other.start):
        if start >= other.start and other.end < end:
            start = other.end
        elif other.start > start and other.end >= end:
            end = other.start
    return Span(span.article_id, start, end)


def _without_doubles(spans: Sequence[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.article_id, span.start, -span.end)):
        if not any(_overlaps(span, other) for other in kept):
            kept.append(span)
    return kept


def _shortened(text: str, n_words: int) -> str:
    words = re.sub(r"[“”\"]", "", text).split()
    return " ".join(words) if len(words) <= n_words else " ".join(words[:n_words]).rstrip(",;:") + " …"


def _who(claim: StatedClaim) -> str:
    return claim.speaker or claim.outlet or "a report"
