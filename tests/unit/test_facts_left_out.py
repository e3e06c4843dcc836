"""What a summary leaves out: neither what it tells in other words, nor nothing of a speaker because he is named."""

from __future__ import annotations

from summarizer import extract
from tests.unit.test_report_revisions import BUNDLE

ARTICLES = [
    {
        "id": "echo",
        "outlet": "Lakeshore Echo",
        "published_at": "2031-03-05T08:00:00Z",
        "text": (
            "Nearly 150 people were made homeless when the Tarn burst its banks in Brenholt on Tuesday, said Pia Rand, "
            "who heads the town's rescue service. The water stood 70 centimetres high in Mill Lane, residents said. "
            "Three schools and the hospital lost power. Rand asked the army for boats and for a field kitchen. "
            "Mayor Otto Velm refused to say why the warning came at noon. "
            "Repairs to the dyke will cost 4.6 million talers, the council estimated."
        ),
    },
    {
        "id": "post",
        "outlet": "Meridian Post",
        "published_at": "2031-03-05T09:00:00Z",
        "text": (
            "The river Tarn flooded Brenholt on Tuesday. Rescue chief Pia Rand was photographed with a dog. "
            "Mayor Otto Velm said that the dyke had been inspected in May."
        ),
    },
]


def missing(summary: str) -> str:
    """The facts left out, one a line."""
    left_out = extract(ARTICLES, summary=summary).sheets[0].left_out
    assert left_out is not None
    return "\n".join(fact.text for fact in left_out)


def test_what_is_told_in_other_words_is_not_listed() -> None:
    """The same figure of the same thing, with a name that both have."""
    told = missing(
        "According to Pia Rand, almost 150 persons lost their homes. The dyke's repair is put at 4.6 million."
    )
    assert "150 people" not in told
    assert "4.6 million" not in told


def test_another_statement_of_a_named_speaker_is_listed() -> None:
    """That the summary names her, with her office, tells nothing else that she said."""
    told = missing("Pia Rand, head of the rescue service of Brenholt, was seen with a dog. Mayor Otto Velm was there.")
    assert "asked the army for boats" in told
    assert "refused to say" in told
    assert "inspected in May" in told


def test_a_small_number_of_another_thing_tells_nothing() -> None:
    """Three schools are not three boats; and another figure is another fact."""
    told = missing("Three boats came to Brenholt on Tuesday. Nearly 15 people were in them, said Pia Rand.")
    assert "Three schools" in told
    assert "150 people" in told


def test_a_corrected_figure_is_no_omission() -> None:
    """Where the summary has the right one, nobody is asked to put the wrong one in."""
    told = "The Velmar steel works will cut 1,400 jobs this year, Tavio said. Unions called a strike."
    left_out = extract(BUNDLE, summary=told).sheets[0].left_out
    assert left_out is not None
    assert not [fact.text for fact in left_out if "2,400" in fact.text]


def test_an_empty_story_leaves_nothing_out_and_a_copied_one_neither() -> None:
    whole = " ".join(str(article["text"]) for article in ARTICLES)
    assert missing(whole) == ""
