"""Summary → JSON (the full record), Markdown and HTML. Pure: the same report gives the same bytes.

Everything that came from an article is escaped in HTML and neutralised in Markdown.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from summarizer.errors import InputError
from summarizer.mentions import plural
from summarizer.model import (
    CheckedSentence,
    Citation,
    CleanArticle,
    Disagreement,
    Fact,
    Figure,
    FigureKind,
    Finding,
    Notice,
    OriginCount,
    Report,
    Span,
    StatedFigure,
    Story,
    Summary,
    Utterance,
    Verdict,
)
from summarizer.resources import read_text

if TYPE_CHECKING:
    import jinja2

NO_TITLE, NOT_NAMED = "Without a title", "not named"
FORMATS = ("md", "json", "html")
# An underscore inside a word is no markup, and escaped it would be read as it stands on a terminal.
MARKDOWN_ESCAPED = re.compile(r"([\\`*\[\]<>|#]|(?<!\w)_|_(?!\w))")
VERDICT_MARK = {
    Verdict.SUPPORTED: "✓",
    Verdict.PARTIAL: "◐",
    Verdict.CONTRADICTED: "✗",
    Verdict.UNSUPPORTED: "✗",
    Verdict.UNCLEAR: "?",
    Verdict.NOT_CHECKABLE: "–",
    Verdict.NOT_CHECKED: "!",
}
WORST_FIRST = (
    Verdict.CONTRADICTED,
    Verdict.UNSUPPORTED,
    Verdict.NOT_CHECKED,
    Verdict.PARTIAL,
    Verdict.UNCLEAR,
    Verdict.SUPPORTED,
    Verdict.NOT_CHECKABLE,
)
VERDICT_WORD = {verdict: verdict.value.replace("_", " ") for verdict in Verdict}


def render_report(report: Report, format: str = "md") -> str:
    """The report as "md", "json" or "html". Raises `InputError` for any other format.

    >>> render_report(Report(()), "md")
    'No article held a sentence to summarize.\\n'
    """
    if format == "json":
        return json.dumps(report_record(report), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    if format == "md":
        return _markdown(report)
    if format == "html":
        return _page(report)
    raise InputError(f"There is no format {format!r}.", hint=f"Formats are {', '.join(FORMATS)}.")


# ----------------------------------------------------------------------------------------- JSON


def report_record(report: Report) -> dict[str, Any]:
    """The full record as JSON-ready values: every sentence, finding, citation, fact and article."""
    return {
        "version": report.version,
        "notices": [asdict(notice) for notice in report.notices],
        "summaries": [summary_record(summary) for summary in report.summaries],
    }


def summary_record(summary: Summary) -> dict[str, Any]:
    """One summary as JSON-ready values."""
    facts = summary.facts
    return {
        "id": summary.id,
        "title": summary.title,
        "text": summary.text,
        "counts": verdict_counts(summary),
        "sentences": [_sentence_record(sentence) for sentence in summary.sentences],
        "withheld": [_sentence_record(sentence) for sentence in summary.withheld],
        "findings": [_finding_record(finding) for finding in summary.findings],
        "disagreements": [_disagreement_record(d) for d in facts.disagreements],
        "left_out": [_fact_record(fact) for fact in summary.left_out],
        "facts": [_fact_record(fact) for fact in facts.facts],
        "entities": [asdict(entity) for entity in facts.entities],
        "quotations": [asdict(utterance) for utterance in facts.utterances],
        "timeline": [_timeline_record(entry) for entry in facts.timeline],
        "story": story_record(summary.story),
        "notices": [asdict(notice) for notice in summary.notices],
        "audit": {
            "engine": summary.engine,
            "model": summary.model,
            "template": summary.template,
            "template_sha256": summary.template_sha256,
            "raw_reply": summary.raw_reply,
            "usage": asdict(summary.usage),
        },
    }


def story_record(story: Story) -> dict[str, Any]:
    """A story with its articles (clean text, hash, cleaning log) and its origins."""
    return {
        "id": story.id,
        "title": story.title,
        "articles": [_article_record(article) for article in story.articles],
        "origins": [asdict(origin) for origin in story.origins],
        "n_origins": len(story.origins),
        "n_articles": len(story.articles),
    }


def _article_record(article: CleanArticle) -> dict[str, Any]:
    return {
        "id": article.id,
        "number": article.number,
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "url": article.url,
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "language": article.language,
        "dateline_place": article.dateline_place,
        "credits": list(article.credits),
        "text": article.text,
        "sha256": article.sha256,
        "removals": [asdict(removal) for removal in article.removals],
        "notices": [asdict(notice) for notice in article.notices],
    }


def _sentence_record(sentence: CheckedSentence) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "paragraph": sentence.paragraph,
        "verdict": sentence.verdict.value,
        "codes": [code.value for code in sentence.codes],
        "severity": sentence.severity.name.lower(),
        "reason": sentence.reason,
        "score": sentence.score,
        "is_calibrated": sentence.is_calibrated,
        "citations": [_citation_record(citation) for citation in sentence.citations],
        "counter_citations": [_citation_record(citation) for citation in sentence.counter_citations],
        "origins": _origin_count_record(sentence.origins),
        "findings": [_finding_record(finding) for finding in sentence.findings],
    }


def _citation_record(citation: Citation) -> dict[str, Any]:
    """A W3C Web Annotation target: quote and position selectors, the unit of the position stated."""
    return {
        "number": citation.number,
        "article_id": citation.article_id,
        "outlet": citation.outlet,
        "text_sha256": citation.text_sha256,
        "position_unit": "unicode code point",
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": citation.exact,
                "prefix": citation.prefix,
                "suffix": citation.suffix,
            },
            {"type": "TextPositionSelector", "start": citation.start, "end": citation.end},
        ],
        "utf16": {"start": citation.start_utf16, "end": citation.end_utf16},
    }


def _origin_count_record(origins: OriginCount) -> dict[str, Any]:
    return {"independent": origins.independent, "total": origins.total, "copies": list(origins.copies)}


def _finding_record(finding: Finding) -> dict[str, Any]:
    return {
        "checker": finding.checker,
        "vote": finding.vote.value,
        "code": finding.code.value if finding.code else None,
        "severity": finding.severity.name.lower(),
        "reason": finding.reason,
        "claimed": finding.claimed,
        "found": finding.found,
        "contradicts": finding.contradicts,
        "suggested": list(finding.suggested),
        "score": finding.score,
        "evidence": [asdict(span) for span in finding.evidence],
    }


def _fact_record(fact: Fact) -> dict[str, Any]:
    return asdict(fact)


def _disagreement_record(disagreement: Disagreement) -> dict[str, Any]:
    return {
        "id": disagreement.id,
        "subject": disagreement.subject,
        "wording": disagreement.wording,
        "figures": [_stated_record(stated) for stated in disagreement.figures],
    }


def _stated_record(stated: StatedFigure) -> dict[str, Any]:
    figure = stated.figure
    return {
        "text": figure.text,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "hedge": figure.hedge.value,
        "counted": figure.counted,
        "scope": figure.scope,
        "speaker": stated.speaker,
        "outlet": stated.outlet,
        "as_of": stated.as_of.isoformat() if stated.as_of else None,
        "is_superseded": stated.is_superseded,
        "superseded_by": stated.superseded_by,
        "span": asdict(stated.span),
    }


def _timeline_record(entry: Any) -> dict[str, Any]:
    record = asdict(entry)
    return record | {"earliest": entry.earliest.isoformat(), "latest": entry.latest.isoformat()}


def verdict_counts(summary: Summary) -> dict[str, int]:
    """How many sentences of the summary have each verdict; verdicts that none has are left out."""
    counts = {verdict.value: 0 for verdict in Verdict}
    for sentence in summary.sentences:
        counts[sentence.verdict.value] += 1
    return {verdict: n for verdict, n in counts.items() if n}


# ------------------------------------------------------------------------------------- Markdown


def _markdown(report: Report) -> str:
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
    for citation in (*sentence.counter_citations, *_further_citations(sentence))[:3]:
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


def counts_line(summary: Summary) -> str:
    """The counts an editor reads first: sentences by verdict, origins, articles, disagreements."""
    n = len(summary.sentences)
    withheld = f"; {len(summary.withheld)} withheld" if summary.withheld else ""
    story = summary.story
    disagreements = summary.facts.disagreements
    parts = [
        f"{n} {_plural('sentence', n)}{_verdicts_told(summary)}{withheld}" if n else f"no sentence{withheld}",
        f"{len(story.origins)} {_plural('origin', len(story.origins))}, "
        f"{len(story.articles)} {_plural('article', len(story.articles))}",
    ]
    if disagreements:
        parts.append(f"{len(disagreements)} {_plural('disagreement', len(disagreements))}")
    return ". ".join(parts) + "."


def _verdicts_told(summary: Summary) -> str:
    """ ", 3 to look at: 1 contradicted, 2 unclear; 5 supported": what needs a reader first, the worst of it first."""
    counts = {verdict: sum(s.verdict is verdict for s in summary.sentences) for verdict in WORST_FIRST}
    told = {verdict: f"{n} {VERDICT_WORD[verdict]}" for verdict, n in counts.items() if n}
    looked_at = [verdict for verdict in told if _needs_a_reader(verdict)]
    others = ", ".join(told[verdict] for verdict in told if verdict not in looked_at)
    if not looked_at:
        return f": {others}"
    n = sum(counts[verdict] for verdict in looked_at)
    return f", {n} to look at: {', '.join(told[verdict] for verdict in looked_at)}" + (f"; {others}" if others else "")


def to_look_at(summary: Summary) -> tuple[CheckedSentence, ...]:
    """The sentences that need a reader, flagged or unclear, the worst first and else as they stand."""
    found = [sentence for sentence in summary.sentences if _needs_a_reader(sentence.verdict)]
    return tuple(sorted(found, key=lambda sentence: (-sentence.severity, WORST_FIRST.index(sentence.verdict))))


def _needs_a_reader(verdict: Verdict) -> bool:
    return verdict.is_flag or verdict is Verdict.UNCLEAR


def _further_citations(sentence: CheckedSentence) -> tuple[Citation, ...]:
    """The sentence's citations without the passages that already stand against it."""
    against = {(c.article_id, c.start, c.end) for c in sentence.counter_citations}
    return tuple(c for c in sentence.citations if (c.article_id, c.start, c.end) not in against)


def of_what(figure: Figure) -> str:
    """What a figure counts and where, as a reader would say it.

    >>> of_what(Figure(0, 7, "150,000", 150_000, 150_000, counted="troop", scope="around Ukraine"))
    'troops around Ukraine'
    """
    is_several = figure.kind is FigureKind.COUNT and figure.high != 1
    counted = plural(figure.counted) if figure.counted and is_several else figure.counted
    return " ".join(part for part in (counted, figure.scope) if part)


def _plural(noun: str, n: int) -> str:
    return noun if n == 1 else noun + "s"


def _md(text: str) -> str:
    """The text on one line, with nothing in it that Markdown would take for markup."""
    return MARKDOWN_ESCAPED.sub(r"\\\1", " ".join(text.split()))


def _notice_text(notice: Notice) -> str:
    return f"{notice.article_id}: {notice.message}" if notice.article_id else notice.message


def _notice_lines(notices: Iterable[Notice]) -> Iterable[str]:
    lines = [f"- {_md(_notice_text(notice))}\n" for notice in notices]
    return ["\n## About the bundle\n\n", *lines] if lines else []


# ----------------------------------------------------------------------------------------- HTML


def _page(report: Report) -> str:
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
            further_citations=_further_citations,
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
