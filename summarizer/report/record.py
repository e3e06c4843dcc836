"""The full record as JSON-ready values: every sentence, finding, citation, fact and article."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import Any

from summarizer.model import (
    Brief,
    CheckedClaim,
    CheckedSentence,
    Citation,
    CleanArticle,
    Disagreement,
    Fact,
    FactReport,
    Facts,
    FactSheet,
    Finding,
    GroupReport,
    Origin,
    OriginCount,
    Report,
    StatedClaim,
    StatedFigure,
    Story,
    Summary,
    TimelineEntry,
)
from summarizer.report.days import days_in_words
from summarizer.report.wording import verdict_counts


def report_record(report: Report) -> dict[str, Any]:
    """The full record as JSON-ready values: every sentence, finding, citation, fact and article."""
    return {
        "version": report.version,
        "notices": [asdict(notice) for notice in report.notices],
        "summaries": [summary_record(summary) for summary in report.summaries],
    }


def summary_record(summary: Summary) -> dict[str, Any]:
    """One summary as JSON-ready values."""
    return {
        "id": summary.id,
        "title": summary.title,
        "title_check": _sentence_record(summary.title_check) if summary.title_check is not None else None,
        "text": summary.text,
        "counts": verdict_counts(summary),
        "sentences": [_sentence_record(sentence) for sentence in summary.sentences],
        "withheld": [_sentence_record(sentence) for sentence in summary.withheld],
        "findings": [_finding_record(finding) for finding in summary.findings],
        "left_out": [_fact_record(fact, summary.story) for fact in summary.left_out],
        **facts_record(summary.facts, summary.story),
        "story": story_record(summary.story),
        "notices": [asdict(notice) for notice in (*summary.notices, *summary.facts.notices)],
        "audit": {
            "version": summary.version,
            "settings_sha256": summary.settings_sha256,
            "inputs": {article.id: _input_record(article) for article in summary.story.articles},
            "engine": summary.engine,
            "model": summary.model,
            "template": summary.template,
            "template_sha256": summary.template_sha256,
            "settings": dict(summary.settings),
            "brief": _brief_record(summary.brief) if summary.brief is not None else None,
            "prompt": [asdict(message) for message in summary.prompt],
            "raw_reply": summary.raw_reply,
            "usage": asdict(summary.usage),
            "cost": summary.cost,
            "currency": summary.currency,
        },
    }


def _brief_record(brief: Brief) -> dict[str, Any]:
    return asdict(brief) | {"as_of": brief.as_of.isoformat() if brief.as_of else None}


def _input_record(article: CleanArticle) -> dict[str, str]:
    """Hashes of an article as it came and as it was read."""
    original = hashlib.sha256(article.original.encode("utf-8", "surrogatepass")).hexdigest()
    return {"original_sha256": original, "text_sha256": article.sha256}


def fact_report_record(report: FactReport) -> dict[str, Any]:
    """The facts of every story as JSON-ready values; `left_out` is null where no summary was given."""
    return {
        "version": report.version,
        "notices": [asdict(notice) for notice in report.notices],
        "stories": [_sheet_record(sheet) for sheet in report.sheets],
    }


def _sheet_record(sheet: FactSheet) -> dict[str, Any]:
    left_out = None if sheet.left_out is None else [_fact_record(fact, sheet.story) for fact in sheet.left_out]
    return {
        **facts_record(sheet.facts, sheet.story),
        "left_out": left_out,
        "story": story_record(sheet.story),
        "notices": [asdict(notice) for notice in (*sheet.notices, *sheet.facts.notices)],
        "usage": asdict(sheet.usage),
    }


def facts_record(facts: Facts, story: Story) -> dict[str, Any]:
    """The facts of one story as JSON-ready values."""
    return {
        "disagreements": [_disagreement_record(d, story) for d in facts.disagreements],
        "revisions": [_disagreement_record(revision, story) for revision in facts.revisions],
        "facts": [_fact_record(fact, story) for fact in facts.facts],
        "figures": [_stated_record(stated, story) for stated in facts.figures],
        "entities": [asdict(entity) for entity in facts.entities],
        "quotations": [asdict(utterance) for utterance in facts.utterances],
        "timeline": [_timeline_record(entry) for entry in facts.timeline],
    }


def group_record(report: GroupReport) -> dict[str, Any]:
    """Stories without facts as JSON-ready values."""
    return {
        "version": report.version,
        "notices": [asdict(notice) for notice in report.notices],
        "stories": [story_record(story) for story in report.stories],
    }


def story_record(story: Story) -> dict[str, Any]:
    """A story with its articles (clean text, hash, cleaning log) and its origins."""
    return {
        "id": story.id,
        "title": story.title,
        "articles": [_article_record(article) for article in story.articles],
        "origins": [_origin_record(origin) for origin in story.origins],
        "n_origins": story.n_origins,
        "n_articles": story.n_articles,
        "n_withdrawn": len(story.withdrawn_ids),
        "n_notices": len(story.notice_ids),
    }


def _origin_record(origin: Origin) -> dict[str, Any]:
    """An origin; `withdrawn_by` stands with members that were withdrawn only."""
    record = asdict(origin)
    for member in record["members"]:
        if not member["withdrawn_by"]:
            del member["withdrawn_by"]
    return record


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
        "written_numbers": list(sentence.written_numbers),
        "citations": [_citation_record(citation) for citation in sentence.citations],
        "counter_citations": [_citation_record(citation) for citation in sentence.counter_citations],
        "origins": _origin_count_record(sentence.origins),
        "findings": [_finding_record(finding) for finding in sentence.findings],
        "claims": [_checked_claim_record(claim) for claim in sentence.claims],
    }


def _checked_claim_record(claim: CheckedClaim) -> dict[str, Any]:
    return {
        "text": claim.text,
        "start": claim.start,
        "end": claim.end,
        "verdict": claim.verdict.value,
        "codes": [code.value for code in claim.codes],
        "reason": claim.reason,
        "citations": [_citation_record(citation) for citation in claim.citations],
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


def _fact_record(fact: Fact, story: Story) -> dict[str, Any]:
    origins = dict.fromkeys(_origin_of(story, span.article_id) for span in (fact.lead, *fact.evidence))
    return {
        "id": fact.id,
        "text": fact.text,
        "lead": asdict(fact.lead),
        "evidence": [asdict(span) for span in fact.evidence],
        "n_origins": fact.n_origins,
        "n_articles": fact.n_articles,
        "origins": list(origins),
        "is_of_one_origin": fact.n_origins == 1,
        "importance": fact.importance,
        "speaker": fact.speaker,
        "stance": fact.stance.value,
        "certainty": fact.modality.certainty.value,
        "is_negated": fact.modality.is_negated,
        "cues": list(fact.modality.cues),
        "is_disputed": fact.is_disputed,
    }


def _disagreement_record(disagreement: Disagreement, story: Story) -> dict[str, Any]:
    return {
        "id": disagreement.id,
        "kind": disagreement.kind.value,
        "subject": disagreement.subject,
        "wording": disagreement.wording,
        "figures": [_stated_record(stated, story) for stated in disagreement.figures],
        "claims": [_claim_record(claim, story) for claim in disagreement.claims],
        "sureness": disagreement.sureness,
    }


def _stated_record(stated: StatedFigure, story: Story) -> dict[str, Any]:
    figure = stated.figure
    return {
        "text": figure.text,
        "low": figure.low,
        "high": figure.high,
        "kind": figure.kind.value,
        "unit": figure.unit,
        "hedge": figure.hedge.value,
        "counted": figure.counted,
        "scope": figure.scope,
        "is_corrected": stated.is_corrected,
        **_stated_by(stated, story),
    }


def _claim_record(claim: StatedClaim, story: Story) -> dict[str, Any]:
    return {"text": claim.text, "says": claim.says, "side": claim.side, **_stated_by(claim, story)}


def _stated_by(stated: StatedFigure | StatedClaim, story: Story) -> dict[str, Any]:
    """Who states it, where, since when, and whether it still holds."""
    return {
        "speaker": stated.speaker,
        "outlet": stated.outlet,
        "origin": stated.origin or _origin_of(story, stated.span.article_id),
        "as_of": stated.as_of.isoformat() if stated.as_of else None,
        "is_superseded": stated.is_superseded,
        "superseded_by": stated.superseded_by,
        "span": asdict(stated.span),
    }


def _origin_of(story: Story, article_id: str) -> str:
    return next((origin.id for origin in story.origins if article_id in origin.article_ids), "")


def _timeline_record(entry: TimelineEntry) -> dict[str, Any]:
    return {
        "earliest": entry.earliest.isoformat(),
        "latest": entry.latest.isoformat(),
        "precision": entry.precision.value,
        "words": f"{entry.bound} {days_in_words(entry.earliest, entry.latest, entry.precision)}".lstrip(),
        "span": asdict(entry.span),
        "text": entry.text,
        "is_planned": entry.is_planned,
        "is_guessed": entry.is_guessed,
        "bound": entry.bound,
        "hour": entry.hour,
    }
