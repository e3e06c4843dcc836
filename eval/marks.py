"""The marks of an invented bundle: every name, date, figure and quotation of its articles, and all they disagree on.

They lie in `marks.tsv` beside the bundle's `gold.json`; `eval/bundles/MARKING.md` says what is marked and how. A mark
is found in the clean text of its article by searching on from the mark of the same kind before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from summarizer.errors import InputError

FILE = "marks.tsv"
KINDS = ("name", "date", "figure", "quote")
NAME_KINDS = frozenset(["person", "organisation", "place", "other"])
FIGURE_KINDS = frozenset(["count", "money", "percent", "ordinal", "age", "measure", "duration", "clock", "score"])
HEDGES = frozenset(["none", "exactly", "about", "nearly", "more than", "at least", "fewer than", "up to"])
DISAGREEMENT_KINDS = frozenset(["figure", "date", "place", "claim"])
_LEAST = {"name": 4, "date": 4, "figure": 6, "quote": 3, "disagreement": 3, "side": 4}
_MOST = {"name": 4, "date": 4, "figure": 8, "quote": 5, "disagreement": 3, "side": 5}
_OLD_LEADS = re.compile(r"^(?:the|a|an|one|its|their|his|her)\s+", re.I)


@dataclass(frozen=True, slots=True)
class MarkedName:
    """A proper name, [start, end) of its article's clean text, and whose it is."""

    start: int
    end: int
    text: str
    bearer: str
    kind: str


@dataclass(frozen=True, slots=True)
class MarkedDate:
    """A time expression and the days that it means (inclusive)."""

    start: int
    end: int
    text: str
    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class MarkedFigure:
    """A quantity with its hedge, what is counted, and who gives it ("" for the outlet itself)."""

    start: int
    end: int
    text: str
    low: float
    high: float
    kind: str
    hedge: str
    counted: str
    speaker: str


@dataclass(frozen=True, slots=True)
class MarkedQuote:
    """Words between quotation marks, and who said them; `goes_on` with the utterance of the one before."""

    start: int
    end: int
    text: str
    speaker: str
    verb: str
    goes_on: bool


@dataclass(frozen=True, slots=True)
class MarkedSide:
    """One article's words on something that the articles disagree on; those that say the same have equal `says`."""

    article: int
    start: int
    end: int
    text: str
    says: str
    is_old: bool


@dataclass(frozen=True, slots=True)
class MarkedDisagreement:
    """What cannot all be true of one thing: of kind "figure", "date", "place" or "claim"."""

    subject: str
    kind: str
    sides: tuple[MarkedSide, ...]


@dataclass(slots=True)
class MarkedArticle:
    """All marks of one article, in reading order."""

    names: list[MarkedName] = field(default_factory=list)
    dates: list[MarkedDate] = field(default_factory=list)
    figures: list[MarkedFigure] = field(default_factory=list)
    quotes: list[MarkedQuote] = field(default_factory=list)


@dataclass(slots=True)
class Marks:
    """The marks of a bundle by article number, its disagreements, and what is wrong with the file, in words."""

    articles: dict[int, MarkedArticle] = field(default_factory=dict)
    disagreements: list[MarkedDisagreement] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def spellings(self) -> dict[str, frozenset[str]]:
        """All that a bearer of a name is called in the articles, folded, the name itself among them."""
        found: dict[str, set[str]] = {}
        for article in self.articles.values():
            for name in article.names:
                found.setdefault(name.bearer, {name.bearer.casefold()}).add(name.text.casefold())
        return {bearer: frozenset(forms) for bearer, forms in found.items()}


def read_marks(folder: Path, texts: Mapping[int, str]) -> Marks:
    """The marks of the bundle in a folder; `texts` are its articles' clean texts by number.

    What is wrong in the file is told in `problems`, by line, and left out. Raises InputError when there is no file.
    """
    path = folder / FILE
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}", hint="Mark the bundle first.") from error
    return _Reader(texts).read(lines)


class _Reader:
    """Reads the rows of one file."""

    def __init__(self, texts: Mapping[int, str]) -> None:
        self.texts = texts
        self.marks = Marks()
        self.article = 0  # 0 under `@ story`
        self.reached: dict[str, int] = {}
        self.subject: tuple[str, str] | None = None
        self.sides: list[MarkedSide] = []

    def read(self, lines: list[str]) -> Marks:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            for problem in self._row(line.split("\t")):
                self.marks.problems.append(f"line {number}: {problem}: {line}")
        self._close()
        missing = sorted(set(self.texts) - set(self.marks.articles))
        self.marks.problems += [f"article {number} has no marks" for number in missing]
        for bearer, kinds in self._kinds().items():
            if len(kinds) > 1:
                self.marks.problems.append(f"{bearer} is marked as {' and '.join(sorted(kinds))}")
        return self.marks

    def _kinds(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for article in self.marks.articles.values():
            for name in article.names:
                found.setdefault(name.bearer, set()).add(name.kind)
        return found

    def _row(self, fields: list[str]) -> Iterator[str]:
        kind = fields[0]
        if kind == "@":
            yield from self._open(fields[1] if len(fields) > 1 else "")
        elif kind not in _LEAST:
            yield f"“{kind}” is no kind of mark"
        elif not _LEAST[kind] <= len(fields) <= _MOST[kind]:
            yield f"{len(fields)} fields"
        elif kind in KINDS:
            yield from self._mark(kind, fields + [""] * (_MOST[kind] - len(fields)))
        elif kind == "disagreement":
            self._close()
            self.subject = (fields[1], fields[2])
            if fields[2] not in DISAGREEMENT_KINDS:
                yield f"“{fields[2]}” is no kind of disagreement"
        else:
            yield from self._side(fields)

    def _open(self, what: str) -> Iterator[str]:
        self.article, self.reached = 0, {}
        if what == "story":
            return
        if not what.isdigit() or int(what) not in self.texts:
            yield "there is no such article"
            return
        self.article = int(what)
        self.marks.articles.setdefault(self.article, MarkedArticle())

    def _mark(self, kind: str, fields: list[str]) -> Iterator[str]:
        if not self.article:
            yield "it stands under no article"
            return
        words = fields[1]
        found = _find(words, self.texts[self.article], self.reached.get(kind, 0))
        if not words or found is None:
            yield "these words do not stand in the article after the mark before"
            return
        self.reached[kind] = found.end()
        start, end = found.span()
        marks = self.marks.articles[self.article]
        try:
            match kind:
                case "name":
                    if fields[3] not in NAME_KINDS:
                        yield f"“{fields[3]}” is no kind of name"
                    marks.names.append(MarkedName(start, end, words, fields[2], fields[3]))
                case "date":
                    days = (date.fromisoformat(fields[2]), date.fromisoformat(fields[3]))
                    if days[0] > days[1]:
                        yield "the first day is after the last"
                    marks.dates.append(MarkedDate(start, end, words, *days))
                case "figure":
                    if fields[4] not in FIGURE_KINDS or fields[5] not in HEDGES:
                        yield "kind or hedge is none of those that there are"
                    low, high = float(fields[2]), float(fields[3])
                    marks.figures.append(MarkedFigure(start, end, words, low, high, *fields[4:8]))
                case _:
                    if not fields[2]:
                        yield "nobody speaks"
                    marks.quotes.append(MarkedQuote(start, end, words, fields[2], fields[3], fields[4] == "+"))
        except ValueError:
            yield "a day or a number cannot be read"

    def _side(self, fields: list[str]) -> Iterator[str]:
        number = int(fields[1]) if fields[1].isdigit() else 0
        start = self.texts.get(number, "").find(fields[2])
        if self.subject is None or start < 0:
            yield "these words do not stand in the article, or there is no disagreement before"
            return
        is_old = len(fields) > 4 and fields[4] == "old"
        self.sides.append(MarkedSide(number, start, start + len(fields[2]), fields[2], fields[3], is_old))

    def _close(self) -> None:
        if self.subject is not None:
            if len({side.says for side in self.sides}) < 2:
                self.marks.problems.append(f"disagreement on {self.subject[0]}: it needs two sides")
            self.marks.disagreements.append(MarkedDisagreement(*self.subject, tuple(self.sides)))
        self.subject, self.sides = None, []


def _find(words: str, text: str, start: int) -> re.Match[str] | None:
    """The words from `start` on: as words of their own, or, where a text has them glued to others, as they stand."""
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    exact = re.escape(words)
    return re.compile(before + exact + after).search(text, start) or re.compile(exact).search(text, start)


def is_speaker(gold: str, told: str, spellings: Mapping[str, frozenset[str]]) -> bool:
    """Whether a speaker of ours is the marked one: a name of its bearer (`Marks.spellings`), or the same head word."""
    if not told:
        return False
    forms = spellings.get(gold)
    words = _OLD_LEADS.sub("", told).casefold()
    if forms is None:
        return _head(gold) == _head(told)
    return words in forms or any(
        re.search(rf"(?<!\w){re.escape(form)}(?!\w)", words) and _head(form) == _head(words) for form in forms
    )


def _head(phrase: str) -> str:
    """The last word before a preposition or comma, folded."""
    words = re.split(r",| (?:of|at|for|from|in|with|who|on|to) ", phrase)[0].replace("’s", "").split()
    return words[-1].casefold().strip(".,;:'’\"“”") if words else ""
