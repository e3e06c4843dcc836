"""From which day a text is told: updated, copied, undated and credited texts."""

from __future__ import annotations

from datetime import UTC, date, datetime

from summarizer.facts import extract_facts
from summarizer.facts.view import StoryView
from summarizer.model import Article, Bundle, Story
from summarizer.pipeline import read_story
from summarizer.stories import days_of_writing

LEAD = "Divers found the bell of the ferry Orla in forty metres of water off Halm today, the coastguard said."
MORE = (
    "The ferry sank in a storm with twelve sailors and salted herring on board, and nobody looked for it.\n\n"
    "The bell will be brought to the town museum, where a room has been kept empty since the spring of last year."
)


def story(*articles: Article) -> Story:
    return read_story(Bundle(articles))


def page(number: int, text: str, day: int | None, outlet: str = "", title: str = "") -> Article:
    published = datetime(2031, 5, day, 12, tzinfo=UTC) if day else None
    return Article(f"a{number}", number, text=text, published_at=published, outlet=outlet, title=title)


def written(*articles: Article) -> list[date | None]:
    told = story(*articles)
    days = days_of_writing(told.articles, told.sentences, told.origins).written
    return [days[article.id] for article in told.articles]


def days_told(told: Story, article_id: str) -> list[tuple[str, date | None]]:
    return [
        (mention.text, mention.earliest)
        for read in told.sentences
        if read.article_id == article_id
        for mention in read.mentions.dates
    ]


def test_a_story_keeps_the_days_and_facts_are_told_from_them() -> None:
    told = story(page(1, f"{LEAD}\n\n{MORE}", 6, "Halm Post"), page(2, f"{LEAD}\n\n{MORE}", None, "Tarn Echo"))
    assert told.written == (date(2031, 5, 6), date(2031, 5, 6))
    assert StoryView(told).written_on("a2") == date(2031, 5, 6)


def test_a_text_is_told_from_its_day_of_publication() -> None:
    assert written(page(1, f"{LEAD}\n\n{MORE}", 6)) == [date(2031, 5, 6)]


def test_a_copy_tells_its_today_from_the_day_of_the_original() -> None:
    own = "The Halm Post will print a map of the wreck tomorrow."
    told = story(
        page(1, f"{LEAD}\n\n{MORE}", 6, "Coast Wire"),
        page(2, f"{LEAD}\n\n{MORE}\n\n{own}", 8, "Halm Post"),
    )
    assert ("today", date(2031, 5, 6)) in days_told(told, "a2")
    assert ("tomorrow", date(2031, 5, 9)) in days_told(told, "a2")


def test_an_outlet_that_updates_its_own_text_tells_it_from_its_own_day() -> None:
    told = story(
        page(1, f"{LEAD}\n\n{MORE}", 6, "Coast Wire"),
        page(2, f"{LEAD}\n\n{MORE}", 8, "Coast Wire"),
    )
    assert ("today", date(2031, 5, 8)) in days_told(told, "a2")


def test_what_an_update_left_as_it_was_is_told_from_the_day_of_the_first_version() -> None:
    kept = "“It lay there like a sleeping seal,” the diver Tolle Marn told our reporter on the quay this morning."
    told = story(
        page(1, f"{LEAD}\n\n{kept}\n\n{MORE}", 6, "Coast Wire"),
        page(2, f"{LEAD.replace('today', 'on Tuesday')}\n\n{kept}\n\n{MORE}", 7, "Coast Wire"),
    )
    assert ("this morning", date(2031, 5, 6)) in days_told(told, "a2")


def test_a_copy_that_tells_the_day_anew_is_told_from_its_own() -> None:
    told = story(
        page(1, f"{LEAD}\n\n{MORE}", 6, "Coast Wire"),
        page(2, f"{LEAD.replace('today', 'yesterday')}\n\n{MORE}", 7, "Halm Post"),
    )
    assert ("yesterday", date(2031, 5, 6)) in days_told(told, "a2")


def test_an_undated_text_takes_the_day_from_which_its_weekdays_are_those_of_the_story() -> None:
    """Told from the nearest text's day, a Saturday, its "Sunday" would lie six days before the march."""
    march = "Some 900 people marched through Halm on Saturday against the new harbour toll, the police said."
    reply = "The harbour master Tolle Marn answered on Sunday that the toll would stay, and offered talks."
    own = (
        "Through Halm went 900 people on Saturday against the harbour toll, police said; the master answered on Sunday."
    )
    assert written(page(1, march, 3), page(2, reply, 4), page(3, own, None))[2] == date(2031, 5, 4)


def test_an_update_is_told_from_the_day_of_the_update() -> None:
    head = "Published 6 May 2031, 21:40. Last updated 7 May 2031, 18:15"
    assert written(page(1, f"{head}\n\n{LEAD}\n\n{MORE}", 6)) == [date(2031, 5, 7)]


def test_an_undated_text_takes_the_day_of_its_dateline() -> None:
    wire = f"HALM, May 4 (CWR) - {LEAD}\n\n{MORE}"
    other = page(2, "The museum of Halm has kept a room empty for the bell of a ferry, its director says.", 9, "Echo")
    assert written(page(1, wire, None), other)[0] == date(2031, 5, 4)


def test_a_credit_tells_when_a_reprinted_text_was_written() -> None:
    credit = "Text: Radio Halm, Monday. Reprinted with permission."
    other = page(2, "The museum of Halm has kept a room empty for the bell of a ferry, its director says.", 7, "Echo")
    assert written(page(1, f"{LEAD}\n\n{MORE}\n\n{credit}", None), other)[0] == date(2031, 5, 5)


def test_an_undated_text_takes_the_day_of_the_text_that_tells_most_of_the_same() -> None:
    far = page(2, "The mayor of Halm opened a swimming pool and swam a length in her shoes.", 2, "Echo")
    near = page(3, "The bell of the ferry Orla was found by divers in forty metres of water, said Halm.", 7, "Post")
    assert written(page(1, LEAD, None), far, near)[0] == date(2031, 5, 7)


def test_the_order_of_the_articles_changes_no_day() -> None:
    pages = (page(1, LEAD, None), page(2, MORE, 7, "Echo"), page(3, f"{LEAD}\n\n{MORE}", 6, "Post"))
    assert sorted(map(str, written(*pages))) == sorted(map(str, written(*reversed(pages))))


def test_a_notice_that_opens_a_long_line_tells_the_day_of_an_undated_text() -> None:
    notice = (
        "Updated on Thursday, 8 May 2031, 18.30. This page replaces what we wrote the day before yesterday about the"
        " ferry, when the coastguard knew neither where she lay nor who had been on board."
    )
    other = page(2, "The museum of Halm has kept a room empty for the bell of a ferry, its director says.", 6, "Echo")
    assert written(page(1, f"The ferry Orla\n\n{notice}\n\n{LEAD}", None), other)[0] == date(2031, 5, 8)


def test_a_paper_known_by_its_head_alone_writes_its_next_day_anew() -> None:
    """What it works over is told from its own day, as where the outlet is a field of its own."""
    reworked = LEAD.replace("today", "on Tuesday, and a second one on Thursday,")
    told = story(
        page(1, f"The Halm Courier\n\nTuesday 6 May 2031, 16:45\n\nBell of ferry found\n\n{LEAD}\n\n{MORE}", None),
        page(2, f"The Halm Courier\n\nFriday 9 May 2031, 06:30\n\nBells of ferry found\n\n{reworked}\n\n{MORE}", None),
    )
    assert ("Thursday", date(2031, 5, 8)) in days_told(told, "a2")


def test_a_day_of_long_ago_is_no_day_to_tell_from() -> None:
    """Nobody writes on the day of a birth; and a date before a year that the texts name is history."""
    born = "Ada Quist was born on 24 June 1947 in Halm. She died on Saturday, her family said. She had retired in 1999."
    counted = "On 1 April 2020 the town had 331,500 people, the census office said on Monday. It votes again in 2022."
    for text in (born, counted):
        told = story(page(1, text, None))
        assert told.written == (None,)
        assert not told.guessed


def test_a_text_that_says_this_evening_and_the_day_tells_its_day() -> None:
    first = page(1, "The singer was held by the police of Halm on Friday, 26 October 2012, over an old claim.", None)
    other = page(2, "The police of Halm have this evening, Thursday 1 November, arrested a second singer.", None)
    told = story(first, other)
    assert told.written[1] == date(2012, 11, 1)
    assert "a2" not in told.guessed


def test_an_undated_text_is_no_older_than_what_it_tells_as_past() -> None:
    """The nearest text's day is a guess: who tells of 9 May wrote on 9 May or later. What lies ahead tells nothing."""
    nearest = page(1, f"{LEAD}\n\n{MORE}", 6)
    wreck = "Whoever wants to see what is left of the Orla must go to the museum of Halm, where a guard keeps watch. "
    past = page(2, f"{wreck}The ferry's bell was stolen on 9 May, the museum said.", None)
    ahead = page(3, f"{wreck}A room for the ferry's bell will open on 9 May, the museum said.", None)
    assert written(nearest, past)[1] == date(2031, 5, 9)
    assert written(nearest, ahead)[1] == date(2031, 5, 6)


def test_what_is_told_from_a_guessed_day_says_so_and_disagrees_with_nothing() -> None:
    first = page(1, "Velta closed its border on Tuesday, the interior ministry said in Halm.", 9, "Halm Post")
    other = page(
        2, "Velta's border has been closed since Wednesday. Sailors of Tarn saw ships turn back.", None, "Tarn Echo"
    )
    told = story(first, other)
    assert told.guessed == {"a2"}
    facts = extract_facts(told)
    assert not [one for one in facts.disagreements if one.kind.value == "date"]
    assert {entry.span.article_id: entry.is_guessed for entry in facts.timeline}["a1"] is False
