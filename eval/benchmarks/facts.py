"""Does the ranking of facts put what matters first? Average precision against human and gold insights.

SummHay's insights and RealSumm's key facts are what matters. `python -m eval.benchmarks.facts DATA --read N` prints the
disagreements of N Multi-News stories, to judge by eye.

Every ranking orders the same units, the leads of the facts, so that only the order is compared: by `importance`, by
TF-IDF centrality (cosine to the mean of all sentences) and by place in the article. A lead counts as an insight when
it holds at least half of the insight's words, rare ones weighing more. `found` is the share of insights that the
first twenty units (five of RealSumm's single articles) of a ranking hold.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from eval.benchmarks import Benchmark, needed
from eval.figures import Figure
from eval.metrics.intervals import bootstrap_interval, mean_of
from summarizer.cleaning import clean_articles
from summarizer.facts import extract_facts
from summarizer.model import Article, Bundle, Fact, Story
from summarizer.origins import find_origins
from summarizer.sentences import split_sentences
from summarizer.similarity import content_words, idf

HELD = 0.5
"""Share of an insight's words (weighed by rarity) that a sentence must hold to state it."""
FIRST = {"coverage_realsumm_keyfacts": 5}
"""Units looked at first: 20, of the single articles of RealSumm five."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """How well one order of the facts of a story does."""

    average_precision: float
    found_early: float


def read_stories(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a gzip JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def story_of(articles: Sequence[dict[str, Any]], story_id: str) -> Story:
    """The articles of a record as one story, read as the product reads them."""
    given = tuple(
        Article(
            id=str(article.get("id", number)),
            number=number,
            text=article["text"],
            title=article.get("title") or "",
            outlet=article.get("source") or "",
        )
        for number, article in enumerate(articles, start=1)
        if article["text"].strip()
    )
    cleaned = clean_articles(Bundle(given))
    sentences = split_sentences(cleaned)
    return Story(story_id, "", cleaned, sentences, find_origins(cleaned, sentences))


def gold(name: str, data: Path) -> Iterator[tuple[Story, list[str]]]:
    """The stories of a set with their insights."""
    for row in read_stories(data / "stories" / f"{name}.jsonl.gz"):
        if name == "coverage_realsumm_keyfacts":
            lines = row["doc"].replace(" . ", " .\n")  # lower case and tokenised: only the full stops tell sentences
            yield story_of([{"id": "a", "text": lines}], row["id"]), row["key_facts"]
        elif "insights" in row["extra"]:
            yield story_of(row["articles"], row["id"]), row["extra"]["insights"]
        else:
            insights = [insight["insight"] for topic in row["extra"]["subtopics"] for insight in topic["insights"]]
            yield story_of(row["articles"], row["id"]), insights


def measure(name: str, data: Path) -> tuple[dict[str, list[Ranking]], float]:
    """How each of the three rankings does on every story of a set, and the mean milliseconds of `extract_facts`."""
    totals: dict[str, list[tuple[float, float]]] = {"importance": [], "centrality": [], "lead": []}
    seconds = []
    for story, insights in gold(name, data):
        began = time.perf_counter()
        facts = extract_facts(story).facts
        seconds.append(time.perf_counter() - began)
        held = [_held(fact.text, insights) for fact in facts]
        for ranking, order in _orders(facts, story).items():
            totals[ranking].append(_scores([held[number] for number in order], len(insights), FIRST.get(name, 20)))
    rankings = {ranking: [Ranking(*row) for row in rows] for ranking, rows in totals.items()}
    return rankings, 1000 * sum(seconds) / len(seconds)


def _held(text: str, insights: Sequence[str]) -> frozenset[int]:
    words = frozenset(content_words(text))
    found = set()
    for number, insight in enumerate(insights):
        wanted = frozenset(content_words(insight))
        total = sum(idf(word) for word in wanted)
        if total and sum(idf(word) for word in wanted & words) >= HELD * total:
            found.add(number)
    return frozenset(found)


def _orders(facts: Sequence[Fact], story: Story) -> dict[str, list[int]]:
    index = {read.sentence.span: read.sentence.index for read in story.sentences}
    vectors = [_tf_idf(fact.text) for fact in facts]
    centre = Counter[str]()
    for read in story.sentences:
        centre.update(_tf_idf(read.text))
    central = [sum(weight * centre[word] for word, weight in vector.items()) for vector in vectors]
    numbers = range(len(facts))
    return {
        "importance": sorted(numbers, key=lambda number: -facts[number].importance),
        "centrality": sorted(numbers, key=lambda number: -central[number]),
        "lead": sorted(numbers, key=lambda number: (index[facts[number].lead], facts[number].lead.article_id)),
    }


def _tf_idf(text: str) -> dict[str, float]:
    weights = {word: (1 + math.log(n)) * idf(word) for word, n in Counter(content_words(text)).items()}
    length = math.sqrt(sum(weight**2 for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()}


def _scores(held: Sequence[frozenset[int]], n_insights: int, first: int) -> tuple[float, float]:
    """Average precision of the order, and the share of insights that its first units hold."""
    hits, total = 0, 0.0
    for place, found in enumerate(held, start=1):
        if found:
            hits += 1
            total += hits / place
    early = frozenset(number for found in held[:first] for number in found)
    return (total / hits if hits else 0.0), len(early) / max(n_insights, 1)


def _print_disagreements(data: Path, n_stories: int) -> None:
    n_found = n_read = 0
    for row in read_stories(data / "stories" / "multinews.jsonl.gz"):
        story = story_of(row["articles"], row["id"])
        texts = {article.id: article.text for article in story.articles}
        n_read += 1
        for disagreement in extract_facts(story).disagreements:
            n_found += 1
            if n_read <= n_stories:
                print(f"\n{row['id']}: {disagreement.wording}")
                spans = [s.span for s in disagreement.figures] + [s.span for s in disagreement.claims]
                for span in spans:
                    start, end = max(0, span.start - 90), span.end + 90
                    passage = texts[span.article_id][start:end].replace("\n", " ")
                    print(f"   [{span.article_id}] …{passage}…")
    print(f"\n{n_found} disagreements in {n_read} stories")


SETS = ("summhay_sources", "summhay_news", "coverage_realsumm_keyfacts")


def figures(data: Path | None) -> list[Figure]:
    """Average precision and the share found early, for each ranking of each set, and the time of `extract_facts`."""
    found = []
    for name in SETS:
        rankings, milliseconds = measure(name, needed(data))
        for ranking, measured in rankings.items():
            for key, label in (("average_precision", "average precision"), ("found_early", "insights found early")):
                values = np.array([getattr(story, key) for story in measured])
                low, high = bootstrap_interval(mean_of(values), len(values)) or (None, None)
                prefix, value = f"{name}, {ranking}", float(values.mean())
                found.append(Figure(f"{prefix}/{key}", value, low, high, len(values), label=label, better="higher"))
        time = Figure(
            f"{name}, importance/extract_ms", milliseconds, unit="ms", label="extract_facts, a story", better="lower"
        )
        found.append(time)
    return found


BENCHMARK = Benchmark(
    name="facts",
    title="Ranking of facts (dev)",
    about="Do the facts that hold gold insights come first? By our importance, by TF-IDF centrality, and by place "
    "in the article. No interval is stated for SummHay's two and five stories.",
    measure=figures,
    files=lambda data: [needed(data, "stories", f"{name}.jsonl.gz") for name in SETS],
    needs_data=True,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print disagreements; 2 when the data is absent."""
    parser = argparse.ArgumentParser(
        prog="eval.benchmarks.facts", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--read", type=int, default=5, metavar="N")
    options = parser.parse_args(arguments)
    if not (options.data / "stories").is_dir():
        print(f"There is no folder {options.data / 'stories'}.", file=sys.stderr)
        return 2
    _print_disagreements(options.data, options.read)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
