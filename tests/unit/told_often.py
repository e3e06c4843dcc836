"""Three invented stories, each told in some 65 articles that reword, cut and add to each other."""

from __future__ import annotations

import random
import re

from summarizer.model import CleanArticle

FERRY = """
The ferry Maren ran aground off {Tolsay|the island of Tolsay} on {Monday|Monday night} with 214 people on board
A car ferry with 214 passengers hit {rocks|a reef} near Tolsay
All 214 people aboard the Maren were {brought ashore|rescued|taken off} by lifeboats
The coastguard said the {hull|bow} of the ferry was torn open below the waterline
Two lifeboats and a helicopter from Brenn {took part in|joined} the rescue
Passengers told of a {loud bang|sudden jolt} before the lights went out
The captain, Ivar Sund, {steered away from|left} the usual channel, a tracking site showed
Harbour pilots in Brenn had {warned|complained} of missing buoys in the sound
The operator, Northsound Lines, {cancelled|called off} all sailings until Friday
About 40 tonnes of {diesel|fuel oil} remained in the tanks of the stranded ferry
Booms were {laid|put out} around the wreck to protect the seal colony at Tolsay
A salvage team from {Osterhaven|the mainland} will try to refloat the Maren at high tide
The accident board {opened an inquiry|began an investigation} into the grounding
Investigators {recovered|took} the voyage data recorder from the bridge
Ivar Sund was {questioned|interviewed} by police for five hours and {released|let go}
The first mate said the radar had {failed|broken down} twice that week
Northsound Lines {denied|rejected} that it had put off repairs of the radar
Islanders of Tolsay are {without|cut off from} fresh supplies since the ferry stopped
The transport minister, Gerd Halle, {promised|announced} a replacement boat
Gerd Halle said the buoys in the sound would be {replaced|renewed} within a month
Tugs {pulled|dragged} the Maren free on Thursday morning and towed her to Brenn
Divers found a gash of eleven metres in the {hull|steel} of the Maren
Hotel owners on Tolsay {fear|expect} losses of 300,000 crowns in the holiday week
The union of seafarers {demanded|called for} a second officer on every night crossing
"""
MUSEUM = """
Thieves stole {four|four small} paintings from the Lindqvist Museum in Aarlen {early on Tuesday|before dawn on Tuesday}
Four paintings by Clara Voss {vanished|were taken} from a museum in Aarlen
The works are {valued at|worth} some nine million francs, the Lindqvist Museum said
The burglars came through a {skylight|roof window} and were gone in six minutes
An alarm was {ignored|not heard} because guards took it for a fault
Police {found|discovered} a burnt-out van in a gravel pit near Osterfeld
The director, Beate Kern, {spoke of|called it} a black day for the house
Beate Kern said the {insurance|policy} covers only half of the value
The stolen works include {Girl with a Lamp|the Girl with a Lamp} and The Orchard
An art detective, Paul Remy, {believes|thinks} the theft was made to order
The museum {reopened|let visitors in again} on Wednesday with four empty frames
Cameras {recorded|filmed} three masked figures on the roof of the museum
The city council had {refused|turned down} money for new sensors last autumn
Border police {listed|entered} the paintings in the register of stolen art
A reward of 200,000 francs was {offered|put up} by the heirs of Clara Voss
The granddaughter of the painter, Ines Voss, {pleaded with|begged} the thieves not to harm the canvases
Detectives {searched|raided} a warehouse and two flats in Osterfeld on Thursday
A former guard of the museum was {arrested|detained} on suspicion of giving away the alarm plan
The suspect, aged 34, {worked|had worked} nights at the Lindqvist until March
One of the paintings was {recovered|found} in a locker at Aarlen station
Restorers said the Orchard had {a tear|a cut} in its lower corner
Three paintings are still {missing|gone} and police ask for witnesses
The prosecutor, Hanne Dahl, {spoke of|described} a well-prepared gang
Other museums in the region {checked|tested} their skylights after the burglary
"""
PLANT = """
The tyre maker Corvex will {close|shut} its plant in Delmar with 1,900 jobs
Corvex {announced|said} on Wednesday that production in Delmar ends next spring
Workers {blocked|occupied} the gates of the Corvex factory after the announcement
The company {blamed|pointed to} cheap imports and the price of rubber
The chief executive, Luis Arana, said the plant had {lost|burnt} 60 million euros in three years
The union leader, Marta Quill, {called|described} the decision a betrayal
Marta Quill said Corvex had {promised|pledged} to keep the factory open until 2036
The mayor of Delmar, Owen Tarr, {fears|expects} that shops in the town will go under
One in five families in Delmar {lives from|depends on} the tyre factory
The economy ministry {offered|proposed} loans if the machines stay
Corvex {received|was given} 22 million euros of public money for a new line in 2029
Opposition deputies {demanded|want} the subsidies back
Shares of Corvex {rose|gained} six per cent after the news
About 3,000 people {marched|walked} through Delmar on Friday with drums and old tyres
Suppliers in the valley {warned|said} that another 700 jobs hang on the plant
Talks between Luis Arana and the works council {ended|broke up} without result
The works council {presented|put forward} a plan to make tyres for electric buses
A consultant {found|wrote} that the plan could save 800 jobs
Corvex {agreed|consented} to delay the first dismissals until June
The regional president, Sofia Lenz, {met|received} workers at the gate
Sofia Lenz {ruled out|excluded} that the land would be sold for housing
Apprentices {ask|wonder} whether they can finish their training
A rival, Hallmann Tyres, {showed|expressed} interest in two of the five lines
The court in Delmar {forbade|banned} the blocking of lorries for a week
"""
ANYWHERE = """
Officials declined to comment further
More details were expected in the course of the week
The news drew wide attention at home and abroad
Local radio interrupted its programme for the announcement
Experts asked by this newspaper were divided
It was the most serious case of its kind in a decade
Neighbours spoke of sleepless nights
A spokeswoman said that all questions would be answered in due time
Online, the reports were shared thousands of times
Some called for calm, others for consequences
"""
OPENINGS = ("", "", "According to the agency, ", "Meanwhile, ", "As reported earlier, ", "Officials confirmed that ")
_MOST_LINES = 9


def told_often(n: int, seed: int) -> list[tuple[str, CleanArticle]]:
    """(event, article) of n articles in random order.

    Each takes lines from one or two earlier ones on its event, words them its own way, leaves some out and adds some.
    """
    chance = random.Random(seed)
    pools = {
        name: lines.strip().split("\n") for name, lines in (("ferry", FERRY), ("museum", MUSEUM), ("plant", PLANT))
    }
    earlier: dict[str, list[list[str]]] = {name: [] for name in pools}
    made = []
    for number in range(n):
        name = list(pools)[number % len(pools)]
        told, taken = earlier[name], list[str]()
        for source in chance.sample(told, min(len(told), chance.randint(1, 2))):
            taken += chance.sample(source, max(1, round(len(source) * chance.uniform(0.3, 0.6))))
        taken += chance.sample(pools[name], chance.randint(1, 3) if told else 5)
        lines = list(dict.fromkeys(taken))[:_MOST_LINES]
        told.append(lines)
        sentences = [chance.choice(OPENINGS) + _worded(line, chance) for line in lines]
        for _ in range(chance.randint(0, 3)):
            sentences.insert(chance.randint(1, len(sentences)), chance.choice(ANYWHERE.strip().split("\n")))
        text = " ".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in sentences)
        title = _worded(chance.choice(lines[:3]), chance)
        made.append((name, CleanArticle(f"a{number}", number + 1, text, title=title)))
    chance.shuffle(made)
    return made


def _worded(line: str, chance: random.Random) -> str:
    return re.sub(r"\{([^}]*)\}", lambda match: chance.choice(match[1].split("|")), line)
