"""Fits `resources/speakers.txt` of the package: whose a quotation is that no verb of saying plainly governs.

`python -m eval.training.speakers --data DIR` reads PolNeAR's train part (`quotes/polnear_train.jsonl.gz`) and the
articles and bundles of split dev that are marked (`eval.marked`), and writes the table; `--folds 5` tells instead how
often the right one is chosen in articles that were left out. A row is a quotation and the options for it: every phrase
of its sentence, the speaker of the sentences around, nobody. Their scores are sums of weights; the weights make the
marked options likeliest (conditional logit with a quadratic penalty, fitted by Adam, Kingma and Ba 2015, on all rows at
once).
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.marked import bundles_with_marks, marked_articles, read_bundle
from eval.marks import Marks, is_speaker
from summarizer.mentions import attributions
from summarizer.mentions.attributions import OpenCase, open_cases
from summarizer.mentions.names import find_names
from summarizer.mentions.quotations import find_quoted
from summarizer.mentions.tokens import read_lines
from summarizer.model import CleanArticle
from summarizer.sentences import sentence_spans

OUT = Path(attributions.__file__).parents[1] / "resources" / "speakers.txt"
PENALTY = 3.0
"""Of 0.5, 1, 2, 3 and 5 that with which the marked options of left-out articles are likeliest."""
MARKS_COUNT = 2
"""So often a row of the marked articles is taken: they are few, but of all kinds of news, every quotation marked."""
STEPS, RATE = 600, 0.1
LEAST_SEEN = 8
"""A feature that fewer rows have is left out."""
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """One quotation: what speaks for each option, and which of them are right."""

    article: int
    options: tuple[tuple[str, ...], ...]
    right: tuple[int, ...]


def rows_of(record: dict[str, Any], article: int) -> Iterator[Row]:
    """The quotations of an article that no verb of saying plainly governs, with what the annotation says."""
    text = record["text"]
    for case in _cases(text):
        gold = [
            gold
            for gold in record["quotes"]
            if gold["has_quote_marks"]
            and any(start < case.end - 1 and case.start + 1 < end for start, end in gold["content_spans"])
        ]
        n = len(case.options)
        right = {n - 1} if not gold else set()
        for one in gold:
            inside = [
                k
                for k, (start, end) in enumerate(case.spans)
                if any(start < stop and begin < end for begin, stop in one["source_spans"])
            ]
            heads = [
                k for k in inside if any(case.spans[k][1] >= _head_end(text, span) for span in one["source_spans"])
            ]
            right |= set(heads or inside or ([n - 2] if one["source_spans"] else []))
        if right and n > 2:
            yield Row(article, tuple(tuple(told) for told in case.options), tuple(sorted(right)))


def rows_of_marks(article: CleanArticle, marks: Marks, number: int) -> Iterator[Row]:
    """The same of an article with its marks: right is whoever means the marked speaker, beside him the lines around."""
    for case in _cases(article.text):
        quotes = marks.articles[article.number].quotes
        gold = [quote for quote in quotes if quote.start < case.end - 1 and case.start + 1 < quote.end]
        last = len(case.options) - 1
        if gold:
            told = [k for k, who in enumerate(case.speakers) if is_speaker(gold[0].speaker, who, marks.spellings)]
            right = [k for k in told if k < last - 1] or told
        else:
            right = [last]
        if right and last > 1:
            yield Row(number, tuple(tuple(told) for told in case.options), tuple(right))


def _cases(text: str) -> tuple[OpenCase, ...]:
    lines = read_lines(text, sentence_spans(text))
    return open_cases(text, lines, find_names(text, lines), find_quoted(text))


def read_rows(data: Path) -> list[Row]:
    """All rows to fit on; a story's articles are left out together."""
    records = read_records(data / "quotes" / "polnear_train.jsonl.gz")
    rows = [row for number, record in enumerate(records) for row in rows_of(record, number)]
    stories = [(story, marks) for _, story, marks, _ in marked_articles(data, "dev")]
    stories += [read_bundle(bundle) for bundle in bundles_with_marks("dev")]
    first = 1 + max(row.article for row in rows)
    for number, (story, marks) in enumerate(stories, start=first):
        for article in story.articles:
            marked = marks.articles.get(article.number)
            if marked is not None and marked.quotes:
                rows += MARKS_COUNT * list(rows_of_marks(article, marks, number))
    return rows


def _head_end(text: str, span: Sequence[int]) -> int:
    """Where the head of a source ends: before its first comma or preposition."""
    words = text[span[0] : span[1]]
    cuts = [
        place
        for mark in (",", " of ", " for ", " from ", " in ", " at ", " with ", " who ")
        if (place := words.find(mark)) > 0
    ]
    return span[0] + min([len(words), *cuts])


def read_records(path: Path) -> Iterator[dict[str, Any]]:
    """The articles of a gzip JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def _descend(loss: Callable[[Array], tuple[float, Array]], weights: Array) -> Array:
    """Where the loss is least, from `weights` on."""
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        _, slope = loss(weights)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        rate = RATE * (1 - step / (STEPS + 1))
        weights = weights - rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


class Fit:
    """The conditional logit over rows."""

    def __init__(self, rows: Sequence[Row]) -> None:
        seen = Counter(feature for row in rows for feature in {f for told in row.options for f in told})
        self.names = sorted(feature for feature, n in seen.items() if n >= LEAST_SEEN)
        self.index = {name: k for k, name in enumerate(self.names)}
        self.rows = rows
        self.weights = np.zeros(len(self.names))

    def run(self) -> Fit:
        """Find the weights."""
        cells = [(k, self.index[f]) for k, told in enumerate(self._options()) for f in told if f in self.index]
        at = np.array(cells, dtype=np.int64).reshape(-1, 2)
        sizes = np.array([len(row.options) for row in self.rows])
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        right = np.zeros(int(sizes.sum()))
        for start, row in zip(starts, self.rows, strict=True):
            right[[start + k for k in row.right]] = 1.0

        def loss(weights: Array) -> tuple[float, Array]:
            scores = np.zeros(len(right))
            np.add.at(scores, at[:, 0], weights[at[:, 1]])
            scores -= np.repeat(np.maximum.reduceat(scores, starts), sizes)
            odds = np.exp(scores)
            total, good = np.add.reduceat(odds, starts), np.add.reduceat(odds * right, starts)
            value = float(np.sum(np.log(total) - np.log(good + 1e-300)) + PENALTY * weights @ weights / 2)
            pull = odds / np.repeat(total, sizes) - odds * right / np.repeat(good + 1e-300, sizes)
            slope = np.zeros(len(weights))
            np.add.at(slope, at[:, 1], pull[at[:, 0]])
            return value, slope + PENALTY * weights

        self.weights = _descend(loss, self.weights)
        return self

    def _options(self) -> Iterator[tuple[str, ...]]:
        for row in self.rows:
            yield from row.options

    def chosen(self, row: Row) -> int:
        """The option that the weights choose."""
        scores = [sum(self.weights[self.index[f]] for f in told if f in self.index) for told in row.options]
        somebody = scores[:-1] if row.right != (len(scores) - 1,) else scores
        return int(np.argmax(somebody))


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the table, or tell how good it is on left-out articles."""
    parser = argparse.ArgumentParser(description="Fit whose a quotation is that no verb plainly governs.")
    parser.add_argument("--data", type=Path, required=True, help="folder with quotes, grouping and stories")
    parser.add_argument("--folds", type=int, default=0, help="tell the accuracy on left-out articles; writes nothing")
    options = parser.parse_args(arguments)
    rows = read_rows(options.data)
    if options.folds:
        for kind, share in _left_out(rows, options.folds).items():
            print(f"{kind:10} {share:.3f}")
        return 0
    fit = Fit(rows).run()
    kept = [(name, weight) for name, weight in zip(fit.names, fit.weights, strict=True) if abs(weight) >= 0.005]
    table = "".join(f"{name} | {weight:.2f}\n" for name, weight in kept)
    OUT.write_text(f"# What speaks for a quotation's speaker | its weight. Made by eval/training/speakers.py.\n{table}")
    print(f"{len(rows)} quotations, {len(kept)} weights")
    return 0


def _left_out(rows: Sequence[Row], folds: int) -> dict[str, float]:
    hits, n = Counter[str](), Counter[str]()
    for fold in range(folds):
        fit = Fit([row for row in rows if row.article % folds != fold]).run()
        for row in rows:
            if row.article % folds == fold:
                last = len(row.options) - 1
                kind = "nobody" if row.right == (last,) else "around" if row.right == (last - 1,) else "inside"
                n.update([kind, "all"])
                if fit.chosen(row) in row.right:
                    hits.update([kind, "all"])
    return {kind: hits[kind] / n[kind] for kind in n} | {f"n {kind}": float(n[kind]) for kind in n}


if __name__ == "__main__":
    sys.exit(main())
