"""What stands over an article as people paste it: headline, outlet, byline, day; and lines that say so themselves."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from summarizer.bundle import read_bundle
from summarizer.cleaning import clean_articles
from summarizer.model import CleanArticle, Source
from summarizer.settings import Settings

BODY = (
    "The Velmar steel works will cut 1,400 jobs by the end of the year, its owner Tavio said on Tuesday.\n\n"
    "Some 6,000 people work there, and the town lives on it, the mayor told reporters."
)
TITLE = "Velmar steel works to cut 1,400 jobs"
DAY = datetime(2031, 3, 4, tzinfo=UTC)


def read(head: str, name: str = "pasted article 1", body: str = BODY) -> CleanArticle:
    """The article of a file or a pasted text."""
    return clean_articles(read_bundle([Source(name, f"{head}{body}".encode())], Settings()))[0]


@pytest.mark.parametrize(
    "head",
    [
        f"{TITLE}\nBy Pia Rand\nHarbour Express\n4 March 2031\n\n",
        f"{TITLE}\n\nBy Pia Rand, Harbour Express\nPublished 4 March 2031\n\n",
        f"HARBOUR EXPRESS\nTuesday, March 4, 2031\n\n{TITLE}\nBy Pia Rand\n\n",
        f"# {TITLE}\n\n*Harbour Express, 4 March 2031*\n\nBy Pia Rand\n\n",
        f"{TITLE} | Harbour Express\n\nBy Pia Rand\n4 March 2031\n\n",
        f"Harbour Express | 4 March 2031\nMy account  E-paper  Cinema\n{TITLE}\nBy Pia Rand\n\n",
        f"Outlet: Harbour Express\nDate: 4 March 2031\nAuthor: Pia Rand\nTitle: {TITLE}\n\n",
        f"{TITLE}\n\nSource: Harbour Express\nPublished: 04.03.2031\nBy: Pia Rand\n\n",
        f"---\ntitle: “{TITLE}”\noutlet: Harbour Express\ndate: 2031-03-04\nauthor: Pia Rand\n---\n\n",
    ],
)
def test_the_head_of_a_pasted_text_is_read(head: str) -> None:
    """Whatever way round it stands; nothing of it is left in the text."""
    article = read(head)
    assert (article.title, article.outlet, article.author) == (TITLE, "Harbour Express", "Pia Rand")
    assert article.published_at == DAY
    assert article.text == BODY


def test_an_address_is_no_outlet() -> None:
    """A source that is an address is the article's."""
    article = read("Date: 2031-03-04\nSource: https://harbour.example/steel\n\n")
    assert article.url == "https://harbour.example/steel"
    assert article.published_at == DAY


@pytest.mark.parametrize(
    "head",
    [
        "Police: two dead in Brenholt\n\n",
        "Date: to be announced by the council\n\n",
        "Source: the Ministry of Works\n\n",
    ],
)
def test_a_line_with_a_colon_is_no_field_by_that_alone(head: str) -> None:
    """A headline, a date that is none, a picture's credit."""
    article = read(head)
    assert article.outlet == article.author == ""
    assert article.published_at is None
    assert article.text.endswith(BODY)


@pytest.mark.parametrize("line", ["Breaking News", "World News", "Press Conference", "Union Post", "Steel Works"])
def test_a_label_is_no_outlet(line: str) -> None:
    assert read(f"{line}\n\n{TITLE}\n\n").outlet == ""


def test_a_papers_name_within_the_text_stays() -> None:
    """Only what stands over the first sentence is a masthead; a headline alone is no outlet."""
    inside = f"{BODY}\n\nHarbour Express\n\nThe paper had reported the cuts before the works told its people."
    assert read("", body=inside).outlet == ""
    assert read("Harbour Express\n\n").title == "Harbour Express"
