"""Which lower-case words are verbs in the past or participles, by form alone: no tagger reads the claim."""

from __future__ import annotations

from functools import lru_cache

from summarizer.checkers._alignment import cue_words
from summarizer.mentions import lexicon
from summarizer.resources import read_text


@lru_cache(maxsize=1)
def irregular_pasts() -> frozenset[str]:
    """Irregular past forms and participles that are nouns too seldom to matter."""
    irregular = {pair.partition(":")[0] for pair in read_text("irregular_forms.txt").split()}
    return (lexicon.grammar("candidates-irregular-pasts") | irregular) - cue_words("no_past")


def is_past(word: str) -> bool:
    """Whether a word looks like a past form.

    >>> is_past("sued"), is_past("took"), is_past("union")
    (True, True, False)
    """
    return word in irregular_pasts() or (word.endswith("ed") and len(word) > 3)
