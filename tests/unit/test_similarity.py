"""Similarity: words are folded alike however they are written, vectors know synonyms, the index finds the nearest."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from summarizer import similarity


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The minister's troops", "the ministers’ TROOP"),
        ("150,000 people", "150000 people"),
        ("Erdoğan withdrew", "Erdogan is withdrawing"),
        ("U.S. sanctions", "the US sanctioned"),
        ("they planned", "a plan"),
        ("O'Neill", "O’Neill"),
    ],
)
def test_two_spellings_of_the_same_words_are_the_same_content_words(left: str, right: str) -> None:
    """Inflection, case, accents, apostrophes and separators make no difference."""
    assert similarity.content_words(left) == similarity.content_words(right)


def test_us_the_country_is_not_us_the_pronoun() -> None:
    """The country is a content word, the pronoun a stop word."""
    assert similarity.content_words("US aid") == ("usa", "aid")
    assert similarity.content_words("aid for us") == ("aid",)


def test_a_text_without_words_has_neither_words_nor_direction() -> None:
    """Nothing becomes a row of zeros, never NaN."""
    assert similarity.content_words(" … — !") == ()
    rows = similarity.embed(["", "…", "Rain fell."])
    assert not rows[:2].any()
    assert float(rows[2] @ rows[2]) == pytest.approx(1.0, abs=1e-5)
    assert similarity.embed([]).shape[0] == 0


def test_text_in_another_script_does_not_break() -> None:
    """What the table cannot spell counts as nothing; numbers in it still count."""
    rows = similarity.embed(["Президент сказал", "東京 2021", "مرحبا"])
    assert np.isfinite(rows).all()
    assert "2021" in similarity.content_words("東京 2021")


def test_a_paraphrase_is_nearer_than_another_topic() -> None:
    """Without one content word in common."""
    query, same, other = similarity.embed(
        ["The soldiers were pulled out.", "Troops withdrew on Tuesday.", "The bakery sells bread."]
    )
    assert query @ same > query @ other + 0.2


def test_synonyms_are_near_and_forms_of_one_word_the_same() -> None:
    """1 for inflections, much for synonyms, little for strangers, 0 for what cannot be spelt."""
    assert similarity.word_similarity("attacks", "attack") == 1.0
    assert similarity.word_similarity("soldiers", "troops") > 0.6
    assert similarity.word_similarity("soldiers", "cake") < 0.3
    assert similarity.word_similarity("soldiers", "東") == 0.0
    assert similarity.word_similarity("", "") == 0.0


def test_a_rare_word_weighs_more_than_a_common_one_and_an_unknown_one_most() -> None:
    """And an inflected form weighs what its stem weighs."""
    assert similarity.idf("year") < similarity.idf("volcano") < similarity.idf("qwertzuiop")
    assert similarity.idf("ministers") == similarity.idf("minister")


def test_the_index_puts_the_sentence_that_says_it_first() -> None:
    """A query finds its own text, scores stay in 0..1, ties keep their order."""
    texts = [
        "The council approved the new bridge on Monday.",
        "Rain is expected over the weekend.",
        "The bridge will cost 40 million euros.",
        "Rain is expected over the weekend.",
    ]
    index = similarity.Index(texts)
    assert index.nearest("The price of the bridge is 40 million euros", 1)[0][0] == 2
    assert [row for row, _ in index.nearest("weekend rain", 2)] == [1, 3]
    for text in texts:
        scores = index.scores(text)
        assert scores.shape == (4,)
        assert float(scores.min()) >= 0.0
        assert float(scores.max()) == pytest.approx(1.0, abs=1e-4)


def test_an_empty_index_and_an_empty_query_find_nothing() -> None:
    """No rows, or rows of zeros; never an error."""
    assert similarity.Index([]).nearest("anything", 3) == ()
    assert not similarity.Index(["Rain fell."]).scores("").any()


def test_importing_similarity_reads_no_vectors() -> None:
    """The table is read at first use, so that the command line starts at once."""
    code = "import summarizer.similarity as s; print(s._table.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
