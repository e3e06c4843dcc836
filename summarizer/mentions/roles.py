"""Roles: the words before or after a name that tell what its bearer is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from summarizer.mentions import lexicon
from summarizer.mentions.name_lines import CALENDAR, known_kind
from summarizer.mentions.nouns import singular
from summarizer.mentions.tokens import Token

_PARTY = re.compile(r"(?:[DRI]|Ind|Lab|Con|LD|SNP)\.?$|[DRI]-[A-Z]")
_ROLE_OF = lexicon.grammar("names-role-of")
_INITIAL = re.compile(r"[A-Z]\.")
_BODY_HEADS = lexicon.organisation_heads() - {"House"}
_OF_MANY = frozenset(["police", "staff", "crew", "public", "press", "team", "army", "navy", "jury"])
_OF_MEN = frozenset(["spokesman", "congressman", "businessman", "policeman"])
_FINITE = frozenset(
    ["said", "says", "told", "was", "is", "were", "has", "had", "will", "would", "could", "may", "did", "does"]
)
_NOBLE = frozenset(["king", "queen", "prince", "princess", "duke", "duchess"])
_THINGS = lexicon.name_cues("things") | lexicon.name_cues("bodies") | lexicon.name_cues("places")
_MODALS = frozenset(["will", "would", "could", "may", "might", "can", "must", "should", "shall", "not"])
_RANKS = frozenset(["crown", "former", "late", "old", "young", "new", "then", "future", "hereditary"])
_ROLES_THAT_OPEN_NAMES = lexicon.grammar("names-role-cut-words")
_ROLES_AFTER_FIRST_NAMES = lexicon.grammar("names-role-cut-words-2")
_ROLES_AND_SURNAMES = lexicon.grammar("names-is-role-word-words")
_BODY_OPENINGS = frozenset(["general", "major", "premier", "union", "head"])
_BODY_ENDS = frozenset(["Assembly", "Motors", "Electric", "League", "Hospital", "Council", "Court", "Election"])
_WITHIN_BODIES = frozenset(
    ["staff", "head", "general", "chief", "workers", "teachers", "farmers", "players", "writers", "nurses"]
)
_SUBORDINATORS = frozenset(["as", "when", "while", "after", "before", "once", "since", "because", "although", "if"])
_ROLE_OPENERS = frozenset(["the", "his", "her", "its", "their", "'s", "a", "an"])
_APPOSITION_OPENERS = frozenset(["the", "a", "an", "his", "her", "its", "their", "one"])
_APPOSITION_STOPS = frozenset(["said", "says", "told", "was", "is", "who", "which", "has", "had", "and", "will", "but"])
_APPOSITION_WORDS = lexicon.grammar("names-apposition-words")
_AFTER_ROLE = frozenset(["of", "for", "at", "in", "to", ",", "with"])
_LONGEST_APPOSITION = 10
_OFFICES = _ROLE_OF | {"general", "leader", "commander", "ambassador", "spokesman", "spokeswoman", "spokesperson"}
_NO_BODY = _APPOSITION_STOPS | frozenset(lexicon.saying_verbs()) | {"on", "that", "were", "are", "be", "been", "by"}
_LONGEST_BODY = 7
_PLACES_LIKE_TITLES = lexicon.name_cues("foreign-places")  # "Col de Marenne"


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
    ends = [number + 1 for number in range(first, last + 1) if _ends_role(tokens, first, last, number)]
    cut = ends[-1] if ends else first
    # "Secretary of State Antony Blinken": the words after "of" up to a first name belong to the role
    for number in range(first, last):
        if tokens[number].lower in _ROLE_OF and tokens[number + 1].lower == "of":
            person = next((k for k in range(number + 2, last + 1) if tokens[k].text in lexicon.first_names()), None)
            if person is None:
                person = _after_portfolio(tokens, number + 2, last)
            if person is not None:
                return max(cut, person)
            return cut if tokens[number].lower in _NOBLE else last + 1
    return cut


def _after_portfolio(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """Where a full name begins after a portfolio of common words: "Minister of Foreign Affairs Adaeze Orru"."""
    english = lexicon.english_words()
    start = next((k for k in range(first, last + 1) if tokens[k].is_capital and tokens[k].lower not in english), first)
    is_full = 1 <= last - start <= 2 and all(token.is_capital for token in tokens[start : last + 1])
    return start if start > first and is_full and tokens[last].lower not in english else None


def _ends_role(tokens: Sequence[Token], first: int, last: int, number: int) -> bool:
    """Whether the word is a title or a role, and not the beginning or end of a body's or a person's name."""
    token = tokens[number]
    word, roles = token.lower, lexicon.roles()
    if _is_inside_body(tokens, first, last, number) or _is_last_of_name(tokens, first, last, number):
        return False
    if token.text in lexicon.title_words():
        return not (token.text in _PLACES_LIKE_TITLES and number < last and tokens[number + 1].text.islower())
    if not (singular(word) in roles or word.rpartition("-")[2] in roles or word.endswith("-elect")):
        return False
    if number == last:
        if _names_people_of_body(tokens, first, number):
            return False
        return not (
            number > first and word in _ROLES_AFTER_FIRST_NAMES and tokens[number - 1].text in lexicon.first_names()
        )
    following = tokens[number + 1]
    if following.lower == "of" or following.text in lexicon.organisation_heads():
        return False
    if number == first and number + 1 == last and following.text in lexicon.place_heads()[0]:
        return first == 0 or tokens[first - 1].lower != "the"  # "the Anchor Inn"
    if number == first and word in _ROLES_THAT_OPEN_NAMES and tokens[last].text in lexicon.organisation_heads():
        return False
    return not (word in _BODY_OPENINGS and following.text in _BODY_ENDS)


def _is_inside_body(tokens: Sequence[Token], first: int, last: int, number: int) -> bool:
    """ "Teachers' Federation", "Independent School Staff Union", "Association of Head Teachers": no role of anybody."""
    heads = lexicon.organisation_heads()
    if number < last and tokens[number + 1].lower in ("'", "’", "'s"):
        return any(token.text in heads for token in tokens[number + 2 : last + 1])
    if tokens[last].text in heads and tokens[number].lower in _WITHIN_BODIES and number > first:
        return True
    is_plural = tokens[last].lower.endswith("s") and singular(tokens[last].lower) in lexicon.roles()
    if not is_plural:
        return False
    return any(
        token.text in heads and following.lower in ("of", "for")
        for token, following in pairwise(tokens[first : number + 1])
    )


def _is_last_of_name(tokens: Sequence[Token], first: int, last: int, number: int) -> bool:
    """ "Byron Lord", "Mark Justice", "Pinto & Sons", "the Azure Princess": a title or role that ends a name."""
    if number != last or number == first:
        return False
    before, word = tokens[number - 1], tokens[number].lower
    if _INITIAL.fullmatch(before.text) and number > first + 1:
        return True  # "Ada D. Singer"
    if before.lower in ("of", "for") and number > first + 1 and tokens[number - 2].text in _BODY_HEADS:
        return True  # "Ministry of Justice"
    if number == first + 1 and before.text in lexicon.first_names():
        is_office = singular(word) in _OFFICES or tokens[number].text in lexicon.title_words() or singular(word) != word
        if word in _ROLES_AFTER_FIRST_NAMES or not (is_office or known_kind(before.text)):
            return True  # "Ada Cook"
    if word in _ROLES_AFTER_FIRST_NAMES and number == first + 1 and _is_nobody_known(tokens, first):
        return True  # "Jovar Shah", whose given name no list has
    is_paired = tokens[number].text in lexicon.organisation_heads() and "and" in {t.lower for t in tokens[first:number]}
    if before.text == "&" or is_paired:
        return True
    is_described = before.text in lexicon.demonyms() or known_kind(before.text) or before.lower in _RANKS
    return word in _NOBLE and before.is_capital and tokens[first - 1].lower == "the" and not is_described


def _is_nobody_known(tokens: Sequence[Token], first: int) -> bool:
    """Whether a word that nothing is known of stands here without an article or an owner."""
    token, before = tokens[first], tokens[first - 1].lower if first else ""
    if known_kind(token.text) or token.text in lexicon.demonyms() or token.text in lexicon.title_words():
        return False
    is_word = token.lower in lexicon.english_words() or singular(token.lower) in lexicon.roles()
    is_free = before not in _ROLE_OPENERS and before != "former" and token.lower.isalpha() and not token.text.isupper()
    return is_free and not is_word and not token.lower.endswith(("an", "ish", "ese", "i"))


def _names_people_of_body(tokens: Sequence[Token], first: int, last: int) -> bool:
    """ "Allied Process Workers": what people do, in the plural and with a capital, ends the name of a body."""
    word, before = tokens[last].lower, tokens[last - 1]
    is_plural = word.endswith("s") and singular(word) != word
    if last == first or not is_plural or singular(word) in _OFFICES or word.title() in lexicon.title_words():
        return False
    return before.is_capital and before.text not in lexicon.demonyms() and not known_kind(before.text)


def role_before(tokens: Sequence[Token], first: int) -> int:
    """Where a role begins that may have lower-case words and a demonym before `first`."""
    begin = first
    seen_head = first < len(tokens) and tokens[first].is_capital
    for number in range(first - 1, -1, -1):
        token = tokens[number]
        if not token.is_word:
            break
        if singular(token.lower) in lexicon.roles() and not token.lower.endswith("ss"):
            seen_head = True
        elif not (seen_head and (_modifies_role(token, number) or _opens_known(tokens, number))):
            break
        begin = number
    return begin


def _opens_known(tokens: Sequence[Token], number: int) -> bool:
    """Whether a known name of two words begins here: "White House counsel"."""
    token, following = tokens[number], tokens[number + 1] if number + 1 < len(tokens) else None
    return token.is_capital and following is not None and bool(known_kind(f"{token.text} {following.text}"))


def _modifies_role(token: Token, number: int) -> bool:
    """Whether the word may stand before the head of a role: "former", "German", "NATO"."""
    if token.lower in lexicon.role_modifiers() or token.text in lexicon.demonyms() or known_kind(token.text):
        return True
    return token.is_capital and number > 0 and token.lower not in lexicon.common_words() and token.lower not in CALENDAR


def is_role_word(word: str) -> bool:
    """Whether a lone word with a capital is a role ("President"), not a surname that is one ("Baker")."""
    return singular(word) in lexicon.roles() and word not in _ROLES_AND_SURNAMES


def plain_role(text: str, tokens: Sequence[Token], first: int, last: int) -> str:
    """The role in small letters before a name: "foreign minister Dmytro Kuleba", "its chief, Ada Moss"."""
    if first >= 2 and tokens[first - 1].text == ",":
        return _role_before_comma(text, tokens, first, last)
    if first == 0 or not tokens[first - 1].is_word or tokens[first - 1].is_capital:
        return ""
    word = tokens[first - 1].lower
    is_plural = word != "boss" and singular(word) != word
    if is_plural or word in _OF_MANY or singular(word) not in lexicon.roles():
        return ""  # "she told police Moss was armed"
    begin = role_before(tokens, first)
    if begin == first or (word == "general" and begin == first - 1):
        return ""
    if begin == first - 1 and tokens[begin - 1].lower in _MODALS:  # "will host Eurosong"
        return ""
    return text[tokens[begin].start : tokens[first - 1].end]


def _role_before_comma(text: str, tokens: Sequence[Token], first: int, last: int) -> str:
    """ "the country's foreign minister, Dmytro Kuleba, said", "the head of the union, Ada Moss, said"."""
    end = first - 2
    if tokens[0].lower in _SUBORDINATORS and last + 1 < len(tokens) and tokens[last + 1].is_word:
        return ""  # "As it was read out by the judge, Moss smiled": the comma ends a clause
    word = tokens[end].lower
    is_role = not tokens[end].is_capital and singular(word) == word and word in lexicon.roles()
    is_apposition = last + 1 < len(tokens) and tokens[last + 1].text == "," and not apposition(text, tokens, last)
    head = end if is_role else _office_before(tokens, end) if is_apposition else -1
    begin = role_before(tokens, head + 1) if head >= 0 else 0
    if begin in (0, head + 1) or tokens[begin - 1].lower not in _ROLE_OPENERS:
        return ""
    return text[tokens[begin].start : tokens[end].end]


def _office_before(tokens: Sequence[Token], end: int) -> int:
    """The office in "the head of the drivers' union", whose body ends at `end`; or -1."""
    for number in range(end, max(0, end - _LONGEST_BODY), -1):
        token = tokens[number]
        if token.lower in ("of", "for") and tokens[number - 1].lower in _OFFICES:
            return number - 1 if number < end else -1
        if not (token.is_word or token.lower in ("'s", "'", "’")) or token.lower in _NO_BODY:
            return -1
    return -1


def apposition(text: str, tokens: Sequence[Token], last: int) -> str:
    """The role told after the name that ends at `last`: ", a Defense Ministry spokesman,"."""
    if last + 1 >= len(tokens) or tokens[last + 1].text != ",":
        return ""
    first = _after_party(tokens, last + 2)
    if first >= len(tokens) or tokens[first].lower == "who":
        return ""
    has_article = tokens[first].lower in _APPOSITION_OPENERS
    begin = first + 1 if has_article else first
    head = _apposition_head(tokens, begin)
    if head < 0 or (not has_article and not _is_bare_apposition(tokens, begin, head)):
        return ""
    if _is_subject(tokens, head):
        return ""
    return text[tokens[begin].start : tokens[head].end]


def _is_subject(tokens: Sequence[Token], head: int) -> bool:
    """Whether a role is what the sentence goes on to tell of: "… alongside Moss, the councillor finally gave up"."""
    following = [token.lower for token in tokens[head + 1 : head + 3]]
    if not following:
        return False
    is_adverb = len(following) > 1 and following[0].endswith("ly")
    opens = [n for n in range(head) if n == 0 or tokens[n - 1].text in (":", ";", "—", "–")]
    is_behind_clause = any(tokens[n].lower in _SUBORDINATORS for n in opens)
    if is_behind_clause and tokens[head + 1].is_word and following[0] not in _AFTER_ROLE | {"and"}:
        return True  # "While she still ran against Moss, the councillor failed …"
    return following[0] in _FINITE or (is_adverb and (following[1] in _FINITE or following[1].endswith("ed")))


def _after_party(tokens: Sequence[Token], number: int) -> int:
    """The token after a party, a state or an age that stands first in an apposition: ", D-N.J.,", ", 45,"."""
    if number >= len(tokens):
        return number
    word = tokens[number].text
    if word.isdigit() or _PARTY.match(word.partition("-")[0]):
        for stop in range(number + 1, min(number + 4, len(tokens))):
            if tokens[stop].text == ",":
                return stop + 1
    return number


def _apposition_head(tokens: Sequence[Token], begin: int) -> int:
    """The last word of the role in an apposition, or -1."""
    head = -1
    for number in range(begin, min(len(tokens), begin + _LONGEST_APPOSITION)):
        token = tokens[number]
        if not (token.is_word or token.lower == "'s") or token.lower in _APPOSITION_STOPS:
            break
        is_singular = token.is_capital or token.lower == singular(token.lower)
        if head == number - 1 and not token.is_capital and singular(token.lower) in _THINGS:
            return -1  # "a police dog"
        if is_singular and singular(token.lower) in lexicon.roles():
            head = number
            if number + 1 < len(tokens) and tokens[number + 1].lower in _AFTER_ROLE:
                break
    return head


def _is_bare_apposition(tokens: Sequence[Token], begin: int, head: int) -> bool:
    """Whether a role without an article is one: short, nobody's, with nothing said in it, and ended after its head."""
    words = [token.lower for token in tokens[begin:head]]
    if len(words) > 3 or "'s" in words or any(word in lexicon.saying_verbs() for word in words):
        return False
    return head + 1 >= len(tokens) or tokens[head + 1].lower in _APPOSITION_WORDS


def fits_gender(name: str, role: str) -> bool:
    """Whether somebody of this name may be a "congresswoman" or a "spokesman".

    >>> [fits_gender(name, "congresswoman") for name in ("Bernard Osk", "Ada Osk", "Osk")]
    [False, True, True]
    """
    head = role.split()[-1].lower() if role else ""
    told = "f" if head.endswith("woman") else "m" if head in _OF_MEN else ""
    given = lexicon.first_names().get(name.split()[0], "u") if " " in name else "u"
    return not told or given == "u" or given == told


def is_person_role(role: str) -> bool:
    """Whether the words before a name say what a person is, not what a body does."""
    last = role.split()[-1]
    return (
        last in lexicon.title_words() or singular(last.lower().rpartition("-")[2]) in lexicon.roles() or " of " in role
    )
