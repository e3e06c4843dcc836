"""Grouping with an embedding model: other words of one event, like words of two, and a model that fails."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from summarizer import similarity
from summarizer.bundle import read_bundle
from summarizer.cleaning import clean_articles
from summarizer.clients.embedding import Embedder, Vectors
from summarizer.clients.scripted import ScriptedEmbedder
from summarizer.errors import ClientUnavailable, ReplyInvalid
from summarizer.model import CleanArticle, Source
from summarizer.settings import Settings
from summarizer.stories import StoryStream, group_stories
from summarizer.stories import meanings as meanings_module
from summarizer.stories import stream as stream_module
from summarizer.stories.meanings import Meaning, MeaningArchive, embed_articles, text_read
from summarizer.stories.stream import read_article

BUNDLES = Path(__file__).parents[2] / "eval" / "bundles"
MILL = "Flames destroyed the old paper mill of Velden overnight; two firemen are missing."
BLAZE = "A factory producing stationery burned down. Rescuers search for a pair of colleagues."
COURT = "Judges in Halm cleared the former treasurer, Iven Dorr, of taking tram funds."
PLACES = ("Skarne", "Port Vell", "Lorenz", "Teskow", "Orle", "Isla Brava")  # of the events told twice


def axis(number: int, n: int = 10) -> tuple[float, ...]:
    return tuple(float(place == number) for place in range(n))


def model(**words: int) -> ScriptedEmbedder:
    """A model to which each event told twice is an axis of its own, as are the words, by number from 6."""
    vectors = {place: axis(number) for number, place in enumerate(PLACES)}
    return ScriptedEmbedder(vectors | {word: axis(number) for word, number in words.items()}, otherwise=axis(9))


def fires() -> ScriptedEmbedder:
    return model(Velden=6, stationery=6, Dorr=7)


def article(name: str, text: str, title: str = "") -> CleanArticle:
    return CleanArticle(name, 1, text, title=title)


def grouped(articles: Sequence[CleanArticle], embedder: Embedder | None) -> set[tuple[str, ...]]:
    return {tuple(sorted(one.id for one in story.articles)) for story in group_stories(articles, [], embedder)}


def streamed(articles: Sequence[CleanArticle], embedder: Embedder | None) -> set[tuple[str, ...]]:
    stream = StoryStream(embedder=embedder)
    for one in articles:
        stream.add(one)
    return {tuple(sorted(stream.articles_of(story))) for story in stream.story_ids}


@pytest.mark.parametrize("group", [grouped, streamed])
def test_one_event_in_wholly_other_words_is_one_story_with_a_model_only(group) -> None:
    articles = [article("mill", MILL), article("court", COURT), article("blaze", BLAZE)]
    assert group(articles, None) == {("mill",), ("blaze",), ("court",)}
    assert group(articles, fires()) == {("blaze", "mill"), ("court",)}
    assert group(articles[::-1], fires()) == {("blaze", "mill"), ("court",)}


@pytest.mark.parametrize("group", [grouped, streamed])
def test_where_words_speak_the_model_does_not(group) -> None:
    """Whatever a model makes of them, articles that share words are grouped as they are without it."""
    fire = (
        "Fire gutted a warehouse of a spice trader by the harbour of Tessel. Smoke drove people from their flats."
        " Nobody was hurt, said Ada Quill, who owns it."
    )
    row = (
        "The council of Tessel quarrelled until dawn over who pays for a theatre, and smoke came from the ears of its"
        " angry mayor, Ida Holm."
    )
    one, other = article("a", fire), article("b", row)
    without = group([one, other], None)
    assert group([one, other], model(warehouse=6, theatre=7)) == without
    assert group([one, other], model(warehouse=6, theatre=6)) == without


def test_a_model_never_makes_articles_less_alike() -> None:
    """Where it counts, it adds."""
    meaning = Meaning("m", np.array([1.0], dtype=np.float32), unlike=0.4, alike=0.8)
    similarities = np.array([0.0, 0.0, 0.005, 0.15, 0.4])
    cosines = np.array([0.8, 0.1, 0.8, 0.8, 0.1])
    assert meanings_module.mixed(similarities, cosines, meaning).round(3).tolist() == [0.2, 0.0, 0.2, 0.15, 0.4]


def test_a_model_is_read_by_events_told_twice() -> None:
    """Whatever its cosines are: of one whose vectors all lie near together, the nearest unlike ones are its zero."""

    class Narrow:
        name = "narrow"

        def embed(self, texts: Sequence[str]) -> Vectors:
            vectors = fires().embed(texts) + 1.0  # a common direction: unlike texts have a cosine of .86 now
            return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)

    articles = [article("mill", MILL), article("court", COURT), article("blaze", BLAZE)]
    meaning = embed_articles(articles[:1], Narrow())[0]
    assert meaning is not None
    assert meaning.unlike > 0.8
    assert grouped(articles, Narrow()) == {("blaze", "mill"), ("court",)}


def test_a_model_that_does_not_tell_events_apart_is_refused() -> None:
    with pytest.raises(ReplyInvalid, match="does not tell events apart"):
        group_stories([article("a", MILL)], [], ScriptedEmbedder({}, otherwise=(1.0, 0.0)))


class Static:
    """The package's own word vectors as a model: a weak one, and no double."""

    name = "static"

    def embed(self, texts: Sequence[str]) -> Vectors:
        return similarity.embed(texts)


@pytest.mark.parametrize(("name", "sizes"), [("port-sarabi", [5]), ("two-strikes", [3, 2])])
def test_invented_bundles_come_apart_with_a_weak_model_too(name: str, sizes: list[int]) -> None:
    paths = sorted((BUNDLES / name / "articles").iterdir())
    articles = clean_articles(read_bundle([Source(path.name, path.read_bytes()) for path in paths], Settings()))
    assert [len(story.articles) for story in group_stories(articles, [], Static())] == sizes


def test_a_model_reads_the_headline_and_the_first_words() -> None:
    assert text_read(article("a", "word " * 300, "Head")).split() == ["Head"] + ["word"] * 200
    assert text_read(article("a", "…", "?")) == ""


@pytest.mark.parametrize("group", [grouped, streamed])
def test_articles_without_words_mean_nothing(group) -> None:
    embedder = fires()
    assert group([article("a", ""), article("b", "…"), article("c", "")], embedder) == {("a",), ("b",), ("c",)}
    assert embedder.asked == []


# ------------------------------------------------------------------------------------- the stream


def test_a_model_that_fails_costs_its_part_only() -> None:
    """The article is placed by its words, with a notice; the next one has the model's vector again."""
    embedder = fires()
    stream = StoryStream(embedder=embedder)
    first = stream.add(article("mill", MILL))
    embedder._failures = [None, None, *[ClientUnavailable()] * 3]  # two requests so far; three tries of the next fail
    failed = stream.add(article("unread", "Flames at the old paper mill of Velden: two firemen missing."))
    assert failed.story_id == first.story_id
    assert [notice.code for notice in failed.notices] == ["embedding-failed"]
    assert stream.trace("unread").meaning is None
    assert stream.add(article("blaze", BLAZE)).story_id == first.story_id
    assert stream.trace("blaze").meaning is not None


def test_articles_with_and_without_vectors_are_compared_by_words() -> None:
    """A stream begun without a model, or with another one, goes on with one: no cosine is made across."""
    begun = StoryStream()
    begun.add(article("mill", MILL))
    other = StoryStream(traces=[begun.trace("mill")], embedder=fires())
    assert other.add(article("blaze", BLAZE)).is_new, "the old article has no vector"
    assert not other.add(article("again", MILL)).is_new, "its words are there"
    renamed = fires()
    renamed._name = "renamed"
    third = StoryStream(traces=[other.trace(name) for name in ("mill", "blaze", "again")], embedder=renamed)
    assert third.add(article("late", "Stationery: a stationery factory is no more.")).is_new, "vectors of another model"
    assert third.trace("mill").meaning is None


def test_a_stream_goes_on_from_its_meanings() -> None:
    stream = StoryStream(embedder=fires())
    first = stream.add(article("mill", MILL))
    again = StoryStream(traces=[stream.trace("mill")], embedder=fires())
    assert again.add(article("blaze", BLAZE)).story_id == first.story_id


def test_what_expired_is_not_found_by_meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_module, "_FEW_DEAD", 1)
    stream = StoryStream(window_days=2, embedder=fires())
    first = stream.add(article("mill", MILL), date(2031, 5, 1))
    for day in range(10, 20):
        stream.add(article(f"court{day}", f"{COURT} {day}"), date(2031, 5, day))
    late = stream.add(article("blaze", BLAZE), date(2031, 5, 20))
    assert late.story_id != first.story_id
    assert len(stream._meanings) <= 2 * stream.n_articles + 1, "the dead are forgotten"


def test_what_is_read_elsewhere_is_placed_by_its_meaning() -> None:
    stream = StoryStream()
    meanings = embed_articles([article("mill", MILL), article("blaze", BLAZE)], fires())
    first = stream.add_read("mill", read_article(article("mill", MILL)), meaning=meanings[0])
    assert (
        stream.add_read("blaze", read_article(article("blaze", BLAZE)), meaning=meanings[1]).story_id == first.story_id
    )


def test_the_archive_finds_what_a_plain_search_finds() -> None:
    """Over vectors of two models, with rows that have none and rows that were dropped."""
    chance = np.random.default_rng(0)
    archive, kept = MeaningArchive(), {}
    for row in range(200):
        vector = chance.normal(size=4).astype(np.float32)
        meaning = Meaning("ab"[row % 2], np.asarray(vector / np.linalg.norm(vector)), unlike=0.2, alike=0.8)
        archive.add(meaning if row % 5 else None)
        if row % 5:
            kept[row] = meaning
    for row in (1, 33, 199):
        archive.drop(row)
        del kept[row]
    asked = kept[7]
    plain = {row: float(asked.vector @ other.vector) for row, other in kept.items() if other.model == asked.model}
    near = sorted((row for row in plain if plain[row] > 0.2), key=lambda row: -plain[row])
    assert archive.nearest(asked, 1_000) == near
    assert archive.nearest(asked, 3) == near[:3]
    for rows in (list(range(200)), [7, 2, 0, 33, 11]):
        expected = [plain.get(row, np.nan) for row in rows]
        assert archive.cosines(asked, rows) == pytest.approx(expected, abs=1e-5, nan_ok=True)
    assert np.isnan(archive.cosines(Meaning("a", np.ones(3, dtype=np.float32), 0.2, 0.8), [0, 2])).all()
