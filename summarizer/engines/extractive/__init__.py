"""The embedded engine: an editor's cut of the articles' own sentences. Deterministic, and blind to the articles' order.

Every sentence is one of the articles', shortened or made to stand alone where that is surely right. The one kind it
writes itself says how figures differ, in the words of `Disagreement.wording`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from summarizer.engines.extractive import ordering, selection, wording
from summarizer.engines.extractive.naming import Introductions
from summarizer.engines.extractive.selection import Candidate
from summarizer.model import (
    Disagreement,
    Draft,
    DraftSentence,
    EvidenceLine,
    Fact,
    Notice,
    Prompt,
    ReadSentence,
    Span,
    Story,
)
from summarizer.similarity import content_words, embed

__all__ = ["ExtractiveEngine"]

MIN_WORDS_FOR_FIGURES = 60  # a shorter summary has no room for a sentence about figures
TRANSLATED_LOSS = 0.5  # a machine translation's sentence, when others can be had


class ExtractiveEngine:
    """Drafts from the prompt's evidence and facts; needs no messages, no key and no network."""

    name = "extractive"
    template = None

    def draft(self, prompt: Prompt) -> Draft:
        """The draft; one without sentences, and a notice that says why, when there is nothing to draft from."""
        if not prompt.evidence:
            return self._empty("There is no evidence to draft from.")
        candidates, weights = _candidates(prompt)
        if not candidates:
            return self._empty("No sentence of the articles can stand on its own.")
        figures = _figures_told(prompt)
        n_words = prompt.brief.n_words - sum(len(d.wording.split()) for d in figures)
        told = " ".join(d.wording for d in figures)
        skipped = {d.id for d in figures}
        usable = [c for c in candidates if not skipped & set(c.disagreements)] or candidates
        chosen = selection.choose(usable, weights, n_words, told)
        paragraphs = ordering.arrange(chosen, _places(prompt.story))
        numbers = {article.id: article.number for article in prompt.story.articles}
        introductions = Introductions(prompt.story.sentences)
        sentences = [
            DraftSentence(
                introductions.introduce(candidate.text, candidate.span.article_id), _cited(candidate, numbers), place
            )
            for place, paragraph in enumerate(paragraphs)
            for candidate in paragraph
        ]
        for disagreement in figures:
            at = next((i for i, sentence in enumerate(sentences) if sentence.paragraph > 0), len(sentences))
            cited = {numbers[f.span.article_id] for f in disagreement.figures if f.span.article_id in numbers}
            sentences.insert(at, DraftSentence(disagreement.wording, tuple(sorted(cited)), min(1, len(paragraphs))))
        return Draft(tuple(sentences), self.name, title=ordering.headline(prompt.story, chosen[0].text))

    def _empty(self, reason: str) -> Draft:
        return Draft((), self.name, notices=(Notice("nothing-drafted", reason),))


def _figures_told(prompt: Prompt) -> list[Disagreement]:
    """The disagreements that get a sentence: those between articles, the more articles the sooner."""
    if prompt.brief.n_words < MIN_WORDS_FOR_FIGURES:
        return []
    found = [d for d in prompt.facts.disagreements if d.wording and len({f.span.article_id for f in d.figures}) > 1]
    found.sort(key=lambda d: (-len({f.span.article_id for f in d.figures}), d.wording))
    return found[: 1 if prompt.brief.n_words < 250 else 2]


def _candidates(prompt: Prompt) -> tuple[list[Candidate], dict[str, float]]:
    """Every sentence that can stand alone, and what the story's concepts weigh."""
    story = prompt.story
    origins = {id_: min(o.article_ids) for o in story.origins for id_ in o.article_ids}
    before: dict[str, list[ReadSentence]] = defaultdict(list)
    for read in story.sentences:
        before[read.article_id].append(read)
    facts = _facts_by_span(prompt.facts.facts)
    rows = [(origins.get(line.sentence.article_id, line.sentence.article_id), line) for line in prompt.evidence]
    weights = selection.weigh_concepts(
        (origin, line.sentence.sentence.index, selection.concepts_of(line.sentence.text)) for origin, line in rows
    )
    found = []
    for origin, line in rows:
        candidate = _candidate(
            prompt, line, origin, before[line.sentence.article_id], facts.get(line.sentence.sentence.span)
        )
        if candidate is not None:
            found.append(candidate)
    vectors = embed([candidate.text for candidate in found])
    return [replace(candidate, vector=vector) for candidate, vector in zip(found, vectors, strict=True)], weights


def _candidate(
    prompt: Prompt, line: EvidenceLine, origin: str, siblings: Sequence[ReadSentence], fact: Fact | None
) -> Candidate | None:
    read = line.sentence
    span, index = read.sentence.span, read.sentence.index
    article = prompt.story.article(read.article_id)
    published_on = article.published_at.date() if article.published_at else None
    said = wording.stand_alone(read, [other for other in siblings if other.sentence.index < index], published_on)
    if said is None:
        return None
    heard = [u for u in prompt.facts.utterances if any(_overlap(v.span, span) for v in u.variants)]
    loss = said.loss + (TRANSLATED_LOSS if _is_translated(article.id, prompt.story) else 0.0)
    return Candidate(
        text=said.text,
        span=span,
        number=line.article_number,
        origin=origin,
        index=index,
        loss=min(0.95, loss),
        importance=fact.importance if fact else (0.25 if prompt.facts.facts else 0.5),
        fact_id=fact.id if fact else "",
        evidence=fact.evidence if fact else (),
        speaker=_speaker(read, fact),
        utterances=tuple(u.id for u in heard),
        n_heard=max((len({v.outlet for v in u.variants}) for u in heard), default=1),
        disagreements=tuple(d.id for d in prompt.facts.disagreements if any(_overlap(f.span, span) for f in d.figures)),
        is_background=selection.is_background(said.text, published_on.year if published_on else None),
        concepts=selection.concepts_of(said.text),
        content=frozenset(content_words(said.text)),
    )


def _facts_by_span(facts: Sequence[Fact]) -> dict[Span, Fact]:
    """The most important fact of each span, a fact's lead before its other evidence."""
    found: dict[Span, Fact] = {}
    for fact in sorted(facts, key=lambda fact: (-fact.importance, fact.id)):
        found.setdefault(fact.lead, fact)
    for fact in sorted(facts, key=lambda fact: (-fact.importance, fact.id)):
        for span in fact.evidence:
            found.setdefault(span, fact)
    return found


def _speaker(read: ReadSentence, fact: Fact | None) -> str:
    names = [fact.speaker] if fact and fact.speaker else []
    names += [quotation.speaker for quotation in read.mentions.quotations if quotation.speaker]
    names += [attribution.speaker for attribution in read.mentions.attributions if attribution.speaker]
    return names[0].split()[-1].casefold() if names else ""


def _is_translated(article_id: str, story: Story) -> bool:
    kinds = {m.kind.value for o in story.origins for m in o.members if m.article_id == article_id}
    codes = {notice.code for notice in story.article(article_id).notices}
    return bool(kinds & {"translation", "composite"}) or any("translat" in code for code in codes)


def _overlap(first: Span, second: Span) -> bool:
    return first.article_id == second.article_id and first.start < second.end and second.start < first.end


def _places(story: Story) -> Mapping[Span, float]:
    """How far down its article (0 to 1) each sentence stands."""
    last: dict[str, int] = {}
    for read in story.sentences:
        last[read.article_id] = max(last.get(read.article_id, 0), read.sentence.index)
    return {read.sentence.span: read.sentence.index / max(1, last[read.article_id]) for read in story.sentences}


def _cited(candidate: Candidate, numbers: Mapping[str, int]) -> tuple[int, ...]:
    """The article itself and every other that supports the fact, in ascending order."""
    supporting = {numbers[span.article_id] for span in candidate.evidence if span.article_id in numbers}
    return tuple(sorted({candidate.number} | supporting))
