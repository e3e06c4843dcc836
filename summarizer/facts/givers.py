"""Who gives a figure, which needs no verb of saying: "Police made it 380", "the union 58".

Figures are counted, measured, listed, guessed and admitted as often as they are said. Whose they are is read from the
clause of the figure alone; a body or a person must give it, so the subject must be a name, a role ("the caretaker",
"organisers") or a kind of body ("the ministry").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.facts.notices import is_notice
from summarizer.facts.polls import poll_before, pollster_of
from summarizer.facts.view import StoryView
from summarizer.facts.voices import speaker_of
from summarizer.mentions.lexicon import grammar, organisation_heads, roles
from summarizer.model import Figure, FigureKind, NameKind, ReadSentence

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
    r"|(?:gives?|gave)(?! or take\b)(?! (?:him|her|them|us|me)\b)"
    r"(?! (?:an?|the) (?:[\w-]+ ){0,3}(?:crowd|audience|gathering)\b)"
    r"|told us of|(?:raised|lifted|lowered|revised|corrected|cut|upgraded|increased|reduced)"
    r" (?:it|(?:[^\s,;:]+ ){0,4}?(?:estimate|forecast|figure|toll|reading"
    r"|number|count|tally|total|guidance|outlook|target|bill|projection|prediction|version)s?)\b[^,;:]{0,35}?to"
    r"|le(?:aves|ft) (?:the|its) (?:number|toll|figure|count|total|tally)\b[^,;:]{0,30}? at"
    r"|(?:lists?|listed|pegs?|pegged|values?|valued|estimates?|estimated|gives?|gave|reports?|reported)"
    r" (?:the|its|their|his|her) [^,;:]{2,50}? (?:at|as)"
    r"|(?:is|are|was|were) (?:offering|seeking|demanding|proposing|forecasting|predicting|asking for|requesting)"
    r"|(?:is|are|was|were|remains?) (?:adamant|sure|certain|positive|convinced)(?: that)?(?: there (?:are|were))?"
    r"|(?:puts?|makes?|made|sets?|place[sd])"
    r" (?:(?:it|this|that|them|him|her)(?: at)?|(?:the|its|their|his|her) [^,;:]{2,60}?(?: at)?|(?!an?\b)\w+ at))"
)
"""Verbs by which somebody gives a figure."""
_VERB = re.compile(rf"\b{_GIVING}(?: [^\s,;:]+){{0,3}}\s*$", re.I)
_FAR = re.compile(rf"\b{_GIVING} [^,;:]{{2,70}}$", re.I)
"""So far from the figure, what is given may be something else; a figure between tells that it goes on."""
_WITH = re.compile(rf"\b{_GIVING} [^,;:]{{2,70}}, (?:with|including|among them|of them) (?:[^\s,;:]+ ){{0,2}}$", re.I)
_COORDINATED = re.compile(
    r"\b(?:puts?|set|sets) (?:the|its|their) [^;:]{2,90} and (?:the|its|their) [^;:,]{2,60} at\s*$", re.I
)
_OWN = re.compile(
    rf"\b([\w’'. -]{{2,60}}?)(?:['’]s?|['’])(?: own| latest| first| official)? {_NOUNS}"
    r"(?:,[^,;:]{2,50},)?(?: (?:is|are|was|were|of|stands? at|stood at|c(?:omes|ame) to)(?: \w+){0,2})?\s*$",
    re.I,
)
_AFTER = re.compile(
    r"^[^.;:]{0,50}?(?:\b(?:is|was|by|in|on|at) (?P<owner>[\w’'. -]{2,50}?)(?:['’]s?|['’])"
    rf"(?: own| latest| first| official)? {_NOUNS}\b"
    r"|\bif you ask (?P<asked>[\w’'. -]{2,50})"
    r"|\b(?:given|cited|announced|reported|estimated|claimed|published|quoted|counted|printed|registered|recorded|forecast"
    r"|predicted|demanded|mentioned) (?:by|in) (?P<by>(?:the |an? )?[\w’'. -]{2,50})"
    r"|, (?:calculates|calculated|reckons|reckoned|estimates|estimated|counts|counted) (?P<behind>[\w’'. -]{2,50})"
    r"|^[^.;:()]{0,25}\((?P<source>(?!(?-i:[A-Z]{2,6}\)))[^()\d]{3,50})\)"
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
_RELATIVE = re.compile(r",? (?:who|which)(?: [\w’'-]+){0,6}$")
_APPOSITION = re.compile(r"(?P<who>[^,;:“”]{2,60}),\s(?:the|an?|its|which|who|whose)\b")
_APPOSED = re.compile(rf"{_APPOSITION.pattern}[^;:“”]{{2,140}},\s*$")
_ACT = re.compile(
    r"\b(?:offer(?:s|ed)?|propose[sd]?|demand(?:s|ed)|want(?:s|ed)|seek(?:s)?|sought|announced?"
    r"|accept(?:s|ed)?)\b [^,;:]{0,60}$"
)
"""What somebody has done, where another says so; a count he has made is his whoever tells of it."""
_NO_GIVER = re.compile(
    r"(?:the |an? )?(?:(?:latest|newest|recent|official|satellite|aerial|earlier) )*"
    r"(?:images?|imagery|pictures|photos|figures?|numbers?)"
)
"""What is seen or counted by nobody in particular: "the latest figures", "satellite imagery"."""
_GOES_ON_SHARING = re.compile(r"(?:And|Among|Of (?:those|them|these)|Another)\b")
_BY_DATA = re.compile(r"according to|(?:indicate|show|find|found|suggest|reveal)(?:s|d|ed)?", re.I)
_FEW_WORDS = 7
_STAMPED = re.compile(r"^\W*$|\b(?:posted|updated|published|modified)\b[^.;]{0,40}$", re.I)
_VERSION = re.compile(
    r"^(?P<who>[^,;:“”]{2,60}?),? (?:(?:st(?:ands?|ood) by|st(?:icks?|uck) to|repeat(?:s|ed)?|gives?|gave|tells?|told"
    r"|ha[sd]) (?:[^\s,;:]+ ){0,3}(?:version|account|story|tale|arithmetic|sums?)s?\b[^,;:]{0,30}|reads? it out)"
    r": [^;:]*$"
)
"""Whose version follows a colon: "He stands by his version: it was nine, he was at sea"."""
_BY_RECKONING = re.compile(
    rf"^(?:And |But )?By (?P<who>[^,;:“”]{{2,50}}?)(?:['’]s?|(?<=s)\S?)(?: own| latest| first| official)? {_NOUNS},"
    r"[^;:“”]*$"
)
_IDENTIFIED_BY = re.compile(r"\b(?:identified|named) by (?P<who>[^,;:]{2,50}?) as [^;:]*$")
_IDENTIFIED = re.compile(
    r"^(?P<who>[^,;:“”]{2,60}?) (?:ha[sd] |have )?(?:since |later |now )?(?:identified|named) [^.;:]{0,60}? as [^;:]*$"
)
_RAISED_TO = re.compile(r"\b(?:raised|lifted|cut|lowered|revised|increased|reduced|upgraded) to\s*$")
_ITS_NUMBER = re.compile(r"^ (?:the|its|their) (?:\w+ ){0,2}(?:number|toll|count|estimate|total|tally|figure)\b")
_OPENS_WITH = re.compile(r"(?:The |But the |And the |But |And )?")
_HELD = re.compile(r"\b(?:h(?:olds?|eld)|f(?:inds?|ound)|considers?|considered|deems?|deemed|th(?:inks?|ought))\s*$")
_TO_BE = re.compile(r"^(?: [\w-]+){0,2} (?:to (?:be|have)\b|proven\b|(?:more|too) \w+(?=[,.]|$))")
"""Whose judgement is told: "The court held 9 million to be proven"."""
_HAD_SAID = re.compile(
    r"^(?: [\w-]+){0,2} (?:that |which )(?P<who>[^,;:.“”]{2,50}?) (?:had|has|have) (?:\w+ )?(?:announced|given|reported"
    r"|claimed|cited|put out|mentioned|estimated|counted|forecast|predicted|promised)\b"
)
"""Who gave an older figure: "correcting the 131 that the minister had announced"."""
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
_SAID_COUNT = re.compile(
    r"\b(?:said|says|reported|reports)(?: that)?(?: [a-z-]+){0,3} \d[\d_.]*(?: [\w-]+){0,3}"
    r" (?:were|was|are|is|had|have|has|died|fell|drowned)\b"
)
"""A count that is the subject of what somebody says: "said 40 were hurt, the union 58" leaves only him to be the
union's counterpart, where "said the party won 40 seats, the union 12" does not."""
_CAPITALS = re.compile(r"(?:[A-Z][\w’'&-]*(?: |$))+$")
_TELLS_TIME = re.compile(
    r"\b(?:puts?|gives?|gave|records?|recorded|measured|logged|clocked|ma(?:kes?|de) (?:him|her)) "
)
"""A time of day or an age is seldom given otherwise: "came to the control room at nine"."""
_HANDED_OVER = re.compile(r"\b(?:gave|gives?|given|offer(?:s|ed)?)(?: (?:[A-Za-z]+ ){0,2})?\W{0,2}$")
_REACH = 400  # characters around a figure in which its giver stands; sentences of prose are shorter
_OF_ALL = re.compile(r"\d\S*(?: \w+)? (?:of|out of) (?:the|all|its|their)\s*$")
"""Of how many somebody gives a part, the outlet tells: "put turnout at 1,900 of the 2,150"."""
_IN_BRACKETS = re.compile(r"[^()]{0,20}\((?:about |some |around |nearly |over |roughly )?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d)")
_PASSIVE = re.compile(r"\b(?:be|been|being|is|are|was|were)(?: \w+ly)?\s*$")
_LONGEST = 9
_JOINING = frozenset(["of", "at", "for", "from", "in", "with", "on"])
_BRACKETED = re.compile(r"\s*\([^()]*\)$")
_HELPING = re.compile(
    r"(?:,? (?:ha[sd]|have|also|now|still|first|then|again|later|once|since|earlier|initially|originally|himself"
    r"|herself|itself|themselves|today|yesterday|already|previously|recently|(?:on|until|by|late|early) \w+day"
    r"|\w+day|\w{3,}ly))+$"
)
"""What stands between a giver and the verb: "the ministry had on Monday spoken of 14"."""
_PRONOUNS = frozenset(["he", "she", "it", "they"])
_HIRED = re.compile(r"(?<=\w) (?:\w+ed|sent|paid|chosen) (?:by|for|to|from) [^,;]*$")
"""What is said of a giver on the way: "an auditor hired by the town"."""
_JOINED = re.compile(rf" (?:{'|'.join(sorted(_JOINING))}) ")
_DETERMINERS = frozenset(["the", "a", "an", "its", "their", "his", "her", "our"])
_ASKED = re.compile(
    r"\b(?:polled|surveyed|questioned|asked|canvassed|respondents?|voters?|adults|participants?|patients?|cases"
    r"|children|percent|per cent|others)\b|^\W*\d[\d.,]*(?!\w)"
    r"|^(?:those|these|one|two|three|four|five|half|most|many|some)$",
    re.I,
)
"""Who is counted rather than counts: those who answer a poll say what they think, not how many they are."""
_BODIES = grammar("givers-bodies")
"""What gives figures and is neither a role nor the head of a body's name."""


def giver_of(view: StoryView, read: ReadSentence, figure: Figure) -> str:
    """Who gives a figure: whoever counts or estimates it in its own clause, else whoever says the clause."""
    key = read.article_id, figure.start
    if key not in view.givers:
        by = ""
        if not is_notice(view, read) and not _is_converted(read, figure) and not _is_stamp(read, figure):
            by = pollster_of(view, read, figure) or _told_of(view, read, figure) or _estimator(view, read, figure)
            by = by or speaker_of(view, read, figure.start, figure.end)
            by = poll_before(view, read, by) or by or _goes_on_with_shares(view, read, figure)
            by = "" if _NO_GIVER.fullmatch(by) else by
        view.givers[key] = "" if _ASKED.search(by) else _in_full(view, read, by)
    return view.givers[key]


def _goes_on_with_shares(view: StoryView, read: ReadSentence, figure: Figure) -> str:
    """Who gives a share in a sentence that only goes on with the one before: "And 62 percent of men …", "Among widows,
    …", "One in four did"; where data gave that one's share."""
    sentences, place = view.by_article()[read.article_id], read.sentence.index
    if figure.kind is not FigureKind.PERCENT or place < 1 or read.mentions.attributions:
        return ""
    is_short = figure.start == read.sentence.start and len(read.text.split()) <= _FEW_WORDS
    if not is_short and _GOES_ON_SHARING.match(read.text) is None:
        return ""
    before = sentences[place - 1]
    shares = [one for one in before.mentions.figures if one.kind is FigureKind.PERCENT]
    is_data = any(_BY_DATA.fullmatch(cue.cue) for cue in before.mentions.attributions)
    return giver_of(view, before, shares[-1]) if shares and (is_data or pollster_of(view, before, shares[-1])) else ""


def _in_full(view: StoryView, read: ReadSentence, by: str) -> str:
    """A body that is told by its initials alone by the name that the articles have for it."""
    entity = view.names.entity_of(by, read.article_id) if by.isupper() and by.isalpha() else None
    is_longer = entity is not None and entity.kind is NameKind.ORGANISATION and not entity.name.isupper()
    return entity.name if entity is not None and is_longer and " " in entity.name else by


def _is_converted(read: ReadSentence, figure: Figure) -> bool:
    """Whether a sum only tells the one before it in another currency: "38 million talers ($21 million)"."""
    before = read.text[: figure.start - read.sentence.start]
    return figure.kind is FigureKind.MONEY and any(
        other.kind is FigureKind.MONEY
        and other.unit != figure.unit
        and _IN_BRACKETS.fullmatch(before[other.end - read.sentence.start :])
        for other in read.mentions.figures
        if other.end <= figure.start
    )


def _told_of(view: StoryView, read: ReadSentence, figure: Figure) -> str:
    """Who tells what another has offered or demanded: "Moss says that the deputy offered nine percent"."""
    if not _ACT.search(_clause(read, figure)[0]):
        return ""
    return speaker_of(view, read, figure.start, figure.end)


def _is_stamp(read: ReadSentence, figure: Figure) -> bool:
    """Whether a time of day only tells when something was written: "13.50 Four men …", "Posted: 27 June, 1:32 PM"."""
    before = read.text[: figure.start - read.sentence.start]
    return figure.kind is FigureKind.CLOCK and _STAMPED.search(before) is not None


def is_given(before: str) -> bool:
    """Whether a clause ends in a verb of giving figures, so that a figure after it may say only how many."""
    return _VERB.search(before) is not None


def _estimator(view: StoryView, read: ReadSentence, figure: Figure) -> str:
    """Who is said to give a figure in its own clause, as an article calls him; "" where nobody is."""
    if figure.kind is FigureKind.AGE:
        before = read.text[: figure.start - read.sentence.start][-_REACH:]
        named = _IDENTIFIED_BY.search(before) or _IDENTIFIED.search(before)
        words = _noun_phrase(named["who"]) if named is not None else ""
        if words and _is_body(view, read, words):
            return view.speaker(read, words)
    is_version = _VERSION.search(read.text[: figure.start - read.sentence.start][:_REACH]) is not None
    if figure.kind in (FigureKind.AGE, FigureKind.CLOCK) and not is_version and not _TELLS_TIME.search(read.text):
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
            return view.speaker(read, own[-1]) if own else _body_before(view, read)
        if words and _is_body(view, read, words):
            return view.speaker(read, words)
    return ""


def _body_before(view: StoryView, read: ReadSentence) -> str:
    """Whom "it" or "they" at the beginning of a sentence means: the body that spoke last in the one before."""
    sentences, place = view.by_article()[read.article_id], read.sentence.index
    before = sentences[place - 1] if 0 < place <= len(sentences) else None
    if before is None or before.sentence.paragraph != read.sentence.paragraph:
        return ""
    for cue in reversed(before.mentions.attributions):
        entity = view.names.entity_of(cue.speaker, read.article_id) if cue.speaker else None
        is_person = entity is not None and entity.kind is NameKind.PERSON
        if cue.speaker and not is_person and _is_body(view, before, cue.speaker):
            return view.speaker(before, cue.speaker)
    first = before.mentions.names[:1]
    is_subject = first and _OPENS_WITH.fullmatch(before.text[: first[0].start - before.sentence.start])
    return view.speaker(before, first[0].text) if is_subject and first[0].kind is NameKind.ORGANISATION else ""


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
    had = _HAD_SAID.match(after)
    yield had["who"] if had is not None else ""
    version = _VERSION.search(whole) or _BY_RECKONING.search(whole)
    yield version["who"] if version is not None else ""
    held = _HELD.search(before) if _TO_BE.match(after) else None
    yield before[: held.start()] if held is not None else ""
    raised = _RAISED_TO.search(before) if _ITS_NUMBER.match(after) else None
    yield before[: raised.start()] if raised is not None else ""
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
    before = _THOUSANDS.sub("_", before)  # no comma that parts anything
    starts = [match.end() for match in _BOUNDARY.finditer(before)]
    stop = re.search(r"[;.!?](?:\s|$)|\s[–—-]\s|,? \b(?:but|while|whereas)\b", after)
    return before[starts[-1] :] if starts else before, after[: stop.start()] if stop else after


def _subject_of_verb(before: str) -> str:
    if not _GIVEN.search(before):
        return ""
    verb = _VERB.search(before) or _COORDINATED.search(before) or _FAR.search(before) or _WITH.search(before)
    if verb is None or _OF_ALL.search(verb[0]):
        return ""
    subject = before[: verb.start()]
    helping = _HELPING.search(subject.rstrip())
    if helping is not None and helping[0].startswith(","):
        subject = f"{subject[: helping.start()]}, "  # "The firm, a maker of tiles, had until May spoken of 14"
    subject = _RELATIVE.sub("", subject.rstrip())  # "Organisers, who count 7,000"
    while (aside := _ASIDE.search(subject)) is not None:  # "Police, who kept the street shut, made it 380"
        subject = subject[: aside.start()]
    if _PASSIVE.search(subject):
        return ""  # "Moss has been admitted three times"
    return "" if _NOT.search(subject.split(",")[-1]) else subject  # "Balsar does not believe in sixty wolves"


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
        or re.match(r"\s*[,;.]|\s*$|\s(?:and|while|whereas)\b", after) is None
    ):
        return ""
    found = _ALONE.search(before)
    if found is None:
        return ""
    start = read.text[: figure.start - read.sentence.start - len(found[0])]
    return found["who"] if found["lead"] or _GIVEN.search(start) or _SAID_COUNT.search(start) else ""


def _noun_phrase(words: str) -> str:
    """The last words of a stretch that can be a noun phrase, without what opens the clause."""
    words = _HELPING.sub("", words.rstrip(" ,"))
    plain = _OPENING.sub("", words.split(",")[-1] if "," in words.strip(" ,") else words).strip(" ,;:“”\"'")
    plain = _HELPING.sub("", _BRACKETED.sub("", plain))
    found = _HIRED.sub("", plain).split()
    if found and found[-1].casefold() in _PRONOUNS:
        return found[-1]  # "His own speed he gives as four knots"
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
