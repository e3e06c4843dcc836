"""What the words around a name tell of its kind: "near X", "X, 41,", "the ferry X", "shares in X".

Each sign is a vote with a weight: 3 for what hardly stands with a name of another kind, 2 for what mostly does not, 1
or less for a hint. `name_settling` adds up the votes of a text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from summarizer.mentions import lexicon
from summarizer.mentions.name_appositions import (
    BODY,
    PERSON,
    PLACE,
    THING,
    Place,
    Vote,
    apposed,
    class_votes,
    in_apposition,
)
from summarizer.mentions.name_constructions import constructions
from summarizer.mentions.name_kinds import ROYAL
from summarizer.mentions.name_teams import in_match
from summarizer.mentions.nouns import singular

_COUNTRIES = lexicon.name_cues("country-codes")
_BODIES = lexicon.name_cues("bodies")
_BODY_OFFICES = lexicon.name_cues("body-offices")
_BODY_OWNED = lexicon.name_cues("body-owned")
_BODY_VERBS = lexicon.name_cues("body-verbs")
_DONE_TO_PERSONS = lexicon.name_cues("done-to-persons")
_MADE_BY = lexicon.name_cues("made-by")
_PAINTED_BY = lexicon.name_cues("painted-by")
_PERSONS_OWNED = lexicon.name_cues("persons-owned")
_PERSONS_VERBS = lexicon.name_cues("persons-verbs")
_PLACE_FOLLOWERS = lexicon.name_cues("place-followers")
_PLACE_OWNED = lexicon.name_cues("place-owned")
_PLACE_OWNERS = lexicon.name_cues("place-owners")
_PLACE_SIDES = lexicon.name_cues("place-sides")
_PERSONS_ATTRIBUTED = lexicon.name_cues("persons-attributed")
_PLACES = lexicon.name_cues("places")
_PUBLISHED_IN = lexicon.name_cues("published-in")
_SHOWN = lexicon.name_cues("shown")
_STATES = lexicon.name_cues("state-codes")
_SAYINGS = lexicon.name_cues("sayings")
_THING_VERBS = lexicon.name_cues("thing-verbs")
_THINGS = lexicon.name_cues("things")
_THING_OWNERS = lexicon.name_cues("thing-owners")
_CLASSES = _BODIES | {"group", "chain"}
_NAMED = frozenset(["called", "named", "dubbed", "nicknamed", "titled", "entitled", "christened", "codenamed"])
_SIZES = frozenset(["metre", "meter", "foot", "ton", "tonne", "m", "ft"])
_SAILED = frozenset(["mooring", "moored", "boarded", "boarding", "towed", "towing", "rammed", "captained", "skippered"])
_GOVERNING = frozenset(["at", "from", "in", "to", "for", "of", "by", "with", "near", "on", "against", "about"])
_MOVES = frozenset([
    "travelled", "traveled", "travelling", "traveling", "travel", "returned", "returning", "return", "returns", "flew",
    "fly", "flying", "fled", "moved", "moving", "went", "drove", "drive", "sailed", "emigrated", "trip", "journey",
    "flight", "walked", "marched", "hurried", "left", "deported", "exiled", "extradited",
])  # fmt: skip
_JOINS_WITH = frozenset(["combination", "merger", "takeover", "acquisition", "buyout", "merge", "merged", "acquire"])
_TOWNS_BODIES = frozenset(["museum", "hospital", "university", "school", "college", "council", "court", "theatre"])
_AT_SEA = frozenset(["on", "off", "over", "around", "near"])
_OVER_WATER = frozenset(["across", "along", "over", "into", "down", "up"])
_IN = frozenset(
    ["in", "near", "outside", "across", "throughout", "toward", "towards", "around", "inside", "within", "into"]
)
_TOWARDS = {"at": 0.9, "from": 0.6, "to": 0.4, "between": 0.4, "through": 0.8, "off": 1.0, "over": 0.4, "for": 0.2}
_GO = frozenset(["reached", "visited", "toured", "left", "reaches", "leave", "reach", "visit", "hit", "entered"])
_IN_A_BODY = frozenset(["share", "stake", "holding", "investment", "invest", "invested", "shareholder", "investor"])
_NOT_WHERE = frozenset(["confidence", "interest", "believe", "trust", "faith", "belief", "trusted", "confident"])
_WORK = frozenset(["work", "works", "worked", "working"])
_QUOTE_ENDS = frozenset([",", "”", '"', "“", "’", "'"])
_VERBS_AFTER = lexicon.grammar("names-verbs-after")
_NO_NOUNS = lexicon.grammar("phrases-not-noun")
_BYLINES = frozenset(
    ["", "text", "words", "photo", "photos", "pictures", "reporting", "story", "analysis", "comment", "*"]
)
_WATER_VERBS = frozenset(["burst", "overflowed", "flooded", "froze", "swelled", "erupted", "erupts", "thawed"])
_SIDES_OF_VOTES = frozenset(["leave", "remain", "yes", "no"])
_CAMPAIGNED = frozenset(["campaign", "supporter", "proponent", "camp", "voter", "side", "vote", "backer", "campaigner"])
_HYPHENED = frozenset(["based", "born", "area", "wide", "bound"])
_ENACTED = frozenset(["Act", "Bill", "Treaty", "Agreement", "Protocol", "Convention", "Directive", "Regulation"])
_AGES = range(4, 111)


def votes(place: Place) -> Iterator[Vote]:
    """What the words around a name tell of its kind."""
    for read in _READERS:
        yield from read(place)


def _before(place: Place) -> Iterator[Vote]:
    """Prepositions, articles and the noun right before the name."""
    word, noun = place.before(), place.noun_before()
    if _is_state(place, word):
        yield PLACE, 4.5
    elif word == "in" and _is_journal(place):
        yield BODY, 2.5
    elif word in _IN or word in _TOWARDS or word in _GO:
        yield from _after_preposition(place, word)
    elif word == "of" or (word == "the" and place.before(2) in ("of", "for", "at")):
        yield from _owner(place, 2 if word == "of" else 3)
        if word == "the" and not _is_attributive(place):
            yield PERSON, -4.0
    elif word == "the" and place.tokens[place.first].text in ROYAL:
        yield PERSON, 1.0
    elif word == "the":
        yield from _after_article(place)
    elif word in ("a", "an") and not place.after().startswith(("'", "’")) and not _is_persons(place):
        yield PERSON, -1.0
    elif word == "with" and place.before(2) in _JOINS_WITH:
        yield BODY, 1.5
    elif word == "by":
        yield from _made_by(place, place.before(2))
    elif word in ("told", "tells"):
        yield BODY, 0.6
    elif word in _PLACE_SIDES:
        yield PLACE, 2.5
    elif word == "aboard" or (word == "board" and place.before(2) == "on"):
        yield THING, 2.0
    elif word == "unmanned" or noun in _THINGS:
        yield THING, 3.0 if place.is_single else 4.5
    elif noun in _BODIES and not _is_person_noun(noun):
        yield BODY, 2.5
    elif noun in _PLACES:
        yield PLACE, 2.5
    elif word == "(" and place.after() == ")" and place.tokens[place.first].text in _COUNTRIES:
        yield PLACE, 3.0
    elif word == "(" and place.after() == ")" and _follows_name(place):
        yield BODY, 1.0
    elif word in _NAMED:
        yield from class_votes(singular(place.before(3 if place.before(2) == "," else 2)))
    elif word in _SIZES and place.before(2) == "-":
        yield THING, 2.5
    elif word in ("said", "says", "added") and place.before(2) in _QUOTE_ENDS:
        yield PERSON, 1.0


def _is_state(place: Place, word: str) -> bool:
    """Whether a state's code follows its town or a party: "Keene, NH,", "D-VT"."""
    if not place.is_single or place.tokens[place.first].text not in _STATES or place.after() == "'s":
        return False
    is_of_party = word == "-" and place.before(2) in ("d", "r", "i")
    return is_of_party or (word == "," and place.first > 1 and place.tokens[place.first - 2].is_capital)


def _is_journal(place: Place) -> bool:
    """ "published in X", "published today in X"."""
    return place.before(2) in _PUBLISHED_IN or place.before(3) in _PUBLISHED_IN


def _follows_name(place: Place) -> bool:
    """Whether a name in brackets stands after a full name, as that of a team does: "Luuk Brandt (Osprey)"."""
    before = place.tokens[max(0, place.first - 3) : max(0, place.first - 1)]
    return len(before) == 2 and all(token.is_capital for token in before)


def _is_person_noun(noun: str) -> bool:
    return noun in lexicon.roles()


def _after_preposition(place: Place, word: str) -> Iterator[Vote]:
    governor = singular(place.before(2))
    if word == "to" and governor == "according":
        if place.is_single and place.after() in (",", "."):
            yield BODY, 0.6
        return
    if singular(place.after()) in _BODY_OWNED:
        return
    if place.is_single and _is_in_state(place):
        yield PLACE, 3.0
    if word in ("to", "from", "for") and place.before(2) in _MOVES:
        yield PLACE, 0.8
    if word == "from" and governor == "more":
        yield BODY, 1.0
    elif word in ("in", "into") and governor in _IN_A_BODY:
        yield BODY, 2.5
    elif word in ("in", "into") and governor in _NOT_WHERE:
        return
    elif word in ("for", "at") and (governor in _BODY_OFFICES or place.before(2) in _WORK):
        yield BODY, 1.5
    elif word == "from" and (governor in _BODY_OFFICES or place.before(2) in _WORK):
        yield BODY, 0.6
    elif word in ("from", "at") and governor in _PLACE_OWNERS:
        yield PLACE, 1.0
    else:
        weight = 2.0 if word in _IN else _TOWARDS.get(word, 0.7)
        is_owner = place.after() in ("'s", "’s", "'", "’")
        yield PLACE, weight / 4 if is_owner else weight


def _is_in_state(place: Place) -> bool:
    """ "Ada Moss of Madison, Alabama, who": a known place between commas says where the town is."""
    at = place.last + 2
    if place.after() != "," or at >= len(place.tokens) or not place.tokens[at].is_capital:
        return False
    stop = at + 1 if at + 1 < len(place.tokens) and place.tokens[at + 1].is_capital else at
    words = " ".join(token.text for token in place.tokens[at : stop + 1])
    ending = place.tokens[stop + 1].text if stop + 1 < len(place.tokens) else ""
    return words in lexicon.places() and ending in (",", ".", ";", ")", "")


def _owner(place: Place, back: int) -> Iterator[Vote]:
    """ "the mayor of X", "a spokesman for X", "north of X"."""
    noun = singular(place.before(back))
    if place.is_single and _is_in_state(place):
        yield PLACE, 3.0
    if back == 2 and noun == "," and place.before(3).isdigit() and place.before(4) == ",":
        yield PLACE, 2.5  # "Ada Moss, 34, of Quarryton"
    if noun in _PLACE_OWNERS or noun in _PLACES:
        yield PLACE, 2.5 if noun in _PLACES else 1.5
    elif noun in _THING_OWNERS:
        yield THING, 2.5
    elif noun in _TOWNS_BODIES:
        yield PLACE, 1.2
    elif noun in _BODIES or noun in _BODY_OFFICES:
        yield BODY, 1.2


def _after_article(place: Place) -> Iterator[Vote]:
    """ "the X": no person; "in the X", "told the X"."""
    if not _is_persons(place):
        yield PERSON, -2.0 if _is_attributive(place) else -4.0
    opening = place.before(2)
    if opening in ("told", "tells"):
        yield BODY, 2.5
    elif singular(place.after()) in _BODY_OWNED:
        return
    elif opening in _NAMED:
        yield from class_votes(singular(place.before(3)))
    elif opening in _IN:
        yield PLACE, 1.0
    elif opening in _AT_SEA and _is_sandbank(place):
        yield PLACE, 5.0
        yield BODY, -4.0
    elif opening in _OVER_WATER and place.is_single and not _is_attributive(place):
        yield PLACE, 1.5  # "across the Lume"
    elif opening in _SAILED:
        yield THING, 2.0
    elif opening == "at" and place.is_single:
        yield PLACE, 0.6
    elif opening == "aboard":
        yield THING, 2.0
    elif place.is_single and not _is_attributive(place):
        is_word = place.tokens[place.first].lower in lexicon.english_words()
        yield BODY, 1.5 if is_word else 0.5
    elif place.after() in _THING_VERBS:
        yield THING, 1.5


def _is_persons(place: Place) -> bool:
    """ "the Moss administration", "a Moss campaign memo"; but "the Leave campaign" is no person's."""
    return place.is_single and place.after() in _PERSONS_ATTRIBUTED and not _is_slogan(place)


def _is_slogan(place: Place) -> bool:
    """Whether the name is a side of a referendum: "the Leave campaign", "‘Remain’ supporters"."""
    return place.is_single and place.tokens[place.first].lower in _SIDES_OF_VOTES


def _is_sandbank(place: Place) -> bool:
    """ "on the Tarrow Bank": commercial banks take no article, banks of issue have a common word before them."""
    if place.last != place.first + 1 or place.tokens[place.last].text not in ("Bank", "Banks"):
        return False
    return place.tokens[place.first].lower not in lexicon.english_words()


def _is_attributive(place: Place) -> bool:
    """Whether a noun in small letters follows: "the Kaumara survey"."""
    at = place.last + 1
    following = place.tokens[at] if at < len(place.tokens) else None
    if following is None or not following.is_word or following.is_capital or following.lower in _VERBS_AFTER:
        return False
    return following.lower in lexicon.english_words() and following.lower not in _NO_NOUNS


def _made_by(place: Place, verb: str) -> Iterator[Vote]:
    if verb in _BYLINES:
        yield PERSON, 0.5 if place.is_single else 2.5
    elif verb in _MADE_BY:
        yield BODY, 1.5
    elif verb in _PAINTED_BY:
        yield PERSON, 2.0


def _after(place: Place) -> Iterator[Vote]:
    """The word right after the name: a verb, a relative, a bracket, the first word of what it has."""
    word = place.after()
    if word in ("'s", "’s", "'", "’"):
        if _is_slogan(place) and singular(place.after(2)) in _CAMPAIGNED:
            yield BODY, 2.5
        yield from _owned(place)
    elif word == "”" and _is_slogan(place) and singular(place.after(2)) in _CAMPAIGNED:
        yield BODY, 2.5
    elif word in ("himself", "herself"):
        yield PERSON, 3.0
    elif word == "who":
        if place.before() not in ("from", "in", "at", "near"):  # "a nurse from Tarn who …"
            yield PERSON, 2.0
    elif word == "(":
        yield from _in_brackets(place)
    elif word == ",":
        yield from in_apposition(place)
    elif word == "-" and place.after(2) in _HYPHENED:
        yield PLACE, 2.5  # "the Tarn-based firm"
    elif place.before() in _GOVERNING:  # "nobody at X knew": the verb is another's
        yield from _followed(place, singular(word))
    elif word in _SAYINGS:
        yield from _said(place)
    elif word in _PERSONS_VERBS:
        yield (BODY, 1.0) if "its" in (place.after(2), place.after(3), place.after(4)) else (PERSON, 2.0)
    elif word in ("was", "is") and place.after(2) in _DONE_TO_PERSONS:
        yield PERSON, 1.5
    elif word in _BODY_VERBS:
        yield BODY, 1.0
    elif word in _THING_VERBS:
        yield THING, 0.7
    elif word.endswith("ed") and place.after(2) in ("its", "his", "her"):
        yield (BODY if place.after(2) == "its" else PERSON), 0.8
    elif word in _WATER_VERBS:
        yield PLACE, 2.0
    else:
        head = place.after(2) if _is_attributive(place) and singular(place.after(2)) in _CLASSES else word
        yield from _followed(place, singular(head))


def _followed(place: Place, noun: str) -> Iterator[Vote]:
    if _is_persons(place):
        yield PERSON, 2.5 if noun == "family" else 1.5
    elif noun == "home" and place.before() in ("his", "her", "their"):
        yield PLACE, 1.5
    elif noun in _CAMPAIGNED and _is_slogan(place):
        yield BODY, 2.5
    elif noun in _PLACE_FOLLOWERS:
        yield PLACE, 1.2
    elif noun in _SHOWN and place.before() != "the":
        yield THING, 3.0
    elif noun in _THINGS:
        yield THING, 1.5
    elif noun in _BODY_OWNED or (noun in _CLASSES and noun not in _PLACE_FOLLOWERS and noun not in _TOWNS_BODIES):
        yield BODY, 1.2
    elif noun in ("lie", "border") and place.after().endswith("s"):
        yield PLACE, 1.5
    elif place.after().isdigit() and len(place.after()) <= 4 and place.after(2) not in ("-", "–", "per", "%"):
        yield THING, 1.5


def _owned(place: Place) -> Iterator[Vote]:
    full = place.tokens[place.last + 2 : place.last + 4]
    if len(full) == 2 and full[0].text in lexicon.first_names() and full[1].is_capital:
        yield BODY, 0.6  # "Brandt's Ada Moss": who is not known by a country is of a team or a firm
        return
    for number in (2, 3):
        noun = singular(place.after(number))
        if noun in _PERSONS_OWNED and number == 2:
            yield PERSON, 1.5
            return
        if place.after(number) in _PLACE_OWNED or noun in _PLACE_OWNED:
            yield PLACE, 1.2
            return
        if noun in _BODY_OWNED:
            yield BODY, 0.7
            return


def _in_brackets(place: Place) -> Iterator[Vote]:
    inner = place.tokens[place.last + 2] if place.last + 2 < len(place.tokens) else None
    if inner is None or place.after(3) != ")":
        return
    if inner.text.isdigit() and int(inner.text) in _AGES and 1 <= place.last - place.first <= 3:
        yield PERSON, 1.0
    elif inner.text in _COUNTRIES:
        yield PERSON, 1.5
    elif place.tokens[place.last].text in _ENACTED:
        yield THING, 2.0
    elif inner.text.isupper() and len(inner.text) > 1 and not place.is_single and _has_initial_in(place, inner.text):
        yield BODY, 4.5


def _has_initial_in(place: Place, acronym: str) -> bool:
    """Whether an acronym in brackets may be of the name, and is no racer's country: "Luuk Brandt (NED)"."""
    return any(token.text[0] in acronym for token in place.tokens[place.first : place.last + 1] if token.is_capital)


def _said(place: Place) -> Iterator[Vote]:
    """ "X said": no place in itself; "X said it", "X said she"."""
    subject = place.after(3) if place.after(2) == "that" else place.after(2)
    if subject in ("it", "its"):
        yield BODY, 1.5
        yield PLACE, 1.0
    elif subject in ("he", "she", "his", "her"):
        yield PERSON, 1.5
    else:
        yield PERSON, 0.9
        yield BODY, 0.6


_READERS: tuple[Callable[[Place], Iterator[Vote]], ...] = (_before, _after, apposed, in_match, constructions)
