"""A sentence of several claims: each has a verdict of its own, and what is half true is partial."""

from __future__ import annotations

import pytest

from summarizer.model import CheckedSentence, Severity, Verdict
from summarizer.pipeline import verify
from summarizer.report import render_report, report_record

ARTICLES = [
    {
        "outlet": "Sund Post",
        "published_at": "2031-06-17T12:00:00Z",
        "text": "A crane fell at the port of Ebbe on Monday, killing two people, the harbour master said. Work at the "
        "port stopped at noon. Mayor Ada Moss visited the port on Tuesday.",
    },
    {
        "outlet": "Echo",
        "published_at": "2031-06-17T13:00:00Z",
        "text": "Two people died when a crane collapsed in the port of Ebbe on Monday. The mayor, Ada Moss, came to "
        "the port on Tuesday.",
    },
]
CRANE = "A crane fell at the port of Ebbe on Monday"
RESIGNED = "Mayor Ada Moss resigned on Tuesday."
HALF = f"{CRANE}, and {RESIGNED} [1]"


def one(text: str) -> CheckedSentence:
    return verify(text, ARTICLES).summaries[0].sentences[0]


def told(sentence: CheckedSentence) -> list[tuple[str, Verdict]]:
    return [(claim.text, claim.verdict) for claim in sentence.claims]


@pytest.mark.parametrize(
    ("text", "invented"),
    [
        (HALF, RESIGNED),
        (f"{CRANE}, but the port's owner has closed its four other terminals in Norland.", "the port's owner"),
        (
            "Police arrested the crane's driver on Wednesday; two people died when a crane fell at the port of Ebbe on "
            "Monday.",
            "Police arrested",
        ),
    ],
)
def test_half_true_is_partial_and_says_which_half(text: str, invented: str) -> None:
    """With the passages of the true half, and as severe as what was made up."""
    sentence = one(text)
    assert sentence.verdict is Verdict.PARTIAL
    assert sentence.severity is Severity.MAJOR
    assert {verdict for _, verdict in told(sentence)} == {Verdict.SUPPORTED, Verdict.UNSUPPORTED}
    for claim in sentence.claims:
        assert sentence.text[claim.start : claim.end] == claim.text
        assert claim.text.startswith(invented) == (claim.verdict is Verdict.UNSUPPORTED)
        assert bool(claim.citations) == (claim.verdict is Verdict.SUPPORTED)
    assert f"Borne out but for “{invented.rstrip('.')}" in sentence.reason
    assert sentence.cited_numbers
    assert sentence.origins.total == len(sentence.citations)


def test_what_is_true_in_both_halves_is_supported_in_both() -> None:
    sentence = one(f"{CRANE}, and Mayor Ada Moss visited the port on Tuesday. [1]")
    assert sentence.verdict is Verdict.SUPPORTED
    assert [verdict for _, verdict in told(sentence)] == [Verdict.SUPPORTED] * 2


def test_what_is_contradicted_stays_so() -> None:
    """The articles say otherwise of one half: that the other is true makes no smaller error of it."""
    sentence = one("A crane fell at the port of Ebbe on Friday, and Mayor Ada Moss visited the port on Tuesday.")
    assert sentence.verdict is Verdict.CONTRADICTED
    assert [verdict for _, verdict in told(sentence)] == [Verdict.CONTRADICTED, Verdict.SUPPORTED]


def test_what_is_invented_in_both_halves_is_unsupported() -> None:
    sentence = one("Police arrested the crane's driver on Wednesday, and the port's owner sold its ferries to Norland.")
    assert sentence.verdict is Verdict.UNSUPPORTED
    assert Verdict.SUPPORTED not in dict(told(sentence)).values()


def test_a_sentence_of_one_claim_has_no_parts() -> None:
    for text in (f"{CRANE}.", RESIGNED, "Mayor Ada Moss visited the port and the town on Tuesday."):
        assert one(text).claims == ()


def test_the_claims_are_told_where_they_differ() -> None:
    """In the record always, on the page and in Markdown where they are not worth the same."""
    report = verify(HALF, ARTICLES)
    (record,) = report_record(report)["summaries"][0]["sentences"]
    assert [claim["verdict"] for claim in record["claims"]] == ["supported", "unsupported"]
    assert record["claims"][0]["citations"][0]["selector"][0]["type"] == "TextQuoteSelector"
    for form in ("md", "html"):
        page = render_report(report, form)
        assert "“Mayor Ada Moss resigned on Tuesday.”" in page
        assert f"“{CRANE}”" in page
    same = verify(f"{CRANE}, and Mayor Ada Moss visited the port on Tuesday. [1]", ARTICLES)
    assert f"“{CRANE}”" not in render_report(same, "html")
