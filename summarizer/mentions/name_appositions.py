"""A name in its line, and what is told of it in apposition: "X, 41,", "the capital, X,", "X, the union of nurses"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.mentions import lexicon
from summarizer.mentions.nouns import singular
from summarizer.mentions.tokens import Token
from summarizer.model import NameKind

Vote = tuple[NameKind, float]
PERSON, BODY, PLACE, THING = NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE, NameKind.OTHER
_BODIES = lexicon.name_cues("bodies")
_BODY_OWNED = lexicon.name_cues("body-owned")
_PAINTED_BY = lexicon.name_cues("painted-by")
_PERSONS_OWNED = lexicon.name_cues("persons-owned")
_PLACES = lexicon.name_cues("places")
_SAYINGS = lexicon.name_cues("sayings")
_TAKEN_UP = lexicon.name_cues("taken-up")
_THINGS = lexicon.name_cues("things")
_FREE_ARTICLES = frozenset(["a", "an", "the", "one", "our", "their", "its", "his", "her"])
_CLOSING_MARKS = frozenset(["”", '"', "’"])
_CLOSERS = frozenset([",", ".", ")", ";"])
_RELATIVES = frozenset(
    [
        "who",
        "which",
        "that",
        "where",
        "whose",
        "with",
        "of",
        "in",
        "on",
        "for",
        "based",
        "run",
        "from",
        "near",
        "aged",
        "against",
        "by",
        "at",
        "to",
        "between",
        "about",
        "after",
        "over",
        "under",
        "beside",
        "off",
        "outside",
        "bred",
        "built",
        "known",
        "founded",
        "grown",
        "made",
        "owned",
        "now",
        "then",
    ]
)
_LONGEST_APPOSITION = 7
_HOUSES = frozenset(["printing", "publishing", "auction", "trading", "fashion", "clearing", "brokerage", "media"])
_DAYS = lexicon.grammar("names-calendar")
_DETERMINERS = _FREE_ARTICLES | {"her", "my", "every", "'s"}
_GOVERNORS = frozenset(["of", "in", "at", "from", "near", "with", "by"])
_LONGEST_BEFORE = 10
_APPOSED = 1.8
"""What an apposition tells outweighs what a name looks like: "Jordan Mills, a bakery"."""
_AGES = range(4, 111)
_AGE_WORDS = frozenset(["three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"])


class Place:
    """A name in its line: the tokens first..last, and the words around them, "" beyond the ends."""

    __slots__ = ("first", "last", "tokens")

    def __init__(self, tokens: Sequence[Token], first: int, last: int) -> None:
        self.tokens, self.first, self.last = tokens, first, last

    def before(self, number: int = 1) -> str:
        """The word so many tokens before the name, small."""
        return self.tokens[self.first - number].lower if self.first >= number else ""

    def after(self, number: int = 1) -> str:
        """The word so many tokens after the name, small."""
        at = self.last + number
        return self.tokens[at].lower if at < len(self.tokens) else ""

    @property
    def is_single(self) -> bool:
        """Whether the name is one word."""
        return self.first == self.last

    def noun_before(self) -> str:
        """The noun in small letters right before the name, singular: "the ferry X"."""
        if self.first == 0 or (self.tokens[self.first - 1].is_capital and self.first > 1):
            return ""  # but "Horse Silver Myth won"
        return singular(self.before())


def in_apposition(place: Place) -> Iterator[Vote]:
    """ "X, 41,", "X, who", "X, which", "X, a town of 4,000", "X, the union of nurses"."""
    word, start = place.after(2), 3
    if word in _CLOSING_MARKS:  # "in “X,” a film about"
        word, start = place.after(3), 4
    is_byline = place.first == 0 and not place.is_single and (word in _DAYS or place.after(3) in _DAYS)
    if is_byline:
        yield PERSON, 1.5
    elif word.isdigit():
        if int(word) in _AGES and (place.after(3) in _CLOSERS or place.after(3) in ("and", "of", "who")):
            yield PERSON, 3.0
    elif word in _AGE_WORDS and place.after(3) in (",", "."):
        yield PERSON, 3.0
    elif word in ("who", "whose", "aged") and place.noun_before() in _BODIES:
        return  # "a clerk of the firm X, who …"
    elif word in ("who", "whose", "aged"):
        if word == "whose" and singular(place.after(3)) in _BODY_OWNED:
            yield BODY, 2.0
            return
        is_of_place = place.before() in ("in", "at", "from", "near", "of")  # "a doctor in Tarn, who …"
        yield PERSON, 0.7 if word == "whose" or is_of_place else 3.0
    elif word in ("which", "where"):
        yield PERSON, -1.5
        if word == "where":
            yield PLACE, 2.5
    elif word in _FREE_ARTICLES:
        yield from _class_of(place, start)
    elif word in _PAINTED_BY:
        yield THING, 2.5


def _class_of(place: Place, start: int) -> Iterator[Vote]:
    """The votes of the head of an apposition whose first word after the article is so many tokens after the name."""
    head = compound = ""
    for number in range(start, start + _LONGEST_APPOSITION):
        word = place.after(number)
        if word == "-":
            continue  # "a Tarn-based group"
        if word in ("'s", "’s"):
            head = compound = ""  # "Moss, the city's police chief": an owner says nothing of the name
            continue
        if not word or _is_capital(place, number) or word in _RELATIVES or not word[0].isalpha():
            break
        if number > start and word in _SAYINGS:  # "Ada Moss, the union said"
            return
        compound, head = head, singular(word)
    for kind, weight in class_votes("company" if head == "house" and compound in _HOUSES else head):
        is_plain = place.after(start - 1) in ("a", "an") and place.before() not in _GOVERNORS
        yield kind, weight * _APPOSED if is_plain and kind is not PERSON else weight


def _is_capital(place: Place, number: int) -> bool:
    """Whether the word so many tokens after the name has a capital, and is no people's or place's: "a Norish firm"."""
    token = place.tokens[place.last + number]
    return token.is_capital and token.text not in lexicon.demonyms() and token.text not in lexicon.places()


def class_votes(noun: str) -> Iterator[Vote]:
    if noun in lexicon.roles() or noun in _PERSONS_OWNED:
        yield PERSON, 2.0
    elif noun in _PLACES:
        yield PLACE, 2.5
    elif noun in _THINGS:
        yield THING, 3.0
    elif noun in _BODIES:
        yield BODY, 2.5


def apposed(place: Place) -> Iterator[Vote]:
    """ "the capital, X,", "an 81-year-old woman, X,", "the chair of the friends of the bank, X, said"."""
    has_article = place.before() == "the"  # "the trawler, the X,"
    if place.before(2 if has_article else 1) != "," or place.after() not in (",", ".", ";", ":", "", "of"):
        return
    start = place.first - (3 if has_article else 2)
    words: list[str] = []
    while start >= 0 and len(words) < _LONGEST_BEFORE and _goes_on(place.tokens[start]):
        words.insert(0, place.tokens[start].lower)
        start -= 1
    if has_article:
        yield from (vote for vote in class_votes(singular(words[-1]) if words else "") if vote[0] is not PERSON)
        return
    for number, word in enumerate(words[:-1]):
        if word in _DETERMINERS:
            stop = next((k for k in range(number + 1, len(words)) if words[k] in _RELATIVES), len(words))
            found = list(class_votes(singular(words[stop - 1])))
            if found:
                yield from found
                return


def _goes_on(token: Token) -> bool:
    return token.is_word or token.text.isdigit() or token.text == "-" or token.lower == "'s"


def taken_up(tokens: Sequence[Token]) -> Iterator[Vote]:
    """What a sentence that begins with "The company" or "The town" tells of the last name before it."""
    if len(tokens) < 3 or tokens[0].lower != "the" or tokens[1].lower not in _TAKEN_UP:
        return
    for kind, weight in class_votes(tokens[1].lower):
        if kind is not PERSON:
            yield kind, weight / 3
