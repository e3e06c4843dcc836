"""Reads tests/cases/*_checker.txt and asks one checker. The format stands in numbers_checker.txt."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from summarizer.facts import extract_facts
from summarizer.model import Claim, CleanArticle, Evidence, Facts, Finding, Story, Vote
from summarizer.sentences import split_sentences
from summarizer.stories import as_one_story
from summarizer.verification.reading import read_claims, read_draft

CASES = Path(__file__).parent.parent / "cases"

Check = Callable[[Claim, Evidence], tuple[Finding, ...]]


@dataclass
class Case:
    """A claim, the sentence before it ("" for none), and what the checker must find."""

    claim: str
    previous: str = ""
    expected: list[str] = field(default_factory=list)


@cache
def read_cases(name: str) -> tuple[Story, Facts, tuple[Case, ...]]:
    """The story of a case file with its facts, and its cases."""
    articles: list[tuple[str, str, list[str]]] = []
    cases: list[Case] = []
    previous = ""
    for raw in (CASES / f"{name}_checker.txt").read_text("utf-8").splitlines():
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if match := re.match(r"article: (.+?) \| (\S+)$", line):
            articles.append((match[1], match[2], []))
        elif line.startswith("after: "):
            previous = line.removeprefix("after: ")
        elif line.startswith("claim: "):
            cases.append(Case(line.removeprefix("claim: "), previous))
            previous = ""
        elif cases:
            cases[-1].expected.append(line)
        else:
            articles[-1][2].append(line)
    story = story_of(articles)
    return story, extract_facts(story), tuple(cases)


def story_of(articles: list[tuple[str, str, list[str]]]) -> Story:
    """The story of articles given as (outlet, day or "undated", paragraphs)."""
    clean = tuple(
        CleanArticle(
            id=f"a{number}",
            number=number,
            text="\n\n".join(paragraphs),
            outlet=outlet,
            published_at=None if day == "undated" else datetime.fromisoformat(day).replace(hour=18, tzinfo=UTC),
        )
        for number, (outlet, day, paragraphs) in enumerate(articles, start=1)
    )
    return as_one_story(clean, split_sentences(clean))


def ask(check: Check, text: str, story: Story, facts: Facts, previous: str = "") -> tuple[Finding, ...]:
    """The findings of one checker about one sentence, read as verification reads it."""
    draft = read_draft(f"{previous} {text}".strip())
    claim = read_claims(draft, story)[-1].whole
    return check(claim, Evidence((), story, facts))


def failures(expected: str, findings: tuple[Finding, ...]) -> str:
    """What is wrong with the findings of a case, or "" when they are as expected."""
    told = [(f.vote.value, f.code and f.code.value, f.reason) for f in findings]
    word, _, code = expected.partition(" ")
    if word == "quiet":
        is_met = not any(f.vote in (Vote.OBJECT, Vote.DOUBT) for f in findings)
    elif word == "absent":
        is_met = not any(f.code == code for f in findings)
    else:
        is_met = any(f.vote is Vote(word) and (not code or f.code == code) for f in findings)
    return "" if is_met else f"expected {expected}, got {told}"
