"""Citations: does what a sentence cites support it, and is every citation needed? After ALCE (Gao et al. 2023)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class CitationScores:
    """`recall`: share of sentences that their citations support together. `precision`: share of citations that count.

    `precision` is 0 when nothing is cited, as in ALCE's code: a text without citations cites nothing rightly.
    """

    recall: float
    precision: float
    n_sentences: int
    n_citations: int


def citation_scores(
    sentences: Sequence[tuple[str, Sequence[Key]]], supports: Callable[[str, tuple[Key, ...]], bool]
) -> CitationScores | None:
    """ALCE's citation recall and precision of one text. None when it has no sentence.

    `supports(sentence, cited)` says whether the cited documents, together, support the sentence. A sentence without
    citations has recall 0. A citation counts when the sentence has recall 1 and the citation is not irrelevant: it
    supports the sentence alone, or the others without it do not.

    >>> holds = {("a", (1,)): True, ("a", (1, 2)): True, ("a", (2,)): False}
    >>> found = citation_scores([("a", [1, 2]), ("b", [])], lambda text, cited: holds[text, cited])
    >>> found.recall, found.precision
    (0.5, 0.5)
    """
    if not sentences:
        return None
    n_supported = n_counting = n_citations = 0
    for text, given in sentences:
        cited = tuple(dict.fromkeys(given))
        n_citations += len(cited)
        if not cited or not supports(text, cited):
            continue
        n_supported += 1
        n_counting += sum(_counts(text, cited, key, supports) for key in cited)
    precision = n_counting / n_citations if n_citations else 0.0
    return CitationScores(n_supported / len(sentences), precision, len(sentences), n_citations)


def _counts(text: str, cited: tuple[Key, ...], key: Key, supports: Callable[[str, tuple[Key, ...]], bool]) -> bool:
    if len(cited) == 1 or supports(text, (key,)):
        return True
    return not supports(text, tuple(other for other in cited if other != key))
