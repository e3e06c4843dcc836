"""What a figure in an article is a figure of: what is counted, whose, where, in which state, when, and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from summarizer.facts.corrections import find_corrected
from summarizer.facts.figure_words import ESTIMATE, ESTIMATING, IMPLIED_STATES, relation_of, state_of
from summarizer.facts.figure_words import counted_class as counted_class
from summarizer.facts.givers import giver_of, is_given
from summarizer.facts.moving import NO_MOMENT, Moment, moment_of
from summarizer.facts.name_tables import demonyms, place_key
from summarizer.facts.so_old import who_is_so_old
from summarizer.facts.view import StoryView, resolve
from summarizer.model import DateMention, Figure, FigureKind, NameKind, ReadSentence
from summarizer.similarity import content_words

_COMPARED = frozenset(FigureKind) - {FigureKind.ORDINAL, FigureKind.YEAR}
"""Kinds that are looked at; ranks and years differ too often for good reasons."""
_CLAUSE_END = re.compile(
    r"[;:.!?](?:\s|$)|\s[–—-]\s|—|,? (?:but|while|although|though|which|who|after|before|because|when)\b"
)
_CAPITALS = re.compile(r"(?:[A-Z][\w’'-]*\.?)(?: (?:[A-Z][\w’'-]*))*|U\.S\.|U\.K\.")
_PREPOSITION = re.compile(
    r"\b(?:in|at|near|around|along|across|outside|inside|within|circling|surrounding|with|to|from|on|bordering|of)\s+"
    r"(?:[a-z]+ly\s+)?(?:the\s+)?(?:[a-z]+\s+){0,2}$"
)
_PAST = re.compile(
    r"\b(?:in (?:19|20)\d\d|last (?:year|month|week)|a year (?:ago|earlier)|years? ago|previous\w*"
    r"|earlier (?:this|attack|report|wave|strike)|in the past|historic\w*|record|compared"
    r"|prior (?:week|month|quarter|year)|(?:week|month|quarter|year) (?:before|earlier)"
    r"|preliminary (?:estimate|figure|report))\b",
    re.I,
)
_ASIDE = re.compile(r", (?:\w+ed|built|founded|born|begun) [^,]{1,40},")
"""What is said of the subject on the way: "the mine, opened in 1968, has"."""
_UNREAL = re.compile(
    r"\b(?:could|(?-i:may)|might|would|will|should|plan(?:s|ned|ning)? to|expect(?:s|ed|ing)?|if|seek(?:s|ing)?"
    r"|want(?:s|ed)?"
    r"|propos\w+|hop(?:es|ed|ing)|aim(?:s|ed|ing)?|intend\w*|threat\w*|promis\w+|vow\w*|pledg\w+|forecast\w*|predict\w*"
    r"|project(?:s|ed))\b",
    re.I,
)
_WANTED = re.compile(
    r"\b(?:wants?|wanted|demand\w*|offer\w*|seek\w*|propos\w+|ask\w* for|calls? for|goal|target|limit|maximum|capacity"
    r"|holds?|allows?|licen[cs]e)\b",
    re.I,
)
_BEFORE_WANTED = 60
"""Characters before a figure in which a word tells that it is a wish or a limit, not a count."""
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
_MONTH = re.compile(
    r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:\.|uary|ruary|ch|il|e|y|ust|tember|ober|ember)?\b"
    r"|\b(?<=in )May\b"
)
_AS_OF = re.compile(r"\b(?:through|as of|until|by the end of|by late|by early)\s+\w+(?: \d+)?", re.I)
_BOUND = re.compile(r"\b(?:since|until|till|after|before|of|than in)(?: the)?(?: \w+){0,2}\s*$", re.I)
_PARTS = re.compile(r",? (?:including|among them|most of them|of whom|of which|of them)\b", re.I)
_GAP = re.compile(r"[,;]\s+(?:(?:and|but|or|only|just|at|about|around)\s+)?$")
_WITH_KILLER = re.compile(
    r"\b(?:includ(?:ing|es)|among them|as well as|counting)(?: [^\s.;]+){0,3}?"
    r" (?:gunm[ae]n|shooters?|assailants?|attackers?|suspects?|bombers?|killers?|perpetrators?|hijackers?)\b",
    re.I,
)
_AT_WORST = re.compile(
    r"\bat (?:(?:its|the|their|one) (?:peak|height|worst|high|point)|most\b)|\bat peak\b|\bpeak(?:ed|ing)\b", re.I
)
_AFTERWARDS = re.compile(
    r"\b(?:still|remain\w*|restor\w*|down (?:from|to)"
    r"|by (?:late |early )?(?:morning|noon|afternoon|evening|night|nightfall))\b",
    re.I,
)
_HEIGHT_REACH = 70
_IS_WHOLE = re.compile(r"\d[\d.,]*(?: [a-z-]+)? (?:out )?of (?:the |its |their |all |some |about )?$", re.I)
_TOKEN = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*|[%$€£]")
TIME_REACH = 90


@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """A figure with what it is a figure of. "" and None stand for what the sentence does not say."""

    figure: Figure
    read: ReadSentence
    speaker: str
    voice: str  # one key for all names of the speaker
    counted: str  # class of the counted noun
    state: str
    owner: str
    place: str
    days: tuple[date, date] | None
    as_of: str
    years: frozenset[str]
    months: frozenset[str]
    is_past: bool
    is_firm: bool
    near: frozenset[str]
    clause: tuple[str, ...]  # the words of its clause, "#" for the figure
    names: frozenset[str]
    places: frozenset[str]
    is_elliptic: bool  # it says only how many, and the figure before says of what
    relation: str  # to what it tells of: "" for its size, else "part", "change", "rate" …
    is_wanted: bool  # it is demanded, offered or hoped for
    is_height: bool  # of something at its height: "43,000 at the peak"
    is_rest: bool  # of what is left of it: "by evening 12,000"
    is_whole: bool  # of which only a part is told: the 2,400 of "1,900 of 2,400 trains were cancelled"
    counts_killer: bool  # whoever killed is expressly among those counted: "four dead, including the assailant"
    beside: frozenset[tuple[FigureKind, str, float]]  # kind, unit and value of its sentence's other figures
    article_id: str
    moment: Moment = NO_MOMENT
    correction: int = 0  # the number of the correction that it is about, as the wrong figure or the right one


def find_quantities(view: StoryView) -> Iterator[Quantity]:
    """The story's figures that can be compared at all, in order; each is read when it is asked for."""
    for read in view.story.sentences:
        for figure in read.mentions.figures:
            if figure.kind in _COMPARED and figure.high > 0:
                quantity = read_quantity(view, read, figure)
                if quantity.relation != "label":
                    yield quantity


def _sides(read: ReadSentence, figure: Figure) -> tuple[str, str]:
    offset = read.sentence.start
    return read.text[: max(0, figure.start - offset)], read.text[figure.end - offset :]


def read_quantity(view: StoryView, read: ReadSentence, figure: Figure) -> Quantity:
    """A figure of a sentence with what it is a figure of."""
    before, after = _sides(read, figure)
    cut = _CLAUSE_END.search(after)
    clause_after = after[: cut.start()] if cut else after
    clauses_before = [match.end() for match in _CLAUSE_END.finditer(before)]
    clause_before = before[clauses_before[-1] :] if clauses_before else before
    around = before[-TIME_REACH:] + " # " + after[:TIME_REACH]
    start = figure.start - read.sentence.start
    near = read.text[max(0, start - _HEIGHT_REACH) : start + _HEIGHT_REACH]
    counted = counted_class(figure.counted)
    state = IMPLIED_STATES.get(counted) or (
        state_of(before, after, view.language(read.article_id)) if figure.kind is FigureKind.COUNT else ""
    )
    if counted in IMPLIED_STATES or (counted in ("", "other") and state and figure.kind is FigureKind.COUNT):
        counted = "person"
    speaker = giver_of(view, read, figure)
    told_before, told_after = _told(read, figure)
    is_age = figure.kind is FigureKind.AGE
    owner = who_is_so_old(view, read, figure) if is_age else _owner(read, figure, clause_before, clause_after)
    relation = "" if is_age and owner else relation_of(before, after, figure)
    if not relation and _is_gapped(read, figure, before):
        told_before = ""
    if relation == "compared":
        speaker = ""  # "up from 14": nobody counts 14 any more
    corrected = find_corrected(view).get((read.article_id, figure.start))
    return Quantity(
        figure=figure,
        read=read,
        speaker=speaker,
        voice=view.names.speaker_key(speaker, read.article_id),
        counted=counted,
        state=state,
        owner=owner,
        place=_place(read, figure, clause_after),
        days=days_of(view, read, figure),
        as_of=" ".join(match.group().casefold() for match in _AS_OF.finditer(around)),
        years=frozenset(_YEAR.findall(around)),
        months=frozenset(month[:3] for month in _MONTH.findall(around)),
        is_past=bool(_PAST.search(_ASIDE.sub("", clause_before)[-80:]) or _PAST.search(clause_after[:80])),
        is_firm=not (_UNREAL.search(clause_before[-80:]) or _UNREAL.match(clause_after)),
        near=frozenset(
            word
            for word in (
                *content_words(_shorter(clause_before, told_before))[-5:],
                *content_words(_shorter(clause_after, told_after))[:7],
            )
            if not word[0].isdigit()
        ),
        clause=(*_TOKEN.findall(clause_before.casefold()), "#", *_TOKEN.findall(clause_after.split(",")[0].casefold())),
        names=frozenset(
            entity.id
            for name in read.mentions.names
            if name.kind is not NameKind.PLACE and (entity := view.names.bearer_of(name, read.article_id))
        ),
        places=_places(read),
        is_elliptic=relation not in ("extra", "compared", "forecast")
        and _is_elliptic(figure, counted, speaker, told_before, told_after, clause_before, clause_after),
        relation=relation,
        is_wanted=_WANTED.search(before[-_BEFORE_WANTED:]) is not None,
        is_height=_AT_WORST.search(near) is not None,
        is_rest=_AFTERWARDS.search(near) is not None,
        is_whole=_IS_WHOLE.search(before) is not None,
        counts_killer=_WITH_KILLER.search(after) is not None,
        beside=frozenset(
            (other.kind, other.unit, other.low) for other in read.mentions.figures if other.start != figure.start
        ),
        article_id=read.article_id,
        moment=moment_of(view, read, figure),
        correction=corrected.number if corrected else 0,
    )


def _is_gapped(read: ReadSentence, figure: Figure, before: str) -> bool:
    """Whether a figure follows a comma bare, after another of its unit: "up 38% by the union's count, 21% by …"."""
    return _GAP.search(before) is not None and any(
        (other.kind, other.unit) == (figure.kind, figure.unit) and other.end < figure.start
        for other in read.mentions.figures
    )


def _is_elliptic(figure: Figure, counted: str, speaker: str, *sides: str) -> bool:
    """Whether nothing near the figure says of what it is: "the union counts 58", "Norlund at about 18"."""
    told_before, told_after, clause_before, clause_after = sides
    if figure.counted or (counted and counted != "person"):
        return False
    before, after = _shorter(clause_before, told_before), _shorter(clause_after, told_after)
    own = [word for word in content_words(before)[-4:] + content_words(after)[:4] if not word[0].isdigit()]
    giver = content_words(speaker)
    own = [word for word in own if word not in ESTIMATING and word not in giver]
    return len(own) <= 1 or ESTIMATE.search(before) is not None or is_given(before)


def _told(read: ReadSentence, figure: Figure) -> tuple[str, str]:
    """What is said before and after the figure, without who says it: a speaker's title says nothing of a count."""
    start, end = read.sentence.start, read.sentence.end
    for attribution in read.mentions.attributions:
        if attribution.content_start <= figure.start and figure.end <= attribution.content_end:
            start, end = max(start, attribution.content_start), min(end, attribution.content_end)
    offset = read.sentence.start
    return read.text[start - offset : figure.start - offset], read.text[figure.end - offset : end - offset]


def _shorter(one: str, other: str) -> str:
    return min(one, other, key=len)


def _owner(read: ReadSentence, figure: Figure, before: str, after: str) -> str:
    """Whose it is: the people named before the counted noun ("Russian troops"), else the nearest place before it."""
    noun = after.casefold().find(figure.counted.casefold()) if figure.counted else -1
    for word in re.findall(r"[\w-]+", after[:noun] if noun > 0 else ""):
        if word.casefold() in demonyms():
            return place_key(word)
    if counted_class(figure.counted) != "troop":
        return ""
    start = figure.start - len(before)
    places = [
        name for name in read.mentions.names if start <= name.start < figure.start and name.kind is NameKind.PLACE
    ]
    if places:
        return place_key(places[-1].text)
    known = [word for word in re.findall(r"[A-Z]\w+", before) if word.casefold() in demonyms()]
    return place_key(known[-1]) if known else ""


def _place(read: ReadSentence, figure: Figure, after: str) -> str:
    """Where it is: the first place named after the counted noun in the same clause, behind a preposition; of a part
    that is told with it ("67 people, including 51 in Haiti") the place is another's."""
    after = _PARTS.split(after)[0]
    names = {
        name.start: name
        for name in read.mentions.names
        if figure.end <= name.start < figure.end + len(after) and name.kind is NameKind.PLACE
    }
    for start, name in sorted(names.items()):
        lead = after[: start - figure.end]
        if name.text.casefold() in demonyms() and lead.strip() == "":
            continue
        if _PREPOSITION.search(lead):
            return place_key(name.text)
    for match in _CAPITALS.finditer(after):
        if _PREPOSITION.search(after[: match.start()]):
            key = place_key(match.group())
            if match.group().casefold() in demonyms() or key != match.group().casefold():
                return key
    return ""


def _places(read: ReadSentence) -> frozenset[str]:
    """All places that the sentence names, by name or by people."""
    named = {place_key(name.text) for name in read.mentions.names if name.kind is NameKind.PLACE}
    peoples = {place_key(word) for word in re.findall(r"[A-Z]\w+", read.text) if word.casefold() in demonyms()}
    return frozenset(named | peoples)


def days_of(view: StoryView, read: ReadSentence, figure: Figure) -> tuple[date, date] | None:
    """The days the figure is of: dates near it that do not only bound a span ("since 2008"), else publication."""
    found = [days for _, days in _dates_of(view, read, figure)]
    if found:
        return min(day for day, _ in found), max(day for _, day in found)
    published = view.published_on(read.article_id)
    return (published, published) if published and not view.is_guessed(read.article_id) else None


def _dates_of(view: StoryView, read: ReadSentence, figure: Figure) -> Iterator[tuple[DateMention, tuple[date, date]]]:
    """The dates near a figure that do not only bound a span, with their days."""
    published = view.published_on(read.article_id)
    for mention in read.mentions.dates:
        gap = mention.start - figure.end if mention.start >= figure.end else figure.start - mention.end
        before = read.text[: mention.start - read.sentence.start]
        if gap <= TIME_REACH and not _BOUND.search(before) and (days := resolve(mention, published)) is not None:
            yield mention, days
