"""Wrong sourcing in the words: another speaker, none, more of them; a pronoun that means another person.

Codes attribution-swapped, attribution-dropped, attribution-upgraded and coreference. A speaker is only dropped from
what is contested or evaluative: plain facts may be told without one.
"""

from __future__ import annotations

import re
from functools import cache
from random import Random

from eval.mutations.claims import Faithful, Mutated, raised, swap
from eval.mutations.fitness import unquoted
from eval.mutations.ground import Ground
from eval.mutations.speech import Speech, speech_of
from summarizer.model import Entity, ErrorCode
from summarizer.resources import read_text
from summarizer.similarity import content_words

EVALUATIVE = re.compile(
    r"\b(?:should|must|ought|disaster|unacceptable|worst|wrong|unfair|successful|failure|mistake|terrible|important|"
    r"dangerous|tragedy|shame|responsible|to blame|unlawful|unjust|corrupt|irresponsible|impossible|deserves?|crucial|"
    r"vital|ridiculous|extraordinary|incredible|fantastic|outstanding|remarkable|encouraging|disappointing|lied|lying|"
    r"biased|unprecedented|necessary|better|worse|excellent|would|will|never|nobody|trying to)\b",
    re.IGNORECASE,
)
"""Words that judge, advise, accuse or foretell: who holds that must be told."""
_GENDERED = re.compile(r"\b(?:he|she|his|her|him|himself|herself|I|my|we|our|us)\b", re.IGNORECASE)
_UNBOUND = re.compile(rf"{_GENDERED.pattern}|\b(?:its?|they|their)\b|,? and that ", re.IGNORECASE)
_ANONYMOUS = re.compile(
    r"\b(?P<one>an?|one) (?P<words>(?:[A-Za-z-]+ ){0,3})(?P<noun>official|source|witness|resident|diplomat|analyst|"
    r"aide|adviser|neighbour|neighbor|protester|doctor|student|passenger|employee)\b(?= (?:said|says|told|claimed))",
    re.IGNORECASE,
)
_PLURALS = {"witness": "witnesses"}
_WEAK_CUE = re.compile(
    r"(?<!still )(?<!also )(?<!not )(?<!never )(?<!once )"
    r"\b(?P<cue>claimed|claims|alleged|alleges|estimated|suggested|believes?|speculated)(?P<that> that) "
)
_UNSURE = re.compile(r"\b(?:alleged|allegedly|believed|suspected|apparently|probably|likely)\b")


def swap_speaker(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:
    """What one person said, told as said by another speaker of the story."""
    speech = speech_of(claim)
    if speech is None or speech.speaker.lower() in ("he", "she"):
        return None
    entity = _speaker_entity(speech, claim, ground)
    if entity is None or _GENDERED.search(unquoted(speech.content) if not speech.is_quoted else ""):
        return None
    others = [other for other in ground.speakers if _may_be_taken(entity, other, speech, ground)]
    if not others:
        return None
    return swap(claim, speech.speaker_span, chance.choice(others).name, ErrorCode.ATTRIBUTION_SWAPPED)


def _speaker_entity(speech: Speech, claim: Faithful, ground: Ground) -> Entity | None:
    """The one person named in the speaker's phrase."""
    start, end = speech.speaker_span
    named = [ground.entity_of(name.text) for name in claim.mentions.names if start <= name.start and name.end <= end]
    people = [entity for entity in named if entity is not None and entity in ground.people]
    return people[0] if len(people) == 1 else None


def _may_be_taken(entity: Entity, other: Entity, speech: Speech, ground: Ground) -> bool:
    """Another person, not named in what is said, whom no line connects with it."""
    surnames = {spelling.split()[-1].casefold() for spelling in (entity.name, *entity.spellings)}
    if other.id == entity.id or other.name.split()[-1].casefold() in surnames:
        return False
    if any(word in speech.content for word in other.name.split() if len(word) > 2):
        return False
    return not ground.may_say_of(other, speech.content, 0.25)


def drop_speaker(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:  # noqa: ARG001
    """A contested or evaluative claim told without the one who makes it."""
    speech = speech_of(claim)
    if speech is None or speech.is_quoted or claim.quoted or ("attributed" in claim.ways and speech.form == "front"):
        return None
    judged = EVALUATIVE.search(speech.content)
    claimed = speech.cue in ("claimed", "claims", "alleged")
    if not (judged or claimed) or _UNBOUND.search(speech.content):
        return None
    if _is_told_plainly(speech.content, ground):
        return None
    return Mutated(raised(speech.content) + ".", None, ErrorCode.ATTRIBUTION_DROPPED)


def _is_told_plainly(content: str, ground: Ground) -> bool:
    """Whether a line without a speaker tells the same."""
    around = frozenset(content_words(content))
    return any(
        line.read is not None
        and not line.read.mentions.attributions
        and not line.read.mentions.quotations
        and ground.share(around, line.stems) >= 0.5
        for line in ground.lines
    )


def upgrade_speaker(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:  # noqa: ARG001
    """One nameless voice told as several, or a claim told as confirmed."""
    text = unquoted(claim.text)
    one = _ANONYMOUS.search(text)
    if one is not None and not re.search(r"\b(?:he|she|his|her)\b", text, re.IGNORECASE):
        noun = _PLURALS.get(one["noun"], f"{one['noun']}s")
        return swap(claim, (one.start(), one.end()), f"several {one['words']}{noun}", ErrorCode.ATTRIBUTION_UPGRADED)
    weak = _WEAK_CUE.search(text)
    heard = {cue.start for cue in claim.mentions.attributions}
    if weak is not None and "confirm" not in claim.text and weak.start("cue") in heard:
        return swap(claim, (weak.start("cue"), weak.end("cue")), "confirmed", ErrorCode.ATTRIBUTION_UPGRADED)
    speech = speech_of(claim)
    if speech is None or speech.form != "lead" or not speech.has_that or speech.cue not in ("said", "stated"):
        return None
    if not _UNSURE.search(speech.content):
        return None
    return swap(claim, speech.cue_span, "confirmed", ErrorCode.ATTRIBUTION_UPGRADED)


def mistake_pronoun(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:  # noqa: ARG001
    """A speaker's name given up for "he" or "she" behind a sentence about another person of the same sex."""
    if "followed" not in claim.ways:
        return None
    cut = claim.text.find(claim.sources[-1].text[:12])
    at = cut if cut > 0 else claim.text.find(". ") + 2
    second = Faithful(claim.text[at:], claim.cited, claim.sources[-1:], claim.ways)
    speech = speech_of(second)
    entity = _speaker_entity(speech, second, ground) if speech and speech.form == "lead" else None
    first = next((e for name in claim.mentions.names if (e := ground.entity_of(name.text)) and name.end < at), None)
    if speech is None or entity is None or first is None or first.id == entity.id:
        return None
    pronoun = _pronoun(entity)
    if not pronoun or pronoun != _pronoun(first) or _GENDERED.search(claim.text):
        return None
    return swap(claim, (at, at + speech.speaker_span[1]), pronoun, ErrorCode.COREFERENCE)


def _pronoun(entity: Entity) -> str:
    """ "He" or "She" by the first name; "" for a name that does not tell."""
    return _first_names().get(entity.name.split()[0], "")


@cache
def _first_names() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in read_text("words/first_names.txt").splitlines():
        kind, _, names = line.partition(":")
        if kind in ("m", "f"):
            found.update(dict.fromkeys(names.split(), "He" if kind == "m" else "She"))
    return found


__all__ = ["EVALUATIVE", "drop_speaker", "mistake_pronoun", "swap_speaker", "upgrade_speaker"]
