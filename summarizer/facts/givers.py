"""Who says a thing, and who gives a figure, which needs no verb of saying: "Police made it 380", "the union 58".

Figures are counted, measured, listed, guessed and admitted as often as they are said. Whose they are is read from the
clause of the figure alone; a body or a person must give it, so the subject must be a name, a role ("the caretaker",
"organisers") or a kind of body ("the ministry").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.facts.convictions import sure_at
from summarizer.facts.notices import is_notice
from summarizer.facts.polls import pollster_of
from summarizer.facts.view import StoryView
from summarizer.mentions.lexicon import grammar, organisation_heads, roles
from summarizer.model import Attribution, Figure, FigureKind, NameKind, ReadSentence

_NOUNS = (
    r"(?:count|estimate|figure|number|tally|total|guess|reckoning|version|calculation|reading|account|measurement)s?"
)
_GIVING = (
    r"(?:counts?(?! of\b)|counted|identif(?:ies|ied)|(?:is|are) (?:expecting|awaiting)"
    r"|estimat(?:e|es|ed)|reckon(?:s|ed)?(?: on| with)?|calculate[sd]?|record(?:s|ed)|measure[sd]"
    r"|register(?:s|ed)|list(?:s|ed)|sp(?:eaks?|oke|oken) of|talk(?:s|ed)? of|admit(?:s|ted)?(?: to)?|cite[sd]?"
    r"|acknowledge[sd]?|confirm(?:s|ed)|announce[sd]|accept(?:s|ed)?|arrived? at|arrives at"
    r"|c(?:omes?|ame) (?:up with|to)|believe[sd]? in|settled? on|st(?:ands?|ood) by|name[sd]|logged|tallied|tallies"
    r"|(?:st(?:icks?|uck)|h(?:olds?|eld)|cl(?:ings?|ung)) to|insist(?:s|ed)? on|sw(?:ears?|ore) (?:to|by)"
    r"|fear(?:s|ed)?(?: for)?|forecasts?|predict(?:s|ed)|expect(?:s|ed)|want(?:s|ed)|seek(?:s)?|sought"
    r"|demand(?:s|ed)|offer(?:s|ed)?|propose[sd]?|put out"
    r"|(?:gives?|gave)(?! (?:him|her|them|us|me)\b)"
    r"(?! (?:an?|the) (?:[\w-]+ ){0,3}(?:crowd|audience|gathering)\b)"
    r"|told us of|(?:raised|lowered|revised|corrected|cut) (?:it|(?:[^\s,;:]+ ){0,4}?(?:estimate|forecast|figure|toll"
    r"|number|count|tally|total|guidance|outlook|target|bill|projection|prediction|version)s?)\b[^,;:]{0,25}?to"
    r"|(?:is|are|was|were|remains?) (?:adamant|sure|certain|positive|convinced)(?: that)?(?: there (?:are|were))?"
    r"|(?:puts?|makes?|made|sets?|place[sd])"
    r" (?:it|this|that|them|(?:the|its|their|his|her) [^,;:]{2,60}?|(?!an?\b)\w+)(?: at)?)"
)
"""Verbs by which somebody gives a figure."""
_VERB = re.compile(rf"\b{_GIVING}(?: [^\s,;:]+){{0,3}}\s*$", re.I)
_FAR = re.compile(rf"\b{_GIVING} [^,;:]{{2,70}}$", re.I)
"""So far from the figure, what is given may be something else; a figure between tells that it goes on."""
_COORDINATED = re.compile(
    r"\b(?:puts?|set|sets) (?:the|its|their) [^;:]{2,90} and (?:the|its|their) [^;:,]{2,60} at\s*$", re.I
)
_OWN = re.compile(
    rf"\b([\w’'. -]{{2,60}}?)(?:['’]s?|['’])(?: own| latest| first| official)? {_NOUNS}"
    r"(?: (?:is|are|was|were|of|stands? at|stood at|c(?:omes|ame) to)(?: \w+){0,2})?\s*$",
    re.I,
)
_AFTER = re.compile(
    r"^[^.;:]{0,50}?(?:\b(?:is|was|by|in|on|at) (?P<owner>[\w’'. -]{2,50}?)(?:['’]s?|['’])"
    rf"(?: own| latest| first| official)? {_NOUNS}\b"
    r"|\bif you ask (?P<asked>[\w’'. -]{2,50})"
    r"|, (?:calculates|calculated|reckons|reckoned|estimates|estimated|counts|counted) (?P<behind>[\w’'. -]{2,50})"
    r"|, so (?P<so>(?:the )?[\w’'. -]{2,40})(?=[,.]|$))",
    re.I,
)
_ANNOUNCED = re.compile(
    r"^(?P<who>[^,;:“”]{2,60}?) (?:ha(?:s|ve|d) )?(?:puts?|gives?|gave|given|cuts?"
    r"|(?:rais|revis|updat|nam|releas|chang|reduc|increas|lower|publish|correct)(?:es|ed|s))"
    r" (?:[^\s,;:]+ ){0,4}?(?:number|figure|estimate|count|tally|toll|total)s?(?: [^\s,;:]+){0,3}: (?:[^\s,;:]+ ){0,3}$"
)
"""Who announces the figure after a colon: "The council has raised its estimate: 310 cellars are flooded"."""
_GIVES_A_FIGURE = re.compile(
    r"^(?P<who>[^,;:“”]{2,60}?) (?:ha(?:s|ve|d) )?"
    r"(?:gives?|gave|given|cites?|cited|ha(?:s|ve|d)|put out|publishe[sd]|uses?|used)"
    r" (?:an?|its|their|the) (?:[\w-]+ ){0,2}(?:figure|number|estimate|count|tally|toll|total)s?\b[^,;:]{0,50},"
    r" (?:[^\s,;:]+ ){0,2}$"
)
"""Who gives a figure that a comma parts from its noun: "The service gives a lower figure for the dead, five"."""
_POLL = re.compile(
    r"^In an? (?P<by>(?:[^\s,;:.]+ ){0,6}?)(?:opinion |telephone |online )?(?:poll|survey)\b"
    r"(?: by (?P<for>[^,;:]{2,50}?))?(?= of (?:\w+ ){0,2}\d|,)"
)
_RELATIVE = re.compile(r",? (?:who|which)$")
_APPOSITION = re.compile(r"(?P<who>[^,;:“”]{2,60}),\s(?:the|an?|its|which|who|whose)\b")
_APPOSED = re.compile(rf"{_APPOSITION.pattern}[^;:“”]{{2,140}},\s*$")
_GOES_ON = re.compile(r"(?:[^,;:.()“”\"]{0,60}), (?:and|with|then|including|adding)\b[^;:()“”\"]*$")
_AMONG = re.compile(
    r"^(?:The|Its|Their|That) [^,;:]{2,60}, (?:says?|said|swears?|swore|insists?|insisted|claims?|claimed|reckons?)"
    r" (?P<who>[^,;:]{2,60}), (?:is|was|are|were|stands at|stood at)(?: \w+)?\s*$"
)
_NOT = re.compile(r"\b(?:not|never)\b|n['’]t\b", re.I)
_ASIDE = re.compile(r",\s[^,;]{2,90},\s*$")
_BOUNDARY = re.compile(
    r"[;:.!?…](?=\s|$)|\s[–—-]\s|—|[“”\"]|,? \b(?:but|while|whereas|although|though|because|that)\b", re.I
)
_OPENING = re.compile(
    r"^\W*(?:(?:and|but|while|whereas|yet|however|where|when|then|instead|only|even|by contrast)\b[ ,]*)+", re.I
)
_GIVEN = re.compile(rf"\b{_GIVING}\b", re.I)
_ALONE = re.compile(
    r"(?:^|[,;:]|\b(?:and|but|while|whereas))\s*(?P<who>(?:the |its |their )?[^\W\d]\S*(?: [^\W\d]\S*){0,3}?)"
    r"(?: (?P<lead>at|with|to|by|about|only|just|some|saw))?\s*$",
    re.I,
)
_CAPITALS = re.compile(r"(?:[A-Z][\w’'&-]*(?: |$))+$")
_TELLS_TIME = re.compile(r"\b(?:puts?|gives?|gave|records?|recorded|logged|clocked) ")
"""A time of day or an age is seldom given otherwise: "came to the control room at nine"."""
_WON = re.compile(
    r" (?:(?:an?|the|his|her|its|their|another) )?(?:[\w-]+ ){0,2}(?:victory|win|title|crown|pole|gold|silver|bronze"
    r"|medal|trophy|place|spot|point|points|wicket|wickets|responsibility)\b"
)
"""What somebody claims by having it, not by saying so."""
_HANDED_OVER = re.compile(r"\b(?:gave|gives?|given|offer(?:s|ed)?)(?: (?:[A-Za-z]+ ){0,2})?\W{0,2}$")
_REACH = 400  # characters around a figure in which its giver stands; sentences of prose are shorter
_REPROACH = re.compile(r"(?:accus|blam|critici[sz]|condemn|reproach|denounc|prais|thank)", re.I)
_RELATIVE_CLAUSE = re.compile(r"\b(?:which|who|whom|whose|where|that (?:is|are|was|were|has|have|had))\b")
_SEEN = re.compile(r" (?:seen|obtained|reviewed|published|released|quoted)$")
""" "City records seen by" an agency are city records."""
_DATA = re.compile(
    r"\b(?:statistics|figures|data|numbers|records|estimates|study|report|analysis|research|review)$", re.I
)
_GATHERED = re.compile(r"(?: [a-z]+){0,2} (?:by|from) (?:the )?")
_PASSIVE = re.compile(r"\b(?:be|been|being|is|are|was|were)(?: \w+ly)?\s*$")
_LONGEST = 9
_JOINING = frozenset(["of", "at", "for", "from", "in", "with", "on"])
_HIRED = re.compile(r"(?<=\w) (?:\w+ed|sent|paid|chosen) (?:by|for|to|from) [^,;]*$")
"""What is said of a giver on the way: "an auditor hired by the town"."""
_JOINED = re.compile(rf" (?:{'|'.join(sorted(_JOINING))}) ")
_DETERMINERS = frozenset(["the", "a", "an", "its", "their", "his", "her", "our"])
_ASKED = re.compile(
    r"\b(?:polled|surveyed|questioned|asked|canvassed|respondents?|voters?|adults|participants?|patients?|cases"
    r"|children|percent|per cent|others)\b|^\W*\d|^(?:those|these|one|two|three|four|five|half|most|many|some)$",
    re.I,
)
"""Who is counted rather than counts: those who answer a poll say what they think, not how many they are."""
_BODIES = grammar("givers-bodies")
"""What gives figures and is neither a role nor the head of a body's name."""


def giver_of(view: StoryView, read: ReadSentence, figure: Figure) -> str:
    """Who gives a figure: whoever counts or estimates it in its own clause, else whoever says the clause."""
    key = read.article_id, figure.start
    if key not in view.givers:
        by = "" if is_notice(view, read) else pollster_of(view, read, figure) or _estimator(view, read, figure)
        by = by or speaker_of(view, read, figure.start, figure.end)
        view.givers[key] = "" if _ASKED.search(by) else by
    return view.givers[key]


def is_given(before: str) -> bool:
    """Whether a clause ends in a verb of giving figures, so that a figure after it may say only how many."""
    return _VERB.search(before) is not None


def speaker_of(view: StoryView, read: ReadSentence, start: int, end: int) -> str:
    """Who is said to say what stands in [start, end): of a quotation around it, else of the narrowest attribution."""
    if is_notice(view, read):
        return ""  # "An earlier version of this article said": nobody's but the outlet's
    for quotation in read.mentions.quotations:
        if quotation.start <= start and end <= quotation.end and quotation.speaker and not quotation.is_scare:
            return view.speaker(read, quotation.speaker)
    around = [
        cue
        for cue in read.mentions.attributions
        if cue.content_start <= start
        and end <= cue.content_end
        and cue.speaker
        and not (
            _took_lives(read, cue, end)
            or _is_agreement(read, cue)
            or _is_of_another_half(read, cue, end)
            or _is_taken_for_granted(read, cue, start)
            or _is_age_beside_name(read, start, end)
        )
    ]
    if len(around) > 1:
        around = [cue for cue in around if not _goes_on_with_another(read, cue)] or around
    if not around:
        goes_on = _spoke_in_between(read, start)
        return view.speaker(read, goes_on.speaker) if goes_on is not None else sure_at(view, read, start, end)
    narrow = min(around, key=lambda cue: (cue.content_end - cue.content_start, cue.start))
    return _compiler(view, read, narrow) or view.speaker(read, _SEEN.sub("", narrow.speaker))


def _spoke_in_between(read: ReadSentence, start: int) -> Attribution | None:
    """Who tells a figure behind what says that he tells what stands before: "Six died, Moss said, and nine fled"."""
    earlier = [cue for cue in read.mentions.attributions if cue.end <= start]
    if not earlier or not earlier[-1].speaker or earlier[-1].content_end > earlier[-1].start:
        return None
    if any(quotation.start < start for quotation in read.mentions.quotations):
        return None
    offset = read.sentence.start
    before = read.text[: start - offset]
    goes_on = ";" not in before and _GOES_ON.match(before[earlier[-1].end - offset :]) is not None
    return earlier[-1] if goes_on else None


def _compiler(view: StoryView, read: ReadSentence, cue: Attribution) -> str:
    """Who gathered the data that tell it: "Statistics gathered by the Tarn Trust indicate"; "" for other speakers."""
    if not _DATA.search(cue.speaker):
        return ""
    place = read.text.find(cue.speaker)
    if place < 0 or read.sentence.start + place > cue.start:
        return ""
    begin = place + len(cue.speaker)
    for name in read.mentions.names:
        start = name.start - read.sentence.start
        if begin < start < cue.start - read.sentence.start and _GATHERED.fullmatch(read.text[begin:start]):
            return view.names.speaker_name(name.text, read.article_id)
    return ""


def _took_lives(read: ReadSentence, cue: Attribution, end: int) -> bool:
    """Whether the word of saying is none: the storm "claimed six lives"."""
    after = read.text[end - read.sentence.start :]
    return cue.cue.casefold().startswith("claim") and bool(re.match(r"\s+(?:\w+ )?(?:lives|victims)\b", after))


def _is_age_beside_name(read: ReadSentence, start: int, end: int) -> bool:
    """Whether an age stands between commas behind a name, which the outlet adds: "Grace Moss, 19, was gone"."""
    offset = read.sentence.start
    return re.search(r"[^\W\d_], $", read.text[: start - offset]) is not None and (
        read.text[start - offset : end - offset].isdigit() and read.text[end - offset : end - offset + 2] == ", "
    )


def _is_agreement(read: ReadSentence, cue: Attribution) -> bool:
    """Whether parties do something together and say nothing: "agreed to a truce, ending a war that killed 140"."""
    after = read.text[cue.end - read.sentence.start :][:_REACH]
    if cue.cue.casefold().startswith("claim") and _WON.match(after):
        return True  # "Brandt claimed victory, 24 seconds ahead of Moss"
    return (
        cue.cue.casefold().startswith("agree")
        and re.match(r" (?:to|on|upon) (?:an?|the|their|its)\b", after) is not None
    )


def _is_of_another_half(read: ReadSentence, cue: Attribution, end: int) -> bool:
    """Whether a semicolon parts the figure from who is named behind: "Five fled; two came back, according to Moss"."""
    offset = read.sentence.start
    return cue.start > end and ";" in read.text[end - offset : cue.start - offset]


def _is_taken_for_granted(read: ReadSentence, cue: Attribution, start: int) -> bool:
    """Whether a reproach only mentions the figure: "accused the state of ignoring a plague in which seven died"."""
    offset = read.sentence.start
    return _REPROACH.match(cue.cue) is not None and bool(
        _RELATIVE_CLAUSE.search(read.text[max(0, cue.end - offset) : start - offset])
    )


def _goes_on_with_another(read: ReadSentence, cue: Attribution) -> bool:
    """Whether what is ascribed to a cue begins with an "and that" that goes on with what somebody else says: "Moss said
    the check had found nothing and that six men were safe"."""
    offset = read.sentence.start
    between = read.text[max(0, cue.end - offset) : cue.content_start - offset]
    return re.search(r"\w[^.;]* and that\s*$", between) is not None and not re.match(r"\s*that\b", between)


def _estimator(view: StoryView, read: ReadSentence, figure: Figure) -> str:
    """Who is said to give a figure in its own clause, as an article calls him; "" where nobody is."""
    if figure.kind in (FigureKind.AGE, FigureKind.CLOCK) and not _TELLS_TIME.search(read.text):
        return ""
    is_handed_over = figure.kind is FigureKind.MONEY and _HANDED_OVER.search(
        read.text[: figure.start - read.sentence.start]
    )
    if figure.kind is FigureKind.ORDINAL or is_handed_over:
        return ""  # "Brandt swam merely the 14th best lap", "Moss made a second bid"
    pollster = _pollster(read, figure)
    if pollster:
        return view.speaker(read, pollster)
    before, after = _clause(read, figure)
    for words in map(_noun_phrase, filter(None, _told_givers(read, figure, before, after))):
        if words.casefold() in ("he", "she"):
            return view.last_person(read)
        if words.casefold() in ("it", "they"):
            own = [one.speaker for one in read.mentions.attributions if one.speaker and one.start < figure.start]
            return view.speaker(read, own[-1]) if own else ""
        if words and _is_body(view, read, words):
            return view.speaker(read, words)
    return ""


def _pollster(read: ReadSentence, figure: Figure) -> str:
    """Whose poll a sentence begins with, by name: "In a Hale & Bright poll of 1,020 adults, 54 per cent …"."""
    poll = _POLL.match(read.text[: figure.start - read.sentence.start])
    words = poll["by"].strip() if poll is not None else ""
    return words if words[:1].isupper() else ""


def _told_givers(read: ReadSentence, figure: Figure, before: str, after: str) -> Iterator[str]:
    """The words that may tell who gives the figure, the surest first; "" where one of the ways to tell it fails."""
    n_before = figure.start - read.sentence.start
    whole = read.text[:n_before] if n_before <= _REACH else ""
    announced = _ANNOUNCED.search(whole) or _AMONG.search(whole)
    yield announced["who"] if announced is not None else ""
    given = _GIVES_A_FIGURE.search(whole)
    yield given["who"] if given is not None else ""
    poll = _POLL.match(whole)  # "In a survey by the chamber"; a pollster's name before it is read by `_pollster`
    yield (poll["for"] or "") if poll is not None else ""
    yield _subject_of_verb(before)
    yield _apposed_subject(whole)
    yield _owner(before)
    yield _behind(after)
    yield _alone(read, figure, before, after)


def _clause(read: ReadSentence, figure: Figure) -> tuple[str, str]:
    """What the clause of a figure says before and after it."""
    offset = read.sentence.start
    begin, stop_at = max(0, figure.start - offset), figure.end - offset
    before, after = read.text[max(0, begin - _REACH) : begin], read.text[stop_at : stop_at + _REACH]
    starts = [match.end() for match in _BOUNDARY.finditer(before)]
    stop = re.search(r"[;.!?](?:\s|$)|\s[–—-]\s|,? \b(?:but|while|whereas)\b", after)
    return before[starts[-1] :] if starts else before, after[: stop.start()] if stop else after


def _subject_of_verb(before: str) -> str:
    if not _GIVEN.search(before):
        return ""
    verb = _VERB.search(before) or _COORDINATED.search(before) or _FAR.search(before)
    if verb is None:
        return ""
    subject = before[: verb.start()]
    subject = _RELATIVE.sub("", subject.rstrip())  # "Organisers, who count 7,000"
    while (aside := _ASIDE.search(subject)) is not None:  # "Police, who kept the street shut, made it 380"
        subject = subject[: aside.start()]
    if _PASSIVE.search(subject):
        return ""  # "Moss has been admitted three times"
    return "" if _NOT.search(subject) else subject  # "Balsar does not believe in sixty wolves"


def _apposed_subject(whole: str) -> str:
    """Whom a clause between commas parts from the verb: "The Dawn Front, the gang that seized the ship, demanded"."""
    verb = _VERB.search(whole) if _APPOSITION.match(whole) else None
    apposed = _APPOSED.match(whole[: verb.start()]) if verb is not None else None
    return apposed["who"] if apposed is not None else ""


def _owner(before: str) -> str:
    own = _OWN.search(before) if "'" in before or "’" in before else None  # most clauses own nothing
    return own[1] if own else ""


def _behind(after: str) -> str:
    found = _AFTER.match(after)
    return next((words for words in found.groups() if words), "") if found else ""


def _alone(read: ReadSentence, figure: Figure, before: str, after: str) -> str:
    """ "Organisers counted 250, the police 120": a subject alone, after another figure of the sentence."""
    if (
        not any(other.end < figure.start for other in read.mentions.figures)
        or re.match(r"\s*[,;.]|\s*$", after) is None
    ):
        return ""
    found = _ALONE.search(before)
    if found is None:
        return ""
    start = read.text[: figure.start - read.sentence.start - len(found[0])]
    return found["who"] if found["lead"] or _GIVEN.search(start) else ""


def _noun_phrase(words: str) -> str:
    """The last words of a stretch that can be a noun phrase, without what opens the clause."""
    plain = _OPENING.sub("", words.split(",")[-1] if "," in words.strip(" ,") else words).strip(" ,;:“”\"'")
    found = _HIRED.sub("", plain).split()
    opens = (
        n
        for n, word in enumerate(found)
        if word.casefold() in _DETERMINERS and (not n or found[n - 1].casefold() not in _JOINING)
    )
    return " ".join(found[max(opens, default=0) :][-_LONGEST:])


def _is_body(view: StoryView, read: ReadSentence, words: str) -> bool:
    """Whether people or a body give figures that are called so."""
    last = re.findall(r"[\w’'-]+", _JOINED.split(words)[0])[-1:]
    if not last:
        return False
    head = last[0].casefold()
    is_role = head in roles() or head.removesuffix("s") in roles() or head.removesuffix("es") in roles()
    if is_role or head in _BODIES or head.capitalize() in organisation_heads():
        return True
    named = _CAPITALS.search(words)
    entity = view.names.entity_of(named.group() if named else words, read.article_id)
    return entity is not None and entity.kind is not NameKind.PLACE


def may_speak(view: StoryView, read: ReadSentence, words: str) -> bool:
    """Whether words can name a speaker: one lower-case word alone must be a role or a body, not some verb."""
    return " " in words or not words.islower() or _is_body(view, read, words)
