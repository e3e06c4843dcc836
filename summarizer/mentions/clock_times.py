"""Times of day: "3.30 p.m.", "17:20", "0342 GMT", "at 2.40", "a quarter past eight", "at nine", "noon"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from summarizer.mentions import lexicon
from summarizer.mentions.habits import Habits
from summarizer.mentions.numbers import CARDINALS
from summarizer.mentions.tokens import Line

_HOURS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_PARTS = "in the (?:early )?(?:morning|afternoon|evening)|in the (?:early|small) hours|at night"
_SUBJECTS = (
    r"(?:he|she|it|they|we|I|you|there|the|all|most|only|nobody|everyone|everything|both|his|her|their|its|a|an)\b"
    r"|(?-i:[A-Z])"
)
_ZONE = "GMT|UTC|EST|EDT|CET|CEST|BST|PST|PDT|local time|hrs"
_LEAD = "at|by|until|till|before|after|since|from|between|and|around|about|of"
_CLOCK = re.compile(
    r"\b(?=\d|[nmhqotfsea])(?:"  # all begin where a word does: one look there instead of one for every kind
    r"(?<![\d.,:/$€£])(?P<h>[01]?\d|2[0-3])(?:[:.]?(?P<m>[0-5]\d))?(?::[0-5]\d)?\s?(?P<half>[ap](?:m\b|\.m\b\.?))"
    rf"|(?<![\d.,:/$€£-])(?P<h24>[01]?\d|2[0-3]):(?P<m24>[0-5]\d)(?::[0-5]\d)?(?:\s?(?:{_ZONE}))?(?!\d|:\d)"
    rf"|(?<![\d.,:/$€£-])(?P<hz>[01]\d|2[0-3])\.?(?P<mz>[0-5]\d) ?(?:{_ZONE})\b"
    r"|(?<![\d.,:/$€£-])(?P<hx>0\d|(?:(?<=\bat )|(?<=\bby )|(?<=\bfrom )|(?<=\buntil ))(?:1\d|2[0-3]))(?P<mx>[0-5]\d)"
    r" hours\b"  # "0600 hours"
    r"|(?<![\w.,:/$€£-])(?P<hh>[01]?\d|2[0-3])h(?P<mh>[0-5]\d)\b"
    r"|\b(?P<word>noon|midnight|midday)\b"
    rf"|\b(?P<hw>{_HOURS}|\d\d?) (?P<oc>o['’]clock)(?: (?P<part_oc>{_PARTS}))?"
    r"|\b(?:a )?(?P<past>half|quarter|five|ten|twenty(?:-five)?|\d\d?)(?: minutes)?"
    rf" (?P<way>past|to) (?P<hp>{_HOURS})\b(?: (?P<part_p>{_PARTS}))?"
    rf"|(?=half )(?:(?<=\bat )|(?<=\bby )|(?<=\buntil )|(?<=\bbefore )|(?<=\bafter )|(?<=\baround )"
    rf"|(?<=\babout ))half (?P<he>{_HOURS})\b"
    rf"|(?=(?:{_HOURS})\b)(?<=\bby )(?P<hy>{_HOURS})(?= {_SUBJECTS})"
    r"|(?=\d)(?:(?<=\bat )|(?<=\bat about )|(?<=\bat around ))(?P<h4>[01]\d|2[0-3])(?P<m4>[0-5]\d)\b(?![.,:]\d)"
    r"|(?=\d)(?:(?<=\bkl )|(?<=\bkl\. ))(?P<hk>[01]?\d|2[0-3])(?:[.:](?P<mk>[0-5]\d))?(?![\d.,:]\d)"
    r"|(?=\d)(?<=\bfrom )(?P<h2>[01]?\d|2[0-3])(?:[.:](?P<m2>[0-5]\d))?(?= (?:until|till|til) (?:\d|noon|midnight))"
    r"|(?=\d)(?:(?<=\buntil )|(?<=\btill ))(?P<h3>[01]?\d|2[0-3])(?:[.:](?P<m3>[0-5]\d))?(?![\d.,:%]"
    r"|\s?[ap]\.?m|st\b|nd\b|rd\b|th\b)"
    r"|(?=\d)(?<=\bthe )(?P<ht>[01]?\d|2[0-3])[.:](?P<mt>[0-5]\d)(?= (?:from|to) (?-i:[A-Z])"
    r"| (?:[a-z]+ )?(?:train|bus|ferry|flight|service|express)\b"
    r"| (?:left|leaves|arrived|arrives|departed|departs|ran|runs|pulled|calls|never)\b)"
    rf"|(?=(?:{_HOURS}|\d\d?) (?:{_PARTS}))(?:(?<=\b(?:at|by) )|(?<=\b(?:until|since|after) )|(?<=\bbefore )"
    rf"|(?<=\babout )|(?<=\baround )|(?<=\btowards )|(?<=\btoward )|(?<=\bnearly )"
    rf"|(?<=\bfrom ))(?P<hc>{_HOURS}|\d\d?) (?P<part>{_PARTS})\b"
    r"|(?<![\d.,:/$€£-])(?P<hd>[01]?\d|2[0-3])\.(?P<md>[0-5]\d)"
    r"(?P<said> (?:o['’]clock|hours|hrs|local time|GMT|UTC|CET)\b)?(?![\d%]|[.,:]\d)"
    r"|(?:(?<=\bbetween )|(?<=\bfrom ))(?P<h1>1?\d)(?:[:.](?P<m1>[0-5]\d))?"
    r"(?= (?:and|to|until|till) 1?\d(?:[:.][0-5]\d)?\s?(?P<half1>[ap])\.?m\b)"
    rf"|(?=(?:{_HOURS})[ -][ft])(?:(?<=\b(?:at|by) )|(?<=\b(?:until|since|after|about) )|(?<=\b(?:before|around) ))"
    rf"(?P<hw2>{_HOURS})[ -](?P<mw2>fifteen|twenty|thirty|forty-five|forty|fifty)\b"
    r"|(?<=\bat )(?P<hs>[01]?\d|2[0-3]) hours?(?: (?P<ms>[0-5]\d)\b)?(?! (?:of|a|per|and|after|before|or|each|to)\b)"
    rf"|(?=(?:{_HOURS}|\d\d?)\b)(?:(?<=\bat )|(?<=\bat about )|(?<=\bat around )|(?<=\bat exactly )"
    r"|(?<=\bsince )|(?<=\buntil )|(?<=\btill )|(?<=\bshortly before )|(?<=\bshortly after )|(?<=\bjust before )"
    r"|(?<=\bjust after )|(?<=\bsoon after ))"
    rf"(?P<hb>{_HOURS}|1?\d|2[0-3])\b(?![.:,]\d)"
    rf"(?=(?P<day>(?: on)? (?:{_DAYS})| (?:today|yesterday|tonight|tomorrow|sharp)"
    r"| this (?:morning|afternoon|evening))?)"
    r")",
    re.IGNORECASE,
)
_SPAN_BEFORE = re.compile(
    r"^(?!.*\b(?:r[io]se|risen|fell|fallen|climbed|dropped|up|down|cut|raised|lowered|widened)\b).*\bfrom $"
)
_SPAN_AFTER = re.compile(
    r" (?:to|until|till) (?:[01]?\d|2[0-3])\.[0-5]\d(?![\d%]| [a-z]*(?:cent|km|kilo|met|mil|ton|lit|crown))"
)
"""Around the first of two times of day: "lasted from 6.10 to 17.40"."""
_MAY_BE = re.compile(rf"\d|noon|midnight|midday|\b(?:{_HOURS})\b", re.I)
_LEAD_BEFORE = re.compile(
    rf"\b(?:{_LEAD})(?: (?:about|around|some|nearly|almost|shortly|exactly|just|roughly|approximately))? $", re.I
)
_CALENDAR = re.compile(
    rf"(?:{_DAYS}|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Eastern|Pacific|[A-Z]{{1,2}}[DS]?T$)"
)
_DATE_BEFORE = re.compile(r"\b(?:19|20)\d\d,? $|\b\d\d? [A-Z][a-z]{2,8}\.?,? $")
_DAY_BEFORE = re.compile(
    rf"\b(?:{_DAYS}|today|yesterday|tonight|tomorrow|morning|afternoon|evening|night),? at (?:about |around )?$", re.I
)
_CLAUSE_OPENS = re.compile(r"(?:^|[,;:–—“] ?|\b(?:but|and) )by $", re.I)
_AT_OPENS = re.compile(r"(?:^|[;–—“] ?|[,:] (?:and |but )?)at $", re.I)
_SUBJECT_AFTER = re.compile(r" (?:the|they|there|all|police|both|it|we|every[a-z]+|nobody)\b")
_TIMED_BEFORE = re.compile(
    r"\b(?:open|close|start|begin|began|begun|end|arrive|depart|leave|left|meet|met|gather|kick(?:s|ed)? off"
    r"|resume|sail|due|call"
    r"|schedule|set off|land|wake|woke|reopen|finish)(?:s|es|d|ed|ing)?(?: [a-z]+){0,2} at (?:about |around )?$"
    r"|\b(?:shortly|just|soon) (?:before|after) $|\buntil $",
    re.I,
)
"""Before a number in digits that is a time of day: "doors open at 7", "shortly after 11"."""
_MINUTES = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_NO_CLOCK = lexicon.grammar("figures-no-clock-words")
_OF_LIVES = frozenset(["died", "die", "dies", "aged", "age"])
"""After these a bare number is an age, but no number with minutes: "the engine died at 9.40"."""
_LATE_AFTER = re.compile(
    rf"(?: in the| that| this| the same| yesterday| tomorrow|(?: on)? (?:{_DAYS}))? (?:afternoon|evening)\b"
)
"""After a time of day that may be one of twelve hours: "6.35 on Saturday evening"."""
_TRANSLATED_BEFORE = re.compile(r"(?:^|[“\"(]|: ?)In $")
"""Before a time of day as translations write it: "In 21.15 two boats left"."""
_ENDS = lexicon.grammar("figures-stop") - {"per", "of", "or", "than", "more", "less", "fewer", "each", "to"} | {"that"}
"""Words that may follow a bare hour."""
_MORNING = re.compile(r"\b(?:morning|dawn|breakfast|sunrise|early hours|small hours)\b", re.I)
_AFTERNOON = re.compile(r"\b(?:afternoon|evening|tonight|dinner|dusk)\b", re.I)
_NIGHT = re.compile(r"\b(?:night|overnight)\b", re.I)
_PUTS = frozenset(["put", "puts", "putting"])
"""After these any number of numbers may stand with "at": "put the cases at 19 and the deaths at three"."""
_N_WORDS_BEFORE = 7
_FIRST_HOUR_OF_A_DAY = 6  # "at five" is the afternoon, "at nine" the morning, where nothing else is said


_NEAR_HOURS = 3.0
"""A time of day that may mean two means the one that lies so near to the time told before it."""


class ClockTime(NamedTuple):
    """A time of day in text[start:end]; `hour` with its minutes as a fraction."""

    start: int
    end: int
    hour: float


def find_clock_times(text: str, line: Line, habits: Habits) -> Iterator[ClockTime]:
    """The times of day of a line in a text of those habits.

    >>> from summarizer.mentions.tokens import read_lines
    >>> text = "They met at a quarter past three and again at 21:30."
    >>> [found.hour for found in find_clock_times(text, read_lines(text, [(0, len(text))])[0], Habits())]
    [15.25, 21.5]
    """
    if _MAY_BE.search(text, line.start, line.end) is None:
        return
    for match in _CLOCK.finditer(text, line.start, line.end):
        hour = _hour(match, text[line.start : line.end], match.end() - line.start, habits)
        if hour is not None and _is_clock(match, text, line, habits.has_stamps):
            yield ClockTime(match.start(), match.end(), hour)


def _is_clock(match: re.Match[str], text: str, line: Line, has_stamps: bool) -> bool:
    """Whether a match that may be another number is a time of day."""
    before = text[line.start : match.start()]
    after = text[match.end() : line.end]
    if match["hy"]:
        return _CLAUSE_OPENS.search(before) is not None
    if match["h4"]:
        return _ends_there(after) and _is_event(before)
    if match["h3"]:
        return bool(match["m3"]) or (_ends_there(after) and _is_event(before))
    if match["past"]:
        is_spoken = match["past"].lower() in ("half", "quarter") or match["way"].lower() == "past"
        return is_spoken or (_LEAD_BEFORE.search(before) is not None and _ends_there(after))
    if match["hd"]:
        opens = has_stamps and match.start() == line.start and text[: match.start()][-1:] in ("", "\n")
        if match["said"] or (opens and re.match(r":?\s", text[match.end() :])):
            return True
        if len(match["hd"]) > 1 and _TRANSLATED_BEFORE.search(before) and not _measures(after):
            return True
        if _SPAN_BEFORE.search(before) and _is_event(before) and _SPAN_AFTER.match(after):
            return True
        is_dated = _DATE_BEFORE.search(before) is not None
        return _ends_there(after) and (
            is_dated or (_LEAD_BEFORE.search(before) is not None and _is_event(before, _OF_LIVES))
        )
    if match["hw2"]:
        return _ends_there(after) and _is_event(before)
    if match["hb"]:
        is_told = bool(match["day"]) or match["hb"].isalpha() or _DAY_BEFORE.search(before) is not None
        is_told = is_told or _TIMED_BEFORE.search(before) is not None
        is_told = is_told or (_AT_OPENS.search(before) is not None and _SUBJECT_AFTER.match(after) is not None)
        return _is_event(before) and is_told and (bool(match["day"]) or _ends_there(after))
    return True


def _ends_there(after: str) -> bool:
    """Whether no noun or unit follows."""
    following = re.match(r"[ \n]?([A-Za-z]+|\S|$)", after)
    word = following.group(1) if following is not None else ""
    if after.startswith((" and a half", " and a quarter")):
        return False
    if word.lower() in ("to", "and", "or", "in", "out") and re.match(rf" \w+ (?:of )?(?:\d|(?:{_HOURS})\b)", after):
        return False
    return not word or not word.isalnum() or word.lower() in _ENDS or _CALENDAR.match(word) is not None


def _measures(after: str) -> bool:
    """Whether a unit follows, or a sign."""
    following = re.match(r" ?(?:per )?([A-Za-z]+|\S)", after)
    word = following.group(1).lower() if following is not None else ""
    return not word.isalpha() or word in lexicon.units() or word in lexicon.magnitudes() or word == "cent"


def _is_event(before: str, allowed: frozenset[str] = frozenset()) -> bool:
    """Whether something happens then: "met at nine", not "the rate stands at nine"; `allowed` words tell nothing."""
    words = re.findall(r"[a-z]+", before.lower())
    clause = re.findall(r"[a-z]+", re.split(r"[,;:]", before.lower())[-1])
    return _NO_CLOCK.isdisjoint(set(words[-_N_WORDS_BEFORE:]) - allowed) and _PUTS.isdisjoint(clause)


def _hour(match: re.Match[str], sentence: str, place: int, habits: Habits) -> float | None:
    """The hour of the day with its minutes as a fraction; None where the words tell none. The match ends at `place`
    of the sentence."""
    if match["word"]:
        return 0.0 if match["word"].lower() == "midnight" else 12.0
    if match["hk"]:
        return int(match["hk"]) + int(match["mk"] or 0) / 60
    for hours, minutes in (
        ("h24", "m24"),
        ("hz", "mz"),
        ("hh", "mh"),
        ("hd", "md"),
        ("hs", "ms"),
        ("ht", "mt"),
        ("h4", "m4"),
        ("hx", "mx"),
    ):
        if match[hours]:
            is_late = match[hours][0] != "0" and int(match[hours]) < 12 and _LATE_AFTER.match(sentence, place)
            return int(match[hours]) + (12 if is_late else 0) + int(match[minutes] or 0) / 60
    if match["h"]:
        return _by_halves(int(match["h"]), match["half"]) + int(match["m"] or 0) / 60
    if match["h1"]:
        return _by_halves(int(match["h1"]), match["half1"]) + int(match["m1"] or 0) / 60
    groups = ("hw", "hw2", "hc", "hb", "hp", "he", "hy", "h2", "h3")
    word = next(match[group] for group in groups if match[group]).lower()
    hour = int(word) if word.isdigit() else int(CARDINALS[word])
    if hour > 12:
        return float(hour) if hour < 24 else None
    part = match["part"] or match["part_oc"] or match["part_p"] or match["day"] or ""
    hour = _by_part_of_day(hour, part, sentence, (match.start(), habits))
    if match["hw2"]:
        tens, _, ones = match["mw2"].lower().partition("-")
        return hour + (CARDINALS[tens] + CARDINALS.get(ones, 0)) / 60
    if match["he"]:  # British: "at half eight"
        return hour + 0.5
    if not match["past"]:
        return hour + int(match["m2"] or match["m3"] or 0) / 60
    past = match["past"].lower()
    share = (int(past) if past.isdigit() else _MINUTES[past]) / 60
    return (hour + share if match["way"].lower() == "past" else hour - share) % 24


def _by_halves(hour: int, half: str) -> int:
    if half.lower().startswith("p") and hour < 12:
        return hour + 12
    return 0 if half.lower().startswith("a") and hour == 12 else hour


def _by_part_of_day(hour: int, part: str, sentence: str, where: tuple[int, Habits]) -> int:
    """The hour of 24, by what is said of the part of the day, else by the clear time of day that was told last, else
    by when most things happen."""
    for said in (part, sentence):
        if _AFTERNOON.search(said):
            return _by_halves(hour, "pm")
        if _MORNING.search(said):
            return _by_halves(hour, "am")
        if _NIGHT.search(said):
            return _by_halves(hour, "pm" if 5 < hour < 12 else "am")
    place, habits = where
    told = [clear for at, clear in habits.clocks if at < place]
    if told:
        readings = sorted(
            (min(abs(each - told[-1]), 24 - abs(each - told[-1])), each) for each in (hour % 12, hour % 12 + 12)
        )
        if readings[0][0] <= _NEAR_HOURS:
            return readings[0][1]
    if hour < _FIRST_HOUR_OF_A_DAY or (habits.is_evening and hour < 12):
        return hour + 12
    return hour
