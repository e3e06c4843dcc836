"""Who is said to say what stands at a place: by a quotation, a verb of saying, or "according to"; nobody for the rest.

What somebody is said to say may only mention a thing that the outlet tells itself ("praised Moss after a 45-minute
talk"), and may go on behind who says it ("…, he says; it was at nine").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.facts.convictions import sure_at
from summarizer.facts.notices import is_notice
from summarizer.facts.view import StoryView
from summarizer.model import Attribution, ReadSentence

_GOES_ON = re.compile(
    r"[^,;:.()“”\"]{0,60}(?:, an? [^,;:.()“”\"]{2,40})?, (?:and|with|then|including|adding|whether|because|that"
    r"|of which|of them|plus)\b[^;:()“”\"]*$"
)
_ADDS = re.compile(
    r"[^,;:.()“”\"]{0,40}[;:] [^;:()]*(?:; and [^;:()]*)?|[^.;:“”\"]{0,60}: [^;:()“”\"]*"
    r"|[^,;:.()“”\"]{0,60}, (?!wh)(?:against |compared (?:with|to) |(?:up|down) from |as against )?(?:an? )?"
    r"(?:[a-z]+ ){0,2}"
)
"""What stands between who says it and a figure by which he goes on: "…, he says; it was at nine", "…, he says, nine
more than in May"."""
_TELLS = re.compile(r"s(?:ays?|aid)|t(?:ells?|old)|according to|adds?|added", re.I)
_SHOWS = re.compile(r"(?:agree|encourag|show|prove|indicat|suggest|reveal|report)", re.I)
"""What somebody does or a text shows, where another is said to say so."""
_LEARNS = re.compile(r"(?:has |have |had )?(?:learn(?:ed|t|s)?|understands?|understood)", re.I)
_FROM = re.compile(r" from (?P<who>[^,;:.“”]{2,60}?)(?= that\b| who\b|[,;:.]|$)")
_OWN_TEXT = re.compile(
    r"(?:(?:an?|the|one) )?(?:new |recent |separate |internal )?"
    r"(?P<who>[A-Z][\w&.’'-]*(?: [A-Z&][\w&.’'-]*){0,4}|police)"
    r" (?:statement|release|press release|report|analysis|count|tally|investigation|review|estimate|estimates|data"
    r"|figures|calculation|calculations|statistics|spreadsheet|memo)"
)
_WON = re.compile(
    r" (?:(?:an?|the|his|her|its|their|another) )?(?:[\w-]+ ){0,2}(?:victory|win|title|crown|pole|gold|silver|bronze"
    r"|medal|trophy|place|spot|point|points|wicket|wickets|responsibility)\b"
)
"""What somebody claims by having it, not by saying so."""
_REACH = 400  # characters around a figure in which its giver stands; sentences of prose are shorter
_REPROACH = re.compile(r"(?:accus|blam|critici[sz]|condemn|reproach|denounc|prais|thank)", re.I)
_ATTITUDE = re.compile(r"(?:express|critici[sz]|condemn|prais|hail|welcom|mourn|thank|denounc|acknowledg)", re.I)
"""How somebody takes what has happened."""
_SAYS_THAT = re.compile(r"\b(?:that|how|saying)\b")
_ASKS_FOR = re.compile(r"\b(?:for|to|whether|that|if|how|why|what)\b|[“\"]")
_WHEN_SAID = re.compile(r",? (?:when|while|before|as|until|in (?:one|a) breath)\b")
_OF_TELLER = re.compile(r"[^,;:“”]{2,60}, (?:who|which|whose|where)\b[^,;:“”]*$")
"""What is told of whom "according to" names: "according to the union, which has 900 members, forty boats sank"."""
_BESIDE = re.compile(
    r"\w, (?:which|who|whose|(?:[a-z]+ly )?(?:[a-z]+ed|built|made|held|run|known) (?:by|in|at|on|from|for|as))"
    r" [^,;:“”\"]*$"
)
_CLOSED = re.compile(r"[^,;:.“”\"]*, ")
_RELATIVE_CLAUSE = re.compile(
    r", (?:killing|wounding|injuring|leaving)\b"
    r"|\b(?:which|who|whom|whose|where|that (?:is|are|was|were|has|have|had))\b"
)
_SEEN = re.compile(r" (?:seen|obtained|reviewed|published|released|quoted)$")
""" "City records seen by" an agency are city records."""
_DATA = re.compile(
    r"\b(?:statistics|figures|data|numbers|records|estimates|results|study|report|analysis|research|review)$", re.I
)
_GATHERED = re.compile(r"(?: [a-z]+){0,2} (?:by|from) (?:the )?")
_DIGITS = re.compile(r"\d+")
_LISTENER = 40
"""Characters that whom somebody tells may take: "told reporters in Velta"."""
_TOUCH = 2
"""A quotation that ends so near who says it is all that he says."""


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
        if any(_TELLS.fullmatch(cue.cue) for cue in around):
            around = [cue for cue in around if not _SHOWS.match(cue.cue)] or around
    if not around:
        goes_on = _spoke_in_between(read, start)
        return _voice(view, read, goes_on) if goes_on is not None else sure_at(view, read, start, end)
    teller = _teller_of_data(read, around)
    if teller is not None:
        return _voice(view, read, teller)
    return _voice(view, read, min(around, key=lambda cue: (cue.content_end - cue.content_start, cue.start)))


def _teller_of_data(read: ReadSentence, around: Sequence[Attribution]) -> Attribution | None:
    """Who tells what data say that nobody owns: "about 58 percent, according to early results, the chief told us"."""
    if len(around) != 1 or not _DATA.search(around[0].speaker) or re.search(r"[A-Z]|['’]s ", around[0].speaker):
        return None
    cue, offset = around[0], read.sentence.start
    teller = next((one for one in read.mentions.attributions if one.start > cue.end and one.speaker), None)
    if teller is None or not _TELLS.fullmatch(teller.cue):
        return None
    is_behind = "," in read.text[cue.end - offset : teller.start - offset]
    return teller if is_behind and teller.content_end <= teller.end + _LISTENER else None


def _voice(view: StoryView, read: ReadSentence, cue: Attribution) -> str:
    """Whose an attribution is, by name: of data who gathered them, of what an outlet has learned from whom."""
    if _LEARNS.fullmatch(cue.cue):
        source = _FROM.match(read.text[cue.end - read.sentence.start :])
        return view.speaker(read, source["who"]) if source is not None else ""
    return _compiler(view, read, cue) or view.speaker(read, _author(cue.speaker))


def _author(speaker: str) -> str:
    """Who speaks by a text of his own: "a police statement" is the police's, "a Tarn Echo count" the Tarn Echo's."""
    plain = _SEEN.sub("", speaker)
    own = _OWN_TEXT.fullmatch(plain)
    return own["who"] if own is not None else plain


def _spoke_in_between(read: ReadSentence, start: int) -> Attribution | None:
    """Who tells a figure behind what says that he tells what stands before: "Six died, Moss said, and nine fled"."""
    earlier = [cue for cue in read.mentions.attributions if cue.end <= start]
    if not earlier or not earlier[-1].speaker or earlier[-1].content_end > earlier[-1].start:
        return None
    cue, offset = earlier[-1], read.sentence.start
    is_colon = ":" in read.text[cue.end - offset : start - offset]
    if not is_colon and any(
        q.start < cue.content_end <= q.end + _TOUCH and cue.content_start < q.end for q in read.mentions.quotations
    ):
        return None  # what follows a quotation tells what its speaker did
    between = read.text[cue.end - offset : start - offset]
    digits = _DIGITS.match(read.text, start - offset)
    if digits is not None and _is_age_beside_name(read, start, offset + digits.end()):
        return None
    is_source = cue.cue.casefold() == "according to" and ";" in between  # "…, according to Moss; a third left"
    return cue if not is_source and (_GOES_ON.match(between) or _ADDS.fullmatch(between)) else None


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
    return re.search(r"(?<![\w-])[A-Z][\w’'-]*, $", read.text[: start - offset]) is not None and (
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
    """Whether what somebody says or does only mentions the figure, which the outlet tells itself.

    "Accused the state of ignoring a plague in which seven died", "praised Moss after a 45-minute talk", "conceded when
    polls closed at eight", "asked 640 firms"; and beside something that is said, "The crane, which has stood for nine
    years, will go, the port says".
    """
    offset = read.sentence.start
    between = read.text[max(0, cue.end - offset) : max(0, start - offset)]
    if cue.end <= start:
        is_reproach = _REPROACH.match(cue.cue) is not None and _RELATIVE_CLAUSE.search(between) is not None
        is_attitude = _ATTITUDE.match(cue.cue) is not None and _SAYS_THAT.search(between) is None
        is_asked = cue.cue.casefold().startswith("ask") and _ASKS_FOR.search(between) is None
        is_of_teller = cue.cue.casefold() == "according to" and _OF_TELLER.match(between) is not None
        return is_reproach or is_attitude or is_asked or is_of_teller or _WHEN_SAID.match(between) is not None
    beside = _BESIDE.search(read.text[max(0, cue.content_start - offset) : start - offset])
    closed = _CLOSED.match(read.text[start - offset : cue.start - offset])
    return beside is not None and closed is not None


def _goes_on_with_another(read: ReadSentence, cue: Attribution) -> bool:
    """Whether what is ascribed to a cue begins with an "and that" that goes on with what somebody else says: "Moss said
    the check had found nothing and that six men were safe"."""
    offset = read.sentence.start
    between = read.text[max(0, cue.end - offset) : cue.content_start - offset]
    return re.search(r"\w[^.;]* and that\s*$", between) is not None and not re.match(r"\s*that\b", between)
