"""How many errors do the checks find on invented stories, and how many faithful sentences do they flag?

`python -m eval.benchmarks.bundles [BUNDLE...] [--show]` reads `articles/` and `gold.json` of each bundle (default: all
under `eval/bundles` that have gold sentences). A faulty sentence counts as found when it is flagged, and as named when
its code is among the sentence's codes (for the two codes that are notes: among its findings). `gold.json` says which
bundles the rules were built with ("dev") and which they have never seen ("test").
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eval.metrics import wilson_interval
from summarizer import pipeline
from summarizer.citations import write_markers
from summarizer.cli import read_sources
from summarizer.model import CheckedSentence, ErrorCode, Story, Verdict
from summarizer.settings import Settings
from summarizer.verification import read_draft

BUNDLES = Path(__file__).parents[1] / "bundles"
NOTES = frozenset({ErrorCode.QUOTE_VARIANT, ErrorCode.QUOTE_CONTEXT})


@dataclass
class Tally:
    """Counts over the gold sentences of some bundles."""

    n_faulty: int = 0
    n_found: int = 0
    n_named: int = 0
    n_faithful: int = 0
    n_flagged: int = 0
    verdicts: dict[str, Counter[str]] = field(default_factory=lambda: {"faulty": Counter(), "faithful": Counter()})
    missed: Counter[str] = field(default_factory=Counter)


def main() -> int:
    """Prints a table a bundle and one over each split."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("bundles", nargs="*", type=Path, help="folders of bundles; default: all that ship")
    parser.add_argument("--show", action="store_true", help="print the sentences that came out wrong")
    options = parser.parse_args()
    folders = options.bundles or sorted(path.parent for path in BUNDLES.glob("*/gold.json"))
    by_split: dict[str, Tally] = {}
    for folder in folders:
        gold = json.loads((folder / "gold.json").read_text("utf-8"))
        if not gold.get("faulty"):
            continue
        tally = _tally_of(folder, gold, show=options.show)
        print(_row(folder.name, tally))
        _add(by_split.setdefault(gold.get("split", "dev"), Tally()), tally)
    for split, tally in sorted(by_split.items()):
        print(_row(f"all {split}", tally))
        print("  missed or named otherwise: " + ", ".join(f"{code} {n}" for code, n in sorted(tally.missed.items())))
    return 0


def _tally_of(folder: Path, gold: dict[str, Any], *, show: bool) -> Tally:
    settings = Settings()
    story = pipeline.read_story(read_sources([folder / "articles"], settings), settings)
    tally = Tally()
    for kind in ("faulty", "faithful"):
        for row in gold[kind]:
            sentence = _checked(row, story)
            tally.verdicts[kind][sentence.verdict.value] += 1
            is_wrong = _count(tally, row, sentence, is_faulty=kind == "faulty")
            if show and is_wrong:
                print(f"{kind} {row.get('code', '')} → {sentence.verdict.value} {[c.value for c in sentence.codes]}")
                print(f"    {row['text']}\n    {sentence.reason}")
    return tally


def _checked(row: dict[str, Any], story: Story) -> CheckedSentence:
    """The last sentence of a gold row (an earlier one is there for its pronouns), cited as the row says."""
    text = f"{row['text']} {write_markers(row.get('cited', []))}".strip()
    return pipeline.verify_draft(read_draft(text), story).sentences[-1]


def _count(tally: Tally, row: dict[str, Any], sentence: CheckedSentence, *, is_faulty: bool) -> bool:
    """Counts one sentence; true when it came out wrong."""
    if not is_faulty:
        tally.n_faithful += 1
        tally.n_flagged += sentence.verdict.is_flag
        return sentence.verdict.is_flag
    code = ErrorCode(row["code"])
    noted = {finding.code for finding in sentence.findings} if code in NOTES else set()
    is_named = code in noted or (sentence.verdict.is_flag and code in sentence.codes)
    tally.n_faulty += 1
    tally.n_found += sentence.verdict.is_flag or is_named
    tally.n_named += is_named
    tally.missed[code.value] += not is_named
    return not is_named


def _add(total: Tally, part: Tally) -> None:
    for name in ("n_faulty", "n_found", "n_named", "n_faithful", "n_flagged"):
        setattr(total, name, getattr(total, name) + getattr(part, name))
    for kind in total.verdicts:
        total.verdicts[kind] += part.verdicts[kind]
    total.missed += part.missed


def _row(name: str, tally: Tally) -> str:
    low, high = wilson_interval(tally.n_found, tally.n_faulty)
    supported = {kind: tally.verdicts[kind][Verdict.SUPPORTED.value] for kind in tally.verdicts}
    return (
        f"{name:20} found {tally.n_found}/{tally.n_faulty} ({low:.2f} to {high:.2f}), right code {tally.n_named}; "
        f"faithful flagged {tally.n_flagged}/{tally.n_faithful}; called supported: "
        f"faulty {supported['faulty']}/{tally.n_faulty}, faithful {supported['faithful']}/{tally.n_faithful}"
    )


if __name__ == "__main__":
    sys.exit(main())
