"""Words of a title, as readers ask for them: whole, in any case, with or without accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")
"""Scripts that put no space between words, or hang endings on them: one by one."""


def title_words(text: str) -> frozenset[str]:
    """The words of a text, folded.

    >>> sorted(title_words("Ärzte warn of PARTY"))
    ['arzte', 'of', 'party', 'warn']
    """
    whole = unicodedata.normalize("NFC", text)
    return frozenset(word for match in _WORD.findall(whole) if (word := _fold(match)))


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char)) or word


def has_words(title: str, words: Collection[str]) -> bool:
    """Whether a title has all these words, which are folded."""
    return title_words(title).issuperset(words)
