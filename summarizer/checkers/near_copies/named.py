"""Another date, another name, another office before the same name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from summarizer.checkers._alignment import Line, cue_words, stem, story_words
from summarizer.checkers._days import agree, is_one_of, read_day
from summarizer.checkers._names import are_kin, are_town_and_house, kind_of, tokens_of
from summarizer.checkers._values import outlet
from summarizer.checkers.near_copies.part import Part, finding, plain
from summarizer.checkers.near_copies.reading import Difference, NearCopy
from summarizer.checkers.polarity import lower_words
from summarizer.mentions.lexicon import first_names, titles
from summarizer.model import (
    DateMention,
    ErrorCode,
    Evidence,
    Finding,
    Name,
    NameKind,
)

_SPELLED = 80  # rapidfuzz ratio from which two words may be one name in two spellings
_SHORT_SPAN = re.compile(r"\b(\d\d)(\d\d)[–/-](\d\d)\b")
""" "2018–19" is "2018–2019"."""


_TOLD = re.compile(r"\b(?:told|tells|to) (?:the )?$")


def check_date(difference: Difference, copy: NearCopy, part: Part) -> Finding | None:
    pair = difference.only("date")
    claimed, stated = (pair[0].mention, pair[1].mention) if pair else (None, None)
    if pair is None or not isinstance(claimed, DateMention) or not isinstance(stated, DateMention):
        return None
    if _is_same_date(claimed, stated) is not False:
        return None
    if any(_is_same_date(claimed, date) for date in part.copied_dates):
        return None
    if part.is_told(pair[0], lambda line: any(_is_same_date(claimed, date) for date in line.sentence.mentions.dates)):
        return None
    where = outlet(copy.line.sentence, part.evidence)
    reason = f"The articles say {stated.text} ({where}), the sentence {claimed.text}."
    return finding(ErrorCode.DATE, reason, copy, claimed.text, stated.text)


def _is_same_date(one: DateMention, other: DateMention) -> bool | None:
    """Whether two dates agree, also in a second day or year ("19 and 20 November"); None where they cannot tell."""
    texts = [plain(_SHORT_SPAN.sub(r"\1\2 \1\3", mention.text)) for mention in (one, other)]
    if texts[0] == texts[1] or is_one_of(one.text, other.text) or is_one_of(other.text, one.text):
        return True
    if re.sub(r"\d+", "", texts[0]) == re.sub(r"\d+", "", texts[1]):
        return False
    return agree(read_day(one), read_day(other))


def check_name(difference: Difference, copy: NearCopy, part: Part) -> Finding | None:
    pair = difference.only("name")
    claimed, stated = (pair[0].mention, pair[1].mention) if pair else (None, None)
    if pair is None or not isinstance(claimed, Name) or not isinstance(stated, Name):
        return None
    own, other = set(tokens_of(claimed.text)), set(tokens_of(stated.text))
    if claimed.text.casefold() in {article.outlet.casefold() for article in part.evidence.story.articles}:
        return None  # whose report it is, and nobody in it: "(source: Lund Agency)"
    if not own or not other or own & other or are_kin(claimed, stated) or _are_initials(claimed.text, stated.text):
        return None
    if any(fuzz.ratio(word, another) >= _SPELLED for word in own for another in other):
        return None  # Tindal, Tindall
    if own <= cue_words("role") | cue_words("office_field"):
        return None  # "Transport Minister" is no other than who holds the office
    stems = {stem(token) for token in own}
    if stems <= copy.line.stems or part.is_told(pair[0], lambda line: stems <= line.stems):
        return None
    kinds = {kind_of(claimed, part.evidence), kind_of(stated, part.evidence)}
    if NameKind.PERSON in kinds and NameKind.PLACE in kinds:
        return None  # "the England winger", "Moss": another word for one
    if NameKind.PLACE in kinds and are_town_and_house(claimed.text, stated.text):
        return None
    if _TOLD.search(copy.line.sentence.text[: stated.start - copy.line.sentence.sentence.start]):
        return None  # "told the Post": to whom it was said
    code = ErrorCode.PLACE if kinds == {NameKind.PLACE} else ErrorCode.ENTITY
    where = outlet(copy.line.sentence, part.evidence)
    return finding(code, f"The articles say this of {stated.text} ({where}).", copy, claimed.text, stated.text)


def check_relatives(copy: NearCopy, part: Part) -> Iterator[Finding]:
    """Objections to one person of a family where the sentence has another: "Jane Osk said" for "Mr Osk said".

    Who is meant by a family name alone nobody knows for sure; a title that does not fit the given name tells.
    """
    across = [pair for difference in copy.differences if (pair := difference.only("name")) is not None]
    for mine, theirs in (*copy.pairs, *across):
        claimed, stated = mine.mention, theirs.mention
        if not isinstance(claimed, Name) or not isinstance(stated, Name):
            continue
        family = tokens_of(stated.text)[-1:]
        if not family or tokens_of(claimed.text)[-1:] != family or not _are_two(family[0], part.evidence):
            continue
        told = gender_of(stated)
        if {gender_of(claimed), told} != {"m", "f"}:
            continue

        def is_of(line: Line, own: str = family[0], wanted: str = gender_of(claimed)) -> bool:
            return any(tokens_of(n.text)[-1:] == [own] and gender_of(n) == wanted for n in line.sentence.mentions.names)

        if is_of(copy.line) or part.is_told(mine, is_of):
            continue
        as_told = f"{stated.role} {stated.text}".strip()
        where = outlet(copy.line.sentence, part.evidence)
        reason = f"The articles say this of {as_told} ({where})."
        yield finding(ErrorCode.ENTITY, reason, copy, claimed.text, as_told)


def gender_of(name: Name) -> str:
    """What the title before a name, else the given name, tells of who bears it: m, f or "".

    >>> gender_of(Name(3, 6, "Osk", role="Mr")), gender_of(Name(0, 8, "Jane Osk")), gender_of(Name(0, 3, "Osk"))
    ('m', 'f', '')
    """
    title = name.role.split()[-1] if name.role else ""
    given = first_names().get(name.text.split()[0], "") if " " in name.text else ""
    return titles().get(title) or titles().get(f"{title}.") or given.replace("u", "")


def _are_two(family: str, evidence: Evidence) -> bool:
    """Whether two persons of the story have one family name."""
    people = {e.name for e in evidence.facts.entities if e.kind is NameKind.PERSON and " " in e.name}
    return sum(tokens_of(name)[-1:] == [family] for name in people) > 1


def _are_initials(one: str, other: str) -> bool:
    """Whether one name is the other's initials."""
    short, long = sorted((one, other), key=len)
    initials = "".join(word[0] for word in re.findall(r"[A-Z][\w'’-]*", long))
    return short.isupper() and short.replace(".", "") in initials


def check_office(difference: Difference, copy: NearCopy, part: Part) -> Finding | None:
    """Another office before the same name."""
    person = after = difference.after
    if after is not None and part.words(after).lower() in cue_words("role"):  # the "Minister" of "Health Minister"
        person = next((mine for mine, _ in copy.pairs if mine.start >= after.end), None)
    if person is None or not isinstance(person.mention, Name) or not difference.mine or not difference.theirs:
        return None
    offices = cue_words("role") | cue_words("office_field")
    mine = {word for item in difference.mine for word in lower_words(part.words(item))} & offices
    theirs = {word for item in difference.theirs for word in lower_words(copy.words(item))} & offices
    key = stem(tokens_of(person.mention.text)[-1]) if tokens_of(person.mention.text) else ""
    if not mine or not theirs or mine & theirs or not key:
        return None
    stems = {stem(word) for word in mine}
    if any(key in line.stems and stems & line.stems for line in story_words(part.evidence.story).lines):
        return None
    claimed, found = sorted(mine)[0], sorted(theirs)[0]
    where = outlet(copy.line.sentence, part.evidence)
    reason = f"{where} calls {person.mention.text} {found}, the sentence {claimed}."
    return finding(ErrorCode.ROLE, reason, copy, claimed, found)
