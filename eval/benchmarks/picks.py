"""Would an editor print what the embedded engine prints? Its sentences beside those that editors chose.

`python -m eval.benchmarks.picks DATA --show N` prints what was missed and what should not have been printed (dev only).

Of 112 real stories editors chose the sentences of an extract of about 150 words (`eval/picks`: offsets into the
articles as given, no text), named a few that would do as well, and some that look tempting and should not be printed.
They saw the articles alone. A sentence printed is one of theirs when it shares most of its content words with it: so
another article's copy counts, and so does a trimmed one.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from eval.benchmarks import Benchmark, needed
from eval.benchmarks.facts import read_stories
from eval.benchmarks.summaries import leads
from eval.figures import Figure
from eval.metrics.intervals import N_SAMPLES, bootstrap_interval
from eval.metrics.wording import rouge
from eval.units import in_processes
from summarizer.engines.extractive import ExtractiveEngine
from summarizer.facts import extract_facts
from summarizer.model import Article, Brief, Bundle
from summarizer.pipeline import group
from summarizer.prompting import render_prompt
from summarizer.sentences import sentence_spans
from summarizer.settings import Settings
from summarizer.similarity import content_words

FOLDER = Path(__file__).parents[1] / "picks"
N_WORDS = 150
SETS = {
    "wikinews": ("grouping", "wikinews"),
    "multinews": ("stories", "multinews"),
    "neus_val": ("stories", "neus_val"),
}
_SHARED = 0.6
"""Of the content words of the shorter of two sentences that the other has, when they are one; and of the longer: """
_SHARED_OF_LONGER = 0.4
_N_LEADS = 2
"""Of the editor's sentences, with any of which a summary may open."""


@dataclass(frozen=True, slots=True)
class Picked:
    """A story with what its editor chose, would have taken, and warned of: texts of the articles."""

    name: str
    articles: tuple[dict[str, Any], ...]
    picks: tuple[str, ...]
    reserve: tuple[str, ...]
    bad: tuple[str, ...]
    first: int  # the article of the editor's lead, from 1


def picked_stories(data: Path, split: str) -> Iterator[Picked]:
    """The stories of a split."""
    known = {f"{name}:{key}": articles for name in SETS for key, articles in bundles(data, name)}
    for line in (FOLDER / f"{split}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        articles = tuple(known[row["story"]])
        picks, reserve, bad = (
            tuple(articles[number - 1]["text"][start:end] for number, start, end in row[part])
            for part in ("picks", "reserve", "bad")
        )
        yield Picked(row["story"], articles, picks, reserve, bad, first=row["picks"][0][0])


def bundles(data: Path, name: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The stories of one of `SETS`, by key, with their articles."""
    folder, file = SETS[name]
    rows = read_stories(data / folder / f"{file}.jsonl.gz")
    if name != "wikinews":
        yield from ((row["id"], row["articles"]) for row in rows)
        return
    clusters: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        clusters.setdefault(row["cluster"], []).append(row)
    yield from clusters.items()


def articles_of(given: Sequence[dict[str, Any]]) -> tuple[Article, ...]:
    """The articles of a story of the benchmark data, written at noon of their day."""
    return tuple(
        Article(
            id=f"a{number}",
            number=number,
            text=one["text"],
            title=one.get("title") or "",
            published_at=datetime.combine(date.fromisoformat(one["date"][:10]), time(12), UTC)
            if one.get("date")
            else None,
        )
        for number, one in enumerate(given, start=1)
    )


def printed(story: Picked) -> list[str]:
    """The sentences that the engine prints of the event that the editor's lead is of."""
    articles = articles_of(story.articles)
    stories = group(Bundle(articles))
    first = f"a{story.first}"
    own = next((one for one in stories if any(a.id == first for a in one.articles)), stories[0])
    prompt = render_prompt(own, extract_facts(own), Brief(n_words=N_WORDS), Settings())
    return [sentence.text for sentence in ExtractiveEngine().draft(prompt).sentences]


def is_one(text: str, other: str) -> bool:
    """Whether two sentences are one, but for what was trimmed or worded otherwise.

    >>> is_one("The pier was closed on Monday, police said.", "Police said the pier was closed.")
    True
    """
    own, their = set(content_words(text)), set(content_words(other))
    shared = len(own & their)
    least, most = sorted((len(own), len(their)))
    return shared >= _SHARED * least and shared >= _SHARED_OF_LONGER * most and shared > 1


def judge_stories(stories: Sequence[Picked]) -> list[dict[str, Any]]:
    """Of some stories what was printed and chosen: by the engine, and by taking the articles' leads."""
    judged = []
    for story in stories:
        text = leads({"articles": story.articles}, N_WORDS)
        by_leads = [text[start:end] for start, end in sentence_spans(text)]
        judged.append({"engine": _compare(story, printed(story)), "leads": _compare(story, by_leads)})
    return judged


def _compare(story: Picked, told: Sequence[str]) -> dict[str, float]:
    good = (*story.picks, *story.reserve)
    scores = rouge(" ".join(story.picks), " ".join(told)) or {}
    return {
        "n_picks": len(story.picks),
        "n_told": len(told),
        "recalled": sum(any(is_one(pick, text) for text in told) for pick in story.picks),
        "chosen": sum(any(is_one(text, one) for one in good) for text in told),
        "warned": sum(any(is_one(text, one) for one in story.bad) for text in told),
        "leads": float(bool(told) and any(is_one(told[0], one) for one in story.picks[:_N_LEADS])),
        "rouge2": float(scores.get("rouge2", 0.0)),
        "n": 1,
        **_in_order(story.picks, told),
    }


def _in_order(picks: Sequence[str], told: Sequence[str]) -> dict[str, float]:
    """Of the pairs of editors' sentences that are printed, how many stand in the editor's order."""
    places = [next((at for at, text in enumerate(told) if is_one(pick, text)), None) for pick in picks]
    pairs = [(a, b) for a, b in combinations([place for place in places if place is not None], 2) if a != b]
    return {"n_pairs": len(pairs), "in_order": sum(a < b for a, b in pairs)}


_FIGURES = (
    ("recalled", "n_picks", "editors' sentences printed", "higher"),
    ("chosen", "n_told", "printed that the editor chose or would have taken", "higher"),
    ("warned", "n_told", "printed that the editor warned of", "lower"),
    ("in_order", "n_pairs", "pairs of editors' sentences printed in their order", "higher"),
    ("leads", "n", "opened with one of the editor's first two", "higher"),
    ("rouge2", "n", "ROUGE-2 beside the editor's extract", "higher"),
)


def measure(data: Path | None, split: str, n_samples: int = N_SAMPLES) -> list[Figure]:
    """The figures of a split, with intervals over stories, for the engine and for the articles' leads."""
    stories = list(picked_stories(needed(data), split))
    judged: list[dict[str, Any]] = in_processes(judge_stories, stories, n_per_unit=4)
    figures = []
    for writer in ("engine", "leads"):
        rows = [row[writer] for row in judged]
        for key, base, label, better in _FIGURES:
            over, under = (np.array([row[name] for row in rows], dtype=float) for name in (key, base))

            def share(places: Any, over: Any = over, under: Any = under) -> float:
                return float(over[places].sum() / max(1.0, under[places].sum()))

            low, high = bootstrap_interval(share, len(rows), n_samples=n_samples) or (None, None)
            value = share(np.arange(len(rows)))
            figures.append(Figure(f"{writer}/{key}", value, low, high, len(rows), label=label, better=better))
    return figures


def benchmark(split: str) -> Benchmark:
    """The benchmark of one split."""
    which = "tuned on" if split == "dev" else "not read by who works on the engine, and not tuned on"
    return Benchmark(
        name=f"picks_{split}",
        title=f"What an editor would print, {split}",
        about="Real stories (Wikinews' sources, Multi-News, NeuS) with the sentences that editors chose for an extract "
        f"of {N_WORDS} words, without having seen ours; {which}.",
        measure=lambda data: measure(data, split),
        files=lambda data: [
            FOLDER / f"{split}.jsonl",
            *(needed(data, folder, f"{name}.jsonl.gz") for folder, name in SETS.values()),
        ],
        needs_data=True,
    )


def main() -> None:
    """Print what was missed."""
    parser = argparse.ArgumentParser(description="What an editor would print.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--show", type=int, default=10)
    options = parser.parse_args()
    for story in list(picked_stories(options.data, "dev"))[: options.show]:
        told = printed(story)
        print(f"\n=== {story.name}")
        for text in told:
            marks = [
                mark
                for mark, texts in (("chosen", story.picks), ("reserve", story.reserve), ("WARNED", story.bad))
                if any(is_one(text, one) for one in texts)
            ]
            print(f"  [{' '.join(marks) or '-':7}] {text}")
        for pick in story.picks:
            if not any(is_one(pick, text) for text in told):
                print(f"  (missed)  {' '.join(pick.split())}")


if __name__ == "__main__":
    main()
