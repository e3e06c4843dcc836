"""Roles: the words before or after a name that tell what its bearer is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.mentions import lexicon
from summarizer.mentions.nouns import singular
from summarizer.mentions.tokens import Token
from summarizer.model import NameKind

_CALENDAR = lexicon.grammar("names-calendar")
_ROLE_OF = lexicon.grammar("names-role-of")
_PARTY = re.compile(r"(?:[DRI]|Ind|Lab|Con|LD|SNP)\.?$|[DRI]-[A-Z]")
_ROLE_CUT_WORDS = lexicon.grammar("names-role-cut-words")
_ROLE_CUT_WORDS_2 = lexicon.grammar("names-role-cut-words-2")
_IS_ROLE_WORD_WORDS = lexicon.grammar("names-is-role-word-words")
_APPOSITION_WORDS = lexicon.grammar("names-apposition-words")


def role_to(text: str, tokens: Sequence[Token], first: int, last: int) -> str:
    """The role in "U.S. Ambassador to NATO Julianne Smith", whose last word is the known name first..last."""
    if first < 2 or tokens[first - 1].lower not in ("to", "for", "of"):
        return ""
    if singular(tokens[first - 2].lower) not in lexicon.roles():
        return ""
    begin = role_before(tokens, first - 1)
    return text[tokens[begin].start : tokens[last].end]


def role_cut(tokens: Sequence[Token], first: int, last: int) -> int:
    """The token after the last role word or title of the run, when a name may follow; `first` when there is none."""
    titles, roles = lexicon.title_words(), lexicon.roles()
    cut = first
    for number in range(first, last + 1):
        token = tokens[number]
        word = token.lower
        if token.text in titles:
            cut = number + 1
        elif singular(word) in roles or (word in roles) or ("-" in word and word.split("-")[-1] in roles):
            if number < last and tokens[number + 1].lower == "of":
                continue
            if number + 1 <= last and (tokens[number + 1].text in lexicon.organisation_heads()):
                continue
            if (
                number == first
                and number < last
                and word in _ROLE_CUT_WORDS
                and tokens[last].text in lexicon.organisation_heads()
            ):
                continue
            if (
                number > first
                and number == last
                and word in _ROLE_CUT_WORDS_2
                and tokens[number - 1].text in lexicon.first_names()
            ):
                continue
            if (
                word in ("general", "major", "premier", "union", "head")
                and number < last
                and tokens[number + 1].text
                in ("Assembly", "Motors", "Electric", "League", "Hospital", "Council", "Court", "Election")
            ):
                continue
            cut = number + 1
    # "Secretary of State Antony Blinken": the words after "of" up to a first name belong to the role
    for number in range(first, last):
        if tokens[number].lower in _ROLE_OF and tokens[number + 1].lower == "of":
            person = next((k for k in range(number + 2, last + 1) if tokens[k].text in lexicon.first_names()), None)
            if person is not None:
                return max(cut, person)
            return (
                max(cut, last + 1)
                if tokens[number].lower not in ("king", "queen", "prince", "princess", "duke", "duchess")
                else cut
            )
    return cut


def role_before(tokens: Sequence[Token], first: int) -> int:
    """Where a role begins that may have lower-case words and a demonym before `first`."""
    roles, modifiers, demonyms = lexicon.roles(), lexicon.role_modifiers(), lexicon.demonyms()
    number = first - 1
    begin = first
    seen_head = first < len(tokens) and tokens[first].is_capital
    while number >= 0:
        token = tokens[number]
        word = token.lower
        if not token.is_word:
            break
        if singular(word) in roles and not word.endswith("ss"):
            seen_head = True
        elif not (
            seen_head
            and (
                word in modifiers
                or token.text in demonyms
                or token.text in lexicon.organisations()
                or token.text in lexicon.places()
                or (
                    token.is_capital
                    and number > 0
                    and token.lower not in lexicon.common_words()
                    and token.lower not in _CALENDAR
                )
            )
        ):
            break
        begin = number
        number -= 1
    return begin


def is_role_word(word: str) -> bool:
    return singular(word) in lexicon.roles() and word not in _IS_ROLE_WORD_WORDS


def plain_role(text: str, tokens: Sequence[Token], first: int) -> str:
    if first == 0 or not tokens[first - 1].is_word or tokens[first - 1].is_capital:
        if first >= 2 and tokens[first - 1].text == "," and not tokens[first - 2].is_capital:
            return _role_before_comma(text, tokens, first)
        return ""
    word = tokens[first - 1].lower
    if singular(word) not in lexicon.roles() or (
        word.endswith("s") and word not in ("boss",) and singular(word) != word
    ):
        return ""
    begin = role_before(tokens, first)
    if begin == first or (word == "general" and begin == first - 1):
        return ""
    return text[tokens[begin].start : tokens[first - 1].end]


def _role_before_comma(text: str, tokens: Sequence[Token], first: int) -> str:
    """ "the country's foreign minister, Dmytro Kuleba, said"."""
    word = tokens[first - 2].lower
    if singular(word) != word or word not in lexicon.roles():
        return ""
    begin = role_before(tokens, first - 1)
    opener = tokens[begin - 1] if begin > 0 else None
    if (
        begin == first - 1
        or opener is None
        or opener.lower not in ("the", "his", "her", "its", "their", "'s", "’s", "a", "an")
    ):
        return ""
    return text[tokens[begin].start : tokens[first - 2].end]


def apposition(text: str, tokens: Sequence[Token], first: int, last: int, kind: NameKind) -> str:
    """The role told after the name: ", a Defense Ministry spokesman,"."""
    number = last + 1
    if number >= len(tokens) or tokens[number].text != "," or (kind is NameKind.OTHER and first == last):
        return ""
    number += 1
    # a party, a state or an age may stand first: ", D-N.J.," ", 45,"
    for stop in (number + 1, number + 2, number + 3):
        if (
            stop < len(tokens)
            and tokens[stop].text == ","
            and (
                tokens[number].text.isdigit()
                or _PARTY.match(tokens[number].text.split("-")[0])
                or tokens[number].text in ("R", "D", "I")
            )
        ):
            number = stop + 1
            break
    if number >= len(tokens):
        return ""
    begin = number
    if tokens[number].lower in ("the", "a", "an", "his", "her", "its", "their", "one", "who"):
        if tokens[number].lower == "who":
            return ""
        begin = number + 1
    head = -1
    for k in range(begin, min(len(tokens), begin + 10)):
        token = tokens[k]
        if not token.is_word and token.text not in ("'s", "’s"):
            break
        if token.lower in ("said", "says", "told", "was", "is", "who", "which", "has", "had", "and", "will", "but"):
            break
        if singular(token.lower) in lexicon.roles() and (token.is_capital or token.lower == singular(token.lower)):
            head = k
            if k + 1 < len(tokens) and tokens[k + 1].lower in ("of", "for", "at", "in", "to", ",", "with"):
                break
    if head < 0:
        return ""
    if begin == number and not (head - begin <= 3 and not any(t.text in ("'s", "’s") for t in tokens[begin:head])):
        return ""
    # the apposition must end: a comma, a full stop or "of/for …" after the head
    after = tokens[head + 1].lower if head + 1 < len(tokens) else "."
    if after not in _APPOSITION_WORDS and begin == number:
        return ""
    if begin == number and any(t.lower in lexicon.saying_verbs() for t in tokens[begin:head]):
        return ""
    return text[tokens[begin].start : tokens[head].end]


def is_person_role(role: str) -> bool:
    last = role.split()[-1]
    return (
        last in lexicon.title_words()
        or last in lexicon.titles()
        or singular(last.lower().split("-")[-1]) in lexicon.roles()
        or " of " in role
    )
