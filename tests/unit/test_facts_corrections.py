"""Correction notices: what an outlet takes back holds nowhere, and is no disagreement."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from summarizer import pipeline
from summarizer.facts import extract_facts
from summarizer.model import Article, Bundle, ErrorCode, Facts, OriginKind, Story
from summarizer.report import render_facts
from summarizer.verification import read_draft, verify

BODY = (
    "The glass maker Ferrano said on Monday that it would close {n} of its workshops in Brell after a fire in March"
    " had destroyed two furnaces.",
    "The chairwoman, Ada Quill, told workers in the canteen that nobody under thirty would be kept on.",
    "She said that the company had looked for a buyer since the autumn and had found none who would take on its debts.",
    "The mayor of Brell, Tom Ash, said that the town would lose a third of its trade tax if the workshops fell silent.",
    "The first workshop in the valley was opened by two brothers from the coast who made lamps for the lighthouses.",
    "Shares in Ferrano fell {share} percent {when} in Brell. The works council called the plan a surrender.",
)


def version(n: str, hour: int, notice: str = "", name: str = "", outlet: str = "Brell Gazette") -> Article:
    """The story of the workshops with a number in it; a notice in brackets stands over it, any other below."""
    share, when = ("9", "in early trading") if hour < 10 else ("14", "by noon")
    body = "\n\n".join(BODY).format(n=n, share=share, when=when)
    text = f"{notice}\n\n{body}" if notice.startswith("(") else f"{body}\n\n{notice}".strip()
    return Article(
        name or f"at-{hour}",
        0,
        text,
        title=f"Ferrano to close {n} workshops",
        outlet=outlet,
        published_at=datetime(2031, 3, 3, hour, tzinfo=UTC),
    )


def story(*articles: Article) -> Story:
    numbered = tuple(
        Article(a.id, n, a.text, title=a.title, outlet=a.outlet, published_at=a.published_at)
        for n, a in enumerate(articles, start=1)
    )
    return pipeline.read_story(Bundle(numbered))


def facts(*articles: Article) -> Facts:
    return extract_facts(story(*articles))


def gone(found: Facts) -> set[tuple[str, str, str]]:
    """(article, figure, by) of what was corrected."""
    return {(f.span.article_id, f.figure.text, f.superseded_by) for f in found.figures if f.is_corrected}


@pytest.mark.parametrize(
    "notice",
    [
        "(Corrects number of workshops in first paragraph to 43 from 71)",
        "Correction: An earlier version of this article said that Ferrano would close 71 workshops. It will close 43.",
        "Clarification: This article originally gave the number of workshops as 71; it is 43.",
        "This story has been updated to show that 43 workshops, not 71, will close.",
        "(Correction: An earlier version said that 71 workshops would close. The number is 43.)",
        "This is a corrected version. The earlier one misstated the number of workshops as 71 instead of 43.",
        "An earlier version of this report gave the number of workshops as 71.",
        "Berichtigung: In einer früheren Fassung hieß es, Ferrano schließe 71 Werkstätten. Richtig sind 43.",
        "The number of workshops is 43 and not 71, as an earlier version of this article said.",
        "Correction: An earlier version gave the number of workshops as 71. The company has told us that 28 of them are"
        " beyond the border. The right number is 43.",
        "We wrongly said this morning that 71 workshops would close. It is 43.",
    ],
)
def test_a_corrected_figure_is_superseded_and_no_disagreement(notice: str) -> None:
    found = facts(version("71", 8), version("43", 12, notice))
    assert ("at-8", "71", "at-12") in gone(found)
    assert not [told for one in found.disagreements for told in one.figures]
    assert {f.is_superseded for f in found.figures if f.figure.text == "43"} == {False}
    assert {f.is_superseded for f in found.figures if f.figure.text == "71"} == {True}
    assert {f.speaker for f in found.figures} <= {"", "Ferrano", "Ada Quill", "Tom Ash"}


def test_a_notice_that_adds_something_corrects_nothing() -> None:
    found = facts(version("43", 8), version("43", 12, "(Adds comment of works council in paragraph 3)"))
    assert gone(found) == set()


def test_an_update_replaces_and_corrects_nothing() -> None:
    found = facts(version("43", 8), version("71", 12, "(Updates number of workshops in first paragraph to 71 from 43)"))
    assert gone(found) == set()
    (old,) = (f for f in found.figures if f.figure.text == "43")
    assert old.superseded_by == "at-12"


def test_an_earlier_version_of_a_bill_is_news_and_no_notice() -> None:
    told = "An earlier version of the closure plan spoke of 71 workshops. The new one speaks of 43."
    assert gone(facts(version("43", 12, told))) == set()


def test_another_outlet_that_copied_the_figure_has_the_old_one_too() -> None:
    notice = "(Corrects number of workshops in first paragraph to 43 from 71)"
    other = Article(
        "echo", 3, "Ferrano will give up 71 workshops in Brell, the glass maker said. The mayor was not told.",
        title="Brell loses workshops", outlet="Echo", published_at=datetime(2031, 3, 3, 9, tzinfo=UTC),
    )  # fmt: skip
    found = facts(version("71", 8), version("43", 12, notice), other)
    assert ("echo", "71", "at-12") in gone(found)
    assert not [told for one in found.disagreements for told in one.figures]


def test_what_somebody_else_counted_still_stands() -> None:
    notice = "(Corrects number of workshops in first paragraph to 43 from 71)"
    other = Article(
        "echo", 3, "Police said that Ferrano would close 71 workshops in Brell. The mayor, Tom Ash, was not told.",
        title="Brell loses workshops", outlet="Echo", published_at=datetime(2031, 3, 3, 9, tzinfo=UTC),
    )  # fmt: skip
    found = facts(version("71", 8), version("43", 12, notice), other)
    assert "echo" not in {article for article, _, _ in gone(found)}


def test_a_figure_that_a_later_version_replaced_is_no_disagreement() -> None:
    found = facts(version("43", 8), version("43", 12))
    assert found.disagreements == ()
    (revision,) = found.revisions
    assert [(told.figure.text, told.superseded_by) for told in revision.figures] == [
        ("9 percent", "at-12"),
        ("14 percent", ""),
    ]


def test_the_outlets_earlier_text_is_a_version_and_no_copy() -> None:
    (origin,) = story(version("71", 8), version("43", 12)).origins
    assert [member.kind for member in origin.members] == [OriginKind.ORIGINAL, OriginKind.VERSION]


def test_a_risen_toll_replaces_the_lower_one_of_the_day_before() -> None:
    texts = (
        ("a", 4, "Six people have died of the fever in Orle, the health minister, Ada Quill, said."),
        ("b", 5, "The mayor, Tom Ash, said that the death toll in Orle had risen to seven. The fever began in May."),
    )
    found = facts(
        *(
            Article(name, 0, text, outlet=name, published_at=datetime(2031, 8, day, tzinfo=UTC))
            for name, day, text in texts
        )
    )
    assert found.disagreements == ()
    assert {(f.figure.text, f.superseded_by) for f in found.figures if f.is_superseded} == {("Six", "b")}


def test_a_toll_that_is_higher_a_day_later_is_no_disagreement_unless_somebody_still_gives_the_lower_one() -> None:
    def told(*days_and_words: tuple[int, str]) -> Facts:
        return facts(
            *(
                Article(f"at-{n}", 0, text, outlet=f"Outlet {n}", published_at=datetime(2031, 8, day, tzinfo=UTC))
                for n, (day, text) in enumerate(days_and_words)
            )
        )

    first = (4, "The quake in Orle has killed 38 people, the office said. Trains do not run.")
    second = (5, "The quake in Orle has killed 51 people, the office said. Trains run again.")
    assert told(first, second).disagreements == ()
    (found,) = told(
        first, second, (5, "At least 51 died in Orle, but the army says the quake killed 38 people.")
    ).disagreements
    assert found.subject == "people killed in Orle"


def test_a_figure_that_an_outlet_has_replaced_is_old_where_another_has_it_from_there() -> None:
    def text(number: int) -> str:
        return f"A ferry ran aground off Tollen, hurting at least {number} people, the coast guard said. It listed."

    found = facts(
        Article("a", 1, text(14), outlet="Nord Agency", published_at=datetime(2031, 3, 4, 7, tzinfo=UTC)),
        Article("b", 2, text(17), outlet="Nord Agency", published_at=datetime(2031, 3, 4, 9, tzinfo=UTC)),
        Article(
            "c", 3, "A ferry has run aground off Tollen. At least 14 people were hurt, the Nord Agency reports.",
            outlet="Tide", published_at=datetime(2031, 3, 4, 8, tzinfo=UTC),
        ),
    )  # fmt: skip
    assert found.disagreements == ()
    assert {(f.span.article_id, f.superseded_by) for f in found.figures if f.is_superseded} == {("a", "b"), ("c", "b")}


def test_a_figure_that_tells_how_the_error_came_about_corrects_nothing() -> None:
    fire = "{} people died in a fire on Kestrel Street in Orle on Wednesday, police said."
    notice = "Correction: An earlier version said that three people had died. One person had been counted twice."
    found = facts(
        Article("a", 1, fire.format("Three"), outlet="Metro", published_at=datetime(2031, 3, 4, 7, tzinfo=UTC)),
        Article(
            "b", 2, fire.format("Two") + "\n\n" + notice, outlet="Metro",
            published_at=datetime(2031, 3, 4, 9, tzinfo=UTC),
        ),
    )  # fmt: skip
    (revision,) = found.revisions
    assert revision.wording.startswith("People killed on Kestrel Street: two (police)")


def test_the_editor_is_told_what_was_corrected_by_whom() -> None:
    notice = "Correction: An earlier version of this article said that Ferrano would close 71 workshops. It is 43."
    (told,) = [n for n in facts(version("71", 8), version("43", 12, notice)).notices if n.code == "corrected"]
    assert told.article_id == "at-12"
    assert "43" in told.message
    assert "71" in told.message
    assert "corrected by Brell Gazette" in told.message


def codes_of(text: str) -> tuple[ErrorCode, ...]:
    notice = "(Corrects number of workshops in first paragraph to 43 from 71)"
    told = story(version("71", 8), version("43", 12, notice))
    (sentence,) = verify(read_draft(text), told, extract_facts(told)).sentences
    return sentence.codes


@pytest.mark.parametrize(
    "text",
    [
        "The glass maker Ferrano is to close 71 of its workshops in Brell.",
        "Ferrano said on Monday that it would close 71 workshops in Brell.",
    ],
)
def test_a_sentence_with_the_old_figure_is_flagged_as_superseded(text: str) -> None:
    assert ErrorCode.SUPERSEDED in codes_of(text)


def test_a_sentence_that_tells_the_correction_is_not() -> None:
    codes = codes_of("Ferrano is to close 43 of its workshops in Brell; the Gazette first gave the number as 71.")
    assert ErrorCode.SUPERSEDED not in codes
    assert ErrorCode.BOILERPLATE not in codes


def test_the_report_says_who_corrected_a_figure() -> None:
    notice = "(Corrects number of workshops in first paragraph to 43 from 71)"
    shown = render_facts(pipeline.extract(Bundle((version("71", 8), replace(version("43", 12, notice), number=2)))))
    assert "~~71~~ (earlier figure, corrected by Brell Gazette" in shown
