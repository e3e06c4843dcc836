"""Bulk scoring: records a second on one and two processes, and a long run that is killed twice and goes on.

The long run is `python -m eval score` over 100,000 short records, in a process of its own, killed (SIGKILL) at a
third and at two thirds. Afterwards each record must have been answered once; memory is that of the command and its
workers together, watched all the while.
"""

from __future__ import annotations

import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import psutil

from eval.benchmarks import Benchmark
from eval.benchmarks.sentences import bundle_files
from eval.figures import Figure
from eval.gold import all_bundles
from eval.sets import story_of_bundle
from eval.tables import write_records
from eval.writers import read_story
from summarizer.errors import InputError

N_RECORDS = 100_000
N_TIMED = 2_000
N_RUNS = 3
KILLED_AT = (1 / 3, 2 / 3)
N_SENTENCES = 3
"""Of an article, as a record's document: short, so that 100,000 records take minutes; see `speed` for whole stories."""
N_PER_UNIT = 200
WATCHED_EVERY_S = 0.5


def records(n: int) -> Iterator[dict[str, object]]:
    """Invented records, each with an id of its own: a stretch of an article and a sentence, its own or another's."""
    stories = [read_story(story_of_bundle(bundle)) for bundle in all_bundles("dev") if bundle.gold.facts]
    stretches = [
        [read.text for read in story.sentences if read.article_id == article.id][start : start + N_SENTENCES]
        for story in stories
        for article in story.articles
        for start in range(0, 12, N_SENTENCES)
    ]
    stretches = [stretch for stretch in stretches if len(stretch) == N_SENTENCES]
    others = stretches[1:] + stretches[:1]
    pairs = cycle(
        (" ".join(own), text) for own, other in zip(stretches, others, strict=True) for text in (own[1], other[1])
    )
    for number, (document, text) in enumerate(islice(pairs, n)):
        yield {"id": f"r{number}", "doc": document, "text": text}


@dataclass(slots=True)
class LongRun:
    """What was seen of a run: kills, seconds, memory early and late (MB), ids missing and answered twice."""

    n_kills: int
    seconds: float
    early_mb: float
    late_mb: float
    n_missing: int
    n_twice: int


def run_killed(folder: Path, n: int, kills: tuple[float, ...] = KILLED_AT, n_per_unit: int = N_PER_UNIT) -> LongRun:
    """Score `n` records, killing the command at these shares of the work and starting it again."""
    given, out = folder / "in.jsonl", folder / "out.jsonl"
    write_records(given, records(n))
    parts = out.with_name(f"{out.name}.parts")
    started, memory, n_kills = time.perf_counter(), [], 0
    for share in (*kills, None):
        process = _start(given, out, n_per_unit)
        while process.poll() is None:
            done = len(list(parts.glob("part-*.jsonl"))) * n_per_unit / n if parts.is_dir() else 0.0
            memory.append((done, _memory_of(process.pid)))
            if share is not None and done >= share:
                os.kill(process.pid, signal.SIGKILL)
                process.wait()
                n_kills += 1
                break
            time.sleep(WATCHED_EVERY_S)
        if share is None and process.returncode:
            raise InputError(f"The scoring command ended with code {process.returncode}.")
    seconds = time.perf_counter() - started
    ids = Counter(json.loads(line)["id"] for line in out.read_text("utf-8").splitlines())
    early = max((mb for done, mb in memory if done <= 0.3), default=0.0)
    late = max((mb for done, mb in memory if done >= 0.7), default=0.0)
    return LongRun(n_kills, seconds, early, late, n - len(ids), sum(ids.values()) - len(ids))


def rate(folder: Path, n: int, n_processes: int) -> float:
    """Records a second, from start to written file."""
    given = folder / f"timed-{n_processes}.jsonl"
    write_records(given, records(n))
    started = time.perf_counter()
    if _start(given, folder / f"timed-{n_processes}-out.jsonl", 100, n_processes).wait():
        raise InputError("The scoring command failed.")
    return n / (time.perf_counter() - started)


def _start(given: Path, out: Path, n_per_unit: int, n_processes: int = 2) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "eval", "score", "--data", str(given), "--out", str(out)]
    command += ["--batch", str(n_per_unit), "--processes", str(n_processes)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _memory_of(pid: int) -> float:
    """MB held by a process and those that it started."""
    total = 0
    try:
        root: Any = psutil.Process(pid)
        for process in (root, *root.children(recursive=True)):
            total += process.memory_info().rss
    except psutil.Error:  # one that has just ended
        return total / 2**20
    return total / 2**20


def measure(_: Path | None = None) -> list[Figure]:
    """Rates, and what the long run showed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one, two = ([rate(folder, N_TIMED, n) for _ in range(N_RUNS)] for n in (1, 2))
        found = run_killed(folder, N_RECORDS)
    figures = [
        _spread("rate_1", one, "one process"),
        _spread("rate_2", two, "two processes"),
        _figure("ratio", statistics.median(two) / statistics.median(one), "times", "two processes beside one"),
    ]
    for key, value, unit, label in (
        ("long_rate", N_RECORDS / found.seconds, "records/s", "long run, kills included"),
        ("kills", found.n_kills, "kills", "long run, killed"),
        ("missing", found.n_missing, "records", "long run, records not answered"),
        ("twice", found.n_twice, "records", "long run, records answered twice"),
        ("late_mb", found.late_mb, "MB", "memory of all processes, last third"),
        ("memory_ratio", found.late_mb / found.early_mb, "times", "the same beside the first third"),
    ):
        figures.append(_figure(key, value, unit, label))
    return figures


def _spread(key: str, rates: Sequence[float], label: str) -> Figure:
    """The median of some runs, between the least and the greatest."""
    middle = statistics.median(rates)
    return Figure(key, middle, min(rates), max(rates), len(rates), "records/s", label, "higher")


def _figure(key: str, value: float, unit: str, label: str) -> Figure:
    return Figure(key, value, n=N_RECORDS, unit=unit, label=label)


BENCHMARK = Benchmark(
    name="bulk",
    title="Bulk scoring",
    about=f"{N_RECORDS:,} records of {N_SENTENCES} sentences and a text of one, from our invented articles (dev); "
    "the long run is killed (SIGKILL) at a third and at two thirds and started again. Memory is the "
    f"resident memory of the command and its two workers. Rates are of {N_TIMED:,} records from start to "
    f"finished file, the median of {N_RUNS} runs and their range. The long run's texts repeat, so what is "
    "kept of words helps it more than other people's texts would.",
    measure=measure,
    files=lambda _: bundle_files("dev"),
)
