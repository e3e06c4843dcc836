"""One word of an article changed (unit, rate, preposition, quantifier, tense), and the same told faithfully."""

from __future__ import annotations

import pytest

from summarizer import pipeline
from summarizer.checkers import modality, numbers
from summarizer.facts import extract_facts
from summarizer.model import Verdict, Vote
from tests.unit.checker_cases import ask, story_of

CHANGED = [
    # no other sentence tells how it ended, or has another thing in view
    (
        "The choir has applied for a grant for its hall. The hall was built in 1970.",
        "The choir got a grant for its hall.",
    ),
    ("The guild has postponed the launch to June 8.", "The launch is planned for May 2."),
    (
        "Thefts fell by 10 percent in Vesk, the mayor said. Police put the fall in thefts at 3 percent.",
        "Thefts fell by 10 percent in Vesk.",
    ),
    ("Hens must be kept indoors. Ducks are not affected.", "Hens and ducks must be kept indoors."),
    # a figure of somebody who gives none
    (
        "Organisers put the number of runners at 12,000; the police declined to give a figure.",
        "The police put the number of runners at 12,000.",
    ),
    (
        "Fruit growers lost 9 million crowns in the hail. Their union puts it that high; the farm office says it is too"
        " early for an estimate.",
        "Fruit growers lost 9 million crowns in the hail, according to the farm office.",
    ),
    # to blame for it
    ("Wet leaves were to blame for the derailment, the line said.", "The line blamed vandals for the derailment."),
    (
        "The ferry firm said that a worn cable was to blame for the accident off Lisk.",
        "The ferry firm blamed a careless helmsman for the accident off Lisk.",
    ),
    # who gave and who got
    (
        "The former inspector Olm Berg was found guilty of taking bribes of 40,000 crowns from the builder Staalbo.",
        "Olm Berg paid bribes of 40,000 crowns to the builder Staalbo.",
    ),
    (
        "The orchestra received 2 million crowns from the brewery Lothe.",
        "The orchestra gave 2 million crowns to Lothe.",
    ),
    # just what is rejected; put off; a part of them; weighed and not decided
    (
        "School head Vera Lodd dismissed accusations of bullying in the boarding house. Parents want a review.",
        "School head Vera Lodd said that there had been bullying in the boarding house.",
    ),
    (
        "Fire chief Olm Berg spoke on Monday. He rejected claims by neighbours of a gas leak.",
        "Fire chief Olm Berg said that there had been a gas leak.",
    ),
    (
        "A tribunal cleared the surgeon Ute Falk of leaving a swab in a patient.",
        "A tribunal ruled that the surgeon Ute Falk had left a swab in a patient.",
    ),
    ("The hearing has been postponed to July 18, the court said.", "The hearing is scheduled for July 4."),
    (
        "Fourteen people remain in hospital after the crash, three of them in a critical condition.",
        "Fourteen people remain in critical condition in hospital after the crash.",
    ),
    ("The mill employs 480 people, 60 of whom are apprentices.", "The mill employs 480 apprentices."),
    (
        "The town council discussed a ban on street music after ten in the evening on Monday.",
        "The town council approved a ban on street music after ten in the evening on Monday.",
    ),
    # one side's account, answered by another's
    (
        "Mayor Tove Ring said that thefts had fallen by 30 percent since May. The drivers' union put the drop at 8"
        " percent.",
        "Thefts have fallen by 30 percent since May.",
    ),
    # on the other side, most of them, extremes at each other's places
    (
        "Talks stalled over the harbour tunnel, which the Reform Party supports and the Greens have pledged to stop.",
        "The Greens support the harbour tunnel, which the Reform Party wants to stop.",
    ),
    (
        "Bakers back the ban on night deliveries in Osk, while brewers oppose it.",
        "Brewers back the ban on night deliveries in Osk, while bakers oppose it.",
    ),
    (
        "Deputy Hela Moor called for an outside audit of the lottery. Finance chief Odo Finn turned the demand down.",
        "Finance chief Odo Finn granted deputy Hela Moor's demand for an outside audit of the lottery.",
    ),
    (
        "A survey found that 55 percent of tenants favoured the new rules. Among landlords a majority, 63 percent, was"
        " against.",
        "Most landlords favour the new rules, the survey found.",
    ),
    (
        "Prices rose fastest in the old town and slowest in the western suburbs, the office said.",
        "Prices rose fastest in the western suburbs and slowest in the old town.",
    ),
    (
        "Turnout was highest among pensioners and lowest among students, a count showed.",
        "Turnout was highest among students.",
    ),
    # asked for, not got; left out, not meant; at another place
    (
        "Brewer Lia Rohde has applied for a permit to sell cider at fairs.",
        "Lia Rohde has a permit to sell cider at fairs.",
    ),
    ("The novel was nominated for the Silver Quill on Monday.", "The novel won the Silver Quill on Monday."),
    (
        "Ludo Marr developed the valve used in the locks. A patent has been applied for.",
        "The valve used in the locks was developed by Ludo Marr and has been patented.",
    ),
    (
        "Buses in Hald stopped on Monday because of a strike. Trams, which another company runs, were not affected.",
        "Buses and trams in Hald stopped on Monday because of a strike.",
    ),
    (
        "The study looked at owls in northern woods. It did not cover mountain owls.",
        "The study covered owls in woods and mountain owls.",
    ),
    (
        "The delegates met in Vesk on Monday to discuss tolls. The next meeting will be held in June in Halm.",
        "The next meeting of the delegates will be held in Vesk in June.",
    ),
    ("Prosecutors are to charge the warden with theft.", "Prosecutors charged the warden with theft."),
    ("Experts expect the dam to fail if it rains.", "The dam has failed."),
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
    ("The island of Hauken has been without a doctor since 1 March.", "Hauken will be without a doctor until 1 March."),
    # other measures, a whole and its part
    ("The van held 38 litres of petrol when it caught fire.", "The van held 38 gallons of petrol when it caught fire."),
    ("The rider went at about 40 kilometres per hour.", "The rider went at about 40 miles per hour."),
    ("Water costs 0.12 dinars per cubic metre in the valley.", "Water costs 0.12 dinars per litre in the valley."),
    (
        "The hospital has 620 beds, of which 75 are closed for want of staff.",
        "At the hospital 620 beds are closed for want of staff.",
    ),
    ("Repairs would cost up to 6 million crowns.", "Repairs would cost 6 million crowns."),
    ("Half of the 900 evacuees slept in a gymnasium.", "The 900 evacuees all slept in a gymnasium."),
    # whose what, by what trade
    (
        "The court ordered Plamen Rus to return a vineyard to his sister, Elitsa Venn.",
        "The court ordered Plamen Rus to return a vineyard to his wife, Elitsa Venn.",
    ),
    (
        "City councillor Bernd Hollweg wants bicycles banned there.",
        "Taxi driver Bernd Hollweg wants bicycles banned there.",
    ),
    # under a condition, refused, for another reason, the other way round
    ("The shop will stay open if the town raises 300,000 crowns, Vince Castel said.", "The shop will stay open."),
    (
        "Nurses will strike from 3 May unless the province pays more.",
        "Nurses will strike from 3 May whatever the province pays.",
    ),
    ("Unless it rains this month, the harvest will fail, growers said.", "The harvest will fail, growers said."),
    (
        "Coast guard commander Ines Marrow said all 212 people aboard were accounted for. "
        "The environment agency said the leak had been stopped.",
        "The environment agency said all 212 people aboard were accounted for.",
    ),
    ("In court Ebro declined to answer questions on Monday.", "Ebro answered questions in court on Monday."),
    (
        "The watchmaker will cut 85 jobs because of falling orders from Asia.",
        "The watchmaker will cut 85 jobs because it is moving to a new factory.",
    ),
    ("Altyn exported less wheat this season than last.", "Altyn exported more wheat this season than last."),
    (
        "The cyclone tore roofs off houses on Saturday, hours after the last ferry had left with evacuees.",
        "The last ferry left with evacuees hours after the cyclone had torn roofs off houses.",
    ),
    (
        "The firm plans to spend 38 million crowns on a new furnace.",
        "The firm has spent 38 million crowns on a furnace.",
    ),
    # accused of it, denied by him
    (
        "Curt Labrie, 33, was brought before the court of Norl on Monday accused of driving the van that "
        "the thieves used. "
        "Labrie once worked as a plasterer.",
        "Curt Labrie, a former plasterer, drove the van that the thieves used.",
    ),
    (
        "The rider admits that he drank the syrup but denies that the team doctor warned him of it.",
        "The rider admits that he drank the syrup and that the team doctor warned him of it.",
    ),
    # a record that nobody tells of, a comparison turned round
    (
        "Brewer De Zaan will buy the bottler Fontane for 310 million euros, the two firms said on Monday.",
        "De Zaan, the largest brewer in the country, will buy the bottler Fontane for 310 million euros.",
    ),
    (
        "Debt stands at 41 per cent of output, below the 46 of neighbouring Velta.",
        "Debt is heavier than that of neighbouring Velta, measured against output.",
    ),
    # put down to something else, or to what was not the reason
    (
        "The head of the mill blamed the price of fuel oil for the loss. The strike at the port of Norl ended in May.",
        "The head of the mill put the loss down to the strike at the port of Norl.",
    ),
    (
        "The director of the works said gas prices had been a burden but were not the reason for the closure.",
        "The director gave the gas prices as the reason for closing the works.",
    ),
    # two figures of one sentence exchanged
    (
        "The bursar spent 1.3 million crowns on a cottage and lent 640,000 crowns to her brother-in-law, the "
        "court heard.",
        "The bursar lent 1.3 million crowns to her brother-in-law, the court heard.",
    ),
    # a condition told in other words
    (
        "Dockers at the port of Norl will stop work for 48 hours from next Wednesday unless the firm "
        "withdraws its plan.",
        "The dockers of Norl will down tools for two days from next Wednesday.",
    ),
]
FAITHFUL = [
    ("Too much frost was to blame for the losses, growers said.", "Growers blamed the losses on severe frost."),
    (
        "Organisers put the number of runners at 12,000; the police declined to give a figure.",
        "The number of runners was put at 12,000 by the organisers.",
    ),
    # who gave and who got, by the other verb
    (
        "The orchestra received 2 million crowns from the brewery Lothe.",
        "Lothe gave 2 million crowns to the orchestra.",
    ),
    (
        "The port of Osk sold a crane to the port of Lund, and Osk received a tug from Lund in return.",
        "The port of Osk sold a crane to the port of Lund.",
    ),
    # rejected as it is told; put off as it is told; all of them and a part of them; discussed and approved
    (
        "School head Vera Lodd dismissed accusations of bullying in the boarding house. Parents want a review.",
        "School head Vera Lodd said that there had been no bullying in the boarding house.",
    ),
    (
        "The hearing was scheduled for July 4. It has been postponed to July 18, the court said.",
        "The hearing had originally been scheduled for July 4.",
    ),
    (
        "Fourteen people remain in hospital after the crash, three of them in a critical condition.",
        "Three of the fourteen people in hospital after the crash are in a critical condition.",
    ),
    (
        "The town council discussed a ban on street music for two hours on Monday. It then approved the ban on street"
        " music.",
        "The town council approved a ban on street music on Monday.",
    ),
    # somebody's account that nobody answers, or that he himself goes on with
    (
        "Mayor Tove Ring said that thefts had fallen by 30 percent since May. She put the number of thefts at 800.",
        "Thefts have fallen by 30 percent since May.",
    ),
    (
        "Mayor Tove Ring said that thefts had fallen by 30 percent since May. The drivers' union put the drop at 8"
        " percent.",
        "Mayor Tove Ring puts the drop in thefts at 30 percent since May, the drivers' union at 8 percent.",
    ),
    # sides, extremes, what is asked for, left out and placed, as they are
    (
        "Talks stalled over the harbour tunnel, which the Reform Party supports and the Greens have pledged to stop.",
        "The Greens want to stop the harbour tunnel, which the Reform Party supports.",
    ),
    (
        "A survey found that 55 percent of tenants favoured the new rules. Among landlords a majority, 63 percent, was"
        " against.",
        "Most landlords are against the new rules, the survey found.",
    ),
    (
        "Prices rose fastest in the old town and slowest in the western suburbs, the office said.",
        "Prices rose slowest in the western suburbs and fastest in the old town.",
    ),
    (
        "Prices were highest in the old town in May. In June they were lowest there and highest in the port.",
        "In June prices were highest in the port.",
    ),
    (
        "Brewer Lia Rohde applied for a permit to sell cider in May. She was granted the permit to sell cider in June.",
        "Brewer Lia Rohde has a permit to sell cider.",
    ),
    (
        "Buses in Hald stopped on Monday because of a strike. Trams, which another company runs, were not affected.",
        "Buses in Hald stopped on Monday because of a strike, but trams were not affected.",
    ),
    (
        "The delegates met in Vesk on Monday to discuss tolls. The next meeting will be held in June in Halm.",
        "After their meeting in Vesk, the delegates will hold the next meeting in Halm in June.",
    ),
    ("The road was closed for two hours after a lorry overturned.", "The road was closed for two hours."),
    # at fault, of which nothing is to come; what is proposed; a charge that one is cleared of; when something is to be
    ("Wet leaves were to blame for the derailment, the line said.", "The line blamed wet leaves for the derailment."),
    (
        "Deputy Hela Moor proposed a tax on second homes. The builders' guild rejected the idea.",
        "The builders' guild rejected a proposal by deputy Hela Moor for a tax on second homes.",
    ),
    (
        "Planner Odo Finn suggested a ferry to Lisk. Shopkeepers opposed the plan on Monday.",
        "Shopkeepers opposed planner Odo Finn's proposal for a ferry to Lisk.",
    ),
    (
        "A court on Monday acquitted the treasurer, Ivo Lamm, on a charge of theft, saying that prosecutors had not"
        " proved that he took the money.",
        "Treasurer Ivo Lamm was cleared of theft because prosecutors had failed to prove that he took the money.",
    ),
    (
        "The trial of the two brokers will open on June 9, the court said on Monday.",
        "The trial of the two brokers will open on June 9.",
    ),
    # a short clause that points back
    (
        "A truck hit a gate at the Orm mine on Monday and injured a porter. Miners allege that the driver steered into"
        " the gate on purpose. The mine says that the brakes failed.",
        "A porter was injured when a truck hit a gate at the Orm mine; miners say it was deliberate, while the mine"
        " says the brakes failed.",
    ),
    ("Workers will get the money within four weeks.", "Workers will get the money within a month."),
    ("The buses would cost Vaskeri 9 million lei a year.", "The buses would cost Vaskeri 9 million lei annually."),
    ("Each family gets 4,000 euros a month.", "Each family gets 4,000 euros per month."),
    ("The bank raised its rate by half a point to 6.5 percent.", "The bank raised its rate to 6.5 percent."),
    ("The toll rose to 19 on Tuesday. Another 26 people were still missing.", "Twenty-six people were missing."),
    ("The toll of the ferry's sinking rose to 19. Another 26 people were missing.", "The ferry sank."),
    ("All residents have returned to the valley.", "All residents have returned to the valley, it said."),
    ("The dam was built in 1961 and had been under repair since March.", "The dam was built in 1961."),
    ("Twelve of the 40 schools reopened on Monday.", "Twelve of the 40 schools have reopened."),
    ("The hospital has 620 beds, of which 75 are closed.", "Of the hospital's 620 beds, 75 are closed."),
    ("Repairs would cost up to 6 million crowns.", "Repairs would cost up to 6 million crowns, it said."),
    ("He owes it to his sister, Elitsa Venn, and to Jan Rus, whose wife is ill.", "Elitsa Venn is his sister."),
    (
        "The shop will stay open if the town raises 300,000 crowns.",
        "The shop will stay open if the town raises the sum.",
    ),
    ("Unless they agree, the union intends to strike again on 19 May.", "Another strike is planned for 19 May."),
    ("All 293 on board died, 287 of them at once.", "All but six of the 293 died at once."),
    ("Lenka Dorn will receive the prize, the jury announced on Monday.", "Lenka Dorn will receive the prize."),
    ("Lenka Dorn is the fourth woman to win it.", "Three women had won it before Lenka Dorn."),
    (
        "Union secretary Shirin Akt denied that members threw stones.",
        "Akt rejected the claim that members threw stones.",
    ),
    ("Unless it rains this month, the harvest will fail.", "The harvest will fail unless it rains this month."),
    (
        "The museum in Tolm closed its doors to visitors last week. Trams ran late after Monday because of ice.",
        "The museum in Tolm closed its doors to visitors before Monday.",
    ),
    ("Fourteen army tankers bring some 320,000 litres a day.", "Army tankers bring 320,000 litres every day."),
    (
        "Curt Labrie, 33, was convicted by the court of Norl of driving the van that the thieves used.",
        "Curt Labrie drove the van that the thieves used.",
    ),
    (
        "The rider admits that he drank the syrup but denies that the team doctor warned him of it.",
        "The rider admits that he drank the syrup but says that nobody warned him of it.",
    ),
    (
        "De Zaan, which brews more than any other firm in Velta, will buy the bottler Fontane.",
        "De Zaan, the largest brewer in the country, will buy the bottler Fontane.",
    ),
    (
        "Debt stands at 41 per cent of output, below the 46 of neighbouring Velta.",
        "Debt is lower than that of neighbouring Velta, measured against output.",
    ),
    (
        "The head of the mill blamed the price of fuel oil for the loss. The strike at the port of Norl ended in May.",
        "The head of the mill put the loss down to the price of fuel oil.",
    ),
    (
        "The bursar spent 1.3 million crowns on a cottage and lent 640,000 crowns to her brother-in-law, the "
        "court heard.",
        "The bursar lent 640,000 crowns to her brother-in-law and spent 1.3 million on a cottage, the court heard.",
    ),
    (
        "Dockers at the port of Norl will stop work for 48 hours from next Wednesday unless the firm "
        "withdraws its plan.",
        "The dockers of Norl will down tools for two days from next Wednesday unless the firm drops its plan.",
    ),
]

TOLD_OTHERWISE = [
    # another thing is put off
    ("The fair opens on June 4. The fair's closing parade was moved to June 20.", "The fair opens on June 4."),
    (
        "The vote on the dam is due on March 3. A council vote on parking was postponed to April 9.",
        "The council vote on the dam is due on March 3.",
    ),
    # a price is not what is bought
    (
        "Halm Lines bought the old tug from Osk Tugs for 3 million crowns.",
        "Halm Lines paid 3 million crowns for the old tug to Osk Tugs.",
    ),
    # what was asked for and came, whatever the words for it
    (
        "Halm Wind applied for a licence to build 30 turbines in 2021. On Tuesday the agency issued the company the"
        " licence to build the turbines.",
        "Halm Wind has received a licence to build 30 turbines.",
    ),
    (
        "Lia Rohde was a candidate for the post of consul in Vesk. The president named her consul in Vesk on Friday.",
        "Lia Rohde got the post of consul in Vesk.",
    ),
    (
        "The tenants had sought an injunction against the sale of the mill. A judge ordered that the sale of the mill"
        " be stopped.",
        "The tenants won an injunction against the sale of the mill.",
    ),
    (
        "Halm Air asked for state aid of 30 million crowns. The state paid the aid on Friday.",
        "Halm Air got state aid of 30 million crowns.",
    ),
    ("The painter applied for asylum in Vesk. Her request was accepted.", "The painter was given asylum in Vesk."),
    (
        "The choir was nominated for a prize for its work with children. The jury honoured it with the prize on"
        " Sunday.",
        "The choir received a prize for its work with children.",
    ),
    (
        "Councillors said yes to a ban on bonfires in the dunes. The council discussed a ban on bonfires in the dunes.",
        "The council approved a ban on bonfires in the dunes.",
    ),
    # rejected by other words; another thing, or more, is rejected; convicted of the rest
    ("The bank rejected claims of a data leak at its branch.", "The bank said claims of a data leak were baseless."),
    (
        "The mayor dismissed allegations of bribery, telling reporters they were an invention.",
        "The mayor told reporters that the allegations of bribery were an invention.",
    ),
    (
        "Guards dismissed accusations of excessive force against fans. They admitted that they used force.",
        "Guards said they had used force against fans.",
    ),
    (
        "The court cleared the mill of breaking the law on noise. It convicted the mill of breaking the law on waste.",
        "The court found that the mill had broken the law on waste.",
    ),
    (
        "The minister denied reports of a rift in the cabinet.",
        "The minister said reports of a cabinet rift were false.",
    ),
    # a hall of the town, another place in an aside
    ("VESK - The concert will be held at Linden Hall on Saturday.", "The concert will be held in Vesk on Saturday."),
    (
        "The minister met growers in Mirl on Monday. She will take the plan on herring quotas to parliament in Halm"
        " next week.",
        "The minister, who met growers in Mirl, will take the plan on herring quotas to parliament next week.",
    ),
    (
        "A show on the river will open the next games in July, at Port Sill. Vesk is host for the third time.",
        "The next games open in Vesk in July with a show on the river.",
    ),
    # some of them are spared, elsewhere or of another kind
    (
        "Buses in Hald stopped on Monday because of a strike. Its trams stayed in their depots, too. Trams in Mirl were"
        " not affected.",
        "Buses and trams in Hald stopped on Monday because of a strike.",
    ),
    (
        "Flights to Vesk were cancelled on Sunday. So were those to Mirl. Trains to Mirl ran as normal.",
        "Flights to Vesk and Mirl were cancelled on Sunday.",
    ),
    ("Dogs have caught the virus. Cats caught it, too. Indoor cats are spared.", "Dogs and cats caught the virus."),
    # an extreme of another thing, or of another day
    (
        "Crime in the county was highest in Vesk and lowest in Mirl. Rents in the county peak in Mirl.",
        "Rents in the county are highest in Mirl.",
    ),
    (
        "Rain was heaviest in Vesk and lightest in Mirl on Sunday. Rain on Monday was at its heaviest over Mirl.",
        "Rain was heaviest in Mirl on Monday.",
    ),
    # against it before, or against something earlier, or some of them
    (
        "Halm Wind was refused a permit for the farm in 2021. In May the ministry gave Halm Wind the permit for the"
        " farm after all.",
        "Halm Wind was granted a permit for the farm in May.",
    ),
    (
        "The opposition had criticised the budget for its toll. When the toll was dropped, its deputies gave the budget"
        " their votes.",
        "The opposition backed the budget after the toll was dropped.",
    ),
    ("Bakers accepted the old rules on flour. They are angry about the new ones.", "Bakers criticised the new rules."),
    (
        "Most members of the guild voted against the first deal. The new deal was passed by 62 percent of members of"
        " the guild.",
        "Most members of the guild voted for the deal.",
    ),
    # the same ratio in other words, beside that of another thing
    ("Sales of kites rose by 100 percent in 2024. Sales of drones tripled in 2024.", "Sales of kites doubled in 2024."),
    ("Wages are twice what they were ten years ago. Rents have tripled in ten years.", "Wages doubled in ten years."),
    # a figure of another thing is no answer, nor what somebody will do
    (
        "Crime in Vesk fell by 12 percent last year, the interior minister said. Burglaries dropped by 4 percent,"
        " police said.",
        "Crime in Vesk fell by 12 percent last year.",
    ),
    (
        "The plant emitted 30 percent less carbon in 2024, its owner said. The agency said water use was down 8"
        " percent.",
        "The plant emitted 30 percent less carbon in 2024.",
    ),
    # END
]
"""What one sentence seems to contradict and another tells, or what another thing is told of."""

UPDATED = [
    (
        "At least four people were killed on Sunday when a balcony fell in Ilmar, the fire service said.",
        "The death toll of the balcony collapse in Ilmar rose to six on Monday. In 1998, eleven people died in a fire.",
        "Six people have died after a balcony fell in Ilmar on Sunday.",
    ),
    (
        "Police arrested 12 people after a brawl at the racecourse in Tarsk on Sunday, they said.",
        "The number of arrests after the brawl in Tarsk rose to 19 on Monday. Five of those held are under 18.",
        "Police have arrested 19 people after a brawl at the racecourse in Tarsk on Sunday.",
    ),
    (
        "At least three divers were missing after a boat sank off Korva on Sunday, its owner said.",
        "The owner of the Korva boat corrected the number of missing divers to five on Monday.",
        "Five divers were missing after a boat sank off Korva on Sunday.",
    ),
    (
        "At least two hikers died on Sunday when rocks hit a hut on Mount Selm, park rangers said.",
        "Rangers found another body on Mount Selm on Monday, bringing the death toll of Sunday's rockfall to three.",
        "Three hikers died when rocks hit a hut on Mount Selm on Sunday.",
    ),
]
"""An older article, a later one that brings its count up to date in few words, and the newer count told in the words of
the older one."""


@pytest.mark.parametrize(("old", "new", "claim"), UPDATED)
def test_a_count_brought_up_to_date_later_is_no_contradiction(old: str, new: str, claim: str) -> None:
    assert not _verdict_on_two(old, new, claim).is_flag


@pytest.mark.parametrize(("old", "new", "claim"), UPDATED[:2])
def test_a_count_brought_up_to_date_before_is_one(old: str, new: str, claim: str) -> None:
    assert _verdict_on_two(new, old, claim).is_flag


def _verdict_on_two(earlier: str, later: str, claim: str) -> Verdict:
    bundle = [
        {"text": earlier, "published_at": "2026-03-01T18:00:00Z", "outlet": "Ilmar Post"},
        {"text": later, "published_at": "2026-03-02T18:00:00Z", "outlet": "Selm Ledger"},
    ]
    return pipeline.verify(claim, bundle).summaries[0].sentences[0].verdict


def verdict_on(article: str, claim: str) -> Verdict:
    summary = pipeline.verify(claim, [{"id": "a", "text": article}]).summaries[0]
    return summary.sentences[0].verdict


@pytest.mark.parametrize(("article", "claim"), CHANGED)
def test_a_changed_word_is_flagged(article: str, claim: str) -> None:
    assert verdict_on(article, claim).is_flag


@pytest.mark.parametrize(("article", "claim"), FAITHFUL)
def test_what_is_as_in_the_article_is_not(article: str, claim: str) -> None:
    assert not verdict_on(article, claim).is_flag


@pytest.mark.parametrize(("article", "claim"), TOLD_OTHERWISE)
def test_what_is_told_otherwise_is_not_flagged(article: str, claim: str) -> None:
    assert not verdict_on(article, claim).is_flag


def test_what_an_older_article_has_on_a_day_is_overtaken() -> None:
    old, new = "The hearing opens on June 4.", "The hearing was postponed to June 18, the court said."
    assert _verdict_on_two(old, new, "The hearing opens on June 4.").is_flag


def test_what_another_does_in_the_sentence_that_names_both_is_doubted() -> None:
    article = "The driver, Jan Thibo, was unhurt; his aide, Maud Casto, broke a wrist."
    assert verdict_on(article, "Driver Jan Thibo broke a wrist.") is Verdict.UNCLEAR
    assert verdict_on(article, "Maud Casto broke a wrist.") is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("article", "claim", "is_doubted"),
    [
        (
            "Broker Ivo Lamm was jailed on Monday. His partner, Rita Sund, got a suspended sentence. Per Moor, his"
            " lawyer, said the verdict was political.",
            "Per Moor, {}'s lawyer, said the verdict was political.",
            {"Sund": True, "Lamm": False},
        ),
        (
            "Painter Ella Rusk sued her former dealer Otto Fenn on Monday. Her agent, Kim Ashe, said she expected to"
            " win. Fenn did not comment.",
            "Kim Ashe, {}'s agent, said she expected to win.",
            {"Fenn": True, "Rusk": False},
        ),
        (
            "Swimmer Dag Orle beat Luis Pardo on Saturday. His coach, Sam Minter, said the last turn had decided it.",
            "{}'s coach, Sam Minter, said the last turn had decided it.",
            {"Pardo": True, "Orle": False},
        ),
    ],
)
def test_whose_lawyer_is_doubted_where_a_pronoun_means_another(
    article: str, claim: str, is_doubted: dict[str, bool]
) -> None:
    for owner, expected in is_doubted.items():
        (checked,) = pipeline.verify(claim.format(owner), [{"text": article}]).summaries[0].sentences
        assert not checked.verdict.is_flag
        assert any("seems not to be of" in finding.reason for finding in checked.findings) is expected


def test_of_a_partial_sentence_the_clause_is_named_that_nothing_bears_out() -> None:
    article = (
        "A statue in the harbour of Denby was toppled on Sunday night. The mayor claims that vandals pulled it down."
    )
    claim = "A statue in the harbour of Denby was toppled on Sunday night, and the mayor has since offered some reward."
    (checked,) = pipeline.verify(claim, [{"text": article}]).summaries[0].sentences
    assert checked.verdict is Verdict.PARTIAL
    told = [finding.reason for finding in checked.findings if finding.checker == "clauses"]
    assert told == ["No passage clearly says “the mayor has since offered some reward”."]
    assert "cannot decide" not in checked.reason


def test_a_bare_count_of_the_dead_is_supported_by_the_toll() -> None:
    article = "The death toll from the sinking rose to 19 on Tuesday. Another 26 people were still missing."
    assert verdict_on(article, "Nineteen people died.") is Verdict.SUPPORTED
    assert verdict_on(article, "Nineteen people died in Norrby.") is not Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("sentence", "is_flagged"),
    [
        ("Seventeen people were killed in the collapse.", True),  # those of 2016
        ("Thirty-one people were injured after seventeen people died.", True),
        ("Seventeen people were killed at the pier in 2016.", False),
        ("An arch of the pier fell in 2016. Seventeen anglers were killed.", False),
        ("Years ago, seventeen people were killed at the pier.", False),
        ("Twenty-three people died.", True),  # no article has 23 of anything
        ("Nine people were killed in the collapse.", True),  # the 9 are metres
        ("Thirty-one people were hurt.", False),
    ],
)
def test_a_bare_toll_is_of_this_event_and_is_told_by_somebody(sentence: str, *, is_flagged: bool) -> None:
    article = {
        "text": "A pier collapsed at Ostrand on Monday and injured 31 people. The gap is 9 metres wide."
        " Another arch of the pier killed 17 anglers in 2016.",
        "published_at": "2025-06-17T10:00:00Z",
    }
    last = pipeline.verify(sentence, [article]).summaries[0].sentences[-1]
    assert (last.verdict in (Verdict.UNSUPPORTED, Verdict.CONTRADICTED)) is is_flagged


@pytest.mark.parametrize(("published", "is_flagged"), [("2025-02-03T10:00:00Z", False), ("2025-09-03T10:00:00Z", True)])
def test_last_december_is_no_past_year_in_february(published: str, *, is_flagged: bool) -> None:
    text = "A crane fell at Ebbe in December 2024 and injured 11 people. A court in Ebbe hears the case of its owner."
    (checked,) = (
        pipeline.verify("Eleven people were injured.", [{"text": text, "published_at": published}])
        .summaries[0]
        .sentences
    )
    assert (checked.verdict is Verdict.CONTRADICTED) is is_flagged


def test_a_toll_of_another_year_vouches_for_no_longer_sentence_either() -> None:
    article = "A pier collapsed at Ostrand on Monday. An old arch of the pier killed 17 anglers in a storm in 2016."
    story = story_of([("Harbour Post", "2025-06-17", [article])])
    found = ask(numbers.check, "A storm at the old pier arch killed 17 anglers.", story, extract_facts(story))
    assert not [f for f in found if f.vote is Vote.AFFIRM]


FERRY = (
    "The ferry Molkvern ran aground off Torvik on Wednesday and rescuers brought 198 people ashore."
    " Five people were in hospital. The opposition called for the resignation of Transport Minister Pal Reksten."
    " The ship had passed a safety inspection in January. The union of seafarers blamed years of spending cuts for the"
    " accident. The operator, Norlin Lines, made a profit of 14 million crowns last year."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Transport Minister Pal Reksten resigned.",
        "The ferry sank off Torvik.",
        "The captain of the Molkvern was arrested.",
        "Norlin Lines apologised to the passengers.",
        "Three passengers died in hospital.",
        "The ship had failed a safety inspection in January.",
        "The union of seafarers blamed the captain for the accident.",
        "Norlin Lines made a loss of 14 million crowns last year.",
    ],
)
def test_a_grave_happening_that_no_article_tells_of_is_flagged(sentence: str) -> None:
    assert verdict_on(FERRY, sentence) in (Verdict.UNSUPPORTED, Verdict.CONTRADICTED)


@pytest.mark.parametrize(
    "sentence",
    [
        "Dario Kest was sentenced to ten years in prison.",
        "Dario Kest was found guilty.",
        "Shares in Orvo rose 9 percent.",
    ],
)
def test_what_may_come_is_not_what_came(sentence: str) -> None:
    article = (
        "Dario Kest, who led the bank Orvo, was charged with fraud on Tuesday. If convicted he faces up to ten years in"
        " prison. Shares in Orvo lost 9 percent."
    )
    assert verdict_on(article, sentence) in (Verdict.UNSUPPORTED, Verdict.CONTRADICTED)


@pytest.mark.parametrize(
    ("article", "sentence"),
    [
        ("Kest may appeal after he was found guilty of fraud.", "Kest was convicted of fraud."),
        ("The minister left his post on Monday after the vote.", "The minister resigned on Monday."),
        ("The Molkvern went down in ten minutes.", "The Molkvern sank."),
        ("The trader was in custody on Friday, police said.", "The trader was arrested, police said."),
        ("The toll from the fire stood at four on Friday.", "Four people were killed in the fire."),
        (FERRY, "Nobody died when the ferry ran aground."),
        (FERRY, "It was feared that passengers had died."),
        ("Brask scored from far out in the last minute.", "Brask sank the ball in the last minute."),
        (FERRY, "The union blamed spending cuts for the accident."),
    ],
)
def test_what_an_article_tells_in_other_words_is_no_invented_happening(article: str, sentence: str) -> None:
    (checked,) = pipeline.verify(sentence, [{"text": article}]).summaries[0].sentences
    assert not [f for f in checked.findings if f.checker == "happenings"]
    assert "blame" not in checked.reason


GERMAN = (
    "Die Fähre Molkvern ist am Mittwoch vor Torvik gesunken. Der Kapitän wurde festgenommen. Der Betreiber Norlin"
    " entschuldigte sich bei den Angehörigen der fünf Toten. Es ist das schwerste Unglück in der Geschichte des Landes."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry Molkvern sank off Torvik.",
        "Five people died, the coast guard said.",
        "The captain was arrested.",
        "It was the worst accident in the country.",
    ],
)
def test_what_an_article_in_another_language_may_tell_is_not_told_by_none(sentence: str) -> None:
    english = "The ferry Molkvern was off Torvik on Wednesday, the coast guard said. The firm that runs it is silent."
    for articles in ([{"text": GERMAN}, {"text": english}], [{"text": GERMAN}]):
        (checked,) = pipeline.verify(sentence, articles).summaries[0].sentences
        assert checked.verdict is Verdict.UNCLEAR
    (checked,) = pipeline.verify(sentence, [{"text": english}]).summaries[0].sentences
    assert checked.verdict is Verdict.UNSUPPORTED


def test_a_title_tells_of_a_happening_too() -> None:
    article = {
        "title": "Ferry Molkvern sinks off Torvik",
        "text": "The Molkvern was on its way to Torvik on Wednesday.",
    }
    (checked,) = pipeline.verify("The Molkvern sank on Wednesday.", [article]).summaries[0].sentences
    assert not [f for f in checked.findings if f.checker == "happenings"]


@pytest.mark.parametrize(
    ("accusation", "is_objected"), [("is not accused of anything", False), ("is accused of it", True)]
)
def test_who_is_accused_of_nothing_is_told_of_flatly(accusation: str, *, is_objected: bool) -> None:
    article = (
        f"President Lucía Brask, who was head of schools when the contracts were signed and {accusation}, said on"
        " Thursday that her government would move the buying of school food to a central tender."
    )
    story = story_of([("Harbour Post", "2025-06-13", [article])])
    text = (
        "President Lucía Brask wants school food bought through one central tender, but there is no draft law so far."
    )
    found = ask(modality.check, text, story, extract_facts(story))
    assert any("accusation" in finding.reason for finding in found) is is_objected


def test_a_supported_sentence_scores_no_less_than_the_bar() -> None:
    """Also one that is supported since it is nearly a copy: score and verdict do not contradict each other."""
    article = "The developer, Hartwig Bau, was fined 3 million crowns in a separate ruling last year."
    copied = "Hartwig Bau was fined 3 million crowns in a separate ruling last year."
    (sentence,) = pipeline.verify(copied, [{"id": "a", "text": article}]).summaries[0].sentences
    assert sentence.verdict is Verdict.SUPPORTED
    assert sentence.score is not None
    assert sentence.score > 0.5
    assert verdict_on(article, "Hartwig Bau was fined 3 million crowns on Friday.") is not Verdict.SUPPORTED
