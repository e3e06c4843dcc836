"""Sentences of summaries, judged one by one: FRANK, QAGS and DeFacto."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eval.cases import Case
from eval.loaders.judgements import agreed_name, majority
from eval.loaders.published import PublishedRow, document_key, one_document, pick, read_rows
from summarizer.model import ErrorCode

NO_ERROR = "NoE"
FRANK_CODES = {
    "RelE": ErrorCode.PREDICATE,
    "PredE": ErrorCode.PREDICATE,  # the paper's spelling
    "EntE": ErrorCode.ENTITY,
    "OutE": ErrorCode.EXTRINSIC,
    "CorefE": ErrorCode.COREFERENCE,
    "LinkE": ErrorCode.DISCOURSE,
}
"""CircE (time, place, manner), GramE and OtherE have no one code of ours."""


def read_frank(path: Path) -> Iterator[Case]:
    """The summary sentences of FRANK, each judged by three people.

    artidoro/frank (GitHub), folder `data`; Pagnoni et al. 2021; MIT. File: `human_annotations_sentence.json`, a list of
    hash, model_name, split, article, summary_sentences and summary_sentences_annotations (one object a sentence:
    annotator → error types). The README calls file and field `…_sentences` and `summary_sentence`; the spellings here
    are those of the code that reads it, and both are taken.

    - An annotator says "supported" when the only type is NoE. Label 1 when more than half do; a tie is 0. An annotator
      who gave no type has no vote.
    - `code` is the type that most annotators gave, if at least two did and no other has as many; else "".
    - Level "sentence"; `group` is the article's hash as published; no spans. The id tells the split.
    - Left out: blank sentences, which the sentence splitter left behind.
    """
    for file in pick(path, "human_annotations_sentence.json", "human_annotations_sentences.json"):
        for row in read_rows(file):
            yield from _frank_cases(row)


def _frank_cases(row: PublishedRow) -> Iterator[Case]:
    article, key = row.text("article"), row.key("hash")
    sentences = row.texts("summary_sentences", "summary_sentence")
    judged = row.parts("summary_sentences_annotations")
    if len(sentences) != len(judged):
        raise row.error(f"{len(sentences)} sentences but {len(judged)} annotations")
    for place, (sentence, part) in enumerate(zip(sentences, judged, strict=True)):
        if not sentence.strip():
            continue
        marked = [names for names in (part.texts(annotator) for annotator in part.fields) if names]
        if not marked:
            raise part.error("no annotator gave an error type")
        label = majority([set(names) == {NO_ERROR} for names in marked])
        code = FRANK_CODES.get(agreed_name([name for name in names if name != NO_ERROR] for names in marked))
        yield Case(
            id=f"frank-{row.text('split')}-{key}-{row.text('model_name')}-{place}",
            text=sentence,
            documents=one_document(article),
            label=label,
            group=key,
            code=code.value if code and not label else "",
        )


def read_qags(path: Path) -> Iterator[Case]:
    """The summary sentences of QAGS, each judged by three people.

    W4ngatang/qags (GitHub), folder `data`; Wang et al. 2020; no licence stated. Files: `mturk_cnndm.jsonl`,
    `mturk_xsum.jsonl`: article, summary_sentences of sentence and responses (worker_id, response "yes" or "no"). The
    README does not describe them; the fields are those that several public readers of the files use.

    - "yes" means supported. Label 1 when more than half say so; a tie is 0.
    - Level "sentence"; `group` is the hash of the article; no spans, no error types. Texts are left as they are,
      lower-cased or tokenised.
    """
    for file in pick(path, "mturk_*.jsonl"):
        for number, row in enumerate(read_rows(file), start=1):
            article = row.text("article")
            for place, part in enumerate(row.parts("summary_sentences")):
                votes = [answer.flag("response") for answer in part.parts("responses")]
                if not votes:
                    raise part.error('"responses" is empty')
                yield Case(
                    id=f"qags-{file.stem.removeprefix('mturk_')}-{number}-{place}",
                    text=part.text("sentence"),
                    documents=one_document(article),
                    label=majority(votes),
                    group=document_key(article),
                )


def read_defacto(path: Path) -> Iterator[Case]:
    """The one-sentence summaries of DeFacto, each judged by one annotator.

    microsoft/DeFacto (GitHub), folder `data`; Liu et al. 2023; MIT (no licence file was seen). Files: `train.jsonl`,
    `val.jsonl`, `test.jsonl`: article, candidate, has_error, intrinsic_error, extrinsic_error, all confirmed from the
    README.

    - Label 0 when `has_error`; level "sentence"; `group` is the hash of the article (what `doc_id` counts is not
      documented). No spans.
    - `code` is "extrinsic" when the error is extrinsic and not intrinsic, too.
    - The human's corrected summary (`feedback/summary`) is no case: nobody judged it.
    """
    for file in pick(path, "*.jsonl"):
        for number, row in enumerate(read_rows(file), start=1):
            article, is_wrong = row.text("article"), row.flag("has_error")
            is_extrinsic = is_wrong and row.flag("extrinsic_error") and not row.flag("intrinsic_error")
            yield Case(
                id=f"defacto-{file.stem}-{number}",
                text=row.text("candidate"),
                documents=one_document(article),
                label=int(not is_wrong),
                group=document_key(article),
                code=ErrorCode.EXTRINSIC.value if is_extrinsic else "",
            )
