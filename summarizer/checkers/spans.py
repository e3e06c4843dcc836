"""Within what time, for how long, how long before or after: "for a week", "six weeks ago". Asked by `dates`.

Such a span is no date and no figure of anything; a claim that has another one than the articles is wrong by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from summarizer.checkers._alignment import Binding, Slot, story_words
from summarizer.model import Claim, ErrorCode, Evidence, Finding, Severity, Story, Vote

_FIT = 0.4  # how well a span's surroundings must fit before it is the one that the claim means
_NUMBERS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
]  # fmt: skip
_SECONDS = {
    "second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "fortnight": 1209600, "month": 2629800,
    "year": 31557600, "decade": 315576000,
}  # fmt: skip
_ALIKE = 0.12  # relative difference of what is the same time: four weeks, a month
_SPAN = re.compile(
    r"\b(?:(?P<within>within|in under|in less than|in|for|every|once) )?"
    r"(?:(?:about|around|some|nearly|almost|just|at least|up to|more than|the next|the past|the last) )*"
    rf"(?P<n>\d+|an?|half an|{'|'.join(_NUMBERS)}) (?P<unit>{'|'.join(_SECONDS)})s?\b"
    r"(?: (?P<side>ago|later|earlier|before|after|afterwards|beforehand))?",
    re.I,
)
_SIDES = {"before": "earlier", "beforehand": "earlier", "after": "later", "afterwards": "later"}


@dataclass(frozen=True, slots=True)
class _TimeSpan:
    start: int
    end: int
    relation: str  # "within", "for", "every", "once", "ago", "earlier", "later"
    seconds: float
    text: str


@lru_cache(maxsize=4096)
def _spans(text: str) -> tuple[_TimeSpan, ...]:
    """The spans of a text.

    >>> [(span.relation, span.text) for span in _spans("It opened within an hour, and burned for two days.")]
    [('within', 'within an hour'), ('for', 'for two days')]
    """
    return tuple(_read(text))


def _read(text: str) -> Iterator[_TimeSpan]:
    for match in _SPAN.finditer(text):
        within = (match["within"] or "").lower()
        side = (match["side"] or "").lower()
        relation = _SIDES.get(side, side) or ("within" if within.startswith("in ") else within)
        if relation:
            yield _TimeSpan(*match.span(), relation, _seconds(match), match[0])


def _seconds(match: re.Match[str]) -> float:
    number = match["n"].lower()
    if number in ("a", "an", "half an"):
        value = 0.5 if number == "half an" else 1.0
    else:
        value = float(number) if number.isdigit() else float(_NUMBERS.index(number))
    return value * _SECONDS[match["unit"].lower()]


def check_spans(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """An objection to a span of time where the articles have another one for the same, and nowhere the claim's."""
    for span in _spans(claim.text):
        if _stands(span, evidence.story):
            continue
        rival = _rival(span, claim, evidence.story)
        if rival is not None:
            index, other = rival
            sentence = story_words(evidence.story).lines[index].sentence
            label = evidence.story.article(sentence.article_id).label
            yield Finding(
                "dates",
                Vote.OBJECT,
                ErrorCode.DATE,
                f"The articles say {other.text} ({label}), the sentence {span.text}.",
                Severity.MAJOR,
                (sentence.sentence.span,),
                span.text,
                other.text,
                contradicts=True,
            )


def _stands(span: _TimeSpan, story: Story) -> bool:
    """Whether any sentence has as long a time, whatever for."""
    return any(_is_as_long(span, other) for line in story_words(story).lines for other in _lengths(line.sentence.text))


@lru_cache(maxsize=4096)
def _lengths(text: str) -> tuple[float, ...]:
    return tuple(_seconds(match) for match in _SPAN.finditer(text))


def _is_as_long(span: _TimeSpan, seconds: float) -> bool:
    return abs(span.seconds - seconds) <= _ALIKE * max(span.seconds, seconds)


def _rival(span: _TimeSpan, claim: Claim, story: Story) -> tuple[int, _TimeSpan] | None:
    slot = Slot(span.start, span.end)
    binding = Binding(claim.text, slot, story, [slot])
    best: tuple[float, int, _TimeSpan] | None = None
    for index, line in enumerate(story_words(story).lines):
        start = line.sentence.sentence.start
        for other in _spans(line.sentence.text):
            fit = binding.at(index, start + other.start, start + other.end)
            if other.relation == span.relation and fit >= _FIT and (best is None or fit > best[0]):
                best = fit, index, other
    return (best[1], best[2]) if best else None
