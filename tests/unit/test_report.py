"""What a report looks like: golden files of one made by hand, and what must hold of any."""

from __future__ import annotations

import html
import json
import os
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from summarizer.errors import InputError
from summarizer.model import (
    Certainty,
    CheckedSentence,
    Citation,
    CleanArticle,
    Disagreement,
    DisagreementKind,
    Entity,
    ErrorCode,
    Fact,
    FactReport,
    Facts,
    FactSheet,
    Figure,
    FigureKind,
    Finding,
    Hedge,
    Mentions,
    Modality,
    NameKind,
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
    Stance,
    StatedClaim,
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
    render_facts,
    render_report,
    report_view,
    to_look_at,
)
from summarizer.report.fact_rows import stated_rows
from summarizer.report.plain_words import CHECKER_WORDS, CODE_WORDS, ORIGIN_WORDS
from summarizer.verification import CHECKERS

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
    by = "" if speaker else LEDGER
    return StatedFigure(figure, where, outlet, speaker, date(2031, 5, 6), not speaker, by)


def within(article_id: str, words: str) -> Span:
    start = " ".join(TEXTS[article_id]).index(words)
    return Span(article_id, start, start + len(words))


def claim(article_id: str, words: str, says: str, side: int, *, is_old: bool = False) -> StatedClaim:
    outlet = next(found.outlet for found in ARTICLES if found.id == article_id)
    return StatedClaim(words, says, side, within(article_id, words), outlet, "", date(2031, 5, 6), is_old)


OLD_FIGURE = stated("About 12,000", 12_000, Hedge.ABOUT, within(POST, "About 12,000"), "Meridian Post")
NEW_FIGURE = stated(
    "more than 15,000", 15_000, Hedge.MORE_THAN, within(LEDGER, "More than 15,000"), "Oberlund Ledger", "Jonas Brandt"
)
ON_THE_DATE = Disagreement(
    "d2",
    "closing of the bridge",
    (),
    "The bridge was closed on 6 May or on 7 May.",
    DisagreementKind.DATE,
    (
        claim(HERALD, "closed on Tuesday", "6 May 2031", 0),
        claim(LEDGER, "every day", "7 May 2031", 1),
        claim(POST, "closed on Tuesday", "6 May 2031", 0, is_old=True),
    ),
)
ON_A_CLAIM = Disagreement(
    "d4",
    "who <wants> a ferry",
    (),
    "It is disputed whether a ferry is wanted.",
    DisagreementKind.CLAIM,
    (
        claim(LEDGER, "Brandt <b>wants</b> a ferry.", "Brandt <b>wants</b> a ferry", 0),
        claim(POST, "stay closed", "no ferry", 1),
    ),
)
FACTS = Facts(
    facts=(
        Fact("f0", span(POST, 0), TEXTS[POST][0], (span(POST, 0), span(HERALD, 0)), 1, 2, 0.9, "the council"),
        Fact(
            "f1",
            span(LEDGER, 1),
            TEXTS[LEDGER][1],
            (span(LEDGER, 1),),
            1,
            1,
            0.5,
            "Jonas Brandt",
            is_disputed=True,
            stance=Stance.DENIED,
            modality=Modality(True, Certainty.PLANNED, ("wants", "not")),
        ),
        Fact("f2", span(POST, 1), TEXTS[POST][1], (span(POST, 1), span(LEDGER, 0)), 2, 2, 0.4),
    ),
    entities=(
        Entity("e1", "Mara Feld", NameKind.PERSON, ("Mara Feld", "Feld", "M. Feldt"), ("engineer",), (POST,), 3),
        Entity("e2", "Oberlund", NameKind.PLACE, ("Oberlund",), (), (POST, LEDGER), 4),
    ),
    disagreements=(
        Disagreement("d1", "cars on the bridge", (OLD_FIGURE, NEW_FIGURE), "Reports differ on cars on the bridge."),
        ON_THE_DATE,
        replace(ON_THE_DATE, id="d3", kind=DisagreementKind.PLACE, subject="place of the bridge"),
        ON_A_CLAIM,
    ),
    utterances=(
        Utterance(
            "u1",
            "Mara Feld",
            (
                QuotationVariant(
                    "No risk at all", span(POST, 2), "Meridian Post", "said", "news conference | Oberlund"
                ),
                QuotationVariant("We take no risk", span(LEDGER, 1), "Oberlund Ledger", "told"),
                QuotationVariant("No risk at all", span(HERALD, 0), ""),
            ),
        ),
        Utterance("u2", "", (QuotationVariant("It will *stay* closed", span(POST, 2), "Meridian Post"),)),
    ),
    timeline=(
        TimelineEntry(date(1974, 1, 1), date(1974, 12, 31), Precision.YEAR, span(LEDGER, 1), TEXTS[LEDGER][1]),
        TimelineEntry(date(2031, 5, 6), date(2031, 5, 7), Precision.DAY, span(POST, 0), TEXTS[POST][0]),
        TimelineEntry(date(2031, 5, 6), date(2031, 5, 7), Precision.DAY, span(POST, 1), TEXTS[POST][1]),
    ),
    figures=(
        OLD_FIGURE,
        NEW_FIGURE,
        StatedFigure(Figure(0, 11, "three weeks", 3, 3, FigureKind.DURATION, "week"), span(POST, 2), "Meridian Post"),
    ),
    notices=(Notice("names", "“Feld” here is “Feldt” <elsewhere>", LEDGER),),
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
    left_out=(FACTS.facts[2], FACTS.facts[1]),
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
FACT_REPORT = FactReport((FactSheet(STORY, FACTS, SUMMARY.left_out),), REPORT.notices, "1.2.3")


@pytest.mark.parametrize("format", ["md", "html"])
def test_markers_that_name_other_articles_than_the_passages_are_told_of_a_text_that_is_not_ours(format: str) -> None:
    line = "The text cites [2][3]; the passages found are in [1][3]."
    marked = replace(SUPPORTED, written_numbers=(3, 2))
    agreeing = replace(SUPPORTED, written_numbers=(3, 1))
    for engine, sentence, is_told in (("given", marked, True), ("given", agreeing, False), ("llm", marked, False)):
        summary = replace(SUMMARY, sentences=(sentence,), engine=engine)
        assert (line in render_report(replace(REPORT, summaries=(summary,)), format)) is is_told


@pytest.mark.parametrize("format", ["md", "json", "html"])
def test_the_rendered_report_is_the_golden_file(format: str) -> None:
    """Every form of a report is under version control: a change to it is seen in review."""
    shown = report_view(REPORT) if format == "html" else render_report(REPORT, format)
    golden = GOLDEN / f"report.{format}"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(shown, "utf-8")
    assert shown == golden.read_text("utf-8"), "render anew with `make golden` and read the difference"


@pytest.mark.parametrize("format", ["md", "json"])
def test_the_rendered_facts_are_the_golden_file(format: str) -> None:
    """So is every form of a story's facts."""
    shown = render_facts(FACT_REPORT, format)
    golden = GOLDEN / f"facts.{format}"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(shown, "utf-8")
    assert shown == golden.read_text("utf-8"), "render anew with `make golden` and read the difference"


def test_a_page_has_plain_words_for_every_code() -> None:
    """What only programs know stands on no page: codes of errors, names of checks, kinds of origins."""
    assert set(CODE_WORDS) == set(ErrorCode)
    assert set(ORIGIN_WORDS) == set(OriginKind)
    assert {name for name, _ in CHECKERS} <= set(CHECKER_WORDS)
    shown = report_view(REPORT)
    assert '<span class="code">does it follow</span>' in shown
    assert "entailment" not in shown
    assert shown.count('class="tick"') == 1


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
    shown = re.sub(r'<u class="differs">(.*?)</u>', r"\1", shown)
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
    with pytest.raises(InputError) as error:
        render_facts(FACT_REPORT, "html")
    assert error.value.hint == "Formats are md, json."


def shown_with(format: str, **changed: object) -> str:
    """A summary's report with other facts."""
    summary = replace(SUMMARY, facts=replace(FACTS, **changed))  # type: ignore[arg-type]
    return (
        report_view(replace(REPORT, summaries=(summary,)))
        if format == "html"
        else render_report(replace(REPORT, summaries=(summary,)), format)
    )


@pytest.mark.parametrize("format", ["md", "html"])
def test_the_first_facts_left_out_are_read_and_the_rest_is_counted(format: str) -> None:
    """A summary leaves out most of what articles state: fifteen are shown, and how many more there are."""
    missing = tuple(replace(FACTS.facts[1], id=f"f{n}", text=f"Fact number {n}.") for n in range(40))
    report = replace(REPORT, summaries=(replace(SUMMARY, left_out=missing),))
    shown = report_view(report) if format == "html" else render_report(report, format)
    assert "Left out (40)" in shown
    assert "25 more" in shown
    assert shown.index("Fact number 14.") < shown.index("25 more")
    assert ("Fact number 15." in shown) == (format == "html")  # the page holds all, folded


@pytest.mark.parametrize("format", ["md", "html"])
def test_a_day_of_the_timeline_shows_its_first_entries(format: str) -> None:
    """Each day stands, with its most important entries; the others are counted."""
    entries = tuple(replace(FACTS.timeline[1], text=f"Entry {n}.") for n in range(9))
    shown = shown_with(format, timeline=(FACTS.timeline[0], *entries))
    assert shown.count("6 to 7 May 2031") == (1 if format == "md" else 2)  # the page says it again for who cannot see
    assert "6 more" in shown
    assert ("Entry 5." in shown) == (format == "html")


@pytest.mark.parametrize("format", ["md", "html"])
def test_what_is_superseded_is_told_in_words(format: str) -> None:
    """Style alone tells a screen reader and a terminal nothing: the words say by whom, in table and timeline."""
    shown = shown_with(format)
    old = (
        "~~About 12,000~~ (superseded by" if format == "md" else '<s>About 12,000</s> <span class="old">(superseded by'
    )
    assert shown.count(old) == (2 if format == "md" else 3)  # the page lists all figures too


@pytest.mark.parametrize("format", ["md", "html"])
def test_an_unsure_disagreement_says_that_it_may_be_one(format: str) -> None:
    """An editor sees at once which headings are guesses."""
    assert "The outlets disagree on the date: closing" in shown_with(format, disagreements=(ON_THE_DATE,))
    doubtful = replace(ON_THE_DATE, sureness=0.45)
    assert "The outlets may disagree on the date: closing" in shown_with(format, disagreements=(doubtful,))


def test_a_page_folds_what_may_be_no_disagreement() -> None:
    doubtful = replace(ON_THE_DATE, sureness=0.4)
    sure = replace(ON_THE_DATE, subject="reopening")
    page = shown_with("html", disagreements=(sure, doubtful, doubtful))
    fold = page.index("2 more that may be disagreements")
    assert page.index("The outlets disagree on the date: reopening") < fold
    assert fold < page.index("The outlets may disagree on the date: closing") < page.index("</details></section>", fold)
    assert "that may be" not in shown_with("html", disagreements=(sure,))


def test_two_rows_of_one_origin_are_one_voice() -> None:
    """The copy names whose text it is, the first text of its origin nobody's, and a copy by itself neither."""
    shown = shown_with("md", disagreements=(ON_THE_DATE,))
    rows = [line for line in shown.splitlines() if "closed on Tuesday |" in line]
    assert [row.split("|")[-2].strip() for row in rows] == ["Meridian Post [1]", ""]
    alone = replace(ON_THE_DATE, claims=tuple(c for c in ON_THE_DATE.claims if c.span.article_id != POST))
    assert "copy of" not in shown_with("md", disagreements=(alone,), utterances=())


def test_no_article_can_strike_a_figure_through() -> None:
    """Tildes in an article are tildes."""
    tilde = replace(FACTS.timeline[0], text="It was ~~12~~ 15 cars.")
    assert "It was \\~\\~12\\~\\~ 15 cars." in shown_with("md", timeline=(tilde,))


def test_other_quotation_marks_are_no_other_wording() -> None:
    """Only words that differ are wordings that differ."""
    variants = tuple(
        replace(FACTS.utterances[0].variants[0], words=words) for words in ("We don't move,", "“We don’t move.”")
    )
    shown = shown_with("md", utterances=(Utterance("u", "Mara Feld", variants),))
    assert "several wordings" not in shown


def test_a_sheet_says_what_it_did_not_find() -> None:
    """A section without anything in it says so: somebody looked."""
    (sheet,) = FACT_REPORT.sheets
    shown = render_facts(FactReport((replace(sheet, facts=Facts(), left_out=()),)))
    for title in ("Facts", "Quotations", "Timeline", "Figures", "People, organisations and places"):
        assert f"## {title}\n\nNone found.\n" in shown
    assert "Nothing: the summary tells every fact." in shown
    assert "Left out" not in render_facts(FactReport((replace(sheet, left_out=None),)))
    assert (
        json.loads(render_facts(FactReport((replace(sheet, left_out=None),)), "json"))["stories"][0]["left_out"] is None
    )


def test_facts_of_one_origin_are_counted_where_there_are_several() -> None:
    """In a story of a single origin every fact is of one origin, and nobody needs to hear it."""
    assert "2 of them of one origin only" in render_facts(FACT_REPORT)
    single = replace(STORY, origins=STORY.origins[:1])
    assert "of them of one origin" not in render_facts(FactReport((FactSheet(single, FACTS),)))


def test_a_claim_that_is_cut_short_is_told_once_whole() -> None:
    """Its short form is how its own words begin; another's short form is told beside the words."""
    words = "It will stay closed for three weeks, Mara Feld said."
    short = "It will stay closed for three weeks …"
    disputed = Disagreement(
        "d9", "bridge", (), "", DisagreementKind.CLAIM, (claim(POST, words, short, 0), claim(POST, words, "no", 1))
    )
    first, second = stated_rows(STORY, disputed)
    assert (first.said, first.passage) == (words, "")
    assert (second.said, second.passage) == ("no", words)


@pytest.mark.parametrize(
    ("text", "speaker", "inserted"),
    [
        ("“It held.”", "Ida Lund", "“It held,” Ida Lund said."),
        ('"It held".', "Ida Lund", '"It held," Ida Lund said.'),
        ("“It held! Did it?”", "the ministry", "“It held! Did it?” the ministry said."),
        ("“He said ‘never.’”", "Ida Lund", "“He said ‘never,’” Ida Lund said."),
        ("“It held.”", "employee", "“It held,” the employee said."),
        ("“It held.”", "", "“It held.”"),
        ("“I, Ida Lund, held it.”", "Ida Lund", "“I, Ida Lund, held it.”"),
        ("“It held,” she said.", "Ida Lund", "“It held,” she said."),
        ("The dam held.", "Ida Lund", "The dam held."),
    ],
)
def test_a_quotation_is_inserted_with_its_speaker(text: str, speaker: str, inserted: str) -> None:
    """A sentence of the summary, not a string of somebody's words with nobody's name."""
    quoted = replace(SUMMARY.facts.facts[0], text=text, speaker=speaker)
    page = html.unescape(report_view(Report((replace(SUMMARY, left_out=(quoted,)),))))
    assert f'data-text="{inserted} [' in page


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2031-03-04T00:00:00+00:00", '<time datetime="2031-03-04">4 March 2031</time>'),
        ("2031-03-04T00:00:01+00:00", '<time datetime="2031-03-04T00:00:01+00:00">4 March 2031, 00:00 UTC</time>'),
        (
            "2031-03-04T00:00:00+02:00",
            '<time datetime="2031-03-04T00:00:00+02:00">4 March 2031, 00:00 UTC+02:00</time>',
        ),
    ],
)
def test_a_day_without_a_time_is_shown_as_a_day(published: str, shown: str) -> None:
    article = replace(SUMMARY.story.articles[0], published_at=datetime.fromisoformat(published))
    story = replace(SUMMARY.story, articles=(article, *SUMMARY.story.articles[1:]))
    assert shown in report_view(Report((replace(SUMMARY, story=story),)))


def test_the_reason_alone_tells_of_passages_that_are_not_shown() -> None:
    """ "The nearest passage is in X" is not followed by "no passage comes near"; without a reason, that is said."""
    bare = replace(SUMMARY.sentences[0], citations=(), counter_citations=(), reason="The nearest passage is in X.")
    shown = [
        report_view(Report((replace(SUMMARY, sentences=(one,), withheld=()),)))
        for one in (bare, replace(bare, reason=""))
    ]
    assert ["No passage in the articles comes near" in page for page in shown] == [False, True]


@pytest.mark.parametrize(
    ("title", "text", "called"),
    [
        ("Bridge shut", "It was shut.", "Bridge shut"),
        ("", "It was shut.", "“It was shut.”"),
        (
            "",
            "The bridge was shut on Tuesday for at least nine, weeks.",
            "“The bridge was shut on Tuesday for at least nine …”",
        ),
        ("", "x" * 190, f"“{'x' * 100} …”"),
        ("", "", "Without a title"),
    ],
)
def test_a_text_without_a_title_goes_by_its_first_words(title: str, text: str, called: str) -> None:
    sentences = (replace(SUMMARY.sentences[0], text=text),) if text else ()
    summary = replace(SUMMARY, title=title, sentences=sentences)
    assert f"<h1>{called}</h1>" in report_view(Report((summary,)))
    assert render_report(Report((summary,)), "md").startswith(f"# {called}\n")
