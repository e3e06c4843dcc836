"""Entities: one bearer a name, whatever its spelling; two bearers of one name apart."""

from __future__ import annotations

import pytest

from summarizer.facts import extract_facts
from summarizer.facts.view import StoryView
from summarizer.model import Article, Bundle, Entity, NameKind
from summarizer.pipeline import read_story
from tests.unit.facts_stories import Page, Told, make_story


def entities(*names: list[str]) -> list[Entity]:
    """The entities of a story whose articles hold these names, one article a list."""
    pages = [
        Page(f"a{number}", [Told(f"There {spec.split(':')[1]} stood.", [spec]) for spec in specs])
        for number, specs in enumerate(names, start=1)
    ]
    return list(extract_facts(make_story(*pages)).entities)


def index(found: list[Entity]) -> dict[str, str]:
    return {spelling.casefold(): entity.id for entity in found for spelling in entity.spellings}


def test_transliterations_and_surname_alone_are_one_person() -> None:
    found = entities(
        ["p:Rustam Haldani:mayor", "p:Haldani"] * 2,
        ["p:Roustam Khaldani", "p:Khaldani"],
        ["p:Rustem Haldany", "?:Haldany"],
    )
    assert len(found) == 1
    assert found[0].name == "Rustam Haldani"
    assert found[0].roles == ("mayor",)
    assert found[0].article_ids == ("a1", "a2", "a3")
    assert found[0].n_mentions == 8
    assert {"haldani", "khaldani", "haldany", "roustam khaldani"} <= index(found).keys()


def test_a_typo_in_the_given_name_and_another_ending_is_the_same_person() -> None:
    assert len(entities(["p:Volodymyr Zelenskyy"], ["p:Volodmyr Zelensky"], ["p:Zelenski"])) == 1


def test_same_surname_other_given_name_is_another_person() -> None:
    found = entities(["p:Ada Quill", "p:Boris Quill", "p:Quill"])
    assert {entity.name for entity in found} == {"Ada Quill", "Boris Quill"}
    assert "quill" not in index(found)


def test_a_shared_surname_is_told_by_the_article() -> None:
    found = entities(["p:Ada Quill", "p:Quill", "p:Quill"], ["p:Boris Quill", "p:Quill"])
    assert {entity.name: entity.n_mentions for entity in found} == {"Ada Quill": 3, "Boris Quill": 2}


def test_gendered_titles_tell_bearers_of_a_surname_apart() -> None:
    found = entities(["p:Bill Clinton", "p:Hillary Clinton", "p:Mrs. Clinton"])
    assert index(found)["mrs. clinton"] == index(found)["hillary clinton"] != index(found)["bill clinton"]


def test_gendered_surnames_are_two_people() -> None:
    assert len(entities(["p:Vladimir Putin", "p:Lyudmila Putina", "p:Putin", "p:Putina"])) == 2


def test_initials_join_where_one_bearer_fits() -> None:
    found = entities(["p:John Penn"], ["p:J. Penn"])
    assert [entity.name for entity in found] == ["John Penn"]
    assert len(entities(["p:John Penn", "p:Jane Penn"], ["p:J. Penn"])) == 3


def test_an_acronym_and_its_expansion_are_one_organisation() -> None:
    found = entities(["o:North Atlantic Treaty Organization", "o:NATO"])
    assert len(found) == 1
    assert {"nato", "north atlantic treaty organization"} <= index(found).keys()
    assert len(entities(["o:Harbour Workers Union", "?:HWU"])) == 1


def test_places_under_two_names_are_one() -> None:
    found = entities(["l:Kiev", "l:U.S.", "l:Washington"], ["l:Kyiv", "l:US", "l:United States"])
    assert {entity.name for entity in found} == {"Kyiv", "United States", "Washington"}


def test_demonyms_and_months_are_nobody() -> None:
    assert entities(["?:Russian", "?:March", "?:Tuesday", "?:Americans"]) == []


def test_an_organisation_named_after_a_person_is_not_that_person() -> None:
    found = entities(["p:Ingrid Hale", "o:Hale Foundation", "p:Hale"])
    assert {(entity.name, entity.kind) for entity in found} == {
        ("Ingrid Hale", NameKind.PERSON),
        ("Hale Foundation", NameKind.ORGANISATION),
    }


def test_a_full_name_is_a_persons_where_its_surname_stands_alone() -> None:
    found = entities(["?:Tamsin Orvik"], ["p:Orvik"])
    assert [(entity.name, entity.kind) for entity in found] == [("Tamsin Orvik", NameKind.PERSON)]


def test_one_wrong_letter_in_a_surname_is_the_same_person() -> None:
    assert len(entities(["p:Tamsin Ruiz"], ["?:Tamsin Ruis"])) == 1
    assert len(entities(["p:Tamsin Ruiz"], ["p:Pavel Ruis"])) == 2


def test_a_body_called_by_its_last_words_is_that_body() -> None:
    found = entities(["o:Federation of Reed Cutters", "o:Federation"], ["o:Federation of Reed Cutters"])
    assert [entity.name for entity in found] == ["Federation of Reed Cutters"]
    apart = entities(["o:Harbour Ministry", "o:Ministry"], ["o:Forest Ministry"])
    assert index(apart)["ministry"] == index(apart)["harbour ministry"] != index(apart)["forest ministry"]


def test_spellings_of_a_body_that_differ_by_a_letter_or_a_gap_are_one() -> None:
    assert len(entities(["l:Porto Quillan"], ["l:Port Quillan"])) == 1
    assert len(entities(["o:Institute for Dry Land Oats"], ["o:Institute for Dryland Oats"])) == 1


def told(*texts: str) -> list[Entity]:
    """The entities of a story whose articles have these texts."""
    return list(extract_facts(read_story(Bundle(tuple(article(n, text) for n, text in enumerate(texts, 1))))).entities)


def article(number: int, text: str) -> Article:
    return Article(id=f"a{number}", number=number, text=text)


def test_an_acronym_is_whose_name_stands_before_it_whatever_its_letters() -> None:
    found = told("The Growers' Federation of Tolm (VKL) met in Quillan. VKL called a strike near Quillan.")
    assert index(found)["vkl"] == index(found)["growers' federation of tolm"]


def test_a_town_and_its_team_are_two() -> None:
    found = told("Snow fell in Quillan and near Ostwick. Quillan beat Ostwick 2-1. It is cold in Quillan.")
    assert sorted((entity.name, entity.kind.value) for entity in found) == [
        ("Ostwick", "organisation"),
        ("Ostwick", "place"),
        ("Quillan", "organisation"),
        ("Quillan", "place"),
    ]


def test_the_title_tells_two_of_a_surname_apart_in_one_article() -> None:
    found = told(
        "Mayor Boris Quill spoke. His rival, Hillary Quill, left. Mr Quill stayed in Tolmora. Mr Quill sang.",
    )
    assert {entity.name: entity.n_mentions for entity in found if entity.kind is NameKind.PERSON} == {
        "Boris Quill": 3,
        "Hillary Quill": 1,
    }


def test_a_translator_spells_both_parts_of_a_name_otherwise() -> None:
    found = entities(["p:Henrike Solvane:minister", "p:Solvane"], ["p:Henrik Solvan:minister", "p:Solvan"])
    assert len(found) == 1
    assert len(entities(["p:Henrike Solvane:minister", "p:Henrik Solvan:pilot"])) == 2, "one article has both"
    assert len(entities(["p:Marko Dell"], ["p:Marla Dell"])) == 2


def test_letters_that_languages_write_otherwise() -> None:
    assert len(entities(["p:Ramona Quist"], ["p:Ramona Kvist"])) == 1
    assert len(entities(["p:Paula Gomez"], ["p:Paula Gomes"])) == 1


def test_translators_call_a_body_otherwise() -> None:
    found = entities(["o:Farmers' League", "o:League"], ["o:Peasant League"])
    assert len(found) == 1
    assert len(entities(["o:KFF"], ["o:FKF"])) == 1
    assert len(entities(["o:Farmers' League", "o:Peasant League"])) == 2, "one article has both"
    assert len(entities(["o:Farmers' League"], ["o:Tenants' League"])) == 2


def test_a_saint_alone_is_his_hospital() -> None:
    assert len(entities(["o:St Orrin's Hospital", "l:St Orrin"])) == 1


def test_a_surname_far_from_a_full_name_is_the_main_bearers() -> None:
    found = told(
        "Mayor Ada Quill spoke. Ada Quill wept. Clerk Boris Quill slept. " + "It rained. " * 70 + "Quill left."
    )
    assert {entity.name: entity.n_mentions for entity in found} == {"Ada Quill": 3, "Boris Quill": 1}


def test_a_surname_of_an_article_without_full_names_is_the_main_bearers() -> None:
    found = entities(["p:Ada Quill", "p:Ada Quill", "p:Boris Quill"], ["p:Quill"])
    assert {entity.name: entity.n_mentions for entity in found} == {"Ada Quill": 3, "Boris Quill": 1}


def test_a_known_body_that_a_table_has_for_a_place_is_kept() -> None:
    found = told("Ada Moss left the European Union (EU). The EU is a bloc. Kansas City beat Liverpool 2-1.")
    assert {(entity.name, entity.n_mentions) for entity in found} >= {("European Union", 3), ("Liverpool", 1)}


def test_states_by_their_abbreviations_are_the_states() -> None:
    found = told("Ada Moss flew from Keene, N.H., to Miami, Fla., and to Tampa. She likes Florida and New Hampshire.")
    assert {entity.name: entity.n_mentions for entity in found if entity.n_mentions > 1} == {
        "Florida": 2,
        "New Hampshire": 2,
    }
    assert "Missouri" not in {entity.name for entity in told("Mo sang in Tarn. Mo smiled. Mo Quill left.")}


def test_an_acronym_with_full_stops_is_of_the_names_that_hyphens_join() -> None:
    found = told("Ada Moss ran Orbeck-Sarn-Quill for years. An O.S.Q. spokesman said so. The O.S.Q. is in Tolmora.")
    assert index(found)["o.s.q."] == index(found)["orbeck-sarn-quill"]


def test_a_firm_with_and_without_the_form_of_its_company_is_one() -> None:
    found = told("Orvane Inc. fell. Ada Moss sold Orvane. Tarn Group is in Tarn. She lives in Tarn, near Quillan.")
    assert index(found)["orvane"] == index(found)["orvane inc"]
    assert index(found)["tarn"] != index(found)["tarn group"]


def test_a_first_word_stands_for_names_that_go_on_from_one_another() -> None:
    found = told(
        "Quorley Perkins rose. Quorley Perkins Moss & Byers is a firm. Shares of Quorley Perkins fell. Quorley sued."
    )
    assert index(found)["quorley"] == index(found)["quorley perkins"] == index(found)["quorley perkins moss & byers"]


def bearers(text: str) -> dict[str, list[str]]:
    """The spellings of each entity of one article, by its name."""
    story = read_story(Bundle((Article(id="a", number=1, text=text),)))
    return {entity.name: sorted(entity.spellings) for entity in extract_facts(story).entities}


def mentions_of(text: str) -> dict[str, int]:
    """How often each entity of one article is named."""
    story = read_story(Bundle((Article(id="a", number=1, text=text),)))
    return {entity.name: entity.n_mentions for entity in extract_facts(story).entities}


def test_an_agency_in_brackets_is_no_acronym_of_the_town_before() -> None:
    assert "New York" in bearers("They met on Monday.\n\nOTHER NEWS: New York (AFP) – The harbour was shut on Monday.")


def test_a_paper_alone_is_the_known_paper_of_the_article() -> None:
    found = mentions_of("Ada Quill told The Washington Post so. The Post has sought details since. The Post waits.")
    assert found["Washington Post"] == 3


def test_a_town_of_a_river_or_land_is_named_without_it() -> None:
    assert mentions_of("A storm hit the city of Ombrado de Cuba. In Ombrado roofs fell.") == {"Ombrado de Cuba": 2}


def test_slips_in_a_long_name_of_one_word() -> None:
    found = bearers(
        "Shots fell in Slomostok. He was near Slomotsok. They fled from Slamostok, and in Slomostok he wept."
    )
    assert len(found) == 1
    assert len(bearers("He went to live in Slovania and in Slavenia, and they fled to Barovonia.")) == 3


def test_given_names_before_a_common_surname() -> None:
    text = "The parents, Khorr and Gazira Mossov, wept. Mr. Mossov spoke first. Ms. Mossov was silent."
    assert mentions_of(text) == {"Khorr Mossov": 2, "Gazira Mossov": 2}
    assert "Brandt Quill" not in bearers("Brandt and Ada Quill won. Otto Brandt was glad.")


def test_a_nickname_in_marks_is_part_of_a_name() -> None:
    found = mentions_of("Lawyers for Andrew “Ace” Tallowing spoke. Then Andrew Tallowing left, and so did Tallowing.")
    assert found == {"Andrew Tallowing": 3}


def test_the_surname_alone_stays_whose_it_was_when_a_relative_is_named_once() -> None:
    text = (
        "Senator Rolf Brandt won on Monday. Brandt was glad. Brandt has sent his pastor father, Otto Brandt, ahead."
        " Brandt is here. Brandt will speak."
    )
    assert mentions_of(text) == {"Rolf Brandt": 5, "Otto Brandt": 1}


def test_the_surname_in_the_plural() -> None:
    assert len(bearers("Otto Gorress won. Later the Gorresses, who own the club, wept.")) == 1


def test_several_of_a_product_and_a_prince() -> None:
    assert len(bearers("The ferry Orbeo sank. The ferry Orbeos sank.")) == 1
    assert list(bearers("The Prince of Wales came.")) == ["Prince of Wales"]


def test_a_name_keeps_what_tells_its_bearer_from_his_father() -> None:
    found = entities(["p:Otto Kranz Jr.:judge", "p:Kranz", "p:Otto Kranz"])
    assert [entity.name for entity in found] == ["Otto Kranz Jr."]


def test_whose_husband_somebody_is_he_is_not() -> None:
    """Also where the name that owns goes on: "Mary Ann" is known, and the sentence has "Mary Ann Cobb’s husband"."""
    story = read_story(
        Bundle((Article("a", 1, "Mary Ann sang. Mary Ann Cobb’s estranged husband said he had no money left."),))
    )
    view = StoryView(story)
    (said,) = story.sentences[1].mentions.attributions
    assert view.speaker(story.sentences[1], said.speaker) == "Mary Ann Cobb’s estranged husband"


@pytest.mark.parametrize("phrase", ["A spokesman for Ada Moss", "Moss supporters", "Allies of former mayor Ada Moss"])
def test_who_belongs_to_somebody_is_not_that_somebody(phrase: str) -> None:
    text = f"Ada Moss lost the vote in Norl on Tuesday. {phrase} said that the count was wrong."
    view = StoryView(read_story(Bundle((Article("a", 1, text),))))
    last = view.story.sentences[1]
    (said,) = last.mentions.attributions
    assert view.speaker(last, said.speaker) == phrase


@pytest.mark.parametrize(("office", "bearer"), [("Minister", "Anna Denn"), ("Health Minister", "Anna Denn")])
def test_an_office_tells_which_bearer_of_a_surname_is_meant(office: str, bearer: str) -> None:
    """ "Minister Denn" is the minister, not the husband whom the other article names beside her; so "Denn" after it."""
    first = (
        "Health Minister Anna Denn resigned on Monday over a report on three hospitals in Velta. "
        "Her husband, surgeon Karl Denn, stood beside her. Karl Denn wept."
    )
    second = (
        f"{office} Denn spoke on Monday of a report on three hospitals in Velta. "
        "Denn said that the three hospitals would be closed for a year."
    )
    story = read_story(Bundle((Article("a1", 1, first), Article("a2", 2, second))))
    facts = extract_facts(story)
    assert [fact.speaker for fact in facts.facts if "for a year" in fact.text] == [bearer]
    assert facts.disagreements == ()
