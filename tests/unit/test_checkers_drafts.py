"""What language models' summaries of real news were flagged for, though the articles bear it out; and errors of theirs.

Each pair is an invented twin of a false flag or an error that the drafts of `eval/drafts` showed.
"""

from __future__ import annotations

import pytest

from eval.sets import StoryCase
from eval.writers import read_story
from summarizer import pipeline
from summarizer.checkers.numbers.exchanged import crossed
from summarizer.facts import extract_facts
from summarizer.model import Article, CheckedSentence, Verdict, Vote
from summarizer.verification import read_claims, read_draft
from summarizer.verification.evidence import Library

FAITHFUL = [
    (
        "Bids for the coat that the poster made famous had reached 20,025 crowns on Monday. The long handwritten "
        "manifesto stood at 17,525 crowns.",
        "The long handwritten manifesto stood at 17,525 crowns, while bids for the coat that the poster made famous "
        "had reached 20,025 crowns.",
    ),
    # each gives his own figure
    (
        "The Lake Institute said the probe was about 40 metres up. The Quell observatory put it at no less "
        "than 90 metres, "
        "and an engineer who asked not to be named at nearly 60.",
        "How high it was is disputed: the Lake Institute speaks of some 40 metres, the Quell observatory of "
        "at least 90 and "
        "an unnamed engineer of nearly 60.",
    ),
    # who is not named denies nothing
    (
        "An investigator who asked not to be named said that Vresnik had confessed to forging two balance sheets.",
        "An anonymous investigator said that Vresnik had confessed to forging two balance sheets.",
    ),
    ("It is not clear who will replace Orla Venn as chair.", "It is unclear who will replace Orla Venn as chair."),
    (
        "The painting was taken on Sunday by thieves who came through a skylight.",
        "Thieves who came through a skylight took it.",
    ),
    (
        "Fishermen in the southern ports are staying away from work today in solidarity.",
        "Fishermen in the southern ports stayed away from work in solidarity.",
    ),
    (
        "Under a rule of 2021, arbiters may inspect any device, but medical aids are exempt if they have "
        "been declared.",
        "Under a rule of 2021, declared medical aids are exempt.",
    ),
    (
        "If the result stands, the Harbour Party will hold 22 of 43 seats.",
        "With the seat the Harbour Party would hold 22 of 43 seats.",
    ),
    ("Bids for the coat were up to 20,025 crowns on Monday.", "Bids for the coat had reached 20,025 crowns on Monday."),
    (
        "Skier Milla Knutsen will carry the flag at the opening ceremony on Friday.",
        "The team has chosen skier Milla Knutsen to carry the flag at the opening ceremony on Friday.",
    ),
    (
        "She will race in the slalom and giant slalom on 14 and 16 March.",
        "She will race in the slalom on 14 March and the giant slalom on 16 March.",
    ),
    (
        "After she complained that she had not been heard, the radio host Rolf Lind called Ada Flick a name.",
        "Ada Flick complained that she had not been heard, after which the radio host Rolf Lind called her a name.",
    ),
    (
        "Bacteria treated with smoke proved four times more resistant to being killed than others.",
        "Bacteria treated with smoke were four times more resistant to being killed than the others.",
    ),
    (
        "He opened his parachute less than two miles above the ground, the heaviest that anybody had used.",
        "Having opened his parachute less than two miles above the ground, he landed.",
    ),
    (
        "He was held from January 5 to March 5 on a charge that was dropped later.",
        "He had been held from January 5 to March 5 on a charge that was later dropped.",
    ),
    (
        "A convoy left Kestan on Thursday. The town of Kestan lies in Norland. The army sent 71 lorries.",
        "The army sent 71 lorries in Kestan.",
    ),
    (
        "The council agreed without a vote to hold a public hearing on 12 February.",
        "The council agreed to hold a public hearing on 12 February.",
    ),
    (
        "A doctor of the hospital, who did not give his name, said he had removed rubber balls from the legs "
        "of four patients.",
        "A doctor of the hospital who withheld his name said he had removed rubber balls from the legs of "
        "four patients.",
    ),
]

FAULTY = [
    # two figures exchanged between what they are of
    (
        "Bids for the coat that the poster made famous had reached 20,025 crowns on Monday. The long handwritten "
        "manifesto stood at 17,525 crowns.",
        "Bids for the long handwritten manifesto had reached 20,025 crowns, while the coat that the poster made famous "
        "stood at 17,525 crowns.",
    ),
    # titles that the articles give to nobody of the name
    (
        "Transport minister Rashad Velik and the head of the railway resigned after the crash.",
        "Prime Minister Rashad Velik and the head of the railway resigned after the crash.",
    ),
    (
        "Deputy First Minister Martin Gould praised her part in the talks.",
        "First Minister Martin Gould praised her part in the talks.",
    ),
    (
        "State Sen. Diane Savo welcomed the settlement of the dancers' suit.",
        "Prosecutor Diane Savo welcomed the settlement of the dancers' suit.",
    ),
    # a clause of a long sentence, somewhere else
    (
        "The former captain Abdul Gaffar died in Karaj on Friday after a long illness. He played for a club "
        "in Dhelka in "
        "the sixties. His funeral will be held on Sunday, his son told reporters.",
        "The former captain Abdul Gaffar, who had played abroad, died in Dhelka on Friday after a long "
        "illness, and his "
        "funeral will be held on Sunday.",
    ),
    # a condition that is left out is no guess
    (
        "Dockers at the port of Norl will stop work for 48 hours from next Wednesday unless the firm "
        "withdraws its plan.",
        "The dockers of Norl will down tools for two days from next Wednesday.",
    ),
    # figures of two who dispute them are still held against the one who is named
    (
        "Minister Ada Osk said that 40 people were hurt. The union counted 58.",
        "Minister Ada Osk said that 58 people were hurt.",
    ),
    ("Repairs would cost up to 6 million crowns.", "Repairs would cost 6 million crowns."),
]


def last_of(claim: str, *articles: str) -> CheckedSentence:
    given = [{"id": f"a{number}", "text": text} for number, text in enumerate(articles, start=1)]
    return pipeline.verify(claim, given).summaries[0].sentences[-1]


@pytest.mark.parametrize(("article", "claim"), FAITHFUL)
def test_what_a_model_rewords_is_not_flagged(article: str, claim: str) -> None:
    checked = last_of(claim, article)
    assert not checked.verdict.is_flag, checked.reason


@pytest.mark.parametrize(("article", "claim"), FAULTY)
def test_what_a_model_gets_wrong_is_flagged(article: str, claim: str) -> None:
    assert last_of(claim, article).verdict.is_flag


def test_a_title_that_one_may_bear_too_is_left_alone() -> None:
    """Parties, kin, what takes a title in, and what an article calls somebody in another of its sentences."""
    article = (
        "Senator Jon Tessel voted against it. The Liberal from Norl said he was sorry. Captain Jess Bibb "
        "called it harsh."
        " Ida Roos, an MP, disagreed."
    )
    for claim in (
        "Jon Tessel, a Liberal, voted against it.",
        "Skipper Jess Bibb called it harsh.",
        "The lawmaker Ida Roos disagreed.",
    ):
        assert not last_of(claim, article).verdict.is_flag, claim


def test_who_opens_a_later_clause_speaks_in_it() -> None:
    article = (
        "Transport minister Rashad Velik resigned after the crash. President Mihal Murin promised to hold those "
        "responsible to account."
    )
    claim = (
        "Rashad Velik resigned after the crash, while President Mihal Murin, promising to hold those responsible to "
        "account, ordered help."
    )
    assert last_of(claim, article).verdict is not Verdict.CONTRADICTED


def test_an_outlet_known_by_its_file_name_alone_is_no_stranger() -> None:
    given = [{"id": "03-lakeshore-echo", "text": "Some 3,500 people left their homes near the lake."}]
    claim = "Some 3,500 people left their homes near the lake, the Lakeshore Echo reported."
    assert not pipeline.verify(claim, given).summaries[0].sentences[0].verdict.is_flag


def test_a_sentence_may_begin_behind_junior() -> None:
    text = "He was succeeded by Arthur Venn Jr. Accounts differ on the year."
    assert len(pipeline.verify(text, [{"id": "a", "text": text}]).summaries[0].sentences) == 2


def objections(claim: str, *articles: str) -> set[str]:
    """The checkers that object to the last sentence of a text, whatever the verdict makes of it."""
    return {finding.checker for finding in last_of(claim, *articles).findings if finding.vote is Vote.OBJECT}


@pytest.mark.parametrize(
    ("checker", "article", "claim"),
    [
        (
            "names",
            "State Sen. Diane Savo welcomed the settlement of the dancers' suit. Nobody else spoke.",
            "Coroner Diane Savo welcomed the settlement of the dancers' suit.",
        ),
    ],
)
def test_the_rule_itself_objects(checker: str, article: str, claim: str) -> None:
    assert checker in objections(claim, article)
    assert checker not in objections(article, article)


@pytest.mark.parametrize(
    ("checker", "article", "claim"),
    [
        # a party's leader may be its president
        (
            "names",
            "The Reed Party leader Gerd Aden was arrested on Monday.",
            "Reed Party president Gerd Aden was arrested on Monday.",
        ),
        # from an earlier day to a later one
        (
            "dates",
            "He was released on March 5 after he had been held from January 5 on a charge of assault.",
            "He was held from January 5 to March 5 on a charge of assault.",
        ),
        # rounded
        (
            "numbers",
            "Some 6 percent chose independence in the vote.",
            "Some 5.53 percent chose independence in the vote.",
        ),
        # songs
        (
            "quotes",
            "The band played “Spank You” and “If You Must” at its first show.",
            "The band played “Spank You” at its first show.",
        ),
    ],
)
def test_the_rule_itself_lets_pass(checker: str, article: str, claim: str) -> None:
    assert checker not in objections(claim, article)


def test_two_figures_that_change_places_are_told_by_what_stands_around_them() -> None:
    article = "More than 140 reporters from 14 countries combed the leaked files, which came from 117 sources."
    story = read_story(StoryCase("leak", (Article("a", 1, article),)))
    library = Library(story, extract_facts(story))
    for text, found in (
        ("The leaked files, combed by more than 140 reporters from 117 countries, came from 14 sources.", ["117"]),
        ("The leaked files, combed by more than 140 reporters from 14 countries, came from 117 sources.", []),
    ):
        claim = read_claims(read_draft(text), story)[0].whole
        assert [figure.text for figure, _, _ in crossed(claim, library.evidence_for(claim))] == found
