"""What articles do not agree on besides figures of one sentence: rivals, denials, negations, days, places."""

from __future__ import annotations

import pytest

from summarizer.facts import extract_facts
from summarizer.facts.claims import figures_differ
from summarizer.facts.figure_words import relation_of
from summarizer.model import Disagreement, DisagreementKind, Figure, FigureKind
from summarizer.pipeline import read_story

DAY = "2025-03-04T10:00:00+00:00"


def disagreements(*texts: str, **fields: str) -> list[Disagreement]:
    articles = [
        {"id": f"a{number}", "title": "", "outlet": f"Outlet {number}", "published_at": DAY, "text": text} | fields
        for number, text in enumerate(texts, start=1)
    ]
    return list(extract_facts(read_story(articles)).disagreements)


def sides(disagreement: Disagreement) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for claim in disagreement.claims:
        found.setdefault(claim.side, []).append(claim.text)
    return found


FILLER = (
    "The harbour of Tollen has been rebuilt since the spring storms, and its fish hall opens again next month. "
    "Fishermen from the northern villages sell herring there before dawn. "
)


# --------------------------------------------------------------------------------- rivals of one passage


@pytest.mark.parametrize(
    "passage",
    [
        "Police estimated the crowd on Market Square at 4,000. The organisers said nearly 9,000 people had come.",
        "The district council says that the plan takes away 46 beds. The nurses' union counts 58.",
        "The Harbour Board puts the loss at about 38 million dollars. The Savers' League speaks of over 50 million.",
        "Rents in Tollen are up 38% since the flood if you ask the union, 21% if you ask Harbour House.",
    ],
)
def test_two_speakers_of_one_passage_give_two_numbers_of_one_thing(passage: str) -> None:
    (found,) = disagreements(FILLER + passage, FILLER)
    assert found.kind is DisagreementKind.FIGURE
    assert len({stated.figure.low for stated in found.figures}) == 2


@pytest.mark.parametrize(
    "passage",
    [
        "Police said 400 people were moved out. They were taken to 12 schools, police said.",  # one speaker, two things
        "The mayor said the wall is 12 metres high. The union said that 14 carpenters work on it.",  # two things
        "The union wants 18 percent more pay. The council offers 6 percent.",  # wishes are no facts
        "The ferry carried 43 passengers, its owner said. A ticket costs 40 dollars, the office said.",  # two units
        "The survey found that 42 percent of those asked opposed the dam. The mayor, Ada Moss, said that 58 percent of"
        " them wanted a vote.",  # two answers
        "Three out of five of those polled said that they had turned away from the parade and almost one in four"
        " admitted that they had never watched it.",  # who answers a poll counts nobody
        "Ada Moss told police that he had run the inn for about 10 years. Ole Brand told police that he took one girl"
        " to be about 15.",
        "Officials said that 1,500 homes in Tollen were damaged. Ada Moss of the navy said it had rescued 2,000 sheep.",
        "A spokesman said that the navy had called up 180 divers. That is in addition to the 500 who came before,"
        " the union said.",
    ],
)
def test_numbers_of_different_things_are_no_disagreement(passage: str) -> None:
    assert not disagreements(FILLER + passage, FILLER)


def test_a_sentence_that_sets_two_figures_against_one_another_stands_though_one_is_told_elsewhere_as_a_wish() -> None:
    text = (
        "The rowers say they want 9 per cent; the harbour master, Ada Brenn, insists the demand adds up to 14 per cent."
    )
    found = disagreements(FILLER + text, FILLER + "The rowers of Tollen want 9 per cent.")
    assert [{stated.figure.low for stated in one.figures} for one in found] == [{9, 14}]


def test_a_clause_that_is_the_same_but_for_the_figure_tells_of_one_thing() -> None:
    first = (
        "Two were taken to the infirmary, one of them Otto Kranz, whose club, Velta Rowing, reported a broken wrist."
    )
    (found,) = disagreements(FILLER + first, FILLER + "Three were taken to the infirmary.")
    assert sorted(stated.figure.low for stated in found.figures) == [2, 3]


def test_tolls_of_one_year_are_of_one_disaster() -> None:
    first = "In 2011 nine people died on the pier when a crane fell."
    (found,) = disagreements(
        first, "The port was promised a lighthouse in 2011, when eleven people had died in the fall."
    )
    assert sorted(stated.figure.low for stated in found.figures) == [9, 11]


def test_a_sum_is_no_rival_of_its_parts() -> None:
    whole = "The port of Tollen sends 40 barrels of herring to Lornholm and Velta, the harbour office said."
    parts = (
        "Lornholm receives 25 barrels of herring of the port of Tollen and Velta 15 barrels, the harbour office said."
    )
    assert not disagreements(FILLER + whole, FILLER + parts)


def test_what_analysts_had_expected_is_no_rival_of_what_came() -> None:
    text = "The port added 136 jobs in May, the town hall said. Analysts polled by the Post had expected a rise of 150."
    assert not disagreements(FILLER + text, FILLER)


def test_things_have_ages_too() -> None:
    first = "The carved eel in the chapel of Tollen is about 400 years old."
    (found,) = disagreements(first, "The carved eel of the chapel of Tollen is 250 years old at most, says the sexton.")
    assert sorted(stated.figure.low for stated in found.figures) == [250, 400]


def test_a_figure_that_says_how_many_more_is_no_rival_of_the_whole() -> None:
    text = "The vigil drew 400 people, says the mayor, Rada Brenn, a hundred more than on Monday."
    assert not disagreements(FILLER + text, FILLER)


def test_a_claim_beside_a_disputed_figure_may_be_denied_for_another_reason() -> None:
    claim = (
        "The captain proves by his log that he paid for all twelve anchors. The diver Ona Pell calls that a fairy tale."
    )
    other = (
        "The captain proves by his log that he paid for all nine anchors. The diver Ona Pell calls that a fairy tale."
    )
    kinds = {one.kind for one in disagreements(claim, other)}
    assert kinds == {DisagreementKind.CLAIM, DisagreementKind.FIGURE}


def test_who_says_no_himself_is_not_contradicted_by_a_denial() -> None:
    """One wants no closure, another denies that one is planned: both say no."""
    wants = "Mayor Ada Moss said on Monday that she does not want a closure of the ferry line to Tarn."
    denies = "Rivals speak of cuts. The town has always denied that it is planning a closure of the ferry line to Tarn."
    assert not disagreements(wants, denies)
    claims = "Mayor Ada Moss said on Monday that she wants a closure of the ferry line to Tarn."
    assert disagreements(claims, denies)


def test_a_denial_of_which_another_shares_only_a_name_is_not_of_that() -> None:
    text = "Doctor Maud Perle denied that Otto Kranz had lost consciousness in the boat."
    assert not disagreements(FILLER + "Otto Kranz is one of them.", FILLER + text)


@pytest.mark.parametrize(
    "texts",
    [
        (  # hurt, and there
            "Seven people died and more than 40 were hurt when a jetty in Tollen fell into the sea, the clinic said.",
            "A jetty in Tollen fell into the sea. Police said that roughly 60 people were on it when it gave way.",
        ),
        (  # there, and allowed
            "Police said that roughly 60 people were on the jetty when it gave way.",
            "The jetty in Tollen gave way. It was designed for a maximum of 150 people, town records show.",
        ),
        (  # shares of different wholes
            "The chairman said that fewer than half of the league's 310 members were still fishing.",
            "Biologist Ada Moss said that seal numbers were back to about two-thirds of their level before the spill.",
        ),
        (  # what was feared, and what came
            "Brellan shares fell after the pump maker announced 140 job cuts and a quarterly loss of 75 million pounds."
            " Analysts had expected a loss of around 30 million.",
            "Brellan reported a net loss of 75 million pounds, compared with a profit of 22 million a year earlier.",
        ),
        (  # those who help, and those who were struck
            "Police said that roughly 60 people were on the jetty in Tollen when it gave way.",
            "About 120 rescuers were at the jetty in Tollen when it gave way, Fire Chief Ada Moss said.",
        ),
        (  # nobody has counted
            "Thousands of people were moved out of Tollen when the jetty gave way, the clinic said.",
            "Roughly 114,000 people were moved out of Tollen when the jetty gave way, police said.",
        ),
        (  # the victims, and all dead
            "The man who opened fire at the ferry hall in Tollen killed three people, the clinic said.",
            "Four people were killed at the ferry hall in Tollen, including the gunman, police said.",
        ),
        (  # what was foreseen
            "Harbour firms in Tollen added 235 jobs last month, the labour office said.",
            "Harbour firms in Tollen added jobs last month, but fewer than the 700 jobs expected by forecasters.",
        ),
        (  # another week
            "New claims in Tollen rose to 719 last week, the labour office said.",
            "The labour office said that new claims in Tollen had stood at 658 the week before.",
        ),
        (  # "over" a round sum
            "The office sent payments of over $1 billion to people who had died, auditors said.",
            "The office sent payments of $1.4 billion to people who had died, auditors said.",
        ),
        (  # about so long
            "The fog held the ferries of Tollen back for about 30 minutes, the harbour office said.",
            "The fog held the ferries of Tollen back for 35 minutes, the skipper said.",
        ),
        (  # nearly so much
            "The new levy in Tollen adds 1.75 crowns to every bottle, the office said.",
            "The new levy in Tollen adds nearly two crowns to every bottle, the mayor said.",
        ),
        (  # people, and things
            "Three people died when the hall in Tollen burned, the fire office said.",
            "Ada Quill of Tollen said she had counted four fire engines before the roof of the hall fell in.",
        ),
        (  # at its height, and later
            "The storm cut power to 43,000 homes in Tollen at its peak, the grid said.",
            "In Tollen 12,000 homes were still without power by evening, the grid said.",
        ),
        (  # before and after
            "The find raised the tally of wrecks off Tollen from 246 to 310, the museum said.",
            "The tally of wrecks off Tollen stands at 310, the museum said.",
        ),
    ],
)
def test_figures_of_different_things_in_two_articles_are_no_disagreement(texts: tuple[str, str]) -> None:
    assert not [found for found in disagreements(*texts) if found.kind is DisagreementKind.FIGURE]


def test_all_who_were_hurt_disagree_however_they_are_told() -> None:
    (found,) = disagreements(
        "A jetty in Tollen fell into the sea, killing at least five people and injuring 31 others, police said.",
        "Five people died and more than 40 were hurt when a jetty in Tollen fell into the sea, the clinic said.",
    )
    assert [stated.figure.text for stated in found.figures] == ["31", "more than 40"]


def test_who_disputes_a_claim_denies_it_whatever_stands_before_the_verb() -> None:
    (found,) = disagreements(
        FILLER + "Ada Moss said that the hall was sold in May. The harbour council disputes that.", FILLER
    )
    assert found.kind is DisagreementKind.CLAIM


def test_the_place_of_a_part_is_not_that_of_the_whole() -> None:
    (found,) = disagreements(
        FILLER + "The storm has killed 60 people in the Caribbean, the office said.",
        FILLER + "The storm has killed at least 67 people in the Caribbean, including 51 in Haiti, the envoy said.",
    )
    assert found.subject == "people killed"


@pytest.mark.parametrize("count", ["two dozen", "0.04 millions of"])
def test_a_round_word_after_a_number_is_counted(count: str) -> None:
    other = "70 people" if "dozen" in count else "100,000 people"
    assert disagreements(
        FILLER + f"The flood in Tollen left {count} people without a home, police said.",
        FILLER + f"The flood in Tollen left {other} without a home, the mayor said.",
    )


@pytest.mark.parametrize(
    ("before", "after", "relation"),
    [
        ("Firms in Tollen missed the ", " new jobs expected by forecasters.", "forecast"),
        ("The median estimate of those asked was ", " claims.", "forecast"),
        ("Moss still lacks some of the ", " votes needed to win.", "goal"),
        ("The office is on its way to its goal of giving ", " doses.", "goal"),
        ("The tally rose from ", " to 961.", "label"),
        ("The tally stands at ", " wrecks.", ""),
    ],
)
def test_what_a_figure_is_to_its_thing(before: str, after: str, relation: str) -> None:
    figure = Figure(0, 3, "700", 700.0, 700.0, FigureKind.COUNT)
    assert relation_of(before, after, figure) == relation


def test_who_answers_a_poll_counts_nobody() -> None:
    text = "Of those polled, 43 percent of the teachers said that 300 hours were lost. Police said that 400 were."
    asked = "Those polled said that 300 hours were lost on the quay."
    facts = extract_facts(read_story([{"id": "a1", "title": "", "text": FILLER + asked + " " + text}]))
    assert {stated.speaker.casefold() for stated in facts.figures} <= {"", "police", "the teachers", "teachers"}


def test_a_subject_is_a_noun_though_it_ends_like_a_verb() -> None:
    (found,) = disagreements(
        FILLER + "The flood destroyed 40 buildings in Tollen, police said.",
        FILLER + "The flood destroyed 52 buildings in Tollen, the mayor said.",
    )
    assert "buildings" in found.subject


def test_what_somebody_was_fined_is_the_fine() -> None:
    (found,) = disagreements(
        "The court in Tollen fined the former captain, Otto Lind, 200,000 crowns for falsifying logs.",
        "The court fined former captain Otto Lind 150,000 crowns for falsifying logs, court officials said.",
    )
    assert found.subject == "the fine"


def test_a_version_s_new_figure_is_told_though_nobody_is_quoted() -> None:
    text = "Nine army tankers stand at the market of Tollen, one for each district, and fill buckets from dawn on."
    (found,) = disagreements(FILLER + text, FILLER + text.replace("Nine", "Fourteen"))
    assert sorted(stated.figure.low for stated in found.figures) == [9, 14]


# --------------------------------------------------------------------------------- claims


@pytest.mark.parametrize(
    ("claim", "denial"),
    [
        (
            "The treasurer told Radio Tollen that the rowers' fund runs out of money in the third week of December.",
            "The rowers' league calls that forecast “wishful”.",
        ),
        (
            "“The warden apologised to us in our own language,” the elder Tomas Raveh said.",
            "Not according to Culture Minister Jonas Brek, who says that it was a greeting.",
        ),
        (
            "Karvelia's envoy said that Ostrania had refused a field hospital.",
            "Foreign Minister Esteban Larr denied it.",
        ),
        (
            "A nurse at the clinic said that the staff of the ward had been told in September.",
            "The clinic's director, Ville Aro, called that untrue.",
        ),
        (
            "Economy Minister Milan Trev accused Tarsh of selling wheat below cost.",
            "Tarsh denies that it sells wheat below cost, its ministry said.",
        ),
    ],
)
def test_a_denial_and_what_it_denies_are_a_disagreement_of_claims(claim: str, denial: str) -> None:
    (found,) = disagreements(f"{FILLER}{claim} {denial}", FILLER)
    assert found.kind is DisagreementKind.CLAIM
    assert sides(found) == {0: [claim], 1: [denial]}
    assert claim.rstrip(".")[:40] in found.wording


def test_a_denial_in_the_claim_s_own_sentence_parts_it() -> None:
    text = "The Star reported that the singer Ona Bell had left the band, but Bell denied those reports on the radio."
    (found,) = disagreements(FILLER + text, FILLER)
    assert sides(found) == {
        0: ["The Star reported that the singer Ona Bell had left the band"],
        1: ["but Bell denied those reports on the radio."],
    }


def test_copies_of_a_denied_claim_are_one_disagreement() -> None:
    claim = "Karvelia's envoy said that Ostrania had refused a field hospital."
    denial = "Foreign Minister Esteban Larr denied it."
    (found,) = disagreements(f"{FILLER}{claim} {denial}", f"{claim} {denial} Snow is expected in the hills.")
    assert {number: len(texts) for number, texts in sides(found).items()} == {0: 2, 1: 2}


def test_two_people_of_whom_one_denies_what_the_other_says() -> None:
    claim = "A clerk in the finance ministry said that there was room for a higher raise to the teachers."
    other = "The finance minister, Olev Tamm, said that there was no room for any raise."
    (found,) = disagreements(f"{FILLER}{claim} {other}", FILLER)
    assert found.kind is DisagreementKind.CLAIM
    assert sides(found) == {0: [claim], 1: [other]}


@pytest.mark.parametrize(
    "passage",
    [
        "The union asked for talks, Ada Moss said. The council rejected the offer on Monday.",  # an offer is no claim
        "The envoy said the road was open. The minister did not deny it.",
        "The mayor said the hall would reopen. A court rejected all of her claims for damages.",
        "If the hall is sold, we will leave, Ada Moss said. The hall will not be sold if we stay, Ole Brand said.",
        "The mayor said she was pleased. The director did not comment.",
        "Officials met in a dispute over the hall, Ada Moss said.",
        "Some builders fear for the hall, Ada Moss said. A year-long trade dispute has split the builders of the hall.",
        "“We kept quiet when they took the hall,” Ada Moss said. They never asked for the hall keys, Moss said.",
    ],
)
def test_what_only_looks_like_a_denial(passage: str) -> None:
    assert not disagreements(FILLER + passage, FILLER)


# --------------------------------------------------------------------------------- days and places


def test_a_day_that_nearly_equal_sentences_tell_differently() -> None:
    text = "The electricity company Lum expects to restore power in the town of Ollca by {}."
    (found,) = disagreements(FILLER + text.format("Saturday"), FILLER + text.format("Sunday"))
    assert found.kind is DisagreementKind.DATE
    assert [claim.text for claim in found.claims] == ["Saturday", "Sunday"]
    assert "Saturday" in found.wording
    assert "March 2025" in found.wording


def test_today_and_the_name_of_the_day_are_one_day() -> None:
    text = "The electricity company Lum restored power in the town of Ollca {}."
    assert not disagreements(FILLER + text.format("today"), FILLER + text.format("on Tuesday"))


def test_every_claim_says_where_it_stands_and_what_origin_it_has() -> None:
    (found,) = disagreements(
        FILLER + "The envoy said that Ostrania had refused help. Minister Esteban Larr denied it.", FILLER
    )
    assert all(claim.origin and claim.outlet == "Outlet 1" and claim.span.article_id == "a1" for claim in found.claims)


# --------------------------------------------------------------------------------- who somebody is


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The company’s spokesman, Renzo Cabe, apologised.", "The company’s president, Renzo Cabe, apologised."),
        ("Her grandson, Renzo Cabe, called for help.", "Her nephew, Renzo Cabe, called for help."),
    ],
)
def test_offices_that_nobody_has_at_once(one: str, other: str) -> None:
    found = [d for d in disagreements(FILLER + one, FILLER + other) if d.subject == "who Renzo Cabe is"]
    assert len(found) == 1
    assert {claim.side for claim in found[0].claims} == {0, 1}
    assert all("Renzo Cabe" in claim.text for claim in found[0].claims)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Captain Renzo Cabe led the crew.", "The head of the mission, Renzo Cabe, led the crew."),
        ("The former mayor, Renzo Cabe, spoke.", "The minister, Renzo Cabe, spoke."),
        ("Mayor Renzo Cabe spoke.", "The mayor, Renzo Cabe, spoke."),
        ("She left it to her daughter, Mira Cabe.", "The boys and their mother, Mira Cabe, left."),
    ],
)
def test_roles_that_one_person_may_have(one: str, other: str) -> None:
    assert not [d for d in disagreements(FILLER + one, FILLER + other) if d.subject.startswith("who")]


# --------------------------------------------------------------------------------- answers without a denial


@pytest.mark.parametrize(
    ("claim", "answer"),
    [
        (
            "The stage lights were cut on purpose, said Orla Finch, who runs the theatre.",
            "Henrik Dahl of the stagehands' union tells it the other way round: the theatre switched them off.",
        ),
        (
            "Tom Arle, a clerk, said that the minutes had been rewritten at night.",
            "Councillor Petra Lund said that nobody had ever rewritten the minutes.",
        ),
        (
            "The skipper, Jon Aske, said that the pilot had never come aboard.",
            "The harbour office insists that its pilot was on the bridge from the start.",
        ),
        (
            "Drivers say that the depot was told of the fault in May.",
            "“There was no such letter,” replied the depot's manager, Ines Roth.",
        ),
    ],
)
def test_an_answer_that_holds_another_account_against_a_claim(claim: str, answer: str) -> None:
    (found,) = disagreements(f"{FILLER}{claim} {answer}", FILLER)
    assert found.kind is DisagreementKind.CLAIM
    assert sorted(sides(found).values()) == sorted([[claim], [answer]])


@pytest.mark.parametrize(
    "passage",
    [
        "The mayor, Ada Moss, said that the hall would be warm. “Nobody will freeze,” Moss said.",  # one speaker
        "Ivo Marr, 33, denied the murder of Tom Arle. Jens Holt, 24, denied the murder of Tom Arle.",
        "“Somehow we lost our grip overnight,” Ivo Marr said. Jens Holt had no such worries in the rain.",
        "Ada Moss said that the talks were still open. Ole Brand said that a decision could come next week.",
        "Ada Moss said that the hall had been closed. Ole Brand, too, said that it was closed.",
        "The envoy said that the road was closed. The minister would not comment.",
        "Ada Moss said that she had written to Ole Brand in May. Ole Brand never responded.",
        "Ada Moss had no immediate comment. Ole Brand, who sued her, did not immediately respond to questions.",
        "Ada Moss said that the choir sang well. Ole Brand said that the soup had been hot.",
    ],
)
def test_two_speakers_who_do_not_contradict_one_another(passage: str) -> None:
    assert not disagreements(FILLER + passage, FILLER)


def test_two_speakers_on_the_sides_of_a_semicolon() -> None:
    first, second = "Ada Moss said that the driver had been asleep", "the company says that a tyre burst."
    (found,) = disagreements(f"{FILLER}{first}; {second}", FILLER)
    assert sides(found) == {0: [first], 1: [second]}
    assert [claim.speaker for claim in found.claims] == ["Ada Moss", "company"]


def test_who_says_nothing_contradicts_nobody() -> None:
    text = "Neither paper has said how it got the list; Moss's lawyer said on Sunday that she had not sent it to them."
    assert not disagreements(FILLER + text, FILLER)


def test_a_semicolon_after_which_the_same_matter_goes_on() -> None:
    assert not disagreements(f"{FILLER}Ada Moss said that the hall was full; he also sang, Ole Brand said.", FILLER)


def test_an_office_that_articles_give_to_two_namesakes() -> None:
    one = "Transport Minister Anna Velt said that talks begin on Monday. Paul Velt, who owns the ferries, agreed."
    other = "Transport Minister Paul Velt said that talks begin on Monday."
    found = [d for d in disagreements(FILLER + one, FILLER + other) if d.kind is DisagreementKind.CLAIM]
    assert [d.subject for d in found] == ["who is transport minister"]
    assert {claim.says for claim in found[0].claims} == {"Anna Velt", "Paul Velt"}


@pytest.mark.parametrize(
    "passage",
    [
        "Ada Moss said that the fees had doubled. The loan that was being denied to fishermen had doubled, they say.",
        "Ada Moss said that families fight about fences. Ole Brand settles disputes where families fight about fences.",
        "Ada Moss said that families fight about fences. Ole Brand ends disputes among families that fight on fences.",
        "Ada Moss spoke of prosecutions at the harbour. Ole Brand listed harbour prosecutions that never happened.",
        "Ada Moss promised repairs of the sea wall. Ole Brand listed repairs of the sea wall that never happened.",
        "A reporter asked Ada Moss whether she took harbour money. Ada Moss denied that she took harbour money.",
        "Moss declined to comment on the fund. "
        "Brand did not respond to a request to comment on the fund; he denied to comment.",
    ],
)
def test_words_of_denial_that_deny_no_claim(passage: str) -> None:
    assert not disagreements(FILLER + passage, FILLER)


@pytest.mark.parametrize(
    "passage",
    [
        "More than 1,500 homes were damaged. Divers led more than 2,000 people out of homes, a navy note said.",
        "The show drew roughly 490,000 viewers on its first night, the census office said. "
        "The rival show on the other channel drew nearly 660,000 viewers.",
        "The sub rowed through the final 20 minutes. Brand took the cup with less than 10 minutes to row, Brand said.",
    ],
)
def test_one_article_that_names_one_giver_tells_of_two_things(passage: str) -> None:
    assert not disagreements(FILLER + passage, FILLER)


def test_a_wording_has_commas_between_thousands_whatever_the_outlet_writes() -> None:
    (found,) = disagreements(
        f"{FILLER}The union counts 25.000 marchers on Market Square.",
        f"{FILLER}Police counted 21,450 marchers on Market Square.",
    )
    assert found.wording == "Reports differ on marchers on Market Square: 21,450 (Police) or 25,000 (The union)."
    (found,) = disagreements(
        f"{FILLER}The wall is 3.125 metres high, the mayor said.", f"{FILLER}The wall is 4.250 metres high, they said."
    )
    assert "3.125 metres" in found.wording


def test_ages_of_people_without_a_name_are_of_different_people() -> None:
    """A girl of 12 and a girl of 14 may be two girls; of one name, they are one."""
    first = "A girl of 12 told the court of Tollen that the coach had locked her in."
    assert not disagreements(first, "A girl of 14 said that she had seen the coach at the chapel of Tollen.")


def test_what_was_said_at_first_is_replaced_by_what_the_article_tells_later() -> None:
    text = (
        "The police initially said about six men had attacked the ferry guard on the pier of Tollen. "
        "Investigators said on Tuesday that ten men attacked the ferry guard on the pier of Tollen."
    )
    articles = [
        {"id": f"a{n}", "outlet": f"Outlet {n}", "published_at": DAY, "text": FILLER + told}
        for n, told in enumerate((text, ""))
    ]
    facts = extract_facts(read_story(articles))
    assert not facts.disagreements
    (revision,) = facts.revisions
    assert [(figure.figure.low, figure.is_superseded) for figure in revision.figures] == [(6, True), (10, False)]


# ------------------------------------------------------------------------- what a denial is a denial of

ROOS = "Nurse Tilda Roos said that managers had told staff to change the records."


@pytest.mark.parametrize(
    "passage",
    [
        # a denial that says what it denies is of nothing else; "the allegations" are not where nobody charges anything
        "Captain Osk said that 150,000 troops stood at the border. Norland denied it was planning an invasion.",
        "Some 4,000 people were moved out, two officials said. Azotkar has denied that anybody near it was in danger.",
        "The federation has 3,400 members and sits in Alten. Coach Tom Rask denies the allegations. He will stay.",
        "Morale was low, a nurse said. Critics called that an understatement.",
    ],
)
def test_a_denial_of_something_else_contradicts_nothing(passage: str) -> None:
    assert not disagreements(passage, FILLER)


@pytest.mark.parametrize(
    ("passage", "claim"),
    [
        ("Minister Osk said Norland was about to invade. Norland denied it planned an invasion.", "about to invade"),
        (f"{ROOS} The hospital denied that.", "told staff"),
        (f"{ROOS} The hospital denied that in a letter to its patients.", "told staff"),
        (f"{ROOS} The hospital has 300 beds. It denied the allegations.", "told staff"),
        (
            "Governor Fintan Roe put the damage at £80m. He criticised the answer as “slow and stingy”. Minister Nora"
            " Blythe rejected that.",
            "slow and stingy",
        ),
    ],
)  # fmt: skip
def test_a_side_says_the_sentence_that_is_denied(passage: str, claim: str) -> None:
    (found,) = disagreements(passage, FILLER)
    told = [stated.says for stated in found.claims]
    assert any(claim in says for says in told)
    assert not any("£80m" in says or "300 beds" in says for says in told)


@pytest.mark.parametrize(
    ("money", "other", "is_one"),
    [
        ("3 million Swiss francs", "3 million euros", False),
        ("40 million Norwegian kroner", "40 million Swedish kronor", False),
        ("40 million kroner", "40 million Danish kroner", True),
        ("€3m", "3 million euros", True),
    ],
)
def test_sums_of_two_moneys_do_not_corroborate_one_another(money: str, other: str, *, is_one: bool) -> None:
    """Three million francs are no three million euros; kroner without a country may be anybody's."""
    told = "The airline Norlund Air will pay {} to its pilots, the court in Ebbe ruled."
    texts = [
        {"title": "", "outlet": outlet, "text": told.format(sum_)} for outlet, sum_ in (("A", money), ("B", other))
    ]
    story = read_story([{"id": f"a{number}", **text} for number, text in enumerate(texts)])
    first, second = (read.mentions.figures for read in story.sentences)
    assert figures_differ(first, second) is not is_one
