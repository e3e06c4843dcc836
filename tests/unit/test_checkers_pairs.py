"""Right and wrong sentences over invented reports, as a tester wrote them: what was called supported, what was flagged.

Each pair is another story than the tester's, with a slip or a rewording of the same kind.
"""

from __future__ import annotations

import pytest

from summarizer import pipeline
from summarizer.checkers import attribution, dates, deeds, happenings, modality, names, near_copies, numbers
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


# ---------------------------------------------------------------------------------- whose words

TWO_SPEAKERS = "Mayor Ada Osk welcomed the ruling; developer Bo Lund said the city had lost two years and a fortune."
QUOTED = "Trade Minister Tobias Krell praised the cut, while deputy Wanda Ilic said that it came “a year too late.”"


@pytest.mark.parametrize(
    ("article", "claim"),
    [
        (TWO_SPEAKERS, "Mayor Ada Osk said the city had lost two years and a fortune."),
        (QUOTED, "Trade Minister Tobias Krell said the cut came a year too late."),
    ],
)
def test_a_sentence_that_turns_to_another_speaker_lets_him_say_it(article: str, claim: str) -> None:
    assert objected(attribution.check, article, claim)


@pytest.mark.parametrize(
    ("article", "claim"),
    [
        (TWO_SPEAKERS, "Developer Bo Lund said the city had lost two years and a fortune."),
        (QUOTED, "Deputy Wanda Ilic said the cut came a year too late."),
    ],
)
def test_and_he_does_say_it(article: str, claim: str) -> None:
    assert not asked(attribution.check, article, claim)


def test_whom_an_article_calls_as_the_claim_does_is_its_speaker_whoever_holds_the_office() -> None:
    article = (
        "The incumbent president said the former governor of Tarn had been all over the map on foreign policy. Nobody "
        "answered. Polls opened at eight. It rained. Turnout was low. President Bo Hask votes on Monday."
    )
    claim = "The incumbent president said the former governor of Tarn was all over the map on foreign policy."
    assert not asked(attribution.check, article, claim)


def test_nobody_knows_whom_an_articles_they_means() -> None:
    article = "It showed two bottles of what they said was stolen human serum and a photo of the vault."
    claim = "It showed two bottles of what customs said was stolen human serum and a photo of the vault."
    assert not asked(attribution.check, article, claim)


@pytest.mark.parametrize(
    ("claim", "is_flagged"),
    [
        ("The growers' union puts the loss of vines at 5 to 7 million crowns.", False),
        ("Insurers put the loss of vines at 5 to 7 million crowns.", True),
        ("The loss of vines came to 5 to 7 million crowns.", True),
    ],
)
def test_what_the_head_of_a_body_estimates_that_body_estimates(claim: str, is_flagged: bool) -> None:
    article = "Growers' union president Marc Ohl estimated the loss of vines at 5 to 7 million crowns."
    assert objected(attribution.check, article, claim) is is_flagged


# ----------------------------------------------------------------------- figures and what they are of

LOSS = "The firm reported a loss of 210 million crowns in 2024, after a profit of 35 million crowns in 2023."
TREASURER = "He was jailed for diverting 2.3 million crowns. About 400,000 crowns has been recovered so far."
SHIP = (
    "The firm bought the ship in 2011 for 42 million crowns. The Maren was built in Tarn in 1998. It was refitted last "
    "year at a cost of 6.5 million crowns, records show."
)


@pytest.mark.parametrize(
    ("article", "claim"),
    [
        (
            LOSS,
            "The firm made a profit of 35 million crowns in 2024, after a loss of 210 million crowns the year before.",
        ),
        ("Sales of cars fell to 4,100 in 2022 from 6,300 in 2021, dealers said.", "Some 6,300 cars were sold in 2022."),
        (TREASURER, "All of the 2.3 million crowns has been recovered."),
        (SHIP, "The ship was built in Tarn in 1998 and refitted last year for 42 million crowns."),
        ("A storm destroyed 140 homes in Quill. Some 300 homes lost power.", "A storm destroyed 300 homes in Quill."),
    ],
)
def test_a_figure_of_another_year_or_deed_is_wrong(article: str, claim: str) -> None:
    assert objected(numbers.check, article, claim)


@pytest.mark.parametrize(
    ("article", "claim"),
    [
        (LOSS, "The firm lost 210 million crowns in 2024, having made a profit of 35 million crowns the year before."),
        ("Sales of cars fell to 4,100 in 2022 from 6,300 in 2021, dealers said.", "Some 4,100 cars were sold in 2022."),
        (TREASURER, "Some 400,000 crowns of the 2.3 million has been recovered."),
        (SHIP, "The ship was bought for 42 million crowns and refitted for 6.5 million."),
        ("A storm destroyed 140 homes in Quill. Some 300 homes lost power.", "The storm left 300 homes without power."),
    ],
)
def test_a_figure_where_the_articles_have_it_is_right(article: str, claim: str) -> None:
    assert not asked(numbers.check, article, claim)


# ------------------------------------------------------------------------------- from when, for how long

CEASEFIRE = "The two have agreed to a ceasefire starting on Thursday, mediator Anders Fahl said on Tuesday after talks."
VISAS = "New visa rules take effect on 1 June, the ministry said on 12 May."
ROOMS = "The mayor said the city would pay for hotel rooms for at least a week."


@pytest.mark.parametrize(
    ("article", "claim"),
    [
        (CEASEFIRE, "The two agreed on a ceasefire from Tuesday, mediator Anders Fahl said."),
        (VISAS, "New visa rules apply from 12 May."),
        (ROOMS, "The mayor promised that the city would pay for hotel rooms for at least a month."),
        ("A lorry with water gets through every six hours.", "A lorry with water gets through every six days."),
    ],
)
def test_another_beginning_or_span_is_wrong(article: str, claim: str) -> None:
    assert objected(dates.check, article, claim)


@pytest.mark.parametrize(
    ("article", "claim"),
    [
        (CEASEFIRE, "A ceasefire is to start on Thursday, mediator Anders Fahl said on Tuesday."),
        (CEASEFIRE, "The two agreed on a ceasefire from Thursday, mediator Anders Fahl said."),
        (VISAS, "New visa rules apply from 1 June."),
        (ROOMS, "The mayor promised that the city would pay for hotel rooms for at least seven days."),
        ("The curfew runs from Sunday to Friday.", "The curfew lasts until Friday."),
    ],
)
def test_the_same_beginning_or_span_in_other_words_is_right(article: str, claim: str) -> None:
    assert not asked(dates.check, article, claim)


# -------------------------------------------------------------------------- what is still open

PLANT = (
    "Battery maker Tesk plans to build a 1.2 billion crown plant in Varda. Work could begin next spring if the city "
    "council approves the site, its chief said. The council is due to vote on 17 June."
)
UNION = "Union leader Bo Ohl said that he hoped half of the new jobs would go to workers laid off from the mill."
ANALYSTS = "Analysts at Lund Bank said they doubted that the plant would be profitable before 2031."
AIR = "Mayor Hald said she had not yet seen one reading that shows the air in the harbour is clean."
STORM = "The minister said it was too soon to link the storm to warmer seas, although more will come."


@pytest.mark.parametrize(
    ("article", "claim"),
    [
        (PLANT, "Tesk has begun building a plant in Varda for 1.2 billion crowns."),
        (PLANT, "The city council approved the site on 17 June."),
        (UNION, "Union leader Bo Ohl said that half of the jobs will go to workers from the mill."),
        ("Mayor Osk said she feared the bridge would stay shut.", "Mayor Osk said the bridge would stay shut."),
        (ANALYSTS, "Lund Bank analysts expect the plant to make a profit before 2031."),
        (STORM, "The minister blamed the storm on warmer seas."),
        (AIR, "Mayor Hald said that the air in the harbour was clean."),
        ("There is no evidence that the valve was opened, police said.", "Police said that the valve was opened."),
        ("Engineers have not established whether the dam is leaking.", "Engineers found that the dam is leaking."),
    ],
)
def test_what_is_planned_hoped_or_doubted_is_not_so(article: str, claim: str) -> None:
    assert objected(modality.check, article, claim)


@pytest.mark.parametrize(
    ("article", "claim"),
    [
        (PLANT, "Tesk intends to build a plant in Varda for 1.2 billion crowns."),
        ("Workers began building the wall after a plan to build it.", "Workers have begun building the wall."),
        ("Norland started drilling off Tarn. It plans to drill four wells.", "Norland has started drilling off Tarn."),
        (UNION, "Union leader Bo Ohl hopes that half of the jobs will go to workers from the mill."),
        (ANALYSTS, "Lund Bank analysts doubt that the plant will make a profit before 2031."),
        (ANALYSTS, "Analysts at Lund Bank do not expect the plant to be profitable before 2031."),
        (STORM, "The minister cautioned that it was too early to link the storm to warmer seas."),
        (AIR, "Mayor Hald has not been shown that the air in the harbour is clean."),
        (
            "The city has not verified that the tank is stable and “a second leak remains possible,” Hald said.",
            "Hald said that a second leak “remains possible”.",
        ),
        (
            "The note shows that the air in the harbour is clean. It is no sign that it will stay so.",
            "The air in the harbour is clean, the note shows.",
        ),
    ],
)
def test_what_is_told_as_planned_hoped_or_doubted_is(article: str, claim: str) -> None:
    assert not asked(modality.check, article, claim)


def test_a_verb_under_a_condition_is_not_done() -> None:
    article = "The museum reopens once the fire brigade clears its hall, director Ada Osk said."
    assert objected(modality.check, article, "The fire brigade cleared the hall of the museum.")


SHELLS = "Twelve shells fell near Imra overnight; nobody was hurt and it was unclear who had fired them."


@pytest.mark.parametrize(
    ("article", "claim"),
    [
        (SHELLS, "Norland fired twelve shells that fell near Imra."),
        ("Police do not know who broke the window. Ada Osk was away.", "Ada Osk broke the window."),
        ("Police want to find out who leaked the letter. Bo Lund has quit.", "Bo Lund leaked the letter."),
    ],
)
def test_what_nobody_knows_who_did_somebody_is_not_told_to_have_done(article: str, claim: str) -> None:
    assert objected(deeds.check, article, claim)


@pytest.mark.parametrize(
    ("articles", "claim"),
    [
        (SHELLS, "Twelve shells fell near Imra; it was not clear who had fired them."),
        ((SHELLS, "Norland fired twelve shells at Imra."), "Norland fired twelve shells that fell near Imra."),
    ],
)
def test_unless_another_article_knows(articles: str | tuple[str, ...], claim: str) -> None:
    assert not asked(deeds.check, articles, claim)


@pytest.mark.parametrize(
    ("article", "claim", "is_wrong"),
    [
        ("The union offered 50 million crowns if the truce holds.", "The union paid 50 million crowns.", True),
        ("The council may sell its baths for 2.4 million crowns.", "The council sold its baths for 2.4 million.", True),
        ("The bank pledged to hire 120 people in Tarn by May.", "The bank has hired 120 people in Tarn.", True),
        ("The union offered 50 million crowns if the truce holds.", "The union offered 50 million crowns.", False),
        (
            "The fund will invest 30 million, having spent 12 million before.",
            "The fund spent 12 million crowns.",
            False,
        ),
    ],
)
def test_what_was_offered_was_not_paid(article: str, claim: str, *, is_wrong: bool) -> None:
    assert objected(numbers.check, article, claim) is is_wrong


COURT = (
    "The mayor of Varda, Luc Ohm, welcomed the plan. The group Clear River said it would fight the project in court."
)
COACH = "Coach Ada Berg resigned on Monday. Captain Bo Vale signed a new contract until 2028."


@pytest.mark.parametrize(
    ("article", "claim"),
    [
        (COURT, "Mayor Luc Ohm announced a court challenge, while Clear River welcomed the plan."),
        (COACH, "Ada Berg signed a new contract until 2028, and Bo Vale resigned."),
    ],
)
def test_two_people_do_not_do_what_the_other_does(article: str, claim: str) -> None:
    assert objected(deeds.check, article, claim)


@pytest.mark.parametrize(
    ("article", "claim"),
    [
        (COURT, "Mayor Luc Ohm welcomed the plan, while Clear River announced a court challenge."),
        (COACH, "Bo Vale signed a new contract until 2028 after Ada Berg resigned."),
        (
            COACH + " Berg had signed a new contract in May.",
            "Ada Berg signed a new contract, and Bo Vale did so on Monday.",
        ),
    ],
)
def test_two_people_do_what_each_does(article: str, claim: str) -> None:
    assert not asked(deeds.check, article, claim)


# ---------------------------------------------------------------------------------- who is no stranger


def test_nothing_is_told_of_whose_name_a_house_bears() -> None:
    article = (
        "The former treasurer of St Brann's hospital was sentenced to four years in prison on Thursday for diverting "
        "2.3 million crowns. Judge Ada Voss told Leo Price, 58, that he had betrayed the sick."
    )
    assert not asked(names.check, article, "Leo Price, the former treasurer, was sentenced to four years in prison.")
    acquitted = article + " The court rose at noon. It had sat for nine weeks. His deputy, Alan Brice, was acquitted."
    assert objected(names.check, acquitted, "Alan Brice, the former treasurer, was sentenced to four years in prison.")


def test_an_outlet_named_as_the_source_is_nobody_in_its_report() -> None:
    told = "All 312 people on board the Maren have been brought ashore, spokeswoman Ilse Brand said."
    story = story_of([("Harbour Agency", "2025-05-05", [told])])
    claim = "All 312 people on board were brought ashore (source: Harbour Agency)."
    assert not ask(near_copies.check, claim, story, extract_facts(story))


# ------------------------------------------------------------------------------------- grave things

BUS = "Three passengers died when the bus overturned. The driver escaped with bruises."
PLEA = "Price had pleaded guilty in June to three counts of fraud and was sentenced on Monday."


@pytest.mark.parametrize(
    ("article", "claim", "is_wrong"),
    [
        (BUS, "The driver was killed when the bus overturned.", True),
        (BUS + " He died in hospital on Monday, the driver's family said.", "The driver was killed in the bus.", False),
        (BUS, "Three passengers were killed when the bus overturned.", False),
        (PLEA, "Price was convicted by a jury of three counts of fraud.", True),
        ("A jury found Price guilty of fraud on Monday.", "Price was convicted by a jury of fraud.", False),
    ],
)
def test_who_was_hurt_did_not_die_and_who_pleads_guilty_meets_no_jury(
    article: str, claim: str, *, is_wrong: bool
) -> None:
    assert objected(happenings.check, article, claim) is is_wrong


# --------------------------------------------------------------------------------------- opposites

TROOPS = (
    "An official said that the text did not oblige Kolm to withdraw from the town of Rhess, which it took.",
    "Prime Minister Ada Sorn confirmed that Kolm will observe the truce but said its troops would remain in Rhess.",
)


def test_who_need_not_withdraw_and_remains_does_not_withdraw() -> None:
    assert objected(modality.check, TROOPS, "Prime Minister Sorn said that Kolm would withdraw its troops from Rhess.")
    assert not asked(modality.check, TROOPS, "Prime Minister Ada Sorn said that its troops would stay in Rhess.")


APPEAL = "Price's lawyer, Dev Chand, said his client would appeal against the length of the sentence."


@pytest.mark.parametrize(
    ("article", "claim", "is_wrong"),
    [
        (APPEAL, "Lawyer Dev Chand said Price would appeal against his conviction.", True),
        ("Bo Lund was convicted of bribery on Monday.", "Bo Lund was convicted of arson.", True),
        (APPEAL, "Lawyer Dev Chand said Price would appeal against the sentence.", False),
        ("Bo Lund was convicted of bribery on Monday, and of arson in May.", "Bo Lund was convicted of arson.", False),
    ],
)
def test_a_charge_or_ground_that_no_article_names_is_wrong(article: str, claim: str, *, is_wrong: bool) -> None:
    assert objected(happenings.check, article, claim) is is_wrong
