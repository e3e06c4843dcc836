"""By how many times has it grown? "Tripled" where the articles have it doubled.

These words are no figures: nothing is counted. What they tell is a ratio, of which "more than doubled" leaves open how
much more, so that "nearly tripled" may be the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from summarizer.checkers._alignment import Binding, Slot, content_stems, story_words
from summarizer.checkers._values import NAME, outlet
from summarizer.checkers.numbers.disputes import STRONG
from summarizer.model import Claim, ErrorCode, Evidence, Finding, ReadSentence, Severity, Vote

_WORDS = {
    2.0: r"doubl(?:ed|ing)|(?<=to )double|(?<=will )double|(?<=would )double|two-?fold|twice (?=as |the )",
    3.0: r"(?:tripl|trebl)(?:ed|ing)|(?<=to )(?:triple|treble)|(?<=will )(?:triple|treble)|three-?fold"
    r"|three times (?=as |the )",
    4.0: r"quadrupl(?:ed|ing)|(?<=to )quadruple|(?<=will )quadruple|four-?fold|four times (?=as |the )",
    5.0: r"quintupl(?:ed|ing)|five-?fold|five times (?=as |the )",
    6.0: r"six-?fold|six times (?=as |the )",
    10.0: r"ten-?fold|10-?fold|(?:ten|10) times (?=as |the )",
    0.5: r"halv(?:ed|ing)|(?<=to )halve|(?<=will )halve|half as (?=many|much|high|large)",
}
_ALSO = {
    2.0: r"doubl(?:e|es|ed|ing)|two-?fold|twice|(?:by|of|up) (?:a )?(?:100|(?:one )?hundred) ?(?:%|per ?cent)",
    3.0: r"(?:tripl|trebl)(?:e|es|ed|ing)|three-?fold|three times|(?:by|of|up) 200 ?(?:%|per ?cent)",
    4.0: r"quadrupl(?:e|es|ed|ing)|four-?fold|four times|(?:by|of|up) 300 ?(?:%|per ?cent)",
    5.0: r"quintupl(?:e|es|ed|ing)|five-?fold|five times|(?:by|of|up) 400 ?(?:%|per ?cent)",
    0.5: r"halv(?:e|es|ed|ing)|(?:by|in) half|half (?:as|of what|what|the)|(?:by|down) (?:50|fifty) ?(?:%|per ?cent)",
}
"""What else may tell a ratio in an article: it bears a claim out, and is no rival."""
_BEARS_OUT = {factor: re.compile(rf"\b(?:{words})", re.I) for factor, words in _ALSO.items()}
_SUBJECT = re.compile(r"[,;:—–]|\b(?:and|but|while|whereas|after|before|when|where|who|which|that|as|since|said)\b")
_OBJECT = re.compile(r" (?:its|their|his|her|the|our) (?P<what>(?:[\w’'-]+ ?){1,3})")
_GENERAL = content_stems("number numbers total rate level amount figure nearly almost roughly sharply quickly year")
_NEAR = 0.6  # of the stems of what has grown, in the sentence of another ratio
_ANY = re.compile(
    r"\b(?:" + "|".join(f"(?P<f{place}>{words})" for place, words in enumerate(_WORDS.values())) + ")", re.I
)
_MORE = re.compile(r"\b(?:more than|over|at least|well over|better than)(?: been)? $", re.I)
_LESS = re.compile(r"\b(?:nearly|almost|close to|just under|virtually|up to|less than|not quite)(?: been)? $", re.I)
_ABOUT = re.compile(r"\b(?:about|roughly|around|some|effectively|practically)(?: been)? $", re.I)
_OFF, _OFF_ABOUT = 0.15, 0.3
"""Share by which a ratio may be off that is told plainly, and one that is told as "about"."""


@dataclass(frozen=True, slots=True)
class _Multiple:
    """A word that tells a ratio: where it stands in its text, and between which values the ratio lies."""

    start: int
    end: int
    low: float
    high: float
    text: str


def _multiples(text: str) -> Iterator[_Multiple]:
    factors = tuple(_WORDS)
    for found in _ANY.finditer(text):
        place = next(int(name[1:]) for name, group in found.groupdict().items() if group is not None)
        factor, before = factors[place], text[: found.start()]
        step = 1.0 if factor >= 1 else -0.25
        low, high = sorted((factor * (1 - _OFF), factor * (1 + _OFF)))
        if _MORE.search(before):
            low, high = sorted((factor, factor + step))
        elif _LESS.search(before):
            low, high = sorted((factor - step, factor))
        elif _ABOUT.search(before):
            low, high = factor * (1 - _OFF_ABOUT), factor * (1 + _OFF_ABOUT)
        yield _Multiple(found.start(), found.end(), low, high, found.group().strip())


def by_multiple(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """The objection to a claim's "doubled" where the articles have another ratio just there, and its own nowhere."""
    for mine in _multiples(claim.text):
        grown = _grown(claim.text, mine)
        if any(_bears_out(mine, grown, line.sentence.text) for line in story_words(evidence.story).lines):
            continue
        binding = Binding(claim.text, Slot(mine.start, mine.end), evidence.story)
        rivals = []
        for index, line in enumerate(story_words(evidence.story).lines):
            read = line.sentence
            for theirs in _multiples(read.text):
                start = read.sentence.start
                fit = binding.at(index, start + theirs.start, start + theirs.end)
                is_apart = mine.high < theirs.low or theirs.high < mine.low
                if not is_apart or len(grown & line.stems) >= _NEAR * len(grown):
                    rivals.append((fit, is_apart, theirs, read))
        best = max((rival for rival in rivals if rival[1]), key=lambda rival: rival[0], default=None)
        if best is None or best[0] < STRONG or any(not is_apart for _, is_apart, _, _ in rivals):
            continue
        _, _, theirs, read = best
        if not _is_told_by_figures(mine, evidence.story.sentences):
            yield Finding(
                NAME, Vote.OBJECT, ErrorCode.NUMBER,
                f"The articles say “{theirs.text}” ({outlet(read, evidence)}), the sentence “{mine.text}”.",
                Severity.MAJOR, (read.sentence.span,), mine.text, theirs.text, True,
            )  # fmt: skip
            return


def _grown(text: str, multiple: _Multiple) -> frozenset[str]:
    """The stems of what grows by a ratio: its object ("doubled its profit"), or what stands before it."""
    what = _OBJECT.match(text, multiple.end)
    if what is not None:
        return content_stems(what["what"]) - _GENERAL
    parts = _SUBJECT.split(text[: multiple.start])
    return next((stems for part in reversed(parts) if (stems := content_stems(part) - _GENERAL)), frozenset())


def _bears_out(mine: _Multiple, grown: frozenset[str], text: str) -> bool:
    """Whether a sentence tells the ratio of just that in other words."""
    return grown <= content_stems(text) and any(
        mine.low <= factor <= mine.high and pattern.search(text) for factor, pattern in _BEARS_OUT.items()
    )


def _is_told_by_figures(mine: _Multiple, sentences: tuple[ReadSentence, ...]) -> bool:
    """Whether two figures of one sentence have the ratio: "from 12 to 36" is tripled."""
    for read in sentences:
        for one, other in permutations(read.mentions.figures, 2):
            if (
                (one.kind, one.unit) == (other.kind, other.unit)
                and one.low
                and mine.low <= other.low / one.low <= mine.high
            ):
                return True
    return False
