"""The first real input: does the product find the errors that people make about the five seed articles, and only these?

`seed_sentences.jsonl` holds our own sentences: each wrong example of the list of errors, written out as a sentence,
and sixty faithful ones, written by a reader of the five articles. `python -m eval.benchmarks.seeds DATA` prints what
came out otherwise than wanted. The articles lie in `seeds/` beside the folder of outside data.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.benchmarks import Benchmark, needed
from eval.figures import Figure
from eval.metrics.intervals import wilson_interval
from summarizer.bundle import read_bundle
from summarizer.facts import extract_facts
from summarizer.model import Facts, Source, Story, Summary, Vote
from summarizer.pipeline import read_story
from summarizer.settings import Settings
from summarizer.verification import read_draft, verify

SENTENCES = Path(__file__).with_name("seed_sentences.jsonl")
INPUT = ("source-error",)
"""Faithful to an article and false all the same: the article is to be flagged, not the sentence."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the checks said of one row: its verdict, all codes, and the first reason."""

    row: dict[str, Any]
    verdict: str
    codes: tuple[str, ...]
    is_flagged: bool
    reason: str

    @property
    def is_named(self) -> bool:
        """Whether it is flagged with the row's own code; of a whole summary or an article, whether the code is told."""
        return self.row["code"] in self.codes


def judge_rows(data: Path) -> list[Outcome]:
    """Every row of the sentences, checked against the five articles together."""
    folder = needed(data.parent, "seeds")
    files = [Source(path.name, path.read_bytes()) for path in sorted(folder.glob("*.txt"))]
    story = read_story(read_bundle(files, Settings()))
    facts = extract_facts(story)
    return [judge_row(row, story, facts) for row in read_rows()]


def read_rows(path: Path = SENTENCES) -> Iterator[dict[str, Any]]:
    """The rows of the file."""
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


def judge_row(row: dict[str, Any], story: Story, facts: Facts) -> Outcome:
    """One row, cited as it says, checked against its story."""
    markers = f" [{', '.join(map(str, row['cited']))}]" if row["cited"] else ""
    summary: Summary = verify(read_draft(row["text"] + markers), story, facts)
    codes = [code.value for sentence in summary.sentences for code in sentence.codes]
    codes += [
        f.code.value for sentence in summary.sentences for f in sentence.findings if f.code and f.vote is Vote.NOTE
    ]
    told = [finding for finding in summary.findings if finding.code is not None]
    worst = next((sentence for sentence in summary.sentences if sentence.verdict.is_flag), summary.sentences[0])
    if row.get("level") == "summary":
        codes = [finding.code.value for finding in told if finding.code]
    flagged = any(sentence.verdict.is_flag for sentence in summary.sentences)
    return Outcome(row, worst.verdict.value, tuple(dict.fromkeys(codes)), flagged, worst.reason)


def measure(data: Path | None) -> list[Figure]:
    """Errors found, found with the right code, and faithful sentences flagged."""
    return figures_of(judge_rows(needed(data)))


def figures_of(outcomes: Sequence[Outcome]) -> list[Figure]:
    """The figures over all rows."""
    wrong = [o for o in outcomes if o.row["label"] == 0 and o.row["code"] not in INPUT]
    right = [o for o in outcomes if o.row["label"] == 1 and not o.row["code"]]
    counted = {
        "found": ("errors flagged or told", sum(o.is_flagged or o.is_named for o in wrong), len(wrong), "higher"),
        "right_code": ("errors found with the right code", sum(o.is_named for o in wrong), len(wrong), "higher"),
        "false_flags": ("faithful sentences flagged", sum(o.is_flagged for o in right), len(right), "lower"),
        "supported": (
            "faithful sentences called supported", sum(o.verdict == "supported" for o in right), len(right), "higher",
        ),
    }  # fmt: skip
    return [
        Figure(key, n / total, *wilson_interval(n, total), total, label=label, better=better)
        for key, (label, n, total, better) in counted.items()
    ]


BENCHMARK = Benchmark(
    name="seeds",
    title="The five seed articles",
    about="Each wrong example of the list of errors written out as a sentence, and sixty faithful sentences, over five "
    "real articles on one event. An error counts as found when its sentence is flagged or the right code is told.",
    measure=measure,
    files=lambda data: [*sorted(needed(needed(data).parent, "seeds").glob("*.txt")), SENTENCES],
    needs_data=True,
)


def main() -> None:
    """Print what came out otherwise than wanted."""
    outcomes = judge_rows(Path(sys.argv[1]))
    print_misses(outcomes)
    for figure in figures_of(outcomes):
        print(figure.key, figure.value, figure.n)


def print_misses(outcomes: Sequence[Outcome]) -> None:
    """The rows of which something else was found than wanted, with the reason."""
    for outcome in outcomes:
        row = outcome.row
        is_right = not outcome.is_flagged if row["label"] == 1 else outcome.is_named
        if not is_right:
            print(f"{row['id']} {row['code'] or 'faithful'}: {outcome.verdict} {', '.join(outcome.codes)}")
            print(f"    {row['text']}\n    {outcome.reason}")


if __name__ == "__main__":
    main()
