"""Fit the weights by which findings become one probability (`verification.combining`), on split dev and outside sets.

`python -m eval.benchmarks.combining DATA [--out FILE]` writes the table of `resources/combining.txt`. Rows are our dev
bundles' gold sentences and mutations of their articles, contrast pairs of the dev splits, and outside sets that
neither the cross-encoder nor the entailment checker was fitted on, so many of each.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from eval.benchmarks.drafts import drafted_cases
from eval.benchmarks.faithfulness import read_sets
from eval.benchmarks.mutated import mutated_cases
from eval.benchmarks.realdrafts import real_cases
from eval.cases import Case
from eval.sets import cases_of, newsroom_cases
from eval.systems.own import check, read_documents
from eval.training.combining import Shown, table_of
from eval.units import in_processes
from summarizer.model import Verdict
from summarizer.verification.combining import shown_by

N_EACH = 120
"""Cases of an outside set: enough for its weights, few enough for minutes."""
WHOLE = ("frank_summary", "ragtruth_qa_response", "ragtruth_data2txt_response")
"""Texts whose sentences are rows of another set."""


def cases(data: Path) -> Iterator[tuple[str, list[Case]]]:
    """The cases of each set, by its name."""
    yield "sentences", [case for case in cases_of("sentences:dev") if isinstance(case, Case)]
    yield "mutations", mutated_cases("dev")
    yield "newsroom", list(newsroom_cases("dev"))
    yield "drafts", list(drafted_cases("dev"))
    yield "realdrafts", list(real_cases(data, "dev"))
    yield from ((name, found) for name, found in read_sets(data, N_EACH) if name not in WHOLE)


def shown_of(some: Sequence[Case]) -> list[dict[str, Any]]:
    """For each case what its sentences show; nothing for several faulty sentences, of which nobody says which."""
    return [{"shown": list(_shown(case)), "label": case.label} for case in some]


def _shown(case: Case) -> Iterator[tuple[dict[str, float], bool]]:
    """What each sentence shows, and whether nothing but a low probability would keep it from "supported"."""
    story, facts = read_documents(case.documents, is_raw=case.is_raw)
    sentences = check(case.text, story, facts)
    if case.label == 1 or len(sentences) == 1:
        for sentence in sentences:
            if sentence.findings:
                yield shown_by(sentence.findings), sentence.verdict in (Verdict.SUPPORTED, Verdict.UNCLEAR)


def main() -> None:
    """Read the arguments and print or write the table."""
    parser = argparse.ArgumentParser(prog="python -m eval.benchmarks.combining", description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    rows: list[Shown] = []
    for name, found in cases(arguments.data):
        for row in cast(list[dict[str, Any]], in_processes(shown_of, found, n_per_unit=20)):
            rows.extend(Shown(name, shown, int(row["label"]), is_open) for shown, is_open in row["shown"])
        print(f"{name}: {len(rows)} rows so far", file=sys.stderr)
    table = table_of(rows)
    if arguments.out:
        arguments.out.write_text(table + "\n", encoding="utf-8")
    else:
        print(table)


if __name__ == "__main__":
    main()
