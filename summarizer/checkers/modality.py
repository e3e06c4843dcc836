"""Does the claim say it as firmly as the articles, with the same yes or no, and with a predicate that they bear out?

A veto: negation, modality (a plan, a possibility or an allegation told as done), predicate (an antonym, or a near one
that is not true), inference (what the articles do not conclude). It objects only where a sentence clearly tells of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from summarizer.checkers._alignment import (
    Alignment,
    align,
    content_stems,
    cue_pattern,
    cue_words,
    read_words,
    share_told,
    story_words,
)
from summarizer.checkers.accusations import told_as_proved, told_though_denied
from summarizer.checkers.clauses import NOT_ALL, check_clauses, names_idea
from summarizer.checkers.conditions import unconditional
from summarizer.checkers.doubts import doubted, too_early
from summarizer.checkers.granted import check_granted
from summarizer.checkers.included import check_included
from summarizer.checkers.polarity import COUNTERFACTUAL, corrects, denied_predicates, is_negative, lower_words, unquoted
from summarizer.checkers.predicates import NAME, PAST, aligned_with, check_predicates, contradiction, forms_of, label
from summarizer.checkers.refuted import check_demand, check_giver, check_refuted
from summarizer.model import Certainty, Claim, ErrorCode, Evidence, Finding, Severity, Story, Vote

__all__ = ["NAME", "check"]

_STRONG = 0.6  # share of the claim's content in one sentence from which its polarity and predicate count
_CONCLUDES = re.compile(
    r"(?:[,;]|\b(?:which|that|so|thus|thereby|and))\s*(?:is|are|was)?\s*$|^\s*$"
)  # before a conclusion
_IRREAL = re.compile(
    r"\b(?:evidence|proof|whether|if|until|claims?) (?:that )?(?:[\w'’]+ ){1,4}$"
)  # "proof that it has" …
_DENIED = 0.5  # share of what claim and sentence have in common that the clause of the negation must hold
_DONE = 0.5  # the same without the verb, for a verb that is done in the claim and not yet in the articles
_SAME_DEED = 0.6  # share of the words of a verb's clause by which another sentence tells of the same deed
_MANY, _DONE_OF_MANY = 4, 0.4  # of so many words shared the share may be less: the claim tells more than one sentence
_WEAK = frozenset({Certainty.UNDERWAY, Certainty.PLANNED, Certainty.POSSIBLE, Certainty.ALLEGED})
_MAX_CONJUNCT = 4  # content words of what a claim sets apart by "but not"
_POSSIBLE = 0.5  # share of the claim's content that one clause must tell as possible
_PLACED = re.compile(r"\s*(?:in|at|on|to|near|by|for|with|against|during|over|under)\b", re.IGNORECASE)
"""How what is set apart begins: "in Belarus but not in the Black Sea"; "though not most of its jobs" sets other things
apart, of which an article may well speak."""
_CLAUSE = re.compile(r"[,;:—–]|--|\b(?:that|and|but|while|although|though|because)\b")
_POSSIBLY = re.compile(r"\b(?:may|might|could|can|would|will|should|plans? to|hopes? to|expect\w* to|to be)\b")
_PERFECT = re.compile(
    r"\b(?:has|have|had|was|were|been)\s+(?:\w+ly\s+)?(?P<verb>(?!been \w+ing\b)[a-z]+(?:ed|en|wn|ne)|"
    + "|".join(sorted(PAST))
    + r")\b"
)


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objections and doubts about negation, firmness, predicate and conclusion of a claim."""
    if claim.text.startswith("Whether "):
        return ()  # it leaves open what it names
    aligned = aligned_with(claim.text, evidence.story)
    found = [
        *_check_negation(claim, evidence.story, aligned),
        *_check_conjuncts(claim, evidence.story),
        *check_predicates(claim, evidence.story),
        *_check_firmness(claim, evidence.story, aligned),
        *_check_possible(claim, evidence.story),
        *_check_done(claim, evidence.story),
        *_check_begun(claim, evidence.story),
        *_check_condition(claim, evidence.story, aligned),
        *_check_refused(claim, evidence.story),
        *_check_doubted(claim, evidence.story, aligned),
        *_check_accusations(claim, evidence),
        *check_granted(claim, evidence),
        *check_included(claim, evidence),
        *check_refuted(claim, evidence),
        *check_giver(claim, evidence),
        *check_demand(claim, evidence),
        *_check_inference(claim, evidence.story),
    ]
    return tuple(found or check_clauses(claim, evidence.story))


# ---------------------------------------------------------------------------------------- negation


def _denies_most(text: str, denied: frozenset[str], matched: frozenset[str], story: Story) -> bool:
    """Whether the clause that holds the denied predicate holds much of what claim and sentence share."""
    words = [word for word in read_words(text) if word.stem]
    clauses = {word.clause for word in words if word.stem in denied}
    read = story_words(story)
    inside = {word.stem for word in words if word.clause in clauses} & matched
    total = sum(read.weight(stem) for stem in matched)
    return sum(read.weight(stem) for stem in inside) >= _DENIED * total


_WITHOUT = re.compile(r"\bwithout (?!\w+ing\b)\w", re.I)
_TAKEN = re.compile(
    r"\b(?:cut|cuts|cutting|los(?:e|es|t|ing|s)|depriv\w+|disconnect\w*|stripp?\w*|knocked out|outages?)\b", re.I
)


def _check_negation(claim: Claim, story: Story, aligned: tuple[Alignment, ...]) -> Iterator[Finding]:
    """An objection when the claim denies the predicate of the sentence that tells of it, or the other way round."""
    strong = [a for a in aligned[:4] if a.score >= _STRONG]
    if not strong:
        return
    best = strong[0]
    mine, theirs = denied_predicates(claim.text), denied_predicates(best.sentence.text)
    if COUNTERFACTUAL.search(claim.text) or COUNTERFACTUAL.search(best.sentence.text):
        return  # "would have scored had he not cleared it" says that he did
    denied = mine - theirs if mine else theirs
    if not denied & best.matched or (mine and theirs):
        return
    if _WITHOUT.search(unquoted(best.sentence.text if theirs else claim.text)) and _TAKEN.search(
        claim.text if theirs else best.sentence.text
    ):
        return  # "left homes without power" is what "cut power to homes" says
    denier, other = (claim.text, best.matched) if mine else (best.sentence.text, best.matched)
    if not _denies_most(denier, denied, other, story):
        return
    if NOT_ALL.search(best.sentence.text):
        return  # "all but two were released" says that two were not
    affirming, denying = (best.sentence.text, claim.text) if mine else (claim.text, best.sentence.text)
    if corrects(affirming, denying):
        return
    # within quotation marks too: "I do not believe you want war" denies what "he did not believe they wanted it" does
    if is_negative(affirming, denying) or cue_pattern("negation").search(affirming):
        return
    if any(is_negative(a.sentence.text) == bool(mine) for a in strong[1:]) or (mine and _ONCE.search(affirming)):
        return
    what = "denies what {0} says" if mine else "says what {0} denies"
    yield contradiction(
        ErrorCode.NEGATION,
        best,
        f"The sentence {what.format(label(story, best))}.",
        claim.text,
        best.sentence.text,
    )


_ONCE = re.compile(r"\b(?:when|once|if|until|before|as soon as|after)\b", re.I)
"""What is told as to come under such a word is not told as done."""


def _check_conjuncts(claim: Claim, story: Story) -> Iterator[Finding]:
    """An objection to "in A but not in B" where more sentences tell it of both than deny it of the second."""
    text = unquoted(claim.text)
    contrast = cue_pattern("contrast").search(claim.text)
    if contrast is None:
        return
    tail = re.split(r"[,;:.]", claim.text[contrast.end() :])[0]
    second = content_stems(tail)
    first = content_stems(text[: contrast.start()])
    if not second or len(second) > _MAX_CONJUNCT or len(first) < 2 or not _PLACED.match(tail):
        return
    near = [
        a for a in aligned_with(f"{claim.text[: contrast.start()]} {tail}", story)[:8]
        if a.score >= _DONE and second <= a.matched
    ]  # fmt: skip
    both = [a for a in near if not is_negative(a.sentence.text, claim.text)]
    denying = [a for a in near if cue_pattern("negation").search(unquoted(a.sentence.text))]
    if both and len(both) > len(denying):
        reason = f"{label(story, both[0])} says it of “{tail.strip()}” too."
        yield contradiction(ErrorCode.NEGATION, both[0], reason, contrast[0] + tail, both[0].sentence.text)


# ---------------------------------------------------------------------------------------- firmness


def _check_firmness(claim: Claim, story: Story, aligned: tuple[Alignment, ...]) -> Iterator[Finding]:
    """An objection when the articles tell as planned, possible or alleged what the claim tells as done or certain."""
    certain = cue_pattern("certain").search(unquoted(claim.text))
    is_plain = not cue_pattern("tentative").search(claim.text) and not cue_pattern("negation").search(claim.text)
    if certain and is_plain:
        read = story_words(story)
        subject = max(content_stems(claim.text[: certain.start()]), key=lambda s: (read.weight(s), s), default="")
        rest = aligned_with(claim.text.replace(certain[0], " "), story)[:8]
        near = [a for a in rest if a.score >= _DONE and (not subject or subject in a.matched)]
        if any(cue_pattern("certain").search(a.sentence.text) for a in near):
            return
        open_ = [a for a in near if cue_pattern("tentative").search(a.sentence.text)]
        if open_ and open_[0] is near[0] and 2 * len(open_) >= len(near):
            yield _firmness_finding(near[0], story, certain[0], claim)
            return
    strong = [a for a in aligned[:4] if a.score >= _STRONG]
    if not strong:
        return
    best = strong[0]
    if claim.mentions.modality.certainty is not Certainty.FACT or cue_pattern("undone").search(claim.text):
        return
    kinds = {a.sentence.mentions.modality.certainty for a in strong}
    if kinds <= _WEAK and cue_pattern("done").search(claim.text) and not names_idea(claim.text):
        yield _firmness_finding(best, story, claim.text, claim)


def _firmness_finding(best: Alignment, story: Story, claimed: str, claim: Claim) -> Finding:
    cues = best.sentence.mentions.modality.cues
    how = f' ("{cues[-1]}")' if cues else ""
    return contradiction(
        ErrorCode.MODALITY,
        best,
        f"{label(story, best)} does not say it so firmly{how}.",
        claimed if len(claimed) < len(claim.text) else claim.text,
        best.sentence.text,
    )


def _check_possible(claim: Claim, story: Story) -> Iterator[Finding]:
    """An objection when the claim has done what all clauses that tell of it call possible, expected or planned."""
    text = unquoted(claim.text)
    verb = _PERFECT.search(text)
    if verb is None or cue_pattern("undone").search(text) or cue_pattern("tentative").search(text):
        return
    if is_negative(text):
        return
    wanted = content_stems(claim.text) - content_stems(verb["verb"])
    read = story_words(story)
    total = sum(read.weight(stem) for stem in wanted)
    open_: Alignment | None = None
    for alignment in aligned_with(claim.text, story)[:8]:
        for clause in _CLAUSE.split(alignment.sentence.text):
            matched = content_stems(clause) & wanted
            if len(matched) < 3 or sum(read.weight(stem) for stem in matched) < _POSSIBLE * total:
                continue
            if not _POSSIBLY.search(unquoted(clause)) or _stands_as_ahead(text, clause):
                return
            open_ = open_ or alignment
    if open_ is not None:
        yield _firmness_finding(open_, story, claim.text, claim)


_AHEAD = re.compile(r"\b(?:to|will|would|may|might|could|can|should) (?:be )?(?P<verb>[a-z]+)")


def _stands_as_ahead(text: str, clause: str) -> bool:
    """Whether what a clause has as to come is to come in the claim, too: "chosen to carry" what he will carry."""
    mine = {stem for match in _AHEAD.finditer(text) for stem in content_stems(match["verb"])}
    return any(mine & content_stems(match["verb"]) for match in _AHEAD.finditer(unquoted(clause)))


def _check_done(claim: Claim, story: Story) -> Iterator[Finding]:
    """An objection when the claim has done what the articles have only begun, planned or possible, in the same verb."""
    text = unquoted(claim.text)
    if (
        claim.mentions.modality.certainty is not Certainty.FACT
        or cue_pattern("undone").search(text)
        or is_negative(text)
    ):
        return
    for match in re.finditer(r"[a-z]+", text):
        if _form(text, match) != "done" or _ATTRIBUTIVE.search(text[: match.start()]):
            continue
        own = content_stems(match[0])
        rest = text[: match.start()] + text[match.end() :]
        near = [
            a for a in aligned_with(rest, story)[:8]
            if len(a.matched) >= 3 and a.score >= (_DONE if len(a.matched) < _MANY else _DONE_OF_MANY)
        ]  # fmt: skip
        forms: list[tuple[str, Alignment, str]] = []
        for alignment in near:
            theirs = alignment.sentence.text
            for word in re.finditer(r"[a-z]+", theirs):
                if own and content_stems(word[0]) == own and word[0][:3] == match[0][:3]:
                    forms.append((_form(theirs, word), alignment, word[0]))
        kinds = {form for form, _, _ in forms}
        opened = [form for form in forms if form[0] in ("open", "asked")]
        if "done" in kinds or len(opened) < (2 if "noun" in kinds else 1):
            continue
        kind, alignment, word_ = opened[0]
        if _AT_THE_TIME.search(text[: match.start()]) or (word_.endswith("ing") and word_ in _lasting()):
            continue  # who is staying away has stayed away
        if _is_done_elsewhere(text, match, story):
            continue  # what one article expects, a later one tells
        reason = f'{label(story, alignment)} has it as not yet done ("{word_}"), the sentence as done ("{match[0]}").'
        code = ErrorCode.PREDICATE if kind == "asked" else ErrorCode.MODALITY
        yield contradiction(code, alignment, reason, match[0], alignment.sentence.text)
        return


def _is_done_elsewhere(text: str, match: re.Match[str], story: Story) -> bool:
    """Whether a sentence tells as done what the verb's own clause tells, however little of the rest of the claim."""
    own = content_stems(match[0])
    before, after = _CLAUSE.split(text[: match.start()])[-1], _CLAUSE.split(text[match.end() :])[0]
    wanted, read = content_stems(f"{before} {after}") - own, story_words(story)
    return any(
        own <= line.stems and share_told(wanted, line.stems, read) >= _SAME_DEED
        and any(
            content_stems(word[0]) == own and _form(line.sentence.text, word) == "done"
            for word in re.finditer(r"[a-z]+", line.sentence.text)
        )
        for line in read.lines
    )  # fmt: skip


_BEGUN = re.compile(r"\b(?:(?:has|have|had) )?(?:begun|began|started) (?:to )?(?P<verb>[a-z]{3,})\b")
_UNDER_WAY = re.compile(
    r"\b(?:began|begun|begins?|started|starts|launched|under ?way|broke ground|already|since)\b"
    r"|\b(?:is|are|was|were|been) (?:\w+ly )?[a-z]+ing\b"
)


def _check_begun(claim: Claim, story: Story) -> Iterator[Finding]:
    """An objection when the claim has begun what the articles only plan or have as possible, in the same verb."""
    text = unquoted(claim.text)
    match = _BEGUN.search(text)
    if match is None or claim.mentions.modality.certainty is not Certainty.FACT or is_negative(text):
        return
    own = content_stems(match["verb"])
    ahead: Alignment | None = None
    for alignment in aligned_with(text[: match.start()] + text[match.end() :], story)[:8]:
        if len(alignment.matched) < 3 or alignment.score < _DONE_OF_MANY:
            continue
        theirs = alignment.sentence.text
        if _UNDER_WAY.search(theirs):
            return
        forms = {_form(theirs, word) for word in re.finditer(r"[a-z]+", theirs) if content_stems(word[0]) == own}
        if "done" in forms:
            return
        ahead = ahead or (alignment if own and "open" in forms else None)
    if ahead is not None:
        reason = f'{label(story, ahead)} has it as not yet begun, the sentence as begun ("{match[0].strip()}").'
        yield contradiction(ErrorCode.MODALITY, ahead, reason, match[0].strip(), ahead.sentence.text)


_ATTRIBUTIVE = re.compile(
    r"(?:^|[,;:]|\b(?:an?|the|its|his|her|their|of|for|with|by|in|on|to|from|under|all|some|any|no|and|or)) *$", re.I
)
"""What stands before a participle that belongs to a noun: "declared medical aids" tells of no declaring."""


_AT_THE_TIME = re.compile(r"\b(?:as|while|when|where|before|until) (?:[\w’'-]+ ){1,4}$", re.I)
"""Before what was going on when something else happened: "as dusk approached" is "as dusk was approaching"."""


@lru_cache(maxsize=1)
def _lasting() -> frozenset[str]:
    """The forms of verbs of what lasts: as soon as it goes on, it has been done."""
    return frozenset(form for word in cue_words("lasting") for form in forms_of(word))


def _form(text: str, match: re.Match[str]) -> str:
    """How a verb stands: "done" (past or perfect), "open" (future, possible, under way), "asked" (for) or "noun"."""
    before = re.findall(r"[a-z'’]+", text[: match.start()].lower())[-4:]
    word = match[0]
    last = before[-1] if before else ""
    if word.endswith("ed") or word in PAST:
        not_yet = cue_words("planning") | cue_words("future") | {"is", "are", "was", "were"}
        is_open = last in ("be", "being") and bool(not_yet & set(before[:-1]))
        return (
            "open"
            if is_open or _IRREAL.search(text[: match.start()])
            else "noun"
            if last in ("be", "being", "to")
            else "done"
        )
    if word.endswith("ing"):
        if last == "been" and {"has", "have", "had"} & set(before):
            return "done"  # "has been backing" them has backed them
        begun = ("is", "are", "was", "were", "be", "began", "begin", "begun", "start", "started", "beginning")
        return "open" if last in begun else "noun"
    if last == "to":
        if cue_words("petition") & set(before[:-1]):
            return "asked"
        is_to = before[-2:-1] in (["is"], ["are"], ["was"], ["were"])  # "is to open", also of what was to come
        is_to = is_to and word not in _AT_FAULT
        return "open" if is_to or cue_words("planning") & set(before[:-1]) else "noun"
    is_condition = word.endswith("s") and _CONDITIONAL.search(text[: match.start()]) is not None
    return "open" if is_condition or last in cue_words("future") else "noun"


_AT_FAULT = ("blame", "thank")
"""What somebody is "to" without anything to come: a dry spring that "was to blame" has been blamed."""
_CONDITIONAL = re.compile(r"\b(?:if|unless|until|once|provided|whether) (?:that )?(?:[\w'’-]+ ){1,4}$")
"""Before a verb of the present that is a condition: "if the council approves the site"."""


def _check_condition(claim: Claim, story: Story, aligned: tuple[Alignment, ...]) -> Iterator[Finding]:
    """An objection when the claim leaves out the condition under which alone the articles have it."""
    for alignment, condition in unconditional(claim, story, aligned):
        reason = f"{label(story, alignment)} has this only “{condition.strip()}”."
        found = contradiction(ErrorCode.MODALITY, alignment, reason, claim.text, condition.strip())
        yield replace(found, severity=Severity.CRITICAL)  # no guess: the article says when it will be so


def _check_doubted(claim: Claim, story: Story, aligned: tuple[Alignment, ...]) -> Iterator[Finding]:
    """An objection when the claim tells as so what the articles have as doubted, denied or too early to tell."""
    for found in (doubted(claim.text, aligned, story), too_early(claim.text, aligned, story)):
        if found is not None:
            alignment, words = found
            reason = f"{label(story, alignment)} has this only as “{words.strip()}”."
            objection = contradiction(ErrorCode.NEGATION, alignment, reason, claim.text, words.strip())
            yield replace(objection, severity=Severity.CRITICAL)  # no guess: it says who doubts what
            return


def _check_accusations(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """An objection when an accusation is told as proved, or what somebody denies as so."""
    for read, cue in told_as_proved(claim, evidence):
        reason = f"{evidence.story.article(read.article_id).label} has this only as an accusation (“{cue.strip()}”)."
        yield Finding(
            NAME, Vote.OBJECT, ErrorCode.ATTRIBUTION_DROPPED, reason, Severity.MAJOR, (read.sentence.span,),
            claim.text, cue.strip(),
        )  # fmt: skip
        return
    for read, denied in told_though_denied(claim, evidence):
        reason = f"{evidence.story.article(read.article_id).label} has it denied: “{denied}”."
        yield Finding(
            NAME, Vote.OBJECT, ErrorCode.PREDICATE, reason, Severity.MAJOR, (read.sentence.span,),
            claim.text, denied, True,
        )  # fmt: skip


_REFUSED = re.compile(
    r"\b(?:declin\w+|refus\w+|fail(?:s|ed)|neglect\w+|forgot|omitted|unable) to (?P<verb>[a-z]+)\b(?P<rest>[^.;,]*)"
)


def _check_refused(claim: Claim, story: Story) -> Iterator[Finding]:
    """An objection when the claim has done what the articles say somebody refused or failed to do."""
    text = unquoted(claim.text)
    if is_negative(text) or _REFUSED.search(text):
        return
    own = content_stems(text)
    for alignment in aligned_with(claim.text, story)[:6]:
        for match in _REFUSED.finditer(unquoted(alignment.sentence.text)):
            verb, rest = forms_of(match["verb"]), content_stems(match["rest"])
            subject = content_stems(alignment.sentence.text[: match.start()])
            if verb.isdisjoint(lower_words(text)) or not (rest & own) or not (subject & own):
                continue
            others = [a.sentence.text for a in aligned_with(claim.text, story)[:8]]
            if any(not verb.isdisjoint(lower_words(other)) and not _REFUSED.search(other) for other in others):
                return
            reason = f'{label(story, alignment)} says "{match[0].strip()}".'
            yield contradiction(ErrorCode.NEGATION, alignment, reason, claim.text, match[0].strip())
            return


# --------------------------------------------------------------------------------------- inference


def _check_inference(claim: Claim, story: Story) -> Iterator[Finding]:
    """A doubt, or an objection where no article has its words, about a conclusion that the claim draws."""
    cue = cue_pattern("inference").search(claim.text)
    if cue is None or not _CONCLUDES.search(claim.text[: cue.start()]):
        return
    conclusion = claim.text[cue.start() :]
    wanted = content_stems(claim.text[cue.end() :])
    best = align(conclusion, story)[:1]
    score = best[0].score if best else 0.0
    if score >= _STRONG:
        return
    known = {s for line in story_words(story).lines for s in line.stems}
    is_new = bool(wanted) and not wanted & known
    yield Finding(
        checker=NAME,
        vote=Vote.OBJECT if is_new else Vote.DOUBT,
        code=ErrorCode.INFERENCE,
        reason="No article draws this conclusion.",
        severity=Severity.MAJOR if is_new else Severity.MINOR,
        claimed=conclusion.strip(" ,"),
    )
