"""One word of an article changed (unit, rate, preposition, quantifier, tense), and the same told faithfully."""

from __future__ import annotations

import pytest

from summarizer import pipeline
from summarizer.model import Verdict

CHANGED = [
    # units and rates
    ("The road was closed for two hours after a lorry overturned.", "The road was closed for two days."),
    ("The court jailed Karel Mott for 12 years on Monday.", "The court jailed Karel Mott for 12 months on Monday."),
    ("Workers will get the money within nine months.", "Workers will get the money within nine weeks."),
    ("The buses would cost Vaskeri 9 million lei a year.", "The buses would cost Vaskeri 9 million lei a month."),
    ("Each family gets 4,000 euros a month.", "Each family gets 4,000 euros a year."),
    # by and to, here and there, of the dead and of the missing
    ("The bank raised its rate by half a point to 6.5 percent.", "The bank raised its rate by 6.5 percent."),
    ("The bank employs 5,200 people in nine countries, 300 of them in Berlin.", "It employs 5,200 people in Berlin."),
    ("The toll rose to 19 on Tuesday. Another 26 people were still missing.", "Twenty-six people died."),
    ("The toll rose to 19 on Tuesday. Another 26 people were still missing.", "Nobody was missing."),
    # of all, not yet, since when
    ("Some residents have returned to the valley.", "All residents have returned to the valley."),
    ("The trial of the two bankers is to open on 3 June.", "The trial of the two bankers opened on 3 June."),
    (
        "The dam was built in 1961 and had been under repair since March.",
        "The dam had been under repair since 1961.",
    ),
]
FAITHFUL = [
    ("The road was closed for two hours after a lorry overturned.", "The road was closed for two hours."),
    ("Workers will get the money within four weeks.", "Workers will get the money within a month."),
    ("The buses would cost Vaskeri 9 million lei a year.", "The buses would cost Vaskeri 9 million lei annually."),
    ("Each family gets 4,000 euros a month.", "Each family gets 4,000 euros per month."),
    ("The bank raised its rate by half a point to 6.5 percent.", "The bank raised its rate to 6.5 percent."),
    ("The toll rose to 19 on Tuesday. Another 26 people were still missing.", "Twenty-six people were missing."),
    ("The toll of the ferry's sinking rose to 19. Another 26 people were missing.", "The ferry sank."),
    ("All residents have returned to the valley.", "All residents have returned to the valley, it said."),
    ("The dam was built in 1961 and had been under repair since March.", "The dam was built in 1961."),
    ("Twelve of the 40 schools reopened on Monday.", "Twelve of the 40 schools have reopened."),
]


def verdict_on(article: str, claim: str) -> Verdict:
    summary = pipeline.verify(claim, [{"id": "a", "text": article}]).summaries[0]
    return summary.sentences[0].verdict


@pytest.mark.parametrize(("article", "claim"), CHANGED)
def test_a_changed_word_is_flagged(article: str, claim: str) -> None:
    assert verdict_on(article, claim).is_flag


@pytest.mark.parametrize(("article", "claim"), FAITHFUL)
def test_what_is_as_in_the_article_is_not(article: str, claim: str) -> None:
    assert not verdict_on(article, claim).is_flag


def test_a_bare_count_of_the_dead_is_supported_by_the_toll() -> None:
    article = "The death toll from the sinking rose to 19 on Tuesday. Another 26 people were still missing."
    assert verdict_on(article, "Nineteen people died.") is Verdict.SUPPORTED
    assert verdict_on(article, "Nineteen people died in Norrby.") is not Verdict.SUPPORTED


def test_a_supported_sentence_scores_no_less_than_the_bar() -> None:
    """Also one that is supported since it is nearly a copy: score and verdict do not contradict each other."""
    article = "The developer, Hartwig Bau, was fined 3 million crowns in a separate ruling last year."
    copied = "Hartwig Bau was fined 3 million crowns in a separate ruling last year."
    (sentence,) = pipeline.verify(copied, [{"id": "a", "text": article}]).summaries[0].sentences
    assert sentence.verdict is Verdict.SUPPORTED
    assert sentence.score is not None
    assert sentence.score > 0.5
    assert verdict_on(article, "Hartwig Bau was fined 3 million crowns on Friday.") is not Verdict.SUPPORTED
