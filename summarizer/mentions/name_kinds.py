"""Whether a name looks like a person's, an organisation's or a place's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from summarizer.mentions import lexicon
from summarizer.mentions.name_lines import NUMBER_SIGNS, NUMBERED_PLACES, OWNED_PLACES, SAINTS, SHRINES, is_lettered
from summarizer.mentions.nouns import singular
from summarizer.mentions.roles import is_person_role
from summarizer.mentions.tokens import Token
from summarizer.model import NameKind

Look = tuple[NameKind, float]
_NOT_AFTER_FIRST_NAMES = lexicon.grammar("names-kind-words")
_PLACE_OPENINGS = lexicon.grammar("names-kind-words-2")
_BODIES = lexicon.grammar("names-kind-words-3")
_BODY_OPENINGS = lexicon.name_cues("foreign-bodies")
_BODY_ENDS = lexicon.name_cues("bodies-end")
_BRANCHES = lexicon.grammar("names-branches")
_RACES = frozenset(["Tour", "Giro", "Vuelta", "Volta", "Ronde"])
_STATES = frozenset(["State", "Kingdom", "Duchy", "Principality", "Emirate"])
_AREAS = frozenset(["District", "Region", "Area", "County", "Zone"])
_THING_HEADS = lexicon.name_cues("thing-heads")
_THING_OPENINGS = lexicon.name_cues("thing-openings")
_LIKE_SURNAMES = lexicon.name_cues("heads-like-surnames")
_AFTER_FULL_NAMES = frozenset(
    ["Bank", "Church", "Street", "Hall", "Park", "House", "Bridge", "Tower", "Motors", "Steel"]
)
_SHIPS_AND_PAPERS = frozenset(["Star", "Express", "Pioneer"])
_MIXED_CASE = re.compile(r"(?!Mc|Mac|De|Di|Du|La|Le|Van|Fitz|O')[A-Z]{1,2}[a-z]+[A-Z][a-z]*")
_FLIGHT = re.compile(r"[A-Z]{2}\d{2,4}")
ROYAL = frozenset(["Prince", "Princess", "Duke", "Duchess", "Earl", "Countess", "Marquess"])
_DRUGS = (
    "vax",
    "mab",
    "tinib",
    "statin",
    "pril",
    "sartan",
    "prazole",
    "mycin",
    "cillin",
    "oxetine",
    "azepam",
    "gliptin",
)
"""Stems of the international nonproprietary names (WHO), as far as no town ends so."""
_CLUBS = frozenset([
    "IF", "FK", "SK", "BK", "FF", "NK", "HK", "KV", "TSV", "VfB", "VfL", "SV", "CF", "UD", "FC", "AFC", "RFC",
    "SC", "AC", "IK",
    "IFK", "RC", "KS", "GKS", "HNK", "OFK", "CSKA", "AEK",
])  # fmt: skip
_DOTTED = re.compile(r"(?:[A-Z]\.){3,6}")
_HANDLE = re.compile(r"@|\w*_|[a-z]+\d")
_SIDES = frozenset(["North", "South", "East", "West", "Central"])
_NUMBERED_BODIES = frozenset(["Circuit", "Congress", "Infantry", "Airborne", "Cavalry", "Marines", "Legislature"])
_KNOWN_SURNAMES = lexicon.name_cues("known-surnames")
_CENTRES = lexicon.name_cues("centres-of-place")
_FOREIGN_PLACES = lexicon.name_cues("foreign-places")
_PLACE_ENDINGS = tuple(sorted(lexicon.name_cues("foreign-places-end")))
_PERSONS_PARTICLES = frozenset(["van", "von", "der", "ter", "bin", "ibn", "al", "zu"])
_MIDDLE_INITIAL = re.compile(r"[A-Z]\.?")
_KNOWN, _SURE, _FAIR, _SLIGHT, _FAINT = 6.0, 4.0, 2.5, 1.0, 0.4
_NOTHING: Look = (NameKind.OTHER, 0.0)


def kind_of(tokens: Sequence[Token], words: str, role: str) -> NameKind:
    """The kind that a name after a role or none looks like; OTHER where its look tells little."""
    if role and is_person_role(role) and not (words.isupper() and words.title() in lexicon.places()):
        return NameKind.PERSON
    kind, weight = look_of(tokens, words)
    return kind if weight > _SLIGHT else NameKind.OTHER


def look_of(tokens: Sequence[Token], words: str) -> Look:
    """The kind that the words of a name speak for, and how much: 6 for a known name, 1 for a hint, 0 for nothing."""
    organisations, places = lexicon.organisations(), lexicon.places()
    words = words.replace("’", "'")
    if words[:1] == "@" and words[1:] in organisations:
        return NameKind.ORGANISATION, _KNOWN
    if _HANDLE.match(words):
        return NameKind.PERSON, _KNOWN  # a handle
    if words.isupper() and len(words) > 4 and words not in organisations and words.title() in organisations:
        return NameKind.ORGANISATION, _KNOWN
    if words.isupper() and words not in organisations and words.title() in places:
        return NameKind.PLACE, _KNOWN
    if words in places and not (words in organisations and words in ("West", "East")):
        return NameKind.PLACE, _KNOWN
    if words in organisations or words.lower() in lexicon.lower_case_acronyms():
        return NameKind.ORGANISATION, _KNOWN
    if words in lexicon.things():
        return NameKind.OTHER, _KNOWN
    return _look_of_several(tokens) if len(tokens) > 1 else _look_of_one(tokens[0].text, words)


def _look_of_one(opening: str, words: str) -> Look:
    if words in ("Moon", "Earth"):
        return NameKind.PLACE, _KNOWN
    if words.isupper() and 2 <= len(words.strip("s")) <= 6 and words.isalpha():
        return NameKind.ORGANISATION, _FAIR
    if _FLIGHT.fullmatch(words):
        return NameKind.OTHER, _FAIR
    if _DOTTED.fullmatch(words):
        return NameKind.ORGANISATION, _FAIR  # "M.T.A."
    if opening in lexicon.first_names() or opening in _KNOWN_SURNAMES:
        return NameKind.PERSON, 1.5
    if opening.endswith(_DRUGS) and len(opening) > 6:
        return NameKind.OTHER, 1.5
    if opening in _THING_HEADS:
        return NameKind.OTHER, _FAIR
    if _MIXED_CASE.fullmatch(opening) and opening not in lexicon.first_names():
        return NameKind.ORGANISATION, 1.5  # "AirNord"
    if opening in lexicon.organisation_heads() or opening in _BODY_ENDS:
        return NameKind.ORGANISATION, _FAIR
    return (NameKind.PLACE, _SLIGHT) if opening.endswith(_PLACE_ENDINGS) else _NOTHING


def _look_of_several(tokens: Sequence[Token]) -> Look:
    opening, head = tokens[0].text, _head(tokens)
    if head == "Head" and len(tokens) == 2 and opening not in lexicon.first_names():
        return NameKind.PLACE, _FAIR
    if opening in ROYAL and tokens[1].lower == "of":
        return NameKind.PERSON, _SURE  # "the Prince of Wales"
    if opening in _CLUBS or tokens[-1].text in _CLUBS:
        return NameKind.ORGANISATION, _SURE
    if tokens[-1].text in _NUMBERED_BODIES and _is_ordinal(tokens):
        return NameKind.ORGANISATION, _SURE  # "the 9th Circuit"
    if head in ("Center", "Centre") and tokens[-2].text in _CENTRES:
        return NameKind.PLACE, _SURE
    if head in _SIDES and head != opening and tokens[0].text in lexicon.places():
        return NameKind.PLACE, _SURE  # "Tarn South East"
    if "v." in {token.lower for token in tokens[1:-1]} or _is_against(tokens):
        return NameKind.OTHER, _KNOWN
    if tokens[-1].text[-1].isdigit() and tokens[0].text in lexicon.organisations() and len(tokens) == 2:
        return NameKind.OTHER, _KNOWN  # "Boeing 757"
    if tokens[-1].text.isdigit() and tokens[-2].lower in NUMBER_SIGNS and len(tokens) > 2:
        return _look_of_numbered(tokens[-3].text)
    if tokens[1].text == "–":  # sponsors of one team, partners of one firm
        return NameKind.ORGANISATION, 1.5
    if tokens[-2].lower == "'s" and tokens[-1].text in OWNED_PLACES:
        return NameKind.PLACE, _SURE
    if tokens[-1].text.isdigit() and tokens[-2].lower in NUMBERED_PLACES:
        return NameKind.PLACE, _FAIR
    if is_lettered(tokens, len(tokens) - 1):
        return NameKind.PLACE, _FAIR
    if opening in SAINTS and head in SHRINES:
        return NameKind.PLACE, _SURE
    if head.isupper() and tokens[0].text.isupper() and len(head) > 3:
        opening, head = opening.title(), head.title()
    if opening in _THING_OPENINGS and tokens[1].is_capital:
        return NameKind.OTHER, _SURE
    if _is_of_many(tokens) and head not in _LIKE_SURNAMES:
        return NameKind.ORGANISATION, _FAIR
    is_house = len(tokens) > 2 and head in _AFTER_FULL_NAMES
    if opening in lexicon.first_names() and not _is_no_surname(head) and not is_house:
        return NameKind.PERSON, _SURE
    if head in _THING_HEADS:
        return NameKind.OTHER, _SURE
    if head in _AREAS and tokens[-2].lower in _BRANCHES:  # "Tarn School District"
        return NameKind.ORGANISATION, _SURE
    if head in _SHIPS_AND_PAPERS:
        return NameKind.ORGANISATION, 1.5
    if head == "House":
        return NameKind.PLACE, _SLIGHT
    if head in lexicon.organisation_heads() or head in _BODY_ENDS or any(token.text in _BODIES for token in tokens):
        return NameKind.ORGANISATION, _SURE
    if opening in _RACES:
        return NameKind.OTHER, _SURE
    if opening in _BODY_OPENINGS or any(token.lower == "for" for token in tokens[1:]):
        return NameKind.ORGANISATION, _SURE
    ends, begins = lexicon.place_heads()
    if (
        head in ends
        or (head in _STATES and head != tokens[-1].text)
        or opening in begins
        or (opening in _PLACE_OPENINGS and len(tokens) == 2)
    ):
        return NameKind.PLACE, _SURE
    if opening in _FOREIGN_PLACES:
        return NameKind.PLACE, _FAIR
    if _has_initials([token.text for token in tokens if token.is_capital]):
        return NameKind.PERSON, _FAIR
    if opening.isupper() and opening.isalpha() and len(opening) in (3, 4) and not head.isupper():
        return NameKind.ORGANISATION, 1.5  # "NFU Wales"
    if any(token.text == "&" for token in tokens):
        return NameKind.ORGANISATION, _FAIR
    if any(token.text in _PERSONS_PARTICLES for token in tokens[1:-1]) and len(tokens) <= 4:
        return NameKind.PERSON, _SLIGHT
    if _is_team_of_place(tokens):
        return NameKind.ORGANISATION, 1.5
    if head in _SIDES and len(tokens) == 2:  # "Denby South"
        return NameKind.PLACE, _SLIGHT
    return (NameKind.ORGANISATION, _FAINT) if _is_of_common_words(tokens) else _NOTHING


def _is_ordinal(tokens: Sequence[Token]) -> bool:
    """Whether a number stands right before the last word: "9th Circuit", "Ninth Circuit"."""
    return tokens[-2].lower in ("st", "nd", "rd", "th") or tokens[-2].lower in lexicon.numerals()[1]


def _is_against(tokens: Sequence[Token]) -> bool:
    """ "Moss v. Quill"."""
    words = [token.text for token in tokens]
    return any(one == "v" and other == "." for one, other in pairwise(words))


def _look_of_numbered(head: str) -> Look:
    """ "School No 12", "Colony No 4", "Decree No 9"."""
    if head in lexicon.organisation_heads() or head in _BODY_ENDS or head.lower() in lexicon.name_cues("bodies"):
        return NameKind.ORGANISATION, _SURE
    is_thing = head in _THING_HEADS or head in ("Order", "Model", "Unit", "Edict", "Circular", "Symphony")
    return (NameKind.OTHER if is_thing else NameKind.PLACE), _SURE


def _is_team_of_place(tokens: Sequence[Token]) -> bool:
    """ "Chicago Comets", "New York Herons": a known place and a plural."""
    words, last = " ".join(token.text for token in tokens[:-1]), tokens[-1].lower
    return words in lexicon.places() and tokens[-1].is_capital and last.endswith("s") and not last.endswith("ss")


def _is_of_many(tokens: Sequence[Token]) -> bool:
    """ "Nine Inch Nails", "Bond Offshore Helicopters": common words and a plural are a band's or a firm's name."""
    english = lexicon.english_words()
    words = [token.lower for token in tokens]
    has_plural = words[-1].endswith("s") and singular(words[-1]) != words[-1] and singular(words[-1]) in english
    return len(words) == 3 and has_plural and tokens[1].is_capital and all(word in english for word in words[:-1])


def _is_of_common_words(tokens: Sequence[Token]) -> bool:
    """ "Paper Lanterns", "Kenya Pipeline", "Highways Wales": English words, or one beside a place, are no person's."""
    english = lexicon.english_words()
    words = [token for token in tokens if token.is_capital]
    common = [token for token in words if token.lower in english]
    return bool(common) and all(token in common or token.text in lexicon.places() for token in words)


def _is_no_surname(head: str) -> bool:
    """Whether a word ends the names of places, bodies or things, and nobody is called so: "Jordan Refinery"."""
    if head in _NOT_AFTER_FIRST_NAMES:
        return True
    is_head = head in lexicon.organisation_heads() or head in _BODY_ENDS or head in _THING_HEADS
    return (is_head or head in lexicon.place_heads()[0]) and head not in _LIKE_SURNAMES


def _head(tokens: Sequence[Token]) -> str:
    """The word that says what it is: the last, or in "Federation of Growers" that of the first part."""
    for number in range(1, len(tokens)):
        if tokens[number].lower in ("of", "for"):
            return tokens[number - 1].text
    return tokens[-1].text


def _has_initials(capitals: Sequence[str]) -> bool:
    """ "Ada B. Moss", "J.R. Moss"."""
    if not 2 <= len(capitals) <= 4:
        return False
    if re.fullmatch(r"[A-Z]\.", capitals[0]):
        return True
    return _MIDDLE_INITIAL.fullmatch(capitals[1]) is not None or capitals[0].count(".") >= 2
