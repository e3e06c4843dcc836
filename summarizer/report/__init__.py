"""Summary → JSON (the full record), Markdown, HTML, ninjs and JSON-LD. Pure: the same report gives the same bytes.

Everything that came from an article is escaped in HTML and neutralised in Markdown.
"""

from __future__ import annotations

import json

from summarizer.errors import InputError
from summarizer.model import FactReport, Report
from summarizer.report.markdown import render_markdown
from summarizer.report.markdown_facts import render_fact_sheets
from summarizer.report.page import content_security_policy, html_page, render_page, report_view
from summarizer.report.publishing import (
    CANCELED,
    FLAGS,
    NEWS_FORMATS,
    TEXT_FORMATS,
    USABLE,
    WITHHELD,
    is_headline_flagged,
    news_record,
    news_text,
    uri_of,
)
from summarizer.report.record import (
    fact_report_record,
    facts_record,
    group_record,
    report_record,
    story_record,
    summary_record,
)
from summarizer.report.wording import (
    VERDICT_MARK,
    VERDICT_WORD,
    counts_line,
    headline,
    headline_to_look_at,
    of_what,
    to_look_at,
)

__all__ = [
    "CANCELED",
    "FLAGS",
    "NEWS_FORMATS",
    "TEXT_FORMATS",
    "USABLE",
    "VERDICT_MARK",
    "VERDICT_WORD",
    "WITHHELD",
    "content_security_policy",
    "counts_line",
    "fact_report_record",
    "facts_record",
    "group_record",
    "headline",
    "headline_to_look_at",
    "html_page",
    "is_headline_flagged",
    "news_record",
    "news_text",
    "of_what",
    "render_facts",
    "render_report",
    "report_record",
    "report_view",
    "story_record",
    "to_look_at",
    "uri_of",
]

FORMATS = ("md", "json", "html", *NEWS_FORMATS)
FORMATS_OF_FACTS = ("md", "json")


def render_report(report: Report, format: str = "md") -> str:
    """The report as "md", "json", "html", "ninjs" or "jsonld". Raises `InputError` for any other format.

    The last two are a list of news items, one a story.

    >>> render_report(Report(()), "md")
    'No article held a sentence to summarize.\\n'
    """
    if format == "json":
        return json.dumps(report_record(report), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    if format == "md":
        return render_markdown(report)
    if format == "html":
        return render_page(report)
    if format in NEWS_FORMATS:
        items = [news_record(summary_record(summary), format) for summary in report.summaries]
        return json.dumps(items, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    raise InputError(f"There is no format {format!r}.", hint=f"Formats are {', '.join(FORMATS)}.")


def render_facts(report: FactReport, format: str = "md") -> str:
    """The facts of each story, without a summary, as "md" or "json". Raises `InputError` for any other format.

    >>> render_facts(FactReport(()))
    'No article held a sentence to read.\\n'
    """
    if format == "json":
        return json.dumps(fact_report_record(report), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    if format == "md":
        return render_fact_sheets(report)
    raise InputError(f"There is no format {format!r} of facts.", hint=f"Formats are {', '.join(FORMATS_OF_FACTS)}.")
