"""How well are supported texts told from faulty ones? Public human labels and our contrast pairs, by the product.

The folder of outside data holds `faithfulness/dev`, `claims/` and the stories of the contrast pairs. Each set is
scored by word overlap, by the rule checkers alone, by the entailment checker alone, and by all, as `eval score` does.

The entailment weights in the package were fitted on these sets too, but for the development split of the contrast
pairs: with them, the other sets' figures are no forecast. `python -m eval.benchmarks.faithfulness --data DIR
--left-out FEATURES.npz` (written by `eval.training.entailment features`) fits anew without each set, its family and
its documents before judging it.
"""

from __future__ import annotations

import argparse
import functools
import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np

from eval.benchmarks import Benchmark, needed
from eval.cases import Case, OddRecord, read_case
from eval.figures import Figure, shown
from eval.metrics import detection
from eval.metrics.intervals import Statistic, bootstrap_interval, mean, resamples
from eval.systems import OWN
from eval.systems.own import UNKNOWN, answer, check, overlap, read_documents
from eval.tables import read_records
from eval.tally import CaseColumns
from eval.training import entailment as training
from eval.training.cross_encoder.pairs import CLAIMS, StoryTexts, contrast_rows, split_of
from eval.units import in_processes
from summarizer.checkers import entailment
from summarizer.errors import InputError

Row = dict[str, Any]

SETS = (
    "pairs_dev", "claims_dev", "summedits_other", "ragtruth_qa_sentence", "ragtruth_data2txt_sentence",
    "wice_claim_sentence", "defacto_val_sentence", "frank_sentence", "cliff_summary", "goyal21_summary",
    "factcc_sentence", "summeval_subset_summary", "frank_summary", "ragtruth_qa_response", "ragtruth_data2txt_response",
)  # fmt: skip
"""In the order of their weight for us: summaries that reword first, those that copy last."""

N_MACRO = 300
"""Samples for the interval of a mean over sets."""
N_EACH = 200
"""Cases drawn of each set, alike each time: enough for intervals of ±.07, few enough for minutes."""


def read_sets(data: Path | None, limit: int | None = N_EACH) -> Iterator[tuple[str, list[Case]]]:
    """Each set by name, the leading ones first; with `limit`, so many cases of each but the contrast pairs."""
    for name in SETS:
        if name in ("pairs_dev", "claims_dev"):
            cases = list(contrast_pairs(needed(data), "dev", ours=name == "claims_dev"))
        else:
            cases = list(labelled(data, name))
        if limit is not None and name == "claims_dev":
            cases = _of_some_stories(cases, 2 * limit)
        elif limit is not None and name != "pairs_dev" and len(cases) > limit:
            chosen = np.random.default_rng(0).choice(len(cases), limit, replace=False)
            cases = [cases[place] for place in np.sort(chosen)]
        yield name, cases


def _of_some_stories(cases: Sequence[Case], limit: int) -> list[Case]:
    """The cases of stories drawn alike each time, whole stories so that twins stay together."""
    stories = sorted({case.group for case in cases})
    drawn = [stories[place] for place in np.random.default_rng(0).permutation(len(stories))]
    found: list[Case] = []
    for story in drawn:
        if len(found) >= limit:
            break
        found.extend(case for case in cases if case.group == story)
    return found


def labelled(data: Path | None, name: str) -> Iterator[Case]:
    """The cases of a file under `faithfulness/dev`; without those that its makers call boilerplate."""
    for number, record in read_records(needed(data, "faithfulness", "dev", f"{name}.jsonl.gz")):
        if isinstance(record, InputError):
            raise record
        extra = record.get("extra")
        if isinstance(extra, dict) and extra.get("boilerplate"):
            continue
        case = read_case(record, number)
        if not isinstance(case, OddRecord):  # a text without a document is nobody's to judge
            yield case


def contrast_pairs(data: Path, split: str, *, ours: bool = False) -> Iterator[Case]:
    """The contrast pairs of a split, over their stories' articles: a faithful sentence and its faulty twin."""
    needed(data, "claims", "pairs.jsonl")
    stories = StoryTexts(data)
    for row in contrast_rows(data, sorted(CLAIMS.glob("*.jsonl"))):
        if split_of(row) != split or ("split" in row) == ours:
            continue
        for field, label in (("faithful", 1), ("faulty", 0)):
            if row[field]:
                gold = {"label": label, "twin": row["id"], "group": row["story"], "code": "" if label else row["code"]}
                record = {"id": f"{row['id']}-{field}", "docs": stories.articles(row["story"]), "text": row[field]}
                case = read_case(record | gold)
                if not isinstance(case, OddRecord):
                    yield case


# ------------------------------------------------------------------------------------ the judging


def judge_ways(cases: Sequence[Case], model: bytes | None = None) -> list[Row]:
    """A row a case with its score by each way; with `model`, by these entailment weights instead of the package's."""
    if model is not None:
        _use_model(model)
    return [_judge(case) for case in cases]


def _judge(case: Case) -> Row:
    """All ways at once, so that the checks run once."""
    story, facts = read_documents(case.documents, is_raw=case.is_raw)
    sentences = check(case.text, story, facts)
    answers = {part: answer(case.text, sentences, part) for part in OWN if part != "overlap"}
    scores = {"overlap": overlap(case.text, case.documents)} | {part: found.score for part, found in answers.items()}
    return {
        "id": case.id, "group": case.group, "label": case.label, "code": case.code, "twin": case.twin,
        "verdict": answers["checks"].verdict, "codes": list(answers["checks"].codes), "scores": scores,
    }  # fmt: skip


@functools.cache
def _use_model(raw: bytes) -> None:
    mock.patch.object(entailment, "_model", return_value=entailment.read_model(raw)).start()


def _left_out_model(features: Path, name: str) -> bytes:
    """The package's weights with trees that never saw this set, its family or its documents."""
    trees = training.left_out_trees(_features(features), "claims_dev" if name == "pairs_dev" else name)
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


def judge_sets(data: Path | None, features: Path | None = None) -> dict[str, list[Row]]:
    """The rows of every set, by all processors."""
    found = {}
    for name, cases in read_sets(data):
        model = _left_out_model(features, name) if features else None
        found[name] = in_processes(functools.partial(judge_ways, model=model), cases, n_per_unit=20)
    return found


# ------------------------------------------------------------------------------------ the figures


def figures_of(found: dict[str, list[Row]]) -> list[Figure]:
    """ROC-AUC of each set by each way, the means over the sets, and what the contrast pairs' verdicts amount to."""
    figures = []
    areas: dict[str, list[float | None]] = {way: [] for way in OWN}
    for name, rows in found.items():
        for way in OWN:
            columns = _columns(rows, way)
            statistic = columns.statistics()["auc"]
            value = statistic(np.arange(len(columns.rows)))
            low, high = bootstrap_interval(statistic, columns.groups, n_samples=500) or (None, None)
            areas[way].append(value)
            figures.append(Figure(f"{way}/{name}", value, low, high, len(rows), label=name, better="higher"))
    for way in OWN:
        sets = [_columns(rows, way) for rows in found.values()]
        low, high = _bounds([_area_of(columns) for columns in sets], sets)
        label = "**macro ROC-AUC**"
        figures.append(Figure(f"{way}/macro", mean(areas[way]), low, high, len(found), label=label, better="higher"))
    for way in OWN:
        sets = [_columns(rows, way) for rows in found.values()]
        at, value = _one_threshold(sets)
        low, high = _bounds([_balanced_of(columns, at) for columns in sets], sets)
        label = "balanced accuracy, one threshold for all sets (the best on them)"
        figures.append(Figure(f"{way}/balanced", value, low, high, len(found), label=label, better="higher"))
    return figures + _pair_figures(found.get("pairs_dev", []))


def _columns(rows: Iterable[Row], way: str) -> CaseColumns:
    return CaseColumns([row | {"score": row["scores"].get(way, UNKNOWN)} for row in rows])


def _pair_figures(rows: Sequence[Row]) -> list[Figure]:
    """Of the contrast pairs' verdicts: the flags among the faulty and the faithful."""
    columns = _columns(rows, "checks")
    keys = ("faulty_flagged", "faithful_flagged", "right_code", "faulty_supported", "faithful_supported", "twin_order")
    figures = []
    for key, statistic in columns.statistics().items():
        if key in keys:
            low, high = bootstrap_interval(statistic, columns.groups, n_samples=500) or (None, None)
            value = statistic(np.arange(len(columns.rows)))
            figures.append(Figure(f"contrast pairs, checks/{key}", value, low, high, columns.n_of(key)))
    return figures


def _one_threshold(sets: Sequence[CaseColumns]) -> tuple[float, float | None]:
    """The threshold with the best mean balanced accuracy over the sets, and that; None where no set has both labels."""
    values = {
        step / 100: mean([_balanced_of(s, step / 100)(np.arange(len(s.rows))) for s in sets]) for step in range(2, 99)
    }
    at = max(values, key=lambda threshold: values[threshold] or -1.0)
    return at, values[at]


def _area_of(columns: CaseColumns) -> Statistic:
    return columns.statistics()["auc"]


def _balanced_of(columns: CaseColumns, at: float) -> Statistic:
    return lambda rows: detection.balanced_accuracy(columns.labels[rows], columns.scores[rows] >= at)


def _bounds(statistics: Sequence[Statistic], sets: Sequence[CaseColumns]) -> tuple[float | None, float | None]:
    """The interval of a mean over sets: every set is resampled by itself, the threshold kept."""
    draws = zip(*(resamples(columns.groups, N_MACRO) for columns in sets if columns.rows), strict=True)
    kept = [statistic for statistic, columns in zip(statistics, sets, strict=True) if columns.rows]
    means = [mean([statistic(rows) for statistic, rows in zip(kept, drawn, strict=True)]) for drawn in draws]
    values = [value for value in means if value is not None]
    if not values:
        return None, None
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)


BENCHMARK = Benchmark(
    name="faithfulness",
    title="Ranking texts by how well they are supported (dev)",
    about=f"ROC-AUC on public human labels ({N_EACH} cases of each set, drawn alike each time) and on the contrast "
    "pairs' dev splits, the benchmark's and ours. The trees in the package were fitted on all of these sets but the "
    "contrast pairs, and the weights that join all findings on some cases of each, so that no row is a pure forecast; "
    "fitted anew without each set, see `entailment.md` and the head of `combining.txt` in `summarizer/resources`.",
    measure=lambda data: figures_of(judge_sets(data)),
    files=lambda data: [
        needed(data, "claims", "pairs.jsonl"),
        needed(data, "grouping", "wikinews.jsonl.gz"),
        needed(data, "stories", "multinews.jsonl.gz"),
        *(needed(data, "faithfulness", "dev", f"{name}.jsonl.gz") for name in SETS[2:]),
        *sorted(CLAIMS.glob("*.jsonl")),
    ],
    needs_data=True,
)


def main() -> int:
    """Judge every set with weights that never saw it, and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m eval.benchmarks.faithfulness", description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=os.environ.get("SUMMARIZER_DATA"))
    parser.add_argument("--left-out", type=Path, default=None, metavar="FEATURES", help="fit without each set first")
    arguments = parser.parse_args()
    try:
        found = judge_sets(Path(arguments.data) if arguments.data else None, arguments.left_out)
    except InputError as error:
        print(f"error: {error}\n{error.hint}", file=sys.stderr)
        return error.exit_code
    for figure in figures_of(found):
        print(f"{figure.key:45} {shown(figure)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
