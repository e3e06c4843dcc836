"""Draft → Summary: every sentence checked against the whole story, decided, and given with its reason and passages.

`read_draft` takes any text, ours or not. `verify` looks for what the story's articles say of each sentence, asks all
checkers, and decides by the rules of `decision`. Bad content is data: nothing here raises over what a sentence says.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from summarizer.checkers import (
    attribution,
    citing,
    comparisons,
    coverage,
    cut,
    dates,
    deeds,
    disagreement,
    editorial,
    entailment,
    happenings,
    modality,
    names,
    near_copies,
    numbers,
    quotes,
    reader,
    removed,
)
from summarizer.checkers.citing import share_told
from summarizer.citations import cite
from summarizer.cleaning import find_glued_words
from summarizer.facts import left_out
from summarizer.judge import Judgement, JudgesSentences
from summarizer.languages import is_comparable
from summarizer.model import (
    CheckedSentence,
    Citation,
    Claim,
    Draft,
    DraftSentence,
    ErrorCode,
    Evidence,
    Fact,
    Facts,
    Finding,
    Notice,
    OriginCount,
    Severity,
    Span,
    Story,
    Summary,
    Verdict,
    Vote,
)
from summarizer.similarity import content_words, words
from summarizer.verification.combining import FLAGGED, bar_for, probability
from summarizer.verification.decision import (
    ENTAILMENT,
    decide,
    deciding,
    is_counted,
    is_nearly_copied,
    join_clauses,
    may_stand,
    severity_of,
    weigh,
)
from summarizer.verification.evidence import NEAR, Library, is_checkable, is_near
from summarizer.verification.numbering import numbered_as_read
from summarizer.verification.reading import MAX_CLAIM_CHARS, ReadDraftSentence, read_claims, read_draft, without_title

__all__ = ["check_title", "numbered_as_read", "read_draft", "verify", "without_title"]

Check = Callable[[Claim, Evidence], tuple[Finding, ...]]

CHECKERS: tuple[tuple[str, Check], ...] = tuple(
    (checker.NAME, checker.check)
    for checker in (
        numbers,
        names,
        quotes,
        attribution,
        cut,
        dates,
        deeds,
        comparisons,
        happenings,
        modality,
        near_copies,
        citing,
        editorial,
        removed,
        entailment,
        reader,
        coverage,
        disagreement,
    )
)

AFFIRMING = tuple(pair for pair in CHECKERS if pair[0] in (ENTAILMENT, coverage.NAME))
"""The checkers that judge clauses alone: the others ask about words and figures, and have asked about the whole."""

CLAUSES = "clauses"  # who says which clause of a sentence nobody bears out
UNKNOWN_MARKERS = "unknown-markers"  # code of the notice that markers which name no article were removed
MAX_UNSUPPORTED_SHARE = 0.05  # as in `Settings`, for those who call `verify` without any
MAX_CITATIONS = 6  # passages shown for a sentence: one an article, so few stories have more
ALIKE = 0.45  # similarity from which a passage of an article that is not cited is shown as saying the same too,
ALIKE_SHARE = 0.75  # if it is not much less near than the nearest
TOLD = 0.4  # share of a sentence's telling words that an article must have to say it too,
TOLD_SHARE = 0.7  # and of what the article has that says most of it
MAX_POINTING_WORDS = 4  # content words of a clause that only says something of an "it"
OMISSION_ORIGINS = 3  # a fact that so many independent origins tell is missed by a reader who never hears it
QUOTED_WORDS = 4  # from which a quotation is cited to those only who have its words
OMISSION_WORDS = 0.6  # of the content words of the longer, from which two sentences tell the same
OMISSION_SHARE = 0.6  # or by this share of the story's origins, where there are fewer


def verify(
    draft: Draft,
    story: Story,
    facts: Facts,
    judge: JudgesSentences | None = None,
    *,
    max_unsupported_share: float = MAX_UNSUPPORTED_SHARE,
) -> Summary:
    """The draft with a verdict, a reason and passages for every sentence, checked against all articles of the story.

    The headline is checked likewise, without a judge. With a `judge`, a language model's verdicts count among the
    findings, each with the passage that bears it out. Of the sentences called supported, at most
    `max_unsupported_share` should not be (`combining` tells how that is known); a smaller share leaves more of them
    unclear.
    """
    bar = bar_for(max_unsupported_share)
    library = _library(story, facts)
    read = read_claims(draft, story)
    any_cited = any(sentence.whole.cited or sentence.whole.unknown_markers for sentence in read)
    judgement = judge.judge([sentence.whole.text for sentence in read], story) if judge is not None else Judgement(())
    judged = judgement.findings or (None,) * len(read)
    sentences = tuple(
        _check_once(sentence, library, story, found, any_cited=any_cited, bar=bar)
        for sentence, found in zip(read, judged, strict=True)
    )
    texts = [sentence.text for sentence in sentences]
    missing = left_out(facts, texts)
    claims = [sentence.whole for sentence in read]
    headline = _read_title(draft, story)
    return Summary(
        id=_id(draft, story),
        title=draft.title,
        sentences=sentences,
        story=story,
        facts=facts,
        left_out=missing,
        findings=(*editorial.one_sided(claims, story, facts), *_omissions(missing, texts, story)),
        notices=(*draft.notices, *judgement.notices, *_strange_markers((*read, *headline))),
        engine=draft.engine,
        model=draft.model,
        raw_reply=draft.raw,
        usage=draft.usage + judgement.usage,
        title_check=next((_check_title(one, library, story, bar=bar) for one in headline), None),
    )


def check_title(
    title: str, story: Story, facts: Facts, *, max_unsupported_share: float = MAX_UNSUPPORTED_SHARE
) -> CheckedSentence:
    """A headline checked as a sentence by itself: it is read before any other, and by more people."""
    (read,) = _read_title(Draft((), "", title=title), story)
    return _check_title(read, _library(story, facts), story, bar=bar_for(max_unsupported_share))


def _read_title(draft: Draft, story: Story) -> tuple[ReadDraftSentence, ...]:
    """The headline of a draft as claims, apart from its text; () where it has none."""
    alone = (DraftSentence(draft.title, draft.title_cited),) if draft.title else ()
    return read_claims(replace(draft, sentences=alone), story)


def _check_title(read: ReadDraftSentence, library: Library, story: Story, *, bar: float) -> CheckedSentence:
    return _check_once(read, library, story, None, any_cited=False, bar=bar)


def _strange_markers(read: Iterable[ReadDraftSentence]) -> tuple[Notice, ...]:
    """How many markers name no article of the story: they are removed, and whoever wrote them meant something."""
    found = [marker for sentence in read for marker in sentence.whole.unknown_markers]
    if not found:
        return ()
    shown = ", ".join(list(dict.fromkeys(found))[:MAX_CITATIONS])
    told = f"{len(found)} markers name no article and were" if len(found) > 1 else "A marker names no article and was"
    return (Notice(UNKNOWN_MARKERS, f"{told} removed: {shown}."),)


def _id(draft: Draft, story: Story) -> str:
    """The same content, the same id: what was written, and the very articles it was checked against."""
    parts = [draft.engine, draft.model, draft.title]
    parts.extend(f"{s.paragraph}\t{s.text}\t{s.cited}" for s in draft.sentences)
    parts.extend(f"{article.number}\t{article.id}\t{article.sha256}" for article in story.articles)
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]


# -------------------------------------------------------------------------------------- a sentence

_LIBRARIES: dict[int, tuple[Story, Facts, Library]] = {}  # the last few stories, by identity
_N_LIBRARIES = 4


def _library(story: Story, facts: Facts) -> Library:
    """The story's library, with what was checked against it: an editor changes one sentence and checks again."""
    known = _LIBRARIES.get(id(story))
    if known is not None and known[0] is story and known[1] is facts:
        return known[2]
    if len(_LIBRARIES) >= _N_LIBRARIES:
        _LIBRARIES.clear()
    library = Library(story, facts)
    _LIBRARIES[id(story)] = story, facts, library
    return library


def _check_once(
    read: ReadDraftSentence, library: Library, story: Story, judged: Finding | None, *, any_cited: bool, bar: float
) -> CheckedSentence:
    """The sentence checked; the same sentence among the same neighbours is not checked twice."""
    key = (*_key(read.whole), tuple(clause.text for clause in read.clauses), judged, any_cited, bar, CHECKERS)
    found = library.checked.get(key)
    if found is None:
        found = _check_sentence(read, library, story, judged, any_cited=any_cited, bar=bar)
        library.keep(key, found)
    return replace(found, paragraph=read.draft.paragraph)


_OFFSET = re.compile(r"(start|end)=(\d+)")
_POINTS_BACK = re.compile(r"\b(?:he|she|they)\b|^(?:it|his|her|their|this|that|these|those|the \w+)\b", re.I)
_QUOTES = re.compile(r"[“\"«‘]|(?<!\w)'")


def _key(claim: Claim) -> tuple[object, ...]:
    """All of a claim that a checker can see, but for where it stands in its text.

    What stands before is part of it only where the claim points back to somebody, and all the rest only where it has
    a quotation, which the rest may complete: else an edit would have its neighbours checked again for nothing.
    """
    mentions = _OFFSET.sub(lambda match: f"{match[1]}={int(match[2]) - claim.start}", repr(claim.mentions))
    before = (claim.previous, claim.context[: claim.start]) if _POINTS_BACK.search(claim.text) else ()
    whole = claim.context if _QUOTES.search(claim.text) else ""
    return claim.text, claim.cited, claim.unknown_markers, before, whole, mentions


def _check_sentence(
    read: ReadDraftSentence, library: Library, story: Story, judged: Finding | None, *, any_cited: bool, bar: float
) -> CheckedSentence:
    claim = read.whole
    if not is_checkable(claim.text, claim):
        return CheckedSentence(
            claim.text,
            Verdict.NOT_CHECKABLE,
            "States no fact that could be checked.",
            paragraph=read.draft.paragraph,
            written_numbers=claim.cited,
        )
    if len(claim.text) > MAX_CLAIM_CHARS:
        reason = f"Too long to be checked as one sentence ({len(claim.text)} characters); split it."
        return CheckedSentence(
            claim.text,
            Verdict.NOT_CHECKED,
            reason,
            severity=Severity.MAJOR,
            paragraph=read.draft.paragraph,
            written_numbers=claim.cited,
        )
    evidence = library.evidence_for(claim)
    findings, failed = _ask(CHECKERS, claim, evidence)
    judgement = (judged,) if judged else ()
    findings = (*library.verbatim(claim), *judgement, *_once(findings), *_garbled(claim, evidence.facts))
    near = is_near(evidence) or is_counted(findings) or not is_comparable(claim.context, story)
    verdict = decide(weigh(findings), has_evidence=near)
    if not failed:
        verdict, clause_findings = _with_clauses(verdict, read.clauses, library)
        findings = (*findings, *clause_findings)
    chance = probability(findings) or 0.0
    is_exempt = bar <= bar_for(MAX_UNSUPPORTED_SHARE) and (is_nearly_copied(findings) or is_counted(findings))
    if verdict is Verdict.SUPPORTED and chance < bar and not is_exempt:
        verdict = Verdict.UNCLEAR
    elif verdict is Verdict.UNCLEAR and not failed and judged is None and may_stand(findings, chance, bar):
        verdict = Verdict.SUPPORTED
    if any_cited and not claim.cited and not claim.unknown_markers:
        findings = (*findings, _unmarked())
    if failed and verdict not in (Verdict.CONTRADICTED,):
        verdict = Verdict.NOT_CHECKED
    score = max(chance, bar) if verdict is Verdict.SUPPORTED else min(chance, FLAGGED) if verdict.is_flag else chance
    return _checked(read, verdict, findings, evidence, story, score, failed)


def _ask(checkers: Iterable[tuple[str, Check]], claim: Claim, evidence: Evidence) -> tuple[tuple[Finding, ...], str]:
    """All findings, each once, and the name of a checker that could not look ("" when all could)."""
    findings: list[Finding] = []
    failed = ""
    for name, check in checkers:
        try:
            findings.extend(check(claim, evidence))
        except Exception:  # noqa: BLE001 - whatever fails in a checker, the editor learns that nobody looked
            failed = name
    return tuple(dict.fromkeys(findings)), failed


def _once(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings without what a near copy shows and another checker has found out, too: an editor reads it once."""
    told = {f.code for f in findings if f.vote is Vote.OBJECT and f.checker != near_copies.NAME}
    return tuple(f for f in findings if f.checker != near_copies.NAME or f.code not in told)


def _with_clauses(verdict: Verdict, clauses: Sequence[Claim], library: Library) -> tuple[Verdict, tuple[Finding, ...]]:
    """The verdict when each clause is judged alone too, with the findings on the clauses that changed it."""
    if len(clauses) < 2 or verdict not in (Verdict.SUPPORTED, Verdict.UNCLEAR):
        return verdict, ()
    verdicts, findings, n_open = [], [], 0
    for clause in clauses:
        evidence = library.evidence_for(clause)
        found, failed = _ask(AFFIRMING, clause, evidence)
        found = (*library.verbatim(clause), *found)
        alone = decide(weigh(found), has_evidence=is_near(evidence))
        is_open = alone is Verdict.UNSUPPORTED and _says_little(clause.text)
        verdicts.append(Verdict.UNCLEAR if failed or is_open else alone)
        if alone is Verdict.UNSUPPORTED:
            found = (
                *found,
                Finding(CLAUSES, Vote.NOTE, reason=f"No passage clearly says “{clause.text.strip(' .')}”."),
            )
        findings.append(found)
        n_open += is_open
    joined = join_clauses(verdict, verdicts)
    if joined is verdict:
        return (Verdict.UNCLEAR if n_open else verdict), ()
    wanted = Verdict.SUPPORTED if joined is Verdict.SUPPORTED else Verdict.UNSUPPORTED
    return joined, tuple(f for found, v in zip(findings, verdicts, strict=True) if v is wanted for f in found)


_POINTING = re.compile(r"\b(?:it|this|that|he|she|they) (?:was|were|is|are|had|has|did|does)\b", re.I)


def _says_little(clause: str) -> bool:
    """Whether a clause needs what stands before it to say anything ("the union says it was deliberate"): alone it
    shares too few words with any passage for their lack to tell something."""
    return len(content_words(clause)) <= MAX_POINTING_WORDS and _POINTING.search(clause) is not None


def _garbled(claim: Claim, facts: Facts) -> tuple[Finding, ...]:
    """An objection to words that have run together ("Scholzmet"), a slip that articles pass on to those who copy."""
    names = ". ".join(entity.name for entity in facts.entities)
    words = [word for word in find_glued_words(f"{names}. {claim.text}") if word in claim.text]
    if not words:
        return ()
    reason = f"Words have run together: {', '.join(words)}."
    return (Finding("garble", Vote.OBJECT, ErrorCode.GARBLE, reason, Severity.MINOR, claimed=words[0]),)


def _unmarked() -> Finding:
    reason = "Cites no article, while other sentences do."
    return Finding(citing.NAME, Vote.NOTE, ErrorCode.INCOMPLETE_CITATION, reason, Severity.NOTE)


def _checked(
    read: ReadDraftSentence,
    verdict: Verdict,
    findings: tuple[Finding, ...],
    evidence: Evidence,
    story: Story,
    score: float,
    failed: str,
) -> CheckedSentence:
    counted = weigh(findings)
    citations = _citations(_supporting(verdict, counted, evidence, read.whole), read.whole, story)
    against = [span for f in counted if f.vote is Vote.OBJECT for span in f.evidence] if verdict.is_flag else []
    objections = [f for f in counted if f.vote is Vote.OBJECT or (f.vote is Vote.DOUBT and verdict is Verdict.UNCLEAR)]
    objections.sort(key=lambda finding: -finding.severity)
    return CheckedSentence(
        text=read.whole.text,
        verdict=verdict,
        reason=_reason(verdict, counted, citations, evidence, story, failed),
        codes=tuple(dict.fromkeys(f.code for f in objections if f.code is not None)),
        severity=severity_of(verdict, counted),
        findings=findings,
        citations=citations,
        counter_citations=_citations(against, read.whole, story),
        origins=_origins(citations, story),
        score=score if findings and not failed else None,
        is_calibrated=not failed and bool(findings),
        paragraph=read.draft.paragraph,
        written_numbers=read.whole.cited,
    )


# --------------------------------------------------------------------- passages, origins, the reason


def _supporting(verdict: Verdict, findings: Sequence[Finding], evidence: Evidence, claim: Claim) -> list[Span]:
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
    differing = {id_ for id_ in shares if _differs(claim, id_, shown, evidence.story)}
    differing |= _without_words(claim, shares.keys() - differing, evidence.story)
    return [span for span in shown if span.article_id not in differing] if differing < set(shares) else shown


def _differs(claim: Claim, article_id: str, shown: Sequence[Span], story: Story) -> bool:
    """Whether an article's passages give a figure of the claim otherwise."""
    own = [read for read in story.sentences if read.article_id == article_id]
    return numbers.gives_otherwise(claim, [read for read in own if read.sentence.span in shown], own)


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


def _citations(spans: Iterable[Span], claim: Claim, story: Story) -> tuple[Citation, ...]:
    """One citation an article, the articles that the claim cites first, then in the order found."""
    articles = {article.id: article for article in story.articles}
    first = {span.article_id: span for span in reversed(list(spans)) if span.article_id in articles}
    found = [span.article_id for span in spans if span.article_id in articles]
    order = {number: place for place, number in enumerate(claim.cited)}
    ids = sorted(dict.fromkeys(found), key=lambda id_: (order.get(articles[id_].number, len(order)), found.index(id_)))
    return tuple(cite(first[id_], articles[id_], articles[id_].number) for id_ in ids[:MAX_CITATIONS])


def _origins(citations: Sequence[Citation], story: Story) -> OriginCount:
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


def _reason(
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


# ------------------------------------------------------------------------------ the whole summary


def _tell(fact: Fact) -> str:
    """What origins do with a fact; whose words it is, where its own do not name them."""
    is_named = fact.speaker.rpartition(" ")[2].casefold() in fact.text.casefold()
    return f"have {fact.speaker} say it" if fact.speaker and not is_named else "tell it"


def _omissions(missing: Sequence[Fact], texts: Sequence[str], story: Story) -> tuple[Finding, ...]:
    """A note for each of the most corroborated facts that no sentence tells, in no article's words for it."""
    needed = max(2, min(OMISSION_ORIGINS, round(OMISSION_SHARE * len(story.origins))))
    told = [frozenset(content_words(text)) for text in texts]
    findings = []
    for fact in missing:
        if fact.n_origins >= needed and not _is_told_as_elsewhere(fact, told, story):
            findings.append(
                Finding(
                    "omission",
                    Vote.NOTE,
                    ErrorCode.OMISSION,
                    f"Left out, though {fact.n_origins} independent origins {_tell(fact)}.",
                    Severity.NOTE,
                    evidence=(fact.lead,),
                    found=fact.text,
                )
            )
    return tuple(findings[:3])


def _is_told_as_elsewhere(fact: Fact, told: Sequence[frozenset[str]], story: Story) -> bool:
    """Whether a sentence tells a fact as one of the articles that have it does: most of either stands in the other."""
    for span in fact.evidence:
        held = frozenset(content_words(story.article(span.article_id).text[span.start : span.end]))
        if any(len(held & own) >= OMISSION_WORDS * max(len(held), len(own)) for own in told):
            return True
    return False
