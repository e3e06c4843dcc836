"""A part of a claim set beside the sentences that say nearly the same: what agrees, and what differs in between.

Texts are read as items (telling words, figures, dates, names, negations, connectives, modal words); items of one key
agree. Between the stretches that agree in order (`difflib`, Ratcliff and Obershelp 1988) stand the differences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from summarizer.checkers._alignment import Line, align, cue_words, read_words, stem, story_words
from summarizer.checkers._days import read_day
from summarizer.checkers._names import tokens_of
from summarizer.model import DateMention, Evidence, Figure, FigureKind, Mentions, Name

_CANDIDATES = 6  # sentences set beside a part of the claim
_HELD = 0.5  # share of a part's words that a sentence must hold to be set beside it
_COVERED = 0.7  # share of a part's items that stand in the sentence in the same order, what differs left out
_LEAST = 3  # items that must agree; two do where nothing else is left
_LONGEST = 60  # items of a part or a sentence: more is no sentence, and would cost its square

_BRACKETS = re.compile(r"\([^()]*\)")

NEGATIONS = frozenset(("not", "never", "no", "nobody", "none", "nothing", "neither", "nor", "cannot", "without"))
CONNECTIVES = (
    (frozenset(("because", "owing", "thanks")), frozenset(("although", "though", "despite"))),
    (frozenset(("before",)), frozenset(("after",))),
)
"""Words of reason and of concession, of one order and of the other."""


@dataclass(frozen=True, slots=True)
class Item:
    """A word or a mention of a text, [start, end) as its mentions count; items of one `key` agree."""

    kind: str
    key: str
    start: int
    end: int
    mention: Figure | DateMention | Name | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What the claim has and what the sentence has instead; `before` and `after` are the items next to it that agree,
    None at the claim's ends."""

    mine: tuple[Item, ...]
    theirs: tuple[Item, ...]
    before: Item | None
    after: Item | None

    def only(self, kind: str) -> tuple[Item, Item] | None:
        """The one item of a kind on either side; None where one side has none, or several."""
        mine = [item for item in self.mine if item.kind == kind]
        theirs = [item for item in self.theirs if item.kind == kind]
        return (mine[0], theirs[0]) if len(mine) == len(theirs) == 1 else None


@dataclass(frozen=True, slots=True)
class NearCopy:
    """A sentence that says nearly the same as a part of a claim.

    `pairs` are the items that agree, (the claim's, the sentence's); `region` is the stretch of the sentence that tells
    of the part; `share` the share of the claim's items that agree, where the other side has none of their kind instead.
    """

    index: int
    line: Line
    items: tuple[Item, ...]
    pairs: tuple[tuple[Item, Item], ...]
    differences: tuple[Difference, ...]
    region: str
    share: float

    def words(self, item: Item) -> str:
        """The words of one of the sentence's items."""
        offset = self.line.sentence.sentence.start
        return self.line.sentence.text[item.start - offset : item.end - offset]


def read_items(text: str, offset: int, mentions: Mentions, evidence: Evidence) -> tuple[Item, ...]:
    """The items of a text in their order; `mentions` count from `offset` before it."""
    end = offset + len(text)
    found: list[Item] = []

    def take(kind: str, key: str, mention: Figure | DateMention | Name) -> None:
        inside = offset <= mention.start and mention.end <= end
        if inside and not any(item.start < mention.end and mention.start < item.end for item in found):
            found.append(Item(kind, key, mention.start, mention.end, mention))

    for date in mentions.dates:
        take("date", f"@{read_day(date)}{''.join(c for c in date.text if c.isdigit())}", date)
    for figure in mentions.figures:
        if figure.kind is not FigureKind.YEAR:
            take("figure", f"#{figure.low:g} {figure.high:g}", figure)
    for name in sorted(mentions.names, key=lambda name: name.start - name.end):
        take("name", _bearer(name, evidence), name)
    taken = sorted((item.start, item.end) for item in found)
    for word in read_words(text, offset):
        if any(start < word.end and word.start < stop for start, stop in taken):
            continue
        plain = text[word.start - offset : word.end - offset].lower().replace("’", "'")
        kind = _kind_of(plain)
        if kind is not None or word.stem:
            found.append(Item(kind or "word", _key_of(plain, kind) or word.stem, word.start, word.end))
    return tuple(sorted(found, key=lambda item: item.start))


def _kind_of(word: str) -> str | None:
    """The kind of a word that joins, denies or weakens; None of any other."""
    if word in NEGATIONS or word.endswith("n't"):
        return "negation"
    if any(word in group for pair in CONNECTIVES for group in pair):
        return "connective"
    return "modal" if word in cue_words("future") | cue_words("planning") | cue_words("weakened") else None


def _key_of(word: str, kind: str | None) -> str:
    return {"negation": "!", "connective": word, "modal": stem(word)}.get(kind or "", "")


_BEARERS: dict[int, tuple[Evidence, Mapping[str, str]]] = {}  # of the last few stories, by identity


def _bearer(name: Name, evidence: Evidence) -> str:
    """One key for all names of one bearer, where the story's facts know it."""
    known = _BEARERS.get(id(evidence.facts))
    if known is None or known[0].facts is not evidence.facts:
        table: dict[str, str] = {}
        for entity in evidence.facts.entities:
            for spelling in (entity.name, *entity.spellings):
                table.setdefault(" ".join(tokens_of(spelling)), f"={entity.name}")
        if len(_BEARERS) >= 8:
            _BEARERS.clear()
        known = _BEARERS[id(evidence.facts)] = evidence, table
    tokens = " ".join(tokens_of(name.text))
    return known[1].get(tokens, tokens)


def near_copies(text: str, mine: Sequence[Item], evidence: Evidence) -> tuple[NearCopy, ...]:
    """The sentences of the story that say nearly what a text of these items says, the nearest first."""
    read = story_words(evidence.story)
    found = []
    for alignment in align(text, evidence.story)[:_CANDIDATES]:
        line = read.lines[alignment.index]
        if alignment.score < _HELD:
            break
        if len(line.words) > 2 * _LONGEST:
            continue
        sentence = line.sentence
        theirs = read_items(sentence.text, sentence.sentence.start, sentence.mentions, evidence)
        if "(" not in text:  # what stands in brackets adds, and a summary leaves it out
            offset = sentence.sentence.start
            aside = [(m.start() + offset, m.end() + offset) for m in _BRACKETS.finditer(sentence.text)]
            theirs = tuple(i for i in theirs if not any(start <= i.start < end for start, end in aside))
        copy = _side_by_side(mine, theirs, alignment.index, line) if len(theirs) <= _LONGEST else None
        if copy is not None:
            found.append(copy)
    return tuple(sorted(found, key=lambda copy: -copy.share))


def _side_by_side(mine: Sequence[Item], theirs: Sequence[Item], index: int, line: Line) -> NearCopy | None:
    """A sentence beside the claim's items, when most of them stand in it in this order."""
    matcher = SequenceMatcher(None, [item.key for item in mine], [item.key for item in theirs], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    pairs = [(mine[b.a + i], theirs[b.b + i]) for b in blocks for i in range(b.size)]
    if len(pairs) < 2 or len(mine) > _LONGEST:
        return None
    differences = tuple(_differences(mine, theirs, [(b.a, b.b, b.size) for b in blocks]))
    exchanged = sum(
        min(sum(item.kind == kind for item in d.mine), sum(item.kind == kind for item in d.theirs), 1)
        for d in differences
        for kind in ("figure", "date", "name")
    )
    share = len(pairs) / max(1, len(mine) - exchanged)
    if share < _COVERED or (len(pairs) < _LEAST and share < 1):
        return None
    text, offset = line.sentence.text, line.sentence.sentence.start
    # what stands in place of the claim's ends belongs to the region, too
    ends = [item for d in differences if d.before is None or d.after is None for item in d.theirs]
    start = min(item.start for item in (*ends, pairs[0][1])) - offset
    end = max(item.end for item in (*ends, pairs[-1][1])) - offset
    return NearCopy(index, line, tuple(theirs), tuple(pairs), differences, text[start:end], share)


def _differences(
    mine: Sequence[Item], theirs: Sequence[Item], blocks: Sequence[tuple[int, int, int]]
) -> Iterator[Difference]:
    """What stands between the blocks; at the claim's ends as much of the sentence as of the claim, and one more."""
    a, b = 0, max(0, blocks[0][1] - blocks[0][0] - 1)
    for next_a, next_b, size in blocks:
        if next_a > a or (next_b > b and a):
            yield Difference(tuple(mine[a:next_a]), tuple(theirs[b:next_b]), mine[a - 1] if a else None, mine[next_a])
        a, b = next_a + size, next_b + size
    if a < len(mine):
        yield Difference(tuple(mine[a:]), tuple(theirs[b : b + len(mine) - a + 1]), mine[a - 1], None)
