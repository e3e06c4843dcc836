"""The singular and the plural of nouns: for counting, for looking roles up, and for telling counts to people."""

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


_PLURALS = {one: several for several, one in _IRREGULAR.items()}
_ALIKE = frozenset(
    {"dead", "injured", "wounded", "missing", "sick", "homeless", "faithful", "sheep", "deer", "fish", "hurt"}
    | {"them"}
)
"""Words that count many as they are: "the dead", and none at all, "40 of them"."""


def plural(noun: str) -> str:
    """The plural of a noun, or of the last word of a compound.

    >>> plural("troop"), plural("person"), plural("country"), plural("dock worker"), plural("wolf"), plural("dead")
    ('troops', 'people', 'countries', 'dock workers', 'wolves', 'dead')
    """
    head, _, last = noun.rpartition(" ")
    if last in _PLURALS:
        plural = _PLURALS[last]
    elif last.endswith("man") and last not in ("human", "german", "roman", "ottoman", "shaman", "talisman"):
        plural = last[:-3] + "men"
    elif last in _ALIKE or last.endswith(("s", "people", "men", "children", "police")):
        plural = last
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        plural = last[:-1] + "ies"
    else:
        plural = last + ("es" if last.endswith(("ch", "sh", "x", "z")) else "s")
    return f"{head} {plural}".strip()
