"""Which sentences of an article could stand in a summary as they are. Rather too few than one that cannot."""

from __future__ import annotations

import re
from functools import cache

from eval.mutations.claims import quoted_spans
from eval.mutations.english import MONTHS
from summarizer.model import NameKind, ReadSentence
from summarizer.resources.tables import read_rows

SHORTEST, LONGEST = 8, 45
_DANGLING = re.compile(
    r"(?:likewise|he|she|it|they|this|that|these|those|his|her|its|their|him|them|i|we|my|our|you|your|but|and|so|yet|"
    r"or|nor|however|also|both|another|others|other|such|there|then|thus|meanwhile|here|later|earlier|similar|similarly|"
    r"instead|still|moreover|furthermore|nevertheless|nonetheless|therefore|afterwards|afterward|neither|either|"
    r"among them|one of|some of|most of|many of|each|all of|none|what|who|why|how|when asked|asked|yes|no,|"
    r"(?:\w+ ){1,3}(?:later|earlier|afterwards?)|for one thing|overnight|that is|under siege|"
    r"for example|for instance|in addition|as a result|at the time|at that|in that|on that|by then|since then|"
    r"the (?:two|three|four|former|latter|other|same|pair|couple|move|claim|incident|announcement|comments?|remarks?|"
    r"statement|decision|report|document|study|findings|ruling|company|organi[sz]ation|group|man|woman|boy|girl|"
    r"victim|suspect|actor|singer|author|duo|trio|first|second|third|last|next|new|latest|series|show|film|move|plan|"
    r"deal|letters?|tribunal|project|case|list|figures?|data|event|visit|site|change|attack|result))\b",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"continue reading|image (?:copyright|caption)|getty|photo(?:graph)?s?\b|click|subscribe|follow (?:us|@)|"
    r"sign up|read more|see also|updated|story highlights|advertis|newsletter|cookies?|javascript|copyright|©|@\w|"
    r"https?:|www\.|\.com\b|watch (?:the|this)|video:|facebook|share this|comments? (?:below|are)|editor'?s? note|"
    r"here'?s|correction|\b(?:file|stock) (?:photo|picture)|pictured|\bnbsp|"
    r"\||»|›|•|\*|#|\[|\]|\.\.\.|…|\(left\)|\(right\)",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    rf"\d{{1,2}}[.:]\d\d\b|(?:{'|'.join(MONTHS)}) \d{{1,2}}, \d{{4}} [A-Z]|[A-Z]{{3,}}[A-Z .'’]*,?[^.]{{0,50}}[-–—] |"
    r"[A-Z][A-Z .,/]{3,}(?:\([^)]*\) ?)?[-–—:] ?|[^.]{3,40}\((?:Reuters|AP|AFP|CNN)\)"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do|said|says|told|"
    r"[a-z]{3,}ed|became|began|brought|came|fell|found|gave|got|grew|held|kept|led|left|lost|made|met|paid|ran|"
    r"rose|saw|sent|set|shot|sold|spoke|stood|struck|took|went|won|wrote|plans?|expects?|wants?)\b"
)
_FIRST_PERSON = re.compile(r"\b(?:I|I’m|I'm|me|my|mine|we|us|our|ours|you|your)\b")
_THIRD_PERSON = re.compile(r"\b(?:he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
_THINGS = re.compile(r"\b(?:it|they|them|their|its)\b", re.IGNORECASE)
_POINTING = re.compile(
    r"\bthere\b(?! (?:is|are|was|were|has|have|had|will|would|may|might|can|could|should)\b)|"
    r"\b(?:have|do|does|did|be|so|not|can|will|had)[.]$|"
    r"\b(?:this|these|that (?:day|time|year|month|week|night|point|case)|those|here|the (?:latter|former)|such|"
    r"so-called|aforementioned|at the time|earlier in the day|the day before|the same|above|below|following)\b",
    re.IGNORECASE,
)
_PERSON_NOUN = re.compile(
    r"\b(?:man|woman|boy|girl|teenager|mother|father|son|daughter|wife|husband|king|queen|prince|princess|"
    r"officer|minister|president|mayor|singer|actor|actress|student|driver|soldier|gunman|judge)\b"
)
STALE = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|(?:this|last) (?:morning|afternoon|evening|night)|(?:this|last|next) week|"
    r"(?:this|last|next) (?:month|year|weekend)|currently|right now|now|ago|recently|so far|later this|earlier this)\b",
    re.IGNORECASE,
)
"""Words that tell of the day of writing: a summary of articles of several days cannot take them over."""


def is_fit(read: ReadSentence) -> bool:
    """Whether a sentence is prose that tells something by itself: its end, length, verb, marks and pronouns."""
    text = read.text
    n_words = len(text.split())
    return (
        SHORTEST <= n_words <= LONGEST
        and bool(re.match(r"[A-Z0-9“\"‘]", text))
        and bool(re.search(r"[a-z0-9)%][.]?[”\"]?\.?[”\"]?$", text))
        and text.rstrip('”"').endswith((".", ",”"))
        and not any(mark in text for mark in ("?", "\n", "!", ";", ": ", " -- "))
        and not _DATELINE.match(text)
        and not _DANGLING.match(text.lstrip('“"‘'))
        and not _FURNITURE.search(text)
        and not _is_shouted(text)
        and _is_balanced(text)
        and _stands_alone(read)
    )


def is_loaded(text: str) -> bool:
    """Whether a text judges in its own words: such a sentence is the outlet's opinion, not news.

    >>> is_loaded("The minister ran a shameful campaign."), is_loaded("Moss called it “a shameful campaign”.")
    (True, False)
    """
    words = set(re.findall(r"[a-z-]+", unquoted(text).lower()))
    return not words.isdisjoint(_loaded())


def unquoted(text: str) -> str:
    """A text with its quotations blanked, offsets kept.

    >>> unquoted("He said “no”.")
    'He said     .'
    """
    for start, end in quoted_spans(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


@cache
def _loaded() -> frozenset[str]:
    return frozenset(row[0] for row in read_rows("loaded_words.txt") if len(row) == 1)


def _is_shouted(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return sum(char.isupper() for char in letters) > 0.25 * len(letters)


def _is_balanced(text: str) -> bool:
    opened, closed = re.findall(r"(?<!\w)['‘](?=\w)", text), re.findall(r"(?<=[\w.,])['’](?!\w)", text)
    pairs = all(text.count(first) == text.count(last) for first, last in ("“”", "()"))
    return pairs and text.count('"') % 2 == 0 and len(opened) == len(closed)


def _stands_alone(read: ReadSentence) -> bool:
    """No pronoun without its noun before it, no speech whose speaker stands elsewhere, a finite verb."""
    text = unquoted(read.text)
    people = [name.start - read.sentence.start for name in read.mentions.names if name.kind is NameKind.PERSON]
    noun = _PERSON_NOUN.search(text)
    first_person = min([*people, noun.start() if noun else len(text)], default=len(text))
    pronoun, thing = _THIRD_PERSON.search(text), _THINGS.search(text)
    return (
        bool(_FINITE.search(text))
        and not _FIRST_PERSON.search(text)
        and not _POINTING.search(text)
        and (pronoun is None or first_person < pronoun.start())
        and (thing is None or len(text[: thing.start()].split()) >= 4)
        and _has_speaker(read, text)
    )


def _has_speaker(read: ReadSentence, text: str) -> bool:
    """Whether each quotation of a sentence has its speaker in the sentence: by name or noun, not by pronoun."""
    if not any(not quotation.is_scare for quotation in read.mentions.quotations):
        return text.strip()[:1].isalnum() or not read.mentions.quotations
    speech = re.search(r"\b(?:said|says|told|wrote|added|called|according to|described|[a-z]+ed)\b", text)
    alone = re.search(
        r"\b(?:he|she|they|it) (?:said|says|told|added|wrote)|\b(?:said|says) (?:he|she|they)\b", text, re.I
    )
    named = any(quotation.speaker for quotation in read.mentions.quotations)
    return speech is not None and alone is None and named
