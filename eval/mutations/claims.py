"""The nouns of the mutator: a faithful sentence, its mutation, and edits of a text that keep count of offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from eval.mutations.english import listed
from summarizer.mentions import find_mentions
from summarizer.model import ErrorCode, Mentions, ReadSentence
from summarizer.resources import read_text

Pair = tuple[int, int]

_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|«[^»]*»?|(?<!\w)['‘](?=\w)[^'‘’]{2,80}['’](?!\w)")
_A_OR_AN = re.compile(r"\b(a|an|A|An) $")
_VOWEL_SOUND = re.compile(r"(?i:[aeio]|un(?!i)|u[^ns]|hour|honou?r|8\b|8\d|11\b|18\b)|[FHLMNRSX][A-Z]")
_SMALL = frozenset(
    listed(
        "the a an in on at by for from of to with after before when while as since during under over some many most "
        "all more than about around nearly almost both several police officials if although because however between"
    )
)
"""Words that a name may follow without being part of it."""
_CAPITAL = listed("Republican Democratic Democrat Conservative Labour Liberal Congress Parliament Senate Mr Mrs")
"""Words that mean something else when they stand small."""
_LOWERED = frozenset(
    word
    for line in read_text("words/common_words.txt").splitlines()
    if not line.startswith("#")
    for word in line.split()
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edit:
    """[start, end) of a text gives way to `new`."""

    start: int
    end: int
    new: str


@dataclass(frozen=True)
class Faithful:
    """A sentence that the articles support: its words without markers, the sentences it is made of, and how.

    Offsets in `mentions` index `text`; `cited` are the numbers of the articles it comes from, `published` the day of
    the one article that it comes from.
    """

    text: str
    cited: tuple[int, ...]
    sources: tuple[ReadSentence, ...]
    ways: tuple[str, ...] = ("copied",)
    published: date | None = None

    @cached_property
    def mentions(self) -> Mentions:
        """What is found in the text, read as a checker reads it: from the text alone."""
        return find_mentions(self.text, [(0, len(self.text))], self.published)[0]

    @cached_property
    def quoted(self) -> tuple[Pair, ...]:
        """The stretches between quotation marks, which no rule may touch but those for quotations."""
        return quoted_spans(self.text)

    def is_free(self, start: int, end: int) -> bool:
        """Whether no quotation touches [start, end)."""
        return not any(start < last and first < end for first, last in self.quoted)

    def without(self, start: int, end: int) -> str:
        """The text without [start, end): the context that a change stands in."""
        return f"{self.text[:start]} {self.text[end:]}"


@dataclass(frozen=True, slots=True)
class Mutated:
    """What became of a faithful sentence: `span` is the changed stretch, None where the error is something missing.

    `cited` are the article numbers it carries when they are not those of the faithful one.
    """

    text: str
    span: Pair | None
    code: ErrorCode
    cited: tuple[int, ...] | None = None


def quoted_spans(text: str) -> tuple[Pair, ...]:
    """The stretches of a text between quotation marks, the marks included; one left open goes to the end.

    >>> quoted_spans("Moss called it “a mistake” on Tuesday.")
    ((15, 26),)
    """
    return tuple(match.span() for match in _QUOTED.finditer(text))


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after edits that do not overlap.

    >>> apply("Rain fell today.", [Edit(10, 15, "on 6 May"), Edit(0, 4, "Snow")])
    'Snow fell on 6 May.'
    """
    for edit in sorted(edits, key=lambda edit: -edit.start):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


def moved(span: Pair, edits: Sequence[Edit]) -> Pair:
    """Where a stretch stands after edits that do not touch it.

    >>> moved((5, 9), [Edit(0, 4, "Snowflakes")])
    (11, 15)
    """
    shift = sum(len(edit.new) - (edit.end - edit.start) for edit in edits if edit.end <= span[0])
    return span[0] + shift, span[1] + shift


def swap(claim: Faithful, span: Pair, new: str, code: ErrorCode) -> Mutated:
    """The sentence with a stretch replaced, "a" and "an" before it set right; the span holds the new words.

    >>> told = Faithful("Police held a suspect.", (1,), ())
    >>> swap(told, (14, 21), "officer", ErrorCode.ENTITY).text
    'Police held an officer.'
    """
    before, after = claim.text[: span[0]], claim.text[span[1] :]
    if not before and new[:1].islower():
        new = raised(new)
    article = _A_OR_AN.search(before)
    if article and new:
        right = "an" if _VOWEL_SOUND.match(new) else "a"
        before = before[: article.start()] + (right.capitalize() if article[1][0] == "A" else right) + " "
    return Mutated(f"{before}{new}{after}", (len(before), len(before) + len(new)), code)


def lowered(text: str) -> str:
    """A sentence as it stands inside another: its first letter small, unless it begins a name; "" when that is unsure.

    >>> lowered("The council met."), lowered("Moss resigned."), lowered("Oberlund agreed.")
    ('the council met.', '', '')
    """
    first = re.match(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text)
    if first is None:
        return text if text[:1].isdigit() else ""
    word = first.group()
    opens_name = text[first.end() + 1 : first.end() + 2].isupper() and word.lower() not in _SMALL
    if word in ("I", *_CAPITAL) or (len(word) > 1 and not word[1:].islower()) or opens_name or text[first.end()] == ".":
        return ""
    return text[0].lower() + text[1:] if word.lower() in _LOWERED or len(word) == 1 else ""


def embedded(claim: Faithful, text: str) -> str:
    """`lowered`, where a name that stands first keeps its capital."""
    return lowered(text) or (text if any(name.start == 0 for name in claim.mentions.names) else "")


def raised(text: str) -> str:
    """A clause as a sentence of its own: its first letter large."""
    return text[:1].upper() + text[1:]
