"""Whose age it is: "Ada Moss, 52,", "the 52-year-old Ada Moss", "Moss, who has died aged 52", "He was 52."."""

from __future__ import annotations

import re

from summarizer.facts.view import StoryView
from summarizer.model import Figure, Name, NameKind, ReadSentence

_BEFORE = re.compile(
    r",? ?\(?(?:aged |now |who is )?|, an? (?:[\w’'-]+ ){1,5}(?:of|aged) |, an? (?:(?:former|retired|local) )?"
    r"|,? (?:who )?(?:has |had |have )?(?:died|dies|passed away|killed|drowned)(?: [a-z]+){0,4}"
    r" (?:aged|at the age of|at age|at) "
    r"| (?:is|turned|turns)(?: now| only| just)? "
)
_AFTER = re.compile(r" (?:[\w’'-]+ ){0,4}|(?: [\w’'-]+){1,4},? (?:named|identified|called)(?: (?!and\b)[\w’'-]+){0,4} ")
"""What stands between a name and an age, and between "52-year-old" and the name."""
_IN_A_TALE = re.compile(r"^(?:,? (?:at the time|then)\b| when\b| before\b)")
"""After the age that somebody had at some time."""
_PRONOUN_ALONE = re.compile(r"^(?:He|She) (?:was|is|had just turned|turned)(?: only| just| aged)? $")
_NOUN_ALONE = re.compile(r"^(?:The|A) $")
_BY_VERB = re.compile(r"^ (?:was|is|has|had|will|died|said|pleaded|admitted|denied|told|scored|won|signed)\b")
_MEMORY = 2
"""Sentences in which the person is looked for whom "he" or "the 59-year-old" means."""


def who_is_so_old(view: StoryView, read: ReadSentence, figure: Figure) -> str:
    """The person whose age it is now, by id; "" where nobody is plain. An age in a tale is another's."""
    start = read.sentence.start
    if _IN_A_TALE.match(read.text[figure.end - start :]):
        return ""
    for name in read.mentions.names:
        if name.kind is not NameKind.PERSON:
            continue
        between = read.text[min(name.end, figure.end) - start : max(name.start, figure.start) - start]
        is_behind = name.end <= figure.start and bool(_BEFORE.fullmatch(between))
        is_before = figure.end <= name.start and figure.text.endswith("old") and bool(_AFTER.fullmatch(between))
        if is_behind or is_before:
            return _id(view, name, read)
    return _told_before(view, read, figure)


def _told_before(view: StoryView, read: ReadSentence, figure: Figure) -> str:
    """The one person of the sentences before, where all that is said of him is how old he is: "He was 91.", "The
    59-year-old was convicted"."""
    start = read.sentence.start
    before, after = read.text[: figure.start - start], read.text[figure.end - start :]
    is_pronoun = _PRONOUN_ALONE.match(before) and re.match(r"^(?: years? old)?[.,;!]?$", after)
    is_noun = _NOUN_ALONE.match(before) and figure.text.endswith("old") and _BY_VERB.match(after)
    if not is_pronoun and not is_noun:
        return ""
    sentences, place = view.by_article()[read.article_id], read.sentence.index
    for near in reversed(sentences[max(0, place - _MEMORY) : place]):
        people = {_id(view, name, near) for name in near.mentions.names if name.kind is NameKind.PERSON}
        if people:
            return people.pop() if len(people) == 1 else ""
    return ""


def _id(view: StoryView, name: Name, read: ReadSentence) -> str:
    entity = view.names.bearer_of(name, read.article_id)
    return entity.id if entity else ""
