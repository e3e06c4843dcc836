"""Words of peoples, places and languages among the capitals: "Karvelian", "the Norish", "American Airlines"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from summarizer.mentions import lexicon
from summarizer.mentions.name_lines import NameLine, known_kind
from summarizer.mentions.nouns import singular
from summarizer.mentions.tokens import Token

_NO_NOUNS = lexicon.grammar("phrases-not-noun")
_VERBS_AFTER = lexicon.grammar("names-verbs-after")
_PLACES_OF_TWO = frozenset(["Latin", "Saudi", "Northern", "Eastern", "Southern", "Western"])
_PARTS = frozenset(["Northern", "Eastern", "Southern", "Western", "Central"])
_PLACES_OF_TWO_ENDS = frozenset([
    "America", "Arabia", "Ireland", "Europe", "Africa", "Cape", "Australia", "Sahara", "Union", "Command",
])  # fmt: skip
_PARTIES = frozenset(word for word in lexicon.organisations() if word.endswith("s") and word in lexicon.demonyms())
_LIKE_DEMONYMS = re.compile(r"(?:ian|ean|ish|ese|rian)s?$")
_THING_HEADS = lexicon.name_cues("thing-heads")
_TWO_WORDS = lexicon.name_cues("two-word-peoples")
_ARTICLES = frozenset(
    ["the", "a", "an", "this", "that", "every", "another", "some", "any", "no", "two", "three", "former"]
)
_DEMONYM = re.compile(r"(?:(?P<a>.+[aeo])ns?|(?P<b>.+)(?:ians?|ans?|ese|ish)|(?P<c>.+)(?:i|is|er|ers))$")
_BASE_ENDS = ("", "a", "e", "o", "ia", "y", "land")


def derived_demonyms(
    capitals: Collection[str], pairs: Collection[tuple[str, str]] = (), places: Collection[str] = ()
) -> dict[str, str]:
    """The capitalised words that are made of another one as demonyms are, with that one.

    None is the second part of `pairs`, nor one of `places`, in which something is.

    >>> derived_demonyms({"Karvelian", "Karvelia", "Norish", "Adrian"})
    {'Karvelian': 'Karvelia'}
    """
    found = {}
    surnames = {later for _, later in pairs}
    for word in capitals:
        match = _DEMONYM.match(word)
        if match is None or word in lexicon.first_names() or word in surnames or word in places:
            continue
        base = next((base for base in _bases(match) if base in capitals and base != word and len(base) > 3), None)
        if base is not None:
            found[word] = base
    return found


def _bases(match: re.Match[str]) -> Iterator[str]:
    """What a demonym may be made of: Karvelia-n, Brazil-ian, Vestland-ish; with "-i" and "-er" no English word."""
    if match["c"]:
        yield from () if match["c"].lower() in lexicon.english_words() else (match["c"],)
        return
    if match["a"]:
        yield match["a"]
    ending = match["a"] or ""
    shorter = ending[:-2] if ending[-2:-1] in "aeio" else ""  # "Zhar" does not give "Zhardan"
    for stem in (match["b"], ending[:-1], shorter):
        if stem:
            yield from (stem + end for end in _BASE_ENDS)


def is_demonym(line: NameLine, number: int) -> bool:
    """Whether the word is of a people or place: a known one, one made of a name of the text, or one that stands so."""
    token = line.tokens[number]
    if token.text in _PARTIES and number > 0 and line.tokens[number - 1].lower == "the":
        return False
    if token.text in lexicon.demonyms() or token.text in line.known.demonyms:
        return True
    if (
        token.text in _TWO_WORDS
        and number + 1 < len(line.tokens)
        and line.tokens[number + 1].text in lexicon.demonyms()
    ):
        return True  # "South Korean officials"
    if token.text == "Black":  # "the first Black senator"
        following = line.tokens[number + 1] if number + 1 < len(line.tokens) else None
        if following is not None and (following.text in lexicon.demonyms() or following.text in ("U.S.", "US")):
            return True
        is_noun = following is not None and following.is_word and following.text.islower()
        return is_noun and following is not None and following.lower not in _VERBS_AFTER and following.lower != "'s"
    if not _LIKE_DEMONYMS.search(token.text) or token.text in lexicon.first_names() or known_kind(token.text):
        return False
    following = line.tokens[number + 1] if number + 1 < len(line.tokens) else None
    is_noun_next = following is not None and following.is_word and not following.is_capital
    is_of_people = is_noun_next and following is not None and singular(following.lower) in lexicon.roles()
    if not _opens_phrase(line.tokens, number, is_of_people) or token.lower in lexicon.english_words():
        return False
    return not is_noun_next or following is None or following.lower not in _VERBS_AFTER


def _opens_phrase(tokens: Sequence[Token], number: int, is_of_people: bool) -> bool:
    """Whether an article stands before, or before an adjective: "the Norish", "a senior Norish diplomat"."""
    if number and tokens[number - 1].lower in _ARTICLES:
        return True
    if not is_of_people or number < 2:
        return False
    between = tokens[number - 1]
    is_adjective = between.is_word and not between.is_capital and between.lower not in _NO_NOUNS
    return is_adjective and tokens[number - 2].lower in _ARTICLES


def demonym_in_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """ "American Airlines", "British Museum", "Republican Party" keep the demonym; "Russian President X" does not."""
    if first + 1 == last and tokens[first].text in _PARTS and tokens[last].text in lexicon.places():
        return True  # "Northern California"
    if first == last or " ".join(token.text for token in tokens[first + 1 : last + 1]) in lexicon.places():
        return False
    if tokens[first].text in _TWO_WORDS and first + 1 == last and tokens[last].text in lexicon.demonyms():
        return False
    following = tokens[first + 1]
    if tokens[first].text in _PLACES_OF_TWO and following.text in _PLACES_OF_TWO_ENDS:
        return True
    heads = lexicon.organisation_heads()
    if following.text in heads and first + 2 <= last and tokens[first + 2].lower in ("of", "for"):
        return True  # "the Socialist Party of Valdemar"
    if singular(following.lower) in lexicon.roles() or following.lower in lexicon.role_modifiers():
        return tokens[last].text in heads and singular(tokens[last].lower) not in lexicon.roles()
    ends, _ = lexicon.place_heads()
    return any(
        token.text in heads or token.text in ends or token.text in _THING_HEADS
        for token in tokens[first + 1 : last + 1]
    )
