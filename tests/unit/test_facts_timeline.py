"""The timeline: stretches of days, what is to come by a day, and the hours of one day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from summarizer.facts import extract_facts
from summarizer.model import Article, Bundle, TimelineEntry
from summarizer.pipeline import read_story
from summarizer.report.fact_rows import by_hour, days_of


def timeline_of(text: str) -> tuple[TimelineEntry, ...]:
    article = Article("post", 1, text, outlet="Velta Post", published_at=datetime(2031, 5, 14, 12, tzinfo=UTC))
    return extract_facts(read_story(Bundle((article,)))).timeline


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The festival in Velta runs from 3 to 7 June, the organisers said.", ["3 to 7 June 2031"]),
        ("Workers at the mill struck from 28 April to 2 May over pay.", ["28 April to 2 May 2031"]),
        ("The bridge at Tarn was shut between Monday and Wednesday for repairs.", ["12 to 14 May 2031"]),
        ("The mill was closed from January to March for repairs.", ["January to March 2031"]),
        ("She was mayor of Velta from 2019 to 2024.", []),
        ("The bridge has been shut since Monday, the city said.", []),
        ("The ministry will report by the end of June.", ["by late June 2031"]),
        ("All workers must leave the site by Friday.", ["by 16 May 2031"]),
        ("The show of old maps runs until 7 September.", ["until 7 September 2031"]),
        ("The ministry reported on the fire by Monday.", []),
        ("Talks with the union resume early next week, the mayor said.", ["early in the week of 19 May 2031"]),
        ("The owner plans a new mill in late 2033.", ["late 2033"]),
    ],
)
def test_a_day_is_told_as_exactly_as_it_is_known(text: str, words: list[str]) -> None:
    assert [day.words for day in days_of(timeline_of(text))] == words


def test_what_is_told_with_its_hour_stands_in_the_order_of_the_day() -> None:
    entries = timeline_of(
        "The roof of the mill fell in on Tuesday evening, the fire brigade said. "
        "A pump caught fire in the cellar at 7.40 am on Tuesday. "
        "Three engineers were fined on Tuesday over a broken valve. "
        "On Tuesday afternoon the mayor visited the wounded."
    )
    assert len(entries) == 4
    assert [entry.hour for entry in by_hour(entries) if entry.hour is not None] == [pytest.approx(7.667, 0.001), 15, 19]
    untold = [place for place, entry in enumerate(entries) if entry.hour is None]
    assert [place for place, entry in enumerate(by_hour(entries)) if entry.hour is None] == untold


def test_two_times_of_day_in_a_sentence_tell_no_hour() -> None:
    (entry,) = timeline_of("The hall was open from 9 am until 5 pm on Tuesday evening in Velta.")
    assert entry.hour is None
