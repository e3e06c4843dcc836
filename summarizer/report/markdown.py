"""The report as Markdown, for terminals and mails. What came from an article cannot be markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarizer.model import (
    CheckedSentence,
    Disagreement,
    Notice,
    Report,
    Story,
    Summary,
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

# An underscore inside a word is no markup, and escaped it would be read as it stands on a terminal.
MARKDOWN_ESCAPED = re.compile(r"([\\`*\[\]<>|#]|(?<!\w)_|_(?!\w))")


def render_markdown(report: Report) -> str:
    """The whole report: summary, what to look at, disagreements, sources and notes."""
    if not report.summaries:
        return "No article held a sentence to summarize.\n" + "".join(_notice_lines(report.notices))
    parts = ["\n".join(_summary_markdown(summary)) for summary in report.summaries]
    return "\n\n---\n\n".join(parts) + "\n" + "".join(_notice_lines(report.notices))


def _summary_markdown(summary: Summary) -> Iterable[str]:
    yield f"# {_md(summary.title or NO_TITLE)}"
    yield ""
    yield from _prose(summary.sentences)
    yield f"*{counts_line(summary)}*"
    worst_first = to_look_at(summary)
    if worst_first:
        yield from ("", "## To look at", "")
        for sentence in worst_first:
            yield from _flag_lines(sentence)
    if summary.withheld:
        yield from ("", "## Written but withheld", "")
        for sentence in summary.withheld:
            yield from _flag_lines(sentence)
    if summary.findings:
        yield from ("", "## About the summary as a whole", "")
        for finding in summary.findings:
            code = f"**{finding.code.value}**: " if finding.code else ""
            yield f"- {code}{_md(finding.reason)}" + (f" “{_md(finding.found)}”" if finding.found else "")
    for disagreement in summary.facts.disagreements:
        yield from _disagreement_lines(disagreement)
    yield from ("", "## Sources", "")
    yield from _source_lines(summary.story)
    notices = (*summary.notices, *(n for article in summary.story.articles for n in article.notices))
    if notices:
        yield from ("", "## Notes", "")
        yield from (f"- {_md(_notice_text(notice))}" for notice in notices)


def _prose(sentences: Iterable[CheckedSentence]) -> Iterable[str]:
    """Paragraphs with markers; a flagged sentence carries its verdict behind it."""
    paragraphs: dict[int, list[str]] = {}
    for sentence in sentences:
        markers = "".join(f"[{number}]" for number in sentence.cited_numbers)
        flag = f" **({VERDICT_MARK[sentence.verdict]} {VERDICT_WORD[sentence.verdict]})**"
        is_plain = sentence.verdict in (Verdict.SUPPORTED, Verdict.NOT_CHECKABLE)
        text = _md(sentence.text) + (f" {markers}" if markers else "") + ("" if is_plain else flag)
        paragraphs.setdefault(sentence.paragraph, []).append(text)
    for texts in paragraphs.values():
        yield " ".join(texts)
        yield ""


def _flag_lines(sentence: CheckedSentence) -> Iterable[str]:
    codes = ", ".join(code.value for code in sentence.codes)
    verdict = f"{VERDICT_MARK[sentence.verdict]} **{VERDICT_WORD[sentence.verdict]}**" + (
        f" ({codes})" if codes else ""
    )
    yield f"- {verdict}" + (f": {_md(sentence.reason)}" if sentence.reason else "")
    yield f"  > {_md(sentence.text)}"  # the reason stands before it: behind it, it would join the quotation
    for citation in (*sentence.counter_citations, *further_citations(sentence))[:3]:
        yield f"  - [{citation.number}] {_md(citation.outlet or citation.article_id)}: “{_md(citation.exact)}”"


def _disagreement_lines(disagreement: Disagreement) -> Iterable[str]:
    yield from ("", f"## The outlets disagree: {_md(disagreement.subject)}", "", _md(disagreement.wording), "")
    yield "| figure | of what | who says so | outlet | as of |"
    yield "|---|---|---|---|---|"
    for stated in disagreement.figures:
        figure = _md(stated.figure.text)
        if stated.is_superseded:
            figure = f"~~{figure}~~ (superseded)"
        as_of = stated.as_of.isoformat() if stated.as_of else ""
        said_by = _md(stated.speaker or NOT_NAMED)
        yield f"| {figure} | {_md(of_what(stated.figure))} | {said_by} | {_md(stated.outlet)} | {as_of} |"


def _source_lines(story: Story) -> Iterable[str]:
    """Articles under their origin, copies folded in with the reason."""
    for origin in story.origins:
        for place, member in enumerate(origin.members):
            article = story.article(member.article_id)
            day = f", {article.published_at:%d %B %Y}" if article.published_at else ""
            title = f": {_md(article.title)}" if article.title else ""
            why = (
                f" — {member.kind.value}: {_md(member.reason)}"
                if member.reason and (place or member.kind.value != "original")
                else ""
            )
            yield f"{'  ' if place else ''}- [{article.number}] {_md(article.label)}{title}{day}{why}"


def _md(text: str) -> str:
    """The text on one line, with nothing in it that Markdown would take for markup."""
    return MARKDOWN_ESCAPED.sub(r"\\\1", " ".join(text.split()))


def _notice_text(notice: Notice) -> str:
    return f"{notice.article_id}: {notice.message}" if notice.article_id else notice.message


def _notice_lines(notices: Iterable[Notice]) -> Iterable[str]:
    lines = [f"- {_md(_notice_text(notice))}\n" for notice in notices]
    return ["\n## About the bundle\n\n", *lines] if lines else []
