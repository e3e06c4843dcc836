"""The marker grammar, written and read here only, and the way from a span to a citation that can be kept.

A marker is the visible link to an article, spelled by its number in the bundle::

    marker  = "[" part *( sep part ) "]"        part = number / number "-" number
    sep     = "," / ";" / "&" / "and"           number = 1 to 3 digits

Written is only `[1]` and `[1, 2]`. Read are also ranges `[1-3]`, runs `[1][2]`, full-width brackets, stray spaces,
a caret (`[^1]`), and markers before or after the full stop. A bracket that looks like a label (`[S1]`, `[source 2]`,
`[?]`) is a marker that names nothing: it is kept with its spelling, so that it can be removed and reported.
Words in brackets are the text's own (`[sic]`, `[A]s he said`, `the [G7] states`), and so are years (`[2022]`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from summarizer.model import Citation, CleanArticle, Span

CONTEXT_CHARS = 32
"""Code points of prefix and suffix in a quote selector: enough to find a passage again."""

MAX_RANGE = 200
"""No range names more articles than a bundle may hold (`Settings.max_articles`)."""

MIN_QUOTED_WORDS = 3
"""A shorter quotation must stand only once in its article: else nobody knows which of its places is meant."""

_NUMBER = r"\d{1,3}"
_PART = rf"{_NUMBER}(?:\s*[-–—]\s*{_NUMBER})?"
_NUMBERS = rf"\^?\s*{_PART}(?:\s*(?:[,;&、，]|\band\b)\s*{_PART})*"
_LABEL = (
    r"(?:\^?\s*(?:[SADR]-?|[Ss]ources?\s|[Aa]rticles?\s|[Rr]ef\.?\s?|[Dd]oc(?:ument)?s?\s|#)\d{1,3}[a-z]?"
    r"|\?+|\d{1,3}\?|citation needed)"
)
_MARKER = re.compile(
    rf"[\[［【〔]\s*(?:(?P<numbers>{_NUMBERS})|(?P<label>{_LABEL}(?:\s*[,;]\s*(?:{_LABEL}|{_NUMBER}))*))\s*[\]］】〕]"
)


_SPACES = " \t\u00a0\u2009\u202f"


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker that was read: `text` as it stood, `numbers` in the order written (none for a label that names nothing).

    `position` is where it stood in the text without markers: right behind the character that it followed.
    """

    position: int
    text: str
    numbers: tuple[int, ...]


def strip_markers(text: str) -> tuple[str, tuple[Marker, ...]]:
    """The text without its markers, and the markers. Space before a marker goes with it; other text is untouched.

    >>> clean, markers = strip_markers("Rain fell [1], rivers rose.[2][5] He said [sic] so [S1].")
    >>> clean
    'Rain fell, rivers rose. He said [sic] so.'
    >>> [(marker.position, marker.text, marker.numbers) for marker in markers]
    [(9, '[1]', (1,)), (23, '[2]', (2,)), (23, '[5]', (5,)), (40, '[S1]', ())]
    """
    clean = ""
    markers: list[Marker] = []
    last = 0
    for match in _MARKER.finditer(text):
        between = text[last : match.start()]
        trimmed = between.rstrip(_SPACES)
        opens_line = not (clean + trimmed) or (clean + trimmed).endswith("\n")
        clean += between if opens_line else trimmed
        markers.append(Marker(len(clean), match.group(), _numbers(match.group("numbers"))))
        last = match.end()
        if opens_line:  # the space behind it would indent the line
            last += len(text[last:]) - len(text[last:].lstrip(_SPACES))
    return clean + text[last:], tuple(markers)


def _numbers(spelled: str | None) -> tuple[int, ...]:
    """The numbers that a marker names, each once; a range that runs backwards or too far names its two ends."""
    numbers: list[int] = []
    for part in re.finditer(rf"({_NUMBER})(?:\s*[-–—]\s*({_NUMBER}))?", spelled or ""):
        first = int(part.group(1))
        last = int(part.group(2) or first)
        numbers.extend(range(first, last + 1) if first <= last < first + MAX_RANGE else (first, last))
    return tuple(dict.fromkeys(numbers))


def write_markers(numbers: Iterable[int]) -> str:
    """The marker that names these articles, each once, in the order given; nothing for none.

    >>> write_markers((2, 1, 2))
    '[2, 1]'
    >>> write_markers(())
    ''
    """
    once = dict.fromkeys(numbers)
    return f"[{', '.join(str(number) for number in once)}]" if once else ""


def cite(span: Span, article: CleanArticle, number: int) -> Citation:
    """The citation of a passage: W3C quote and position selectors over the article's stored clean text.

    `exact` is cut from the text, never generated; offsets are code points, and UTF-16 code units for browsers.
    Raises ValueError when the span is of another article or does not lie in its text.

    >>> article = CleanArticle(id="a", number=1, text="🌊 The dam held.")
    >>> citation = cite(Span("a", 2, 15), article, 1)
    >>> citation.exact, citation.start_utf16, citation.prefix
    ('The dam held.', 3, '🌊 ')
    """
    text = article.text
    if span.article_id != article.id or not 0 <= span.start <= span.end <= len(text):
        raise ValueError(f"the span {span.start}–{span.end} of {span.article_id!r} does not lie in {article.id!r}")
    exact = text[span.start : span.end]
    start_utf16 = _utf16_length(text[: span.start])
    return Citation(
        number=number,
        article_id=article.id,
        outlet=article.outlet,
        start=span.start,
        end=span.end,
        start_utf16=start_utf16,
        end_utf16=start_utf16 + _utf16_length(exact),
        exact=exact,
        prefix=text[max(0, span.start - CONTEXT_CHARS) : span.start],
        suffix=text[span.end : span.end + CONTEXT_CHARS],
        text_sha256=article.sha256,
    )


def _utf16_length(text: str) -> int:
    """How many UTF-16 code units a browser counts for this text."""
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)


class Page:
    """An article's text with white space made single, in which quotations are looked for that somebody says it has."""

    def __init__(self, article: CleanArticle) -> None:
        self.article_id = article.id
        self._starts: list[int] = []  # of each word in the article,
        self._plain_starts: list[int] = []  # and in the plain text
        self._words = article.text.split()
        at = n_plain = 0
        for word in self._words:
            at = article.text.index(word, at)
            self._starts.append(at)
            self._plain_starts.append(n_plain)
            at += len(word)
            n_plain += len(word) + 1
        self._plain = " ".join(self._words)

    def quotation(self, quote: str) -> Span | None:
        """Where the quotation stands; None where it does not, or might be meant in several places."""
        found = self.places(quote)
        first = next(found, None)
        is_one = len(quote.split()) >= MIN_QUOTED_WORDS or next(found, None) is None
        return first if is_one else None

    def places(self, quote: str) -> Iterator[Span]:
        """Every place where these very words stand as whole words."""
        wanted = " ".join(quote.split())
        if not any(map(str.isalnum, wanted)):
            return
        start = self._plain.find(wanted)
        while start >= 0:
            end = start + len(wanted)
            if not self._joins(start) and not self._joins(end):
                yield Span(self.article_id, self._place(start), self._place(end - 1) + 1)
            start = self._plain.find(wanted, start + 1)

    def _joins(self, at: int) -> bool:
        """Whether a word goes on across this place."""
        return self._plain[at - 1 : at].isalnum() and self._plain[at : at + 1].isalnum()

    def _place(self, plain: int) -> int:
        number = bisect_right(self._plain_starts, plain) - 1
        return self._starts[number] + plain - self._plain_starts[number]
