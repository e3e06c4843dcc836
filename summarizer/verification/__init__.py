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
    source_errors,
)
from summarizer.cleaning import find_glued_words
from summarizer.facts import left_out
from summarizer.judge import Judgement, JudgesSentences
from summarizer.languages import is_comparable
from summarizer.model import (
    CheckedClaim,
    CheckedSentence,
    Claim,
    Draft,
    DraftSentence,
    ErrorCode,
    Evidence,
    Fact,
    Facts,
    Finding,
    Notice,
    Severity,
    Story,
    Summary,
    Verdict,
    Vote,
)
from summarizer.similarity import content_words
from summarizer.verification import contested
from summarizer.verification.claims import findings_on, with_claims
from summarizer.verification.combining import FLAGGED, bar_for, probability
from summarizer.verification.decision import (
    ENTAILMENT,
    decide,
    is_counted,
    is_nearly_copied,
    join_clauses,
    may_stand,
    severity_of,
    weigh,
)
from summarizer.verification.evidence import Library, is_checkable, is_near
from summarizer.verification.numbering import numbered_as_read
from summarizer.verification.passages import (
    CLAUSES,
    MAX_CITATIONS,
    cite_spans,
    count_origins,
    supporting_spans,
    tell_reason,
)
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
        source_errors,
        contested,
    )
)

AFFIRMING = tuple(pair for pair in CHECKERS if pair[0] in (ENTAILMENT, coverage.NAME))
"""The checkers that judge clauses alone: the others ask about words and figures, and have asked about the whole."""

UNKNOWN_MARKERS = "unknown-markers"  # code of the notice that markers which name no article were removed
MAX_UNSUPPORTED_SHARE = 0.05  # as in `Settings`, for those who call `verify` without any
MAX_POINTING_WORDS = 4  # content words of a clause that only says something of an "it"
OMISSION_ORIGINS = 3  # a fact that so many independent origins tell is missed by a reader who never hears it
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
    findings = contested.without_one_voice(findings)
    judgement = (judged,) if judged else ()
    findings = (*library.verbatim(claim), *judgement, *_once(findings), *_garbled(claim, evidence.facts))
    near = is_near(evidence) or is_counted(findings) or not is_comparable(claim.context, story)
    verdict = decide(weigh(findings), has_evidence=near)
    clauses = () if contested.is_told_whole(findings) else read.clauses
    if not failed:
        verdict, clause_findings = _with_clauses(verdict, clauses, library)
        findings = (*findings, *clause_findings)
    chance = probability(findings) or 0.0
    verdict = _held_against(bar, verdict, findings, chance, may_rise=not failed and judged is None)
    if any_cited and not claim.cited and not claim.unknown_markers:
        findings = (*findings, _unmarked())
    if failed and verdict not in (Verdict.CONTRADICTED,):
        verdict = Verdict.NOT_CHECKED
    score = max(chance, bar) if verdict is Verdict.SUPPORTED else min(chance, FLAGGED) if verdict.is_flag else chance
    checked = _checked(read, verdict, findings, evidence, story, score, failed)
    return checked if failed or len(clauses) < 2 else _with_claims(checked, read, library, story, bar)


def _held_against(
    bar: float, verdict: Verdict, findings: tuple[Finding, ...], chance: float, *, may_rise: bool
) -> Verdict:
    """The verdict once the probability is held against the bar."""
    is_exempt = bar <= bar_for(MAX_UNSUPPORTED_SHARE) and (is_nearly_copied(findings) or is_counted(findings))
    if verdict is Verdict.SUPPORTED and chance < bar and not is_exempt:
        return Verdict.UNCLEAR
    if verdict is Verdict.UNCLEAR and may_rise and may_stand(findings, chance, bar):
        return Verdict.SUPPORTED
    return verdict


def _with_claims(
    checked: CheckedSentence, read: ReadDraftSentence, library: Library, story: Story, bar: float
) -> CheckedSentence:
    """A sentence of several clauses with each as a claim; those of a supported one are supported, as it was asked."""
    whole = weigh(checked.findings)
    claims = []
    for clause in read.clauses:
        start = clause.start - read.whole.start
        told = CheckedClaim(clause.text, start, start + len(clause.text), checked.verdict, checked.reason)
        if checked.verdict is Verdict.SUPPORTED:
            claims.append(replace(told, citations=checked.citations))
            continue
        evidence = library.evidence_for(clause)
        asked, failed = _ask(CHECKERS, clause, evidence)
        if failed:
            return checked
        asked = contested.without_one_voice((*library.verbatim(clause), *_once(asked)))
        found = findings_on(clause, asked, whole, read.clauses)
        near = is_near(evidence) or is_counted(found) or not is_comparable(clause.context, story)
        verdict = decide(weigh(found), has_evidence=near)
        verdict = _held_against(bar, verdict, found, probability(found) or 0.0, may_rise=True)
        if not is_checkable(clause.text, clause):
            verdict = Verdict.NOT_CHECKABLE
        counted = weigh(found)
        spans = supporting_spans(verdict, counted, evidence, clause) if verdict is not Verdict.NOT_CHECKABLE else []
        cited = cite_spans(spans, clause, story)
        reason = tell_reason(verdict, counted, cited, evidence, story, "")
        codes = dict.fromkeys(f.code for f in counted if f.vote is Vote.OBJECT and f.code is not None)
        claims.append(replace(told, verdict=verdict, reason=reason, codes=tuple(codes), citations=cited))
    sentence = with_claims(checked, claims)
    return replace(sentence, origins=count_origins(sentence.citations, story))


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
    citations = cite_spans(supporting_spans(verdict, counted, evidence, read.whole), read.whole, story)
    against = [span for f in counted if f.vote is Vote.OBJECT for span in f.evidence] if verdict.is_flag else []
    objections = [f for f in counted if f.vote is Vote.OBJECT or (f.vote is Vote.DOUBT and verdict is Verdict.UNCLEAR)]
    objections.sort(key=lambda finding: -finding.severity)
    return CheckedSentence(
        text=read.whole.text,
        verdict=verdict,
        reason=tell_reason(verdict, counted, citations, evidence, story, failed),
        codes=tuple(dict.fromkeys(f.code for f in objections if f.code is not None)),
        severity=severity_of(verdict, counted),
        findings=findings,
        citations=citations,
        counter_citations=cite_spans(against, read.whole, story),
        origins=count_origins(citations, story),
        score=score if findings and not failed else None,
        is_calibrated=not failed and bool(findings),
        paragraph=read.draft.paragraph,
        written_numbers=read.whole.cited,
    )


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
