"""Do the claim's dates and its order of events agree with the articles?

A veto. Days are compared as days of the calendar where the articles say when they were published, else as weekday
words. A weekday of the claim is one of the days that the articles tell of; "today" in a summary is somebody else's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations

from summarizer.checkers._alignment import Binding, align, cue_pattern, slot_of, story_words
from summarizer.checkers._days import Day, agree, day_of, is_one_of, read_day
from summarizer.checkers.blame import another_cause
from summarizer.checkers.order import NAME, check_cause, check_order
from summarizer.checkers.rescheduled import check_rescheduled
from summarizer.checkers.spans import check_spans
from summarizer.model import (
    Claim,
    DateMention,
    ErrorCode,
    Evidence,
    Finding,
    Precision,
    ReadSentence,
    Severity,
    Story,
    Vote,
)

__all__ = ["NAME", "check"]

_STRONG = 0.55  # share of the claim's content that a sentence must have before its date can contradict
_NEAR = 0.3  # a sentence with so much of it and the claim's date is enough to leave the claim alone
_TOUCHES = 0.12  # how well a sentence must fit that names the claim's day as the wrong one: few do, and none by chance
_CLEARLY = 0.25  # by how much another date must fit better than the claim's own
_NOT = re.compile(r"(?:\band|,|\bbut)? ?\bnot (?:(?:from|on|in|at|by|dated) )?(?:the )?$", re.IGNORECASE)
_DENIES_TOO = re.compile(r"\b(?:not|never|instead of|rather than|wrongly|first)\b[^.;]{0,40}$", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:not|never|first|last|n[o’']t) (?:\w+ ){0,3}since (?:\w+ )?$", re.IGNORECASE)
_SPANNING = ("since", "until", "till", "from")
_OPPOSITE = {
    "since": ("until", "till"), "until": ("since",), "till": ("since",), "before": ("after",), "after": ("before",),
    "from": (),
}  # fmt: skip
_BOUND = re.compile(
    r"\b(?:(?P<word>since|until|till|before|after)(?: (?:late|early|mid))?[ -]"
    r"|(?:from|as of|effective(?: from| on)?|(?:start|begin)(?:s|ning|ing)?(?: on| from)?|began on|started on"
    r"|(?:takes?|taking|took) effect(?: on| from)?|(?:comes?|coming|came) into force(?: on| from)?) )$",
    re.IGNORECASE,
)
_START = "from"
_EXCHANGED = 0.12  # how much better two dates must fit when exchanged, each for itself


def check(claim: Claim, evidence: Evidence) -> tuple[Finding, ...]:
    """Objections and doubts about when a claim says that something happened."""
    quoted = [(q.start, q.end) for q in claim.mentions.quotations]
    dates = [
        d for d in claim.mentions.dates
        if claim.start <= d.start and d.end <= claim.end and not any(s <= d.start < e for s, e in quoted)
    ]  # fmt: skip
    found: list[Finding] = []
    for mention in dates:
        finding = (
            _check_stale(mention, claim, evidence)
            or _check_bound(mention, claim, evidence)
            or _check_date(mention, claim, evidence)
        )
        if finding is not None:
            found.append(finding)
    found.extend(_check_exchange(dates, claim, evidence))
    found.extend(check_spans(claim, evidence))
    found.extend(check_order(claim, evidence))
    found.extend(check_rescheduled(claim, evidence))
    found.extend(check_cause(claim, evidence))
    found.extend(_check_blame(claim, evidence))
    return tuple(found)


def _check_blame(claim: Claim, evidence: Evidence) -> list[Finding]:
    """An objection to what the claim puts something down to, where the articles put it down to something else."""
    return [
        Finding(
            NAME, Vote.OBJECT, ErrorCode.DISCOURSE,
            f"{evidence.story.article(sentence.article_id).label} has another cause: “{told}”.",
            Severity.MAJOR, (sentence.sentence.span,), claim.text, told, True,
        )
        for sentence, told in another_cause(claim, evidence)
    ]  # fmt: skip


def _check_stale(mention: DateMention, claim: Claim, evidence: Evidence) -> Finding | None:
    """An objection to an article's "today"; none where it means "nowadays" (no sentence near it names a day)."""
    if not cue_pattern("stale").fullmatch(mention.text.strip()):
        return None
    without = claim.text.replace(mention.text, " ")
    near = [a.sentence for a in align(without, evidence.story)[:5] if a.score >= _NEAR]
    days = [
        d
        for sentence in near
        for d in sentence.mentions.dates
        if d.precision is Precision.DAY or cue_pattern("stale").search(d.text)
    ]
    if not days or claim.text[mention.end - claim.start :][:2] in ("'s", "’s"):
        return None
    return Finding(
        checker=NAME,
        vote=Vote.OBJECT,
        code=ErrorCode.STALE_DATE,
        reason=f'"{mention.text}" is the day of an article, not of the summary: name the day.',
        severity=Severity.MINOR,
        claimed=mention.text,
    )


# ----------------------------------------------------------------------------------------- one date


_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.I)


def _is_alike(mention: DateMention, other: DateMention) -> bool:
    """Whether two dates are told in one way: which day "Thursday" was is worked out, and may be wrong by a week."""
    if _RELATIVE.match(other.text):
        return False
    return bool(_WEEKDAY.search(mention.text)) == bool(_WEEKDAY.search(other.text)) or bool(
        re.search(r"\d", mention.text) and re.search(r"\d", other.text)
    )


_RELATIVE = re.compile(r"(?:the )?(?:following|next|previous|preceding)\b", re.I)
"""What counts from a day that another sentence names."""


def _check_date(mention: DateMention, claim: Claim, evidence: Evidence) -> Finding | None:
    """An objection when all sentences that tell of the claim's event give another date, and one does so clearly."""
    mine = read_day(mention)
    if mine.is_empty or _RELATIVE.match(mention.text) or _SINCE.search(claim.text[: mention.start - claim.start]):
        return None  # "not since 1985": where a span begins, of which the articles tell in other words
    others = [slot_of(d, claim) for d in claim.mentions.dates if d is not mention]
    slot = slot_of(mention, claim)
    binding = Binding(claim.text, slot, evidence.story, [slot, *others])
    best_same, best_other = 0.0, 0.0
    rival: tuple[ReadSentence, DateMention] | None = None
    denied: ReadSentence | None = None
    for index, line in enumerate(story_words(evidence.story).lines):
        for other in line.sentence.mentions.dates:
            is_same_word = other.text.strip().lower() == mention.text.strip().lower()
            is_same_word = is_same_word or is_one_of(mention.text, other.text) or is_one_of(other.text, mention.text)
            agrees = True if is_same_word else agree(mine, read_day(other))
            if agrees is None or (not agrees and not _is_alike(mention, other)):
                continue
            fit = binding.at(index, other.start, other.end)
            if agrees and _NOT.search(line.sentence.text[: other.start - line.sentence.sentence.start]):
                # "on 30 April, and not on 3 April": the words of the event stand by the first
                near = max(binding.at(index, d.start, d.end) for d in line.sentence.mentions.dates)
                denied = line.sentence if near >= _TOUCHES else denied
            elif agrees:
                best_same = max(best_same, fit)
            elif fit > best_other:
                best_other, rival = fit, (line.sentence, other)
    if denied is not None and not _DENIES_TOO.search(claim.text[: mention.start - claim.start]):
        label = evidence.story.article(denied.article_id).label
        return Finding(
            checker=NAME,
            vote=Vote.OBJECT,
            code=ErrorCode.DATE,
            reason=f"{label} says that it was not {mention.text}.",
            severity=Severity.MAJOR,
            evidence=(denied.sentence.span,),
            claimed=mention.text,
            contradicts=True,
        )
    days = [read_day(d) for d in claim.mentions.dates if d is not mention]
    # "2012" beside "2014", and the articles have both: whether the wrong way round is asked of both together
    is_told = rival is not None and best_same > 0 and any(agree(day, read_day(rival[1])) for day in days)
    if rival is not None and not is_told and best_other >= _STRONG and best_same < best_other - _CLEARLY:
        sentence, other = rival
        return Finding(
            checker=NAME,
            vote=Vote.OBJECT,
            code=ErrorCode.DATE,
            reason=f"The articles say {other.text} ({evidence.story.article(sentence.article_id).label}), "
            f"the sentence {mention.text}.",
            severity=Severity.MAJOR,
            evidence=(sentence.sentence.span,),
            claimed=mention.text,
            found=other.text,
            contradicts=True,
        )
    if best_same == 0.0 and denied is None and not _stands_elsewhere(mine, evidence.story):
        return Finding(
            checker=NAME,
            vote=Vote.DOUBT,
            code=ErrorCode.DATE,
            reason=f"No article gives the date {mention.text}.",
            severity=Severity.MINOR,
            claimed=mention.text,
        )
    return None


def _check_bound(mention: DateMention, claim: Claim, evidence: Evidence) -> Finding | None:
    """An objection when the claim has something last since or until a day of something else, and the articles another.

    "Built in 1961 and under repair since March" does not say "under repair since 1961".
    """
    bound = _BOUND.search(claim.text[: mention.start - claim.start])
    if bound is None or claim.text[mention.end - claim.start :][:2] in ("'s", "’s"):
        return None  # "before Thursday's vote" is bound to the vote
    mine, word = read_day(mention), _bound_word(bound)
    is_there = False
    rival: tuple[ReadSentence, DateMention] | None = None  # another day with the claim's word
    opposite: tuple[ReadSentence, DateMention] | None = None  # the claim's day with the opposite word
    near = {alignment.index for alignment in align(claim.text, evidence.story)[:4] if alignment.score >= _NEAR}
    for index, line in enumerate(story_words(evidence.story).lines):
        for other in line.sentence.mentions.dates:
            found = _BOUND.search(line.sentence.text[: other.start - line.sentence.sentence.start])
            theirs = _bound_word(found) if found else ""
            is_same_word = other.text.strip().lower() == mention.text.strip().lower()
            is_same = is_same_word or bool(agree(mine, read_day(other)))
            if is_same and theirs == word:
                return None
            is_there = is_there or is_same
            if index in near and is_same and theirs in _OPPOSITE[word]:
                opposite = opposite or (line.sentence, other)
            if index in near and not is_same and theirs == word in _SPANNING:
                rival = rival or (line.sentence, other)
    told = opposite or (rival if is_there else None)
    if told is None:
        return None
    sentence, other = told
    theirs_word = _BOUND.search(sentence.text[: other.start - sentence.sentence.start])
    return Finding(
        checker=NAME,
        vote=Vote.OBJECT,
        code=ErrorCode.DATE,
        reason=f"The articles say {_bound_word(theirs_word) if theirs_word else word} {other.text} "
        f"({evidence.story.article(sentence.article_id).label}), the sentence {word} {mention.text}.",
        severity=Severity.MAJOR,
        evidence=(sentence.sentence.span,),
        claimed=mention.text,
        found=other.text,
        contradicts=True,
    )


def _bound_word(bound: re.Match[str]) -> str:
    """The word by which something is bound to a day, one for all that say when it begins ("starting on", "as of")."""
    return (bound["word"] or _START).lower()


def _stands_elsewhere(mine: Day, story: Story) -> bool:
    """Whether the date is that of an article, or its day stands in no sentence as a date but in the text as a word."""
    for article in story.articles:
        if article.published_at is not None:
            published = article.published_at.date()
            if any(agree(mine, day_of(published - timedelta(back))) for back in range(2)):
                return True
        if mine.year is not None and mine.month is None and str(mine.year) in article.text:
            return True
    return False


# -------------------------------------------------------------------------------------- two dates


_ONWARD = re.compile(r"^ (?:to|until|till|through) $|\b(?:before|then)\b")


def _is_in_order(one: DateMention, other: DateMention, claim: Claim) -> bool:
    """Whether the claim goes from an earlier day to a later one: exchanged, they would make no sense."""
    first, second = sorted((one, other), key=lambda mention: mention.start)
    days = [(day.year, day.month, day.day) for day in (read_day(first), read_day(second))]
    known = [tuple(part for part in day if part is not None) for day in days]
    if [part is None for part in days[0]] != [part is None for part in days[1]] or known[0] >= known[1]:
        return False
    return _ONWARD.search(claim.context[first.end : second.start]) is not None


def _check_exchange(dates: list[DateMention], claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """An objection when two dates of a claim fit the articles clearly better the other way round."""
    lines = story_words(evidence.story).lines
    for one, other in combinations(dates, 2):
        first, second = read_day(one), read_day(other)
        if first.is_empty or second.is_empty or agree(first, second) is not False:
            continue
        if _is_in_order(one, other, claim):
            continue
        slots = [slot_of(one, claim), slot_of(other, claim)]
        fits = []
        for slot in slots:
            binding = Binding(claim.text, slot, evidence.story, slots)
            for day in (first, second):
                fits.append(
                    max(
                        (
                            binding.at(index, d.start, d.end)
                            for index, line in enumerate(lines)
                            for d in line.sentence.mentions.dates
                            if agree(day, read_day(d))
                        ),
                        default=0.0,
                    )
                )
        straight, crossed = (fits[0], fits[3]), (fits[1], fits[2])
        if not all(fits) or crossed[0] <= straight[0] or crossed[1] <= straight[1]:
            continue
        if sum(crossed) - sum(straight) > _EXCHANGED:
            yield Finding(
                checker=NAME,
                vote=Vote.OBJECT,
                code=ErrorCode.DATE,
                reason=f"The articles have {one.text} and {other.text} the other way round.",
                severity=Severity.MAJOR,
                claimed=one.text,
                found=other.text,
                contradicts=True,
            )
