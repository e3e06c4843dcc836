"""Does the claim say it as firmly as the articles, with the same yes or no, and with a predicate that they bear out?

A veto: negation, modality (a plan, a possibility or an allegation told as done), predicate (an antonym, or a near one
that is not true), inference (what the articles do not conclude). It objects only where a sentence clearly tells of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from summarizer.checkers._alignment import (
    Alignment,
    Binding,
    Slot,
    align,
    content_stems,
    cue_pattern,
    cue_words,
    read_groups,
    read_words,
    story_words,
)
from summarizer.model import Certainty, Claim, ErrorCode, Evidence, Finding, Severity, Story, Vote

NAME = "modality"

_STRONG = 0.6  # share of the claim's content in one sentence from which its polarity and predicate count
_ANTONYM = 0.45  # the same without the predicate itself, for antonyms
_CONCLUDES = re.compile(
    r"(?:[,;]|\b(?:which|that|so|thus|thereby|and))\s*(?:is|are|was)?\s*$|^\s*$"
)  # before a conclusion
_IRREAL = re.compile(
    r"\b(?:evidence|proof|whether|if|until|claims?) (?:that )?(?:[\w'’]+ ){1,4}$"
)  # "proof that it has" …
_LONG = 70  # words: a "sentence" of more is no sentence (lower-cased or unpunctuated text)
_DENIED = 0.5  # share of what claim and sentence have in common that the clause of the negation must hold
_DONE = 0.5  # the same without the verb, for a verb that is done in the claim and not yet in the articles
_WEAK = frozenset({Certainty.PLANNED, Certainty.POSSIBLE, Certainty.ALLEGED})
_CLAUSE_END = re.compile(r"[,;:—–.()“”\"]|\b(?:but|while|although|though|whereas|because|however)\b")
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]?")


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objections and doubts about negation, firmness, predicate and conclusion of a claim."""
    aligned = _aligned(claim.text, evidence.story)
    found = [
        *_check_negation(claim, evidence.story, aligned),
        *_check_predicate(claim, evidence.story),
        *_check_firmness(claim, evidence.story, aligned),
        *_check_confirmation(claim, evidence.story),
        *_check_done(claim, evidence.story),
        *_check_inference(claim, evidence.story),
    ]
    return tuple(found)


def _aligned(text: str, story: Story) -> tuple[Alignment, ...]:
    return tuple(a for a in align(text, story) if a.sentence.text.count(" ") < _LONG)


def _finding(code: ErrorCode, alignment: Alignment, reason: str, claimed: str, found: str) -> Finding:
    return Finding(
        checker=NAME,
        vote=Vote.OBJECT,
        code=code,
        reason=reason,
        severity=Severity.MAJOR,
        evidence=(alignment.sentence.sentence.span,),
        claimed=claimed,
        found=found,
        contradicts=True,
    )


def _label(story: Story, alignment: Alignment) -> str:
    return story.article(alignment.sentence.article_id).label


# ---------------------------------------------------------------------------------------- negation


def denied_predicates(text: str) -> frozenset[str]:
    """The stem of the first content word after each negation of a text, outside quotations: what it denies.

    >>> denied_predicates("NATO has not confirmed the withdrawal.") == content_stems("confirm")
    True
    >>> denied_predicates("No fewer than 296 children died."), denied_predicates('He said "never again".')
    (frozenset(), frozenset())
    """
    text = _unquoted(text)
    words = [word for word in read_words(text) if word.stem]
    ends = [match.start() for match in _CLAUSE_END.finditer(text)]
    denied: set[str] = set()
    for cue in cue_pattern("negation").finditer(text):
        stop = next((end for end in ends if end >= cue.end()), len(text))
        denied |= {word.stem for word in [w for w in words if cue.end() <= w.start < stop][:1]}
    return frozenset(denied)


def _denies_most(text: str, denied: frozenset[str], matched: frozenset[str], story: Story) -> bool:
    """Whether the clause that holds the denied predicate holds much of what claim and sentence share."""
    words = [word for word in read_words(text) if word.stem]
    clauses = {word.clause for word in words if word.stem in denied}
    read = story_words(story)
    inside = {word.stem for word in words if word.clause in clauses} & matched
    total = sum(read.weight(stem) for stem in matched)
    return sum(read.weight(stem) for stem in inside) >= _DENIED * total


def _unquoted(text: str) -> str:
    """The text with quotations and phrases that only look like negations blanked out, of the same length."""
    for pattern in (_QUOTED, cue_pattern("no_negation")):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


def _is_negative(text: str, shared: str = "") -> bool:
    """Whether anything in a text denies, openly or by what a word implies that `shared` does not have."""
    implied = {cue.lower() for cue in cue_pattern("implied_negation").findall(text)}
    common = set(_lower_words(shared))
    return bool(cue_pattern("negation").search(_unquoted(text))) or any(cue not in common for cue in implied)


def _check_negation(claim: Claim, story: Story, aligned: tuple[Alignment, ...]) -> Iterator[Finding]:
    """An objection when the claim denies the predicate of the sentence that tells of it, or the other way round."""
    strong = [a for a in aligned[:4] if a.score >= _STRONG]
    if not strong:
        return
    best = strong[0]
    mine, theirs = denied_predicates(claim.text), denied_predicates(best.sentence.text)
    denied = mine - theirs if mine else theirs
    if not denied & best.matched or (mine and theirs):
        return
    denier, other = (claim.text, best.matched) if mine else (best.sentence.text, best.matched)
    if not _denies_most(denier, denied, other, story):
        return
    affirming, denying = (best.sentence.text, claim.text) if mine else (claim.text, best.sentence.text)
    if _is_negative(affirming, denying) or (not mine and cue_pattern("negation").search(claim.text)):
        return
    if any(_is_negative(a.sentence.text) == bool(mine) for a in strong[1:]):
        return
    what = "denies what {0} says" if mine else "says what {0} denies"
    yield _finding(
        ErrorCode.NEGATION,
        best,
        f"The sentence {what.format(_label(story, best))}.",
        claim.text,
        best.sentence.text,
    )


# --------------------------------------------------------------------------------------- predicate


@lru_cache(maxsize=1)
def _opposites() -> Mapping[str, frozenset[str]]:
    """Every inflected form of a predicate → the forms that cannot be said of the same event."""
    table: dict[str, set[str]] = {}
    for head, words in read_groups("antonyms.txt"):
        for word in words:
            for one in _forms(head):
                table.setdefault(one, set()).update(_forms(word))
            for one in _forms(word):
                table.setdefault(one, set()).update(_forms(head))
    return {word: frozenset(others) for word, others in table.items()}


_IRREGULAR = {
    "rise": "rose risen", "fall": "fell fallen", "grow": "grew grown", "shrink": "shrank shrunk", "sink": "sank sunk",
    "win": "won", "lose": "lost", "beat": "beaten", "begin": "began begun", "buy": "bought", "sell": "sold",
    "send": "sent",
    "give": "gave given", "take": "took taken", "find": "found", "hide": "hid hidden", "forbid": "forbade forbidden",
    "leave": "left", "withdraw": "withdrew withdrawn", "forget": "forgot forgotten", "lend": "lent", "build": "built",
    "withhold": "withheld", "cut": "", "shut": "", "quit": "",
}  # fmt: skip


def _forms(word: str) -> frozenset[str]:
    """A word with its regular inflections and the irregular ones known.

    >>> sorted(_forms("deny"))
    ['denied', 'denies', 'deny', 'denying']
    """
    if word in _IRREGULAR:
        stem_ = word.removesuffix("e")
        doubled = stem_ + stem_[-1] if re.search(r"[^aeiou][aeiou][tnd]$", stem_) else stem_
        return frozenset({word, word + "s", doubled + "ing", *_IRREGULAR[word].split()})
    if word.endswith("y") and word[-2] not in "aeiou":
        return frozenset({word, word[:-1] + "ies", word[:-1] + "ied", word + "ing"})
    if word.endswith("e"):
        return frozenset({word, word + "s", word + "d", word[:-1] + "ing"})
    if re.search(r"[^aeiou][aeiou][bdgmnprt]$", word) and word not in (
        "open",
        "enter",
        "weaken",
        "strengthen",
        "widen",
        "offer",
    ):
        return frozenset({word, word + "s", word + word[-1] + "ed", word + word[-1] + "ing", word + "ed", word + "ing"})
    plural = "es" if word.endswith(("s", "sh", "ch", "x")) else "s"
    return frozenset({word, word + plural, word + "ed", word + "ing"})


def _lower_words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


def _check_predicate(claim: Claim, story: Story) -> Iterator[Finding]:
    """An objection when the sentence that tells of the claim has the opposite of one of its predicates, and not it."""
    opposites = _opposites()
    for word in dict.fromkeys(_lower_words(claim.text)):
        if word not in opposites:
            continue
        found = _find_opposite(word, claim, story, opposites[word])
        if found is not None:
            alignment, other = found
            reason = f'{_label(story, alignment)} says "{other}", the sentence "{word}".'
            yield _finding(ErrorCode.PREDICATE, alignment, reason, word, other)
            return


def _find_opposite(word: str, claim: Claim, story: Story, opposites: frozenset[str]) -> tuple[Alignment, str] | None:
    """The sentence that has an opposite of `word` just where the claim has `word`, and that opposite."""
    place = re.search(rf"\b{word}\b", claim.text, re.IGNORECASE)
    if place is None or set(_lower_words(claim.text)) & opposites:
        return None
    own = content_stems(word)
    rest = claim.text[: place.start()] + claim.text[place.end() :]
    aligned = [a for a in _aligned(rest, story)[:6] if a.score >= _ANTONYM]
    if not aligned or any(own & content_stems(a.sentence.text) for a in aligned):
        return None
    best = aligned[0]
    text = best.sentence.text
    if bool(cue_pattern("negation").search(_unquoted(claim.text))) != bool(
        cue_pattern("negation").search(_unquoted(text))
    ):
        return None
    binding = Binding(claim.text, Slot(place.start(), place.end()), story)
    for match in re.finditer(r"[a-z]+", text.lower()):
        start = best.sentence.sentence.start + match.start()
        if match[0] in opposites and binding.at(best.index, start, start + len(match[0])) >= _ANTONYM:
            return best, match[0]
    return None


# ---------------------------------------------------------------------------------------- firmness


def _check_firmness(claim: Claim, story: Story, aligned: tuple[Alignment, ...]) -> Iterator[Finding]:
    """An objection when the articles tell as planned, possible or alleged what the claim tells as done or certain."""
    certain = cue_pattern("certain").search(_unquoted(claim.text))
    is_plain = not cue_pattern("tentative").search(claim.text) and not cue_pattern("negation").search(claim.text)
    if certain and is_plain:
        read = story_words(story)
        subject = max(content_stems(claim.text[: certain.start()]), key=lambda s: (read.weight(s), s), default="")
        rest = _aligned(claim.text.replace(certain[0], " "), story)[:8]
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
    if kinds <= _WEAK and cue_pattern("done").search(claim.text):
        yield _firmness_finding(best, story, claim.text, claim)


def _firmness_finding(best: Alignment, story: Story, claimed: str, claim: Claim) -> Finding:
    cues = best.sentence.mentions.modality.cues
    how = f' ("{cues[-1]}")' if cues else ""
    return _finding(
        ErrorCode.MODALITY,
        best,
        f"{_label(story, best)} does not say it so firmly{how}.",
        claimed if len(claimed) < len(claim.text) else claim.text,
        best.sentence.text,
    )


def _check_confirmation(claim: Claim, story: Story) -> Iterator[Finding]:
    """An objection to "NATO confirmed the withdrawal" where the articles say that it has seen no sign of one."""
    cue = cue_pattern("confirmation").search(_unquoted(claim.text))
    if cue is None or _is_negative(claim.text):
        return
    subjects = content_stems(claim.text[: cue.start()])
    objects = content_stems(claim.text[cue.end() :])
    if not subjects or not objects:
        return
    against: Alignment | None = None
    for alignment in _aligned(claim.text.replace(cue[0], " "), story)[:12]:
        text = alignment.sentence.text
        if not subjects & alignment.matched or not objects & alignment.matched:
            continue
        if cue_pattern("unconfirmed").search(text):
            against = against or alignment
        elif cue_pattern("confirmation").search(text):
            return
    if against is not None and against.score >= _ANTONYM:
        reason = f"{_label(story, against)} does not have it confirmed."
        yield _finding(ErrorCode.PREDICATE, against, reason, cue[0], against.sentence.text)


_PAST = frozenset(word for forms in _IRREGULAR.values() for word in forms.split())


def _check_done(claim: Claim, story: Story) -> Iterator[Finding]:
    """An objection when the claim has done what the articles have only begun, planned or possible, in the same verb."""
    text = _unquoted(claim.text)
    if (
        claim.mentions.modality.certainty is not Certainty.FACT
        or cue_pattern("undone").search(text)
        or _is_negative(text)
    ):
        return
    for match in re.finditer(r"[a-z]+", text):
        if _form(text, match) != "done":
            continue
        own = content_stems(match[0])
        rest = text[: match.start()] + text[match.end() :]
        near = [a for a in _aligned(rest, story)[:8] if a.score >= _DONE and len(a.matched) >= 3]
        forms: list[tuple[str, Alignment, str]] = []
        for alignment in near:
            theirs = alignment.sentence.text
            for word in re.finditer(r"[a-z]+", theirs):
                if own and content_stems(word[0]) == own:
                    forms.append((_form(theirs, word), alignment, word[0]))
        kinds = {form for form, _, _ in forms}
        opened = [form for form in forms if form[0] == "open"]
        if "done" in kinds or len(opened) < (2 if "noun" in kinds else 1):
            continue
        _, alignment, word_ = opened[0]
        reason = f'{_label(story, alignment)} has it as not yet done ("{word_}"), the sentence as done ("{match[0]}").'
        yield _finding(ErrorCode.MODALITY, alignment, reason, match[0], alignment.sentence.text)
        return


def _form(text: str, match: re.Match[str]) -> str:
    """How a verb stands: "done" (past or perfect), "open" (future, possible, under way) or "noun" (no verb form)."""
    before = re.findall(r"[a-z'’]+", text[: match.start()].lower())[-4:]
    word = match[0]
    last = before[-1] if before else ""
    if word.endswith("ed") or word in _PAST:
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
        begun = ("is", "are", "was", "were", "be", "been", "began", "begin", "begun", "start", "started", "beginning")
        return "open" if last in begun else "noun"
    if last == "to":
        return "open" if cue_words("planning") & set(before[:-1]) else "noun"
    return "open" if last in cue_words("future") else "noun"


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
