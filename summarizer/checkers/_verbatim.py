"""Where the words of a quotation stand in the articles, as quoted or nearly so.

Words are compared blind to case, punctuation, hyphens and kinds of quotation marks, with ellipses and bracketed
insertions as gaps.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from summarizer.model import CleanArticle, Evidence, Quotation, ReadSentence, Span

MIN_RUN = 3  # words in a row that are no chance: shorter runs ("of the") do not count as taken from an article
ALTERED_COVER = 0.5  # share of a quotation's words in such runs from which it is an altered one, not an invention
ALTERED_WORDS = 0.7  # or the share of its content words that one actual quotation holds, in any order
WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_GAP = re.compile(r"\[[^\]]*\]|\([^)]*…[^)]*\)|…|\.\.\.+|\. \. \.")
_FUNCTION_LIST = """
    a an the of in on at to for and or but if with from by than that this these those it its is are was were be been
    has have had he she they we i you his her their our your my as so not no do did does will would can could there
    """
FUNCTION_WORDS = frozenset(_FUNCTION_LIST.split())


@dataclass(frozen=True, slots=True)
class _Words:
    """A text as plain words: `joined` is " w1 w2 … ", `starts` where each begins in it, `spans` where in the text."""

    joined: str
    starts: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where words of a quotation stand in an article."""

    article: CleanArticle
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The place as a span."""
        return Span(self.article.id, self.start, self.end)

    @property
    def text(self) -> str:
        """The article's words there, on one line."""
        return " ".join(self.article.text[self.start : self.end].split())


def plain(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared."""
    return tuple(_normal(match.group()) for match in WORD.finditer(text))


def _normal(word: str) -> str:
    return anyascii(word).replace("'", "").lower()


def joined(text: str) -> str:
    """The words of a text as they are compared, each between blanks: of two texts one may be a part of the other."""
    return _read(text).joined


@lru_cache(maxsize=512)
def _read(text: str) -> _Words:
    """The words of an article, kept: every quotation of a summary is looked for in it."""
    text_without_hyphens = re.sub(r"(?<=\w)[-‐‑](?=\w)", "\u00ad", text)
    pieces: list[str] = []
    starts: list[int] = []
    spans: list[tuple[int, int]] = []
    length = 1
    for match in re.finditer(r"[^\W_]+(?:[’'\u00ad][^\W_]+)*", text_without_hyphens):
        word = _normal(match.group().replace("\u00ad", ""))
        if word:
            pieces.append(word)
            starts.append(length)
            spans.append(match.span())
            length += len(word) + 1
    return _Words(f" {' '.join(pieces)} ", tuple(starts), tuple(spans))


def _segments(words: str) -> list[str]:
    """The stretches of a quotation between its gaps, as plain words joined by spaces."""
    return [plain for part in _GAP.split(words) if (plain := joined(part).strip())]


def find_places(words: str, articles: tuple[CleanArticle, ...]) -> list[Place]:
    """Where all stretches of the quotation stand, in order and not far apart, the first place of each article."""
    segments = _segments(words)
    matches = []
    for article in articles:
        read = _read(article.text)
        for first in _places(read.joined, segments[0]) if segments else ():
            last = first
            for segment in segments[1:]:
                last = read.joined.find(f" {segment} ", last + 1, last + 1 + 400 + len(segment))
                if last < 0:
                    break
            if last >= 0:
                begin = bisect_right(read.starts, first + 1) - 1
                end = bisect_right(read.starts, last + len(segments[-1])) - 1
                matches.append(Place(article, read.spans[begin][0], read.spans[end][1]))
    return matches


def _places(text: str, segment: str) -> Iterator[int]:
    place = text.find(f" {segment} ")
    while place >= 0:
        yield place
        place = text.find(f" {segment} ", place + 1)


def source_of(match: Place, evidence: Evidence) -> tuple[ReadSentence, Quotation | None] | None:
    """The sentence and quotation that a match lies in; None when it lies in the article's own prose."""
    for sentence in evidence.story.sentences:
        if (
            sentence.article_id != match.article.id
            or not sentence.sentence.start <= match.start < sentence.sentence.end
        ):
            continue
        for quotation in sentence.mentions.quotations:
            if quotation.start <= match.start < quotation.end:
                return sentence, quotation
        if _is_between_marks(match):
            return sentence, None
    return None


def _is_between_marks(match: Place) -> bool:
    """Whether an opened quotation mark precedes the match in its paragraph (quotations run over sentences)."""
    paragraph_start = match.article.text.rfind("\n", 0, match.start) + 1
    before = match.article.text[paragraph_start : match.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def nearest_place(words: str, evidence: Evidence) -> tuple[Place, int] | None:
    """The place that holds most of a changed quotation and how many places it took; None when it is an invention."""
    target = joined(words).split()
    runs = _runs(target, evidence.story.articles)
    covered = sum(length for length, _ in runs)
    if runs and covered >= max(MIN_RUN, ALTERED_COVER * len(target)):
        longest = max(runs, key=lambda run: run[0])[1]
        texts = {_quoted_around(match, evidence) for _, match in runs}
        return _widen(longest, evidence), len(texts) if covered >= 0.8 * len(target) else 1
    content = {word[:5] for word in target if word not in FUNCTION_WORDS}
    if len(content) >= 2:
        best: tuple[float, Place] | None = None
        for article, quotation in quotations_of(evidence):
            has = {word[:5] for word in joined(quotation.words).split()}
            share = len(content & has) / len(content)
            if share >= ALTERED_WORDS and (best is None or share > best[0]):
                best = (share, Place(article, quotation.start, quotation.end))
        if best is not None:
            return best[1], 1
    return None


def _runs(target: list[str], articles: tuple[CleanArticle, ...]) -> list[tuple[int, Place]]:
    """The target cut into the longest runs of words that stand in some article, each with its first place."""
    runs = []
    at = 0
    while at < len(target):
        best: tuple[int, Place] | None = None
        for article in articles:
            read = _read(article.text)
            length = MIN_RUN
            while at + length <= len(target):
                place = read.joined.find(f" {' '.join(target[at : at + length])} ")
                if place < 0:
                    break
                if best is None or length > best[0]:
                    begin = bisect_right(read.starts, place + 1) - 1
                    best = (length, Place(article, read.spans[begin][0], read.spans[begin + length - 1][1]))
                length += 1
        if best is not None and any(word not in FUNCTION_WORDS for word in target[at : at + best[0]]):
            runs.append(best)
            at += best[0]
        else:
            at += 1
    return runs


def quotations_of(evidence: Evidence) -> Iterator[tuple[CleanArticle, Quotation]]:
    """Every quotation of the articles, each with its article."""
    articles = {article.id: article for article in evidence.story.articles}
    for sentence in evidence.story.sentences:
        for quotation in sentence.mentions.quotations:
            yield articles[sentence.article_id], quotation


def _quoted_around(match: Place, evidence: Evidence) -> tuple[str, int]:
    source = source_of(match, evidence)
    if source is not None and source[1] is not None:
        return match.article.id, source[1].start
    return match.article.id, match.start


def _widen(match: Place, evidence: Evidence) -> Place:
    """The whole quotation that a run of words lies in."""
    source = source_of(match, evidence)
    if source is not None and source[1] is not None:
        inner = source[1]
        return Place(match.article, inner.start, inner.end)
    return match
