"""How near two articles are in meaning, by an embedding model where one is configured: other words, the same event.

Cosines of one model cannot be read like those of another: unlike news has .1 with some and .8 with others. So each
model is first asked about six invented events, each told twice in different words, three pairs of them of a kind (two
ferries in distress). What the nearest two of *unlike* events have is its zero; what two tellings of one event have on
average is its one. Between them a cosine becomes a likeness on the scale of the plain similarity: so one threshold
serves with and without a model, and for an article that has no vector beside one that has. It counts only where two
articles share hardly a word, as in two languages: where words speak, a model's view of the topic makes two events one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from summarizer.clients.embedding import Embedder, Vectors
from summarizer.errors import ClientError, ReplyInvalid
from summarizer.model import CleanArticle, Notice
from summarizer.resources import read_text

EMBEDDING_FAILED = "embedding-failed"  # code of the notice that articles were grouped by their words alone

_WORDS_READ = 200
_MUTE = 0.01
"""Similarity by words from which they alone decide. With all-MiniLM-L6-v2 this leaves the five dev sets of English news
as they are without a model; mixed evenly with the words, its cosines cost .02 to .13 BCubed F1."""
_ALIKE = 0.2
"""The likeness of two tellings of one event: enough for a story among any number of articles (`grouping.merge_from`
asks for .14 of 100,000), and no more than articles that share words have."""
_LEAST_RANGE = 0.02
"""A model with no more than this between unlike events and one event tells nothing of events."""
_DIGITS = 6
"""Cosines are rounded to so many digits: the last ones depend on how many are computed at once."""
_LEAST_ROOM = 64


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """An article's unit vector by a model, and what this model's cosines are worth: of unlike events, of one event."""

    model: str
    vector: Vectors
    unlike: float
    alike: float

    @property
    def space(self) -> tuple[str, int]:
        """Vectors of one space only are compared."""
        return self.model, len(self.vector)


def text_read(article: CleanArticle) -> str:
    """What the model is given of an article: the headline and the first 200 words; "" of one without any word.

    >>> text_read(CleanArticle("a", 1, "Rain fell.  It will go on.", title="Rain"))
    'Rain\\nRain fell. It will go on.'
    """
    parts = article.title.strip(), " ".join(article.text.split()[:_WORDS_READ])
    return "\n".join(filter(None, parts)) if any(map(str.isalnum, "".join(parts))) else ""


def embed_articles(articles: Sequence[CleanArticle], embedder: Embedder) -> tuple[Meaning | None, ...]:
    """The meaning of each article, None of one without words. Raises a `ClientError`, also for a model of no use."""
    texts = [text_read(article) for article in articles]
    if not any(texts):
        return (None,) * len(texts)
    unlike, alike = _anchors(embedder)
    vectors = iter(embedder.embed([text for text in texts if text]))
    return tuple(Meaning(embedder.name, next(vectors), unlike, alike) if text else None for text in texts)


def read_meaning(article: CleanArticle, embedder: Embedder | None) -> tuple[Meaning | None, tuple[Notice, ...]]:
    """An article's meaning; None with a notice where the model fails, and without one where there is no model."""
    if embedder is None:
        return None, ()
    try:
        return embed_articles([article], embedder)[0], ()
    except ClientError as error:
        return None, (failure_notice(error),)


def failure_notice(error: ClientError) -> Notice:
    """What a reader is told when the model failed: nothing is lost, the words alone decide."""
    hint = f" {error.hint}" if error.hint else ""
    return Notice(
        EMBEDDING_FAILED, f"The embedding model was of no use: {error}{hint} Articles are grouped by their words alone."
    )


def _anchors(embedder: Embedder) -> tuple[float, float]:
    """The model's cosines of the nearest two unlike events and, on average, of one event told twice."""
    tellings = [line for line in read_text("events_told_twice.txt").splitlines() if line and not line.startswith("#")]
    vectors = embedder.embed(tellings)
    cosines = vectors @ vectors.T
    unlike = max(float(cosines[a, b]) for a, b in combinations(range(len(vectors)), 2) if a // 2 != b // 2)
    alike = float(np.mean([cosines[first, first + 1] for first in range(0, len(tellings), 2)]))
    if alike - unlike < _LEAST_RANGE:
        raise ReplyInvalid(
            f"The embedding model {embedder.name} does not tell events apart: two tellings of one have a cosine of"
            f" {alike:.2f}, two events have {unlike:.2f}.",
            hint="Choose another model.",
        )
    return round(unlike, _DIGITS), round(alike, _DIGITS)


def mixed(similarities: NDArray[np.float64], cosines: NDArray[np.float64], meaning: Meaning) -> NDArray[np.float64]:
    """Similarities by words, and by cosines where words say nothing; these are NaN where there is none.

    >>> meaning = Meaning("m", np.ones(1, dtype=np.float32), unlike=0.5, alike=0.9)
    >>> mixed(np.array([0.0, 0.3, 0.0, 0.0]), np.array([0.9, 0.9, 0.7, np.nan]), meaning).round(2).tolist()
    [0.2, 0.3, 0.1, 0.0]
    """
    likeness = _ALIKE * np.clip((cosines - meaning.unlike) / (meaning.alike - meaning.unlike), 0, 1)
    return np.where(np.isnan(cosines) | (similarities >= _MUTE), similarities, np.maximum(similarities, likeness))


class MeaningArchive:
    """Meanings by row number, as in `TermArchive`: None where an article has none. A search looks at all of a space."""

    def __init__(self) -> None:
        self._meanings: list[Meaning | None] = []
        self._spaces: dict[tuple[str, int], _Space] = {}

    def __len__(self) -> int:
        return len(self._meanings)

    def meaning(self, row: int) -> Meaning | None:
        """The meaning of a row; None where it has none or was dropped."""
        return self._meanings[row]

    def add(self, meaning: Meaning | None) -> None:
        """Keep the next row's meaning."""
        if meaning is not None:
            self._spaces.setdefault(meaning.space, _Space()).add(len(self._meanings), meaning.vector)
        self._meanings.append(meaning)

    def drop(self, row: int) -> None:
        """Forget a row; its room is free when the archive is made anew."""
        meaning = self._meanings[row]
        if meaning is not None:
            self._spaces[meaning.space].drop(row)
        self._meanings[row] = None

    def cosines(self, meaning: Meaning, rows: Sequence[int]) -> NDArray[np.float64]:
        """With these rows; NaN for one without a meaning in the same space."""
        found = np.full(len(rows), np.nan)
        space = self._spaces.get(meaning.space)
        if space is not None:
            places = np.array([space.places.get(row, -1) for row in rows], dtype=np.int64)
            found[places >= 0] = space.cosines(meaning.vector, places[places >= 0])
        return found

    def nearest(self, meaning: Meaning, n_most: int) -> list[int]:
        """The rows of the same space that are nearer than unlike events are, the nearest first."""
        space = self._spaces.get(meaning.space)
        near = space.above(meaning.vector, meaning.unlike) if space is not None else []
        return [row for _, row in sorted((-cosine, row) for row, cosine in near)[:n_most]]


class _Space:
    """Vectors of one model in one growing matrix; `places` are the places in it of the rows that are alive."""

    def __init__(self) -> None:
        self.places: dict[int, int] = {}
        self._rows: list[int] = []
        self._matrix = np.zeros((0, 0), dtype=np.float32)

    def add(self, row: int, vector: Vectors) -> None:
        n = len(self._rows)
        if n == len(self._matrix):
            grown = np.zeros((max(_LEAST_ROOM, 2 * n), len(vector)), dtype=np.float32)
            grown[:n] = self._matrix if n else 0
            self._matrix = grown
        self._matrix[n] = vector
        self.places[row] = n
        self._rows.append(row)

    def drop(self, row: int) -> None:
        del self.places[row]

    def cosines(self, vector: Vectors, places: NDArray[np.int64]) -> NDArray[np.float64]:
        if 2 * len(places) > len(self._rows):  # to copy the vectors would cost more than to multiply all
            return self._all(vector)[places]
        return np.asarray(np.round((self._matrix[places] @ vector).astype(np.float64), _DIGITS))

    def above(self, vector: Vectors, least: float) -> list[tuple[int, float]]:
        """The living rows whose cosine is above `least`, with it."""
        cosines = self._all(vector)
        near = ((self._rows[place], float(cosines[place])) for place in np.flatnonzero(cosines > least).tolist())
        return [(row, cosine) for row, cosine in near if row in self.places]

    def _all(self, vector: Vectors) -> NDArray[np.float64]:
        return np.asarray(np.round((self._matrix[: len(self._rows)] @ vector).astype(np.float64), _DIGITS))
