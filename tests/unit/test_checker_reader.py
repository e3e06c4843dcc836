"""The embedded model's opinion as a finding: a score and passages, no vote and no reason; and slips that rules find."""

from __future__ import annotations

import pytest

from summarizer import pipeline
from summarizer.checkers import reader
from summarizer.model import CheckedSentence, ErrorCode, Finding, Verdict, Vote

POST = (
    "The ferry Halla ran aground off Sund on Friday night. Coast guard officer Mia Torn said 210 people were aboard. "
    "All of them were brought ashore by Saturday morning, she said."
)
LEDGER = (
    "Shipping line chief Per Oxholm told the Ledger that 260 people were aboard the ferry Halla when it ran aground."
)
ARTICLES = (
    {"id": "a", "outlet": "Sund Post", "text": POST},
    {"id": "b", "outlet": "Sund Ledger", "text": LEDGER},
)


def checked(text: str) -> CheckedSentence:
    (sentence,) = pipeline.verify(text, ARTICLES).summaries[0].sentences
    return sentence


def opinion(sentence: CheckedSentence) -> Finding:
    (found,) = [finding for finding in sentence.findings if finding.checker == reader.NAME]
    return found


def test_it_has_a_score_and_passages_and_no_vote() -> None:
    found = opinion(checked("Everybody on the grounded ferry had been taken to land by Saturday morning."))
    assert (found.vote, found.code, found.reason) == (Vote.NOTE, None, "")
    assert found.score is not None
    assert 0 < found.score < 1
    assert found.evidence


def test_a_faithful_rewording_scores_above_its_opposite() -> None:
    right = opinion(checked("By Saturday morning all the passengers had been brought ashore."))
    wrong = opinion(checked("By Saturday morning none of the passengers had been brought ashore."))
    assert right.score is not None
    assert wrong.score is not None
    assert right.score > wrong.score


def test_its_opinion_alone_flags_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.verification.CHECKERS", (("reader", reader.check),))
    sentence = checked("The museum of Sund bought a painting of whales.")
    assert sentence.verdict in (Verdict.UNCLEAR, Verdict.UNSUPPORTED)
    assert all(finding.vote is Vote.NOTE for finding in sentence.findings)


def test_words_that_have_run_together_are_a_slip() -> None:
    sentence = checked("Officer Mia Tornsaid 210 people were aboard the ferry Halla.")
    assert ErrorCode.GARBLE in {finding.code for finding in sentence.findings}
    whole = checked("Officer Mia Torn said 210 people were aboard the ferry Halla.")
    assert ErrorCode.GARBLE not in {finding.code for finding in whole.findings}


def test_a_disputed_figure_in_the_wrong_mouth_is_a_wrong_number() -> None:
    """Torn says 210 and Oxholm 260; who puts Oxholm's figure into Torn's mouth has the number wrong."""
    sentence = checked("Torn put the number aboard the ferry Halla at 260 people.")
    assert sentence.verdict is Verdict.CONTRADICTED
    assert ErrorCode.NUMBER in sentence.codes
    assert not checked("Oxholm put the number aboard the ferry Halla at 260 people.").verdict.is_flag
    both = checked("Torn put the number aboard the ferry Halla at 210, fewer than the 260 people of Oxholm's account.")
    assert ErrorCode.NUMBER not in both.codes


def test_a_name_that_only_explains_another_is_not_exchanged_with_it() -> None:
    text = "The embassy of Norland moved its staff from the capital Ruvo to the city of Lenna because of the flood."
    claim = (
        "The embassy of Norland moved its staff from Ruvo to Lenna, a city in eastern Talland, because of the flood."
    )
    more = "Lenna lies in the east of Talland. Talland has asked Norland for pumps."
    (summary,) = pipeline.verify(claim, [{"id": "a", "text": f"{text} {more}"}]).summaries
    assert ErrorCode.PLACE not in summary.sentences[0].codes
