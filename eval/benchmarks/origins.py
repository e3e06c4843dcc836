"""Do two articles share an origin? Invented events with known truth (`origin_pairs/`), half of them held back.

`python -m eval.benchmarks.origins [--split tune|held]` prints each pair that came out wrong. Rules and thresholds
were set on the events of split "tune" only.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

from eval.benchmarks import Benchmark
from eval.figures import Figure
from eval.metrics.intervals import wilson_interval
from summarizer.bundle import read_bundle
from summarizer.cleaning import clean_articles
from summarizer.origins import find_origins
from summarizer.sentences import split_sentences
from summarizer.settings import Settings

FOLDER = Path(__file__).parent / "origin_pairs"
FLOORS = {"precision": 0.98, "recall": 0.90}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles of one event: whether they share an origin, whether we say so, and what the pair tests."""

    event: str
    a: str
    b: str
    is_same: bool
    is_found: bool
    kind: str


def judge_event(path: Path) -> tuple[Pair, ...]:
    """All pairs of one event, judged with all of its articles at hand, as in a story."""
    event = json.loads(path.read_text(encoding="utf-8"))
    articles = clean_articles(read_bundle(_written_out(event["articles"]), Settings()))
    origins = find_origins(articles, split_sentences(articles))
    origin_of = {article_id: origin.id for origin in origins for article_id in origin.article_ids}
    return tuple(
        Pair(event["event"], a, b, truth == "same", origin_of[a] == origin_of[b], kind)
        for a, b, truth, kind in event["pairs"]
    )


def events(split: str = "") -> tuple[Path, ...]:
    """The files of one split ("tune" or "held"), or all."""
    paths = sorted(FOLDER.glob("*.json"))
    return tuple(path for path in paths if split in ("", json.loads(path.read_text(encoding="utf-8"))["split"]))


def _written_out(articles: dict[str, dict[str, object]]) -> list[dict[str, object]]:
    """The articles as a bundle takes them; a sentence "wire:3" is the fourth of the article "wire"."""
    out = []
    for name, article in articles.items():
        fields = {key: value for key, value in article.items() if key != "sentences"}
        sentences = [_sentence(articles, str(sentence)) for sentence in _list(article["sentences"])]
        out.append({"id": name, "text": "\n\n".join(sentences), **fields})
    return out


def _sentence(articles: dict[str, dict[str, object]], sentence: str) -> str:
    name, _, place = sentence.partition(":")
    if name in articles and place.isdigit():
        return str(_list(articles[name]["sentences"])[int(place)])
    return sentence


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("sentences must be a list")
    return value


def score(pairs: tuple[Pair, ...]) -> dict[str, float]:
    """Precision and recall of "same origin", and how many pairs there are."""
    found = sum(pair.is_found for pair in pairs)
    right = sum(pair.is_found and pair.is_same for pair in pairs)
    same = sum(pair.is_same for pair in pairs)
    return {
        "precision": right / found if found else 1.0,
        "recall": right / same if same else 1.0,
        "n_pairs": float(len(pairs)),
    }


def measure(_: Path | None = None) -> list[Figure]:
    """Precision and recall of "same origin" over the pairs of each split."""
    figures = []
    for split in ("held", "tune"):
        pairs = tuple(pair for path in events(split) for pair in judge_event(path))
        found = sum(pair.is_found for pair in pairs)
        same = sum(pair.is_same for pair in pairs)
        right = sum(pair.is_found and pair.is_same for pair in pairs)
        measured = score(pairs)
        for key, n in (("precision", found), ("recall", same)):
            bounds = wilson_interval(right, n)
            figures.append(Figure(f"{split}/{key}", measured[key], *bounds, n, label=key, better="higher"))
    return figures


BENCHMARK = Benchmark(
    name="origins",
    title="Shared origins of articles",
    about="Pairs of articles of ten invented events: copies, wire copies, versions, translations, shared "
    "quotations only. Rules and thresholds were set on the events of `tune`; `held` was held back.",
    measure=measure,
    files=lambda _: sorted(FOLDER.glob("*.json")),
    measure_again=measure,
)


def main() -> None:
    """Print the pairs that came out wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("tune", "held"), default="")
    for path in events(parser.parse_args().split):
        for pair in judge_event(path):
            if pair.is_found != pair.is_same:
                print(f"{pair.event}: {pair.a} and {pair.b} ({pair.kind}): {'missed' if pair.is_same else 'false'}")


if __name__ == "__main__":
    main()
