"""Who gives a figure: counted, measured, admitted, put at, in somebody's view."""

from __future__ import annotations

import pytest

from summarizer.facts import extract_facts
from summarizer.model import Article, Bundle, Facts
from summarizer.pipeline import read_story


def facts_of(*texts: str) -> Facts:
    articles = tuple(Article(f"a{number}", number, text) for number, text in enumerate(texts, start=1))
    return extract_facts(read_story(Bundle(articles)))


@pytest.mark.parametrize(
    ("text", "figure", "giver"),
    [
        ("Police, who kept the bridge shut until midnight, made it 380 marchers.", "380", "Police"),
        ("Organisers counted 2,500 marchers, the police 900.", "900", "the police"),
        ("Organisers counted 2,500 marchers, the police 900.", "2,500", "Organisers"),
        ("The mayor said 40 people were hurt, the hospital 46 and the union more than 60.", "46", "the hospital"),
        ("Police said 40 people were hurt, the hospital 46 and the union more than 60.", "more than 60", "the union"),
        ("Ada Osk said the party won 40 seats, the union 12.", "12", "Ada Osk"),
        ("The water ministry put the cost of the dam at 90 million euros.", "90 million euros", "The water ministry"),
        ("Rents are up 38% since May if you ask the tenants' union.", "38%", "the tenants' union"),
        ("The port had 70 cranes, by the operator's own count.", "70", "the operator"),
        ("The caretaker believes in 520 guests; the hall seats fewer.", "520", "The caretaker"),
        ("The damage comes to 4 million crowns, reckons the growers' union.", "4 million crowns", "the growers' union"),
        ("The observatory, on a hill above Lorn, measured a tremor of magnitude 4.1.", "4.1", "The observatory"),
        ("Mayor Ada Brenn, re-elected in May, speaks of 60 flooded cellars.", "60", "Ada Brenn"),
        ("The whip, Otto Lind, denied that. About 900 people marched, according to the police.", "900", "police"),
        ("Fire Chief Ada Moss spoke. It rained. Police said that roughly 60 hikers were on the ridge.", "60", "Police"),
        ("The coast guard gives a lower figure for the dead, five, since it counts bodies.", "five", "The coast guard"),
        ("Only 12 boats came back by dusk; three sank, according to Ada Moss.", "12", ""),
        ("Only 12 boats came back by dusk; three sank, according to Ada Moss.", "three", "Ada Moss"),
        ("Villagers of Orle accused the state of ignoring a fever in which seven people have died.", "seven", ""),
        ("The pier was built for at most 150 people, according to town plans seen by the Echo.", "150", "town plans"),
        (
            "Engineer Ada Moss said the inspection had found no rust and that the exchange of two cables was due.",
            "two",
            "Ada Moss",
        ),
        ("Brellan shares fell after the pump maker announced 1,400 job cuts.", "1,400", "Brellan"),
        # who says so in between, and what follows
        ("Ten sailors died, the health ministry said, then some 40 fell ill.", "some 40", "health ministry"),
        ("The sum stands at 85, according to a coroner, with over 30 dead since May.", "over 30", "a coroner"),
        ("As it ran downhill it hit a lorry, Kranz said, then turned over and killed 4.", "4", "Kranz"),
        ("As the mayor said on Monday, 20 people had died.", "20", "mayor"),
        ("But as a Tarn Post reporter noted, he never came near the 20-yard line.", "20-yard", "a Tarn Post reporter"),
        ("It has been seen: According to two guards, 14 boats were lost.", "14", "two guards"),
        ("Executives for Mondel, which makes tiles, say the firm will save 46 million marks.", "46 million marks",
         "Executives for Mondel"),
        ("Ada Moss found all 14 riders and grooms were thrown at once.", "14", "Ada Moss"),
        ("A fire burned in Tarn, where guards reported 20 victims at a centre that had no exit.", "20", "guards"),
        ("The toll rose to 12 on Friday, according to Velta Week magazine.", "12", "Velta Week"),
        ("According to recent polls, Brandt keeps only 14 percent of the town.", "14 percent", "recent polls"),
        ("Moss leads by 42 percent in the ClearVelta average of recent Tarn polls.", "42 percent", "ClearVelta"),
        ("The Velta Echo identified dozens of such gifts.", "dozens", "Velta Echo"),
        ("The ferry office is awaiting 5,200 wagons.", "5,200", "The ferry office"),
        # what is done, not said
        ("The bishop, a priest said, will hand over to Otto Kranz, 60, in May.", "60", ""),
        ("A company called Harmony gave 5,000 crowns to the club.", "5,000 crowns", ""),
        ("Otto Kranz was found guilty on one count of theft and two of arson.", "two", ""),
        ("Ada Moss, who had warned Otto Kranz of ice, had a 90-minute talk with him.", "90-minute", ""),
        ("The blast shattered hopes that a truce could end five days of fighting.", "five days", ""),
        ("Otto Kranz claimed victory in Tarn by 24 seconds.", "24 seconds", ""),
        ("Otto Kranz swam merely the 14th best lap on Friday.", "14th", ""),
        ("Otto Kranz made a show of mending 10 old boats.", "10", ""),
        ("A club accused of hiding its debts may have paid 300 marks.", "300 marks", ""),
        ("“It is hard,” Ada Moss told 2,300 supporters at the pier.", "2,300", ""),
        ("“It is hard,” Ada Moss said in the run-up to a feast that will honour two bishops.", "two", ""),
        # after a colon, in a poll, behind an apposition, by what somebody stands by
        ("The grid operator has put a number on it: some 40,000 homes are dark.", "40,000", "The grid operator"),
        ("Far from it, says the union, which counts 900.", "900", "the union"),
        ("The harbour board stuck to 38 on Thursday, the crew to 41.", "38", "The harbour board"),
        ("The harbour board stuck to 38 on Thursday, the crew to 41.", "41", "the crew"),
        ("From Monday it will pay advances of up to 300 crowns, says the college.", "300 crowns", "college"),
        ("Sales could fall by a tenth next year, the brewers' league fears.", "a tenth", "brewers' league"),
        ("It's 70, the coach insisted last night.", "70", "coach"),
        ("In a Hale & Bright poll of 1,020 adults, 54 per cent favoured a ban.", "54 per cent", "Hale & Bright"),
        ("The number, swears Ana Pohl, is 14.", "14", "Ana Pohl"),
        ("The rail union, the body that called the walkout in May, demanded $8m.", "$8m", "The rail union"),
        ("The harbour master, Ada Brenn, is adamant that there were six.", "six", "Ada Brenn"),
        ("An auditor hired by the town put the figure at 2 million.", "2 million", "An auditor"),
        ("Two fell, one of them Otto Kranz, 33, whose club, Velta Rowing, reported a broken wrist.", "Two", ""),
        # a poll gives the shares of those who were asked, also where it is only told again
        ("Just 18 percent like the pier in a new Hale & Bright poll.", "18 percent", "Hale & Bright"),
        ("Just 18 percent like the pier in a new Tarn Herald-VTV poll.", "18 percent", "Tarn Herald-VTV poll"),
        ("A survey by Hale & Bright found that 70 percent of voters would stay.", "70 percent", "Hale & Bright"),
        (
            "A new Hale & Bright poll found the town split. The survey, taken in May, also found that support for"
            " Mayor Ada Brenn rose to 19 percent.",
            "19 percent",
            "Hale & Bright",
        ),
        (
            "A Hale & Bright poll has told of the mood. Asked whether the mayor’s insistence that the bridge must wait"
            " was right, 59 percent said it was unfair.",
            "59 percent",
            "Hale & Bright",
        ),
        ("Ada Brenn spoke. According to the poll, Ada Brenn has 40 percent of the vote.", "40 percent", "poll"),
        # who gathered the data
        ("Statistics gathered by the Tarn Trust indicate a rise: 26 percent fell ill.", "26 percent", "Tarn Trust"),
        # behind what is told of whoever gives it, and not what is told of him
        ("About 40 boats sank, said Hana Korr, who runs the port of Velta.", "About 40", "Hana Korr"),
        ("Forty boats sank, according to Hana Korr, who owns nine of them.", "Forty", "Hana Korr"),
        ("Forty boats sank, according to Hana Korr, who owns nine of them.", "nine", ""),
        ("According to the union, which has 900 members, forty boats sank.", "900", ""),
        ("According to the union, which has 900 members, forty boats sank.", "forty", "union"),
        ("The port authority, which runs nine piers, counted 40 boats.", "nine", ""),
        ("The harbour master, who kept the gate shut until noon, counted 40.", "40", "The harbour master"),
        ("Prosecutor Ada Moss, who had sought 14 years, spoke at noon.", "14 years", "Ada Moss"),
        ("The crane, which has stood for nine years, will go, the port office said.", "nine years", ""),
        ("The crane that has stood for nine years will go, the port office said.", "nine years", "port office"),
        # who goes on behind what says so
        ("The lamps were lit, Ada Moss says; it was 4.20 am.", "4.20 am", "Ada Moss"),
        ("The vigil drew 400 people, Ada Moss said, a hundred more than in May.", "a hundred", "Ada Moss"),
        ("The town granted 940 permits, Ada Moss said, against 2,300 in 2019.", "2,300", "Ada Moss"),
        ("Nine fell ill, according to Ada Moss; 40 percent had eaten fish.", "40 percent", ""),
        ("The lamps went out, said Ada Moss, 52, a baker.", "52", ""),
        # whose text, list or older figure it is
        ("Two boats sank, according to a Velta Echo count.", "Two", "Velta Echo"),
        ("Some 4,000 people have left the port, Velta Radio has learned from two guards.", "Some 4,000", "two guards"),
        ("The toll replaces an earlier one of 12 given by police.", "12", "police"),
        ("The ministry corrected the 131 that Mayor Ada Moss had announced.", "131", "Ada Moss"),
        ("The dock firm raised to 17 the number of men hurt.", "17", "The dock firm"),
        ("Police identified the driver as Otto Lind, 52, of Velta.", "52", "Police"),
        ("By the guards' reckoning, the gate was opened 50 times.", "50", "the guards"),
        ("The court held 3 million crowns to be proven.", "3 million crowns", "The court"),
        ("Turnout was 58 percent, according to early figures, poll chief Ada Moss told reporters.", "58 percent",
         "Ada Moss"),
        # readings of who says it
        ("Doctors in Velta say at least 20 people have died.", "at least 20", "Doctors in Velta"),
        ("The Council of Tarn (CT) said that nine piers are shut.", "nine", "Council of Tarn"),
        ("Flooding in the south has killed 25 people, guards said on Tuesday.", "25", "guards"),
        ("The roof gave way at nine spots, says rescue chief Ada Moss.", "nine", "Ada Moss"),
        # what is only mentioned
        ("The council expressed concern after two weeks of rain.", "two weeks", ""),
        ("The bill is 38 million crowns ($2 million), the ministry said.", "$2 million", ""),
        ("The latest figure suggests a rise to 18 percent.", "18 percent", ""),
        ("Moss put turnout at 1,900 of the 2,150 dockers.", "2,150", ""),
        ("Ada Moss says that Otto Lind offered 9 percent.", "9 percent", "Ada Moss"),
        # parties that agree to something, somebody who is admitted, a plea, a crowd that is given something
        ("Velta and Tarn agreed to a truce on Monday, ending a war that killed 140.", "140", ""),
        ("Ada Brenn has been admitted to hospital three times since May.", "three", ""),
        ("Otto Lind pleaded guilty in May and was sentenced to three years in prison.", "three years", ""),
        ("Ada Brenn gave a happy crowd of about 700 a speech.", "700", ""),
        # nobody gives these
        ("The caretaker does not believe in 520 guests.", "520", ""),
        ("The strike lasted eleven days and brought teachers 4 percent.", "4 percent", ""),
        ("The minister came to the control room at nine.", "nine", ""),
        ("The storm made 300 families homeless.", "300", ""),
        ("The harbour master is not sure that there were six.", "six", ""),
        ("The judge gave her five minutes.", "five minutes", ""),
    ],
)  # fmt: skip
def test_giver_of_a_figure(text: str, figure: str, giver: str) -> None:
    """The words for whoever gives it, "" where the outlet tells it itself."""
    (stated,) = [stated for stated in facts_of(text).figures if stated.figure.text.endswith(figure)]
    assert stated.speaker == giver


def test_he_and_she_are_whom_the_sentence_before_begins_with() -> None:
    """Where nobody has spoken, the subject of the sentence before is meant."""
    facts = facts_of("Anton Balsa does not believe in sixty otters. He believes in more than ninety.")
    assert [stated.speaker for stated in facts.figures if stated.figure.low == 90] == ["Anton Balsa"]


def test_he_and_she_are_who_spoke_before() -> None:
    """A pronoun takes the person who spoke last."""
    facts = facts_of("“We are tired,” said union leader Hanna Solv. She put turnout at 1,900.")
    assert [stated.speaker for stated in facts.figures] == ["Hanna Solv"]


def test_two_givers_in_one_sentence_disagree() -> None:
    """What two bodies count differently in one passage is a disagreement with both named."""
    facts = facts_of(
        "On Sunday thousands marched through Port Lorn. Organisers counted 2,500 marchers, the police 900."
    )
    (disagreement,) = facts.disagreements
    assert [(stated.figure.text, stated.speaker) for stated in disagreement.figures] == [
        ("900", "the police"),
        ("2,500", "Organisers"),
    ]


def test_a_correction_within_a_sentence_is_told_as_one() -> None:
    """ "43, not 34": both figures are told, and which of them was wrong."""
    facts = facts_of("The lead is 43 points and not 34, as an earlier version said.")
    assert not facts.disagreements
    (revision,) = facts.revisions
    assert [(stated.figure.low, stated.is_corrected) for stated in revision.figures] == [(34, True), (43, False)]
    (revision,) = facts_of("The flood took 430 houses and not 43, as an earlier version said.").revisions
    assert [stated.figure.low for stated in revision.figures] == [43, 430], "a slip of the pen may be tenfold"


def test_hours_are_exact_unless_they_are_hedged() -> None:
    """A quarter of an hour between two exact times cannot be rounding."""
    first = "A barrier at the ground gave way at 3.40 pm, Commander Ivo Lund told reporters."
    second = "A barrier at the ground gave way at {} pm, Commander Ivo Lund told reporters."
    assert len(facts_of(first, second.format("3.25")).disagreements) == 1
    assert not facts_of(first, second.format("about 3.30")).disagreements


def test_what_cuts_the_power_gives_no_figure() -> None:
    """Only who cuts a forecast or raises a toll gives the new figure."""
    (storm,) = facts_of(
        "Power was back by dawn after Storm Ottilie cut electricity to as many as 43,000 households."
    ).figures
    (bank,) = facts_of("The bank of Orle cut its growth forecast to 1.4 per cent on Monday.").figures
    assert (storm.speaker, bank.speaker) == ("", "The bank of Orle")


def test_it_and_they_are_the_body_that_spoke_before() -> None:
    """A pronoun at the beginning of a sentence takes the body that spoke last, not a thing it spoke of."""
    facts = facts_of("The lamp went dark, the Harbour Office said. It put the damage at 40 crowns.")
    assert [stated.speaker for stated in facts.figures] == ["Harbour Office"]


def test_an_office_that_opens_an_article_is_who_is_named_next() -> None:
    """News names in its second sentence whom the first calls by his office; one of another office is not meant."""
    opening = "A fire at the mill killed nine people, the fire chief said. "
    named = facts_of(opening + "“It is out,” Ada Moss told reporters.")
    other = facts_of(opening + "“It is out,” union leader Ada Moss told reporters.")
    assert [facts.figures[0].speaker for facts in (named, other)] == ["Ada Moss", "fire chief"]


def test_a_poll_is_told_over_several_sentences() -> None:
    """The shares of candidates are the poll's that was named before; a share of anything else is not."""
    facts = facts_of(
        "A Hale & Bright poll told of the race. Ada Moss received 38 percent, while Otto Lind had 33 percent. The dam"
        " is 60 percent full."
    )
    assert [stated.speaker for stated in facts.figures] == ["Hale & Bright", "Hale & Bright", ""]


def test_a_statement_is_whose_it_was() -> None:
    """ "The statement" is that of whoever has issued or cited one before."""
    facts = facts_of("Nine men were held, said a police statement. It rained. Two fled, the statement said.")
    assert [stated.speaker for stated in facts.figures] == ["police", "police"]


def test_when_an_entry_was_written_nobody_says() -> None:
    """The time of day that opens an entry of a live report is the outlet's."""
    facts = facts_of(
        "10.35 About 200 people wait at the pier, guards said.\n\n10.50 The pier is shut.\n\n11.20 It rains."
    )
    assert [(stated.figure.text, stated.speaker) for stated in facts.figures][:2] == [
        ("10.35", ""),
        ("About 200", "guards"),
    ]
