"""How near are the embedded engine's summaries to human ones, and how do they fare under our own checks?

The sets under DATA/stories with a `reference`. ROUGE-1/2/L (F1, stemmed) by the library rouge-score; `leads` are the
first words of each article, as many from each, to the same length. ROUGE rewards copying and knows nothing of truth
or style: it says only that nothing went badly wrong. `python -m eval.benchmarks.summaries DATA --read N` prints the
summaries to read.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from eval.benchmarks import Benchmark, needed
from eval.benchmarks.facts import read_stories
from eval.figures import Figure
from eval.metrics.intervals import bootstrap_interval, mean_of, wilson_interval
from eval.metrics.wording import MEASURES, rouge
from eval.summarize import read_articles
from eval.units import in_processes
from summarizer.cleaning import clean_articles
from summarizer.engines.extractive import ExtractiveEngine
from summarizer.facts import extract_facts
from summarizer.model import Brief, Bundle, Draft, Prompt
from summarizer.prompting import render_prompt
from summarizer.sentences import split_sentences
from summarizer.settings import Settings
from summarizer.stories import as_one_story
from summarizer.verification import verify

SETS = {"multinews": 220, "neus_val": 100}
"""Sets with a human summary, and the words asked for: about as many as the humans wrote, in multinews."""


def prompt_of(row: dict[str, Any], n_words: int) -> Prompt:
    """The prompt of a record, its articles as one story, as the product makes it."""
    clean = clean_articles(Bundle(read_articles(row["articles"])[0]))
    story = as_one_story(clean, split_sentences(clean))
    return render_prompt(story, extract_facts(story), Brief(n_words=n_words), Settings())


def leads(row: dict[str, Any], n_words: int) -> str:
    """The first words of each article, as many from each.

    >>> leads({"articles": [{"text": "One two three."}, {"text": "Four five six."}]}, 4)
    'One two Four five'
    """
    n_each = n_words // max(1, len(row["articles"]))
    return " ".join(word for article in row["articles"] for word in article["text"].split()[:n_each])


def judge_rows(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of some records: ROUGE of the engine's summary and of leads, its length, and its sentences' verdicts."""
    found = []
    for row in rows:
        n_words = SETS[row["set"]]
        prompt = prompt_of(row, n_words)
        draft = ExtractiveEngine().draft(prompt)
        text = " ".join(sentence.text for sentence in draft.sentences)
        checked = verify(draft, prompt.story, prompt.facts)
        verdicts = Counter(sentence.verdict.value for sentence in checked.sentences)
        scores = {"engine": rouge(row["reference"], text), "leads": rouge(row["reference"], leads(row, n_words))}
        found.append({"scores": scores, "n_words": len(text.split()), "verdicts": verdicts})
    return found


def measure(data: Path | None) -> list[Figure]:
    """ROUGE of the engine and of leads on each set, and the share of the engine's sentences that our checks support."""
    figures = []
    for name in SETS:
        rows = [row | {"set": name} for row in read_stories(needed(data, "stories", f"{name}.jsonl.gz"))]
        judged: list[dict[str, Any]] = in_processes(judge_rows, rows, n_per_unit=5)
        for writer in ("engine", "leads"):
            for measure_name in MEASURES:
                values = np.array([row["scores"][writer][measure_name] for row in judged])
                low, high = bootstrap_interval(mean_of(values), len(values)) or (None, None)
                key = f"{name}, {writer}/{measure_name}"
                figures.append(Figure(key, float(values.mean()), low, high, len(values)))
        verdicts = Counter[str]()
        for row in judged:
            verdicts.update(row["verdicts"])
        n = verdicts.total()
        low, high = wilson_interval(verdicts["supported"], n)
        figures.append(Figure(f"{name}, engine/supported", verdicts["supported"] / n, low, high, n))
    return figures


BENCHMARK = Benchmark(
    name="summaries",
    title="Extractive summaries beside human ones (dev)",
    about="ROUGE against the human summary of each story: the embedded engine, and the articles' leads cut to the "
    "same length. Texts of real news, about a third of the multinews stories not fit to print (reviews, "
    "spam, mixed events).",
    measure=measure,
    files=lambda data: [needed(data, "stories", f"{name}.jsonl.gz") for name in SETS],
    needs_data=True,
)


def show(draft: Draft) -> str:
    """A draft as an editor reads it: title, paragraphs, citations.

    >>> show(Draft((), "extractive", title="Nothing"))
    '# Nothing'
    """
    paragraphs: dict[int, list[str]] = {}
    for sentence in draft.sentences:
        paragraphs.setdefault(sentence.paragraph, []).append(f"{sentence.text} {list(sentence.cited)}")
    return "\n\n".join([f"# {draft.title}", *(" ".join(paragraph) for paragraph in paragraphs.values())])


def main(arguments: Sequence[str] | None = None) -> int:
    """Print summaries; 2 when the data is absent."""
    parser = argparse.ArgumentParser(
        prog="eval.benchmarks.summaries", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--read", type=int, default=3, metavar="N", help="print N summaries of each set")
    options = parser.parse_args(arguments)
    for name, n_words in SETS.items():
        path = options.data / "stories" / f"{name}.jsonl.gz"
        if not path.is_file():
            print(f"There is no file {path}.", file=sys.stderr)
            return 2
        for row, _ in zip(read_stories(path), range(options.read), strict=False):
            print(f"\n\n{row['id']}\n{show(ExtractiveEngine().draft(prompt_of(row, n_words)))}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
