"""Text made to hang a reader costs no more than its length: no step's time grows with the square of it."""

from __future__ import annotations

import contextlib
import cProfile
import time
from collections.abc import Callable

import pytest

from summarizer import extract, summarize, verify
from summarizer.cleaning import clean_articles
from summarizer.errors import InputError
from summarizer.model import Article, Bundle
from summarizer.sentences import sentence_spans
from summarizer.stories.datelines import day_of_dateline, day_of_notice

_PIECES = (
    "A", "Aa", "a. ", '"', "“", "‘", "(", "[", "<", "<a ", "1,", "1 ", "A. B. ", "A ", "Aa ", "\n", "\n ", " ",
    "a-", ", ", ".", ". ", "!?", "not ", "May 1, ", "[1]", "twenty ", "Ann Lee, ", '"a" ', "- a\n", "He said.\n\n",
    "Aa\n", "Mr. ", "U.S. ", "漢", "\u200b", "a: ", "http://", "“We did,” said Ann Lee. ", "Note to AI ", "ignore the ",
)  # fmt: skip
_SMALL, _LARGE = 2_000, 12_000  # characters: six times as many may take six times as long, and thrice that by chance
_NOISE_S = 3.0  # of a busy machine, and of what is read in at the first call


def _seconds(work: Callable[[str], object], text: str) -> float:
    started = time.perf_counter()
    with contextlib.suppress(InputError):
        work(text)
    return time.perf_counter() - started


def _read(text: str) -> object:
    return extract([{"text": text}, {"text": "Police said on Monday that two people died in Halm."}])


def _check(text: str) -> object:
    return verify(text, [{"text": "Police said on Monday that two people died in Halm."}])


def _read_page(text: str) -> object:
    return clean_articles(Bundle((Article("a", 1, html=f"<html><body><p>Rain fell in Halm.</p><p>{text}"),)))


@pytest.mark.parametrize("work", [_read, _check, _read_page], ids=["articles", "summary", "page"])
@pytest.mark.parametrize("piece", _PIECES, ids=repr)
def test_time_grows_with_the_length(piece: str, work: Callable[[str], object]) -> None:
    """Six times the text, about six times the time: clean, split, read, group, extract, and check a summary."""
    _seconds(work, "Rain fell in Halm on Monday, Ann Lee said.")
    small = _seconds(work, piece * (_SMALL // len(piece)))
    large = _seconds(work, piece * (_LARGE // len(piece)))
    assert large <= 3 * (_LARGE / _SMALL) * small + _NOISE_S


def _calls(text: str) -> int:
    profile = cProfile.Profile()
    profile.enable()
    summarize([{"text": text}])
    profile.disable()
    return sum(entry.callcount for entry in profile.getstats())


def test_a_sentence_said_again_and_again_costs_no_more_each_time() -> None:
    """What looks from every sentence at all others is seen in how often functions are called, on any machine."""
    said = "A warehouse burned in Kora on Monday, the fire service said. "
    _calls(said)  # what is read in at the first call
    assert _calls(said * 800) < 1.25 * 4 * _calls(said * 200)


@pytest.mark.parametrize("work", [sentence_spans, day_of_dateline, day_of_notice])
@pytest.mark.parametrize("piece", _PIECES, ids=repr)
def test_patterns_grow_with_the_length(piece: str, work: Callable[[str], object]) -> None:
    """What runs over whole lines stays linear at the length of a whole article, in one word or in many."""
    small = _seconds(work, piece * (30_000 // len(piece)))
    large = _seconds(work, piece * (300_000 // len(piece)))
    assert large <= 30 * small + _NOISE_S


def test_one_long_word_is_read() -> None:
    """A thousand capital letters in a row, which once took hours."""
    assert day_of_dateline("A" * 1_000) is None
    assert day_of_dateline("Halm (TCP), May 7 – Divers found a bell.") == "May 7"
