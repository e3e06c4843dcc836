"""Whether a name is a person's, an organisation's or a place's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.mentions import lexicon
from summarizer.mentions.roles import is_person_role
from summarizer.mentions.tokens import Token
from summarizer.model import NameKind

_NOT_AFTER_FIRST_NAMES = lexicon.grammar("names-kind-words")
_PLACE_OPENINGS = lexicon.grammar("names-kind-words-2")
_BODIES = lexicon.grammar("names-kind-words-3")
_MIDDLE_INITIAL = re.compile(r"[A-Z]\.?")
_PERSONS_VERBS = frozenset([
    "said", "says", "told", "added", "wrote", "argued", "insisted", "who", "explained", "joked", "recalled", "tweeted",
])  # fmt: skip


def kind_of(tokens: Sequence[Token], words: str, role: str) -> NameKind:
    """The kind of the name whose tokens and words these are, after a role or none."""
    organisations, places = lexicon.organisations(), lexicon.places()
    if words.isupper() and words not in organisations and words.title() in places:
        return NameKind.PLACE
    if role and is_person_role(role):
        return NameKind.PERSON
    if words in places and not (words in organisations and words in ("West", "East")):
        return NameKind.PLACE
    if words in organisations or words.lower() in lexicon.lower_case_acronyms():
        return NameKind.ORGANISATION
    return _kind_of_several(tokens) if len(tokens) > 1 else _kind_of_one(tokens[0].text, words)


def _kind_of_one(opening: str, words: str) -> NameKind:
    if words.isupper() and 2 <= len(words.strip("s")) <= 6 and words.isalpha():
        return NameKind.ORGANISATION
    return NameKind.PERSON if opening in lexicon.first_names() else NameKind.OTHER


def _kind_of_several(tokens: Sequence[Token]) -> NameKind:
    opening, head = tokens[0].text, tokens[-1].text
    if opening in lexicon.first_names() and head not in _NOT_AFTER_FIRST_NAMES:
        return NameKind.PERSON
    if head in lexicon.organisation_heads() or any(token.text in _BODIES for token in tokens):
        return NameKind.ORGANISATION
    ends, begins = lexicon.place_heads()
    if head in ends or opening in begins or (opening in _PLACE_OPENINGS and len(tokens) == 2):
        return NameKind.PLACE
    if _has_initials([token.text for token in tokens if token.is_capital]):
        return NameKind.PERSON
    return NameKind.ORGANISATION if any(token.text == "&" for token in tokens) else NameKind.OTHER


def _has_initials(capitals: Sequence[str]) -> bool:
    """ "Ada B. Moss", "J.R. Moss"."""
    if not 2 <= len(capitals) <= 4:
        return False
    return _MIDDLE_INITIAL.fullmatch(capitals[1]) is not None or capitals[0].count(".") >= 2


def has_persons_verb(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether only a person is told of so: "Moss Feld joked", "…, said Moss Feld"."""

    def word(number: int) -> str:
        return tokens[number].lower if 0 <= number < len(tokens) else ""

    if word(first - 1) == "the":
        return False
    is_inverted = word(first - 1) in ("said", "says", "added") and word(first - 2) in (",", "”", '"')
    return word(last + 1) in _PERSONS_VERBS or is_inverted
