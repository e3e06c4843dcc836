"""Grouping: by what happened, whatever the order, and never by chance."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from eval.__main__ import main
from eval.group import run_group
from summarizer.bundle import read_bundle
from summarizer.cleaning import clean_articles
from summarizer.errors import BundleError
from summarizer.model import CleanArticle, Source
from summarizer.sentences import split_sentences
from summarizer.settings import Settings
from summarizer.stories import StoryStream, as_one_story, group_stories, headline, partition
from summarizer.stories.grouping import _Pairs
from tests.unit.told_often import told_often

BUNDLES = Path(__file__).parents[2] / "eval" / "bundles"


def article(number: int, text: str, title: str = "", day: int = 0) -> CleanArticle:
    published_at = datetime(2024, 5, day, tzinfo=UTC) if day else None
    return CleanArticle(f"a{number}", number, text, title=title, published_at=published_at)


def read(name: str) -> tuple[CleanArticle, ...]:
    paths = sorted((BUNDLES / name / "articles").iterdir())
    return clean_articles(read_bundle([Source(path.name, path.read_bytes()) for path in paths], Settings()))


def quakes() -> list[CleanArticle]:
    north = (
        "A magnitude 6.1 earthquake shook Lake Tarn on Monday, wrecking the old church of Orle.",
        "Rescuers in Orle dug for survivors under the old church after Monday's quake at Lake Tarn.",
        "The earthquake at Lake Tarn left Orle without its old church; Monday's tremor measured 6.1.",
    )
    south = (
        "A magnitude 5.4 earthquake cracked the Velm dam in Strelsau on Friday, officials said.",
        "Strelsau evacuated villages below the Velm dam after Friday's earthquake left cracks in it.",
        "Friday's quake damaged the Velm dam near Strelsau, and engineers are lowering its lake.",
    )
    return [article(number, text) for number, text in enumerate((*north, *south), start=1)]


def test_two_quakes_are_two_stories() -> None:
    assert partition(quakes()) == ((0, 1, 2), (3, 4, 5))


def test_order_of_articles_changes_no_group() -> None:
    articles = quakes()
    expected = {frozenset(articles[place].id for place in group) for group in partition(articles)}
    turned = articles[::-1]
    assert {frozenset(turned[place].id for place in group) for group in partition(turned)} == expected


@pytest.mark.parametrize(("name", "sizes"), [("port-sarabi", [5]), ("two-strikes", [3, 2])])
def test_invented_bundles_come_apart_as_they_should(name: str, sizes: list[int]) -> None:
    articles = read(name)
    stories = group_stories(articles, split_sentences(articles))
    assert [len(story.articles) for story in stories] == sizes
    assert [story.id for story in stories] == [f"story-{number}" for number in range(1, len(sizes) + 1)]


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_stories_told_in_very_many_articles_stay_whole(seed: int) -> None:
    made = told_often(200, seed)
    event = {one.id: name for name, one in made}
    stream = StoryStream()
    for _, one in made:
        stream.add(one)
    for groups in (
        [[made[place][1].id for place in group] for group in partition([one for _, one in made])],
        [list(stream.articles_of(story)) for story in stream.story_ids],
    ):
        assert all(len({event[name] for name in group}) == 1 for group in groups)
        assert sum(sorted(map(len, groups))[-3:]) >= 0.95 * len(made)


def test_an_article_that_tells_two_large_stories_does_not_join_them() -> None:
    by_event: dict[str, list[CleanArticle]] = {}
    for name, one in told_often(90, seed=4):
        by_event.setdefault(name, []).append(one)
    both = CleanArticle("both", 91, by_event["ferry"][0].text + "\n\n" + by_event["plant"][0].text)
    groups = partition([*by_event["ferry"], *by_event["plant"], both])
    assert len(groups) >= 2
    assert all(not {0, len(by_event["ferry"])} <= {*group} for group in groups)


def test_similarities_count_less_where_other_stories_crowd_around() -> None:
    """Articles 0 and 1 are one story beside two others; 4 and 5 are as like each other, and nothing else is near."""
    one, other = np.array([0, 0, 0, 1, 1, 2, 4]), np.array([1, 2, 3, 2, 3, 3, 5])
    pairs = _Pairs(one, other, np.full(7, 0.3), np.zeros(7))
    relief = pairs.relief([[0, 1], [2], [3], [4, 5]])
    assert relief[0] == relief[1] < 1 < relief[4] == relief[5]
    assert relief[2] == relief[3] < relief[0]
    assert len({*pairs.relief([[0, 1, 2, 3], [4, 5]]).tolist()}) == 1


def test_one_word_in_common_joins_nothing() -> None:
    """A fire and a resignation in one town share its name."""
    fire = "A paper mill burned down in Tolm on Monday, injuring three workers, the fire service said."
    mayor = "The mayor of Tolm resigned on Monday after a dispute over the budget."
    assert len(partition([article(1, fire), article(2, mayor)])) == 2
    stream = StoryStream()
    assert len({stream.add(article(n, text)).story_id for n, text in enumerate((fire, mayor), 1)}) == 2


STRANGE_TOWN = (
    "A vaccine plant was opened in Ostrel on Tuesday; it cost 320 million crowns and will make 90 million doses.",
    "A ferry with 212 people ran aground off Ostrel on Tuesday. Nobody was hurt, and a tug is on its way.",
    "Ostrel will close its only indoor pool in May: its tiles come off, the council of Ostrel said.",
    "Some 30,000 homes in the west of Ostrel have been without electricity since four on Tuesday morning.",
)


def test_a_town_that_the_table_of_news_lacks_makes_no_story() -> None:
    """Its name is as rare there as that of whom an event is about, and every article of a local paper has it."""
    told = [article(n, text, day=3) for n, text in enumerate(STRANGE_TOWN, 1)]
    assert len(partition(told)) == len(told)
    stream = StoryStream()
    assert all(stream.add(each).is_new for each in told)


def test_strange_names_tell_one_event_with_little_else() -> None:
    outage = article(
        1, "A fault in a substation has cut off electricity in Ostrel, the grid company Nordlin said.", day=3
    )
    death = "The head of Fennbank, Aale Lundt, was found dead in his house on Tuesday, two people close to him said."
    fennbank = article(2, "Aale Lundt of Fennbank has died, the bank said on Tuesday. Its shares fell.", day=3)
    assert len(partition([article(3, STRANGE_TOWN[3], day=3), outage])) == 1
    assert len(partition([article(3, death, day=3), fennbank])) == 1


def test_the_own_name_of_an_outlet_is_no_event() -> None:
    pipeline = (
        "A pipeline will be laid to the coast, Kestral reported on Tuesday. Three firms spoke with Kestral about it."
    )
    chess = "A girl of nine has won the chess title, Kestral can reveal. She told Kestral that her aunt had taught her."
    own = [replace(article(n, text, day=3), outlet="Kestral") for n, text in enumerate((pipeline, chess), 1)]
    assert len(partition(own)) == 2


FOREIGN = {
    "de": (
        "Bei einem Brand in einer Lagerhalle in Rethen sind am Donnerstag zwei Feuerwehrleute verletzt worden. Die "
        "Halle eines Möbelhändlers brannte vollständig nieder, teilte die Polizei mit.",
        "Zwei Feuerwehrleute haben sich bei einem Großbrand in Rethen verletzt. Die Flammen zerstörten am Donnerstag "
        "die Lagerhalle eines Möbelhändlers. Die Ursache ist nach Angaben der Polizei unklar.",
        "Das Landgericht Kastel hat eine frühere Buchhalterin zu vier Jahren Haft verurteilt. Sie hatte nach "
        "Überzeugung der Richter ihren Arbeitgeber betrogen, wie eine Sprecherin am Donnerstag mitteilte.",
        "Die Imker im Albtal haben am Donnerstag den ersten Honig des Jahres geschleudert. Wegen des warmen Frühlings "
        "begann die Ernte zwei Wochen früher, wie der Verband mitteilte.",
    ),
    "fr": (
        "Un train de marchandises a déraillé jeudi près de Belmont, sans faire de blessés. Douze wagons chargés de "
        "céréales se sont couchés sur la voie, a indiqué la préfecture.",
        "Le trafic est interrompu après le déraillement d'un train de céréales jeudi à Belmont. Douze wagons sont "
        "sortis de la voie, selon la préfecture, et personne n'a été blessé.",
        "Le tribunal de Corvigny a condamné jeudi un notaire à trois ans de prison pour escroquerie. L'avocat de la "
        "défense a annoncé qu'il allait faire appel de cette décision.",
        "La ville de Belmont va fermer son théâtre pour travaux pendant deux ans, a annoncé jeudi la maire. Le "
        "chantier doit coûter huit millions d'euros.",
    ),
    "es": (
        "Un autobús escolar volcó el jueves en la carretera de Almenara y dejó once niños heridos. El conductor perdió "
        "el control por la lluvia, según informó la Guardia Civil.",
        "Once niños resultaron heridos al volcar un autobús escolar cerca de Almenara. La lluvia hizo que el conductor "
        "perdiera el control el jueves, dijo la Guardia Civil.",
        "El ayuntamiento de Almenara aprobó el jueves un plan para plantar diez mil árboles en las calles. Según "
        "informaron fuentes municipales, costará dos millones de euros.",
        "La Policía detuvo el jueves a cuatro personas por vender entradas falsas para un concierto. Según informaron "
        "fuentes policiales, estafaron 90.000 euros.",
    ),
}


@pytest.mark.parametrize("language", FOREIGN)
def test_a_language_in_common_is_no_event(language: str) -> None:
    """The table of news knows English words: in another language the commonest would count as the rarest."""
    told = [article(n, text, day=3) for n, text in enumerate(FOREIGN[language], 1)]
    assert partition(told) == ((0, 1), (2,), (3,))
    stream = StoryStream()
    assert [stream.add(each).is_new for each in told] == [True, False, True, True]


def test_far_dates_hold_alike_reports_apart() -> None:
    first = "The ferry to Skara was late on its way out of Holm, the shipping line said."
    second = (
        "A harbour master in Lund said passengers bound for Skara waited for the tide before their boat sailed under a "
        "new shipping law."
    )
    assert len(partition([article(1, first, day=2), article(2, second, day=3)])) == 1
    assert len(partition([article(1, first, day=2), article(2, second, day=28)])) == 2


def test_articles_without_words_stand_alone() -> None:
    assert partition([article(1, ""), article(2, "…"), article(3, "")]) == ((0,), (1,), (2,))


def test_no_articles_no_stories() -> None:
    assert group_stories([], []) == ()


def test_a_story_holds_its_articles_and_sentences_in_bundle_order() -> None:
    articles = read("two-strikes")
    story = group_stories(articles, split_sentences(articles))[0]
    assert [one.number for one in story.articles] == sorted(one.number for one in story.articles)
    places = [(story.article(s.article_id).number, s.sentence.index) for s in story.sentences]
    assert places == sorted(places)
    assert {name for origin in story.origins for name in origin.article_ids} == {one.id for one in story.articles}


def test_title_is_the_headline_that_the_articles_bear_out() -> None:
    texts = [one.text for one in quakes()[:3]]
    titles = ("Shock and shame: who slept while Orle fell?", "Earthquake at Lake Tarn wrecks old church of Orle", "")
    articles = [article(n, text, title) for n, (text, title) in enumerate(zip(texts, titles, strict=True), start=1)]
    assert as_one_story(articles, []).title == titles[1]


def test_title_is_the_latest_version_s() -> None:
    text = "The glass maker Ferrano said on Monday that it would close {} workshops in Brell after a fire in March."
    told = [
        CleanArticle("a", 1, text.format(71), title="Ferrano to close 71 workshops", outlet="Gazette"),
        CleanArticle("b", 2, text.format(43), title="Ferrano to close fewer workshops", outlet="Gazette"),
    ]
    told = [replace(one, published_at=datetime(2031, 3, 3, 8 + n, tzinfo=UTC)) for n, one in enumerate(told)]
    assert as_one_story(told, []).title == as_one_story(told[::-1], []).title == "Ferrano to close fewer workshops"


def test_a_corrected_headline_stands_for_the_one_it_corrects() -> None:
    titles = ["Ferrano to close 71 workshops", "Ferrano to close 43 workshops (corrected)"]
    assert headline(titles, titles) == "Ferrano to close 43 workshops"
    latest_first = ["Quake in Orle kills 9", "Quake in Orle kills 4"]
    assert headline(latest_first, latest_first) == "Quake in Orle kills 9"


def test_title_without_headlines_is_a_lead_cut_at_a_word() -> None:
    long = "The council of Orle " + "and the council of Velm " * 20 + "met."
    title = as_one_story([article(1, long)], []).title
    assert title.endswith("…")
    assert len(title) <= 121


def test_as_one_story_keeps_everything_together() -> None:
    assert len(as_one_story(quakes(), []).articles) == 6


def test_group_command_writes_a_story_for_every_record(tmp_path: Path) -> None:
    records: list[dict[str, object]] = [{"id": one.id, "title": None, "text": one.text} for one in quakes()]
    records += [{"id": 7, "text": ""}, {"id": "bare"}, {"id": "odd", "title": "", "text": "x", "date": "yesterday"}]
    data, out = tmp_path / "in.jsonl.gz", tmp_path / "out.jsonl"
    with gzip.open(data, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)
    n_stories, outcome = run_group(data, out, progress=False)
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == [record["id"] for record in records]
    assert len({row["story"] for row in rows}) == n_stories == 5
    assert outcome.n_unjudged == 3
    assert [row.get("problem") for row in rows[-3:]] == [
        "line 7 (id 7): no text",
        "line 8 (id bare): no text",
        "line 9 (id odd): the date 'yesterday' cannot be read",
    ]


def test_group_command_tells_odd_records(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On standard error and by its exit code; they are grouped by what they have."""
    data, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    records = [{"id": "a", "text": "Rain fell in Orle."}, {"id": "b", "text": "Sun."}, {"id": "a", "text": "Snow."}]
    data.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    assert main(["group", "--data", str(data), "--out", str(out)]) == 2
    told = capsys.readouterr().err
    assert "2 of 3 records could not be used as they are. The first: line 1 (id a): another record has its id" in told
    assert len(out.read_text("utf-8").splitlines()) == 3
    assert main(["group", "--data", str(data), "--out", str(out), "--allow-odd"]) == 0


def test_group_command_names_the_line_it_cannot_read(tmp_path: Path) -> None:
    data = tmp_path / "in.jsonl"
    data.write_text('{"id": "a", "text": "Rain."}\n{"text": "no id"}\n', encoding="utf-8")
    with pytest.raises(BundleError, match="Line 2"):
        run_group(data, tmp_path / "out.jsonl", progress=False)
