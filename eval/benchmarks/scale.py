"""How many articles a second the stream of stories takes, how that changes as the archive grows, and what it keeps.

The articles are made by program: an event is a few dozen words that its articles share, over the words that all news
uses, as often as news uses them (`resources/document_frequencies`); two to thirty articles an event, days apart, as
outlets come to it. They read like nothing, but have the lengths, the vocabulary and the overlaps of news.

Average linkage and HDBSCAN of scikit-learn do the same work on the same term vectors, as far as their memory goes.
"""

from __future__ import annotations

import itertools
import math
import multiprocessing
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.benchmarks import Benchmark
from eval.figures import Figure
from eval.metrics.grouping import bcubed
from summarizer import resources
from summarizer.model import CleanArticle
from summarizer.stories import StoryStream, partition
from summarizer.stories.archive import TermVector
from summarizer.stories.stream import Read, read_article

N_ARTICLES, N_EARLY = 50_000, 5_000
N_BESIDE = (1_000, 2_000, 4_000)
N_TIMED = 2_500
"""Articles over which the cost of one is measured, at the beginning and at the end."""
_N_WORDS, _N_EVENT_WORDS, _EVENT_SHARE = 300, 60, 0.35
_SPAN_DAYS = 20
_START = datetime(2031, 5, 1, tzinfo=UTC)
_ALWAYS = 10**6
"""Days: nothing is too far apart and nothing is dropped, so that all articles are alive."""


def made_articles(n: int, seed: int = 0) -> Iterator[tuple[str, CleanArticle]]:
    """(event, article) in the order of arrival; the same every time."""
    chance = random.Random(seed)
    rows = [row.split("\t") for row in resources.read_text("document_frequencies.txt.gz").splitlines()[1:]]
    words, odds = [word for word, _ in rows], [int(count) for _, count in rows]
    ticks: list[tuple[float, int]] = []
    events: list[list[str]] = []
    while len(ticks) < n:
        size = min(30, int(2 / (1 - chance.random()) ** 0.8))
        start = chance.random() * _SPAN_DAYS
        ticks += [(start + chance.random() * 2, len(events)) for _ in range(size)]
        events.append(chance.sample(words, _N_EVENT_WORDS))
    cumulative = list(itertools.accumulate(odds))
    for number, (tick, event) in enumerate(sorted(ticks[:n]), start=1):
        of_event = round(_N_WORDS * _EVENT_SHARE)
        text = chance.choices(events[event], k=of_event)
        text += chance.choices(words, cum_weights=cumulative, k=_N_WORDS - of_event)
        chance.shuffle(text)
        title = " ".join(chance.sample(events[event], 6))
        published = _START + timedelta(days=tick)
        article = CleanArticle(f"a{number}", number, " ".join(text), title=title, published_at=published)
        yield str(event), article


def _read(article: CleanArticle) -> tuple[str, Read]:
    return article.id, read_article(article)


def _streamed(n: int) -> tuple[StoryStream, list[float], list[str], float]:
    """The stream, seconds of each placing, the true events, and seconds in all (reading in a second process)."""
    made = list(made_articles(n))
    stream, seconds = StoryStream(_ALWAYS), []
    started = time.perf_counter()
    with multiprocessing.get_context("fork").Pool(1) as pool:
        for article_id, read in pool.imap(_read, (article for _, article in made), chunksize=64):
            before = time.perf_counter()
            stream.add_read(article_id, read)
            seconds.append(time.perf_counter() - before)
    return stream, seconds, [event for event, _ in made], time.perf_counter() - started


def _memory_of(n: int) -> float:
    """Peak megabytes of a process that streams n articles and keeps nothing else."""
    code = f"from eval.benchmarks.scale import _keep; print(_keep({n}))"
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)


def _keep(n: int) -> float:
    stream = StoryStream(_ALWAYS)
    for _, article in made_articles(n):
        stream.add(article)
    peak = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in peak.splitlines() if line.startswith("VmHWM"))) / 1024


def _beside(n: int) -> list[Figure]:
    """Seconds and BCubed F1 of others on the same vectors, and of ours, at n articles."""
    from sklearn.cluster import HDBSCAN, AgglomerativeClustering  # in `dev` only: what we compare ourselves with

    made = list(made_articles(n))
    truth = [event for event, _ in made]
    reads = [read_article(article) for _, article in made]
    vectors = [vector for vector, _ in reads]

    def linked() -> Sequence[object]:
        model = AgglomerativeClustering(
            n_clusters=None, metric="precomputed", linkage="average", distance_threshold=0.8
        )
        return [str(label) for label in model.fit_predict(_distances(vectors))]

    def dense() -> Sequence[object]:
        labels = HDBSCAN(min_cluster_size=2, metric="precomputed", copy=True).fit_predict(_distances(vectors))
        return [str(label) if label >= 0 else f"alone {place}" for place, label in enumerate(labels)]

    def streamed() -> Sequence[object]:
        stream = StoryStream(_ALWAYS)
        for (_, article), read in zip(made, reads, strict=True):
            stream.add_read(article.id, read)
        return [str(stream.story_of(article.id)) for _, article in made]

    def at_once() -> Sequence[object]:
        groups = partition([article for _, article in made])
        found = {place: str(number) for number, group in enumerate(groups) for place in group}
        return [found[place] for place in range(len(made))]

    figures = []
    for key, label, method in (
        ("stream", "our stream", streamed),
        ("partition", "our grouping at once", at_once),
        ("average", "scikit-learn, average linkage", linked),
        ("hdbscan", "scikit-learn, HDBSCAN", dense),
    ):
        started = time.perf_counter()
        found = [str(group) for group in method()]
        seconds = time.perf_counter() - started
        scores = bcubed(truth, found)
        figures.append(Figure(f"{n}/{key}/s", seconds, n=n, unit="s", label=f"{n:,} articles, {label}", better="lower"))
        figures.append(
            Figure(f"{n}/{key}/f1", scores.f1 if scores else None, n=n, label="… BCubed F1", better="higher")
        )
    return figures


def _distances(vectors: Sequence[TermVector]) -> NDArray[np.float64]:
    from scipy.sparse import csr_matrix

    columns = np.concatenate([vector.terms for vector in vectors])
    _, columns = np.unique(columns, return_inverse=True)
    starts = np.concatenate([[0], np.cumsum([len(vector.terms) for vector in vectors])])
    matrix = csr_matrix((np.concatenate([vector.weights for vector in vectors]), columns, starts))
    return np.asarray(np.clip(1 - (matrix @ matrix.T).toarray(), 0, None), dtype=np.float64)


def measure(_: Path | None = None) -> list[Figure]:
    """Articles a second on two cores, the growth of an article's cost, memory; others beside ours."""
    stream, seconds, truth, in_all = _streamed(N_ARTICLES)
    found = [str(stream.story_of(f"a{number}")) for number in range(1, N_ARTICLES + 1)]
    scores = bcubed(truth, found)
    early = seconds[N_EARLY - N_TIMED : N_EARLY]
    late = seconds[-N_TIMED:]
    half, whole = _memory_of(N_ARTICLES // 2), _memory_of(N_ARTICLES)
    per_article = 1024 * (whole - half) / (N_ARTICLES - N_ARTICLES // 2)
    return [
        Figure("rate", N_ARTICLES / in_all, n=N_ARTICLES, unit="articles/s", label="articles a second, two cores",
               better="higher"),
        Figure("place_early", 1000 * statistics.mean(early), n=N_TIMED, unit="ms",
               label=f"placing one at {N_EARLY:,} articles", better="lower"),
        Figure("place_late", 1000 * statistics.mean(late), n=N_TIMED, unit="ms",
               label=f"placing one at {N_ARTICLES:,} articles", better="lower"),
        Figure("growth", statistics.mean(late) / statistics.mean(early), n=N_TIMED, unit="times",
               label="the second beside the first", better="lower"),
        Figure("memory_per_article", per_article, n=N_ARTICLES, unit="kB", label="memory an article", better="lower"),
        Figure("f1", scores.f1 if scores else math.nan, n=N_ARTICLES, label="BCubed F1", better="higher"),
        *(figure for n in N_BESIDE for figure in _beside(n)),
    ]  # fmt: skip


BENCHMARK = Benchmark(
    name="scale",
    title="Fifty thousand articles in a stream",
    about="Articles made by program, all alive at once. One process reads them, one places them. Times are of this "
    "machine; the growth and the methods beside ours, in the same run on the same vectors, tell more.",
    measure=measure,
    files=lambda _: [Path(__file__)],
)
