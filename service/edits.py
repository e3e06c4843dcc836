"""An editor's own wording: the texts of a job as they are edited, and their check, kept or in passing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from service.jobs import SUMMARY
from service.storage import Job
from summarizer import pipeline
from summarizer.bundle import read_bundle
from summarizer.errors import InputError
from summarizer.model import Article
from summarizer.report import VERDICT_MARK, VERDICT_WORD
from summarizer.settings import Settings


@dataclass(frozen=True, slots=True)
class EditableText:
    """A summary of a job as its editor gets it: sentences with their markers, paragraphs apart."""

    id: str
    title: str
    text: str


def drafts_of(job: Job, typed: Mapping[str, str] | None = None) -> tuple[EditableText, ...]:
    """The texts that a finished job has, one a story; by its id one that has been `typed` since."""
    summaries = (job.result or {}).get("summaries", [])
    return tuple(
        EditableText(
            id=one["id"],
            title=one["title"],
            text=(typed or {}).get(one["id"]) or (_text_of(one) if job.kind == SUMMARY else job.request["text"]),
        )
        for one in summaries
    )


def _text_of(summary: dict[str, Any]) -> str:
    paragraphs: dict[int, list[str]] = {}
    for sentence in summary["sentences"]:
        numbers = sorted({citation["number"] for citation in sentence["citations"]})
        markers = "".join(f" [{number}]" for number in numbers)
        paragraphs.setdefault(sentence["paragraph"], []).append(sentence["text"] + markers)
    return "\n\n".join(" ".join(sentences) for sentences in paragraphs.values())


def edit_of(job: Job, summary_id: str, text: str, settings: Settings) -> dict[str, Any]:
    """The verification that an edited text of a finished job asks for.

    Markers of a summary of ours are numbered as a reader meets them: its articles are handed over in that order, and
    the markers stay true. Raises `InputError` where the job has no such text.
    """
    asked = {"text": text, "edited_from": job.id}
    if job.kind != SUMMARY:
        return {**asked, "articles": job.request["articles"]}
    summaries = (job.result or {}).get("summaries", [])
    summary = next((one for one in summaries if one["id"] == summary_id), None)
    if summary is None:
        raise InputError(f"There is no text {summary_id[:20]!r}.", pointer="/summary_id", hint="Load the page again.")
    articles = {article.id: article for article in read_bundle(job.request["articles"], settings, now=_now()).articles}
    numbered = sorted(summary["story"]["articles"], key=lambda article: article["number"])
    return {**asked, "articles": [as_json(articles[one["id"]]) for one in numbered if one["id"] in articles]}


def check_in_passing(job: Job, summary_id: str, text: str, settings: Settings) -> list[dict[str, str]]:
    """The verdict on every sentence of a text that is being edited, in its order; nothing is kept.

    The embedded checks alone: the articles are read already, so it takes a tenth of a second, and a language model is
    not asked at every pause. What is submitted is checked with all there is. Raises `InputError` as `edit_of` does.
    """
    asked = edit_of(job, summary_id, text, settings)
    own = settings.model_copy(update={"use_judge": False, "use_second_reader": False, "entailment_model": ""})
    report = pipeline.verify(text, read_bundle(asked["articles"], settings, now=_now()), own)
    return [
        {
            "text": sentence.text,
            "verdict": sentence.verdict.value,
            "word": VERDICT_WORD[sentence.verdict],
            "mark": VERDICT_MARK[sentence.verdict],
            "reason": sentence.reason,
        }
        for summary in report.summaries
        for sentence in summary.sentences
    ]


def as_json(article: Article) -> dict[str, Any]:
    """The article as the API takes it."""
    fields = ("id", "text", "html", "title", "url", "outlet", "author", "language")
    shown: dict[str, Any] = {name: getattr(article, name) for name in fields if getattr(article, name)}
    if article.published_at is not None:
        shown["published_at"] = article.published_at.isoformat()
    return shown


def _now() -> datetime:
    return datetime.now(UTC)
