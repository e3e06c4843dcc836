"""What is shown of a checked sentence: passages for and against it, their origins, the reason in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summarizer.checkers import disagreement, numbers
from summarizer.checkers.citing import share_told
from summarizer.citations import cite
from summarizer.facts.opposites import told_apart
from summarizer.model import Citation, Claim, Evidence, Finding, OriginCount, Span, Story, Verdict, Vote
from summarizer.similarity import words
from summarizer.verification import contested
from summarizer.verification.decision import deciding
from summarizer.verification.evidence import NEAR

CLAUSES = "clauses"  # who says which clause of a sentence nobody bears out
MAX_CITATIONS = 6  # passages shown for a sentence: one an article, so few stories have more
ALIKE = 0.45  # similarity from which a passage of an article that is not cited is shown as saying the same too,
ALIKE_SHARE = 0.75  # if it is not much less near than the nearest
TOLD = 0.4  # share of a sentence's telling words that an article must have to say it too,
TOLD_SHARE = 0.7  # and of what the article has that says most of it
QUOTED_WORDS = 4  # from which a quotation is cited to those only who have its words


def supporting_spans(verdict: Verdict, findings: Sequence[Finding], evidence: Evidence, claim: Claim) -> list[Span]:
    """The passages for a sentence: what those who affirm point at, else the nearest ones, offered to the reader.

    Another article says it too only where it has nearly as much of the sentence as the one that has most, and gives
    none of its figures otherwise: who merely speaks of the same event corroborates nothing.
    """
    if verdict in (Verdict.CONTRADICTED, Verdict.UNSUPPORTED, Verdict.NOT_CHECKED):
        return []
    spans = [span for f in findings if f.vote is Vote.AFFIRM for span in f.evidence]
    near = [c.sentence.sentence.span for c in evidence.candidates if c.similarity >= NEAR]
    if not spans:
        return near[:2]
    best = max((c.similarity for c in evidence.candidates), default=0.0)
    bound = max(ALIKE, ALIKE_SHARE * best)
    alike = [c.sentence.sentence.span for c in evidence.candidates if c.similarity >= (NEAR if c.is_cited else bound)]
    vouched = {span.article_id for span in spans}
    shares = {id_: share_told(claim.text, id_, evidence) for id_ in vouched | {span.article_id for span in alike}}
    enough = max(TOLD, TOLD_SHARE * max(shares.values()))
    shown = [*spans, *(span for span in alike if span.article_id in vouched or shares[span.article_id] >= enough)]
    differing = contested.other_side(claim, evidence) & shares.keys()
    differing |= {id_ for id_ in shares if _differs(claim, id_, shown, evidence.story)}
    sides = {span.article_id for f in findings if f.checker == disagreement.NAME for span in f.evidence}
    differing -= sides  # a sentence that tells each side needs every one of them
    differing |= _without_words(claim, shares.keys() - differing, evidence.story)
    return [span for span in shown if span.article_id not in differing] if differing < set(shares) else shown


def _differs(claim: Claim, article_id: str, shown: Sequence[Span], story: Story) -> bool:
    """Whether an article's passages give a figure of the claim otherwise, or all exclude it, or have it less firmly."""
    own = [read for read in story.sentences if read.article_id == article_id]
    told = [read for read in own if read.sentence.span in shown]
    if told and not contested.tells_both(claim.text) and all(told_apart(claim.text, r.text) is not None for r in told):
        return True
    return numbers.gives_otherwise(claim, told, own)


def _without_words(claim: Claim, article_ids: Iterable[str], story: Story) -> set[str]:
    """Which of the articles have not what the claim quotes, word for word, where another of them has: who gives it in
    other words, or in another translation, cannot be cited for these."""
    quoted = [" ".join(words(q.words)) for q in claim.mentions.quotations if not q.is_scare]
    quoted = [said for said in quoted if len(said.split()) >= QUOTED_WORDS]
    if not quoted:
        return set()
    lacking = set()
    for article_id in article_ids:
        text = f" {' '.join(words(story.article(article_id).text))} "
        if not all(f" {said} " in text for said in quoted):
            lacking.add(article_id)
    return lacking if lacking < set(article_ids) else set()


def cite_spans(spans: Iterable[Span], claim: Claim, story: Story) -> tuple[Citation, ...]:
    """One citation an article, the articles that the claim cites first, then in the order found."""
    articles = {article.id: article for article in story.articles}
    first = {span.article_id: span for span in reversed(list(spans)) if span.article_id in articles}
    found = [span.article_id for span in spans if span.article_id in articles]
    order = {number: place for place, number in enumerate(claim.cited)}
    ids = sorted(dict.fromkeys(found), key=lambda id_: (order.get(articles[id_].number, len(order)), found.index(id_)))
    return tuple(cite(first[id_], articles[id_], articles[id_].number) for id_ in ids[:MAX_CITATIONS])


def count_origins(citations: Sequence[Citation], story: Story) -> OriginCount:
    """How many independent origins stand behind the cited articles, and which of these only repeat another."""
    cited = list(dict.fromkeys(citation.article_id for citation in citations))
    seen: set[str] = set()
    copies = []
    for article_id in cited:
        origin = next((origin.id for origin in story.origins if article_id in origin.article_ids), article_id)
        if origin in seen:
            copies.append(article_id)
        seen.add(origin)
    return OriginCount(independent=len(seen), total=len(cited), copies=tuple(copies))


def tell_reason(
    verdict: Verdict,
    findings: Sequence[Finding],
    citations: Sequence[Citation],
    evidence: Evidence,
    story: Story,
    failed: str,
) -> str:
    """One plain sentence for an editor."""
    if verdict is Verdict.NOT_CHECKED:
        return f"The check of {failed} could not run, so nobody looked."
    decided = deciding(findings, verdict)
    if decided is not None and decided.reason:
        return decided.reason
    unborne = next((f.reason for f in findings if f.checker == CLAUSES), "")
    if verdict is Verdict.PARTIAL and unborne:
        return unborne
    labels = list(dict.fromkeys(c.outlet or c.article_id for c in citations))
    if verdict is Verdict.SUPPORTED:
        says = "says" if len(labels) == 1 else "say"
        return f"{_listed(labels)} {says} this." if labels else "The articles say this."
    nearest = evidence.candidates[0] if evidence.candidates else None
    where = story.article(nearest.sentence.article_id).label if nearest is not None else ""
    if verdict is Verdict.UNSUPPORTED:
        return f"No article says this; the nearest passage is in {where}." if where else "No article says this."
    return f"{where} has something near, but the checks cannot decide whether it says this."


def _listed(labels: Sequence[str]) -> str:
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"
