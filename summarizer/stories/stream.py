"""Stories of a stream: one article at a time goes into a story that there is, or begins one.

The likeness of two articles is that of `grouping`, but rests on the two alone, so it does not matter which came first;
how crowded it is around them does not count, since that changes with every article.
Whoever is near the new article is linked anew, with all members of the stories concerned: an article may so bring two
stories together, or part them. Only stories near the new one are looked at, and the archive is searched in the same
time however large it is (`archive`), so that an article costs nearly the same at any size. With an embedding model its
vector is also compared with all of the archive's: cheap, but not the same at any size, and 4 bytes a number of memory.

Articles whose own days lie further apart than the window are never compared. What arrived more than two windows ago is
dropped, by the day that the caller gives: a wrong date in an article must not empty the archive.

Method: average linkage as in `linkage`, done again locally, as news streams are clustered since BIRCH (Zhang et al.,
1996; for news Miranda et al., EMNLP 2018).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from summarizer.clients.embedding import Embedder
from summarizer.errors import InputError
from summarizer.model import CleanArticle, Notice
from summarizer.stories.archive import TermArchive, TermVector
from summarizer.stories.features import LEAST, Traits, term_vector, traits_of
from summarizer.stories.grouping import adjustments, merge_from
from summarizer.stories.linkage import bridge, link
from summarizer.stories.meanings import Meaning, MeaningArchive, mixed, read_meaning

WINDOW_DAYS = 14
_CANDIDATES = 32
"""Articles that a new one is compared with exactly, besides all members of the stories that they stand in."""
_MOST_STORIES = 8
_MOST_LINKED, _MOST_ANEW = 120, 600
"""Articles that are linked anew whenever one comes to them: then their order decides nothing. Up to the second number,
a story is linked anew each time it has grown by half; a larger one only takes articles. Linking anew only at growth by
half had orders differ by .02 in F1, and stories part nearly as often."""
_GROWTH = 1.5
_SPARSE, _FEW_DEAD = 2, 1_000
"""The stream is made anew of the living when there are so many times as many rows, and so many more."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an article went, and what that changed; a notice where the embedding model could not be asked."""

    article_id: str
    story_id: str
    is_new: bool
    merged: tuple[tuple[str, str], ...] = ()  # (story that is no more, the one that most of it is in now)
    split: tuple[tuple[str, str], ...] = ()  # (story that is new, the one that most of it was in until now)
    moved: tuple[tuple[str, str, str], ...] = ()  # (other article, its story until now, its story now)
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """All that the stream keeps of an article; `near` are the earlier articles like it, with how like they are."""

    article_id: str
    story_id: str
    vector: TermVector
    day: float  # ordinal, NaN when unknown
    weekdays: int
    log_length: float
    arrived: float  # ordinal of the day when it came, -inf when nobody said
    near: tuple[tuple[str, float], ...]
    meaning: Meaning | None = None


Read = tuple[TermVector, tuple[float, int, float]]
"""What is compared of an article: its terms, and its day, weekdays and length."""


def read_article(article: CleanArticle) -> Read:
    """What `StoryStream.add_read` takes of an article."""
    return term_vector(article), traits_of(article)


class StoryStream:
    """The stories of the articles added so far. Not safe for several threads; the same order gives the same stories.

    >>> stream = StoryStream()
    >>> one = stream.add(CleanArticle("a", 1, "Fire destroyed the old mill in Leeds on Monday, and two men died."))
    >>> two = stream.add(CleanArticle("b", 2, "Two men died when fire destroyed the old mill in Leeds on Monday."))
    >>> one.story_id == two.story_id, stream.articles_of(one.story_id)
    (True, ('a', 'b'))
    """

    def __init__(
        self,
        window_days: int = WINDOW_DAYS,
        traces: Iterable[Trace] = (),
        new_id: Callable[[], str] | None = None,
        embedder: Embedder | None = None,
    ) -> None:
        """A stream that goes on from the traces of an earlier one, given in the order of arrival.

        `new_id` names stories; without it they are numbered. With an `embedder` what articles mean counts, too; two of
        which one has no vector, or one of another model, are compared by their words.
        """
        self._embedder = embedder
        self._window = window_days
        self._new_id = new_id or self._numbered
        self._n_stories = 0
        self._today = -math.inf
        self._take_up(traces)

    @property
    def n_articles(self) -> int:
        """How many articles are alive."""
        return len(self._rows)

    @property
    def story_ids(self) -> tuple[str, ...]:
        """The stories that have an article alive, the oldest first."""
        return tuple(self._members)

    def articles_of(self, story_id: str) -> tuple[str, ...]:
        """The living articles of a story in the order of arrival; none for a story that there is not."""
        return tuple(self._ids[row] for row in sorted(self._members.get(story_id, ())))

    def story_of(self, article_id: str) -> str | None:
        """The story of a living article."""
        row = self._rows.get(article_id)
        return self._story_of[row] if row is not None else None

    def add(self, article: CleanArticle, today: date | None = None) -> Placement:
        """Put an article into its story. Raises InputError for an id that is taken.

        What arrived more than two windows before `today` is dropped; without it, nothing is. An embedder that fails
        is no error: the article is placed by its words, with a notice.
        """
        meaning, notices = read_meaning(article, self._embedder)
        placement = self.add_read(article.id, read_article(article), today, meaning)
        return replace(placement, notices=notices) if notices else placement

    def add_read(
        self, article_id: str, read: Read, today: date | None = None, meaning: Meaning | None = None
    ) -> Placement:
        """The same for an article that was read before, in another process perhaps."""
        if article_id in self._rows:
            raise InputError(
                f"There is an article with the id {article_id} already.",
                pointer="/id",
                hint="Give every article, and every version of one, an id of its own.",
            )
        near = self._near(read, meaning)
        if today is not None and self._today == -math.inf:
            self._arrived[:] = [float(today.toordinal())] * len(self._arrived)  # before the calendar began
        self._today = max(self._today, float(today.toordinal())) if today is not None else self._today
        row = self._enter(article_id, read, meaning, self._today)
        for other, likeness in near.items():
            self._edges[row][other] = self._edges[other][row] = likeness
        placement = self._place(row)
        self._expire()
        return placement

    def story_near(self, read: Read, meaning: Meaning | None = None) -> str | None:
        """The story of the living article that is most like this one, None where none is like enough.

        For what belongs to no story and must regroup none, as a kill notice: it does not enter the stream.
        """
        least = merge_from(len(self._rows) + 1)
        near = [(-likeness, row) for row, likeness in self._near(read, meaning).items() if likeness >= least]
        return self._story_of[min(near)[1]] if near else None

    def trace(self, article_id: str) -> Trace:
        """What is to be kept of a living article for a later stream. Raises KeyError for any other."""
        row = self._rows[article_id]
        vector = self._archive.vector(row)
        near = tuple((self._ids[other], score) for other, score in sorted(self._edges[row].items()) if other < row)
        kept = (*self._traits[row], self._arrived[row], near, self._meanings.meaning(row))
        return Trace(article_id, self._story_of[row], vector, *kept)

    # ------------------------------------------------------------------------------------------ inside

    def _take_up(self, traces: Iterable[Trace]) -> None:
        """Begin with these articles and no others."""
        self._archive = TermArchive()
        self._meanings = MeaningArchive()
        self._rows: dict[str, int] = {}
        self._ids: list[str] = []
        self._edges: list[dict[int, float]] = []
        self._traits: list[tuple[float, int, float]] = []
        self._arrived: list[float] = []
        self._story_of: list[str] = []
        self._members: dict[str, list[int]] = {}
        self._looked_at: dict[str, int] = {}  # the size at which a large story was last linked anew
        self._oldest = 0
        for trace in traces:
            read = trace.vector, (trace.day, trace.weekdays, trace.log_length)
            row = self._enter(trace.article_id, read, trace.meaning, trace.arrived)
            self._today = max(self._today, trace.arrived)
            for other_id, score in trace.near:
                other = self._rows.get(other_id)
                if other is not None:
                    self._edges[row][other] = self._edges[other][row] = score
            self._story_of[row] = trace.story_id
            self._members.setdefault(trace.story_id, []).append(row)
            self._looked_at[trace.story_id] = len(self._members[trace.story_id])
            number = trace.story_id.rpartition("-")[2]
            self._n_stories = max(self._n_stories, int(number) if number.isdecimal() else 0)

    def _enter(self, article_id: str, read: Read, meaning: Meaning | None, arrived: float) -> int:
        vector, traits = read
        row = self._archive.add(vector)
        self._meanings.add(meaning)
        self._rows[article_id] = row
        self._ids.append(article_id)
        self._edges.append({})
        self._traits.append(traits)
        self._arrived.append(arrived)
        self._story_of.append("")
        return row

    def _near(self, read: Read, meaning: Meaning | None) -> dict[int, float]:
        """The living articles like this one, with how like they are."""
        vector, traits = read
        likely = self._archive.candidates(vector, _CANDIDATES)
        if meaning is not None:
            likely = list(dict.fromkeys((*likely, *self._meanings.nearest(meaning, _CANDIDATES))))
        rows = self._in_window(likely, traits[0])
        found = self._likenesses(read, meaning, rows)
        least = merge_from(len(self._rows) + 1)
        stories = {self._story_of[row] for row, likeness in found.items() if likeness >= least}
        others = [row for story in sorted(stories) for row in self._members[story] if row not in found]
        return found | self._likenesses(read, meaning, self._in_window(others, traits[0]))

    def _in_window(self, rows: Sequence[int], day: float) -> list[int]:
        """Those whose day is unknown or not further away than the window."""
        return [row for row in rows if not abs(self._traits[row][0] - day) > self._window]

    def _likenesses(self, read: Read, meaning: Meaning | None, rows: Sequence[int]) -> dict[int, float]:
        if not rows:
            return {}
        vector, traits = read
        similarities = self._archive.similarities(vector, rows)
        if meaning is not None:
            similarities = mixed(similarities, self._meanings.cosines(meaning, rows), meaning)
        days, weekdays, log_lengths = zip(*(self._traits[row] for row in rows), traits, strict=True)
        known = Traits(np.array(days), np.array(weekdays, dtype=np.int64), np.array(log_lengths))
        likenesses = similarities + adjustments(known, len(rows), np.arange(len(rows)))
        return {
            row: likeness
            for row, similarity, likeness in zip(rows, similarities.tolist(), likenesses.tolist(), strict=True)
            if similarity > LEAST
        }

    def _place(self, row: int) -> Placement:
        least = merge_from(len(self._rows))
        best: dict[str, float] = {}
        for other, likeness in self._edges[row].items():
            if likeness >= least:
                story = self._story_of[other]
                best[story] = max(likeness, best.get(story, -math.inf))
        stories = sorted(best, key=lambda story: (-best[story], story))[:_MOST_STORIES]
        if not stories:
            return self._begun(row)
        return self._linked(row, stories, least)

    def _begun(self, row: int) -> Placement:
        story = self._new_id()
        self._story_of[row] = story
        self._members[story] = [row]
        self._looked_at[story] = 1
        return Placement(self._ids[row], story, is_new=True)

    def _is_due(self, story: str) -> bool:
        """Whether a story has grown by half since it was linked anew."""
        return len(self._members[story]) >= _GROWTH * self._looked_at[story]

    def _linked(self, row: int, stories: Sequence[str], least: float) -> Placement:
        """Link the article and all members of the stories near it anew; a large story as a whole, unless it is due."""
        start = [[row], *(self._members[story] for story in stories)]
        rows = sorted(member for group in start for member in group)
        is_anew = len(rows) <= _MOST_LINKED or (len(rows) <= _MOST_ANEW and any(map(self._is_due, stories)))
        if is_anew:
            start = [[member] for member in rows]
        known = set(rows)
        pairs = [
            (other, member, likeness)
            for member in (rows if is_anew else [row])
            for other, likeness in self._edges[member].items()
            if other in known and (other < member or member == row)
        ]
        groups = link(pairs, start, least)
        if is_anew:
            groups = bridge(groups, pairs)
        before = {member: self._story_of[member] for member in rows}
        for story in stories:
            del self._members[story]
        self._name(groups, before, is_anew=is_anew)
        own = self._story_of[row]
        passed = Counter((before[member], self._story_of[member]) for member in rows if member != row)
        return Placement(
            self._ids[row],
            own,
            is_new=own not in stories,
            merged=tuple((story, _most(passed, old=story)) for story in sorted(stories) if story not in self._members),
            split=tuple(
                (story, _most(passed, new=story)) for story in sorted({new for _, new in passed} - set(stories))
            ),
            moved=tuple(
                (self._ids[member], before[member], self._story_of[member])
                for member in rows
                if member != row and self._story_of[member] != before[member]
            ),
        )

    def _name(self, groups: Sequence[Sequence[int]], before: Mapping[int, str], *, is_anew: bool) -> None:
        """Give each group its story: the one that most of it were in, else a new one; the largest choose first."""
        taken: set[str] = set()
        for group in sorted(groups, key=lambda group: (-len(group), group[0])):
            votes = Counter(before[member] for member in group if before[member] and before[member] not in taken)
            story = min(votes, key=lambda name: (-votes[name], name)) if votes else self._new_id()
            taken.add(story)
            self._members[story] = list(group)
            if is_anew or story not in self._looked_at:
                self._looked_at[story] = len(group)
            for member in group:
                self._story_of[member] = story

    def _numbered(self) -> str:
        self._n_stories += 1
        return f"story-{self._n_stories}"

    def _expire(self) -> None:
        """Drop what came more than two windows ago."""
        while self._oldest < len(self._ids) and self._arrived[self._oldest] < self._today - 2 * self._window:
            row = self._oldest
            self._oldest += 1
            del self._rows[self._ids[row]]
            self._archive.drop(row)
            self._meanings.drop(row)
            for other in self._edges[row]:
                self._edges[other].pop(row, None)
            self._edges[row] = {}
            members = self._members[self._story_of[row]]
            members.remove(row)
            if not members:
                del self._members[self._story_of[row]]
                self._looked_at.pop(self._story_of[row], None)
        if len(self._ids) > _SPARSE * len(self._rows) + _FEW_DEAD:  # the dead take room and time still
            self._take_up([self.trace(article_id) for article_id in self._rows])


def _most(passed: Mapping[tuple[str, str], int], *, old: str = "", new: str = "") -> str:
    """Of (old story, new story) → articles, where most of an old story went, or most of a new one came from."""
    counts = Counter[str]()
    for (before, now), n in passed.items():
        if old and before == old:
            counts[now] += n
        elif new and now == new:
            counts[before] += n
    return min(counts, key=lambda story: (-counts[story], story))
