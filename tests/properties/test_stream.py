"""Whatever comes in whatever order: whoever keeps books by the placements knows where every article is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from summarizer.clients.scripted import ScriptedEmbedder
from summarizer.model import CleanArticle
from summarizer.stories import StoryStream
from tests.unit.test_stories_meanings import PLACES, axis

WORDS = ("quake", "harbour", "wall", "Orvane", "Tessel", "mayor", "trial", "Dorr", "tram", "funds", "Halm", "ferry")
ARTICLES = st.lists(
    st.tuples(st.lists(st.sampled_from(WORDS), max_size=8), st.integers(0, 9), st.booleans()), max_size=30
)
START = datetime(2031, 5, 1, tzinfo=UTC)


@given(ARTICLES, st.integers(1, 4))
def test_placements_tell_all_that_changes(articles: list[tuple[list[str], int, bool]], window: int) -> None:
    """The stories partition the living articles, and every move, merge and split is told once."""
    stream = StoryStream(window)
    kept: dict[str, str] = {}
    arrived: dict[str, int] = {}
    for number, (words, day, is_dated) in enumerate(sorted(articles, key=lambda row: row[1])):
        name, today = f"a{number}", START + timedelta(days=day)
        before = set(stream.story_ids)
        placed = stream.add(
            CleanArticle(name, 1, " ".join(words), published_at=today if is_dated else None), today.date()
        )
        for moved, old, new in placed.moved:
            assert kept[moved] == old != new
            kept[moved] = new
        kept[name], arrived[name] = placed.story_id, day
        kept = {article: story for article, story in kept.items() if arrived[article] >= day - 2 * window}
        assert kept == {article: stream.story_of(article) for article in kept}
        assert stream.n_articles == len(kept)
        assert set(stream.story_ids) == set(kept.values())
        for story in stream.story_ids:
            assert {article for article, own in kept.items() if own == story} == set(stream.articles_of(story))
        assert {story for story, _ in placed.merged}.isdisjoint(stream.story_ids)
        assert {story for story, _ in placed.split}.isdisjoint(before)
        assert placed.is_new == (placed.story_id not in before)


@given(ARTICLES)
def test_a_stream_taken_up_again_is_the_same_stream(articles: list[tuple[list[str], int, bool]]) -> None:
    """After a restart every story is as it was, and the next article goes where it would have gone."""
    read = [CleanArticle(f"a{n}", 1, " ".join(words)) for n, (words, _, _) in enumerate(articles)]
    whole = StoryStream()
    for article in read[:-1]:
        whole.add(article)
    again = StoryStream(traces=[whole.trace(article.id) for article in read[:-1]])
    assert {a.id: again.story_of(a.id) for a in read[:-1]} == {a.id: whole.story_of(a.id) for a in read[:-1]}
    for article in read[-1:]:
        whole.add(article)
        again.add(article)
        assert set(map(again.articles_of, again.story_ids)) == set(map(whole.articles_of, whole.story_ids))


@given(ARTICLES, st.sets(st.integers(0, 29)))
def test_a_stream_with_meanings_is_the_same_stream_after_a_restart(
    articles: list[tuple[list[str], int, bool]], unread: set[int]
) -> None:
    """Whichever articles the model did not read: every story is as it was, and the next one goes where it would."""
    vectors = {place: axis(number, 12) for number, place in enumerate(PLACES)}
    vectors |= {word: axis(6 + number % 5, 12) for number, word in enumerate(WORDS) if word not in vectors}
    embedder = ScriptedEmbedder(vectors, otherwise=axis(11, 12))
    read = [CleanArticle(f"a{n}", 1, " ".join(words)) for n, (words, _, _) in enumerate(articles)]
    whole = StoryStream()
    for number, article in enumerate(read[:-1]):
        whole._embedder = None if number in unread else embedder
        whole.add(article)
    again = StoryStream(traces=[whole.trace(article.id) for article in read[:-1]], embedder=embedder)
    assert {a.id: again.story_of(a.id) for a in read[:-1]} == {a.id: whole.story_of(a.id) for a in read[:-1]}
    whole._embedder = embedder
    for article in read[-1:]:
        whole.add(article)
        again.add(article)
        assert set(map(again.articles_of, again.story_ids)) == set(map(whole.articles_of, whole.story_ids))
