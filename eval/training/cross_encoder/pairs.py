"""Premise, hypothesis, label: the pairs that the cross-encoder learns from, read from the folder of benchmark data.

A pair of the `nli` files is as people wrote it. A pair of a labelled summary sentence or of a contrast pair has as
premise the sentences of its articles that the checker itself would choose (`select`), in the articles' order.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.cross_encoder import select
from summarizer.sentences import sentence_spans
from summarizer.similarity import Index

CLAIMS = Path(__file__).parents[1] / "claims"
"""Our own contrast pairs."""

ENTAILMENT, NEUTRAL, CONTRADICTION, NOT_ENTAILMENT = range(4)
LABELS = {"entailment": 0, "neutral": 1, "contradiction": 2, "not_entailment": 3}
"""The fourth stands for "neutral or contradiction": many sets tell only that a pair is not entailed."""

NLI_ROWS = {
    "mnli_dev_matched": 9_800, "lingnli_baseline": 9_000, "lingnli_lots": 11_000, "lingnli_litl": 11_000,
    "snli_devtest": 8_000, "cad_snli": 11_248, "rte": 2_800, "fever_symmetric": 1_416, "fool_me_twice": 2_600,
    "fever_dev_rte": 13_176, "breaking_nli": 2_000, "negation_nli": 4_500, "dnc_function_words": 1_508,
    "dnc_megaveridicality": 3_000, "dnc_factuality": 2_500, "temporal_nli": 1_000, "equate_newsnli": 963,
    "equate_rte_quant": 165, "equate_redditnli": 247, "equate_stresstest": 1_500, "infotabs": 1_500,
    "healthver": 3_413, "scifact_rte": 771, "covidfact": 1_500, "climate_fever": 4_000, "politihop": 1_312,
    "factcheck_gpt_stance": 1_200, "emergent_test": 513, "fnc1_headline_body": 1_500, "begin": 4_000, "q2_wow": 599,
    "dialfact_testsmall": 299, "commitmentbank": 556, "sci_exaggeration": 663, "nli4ct": 300, "conjnli": 2_500,
    "med": 1_200, "sts_news_paraphrase": 2_000, "monli": 500,
}  # fmt: skip
"""Rows taken of each file. Left out: files under non-commercial terms (ANLI, MRPC, SICK, IMPPRES, ConTRoL, AVeriTeC),
questions (QNLI), arithmetic puzzles, and templates beyond a taste of each."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One example. Pairs of one `group` are twins: the faithful one should score above the faulty."""

    premise: str
    hypothesis: str
    label: int
    source: str
    group: str = ""
    code: str = ""


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a gzip JSON lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def fold_of(key: str, n: int) -> int:
    """0 to n - 1, the same for the same key everywhere."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % n


def nli_pairs(data: Path, *, held_out: bool) -> list[Pair]:
    """The entailment pairs; one premise in 50 is held out, with all its hypotheses, in every file alike."""
    found: list[Pair] = []
    for name, most in NLI_ROWS.items():
        pairs = []
        for row in rows_of(data / "nli" / f"{name}.jsonl.gz"):
            premise, hypothesis = _untokenised(row["premise"]), _untokenised(row["hypothesis"])
            out = fold_of(premise[:200].lower(), 50) == 0
            if out == held_out and 3 <= len(hypothesis) <= 500 and len(premise) >= 3:
                pairs.append(Pair(premise[:1400], hypothesis, LABELS[row["label"]], name))
        random.Random(name).shuffle(pairs)
        found.extend(pairs[:most])
    return found


def _untokenised(text: str) -> str:
    """Penn-style tokens put together again ("did n't ." as "didn't."): articles are not written so."""
    text = re.sub(r" (n't|'s|'re|'ve|'ll|'d|'m)\b", r"\1", text)
    text = re.sub(r" ([.,;:?!%)])", r"\1", text)
    return re.sub(r"([($]) ", r"\1", text).strip()


def labelled_pairs(data: Path) -> list[Pair]:
    """Sentences of the `faithfulness/train` sets that people labelled, with the premise chosen from their article."""
    found = []
    for path in sorted((data / "faithfulness" / "train").glob("*_sentence.jsonl.gz")):
        source = path.name.removesuffix("_sentence.jsonl.gz")
        for row in rows_of(path):
            if (row.get("extra") or {}).get("boilerplate") or not row["text"].strip():
                continue
            label = ENTAILMENT if row["label"] else NOT_ENTAILMENT
            premise = premise_for(row["text"], document_of(row))
            if premise:
                found.append(Pair(premise, row["text"], label, source))
    return found


def document_of(row: dict[str, Any]) -> str:
    """The text of a row's document or documents."""
    found = row.get("doc") or row.get("docs") or ""
    parts = [found] if isinstance(found, str) else [part if isinstance(part, str) else part["text"] for part in found]
    return "\n\n".join(parts)


_READ: dict[str, tuple[tuple[str, ...], Index]] = {}


def premise_for(hypothesis: str, document: str) -> str:
    """The sentences of the document that the checker would choose for the hypothesis; "" when it has none."""
    key = hashlib.sha256(document.encode()).hexdigest()
    if key not in _READ:
        texts = tuple(document[start:end] for start, end in sentence_spans(document))
        _READ.clear()
        _READ[key] = (texts, Index(texts))
    texts, index = _READ[key]
    return " ".join(texts[row] for row in select(hypothesis, index)) if texts else ""


def contrast_pairs(data: Path, claims: Sequence[Path], split: str) -> list[Pair]:
    """The contrast pairs of one split, each twin with the premise chosen for its own words."""
    stories = StoryTexts(data)
    found = []
    for row in contrast_rows(data, claims):
        if split_of(row) != split:
            continue
        document = "\n\n".join(stories.articles(row["story"]))
        for twin, label in (("faithful", ENTAILMENT), ("faulty", NOT_ENTAILMENT)):
            if row[twin]:
                premise = premise_for(row[twin], document)
                found.append(Pair(premise, row[twin], label, "claims", row["id"], row["code"]))
    return found


def contrast_rows(data: Path, claims: Sequence[Path]) -> list[dict[str, Any]]:
    """All contrast pairs, the benchmark's and ours (files of JSON lines), a story's pairs one after the other."""
    lines = (data / "claims" / "pairs.jsonl").read_text("utf-8").splitlines()
    for path in claims:
        lines.extend(path.read_text("utf-8").splitlines())
    return sorted((json.loads(line) for line in lines if line.strip()), key=lambda row: row["story"])


def split_of(row: dict[str, Any]) -> str:
    """A row's split: its own where it has one, else by story."""
    return row.get("split") or ("dev" if fold_of(row["story"], 6) == 0 else "train")


class StoryTexts:
    """The articles of a story by the name that the contrast pairs give it: `grouping/wikinews:wikinews_big-33`."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.files: dict[str, dict[str, list[str]]] = {}

    def articles(self, story: str) -> list[str]:
        """The texts, headline and all. Raises KeyError where there is none of that name."""
        file, _, name = story.partition(":")
        if file not in self.files:
            self.files[file] = self._read(self.data / f"{file}.jsonl.gz")
        return self.files[file][name]

    @staticmethod
    def _read(path: Path) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in rows_of(path):
            if "articles" in row:
                found.setdefault(row["id"], []).extend(article["text"] for article in row["articles"])
            elif "cluster" in row:
                text = f"{row.get('title') or ''}\n\n{row['text']}".strip()
                for name in {row["cluster"], row["id"].rpartition("-")[0]}:
                    found.setdefault(name, []).append(text)
            else:
                found[row["id"]] = [document_of(row)]
        return found
