"""Pairs made by program from real stories: a faithful sentence and its mutations, for what no reader has written.

Only codes that a text decides (a citation or the number of origins does not stand in it). `make` takes the stories' own
sentences, `of_claims` the faithful sentences that readers wrote for the contrast pairs: mutations of copied sentences
teach that overlap is truth, those of careful rewordings do not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

from tqdm import tqdm

from eval.mutations import MUTATORS, Faithful, Ground, mutate_story
from eval.sets import StoryCase
from eval.training.cross_encoder.pairs import (
    ENTAILMENT,
    NOT_ENTAILMENT,
    Pair,
    StoryTexts,
    contrast_rows,
    fold_of,
    premise_for,
    rows_of,
    split_of,
)
from eval.writers import read_story
from summarizer.citations import strip_markers
from summarizer.model import Article, Story
from summarizer.similarity import Index

TEXTUAL = frozenset(
    (
        "number", "number-hedge", "number-scope", "arithmetic", "entity", "role", "place", "date", "negation",
        "modality", "predicate", "attribution-swapped", "attribution-upgraded", "quote-altered", "discourse",
        "coreference",
    )
)  # fmt: skip
N_PER_CODE = 2
N_OF_A_CLAIM = 3
"""Mutations of one written sentence, each of another code."""
N_SOURCES = 4  # article sentences that stand behind a written one, as many as the checker reads


def make(data: Path, claims: Sequence[Path], out: Path) -> None:
    """Write the mutations of the real stories that no pair of the dev split is over, one JSON object a pair."""
    held_out = {row["story"] for row in contrast_rows(data, claims) if split_of(row) == "dev"}
    stories = [(name, texts) for name, texts in _stories(data) if name not in held_out and fold_of(name, 6) != 0]
    _write(_of_story, stories, out)


def _write(make_rows: Callable[[Any], list[dict[str, Any]]], given: Sequence[object], out: Path) -> None:
    """The rows made of each, in a process of their own; the file is whole or not there."""
    with get_context("spawn").Pool(1) as pool, out.with_suffix(".new").open("w", encoding="utf-8") as lines:
        for rows in tqdm(pool.imap(make_rows, given), total=len(given), disable=None):
            lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
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


def _of_story(named: tuple[str, tuple[str, ...]]) -> list[dict[str, Any]]:
    name, texts = named
    document = "\n\n".join(texts)
    found: dict[str, dict[str, Any]] = {}
    for case in mutate_story(_story(name, texts), n_per_code=N_PER_CODE):
        text = strip_markers(case.text)[0].strip()
        row = found.setdefault(case.twin, {"group": case.twin})
        if case.label == 1:
            row |= {"faithful": text, "premise": premise_for(text, document)}
        elif case.code in TEXTUAL:
            row["faulty"] = [{"text": text, "premise": premise_for(text, document), "code": case.code}]
    return [row for row in found.values() if "faithful" in row and "faulty" in row]


def _story(name: str, texts: Sequence[str]) -> Story:
    articles = (Article(f"{name}-{number}", number, text[:6_000]) for number, text in enumerate(texts[:5], start=1))
    return read_story(StoryCase(name, tuple(articles)))


def of_claims(data: Path, claims: Sequence[Path], out: Path) -> None:
    """Write the mutations of the faithful sentences of the contrast pairs' train split, one JSON object a sentence."""
    stories = StoryTexts(data)
    rows = [row for row in contrast_rows(data, claims) if split_of(row) == "train" and row["faithful"]]
    named = [
        (name, tuple(stories.articles(name)), [(row["id"], row["faithful"]) for row in of_story])
        for name, of_story in groupby(rows, key=lambda row: row["story"])
    ]
    _write(_of_written, named, out)


def _of_written(given: tuple[str, tuple[str, ...], list[tuple[str, str]]]) -> list[dict[str, Any]]:
    name, texts, written = given
    story, document = _story(name, texts), "\n\n".join(texts)
    ground, sentences = Ground(story), story.sentences
    index = Index(tuple(read.text for read in sentences))
    numbers = tuple(article.number for article in story.articles)
    found = []
    for id_, text in written:
        behind = tuple(sentences[row] for row in index.covering(text, N_SOURCES)) if sentences else ()
        claim = Faithful(text, numbers, behind, ("written",))
        chance = Random(id_)
        made: dict[str, str] = {}
        for mutator in chance.sample(MUTATORS, len(MUTATORS)):
            mutation = mutator(claim, ground, chance)
            if mutation and mutation.code in TEXTUAL and mutation.text != text and not ground.states(mutation.text):
                made.setdefault(mutation.code.value, mutation.text)
            if len(made) == N_OF_A_CLAIM:
                break
        if made:
            faulty = [{"text": new, "premise": premise_for(new, document), "code": code} for code, new in made.items()]
            found.append(
                {"group": f"{id_}/made", "faithful": text, "premise": premise_for(text, document), "faulty": faulty}
            )
    return found


def read(path: Path) -> Iterator[Pair]:
    """The pairs that `make` or `of_claims` wrote."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield Pair(row["premise"], row["faithful"], ENTAILMENT, path.stem, row["group"])
        for faulty in row["faulty"]:
            yield Pair(faulty["premise"], faulty["text"], NOT_ENTAILMENT, path.stem, row["group"], faulty["code"])
