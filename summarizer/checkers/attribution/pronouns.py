"""Does a "he" or "she" of the claim mean whom the articles mean?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from summarizer.checkers._people import story_people
from summarizer.checkers.attribution.findings import (
    CLOSE,
    MIN_SHARED,
    NAME,
    PRONOUN_BEFORE,
    SAYS_ALL,
    STATES,
    objection,
)
from summarizer.checkers.speakers import name_words
from summarizer.checkers.statements import Statement, soft_share, telling_words
from summarizer.model import Attribution, Claim, ErrorCode, Evidence, Finding, NameKind, ReadSentence, Severity, Vote
from summarizer.similarity import words

_BEFORE = 2  # sentences before one in which its "he" may have his name
_BESIDE = re.compile(r"(?:Alongside|Together with|Along with|With|Beside|Next to|Like|Unlike)\b[^,]*,\s*$")


def misread_speaker(
    attribution: Attribution, statements: Sequence[Statement], claim: Claim, evidence: Evidence
) -> Finding | None:
    """A "she said" that a reader takes for one person of the claim, where the articles have another say it."""
    pronoun = attribution.speaker.lower()
    if pronoun not in ("he", "she") or not statements or statements[0].share < SAYS_ALL:
        return None
    best = statements[0]
    people = story_people(evidence)
    before = claim.context[: attribution.start]
    named = people.named(before) or people.named(claim.previous[-1] if claim.previous else "")
    genders = _genders(evidence)
    fitting = {person for person in named if genders.get(person) == pronoun}
    read = fitting if len(fitting) == 1 else named
    meant = people.named(best.attribution.speaker)
    near = {person for s in statements if s.share >= best.share - CLOSE for person in people.named(s.sentence.text)}
    if len(read) != 1 or not meant or read & (meant | near):
        return None
    claimed, found = next(iter(read)), " or ".join(sorted(meant))
    return objection(
        ErrorCode.COREFERENCE,
        f"“{attribution.speaker}” reads as {claimed}; the articles have {found} say this ({best.label}).",
        Severity.MAJOR,
        best,
        claimed,
        contradicts=True,
    )


def _genders(evidence: Evidence) -> Mapping[str, str]:
    """The story's persons for whom an article says "he said" or "she said", with that pronoun."""
    people = story_people(evidence)
    found: dict[str, str] = {}
    for sentence in evidence.story.sentences:
        for attribution in sentence.mentions.attributions:
            before = sentence.text[: max(0, attribution.start - sentence.sentence.start)]
            pronoun = PRONOUN_BEFORE.search(before)
            for person in people.named(attribution.speaker) if pronoun else ():
                found[person] = pronoun.group().split()[0].lower() if pronoun else ""
    return found


def misread_pronoun(claim: Claim, evidence: Evidence) -> Iterable[Finding]:
    """A "he" that a reader takes for somebody of the sentence before, where the articles have another do it."""
    pronoun = re.search(r"\b(?:He|She|he|she)\b", claim.text)
    if pronoun is None or not claim.previous:
        return
    before = claim.text[: pronoun.start()]
    if _people(before, evidence) and not _BESIDE.match(before):
        return
    people = _people(claim.previous[-1], evidence) - set(words(claim.text))
    telling = {word: weight for word, weight in telling_words(claim.text).items() if word not in people}
    if not people or len(telling) < MIN_SHARED:
        return
    near = [
        (soft_share(claim.text, telling, candidate.sentence.text), candidate.sentence)
        for candidate in evidence.candidates
    ]
    near = [(share, sentence) for share, sentence in near if share[0] >= STATES and share[1] >= MIN_SHARED]
    if not near:
        return
    others = []
    for _, sentence in near:
        around = " ".join(
            other.text
            for other in evidence.story.sentences
            if other.article_id == sentence.article_id and 0 <= sentence.sentence.index - other.sentence.index <= 2
        )
        if people & set(words(around)):
            return
        others.append((sentence, sorted(_people(sentence.text, evidence) - set(words(claim.text)))))
    sentence, named = others[0]
    if set(named) & _people(" ".join(claim.previous[:-1]), evidence):
        return  # of whom the text has told before: a reader knows who is meant
    if named:
        label = evidence.story.article(sentence.article_id).label
        claimed = " or ".join(sorted(name.title() for name in people))
        found = " or ".join(name.title() for name in named)
        yield Finding(
            NAME,
            Vote.OBJECT,
            ErrorCode.COREFERENCE,
            f"“{pronoun.group()}” reads as {claimed}; in {label} it is {found}.",
            Severity.MAJOR,
            (sentence.sentence.span,),
            pronoun.group(),
            found,
            contradicts=True,
        )


_SECOND_HALF = re.compile(
    r", (?:and|but) (?:(?:alongside|together with|along with|beside|next to|with) (?P<beside>[^,]{2,40}?),? )?"
    r"(?P<who>he|she) (?P<told>.+)"
)


def misread_within(claim: Claim, evidence: Evidence) -> Iterable[Finding]:
    """A "he" of a claim's second half that a reader takes for the only one whom the first half names besides those
    with him ("Osk met Lund, and alongside Lund he …"), where the articles have another do it."""
    match = _SECOND_HALF.search(claim.text)
    if match is None:
        return
    people = story_people(evidence)
    read = people.named(claim.text[: match.start()]) - people.named(match["beside"] or "")
    telling = telling_words(match["told"])
    if len(read) != 1 or len(telling) < MIN_SHARED:
        return
    told: list[ReadSentence] = []
    for index, sentence in enumerate(evidence.story.sentences):
        share, n_shared = soft_share(match["told"], telling, sentence.text)
        if share >= STATES and n_shared >= MIN_SHARED:
            if read & people.around(index, _BEFORE, evidence.story):
                return
            told.append(sentence)
    meant = [people.named(sentence.text) - people.named(claim.text) for sentence in told]
    if not told or not all(meant):
        return
    label, found = evidence.story.article(told[0].article_id).label, " or ".join(sorted(meant[0]))
    yield Finding(
        NAME,
        Vote.OBJECT,
        ErrorCode.COREFERENCE,
        f"“{match['who']}” reads as {next(iter(read))}; in {label} it is {found}.",
        Severity.MAJOR,
        (told[0].sentence.span,),
        match["who"],
        found,
        contradicts=True,
    )


def _people(text: str, evidence: Evidence) -> set[str]:
    """The last names of the story's persons that a text names."""
    present = set(words(text))
    return {
        last
        for entity in evidence.facts.entities
        if entity.kind is NameKind.PERSON
        for spelling in (entity.name, *entity.spellings)
        if (parts := name_words(spelling)) and (last := parts[-1]) in present
    }
