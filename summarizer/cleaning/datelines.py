"""Where a report was filed: "KYIV, Ukraine (AP) —", "Kyiv and Moscow CNN  — ", "PARIS, March 3 (AFP) -"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from summarizer.resources import read_text
from summarizer.resources.sections import read_sections

_DASH = r"\s*(?:—|–|--|―|-(?=\s|\Z))\s*"
_UPPER = "A-ZÀ-ÖØ-ÞА-ЯІЇЄ"
_LOUD_PLACE = rf"[{_UPPER}][{_UPPER}.’'-]+(?:[ /][{_UPPER}][{_UPPER}.’'-]*){{0,3}}"
_QUIET_PLACE = rf"[{_UPPER}][\w’'.-]+(?:[ /](?:de|la|le|do|da|du|and|upon|on|of|the|al|el|[{_UPPER}][\w’'.-]+)){{0,4}}"
_REGION = r"(?:,\s?[A-Z][\w.’' ]{1,24}?)?"
_DATE = (
    r"(?P<date>,?\s?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?"
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2}(?:,?\s(?P<year>\d{4}))?)"
)
_AGENCY = r"\s?[(\[](?P<agency>[^()\[\]]{2,40})[)\]]\s*(?:—|–|--|―|-|:)\s*"
_REST = r"(?P<rest>\S|\Z)"
_WITH_AGENCY = re.compile(rf"(?P<place>{_LOUD_PLACE}|{_QUIET_PLACE})?{_REGION}{_DATE}?{_AGENCY}{_REST}")
_LOUD = re.compile(rf"(?P<place>{_LOUD_PLACE}){_REGION}{_DATE}?{_DASH}{_REST}")
_QUIET_DATED = re.compile(rf"(?P<place>{_QUIET_PLACE}){_REGION}{_DATE}{_DASH}{_REST}")
_QUIET = re.compile(rf"(?P<place>{_QUIET_PLACE}){_REGION}\s(?:—|–|--)\s(?P<rest>[{_UPPER}“\"‘])")
_SECOND_DASH = re.compile(r"\s(?:—|–|--|-)\s")
_MAX_LENGTH = 110


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline at the head of a text: how long it is, where, from whom, and its date when it has a year."""

    length: int
    place: str = ""
    agency: str = ""
    outlet: str = ""
    date_text: str = ""


def find_dateline(text: str) -> Dateline | None:
    """The dateline that a text begins with, if any.

    >>> find_dateline("PARIS, March 3 (AFP) - The minister left.")
    Dateline(length=23, place='Paris', agency='AFP', outlet='', date_text='')
    >>> find_dateline("Rain — and lots of it — fell.") is None
    True
    """
    head = text[:_MAX_LENGTH]
    if match := _with_outlet().match(head):
        return Dateline(match.start("rest"), _name_place(match["place"] or ""), outlet=match["outlet"])
    match = _WITH_AGENCY.match(head)
    if match and _is_agency(match["agency"]):
        return _dateline(match, match["agency"])
    match = _LOUD.match(head)
    if match and match["place"] not in _listed("no-place") and len(match["place"]) > 2:
        return _dateline(match)
    match = _QUIET_DATED.match(head)
    if match:
        return _dateline(match)
    match = _QUIET.match(head)
    if match and match["place"] in _listed("city"):
        first_sentence = re.split(r"[.!?]\s", text[match.start("rest") :], maxsplit=1)[0]
        if not _SECOND_DASH.search(first_sentence):  # "Moscow – Russia's capital – froze" is no dateline
            return Dateline(match.start("rest"), match["place"])
    return None


@cache
def read_outlets() -> tuple[tuple[str, str], ...]:
    """The outlets we know: host and name."""
    lines = [line for line in read_text("outlets.txt").splitlines() if line.strip() and not line.startswith("#")]
    return tuple((host, name.strip()) for host, name in (line.split(maxsplit=1) for line in lines))


def _dateline(match: re.Match[str], agency: str = "") -> Dateline:
    date_text = (match["date"] or "") if match["year"] else ""
    return Dateline(match.start("rest"), _name_place(match["place"] or ""), agency, "", date_text.strip(" ,"))


@cache
def _with_outlet() -> re.Pattern[str]:
    """CNN's way: "Kyiv and Moscow CNN  — " and "London (CNN) — "."""
    agencies = set(read_sections("agencies.txt")["text"]) - {"CNN", "BBC"}
    names = sorted(({name for _, name in read_outlets()} | {"BBC", "CNN Business"}) - agencies, key=len, reverse=True)
    outlets = "|".join(re.escape(name) for name in names)
    return re.compile(
        rf"(?:(?P<place>{_LOUD_PLACE}|{_QUIET_PLACE}?){_REGION}\s)?\(?(?P<outlet>{outlets})\)?{_DASH}{_REST}"
    )


@cache
def _listed(section: str) -> frozenset[str]:
    return frozenset(name.strip() for line in read_sections("datelines.txt")[section] for name in line.split(","))


def _is_agency(name: str) -> bool:
    known = read_sections("agencies.txt")["text"]
    parts = [part.strip() for part in re.split(r"[/,&]| and ", name)]
    return any(part in known for part in parts) or bool(re.fullmatch(r"[A-Z]{2,6}", name))


def _name_place(place: str) -> str:
    """KYIV → Kyiv; mixed case and initials stay."""
    if place.isupper() and "." not in place:
        return re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), place)
    return place
