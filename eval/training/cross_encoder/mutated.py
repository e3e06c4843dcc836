"""Pairs made by program from real stories: a faithful sentence and its mutation, twins, for what no reader has written.

Only codes that a text decides (a citation or the number of origins does not stand in it), and only sentences that are
more than copies: mutations of copied sentences teach that overlap is truth.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path

from tqdm import tqdm

from eval.mutations import mutate_story
from eval.sets import StoryCase
from eval.training.cross_encoder.pairs import (
    ENTAILMENT,
    NOT_ENTAILMENT,
    Pair,
    contrast_rows,
    fold_of,
    premise_for,
    rows_of,
    split_of,
)
from eval.writers import read_story
from summarizer.citations import strip_markers
from summarizer.model import Article

TEXTUAL = frozenset(
    (
        "number", "number-hedge", "number-scope", "arithmetic", "entity", "role", "place", "date", "negation",
        "modality", "predicate", "attribution-swapped", "attribution-upgraded", "quote-altered", "discourse",
        "coreference",
    )
)  # fmt: skip
N_PER_CODE = 2


def make(data: Path, claims: Sequence[Path], out: Path) -> None:
    """Write the mutations of the real stories that no pair of the dev split is over, one JSON object a pair."""
    held_out = {row["story"] for row in contrast_rows(data, claims) if split_of(row) == "dev"}
    stories = [(name, texts) for name, texts in _stories(data) if name not in held_out and fold_of(name, 6) != 0]
    with get_context("spawn").Pool(1) as pool, out.with_suffix(".new").open("w", encoding="utf-8") as lines:
        for found in tqdm(pool.imap(_of_story, stories), total=len(stories), disable=None):
            for row in found:
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
            lines.flush()
    out.with_suffix(".new").replace(out)


def _stories(data: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    for row in rows_of(data / "stories" / "multinews.jsonl.gz"):
        yield f"stories/multinews:{row['id']}", tuple(article["text"] for article in row["articles"])
    clusters: dict[str, list[str]] = {}
    for row in rows_of(data / "grouping" / "wikinews.jsonl.gz"):
        clusters.setdefault(row["id"].rpartition("-")[0], []).append(row["text"])
    for name, texts in clusters.items():
        yield f"grouping/wikinews:{name}", tuple(texts)


def _of_story(named: tuple[str, tuple[str, ...]]) -> list[dict[str, str]]:
    name, texts = named
    articles = tuple(
        Article(f"{name}-{number}", number, text[:6_000]) for number, text in enumerate(texts[:5], start=1)
    )
    story = read_story(StoryCase(name, articles))
    document = "\n\n".join(article.text for article in articles)
    twins: dict[str, dict[str, str]] = {}
    for case in mutate_story(story, n_per_code=N_PER_CODE):
        text = strip_markers(case.text)[0].strip()
        twin = twins.setdefault(case.twin, {"group": case.twin})
        kind = "faithful" if case.label == 1 else "faulty"
        twin[kind], twin[f"{kind}_premise"] = text, premise_for(text, document)
        twin["code"] = case.code or twin.get("code", "")
    return [twin for twin in twins.values() if twin["code"] in TEXTUAL and "faithful" in twin and "faulty" in twin]


def read(path: Path) -> Iterator[Pair]:
    """The pairs that `make` wrote."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        for kind, label in (("faithful", ENTAILMENT), ("faulty", NOT_ENTAILMENT)):
            yield Pair(row[f"{kind}_premise"], row[kind], label, "mutations", row["group"], row["code"])
