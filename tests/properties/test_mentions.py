"""What holds of mentions in any text at all."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.mentions import find_mentions, find_quoted
from summarizer.resources import read_text
from summarizer.sentences import sentence_spans


def words_of(name: str) -> list[str]:
    """All words of a list of `resources/words`."""
    return read_text(f"words/{name}.txt").split()


_WORDS = st.sampled_from(
    [
        "said",
        "“",
        "”",
        '"',
        "'",
        "’",
        "‘",
        "«",
        "»",
        ",",
        ".",
        ";",
        ":",
        "?",
        "!",
        "-",
        "–",
        "(",
        ")",
        "$",
        "€",
        "%",
        "1",
        "12",
        "1,000",
        "2.5",
        "2014",
        "15",
        "million",
        "bn",
        "dozen",
        "half",
        "third",
        "one",
        "two",
        "some",
        "about",
        "than",
        "more",
        "Tuesday",
        "last",
        "next",
        "week",
        "Feb.",
        "the",
        "a",
        "of",
        "in",
        "to",
        "and",
        "that",
        "not",
        "may",
        "will",
        "He",
        "she",
        "they",
        "who",
        "Ada",
        "Moss",
        "Otto",
        "Brandt",
        "Mr.",
        "Mayor",
        "NATO",
        "U.S.",
        "UN",
        "Kyiv",
        "Russia",
        "Russian",
        "troops",
        "people",
        "minister",
        "told",
        "reporters",
        "according",
        "claimed",
        "denied",
        "was",
        "were",
        "had",
        "been",
        "is",
        "'s",
        "n't",
        "¶",
        "52-48",
        "3:30",
        "p.m.",
        "COVID-19",
        "[1]",
        "59-year-old",
    ]
)
_NUMBER_WORDS = [
    "one",
    "three",
    "five",
    "twenty",
    "hundred",
    "million",
    "dozen",
    "half",
    "quarter",
    "third",
    "a",
    "and",
]
_COMPOUNDS = st.lists(
    st.sampled_from([*_NUMBER_WORDS, "year", "old", "long", "0", "7", "25", "s"]), min_size=2, max_size=5
).map("-".join)
"""What looks like a number with hyphens: "three-and-half", "twenty-and-a-third"."""
_CASES = [
    words
    for path in sorted((Path(__file__).parents[1] / "cases").glob("*.txt"))
    for line in path.read_text("utf-8").splitlines()
    if len(words := line.split()) > 1 and line[0] not in "#=@"
]
_LISTED = sorted({word for name in ("grammar", "name_cues", "titles", "roles") for word in words_of(name)})
_JOINED = st.sampled_from([" ", " ", "", "/", "=", "?", "#", "-", "–", "\n\n", " “", "” ", "'", ", ", " (", "."])


@st.composite
def _edited(draw: st.DrawFn) -> str:
    """Pieces of the sentences that our cases read, among words that our rules look for."""
    text = ""
    for _ in range(draw(st.integers(1, 6))):
        if draw(st.booleans()):
            words = draw(st.sampled_from(_CASES))
            start = draw(st.integers(0, len(words) - 1))
            text += " ".join(words[start : draw(st.integers(start + 1, len(words)))])
        else:
            text += draw(st.sampled_from(_LISTED))
        text += draw(_JOINED)
    return text


_TEXTS = st.one_of(
    _edited(),
    st.lists(_COMPOUNDS | _WORDS, max_size=20).map(" ".join),
    st.text(max_size=200),
    st.lists(_WORDS, max_size=60).map(lambda words: " ".join(words).replace("¶", "\n\n")),
)
_DAYS = st.one_of(st.none(), st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))


@given(text=_TEXTS, published=_DAYS)
@settings(max_examples=300, deadline=None)
def test_every_mention_lies_in_its_sentence_and_is_cut_from_the_text(text: str, published: date | None) -> None:
    """Offsets are of the text given, within the sentence, in order; `text` is what stands there."""
    spans = tuple((span[0], span[1]) for span in sentence_spans(text))
    found = find_mentions(text, spans, published)
    assert len(found) == len(spans)
    for (start, end), mentions in zip(spans, found, strict=True):
        for figure in mentions.figures:
            assert start <= figure.start < figure.end <= end
            assert figure.text == text[figure.start : figure.end]
        for name in mentions.names:
            assert start <= name.start < name.end <= end
            assert name.text == text[name.start : name.end]
        for mention in mentions.dates:
            assert start <= mention.start < mention.end <= end
            assert mention.text == text[mention.start : mention.end]
            assert (mention.earliest is None) == (mention.latest is None)
            assert mention.earliest is None or mention.latest is None or mention.earliest <= mention.latest
        for quotation in mentions.quotations:
            assert start <= quotation.start < quotation.end <= end
            assert quotation.words in text[quotation.start : quotation.end]
        for attribution in mentions.attributions:
            assert start <= attribution.start < attribution.end <= end
            assert attribution.cue == text[attribution.start : attribution.end]
            assert 0 <= attribution.content_start <= attribution.content_end <= len(text)
        figures = [(figure.start, figure.end) for figure in mentions.figures]
        assert all(first[1] <= second[0] for first, second in pairwise(figures))


@given(text=_TEXTS)
@settings(max_examples=200, deadline=None)
def test_quotations_are_apart_and_within_the_text(text: str) -> None:
    """Outermost quotations never overlap, and their words lie within their marks."""
    found = find_quoted(text)
    assert all(q.start <= q.inner_start <= q.inner_end <= q.end <= len(text) for q in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


@given(text=_TEXTS, published=_DAYS)
@settings(max_examples=60, deadline=None)
def test_reading_twice_gives_the_same(text: str, published: date | None) -> None:
    """The reader keeps no state between texts."""
    spans = tuple((span[0], span[1]) for span in sentence_spans(text))
    assert find_mentions(text, spans, published) == find_mentions(text, spans, published)
