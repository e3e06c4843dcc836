"""An editor's own wording: the texts of a job as they are edited, and their check, kept or in passing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from service.jobs import SUMMARY
from service.schemas.base import MAX_TITLE_CHARS
from service.storage import Job
from summarizer import pipeline
from summarizer.bundle import read_bundle
from summarizer.errors import InputError, LimitExceeded
from summarizer.model import Article
from summarizer.report import VERDICT_MARK, VERDICT_WORD, headline_to_look_at
from summarizer.settings import Settings
from summarizer.verification import read_draft, without_title


@dataclass(frozen=True, slots=True)
class EditableText:
    """A summary of a job as its editor gets it: its headline, and sentences with their markers, paragraphs apart."""

    id: str
    title: str
    text: str


def drafts_of(job: Job, typed: Mapping[str, str] | None = None) -> tuple[EditableText, ...]:
    """The texts that a finished job has, one a story; by its id one that has been `typed` since, with its "title"."""
    typed = typed or {}
    return tuple(
        EditableText(
            id=one["id"],
            title=typed["title"] if one["id"] in typed else one["title"],
            text=typed.get(one["id"]) or _text_of(job, one),
        )
        for one in (job.result or {}).get("summaries", [])
    )


def _text_of(job: Job, summary: dict[str, Any]) -> str:
    """A text without its headline: one that was sent as it was sent."""
    if job.kind != SUMMARY:
        is_apart = bool(read_draft("", job.request.get("title", "")).title)
        return str(job.request["text"]) if is_apart else without_title(job.request["text"])
    paragraphs: dict[int, list[str]] = {}
    for sentence in summary["sentences"]:
        numbers = sorted({citation["number"] for citation in sentence["citations"]})
        markers = "".join(f" [{number}]" for number in numbers)
        paragraphs.setdefault(sentence["paragraph"], []).append(sentence["text"] + markers)
    return "\n\n".join(" ".join(sentences) for sentences in paragraphs.values())


def edit_of(job: Job, summary_id: str, text: str, settings: Settings, title: str | None = None) -> dict[str, Any]:
    """The verification that an edited text of a finished job asks for; without a `title` it keeps the headline.

    Markers of a summary of ours are numbered as a reader meets them: its articles are handed over in that order, and
    the markers stay true. Raises `InputError` where the job has no such text, `LimitExceeded` for a long headline.
    """
    summaries = (job.result or {}).get("summaries", [])
    summary = next((one for one in summaries if one["id"] == summary_id or job.kind != SUMMARY), None)
    if summary is None:
        raise InputError(f"There is no text {summary_id[:20]!r}.", pointer="/summary_id", hint="Load the page again.")
    title = summary["title"] if title is None else " ".join(title.split())
    if len(title) > MAX_TITLE_CHARS:
        raise LimitExceeded(
            f"The headline has {len(title)} characters, the limit is {MAX_TITLE_CHARS}.", pointer="/title"
        )
    asked = {"text": text, "title": title, "edited_from": job.id, "summary_id": summary["id"]}
    if job.kind != SUMMARY:
        return {**asked, "articles": job.request["articles"]}
    articles = {article.id: article for article in read_bundle(job.request["articles"], settings, now=_now()).articles}
    numbered = sorted(summary["story"]["articles"], key=lambda article: article["number"])
    return {**asked, "articles": [as_json(articles[one["id"]]) for one in numbered if one["id"] in articles]}


def check_in_passing(
    job: Job, summary_id: str, text: str, settings: Settings, title: str | None = None
) -> list[dict[str, str]]:
    """The verdict on every sentence of a text that is being edited, in its order; nothing is kept.

    Before them that on its headline, where an editor must look at it ("part" tells them apart).

    The embedded checks alone: the articles are read already, so it takes a tenth of a second, and a language model is
    not asked at every pause. What is submitted is checked with all there is. Raises `InputError` as `edit_of` does.
    """
    asked = edit_of(job, summary_id, text, settings, title)
    own = settings.model_copy(update={"use_judge": False, "use_second_reader": False, "entailment_model": ""})
    articles = read_bundle(asked["articles"], settings, now=_now())
    report = pipeline.verify(text, articles, own, title=asked["title"])
    return [
        {
            "part": part,
            "text": sentence.text,
            "verdict": sentence.verdict.value,
            "word": VERDICT_WORD[sentence.verdict],
            "mark": VERDICT_MARK[sentence.verdict],
            "reason": sentence.reason,
        }
        for summary in report.summaries
        for part, sentence in (("title", headline_to_look_at(summary)), *(("text", one) for one in summary.sentences))
        if sentence is not None
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
