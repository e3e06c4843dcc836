"""A name as it is compared: without what stands around it, under its common spelling, demonyms with their place."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from summarizer.model import NameKind
from summarizer.resources.tables import read_rows


@lru_cache(maxsize=20_000)
def bare(text: str) -> str:
    """A name as it stands, without possessive, article, quotation marks and outer punctuation.

    >>> bare("The Kremlin's"), bare("U.S."), bare("“Putin”,")
    ('Kremlin', 'U.S.', 'Putin')
    """
    stripped = re.sub(r"\s+", " ", text).strip(" ,;:!?()[]\"“”‘'’")
    stripped = re.sub(r"['’]s$|['’]$", "", stripped)
    if stripped.endswith(".") and "." not in stripped[:-1] and not re.search(r"\b(Jr|Sr|Inc|Corp|Co|Ltd)\.$", stripped):
        stripped = stripped[:-1]
    return re.sub(r"^[Tt]he (?=\S)", "", stripped)


@cache
def aliases() -> dict[str, tuple[NameKind, tuple[str, ...]]]:
    """The kind and all names of what bears a name that everybody knows, by `key_of` of each."""
    table: dict[str, tuple[NameKind, tuple[str, ...]]] = {}
    for kind, file in ((NameKind.PLACE, "place_aliases.txt"), (NameKind.ORGANISATION, "organisation_aliases.txt")):
        for row in read_rows(file):
            for form in row:
                table.setdefault(key_of(form), (kind, row))
    for place, *_ in read_rows("demonyms.txt"):
        table.setdefault(key_of(place), (NameKind.PLACE, (place,)))
    return table


@cache
def demonyms() -> dict[str, str]:
    """The place that each word of a people belongs to, both folded by `key_of`."""
    return {word.casefold(): key_of(row[0]) for row in read_rows("demonyms.txt") for word in row[1:]}


def key_of(form: str) -> str:
    """A name folded to be looked up."""
    return bare(form).casefold()


@lru_cache(maxsize=20_000)
def place_key(form: str) -> str:
    """One key for all names of a place, demonyms included; the folded form itself for one that no table knows.

    >>> place_key("Kiev") == place_key("Kyiv"), place_key("Russian") == place_key("Russia")
    (True, True)
    """
    key = demonyms().get(key_of(form), key_of(form))
    kind, row = aliases().get(key, (NameKind.OTHER, (form,)))
    return key_of(row[0]) if kind is NameKind.PLACE else key
