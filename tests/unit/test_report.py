"""What a report looks like: golden files of one made by hand, and what must hold of any."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from summarizer.errors import InputError
from summarizer.model import (
    CheckedSentence,
    Citation,
    CleanArticle,
    Disagreement,
    ErrorCode,
    Fact,
    Facts,
    Figure,
    Finding,
    Hedge,
    Mentions,
    Notice,
    Origin,
    OriginCount,
    OriginKind,
    OriginMember,
    Precision,
    QuotationVariant,
    ReadSentence,
    Removal,
    Report,
    Sentence,
    Severity,
    Span,
    StatedFigure,
    Story,
    Summary,
    TimelineEntry,
    Utterance,
    Verdict,
    Vote,
)
from summarizer.report import (
    content_security_policy,
    counts_line,
    of_what,
    render_report,
    report_view,
    to_look_at,
)

GOLDEN = Path(__file__).parent.parent / "pipeline" / "golden"
POST, LEDGER, HERALD = "post", "ledger", "herald"
TEXTS = {
    POST: (
        "The Oberlund bridge was closed on Tuesday, the council said.",
        "About 12,000 cars cross it every day.",
        "It will stay closed for three weeks, Mara Feld said.",
    ),
    LEDGER: ("More than 15,000 cars cross the bridge every day, said Jonas Brandt.", "Brandt <b>wants</b> a ferry."),
    HERALD: ("The Oberlund bridge was closed on Tuesday, the council said.",),
}


def article(number: int, article_id: str, outlet: str) -> CleanArticle:
    return CleanArticle(
        id=article_id,
        number=number,
        text=" ".join(TEXTS[article_id]),
        title=f"Bridge *closed* {number}",
        outlet=outlet,
        published_at=datetime(2031, 5, 6, 14, number, tzinfo=UTC) if number < 3 else None,
        removals=(Removal(0, 11, "boilerplate", "Cookies? <i>"),) if number == 1 else (),
        notices=(Notice("stale", "the text is a day old", article_id),) if number == 2 else (),
    )


def read(article_id: str) -> list[ReadSentence]:
    found, start = [], 0
    for index, text in enumerate(TEXTS[article_id]):
        found.append(ReadSentence(Sentence(article_id, index, start, start + len(text), text), Mentions()))
        start += len(text) + 1
    return found


ARTICLES = (article(1, POST, "Meridian Post"), article(2, LEDGER, "Oberlund Ledger"), article(3, HERALD, ""))
STORY = Story(
    id="story-1",
    title="Oberlund bridge closed",
    articles=ARTICLES,
    sentences=tuple(sentence for article_id in TEXTS for sentence in read(article_id)),
    origins=(
        Origin(
            "origin-1",
            (
                OriginMember(POST, OriginKind.ORIGINAL, ""),
                OriginMember(HERALD, OriginKind.COPY, "one of one sentences is the same"),
            ),
        ),
        Origin("origin-2", (OriginMember(LEDGER, OriginKind.ORIGINAL, ""),)),
    ),
)


def span(article_id: str, index: int) -> Span:
    return read(article_id)[index].sentence.span


def citation(article_id: str, index: int) -> Citation:
    cited = next(found for found in ARTICLES if found.id == article_id)
    where = span(article_id, index)
    return Citation(
        number=cited.number,
        article_id=article_id,
        outlet=cited.outlet,
        start=where.start,
        end=where.end,
        start_utf16=where.start,
        end_utf16=where.end,
        exact=cited.text[where.start : where.end],
        prefix=cited.text[max(0, where.start - 16) : where.start],
        suffix=cited.text[where.end : where.end + 16],
        text_sha256=cited.sha256,
    )


def stated(text: str, value: float, hedge: Hedge, where: Span, outlet: str, speaker: str = "") -> StatedFigure:
    figure = Figure(0, len(text), text, value, value, hedge=hedge, counted="car", scope="on the bridge | daily")
    return StatedFigure(figure, where, outlet, speaker, date(2031, 5, 6), is_superseded=not speaker)


FACTS = Facts(
    disagreements=(
        Disagreement(
            "d1",
            "cars on the bridge",
            (
                stated("About 12,000", 12_000, Hedge.ABOUT, span(POST, 1), "Meridian Post"),
                stated("more than 15,000", 15_000, Hedge.MORE_THAN, span(LEDGER, 0), "Oberlund Ledger", "Jonas Brandt"),
            ),
            "Reports differ on cars on the bridge.",
        ),
    ),
    utterances=(
        Utterance(
            "u1",
            "Mara Feld",
            (
                QuotationVariant("No risk at all", span(POST, 2), "Meridian Post"),
                QuotationVariant("We take no risk", span(LEDGER, 1), "Oberlund Ledger"),
            ),
        ),
    ),
    timeline=(TimelineEntry(date(2031, 5, 6), date(2031, 5, 7), Precision.DAY, span(POST, 0), TEXTS[POST][0]),),
)
NUMBER = Finding(
    "numbers", Vote.OBJECT, ErrorCode.NUMBER, "The articles say 12,000 cars, the sentence 13,000.", Severity.MAJOR
)
SUPPORTED = CheckedSentence(
    "The bridge was closed on Tuesday.",
    Verdict.SUPPORTED,
    "The articles say this.",
    citations=(citation(POST, 0), citation(HERALD, 0)),
    origins=OriginCount(1, 2, (HERALD,)),
    score=0.9,
)
CONTRADICTED = CheckedSentence(
    "Exactly 13,000 cars *cross* it.",
    Verdict.CONTRADICTED,
    NUMBER.reason,
    (ErrorCode.NUMBER,),
    Severity.MAJOR,
    (NUMBER, Finding("entailment", Vote.DOUBT, None, "Nothing mentions “Exactly”.")),
    citations=(citation(POST, 1), citation(LEDGER, 0)),
    counter_citations=(citation(POST, 1),),
)
UNCLEAR = CheckedSentence("Feld <script>was</script> calm.", Verdict.UNCLEAR, "The articles do not say.", paragraph=1)
NOT_CHECKED = CheckedSentence(
    "It is old.", Verdict.NOT_CHECKED, "A checker could not run.", severity=Severity.MAJOR, paragraph=1
)
SUMMARY = Summary(
    id="s1",
    title="Oberlund bridge closed",
    sentences=(SUPPORTED, CONTRADICTED, UNCLEAR, NOT_CHECKED),
    story=STORY,
    facts=FACTS,
    withheld=(replace(CONTRADICTED, text="Nobody uses it.", counter_citations=(), citations=()),),
    left_out=(Fact("f1", span(LEDGER, 1), TEXTS[LEDGER][1], (span(LEDGER, 1),), 1, 1, 0.5),),
    findings=(
        Finding(
            "omission",
            Vote.NOTE,
            ErrorCode.OMISSION,
            "Left out, though the Ledger tells it.",
            evidence=(span(LEDGER, 1),),
            found=TEXTS[LEDGER][1],
        ),
    ),
    notices=(Notice("cut", "Only a part was kept."),),
    engine="extractive",
)
REPORT = Report((SUMMARY,), (Notice("encoding", "read as Windows-1252", POST),), "1.2.3")


@pytest.mark.parametrize("format", ["md", "json", "html"])
def test_the_rendered_report_is_the_golden_file(format: str) -> None:
    """Every form of a report is under version control: a change to it is seen in review."""
    shown = report_view(REPORT) if format == "html" else render_report(REPORT, format)
    golden = GOLDEN / f"report.{format}"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(shown, "utf-8")
    assert shown == golden.read_text("utf-8"), "render anew with `make golden` and read the difference"


def test_what_needs_a_reader_comes_first() -> None:
    """The counts begin with the sentences to look at, the worst verdicts first; the list is sorted likewise."""
    told = counts_line(SUMMARY)
    assert told.startswith(
        "4 sentences, 3 to look at: 1 contradicted, 1 not checked, 1 unclear; 1 supported; 1 withheld."
    )
    assert to_look_at(SUMMARY) == (CONTRADICTED, NOT_CHECKED, UNCLEAR)
    assert counts_line(replace(SUMMARY, sentences=(SUPPORTED,), withheld=())).startswith("1 sentence: 1 supported.")


@pytest.mark.parametrize(
    ("counted", "value", "scope", "shown"),
    [
        ("troop", 150_000, "around Ukraine", "troops around Ukraine"),
        ("person", 61, "", "people"),
        ("body", 1, "in the river", "body in the river"),
        ("", 5, "", ""),
    ],
)
def test_what_is_counted_reads_as_people_say_it(counted: str, value: float, scope: str, shown: str) -> None:
    """Several things are told in the plural, one in the singular."""
    assert of_what(Figure(0, 1, "x", value, value, counted=counted, scope=scope)) == shown


@pytest.mark.parametrize("format", ["md", "html"])
def test_a_passage_is_shown_once(format: str) -> None:
    """A passage that speaks against a sentence is not shown a second time among the passages near it."""
    shown = report_view(REPORT) if format == "html" else render_report(REPORT, format)
    mark = "<mark>{}</mark>" if format == "html" else ": “{}”"
    assert shown.count(mark.format(TEXTS[POST][1])) == 1
    assert shown.count(mark.format(TEXTS[LEDGER][0])) == 1


def test_markdown_holds_no_markup_of_articles() -> None:
    """A reason stands before the quoted sentence, not in it; a bar in an article breaks no table."""
    shown = render_report(REPORT, "md")
    assert f"- ✗ **contradicted** (number): {NUMBER.reason}\n  > Exactly 13,000 cars \\*cross\\* it.\n" in shown
    assert "on the bridge \\| daily" in shown
    assert "<script>" not in shown


def test_a_page_holds_no_markup_of_articles() -> None:
    """Tags in articles and sentences are text, and the page's own script is the only one."""
    page = render_report(REPORT, "html")
    assert page.count("<script>") == 1
    assert "<b>wants</b>" not in page
    assert "&lt;b&gt;wants&lt;/b&gt;" in page


def test_every_link_of_a_page_leads_somewhere() -> None:
    """Each fragment and each control points at an element that is there, and no id is given twice."""
    import re

    page = render_report(replace(REPORT, summaries=(SUMMARY, replace(SUMMARY, id="s2"))), "html")
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    targets = re.findall(r'href="#([^"]*)"', page) + re.findall(r'aria-controls="([^"]+)"', page)
    assert set(targets) <= set(ids)


def test_several_stories_are_listed_first() -> None:
    """A bundle that tells two stories says so at the top and links to each; a single story needs no list."""
    two = report_view(replace(REPORT, summaries=(SUMMARY, replace(SUMMARY, id="s2", title="Ferry opened"))))
    assert two.index("The articles tell 2 stories") < two.index('href="#s2">Ferry opened') < two.index("<article")
    assert "stories" not in report_view(REPORT)


def test_the_policy_knows_the_pages_own_style_and_script() -> None:
    """The hashes in the Content-Security-Policy are those of what stands in the page."""
    import base64
    import hashlib
    import re

    page = render_report(REPORT, "html")
    for tag in ("style", "script"):
        found = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert found is not None
        digest = base64.b64encode(hashlib.sha256(found.group(1).encode()).digest()).decode()
        assert f"'sha256-{digest}'" in content_security_policy()


def test_nothing_to_tell_is_told() -> None:
    """A report without summaries, and a summary without sentences or title, read as such in every form."""
    empty = replace(SUMMARY, title="", sentences=(), withheld=(), facts=Facts(), findings=())
    assert "No article held a sentence" in render_report(Report(()), "md")
    assert "No article held a sentence" in render_report(Report(()), "html")
    for format in ("md", "html"):
        assert "Without a title" in render_report(Report((empty,)), format)
        assert "no sentence" in render_report(Report((empty,)), format)
    assert json.loads(render_report(Report(()), "json"))["summaries"] == []


def test_the_record_holds_no_nan() -> None:
    """A score that is no number is refused rather than printed as NaN, which is no JSON."""
    odd = replace(SUMMARY, sentences=(replace(SUPPORTED, score=float("nan")),))
    with pytest.raises(ValueError, match="JSON"):
        render_report(Report((odd,)), "json")


def test_an_unknown_form_is_refused() -> None:
    """The error names the forms that there are."""
    with pytest.raises(InputError) as error:
        render_report(REPORT, "pdf")
    assert "html" in error.value.hint
