"""How long each step takes and how much memory: `python -m eval.benchmarks.speed [PATH...]`.

Times are the median of several runs in one process, so that steps can be compared with one another; the cold time is
a whole `summarizer summarize` in a new process. Without a path, the demonstration bundle.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

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


def main(paths: list[Path]) -> int:
    """Prints the table."""
    settings = Settings()
    sources = read_sources(paths or [DEMO], settings)
    steps: list[tuple[str, float]] = []

    def timed(name: str, step: Callable[[], Any]) -> Any:
        result = step()  # the first run loads tables
        times = []
        for _ in range(N_RUNS):
            started = time.perf_counter()
            result = step()
            times.append(time.perf_counter() - started)
        steps.append((name, statistics.median(times)))
        return result

    bundle = timed("bundle", lambda: read_bundle(sources, settings))
    clean = timed("cleaning", lambda: clean_articles(bundle))
    read = timed("sentences and mentions", lambda: split_sentences(clean))
    stories = timed("stories and origins", lambda: group_stories(clean, read))
    story = stories[0]
    facts = timed("facts", lambda: extract_facts(story))
    prompt = timed("prompt", lambda: render_prompt(story, facts, Brief(), settings))
    draft = timed("extractive engine", lambda: ExtractiveEngine().draft(prompt))
    summary = timed("verification", lambda: verification.verify(draft, story, facts))
    report = pipeline.summarize(bundle)
    timed("report (HTML)", lambda: render_report(report, "html"))

    n_words = sum(len(article.text.split()) for article in clean)
    total = sum(seconds for _, seconds in steps)
    print(f"{len(clean)} articles, {n_words} words, {len(summary.sentences)} sentences in the summary")
    for name, seconds in steps:
        print(f"{name:24} {seconds * 1000:8.1f} ms {seconds / total:6.1%}")
    print(f"{'all steps, warm':24} {total * 1000:8.1f} ms {n_words / total:10,.0f} words/s")
    print(f"{'peak memory':24} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")
    cold = statistics.median(_cold_seconds(paths or [DEMO]) for _ in range(N_COLD_RUNS))
    bare = statistics.median(_seconds([sys.executable, "-c", "pass"]) for _ in range(N_COLD_RUNS))
    print(f"{'cold, whole command':24} {cold:8.2f} s   {cold / bare:6.0f} times a bare `python -c pass`")
    return 0


def _cold_seconds(paths: list[Path]) -> float:
    return _seconds([sys.executable, "-m", "summarizer.cli", "summarize", *map(str, paths)])


def _seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main([Path(argument) for argument in sys.argv[1:]]))
