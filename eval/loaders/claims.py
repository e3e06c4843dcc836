"""Claims with a source that supports them or does not: WiCE and LLM-AggreFact."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eval.cases import Case, SpanList
from eval.loaders.published import PublishedRow, document_key, one_document, pick, read_rows

WICE_LABELS = {"supported": 1, "partially_supported": 0, "not_supported": 0}
TREEBANK = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}
"""How a tokenizer of the Penn Treebank writes what stands otherwise in the claim."""


def read_wice(path: Path) -> Iterator[Case]:
    """The claims of Wikipedia sentences against the web pages that they cite.

    ryokamoi/wice (GitHub), folder `data`; Kamoi et al. 2023; annotations ODC-BY, Wikipedia's text CC BY-SA, pages under
    Common Crawl's terms. Files: `entailment_retrieval/{claim,subclaim}/{train,dev,test}.jsonl` (label, claim, evidence,
    meta/id) and `non_supported_tokens/{train,dev,test}.jsonl` (claim_tokens and non_supported_spans instead of label);
    all confirmed from the README. Of the whole repository, whole claims are read: sub-claims are parts of them. Give
    the folder or file of the sub-claims or of the tokens to read those.

    - Label 1 for "supported"; "partially_supported" and "not_supported" are 0: something in the claim has no support.
    - Tokens files have only partly supported claims: label 0, `spans` of the marked tokens, neighbours as one span.
    - Level "sentence"; the document is the list of evidence sentences, a line each; `group` is its hash.
    """
    for file in pick(path, "entailment_retrieval/claim/*.jsonl", "claim/*.jsonl", "*.jsonl"):
        for row in read_rows(file):
            has_tokens = "non_supported_spans" in row.fields
            claim, meta = row.text("claim"), PublishedRow(_object(row, "meta"), f"{row.place}, meta")
            evidence = "\n".join(row.texts("evidence"))
            if not evidence.strip():
                raise row.error('"evidence" is empty')
            yield Case(
                id=f"wice-{'tokens-' if has_tokens else ''}{meta.key('id')}",
                text=claim,
                documents=one_document(evidence),
                label=0 if has_tokens else _wice_label(row),
                group=document_key(evidence),
                spans=_token_spans(row, claim) if has_tokens else None,
            )


def _object(row: PublishedRow, name: str) -> dict[str, object]:
    found = row.value(name)
    if not isinstance(found, dict):
        raise row.error(f'"{name}" is no object')
    return found


def _wice_label(row: PublishedRow) -> int:
    name = row.text("label")
    if name not in WICE_LABELS:
        raise row.error(f'"label" is {name!r}, none of {", ".join(WICE_LABELS)}')
    return WICE_LABELS[name]


def _token_spans(row: PublishedRow, claim: str) -> SpanList:
    """The marked tokens as spans of the claim. A token that only the tokenizer wrote so is passed over if unmarked."""
    tokens, marks = row.texts("claim_tokens"), row.values("non_supported_spans")
    if len(tokens) != len(marks):
        raise row.error(f'{len(tokens)} "claim_tokens" but {len(marks)} "non_supported_spans"')
    found: list[tuple[int, int]] = []
    at, was_marked = 0, False
    for number, (token, mark) in enumerate(zip(tokens, marks, strict=True)):
        word = token if claim.find(token, at) >= 0 else TREEBANK.get(token, token)
        start = claim.find(word, at)
        if start < 0 and mark:
            raise row.error(f'the marked token "claim_tokens/{number}" is not in the claim')
        if start < 0:
            continue
        at = start + len(word)
        if mark:
            found = [*found[:-1], (found[-1][0], at)] if was_marked else [*found, (start, at)]
        was_marked = bool(mark)
    return tuple(found)


def read_aggrefact(path: Path) -> Iterator[Case]:
    """The claims of LLM-AggreFact, eleven sets in one form.

    lytang/LLM-AggreFact (Hugging Face, after accepting its terms: for evaluation only, never for training); Tang et al.
    2024 (MiniCheck); CC BY-ND 4.0. Files: `data/dev-*.parquet`, `data/test-*.parquet`, or an export as JSON lines or
    CSV: dataset, doc, claim, label, contamination_identifier, all confirmed from the card.

    - Label as published: 1 supported, 0 not. Level "sentence"; `group` is the hash of the document; no spans or codes.
    - The id tells the set (`dataset`), the file and the row. `contamination_identifier` is not read.
    """
    for file in pick(path, "*.parquet", "*.jsonl", "*.csv"):
        for number, row in enumerate(read_rows(file), start=1):
            document = row.text("doc")
            yield Case(
                id=f"aggrefact-{row.text('dataset')}-{file.name.split('.')[0]}-{number}",
                text=row.text("claim"),
                documents=one_document(document),
                label=row.label(),
                group=document_key(document),
            )
