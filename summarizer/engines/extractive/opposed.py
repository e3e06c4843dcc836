"""Claims of which two outlets tell the opposite: told as a disagreement, and never flat in either's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarizer.engines.extractive.wording import typeset
from summarizer.facts.opposites import told_apart
from summarizer.model import Disagreement, DisagreementKind, DraftSentence, Facts, Span, StatedClaim

_SURENESS = 0.7
"""How sure a disagreement must be that a summary itself tells."""
_MOST = 2
"""How many of them a summary tells; of any more its sentences stand as they would without."""


def opposed_claims(facts: Facts) -> list[Disagreement]:
    """The sure disagreements of which two articles have one sentence in opposite ways (`facts.opposites`).

    No more than a summary tells: those of most articles, of as many the surest.
    """
    found = [
        disagreement
        for disagreement in facts.disagreements
        if disagreement.kind is DisagreementKind.CLAIM
        and disagreement.sureness >= _SURENESS
        and _n_articles(disagreement) > 1
        and _exclude(disagreement.claims)
    ]
    return sorted(found, key=lambda d: (-_n_articles(d), -d.sureness, d.wording))[:_MOST]


def _n_articles(disagreement: Disagreement) -> int:
    return len({claim.span.article_id for claim in disagreement.claims})


def _exclude(claims: Sequence[StatedClaim]) -> bool:
    first, second = (next((c.text for c in claims if c.side == side), "") for side in (0, 1))
    apart = told_apart(first, second)
    return apart is not None and apart.excludes


def tells_a_side(span: Span, opposed: Sequence[Disagreement]) -> bool:
    """Whether a sentence is a side of one of these."""
    return any(
        claim.span.article_id == span.article_id and claim.span.start < span.end and span.start < claim.span.end
        for disagreement in opposed
        for claim in disagreement.claims
    )


def sentences_on(opposed: Sequence[Disagreement], numbers: Mapping[str, int], place: int) -> list[DraftSentence]:
    """What a summary says of these, each sentence citing all who take a side; `numbers` are the articles' by id."""
    return [
        DraftSentence(
            typeset(disagreement.wording),
            tuple(sorted({numbers[c.span.article_id] for c in disagreement.claims if c.span.article_id in numbers})),
            place,
        )
        for disagreement in opposed
    ]
