"""One article at a time: stories that grow, meet and part, and go on after a restart."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pytest

from summarizer.errors import InputError
from summarizer.model import CleanArticle
from summarizer.stories import StoryStream, archive
from summarizer.stories import stream as stream_module
from summarizer.stories.archive import TermArchive, TermVector

QUAKE = (
    "An earthquake of magnitude 6.1 shook the island of Orvane on Monday and brought down the harbour wall of Tessel.",
    "The harbour wall of Tessel fell when an earthquake of magnitude 6.1 shook Orvane on Monday, its mayor said.",
    "Orvane's mayor said on Monday that the earthquake which brought down the harbour wall of Tessel hurt four people.",
)
TRIAL = (
    "The former treasurer of Halm, Iven Dorr, went on trial on Tuesday over the missing funds of the tram company.",
    "Iven Dorr, once treasurer of Halm, denied in court on Tuesday that he had taken the tram company's missing funds.",
)


def article(name: str, text: str, day: date | None = None) -> CleanArticle:
    published = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None
    return CleanArticle(name, 1, text, published_at=published)


def filled(texts: dict[str, str]) -> StoryStream:
    stream = StoryStream()
    for name, text in texts.items():
        stream.add(article(name, text))
    return stream


def groups(stream: StoryStream) -> set[tuple[str, ...]]:
    return {tuple(sorted(stream.articles_of(story))) for story in stream.story_ids}


def test_each_article_goes_to_the_story_of_its_event() -> None:
    stream = StoryStream()
    placed = [stream.add(article(f"q{n}", text)) for n, text in enumerate(QUAKE)]
    other = stream.add(article("t0", TRIAL[0]))
    again = stream.add(article("t1", TRIAL[1]))
    assert [placement.is_new for placement in (*placed, other, again)] == [True, False, False, True, False]
    assert groups(stream) == {("q0", "q1", "q2"), ("t0", "t1")}
    assert stream.story_of("q1") == placed[0].story_id
    assert stream.story_of("nobody") is None
    assert stream.articles_of("story-99") == ()


def test_an_id_is_taken_once() -> None:
    stream = filled({"a": QUAKE[0]})
    with pytest.raises(InputError) as refused:
        stream.add(article("a", QUAKE[1]))
    assert refused.value.pointer == "/id"
    assert stream.n_articles == 1


def test_an_article_that_tells_both_brings_two_stories_together() -> None:
    stream = StoryStream()
    first = stream.add(article("a", "Fire broke out in the Velden paper mill; smoke drifted over the river."))
    second = stream.add(article("b", "Two firemen are missing. Owner Ada Quill had the night shift sent home."))
    assert first.story_id != second.story_id
    both = stream.add(
        article(
            "c",
            "Fire broke out in the Velden paper mill; smoke drifted over the river. Two firemen are missing. Owner Ada"
            " Quill had the night shift sent home.",
        )
    )
    assert groups(stream) == {("a", "b", "c")}
    assert both.story_id == first.story_id
    assert both.merged == ((second.story_id, first.story_id),)
    assert both.moved == (("b", second.story_id, first.story_id),)
    assert not both.is_new


def test_an_article_may_part_a_story() -> None:
    """The second is a little like the first, and much like the third, which has nothing of the first."""
    traits = (float("nan"), 0, 5.0)
    stream = StoryStream()
    for name, weights in (
        ("a", {1: 0.7, 11: 0.7}),
        ("b", {1: 0.043, 2: 0.63, 11: 0.043, 12: 0.63}),
        ("c", {2: 0.7, 12: 0.7}),
    ):
        vector = TermVector(
            np.array(list(weights), dtype=np.uint32), np.array(list(weights.values()), dtype=np.float32)
        )
        placed = stream.add_read(name, (vector, traits))
        if name == "b":
            assert groups(stream) == {("a", "b")}
    assert groups(stream) == {("a",), ("b", "c")}
    assert placed.split == (("story-2", "story-1"),)
    assert placed.moved == (("a", "story-1", "story-2"),)


def test_the_same_text_long_after_is_another_story() -> None:
    stream = StoryStream(window_days=14)
    first = stream.add(article("old", QUAKE[0], date(2031, 5, 5)))
    near = stream.add(article("near", QUAKE[1], date(2031, 5, 12)))
    late = stream.add(article("late", QUAKE[0], date(2031, 6, 20)))
    assert first.story_id == near.story_id != late.story_id


def test_a_late_article_goes_back_to_its_story() -> None:
    stream = StoryStream(window_days=14)
    today = date(2031, 5, 5)
    first = stream.add(article("a", QUAKE[0], today), today)
    stream.add(article("b", TRIAL[0], date(2031, 5, 20)), date(2031, 5, 20))
    assert stream.add(article("c", QUAKE[1], today), date(2031, 5, 21)).story_id == first.story_id


def test_what_arrived_long_ago_is_dropped_by_the_callers_calendar() -> None:
    stream = StoryStream(window_days=7)
    first = stream.add(article("a", QUAKE[0], date(2031, 5, 5)), date(2031, 5, 5))
    stream.add(article("wrong", TRIAL[0], date(2099, 1, 1)), date(2031, 5, 6))
    assert stream.story_of("a") == first.story_id, "a wrong date empties nothing"
    stream.add(article("c", TRIAL[1], date(2031, 6, 1)), date(2031, 6, 1))
    assert stream.story_of("a") is None
    assert first.story_id not in stream.story_ids
    assert stream.n_articles == 1


def test_a_stream_goes_on_from_its_traces() -> None:
    texts = {f"q{n}": text for n, text in enumerate(QUAKE[:2])} | {"t0": TRIAL[0]}
    whole = filled(texts)
    restored = StoryStream(traces=[whole.trace(name) for name in texts])
    assert groups(restored) == groups(whole)
    for stream in (whole, restored):
        assert stream.add(article("q9", QUAKE[2])).story_id == whole.story_of("q0")
        assert stream.add(article("new", "Cheese is cheaper this year.")).story_id == "story-3"
    assert groups(restored) == groups(whole)


def test_a_stream_made_anew_of_the_living_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_module, "_FEW_DEAD", 3)
    stream = StoryStream(window_days=2)
    for day in range(1, 29):
        today = date(2031, 5, day)
        texts = (*QUAKE, *TRIAL)
        stream.add(article(f"a{day}", texts[day % len(texts)], today), today)
        assert stream.n_articles <= 5
        assert len(stream._archive) <= 2 * 5 + 3, "the dead are forgotten"
    assert sorted(name for story in stream.story_ids for name in stream.articles_of(story)) == [
        f"a{day}" for day in range(24, 29)
    ]
    assert stream.story_of("a26") == stream.story_of("a27") != stream.story_of("a28")


def test_a_large_story_takes_an_article_without_being_linked_anew() -> None:
    stream = StoryStream()
    for number in range(150):
        stream.add(article(f"a{number}", f"{QUAKE[number % 3]} Report {number}."))
    assert len(groups(stream)) == 1
    assert stream.add(article("t", TRIAL[0])).is_new
    assert not stream.add(article("one more", QUAKE[1])).is_new


def test_empty_articles_are_stories_of_their_own() -> None:
    stream = filled({"a": "", "b": "", "c": "the of and"})
    assert groups(stream) == {("a",), ("b",), ("c",)}


def test_the_archive_finds_what_a_plain_search_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over fresh postings and merged segments alike, and no row that was dropped."""
    monkeypatch.setattr(archive, "_FRESH_ARTICLES", 7)
    chance = np.random.default_rng(0)
    kept = TermArchive()
    vectors = []
    for _ in range(60):
        terms = np.unique(chance.integers(0, 50, 12) * 83_000_000).astype(np.uint32)  # spread, as hashes are
        vectors.append(TermVector(terms, chance.random(len(terms)).astype(np.float32)))
        kept.add(vectors[-1])
    for row in (3, 30, 59):
        kept.drop(row)
    alive = [row for row in range(60) if row not in (3, 30, 59)]
    for asked in vectors[:10]:
        plain = {row: _product(asked, vectors[row]) for row in alive}
        shared = [len({*asked.terms.tolist()} & {*vectors[row].terms.tolist()}) for row in alive]
        told = [product if n > 1 else 0.0 for n, product in zip(shared, plain.values(), strict=True)]
        assert kept.similarities(asked, alive) == pytest.approx(told, abs=1e-6)
        expected = sorted((row for row in alive if plain[row] > archive._LEAST), key=lambda row: -plain[row])
        found = kept.candidates(asked, 60)
        assert sorted(found) == sorted(expected)
        assert [plain[row] for row in found] == pytest.approx([plain[row] for row in expected], abs=1e-5)
        assert kept.candidates(asked, 5) == found[:5]
    assert kept.similarities(vectors[0], [3]).tolist() == [0.0]


def _product(one: TermVector, other: TermVector) -> float:
    weights = dict(zip(other.terms.tolist(), other.weights.tolist(), strict=True))
    return float(
        sum(
            weight * weights.get(term, 0) for term, weight in zip(one.terms.tolist(), one.weights.tolist(), strict=True)
        )
    )
