"""The prompt's evidence read as candidates: each sentence as it can stand alone, with all that choosing it needs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from summarizer.engines.extractive import selection, wording
from summarizer.engines.extractive.answers import NO_ANSWER, accuses, is_short_denial, read_answer
from summarizer.engines.extractive.antecedents import needs_of
from summarizer.engines.extractive.candidate import Candidate
from summarizer.engines.extractive.freshness import Freshness
from summarizer.engines.extractive.gist import Gist
from summarizer.engines.extractive.introductions import Introductions
from summarizer.engines.extractive.print_rules import is_printable, outside_quotes
from summarizer.engines.extractive.substance import Substance
from summarizer.facts.opposites import main_clause
from summarizer.languages import ENGLISH, article_languages, is_foreign
from summarizer.model import (
    Disagreement,
    EvidenceLine,
    Fact,
    NameKind,
    OriginKind,
    Prompt,
    ReadSentence,
    Span,
    Story,
    Utterance,
)
from summarizer.similarity import content_words, embed

SECOND_HAND = 0.5  # loss of a machine translation's or composite's sentence: enough that another origin's is taken
OPINION = 0.35  # loss of a commentary's or a review's sentence: its author's view must not be told as what happened
OWN_VOICE, N_OWN_VOICE = 0.2, 4  # share and number of sentences in the first person from which an article is commentary
STRANGER = 0.15  # loss for each person who goes by one name that no article gives in full
VARIANT = 0.1  # loss for each person who is spelled otherwise than in most articles
CREDIT = 0.15  # loss of a sentence that names one of the outlets: another has it without
N_LEAD_PLACES = 6  # sentences of an article, notes and headings among them, in which a lead is looked for
MOST_BEFORE = 300  # sentences before one in which what it takes as told is looked for: nobody remembers longer
HALF = 0.5  # loss of a quotation that its speaker goes on to turn round: half of it says the opposite of the whole
UNRANKED = 0.25  # importance of a sentence that states none of the facts, where there are facts


def read_candidates(
    prompt: Prompt, introductions: Introductions, freshness: Freshness, gist: Gist, language: str = ENGLISH
) -> tuple[list[Candidate], dict[str, float]]:
    """Every sentence in the summary's language that can stand alone, and what the story's concepts weigh."""
    reader = _Reader(prompt, introductions, freshness, gist, language)
    weights = selection.weigh_concepts(
        (
            reader.origin(line.sentence.article_id),
            line.sentence.sentence.index,
            selection.concepts_of(line.sentence.text),
        )
        for line in prompt.evidence
        if not reader.is_foreign(line.sentence)
    )
    found = [candidate for line in prompt.evidence if (candidate := reader.read(line)) is not None]
    found += reader.followers(prompt.evidence, found)
    if not found:
        found = [c for line in prompt.evidence if (c := reader.read(line, is_last_resort=True)) is not None]
    vectors = embed([candidate.text for candidate in found])
    return [replace(candidate, vector=vector) for candidate, vector in zip(found, vectors, strict=True)], weights


def second_hand(story: Story) -> frozenset[str]:
    """The articles whose words are not quite a reporter's own: put together from others, or translated by a machine."""
    composites = {m.article_id for o in story.origins for m in o.members if m.kind is OriginKind.COMPOSITE}
    translated = {a.id for a in story.articles if any("machine-translat" in notice.code for notice in a.notices)}
    return frozenset(composites | translated)


def commentary(story: Story) -> frozenset[str]:
    """The articles in which somebody gives his opinion or reviews a work, as far as title, notice or voice tell."""
    first_person: dict[str, list[bool]] = defaultdict(list)
    for read in story.sentences:
        first_person[read.article_id].append(bool(_OWN_VOICE.search(outside_quotes(_unquoted(read)))))
    return frozenset(
        article.id
        for article in story.articles
        if _OPINION_TITLE.match(article.title)
        or _OPINION_NOTICE.search(article.text)
        or sum(first_person[article.id]) >= max(N_OWN_VOICE, OWN_VOICE * len(first_person[article.id]))
    )


def reference_works(story: Story) -> frozenset[str]:
    """The articles that are an encyclopedia's entries, where others report: they tell no news."""
    found = {article.id for article in story.articles if any(note.code == "encyclopedia" for note in article.notices)}
    return frozenset(found if len(found) < len(story.articles) else ())


def _unquoted(read: ReadSentence) -> str:
    """The sentence without what it has of quotations, which may open and close in other sentences."""
    text, offset = read.text, read.sentence.start
    for quotation in reversed(read.mentions.quotations):
        text = f"{text[: quotation.start - offset]} {text[quotation.end - offset :]}"
    return text


_TEASER = re.compile(r"An? (?:[\w’'-]+ ){1,6}?(?:has|have) [a-z]+")
_TURNS = re.compile(r"[“\"‘'](?:But|However|Yet|Still|At the same time)\b")
_OPINION_TITLE = re.compile(r"(?:opinion|editorial|commentary|column|review|letters? to the editor|op-ed)\b", re.I)
_OPINION_NOTICE = re.compile(
    r"\b(?:opinions?|views?) expressed (?:here|herein|in this|by|are)\b|\bis a columnist\b"
    r"|\bopinions are (?:his|her|their) own\b",
    re.I,
)
_OWN_VOICE = re.compile(r"\b(?:I|I[’'](?:m|ve|d|ll)|my|me)\b")


class _Reader:
    """Looks up what the facts say of a sentence; built once for a prompt."""

    def __init__(
        self, prompt: Prompt, introductions: Introductions, freshness: Freshness, gist: Gist, language: str
    ) -> None:
        self._story, self._introductions = prompt.story, introductions
        self._freshness, self._gist = freshness, gist
        self._language, self._languages = language, article_languages(prompt.story)
        self._substance = Substance(prompt.story, language)
        self._has_facts = bool(prompt.facts.facts)
        self._facts = _by_span(prompt.facts.facts)
        self._origins = {id_: min(origin.article_ids) for origin in prompt.story.origins for id_ in origin.article_ids}
        self._second_hand = second_hand(prompt.story)
        self._commentary = commentary(prompt.story)
        self._reference_works = reference_works(prompt.story)
        outlets = {article.outlet for article in prompt.story.articles if article.outlet}
        self._outlets = "|".join(rf"\b{re.escape(outlet)}\b" for outlet in sorted(outlets))
        self._siblings: dict[str, list[ReadSentence]] = defaultdict(list)
        self._first: dict[str, int] = {}  # where each article's prose begins
        self._places: dict[tuple[str, int], int] = {}
        for read in prompt.story.sentences:
            self._places[read.article_id, read.sentence.index] = len(self._siblings[read.article_id])
            self._siblings[read.article_id].append(read)
            if read.article_id not in self._first and is_printable(
                wording.without_dateline(" ".join(read.text.split())), language
            ):
                self._first[read.article_id] = read.sentence.index
        self._told_at: dict[tuple[str, str], int] = {}  # where each article first tells a sentence: some tell it twice
        for read in prompt.story.sentences:
            self._told_at.setdefault((read.article_id, " ".join(read.text.split())), read.sentence.index)
        self._answered = {
            span
            for reads in self._siblings.values()
            for place, read in enumerate(reads)
            for span in read_answer(read, reads[max(0, place - 1) : place]).to
        }
        self._utterances: dict[str, list[tuple[Span, Utterance]]] = defaultdict(list)
        for utterance in prompt.facts.utterances:
            for variant in utterance.variants:
                self._utterances[variant.span.article_id].append((variant.span, utterance))
        self._disagreements: dict[str, list[tuple[Span, Disagreement]]] = defaultdict(list)
        self._superseded: dict[str, list[Span]] = defaultdict(list)
        for told in (*prompt.facts.disagreements, *prompt.facts.revisions):
            for stated in told.figures:
                if stated.is_superseded:
                    self._superseded[stated.span.article_id].append(stated.span)
        self._sides: dict[str, list[tuple[Span, tuple[str, str]]]] = defaultdict(list)
        self._open_sides: dict[str, list[tuple[Span, tuple[str, str]]]] = defaultdict(list)
        for disagreement in (d for d in prompt.facts.disagreements if not d.is_sure):
            for stated in disagreement.figures:
                side = disagreement.id, f"{stated.figure.low} {stated.figure.high}"
                self._open_sides[stated.span.article_id].append((stated.span, side))
        for disagreement in (d for d in prompt.facts.disagreements if d.is_sure):
            for stated in disagreement.figures:
                side = disagreement.id, f"{stated.figure.low} {stated.figure.high}"
                self._sides[stated.span.article_id].append((stated.span, side))
                self._disagreements[stated.span.article_id].append((stated.span, disagreement))
            for claim in disagreement.claims:
                self._sides[claim.span.article_id].append((claim.span, (disagreement.id, str(claim.side))))

    def origin(self, article_id: str) -> str:
        """The origin of an article, named by one of its articles."""
        return self._origins.get(article_id, article_id)

    def is_foreign(self, read: ReadSentence) -> bool:
        """Whether the sentence is in another language than the summary."""
        return is_foreign(" ".join(read.text.split()), self._languages[read.article_id], self._language)

    def _is_stale(self, read: ReadSentence) -> bool:
        """Whether a later article has overtaken the sentence, or one of its figures."""
        span = read.sentence.span
        has_old_figure = any(_overlap(at, span) for at in self._superseded[read.article_id])
        return has_old_figure or self._freshness.is_overtaken(read)

    def _is_half_of_what_is_said(self, read: ReadSentence, place: int) -> bool:
        """Whether it quotes somebody whose next words turn it round: "We condemn the rockets. But we are alarmed …"."""
        following = self._siblings[read.article_id][place + 1 : place + 2]
        return bool(read.mentions.quotations and following and _TURNS.match(following[0].text))

    def _is_mere_opinion(self, read: ReadSentence) -> bool:
        """Whether it is a commentator's own sentence, of no day and no figure, where reporters have written, too."""
        found = read.mentions
        is_of_reporter = read.article_id not in self._commentary or len(self._commentary) == len(self._story.articles)
        return not (is_of_reporter or found.attributions or found.figures or found.quotations or found.dates)

    def _loss_of(self, article_id: str) -> float:
        """What a sentence loses by the article that it stands in."""
        return SECOND_HAND * (article_id in self._second_hand) + OPINION * (article_id in self._commentary)

    def followers(self, evidence: Sequence[EvidenceLine], standing: Sequence[Candidate]) -> list[Candidate]:
        """The sentences that lean on the one before them in their article, where that one can stand alone."""
        spans = {candidate.span for candidate in standing}
        found = []
        for line in sorted(evidence, key=lambda line: line.sentence.sentence.span.start):
            read = line.sentence
            place = self._places[read.article_id, read.sentence.index]
            before = self._siblings[read.article_id][place - 1] if place else None
            if before is None or read.sentence.span in spans or before.sentence.span not in spans:
                continue
            candidate = self.read(line, may_lean=True)
            if candidate is not None:
                found.append(replace(candidate, follows=before.sentence.span))
                spans.add(candidate.span)
        return found

    def read(self, line: EvidenceLine, *, may_lean: bool = False, is_last_resort: bool = False) -> Candidate | None:
        """The sentence as a candidate, or None when it cannot stand alone."""
        read, span = line.sentence, line.sentence.sentence.span
        article = self._story.article(read.article_id)
        published_on = article.published_at.date() if article.published_at else None
        place = self._places[article.id, read.sentence.index]
        before = self._siblings[article.id][max(0, place - MOST_BEFORE) : place]
        if self.is_foreign(read) or article.id in self._reference_works:
            return None
        said = wording.stand_alone(
            read,
            before,
            published_on,
            language=self._language,
            may_lean=may_lean,
            is_last_resort=is_last_resort,
            is_day_guessed=article.id in self._story.guessed,
        )
        if said is None:
            return None
        answer = read_answer(read, before) if self._language == ENGLISH else NO_ANSWER
        is_reply_only = bool(answer.by) and is_short_denial(said.text)
        if not is_last_resort and (
            self._is_stale(read) or (not is_reply_only and self._substance.says_nothing(said.text))
        ):
            return None
        if not is_last_resort and self._is_mere_opinion(read):
            return None
        if is_reply_only and may_lean != answer.leans:
            return None
        fact = self._facts.get(span)
        heard = [utterance for at, utterance in self._utterances[article.id] if _overlap(at, span)]
        loss = said.loss + STRANGER * self._introductions.n_strangers(read.mentions.names)
        loss += VARIANT * self._introductions.n_variants(read.mentions.names)
        loss += CREDIT * bool(self._outlets and re.search(self._outlets, outside_quotes(said.text)))
        loss += HALF * self._is_half_of_what_is_said(read, place)
        filler = self._substance.loss(said.text, read)
        gist = self._gist.share(said.text)
        index = max(0, self._told_at[article.id, " ".join(read.text.split())] - self._first.get(article.id, 0))
        return Candidate(
            text=said.text,
            span=span,
            number=line.article_number,
            origin=self.origin(article.id),
            index=index,
            loss=min(0.95, loss + filler + self._loss_of(article.id)),
            importance=fact.importance if fact else (UNRANKED if self._has_facts else 0.5),
            fact_id=fact.id if fact else "",
            evidence=fact.evidence if fact else (),
            speaker=_speaker(read, fact),
            utterances=tuple(utterance.id for utterance in heard),
            is_filler=filler > 0,
            n_heard=1
            if filler
            else max((len({variant.outlet for variant in utterance.variants}) for utterance in heard), default=1),
            disagreements=tuple({d.id for at, d in self._disagreements[article.id] if _overlap(at, span)}),
            sides=frozenset(side for at, side in self._sides[article.id] if _overlap(at, span)),
            open_sides=frozenset(side for at, side in self._open_sides[article.id] if _overlap(at, span)),
            is_of_newest_day=self._freshness.is_of_newest_day(article.id),
            is_background=selection.is_background(said.text, published_on.year if published_on else None),
            gist=gist,
            main_gist=self._gist.share(main_clause(said.text)) if read.sentence.index <= N_LEAD_PLACES else gist,
            needs=needs_of(said.text, read, before),
            accuses=self._language == ENGLISH and (span in self._answered or accuses(said.text)),
            answer=answer,
            is_teaser=index == 0 and _is_teaser(said.text, read),
            is_reply_only=is_reply_only,
            figures=frozenset(bound for figure in read.mentions.figures for bound in (figure.low, figure.high)),
            concepts=selection.concepts_of(said.text),
            content=frozenset(content_words(said.text)),
        )


def _is_teaser(text: str, read: ReadSentence) -> bool:
    """Whether an opening tells what somebody did whom it does not name, and on no day."""
    is_named = any(name.kind in (NameKind.PERSON, NameKind.ORGANISATION) for name in read.mentions.names)
    return bool(_TEASER.match(text)) and not (is_named or read.mentions.dates or read.mentions.attributions)


def _by_span(facts: Sequence[Fact]) -> dict[Span, Fact]:
    """The most important fact of each span, as its lead before as evidence."""
    found: dict[Span, Fact] = {}
    ranked = sorted(facts, key=lambda fact: (-fact.importance, fact.text, fact.lead.article_id, fact.lead.start))
    for fact in ranked:
        found.setdefault(fact.lead, fact)
    for fact in ranked:
        for span in fact.evidence:
            found.setdefault(span, fact)
    return found


def _speaker(read: ReadSentence, fact: Fact | None) -> str:
    """Who says it, by family name, "" for nobody: to balance voices by."""
    names = [fact.speaker] if fact and fact.speaker else []
    names += [quotation.speaker for quotation in read.mentions.quotations if quotation.speaker]
    names += [attribution.speaker for attribution in read.mentions.attributions if attribution.speaker]
    return names[0].split()[-1].casefold() if names and names[0].strip() else ""


def _overlap(first: Span, second: Span) -> bool:
    return first.article_id == second.article_id and first.start < second.end and second.start < first.end
