"""How long each step takes and how much memory.

Times are the median of several runs in one process, so that steps can be compared with one another; the cold time is
a whole `summarizer summarize` in a new process.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from eval.benchmarks import Benchmark
from eval.figures import Figure
from summarizer import pipeline, verification
from summarizer.bundle import read_bundle
from summarizer.cleaning import clean_articles
from summarizer.cli import read_sources
from summarizer.engines.extractive import ExtractiveEngine
from summarizer.facts import extract_facts
from summarizer.model import Brief
from summarizer.prompting import render_prompt
from summarizer.report import render_report
from summarizer.sentences import split_sentences
from summarizer.settings import Settings
from summarizer.stories import group_stories

N_RUNS = 7
N_COLD_RUNS = 5
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
    return [
        *figures,
        Figure("memory", memory, n=1, unit="MB", label="peak memory of this process", better="lower"),
        _spread("cold", cold, "s", "the whole command, cold"),
        _spread("cold_ratio", ratios, "times", "the same beside a bare `python -c pass`"),
    ]


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
