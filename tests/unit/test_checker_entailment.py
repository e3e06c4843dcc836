"""The entailment checker: what stands in the articles is affirmed, what nothing supports is objected to, with words."""

from __future__ import annotations

import pytest

from summarizer.checkers import entailment
from summarizer.model import Claim, CleanArticle, ErrorCode, Evidence, Facts, Finding, Mentions, Severity, Vote
from summarizer.sentences import split_sentences
from summarizer.stories import as_one_story

BRIDGE = (
    "The city council of Port Sarabi approved a new bridge on Monday after a long debate. The bridge will cost "
    "40 million euros and open in 2027. Mayor Lena Ortiz said the project would create jobs. Opponents did not rule "
    "out a lawsuit. Soldiers were withdrawn from the northern district in May."
)


def evidence_of(*texts: str) -> Evidence:
    """Evidence made of one article a text."""
    articles = tuple(
        CleanArticle(id=f"a{number}", number=number, text=text) for number, text in enumerate(texts, start=1)
    )
    return Evidence((), as_one_story(articles, split_sentences(articles)), Facts())


def ask(text: str, *texts: str) -> tuple[Finding, ...]:
    """What the checker says of a claim, against the articles; its notes left out."""
    return tuple(finding for finding in _all_of(text, *texts) if finding.vote is not Vote.NOTE)


def _all_of(text: str, *texts: str) -> tuple[Finding, ...]:
    return entailment.check(Claim(text, 0, len(text), text, Mentions()), evidence_of(*(texts or (BRIDGE,))))


def test_it_notes_how_much_is_copied_and_whether_there_are_several_articles() -> None:
    """In scores between 0 and 1, without a reason: they tell the kind of text, not whether it is right."""

    def notes(text: str, *texts: str) -> dict[str, float | None]:
        return {found.checker: found.score for found in _all_of(text, *texts) if found.vote is Vote.NOTE}

    copied = notes("The bridge will cost 40 million euros and open in 2027.")
    assert copied == {entailment.COPYING: 1.0, entailment.SOURCES: 0.0}
    reworded = notes("A bridge for 40 million was voted for by councillors.", BRIDGE, BRIDGE)
    assert reworded[entailment.SOURCES] == 0.5
    assert 0 <= (reworded[entailment.COPYING] or 0) < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "The bridge will cost 40 million euros and open in 2027.",
        "Mayor Lena Ortiz said the project would create jobs.",
        "the city council of port sarabi approved a new bridge on monday after a long debate .",
    ],
)
def test_what_an_article_says_in_these_words_is_affirmed_with_near_certainty(text: str) -> None:
    """Also lower-cased and tokenised; the passage is the sentence itself."""
    (finding,) = ask(text)
    assert finding.vote is Vote.AFFIRM
    assert finding.score is not None
    assert finding.score >= 0.95
    (span,) = finding.evidence
    assert BRIDGE[span.start : span.end].casefold()[:12] == text.casefold()[:12]


def test_a_paraphrase_scores_above_the_same_words_about_something_else() -> None:
    """Few shared words are no objection where their meaning is there."""
    (paraphrase,) = ask("A bridge costing 40 million euros was approved by the council.")
    (stranger,) = ask("A film costing 40 million dollars was praised by the critics.")
    assert paraphrase.vote is Vote.AFFIRM
    assert paraphrase.score is not None
    assert stranger.score is not None
    assert paraphrase.score > stranger.score + 0.2


def test_what_nothing_supports_is_objected_to_and_the_missing_words_are_named() -> None:
    """In the claim's own spelling, so that an editor finds them."""
    (finding,) = ask("The European Union imposed sanctions on Tuesday against Venezuela.")
    assert (finding.vote, finding.code, finding.severity) == (Vote.OBJECT, ErrorCode.EXTRINSIC, Severity.MAJOR)
    assert not finding.contradicts
    assert not finding.evidence
    assert "Venezuela" in finding.reason
    assert "Nothing in the articles mentions" in finding.reason


def test_a_free_rewording_with_no_strange_name_is_doubted_and_not_objected_to() -> None:
    """Careful writers use words that no article has; a name that no article has is another matter."""
    (finding,) = ask("A crossing was waved through by weary councillors after much arguing.")
    assert finding.score is not None
    assert 0.15 <= finding.score < 0.225, "the example must lie between the two bounds"
    assert (finding.vote, finding.severity) == (Vote.DOUBT, Severity.MAJOR)


def test_between_the_two_it_doubts_and_never_holds_up_what_others_affirm() -> None:
    """A doubt is minor: the other checkers may know better."""
    (finding,) = ask("The bridge will cost 90 million euros.")
    assert finding.vote is Vote.DOUBT
    assert finding.severity < Severity.MAJOR
    assert "90" in finding.reason


def test_no_evidence_affirms_nothing() -> None:
    """Nor does a claim without content: silence is not support."""
    assert ask("The bridge will cost 40 million euros.", "") == ()
    assert ask("It is.") == ()
    assert ask("…") == ()


def test_a_wrong_figure_scores_below_the_right_one() -> None:
    """One figure never stands for another."""
    (right,) = ask("The council's bridge costs 40 million euros.")
    (wrong,) = ask("The council's bridge costs 70 million euros.")
    assert right.score is not None
    assert wrong.score is not None
    assert right.score > wrong.score


def test_the_order_of_articles_changes_nothing() -> None:
    """The same probability and vote for the same articles in another order."""
    other = "Rain is expected on Friday. The harbour stays closed until further notice."
    first, second = ask("The bridge opens in 2027.", BRIDGE, other), ask("The bridge opens in 2027.", other, BRIDGE)
    assert [(f.vote, f.score, f.reason) for f in first] == [(f.vote, f.score, f.reason) for f in second]


def test_two_sentences_that_support_it_together_are_both_shown() -> None:
    """Each article holds one half."""
    findings = ask(
        "The council approved the bridge, which will open in 2027.",
        "The council approved the bridge on Monday. It was a long night.",
        "Builders say the crossing will open to traffic in 2027. Work begins soon.",
    )
    assert {span.article_id for finding in findings for span in finding.evidence} == {"a1", "a2"}
