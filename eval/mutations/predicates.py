"""Wrong predicates: negated or not, done instead of planned, the opposite or a near but untrue verb.

Codes negation, modality and predicate. The verbs are listed here with the frame that both fit in, and not drawn from
`resources/antonyms.txt`: those say what cannot be true together, whatever the grammar, and a benchmark made from a
checker's own list would flatter that checker.
"""

from __future__ import annotations

import re
from random import Random

from eval.mutations.claims import Faithful, Mutated, swap
from eval.mutations.english import base_of, past
from eval.mutations.fitness import unquoted
from eval.mutations.ground import Ground
from summarizer.model import ErrorCode
from summarizer.similarity import content_words

_ALIKE = 0.5  # share of a claim's words in a line that may say the changed predicate of the same thing

_OPPOSITES = {
    "rose": "fell", "fell to": "rose to", "fell by": "rose by", "risen": "fallen", "increased": "decreased",
    "decreased": "increased", "reduced": "increased", "declined by": "grew by", "grew": "shrank", "gained": "lost",
    "accused of": "cleared of", "confirmed that": "denied that", "denied that": "confirmed that",
    "approved": "rejected", "rejected": "approved", "accepted": "rejected", "agreed to": "refused to",
    "refused to": "agreed to", "declined to": "agreed to", "failed to": "managed to", "managed to": "failed to",
    "began": "ended", "started": "ended", "opened": "closed", "reopened": "closed", "closed": "opened",
    "won": "lost", "lost": "won", "beat": "lost to", "defeated": "lost to", "arrested": "released",
    "released from": "held in", "released on bail": "remanded in custody", "detained": "freed", "jailed": "acquitted",
    "convicted of": "acquitted of", "acquitted of": "convicted of", "charged with": "cleared of",
    "found guilty": "found not guilty", "sued": "charged", "pleaded guilty": "pleaded not guilty",
    "resigned": "was dismissed", "stepped down": "was dismissed", "has resigned": "has been dismissed",
    "supported": "opposed", "backed": "opposed", "opposed": "supported", "praised": "criticised",
    "welcomed": "condemned", "condemned": "welcomed", "criticised": "praised", "criticized": "praised",
    "banned": "allowed", "allowed to": "forbidden to", "permitted": "banned", "bought": "sold", "sold": "bought",
    "hired": "dismissed", "appointed": "dismissed", "killed": "injured", "wounded": "killed", "injured": "killed",
    "survived": "was killed in", "arrived in": "left", "joined": "left", "imposed": "lifted", "lifted": "imposed",
    "suspended": "resumed", "resumed": "suspended", "cancelled": "confirmed", "canceled": "confirmed",
    "postponed": "brought forward", "delayed": "brought forward", "destroyed": "damaged", "damaged": "destroyed",
    "succeeded": "failed", "recovered from": "died of", "blocked": "allowed",
    "published": "withheld", "disclosed": "concealed", "revealed": "concealed",
    "launched": "abandoned", "completed": "abandoned", "upheld": "overturned", "overturned": "upheld",
    "more than doubled": "halved", "doubled": "halved", "agreed with": "disagreed with", "lower than": "higher than",
    "higher than": "lower than", "included": "excluded", "includes": "excludes",
}  # fmt: skip
_OPPOSITE = re.compile(
    rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, _OPPOSITES), key=len, reverse=True))})(?![\w-]|['’]t)"
)
_NOT_HERE = {
    "closed": r"(?:behind|was|were|is|are|be|been) $", "opened": r"(?:was|were|been) $", "won": r"(?:to|had) $",
    "lost": r"(?:was|were|is|are|been|be|get|the|a) $", "suspended": r"(?:was|were|been|be|is|are) $",
    "included": r".*\b(?:was|were) $", "resigned": r"(?:has|have|had|was|were|been) $",
    "injured": r"(?:the|two|other|people|those|of|seriously|critically|an?) $", "wounded": r"(?:the|of|seriously) $",
    "rose": r"(?:a|the|red) $",
    "defeated": r"(?:was|were|been|be|has|have|had) $", "beat": r"(?:to|the|a) $",
    "sued": r"(?:be|been|was|were) $",
    "stepped down": r"(?:has|have|had) $", "survived": r"(?:has|have|had) $", "backed": r"[a-z]+-$",
}  # fmt: skip
_NOT_BEHIND = re.compile(
    r" (?:to |[a-z]+ing\b|for (?:\w+ )?(?:years|months|life|days)\b|himself|herself|themselves|up\b|out\b|off\b|back\b)"
)

_NEGATED = re.compile(
    r"\b(?P<aux>did|does|do|has|have|had|was|were|is|are|will|would|should|could) not (?:yet )?"
    r"|\b(?P<bare>never) (?=[a-z]+ed\b)"
)
_AUXILIARY = re.compile(
    r"\b(?:was|were|is|are|will|would|should|must|(?:has|have|had)(?= (?:been|become|begun|taken|given|shown|seen|made|"
    r"won|lost|said|come|gone|[a-z]+ed)\b))\b(?! (?:to|not|no|never|only|also|still|just|already|even|about|more|less|"
    r"nearly|almost|at least|over|under|been no|an? total|one of|the (?:first|latest|last|second)|likely|expected|all|"
    r"both|some|any|a (?:great|little|few)|yet|now|then|so|too|as|ever|once|further)\b)(?! \d)(?= [a-z])"
)
_NO_SUBJECT = re.compile(
    r"(?:According to [^,]+, )?(?:dozens|hundreds|thousands|some|many|most|all|several|few|more than|over|about|"
    r"around|nearly|almost|at least|no fewer|\d|two|three|four|five|six|seven|eight|nine|ten|because|although|if|when|"
    r"while|as|after|before|since)\b",
    re.IGNORECASE,
)
"""Openings behind which "not" would deny something else than the event."""
_PLANNED = re.compile(
    r"(?P<before>[\w’'.)]+) (?:(?P<has>plans|plan|planned|intends|intend|hopes|hope|wants|want|aims|expects|"
    r"is expected|are expected|was expected|were expected|is due|are due|is set|are set|is scheduled|are scheduled|"
    r"is likely|are likely) to|(?P<will>will)) (?P<verb>[a-z]+)\b"
)
_MAY = re.compile(
    r"\b(?:may|might)(?= (?:[a-z]+)\b)(?! (?:not|have|or|be able|well)\b)"
    r"|\bcould(?= (?:face|lead|mean|cost|become|cause|take|result)\b)"
)
_ALLEGED = re.compile(
    r"\b(?:allegedly|reportedly|apparently|alleged|suspected|possibly|probably|purported|purportedly) (?=[a-z])"
)
_FUTURE = re.compile(
    r"\b(?:next|tomorrow|later|upcoming|coming|until|if|unless|when|once|by (?:the end|\d|[A-Z])|would|whether|soon|"
    r"ever|future|in \d{4}|within|(?:on|from|in|before|after) [A-Z]|on \d|from \d)\b"
)  # fmt: skip


def change_negation(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:  # noqa: ARG001
    """A "not" taken out, or one put behind the first auxiliary of the main clause."""
    text = unquoted(claim.text)
    denied = _NEGATED.search(text)
    if denied is not None:
        return _affirm(claim, denied)
    if claim.mentions.modality.is_negated or re.search(
        r"\b(?:no|nobody|none|never|without|nor|if|whether)\b|n['’]t\b", text
    ):
        return None
    found = None if _NO_SUBJECT.match(text) else _AUXILIARY.search(text)
    if found is None or re.search(
        r"\b(?:who|which|that|whose|there|what|where|than)\b|[,;(–—]", text[: found.start()], re.I
    ):
        return None  # in another clause than the main one, or a construction in which "not" reads otherwise
    if _said_by_another(("not", "never", "no", "n't", "n’t", "denied"), claim, ground):
        return None
    return swap(claim, (found.start(), found.end()), f"{found.group()} not", ErrorCode.NEGATION)


def _affirm(claim: Faithful, denied: re.Match[str]) -> Mutated | None:
    """The sentence without its negation: "did not close" as "closed"."""
    if denied["bare"]:
        rest = re.match(r"never (\w+)", claim.text[denied.start() :])
        return swap(claim, (denied.start(), denied.start() + rest.end()), rest[1], ErrorCode.NEGATION) if rest else None
    after = claim.text[denied.end() :]
    if re.match(r"(?:only|just|any|anyone|anything|either|been any|have any|until|because|necessarily)\b", after):
        return None
    if re.search(r"\b(?:any|anyone|anything|either|yet|ever|until|but)\b", after):
        return None
    aux = denied["aux"]
    verb = re.match(r"[a-z]+\b", after)
    if aux in ("did", "does", "do"):
        form = {"did": past(verb.group()), "does": _third(verb.group()), "do": verb.group()}[aux] if verb else ""
        if not verb or not form:
            return None
        return swap(claim, (denied.start(), denied.end() + verb.end()), form, ErrorCode.NEGATION)
    text = swap(claim, (denied.start(), denied.end() - 1), aux, ErrorCode.NEGATION).text
    return Mutated(text, None, ErrorCode.NEGATION)  # a word is missing: nothing to mark


def _third(verb: str) -> str:
    if not past(verb):
        return ""
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s")


def change_modality(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:
    """A plan told as done, a possibility as certain, an allegation as fact."""
    makers = [_done, _certain, _proven]
    chance.shuffle(makers)
    for make in makers:
        mutated = make(claim)
        if mutated is not None and not ground.states(mutated.text):
            around = frozenset(content_words(claim.text))
            cue = claim.text[mutated.span[0] :].split()[:1] if mutated.span else []
            if not cue or not any(
                cue[0] in line.text.split() and ground.share(around, line.stems) >= 0.6 for line in ground.lines
            ):
                return mutated
    return None


def _done(claim: Faithful) -> Mutated | None:
    found = _PLANNED.search(claim.text)
    if found is None or not claim.is_free(found.start(), found.end()) or _FUTURE.search(claim.text[found.end() :]):
        return None
    if found["before"].lower() in ("it", "which", "that", "and", "who", "they", "he", "she", "there", "also", "not"):
        return None
    if re.search(r"['’]s?$", found["before"]) or found["before"].lower() in (
        "the",
        "a",
        "an",
        "its",
        "his",
        "her",
        "their",
    ):
        return None  # "the ministry's plan to …" is a noun
    verb, start = found["verb"], found.end("before") + 1
    if verb == "be":
        new = {"is": "was", "are": "were", "wa": "was", "we": "were"}.get((found["has"] or "")[:2].strip(), "")
        new = "were" if (found["has"] or "").startswith("are") else new
        return swap(claim, (start, found.end()), new, ErrorCode.MODALITY) if new else None
    new = past(verb)
    return (
        swap(claim, (start, found.end()), new, ErrorCode.MODALITY) if new and (base_of(new) or found["has"]) else None
    )


def _certain(claim: Faithful) -> Mutated | None:
    found = _MAY.search(claim.text)
    if found is None or not claim.is_free(found.start(), found.end()):
        return None
    if re.search(
        r"\b(?:if|who|whether|nobody|no one|no|not|that they|how|what) (?:\w+ )?$", claim.text[: found.start()]
    ):
        return None
    return swap(claim, (found.start(), found.end()), "will", ErrorCode.MODALITY)


def _proven(claim: Faithful) -> Mutated | None:
    """The hedge word left out: the error is that something is missing, so that there is no span."""
    found = _ALLEGED.search(claim.text)
    if found is not None and re.match(r"(?:that|of|he|she|it|they|the|an?|to)\b", claim.text[found.end() :]):
        return None  # "alleged that …" is a verb
    if found is None or not claim.is_free(found.start(), found.end()) or claim.text[: found.start()].endswith(" is "):
        return None
    if re.search(r"(?:\bnot|n['’]t) $", claim.text[: found.start()]):
        return None
    noun = re.match(r"[\w’'-]+", claim.text[found.end() :])
    if noun is None:
        return None
    end = found.end() + noun.end()
    return Mutated(swap(claim, (found.start(), end), noun.group(), ErrorCode.MODALITY).text, None, ErrorCode.MODALITY)


def change_predicate(claim: Faithful, ground: Ground, chance: Random) -> Mutated | None:
    """A verb replaced by its opposite or by a near one that is not true: sued / charged, killed / injured."""
    found = []
    for match in _OPPOSITE.finditer(claim.text):
        bar = _NOT_HERE.get(match.group())
        before, after = claim.text[: match.start()], claim.text[match.end() :]
        if claim.is_free(*match.span()) and not (bar and re.search(bar, before)) and not _NOT_BEHIND.match(after):
            found.append(match)
    chance.shuffle(found)
    for match in found:
        new = _OPPOSITES[match.group()]
        if not _said_by_another((new, *_kin(new)), claim, ground) and not _is_denied(claim.text[: match.start()]):
            return swap(claim, match.span(), new, ErrorCode.PREDICATE)
    return None


def _is_denied(before: str) -> bool:
    return bool(re.search(r"\b(?:not|never|no|if|whether|without|nobody|n['’]t)\b[^,;.]{0,30}$", before))


def _kin(verb: str) -> tuple[str, ...]:
    """Other words that tell the same as a verb of the list."""
    return _KIN.get(verb.split()[0], ())


_KIN = {
    "injured": ("wounded", "hurt", "injuries", "injuring"), "killed": ("died", "dead", "death", "deaths", "killing"),
    "released": ("freed", "bailed", "release"), "dismissed": ("sacked", "fired", "ousted"),
    "rejected": ("turned down", "refused"), "lost": ("defeat", "defeated"), "damaged": ("damage",),
    "destroyed": ("destruction", "destroying"), "criticised": ("criticism", "critics"), "closed": ("shut",),
    "was": ("sacked", "fired", "ousted", "dismissed"), "ended": ("over", "finished", "stopped"),
}  # fmt: skip


def _said_by_another(cues: tuple[str, ...], claim: Faithful, ground: Ground) -> bool:
    """Whether a line about the same has one of the cues."""
    around = frozenset(content_words(claim.text))
    return any(
        ground.share(around, line.stems) >= _ALIKE
        and any(re.search(rf"(?:\b|(?=n)){cue}\b", line.text) for cue in cues)
        and line.text != claim.text
        for line in ground.lines
    )  # fmt: skip
