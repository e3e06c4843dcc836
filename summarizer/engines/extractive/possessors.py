"""Whose lawyer it is: "His attorney, Carl Ames, said he would appeal" with the name of the one whom "His" can mean.

What a lawyer, a daughter or a spokesman says for somebody is news of that somebody (an appeal, a denial, a death). It
is printed only where the article has told of one person alone whom the pronoun fits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.engines.extractive.persons import family_of, may_be
from summarizer.engines.extractive.print_rules import outside_quotes, pattern
from summarizer.mentions.lexicon import first_names
from summarizer.model import NameKind, ReadSentence

N_NEAR = 3  # sentences before it in one of which the person must be named
_OPENING = re.compile(r"^(?P<pronoun>His|Her) ")
_UNNAMED = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Oo]ne|[Aa]nother) (?:[a-z0-9-]+ ){0,2}?(?:m[ae]n|wom[ae]n|boys?|girls?|drivers?|suspects?"
    r"|victims?|teenagers?|passengers?|workers?|employees?|students?|officers?|soldiers?|gunm[ae]n|attackers?|patients?|\d+-year-old)\b"
)
"""Somebody without a name, whom "His" may mean as well."""


def name_possessor(text: str, before: Sequence[ReadSentence]) -> str | None:
    """The text with the name for an opening "His" or "Her" before somebody who speaks for him or her.

    None where the sentences before it in its article tell of nobody, or of several, whom it fits.
    """
    found = _OPENING.match(text)
    if found is None or pattern("speaks-for", is_start=True).match(text[found.end() :]) is None:
        return None
    near = " ".join(outside_quotes(read.text) for read in before[-N_NEAR:])
    persons = _persons(before, is_man=found["pronoun"] == "His")
    if len(persons) != 1 or _UNNAMED.search(near):
        return None
    family, name = persons.popitem()
    speakers = {cue.speaker for read in before for cue in read.mentions.attributions}
    is_speaker = any(family in speaker for speaker in speakers)
    if is_speaker or not re.search(rf"\b{re.escape(family)}\b", near) or re.search(rf"\b{re.escape(family)}\b", text):
        return None
    return f"{name}{'’' if name.endswith('s') else '’s'} {text[found.end() :]}"


def _persons(before: Sequence[ReadSentence], *, is_man: bool) -> dict[str, str]:
    """The fullest name, by family name, of everybody in the sentences who may be a man, or a woman."""
    found: dict[str, str] = {}
    for read in before:
        for name in read.mentions.names:
            is_known = name.text.split()[0] in first_names()
            is_person = name.kind is NameKind.PERSON or (name.kind is NameKind.OTHER and is_known)
            if is_person and may_be(name.text, "his" if is_man else "her"):
                family = family_of(name.text)
                bare = re.sub(r"[’']s$", "", name.text)
                found[family] = max(found.get(family, ""), bare, key=len)
    return found


def is_called(name: str, pronoun: str) -> bool:
    """Whether a first name says that its bearer goes by a pronoun.

    >>> is_called("John Osk", "she"), is_called("John Osk", "him"), is_called("Zzyzx Osk", "him")
    (False, True, False)
    """
    return name.split()[0] in first_names() and first_names()[name.split()[0]] in ("m", "f") and may_be(name, pronoun)
