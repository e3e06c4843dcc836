"""Words that judge or inflame: which of them a text has."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from summarizer.resources.tables import read_rows
from summarizer.similarity import stem


@cache
def _lexicon() -> tuple[frozenset[str], tuple[str, ...]]:
    entries = tuple(" ".join(row) for row in read_rows("loaded_words.txt"))
    single = frozenset(loaded_key(entry) for entry in entries if " " not in entry)
    return single, tuple(entry for entry in entries if " " in entry)


def loaded_key(word: str) -> str:
    """One form for a word's inflections; adverbs and -ing forms stay, since "shocking" judges and "shock" does not."""
    lower = word.lower()
    return lower if lower.endswith(("ly", "ing")) else stem(lower)


@lru_cache(maxsize=16384)
def loaded_words(text: str) -> tuple[str, ...]:
    """The loaded words of a text as they stand; a capitalised one inside a sentence is part of a name."""
    single, phrases = _lexicon()
    found = [phrase for phrase in phrases if re.search(rf"\b{re.escape(phrase)}\b", text, re.I)]
    for match in re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*", text):
        word = match.group()
        is_name = word[0].isupper() and text[: match.start()].strip(" “\"'—–-") != ""
        if not is_name and loaded_key(word) in single:
            found.append(word)
    return tuple(dict.fromkeys(found))
