"""In which order, and in which paragraphs: the lead, the development with its voices, the background.

Sentences stand in the order in which the articles tell what they tell (the mean place of their evidence); one speaker's
sentences stand together; what was before the event comes last.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from summarizer.engines.extractive.print_rules import blemish, outside_quotes
from summarizer.engines.extractive.selection import Candidate
from summarizer.model import Span, Story

N_TITLE_WORDS = 16  # a headline that is longer wraps twice on the page


def arrange(chosen: Sequence[Candidate], places: Mapping[Span, float]) -> list[list[Candidate]]:
    """The chosen sentences in paragraphs, the lead first. `places` tells how far down (0..1) a span stands."""
    if not chosen:
        return []
    lead, rest = chosen[0], list(chosen[1:])
    background = sorted((c for c in rest if c.is_background), key=lambda c: (_place(c, places), c.text))
    others = sorted((c for c in rest if not c.is_background), key=lambda c: (_place(c, places), c.text))
    others = _by_speaker(others)
    opening = [lead]
    if others and not others[0].is_quotation and len(others) > 2:
        opening.append(others.pop(0))
    middle = [others] if len(others) <= 4 else [others[: (len(others) + 1) // 2], others[(len(others) + 1) // 2 :]]
    return [paragraph for paragraph in (opening, *middle, background) if paragraph]


def _place(candidate: Candidate, places: Mapping[Span, float]) -> float:
    found = sorted(places[span] for span in {candidate.span, *candidate.evidence} if span in places)
    return sum(found) / len(found) if found else 0.5


def _by_speaker(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The same order, but what one speaker says stands together, where that speaker is first heard."""
    out: list[Candidate] = []
    for candidate in candidates:
        same = [i for i, other in enumerate(out) if candidate.speaker and other.speaker == candidate.speaker]
        out.insert(same[-1] + 1 if same else len(out), candidate)
    return out


def headline(story: Story, lead: str) -> str:
    """A neutral headline: the least loaded of the story's and the articles' titles, else the lead cut at a clause."""
    titles = [story.title, *sorted(article.title for article in story.articles)]
    cleaned = (re.sub(r"\s[|–—]\s[^|–—]{2,40}$", "", " ".join(title.split())) for title in titles if title.strip())
    for title in cleaned:
        own = outside_quotes(title)
        if (
            4 <= len(title.split()) <= N_TITLE_WORDS
            and not blemish(re.sub(r":\s", ", ", title))
            and not re.search(r"[?!…]", own)
        ):
            return title.rstrip(".")
    return _clause(lead)


def _clause(lead: str) -> str:
    """The lead's first clause, short enough for a headline.

    >>> _clause("The harbour of Port Sarabi was closed on Tuesday, while crews measured the air.")
    'The harbour of Port Sarabi was closed on Tuesday'
    """
    for found in re.finditer(
        r",? (?:while|after|although|though|as|but|amid|because|when|following)\b|; | [–—] |\.$|, (?=said\b)", lead
    ):
        head = lead[: found.start()].rstrip(",.")
        if 6 <= len(head.split()) <= N_TITLE_WORDS and head.count(",") != 1:
            return head
    words = lead.rstrip(".").split()
    ends = [i for i, word in enumerate(words[: N_TITLE_WORDS + 1]) if i >= 6 and word in _BREAKS]
    return " ".join(words[: ends[-1] if ends else N_TITLE_WORDS]).rstrip(",;")


_BREAKS = frozenset(
    ("after", "and", "as", "at", "before", "but", "during", "for", "from", "in", "of", "on", "over", "that", "to")
)
