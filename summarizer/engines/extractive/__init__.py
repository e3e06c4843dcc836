"""The embedded engine: an editor's cut of the articles' own sentences. Deterministic, and blind to the articles' order.

Every sentence is one of the articles', shortened or made to stand alone where that is surely right. The one kind it
writes itself says how figures differ, in the words of `Disagreement.wording`.
"""

from __future__ import annotations

from collections.abc import Mapping

from summarizer.engines.extractive.candidates import read_candidates
from summarizer.engines.extractive.naming import Introductions
from summarizer.engines.extractive.ordering import arrange, headline
from summarizer.engines.extractive.selection import Candidate, choose
from summarizer.model import Disagreement, Draft, DraftSentence, Notice, Prompt, Span, Story

__all__ = ["ExtractiveEngine"]

MIN_WORDS_FOR_FIGURES = 60  # a shorter summary has no room for a sentence about figures
MIN_WORDS_FOR_TWO = 250  # a shorter one has room for one


class ExtractiveEngine:
    """Drafts from the prompt's evidence and facts; needs no messages, no key and no network."""

    name = "extractive"
    template = None

    def draft(self, prompt: Prompt) -> Draft:
        """The draft; one without sentences, and a notice that says why, when there is nothing to draft from."""
        introductions = Introductions(prompt.story.sentences, prompt.facts.entities)
        candidates, weights = read_candidates(prompt, introductions)
        if not candidates:
            reason = "No sentence of the articles can stand on its own." if prompt.evidence else "There is no evidence."
            return Draft((), self.name, notices=(Notice("nothing-drafted", reason),))
        told = _disagreements_told(prompt)
        told_ids = {disagreement.id for disagreement in told}
        usable = [candidate for candidate in candidates if not told_ids & set(candidate.disagreements)] or candidates
        words = " ".join(disagreement.wording for disagreement in told)
        chosen = choose(usable, weights, prompt.brief.n_words - len(words.split()), words)
        numbers = {article.id: article.number for article in prompt.story.articles}
        sentences = []
        for place, paragraph in enumerate(arrange(chosen, _places(prompt.story))):
            for candidate in paragraph:
                text, lenders = introductions.introduce(candidate.text, candidate.span.article_id)
                sentences.append(DraftSentence(text, _cited(candidate, lenders, numbers), place))
        for disagreement in told:
            at = next((i for i, sentence in enumerate(sentences) if sentence.paragraph > 0), len(sentences))
            cited = {numbers[f.span.article_id] for f in disagreement.figures if f.span.article_id in numbers}
            place = sentences[min(at, len(sentences) - 1)].paragraph
            sentences.insert(at, DraftSentence(disagreement.wording, tuple(sorted(cited)), place))
        return Draft(tuple(sentences), self.name, title=headline(prompt.story, sentences[0].text))


def _disagreements_told(prompt: Prompt) -> list[Disagreement]:
    """The disagreements that get a sentence: those between articles, the more articles the sooner."""
    n_words = prompt.brief.n_words
    n_told = 0 if n_words < MIN_WORDS_FOR_FIGURES else 1 if n_words < MIN_WORDS_FOR_TWO else 2

    def n_articles(disagreement: Disagreement) -> int:
        return len({stated.span.article_id for stated in disagreement.figures})

    found = [d for d in prompt.facts.disagreements if d.wording and d.is_sure and n_articles(d) > 1]
    return sorted(found, key=lambda d: (-n_articles(d), d.wording))[:n_told]


def _places(story: Story) -> dict[Span, float]:
    """How far down its article (0 to 1) each sentence stands."""
    last: dict[str, int] = {}
    for read in story.sentences:
        last[read.article_id] = max(last.get(read.article_id, 0), read.sentence.index)
    return {read.sentence.span: read.sentence.index / max(1, last[read.article_id]) for read in story.sentences}


def _cited(candidate: Candidate, lenders: frozenset[str], numbers: Mapping[str, int]) -> tuple[int, ...]:
    """The article itself, every other that supports the fact, and those that lent a title, in ascending order."""
    supporting = {span.article_id for span in candidate.evidence} | lenders
    return tuple(sorted({candidate.number} | {numbers[id_] for id_ in supporting if id_ in numbers}))
