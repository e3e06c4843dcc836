"""Make `resources/entailment.npz`: the weights of the entailment checker, from human labels.

    python -m eval.training.entailment features --data DIR --out FEATURES.npz    (five minutes on two cores)
    python -m eval.training.entailment fit --features FEATURES.npz               (ten minutes; writes the resource)

DIR holds `faithfulness/`, `claims/`, `grouping/` and `stories/`. The command prints what every set scores when it, and
every other set over the same documents, is left out of the fit: these figures are honest, the thresholds come from
them, and the resource is then fitted on everything but the development split of the contrast pairs.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from eval.metrics.detection import balanced_accuracy, roc_auc
from eval.training.boosting import Options, fit
from summarizer.checkers import _support
from summarizer.sentences import sentence_spans
from summarizer.trees import Trees

RESOURCE = Path(__file__).parents[2] / "summarizer" / "resources" / "entailment.npz"
FAITHFUL_OBJECTED = 0.03  # of faithful sentences, at most this share may be objected to

LEFT_OUT_TOGETHER = (
    "defacto", "frank", "wice", "ragtruth_qa", "ragtruth_data2txt", "xsumfaith", "entfa", "falke", "cliff", "goyal21",
    "summeval", "polytope", "fakesumm", "pairs", "factcc", "summedits",
)  # fmt: skip
"""Sets are left out by family: whoever wrote one set's summaries and labels wrote its family's."""

JUDGED = (
    "pairs_dev", "summedits_other", "ragtruth_qa_sentence", "ragtruth_data2txt_sentence", "wice_claim_sentence",
    "defacto_val_sentence", "frank_sentence", "factcc_sentence", "xsumfaith_sentence", "entfa_train_sentence",
    "falke_pairs_sentence", "cliff_summary", "goyal21_summary", "summeval_subset_summary", "polytope_summary",
    "fakesumm_summary",
)  # fmt: skip

NOT_FITTED = frozenset(("pairs_dev", "frank_summary", "ragtruth_qa_response", "ragtruth_data2txt_response"))
"""The contrast pairs that are kept for judging, and texts whose sentences are labelled in another set."""

RISING = frozenset(
    (
        "one hard", "one soft", "two hard", "two soft", "four hard", "four soft", "all hard", "all soft",
        "least segment", "mean segment", "cosine", "second cosine", "nearest score", "cosine of two", "pairs together",
        "pairs near", "pairs in order", "bigrams", "trigrams", "fourgrams", "longest run", "density", "copied words",
        "function words",
    )
)  # fmt: skip
FALLING = frozenset(
    (
        "worst word", "second worst word", "missing words", "missing rare words", "figures missing",
        "share of figures missing", "figures not in best", "names missing", "share of names missing",
        "names not in best", "negated alone", "evidence negated alone", "evidence hedged alone", "quoted words missing",
    )
)  # fmt: skip
"""More of the claim found can only speak for it, more missing only against it, whatever a few hundred labels say."""


@dataclass(frozen=True, slots=True)
class Record:
    """A labelled text: its set, its document (as text and as a key that is the same in every set), its sentences."""

    file: str
    key: str
    document: str
    sentences: tuple[str, ...]
    label: int


# --------------------------------------------------------------------------------------- features


def read_labelled(data: Path) -> Iterator[Record]:
    """All labelled texts under `data`, set by set."""
    for path in sorted(data.glob("faithfulness/*/*.jsonl.gz")):
        for row in _rows(path):
            if row["text"].strip() and not (row.get("extra") or {}).get("boilerplate"):
                whole = row["level"] == "sentence"
                sentences = (row["text"],) if whole else _sentences(row["text"])
                yield _record(path.name.removesuffix(".jsonl.gz"), _document(row), sentences, row["label"])
    stories = _stories(data)
    for line in (data / "claims" / "pairs.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for twin, label in (("faithful", 1), ("faulty", 0)):
            if row[twin]:
                document = stories[row["story"].partition(":")[2]]
                yield _record(f"pairs_{row['split']}", document, (row[twin],), label)


def _record(file: str, document: str, sentences: tuple[str, ...], label: int) -> Record:
    return Record(file, re.sub(r"\W+", "", document.lower())[:150], document, sentences, label)


def _rows(path: Path) -> Iterator[dict]:  # type: ignore[type-arg] # whatever JSON holds
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _document(row: dict) -> str:  # type: ignore[type-arg]
    found = row.get("doc") or row.get("docs") or ""
    parts = [found] if isinstance(found, str) else [part if isinstance(part, str) else part["text"] for part in found]
    return "\n\n".join(parts)


def _stories(data: Path) -> dict[str, str]:
    """The text of each story of the contrast pairs, its articles one after the other."""
    found: dict[str, list[str]] = {}
    for row in _rows(data / "grouping" / "wikinews.jsonl.gz"):
        found.setdefault(row["id"].rpartition("-")[0], []).append(row["text"])
    for row in _rows(data / "stories" / "multinews.jsonl.gz"):
        found.setdefault(row["id"], []).extend(article["text"] for article in row["articles"])
    return {story: "\n\n".join(texts) for story, texts in found.items()}


def _sentences(text: str) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in sentence_spans(text))


def measure_record(record: Record) -> NDArray[np.float32]:
    """The features of each sentence of a record, one a row; zeros for a sentence without words."""
    evidence = _support.read_evidence(_sentences(record.document))
    found = [_support.measure(sentence, evidence) for sentence in record.sentences]
    nothing = np.zeros(len(_support.NAMES), dtype=np.float32)
    return np.stack([nothing if support is None else support.values for support in found])


def make_features(data: Path, out: Path) -> None:
    """Measure every labelled text and write the features with what the fit must know of each."""
    records = sorted(read_labelled(data), key=lambda record: record.key)  # one document's texts follow one another
    with get_context("spawn").Pool() as pool:
        found = list(tqdm(pool.imap(measure_record, records, chunksize=64), total=len(records), disable=None))
    np.savez_compressed(
        out,
        values=np.concatenate(found),
        lengths=np.array([len(rows) for rows in found]),
        labels=np.array([record.label for record in records]),
        files=np.array([record.file for record in records]),
        keys=np.array([record.key for record in records]),
    )


# -------------------------------------------------------------------------------------------- fit


@dataclass(frozen=True, slots=True)
class Features:
    """What `make_features` wrote: `starts[i]:starts[i + 1]` are the rows of text i."""

    values: NDArray[np.float32]
    starts: NDArray[np.int64]
    labels: NDArray[np.int64]
    files: list[str]
    keys: list[str]

    def family(self, text: int) -> str:
        """The sets that are left out with that of this text."""
        return next(name for name in LEFT_OUT_TOGETHER if self.files[text].startswith(name))


def read_features(path: Path) -> Features:
    """The features that `make_features` wrote."""
    with np.load(path) as stored:
        starts = np.concatenate([[0], np.cumsum(stored["lengths"])])
        return Features(stored["values"], starts, stored["labels"], stored["files"].tolist(), stored["keys"].tolist())


def rows_to_fit(features: Features, texts: list[int]) -> tuple[NDArray[np.int64], NDArray[np.int64], list[str]]:
    """Rows with a label and family of their own: of a faulty text of several sentences nobody says which is faulty."""
    rows: list[int] = []
    labels: list[int] = []
    families: list[str] = []
    for text in texts:
        own = range(features.starts[text], features.starts[text + 1])
        label = int(features.labels[text])
        if label == 1 or len(own) == 1 or (len(own) == 2 and features.files[text] == "summedits_other"):
            rows.extend(own)
            labels.extend([label] * len(own))
            families.extend([features.family(text)] * len(own))
    return np.array(rows), np.array(labels), families


def weights_of(labels: NDArray[np.int64], families: list[str]) -> NDArray[np.float64]:
    """Both labels of a set weigh the same, and a large set little more than a small one."""
    each = Counter(zip(families, labels.tolist(), strict=True))
    n_rows = Counter(families)
    out = []
    for family, label in zip(families, labels.tolist(), strict=True):
        n_labels = 2 if each[family, 0] and each[family, 1] else 4
        out.append(min(n_rows[family], 1500) ** 0.75 / (n_labels * each[family, label]))
    weights = np.array(out)
    return np.asarray(weights / weights.mean(), dtype=np.float64)


def fit_texts(features: Features, texts: list[int]) -> Trees:
    """Trees fitted on these texts."""
    rows, labels, families = rows_to_fit(features, texts)
    directions = tuple((name in RISING) - (name in FALLING) for name in _support.NAMES)
    return fit(features.values[rows], labels, weights_of(labels, families), Options(directions=directions))


def left_out_trees(features: Features, file: str) -> Trees:
    """Trees fitted without a set, its family, and every text over one of its documents.

    The training split of the contrast pairs stays in: its stories are others than those of the development split.
    """
    judged = [text for text, name in enumerate(features.files) if name == file]
    keys = {features.keys[text] for text in judged}
    family = next(name for name in LEFT_OUT_TOGETHER if file.startswith(name))
    fitted = [
        text
        for text, name in enumerate(features.files)
        if name not in NOT_FITTED
        and features.keys[text] not in keys
        and (family == "pairs" or features.family(text) != family)
    ]
    return fit_texts(features, fitted)


def left_out_logits(features: Features) -> dict[str, tuple[NDArray[np.int64], NDArray[np.float64]]]:
    """For each judged set: labels, and each text's least logit by trees fitted without its family and documents."""
    out = {}
    for file in tqdm(JUDGED, disable=None):
        judged = [text for text, name in enumerate(features.files) if name == file]
        logits = left_out_trees(features, file).logits(features.values)
        least = [logits[features.starts[text] : features.starts[text + 1]].min() for text in judged]
        out[file] = (features.labels[judged], np.array(least))
    return out


def calibrate(found: dict[str, tuple[NDArray[np.int64], NDArray[np.float64]]]) -> tuple[float, float]:
    """Slope and offset that make left-out logits probabilities where half of the sentences are faulty (Platt)."""
    logits = np.concatenate([values for _, values in found.values()])
    labels = np.concatenate([truth for truth, _ in found.values()])
    weights = np.concatenate([_even(truth) for truth, _ in found.values()])
    slope, offset = 1.0, 0.0
    for _ in range(50):  # Newton's steps
        chances = 1 / (1 + np.exp(-(slope * logits + offset)))
        residual, curve = weights * (chances - labels), weights * chances * (1 - chances)
        gradient = np.array([(residual * logits).sum(), residual.sum()])
        hessian = np.array([[(curve * logits**2).sum(), (curve * logits).sum()], [(curve * logits).sum(), curve.sum()]])
        step = np.linalg.solve(hessian, gradient)
        slope, offset = slope - step[0], offset - step[1]
    return float(slope), float(offset)


def _even(truth: NDArray[np.int64]) -> NDArray[np.float64]:
    """Weights by which both labels of a set, and all sets, count the same."""
    share = truth.mean()
    return np.asarray(np.where(truth == 1, 0.5 / share, 0.5 / (1 - share)) / len(truth), dtype=np.float64)


def thresholds(chances: dict[str, tuple[NDArray[np.int64], NDArray[np.float64]]]) -> tuple[float, float]:
    """(object below, affirm from): of faithful texts of the mean set 3 % are objected to; best balanced accuracy."""
    grid = np.linspace(0.01, 0.95, 189)
    objected = [np.mean([(values[truth == 1] < at).mean() for truth, values in chances.values()]) for at in grid]
    below = float(max([at for at, share in zip(grid, objected, strict=True) if share <= FAITHFUL_OBJECTED], default=0))
    accuracy = [
        np.mean(
            [balanced_accuracy(truth.tolist(), (values >= at).tolist()) or 0.5 for truth, values in chances.values()]
        )
        for at in grid
    ]
    return below, float(grid[int(np.argmax(accuracy))])


def make_weights(source: Path, out: Path) -> None:
    """Judge by leaving out, choose calibration and thresholds by that, fit on everything, write `out`."""
    features = read_features(source)
    logits = left_out_logits(features)
    slope, offset = calibrate(logits)
    chances = {file: (truth, 1 / (1 + np.exp(-(slope * values + offset)))) for file, (truth, values) in logits.items()}
    below, affirm = thresholds(chances)
    for file, (truth, values) in chances.items():
        area = roc_auc(truth.tolist(), values.tolist()) or float("nan")
        right, wrong = values[truth == 1], values[truth == 0]
        print(
            f"{file:28} n {len(truth):5}  AUC {area:.3f}  faithful: affirmed {(right >= affirm).mean():.2f}, "
            f"objected {(right < below).mean():.3f}  faulty: affirmed {(wrong >= affirm).mean():.2f}, "
            f"objected {(wrong < below).mean():.2f}"
        )
    macro = np.mean([roc_auc(truth.tolist(), values.tolist()) or 0.5 for truth, values in chances.values()])
    print(f"macro AUC {macro:.3f}; slope {slope:.3f}, offset {offset:.3f}")
    print(f"object below {below:.3f}, affirm from {affirm:.3f}")
    trees = fit_texts(features, [text for text, file in enumerate(features.files) if file not in NOT_FITTED])
    np.savez_compressed(
        out, feature=trees.feature, threshold=trees.threshold, left=trees.left, right=trees.right, value=trees.value,
        start=trees.start, slope=slope, offset=offset, object_below=below, affirm_from=affirm,
        names=np.array(_support.NAMES),
    )  # fmt: skip


def main() -> None:
    """Read the arguments and do what they name."""
    parser = argparse.ArgumentParser(prog="python -m eval.training.entailment", description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    measure = commands.add_parser("features", help="measure every labelled text")
    measure.add_argument("--data", type=Path, required=True)
    measure.add_argument("--out", type=Path, required=True)
    fitting = commands.add_parser("fit", help="fit the weights and write the resource")
    fitting.add_argument("--features", type=Path, required=True)
    fitting.add_argument("--out", type=Path, default=RESOURCE)
    arguments = parser.parse_args()
    if arguments.command == "features":
        make_features(arguments.data, arguments.out)
    else:
        make_weights(arguments.features, arguments.out)


if __name__ == "__main__":
    main()
