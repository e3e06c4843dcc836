"""The singular of nouns, for counting and for looking roles up."""

from __future__ import annotations

import functools

from summarizer.mentions import lexicon

_IRREGULAR = lexicon.singulars()


@functools.lru_cache(maxsize=20_000)
def singular(word: str) -> str:
    """The singular of an English noun, lower case; a word that is none stays.

    >>> [singular(word) for word in ("troops", "countries", "lives", "people", "gas")]
    ['troop', 'country', 'life', 'person', 'gas']
    """
    word = word.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if len(word) > 4 and word.endswith("men"):
        return word[:-3] + "man"
    if len(word) > 3 and looks_plural(word):
        return word[:-1]
    return word


def looks_plural(word: str) -> bool:
    """Whether a lower-case noun ends as plurals do: "cars", not "bus", "boss" or "crisis"."""
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))
