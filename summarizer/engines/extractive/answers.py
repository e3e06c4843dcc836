"""What the accused answers: which sentences accuse somebody, and which are his denial.

Whoever is accused in a neutral text is heard in it, where an article has heard him: `selection` puts the shortest
answer behind the accusation. A wrong answer is worse than none, so a denial goes with the sentence that it points back
to ("Osk denied that."), with one that names who denies and accuses him, or with none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.engines.extractive.print_rules import outside_quotes, pattern
from summarizer.facts.denials import CLAIMS_NOTHING, POINTS_BACK, denials_in
from summarizer.model import NameKind, ReadSentence, Span
from summarizer.similarity import content_words

SAME_MATTER = 2  # content words, beside who denies it, that what is denied shares with what is said of him
FEW_WORDS = 3  # of a denial, at least: "Osk denied that."
_POINTS = re.compile(r"\W*(?:that|this|it|so)\b(?! \w)|\W*$", re.I)
_ANYTHING = re.compile(
    r"\W*(?:any |all |the |these |those |such |his |her |its |their )?(?:[a-z]+ )?"
    r"(?:wrongdoing|guilt|involvement|accusations?|allegations?|claims?|charges?|lawsuits?|suit|responsibility|liability)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What of a sentence answers an accusation; all empty where it is no denial.

    `by` are stems of who denies, `of_anything` whether it denies whatever he is accused of; `to` is the sentence right
    before, where it answers that one, and `leans` whether nobody understands it but there.
    """

    by: frozenset[str] = frozenset()
    of_anything: bool = False
    to: frozenset[Span] = frozenset()
    leans: bool = False


NO_ANSWER = Answer()


def accuses(text: str) -> bool:
    """Whether a text accuses somebody, in its own words or in somebody's.

    >>> accuses("A nurse accused the clinic of hiding an outbreak."), accuses("The clinic has 30 beds.")
    (True, False)
    """
    return pattern("accusing").search(outside_quotes(text)) is not None


def read_answer(read: ReadSentence, before: Sequence[ReadSentence]) -> Answer:
    """Whose denial a sentence is, and of what. `before` are the sentences before it in its article, nearest last."""
    last = before[-1] if before else None
    for match in denials_in(read):
        head, tail = read.text[: match.start()], read.text[match.end() :]
        by = _who(read, head)
        leans = bool(_POINTS.match(tail)) and not match[0].lower().startswith(("call", "no "))
        of_anything = bool(_ANYTHING.match(tail))
        if last is None or not by or not match[0].lower().startswith(("den", "disput", "reject", "refut", "dismiss")):
            return Answer(by, of_anything) if by and (of_anything or not leans) else NO_ANSWER
        is_of_last = _is_answered(last, by) and (
            leans
            or (bool(POINTS_BACK.match(tail)) and (bool(last.mentions.attributions) or accuses(last.text)))
            or (bool(by & set(content_words(last.text))) and accuses(last.text))
        )
        if leans and not is_of_last:
            return NO_ANSWER
        return Answer(by, of_anything, frozenset({last.sentence.span} if is_of_last else ()), leans)
    pleads = pattern("pleading").search(outside_quotes(read.text))
    if pleads is not None and (by := _who(read, read.text[: pleads.start()])):
        return Answer(by, of_anything=True)
    if last is not None and pattern("own-denial", is_start=True).match(read.text):
        by = frozenset(
            content_words(" ".join(q.speaker.split()[-1] for q in read.mentions.quotations if q.speaker.strip()))
        )
        is_accused = accuses(last.text) or pattern("reporting").search(outside_quotes(last.text)) is not None
        if by and by & set(content_words(last.text)) and is_accused and _is_answered(last, by):
            return Answer(by, to=frozenset({last.sentence.span}))
    return NO_ANSWER


def is_short_denial(text: str) -> bool:
    """Whether a text is a denial that may be printed though it is no longer than a heading: "Osk denies wrongdoing."

    >>> is_short_denial("Stonemark denied that."), is_short_denial("Prices fell."), is_short_denial("He denied that.")
    (True, False, False)
    """
    return len(text.split()) >= FEW_WORDS and pattern("short-denial").match(text) is not None


def _who(read: ReadSentence, head: str) -> frozenset[str]:
    """The stems of who denies: the family names before the verb, or the noun where nobody is named."""
    own = outside_quotes(head)
    names = [
        name.text.split()[-1]
        for name in read.mentions.names
        if (name.kind is not NameKind.PLACE or own[name.end - read.sentence.start :].strip() in ("", "has", "have"))
        and name.end - read.sentence.start <= len(own)
        and not own[name.end - read.sentence.start :].startswith(("’", "'"))
    ]
    noun = re.search(r"([a-z]{3,})\W*(?:(?:has|have|had) )?$", own)
    return frozenset(content_words(" ".join(names) if names else noun[1] if noun else ""))


def _is_answered(last: ReadSentence, by: frozenset[str]) -> bool:
    """Whether a sentence is one that somebody may deny: no question, no answer, and not his own words."""
    if last.text.rstrip("”\"’' ").endswith("?") or CLAIMS_NOTHING.search(last.text):
        return False
    speakers = [q.speaker for q in last.mentions.quotations] + [a.speaker for a in last.mentions.attributions]
    return not by & set(content_words(" ".join(speakers)))
