"""Citation numbers in the order in which a reader meets them.

What a drafter cites and what the checks find to bear a sentence out are not always the same articles, so that a text
whose draft began with [1] may begin with [2] once it is checked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from summarizer.checkers import citing
from summarizer.model import CheckedClaim, CheckedSentence, Citation, Finding, Summary

_MARKER = re.compile(r"\[(\d{1,4})\]")


def numbered_as_read(summary: Summary) -> Summary:
    """The checked summary with its articles numbered as its sentences name them, those that none names last.

    >>> from summarizer.model import Facts, Story
    >>> numbered_as_read(Summary("s", "", (), Story("s", "", (), (), ()), Facts())).sentences
    ()
    """
    articles = sorted(summary.story.articles, key=lambda article: article.number)
    met = dict.fromkeys(number for sentence in summary.sentences for number in sentence.cited_numbers)
    places = [article.number for article in articles]
    new = dict(zip(dict.fromkeys((*met, *places)), places, strict=True))  # a place left free in the bundle stays free
    if all(old == number for old, number in new.items()):
        return summary
    renumbered = sorted((replace(a, number=new[a.number]) for a in articles), key=lambda article: article.number)
    return replace(
        summary,
        story=replace(summary.story, articles=tuple(renumbered)),
        sentences=tuple(_sentence(sentence, new) for sentence in summary.sentences),
        title_check=_sentence(summary.title_check, new) if summary.title_check is not None else None,
        withheld=tuple(_sentence(sentence, new) for sentence in summary.withheld),
        findings=tuple(_finding(finding, new) for finding in summary.findings),
    )


def _sentence(sentence: CheckedSentence, new: Mapping[int, int]) -> CheckedSentence:
    by_citing = {finding.reason for finding in sentence.findings if finding.checker == citing.NAME}
    return replace(
        sentence,
        reason=_renamed(sentence.reason, new) if sentence.reason in by_citing else sentence.reason,
        written_numbers=tuple(new.get(number, number) for number in sentence.written_numbers),
        citations=tuple(_citation(citation, new) for citation in sentence.citations),
        counter_citations=tuple(_citation(citation, new) for citation in sentence.counter_citations),
        findings=tuple(_finding(finding, new) for finding in sentence.findings),
        claims=tuple(_claim(claim, new, by_citing) for claim in sentence.claims),
    )


def _claim(claim: CheckedClaim, new: Mapping[int, int], by_citing: set[str]) -> CheckedClaim:
    reason = _renamed(claim.reason, new) if claim.reason in by_citing else claim.reason
    return replace(claim, reason=reason, citations=tuple(_citation(citation, new) for citation in claim.citations))


def _citation(citation: Citation, new: Mapping[int, int]) -> Citation:
    return replace(citation, number=new[citation.number])


def _finding(finding: Finding, new: Mapping[int, int]) -> Finding:
    """Only the checker of citations speaks of articles by their numbers."""
    reason = _renamed(finding.reason, new) if finding.checker == citing.NAME else finding.reason
    return replace(finding, reason=reason, suggested=tuple(new.get(number, number) for number in finding.suggested))


def _renamed(reason: str, new: Mapping[int, int]) -> str:
    return _MARKER.sub(lambda marker: f"[{new.get(int(marker[1]), int(marker[1]))}]", reason)
