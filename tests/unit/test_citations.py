"""The marker grammar and the cutting of citations."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import verify
from summarizer.citations import cite, strip_markers, write_markers
from summarizer.model import CleanArticle, Span


@pytest.mark.parametrize(
    ("text", "clean", "numbers"),
    [
        ("The dam broke [1].", "The dam broke.", [(1,)]),
        ("The dam broke. [1]", "The dam broke.", [(1,)]),
        ("The dam broke.[1] It rained.[2]", "The dam broke. It rained.", [(1,), (2,)]),
        ("The dam broke [1, 2].", "The dam broke.", [(1, 2)]),
        ("The dam broke [1][2].", "The dam broke.", [(1,), (2,)]),
        ("The dam broke [1] [2].", "The dam broke.", [(1,), (2,)]),
        ("The dam broke [1-3].", "The dam broke.", [(1, 2, 3)]),
        ("The dam broke [1–3; 5].", "The dam broke.", [(1, 2, 3, 5)]),
        ("The dam broke [1 and 2].", "The dam broke.", [(1, 2)]),
        ("The dam broke [ 1 ,2 ].", "The dam broke.", [(1, 2)]),
        ("The dam broke ［3］.", "The dam broke.", [(3,)]),
        ("The dam broke 【2】.", "The dam broke.", [(2,)]),
        ("The dam broke [^4].", "The dam broke.", [(4,)]),
        ("[1] The dam broke.", "The dam broke.", [(1,)]),
        ("One line.\n[2] The dam broke.", "One line.\nThe dam broke.", [(2,)]),
        ("The dam [1] broke.", "The dam broke.", [(1,)]),
        ("The dam broke [3-1].", "The dam broke.", [(3, 1)]),
        ("The dam broke [1-999].", "The dam broke.", [(1, 999)]),
    ],
)
def test_a_marker_is_read_and_removed(text: str, clean: str, numbers: list[tuple[int, ...]]) -> None:
    found, markers = strip_markers(text)
    assert found == clean
    assert [marker.numbers for marker in markers] == numbers


@pytest.mark.parametrize("label", ["[S1]", "[source 2]", "[Article 3]", "[?]", "[Doc 1, Doc 2]", "[citation needed]"])
def test_a_label_that_names_no_number_is_kept_as_a_marker_with_its_spelling(label: str) -> None:
    clean, markers = strip_markers(f"The dam broke {label}.")
    assert clean == "The dam broke."
    assert [(marker.text, marker.numbers) for marker in markers] == [(label, ())]


@pytest.mark.parametrize(
    "text",
    [
        "“No cut [militar] was seen,” she said.",
        "He wrote “recieve [sic]” twice.",
        "“[A]s ever, we wait,” she said.",
        "“The [G7] states agreed,” he said.",
        "It was signed in [2022].",
        "He said [the minister] would go.",
        "Call 112 (1, 2) now.",
        "array[] is empty []",
    ],
)
def test_words_and_years_in_brackets_are_the_texts_own(text: str) -> None:
    assert strip_markers(text) == (text, ())


def test_a_marker_says_where_it_stood() -> None:
    clean, markers = strip_markers("Rain fell [1], and the dam broke [2].")
    assert [clean[: marker.position] for marker in markers] == ["Rain fell", "Rain fell, and the dam broke"]


@given(st.lists(st.integers(min_value=0, max_value=999), max_size=12))
def test_markers_written_are_markers_read(numbers: list[int]) -> None:
    clean, markers = strip_markers(f"The dam broke {write_markers(numbers)}.")
    assert [number for marker in markers for number in marker.numbers] == list(dict.fromkeys(numbers))
    if numbers:
        assert clean == "The dam broke."


@given(st.text(alphabet="ab .\n[]［］1,2-–S^ \t", max_size=40))
def test_reading_never_fails_and_marker_positions_lie_in_the_clean_text(text: str) -> None:
    clean, markers = strip_markers(text)
    assert all(0 <= marker.position <= len(clean) for marker in markers)
    assert sorted(marker.position for marker in markers) == [marker.position for marker in markers]
    if not markers:
        assert clean == text


@given(st.text(max_size=120), st.integers(0, 130), st.integers(0, 130))
def test_a_citation_is_cut_from_the_article_and_can_be_found_again(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    article = CleanArticle(id="a", number=3, text=text, outlet="The Daily Heron")
    citation = cite(Span("a", start, end), article, 3)
    assert citation.exact == text[start:end]
    assert text[:start].endswith(citation.prefix)
    assert text[end:].startswith(citation.suffix)
    utf16 = text.encode("utf-16-le")
    assert utf16[2 * citation.start_utf16 : 2 * citation.end_utf16].decode("utf-16-le") == citation.exact
    assert citation.text_sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert (citation.number, citation.outlet) == (3, "The Daily Heron")


@pytest.mark.parametrize("span", [Span("b", 0, 1), Span("a", 2, 99), Span("a", 3, 2), Span("a", -1, 2)])
def test_a_span_that_does_not_lie_in_the_article_is_refused(span: Span) -> None:
    with pytest.raises(ValueError, match="does not lie"):
        cite(span, CleanArticle(id="a", number=1, text="The dam broke."), 1)


def test_a_quotation_is_cited_to_those_only_who_have_its_words() -> None:
    """Another translation of it tells the same and has other words."""
    rest = "The gate of Orle has been shut since Monday, and the lorries stand in a row as far as the bridge."
    articles = [
        f"“We trust what we weigh and not what we hear,” said the harbour master of Orle, Odo Bram. {rest}",
        f"“One believes the scales, and never the ear,” said the harbour master of Orle, Odo Bram. {rest}",
    ]
    text = "“We trust what we weigh and not what we hear,” said the harbour master of Orle, Odo Bram."
    (sentence,) = verify(text, articles).summaries[0].sentences
    assert sentence.cited_numbers == (1,)
    (sentence,) = verify("The gate of Orle has been shut since Monday.", articles).summaries[0].sentences
    assert sentence.cited_numbers == (1, 2)
