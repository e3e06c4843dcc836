"""Origins: what was first written where, with the reason."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from eval.benchmarks.origins import FLOORS, events, judge_event, score
from summarizer.bundle import read_bundle
from summarizer.cleaning import clean_articles
from summarizer.model import CleanArticle, Notice, Origin, OriginKind, Source
from summarizer.origins import find_origins
from summarizer.origins.credits import names_outlet, read_credits
from summarizer.sentences import split_sentences
from summarizer.settings import Settings

BUNDLES = Path(__file__).parents[2] / "eval" / "bundles"

WIRE = (
    "A dam above the town of Orle gave way late on Friday, sending water through its lower streets.",
    "Divers from three provinces searched flooded cellars until dawn while helicopters circled above.",
    "Two bridges across the Sel were swept away and the railway to the coast is closed.",
    "The owner of the dam said that repairs had been planned for the coming autumn.",
    "Schools in the district will stay shut until the middle of next week, the council said.",
    "Farmers lost some four hundred cattle on the meadows below the broken wall.",
)
OWN = (
    "Rescuers were still pulling survivors out of the mud when our reporter reached Mill Lane.",
    "Cars hung in the plane trees and the bakery had lost the whole of its front wall.",
    "Engineers had warned for years that the concrete was crumbling, a retired inspector told us.",
    "Nobody at the utility answered the telephone during the whole of Saturday.",
)
RESULTS = (
    "{0} on Wednesday reported a {3} in full-year operating profit to {2} million crowns and changed its dividend.",
    "Analysts had on average expected that operating profit would come closer to the figure of the year before it.",
    "The chief executive of {0}, {1}, told reporters at {0} that the coming year would be much like the last one.",
)
QUOTE = "“We heard a noise like a train coming down the valley and then the whole street was simply gone,” he said."


def article(name: str, *sentences: str, **fields: object) -> CleanArticle:
    return CleanArticle(name, 1, "\n\n".join(sentences), **fields)  # type: ignore[arg-type]


def at(hour: int) -> datetime:
    return datetime(2031, 5, 3, hour, tzinfo=UTC)


def groups(*articles: CleanArticle) -> list[tuple[str, ...]]:
    return [origin.article_ids for origin in find_origins(articles, [])]


def only(*articles: CleanArticle) -> Origin:
    (origin,) = find_origins(articles, [])
    return origin


def test_a_copy_with_cuts_shares_an_origin_and_says_so() -> None:
    origin = only(article("b", *WIRE[:4]), article("a", *WIRE))
    assert origin.article_ids == ("a", "b")
    assert origin.members[1].kind is OriginKind.COPY
    assert "4 of its 4 sentences" in origin.members[1].reason


def test_one_man_quoted_by_both_makes_no_origin() -> None:
    assert groups(article("a", *WIRE, QUOTE, QUOTE), article("b", *OWN, QUOTE, QUOTE)) == [("a",), ("b",)]


def test_a_few_sentences_of_a_press_release_make_no_origin() -> None:
    assert groups(article("a", *WIRE), article("b", *OWN, WIRE[3])) == [("a",), ("b",)]


def test_a_credit_lowers_what_is_asked_for() -> None:
    credited = article("b", *OWN, WIRE[3], credits=("This article was originally published by Kite News",))
    assert groups(article("a", *WIRE, outlet="Kite News"), credited) == [("a", "b")]


def test_the_set_phrases_of_results_make_no_origin() -> None:
    """One agency tells every company's results in the same words; whose they are is in the names."""
    brewer = article("a", *(line.format("Halmgard", "Ole Juul", 640, "rise") for line in RESULTS), outlet="Interwire")
    yard = article("b", *(line.format("Norgate", "Irma Vold", 210, "fall") for line in RESULTS), outlet="Interwire")
    assert groups(brewer, yard) == [("a",), ("b",)]
    later = article("c", *(line.format("Halmgard", "Ole Juul", 650, "rise") for line in RESULTS), outlet="Interwire")
    assert groups(brewer, later) == [("a", "c")]


@pytest.mark.parametrize("credit", ["", "(AP, Reuters)"])
def test_a_paper_that_uses_two_agencies_makes_no_one_text_of_them(credit: str) -> None:
    ap = article("ap", *WIRE, outlet="AP", published_at=at(9), credits=("ORLE (AP)",))
    reuters = article("rt", *OWN, outlet="Reuters", published_at=at(10), credits=("ORLE, May 3 (Reuters)",))
    credits = (credit,) if credit else ()
    paper = article("p", *WIRE[:3], *OWN[1:], outlet="Echo", published_at=at(12), credits=credits)
    found = find_origins((ap, reuters, paper), [])
    assert len(found) == 2
    (used,) = [member for origin in found for member in origin.members if member.article_id == "p"]
    assert used.kind is OriginKind.COMPOSITE
    assert {origin.members[0].article_id for origin in found} == {"ap", "rt"}


def test_two_papers_that_use_one_agency_are_of_its_origin() -> None:
    ap = article("ap", *WIRE, *OWN, outlet="AP", published_at=at(9), credits=("ORLE (AP)",))
    one = article("one", *WIRE, outlet="Echo", published_at=at(10))
    other = article("two", *OWN, outlet="Post", published_at=at(11))
    (found,) = groups(ap, one, other)
    assert set(found) == {"ap", "one", "two"}


@pytest.mark.parametrize("ending", ["", " (Interwire)"])
def test_an_agency_text_is_no_copy_of_the_longer_one_around_it(ending: str) -> None:
    wire = article("w", *WIRE, outlet="Interwire", published_at=at(9), credits=("ORLE, May 3 (Interwire)",))
    around = article("o", *WIRE, *OWN[:3], OWN[3] + ending, outlet="Echo", published_at=at(12))
    origin = only(wire, around)
    assert [member.article_id for member in origin.members] == ["w", "o"]
    assert origin.members[1].kind is OriginKind.VERSION


def test_the_later_of_two_equally_full_versions_comes_first() -> None:
    early = article("early", *WIRE[:4], *OWN[:2], outlet="Kite", published_at=datetime(2024, 5, 1, tzinfo=UTC))
    late = article("late", *WIRE[:4], *OWN[2:], outlet="Kite", published_at=datetime(2024, 5, 2, tzinfo=UTC))
    origin = only(early, late)
    assert origin.article_ids == ("late", "early")
    assert origin.members[1].kind is OriginKind.VERSION
    assert "an earlier version" in origin.members[1].reason


def test_a_translated_composite_names_its_agencies() -> None:
    notices = (Notice("machine-translated", "its language shows it"),)
    origin = only(article("a", *OWN, credits=("/NYT, W.POST, AP and AFP",), notices=notices))
    assert origin.members[0].kind is OriginKind.COMPOSITE
    assert origin.agencies == ("NYT", "W.POST", "AP", "AFP")
    assert "translation" in origin.members[0].reason


def test_order_of_articles_changes_no_origin() -> None:
    articles = (article("a", *WIRE), article("b", *OWN), article("c", *WIRE[:4]))
    there = {frozenset(ids) for ids in groups(*articles)}
    assert there == {frozenset(ids) for ids in groups(*articles[::-1])} == {frozenset("ac"), frozenset("b")}


def test_empty_articles_have_origins_of_their_own() -> None:
    assert groups(article("a"), article("b")) == [("a",), ("b",)]
    assert find_origins([], []) == ()


def test_invented_bundle_has_its_four_origins() -> None:
    paths = sorted((BUNDLES / "port-sarabi" / "articles").iterdir())
    articles = clean_articles(read_bundle([Source(path.name, path.read_bytes()) for path in paths], Settings()))
    origins = find_origins(articles, split_sentences(articles))
    assert [len(origin.members) for origin in origins] == [1, 2, 1, 1]
    assert origins[3].members[0].kind is OriginKind.COMPOSITE


def test_pairs_with_known_truth_stay_above_their_floors() -> None:
    measured = score(tuple(pair for path in events() for pair in judge_event(path)))
    assert measured["n_pairs"] >= 60
    assert measured["precision"] >= FLOORS["precision"]
    assert measured["recall"] >= FLOORS["recall"]


@pytest.mark.parametrize(
    ("credit", "taken_from", "wire", "agencies"),
    [
        ("Source: | This article originally belongs to Kitenews.example", "Kitenews.example", "", ()),
        ("Ada Flint and Reuters contributed.", "", "", ("Reuters",)),
        ("ORLE, May 11 (TCP)", "", "TCP", ("TCP",)),
        ("(Reuters)", "", "Reuters", ("Reuters",)),
        ("(Reporting by Lars Holt)", "", "", ()),
    ],
)
def test_credit_lines(credit: str, taken_from: str, wire: str, agencies: tuple[str, ...]) -> None:
    found = read_credits(article("a", credits=(credit,)))
    assert (found.taken_from, found.wire, found.agencies) == (taken_from, wire, agencies)


def test_a_short_name_is_not_found_inside_another() -> None:
    assert not names_outlet("AP", article("a", outlet="Apex Daily"))
    assert names_outlet("AP", article("a", outlet="AP"))
    assert names_outlet("kitenews.co.uk", article("a", outlet="The Kite News"))


def test_an_update_by_the_same_outlet_is_a_version_however_much_is_new() -> None:
    early = article("a", *WIRE[:2], outlet="Nord Agency", published_at=datetime(2031, 3, 4, 7, tzinfo=UTC))
    fields = {"outlet": "Nord Agency", "published_at": datetime(2031, 3, 4, 13, tzinfo=UTC)}
    late = article("b", *OWN, title="UPDATE 2-Dam break at Orle", **fields)
    origin = only(early, late)
    assert {member.kind for member in origin.members} == {OriginKind.ORIGINAL, OriginKind.VERSION}
    assert groups(early, article("b", *OWN, title="Dam break at Orle", **fields)) == [("a",), ("b",)]
    elsewhere = article("b", *OWN, title="UPDATE 2-Dam break at Orle", **{**fields, "outlet": "Echo"})
    assert groups(early, elsewhere) == [("a",), ("b",)]
