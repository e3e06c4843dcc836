"""The embedded engine: an editor's cut of the articles' own sentences. Deterministic, and blind to the articles' order.

Every sentence is one of the articles', shortened or made to stand alone where that is surely right. The one kind it
writes itself says how figures differ, in the words of `Disagreement.wording`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from summarizer.engines.extractive.candidate import Candidate
from summarizer.engines.extractive.candidates import commentary, read_candidates, reference_works, second_hand
from summarizer.engines.extractive.freshness import Freshness
from summarizer.engines.extractive.gist import read_gist
from summarizer.engines.extractive.headlines import Told, headlines
from summarizer.engines.extractive.introductions import Introductions
from summarizer.engines.extractive.opposed import opposed_claims, sentences_on, tells_a_side
from summarizer.engines.extractive.ordering import arrange
from summarizer.engines.extractive.selection import choose
from summarizer.engines.extractive.wording import typeset
from summarizer.facts.figure_words import counted_class
from summarizer.languages import ENGLISH, article_languages, is_written, main_language, name_of, named_language
from summarizer.model import CleanArticle, Disagreement, Draft, DraftSentence, Notice, Prompt, ReadSentence, Span, Story
from summarizer.similarity import content_words
from summarizer.similarity import words as words_of_text

__all__ = ["ExtractiveEngine"]

MIN_WORDS_FOR_FIGURES = 60  # a shorter summary has no room for a sentence about figures
COPIED = 0.9  # of a sentence's content words, from which another one is a copy of it
MIN_WORDS_FOR_TWO = 250  # a shorter one has room for one
_SURENESS_TO_TELL = 0.7
"""How sure a disagreement must be that the summary itself tells: in 176 real stories, 10 of the 15 so told were any,
and 11 of the 22 from .6 on, from where an editor is shown them as sure."""
_NO_SUBJECT = re.compile(
    r"\b(?:on|of|for) (?:the “[^”]*” figure|thems\b|the amount\b|people(?=:| range))"
)  # nobody can say what differs

_STATES = frozenset(map(counted_class, ("killed", "dead", "injured", "wounded", "hurt", "missing", "arrested")))
"""What is told of those who are counted, and stands in the place of a noun: "more than 30 killed"."""
_ANYBODY = counted_class("people")
_SAME_GIVER = re.compile(r"(\([^()]+\)) (?:or|to) [^()]*\1\.$")  # who gives two figures has corrected himself


class ExtractiveEngine:
    """Drafts from the prompt's evidence and facts; needs no messages, no key and no network."""

    name = "extractive"
    template = None

    def draft(self, prompt: Prompt) -> Draft:
        """The draft; one without sentences, and a notice that says why, when there is nothing to draft from."""
        introductions = Introductions(prompt.story.sentences, prompt.facts.entities)
        freshness = Freshness(prompt.story)
        language = main_language(prompt.story)
        foreign = {id_: code for id_, code in article_languages(prompt.story).items() if code not in ("", language)}
        notices = tuple(
            _in_other_language(prompt.story.article(id_), foreign[id_], language) for id_ in sorted(foreign)
        )
        no_news = reference_works(prompt.story)
        gist = read_gist(prompt.story, no_news.union(freshness.replaced), language)
        candidates, weights = read_candidates(prompt, introductions, freshness, gist, language)
        if not candidates:
            return Draft((), self.name, notices=(Notice("nothing-drafted", _why_nothing(prompt, language)), *notices))
        if not is_written(language):
            notices = (_in_no_language_of_ours(prompt.story, language), *notices)
        open_ = _still_open(prompt, freshness)
        told = open_[: _n_told(prompt.brief.n_words)] if language == ENGLISH else []  # their wording is English
        opposed = opposed_claims(prompt.facts) if language == ENGLISH else []
        free = [candidate for candidate in candidates if not tells_a_side(candidate.span, opposed)]
        lead = choose(candidates, weights, prompt.brief.n_words)[:1] if opposed else []
        main = next((d for d in opposed if any(tells_a_side(one.span, [d]) for one in lead)), None)
        opposed.sort(key=lambda disagreement: disagreement is not main)
        words = " ".join(disagreement.wording for disagreement in (*told, *opposed))
        chosen = choose(free, weights, prompt.brief.n_words, words, {disagreement.id for disagreement in told})
        numbers = {article.id: article.number for article in prompt.story.articles}
        sentences = sentences_on(opposed, numbers, 0) if main or not chosen else []
        for place, paragraph in enumerate(arrange(chosen, _places(prompt.story), words)):
            if place == 1:
                sentences += self._figures(told, introductions, numbers, place)
            for candidate in paragraph:
                text, lenders = introductions.introduce(candidate.text, candidate.span.article_id)
                sentences.append(DraftSentence(typeset(text), _cited(candidate, lenders, numbers), place))
        if not any(sentence.paragraph for sentence in sentences):
            sentences += self._figures(told, introductions, numbers, 0)
        if chosen and not main:
            sentences += sentences_on(opposed, numbers, sentences[-1].paragraph)
        old = {article.id for article in prompt.story.articles if freshness.has_old_title(article.id)}
        fit = Told(
            [sentence.text for sentence in sentences],
            {*freshness.replaced, *second_hand(prompt.story), *commentary(prompt.story), *no_news, *foreign, *old},
            _older_than(chosen[0], prompt.story, freshness) if chosen else [],
            [stated.figure.text for disagreement in open_ for stated in disagreement.figures],
            [stated.figure.text for stated in prompt.facts.figures if stated.is_superseded],
        )
        titles = [f"Reports differ: {main.subject}"] if main else headlines(prompt.story, gist, fit)
        title, *others = map(typeset, titles)
        return Draft(tuple(sentences), self.name, title=title, other_titles=tuple(others), notices=notices)

    def _figures(
        self, told: Sequence[Disagreement], introductions: Introductions, numbers: Mapping[str, int], place: int
    ) -> list[DraftSentence]:
        """The sentences on figures that differ, each citing all who give one."""
        sentences = []
        for disagreement in reversed(told):
            cited = {numbers[f.span.article_id] for f in disagreement.figures if f.span.article_id in numbers}
            text = introductions.introduce_in_brackets(_with_known_givers(disagreement))
            sentences.append(DraftSentence(typeset(text), tuple(sorted(cited)), place))
        return sentences


def _why_nothing(prompt: Prompt, language: str) -> str:
    if not is_written(language):
        name = named_language(prompt.story, language)
        return f"The articles are in {name}, in which the embedded engine does not write; a language model may."
    return "No sentence of the articles can stand on its own." if prompt.evidence else "There is no evidence."


def _in_no_language_of_ours(story: Story, language: str) -> Notice:
    """Says that the engine's rules do not know the language in which it repeats sentences."""
    message = (
        f"The articles are in {named_language(story, language)}, in which the embedded engine does not write: it "
        "repeats sentences as they stand, and may repeat one that leans on another."
    )
    return Notice("other-language", message)


def _in_other_language(article: CleanArticle, code: str, language: str) -> Notice:
    """Says why no sentence of an article is printed: it is in another language than the summary."""
    message = (
        f"{article.label} is in {name_of(code)}: the summary, in {name_of(language)}, prints none of its sentences."
    )
    return Notice("other-language", message, article.id)


def _n_told(n_words: int) -> int:
    """How many disagreements a summary of this length has room for."""
    return 0 if n_words < MIN_WORDS_FOR_FIGURES else 1 if n_words < MIN_WORDS_FOR_TWO else 2


def _still_open(prompt: Prompt, freshness: Freshness) -> list[Disagreement]:
    """The disagreements that may get a sentence, one a subject: those between articles, the more articles the sooner.

    What an outlet has corrected in a later version, or a count that has risen since, is no disagreement any more.
    """
    reads: dict[str, list[ReadSentence]] = defaultdict(list)
    for read in prompt.story.sentences:
        reads[read.article_id].append(read)

    def n_articles(disagreement: Disagreement) -> int:
        return len({stated.span.article_id for stated in disagreement.figures})

    def still_differs(disagreement: Disagreement) -> bool:
        standing = {(f.figure.low, f.figure.high) for f in disagreement.figures if not is_overtaken(f.span)}
        is_told = _NO_SUBJECT.search(disagreement.wording) is None and not _SAME_GIVER.search(disagreement.wording)
        return len(standing) > 1 and is_told and _is_of_one_noun(disagreement, reads)

    def is_overtaken(span: Span) -> bool:
        return any(
            freshness.is_overtaken(read)
            for read in reads[span.article_id]
            if read.sentence.start <= span.start and span.end <= read.sentence.end
        )

    found = [
        d
        for d in prompt.facts.disagreements
        if d.wording and d.sureness >= _SURENESS_TO_TELL and n_articles(d) > 1 and still_differs(d)
    ]
    by_subject: dict[str, Disagreement] = {}
    for disagreement in sorted(found, key=lambda d: (-n_articles(d), d.wording)):
        by_subject.setdefault(disagreement.subject, disagreement)  # a second one of like subject would say nothing
    return list(by_subject.values())


def _is_of_one_noun(disagreement: Disagreement, reads: Mapping[str, Sequence[ReadSentence]]) -> bool:
    """Whether all figures count the same, by their own noun or one of their sentence: "17 militants" and "50
    Palestinians" in one sentence would say that all were militants."""
    told = [(counted_class(stated.figure.counted), stated.span) for stated in disagreement.figures]
    nouns = {noun for noun, _ in told} - _STATES - {"", _ANYBODY}
    if len(nouns) != 1:
        return not nouns
    noun = nouns.pop()

    def is_of_it(own: str, span: Span) -> bool:
        inside = (read.text for read in reads[span.article_id] if read.sentence.start <= span.start < read.sentence.end)
        return own in (noun, _ANYBODY) or any(
            counted_class(word) == noun for text in inside for word in words_of_text(text)
        )

    return all(is_of_it(own, span) for own, span in told)


def _with_known_givers(disagreement: Disagreement) -> str:
    """The wording with the outlet for a giver whom only the article can tell ("his ministry"), and none in capitals."""
    text = disagreement.wording
    for stated in disagreement.figures:
        if re.match(r"(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) ", stated.speaker):
            is_named = stated.outlet and stated.outlet != stated.span.article_id  # an id is no name to print
            text = text.replace(f"({stated.speaker})", f"({stated.outlet if is_named else 'a report'})")
    return re.sub(r"\((An?|The) (?=[a-z])", lambda found: f"({found[1].lower()} ", text)


def _places(story: Story) -> dict[Span, int]:
    """Which sentence of its article each sentence is."""
    return {read.sentence.span: read.sentence.index for read in story.sentences}


def _older_than(lead: Candidate, story: Story, freshness: Freshness) -> frozenset[str]:
    """The articles written on a day before every article that has the lead."""
    of_lead = [lead.span, *(span for span in lead.evidence if _is_copy(span, lead, story))]
    return frozenset(
        article.id
        for article in story.articles
        if all(freshness.is_of_earlier_day(article.id, span.article_id) for span in of_lead)
    )


def _is_copy(span: Span, candidate: Candidate, story: Story) -> bool:
    """Whether another article has the sentence in nearly the same words."""
    text = story.article(span.article_id).text[span.start : span.end]
    return len(candidate.content & set(content_words(text))) >= COPIED * len(candidate.content)


def _cited(candidate: Candidate, lenders: frozenset[str], numbers: Mapping[str, int]) -> tuple[int, ...]:
    """The article itself, every other that supports the fact, and those that lent a title, in ascending order."""
    supporting = {span.article_id for span in candidate.evidence} | lenders
    return tuple(sorted({candidate.number} | {numbers[id_] for id_ in supporting if id_ in numbers}))
