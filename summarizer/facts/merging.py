"""The facts of the rules with those of a second reader, who only points at words of the articles.

All that comes in are places in articles and members of our own lists, so nothing that a reader (or an article that
talks to it) writes can get into a fact: texts are cut here, wordings are made here. Rules are the first voice: the
second fills what they left empty, adds what they did not see, and changes nothing that they said; only a disagreement
that the rules themselves are not sure of needs its word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from summarizer.facts.settling import AnchoredDisagreement, Settler, is_one_matter, spans_of
from summarizer.facts.statements import state_figures
from summarizer.facts.view import StoryView
from summarizer.model import Certainty, Disagreement, Fact, Facts, Modality, ReadSentence, Span, Stance, Story

_IMPORTANCE = 0.5
"""Of a second reader's fact where the rules have none to compare it with; else it takes the middle of theirs."""


@dataclass(frozen=True, slots=True)
class AnchoredFact:
    """A fact that a second reader points at: its words, and where its speaker is named in the same article."""

    span: Span
    speaker: Span | None = None
    stance: Stance = Stance.OTHER
    certainty: Certainty = Certainty.FACT


@dataclass(frozen=True, slots=True)
class Found:
    """All that a second reader points at, most important first."""

    facts: tuple[AnchoredFact, ...] = ()
    disagreements: tuple[AnchoredDisagreement, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """The facts of both readers, and what the second one changed: `n_refused` disagreements were none."""

    facts: Facts
    n_new: int = 0
    n_filled: int = 0
    n_new_disagreements: int = 0
    n_refused: int = 0


def merge_facts(story: Story, facts: Facts, found: Found) -> Merged:
    """The rules' facts with what a second reader found in the same story. New ones have ids of their own ("m1", "md1").

    >>> merge_facts(Story("s", "", (), (), ()), Facts(), Found()).facts == Facts()
    True
    """
    view, sentences = StoryView(story), _Sentences(story.sentences)
    rows, n_filled = _merge_statements(view, sentences, facts.facts, found.facts)
    disagreements, n_refused = _merge_disagreements(Settler(view, sentences.holding), facts, found)
    changed = [disagreement for disagreement in disagreements if disagreement not in facts.disagreements]
    rows = [_with_dispute(fact, changed) for fact in rows]
    figures = state_figures(view, (*disagreements, *facts.revisions)) if changed else facts.figures
    merged = replace(facts, facts=tuple(rows), disagreements=disagreements, figures=figures)
    return Merged(
        merged,
        n_new=len(rows) - len(facts.facts),
        n_filled=n_filled,
        n_new_disagreements=sum(disagreement.id.startswith("md") for disagreement in disagreements),
        n_refused=n_refused,
    )


class _Sentences:
    """The story's sentences by where they stand."""

    def __init__(self, sentences: Sequence[ReadSentence]) -> None:
        self._by_article: dict[str, list[ReadSentence]] = defaultdict(list)
        for read in sentences:
            self._by_article[read.article_id].append(read)

    def holding(self, span: Span) -> ReadSentence | None:
        """The sentence that holds the span, or most of it."""
        held = [
            (min(span.end, read.sentence.end) - max(span.start, read.sentence.start), -read.sentence.index, read)
            for read in self._by_article[span.article_id]
        ]
        n_held, _, read = max(held, key=lambda row: row[:2], default=(0, 0, None))
        return read if n_held > 0 else None


# ------------------------------------------------------------------------------------- statements


def _merge_statements(
    view: StoryView, sentences: _Sentences, known: Sequence[Fact], found: Sequence[AnchoredFact]
) -> tuple[list[Fact], int]:
    """The facts by importance, and how many of the known ones were made fuller."""
    rows = list(known)
    places = {span: place for place, fact in enumerate(known) for span in fact.evidence}
    importance = round(median(fact.importance for fact in known), 4) if known else _IMPORTANCE
    filled: set[int] = set()
    for anchored in found:
        read = sentences.holding(anchored.span)
        if read is None:
            continue
        span = read.sentence.span
        if span not in places:
            places[span] = len(rows)
            rows.append(_new_fact(view, read, f"m{len(rows) - len(known) + 1}", importance))
        place = places[span]
        fact = rows[place]
        # What a sentence that only supports a fact says of its speaker, the lead may not say.
        rows[place] = _filled(view, read, fact, anchored) if fact.lead == span else fact
        if place < len(known) and rows[place] != known[place]:
            filled.add(place)
    rows.sort(key=lambda fact: -fact.importance)
    return rows, len(filled)


def _new_fact(view: StoryView, read: ReadSentence, fact_id: str, importance: float) -> Fact:
    span = read.sentence.span
    text = view.article(span.article_id).text[span.start : span.end]
    return Fact(fact_id, span, text, (span,), 1, 1, importance, modality=read.mentions.modality)


def _filled(view: StoryView, read: ReadSentence, fact: Fact, anchored: AnchoredFact) -> Fact:
    """The fact with what the rules left empty: whose word it is, what they do with it, how firmly it is said."""
    speaker = _speaker(view, read, anchored.speaker)
    if speaker and not fact.speaker:
        fact = replace(fact, speaker=speaker)
    if speaker and fact.stance is Stance.OTHER and _is_same_speaker(view, read, speaker, fact.speaker):
        fact = replace(fact, stance=anchored.stance)
    if fact.modality == read.mentions.modality == Modality():  # the rules saw nothing that makes it less than a fact
        fact = replace(fact, modality=Modality(certainty=anchored.certainty))
    return fact


def _speaker(view: StoryView, read: ReadSentence, named: Span | None) -> str:
    """Who is named at that place: a name of the story, or a phrase in the sentence itself ("an official")."""
    if named is None:
        return ""
    phrase = " ".join(view.article(named.article_id).text[named.start : named.end].split())
    is_here = read.sentence.start <= named.start and named.end <= read.sentence.end
    if not is_here and view.names.entity_of(phrase, named.article_id) is None:
        return ""
    return view.names.speaker_name(phrase, named.article_id)


def _is_same_speaker(view: StoryView, read: ReadSentence, one: str, other: str) -> bool:
    return view.names.speaker_key(one, read.article_id) == view.names.speaker_key(other, read.article_id)


# ---------------------------------------------------------------------------------- disagreements


def _merge_disagreements(settler: Settler, facts: Facts, found: Found) -> tuple[tuple[Disagreement, ...], int]:
    """The rules' disagreements with the sides that were added to them, then the new ones; and how many are refused.

    Of the rules' own those are left out that they are not sure of and the reader does not point at.
    """
    rows, n_refused = list(facts.disagreements), 0
    confirmed: set[int] = set()
    for anchored in found.disagreements:
        settled = settler.settle(anchored)
        if settled is None:
            n_refused += 1
            continue
        place = next((place for place, known in enumerate(rows) if is_one_matter(known, settled)), None)
        if place is None:
            rows.append(replace(settled, id=f"md{len(rows) - len(facts.disagreements) + 1}"))
        else:
            rows[place] = settler.join(rows[place], settled)
            confirmed.add(place)
    if found.disagreements:  # what the rules doubt and a reader of all articles does not see is none
        rows = [row for place, row in enumerate(rows) if row.is_sure or place in confirmed]
    return tuple(rows), n_refused


def _with_dispute(fact: Fact, disagreements: Sequence[Disagreement]) -> Fact:
    """The fact, disputed when a disagreement rests on words in its evidence."""
    is_disputed = fact.is_disputed or any(
        span.article_id == disputed.article_id and span.start <= disputed.start and disputed.end <= span.end
        for disagreement in disagreements
        for disputed in spans_of(disagreement)
        for span in fact.evidence
    )
    return replace(fact, is_disputed=is_disputed)
