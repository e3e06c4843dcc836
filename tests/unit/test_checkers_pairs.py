"""Right and wrong sentences over invented reports, as a tester wrote them: what was called supported, what was flagged.

Each pair is another story than the tester's, with a slip or a rewording of the same kind.
"""

from __future__ import annotations

import pytest

from summarizer import pipeline
from summarizer.checkers import deeds
from summarizer.facts import extract_facts
from summarizer.model import CheckedSentence, Finding, Verdict, Vote
from summarizer.verification import read_draft
from tests.unit.checker_cases import Check, ask, story_of


def asked(check: Check, articles: str | tuple[str, ...], claim: str) -> list[Finding]:
    """What a checker has against a sentence over one article, or over some by different outlets."""
    given = (articles,) if isinstance(articles, str) else articles
    story = story_of([(f"Wire {n}", "2025-05-05", [text]) for n, text in enumerate(given, start=1)])
    return [f for f in ask(check, claim, story, extract_facts(story)) if f.vote in (Vote.OBJECT, Vote.DOUBT)]


def objected(check: Check, articles: str | tuple[str, ...], claim: str) -> bool:
    return any(finding.vote is Vote.OBJECT for finding in asked(check, articles, claim))


def checked(article: str, claim: str) -> CheckedSentence:
    """The sentence as the product checks it over one article."""
    story = pipeline.read_story([{"text": article, "outlet": "Wire", "published_at": "2025-05-05T09:00:00Z"}])
    return pipeline.verify_draft(read_draft(claim), story).sentences[0]


# ----------------------------------------------------------------------------- verdict and score


def test_what_is_flagged_is_never_called_likely() -> None:
    article = (
        "The former treasurer of a hospital was jailed for four years on Thursday for diverting 2.3 million crowns "
        "meant for a new ward. Judge Ada Voss told Leo Price, 58, that he had “betrayed the sickest.” Price had "
        "pleaded guilty in June to three counts of fraud. Prosecutor Helen Foss had asked for six years. The money "
        "was spent on holidays, the court heard."
    )
    found = checked(article, "The defence had wanted six years.")
    assert found.verdict is Verdict.UNSUPPORTED
    assert found.score is not None
    assert found.score <= 0.45


def test_nothing_is_doubted_of_the_words_of_a_sentence_that_an_article_has() -> None:
    article = "Barley gained 1.25 crowns to 204.75 crowns. Rye fell 2.10 crowns to 164.32 crowns a tonne."
    found = checked(article, "Barley gained 1.25 crowns to 204.75 crowns.")
    assert found.verdict is Verdict.SUPPORTED


# --------------------------------------------------------------------------- who did it to whom


@pytest.mark.parametrize(
    ("article", "claim"),
    [
        ("Osk was silent. Deputy Bo Tesk accused her of risking a war.", "Osk accused Bo Tesk of risking a war."),
        ("Ada Quill spoke first. The union sued her over unpaid overtime.", "Ada Quill sued the union over overtime."),
        ("Rolf Venn was angry. The club fired him after two defeats.", "Rolf Venn fired the club after two defeats."),
    ],
)  # fmt: skip
def test_what_is_done_to_her_is_not_done_by_her(article: str, claim: str) -> None:
    assert objected(deeds.check, article, claim)


@pytest.mark.parametrize(
    ("article", "claim"),
    [
        ("Osk was silent. Deputy Bo Tesk accused her of risking a war.", "Bo Tesk accused Osk of risking a war."),
        ("Rolf Venn was angry. The club fired him after two defeats.", "The club fired Rolf Venn after two defeats."),
        ("“It felt like a wave, and then all fell,” said Bo Eik.", "Carpenter Bo Eik said it felt like a wave."),
    ],
)  # fmt: skip
def test_what_is_done_to_her_is_told_of_whoever_she_is(article: str, claim: str) -> None:
    assert not asked(deeds.check, article, claim)
