"""Does the claim tell two events in the order in which the articles have them, by their words of order or their days?

A veto, asked by `dates`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from summarizer.checkers._alignment import Line, align, content_stems, cue_pattern, share_told, story_words
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

NAME = "dates"

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TIMES = (
    "week|weekend|month|year|night|morning|evening|spring|summer|autumn|fall|winter|season|january|february|march|april"
    "|may"
)
_A_DAY = re.compile(
    rf"\s+(?:the\s+)?(?:{'|'.join(_WEEKDAYS)}|\d|(?:last|this|early|late)\s+(?:{_TIMES}|{'|'.join(_WEEKDAYS)})"
    r"|(?:early|late)\b)",
    re.I,
)  # "since Saturday"
_SHARED = 0.2  # share of each part that a sentence of order must have before it speaks of both events
_CROSSED = 0.25  # how much better the other order must fit
_EVENT = 0.75  # share of a part's words in a sentence from which the sentence's day is the event's


@dataclass(frozen=True, slots=True)
class _Order:
    """Two parts of a sentence: the stems of what came first and of what came second."""

    first: frozenset[str]
    second: frozenset[str]


def check_order(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """An objection when an article tells the two events of the claim in the other order, or dates them so."""
    mine = _order(claim.text)
    if mine is None or not mine.first or not mine.second or _NOTHING.search(claim.text):
        return  # what did not happen comes before nothing
    sentence = _told_crossed(mine, claim, evidence)
    if sentence is not None:
        label = evidence.story.article(sentence.article_id).label
        yield _finding(f"{label} tells the two events in the other order.", claim, sentence)
        return
    earlier, later = _days_of(mine.first, evidence.story), _days_of(mine.second, evidence.story)
    is_one_weekday = bool(later and earlier) and f"{max(later):%A}" == f"{min(earlier):%A}"  # read a week apart
    if earlier and later and max(later) < min(earlier) and not is_one_weekday:
        sentence = later[max(later)]
        label = evidence.story.article(sentence.article_id).label
        reason = f"The articles date the second event {max(later):%A} ({label}), the first {min(earlier):%A}."
        yield _finding(reason, claim, sentence)


_CAUSE = re.compile(
    r"\b(?:because(?: of)?|due to|owing to|thanks to|as a result of|caused by|on account of|blamed on"
    r"|over fears? of)\b",
    re.I,
)
_CAUSE_END = re.compile(r"[;.”\"—–]|, (?=[A-Za-z])|\b(?:said|says|told|according)\b")
_EFFECT = 0.55  # share of what was caused that a sentence must tell before its cause is set beside the claim's
_CAUSED = 0.25  # share of the claim's cause below which the sentence's cause is another


def check_cause(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """An objection when the claim gives another cause than the sentences that tell of the effect and why."""
    mine = _because(claim.text)
    if mine is None:
        return
    effect, cause = mine
    read = story_words(evidence.story)
    against: tuple[ReadSentence, str] | None = None
    for alignment in align(claim.text, evidence.story)[:8]:
        text = alignment.sentence.text
        theirs = _because(text)
        if theirs is None:
            if (
                share_told(effect, content_stems(text), read) >= _EFFECT
                and share_told(cause, content_stems(text), read) > _CAUSED
            ):
                return  # it may tell the cause in another way
            continue
        if share_told(effect, content_stems(text), read) < _EFFECT:
            continue
        if share_told(cause, content_stems(text), read) > _CAUSED:
            return
        found = _CAUSE.search(text)
        against = against or (alignment.sentence, text[found.start() :].split(",")[0] if found else text)
    if against is not None:
        sentence, told = against
        label = evidence.story.article(sentence.article_id).label
        yield _finding(f"{label} gives another cause: “{told.rstrip('.')}”.", claim, sentence)


def _because(text: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """The stems of an effect and of its cause, where a sentence joins the two by one word of cause."""
    cues = list(_CAUSE.finditer(text))
    if len(cues) != 1:
        return None
    cue = cues[0]
    end = _CAUSE_END.search(text, cue.end())
    stop = end.start() if end else len(text)
    cause, effect = content_stems(text[cue.end() : stop]), content_stems(f"{text[: cue.start()]} {text[stop:]}")
    return (effect, cause - effect) if effect and cause - effect else None


_WHICH = re.compile(r" which\b")


def _order(text: str) -> _Order | None:
    """The two events of a sentence with one word of order, or None.

    >>> _order("After the speech, Russia announced a pullback.").first == content_stems("speech")
    True
    """
    cues = [(m, True) for m in cue_pattern("after").finditer(text)] + [
        (m, False) for m in cue_pattern("before").finditer(text)
    ]
    cues = [(cue, is_after) for cue, is_after in cues if not _A_DAY.match(text, cue.end())]
    if len(cues) != 1:
        return None
    cue, is_after = cues[0]
    which = _WHICH.match(text, cue.end())
    if which is not None:  # ", after which B": what stands before it came first
        here, there = content_stems(text[: cue.start()]), content_stems(text[which.end() :])
        first, second = (here - there, there - here) if is_after else (there - here, here - there)
        return _Order(first, second) if here and there else None
    left, right = text[: cue.start()], text[cue.end() :]
    if len(content_stems(left)) < 1:  # "After B, A": what stands before the comma is the other event
        right, comma, left = right.partition(",")
        if not comma:
            return None
    here, there = content_stems(left), content_stems(right)
    if not here or not there:
        return None
    return _Order(there - here, here - there) if is_after else _Order(here - there, there - here)


def _told_crossed(mine: _Order, claim: Claim, evidence: Evidence) -> ReadSentence | None:
    """The sentence whose words of order clearly have the claim's events the other way round; none if one has not."""
    read = story_words(evidence.story)
    verdicts: list[tuple[float, ReadSentence]] = []
    for alignment in align(claim.text, evidence.story)[:12]:
        theirs = _order(alignment.sentence.text)
        if theirs is None:
            continue
        straight = min(share_told(mine.first, theirs.first, read), share_told(mine.second, theirs.second, read))
        crossed = min(share_told(mine.first, theirs.second, read), share_told(mine.second, theirs.first, read))
        if max(straight, crossed) >= _SHARED:
            verdicts.append((crossed - straight, alignment.sentence))
    for line, before in _hours_earlier(evidence.story):
        straight = min(share_told(mine.first, line.stems, read), share_told(mine.second, before.stems, read))
        crossed = min(share_told(mine.first, before.stems, read), share_told(mine.second, line.stems, read))
        if max(straight, crossed) >= _SHARED:
            verdicts.append((crossed - straight, line.sentence))
    if not verdicts or any(gain < 0 for gain, _ in verdicts):
        return None
    gain, sentence = max(verdicts, key=lambda verdict: verdict[0])
    return sentence if gain >= _CROSSED else None


_NOTHING = re.compile(r"\b(?:nothing|nobody|no one|none|no (?:more|further))\b", re.I)
_EARLIER = re.compile(
    r"(?:(?:Hours|Minutes|Shortly|Moments|Not long|(?:An|A few|Two|Three|Several) (?:hours?|minutes?))"
    r" (?:earlier|before)(?:hand)?|Earlier(?: in the day| that day| on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?),? "
)
"""How a sentence begins that tells what came before what the sentence before it tells."""


def _hours_earlier(story: Story) -> Iterator[tuple[Line, Line]]:
    """The sentences that tell what came earlier than the one before them, each with that one."""
    for before, line in itertools.pairwise(story_words(story).lines):
        if before.sentence.article_id == line.sentence.article_id and _EARLIER.match(line.sentence.text):
            yield line, before


def _days_of(part: frozenset[str], story: Story) -> Mapping[date, ReadSentence]:
    """The days on which the articles put an event, each with a sentence; only from sentences that name one day."""
    found: dict[date, ReadSentence] = {}
    if len(part) < 2:
        return found
    read = story_words(story)
    last = max((a.published_at.date() for a in story.articles if a.published_at), default=None)
    for line in read.lines:
        days = {day for mention in line.sentence.mentions.dates if (day := _day(mention, last)) is not None}
        if len(days) == 1 and share_told(part, line.stems, read) >= _EVENT:
            found.setdefault(days.pop(), line.sentence)
    return found


def _day(mention: DateMention, last: date | None) -> date | None:
    """The day of a mention; a weekday is the last one before the newest article, since news tells what has happened."""
    weekday = mention.text.strip().lower()
    if weekday in _WEEKDAYS and last is not None:
        return last - timedelta((last.weekday() - _WEEKDAYS.index(weekday)) % 7)
    is_day = mention.precision in (Precision.DAY, Precision.MINUTE) and mention.earliest == mention.latest
    return mention.earliest if is_day else None


def _finding(reason: str, claim: Claim, sentence: ReadSentence) -> Finding:
    return Finding(
        checker=NAME,
        vote=Vote.OBJECT,
        code=ErrorCode.DISCOURSE,
        reason=reason,
        severity=Severity.MAJOR,
        evidence=(sentence.sentence.span,),
        claimed=claim.text,
        found=sentence.text,
        contradicts=True,
    )
