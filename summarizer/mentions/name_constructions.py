"""Constructions that tell a name's kind: "the firm “X”", "the 12th X", "X’s, the grocer", "the analyst Ada of X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.mentions import lexicon
from summarizer.mentions.name_appositions import BODY, PERSON, PLACE, THING, Place, Vote, class_votes
from summarizer.mentions.name_lines import SAINTS
from summarizer.mentions.nouns import singular

_SAYINGS = lexicon.name_cues("sayings")
_BODY_OFFICES = lexicon.name_cues("body-offices") | {"strategist", "broker", "trader", "forecaster"}
_OPENING_MARKS = frozenset(["“", "„", '"', "«", "‘", "'"])
_ORDINAL_ENDS = frozenset(["st", "nd", "rd", "th"])
_NUMBERED = frozenset([
    "Street", "Avenue", "District", "Ward", "Precinct", "Army", "Corps", "Division", "Brigade", "Regiment", "Battalion",
    "Squadron", "Fleet", "Court", "Congress", "Parliament", "Arrondissement", "Floor", "Amendment",
])  # fmt: skip
_WINNERS = frozenset(["winner", "edition", "finalist", "runner-up", "medallist", "entrant", "favourite"])
_WINNING = frozenset(["won", "win", "wins", "winning"])
_ENDS = frozenset([",", ".", ";", "", "in", "on", "by", "for", "and", "with", "after"])
_SHOP_STOPS = frozenset([",", ".", ";", ")", "has", "had", "will", "is", "was", "to", "and"]) | _SAYINGS
_INTO_SHOPS = frozenset(["", "at", "from", "in", "by", "for", "with", "to", "and", "that"])
_LINKS = frozenset([
    "line", "road", "route", "railway", "motorway", "highway", "ferry", "train", "bus", "border", "tunnel", "bridge",
    "flight", "rail", "link", "service", "track", "path", "frontier", "strait", "channel", "canal", "distance", "pass",
    "pipeline", "cable", "halfway", "travel", "traffic",
])  # fmt: skip
_MILES = frozenset(["km", "kilometre", "kilometer", "mile", "minute", "hour"])
_LETTERS = re.compile(r"(?:[A-Z]\.){2,3}")
_FARTHEST = 5
_SURE, _FAIR = 4.5, 2.5


def constructions(place: Place) -> Iterator[Vote]:
    """What the construction in which a name stands tells of its kind."""
    yield from _in_marks(place)
    yield from _numbered(place)
    yield from _contested(place)
    yield from _shop(place)
    yield from _bearer_of(place)
    yield from _linked(place)
    yield from _situated(place)
    yield from _signed(place)
    if place.after() == "hospital" and _is_saint(place):
        yield BODY, _FAIR
        yield PERSON, -_FAIR


def _in_marks(place: Place) -> Iterator[Vote]:
    """ "the company “X”": the noun before the quotation marks."""
    if place.first < 2 or place.tokens[place.first - 1].text not in _OPENING_MARKS:
        return
    before = place.tokens[place.first - 2]
    if not before.is_word or before.is_capital or singular(before.lower) != before.lower:
        return
    for kind, weight in class_votes(before.lower):
        if kind is not PERSON:
            yield kind, weight + 2.0 if kind is THING else weight


def _numbered(place: Place) -> Iterator[Vote]:
    """ "the 67th X": what happens year by year, or else a unit or a street with its number."""
    is_ordinal = place.before() in _ORDINAL_ENDS and place.before(2).isdigit()
    if is_ordinal and not place.is_single and place.tokens[place.last].text not in _NUMBERED:
        yield THING, _SURE


def _contested(place: Place) -> Iterator[Vote]:
    """ "the winner of the X", "won the X": a contest, where the name has an article and several words."""
    if place.before() != "the" or place.is_single:
        return
    is_of_winner = place.before(2) == "of" and singular(place.before(3)) in _WINNERS
    if is_of_winner or (place.before(2) in _WINNING and place.after() in _ENDS):
        yield THING, _SURE


def _shop(place: Place) -> Iterator[Vote]:
    """ "X's says", "at X's, the grocer": who has nothing beside the possessive is a shop, not "a friend of X's"."""
    if place.after() not in ("'s", "’s") or place.after(2) not in _SHOP_STOPS or place.before() not in _INTO_SHOPS:
        return
    yield BODY, 1.0
    yield PLACE, -1.0
    head = ""
    if place.after(2) == "," and place.after(3) in ("a", "an", "the", "one"):
        for number in range(4, 4 + _FARTHEST):
            token = place.tokens[place.last + number] if place.last + number < len(place.tokens) else None
            if token is None or not token.is_word or token.is_capital or token.lower in ("of", "in", "which", "that"):
                break
            head = token.lower
    if singular(head) in ("store", "shop"):
        yield BODY, _FAIR
    yield from (vote for vote in class_votes(singular(head)) if vote[0] is not PERSON)


def _bearer_of(place: Place) -> Iterator[Vote]:
    """ "an analyst, Ada Moss of X": what the bearer before "of" does is done for a body."""
    if place.before() != "of" or place.first < 3 or not place.tokens[place.first - 2].is_capital:
        return
    number = place.first - 2
    while number > 0 and place.tokens[number].is_capital:
        number -= 1
    if place.tokens[number].text == ",":
        number -= 1
    if number >= 0 and singular(place.tokens[number].lower) in _BODY_OFFICES:
        yield BODY, 1.5


def _linked(place: Place) -> Iterator[Vote]:
    """ "the road between X and Y"."""
    back = next((k for k in range(1, _FARTHEST + 1) if place.before(k) == "between"), 0)
    if not back or singular(place.before(back + 1)) not in _LINKS | _MILES:
        return
    is_first, is_second = back == 1 and place.after() == "and", back > 2 and place.before() == "and"
    if is_first or is_second:
        yield PLACE, 1.5


def _situated(place: Place) -> Iterator[Vote]:
    """ "X, home to 900 people", "X, population 900", "X, 12 km north of"."""
    if place.after() != ",":
        return
    opening, following = place.after(2), place.after(3)
    is_measured = opening[:1].isdigit() and singular(following) in _MILES
    if (
        is_measured
        or (opening == "home" and following == "to")
        or (opening == "population" and following[:1].isdigit())
    ):
        yield PLACE, 2.0


def _signed(place: Place) -> Iterator[Vote]:
    """ "(A.M., Tarn)": whoever writes a letter to a paper, and from where."""
    if place.before() == "(" and place.after() == "," and _LETTERS.fullmatch(place.tokens[place.first].text):
        yield PERSON, _SURE
    elif place.before() == "," and place.after() == ")" and place.first > 2 and place.before(3) == "(":
        yield PLACE, _FAIR if _LETTERS.fullmatch(place.tokens[place.first - 2].text) else 0.0


def _is_saint(place: Place) -> bool:
    opening = place.tokens[place.first].text
    return opening in SAINTS or opening in ("Ste", "Sainte") or opening.startswith(("Saint-", "Sainte-"))
