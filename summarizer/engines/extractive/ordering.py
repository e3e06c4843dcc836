"""In which order, and in which paragraphs: the lead, the development with its voices, the background.

Sentences stand in the order in which the articles tell what they tell (the mean place of their evidence); one speaker's
sentences stand together; what was before the event comes last.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from summarizer.engines.extractive.print_rules import blemish, outside_quotes, pattern
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
    """The same order, but what one speaker says stands together, first the sentence that says who that is."""
    out: list[Candidate] = []
    for candidate in candidates:
        same = [i for i, other in enumerate(out) if candidate.speaker and other.speaker == candidate.speaker]
        at = same[-1] + 1 if same else len(out)
        out.insert(same[0] if same and _says_who(candidate) else at, candidate)
    return out


def _says_who(candidate: Candidate) -> bool:
    """Whether the sentence tells what its speaker is ("Ada Osk, who leads the union, said …")."""
    after_name = rf"\b{re.escape(candidate.speaker)}, (?:who|whose|an?|the|(?:[a-z]+ ){{1,3}}(?:of|at|for|with))\b"
    return bool(re.search(after_name, candidate.text, re.IGNORECASE))


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
    r"[?!…/|]|\.\.\.|\b\d{1,2}:\d\d\b|\bStaff\b|\b[Hh]ighlights\b|"
    r"^(?:By|Why|How|What|When|Where|Who|Watch|Opinion|Analysis|Live|Exclusive|Breaking|Editorial|Photos?|Video)\b|"
    r"\b(?:[Yy]ou|[Yy]our|I|[Ww]e|[Oo]ur|[Tt]his|[Tt]hese|[Hh]ere|[Ss]ubscribe|[Pp]hoto)\b"
)


def _is_neutral(title: str) -> bool:
    own = outside_quotes(re.sub(r"[;:](?=\s)", ",", title))
    return 4 <= len(title.split()) <= N_TITLE_WORDS and not _NO_HEADLINE.search(own) and not blemish(own)


def _clause(lead: str) -> str:
    """The lead's first clause where that is a headline by itself, else the whole lead: a cut elsewhere may mislead.

    >>> _clause("The harbour of Port Sarabi was closed on Tuesday, while crews of the fire service measured the air.")
    'The harbour of Port Sarabi was closed on Tuesday'
    >>> _clause("Two men were held over the fire at the old mill and a third is sought, police said.")
    'Two men were held over the fire at the old mill and a third is sought, police said'
    """
    lead = lead.rstrip(".")
    if len(lead.split()) <= N_TITLE_WORDS:
        return lead
    cuts = [found.start() for found in _CLAUSE.finditer(outside_quotes(lead))]
    for head, tail in ((lead[:cut].rstrip(","), lead[cut:]) for cut in cuts):
        is_whole = head.count(",") != 1 and pattern("verb").search(head) and not _UNFINISHED.search(head)
        if 6 <= len(head.split()) <= N_TITLE_WORDS and is_whole and not _SAID.search(tail):
            return head
    return lead


_CLAUSE = re.compile(r",? (?:while|although|though|but|amid|because|after|as|when|before)\b|; | [–—] ")
_UNFINISHED = re.compile(
    r"\b(?:between|both|either|not|no|n[’']t|never|nor|such|so|as|if|unless|once|since|to|of|in|for)$|n[’']t\b|\bnot\b"
)
_SAID = re.compile(r"\b(?:said|says?|told|according|alleg\w+|accus\w+|report(?:s|ed)|claim\w*)\b")
