"""Faithful rewordings that come near what some rule objects to, and the errors next to them that it is for.

Each is an invented twin of what the checks flagged wrongly in `eval/newsroom/rewordings`, or of an error that they
missed over the first real articles.
"""

from __future__ import annotations

import pytest

from summarizer import pipeline
from summarizer.model import CheckedSentence, Verdict
from summarizer.verification import read_draft

FAITHFUL = [
    # a rank counts nobody
    (
        "Four hikers died in the snow on Mount Irr, rescuers said. A fifth hiker is missing.",
        "The toll rose to five when a fifth hiker was found dead on Mount Irr, rescuers said.",
        "Five hikers are dead on Mount Irr: rescuers found the missing man's body on Monday.",
    ),
    # a part, by where it was
    (
        "Flooding killed at least nine people in the province on Sunday. A farmer drowned in Ostrel, and so did a "
        "child who had been playing there.",
        "Two people were killed in Ostrel.",
    ),
    # a superlative says "up to"
    (
        "Waves of up to 14 metres were measured off Cape Lund, a record for the buoy.",
        "Waves of 14 metres off Cape Lund were the highest ever measured by the buoy.",
    ),
    # the part of three, told first
    (
        "Three of the nine swimmers gave up. Two of those three were under 20, which may have played a part, coach Ada "
        "Voss said.",
        "Age may have played a part, Voss said, as two of the swimmers who gave up were under 20.",
    ),
    (
        "Seven members of the board voted for the merger and four against it.",
        "Four of the eleven board members voted against the merger.",
    ),
    # a figure that the article lets a reader reckon
    (
        "The tunnel, dug from both sides, cost 48 million crowns, twice what had been planned.",
        "Originally the tunnel was to cost 24 million crowns.",
    ),
    (
        "Each day of the closure costs the port 4 million crowns, its director said. Shippers put their losses at ten "
        "times that.",
        "A day of closure costs shippers 40 million crowns, they estimate.",
    ),
    (
        "A typical tenant with a rent of 2,000 crowns will pay 3,600 crowns a year more after Monday's vote.",
        "A typical tenant would pay 300 crowns a month more.",
    ),
    ("Lakeland is the sixth country to adopt such a tax.", "Five other countries already have such a tax."),
    # a bound that is denied
    (
        "“Rents will stay above 900 crowns until the spring,” said analyst Mara Feld of Nord Bank.",
        "Rents will not fall below 900 crowns before the spring, said Mara Feld of Nord Bank.",
    ),
    (
        "The trial of the four guards is to begin in June at the earliest.",
        "The four guards' trial will not start before June.",
    ),
    # what one article expects and a later one tells
    (
        "Governor Orla Venn is expected to declare a drought, which would release 20 million crowns for farmers.",
        "Governor Venn has declared a drought, making 20 million crowns available to farmers.",
        "Governor Venn declared a drought late on Monday.",
    ),
    (
        "The budget could not be passed before the summer, Finance Minister Per Lund said.",
        "There will be no budget before the summer, Finance Minister Lund said.",
    ),
    ("Final results of the tests are expected next week.", "The definitive results of the tests are due next week."),
    # the rest of what was counted
    ("Dahl have lost three of their last four games.", "Dahl have won at most one of their last four games."),
    (
        "Inflation in Dovria had fallen to 2.4 percent in May from 3 percent in April.",
        "Prices rose 2.4 percent in May, more slowly than in April.",
    ),
    (
        "Bank Osk offered 40 million crowns more than the next highest bidder, Bank Lund.",
        "Bank Lund offered 40 million crowns less than Bank Osk.",
    ),
    (
        "The office admitted that the letter had arrived on 3 May and had been filed unread.",
        "The office acknowledged that it had received the letter and left it unread.",
    ),
    # a body and its spokesman, its chief and its director general
    (
        "The navy's spokesman, Captain Rolf Brandt, said that mines near the village of Aar had killed six sailors.",
        "Six sailors were killed by mines near Aar, according to the navy.",
    ),
    (
        "The society's director general, Hanna Berg, had staked her name on the dig. The dig went on.",
        "Berg, the society's chief, had staked her name on the dig.",
    ),
    (
        "There is no doubt of the injury, she said. Her coach, Tom Ito, had advised her to stop after the second lap.",
        "Mara Sand ignored her coach's advice to stop after the second lap.",
        "Mara Sand broke her foot on the third lap. Her coach was furious.",
    ),
    (
        "The spill killed 40 tonnes of fish. In 2019 a smaller spill killed nine tonnes of fish in the lake.",
        "The spill in the lake is bigger than one in 2019, when nine tonnes of fish died.",
    ),
    (
        "The mayor thanked the bank. She ruled out a tax on second homes, which the Greens had proposed.",
        "The mayor turned down the Greens' proposal of a tax on second homes.",
    ),
    # days are no places
    (
        "About 700 tram drivers began a 36-hour strike at 5 a.m. on Monday, leaving 40 trams in the depot.",
        "Some 700 tram drivers stopped work for a day and a half on Monday.",
    ),
    # who only may do it, and what is not done so far
    ("The league will discuss on Friday whether to fine the club.", "The club has not been fined so far."),
    (
        "A diplomat of the league, who asked not to be named, told the Echo that no sign of a blockade had been seen.",
        "No sign of a blockade has been seen, one of the league's diplomats told the Echo.",
    ),
]

FAULTY = [
    (
        "Four hikers died in the snow on Mount Irr, rescuers said. A fifth hiker is missing.",
        "Five hikers died on Mount Irr.",
    ),
    (
        "The tunnel, dug from both sides, cost 48 million crowns, twice what had been planned.",
        "The tunnel cost 58 million crowns.",
    ),
    ("The trial of the four guards is to begin in June.", "The trial of the four guards will not begin in June."),
    ("Governor Orla Venn is expected to declare a drought.", "Governor Orla Venn has declared a drought."),
    (
        "Fire chief Ada Osk thanked the crews. Union leader Per Lund asked for a meeting.",
        "Fire chief Per Lund asked for a meeting.",
    ),
    # the classes of the first real articles
    (
        "The Southern League will discuss on Friday whether to impose sanctions on Dovria if it closes the strait.",
        "The Southern League imposed sanctions on Dovria.",
    ),
    (
        "Fears that Dovria may invade Aal have eased. A possible invasion was discussed in Port Lund on Monday.",
        "Dovria invaded Aal on Monday.",
    ),
    (
        "The dockers demand a rise of 9 percent. The port authority rejected the demand on Monday. It agreed to put "
        "safety on the agenda.",
        "The port authority agreed to the dockers' demand for a rise of 9 percent.",
    ),
    (
        "President Ana Holt defended the budget in a speech on Tuesday evening. Hours earlier the defence ministry had "
        "announced that it would cut two brigades.",
        "After Holt's speech, the defence ministry announced that it would cut two brigades.",
    ),
    (
        "“We have not seen evidence of a blockade,” a Western diplomat who asked not to be named told the Lund Echo. "
        "The League's secretary, Ada Marten, said she had not seen evidence of a blockade on the ground.",
        "League officials told the Lund Echo they saw no evidence of a blockade.",
    ),
]


def _checked(articles: tuple[str, ...], claim: str) -> CheckedSentence:
    sources = [
        {"text": text, "outlet": f"Wire {place}", "published_at": f"2025-05-0{place + 5}T09:00:00Z"}
        for place, text in enumerate(articles)
    ]
    return pipeline.verify_draft(read_draft(claim), pipeline.read_story(sources)).sentences[0]


@pytest.mark.parametrize("row", [pytest.param(row, id=row[1][:60]) for row in FAITHFUL])
def test_a_faithful_rewording_is_not_flagged(row: tuple[str, ...]) -> None:
    """Row: an article, the sentence, further articles."""
    found = _checked((row[0], *row[2:]), row[1])
    assert not found.verdict.is_flag, found.reason


@pytest.mark.parametrize(("article", "claim"), [pytest.param(*row, id=row[1][:60]) for row in FAULTY])
def test_the_error_beside_it_is_flagged(article: str, claim: str) -> None:
    """Each has one error of the class that the rule is for."""
    assert _checked((article,), claim).verdict in (Verdict.CONTRADICTED, Verdict.UNSUPPORTED, Verdict.PARTIAL)
