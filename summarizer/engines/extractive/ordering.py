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
from summarizer.similarity import content_words

NEAR_ENOUGH = 0.3  # of a title's content words that stand in the lead
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
    """A neutral headline: of the story's and the articles' titles the nearest to the lead, else the lead's clause."""
    titles = {_bare(title) for title in (story.title, *(article.title for article in story.articles))}
    told = set(content_words(lead))
    near = [
        (len(told & set(content_words(title))) / (1 + len(set(content_words(title)))), title)
        for title in sorted(titles)
        if _is_neutral(title)
    ]
    best = max(near, default=(0.0, ""))
    return best[1] if best[0] >= NEAR_ENOUGH else _clause(lead)


def _bare(title: str) -> str:
    """A title without the outlet's name behind it."""
    return re.sub(r"\s[|–—-]\s[^|–—-]{2,40}$", "", " ".join(title.split())).rstrip(".")


_NO_HEADLINE = re.compile(
    r"[?!…/]|\.\.\.|\b\d{1,2}:\d\d\b|\bStaff\b|\b[Hh]ighlights\b|^By |"
    r"\b(?:[Yy]ou|[Yy]our|I|[Ww]e|[Oo]ur|[Tt]his|[Tt]hese|[Hh]ere|[Ss]ubscribe|[Pp]hoto)\b"
)


def _is_neutral(title: str) -> bool:
    own = outside_quotes(re.sub(r"[;:](?=\s)", ",", title))
    return 4 <= len(title.split()) <= N_TITLE_WORDS and not _NO_HEADLINE.search(own) and not blemish(own)


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
