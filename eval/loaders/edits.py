"""Summaries that were edited to be wrong, with what they were made of: SummEdits and BUMP."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from eval.cases import Case
from eval.loaders.published import PublishedRow, document_key, one_document, pick, read_rows
from summarizer.model import ErrorCode

# ------------------------------------------------------------------------------------------- SummEdits

EDIT_CODES = {
    "hallucinated_fact_insertion": ErrorCode.EXTRINSIC,
    "negation_insertion_removal": ErrorCode.NEGATION,
}
"""`entity_modification` (names, figures and phrases) and `antonym_swap` (any word) have no one code of ours."""


def read_summedits(path: Path) -> Iterator[Case]:
    """The edited summaries of SummEdits' ten domains.

    salesforce/factualNLG (GitHub), `data/summedits/summedits_{domain}.json`, or Salesforce/summedits (Hugging Face),
    `summedits.json`; Laban et al. 2023; CC BY 4.0 (Hugging Face card; documents keep their own licences). Lists of id,
    doc, summary, label, edit_types and the seed, which the card calls `seed_summary` and the files on GitHub
    `original_summary` (that by public readers only; the others are confirmed from the card).

    - Label as published: 1 consistent, 0 not. Level "summary"; `group` is the hash of the document; no spans.
    - `code` where an inconsistent summary has exactly one edit type, and that has a code of ours.
    - `twin`: the n-th consistent and the n-th inconsistent edit of one seed are a pair; what is left over is alone.
    """
    counts: Counter[tuple[str, int]] = Counter()
    for file in pick(path, "summedits_*.json", "summedits.json", "*.parquet", "*.jsonl"):
        for number, row in enumerate(read_rows(file), start=1):
            domain = str(row.fields.get("domain") or file.stem.removeprefix("summedits_"))
            document, label = row.text("doc"), row.label()
            seed = str(row.fields.get("seed_summary", row.fields.get("original_summary")) or "")
            key = document_key(document, "\0", seed)
            counts[key, label] += 1
            yield Case(
                id=f"summedits-{domain}-{number}-{row.key('id')}",
                text=row.text("summary"),
                documents=one_document(document),
                label=label,
                level="summary",
                group=document_key(document),
                code="" if label else _edit_code(row),
                twin=f"{key}-{counts[key, label]}" if seed else "",
            )


def _edit_code(row: PublishedRow) -> str:
    """Of the only edit type; several are written as a list, or with commas."""
    found = row.fields.get("edit_types") or []
    names = found.split(",") if isinstance(found, str) else found
    types = [str(name).strip() for name in names] if isinstance(names, list) else []
    code = EDIT_CODES.get(types[0]) if len(types) == 1 else None
    return code.value if code else ""


# ------------------------------------------------------------------------------------------- BUMP

BUMP_CODES = {
    "predicate": ErrorCode.PREDICATE,
    "entity": ErrorCode.ENTITY,
    "coreference": ErrorCode.COREFERENCE,
}
"""By the word in the error type; "circumstance" (time, duration or place) and "other" have no one code of ours."""


def read_bump(path: Path) -> Iterator[Case]:
    """The minimal pairs of BUMP: a reference summary, and the same with one error put in by a person.

    dataminr-ai/BUMP (GitHub), folder `data`; Ma et al. 2023; MIT. Files: `task1_dataset.json`, `task2_dataset.json`.
    Files, licence and error types are confirmed from the repository; the fields (lists of id, article_id, article,
    reference_summary, edited_summary, error_type) only from one public reader, so that likely spellings are taken, too.

    - Every row gives two cases with the same `twin`: the reference (label 1, as the authors take it) and the edit
      (label 0). One reference stands in several rows, and counts in each.
    - Level "summary"; `group` is the hash of the article (its id counts within one file); no spans.
    - `code` is that of the error type of the edit; "" when the row has none.
    """
    for file in pick(path, "task*_dataset.json"):
        for number, row in enumerate(read_rows(file), start=1):
            article = row.text("article", "document", "doc")
            reference = row.text("reference_summary", "original_summary", "reference", "summary")
            edited = row.text("edited_summary", "unfaithful_summary", "corrupted_summary", "edited")
            name = f"bump-{file.stem.removesuffix('_dataset')}-{number}"
            documents, group = one_document(article), document_key(article)
            yield Case(f"{name}-reference", reference, documents, 1, "summary", group, twin=name)
            yield Case(f"{name}-edited", edited, documents, 0, "summary", group, code=_bump_code(row), twin=name)


def _bump_code(row: PublishedRow) -> str:
    kind = str(row.fields.get("error_type") or row.fields.get("type") or "").lower()
    return next((code.value for word, code in BUMP_CODES.items() if word in kind), "")
