"""The words around a figure that tell what it is to the thing it counts: its size or a change, and in which state."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from summarizer.languages import ENGLISH
from summarizer.model import Figure
from summarizer.resources.tables import read_rows
from summarizer.similarity import content_words, stem

_AFTER = {
    "extra": r"\s*(?:[a-z-]+\s+){0,2}(?:more|fewer|less|additional|extra|other|others|further)\b",
    "each": r"\s*(?:[a-z-]+\s+){0,2}(?:apiece|each|times)\b|\s*[-–]\s?\w",
    "change": r"\s*(?:[a-z-]+\s+){0,2}(?:earlier|later|ago)\b",
    "label": r"\s+of (?:the )?(?:precincts|polling|votes?|ballots?)\b[^.]{0,25}\b(?:reporting|counted|tallied|in)\b",
    "part": r"\s+(?:[a-z-]+\s+)?of\s+(?:them|those|these|whom|which|the|its|their|his|her|our|whose|all)\b",
    "rate": r"\s+(?:[a-z-]+\s+){0,3}(?:a|an|per|every)\s+"
    r"(?:day|week|month|year|hour|minute|night|person|head|game|share|acre)\b"
    r"|\s+(?:[a-z-]+\s+){0,2}(?:daily|weekly|monthly|annually|yearly)\b",
}
_BEFORE = {
    "extra": r"(?:(?:another|additional|extra|further|other|the (?:first|last|next|other|remaining|final))"
    r"|(?:in addition to|on top of|besides|as well as|not (?:counting|including))(?: (?:the|some|those))*)\s*$",
    "part": r"(?:one of|out of|of the)\s*$",
    "change": r"(?:by|than|(?:up|down|rose|fell|grew|rising|falling|climbed|dropped|jumped|increase[ds]?"
    r"|decrease[ds]?|gained?|lost|loses|rise of|drop of|increase of|cut of))\s*$",
    "compared": r"(?:against|compared (?:with|to)(?: (?:an?|the) [\w’' -]{2,40} of)?|beside|up from|down from)\s*$",
    "wanted": r"(?:wants?|wanted|demand(?:s|ed|ing)?|seeks?|sought|seeking|(?:ask|call)(?:s|ed|ing)? for)"
    r" (?:\w+ ){0,2}$",
    "offered": r"(?:offer(?:s|ed|ing)?|proposed?|proposes|tabled|promise[sd]?|pledge[sd]?) (?:\w+ ){0,2}$",
    "goal": r"(?:(?:goal|target|limit|threshold) of(?: \w+ing)?|limited to|capacity of"
    r"|(?:designed|built|licen[cs]ed|approved) (?:for|to \w+)"
    r"|(?:can|could|may) (?:hold|carry|seat|take)|(?:holds|seats|room for|space for))(?: a (?:maximum|total) of)?\s*$",
    "foreseen": r"(?:had (?:\w+ )?(?:expected|forecast|predicted|projected|feared|hoped for|reckoned with)"
    r"|had been (?:expected|forecast|predicted|projected)|were expecting|analysts (?:expected|forecast))"
    r"(?: [^\s,;:]+){0,5}\s*$",
    "each": r"(?:every|each|per)\s*$",
    "label": r"(?:since|between|no\.|number|article|chapter|page|room|route|flight|highway|interstate|channel|aged?"
    r"|section|proposition|district|precinct)\s*$",
}
_RELATION_AFTER = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _AFTER.items()))
_RELATION_BEFORE = re.compile(rf"\b(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _BEFORE.items())})")
"""Looked for in folded text, which is several times as quick as ignoring case."""
_OF_THEM = re.compile(r"\s+of (?:them|those|these)\b", re.I)
_THERE_WERE = re.compile(r"\bthere (?:are|were|have been|had been)\s*$", re.I)
_MARGIN = re.compile(
    r"\b(?:w[io]ns?|winning|leads?|led|leading|beat(?:s|en|ing)?|los(?:es?|ing|t)|trail(?:s|ed|ing)?|delay(?:s|ed|ing)?"
    r"|held up|late|ahead|behind)(?: (?!by\b)[\w’'-]+){0,4} by\s*$",
    re.I,
)
"""What is won, lost or late by so much has that size; what rises or falls by so much changes."""
_FORECAST = re.compile(
    r"\b(?:analysts?|economists?|markets?|forecasters?|investors?|traders?)\b[^.;]{0,60}"
    r"\b(?:forecast\w*|expect\w*|predict\w*|look(?:ing|ed) for|project\w*|anticipat\w*|call(?:s|ed|ing) for)\b"
    r"[^.;,]{0,30}$|\b(?:(?:consensus|median|mean|average) (?:forecast|estimate|expectation)s?"
    r"|Dow Jones (?:estimate|forecast))\b[^.;,]{0,40}$",
    re.I,
)
"""What those whose trade it is have foreseen is no rival of what came."""
_FORESEEN_BY = re.compile(
    r"(?: [\w’'-]+){0,3}? (?:expected|forecast|predicted|projected|anticipated) by"
    r" (?:\w+ ){0,2}(?:analysts|economists|forecasters|markets?|investors|traders)\b",
    re.I,
)
_NEEDED = re.compile(r"(?: [\w’'-]+){0,3}? (?:needed|required|necessary) (?:to|for)\b", re.I)
"""After a figure that tells how many it takes: "the 270 votes needed to win"."""
_ERROR_BOUNDS = re.compile(
    r"\b(?:margins?(?: of error)?|plus or minus|give or take|range[sd]?)(?: (?:of|from|between))?\s*$", re.I
)
_OTHERS = re.compile(r"\s+others?\b", re.I)
_SO_MANY_OTHERS = re.compile(
    r"\b(?:and|while|with|leaving)\b[^,;]*\b(?:injur(?:ing|ed)|wound(?:ing|ed)|hurt(?:ing)?|kill(?:ing|ed)|trapp(?:ing|ed)"
    r"|displac(?:ing|ed)|arrest(?:ing|ed)|detain(?:ing|ed))\s*$",
    re.I,
)
_STRUCK = re.compile(r"\b(?:killed|killing|injured|injuring|wounded|hurt|arrested|detained)\s*$", re.I)
_CUES = {
    "dead": r"kill\w*|die[ds]?|dying|dead|deaths?|fatal\w*|lives|slain|perish\w*|murder\w*|(?:death )?toll|bodies",
    "hurt": r"injur\w*|wound\w*|hurt|hospitali[sz]\w*|treated",
    "missing": r"missing|unaccounted",
    "arrested": r"arrest\w*|detain\w*|custody|detention",
    "charged": r"charge[sd]?|indict\w*|convict\w*|sentenced",
    "displaced": r"evacuat\w*|fled|flee\w*|displaced|homeless|moved out",
    "rescued": r"rescued|rescues|rescuing|saved|freed",
    "infected": r"infect\w*|sick\w*|positive|cases?",
    "sent": r"deploy\w*|amass\w*|mass(?:ed|ing)|position\w*|station(?:ed|ing)|gathered|build-?up|circling|encircl\w*",
    "withdrawn": r"withdr\w+|return\w*|pull(?:ed|ing)? (?:back|out)|redeploy\w*",
    "dismissed": r"laid off|lay(?:ing)? off|layoffs?|fired|dismiss\w*|job cuts?",
    "hired": r"hire[sd]?|hiring|recruit\w*|creat\w+",
    "attending": r"attend\w*|march(?:ed|ers?|ing|es)|protest\w*|rall(?:y|ied)|demonstrat\w*|crowd\w*",
    "destroyed": r"destroy\w*|damag\w*|burn\w*|collaps\w*",
    "without power": r"without (?:power|electricity)|lost power",
    "shot": r"shot|shooting|fired|opened fire",
    "sold": r"sold|sell\w*|bought|buy\w*",
    "voting": r"vote[sd]?|voting",
    "cancelled": r"cancel\w*|scrapp\w*|ground(?:ed|ing)",
    "delayed": r"delay\w*|postpon\w*",
    "aboard": r"aboard|on board|carrying|(?:was|were|been) (?:on|inside) (?:it|the|an?|its)",
}
_FOREIGN_CUES = {
    "hurt": r"verletzt\w*|blessée?s?|herid[oa]s?|ferit[ie]|gewond\w*|rannych",
    "dead": r"getötet\w*|tote[nr]?|todesopfer\w*|starben|gestorben\w*|morts?|mortes|tuée?s?|muert[oa]s|fallecid[oa]s"
    r"|mort[ie]|doden|omgekomen",
    "missing": r"vermisst\w*|disparue?s?|desaparecid[oa]s|dispers[ie]|vermist\w*",
    "arrested": r"festgenommen\w*|verhaftet\w*|arrêtée?s?|detenid[oa]s|arrestat[ie]",
}
"""Of other languages only words that are plain in them: the German article "die" is nobody's death."""
_STATES = tuple(_CUES)


def _any_of(cues: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern for words of states, the group that matches being "c" with the state's place in `_STATES`."""
    alternatives = (f"(?P<c{_STATES.index(state)}>{cue})" for state, cue in cues.items())
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.I)


_CUE, _FOREIGN_CUE = _any_of(_CUES), _any_of(_FOREIGN_CUES)
IMPLIED_STATES = {"death": "dead", "injury": "hurt", "arrest": "arrested", "evacuee": "displaced"}
"""The state that a counted noun itself tells, by its class."""
_NEXT = re.compile(r"(?:,|\b(?:and|und|et|y)\b)")
_NEXT_FIGURE = 20
"""Characters by which a word of state seems further off that is told of what stands before an "and" or a comma: in
"seven died and 40 were hurt" the forty are not the dead."""
_STATE_REACH = 70
"""Characters on either side of a figure in which a word of state ("killed") is taken to tell of it: about a clause."""

_BEFORE_REACH = 80

_ESTIMATING_WORDS = """
figure number total count toll sum estimate turnout said say put count counted speaks spoke speak believe believes
estimates estimated real right claim claims own thinks thought accept accepts
"""
ESTIMATING = frozenset(stem(word) for word in _ESTIMATING_WORDS.split())
"""Stems of words that tell of a count itself and not of what is counted."""
ESTIMATE = re.compile(
    r"\b(?:put(?:s|ting)? (?:it|the \w+|them|that|this|\w+)(?: \w+){0,3} at|count(?:s|ed)?|estimat\w+"
    r"|sp(?:eaks?|oke|oken) of|believes? in|says?|said|accept(?:s|ed)?"
    r"|(?:figure|number|total|count|toll|sum) (?:is|was|of|at|stands at|has risen to|rose to))"
    r"(?: \w+){0,2}\s*$",
    re.I,
)
"""Words of counting and estimating right before a figure: "the caretaker counted", "an auditor put it at"."""


def relation_of(before: str, after: str, figure: Figure) -> str:
    """What a figure is to its thing: "" for its size, else "part", "change" …; "label" where it measures nothing.

    `before` and `after` are what its sentence says on either side.
    """
    before = before[-_BEFORE_REACH:]  # whatever tells it stands right before
    if re.search(r"\bfrom [^,;]{1,40} to\s*$", before):
        return ""
    if re.search(r"\bfrom\s*$", before) and re.match(r"[^,;]{0,30} to\b", after):
        return "label"  # what it was before
    if re.fullmatch(r"(?:1[5-9]|20)\d\d", figure.text) and not figure.counted:
        return "label"  # a year
    if _OF_THEM.match(after) and _THERE_WERE.search(before):
        return ""  # "she swears there were eight of them" is all of them
    if _OTHERS.match(after) and _SO_MANY_OTHERS.search(before):
        return ""  # "killing five people and injuring 31 others": all who were injured
    if _OF_THEM.match(after) and _STRUCK.search(before):
        return "extra"  # "killed 14 of them" is of others; "three of them dead" may be all
    if _FORECAST.search(before) or _FORESEEN_BY.match(after):
        return "forecast"
    if _NEEDED.match(after):
        return "goal"
    if _ERROR_BOUNDS.search(before):
        return "label"
    if _MARGIN.search(before):
        return ""
    found = _RELATION_BEFORE.search(before.casefold()) or _RELATION_AFTER.match(after.casefold())
    return found.lastgroup or "" if found else ""


def state_of(before: str, after: str, language: str = ENGLISH) -> str:
    """What is said to have happened to what is counted: the nearest word of state on either side, within the clause.

    >>> state_of("Drei Tote und ", " Verletzte, die Zahl steigt", "de"), state_of("", " Tote und 23 Verletzte", "de")
    ('hurt', 'dead')
    """
    cue = _CUE if language == ENGLISH else _FOREIGN_CUE
    best: tuple[int, str] | None = None
    near_before = re.split(r"[;:—–]", before)[-1][-_STATE_REACH:]
    for match in cue.finditer(near_before):
        distance = len(near_before) - match.end()
        distance += _NEXT_FIGURE if _NEXT.search(near_before[match.end() :]) else 0
        best = min(best or (999, ""), (distance, _name_of(match)))
    near_after = re.split(r"[;:—–]", after)[0][:_STATE_REACH]
    for match in cue.finditer(near_after):
        distance = match.start() + (_NEXT_FIGURE if "," in near_after[: match.start()] else 0)
        best = min(best or (999, ""), (distance, _name_of(match)))
    return best[1] if best else ""


def _name_of(match: re.Match[str]) -> str:
    return _STATES[int((match.lastgroup or "c0")[1:])]


@cache
def _noun_classes() -> dict[str, str]:
    return {stem(word): row[0] for row in reversed(read_rows("counted_nouns.txt")) for word in row}


def counted_class(noun: str) -> str:
    """One name for the nouns that count the same thing; the noun's stem where no table knows it.

    >>> counted_class("soldier") == counted_class("troops"), counted_class("tractor")
    (True, 'tractor')
    """
    words = content_words(noun)
    last = words[-1] if words else ""
    return _noun_classes().get(last, last)
