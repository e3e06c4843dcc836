"""How well are supported texts told from faulty ones? Public human labels and our contrast pairs, by the product.

    python -m eval.benchmarks.faithfulness --data DIR [--limit N] [--processes N]

DIR (default: SUMMARIZER_DATA) holds `faithfulness/dev`, `claims/` and the stories of the contrast pairs. Each set is
scored five ways: by the share of two-word sequences that the documents have; by the rule checkers alone; by the
entailment checker alone; by all, as `eval score` does; and by the verdicts' scores that an editor sees.

The entailment weights in the package were fitted on these sets too, but for the development split of the contrast
pairs: with them, the other sets' figures are no forecast. `--left-out FEATURES.npz` (written by
`eval.training.entailment features`) fits anew without each set, its family and its documents before judging it.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import io
import json
import os
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from unittest import mock

import numpy as np
from tqdm import tqdm

from eval import metrics
from eval.score import combine, read_documents, support_of
from eval.training import entailment as training
from summarizer import verification
from summarizer.checkers import entailment
from summarizer.errors import InputError
from summarizer.model import Article, CheckedSentence
from summarizer.similarity import words
from summarizer.verification.decision import ENTAILMENT, VERBATIM

WAYS = ("overlap", "rules", "entailment", "all", "verdicts")

LEADING = (
    "pairs_dev", "summedits_other", "ragtruth_qa_sentence", "ragtruth_data2txt_sentence", "wice_claim_sentence",
    "defacto_val_sentence", "frank_sentence", "cliff_summary", "goyal21_summary", "factcc_sentence",
    "summeval_subset_summary", "frank_summary", "ragtruth_qa_response", "ragtruth_data2txt_response",
)  # fmt: skip
"""The sets in the order of their weight for us: summaries that reword first, those that copy last."""


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled text with its documents; `twin` names the pair that it belongs to."""

    documents: tuple[str, ...]
    text: str
    label: int
    twin: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """What each way says of a case, and whose document it was."""

    label: int
    document: str
    twin: str
    scores: tuple[float, ...]


# --------------------------------------------------------------------------------------- the sets


def read_sets(data: Path, limit: int | None) -> Iterator[tuple[str, list[Case]]]:
    """Each set by name, the leading ones first; with `limit`, so many cases of each, drawn alike each time."""
    if not (data / "faithfulness" / "dev").is_dir():
        raise InputError(f"{data} holds no faithfulness/dev", hint="Give --data or set SUMMARIZER_DATA.")
    for name in LEADING:
        cases = list(_pairs(data)) if name == "pairs_dev" else list(_labelled(data, name))
        if limit is not None and name != "pairs_dev" and len(cases) > limit:
            chosen = np.random.default_rng(0).choice(len(cases), limit, replace=False)
            cases = [cases[place] for place in np.sort(chosen)]
        yield name, cases


def _labelled(data: Path, name: str) -> Iterator[Case]:
    with gzip.open(data / "faithfulness" / "dev" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["text"].strip() and not (row.get("extra") or {}).get("boilerplate"):
                given = row.get("docs") or [row.get("doc") or ""]
                yield Case(tuple(d if isinstance(d, str) else d["text"] for d in given), row["text"], row["label"])


def _pairs(data: Path) -> Iterator[Case]:
    stories: dict[str, list[str]] = {}
    for path, field in (("grouping/wikinews.jsonl.gz", "text"), ("stories/multinews.jsonl.gz", "articles")):
        with gzip.open(data / path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if field == "text":
                    stories.setdefault(row["id"].rpartition("-")[0], []).append(row["text"])
                else:
                    stories.setdefault(row["id"], []).extend(article["text"] for article in row["articles"])
    for line in (data / "claims" / "pairs.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["split"] == "dev":
            documents = tuple(stories[row["story"].partition(":")[2]])
            for field, label in (("faithful", 1), ("faulty", 0)):
                if row[field]:
                    yield Case(documents, row[field], label, row["id"])


# ------------------------------------------------------------------------------------ the judging


def judge(case: Case) -> Row:
    """What each way says of a case."""
    articles = tuple(
        Article(f"doc-{n}", n, text=text) for n, text in enumerate(case.documents, start=1) if text.strip()
    )
    scores: tuple[float, ...] = (_overlap(case), 0.5, 0.5, 0.5, 0.5)
    if articles:
        story, facts = read_documents(articles)
        sentences = verification.verify(verification.read_draft(case.text), story, facts).sentences
        scored = [sentence for sentence in sentences if sentence.score is not None]
        if scored:
            by_way = zip(*(_by_way(sentence) for sentence in scored), strict=True)
            scores = (scores[0], *(combine(list(values)) for values in by_way))
    return Row(case.label, case.documents[0][:200], case.twin, scores)


def _by_way(sentence: CheckedSentence) -> tuple[float, float, float, float]:
    """The sentence's score by rules alone, by the entailment checker alone, by both, and by the verdict's band."""
    findings = sentence.findings
    rules = [finding for finding in findings if finding.checker not in (ENTAILMENT, VERBATIM)]
    return (
        support_of(rules),
        support_of([finding for finding in findings if finding.checker == ENTAILMENT]),
        support_of(findings),
        0.5 if sentence.score is None else sentence.score,
    )


def _overlap(case: Case) -> float:
    own = words(case.text)
    pairs = list(pairwise(own))
    known = _word_pairs(case.documents)
    return sum(pair in known for pair in pairs) / len(pairs) if pairs else 0.5


@functools.lru_cache(maxsize=4)
def _word_pairs(documents: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    found = [words(document) for document in documents]
    return frozenset(pair for row in found for pair in pairwise(row))


def _judge_all(cases: list[Case], n_processes: int, model: bytes | None) -> list[Row]:
    """All cases of a set, in order; with `model`, by these entailment weights instead of the package's."""
    with ProcessPoolExecutor(n_processes, get_context("spawn"), _use_model, (model,)) as pool:
        return list(tqdm(pool.map(judge, cases, chunksize=8), total=len(cases), disable=None, leave=False))


def _use_model(raw: bytes | None) -> None:
    if raw is not None:
        mock.patch.object(entailment, "_model", return_value=entailment.read_model(raw)).start()


def _left_out_model(features: Path, name: str) -> bytes:
    """The package's weights with trees that never saw this set, its family or its documents."""
    trees = training.left_out_trees(_features(features), name)
    with np.load(training.RESOURCE) as stored:
        parts = dict(stored)
    for part in ("feature", "threshold", "left", "right", "value", "start"):
        parts[part] = np.asarray(getattr(trees, part))
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **parts)
    return buffer.getvalue()


@functools.cache
def _features(path: Path) -> training.Features:
    return training.read_features(path)


# ------------------------------------------------------------------------------------ the figures


def report(found: dict[str, list[Row]]) -> Iterator[str]:
    """The lines of a table: a set a row, a way a column."""
    yield "| set | n | " + " | ".join(WAYS) + " | " + " | ".join(f"{way} bal." for way in WAYS) + " |"
    yield "|" + "---|" * (2 + 2 * len(WAYS))
    at = [_one_threshold(found, way) for way in range(len(WAYS))]
    for name, rows in found.items():
        labels, groups = [row.label for row in rows], [row.document for row in rows]
        cells = []
        for way in range(len(WAYS)):
            scores = [row.scores[way] for row in rows]
            value = metrics.roc_auc(labels, scores)
            interval = metrics.bootstrap_interval(metrics.roc_auc, labels, scores, groups=groups, n_samples=300)
            cells.append(
                "–" if value is None or interval is None else f"{value:.3f} ({interval[0]:.2f}–{interval[1]:.2f})"
            )
        balanced = [_shown(_balanced(rows, way, at[way])) for way in range(len(WAYS))]
        yield f"| {name} | {len(rows)} | " + " | ".join((*cells, *balanced)) + " |"
    areas = [metrics.mean([_area(rows, way) for rows in found.values()]) for way in range(len(WAYS))]
    means = [metrics.mean([_balanced(rows, way, at[way]) for rows in found.values()]) for way in range(len(WAYS))]
    yield "| **macro** | | " + " | ".join(_shown(value) for value in (*areas, *means)) + " |"
    yield ""
    yield "Balanced accuracy is at one threshold for all sets, the best on them: " + ", ".join(
        f"{way} {threshold:.2f}" for way, threshold in zip(WAYS, at, strict=True)
    )
    for name, rows in found.items():
        if any(row.twin for row in rows):
            twins = [f"{way} {_shown(_twin_accuracy(rows, place))}" for place, way in enumerate(WAYS)]
            yield f"{name}, faithful twin above the faulty one (ties half): " + ", ".join(twins)


def _area(rows: Sequence[Row], way: int) -> float | None:
    return metrics.roc_auc([row.label for row in rows], [row.scores[way] for row in rows])


def _balanced(rows: Sequence[Row], way: int, at: float) -> float | None:
    return metrics.balanced_accuracy([row.label for row in rows], [row.scores[way] >= at for row in rows])


def _one_threshold(found: dict[str, list[Row]], way: int) -> float:
    grid = [step / 100 for step in range(2, 99)]
    return max(grid, key=lambda at: metrics.mean([_balanced(rows, way, at) for rows in found.values()]) or 0.0)


def _twin_accuracy(rows: Sequence[Row], way: int) -> float | None:
    twins: dict[str, dict[int, float]] = {}
    for row in rows:
        twins.setdefault(row.twin, {})[row.label] = row.scores[way]
    both = [(pair[1], pair[0]) for pair in twins.values() if len(pair) == 2]
    return metrics.mean([1.0 if right > wrong else 0.5 if right == wrong else 0.0 for right, wrong in both])


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def main() -> int:
    """Judge every set and print the table, with speed and memory."""
    parser = argparse.ArgumentParser(prog="python -m eval.benchmarks.faithfulness", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=os.environ.get("SUMMARIZER_DATA"))
    parser.add_argument(
        "--limit",
        type=int,
        default=None,
        metavar="N",
        help="so many cases of each set, drawn by chance but alike each time",
    )
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, metavar="N")
    parser.add_argument("--left-out", type=Path, default=None, metavar="FEATURES", help="fit without each set first")
    arguments = parser.parse_args()
    if arguments.data is None:
        parser.error("give --data or set SUMMARIZER_DATA")
    found, seconds = {}, 0.0
    try:
        for name, cases in read_sets(Path(arguments.data), arguments.limit):
            model = _left_out_model(arguments.left_out, name) if arguments.left_out else None
            start = time.perf_counter()
            found[name] = _judge_all(cases, arguments.processes, model)
            seconds += time.perf_counter() - start
    except InputError as error:
        print(f"error: {error}\n{error.hint}", file=sys.stderr)
        return error.exit_code
    print("\n".join(report(found)))
    n_cases = sum(map(len, found.values()))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{n_cases / seconds:.1f} records/s with {arguments.processes} processes; {peak:.0f} MB at most in one")
    return 0


if __name__ == "__main__":
    sys.exit(main())
