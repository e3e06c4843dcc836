"""Is what somebody is accused of told as proved, what the articles have denied told as so? Asked by `modality`.

"Labadie drove the van" of a man who is charged with driving it may be a libel. It objects only where the articles have
it as an accusation or a denial and nowhere as a fact, a confession or a verdict, and only to what the summary says in
its own voice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.checkers._alignment import cue_pattern, story_words
from summarizer.checkers.statements import soft_share, telling_words
from summarizer.model import Claim, Evidence, Name, NameKind, ReadSentence

_ACCUSES = re.compile(
    r"\b(?:accus(?:es|ed|ing)\b[^.;]{0,60}?\bof|charged (?:on \w+ )?with|suspected of|on suspicion of"
    r"|alleg(?:es|ed)(?: that| to)?|allegedly|indicted (?:on|for)|denie[sd]|on trial (?:for|over))\b",
    re.I,
)
_OF_NOTHING = re.compile(r"(?:\b(?:not|never|no longer|nobody|no one)|n[’']t)(?: \w+){0,2} $", re.I)
_CONTENT_END = re.compile(r"[;.]|, (?:which|who|but)\b")
_DENIES = re.compile(r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed)?|disput(?:es|ed))\b(?: that| having)?", re.I)
_DENIAL_END = re.compile(r"[;.]|, (?:but|and|saying|while|who|which)\b|\bbut\b")
_SUBJECT = 70  # characters in which the person stands whom the claim is about
_ACCUSED_OF = 0.4  # share of the claim's words that stand in what somebody is accused of
_TOLD = 0.45  # share of them in a sentence that tells it as a fact
_DENIED = 0.8  # share of what is denied that the claim has
_ELSEWHERE = 0.7  # share of it in a sentence without a denial
_LEAST = 3  # words that tell something


def told_as_proved(claim: Claim, evidence: Evidence) -> Iterator[tuple[ReadSentence, str]]:
    """The sentence that has the claim as an accusation only, and how it says so."""
    if cue_pattern("not_own_voice").search(claim.text):
        return
    people = [n for n in claim.mentions.names if _may_be_person(n) and claim.start <= n.start]
    if not people or people[0].start - claim.start > _SUBJECT:
        return
    family = re.sub(r"[’']s$", "", people[0].text).split()[-1]
    sentences = [line.sentence for line in story_words(evidence.story).lines]
    named = [read.text for read in sentences if family in read.text]
    rest = claim.text.replace(people[0].text, "")
    telling = telling_words(rest)
    if not named or len(telling) < _LEAST - 1 or any(cue_pattern("proved").search(text) for text in named):
        return
    found: tuple[ReadSentence, str] | None = None
    before = ""
    for read in sentences:
        accusing = _ACCUSES.search(read.text)
        if accusing is not None and _OF_NOTHING.search(read.text[: accusing.start()]):
            accusing = None
        if accusing is None or family not in f"{before} {read.text}":
            is_flat = accusing is None and not cue_pattern("not_own_voice").search(read.text)
            if is_flat and soft_share(rest, telling, read.text)[0] >= _TOLD:
                return  # an article tells it as a fact
        else:
            content = _CONTENT_END.split(read.text[accusing.end() :])[0]
            if soft_share(rest, telling, content)[0] >= _ACCUSED_OF:
                found = found or (read, accusing[0])
        before = read.text
    if found is not None:
        yield found


def _may_be_person(name: Name) -> bool:
    return name.kind is NameKind.PERSON or (name.kind is NameKind.OTHER and " " in name.text)


def told_though_denied(claim: Claim, evidence: Evidence) -> Iterator[tuple[ReadSentence, str]]:
    """The sentence that has somebody deny what the claim has as so, where no other tells it."""
    if cue_pattern("denying").search(claim.text):
        return
    sentences = [line.sentence for line in story_words(evidence.story).lines]
    for read in sentences:
        denial = _DENIES.search(read.text)
        if denial is None:
            continue
        content = _DENIAL_END.split(read.text[denial.end() :])[0]
        telling = telling_words(content)
        if len(telling) < _LEAST:
            continue
        share, n_shared = soft_share(content, telling, claim.text)
        if share < _DENIED or n_shared < _LEAST:
            continue
        elsewhere = (other for other in sentences if other is not read and not _DENIES.search(other.text))
        if not any(soft_share(content, telling, other.text)[0] >= _ELSEWHERE for other in elsewhere):
            yield read, f"{denial[0]} {content.strip()}"
            return
