"""The benchmarks: each measures one part of the product and gives figures. `python -m eval run NAME` runs one.

What the gate measures anew at every `make check` takes seconds and needs nothing but the project. One that needs
outside data takes its folder from `--data` or `SUMMARIZER_DATA`, and says so when it is absent.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from eval.figures import Figure
from summarizer.errors import InputError

NAMES = (
    "sentences_dev", "sentences_test", "bundles_dev", "bundles_test", "mutations_dev", "mutations_test",
    "newsroom_dev", "newsroom_rewordings", "newsroom_test", "slips_dev", "slips_test", "drafts_dev", "drafts_test",
    "mentions_dev", "mentions_test", "disputes_dev",
    "disputes_test", "real_dev", "real_test",
    "realdrafts_dev", "realdrafts_test", "picks_dev", "picks_test", "reading", "cleaning", "origins", "prompts",
    "faithfulness", "coverage", "quotes", "grouping", "streaming", "scale", "facts", "corroboration", "disagreements",
    "summaries", "seeds", "speed", "bulk",
)  # fmt: skip
"""In the order of `RESULTS.md`."""

MODULES = {"sentences": "sentences", "bundles": "stories", "mutations": "mutated", "mentions": "mentions",
           "newsroom": "newsroom", "slips": "slips", "real": "real_mentions", "disputes": "disputes",
           "picks": "picks", "drafts": "drafts", "realdrafts": "realdrafts"}  # fmt: skip
"""Benchmarks of two splits by the module that holds both."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One benchmark. `measure` takes the folder of outside data (None where it needs none) and gives figures.

    `files` names what it reads, for the hash that says which data a figure is of; given the folder of outside data.
    `measure_again` gives the figures that the gate measures anew, all of them or some, without intervals.
    """

    name: str
    title: str
    about: str
    measure: Callable[[Path | None], list[Figure]]
    files: Callable[[Path | None], Iterable[Path]]
    measure_again: Callable[[], list[Figure]] | None = None
    needs_data: bool = False

    @property
    def command(self) -> str:
        """What measures it."""
        return f"python -m eval run {self.name}" + (" --data DIR" if self.needs_data else "")


def find_benchmark(name: str) -> Benchmark:
    """The benchmark of that name. Raises InputError when there is none."""
    if name not in NAMES:
        raise InputError(f"There is no benchmark {name!r}.", hint=f"Known: {', '.join(NAMES)}.")
    base, _, split = name.partition("_")
    module = importlib.import_module(f"eval.benchmarks.{MODULES.get(base, base)}")
    return cast(Benchmark, module.benchmark(split) if base in MODULES else module.BENCHMARK)


def gated_benchmarks() -> list[Benchmark]:
    """Those that the gate measures anew."""
    return [found for name in NAMES if (found := find_benchmark(name)).measure_again]


def needed(data: Path | None, *parts: str) -> Path:
    """A file or folder of the outside data. Raises InputError when the data, or this part of it, is absent."""
    if data is None:
        raise InputError("This benchmark needs outside data.", hint="Give --data DIR or set SUMMARIZER_DATA.")
    path = data.joinpath(*parts)
    if not path.exists():
        raise InputError(f"{path} is not there.", hint="Give --data DIR or set SUMMARIZER_DATA.")
    return path
