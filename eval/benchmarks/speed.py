"""How long each step takes and how much memory.

Times are the median of several runs in one process, so that steps can be compared with one another; the cold time is
a whole `summarizer summarize` in a new process.
"""

from __future__ import annotations

import math
import multiprocessing
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

from eval.benchmarks import Benchmark
from eval.figures import Figure
from eval.gold import GoldFaithful, all_bundles
from eval.sets import articles_of
from summarizer import cross_encoder, pipeline, verification
from summarizer.bundle import read_bundle
from summarizer.cleaning import clean_articles
from summarizer.cli import read_sources
from summarizer.engines.extractive import ExtractiveEngine
from summarizer.facts import extract_facts
from summarizer.model import Article, Brief, Bundle, Draft, Story
from summarizer.prompting import render_prompt
from summarizer.report import render_report
from summarizer.sentences import split_sentences
from summarizer.settings import Settings
from summarizer.stories import as_one_story, group_stories

N_RUNS = 7
N_COLD_RUNS = 5
N_ARTICLES, N_WORDS, N_CLAIMS = 10, 700, 10
"""A long story: so many articles of about so many words."""
DEMO = Path(__file__).parents[1] / "bundles" / "port-sarabi" / "articles"


def measure(paths: Sequence[Path] = (DEMO,)) -> list[Figure]:
    """Milliseconds of each step (median), words a second, memory, and the cold command beside a bare Python."""
    settings = Settings()
    sources = read_sources(paths, settings)
    steps: list[tuple[str, list[float]]] = []

    def timed(name: str, step: Callable[[], Any]) -> Any:
        result = step()  # the first run loads tables
        times = []
        for _ in range(N_RUNS):
            started = time.perf_counter()
            result = step()
            times.append(time.perf_counter() - started)
        steps.append((name, times))
        return result

    bundle = timed("bundle", lambda: read_bundle(sources, settings))
    clean = timed("cleaning", lambda: clean_articles(bundle))
    read = timed("sentences and mentions", lambda: split_sentences(clean))
    story = timed("stories and origins", lambda: group_stories(clean, read))[0]
    facts = timed("facts", lambda: extract_facts(story))
    prompt = timed("prompt", lambda: render_prompt(story, facts, Brief(), settings))
    draft = timed("extractive engine", lambda: ExtractiveEngine().draft(prompt))
    timed("verification", lambda: verification.verify(draft, story, facts))
    report = pipeline.summarize(bundle)
    timed("report (HTML)", lambda: render_report(report, "html"))

    n_words = sum(len(article.text.split()) for article in clean)
    together = [sum(times[run] for _, times in steps) for run in range(N_RUNS)]
    figures = [_time(f"step/{name}", times, name) for name, times in (*steps, ("all steps, warm", together))]
    rates = [n_words / seconds for seconds in together]
    figures.append(_spread("words_per_second", rates, "words/s", "words a second, warm", "higher"))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cold = [_cold_seconds(paths) for _ in range(N_COLD_RUNS)]
    bare = statistics.median(_seconds([sys.executable, "-c", "pass"]) for _ in range(N_COLD_RUNS))
    ratios = [seconds / bare for seconds in cold]
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as fresh:  # no other work's memory
        figures += fresh.submit(_facts_of_long_stories).result()
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as fresh:
        figures += fresh.submit(_checks_of_long_stories).result()
    return [
        *figures,
        Figure("memory", memory, n=1, unit="MB", label="peak memory of this process", better="lower"),
        _spread("cold", cold, "s", "the whole command, cold"),
        _spread("cold_ratio", ratios, "times", "the same beside a bare `python -c pass`"),
    ]


def _facts_of_long_stories() -> list[Figure]:
    """Milliseconds of `extract_facts` for ten articles of 700 words, and the time a word of twenty beside of ten."""
    times = {}
    for n_articles in (N_ARTICLES, 2 * N_ARTICLES):
        story = _story_of(n_articles)
        extract_facts(story)
        seconds = []
        for _ in range(N_RUNS):
            started = time.perf_counter()
            extract_facts(story)
            seconds.append(time.perf_counter() - started)
        n_words = sum(len(article.text.split()) for article in story.articles)
        times[n_articles] = seconds, n_words
    ten, n_words = times[N_ARTICLES]
    twenty, n_more_words = times[2 * N_ARTICLES]
    growth = [(many / n_more_words) / (few / n_words) for few, many in zip(sorted(ten), sorted(twenty), strict=True)]
    return [
        _time("facts_of_ten", ten, f"facts of {N_ARTICLES} articles of {N_WORDS} words"),
        _spread("facts_growth", growth, "times", f"time a word with {2 * N_ARTICLES} articles, beside {N_ARTICLES}"),
    ]


def _checks_of_long_stories() -> list[Figure]:
    """Ten sentences against ten articles of 700 words: the first time, one of them edited, with and without the model.

    A story of its own for each run, so that nothing of it is known; the tables and the model are loaded before.
    """
    read = []
    for run in range(N_RUNS + 1):
        story = _story_of(N_ARTICLES, first=3 * run)
        read.append((story, extract_facts(story), [row.text for row in _gold_from(3 * run)][:N_CLAIMS]))
    figures = []
    times: dict[str, list[float]] = {}
    for way in ("with", "without"):
        first, edited = [], []
        with mock.patch.object(cross_encoder, "read", cross_encoder.read if way == "with" else _no_opinion):
            for run, (story, facts, draft) in enumerate(read):
                fresh = replace(story)  # another object: what is kept of a story is kept by identity
                started = time.perf_counter()
                verification.verify(_draft_of(draft), fresh, facts)
                first.append(time.perf_counter() - started)
                for place in range(0, len(draft), 3):
                    changed = [*draft]
                    changed[place] = (
                        changed[place].replace(" the ", " that ").rstrip(".") + f", officials said in {run}."
                    )
                    started = time.perf_counter()
                    verification.verify(_draft_of(changed), fresh, facts)
                    edited.append(time.perf_counter() - started)
        times[way] = first[1:]
        label = f"{N_CLAIMS} sentences against {N_ARTICLES} articles of {N_WORDS} words, {way} the model"
        figures.append(_time(f"checks_{way}", first[1:], label))
        late = sorted(edited[len(edited) // len(read) :])
        p95 = late[min(len(late) - 1, math.ceil(0.95 * len(late)) - 1)]
        figures.append(
            Figure(f"edited_{way}", 1000 * p95, n=len(late), unit="ms", better="lower",
                   label=f"the same with one sentence edited, {way} the model, 95th percentile")
        )  # fmt: skip
    rates = [N_CLAIMS / seconds for seconds in times["with"]]
    ratios = [slow / fast for slow, fast in zip(sorted(times["with"]), sorted(times["without"]), strict=True)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        *figures,
        _spread("claims_per_second", rates, "claims/s", "sentences checked a second, with the model", "higher"),
        _spread("model_ratio", ratios, "times", "time with the model beside without it"),
        Figure("checks_memory", memory, n=1, unit="MB", label="peak memory of the process that checks", better="lower"),
    ]


def _gold_from(first: int) -> list[GoldFaithful]:
    """The faithful sentences about the dev bundles, from one of them on."""
    bundles = all_bundles("dev")
    return [row for bundle in (*bundles[first:], *bundles[:first]) for row in bundle.gold.faithful]


def _no_opinion(_premise: str, _claim: str) -> None:
    """The cross-encoder, silent."""


def _draft_of(sentences: Sequence[str]) -> Draft:
    return verification.read_draft(" ".join(sentences))


def _story_of(n_articles: int, first: int = 0) -> Story:
    """Articles of about 700 words in one story: those of the dev bundles, several put together for each."""
    bundles = all_bundles("dev")
    turned = [*bundles[first:], *bundles[:first]]
    texts = [article.text for bundle in turned for article in articles_of(bundle.folder) if article.text]
    joined: list[str] = [""]
    for text in texts * 3:
        if len(joined[-1].split()) >= N_WORDS:
            joined.append("")
        joined[-1] = f"{joined[-1]}\n\n{text}".strip()
    shortened = ["\n\n".join(_first_words(text)) for text in joined[:n_articles]]
    clean = clean_articles(Bundle(tuple(Article(f"a{n}", n, text) for n, text in enumerate(shortened, start=1))))
    return as_one_story(clean, split_sentences(clean))


def _first_words(text: str) -> Iterator[str]:
    """The paragraphs that hold the first `N_WORDS` words."""
    n_words = 0
    for paragraph in text.split("\n\n"):
        if n_words >= N_WORDS:
            return
        n_words += len(paragraph.split())
        yield paragraph


def _time(key: str, seconds: Sequence[float], label: str) -> Figure:
    return _spread(key, [1000 * value for value in seconds], "ms", label)


def _spread(key: str, values: Sequence[float], unit: str, label: str, better: str = "lower") -> Figure:
    """The median of some runs, between the least and the greatest."""
    middle = statistics.median(values)
    return Figure(key, middle, min(values), max(values), len(values), unit, label, better)


BENCHMARK = Benchmark(
    name="speed",
    title="Speed and memory of a summary",
    about=f"The demonstration bundle (five articles), one core: the median of {N_RUNS} runs in one process, and "
    "their range. Checks are warm there (what belongs to a story is kept). Times are of this machine; their "
    "shares and ratios tell more.",
    measure=lambda _: measure(),
    files=lambda _: sorted(DEMO.iterdir()),
)


def _cold_seconds(paths: Sequence[Path]) -> float:
    return _seconds([sys.executable, "-m", "summarizer.cli", "summarize", *map(str, paths)])


def _seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started
