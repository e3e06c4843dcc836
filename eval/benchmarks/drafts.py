"""Summaries as language models write them: how many true sentences are flagged, how many errors found?

`eval/drafts` holds summaries of 110 to 170 words, each by a language model that read all articles of its story and
wrote only what they bear out, and for nearly every sentence a faulty version: an error such as language models make
when they put several articles together. A sentence is judged where it stands, after those before it, as it is cited.

`drafts` is over the invented stories of `eval/disputes`, `realdrafts` over real ones of the benchmark data.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eval.benchmarks import Benchmark
from eval.benchmarks.sentences import code_figures, reliability_figures
from eval.cases import Case
from eval.disputes import FOLDER as STORIES
from eval.disputes import read_disputes
from eval.figures import Figure
from eval.metrics.intervals import N_SAMPLES
from eval.runs import Row
from eval.score import answer_record
from eval.systems.own import answer, check
from eval.tally import case_figures
from eval.units import in_processes
from summarizer.facts import extract_facts
from summarizer.model import Article, CheckedSentence, Draft, Story
from summarizer.verification import read_draft

FOLDER = Path(__file__).parents[1] / "drafts"
ABOUT = {
    "dev": "32 summaries of invented stories full of disagreements, by language models, and a faulty version of every "
    "sentence. The rules were not read against them; 120 real ones were (`realdrafts_dev`).",
    "test": "32 more, of other stories. Nobody who works on the rules reads them.",
}


@dataclass(frozen=True, slots=True)
class Faulty:
    """The wrong version of the sentence at a place (from 0), with the code of its error."""

    place: int
    text: str
    code: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """A summary with citation markers, the name of its story, and faulty versions of its sentences."""

    story: str
    text: str
    faulty: tuple[Faulty, ...]


def read_drafts(path: Path) -> Iterator[Drafted]:
    """The summaries of a file of JSON lines."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        faulty = tuple(Faulty(one["n"], one["text"], one["code"]) for one in row["faulty"])
        yield Drafted(row["story"], row["text"], faulty)


def judge_draft(drafted: Drafted, story: Story) -> list[Row]:
    """The rows of all sentences of a summary and of their faulty versions, each judged where it stands."""
    facts = extract_facts(story)
    draft = read_draft(drafted.text)
    rows = []
    for place, sentence in enumerate(check(drafted.text, story, facts)):
        rows.append(_row(drafted.story, place, (sentence,), None))
    for faulty in drafted.faulty:
        checked = check(_with(draft, faulty), story, facts)
        rows.append(_row(drafted.story, faulty.place, checked[faulty.place :], faulty))
    return rows


def _with(draft: Draft, faulty: Faulty) -> str:
    """The sentences before a faulty one, and it, with their markers."""
    wrong = replace(draft.sentences[faulty.place], text=faulty.text)
    shown = (*draft.sentences[: faulty.place], wrong)
    return " ".join(" ".join((one.text, "".join(f"[{number}]" for number in one.cited))).strip() for one in shown)


def _row(story: str, place: int, sentences: tuple[CheckedSentence, ...], faulty: Faulty | None) -> Row:
    text = " ".join(sentence.text for sentence in sentences)
    name = f"{story}/{place}"
    gold: Row = {
        "group": story,
        "label": 0 if faulty else 1,
        "level": "sentence",
        "code": faulty.code if faulty else "",
    }
    gold |= {"twin": name, "gold_spans": None, "text": text}
    return gold | answer_record(f"{name}/faulty" if faulty else name, answer(text, sentences), has_details=True)


def judge_all(drafts: Sequence[tuple[Drafted, Path]]) -> list[Row]:
    """The rows of summaries of invented stories, each with its story's file."""
    return [row for drafted, path in drafts for row in judge_draft(drafted, read_disputes(path)[0])]


def cases_of(drafted: Drafted, articles: tuple[Article, ...]) -> Iterator[Case]:
    """The sentences of a summary and their faulty versions as cases, each by itself."""
    texts = [(sentence.text, 1, "") for sentence in read_draft(drafted.text).sentences]
    texts += [(faulty.text, 0, faulty.code) for faulty in drafted.faulty]
    for number, (text, label, code) in enumerate(texts):
        yield Case(f"{drafted.story}/{number}", text, articles, label, group=drafted.story, code=code)


def drafted_cases(split: str) -> Iterator[Case]:
    """The cases over invented stories."""
    for drafted in read_drafts(FOLDER / f"{split}.jsonl"):
        story, _ = read_disputes(STORIES / split / f"{drafted.story}.txt")
        articles = (
            Article(a.id, a.number, a.text, title=a.title, outlet=a.outlet, published_at=a.published_at)
            for a in story.articles
        )
        yield from cases_of(drafted, tuple(articles))


def figures_of(rows: Sequence[Row], n_samples: int = N_SAMPLES) -> list[Figure]:
    """The figures over all sentences, and the share flagged by error code."""
    return [*case_figures(rows, n_samples), *reliability_figures(rows), *code_figures(rows)]


def measure(split: str, n_samples: int = N_SAMPLES) -> list[Figure]:
    """The figures of a split."""
    drafts = [(drafted, STORIES / split / f"{drafted.story}.txt") for drafted in read_drafts(FOLDER / f"{split}.jsonl")]
    return figures_of(in_processes(judge_all, drafts, n_per_unit=2), n_samples)


def benchmark(split: str) -> Benchmark:
    """The benchmark of one split."""
    return Benchmark(
        name=f"drafts_{split}",
        title=f"Language models' summaries of invented stories, {split}",
        about=ABOUT[split],
        measure=lambda _: measure(split),
        files=lambda _: [FOLDER / f"{split}.jsonl", *sorted((STORIES / split).glob("*.txt"))],
        measure_again=lambda: measure(split, n_samples=0),
    )
