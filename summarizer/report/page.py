"""The report as HTML: a page that stands alone, and the same view for the service's page. Everything is escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.model import (
    Citation,
    Report,
    Span,
    Summary,
    Utterance,
    Verdict,
)
from summarizer.report.wording import (
    NO_TITLE,
    NOT_NAMED,
    VERDICT_MARK,
    VERDICT_WORD,
    counts_line,
    further_citations,
    of_what,
    to_look_at,
)
from summarizer.resources import read_text

if TYPE_CHECKING:
    import jinja2


def render_page(report: Report) -> str:
    """A page that stands alone: styles and script inside, nothing fetched."""
    return html_page([report_view(report)], title=(report.summaries[0].title if report.summaries else "") or NO_TITLE)


def html_page(bodies: Iterable[str], *, title: str) -> str:
    """The frame of a page around ready HTML, with our style and script in it."""
    return (
        _templates()
        .get_template("page.html")
        .render(title=title, bodies=list(bodies), style=read_text("report.css"), script=read_text("report.js"))
    )


def content_security_policy() -> str:
    """A Content-Security-Policy under which `html_page`'s own style and script run, and nothing else."""

    def digest(name: str) -> str:
        return base64.b64encode(hashlib.sha256(read_text(name).encode()).digest()).decode()

    return (
        f"default-src 'none'; style-src 'sha256-{digest('report.css')}'; script-src 'sha256-{digest('report.js')}'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def report_view(report: Report) -> str:
    """The report as HTML without a frame."""
    return (
        _templates()
        .get_template("report.html")
        .render(
            report=report,
            marks=VERDICT_MARK,
            words=VERDICT_WORD,
            counts_line=counts_line,
            to_look_at=to_look_at,
            further_citations=further_citations,
            of_what=of_what,
            no_title=NO_TITLE,
            not_named=NOT_NAMED,
            Verdict=Verdict,
            sentence_ids=_sentence_ids,
            neighbours=_neighbours,
            in_several_wordings=_in_several_wordings,
        )
    )


@lru_cache(maxsize=1)
def _templates() -> jinja2.Environment:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FunctionLoader(read_text), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
    )


def _sentence_ids(summary: Summary, spans: Iterable[Citation | Span]) -> str:
    """The ids (space-separated) of the article sentences that the spans touch: what a click lights up."""
    numbers = {article.id: article.number for article in summary.story.articles}
    ids: dict[str, None] = {}
    for span in spans:
        for read in summary.story.sentences:
            sentence = read.sentence
            if sentence.article_id == span.article_id and sentence.start < span.end and span.start < sentence.end:
                ids[f"{summary.id}-a{numbers[sentence.article_id]}-s{sentence.index}"] = None
    return " ".join(ids)


def _in_several_wordings(summary: Summary) -> list[Utterance]:
    """The utterances that the articles give in more than one wording."""
    return [u for u in summary.facts.utterances if len({variant.words for variant in u.variants}) > 1]


def _neighbours(summary: Summary, citation: Citation) -> Mapping[str, str]:
    """The sentences before and after a cited passage in its article, "" at an end."""
    own = [read.sentence for read in summary.story.sentences if read.article_id == citation.article_id]
    before = [sentence.text for sentence in own if sentence.end <= citation.start]
    after = [sentence.text for sentence in own if sentence.start >= citation.end]
    return {"before": before[-1] if before else "", "after": after[0] if after else ""}
