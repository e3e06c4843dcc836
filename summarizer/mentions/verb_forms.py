"""Whether a word of a line is a verb: told by its form and by the words around it, since no tagger reads the text."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.mentions import lexicon
from summarizer.mentions.nouns import looks_plural
from summarizer.mentions.phrases import DETERMINERS, PRONOUNS, Item

_FORMS = (
    lexicon.grammar("attributions-be")
    | lexicon.grammar("attributions-auxiliaries")
    | lexicon.grammar("candidates-irregular-pasts")
)
_PREPOSITIONS = lexicon.grammar("candidates-prepositions")
_PRONOUNS = PRONOUNS | {"one", "others", "many", "some"}
_MARKS = frozenset([",", ":", ";", "(", ")", "—", "–", "-"])


def is_verb(items: Sequence[Item], number: int) -> bool:
    """Whether the word most likely is a finite verb or a participle: by its form, and what stands around it."""
    item = items[number]
    if not item.is_word or item.is_capital:
        return False
    if item.lower in _FORMS or item.lower.endswith("n't"):
        return True
    following = items[number + 1] if number + 1 < len(items) else None
    opens = following is None or (
        following.quoted >= 0
        or following.is_capital
        or following.lower in DETERMINERS
        or following.lower in _PREPOSITIONS
        or following.lower in _PRONOUNS
        or following.text in _MARKS
        or following.lower in ("to", "that", "not", "how", "why", "what", "him", "them", "me", "us")
    )
    if item.lower.endswith(("ed", "ing")):
        return True
    if item.lower in lexicon.saying_verbs() and item.lower not in lexicon.saying_nouns():
        return True
    before = items[number - 1] if number else None
    is_after_noun = before is not None and before.is_word and not looks_plural(before.lower)
    return item.lower.endswith("s") and opens and is_after_noun and before.lower not in DETERMINERS  # type: ignore[union-attr]
