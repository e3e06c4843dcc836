"""Did it happen where the claim says? Where it is told, and where this speaker spoke to reporters."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from summarizer.checkers._alignment import align, content_stems, story_words
from summarizer.checkers._names import NAME, TOKEN, are_town_and_house, fold, kind_of, place_names, tokens_of
from summarizer.checkers._people import StoryPeople, story_people
from summarizer.model import Claim, ErrorCode, Evidence, Finding, Name, NameKind, ReadSentence, Severity, Story, Vote

_SAME_PLACE = 70  # rapidfuzz ratio from which two words for one state are one place: Kyiv and Kiev
_TELLS = 0.6  # share of the rest of the claim that one sentence must have before it tells of the claim
_TOUCHES = 0.3  # a sentence with so much of it, or beside one, may be where the name comes from
_TOUCHES_SHARE = 0.5  # nor a sentence with so small a share of what the best one has
_BESIDE_SHARE = 0.7  # the same for a sentence whose neighbours may be where the name comes from

_SPEAKS_AT = re.compile(
    r"\b(?:reporters|journalists|news conference|press conference|briefing|interview|statement|speech|speaking|spoke)"
    r"(?: [a-z]\w*){0,4}? (?:in|at|from|outside|near) (?:the )?((?:[A-Z][\w’'-]+ ?)+)"
)
_BEGINS_IN = re.compile(r"^(?:Speaking )?[Ii]n ((?:[A-Z][\w’'-]+ ?)+),")


def check_places(names: list[Name], claim: Claim, evidence: Evidence) -> list[Finding]:
    """An objection to a place where the articles have none of it, while they have it in another."""
    return (
        _speaks_elsewhere(claim, evidence)
        or _told_elsewhere(names, claim, evidence)
        or _clause_elsewhere(names, claim, evidence)
    )


def _speaks_elsewhere(claim: Claim, evidence: Evidence) -> list[Finding]:
    """An objection when somebody speaks to reporters in a place where no article has that person, but in another."""
    people = story_people(evidence)
    for match in _SPEAKS_AT.finditer(claim.text):
        speakers = people.named(claim.text[: match.start()])
        claimed = match[1].strip()
        if len(speakers) != 1 or speakers & people.named(claimed):
            continue
        who = next(iter(speakers))
        there = _places_of(who, tokens_of(claimed), people, evidence)
        if there is not None:
            sentence, place = there
            label = evidence.story.article(sentence.article_id).label
            return [
                _objection(
                    claimed, place, sentence, f"The articles have {who} speak in {place} ({label}), not {claimed}"
                )
            ]
        here = _another_speaks_in(tokens_of(claimed), who, people, evidence)
        if here is not None:
            sentence, other = here
            label = evidence.story.article(sentence.article_id).label
            return [
                _objection(
                    claimed, other, sentence, f"The articles have {other} speak in {claimed} ({label}), not {who}"
                )
            ]
    return []


def _places_of(
    person: str, claimed: list[str], people: StoryPeople, evidence: Evidence
) -> tuple[ReadSentence, str] | None:
    """Where an article has a person speak; None when nowhere, or when any sentence has the claimed place beside him."""
    found = None
    for index, line in enumerate(story_words(evidence.story).lines):
        if person not in people.present[index]:
            continue
        text = line.sentence.text
        if any(_has(token, text) for token in claimed) or _has_kin(claimed, text):
            return None
        spot = _SPEAKS_AT.search(text) or _BEGINS_IN.search(text)
        if spot and found is None and not people.named(spot[1]):
            found = line.sentence, spot[1].strip()
    return found


def _another_speaks_in(
    claimed: list[str], person: str, people: StoryPeople, evidence: Evidence
) -> tuple[ReadSentence, str] | None:
    """Who else speaks in a place; None when nobody does, or when the place stands anywhere near this person."""
    found = None
    for index, line in enumerate(story_words(evidence.story).lines):
        if not all(_has(token, line.sentence.text) for token in claimed):
            continue
        if person in people.around(index, 1, evidence.story):
            return None
        spot = _SPEAKS_AT.search(line.sentence.text) or _BEGINS_IN.search(line.sentence.text)
        if spot and set(tokens_of(spot[1])) >= set(claimed) and people.speaking[index]:
            found = line.sentence, min(people.speaking[index])
    datelines = " ".join(article.dateline_place for article in evidence.story.articles)
    return None if any(_has(token, datelines) for token in claimed) else found


def _has_kin(claimed: list[str], text: str) -> bool:
    """Whether a text has another spelling of the claimed place, or another word for the claimed state."""
    place = " ".join(claimed)
    state = place_names().get(place)
    if state is None:
        return False
    words = [fold(token) for token in TOKEN.findall(text)]
    return any(
        place_names().get(word) == state and (place == state or fuzz.ratio(word, place) >= _SAME_PLACE)
        for word in words
    )


def _objection(claimed: str, found: str, sentence: ReadSentence, told: str) -> Finding:
    return Finding(
        checker=NAME,
        vote=Vote.OBJECT,
        code=ErrorCode.PLACE,
        reason=f"{told}.",
        severity=Severity.MAJOR,
        evidence=(sentence.sentence.span,),
        claimed=claimed,
        found=found,
        contradicts=True,
    )


def _told_elsewhere(names: list[Name], claim: Claim, evidence: Evidence) -> list[Finding]:
    """An objection when what happens in a place is told only where it is not named, and another place is."""
    for name in names:
        if kind_of(name, evidence) is not NameKind.PLACE:
            continue
        without = claim.text[: name.start - claim.start] + claim.text[name.end - claim.start :]
        aligned = align(without, evidence.story)
        if not aligned or aligned[0].score < _TELLS:
            continue
        read = story_words(evidence.story)
        key = tokens_of(name.text)[-1]
        touching = [a for a in aligned if a.score >= max(_TOUCHES, aligned[0].score * _TOUCHES_SHARE)]
        beside = [a for a in aligned if a.score >= max(_TOUCHES, aligned[0].score * _BESIDE_SHARE)]
        near = {a.index for a in touching} | {i for a in beside for i in read.neighbours[a.index]}
        if any(_has(key, read.lines[i].sentence.text) for i in near) or _kin_near(name, claim, near, evidence.story):
            continue
        best = aligned[0]
        claimed = {token for other in names for token in tokens_of(other.text)}
        rivals = [
            other for other in best.sentence.mentions.names
            if kind_of(other, evidence) is NameKind.PLACE
            and not claimed & set(tokens_of(other.text))
            and not are_town_and_house(other.text, name.text)
        ]  # fmt: skip
        if len(rivals) != 1 or not _stand_alike(name, rivals[0], claim, best.sentence):
            continue
        if _is_state(rivals[0]) and not _is_state(name):
            continue  # Florida is in the United States
        label = evidence.story.article(best.sentence.article_id).label
        return [
            _objection(name.text, rivals[0].text, best.sentence, f"The articles say this of {rivals[0].text} ({label})")
        ]
    return []


_CUT = re.compile(r"[,;:—–]|\b(?:and|but|while|whereas|after|before|when|where|who|which|that|as)\b")
_LEAST = 3  # content words of a clause that tells something
_PLACED = re.compile(r"\b(?:in|at|near|outside|from|to) (?:the )?(?:(?:city|town|village|outskirts|port) of )?$")
_RIVAL_PLACED = re.compile(r"\b(?:in|at|near|outside|from|to) (?:(?!in\b|at\b|of\b)[\w’'-]+ ){0,3}$")


def _clause_elsewhere(names: list[Name], claim: Claim, evidence: Evidence) -> list[Finding]:
    """The same for the clause that the place stands in: of a long sentence no other holds most.

    Measured on careful sentences of real stories: 8 of 8,690 faulty ones and 2 of 9,289 faithful; of drafts 3 and none
    (decision 134).
    """
    read = story_words(evidence.story)
    for name in names:
        at = name.start - claim.start
        if kind_of(name, evidence) is not NameKind.PLACE or _is_state(name) or not _PLACED.search(claim.text[:at]):
            continue
        end = name.end - claim.start
        first = max((match.end() for match in _CUT.finditer(claim.text, 0, at)), default=0)
        last = next((match.start() for match in _CUT.finditer(claim.text, end)), len(claim.text))
        without = f"{claim.text[first:at]} {claim.text[end:last]}"
        aligned = align(without, evidence.story) if len(content_stems(without)) >= _LEAST else ()
        if not aligned or aligned[0].score < _TELLS:
            continue
        key = tokens_of(name.text)[-1]
        touching = [a for a in aligned if a.score >= max(_TOUCHES, aligned[0].score * _TOUCHES_SHARE)]
        near = {i for a in touching for i in (a.index, *read.neighbours[a.index])}
        if any(_has(key, read.lines[i].sentence.text) for i in near) or _kin_near(name, claim, near, evidence.story):
            continue
        best = aligned[0].sentence
        rival = next((other for other in best.mentions.names if _is_rival(other, name, best, evidence)), None)
        if rival is not None:
            label = evidence.story.article(best.article_id).label
            return [_objection(name.text, rival.text, best, f"The articles say this of {rival.text} ({label})")]
    return []


def _is_rival(other: Name, name: Name, sentence: ReadSentence, evidence: Evidence) -> bool:
    """Whether a sentence places something at another place, which is no spelling of the first."""
    before = sentence.text[: other.start - sentence.sentence.start]
    return (
        kind_of(other, evidence) is NameKind.PLACE
        and not _is_state(other)
        and not are_town_and_house(other.text, name.text)
        and not set(tokens_of(other.text)) & set(tokens_of(name.text))
        and fuzz.ratio(other.text.lower(), name.text.lower()) < _SAME_PLACE
        and _RIVAL_PLACED.search(before) is not None
    )


def _is_state(name: Name) -> bool:
    return name.text.lower().removeprefix("the ") in place_names()


def _has(key: str, text: str) -> bool:
    return any(fold(match) == key for match in TOKEN.findall(text))


def _kin_near(name: Name, claim: Claim, near: set[int], story: Story) -> bool:
    """Whether something that stands for the same state is near; after "in", only another spelling of the same place."""
    state = place_names().get(name.text.lower())
    if state is None:
        return False
    is_placed = claim.text[: name.start - claim.start].split()[-1:] in (["in"], ["at"], ["near"], ["outside"])
    kin = [
        word for word, head in place_names().items()
        if head == state and (not is_placed or fuzz.ratio(word, name.text.lower()) >= _SAME_PLACE)
    ]  # fmt: skip
    texts = [story_words(story).lines[i].sentence.text.lower() for i in near]
    return any(re.search(rf"\b{re.escape(word)}\b", text) for text in texts for word in kin)


def _stand_alike(name: Name, rival: Name, claim: Claim, sentence: ReadSentence) -> bool:
    """Whether both places stand after the same sort of preposition."""
    offset = sentence.sentence.start
    mine = claim.text[: name.start - claim.start].split()[-1:]
    theirs = sentence.text[: rival.start - offset].split()[-1:]
    here = {"in", "at", "near", "outside", "from", "to", "on"}
    return bool(mine and theirs and mine[0].lower() in here and theirs[0].lower() in here)
