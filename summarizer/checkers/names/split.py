"""Is one person told as two? Two spellings of one name, as two outlets have them, are taken for two people.

In one sentence ("Dmytro Osk and Dmitry Osk were sceptical") it objects: nobody writes a name out twice in two ways of
one person, but where the other spelling is named as such. In two sentences it notes that both are one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from summarizer.checkers._names import NAME, fold
from summarizer.model import Claim, Entity, ErrorCode, Evidence, Finding, NameKind, Severity, Story, Vote

_ALIAS = re.compile(
    r"[(/\[]|\b(?:also|alias|aka|a\.k\.a|known|spelled|spelt|written|formerly|born|née|or|called|named|whose|transliterated)\b",
    re.I,
)
"""What says that the second is another way to write the first."""
_TWO = re.compile(
    r"\b(?:both|each other|one another|brothers?|sisters?|twins?|cousins?|father|mother|son|daughter|namesakes?"
    r"|no relation|unrelated|respectively)\b",
    re.I,
)
"""What says that they are two."""


def check_split(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    """An objection to two spellings of one person in a claim; a note on one that stood otherwise before it."""
    before = claim.context[: claim.start]
    for entity in evidence.facts.entities:
        forms = _full_forms(entity)
        if len(forms) < 2:
            continue
        own = _found(claim.text, forms)
        if own and _TWO.search(claim.text):
            continue
        pair = next(((a, b) for a, b in itertools.pairwise(own) if a[1] != b[1]), None)
        if pair is not None:
            (start, one), (end, other) = pair
            is_alias = _ALIAS.search(claim.text[start + len(one) : end])
            if not is_alias and not _stand_together(forms[one], forms[other], evidence.story):
                reason = f"{forms[one]} and {forms[other]} are one person, whose name the articles spell in two ways."
                yield _finding(Vote.OBJECT, reason, Severity.MINOR, forms[other])
            continue
        earlier = _found(before, forms)
        if own and earlier and own[0][1] not in {form for _, form in earlier}:
            one, other = earlier[-1][1], own[0][1]
            if not _stand_together(forms[one], forms[other], evidence.story):
                reason = f"{forms[other]} is the {forms[one]} named before: the articles spell the name in two ways."
                yield _finding(Vote.NOTE, reason, Severity.NOTE, forms[other])


_SHARED_NAME = r"(?:, [\w’'-]+)*,? and [\w’'-]+ "
"""What stands between a first name and a family name that others share with it: "Dmytro, Dmitry and Dmitro Osk"."""


def _finding(vote: Vote, reason: str, severity: Severity, claimed: str) -> Finding:
    return Finding(NAME, vote, ErrorCode.NAME_SPLIT, reason, severity, claimed=claimed)


@lru_cache(maxsize=1024)
def _full_forms(entity: Entity) -> Mapping[str, str]:
    """A person's names written out, in lower case → as spelled: those of two words or more of which as many stand in
    each, none an initial. One with a middle name is no other spelling, nor one with a title."""
    if entity.kind is not NameKind.PERSON:
        return {}
    full = [form for form in entity.spellings if " " in form and not re.search(r"\b\w\.?(?:\s|$)", form)]
    n_words = len(entity.name.split())
    forms = {form.lower(): form for form in full if len(form.split()) == n_words}
    by_sound = {tuple(map(fold, form.split())): form for form in forms}
    return {form: forms[form] for form in by_sound.values()}


def _found(text: str, forms: Mapping[str, str]) -> list[tuple[int, str]]:
    """Where the names stand in a text, in order, each with its form in lower case."""
    lowered = text.lower()
    return sorted(
        (match.start(), form)
        for form in forms
        for match in re.finditer(
            rf"\b(?:{re.escape(form)}|{_SHARED_NAME.join(map(re.escape, form.rsplit(' ', 1)))})\b", lowered
        )
    )


def _stand_together(one: str, other: str, story: Story) -> bool:
    """Whether an article names both: an outlet spells one person in one way, so they may be two."""
    return any(one in article.text and other in article.text for article in story.articles)
