"""The report as HTML: a page that stands alone, and the same view for the service's page. Everything is escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.model import CheckedSentence, Citation, Report, Sentence, Span, Summary
from summarizer.report import fact_rows
from summarizer.report.days import day_in_words, moment_for_machines, moment_in_words
from summarizer.report.differences import Differences, differences
from summarizer.report.plain_words import CHECKER_WORDS, CODE_WORDS, ORIGIN_WORDS
from summarizer.report.wording import (
    NO_TITLE,
    NOT_NAMED,
    VERDICT_MARK,
    VERDICT_WORD,
    as_sentence,
    counts_line,
    differing_claims,
    further_citations,
    headline,
    headline_to_look_at,
    in_quotes,
    left_out_line,
    marker_line,
    notes_of,
    notices_of,
    other_notices,
    past,
    to_look_at,
)
from summarizer.resources import read_text

if TYPE_CHECKING:
    import jinja2


def render_page(report: Report) -> str:
    """A page that stands alone: styles and script inside, nothing fetched."""
    return html_page([], report_view(report), title=headline(report.summaries[0]) if report.summaries else NO_TITLE)


def html_page(bodies: Iterable[str], view: str = "", *, title: str) -> str:
    """The frame of a page around ready HTML, with our style and script in it; `view` is a report, where it has one."""
    return (
        _templates()
        .get_template("page.html")
        .render(
            title=title, bodies=list(bodies), view=view, style=read_text("report.css"), script=read_text("report.js")
        )
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
            code_words=CODE_WORDS,
            checker_words=CHECKER_WORDS,
            origin_words=ORIGIN_WORDS,
            not_named=NOT_NAMED,
            sentence_ids=_anchors(report),
            neighbours=_neighbours,
            differing=_differing,
            **{told.__name__: told for told in _TELLING},
        )
    )


_TELLING: tuple[Callable[..., object], ...] = (
    as_sentence,
    counts_line,
    day_in_words,
    differing_claims,
    moment_for_machines,
    moment_in_words,
    further_citations,
    headline,
    headline_to_look_at,
    in_quotes,
    left_out_line,
    marker_line,
    notes_of,
    notices_of,
    other_notices,
    to_look_at,
    past,
    fact_rows.copy_of,
    fact_rows.title_of,
    fact_rows.by_hour,
    fact_rows.days_of,
    fact_rows.figure_rows,
    fact_rows.folded,
    fact_rows.in_pieces,
    fact_rows.in_several_wordings,
    fact_rows.one_an_article,
    fact_rows.names_by_kind,
    fact_rows.origins_of,
    fact_rows.other_spellings,
    fact_rows.revised,
    fact_rows.stated_rows,
    fact_rows.title_of_revision,
    fact_rows.told_how,
)
"""What the templates call, by its own name."""


@lru_cache(maxsize=1)
def _templates() -> jinja2.Environment:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FunctionLoader(read_text), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
    )


def _anchors(report: Report) -> Callable[[Summary, Iterable[Citation | Span]], str]:
    """Gives the ids (space-separated) of the article sentences that spans touch: what a click lights up."""
    sentences: dict[tuple[str, str], list[Sentence]] = {}
    for summary in report.summaries:
        for read in summary.story.sentences:
            sentences.setdefault((summary.id, read.article_id), []).append(read.sentence)

    def ids_of(summary: Summary, spans: Iterable[Citation | Span]) -> str:
        ids: dict[str, None] = {}
        for span in spans:
            number = summary.story.article(span.article_id).number
            for sentence in sentences.get((summary.id, span.article_id), ()):
                if sentence.start < span.end and span.start < sentence.end:
                    ids[f"{summary.id}-a{number}-s{sentence.index}"] = None
        return " ".join(ids)

    return ids_of


def _neighbours(summary: Summary, citation: Citation) -> Mapping[str, str]:
    """The sentences before and after a cited passage in its article, "" at an end."""
    own = [read.sentence for read in summary.story.sentences if read.article_id == citation.article_id]
    before = [sentence.text for sentence in own if sentence.end <= citation.start]
    after = [sentence.text for sentence in own if sentence.start >= citation.end]
    return {"before": before[-1] if before else "", "after": after[0] if after else ""}


def _differing(summary: Summary, sentence: CheckedSentence) -> Differences:
    """What differs between a sentence and the passages beside it: those against it, then the others."""
    passages = (*sentence.counter_citations, *further_citations(sentence))
    articles = [summary.story.article(citation.article_id) for citation in passages]
    near = [text for citation in passages for text in _neighbours(summary, citation).values()]
    named = [text for article in articles for text in (article.label, article.title)]
    return differences(sentence.text, [citation.exact for citation in passages], [*near, *named])
