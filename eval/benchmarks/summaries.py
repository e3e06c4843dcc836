"""How near are the embedded engine's summaries to human ones, and how do they fare under our own checks?

    python -m eval.benchmarks.summaries DATA [--words N] [--check]   the sets under DATA/stories with a `reference`

ROUGE-1/2/L (F1, stemmed) by the library rouge-score, which is no dependency of the product: `pip install rouge-score`
first. `leads` are the first words of each article, as many from each, to the same length. ROUGE rewards copying and
knows nothing of truth or style: it says only that nothing went badly wrong; read the summaries themselves (`--read N`).
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.benchmarks.facts import read_stories
from eval.summarize import read_articles
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
MEASURES = ("rouge1", "rouge2", "rougeL")


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


def measure(path: Path, n_words: int, *, is_checked: bool) -> dict[str, str]:
    """The figures of one set, named, as they are printed."""
    scorer = importlib.import_module("rouge_score.rouge_scorer").RougeScorer(MEASURES, use_stemmer=True)
    scores: dict[str, list[list[float]]] = {"engine": [], "leads": []}
    lengths, seconds, verdicts = [], [], Counter[str]()
    for row in read_stories(path):
        prompt = prompt_of(row, n_words)
        began = time.process_time()
        draft = ExtractiveEngine().draft(prompt)
        seconds.append(time.process_time() - began)
        text = " ".join(sentence.text for sentence in draft.sentences)
        lengths.append(len(text.split()))
        for name, written in (("engine", text), ("leads", leads(row, n_words))):
            found = scorer.score(row["reference"], written)
            scores[name].append([100 * found[measure].fmeasure for measure in MEASURES])
        if is_checked:
            summary = verify(draft, prompt.story, prompt.facts)
            verdicts.update(sentence.verdict.value for sentence in summary.sentences)
    figures = {
        name: "ROUGE-1/2/L " + "/".join(f"{sum(column) / len(rows):.1f}" for column in zip(*rows, strict=True))
        for name, rows in scores.items()
    }
    figures["words"] = f"{sum(lengths) / len(lengths):.0f} on average of {n_words} asked for, {min(lengths)} at least"
    figures["time"] = f"{1000 * sum(seconds) / len(seconds):.0f} ms a draft"
    if is_checked:
        figures["verdicts"] = ", ".join(f"{verdict} {n}" for verdict, n in verdicts.most_common())
    return figures


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
    """Print the figures; 2 when the data or the library is absent."""
    parser = argparse.ArgumentParser(
        prog="eval.benchmarks.summaries", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--words", type=int, default=0, metavar="N", help="default: by the set")
    parser.add_argument("--check", action="store_true", help="verify every summary, too, and count the verdicts")
    parser.add_argument("--read", type=int, default=0, metavar="N", help="print N summaries of each set instead")
    options = parser.parse_args(arguments)
    for name, n_words in SETS.items():
        path = options.data / "stories" / f"{name}.jsonl.gz"
        if not path.is_file():
            print(f"There is no file {path}.", file=sys.stderr)
            return 2
        if options.read:
            for row, _ in zip(read_stories(path), range(options.read), strict=False):
                print(f"\n\n{row['id']}\n{show(ExtractiveEngine().draft(prompt_of(row, options.words or n_words)))}")
        elif importlib.util.find_spec("rouge_score") is None:
            print("ROUGE needs the library rouge-score: pip install rouge-score", file=sys.stderr)
            return 2
        else:
            for figure, value in measure(path, options.words or n_words, is_checked=options.check).items():
                print(f"{name:10} {figure:9} {value}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
