"""Two outlets tell one sentence in opposite ways: no corroboration, a disagreement, and nothing to be told flat."""

from __future__ import annotations

import pytest

from summarizer import Brief, extract, summarize, verify
from summarizer.facts.opposites import Apart, told_apart
from summarizer.model import DisagreementKind, ErrorCode, Facts, Verdict

DAY = "2031-05-06T12:00:00+00:00"
EXCLUDING = [
    ("Lund will sell the harbour, the mayor said.", "Lund will not sell the harbour, the mayor said."),
    ("The old pier at Tarn collapsed in the storm.", "The old pier at Tarn did not collapse in the storm."),
    ("The union had signed the wage deal by Friday.", "The union had not signed the wage deal by Friday."),
    ("Minister Ada Quill resigned after the budget row.", "Minister Ada Quill refused to resign after the budget row."),
    ("The missing diver was found alive near the reef.", "The missing diver was found dead near the reef."),
    ("The council approved the ferry to Oberlund.", "The council rejected the ferry to Oberlund."),
]  # fmt: skip
LESS_FIRM = [
    ("The island may leave the union, its premier said.", "The island will leave the union, its premier said."),
    ("The army said it was pulling its tanks out of Tarn.", "The army pulled its tanks out of Tarn."),
    ("The quarry hopes to reopen on Friday after the flood.", "The quarry reopened on Friday after the flood."),
]
AT_ONE = [
    ("The old pier at Tarn collapsed in the storm.", "In the storm the old pier at Tarn has collapsed."),
    ("“I did not ask money of nobody,” said Quill.", "“I asked no one for money,” said Quill."),
    ("The union had signed the deal by Friday.", "The union had not yet signed the deal by Friday noon."),
    ("The blast in the harbour killed 12 people.", "The blast in the harbour injured 14 people."),
    ("Lund won the first leg of the final at home.", "Lund lost the second leg of the final away from home."),
    ("The president of Tarn supports the treaty on fish.", "The parliament of Tarn opposes the treaty on fish."),
    ("The first suspect was found guilty of the raid.", "The second suspect was found not guilty of the raid."),
    ("The union and the port reached a deal on pay.", "The union and the port did not reach a deal on pensions."),
    ("Who complained of the noise?", "“I did not complain of the noise,” he said."),
    ("Quill said that she would build no farm on the dyke.", "“I would not build a farm on the dyke,” said Quill."),
    ("The mayor opened the bridge at Tarn.", "The mayor did not attend the opening of the market hall."),
]


def read(*texts: str, days: tuple[str, ...] = (DAY, DAY, DAY)) -> Facts:
    articles = [
        {"outlet": f"Outlet {number}", "published_at": day, "text": text}
        for number, (text, day) in enumerate(zip(texts, days, strict=False), start=1)
    ]
    return extract(articles).sheets[0].facts


@pytest.mark.parametrize(("one", "other"), EXCLUDING)
def test_what_excludes_the_other_is_a_disagreement_and_corroborates_nothing(one: str, other: str) -> None:
    apart = told_apart(one, other)
    assert apart is not None
    assert apart.excludes
    facts = read(one, other)
    (found,) = facts.disagreements
    assert found.kind is DisagreementKind.CLAIM
    assert {claim.side for claim in found.claims} == {0, 1}
    assert all(len(fact.evidence) == 1 for fact in facts.facts)


@pytest.mark.parametrize(("one", "other"), LESS_FIRM)
def test_what_is_less_firm_corroborates_nothing_and_is_no_disagreement(one: str, other: str) -> None:
    apart = told_apart(one, other)
    assert apart is not None
    assert not apart.excludes
    facts = read(one, other)
    assert not facts.disagreements
    assert all(len(fact.evidence) == 1 for fact in facts.facts)


def test_who_says_it_is_no_part_of_what_is_said() -> None:
    apart = told_apart(
        "The pier at Tarn collapsed, police said.", "The pier at Tarn did not collapse, the harbour office said."
    )
    assert apart is Apart.DENIED


def test_two_days_are_two_claims() -> None:
    one = "Ada Quill told parliament on Tuesday that she had no knowledge of the meetings with the lobbyist."
    other = "Ada Quill, who told parliament that she knew of no meetings with the lobbyist, resigned on Friday."
    assert told_apart(one, other) is Apart.DAYS
    assert all(len(fact.evidence) == 1 for fact in read(one, other).facts)


@pytest.mark.parametrize(("one", "other"), AT_ONE)
def test_what_denies_nothing_of_the_other_is_not_told_apart(one: str, other: str) -> None:
    assert told_apart(one, other) is None


def test_a_speaker_who_is_reported_both_ways_is_named_with_the_outlets() -> None:
    (found,) = read(*EXCLUDING[0]).disagreements
    assert "mayor, Outlet 1" in found.wording
    assert "mayor, Outlet 2" in found.wording


def test_what_has_happened_since_is_no_disagreement() -> None:
    one, other = EXCLUDING[0]
    assert not read(other, one, days=(DAY, "2031-05-08T12:00:00+00:00")).disagreements


def test_a_later_version_of_one_outlet_holds() -> None:
    articles = [
        {"outlet": "Post", "published_at": f"2031-05-06T{hour}:00:00+00:00", "text": text}
        for hour, text in zip((10, 12), EXCLUDING[1], strict=True)
    ]
    assert not any(found.is_sure for found in extract(articles).sheets[0].facts.disagreements)


@pytest.mark.parametrize(("one", "other"), EXCLUDING)
def test_one_side_told_flat_is_partial_and_cited_to_its_own_side_alone(one: str, other: str) -> None:
    articles = [{"outlet": "Post", "text": one}, {"outlet": "Echo", "text": other}]
    for text, number in ((one, 1), (other, 2)):
        (sentence,) = verify(text, articles).summaries[0].sentences
        assert sentence.verdict is Verdict.PARTIAL
        assert ErrorCode.CONFLICT_FLATTENED in sentence.codes
        assert sentence.cited_numbers == (number,)
        assert [citation.number for citation in sentence.counter_citations] == [3 - number]


def test_both_sides_told_are_not_flattened() -> None:
    articles = [{"outlet": "Post", "text": EXCLUDING[1][0]}, {"outlet": "Echo", "text": EXCLUDING[1][1]}]
    for text in (
        "According to Post, the old pier at Tarn collapsed in the storm.",
        "Reports differ on whether the old pier at Tarn collapsed in the storm.",
    ):
        (sentence,) = verify(text, articles).summaries[0].sentences
        assert ErrorCode.CONFLICT_FLATTENED not in sentence.codes


SLOTS = [
    ("Senator Ada Quill died early on Thursday.", "Senator Ada Quill died early on Tuesday, a party leader said."),
    ("The ferry sank off Tarn on Monday with 40 aboard.", "The ferry sank off Lund on Monday with 40 aboard."),
    ("The court will hear the case on 4 June, its clerk said.", "The court hears the case on 14 June, its clerk said."),
    ("Lund United beat Tarn 3-1 on Sunday.", "Lund United beat Tarn 3-2 on Sunday."),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SLOTS)
def test_another_day_place_or_score_of_one_event_is_no_corroboration_and_not_told_flat(one: str, other: str) -> None:
    assert all(len({span.article_id for span in fact.evidence}) == 1 for fact in read(one, other).facts)
    articles = [
        {"outlet": f"Outlet {number}", "published_at": DAY, "text": text} for number, text in enumerate((one, other), 1)
    ]
    (sentence,) = verify(one, articles).summaries[0].sentences
    assert ErrorCode.CONFLICT_FLATTENED in sentence.codes
    assert sentence.cited_numbers == (1,)
    assert verify(other, articles).summaries[0].sentences[0].cited_numbers == (2,)


def test_who_is_named_as_saying_it_on_one_side_alone_tells_that_it_is_his() -> None:
    articles = [
        {"outlet": "Post", "text": "The old pier at Tarn collapsed in the storm on Friday, police said."},
        {"outlet": "Echo", "text": "The old pier at Tarn did not collapse in the storm on Friday, its owner said."},
    ]
    (flat,) = verify("The old pier at Tarn collapsed in the storm on Friday.", articles).summaries[0].sentences
    (said,) = verify("The old pier at Tarn collapsed in the storm, police said.", articles).summaries[0].sentences
    assert ErrorCode.CONFLICT_FLATTENED in flat.codes
    assert ErrorCode.CONFLICT_FLATTENED not in said.codes
    assert said.cited_numbers == (1,)


SALE = "The city of Ebbe will {}sell its harbour to a private firm this year, Mayor Ada Quill's office said on Friday."


@pytest.mark.parametrize(("one", "other"), [*EXCLUDING, (SALE.format(""), SALE.format("not "))])
def test_a_summary_tells_both_sides_and_neither_flat(one: str, other: str) -> None:
    articles = [
        {"outlet": "Post", "text": f"{one} The weather had been mild for the whole of that week in the valley."},
        {"outlet": "Echo", "text": f"{other} Fishermen of the valley sell their herring before the sun is up."},
    ]
    summary = summarize(articles).summaries[0]
    first = summary.sentences[0]
    assert first.text.startswith("Reports differ: ")
    assert first.verdict is Verdict.SUPPORTED
    assert set(first.cited_numbers) == {1, 2}
    assert not summary.flagged
    assert summary.title.startswith("Reports differ: ")
    assert summary.flagged_title is None


def test_of_more_opposed_claims_than_a_summary_tells_none_vanishes() -> None:
    """Two are told as disagreements; the others stand as they would without, and the title is of what comes first."""
    filler = "The weather had been mild for the whole of that week in the valley."
    articles = [
        {"outlet": "Post", "text": " ".join(one for one, _ in EXCLUDING[:4])},
        {"outlet": "Echo", "text": " ".join([*(other for _, other in EXCLUDING[:4]), filler])},
    ]
    summary = summarize(articles, brief=Brief(n_words=250)).summaries[0]
    told = [sentence.text for sentence in summary.sentences]
    assert sum(text.startswith("Reports differ: ") for text in told) == 2
    for one, other in EXCLUDING[:4]:
        first_words = {" ".join(text.split()[1:4]) for text in (one, other)}
        assert any(words in text for words in first_words for text in told), one
    assert told[0].startswith(summary.title)


def test_a_sentence_that_tells_a_disagreement_is_not_judged_by_its_halves() -> None:
    articles = [
        {"outlet": "Meridian Post", "title": "Ebbe to sell its harbour", "published_at": DAY, "text": SALE.format("")},
        {"outlet": "Echo", "title": "City keeps harbour", "published_at": DAY, "text": SALE.format("not ")},
    ]
    (found,) = extract(articles).sheets[0].facts.disagreements
    (sentence,) = verify(f"{found.wording} [1, 2]", articles).summaries[0].sentences
    assert sentence.verdict is Verdict.SUPPORTED
    assert not sentence.codes
    assert not sentence.claims
