"""The kind of every name of a text, from all that the text tells of it: one kind for each spelling.

A name whose look tells nothing ("Camani", "Langit Malam") takes the kind that the words around all its mentions speak
for; a surname alone shares what is told of the full name, a place what its demonym and its datelines tell.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from summarizer.mentions import lexicon
from summarizer.mentions.name_appositions import Place, Vote, taken_up
from summarizer.mentions.name_chains import chain_votes, is_coordinated
from summarizer.mentions.name_evidence import votes
from summarizer.mentions.name_kinds import Look, look_of
from summarizer.mentions.name_lines import Known
from summarizer.mentions.name_teams import is_team
from summarizer.mentions.tokens import Line
from summarizer.model import Name, NameKind

Tally = dict[str, dict[NameKind, float]]
PERSON, BODY, PLACE, THING = NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE, NameKind.OTHER
_HOUSES = frozenset(
    [
        "Hospital",
        "Clinic",
        "Infirmary",
        "Hospice",
        "Museum",
        "Observatory",
        "Theatre",
        "Library",
        "University",
        "Academy",
        "Institute",
        "Gallery",
    ]
)
"""Called by the first word of their name or named after their town: it depends."""
_THING_OPENINGS = lexicon.name_cues("thing-openings")
_TOWNS_BODIES = lexicon.name_cues("towns-bodies")
_DATELINE = re.compile(
    r"^[ \t]*(?P<town>[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,3})(?:, (?P<land>[A-Z][\w ]{2,25}?))?"
    r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|,? \d{1,2}\.? [A-Z][a-z]{2,8}\.?(?: \d{4})?)?"
    r"(?: ?\((?P<agency>[^)\n]{2,30})\)(?=\.? |[:–—-])\.?)? ?(?:[-–—]|--|(?<=\))[.:]?|(?<=\)\.)) ?(?=\S)"
    r"|^[ \t]*(?P<alone>[A-Z]{3,}(?: [A-Z]{2,})*), (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b",
    re.M,
)
_LONGEST_OFFICE = 4
"""So many words on, at most, begins the name of whoever has an office: "Velta deputy police chief Ada Moss"."""
_ROLE = 4.0
_TEAM = 2.0
_SHARED = 1.0
_HINT = 1.0
_LOOK_OF_BODY = 4.0
_AIRPORT = 4.5
_OF_BODY = 2.0
_WORK = 6.5
_HELD = 3.0
"""What must speak for another kind than a person's for the surname of somebody who surely is one."""
_LISTED = 6.0
"""How much the word lists speak for the kind of a name that they have."""
_ENOUGH = 0.5
"""From this margin over the next kind a kind counts as told: below it are single hints such as a "to" or "for"."""


class Found(NamedTuple):
    """A name with the tokens first..last of its line."""

    name: Name
    first: int
    last: int


def settle_kinds(
    text: str, lines: Sequence[Line], found: Sequence[Sequence[Found]], known: Known, works: Collection[int] = ()
) -> tuple[tuple[Name, ...], ...]:
    """The names of every line with their kinds, and how sure these are; `works` has where titles of works begin."""
    looks: dict[str, Look] = {}
    tally = _tally(text, lines, found, looks)
    for row in found:
        for item in row:
            if item.name.start in works:
                tally[item.name.text][THING] += _WORK
    _add_demonyms(tally, known)
    _add_parts(tally)
    _share_first_words(tally, looks)
    _add_airports(tally, known)
    _pool_capitals(tally)
    _share_surnames(tally, looks)
    settled = {spelling: _best(told) for spelling, told in tally.items()}
    plays = [[is_team(Place(lines[number].tokens, *item[1:])) for item in row] for number, row in enumerate(found)]
    teams = {item.name.text for row, flags in zip(found, plays, strict=True) for item in itertools.compress(row, flags)}
    return tuple(
        tuple(
            _settled(item, settled, lines[number], teams, plays=flag)
            for item, flag in zip(row, plays[number], strict=True)
        )
        for number, row in enumerate(found)
    )


def _tally(text: str, lines: Sequence[Line], found: Sequence[Sequence[Found]], looks: dict[str, Look]) -> Tally:
    """What the look of each name, its roles, the words around it and the datelines speak for. `looks` is filled."""
    tally: Tally = {}
    datelines = _datelines(text)
    for number, row in enumerate(found):
        line = lines[number]
        earlier: Found | None = None
        for item in row:
            told = tally.get(item.name.text)
            if told is None:
                told = tally[item.name.text] = defaultdict(float)
                look = looks[item.name.text] = look_of(line.tokens[item.first : item.last + 1], item.name.text)
                told[look[0]] += look[1]
            if item.name.role:
                told[PERSON] += _ROLE
            cast = list(votes(Place(line.tokens, item.first, item.last)))
            _add(told, cast)
            if item.name.start in datelines:
                _add(told, [datelines[item.name.start]])
            if _is_acronym_of_thing(line, row, item, looks):
                told[THING] += _LISTED
            goes_on = earlier is not None and is_coordinated(line.tokens, earlier.last, item.first)
            if goes_on:
                told[PLACE] += _SHARED
            earlier = item if goes_on or any(kind is PLACE and weight >= 2 for kind, weight in cast) else None
        for chain in _chains(line, row):
            spans = [(item.first, item.last, item.name.text) for item in chain]
            for words, vote in chain_votes(line.tokens, spans, looks):
                _add(tally[words], [vote])
        if row and number + 1 < len(lines):
            subject = row[1] if _belongs_to_next(row) else row[0]
            _add_pronoun(tally[subject.name.text], subject, lines[number + 1])
            _add(tally[row[-1].name.text], taken_up(lines[number + 1].tokens))
    return tally


def _belongs_to_next(row: Sequence[Found]) -> bool:
    """Whether the first name of a line is part of what the second is: "Halden mayor Ada Moss", "Velta coach Osk"."""
    return len(row) > 1 and bool(row[1].name.role) and 1 < row[1].first - row[0].last <= _LONGEST_OFFICE


def _is_acronym_of_thing(line: Line, row: Sequence[Found], item: Found, looks: Mapping[str, Look]) -> bool:
    """Whether an acronym in brackets follows a law or the like: "the Harbour Dues Act (HDA)"."""
    if item.first < 2 or line.tokens[item.first - 1].text != "(" or not item.name.text.isupper():
        return False
    return any(
        other.last == item.first - 2 and looks[other.name.text][0] is THING and looks[other.name.text][1] >= _ROLE
        for other in row
        if other.name.text in looks
    )


def _add(told: dict[NameKind, float], found: Iterable[Vote]) -> None:
    for kind, weight in found:
        told[kind] += weight


def _datelines(text: str) -> Mapping[int, Vote]:
    """Where the names of datelines begin: "SARN, Karvelia, May 3 (Wire) —"."""
    starts: dict[int, Vote] = {}
    for match in _DATELINE.finditer(text):
        town = match["town"]
        if town is not None and not (town.isupper() or match["agency"]):
            continue
        for part, vote in (
            ("town", (PLACE, 5.0)),
            ("land", (PLACE, 3.0)),
            ("alone", (PLACE, 5.0)),
            ("agency", (BODY, 4.0)),
        ):
            if match[part] is not None:
                starts[match.start(part)] = vote
    return starts


def _chains(line: Line, row: Sequence[Found]) -> Iterator[Sequence[Found]]:
    """The lists among the names of a line."""
    begin = 0
    for stop in range(1, len(row) + 1):
        if stop == len(row) or not is_coordinated(line.tokens, row[stop - 1].last, row[stop].first):
            yield row[begin:stop]
            begin = stop


def _add_pronoun(told: dict[NameKind, float], item: Found, following: Line) -> None:
    """The pronoun that opens the next sentence means whoever opens this one."""
    opening = following.tokens[0].lower if following.tokens else ""
    if item.first <= 1 or (item.name.role and item.first <= 4):
        if opening in ("he", "she"):
            told[PERSON] += 1.0
        elif opening in ("it", "its"):
            told[PERSON] -= 0.5


def _add_demonyms(tally: Tally, known: Known) -> None:
    """A word that a demonym of the text is made of is a place: "Karvelia" beside "Karvelian"."""
    for base in known.demonyms.values():
        if base in tally:
            tally[base][PLACE] += 3.0


def _add_parts(tally: Tally) -> None:
    """ "Karvelia" is a place where there is a "Bank of Karvelia"."""
    for spelling, told in tally.items():
        owner = spelling.rpartition(" of ")[2]
        if owner != spelling and owner in tally and told[BODY] > 2:
            tally[owner][PLACE] += 1.5


def _share_first_words(tally: Tally, looks: Mapping[str, Look]) -> None:
    """ "Coldwater" beside "Coldwater Resources" is the firm, beside "Coldwater Hospital" the town."""
    for full in [spelling for spelling in tally if " " in spelling]:
        opening, _, rest = full.partition(" ")
        if opening in _THING_OPENINGS and rest in tally:
            tally[rest][THING] += _LOOK_OF_BODY
        if opening not in tally or looks[full][0] is not BODY or looks[full][1] < _LOOK_OF_BODY:
            continue
        if opening in lexicon.first_names() or looks[opening][1] >= _LOOK_OF_BODY:
            continue
        head = full.rpartition(" ")[2]
        kind = PLACE if head in _TOWNS_BODIES else BODY
        if head not in _HOUSES and tally[opening][BODY if kind is PLACE else PLACE] < _HINT:
            tally[opening][kind] = max(tally[opening][kind], _OF_BODY)


def _add_airports(tally: Tally, known: Known) -> None:
    """ "at Tarn International" is the airport where a text tells of one."""
    if "airport" in known.lower or "Airport" in known.capitals:
        for spelling, told in tally.items():
            if spelling.endswith(" International") and told[BODY] <= _LOOK_OF_BODY:
                told[PLACE] += _AIRPORT


def _pool_capitals(tally: Tally) -> None:
    """Names in capitals ("KOTALAGA") share what is told of them in small letters."""
    titled = {spelling.title(): spelling for spelling in tally if spelling.isupper() and len(spelling) > 3}
    for spelling in [spelling for spelling in tally if spelling.title() in titled and not spelling.isupper()]:
        shout = tally[titled[spelling.title()]]
        plain = tally[spelling]
        for kind in {*shout, *plain}:
            plain[kind] = shout[kind] = plain[kind] + shout[kind]


def _share_surnames(tally: Tally, looks: Mapping[str, Look]) -> None:
    """A full name and its last word alone are one person's, unless the look or the words around say otherwise."""
    plurals = {spelling[:-1]: spelling for spelling in tally if spelling.endswith("s") and " " not in spelling}
    for full in [spelling for spelling in tally if 2 <= len(spelling.split()) <= 4 and not spelling.isupper()]:
        words = full.split()
        kind, weight = looks[full]
        if kind is not PERSON and weight >= 2.5:
            continue
        alone = [word for word in (words[-1], plurals.get(words[-1], "")) if word in tally and word != full]
        is_sure = _is_surely(tally[full], PERSON)
        if not alone or any(_is_no_surname(tally[word], looks[word], is_sure=is_sure) for word in alone):
            _share_given(tally, full, words[0])
            continue
        for word in alone:
            if looks[word][1] >= _LISTED:
                tally[word][looks[word][0]] -= looks[word][1]
        joint = max(0.0, tally[full][PERSON]) + sum(max(0.0, tally[word][PERSON]) for word in alone) + _SHARED
        for word in (full, *alone):
            tally[word][PERSON] = max(tally[word][PERSON], joint)
        _share_given(tally, full, words[0])


def _is_surely(told: Mapping[NameKind, float], kind: NameKind) -> bool:
    best, margin = _best(told)
    return best is kind and margin >= _ROLE - _HINT


def _is_no_surname(told: Mapping[NameKind, float], look: Look, *, is_sure: bool) -> bool:
    """Whether more than the ending of a word ("Solheim", "Marland") makes it a place's or a body's name.

    Where the full name surely is a person's (`is_sure`), more than hints is needed: "Lawyers for Moss".
    """
    kind, margin = _best(told)
    if is_sure and look[1] >= _LISTED and _without(told, look) < told.get(PERSON, 0.0) - _ENOUGH:
        return False  # "Bloomberg said he" beside "Michael Bloomberg"
    if is_sure and look[1] <= _HINT and margin < _HELD:
        return False
    return kind in (PLACE, BODY) and look[0] is not PERSON and (kind is BODY or margin > look[1] or look[1] > _HINT)


def _without(told: Mapping[NameKind, float], look: Look) -> float:
    """What most speaks for another kind than a person's, without what the word lists have."""
    return max(
        (weight - (look[1] if kind is look[0] else 0.0) for kind, weight in told.items() if kind is not PERSON),
        default=0.0,
    )


def _share_given(tally: Tally, full: str, given: str) -> None:
    if given in tally and _best(tally[full])[0] is PERSON:
        tally[given][PERSON] += _SHARED


def _best(told: Mapping[NameKind, float]) -> tuple[NameKind, float]:
    """The kind with most votes and its margin over the next; OTHER with 0 where nothing is told."""
    ranked = sorted(told.items(), key=lambda row: (-row[1], row[0].value))
    if not ranked or ranked[0][1] <= 0:
        return NameKind.OTHER, 0.0
    margin = ranked[0][1] - max(0.0, ranked[1][1] if len(ranked) > 1 else 0.0)
    return (ranked[0][0], margin) if margin >= _ENOUGH else (NameKind.OTHER, 0.0)


def _is_told_a_place(line: Line, item: Found) -> bool:
    """Whether something beside the name speaks for the town rather than its team."""
    return any(vote[0] is PLACE for vote in votes(Place(line.tokens, item.first, item.last)))


def _settled(
    item: Found, settled: Mapping[str, tuple[NameKind, float]], line: Line, teams: Collection[str], *, plays: bool
) -> Name:
    """A name with the kind of its spelling; whoever has a role is a person, a town that wins 2–1 a team.

    `teams` are towns that do so somewhere in the text, and are teams wherever nothing speaks for the town.
    """
    name, (kind, weight) = item.name, settled[item.name.text]
    if name.role:
        return Name(name.start, name.end, name.text, PERSON, name.role, max(weight, _ROLE))
    may_play = kind is PLACE or (kind is THING and not weight)
    if may_play and (plays or (name.text in teams and not _is_told_a_place(line, item))):
        return Name(name.start, name.end, name.text, BODY, name.role, _TEAM)
    return Name(name.start, name.end, name.text, kind, name.role, weight)
