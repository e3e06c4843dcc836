"""What a figure in an article is a figure of: what is counted, whose, where, in which state, when, and who says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from summarizer.facts.names import demonyms, place_key
from summarizer.facts.view import StoryView, resolve
from summarizer.model import Attribution, Figure, FigureKind, NameKind, ReadSentence
from summarizer.resources.tables import read_rows
from summarizer.similarity import content_words, stem

_COMPARED = frozenset({FigureKind.COUNT, FigureKind.MONEY, FigureKind.PERCENT, FigureKind.MEASURE})
"""Kinds that are looked at; ages, times of day, scores, years and durations differ too often for good reasons."""

_NOT_AFTER = re.compile(
    r"\s*(?:[a-z-]+\s+){0,2}(?:more|fewer|less|additional|extra|other|others|further|apiece|each|times|earlier|later|ago)\b"
    r"|\s+of (?:the )?(?:precincts|polling|votes?|ballots?)\b[^.]{0,25}\b(?:reporting|counted|tallied|in)\b"
    r"|\s+(?:[a-z-]+\s+)?of\s+(?:them|those|these|whom|which|the|its|their|his|her|our|whose|all)\b"
    r"|\s+(?:[a-z-]+\s+){1,3}(?:a|an|per|every)\s+(?:day|week|month|year|hour|minute|night|person|head|game|share|acre)\b"
    r"|\s+(?:[a-z-]+\s+){0,2}(?:daily|weekly|monthly|annually|yearly)\b|\s*[-–]\s?\w",
    re.I,
)
_NOT_BEFORE = re.compile(
    r"\b(?:another|additional|extra|further|other|the (?:first|last|next|other|remaining|final)|one of|out of|of the|by"
    r"|from|than|between|goal of|target of|limit of|limited to|capacity of|every|each|per|since|No\.|number|article"
    r"|chapter|page|room|route|flight|highway|interstate|channel|aged?|section|proposition|district|precinct|(?:up|down|rose|fell"
    r"|grew|rising|falling|climbed|dropped|jumped|increase[ds]?|decrease[ds]?|gained?|lost"
    r"|rise of|drop of|increase of|cut of))\s*$",
    re.I,
)
_CUES = {
    "dead": r"kill\w*|die[ds]?|dying|dead|deaths?|fatal\w*|lives|slain|perish\w*|murder\w*|(?:death )?toll|bodies",
    "hurt": r"injur\w*|wound\w*|hurt|hospitali[sz]\w*|treated",
    "missing": r"missing|unaccounted",
    "arrested": r"arrest\w*|detain\w*|custody|detention",
    "charged": r"charge[sd]?|indict\w*|convict\w*|sentenced",
    "displaced": r"evacuat\w*|fled|flee\w*|displaced|homeless|moved out",
    "rescued": r"rescue\w*|saved|freed",
    "infected": r"infect\w*|sick\w*|positive|cases?",
    "sent": r"deploy\w*|amass\w*|mass(?:ed|ing)|position\w*|station(?:ed|ing)|gathered|build-?up|circling|encircl\w*",
    "withdrawn": r"withdr\w+|return\w*|pull(?:ed|ing)? (?:back|out)|redeploy\w*",
    "dismissed": r"laid off|lay(?:ing)? off|layoffs?|fire[sd]|dismiss\w*|cut(?:ting)?",
    "hired": r"hire[sd]?|hiring|recruit\w*|creat\w+",
    "attending": r"attend\w*|march\w*|protest\w*|rall(?:y|ied)|demonstrat\w*|crowd\w*",
    "destroyed": r"destroy\w*|damag\w*|burn\w*|collaps\w*",
    "without power": r"without (?:power|electricity)|lost power",
    "shot": r"shot|shooting|fired|opened fire",
    "sold": r"sold|sell\w*|bought|buy\w*",
    "voting": r"vote[sd]?|voting",
    "cancelled": r"cancel\w*|scrapp\w*|ground(?:ed|ing)",
    "delayed": r"delay\w*|postpon\w*",
    "aboard": r"aboard|on board|carrying",
}
_CUE = re.compile(r"\b(?:" + "|".join(f"(?P<c{n}>{cue})" for n, cue in enumerate(_CUES.values())) + r")\b", re.I)
_STATES = tuple(_CUES)
_IMPLIED = {"death": "dead", "injury": "hurt", "arrest": "arrested", "evacuee": "displaced"}
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
    r"|earlier (?:this|attack|report|wave|strike)|in the past|historic\w*|record|compared)\b",
    re.I,
)
_UNREAL = re.compile(
    r"\b(?:could|may|might|would|will|should|plan(?:s|ned|ning)? to|expect(?:s|ed|ing)?|if|seek(?:s|ing)?|want(?:s|ed)?"
    r"|propos\w+|hop(?:es|ed|ing)|aim(?:s|ed|ing)?|intend\w*|threat\w*|promis\w+|vow\w*|pledg\w+|forecast\w*|predict\w*"
    r"|project(?:s|ed))\b",
    re.I,
)
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
_MONTH = re.compile(
    r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:\.|uary|ruary|ch|il|e|y|ust|tember|ober|ember)?\b"
    r"|\b(?<=in )May\b"
)
_AS_OF = re.compile(r"\b(?:through|as of|until|by the end of|by late|by early)\s+\w+(?: \d+)?", re.I)
_BOUND = re.compile(r"\b(?:since|until|till|after|before|of|than in)(?: the)?(?: \w+){0,2}\s*$", re.I)
_TIME_REACH = 90
_STATE_REACH = 70
"""Characters on either side of a figure in which a word of state ("killed") is taken to tell of it: about a clause."""


@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """A figure with what it is a figure of. "" and None stand for what the sentence does not say."""

    figure: Figure
    read: ReadSentence
    speaker: str
    speaker_key: str
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
    context: frozenset[str]
    near: frozenset[str]
    names: frozenset[str]
    places: frozenset[str]

    @property
    def article_id(self) -> str:
        """The article it stands in."""
        return self.read.article_id


def find_quantities(view: StoryView) -> list[Quantity]:
    """The story's figures that can be compared at all, in order."""
    found = []
    for read in view.story.sentences:
        for figure in read.mentions.figures:
            if figure.kind in _COMPARED and figure.high > 0 and not _is_relative(read, figure):
                found.append(read_quantity(view, read, figure))
    return found


def _is_relative(read: ReadSentence, figure: Figure) -> bool:
    """Whether the figure is a difference, a share, a rate, a year or a label, not the size of something."""
    before, after = _sides(read, figure)
    if re.search(r"\bfrom [^,;]{1,40} to\s*$", before):
        return True
    if re.fullmatch(r"(?:1[5-9]|20)\d\d", figure.text) and not figure.counted:
        return True  # a year
    return bool(_NOT_AFTER.match(after) or _NOT_BEFORE.search(before))


def _sides(read: ReadSentence, figure: Figure) -> tuple[str, str]:
    offset = read.sentence.start
    return read.text[: max(0, figure.start - offset)], read.text[figure.end - offset :]


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


def read_quantity(view: StoryView, read: ReadSentence, figure: Figure) -> Quantity:
    """A figure of a sentence with what it is a figure of."""
    before, after = _sides(read, figure)
    cut = _CLAUSE_END.search(after)
    clause_after = after[: cut.start()] if cut else after
    clauses_before = [match.end() for match in _CLAUSE_END.finditer(before)]
    clause_before = before[clauses_before[-1] :] if clauses_before else before
    around = before[-_TIME_REACH:] + " # " + after[:_TIME_REACH]
    counted = counted_class(figure.counted)
    state = _IMPLIED.get(counted) or (_state(before, after) if figure.kind is FigureKind.COUNT else "")
    if counted in _IMPLIED or (not counted and state and figure.kind is FigureKind.COUNT):
        counted = "person"
    speaker = speaker_of(view, read, figure.start, figure.end)
    told_before, told_after = _told(read, figure)
    return Quantity(
        figure=figure,
        read=read,
        speaker=speaker,
        speaker_key=view.names.speaker_key(speaker, read.article_id),
        counted=counted,
        state=state,
        owner=_owner(read, figure, clause_before, clause_after),
        place=_place(read, figure, clause_after),
        days=_days(view, read, figure),
        as_of=" ".join(match.group().casefold() for match in _AS_OF.finditer(around)),
        years=frozenset(_YEAR.findall(around)),
        months=frozenset(month[:3] for month in _MONTH.findall(around)),
        is_past=bool(_PAST.search(clause_before[-80:]) or _PAST.search(clause_after[:80])),
        is_firm=not (_UNREAL.search(clause_before[-80:]) or _UNREAL.match(clause_after)),
        context=frozenset(word for word in content_words(told_before + " " + told_after) if not word[0].isdigit()),
        near=frozenset(
            word
            for word in (
                *content_words(_shorter(clause_before, told_before))[-5:],
                *content_words(_shorter(clause_after, told_after))[:7],
            )
            if not word[0].isdigit()
        ),
        names=frozenset(
            entity.id
            for name in read.mentions.names
            if name.kind is not NameKind.PLACE and (entity := view.names.entity_of(name.text, read.article_id))
        ),
        places=_places(read),
    )


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


def _state(before: str, after: str) -> str:
    """What is said to have happened to what is counted: the nearest word of state on either side, within the clause."""
    best: tuple[int, str] | None = None
    near_before = re.split(r"[;:—–]", before)[-1][-_STATE_REACH:]
    for match in _CUE.finditer(near_before):
        distance = len(near_before) - match.end()
        best = min(best or (999, ""), (distance, _name_of(match)))
    near_after = re.split(r"[;:—–]", after)[0][:_STATE_REACH]
    for match in _CUE.finditer(near_after):
        distance = match.start() + (20 if "," in near_after[: match.start()] else 0)
        best = min(best or (999, ""), (distance, _name_of(match)))
    return best[1] if best else ""


def _name_of(match: re.Match[str]) -> str:
    return _STATES[int((match.lastgroup or "c0")[1:])]


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
    """Where it is: the first place named after the counted noun in the same clause, behind a preposition."""
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


def _days(view: StoryView, read: ReadSentence, figure: Figure) -> tuple[date, date] | None:
    """The days the figure is of: dates near it that do not only bound a span ("since 2008"), else publication."""
    published = view.published_on(read.article_id)
    found = []
    for mention in read.mentions.dates:
        gap = mention.start - figure.end if mention.start >= figure.end else figure.start - mention.end
        before = read.text[: mention.start - read.sentence.start]
        if gap <= _TIME_REACH and not _BOUND.search(before) and (days := resolve(mention, published)) is not None:
            found.append(days)
    if found:
        return min(day for day, _ in found), max(day for _, day in found)
    return (published, published) if published else None


def speaker_of(view: StoryView, read: ReadSentence, start: int, end: int) -> str:
    """Who is said to say what stands in [start, end): of a quotation around it, else of the narrowest attribution."""
    for quotation in read.mentions.quotations:
        if quotation.start <= start and end <= quotation.end and quotation.speaker and not quotation.is_scare:
            return view.speaker(read, quotation.speaker)
    around = [
        cue
        for cue in read.mentions.attributions
        if cue.content_start <= start and end <= cue.content_end and cue.speaker and not _took_lives(read, cue, end)
    ]
    if not around:
        return ""
    narrow = min(around, key=lambda cue: (cue.content_end - cue.content_start, cue.start))
    return view.speaker(read, narrow.speaker)


def _took_lives(read: ReadSentence, cue: Attribution, end: int) -> bool:
    """Whether the word of saying is none: the storm "claimed six lives"."""
    after = read.text[end - read.sentence.start :]
    return cue.cue.casefold().startswith("claim") and bool(re.match(r"\s+(?:\w+ )?(?:lives|victims)\b", after))
