"""Is a time governed by a verb in the present? Then it is still to come: news tells what has passed in past tenses.

"The committee discusses it on Monday", "the funeral is on Saturday", "we need an answer by Friday". Nothing is told
where the time only belongs to a noun: "she is in hospital after a crash on Monday".
"""

from __future__ import annotations

import re
from functools import cache

from summarizer.mentions.lexicon import is_english, saying_verbs
from summarizer.resources.sections import read_sections

_OBJECT = r"(?:the|an?|its|his|her|their|our|my|your|it|him|them|us)"
_BE = re.compile(r"(?:\b(?:is|are|I am)|(?<=\w)[’'](?:re|m)|(?<=\b[Ii]t)[’']s)\b(?: (?:not|also|only|now|then|still))*")
_HE = re.compile(r"\b(?:[Hh]e|[Ss]he|[Ii]t)(?: (?:\w+ly|also|now|then|still))* (?P<verb>[a-z]{2,}s)\b")
_WE = re.compile(r"\b(?:[Ww]e|I|[Tt]hey|[Yy]ou)(?: (?:\w+ly|also|now|all|both|then|still))* (?P<verb>[a-z]{2,})\b")
_THIRD = re.compile(
    rf"\w[’”\"']?,? (?P<verb>[a-z]{{2,}}s)(?= (?:(?P<object>{_OBJECT}|until|till)|on|in|at|by|from|to|with|against"
    r"|again|back|over|up|out|off|for|[a-z]+)\b)"
)
_PLURAL = re.compile(rf"\b\w{{2,}}(?<!s)s (?P<verb>[a-z]{{2,}})(?<!s)(?= {_OBJECT}\b)")
_OF_A_NOUN = re.compile(
    r"\b(?:after|since|following|from|over|about|of|because|despite|during|than|as|when|where|who|which|that|whether"
    r"|(?:for|with|without|by|in) (?:the|an?|his|her|their|its|\w+ing)|amid)\b"
)
"""Between verb and time: what happened then is told of in passing, and need not be to come."""
_WITH = re.compile(
    r"^ (?:for|with|by|in) (?:the|an?|his|her|their|its)\b"
    r"(?! (?:\w+ )?(?:aftermath|wake|coma|condition)\b)"
)
_FROM_THEN = re.compile(r"( (?!(?:all|both|not|only|\w+ly)\b)[\w’' -]*\S) from (?:the )?$")
"""What is so from a day on, "is in force from Monday"; what only "is from Monday" was made then."""
_NO_SUBJECT = re.compile(
    r"\b(?:the|an?|its|his|her|their|our|of|this|these|those|no|for|in|any|all|some|two|three|four|five|six|more|many"
    r"|most|other|last|first|several|new|and|or|after|with|by|on|\d+) $",
    re.IGNORECASE,
)


def is_present_before(clause: str, is_alone: bool) -> bool:
    """Whether a present verb before a time governs it; `is_alone`: no other verb in the clause tells of a time.

    >>> is_present_before("The committee discusses the plan on ", True)
    True
    >>> is_present_before("She is in hospital after a crash on ", True)
    False
    """
    for verb in _BE.finditer(clause):
        rest = _FROM_THEN.sub(r"\1", clause[verb.end() :])
        if not _is_participle(rest) and not _is_of_noun(rest) and not _is_telling(rest):
            return True
    return any(not _is_of_noun(clause[end:]) for end in _verb_ends(clause, is_alone))


def _is_of_noun(rest: str) -> bool:
    """Whether the time may belong to a noun between; what follows the verb at once bars nothing, "sails with the"."""
    return _OF_A_NOUN.search(_WITH.sub("", rest, count=1)) is not None


def is_present_after(following: str) -> bool:
    """Whether the clause that a time opens has its verb in the present: "On Friday the riders face the mountains"."""
    clause = re.split(r"[,;:]", following.lstrip(", "))[0]
    clause = f"it {clause}" if following.startswith(" ") else clause  # "Friday brings a time trial"
    verb = _BE.search(clause)
    if verb is not None:
        return not _is_participle(clause[verb.end() :])
    return bool(_verb_ends(clause, is_alone=False))


def _is_participle(rest: str) -> bool:
    """Whether what stands after a form of "be" is what was done to somebody: "is accused of", "are known to"."""
    return (
        re.match(r" (?:\w+ly )?(?:\w{2,}ed|known|said|held|seen|thought|found|born|lost|dead|gone)\b", rest) is not None
    )


def _is_telling(rest: str) -> bool:
    """Whether a form of "be" is followed by "hailing" or "praising": what is hailed may have been before."""
    found = re.match(r" (?:\w+ly )?(\w{2,})ing\b", rest)
    return found is not None and not _telling().isdisjoint((found[1], found[1] + "e", found[1][:-1]))


def _verb_ends(clause: str, is_alone: bool) -> list[int]:
    """Where verbs in the present end that are no verbs of telling or showing."""
    found = []
    for pattern in (_HE, _WE, _THIRD, _PLURAL):
        for match in pattern.finditer(clause):
            if pattern is _THIRD and not (match["object"] or is_alone):
                continue
            if pattern in (_THIRD, _PLURAL) and _NO_SUBJECT.search(clause[: match.start("verb")]):
                continue
            if _is_verb(match["verb"], is_plain=pattern in (_WE, _PLURAL)):
                found.append(match.end("verb"))
    return found


def _is_verb(word: str, is_plain: bool) -> bool:
    """Whether a word has the other forms of a verb, and does not tell of what has been."""
    stems = [word] if is_plain else [word[:-1], *([word[:-2]] if word.endswith("es") else ())]
    if word.endswith("ies") and not is_plain:
        stems.append(word[:-3] + "y")
    return any(_is_stem(stem) for stem in stems) and not any(stem in _telling() for stem in stems)


@cache
def _is_stem(stem: str) -> bool:
    forms = [stem + "ing", stem[:-1] + "ing" if stem.endswith("e") else "", stem + stem[-1:] + "ing"]
    return is_english(stem) and any(form and is_english(form) for form in forms)


@cache
def _telling() -> frozenset[str]:
    """Verbs whose object may have been before: of saying, showing, knowing, judging."""
    shown = {word for line in read_sections("tense.txt")["telling"] for word in line.split()}
    shown.update(word for line in read_sections("tense.txt")["past"] for word in line.split())
    return frozenset(shown | {form for form, verbs in saying_verbs().items() if any(verb.speaks for verb in verbs)})


def is_nowadays(before: str) -> bool:
    """Whether the "today" after these words means nowadays: what is grown, known or held, not what happened.

    >>> is_nowadays("unlike any barley grown "), is_nowadays("The ministry said ")
    (True, False)
    """
    return _nowadays().search(before) is not None


@cache
def _nowadays() -> re.Pattern[str]:
    words = (word.replace("_", " ") for line in read_sections("tense.txt")["nowadays"] for word in line.split())
    return re.compile(rf"\b(?:{'|'.join(words)})(?: \w+ly)? $")
