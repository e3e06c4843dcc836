"""How near are two texts in words and in meaning: content words, static word vectors, and an index over sentences.

The vectors are a table of word pieces distilled from a sentence encoder (`resources/word_vectors.md`): a text's vector
is the sum of its pieces' vectors, each weighed by how rare its word is. That knows synonyms and topics, not grammar:
negation, roles and order are invisible to it. How rare a word is comes from a table over thousands of news articles,
since the handful of articles of one bundle cannot tell (`resources/document_frequencies.md`).
"""

from __future__ import annotations

import functools
import io
import math
import re
import unicodedata
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from summarizer import resources

Floats = NDArray[np.float32]

STOP_WORDS = frozenset(resources.read_text("stop_words.txt").split())
"""Words that carry no topic. "say" is among them: in news it stands in every second sentence and marks no event."""

_WORD = re.compile(
    r"\d+(?:[.,]\d+)*(?:st|nd|rd|th)?\b|(?:[A-Za-z]\.){2,}|[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_]+(?:['’][^\W\d_]+)*|\w+"
)
_NEVER_FOLDED = {"US": "usa", "U.S.": "usa", "U.S": "usa", "USA": "usa", "U.S.A.": "usa"}
_STOP_WEIGHT = 1.0
"""Weight of a stop word in `embed`: the idf of a word in a third of all articles (resources/word_vectors.md)."""


def content_words(text: str) -> tuple[str, ...]:
    """The words of a text that carry its topic, in order: folded, lightly stemmed, without stop words; numbers stay.

    >>> content_words("Biden's ministers aren't withdrawing 150,000 troops from the U.S., O'Neill said.")
    ('biden', 'minister', 'withdraw', '150000', 'troop', 'usa', 'oneill')
    """
    return _content_words(text)


@functools.lru_cache(maxsize=50_000)
def _content_words(text: str) -> tuple[str, ...]:
    return tuple(
        stem(word)
        for word in words(text)
        if word not in STOP_WORDS and (len(word) > 1 or not word.isascii() or word.isdigit())
    )


def words(text: str) -> tuple[str, ...]:
    """All words of a text, folded but not stemmed: case, accents, apostrophes and thousands separators are gone.

    >>> words("The US's 2,500 cafés")
    ('the', 'usa', '2500', 'cafes')
    """
    return _words(text)


@functools.lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(folded for match in _WORD.findall(text) if (folded := _fold(match)))


@functools.lru_cache(maxsize=100_000)
def _fold(word: str) -> str:
    bare = re.sub(r"['’][sS]$", "", word)
    if bare in _NEVER_FOLDED:  # "us" is a pronoun, "US" is not
        return _NEVER_FOLDED[bare]
    folded = bare.casefold()
    if not folded.isascii():
        folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
        folded = folded.replace("’", "'")
    if folded.endswith("n't"):
        return folded[:-3]
    if folded[0].isdigit():
        return re.sub(r",(?=\d{3})", "", folded)
    return re.split(r"'(?:ll|ve|re|d|m)$", folded)[0].replace("'", "").replace(".", "")


@functools.lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A folded word without its inflection: plural, -ed, -ing, -ly. Lighter than Porter's, so names stay readable.

    >>> [stem(word) for word in ("parties", "withdrawing", "planned", "stopped", "crisis", "previously", "news")]
    ['party', 'withdraw', 'plan', 'stop', 'crisis', 'previous', 'news']
    """
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is", "news")):
        word = word[:-1]
    for ending in ("ingly", "edly", "ing", "ed"):
        if word.endswith(ending):
            rest = word[: -len(ending)]
            if len(rest) > 2 and re.search("[aeiouy]", rest) and not rest.endswith("e"):
                return _close(rest)
            return word
    if word.endswith("ly") and len(word) > 5:
        word = word[:-2]
    return _close(word)


_IRREGULAR = dict(pair.split(":") for pair in resources.read_text("irregular_forms.txt").split())
"""Forms that the rules would not lead back, and words that only look inflected."""


def _close(rest: str) -> str:
    """One spelling for a stem however it was inflected: "planned" → "plan", "decide" and "decided" → "decid"."""
    if len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "aeiouls":
        return rest[:-1]
    return rest[:-1] if len(rest) > 4 and rest.endswith("e") and rest[-2] != "e" else rest


# ------------------------------------------------------------------------------------------ rarity


@functools.cache
def _document_frequencies() -> tuple[int, dict[str, int]]:
    lines = resources.read_text("document_frequencies.txt.gz").splitlines()
    counts = (line.split("\t") for line in lines[1:])
    return int(lines[0]), {word: int(count) for word, count in counts}


@functools.lru_cache(maxsize=1 << 16)
def idf(word: str) -> float:
    """How rare a content word is in news, as log(N / documents with it): about 1 for "year", 9 for an unseen word.

    >>> idf("year") < idf("minister") < idf("tractor") < idf("zzyzx")
    True
    """
    n_documents, counts = _document_frequencies()
    count = float(counts.get(word) or counts.get(stem(word)) or _UNSEEN)
    return math.log((n_documents + 1) / (count + 0.5))


@functools.lru_cache(maxsize=1 << 16)
def is_listed(word: str) -> bool:
    """Whether the table of news has a content word, so that its rarity is known and not only taken to be great.

    >>> is_listed("minister"), is_listed("zzyzx")
    (True, False)
    """
    counts = _document_frequencies()[1]
    return word in counts or stem(word) in counts


_UNSEEN = 1.5
"""Documents that an unlisted word is taken to stand in: the table lists those with five or more."""


# ----------------------------------------------------------------------------------------- vectors


@functools.cache
def _table() -> tuple[NDArray[np.int8], Floats, dict[str, int]]:
    """Word-piece vectors (int8), each row's scale, and each piece's row."""
    with np.load(io.BytesIO(resources.read_bytes("word_vectors.npz"))) as stored:
        vectors, scales, pieces = stored["vectors"], stored["scales"], stored["pieces"]
    rows = {piece: row for row, piece in enumerate(pieces.tobytes().decode("utf-8").split("\n"))}
    return vectors, scales, rows


@functools.lru_cache(maxsize=200_000)
def _pieces(word: str) -> tuple[int, ...]:
    """The rows of a folded word's pieces, longest match first (WordPiece); none when it cannot be spelt."""
    rows = _table()[2]
    if word in rows:
        return (rows[word],)
    found: list[int] = []
    start = 0
    while start < len(word) and len(word) <= 60:
        for end in range(len(word), start, -1):
            row = rows.get(word[start:end] if start == 0 else "##" + word[start:end])
            if row is not None:
                found.append(row)
                start = end
                break
        else:
            return ()
    return tuple(found)


@functools.lru_cache(maxsize=30_000)
def _word_vector(word: str) -> Floats | None:
    """The unit vector of a folded word, or None when it has no pieces."""
    found = _pieces(word)
    if not found:
        return None
    vectors, scales, _ = _table()
    rows = list(found)
    total = (vectors[rows] * scales[rows, None]).sum(axis=0, dtype=np.float32)
    length = float(np.sqrt(total @ total))
    return np.asarray(total / length, dtype=np.float32) if length > 0 else None


@functools.lru_cache(maxsize=100_000)
def _weight(word: str) -> float:
    return _STOP_WEIGHT if word in STOP_WORDS else idf(stem(word))


def embed(texts: Sequence[str]) -> Floats:
    """One unit row a text, (n, d): texts of like meaning lie near; a row of zeros for a text without words.

    >>> a, b, c = embed(["Troops pulled back.", "Soldiers withdrew.", "The recipe needs two eggs."])
    >>> bool(a @ b > a @ c)
    True
    """
    if not texts:
        return np.zeros((0, _table()[0].shape[1]), dtype=np.float32)
    return np.stack([_text_vector(text) for text in texts])


@functools.lru_cache(maxsize=10_000)
def _text_vector(text: str) -> Floats:
    total = np.zeros(_table()[0].shape[1], dtype=np.float32)
    found = [(vector, _weight(word)) for word in words(text) if (vector := _word_vector(word)) is not None]
    if found:
        weights = np.array([weight for _, weight in found], dtype=np.float32)
        total = weights @ np.array([vector for vector, _ in found])
    length = float(np.sqrt(total @ total))
    return np.asarray(total / length if length > 0 else total, dtype=np.float32)


def word_similarity(a: str, b: str) -> float:
    """How near two words are in meaning, 0..1; 1 for forms of one word. Opposites are near too: it knows topics only.

    >>> word_similarity("soldiers", "soldier")
    1.0
    >>> word_similarity("soldiers", "troops") > word_similarity("soldiers", "cake")
    True
    """
    left, right = ((words(word) or ("",))[0] for word in (a, b))
    if left == right or stem(left) == stem(right):
        return 1.0 if left else 0.0
    first, second = _word_vector(left), _word_vector(right)
    if first is None or second is None:
        return 0.0
    return min(1.0, max(0.0, float(first @ second)))


def word_vectors(of: Sequence[str]) -> Floats:
    """Unit vectors of folded words, (n, d), zeros for one that has no pieces: to align two texts word by word."""
    out = np.zeros((len(of), _table()[0].shape[1]), dtype=np.float32)
    for row, word in enumerate(of):
        vector = _word_vector(word)
        if vector is not None:
            out[row] = vector
    return out


# ------------------------------------------------------------------------------------------- index

_VECTOR_SHARE = 0.5
"""The vectors' part in a score, the rest is TF-IDF's: measured on evidence anchors (resources/word_vectors.md)."""


class Index:
    """Texts (sentences, articles) to be asked which of them is nearest to a query, by shared words and by meaning.

    `vectors` are the texts' unit rows.

    >>> index = Index(["The army withdrew its troops.", "Rain is expected on Friday."])
    >>> index.nearest("Soldiers were withdrawn", 1)[0][0]
    0
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._n = len(texts)
        counted = [_counts(content_words(text)) for text in texts]
        postings: dict[str, list[tuple[int, float]]] = {}
        for row, counts in enumerate(counted):
            weights = _tf_idf(counts)
            for word, weight in weights.items():
                postings.setdefault(word, []).append((row, weight))
        self._postings = {
            word: (np.array([row for row, _ in found]), np.array([weight for _, weight in found], dtype=np.float32))
            for word, found in postings.items()
        }
        self.vectors = embed(texts)

    def __len__(self) -> int:
        return self._n

    def scores(self, query: str) -> Floats:
        """How near each text is to the query, 0..1, in the order of the texts."""
        shared = np.zeros(self._n, dtype=np.float32)
        if self._n == 0:
            return shared
        for word, weight in _tf_idf(_counts(content_words(query))).items():
            if word in self._postings:
                rows, weights = self._postings[word]
                shared[rows] += weight * weights
        meaning = np.maximum(self.vectors @ embed([query])[0], 0.0)
        return np.asarray(np.clip((1 - _VECTOR_SHARE) * shared + _VECTOR_SHARE * meaning, 0.0, 1.0), dtype=np.float32)

    def nearest(self, query: str, n: int) -> tuple[tuple[int, float], ...]:
        """The n nearest texts as (position, score), nearest first; equal ones in the order of the texts."""
        scores = self.scores(query)
        order = np.argsort(-scores, kind="stable")[: max(0, n)]
        return tuple((int(row), float(scores[row])) for row in order)

    def covering(self, query: str, n: int) -> tuple[int, ...]:
        """Up to n texts that together hold most of the query, in the texts' own order.

        The nearest first, then each time the one that adds most: nearness, and the weight of the query's words that no
        chosen text has (a word that one has counts a third). So copies of one sentence do not crowd out the rest.

        >>> Index(["The army left.", "The army left.", "It rained on Friday."]).covering("Rain as the army left", 2)
        (0, 2)
        """
        gains = self.scores(query)
        rest = _tf_idf(_counts(content_words(query)))
        squares = {word: weight * weight for word, weight in rest.items() if word in self._postings}  # sum to 1 at most
        chosen: list[int] = []
        for _ in range(min(n, self._n)):
            total = gains.copy()
            for word, weight in squares.items():
                total[self._postings[word][0]] += weight
            total[chosen] = -1.0
            best = int(total.argmax())
            chosen.append(best)
            for word in squares:
                if best in self._postings[word][0]:
                    squares[word] /= 3
        return tuple(sorted(chosen))


def _counts(found: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in found:
        counts[word] = counts.get(word, 0) + 1
    return counts


def _tf_idf(counts: dict[str, int]) -> dict[str, float]:
    """Unit-length weights: (1 + log tf) · idf."""
    weights = {word: (1.0 + math.log(count)) * idf(word) for word, count in counts.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()} if length else {}
