"""Model-written texts in which people marked what is wrong: RAGTruth and FaithBench."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from eval.cases import Case
from eval.loaders.judgements import Span, locate, merged
from eval.loaders.published import PublishedRow, document_key, one_document, pick, read_rows
from summarizer.model import ErrorCode

# ------------------------------------------------------------------------------------------- RAGTruth


def read_ragtruth(path: Path) -> Iterator[Case]:
    """The answers of RAGTruth, each whole, with the stretches that are not supported.

    ParticleMedia/RAGTruth (GitHub), folder `dataset`; Niu et al. 2024; MIT. Files: `response.jsonl` (id, source_id,
    labels, split, quality, response) and `source_info.jsonl` (source_id, task_type, source_info); both confirmed from
    the README and the authors' own reader.

    - Left out, as the authors do: answers whose `quality` is not "good" (cut off, or a mistaken refusal).
    - Label 0 when anything is marked, else 1; level "summary"; `group` is the source's id; the id tells split and task.
    - `spans`: every mark, overlapping ones as one. Marks with `implicit_true` (true, but in no source) and
      `due_to_null` count: nothing in the source supports them.
    - `code` is "extrinsic" when every mark is baseless information; a conflict has no one code of ours.
    - A source that is data becomes lines of `name: value`; a question stands above its passages.
    """
    responses = pick(path, "response.jsonl")[0]
    sources = {
        row.key("source_id"): (row.text("task_type"), _readable(row))
        for row in read_rows(pick(responses.parent, "source_info.jsonl")[0])
    }
    for row in read_rows(responses):
        if row.text("quality") == "good":
            yield _ragtruth_case(row, sources)


def _ragtruth_case(row: PublishedRow, sources: Mapping[str, tuple[str, str]]) -> Case:
    source_id, text, labels = row.key("source_id"), row.text("response"), row.parts("labels")
    if source_id not in sources:
        raise row.error(f'"source_id" {source_id} is not in source_info.jsonl')
    task, document = sources[source_id]
    types = [part.text("label_type").lower() for part in labels]
    is_baseless = bool(types) and all("baseless" in kind for kind in types)
    return Case(
        id=f"ragtruth-{row.text('split')}-{task}-{row.key('id')}",
        text=text,
        documents=one_document(document),
        label=int(not labels),
        level="summary",
        group=source_id,
        code=ErrorCode.EXTRINSIC.value if is_baseless else "",
        spans=merged(_mark(part, text, ("text", "start", "end")) for part in labels),
    )


def _readable(row: PublishedRow) -> str:
    """The source as people would read it: a text as it is, a question with its passages, or data as lines."""
    found = row.value("source_info")
    if isinstance(found, str):
        return row.text("source_info")
    if not isinstance(found, dict) or not found:
        raise row.error('"source_info" is neither a text nor an object')
    if "passages" in found:
        inner = PublishedRow(found, f"{row.place}, source_info")
        return f"{inner.text('question')}\n\n{inner.text('passages')}"
    return "\n".join(_lines(found))


def _lines(value: object, name: str = "") -> Iterator[str]:
    """One line a value, named by the path to it.

    >>> list(_lines({"open_days": {"Monday": None, "Sunday": False}, "notes": ["quiet"]}))
    ['open days, Monday: not known', 'open days, Sunday: no', 'notes 1: quiet']
    """
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _lines(inner, f"{name}, {key}".removeprefix(", ").replace("_", " "))
    elif isinstance(value, list):
        for number, inner in enumerate(value, start=1):
            yield from _lines(inner, f"{name} {number}")
    else:
        words = {None: "not known", True: "yes", False: "no"}
        yield f"{name}: {words[value] if value is None or isinstance(value, bool) else value}"


# ------------------------------------------------------------------------------------------- FaithBench

WRONG = ("Unwanted", "Questionable")
"""What FaithBench's own script counts as a hallucination; "Benign" is none."""


def read_faithbench(path: Path) -> Iterator[Case]:
    """The summaries of FaithBench with the stretches that annotators found wrong.

    vectara/FaithBench (GitHub), folder `data_for_release`; Bao et al. 2025; CC BY-NC-SA as an early README states (not
    confirmed by a licence file). Files: `batch_*.json`, an object with `samples` of sample_id, source, summary and
    annotations (label, summary_span, summary_start, summary_end), confirmed from the authors' schema; the older
    `batch_*_annotation.json`, a list of such samples, is read, too.

    - Only annotators who marked something are named, so that there is no vote to count. As in the authors' script the
      worst mark decides: label 0 when any is Unwanted or Questionable; 1 when there is none, or only Benign ones.
    - Level "summary"; `group` is the hash of the source; `spans` are the marks that count, overlapping ones as one.
    - `code` is "extrinsic" when every mark that counts says so ("Unwanted.Extrinsic").
    """
    for file in pick(path, "data_for_release/batch_*.json", "batch_*.json"):
        for row in read_rows(file):
            for sample in row.parts("samples") if "samples" in row.fields else [row]:
                yield _faithbench_case(sample, file.stem.removesuffix("_annotation"))


def _faithbench_case(row: PublishedRow, batch: str) -> Case:
    source, text = row.text("source"), row.text("summary")
    names = [(part, part.texts("label")) for part in row.parts("annotations")]
    wrong = [(part, labels) for part, labels in names if any(label.startswith(WRONG) for label in labels)]
    is_extrinsic = bool(wrong) and all("Unwanted.Extrinsic" in labels for _, labels in wrong)
    return Case(
        id=f"faithbench-{batch}-{row.key('sample_id')}",
        text=text,
        documents=one_document(source),
        label=int(not wrong),
        level="summary",
        group=document_key(source),
        code=ErrorCode.EXTRINSIC.value if is_extrinsic else "",
        spans=merged(_mark(part, text, ("summary_span", "summary_start", "summary_end")) for part, _ in wrong),
    )


def _mark(part: PublishedRow, text: str, names: tuple[str, str, str]) -> Span:
    """Where a marked stretch stands; `names` are the fields of the stretch, its start and its end."""
    stretch, start, end = names
    found = locate(text, part.text(stretch), (part.whole(start), part.whole(end)))
    if found is None:
        raise part.error(f'"{stretch}" is not in the text, and "{start}" and "{end}" lie outside it')
    return found
