"""Does a sentence tell of a time that has passed or of one to come? Read from the verbs around the expression."""

from __future__ import annotations

import enum
import re
from functools import cache

from summarizer.mentions.date_awaited import is_awaited, is_undecided
from summarizer.mentions.date_present import is_present_after, is_present_before
from summarizer.resources.sections import read_sections


class Tense(enum.StrEnum):
    """Which way from the day of publication a time lies that may lie either way."""

    PAST = "past"
    FUTURE = "future"
    PRESENT = "present"  # of what is arranged: "the talks resume on Monday"
    INTENDED = "intended"  # "was to open on Monday": before publication or after it
    EITHER = "either"  # "had warned that it might flood on Monday", "originally set for Friday": the nearest
    UNTOLD = ""


_CLAUSE = re.compile(r"[:;?!—–]\s|[“”\"]|(?<=\s)[-–—]\s")
_FRONTED = re.compile(
    r"(?:^|[,;:—–“\"(]\s*|(?<!\b[ap]\.m)\.\s*|[-–—]\s"
    r"|\b(?:and|but|while|that|because|when|where|which|who|(?<!early )(?<!late )(?<!soon )as)\s)"
    r"(?:(?:on|by|in|at|from|until|till|late|early|over|during|only|also|already|later|earlier|then|yet)\s+)*"
    r"(?:the\s+(?:night|morning|afternoon|evening|day) of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_PASSED = re.compile(r"\bsince(?: the| late| early| at least| about)?\s*$", re.IGNORECASE)
_TIME_WORDS = (
    r"(?:(?:the|at|least|late|early|very|end|middle|start|of|noon|midnight|on|about|around|small|hours|morning"
    r"|evening|afternoon|night|back|lunchtime|next|this|coming|well|sometime|whole|all|both|last|\d[\d.:]*|[ap]\.?m\.?)\s+)*"
)
_AHEAD = re.compile(
    r"\b(?:ahead of|in time for|not before|no (?:later|earlier|sooner) than|starting|beginning"
    r"|airing|premiering)"
    r"(?: (?:on|from))?(?: the)?\s*$"
    r"|\bahead of (?:the |an? )?(?:[a-z-]+ )?(?:vote|voting|election|poll|debate|talks|summit|hearing|match|game|final"
    r"|launch|deadline|meeting|trial|protest|strike|visit|primary|caucuses|referendum) (?:on )?$"
    r"|\b(?:bets?|betting|counts?|counting|waits?|waiting|hop(?:e|es|ing)|holding out) (?:on|for)(?: the)?\s*$"
    r"|\b(?:predict|forecast|expect|foresee|could|may|might|will)\w*\b[^.;:]{1,60} as (?:early|soon) as(?: the)?\s*$",
    re.IGNORECASE,
)
_THOUGHT_POSSIBLE = re.compile(
    r" (?:was|were|is|are|remains?|remained)(?: \w+ly)?(?: still)?(?: now)? (?:possible|probable|conceivable|thinkable"
    r"|likely|unlikely|on the table|in sight|not certain|uncertain|not ruled out|not excluded)\b"
)
""" "A further cut in December was possible": what may be has not been."""
_DESPITE = re.compile(r"(?:^|[.,;“] ?)(?:[Dd]espite|[Ff]ollowing|[Ii]n the wake of) [^,;:]{1,80} on $")
"""What something happens in spite of, or after, has been."""
_PLANNED = re.compile(
    r"\b(?:an?|the|its|his|her|their|this|[’']s) (?:planned|upcoming|scheduled|forthcoming)"
    r"(?: (?!(?:was|were|is|had|has|that|which|who)\b)[\w’'-]+){1,4} (?:on|for|in|at) (?:the )?$"
)
"""What is still to come is told by its name alone: "noted a planned rally on"."""
_IF = re.compile(r"(?:^|[,;:“\"] ?|\b(?:and|but|that) )(?:[Ii]f|[Uu]nless) ([^,;:“”\"]{1,80})$")
_PRESENT = re.compile(r"\b(?:is|are|\w{2,}(?<![su])s)\b (?!(?:has|had|have|was|were)\b)")
_UNTIL = re.compile(
    rf"\b(?:(?:[Ii]s|[Aa]re) (?:\w+ )?(?:until|till)\s+(?:on |from )?{_TIME_WORDS}"
    r"|(?:gives?|gave|given|giving)\b[^,;:]{1,40} (?:until|till)\s*"
    r"|(?:time|extension|reprieve|respite|grace|deferral|adjournment|postponement|stay|moratorium)"
    rf"(?: of [a-z ]{{3,20}})? (?:until|till|to)\s+{_TIME_WORDS}"
    r"|(?:[Ii]f|[Uu]nless)(?: not| it is| they are)? (?:paid|made|met|sent|\w{3,}ed)(?: \w+){0,3} by"
    rf"\s+{_TIME_WORDS})$"
)
"""Something is put off, granted or asked until then, or must be done by then."""
_SPOKEN_OF = re.compile(r"\b(?:spoke|talked|hinted|pointed)(?: [\w’'-]+ly)? (?:of|about|at|to|towards) (?:the )?$")
"""Before a time that is thought of, and may be past: the nearest."""
_OF = (" of ", " about ", " at ", " to ", " towards ", " the ")
_GOAL = re.compile(
    r"\b(?:(?!dated)\w{3,}ed|put back|off|forward|chosen|set) (?:for|to) $"
    r"|\b(?:seats?|tickets?|tables?|rooms?|berths?|bookings?|reservations?|appointments?|invitations?|permits?|those)"
    r" for (?:the )?$"
)
"""What something is called off for, moved or agreed to: a day as its goal. Not what a log or figure is of."""
_DECLARED = re.compile(r"\b(?:declared|proclaimed|designated) $")
_AS_A_DAY = re.compile(r" (?:as )?an? ")
_TOWARDS = re.compile(
    r"\b(?:for|to|before|until|towards|miss|misses|skip|boycott|moved?|cancel(?:led)?|postponed?|scrap(?:ped)?|shortened?"
    r"|called off|put back|brought forward) (?:the )?$"
)
_CALLED_OFF = re.compile(
    r"\b(?:has|have|is|are|was|were)(?: been)? (?:called off|cancelled|canceled|postponed|scrapped|moved|shortened"
    r"|put back|brought forward|sold out|in doubt|at risk)\b"
)
_ASIDE_IN_BRACKETS = re.compile(r" \([^()]{1,40}\)")
"""What tells nothing of the time and may part a subject from its verb: "Velta (7-2) plays at Tarn on"."""
_PART_OF_IT = re.compile(r"^ (?:night|morning|afternoon|evening|lunchtime)(?=[’']s\b)")
"""After a day whose part has something: "Friday night's robbery" is of Friday as "Friday's robbery" is."""
_PART_OF_DAY = re.compile(r"\bthe (?:\w+ )?hours of $|(?:noon|midnight) on $")
_LIMIT = re.compile(rf"\b(?:until|till|by|into|through|before)\s+{_TIME_WORDS}$")
_TO = re.compile(r"\b(?:for|to|until|till|at|in|from)\s+(?:the\s+|next\s+)*$")
_DETERMINER = re.compile(
    r"(?:\b(?:the|an?|its|his|her|their|our|my|of|this|these|those|no|for|in|any|first|last|more|all|some|two|three|four"
    r"|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand|million|several|many|most|other|early|late)|\d|[’']s)\s+$",
    re.IGNORECASE,
)
_PLURAL_SUBJECT = re.compile(
    r"\b(?:(?!(?:is|was|has|does|its|this|as)\b)\w+s|they|we|I|you|people|police|who|which|that|and|or|also|\w+ly)\s+$",
    re.IGNORECASE,
)
_EXPECTED = re.compile(
    r"\b(?:was|were)(?: \w+ly)? (?:due|expected|awaited|needed)\b[^,;:]{0,40}$"
    r"|\b(?:bound|headed|heading|preparing|prepared|packed|on (?:his|her|their) way) (?:for|to)\b[^,;:]{0,40} on $"
)
"""What was to come when it is told of, and mostly still is: "was due home on Friday", "bound for a wedding on"."""
_ASIDE = re.compile(
    r", (?:which|who|whose|where|due|called|announced|agreed|shut|built|held|known|begun|the|an?|its|his|her"
    r"|\w{3,}(?:ed|ing))"
    r"\b[^,]*, $"
)
"""What is told of a subject between commas, before its verb."""
_STAYS_AFTER = re.compile(
    r"(?:stays?|remains?|continues?)\b[^,;:]*\b(?:after|following|since) (?:the|an?|his|her|their|its)\b"
)
"""The day that follows is that of what came before: "remains in hospital after the fall on"."""
_ONCE = re.compile(
    r"\b(?:faces?|will|would|can|could|may|might|must|due|expires?|until|unless|once)\b[^.;]*"
    r"\b(?:when|until|till|unless|once|if|as soon as) (?:[\w’'-]+ ){1,4}$"
)
"""Before "is sentenced" and the like: what will be by the time of something that is to come."""
_TEAMS_PLAY = re.compile(r"\b[A-Z][\w’'-]+ $")
_OPPONENT = re.compile(r" (?:(?:to|at|against|away to) )?(?:the )?[A-Z]")
_AIMED_AT = re.compile(r"\b(?:for|to|until|till|into|through|by|over|from)\b")
_RESULTS = r" (?:(?:its|their|the|[\w-]+) ){0,3}(?:earnings|results)\b"
"""What a company reports on a day that is fixed before."""
_TAIL = 60
_REACH = 200  # so many characters on each side are read


@cache
def _words(section: str) -> str:
    """The words of a section as alternatives."""
    found = {word for line in read_sections("tense.txt")[section] for word in line.split()}
    return "|".join(sorted((word.replace("_", " ") for word in found), key=lambda word: (-len(word), word)))


@cache
def _groups() -> re.Pattern[str]:
    """Verb groups, each read as a whole: "could be replayed" is of the future although "replayed" alone is not."""
    past_form = rf"(?:{_words('past')}|[a-z][\w’'-]{{2,}}ed|^[A-Z]\w{{2,}}ed)"  # "Velta United" is no verb
    adverbs = r"(?: (?:not|also|only|now|then|still|again|never|already|first|later|since|soon|all|\w+ly|n[’']t))*"
    arranged = rf"(?:{_words('arranged')})"
    return re.compile(
        rf"\b(?P<perfect>(?:(?:would|could|should|might|may|must) have|to have|having) "
        r"(?!(?:the|an?|its|his|her|their|all|no|some|more)\b)\w+|had to (?:be )?\w+|could (?:not|only)|couldn[’']t)"
        rf"|\b(?P<given_up>had{adverbs} (?:been )?(?:{_words('intending-past')})(?: to(?: be)? \w+| for)?)"
        rf"|(?P<future>\b(?:will|shall|would|can|could|may|might|must|should|cannot|won[’']t)\b{adverbs}"
        rf"(?: (?:be|have|remain|stay|get)\b)?{adverbs}(?: (?:being )?{past_form}\b| [a-z]+\b)?|[’']ll\b(?: \w+)?"
        rf"|\b(?:is|are|be|[’']s|[’']re|[’']m|am|remains?|has been|have been){adverbs} (?:{_words('pending')})\b"
        rf"(?: to\b(?: be)?(?: \w+)?)?"
        rf"|\b(?:is|are|am|has|have){adverbs} to (?:be )?\w+(?: {past_form}\b)?"
        rf"|\b(?:has|have) until\b|\b(?:scheduled|set|slated|due) for\b|\bdue(?= (?:by|on|in|at)\b))"
        rf"|(?P<intended>\b(?:was|were){adverbs} (?:(?:{_words('pending')}) to|to)\b(?: be)?(?: \w+)?)"
        rf"|(?P<infinitive>\bto (?:be )?(?!(?:the|a|an|its|his|her|their|this|that|these|those|it|him|them|me|us|about"
        rf"|some|one|two|more|less|all|any)\b)[a-z]{{2,}}(?: {past_form}\b)?)"
        rf"|(?P<aim>\b(?:{_words('aims')}) of \w+ing\b)"
        rf"|(?P<passive>\b(?:is|are|am|[’']s|[’']re){adverbs} (?:being )?(?:{past_form}|[a-z]+ing)\b)"
        rf"|(?P<past>\b(?:has|have|[’']ve){adverbs} {past_form}\b|\b(?:did|didn[’']t){adverbs} [a-z]+\b"
        rf"|\b(?:wasn|weren|hadn)[’']t\b"
        rf"|\b(?!known\b){past_form}\b)"
        rf"|(?P<reporting>\b(?:says?|tells?|adds?|writes?|insists?|reports?(?!{_RESULTS})|claims?|recalls?|explains?|saying|announcing|telling|adding"
        rf"|warning|claiming|arguing|insisting)\b)"
        rf"|(?P<arranged>\b(?:{arranged}|follows?(?= (?:on|at|next)\b)"
        rf"|reports?(?={_RESULTS})"
        r"|appears?(?= (?:in|at) (?:[\w’'-]+ ){1,4}[Cc]ourt\b))\b"
        r"(?: (?:closed|shut|open|suspended|barred|cut)\b)?)"
    )


@cache
def _arranged() -> re.Pattern[str]:
    """What is arranged for a day before that day comes: "called a strike for", "put off until"."""
    return re.compile(
        rf"\b(?:{_words('arranging')})\b(?:[\w’'-]|\s|,(?= the)){{0,70}}?"
        rf"\b(?:for|to|until|till)\s+(?:(?:an?\s+)?(?:{_words('fixtures')}|date|time)\s+(?:on|in)\s+)?{_TIME_WORDS}$"
        rf"|\b(?:{_words('arranging')})\b[^.;:]{{0,40}}?\bto (?:return|appear|reappear|attend|testify|report"
        r"|stand trial|answer)\b(?: [\w’'-]+){0,5}? (?:on|in|by|before) (?:the )?$"
        r"|\b(?:order(?:ed|ing|s)|summon(?:ed|ing|s)|requir(?:ed|ing|es)|ask(?:ed|ing|s)|told) [\w’' -]{1,30}?\bto"
        r" (?:return|appear|reappear|attend|testify|report|stand trial|answer)\b(?: [\w’'-]+){0,4}? (?:(?:on|by) )?$",
        re.IGNORECASE,
    )


@cache
def _shut_until() -> re.Pattern[str]:
    """What was done for a time whose end may be past or still to come: "was closed until"."""
    return re.compile(
        rf"\b(?:was|were|been|being)(?: \w+ly)? (?:{_words('shut')}|\w{{3,}}ed)\b[^,;:]{{0,40}}?"
        r"\b(?:until|till)(?: (?:at least|the|late|early))*\s+$"
    )


@cache
def _promised_event() -> re.Pattern[str]:
    """What somebody says will be, by its name: "vowed a strike on", "threatened another walkout on"."""
    return re.compile(
        r"\b(?:vow|threaten|promis|plan|pledg|schedul|propos)(?:s|es|d|ed|e|ing|ned|ning)?"
        rf" (?:an?|the|another|more|new|further|its|their) (?:[\w’'-]+ ){{0,3}}?(?:{_words('fixtures')}|walkout)s?"
        r" (?:(?:at|in|across|outside) (?:the )?[A-Z][\w’'-]+ )?(?:on|in|for) (?:the )?$"
    )


@cache
def _aim() -> re.Pattern[str]:
    """Before "to": words of a will to do it, "plans to", "agreed with the union to"."""
    return re.compile(rf"\b(?:{_words('willing')})(?: [\w’'-]+){{0,6}} ?$")


@cache
def _foreseen() -> re.Pattern[str]:
    """What is said to come, without a verb of its own: "warned of delays until", "does not rule out rain over"."""
    return re.compile(
        rf"\b(?:{_words('foreseeing')})\b[^.;:]{{0,60}}?"
        rf"\b(?:until|till|into|through|by|over)\s+{_TIME_WORDS}$"
        r"|\b(?:offer(?:s|ed)?|promise[sd]?|pledge[sd]?|announce[sd]?|demand(?:s|ed)?)\b"
        rf"[^.;:,]{{0,40}} from {_TIME_WORDS}$"
    )


def _is_aim(infinitive: str, before: str) -> bool:
    """Whether what stands behind "to" is still to be done; "went to see", "back to work" tell nothing of their own."""
    is_noun_to_be = infinitive.startswith("to be ") and re.search(r"[a-z]s? $", before) is not None
    is_apposed = (
        before.endswith((", ", "(")) and re.fullmatch(rf"be .*|{_words('arranged')}", infinitive[3:]) is not None
    )
    return _aim().search(before) is not None or is_noun_to_be or is_apposed or not before.strip()


@cache
def _condition() -> re.Pattern[str]:
    """An aside whose participle tells no time: ", if passed by the senate,", ", unless called off,"."""
    return re.compile(
        rf", (?:if|unless|once|when|as|until)(?: \w+ly| not| ever)? (?:\w{{3,}}ed|{_words('past')})\b"
        r"[^,;:.“”\"]{0,40},"
    )


@cache
def _verb_follows() -> re.Pattern[str]:
    return re.compile(rf" (?:{_words('past')})\b")


@cache
def _imperative() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[“\"‘'.!?]\s*)(?:{_words('imperative')})\b")


def read_tense(text: str, begin: int, stop: int, start: int, end: int) -> Tense:
    """Which way the time at text[begin:stop] lies, told in the sentence [start, end); UNTOLD when no verb tells.

    >>> text = "The game could be replayed on Monday."
    >>> read_tense(text, 30, 36, 0, len(text))
    <Tense.FUTURE: 'future'>
    """
    before = _condition().sub("", text[max(start, begin - _REACH) : begin])
    after = _PART_OF_IT.sub("", text[stop : min(end, stop + _REACH)], count=1)
    if "(" in before or "(" in after:
        before, after = _ASIDE_IN_BRACKETS.sub("", before), _ASIDE_IN_BRACKETS.sub("", after)
    if _THOUGHT_POSSIBLE.match(after):
        return Tense.FUTURE
    is_event = has_something(after)  # "Thursday's earthquake": the verb after it is not the quake's
    if (told := _by_preposition(before, text[begin:stop], after, is_event)) is not None:
        return _in_retrospect(told, before, after)
    clauses = list(_CLAUSE.finditer(before))
    clause = before[clauses[-1].end() :] if clauses else before
    clause = _PART_OF_DAY.sub(
        "", clause if clause.strip() else before
    )  # a quotation has just ended: “… genocide” Tuesday
    following = re.split(r"[;:.“”\"]", after)[0]
    if _FRONTED.search(clause) and not is_event:
        if not _first(re.split(r"[,;]", following.lstrip(", "))[0]) and is_present_after(following):
            return Tense.PRESENT
        return _first(following) or _last(clause) or (Tense.UNTOLD if ":" in before else _last(before))
    if (is_event or not _last(clause)) and _is_fixture(clause, after):
        return _of_fixture(clause, following, is_event)
    if is_event:
        told = _last(clause) or _last(before)
        is_ahead = told in (Tense.FUTURE, Tense.PRESENT)
        return Tense.PAST if is_ahead and not _TO.search(before) else told
    return _in_retrospect(_of_clause(clause, following), clause, after) or _first(following) or _last(before)


def has_something(after: str) -> bool:
    """Whether what follows a day makes something its own: "Thursday's vote", "Friday night's vote".

    >>> has_something("’s vote"), has_something(" night's vote"), has_something(" night the vote")
    (True, True, False)
    """
    return after[:2] in ("’s", "'s") or _PART_OF_IT.match(after) is not None


def _in_retrospect(told: Tense, before: str, after: str) -> Tense:
    """What was to come when it was told of may be over now: "had ordered him to leave by Monday"."""
    if told is not Tense.FUTURE:
        return told
    is_aside = _FORESEEN_ASIDE.search(before) is not None and re.match(r",[^,;:]*", after) is not None
    is_over = is_aside and _first(after.lstrip(", ").split(",")[0]) is Tense.PAST
    return Tense.EITHER if is_over or _RETROSPECT.search(before) else told


_RETROSPECT = re.compile(
    r"\bhad (?!better\b|until\b|to\b)(?:\w+ly )?\w+(?: [^,;]*)?$"
    r"|\b(?:originally|initially|previously) (?:been )?(?:set|scheduled|planned|due|expected|called|fixed)\b[^,;]*$"
)
_FORESEEN_ASIDE = re.compile(r", (?:forecast|scheduled|set|due|planned|expected|slated|called|billed) [^,;:]*$")


def _is_fixture(clause: str, after: str) -> bool:
    """Whether the time belongs to what is on a calendar, "Saturday's final", "the vote on Sunday", not to a mishap."""
    if re.search(r"\b(?:[Aa]fter|[Ss]ince|[Ff]ollowing|[Ff]rom|[Ii]n|[Dd]uring) (?:the )?$", clause):
        return False
    return _fixture().match(after) is not None or _fixture_on().search(clause) is not None


def _of_fixture(clause: str, following: str, is_event: bool) -> Tense:
    """Which way a fixture lies: as the verb after it says, else as near as may be."""
    told = _first(following)
    if _CALLED_OFF.search(following) or told in (Tense.FUTURE, Tense.PRESENT):
        return Tense.INTENDED
    if not told and any(is_present_after(part) for part in re.sub(r"^[’']s", "", following).split(",")):
        return Tense.INTENDED
    if is_event and _TOWARDS.search(clause):
        return Tense.INTENDED
    return (_last(clause) if is_event else Tense.UNTOLD) or told


def is_before_fixture(after: str) -> bool:
    """Whether a day or month only tells which fixture is meant, "a June referendum", "her Aug. 30 primary".

    >>> is_before_fixture(" referendum."), is_before_fixture(" storm.")
    (True, False)
    """
    return _fixture_named().match(after) is not None


@cache
def _fixture_named() -> re.Pattern[str]:
    return re.compile(rf" (?:[a-z-]+ )?(?:{_words('fixtures')}|contest|convention|caucus(?:es)?)\b")


@cache
def _fixture() -> re.Pattern[str]:
    return re.compile(
        rf"[’']s (?:[\w-]+ ){{0,2}}?(?:{_words('fixtures')})\b(?:(?<=meeting)|(?<=summit)|(?<=gathering)|(?! of\b))"
    )


@cache
def _fixture_on() -> re.Pattern[str]:
    return re.compile(rf"\b(?:the|a|an|[’']s|their|its|his|her) (?:[\w-]+ ){{0,2}}?(?:{_words('fixtures')}) on $", re.I)


@cache
def _before_fixture() -> re.Pattern[str]:
    """ "two weeks before the vote on": what happened before it may be told before it, too."""
    return re.compile(
        r"\b(?:days?|hours?|weeks?|months?) (?:before|ahead of) (?:the|an?|its|his|her|their|[A-Z]\w+[’']s)"
        rf" (?:[\w-]+ ){{0,2}}?(?:{_words('fixtures')})s? (?:on|in) (?:the )?$"
    )


def _by_preposition(before: str, words: str, after: str, is_event: bool) -> Tense | None:
    """What the words right before a time say by themselves: "since", "ahead of", "called off for", "valid until"."""
    if _PASSED.search(before) or (not is_event and _DESPITE.search(before)):
        return Tense.PAST
    if not is_event and (_PLANNED.search(before) or _promised_event().search(before) or _is_condition(before)):
        return Tense.FUTURE
    if is_awaited(before):
        return Tense.FUTURE
    if not is_event and (is_undecided(before) or _before_fixture().search(before, max(0, len(before) - _TAIL))):
        return Tense.EITHER
    if _DECLARED.search(before) and _AS_A_DAY.match(after):
        return Tense.FUTURE
    is_goal = words.endswith("day") and not is_event and _GOAL.search(before)
    is_aimed = _AIMED_AT.search(before, max(0, len(before) - _TAIL)) is not None  # a quick look before the slow ones
    if (
        is_goal
        or _AHEAD.search(before)
        or (is_aimed and (_UNTIL.search(before) or _arranged().search(before) or _foreseen().search(before)))
    ):
        return Tense.FUTURE
    if before.endswith(_OF) and not is_event and _SPOKEN_OF.search(before):
        return Tense.EITHER
    return Tense.INTENDED if _shut_until().search(before) or _EXPECTED.search(before) else None


def _is_condition(before: str) -> bool:
    """Whether the time is that of a condition still open: "If Moss wins the contest Tuesday"."""
    found = _IF.search(before)
    is_open = found is not None and _last(found[1]) in (Tense.UNTOLD, Tense.PRESENT)
    return is_open and found is not None and _PRESENT.search(found[1]) is not None


def _of_clause(clause: str, following: str) -> Tense:
    """What the verbs of the clause before a time say, those in the present too where they stand nearest to it."""
    told, rest = Tense.UNTOLD, clause
    for group in _groups().finditer(clause):
        if said := _said(group, clause):
            told, rest = said, clause[group.end() :]
    if told is Tense.UNTOLD and _verb_follows().match(following):
        return Tense.PAST  # "Sales in the weeks before Christmas rose": the time belongs to what the verb is told of
    if told in (Tense.UNTOLD, Tense.PAST):
        is_alone = not told and not _first(following.split(",")[0])
        if is_present_before(rest, is_alone):
            return Tense.PRESENT
        if limit := _LIMIT.search(rest):
            kinds = [group.lastgroup for group in _groups().finditer(rest[: limit.start()])]
            if not told or kinds[-1:] == ["infinitive"]:
                return Tense.INTENDED if told else Tense.FUTURE
    return told or _last(clause)


def _last(text: str) -> Tense:
    """What the last verb group says that says anything."""
    told = Tense.UNTOLD
    for group in _groups().finditer(text):
        told = _said(group, text) or told
    return Tense.FUTURE if told is Tense.UNTOLD and _imperative().search(text) else told


def _first(text: str) -> Tense:
    """What the first verb group says; an infinitive after the time is what something was done for."""
    groups = (group for group in _groups().finditer(text) if group.lastgroup != "infinitive")
    return next((told for group in groups if (told := _said(group, text))), Tense.UNTOLD)


def _said(group: re.Match[str], text: str) -> Tense:
    kind, before = group.lastgroup, text[: group.start()]
    if kind in ("perfect", "given_up", "past", "reporting"):
        return Tense.UNTOLD if kind == "past" and re.search(r"\b(?:the|a|an|newly)\s+$", before) else Tense.PAST
    if kind == "infinitive":
        return Tense.FUTURE if _is_aim(group.group(), before) else Tense.UNTOLD
    if kind == "passive":
        is_arranged = re.search(rf"\b(?:{_words('arranged-participles')})$", group.group())
        return Tense.PRESENT if is_arranged or _ONCE.search(before) else Tense.UNTOLD
    if kind == "arranged":
        if _STAYS_AFTER.match(text, group.start()):
            return Tense.UNTOLD
        is_of_team = _TEAMS_PLAY.search(before) and _OPPONENT.match(text, group.end())  # "Velta host Tarn"
        return Tense.PRESENT if is_of_team or _is_verb(group.group(), before) else Tense.UNTOLD
    return Tense.INTENDED if kind == "intended" else Tense.FUTURE


def _is_verb(words: str, before: str) -> bool:
    """Whether a word that may be a noun, "votes" or "vote", is a verb by the word before it."""
    is_aside = _ASIDE.search(before) is not None
    if _DETERMINER.search(before) or not (re.search(r"\w[’”\"']?\s+$", before) or is_aside):
        return False
    if is_aside and re.search(r", (?:who|which) (?:are|have|play)\b[^,]*, $", before):
        return True  # "Velta, who are third in the table, return to action"
    is_never_noun = re.fullmatch(_words("arranged-only"), words.split()[0]) is not None
    return is_never_noun or words.split()[0].endswith("s") or _PLURAL_SUBJECT.search(before) is not None
