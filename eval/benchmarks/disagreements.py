"""Disagreements found in real news: how many of those that an editor is shown are any?

`python -m eval.benchmarks.disagreements DATA [--show false,unknown]` prints what is shown, with its label.

The articles are those of Wikinews clusters, Multi-News and NeuS; a reader judged what our rules of November 2026 found
in them (`disagreements_real.jsonl`: story, kind, label, and the passages by article and offsets in its clean text).
`true` is a claim and its denial, or figures that cannot both be right; `update` one quantity at two times; `weak` a
contest of which the wrong passages are shown; `false` anything else. What was found later has no label, and is counted
as such. Rules were tuned on these stories: how many real disagreements are missed they do not tell, our bundles do.
"""

from __future__ import annotations

import argparse
import functools
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from eval.benchmarks import Benchmark, needed
from eval.benchmarks.facts import read_stories, story_of
from eval.figures import Figure
from eval.metrics.intervals import bootstrap_interval
from summarizer.facts import extract_facts
from summarizer.model import Disagreement, Span, Story

LABELS = Path(__file__).with_name("disagreements_real.jsonl")
_RIGHT = ("true", "update")
MOST_CHARACTERS = 6_000
"""Of an article that are read."""
_MOST_ARTICLES, _N_NEUS = 6, 150
_COMMON = 0.6
"""Share of the passages of one of ours that a labelled one must touch to be the same."""


def real_stories(data: Path) -> Iterator[tuple[str, Story]]:
    """The stories by name (`grouping/wikinews:wikinews_big-14`), each article cut to 6,000 characters."""
    clusters: dict[str, list[dict[str, Any]]] = {}
    for row in read_stories(data / "grouping" / "wikinews.jsonl.gz"):
        clusters.setdefault(row["cluster"], []).append({"text": f"{row['title'] or ''}\n\n{row['text']}"})
    named = [(f"grouping/wikinews:{name}", articles) for name, articles in sorted(clusters.items())]
    for part, most in (("multinews", None), ("neus_val", _N_NEUS)):
        rows = islice(read_stories(data / "stories" / f"{part}.jsonl.gz"), most)
        named += [(f"stories/{part}:{row['id']}", row["articles"]) for row in rows]
    for name, articles in named:
        if len(articles) > 1:
            cut = [{"text": article["text"][:MOST_CHARACTERS]} for article in articles[:_MOST_ARTICLES]]
            yield name, story_of(cut, name.partition(":")[2])


@functools.cache
def _labelled() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for line in LABELS.read_text("utf-8").splitlines():
        row = json.loads(line)
        found.setdefault(row["story"], []).append(row)
    return found


def label_of(story: str, kind: str, spans: Sequence[Span]) -> str:
    """The label of the disagreement that these passages of a story make; "" where none was given."""
    best, label = 0.0, ""
    for row in _labelled().get(story, ()):
        common = sum(any(_touches(span, told) for told in row["passages"]) for span in spans) / max(1, len(spans))
        if row["kind"] == kind and common >= _COMMON and common > best:
            best, label = common, row["label"]
    return label


def _touches(span: Span, told: Sequence[Any]) -> bool:
    return bool(span.article_id == told[0] and span.start < told[2] and told[1] < span.end)


def _spans(disagreement: Disagreement) -> list[Span]:
    return [stated.span for stated in disagreement.figures] + [claim.span for claim in disagreement.claims]


def found_in(data: Path) -> Iterator[tuple[str, Story, Disagreement, str]]:
    """Each disagreement that we find, with its story's name and its label, "unknown" for none."""
    for name, story in real_stories(data):
        for disagreement in extract_facts(story).disagreements:
            label = label_of(name, disagreement.kind.value, _spans(disagreement)) or "unknown"
            yield name, story, disagreement, label


def figures(data: Path | None) -> list[Figure]:
    """The share of what is shown that is right, of all and of the sure ones, and how many of the labelled are kept."""
    told = [(one.kind.value, one.is_sure, label) for _, _, one, label in found_in(needed(data))]
    n_right = Counter(row["kind"] for rows in _labelled().values() for row in rows if row["label"] in _RIGHT)
    kept = Counter(kind for kind, _, label in told if label in _RIGHT)
    found = []
    for key, labels in (
        ("all", [label for _, _, label in told]),
        ("sure", [label for _, is_sure, label in told if is_sure]),
        ("figure", [label for kind, _, label in told if kind == "figure"]),
        ("claim", [label for kind, _, label in told if kind == "claim"]),
    ):
        known = [label in _RIGHT for label in labels if label != "unknown"]
        low, high = bootstrap_interval(functools.partial(_share, known), len(known)) or (None, None)
        label = {"all": "shown", "sure": "called sure"}.get(key, f"of {key}s shown")
        value = sum(known) / max(1, len(known))
        found.append(Figure(f"{key}/right", value, low, high, len(known), label=f"right, {label}", better="higher"))
    for kind in ("figure", "claim"):
        share = kept[kind] / n_right[kind]
        found.append(Figure(f"{kind}/kept", share, n=n_right[kind], label=f"right {kind}s kept", better="higher"))
    unknown = sum(label == "unknown" for _, _, label in told)
    found.append(Figure("unknown", unknown / max(1, len(told)), n=len(told), label="without a label", better="lower"))
    return found


def _share(known: Sequence[bool], places: Any) -> float:
    return float(sum(known[place] for place in places) / max(1, len(places)))


def _files(data: Path | None) -> list[Path]:
    parts = (("grouping", "wikinews"), ("stories", "multinews"), ("stories", "neus_val"))
    return [LABELS, *(needed(data, folder, f"{name}.jsonl.gz") for folder, name in parts)]


BENCHMARK = Benchmark(
    name="disagreements",
    title="Disagreements shown in real news (dev)",
    about="How many of the disagreements that we show in 357 real stories are any, by the labels that a reader gave. "
    "The rules were tuned on these stories; what they miss in them is not known.",
    measure=figures,
    files=_files,
    needs_data=True,
)


def main() -> None:
    """Print what is shown."""
    parser = argparse.ArgumentParser(description="Disagreements in real news.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--show", default="", help="labels, joined by commas")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    for name, story, disagreement, label in found_in(options.data):
        counts[f"{label} {disagreement.kind.value} {'sure' if disagreement.is_sure else 'unsure'}"] += 1
        if label in options.show.split(","):
            print(f"\n[{label}] {name}: {disagreement.wording}")
            texts = {article.id: article.text for article in story.articles}
            for span in _spans(disagreement):
                start, end = max(0, span.start - 90), span.end + 90
                print(f"   [{span.article_id}] …{texts[span.article_id][start:end]!r}…")
    print("\n".join(f"{name}: {n}" for name, n in sorted(counts.items())))


if __name__ == "__main__":
    main()
