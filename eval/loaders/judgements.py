"""From what annotators said to one label, one error type and spans: votes, and marked stretches of a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from eval.cases import SpanList

Span = tuple[int, int]


def majority(votes: Sequence[bool]) -> int:
    """1 (supported) when more than half of the votes say so; a tie is 0, for an editor would have to look.

    >>> majority([True, True, False]), majority([True, False])
    (1, 0)
    """
    return int(2 * sum(votes) > len(votes))


def agreed_name(marked: Iterable[Iterable[str]], n_least: int = 2) -> str:
    """The name that most annotators gave, if at least `n_least` gave it; "" when there is none, or a tie.

    >>> agreed_name([["EntE"], ["EntE", "OutE"], ["OutE", "EntE"]]), agreed_name([["EntE"], ["OutE"]])
    ('EntE', '')
    """
    counts = Counter(name for names in marked for name in set(names)).most_common(2)
    if not counts or counts[0][1] < n_least or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return ""
    return counts[0][0]


def merged(spans: Iterable[Span]) -> SpanList:
    """The spans in order, those that overlap as one.

    >>> merged([(5, 9), (0, 3), (2, 4)])
    ((0, 4), (5, 9))
    """
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def agreed_spans(marked: Sequence[Iterable[Span]], n_annotators: int) -> SpanList:
    """What more than half of the annotators marked; where nothing is, all that anybody marked.

    >>> agreed_spans([[(0, 6)], [(4, 9)], []], 3)
    ((4, 6),)
    >>> agreed_spans([[(0, 2)], [(4, 9)], []], 3)
    ((0, 2), (4, 9))
    """
    counts = Counter(place for spans in marked for place in {at for span in spans for at in range(*span)})
    agreed = sorted(place for place, n in counts.items() if 2 * n > n_annotators)
    if not agreed:
        return merged(span for spans in marked for span in spans)
    starts = [at for at in agreed if at - 1 not in counts or 2 * counts[at - 1] <= n_annotators]
    ends = [at + 1 for at in agreed if at + 1 not in counts or 2 * counts[at + 1] <= n_annotators]
    return tuple(zip(starts, ends, strict=True))


def locate(text: str, stretch: str, at: Span) -> Span | None:
    """Where the marked stretch stands in the text: as the offsets say, else its occurrence nearest to them.

    Some files count their offsets in another text (before trimming, say), so the stretch outweighs them. When the text
    does not hold it, the offsets alone decide; None when they lie outside the text.

    >>> locate("It rained, it rained.", "rained", (13, 19))
    (14, 20)
    """
    if stretch and text[slice(*at)] == stretch:
        return at
    places = [n for n in range(len(text)) if stretch and text.startswith(stretch, n)]
    if places:
        start = min(places, key=lambda place: abs(place - at[0]))
        return start, start + len(stretch)
    return at if 0 <= at[0] < at[1] <= len(text) else None
