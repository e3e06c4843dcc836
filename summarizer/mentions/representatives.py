"""Whose words are not a person's though his name stands in the phrase: "a spokesman for Moss", "Moss supporters"."""

from __future__ import annotations

import re

from summarizer.mentions import lexicon
from summarizer.mentions.nouns import singular
from summarizer.resources.tables import read_words

BELONGINGS = read_words("name_words.txt", "belongings")
"""Who and what belongs to somebody: lawyers, relatives, supporters, a campaign. Singular, lower case."""
_PREPOSITIONS = frozenset(["of", "for", "to", "with", "from", "against"])
_BEHIND_PREPOSITIONS = frozenset(["the", "former", "late", "then", "then-president", "ex-president", "candidate"])
_WORDS = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?")
_LONGEST_BETWEEN = 2
"""So many words may stand between who speaks and the preposition: "a spokesman in Velta for", "people close to"."""


def speaks_for(before: str) -> bool:
    """Whether what stands before a person's name in a phrase is somebody else, who belongs to him.

    An office with its body is none: "Secretary of State Ada Moss". Words for people: `lexicon.is_person_noun`.

    >>> speaks_for("A spokesman for Senator "), speaks_for("allies of "), speaks_for("the wife of former president ")
    (True, True, True)
    >>> speaks_for("Secretary of State "), speaks_for("the mayor of Velta, "), speaks_for("Police Chief ")
    (False, False, False)
    """
    if before.rstrip(" ").endswith((",", ")", "—", "–")):
        return False
    words = _WORDS.findall(before)
    is_told = False
    while words and (_tells_who(words[-1]) or (is_told and words[-1].lower() in lexicon.role_modifiers())):
        words.pop()  # "former presidential candidate", but not "agriculture", which a minister is of
        is_told = True
    if len(words) < 2 or words[-1].lower() not in _PREPOSITIONS:
        return False
    heads = (singular(word.lower()) for word in words[-2 : -3 - _LONGEST_BETWEEN : -1])
    return any(head in BELONGINGS or lexicon.is_person_noun(head) for head in heads)


def belongs_to(after: str) -> bool:
    """Whether a person's name with these words behind it means those of his side or house: "Moss supporters say".

    >>> belongs_to("supporters"), belongs_to("campaign officials"), belongs_to("of the union"), belongs_to("himself")
    (True, True, False, False)
    """
    words = re.match(r"[a-z-]+(?: [a-z-]+)*", after)
    phrase = re.split(r" (?:of|for|at|from|in|with|on|to|who|and) ", words[0])[0].split() if words else []
    return bool(phrase) and any(singular(word) in BELONGINGS for word in phrase)


def _tells_who(word: str) -> bool:
    """Whether the word is part of how a person is named: a title or a role."""
    is_role = singular(word.lower()) in lexicon.roles() or word.lower() in _BEHIND_PREPOSITIONS
    return word in lexicon.title_words() or is_role
