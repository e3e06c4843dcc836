"""XSumFaith: one-sentence summaries with marked hallucinations, and the XSum articles, which are published apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from pathlib import Path

from eval.cases import Case
from eval.loaders.judgements import Span, agreed_spans, locate, majority
from eval.loaders.published import PublishedRow, one_document, pick, read_rows
from summarizer.errors import InputError
from summarizer.model import ErrorCode

NOTHING = ("NULL", "-1")  # the file's own, and what the Hugging Face reader makes of it
BODY = "[SN]RESTBODY[SN]"
SECTION = "[SN]"
TEXT_FILES = (".summary", ".document", ".txt")
TABLES = (".jsonl", ".json", ".parquet", ".csv")
ANNOTATIONS = "hallucination_annotations_xsum_summaries.csv"
Judgements = dict[tuple[str, str], list[PublishedRow]]


def read_xsumfaith(path: Path) -> Iterator[Case]:
    """The summaries of five systems on 500 XSum articles, each judged by three people.

    google-research-datasets/xsum_hallucination_annotations (GitHub); Maynez et al. 2020; CC BY 4.0. File:
    `hallucination_annotations_xsum_summaries.csv`: bbcid, system, summary, hallucination_type, hallucinated_span,
    hallucinated_span_start, hallucinated_span_end, worker_id; the first five and the last are confirmed from the
    README, the offsets from the Hugging Face reader.

    The articles (EdinburghNLP/XSum) must lie in the same folder or below it, in any of these forms: `{bbcid}.summary`
    as XSum publishes them (what follows `[SN]RESTBODY[SN]` is the article), `{bbcid}.document` or `{bbcid}.txt` with
    the article alone, or JSON lines, JSON, CSV or Parquet with `id` (or `bbcid`) and `document` (or `article`). When
    some are missing, the error says how many.

    - A worker who marked something says "not supported" (type NULL: nothing marked). Label 1 when more than half of
      the workers marked nothing; a tie is 0. Level "sentence"; `group` is the bbcid.
    - `spans`: what more than half marked; where no stretch is, all that anybody marked; `()` when the label is 1.
      The marked words are looked up near the offsets; where they are not in the summary, the offsets decide. These
      count from 1 and include the end, with the blank that follows (not documented; so read by public readers).
    - `code` is "extrinsic" when every mark says so; "intrinsic" has no one code of ours.
    """
    file = pick(path, ANNOTATIONS)[0]
    judged: Judgements = {}
    for row in read_rows(file):
        judged.setdefault((row.key("bbcid"), row.text("system")), []).append(row)
    articles = _read_articles(path if path.is_dir() else path.parent, {bbcid for bbcid, _ in judged})
    for (bbcid, system), rows in judged.items():
        yield _case(f"{bbcid}-{system}", rows, articles[bbcid])


def _case(name: str, rows: list[PublishedRow], article: str) -> Case:
    text = rows[0].text("summary")
    marks: dict[str, list[Span]] = {}
    types: set[str] = set()
    for row in rows:
        mine = marks.setdefault(row.key("worker_id"), [])
        kind = row.key("hallucination_type").strip()
        if kind not in NOTHING:
            types.add(kind.lower())
            mine.append(_span(row, text))
    label = majority([not mine for mine in marks.values()])
    return Case(
        id=f"xsumfaith-{name}",
        text=text,
        documents=one_document(article),
        label=label,
        group=rows[0].key("bbcid"),
        code=ErrorCode.EXTRINSIC.value if not label and types == {"extrinsic"} else "",
        spans=() if label else agreed_spans(list(marks.values()), len(marks)),
    )


def _span(row: PublishedRow, text: str) -> Span:
    stretch = str(row.fields.get("hallucinated_span") or "").strip()
    if "hallucinated_span_start" in row.fields and "hallucinated_span_end" in row.fields:
        start, end = row.whole("hallucinated_span_start") - 1, row.whole("hallucinated_span_end")
        end = len(text[: max(end, 0)].rstrip())
    else:
        start, end = 0, 0
    found = locate(text, stretch, (start, end))
    if found is None:
        raise row.error('"hallucinated_span" is not in the summary, and its offsets lie outside it')
    return found


# ------------------------------------------------------------------------------------------- articles


def _read_articles(folder: Path, wanted: Set[str]) -> dict[str, str]:
    """The text of each wanted article. Raises InputError when any is missing."""
    found: dict[str, str] = {}
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    for file in files:
        if file.suffix in TEXT_FILES and file.stem in wanted and file.stem not in found:
            found[file.stem] = _body(file)
    for file in files:
        if len(found) < len(wanted) and file.suffix in TABLES and "annotations" not in file.name:
            found = dict(_in_table(file, wanted)) | found
    missing = sorted(wanted - {bbcid for bbcid, text in found.items() if text.strip()})
    if missing:
        problem = f"{len(missing)} of {len(wanted)} XSum articles are missing, the first is {missing[0]}"
        hint = "Put the articles of EdinburghNLP/XSum below the folder: {bbcid}.summary, or JSON lines of id, document."
        raise InputError(f"{folder}: {problem}", hint=hint)
    return found


def _body(file: Path) -> str:
    """The article in a file: all of it, or what XSum's own files have under their last heading."""
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise InputError(f"{file.name} cannot be read: {error}") from error
    if BODY in text:
        text = text.split(BODY, 1)[1].split(SECTION, 1)[0]
    return text.strip()


def _in_table(file: Path, wanted: Set[str]) -> Iterable[tuple[str, str]]:
    """The wanted articles of a table; a file with other columns has none."""
    for row in read_rows(file):
        bbcid = str(row.fields.get("id", row.fields.get("bbcid", "")))
        text = row.fields.get("document", row.fields.get("article"))
        if bbcid in wanted and isinstance(text, str):
            yield bbcid, text
