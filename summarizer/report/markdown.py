"""The report as Markdown, for terminals and mails. What came from an article cannot be markup."""

from __future__ import annotations

from collections.abc import Iterable

from summarizer.model import CheckedSentence, Report, Summary, Verdict
from summarizer.report import markdown_facts
from summarizer.report.markdown_text import heading, md
from summarizer.report.wording import (
    VERDICT_MARK,
    VERDICT_WORD,
    counts_line,
    differing_claims,
    further_citations,
    headline,
    in_quotes,
    marker_line,
    other_notices,
    to_look_at,
)


def render_markdown(report: Report) -> str:
    """The whole report: summary, what to look at, disagreements, quotations, timeline, left out, sources, notes."""
    notices = "".join(markdown_facts.bundle_notices(report.notices))
    if not report.summaries:
        return "No article held a sentence to summarize.\n" + notices
    parts = ["\n".join(_summary_markdown(summary)) for summary in report.summaries]
    return "\n\n---\n\n".join(parts) + "\n" + notices


def _summary_markdown(summary: Summary) -> Iterable[str]:
    flag = _mark(summary.flagged_title.verdict) if summary.flagged_title is not None else ""
    yield f"# {md(headline(summary))}{flag}"
    yield ""
    yield from _prose(summary.sentences)
    yield f"*{counts_line(summary)}*"
    worst_first = to_look_at(summary)
    if worst_first:
        yield from heading("To look at")
        for sentence in worst_first:
            yield from _flag_lines(sentence)
    other_markers = [(marker_line(sentence, summary.engine), sentence) for sentence in summary.sentences]
    if any(line for line, _ in other_markers):
        yield from heading("Citations that differ")
        for line, sentence in other_markers:
            if line:
                yield f"- {line}"
                yield f"  > {md(sentence.text)}"
    if summary.withheld:
        yield from heading("Written but withheld")
        for sentence in summary.withheld:
            yield from _flag_lines(sentence)
    if summary.findings:
        yield from heading("About the summary as a whole")
        for finding in summary.findings:
            code = f"**{finding.code.value}**: " if finding.code else ""
            yield f"- {code}{md(finding.reason)}" + (f" {md(in_quotes(finding.found))}" if finding.found else "")
    story, facts = summary.story, summary.facts
    yield from markdown_facts.disagreements(story, facts)
    yield from markdown_facts.revisions(story, facts)
    yield from markdown_facts.quotations(story, facts)
    yield from markdown_facts.timeline(story, facts)
    yield from markdown_facts.left_out(story, summary.left_out)
    yield from markdown_facts.sources(story)
    yield from markdown_facts.notes(story, facts, other_notices(summary))


def _prose(sentences: Iterable[CheckedSentence]) -> Iterable[str]:
    """Paragraphs with markers; a flagged sentence carries its verdict behind it."""
    paragraphs: dict[int, list[str]] = {}
    for sentence in sentences:
        markers = "".join(f"[{number}]" for number in sentence.cited_numbers)
        is_plain = sentence.verdict in (Verdict.SUPPORTED, Verdict.NOT_CHECKABLE)
        text = md(sentence.text) + (f" {markers}" if markers else "") + ("" if is_plain else _mark(sentence.verdict))
        paragraphs.setdefault(sentence.paragraph, []).append(text)
    for texts in paragraphs.values():
        yield " ".join(texts)
        yield ""


def _mark(verdict: Verdict) -> str:
    return f" **({VERDICT_MARK[verdict]} {VERDICT_WORD[verdict]})**"


def _flag_lines(sentence: CheckedSentence) -> Iterable[str]:
    codes = ", ".join(code.value for code in sentence.codes)
    verdict = f"{VERDICT_MARK[sentence.verdict]} **{VERDICT_WORD[sentence.verdict]}**" + (
        f" ({codes})" if codes else ""
    )
    yield f"- {verdict}" + (f": {md(sentence.reason)}" if sentence.reason else "")
    yield f"  > {md(sentence.text)}"  # the reason stands before it: behind it, it would join the quotation
    for claim in differing_claims(sentence):
        markers = "".join(f"[{citation.number}]" for citation in claim.citations)
        reason = f": {md(claim.reason)}" if claim.verdict.is_flag and claim.reason else ""
        shown = f"{VERDICT_MARK[claim.verdict]} {VERDICT_WORD[claim.verdict]}{reason}"
        yield f"  - {md(in_quotes(claim.text))} {markers}{' ' if markers else ''}{shown}"
    for citation in (*sentence.counter_citations, *further_citations(sentence))[:3]:
        yield f"  - [{citation.number}] {md(citation.outlet or citation.article_id)}: “{md(citation.exact)}”"
