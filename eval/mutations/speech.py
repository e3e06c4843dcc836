"""Indirect speech and quotations taken apart: who speaks, with which verb, and what is said."""

from __future__ import annotations

import re
from dataclasses import dataclass

from eval.mutations.claims import Faithful, Pair
from eval.mutations.english import MONTHS, WEEKDAYS

_DAY = rf"(?: on)? (?:{'|'.join(WEEKDAYS)})| on \d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}"
_CUES = (
    "said|says|stated|claimed|claims|warned|warns|announced|added|confirmed|insisted|argued|estimated|alleged|"
    "believes|told reporters"
)
_WHO = r"[^,;:“”\"]{2,70}"
_LEAD = re.compile(
    rf"(?P<speaker>{_WHO}(?:, [^,;:“”\"]{{3,60}},)?) (?P<cue>{_CUES})(?P<when>{_DAY})?(?P<that> that)? "
    r"(?P<content>.+)\."
)
_TAIL = re.compile(rf"(?P<content>[^“”\"]{{25,}}), (?P<speaker>{_WHO}) (?P<cue>said|says)(?P<when>{_DAY})?\.")
_INVERTED = re.compile(rf"(?P<content>[^“”\"]{{25,}}), (?P<cue>said|says) (?P<speaker>{_WHO})\.")
_ACCORDING = re.compile(rf"(?P<content>[^“”\"]{{25,}}[^“”\",]),? (?P<cue>according to) (?P<speaker>{_WHO})\.")
_FRONT = re.compile(rf"(?P<cue>According to) (?P<speaker>{_WHO}), (?P<content>.+)\.")
_QUOTE = re.compile(
    rf"[“\"](?P<content>[^“”\"]+),[”\"] "
    rf"(?:(?P<speaker>{_WHO}) (?P<cue>said|says)|(?P<cue2>said|says) (?P<speaker2>{_WHO}))"
    rf"(?P<when>{_DAY})?\."
)
_NO_SPEAKER = re.compile(
    r"\b(?:who|which|that|when|after|before|as|but|was|were|is|are|had|has|have|been|when|while|if|it|he|she|they|him|"
    r"her|them|his|their|its|there|nobody|no|none|not|never|also|later|earlier|once|reportedly|already|recently)\b",
    re.IGNORECASE,
)
_NO_CONTENT = re.compile(
    r"(?:in|on|at|of|to|about|during|by|via|for|with|after|before|from|as|nothing|no|yes|so|earlier|later|last|this|"
    r"there and|when|how|why|who|whether|if|and|or|they|it|he|she|his|her|their|its|him)\b|[“\"]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Speech:
    """A sentence as speech: `form` is where the speaker stands; spans index the sentence.

    Forms are "lead" (X said that …), "tail" (…, X said), "inverted" (…, said X), "according" (…, according to X),
    "front" (According to X, …) and "quote" (“…,” X said).
    """

    form: str
    speaker: str
    speaker_span: Pair
    cue: str
    cue_span: Pair
    content: str
    content_span: Pair
    when: str = ""
    has_that: bool = False

    @property
    def is_quoted(self) -> bool:
        """Whether the content stands between quotation marks."""
        return self.form == "quote"


def speech_of(claim: Faithful) -> Speech | None:
    """The sentence taken apart, when it is one saying from its first word to its last; None for any doubt."""
    for form, pattern in (
        ("front", _FRONT), ("quote", _QUOTE), ("tail", _TAIL), ("inverted", _INVERTED), ("according", _ACCORDING),
        ("lead", _LEAD),
    ):  # fmt: skip
        match = pattern.fullmatch(claim.text)
        if match is not None:
            found = _speech(form, match)
            return found if _is_sure(found, claim) else None
    return None


def _speech(form: str, match: re.Match[str]) -> Speech:
    groups = match.groupdict()
    second = "2" if groups.get("speaker") is None else ""
    return Speech(
        form=form,
        speaker=match[f"speaker{second}"],
        speaker_span=match.span(f"speaker{second}"),
        cue=match[f"cue{second}"],
        cue_span=match.span(f"cue{second}"),
        content=match["content"],
        content_span=match.span("content"),
        when=groups.get("when") or "",
        has_that=bool(groups.get("that")),
    )


def _is_sure(speech: Speech, claim: Faithful) -> bool:
    """The speaker is one noun phrase, the content a clause, and nobody else speaks in it."""
    if _NO_SPEAKER.search(speech.speaker) or len(speech.speaker.split()) > 12 or " and " in speech.speaker:
        return False
    if re.search(r"\b[A-Z][\w’'-]* [a-z]+(?:ed|t)\b", speech.speaker):
        return False  # a name and its verb: this is a clause
    if not re.match(r"(?:[A-Z]|the |an? |police|officials|residents|doctors|prosecutors)", speech.speaker):
        return False
    if speech.form == "lead" and speech.cue not in ("said", "says", "told reporters") and not speech.has_that:
        return False
    if not speech.has_that and speech.form == "lead" and _NO_CONTENT.match(speech.content):
        return False
    start, end = speech.cue_span
    others = [
        a for a in claim.mentions.attributions if not (start <= a.start < end) and a.cue.lower() != speech.cue.lower()
    ]
    return not others and len(speech.content.split()) >= 5 and "; " not in speech.content
