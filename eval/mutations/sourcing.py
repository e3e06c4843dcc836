"""Right sentences, wrong sources; and figures that the outlets disagree about, told as if nobody did.

Codes miscitation, incomplete-citation, unknown-citation, false-corroboration, conflict-flattened and superseded. The
last two stand on what `extract_facts` finds, and are as good as that.
"""

from __future__ import annotations

import re
from random import Random

from eval.mutations.claims import Faithful, Mutated, embedded, raised, swap
from eval.mutations.english import NUMBER_WORDS
from eval.mutations.ground import Ground
from eval.mutations.speech import speech_of
from summarizer.citations import write_markers
from summarizer.model import CleanArticle, Disagreement, ErrorCode, StatedFigure
from summarizer.similarity import content_words

_SILENT = 0.35
"""An article no passage of which holds more of a claim (by rarity) does not tell it; chosen by reading."""


def cite_wrongly(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:
    """The sentence cited to an article of the story that does not say it."""
    silent = [article.number for article in _silent(claim, ground)]
    if not silent:
        return None
    return _cited(claim, (chance.choice(silent),), ErrorCode.MISCITATION)


def cite_half(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:
    """A sentence made of two articles cited to one of them; what is missing has no span."""
    if "joined" not in claim.ways or len(claim.cited) != 2:
        return None
    keep = chance.choice((0, 1))
    kept, lost = claim.sources[keep], claim.sources[1 - keep]
    if ground.article_tells(kept.article_id, lost.text, _SILENT):
        return None
    number = ground.story.article(kept.article_id).number
    return Mutated(claim.text, None, ErrorCode.INCOMPLETE_CITATION, (number,))


def cite_nothing(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:
    """The sentence cited to an article number that the story does not have."""
    n_articles = max(article.number for article in ground.story.articles)
    return _cited(claim, (n_articles + chance.choice((1, 2, 3, 5)),), ErrorCode.UNKNOWN_CITATION)


def corroborate(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:
    """What one origin tells, told as the word of several outlets."""
    inner = embedded(claim, claim.text)
    told = {read.article_id for read in claim.sources}
    origin = ground.same_origin(claim.sources[0].article_id)
    others = [article for article in ground.story.articles if article.id not in origin]
    if not inner or len(claim.sources) != 1 or claim.quoted or claim.mentions.attributions or not others:
        return None
    if "attributed" in claim.ways or len(_silent(claim, ground)) < len(others) or not told <= origin:
        return None
    n_articles = len(ground.story.articles)
    count = NUMBER_WORDS[n_articles] if 2 < n_articles <= 10 else ""
    leads = [f"{count.capitalize()} outlets report that "] if count else []
    lead = chance.choice([*leads, "Several outlets report that ", "Multiple news organisations reported that "])
    return Mutated(lead + inner, (0, len(lead) - 1), ErrorCode.FALSE_CORROBORATION)


def _silent(claim: Faithful, ground: Ground) -> list[CleanArticle]:
    """The articles of other origins that do not tell any of the claim."""
    origins = frozenset[str]().union(*(ground.same_origin(read.article_id) for read in claim.sources))
    texts = [read.text for read in claim.sources] + [claim.text]
    return [
        article
        for article in ground.story.articles
        if article.id not in origins
        and not any(ground.article_tells(article.id, text, _SILENT) for text in texts)
        and not any(ground.article_counts(article.id, figure.low, claim.text) for figure in claim.mentions.figures)
    ]


def _cited(claim: Faithful, numbers: tuple[int, ...], code: ErrorCode) -> Mutated:
    """The claim with other markers, which are the wrong stretch."""
    start = len(claim.text) + 1
    return Mutated(claim.text, (start, start + len(write_markers(numbers))), code, numbers)


# --------------------------------------------------------------------------------

_SAME_MATTER = 0.2  # share of words that the sentences of two figures must have in common to be about one thing
_PRONOUN = re.compile(r"\b(?:he|she|his|her|it|its|they|their)\b", re.IGNORECASE)


def settle(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:  # noqa: ARG001
    """One of several figures told without the one who gives it."""
    speech = speech_of(claim)
    if speech is None or speech.is_quoted or claim.quoted or len(claim.sources) != 1 or _PRONOUN.search(speech.content):
        return None
    for disagreement in ground.facts.disagreements:
        own = [stated for stated in disagreement.figures if _is_told_in(stated, claim)]
        if own and _is_real(disagreement, own[0], ground) and _holds(own[0], speech.content, claim):
            return Mutated(raised(speech.content) + ".", None, ErrorCode.CONFLICT_FLATTENED)
    return None


def tell_old(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:  # noqa: ARG001
    """A figure of an earlier version in the place of the later one, told as current."""
    for disagreement in (*ground.facts.disagreements, *ground.facts.revisions):
        new = [stated for stated in disagreement.figures if _is_told_in(stated, claim) and not stated.is_superseded]
        old = [stated for stated in disagreement.figures if stated.is_superseded]
        for now in new:
            for then in old:
                at = claim.text.find(now.figure.text)
                if at < 0 or not _replaces(now, then, ground) or not claim.is_free(at, at + len(now.figure.text)):
                    continue
                told = then.figure.text if at == 0 else then.figure.text[0].lower() + then.figure.text[1:]
                return swap(claim, (at, at + len(now.figure.text)), told, ErrorCode.SUPERSEDED)
    return None


def _replaces(now: StatedFigure, then: StatedFigure, ground: Ground) -> bool:
    """Whether one figure stands in the later version of the other's text, and nobody else still gives the old one."""
    told = (*ground.facts.disagreements, *ground.facts.revisions)
    values = [stated for one in told for stated in one.figures if stated.figure.low == then.figure.low]
    return (
        then.superseded_by == now.span.article_id
        and now.figure.low != then.figure.low
        and all(stated.is_superseded for stated in values)
    )


def _is_told_in(stated: StatedFigure, claim: Faithful) -> bool:
    return any(
        stated.span.article_id == read.article_id
        and read.sentence.start <= stated.span.start < read.sentence.end
        for read in claim.sources
    )  # fmt: skip


def _holds(stated: StatedFigure, content: str, claim: Faithful) -> bool:
    """Whether the figure is in what is said, however it was reworded."""
    told = {figure.low for figure in claim.mentions.figures if figure.text.strip(". ") in content}
    return stated.figure.low in told


def _is_real(disagreement: Disagreement, own: StatedFigure, ground: Ground) -> bool:
    """Whether another outlet gives a clearly other figure in a sentence about the same."""
    around = frozenset(content_words(_sentence(own, ground)))
    return any(
        stated.figure.low != own.figure.low
        and stated.span.article_id != own.span.article_id
        and not stated.is_superseded
        and ground.share(around, frozenset(content_words(_sentence(stated, ground)))) >= _SAME_MATTER
        for stated in disagreement.figures
    )


def _sentence(stated: StatedFigure, ground: Ground) -> str:
    for read in ground.story.sentences:
        if read.article_id == stated.span.article_id and read.sentence.start <= stated.span.start < read.sentence.end:
            return read.text
    return ""
